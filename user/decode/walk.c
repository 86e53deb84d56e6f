// SPDX-License-Identifier: GPL-2.0
/*
 * Goes through the arguments of a call in the order they are printed in.
 */
#include "decode/walk.h"

bool sct_case_is_for(const struct sct_case *c, bool is32)
{
	return is32 ? !c->only64 : !c->only32;
}

static const struct sct_case *find_case(const struct sct_switch *sw, uint32_t value, bool is32)
{
	const struct sct_case_list *const *list;
	unsigned int i;

	for (list = sw->lists; *list; list++)
		for (i = 0; i < (*list)->nr; i++)
			if ((*list)->cases[i].value == value &&
			    sct_case_is_for(&(*list)->cases[i], is32))
				return &(*list)->cases[i];
	return NULL;
}

static const struct sct_case *decide(const struct sct_switch *sw, const struct sct_call *call)
{
	uint32_t value = (uint32_t)call->args[sw->arg] & ~sw->ignored;
	bool is32 = call->abi == SCT_ABI_I386;
	const struct sct_case *c = find_case(sw, value, is32);

	if (!c && sw->any)
		c = find_case(sw, value | sw->any, is32);
	return c ? c : &sw->otherwise;
}

/* The type at the walk's place; a switch there replaces the rest of the list. */
static const struct sct_type *current_type(struct sct_walk *w, const struct sct_call *call)
{
	for (;;) {
		unsigned int i = w->index - w->base;
		const struct sct_type *t = i < SCT_NR_ARGS ? w->args[i] : NULL;
		const struct sct_case *c;

		if (!t || !t->sw)
			return t;
		c = decide(t->sw, call);
		w->args = c->args;
		w->base = w->index;
		if (c->ret)
			w->ret = c->ret;
	}
}

/* Takes the wrappers off @t; false when one of them says that it is not there. */
static bool unwrap(const struct sct_printer *p, const struct sct_type *t,
		   struct sct_argument *arg, bool *end)
{
	for (;;) {
		if (t->when && !t->when(p)) {
			*end = t->flags & SCT_T_UNTIL;
			return false;
		}
		if (t->name)
			arg->name = t->name;
		if (t->flags & SCT_T_AT)
			arg->reg = t->reg;
		if (t->flags & SCT_T_BARE)
			arg->bare = true;
		if (t->print)
			break;
		t = t->elem;
	}
	arg->type = t;
	return true;
}

bool sct_walk_on(struct sct_walk *w, const struct sct_printer *p, struct sct_argument *arg)
{
	const struct sct_type *t;
	bool end = false;

	while ((t = current_type(w, p->call)) && !end) {
		arg->name = NULL;
		arg->bare = false;
		arg->reg = w->index;
		w->index++;
		if (unwrap(p, t, arg, &end))
			return true;
	}
	return false;
}
