// SPDX-License-Identifier: GPL-2.0
/* Keeps and matches the file names of -P. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "decode/decode.h"
#include "pathset.h"

int sct_strings_add(struct sct_strings *strings, const char *s)
{
	const char **more = reallocarray(strings->s, strings->nr + 1, sizeof(*more));

	if (!more)
		return -ENOMEM;
	strings->s = more;
	strings->s[strings->nr++] = s;
	return 0;
}

int sct_path_resolve(struct sct_strings *paths, struct strbuf *messages)
{
	size_t i, nr = paths->nr;
	char *real;

	for (i = 0; i < nr; i++) {
		real = realpath(paths->s[i], NULL);
		if (!real || !strcmp(real, paths->s[i])) {
			free(real);
			continue;
		}
		sb_printf(messages, "Requested path \"%s\" resolved into \"%s\"\n",
			  paths->s[i], real);
		if (sct_strings_add(paths, real))
			return -ENOMEM;
	}
	return 0;
}

static bool is_one_of(void *arg, const char *path, size_t len)
{
	const struct sct_strings *paths = arg;
	size_t i;

	for (i = 0; i < paths->nr; i++)
		if (strlen(paths->s[i]) == len && !memcmp(paths->s[i], path, len))
			return true;
	return false;
}

bool sct_path_wanted(const struct sct_strings *paths, const struct sct_call *call)
{
	return !paths->nr || sct_call_paths(call, is_one_of, (void *)paths);
}
