// SPDX-License-Identifier: GPL-2.0
/*
 * System calls of security modules: lsm_get_self_attr and the like.
 */
#include "decode/common.h"
#include "decode/newer.h"

#define FLAG_SINGLE	1U	/* LSM_FLAG_SINGLE */
#define MAX_CONTEXTS	16384

/* Here strace says nothing of modules that it does not know. */
static void print_id(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct sct_names bare = sct_set_lsm_ids;

	(void)t;
	bare.unknown = NULL;
	sct_put_enum(p, &bare, v->v);
}

static const struct sct_type t_id = { .print = print_id, .size = { 8, 8 } };

#define CTX(m, t)	FIELD(struct now_lsm_ctx, m, t)
static const struct sct_type t_lsm_ctx = STRUCT(struct now_lsm_ctx,
	CTX(id, &t_id), CTX(flags, T_HEX64), CTX(len, T_U64), CTX(ctx_len, T_U64));

/* One of them, in @left bytes; returns how long it says it is. */
static uint64_t put_context(struct sct_printer *p, uint64_t addr, const uint8_t *mem, size_t left)
{
	struct sct_value s = { .addr = addr, .mem = mem, .size = sizeof(struct now_lsm_ctx) };
	uint64_t len = SCT_LOAD(&s, struct now_lsm_ctx, ctx_len);
	uint64_t whole = SCT_LOAD(&s, struct now_lsm_ctx, len);
	uint64_t room = whole < left ? whole : left;
	bool sep = false;

	room = room > s.size ? room - s.size : 0;
	if (len > room)
		len = room;
	sb_char(p->sb, '{');
	sct_put_fields(p, t_lsm_ctx.fields, t_lsm_ctx.nr_fields, &s, &sep);
	if (len) {
		sb_str(p->sb, ", ctx=");
		mem = sct_mem_exact(p, addr + s.size, len);
		if (mem)
			sct_put_limited_hex(p, mem, len);
		else
			sct_put_addr(p, addr + s.size);
	}
	sb_char(p->sb, '}');
	return whole;
}

/* As many as there are in @left bytes. */
static void put_contexts(struct sct_printer *p, uint64_t addr, size_t left)
{
	const char *sep = "";
	uint64_t len;

	sb_char(p->sb, '[');
	for (; left; left -= len, addr += len, sep = ", ") {
		const uint8_t *mem = left >= sizeof(struct now_lsm_ctx) ?
				     sct_mem_exact(p, addr, sizeof(struct now_lsm_ctx)) : NULL;

		sb_str(p->sb, sep);
		if (!mem) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)addr);
			break;
		}
		len = put_context(p, addr, mem, left);
		if (len < sizeof(struct now_lsm_ctx) || len > left)
			break;
	}
	sb_char(p->sb, ']');
}

/* With LSM_FLAG_SINGLE the caller says whose it wants. */
static const uint8_t *wanted_id(struct sct_printer *p, uint64_t addr)
{
	struct sct_printer in = *p;

	in.phase = SCT_PHASE_IN;
	if (!p->verbose || !(sct_arg(p, 3, T_UINT) & FLAG_SINGLE))
		return NULL;
	return sct_mem_exact(&in, addr, 8);
}

static void print_contexts(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	const uint8_t *id = wanted_id(p, v->v);

	if (!p->second_half) {
		if (id) {
			sb_str(p->sb, "{id=");
			sct_put_mem(p, &t_id, v->v, id, 8, NULL);
			sb_char(p->sb, '}');
		}
		return;
	}
	if (id)
		sb_str(p->sb, " => ");
	if (sct_succeeded(p) && p->verbose && sct_mem_exact(p, v->v, sizeof(struct now_lsm_ctx)))
		put_contexts(p, v->v, sct_length(p, &t->len));
	else
		sct_put_addr(p, v->v);
}

static void print_context(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	uint64_t size = sct_length(p, &t->len);
	const uint8_t *mem = NULL;

	if (v->v && p->verbose && size >= sizeof(struct now_lsm_ctx))
		mem = sct_mem_exact(p, v->v, sizeof(struct now_lsm_ctx));
	if (mem)
		put_context(p, v->v, mem, size);
	else
		sct_put_addr(p, v->v);
}

/* Unlike other lists, an empty one is an address with -e verbose=none. */
static void print_modules(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	if (p->verbose)
		sct_print_array(p, t, v);
	else
		sct_put_addr(p, v->v);
}

#define MODULES \
	SCT_POINTER(print_modules, SCT_DIR_OUT, ENUM_U64(lsm_ids), LEN_RET)
#define CONTEXTS \
	CUSTOM(print_contexts, SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK, .flags = SCT_T_SPLIT, \
	       .len = { .from = SCT_LEN_PTR32, .arg = 2, .n = MAX_CONTEXTS })
#define CONTEXT \
	CUSTOM(print_context, SCT_DIR_IN, .capture = SCT_CAP_BLOCK, \
	       .len = { .from = SCT_LEN_ARG, .arg = 2, .n = MAX_CONTEXTS })

const struct sct_annotation sct_calls_lsm[] = {
	SYSCALL(lsm_get_self_attr, ARGS(ENUM(lsm_attrs), CONTEXTS, INOUT(T_UINT),
					FLAGS(lsm_flags))),
	SYSCALL(lsm_set_self_attr, ARGS(ENUM(lsm_attrs), CONTEXT, T_UINT, T_HEX32)),
	SYSCALL(lsm_list_modules, ARGS(MODULES, INOUT(T_UINT), T_HEX32)),
	{ .name = NULL }
};
