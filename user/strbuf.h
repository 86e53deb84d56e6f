/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A growing string: what every printer appends to.
 *
 * Knows nothing of system calls.  Memory that cannot be had ends the program
 * (see strbuf.c), so that no caller has an error to check.
 */
#ifndef SCT_STRBUF_H
#define SCT_STRBUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct strbuf {
	char *buf;	/* not NUL-terminated: see sb_cstr() */
	size_t len;
	size_t size;
};

#define STRBUF_INIT	{ NULL, 0, 0 }

/* Makes room for @more bytes behind len. */
void sb_grow(struct strbuf *sb, size_t more);
void sb_free(struct strbuf *sb);

static inline void sb_reset(struct strbuf *sb)
{
	sb->len = 0;
}

/* Cuts the string back to @len bytes, no more than it has. */
static inline void sb_cut(struct strbuf *sb, size_t len)
{
	sb->len = len;
}

/* Makes the string @len bytes longer; the caller writes them at what this returns. */
static inline char *sb_extend(struct strbuf *sb, size_t len)
{
	if (sb->size - sb->len < len)
		sb_grow(sb, len);
	sb->len += len;
	return sb->buf + sb->len - len;
}

static inline void sb_char(struct strbuf *sb, char c)
{
	if (sb->len == sb->size)
		sb_grow(sb, 1);
	sb->buf[sb->len++] = c;
}

static inline void sb_mem(struct strbuf *sb, const void *mem, size_t len)
{
	if (len)
		memcpy(sb_extend(sb, len), mem, len);
}

static inline void sb_str(struct strbuf *sb, const char *s)
{
	sb_mem(sb, s, strlen(s));
}

static inline void sb_pad(struct strbuf *sb, char c, size_t count)
{
	if (count)
		memset(sb_extend(sb, count), c, count);
}

/* The hot ones, without printf: decimal, "0x" hex, "0" octal as strace has it. */
void sb_number(struct strbuf *sb, uint64_t value);

static inline void sb_u64(struct strbuf *sb, uint64_t value)
{
	if (value < 10)
		sb_char(sb, (char)('0' + value));
	else
		sb_number(sb, value);
}

void sb_hex(struct strbuf *sb, uint64_t value);		/* 0 is "0", like %#lx */
void sb_octal(struct strbuf *sb, uint64_t value);	/* 0 is "0", like %#lo */
static inline void sb_s64(struct strbuf *sb, int64_t value)
{
	if (value < 0)
		sb_char(sb, '-');
	sb_u64(sb, value < 0 ? -(uint64_t)value : (uint64_t)value);
}

/* Decimal, at least @width digits, filled with zeros. */
void sb_zeros(struct strbuf *sb, uint32_t value, unsigned int width);

__attribute__((format(printf, 2, 3)))
void sb_printf(struct strbuf *sb, const char *fmt, ...);

/* The string with a NUL behind it; valid until the next change. */
const char *sb_cstr(struct strbuf *sb);

#endif
