/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where records come from: a number of streams, each in the order of time.
 *
 * The records that a source gives are checked: lengths, types and blobs lie
 * within them.  merge.c puts the streams into one order.
 */
#ifndef SCT_SOURCE_H
#define SCT_SOURCE_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "fail.h"
#include "sctrace_abi.h"

struct sct_source;

/**
 * struct sct_source_ops - what a source can do
 * @look: find out what there is now.  Sets *@horizon: every record with an
 *	earlier time is there, save in the streams that @busy says yes to.
 *	0 or a negative errno
 * @busy: whether the stream may still get a record that is as old as its last
 * @peek: the next record of a stream, left where it is: 1, 0 (none now), or a
 *	negative errno
 * @pop: done with the record that peek gave; its memory may be used again
 * @release: tell the producer of all the space that is free
 * @wait: sleep until there may be more, but no longer than @timeout_ms (-1:
 *	forever); only signals in @mask are blocked the while.  1; 0 when the
 *	time was over, or a signal came; or a negative errno
 * @ended: nothing will come after what the last @look saw
 * @close: free it
 */
struct sct_source_ops {
	int (*look)(struct sct_source *source, uint64_t *horizon);
	bool (*busy)(const struct sct_source *source, unsigned int stream);
	int (*peek)(struct sct_source *source, unsigned int stream,
		    const struct sct_record **record);
	void (*pop)(struct sct_source *source, unsigned int stream,
		    const struct sct_record *record);
	void (*release)(struct sct_source *source);
	int (*wait)(struct sct_source *source, int timeout_ms, const sigset_t *mask);
	bool (*ended)(const struct sct_source *source);
	void (*close)(struct sct_source *source);
};

/**
 * struct sct_source - one of them
 * @ops: its functions
 * @nr_streams: streams are numbered 0 .. nr_streams - 1
 * @info: clock, and the time at the start
 */
struct sct_source {
	const struct sct_source_ops *ops;
	unsigned int nr_streams;
	struct sct_info info;
};

#endif
