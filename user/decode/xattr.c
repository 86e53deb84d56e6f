// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on extended attributes.
 */
#include "decode/common.h"
#include "decode/newer.h"

/* Longer values than this are errors: only the address is shown. */
#define MAX_VALUE	65536

/* A NUL that would be the last of what is shown is not, except in hex. */
static void put_value(struct sct_printer *p, uint64_t addr, uint64_t len)
{
	size_t limit = p->opt->string_limit, shown = len < limit ? len : limit;
	const uint8_t *mem = shown ? sct_mem_exact(p, addr, shown) : (const uint8_t *)"";

	if (!mem || !addr || len > MAX_VALUE)
		sct_put_addr(p, addr);
	else if (shown && !mem[shown - 1] && p->opt->hex_strings == SCT_HEX_NONE)
		sct_put_string(p, mem, shown - 1, false);
	else
		sct_put_string(p, mem, shown, len > shown);
}

static void print_value(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	if (p->phase == SCT_PHASE_OUT && !sct_succeeded(p))
		sct_put_addr(p, v->v);
	else
		put_value(p, v->v, sct_length(p, &t->len));
}

#define VALUE(d, ...)	CUSTOM(print_value, d, .capture = SCT_CAP_BYTES, .len = __VA_ARGS__)
#define SET_VALUE	VALUE(SCT_DIR_IN, LEN_SIZE(3))
#define GET_VALUE	VALUE(SCT_DIR_OUT, LEN_RET)

/* Names of attributes: with a size of 0 only their length was asked for. */
static void print_names(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	if (p->call->args[t->param])
		sct_print_buffer(p, t, v);
	else
		sct_put_addr(p, v->v);
}

#define NAMES(size)	CUSTOM(print_names, SCT_DIR_OUT, .capture = SCT_CAP_BYTES, .len = LEN_RET, \
			       .param = (size))

/* --- setxattrat and the like: the value is behind a structure ---------------- */

static void print_set_value(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	put_value(p, v->v, SCT_LOAD(v->outer, struct now_xattr_args, size));
}

static void print_got_value(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_printer out = *p;

	(void)t;
	out.phase = SCT_PHASE_OUT;
	if (sct_succeeded(p))
		put_value(&out, v->v, (uint64_t)p->call->ret);
	else
		sct_put_addr(p, v->v);
}

#define XATTR_ARGS(value_type) STRUCT(struct now_xattr_args, \
	FIELD(struct now_xattr_args, value, value_type), \
	FIELD(struct now_xattr_args, size, T_UINT), \
	FIELD(struct now_xattr_args, flags, FLAGS(xattr_flags)))

static const struct sct_type t_set_args = XATTR_ARGS(
	CUSTOM(print_set_value, SCT_DIR_IN, .capture = SCT_CAP_BYTES,
	       .len = LEN_FIELD32(4, struct now_xattr_args, size)));
static const struct sct_type t_get_args = XATTR_ARGS(
	CUSTOM(print_got_value, SCT_DIR_OUT, .capture = SCT_CAP_BYTES, .len = LEN_RET));

const struct sct_annotation sct_calls_xattr[] = {
	SYSCALL(setxattr, ARGS(T_PATH, T_STR, SET_VALUE, T_SIZE, FLAGS(xattr_flags))),
	SYSCALL(lsetxattr, ARGS(T_PATH, T_STR, SET_VALUE, T_SIZE, FLAGS(xattr_flags))),
	SYSCALL(fsetxattr, ARGS(T_FD, T_STR, SET_VALUE, T_SIZE, FLAGS(xattr_flags))),
	SYSCALL(setxattrat, ARGS(T_DIRFD, T_PATH, FLAGS(xattrat_flags), T_STR,
				 IN_SIZED(&t_set_args, 5, 16), T_SIZE)),
	SYSCALL(getxattr, ARGS(T_PATH, T_STR, GET_VALUE, T_SIZE)),
	SYSCALL(lgetxattr, ARGS(T_PATH, T_STR, GET_VALUE, T_SIZE)),
	SYSCALL(fgetxattr, ARGS(T_FD, T_STR, GET_VALUE, T_SIZE)),
	SYSCALL(getxattrat, ARGS(T_DIRFD, T_PATH, FLAGS(xattrat_flags), T_STR,
				 IN_SIZED_LATE(&t_get_args, 5, 16), T_SIZE)),
	SYSCALL(listxattr, ARGS(T_PATH, NAMES(2), T_SIZE)),
	SYSCALL(llistxattr, ARGS(T_PATH, NAMES(2), T_SIZE)),
	SYSCALL(flistxattr, ARGS(T_FD, NAMES(2), T_SIZE)),
	SYSCALL(listxattrat, ARGS(T_DIRFD, T_PATH, FLAGS(xattrat_flags), NAMES(4), T_SIZE)),
	SYSCALL(removexattr, ARGS(T_PATH, T_STR)),
	SYSCALL(lremovexattr, ARGS(T_PATH, T_STR)),
	SYSCALL(fremovexattr, ARGS(T_FD, T_STR)),
	SYSCALL(removexattrat, ARGS(T_DIRFD, T_PATH, FLAGS(xattrat_flags), T_STR)),
	{ .name = NULL }
};
