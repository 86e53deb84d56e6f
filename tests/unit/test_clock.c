// SPDX-License-Identifier: GPL-2.0
/* Conversion of the record clock: exact at the pairs, and never backwards. */
#include <stdlib.h>
#include <string.h>

#include "clock.h"

#include "kselftest_harness.h"

#define SEC	1000000000ULL

static const struct sct_info tsc = {
	.clock = SCT_CLOCK_TSC, .clock_khz = 2500000, .clock_now = 1000000,
	.monotonic_now = 50 * SEC, .realtime_now = 1700000000 * SEC,
};

static void pair(struct sct_time *time, uint64_t ticks, uint64_t monotonic, uint64_t realtime)
{
	struct sct_clock_pair record = { .hdr.time = ticks, .monotonic = monotonic,
					 .realtime = realtime };

	sct_time_update(time, &record);
}

TEST(the_kernels_word)
{
	struct sct_time time;

	sct_time_init(&time, &tsc);
	EXPECT_EQ(50 * SEC, sct_time_monotonic(&time, 1000000));
	EXPECT_LE(llabs((long long)sct_time_monotonic(&time, 1000000 + 2500) -
			(long long)(50 * SEC + 1000)), 1);
	EXPECT_LE(llabs((long long)sct_time_span(&time, 0, 2500000000) - (long long)SEC), 2);
	EXPECT_EQ(0, sct_time_span(&time, 5, 5));
	EXPECT_EQ(0, sct_time_span(&time, 6, 5));
	EXPECT_EQ(1700000000 * SEC, sct_time_realtime(&time, 50 * SEC));
}

TEST(monotonic_clock_is_taken_as_it_is)
{
	struct sct_info info = { .clock = SCT_CLOCK_MONOTONIC, .clock_khz = 1000000,
				 .clock_now = 123456789, .monotonic_now = 123456789 };
	struct sct_time time;

	sct_time_init(&time, &info);
	EXPECT_EQ(123456789, sct_time_at(&time, 123456789));
	EXPECT_EQ(987654321987ULL, sct_time_at(&time, 987654321987ULL));
	EXPECT_EQ(5, sct_time_at(&time, 5)) TH_LOG("before the start, too");
}

TEST(speed_is_measured)
{
	struct sct_time time;
	uint64_t ticks;

	/* in truth 2.4 GHz, not 2.5 */
	sct_time_init(&time, &tsc);
	for (ticks = 0; ticks <= 10; ticks++)
		pair(&time, 1000000 + ticks * 2400000000, (50 + ticks) * SEC,
		     (1700000000 + ticks) * SEC);
	EXPECT_LE(llabs((long long)sct_time_span(&time, 0, 2400000000) - (long long)SEC), 2);
	EXPECT_EQ(60 * SEC, sct_time_monotonic(&time, 1000000 + 10 * 2400000000));
	EXPECT_LE(llabs((long long)sct_time_at(&time, 1000000 + 9 * 2400000000) -
			(long long)(59 * SEC)), 2);
}

TEST(old_pairs_are_ignored)
{
	struct sct_time time;

	sct_time_init(&time, &tsc);
	pair(&time, 5000000000, 52 * SEC, 1700000002 * SEC);
	pair(&time, 2000000000, 51 * SEC, 0);
	EXPECT_EQ(52 * SEC, sct_time_at(&time, 5000000000));
	EXPECT_EQ(1700000002 * SEC, sct_time_realtime(&time, 52 * SEC));
}

TEST(the_wall_clock_may_jump)
{
	struct sct_time time;

	sct_time_init(&time, &tsc);
	pair(&time, 1000000 + 2500000000, 51 * SEC, 1600000000 * SEC);
	EXPECT_EQ(1600000001 * SEC, sct_time_realtime(&time, 52 * SEC));
}

TEST(never_backwards)
{
	uint64_t ticks = 1000000, ns, last = 0, truth = 50 * SEC;
	struct sct_time time;
	unsigned int i;

	/* pairs that are off by up to 3 us, a clock that is steered */
	srandom(3);
	sct_time_init(&time, &tsc);
	for (i = 0; i < 200000; i++) {
		ticks += 25000;
		truth += 10000 + (i / 50000 ? 3 : -2);
		if (i % 100 == 0)
			pair(&time, ticks, truth + random() % 3000, 1700000000 * SEC);
		ns = sct_time_monotonic(&time, ticks);
		ASSERT_LE(last, ns);
		ASSERT_LE(llabs((long long)(ns - truth)), 400000);
		last = ns;
	}
}

TEST_HARNESS_MAIN
