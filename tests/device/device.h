/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the device tests share: sessions behind functions that return 0 or
 * -errno, children that wait until they are traced, and traces in memory.
 */
#ifndef SCT_TEST_DEVICE_H
#define SCT_TEST_DEVICE_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sctrace_abi.h"

#ifdef SCT_WITHOUT_HARNESS
#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))
#else
/* The harness's macros leave parameters unused and compare constants with fields of any sign. */
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include "kselftest_harness.h"
#endif

/*
 * Numbers that no call has: glibc never uses them, the kernel answers ENOSYS
 * without looking at an argument.
 */
#define TEST_CALL	1000
#define TEST_CALL2	1001
#define TEST_MARK	1002

#define TEST_MAX_CPUS	64

/* --- raw system calls: one instruction, no errno, no call of glibc's own --- */

static inline long raw_call(long nr, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long ret;

	__asm__ volatile("syscall"
			 : "=a"(ret)
			 : "a"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return ret;
}

#define raw0(nr)		raw_call(nr, 0, 0, 0, 0, 0, 0)
#define raw1(nr, a)		raw_call(nr, (long)(a), 0, 0, 0, 0, 0)
#define raw2(nr, a, b)		raw_call(nr, (long)(a), (long)(b), 0, 0, 0, 0)
#define raw3(nr, a, b, c)	raw_call(nr, (long)(a), (long)(b), (long)(c), 0, 0, 0)

/* --- sessions ------------------------------------------------------------- */

static inline int dev_open(int flags)
{
	int fd = open(SCT_DEVICE, O_RDWR | O_CLOEXEC | flags);

	return fd < 0 ? -errno : fd;
}

static inline int dev_ioctl(int fd, unsigned long request, const void *arg)
{
	return ioctl(fd, request, arg) < 0 ? -errno : 0;
}

static inline int dev_start(int fd)
{
	return dev_ioctl(fd, SCT_IOC_START, NULL);
}

static inline int dev_stop(int fd)
{
	return dev_ioctl(fd, SCT_IOC_STOP, NULL);
}

static inline struct sct_info dev_info(int fd)
{
	struct sct_info info = { .size = sizeof(info) };

	if (dev_ioctl(fd, SCT_IOC_INFO, &info))
		memset(&info, 0, sizeof(info));
	return info;
}

static inline int dev_config(int fd, uint32_t flags, uint32_t ring_bytes)
{
	struct sct_config config = {
		.size = sizeof(config), .flags = flags, .ring_bytes = ring_bytes,
	};

	return dev_ioctl(fd, SCT_IOC_CONFIG, &config);
}

/* The number of threads, or -errno. */
static inline int dev_target(int fd, uint32_t op, pid_t pid, uint32_t flags)
{
	struct sct_target_req req = {
		.size = sizeof(req), .op = op, .flags = flags, .pid = pid,
	};
	int err = dev_ioctl(fd, SCT_IOC_TARGET, &req);

	return err ? err : (int)req.threads;
}

static inline int dev_add(int fd, pid_t pid, uint32_t flags)
{
	return dev_target(fd, SCT_TARGET_ADD, pid, flags);
}

static inline int dev_remove(int fd, pid_t pid, uint32_t flags)
{
	return dev_target(fd, SCT_TARGET_REMOVE, pid, flags);
}

static inline struct sct_stats dev_stats(int fd, int cpu)
{
	struct sct_stats stats = { .size = sizeof(stats), .cpu = cpu };

	if (dev_ioctl(fd, SCT_IOC_STATS, &stats))
		memset(&stats, 0xff, sizeof(stats));
	return stats;
}

/* Records the @nr calls @nrs of @abi only. */
static inline int dev_only(int fd, uint32_t abi, const int *nrs, unsigned int nr)
{
	struct sct_syscalls calls = { .size = sizeof(calls), .abi = abi };
	unsigned int i;

	for (i = 0; i < nr; i++)
		calls.bits[nrs[i] / 64] |= 1ULL << (nrs[i] % 64);
	return dev_ioctl(fd, SCT_IOC_SYSCALLS, &calls);
}

static inline int dev_only_call(int fd, int nr)
{
	return dev_only(fd, SCT_ABI_X86_64, &nr, 1);
}

/* A plan of one call: @enter entry ops, then @exit exit ops. */
static inline int dev_plan(int fd, uint8_t abi, uint16_t nr, const struct sct_op *ops,
			   uint8_t enter, uint8_t exit)
{
	struct sct_plan_call call = {
		.abi = abi, .nr = nr, .switch_arg = SCT_NO_SWITCH,
		.ops = { .enter = enter, .exit = exit },
	};
	struct sct_plan plan = {
		.size = sizeof(plan), .nr_ops = enter + exit, .nr_calls = 1,
		.ops = (uintptr_t)ops, .calls = (uintptr_t)&call,
	};

	return dev_ioctl(fd, SCT_IOC_PLAN, &plan);
}

/* --- what a thread is doing ------------------------------------------------ */

/* A letter of /proc/PID/stat: 'S' when the thread sleeps. */
static inline char task_state(pid_t pid)
{
	char path[64], line[512] = "", *paren;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	n = read(fd, line, sizeof(line) - 1);
	close(fd);
	if (n <= 0)
		return 0;
	paren = strrchr(line, ')');
	return paren && paren[1] ? paren[2] : 0;
}

static inline void sleep_ms(unsigned int ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	while (nanosleep(&ts, &ts) && errno == EINTR)
		;
}

/* Waits, 10 s at most, until the thread is in @state. */
static inline bool wait_state(pid_t pid, char state)
{
	unsigned int tries;

	for (tries = 0; tries < 10000; tries++) {
		if (task_state(pid) == state)
			return true;
		sleep_ms(1);
	}
	return false;
}

/* --- children that wait until they are told to go ------------------------- */

struct child {
	pid_t pid;
	int go;
};

typedef void child_fn(void *arg);

/* The child is blocked in read(2) of a pipe until child_go(). */
static inline int child_start(struct child *c, child_fn *body, void *arg)
{
	int go[2];
	char byte;

	*c = (struct child){ .pid = -1, .go = -1 };
	if (pipe2(go, O_CLOEXEC))
		return -errno;
	c->pid = fork();
	if (c->pid < 0)
		return -errno;
	if (c->pid) {
		close(go[0]);
		c->go = go[1];
		/* else it may still be on its way out of fork */
		return wait_state(c->pid, 'S') ? 0 : -ETIMEDOUT;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	close(go[1]);
	if (read(go[0], &byte, 1) == 1)
		body(arg);
	_exit(0);
}

static inline void child_go(struct child *c)
{
	char byte = 0;
	ssize_t ignored = write(c->go, &byte, 1);

	(void)ignored;
	close(c->go);
	c->go = -1;
}

/* The status of wait(2), or -errno. */
static inline int child_wait(struct child *c)
{
	int status;

	if (c->go >= 0)
		close(c->go);
	c->go = -1;
	return waitpid(c->pid, &status, 0) < 0 ? -errno : status;
}

static inline int child_kill(struct child *c)
{
	kill(c->pid, SIGKILL);
	return child_wait(c);
}

/* --- traces --------------------------------------------------------------- */

/* Records as they were read, and pointers to them in the order of their times. */
struct trace {
	char *data;
	size_t len;
	size_t room;
	const struct sct_record **recs;
	unsigned int nr;
	int status;	/* of the child, by trace_body() */
};

static inline void trace_free(struct trace *t)
{
	free(t->data);
	free(t->recs);
	memset(t, 0, sizeof(*t));
}

static inline const struct sct_blob *blob_first(const struct sct_record *rec, unsigned int *nr)
{
	switch (rec->type) {
	case SCT_REC_ENTER:
		*nr = ((const struct sct_enter *)rec)->nr_blobs;
		return (const void *)((const struct sct_enter *)rec + 1);
	case SCT_REC_EXIT:
		*nr = ((const struct sct_exit *)rec)->nr_blobs;
		return (const void *)((const struct sct_exit *)rec + 1);
	case SCT_REC_TASK:
		*nr = ((const struct sct_task *)rec)->nr_blobs;
		return (const void *)((const struct sct_task *)rec + 1);
	}
	*nr = 0;
	return NULL;
}

static inline const struct sct_blob *blob_next(const struct sct_blob *blob)
{
	return (const void *)((const char *)(blob + 1) + (((size_t)blob->len + 7) & ~7UL));
}

static inline size_t record_min(uint8_t type)
{
	switch (type) {
	case SCT_REC_ENTER:	return sizeof(struct sct_enter);
	case SCT_REC_EXIT:	return sizeof(struct sct_exit);
	case SCT_REC_SIGNAL:	return sizeof(struct sct_signal);
	case SCT_REC_TASK:	return sizeof(struct sct_task);
	case SCT_REC_LOST:	return sizeof(struct sct_lost);
	case SCT_REC_CLOCK:	return sizeof(struct sct_clock_pair);
	}
	return SIZE_MAX;
}

static inline bool bytes_are(const void *bytes, size_t len, unsigned char value)
{
	const unsigned char *byte = bytes;

	while (len)
		if (byte[--len] != value)
			return false;
	return true;
}

/* What nothing was written to is zero. */
static inline bool record_holes_ok(const struct sct_record *rec)
{
	const struct sct_task *task = (const void *)rec;
	size_t comm;

	if (rec->type != SCT_REC_ENTER && rec->type != SCT_REC_EXIT && rec->abi)
		return false;
	if (rec->type != SCT_REC_TASK)
		return true;
	comm = strnlen(task->comm, sizeof(task->comm));
	return bytes_are(task->reserved, sizeof(task->reserved), 0) &&
	       bytes_are(task->comm + comm, sizeof(task->comm) - comm, 0);
}

/* A record's own lengths add up, it lies within @room bytes, and its holes are zero. */
static inline bool record_ok(const struct sct_record *rec, size_t room)
{
	const struct sct_blob *blob;
	const char *end;
	unsigned int nr;

	if (room < sizeof(*rec) || rec->len > room || rec->len % 8 || rec->cpu >= TEST_MAX_CPUS)
		return false;
	if (rec->len < record_min(rec->type) || !record_holes_ok(rec))
		return false;
	end = (const char *)rec + rec->len;
	blob = blob_first(rec, &nr);
	if (!blob)
		return rec->len == record_min(rec->type);
	for (; nr; nr--) {
		if (end - (const char *)blob < (ssize_t)sizeof(*blob) ||
		    end - (const char *)(blob + 1) < (ssize_t)blob->len ||
		    !bytes_are((const char *)(blob + 1) + blob->len, -blob->len % 8, 0))
			return false;
		blob = blob_next(blob);
	}
	return (const char *)blob == end;
}

/* Appends what one read(2) gives: its result, or -errno. */
static inline ssize_t trace_read(int fd, struct trace *t)
{
	ssize_t n;

	if (t->room - t->len < 1 << 20) {
		char *data = realloc(t->data, t->room + (4 << 20));

		if (!data)
			return -ENOMEM;
		t->data = data;
		t->room += 4 << 20;
	}
	n = read(fd, t->data + t->len, t->room - t->len);
	if (n < 0)
		return -errno;
	t->len += n;
	return n;
}

/* Which ring's next record is the earliest; -1 at the end. */
static inline int trace_earliest(const struct sct_record *const *const *ring,
				 const unsigned int *next, const unsigned int *nr)
{
	int best = -1, cpu;

	for (cpu = 0; cpu < TEST_MAX_CPUS; cpu++) {
		if (next[cpu] == nr[cpu])
			continue;
		if (best < 0 || ring[cpu][next[cpu]]->time < ring[best][next[best]]->time)
			best = cpu;
	}
	return best;
}

/* Merges the rings by time; each stays in its own order.  -EPROTO: malformed. */
static inline int trace_index(struct trace *t)
{
	unsigned int nr[TEST_MAX_CPUS] = { 0 }, next[TEST_MAX_CPUS] = { 0 }, max;
	const struct sct_record **ring[TEST_MAX_CPUS];
	const struct sct_record *rec;
	size_t at;
	int cpu;

	max = t->len / sizeof(struct sct_record) + 1;
	free(t->recs);
	t->recs = calloc(max, sizeof(*t->recs));
	t->nr = 0;
	for (cpu = 0; cpu < TEST_MAX_CPUS; cpu++)
		ring[cpu] = NULL;
	for (at = 0; at < t->len; at += rec->len) {
		rec = (const void *)(t->data + at);
		if (!record_ok(rec, t->len - at))
			return -EPROTO;
		if (!ring[rec->cpu])
			ring[rec->cpu] = calloc(max, sizeof(*t->recs));
		ring[rec->cpu][nr[rec->cpu]++] = rec;
	}
	while ((cpu = trace_earliest((const void *)ring, next, nr)) >= 0)
		t->recs[t->nr++] = ring[cpu][next[cpu]++];
	for (cpu = 0; cpu < TEST_MAX_CPUS; cpu++)
		free(ring[cpu]);
	return 0;
}

/* Reads until the end of file. */
static inline int trace_drain(int fd, struct trace *t)
{
	ssize_t n;

	do {
		n = trace_read(fd, t);
	} while (n > 0 || n == -EINTR);
	return n < 0 ? n : trace_index(t);
}

/* Reads what is there now (@fd has O_NONBLOCK). */
static inline int trace_poll(int fd, struct trace *t)
{
	ssize_t n;

	do {
		n = trace_read(fd, t);
	} while (n > 0);
	return n < 0 && n != -EAGAIN ? n : trace_index(t);
}

/*
 * Runs @body in a child that @fd, not yet started, traces from before the first
 * instruction of @body, and reads to the end.
 */
static inline int trace_body(int fd, uint32_t flags, child_fn *body, void *arg, struct trace *t,
			     pid_t *pid)
{
	struct child c = { .go = -1 };
	int err;

	err = child_start(&c, body, arg);
	if (err)
		return err;
	*pid = c.pid;
	err = dev_add(fd, c.pid, flags);
	if (err > 0)
		err = dev_start(fd);
	if (err) {
		child_kill(&c);
		return err;
	}
	child_go(&c);
	err = trace_drain(fd, t);
	t->status = child_wait(&c);
	return err;
}

/* --- finding things in a trace -------------------------------------------- */

struct call {
	const struct sct_enter *enter;
	const struct sct_exit *exit;
};

static inline const struct sct_exit *trace_exit(const struct trace *t, unsigned int from,
						uint32_t tid)
{
	unsigned int i;

	for (i = from; i < t->nr; i++) {
		if (t->recs[i]->tid != tid)
			continue;
		if (t->recs[i]->type == SCT_REC_ENTER)
			return NULL;
		if (t->recs[i]->type == SCT_REC_EXIT)
			return (const void *)t->recs[i];
	}
	return NULL;
}

/* The @nth (from 0) call @nr of @tid, and its end if it has one. */
static inline struct call trace_call(const struct trace *t, uint32_t tid, int nr,
				     unsigned int nth)
{
	struct call c = { NULL, NULL };
	unsigned int i;

	for (i = 0; i < t->nr; i++) {
		const struct sct_enter *enter = (const void *)t->recs[i];

		if (enter->hdr.type != SCT_REC_ENTER || enter->hdr.tid != tid ||
		    enter->nr != nr || nth--)
			continue;
		c.enter = enter;
		c.exit = trace_exit(t, i + 1, tid);
		break;
	}
	return c;
}

/* How many records of @type and @tid (0: of any thread) there are. */
static inline unsigned int trace_count(const struct trace *t, uint8_t type, uint32_t tid)
{
	unsigned int i, n = 0;

	for (i = 0; i < t->nr; i++)
		n += t->recs[i]->type == type && (!tid || t->recs[i]->tid == tid);
	return n;
}

static inline unsigned int trace_count_calls(const struct trace *t, uint32_t tid, int nr)
{
	unsigned int n = 0;

	while (trace_call(t, tid, nr, n).enter)
		n++;
	return n;
}

static inline const struct sct_task *trace_task(const struct trace *t, uint32_t tid,
						uint32_t event, unsigned int nth)
{
	unsigned int i;

	for (i = 0; i < t->nr; i++) {
		const struct sct_task *task = (const void *)t->recs[i];

		if (task->hdr.type == SCT_REC_TASK && task->event == event &&
		    (!tid || task->hdr.tid == tid) && !nth--)
			return task;
	}
	return NULL;
}

static inline const struct sct_signal *trace_signal(const struct trace *t, uint32_t tid, int signo,
						    unsigned int nth)
{
	unsigned int i;

	for (i = 0; i < t->nr; i++) {
		const struct sct_signal *sig = (const void *)t->recs[i];

		if (sig->hdr.type == SCT_REC_SIGNAL && sig->signo == signo &&
		    sig->hdr.tid == tid && !nth--)
			return sig;
	}
	return NULL;
}

/* Position of a record in the order of time, to compare two of them. */
static inline int trace_index_of(const struct trace *t, const void *rec)
{
	unsigned int i;

	for (i = 0; i < t->nr; i++)
		if (t->recs[i] == rec)
			return i;
	return -1;
}

/* The @nth blob of a record at @addr. */
static inline const struct sct_blob *blob_at_nth(const void *record, uint64_t addr,
						 unsigned int nth)
{
	const struct sct_blob *blob;
	unsigned int nr;

	if (!record)
		return NULL;
	for (blob = blob_first(record, &nr); nr; nr--, blob = blob_next(blob))
		if (blob->addr == addr && !nth--)
			return blob;
	return NULL;
}

static inline const struct sct_blob *blob_at(const void *record, const void *addr)
{
	return blob_at_nth(record, (uintptr_t)addr, 0);
}

static inline bool blob_is(const struct sct_blob *blob, const void *bytes, size_t len)
{
	return blob && blob->len == len && !memcmp(blob + 1, bytes, len);
}

/*
 * Sequence numbers: without a gap but for what LOST records say, in every ring.
 * @numbered and @lost: how many records have a number, how many were lost.
 */
static inline bool trace_seq_ok(const struct trace *t, uint64_t *numbered, uint64_t *lost)
{
	bool begun[TEST_MAX_CPUS] = { false };
	uint32_t next[TEST_MAX_CPUS];
	unsigned int i;

	*numbered = 0;
	*lost = 0;
	for (i = 0; i < t->nr; i++) {
		const struct sct_record *rec = t->recs[i];

		if (rec->type == SCT_REC_CLOCK)
			continue;
		if (begun[rec->cpu] && rec->seq != next[rec->cpu])
			return false;
		begun[rec->cpu] = true;
		if (rec->type == SCT_REC_LOST) {
			next[rec->cpu] = rec->seq + ((const struct sct_lost *)rec)->count;
			*lost += ((const struct sct_lost *)rec)->count;
		} else {
			next[rec->cpu] = rec->seq + 1;
			++*numbered;
		}
	}
	return true;
}

/* Each ring begins with a CLOCK record. */
static inline bool trace_clock_ok(const struct trace *t)
{
	bool begun[TEST_MAX_CPUS] = { false };
	unsigned int i;

	for (i = 0; i < t->nr; i++) {
		if (!begun[t->recs[i]->cpu] && t->recs[i]->type != SCT_REC_CLOCK)
			return false;
		begun[t->recs[i]->cpu] = true;
	}
	return true;
}

/* --- mapped rings ---------------------------------------------------------- */

struct ring {
	struct sct_ring_consumer *consumer;
	const struct sct_ring_producer *producer;
	const char *data;
	size_t bytes;
	size_t page;
};

static inline int ring_map(struct ring *r, int fd, unsigned int cpu)
{
	struct sct_info info = dev_info(fd);
	char *p;

	memset(r, 0, sizeof(*r));
	r->page = info.page_size;
	r->bytes = info.ring_bytes;
	r->consumer = mmap(NULL, r->page, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
			   SCT_MMAP_OFFSET(cpu));
	if (r->consumer == MAP_FAILED)
		return -errno;
	p = mmap(NULL, r->page + 2 * r->bytes, PROT_READ, MAP_SHARED, fd,
		 SCT_MMAP_OFFSET(cpu) + r->page);
	if (p == MAP_FAILED)
		return -errno;
	r->producer = (const void *)p;
	r->data = p + r->page;
	return 0;
}

static inline void ring_unmap(struct ring *r)
{
	munmap(r->consumer, r->page);
	munmap((void *)r->producer, r->page + 2 * r->bytes);
}

/* Copies the committed records to the end of @t and gives their room back. */
static inline int ring_read(struct ring *r, struct trace *t)
{
	uint64_t end = __atomic_load_n(&r->producer->committed, __ATOMIC_ACQUIRE);
	uint64_t at = r->consumer->consumed;

	if (end - at > r->bytes)
		return -EPROTO;
	if (t->room - t->len < end - at) {
		t->room += end - at + (4 << 20);
		t->data = realloc(t->data, t->room);
		if (!t->data)
			return -ENOMEM;
	}
	memcpy(t->data + t->len, r->data + at % r->bytes, end - at);
	t->len += end - at;
	__atomic_store_n(&r->consumer->consumed, end, __ATOMIC_RELEASE);
	return 0;
}

/* --- the kernel -------------------------------------------------------------- */

/* Since Linux 6.13, what is not resident at entry is faulted in there. */
static inline bool entry_may_fault(void)
{
	unsigned int major = 0, minor = 0;
	struct utsname name;

	uname(&name);
	sscanf(name.release, "%u.%u", &major, &minor);
	return major > 6 || (major == 6 && minor >= 13);
}

/* --- the kernel's log ------------------------------------------------------ */

/* A descriptor from which klog_clean() reads what the kernel says from now on. */
static inline int klog_open(void)
{
	int fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd >= 0)
		lseek(fd, 0, SEEK_END);
	return fd;
}

/* What programs' own crashes leave, and a machine that is slow. */
static inline bool klog_harmless(const char *line)
{
	static const char *const harmless[] = {
		"traps: ", "segfault", "hrtimer: interrupt took", "clocksource: ", "perf: interrupt took",
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(harmless); i++)
		if (strstr(line, harmless[i]))
			return true;
	return (atoi(line) & 7) > 4;
}

/* No warning and nothing worse. */
static inline bool klog_clean(int fd)
{
	char line[8192];
	bool clean = true;
	ssize_t n;

	while ((n = read(fd, line, sizeof(line) - 1)) > 0 || (n < 0 && errno == EPIPE)) {
		if (n < 0)
			continue;
		line[n] = 0;
		if (klog_harmless(line))
			continue;
		fprintf(stderr, "# kernel log: %s", line);
		clean = false;
	}
	return clean;
}

#endif /* SCT_TEST_DEVICE_H */
