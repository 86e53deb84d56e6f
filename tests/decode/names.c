// SPDX-License-Identifier: GPL-2.0
/* Calls on files by name: links, names, modes, owners, times. */
#include "cases.h"

#include <fcntl.h>
#include <sys/stat.h>

static char from[] = "from";
static char to[] = "/to/where";
static char cut[] = { 'c', 'u', 't' };
static char text[] = "what is in the link, longer than 32 bytes";

static struct { int64_t sec, nsec; } specs[][2] = {
	{ { 1, 2 }, { 3, 4 } }, { { 0, 0 }, { 0, 1 } }, { { 5, 0x3fffffff }, { 6, 0x3ffffffe } },
	{ { -1, 999999999 }, { 1700000000, 123456789 } }, { { 1, 1000000000 }, { 1, -1 } },
	{ { INT64_MAX, 0 }, { INT64_MIN, 5 } }, { { 0x7fffffff, 0 }, { 0x80000000, 0 } },
};
static struct { int64_t sec, usec; } vals[][2] = {
	{ { 1, 2 }, { 3, 4 } }, { { -1, 999999 }, { 1700000000, 1000000 } },
	{ { 0, 0 }, { 0, 1 } }, { { INT64_MAX, -1 }, { INT64_MIN, 0x100000000 } },
};
static struct { int32_t sec, nsec; } specs32[][2] = {
	{ { 1, 2 }, { 3, 4 } }, { { 5, 0x3fffffff }, { 6, 0x3ffffffe } },
	{ { -1, 999999999 }, { 1700000000, 123456789 } }, { { 1, 1000000000 }, { 1, -1 } },
};
static struct { int64_t actime, modtime; } stamps[] = {
	{ 1, 2 }, { 0, -1 }, { 1700000000, 0x80000000 }, { INT64_MAX, INT64_MIN },
};
static struct { int32_t actime, modtime; } stamps32[] = {
	{ 1, 2 }, { 0, -1 }, { 1700000000, INT32_MIN },
};

static const uint64_t at_flags[] = {
	0, 0x100, 0x200, 0x400, 0x800, 0x1000, 0x8000, 0x1100, 0x2000, 0x4000, 0x10000, 1, 0xffffffff,
	0x80000100,
};

static void links(void)
{
	size_t i;

	CASE("rename, link, symlink, unlink, rmdir");
	CALL("rename", 0, A(from), A(to));
	CALL("rename", -EFAULT, BAD, 0);
	CALL("renameat", 0, 3, A(from), (uint64_t)AT_FDCWD, A(to));
	CALL("link", 0, A(from), A(to));
	CALL("symlink", 0, A(text), A(to));
	CALL("symlink", -EFAULT, 0, EDGE(cut));
	CALL("symlinkat", 0, A(text), 3, A(to));
	CALL("symlinkat", -EFAULT, BAD, 0xffffff9c, EDGE(to));
	CALL("unlink", 0, A(from));
	CALL("unlink", -EFAULT, EDGE(cut));
	CALL("rmdir", -ENOTEMPTY, A(from));
	CASE("renameat2: flags");
	for (i = 0; i < 10; i++)
		CALL("renameat2", i & 1 ? -EINVAL : 0, 3, A(from), 4, A(to), i);
	CALL("renameat2", -EINVAL, 3, A(from), 4, A(to), 0x80000000);
	CALL("renameat2", -EINVAL, 3, A(from), 4, A(to), 0xffffffff00000001);
	CASE("linkat, unlinkat: flags");
	FOR_EACH(i, at_flags) {
		CALL("linkat", 0, (uint64_t)AT_FDCWD, A(from), 5, A(to), at_flags[i]);
		CALL("unlinkat", -EISDIR, 5, A(to), at_flags[i]);
	}
	CASE("readlink, readlinkat");
	CALL("readlink", 4, A(from), A(text), 4);
	CALL("readlink", 41, A(from), A(text), 4096);
	CALL("readlink", 41, A(from), EDGE(text), 4096);
	CALL("readlink", 0, A(from), A(text), 0);
	CALL("readlink", 1, A(from), BAD, 1);
	CALL("readlink", -EINVAL, A(from), A(text), 4096);
	CALL("readlink", -EFAULT, 0, 0, -1);
	CALL("readlinkat", 9, 3, A(from), A(text), 0x80000000);
	CALL("readlinkat", -ENOENT, 0xffffff9c, A(from), A(text), 0xffffffffffffffff);
}

static void modes(void)
{
	static const uint64_t mode[] = {
		0, 7, 077, 0644, 07777, 010000, 0100000, 0100644, 0177777, 0xffffffff, 040755, 020666,
		060600, 0140000, 0120777, 0110000, 0x12344000, 0104755, 042777, 041777,
	};
	size_t i;

	CASE("chmod, mkdir, mknod: modes");
	FOR_EACH(i, mode) {
		CALL("chmod", 0, A(from), mode[i]);
		CALL("fchmod", 0, 3, mode[i]);
		CALL("mkdir", -EEXIST, A(from), mode[i]);
		CALL("mknod", 0, A(from), mode[i], 0x103);
		CALL("mknodat", 0, 5, A(from), mode[i], 0xfff12345fff);
		CALL("umask", i & 1 ? 022 : 0, mode[i]);
	}
	CALL("umask", 07777, 0777);
	CALL("umask", 0xffff, 0777);
	CALL("fchmodat", 0, 3, A(from), 0755);
	CALL("fchmodat", -EFAULT, 0xffffff9c, BAD, 0xffffffff);
	CALL("mkdirat", 0, 3, A(from), 0755);
	CALL("mkdirat", -EFAULT, 0xffffffff, 0, 0);
	CALL("mknod", 0, A(from), 020600, 0);
	CALL("mknod", 0, A(from), 060600, 0xffffffffffffffff);
	CALL("mknodat", -EFAULT, 0xffffff9c, BAD, 020600, 0x80000001);
	CASE("access: modes");
	for (i = 0; i < 17; i++) {
		CALL("access", i & 2 ? -EACCES : 0, A(from), i);
		CALL("faccessat", 0, 3, A(from), i);
	}
	CALL("access", -EINVAL, A(from), 0xffffffff);
	CALL("faccessat", -EINVAL, 0xffffff9c, BAD, 0x80000000);
	FOR_EACH(i, at_flags)
		CALL("faccessat2", 0, 3, A(from), 4, at_flags[i]);
	CASE_SINCE("6.6", "fchmodat2: flags");
	FOR_EACH(i, at_flags)
		CALL("fchmodat2", 0, 3, A(from), 0644, at_flags[i]);
	CALL("fchmodat2", -EFAULT, 0xffffff9c, BAD, 0177777, 0);
	CASE("chown");
	CALL("chown", 0, A(from), 0, 0);
	CALL("chown", 0, A(from), 0xffffffff, 0xfffffffe);
	CALL("chown", 0, A(from), 0xffffffffffffffff, 0x100000001);
	CALL("lchown", -EPERM, A(from), 0xffff, 0x7fffffff);
	CALL("fchown", -EBADF, 0xffffffff, 1000, 0x80000000);
	CALL("fchownat", 0, 3, A(from), 1, 2, 0);
	FOR_EACH(i, at_flags)
		CALL("fchownat", 0, 0xffffff9c, A(from), 0xffffffff, 2, at_flags[i]);
}

static void folders(void)
{
	CASE("getcwd, chdir, chroot, pivot_root");
	CALL("getcwd", sizeof(to), A(to), 4096);
	CALL("getcwd", sizeof(to), EDGE(to), sizeof(to));
	CALL("getcwd", 3, EDGE(cut), 4096);
	CALL("getcwd", -ERANGE, A(to), 2);
	CALL("getcwd", -EFAULT, 0, 0xffffffffffffffff);
	CALL("getcwd", 5, BAD, 5);
	CALL("getcwd", sizeof(text), A(text), 0x100000000);
	CALL("fchdir", 0, 3);
	CALL("fchdir", -EBADF, 0xffffffff);
	CALL("chroot", 0, A(from));
	CALL("chroot", -EFAULT, EDGE(cut));
	CALL("pivot_root", 0, A(from), A(to));
	CALL("pivot_root", -EFAULT, 0, BAD);
	CALL("acct", 0, A(from));
	CALL("acct", 0, 0);
	CALL("swapon", 0, A(from), 0);
	CALL("swapon", 0, A(from), 0x8005);
	CALL("swapon", 0, A(from), 5);
	CALL("swapon", -EINVAL, A(from), 0xffffffff);
	CALL("swapoff", 0, A(from));
	CALL("uselib", -ENOSYS, A(from));
}

static void times(void)
{
	size_t i;

	CASE("utimensat");
	FOR_EACH(i, specs) {
		CALL("utimensat", 0, 0xffffff9c, A(from), A(specs[i]), 0);
		CALL("utimensat", -EINVAL, 3, 0, EDGE(specs[i]), 0x100);
	}
	FOR_EACH(i, at_flags)
		CALL("utimensat", 0, 3, A(from), 0, at_flags[i]);
	CALL("utimensat", -EFAULT, 3, BAD, EDGE(specs[0][0]), 0);
	CALL("utimensat", -EFAULT, 3, A(from), EDGE(specs[0][0].sec), 0);
	CALL("utimensat", -EFAULT, 3, A(from), BAD, 0);
	CASE("utimes, futimesat, utime");
	FOR_EACH(i, vals) {
		CALL("utimes", 0, A(from), A(vals[i]));
		CALL("futimesat", -EINVAL, 3, 0, EDGE(vals[i]));
	}
	CALL("utimes", 0, A(from), 0);
	CALL("utimes", -EFAULT, A(from), EDGE(vals[0][0]));
	CALL("futimesat", -EFAULT, 0xffffff9c, A(from), BAD);
	FOR_EACH(i, stamps)
		CALL("utime", 0, A(from), EDGE(stamps[i]));
	CALL("utime", 0, A(from), 0);
	CALL("utime", -EFAULT, 0, BAD);
	CALL("utime", -EFAULT, BAD, EDGE(stamps[0].actime));
}

static void cases(void)
{
	size_t i;

	links();
	modes();
	folders();
	times();

	I386();
	CASE("names, i386");
	CALL("rename", 0, A(from), A(to));
	CALL("renameat2", 0, 3, A(from), 0xffffff9c, A(to), 2);
	CALL("linkat", 0, 3, A(from), 4, EDGE(to), 0x400);
	CALL("unlinkat", 0, 3, A(from), 0x200);
	CALL("symlinkat", 0, A(from), 3, A(to));
	CALL("readlink", 4, A(from), A(text), 4);
	CALL("readlinkat", 4, 3, A(from), A(text), 0xffffffff);
	CALL("getcwd", sizeof(to), A(to), 0xffffffff);
	CALL("mknod", 0, A(from), 020600, 0x103);
	CALL("mknodat", 0, 3, A(from), 060600, 0xfff12345);
	CALL("umask", 022, 077);
	CALL("faccessat2", 0, 3, A(from), 4, 0x200);
	CASE("owners, i386");
	CALL("chown", 0, A(from), 0xffff, 0xfffe);
	CALL("chown", 0, A(from), 0xffffffff, 0x10001);
	CALL("chown", 0, A(from), 0x8000, 0);
	CALL("lchown", 0, A(from), 0xffff, 7);
	CALL("fchown", 0, 3, 0x1ffff, 7);
	CALL("chown32", 0, A(from), 0xffffffff, 0xffff);
	CALL("lchown32", 0, A(from), 0xffffffff, 0xffff);
	CALL("fchown32", 0, 3, 0x80000000, 0xffff);
	CALL("fchownat", 0, 3, A(from), 0xffffffff, 0xffff, 0x100);
	CASE("times, i386");
	FOR_EACH(i, specs32)
		CALL("utimensat", 0, 3, A(from), EDGE(specs32[i]), 0);
	FOR_EACH(i, specs)
		CALL("utimensat_time64", 0, 3, A(from), EDGE(specs[i]), 0x100);
	FOR_EACH(i, specs32)
		CALL("utimes", 0, A(from), EDGE(specs32[i]));
	CALL("futimesat", 0, 3, A(from), EDGE(specs32[0]));
	CALL("futimesat", -EFAULT, 3, A(from), EDGE(specs32[0][0]));
	FOR_EACH(i, stamps32)
		CALL("utime", 0, A(from), EDGE(stamps32[i]));
}
