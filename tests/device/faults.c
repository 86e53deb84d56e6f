// SPDX-License-Identifier: GPL-2.0
/*
 * Allocations and copies that fail: every one of every operation in turn, by the
 * kernel's fault injection.  Skipped on kernels without it; tests/vm/build-kernel
 * makes one that has it, and that finds what is leaked.  (The kernel's log is the lab
 * VM's to judge: here, it is full of allocations that failed.)
 */
#include "device.h"

#define FAIL_NTH	"/proc/thread-self/fail-nth"
#define MOST_FAULTS	3000	/* of one operation; more means that it does not end */
#define RING		65536

/* A session on its way. */
struct scene {
	int fd;
	struct child child;
	void *consumer;
	void *ring;
};

static void set(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, text, strlen(text)) < 0)
		perror(path);
	close(fd);
}

/*
 * By default, what may sleep never fails.  Allocations that fail are said on the
 * console under any lock, which lockdep takes for an error (Linux 6.1).
 */
static void let_all_fail(void)
{
	set("/proc/sys/kernel/printk", "1");
	set("/sys/kernel/debug/failslab/ignore-gfp-wait", "N");
	set("/sys/kernel/debug/failslab/verbose", "0");
	set("/sys/kernel/debug/fail_page_alloc/ignore-gfp-wait", "N");
	set("/sys/kernel/debug/fail_page_alloc/ignore-gfp-highmem", "N");
	set("/sys/kernel/debug/fail_page_alloc/min-order", "0");
	set("/sys/kernel/debug/fail_page_alloc/verbose", "0");
	set("/sys/kernel/debug/fail_usercopy/verbose", "0");
}

/* The @nth chance from now on is taken, of this thread only. */
static void arm(int fd, unsigned int nth)
{
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", nth);

	if (pwrite(fd, text, len, 0) != len)
		abort();
}

/* Whether it was. */
static bool disarm(int fd)
{
	char text[16] = "";
	/* this copies to user memory and so may be what fails */
	bool injected = pread(fd, text, sizeof(text) - 1, 0) > 0 && atoi(text) == 0;
	unsigned int tries;

	for (tries = 0; tries < 3; tries++)
		if (pwrite(fd, "0", 1, 0) == 1)
			break;
	return injected;
}

/* --- the operations, in an order that works ------------------------------- */

static int do_open(struct scene *s)
{
	s->fd = dev_open(O_NONBLOCK);
	return s->fd < 0 ? s->fd : 0;
}

static int do_config(struct scene *s)
{
	return dev_config(s->fd, SCT_CONFIG_CPU_TIME, RING);
}

static int do_count(struct scene *s)
{
	return dev_config(s->fd, SCT_CONFIG_COUNT, RING);
}

static int do_duration(struct scene *s)
{
	struct sct_config config = {
		.size = sizeof(config), .ring_bytes = RING, .min_ns = 1000,
	};

	return dev_ioctl(s->fd, SCT_IOC_CONFIG, &config);
}

static int do_plan(struct scene *s)
{
	static const struct sct_op string = { .kind = SCT_OP_STRING, .limit = 64 };

	return dev_plan(s->fd, SCT_ABI_X86_64, TEST_CALL, &string, 1, 0);
}

static int do_syscalls(struct scene *s)
{
	return dev_only_call(s->fd, TEST_CALL);
}

static int do_mmap_consumer(struct scene *s)
{
	s->consumer = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, s->fd,
			   SCT_MMAP_OFFSET(0));
	return s->consumer == MAP_FAILED ? -errno : 0;
}

static int do_mmap_ring(struct scene *s)
{
	s->ring = mmap(NULL, 4096 + 2 * RING, PROT_READ, MAP_SHARED, s->fd,
		       SCT_MMAP_OFFSET(0) + 4096);
	return s->ring == MAP_FAILED ? -errno : 0;
}

static int do_start(struct scene *s)
{
	return dev_start(s->fd);
}

static int do_add(struct scene *s)
{
	int threads = dev_add(s->fd, s->child.pid, SCT_TARGET_THREADS | SCT_TARGET_FOLLOW);

	return threads < 0 ? threads : 0;
}

static int do_select(struct scene *s)
{
	struct sct_select select = {
		.size = sizeof(select), .flags = SCT_SELECT_COMM | SCT_SELECT_FOLLOW,
		.comm = "faults*",
	};

	return dev_ioctl(s->fd, SCT_IOC_SELECT, &select);
}

static int do_info(struct scene *s)
{
	struct sct_info info = { .size = sizeof(info) };

	return dev_ioctl(s->fd, SCT_IOC_INFO, &info);
}

static int do_stats(struct scene *s)
{
	struct sct_stats stats = { .size = sizeof(stats), .cpu = SCT_STATS_TOTAL };

	return dev_ioctl(s->fd, SCT_IOC_STATS, &stats);
}

static int do_counts(struct scene *s)
{
	static struct sct_count counts[SCT_NR_COUNTED];
	struct sct_counts req = {
		.size = sizeof(req), .nr = SCT_NR_COUNTED, .counts = (uintptr_t)counts,
	};

	return dev_ioctl(s->fd, SCT_IOC_COUNTS, &req);
}

static int do_read(struct scene *s)
{
	static char space[65536];

	return read(s->fd, space, sizeof(space)) < 0 && errno != EAGAIN ? -errno : 0;
}

static int do_poll(struct scene *s)
{
	struct pollfd pollfd = { .fd = s->fd, .events = POLLIN };

	return poll(&pollfd, 1, 0) < 0 ? -errno : 0;
}

static int do_remove(struct scene *s)
{
	int threads = dev_remove(s->fd, s->child.pid, SCT_TARGET_THREADS);

	return threads < 0 ? threads : 0;
}

static int do_stop(struct scene *s)
{
	return dev_stop(s->fd);
}

typedef int step_fn(struct scene *s);

#define STEP(f) { #f, do_##f }

static const struct step {
	const char *name;
	step_fn *run;
} steps[] = {
	STEP(open), STEP(config), STEP(plan), STEP(syscalls), STEP(start), STEP(add), STEP(select),
	STEP(info), STEP(stats), STEP(read), STEP(poll), STEP(remove), STEP(stop), { NULL, NULL },
}, mapped[] = {
	STEP(open), STEP(config), STEP(plan), STEP(mmap_consumer), STEP(mmap_ring), STEP(start),
	STEP(add), STEP(poll), STEP(stop), { NULL, NULL },
}, counting[] = {
	STEP(open), STEP(count), STEP(start), STEP(add), STEP(counts), { NULL, NULL },
}, holding[] = {
	STEP(open), STEP(duration), STEP(plan), STEP(start), STEP(add), STEP(select),
	{ NULL, NULL },
};

/* -------------------------------------------------------------------------- */

static void noise(void *arg)
{
	(void)arg;
	for (;;) {
		raw1(TEST_CALL, "a string");
		sleep_ms(1);
	}
}

static int scene_start(struct scene *s)
{
	int err;

	*s = (struct scene){ .fd = -1, .consumer = MAP_FAILED, .ring = MAP_FAILED };
	err = child_start(&s->child, noise, NULL);
	if (!err)
		child_go(&s->child);
	return err;
}

static void scene_end(struct scene *s)
{
	if (s->consumer != MAP_FAILED)
		munmap(s->consumer, 4096);
	if (s->ring != MAP_FAILED)
		munmap(s->ring, 4096 + 2 * RING);
	if (s->fd >= 0)
		close(s->fd);
	child_kill(&s->child);
}

FIXTURE(faults)
{
	int nth;
};

FIXTURE_SETUP(faults)
{
	self->nth = open(FAIL_NTH, O_RDWR | O_CLOEXEC);
	let_all_fail();
}

FIXTURE_TEARDOWN(faults)
{
	close(self->nth);
	set("/proc/sys/kernel/printk", "8");
}

FIXTURE_VARIANT(faults)
{
	const struct step *steps;
};

FIXTURE_VARIANT_ADD(faults, reading) { .steps = steps };
FIXTURE_VARIANT_ADD(faults, mapped) { .steps = mapped };
FIXTURE_VARIANT_ADD(faults, counting) { .steps = counting };
FIXTURE_VARIANT_ADD(faults, holding) { .steps = holding };

/*
 * What failed says so; what did not (there is another way to get the memory)
 * has done its work, and the rest goes on as if nothing had happened.
 */
TEST_F_TIMEOUT(faults, every_one, 3000)
{
	const struct step *faulty, *step;
	unsigned int nth, failed;
	struct scene scene;
	bool injected, done;
	int err;

	if (self->nth < 0)
		SKIP(return, "this kernel cannot inject faults");
	for (faulty = variant->steps; faulty->name; faulty++) {
		injected = true;
		failed = 0;
		for (nth = 1; injected; nth++) {
			ASSERT_GT(MOST_FAULTS, nth);
			ASSERT_EQ(0, scene_start(&scene));
			for (step = variant->steps; step != faulty; step++)
				ASSERT_EQ(0, step->run(&scene)) TH_LOG("%s", step->name);
			arm(self->nth, nth);
			err = faulty->run(&scene);
			injected = disarm(self->nth);
			if (err) {
				failed++;
				EXPECT_TRUE(injected) TH_LOG("%s: %d", faulty->name, err);
				EXPECT_TRUE(err == -ENOMEM || err == -EFAULT || err == -ENFILE ||
					    err == -EAGAIN)
					TH_LOG("%s, %u: %d", faulty->name, nth, err);
				/* once more, and it works, or was done already: only the answer was lost */
				done = err == -EFAULT;
				err = faulty->run(&scene);
				if (done && (err == -EEXIST || err == -EBUSY || err == -ESRCH))
					err = 0;
				EXPECT_EQ(0, err) TH_LOG("%s, %u", faulty->name, nth);
			}
			for (step = faulty + 1; !err && step->name; step++)
				EXPECT_EQ(0, step->run(&scene))
					TH_LOG("%s after %s, %u", step->name, faulty->name, nth);
			scene_end(&scene);
		}
		TH_LOG("%s: %u of %u faults made it fail", faulty->name, failed, nth - 2);
	}
}

/* The child: every chance of a fork that is followed. */
static void forks(void *arg)
{
	int fd = open(FAIL_NTH, O_RDWR | O_CLOEXEC), status;
	unsigned int nth;
	bool injected = true;
	pid_t pid;

	(void)arg;
	for (nth = 1; injected && nth < MOST_FAULTS; nth++) {
		arm(fd, nth);
		pid = fork();
		if (!pid) {
			raw1(TEST_CALL, "a string");
			_exit(0);
		}
		injected = disarm(fd);
		if (pid > 0)
			waitpid(pid, &status, 0);
	}
	_exit(injected);
}

FIXTURE(fork_faults)
{
	int fd;
	struct child child;
	struct trace trace;
};

FIXTURE_SETUP(fork_faults)
{
	let_all_fail();
	ASSERT_EQ(0, child_start(&self->child, forks, NULL));
	self->fd = dev_open(0);
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(fork_faults)
{
	trace_free(&self->trace);
	close(self->fd);
	set("/proc/sys/kernel/printk", "8");
}

/* A child that is not followed is counted; the session goes on, and ends with its targets. */
TEST_F_TIMEOUT(fork_faults, every_one, 1000)
{
	struct sct_stats stats;

	if (access(FAIL_NTH, W_OK)) {
		child_kill(&self->child);
		SKIP(return, "this kernel cannot inject faults");
	}
	ASSERT_EQ(0, dev_config(self->fd, 0, 1 << 20));
	ASSERT_EQ(0, dev_start(self->fd));
	ASSERT_EQ(1, dev_add(self->fd, self->child.pid, SCT_TARGET_FOLLOW));
	child_go(&self->child);
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	EXPECT_EQ(0, child_wait(&self->child));
	stats = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_EQ(0, stats.targets);
	EXPECT_EQ(stats.produced, stats.delivered + stats.lost);
	TH_LOG("%llu children were not followed", (unsigned long long)stats.fork_missed);
}

TEST_HARNESS_MAIN
