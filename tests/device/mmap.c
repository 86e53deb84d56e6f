// SPDX-License-Identifier: GPL-2.0
/* The mapped rings: their layout, what may be done with them, and hostile readers. */
#include "device.h"

#include <linux/userfaultfd.h>

#include <pthread.h>
#include <sched.h>

#define RING_BYTES	SCT_MIN_RING_BYTES
#define PAGE		4096UL
#define AREA		(PAGE + 2 * RING_BYTES)	/* producer page and data twice */

FIXTURE(map)
{
	int fd;
	int klog;
};

FIXTURE_SETUP(map)
{
	self->klog = klog_open();
	self->fd = dev_open(O_NONBLOCK);
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dev_config(self->fd, 0, RING_BYTES));
}

FIXTURE_TEARDOWN(map)
{
	EXPECT_TRUE(klog_clean(self->klog));
	close(self->klog);
	if (self->fd >= 0)
		close(self->fd);
}

/* 0, or the error of a mapping that is gone again. */
static int try_map(int fd, size_t len, int prot, int flags, uint64_t offset)
{
	void *p = mmap(NULL, len, prot, flags, fd, offset);

	if (p == MAP_FAILED)
		return -errno;
	munmap(p, len);
	return 0;
}

#define RO	PROT_READ
#define RW	(PROT_READ | PROT_WRITE)

TEST_F(map, good)
{
	EXPECT_EQ(0, try_map(self->fd, PAGE, RW, MAP_SHARED, 0));
	EXPECT_EQ(0, try_map(self->fd, PAGE, RO, MAP_SHARED, 0));
	EXPECT_EQ(0, try_map(self->fd, PAGE, RO, MAP_SHARED, PAGE));
	EXPECT_EQ(0, try_map(self->fd, PAGE + RING_BYTES, RO, MAP_SHARED, PAGE));
	EXPECT_EQ(0, try_map(self->fd, AREA, RO, MAP_SHARED, PAGE));
	if (dev_info(self->fd).nr_rings > 1) {
		EXPECT_EQ(0, try_map(self->fd, AREA, RO, MAP_SHARED, SCT_MMAP_OFFSET(1) + PAGE));
	}
}

TEST_F(map, bad_lengths_and_offsets)
{
	EXPECT_EQ(-EINVAL, try_map(self->fd, 2 * PAGE, RO, MAP_SHARED, 0));
	EXPECT_EQ(-EINVAL, try_map(self->fd, PAGE + AREA, RO, MAP_SHARED, 0));
	EXPECT_EQ(-EINVAL, try_map(self->fd, AREA + PAGE, RO, MAP_SHARED, PAGE));
	EXPECT_EQ(-EINVAL, try_map(self->fd, 1UL << 30, RO, MAP_SHARED, PAGE));
	EXPECT_EQ(-EINVAL, try_map(self->fd, PAGE, RO, MAP_SHARED, 2 * PAGE));
	EXPECT_EQ(-EINVAL, try_map(self->fd, PAGE, RO, MAP_SHARED, AREA));
	EXPECT_EQ(-EINVAL, try_map(self->fd, PAGE, RO, MAP_SHARED, AREA + PAGE));
	EXPECT_EQ(-EINVAL, try_map(self->fd, PAGE, RO, MAP_SHARED, SCT_MMAP_OFFSET(1) - PAGE));
}

TEST_F(map, no_such_ring)
{
	unsigned int nr = dev_info(self->fd).nr_rings;

	EXPECT_EQ(-ENODEV, try_map(self->fd, PAGE, RW, MAP_SHARED, SCT_MMAP_OFFSET(nr)));
	EXPECT_EQ(-ENODEV, try_map(self->fd, AREA, RO, MAP_SHARED, SCT_MMAP_OFFSET(nr) + PAGE));
	EXPECT_EQ(-ENODEV, try_map(self->fd, PAGE, RW, MAP_SHARED, SCT_MMAP_OFFSET(0x10000)));
	EXPECT_NE(0, try_map(self->fd, PAGE, RW, MAP_SHARED, SCT_MMAP_OFFSET(0x7fffffff)));
	EXPECT_NE(0, try_map(self->fd, PAGE, RW, MAP_SHARED, SCT_MMAP_OFFSET(0xffffffff)));
}

static bool refused(int err)
{
	return err == -EPERM || err == -EACCES || err == -EINVAL;
}

TEST_F(map, only_page_0_is_writable)
{
	char *p;

	EXPECT_TRUE(refused(try_map(self->fd, PAGE, RW, MAP_SHARED, PAGE)));
	EXPECT_TRUE(refused(try_map(self->fd, AREA, RW, MAP_SHARED, PAGE)));
	EXPECT_TRUE(refused(try_map(self->fd, AREA, PROT_WRITE, MAP_SHARED, PAGE)));

	p = mmap(NULL, AREA, RO, MAP_SHARED, self->fd, PAGE);
	ASSERT_NE(MAP_FAILED, (void *)p);
	EXPECT_EQ(-1, mprotect(p, PAGE, RW));
	EXPECT_EQ(EACCES, errno);
	EXPECT_EQ(-1, mprotect(p + PAGE, PAGE, RW));
	EXPECT_EQ(EACCES, errno);
	EXPECT_EQ(-1, mprotect(p, AREA, PROT_WRITE));
	EXPECT_EQ(EACCES, errno);
	munmap(p, AREA);
}

/* A write through /proc/self/mem goes where mprotect would not let one. */
TEST_F(map, forced_write_is_refused)
{
	char *p = mmap(NULL, AREA, RO, MAP_SHARED, self->fd, PAGE), before = *p;
	int mem = open("/proc/self/mem", O_RDWR | O_CLOEXEC);

	ASSERT_NE(MAP_FAILED, (void *)p);
	EXPECT_EQ(-1, pwrite(mem, "x", 1, (uintptr_t)p));
	EXPECT_EQ(-1, pwrite(mem, "x", 1, (uintptr_t)p + PAGE));
	EXPECT_EQ(before, *p);
	EXPECT_EQ(0, p[PAGE]);
	close(mem);
	munmap(p, AREA);
}

TEST_F(map, private_is_refused)
{
	EXPECT_TRUE(refused(try_map(self->fd, PAGE, RW, MAP_PRIVATE, 0)));
	EXPECT_TRUE(refused(try_map(self->fd, PAGE, RO, MAP_PRIVATE, 0)));
	EXPECT_TRUE(refused(try_map(self->fd, AREA, RO, MAP_PRIVATE, PAGE)));
	EXPECT_TRUE(refused(try_map(self->fd, AREA, RW, MAP_PRIVATE, PAGE)));
}

TEST_F(map, does_not_grow)
{
	char *p = mmap(NULL, PAGE, RW, MAP_SHARED, self->fd, 0);

	ASSERT_NE(MAP_FAILED, (void *)p);
	EXPECT_EQ(MAP_FAILED, mremap(p, PAGE, 2 * PAGE, MREMAP_MAYMOVE));
	munmap(p, PAGE);
	p = mmap(NULL, AREA, RO, MAP_SHARED, self->fd, PAGE);
	ASSERT_NE(MAP_FAILED, (void *)p);
	EXPECT_EQ(MAP_FAILED, mremap(p, AREA, AREA + PAGE, MREMAP_MAYMOVE));
	munmap(p, AREA);
}

/* Pieces of a mapping may go before the rest. */
TEST_F(map, unmap_in_pieces)
{
	char *p = mmap(NULL, AREA, RO, MAP_SHARED, self->fd, PAGE);

	ASSERT_NE(MAP_FAILED, (void *)p);
	EXPECT_EQ(0, munmap(p + 4 * PAGE, 2 * PAGE));
	EXPECT_EQ(0, p[3 * PAGE]);
	EXPECT_EQ(0, p[6 * PAGE]);
	EXPECT_EQ(0, munmap(p, AREA));
}

TEST_F(map, begins_empty)
{
	struct ring r;
	unsigned int cpu;

	for (cpu = 0; cpu < 2 && cpu < dev_info(self->fd).nr_rings; cpu++) {
		ASSERT_EQ(0, ring_map(&r, self->fd, cpu));
		EXPECT_EQ(r.producer->committed, r.producer->reserved);
		EXPECT_EQ(r.producer->committed, r.consumer->consumed);
		ring_unmap(&r);
	}
}

/* --- records ---------------------------------------------------------------- */

static void pin(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	sched_setaffinity(0, sizeof(set), &set);
}

/* How many calls each turn of the child makes: shared with it. */
struct storm {
	int turns;	/* asked for */
	int done;
	int calls;
};

/* On CPU 0, so that all records are in one ring. */
static void storm(void *arg)
{
	struct storm *s = arg;
	int turn, i;

	pin(0);
	for (turn = 0; ; turn++) {
		while (__atomic_load_n(&s->turns, __ATOMIC_ACQUIRE) == turn)
			usleep(1000);
		if (__atomic_load_n(&s->turns, __ATOMIC_ACQUIRE) < 0)
			return;
		for (i = 0; i < s->calls; i++)
			raw2(TEST_CALL, i, turn);
		__atomic_store_n(&s->done, turn + 1, __ATOMIC_RELEASE);
	}
}

static void storm_turn(struct storm *s, int calls)
{
	s->calls = calls;
	__atomic_add_fetch(&s->turns, 1, __ATOMIC_RELEASE);
	while (__atomic_load_n(&s->done, __ATOMIC_ACQUIRE) != s->turns)
		usleep(1000);
}

FIXTURE(ring)
{
	int fd;
	int klog;
	struct child child;
	struct storm *storm;
	struct ring ring;
	struct trace trace;
};

FIXTURE_SETUP(ring)
{
	cpu_set_t cpus;

	self->klog = klog_open();
	self->storm = mmap(NULL, PAGE, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	/* before the open: the child has neither the descriptor nor the mapping */
	ASSERT_EQ(0, child_start(&self->child, storm, self->storm));
	self->fd = dev_open(O_NONBLOCK);
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, dev_config(self->fd, 0, RING_BYTES));
	ASSERT_EQ(0, dev_only_call(self->fd, TEST_CALL));
	ASSERT_EQ(0, ring_map(&self->ring, self->fd, 0));
	/* what START records is on this CPU, too */
	sched_getaffinity(0, sizeof(cpus), &cpus);
	pin(0);
	ASSERT_EQ(1, dev_add(self->fd, self->child.pid, 0));
	ASSERT_EQ(0, dev_start(self->fd));
	sched_setaffinity(0, sizeof(cpus), &cpus);
	child_go(&self->child);
}

FIXTURE_TEARDOWN(ring)
{
	child_kill(&self->child);
	if (self->fd >= 0)
		close(self->fd);
	EXPECT_TRUE(klog_clean(self->klog));
	close(self->klog);
	trace_free(&self->trace);
}

TEST_F(ring, data_is_mapped_twice)
{
	storm_turn(self->storm, 1000);
	EXPECT_EQ(0, memcmp(self->ring.data, self->ring.data + RING_BYTES, RING_BYTES));
	EXPECT_NE(0, *(uint32_t *)self->ring.data);
}

TEST_F(ring, records_parse)
{
	uint64_t numbered, lost, last = 0;
	unsigned int i;
	int turn;

	/* 20 times around the ring: records lie across its end as well */
	for (turn = 0; turn < 40; turn++) {
		storm_turn(self->storm, 200);
		ASSERT_EQ(0, ring_read(&self->ring, &self->trace));
	}
	ASSERT_EQ(0, trace_index(&self->trace));
	ASSERT_TRUE(trace_clock_ok(&self->trace));
	ASSERT_TRUE(trace_seq_ok(&self->trace, &numbered, &lost));
	EXPECT_EQ(0, lost);
	EXPECT_EQ(16000, trace_count(&self->trace, SCT_REC_ENTER, 0) +
		  trace_count(&self->trace, SCT_REC_EXIT, 0));
	EXPECT_EQ(numbered, dev_stats(self->fd, 0).delivered);
	for (i = 0; i < self->trace.nr; i++) {
		EXPECT_EQ(0, self->trace.recs[i]->cpu);
		EXPECT_LE(last, self->trace.recs[i]->time);
		last = self->trace.recs[i]->time;
	}
}

TEST_F(ring, committed_equals_reserved_at_rest)
{
	storm_turn(self->storm, 10);
	EXPECT_EQ(self->ring.producer->committed, self->ring.producer->reserved);
	EXPECT_EQ(0, self->ring.producer->committed % 8);
}

/* A reader that does not read loses records; how many, and where, is known exactly. */
TEST_F(ring, lost_is_exact)
{
	const struct sct_lost *lost_rec = NULL;
	uint64_t numbered, lost;
	struct sct_stats stats;
	unsigned int i;

	storm_turn(self->storm, 3000);
	stats = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_LT(4000, stats.lost);
	EXPECT_EQ(stats.produced, stats.delivered + stats.lost);
	ASSERT_EQ(0, ring_read(&self->ring, &self->trace));
	storm_turn(self->storm, 10);
	ASSERT_EQ(0, ring_read(&self->ring, &self->trace));
	ASSERT_EQ(0, trace_index(&self->trace));

	ASSERT_TRUE(trace_seq_ok(&self->trace, &numbered, &lost));
	EXPECT_EQ(stats.lost, lost);
	EXPECT_EQ(stats.lost, dev_stats(self->fd, 0).lost);
	EXPECT_EQ(dev_stats(self->fd, 0).delivered, numbered);
	EXPECT_EQ(1, trace_count(&self->trace, SCT_REC_LOST, 0));
	for (i = 0; i < self->trace.nr; i++)
		if (self->trace.recs[i]->type == SCT_REC_LOST)
			lost_rec = (const void *)self->trace.recs[i];
	ASSERT_NE(NULL, lost_rec);
	i = trace_index_of(&self->trace, lost_rec);
	EXPECT_EQ(0, lost_rec->hdr.tid);
	EXPECT_LE(self->trace.recs[i - 1]->time, lost_rec->first);
	EXPECT_LT(lost_rec->first, lost_rec->last);
	EXPECT_LE(lost_rec->last, lost_rec->hdr.time);
	EXPECT_EQ(self->trace.recs[i + 1]->time, lost_rec->hdr.time);
	/* all ten calls after the gap are there */
	EXPECT_EQ(TEST_CALL, trace_call(&self->trace, self->child.pid, TEST_CALL, 0).enter->nr);
}

static int evil_stop;

static uint64_t random64(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Every kind of position that cannot be, or should not. */
static void *evil_reader(void *arg)
{
	struct ring *r = arg;
	uint64_t state = 88172645463325252, committed, value;
	unsigned int n;

	for (n = 0; !__atomic_load_n(&evil_stop, __ATOMIC_RELAXED); n++) {
		committed = __atomic_load_n(&r->producer->committed, __ATOMIC_RELAXED);
		switch (n % 8) {
		case 0:	value = random64(&state); break;
		case 1:	value = committed + 8; break;
		case 2:	value = committed - r->bytes - 8; break;
		case 3:	value = UINT64_MAX; break;
		case 4:	value = 0; break;
		case 5:	value = committed - random64(&state) % (2 * r->bytes); break;
		case 6:	value = committed + random64(&state) % (2 * r->bytes); break;
		default: value = committed - 3; break;
		}
		__atomic_store_n(&r->consumer->consumed, value, __ATOMIC_RELAXED);
		if (n % 1024 == 0)
			sched_yield();
	}
	return NULL;
}

/* Records are lost, and nothing else: the counters and numbers stay exact. */
TEST_F(ring, hostile_consumer)
{
	struct sct_stats before, after;
	uint64_t numbered, lost;
	pthread_t thread;

	ASSERT_EQ(0, pthread_create(&thread, NULL, evil_reader, &self->ring));
	storm_turn(self->storm, 50000);
	evil_stop = 1;
	pthread_join(thread, NULL);

	before = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_LE(100000, before.produced);
	EXPECT_EQ(before.produced, before.delivered + before.lost);
	EXPECT_LT(0, before.lost);

	/* an honest position makes it an honest ring again */
	self->ring.consumer->consumed = self->ring.producer->committed;
	storm_turn(self->storm, 20);
	ASSERT_EQ(0, ring_read(&self->ring, &self->trace));
	ASSERT_EQ(0, trace_index(&self->trace));
	ASSERT_TRUE(trace_seq_ok(&self->trace, &numbered, &lost));
	after = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_EQ(after.produced, after.delivered + after.lost);
	EXPECT_EQ(40, after.produced - before.produced);
	EXPECT_EQ(20, trace_count(&self->trace, SCT_REC_ENTER, self->child.pid));
	EXPECT_EQ(20, trace_count(&self->trace, SCT_REC_EXIT, self->child.pid));
}

/* Positions that stay wrong for the whole storm. */
TEST_F(ring, stuck_consumer)
{
	static const int64_t off[] = { 8, 1, 1LL << 40, INT64_MIN, -(int64_t)RING_BYTES - 8 };
	struct sct_stats before, after;
	uint64_t committed;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(off); i++) {
		committed = self->ring.producer->committed;
		self->ring.consumer->consumed = committed + off[i];
		before = dev_stats(self->fd, SCT_STATS_TOTAL);
		storm_turn(self->storm, 2000);
		after = dev_stats(self->fd, SCT_STATS_TOTAL);
		EXPECT_EQ(4000, after.produced - before.produced);
		EXPECT_EQ(after.produced, after.delivered + after.lost);
		EXPECT_LT(0, after.lost - before.lost);
		EXPECT_GE(committed + RING_BYTES, self->ring.producer->committed);
		self->ring.consumer->consumed = self->ring.producer->committed;
	}
}

/* poll and STOP must not believe the position either. */
TEST_F(ring, hostile_position_and_poll)
{
	struct pollfd p = { .fd = self->fd, .events = POLLIN };

	storm_turn(self->storm, 10);
	self->ring.consumer->consumed = UINT64_MAX - 7;
	EXPECT_LE(0, poll(&p, 1, 20));
	self->ring.consumer->consumed = 1;
	EXPECT_LE(0, poll(&p, 1, 20));
	EXPECT_EQ(0, dev_stop(self->fd));
	self->ring.consumer->consumed = self->ring.producer->committed;
	EXPECT_EQ(1, poll(&p, 1, 1000));
	EXPECT_EQ(POLLIN | POLLHUP, p.revents);
}

TEST_F(ring, poll)
{
	struct pollfd p = { .fd = self->fd, .events = POLLIN };

	ASSERT_EQ(0, ring_read(&self->ring, &self->trace));
	storm_turn(self->storm, 10);
	EXPECT_EQ(1, poll(&p, 1, 10000));
	EXPECT_EQ(POLLIN, p.revents);
	ASSERT_EQ(0, ring_read(&self->ring, &self->trace));
	EXPECT_EQ(0, poll(&p, 1, 20));
	child_kill(&self->child);
	EXPECT_EQ(1, poll(&p, 1, 10000));
	EXPECT_EQ(POLLIN | POLLHUP, p.revents);
	/* the end comes after everything: the exit is in one of the rings by now */
	ASSERT_EQ(0, ring_read(&self->ring, &self->trace));
	ASSERT_EQ(0, trace_index(&self->trace));
	EXPECT_NE(NULL, trace_task(&self->trace, self->child.pid, SCT_TASK_EXIT, 0));
	ASSERT_EQ(0, child_start(&self->child, storm, self->storm));
}

/* --- mappings that outlive other things -------------------------------------- */

/* The mapping keeps the session: records go on without a descriptor. */
TEST_F(ring, without_the_descriptor)
{
	close(self->fd);
	self->fd = -1;
	storm_turn(self->storm, 10);
	ASSERT_EQ(0, ring_read(&self->ring, &self->trace));
	ASSERT_EQ(0, trace_index(&self->trace));
	EXPECT_EQ(10, trace_count(&self->trace, SCT_REC_ENTER, self->child.pid));
	ring_unmap(&self->ring);
	storm_turn(self->storm, 10);
}

static void touch_ring(struct ring *r)
{
	volatile const char *p = (const char *)r->producer;
	size_t i;

	for (i = 0; i < AREA; i += PAGE)
		(void)p[i];
	r->consumer->consumed = 12345;
}

/* A child that got the mappings by fork, or the page fault for them, is harmless. */
TEST_F(ring, across_fork)
{
	int status;
	pid_t pid;

	pid = fork();
	if (!pid) {
		signal(SIGSEGV, SIG_DFL);
		touch_ring(&self->ring);
		sleep_ms(300);
		touch_ring(&self->ring);
		_exit(0);
	}
	close(self->fd);
	self->fd = -1;
	ring_unmap(&self->ring);
	storm_turn(self->storm, 3000);
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_TRUE(status == 0 || WTERMSIG(status) == SIGSEGV);
	storm_turn(self->storm, 10);
}

TEST_F(ring, killed_with_the_mapping)
{
	int status, fd;
	pid_t pid;

	pid = fork();
	if (!pid) {
		struct ring r;

		fd = dev_open(0);
		if (dev_config(fd, 0, RING_BYTES) || ring_map(&r, fd, 0) ||
		    dev_add(fd, self->child.pid, 0) != 1 || dev_start(fd))
			_exit(1);
		kill(getpid(), SIGKILL);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(SIGKILL, WTERMSIG(status));
	storm_turn(self->storm, 10);
	ASSERT_EQ(0, ring_read(&self->ring, &self->trace));
	ASSERT_EQ(0, trace_index(&self->trace));
	EXPECT_EQ(10, trace_count(&self->trace, SCT_REC_ENTER, self->child.pid));
}

/* --- a request whose memory is slow to come ------------------------------------- */

struct slow_request {
	int fd;
	void *arg;
	int err;
};

static void *request(void *arg)
{
	struct slow_request *r = arg;

	r->err = dev_ioctl(r->fd, SCT_IOC_INFO, r->arg);
	return NULL;
}

static void *map_control(void *arg)
{
	struct slow_request *r = arg;

	r->arg = mmap(NULL, PAGE, RW, MAP_SHARED, r->fd, 0);
	return NULL;
}

/*
 * The page fault of a request and the mapping of a ring both need the mmap lock: a
 * mapping that waited for the request would keep its page from ever coming.
 */
TEST_F_TIMEOUT(map, while_a_request_waits_for_memory, 20)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct sct_info info = { .size = sizeof(info) };
	char *page = mmap(NULL, PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct uffdio_register range = {
		.range = { (uintptr_t)page, PAGE }, .mode = UFFDIO_REGISTER_MODE_MISSING,
	};
	struct slow_request slow = { .fd = self->fd, .arg = page, .err = 1 };
	struct slow_request mapping = { .fd = self->fd, .arg = MAP_FAILED };
	char full[PAGE] = "";
	struct uffdio_copy copy = {
		.dst = (uintptr_t)page, .src = (uintptr_t)full, .len = PAGE,
	};
	pthread_t requests, maps;
	struct uffd_msg msg;
	int uffd;

	uffd = syscall(SYS_userfaultfd, O_CLOEXEC);
	if (uffd < 0)
		SKIP(return, "no userfaultfd: %s", strerror(errno));
	memcpy(full, &info, sizeof(info));
	ASSERT_EQ(0, ioctl(uffd, UFFDIO_API, &api));
	ASSERT_EQ(0, ioctl(uffd, UFFDIO_REGISTER, &range));
	ASSERT_EQ(0, pthread_create(&requests, NULL, request, &slow));
	ASSERT_EQ((ssize_t)sizeof(msg), read(uffd, &msg, sizeof(msg)));
	EXPECT_EQ(UFFD_EVENT_PAGEFAULT, msg.event);
	ASSERT_EQ(0, pthread_create(&maps, NULL, map_control, &mapping));
	sleep_ms(200);
	ASSERT_EQ(0, ioctl(uffd, UFFDIO_COPY, &copy));
	pthread_join(requests, NULL);
	pthread_join(maps, NULL);
	EXPECT_EQ(0, slow.err);
	EXPECT_NE(MAP_FAILED, mapping.arg);
	munmap(mapping.arg, PAGE);
	munmap(page, PAGE);
	close(uffd);
}

TEST_HARNESS_MAIN
