// SPDX-License-Identifier: GPL-2.0
/* usage: seccomp_deny [kill]: calls that a seccomp filter denies, with an error or with SIGSYS. */
#include "program.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>

static void deny(unsigned int nr, unsigned int action)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, nr, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, action),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog prog = { sizeof(code) / sizeof(code[0]), code };

	must(!prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
	must(!syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &prog));
}

int main(int argc, char **argv)
{
	deny(SYS_openat, SECCOMP_RET_ERRNO | EACCES);
	deny(SYS_getppid, SECCOMP_RET_ERRNO | EPERM);
	must_fail(open("/etc/passwd", O_RDONLY), EACCES);
	must_fail(syscall(SYS_openat, AT_FDCWD, "/etc/shadow", O_RDWR | O_CREAT, 0600), EACCES);
	must_fail(syscall(SYS_getppid), EPERM);
	must(syscall(SYS_getuid) >= 0);
	if (argc > 1 && !strcmp(argv[1], "kill")) {
		deny(SYS_getuid, SECCOMP_RET_KILL_PROCESS);
		syscall(SYS_getuid);
	}
	return 0;
}
