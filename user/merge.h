/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One order from many streams: gives the records of a source by their times.
 *
 * Never gives a record that an older one could still come before.  Records of
 * one stream stay in their order, whatever their times say.
 */
#ifndef SCT_MERGE_H
#define SCT_MERGE_H

#include "source.h"

struct sct_merge;

/* NULL: no memory. */
struct sct_merge *sct_merge_new(struct sct_source *source);
void sct_merge_free(struct sct_merge *merge);

/*
 * Calls @record for all records that are known to be next, in order, and gives
 * their space back.  The number of them, or what @record or the source returned
 * that was negative.  @last: the source has ended, give all that is left.
 */
long sct_merge_batch(struct sct_merge *merge, bool last,
		     int (*record)(void *arg, const struct sct_record *record), void *arg);

#endif
