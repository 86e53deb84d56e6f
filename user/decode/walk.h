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
 * struct sct_walk - where we are in a call's arguments
 * @args: the types from printed argument @base on
 * @ret: how to print the result
 * @index: of the printed argument
 * @base: see @args
 */
struct sct_walk {
	const struct sct_type *const *args;
	const struct sct_type *ret;
	unsigned int index;
	unsigned int base;
};

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

void sct_walk_start(struct sct_walk *w, const struct sct_call *call);
/* What the call is called: ipc() goes by the name of what it does.  Needs call->desc. */
const char *sct_call_name(const struct sct_call *call);
/* The next argument that is there; false at the end of them. */
bool sct_walk_next(struct sct_walk *w, const struct sct_printer *p, struct sct_argument *arg);

#endif
