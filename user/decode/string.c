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

static void put_hex(struct strbuf *sb, const uint8_t *bytes, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < len; i++) {
		char out[4] = { '\\', 'x', digits[bytes[i] >> 4], digits[bytes[i] & 15] };

		sb_mem(sb, out, sizeof(out));
	}
}

/* As short as it can be without running into a digit that follows. */
static void put_octal_escape(struct strbuf *sb, uint8_t c, bool digit_follows)
{
	sb_char(sb, '\\');
	if (digit_follows || c >= 0100)
		sb_char(sb, (char)('0' + (c >> 6)));
	if (digit_follows || c >= 010)
		sb_char(sb, (char)('0' + (c >> 3 & 7)));
	sb_char(sb, (char)('0' + (c & 7)));
}

static void put_escaped(struct strbuf *sb, const uint8_t *bytes, size_t len, bool hex)
{
	static const char letters[] = "tnvfr";	/* of 9 .. 13 */
	size_t i;

	for (i = 0; i < len; i++) {
		uint8_t c = bytes[i];

		if (c == '"' || c == '\\') {
			sb_char(sb, '\\');
			sb_char(sb, (char)c);
		} else if (is_printable(c)) {
			sb_char(sb, (char)c);
		} else if (is_space(c)) {
			sb_char(sb, '\\');
			sb_char(sb, letters[c - '\t']);
		} else if (hex) {
			put_hex(sb, &c, 1);
		} else {
			put_octal_escape(sb, c, i + 1 < len && bytes[i + 1] >= '0' &&
					 bytes[i + 1] <= '7');
		}
	}
}

void sct_put_string(struct sct_printer *p, const uint8_t *bytes, size_t len, bool more)
{
	enum sct_hex_strings hex = p->opt->hex_strings;

	sb_char(p->sb, '"');
	if (hex == SCT_HEX_ALL || (hex == SCT_HEX_NON_ASCII && !is_plain_text(bytes, len)))
		put_hex(p->sb, bytes, len);
	else
		put_escaped(p->sb, bytes, len, hex == SCT_HEX_CHARS);
	sb_char(p->sb, '"');
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
	sb_char(p->sb, '"');
	put_hex(p->sb, bytes, len);
	sb_char(p->sb, '"');
}

void sct_put_limited_hex(struct sct_printer *p, const uint8_t *bytes, size_t len)
{
	size_t limit = p->opt->string_limit;

	sct_put_hexbytes(p, bytes, len < limit ? len : limit);
	if (len > limit)
		sb_str(p->sb, "...");
}
