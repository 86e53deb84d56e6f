/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The records of one session on their way into a view: from their source, merged
 * into one order, to the threads that they are of.
 */
#ifndef SCT_FEED_H
#define SCT_FEED_H

#include "merge.h"
#include "pids.h"
#include "thread.h"
#include "view.h"

/**
 * struct sct_feed - one session
 * @view: what is told
 * @source: of the records; not the feed's to close
 * @merge: of its streams
 * @threads: what the records are of
 * @pids: who knows names of processes
 * @asked: who is asked for them: @pids, or somebody else
 */
struct sct_feed {
	struct sct_view *view;
	struct sct_source *source;
	struct sct_merge *merge;
	struct sct_threads threads;
	struct sct_pids pids;
	const struct sct_pids *asked;
};

/* @view must be made.  0, or a negative errno with the text in the run's fail. */
int sct_feed_init(struct sct_feed *feed, struct sct_view *view, struct sct_source *source);

/* The view is told of this session from now on; of several, the last one that was used. */
void sct_feed_use(struct sct_feed *feed);

/*
 * Gives the view all records that are known to be next (@last: all that are left).
 * Their number; -ECANCELED: the view wants no more; or another negative errno with
 * the text in the run's fail.
 */
long sct_feed_batch(struct sct_feed *feed, bool last);

/* There will be no more records.  @detached: the threads go on without being traced. */
void sct_feed_end(struct sct_feed *feed, bool detached);

/*
 * Says how many records were lost, if any were: @lost of them, as the module or the
 * file counts; what the LOST records say may be less.  @advice ends in a size.
 */
void sct_feed_report_lost(const struct sct_feed *feed, uint64_t lost, const char *advice);

/* Frees the threads and all; before the view is closed. */
void sct_feed_free(struct sct_feed *feed);

#endif
