// SPDX-License-Identifier: GPL-2.0
/* read(2) and poll(2) of a session: whole records, waiting, the end of file. */
#include "device.h"

#include <pthread.h>

FIXTURE(read)
{
	int fd;		/* O_NONBLOCK */
	struct child child;
	int *calls;	/* shared with the child: how many it shall make in all; then: quit */
	struct trace trace;
};

/* Makes as many calls as it is told to, and none but sleeps otherwise. */
static void calls_on_demand(void *shared)
{
	int *calls = shared, made = 0;

	for (;;) {
		while (made < __atomic_load_n(calls, __ATOMIC_ACQUIRE))
			raw1(TEST_CALL, made++);
		if (__atomic_load_n(&calls[1], __ATOMIC_ACQUIRE) &&
		    made == __atomic_load_n(calls, __ATOMIC_ACQUIRE))
			return;
		usleep(2000);
	}
}

/* The child is a target and runs, but the session records only TEST_CALL. */
FIXTURE_SETUP(read)
{
	self->calls = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, (void *)self->calls);
	self->fd = dev_open(O_NONBLOCK);
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, child_start(&self->child, calls_on_demand, self->calls));
	ASSERT_EQ(0, dev_only_call(self->fd, TEST_CALL));
	ASSERT_EQ(1, dev_add(self->fd, self->child.pid, 0));
	ASSERT_EQ(0, dev_start(self->fd));
	child_go(&self->child);
}

FIXTURE_TEARDOWN(read)
{
	if (self->child.pid > 0)
		child_kill(&self->child);
	trace_free(&self->trace);
	if (self->fd >= 0)
		close(self->fd);
}

static void ask(int *calls, int more)
{
	__atomic_fetch_add(calls, more, __ATOMIC_RELEASE);
}

static void quit(struct child *child, int *calls)
{
	__atomic_store_n(&calls[1], 1, __ATOMIC_RELEASE);
	child_wait(child);
	child->pid = 0;
}

/* Reads, 10 s at most, until @nr ENTER and EXIT records of the child are there. */
static bool read_until(int fd, struct trace *t, pid_t pid, unsigned int nr)
{
	unsigned int tries;

	for (tries = 0; tries < 1000; tries++) {
		if (trace_poll(fd, t))
			return false;
		if (trace_count(t, SCT_REC_ENTER, pid) >= nr &&
		    trace_count(t, SCT_REC_EXIT, pid) >= nr)
			return true;
		sleep_ms(10);
	}
	return false;
}

static int poll_now(int fd, int timeout)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, timeout) < 0 ? -errno : p.revents;
}

static void set_blocking(int fd)
{
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
}

TEST_F(read, everything_in_order)
{
	struct call c;
	int i;

	ask(self->calls, 100);
	ASSERT_TRUE(read_until(self->fd, &self->trace, self->child.pid, 100));
	for (i = 0; i < 100; i++) {
		c = trace_call(&self->trace, self->child.pid, TEST_CALL, i);
		ASSERT_NE(NULL, c.enter);
		ASSERT_NE(NULL, c.exit);
		EXPECT_EQ(i, c.enter->args[0]);
		EXPECT_EQ(-ENOSYS, c.exit->ret);
		EXPECT_LE(c.enter->hdr.time, c.exit->hdr.time);
	}
	EXPECT_EQ(NULL, trace_call(&self->trace, self->child.pid, TEST_CALL, 100).enter);
	EXPECT_TRUE(trace_clock_ok(&self->trace));
}

TEST_F(read, nothing_there_is_eagain)
{
	char buf[4096];

	ask(self->calls, 1);
	ASSERT_TRUE(read_until(self->fd, &self->trace, self->child.pid, 1));
	EXPECT_EQ(-1, read(self->fd, buf, sizeof(buf)));
	EXPECT_EQ(EAGAIN, errno);
	EXPECT_EQ(0, poll_now(self->fd, 0));
}

TEST_F(read, too_small_a_buffer)
{
	char buf[4096];
	unsigned int i;

	ask(self->calls, 1);
	for (i = 0; i < 1000 && dev_stats(self->fd, SCT_STATS_TOTAL).produced < 2; i++)
		sleep_ms(10);
	for (i = 1; i <= 24; i++) {
		EXPECT_EQ(-1, read(self->fd, buf, i));
		EXPECT_EQ(EMSGSIZE, errno);
	}
	EXPECT_TRUE(read_until(self->fd, &self->trace, self->child.pid, 1));
}

/* Only whole records, whatever the buffer; none lost between two reads. */
TEST_F(read, small_buffers)
{
	static char buf[300];
	size_t size = sizeof(struct sct_enter), len = 0;
	ssize_t n;
	char *all;

	ask(self->calls, 200);
	quit(&self->child, self->calls);
	all = malloc(1 << 20);
	while ((n = read(self->fd, buf, size)) > 0) {
		ASSERT_GE(size, n);
		ASSERT_TRUE(record_ok((void *)buf, n));
		memcpy(all + len, buf, n);
		len += n;
		size = size == sizeof(buf) ? sizeof(struct sct_enter) : size + 1;
	}
	EXPECT_EQ(0, n);
	self->trace.data = all;
	self->trace.len = len;
	ASSERT_EQ(0, trace_index(&self->trace));
	EXPECT_EQ(200, trace_count(&self->trace, SCT_REC_ENTER, 0));
	EXPECT_EQ(200, trace_count(&self->trace, SCT_REC_EXIT, 0));
}

TEST_F(read, bad_buffer)
{
	char *edge = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ASSERT_EQ(0, mprotect(edge + 4096, 4096, PROT_NONE));
	ask(self->calls, 1);
	while (dev_stats(self->fd, SCT_STATS_TOTAL).produced < 2)
		sleep_ms(1);
	EXPECT_EQ(-1, read(self->fd, edge + 4096, 4096));
	EXPECT_EQ(EFAULT, errno);
	EXPECT_EQ(-1, read(self->fd, (void *)0xffffffff81000000, 4096));
	EXPECT_EQ(EFAULT, errno);
	EXPECT_EQ(-1, read(self->fd, edge + 4096 - 8, 4096));
	EXPECT_EQ(EFAULT, errno);
	/* what could not be handed over is still there */
	EXPECT_TRUE(read_until(self->fd, &self->trace, self->child.pid, 1));
}

struct late_ask {
	int *calls;
	unsigned int ms;
};

static void *ask_later(void *arg)
{
	struct late_ask *late = arg;

	sleep_ms(late->ms);
	ask(late->calls, 1);
	return NULL;
}

/* One record is far below the wake-up mark: it comes within milliseconds all the same. */
TEST_F(read, blocking_read_wakes_up)
{
	struct late_ask late = { self->calls, 200 };
	pthread_t thread;
	char buf[4096];

	ask(self->calls, 1);
	ASSERT_TRUE(read_until(self->fd, &self->trace, self->child.pid, 1));
	set_blocking(self->fd);
	ASSERT_EQ(0, pthread_create(&thread, NULL, ask_later, &late));
	EXPECT_LT(0, read(self->fd, buf, sizeof(buf)));
	pthread_join(thread, NULL);
}

TEST_F(read, poll_wakes_up)
{
	struct late_ask late = { self->calls, 100 };
	pthread_t thread;
	int i;

	for (i = 1; i <= 3; i++) {
		ask(self->calls, 1);
		ASSERT_TRUE(read_until(self->fd, &self->trace, self->child.pid, 2 * i - 1));
		ASSERT_EQ(0, poll_now(self->fd, 10));
		ASSERT_EQ(0, pthread_create(&thread, NULL, ask_later, &late));
		EXPECT_EQ(POLLIN, poll_now(self->fd, 10000));
		pthread_join(thread, NULL);
		ASSERT_TRUE(read_until(self->fd, &self->trace, self->child.pid, 2 * i));
	}
}

static void on_alarm(int signo)
{
	(void)signo;
}

static void *kick(void *thread)
{
	sleep_ms(200);
	pthread_kill(*(pthread_t *)thread, SIGUSR1);
	return NULL;
}

TEST_F(read, signal_ends_a_blocking_read)
{
	struct sigaction action = { .sa_handler = on_alarm };
	pthread_t self_thread = pthread_self(), thread;
	char buf[4096];

	ask(self->calls, 1);
	ASSERT_TRUE(read_until(self->fd, &self->trace, self->child.pid, 1));
	set_blocking(self->fd);
	sigaction(SIGUSR1, &action, NULL);
	ASSERT_EQ(0, pthread_create(&thread, NULL, kick, &self_thread));
	EXPECT_EQ(-1, read(self->fd, buf, sizeof(buf)));
	EXPECT_EQ(EINTR, errno);
	pthread_join(thread, NULL);
}

/* While one thread waits in read, the session's ioctls work. */
static void *stop_later(void *fd)
{
	sleep_ms(200);
	return (void *)(long)dev_stop(*(int *)fd);
}

TEST_F(read, stop_ends_a_blocking_read)
{
	pthread_t thread;
	void *err;

	ask(self->calls, 1);
	ASSERT_TRUE(read_until(self->fd, &self->trace, self->child.pid, 1));
	set_blocking(self->fd);
	ASSERT_EQ(0, pthread_create(&thread, NULL, stop_later, &self->fd));
	EXPECT_EQ(0, trace_drain(self->fd, &self->trace));
	pthread_join(thread, &err);
	EXPECT_EQ(NULL, err);
}

TEST_F(read, stop_then_drain_then_end)
{
	ask(self->calls, 50);
	while (dev_stats(self->fd, SCT_STATS_TOTAL).produced < 100)
		sleep_ms(1);
	ASSERT_EQ(0, dev_stop(self->fd));
	EXPECT_EQ(POLLIN | POLLHUP, poll_now(self->fd, 10000));
	ask(self->calls, 50);
	sleep_ms(100);
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	EXPECT_EQ(50, trace_count(&self->trace, SCT_REC_ENTER, 0));
	EXPECT_EQ(50, trace_count(&self->trace, SCT_REC_EXIT, 0));
	EXPECT_EQ(POLLIN | POLLHUP, poll_now(self->fd, 0));
	EXPECT_EQ(0, trace_read(self->fd, &self->trace));
}

TEST_F(read, end_when_the_target_is_gone)
{
	ask(self->calls, 10);
	quit(&self->child, self->calls);
	EXPECT_EQ(POLLIN | POLLHUP, poll_now(self->fd, 10000));
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	EXPECT_EQ(10, trace_count(&self->trace, SCT_REC_ENTER, 0));
	EXPECT_EQ(POLLIN | POLLHUP, poll_now(self->fd, 0));
	EXPECT_EQ(0, trace_read(self->fd, &self->trace));
	EXPECT_EQ(0, trace_read(self->fd, &self->trace));
}

static void *kill_later(void *pid)
{
	sleep_ms(200);
	kill(*(pid_t *)pid, SIGKILL);
	return NULL;
}

TEST_F(read, end_wakes_a_blocking_read)
{
	pthread_t thread;

	set_blocking(self->fd);
	ASSERT_EQ(0, pthread_create(&thread, NULL, kill_later, &self->child.pid));
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	EXPECT_NE(NULL, trace_task(&self->trace, self->child.pid, SCT_TASK_EXIT, 0));
	pthread_join(thread, NULL);
}

TEST_F(read, end_when_the_last_target_is_removed)
{
	ask(self->calls, 5);
	ASSERT_TRUE(read_until(self->fd, &self->trace, self->child.pid, 5));
	ASSERT_EQ(1, dev_remove(self->fd, self->child.pid, 0));
	ask(self->calls, 5);
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	EXPECT_EQ(5, trace_count(&self->trace, SCT_REC_ENTER, 0));
	EXPECT_NE(NULL, trace_task(&self->trace, self->child.pid, SCT_TASK_DETACH, 0));
}

/* A wake-up for each record that the reader waits for, over and over. */
TEST_F(read, ping_pong)
{
	char buf[4096];
	int i, got = 0;
	ssize_t n;

	set_blocking(self->fd);
	for (i = 1; i <= 100; i++) {
		ask(self->calls, 1);
		while (got < 2 * i) {
			struct sct_record *rec = (void *)buf;

			n = read(self->fd, buf, sizeof(buf));
			ASSERT_LT(0, n);
			for (; (char *)rec < buf + n; rec = (void *)((char *)rec + rec->len))
				got += rec->type == SCT_REC_ENTER || rec->type == SCT_REC_EXIT;
		}
		ASSERT_EQ(2 * i, got);
	}
}

TEST_F(read, write_is_refused)
{
	EXPECT_EQ(-1, write(self->fd, "x", 1));
	EXPECT_EQ(-1, pread(self->fd, self, 8, 0));
}

/* --- either read or mmap --------------------------------------------------- */

TEST(no_mmap_after_read)
{
	int fd = dev_open(O_NONBLOCK);
	char buf[4096];

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, dev_config(fd, 0, SCT_MIN_RING_BYTES));
	EXPECT_EQ(-1, read(fd, buf, sizeof(buf)));
	EXPECT_EQ(EAGAIN, errno);
	EXPECT_EQ(MAP_FAILED, mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	EXPECT_EQ(EBUSY, errno);
	EXPECT_EQ(MAP_FAILED, mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 4096));
	EXPECT_EQ(EBUSY, errno);
	close(fd);
}

TEST(no_read_after_mmap)
{
	int fd = dev_open(O_NONBLOCK);
	struct ring ring;
	char buf[4096];

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, ring_map(&ring, fd, 0));
	EXPECT_EQ(-1, read(fd, buf, sizeof(buf)));
	EXPECT_EQ(EBUSY, errno);
	EXPECT_EQ(-EBUSY, dev_config(fd, 0, SCT_MIN_RING_BYTES));
	ring_unmap(&ring);
	close(fd);
}

TEST_HARNESS_MAIN
