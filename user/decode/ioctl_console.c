// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of the Linux console: keyboard, sound, fonts, colours.
 */
#include <linux/kd.h>
#include <linux/keyboard.h>

#include "decode/ioctl.h"

/* --- Sound ------------------------------------------------------------------------- */

#define CLOCK_TICK_RATE		1193182U

static void put_hertz(struct sct_printer *p, uint64_t period)
{
	uint64_t hertz = period ? CLOCK_TICK_RATE / period : 0;

	if (hertz && period <= CLOCK_TICK_RATE)
		sb_printf(p->sb, "%llu Hz", (unsigned long long)hertz);
	else
		sb_str(p->sb, "off");
}

static void print_sound(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v);
	if (p->opt->const_style == SCT_CONST_RAW)
		return;
	sb_str(p->sb, " /* ");
	put_hertz(p, v->v);
	sb_str(p->sb, " */");
}

/* Milliseconds, and the length of a period. */
static void print_tone(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	unsigned int duration = v->v >> 16 & 0xffff, period = v->v & 0xffff;

	(void)t;
	if (duration)
		sb_printf(p->sb, "%u<<16|", duration);
	sb_u64(p->sb, period);
	if (p->opt->const_style == SCT_CONST_RAW)
		return;
	sb_str(p->sb, " /* ");
	put_hertz(p, duration ? period : 0);
	if (period && duration)
		sb_printf(p->sb, ", %u ms", duration);
	sb_str(p->sb, " */");
}

static const struct sct_type t_sound = { .print = print_sound, .size = { 8, 4 } };
static const struct sct_type t_tone = { .print = print_tone, .size = { 4, 4 } };

/* A signal, or whatever else: there is no limit to what can be asked for. */
static void print_signal(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	if (v->v && v->v <= 64)
		sct_put_signal(p, (int)v->v);
	else
		sb_u64(p->sb, v->v);
}

static const struct sct_type t_accepted = { .print = print_signal, .size = { 8, 4 } };

/* --- Keys -------------------------------------------------------------------------- */

static void put_key_kind(struct sct_printer *p, uint8_t type, uint8_t value)
{
	const char *name = sct_name_of(&sct_set_kd_key_types, type);

	sb_str(p->sb, "K(");
	if (name)
		sb_str(p->sb, name);
	else
		sb_hex(p->sb, type);
	sb_str(p->sb, ", ");
	if (type == KT_LATIN || type == KT_META || type == KT_LETTER || type == KT_DEAD2)
		sct_put_char(p, value);
	else
		sb_hex(p->sb, value);
	sb_char(p->sb, ')');
}

static void print_key(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	const char *name = sct_name_of(&sct_set_kd_keys, v->v);

	(void)t;
	sb_hex(p->sb, v->v);
	if (p->opt->const_style == SCT_CONST_RAW)
		return;
	sb_str(p->sb, " /* ");
	if (name)
		sb_str(p->sb, name);
	else
		put_key_kind(p, (uint8_t)(v->v >> 8), (uint8_t)v->v);
	sb_str(p->sb, " */");
}

static void print_table(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	if (sct_name_of(&sct_set_kd_tables, v->v) || v->v == K_NOSUCHMAP)
		sct_put_enum(p, &sct_set_kd_tables, v->v);
	else
		sct_put_flags(p, &sct_set_kd_table_bits, v->v);
}

static void print_function_key(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	const char *name = sct_name_of(&sct_set_kd_keys, (uint64_t)K(KT_FN, v->v));

	(void)t;
	if (!sct_begin_text(p, v->v, 'x'))
		return;
	sb_printf(p->sb, "KVAL(%s)", name ? name : "K_???");
	sct_end_text(p);
}

/* With -x, the NUL that ends it is a byte of the string. */
static void print_string(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	size_t len = strnlen((const char *)v->mem, v->size), limit = p->opt->string_limit;
	bool with_nul = p->opt->hex_strings != SCT_HEX_NONE;

	(void)t;
	len += with_nul && len < v->size;
	sct_put_string(p, v->mem, len < limit ? len : limit, with_nul || len > limit);
}

static void print_char(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sct_put_char(p, (uint8_t)v->v);
}

static const struct sct_type t_key = { .print = print_key };
static const struct sct_type t_table = { .print = print_table };
static const struct sct_type t_function_key = { .print = print_function_key };
static const struct sct_type t_string = { .print = print_string };
static const struct sct_type t_char = { .print = print_char };

#define KE(m, t)	FIELD(struct kbentry, m, t)
#define KE_KEY		KE(kb_table, &t_table), KE(kb_index, T_U8)
static const struct sct_type t_set_entry = STRUCT(struct kbentry, KE_KEY, KE(kb_value, &t_key));
static const struct sct_type t_get_entry = RAW_DIALOGUE(struct kbentry, 2, SCT_ANSWER_MORE,
	KE_KEY, KE(kb_value, &t_key));

#define KS(m, t)	FIELD(struct kbsentry, m, t)
static const struct sct_type t_set_string = STRUCT(struct kbsentry,
	KS(kb_func, &t_function_key), KS(kb_string, &t_string));
static const struct sct_type t_get_string = DIALOGUE(struct kbsentry, 1, SCT_ANSWER_MORE,
	KS(kb_func, &t_function_key), KS(kb_string, &t_string));

#define KC(n, m)	FIELD_AS(n, struct kbkeycode, m, T_HEX32)
static const struct sct_type t_set_keycode = STRUCT(struct kbkeycode,
	KC("scancode", scancode), KC("keycode", keycode));
static const struct sct_type t_get_keycode = DIALOGUE(struct kbkeycode, 2, SCT_ANSWER_INSIDE,
	KC("scancode", scancode), KC("keycode", keycode), KC("", keycode));

#define KR(m)		FIELD(struct kbd_repeat, m, T_INT)
static const struct sct_type t_repeat = DIALOGUE(struct kbd_repeat, 2, SCT_ANSWER_APART,
	KR(delay), KR(period), KR(delay), KR(period));

#define ACCENT(S, t) \
	STRUCT(S, FIELD(S, diacr, t), FIELD(S, base, t), FIELD(S, result, t))
static const struct sct_type t_accent = ACCENT(struct kbdiacr, &t_char);
static const struct sct_type t_accent_uc = ACCENT(struct kbdiacruc, T_HEX32);
static const struct sct_type t_kbdiacrs = STRUCT(struct kbdiacrs,
	FIELD(struct kbdiacrs, kb_cnt, T_UINT),
	FIELD(struct kbdiacrs, kbdiacr, COUNTED(&t_accent, struct kbdiacrs, kb_cnt, .param = 1)));
static const struct sct_type t_kbdiacrsuc = STRUCT(struct kbdiacrsuc,
	FIELD(struct kbdiacrsuc, kb_cnt, T_UINT),
	FIELD(struct kbdiacrsuc, kbdiacruc, COUNTED(&t_accent_uc, struct kbdiacrsuc, kb_cnt, .param = 1)));

/* --- Character maps ------------------------------------------------------------------- */

/* The characters of the font itself have a place in Unicode. */
static void print_unicode(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	if ((v->v & ~(uint64_t)UNI_DIRECT_MASK) != UNI_DIRECT_BASE) {
		sb_hex(p->sb, v->v);
		return;
	}
	if (!sct_begin_text(p, v->v, 'x'))
		return;
	sb_str(p->sb, "UNI_DIRECT_BASE+");
	sb_hex(p->sb, v->v & UNI_DIRECT_MASK);
	sct_end_text(p);
}

static const struct sct_type t_unicode = {
	.print = print_unicode, .size = { 2, 2 }, .flags = SCT_T_SCALAR,
};

struct compat_unimapdesc {
	uint16_t entry_ct;
	uint32_t entries;
};

#define UP(m)		FIELD(struct unipair, m, T_HEX16)
static const struct sct_type t_unipair = STRUCT(struct unipair, UP(unicode), UP(fontpos));

static void print_entries(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	if (v->v && !SCT_LOAD(v->outer, struct unimapdesc, entry_ct))
		sb_str(p->sb, "[]");
	else
		sct_print_array(p, t, v);
}

#define UD(m, t)	FIELD2(struct unimapdesc, struct compat_unimapdesc, m, t)
static const struct sct_type t_set_unimap = STRUCT2(struct unimapdesc, struct compat_unimapdesc,
	UD(entry_ct, T_U16), UD(entries, IN_ARRAY(&t_unipair, LEN_FIELD16(2, struct unimapdesc,
									  entry_ct))));
static const struct sct_type t_got_unimap = STRUCT2(struct unimapdesc, struct compat_unimapdesc,
	UD(entry_ct, T_U16),
	UD(entries, SCT_POINTER(print_entries, SCT_DIR_OUT, &t_unipair,
				LEN_FIELD16(2, struct unimapdesc, entry_ct))));

/* "{entry_ct=2 => 4, entries=...}": the number that is needed comes with an error, too. */
static void print_get_unimap(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	size_t size = t->elem->size[p->compat];
	struct sct_value s;

	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, size, &s)) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	if (!p->second_half) {
		sb_str(p->sb, "{entry_ct=");
		sb_u64(p->sb, SCT_LOAD(&s, struct unimapdesc, entry_ct));
		return;
	}
	if (sct_struct_at(p, t, SCT_PHASE_OUT, v->v, size, &s)) {
		sb_str(p->sb, " => ");
		sb_u64(p->sb, SCT_LOAD(&s, struct unimapdesc, entry_ct));
		sb_str(p->sb, ", ");
		sct_put_field(p, &t->elem->fields[1], &s);
	}
	sb_char(p->sb, '}');
}

static const struct sct_type t_get_unimap = {
	.print = print_get_unimap, .elem = &t_got_unimap, .dir = SCT_DIR_INOUT, .size = { 8, 4 },
	.capture = SCT_CAP_ARRAY, .len = LEN_N(1), .flags = SCT_T_SPLIT | SCT_T_ON_ERROR,
};

#define UI(m)		FIELD(struct unimapinit, m, T_U16)
static const struct sct_type t_unimapinit = STRUCT(struct unimapinit,
	UI(advised_hashsize), UI(advised_hashstep), UI(advised_hashlevel));

/* --- Fonts -------------------------------------------------------------------------- */

struct compat_consolefontdesc {
	uint16_t charcount, charheight;
	uint32_t chardata;
};

struct compat_console_font_op {
	uint32_t op, flags, width, height, charcount, data;
};

#define MAX_FONT_BYTES	(1U << 20)

/* Characters are 32 rows high in memory, whatever is shown of them. */
static void print_font_data(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	const struct sct_value *s = v->outer;
	uint64_t len = 32;

	if (t->param)
		len *= SCT_LOAD(s, struct consolefontdesc, charcount);
	else
		len *= SCT_LOAD(s, struct console_font_op, charcount) *
		       ((SCT_LOAD(s, struct console_font_op, width) + 7) / 8);
	if (v->v && (p->phase == SCT_PHASE_IN || sct_succeeded(p)))
		sct_put_hex_limited(p, v->v, len);
	else
		sct_put_addr(p, v->v);
}

#define MAX_FONT_NAME	32

static const struct sct_type t_font_name = NAME_OF(MAX_FONT_NAME - 1);

#define FONT_DATA(d, x) \
	TYPE(.print = print_font_data, .dir = (d), .capture = SCT_CAP_BYTES, .size = { 8, 4 }, \
	     .len = LEN_N(MAX_FONT_BYTES), .param = (x))

#define FX(m, t)	FIELD2(struct consolefontdesc, struct compat_consolefontdesc, m, t)
#define FX_HEAD		FX(charcount, T_U16), FX(charheight, T_U16)
static const struct sct_type t_set_fontx =
	STRUCT2(struct consolefontdesc, struct compat_consolefontdesc,
		FX_HEAD, FX(chardata, FONT_DATA(SCT_DIR_IN, 1)));
static const struct sct_type t_get_fontx =
	DIALOGUE2(struct consolefontdesc, struct compat_consolefontdesc, 3, SCT_ANSWER_APART,
		  FX_HEAD, FX(chardata, T_ADDR), FX_HEAD, FX(chardata, FONT_DATA(SCT_DIR_OUT, 1)));

#define FO(m, t)	FIELD2(struct console_font_op, struct compat_console_font_op, m, t)
enum {
	FO_OP, FO_FLAGS, FO_WIDTH, FO_HEIGHT, FO_COUNT, FO_ADDR, FO_SET_DATA, FO_GET_DATA, FO_NAME
};
static const struct sct_type t_font_op =
	STRUCT2(struct console_font_op, struct compat_console_font_op,
		FO(op, ENUM(kd_font_ops)), FO(flags, FLAGS(kd_font_flags)), FO(width, T_UINT),
		FO(height, T_UINT), FO(charcount, T_UINT), FO(data, T_ADDR),
		FO(data, FONT_DATA(SCT_DIR_IN, 0)), FO(data, FONT_DATA(SCT_DIR_OUT, 0)),
		FO(data, &t_font_name));

#define F(i)	(1U << FO_##i)
static const struct {
	uint16_t asked, answered;
} font_ops[] = {
	[KD_FONT_OP_SET] = { F(FLAGS) | F(WIDTH) | F(HEIGHT) | F(COUNT) | F(SET_DATA), 0 },
	[KD_FONT_OP_GET] = { F(FLAGS) | F(WIDTH) | F(HEIGHT) | F(COUNT) | F(ADDR),
			     F(WIDTH) | F(HEIGHT) | F(COUNT) | F(GET_DATA) },
	[KD_FONT_OP_SET_DEFAULT] = { F(WIDTH) | F(HEIGHT) | F(NAME), F(WIDTH) | F(HEIGHT) },
	[KD_FONT_OP_COPY] = { F(HEIGHT), 0 },
	[KD_FONT_OP_COPY + 1] = { F(FLAGS) | F(WIDTH) | F(HEIGHT) | F(COUNT) | F(ADDR),
				  F(WIDTH) | F(HEIGHT) | F(COUNT) | F(ADDR) },
};

static void put_font_fields(struct sct_printer *p, const struct sct_value *s, unsigned int which)
{
	bool sep = false;
	unsigned int i;

	sb_char(p->sb, '{');
	for (i = 0; i < t_font_op.nr_fields; i++)
		if (which >> i & 1)
			sct_put_fields(p, &t_font_op.fields[i], 1, s, &sep);
	sb_char(p->sb, '}');
}

static void print_font_op(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	size_t size = t->elem->size[p->compat];
	struct sct_value s;
	uint64_t op;

	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, size, &s)) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	op = SCT_LOAD(&s, struct console_font_op, op);
	if (op > KD_FONT_OP_COPY)
		op = KD_FONT_OP_COPY + 1;
	if (!p->second_half) {
		put_font_fields(p, &s, F(OP) | font_ops[op].asked);
		return;
	}
	if (!font_ops[op].answered || !sct_succeeded(p) ||
	    !sct_struct_at(p, t, SCT_PHASE_OUT, v->v, size, &s))
		return;
	sb_str(p->sb, " => ");
	put_font_fields(p, &s, font_ops[op].answered);
}

static const struct sct_type t_font_op_arg = {
	.print = print_font_op, .elem = &t_font_op, .dir = SCT_DIR_INOUT, .size = { 8, 4 },
	.capture = SCT_CAP_ARRAY, .len = LEN_N(1), .flags = SCT_T_SPLIT,
};

/* --- Requests ---------------------------------------------------------------------- */

#define FONT_BYTES	8192

static const struct sct_case cases[] = {
	CASE(KIOCSOUND, ARGS(&t_sound)), CASE(KDMKTONE, ARGS(&t_tone)),
	CASE(KDGETLED, ARGS(OUT(FLAGS_U8(kd_leds)))), CASE(KDSETLED, ARGS(FLAGS_U8(kd_leds))),
	CASE(KDGKBLED, ARGS(OUT(FLAGS_U8(kd_all_leds)))), CASE(KDSKBLED, ARGS(FLAGS_U8(kd_all_leds))),
	CASE(KDGKBTYPE, ARGS(OUT(ENUM_U8(kd_types)))), CASE(KDSIGACCEPT, ARGS(&t_accepted)),
	CASE(KDGETMODE, ARGS(OUT(ENUM(kd_modes)))), CASE(KDSETMODE, ARGS(ENUM(kd_modes))),
	CASE(KDGKBMODE, ARGS(OUT(ENUM(kd_keyboards)))), CASE(KDSKBMODE, ARGS(ENUM(kd_keyboards))),
	CASE(KDGKBMETA, ARGS(OUT(ENUM(kd_metas)))), CASE(KDSKBMETA, ARGS(ENUM(kd_metas))),
	CASE(KDGKBENT, BOTH(t_get_entry)), CASE(KDSKBENT, ARGS(IN_RAW(&t_set_entry))),
	CASE(KDGKBSENT, BOTH(t_get_string)), CASE(KDSKBSENT, SET(t_set_string)),
	CASE(KDGKBDIACR, GET(t_kbdiacrs)), CASE(KDSKBDIACR, SET(t_kbdiacrs)),
	CASE(KDGKBDIACRUC, GET(t_kbdiacrsuc)), CASE(KDSKBDIACRUC, SET(t_kbdiacrsuc)),
	CASE(KDGETKEYCODE, BOTH(t_get_keycode)), CASE(KDSETKEYCODE, SET(t_set_keycode)),
	CASE(KDKBDREP, BOTH(t_repeat)), CASE(KDENABIO, NOTHING), CASE(KDDISABIO, NOTHING),
	CASE(KDMAPDISP, NOTHING), CASE(KDUNMAPDISP, NOTHING), CASE(PIO_FONTRESET, NOTHING),
	CASE(GIO_SCRNMAP, ARGS(OUT_HEX(LEN_N(E_TABSZ)))),
	CASE(PIO_SCRNMAP, ARGS(IN_HEX(LEN_N(E_TABSZ)))),
	CASE(GIO_UNISCRNMAP, ARGS(OUT_ARRAY(&t_unicode, LEN_N(E_TABSZ)))),
	CASE(PIO_UNISCRNMAP, ARGS(IN_ARRAY(&t_unicode, LEN_N(E_TABSZ)))),
	CASE(GIO_FONT, ARGS(OUT_HEX(LEN_N(FONT_BYTES)))), CASE(PIO_FONT, ARGS(IN_HEX(LEN_N(FONT_BYTES)))),
	CASE(GIO_CMAP, ARGS(OUT_HEX(LEN_N(48)))), CASE(PIO_CMAP, ARGS(IN_HEX(LEN_N(48)))),
	CASE(GIO_UNIMAP, ARGS(&t_get_unimap)), CASE(PIO_UNIMAP, SET(t_set_unimap)),
	CASE(PIO_UNIMAPCLR, SET(t_unimapinit)), CASE(GIO_FONTX, BOTH(t_get_fontx)),
	CASE(PIO_FONTX, SET(t_set_fontx)), CASE(KDFONTOP, ARGS(&t_font_op_arg)),
};

IOCTLS(console);
