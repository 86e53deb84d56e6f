// SPDX-License-Identifier: GPL-2.0
/* SELECT: threads become targets by what they are, and cease to be. */
#include "device.h"

#include <sys/mount.h>
#include <sys/stat.h>

#define SOMEBODY	12345
#define CGROUPS		"/tmp/select-cgroups"

/* What an orphan does once it is told to. */
struct part {
	const char *comm;	/* its name from the start */
	uid_t uid;
	const char *exec;	/* the program that it becomes */
	bool fork;
};

/* A process without an ancestor in the test: what is below the reader is not selected. */
struct orphan {
	pid_t pid;
	int go;
	int gone;	/* end of file when the last of them is gone */
};

FIXTURE(select)
{
	int fd;
	int klog;
	struct orphan one;
	struct orphan two;
	struct trace trace;
};

FIXTURE_SETUP(select)
{
	self->klog = klog_open();
	self->fd = dev_open(O_NONBLOCK);
	ASSERT_LE(0, self->fd);
	self->one.pid = 0;
	self->two.pid = 0;
	symlink("/bin/true", "/tmp/sel-true");
	symlink("/bin/true", "/tmp/oth-true");
}

FIXTURE_TEARDOWN(select)
{
	if (self->one.pid > 0)
		kill(self->one.pid, SIGKILL);
	if (self->two.pid > 0)
		kill(self->two.pid, SIGKILL);
	trace_free(&self->trace);
	close(self->fd);
	EXPECT_TRUE(klog_clean(self->klog));
	close(self->klog);
}

static void play(const struct part *part, int go)
{
	char *argv[] = { (char *)"first", (char *)"second", NULL };
	char *envp[] = { (char *)"VAR=value", NULL };
	char byte;

	prctl(PR_SET_NAME, part->comm);
	if (part->uid && setresuid(part->uid, part->uid, part->uid))
		_exit(1);
	if (read(go, &byte, 1) != 1)
		_exit(1);
	raw1(TEST_CALL, 1);
	if (part->fork && !raw2(SYS_clone, SIGCHLD, 0)) {
		raw1(TEST_CALL2, 0);
		raw1(SYS_exit, 0);
	}
	if (part->exec)
		raw3(SYS_execve, part->exec, argv, envp);
	raw1(TEST_CALL2, 2);
	_exit(0);
}

static int orphan_start(struct orphan *o, const struct part *part)
{
	int go[2], gone[2], pid[2];
	pid_t child;

	if (pipe2(go, O_CLOEXEC) || pipe2(gone, 0) || pipe2(pid, O_CLOEXEC))
		return -errno;
	child = fork();
	if (!child) {
		child = fork();
		if (child) {
			_exit(write(pid[1], &child, sizeof(child)) != sizeof(child));
		}
		/* our end only, or those of another orphan would stay open here */
		close(go[1]);
		close(gone[0]);
		play(part, go[0]);
	}
	waitpid(child, NULL, 0);
	close(go[0]);
	close(gone[1]);
	if (read(pid[0], &o->pid, sizeof(o->pid)) != sizeof(o->pid))
		return -EIO;
	close(pid[0]);
	close(pid[1]);
	o->go = go[1];
	o->gone = gone[0];
	return wait_state(o->pid, 'S') ? 0 : -ETIMEDOUT;
}

/* Has it play its part, to the end. */
static void orphan_run(struct orphan *o)
{
	char byte = 0;

	if (write(o->go, &byte, 1) == 1)
		while (read(o->gone, &byte, 1) > 0)
			;
	close(o->go);
	close(o->gone);
}

static int dev_select(int fd, struct sct_select *select)
{
	select->size = sizeof(*select);
	return dev_ioctl(fd, SCT_IOC_SELECT, select);
}

/* What is there after STOP. */
static int finish(int fd, struct trace *t)
{
	dev_stop(fd);
	return trace_drain(fd, t);
}

/* Records that say what the thread did. */
static unsigned int calls_of(const struct trace *t, pid_t pid)
{
	return trace_count(t, SCT_REC_ENTER, pid);
}

TEST_F(select, refuses)
{
	struct sct_select s = { .flags = 1U << 4 };

	EXPECT_EQ(-EINVAL, dev_select(self->fd, &s));
	s = (struct sct_select){ .uid = 1 };
	EXPECT_EQ(-EINVAL, dev_select(self->fd, &s));
	s = (struct sct_select){ .cgroup_fd = 1 };
	EXPECT_EQ(-EINVAL, dev_select(self->fd, &s));
	s = (struct sct_select){ .comm = "x" };
	EXPECT_EQ(-EINVAL, dev_select(self->fd, &s));
	s = (struct sct_select){ .reserved = 1 };
	EXPECT_EQ(-EINVAL, dev_select(self->fd, &s));
	s = (struct sct_select){ .flags = SCT_SELECT_UID, .uid = -1 };
	EXPECT_EQ(-EINVAL, dev_select(self->fd, &s));
	s = (struct sct_select){ .flags = SCT_SELECT_COMM };
	memset(s.comm, 'x', sizeof(s.comm));
	EXPECT_EQ(-EINVAL, dev_select(self->fd, &s));
	s = (struct sct_select){ .flags = SCT_SELECT_CGROUP, .cgroup_fd = -1 };
	EXPECT_EQ(-EBADF, dev_select(self->fd, &s));
	s.cgroup_fd = self->fd;
	EXPECT_EQ(-EBADF, dev_select(self->fd, &s));
	s = (struct sct_select){ .flags = SCT_SELECT_COMM, .comm = "nobody-is-called-so" };
	EXPECT_EQ(0, dev_select(self->fd, &s));
	EXPECT_EQ(0, s.threads);
	EXPECT_EQ(-EBUSY, dev_select(self->fd, &s));
}

TEST_F(select, needs_privilege)
{
	struct sct_select s = { .flags = SCT_SELECT_UID, .uid = SOMEBODY };
	int status, pid = fork();

	if (!pid) {
		/* the opener was root, the caller is not */
		if (setresuid(SOMEBODY, SOMEBODY, SOMEBODY))
			_exit(1);
		_exit(dev_select(self->fd, &s) == -EPERM ? 0 : 2);
	}
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
}

TEST_F(select, by_name)
{
	struct sct_select s = { .flags = SCT_SELECT_COMM, .comm = "se[k-m]-*" };
	struct part in = { .comm = "sel-one" }, out = { .comm = "oth-one" };

	ASSERT_EQ(0, orphan_start(&self->one, &in));
	ASSERT_EQ(0, orphan_start(&self->two, &out));
	ASSERT_EQ(0, dev_select(self->fd, &s));
	EXPECT_EQ(1, s.threads);
	ASSERT_EQ(0, dev_start(self->fd));
	orphan_run(&self->one);
	orphan_run(&self->two);
	ASSERT_EQ(0, finish(self->fd, &self->trace));
	EXPECT_EQ(1, trace_count_calls(&self->trace, self->one.pid, TEST_CALL));
	EXPECT_EQ(1, trace_count_calls(&self->trace, self->one.pid, TEST_CALL2));
	EXPECT_EQ(0, calls_of(&self->trace, self->two.pid));
}

/* The session goes on when its last target is gone. */
TEST_F(select, waits_for_more)
{
	struct sct_select s = { .flags = SCT_SELECT_COMM, .comm = "sel-one" };
	struct part in = { .comm = "sel-one" };
	struct pollfd p = { .fd = self->fd, .events = POLLIN };

	ASSERT_EQ(0, orphan_start(&self->one, &in));
	ASSERT_EQ(0, dev_select(self->fd, &s));
	ASSERT_EQ(0, dev_start(self->fd));
	orphan_run(&self->one);
	EXPECT_EQ(1, poll(&p, 1, 10000));
	EXPECT_EQ(POLLIN, p.revents);
	dev_stop(self->fd);
	EXPECT_EQ(1, poll(&p, 1, 10000));
	EXPECT_EQ(POLLIN | POLLHUP, p.revents);
}

/* Becomes a target by its execve, which is seen, arguments and all. */
TEST_F(select, by_execve)
{
	struct sct_select s = { .flags = SCT_SELECT_COMM, .comm = "sel-true" };
	struct part in = { .comm = "oth-two", .exec = "/tmp/sel-true" };
	const struct sct_task *exec;
	const struct sct_blob *blob;
	struct call call;
	unsigned int nr;

	ASSERT_EQ(0, orphan_start(&self->one, &in));
	ASSERT_EQ(0, dev_select(self->fd, &s));
	EXPECT_EQ(0, s.threads);
	ASSERT_EQ(0, dev_start(self->fd));
	orphan_run(&self->one);
	ASSERT_EQ(0, finish(self->fd, &self->trace));
	EXPECT_EQ(0, trace_count_calls(&self->trace, self->one.pid, TEST_CALL));
	ASSERT_NE(NULL, trace_task(&self->trace, self->one.pid, SCT_TASK_ATTACH, 0));
	exec = trace_task(&self->trace, self->one.pid, SCT_TASK_EXEC, 0);
	ASSERT_NE(NULL, exec);
	EXPECT_STREQ("sel-true", exec->comm);
	blob = blob_first(&exec->hdr, &nr);
	ASSERT_EQ(3, nr);
	EXPECT_TRUE(blob_is(blob, "/tmp/sel-true", 14));
	blob = blob_next(blob);
	EXPECT_TRUE(blob_is(blob, "first\0second", 13));
	blob = blob_next(blob);
	EXPECT_TRUE(blob_is(blob, "VAR=value", 10));
	call = trace_call(&self->trace, self->one.pid, SYS_execve, 0);
	ASSERT_NE(NULL, call.enter);
	EXPECT_EQ(SCT_REC_ATTACHED, call.enter->flags);
	EXPECT_NE(0, call.enter->args[0]);
	EXPECT_NE(0, call.enter->args[1]);
	EXPECT_NE(0, call.enter->args[2]);
	ASSERT_NE(NULL, call.exit);
	EXPECT_EQ(0, call.exit->ret);
	EXPECT_EQ(SCT_REC_EXECED, call.exit->flags);
	/* the new program's own */
	EXPECT_LT(5, calls_of(&self->trace, self->one.pid));
	ASSERT_NE(NULL, trace_task(&self->trace, self->one.pid, SCT_TASK_EXIT, 0));
}

/* Does not fit after its execve; what follows whatever it is stays. */
static void leave(struct __test_metadata *_metadata, FIXTURE_DATA(select) *self, uint32_t follow)
{
	struct sct_select s = { .flags = SCT_SELECT_COMM | follow, .comm = "sel-*" };
	struct part in = { .comm = "sel-three", .exec = "/tmp/oth-true" };

	ASSERT_EQ(0, orphan_start(&self->one, &in));
	ASSERT_EQ(0, dev_select(self->fd, &s));
	ASSERT_EQ(0, dev_start(self->fd));
	orphan_run(&self->one);
	ASSERT_EQ(0, finish(self->fd, &self->trace));
	EXPECT_EQ(1, trace_count_calls(&self->trace, self->one.pid, TEST_CALL));
	EXPECT_EQ(!follow, !!trace_task(&self->trace, self->one.pid, SCT_TASK_DETACH, 0));
	EXPECT_EQ(!!follow, !!trace_count_calls(&self->trace, self->one.pid, SYS_exit_group));
}

TEST_F(select, leaves_by_execve)
{
	leave(_metadata, self, 0);
}

TEST_F(select, follows_through_execve)
{
	leave(_metadata, self, SCT_SELECT_FOLLOW);
}

/* A child that fits is a target from its first call on. */
TEST_F(select, by_fork)
{
	struct sct_select s = { .flags = SCT_SELECT_COMM, .comm = "sel-four" };
	struct part in = { .comm = "sel-four", .fork = true };
	const struct sct_task *fork;

	ASSERT_EQ(0, orphan_start(&self->one, &in));
	ASSERT_EQ(0, dev_select(self->fd, &s));
	ASSERT_EQ(0, dev_start(self->fd));
	orphan_run(&self->one);
	ASSERT_EQ(0, finish(self->fd, &self->trace));
	fork = trace_task(&self->trace, self->one.pid, SCT_TASK_FORK, 0);
	ASSERT_NE(NULL, fork);
	EXPECT_EQ(1, trace_count_calls(&self->trace, fork->other, TEST_CALL2));
	EXPECT_EQ(2, calls_of(&self->trace, fork->other));
}

TEST_F(select, by_user)
{
	struct sct_select s = { .flags = SCT_SELECT_UID, .uid = SOMEBODY };
	struct part in = { .comm = "x", .uid = SOMEBODY }, out = { .comm = "x" };

	ASSERT_EQ(0, orphan_start(&self->one, &in));
	ASSERT_EQ(0, orphan_start(&self->two, &out));
	ASSERT_EQ(0, dev_select(self->fd, &s));
	EXPECT_EQ(1, s.threads);
	ASSERT_EQ(0, dev_start(self->fd));
	orphan_run(&self->one);
	orphan_run(&self->two);
	ASSERT_EQ(0, finish(self->fd, &self->trace));
	EXPECT_EQ(1, trace_count_calls(&self->trace, self->one.pid, TEST_CALL));
	EXPECT_EQ(0, calls_of(&self->trace, self->two.pid));
}

static int write_pid(const char *path, pid_t pid)
{
	FILE *file = fopen(path, "w");

	if (!file)
		return -errno;
	fprintf(file, "%d\n", pid);
	return fclose(file) ? -errno : 0;
}

TEST_F(select, by_cgroup)
{
	struct sct_select s = { .flags = SCT_SELECT_CGROUP };
	struct part part = { .comm = "x" };

	mkdir(CGROUPS, 0755);
	if (access(CGROUPS "/cgroup.procs", F_OK))
		ASSERT_EQ(0, mount("none", CGROUPS, "cgroup2", 0, NULL));
	mkdir(CGROUPS "/a", 0755);
	mkdir(CGROUPS "/a/b", 0755);
	ASSERT_EQ(0, orphan_start(&self->one, &part));
	ASSERT_EQ(0, orphan_start(&self->two, &part));
	ASSERT_EQ(0, write_pid(CGROUPS "/a/b/cgroup.procs", self->one.pid));
	s.cgroup_fd = open(CGROUPS "/a", O_RDONLY | O_DIRECTORY);
	ASSERT_LE(0, s.cgroup_fd);
	ASSERT_EQ(0, dev_select(self->fd, &s));
	EXPECT_EQ(1, s.threads);
	close(s.cgroup_fd);
	ASSERT_EQ(0, dev_start(self->fd));
	orphan_run(&self->one);
	orphan_run(&self->two);
	ASSERT_EQ(0, finish(self->fd, &self->trace));
	EXPECT_EQ(1, trace_count_calls(&self->trace, self->one.pid, TEST_CALL));
	EXPECT_EQ(0, calls_of(&self->trace, self->two.pid));
	umount2(CGROUPS, MNT_DETACH);
}

/* Everything but us and what we started. */
TEST_F(select, all)
{
	struct sct_select s = { .flags = SCT_SELECT_FOLLOW };
	struct part in = { .comm = "x", .fork = true, .exec = "/bin/true" };
	int status, pid;

	ASSERT_EQ(0, orphan_start(&self->one, &in));
	ASSERT_EQ(0, dev_select(self->fd, &s));
	EXPECT_LE(1, s.threads);
	ASSERT_EQ(0, dev_start(self->fd));
	orphan_run(&self->one);
	pid = fork();
	if (!pid)
		execl("/tmp/sel-true", "sel-true", NULL);
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	ASSERT_EQ(0, finish(self->fd, &self->trace));
	EXPECT_EQ(1, trace_count_calls(&self->trace, self->one.pid, TEST_CALL));
	EXPECT_NE(NULL, trace_task(&self->trace, self->one.pid, SCT_TASK_FORK, 0));
	EXPECT_EQ(1, trace_count_calls(&self->trace, self->one.pid, SYS_execve));
	EXPECT_EQ(0, calls_of(&self->trace, getpid()));
	EXPECT_EQ(0, calls_of(&self->trace, pid));
}

/* More threads become targets by execve than there is stock for at once. */
TEST_F_TIMEOUT(select, storm, 180)
{
	enum { NR = 150 };
	struct sct_select s = { .flags = SCT_SELECT_COMM, .comm = "sel-true" };
	struct sct_stats stats;
	unsigned int i, k;
	int status, pid;

	ASSERT_EQ(0, dev_config(self->fd, 0, 4 << 20));
	ASSERT_EQ(0, dev_select(self->fd, &s));
	ASSERT_EQ(0, dev_start(self->fd));
	/* orphans, ten at a time */
	for (i = 0; i < NR / 10; i++) {
		pid = fork();
		if (!pid) {
			for (k = 0; k < 10; k++)
				if (!fork()) {
					while (getppid() != 1)
						usleep(1000);
					execl("/tmp/sel-true", "sel-true", NULL);
					_exit(1);
				}
			_exit(0);
		}
		ASSERT_EQ(pid, waitpid(pid, &status, 0));
	}
	for (i = 0; i < 1000; i++) {
		stats = dev_stats(self->fd, SCT_STATS_TOTAL);
		if (!stats.targets && i > 100)
			break;
		sleep_ms(10);
	}
	ASSERT_EQ(0, finish(self->fd, &self->trace));
	stats = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_EQ(0, stats.lost);
	for (i = 0, k = 0; i < self->trace.nr; i++) {
		const struct sct_task *task = (const void *)self->trace.recs[i];

		k += task->hdr.type == SCT_REC_TASK && task->event == SCT_TASK_EXEC;
	}
	EXPECT_EQ(NR, k + stats.fork_missed);
	EXPECT_LT(0, k);
}

/* --- TARGET's depth ------------------------------------------------------------- */

static void generations(void *arg)
{
	int *left = arg;

	/* each generation tells its number and makes the next */
	while (*left) {
		raw1(TEST_CALL, *left);
		--*left;
		if (raw2(SYS_clone, SIGCHLD, 0)) {
			raw_call(SYS_wait4, -1, 0, 0, 0, 0, 0);
			raw1(SYS_exit, 0);
		}
	}
}

static void follow_depth(struct __test_metadata *_metadata, FIXTURE_DATA(select) *self,
			 uint32_t depth, unsigned int seen)
{
	struct sct_target_req req = { .size = sizeof(req), .op = SCT_TARGET_ADD,
				      .flags = SCT_TARGET_FOLLOW, .depth = depth };
	unsigned int i, calls = 0;
	struct child c;
	int left = 4;

	ASSERT_EQ(0, child_start(&c, generations, &left));
	req.pid = c.pid;
	ASSERT_EQ(0, dev_ioctl(self->fd, SCT_IOC_TARGET, &req));
	ASSERT_EQ(0, dev_start(self->fd));
	child_go(&c);
	ASSERT_EQ(0, child_wait(&c));
	ASSERT_EQ(0, trace_drain(self->fd, &self->trace));
	for (i = 0; i < self->trace.nr; i++) {
		const struct sct_enter *enter = (const void *)self->trace.recs[i];

		calls += enter->hdr.type == SCT_REC_ENTER && enter->nr == TEST_CALL;
	}
	EXPECT_EQ(seen, calls);
}

TEST_F(select, depth_1)
{
	follow_depth(_metadata, self, 1, 1);
}

TEST_F(select, depth_3)
{
	follow_depth(_metadata, self, 3, 3);
}

TEST_F(select, depth_any)
{
	follow_depth(_metadata, self, 0, 4);
}

TEST_F(select, depth_without_follow)
{
	struct sct_target_req req = { .size = sizeof(req), .op = SCT_TARGET_ADD,
				      .pid = getpid(), .depth = 2 };

	EXPECT_EQ(-EINVAL, dev_ioctl(self->fd, SCT_IOC_TARGET, &req));
}

TEST_HARNESS_MAIN
