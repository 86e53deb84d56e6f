// SPDX-License-Identifier: GPL-2.0
/* Extended attributes. */
#include "cases.h"

#include <fcntl.h>

static char path[] = "/path";
static char name[] = "user.name";
static char long_name[] = "user.a_name_that_is_longer_than_what_is_shown";
static char value[] = "a value\nwith more than thirty-two bytes in it";
static char big[70000];
static char list[] = "user.one\0user.two\0user.three";

static struct args { uint64_t value; uint32_t size, flags; } args[] = {
	{ 0, 5, 1 }, { 0, 45, 3 }, { 0, 0, 0 }, { 0, 4, 0x80000000 }, { 0, 4, 0xffffffff },
	{ 0x60001000, 4, 2 }, { 0, 0xffffffff, 4 },
};
static struct { struct args args; uint64_t more; } longer[] = { { { 0, 5, 1 }, 0 }, { { 0, 5, 1 }, 9 } };

static void sets(const char *call, uint64_t file)
{
	CALL(call, 0, file, A(name), A(value), 7, 0);
	CALL(call, 0, file, A(long_name), A(value), sizeof(value), 1);
	CALL(call, -EEXIST, file, EDGE(name), EDGE(value), 4096, 2);
	CALL(call, -EINVAL, file, A(name), EDGE(value), sizeof(value), 3);
	CALL(call, -EINVAL, file, A(name), A(value), 0, 0x80000004);
	CALL(call, -EFAULT, file, BAD, BAD, 5, 4);
	CALL(call, -EFAULT, file, 0, 0, 5, 0xffffffff);
	CALL(call, -E2BIG, file, A(name), A(value), 0x7fffffff, 0);
	CALL(call, -E2BIG, file, A(name), A(big), 65536, 0);
	CALL(call, -E2BIG, file, A(name), A(big), 65537, 0);
	CALL(call, 0, file, A(name), 0, 0, 0);
	CALL(call, 0, file, A(name), A("abc"), 4, 0);
	CALL(call, 0, file, A(name), A("abc\0d"), 5, 0);
	CALL(call, 0, file, A(name), A("abc\0"), 5, 0);
	CALL(call, 0, file, A(name), A(""), 1, 0);
	CALL(call, 0, file, A(name), A("0123456789012345678901234567890"), 32, 0);
	CALL(call, 0, file, A(name), A("0123456789012345678901234567890\0001"), 33, 0);
}

static void gets(const char *call, uint64_t file)
{
	CALL(call, 7, file, A(name), A(value), 100);
	CALL(call, sizeof(value), file, A(long_name), EDGE(value), 4096);
	CALL(call, 45, file, A(name), A(value), 0);
	CALL(call, 0, file, A(name), A(value), 5);
	CALL(call, 5, file, BAD, BAD, 5);
	CALL(call, 5, file, 0, 0, 0);
	CALL(call, 4, file, A(name), A("abc"), 100);
	CALL(call, 70000, file, A(name), A(big), 70000);
	CALL(call, -ENODATA, file, A(name), A(value), 100);
	CALL(call, -ERANGE, file, A(name), A(value), 1);
}

static void lists(const char *call, uint64_t file)
{
	CALL(call, sizeof(list), file, A(list), 100);
	CALL(call, 9, file, EDGE(list), 4096);
	CALL(call, 9, file, A(list), 0);
	CALL(call, 9, file, 0, 0);
	CALL(call, 0, file, A(list), 5);
	CALL(call, 9, file, BAD, 9);
	CALL(call, -ERANGE, file, A(list), 1);
}

static void at_calls(void)
{
	static const uint64_t at_flags[] = { 0, 0x100, 0x1000, 0x1100, 0x2000, 0xffffffff };
	size_t i;

	FOR_EACH(i, args)
		if (!args[i].value)
			args[i].value = A(value);
	args[2].value = 0;
	longer[0].args.value = longer[1].args.value = A(value);
	CASE_SINCE("6.13", "setxattrat");
	FOR_EACH(i, args)
		CALL("setxattrat", 0, 0xffffff9c, A(path), 0, A(name), EDGE(args[i]), 16);
	FOR_EACH(i, at_flags)
		CALL("setxattrat", -EINVAL, 3, A(path), at_flags[i], A(name), A(&args[0]), 16);
	CALL("setxattrat", -EINVAL, 3, A(path), 0, A(name), A(&args[0]), 15);
	CALL("setxattrat", -EINVAL, 3, A(path), 0, A(name), A(&args[0]), 0);
	CALL("setxattrat", 0, 3, A(path), 0, A(long_name), EDGE(longer[0]), 24);
	CALL("setxattrat", -E2BIG, 3, A(path), 0, A(name), EDGE(longer[1]), 24);
	CALL("setxattrat", -EFAULT, 3, BAD, 0, BAD, BAD, 16);
	CALL("setxattrat", -EFAULT, 3, 0, 0, 0, 0, 16);
	CALL("setxattrat", -EFAULT, 3, 0, 0, 0, EDGE(args[0].value), 16);
	CASE_SINCE("6.13", "getxattrat");
	FOR_EACH(i, args)
		CALL("getxattrat", 4, 0xffffff9c, A(path), 0, A(name), EDGE(args[i]), 16);
	FOR_EACH(i, at_flags)
		CALL("getxattrat", 4, 3, A(path), at_flags[i], A(name), A(&args[0]), 16);
	CALL("getxattrat", -ENODATA, 3, A(path), 0, A(name), A(&args[0]), 16);
	CALL("getxattrat", 45, 3, A(path), 0, A(name), A(&args[1]), 16);
	CALL("getxattrat", 45, 3, A(path), 0, A(name), A(&args[2]), 16);
	CALL("getxattrat", 0, 3, A(path), 0, A(name), A(&args[2]), 16);
	CALL("getxattrat", -EINVAL, 3, A(path), 0, A(name), A(&args[0]), 8);
	CALL("getxattrat", 5, 3, A(path), 0, A(long_name), EDGE(longer[0]), 24);
	CALL("getxattrat", -E2BIG, 3, A(path), 0, A(name), EDGE(longer[1]), 24);
	CALL("getxattrat", -EFAULT, 3, BAD, 0, BAD, BAD, 16);
	CALL("getxattrat", -EFAULT, 3, 0, 0, 0, 0, 16);
	CASE_SINCE("6.13", "listxattrat, removexattrat");
	FOR_EACH(i, at_flags) {
		CALL("listxattrat", 9, 3, A(path), at_flags[i], A(list), 100);
		CALL("removexattrat", 0, 3, A(path), at_flags[i], A(name));
	}
	CALL("listxattrat", 9, 0xffffff9c, A(path), 0, A(list), 0);
	CALL("listxattrat", -ERANGE, 0xffffff9c, A(path), 0, A(list), 0xffffffffffffffff);
	CALL("listxattrat", sizeof(list), 0xffffff9c, A(path), 0, EDGE(list), 4096);
	CALL("listxattrat", 5, 0xffffff9c, BAD, 0, BAD, 4096);
	CALL("removexattrat", -EFAULT, 0xffffff9c, BAD, 0, BAD);
	CALL("removexattrat", -ENODATA, 0xffffff9c, 0, 0, A(long_name));
}

static void cases(void)
{
	CASE("setxattr, lsetxattr, fsetxattr");
	sets("setxattr", A(path));
	sets("lsetxattr", 0);
	sets("fsetxattr", 3);
	CASE("getxattr, lgetxattr, fgetxattr");
	gets("getxattr", A(path));
	gets("lgetxattr", BAD);
	gets("fgetxattr", 0xffffffff);
	CASE("listxattr, llistxattr, flistxattr");
	lists("listxattr", A(path));
	lists("llistxattr", 0);
	lists("flistxattr", 3);
	CASE("removexattr, lremovexattr, fremovexattr");
	CALL("removexattr", 0, A(path), A(name));
	CALL("lremovexattr", -ENODATA, A(path), A(long_name));
	CALL("fremovexattr", -EFAULT, 3, BAD);
	CALL("fremovexattr", -EFAULT, 3, 0);
	at_calls();

	I386();
	CASE("xattr, i386");
	sets("setxattr", A(path));
	gets("fgetxattr", 3);
	lists("listxattr", A(path));
	CASE_SINCE("6.13", "setxattrat, i386");
	CALL("setxattrat", 0, 3, A(path), 0, A(name), EDGE(args[0]), 16);
	CALL("getxattrat", 4, 3, A(path), 0, A(name), EDGE(args[0]), 16);
	CALL("listxattrat", 9, 3, A(path), 0, A(list), 100);
	CALL("removexattrat", 0, 3, A(path), 0, A(name));
}
