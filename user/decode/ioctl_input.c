// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of input devices (evdev).
 */
#include <linux/input.h>

#include "decode/ioctl.h"

/* --- Bits ------------------------------------------------------------------------- */

#define SHOWN_BITS	4U

static bool bit_at(const uint8_t *mem, size_t bytes, unsigned int bit)
{
	return bit / 8 < bytes && mem[bit / 8] >> (bit % 8) & 1;
}

/* "[0x3, 0]": as longs, as many as there are bits for. */
static void put_words(struct sct_printer *p, const struct sct_type *t, const uint8_t *mem,
		      size_t bytes)
{
	size_t word = p->compat ? 4 : 8, at;

	sb_char(p->sb, '[');
	for (at = 0; at < bytes && at * 8 < t->param; at += word) {
		if (at)
			sb_str(p->sb, ", ");
		sb_hex(p->sb, sct_load(mem + at, bytes - at < word ? bytes - at : word));
	}
	sb_char(p->sb, ']');
}

static void put_bits(struct sct_printer *p, const struct sct_type *t, const uint8_t *mem,
		     size_t bytes)
{
	unsigned int bit, nr = 0;

	sb_char(p->sb, '[');
	for (bit = 0; bit < t->param; bit++) {
		if (!bit_at(mem, bytes, bit))
			continue;
		if (nr++)
			sb_char(p->sb, ' ');
		if (p->abbrev && nr > SHOWN_BITS) {
			sb_str(p->sb, "...");
			break;
		}
		sct_put_enum(p, t->names, bit);
	}
	sb_char(p->sb, ']');
}

/* "[KEY_ESC KEY_1]": param is the end of the bits; as many bytes as the call returned. */
static void print_bits(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	size_t most = t->len.n, bytes = 0;
	const uint8_t *mem = NULL;

	if (v->v && p->verbose && sct_succeeded(p) && p->call->ret > 0) {
		bytes = (uint64_t)p->call->ret < most ? (size_t)p->call->ret : most;
		mem = sct_mem_exact(p, v->v, bytes);
	}
	if (!mem) {
		sct_put_addr(p, v->v);
		return;
	}
	if (p->opt->const_style != SCT_CONST_RAW)
		put_bits(p, t, mem, bytes);
	if (p->opt->const_style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " /* ");
	if (p->opt->const_style != SCT_CONST_ABBREV)
		put_words(p, t, mem, bytes);
	sct_end_text(p);
}

/* Of 64-bit longs, as many as the bits need. */
#define BYTES_OF(end)	(((end) + 64) / 64 * 8)
#define BITS(set, end) \
	TYPE(.print = print_bits, .names = &sct_set_input_##set, .dir = SCT_DIR_OUT, \
	     .capture = SCT_CAP_BLOCK, .size = { 8, 4 }, .param = (end), \
	     .len = { .from = SCT_LEN_RET, .n = BYTES_OF(end) })

/* --- Slots ------------------------------------------------------------------------- */

#define MAX_SLOT_BYTES	4096

/* A code, and a value for each slot. */
static void print_slots(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	uint64_t size = sct_length(p, &t->len);
	const uint8_t *mem = NULL;

	if (v->v && p->verbose && sct_succeeded(p) && size >= 4)
		mem = sct_mem_exact(p, v->v, 4);
	if (!mem) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_str(p->sb, "{code=");
	sct_put_enum(p, &sct_set_input_slots, sct_load(mem, 4));
	sb_str(p->sb, ", values=");
	sct_put_array(p, t, v->v + 4, size / 4 - 1);
	sb_char(p->sb, '}');
}

static const struct sct_type t_slots = {
	.print = print_slots, .elem = T_INT, .dir = SCT_DIR_OUT, .capture = SCT_CAP_BLOCK,
	.size = { 8, 4 }, .len = { .from = SCT_LEN_IOC, .arg = 1, .n = MAX_SLOT_BYTES },
};

/* --- Structures --------------------------------------------------------------------- */

#define ID(m)		FIELD(struct input_id, m, T_U16)
static const struct sct_type t_id = STRUCT(struct input_id,
	ID(bustype), ID(vendor), ID(product), ID(version));

#define ABS(m, ...)	FIELD(struct input_absinfo, m, T_UINT, ##__VA_ARGS__)
static const struct sct_type t_absinfo = STRUCT(struct input_absinfo,
	ABS(value), ABS(minimum), ABS(maximum, .verbose = true), ABS(fuzz, .verbose = true),
	ABS(flat, .verbose = true), ABS(resolution, .verbose = true));

/* "[5, KEY_A]": what the keyboard sends, and what it stands for. */
static void print_keycode(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "[%u, ", (unsigned int)sct_load(v->mem, 4));
	sct_put_enum(p, &sct_set_input_keys, sct_load(v->mem + 4, 4));
	sb_char(p->sb, ']');
}

static void print_pair(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "[%u, %u]", (unsigned int)sct_load(v->mem, 4),
		  (unsigned int)sct_load(v->mem + 4, 4));
}

static const struct sct_type t_keycode = { .print = print_keycode, .size = { 8, 8 } };
static const struct sct_type t_pair = { .print = print_pair, .size = { 8, 8 } };

#define KM(m, t, ...)	FIELD(struct input_keymap_entry, m, t, ##__VA_ARGS__)
static const struct sct_type t_keymap = STRUCT(struct input_keymap_entry,
	KM(flags, T_U8), KM(len, T_U8), KM(index, T_U16, .verbose = true),
	KM(keycode, ENUM(input_keys), .verbose = true),
	KM(scancode, ARRAY_OF(T_HEX8), .verbose = true));

/* --- Force feedback ------------------------------------------------------------------- */

struct compat_ff_periodic {
	uint16_t waveform, period;
	int16_t magnitude, offset;
	uint16_t phase;
	struct ff_envelope envelope;
	uint32_t custom_len, custom_data;
};

struct compat_ff_effect {
	uint16_t type;
	int16_t id;
	uint16_t direction;
	struct ff_trigger trigger;
	struct ff_replay replay;
	union {
		struct ff_constant_effect constant;
		struct ff_ramp_effect ramp;
		struct compat_ff_periodic periodic;
		struct ff_condition_effect condition[2];
		struct ff_rumble_effect rumble;
	} u;
};

#define EN(m, t)	FIELD(struct ff_envelope, m, t)
static const struct sct_type t_envelope = STRUCT(struct ff_envelope,
	EN(attack_length, T_U16), EN(attack_level, T_U16), EN(fade_length, T_U16),
	EN(fade_level, T_HEX16));
#define CO(m, t)	FIELD(struct ff_constant_effect, m, t)
static const struct sct_type t_constant = STRUCT(struct ff_constant_effect,
	CO(level, T_S16), CO(envelope, &t_envelope));
#define RA(m, t)	FIELD(struct ff_ramp_effect, m, t)
static const struct sct_type t_ramp = STRUCT(struct ff_ramp_effect,
	RA(start_level, T_S16), RA(end_level, T_S16), RA(envelope, &t_envelope));
#define PE(m, t)	FIELD2(struct ff_periodic_effect, struct compat_ff_periodic, m, t)
static const struct sct_type t_periodic =
	STRUCT2(struct ff_periodic_effect, struct compat_ff_periodic, PE(waveform, T_U16),
		PE(period, T_U16), PE(magnitude, T_S16), PE(offset, T_S16), PE(phase, T_U16),
		PE(envelope, &t_envelope), PE(custom_len, T_UINT), PE(custom_data, T_ADDR));
static const struct sct_type t_rumble = STRUCT(struct ff_rumble_effect,
	FIELD(struct ff_rumble_effect, strong_magnitude, T_U16),
	FIELD(struct ff_rumble_effect, weak_magnitude, T_U16));
static const struct sct_type t_trigger = STRUCT(struct ff_trigger,
	FIELD(struct ff_trigger, button, T_U16), FIELD(struct ff_trigger, interval, T_U16));
static const struct sct_type t_replay = STRUCT(struct ff_replay,
	FIELD(struct ff_replay, length, T_U16), FIELD(struct ff_replay, delay, T_U16));

#define EFFECT_IS(fn, kind) \
	static bool fn(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		(void)p; \
		return SCT_LOAD(s, struct ff_effect, type) == (kind); \
	}
EFFECT_IS(is_constant, FF_CONSTANT)
EFFECT_IS(is_ramp, FF_RAMP)
EFFECT_IS(is_periodic, FF_PERIODIC)
EFFECT_IS(is_rumble, FF_RUMBLE)

#define FF(m, t, ...)	FIELD2(struct ff_effect, struct compat_ff_effect, m, t, ##__VA_ARGS__)
#define FF_KIND(m) \
	FIELD2_AS(#m, struct ff_effect, struct compat_ff_effect, u.m, &t_##m, .when = is_##m, \
		  .verbose = true)
static const struct sct_type t_effect = STRUCT2(struct ff_effect, struct compat_ff_effect,
	FF(type, ENUM_U16(input_effects)), FF(id, T_S16), FF(direction, T_U16),
	FF(trigger, &t_trigger, .verbose = true), FF(replay, &t_replay, .verbose = true),
	FF_KIND(constant), FF_KIND(ramp), FF_KIND(periodic), FF_KIND(rumble));

/* --- Requests ---------------------------------------------------------------------- */

#define STRING		ARGS(OUT_BUF(LEN_RET))
#define EV_BITS(ev, set, end) \
	CASE_ANY(READS, 'E', 0x20 + (ev), ARGS(BITS(set, end)))

#define NO_EVENT(nr)	CASE_ANY(READS, 'E', 0x20 + (nr), ARGS(T_ADDR))

/* An axis for each of these numbers. */
#define AXES(X, dir, from, s) \
	X(dir, from, s), X(dir, (from) + 1, s), X(dir, (from) + 2, s), X(dir, (from) + 3, s), \
	X(dir, (from) + 4, s), X(dir, (from) + 5, s), X(dir, (from) + 6, s), X(dir, (from) + 7, s)
#define AXIS(dir, nr, s)	CASE(_IOC(dir, 'E', nr, sizeof(struct input_absinfo)), s)
#define ALL_AXES(dir, from, s) \
	AXES(AXIS, dir, from, s), AXES(AXIS, dir, (from) + 8, s), \
	AXES(AXIS, dir, (from) + 16, s), AXES(AXIS, dir, (from) + 24, s), \
	AXES(AXIS, dir, (from) + 32, s), AXES(AXIS, dir, (from) + 40, s), \
	AXES(AXIS, dir, (from) + 48, s), AXES(AXIS, dir, (from) + 56, s)

static const struct sct_case cases[] = {
	CASE(EVIOCGVERSION, ARGS(OUT(T_HEX32))), CASE(EVIOCGEFFECTS, GET_UINT),
	CASE(EVIOCGID, GET(t_id)), CASE(EVIOCGREP, GET(t_pair)),
	CASE(EVIOCSREP, SET(t_pair)), CASE(EVIOCGKEYCODE, GET(t_keycode)),
	CASE(EVIOCSKEYCODE, SET(t_keycode)), CASE(EVIOCGKEYCODE_V2, GET(t_keymap)),
	CASE(EVIOCSKEYCODE_V2, SET(t_keymap)), CASE64(EVIOCSFF, SET(t_effect)),
	CASE_OF(WRITES, 'E', 0x80, struct compat_ff_effect, SET(t_effect)),
	CASE(EVIOCRMFF, ARGS(T_INT)), CASE(EVIOCGRAB, VALUE), CASE(EVIOCREVOKE, VALUE),
	CASE(EVIOCSCLOCKID, SET_UINT),

	CASE_ANY(READS, 'E', 0x06, STRING), CASE_ANY(READS, 'E', 0x07, STRING),
	CASE_ANY(READS, 'E', 0x08, STRING),
	CASE_ANY(READS, 'E', 0x09, ARGS(BITS(properties, INPUT_PROP_MAX))),
	CASE_ANY(READS, 'E', 0x0a, ARGS(&t_slots)),
	CASE_ANY(READS, 'E', 0x18, ARGS(BITS(keys, KEY_MAX))),
	CASE_ANY(READS, 'E', 0x19, ARGS(BITS(leds, LED_MAX))),
	CASE_ANY(READS, 'E', 0x1a, ARGS(BITS(sounds, SND_MAX))),
	CASE_ANY(READS, 'E', 0x1b, ARGS(BITS(switches, SW_MAX))),
	EV_BITS(0, events, EV_MAX), EV_BITS(EV_KEY, keys, KEY_MAX), EV_BITS(EV_REL, relatives, REL_MAX),
	EV_BITS(EV_ABS, axes, ABS_MAX), EV_BITS(EV_MSC, others, MSC_MAX),
	EV_BITS(EV_SW, switches, SW_MAX), EV_BITS(EV_LED, leds, LED_MAX),
	EV_BITS(EV_SND, sounds, SND_MAX), EV_BITS(EV_REP, repeats, REP_MAX),
	EV_BITS(EV_FF, effects, FF_MAX), EV_BITS(EV_FF_STATUS, effect_states, FF_STATUS_MAX),
	CASE_ANY(READS, 'E', 0x20 + EV_PWR, GET_INT),
	NO_EVENT(0x06), NO_EVENT(0x07), NO_EVENT(0x08), NO_EVENT(0x09), NO_EVENT(0x0a),
	NO_EVENT(0x0b), NO_EVENT(0x0c), NO_EVENT(0x0d), NO_EVENT(0x0e), NO_EVENT(0x0f),
	NO_EVENT(0x10), NO_EVENT(0x13), NO_EVENT(0x18), NO_EVENT(0x19), NO_EVENT(0x1a),
	NO_EVENT(0x1b), NO_EVENT(0x1c), NO_EVENT(0x1d), NO_EVENT(0x1e), NO_EVENT(0x1f),

	ALL_AXES(READS, 0x40, GET(t_absinfo)), ALL_AXES(WRITES, 0xc0, SET(t_absinfo)),
};

IOCTLS(input);
