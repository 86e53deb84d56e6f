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
 * The same record by record, for those who have several merges: look, then first and
 * next while there is a first.  look and next return 0 or a negative errno; first is
 * NULL when none is known to be next (@last: when there is none), and stays until
 * next is called.
 */
int sct_merge_look(struct sct_merge *merge);
const struct sct_record *sct_merge_first(const struct sct_merge *merge, bool last);
int sct_merge_next(struct sct_merge *merge);

/*
 * Calls @record for all records that are known to be next, in order, and gives
 * their space back.  The number of them, or what @record or the source returned
 * that was negative.  @last: the source has ended, give all that is left.
 */
long sct_merge_batch(struct sct_merge *merge, bool last,
		     int (*record)(void *arg, const struct sct_record *record), void *arg);

#endif
