/* SPDX-License-Identifier: GPL-2.0 */
/* The file behind a descriptor, as a blob with SCT_BLOB_FD holds it. */
#ifndef SCT_DECODE_FD_H
#define SCT_DECODE_FD_H

#include <stdio.h>

#include "decode/types.h"

struct sct_fd_details {
	struct sct_fd_info info;
	const uint8_t *path;	/* info.path_len bytes */
	const uint8_t *local;	/* info.local_len bytes */
	const uint8_t *peer;	/* info.peer_len bytes */
};

/* Takes @blob apart; false when its lengths do not fit. */
bool sct_fd_details(const struct sct_blob *blob, struct sct_fd_details *d);
/* Whether the file behind @fd, if known, has this name. */
bool sct_fd_is(const struct sct_printer *p, int fd, const char *path);

#endif
