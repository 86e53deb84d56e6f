// SPDX-License-Identifier: GPL-2.0
/*
 * Asynchronous I/O of the old kind: io_submit() and its kin.
 */
#include <linux/aio_abi.h>

#include "decode/common.h"

/* --- Control blocks ------------------------------------------------------------------------ */

#define LOAD(s, m)	SCT_LOAD(s, struct iocb, m)

static bool opcode_is(const struct sct_value *s, unsigned int one, unsigned int other)
{
	uint64_t opcode = LOAD(s, aio_lio_opcode);

	return opcode == one || opcode == other;
}

static bool moves_buffer(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return opcode_is(s, IOCB_CMD_PREAD, IOCB_CMD_PWRITE);
}

static bool moves_vector(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return opcode_is(s, IOCB_CMD_PREADV, IOCB_CMD_PWRITEV);
}

static bool moves_bytes(const struct sct_printer *p, const struct sct_value *s)
{
	return moves_buffer(p, s) || moves_vector(p, s);
}

/* Too many vectors to be meant. */
static bool counts_bytes(const struct sct_printer *p, const struct sct_value *s)
{
	return moves_buffer(p, s) || (moves_vector(p, s) && (int64_t)LOAD(s, aio_nbytes) < 0);
}

static bool polls(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return opcode_is(s, IOCB_CMD_POLL, IOCB_CMD_POLL);
}

static bool has_flags(const struct sct_printer *p, const struct sct_value *s)
{
	return moves_bytes(p, s) || polls(p, s);
}

static bool has_priority(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return (LOAD(s, aio_flags) & IOCB_FLAG_IOPRIO) || LOAD(s, aio_reqprio);
}

static void print_priority(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	(void)t;
	if (!(LOAD(v->outer, aio_flags) & IOCB_FLAG_IOPRIO)) {
		sb_s64(p->sb, (int16_t)v->v);
	} else if (sct_begin_text(p, v->v, 'x')) {
		sct_put_ioprio(p, (uint16_t)v->v);
		sct_end_text(p);
	}
}

/* The memory that the kernel reads from is too many pointers away to be there. */
static void print_vector(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	if (v->v && !LOAD(v->outer, aio_nbytes))
		sb_str(p->sb, "[]");
	else
		sct_put_addr(p, v->v);
}

static void print_events(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	sct_put_flags(p, &sct_set_poll_events, (uint32_t)v->v);
}

static void print_buffer(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	if (!opcode_is(v->outer, IOCB_CMD_PWRITE, IOCB_CMD_PWRITE))
		sb_hex(p->sb, v->v);
	else if (v->v && !LOAD(v->outer, aio_nbytes))
		sb_str(p->sb, "\"\"");
	else
		sct_put_addr(p, v->v);
}

static void print_result_fd(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	if (LOAD(v->outer, aio_flags) & IOCB_FLAG_RESFD)
		sct_print_fd(p, t, v);
	else
		sb_hex(p->sb, (uint32_t)v->v);
}

static bool has_result_fd(const struct sct_printer *p, const struct sct_value *s)
{
	return has_flags(p, s) &&
	       ((LOAD(s, aio_flags) & IOCB_FLAG_RESFD) || LOAD(s, aio_resfd));
}

static const struct sct_type t_priority = { .print = print_priority, .size = { 2, 2 } };
static const struct sct_type t_vector = { .print = print_vector, .size = { 8, 8 } };
static const struct sct_type t_events = { .print = print_events, .size = { 8, 8 } };
static const struct sct_type t_buffer = { .print = print_buffer, .size = { 8, 8 } };
static const struct sct_type t_result_fd = {
	.print = print_result_fd, .size = { 4, 4 }, .flags = SCT_T_SIGNED,
};

#define IOCB(m, t, ...)	FIELD(struct iocb, m, t, ##__VA_ARGS__)
#define HEAD \
	IOCB(aio_data, T_HEX64), IOCB(aio_key, T_UINT, .nonzero = true), \
	IOCB(aio_rw_flags, FLAGS(rwf_flags), .nonzero = true), \
	IOCB(aio_lio_opcode, ENUM_U16(aio_cmds)), \
	IOCB(aio_reqprio, &t_priority, .when = has_priority), IOCB(aio_fildes, T_FD)

static const struct sct_type t_iocb_head = STRUCT(struct iocb, HEAD);

static const struct sct_type t_iocb = STRUCT(struct iocb, HEAD,
	IOCB(aio_buf, &t_buffer, .when = moves_buffer),
	IOCB(aio_buf, &t_vector, .when = moves_vector), IOCB(aio_buf, &t_events, .when = polls),
	IOCB(aio_nbytes, T_U64, .when = counts_bytes), IOCB(aio_offset, T_S64, .when = moves_bytes),
	IOCB(aio_flags, FLAGS(aio_flags), .nonzero = true, .when = has_flags),
	IOCB(aio_resfd, &t_result_fd, .when = has_result_fd));

/* An array of pointers to control blocks. */
static void print_iocbs(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	size_t word = p->compat ? 4 : 8, size = t->elem->size[p->compat];
	uint64_t nr = sct_length(p, &t->len), i;

	if (!nr && v->v && !sct_length_is_negative(p, &t->len)) {
		sb_str(p->sb, "[]");
		return;
	}
	if (!v->v || !nr || !p->verbose || !sct_mem_exact(p, v->v, word)) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++) {
		uint64_t at = v->v + i * word, addr;
		const uint8_t *mem = sct_mem_exact(p, at, word);

		if (i)
			sb_str(p->sb, ", ");
		if (!mem) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)at);
			break;
		}
		if (p->abbrev && i >= p->opt->string_limit) {
			sb_str(p->sb, "...");
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

/* --- Calls ----------------------------------------------------------------------------------- */

static const struct sct_type t_io_event = STRUCT(struct io_event,
	FIELD(struct io_event, data, T_HEX64), FIELD(struct io_event, obj, T_HEX64),
	FIELD(struct io_event, res, T_S64), FIELD(struct io_event, res2, T_S64));

#define EVENTS(timespec, ...) \
	ARGS(T_ADDR, T_LONG, T_LONG, OUT_ARRAY(&t_io_event, LEN_RET), IN(&(timespec)), \
	     ##__VA_ARGS__)

const struct sct_annotation sct_calls_aio[] = {
	SYSCALL(io_setup, ARGS(T_UINT, OUT(T_ADDR))),
	SYSCALL(io_destroy, ARGS(T_ADDR)),
	SYSCALL(io_submit, ARGS(T_ADDR, T_LONG, &t_iocbs)),
	SYSCALL(io_cancel, ARGS(T_ADDR, IN(&t_iocb_head), OUT(&t_io_event))),
	SYSCALL(io_getevents, EVENTS(sct_t_timespec)),
	SYSCALL(io_pgetevents, EVENTS(sct_t_timespec, IN(&sct_t_sigset_argument))),
	SYSCALL(io_pgetevents_time64, EVENTS(sct_t_timespec64, IN(&sct_t_sigset_argument))),
	{ .name = NULL }
};
