// SPDX-License-Identifier: GPL-2.0
/* Directories: getdents, getdents64, readdir. */
#include "cases.h"

/* Two entries of getdents64, and room behind them. */
static struct {
	struct { uint64_t ino; int64_t off; uint16_t reclen; uint8_t type; char name[5]; } one;
	struct { uint64_t ino; int64_t off; uint16_t reclen; uint8_t type; char name[13]; } two;
} good = {
	{ 77, 1, 24, 4, "." }, { ~0ULL, INT64_MAX, 32, 8, "a\"name\377" },
}, odd_type = { { 1, -1, 24, 15, ".." }, { 0, 2, 32, 0, "" } },
   no_nul = { { 1, 2, 24, 8, { 'a', 'b', 'c', 'd', 'e' } },
	      { 1, 2, 32, 10, { 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm' } } },
   zero_length = { { 1, 2, 0, 4, "." }, { 1, 2, 32, 8, "b" } },
   too_short = { { 1, 2, 19, 4, "." }, { 1, 2, 32, 8, "b" } },
   too_long = { { 1, 2, 24, 4, "." }, { 1, 2, 0xffff, 8, "b" } },
   shorter = { { 1, 2, 18, 4, "." }, { 1, 2, 32, 8, "b" } };

static struct {
	struct { uint64_t ino; uint64_t off; uint16_t reclen; char name[5], type; } one;
	struct { uint64_t ino; uint64_t off; uint16_t reclen; char name[13], type; } two;
} old = {
	{ 77, 1, 24, ".", 4 }, { ~0ULL, ~0ULL, 32, "a\"name\377", 8 },
}, old_odd = { { 1, -1ULL, 24, "..", 15 }, { 0, 2, 32, "", 0 } },
   old_no_nul = { { 1, 2, 24, { 'a', 'b', 'c', 'd', 'e' }, 8 },
		  { 1, 2, 32, { 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm' }, 1 } },
   old_zero = { { 1, 2, 0, ".", 4 }, { 1, 2, 32, "b", 8 } },
   old_short = { { 1, 2, 18, ".", 4 }, { 1, 2, 32, "b", 8 } };

static struct {
	struct { uint32_t ino, off; uint16_t reclen; char name[5], type; } one;
	struct { uint32_t ino, off; uint16_t reclen; char name[13], type; } two;
} small = { { 77, 1, 16, ".", 4 }, { ~0U, ~0U, 24, "a\"name\377", 8 } },
  small_odd = { { 1, 2, 16, "..", 15 }, { 0, 2, 12, "", 0 } };

static struct { uint32_t ino, off; uint16_t reclen; char name[256]; } entry = { 7, 8, 3, "abc" };

/* More entries than one read of a program holds. */
static struct { uint64_t ino; int64_t off; uint16_t reclen; uint8_t type; char name[5]; } many[1500];

static void new_ones(void)
{
	size_t i;

	CASE("getdents64");
	CALL("getdents64", 56, 3, A(&good), 32768);
	CALL("getdents64", 56, 3, EDGE(good), 32768);
	CALL("getdents64", 24, 3, A(&good), 32768);
	CALL("getdents64", 0, 3, A(&good), 32768);
	CALL("getdents64", -EBADF, 0xffffffff, A(&good), 0xffffffff);
	CALL("getdents64", -EINVAL, 3, A(&good), 0);
	CALL("getdents64", 0, 3, 0, 0);
	CALL("getdents64", 0, 3, BAD, 0x80000000);
	CASE("getdents64: odd contents");
	CALL("getdents64", 56, 3, A(&odd_type), 32768);
	CALL("getdents64", 56, 3, A(&no_nul), 32768);
	CALL("getdents64", 56, 3, A(&zero_length), 32768);
	CALL("getdents64", 56, 3, A(&too_short), 32768);
	CALL("getdents64", 56, 3, A(&too_long), 32768);
	CALL("getdents64", 56, 3, A(&shorter), 32768);
	for (i = 1; i < 56; i += 6)
		CALL("getdents64", (int64_t)i, 3, A(&good), 32768);
	CALL("getdents64", 56, 3, 0, 32768);
	CALL("getdents64", 56, 3, BAD, 32768);
	CALL("getdents64", 56, 3, EDGE(good.one), 32768);
	CASE("getdents64: many");
	FOR_EACH(i, many) {
		many[i].ino = i;
		many[i].reclen = 24;
		many[i].type = (uint8_t)(i % 16);
		memcpy(many[i].name, "file", 5);
	}
	CALL("getdents64", 24 * 33, 3, A(many), 32768);
	CALL("getdents64", 24 * 1365, 3, A(many), 32768);
}

static void old_ones(void)
{
	size_t i;

	CASE("getdents");
	CALL("getdents", 56, 3, A(&old), 32768);
	CALL("getdents", 56, 3, EDGE(old), 32768);
	CALL("getdents", 24, 3, A(&old), 32768);
	CALL("getdents", 0, 3, A(&old), 32768);
	CALL("getdents", -EBADF, 0xffffffff, A(&old), 0xffffffff);
	CALL("getdents", 0, 3, 0, 0);
	CALL("getdents", 56, 3, BAD, 0x80000000);
	CASE("getdents: odd contents");
	CALL("getdents", 56, 3, A(&old_odd), 32768);
	CALL("getdents", 56, 3, A(&old_no_nul), 32768);
	CALL("getdents", 56, 3, A(&old_zero), 32768);
	CALL("getdents", 56, 3, A(&old_short), 32768);
	for (i = 1; i < 56; i += 6)
		CALL("getdents", (int64_t)i, 3, A(&old), 32768);
}

static void cases(void)
{
	new_ones();
	old_ones();

	I386();
	CASE("getdents, i386");
	CALL("getdents", 40, 3, EDGE(small), 32768);
	CALL("getdents", 28, 3, A(&small_odd), 32768);
	CALL("getdents", 16, 3, A(&small), 32768);
	CALL("getdents", -ENOTDIR, 3, A(&small), 32768);
	CALL("getdents64", 56, 3, EDGE(good), 32768);
	CALL("getdents64", 56, 3, A(&odd_type), 32768);
	CASE("readdir, i386");
	CALL("readdir", 1, 3, A(&entry), 1);
	CALL("readdir", 1, 3, EDGE(entry), 1);
	CALL("readdir", 0, 3, A(&entry), 1);
	CALL("readdir", 1, 3, BAD, 5);
	CALL("readdir", -ENOTDIR, 3, A(&entry), 0xffffffff);
}
