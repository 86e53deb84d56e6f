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

void sb_u64(struct strbuf *sb, uint64_t value)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = '0' + value % 10;
		value /= 10;
	} while (value);
	sb_mem(sb, digits + at, sizeof(digits) - at);
}

void sb_s64(struct strbuf *sb, int64_t value)
{
	if (value < 0) {
		sb_char(sb, '-');
		sb_u64(sb, -(uint64_t)value);
	} else {
		sb_u64(sb, value);
	}
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

void sb_pad(struct strbuf *sb, char c, size_t count)
{
	if (sb->size - sb->len < count)
		sb_grow(sb, count);
	if (count)
		memset(sb->buf + sb->len, c, count);
	sb->len += count;
}

void sb_zeros(struct strbuf *sb, uint64_t value, unsigned int width)
{
	size_t start = sb->len;
	size_t digits;

	sb_u64(sb, value);
	digits = sb->len - start;
	if (digits >= width)
		return;
	sb_pad(sb, '0', width - digits);
	memmove(sb->buf + start + width - digits, sb->buf + start, digits);
	memset(sb->buf + start, '0', width - digits);
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
