// SPDX-License-Identifier: GPL-2.0
/* Every ioctl but PLAN (plan.c) with good and bad arguments. */
#include "device.h"

#include <pthread.h>

#define KERNEL_ADDRESS	((void *)0xffffffff81000000)

/* The largest argument of all and some room for fields of the future. */
union argument {
	uint32_t size;
	struct sct_info info;
	struct sct_config config;
	struct sct_syscalls syscalls;
	struct sct_plan plan;
	struct sct_target_req target;
	struct sct_stats stats;
	char bytes[4096];
};

/* An ioctl that succeeds with its structure's first field set alone, but for TARGET. */
struct ioctl_shape {
	const char *name;
	unsigned long request;
	uint32_t size;
	int plain;	/* result for a structure that is zero but for its size */
};

static const struct ioctl_shape shapes[] = {
	{ "INFO", SCT_IOC_INFO, sizeof(struct sct_info), 0 },
	{ "CONFIG", SCT_IOC_CONFIG, sizeof(struct sct_config), 0 },
	{ "SYSCALLS", SCT_IOC_SYSCALLS, sizeof(struct sct_syscalls), 0 },
	{ "PLAN", SCT_IOC_PLAN, sizeof(struct sct_plan), 0 },
	{ "TARGET", SCT_IOC_TARGET, sizeof(struct sct_target_req), -EINVAL },
	{ "STATS", SCT_IOC_STATS, sizeof(struct sct_stats), 0 },
	{ "SELECT", SCT_IOC_SELECT, sizeof(struct sct_select), 0 },
	{ "COUNTS", SCT_IOC_COUNTS, sizeof(struct sct_counts), -ENODATA },
};

FIXTURE(ioctl)
{
	int fd;
	struct child child;
};

static void sleep_forever(void *unused)
{
	(void)unused;
	for (;;)
		pause();
}

FIXTURE_SETUP(ioctl)
{
	self->fd = dev_open(0);
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, child_start(&self->child, sleep_forever, NULL));
}

FIXTURE_TEARDOWN(ioctl)
{
	child_kill(&self->child);
	close(self->fd);
}

/* The result of a fresh session for @shape's structure of @size bytes, the last of them @last. */
static int try_size(const struct ioctl_shape *shape, uint32_t size, char last)
{
	union argument arg;
	int fd = dev_open(0);
	int err;

	memset(&arg, 0, sizeof(arg));
	arg.size = size;
	if (size > 4 && size <= sizeof(arg))
		arg.bytes[size - 1] = last;
	err = dev_ioctl(fd, shape->request, &arg);
	close(fd);
	return err;
}

#define EXPECT_SIZE(want, size, last)						\
	EXPECT_EQ(want, try_size(s, size, last)) TH_LOG("%s, %u bytes", s->name, (unsigned int)(size))

TEST(sizes)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(shapes); i++) {
		const struct ioctl_shape *s = &shapes[i];

		EXPECT_SIZE(-EINVAL, 0, 0);
		EXPECT_SIZE(-EINVAL, 4, 0);
		EXPECT_SIZE(-EINVAL, s->size - 8, 0);
		EXPECT_SIZE(-EINVAL, s->size - 1, 0);
		EXPECT_SIZE(s->plain, s->size, 0);
		EXPECT_SIZE(s->plain, s->size + 1, 0);
		EXPECT_SIZE(s->plain, s->size + 8, 0);
		EXPECT_SIZE(s->plain, 1024, 0);
		EXPECT_SIZE(-E2BIG, s->size + 1, 1);
		EXPECT_SIZE(-E2BIG, s->size + 8, 1);
		EXPECT_SIZE(-E2BIG, 1024, 0x80);
	}
}

TEST(absurd_sizes)
{
	static const uint32_t sizes[] = { 0x7fffffff, 0x80000000, 0xfffffff8, 0xffffffff };
	unsigned int i, k;
	int err;

	for (i = 0; i < ARRAY_SIZE(shapes); i++) {
		for (k = 0; k < ARRAY_SIZE(sizes); k++) {
			err = try_size(&shapes[i], sizes[k], 0);
			EXPECT_TRUE(err == -E2BIG || err == -EFAULT)
				TH_LOG("%s of %u bytes: %d", shapes[i].name, sizes[k], err);
		}
	}
}

#define EXPECT_FAULT(arg)							\
	EXPECT_EQ(-EFAULT, dev_ioctl(self->fd, s->request, arg)) TH_LOG("%s", s->name)

TEST_F(ioctl, bad_pointers)
{
	char *edge = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	unsigned int i;
	char *arg;

	ASSERT_NE(MAP_FAILED, (void *)edge);
	ASSERT_EQ(0, mprotect(edge + 4096, 4096, PROT_NONE));
	for (i = 0; i < ARRAY_SIZE(shapes); i++) {
		const struct ioctl_shape *s = &shapes[i];

		EXPECT_FAULT(NULL);
		EXPECT_FAULT((void *)8);
		EXPECT_FAULT(KERNEL_ADDRESS);
		EXPECT_FAULT((void *)(1UL << 63));
		EXPECT_FAULT(edge + 4096);

		/* all but the last 8 bytes are there */
		arg = edge + 4096 - s->size + 8;
		memset(edge, 0, 4096);
		memcpy(arg, &s->size, sizeof(s->size));
		EXPECT_FAULT(arg);
	}
}

TEST_F(ioctl, output_to_read_only_memory)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct sct_stats *stats = page;
	struct sct_info *info = page;

	info->size = sizeof(*info);
	ASSERT_EQ(0, mprotect(page, 4096, PROT_READ));
	EXPECT_EQ(-EFAULT, dev_ioctl(self->fd, SCT_IOC_INFO, info));
	ASSERT_EQ(0, mprotect(page, 4096, PROT_READ | PROT_WRITE));
	memset(page, 0, 4096);
	stats->size = sizeof(*stats);
	stats->cpu = SCT_STATS_TOTAL;
	ASSERT_EQ(0, mprotect(page, 4096, PROT_READ));
	EXPECT_EQ(-EFAULT, dev_ioctl(self->fd, SCT_IOC_STATS, stats));
}

TEST_F(ioctl, unknown_requests)
{
	union argument arg = { .size = 64 };

	EXPECT_EQ(-ENOTTY, dev_ioctl(self->fd, _IO(SCT_IOC_MAGIC, 0x3f), &arg));
	EXPECT_EQ(-ENOTTY, dev_ioctl(self->fd, _IO(SCT_IOC_MAGIC, 0xff), &arg));
	EXPECT_EQ(-ENOTTY, dev_ioctl(self->fd, _IO(SCT_IOC_MAGIC + 1, 0), &arg));
	EXPECT_EQ(-ENOTTY, dev_ioctl(self->fd, _IOR(SCT_IOC_MAGIC, 0, struct sct_info), &arg));
	EXPECT_EQ(-ENOTTY, dev_ioctl(self->fd, 0x5401 /* TCGETS */, &arg));
	EXPECT_EQ(-ENOTTY, dev_ioctl(self->fd, 0, &arg));
}

/* --- INFO ----------------------------------------------------------------- */

TEST_F(ioctl, info)
{
	struct sct_info info = dev_info(self->fd);

	EXPECT_EQ(SCT_ABI_VERSION, info.abi_version);
	EXPECT_LE(sysconf(_SC_NPROCESSORS_ONLN), info.nr_rings);
	EXPECT_GE(8192, info.nr_rings);
	EXPECT_TRUE(info.clock == SCT_CLOCK_MONOTONIC || info.clock == SCT_CLOCK_TSC);
	EXPECT_TRUE(info.clock == SCT_CLOCK_TSC ? info.clock_khz > 100000 :
						  info.clock_khz == 1000000);
	EXPECT_EQ(sysconf(_SC_PAGESIZE), info.page_size);
	EXPECT_LE(SCT_MIN_RING_BYTES, info.ring_bytes);
	EXPECT_LE(info.ring_bytes, info.max_ring_bytes);
	EXPECT_EQ(0, info.ring_bytes & (info.ring_bytes - 1));
}

TEST_F(ioctl, info_leaves_what_is_behind_it)
{
	struct {
		struct sct_info info;
		uint64_t behind;
	} arg = { .info.size = sizeof(arg.info), .behind = 0x0123456789abcdef };

	ASSERT_EQ(0, dev_ioctl(self->fd, SCT_IOC_INFO, &arg));
	EXPECT_EQ(0x0123456789abcdef, arg.behind);
	EXPECT_EQ(SCT_ABI_VERSION, arg.info.abi_version);
}

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return ts.tv_sec * 1000000000ULL + ts.tv_nsec;
}

TEST_F(ioctl, info_times)
{
	/* the fast accessors of the kernel may be this much off the exact ones */
	const uint64_t slack = 1000000;
	uint64_t mono = clock_ns(CLOCK_MONOTONIC), real = clock_ns(CLOCK_REALTIME);
	struct sct_info info = dev_info(self->fd);

	EXPECT_LE(mono - slack, info.monotonic_now);
	EXPECT_GE(clock_ns(CLOCK_MONOTONIC) + slack, info.monotonic_now);
	EXPECT_LE(real - slack, info.realtime_now);
	EXPECT_GE(clock_ns(CLOCK_REALTIME) + slack, info.realtime_now);
}

TEST_F(ioctl, info_clock_runs_at_its_rate)
{
	struct sct_info a = dev_info(self->fd), b;
	double ms, ticks;

	sleep_ms(200);
	b = dev_info(self->fd);
	ASSERT_LT(a.clock_now, b.clock_now);
	ms = (b.monotonic_now - a.monotonic_now) / 1e6;
	ticks = b.clock_now - a.clock_now;
	EXPECT_TRUE(ticks / ms > a.clock_khz * 0.98 && ticks / ms < a.clock_khz * 1.02)
		TH_LOG("%.0f ticks in %.3f ms at %u kHz", ticks, ms, a.clock_khz);
	a = b;
	b = dev_info(self->fd);
	EXPECT_LT(a.clock_now, b.clock_now);
}

/* --- CONFIG --------------------------------------------------------------- */

TEST_F(ioctl, config)
{
	struct sct_info info;

	ASSERT_EQ(0, dev_config(self->fd, SCT_CONFIG_CPU_TIME, 2 * SCT_MIN_RING_BYTES));
	info = dev_info(self->fd);
	EXPECT_EQ(2 * SCT_MIN_RING_BYTES, info.ring_bytes);
	EXPECT_EQ(-EBUSY, dev_config(self->fd, 0, 0));
	EXPECT_EQ(-EBUSY, dev_config(self->fd, SCT_CONFIG_CPU_TIME, 2 * SCT_MIN_RING_BYTES));
}

TEST_F(ioctl, config_default)
{
	struct sct_info before = dev_info(self->fd), after;

	ASSERT_EQ(0, dev_config(self->fd, 0, 0));
	after = dev_info(self->fd);
	EXPECT_EQ(before.ring_bytes, after.ring_bytes);
}

TEST_F(ioctl, config_wake_bytes)
{
	struct sct_config config = {
		.size = sizeof(config), .ring_bytes = SCT_MIN_RING_BYTES, .wake_bytes = 1,
	};

	EXPECT_EQ(0, dev_ioctl(self->fd, SCT_IOC_CONFIG, &config));
}

/* What is refused sets up nothing: a good CONFIG may follow. */
TEST_F(ioctl, config_bad)
{
	struct sct_info info = dev_info(self->fd);

	EXPECT_EQ(-EINVAL, dev_config(self->fd, SCT_CONFIG_ALL_FLAGS + 1, 0));
	EXPECT_EQ(-EINVAL, dev_config(self->fd, 1U << 31, 0));
	EXPECT_EQ(-EINVAL, dev_config(self->fd, 0, 1));
	EXPECT_EQ(-EINVAL, dev_config(self->fd, 0, 4096));
	EXPECT_EQ(-EINVAL, dev_config(self->fd, 0, SCT_MIN_RING_BYTES / 2));
	EXPECT_EQ(-EINVAL, dev_config(self->fd, 0, SCT_MIN_RING_BYTES + 4096));
	EXPECT_EQ(-EINVAL, dev_config(self->fd, 0, SCT_MIN_RING_BYTES + 1));
	EXPECT_EQ(-EINVAL, dev_config(self->fd, 0, 0xffffffff));
	if (info.max_ring_bytes < 1U << 31) {
		EXPECT_EQ(-EINVAL, dev_config(self->fd, 0, info.max_ring_bytes * 2));
	}
	EXPECT_EQ(0, dev_config(self->fd, 0, SCT_MIN_RING_BYTES));
}

TEST_F(ioctl, config_after_start)
{
	ASSERT_EQ(1, dev_add(self->fd, self->child.pid, 0));
	ASSERT_EQ(0, dev_start(self->fd));
	EXPECT_EQ(-EBUSY, dev_config(self->fd, 0, SCT_MIN_RING_BYTES));
}

/* --- SYSCALLS ------------------------------------------------------------- */

TEST_F(ioctl, syscalls)
{
	struct sct_syscalls calls = { .size = sizeof(calls) };
	unsigned int abi;

	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		calls.abi = abi;
		EXPECT_EQ(0, dev_ioctl(self->fd, SCT_IOC_SYSCALLS, &calls));
	}
	calls.abi = SCT_NR_ABIS;
	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_SYSCALLS, &calls));
	calls.abi = 0xffffffff;
	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_SYSCALLS, &calls));
	calls.abi = 0x100;
	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_SYSCALLS, &calls));
}

TEST_F(ioctl, syscalls_and_plan_after_start)
{
	struct sct_syscalls calls = { .size = sizeof(calls) };
	struct sct_plan plan = { .size = sizeof(plan) };

	ASSERT_EQ(1, dev_add(self->fd, self->child.pid, 0));
	ASSERT_EQ(0, dev_start(self->fd));
	EXPECT_EQ(-EBUSY, dev_ioctl(self->fd, SCT_IOC_SYSCALLS, &calls));
	EXPECT_EQ(-EBUSY, dev_ioctl(self->fd, SCT_IOC_PLAN, &plan));
}

/* --- TARGET --------------------------------------------------------------- */

TEST_F(ioctl, target)
{
	EXPECT_EQ(1, dev_add(self->fd, self->child.pid, 0));
	EXPECT_EQ(1, dev_stats(self->fd, SCT_STATS_TOTAL).targets);
	EXPECT_EQ(-EEXIST, dev_add(self->fd, self->child.pid, 0));
	EXPECT_EQ(-EEXIST, dev_add(self->fd, self->child.pid, SCT_TARGET_ALL_FLAGS));
	EXPECT_EQ(1, dev_remove(self->fd, self->child.pid, 0));
	EXPECT_EQ(0, dev_stats(self->fd, SCT_STATS_TOTAL).targets);
	EXPECT_EQ(-ESRCH, dev_remove(self->fd, self->child.pid, 0));
	EXPECT_EQ(1, dev_add(self->fd, self->child.pid, SCT_TARGET_ALL_FLAGS));
	EXPECT_EQ(1, dev_remove(self->fd, self->child.pid, SCT_TARGET_THREADS));
}

TEST_F(ioctl, target_bad_fields)
{
	struct sct_target_req req = { .size = sizeof(req), .op = SCT_TARGET_ADD, .pid = getpid() };

	req.depth = 1;
	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_TARGET, &req));
	EXPECT_EQ(-EINVAL, dev_target(self->fd, 0, self->child.pid, 0));
	EXPECT_EQ(-EINVAL, dev_target(self->fd, 3, self->child.pid, 0));
	EXPECT_EQ(-EINVAL, dev_target(self->fd, 0xffffffff, self->child.pid, 0));
	EXPECT_EQ(-EINVAL, dev_add(self->fd, self->child.pid, 1U << 3));
	EXPECT_EQ(-EINVAL, dev_add(self->fd, self->child.pid, 1U << 31));
	EXPECT_EQ(0, dev_stats(self->fd, SCT_STATS_TOTAL).targets);

	ASSERT_EQ(1, dev_add(self->fd, self->child.pid, 0));
	EXPECT_EQ(-EINVAL, dev_remove(self->fd, self->child.pid, SCT_TARGET_FOLLOW));
	EXPECT_EQ(-EINVAL, dev_remove(self->fd, self->child.pid, SCT_TARGET_ON_EXEC));
	EXPECT_EQ(1, dev_stats(self->fd, SCT_STATS_TOTAL).targets);
}

TEST_F(ioctl, target_of_no_such_thread)
{
	struct child zombie = { .go = -1 };
	siginfo_t info;

	EXPECT_EQ(-ESRCH, dev_add(self->fd, 0, 0));
	EXPECT_EQ(-ESRCH, dev_add(self->fd, -1, 0));
	EXPECT_EQ(-ESRCH, dev_add(self->fd, -self->child.pid, 0));
	EXPECT_EQ(-ESRCH, dev_add(self->fd, INT32_MAX, 0));
	EXPECT_EQ(-ESRCH, dev_add(self->fd, INT32_MIN, 0));
	EXPECT_EQ(-ESRCH, dev_add(self->fd, INT32_MAX, SCT_TARGET_THREADS));
	EXPECT_EQ(-ESRCH, dev_remove(self->fd, INT32_MAX, 0));
	EXPECT_EQ(-ESRCH, dev_remove(self->fd, 1, 0));

	ASSERT_EQ(0, child_start(&zombie, sleep_forever, NULL));
	kill(zombie.pid, SIGKILL);
	ASSERT_EQ(0, waitid(P_PID, zombie.pid, &info, WEXITED | WNOWAIT));
	EXPECT_EQ(-ESRCH, dev_add(self->fd, zombie.pid, 0));
	child_wait(&zombie);
	EXPECT_EQ(-ESRCH, dev_add(self->fd, zombie.pid, 0));
}

TEST_F(ioctl, target_of_a_kernel_thread)
{
	EXPECT_EQ(-EINVAL, dev_add(self->fd, 2, 0));
	EXPECT_EQ(-EINVAL, dev_add(self->fd, 2, SCT_TARGET_THREADS | SCT_TARGET_FOLLOW));
	EXPECT_EQ(0, dev_stats(self->fd, SCT_STATS_TOTAL).targets);
}

static int *thread_tid;	/* shared: the last thread's */

static void *thread_sleeps(void *unused)
{
	__atomic_store_n(thread_tid, gettid(), __ATOMIC_RELEASE);
	sleep_forever(unused);
	return NULL;
}

static void three_threads(void *barrier)
{
	pthread_t thread;

	pthread_create(&thread, NULL, thread_sleeps, NULL);
	while (!__atomic_load_n(thread_tid, __ATOMIC_ACQUIRE))
		usleep(1000);
	pthread_create(&thread, NULL, thread_sleeps, NULL);
	if (write(*(int *)barrier, "", 1) == 1)
		sleep_forever(NULL);
}

TEST_F(ioctl, target_threads)
{
	struct child c;
	int ready[2];
	char byte;

	thread_tid = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_EQ(0, pipe(ready));
	ASSERT_EQ(0, child_start(&c, three_threads, &ready[1]));
	child_go(&c);
	ASSERT_EQ(1, read(ready[0], &byte, 1));

	EXPECT_EQ(3, dev_add(self->fd, c.pid, SCT_TARGET_THREADS));
	EXPECT_EQ(3, dev_stats(self->fd, SCT_STATS_TOTAL).targets);
	EXPECT_EQ(-EEXIST, dev_add(self->fd, *thread_tid, 0));
	EXPECT_EQ(1, dev_remove(self->fd, *thread_tid, 0));
	EXPECT_EQ(2, dev_stats(self->fd, SCT_STATS_TOTAL).targets);
	EXPECT_EQ(2, dev_remove(self->fd, c.pid, SCT_TARGET_THREADS));

	EXPECT_EQ(1, dev_add(self->fd, *thread_tid, 0));
	EXPECT_EQ(1, dev_stats(self->fd, SCT_STATS_TOTAL).targets);
	EXPECT_EQ(-ESRCH, dev_remove(self->fd, c.pid, 0));
	EXPECT_EQ(1, dev_remove(self->fd, *thread_tid, 0));

	/* any thread's id stands for the process */
	EXPECT_EQ(3, dev_add(self->fd, *thread_tid, SCT_TARGET_THREADS));
	EXPECT_EQ(3, dev_remove(self->fd, *thread_tid, SCT_TARGET_THREADS));
	child_kill(&c);
}

TEST_F(ioctl, target_count_falls_when_it_exits)
{
	unsigned int tries;

	ASSERT_EQ(1, dev_add(self->fd, self->child.pid, 0));
	ASSERT_EQ(0, dev_start(self->fd));
	child_kill(&self->child);
	for (tries = 0; tries < 1000 && dev_stats(self->fd, SCT_STATS_TOTAL).targets; tries++)
		sleep_ms(1);
	EXPECT_EQ(0, dev_stats(self->fd, SCT_STATS_TOTAL).targets);
	EXPECT_EQ(-ESRCH, dev_remove(self->fd, self->child.pid, 0));
}

/* Many targets: the count is right, and removing each leaves none. */
TEST_F(ioctl, target_many)
{
	struct child c[200];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(c); i++) {
		ASSERT_EQ(0, child_start(&c[i], sleep_forever, NULL));
		ASSERT_EQ(1, dev_add(self->fd, c[i].pid, SCT_TARGET_FOLLOW));
	}
	EXPECT_EQ(ARRAY_SIZE(c), dev_stats(self->fd, SCT_STATS_TOTAL).targets);
	for (i = 0; i < ARRAY_SIZE(c); i++)
		EXPECT_EQ(1, dev_remove(self->fd, c[i].pid, 0));
	EXPECT_EQ(0, dev_stats(self->fd, SCT_STATS_TOTAL).targets);
	for (i = 0; i < ARRAY_SIZE(c); i++)
		child_kill(&c[i]);
}

/* --- START, STOP, STATS ---------------------------------------------------- */

TEST_F(ioctl, start_and_stop_arguments)
{
	ASSERT_EQ(1, dev_add(self->fd, self->child.pid, 0));
	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_START, (void *)1));
	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_START, &self->child));
	EXPECT_EQ(0, dev_start(self->fd));
	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_STOP, (void *)1));
	EXPECT_EQ(0, dev_stop(self->fd));
}

TEST_F(ioctl, start_is_once)
{
	ASSERT_EQ(1, dev_add(self->fd, self->child.pid, 0));
	EXPECT_EQ(0, dev_start(self->fd));
	EXPECT_EQ(-EBUSY, dev_start(self->fd));
	EXPECT_EQ(0, dev_stop(self->fd));
	EXPECT_EQ(-EBUSY, dev_start(self->fd));
}

TEST_F(ioctl, stats_bad_cpu)
{
	struct sct_stats stats = { .size = sizeof(stats) };
	static const int cpus[] = { -2, INT32_MIN, INT32_MAX, 4096, 0x10000 };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cpus); i++) {
		stats.cpu = cpus[i];
		EXPECT_EQ(-ENODEV, dev_ioctl(self->fd, SCT_IOC_STATS, &stats));
	}
	stats.cpu = dev_info(self->fd).nr_rings;
	EXPECT_EQ(-ENODEV, dev_ioctl(self->fd, SCT_IOC_STATS, &stats));
}

static void thousand_calls(void *unused)
{
	int i;

	(void)unused;
	for (i = 0; i < 1000; i++)
		raw0(TEST_CALL);
}

TEST_F(ioctl, stats_add_up)
{
	struct sct_stats total, cpu;
	uint64_t produced = 0, delivered = 0, lost = 0;
	struct trace t = { 0 };
	unsigned int i;
	pid_t pid;

	total = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_EQ(0, total.produced);
	EXPECT_EQ(0, total.targets);
	ASSERT_EQ(0, trace_body(self->fd, 0, thousand_calls, NULL, &t, &pid));
	total = dev_stats(self->fd, SCT_STATS_TOTAL);
	for (i = 0; i < dev_info(self->fd).nr_rings; i++) {
		cpu = dev_stats(self->fd, i);
		if (cpu.produced == UINT64_MAX)
			continue;	/* not present */
		EXPECT_EQ(cpu.produced, cpu.delivered + cpu.lost);
		produced += cpu.produced;
		delivered += cpu.delivered;
		lost += cpu.lost;
	}
	EXPECT_LE(2000, produced);
	EXPECT_EQ(total.produced, produced);
	EXPECT_EQ(total.delivered, delivered);
	EXPECT_EQ(total.lost, lost);
	EXPECT_EQ(total.produced, total.delivered + total.lost);
	EXPECT_EQ(0, total.lost);
	EXPECT_EQ(0, total.fork_missed);

	/* reading does not reset them */
	cpu = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_EQ(0, memcmp(&cpu, &total, sizeof(cpu)));
	trace_free(&t);
}

TEST_HARNESS_MAIN
