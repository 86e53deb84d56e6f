// SPDX-License-Identifier: GPL-2.0
/*
 * Sessions that open, configure, map, read and close at random, and are killed at random
 * points, while their targets fork, exec, exit, make threads, get signals and change their
 * credentials and CPUs.  Some readers write random numbers into the control pages all the
 * time.
 *
 * usage: stress [SECONDS [SEED]]
 *
 * It fails when an honest reader finds a record that is malformed, a gap in the numbers
 * that no LOST record explains, or counters that do not add up with what it read.
 */
#include "stress.h"

#define NR_SESSIONS	16
#define NR_WORK		8

enum reader { READER_NONE, READER_READ, READER_MMAP, READER_LIES, NR_READERS };

struct shared {
	pid_t work[NR_WORK];
	unsigned long sessions;		/* that were closed in order */
	unsigned long kills;
	unsigned long records;
	unsigned long lost;
	unsigned long problems;
};

static struct shared *shared;

static void problem(const char *what, unsigned long a, unsigned long b)
{
	__atomic_add_fetch(&shared->problems, 1, __ATOMIC_RELAXED);
	fprintf(stderr, "stress: %s: %lu %lu\n", what, a, b);
}

/* --- what an honest reader checks ---------------------------------------------------- */

struct follow {
	bool begun[TEST_MAX_CPUS];
	uint32_t next[TEST_MAX_CPUS];
	uint64_t numbered;
	uint64_t lost;
};

static void follow_record(struct follow *f, const struct sct_record *rec)
{
	if (!f->begun[rec->cpu] && rec->type != SCT_REC_CLOCK)
		problem("the first record is no CLOCK", rec->cpu, rec->type);
	if (rec->type == SCT_REC_CLOCK) {
		if (!f->begun[rec->cpu])
			f->next[rec->cpu] = rec->seq;
		f->begun[rec->cpu] = true;
		return;
	}
	if (rec->seq != f->next[rec->cpu])
		problem("a gap", rec->seq, f->next[rec->cpu]);
	if (rec->type == SCT_REC_LOST) {
		f->next[rec->cpu] = rec->seq + ((const struct sct_lost *)rec)->count;
		f->lost += ((const struct sct_lost *)rec)->count;
	} else {
		f->next[rec->cpu] = rec->seq + 1;
		f->numbered++;
	}
}

static void follow(struct follow *f, const char *data, size_t len)
{
	size_t at;

	for (at = 0; at < len; at += ((const struct sct_record *)(data + at))->len) {
		if (!record_ok((const void *)(data + at), len - at)) {
			problem("malformed record", at, len);
			return;
		}
		follow_record(f, (const void *)(data + at));
	}
}

/* All has been read that ever will be. */
static void follow_end(const struct follow *f, int fd)
{
	struct sct_stats stats = dev_stats(fd, SCT_STATS_TOTAL);

	if (stats.produced != stats.delivered + stats.lost)
		problem("produced is not delivered and lost", stats.produced, stats.delivered);
	if (stats.delivered != f->numbered)
		problem("not what was delivered", f->numbered, stats.delivered);
	/* What was lost last is not followed by a record that could say so. */
	if (f->lost > stats.lost)
		problem("more lost than there were", f->lost, stats.lost);
	__atomic_add_fetch(&shared->records, stats.delivered, __ATOMIC_RELAXED);
	__atomic_add_fetch(&shared->lost, stats.lost, __ATOMIC_RELAXED);
}

/* --- a session ------------------------------------------------------------------------ */

struct session {
	struct rng r;
	int fd;
	enum reader reader;
	unsigned int nr_rings;
	struct ring rings[TEST_MAX_CPUS];
	struct follow follow;
	struct random_plan plan;
	struct trace t;
};

static bool session_configure(struct session *s)
{
	struct rng *r = &s->r;
	struct sct_config config = {
		.size = sizeof(config),
		.ring_bytes = SCT_MIN_RING_BYTES << rng_below(r, 4),
		.flags = rng_percent(r, 20) ? rng_below(r, SCT_CONFIG_ALL_FLAGS + 1) : 0,
		.wait_ms = rng_percent(r, 30) ? rng_below(r, 20) : 0,
		.wake_bytes = rng_percent(r, 30) ? rng_below(r, SCT_MIN_RING_BYTES) : 0,
	};
	struct sct_syscalls calls = { .size = sizeof(calls) };
	unsigned int i;

	if (!(config.flags & SCT_CONFIG_COUNT) && rng_percent(r, 20))
		config.min_ns = rng_below(r, 100000);
	if (dev_ioctl(s->fd, SCT_IOC_CONFIG, &config))
		return false;
	if (rng_percent(r, 30)) {
		for (i = 0; i < ARRAY_SIZE(calls.bits); i++)
			calls.bits[i] = rng_next(r);
		dev_ioctl(s->fd, SCT_IOC_SYSCALLS, &calls);
	}
	if (rng_percent(r, 70)) {
		int err;

		random_plan(r, &s->plan);
		err = dev_ioctl(s->fd, SCT_IOC_PLAN, &s->plan.plan);
		if (err)
			problem("a good plan is refused", -err, 0);
	}
	return true;
}

static void session_map(struct session *s)
{
	unsigned int cpu;

	s->nr_rings = dev_info(s->fd).nr_rings;
	for (cpu = 0; cpu < s->nr_rings && cpu < TEST_MAX_CPUS; cpu++)
		if (ring_map(&s->rings[cpu], s->fd, cpu))
			memset(&s->rings[cpu], 0, sizeof(s->rings[cpu]));
}

static void session_unmap(struct session *s)
{
	unsigned int cpu;

	for (cpu = 0; cpu < TEST_MAX_CPUS; cpu++)
		if (s->rings[cpu].data)
			ring_unmap(&s->rings[cpu]);
}

static void session_lie(struct session *s)
{
	unsigned int cpu, i;

	for (cpu = 0; cpu < TEST_MAX_CPUS; cpu++) {
		if (!s->rings[cpu].data)
			continue;
		for (i = 0; i < 100; i++)
			__atomic_store_n(&s->rings[cpu].consumer->consumed,
					 rng_percent(&s->r, 50) ? rng_odd(&s->r) :
					 s->rings[cpu].producer->committed + rng_below(&s->r, 9) - 4,
					 __ATOMIC_RELAXED);
	}
}

/* True: there was something. */
static bool session_read(struct session *s)
{
	unsigned int cpu;

	s->t.len = 0;
	switch (s->reader) {
	case READER_READ:
		trace_read(s->fd, &s->t);
		break;
	case READER_MMAP:
		for (cpu = 0; cpu < TEST_MAX_CPUS; cpu++)
			if (s->rings[cpu].data && ring_read(&s->rings[cpu], &s->t))
				problem("a ring holds more than itself", cpu, 0);
		break;
	case READER_LIES:
		session_lie(s);
		break;
	default:
		break;
	}
	follow(&s->follow, s->t.data, s->t.len);
	return s->t.len;
}

static pid_t session_pick(struct session *s)
{
	return __atomic_load_n(&shared->work[rng_below(&s->r, NR_WORK)], __ATOMIC_RELAXED);
}

static void session_step(struct session *s)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };
	struct sct_select select = {
		.size = sizeof(select), .flags = SCT_SELECT_COMM | SCT_SELECT_FOLLOW, .comm = "true",
	};

	switch (rng_below(&s->r, 10)) {
	case 0:
		dev_add(s->fd, session_pick(s), rng_below(&s->r, SCT_TARGET_ALL_FLAGS + 1));
		break;
	case 1:
		dev_remove(s->fd, session_pick(s), rng_below(&s->r, 2) * SCT_TARGET_THREADS);
		break;
	case 2:
		dev_stats(s->fd, SCT_STATS_TOTAL);
		break;
	case 3:
		if (rng_percent(&s->r, 20))
			dev_ioctl(s->fd, SCT_IOC_SELECT, &select);
		break;
	case 4:
	case 5:
		poll(&p, 1, rng_below(&s->r, 10));
		break;
	default:
		session_read(s);
		break;
	}
}

static void session_run(struct session *s)
{
	unsigned int i, targets = 1 + rng_below(&s->r, 6), steps = rng_below(&s->r, 400);

	memset(&s->follow, 0, sizeof(s->follow));
	memset(s->rings, 0, sizeof(s->rings));
	s->fd = dev_open(O_NONBLOCK);
	if (s->fd < 0)
		return;
	s->reader = rng_below(&s->r, NR_READERS);
	if (!session_configure(s))
		goto out;
	if (s->reader == READER_MMAP || s->reader == READER_LIES)
		session_map(s);
	for (i = 0; i < targets; i++)
		dev_add(s->fd, session_pick(s), rng_below(&s->r, SCT_TARGET_ALL_FLAGS + 1));
	if (dev_start(s->fd))
		goto out;
	for (i = 0; i < steps; i++)
		session_step(s);
	if (rng_percent(&s->r, 20))
		goto out;
	dev_stop(s->fd);
	while (session_read(s))
		;
	if (s->reader == READER_READ || s->reader == READER_MMAP)
		follow_end(&s->follow, s->fd);
	__atomic_add_fetch(&shared->sessions, 1, __ATOMIC_RELAXED);
out:
	if (rng_percent(&s->r, 50)) {
		close(s->fd);
		session_unmap(s);
	} else {
		session_unmap(s);
		close(s->fd);
	}
}

static pid_t session_start(uint64_t seed, uint64_t stream)
{
	static struct session s;
	pid_t pid = fork();

	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	s.r = rng_of(seed, stream);
	for (;;)
		session_run(&s);
}

int main(int argc, char **argv)
{
	uint64_t seconds = argc > 1 ? strtoull(argv[1], NULL, 0) : 10;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 0) : (uint64_t)time(NULL);
	uint64_t end = now_ms() + seconds * 1000, stream = 0;
	pid_t sessions[NR_SESSIONS];
	struct rng r = rng_of(seed, ++stream);
	unsigned int i;

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		      -1, 0);
	if (shared == MAP_FAILED) {
		perror("stress: mmap");
		return 1;
	}
	printf("# stress: %lu s, seed %lu\n", seconds, seed);
	fflush(stdout);
	for (i = 0; i < NR_WORK; i++)
		shared->work[i] = work_start(seed, ++stream);
	for (i = 0; i < NR_SESSIONS; i++)
		sessions[i] = session_start(seed, ++stream);
	while (now_ms() < end) {
		sleep_ms(rng_below(&r, 400));
		i = rng_below(&r, NR_SESSIONS);
		work_end(sessions[i]);
		sessions[i] = session_start(seed, ++stream);
		shared->kills++;
		i = rng_below(&r, NR_WORK);
		work_end(shared->work[i]);
		__atomic_store_n(&shared->work[i], work_start(seed, ++stream), __ATOMIC_RELAXED);
	}
	for (i = 0; i < NR_SESSIONS; i++)
		work_end(sessions[i]);
	for (i = 0; i < NR_WORK; i++)
		work_end(shared->work[i]);
	printf("# %lu sessions to their end, %lu killed; %lu records, %lu lost\n",
	       shared->sessions, shared->kills, shared->records, shared->lost);
	if (!shared->sessions || !shared->records)
		problem("nothing was traced", shared->sessions, shared->records);
	return shared->problems ? 1 : 0;
}
