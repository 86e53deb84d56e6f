// SPDX-License-Identifier: GPL-2.0
/* Keeps and matches the file names of -P, and the descriptors of --trace-fds. */
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

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
	char *copy = NULL;
	bool found = false;
	size_t i;

	for (i = 0; i < paths->nr && !found; i++) {
		found = strlen(paths->s[i]) == len && !memcmp(paths->s[i], path, len);
		if (found || !strpbrk(paths->s[i], "*?["))
			continue;
		if (!copy)
			copy = strndup(path, len);
		found = copy && !fnmatch(paths->s[i], copy, 0);
	}
	free(copy);
	return found;
}

/* The plan makes a blob of each descriptor that the call is given. */
static bool works_on(const struct sct_fd_set *fds, const struct sct_call *call)
{
	const struct sct_blob *blob = call->enter_blobs.first;
	unsigned int i;

	for (i = 0; i < call->enter_blobs.nr; i++, blob = sct_blob_next(blob))
		if (blob->flags & SCT_BLOB_FD && (int)blob->addr >= 0 &&
		    sct_fd_set_has(fds, (int)blob->addr))
			return true;
	return false;
}

bool sct_call_wanted(const struct sct_strings *paths, const struct sct_fd_set *fds,
		     const struct sct_call *call)
{
	bool any_fds = !sct_fd_set_is_empty(fds);

	if (!paths->nr && !any_fds)
		return true;
	return (paths->nr && sct_call_paths(call, is_one_of, (void *)paths)) ||
	       (any_fds && call->entered && works_on(fds, call));
}
