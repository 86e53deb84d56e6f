// SPDX-License-Identifier: GPL-2.0
/* prctl() and arch_prctl(), option by option. */
#include "cases.h"

#define NR(array)	(sizeof(array) / sizeof((array)[0]))

static struct { uint32_t v, zero; } numbers = { 0x80000002, 0 };
#define number numbers.v
static int32_t signo = 9;
static uint64_t wide = 0x7f0012344678;
static char name[] = "a name that is longer than fifteen bytes";
static const uint64_t small[] = { 0, 1, 2, 3, 4, 5, 8, 15, 31, 64, 0xffffffff, ~0ULL };

/* Every option with numbers, as well as with addresses of something and of nothing. */
static void sweep(const char *call, uint64_t first, uint64_t last)
{
	uint64_t option;
	size_t i;

	for (option = first; option <= last; option++) {
		for (i = 0; i < NR(small); i++)
			CALL(call, (int64_t)i, option, small[i], small[NR(small) - 1 - i], i, i * 7);
		CALL(call, 0, option, A(&number), A(name), A(&wide), 5);
		CALL(call, -EINVAL, option, A(&number), A(name), A(&wide), 5);
		CALL(call, 0, option, BAD, BAD, BAD, BAD);
		CALL(call, 1, option, EDGE(number), 0x123456789abcdef0, 0, 0);
	}
}

static void maps(void)
{
	static struct { uint64_t v[12]; uint32_t auxv_size, exe_fd; uint64_t more[2]; } map;
	static uint64_t auxv[6] = { 3, 0x400040, 6, 4096, 0, 0 };
	size_t i;

	for (i = 0; i < 12; i++)
		map.v[i] = 0x400000 + i * 0x1000;
	map.v[11] = A(auxv);
	map.auxv_size = sizeof(auxv);
	map.exe_fd = 5;
	for (i = 0; i < 17; i++) {
		CALL("prctl", 0, 35, i, A(&map), 104, 0);
		CALL("prctl", -EPERM, 35, i, EDGE(map), sizeof(map), 7);
		CALL("prctl", 0, 35, i, edge(&map, 104), 104, 0);
		CALL("prctl", 0, 35, i, edge(&map, 103), 104, 0);
		CALL("prctl", 0, 35, i, BAD, 103, 0);
		CALL("prctl", 0, 35, i, A(auxv), 48, 0);
		CALL("prctl", 0, 35, i, EDGE(auxv), 16, 0);
		CALL("prctl", 0, 35, i, EDGE(number), 0, 0);
		CALL("prctl", 0, 35, i, 0, ~0ULL, 1);
	}
}

static void names(void)
{
	static char exact[] = "fifteen bytes..", sixteen[] = "sixteen bytes...", odd[] = "a\n\1\377\"\\";
	static const char *const all[] = { "", "a", exact, sixteen, name, odd };
	size_t i;

	for (i = 0; i < NR(all); i++) {
		CALL("prctl", 0, 15, A(all[i]), 1, 2, 3);
		CALL("prctl", 0, 16, A(all[i]), 1, 2, 3);
		CALL("prctl", 0, 15, edge(all[i], strlen(all[i]) + 1), 1, 2, 3);
		CALL("prctl", 0, 16, edge(all[i], strlen(all[i]) + 1), 1, 2, 3);
		CALL("prctl", -EFAULT, 15, edge(all[i], strlen(all[i]) ? strlen(all[i]) : 1), 1, 2, 3);
		CALL("prctl", 0, 16, edge(all[i], strlen(all[i]) ? strlen(all[i]) : 1), 1, 2, 3);
		CALL("prctl", 0, 0x53564d41, 0, 0x7f0000001000, 4096 * i, A(all[i]));
		CALL("prctl", -EINVAL, 0x53564d41, i, 0, ~0ULL, edge(all[i], strlen(all[i]) ? strlen(all[i]) : 1));
	}
	CALL("prctl", 0, 0x53564d41, 0, 0x1000, 4096, A("a name of a mapping that is longer than eighty bytes, as the kernel takes no more of it"));
	CALL("prctl", 0, 0x53564d41, 0, 0x1000, 4096, 0);
	CALL("prctl", -EFAULT, 0x53564d41, 0, 0x1000, 4096, BAD);
	CALL("prctl", -EFAULT, 0x53564d41, 1, 0x1000, 4096, BAD);
	CALL("prctl", -EFAULT, 0x53564d41, ~0ULL, ~0ULL, 4096, 5);
}

static void values(void)
{
	size_t i;

	for (i = 0; i < 66; i++) {
		CALL("prctl", 0, 1, i, 1, 2, 3);
		CALL("prctl", 1, 23, i, 1, 2, 3);
		CALL("prctl", 0, 24, i, 1, 2, 3);
		CALL("prctl", 1, 47, 1, i, 0, 0);
		CALL("prctl", (int64_t)i, 27, 1, 2, 3, 4);
		CALL("prctl", (int64_t)i, 3, 1, 2, 3, 4);
		CALL("prctl", 0, 28, i, 2, 3, 4);
		CALL("prctl", (int64_t)i, 52, i % 3, 2, 3, 4);
		CALL("prctl", (int64_t)i << 12, 51, 1, 2, 3, 4);
		CALL("prctl", (int64_t)i << 12, 64, 1, 2, 3, 4);
		CALL("prctl", (int64_t)i << 15, 56, 0, 0, 0, 0);
		CALL("prctl", 0, 53, i % 4, i, 3, 4);
		CALL("prctl", 0, 62, i % 5, i, i % 5, A(&wide));
		CALL("prctl", 0, 59, i % 3, 0x1000, i, A(&number));
		CALL("prctl", 0, 0x59616d61, i - 3, 2, 3, 4);
		CALL("prctl", (int64_t)i, 34, 1, 2, 3, 4);
		CALL("prctl", 0, 33, i % 4, i % 7, 3, 4);
		CALL("prctl", (int64_t)i, 21, 1, 2, 3, 4);
	}
	CALL("prctl", 0, 2, A(&signo), 2, 3, 4);
	CALL("prctl", 0, 0x59616d61, 0xffffffff, 2, 3, 4);
	CALL("prctl", 0, 0x59616d61, ~0ULL, 2, 3, 4);
	CALL("prctl", 0x80000000, 27, 0, 0, 0, 0);
	CALL("prctl", 0x7fffffff, 52, 0, 0, 0, 0);
	CALL("prctl", 0, 28, 0x1ff, 0, 0, 0);
	CALL("prctl", -EINVAL, 0xffffffff, 1, 2, 3, 4);
	CALL("prctl", -EINVAL, 0x59616d62, 1, 2, 3, 4);
	CALL("prctl", -EINVAL, 0x100000001, 1, 2, 3, 4);
}

static void all(void)
{
	sweep("prctl", 0, 21);
	sweep("prctl", 23, 46);
	sweep("prctl", 48, 51);
	sweep("prctl", 54, 64);
}

static void arch(void)
{
	uint64_t option;

	for (option = 0x1000; option < 0x1026; option++) {
		CALL("arch_prctl", 0, option, A(&wide));
		CALL("arch_prctl", 1, option, 0);
		CALL("arch_prctl", -EINVAL, option, BAD);
		CALL("arch_prctl", 0, option, EDGE(wide));
		CALL("arch_prctl", 0, option, EDGE(number));
		CALL("arch_prctl", 0, option, 18);
		CALL("arch_prctl", 0, option, ~0ULL);
	}
	for (option = 0x2001; option < 0x2005; option++)
		CALL("arch_prctl", 0, option, A(&wide));
	CALL("arch_prctl", 0, 0x100001002, A(&wide));
	CALL("arch_prctl", -EINVAL, ~0ULL, A(&wide));
}

static void cases(void)
{
	CASE("prctl: every option");
	all();
	CASE("PR_SET_MM");
	maps();
	CASE("PR_SET_NAME, PR_GET_NAME, PR_SET_VMA");
	names();
	CASE("prctl: values");
	values();
	CASE("arch_prctl");
	arch();
	I386();
	CASE("prctl, i386: every option");
	all();
	CASE("PR_SET_MM, i386");
	maps();
	CASE("PR_SET_NAME, PR_GET_NAME, PR_SET_VMA, i386");
	names();
	CASE("prctl, i386: values");
	values();
	CASE("arch_prctl, i386");
	arch();
}
