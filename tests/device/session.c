// SPDX-License-Identifier: GPL-2.0
/* Sessions beside each other, readers that die, and the module's coming and going. */
#include "device.h"

#include <pthread.h>
#include <sys/utsname.h>

static int refcount(void)
{
	char text[32] = "";
	int fd = open("/sys/module/sctrace/refcnt", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return -errno;
	if (read(fd, text, sizeof(text) - 1) < 0)
		text[0] = 0;
	close(fd);
	return atoi(text);
}

/* Callbacks that are under way hold references for a moment. */
static bool wait_refcount(int want)
{
	unsigned int tries;

	for (tries = 0; tries < 200 && refcount() != want; tries++)
		sleep_ms(10);
	return refcount() == want;
}

static int unload(void)
{
	return syscall(SYS_delete_module, "sctrace", O_NONBLOCK) ? -errno : 0;
}

/* Again, as long as somebody's last callback is on its way. */
static int unload_soon(void)
{
	unsigned int tries;
	int err;

	for (tries = 0; tries < 500; tries++) {
		err = unload();
		if (err != -EAGAIN && err != -EBUSY)
			break;
		sleep_ms(10);
	}
	return err;
}

static int load(void)
{
	const char *path = getenv("SCTRACE_KO");
	char built[256];
	struct utsname uts;
	int fd, err;

	uname(&uts);
	snprintf(built, sizeof(built), "build/kmod-%s/sctrace.ko", uts.release);
	fd = open(path ? path : built, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	err = syscall(SYS_finit_module, fd, "", 0) ? -errno : 0;
	close(fd);
	return err;
}

/* --- targets -------------------------------------------------------------------- */

static void thousand_calls(void *unused)
{
	int i;

	(void)unused;
	for (i = 0; i < 1000; i++) {
		raw1(TEST_CALL, i);
		raw1(TEST_CALL2, i);
	}
}

static void call_forever(void *unused)
{
	for (;;)
		thousand_calls(unused);
}

/* Processes that come and go for as long as they are left alone. */
static void fork_forever(void *unused)
{
	(void)unused;
	for (;;) {
		if (!raw2(SYS_clone, SIGCHLD, 0)) {
			raw0(TEST_CALL);
			raw1(SYS_exit, 0);
		}
		raw_call(SYS_wait4, -1, 0, 0, 0, 0, 0);
	}
}

FIXTURE(session)
{
	int klog;
	struct trace trace;
};

FIXTURE_SETUP(session)
{
	self->klog = klog_open();
	ASSERT_TRUE(wait_refcount(0));
}

FIXTURE_TEARDOWN(session)
{
	trace_free(&self->trace);
	EXPECT_TRUE(wait_refcount(0));
	EXPECT_TRUE(klog_clean(self->klog));
	close(self->klog);
}

/* --- beside each other ------------------------------------------------------------ */

TEST_F(session, two_on_one_target)
{
	const struct sct_op op = { .kind = SCT_OP_BYTES, .arg = 0, .limit = 8 };
	struct child c = { .go = -1 };
	struct trace other = { 0 };
	uint64_t numbered, lost;
	int a = dev_open(0), b = dev_open(0);

	ASSERT_EQ(0, child_start(&c, thousand_calls, NULL));
	ASSERT_EQ(0, dev_only_call(a, TEST_CALL));
	ASSERT_EQ(0, dev_plan(b, SCT_ABI_X86_64, TEST_CALL2, &op, 1, 0));
	ASSERT_EQ(1, dev_add(a, c.pid, 0));
	ASSERT_EQ(1, dev_add(b, c.pid, SCT_TARGET_FOLLOW));
	ASSERT_EQ(0, dev_start(a));
	ASSERT_EQ(0, dev_start(b));
	child_go(&c);
	ASSERT_EQ(0, trace_drain(a, &self->trace));
	ASSERT_EQ(0, trace_drain(b, &other));
	child_wait(&c);

	EXPECT_EQ(1000, trace_count(&self->trace, SCT_REC_ENTER, c.pid));
	EXPECT_EQ(1000, trace_count(&self->trace, SCT_REC_EXIT, c.pid));
	EXPECT_LE(1000, dev_stats(a, SCT_STATS_TOTAL).filtered);
	EXPECT_EQ(1000, trace_count_calls(&other, c.pid, TEST_CALL));
	EXPECT_EQ(1000, trace_count_calls(&other, c.pid, TEST_CALL2));
	EXPECT_EQ(0, dev_stats(b, SCT_STATS_TOTAL).filtered);
	EXPECT_EQ(0, trace_call(&other, c.pid, TEST_CALL, 5).enter->nr_blobs);
	EXPECT_EQ(1, trace_call(&other, c.pid, TEST_CALL2, 5).enter->nr_blobs);
	EXPECT_NE(NULL, trace_task(&self->trace, c.pid, SCT_TASK_EXIT, 0));
	EXPECT_NE(NULL, trace_task(&other, c.pid, SCT_TASK_EXIT, 0));
	EXPECT_TRUE(trace_seq_ok(&other, &numbered, &lost));
	EXPECT_EQ(0, lost);
	trace_free(&other);
	close(a);
	close(b);
}

#define NR_SESSIONS	16

TEST_F(session, sixteen)
{
	struct child c[NR_SESSIONS];
	int fd[NR_SESSIONS], i;

	for (i = 0; i < NR_SESSIONS; i++) {
		fd[i] = dev_open(0);
		ASSERT_LE(0, fd[i]);
		/* room for both targets on one CPU: nobody reads while they run */
		ASSERT_EQ(0, dev_config(fd[i], 0, 16 * SCT_MIN_RING_BYTES));
		ASSERT_EQ(0, child_start(&c[i], thousand_calls, NULL));
		ASSERT_EQ(0, dev_only_call(fd[i], i % 2 ? TEST_CALL : TEST_CALL2));
	}
	EXPECT_LE(NR_SESSIONS, refcount());
	/* its own target, and the next one's */
	for (i = 0; i < NR_SESSIONS; i++) {
		ASSERT_EQ(1, dev_add(fd[i], c[i].pid, 0));
		ASSERT_EQ(1, dev_add(fd[i], c[(i + 1) % NR_SESSIONS].pid, 0));
		ASSERT_EQ(0, dev_start(fd[i]));
	}
	for (i = 0; i < NR_SESSIONS; i++)
		child_go(&c[i]);
	for (i = 0; i < NR_SESSIONS; i++) {
		trace_free(&self->trace);
		ASSERT_EQ(0, trace_drain(fd[i], &self->trace));
		EXPECT_EQ(1000, trace_count(&self->trace, SCT_REC_ENTER, c[i].pid));
		EXPECT_EQ(1000, trace_count(&self->trace, SCT_REC_ENTER,
					    c[(i + 1) % NR_SESSIONS].pid));
		EXPECT_EQ(2000, trace_count(&self->trace, SCT_REC_ENTER, 0));
	}
	for (i = 0; i < NR_SESSIONS; i++) {
		child_wait(&c[i]);
		close(fd[i]);
	}
}

/* A session records its own reader as well, and does not run in circles. */
TEST_F(session, of_oneself)
{
	int fd = dev_open(O_NONBLOCK), i;
	char byte;

	ASSERT_EQ(1, dev_add(fd, getpid(), 0));
	ASSERT_EQ(0, dev_start(fd));
	for (i = 0; i < 10; i++) {
		raw1(TEST_CALL, i);
		ASSERT_LT(0, trace_read(fd, &self->trace));
		EXPECT_EQ(-1, read(fd, &byte, 1));
	}
	ASSERT_EQ(0, dev_stop(fd));
	ASSERT_EQ(0, trace_drain(fd, &self->trace));
	EXPECT_EQ(10, trace_count_calls(&self->trace, getpid(), TEST_CALL));
	EXPECT_LE(10, trace_count_calls(&self->trace, getpid(), SYS_read));
	close(fd);
}

/* Several threads at one session's ioctls. */
struct hammer {
	int fd;
	pid_t pid;
	int stop;
};

static void *add_and_remove(void *arg)
{
	struct hammer *h = arg;

	while (!__atomic_load_n(&h->stop, __ATOMIC_RELAXED)) {
		dev_add(h->fd, h->pid, SCT_TARGET_THREADS | SCT_TARGET_FOLLOW);
		dev_stats(h->fd, SCT_STATS_TOTAL);
		dev_remove(h->fd, h->pid, 0);
	}
	return NULL;
}

/* Targets that come and go under running tasks, while those fork. */
TEST_F(session, adding_and_removing)
{
	struct hammer h = { .fd = dev_open(O_NONBLOCK) };
	struct sct_stats stats;
	struct child c = { .go = -1 };
	pthread_t thread[2];
	int i;

	ASSERT_EQ(0, child_start(&c, fork_forever, NULL));
	child_go(&c);
	h.pid = c.pid;
	ASSERT_EQ(0, dev_start(h.fd));
	for (i = 0; i < 2; i++)
		ASSERT_EQ(0, pthread_create(&thread[i], NULL, add_and_remove, &h));
	for (i = 0; i < 100; i++) {
		sleep_ms(10);
		trace_free(&self->trace);
		ASSERT_EQ(0, trace_poll(h.fd, &self->trace));
	}
	__atomic_store_n(&h.stop, 1, __ATOMIC_RELAXED);
	for (i = 0; i < 2; i++)
		pthread_join(thread[i], NULL);
	child_kill(&c);
	sleep_ms(100);
	stats = dev_stats(h.fd, SCT_STATS_TOTAL);
	EXPECT_EQ(0, stats.targets);
	EXPECT_EQ(stats.produced, stats.delivered + stats.lost);
	EXPECT_LT(0, stats.produced);
	close(h.fd);
}

/* --- readers that die --------------------------------------------------------------- */

/* Opens, starts, reads a little, and is killed in the middle of it. */
static void victim(void *target)
{
	char buf[4096];
	int fd = dev_open(0);

	if (dev_add(fd, *(pid_t *)target, SCT_TARGET_FOLLOW) != 1 || dev_start(fd))
		_exit(1);
	for (;;)
		if (read(fd, buf, sizeof(buf)) < 0)
			_exit(2);
}

TEST_F(session, killed_reader)
{
	struct child target = { .go = -1 }, reader = { .go = -1 };
	int fd, i, status;

	ASSERT_EQ(0, child_start(&target, fork_forever, NULL));
	child_go(&target);
	for (i = 0; i < 10; i++) {
		ASSERT_EQ(0, child_start(&reader, victim, &target.pid));
		child_go(&reader);
		sleep_ms(6 * i);
		kill(reader.pid, SIGKILL);
		status = child_wait(&reader);
		EXPECT_TRUE(WIFSIGNALED(status)) TH_LOG("status %x", status);
	}
	EXPECT_TRUE(wait_refcount(0));

	/* nobody is left who counts it as a target; others work */
	fd = dev_open(O_NONBLOCK);
	EXPECT_EQ(0, dev_stats(fd, SCT_STATS_TOTAL).targets);
	EXPECT_EQ(0, dev_stats(fd, SCT_STATS_TOTAL).produced);
	ASSERT_EQ(1, dev_add(fd, target.pid, 0));
	ASSERT_EQ(0, dev_start(fd));
	for (i = 0; i < 1000 && dev_stats(fd, SCT_STATS_TOTAL).produced < 100; i++)
		sleep_ms(10);
	EXPECT_LE(100, dev_stats(fd, SCT_STATS_TOTAL).produced);
	EXPECT_EQ(0, trace_poll(fd, &self->trace));
	close(fd);
	/* the target does not notice */
	EXPECT_EQ(0, waitpid(target.pid, &status, WNOHANG));
	child_kill(&target);
}

/* The last reference counts: a forked copy of the descriptor keeps the session. */
TEST_F(session, descriptor_in_a_child)
{
	struct child target = { .go = -1 }, holder = { .go = -1 };
	int fd;

	/* before the open: no copy of the descriptor */
	ASSERT_EQ(0, child_start(&target, thousand_calls, NULL));
	fd = dev_open(0);
	ASSERT_EQ(1, dev_add(fd, target.pid, 0));
	ASSERT_EQ(0, dev_start(fd));
	ASSERT_EQ(0, child_start(&holder, call_forever, NULL));
	close(fd);
	EXPECT_FALSE(wait_refcount(0));
	child_kill(&holder);
	EXPECT_TRUE(wait_refcount(0));
	child_go(&target);
	EXPECT_EQ(0, child_wait(&target));
}

/* Closing while the targets are in the middle of everything. */
TEST_F(session, close_under_load)
{
	struct child c[2] = { { .go = -1 }, { .go = -1 } };
	int fd, i;

	ASSERT_EQ(0, child_start(&c[0], fork_forever, NULL));
	ASSERT_EQ(0, child_start(&c[1], call_forever, NULL));
	child_go(&c[0]);
	child_go(&c[1]);
	for (i = 0; i < 10; i++) {
		fd = dev_open(0);
		ASSERT_EQ(0, dev_config(fd, 0, SCT_MIN_RING_BYTES));
		ASSERT_EQ(1, dev_add(fd, c[0].pid, SCT_TARGET_FOLLOW));
		ASSERT_EQ(1, dev_add(fd, c[1].pid, 0));
		ASSERT_EQ(0, dev_start(fd));
		sleep_ms(3 * i);
		if (i % 2) {
			ASSERT_EQ(0, dev_stop(fd));
		}
		close(fd);
	}
	child_kill(&c[0]);
	child_kill(&c[1]);
}

/* --- a reader that reads too little ------------------------------------------------ */

static int config_waiting(int fd, uint32_t wait_ms)
{
	struct sct_config config = {
		.size = sizeof(config), .ring_bytes = SCT_MIN_RING_BYTES, .wait_ms = wait_ms,
		.wait_bytes = SCT_MIN_RING_BYTES / 4,
	};

	return dev_ioctl(fd, SCT_IOC_CONFIG, &config);
}

static void many_calls(void *unused)
{
	int i;

	(void)unused;
	for (i = 0; i < 1000; i++)
		raw0(SYS_getppid);
}

/* Starts a session whose target soon waits for it. */
static int waiting_session(struct child *c, uint32_t wait_ms)
{
	/* The child first: it must not hold the session. */
	int started = child_start(c, many_calls, NULL), fd = dev_open(0), i;

	if (started || config_waiting(fd, wait_ms) || dev_add(fd, c->pid, 0) != 1 ||
	    dev_start(fd))
		return -1;
	child_go(c);
	for (i = 0; i < 1000 && !dev_stats(fd, SCT_STATS_TOTAL).waits; i++)
		sleep_ms(10);
	return dev_stats(fd, SCT_STATS_TOTAL).waits ? fd : -1;
}

/* Each time that the reader reads something, the target goes on. */
TEST_F(session, wait_for_the_reader)
{
	struct child c = { .go = -1 };
	char buf[4096];
	int fd = waiting_session(&c, 600000);

	ASSERT_LE(0, fd);
	while (read(fd, buf, sizeof(buf)) > 0)
		;
	EXPECT_EQ(0, child_wait(&c));
	EXPECT_EQ(0, dev_stats(fd, SCT_STATS_TOTAL).lost);
	EXPECT_LT(1, dev_stats(fd, SCT_STATS_TOTAL).waits);
	close(fd);
}

/* Nobody reads: waited for once on each CPU, if the target moves. */
TEST_F(session, wait_in_vain)
{
	struct child c = { .go = -1 };
	int fd = waiting_session(&c, 300);

	ASSERT_LE(0, fd);
	EXPECT_EQ(0, child_wait(&c));
	EXPECT_LT(0, dev_stats(fd, SCT_STATS_TOTAL).lost);
	EXPECT_GE(sysconf(_SC_NPROCESSORS_CONF), (long)dev_stats(fd, SCT_STATS_TOTAL).waits);
	close(fd);
}

/* STOP and closing let it go, and it can be killed. */
TEST_F(session, wait_ends)
{
	struct child c = { .go = -1 };
	int fd = waiting_session(&c, 600000);

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, dev_stop(fd));
	EXPECT_EQ(0, child_wait(&c));
	close(fd);

	fd = waiting_session(&c, 600000);
	ASSERT_LE(0, fd);
	close(fd);
	EXPECT_EQ(0, child_wait(&c));

	fd = waiting_session(&c, 600000);
	ASSERT_LE(0, fd);
	child_kill(&c);
	close(fd);
}

/* --- loading and unloading -------------------------------------------------------- */

/* Afterwards the module is loaded again, whatever happened. */
FIXTURE(module)
{
	int klog;
};

FIXTURE_SETUP(module)
{
	self->klog = klog_open();
	ASSERT_TRUE(wait_refcount(0));
}

FIXTURE_TEARDOWN(module)
{
	if (access("/sys/module/sctrace", F_OK))
		load();
	EXPECT_EQ(0, access(SCT_DEVICE, F_OK));
	EXPECT_TRUE(klog_clean(self->klog));
	close(self->klog);
}

TEST_F(module, not_while_a_session_is_open)
{
	struct child c = { .go = -1 };
	int fd;

	ASSERT_EQ(0, child_start(&c, call_forever, NULL));
	child_go(&c);
	fd = dev_open(0);
	EXPECT_EQ(-EAGAIN, unload());
	ASSERT_EQ(1, dev_add(fd, c.pid, 0));
	ASSERT_EQ(0, dev_start(fd));
	EXPECT_EQ(-EAGAIN, unload());
	ASSERT_EQ(0, dev_stop(fd));
	EXPECT_EQ(-EAGAIN, unload());
	close(fd);
	EXPECT_EQ(0, unload_soon());
	EXPECT_NE(0, access(SCT_DEVICE, F_OK));
	EXPECT_EQ(0, load());
	child_kill(&c);
}

TEST_F(module, not_while_a_ring_is_mapped)
{
	int fd = dev_open(0);
	struct ring r;

	ASSERT_EQ(0, ring_map(&r, fd, 0));
	close(fd);
	EXPECT_EQ(-EAGAIN, unload());
	ring_unmap(&r);
	EXPECT_EQ(0, unload_soon());
}

/* A whole small trace: how many calls it saw. */
static unsigned int short_trace(void)
{
	struct trace t = { 0 };
	unsigned int calls;
	int fd = dev_open(0);
	pid_t pid;

	if (trace_body(fd, SCT_TARGET_FOLLOW, thousand_calls, NULL, &t, &pid))
		return 0;
	calls = trace_count(&t, SCT_REC_EXIT, pid);
	trace_free(&t);
	close(fd);
	return calls;
}

TEST_F(module, cycles)
{
	int i;

	for (i = 0; i < 10; i++) {
		ASSERT_EQ(0, unload_soon());
		ASSERT_NE(0, access(SCT_DEVICE, F_OK));
		ASSERT_EQ(-ENOENT, dev_open(0));
		ASSERT_EQ(0, load());
		EXPECT_LE(2000, short_trace());
	}
}

/* Tasks that were targets a moment ago run on without the module's text. */
TEST_F(module, unload_after_heavy_tracing)
{
	struct child c[4];
	int fd, i, k;

	for (k = 0; k < 4; k++) {
		c[k].go = -1;
		ASSERT_EQ(0, child_start(&c[k], k % 2 ? call_forever : fork_forever, NULL));
		child_go(&c[k]);
	}
	for (i = 0; i < 5; i++) {
		fd = dev_open(0);
		ASSERT_LE(0, fd);
		for (k = 0; k < 4; k++)
			ASSERT_EQ(1, dev_add(fd, c[k].pid, SCT_TARGET_FOLLOW));
		ASSERT_EQ(0, dev_start(fd));
		sleep_ms(200);
		for (k = 0; k < 1000 && dev_stats(fd, SCT_STATS_TOTAL).produced <= 100; k++)
			sleep_ms(10);
		EXPECT_LT(100, dev_stats(fd, SCT_STATS_TOTAL).produced);
		close(fd);
		ASSERT_EQ(0, unload_soon());
		sleep_ms(20);
		ASSERT_EQ(0, load());
	}
	for (k = 0; k < 4; k++) {
		EXPECT_EQ(0, waitpid(c[k].pid, NULL, WNOHANG));
		child_kill(&c[k]);
	}
}

/* A target that sleeps through it all must not return into the module. */
static void sleeper(void *unused)
{
	(void)unused;
	usleep(3000000);
	raw0(TEST_CALL);
}

TEST_F(module, unload_under_a_sleeping_call)
{
	struct child c = { .go = -1 };
	int fd;

	ASSERT_EQ(0, child_start(&c, sleeper, NULL));
	fd = dev_open(0);
	ASSERT_EQ(1, dev_add(fd, c.pid, SCT_TARGET_FOLLOW));
	ASSERT_EQ(0, dev_start(fd));
	child_go(&c);
	sleep_ms(300);
	close(fd);
	EXPECT_EQ(0, unload_soon());
	EXPECT_EQ(0, waitpid(c.pid, NULL, WNOHANG));
	EXPECT_EQ(0, child_wait(&c));
	EXPECT_EQ(0, load());
}

TEST_HARNESS_MAIN
