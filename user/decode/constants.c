// SPDX-License-Identifier: GPL-2.0
/*
 * Named constants: one of an enumeration, or flags of a word.
 */
#include "decode/types.h"

const char *sct_name_of(const struct sct_names *set, uint64_t value)
{
	unsigned int i;

	for (i = 0; i < set->nr; i++)
		if (set->v[i].value == value)
			return set->v[i].name;
	return NULL;
}

static void put_number(struct strbuf *sb, char base, uint64_t value)
{
	switch (base) {
	case 'd':
		sb_s64(sb, (int32_t)value);
		break;
	case 'u':
		sb_u64(sb, value);
		break;
	case 'o':
		sb_octal(sb, value);
		break;
	default:
		sb_hex(sb, value);
	}
}

bool sct_begin_text(struct sct_printer *p, uint64_t value, char base)
{
	enum sct_const_style style = p->opt->const_style;

	if (style != SCT_CONST_ABBREV)
		put_number(p->sb, base, value);
	if (style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " /* ");
	return style != SCT_CONST_RAW;
}

void sct_end_text(struct sct_printer *p)
{
	if (p->opt->const_style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " */");
}

/* The styles of -X around the names: "0x3", "0x3 /" "* A|B *" "/", "A|B". */
static bool put_style_head(struct sct_printer *p, const struct sct_names *set, uint64_t value)
{
	if (p->opt->const_style == SCT_CONST_ABBREV)
		return true;
	put_number(p->sb, set->base, value);
	return p->opt->const_style == SCT_CONST_VERBOSE;
}

void sct_put_enum(struct sct_printer *p, const struct sct_names *set, uint64_t value)
{
	const char *name = sct_name_of(set, value);
	bool verbose = p->opt->const_style == SCT_CONST_VERBOSE;

	if (!put_style_head(p, set, value))
		return;
	if (name && !verbose) {
		sb_str(p->sb, name);
		return;
	}
	if (!name && !verbose)
		put_number(p->sb, set->base, value);
	if (!name)
		name = set->unknown;
	if (name) {
		sb_str(p->sb, " /* ");
		sb_str(p->sb, name);
		sb_str(p->sb, " */");
	}
}

/* The names of the bits in *value, which are cleared; whether there was one. */
static bool put_bits(struct strbuf *sb, const struct sct_names *set, uint64_t *value)
{
	bool any = false;
	unsigned int i;

	for (i = 0; i < set->nr && *value; i++) {
		uint64_t bits = set->v[i].value;

		if (!bits || (*value & bits) != bits)
			continue;
		if (any)
			sb_char(sb, '|');
		sb_str(sb, set->v[i].name);
		*value &= ~bits;
		any = true;
	}
	return any;
}

static void put_abbreviated_flags(struct strbuf *sb, const struct sct_names *set, uint64_t value)
{
	const char *zero = value ? NULL : sct_name_of(set, 0);

	if (zero) {
		sb_str(sb, zero);
		return;
	}
	if (put_bits(sb, set, &value)) {
		if (value) {
			sb_char(sb, '|');
			sb_hex(sb, value);
		}
		return;
	}
	sb_hex(sb, value);
	if (value && set->unknown) {
		sb_str(sb, " /* ");
		sb_str(sb, set->unknown);
		sb_str(sb, " */");
	}
}

static void put_verbose_flags(struct strbuf *sb, const struct sct_names *set, uint64_t value)
{
	const char *zero = value ? NULL : sct_name_of(set, 0);
	size_t start = sb->len;

	sb_str(sb, " /* ");
	if (zero) {
		sb_str(sb, zero);
	} else if (put_bits(sb, set, &value)) {
		if (value) {
			sb_char(sb, '|');
			sb_hex(sb, value);
		}
	} else if (value && set->unknown) {
		sb_str(sb, set->unknown);
	} else {
		sb_cut(sb, start);
		return;
	}
	sb_str(sb, " */");
}

void sct_put_flags(struct sct_printer *p, const struct sct_names *set, uint64_t value)
{
	if (!put_style_head(p, set, value))
		return;
	if (p->opt->const_style == SCT_CONST_VERBOSE)
		put_verbose_flags(p->sb, set, value);
	else
		put_abbreviated_flags(p->sb, set, value);
}

void sct_put_names(struct sct_printer *p, const struct sct_names *set, uint64_t value)
{
	put_abbreviated_flags(p->sb, set, value);
}

void sct_put_more_flags(struct sct_printer *p, const struct sct_names *set, uint64_t value)
{
	if (!value)
		return;
	sb_char(p->sb, '|');
	if (put_bits(p->sb, set, &value) && value)
		sb_char(p->sb, '|');
	if (value)
		sb_hex(p->sb, value);
}

void sct_print_flags(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	sct_put_flags(p, t->names, v->v);
}

void sct_print_enum(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	sct_put_enum(p, t->names, v->v);
}
