// SPDX-License-Identifier: GPL-2.0
/* Writes JSON (RFC 8259). */
#include "json.h"

/* The bytes of the character at @at, 0 if there is none that is well-formed. */
static size_t utf8_length(const uint8_t *at, size_t left, uint32_t *character)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len, i;

	if (at[0] < 0x80)
		len = 1;
	else if (at[0] >= 0xc0 && at[0] < 0xe0)
		len = 2;
	else if (at[0] >= 0xe0 && at[0] < 0xf0)
		len = 3;
	else if (at[0] >= 0xf0 && at[0] < 0xf8)
		len = 4;
	else
		return 0;
	if (len > left)
		return 0;
	*character = len == 1 ? at[0] : at[0] & (0x7f >> len);
	for (i = 1; i < len; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
		*character = *character << 6 | (at[i] & 0x3f);
	}
	/* a longer form than needed, a surrogate, or past the last one */
	if (*character < least[len] || (*character >= 0xd800 && *character < 0xe000) ||
	    *character > 0x10ffff)
		return 0;
	return len;
}

bool sct_is_utf8(const void *bytes, size_t len)
{
	const uint8_t *at = bytes;
	uint32_t character;
	size_t i, n;

	for (i = 0; i < len; i += n) {
		n = utf8_length(at + i, len - i, &character);
		if (!n)
			return false;
	}
	return true;
}

void sct_json_separate(struct strbuf *sb)
{
	if (sb->len && sb->buf[sb->len - 1] != '{' && sb->buf[sb->len - 1] != '[')
		sb_str(sb, ", ");
}

void sct_json_key(struct strbuf *sb, const char *key)
{
	sct_json_separate(sb);
	sct_json_string(sb, key, strlen(key));
	sb_str(sb, ": ");
}

/* Those that JSON wants to be escaped, and those that a terminal takes for commands. */
static void put_character(struct strbuf *sb, uint32_t character, const uint8_t *bytes, size_t len)
{
	if (character == '"' || character == '\\') {
		sb_char(sb, '\\');
		sb_char(sb, (char)character);
	} else if (character == '\n') {
		sb_str(sb, "\\n");
	} else if (character == '\t') {
		sb_str(sb, "\\t");
	} else if (character < 0x20 || (character >= 0x7f && character < 0xa0)) {
		sb_printf(sb, "\\u%04x", character);
	} else {
		sb_mem(sb, bytes, len);
	}
}

void sct_json_string(struct strbuf *sb, const char *text, size_t len)
{
	const uint8_t *bytes = (const uint8_t *)text;
	uint32_t character;
	size_t i, n;

	sb_char(sb, '"');
	for (i = 0; i < len; i += n) {
		n = utf8_length(bytes + i, len - i, &character);
		if (n) {
			put_character(sb, character, bytes + i, n);
		} else {
			sb_str(sb, "\\ufffd");
			n = 1;
		}
	}
	sb_char(sb, '"');
}

void sct_json_text(struct strbuf *sb, const char *key, const char *value)
{
	sct_json_key(sb, key);
	sct_json_string(sb, value, strlen(value));
}

void sct_json_u64(struct strbuf *sb, const char *key, uint64_t value)
{
	sct_json_key(sb, key);
	sb_u64(sb, value);
}

void sct_json_s64(struct strbuf *sb, const char *key, int64_t value)
{
	sct_json_key(sb, key);
	sb_s64(sb, value);
}

void sct_json_hex(struct strbuf *sb, const char *key, uint64_t value)
{
	sct_json_key(sb, key);
	sb_printf(sb, "\"0x%llx\"", (unsigned long long)value);
}

static void put_base64(struct strbuf *sb, const uint8_t *bytes, size_t len)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t i, left;
	uint32_t three;
	char out[4];

	for (i = 0; i < len; i += 3) {
		left = len - i;
		three = (uint32_t)bytes[i] << 16;
		if (left > 1)
			three |= (uint32_t)bytes[i + 1] << 8;
		if (left > 2)
			three |= bytes[i + 2];
		out[0] = digits[three >> 18];
		out[1] = digits[three >> 12 & 63];
		out[2] = left > 1 ? digits[three >> 6 & 63] : '=';
		out[3] = left > 2 ? digits[three & 63] : '=';
		sb_mem(sb, out, sizeof(out));
	}
}

void sct_json_bytes(struct strbuf *sb, const char *key, const void *bytes, size_t len)
{
	struct strbuf other = STRBUF_INIT;

	if (sct_is_utf8(bytes, len)) {
		sct_json_key(sb, key);
		sct_json_string(sb, bytes, len);
		return;
	}
	sb_printf(&other, "%s_base64", key);
	sct_json_key(sb, sb_cstr(&other));
	sb_free(&other);
	sb_char(sb, '"');
	put_base64(sb, bytes, len);
	sb_char(sb, '"');
}
