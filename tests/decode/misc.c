// SPDX-License-Identifier: GPL-2.0
/* Calls of no family. */
#include "cases.h"

#include <asm/ldt.h>
#include <linux/kexec.h>
#include <linux/membarrier.h>

static char name[] = "a-module", options[] = "debug=1 with more options than thirty-two bytes";
static uint8_t image[100];
static struct { uint64_t buf, bufsz, mem, memsz; } segments[20] = {
	{ 0x10000, 4096, 0x200000, 8192 }, { 0, 0, 0, 0 }, { UINT64_MAX, 1, 2, 3 },
};
static struct { uint32_t buf, bufsz, mem, memsz; } segments32[20] = { { 1, 2, 3, 4 } };
static struct user_desc segment = { 7, 0xf7fdb000, 0xfffff, 1, 2, 1, 1, 1, 1, 1 };
static struct { uint64_t fs, net, scoped, more; } ruleset = { 0x1fff, 0, 0, 0 };
static struct { uint64_t access; int32_t fd; } __attribute__((packed)) beneath = { 0xd, 5 };
static uint8_t random_bytes[60];
static uint32_t words[8] = { 1, 2, 3, 4 };
static struct iovec vector[] = { { options, 5 }, { NULL, 0 }, { (void *)0x1000, 8192 } };

static void modules(void)
{
	CASE("init_module");
	CALL("init_module", 0, A(image), 100, A(options));
	CALL("init_module", -EPERM, 0, 0, 0);
	CALL("init_module", -EFAULT, BAD, -1, BAD);
	CALL("init_module", 0, A(image), 100, EDGE(name));
	CASE("finit_module");
	CALL("finit_module", 0, 3, A(options), 0);
	CALL("finit_module", 0, 3, A(name), 3);
	CALL("finit_module", -EINVAL, -1, BAD, 0xfffffff8);
	CASE("delete_module");
	CALL("delete_module", 0, A(name), 0);
	CALL("delete_module", -ENOENT, A(options), 04000 | 01000);
	CALL("delete_module", -EFAULT, BAD, 02000000);
	CALL("delete_module", -EFAULT, EDGE(name) + 1, 1);
	CASE("create_module and others that are gone");
	CALL("create_module", -ENOSYS, A(name), 5);
	CALL("get_kernel_syms", -ENOSYS, A(name));
	CALL("query_module", -ENOSYS, A(name), 1, A(name), 2, A(name));
	CALL("nfsservctl", -ENOSYS, 1, 2, 3);
	CALL("getpmsg", -ENOSYS, 1, 2, 3, 4, 5);
	CALL("putpmsg", -ENOSYS, 1, 2, 3, 4, 5);
	CALL("afs_syscall", -ENOSYS, 1, 2, 3, 4, 5);
	CALL("tuxcall", -ENOSYS, 1, 2, 3);
	CALL("security", -ENOSYS, 1, 2, 3);
	CALL("vserver", -ENOSYS, 1, 2, 3, 4, 5);
	CALL("_sysctl", -ENOSYS, BAD);
	CALL("uselib", -ENOSYS, A(name));
	CALL("epoll_ctl_old", -ENOSYS, 1, 2, 3, 4);
	CALL("epoll_wait_old", -ENOSYS, 1, 2, 3, 4);
}

static void kexecs(void)
{
	CASE("kexec_load");
	CALL("kexec_load", 0, 0x100000, 3, A(segments), 0);
	CALL("kexec_load", 0, 0, 0, A(segments), KEXEC_ON_CRASH | KEXEC_ARCH_X86_64);
	CALL("kexec_load", -EINVAL, 0, 16, A(segments), KEXEC_PRESERVE_CONTEXT | KEXEC_ARCH_386);
	CALL("kexec_load", -EINVAL, 0, 17, A(segments), 0xfff00008);
	CALL("kexec_load", -EFAULT, 0, 2, BAD, 0x80);
	CALL("kexec_load", -EFAULT, 0, 2, 0, 0x80);
	CALL("kexec_load", -EFAULT, 0, 2, EDGE(segments[0]), 0);
	CASE("kexec_file_load");
	CALL("kexec_file_load", 0, 3, 4, sizeof(options), A(options), 0);
	CALL("kexec_file_load", 0, 3, -1, 5, A(options), 7);
	CALL("kexec_file_load", -EFAULT, 3, 4, 100, BAD, 0xfff8);
	CALL("kexec_file_load", -EINVAL, 3, 4, 0, A(options), 8);
}

static void x86(void)
{
	unsigned int i;

	CASE("modify_ldt");
	for (i = 0; i < 4; i++) {
		CALL("modify_ldt", 16, i, A(&segment), sizeof(segment));
		CALL("modify_ldt", 0, i | 0x10, A(&segment), sizeof(segment));
		CALL("modify_ldt", -ENOSYS, i, BAD, sizeof(segment));
		CALL("modify_ldt", -EINVAL, i, A(&segment), 15);
	}
	CALL("modify_ldt", 0, 1, EDGE(segment), sizeof(segment));
	CALL("modify_ldt", 0, 1, EDGE(segment) + 1, sizeof(segment));
	CASE("iopl, ioperm");
	CALL("iopl", 0, 3);
	CALL("iopl", -EPERM, -1);
	CALL("ioperm", 0, 0x378, 3, 1);
	CALL("ioperm", -EINVAL, -1, -1, -1);
	CASE("arch calls that x86-64 does not have");
	CALL("set_thread_area", -ENOSYS, A(&segment));
	CALL("get_thread_area", -ENOSYS, A(&segment));
	I386();
	CASE("set_thread_area, i386");
	CALL("set_thread_area", 0, A(&segment));
	segment.entry_number = -1;
	CALL("set_thread_area", 0, EDGE(segment));
	CALL("set_thread_area", -ESRCH, A(&segment));
	CALL("set_thread_area", -EFAULT, BAD);
	CALL("set_thread_area", -EFAULT, EDGE(segment) + 1);
	CALL("get_thread_area", 0, A(&segment));
	CALL("get_thread_area", -EINVAL, A(&segment));
	CALL("get_thread_area", -EFAULT, BAD);
	CALL("modify_ldt", 0, 1, A(&segment), 16);
	CASE("vm86, i386");
	CALL("vm86old", -ENOSYS, A(&segment));
	CALL("vm86", -ENOSYS, 1, A(&segment));
	CASE("olduname and the like, i386");
	CALL("oldolduname", -EFAULT, BAD);
	CALL("olduname", -EFAULT, BAD);
	CALL("bdflush", 0, 1, 2);
	CALL("idle", -ENOSYS);
	CALL("kexec_load", 0, 0, 2, A(segments32), 0);
	CALL("lookup_dcookie", 8, 1, 2, A(name), 8);
	X86_64();
}

static void landlock(void)
{
	unsigned int i;

	CASE("landlock_create_ruleset");
	CALL("landlock_create_ruleset", 3, A(&ruleset), 8, 0);
	CALL("landlock_create_ruleset", 3, A(&ruleset), 16, 0);
	CALL("landlock_create_ruleset", -E2BIG, A(&ruleset), 7, 8);
	CALL("landlock_create_ruleset", 1, 0, 0, 1);
	CALL("landlock_create_ruleset", -EFAULT, BAD, 8, 1);
	CALL("landlock_create_ruleset", -EFAULT, EDGE(ruleset) + 1, 32, 0xfffffff8);
	ruleset.fs = 0xffffffff00002000;
	CALL("landlock_create_ruleset", 3, EDGE(ruleset), 32, 0);
	ruleset.fs = 0;
	CALL("landlock_create_ruleset", 3, A(&ruleset), 8, 0);
	CASE("landlock_add_rule");
	for (i = 0; i < 6; i += 3)
		CALL("landlock_add_rule", 0, 3, 1, A(&beneath), i);
	beneath.access = 0;
	beneath.fd = -100;
	CALL("landlock_add_rule", 0, -1, 1, EDGE(beneath), 0);
	CALL("landlock_add_rule", -EFAULT, -1, 1, EDGE(beneath) + 1, 0);
	CALL("landlock_add_rule", -EFAULT, 3, 1, 0, 0);
	CALL("landlock_add_rule", -EFAULT, 3, 0, A(&beneath), -1);
	CASE("landlock_restrict_self");
	CALL("landlock_restrict_self", 0, 3, 0);
	CALL("landlock_restrict_self", -EINVAL, -1, 0xffffffff);
}

static void system_calls(void)
{
	unsigned int i;

	CASE("getrandom");
	for (i = 0; i < 9; i++)
		CALL("getrandom", i * 5, A(random_bytes), i * 5, i);
	CALL("getrandom", -EFAULT, BAD, 5, 0x80000000);
	CALL("getrandom", 60, A(random_bytes), -1, 0);
	CASE("membarrier");
	for (i = 0; i < 10; i++)
		CALL("membarrier", i ? 0 : 0x1ff, i ? 1 << (i - 1) : 0, i & 3, i);
	CALL("membarrier", -EINVAL, 0x80000000, -1, -1);
	CALL("membarrier", 0, 0, 0, 0);
	CASE("syslog");
	for (i = 0; i < 13; i++)
		CALL("syslog", 5, i, A(options), 5);
	CALL("syslog", -EPERM, 3, A(options), 5);
	CALL("syslog", 5, 3, BAD, 5);
	CALL("syslog", -EINVAL, -1, 0, -1);
	CASE("reboot");
	CALL("reboot", 0, 0xfee1dead, 0x28121969, 0x01234567, 0);
	CALL("reboot", 0, 0xfee1dead, 672274793, 0xa1b2c3d4, A(options));
	CALL("reboot", -EINVAL, 1, 2, 3, 4);
	for (i = 0; i < 4; i++)
		CALL("reboot", 0, 0xfee1dead, ((uint32_t[]){ 85072278, 369367448, 537993216, 5 })[i],
		     ((uint32_t[]){ 0, 0x89abcdef, 0xcdef0123, 0x4321fedc })[i], 0);
	CALL("reboot", 0, 0xfee1dead, 672274793, 0xd000fce2, 0);
	CALL("reboot", 0, 0xfee1dead, 672274793, 0x45584543, 0);
	CASE("acct, swapon, swapoff");
	CALL("acct", 0, A(name));
	CALL("acct", 0, 0);
	CALL("acct", -EFAULT, BAD);
	CALL("swapon", 0, A(name), 0);
	CALL("swapon", 0, A(name), 0x8005);
	CALL("swapon", 0, A(name), 0x7ffff);
	CALL("swapon", -EINVAL, A(name), 0xfff80000);
	CALL("swapoff", 0, A(name));
	CASE("sethostname, setdomainname");
	CALL("sethostname", 0, A(name), 8);
	CALL("sethostname", -EFAULT, A(options), 47);
	CALL("setdomainname", -EINVAL, BAD, -1);
	CALL("setdomainname", 0, A(options), 0);
	CALL("sethostname", 0, EDGE(name), 20);
	CASE("lookup_dcookie");
	CALL("lookup_dcookie", 8, 0x123456789, A(name), 100);
	CALL("lookup_dcookie", -EPERM, 0x123456789, A(name), 100);
	CASE("kcmp");
	for (i = 0; i < 10; i++)
		CALL("kcmp", i % 4, 1, 2, i, 3, 4);
	CALL("kcmp", 0, 1, 2, 7, 3, A(words));
	CALL("kcmp", 0, 1, 2, 7, 3, BAD);
	words[0] = words[1] = words[2] = 0xfffffff0;
	CALL("kcmp", 0, 1, 2, 7, 3, EDGE(words));
	CASE("rseq");
	CALL("rseq", 0, A(words), 32, 0, 0x53053053);
	CALL("rseq", -EINVAL, 0, -1, 3, 0);
	CALL("rseq", -EINVAL, 0, -1, -2, 0);
	CASE("userfaultfd, memfd_secret");
	for (i = 0; i < 4; i++)
		CALL("userfaultfd", 5, ((uint32_t[]){ 0, 1, 02004001, 0x10 })[i]);
	CALL("memfd_secret", 5, 0);
	CALL("memfd_secret", 5, 02000000);
	CALL("memfd_secret", -EINVAL, 0xfffffff);
	CASE("personality");
	CALL("personality", 0, -1);
	CALL("personality", 0x40000, 8);
	CALL("personality", 0, 0x7ff0003);
	CALL("personality", 0, 0x77);
}

static void processes(void)
{
	CASE("process_vm_readv, process_vm_writev");
	CALL("process_vm_readv", 5, 7, A(vector), 2, A(vector), 3, 0);
	CALL("process_vm_readv", -EPERM, 7, A(vector), 2, A(vector), 3, 1);
	CALL("process_vm_writev", 5, 7, A(vector), 2, A(vector), 3, 0);
	CALL("process_vm_writev", -EFAULT, -1, BAD, 2, BAD, 3, -1);
	CASE("process_madvise, process_mrelease");
	CALL("process_madvise", 5, 7, A(vector), 3, 20, 0);
	CALL("process_madvise", -EINVAL, -1, BAD, 3, 77, 5);
	CALL("process_madvise", 0, 4, 0, 0, 21, 0xffffffff);
	CALL("process_mrelease", 0, 3, 0);
	CALL("process_mrelease", -ESRCH, -1, 7);
	CASE("pidfd_open, pidfd_getfd, pidfd_send_signal");
	CALL("pidfd_open", 3, 1, 0);
	CALL("pidfd_open", -EINVAL, -1, 04000);
	CALL("pidfd_open", -EINVAL, 5, 0x10000000);
	CALL("pidfd_getfd", 5, 3, 4, 0);
	CALL("pidfd_getfd", -EBADF, -1, -1, 0xffffffff);
	CALL("pidfd_send_signal", 0, 3, 15, 0, 0);
	CALL("pidfd_send_signal", -EPERM, 3, 0, BAD, 0x50);
}

static void cases(void)
{
	modules();
	kexecs();
	x86();
	landlock();
	system_calls();
	processes();
}
