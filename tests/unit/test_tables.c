// SPDX-License-Identifier: GPL-2.0
/* The generated tables against what the compiler and the system's headers say. */
#include <asm/mman.h>
#include <ctype.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include "constant_sets.h"
#include "decode/types.h"
#include "tables/syscalls.h"

#include "kselftest_harness.h"

/* Every __NR_name of a header must be in the table under its number. */
static int compare_with_header(struct __test_metadata *_metadata, unsigned int abi,
			       const char *path)
{
	FILE *f = fopen(path, "r");
	char line[256], name[128];
	int nr, seen = 0;

	if (!f)
		return -1;
	while (fgets(line, sizeof(line), f)) {
		const struct sct_syscall *call;

		if (sscanf(line, "#define __NR_%127s %d", name, &nr) != 2)
			continue;
		seen++;
		call = sct_syscall_by_number(abi, nr);
		ASSERT_NE(NULL, call) {
			TH_LOG("%s: %s (%d) is not in the table", path, name, nr);
		}
		EXPECT_STREQ(name, call->name);
		EXPECT_EQ(call, sct_syscall_by_name(abi, name));
		EXPECT_LE(call->nr_args, SCT_NR_ARGS);
	}
	fclose(f);
	return seen;
}

TEST(x86_64_names_are_the_headers)
{
	EXPECT_LT(350, compare_with_header(_metadata, SCT_ABI_X86_64,
					   "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"));
}

TEST(i386_names_are_the_headers)
{
	EXPECT_LT(420, compare_with_header(_metadata, SCT_ABI_I386,
					   "/usr/include/x86_64-linux-gnu/asm/unistd_32.h"));
}

TEST(numbers_are_the_compilers)
{
	static const struct { const char *name; int nr; } known[] = {
		{ "read", __NR_read }, { "openat", __NR_openat }, { "newfstatat", __NR_newfstatat },
		{ "pread64", __NR_pread64 }, { "fadvise64", __NR_fadvise64 },
		{ "umount2", __NR_umount2 }, { "exit_group", __NR_exit_group },
		{ "clone3", __NR_clone3 }, { "close_range", __NR_close_range },
		{ "futex_waitv", __NR_futex_waitv },
	};
	unsigned int i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const struct sct_syscall *call = sct_syscall_by_name(SCT_ABI_X86_64, known[i].name);

		ASSERT_NE(NULL, call);
		EXPECT_EQ(known[i].nr, call->nr);
	}
}

TEST(newer_calls_are_known)
{
	EXPECT_STREQ("fchmodat2", sct_syscall_by_number(SCT_ABI_X86_64, 452)->name);
	EXPECT_STREQ("map_shadow_stack", sct_syscall_by_number(SCT_ABI_X86_64, 453)->name);
	EXPECT_STREQ("statmount", sct_syscall_by_number(SCT_ABI_I386, 457)->name);
	EXPECT_STREQ("mseal", sct_syscall_by_number(SCT_ABI_X86_64, 462)->name);
	EXPECT_STREQ("open_tree_attr", sct_syscall_by_number(SCT_ABI_X86_64, 467)->name);
}

TEST(unknown_ones_are_not)
{
	EXPECT_EQ(NULL, sct_syscall_by_number(SCT_ABI_X86_64, -1));
	EXPECT_EQ(NULL, sct_syscall_by_number(SCT_ABI_X86_64, 400));
	EXPECT_EQ(NULL, sct_syscall_by_number(SCT_ABI_X86_64, SCT_NR_SYSCALLS - 1));
	EXPECT_EQ(NULL, sct_syscall_by_number(SCT_ABI_X86_64, SCT_NR_SYSCALLS));
	EXPECT_EQ(NULL, sct_syscall_by_name(SCT_ABI_X86_64, "no_such_call"));
	EXPECT_EQ(NULL, sct_syscall_by_name(SCT_ABI_X86_64, ""));
}

TEST(argument_counts)
{
	static const struct { unsigned int abi; const char *name; int nr; } known[] = {
		{ SCT_ABI_X86_64, "getpid", 0 }, { SCT_ABI_X86_64, "close", 1 },
		{ SCT_ABI_X86_64, "read", 3 }, { SCT_ABI_X86_64, "openat", 4 },
		{ SCT_ABI_X86_64, "mmap", 6 }, { SCT_ABI_X86_64, "rt_sigreturn", 0 },
		{ SCT_ABI_X86_64, "arch_prctl", 2 }, { SCT_ABI_X86_64, "prctl", 5 },
		{ SCT_ABI_X86_64, "clone", 5 }, { SCT_ABI_X86_64, "preadv2", 6 },
		{ SCT_ABI_I386, "mmap", 1 }, { SCT_ABI_I386, "mmap2", 6 },
		{ SCT_ABI_I386, "pread64", 5 }, { SCT_ABI_I386, "truncate64", 3 },
		{ SCT_ABI_I386, "socketcall", 2 }, { SCT_ABI_I386, "ipc", 6 },
		{ SCT_ABI_I386, "fadvise64_64", 6 }, { SCT_ABI_I386, "_llseek", 5 },
	};
	unsigned int i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		EXPECT_EQ(known[i].nr, sct_syscall_by_name(known[i].abi, known[i].name)->nr_args) {
			TH_LOG("%s", known[i].name);
		}
	}
}

TEST(every_call_can_be_printed)
{
	unsigned int abi, i;
	int nr;

	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		for (nr = 0; nr < SCT_NR_SYSCALLS; nr++) {
			const struct sct_syscall *call = sct_syscall_by_number(abi, nr);

			if (!call)
				continue;
			EXPECT_EQ(nr, call->nr);
			for (i = 0; i < SCT_NR_ARGS && call->args[i]; i++)
				EXPECT_TRUE(call->args[i]->print || call->args[i]->sw ||
					    call->args[i]->elem) {
					TH_LOG("%s, argument %u", call->name, i);
				}
		}
	}
}

TEST(classes)
{
#define CLASSES(name)	(sct_syscall_by_name(SCT_ABI_X86_64, name)->classes)
	EXPECT_EQ(SCT_CLASS_FILE | SCT_CLASS_DESC, CLASSES("openat"));
	EXPECT_EQ(SCT_CLASS_DESC, CLASSES("read"));
	EXPECT_EQ(SCT_CLASS_NETWORK, CLASSES("socket"));
	EXPECT_EQ(SCT_CLASS_FILE | SCT_CLASS_STAT | SCT_CLASS_STATLIKE, CLASSES("stat"));
	EXPECT_EQ(SCT_CLASS_MEMORY, CLASSES("brk"));
	EXPECT_EQ(SCT_CLASS_MEMORY | SCT_CLASS_DESC, CLASSES("mmap"));
	EXPECT_EQ(SCT_CLASS_CREDS | SCT_CLASS_PURE, CLASSES("getuid"));
	EXPECT_EQ(SCT_CLASS_PROCESS, CLASSES("wait4"));
	EXPECT_EQ(SCT_CLASS_PROCESS | SCT_CLASS_SIGNAL, CLASSES("kill"));
	EXPECT_EQ(SCT_CLASS_IPC | SCT_CLASS_MEMORY, CLASSES("shmat"));
	EXPECT_EQ(SCT_CLASS_CLOCK, CLASSES("clock_gettime"));
}

static uint64_t value_of(const struct sct_names *set, const char *name)
{
	unsigned int i;

	for (i = 0; i < set->nr; i++)
		if (!strcmp(set->v[i].name, name))
			return set->v[i].value;
	return ~0ULL;
}

TEST(constants_are_the_compilers)
{
	EXPECT_EQ(O_CREAT, value_of(&sct_set_open_flags, "O_CREAT"));
	EXPECT_EQ(02000000, value_of(&sct_set_open_flags, "O_CLOEXEC"));
	EXPECT_EQ(PROT_EXEC, value_of(&sct_set_mmap_prot, "PROT_EXEC"));
	EXPECT_EQ(MAP_FIXED_NOREPLACE, value_of(&sct_set_mmap_flags, "MAP_FIXED_NOREPLACE"));
	EXPECT_EQ(0x80000000, value_of(&sct_set_wait_options, "__WCLONE"));
	EXPECT_EQ(F_DUPFD_CLOEXEC, value_of(&sct_set_fcntl_cmds, "F_DUPFD_CLOEXEC"));
}

TEST(signals)
{
	EXPECT_STREQ("SIGCHLD", sct_signal_name(SIGCHLD));
	EXPECT_STREQ("SIGSYS", sct_signal_name(31));
	EXPECT_STREQ("SIGRTMIN", sct_signal_name(32));
	EXPECT_STREQ("SIGRT_2", sct_signal_name(34));
	EXPECT_STREQ("SIGRT_32", sct_signal_name(64));
	EXPECT_STREQ("65", sct_signal_name(65));
	EXPECT_STREQ("0", sct_signal_name(0));
	EXPECT_STREQ("-1", sct_signal_name(-1));
	EXPECT_EQ(SIGCHLD, sct_signal_by_name("CHLD"));
	EXPECT_EQ(SIGCHLD, sct_signal_by_name("sigchld"));
	EXPECT_EQ(SIGCHLD, sct_signal_by_name("17"));
	EXPECT_EQ(34, sct_signal_by_name("RT_2"));
	EXPECT_EQ(0, sct_signal_by_name("NONSENSE"));
	EXPECT_EQ(0, sct_signal_by_name(""));
	EXPECT_EQ(0, sct_signal_by_name("99"));
}

TEST(errors)
{
	EXPECT_STREQ("ENOENT", sct_errno_name(2));
	EXPECT_STREQ("EAGAIN", sct_errno_name(11));
	EXPECT_STREQ("EDEADLK", sct_errno_name(35));
	EXPECT_STREQ("EHWPOISON", sct_errno_name(133));
	EXPECT_STREQ("ERESTARTSYS", sct_errno_name(512));
	EXPECT_STREQ("ERESTART_RESTARTBLOCK", sct_errno_name(516));
	EXPECT_EQ(NULL, sct_errno_name(134));
	EXPECT_EQ(NULL, sct_errno_name(0));
	EXPECT_EQ(NULL, sct_errno_name(-2));
}

TEST_HARNESS_MAIN
