// SPDX-License-Identifier: GPL-2.0
/* Sessions for calls of some duration: an ENTER is held back until its call has returned. */
#include "device.h"

#define MS	1000000ULL

FIXTURE(duration)
{
	int fd;
	int klog;
	struct trace trace;
	pid_t pid;
};

FIXTURE_SETUP(duration)
{
	self->klog = klog_open();
	self->fd = dev_open(0);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(duration)
{
	trace_free(&self->trace);
	close(self->fd);
	EXPECT_TRUE(klog_clean(self->klog));
	close(self->klog);
}

static int bounds(int fd, uint64_t min_ns, uint64_t max_ns)
{
	struct sct_config config = { .size = sizeof(config), .min_ns = min_ns, .max_ns = max_ns };

	return dev_ioctl(fd, SCT_IOC_CONFIG, &config);
}

static void nap(unsigned int ms)
{
	struct timespec time = { .tv_nsec = ms * (long)MS };

	raw2(SYS_nanosleep, &time, NULL);
}

/* Calls that lasted; all others but the one that the child was in at first are not there. */
static unsigned int held(const struct trace *t)
{
	unsigned int i, nr = 0, others = 0;

	for (i = 0; i < t->nr; i++) {
		const struct sct_enter *enter = (const void *)t->recs[i];

		if (enter->hdr.type == SCT_REC_ENTER) {
			nr += enter->flags == SCT_REC_HELD;
			others += enter->flags != SCT_REC_HELD;
		}
	}
	return trace_count(t, SCT_REC_EXIT, 0) == nr + others && others <= 1 ? nr : 99;
}

static void sleeper(void *arg)
{
	(void)arg;
	raw0(TEST_CALL);
	nap(1);
	raw0(TEST_CALL2);
	nap(700);
	raw0(TEST_MARK);
}

/* The one long call is there, with the time of its beginning, and nothing else is. */
TEST_F(duration, at_least)
{
	const struct sct_blob *blob;
	struct sct_stats stats;
	unsigned int nr;
	struct call c;

	ASSERT_EQ(0, bounds(self->fd, 500 * MS, 0));
	ASSERT_EQ(0, trace_body(self->fd, 0, sleeper, NULL, &self->trace, &self->pid));
	EXPECT_EQ(1, held(&self->trace));
	c = trace_call(&self->trace, self->pid, SYS_nanosleep, 0);
	ASSERT_NE(NULL, c.enter);
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(SCT_REC_HELD, c.enter->flags);
	EXPECT_NE(0, c.enter->args[0]);
	blob = blob_first(&c.enter->hdr, &nr);
	ASSERT_EQ(1, nr);
	EXPECT_EQ(0, blob->len);
	EXPECT_EQ(0, blob->err);
	EXPECT_LE((uint64_t)dev_info(self->fd).clock_khz * 500, c.exit->hdr.time - blob->addr);
	EXPECT_GE((uint64_t)dev_info(self->fd).clock_khz * 60000, c.exit->hdr.time - blob->addr);
	stats = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_LE(4, stats.filtered);
}

TEST_F(duration, at_most)
{
	ASSERT_EQ(0, bounds(self->fd, 0, 500 * MS));
	ASSERT_EQ(0, trace_body(self->fd, 0, sleeper, NULL, &self->trace, &self->pid));
	EXPECT_EQ(0, trace_call(&self->trace, self->pid, SYS_nanosleep, 1).enter != NULL);
	EXPECT_EQ(1, trace_count_calls(&self->trace, self->pid, TEST_CALL));
	EXPECT_EQ(1, trace_count_calls(&self->trace, self->pid, TEST_MARK));
}

TEST_F(duration, none_fits)
{
	ASSERT_EQ(0, bounds(self->fd, 3600000 * MS, 0));
	ASSERT_EQ(0, trace_body(self->fd, 0, sleeper, NULL, &self->trace, &self->pid));
	EXPECT_EQ(0, held(&self->trace));
	EXPECT_NE(NULL, trace_task(&self->trace, self->pid, SCT_TASK_EXIT, 0));
}

TEST_F(duration, bad_bounds)
{
	EXPECT_EQ(-EINVAL, bounds(self->fd, 2, 1));
	EXPECT_EQ(0, bounds(self->fd, ~0ULL, ~0ULL));
}

static void reader(void *arg)
{
	int *pipe = arg;
	char buffer[16] = "before";

	raw3(SYS_read, pipe[0], buffer, sizeof(buffer));
}

/* What ops copy: at the exit, for a call that is long enough, both of its lists. */
TEST_F(duration, with_ops)
{
	const struct sct_op ops[] = {
		{ .kind = SCT_OP_BYTES, .arg = 1, .length = SCT_LEN_CONST, .limit = 1 },
		{ .kind = SCT_OP_BYTES, .arg = 1, .length = SCT_LEN_RET, .limit = 16 },
	};
	const struct sct_blob *blob;
	struct child c;
	struct call call;
	unsigned int nr;
	int ends[2];

	ASSERT_EQ(0, pipe(ends));
	ASSERT_EQ(0, bounds(self->fd, 500 * MS, 0));
	ASSERT_EQ(0, dev_plan(self->fd, SCT_ABI_X86_64, SYS_read, ops, 1, 1));
	ASSERT_EQ(0, child_start(&c, reader, ends));
	ASSERT_EQ(1, dev_add(self->fd, c.pid, 0));
	ASSERT_EQ(0, dev_start(self->fd));
	child_go(&c);
	sleep_ms(700);
	ASSERT_EQ(5, write(ends[1], "after", 5));
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	child_wait(&c);
	/* the first was under way when it became a target */
	call = trace_call(&self->trace, c.pid, SYS_read, 0);
	ASSERT_NE(NULL, call.enter);
	if (call.enter->flags & SCT_REC_ATTACHED)
		call = trace_call(&self->trace, c.pid, SYS_read, 1);
	ASSERT_NE(NULL, call.enter);
	EXPECT_EQ(SCT_REC_HELD, call.enter->flags);
	blob = blob_first(&call.enter->hdr, &nr);
	ASSERT_EQ(2, nr);
	EXPECT_TRUE(blob_is(blob_next(blob), "b", 1));
	ASSERT_NE(NULL, call.exit);
	blob = blob_first(&call.exit->hdr, &nr);
	ASSERT_EQ(1, nr);
	EXPECT_TRUE(blob_is(blob, "after", 5));
	close(ends[0]);
	close(ends[1]);
}

TEST_HARNESS_MAIN
