// SPDX-License-Identifier: GPL-2.0
/* What the records of known calls, signals and tasks say. */
#include "device.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/socket.h>

FIXTURE(record)
{
	int fd;
	struct trace trace;
	pid_t pid;
};

FIXTURE_SETUP(record)
{
	self->fd = dev_open(0);
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, chdir("/tmp"));
}

FIXTURE_TEARDOWN(record)
{
	trace_free(&self->trace);
	close(self->fd);
}

/* Traces @body in a child; afterwards C(nr, nth) is its nth call nr. */
#define TRACE_FLAGS(flags, body, arg)						\
	ASSERT_EQ(0, trace_body(self->fd, flags, body, (void *)(arg), &self->trace, &self->pid))
#define TRACE(body, arg)	TRACE_FLAGS(0, body, arg)
#define C(nr, nth)		trace_call(&self->trace, self->pid, nr, nth)
#define TASK(event)		trace_task(&self->trace, self->pid, event, 0)
#define SIG(signo, nth)		trace_signal(&self->trace, self->pid, signo, nth)

/* The first of two records comes before the second. */
#define EXPECT_BEFORE(a, b)							\
	EXPECT_LT(trace_index_of(&self->trace, a), trace_index_of(&self->trace, b))

/* --- calls ------------------------------------------------------------------ */

static const long six[6] = {
	0x1122334455667788, -1, 0, 0x80000000, 0x7fffffffffffffff, -0x7fffffffffffffff - 1,
};

static void call_with_six(void *unused)
{
	(void)unused;
	raw_call(TEST_CALL, six[0], six[1], six[2], six[3], six[4], six[5]);
	raw0(SYS_getppid);
	raw1(SYS_close, -1);
}

TEST_F(record, arguments_and_results)
{
	struct call c;
	int i;

	TRACE(call_with_six, NULL);
	c = C(TEST_CALL, 0);
	ASSERT_NE(NULL, c.exit);
	for (i = 0; i < 6; i++)
		EXPECT_EQ((uint64_t)six[i], c.enter->args[i]);
	EXPECT_EQ(SCT_ABI_X86_64, c.enter->hdr.abi);
	EXPECT_EQ(SCT_ABI_X86_64, c.exit->hdr.abi);
	EXPECT_EQ(TEST_CALL, c.exit->nr);
	EXPECT_EQ(-ENOSYS, c.exit->ret);
	EXPECT_EQ(0, c.enter->flags);
	EXPECT_EQ(0, c.exit->flags);
	EXPECT_EQ(0, c.exit->cpu_ns);
	EXPECT_EQ(getpid(), C(SYS_getppid, 0).exit->ret);
	EXPECT_EQ(-EBADF, C(SYS_close, 0).exit->ret);
	EXPECT_EQ((uint64_t)-1, C(SYS_close, 0).enter->args[0]);
}

extern const char after_the_call[];

static void call_at_a_label(void *unused)
{
	long nr = TEST_CALL;

	(void)unused;
	__asm__ volatile("syscall\n.globl after_the_call\nafter_the_call:"
			 : "+a"(nr) : : "rcx", "r11", "memory");
}

TEST_F(record, instruction_pointer)
{
	TRACE(call_at_a_label, NULL);
	ASSERT_NE(NULL, C(TEST_CALL, 0).enter);
	EXPECT_EQ((uintptr_t)after_the_call, C(TEST_CALL, 0).enter->ip);
}

static void five_hundred_calls(void *unused)
{
	int i;

	(void)unused;
	for (i = 0; i < 500; i++)
		raw1(i % 2 ? SYS_getppid : TEST_CALL, i);
}

/* Every ENTER has its EXIT, none is missing, and time does not go back. */
TEST_F(record, pairs_and_times)
{
	struct sct_info before = dev_info(self->fd);
	const struct sct_record *prev = NULL, *rec;
	uint64_t numbered, lost;
	unsigned int i;

	TRACE(five_hundred_calls, NULL);
	EXPECT_EQ(250, trace_count_calls(&self->trace, self->pid, TEST_CALL));
	EXPECT_EQ(250, trace_count_calls(&self->trace, self->pid, SYS_getppid));
	for (i = 0; i < self->trace.nr; i++) {
		rec = self->trace.recs[i];
		EXPECT_LE(before.clock_now, rec->time);
		EXPECT_GE(dev_info(self->fd).clock_now, rec->time);
		if (prev && prev->type == SCT_REC_ENTER && rec->tid == prev->tid) {
			EXPECT_TRUE(rec->type == SCT_REC_EXIT || rec->type == SCT_REC_TASK);
		}
		if (prev) {
			EXPECT_LE(prev->time, rec->time);
		}
		if (rec->tid)
			prev = rec;
	}
	EXPECT_TRUE(trace_seq_ok(&self->trace, &numbered, &lost));
	EXPECT_TRUE(trace_clock_ok(&self->trace));
	EXPECT_EQ(0, lost);
	EXPECT_EQ(dev_stats(self->fd, SCT_STATS_TOTAL).delivered, numbered);
}

TEST_F(record, clock_pairs)
{
	struct sct_info info = dev_info(self->fd);
	const struct sct_clock_pair *pair;
	int64_t mono, skew;
	unsigned int i;

	TRACE(call_with_six, NULL);
	EXPECT_LE(1, trace_count(&self->trace, SCT_REC_CLOCK, 0));
	for (i = 0; i < self->trace.nr; i++) {
		pair = (const void *)self->trace.recs[i];
		if (pair->hdr.type != SCT_REC_CLOCK)
			continue;
		EXPECT_EQ(0, pair->hdr.tid);
		mono = (pair->hdr.time - info.clock_now) * 1e6 / info.clock_khz;
		skew = pair->monotonic - info.monotonic_now - mono;
		EXPECT_TRUE(skew > -5000000 && skew < 5000000) TH_LOG("%ld ns off", (long)skew);
		skew = pair->realtime - info.realtime_now - mono;
		EXPECT_TRUE(skew > -5000000 && skew < 5000000) TH_LOG("%ld ns off", (long)skew);
	}
}

static void numbers_of_no_call(void *unused)
{
	(void)unused;
	raw1(9999, 1);
	raw1(-1, 2);
	raw1(1023, 3);
	raw1(0x3fffffff, 4);
	raw1(INT32_MIN, 5);
}

TEST_F(record, unknown_numbers)
{
	static const int nrs[] = { 9999, -1, 1023, 0x3fffffff };
	struct call c;
	unsigned int i;

	TRACE(numbers_of_no_call, NULL);
	EXPECT_EQ(0, self->trace.status);
	for (i = 0; i < ARRAY_SIZE(nrs); i++) {
		c = C(nrs[i], 0);
		ASSERT_NE(NULL, c.enter) TH_LOG("%d", nrs[i]);
		ASSERT_NE(NULL, c.exit) TH_LOG("%d", nrs[i]);
		EXPECT_EQ(i + 1, c.enter->args[0]);
		EXPECT_EQ(nrs[i], c.exit->nr);
		EXPECT_EQ(-ENOSYS, c.exit->ret);
		EXPECT_EQ(SCT_ABI_X86_64, c.enter->hdr.abi);
	}
}

static void x32_call(void *unused)
{
	(void)unused;
	raw1(0x40000000 | SYS_getppid, 7);
}

TEST_F(record, x32)
{
	struct call c;

	TRACE(x32_call, NULL);
	c = C(SYS_getppid, 0);
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(SCT_ABI_X32, c.enter->hdr.abi);
	EXPECT_EQ(SCT_ABI_X32, c.exit->hdr.abi);
	EXPECT_EQ(SYS_getppid, c.exit->nr);
	EXPECT_EQ(7, c.enter->args[0]);
}

/* The sixth argument is in ebp, which the compiler may need: swapped in and out. */
static long int80(long nr, long b, long c, long d, long s, long i, long bp)
{
	register long r12 __asm__("r12") = bp;

	/* older kernels clear r8 to r11 */
	__asm__ volatile("xchg %%r12, %%rbp\n\tint $0x80\n\txchg %%r12, %%rbp"
			 : "+a"(nr), "+r"(r12)
			 : "b"(b), "c"(c), "d"(d), "S"(s), "D"(i)
			 : "r8", "r9", "r10", "r11", "memory", "cc");
	return nr;
}

#define I386_GETPID	20
#define I386_CLOSE	6
#define I386_ACCESS	33

static void i386_calls(void *path)
{
	int80(I386_GETPID, 0, 0, 0, 0, 0, 0);
	int80(I386_CLOSE, -2, 0, 0, 0, 0, 0);
	int80(TEST_CALL, 1, -2, 0x80000000, 4, 5, 0x7fffffff);
	int80(I386_ACCESS, (long)path, 0, 0, 0, 0, 0);
}

TEST_F(record, i386)
{
	static const uint64_t args[6] = { 1, 0xfffffffe, 0x80000000, 4, 5, 0x7fffffff };
	struct call c;
	int i;

	TRACE(i386_calls, "");
	c = C(I386_GETPID, 0);
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(SCT_ABI_I386, c.enter->hdr.abi);
	EXPECT_EQ(SCT_ABI_I386, c.exit->hdr.abi);
	EXPECT_EQ(self->pid, c.exit->ret);
	c = C(I386_CLOSE, 0);
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(0xfffffffe, c.enter->args[0]);
	EXPECT_EQ(-EBADF, c.exit->ret);
	c = C(TEST_CALL, 0);
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(SCT_ABI_I386, c.enter->hdr.abi);
	EXPECT_EQ(-ENOSYS, c.exit->ret);
	for (i = 0; i < 6; i++)
		EXPECT_EQ(args[i], c.enter->args[i]);
}

TEST_F(record, i386_has_its_own_plan)
{
	const struct sct_op op = { .kind = SCT_OP_STRING, .limit = 64 };
	char *path = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	struct call c;

	strcpy(path, "/proc/self");
	ASSERT_EQ(0, dev_plan(self->fd, SCT_ABI_I386, I386_ACCESS, &op, 1, 0));
	TRACE(i386_calls, path);
	c = C(I386_ACCESS, 0);
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(0, c.exit->ret);
	EXPECT_TRUE(blob_is(blob_at(c.enter, path), "/proc/self", 11));
}

/* The same number is filtered apart in each ABI. */
TEST_F(record, i386_has_its_own_filter)
{
	struct sct_syscalls none = { .size = sizeof(none), .abi = SCT_ABI_I386 };

	ASSERT_EQ(0, dev_ioctl(self->fd, SCT_IOC_SYSCALLS, &none));
	TRACE(i386_calls, "");
	EXPECT_EQ(NULL, C(TEST_CALL, 0).enter);
	EXPECT_EQ(NULL, C(I386_GETPID, 0).enter);
	EXPECT_EQ(4, dev_stats(self->fd, SCT_STATS_TOTAL).filtered);
	EXPECT_NE(NULL, C(SYS_exit_group, 0).enter);
}

static void filtered_calls(void *unused)
{
	int i;

	(void)unused;
	for (i = 0; i < 5; i++) {
		raw0(TEST_CALL);
		raw0(TEST_CALL2);
		raw0(9999);
		raw0(-1);
	}
}

TEST_F(record, filter)
{
	struct sct_syscalls calls = { .size = sizeof(calls) };

	memset(calls.bits, 0xff, sizeof(calls.bits));
	calls.bits[TEST_CALL / 64] &= ~(1ULL << TEST_CALL % 64);
	calls.bits[SCT_NR_SYSCALLS / 64 - 1] &= ~(1ULL << 63);
	ASSERT_EQ(0, dev_ioctl(self->fd, SCT_IOC_SYSCALLS, &calls));
	TRACE(filtered_calls, NULL);
	EXPECT_EQ(0, trace_count_calls(&self->trace, self->pid, TEST_CALL));
	EXPECT_EQ(0, trace_count_calls(&self->trace, self->pid, 9999));
	EXPECT_EQ(0, trace_count_calls(&self->trace, self->pid, -1));
	EXPECT_EQ(5, trace_count_calls(&self->trace, self->pid, TEST_CALL2));
	EXPECT_EQ(15, dev_stats(self->fd, SCT_STATS_TOTAL).filtered);
}

static void burn(void *unused)
{
	char buf[256];
	int i;

	(void)unused;
	for (i = 0; i < 20; i++)
		raw3(SYS_getrandom, buf, sizeof(buf), 0);
	usleep(50000);
}

TEST_F(record, cpu_time)
{
	struct sct_info info = dev_info(self->fd);
	struct call c;
	uint64_t ns;
	int i;

	ASSERT_EQ(0, dev_config(self->fd, SCT_CONFIG_CPU_TIME, 0));
	TRACE(burn, NULL);
	for (i = 0; i < 20; i++) {
		c = C(SYS_getrandom, i);
		ASSERT_NE(NULL, c.exit);
		ns = (c.exit->hdr.time - c.enter->hdr.time) * 1e6 / info.clock_khz;
		EXPECT_LT(0, c.exit->cpu_ns);
		EXPECT_GE(ns + 1000000, c.exit->cpu_ns);
	}
	c = C(SYS_clock_nanosleep, 0);
	ASSERT_NE(NULL, c.exit);
	EXPECT_GT(40000000, c.exit->cpu_ns);
}

/* --- counting ------------------------------------------------------------------ */

static struct sct_count count_of(int fd, unsigned int abi, unsigned int nr)
{
	struct sct_count count = { 0 };
	struct sct_counts counts = {
		.size = sizeof(counts), .abi = abi, .first = nr, .nr = 1,
		.counts = (uintptr_t)&count,
	};

	if (dev_ioctl(fd, SCT_IOC_COUNTS, &counts))
		memset(&count, 0xff, sizeof(count));
	return count;
}

static void calls_to_count(void *unused)
{
	struct timespec nap = { .tv_nsec = 50000000 };
	int i;

	(void)unused;
	for (i = 0; i < 1000; i++) {
		raw0(SYS_getppid);
		if (i % 4 == 0)
			raw1(SYS_close, -1);
	}
	for (i = 0; i < 10; i++)
		int80(64, 0, 0, 0, 0, 0, 0);	/* getppid of i386 */
	raw2(SYS_nanosleep, &nap, NULL);
}

TEST_F(record, counts)
{
	struct sct_info info = dev_info(self->fd);
	struct sct_count count;
	uint64_t sum = 0;
	unsigned int i;

	ASSERT_EQ(0, dev_config(self->fd, SCT_CONFIG_COUNT, 0));
	TRACE(calls_to_count, NULL);
	for (i = 0; i < self->trace.nr; i++) {
		EXPECT_NE(SCT_REC_ENTER, self->trace.recs[i]->type);
		EXPECT_NE(SCT_REC_EXIT, self->trace.recs[i]->type);
	}
	count = count_of(self->fd, SCT_ABI_X86_64, SYS_getppid);
	EXPECT_EQ(1000, count.calls);
	EXPECT_EQ(0, count.errors);
	EXPECT_LT(0, count.min);
	EXPECT_LE(count.min, count.max);
	EXPECT_LE(count.min * 1000, count.total);
	EXPECT_GE(count.max * 1000, count.total);
	for (i = 0; i < SCT_NR_BUCKETS; i++) {
		sum += count.buckets[i];
		if (count.min >= 2ULL << i || count.max < (i ? 1ULL << i : 0)) {
			EXPECT_EQ(0, count.buckets[i]);
		}
	}
	EXPECT_EQ(1000, sum);
	count = count_of(self->fd, SCT_ABI_X86_64, SYS_close);
	EXPECT_LE(250, count.calls);
	EXPECT_EQ(250, count.errors);
	EXPECT_EQ(10, count_of(self->fd, SCT_ABI_I386, 64).calls);
	count = count_of(self->fd, SCT_ABI_X86_64, SYS_nanosleep);
	EXPECT_EQ(1, count.calls);
	EXPECT_LE(50ULL * info.clock_khz, count.max);
	EXPECT_EQ(0, count_of(self->fd, SCT_ABI_X32, SYS_getppid).calls);
}

/* On a CPU: not while it sleeps. */
TEST_F(record, counts_of_cpu_time)
{
	struct sct_info info = dev_info(self->fd);
	struct sct_count count;

	ASSERT_EQ(0, dev_config(self->fd, SCT_CONFIG_COUNT | SCT_CONFIG_CPU_TIME, 0));
	TRACE(calls_to_count, NULL);
	count = count_of(self->fd, SCT_ABI_X86_64, SYS_nanosleep);
	EXPECT_EQ(1, count.calls);
	EXPECT_GT(40ULL * info.clock_khz, count.max);
}

TEST_F(record, counts_bad)
{
	struct sct_count count[2];
	struct sct_counts counts = {
		.size = sizeof(counts), .nr = 1, .counts = (uintptr_t)count,
	};

	EXPECT_EQ(-ENODATA, dev_ioctl(self->fd, SCT_IOC_COUNTS, &counts));
	ASSERT_EQ(0, dev_config(self->fd, SCT_CONFIG_COUNT, 0));
	EXPECT_EQ(0, dev_ioctl(self->fd, SCT_IOC_COUNTS, &counts));
	EXPECT_EQ(0, count[0].calls);
	counts.abi = SCT_NR_ABIS;
	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_COUNTS, &counts));
	counts.abi = 0;
	counts.first = SCT_NR_COUNTED - 1;
	EXPECT_EQ(0, dev_ioctl(self->fd, SCT_IOC_COUNTS, &counts));
	counts.nr = 2;
	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_COUNTS, &counts));
	counts.first = -1;
	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_COUNTS, &counts));
	counts.first = 0;
	counts.counts = 8;
	EXPECT_EQ(-EFAULT, dev_ioctl(self->fd, SCT_IOC_COUNTS, &counts));
}

/* --- ATTACHED and REBUILT ---------------------------------------------------- */

struct reader {
	int fd;
	char byte;
};

static void blocked_reader(void *arg)
{
	struct reader *r = arg;

	raw3(SYS_read, r->fd, &r->byte, 1);
	raw0(TEST_CALL);
}

TEST_F(record, attached)
{
	struct reader r;
	struct child c = { .go = -1 };
	struct call read_call;
	int data[2];

	ASSERT_EQ(0, pipe(data));
	r.fd = data[0];
	ASSERT_EQ(0, child_start(&c, blocked_reader, &r));
	child_go(&c);
	sleep_ms(50);
	ASSERT_TRUE(wait_state(c.pid, 'S'));
	ASSERT_EQ(0, dev_start(self->fd));
	ASSERT_EQ(1, dev_add(self->fd, c.pid, 0));
	fcntl(self->fd, F_SETFL, O_RDWR | O_NONBLOCK);
	ASSERT_EQ(0, trace_poll(self->fd, &self->trace));

	/* at once, while it is still blocked */
	EXPECT_NE(NULL, trace_task(&self->trace, c.pid, SCT_TASK_ATTACH, 0));
	read_call = trace_call(&self->trace, c.pid, SYS_read, 0);
	ASSERT_NE(NULL, read_call.enter);
	EXPECT_EQ(NULL, read_call.exit);
	EXPECT_EQ(SCT_REC_ATTACHED, read_call.enter->flags);
	EXPECT_EQ(SCT_ABI_X86_64, read_call.enter->hdr.abi);
	EXPECT_EQ(r.fd, read_call.enter->args[0]);
	EXPECT_EQ((uintptr_t)&r.byte, read_call.enter->args[1]);
	EXPECT_EQ(1, read_call.enter->args[2]);
	EXPECT_EQ(0, read_call.enter->nr_blobs);

	ASSERT_EQ(1, write(data[1], "", 1));
	fcntl(self->fd, F_SETFL, O_RDWR);
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	child_wait(&c);
	read_call = trace_call(&self->trace, c.pid, SYS_read, 0);
	ASSERT_NE(NULL, read_call.exit);
	EXPECT_EQ(1, read_call.exit->ret);
	EXPECT_EQ(NULL, trace_call(&self->trace, c.pid, SYS_read, 1).enter);
	EXPECT_NE(NULL, trace_call(&self->trace, c.pid, TEST_CALL, 0).exit);
}

/* The same for a target that was added before START. */
TEST_F(record, attached_at_start)
{
	struct reader r;
	struct child c = { .go = -1 };
	struct call read_call;
	int data[2];

	ASSERT_EQ(0, pipe(data));
	r.fd = data[0];
	ASSERT_EQ(0, child_start(&c, blocked_reader, &r));
	child_go(&c);
	sleep_ms(50);
	ASSERT_TRUE(wait_state(c.pid, 'S'));
	ASSERT_EQ(1, dev_add(self->fd, c.pid, 0));
	ASSERT_EQ(0, dev_start(self->fd));
	fcntl(self->fd, F_SETFL, O_RDWR | O_NONBLOCK);
	ASSERT_EQ(0, trace_poll(self->fd, &self->trace));
	read_call = trace_call(&self->trace, c.pid, SYS_read, 0);
	ASSERT_NE(NULL, read_call.enter);
	EXPECT_EQ(SCT_REC_ATTACHED, read_call.enter->flags);
	EXPECT_EQ(r.fd, read_call.enter->args[0]);
	child_kill(&c);
}

TEST_F(record, attached_not_when_filtered)
{
	struct reader r;
	struct child c = { .go = -1 };
	int data[2];

	ASSERT_EQ(0, pipe(data));
	r.fd = data[0];
	ASSERT_EQ(0, dev_only_call(self->fd, TEST_CALL));
	ASSERT_EQ(0, child_start(&c, blocked_reader, &r));
	child_go(&c);
	sleep_ms(50);
	ASSERT_TRUE(wait_state(c.pid, 'S'));
	ASSERT_EQ(0, dev_start(self->fd));
	ASSERT_EQ(1, dev_add(self->fd, c.pid, 0));
	ASSERT_EQ(1, write(data[1], "", 1));
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	child_wait(&c);
	EXPECT_EQ(1, trace_count(&self->trace, SCT_REC_ENTER, c.pid));
	EXPECT_EQ(1, trace_count(&self->trace, SCT_REC_EXIT, c.pid));
}

static void *spin(void *stop)
{
	while (!__atomic_load_n((int *)stop, __ATOMIC_RELAXED))
		;
	raw0(TEST_CALL);
	return NULL;
}

static void spinner(void *stop)
{
	spin(stop);
}

/* A thread that runs in user mode when it is added is in no call. */
TEST_F(record, attached_while_running)
{
	int *stop = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct child c = { .go = -1 };

	ASSERT_EQ(0, child_start(&c, spinner, stop));
	child_go(&c);
	sleep_ms(50);
	ASSERT_EQ(0, dev_start(self->fd));
	ASSERT_EQ(1, dev_add(self->fd, c.pid, 0));
	sleep_ms(50);
	*stop = 1;
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	child_wait(&c);
	/* TEST_CALL and exit_group; only the first returns */
	EXPECT_EQ(2, trace_count(&self->trace, SCT_REC_ENTER, c.pid));
	EXPECT_EQ(1, trace_count(&self->trace, SCT_REC_EXIT, c.pid));
	EXPECT_EQ(0, trace_call(&self->trace, c.pid, TEST_CALL, 0).enter->flags);
}

static void deny_getpriority(void *unused)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getpriority, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EMLINK),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog prog = { ARRAY_SIZE(code), code };

	(void)unused;
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	raw3(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &prog);
	raw3(SYS_getpriority, 0x1234, 0x5678, 0x9abc);
	raw0(TEST_CALL);
}

TEST_F(record, rebuilt)
{
	struct call c;

	TRACE(deny_getpriority, NULL);
	ASSERT_EQ(0, self->trace.status);
	c = C(SYS_getpriority, 0);
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(SCT_REC_REBUILT, c.enter->flags);
	EXPECT_EQ(SCT_ABI_X86_64, c.enter->hdr.abi);
	EXPECT_EQ(0x1234, c.enter->args[0]);
	EXPECT_EQ(0x5678, c.enter->args[1]);
	EXPECT_EQ(0x9abc, c.enter->args[2]);
	EXPECT_EQ(-EMLINK, c.exit->ret);
	EXPECT_EQ(0, C(TEST_CALL, 0).enter->flags);
}

TEST_F(record, rebuilt_is_filtered)
{
	ASSERT_EQ(0, dev_only_call(self->fd, TEST_CALL));
	TRACE(deny_getpriority, NULL);
	EXPECT_EQ(NULL, C(SYS_getpriority, 0).enter);
	EXPECT_EQ(1, trace_count(&self->trace, SCT_REC_ENTER, self->pid));
	EXPECT_EQ(1, trace_count(&self->trace, SCT_REC_EXIT, self->pid));
}

/* --- signals ------------------------------------------------------------------ */

static void on_signal(int signo)
{
	raw1(TEST_CALL2, signo);
}

static void kill_self(void *unused)
{
	(void)unused;
	signal(SIGUSR1, on_signal);
	raw2(SYS_kill, raw0(SYS_getpid), SIGUSR1);
	raw0(TEST_CALL);
	signal(SIGUSR2, SIG_IGN);
	raw2(SYS_kill, raw0(SYS_getpid), SIGUSR2);
}

static siginfo_t info_of(const struct sct_signal *sig)
{
	siginfo_t info;

	memset(&info, 0, sizeof(info));
	memcpy(&info, sig->info, sizeof(sig->info));
	return info;
}

TEST_F(record, signal_handled)
{
	const struct sct_signal *sig;
	struct call sent, handler;
	siginfo_t info;

	TRACE(kill_self, NULL);
	sig = SIG(SIGUSR1, 0);
	ASSERT_NE(NULL, sig);
	EXPECT_EQ(NULL, SIG(SIGUSR1, 1));
	EXPECT_EQ(SCT_SIG_HANDLED, sig->flags);
	info = info_of(sig);
	EXPECT_EQ(SIGUSR1, info.si_signo);
	EXPECT_EQ(SI_USER, info.si_code);
	EXPECT_EQ(self->pid, info.si_pid);
	EXPECT_EQ(0, info.si_uid);

	sent = C(SYS_kill, 0);
	handler = C(TEST_CALL2, 0);
	ASSERT_NE(NULL, sent.exit);
	ASSERT_NE(NULL, handler.enter);
	EXPECT_BEFORE(sent.exit, sig);
	EXPECT_BEFORE(sig, handler.enter);
	EXPECT_BEFORE(C(SYS_rt_sigreturn, 0).enter, C(TEST_CALL, 0).enter);
	EXPECT_NE(NULL, C(TEST_CALL, 0).exit);
}

TEST_F(record, signal_ignored)
{
	const struct sct_signal *sig;

	TRACE(kill_self, NULL);
	sig = SIG(SIGUSR2, 0);
	ASSERT_NE(NULL, sig);
	EXPECT_EQ(NULL, SIG(SIGUSR2, 1));
	EXPECT_EQ(SCT_SIG_IGNORED, sig->flags);
	EXPECT_EQ(SIGUSR2, info_of(sig).si_signo);
	EXPECT_EQ(SI_USER, info_of(sig).si_code);
	EXPECT_EQ(self->pid, info_of(sig).si_pid);
	EXPECT_BEFORE(C(SYS_kill, 1).enter, sig);
}

static void child_exits(void *unused)
{
	pid_t pid = raw2(SYS_clone, SIGCHLD, 0);

	(void)unused;
	if (!pid)
		raw1(SYS_exit_group, 9);
	while (raw_call(SYS_wait4, pid, 0, 0, 0, 0, 0) == -EINTR)
		;
	raw1(TEST_CALL, pid);
}

/* SIGCHLD, whose default is to do nothing; the child sent it. */
TEST_F(record, sigchld_ignored)
{
	const struct sct_signal *sig;
	siginfo_t info;

	TRACE(child_exits, NULL);
	sig = SIG(SIGCHLD, 0);
	ASSERT_NE(NULL, sig);
	EXPECT_EQ(SCT_SIG_IGNORED, sig->flags);
	info = info_of(sig);
	EXPECT_EQ(SIGCHLD, info.si_signo);
	EXPECT_EQ(CLD_EXITED, info.si_code);
	EXPECT_EQ(9, info.si_status);
	EXPECT_EQ(C(TEST_CALL, 0).enter->args[0], info.si_pid);
}

static void fault(void *address)
{
	*(volatile char *)address = 1;
}

TEST_F(record, signal_of_a_fault)
{
	const struct sct_signal *sig;

	TRACE(fault, 0x1234);
	ASSERT_TRUE(WIFSIGNALED(self->trace.status));
	sig = SIG(SIGSEGV, 0);
	ASSERT_NE(NULL, sig);
	EXPECT_EQ(0, sig->flags);
	EXPECT_EQ(SEGV_MAPERR, info_of(sig).si_code);
	EXPECT_EQ((void *)0x1234, info_of(sig).si_addr);
}

static void queue_self(void *unused)
{
	sigset_t set;
	union sigval value = { .sival_ptr = (void *)0x123456789abc };

	(void)unused;
	signal(SIGRTMIN, on_signal);
	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigprocmask(SIG_BLOCK, &set, NULL);
	sigqueue(getpid(), SIGRTMIN, value);
	raw0(TEST_CALL);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* A blocked signal is delivered, and recorded, once it is unblocked. */
TEST_F(record, signal_queued)
{
	const struct sct_signal *sig;

	TRACE(queue_self, NULL);
	sig = SIG(SIGRTMIN, 0);
	ASSERT_NE(NULL, sig);
	EXPECT_EQ(SCT_SIG_HANDLED, sig->flags);
	EXPECT_EQ(SI_QUEUE, info_of(sig).si_code);
	EXPECT_EQ((void *)0x123456789abc, info_of(sig).si_value.sival_ptr);
	EXPECT_BEFORE(C(TEST_CALL, 0).exit, sig);
}

static void interrupted_pause(void *unused)
{
	struct sigaction action = { .sa_handler = on_signal };

	(void)unused;
	sigaction(SIGALRM, &action, NULL);
	alarm(1);
	raw0(SYS_pause);
}

TEST_F(record, internal_errors_are_shown)
{
	TRACE(interrupted_pause, NULL);
	ASSERT_NE(NULL, C(SYS_pause, 0).exit);
	EXPECT_EQ(-514 /* ERESTARTNOHAND */, C(SYS_pause, 0).exit->ret);
	EXPECT_BEFORE(C(SYS_pause, 0).exit, SIG(SIGALRM, 0));
}

/* --- tasks --------------------------------------------------------------------- */

static void exit_with(void *status)
{
	prctl(PR_SET_NAME, "sct-exits");
	_exit((long)status);
}

TEST_F(record, exit_status)
{
	const struct sct_task *task;

	TRACE(exit_with, 7);
	EXPECT_EQ(7 << 8, self->trace.status);
	task = TASK(SCT_TASK_EXIT);
	ASSERT_NE(NULL, task);
	EXPECT_EQ(7 << 8, task->status);
	EXPECT_EQ(self->pid, task->tgid);
	EXPECT_NE(NULL, C(SYS_exit_group, 0).enter);
	EXPECT_EQ(NULL, C(SYS_exit_group, 0).exit);
	EXPECT_BEFORE(C(SYS_exit_group, 0).enter, task);
	EXPECT_EQ(NULL, trace_task(&self->trace, self->pid, SCT_TASK_EXIT, 1));
}

static void kill_self_with(void *signo)
{
	kill(getpid(), (long)signo);
	pause();
}

TEST_F(record, exit_by_signal)
{
	TRACE(kill_self_with, SIGTERM);
	EXPECT_EQ(SIGTERM, self->trace.status);
	ASSERT_NE(NULL, TASK(SCT_TASK_EXIT));
	EXPECT_EQ(SIGTERM, TASK(SCT_TASK_EXIT)->status);
	ASSERT_NE(NULL, SIG(SIGTERM, 0));
	EXPECT_EQ(0, SIG(SIGTERM, 0)->flags);
	EXPECT_BEFORE(SIG(SIGTERM, 0), TASK(SCT_TASK_EXIT));
}

TEST_F(record, exit_by_sigkill)
{
	TRACE(kill_self_with, SIGKILL);
	EXPECT_EQ(SIGKILL, self->trace.status);
	ASSERT_NE(NULL, TASK(SCT_TASK_EXIT));
	EXPECT_EQ(SIGKILL, TASK(SCT_TASK_EXIT)->status);
}

static void dump_core(void *limit)
{
	struct rlimit rlim = { (long)limit, (long)limit };

	setrlimit(RLIMIT_CORE, &rlim);
	raise(SIGABRT);
}

TEST_F(record, exit_with_core)
{
	TRACE(dump_core, 100 << 20);
	EXPECT_EQ(SIGABRT, self->trace.status & 0x7f);
	ASSERT_NE(NULL, TASK(SCT_TASK_EXIT));
	EXPECT_EQ(self->trace.status, TASK(SCT_TASK_EXIT)->status);
	if (!WCOREDUMP(self->trace.status))
		TH_LOG("this machine writes no core files");
}

TEST_F(record, exit_without_core)
{
	TRACE(dump_core, 0);
	EXPECT_EQ(SIGABRT, self->trace.status);
	ASSERT_NE(NULL, TASK(SCT_TASK_EXIT));
	EXPECT_EQ(SIGABRT, TASK(SCT_TASK_EXIT)->status);
}

static void forks(void *unused)
{
	(void)unused;
	prctl(PR_SET_NAME, "sct-forks");
	child_exits(NULL);
}

TEST_F(record, fork)
{
	const struct sct_task *task;
	pid_t child;

	TRACE_FLAGS(SCT_TARGET_FOLLOW, forks, NULL);
	child = C(TEST_CALL, 0).enter->args[0];
	task = TASK(SCT_TASK_FORK);
	ASSERT_NE(NULL, task);
	EXPECT_EQ(child, task->other);
	EXPECT_EQ(child, task->tgid);
	EXPECT_STREQ("sct-forks", task->comm);
	EXPECT_EQ(child, C(SYS_clone, 0).exit->ret);
	task = trace_task(&self->trace, child, SCT_TASK_EXIT, 0);
	ASSERT_NE(NULL, task);
	EXPECT_EQ(9 << 8, task->status);
	EXPECT_EQ(child, task->tgid);
	EXPECT_BEFORE(TASK(SCT_TASK_FORK), trace_call(&self->trace, child, SYS_exit_group, 0).enter);
}

static void *thread_calls(void *unused)
{
	raw1(TEST_CALL, syscall(SYS_gettid));
	return unused;
}

static void one_thread(void *unused)
{
	pthread_t thread;

	(void)unused;
	pthread_create(&thread, NULL, thread_calls, NULL);
	pthread_join(thread, NULL);
	/* what pthread_join waits for comes before the thread's very end */
	usleep(100000);
}

TEST_F(record, thread)
{
	const struct sct_task *task;

	TRACE_FLAGS(SCT_TARGET_FOLLOW, one_thread, NULL);
	task = TASK(SCT_TASK_FORK);
	ASSERT_NE(NULL, task);
	EXPECT_EQ(self->pid, task->tgid);
	EXPECT_NE(self->pid, task->other);
	EXPECT_EQ(task->other, trace_call(&self->trace, task->other, TEST_CALL, 0).enter->args[0]);
	task = trace_task(&self->trace, task->other, SCT_TASK_EXIT, 0);
	ASSERT_NE(NULL, task);
	EXPECT_EQ(self->pid, task->tgid);
	EXPECT_EQ(0, task->status);
	/* the process goes on */
	EXPECT_BEFORE(task, TASK(SCT_TASK_EXIT));
}

TEST_F(record, attach_and_detach)
{
	int *stop = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const struct sct_task *task;
	struct child c = { .go = -1 };

	ASSERT_EQ(0, child_start(&c, spinner, stop));
	child_go(&c);
	ASSERT_EQ(0, dev_start(self->fd));
	ASSERT_EQ(1, dev_add(self->fd, c.pid, 0));
	ASSERT_EQ(1, dev_remove(self->fd, c.pid, 0));
	*stop = 1;
	child_wait(&c);
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	task = trace_task(&self->trace, c.pid, SCT_TASK_ATTACH, 0);
	ASSERT_NE(NULL, task);
	EXPECT_EQ(c.pid, task->tgid);
	EXPECT_STREQ("record", task->comm);
	task = trace_task(&self->trace, c.pid, SCT_TASK_DETACH, 0);
	ASSERT_NE(NULL, task);
	EXPECT_EQ(NULL, trace_task(&self->trace, c.pid, SCT_TASK_EXIT, 0));
	EXPECT_EQ(0, trace_count_calls(&self->trace, c.pid, TEST_CALL));
}

/* --- execve --------------------------------------------------------------------- */

static char *const exec_argv[] = { "true", "one", "two", NULL };
static char *const exec_envp[] = { "A=1", "B=2", NULL };

static void exec_true(void *unused)
{
	char *const nowhere[] = { "x", NULL };

	(void)unused;
	raw0(TEST_CALL);
	execve("/nonexistent/program", nowhere, exec_envp);
	execve("/bin/true", exec_argv, exec_envp);
	_exit(1);
}

TEST_F(record, exec)
{
	const struct sct_task *task;
	struct call c;

	TRACE(exec_true, NULL);
	ASSERT_EQ(0, self->trace.status);
	c = C(SYS_execve, 0);
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(-ENOENT, c.exit->ret);
	EXPECT_EQ(0, c.exit->flags);

	c = C(SYS_execve, 1);
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(0, c.exit->ret);
	EXPECT_EQ(SCT_REC_EXECED, c.exit->flags);
	task = TASK(SCT_TASK_EXEC);
	ASSERT_NE(NULL, task);
	EXPECT_EQ(NULL, trace_task(&self->trace, self->pid, SCT_TASK_EXEC, 1));
	EXPECT_EQ(self->pid, task->other);
	EXPECT_EQ(self->pid, task->tgid);
	EXPECT_EQ(3, task->argc);
	EXPECT_EQ(2, task->envc);
	EXPECT_STREQ("true", task->comm);
	EXPECT_BEFORE(c.enter, task);
	EXPECT_BEFORE(task, c.exit);
	EXPECT_BEFORE(c.exit, C(SYS_exit_group, 0).enter);
}

TEST_F(record, on_exec)
{
	unsigned int i;

	TRACE_FLAGS(SCT_TARGET_ON_EXEC | SCT_TARGET_FOLLOW, exec_true, NULL);
	ASSERT_EQ(0, self->trace.status);
	EXPECT_EQ(NULL, C(TEST_CALL, 0).enter);
	for (i = 0; i < self->trace.nr; i++)
		if (self->trace.recs[i]->type == SCT_REC_ENTER ||
		    self->trace.recs[i]->type == SCT_REC_EXIT)
			break;
	ASSERT_LT(i, self->trace.nr);
	EXPECT_EQ((const void *)C(SYS_execve, 0).enter, (const void *)self->trace.recs[i]);
	EXPECT_EQ(-ENOENT, C(SYS_execve, 0).exit->ret);
	EXPECT_EQ(0, C(SYS_execve, 1).exit->ret);
	EXPECT_NE(NULL, C(SYS_exit_group, 0).enter);
}

/* The new image's arguments, when they could not be read at entry. */
static void exec_cold(void *page)
{
	struct { char *argv[4]; char strings[64]; } *cold = page;

	/* what the file has is dropped from the page table, not from the file */
	cold->argv[0] = strcpy(cold->strings, "true");
	cold->argv[1] = strcpy(cold->strings + 16, "cold");
	cold->argv[2] = NULL;
	madvise(page, 4096, MADV_DONTNEED);
	execve("/bin/true", cold->argv, exec_envp);
	_exit(1);
}

TEST_F(record, exec_arguments_of_the_new_image)
{
	const struct sct_op op = { .kind = SCT_OP_STRINGS, .arg = 1, .limit = 32,
				   .count = 8, .count2 = 8 };
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const struct sct_blob *file, *args, *env;
	const struct sct_task *task;

	ASSERT_EQ(0, dev_plan(self->fd, SCT_ABI_X86_64, SYS_execve, &op, 1, 0));
	TRACE(exec_cold, page);
	ASSERT_EQ(0, self->trace.status);
	task = TASK(SCT_TASK_EXEC);
	ASSERT_NE(NULL, task);
	EXPECT_EQ(2, task->argc);
	EXPECT_EQ(2, task->envc);
	if (entry_may_fault()) {
		/* nothing was missing: the names, behind the array of their addresses */
		ASSERT_NE(NULL, C(SYS_execve, 0).enter);
		EXPECT_EQ(3, C(SYS_execve, 0).enter->nr_blobs);
		ASSERT_EQ(0, task->nr_blobs);
		return;
	}
	ASSERT_EQ(3, task->nr_blobs);
	file = blob_at_nth(task, 0, 0);
	args = blob_at_nth(task, 0, 1);
	env = blob_at_nth(task, 0, 2);
	EXPECT_TRUE(blob_is(file, "/bin/true", 10));
	EXPECT_EQ(0, file->arg);
	EXPECT_EQ(SCT_BLOB_LATE | SCT_BLOB_STRING, file->flags);
	EXPECT_TRUE(blob_is(args, "true\0cold", 10));
	EXPECT_EQ(1, args->arg);
	EXPECT_EQ(SCT_BLOB_LATE, args->flags & SCT_BLOB_LATE);
	EXPECT_TRUE(blob_is(env, "A=1\0B=2", 8));
	EXPECT_EQ(2, env->arg);
	EXPECT_EQ(SCT_BLOB_LATE, env->flags & SCT_BLOB_LATE);
}

static void *thread_execs(void *unused)
{
	raw1(TEST_CALL, syscall(SYS_gettid));
	execve("/bin/true", exec_argv, exec_envp);
	return unused;
}

static void exec_in_thread(void *unused)
{
	pthread_t thread;

	(void)unused;
	pthread_create(&thread, NULL, thread_execs, NULL);
	for (;;)
		pause();
}

/* The thread takes over the leader's id. */
TEST_F(record, exec_of_another_thread)
{
	const struct sct_task *task;
	const struct sct_exit *exit;
	struct call c;
	pid_t tid;

	TRACE_FLAGS(SCT_TARGET_FOLLOW, exec_in_thread, NULL);
	ASSERT_EQ(0, self->trace.status);
	ASSERT_NE(NULL, TASK(SCT_TASK_FORK));
	tid = TASK(SCT_TASK_FORK)->other;
	task = TASK(SCT_TASK_EXEC);
	ASSERT_NE(NULL, task);
	EXPECT_EQ(tid, task->other);
	EXPECT_EQ(self->pid, task->tgid);
	EXPECT_EQ(3, task->argc);
	c = trace_call(&self->trace, tid, SYS_execve, 0);
	ASSERT_NE(NULL, c.enter);
	EXPECT_EQ(NULL, c.exit);
	exit = trace_exit(&self->trace, trace_index_of(&self->trace, task), self->pid);
	ASSERT_NE(NULL, exit);
	EXPECT_EQ(SYS_execve, exit->nr);
	EXPECT_EQ(0, exit->ret);
	EXPECT_EQ(SCT_REC_EXECED, exit->flags);
	EXPECT_NE(NULL, C(SYS_exit_group, 0).enter);
	/* the old leader ended before, under the same number */
	EXPECT_BEFORE(trace_task(&self->trace, self->pid, SCT_TASK_EXIT, 0), task);
	EXPECT_NE(NULL, trace_task(&self->trace, self->pid, SCT_TASK_EXIT, 1));
}

/* The child runs on the parent's stack: nothing here may return in it. */
static __attribute__((noinline)) long vfork_exec(const char *path, char *const *argv,
						 char *const *envp)
{
	long pid = raw0(SYS_vfork);

	if (!pid) {
		raw1(TEST_CALL, 77);
		raw3(SYS_execve, path, argv, envp);
		raw1(SYS_exit_group, 1);
	}
	return pid;
}

static void vforks(void *unused)
{
	long pid = vfork_exec("/bin/true", exec_argv, exec_envp);

	(void)unused;
	raw1(TEST_CALL2, pid);
	waitpid(pid, NULL, 0);
}

TEST_F(record, vfork)
{
	const struct sct_task *exec;
	struct call vfork_call;
	pid_t child;

	TRACE_FLAGS(SCT_TARGET_FOLLOW, vforks, NULL);
	child = C(TEST_CALL2, 0).enter->args[0];
	vfork_call = C(SYS_vfork, 0);
	ASSERT_NE(NULL, vfork_call.exit);
	EXPECT_EQ(child, vfork_call.exit->ret);
	EXPECT_EQ(child, TASK(SCT_TASK_FORK)->other);
	exec = trace_task(&self->trace, child, SCT_TASK_EXEC, 0);
	ASSERT_NE(NULL, exec);
	EXPECT_EQ(3, exec->argc);
	EXPECT_EQ(77, trace_call(&self->trace, child, TEST_CALL, 0).enter->args[0]);
	EXPECT_BEFORE(vfork_call.enter, TASK(SCT_TASK_FORK));
	EXPECT_BEFORE(TASK(SCT_TASK_FORK), trace_call(&self->trace, child, TEST_CALL, 0).enter);
	/* the parent waits until the child is another program */
	EXPECT_BEFORE(trace_call(&self->trace, child, TEST_CALL, 0).exit, vfork_call.exit);
}

/* --- uninitialised memory ------------------------------------------------------ */

/* Leaves something in the pages that are free next. */
static void dirty_memory(void *unused)
{
	const size_t bytes = 512 << 20;
	void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)unused;
	if (p != MAP_FAILED)
		memset(p, 0xa5, bytes);
}

/* (The lab VM's kernel does not clear what it allocates.) */
TEST(rings_begin_as_zero)
{
	struct sct_info info;
	struct child c;
	unsigned int cpu;
	struct ring r;
	int fd;

	ASSERT_EQ(0, child_start(&c, dirty_memory, NULL));
	child_go(&c);
	ASSERT_EQ(0, child_wait(&c));
	fd = dev_open(0);
	info = dev_info(fd);
	for (cpu = 0; cpu < info.nr_rings; cpu++) {
		if (ring_map(&r, fd, cpu))
			continue;
		EXPECT_TRUE(bytes_are(r.consumer, r.page, 0));
		EXPECT_TRUE(bytes_are(r.producer, r.page + 2 * r.bytes, 0));
		ring_unmap(&r);
	}
	close(fd);
}

static void odd_strings(void *unused)
{
	static const char dirt[] = "abcdefghijklmnopqrstuvwxyz";
	unsigned int i;

	(void)unused;
	for (i = 0; i < 20; i++)
		raw2(TEST_CALL, dirt + i, i);
	prctl(PR_SET_NAME, "a name of 15 by");
	prctl(PR_SET_NAME, "b");
	if (!fork())
		_exit(0);
	wait(NULL);
}

/* Small rings, for their bytes to be used again; record_ok() looks at the holes. */
TEST(padding_is_zero)
{
	const struct sct_op ops[] = {
		{ .kind = SCT_OP_STRING, .arg = 0, .limit = 64 },
		{ .kind = SCT_OP_BYTES, .arg = 0, .length = SCT_LEN_ARG, .length_arg = 1,
		  .limit = 64 },
		{ .kind = SCT_OP_BYTES, .arg = 0, .length = SCT_LEN_ARG, .length_arg = 1,
		  .limit = 64, .flags = SCT_OP_ON_ERROR },
	};
	struct trace t = { 0 };
	unsigned int round;
	pid_t pid;
	int fd;

	for (round = 0; round < 3; round++) {
		fd = dev_open(0);
		ASSERT_EQ(0, dev_config(fd, 0, SCT_MIN_RING_BYTES));
		ASSERT_EQ(0, dev_plan(fd, SCT_ABI_X86_64, TEST_CALL, ops, 2, 1));
		EXPECT_EQ(0, trace_body(fd, SCT_TARGET_FOLLOW, odd_strings, NULL, &t, &pid));
		EXPECT_EQ(20, trace_count_calls(&t, pid, TEST_CALL));
		trace_free(&t);
		close(fd);
	}
}

TEST_HARNESS_MAIN
