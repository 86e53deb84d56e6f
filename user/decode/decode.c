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
	const struct sct_syscall *desc = call->desc;

	if (desc) {
		sb_mem(sb, desc->name, desc->name_len);
		return;
	}
	sb_str(sb, "syscall_");
	sb_hex(sb, (unsigned long long)call->nr);
}

static inline void init_printer(struct sct_printer *p, struct strbuf *sb, const struct sct_call *call,
			 const struct sct_decode_options *opt)
{
	unsigned int table = sct_call_table(call);
	int nr = sct_call_number(call);

	p->sb = sb;
	p->call = call;
	p->opt = opt;
	p->reg = 0;
	p->phase = SCT_PHASE_IN;
	p->compat = call->abi == SCT_ABI_I386;
	p->abbrev = sct_set_has(&opt->abbrev, table, nr);
	p->verbose = sct_set_has(&opt->verbose, table, nr);
	p->second_half = false;
	p->content = 0;
	p->view = NULL;
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

/* The words that are the arguments of the call inside; false: not all of them are there. */
static bool inner_args(const struct sct_call *call, unsigned int nr, uint64_t *args)
{
	static const struct sct_decode_options no_options;
	const struct sct_printer p = { .call = call, .opt = &no_options, .compat = true };
	const uint8_t *mem = call->args[1] ? sct_mem_exact(&p, call->args[1], 4UL * nr) : NULL;
	unsigned int i;

	for (i = 0; mem && i < nr; i++)
		args[i] = sct_load(mem + 4UL * i, 4);
	return mem;
}

bool sct_look_inside(struct sct_call *call)
{
	const struct sct_multiplexer *outer = call->desc ? call->desc->inner : NULL;
	uint32_t op = outer ? (uint32_t)call->args[0] & ~outer->ignored : 0;
	const struct sct_syscall *desc;
	uint64_t args[SCT_NR_ARGS] = { 0 };

	if (!outer || !call->entered || op >= outer->nr)
		return true;
	desc = sct_syscall_by_number(SCT_INNER_CALLS, (int)(outer->base + op));
	if (!desc)
		return true;
	if (outer->in_memory) {
		if (!inner_args(call, desc->nr_args, args))
			return call->returned || !is_late(call, 1);
		memcpy(call->args, args, sizeof(args));
	}
	call->first_arg = !outer->in_memory;
	call->inner = desc->nr;
	call->desc = desc;
	return true;
}

__attribute__((noinline))
static void put_raw_args(struct strbuf *sb, const struct sct_call *call, bool named)
{
	unsigned int nr = call->desc ? call->desc->nr_args : SCT_NR_ARGS;
	unsigned int first = call->first_arg, i;

	for (i = 0; i < nr && first + i < SCT_NR_ARGS; i++) {
		if (i)
			sb_str(sb, ", ");
		if (named)
			sb_printf(sb, "arg%u=", i + 1);
		sb_hex(sb, call->args[first + i]);
	}
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

/* What is in a register. */
static inline void put_value(struct sct_printer *p, const struct sct_type *t, unsigned int reg)
{
	struct sct_value v = { .v = sct_arg(p, reg, t), .size = t->size[p->compat] };

	p->reg = reg;
	t->print(p, t, &v);
}

/* One half of a split argument, or all of another. */
static void put_half(struct sct_printer *p, const struct sct_argument *arg, bool second_half)
{
	const struct sct_type *t = arg->type;

	p->phase = t->dir == SCT_DIR_OUT || second_half ? SCT_PHASE_OUT : SCT_PHASE_IN;
	p->second_half = second_half;
	if (arg->bare && !p->verbose && !sct_arg(p, arg->reg, t)) {
		if (!second_half)
			sb_char(p->sb, '0');
		return;
	}
	put_value(p, t, arg->reg);
}

static void put_argument(struct sct_printer *p, const struct sct_argument *arg, bool second_half)
{
	if (!second_half && (arg->name || p->opt->arg_names))
		put_name(p, arg);
	put_half(p, arg, second_half);
}

/*
 * Prints from where call->walk is.  At entry it stops where the exit is needed,
 * with the separator already printed.
 */
static void put_args(struct sct_printer *p, struct sct_call *call, bool exiting)
{
	struct sct_walk *w = &call->walk;
	struct sct_argument arg;
	bool separate = false;

	for (; sct_walk_next(w, p, &arg); separate = true) {
		bool split = arg.type->flags & SCT_T_SPLIT;

		if (separate)
			sb_str(p->sb, ", ");
		if (split && !call->half_shown)
			put_argument(p, &arg, false);
		if (!exiting && waits_for_exit(call, &arg)) {
			call->half_shown = split;
			sct_walk_back(w);
			return;
		}
		call->half_shown = false;
		put_argument(p, &arg, split);
	}
	call->all_shown = true;
}

__attribute__((noinline))
static void print_args(struct strbuf *sb, struct sct_call *call,
		       const struct sct_decode_options *opt, bool exiting)
{
	struct sct_printer p;

	init_printer(&p, sb, call, opt);
	put_args(&p, call, exiting);
}

void sct_decode_enter(struct strbuf *sb, struct sct_call *call,
		      const struct sct_decode_options *opt)
{
	sct_decode_name(sb, call);
	sb_char(sb, '(');
	call->half_shown = false;
	call->all_shown = true;
	if (!call->desc || sct_set_has_call(&opt->raw, call)) {
		put_raw_args(sb, call, opt->arg_names);
		return;
	}
	sct_walk_start(&call->walk, call);
	call->all_shown = !call->desc->args[0];
	if (!call->all_shown)
		print_args(sb, call, opt, false);
}

void sct_decode_exit(struct strbuf *sb, struct sct_call *call,
		     const struct sct_decode_options *opt)
{
	if (!call->all_shown)
		print_args(sb, call, opt, true);
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

__attribute__((noinline))
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
	sb_str(sb, "-1 ");
	sb_str(sb, name);
	sb_str(sb, " (");
	if (why) {
		sb_str(sb, why);
	} else {
		sb_str(sb, "Unknown error ");
		sb_s64(sb, err);
	}
	sb_char(sb, ')');
}

__attribute__((noinline))
static const struct sct_type *walk_to_end(const struct sct_printer *p)
{
	struct sct_walk w = p->call->walk;
	struct sct_argument arg;

	if (!w.args)
		sct_walk_start(&w, p->call);
	while (sct_walk_next(&w, p, &arg))
		;
	return w.ret;
}

/* A case of a switch may have a type of its own for the result. */
static const struct sct_type *return_type(const struct sct_printer *p)
{
	const struct sct_call *call = p->call;
	const struct sct_type *t;

	if (!call->entered)
		t = call->desc->ret;
	else
		t = call->all_shown && call->walk.args ? call->walk.ret : walk_to_end(p);
	return t ? t : T_LONG;
}

/* @view: also to be told of it, or NULL. */
static void put_result(struct strbuf *sb, const struct sct_call *call,
		       const struct sct_decode_options *opt, struct sct_arg_view *view)
{
	const struct sct_type *t;
	struct sct_printer p;

	if (!call->returned) {
		sb_char(sb, '?');
		return;
	}
	if (call->ret < 0 && call->ret >= -4095) {
		put_error(sb, (int)-call->ret);
		return;
	}
	if (call->desc && sct_set_has_call(&opt->raw, call)) {
		sb_hex(sb, (uint64_t)call->ret);
		return;
	}
	init_printer(&p, sb, call, opt);
	t = call->desc ? return_type(&p) : T_HEXLONG;
	p.phase = SCT_PHASE_OUT;
	p.view = view;
	if (view) {
		view->value = sct_arg(&p, SCT_ARG_RET, t);
		view->is_signed = t->flags & SCT_T_SIGNED;
		view->nr_regs = t->flags & SCT_T_PAIR && p.compat ? 2 : 1;
	}
	put_value(&p, t, SCT_ARG_RET);
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
	unsigned int nr = call->desc ? call->desc->nr_args : SCT_NR_ARGS;
	unsigned int first = call->first_arg, i;
	struct names names;

	names.nr = 0;
	for (i = first; i - first < nr && i < SCT_NR_ARGS; i++) {
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
	put_half(p, a, false);
	if (t->flags & SCT_T_SPLIT)
		put_half(p, a, true);
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
	struct sct_printer p;
	struct names names;
	struct sct_argument a;
	struct sct_walk w;

	names.nr = 0;
	init_printer(&p, scratch, call, opt);
	if (!call->entered)
		return;
	if (!call->desc || sct_set_has_call(&opt->raw, call)) {
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
