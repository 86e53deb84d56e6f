// SPDX-License-Identifier: GPL-2.0
/*
 * Strings of the traced program, quoted so that nothing in them reaches a
 * terminal as it is.
 */
#include "decode/types.h"

static bool is_printable(uint8_t c)
{
	return c >= 0x20 && c < 0x7f;
}

static bool is_space(uint8_t c)
{
	return c >= '\t' && c <= '\r';
}

static bool is_plain_text(const uint8_t *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!is_printable(bytes[i]) && !is_space(bytes[i]))
			return false;
	return true;
}

#define MAX_ESCAPE	4	/* bytes that one byte becomes at most */

/* These write at @to, where there is room, and return where they ended. */

static char *write_hex(char *to, const uint8_t *bytes, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < len; i++) {
		*to++ = '\\';
		*to++ = 'x';
		*to++ = digits[bytes[i] >> 4];
		*to++ = digits[bytes[i] & 15];
	}
	return to;
}

/* As short as it can be without running into a digit that follows. */
static char *write_octal(char *to, uint8_t c, bool digit_follows)
{
	*to++ = '\\';
	if (digit_follows || c >= 0100)
		*to++ = (char)('0' + (c >> 6));
	if (digit_follows || c >= 010)
		*to++ = (char)('0' + (c >> 3 & 7));
	*to++ = (char)('0' + (c & 7));
	return to;
}

static char *write_escaped(char *to, const uint8_t *bytes, size_t len, bool hex)
{
	static const char letters[] = "tnvfr";	/* of 9 .. 13 */
	size_t i;

	for (i = 0; i < len; i++) {
		uint8_t c = bytes[i];

		if (is_printable(c)) {
			if (c == '"' || c == '\\')
				*to++ = '\\';
			*to++ = (char)c;
		} else if (is_space(c)) {
			*to++ = '\\';
			*to++ = letters[c - '\t'];
		} else if (hex) {
			to = write_hex(to, &c, 1);
		} else {
			to = write_octal(to, c, i + 1 < len && bytes[i + 1] >= '0' &&
					 bytes[i + 1] <= '7');
		}
	}
	return to;
}

bool sct_is_redacted(const struct sct_printer *p)
{
	return p->opt->redact & (p->content ? p->content : SCT_REDACT_DATA);
}

struct sct_printer sct_printer_of(const struct sct_printer *p, unsigned int content)
{
	struct sct_printer q = *p;

	q.content = (uint8_t)content;
	return q;
}

void sct_put_redacted(struct sct_printer *p)
{
	sb_str(p->sb, "\"<redacted>\"");
}

void sct_put_string(struct sct_printer *p, const uint8_t *bytes, size_t len, bool more)
{
	enum sct_hex_strings hex = p->opt->hex_strings;
	char *to;

	if (len && sct_is_redacted(p)) {
		sct_put_redacted(p);
		return;
	}
	to = sb_extend(p->sb, MAX_ESCAPE * len + 2);
	*to++ = '"';
	if (hex == SCT_HEX_ALL || (hex == SCT_HEX_NON_ASCII && !is_plain_text(bytes, len)))
		to = write_hex(to, bytes, len);
	else
		to = write_escaped(to, bytes, len, hex == SCT_HEX_CHARS);
	*to++ = '"';
	sb_cut(p->sb, to - p->sb->buf);
	if (more)
		sb_str(p->sb, "...");
}

void sct_put_limited(struct sct_printer *p, const uint8_t *bytes, size_t len)
{
	size_t limit = p->opt->string_limit;

	sct_put_string(p, bytes, len < limit ? len : limit, len > limit);
}

void sct_put_hexbytes(struct sct_printer *p, const uint8_t *bytes, size_t len)
{
	char *to;

	if (len && sct_is_redacted(p)) {
		sct_put_redacted(p);
		return;
	}
	to = sb_extend(p->sb, MAX_ESCAPE * len + 2);
	*to++ = '"';
	to = write_hex(to, bytes, len);
	*to = '"';
}

void sct_put_limited_hex(struct sct_printer *p, const uint8_t *bytes, size_t len)
{
	size_t limit = p->opt->string_limit;

	sct_put_hexbytes(p, bytes, len < limit ? len : limit);
	if (len > limit && !sct_is_redacted(p))
		sb_str(p->sb, "...");
}
