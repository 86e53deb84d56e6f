// SPDX-License-Identifier: GPL-2.0
/*
 * The file names that a call has to do with, for -P.
 */
#include <linux/limits.h>

#include "decode/fd.h"
#include "decode/walk.h"

typedef bool seen_fn(void *arg, const char *path, size_t len);

static bool descriptor_paths(const struct sct_blobs *blobs, seen_fn *seen, void *arg)
{
	const struct sct_blob *blob = blobs->first;
	struct sct_fd_details d;
	unsigned int i;

	for (i = 0; i < blobs->nr; i++, blob = sct_blob_next(blob)) {
		if (!(blob->flags & SCT_BLOB_FD) || blob->err || !sct_fd_details(blob, &d))
			continue;
		if (seen(arg, (const char *)d.path, d.info.path_len))
			return true;
	}
	return false;
}

static bool argument_paths(const struct sct_call *call, seen_fn *seen, void *arg)
{
	static const struct sct_decode_options no_options;
	struct sct_printer p = {
		.call = call, .opt = &no_options, .compat = call->abi == SCT_ABI_I386,
	};
	struct sct_argument a;
	struct sct_walk w;

	sct_walk_start(&w, call);
	while (sct_walk_next(&w, &p, &a)) {
		const uint8_t *path;
		size_t len;

		if (!(a.type->flags & SCT_T_PATH))
			continue;
		p.phase = a.type->dir == SCT_DIR_OUT ? SCT_PHASE_OUT : SCT_PHASE_IN;
		path = sct_mem(&p, sct_arg(&p, a.reg, a.type), &len);
		if (path && seen(arg, (const char *)path, strnlen((const char *)path, len)))
			return true;
	}
	return false;
}

bool sct_call_paths(const struct sct_call *call,
		    bool (*seen)(void *arg, const char *path, size_t len), void *arg)
{
	if (call->entered && descriptor_paths(&call->enter_blobs, seen, arg))
		return true;
	if (call->returned && descriptor_paths(&call->exit_blobs, seen, arg))
		return true;
	return call->entered && call->desc && argument_paths(call, seen, arg);
}
