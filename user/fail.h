/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How a helper tells a command what went wrong: it returns a negative errno and
 * leaves one line of text; only the command (run.h) prints it.
 */
#ifndef SCT_FAIL_H
#define SCT_FAIL_H

#include <stdbool.h>

#include "strbuf.h"

/**
 * struct sct_fail - why something failed
 * @text: one line without the program's name and without a newline
 * @hint: the command line is at fault: name -h
 */
struct sct_fail {
	struct strbuf text;
	bool hint;
};

#define SCT_FAIL_INIT	{ .text = STRBUF_INIT }

/* Replaces the text; returns @err (a negative errno) for the caller to return. */
__attribute__((format(printf, 3, 4)))
int sct_fail(struct sct_fail *fail, int err, const char *fmt, ...);

/* The same for a mistake in the command line: -EINVAL, with a hint at -h. */
__attribute__((format(printf, 2, 3)))
int sct_fail_usage(struct sct_fail *fail, const char *fmt, ...);

#endif
