// SPDX-License-Identifier: GPL-2.0
/* Names to descriptors: open, openat, openat2, creat, and descriptors to more of them. */
#include "cases.h"

#include <fcntl.h>
#include <linux/openat2.h>

#define TMPFILE_BIT	020000000

static char issue[] = "/etc/issue";
static char odd[] = "a\tb\n\"\\\1\0019\377\x80z";
static char cut[] = { 'n', 'o', ' ', 'N', 'U', 'L' };
static char long_path[4096 + 2];
static int fds[2] = { 3, -5 };

static const uint64_t flags[] = {
	0, 1, 2, 3, O_CREAT, O_CREAT | O_EXCL | O_WRONLY, O_NOCTTY, O_TRUNC, O_APPEND, O_NONBLOCK,
	O_DSYNC, 04000000, 04010000, 020000, 040000, 0100000, 0200000, 0400000, 01000000, 02000000,
	010000000, TMPFILE_BIT, TMPFILE_BIT | 0200000, TMPFILE_BIT | 0200000 | O_RDWR, 0x80000000,
	0x10, 0xffffffff, 0x40000003, 0xffffffff00000000, 0x1ffff0000000ULL | O_CREAT,
};

static struct open_how how[] = {
	{ 0, 0, 0 }, { O_RDWR | O_CREAT, 0644, 0 }, { O_RDWR, 0644, 0x3f }, { O_CREAT, 0, 0x40 },
	{ TMPFILE_BIT | 0200000, 07777, 0x8000000000000001 }, { 1ULL << 32, 1ULL << 32, 1 },
	{ 0x7fffffff80000000, 0x10000000, 0x41 }, { 0xffffffffffffffff, ~0ULL, ~0ULL },
};
static struct { struct open_how how; uint64_t more[2]; } longer = { { 1, 0, 1 }, { 0, 0 } };
static struct { struct open_how how; uint64_t more[2]; } odd_longer = { { 1, 0, 1 }, { 0x5c7, 1 } };

static uint64_t page[512] = { [2] = 1, [40] = 3 };

static void opens(void)
{
	size_t i;

	CASE("open: paths");
	CALL("open", 3, A(issue), 0);
	CALL("open", 3, A(""), 0);
	CALL("open", -ENOENT, A(odd), 0);
	CALL("open", -EFAULT, 0, 0);
	CALL("open", -EFAULT, BAD, 0);
	CALL("open", 3, EDGE(issue), 0);
	CALL("open", -EFAULT, EDGE(cut), 0);
	memset(long_path, 'x', 4095);
	CALL("open", -ENOENT, A(long_path), 0);
	memset(long_path, 'y', 4096);
	CALL("open", -ENAMETOOLONG, A(long_path), 0);

	CASE("open, openat: flags");
	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		CALL("open", 3, A(issue), flags[i], 0644);
		CALL("openat", -EINVAL, (uint64_t)AT_FDCWD, A(issue), flags[i], 01777);
	}
	CASE("open: mode");
	CALL("open", 3, A(issue), O_CREAT, 0);
	CALL("open", 3, A(issue), O_CREAT, 7);
	CALL("open", 3, A(issue), O_CREAT, 07777);
	CALL("open", 3, A(issue), O_CREAT, 0100644);
	CALL("open", 3, A(issue), O_CREAT, 0xffffffff);
	CALL("open", 3, A(issue), O_CREAT, 0x123456789abcdef);
	CALL("open", 3, A(issue), TMPFILE_BIT, 0600);
	CASE("openat: descriptors");
	CALL("openat", 3, 0xffffff9c, A(issue), 0);
	CALL("openat", 3, 0xffffffffffffff9c, A(issue), 0);
	CALL("openat", 3, 0x1ffffff9c, A(issue), 0);
	CALL("openat", -EBADF, 0xffffffff, A(issue), 0);
	CALL("openat", -EBADF, 0x7fffffff, A(issue), 0);
	CALL("openat", -EBADF, 0x80000000, A(issue), 0);
	CALL("openat", 0x7fffffff, 5, EDGE(issue), 0);
	CALL("openat", -EFAULT, 5, BAD, O_CREAT, 0);
	CALL("openat", -EFAULT, 5, 0, O_CREAT, 0);
	CASE("creat");
	CALL("creat", 3, A(issue), 0644);
	CALL("creat", -EFAULT, BAD, 0xffff);
	CALL("creat", -EFAULT, 0, 0x10001);
}

static void openat2(void)
{
	size_t i;

	CASE("openat2: sizes and unknown flags");
	for (i = 0; i < sizeof(how) / sizeof(how[0]); i++) {
		CALL("openat2", 3, (uint64_t)AT_FDCWD, A(issue), A(&how[i]), 24);
		CALL("openat2", -EINVAL, 4, A(issue), EDGE(how[i]), 24);
	}
	for (i = 0; i < 48; i += 4)
		CALL("openat2", -EINVAL, 4, A(issue), A(&how[1]), i);
	CALL("openat2", -E2BIG, 4, A(issue), A(page), 4096);
	CALL("openat2", -E2BIG, 4, A(issue), A(page), 4095);
	CALL("openat2", -E2BIG, 4, A(issue), A(page), 4097);
	CALL("openat2", -E2BIG, 4, A(issue), EDGE(page), 0x7fffffffffffffff);
	CALL("openat2", -E2BIG, 4, A(issue), A(page + 4), 80);
	CALL("openat2", 3, 4, A(issue), EDGE(longer), 40);
	CALL("openat2", -E2BIG, 4, A(issue), EDGE(odd_longer), 40);
	CALL("openat2", -E2BIG, 4, A(issue), A(&odd_longer), 33);
	CALL("openat2", -E2BIG, 4, A(issue), A(&odd_longer), 25);
	CALL("openat2", -EFAULT, 4, A(issue), EDGE(how[1]), 32);
	CALL("openat2", -EFAULT, 4, A(issue), EDGE(how[1].flags), 24);
	CALL("openat2", -EFAULT, 4, BAD, BAD, 24);
	CALL("openat2", -EFAULT, 4, 0, 0, 24);
	CALL("openat2", -EFAULT, 4, A(issue), EDGE(longer), 4096);
}

static void descriptors(void)
{
	CASE("dup, dup2, dup3");
	CALL("dup", 4, 3);
	CALL("dup", -EBADF, 0xffffffff);
	CALL("dup", -EMFILE, 0x1ffffffff);
	CALL("dup2", 5, 3, 5);
	CALL("dup2", -EBADF, 0xfffffff0, 5);
	CALL("dup3", 5, 3, 5, O_CLOEXEC);
	CALL("dup3", 5, 3, 5, 0);
	CALL("dup3", -EINVAL, 3, 5, O_CLOEXEC | O_NONBLOCK | 1);
	CALL("dup3", -EINVAL, 3, 5, 3);
	CALL("dup3", -EINVAL, 3, 5, 0x80000000);
	CASE("close, close_range");
	CALL("close", 0, 3);
	CALL("close", -EBADF, 0xffffffff);
	CALL("close_range", 0, 3, 0xffffffff, 0);
	CALL("close_range", 0, 3, 5, 2);
	CALL("close_range", 0, 3, 5, 4);
	CALL("close_range", 0, 0, 5, 6);
	CALL("close_range", -EINVAL, 0xffffffff, 0x80000000, 7);
	CALL("close_range", -EINVAL, 3, 2, 0xfffffff9);
	CASE("pipe, pipe2");
	CALL("pipe", 0, A(fds));
	CALL("pipe", 0, EDGE(fds));
	CALL("pipe", -EFAULT, EDGE(fds[0]));
	CALL("pipe", 0, EDGE(fds[0]));
	CALL("pipe", -EMFILE, A(fds));
	CALL("pipe", -EFAULT, 0);
	CALL("pipe", -EFAULT, BAD);
	CALL("pipe2", 0, A(fds), 0);
	CALL("pipe2", 0, A(fds), O_CLOEXEC | O_NONBLOCK | O_DIRECT);
	CALL("pipe2", 0, A(fds), 0x80);
	CALL("pipe2", -EINVAL, A(fds), 0x80000001);
	CASE("memfd_create, memfd_secret, eventfd");
	CALL("memfd_create", 3, A("name"), 0);
	CALL("memfd_create", 3, A("a name that is longer than what -s lets through"), 1);
	CALL("memfd_create", 3, A("n"), 3);
	CALL("memfd_create", 3, A("n"), 4);
	CALL("memfd_create", 3, A("n"), 4 | 21 << 26);
	CALL("memfd_create", 3, A("n"), 21 << 26);
	CALL("memfd_create", 3, A("n"), 0xfc000007);
	CALL("memfd_create", -EINVAL, A("n"), 0x80 | 30 << 26);
	CALL("memfd_create", -EINVAL, A("n"), 0x2000000);
	CALL("memfd_create", -EFAULT, 0, 0xffffffff00000000);
	CALL("memfd_create", -EFAULT, BAD, 0);
	CALL("memfd_create", -EFAULT, EDGE(cut), 0);
	CALL("memfd_secret", 3, 0);
	CALL("memfd_secret", 3, O_CLOEXEC);
	CALL("memfd_secret", -EINVAL, O_CLOEXEC | 1);
	CALL("memfd_secret", -EINVAL, 1);
	CALL("eventfd", 3, 0);
	CALL("eventfd", 3, 0xffffffff);
	CALL("eventfd2", 3, 7, 0);
	CALL("eventfd2", 3, 7, 1 | O_CLOEXEC | O_NONBLOCK);
	CALL("eventfd2", -EINVAL, 7, 0x10);
	CALL("eventfd2", -EINVAL, 7, 0x80000003);
}

static void cases(void)
{
	opens();
	openat2();
	descriptors();

	I386();
	CASE("open, i386");
	CALL("open", 3, A(issue), 0);
	CALL("open", 3, A(issue), O_RDWR | 0100000);
	CALL("open", 3, A(issue), O_CREAT | O_WRONLY, 0644);
	CALL("open", -EFAULT, BAD, 0);
	CALL("openat", 3, 0xffffff9c, EDGE(issue), TMPFILE_BIT | 0200000, 0600);
	CALL("openat2", 3, 0xffffff9c, EDGE(issue), EDGE(how[1]), 24);
	CALL("openat2", -E2BIG, 0xffffff9c, EDGE(issue), EDGE(odd_longer), 40);
	CALL("creat", 3, A(issue), 0644);
	CALL("pipe", 0, EDGE(fds));
	CALL("pipe2", 0, EDGE(fds), O_CLOEXEC);
	CALL("memfd_create", 3, A("name"), 7);
	CALL("close_range", 0, 3, 0xffffffff, 2);
	CALL("dup3", 5, 3, 5, O_CLOEXEC);
	CALL("eventfd2", 3, 0xffffffff, 1);
}
