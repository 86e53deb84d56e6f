// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: setting rings up, and what can be registered with them.
 */
#include <linux/io_uring.h>

#include "decode/common.h"

/* --- io_uring_setup() -------------------------------------------------------------------- */

#define SQ(m, t, ...)	FIELD(struct io_sqring_offsets, m, t, ##__VA_ARGS__)
static const struct sct_type t_sq_off = STRUCT(struct io_sqring_offsets,
	SQ(head, T_UINT), SQ(tail, T_UINT), SQ(ring_mask, T_UINT), SQ(ring_entries, T_UINT),
	SQ(flags, T_UINT), SQ(dropped, T_UINT), SQ(array, T_UINT),
	SQ(resv1, T_HEX32, .nonzero = true), SQ(resv2, T_HEX64, .nonzero = true));

#define CQ(m, t, ...)	FIELD(struct io_cqring_offsets, m, t, ##__VA_ARGS__)
static const struct sct_type t_cq_off = STRUCT(struct io_cqring_offsets,
	CQ(head, T_UINT), CQ(tail, T_UINT), CQ(ring_mask, T_UINT), CQ(ring_entries, T_UINT),
	CQ(overflow, T_UINT), CQ(cqes, T_UINT), CQ(flags, T_UINT),
	CQ(resv1, T_HEX32, .nonzero = true), CQ(resv2, T_HEX64, .nonzero = true));

static bool attaches_wq(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct io_uring_params, flags) & IORING_SETUP_ATTACH_WQ;
}

/* What only the kernel fills in. */
static bool was_set_up(const struct sct_printer *p, const struct sct_value *s)
{
	(void)s;
	return sct_succeeded(p);
}

#define URING(m, t, ...)	FIELD(struct io_uring_params, m, t, ##__VA_ARGS__)

static const struct sct_type t_uring_params = STRUCT(struct io_uring_params,
	URING(flags, FLAGS(uring_setup_flags)), URING(sq_thread_cpu, T_HEX32),
	URING(sq_thread_idle, T_UINT), URING(wq_fd, T_FD, .when = attaches_wq),
	URING(resv, ARRAY_OF(T_HEX32), .nonzero = true),
	URING(sq_entries, T_UINT, .when = was_set_up),
	URING(cq_entries, T_UINT, .when = was_set_up),
	URING(features, FLAGS(uring_features), .when = was_set_up),
	URING(sq_off, &t_sq_off, .when = was_set_up),
	URING(cq_off, &t_cq_off, .when = was_set_up));

/* A failed call leaves what the program asked for. */
#define URING_PARAMS	SCT_POINTER(sct_print_pointer, SCT_DIR_OUT, &t_uring_params, LEN_N(1), \
				    .flags = SCT_T_ON_ERROR)

/* --- Files and buffers ------------------------------------------------------------------- */

/* A descriptor, or the number that leaves a place as it is. */
static void print_slot_fd(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	if ((int)v->v != IORING_REGISTER_FILES_SKIP) {
		sct_print_fd(p, t, v);
	} else if (sct_begin_text(p, v->v, 'd')) {
		sb_str(p->sb, "IORING_REGISTER_FILES_SKIP");
		sct_end_text(p);
	}
}

static const struct sct_type t_slot_fd = {
	.print = print_slot_fd, .size = { 4, 4 }, .flags = SCT_T_SCALAR | SCT_T_SIGNED,
};

/* Pointers are 64 bits wide in all of these structures. */
#define POINTS(t, ...) \
	TYPE(.print = sct_print_array, .elem = (t), .dir = SCT_DIR_IN, .capture = SCT_CAP_ARRAY, \
	     .size = { 8, 8 }, .len = __VA_ARGS__)

#define UPDATE(m, t, ...)	FIELD(struct io_uring_rsrc_update, m, t, ##__VA_ARGS__)
static const struct sct_type t_files_update = STRUCT(struct io_uring_rsrc_update,
	UPDATE(offset, T_UINT), UPDATE(resv, T_HEX32, .nonzero = true),
	FIELD_AS("fds", struct io_uring_rsrc_update, data, POINTS(&t_slot_fd, LEN_UINT(3))));

#define RSRC(m, t, ...)	FIELD(struct io_uring_rsrc_register, m, t, ##__VA_ARGS__)
#define RSRC_NR		LEN_FIELD32(2, struct io_uring_rsrc_register, nr)
#define RESOURCES(t)	STRUCT(struct io_uring_rsrc_register, \
	RSRC(nr, T_UINT), RSRC(flags, FLAGS(uring_resource_flags)), \
	RSRC(resv2, T_HEX64, .nonzero = true), RSRC(data, POINTS(t, RSRC_NR)), \
	RSRC(tags, POINTS(T_HEX64, RSRC_NR)))

static const struct sct_type t_files2 = RESOURCES(T_FD);
static const struct sct_type t_buffers2 = RESOURCES(&sct_t_remote_iovec);

#define UPDATE2(m, t, ...)	FIELD(struct io_uring_rsrc_update2, m, t, ##__VA_ARGS__)
#define UPDATE2_NR	LEN_FIELD32(2, struct io_uring_rsrc_update2, nr)
#define RESOURCES_UPDATE(t)	STRUCT(struct io_uring_rsrc_update2, \
	UPDATE2(offset, T_UINT), UPDATE2(resv, T_HEX32, .nonzero = true), \
	UPDATE2(data, POINTS(t, UPDATE2_NR)), UPDATE2(tags, POINTS(T_HEX64, UPDATE2_NR)), \
	UPDATE2(nr, T_UINT), UPDATE2(resv2, T_HEX32, .nonzero = true))

static const struct sct_type t_files_update2 = RESOURCES_UPDATE(&t_slot_fd);
static const struct sct_type t_buffers_update = RESOURCES_UPDATE(&sct_t_remote_iovec);

/* A place for a ring's descriptor: all ones for any. */
static const struct sct_type t_ring_fd = STRUCT(struct io_uring_rsrc_update,
	UPDATE(offset, T_UID), UPDATE(resv, T_HEX32, .nonzero = true),
	{ .name = "data", .type = T_FD, .off = { 8, 8 }, .size = { 4, 4 } });

static const struct sct_type t_ring_place = STRUCT(struct io_uring_rsrc_update,
	UPDATE(offset, T_UID), UPDATE(resv, T_HEX32, .nonzero = true),
	UPDATE(data, T_HEX64, .nonzero = true));

#define RING(m, t, ...)	FIELD(struct io_uring_buf_reg, m, t, ##__VA_ARGS__)
static const struct sct_type t_buf_ring = STRUCT(struct io_uring_buf_reg,
	RING(ring_addr, TYPE(.print = sct_print_addr)), RING(ring_entries, T_UINT),
	RING(bgid, T_U16), RING(pad, T_HEX16, .nonzero = true),
	RING(resv, ARRAY_OF(T_HEX64), .nonzero = true));

/* --- Probes ------------------------------------------------------------------------------ */

#define OP(m, t, ...)	FIELD(struct io_uring_probe_op, m, t, ##__VA_ARGS__)
static const struct sct_type t_probe_op = STRUCT(struct io_uring_probe_op,
	OP(op, ENUM_U8(uring_ops)), OP(resv, T_HEX8, .nonzero = true),
	OP(flags, FLAGS_U16(uring_op_flags)), OP(resv2, T_HEX32, .nonzero = true));

#define PROBE(m, t, ...)	FIELD(struct io_uring_probe, m, t, ##__VA_ARGS__)
static const struct sct_type t_probe = STRUCT(struct io_uring_probe,
	PROBE(last_op, ENUM_U8(uring_ops)), PROBE(ops_len, T_U8),
	PROBE(resv, T_HEX16, .nonzero = true),
	PROBE(resv2, ARRAY_OF(T_HEX32), .nonzero = true));

static bool all_zero(const uint8_t *mem, size_t size)
{
	while (size && !mem[size - 1])
		size--;
	return !size;
}

/* How many of an array are shown. */
static uint64_t shown(const struct sct_printer *p, uint64_t nr)
{
	return p->abbrev && nr > p->opt->string_limit ? p->opt->string_limit : nr;
}

/* @nr operations, more than there is @room for perhaps. */
static void put_probe(struct sct_printer *p, uint64_t addr, const uint8_t *mem, uint64_t nr,
		      uint64_t room)
{
	const struct sct_type ops = {
		.elem = &t_probe_op, .len = { .from = SCT_LEN_UINT, .arg = 3 },
	};
	struct sct_value v = { .addr = addr, .mem = mem, .size = sizeof(struct io_uring_probe) };
	bool sep = false;

	sb_char(p->sb, '{');
	sct_put_fields(p, t_probe.fields, t_probe.nr_fields, &v, &sep);
	sb_str(p->sb, ", ops=");
	sct_put_array(p, &ops, addr + v.size, nr < room ? nr : room);
	if (nr > room && room <= shown(p, room)) {
		sb_cut(p->sb, p->sb->len - 1);
		sb_str(p->sb, ", ...]");
	}
	sb_char(p->sb, '}');
}

/* What the program set is shown unless it is nothing, as it should be. */
static void print_probe(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	size_t head = sizeof(struct io_uring_probe);
	uint64_t nr = (uint32_t)p->call->args[3];
	uint64_t size = head + nr * sizeof(struct io_uring_probe_op);
	struct sct_printer entry = *p;
	const uint8_t *before = NULL, *after;
	bool shown;

	(void)t;
	entry.phase = SCT_PHASE_IN;
	if (v->v && p->verbose && nr <= IORING_OP_LAST + 256)
		before = sct_mem_exact(&entry, v->v, size);
	shown = before && !all_zero(before, size);
	if (!p->second_half) {
		if (shown)
			put_probe(p, v->v, before, nr, nr);
		return;
	}
	after = before && sct_succeeded(p) ? sct_mem_exact(p, v->v, size) : NULL;
	if (after && shown)
		sb_str(p->sb, " => ");
	if (after)
		put_probe(p, v->v, after, after[offsetof(struct io_uring_probe, ops_len)], nr);
	else if (!shown)
		sct_put_addr(p, v->v);
}

#define MAX_PROBE	(sizeof(struct io_uring_probe) + 512 * sizeof(struct io_uring_probe_op))
#define T_PROBE		CUSTOM(print_probe, SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK, \
			       .len = LEN_N(MAX_PROBE), .flags = SCT_T_SPLIT)

/* --- Restrictions ------------------------------------------------------------------------ */

#define RESTRICTS(name, one, other) \
	static bool name(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		uint64_t opcode = SCT_LOAD(s, struct io_uring_restriction, opcode); \
		(void)p; \
		return opcode == (one) || opcode == (other); \
	}
RESTRICTS(restricts_register, IORING_RESTRICTION_REGISTER_OP, IORING_RESTRICTION_REGISTER_OP)
RESTRICTS(restricts_op, IORING_RESTRICTION_SQE_OP, IORING_RESTRICTION_SQE_OP)
RESTRICTS(restricts_flags, IORING_RESTRICTION_SQE_FLAGS_ALLOWED,
	  IORING_RESTRICTION_SQE_FLAGS_REQUIRED)

/* Of an unknown kind, the operation is told in a comment. */
static void print_restriction_kind(struct sct_printer *p, const struct sct_type *t,
				   const struct sct_value *v)
{
	sct_put_enum(p, t->names, v->v);
	if (v->v > IORING_RESTRICTION_SQE_FLAGS_REQUIRED)
		sb_printf(p->sb, " /* op: %#x */",
			  (unsigned int)SCT_LOAD(v->outer, struct io_uring_restriction, sqe_op));
}

static const struct sct_type t_restriction_kind = {
	.print = print_restriction_kind, .names = &sct_set_uring_restrictions, .size = { 2, 2 },
};

/* Elsewhere its bare number is decimal. */
static void print_sqe_op(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct sct_names hex = sct_set_uring_ops;

	(void)t;
	hex.base = 'x';
	sct_put_enum(p, &hex, v->v);
}

static const struct sct_type t_sqe_op = { .print = print_sqe_op, .size = { 1, 1 } };

#define RESTRICT(m, t, ...)	FIELD(struct io_uring_restriction, m, t, ##__VA_ARGS__)
static const struct sct_type t_restriction = STRUCT(struct io_uring_restriction,
	RESTRICT(opcode, &t_restriction_kind),
	RESTRICT(register_op, ENUM_U8(uring_register_ops), .when = restricts_register),
	RESTRICT(sqe_op, &t_sqe_op, .when = restricts_op),
	RESTRICT(sqe_flags, FLAGS_U8(uring_sqe_flags), .when = restricts_flags),
	RESTRICT(resv, T_HEX8, .nonzero = true),
	RESTRICT(resv2, ARRAY_OF(T_HEX32), .nonzero = true));

/* --- Workers ----------------------------------------------------------------------------- */

/* "[[IO_WQ_BOUND]=1, [IO_WQ_UNBOUND]=2]", or the address. */
static void put_workers(struct sct_printer *p, uint64_t addr, uint64_t nr)
{
	const uint8_t *mem;
	uint64_t i;

	if (addr && !nr) {
		sb_str(p->sb, "[]");
		return;
	}
	if (!addr || !p->verbose || !sct_mem_exact(p, addr, 4)) {
		sct_put_addr(p, addr);
		return;
	}
	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++) {
		mem = sct_mem_exact(p, addr + 4 * i, 4);
		if (i)
			sb_str(p->sb, ", ");
		if (!mem) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)(addr + 4 * i));
			break;
		}
		if (i >= shown(p, nr)) {
			sb_str(p->sb, "...");
			break;
		}
		sb_char(p->sb, '[');
		sct_put_enum(p, &sct_set_uring_workers, i);
		sb_str(p->sb, "]=");
		sb_u64(p->sb, sct_load(mem, 4));
	}
	sb_char(p->sb, ']');
}

static void print_workers(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	uint64_t nr = (uint32_t)p->call->args[3];
	struct sct_printer entry = *p;

	(void)t;
	if (!p->second_half) {
		put_workers(p, v->v, nr);
		return;
	}
	entry.phase = SCT_PHASE_IN;
	if (!v->v || !nr || !p->verbose || !sct_mem_exact(&entry, v->v + 4 * (shown(p, nr) - 1), 4))
		return;
	sb_str(p->sb, " => ");
	if (sct_succeeded(p))
		put_workers(p, v->v, nr);
	else
		sct_put_addr(p, v->v);
}

#define T_WORKERS	TYPE(.print = print_workers, .elem = T_UINT, .dir = SCT_DIR_INOUT, \
			     .capture = SCT_CAP_ARRAY, .size = { 8, 4 }, .len = LEN_UINT(3), \
			     .flags = SCT_T_SPLIT)

/* --- What later kernels have ------------------------------------------------------------- */

struct sync_cancel {
	uint64_t addr;
	int32_t fd;
	uint32_t flags;
	struct { int64_t tv_sec, tv_nsec; } timeout;
	uint8_t opcode, pad[7];
	uint64_t pad2[3];
};
struct alloc_range { uint32_t off, len; uint64_t resv; };
struct buf_status { uint32_t buf_group, head, resv[8]; };
struct napi {
	uint32_t busy_poll_to;
	uint8_t prefer_busy_poll, opcode, pad[2];
	uint32_t op_param, resv;
};
struct ring_clock { uint32_t clockid, __resv[3]; };
struct clone_buffers { uint32_t src_fd, flags, src_off, dst_off, nr, pad[3]; };
_Static_assert(sizeof(struct sync_cancel) == 64, "as the kernel has it");

/* An array of reserved numbers, cut as others are. */
static void print_reserved(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	size_t size = t->elem->size[0], nr = v->size / size, i;

	sb_char(p->sb, '[');
	for (i = 0; i < shown(p, nr); i++) {
		if (i)
			sb_str(p->sb, ", ");
		sct_put_mem(p, t->elem, v->addr + i * size, v->mem + i * size, size, v->outer);
	}
	sb_str(p->sb, i < nr ? ", ...]" : "]");
}

#define RESERVED(t)	TYPE(.print = print_reserved, .elem = (t))
#define IS(S, m, t, ...)	FIELD(struct S, m, t, ##__VA_ARGS__)

static const struct sct_type t_sync_cancel = STRUCT(struct sync_cancel,
	IS(sync_cancel, addr, TYPE(.print = sct_print_addr)), IS(sync_cancel, fd, T_FD),
	IS(sync_cancel, flags, FLAGS(uring_cancel_flags)),
	IS(sync_cancel, timeout, &sct_t_timespec64), IS(sync_cancel, opcode, &t_sqe_op),
	IS(sync_cancel, pad, RESERVED(T_HEX8), .nonzero = true),
	IS(sync_cancel, pad2, RESERVED(T_HEX64), .nonzero = true));

static const struct sct_type t_alloc_range = STRUCT(struct alloc_range,
	IS(alloc_range, off, T_UINT), IS(alloc_range, len, T_UINT),
	IS(alloc_range, resv, T_HEX64, .nonzero = true));

static const struct sct_type t_buf_status = STRUCT(struct buf_status,
	IS(buf_status, buf_group, T_HEX32), IS(buf_status, head, T_HEX32),
	IS(buf_status, resv, RESERVED(T_HEX32), .nonzero = true));

static const struct sct_type t_napi = STRUCT(struct napi,
	IS(napi, busy_poll_to, T_HEX32), IS(napi, prefer_busy_poll, T_HEX8),
	IS(napi, opcode, ENUM_U8(uring_napi_ops)), IS(napi, pad, RESERVED(T_HEX8), .nonzero = true),
	IS(napi, op_param, ENUM(uring_napi_tracking)), IS(napi, resv, T_HEX32, .nonzero = true));

static const struct sct_type t_ring_clock = STRUCT(struct ring_clock,
	IS(ring_clock, clockid, ENUM(clocks)),
	IS(ring_clock, __resv, RESERVED(T_HEX32), .nonzero = true));

static const struct sct_type t_clone_buffers = STRUCT(struct clone_buffers,
	IS(clone_buffers, src_fd, T_FD), IS(clone_buffers, flags, FLAGS(uring_clone_flags)),
	IS(clone_buffers, src_off, T_UINT), IS(clone_buffers, dst_off, T_UINT),
	IS(clone_buffers, nr, T_UINT), IS(clone_buffers, pad, RESERVED(T_HEX32), .nonzero = true));

/* The kernel wants them to be as many as t->param. */
static void print_one(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	if ((uint32_t)p->call->args[3] != t->param)
		sct_put_addr(p, v->v);
	else
		sct_print_pointer(p, t, v);
}

/* Before and after, even when they are the same. */
static void print_napi(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct sct_printer entry = *p;

	entry.phase = SCT_PHASE_IN;
	if (!p->second_half) {
		print_one(p, t, v);
	} else if (sct_succeeded(p) && p->verbose && (uint32_t)p->call->args[3] == t->param &&
		   sct_mem_exact(&entry, v->v, sizeof(struct napi))) {
		sb_str(p->sb, " => ");
		print_one(p, t, v);
	}
}

#define T_NAPI	SCT_POINTER(print_napi, SCT_DIR_INOUT, &t_napi, LEN_N(1), .param = 1, \
			    .flags = SCT_T_SPLIT)
#define ONE(d, t, nr)	ARGS(SCT_POINTER(print_one, d, t, LEN_N(1), .param = (nr)), T_UINT)

/* --- The opcode -------------------------------------------------------------------------- */

#define USE_REGISTERED_RING	0x80000000U

static void print_opcode(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sct_put_enum(p, &sct_set_uring_register_ops, v->v & ~(uint64_t)USE_REGISTERED_RING);
	if (!(v->v & USE_REGISTERED_RING))
		return;
	sb_char(p->sb, '|');
	sct_put_flags(p, &sct_set_uring_register_flags, USE_REGISTERED_RING);
}

static const struct sct_type t_opcode = { .print = print_opcode, .size = { 4, 4 } };

/* --- Calls ------------------------------------------------------------------------------- */

#define T_CPUS		CUSTOM(sct_print_affinity, SCT_DIR_IN, .capture = SCT_CAP_BLOCK, \
			       .len = { .from = SCT_LEN_UINT, .arg = 3, .n = 1024 })

static const struct sct_case uring_cases[] = {
	CASE(IORING_REGISTER_BUFFERS, ARGS(IN_ARRAY(&sct_t_remote_iovec, LEN_UINT(3)), T_UINT)),
	CASE(IORING_REGISTER_FILES, ARGS(IN_ARRAY(T_FD, LEN_UINT(3)), T_UINT)),
	CASE(IORING_REGISTER_EVENTFD, ARGS(IN_ARRAY(T_FD, LEN_UINT(3)), T_UINT)),
	CASE(IORING_REGISTER_FILES_UPDATE, ARGS(IN(&t_files_update), T_UINT)),
	CASE(IORING_REGISTER_EVENTFD_ASYNC, ARGS(IN_ARRAY(T_FD, LEN_UINT(3)), T_UINT)),
	CASE(IORING_REGISTER_PROBE, ARGS(T_PROBE, T_UINT)),
	CASE(IORING_REGISTER_RESTRICTIONS, ARGS(IN_ARRAY(&t_restriction, LEN_UINT(3)), T_UINT)),
	CASE(IORING_REGISTER_FILES2, ARGS(IN_SIZED(&t_files2, 3, 32), T_UINT)),
	CASE(IORING_REGISTER_FILES_UPDATE2, ARGS(IN_SIZED(&t_files_update2, 3, 32), T_UINT)),
	CASE(IORING_REGISTER_BUFFERS2, ARGS(IN_SIZED(&t_buffers2, 3, 32), T_UINT)),
	CASE(IORING_REGISTER_BUFFERS_UPDATE, ARGS(IN_SIZED(&t_buffers_update, 3, 32), T_UINT)),
	CASE(IORING_REGISTER_IOWQ_AFF, ARGS(T_CPUS, T_UINT)),
	CASE(IORING_REGISTER_IOWQ_MAX_WORKERS, ARGS(T_WORKERS, T_UINT)),
	CASE(IORING_REGISTER_RING_FDS, ARGS(IN_ARRAY(&t_ring_fd, LEN_UINT(3)), T_UINT)),
	CASE(IORING_UNREGISTER_RING_FDS, ARGS(IN_ARRAY(&t_ring_place, LEN_UINT(3)), T_UINT)),
	CASE(IORING_REGISTER_PBUF_RING, ARGS(IN(&t_buf_ring), T_UINT)),
	CASE(IORING_UNREGISTER_PBUF_RING, ARGS(IN(&t_buf_ring), T_UINT)),
	CASE(IORING_REGISTER_SYNC_CANCEL, ONE(SCT_DIR_IN, &t_sync_cancel, 1)),
	CASE(IORING_REGISTER_FILE_ALLOC_RANGE, ONE(SCT_DIR_IN, &t_alloc_range, 1)),
	CASE(26 /* PBUF_STATUS */, ONE(SCT_DIR_OUT, &t_buf_status, 1)),
	CASE(27 /* NAPI */, ARGS(T_NAPI, T_UINT)),
	CASE(28 /* UNREGISTER_NAPI */, ONE(SCT_DIR_OUT, &t_napi, 1)),
	CASE(29 /* CLOCK */, ONE(SCT_DIR_IN, &t_ring_clock, 0)),
	CASE(30 /* CLONE_BUFFERS */, ONE(SCT_DIR_IN, &t_clone_buffers, 1)),
};

const struct sct_annotation sct_calls_io_uring[] = {
	SYSCALL(io_uring_setup, ARGS(T_UINT, URING_PARAMS), RET(T_FD)),
	SYSCALL(io_uring_enter, ARGS(T_FD, T_UINT, T_UINT, FLAGS(uring_enter_flags),
				     IN_SIGSET(5), T_SIZE)),
	SYSCALL(io_uring_register, ARGS(T_FD, &t_opcode,
					SWITCH_ON(1, USE_REGISTERED_RING, uring_cases,
						  ARGS(T_ADDR, T_UINT)))),
	{ .name = NULL }
};
