/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The arguments of a call as they are printed: switches decided, wrappers taken
 * off.  Shared by the printer (decode.c) and by what reads the descriptions
 * otherwise.
 */
#ifndef SCT_DECODE_WALK_H
#define SCT_DECODE_WALK_H

#include "decode/types.h"

/**
 * struct sct_argument - one printed argument
 * @type: without wrappers
 * @name: printed before it, or NULL
 * @reg: its register
 * @bare: see SCT_T_BARE
 */
struct sct_argument {
	const struct sct_type *type;
	const char *name;
	unsigned int reg;
	bool bare;
};

/* Whether a case of a switch is for this ABI. */
bool sct_case_is_for(const struct sct_case *c, bool is32);

static inline void sct_walk_start(struct sct_walk *w, const struct sct_call *call)
{
	w->args = call->desc->args;
	w->ret = call->desc->ret;
	w->index = 0;
	w->base = 0;
}

/* For sct_walk_next(): through switches and wrappers. */
bool sct_walk_on(struct sct_walk *w, const struct sct_printer *p, struct sct_argument *arg);

/* The next argument that is there; false at the end of them. */
static inline bool sct_walk_next(struct sct_walk *w, const struct sct_printer *p,
				 struct sct_argument *arg)
{
	unsigned int i = w->index - w->base;
	const struct sct_type *t = i < SCT_NR_ARGS ? w->args[i] : NULL;

	if (!t)
		return false;
	if (!t->print || t->when || t->name || t->flags & (SCT_T_AT | SCT_T_BARE))
		return sct_walk_on(w, p, arg);
	*arg = (struct sct_argument){ .type = t, .reg = w->index++ };
	return true;
}

/* Back to the argument that sct_walk_next() has just given. */
static inline void sct_walk_back(struct sct_walk *w)
{
	w->index--;
}

#endif
