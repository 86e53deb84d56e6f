// SPDX-License-Identifier: GPL-2.0
/* File systems: statfs, fstatfs, ustat, sysfs. */
#include "cases.h"

#include <asm/statfs.h>

#include "decode/compat.h"

static char path[] = "/proc";

static struct statfs systems[] = {
	{ .f_type = 0x9fa0, .f_bsize = 4096, .f_blocks = 1, .f_bfree = 2, .f_bavail = 3, .f_files = 4,
	  .f_ffree = 5, .f_fsid = { { 0x11, (int)0x80000022 } }, .f_namelen = 255, .f_frsize = 4096,
	  .f_flags = 0x20 | 0xe },
	{ .f_type = -1, .f_bsize = -1, .f_blocks = -1, .f_bfree = -1, .f_bavail = -1, .f_files = -1,
	  .f_ffree = -1, .f_fsid = { { -1, -1 } }, .f_namelen = -1, .f_frsize = -1, .f_flags = -1 },
	{ .f_type = 0xef53, .f_flags = 0x10 }, { .f_type = 0x1021994, .f_flags = 0x21 },
	{ .f_type = 0x9123683e, .f_flags = 0x3fff }, { .f_flags = 0x20 },
	{ .f_type = 0xffffffff9123683e, .f_flags = 0x4020 }, { .f_flags = 0x80000020 },
	{ .f_frsize = 7 }, { .f_type = 0x100009fa0 },
};
static struct compat_statfs small[] = {
	{ .f_type = 0x9123683e, .f_bsize = 4096, .f_blocks = ~0U, .f_fsid = { 1, 0xffffffff },
	  .f_namelen = 255, .f_frsize = 4096, .f_flags = 0x20 | 0x1000 },
	{ .f_type = 0xff534d42 }, { .f_type = 0x12345, .f_flags = 0x420 },
};
static struct { uint32_t f_type, f_bsize; compat_u64 f_blocks, f_bfree, f_bavail, f_files, f_ffree;
	 uint32_t f_fsid[2], f_namelen, f_frsize, f_flags, f_spare[4]; } large[] = {
	{ 0x9123683e, 4096, 1ULL << 40, 2, 3, 4, ~0ULL, { 1, 0xffffffff }, 255, 4096, 0x20, { 0 } },
	{ 0x2011bab0, ~0U, 1, 2, 3, 4, 5, { 0 }, 0, 0, 0x2426, { 0 } },
};

static const uint64_t types[] = {
	0xadf5, 0xadff, 0x187, 0x13661366, 0xcafe4a11, 0x27e0eb, 0x63677270, 0xff534d42, 0xfe534d42,
	0x517b, 0x73757245, 0x62656570, 0x28cd3d45, 0x453dcd28, 0xf15f, 0x64626720, 0x1cd1, 0x454d444d,
	0x1373, 0x414a53, 0xe0f5e1e2, 0xef53, 0xef51, 0xf2f52010, 0x2011bab0, 0xbad1dea, 0x65735546,
	0x1161970, 0x4244, 0x482b, 0x12fd16d, 0xf995e849, 0x958458f6, 0x9660, 0x72b6, 0x3153464a,
	0x137f, 0x138f, 0x2468, 0x2478, 0x4d5a, 0x4d44, 0x6969, 0x3434, 0x5346544e, 0x6e736673,
	0x7461636f, 0x9fa1, 0x50495045, 0x9fa0, 0x6165676c, 0x2f, 0x68191122, 0x52654973, 0x7275,
	0x73636673, 0xf97cff8c, 0x5346414f, 0x43415d53, 0x534f434b, 0x73717368, 0x62656572, 0x12ff7b4,
	0x12ff7b5, 0x12ff7b6, 0x12ff7b7, 0x1021994, 0x74726163, 0x15013346, 0x24051905, 0x11954, 0x9fa2,
	0x1badface, 0xa501fcf5, 0xabba1974, 0x58465342, 0x2fc12fc1, 0x794c7630, 0x6c6f6f70, 0x858458f6,
	0x5a3c69f0, 0x42494e4d, 0xde5e81e4, 0x33, 0x62646576, 0x5a4f4653, 0x7655821, 0x00c36400,
	0x1badface, 0xaad7aaea, 0x47504653, 0x6c646c6c, 0x1cd1, 0x73727279, 0x858458f6, 0x67596969,
	0x15013346, 0x2bad1dea, 0x09041934, 0x53464846, 0x6b414653, 0x6b414653, 0x7c7c6673,
	0x19830326, 0xf2f52011, 0x4006, 0x4000, 0x4004, 0x5dca2df5, 0x5346314d, 0xc0ffee, 0x444d4142,
	0x454d444d, 0x1234, 0x10000009fa0, 0x53595a47, 0x2405, 0x53454c4d, 0xf18f, 0x01,
};

static void cases(void)
{
	size_t i;

	CASE("statfs, fstatfs");
	FOR_EACH(i, systems) {
		CALL("statfs", 0, A(path), EDGE(systems[i]));
		CALL("fstatfs", 0, 3, A(&systems[i]));
	}
	CALL("statfs", -ENOENT, A(path), A(&systems[0]));
	CALL("statfs", 0, A(path), EDGE(systems[0].f_type));
	CALL("statfs", 0, 0, 0);
	CALL("fstatfs", -EFAULT, 0xffffffff, BAD);
	CALL("fstatfs", 0, 3, BAD);
	CASE("statfs: types");
	FOR_EACH(i, types) {
		systems[8].f_type = (long)types[i];
		CALL("statfs", 0, A(path), EDGE(systems[8]));
	}
	CASE("ustat, sysfs");
	CALL("ustat", 0, 0x801, A(&systems[0]));
	CALL("ustat", -EINVAL, 0xffffffffffffffff, BAD);
	CALL("sysfs", 3, 1, A("proc"));
	CALL("sysfs", -EINVAL, 1, A("a name of a file system that does not exist"));
	CALL("sysfs", -EINVAL, 1, 0);
	CALL("sysfs", -EINVAL, 1, BAD);
	CALL("sysfs", 0, 2, 5, A(path));
	CALL("sysfs", -EINVAL, 2, 0xffffffff, A(path));
	CALL("sysfs", 5, 3);
	CALL("sysfs", -EINVAL, 4, 5, 6);
	CALL("sysfs", -EINVAL, 0, A(path), 0);
	CALL("sysfs", -EINVAL, 0xffffffff, 1, 2);

	I386();
	CASE("statfs, i386");
	FOR_EACH(i, small) {
		CALL("statfs", 0, A(path), EDGE(small[i]));
		CALL("fstatfs", i ? 0 : -EIO, 3, A(&small[i]));
	}
	CASE("statfs64, i386");
	FOR_EACH(i, large) {
		CALL("statfs64", 0, A(path), 84, EDGE(large[i]));
		CALL("fstatfs64", 0, 3, 84, A(&large[i]));
		CALL("fstatfs64", 0, 3, 88, A(&large[i]));
		CALL("statfs64", 0, A(path), 80, A(&large[i]));
	}
	CALL("statfs64", -EINVAL, A(path), 0, A(&large[0]));
	CALL("statfs64", 0, A(path), 84, BAD);
	CALL("ustat", 0, 0x801, A(&systems[0]));
	CALL("sysfs", 0, 2, 5, A(path));
}
