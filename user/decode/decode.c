// SPDX-License-Identifier: GPL-2.0
/*
 * From a call to the text between its parentheses.
 */
#define _GNU_SOURCE	/* strerrordesc_np() */
#include <stdio.h>
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

static const char *prototype_name(const struct sct_call *call, unsigned int reg)
{
	return call->desc && reg < SCT_NR_ARGS ? call->desc->arg_names[reg] : NULL;
}

/* The decoder's own name, or with -N the prototype's; "" is for arguments that have none. */
static void put_name(struct sct_printer *p, const struct sct_argument *arg)
{
	const char *name = arg->name;

	if (!name && p->opt->arg_names)
		name = prototype_name(p->call, arg->reg);
	if (!name || !*name)
		return;
	sb_str(p->sb, name);
	sb_char(p->sb, '=');
}

static void put_value(struct sct_printer *p, const struct sct_argument *arg, bool second_half)
{
	const struct sct_type *t = arg->type;
	struct sct_value v = { .v = sct_arg(p, arg->reg, t), .size = t->size[p->compat] };

	p->reg = arg->reg;
	p->phase = t->dir == SCT_DIR_OUT || second_half ? SCT_PHASE_OUT : SCT_PHASE_IN;
	p->second_half = second_half;
	if (!arg->bare || v.v || p->verbose)
		t->print(p, t, &v);
	else if (!second_half)
		sb_char(p->sb, '0');
}

static void put_argument(struct sct_printer *p, const struct sct_argument *arg, bool second_half)
{
	if (!second_half)
		put_name(p, arg);
	put_value(p, arg, second_half);
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

/* @view: also to be told of it, or NULL. */
static void put_result(struct strbuf *sb, const struct sct_call *call,
		       const struct sct_decode_options *opt, struct sct_arg_view *view)
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
	p.view = view;
	v.v = sct_arg(&p, SCT_ARG_RET, t);
	v.size = t->size[p.compat];
	if (view) {
		view->value = v.v;
		view->is_signed = t->flags & SCT_T_SIGNED;
		view->nr_regs = t->flags & SCT_T_PAIR && p.compat ? 2 : 1;
	}
	t->print(&p, t, &v);
}

void sct_decode_result(struct strbuf *sb, const struct sct_call *call,
		       const struct sct_decode_options *opt)
{
	put_result(sb, call, opt, NULL);
}

/* --- By name -------------------------------------------------------------------- */

/* A call's list can be replaced half-way by that of a case, which is as long. */
#define MAX_PRINTED	(2 * SCT_NR_ARGS)
#define NAME_BYTES	32

/* The names of a call's arguments so far. */
struct names {
	const char *seen[MAX_PRINTED];
	char made[MAX_PRINTED][NAME_BYTES];
	unsigned int nr;
};

static bool is_taken(const struct names *names, const char *name)
{
	unsigned int i;

	for (i = 0; i < names->nr; i++)
		if (!strcmp(names->seen[i], name))
			return true;
	return false;
}

/* The name of the argument, or if an earlier one has that, with its place behind it. */
static const char *view_name(struct names *names, const struct sct_call *call, const char *name,
			     unsigned int reg)
{
	unsigned int place = names->nr < MAX_PRINTED ? names->nr : MAX_PRINTED - 1;
	char *made = names->made[place];

	if (!name || !*name)
		name = prototype_name(call, reg);
	if (!name || !*name || is_taken(names, name)) {
		snprintf(made, NAME_BYTES, "%s%u", name && *name ? name : "arg", place + 1);
		name = made;
	}
	names->seen[place] = name;
	names->nr = place + 1;
	return name;
}

static void view_raw_args(struct strbuf *scratch, const struct sct_call *call, sct_arg_fn *visit,
			  void *arg)
{
	unsigned int i, nr = call->desc ? call->desc->nr_args : SCT_NR_ARGS;
	struct names names;

	names.nr = 0;
	for (i = 0; i < nr; i++) {
		struct sct_arg_view view = {
			.name = view_name(&names, call, NULL, i), .reg = i, .nr_regs = 1,
			.value = call->args[i],
		};

		sb_reset(scratch);
		sb_hex(scratch, call->args[i]);
		view.text = scratch->buf;
		view.text_len = scratch->len;
		visit(arg, &view);
	}
}

static void view_argument(struct sct_printer *p, const struct sct_argument *a,
			  struct names *names, sct_arg_fn *visit, void *arg)
{
	const struct sct_type *t = a->type;
	struct sct_arg_view view = {
		.name = view_name(names, p->call, a->name, a->reg), .reg = a->reg,
		.nr_regs = t->flags & SCT_T_PAIR && p->compat ? 2 : 1,
		.value = sct_arg(p, a->reg, t), .is_signed = t->flags & SCT_T_SIGNED,
		.is_file_name = t->flags & SCT_T_PATH,
	};

	sb_reset(p->sb);
	p->view = &view;
	put_value(p, a, false);
	if (t->flags & SCT_T_SPLIT)
		put_value(p, a, true);
	p->view = NULL;
	view.text = p->sb->buf;
	view.text_len = p->sb->len;
	/* of a register that is padding, there is nothing to tell */
	if (view.text_len)
		visit(arg, &view);
}

void sct_decode_args(struct strbuf *scratch, const struct sct_call *call,
		     const struct sct_decode_options *opt, sct_arg_fn *visit, void *arg)
{
	struct sct_printer p = printer(scratch, call, opt);
	struct names names;
	struct sct_argument a;
	struct sct_walk w;

	names.nr = 0;
	if (!call->entered)
		return;
	if (!call->desc || sct_set_has(&opt->raw, call->abi, call->nr)) {
		view_raw_args(scratch, call, visit, arg);
		return;
	}
	sct_walk_start(&w, call);
	while (sct_walk_next(&w, &p, &a))
		view_argument(&p, &a, &names, visit, arg);
}

void sct_decode_return(struct strbuf *scratch, const struct sct_call *call,
		       const struct sct_decode_options *opt, struct sct_arg_view *view)
{
	*view = (struct sct_arg_view){
		.name = "return", .reg = SCT_ARG_RET, .nr_regs = 1, .is_signed = true,
		.value = call->returned ? (uint64_t)call->ret : 0,
	};
	sb_reset(scratch);
	put_result(scratch, call, opt, view);
	view->text = scratch->buf;
	view->text_len = scratch->len;
}
