// SPDX-License-Identifier: GPL-2.0
/* fcntl: every command, with every kind of argument and result. */
#include "cases.h"

#include <fcntl.h>

static struct { int16_t type, whence; int64_t start, len; int32_t pid; } locks[] = {
	{ 0, 0, 1, 2, 3 }, { 1, 1, -1, -2, -3 }, { 2, 2, INT64_MAX, INT64_MIN, 0 },
	{ 4, 3, 0, 0, 77 }, { 8, 4, 0, 0, INT32_MIN }, { 3, 5, 1, 1, 1 }, { -1, -1, 1, 1, 1 },
};
static struct { int16_t type, whence; int32_t start, len, pid; } small[] = {
	{ 0, 0, 1, 2, 3 }, { 1, 1, -1, -2, -3 }, { 2, 2, INT32_MAX, INT32_MIN, 0 },
};
static struct { int16_t type, whence; int64_t start, len; int32_t pid; } __attribute__((packed))
	packed[] = { { 0, 0, 1, 2, 3 }, { 1, 1, -1, -2, -3 }, { 2, 2, INT64_MAX, INT64_MIN, 0 } };
static struct f_owner_ex owners[] = {
	{ F_OWNER_TID, 5 }, { F_OWNER_PID, 0 }, { F_OWNER_PGRP, -1 }, { (enum __pid_type)7, 77 },
	{ (enum __pid_type)-1, INT32_MIN },
};
static uint64_t hints[] = { 0, 1, 2, 3, 4, 5, 6, ~0ULL };
static uint32_t uids[2] = { 1000, 0xffffffff };
static struct { uint32_t flags; uint16_t type, pad; } delegations[] = {
	{ 0, 0, 0 }, { 0, 1, 0 }, { 5, 2, 6 }, { 0, 7, 0 },
};

static void numbers(const char *call)
{
	size_t i;

	CASE("fcntl: numbers");
	CALL(call, 5, 3, F_DUPFD, 0);
	CALL(call, 5, 3, F_DUPFD, 0xffffffff);
	CALL(call, -EINVAL, 3, F_DUPFD, 0x80000000);
	CALL(call, 5, 3, F_DUPFD_CLOEXEC, 10);
	CALL(call, -EMFILE, 0xffffffff, F_DUPFD_CLOEXEC, 10);
	for (i = 0; i < 4; i++) {
		CALL(call, 0, 3, F_SETFD, i);
		CALL(call, (int64_t)i, 3, F_GETFD, 77);
	}
	CALL(call, 0, 3, F_SETFD, 0xffffffff);
	CALL(call, -EBADF, 3, F_GETFD);
	CALL(call, 0, 3, F_GETFL);
	CALL(call, 0x8002, 3, F_GETFL);
	CALL(call, 0x2400, 3, F_GETFL, 5);
	CALL(call, 0x484c01, 3, F_GETFL);
	CALL(call, 0x10000003, 3, F_GETFL);
	CALL(call, 0x2000, 3, F_GETFL);
	CALL(call, 0x410000, 3, F_GETFL);
	CALL(call, -EBADF, 3, F_GETFL);
	CALL(call, 0, 3, F_SETFL, 0);
	CALL(call, 0, 3, F_SETFL, O_RDONLY | O_NONBLOCK);
	CALL(call, 0, 3, F_SETFL, O_RDWR | O_APPEND | O_DIRECT | O_NOATIME | 020000);
	CALL(call, -EINVAL, 3, F_SETFL, 0x80000003);
	CALL(call, 0, 3, F_SETOWN, 0);
	CALL(call, 0, 3, F_SETOWN, 77);
	CALL(call, 0, 3, F_SETOWN, 0xffffffff);
	CALL(call, 77, 3, F_GETOWN);
	CALL(call, 0, 3, F_GETOWN);
	CALL(call, -5000, 3, F_GETOWN);
	CALL(call, -ESRCH, 3, F_GETOWN);
	CALL(call, 0, 3, F_SETSIG, 0);
	CALL(call, 0, 3, F_SETSIG, 11);
	CALL(call, 0, 3, F_SETSIG, 32);
	CALL(call, 0, 3, F_SETSIG, 64);
	CALL(call, -EINVAL, 3, F_SETSIG, 65);
	CALL(call, -EINVAL, 3, F_SETSIG, 0xffffffff);
	for (i = 0; i < 70; i += 7)
		CALL(call, (int64_t)i, 3, F_GETSIG);
	CALL(call, -EBADF, 3, F_GETSIG);
	for (i = 0; i < 10; i++) {
		CALL(call, 0, 3, F_SETLEASE, i);
		CALL(call, (int64_t)i, 3, F_GETLEASE);
	}
	CALL(call, -EAGAIN, 3, F_SETLEASE, 0xffffffff);
	CALL(call, -EBADF, 3, F_GETLEASE);
}

static void flags(const char *call)
{
	size_t i;

	CASE("fcntl: flags");
	CALL(call, 0, 3, F_NOTIFY, 0);
	for (i = 0; i < 32; i++)
		CALL(call, 0, 3, F_NOTIFY, 1ULL << i);
	CALL(call, 0, 3, F_NOTIFY, 0x8000003f);
	CALL(call, -ENOTDIR, 3, F_NOTIFY, 0xffffffff);
	CALL(call, 65536, 3, F_SETPIPE_SZ, 65536);
	CALL(call, -EPERM, 3, F_SETPIPE_SZ, 0xffffffff);
	CALL(call, 65536, 3, F_GETPIPE_SZ);
	CALL(call, -EBADF, 3, F_GETPIPE_SZ);
	CALL(call, 0, 3, F_ADD_SEALS, 0);
	for (i = 0; i < 5; i++) {
		CALL(call, 0, 3, F_ADD_SEALS, 1 << i);
		CALL(call, 1 << i, 3, F_GET_SEALS);
	}
	CALL(call, 0, 3, F_ADD_SEALS, 0x1f);
	CALL(call, -EPERM, 3, F_ADD_SEALS, 0xffffffdf);
	CALL(call, -EPERM, 3, F_ADD_SEALS, 0x40);
	CALL(call, 0, 3, F_GET_SEALS);
	CALL(call, 0x1f, 3, F_GET_SEALS);
	CALL(call, 0x5f, 3, F_GET_SEALS);
	CALL(call, 0x40, 3, F_GET_SEALS);
	CALL(call, -EINVAL, 3, F_GET_SEALS);
	CASE("fcntl: what there is not");
	CALL(call, 5, 3, 100, 0);
	CALL(call, -EINVAL, 3, 0xffffffff, 0xffffffff);
	CALL(call, -EINVAL, 3, 0x80000000, 5);
	CALL(call, -EINVAL, 3, 1023, 0x80000000);
	CALL(call, 0, 3, 1029, A(&hints[3]));
	CALL(call, -EINVAL, 3, 1053, A(&hints[3]));
	CALL(call, 0, 3, 17, A(uids));
	CALL(call, 0, 3, 17, EDGE(uids));
	CALL(call, 0, 3, 17, BAD);
	CALL(call, -EINVAL, 3, 17, A(uids));
	CALL(call, -EINVAL, 3, 1029, 0);
	CALL(call, -EINVAL, 3, 1043, 5);
}

static void structures(const char *call)
{
	static const unsigned int hint_cmds[] = { 1035, 1036, 1037, 1038 };
	size_t i, k;

	CASE("fcntl: owners");
	FOR_EACH(i, owners) {
		CALL(call, 0, 3, F_SETOWN_EX, EDGE(owners[i]));
		CALL(call, 0, 3, F_GETOWN_EX, EDGE(owners[i]));
	}
	CALL(call, -ESRCH, 3, F_SETOWN_EX, A(&owners[0]));
	CALL(call, -ESRCH, 3, F_GETOWN_EX, A(&owners[0]));
	CALL(call, -EFAULT, 3, F_SETOWN_EX, EDGE(owners[0].pid));
	CALL(call, 0, 3, F_GETOWN_EX, BAD);
	CALL(call, 0, 3, F_SETOWN_EX, 0);
	CASE_SINCE("7.2", "fcntl: hints");
	FOR_EACH(i, hints)
		FOR_EACH(k, hint_cmds)
			CALL(call, 0, 3, hint_cmds[k], EDGE(hints[i]));
	FOR_EACH(k, hint_cmds) {
		CALL(call, -EINVAL, 3, hint_cmds[k], A(&hints[2]));
		CALL(call, 0, 3, hint_cmds[k], BAD);
		CALL(call, 0, 3, hint_cmds[k], 0);
	}
}

static void record_locks(void)
{
	static const unsigned int cmds[] = {
		F_GETLK, F_SETLK, F_SETLKW, F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW,
	};
	size_t i, k;

	CASE("fcntl: locks");
	FOR_EACH(k, cmds) {
		FOR_EACH(i, locks)
			CALL("fcntl", 0, 3, cmds[k], EDGE(locks[i]));
		CALL("fcntl", -EAGAIN, 3, cmds[k], A(&locks[1]));
		CALL("fcntl", -EFAULT, 3, cmds[k], EDGE(locks[0].type));
		CALL("fcntl", -EFAULT, 3, cmds[k], BAD);
		CALL("fcntl", 0, 3, cmds[k], 0);
	}
	CALL("fcntl", -EINVAL, 3, 13, A(&locks[0]));
}

static void record_locks32(void)
{
	static const unsigned int cmds[] = { F_GETLK, F_SETLK, F_SETLKW };
	static const unsigned int cmds64[] = {
		12, 13, 14, F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW,
	};
	size_t i, k;

	CASE("fcntl: locks, i386");
	FOR_EACH(k, cmds) {
		FOR_EACH(i, small) {
			CALL("fcntl", 0, 3, cmds[k], EDGE(small[i]));
			CALL("fcntl64", 0, 3, cmds[k], EDGE(small[i]));
		}
		CALL("fcntl", -EAGAIN, 3, cmds[k], A(&small[1]));
		CALL("fcntl64", -EFAULT, 3, cmds[k], BAD);
	}
	FOR_EACH(k, cmds64) {
		FOR_EACH(i, packed) {
			CALL("fcntl64", 0, 3, cmds64[k], EDGE(packed[i]));
			CALL("fcntl", 0, 3, cmds64[k], EDGE(packed[i]));
		}
		CALL("fcntl64", -EAGAIN, 3, cmds64[k], A(&packed[1]));
		CALL("fcntl64", -EFAULT, 3, cmds64[k], EDGE(small[0]));
	}
}

static void cases(void)
{
	size_t i;

	numbers("fcntl");
	flags("fcntl");
	structures("fcntl");
	record_locks();
	CASE_SINCE("6.13", "fcntl: F_DUPFD_QUERY, F_CREATED_QUERY");
	CALL("fcntl", 1, 3, 1027, 4);
	CALL("fcntl", 0, 3, 1027, 0xffffffff);
	CALL("fcntl", -EBADF, 3, 1027, 0);
	CALL("fcntl", 1, 3, 1028);
	CALL("fcntl", -EINVAL, 3, 1028, 5);
	CASE_SINCE("7.2", "fcntl: delegations");
	FOR_EACH(i, delegations) {
		CALL("fcntl", 0, 3, 1039, EDGE(delegations[i]));
		CALL("fcntl", 0, 3, 1040, EDGE(delegations[i]));
	}
	CALL("fcntl", -EINVAL, 3, 1039, A(&delegations[0]));
	CALL("fcntl", -EINVAL, 3, 1040, BAD);
	CASE_SINCE("7.2", "fcntl: F_GETOWNER_UIDS");
	CALL("fcntl", 0, 3, 17, EDGE(uids));

	I386();
	numbers("fcntl64");
	structures("fcntl64");
	record_locks32();
}
