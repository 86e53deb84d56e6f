/* SPDX-License-Identifier: GPL-2.0 */
/*
 * sctrace diff: two runs, and what is different between them.
 */
#ifndef SCT_SIDES_H
#define SCT_SIDES_H

#include "events.h"

struct sct_side;

/*
 * One of the two: a sink (sct_out_events() with SCT_FORMAT_SIDE) that keeps the lines
 * of each thread.  They are in a temporary file; in memory are some 40 bytes for each.
 */
struct sct_side *sct_side_of(struct sct_sink *sink);

/*
 * Appends what changed from @a to @b, called @name_a and @name_b, as diff -u does: nothing
 * if they are the same.  0 or a negative errno with the text in @fail.
 */
int sct_sides_compare(struct sct_output *output, struct sct_side *a, const char *name_a,
		      struct sct_side *b, const char *name_b, bool *same, struct sct_fail *fail);

#endif
