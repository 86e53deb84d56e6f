// SPDX-License-Identifier: GPL-2.0
/* Merges the streams of a source by time, with a heap of their first records. */
#include <errno.h>
#include <stdlib.h>

#include "merge.h"

/* So many records at most are taken before a producer hears that there is room. */
#define GIVE_AT_MOST	1024

/**
 * struct stream - one stream of the source
 * @number: in the source
 * @record: its first record; NULL: none is there
 * @time: of that record; of the last one when there is none
 */
struct stream {
	unsigned int number;
	const struct sct_record *record;
	uint64_t time;
};

/**
 * struct sct_merge - state between two batches
 * @source: of the records
 * @streams: all of them
 * @heap: those that have a record, the earliest first
 * @nr: of @heap
 * @horizon: no record with an earlier time is missing, says the source
 * @bound: records with an earlier time can be given away
 */
struct sct_merge {
	struct sct_source *source;
	struct stream *streams;
	struct stream **heap;
	unsigned int nr;
	uint64_t horizon;
	uint64_t bound;
};

struct sct_merge *sct_merge_new(struct sct_source *source)
{
	struct sct_merge *merge = calloc(1, sizeof(*merge));
	unsigned int i;

	if (!merge)
		return NULL;
	merge->source = source;
	merge->streams = calloc(source->nr_streams, sizeof(*merge->streams));
	merge->heap = calloc(source->nr_streams, sizeof(*merge->heap));
	if (!merge->streams || !merge->heap) {
		sct_merge_free(merge);
		return NULL;
	}
	for (i = 0; i < source->nr_streams; i++)
		merge->streams[i].number = i;
	return merge;
}

void sct_merge_free(struct sct_merge *merge)
{
	if (!merge)
		return;
	free(merge->streams);
	free(merge->heap);
	free(merge);
}

/* Puts @stream where it belongs, beginning at the free place @at. */
static void sift_down(struct sct_merge *merge, unsigned int at, struct stream *stream)
{
	unsigned int child;

	while ((child = 2 * at + 1) < merge->nr) {
		if (child + 1 < merge->nr &&
		    merge->heap[child + 1]->time < merge->heap[child]->time)
			child++;
		if (stream->time <= merge->heap[child]->time)
			break;
		merge->heap[at] = merge->heap[child];
		at = child;
	}
	merge->heap[at] = stream;
}

static void push(struct sct_merge *merge, struct stream *stream)
{
	unsigned int at = merge->nr++, parent;

	for (; at; at = parent) {
		parent = (at - 1) / 2;
		if (merge->heap[parent]->time <= stream->time)
			break;
		merge->heap[at] = merge->heap[parent];
	}
	merge->heap[at] = stream;
}

/* An empty stream bounds what can be given: its next record may be as old as its last, or the horizon. */
static void bound_by(struct sct_merge *merge, const struct stream *stream)
{
	uint64_t bound = stream->time + 1;

	if (merge->horizon > bound && !merge->source->ops->busy(merge->source, stream->number))
		bound = merge->horizon;
	if (bound < merge->bound)
		merge->bound = bound;
}

/* Gets the stream's first record. */
static inline int fill(struct sct_merge *merge, struct stream *stream)
{
	int ret = merge->source->ops->peek(merge->source, stream->number, &stream->record);

	if (ret <= 0) {
		stream->record = NULL;
		bound_by(merge, stream);
	} else if (stream->record->time > stream->time) {
		stream->time = stream->record->time;
	}
	return ret;
}

int sct_merge_look(struct sct_merge *merge)
{
	struct sct_source *source = merge->source;
	unsigned int i;
	int ret;

	ret = source->ops->look(source, &merge->horizon);
	if (ret < 0)
		return ret;
	merge->bound = UINT64_MAX;
	for (i = 0; i < source->nr_streams; i++) {
		if (merge->streams[i].record)
			continue;
		ret = fill(merge, &merge->streams[i]);
		if (ret < 0)
			return ret;
		if (ret)
			push(merge, &merge->streams[i]);
	}
	return 0;
}

/* The first stream has another record, or (@filled is 0) none: back into order. */
static void settle_first(struct sct_merge *merge, int filled)
{
	struct stream *first = merge->heap[0];

	if (!filled)
		first = merge->heap[--merge->nr];
	if (merge->nr)
		sift_down(merge, 0, first);
}

const struct sct_record *sct_merge_first(const struct sct_merge *merge, bool last)
{
	if (!merge->nr || (!last && merge->heap[0]->time >= merge->bound))
		return NULL;
	return merge->heap[0]->record;
}

int sct_merge_next(struct sct_merge *merge)
{
	struct stream *first = merge->heap[0];
	int ret;

	merge->source->ops->pop(merge->source, first->number, first->record);
	ret = fill(merge, first);
	if (ret < 0)
		return ret;
	settle_first(merge, ret);
	return 0;
}

/* The first stream comes first up to this time, included. */
static uint64_t first_until(const struct sct_merge *merge)
{
	uint64_t time = UINT64_MAX;

	if (merge->nr > 1)
		time = merge->heap[1]->time;
	if (merge->nr > 2 && merge->heap[2]->time < time)
		time = merge->heap[2]->time;
	return time;
}

/*
 * Gives up to GIVE_AT_MOST records of the first stream away as long as it is that: a
 * thread stays on its CPU for many calls, mostly.  What fill() said, or the error.
 */
static int give_first(struct sct_merge *merge, bool last,
		      int (*record)(void *arg, const struct sct_record *record), void *arg,
		      long *given)
{
	struct sct_source *source = merge->source;
	struct stream *first = merge->heap[0];
	uint64_t until = first_until(merge);
	unsigned int left = GIVE_AT_MOST;
	int ret;

	do {
		ret = record(arg, first->record);
		if (ret < 0)
			return ret;
		source->ops->pop(source, first->number, first->record);
		ret = fill(merge, first);
	} while (--left && ret > 0 && first->time <= until && (last || first->time < merge->bound));
	*given += GIVE_AT_MOST - left;
	return ret;
}

long sct_merge_batch(struct sct_merge *merge, bool last,
		     int (*record)(void *arg, const struct sct_record *record), void *arg)
{
	struct sct_source *source = merge->source;
	long given = 0, released = 0;
	int ret;

	ret = sct_merge_look(merge);
	while (!ret && merge->nr && (last || merge->heap[0]->time < merge->bound)) {
		ret = give_first(merge, last, record, arg, &given);
		if (ret < 0)
			break;
		settle_first(merge, ret);
		ret = 0;
		/* A batch can be all that a ring holds, and its lines be written slowly. */
		if (given - released >= GIVE_AT_MOST) {
			source->ops->release(source);
			released = given;
		}
	}
	source->ops->release(source);
	return ret < 0 ? ret : given;
}
