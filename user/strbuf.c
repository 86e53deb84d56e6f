// SPDX-License-Identifier: GPL-2.0
/* A growing string. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "strbuf.h"

#define STRBUF_FIRST	256

static void out_of_memory(void)
{
	static const char msg[] = "sctrace: out of memory\n";
	ssize_t ignored = write(STDERR_FILENO, msg, sizeof(msg) - 1);

	(void)ignored;
	_exit(1);
}

void sb_grow(struct strbuf *sb, size_t more)
{
	size_t size = sb->size ? sb->size : STRBUF_FIRST;
	char *buf;

	if (more > SIZE_MAX / 4 || sb->len > SIZE_MAX / 4)
		out_of_memory();
	while (size - sb->len < more)
		size *= 2;
	if (size == sb->size)
		return;
	buf = realloc(sb->buf, size);
	if (!buf)
		out_of_memory();
	sb->buf = buf;
	sb->size = size;
}

void sb_free(struct strbuf *sb)
{
	free(sb->buf);
	*sb = (struct strbuf)STRBUF_INIT;
}

#define MAX_DIGITS	20	/* of 64 bits */
#define BILLION		1000000000U

static unsigned int count_digits(uint32_t value)
{
	static const uint32_t powers[] = {
		0, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
	};
	unsigned int bits = 32 - __builtin_clz(value | 1);
	unsigned int digits = bits * 1233 >> 12;	/* bits * log10(2), one less at times */

	return digits + (value >= powers[digits]);
}

/* The last @digits of them, zeros included; two at a time for half the divisions. */
static inline void put_digits(struct strbuf *sb, uint32_t value, unsigned int digits)
{
	static const char pairs[] =
		"00010203040506070809101112131415161718192021222324"
		"25262728293031323334353637383940414243444546474849"
		"50515253545556575859606162636465666768697071727374"
		"75767778798081828384858687888990919293949596979899";
	char *first = sb->buf + sb->len, *at = first + digits;

	sb->len += digits;
	while (at >= first + 2) {
		at -= 2;
		memcpy(at, pairs + value % 100 * 2, 2);
		value /= 100;
	}
	if (at > first)
		*first = (char)('0' + value % 10);
}

/* Parts of 32 bits are divided much faster. */
__attribute__((noinline))
static void put_large(struct strbuf *sb, uint64_t value)
{
	sb_number(sb, value / BILLION);
	put_digits(sb, value % BILLION, 9);
}

void sb_number(struct strbuf *sb, uint64_t value)
{
	if (sb->size - sb->len < MAX_DIGITS)
		sb_grow(sb, MAX_DIGITS);
	if (value > UINT32_MAX)
		put_large(sb, value);
	else
		put_digits(sb, (uint32_t)value, count_digits((uint32_t)value));
}

void sb_zeros(struct strbuf *sb, uint32_t value, unsigned int width)
{
	unsigned int digits = count_digits(value);

	if (digits < width)
		digits = width;
	if (sb->size - sb->len < digits)
		sb_grow(sb, digits);
	put_digits(sb, value, digits);
}

void sb_hex(struct strbuf *sb, uint64_t value)
{
	char digits[18];
	size_t at = sizeof(digits);

	if (!value) {
		sb_char(sb, '0');
		return;
	}
	do {
		digits[--at] = "0123456789abcdef"[value & 15];
		value >>= 4;
	} while (value);
	digits[--at] = 'x';
	digits[--at] = '0';
	sb_mem(sb, digits + at, sizeof(digits) - at);
}

void sb_octal(struct strbuf *sb, uint64_t value)
{
	char digits[24];
	size_t at = sizeof(digits);

	if (!value) {
		sb_char(sb, '0');
		return;
	}
	do {
		digits[--at] = '0' + (value & 7);
		value >>= 3;
	} while (value);
	digits[--at] = '0';
	sb_mem(sb, digits + at, sizeof(digits) - at);
}

void sb_printf(struct strbuf *sb, const char *fmt, ...)
{
	va_list ap;
	int len;

	va_start(ap, fmt);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (len < 0)
		return;
	sb_grow(sb, (size_t)len + 1);
	va_start(ap, fmt);
	vsnprintf(sb->buf + sb->len, (size_t)len + 1, fmt, ap);
	va_end(ap);
	sb->len += (size_t)len;
}

const char *sb_cstr(struct strbuf *sb)
{
	if (sb->len == sb->size)
		sb_grow(sb, 1);
	sb->buf[sb->len] = '\0';
	return sb->buf;
}
