/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From the record clock to nanoseconds, and from there to the time of day.
 *
 * The kernel says now and then what its own clocks show at a time of the record
 * clock; in between, the speed measured so far is trusted.  Times converted in
 * the order of the records never go backwards.
 */
#ifndef SCT_CLOCK_H
#define SCT_CLOCK_H

#include <stdint.h>

#include "sctrace_abi.h"

/**
 * struct sct_time_base - the clocks at one moment
 * @ticks: record clock
 * @monotonic: nanoseconds
 * @realtime: nanoseconds
 */
struct sct_time_base {
	uint64_t ticks;
	uint64_t monotonic;
	uint64_t realtime;
};

/**
 * struct sct_time - a converter
 * @last: where conversion starts from
 * @reference: an earlier one, to measure the speed with
 * @mult: nanoseconds of a tick, times 2^32
 * @min_span: ticks that have to pass for a measurement to be better than what
 *	the kernel says
 * @newest: latest monotonic time given so far
 */
struct sct_time {
	struct sct_time_base last;
	struct sct_time_base reference;
	uint64_t mult;
	uint64_t min_span;
	uint64_t newest;
};

void sct_time_init(struct sct_time *time, const struct sct_info *info);

/* Learns from a CLOCK record. */
void sct_time_update(struct sct_time *time, const struct sct_clock_pair *pair);

/* CLOCK_REALTIME at a monotonic time. */
static inline uint64_t sct_time_realtime(const struct sct_time *time, uint64_t monotonic)
{
	return monotonic + (time->last.realtime - time->last.monotonic);
}

/* Nanoseconds between two times of the record clock; 0 when they are the wrong way round. */
static inline uint64_t sct_time_span(const struct sct_time *time, uint64_t from, uint64_t to)
{
	if (to <= from)
		return 0;
	return (unsigned __int128)(to - from) * time->mult >> 32;
}

/* CLOCK_MONOTONIC at @ticks. */
static inline uint64_t sct_time_at(const struct sct_time *time, uint64_t ticks)
{
	const struct sct_time_base *last = &time->last;

	if (ticks >= last->ticks)
		return last->monotonic + sct_time_span(time, last->ticks, ticks);
	return last->monotonic - sct_time_span(time, ticks, last->ticks);
}

/* The same for the record at hand; never less than what it gave before. */
static inline uint64_t sct_time_monotonic(struct sct_time *time, uint64_t ticks)
{
	uint64_t ns = sct_time_at(time, ticks);

	if (ns > time->newest)
		time->newest = ns;
	return time->newest;
}

#endif
