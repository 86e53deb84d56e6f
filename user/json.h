/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writes JSON: members of objects, with the commas between them.
 *
 * Whatever bytes go in, what comes out is valid: UTF-8, and without a character
 * that a terminal would act upon.
 */
#ifndef SCT_JSON_H
#define SCT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strbuf.h"

/* '{"' or ', "', then 'key": '; an object is closed with sb_char(sb, '}'). */
void sct_json_key(struct strbuf *sb, const char *key);

/* A comma, unless the text ends where an object or an array begins. */
void sct_json_separate(struct strbuf *sb);

/* A string, quoted and escaped; @text must be UTF-8: see sct_json_bytes(). */
void sct_json_string(struct strbuf *sb, const char *text, size_t len);

/* Members of the object that is open. */
void sct_json_text(struct strbuf *sb, const char *key, const char *value);
void sct_json_u64(struct strbuf *sb, const char *key, uint64_t value);
void sct_json_s64(struct strbuf *sb, const char *key, int64_t value);
void sct_json_hex(struct strbuf *sb, const char *key, uint64_t value);	/* "0x1f" */

/* Any bytes: as @key if they are UTF-8, else in base64, as @key with "_base64" behind it. */
void sct_json_bytes(struct strbuf *sb, const char *key, const void *bytes, size_t len);

/* Whether they are UTF-8 as RFC 3629 has it. */
bool sct_is_utf8(const void *bytes, size_t len);

#endif
