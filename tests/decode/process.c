// SPDX-License-Identifier: GPL-2.0
/* Processes: execve, clone, wait, limits, identities. */
#include "cases.h"

#include <linux/sched.h>
#include <signal.h>
#include <sys/resource.h>

#define NR(array)	(sizeof(array) / sizeof((array)[0]))

/* Strings that end where readable memory ends, with and without their NUL. */
static uint64_t at_edge(const char *text, bool terminated)
{
	return edge(text, strlen(text) + terminated);
}

static void execs(void)
{
	static uint64_t argv[40], many[1100], envp[3], cut[3], holes[4];
	static char longer[5000];
	size_t i;

	memset(longer, 'x', sizeof(longer) - 1);
	argv[0] = A("program");
	argv[1] = A("");
	argv[2] = A("a string that is longer than the limit of strings");
	argv[3] = A("tab\there\n\x01\x7f\xff\"\\");
	for (i = 0; i < NR(many) - 1; i++)
		many[i] = A("x");
	envp[0] = A("HOME=/");
	envp[1] = A("TERM");
	cut[0] = A("one");
	cut[1] = A("two");
	cut[2] = A("three");
	holes[0] = A("one");
	holes[1] = BAD;
	holes[2] = at_edge("not terminated", false);

	CASE("execve");
	CALL("execve", -ENOENT, A("/bin/program"), A(argv), A(envp));
	CALL("execve", 0, A("/bin/program"), A(argv), A(envp));
	CALL("execve", -ENOENT, A("/bin/program"), A(argv), 0);
	CALL("execve", -ENOENT, A("/bin/program"), 0, A(envp));
	CALL("execve", -EFAULT, BAD, BAD, BAD);
	CALL("execve", -EFAULT, 0, 0, 0);
	CALL("execve", -ENOENT, A(""), A(&argv[4]), A(&envp[2]));
	CALL("execve", -ENOENT, A(""), A(&argv[3]), A(&envp[1]));
	CALL("execve", -ENAMETOOLONG, A(longer), A(argv), A(envp));
	CALL("execve", -ENAMETOOLONG, A(longer + 903), A(argv), A(envp));
	CALL("execve", -EFAULT, at_edge("name", false), A(argv), A(envp));
	CALL("execve", -EFAULT, at_edge("name", true), A(argv), A(envp));

	CASE("execve: how many arguments");
	for (i = 30; i <= 34; i++)
		CALL("execve", -ENOENT, A("f"), A(&many[NR(many) - 1 - i]), A(&many[NR(many) - 1 - i]));
	for (i = 3; i <= 5; i++)
		CALL("execve", -ENOENT, A("f"), A(&many[NR(many) - 1 - i]), A(&many[NR(many) - 1 - i]));

	CASE("execve: arrays that are not there, or not to the end");
	CALL("execve", -EFAULT, A("f"), A(holes), A(holes));
	CALL("execve", -EFAULT, A("f"), EDGE(cut), EDGE(cut));
	CALL("execve", -EFAULT, A("f"), edge(cut, 16), edge(cut, 16));
	CALL("execve", -EFAULT, A("f"), edge(cut, 8), edge(cut, 8));
	CALL("execve", -EFAULT, A("f"), edge(cut, 7), edge(cut, 7));
	CALL("execve", -EFAULT, A("f"), edge(cut, 1), edge(cut, 20));
	CALL("execve", -EFAULT, A("f"), edge(&many[NR(many) - 34], 8 * 33), edge(&many[NR(many) - 34], 8 * 33));
	CALL("execve", -EFAULT, A("f"), edge(&many[NR(many) - 34], 8 * 32), edge(&many[NR(many) - 34], 8 * 32));
	CALL("execve", -EFAULT, A("f"), edge(&many[NR(many) - 36], 8 * 34), edge(&many[NR(many) - 36], 8 * 34));
	CALL("execve", -EFAULT, A("f"), edge(&many[NR(many) - 6], 8 * 5), edge(&many[NR(many) - 6], 8 * 4));
	CALL("execve", -EFAULT, A("f"), A(argv) + 1, A(envp) + 4);

	CASE("execveat");
	CALL("execveat", -ENOENT, (uint64_t)-100, A("program"), A(argv), A(envp), 0);
	CALL("execveat", -ENOENT, 3, A(""), A(argv), A(envp), 0x1000);
	CALL("execveat", -ENOENT, (uint64_t)-1, BAD, EDGE(cut), EDGE(cut), 0x1100);
	CALL("execveat", -EINVAL, 0xffffffff00000003, 0, 0, 0, 0xffffffff);
	CALL("execveat", -EINVAL, 3, A("f"), 0, 0, 2);
}

static struct clone_args clones[8];

static void births(void)
{
	static const uint64_t flags[] = {
		0, SIGCHLD, 77, 0xff, 0x100, CLONE_VM | CLONE_VFORK | SIGCHLD, 0x3d0f00, 0x1200000 | SIGCHLD,
		0x7c020000, CLONE_PIDFD | SIGCHLD, 0xffffff00, 0x100000000, 0xffffffff00000011, CLONE_PIDFD | 0x00100000,
		0x80 | CLONE_SETTLS, CLONE_DETACHED, CLONE_UNTRACED | 64, CLONE_NEWCGROUP, 0x80 };
	static uint32_t fields[24], page[1024];
	static int32_t tid = 0x12345, tids[40] = { 7, -1, 3 };
	size_t i;

	CASE("fork, vfork, clone");
	CALL("fork", 5, 1, 2);
	CALL("vfork", -EAGAIN, 1);
	for (i = 0; i < NR(flags); i++) {
		CALL("clone", (int64_t)i, flags[i], 0x1000 * i, A(&tid), A(&tid), 0x7f0000001000);
		CALL("clone", -EINVAL, flags[i], 0x1000 * i, A(&tid), BAD, 0);
		CALL("clone", 3, flags[i], 0, BAD, 0, 1);
		CALL("clone", 3, flags[i], 0, 0, 0, 1);
	}

	for (i = 0; i < NR(clones); i++) {
		clones[i].exit_signal = SIGCHLD;
		clones[i].stack = 0x1000 * i;
		clones[i].stack_size = 0x2000 * i;
		clones[i].child_tid = A(&tid);
		clones[i].parent_tid = A(&tid);
		clones[i].pidfd = A(&tid);
		clones[i].tls = 0x7000;
	}
	clones[1].flags = CLONE_PIDFD | CLONE_PARENT_SETTID | CLONE_CHILD_SETTID | CLONE_SETTLS;
	clones[2].flags = CLONE_VM | CLONE_CHILD_CLEARTID | 0x80;
	clones[2].exit_signal = 0;
	clones[3].flags = CLONE_INTO_CGROUP | 0x80000000000;
	clones[3].cgroup = 7;
	clones[3].exit_signal = 77;
	clones[4].set_tid = A(tids);
	clones[4].set_tid_size = 3;
	clones[4].flags = CLONE_PARENT_SETTID;
	clones[5].set_tid = BAD;
	clones[5].set_tid_size = 1;
	clones[5].cgroup = 0xfffffffff;
	clones[5].flags = CLONE_CLEAR_SIGHAND;
	clones[5].exit_signal = 0x100000011;
	clones[6].set_tid = 0;
	clones[6].set_tid_size = 77;
	clones[6].parent_tid = BAD;
	clones[6].flags = CLONE_PARENT_SETTID | CLONE_SETTLS | CLONE_PIDFD;
	clones[6].pidfd = 0;
	clones[6].tls = 0;
	clones[7].set_tid = A(tids);
	clones[7].flags = ~0ULL;

	CASE("clone3");
	for (i = 0; i < NR(clones); i++) {
		CALL("clone3", 5, EDGE(clones[i]), 88);
		CALL("clone3", 5, EDGE(clones[i]), 80);
		CALL("clone3", 5, EDGE(clones[i]), 64);
		CALL("clone3", -EINVAL, A(&clones[i]), 88);
		CALL("clone3", 0, A(&clones[i]), 88);
	}

	CASE("clone3: sizes");
	memcpy(fields, &clones[1], 64);
	for (i = 0; i <= 96; i += 4)
		CALL("clone3", 5, A(fields), i);
	fields[22] = 1;
	for (i = 84; i <= 96; i += 4)
		CALL("clone3", -E2BIG, edge(fields, 96), i);
	CALL("clone3", -E2BIG, edge(fields, 96), 96);
	CALL("clone3", -E2BIG, edge(fields, 92), 96);
	CALL("clone3", -E2BIG, edge(fields, 80), 88);
	CALL("clone3", -EFAULT, BAD, 64);
	CALL("clone3", -EFAULT, BAD, 88);
	CALL("clone3", -EFAULT, 0, 88);
	memcpy(page, &clones[1], 64);
	page[1023] = 1;
	CALL("clone3", -E2BIG, A(page), 4096);
	CALL("clone3", -E2BIG, A(page), 4097);
	CALL("clone3", -E2BIG, A(page), INT64_MAX);
	page[30] = 0xff00;
	CALL("clone3", -E2BIG, A(page), 124);
	CALL("clone3", -EINVAL, BAD, 5000);

	CASE("clone3: chosen pids");
	clones[4].flags = 0;
	for (i = 0; i <= 34; i += i < 4 ? 1 : 6) {
		clones[4].set_tid_size = i;
		CALL("clone3", 5, A(&clones[4]), 88);
		clones[4].set_tid = edge(tids, 4 * (i ? i : 1));
		CALL("clone3", -EPERM, A(&clones[4]), 88);
		clones[4].set_tid_size = i + 1;
		CALL("clone3", -EFAULT, A(&clones[4]), 88);
		clones[4].set_tid = A(tids);
	}

	CASE("unshare, setns");
	for (i = 0; i < NR(flags); i++) {
		CALL("unshare", 0, flags[i]);
		CALL("setns", -EINVAL, i, flags[i]);
	}
	CALL("unshare", -EPERM, 0x7c020480);
	CALL("setns", 0, (uint64_t)-1, 0x6c020080);
}

static void ends(void)
{
	static int32_t statuses[] = { 0, 0x100, 0xff00, 9, 0x8b, 0x7f, 0x137f, 0x857f, 0x2057f, 0x7057f, 0xffff, 0x12345678,
				      0x10000, 0x80, 0x80057f, 0xff057f, 0x00ff0000, 0x1ffff, 0x40, 0x227f, 0x417f, -1 };
	static struct { uint64_t v[18]; } usage;
	static unsigned char info[128];
	size_t i;

	for (i = 0; i < 18; i++)
		usage.v[i] = i * 0x10000000ff + 1;
	CASE("exit");
	CALL("exit", 0, 0x1234567800000001);
	CALL("exit_group", -EINVAL, (uint64_t)-1);

	CASE("wait4");
	for (i = 0; i < NR(statuses); i++)
		CALL("wait4", 5, (uint64_t)-1, EDGE(statuses[i]), i, 0);
	CALL("wait4", 0, 5, A(statuses), 1, A(&usage));
	CALL("wait4", 7, 5, A(statuses), 0xe0000003, A(&usage));
	CALL("wait4", 7, 5, A(statuses), 0x1f000000, EDGE(usage));
	CALL("wait4", 7, 0xffffffff00000000, BAD, 0x100000040, BAD);
	CALL("wait4", 7, 0, 0, 0x80, edge(&usage, 143));
	CALL("wait4", -ECHILD, (uint64_t)-5, A(statuses), 2, A(&usage));
	CALL("wait4", -512, (uint64_t)-5, A(statuses), 2, A(&usage));

	*(int32_t *)info = SIGCHLD;
	*(int32_t *)&info[8] = 1;
	*(int32_t *)&info[16] = 77;
	*(int32_t *)&info[24] = 3;
	CASE("waitid");
	for (i = 0; i < 6; i++)
		CALL("waitid", 0, i, 5, A(info), 1 << i, A(&usage));
	CALL("waitid", 0, 3, 3, 0, 4, 0);
	CALL("waitid", 0, 1, 0xffffffff00000003, BAD, 0x1000004, BAD);
	CALL("waitid", 0, 1, 3, edge(info, 128), 4, EDGE(usage));
	CALL("waitid", 0, 1, 3, edge(info, 127), 4, 0);
	CALL("waitid", -ECHILD, 0, 0, A(info), 4, A(&usage));
	memset(info, 0, sizeof(info));
	CALL("waitid", 0, 0, 0, A(info), 5, A(&usage));

	CASE("getrusage, times");
	for (i = 0; i < 4; i++)
		CALL("getrusage", 0, i - 2, EDGE(usage));
	CALL("getrusage", -EINVAL, 77, A(&usage));
	CALL("getrusage", 0, 0, edge(&usage, 143));
	CALL("getrusage", 0, 0, 0);
	CALL("times", 12345, A(&usage));
	CALL("times", -5000, edge(&usage, 32));
	CALL("times", 0, edge(&usage, 31));
	CALL("times", -EFAULT, A(&usage));
	CALL("times", 5, 0);
}

static void limits(void)
{
	static struct { uint64_t cur, max; } pairs[] = {
		{ 0, 1 }, { 1023, 1024 }, { 1025, 2048 }, { ~0ULL, ~0ULL - 1 }, { 0xffffffff, 0xfffffc00 },
		{ 0x7fffffffffffffff, 1ULL << 63 }, { 1536, 8192 * 1024 }, { 0x100000000, 0xffffffff00000000 } };
	static struct { uint32_t cur, max; } pairs32[] = {
		{ 0, 1 }, { 1023, 1024 }, { 1025, 2048 }, { ~0U, ~0U - 1 }, { 0x7fffffff, 0x80000000 }, { 3072, 0x7ffffc00 } };
	size_t i;

	CASE("limits");
	for (i = 0; i < 18; i++) {
		CALL("getrlimit", 0, i, A(&pairs[i % NR(pairs)]));
		CALL("setrlimit", 0, i, A(&pairs[i % NR(pairs)]));
		CALL("prlimit64", 0, i, i, A(&pairs[i % NR(pairs)]), EDGE(pairs[(i + 1) % NR(pairs)]));
	}
	CALL("getrlimit", -EINVAL, 0xffffffff00000077, A(pairs));
	CALL("getrlimit", 0, 1, edge(pairs, 15));
	CALL("getrlimit", 0, 1, 0);
	CALL("setrlimit", -EFAULT, 3, BAD);
	CALL("setrlimit", -EPERM, (uint64_t)-1, EDGE(pairs[1]));
	CALL("prlimit64", -ESRCH, (uint64_t)-1, 7, 0, 0);
	CALL("prlimit64", -EFAULT, 0, 7, BAD, BAD);
	CALL("prlimit64", 0, 0, 7, edge(pairs, 15), edge(pairs, 8));
	I386();
	CASE("limits, i386");
	for (i = 0; i < 18; i++) {
		CALL("getrlimit", 0, i, A(&pairs32[i % NR(pairs32)]));
		CALL("ugetrlimit", 0, i, EDGE(pairs32[i % NR(pairs32)]));
		CALL("setrlimit", 0, i, EDGE(pairs32[i % NR(pairs32)]));
		CALL("prlimit64", 0, i, i, A(&pairs[i % NR(pairs)]), EDGE(pairs[(i + 1) % NR(pairs)]));
	}
	X86_64();
}

static void identities(void)
{
	static const char *const getters[] = { "getuid", "geteuid", "getgid", "getegid", "getpid", "getppid", "gettid",
					       "getpgrp", "setsid" };
	static const char *const setters[] = { "setuid", "setgid", "setfsuid", "setfsgid", "getpgid", "getsid" };
	static const char *const pairs[] = { "setreuid", "setregid", "setpgid" };
	static uint32_t ids[40] = { 0, 1000, 0xffffffff, 65534, 65535, 0x80000000 };
	size_t i;

	CASE("identities");
	for (i = 0; i < NR(getters); i++) {
		CALL(getters[i], 5, 1);
		CALL(getters[i], 0xfffffff0, 1);
	}
	for (i = 0; i < NR(setters); i++) {
		CALL(setters[i], 0, 0);
		CALL(setters[i], 0x7fffffff, 0xfffffffffffffffe);
		CALL(setters[i], -EPERM, 0xffffffff);
		CALL(setters[i], 0xfffffffe, 0x1234567800000005);
	}
	for (i = 0; i < NR(pairs); i++) {
		CALL(pairs[i], 0, 0, (uint64_t)-1);
		CALL(pairs[i], -EPERM, 0xfffffffe, 0x100000000);
	}
	CALL("setresuid", 0, (uint64_t)-1, 0, 0xfffffffe);
	CALL("setresgid", -EPERM, 1, 0xffffffff, 0xffffffff00000001);
	CALL("getresuid", 0, A(&ids[0]), A(&ids[1]), A(&ids[2]));
	CALL("getresuid", 0, EDGE(ids[1]), BAD, 0);
	CALL("getresgid", 0, 0, edge(ids, 3), EDGE(ids[5]));
	CALL("getresgid", -EFAULT, A(&ids[0]), A(&ids[1]), A(&ids[2]));

	CASE("groups");
	CALL("getgroups", 0, 0, 0);
	CALL("getgroups", 3, 0, 0);
	CALL("getgroups", 3, 0, A(ids));
	CALL("getgroups", 0, 5, A(ids));
	CALL("getgroups", 3, 5, A(ids));
	CALL("getgroups", 3, 5, edge(ids, 12));
	CALL("getgroups", 3, 5, edge(ids, 8));
	CALL("getgroups", 3, 5, edge(ids, 3));
	CALL("getgroups", 33, 65536, A(ids));
	CALL("getgroups", 32, 0xffffffff00000020, A(ids));
	CALL("getgroups", 3, 3, BAD);
	CALL("getgroups", -EFAULT, 3, A(ids));
	CALL("getgroups", -EINVAL, (uint64_t)-1, A(ids));
	CALL("getgroups", 5, (uint64_t)-1, A(ids));
	CALL("setgroups", 0, 0, 0);
	CALL("setgroups", 0, 0, A(ids));
	CALL("setgroups", 0, 0, BAD);
	CALL("setgroups", -EPERM, 6, A(ids));
	CALL("setgroups", 0, 33, A(ids));
	CALL("setgroups", 0, 32, A(ids));
	CALL("setgroups", -EFAULT, 4, edge(ids, 12));
	CALL("setgroups", -EFAULT, 4, edge(ids, 3));
	CALL("setgroups", -EINVAL, 65537, edge(ids, 8));
	CALL("setgroups", -EINVAL, 65536, edge(ids, 8));
	CALL("setgroups", -EINVAL, 65537, edge(ids, 160));
	CALL("setgroups", -EINVAL, (uint64_t)-1, A(ids));
	CALL("setgroups", -EINVAL, 0x7fffffff, edge(ids, 160));
	CALL("setgroups", -EINVAL, 0x100000001, A(ids));
	CALL("getgroups", 65536, 65536, edge(ids, 160));
	CALL("getgroups", 65537, 65537, edge(ids, 160));
	CALL("getgroups", 70000, 70000, 0);
}

static void i386(void)
{
	static const char *const calls[] = {
		"setuid", "setgid", "setfsuid", "setfsgid", "setuid32", "setgid32", "setfsuid32", "setfsgid32",
		"getuid", "geteuid", "getgid", "getegid", "getuid32", "geteuid32", "getgid32", "getegid32" };
	static uint16_t short_ids[40] = { 0, 1000, 65535, 65534, 0x8000 };
	static uint32_t ids[40] = { 0, 1000, 0xffffffff, 65534, 65535, 0x80000000 };
	static uint32_t argv[4], words[18];
	static int32_t status = 0x100, tid = 77;
	size_t i;

	I386();
	CASE("identities, i386");
	for (i = 0; i < NR(calls); i++) {
		CALL(calls[i], 5, 0xffff);
		CALL(calls[i], 65535, 0xffffffff);
		CALL(calls[i], 0, 0x12345);
		CALL(calls[i], 0x7fff0000, 0xfffe);
	}
	CALL("setreuid", 0, 0xffff, 0x10001);
	CALL("setregid", 0, 0xffffffff, 1);
	CALL("setresuid", 0, 0xffff, 0x10001, 5);
	CALL("setresgid", 0, 0xffffffff, 1, 65534);
	CALL("setreuid32", 0, 0xffff, 0x10001);
	CALL("setregid32", 0, 0xffffffff, 1);
	CALL("setresuid32", 0, 0xffff, 0x10001, 5);
	CALL("setresgid32", 0, 0xffffffff, 1, 65534);
	CALL("getresuid", 0, A(&short_ids[1]), EDGE(short_ids[2]), A(&short_ids[3]));
	CALL("getresgid", 0, 0, BAD, EDGE(short_ids[4]));
	CALL("getresuid32", 0, A(&ids[1]), EDGE(ids[2]), A(&ids[3]));
	CALL("getresgid32", -EFAULT, A(&ids[1]), EDGE(ids[2]), A(&ids[3]));
	CALL("getgroups", 3, 5, A(short_ids));
	CALL("getgroups", 3, 5, edge(short_ids, 4));
	CALL("getgroups", 3, 0, A(short_ids));
	CALL("setgroups", 0, 33, A(short_ids));
	CALL("setgroups", 0, 4, edge(short_ids, 6));
	CALL("setgroups", 0, 5, A(short_ids));
	CALL("getgroups32", 3, 5, A(ids));
	CALL("setgroups32", 0, 6, A(ids));
	CALL("setgroups32", -EFAULT, 6, edge(ids, 8));
	CALL("chown", 0, A("file"), 0xffff, 0x10005);
	CALL("lchown", 0, A("file"), 0xffffffff, 5);
	CALL("fchown", 0, 3, 0xfffe, 0x8000);
	CALL("chown32", 0, A("file"), 0xffff, 0x10005);
	CALL("lchown32", 0, A("file"), 0xffffffff, 5);
	CALL("fchown32", 0, 3, 0xfffe, 0x80000000);

	CASE("execve, i386");
	argv[0] = (uint32_t)A("one");
	argv[1] = (uint32_t)A("two");
	CALL("execve", -ENOENT, A("f"), A(argv), A(argv));
	CALL("execve", -ENOENT, A("f"), edge(argv, 8), edge(argv, 8));
	CALL("execve", -ENOENT, A("f"), edge(argv, 7), edge(argv, 3));
	CALL("execveat", -ENOENT, 3, A("f"), A(argv), EDGE(argv), 0x1000);

	CASE("clone, i386");
	for (i = 0; i < 32; i++)
		CALL("clone", 5, 1U << i | 17, 0x1000, A(&tid), 0x5000, A(&tid));
	CALL("clone", -EINVAL, 0x3d0f00, 0, A(&tid), 0, 0);
	CALL("clone3", 5, A(&clones[1]), 88);
	CALL("clone3", 5, A(&clones[4]), 88);
	CALL("unshare", 0, 0x80000080);

	CASE("wait, i386");
	for (i = 0; i < 18; i++)
		words[i] = (uint32_t)i * 1000 + (i > 9 ? 0x80000000 : 1);
	CALL("waitpid", 5, (uint64_t)-1, A(&status), 0x80000003);
	CALL("waitpid", 0, 5, A(&status), 0);
	CALL("waitpid", -ECHILD, 5, A(&status), 1);
	CALL("waitpid", 5, 0, EDGE(status), 0x10);
	CALL("wait4", 5, 0, A(&status), 2, EDGE(words));
	CALL("wait4", 5, 0, edge(&status, 3), 2, edge(words, 71));
	CALL("waitid", 0, 1, 5, 0, 4, A(words));
	CALL("getrusage", 0, (uint64_t)-1, A(words));
	CALL("times", 5, A(words));
	CALL("times", 0x80000005, edge(words, 16));
}

static void cases(void)
{
	execs();
	births();
	ends();
	limits();
	identities();
	i386();
}
