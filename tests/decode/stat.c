// SPDX-License-Identifier: GPL-2.0
/* What is known of files: the stat family and statx. */
#include "cases.h"

#include <asm/stat.h>

#include "decode/compat.h"

static char path[] = "/etc/issue";

static struct stat files[] = {
	{ .st_dev = 0x801, .st_ino = 77, .st_mode = 0100644, .st_nlink = 1, .st_uid = 1000,
	  .st_gid = 1001, .st_size = 1234, .st_blksize = 4096, .st_blocks = 8, .st_atime = 1700000000,
	  .st_atime_nsec = 5, .st_mtime = 1, .st_mtime_nsec = 999999999, .st_ctime = -1 },
	{ .st_dev = 0xfff12345fff, .st_ino = ~0UL, .st_mode = 020620, .st_nlink = 3, .st_uid = ~0U,
	  .st_gid = ~0U, .st_rdev = 0x8801, .st_size = -1, .st_blksize = -1, .st_blocks = -1 },
	{ .st_mode = 060600, .st_rdev = 0xffffffffffffffff, .st_atime_nsec = 1, .st_mtime = 0,
	  .st_ctime = 1UL << 62, .st_ctime_nsec = 1000000000 },
	{ .st_mode = 041777, .st_size = 1L << 62 }, { .st_mode = 07755 }, { .st_mode = 0150644 },
	{ .st_mode = 0120777, .st_size = 9 }, { .st_mode = 010600 }, { .st_mode = 0140755 },
	{ .st_mode = 0xffff0000 },
};
static struct compat_stat small_files[] = {
	{ .st_dev = 0x801, .st_ino = 77, .st_mode = 0100644, .st_nlink = 1, .st_uid = 1000,
	  .st_gid = 65535, .st_size = 0x80000000, .st_blksize = 4096, .st_blocks = 8,
	  .st_atime = 1700000000, .st_atime_nsec = 5, .st_mtime = 0xffffffff, .st_ctime = 0x80000000 },
	{ .st_mode = 020620, .st_rdev = 0x8801, .st_dev = ~0U, .st_atime_nsec = 1000000000 },
	{ .st_mode = 060620, .st_rdev = 0xfffff },
};
static struct compat_stat64 large_files[] = {
	{ .st_dev = 0x801, .__st_ino = 5, .st_ino = 77, .st_mode = 0100644, .st_nlink = 1,
	  .st_uid = 1000, .st_gid = ~0U, .st_size = 1LL << 40, .st_blksize = 4096, .st_blocks = 1LL << 33,
	  .st_atime = 1700000000, .st_atime_nsec = 5, .st_mtime = 0xffffffff },
	{ .st_mode = 020620, .st_rdev = 0x123456789aULL, .st_dev = 0xfff12345fffULL, .st_size = -1 },
};
/* struct __old_kernel_stat */
static struct {
	uint16_t dev, ino, mode, nlink, uid, gid, rdev;
	uint32_t size, atime, mtime, ctime;
} old_files[] = {
	{ 0x801, 77, 0100644, 1, 1000, 0xffff, 0, 1234, 1700000000, 1, 0 },
	{ 0x801, 77, 020620, 1, 1000, 1000, 0x8801, 0x80000000, 0xffffffff, 0x80000000, 5 },
};

/* Of the newest kernel that we know of. */
struct timestamp { int64_t sec; uint32_t nsec; int32_t reserved; };
struct statx_now {
	uint32_t mask, blksize;
	uint64_t attributes;
	uint32_t nlink, uid, gid;
	uint16_t mode, spare0;
	uint64_t ino, size, blocks, attributes_mask;
	struct timestamp atime, btime, ctime, mtime;
	uint32_t rdev_major, rdev_minor, dev_major, dev_minor;
	uint64_t mnt_id;
	uint32_t dio_mem_align, dio_offset_align;
	uint64_t subvol;
	uint32_t atomic_write_unit_min, atomic_write_unit_max, atomic_write_segments_max;
	uint32_t dio_read_offset_align, atomic_write_unit_max_opt, spare2;
	uint64_t spare3[8];
};

#define STATX(m) { \
	.mask = (m), .blksize = 4096, .attributes = 0x30, .nlink = 1, .uid = 2, .gid = ~0U, \
	.mode = 0100644, .ino = 77, .size = 1234, .blocks = 8, .attributes_mask = 0x203874, \
	.atime = { 1700000000, 5, 0 }, .btime = { -1, 999999999, 0 }, .ctime = { 1, 0, 0 }, \
	.mtime = { 0, 1000000000, 0 }, .rdev_major = 1, .rdev_minor = 2, .dev_major = 8, \
	.dev_minor = ~0U, .mnt_id = 0x1d, .dio_mem_align = 4, .dio_offset_align = 512, \
	.subvol = 256, .atomic_write_unit_min = 4096, .atomic_write_unit_max = 65536, \
	.atomic_write_segments_max = 1, .dio_read_offset_align = 4, .atomic_write_unit_max_opt = 8, }

static struct statx_now known[] = {
	STATX(0x7ff), STATX(0xfff), STATX(0x1fff), STATX(0), STATX(1), STATX(2), STATX(4), STATX(8),
	STATX(0x10), STATX(0x20), STATX(0x40), STATX(0x80), STATX(0x100), STATX(0x200), STATX(0x400),
	STATX(0x800), STATX(0x1000), STATX(0x80000000),
};
static struct statx_now newer[] = { STATX(0x2fff), STATX(0x8fff) };
static struct statx_now newest[] = { STATX(0x20fff), STATX(0x40000) };
static struct statx_now left_out[] = { STATX(0x4fff), STATX(0x10fff), STATX(0xffffffff) };
static const uint64_t statx_flags[] = {
	0, 0x100, 0x200, 0x800, 0x1000, 0x2000, 0x4000, 0x6000, 0x2100, 0x4800, 0x6900, 0x8000, 1,
	0x2001, 0x10000, 0xffffffff, 0x80002000,
};

static const char *calls[] = { "stat", "lstat" };

static void stats(void)
{
	size_t i, k;

	CASE("stat, lstat, fstat, newfstatat");
	FOR_EACH(i, files) {
		FOR_EACH(k, calls)
			CALL(calls[k], 0, A(path), A(&files[i]));
		CALL("fstat", 0, 3, EDGE(files[i]));
		CALL("newfstatat", 0, 0xffffff9c, A(path), A(&files[i]), 0);
	}
	CASE("stat: failures");
	CALL("stat", -ENOENT, A(path), A(&files[0]));
	CALL("stat", 0, A(path), EDGE(files[0].st_dev));
	CALL("stat", -EFAULT, BAD, 0);
	CALL("stat", 0, A(path), 0);
	CALL("lstat", 0, A(path), BAD);
	CALL("fstat", -EBADF, 0xffffffff, A(&files[0]));
	CALL("newfstatat", -ENOENT, 3, A(path), A(&files[0]), 0x100);
	CALL("newfstatat", 0, 3, A(""), A(&files[0]), 0x1000);
	CALL("newfstatat", -EINVAL, 3, A(""), A(&files[0]), 0x80001900);
	CALL("newfstatat", -EINVAL, 3, A(""), A(&files[0]), 0x2000);
}

static void statxs(void)
{
	size_t i;

	CASE("statx: fields");
	FOR_EACH(i, known)
		CALL("statx", 0, 0xffffff9c, A(path), 0, 0x7ff, EDGE(known[i]));
	CASE("statx: flags and masks");
	FOR_EACH(i, statx_flags)
		CALL("statx", -EINVAL, 3, A(path), statx_flags[i], 1U << i % 14, A(&known[0]));
	for (i = 0; i < 13; i++)
		CALL("statx", -EINVAL, 3, A(path), 0, 3U << i, A(&known[0]));
	CALL("statx", -EINVAL, 3, A(path), 0, 0xffe, A(&known[0]));
	CALL("statx", -EINVAL, 3, A(path), 0, 0xfff, A(&known[0]));
	CALL("statx", -EINVAL, 3, A(path), 0, 0x80000fff, A(&known[0]));
	CALL("statx", -EINVAL, 3, A(path), 0, 0x80000000, A(&known[0]));
	CASE("statx: failures");
	CALL("statx", -ENOENT, 3, A(path), 0, 0x7ff, A(&known[0]));
	CALL("statx", 0, 3, A(path), 0, 0x7ff, EDGE(known[0].mask));
	CALL("statx", -EFAULT, 3, BAD, 0, 0x7ff, 0);
	CALL("statx", 0, 3, 0, 0, 0x7ff, BAD);
	CASE_SINCE("6.13", "statx: newer fields");
	FOR_EACH(i, newer)
		CALL("statx", 0, 0xffffff9c, A(path), 0, 0xfff, EDGE(newer[i]));
	CASE_SINCE("7.2", "statx: newest fields");
	FOR_EACH(i, newest)
		CALL("statx", 0, 0xffffff9c, A(path), 0, 0x20fff, EDGE(newest[i]));
	CASE_SINCE("7.2", "statx: fields that strace leaves out");
	TOLERATE("strace does not show the unique mount id, nor what STATX_WRITE_ATOMIC asks for");
	FOR_EACH(i, left_out)
		CALL("statx", 0, 0xffffff9c, A(path), 0, 0x10fff, EDGE(left_out[i]));
}

static void cases(void)
{
	size_t i;

	stats();
	statxs();

	I386();
	CASE("stat, i386");
	FOR_EACH(i, small_files) {
		CALL("stat", 0, A(path), EDGE(small_files[i]));
		CALL("lstat", 0, A(path), A(&small_files[i]));
		CALL("fstat", i ? 0 : -EBADF, 3, A(&small_files[i]));
	}
	CASE("stat64, i386");
	FOR_EACH(i, large_files) {
		CALL("stat64", 0, A(path), EDGE(large_files[i]));
		CALL("lstat64", 0, A(path), A(&large_files[i]));
		CALL("fstat64", 0, 3, A(&large_files[i]));
		CALL("fstatat64", 0, 0xffffff9c, A(path), A(&large_files[i]), 0x100);
	}
	CALL("stat64", -ENOENT, A(path), A(&large_files[0]));
	CALL("stat64", 0, A(path), EDGE(large_files[0].st_dev));
	CASE("oldstat, i386");
	FOR_EACH(i, old_files) {
		CALL("oldstat", 0, A(path), EDGE(old_files[i]));
		CALL("oldlstat", 0, A(path), A(&old_files[i]));
		CALL("oldfstat", 0, 3, A(&old_files[i]));
	}
	CALL("oldstat", -ENOENT, A(path), A(&old_files[0]));
	CALL("oldstat", 0, A(path), BAD);
	CASE("statx, i386");
	CALL("statx", 0, 0xffffff9c, A(path), 0x4100, 0xfff, EDGE(known[1]));
}
