// SPDX-License-Identifier: GPL-2.0
/*
 * Names of processes, and escapes in hex.
 *
 * Options: -Y; --decode-pids=comm,pidns; --strings-in-hex=non-ascii-chars; -Y -X verbose -v
 */

#include "cases.h"

#include <signal.h>
#include <sys/wait.h>

static int one = 1;
static struct f_owner_ex_here { int type, pid; } owners[] = { { 0, 1 }, { 1, 1 }, { 2, 1 }, { 7, 1 } };
static char bytes[] = "a\1\0012\177\200\377\n\t\"\\<>\0";
static siginfo_t info = { .si_signo = SIGCHLD, .si_code = CLD_EXITED };

static void cases(void)
{
	unsigned int i;

	CASE("processes");
	CALL("kill", 0, 1, 9);
	CALL("kill", 0, 0, 0);
	CALL("kill", 0, -1, 0);
	CALL("kill", 0, (uint64_t)-7, 0);
	CALL("kill", -ESRCH, 0x3fffffff, 0);
	CALL("tgkill", 0, 1, 1, 9);
	CALL("tkill", 0, 1, 9);
	CALL("getpid", 1);
	CALL("gettid", 1);
	CALL("getppid", 0);
	CALL("fork", 1);
	CALL("clone", 1, SIGCHLD | 0x00100000, 4096, A(&one));
	CALL("wait4", 1, 1, 0, 0, 0);
	CALL("sched_getparam", -EINVAL, 1, 0);
	CALL("prlimit64", 0, 1, 7, 0, 0);
	CALL("fcntl", 1, 3, 9);
	CALL("fcntl", 0, 3, 8, 1);
	info.si_pid = 1;
	CALL("rt_sigqueueinfo", 0, 1, SIGCHLD, A(&info));

	CASE("groups and sessions");
	CALL("getpgid", 1, 1);
	CALL("getsid", 1, 1);
	CALL("getpgrp", 1);
	CALL("setpgid", 0, 1, 1);
	CALL("ioctl", 0, 3, 0x540f, A(&one));
	CALL("ioctl", 0, 3, 0x5410, A(&one));
	CALL("ioctl", 0, 3, 0x5429, A(&one));

	CASE("either");
	for (i = 0; i < 4; i++) {
		CALL("waitid", 0, i, 1, 0, WEXITED, 0);
		CALL("getpriority", 20, i, 1);
		CALL("setpriority", 0, i, 1, 2);
		CALL("ioprio_get", 0, i, 1);
		CALL("fcntl", 0, 3, 15, A(&owners[i]));
	}

	CASE("strings");
	CALL("write", 15, 3, A(bytes), sizeof(bytes));
	CALL("write", 3, 3, A("ab"), 3);
	CALL("chdir", 0, A(bytes));
}
