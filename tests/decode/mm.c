// SPDX-License-Identifier: GPL-2.0
/* Memory: mappings, advice, locks, NUMA policy, protection keys. */
#include "cases.h"

#define NR(array)	(sizeof(array) / sizeof((array)[0]))

static const uint64_t prots[] = { 0, 1, 2, 3, 4, 5, 7, 8, 0x1000007, 0x2000000, 0x10, 0xffffffff, 0x3000001, 0x100000001,
				  0xffffffff00000000 };
static const uint64_t maps[] = { 0, 1, 2, 3, 4, 0xf, 0x22, 0x10, 0x32, 0x100022, 0x4022, 0x20022, 0x40022, 0x80001, 0x8002,
	0x2022, 0x1022, 0x822, 0x62, 0x122, 0x10022, 0x40000 | 0x15 << 26 | 0x22, 0x40000 | 30U << 26, 0x78000001, 0x54000000,
	0xffffffff, 0x200022, 0x1000022, 0x100000022, 0x4000022, 0x3f << 26 };

static void mappings(void)
{
	bool compat = now.abi == SCT_ABI_I386;
	static uint32_t block[6];
	size_t i;

	for (i = 0; i < NR(prots); i++) {
		CALL(compat ? "mmap2" : "mmap", 0x70000000, 0, 4096, prots[i], 0x22, (uint64_t)-1, 0);
		CALL("mprotect", -ENOMEM, 0x1000, 4096, prots[i]);
		CALL("pkey_mprotect", 0, 0x1000, 4096, prots[i], i - 3);
		CALL("remap_file_pages", 0, 0x1000, 4096, prots[i], 5, 0x10000);
	}
	for (i = 0; i < NR(maps); i++) {
		CALL(compat ? "mmap2" : "mmap", -EINVAL, 0x7f0000001000, ~0ULL, 3, maps[i], 3, 0x1000);
		CALL("remap_file_pages", -EINVAL, 0, ~0ULL, 0, ~0ULL, maps[i]);
	}
	CALL(compat ? "mmap2" : "mmap", 0x70001000, 0, 1, 1, 1, 0xffffffff00000003, 0xffffffffffffffff);
	CALL(compat ? "mmap2" : "mmap", 0x70001000, 0, 1, 1, 1, (uint64_t)-100, 0x80000000);
	if (compat) {
		for (i = 0; i < NR(maps); i++) {
			block[0] = 0x1000 * (uint32_t)i;
			block[1] = 0x80000000 + (uint32_t)i;
			block[2] = (uint32_t)prots[i % NR(prots)];
			block[3] = (uint32_t)maps[i];
			block[4] = (uint32_t)i - 2;
			block[5] = 0x1000 * (uint32_t)i;
			CALL("mmap", 0x70001000, A(block));
		}
		CALL("mmap", -EFAULT, edge(block, 23));
		CALL("mmap", -EFAULT, edge(block, 24));
		CALL("mmap", -EFAULT, BAD);
		CALL("mmap", -EFAULT, 0);
	}
	CALL("munmap", 0, 0, 0);
	CALL("munmap", -EINVAL, 0x1001, ~0ULL);
	for (i = 0; i < 17; i++)
		CALL("mremap", 0x70000000, 0x1000, 4096, ~0ULL, i, 0x5000);
	CALL("mremap", -EFAULT, 0, 0, 0, 0xffffffff, 0);
	CALL("mremap", -EFAULT, 0, 0, 0, 0x100000001, 0);
	CALL("brk", 0x70000000, 0);
	CALL("brk", 0x70001000, 0x7f0000001000);
}

static void advice(void)
{
	static unsigned char pages[64] = { 1, 0, 1, 3, 254, 255, 128, 7 };
	size_t i;

	for (i = 0; i < 26; i++)
		CALL("madvise", 0, 0x1000, 4096, i);
	CALL("madvise", -EINVAL, 0, ~0ULL, 100);
	CALL("madvise", -EINVAL, 0, ~0ULL, 101);
	CALL("madvise", -EINVAL, 0, ~0ULL, 104);
	CALL("madvise", -EINVAL, 0, ~0ULL, (uint64_t)-1);
	for (i = 0; i < 10; i++) {
		CALL("msync", 0, 0x1000, 4096, i);
		CALL("mlockall", 0, i);
		CALL("mlock2", 0, 0x1000, 5, i);
		CALL("pkey_alloc", (int64_t)i, i, i);
	}
	CALL("msync", -EINVAL, 0, 0, 0xffffffff);
	CALL("mlockall", -EINVAL, 0xfffffff8);
	CALL("mlock2", -EINVAL, 0, 0, 0x100000000);
	CALL("pkey_alloc", -ENOSPC, ~0ULL, ~0ULL);
	CALL("pkey_free", 0, 5);
	CALL("pkey_free", -EINVAL, (uint64_t)-1);
	CALL("mlock", 0, 0x1000, 4096);
	CALL("mlock", -ENOMEM, 0, ~0ULL);
	CALL("munlock", 0, 0x1000, 0);
	CALL("munlockall", 0, 1);
	for (i = 0; i < 10; i++)
		CALL("mincore", 0, 0x1000, i * 2000, A(pages));
	CALL("mincore", 0, 0x1000, 32 * 4096, A(pages));
	CALL("mincore", 0, 0x1000, 33 * 4096, A(pages));
	CALL("mincore", 0, 0x1000, 40 * 4096, edge(pages, 40));
	CALL("mincore", 0, 0x1000, 8 * 4096, edge(pages, 8));
	CALL("mincore", 0, 0x1000, 9 * 4096, edge(pages, 8));
	CALL("mincore", -ENOMEM, 0x1001, 4096, A(pages));
	CALL("mincore", 0, 0x1000, 4096, BAD);
	CALL("mincore", 0, 0x1000, 4096, 0);
	CALL("mincore", 0, 0x1000, 0, BAD);
	CALL("memfd_create", 3, A("name"), 0);
	for (i = 0; i < 32; i += i == 2 ? 3 : 1)
		CALL("memfd_create", 3, A("a longer name than thirty-two bytes have"), 1ULL << i);
	for (i = 0; i < 64; i += 5)
		CALL("memfd_create", 3, A(""), i << 26 | 7);
	CALL("memfd_create", -EINVAL, BAD, 0xffffffe7);
	CALL("memfd_create", -EFAULT, 0, 0x80000004);
	for (i = 0; i < 4; i++)
		CALL("memfd_secret", 3, i << 18 | i);
}

static void policies(void)
{
	static uint64_t nodes[1024] = { 5, ~0ULL, 0x8000000000000000, 0x123456789abcdef0, 0, 1 };
	static const uint64_t modes[] = { 0, 1, 2, 3, 4, 5, 7, 0x8000, 0x4000, 0x2000, 0x8001, 0x4002, 0xe003, 0x2003, 0x8007,
					  0x1000, 0x9002, 0x10000, 0xffffffff, 0x100000001, ~0ULL };
	static const uint64_t bits[] = { 0, 1, 2, 8, 32, 33, 34, 63, 64, 65, 66, 128, 129, 130, 256, 257, 1024, 1025, 4097,
					 32768, 32769, 32770, ~0ULL };
	static int32_t mode = 0x8002;
	size_t i;

	for (i = 0; i < NR(modes); i++) {
		static int32_t modes32[32];

		modes32[i] = (int32_t)modes[i];
		CALL("mbind", 0, 0x1000, 4096, modes[i], A(nodes), 64, i);
		CALL("set_mempolicy", -EINVAL, modes[i], A(nodes), 10);
		CALL("get_mempolicy", 0, A(&modes32[i]), A(nodes), 64, 0x1000, i);
		CALL("set_mempolicy_home_node", 0, 0x1000, 4096, i, modes[i]);
	}
	for (i = 0; i < NR(bits) - (now.abi == SCT_ABI_I386); i++) {
		CALL("mbind", 0, 0x1000, 4096, 2, A(nodes), bits[i], 0);
		CALL("set_mempolicy", 0, 3, edge(nodes, 16), bits[i]);
		CALL("get_mempolicy", 0, A(&mode), edge(nodes, 8), bits[i], 0, 0);
		CALL("migrate_pages", 0, 5, bits[i], A(nodes), edge(nodes, 24));
	}
	CALL("mbind", -EINVAL, 0, 0, 0, 0, 0, 0xffffffff);
	CALL("mbind", -EFAULT, 0, 0, 0, BAD, 5, 7);
	CALL("get_mempolicy", -EFAULT, A(&mode), A(nodes), 64, 0, 7);
	CALL("get_mempolicy", 0, 0, 0, 64, 0, 1);
	CALL("get_mempolicy", 0, BAD, BAD, 64, 0, ~0ULL);
	CALL("get_mempolicy", 0, EDGE(mode), A(nodes), 0, 0x1234, 3);
	CALL("migrate_pages", -EPERM, (uint64_t)-1, 5, BAD, 0);
}

static void moves(void)
{
	static uint64_t pages[40] = { 0x1000, 0, ~0ULL, 0x7fff00000000 };
	static uint32_t pages32[40] = { 0x1000, 0, ~0U };
	static int32_t nodes[40] = { 0, 1, -1, 1024 }, status[40] = { 0, -2, -14, -16, -1000, 5, -1, -133, -4095, -524 };
	bool compat = now.abi == SCT_ABI_I386;
	const void *where = compat ? (void *)pages32 : (void *)pages;
	size_t i;

	for (i = 0; i < 7; i++)
		CALL("move_pages", 0, 5, i * 7, A(where), A(nodes), A(status), i);
	CALL("move_pages", 3, 5, 10, A(where), 0, A(status), 2);
	CALL("move_pages", -EPERM, (uint64_t)-1, 3, A(where), A(nodes), A(status), 0xffffffff);
	CALL("move_pages", 0, 0, 0, 0, 0, 0, 0);
	CALL("move_pages", 0, 0, 0, BAD, BAD, BAD, 0);
	CALL("move_pages", 0, 0, 3, BAD, BAD, BAD, 0);
	CALL("move_pages", 0, 0, 3, edge(where, compat ? 8 : 16), edge(nodes, 8), edge(status, 8), 0);
	if (!compat)
		CALL("move_pages", -E2BIG, 0, ~0ULL, BAD, A(nodes), A(status), 0);
}

static void cases(void)
{
	CASE("mappings");
	mappings();
	CASE("advice, locks, residency, anonymous files");
	advice();
	CASE("memory policies");
	policies();
	CASE("move_pages");
	moves();
	CASE_SINCE("6.6", "map_shadow_stack");
	CALL("map_shadow_stack", 0x70000000, 0x1000, 4096, 0);
	CALL("map_shadow_stack", 0x70000000, 0, ~0ULL, 1);
	CALL("map_shadow_stack", -EINVAL, 0, 0, 0xffffffff);
	CASE_SINCE("6.10", "mseal");
	CALL("mseal", 0, 0x1000, 4096, 0);
	CALL("mseal", -EINVAL, 0, ~0ULL, ~0ULL);

	I386();
	CASE("mappings, i386");
	mappings();
	CASE("advice, locks, residency, anonymous files, i386");
	advice();
	CASE("memory policies, i386");
	policies();
	CASE("move_pages, i386");
	moves();
}
