// SPDX-License-Identifier: GPL-2.0
/* Converts the record clock. */
#include "clock.h"

/* A pair of clock values is only good to a microsecond or so: measure over longer spans. */
#define MIN_SPAN_MS	500
/* The kernel steers its clocks: measure anew after some such spans. */
#define MAX_SPANS	16

#define NSEC_PER_MSEC	1000000ULL

void sct_time_init(struct sct_time *time, const struct sct_info *info)
{
	time->last.ticks = info->clock_now;
	time->last.monotonic = info->monotonic_now;
	time->last.realtime = info->realtime_now;
	time->reference = time->last;
	time->mult = (NSEC_PER_MSEC << 32) / info->clock_khz;
	time->min_span = (uint64_t)info->clock_khz * MIN_SPAN_MS;
	time->newest = 0;
}

void sct_time_update(struct sct_time *time, const struct sct_clock_pair *pair)
{
	struct sct_time_base base = { pair->hdr.time, pair->monotonic, pair->realtime };
	struct sct_time_base *ref = &time->reference;
	uint64_t ticks = base.ticks - ref->ticks;

	/* of another ring, and older than what is known */
	if (base.ticks < time->last.ticks || base.monotonic < time->last.monotonic)
		return;
	time->last = base;
	if (ticks < time->min_span)
		return;
	time->mult = ((unsigned __int128)(base.monotonic - ref->monotonic) << 32) / ticks;
	if (ticks > MAX_SPANS * time->min_span)
		*ref = base;
}
