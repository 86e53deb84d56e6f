// SPDX-License-Identifier: GPL-2.0
/* Data: read, write and their kin, and what moves data without a buffer. */
#include "cases.h"

#include <sys/uio.h>

#include "decode/compat.h"

static char data[] = "some\tdata that is longer than thirty-two bytes\n\377";
static struct iovec vec[] = { { data, 3 }, { data + 5, 44 }, { NULL, 0 }, { (void *)BAD, 5 }, { data, 0 } };
static struct iovec huge[] = { { data, 0x100000000 }, { data, 0x7fffffffffffffff }, { (void *)~0UL, 1 } };
static struct compat_iovec small[3];
static struct iovec many[40];
static int64_t offset = 5, negative = -1, large = INT64_MAX;
static uint32_t offset32[] = { 5, 0x80000000 };
static const uint64_t lengths[] = { 0, 1, 32, 33, sizeof(data), 4096, 0x100000000, ~0ULL };

static void reads(void)
{
	size_t i;

	CASE("read, write");
	for (i = 0; i < 5; i++) {
		CALL("read", (int64_t)lengths[i], 3, A(data), lengths[i]);
		CALL("write", (int64_t)lengths[i], 1, EDGE(data), lengths[i]);
	}
	FOR_EACH(i, lengths) {
		CALL("read", -EIO, 3, A(data), lengths[i]);
		CALL("pread64", -EIO, 3, A(data), lengths[i], lengths[i]);
	}
	CALL("write", -EFAULT, 0xffffffff, EDGE(data), 0x7fffffff);
	CALL("write", -EFAULT, 1, EDGE(data[0]), 2);
	CALL("write", -EFAULT, 1, EDGE(data[0]), 0);
	CALL("write", -EFAULT, 1, BAD, 5);
	CALL("write", -EFAULT, 1, 0, 5);
	CALL("write", 0, 1, 0, 0);
	CALL("read", 5, 0, BAD, 5);
	CALL("read", 0, 0, BAD, 5);
	CALL("read", 5, 0, EDGE(data[0]), 5);
	CALL("read", 5, 0, 0, 5);
	CASE("pread64, pwrite64");
	CALL("pread64", 4, 3, A(data), 4, 0);
	CALL("pread64", 4, 3, A(data), 4, 0x7fffffffffffffff);
	CALL("pread64", 4, 3, A(data), 4, 0xffffffffffffffff);
	CALL("pwrite64", 4, 3, A(data), 4, 0x123456789abcdef);
	CALL("pwrite64", -EINVAL, 3, A(data), 4, 0x8000000000000000);
}

static void vectors(void)
{
	size_t i;

	CASE("readv, writev");
	for (i = 0; i <= 5; i++) {
		CALL("writev", (int64_t)i, 3, A(vec), i);
		CALL("readv", (int64_t)i, 3, A(vec), i);
	}
	CALL("writev", 47, 3, EDGE(vec), 5);
	CALL("readv", 47, 3, EDGE(vec), 5);
	CALL("readv", 0, 3, A(vec), 2);
	CALL("readv", -EIO, 3, A(vec), 5);
	CALL("readv", 3, 3, EDGE(vec[0]), 3);
	CALL("writev", 3, 3, EDGE(vec[0]), 3);
	CALL("writev", -EINVAL, 3, A(vec), 0xffffffffffffffff);
	CALL("writev", -EFAULT, 3, BAD, 2);
	CALL("writev", -EFAULT, 3, 0, 2);
	CALL("writev", 0, 3, 0, 0);
	CALL("readv", 2, 3, BAD, 2);
	CALL("writev", -EINVAL, 3, A(huge), 3);
	CALL("readv", -EINVAL, 3, A(huge), 3);
	FOR_EACH(i, many)
		many[i] = (struct iovec){ data, i % 3 };
	CALL("writev", 39, 3, A(many), 40);
	CALL("readv", 39, 3, A(many), 40);
	CALL("writev", 31, 3, A(many), 32);
	CALL("writev", 31, 3, A(many), 33);
	CASE("preadv, pwritev, preadv2, pwritev2");
	CALL("preadv", 4, 3, A(vec), 2, 5);
	CALL("preadv", 4, 3, A(vec), 2, 0xffffffffffffffff, 7);
	CALL("pwritev", 4, 3, A(vec), 2, 0x7fffffffffffffff, 0xffffffff);
	CALL("preadv2", 4, 3, A(vec), 2, 5, 0, 0);
	CALL("preadv2", -EINVAL, 3, A(vec), 2, 0xffffffffffffffff, 0xffffffffffffffff, 0x100);
	for (i = 1; i < 0x20; i <<= 1)
		CALL("pwritev2", 4, 3, A(vec), 2, 5, 0, i);
	CALL("pwritev2", 4, 3, A(vec), 2, 5, 0, 0x1f);
	CALL("pwritev2", -EOPNOTSUPP, 3, A(vec), 2, 5, 0, 0x80000000);
	CALL("pwritev2", -EOPNOTSUPP, 3, A(vec), 2, 5, 0, 0x80000001);
	CASE("vmsplice");
	CALL("vmsplice", 4, 3, A(vec), 2, 0);
	CALL("vmsplice", 4, 3, A(vec), 2, 0xf);
	CALL("vmsplice", -EINVAL, 3, A(vec), 5, 0x10);
	CALL("vmsplice", -EBADF, 0xffffffff, BAD, 5, 0xffffffff);
	CALL("vmsplice", 0, 3, 0, 0, 9);
}

static void moves(void)
{
	size_t i;

	CASE("splice, tee");
	CALL("splice", 5, 3, 0, 4, 0, 100, 0);
	CALL("splice", 5, 3, A(&offset), 4, A(&large), 100, 3);
	CALL("splice", 5, 3, EDGE(negative), 4, BAD, 0xffffffffffffffff, 0x1f);
	CALL("splice", -EINVAL, 3, BAD, 4, A(&offset), 100, 0x80000000);
	CALL("splice", -EINVAL, 0xffffffff, EDGE(offset32[0]), 0x80000000, 0, 0, 16);
	CALL("tee", 5, 3, 4, 100, 0);
	CALL("tee", 5, 3, 4, 0xffffffffffffffff, 7);
	CALL("tee", -EINVAL, 0xffffffff, 4, 0, 0xffffffff);
	CASE("sendfile");
	CALL("sendfile", 5, 1, 3, 0, 100);
	CALL("sendfile", 5, 1, 3, A(&offset), 100);
	CALL("sendfile", 5, 1, 3, A(&negative), 100);
	CALL("sendfile", 0, 1, 3, EDGE(large), 0);
	CALL("sendfile", -EIO, 1, 3, EDGE(offset), 100);
	CALL("sendfile", -EFAULT, 1, 3, BAD, 0xffffffffffffffff);
	CALL("sendfile", 5, 0xffffffff, 0x80000000, BAD, 5);
	CASE("copy_file_range");
	CALL("copy_file_range", 5, 3, 0, 4, 0, 100, 0);
	CALL("copy_file_range", 5, 3, A(&offset), 4, EDGE(negative), 100, 0);
	CALL("copy_file_range", -EINVAL, 3, BAD, 4, A(&large), 0xffffffffffffffff, 0xffffffff);
	CASE("lseek");
	for (i = 0; i < 7; i++)
		CALL("lseek", 5, 3, i * 1000, i);
	CALL("lseek", -EINVAL, 3, 0xffffffffffffffff, 0xffffffff);
	CALL("lseek", 0x7fffffffffffffff, 3, 0x7fffffffffffffff, 1);
	CALL("lseek", 0, 3, 0x8000000000000000, 2);
	CASE("truncate, ftruncate");
	CALL("truncate", 0, A("name"), 5);
	CALL("truncate", -EINVAL, A("name"), 0xffffffffffffffff);
	CALL("truncate", -EFAULT, BAD, 0x8000000000000000);
	CALL("ftruncate", 0, 3, 0x7fffffffffffffff);
	CALL("ftruncate", -EBADF, 0xffffffff, 0);
	CASE("fallocate");
	for (i = 0; i < 8; i++)
		CALL("fallocate", 0, 3, i < 7 ? 1 << i : 0, i * 4096, 4096);
	CALL("fallocate", -EINVAL, 3, 0xffffff7f, 0xffffffffffffffff, 0x8000000000000000);
	CALL("fallocate", 0, 3, 3, 0, 0x7fffffffffffffff);
	CALL("fallocate", -EOPNOTSUPP, 3, 0x100, 0, 1);
	CASE("fadvise64, readahead, sync_file_range");
	for (i = 0; i < 8; i++) {
		CALL("fadvise64", 0, 3, i, i * 10, i);
		CALL("sync_file_range", 0, 3, i, i * 10, i);
	}
	CALL("fadvise64", -EINVAL, 3, 0xffffffffffffffff, 0xffffffffffffffff, 0xffffffff);
	CALL("sync_file_range", -EINVAL, 3, 0xffffffffffffffff, 0x8000000000000000, 0xffffffff);
	CALL("sync_file_range", -EINVAL, 3, 0, 1, 8);
	CALL("readahead", 0, 3, 0, 4096);
	CALL("readahead", -EBADF, 0xffffffff, 0xffffffffffffffff, 0xffffffffffffffff);
	CASE("sync, syncfs, fsync, fdatasync, flock");
	CALL("sync", 0);
	CALL("syncfs", 0, 3);
	CALL("fsync", -EIO, 3);
	CALL("fdatasync", -EBADF, 0xffffffff);
	for (i = 0; i < 17; i++)
		CALL("flock", 0, 3, i);
	for (i = 32; i < 512; i <<= 1)
		CALL("flock", i & 96 ? -EINVAL : 0, 3, i);
	CALL("flock", -EINVAL, 3, 0xffffffff);
	CALL("flock", -EINVAL, 3, 0xe0 | 4);
}

static void cases(void)
{
	size_t i;

	reads();
	vectors();
	moves();

	I386();
	for (i = 0; i < 3; i++)
		small[i] = (struct compat_iovec){ (uint32_t)A(vec[i].iov_base), (uint32_t)vec[i].iov_len };
	CASE("read, write, i386");
	CALL("read", 5, 3, A(data), 5);
	CALL("write", 5, 1, EDGE(data), 0x7fffffff);
	CALL("pread64", 4, 3, A(data), 4, 5, 6);
	CALL("pread64", 4, 3, A(data), 4, 0xffffffff, 0xffffffff);
	CALL("pwrite64", 4, 3, A(data), 4, 0x80000000, 0);
	CALL("readv", 4, 3, EDGE(small), 3);
	CALL("readv", -EIO, 3, EDGE(small), 3);
	CALL("writev", 4, 3, EDGE(small), 3);
	CALL("writev", 4, 3, EDGE(small), 4);
	CALL("writev", -EINVAL, 3, EDGE(small), 0x7fffffff);
	CALL("preadv", 4, 3, A(small), 2, 5, 6);
	CALL("pwritev2", 4, 3, A(small), 2, 0xffffffff, 0xffffffff, 3);
	CALL("preadv2", 4, 3, A(small), 2, 7, 0, 0);
	CALL("vmsplice", 4, 3, A(small), 2, 8);
	CASE("moves, i386");
	CALL("splice", 5, 3, A(&offset), 4, A(&large), 100, 3);
	CALL("sendfile", 5, 1, 3, EDGE(offset32[0]), 100);
	CALL("sendfile", 5, 1, 3, EDGE(offset32[1]), 0xffffffff);
	CALL("sendfile64", 5, 1, 3, EDGE(offset), 100);
	CALL("sendfile64", -EIO, 1, 3, EDGE(offset32[0]), 100);
	CALL("copy_file_range", 5, 3, A(&offset), 4, A(&negative), 100, 0);
	CASE("offsets, i386");
	CALL("lseek", 5, 3, 0xffffffff, 1);
	CALL("lseek", 0x80000000, 3, 5, 0);
	CALL("_llseek", 0, 3, 1, 2, A(&offset), 0);
	CALL("_llseek", 0, 3, 0xffffffff, 0xffffffff, EDGE(negative), 2);
	CALL("_llseek", -EINVAL, 3, 0, 0x80000000, BAD, 5);
	CALL("_llseek", 0, 3, 0, 5, BAD, 1);
	CALL("truncate", 0, A("name"), 0xffffffff);
	CALL("ftruncate", 0, 3, 0x80000000);
	CALL("truncate64", 0, A("name"), 5, 1);
	CALL("truncate64", 0, A("name"), 0xffffffff, 0xffffffff);
	CALL("ftruncate64", -EINVAL, 3, 5, 0x80000000);
	CALL("fallocate", 0, 3, 1, 5, 1, 6, 2);
	CALL("fallocate", -EINVAL, 3, 0, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff);
	CALL("fadvise64", 0, 3, 5, 1, 100, 3);
	CALL("fadvise64_64", 0, 3, 5, 1, 100, 2, 4);
	CALL("fadvise64_64", -EINVAL, 3, 0xffffffff, 0xffffffff, 0, 0x80000000, 0xffffffff);
	CALL("readahead", 0, 3, 5, 1, 0xffffffff);
	CALL("sync_file_range", 0, 3, 5, 1, 6, 2, 7);
}
