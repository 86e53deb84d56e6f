// SPDX-License-Identifier: GPL-2.0
/*
 * Who may trace whom: what the opener of the session could ptrace, and the
 * caller of the ioctl as well.
 */
#include "device.h"

#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#define NOBODY		65534
#define SOMEBODY	12345

static void sleep_forever(void *unused)
{
	(void)unused;
	for (;;)
		pause();
}

/* All three ids of both kinds, no group, no capability. */
static int become(uid_t uid, gid_t gid)
{
	if (setgroups(0, NULL) || setresgid(gid, gid, gid) || setresuid(uid, uid, uid))
		return -errno;
	return 0;
}

/* Who a target is, and whether it may be dumped. */
struct who {
	uid_t uid;
	gid_t gid;
	uid_t saved_uid;
	int dumpable;
	int ready;	/* write end of a pipe */
};

static void be_somebody(void *arg)
{
	const struct who *who = arg;

	if (setgroups(0, NULL) || setresgid(who->gid, who->gid, who->gid) ||
	    setresuid(who->uid, who->uid, who->saved_uid) ||
	    prctl(PR_SET_DUMPABLE, who->dumpable))
		_exit(1);
	if (write(who->ready, "", 1) == 1)
		sleep_forever(NULL);
}

FIXTURE(permission)
{
	char node[64];	/* of the device, for everybody */
	int ready[2];
	struct child root;
	struct child own;	/* NOBODY, dumpable */
};

static int start_somebody(struct child *c, struct who *who, int *ready)
{
	char byte;
	int err;

	who->ready = ready[1];
	err = child_start(c, be_somebody, who);
	if (err)
		return err;
	child_go(c);
	return read(ready[0], &byte, 1) == 1 ? 0 : -EIO;
}

FIXTURE_SETUP(permission)
{
	struct who nobody = { NOBODY, NOBODY, NOBODY, 1, 0 };
	struct stat st;

	ASSERT_EQ(0, pipe(self->ready));
	ASSERT_EQ(0, stat(SCT_DEVICE, &st));
	snprintf(self->node, sizeof(self->node), "/dev/sctrace-test.%d", getpid());
	ASSERT_EQ(0, mknod(self->node, S_IFCHR | 0600, st.st_rdev));
	ASSERT_EQ(0, chmod(self->node, 0666));
	ASSERT_EQ(0, child_start(&self->root, sleep_forever, NULL));
	ASSERT_EQ(0, start_somebody(&self->own, &nobody, self->ready));
}

FIXTURE_TEARDOWN(permission)
{
	unlink(self->node);
	child_kill(&self->root);
	child_kill(&self->own);
}

/* Adds @pid as a process of NOBODY that the descriptor was handed to. */
static int add_as_nobody(int fd, pid_t pid)
{
	int status, result[2], err = -EIO;
	pid_t child;

	if (pipe(result))
		return -errno;
	child = fork();
	if (!child) {
		err = become(NOBODY, NOBODY);
		if (!err)
			err = dev_add(fd, pid, 0);
		_exit(write(result[1], &err, sizeof(err)) != sizeof(err));
	}
	waitpid(child, &status, 0);
	if (read(result[0], &err, sizeof(err)) != sizeof(err))
		err = -EIO;
	close(result[0]);
	close(result[1]);
	return err;
}

/* A session that NOBODY opened, with nothing of root left in the opener. */
static int open_by_nobody(const char *node)
{
	char space[CMSG_SPACE(sizeof(int))] = "";
	struct iovec iov = { space, 1 };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = space, .msg_controllen = sizeof(space),
	};
	int pair[2], fd, status;
	struct cmsghdr *cmsg;
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		return -errno;
	child = fork();
	if (!child) {
		char x = 0;

		iov.iov_base = &x;
		if (become(NOBODY, NOBODY))
			_exit(1);
		fd = open(node, O_RDWR | O_CLOEXEC | O_NONBLOCK);
		cmsg = CMSG_FIRSTHDR(&msg);
		cmsg->cmsg_level = SOL_SOCKET;
		cmsg->cmsg_type = SCM_RIGHTS;
		cmsg->cmsg_len = CMSG_LEN(sizeof(fd));
		memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
		_exit(sendmsg(pair[0], &msg, 0) != 1);
	}
	waitpid(child, &status, 0);
	close(pair[0]);
	fd = -EIO;
	if (!status) {
		char x;

		iov.iov_base = &x;
		if (recvmsg(pair[1], &msg, MSG_CMSG_CLOEXEC) == 1 && CMSG_FIRSTHDR(&msg))
			memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof(fd));
	}
	close(pair[1]);
	return fd;
}

TEST(node_is_for_root)
{
	struct stat st;
	int status;
	pid_t child;

	ASSERT_EQ(0, stat(SCT_DEVICE, &st));
	EXPECT_EQ(S_IFCHR | 0600, st.st_mode);
	EXPECT_EQ(0, st.st_uid);
	EXPECT_EQ(0, st.st_gid);
	child = fork();
	if (!child) {
		if (become(NOBODY, NOBODY))
			_exit(1);
		_exit(dev_open(0) == -EACCES ? 0 : 2);
	}
	waitpid(child, &status, 0);
	EXPECT_EQ(0, status);
}

TEST_F(permission, root_may)
{
	int fd = dev_open(0);

	EXPECT_EQ(1, dev_add(fd, self->root.pid, 0));
	EXPECT_EQ(1, dev_add(fd, self->own.pid, 0));
	EXPECT_EQ(1, dev_add(fd, 1, 0));
	close(fd);
}

/* Root opened it, but whoever got the descriptor may not more than he could alone. */
TEST_F(permission, handed_to_nobody)
{
	int fd = dev_open(0);

	EXPECT_EQ(-EPERM, add_as_nobody(fd, self->root.pid));
	EXPECT_EQ(-EPERM, add_as_nobody(fd, 1));
	EXPECT_EQ(1, add_as_nobody(fd, self->own.pid));
	EXPECT_EQ(1, dev_stats(fd, SCT_STATS_TOTAL).targets);
	close(fd);
}

/* Nobody opened it: root's ioctl does not make it root's session. */
TEST_F(permission, opened_by_nobody)
{
	int fd = open_by_nobody(self->node);

	ASSERT_LE(0, fd);
	EXPECT_EQ(-EPERM, dev_add(fd, self->root.pid, 0));
	EXPECT_EQ(-EPERM, dev_add(fd, getpid(), 0));
	EXPECT_EQ(1, dev_add(fd, self->own.pid, 0));
	EXPECT_EQ(-EEXIST, add_as_nobody(fd, self->own.pid));
	close(fd);
}

/* As ptrace: all three user ids, all three group ids, and dumpable. */
TEST_F(permission, not_quite_own)
{
	struct who almost[] = {
		{ NOBODY, NOBODY, NOBODY, 0, 0 },
		{ NOBODY, SOMEBODY, NOBODY, 1, 0 },
		{ SOMEBODY, NOBODY, SOMEBODY, 1, 0 },
		{ NOBODY, NOBODY, 0, 1, 0 },
		{ NOBODY, NOBODY, SOMEBODY, 1, 0 },
	};
	int fd = open_by_nobody(self->node), root_fd = dev_open(0);
	struct child c;
	unsigned int i;

	ASSERT_LE(0, fd);
	for (i = 0; i < ARRAY_SIZE(almost); i++) {
		ASSERT_EQ(0, start_somebody(&c, &almost[i], self->ready));
		EXPECT_EQ(-EPERM, dev_add(fd, c.pid, 0)) TH_LOG("case %u", i);
		EXPECT_EQ(-EPERM, dev_add(fd, c.pid, SCT_TARGET_THREADS)) TH_LOG("case %u", i);
		EXPECT_EQ(-EPERM, add_as_nobody(fd, c.pid)) TH_LOG("case %u", i);
		EXPECT_EQ(-EPERM, add_as_nobody(root_fd, c.pid)) TH_LOG("case %u", i);
		EXPECT_EQ(1, dev_add(root_fd, c.pid, 0));
		child_kill(&c);
	}
	EXPECT_EQ(0, dev_stats(fd, SCT_STATS_TOTAL).targets);
	close(fd);
	close(root_fd);
}

TEST_F(permission, no_such_pid_says_so)
{
	int fd = open_by_nobody(self->node);

	ASSERT_LE(0, fd);
	EXPECT_EQ(-ESRCH, dev_add(fd, INT32_MAX, 0));
	EXPECT_NE(1, dev_add(fd, 2, 0));
	close(fd);
}

/* --- execve of a program that the opener may not trace ------------------------- */

#define SUID_PROGRAM	"/tmp/sctrace-test-suid"

static void exec_suid(void *unused)
{
	char *argv[] = { SUID_PROGRAM, NULL }, *envp[] = { NULL };

	(void)unused;
	if (become(NOBODY, NOBODY) || prctl(PR_SET_DUMPABLE, 1))
		_exit(1);
	/* until it is a target, too */
	raise(SIGSTOP);
	execve(SUID_PROGRAM, argv, envp);
	_exit(2);
}

static int copy_suid(const char *from)
{
	char command[256];

	snprintf(command, sizeof(command), "cp %s " SUID_PROGRAM " && chmod 4755 " SUID_PROGRAM,
		 from);
	return system(command);
}

static int trace_suid(int fd, struct trace *t, pid_t *pid)
{
	struct child c = { .go = -1 };
	int err;

	err = child_start(&c, exec_suid, NULL);
	if (err)
		return err;
	*pid = c.pid;
	child_go(&c);
	if (waitpid(c.pid, &t->status, WUNTRACED) != c.pid)
		return -errno;
	err = dev_add(fd, c.pid, SCT_TARGET_FOLLOW);
	if (err == 1)
		err = dev_start(fd);
	kill(c.pid, SIGCONT);
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
	if (!err)
		err = trace_drain(fd, t);
	t->status = child_wait(&c);
	return err;
}

TEST_F(permission, setuid_program_ends_it)
{
	int fd = open_by_nobody(self->node);
	struct trace t = { 0 };
	const struct sct_task *denied;
	unsigned int i;
	pid_t pid;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, copy_suid("/bin/true"));
	ASSERT_EQ(0, trace_suid(fd, &t, &pid));
	EXPECT_EQ(0, t.status);
	denied = trace_task(&t, pid, SCT_TASK_DENIED, 0);
	ASSERT_NE(NULL, denied);
	/* not one call of the new program */
	for (i = trace_index_of(&t, denied) + 1; i < t.nr; i++)
		EXPECT_NE(SCT_REC_ENTER, t.recs[i]->type);
	EXPECT_EQ(0, dev_stats(fd, SCT_STATS_TOTAL).targets);
	unlink(SUID_PROGRAM);
	trace_free(&t);
	close(fd);
}

TEST_F(permission, setuid_program_goes_on_for_root)
{
	int fd = dev_open(O_NONBLOCK);
	struct trace t = { 0 };
	pid_t pid;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, copy_suid("/bin/true"));
	ASSERT_EQ(0, trace_suid(fd, &t, &pid));
	EXPECT_EQ(0, t.status);
	EXPECT_EQ(NULL, trace_task(&t, pid, SCT_TASK_DENIED, 0));
	EXPECT_NE(NULL, trace_task(&t, pid, SCT_TASK_EXEC, 0));
	EXPECT_NE(NULL, trace_task(&t, pid, SCT_TASK_EXIT, 0));
	EXPECT_NE(NULL, trace_call(&t, pid, SYS_exit_group, 0).enter);
	unlink(SUID_PROGRAM);
	trace_free(&t);
	close(fd);
}

/* A program without those bits is nobody's own as before. */
TEST_F(permission, plain_program_goes_on)
{
	int fd = open_by_nobody(self->node);
	struct trace t = { 0 };
	pid_t pid;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, copy_suid("/bin/true"));
	ASSERT_EQ(0, chmod(SUID_PROGRAM, 0755));
	ASSERT_EQ(0, trace_suid(fd, &t, &pid));
	EXPECT_EQ(NULL, trace_task(&t, pid, SCT_TASK_DENIED, 0));
	EXPECT_NE(NULL, trace_call(&t, pid, SYS_exit_group, 0).enter);
	unlink(SUID_PROGRAM);
	trace_free(&t);
	close(fd);
}

TEST_HARNESS_MAIN
