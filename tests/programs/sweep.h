/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Real calls with one thing wrong at a time.
 *
 *	SWEEP(readlink, STR("link"), OUT(64), VAL(64));
 *
 * makes the call as it is, and then again for each way in which one of its
 * arguments can be bad.  Whatever it returns is right: tracers are compared.
 */
#ifndef SCT_TEST_SWEEP_H
#define SCT_TEST_SWEEP_H

#include "program.h"

#include <stdbool.h>

enum sweep_kind { SWEEP_VALUE, SWEEP_MEMORY, SWEEP_FLAGS, SWEEP_FD };

struct sweep_arg {
	enum sweep_kind kind;
	long value;		/* or the object's size */
	const void *object;	/* NULL: zeros */
};

/* Only this value. */
#define VAL(v)		{ SWEEP_VALUE, (long)(v), NULL }
/* An object: at the end of its page, NULL, unreadable, and without its last byte. */
#define IN(o)		{ SWEEP_MEMORY, sizeof(o), &(o) }
#define STR(s)		{ SWEEP_MEMORY, sizeof(s), s }
#define OUT(size)	{ SWEEP_MEMORY, (long)(size), NULL }
/* These, none, and one that does not exist. */
#define BITS(v)		{ SWEEP_FLAGS, (long)(v), NULL }
/* This, none, and one that is closed. */
#define FD(v)		{ SWEEP_FD, (long)(v), NULL }

static char *sweep_pages[6];

static inline long sweep_value(const struct sweep_arg *arg, unsigned int i, unsigned int variant)
{
	char *end;

	switch (arg->kind) {
	case SWEEP_VALUE:
		return arg->value;
	case SWEEP_FLAGS:
		return variant == 0 ? arg->value : variant == 1 ? 0 : arg->value | 0x40000000;
	case SWEEP_FD:
		return variant == 0 ? arg->value : variant == 1 ? -1 : 77;
	case SWEEP_MEMORY:
		break;
	}
	if (variant == 1)
		return 0;
	if (!sweep_pages[i])
		sweep_pages[i] = edge(0);
	end = sweep_pages[i];
	if (variant == 2)
		return (long)end;
	if (variant == 3)
		end++;
	memset(sweep_pages[i] - EDGE_PAGE, 0, EDGE_PAGE);
	if (arg->object)
		memcpy(end - arg->value, arg->object, (size_t)arg->value - (variant == 3));
	return (long)(end - arg->value);
}

/* @opens: the result is a descriptor, to be closed again. */
static inline void sweep(long nr, bool opens, const struct sweep_arg args[6])
{
	static const unsigned int variants[] = { 1, 4, 3, 3 };
	unsigned int wrong, variant, i;
	long value[6], result;

	for (wrong = 0; wrong < 6; wrong++) {
		for (variant = wrong != 0; variant < variants[args[wrong].kind]; variant++) {
			for (i = 0; i < 6; i++)
				value[i] = sweep_value(&args[i], i, i == wrong ? variant : 0);
			result = syscall(nr, value[0], value[1], value[2], value[3], value[4],
					 value[5]);
			if (opens && result >= 0)
				close((int)result);
		}
	}
}

#define SWEEP(name, ...)	sweep(SYS_##name, false, (const struct sweep_arg[6]){ __VA_ARGS__ })
#define SWEEP_OPEN(name, ...)	sweep(SYS_##name, true, (const struct sweep_arg[6]){ __VA_ARGS__ })

#endif /* SCT_TEST_SWEEP_H */
