/* SPDX-License-Identifier: GPL-2.0 */
/* What -P and --trace-fds ask for: which calls have to do with a file or a descriptor. */
#ifndef SCT_PATHSET_H
#define SCT_PATHSET_H

#include <stdbool.h>
#include <stddef.h>

#include "call.h"
#include "decode/decode.h"
#include "strbuf.h"

/* Strings that live elsewhere; the array is allocated. */
struct sct_strings {
	const char **s;
	size_t nr;
};

/* 0 or -ENOMEM. */
int sct_strings_add(struct sct_strings *strings, const char *s);

/*
 * Adds to @paths what each of them is without symbolic links, and a line to
 * @messages where that is something else.  The new strings stay for good.
 */
int sct_path_resolve(struct sct_strings *paths, struct strbuf *messages);

/*
 * Whether the call names one of @paths (a file, or a pattern with *, ? or []) or
 * works on one of @fds; yes to every call if there are none of either.
 */
bool sct_call_wanted(const struct sct_strings *paths, const struct sct_fd_set *fds,
		     const struct sct_call *call);

#endif
