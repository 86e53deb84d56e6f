// SPDX-License-Identifier: GPL-2.0
/* Calls of kernels newer than Debian 12's that have no other family. */
#include "cases.h"

#include <fcntl.h>

static char path[] = "/path";

static struct { uint64_t off, len; } ranges[] = { { 0, 4096 }, { ~0ULL, 1ULL << 63 } };
static struct { uint64_t cached, dirty, writeback, evicted, recent; } stats[] = {
	{ 1, 2, 3, 4, 5 }, { ~0ULL, 0, 0, 0, 1ULL << 40 },
};
struct id_req { uint32_t size, spare; uint64_t mnt_id, param, ns_id; };
static struct id_req ids[] = {
	{ 24, 0, 5, 0x3f, 0 }, { 32, 0, 0x100000005, 0xff, 77 }, { 32, 0, ~0ULL, 0x8000000000000000, 0 },
	{ 16, 0, 1, 1, 0 }, { 0, 0, 1, 1, 0 }, { 40, 0, 1, 2, 3 }, { 0xffffffff, 0, 1, 2, 3 },
};
static struct id_req with_fd = { 32, 7, 5, 0x7fff, 77 };
static struct { uint32_t size, spare; uint64_t mnt_id, param; } short_id = { 24, 0, 5, 2 };
static struct { struct id_req id; uint64_t more; } longer_id[] = {
	{ { 40, 0, 5, 2, 7 }, 0 }, { { 40, 0, 5, 2, 7 }, 9 },
};
static uint64_t mounts[] = { 1, 2, 0x123456789, ~0ULL, 0 };
static struct {
	uint32_t size, mnt_opts;
	uint64_t mask;
	uint32_t dev_major, dev_minor;
	uint64_t magic;
	uint32_t flags, fs_type;
	uint64_t mnt_id, parent_id;
	uint32_t id_old, parent_old;
	uint64_t attr, propagation, peer_group, master, from;
	uint32_t root, point;
	uint64_t ns_id;
	uint32_t subtype, source, opt_num, opt_array, opt_sec_num, opt_sec_array;
	uint64_t supported;
	uint32_t uidmap_num, uidmap, gidmap_num, gidmap;
	uint64_t spare[43];
	char str[128];
} mount_info[] = {
	{ .size = 640, .mnt_opts = 1, .mask = 0xff, .dev_major = 8, .dev_minor = 1, .magic = 0xef53,
	  .flags = 0x11, .fs_type = 4, .mnt_id = 5, .parent_id = 6, .id_old = 7, .parent_old = 8,
	  .attr = 0x200007, .propagation = 1 << 20, .peer_group = 9, .master = 10, .from = 11,
	  .root = 9, .point = 11, .ns_id = 12, .str = "\0rw\0ext4\0/\0/mnt" },
	{ .size = 640, .mask = 0x7f00, .opt_num = 2, .opt_array = 1, .opt_sec_num = 1, .opt_sec_array = 5,
	  .subtype = 7, .source = 9, .supported = 0x7fff, .uidmap_num = 1, .uidmap = 1,
	  .gidmap_num = 1, .gidmap = 5, .str = "\0a\0b\0s\0" "fuse\0src" },
	{ .size = 512, .mask = 0 }, { .size = 5, .mask = 0xff },
};
static struct { uint64_t id, flags, len, ctx_len; char ctx[32]; } contexts[] = {
	{ 104, 0, 64, 11, "unconfined" }, { 101, 1, 64, 32, "system_u" }, { 999, ~0ULL, 40, 8, "\1\2\3" },
};
static struct { uint64_t id, flags, len, ctx_len; char ctx[32]; } odd_contexts[] = {
	{ 104, 0, 0, 4, "odd" }, { 104, 0, 31, 4, "odd" }, { 104, 0, 32, 4, "odd" },
	{ 104, 0, 64, 33, "odd" }, { 104, 0, 65, 4, "odd" }, { 104, 0, 40, ~0ULL, "odd" },
};
static uint32_t sizes[] = { 64, 0, 128, 24, 8, 32 };
static uint64_t modules[] = { 100, 101, 104, 999 };
static struct { uint64_t xflags; uint32_t extsize, nextents, projid, cowextsize; } attrs[] = {
	{ 0x8, 1, 2, 3, 4 }, { 0x8001ffffULL, ~0U, ~0U, ~0U, ~0U }, { 1ULL << 40, 0, 0, 0, 0 }, { 4, 0, 0, 0, 0 },
};
static struct { uint64_t xflags; uint32_t a, b, c, d; uint64_t more; } longer_attr = { 8, 1, 2, 3, 4, 5 };
static struct { uint32_t size, spare; uint64_t id; uint32_t type, spare2; uint64_t user; } ns_ids[] = {
	{ 32, 0, 5, 0x20000, 0, 7 }, { 32, 1, ~0ULL, 0xffffffff, 2, ~0ULL }, { 24, 0, 5, 0, 0, 7 },
	{ 0, 0, 0, 0, 0, 0 },
};

static void cases(void)
{
	size_t i;

	CASE_SINCE("6.13", "cachestat");
	FOR_EACH(i, ranges)
		CALL("cachestat", 0, 3, EDGE(ranges[i]), EDGE(stats[i]), 0);
	CALL("cachestat", -EINVAL, 0xffffffff, A(ranges), A(stats), 5);
	CALL("cachestat", -EFAULT, 3, BAD, BAD, 0x80000000);
	CALL("cachestat", 0, 3, 0, 0, 0);
	CALL("cachestat", 0, 3, EDGE(ranges[0].off), EDGE(stats[0].cached), 0);

	CASE_SINCE("6.13", "statmount");
	FOR_EACH(i, ids)
		CALL("statmount", -EINVAL, EDGE(ids[i]), A(mount_info), 512, 0);
	for (i = 0; i < 4; i += i ? 1 : 2)
		CALL("statmount", 0, A(ids), A(&mount_info[i]), sizeof(mount_info[0]), 0);
	CALL("statmount", 0, EDGE(short_id), EDGE(mount_info[0]), 640, 0);
	CALL("statmount", 0, EDGE(longer_id[0]), EDGE(mount_info[0].size), 640, 0);
	CALL("statmount", -E2BIG, EDGE(longer_id[1]), A(mount_info), 100, 0);
	for (i = 0; i < 130; i += i < 24 ? 4 : 8)
		CALL("statmount", 0, A(ids), A(mount_info), i, 0);
	CALL("statmount", 0, A(ids), A(mount_info), 520, 0);
	CALL("statmount", -EFAULT, BAD, BAD, 0, 0);
	CALL("statmount", -EFAULT, 0, 0, 0xffffffffffffffff, 0);
	CASE_SINCE("7.2", "statmount: newer fields");
	TOLERATE("strace 7.2 prints a mnt_ns_fd of 0, which older ones do not");
	CALL("statmount", 0, A(ids), A(&mount_info[1]), sizeof(mount_info[0]), 1);
	CALL("statmount", 0, A(&with_fd), A(&mount_info[1]), sizeof(mount_info[0]), 0x80000000);
	CASE_SINCE("6.13", "listmount");
	FOR_EACH(i, ids)
		CALL("listmount", 2, EDGE(ids[i]), A(mounts), 5, 0);
	CALL("listmount", 0, A(ids), A(mounts), 5, 1);
	CALL("listmount", 5, EDGE(short_id), EDGE(mounts), 5, 2);
	CALL("listmount", 5, EDGE(longer_id[1]), EDGE(mounts[1]), 5, 0);
	CALL("listmount", 2, A(ids), BAD, 5, 0);
	CALL("listmount", -EPERM, A(ids), A(mounts), 5, 0xffffffff);
	CALL("listmount", -EFAULT, BAD, 0, 0, 0);
	CASE_SINCE("7.2", "listns");
	FOR_EACH(i, ns_ids)
		CALL("listns", 2, EDGE(ns_ids[i]), A(mounts), 5, 0);
	CALL("listns", -EPERM, A(ns_ids), A(mounts), 5, 1);
	CALL("listns", 0, A(ns_ids), A(mounts), 5, 0xffffffff);
	CALL("listns", -EFAULT, BAD, BAD, 5, 0);

	CASE_SINCE("6.13", "lsm_get_self_attr");
	FOR_EACH(i, contexts)
		CALL("lsm_get_self_attr", 1, 100 + i, A(&contexts[i]), EDGE(sizes[0]), i);
	CALL("lsm_get_self_attr", 2, 105, EDGE(contexts), EDGE(sizes[2]), 0);
	CALL("lsm_get_self_attr", 1, 0, 0, A(sizes), 0);
	CALL("lsm_get_self_attr", 0, 5, A(contexts), A(sizes), 1);
	CALL("lsm_get_self_attr", -E2BIG, 100, A(contexts), A(&sizes[1]), 0);
	CALL("lsm_get_self_attr", -EOPNOTSUPP, 106, BAD, BAD, 0x80000000);
	CALL("lsm_get_self_attr", 1, 0xffffffff, BAD, A(sizes), 0);
	CALL("lsm_get_self_attr", -E2BIG, 101, A(contexts), A(sizes), 1);
	CALL("lsm_get_self_attr", -EFAULT, 101, BAD, A(sizes), 1);
	CALL("lsm_get_self_attr", 1, 101, 0, A(sizes), 1);
	for (i = 0; i < 6; i++)
		CALL("lsm_get_self_attr", 1, 101, A(&odd_contexts[i]), A(sizes), 0);
	CASE_SINCE("6.13", "lsm_set_self_attr");
	FOR_EACH(i, contexts)
		CALL("lsm_set_self_attr", 0, 100 + i, EDGE(contexts[i]), 64, i);
	CALL("lsm_set_self_attr", -EINVAL, 100, A(contexts), 32, 0);
	CALL("lsm_set_self_attr", -EINVAL, 100, A(contexts), 8, 0);
	CALL("lsm_set_self_attr", -EINVAL, 100, A(contexts), 0, 0xffffffff);
	FOR_EACH(i, odd_contexts)
		CALL("lsm_set_self_attr", -EINVAL, 100, EDGE(odd_contexts[i]), 64, 0);
	CALL("lsm_set_self_attr", -EINVAL, 100, EDGE(odd_contexts[0]), 65, 0);
	CALL("lsm_set_self_attr", -EINVAL, 100, EDGE(odd_contexts[0]), 0x10000, 0);
	CALL("lsm_set_self_attr", -EFAULT, 100, BAD, 64, 0);
	CALL("lsm_set_self_attr", -EFAULT, 100, 0, 64, 0);
	CASE_SINCE("6.13", "lsm_list_modules");
	CALL("lsm_list_modules", 3, A(modules), EDGE(sizes[3]), 0);
	CALL("lsm_list_modules", 4, EDGE(modules), EDGE(sizes[5]), 0);
	CALL("lsm_list_modules", 0, A(modules), A(&sizes[4]), 1);
	CALL("lsm_list_modules", -E2BIG, A(modules), A(&sizes[4]), 0);
	CALL("lsm_list_modules", 3, 0, BAD, 0x80000000);
	CALL("lsm_list_modules", 3, BAD, A(&sizes[3]), 0);

	CASE_SINCE("7.2", "file_getattr, file_setattr");
	FOR_EACH(i, attrs) {
		CALL("file_getattr", 0, 0xffffff9c, A(path), EDGE(attrs[i]), 24, 0);
		CALL("file_setattr", 0, 3, A(path), EDGE(attrs[i]), 24, 0x1000 >> i * 4);
	}
	CALL("file_getattr", 0, 3, A(path), A(&longer_attr), 32, 0x1100);
	CALL("file_setattr", -E2BIG, 3, A(path), EDGE(longer_attr), 32, 0x80000000);
	CALL("file_getattr", -EINVAL, 3, A(path), A(attrs), 8, 0);
	CALL("file_setattr", -EINVAL, 3, A(path), A(attrs), 16, 0);
	CALL("file_getattr", 0, 3, A(path), A(attrs), 16, 0);
	CALL("file_getattr", -EFAULT, 3, BAD, BAD, 24, 0);
	CALL("file_setattr", -EFAULT, 3, 0, 0, 24, 0);
	CASE_SINCE("7.2", "calls without structures");
	CALL("rseq_slice_yield", 0);
	CALL("rseq_slice_yield", 1);

	I386();
	CASE_SINCE("6.13", "newer calls, i386");
	CALL("cachestat", 0, 3, EDGE(ranges[0]), EDGE(stats[0]), 0);
	CALL("statmount", 0, EDGE(ids[1]), A(mount_info), sizeof(mount_info[0]), 0);
	CALL("listmount", 2, EDGE(ids[1]), A(mounts), 5, 1);
	CALL("lsm_get_self_attr", 1, 100, A(contexts), A(sizes), 0);
	CALL("lsm_set_self_attr", 0, 100, EDGE(contexts[0]), 64, 0);
	CALL("lsm_list_modules", 3, A(modules), EDGE(sizes[3]), 0);
	CASE_SINCE("7.2", "newest calls, i386");
	CALL("file_getattr", 0, 3, A(path), EDGE(attrs[0]), 24, 0);
	CALL("listns", 2, EDGE(ns_ids[0]), A(mounts), 5, 0);
}
