// SPDX-License-Identifier: GPL-2.0
/*
 * From a call to the text between its parentheses.
 */
#define _GNU_SOURCE	/* strerrordesc_np() */
#include <string.h>

#include "decode/walk.h"

void sct_decode_name(struct strbuf *sb, const struct sct_call *call)
{
	if (call->desc)
		sb_str(sb, sct_call_name(call));
	else
		sb_printf(sb, "syscall_%#llx", (unsigned long long)call->nr);
}

static struct sct_printer printer(struct strbuf *sb, const struct sct_call *call,
				  const struct sct_decode_options *opt)
{
	return (struct sct_printer){
		.sb = sb,
		.call = call,
		.opt = opt,
		.compat = call->abi == SCT_ABI_I386,
		.abbrev = sct_set_has(&opt->abbrev, call->abi, call->nr),
		.verbose = sct_set_has(&opt->verbose, call->abi, call->nr),
	};
}

static void put_raw_args(struct strbuf *sb, const struct sct_call *call, bool named)
{
	unsigned int nr = call->desc ? call->desc->nr_args : SCT_NR_ARGS;
	unsigned int i;

	for (i = 0; i < nr; i++) {
		if (i)
			sb_str(sb, ", ");
		if (named)
			sb_printf(sb, "arg%u=", i + 1);
		sb_hex(sb, call->args[i]);
	}
}

/* Whether memory that argument @reg led to at entry has to be looked for at exit. */
static bool is_late(const struct sct_call *call, unsigned int reg)
{
	const struct sct_blob *blob = call->enter_blobs.first;
	unsigned int i;

	for (i = 0; i < call->enter_blobs.nr; i++, blob = sct_blob_next(blob))
		if (blob->arg == reg && blob->err && !(blob->flags & SCT_BLOB_FD))
			return true;
	return false;
}

static bool waits_for_exit(const struct sct_call *call, const struct sct_argument *arg)
{
	if (arg->type->dir & SCT_DIR_OUT)
		return true;
	return arg->type->dir == SCT_DIR_IN && !call->returned && is_late(call, arg->reg);
}

/* The decoder's own name, or with -N the prototype's; "" is for arguments that have none. */
static void put_name(struct sct_printer *p, const struct sct_argument *arg)
{
	const char *name = arg->name;

	if (!name && p->opt->arg_names && arg->reg < SCT_NR_ARGS)
		name = p->call->desc->arg_names[arg->reg];
	if (!name || !*name)
		return;
	sb_str(p->sb, name);
	sb_char(p->sb, '=');
}

static void put_argument(struct sct_printer *p, const struct sct_argument *arg, bool second_half)
{
	const struct sct_type *t = arg->type;
	struct sct_value v = { .v = sct_arg(p, arg->reg, t), .size = t->size[p->compat] };

	p->reg = arg->reg;
	p->phase = t->dir == SCT_DIR_OUT || second_half ? SCT_PHASE_OUT : SCT_PHASE_IN;
	p->second_half = second_half;
	if (!second_half)
		put_name(p, arg);
	t->print(p, t, &v);
}

/*
 * Prints from where call->args_done says: twice the number of arguments, plus
 * one when the first half of a split one is done.  At entry it stops where the
 * exit is needed, with the separator already printed.
 */
static void put_args(struct sct_printer *p, struct sct_call *call, bool exiting)
{
	unsigned int done = call->args_done / 2, nr;
	bool half = call->args_done & 1;
	struct sct_argument arg;
	struct sct_walk w;

	sct_walk_start(&w, call);
	for (nr = 0; sct_walk_next(&w, p, &arg); nr++) {
		bool resumed = exiting && nr == done;
		bool split = arg.type->flags & SCT_T_SPLIT;

		if (nr < done)
			continue;
		if (nr && !resumed)
			sb_str(p->sb, ", ");
		call->args_done = 2 * nr;
		if (split && !(resumed && half))
			put_argument(p, &arg, false);
		if (!exiting && waits_for_exit(call, &arg)) {
			call->args_done += split;
			return;
		}
		put_argument(p, &arg, split);
	}
	call->args_done = 2 * nr;
}

void sct_decode_enter(struct strbuf *sb, struct sct_call *call,
		      const struct sct_decode_options *opt)
{
	struct sct_printer p = printer(sb, call, opt);

	sct_decode_name(sb, call);
	sb_char(sb, '(');
	call->args_done = 0;
	if (!call->desc || sct_set_has(&opt->raw, call->abi, call->nr)) {
		put_raw_args(sb, call, opt->arg_names);
		call->args_done = UINT32_MAX;
		return;
	}
	put_args(&p, call, false);
}

void sct_decode_exit(struct strbuf *sb, struct sct_call *call,
		     const struct sct_decode_options *opt)
{
	struct sct_printer p = printer(sb, call, opt);

	if (call->desc && call->args_done != UINT32_MAX)
		put_args(&p, call, true);
}

/* --- The result --------------------------------------------------------------- */

static const char *restart_reason(int err)
{
	switch (err) {
	case 512:
		return "To be restarted if SA_RESTART is set";
	case 513:
		return "To be restarted";
	case 514:
		return "To be restarted if no handler";
	case 516:
		return "Interrupted by signal";
	}
	return NULL;
}

static void put_error(struct strbuf *sb, int err)
{
	const char *name = sct_errno_name(err);
	const char *why = restart_reason(err);

	if (why) {
		sb_printf(sb, "? %s (%s)", name, why);
		return;
	}
	if (!name) {
		sb_printf(sb, "-1 (errno %d)", err);
		return;
	}
	why = err < 512 ? strerrordesc_np(err) : NULL;
	sb_printf(sb, "-1 %s", name);
	if (why)
		sb_printf(sb, " (%s)", why);
	else
		sb_printf(sb, " (Unknown error %d)", err);
}

static const struct sct_type *return_type(const struct sct_printer *p)
{
	struct sct_argument arg;
	struct sct_walk w;

	sct_walk_start(&w, p->call);
	if (p->call->entered)
		while (sct_walk_next(&w, p, &arg))
			;
	return w.ret ? w.ret : T_LONG;
}

void sct_decode_result(struct strbuf *sb, const struct sct_call *call,
		       const struct sct_decode_options *opt)
{
	struct sct_printer p = printer(sb, call, opt);
	const struct sct_type *t;
	struct sct_value v = { 0 };

	if (!call->returned) {
		sb_char(sb, '?');
		return;
	}
	if (!sct_succeeded(&p)) {
		put_error(sb, (int)-call->ret);
		return;
	}
	if (call->desc && sct_set_has(&opt->raw, call->abi, call->nr)) {
		sb_hex(sb, (uint64_t)call->ret);
		return;
	}
	t = call->desc ? return_type(&p) : T_HEXLONG;
	p.phase = SCT_PHASE_OUT;
	p.reg = SCT_ARG_RET;
	v.v = sct_arg(&p, SCT_ARG_RET, t);
	v.size = t->size[p.compat];
	t->print(&p, t, &v);
}
