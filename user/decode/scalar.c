// SPDX-License-Identifier: GPL-2.0
/*
 * Numbers: plain ones, and those that stand for something.
 */
#include <linux/stat.h>

#include "decode/types.h"

void sct_print_signed(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_s64(p->sb, (int64_t)v->v);
}

void sct_print_unsigned(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v);
}

void sct_print_hex(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_hex(p->sb, v->v);
}

void sct_print_octal(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_octal(p->sb, v->v);
}

void sct_put_addr(struct sct_printer *p, uint64_t addr)
{
	if (addr)
		sb_hex(p->sb, addr);
	else
		sb_str(p->sb, "NULL");
}

void sct_print_addr(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sct_put_addr(p, v->v);
}

static void print_nothing(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)p;
	(void)t;
	(void)v;
}

static void print_pid(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	sct_put_pid(p, t->param, (int)v->v);
}

void sct_print_who(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	int64_t which = (int64_t)sct_arg(p, 0, T_INT) - t->param;

	if (which == 0 || which == 1)
		sct_put_pid(p, which ? SCT_PID_GROUP : SCT_PID_TASK, (int)v->v);
	else
		sb_s64(p->sb, (int)v->v);
}

/* All ones is "leave it alone". */
static void print_uid(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t all_ones = t->size[0] == 2 ? 0xffff : 0xffffffff;

	if (v->v == all_ones)
		sb_str(p->sb, "-1");
	else
		sb_u64(p->sb, v->v);
}

static void put_octal3(struct strbuf *sb, uint64_t value)
{
	if (value >= 0100) {
		sb_octal(sb, value);
		return;
	}
	sb_char(sb, '0');
	sb_char(sb, (char)('0' + (value >> 3)));
	sb_char(sb, (char)('0' + (value & 7)));
}

void sct_put_mode(struct sct_printer *p, uint64_t mode)
{
	put_octal3(p->sb, mode);
}

static void print_mode(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sct_put_mode(p, v->v);
}

static void put_umode_names(struct strbuf *sb, const char *type, uint64_t mode)
{
	if (type) {
		sb_str(sb, type);
		sb_char(sb, '|');
	}
	if (mode & S_ISUID)
		sb_str(sb, "S_ISUID|");
	if (mode & S_ISGID)
		sb_str(sb, "S_ISGID|");
	if (mode & S_ISVTX)
		sb_str(sb, "S_ISVTX|");
	put_octal3(sb, mode & ~(uint64_t)(S_IFMT | S_ISUID | S_ISGID | S_ISVTX));
}

void sct_put_umode(struct sct_printer *p, uint64_t mode)
{
	const char *type = mode & S_IFMT ? sct_name_of(&sct_set_file_type, mode & S_IFMT) : NULL;

	if (mode & S_IFMT && !type) {
		put_octal3(p->sb, mode);
		return;
	}
	if (p->opt->const_style != SCT_CONST_ABBREV)
		put_octal3(p->sb, mode);
	if (p->opt->const_style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " /* ");
	if (p->opt->const_style != SCT_CONST_RAW) {
		put_umode_names(p->sb, type, mode);
	}
	sct_end_text(p);
}

static void print_umode(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	(void)t;
	sct_put_umode(p, v->v);
}

/* The kernel's encoding of 32 bits, or glibc's of 64, which agree where they meet. */
void sct_put_dev(struct sct_printer *p, uint64_t dev)
{
	uint64_t major = (dev >> 8 & 0xfff) | (dev >> 32 & 0xfffff000);
	uint64_t minor = (dev & 0xff) | (dev >> 12 & 0xffffff00);

	if (!sct_begin_text(p, dev, 'x'))
		return;
	sb_str(p->sb, "makedev(");
	sb_hex(p->sb, major);
	sb_str(p->sb, ", ");
	sb_hex(p->sb, minor);
	sb_char(p->sb, ')');
	sct_end_text(p);
}

static void print_dev(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sct_put_dev(p, v->v);
}

void sct_put_signal(struct sct_printer *p, int signo)
{
	const char *name = signo > 0 && signo <= 64 ? sct_signal_name(signo) : NULL;

	if (!name || p->opt->const_style != SCT_CONST_ABBREV)
		sb_s64(p->sb, signo);
	if (!name || p->opt->const_style == SCT_CONST_RAW)
		return;
	if (p->opt->const_style == SCT_CONST_VERBOSE)
		sb_printf(p->sb, " /* %s */", name);
	else
		sb_str(p->sb, name);
}

static void print_signal(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	sct_put_signal(p, (int)v->v);
}

#define NUMBER(id, s64, s32, fn, f) \
	const struct sct_type sct_t_##id = { \
		.print = (fn), .size = { (s64), (s32) }, .flags = SCT_T_SCALAR | (f) }

NUMBER(int, 4, 4, sct_print_signed, SCT_T_SIGNED);
NUMBER(uint, 4, 4, sct_print_unsigned, 0);
NUMBER(long, 8, 4, sct_print_signed, SCT_T_SIGNED);
NUMBER(ulong, 8, 4, sct_print_unsigned, 0);
NUMBER(size, 8, 4, sct_print_unsigned, 0);
NUMBER(ssize, 8, 4, sct_print_signed, SCT_T_SIGNED);
NUMBER(s64, 8, 8, sct_print_signed, SCT_T_SIGNED);
NUMBER(u64, 8, 8, sct_print_unsigned, 0);
NUMBER(u8, 1, 1, sct_print_unsigned, 0);
NUMBER(u16, 2, 2, sct_print_unsigned, 0);
NUMBER(s16, 2, 2, sct_print_signed, SCT_T_SIGNED);
NUMBER(hex8, 1, 1, sct_print_hex, 0);
NUMBER(hex16, 2, 2, sct_print_hex, 0);
NUMBER(hex32, 4, 4, sct_print_hex, 0);
NUMBER(hex64, 8, 8, sct_print_hex, 0);
NUMBER(hexlong, 8, 4, sct_print_hex, 0);
NUMBER(octal, 4, 4, sct_print_octal, 0);
#define PID(id, kind)	\
	const struct sct_type sct_t_##id = { \
		.print = print_pid, .size = { 4, 4 }, .flags = SCT_T_SCALAR | SCT_T_SIGNED, \
		.param = (kind) }

PID(pid, SCT_PID_TASK);
PID(pgid, SCT_PID_GROUP);
PID(sid, SCT_PID_SESSION);
NUMBER(uid, 4, 4, print_uid, 0);
NUMBER(uid16, 2, 2, print_uid, 0);
NUMBER(mode, 2, 2, print_mode, 0);
NUMBER(umode, 2, 2, print_umode, 0);
NUMBER(dev, 4, 4, print_dev, 0);
NUMBER(off, 8, 4, sct_print_signed, SCT_T_SIGNED);
NUMBER(loff, 8, 8, sct_print_signed, SCT_T_SIGNED);
NUMBER(loff_pair, 8, 8, sct_print_signed, SCT_T_SIGNED | SCT_T_PAIR);
NUMBER(signal, 4, 4, print_signal, SCT_T_SIGNED);
NUMBER(addr, 8, 4, sct_print_addr, 0);
NUMBER(ret_addr, 8, 4, sct_print_hex, 0);
NUMBER(none, 8, 4, print_nothing, 0);

const struct sct_type sct_t_clockid = {
	.print = sct_print_enum, .names = &sct_set_clocks, .size = { 4, 4 },
	.flags = SCT_T_SCALAR,
};
