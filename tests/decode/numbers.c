// SPDX-License-Identifier: GPL-2.0
/* Calls of x32, and numbers that no table knows. */
#include "cases.h"

#include <signal.h>

#define NR(array)	(sizeof(array) / sizeof((array)[0]))

static struct { int64_t s, ns; } spec = { 1700000000, 5 };
static uint64_t set = 0x10003;

static void unknown(void)
{
	static const char *const numbers[] = { "500", "511", "548", "999", "1023", "1024", "9999",
					       "1073741823", "-2", "-1000" };
	size_t i;

	for (i = 0; i < NR(numbers); i++) {
		CALL(numbers[i], -ENOSYS, 1, 0x7f0000001000, 0, ~0ULL, 5, 6);
		CALL(numbers[i], 5, 0, 0, 0, 0, 0, 0);
		CALL(numbers[i], 0, 0, 0, 0, 0, 0, 0);
		CALL(numbers[i], 0x7f001000, 1, 2, 3, 4, 5, 6);
	}
}

/* Calls that x86-64 and x32 have in common. */
static void common(void)
{
	static const int32_t fds[2] = { 3, 4 };

	CALL("getpid", 5, 0);
	CALL("close", -EBADF, 0xffffffff);
	CALL("read", 3, 0, A("abc"), 3);
	CALL("write", -EFAULT, 1, BAD, 0x100000003);
	CALL("openat", 3, (uint64_t)-100, A("file"), 02000101, 0644);
	CALL("open", -ENOENT, A("file"), 0, 0);
	CALL("lseek", 0x100000000, 3, 0x123456789abc, 2);
	CALL("mmap", 0x70001000, 0, 4096, 3, 0x22, (uint64_t)-1, 0x123456789000);
	CALL("mprotect", 0, 0x1000, 4096, 5);
	CALL("brk", 0x70001000, 0);
	CALL("pipe2", 0, A(fds), 02000000);
	CALL("nanosleep", 0, A(&spec), 0);
	CALL("clock_gettime", 0, 1, A(&spec));
	CALL("gettimeofday", 0, A(&spec), 0);
	CALL("rt_sigprocmask", 0, 0, A(&set), EDGE(set), 8);
	CALL("kill", 0, 5, SIGTERM);
	CALL("futex", 1, A(&set), 1, 5, 0, 0, 0);
	CALL("futex", -ETIMEDOUT, A(&set), 0, 5, A(&spec), 0, 0);
	CALL("getrandom", 8, A(&set), 8, 1);
	CALL("wait4", 5, 0xffffffff, A(fds), 1, 0);
	CALL("exit_group", -EINVAL, 3);
	CALL("pread64", 3, 0, A("abc"), 3, 0x123456789abc);
	CALL("ftruncate", 0, 3, 0x123456789abc);
	CALL("getcwd", 5, A("/tmp"), 100);
	CALL("clone", 5, 0x1200011, 0, 0, A(&set), 0);
	CALL("prlimit64", 0, 0, 7, 0, A(&spec));
	CALL("epoll_create1", 3, 02000000);
	CALL("uname", -EFAULT, BAD);
	CALL("arch_prctl", 0, 0x1002, 0x7f0000001000);
	CALL("sched_yield", 0, 0);
	CALL("alarm", 0, 5);
}

/* Calls of 32-bit pointers, behind numbers of their own. */
static void own(void)
{
	CALL("rt_sigaction", -EFAULT, 2, BAD, 0, 8);
	CALL("rt_sigpending", 0, A(&set), 8);
	CALL("ioctl", -ENOTTY, 0, 0x5401, BAD);
	CALL("execve", -ENOENT, A("file"), 0, 0);
	CALL("set_robust_list", 0, A(&set), 12);
	CALL("waitid", 0, 1, 5, 0, 4, 0);
	CALL("timer_create", 0, 1, 0, A(&set));
	CALL("sigaltstack", -EFAULT, BAD, BAD);
	CALL("recvmsg", -EBADF, 77, BAD, 0);
}

static void cases(void)
{
	CASE("unknown numbers");
	unknown();
	I386();
	CASE("unknown numbers, i386");
	unknown();
	X32();
	CASE("x32: calls as x86-64 has them");
	common();
	CASE("x32: calls of its own");
	own();
}
