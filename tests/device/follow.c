// SPDX-License-Identifier: GPL-2.0
/* Children and threads are followed from their first instruction on, and no pid is mistaken. */
#include "device.h"

#include <linux/sched.h>
#include <pthread.h>

#define NR_CHILDREN	10000
#define NR_PARENTS	4
#define MAX_PID		(1 << 22)

/* Between the test and the root of the storm. */
struct shared {
	int done;	/* the storm is over, the root is still there */
	int quit;	/* the root may go */
	int failed;
	int orphan;
};

FIXTURE(follow)
{
	int fd;
	struct shared *shared;
	struct child root;
	struct trace trace;
	int drained;
};

FIXTURE_SETUP(follow)
{
	struct sct_info info;
	uint32_t bytes = 4 << 20;

	self->shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			    -1, 0);
	self->fd = dev_open(0);
	ASSERT_LE(0, self->fd);
	info = dev_info(self->fd);
	if (bytes > info.max_ring_bytes)
		bytes = info.max_ring_bytes;
	ASSERT_EQ(0, dev_config(self->fd, 0, bytes));
}

FIXTURE_TEARDOWN(follow)
{
	trace_free(&self->trace);
	close(self->fd);
}

static void tell_and_wait(struct shared *shared)
{
	__atomic_store_n(&shared->done, 1, __ATOMIC_RELEASE);
	while (!__atomic_load_n(&shared->quit, __ATOMIC_ACQUIRE))
		usleep(1000);
}

static void *drain(void *arg)
{
	FIXTURE_DATA(follow) *self = arg;

	self->drained = trace_drain(self->fd, &self->trace);
	return NULL;
}

/* Runs @body to its tell_and_wait(), looks at the count of targets, and ends it. */
static void run(struct __test_metadata *_metadata, FIXTURE_DATA(follow) *self, uint32_t flags,
		child_fn *body)
{
	struct sct_stats stats;
	pthread_t thread;

	ASSERT_EQ(0, child_start(&self->root, body, self->shared));
	ASSERT_EQ(1, dev_add(self->fd, self->root.pid, flags));
	ASSERT_EQ(0, dev_start(self->fd));
	ASSERT_EQ(0, pthread_create(&thread, NULL, drain, self));
	child_go(&self->root);
	while (!__atomic_load_n(&self->shared->done, __ATOMIC_ACQUIRE))
		sleep_ms(5);
	stats = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_EQ(1, stats.targets);
	EXPECT_EQ(0, stats.fork_missed);
	__atomic_store_n(&self->shared->quit, 1, __ATOMIC_RELEASE);
	EXPECT_EQ(0, child_wait(&self->root));
	pthread_join(thread, NULL);
	ASSERT_EQ(0, self->drained);
	EXPECT_EQ(0, self->shared->failed);
	EXPECT_EQ(0, dev_stats(self->fd, SCT_STATS_TOTAL).targets);
	EXPECT_EQ(0, dev_stats(self->fd, SCT_STATS_TOTAL).lost);
}

#define RUN(flags, body)	run(_metadata, self, flags, body)

/* --- processes ---------------------------------------------------------------- */

/* TEST_CALL is the child's first call after the one that made it. */
static __attribute__((noinline)) long make_child(long nr, long flags, long index)
{
	long pid = raw2(nr, flags, 0);

	if (!pid) {
		raw1(TEST_CALL, index);
		raw1(SYS_exit, index & 0x7f);
	}
	return pid;
}

static void parent(struct shared *shared, int first, int nr)
{
	const int batch = 10;
	int i, k;

	for (i = first; i < first + nr; i += batch) {
		for (k = i; k < i + batch; k++)
			if ((k % 2 ? make_child(SYS_vfork, 0, k) :
				     make_child(SYS_clone, SIGCHLD, k)) < 0)
				shared->failed++;
		for (k = 0; k < batch; k++)
			if (raw_call(SYS_wait4, -1, 0, 0, 0, 0, 0) < 0)
				shared->failed++;
	}
}

static void fork_storm(void *arg)
{
	struct shared *shared = arg;
	int i;

	for (i = 0; i < NR_PARENTS; i++) {
		if (!raw2(SYS_clone, SIGCHLD, 0)) {
			parent(shared, i * (NR_CHILDREN / NR_PARENTS), NR_CHILDREN / NR_PARENTS);
			raw1(SYS_exit, 0);
		}
	}
	while (raw_call(SYS_wait4, -1, 0, 0, 0, 0, 0) > 0)
		;
	tell_and_wait(shared);
}

/* What the trace says of each thread, and of each number that a child was given. */
struct census {
	uint8_t forks[MAX_PID];
	uint8_t exits[MAX_PID];
	uint8_t calls[MAX_PID];
	uint8_t index[NR_CHILDREN];
};

static void count_task(struct census *n, const struct sct_task *task)
{
	if (task->event == SCT_TASK_FORK)
		n->forks[task->other]++;
	else if (task->event == SCT_TASK_EXIT)
		n->exits[task->hdr.tid]++;
}

static struct census *take_census(const struct trace *t)
{
	struct census *n = calloc(1, sizeof(*n));
	const struct sct_enter *enter;
	unsigned int i;

	for (i = 0; i < t->nr; i++) {
		enter = (const void *)t->recs[i];
		if (t->recs[i]->type == SCT_REC_TASK) {
			count_task(n, (const void *)enter);
		} else if (t->recs[i]->type == SCT_REC_ENTER && enter->nr == TEST_CALL) {
			n->calls[enter->hdr.tid]++;
			if (enter->args[0] < NR_CHILDREN)
				n->index[enter->args[0]]++;
		}
	}
	return n;
}

/* Each of @nr children is there once, with its first call, its birth and its death. */
static void expect_all(struct __test_metadata *_metadata, const struct trace *t, unsigned int nr,
		       unsigned int parents)
{
	unsigned int i, calls = 0, forks = 0, missed = 0, wrong = 0;
	struct census *n = take_census(t);

	for (i = 0; i < nr; i++)
		missed += n->index[i] != 1;
	for (i = 0; i < MAX_PID; i++) {
		calls += n->calls[i];
		forks += n->forks[i];
		wrong += n->forks[i] > 1 || n->exits[i] > 1 || n->calls[i] > n->forks[i] ||
			 n->forks[i] > n->exits[i];
	}
	EXPECT_EQ(0, missed);
	EXPECT_EQ(0, wrong);
	EXPECT_EQ(nr, calls);
	EXPECT_EQ(nr + parents, forks);
	free(n);
}

TEST_F_TIMEOUT(follow, fork_storm, 120)
{
	uint64_t numbered, lost;

	ASSERT_EQ(0, dev_only_call(self->fd, TEST_CALL));
	RUN(SCT_TARGET_FOLLOW, fork_storm);
	expect_all(_metadata, &self->trace, NR_CHILDREN, NR_PARENTS);
	EXPECT_TRUE(trace_seq_ok(&self->trace, &numbered, &lost));
	EXPECT_EQ(0, lost);
	EXPECT_EQ(numbered, dev_stats(self->fd, SCT_STATS_TOTAL).delivered);
}

static void few_children(void *arg)
{
	struct shared *shared = arg;
	int i;

	for (i = 0; i < 20; i++) {
		if (make_child(SYS_clone, SIGCHLD, i) < 0)
			shared->failed++;
		raw_call(SYS_wait4, -1, 0, 0, 0, 0, 0);
	}
	tell_and_wait(shared);
}

/* The child's records begin with its first call, and the exit status is its own. */
TEST_F(follow, first_record_of_a_child)
{
	const struct sct_record *rec;
	const struct sct_task *task;
	unsigned int i, k;

	RUN(SCT_TARGET_FOLLOW, few_children);
	for (i = 0; i < 20; i++) {
		task = trace_task(&self->trace, self->root.pid, SCT_TASK_FORK, i);
		ASSERT_NE(NULL, task);
		for (k = 0; k < self->trace.nr; k++) {
			rec = self->trace.recs[k];
			if (rec->tid != task->other || rec->type == SCT_REC_TASK)
				continue;
			/* its return from the call that made it is no call of its own */
			if (rec->type == SCT_REC_EXIT) {
				EXPECT_EQ(SYS_clone, ((const struct sct_exit *)rec)->nr);
				continue;
			}
			break;
		}
		ASSERT_LT(k, self->trace.nr);
		ASSERT_EQ(SCT_REC_ENTER, rec->type);
		EXPECT_EQ(TEST_CALL, ((const struct sct_enter *)rec)->nr);
		EXPECT_EQ(i, ((const struct sct_enter *)rec)->args[0]);
		EXPECT_LT(trace_index_of(&self->trace, task), k);
		task = trace_task(&self->trace, rec->tid, SCT_TASK_EXIT, 0);
		ASSERT_NE(NULL, task);
		EXPECT_EQ(i << 8, task->status);
	}
}

TEST_F(follow, not_without_the_flag)
{
	unsigned int i;

	RUN(0, few_children);
	EXPECT_EQ(20, trace_count_calls(&self->trace, self->root.pid, SYS_clone));
	EXPECT_EQ(NULL, trace_task(&self->trace, 0, SCT_TASK_FORK, 0));
	for (i = 0; i < self->trace.nr; i++)
		EXPECT_TRUE(!self->trace.recs[i]->tid ||
			    self->trace.recs[i]->tid == self->root.pid);
}

/* A child of a child of a child. */
static void generation(int depth)
{
	if (depth && !raw2(SYS_clone, SIGCHLD, 0)) {
		raw1(TEST_CALL, depth - 1);
		generation(depth - 1);
		raw1(SYS_exit, 0);
	}
	raw_call(SYS_wait4, -1, 0, 0, 0, 0, 0);
}

static void generations(void *arg)
{
	generation(20);
	tell_and_wait(arg);
}

TEST_F(follow, generations)
{
	RUN(SCT_TARGET_FOLLOW, generations);
	expect_all(_metadata, &self->trace, 20, 0);
}

/* The end comes when the last of them is gone, not the first. */
static void leave_orphan(void *arg)
{
	struct shared *shared = arg;

	if (raw2(SYS_clone, SIGCHLD, 0))
		return;
	sleep_ms(300);
	raw0(TEST_CALL);
	__atomic_store_n(&shared->orphan, 1, __ATOMIC_RELEASE);
}

TEST_F(follow, orphan)
{
	pid_t pid;

	ASSERT_EQ(0, trace_body(self->fd, SCT_TARGET_FOLLOW, leave_orphan, self->shared,
				&self->trace, &pid));
	EXPECT_EQ(1, self->shared->orphan);
	EXPECT_NE(NULL, trace_task(&self->trace, pid, SCT_TASK_EXIT, 0));
	EXPECT_NE(NULL, trace_call(&self->trace,
				   trace_task(&self->trace, pid, SCT_TASK_FORK, 0)->other,
				   TEST_CALL, 0).enter);
}

/* --- threads ------------------------------------------------------------------- */

#define NR_THREADS	1000

static void *thread_calls(void *index)
{
	raw1(TEST_CALL, index);
	return NULL;
}

static void thread_storm(void *arg)
{
	struct shared *shared = arg;
	pthread_t thread[20];
	unsigned long i, k;

	for (i = 0; i < NR_THREADS; i += ARRAY_SIZE(thread)) {
		for (k = 0; k < ARRAY_SIZE(thread); k++)
			if (pthread_create(&thread[k], NULL, thread_calls, (void *)(i + k)))
				shared->failed++;
		for (k = 0; k < ARRAY_SIZE(thread); k++)
			pthread_join(thread[k], NULL);
	}
	/* a joined thread may still be on its last instructions */
	sleep_ms(100);
	tell_and_wait(shared);
}

TEST_F(follow, thread_storm)
{
	const struct sct_task *task;
	unsigned int i;

	ASSERT_EQ(0, dev_only_call(self->fd, TEST_CALL));
	RUN(SCT_TARGET_FOLLOW, thread_storm);
	expect_all(_metadata, &self->trace, NR_THREADS, 0);
	for (i = 0; i < self->trace.nr; i++) {
		task = (const void *)self->trace.recs[i];
		if (task->hdr.type == SCT_REC_TASK) {
			EXPECT_EQ(self->root.pid, task->tgid);
		}
	}
}

/* --- other programs -------------------------------------------------------------- */

static __attribute__((noinline)) void spawn_true(void)
{
	static char *const argv[] = { "true", NULL }, *const envp[] = { NULL };

	if (!raw0(SYS_vfork)) {
		raw3(SYS_execve, "/bin/true", argv, envp);
		raw1(SYS_exit, 1);
	}
	raw_call(SYS_wait4, -1, 0, 0, 0, 0, 0);
}

static void exec_storm(void *arg)
{
	int i;

	for (i = 0; i < 50; i++)
		spawn_true();
	tell_and_wait(arg);
}

TEST_F(follow, exec_storm)
{
	const struct sct_task *task;
	unsigned int i;

	RUN(SCT_TARGET_FOLLOW, exec_storm);
	for (i = 0; i < 50; i++) {
		task = trace_task(&self->trace, self->root.pid, SCT_TASK_FORK, i);
		ASSERT_NE(NULL, task);
		EXPECT_NE(NULL, trace_task(&self->trace, task->other, SCT_TASK_EXEC, 0));
		EXPECT_NE(NULL, trace_call(&self->trace, task->other, SYS_exit_group, 0).enter);
		EXPECT_NE(NULL, trace_task(&self->trace, task->other, SCT_TASK_EXIT, 0));
	}
	EXPECT_EQ(NULL, trace_task(&self->trace, 0, SCT_TASK_EXEC, 50));
}

/* ON_EXEC is inherited: a child that never calls execve leaves nothing. */
static void one_execs(void *arg)
{
	make_child(SYS_clone, SIGCHLD, 1);
	raw_call(SYS_wait4, -1, 0, 0, 0, 0, 0);
	spawn_true();
	raw1(TEST_CALL, 2);
	tell_and_wait(arg);
}

TEST_F(follow, on_exec_is_inherited)
{
	const struct sct_task *exec;

	RUN(SCT_TARGET_FOLLOW | SCT_TARGET_ON_EXEC, one_execs);
	exec = trace_task(&self->trace, 0, SCT_TASK_EXEC, 0);
	ASSERT_NE(NULL, exec);
	EXPECT_EQ(NULL, trace_task(&self->trace, 0, SCT_TASK_EXEC, 1));
	EXPECT_NE(self->root.pid, exec->hdr.tid);
	EXPECT_EQ(SYS_execve, trace_call(&self->trace, exec->hdr.tid, SYS_execve, 0).enter->nr);
	EXPECT_EQ(0, trace_count(&self->trace, SCT_REC_ENTER, self->root.pid));
	EXPECT_EQ(0, trace_count_calls(&self->trace, self->root.pid, TEST_CALL));
}

/* --- pids -------------------------------------------------------------------------- */

static long fork_as(pid_t pid)
{
	struct clone_args args = {
		.exit_signal = SIGCHLD, .set_tid = (uintptr_t)&pid, .set_tid_size = 1,
	};

	return raw2(SYS_clone3, &args, sizeof(args));
}

static void one_call(void *arg)
{
	raw1(TEST_CALL, arg);
}

static void wait_for_quit(void *arg)
{
	struct shared *shared = arg;

	while (!__atomic_load_n(&shared->quit, __ATOMIC_ACQUIRE))
		usleep(1000);
}

/* Another process with the number of a target that is gone is not a target. */
TEST_F(follow, recycled_pid)
{
	struct child first = { .go = -1 };
	int status;
	long pid;

	/* keeps the session going */
	ASSERT_EQ(0, child_start(&self->root, wait_for_quit, self->shared));
	ASSERT_EQ(0, child_start(&first, one_call, (void *)1));
	ASSERT_EQ(0, dev_only_call(self->fd, TEST_CALL));
	ASSERT_EQ(1, dev_add(self->fd, self->root.pid, 0));
	ASSERT_EQ(1, dev_add(self->fd, first.pid, SCT_TARGET_FOLLOW));
	ASSERT_EQ(0, dev_start(self->fd));
	child_go(&self->root);
	child_go(&first);
	child_wait(&first);
	EXPECT_EQ(1, dev_stats(self->fd, SCT_STATS_TOTAL).targets);

	pid = fork_as(first.pid);
	if (!pid) {
		raw1(TEST_CALL, 2);
		raw1(SYS_exit, 0);
	}
	ASSERT_EQ(first.pid, pid);
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(1, dev_stats(self->fd, SCT_STATS_TOTAL).targets);

	self->shared->quit = 1;
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	child_wait(&self->root);
	EXPECT_EQ(1, trace_count_calls(&self->trace, first.pid, TEST_CALL));
	EXPECT_EQ(1, trace_call(&self->trace, first.pid, TEST_CALL, 0).enter->args[0]);
	EXPECT_EQ(NULL, trace_task(&self->trace, first.pid, SCT_TASK_EXIT, 1));
}

static void call_and_fork(void *arg)
{
	raw1(TEST_CALL, arg);
	raw1(TEST_CALL2, make_child(SYS_clone, SIGCHLD, 5));
	raw_call(SYS_wait4, -1, 0, 0, 0, 0, 0);
}

/* In a pid namespace of its own: 0 when all numbers were those of the namespace. */
static int reader_in_namespace(pid_t outside)
{
	const struct sct_task *fork_task;
	struct trace t = { 0 };
	struct call c;
	pid_t pid;
	int fd;

	fd = dev_open(0);
	if (fd < 0 || getpid() != 1)
		return 1;
	if (dev_add(fd, outside, 0) != -ESRCH)
		return 2;
	if (trace_body(fd, SCT_TARGET_FOLLOW, call_and_fork, (void *)7, &t, &pid))
		return 3;
	c = trace_call(&t, pid, TEST_CALL, 0);
	if (!c.exit || c.enter->args[0] != 7)
		return 4;
	c = trace_call(&t, pid, TEST_CALL2, 0);
	fork_task = trace_task(&t, pid, SCT_TASK_FORK, 0);
	if (!c.enter || !fork_task || fork_task->other != c.enter->args[0] ||
	    fork_task->tgid != fork_task->other)
		return 5;
	if (!trace_call(&t, fork_task->other, TEST_CALL, 0).enter)
		return 6;
	if (!trace_task(&t, pid, SCT_TASK_EXIT, 0) ||
	    trace_task(&t, pid, SCT_TASK_EXIT, 0)->tgid != (uint32_t)pid)
		return 7;
	return 0;
}

TEST_F(follow, reader_in_a_pid_namespace)
{
	pid_t pid, inner, outside = getpid();
	int status;

	/* a number that the new namespace surely does not have */
	ASSERT_LT(20, outside);
	pid = fork();
	if (!pid) {
		if (syscall(SYS_unshare, CLONE_NEWPID))
			_exit(100);
		inner = fork();
		if (!inner)
			_exit(reader_in_namespace(outside));
		waitpid(inner, &status, 0);
		_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 101);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, WEXITSTATUS(status));
}

static void enter_namespace(void *arg)
{
	long pid;

	raw1(SYS_unshare, CLONE_NEWPID);
	pid = raw2(SYS_clone, SIGCHLD, 0);
	if (!pid) {
		raw1(TEST_CALL, raw0(SYS_getpid));
		raw1(SYS_exit, 0);
	}
	raw1(TEST_CALL2, pid);
	raw_call(SYS_wait4, -1, 0, 0, 0, 0, 0);
	tell_and_wait(arg);
}

/* The numbers are those that the reader knows, whatever namespace the target is in. */
TEST_F(follow, target_in_a_pid_namespace)
{
	struct call outer, inner;

	RUN(SCT_TARGET_FOLLOW, enter_namespace);
	outer = trace_call(&self->trace, self->root.pid, TEST_CALL2, 0);
	ASSERT_NE(NULL, outer.enter);
	inner = trace_call(&self->trace, outer.enter->args[0], TEST_CALL, 0);
	ASSERT_NE(NULL, inner.enter);
	EXPECT_EQ(1, inner.enter->args[0]);
	EXPECT_EQ(outer.enter->args[0],
		  trace_task(&self->trace, self->root.pid, SCT_TASK_FORK, 0)->other);
}

TEST_HARNESS_MAIN
