// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on memory: mappings, advice, locks, NUMA policy.
 */
#include <asm/mman.h>
#include <linux/mman.h>
#include <linux/mempolicy.h>

#include "decode/common.h"

#define PAGE_BYTES	4096

/* --- mmap ------------------------------------------------------------------ */

#define HUGE_BITS	((uint64_t)MAP_HUGE_MASK << MAP_HUGE_SHIFT)

/* The type is a number, and so is the size of huge pages; the rest are flags. */
static void put_mmap_names(struct sct_printer *p, uint64_t flags)
{
	const char *type = sct_name_of(&sct_set_mmap_types, flags & MAP_TYPE);

	if (type)
		sb_str(p->sb, type);
	else
		sb_printf(p->sb, "%#x /* MAP_??? */", (unsigned int)(flags & MAP_TYPE));
	sct_put_more_flags(p, &sct_set_mmap_flags, flags & ~(MAP_TYPE | HUGE_BITS));
	if (flags & HUGE_BITS)
		sb_printf(p->sb, "|%llu<<MAP_HUGE_SHIFT",
			  (unsigned long long)(flags & HUGE_BITS) >> MAP_HUGE_SHIFT);
}

static void print_mmap_flags(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	if (!sct_begin_text(p, v->v, 'x'))
		return;
	put_mmap_names(p, (uint32_t)v->v);
	sct_end_text(p);
}

static void print_pages(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	(void)t;
	sb_hex(p->sb, v->v * PAGE_BYTES);
}

#define T_PROT		FLAGS_LONG(mmap_prot)
#define T_MAP_FLAGS	TYPE(.print = print_mmap_flags, .size = { 8, 4 })
#define T_PAGE_OFFSET	TYPE(.print = print_pages, .size = { 4, 4 })
#define RET_ADDR	RET(&sct_t_ret_addr)

/* The arguments of i386's first mmap stand in memory. */
struct mmap_arg_struct { uint32_t addr, len, prot, flags, fd, offset; };

static void print_old_mmap(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	static const struct sct_type prot = {
		.print = sct_print_flags, .names = &sct_set_mmap_prot,
	};
	static const struct sct_type flags = { .print = print_mmap_flags };
	static const struct sct_type *const types[] = {
		T_ADDR, T_ULONG, &prot, &flags, T_FD, T_HEX32,
	};
	const uint8_t *mem = v->v ? sct_mem_exact(p, v->v, sizeof(struct mmap_arg_struct)) : NULL;
	unsigned int i;

	(void)t;
	if (!mem) {
		sct_put_addr(p, v->v);
		return;
	}
	for (i = 0; i < 6; i++) {
		if (i)
			sb_str(p->sb, ", ");
		sct_put_mem(p, types[i], v->v + 4 * i, mem + 4 * i, 4, NULL);
	}
}

static bool has_new_address(const struct sct_printer *p)
{
	return (p->call->args[3] & (MREMAP_MAYMOVE | MREMAP_FIXED)) ==
	       (MREMAP_MAYMOVE | MREMAP_FIXED);
}

/* --- mincore --------------------------------------------------------------- */

static void print_resident(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v & 1);
}

static const struct sct_type t_resident = {
	.print = print_resident, .size = { 1, 1 }, .flags = SCT_T_SCALAR,
};

/* A byte for each page. */
static void print_residency(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	uint64_t len = p->compat ? (uint32_t)p->call->args[1] : p->call->args[1];

	sct_put_array(p, t, v->v, len / PAGE_BYTES + !!(len % PAGE_BYTES));
}

/* --- NUMA ------------------------------------------------------------------ */

#define MODE_FLAGS	0xe000	/* the optional flags in a mode */

/* A mode, and flags of it. */
static void put_mode_names(struct sct_printer *p, uint64_t value)
{
	uint64_t flags = value & MODE_FLAGS, mode = value & ~(uint64_t)MODE_FLAGS;
	const char *name = sct_name_of(&sct_set_mempolicy_modes, mode);

	if (name)
		sb_str(p->sb, name);
	if (name)
		sct_put_more_flags(p, &sct_set_mempolicy_flags, flags);
	else
		sct_put_names(p, &sct_set_mempolicy_flags, value);
}

static void print_mode_flags(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	if (!sct_name_of(&sct_set_mempolicy_modes, v->v & ~(uint64_t)MODE_FLAGS) &&
	    !(v->v & MODE_FLAGS)) {
		sct_put_enum(p, &sct_set_mempolicy_modes, v->v);
		return;
	}
	if (!sct_begin_text(p, v->v, 'x'))
		return;
	put_mode_names(p, v->v);
	sct_end_text(p);
}

/* All its digits, but for the two that the "0x" takes. */
static void print_nodes(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "%#0*llx", (int)(2 * v->size), (unsigned long long)v->v);
}

static const struct sct_type t_nodes = {
	.print = print_nodes, .size = { 8, 4 }, .flags = SCT_T_SCALAR,
};

/* The argument counts one more node than there are bits. */
static void print_nodemask(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	uint64_t bits = p->compat ? 32 : 64, nodes = p->call->args[t->param];
	uint64_t nr = nodes ? (nodes - 1) / bits + !!((nodes - 1) % bits) : 0;

	if (nodes == 1 || nodes + bits < nodes)
		sct_put_addr(p, v->v);
	else
		sct_put_array(p, t, v->v, nr);
}

/* More than the kernel would take. */
#define NODEMASK(d, bits) \
	CUSTOM(print_nodemask, d, .capture = SCT_CAP_BLOCK, .param = (bits), .elem = &t_nodes, \
	       .len = { .from = SCT_LEN_BITS, .arg = (bits), .n = 8192 })
#define T_MODE_FLAGS	TYPE(.print = print_mode_flags, .size = { 4, 4 }, .flags = SCT_T_SCALAR)
#define T_LONG_MODE_FLAGS TYPE(.print = print_mode_flags, .size = { 8, 4 })

/* A node, or what went wrong. */
static void print_page_status(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	const char *name = sct_errno_name((int)-(uint32_t)v->v);

	(void)t;
	if (!name) {
		sb_s64(p->sb, (int32_t)v->v);
	} else if (sct_begin_text(p, v->v, 'd')) {
		sb_printf(p->sb, "-%s", name);
		sct_end_text(p);
	}
}

static const struct sct_type t_page_status = { .print = print_page_status, .size = { 4, 4 } };

const struct sct_annotation sct_calls_mm[] = {
	SYSCALL_64(mmap, ARGS(T_ADDR, T_ULONG, T_PROT, T_MAP_FLAGS, T_FD, T_HEXLONG), RET_ADDR),
	SYSCALL_32(mmap, ARGS(NAMED("", CUSTOM(print_old_mmap, SCT_DIR_IN,
		   .capture = SCT_CAP_BLOCK, .flags = SCT_T_RAW_PTR,
		   .len = LEN_N(sizeof(struct mmap_arg_struct))))), RET_ADDR),
	SYSCALL_32(mmap2, ARGS(T_ADDR, T_ULONG, T_PROT, T_MAP_FLAGS, T_FD, T_PAGE_OFFSET),
		   RET_ADDR),
	SYSCALL(map_shadow_stack, ARGS(T_ADDR, T_ULONG, FLAGS(shadow_stack_flags))),
	SYSCALL(munmap, ARGS(T_ADDR, T_ULONG)),
	SYSCALL(mprotect, ARGS(T_ADDR, T_ULONG, T_PROT)),
	SYSCALL(pkey_mprotect, ARGS(T_ADDR, T_ULONG, T_PROT, T_INT)),
	SYSCALL(pkey_alloc, ARGS(T_HEXLONG, FLAGS_LONG(pkey_rights))),
	SYSCALL(mremap, ARGS(T_ADDR, T_ULONG, T_ULONG, FLAGS_LONG(mremap_flags),
			     WHEN(has_new_address, T_ADDR)), RET_ADDR),
	SYSCALL(remap_file_pages, ARGS(T_ADDR, T_ULONG, T_PROT, T_ULONG, T_MAP_FLAGS)),
	SYSCALL(brk, ARGS(T_ADDR), RET_ADDR),
	SYSCALL(madvise, ARGS(T_ADDR, T_ULONG, ENUM(madvise_advice))),
	SYSCALL(process_madvise, ARGS(T_FD, IN_ARRAY(&sct_t_remote_iovec, LEN_SIZE(2)), T_SIZE,
				      ENUM(madvise_advice), T_HEX32)),
	SYSCALL(msync, ARGS(T_ADDR, T_ULONG, FLAGS(msync_flags))),
	SYSCALL(mlock, ARGS(T_ADDR, T_ULONG)),
	SYSCALL(munlock, ARGS(T_ADDR, T_ULONG)),
	SYSCALL(mlock2, ARGS(T_ADDR, T_ULONG, FLAGS(mlock2_flags))),
	SYSCALL(mlockall, ARGS(FLAGS(mlockall_flags))),
	SYSCALL(mincore, ARGS(T_ADDR, T_ULONG,
			      CUSTOM(print_residency, SCT_DIR_OUT, .capture = SCT_CAP_BLOCK,
				     .elem = &t_resident, .len = LEN_N(4096)))),
	SYSCALL(mbind, ARGS(T_ADDR, T_ULONG, T_LONG_MODE_FLAGS, NODEMASK(SCT_DIR_IN, 4), T_ULONG,
			    FLAGS(mbind_flags))),
	SYSCALL(set_mempolicy, ARGS(T_MODE_FLAGS, NODEMASK(SCT_DIR_IN, 2), T_ULONG)),
	SYSCALL(get_mempolicy, ARGS(OUT(ENUM(mempolicy_modes)), NODEMASK(SCT_DIR_OUT, 2), T_ULONG, T_ADDR,
				    FLAGS_LONG(get_mempolicy_flags))),
	SYSCALL(migrate_pages, ARGS(T_PID, T_ULONG, NODEMASK(SCT_DIR_IN, 1),
				    NODEMASK(SCT_DIR_IN, 1))),
	SYSCALL(move_pages, ARGS(T_PID, T_ULONG, IN_ARRAY(T_ADDR, LEN_SIZE(1)),
				 IN_ARRAY(T_INT, LEN_SIZE(1)), OUT_ARRAY(&t_page_status, LEN_SIZE(1)),
				 FLAGS(move_pages_flags))),
	SYSCALL(set_mempolicy_home_node, ARGS(T_HEXLONG, T_ULONG, T_ULONG, T_HEXLONG)),
	{ .name = NULL }
};
