/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the fuzzer and the stress program share: repeatable random numbers, processes
 * that give a tracer all there is to see, and the mapped ring of a hostile reader.
 */
#ifndef SCT_STRESS_H
#define SCT_STRESS_H

#define SCT_WITHOUT_HARNESS
#include "../device/device.h"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>

/* --- random numbers: one state for each thread, from one seed ------------------ */

struct rng {
	uint64_t state;
};

static inline uint64_t rng_next(struct rng *r)
{
	uint64_t x = r->state;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return r->state = x;
}

static inline struct rng rng_of(uint64_t seed, uint64_t stream)
{
	struct rng r = { (seed * 0x9e3779b97f4a7c15 + stream + 1) * 0xbf58476d1ce4e5b9 | 1 };
	int i;

	for (i = 0; i < 8; i++)
		rng_next(&r);
	return r;
}

/* 0 .. n - 1 */
static inline uint32_t rng_below(struct rng *r, uint32_t n)
{
	return (rng_next(r) >> 32) * n >> 32;
}

static inline bool rng_percent(struct rng *r, unsigned int percent)
{
	return rng_below(r, 100) < percent;
}

/* A number at which code breaks. */
static inline uint64_t rng_odd(struct rng *r)
{
	static const uint64_t odd[] = {
		0, 1, 2, 3, 7, 8, 15, 16, 63, 64, 255, 256, 1023, 1024, 1025, 4095, 4096, 4097,
		8192, 65535, 65536, 1U << 20, (1U << 20) + 1, 0x7fffffff, 0x80000000, 0xfffff000,
		0xffffffff, 0x100000000, 0x7ffffffff000, 0x7fffffffffffffff, 0x8000000000000000,
		0xffff888000000000, 0xffffffff81000000, ~0ULL,
	};

	switch (rng_below(r, 4)) {
	case 0:
		return rng_next(r);
	case 1:
		return 1ULL << rng_below(r, 64);
	default:
		return odd[rng_below(r, ARRAY_SIZE(odd))];
	}
}

/* --- work to be traced ------------------------------------------------------------ */

static inline uint64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000ULL + ts.tv_nsec / 1000000;
}

static inline void *work_thread(void *arg)
{
	unsigned int i;

	for (i = 0; i < 20; i++)
		raw1(SYS_getpgid, arg);
	return NULL;
}

static inline void work_on_signal(int signo)
{
	(void)signo;
	raw0(SYS_getppid);
}

static inline void work_fork(struct rng *r)
{
	char *argv[] = { "true", "one", "two", NULL }, *envp[] = { "A=1", NULL };
	bool vforks = rng_percent(r, 30), execs = rng_percent(r, 40);
	pid_t child = vforks ? vfork() : fork();

	if (!child) {
		if (execs)
			execve("/bin/true", argv, envp);
		_exit(7);
	}
	if (child > 0 && rng_percent(r, 20))
		kill(child, SIGKILL);
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

static inline void work_files(struct rng *r)
{
	char bytes[300];
	struct iovec iov[3] = { { bytes, 100 }, { bytes + 100, 100 }, { (void *)8, 10 } };
	struct msghdr msg = { .msg_iov = iov, .msg_iovlen = 2 };
	int fd = open("/dev/null", O_RDWR), pair[2];

	memset(bytes, 'x', sizeof(bytes));
	raw3(SYS_writev, fd, iov, rng_below(r, 4));
	raw3(SYS_read, fd, (void *)rng_odd(r), 10);
	if (!socketpair(AF_UNIX, SOCK_DGRAM, 0, pair)) {
		sendmsg(pair[0], &msg, MSG_DONTWAIT);
		recvmsg(pair[1], &msg, MSG_DONTWAIT);
		close(pair[0]);
		close(pair[1]);
	}
	close(fd);
}

static inline void work_cpu(struct rng *r)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(rng_below(r, sysconf(_SC_NPROCESSORS_ONLN)), &set);
	sched_setaffinity(0, sizeof(set), &set);
}

/* In a child, which cannot go back. */
static inline void work_credentials(struct rng *r)
{
	pid_t child = fork();

	if (!child) {
		unsigned int i;

		if (setresgid(12345, 12345, 12345) || setresuid(12345, 12345, 12345))
			_exit(1);
		prctl(PR_SET_DUMPABLE, rng_below(r, 2));
		for (i = 0; i < 10; i++)
			raw0(SYS_getuid);
		_exit(0);
	}
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

static inline void work_threads(void)
{
	pthread_t threads[3];
	unsigned int i, nr = 0;

	for (i = 0; i < ARRAY_SIZE(threads); i++)
		nr += !pthread_create(&threads[nr], NULL, work_thread, NULL);
	for (i = 0; i < nr; i++)
		pthread_join(threads[i], NULL);
}

static inline void work_once(struct rng *r)
{
	unsigned int i, nr;

	switch (rng_below(r, 12)) {
	case 0:
		work_fork(r);
		break;
	case 1:
		work_threads();
		break;
	case 2:
		kill(getpid(), rng_percent(r, 50) ? SIGUSR1 : SIGWINCH);
		break;
	case 3:
		work_cpu(r);
		break;
	case 4:
		work_credentials(r);
		break;
	case 5:
		sleep_ms(rng_below(r, 5));
		break;
	case 6:
		/* a number that no call has, and a path that is not there */
		raw_call(rng_odd(r) & 0x7fff, rng_odd(r), rng_odd(r), 0, 0, 0, 0);
		break;
	case 7:
	case 8:
		work_files(r);
		break;
	default:
		nr = rng_below(r, 300);
		for (i = 0; i < nr; i++)
			raw0(SYS_getppid);
		break;
	}
}

/* A process that works until it is killed, or its parent is. */
static inline pid_t work_start(uint64_t seed, uint64_t stream)
{
	struct rng r = rng_of(seed, stream);
	pid_t pid = fork();

	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGUSR1, work_on_signal);
	signal(SIGALRM, SIG_DFL);
	for (;;)
		work_once(&r);
}

static inline void work_end(pid_t pid)
{
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

/* --- capture plans ---------------------------------------------------------------- */

#define PLAN_OPS	64
#define PLAN_CALLS	48
#define PLAN_CASES	16

struct random_plan {
	struct sct_op ops[PLAN_OPS];
	struct sct_plan_call calls[PLAN_CALLS];
	struct sct_plan_case cases[PLAN_CASES];
	struct sct_plan plan;
};

static inline struct sct_op random_op(struct rng *r, bool at_exit)
{
	struct sct_op op = {
		/* SCT_OP_ARGS, the last, must be the first of its run: left to mutations */
		.kind = 1 + rng_below(r, SCT_OP_ARGS - 1),
		.arg = rng_below(r, 6),
		.flags = rng_below(r, SCT_OP_ALL_FLAGS + 1),
		.length = rng_below(r, SCT_LEN_END),
		.length_arg = rng_below(r, 6),
		.unit = rng_percent(r, 80) ? rng_below(r, 64) : rng_odd(r),
		.limit = rng_percent(r, 80) ? rng_below(r, 4096) : rng_below(r, SCT_MAX_OP_BYTES + 1),
		.count = rng_below(r, SCT_MAX_OP_VECTOR + 1),
		.count2 = rng_below(r, 64),
		.offset = rng_percent(r, 80) ? rng_below(r, 64) : rng_odd(r),
		.length_offset = rng_below(r, 64),
	};

	if (rng_percent(r, 10))
		op.arg = SCT_ARG_SP + rng_below(r, 2);
	if (at_exit && rng_percent(r, 10))
		op.arg = SCT_ARG_RET;
	if (!at_exit && op.length == SCT_LEN_RET)
		op.length = SCT_LEN_CONST;
	return op;
}

/* Ops 0 .. half - 1 are for entries, the others for exits. */
static inline struct sct_op_run random_run(struct rng *r)
{
	struct sct_op_run run = { .enter = rng_below(r, 5), .exit = rng_below(r, 5) };

	run.first = PLAN_OPS / 2 - run.enter;
	if (!run.exit)
		run.first = rng_below(r, PLAN_OPS / 2 - run.enter);
	return run;
}

/* A plan that the module must accept. */
static inline void random_plan(struct rng *r, struct random_plan *p)
{
	unsigned int i;

	memset(p, 0, sizeof(*p));
	for (i = 0; i < PLAN_OPS; i++)
		p->ops[i] = random_op(r, i >= PLAN_OPS / 2);
	for (i = 0; i < PLAN_CASES; i++) {
		p->cases[i].value = i * 2;
		p->cases[i].ops = random_run(r);
	}
	for (i = 0; i < PLAN_CALLS; i++) {
		struct sct_plan_call *call = &p->calls[i];

		/* each number once */
		call->abi = rng_percent(r, 90) ? SCT_ABI_X86_64 : rng_below(r, SCT_NR_ABIS);
		call->nr = i * 7 + rng_below(r, 7);
		call->ops = random_run(r);
		call->otherwise = random_run(r);
		call->switch_arg = SCT_NO_SWITCH;
		if (rng_percent(r, 30)) {
			call->switch_arg = rng_below(r, 6);
			call->first_case = rng_below(r, PLAN_CASES);
			call->nr_cases = rng_below(r, PLAN_CASES - call->first_case + 1);
			call->any = rng_percent(r, 50) ? 0 : rng_next(r);
		}
	}
	p->plan = (struct sct_plan){
		.size = sizeof(p->plan),
		.nr_ops = PLAN_OPS, .nr_calls = PLAN_CALLS, .nr_cases = PLAN_CASES,
		.ops = (uintptr_t)p->ops, .calls = (uintptr_t)p->calls,
		.cases = (uintptr_t)p->cases,
	};
}

#endif /* SCT_STRESS_H */
