/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The arguments of an execve whose memory could not be read at its entry: they
 * are in the new image, as a TASK_EXEC record has them.
 */
#ifndef SCT_IMAGE_H
#define SCT_IMAGE_H

#include "call.h"
#include "strbuf.h"

/*
 * Replaces @blobs by what @task knows of the arguments of @call, as blobs at the
 * addresses where the call had them; returns their number.
 */
unsigned int sct_image_blobs(struct strbuf *blobs, const struct sct_call *call,
			     const struct sct_task *task);

#endif
