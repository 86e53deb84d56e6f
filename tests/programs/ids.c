// SPDX-License-Identifier: GPL-2.0
/* Who the process is: ids, groups, sessions, capabilities; setting what it has already. */
#include "program.h"

#include <grp.h>
#include <linux/capability.h>

static void numbers(void)
{
	uid_t r, e, s;

	must(syscall(SYS_getpid) == syscall(SYS_gettid));
	must(syscall(SYS_getppid) > 0);
	must(getpgid(0) == getpgrp());
	must(getsid(0) >= 0);
	must_fail(getpgid(-1), ESRCH);
	must(syscall(SYS_getuid) >= 0 && syscall(SYS_geteuid) >= 0);
	must(syscall(SYS_getgid) >= 0 && syscall(SYS_getegid) >= 0);
	must(!getresuid(&r, &e, &s));
	must(!syscall(SYS_setuid, getuid()));
	must(!syscall(SYS_setgid, getgid()));
	must(!syscall(SYS_setreuid, -1, -1));
	must(!syscall(SYS_setresgid, -1, -1, -1));
	must(syscall(SYS_setfsuid, -1) >= 0);
}

static void groups(void)
{
	gid_t list[64];

	must(getgroups(0, NULL) >= 0);
	must(getgroups(64, list) >= 0);
}

static void capabilities(void)
{
	struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct data[2];

	must(!syscall(SYS_capget, &header, data));
	must(!syscall(SYS_capset, &header, data));
	header.version = 1;
	must_fail(syscall(SYS_capget, &header, data), EINVAL);
}

/* In a child, which leads nothing yet. */
static void sessions(void)
{
	int status;
	pid_t pid = fork();

	must(pid >= 0);
	if (!pid) {
		must(!setpgid(0, 0));
		must_fail(setsid(), EPERM);
		_exit(0);
	}
	must(waitpid(pid, &status, 0) == pid && !status);
}

int main(void)
{
	numbers();
	groups();
	capabilities();
	sessions();
	return 0;
}
