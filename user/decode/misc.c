// SPDX-License-Identifier: GPL-2.0
/*
 * System calls of no family: landlock, kexec, aio, io_uring,
 * the names of bpf and perf, and what only x86 has.
 */
#include <asm/ldt.h>
#include <linux/aio_abi.h>
#include <linux/fcntl.h>
#include <linux/io_uring.h>

#include "decode/common.h"
#include "decode/compat.h"

/* --- x86 ----------------------------------------------------------------------------------- */

static void print_padded_hex(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "%#08x", (unsigned int)v->v);
}

static const struct sct_type t_padded_hex = { .print = print_padded_hex };

static void print_entry_number(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	(void)t;
	if ((int32_t)v->v == -1)
		sb_str(p->sb, "-1");
	else
		sb_u64(p->sb, v->v);
}

static const struct sct_type t_entry_number = { .print = print_entry_number };

static void print_desc_bits(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	unsigned int bits = (unsigned int)v->v;

	(void)t;
	sb_printf(p->sb, "seg_32bit=%u, contents=%u, read_exec_only=%u, limit_in_pages=%u, "
		  "seg_not_present=%u, useable=%u", bits & 1, bits >> 1 & 3, bits >> 3 & 1,
		  bits >> 4 & 1, bits >> 5 & 1, bits >> 6 & 1);
	if (!p->compat)
		sb_printf(p->sb, ", lm=%u", bits >> 7 & 1);
}

static const struct sct_type t_desc_bits = { .print = print_desc_bits };

/* struct user_desc: the last four bytes are bit fields. */
struct segment {
	uint32_t entry_number, base_addr, limit, bits;
};

static const struct sct_type t_segment = STRUCT(struct segment,
	FIELD(struct segment, entry_number, &t_entry_number),
	FIELD(struct segment, base_addr, &t_padded_hex),
	FIELD(struct segment, limit, &t_padded_hex),
	FIELD_AS("", struct segment, bits, &t_desc_bits));

/* modify_ldt() takes no other size of it. */
static void print_ldt(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	if (p->call->args[2] == sizeof(struct segment))
		sct_print_pointer(p, t, v);
	else
		sct_put_addr(p, v->v);
}

/* --- landlock ------------------------------------------------------------------------ */

struct ruleset { uint64_t handled_access_fs; };

static const struct sct_type t_ruleset = STRUCT(struct ruleset,
	FIELD(struct ruleset, handled_access_fs, FLAGS_U64(landlock_fs)));

/* Of a larger one than we know, that there is more. */
static void print_ruleset(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	uint64_t size = p->call->args[1];
	struct sct_value s = { .addr = v->v, .size = sizeof(struct ruleset) };

	(void)t;
	if (v->v && p->verbose && size >= s.size)
		s.mem = sct_mem_exact(p, v->v, s.size);
	if (!s.mem) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '{');
	sct_put_field(p, &t_ruleset.fields[0], &s);
	sb_str(p->sb, size > s.size ? ", ...}" : "}");
}

struct path_rule { uint64_t allowed_access; int32_t parent_fd; } __attribute__((packed));

static const struct sct_type t_path_rule = STRUCT(struct path_rule,
	FIELD(struct path_rule, allowed_access, FLAGS_U64(landlock_fs)),
	FIELD(struct path_rule, parent_fd, T_FD));

static const struct sct_case landlock_cases[] = {
	CASE(1, ARGS(IN(&t_path_rule), T_HEX32)),
};

/* --- kexec ------------------------------------------------------------------------------ */

struct kexec_part { uint64_t buf, bufsz, mem, memsz; };
struct compat_kexec_part { uint32_t buf, bufsz, mem, memsz; };
#define KEXEC(m, t)	FIELD2(struct kexec_part, struct compat_kexec_part, m, t)

static const struct sct_type t_kexec_part = STRUCT2(struct kexec_part, struct compat_kexec_part,
	KEXEC(buf, T_ADDR), KEXEC(bufsz, T_SIZE), KEXEC(mem, T_ADDR), KEXEC(memsz, T_SIZE));

static void print_kexec_flags(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t flags = v->v & 0xffff;
	struct sct_names bare = sct_set_kexec_flags;

	(void)t;
	sct_put_enum(p, &sct_set_kexec_arch, v->v & ~(uint64_t)0xffff);
	if (!flags)
		return;
	bare.unknown = NULL;
	sb_char(p->sb, '|');
	sct_put_flags(p, &bare, flags);
}

static const struct sct_type t_kexec_flags = { .print = print_kexec_flags, .size = { 8, 4 } };

/* --- aio -------------------------------------------------------------------------------- */

static const struct sct_type t_io_event = STRUCT(struct io_event,
	FIELD(struct io_event, data, T_HEX64), FIELD(struct io_event, obj, T_HEX64),
	FIELD(struct io_event, res, T_S64), FIELD(struct io_event, res2, T_S64));

static bool moves_bytes(const struct sct_printer *p, const struct sct_value *s)
{
	uint64_t op = SCT_LOAD(s, struct iocb, aio_lio_opcode);

	(void)p;
	return op == IOCB_CMD_PREAD || op == IOCB_CMD_PWRITE || op == IOCB_CMD_PREADV ||
	       op == IOCB_CMD_PWRITEV;
}

static bool moves_buffer(const struct sct_printer *p, const struct sct_value *s)
{
	uint64_t op = SCT_LOAD(s, struct iocb, aio_lio_opcode);

	(void)p;
	return op == IOCB_CMD_PREAD || op == IOCB_CMD_PWRITE;
}

static bool has_result_fd(const struct sct_printer *p, const struct sct_value *s)
{
	return moves_bytes(p, s) && (SCT_LOAD(s, struct iocb, aio_flags) & IOCB_FLAG_RESFD);
}

#define IOCB(m, t, ...)	FIELD(struct iocb, m, t, ##__VA_ARGS__)

static const struct sct_type t_iocb = STRUCT(struct iocb,
	IOCB(aio_data, T_HEX64, .nonzero = true), IOCB(aio_key, T_UINT, .nonzero = true),
	IOCB(aio_lio_opcode, ENUM_U16(aio_cmds)), IOCB(aio_reqprio, T_S16, .nonzero = true),
	IOCB(aio_fildes, T_FD), IOCB(aio_buf, T_ADDR, .when = moves_bytes),
	IOCB(aio_nbytes, T_U64, .when = moves_buffer), IOCB(aio_offset, T_S64, .when = moves_bytes),
	IOCB(aio_flags, FLAGS(aio_flags), .when = has_result_fd),
	IOCB(aio_resfd, T_FD, .when = has_result_fd));

static const struct sct_type t_iocb_head = STRUCT(struct iocb,
	IOCB(aio_data, T_HEX64, .nonzero = true), IOCB(aio_key, T_UINT, .nonzero = true),
	IOCB(aio_lio_opcode, ENUM_U16(aio_cmds)), IOCB(aio_reqprio, T_S16, .nonzero = true),
	IOCB(aio_fildes, T_FD));

/* An array of pointers to control blocks. */
static void print_iocbs(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	size_t word = p->compat ? 4 : 8, size = t->elem->size[p->compat];
	uint64_t nr = sct_length(p, &t->len), i;

	if (!nr && v->v && p->verbose) {
		sb_str(p->sb, "[]");
		return;
	}
	if (!v->v || !p->verbose || !sct_mem_exact(p, v->v, word)) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++) {
		uint64_t at = v->v + i * word, addr;
		const uint8_t *mem = sct_mem_exact(p, at, word);

		if (i)
			sb_str(p->sb, ", ");
		if (!mem || (p->abbrev && i >= p->opt->string_limit)) {
			if (mem)
				sb_str(p->sb, "...");
			else
				sb_printf(p->sb, "... /* %#llx */", (unsigned long long)at);
			break;
		}
		addr = sct_load(mem, word);
		mem = addr ? sct_mem_exact(p, addr, size) : NULL;
		if (mem)
			sct_put_mem(p, t->elem, addr, mem, size, NULL);
		else
			sct_put_addr(p, addr);
	}
	sb_char(p->sb, ']');
}

static const struct sct_type t_iocbs = {
	.print = print_iocbs, .elem = &t_iocb, .dir = SCT_DIR_IN, .capture = SCT_CAP_POINTEES,
	.size = { 8, 4 }, .len = LEN_ARG(1),
};

/* --- io_uring ---------------------------------------------------------------------------- */

#define SQ(m)	FIELD(struct io_sqring_offsets, m, T_UINT)
static const struct sct_type t_sq_off = STRUCT(struct io_sqring_offsets,
	SQ(head), SQ(tail), SQ(ring_mask), SQ(ring_entries), SQ(flags), SQ(dropped), SQ(array));

#define CQ(m)	FIELD(struct io_cqring_offsets, m, T_UINT)
static const struct sct_type t_cq_off = STRUCT(struct io_cqring_offsets,
	CQ(head), CQ(tail), CQ(ring_mask), CQ(ring_entries), CQ(overflow), CQ(cqes), CQ(flags));

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
	URING(sq_entries, T_UINT, .when = was_set_up),
	URING(cq_entries, T_UINT, .when = was_set_up),
	URING(features, FLAGS(uring_features), .when = was_set_up),
	URING(sq_off, &t_sq_off, .when = was_set_up),
	URING(cq_off, &t_cq_off, .when = was_set_up));

/* A failed call leaves what the program asked for. */
#define URING_PARAMS	SCT_POINTER(sct_print_pointer, SCT_DIR_OUT, &t_uring_params, LEN_N(1), \
				    .flags = SCT_T_ON_ERROR)

static const struct sct_case uring_cases[] = {
	CASE(0, ARGS(IN_IOVEC(LEN_ARG(3)), T_UINT)),		/* BUFFERS */
	CASE(2, ARGS(IN_ARRAY(T_FD, LEN_ARG(3)), T_UINT)),	/* FILES */
	CASE(4, ARGS(IN_ARRAY(T_FD, LEN_ARG(3)), T_UINT)),	/* EVENTFD */
	CASE(7, ARGS(IN_ARRAY(T_FD, LEN_ARG(3)), T_UINT)),	/* EVENTFD_ASYNC */
};

const struct sct_annotation sct_calls_misc[] = {
	SYSCALL(perf_event_open, ARGS(T_ADDR, T_PID, T_INT, T_FD, FLAGS_LONG(perf_flags)),
		RET(T_FD)),
	SYSCALL(userfaultfd, ARGS(FLAGS(userfaultfd_flags)), RET(T_FD)),
	SYSCALL(acct, ARGS(T_PATH)),
	SYSCALL(swapoff, ARGS(T_PATH)),
	SYSCALL(lookup_dcookie, ARGS(T_U64, OUT_BUF(LEN_RET), T_SIZE)),
	SYSCALL_32(lookup_dcookie, ARGS(T_LOFF_PAIR, AT(2, OUT_BUF(LEN_RET)), AT(3, T_SIZE))),
	SYSCALL(modify_ldt, ARGS(T_INT, SCT_POINTER(print_ldt, SCT_DIR_IN, &t_segment, LEN_N(1)),
				 T_ULONG), RET(T_INT)),
	SYSCALL(set_thread_area, ARGS(INOUT(&t_segment))),
	SYSCALL(get_thread_area, ARGS(INOUT(&t_segment))),
	SYSCALL(landlock_create_ruleset,
		ARGS(CUSTOM(print_ruleset, SCT_DIR_IN, .capture = SCT_CAP_BLOCK, .len = LEN_N(8)),
		     T_SIZE, FLAGS(landlock_ruleset_flags)), RET(T_FD)),
	SYSCALL(landlock_add_rule, ARGS(T_FD, ENUM(landlock_rules),
					SWITCH(1, landlock_cases, ARGS(T_ADDR, T_HEX32)))),
	SYSCALL(landlock_restrict_self, ARGS(T_FD, T_HEX32)),
	SYSCALL(kexec_load, ARGS(T_HEXLONG, T_ULONG, IN_ARRAY(&t_kexec_part, LEN_ARG(1)),
				 &t_kexec_flags)),
	SYSCALL(kexec_file_load, ARGS(T_FD, T_FD, T_ULONG, IN_BUF(LEN_ARG(2)),
				      FLAGS_LONG(kexec_file_flags))),
	SYSCALL(io_setup, ARGS(T_UINT, OUT(T_ADDR))),
	SYSCALL(io_destroy, ARGS(T_ADDR)),
	SYSCALL(io_submit, ARGS(T_ADDR, T_LONG, &t_iocbs)),
	SYSCALL(io_cancel, ARGS(T_ADDR, IN(&t_iocb_head), OUT(&t_io_event))),
	SYSCALL(io_getevents, ARGS(T_ADDR, T_LONG, T_LONG, OUT_ARRAY(&t_io_event, LEN_RET),
				   IN(&sct_t_timespec))),
	SYSCALL(io_uring_setup, ARGS(T_UINT, URING_PARAMS), RET(T_FD)),
	SYSCALL(io_uring_enter, ARGS(T_FD, T_UINT, T_UINT, FLAGS(uring_enter_flags),
				     IN_SIGSET(5), T_SIZE)),
	SYSCALL(io_uring_register, ARGS(T_FD, ENUM(uring_register_ops),
					SWITCH(1, uring_cases, ARGS(T_ADDR, T_UINT)))),
	{ .name = NULL }
};
