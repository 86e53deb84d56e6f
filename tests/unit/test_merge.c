// SPDX-License-Identifier: GPL-2.0
/* One order from four streams: nothing too early, nothing out of order, nothing lost. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "merge.h"

#include "kselftest_harness.h"

#define STREAMS	4
#define RECORDS	4096

/* Streams in memory; what is visible of them grows as the test says. */
struct fake {
	struct sct_source source;
	struct sct_record records[STREAMS][RECORDS];
	unsigned int made[STREAMS];	/* written */
	unsigned int seen[STREAMS];	/* as of the last look */
	unsigned int popped[STREAMS];
	bool in_progress[STREAMS];
	uint64_t horizon;
	int error;
};

static struct fake fake;

static struct fake *to_fake(const struct sct_source *source)
{
	return (struct fake *)((char *)source - offsetof(struct fake, source));
}

static int fake_look(struct sct_source *source, uint64_t *horizon)
{
	struct fake *f = to_fake(source);

	memcpy(f->seen, f->made, sizeof(f->seen));
	*horizon = f->horizon;
	return f->error;
}

static bool fake_busy(const struct sct_source *source, unsigned int stream)
{
	return to_fake(source)->in_progress[stream];
}

static int fake_peek(struct sct_source *source, unsigned int stream,
		     const struct sct_record **record)
{
	struct fake *f = to_fake(source);

	if (f->popped[stream] == f->seen[stream])
		return 0;
	*record = &f->records[stream][f->popped[stream]];
	return 1;
}

static void fake_pop(struct sct_source *source, unsigned int stream,
		     const struct sct_record *record)
{
	struct fake *f = to_fake(source);

	if (record != &f->records[stream][f->popped[stream]])
		abort();
	f->popped[stream]++;
}

static void fake_release(struct sct_source *source)
{
	(void)source;
}

static const struct sct_source_ops fake_ops = {
	.look = fake_look,
	.busy = fake_busy,
	.peek = fake_peek,
	.pop = fake_pop,
	.release = fake_release,
};

static void put(unsigned int stream, uint64_t time)
{
	struct sct_record *record = &fake.records[stream][fake.made[stream]++];

	record->time = time;
	record->cpu = stream;
}

/* What came out, as times. */
static uint64_t times[STREAMS * RECORDS];
static unsigned int nr_times;

static int note(void *arg, const struct sct_record *record)
{
	(void)arg;
	times[nr_times++] = record->time;
	return 0;
}

static struct sct_merge *begin(void)
{
	memset(&fake, 0, sizeof(fake));
	fake.source.ops = &fake_ops;
	fake.source.nr_streams = STREAMS;
	nr_times = 0;
	return sct_merge_new(&fake.source);
}

#define GIVES(nr, lasttime) do {						\
	EXPECT_EQ((nr), sct_merge_batch(merge, false, note, NULL));		\
	if (nr_times)								\
		EXPECT_EQ((lasttime), times[nr_times - 1]);			\
} while (0)

TEST(nothing_beyond_the_horizon)
{
	struct sct_merge *merge = begin();

	put(0, 10);
	put(0, 20);
	put(1, 15);
	fake.horizon = 15;
	GIVES(1, 10);
	fake.horizon = 16;
	GIVES(1, 15);
	fake.horizon = 100;
	GIVES(1, 20);
	GIVES(0, 20);
	sct_merge_free(merge);
}

TEST(an_older_record_may_be_in_progress)
{
	struct sct_merge *merge = begin();

	put(0, 10);
	put(0, 30);
	put(1, 12);
	fake.in_progress[1] = true;
	fake.horizon = 100;
	GIVES(2, 12);
	GIVES(0, 12);
	put(1, 13);
	fake.in_progress[1] = false;
	GIVES(2, 30);
	sct_merge_free(merge);
}

TEST(a_busy_stream_that_is_empty_holds_all)
{
	struct sct_merge *merge = begin();

	put(0, 10);
	fake.in_progress[2] = true;
	fake.horizon = 100;
	GIVES(0, 0);
	fake.in_progress[2] = false;
	GIVES(1, 10);
	sct_merge_free(merge);
}

TEST(records_in_a_stream_vouch_for_each_other)
{
	struct sct_merge *merge = begin();
	unsigned int i;

	/* the horizon is old, but every stream has something newer */
	for (i = 0; i < STREAMS; i++) {
		put(i, 10 + i);
		put(i, 20 + i);
	}
	fake.horizon = 5;
	GIVES(STREAMS + 1, 20);
	sct_merge_free(merge);
}

TEST(last_gives_all)
{
	struct sct_merge *merge = begin();

	put(3, 1000);
	put(1, 2000);
	fake.horizon = 1;
	GIVES(0, 0);
	EXPECT_EQ(2, sct_merge_batch(merge, true, note, NULL));
	EXPECT_EQ(1000, times[0]);
	sct_merge_free(merge);
}

static int refuse(void *arg, const struct sct_record *record)
{
	(void)arg;
	return record->time == 2 ? -5 : 0;
}

TEST(errors_come_through)
{
	struct sct_merge *merge = begin();

	put(0, 1);
	put(0, 2);
	fake.horizon = 9;
	EXPECT_EQ(-5, sct_merge_batch(merge, false, refuse, NULL));
	fake.error = -7;
	EXPECT_EQ(-7, sct_merge_batch(merge, false, note, NULL));
	sct_merge_free(merge);
}

/* Streams as CPUs make them: each in order, now and then one that lags behind. */
TEST(random_streams)
{
	uint64_t now = 1, in_progress[STREAMS] = { 0 };
	struct sct_merge *merge = begin();
	unsigned int i, total = 0, round;

	srandom(7);
	for (round = 0; round < 3000; round++) {
		i = random() % STREAMS;
		now += random() % 3;
		if (fake.in_progress[i]) {
			put(i, in_progress[i]);
			fake.in_progress[i] = false;
			total++;
		} else if (random() % 4 == 0) {
			fake.in_progress[i] = true;
			in_progress[i] = now;
		} else {
			put(i, now);
			total++;
		}
		fake.horizon = now;
		if (random() % 5 == 0)
			ASSERT_LE(0, sct_merge_batch(merge, false, note, NULL));
	}
	sct_merge_batch(merge, true, note, NULL);
	EXPECT_EQ(total, nr_times);
	for (i = 1; i < nr_times; i++)
		ASSERT_LE(times[i - 1], times[i]) TH_LOG("record %u", i);
	sct_merge_free(merge);
}

TEST_HARNESS_MAIN
