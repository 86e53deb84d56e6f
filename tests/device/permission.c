// SPDX-License-Identifier: GPL-2.0
/*
 * Who may trace whom: what the opener of the session could ptrace, and the
 * caller of the ioctl as well.
 */
#include "device.h"

#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>

#define NOBODY		65534
#define SOMEBODY	12345

static void sleep_forever(void *unused)
{
	(void)unused;
	for (;;)
		pause();
}

/*
 * All three ids of both kinds, no group, no capability; and the memory to lock that
 * users have by default since Linux 5.16, which older ones give a 128th of.
 */
static int become(uid_t uid, gid_t gid)
{
	struct rlimit memlock = { 8 << 20, 8 << 20 };

	setrlimit(RLIMIT_MEMLOCK, &memlock);
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

/* What @body returns in a process of @uid. */
static int run_as(uid_t uid, int (*body)(void *arg), void *arg)
{
	int status, result[2], err = -EIO;
	pid_t child;

	if (pipe(result))
		return -errno;
	child = fork();
	if (!child) {
		err = uid ? become(uid, uid) : 0;
		if (!err)
			err = body(arg);
		_exit(write(result[1], &err, sizeof(err)) != sizeof(err));
	}
	waitpid(child, &status, 0);
	if (read(result[0], &err, sizeof(err)) != sizeof(err))
		err = -EIO;
	close(result[0]);
	close(result[1]);
	return err;
}

struct add {
	int fd;
	pid_t pid;
	uint32_t flags;
};

static int add(void *arg)
{
	const struct add *a = arg;

	return dev_add(a->fd, a->pid, a->flags);
}

/* Adds @pid as a process of NOBODY that the descriptor was handed to. */
static int add_as_nobody(int fd, pid_t pid)
{
	struct add a = { fd, pid, 0 };

	return run_as(NOBODY, add, &a);
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

/* @adder: who makes it a target. */
static int trace_suid_by(int fd, uid_t adder, struct trace *t, pid_t *pid)
{
	struct child c = { .go = -1 };
	struct add a = { fd, 0, SCT_TARGET_FOLLOW };
	int err;

	err = child_start(&c, exec_suid, NULL);
	if (err)
		return err;
	*pid = c.pid;
	child_go(&c);
	if (waitpid(c.pid, &t->status, WUNTRACED) != c.pid)
		return -errno;
	a.pid = c.pid;
	err = run_as(adder, add, &a);
	if (err == 1)
		err = dev_start(fd);
	kill(c.pid, SIGCONT);
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
	if (!err)
		err = trace_drain(fd, t);
	t->status = child_wait(&c);
	return err;
}

static int trace_suid(int fd, struct trace *t, pid_t *pid)
{
	return trace_suid_by(fd, 0, t, pid);
}

/* It was denied, and not one call of the new program is there. */
static bool ends_with_exec(const struct trace *t, pid_t pid)
{
	const struct sct_task *denied = trace_task(t, pid, SCT_TASK_DENIED, 0);
	unsigned int i;

	if (!denied || trace_task(t, pid, SCT_TASK_EXEC, 0))
		return false;
	for (i = trace_index_of(t, denied) + 1; i < t->nr; i++)
		if (t->recs[i]->type == SCT_REC_ENTER)
			return false;
	return true;
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

/* Whether NOBODY's trace of a program of this mode ends as it is executed; or -errno. */
static int ends_by_mode(const char *node, mode_t mode)
{
	int fd = open_by_nobody(node), ret;
	struct trace t = { 0 };
	pid_t pid;

	if (fd < 0)
		return fd;
	ret = copy_suid("/bin/true");
	if (!ret && chmod(SUID_PROGRAM, mode))
		ret = -errno;
	if (!ret)
		ret = trace_suid(fd, &t, &pid);
	if (!ret)
		ret = ends_with_exec(&t, pid);
	unlink(SUID_PROGRAM);
	trace_free(&t);
	close(fd);
	return ret;
}

TEST_F(permission, setgid_program_ends_it)
{
	EXPECT_EQ(1, ends_by_mode(self->node, 02755));
}

/* What cannot be read is not to be read through a trace. */
TEST_F(permission, unreadable_program_ends_it)
{
	EXPECT_EQ(1, ends_by_mode(self->node, 0711));
}

/* The ids stay as they are: what it gains is a capability. */
TEST_F(permission, program_with_file_capabilities_ends_it)
{
	struct vfs_cap_data caps = {
		.magic_etc = VFS_CAP_REVISION_2 | VFS_CAP_FLAGS_EFFECTIVE,
		.data[0].permitted = 1U << CAP_NET_RAW,
	};
	int fd = open_by_nobody(self->node);
	struct trace t = { 0 };
	pid_t pid;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, copy_suid("/bin/true"));
	ASSERT_EQ(0, chmod(SUID_PROGRAM, 0755));
	ASSERT_EQ(0, setxattr(SUID_PROGRAM, "security.capability", &caps, XATTR_CAPS_SZ_2, 0));
	ASSERT_EQ(0, trace_suid(fd, &t, &pid));
	EXPECT_TRUE(ends_with_exec(&t, pid));
	unlink(SUID_PROGRAM);
	trace_free(&t);
	close(fd);
}

/* Root opened it; that does not make a setuid program one that nobody may trace. */
TEST_F(permission, setuid_program_ends_it_for_whom_it_was_handed_to)
{
	int fd = dev_open(O_NONBLOCK);
	struct trace t = { 0 };
	pid_t pid;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, copy_suid("/bin/true"));
	ASSERT_EQ(0, trace_suid_by(fd, NOBODY, &t, &pid));
	EXPECT_TRUE(ends_with_exec(&t, pid));
	close(fd);
	trace_free(&t);

	ASSERT_EQ(0, chmod(SUID_PROGRAM, 0755));
	fd = dev_open(O_NONBLOCK);
	ASSERT_EQ(0, trace_suid_by(fd, NOBODY, &t, &pid));
	EXPECT_EQ(NULL, trace_task(&t, pid, SCT_TASK_DENIED, 0));
	EXPECT_NE(NULL, trace_call(&t, pid, SYS_exit_group, 0).enter);
	unlink(SUID_PROGRAM);
	trace_free(&t);
	close(fd);
}

/* --- other ways to be more than one seems --------------------------------------- */

static void run_suid(void *unused)
{
	char *argv[] = { SUID_PROGRAM, "1000", NULL }, *envp[] = { NULL };

	(void)unused;
	if (!become(NOBODY, NOBODY))
		execve(SUID_PROGRAM, argv, envp);
	_exit(2);
}

/* Waits, 10 s at most, until @pid executes @program. */
static bool wait_program(pid_t pid, const char *program)
{
	char exe[64], path[64];
	unsigned int tries;
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/%d/exe", pid);
	for (tries = 0; tries < 10000; tries++) {
		n = readlink(path, exe, sizeof(exe));
		if (n == (ssize_t)strlen(program) && !memcmp(exe, program, n))
			return true;
		sleep_ms(1);
	}
	return false;
}

TEST_F(permission, running_setuid_program)
{
	int fd = open_by_nobody(self->node), i;
	static const mode_t modes[] = { 04755, 02755 };
	struct child c;

	ASSERT_LE(0, fd);
	for (i = 0; i < 2; i++) {
		ASSERT_EQ(0, copy_suid("/bin/sleep"));
		ASSERT_EQ(0, chmod(SUID_PROGRAM, modes[i]));
		ASSERT_EQ(0, child_start(&c, run_suid, NULL));
		child_go(&c);
		ASSERT_TRUE(wait_program(c.pid, SUID_PROGRAM));
		EXPECT_EQ(-EPERM, dev_add(fd, c.pid, 0));
		EXPECT_EQ(-EPERM, add_as_nobody(fd, c.pid));
		child_kill(&c);
	}
	unlink(SUID_PROGRAM);
	close(fd);
}

static void be_capable(void *arg)
{
	struct __user_cap_header_struct head = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct data[2] = { { .permitted = 1U << CAP_NET_RAW } };

	prctl(PR_SET_KEEPCAPS, 1);
	if (become(NOBODY, NOBODY) || syscall(SYS_capset, &head, data) ||
	    prctl(PR_SET_DUMPABLE, 1))
		_exit(1);
	if (write(*(int *)arg, "", 1) == 1)
		sleep_forever(NULL);
}

/* The same ids and dumpable, but with a capability. */
TEST_F(permission, more_capable)
{
	int fd = open_by_nobody(self->node), root_fd = dev_open(0);
	struct child c;
	char byte;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, child_start(&c, be_capable, &self->ready[1]));
	child_go(&c);
	ASSERT_EQ(1, read(self->ready[0], &byte, 1));
	EXPECT_EQ(-EPERM, dev_add(fd, c.pid, 0));
	EXPECT_EQ(-EPERM, add_as_nobody(fd, c.pid));
	EXPECT_EQ(-EPERM, add_as_nobody(root_fd, c.pid));
	EXPECT_EQ(1, dev_add(root_fd, c.pid, 0));
	child_kill(&c);
	close(fd);
	close(root_fd);
}

struct in_ns {
	uid_t uid;
	int ready;
};

static void be_in_ns(void *arg)
{
	const struct in_ns *in = arg;

	if (become(in->uid, in->uid) || prctl(PR_SET_DUMPABLE, 1) || unshare(CLONE_NEWUSER))
		_exit(write(in->ready, "n", 1) != 1);
	if (write(in->ready, "y", 1) == 1)
		sleep_forever(NULL);
}

/* Who made a user namespace may all there; others may nothing. */
TEST_F(permission, user_namespaces)
{
	int fd = open_by_nobody(self->node), root_fd = dev_open(0);
	struct in_ns in = { NOBODY, self->ready[1] };
	struct child own, foreign;
	char byte;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, child_start(&own, be_in_ns, &in));
	child_go(&own);
	ASSERT_EQ(1, read(self->ready[0], &byte, 1));
	if (byte == 'n')
		SKIP(return, "no user namespaces for users");
	in.uid = SOMEBODY;
	ASSERT_EQ(0, child_start(&foreign, be_in_ns, &in));
	child_go(&foreign);
	ASSERT_EQ(1, read(self->ready[0], &byte, 1));

	EXPECT_EQ(1, add_as_nobody(fd, own.pid));
	EXPECT_EQ(-EPERM, add_as_nobody(fd, foreign.pid));
	EXPECT_EQ(-EPERM, dev_add(fd, foreign.pid, 0));
	EXPECT_EQ(1, dev_add(root_fd, own.pid, 0));
	EXPECT_EQ(1, dev_add(root_fd, foreign.pid, 0));
	child_kill(&own);
	child_kill(&foreign);
	close(fd);
	close(root_fd);
}

static int drop_and_add(void *arg)
{
	struct add *a = arg;
	int err;

	a->fd = dev_open(0);
	err = become(NOBODY, NOBODY);
	return err ? err : dev_add(a->fd, a->pid, 0);
}

/* Who was root when it opened is not root any more. */
TEST_F(permission, dropped_since_open)
{
	struct add a = { -1, self->root.pid, 0 };

	EXPECT_EQ(-EPERM, run_as(0, drop_and_add, &a));
	a.pid = self->own.pid;
	EXPECT_EQ(1, run_as(0, drop_and_add, &a));
}

static void fork_somebody(void *unused)
{
	int status;

	(void)unused;
	if (!fork()) {
		if (become(SOMEBODY, SOMEBODY))
			_exit(1);
		raw0(TEST_MARK);
		_exit(0);
	}
	wait(&status);
}

/* As with ptrace: a child that becomes somebody else stays a target. */
TEST_F(permission, child_that_changes_user)
{
	int fd = dev_open(0);
	struct trace t = { 0 };
	const struct sct_task *born;
	pid_t pid;

	ASSERT_EQ(0, trace_body(fd, SCT_TARGET_FOLLOW, fork_somebody, NULL, &t, &pid));
	born = trace_task(&t, pid, SCT_TASK_FORK, 0);
	ASSERT_NE(NULL, born);
	EXPECT_NE(NULL, trace_call(&t, born->other, TEST_MARK, 0).enter);
	trace_free(&t);
	close(fd);
}

/* Nothing tells what a process of somebody else does. */
TEST_F(permission, same_answer_for_all_of_others)
{
	int fd = open_by_nobody(self->node);
	struct child gone;
	siginfo_t info;
	unsigned int i;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, child_start(&gone, sleep_forever, NULL));
	for (i = 0; i < 20; i++) {
		EXPECT_EQ(-EPERM, add_as_nobody(fd, self->root.pid));	/* sleeps */
		EXPECT_EQ(-EPERM, add_as_nobody(fd, getpid()));		/* works */
		EXPECT_EQ(-ESRCH, dev_remove(fd, self->root.pid, 0));
	}
	kill(gone.pid, SIGKILL);
	ASSERT_EQ(0, waitid(P_PID, gone.pid, &info, WEXITED | WNOWAIT));
	EXPECT_EQ(-EPERM, add_as_nobody(fd, gone.pid));
	child_wait(&gone);
	EXPECT_EQ(-ESRCH, add_as_nobody(fd, gone.pid));
	close(fd);
}

/* --- Yama -------------------------------------------------------------------------- */

#define YAMA	"/proc/sys/kernel/yama/ptrace_scope"

static int set_yama(int scope)
{
	int fd = open(YAMA, O_WRONLY | O_CLOEXEC);
	char digit = '0' + scope;
	int err = fd < 0 || write(fd, &digit, 1) != 1 ? -errno : 0;

	close(fd);
	return err;
}

static int add_own_child(void *node)
{
	int fd = open(node, O_RDWR | O_CLOEXEC);
	struct child c;
	int err;

	if (fd < 0)
		return -errno;
	prctl(PR_SET_DUMPABLE, 1);
	err = child_start(&c, sleep_forever, NULL);
	if (err)
		return err;
	err = dev_add(fd, c.pid, 0);
	child_kill(&c);
	return err;
}

static void let_any_trace(void *ready)
{
	if (become(NOBODY, NOBODY) || prctl(PR_SET_DUMPABLE, 1) ||
	    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY))
		_exit(1);
	if (write(*(int *)ready, "", 1) == 1)
		sleep_forever(NULL);
}

FIXTURE(yama)
{
	char node[64];
};

FIXTURE_SETUP(yama)
{
	struct stat st;

	if (access(YAMA, W_OK))
		SKIP(return, "no Yama in this kernel");
	ASSERT_EQ(0, stat(SCT_DEVICE, &st));
	snprintf(self->node, sizeof(self->node), "/dev/sctrace-yama.%d", getpid());
	ASSERT_EQ(0, mknod(self->node, S_IFCHR | 0600, st.st_rdev));
	ASSERT_EQ(0, chmod(self->node, 0666));
}

FIXTURE_TEARDOWN(yama)
{
	unlink(self->node);
	set_yama(0);
}

TEST_F(yama, scope_1_is_for_descendants)
{
	struct who nobody = { NOBODY, NOBODY, NOBODY, 1, 0 };
	int ready[2], fd = open_by_nobody(self->node), root_fd = dev_open(0);
	struct child own, any;
	char byte;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, pipe(ready));
	ASSERT_EQ(0, start_somebody(&own, &nobody, ready));
	ASSERT_EQ(0, child_start(&any, let_any_trace, &ready[1]));
	child_go(&any);
	ASSERT_EQ(1, read(ready[0], &byte, 1));
	ASSERT_EQ(0, set_yama(1));
	EXPECT_EQ(-EPERM, add_as_nobody(fd, own.pid));
	EXPECT_EQ(-EPERM, add_as_nobody(root_fd, own.pid));
	EXPECT_EQ(1, add_as_nobody(fd, any.pid));
	EXPECT_EQ(1, run_as(NOBODY, add_own_child, self->node));
	EXPECT_EQ(1, dev_add(root_fd, own.pid, 0));
	ASSERT_EQ(0, set_yama(0));
	EXPECT_EQ(1, add_as_nobody(fd, own.pid));
	child_kill(&own);
	child_kill(&any);
	close(fd);
	close(root_fd);
}

TEST_F(yama, scope_2_is_for_the_capable)
{
	int fd = dev_open(0);
	struct child c;

	ASSERT_EQ(0, set_yama(2));
	EXPECT_EQ(-EPERM, run_as(NOBODY, add_own_child, self->node));
	ASSERT_EQ(0, child_start(&c, sleep_forever, NULL));
	EXPECT_EQ(1, dev_add(fd, c.pid, 0));
	child_kill(&c);
	close(fd);
}

/* --- what a user may have ------------------------------------------------------------ */

static int count_sessions(void *node)
{
	struct rlimit memlock = { 0, 0 }, files = { 4096, 4096 };
	int fds[4096], nr, round, first = 0;

	if (setrlimit(RLIMIT_MEMLOCK, &memlock) || setrlimit(RLIMIT_NOFILE, &files))
		return -errno;
	for (round = 0; round < 2; round++) {
		for (nr = 0; nr < 4000; nr++) {
			fds[nr] = open(node, O_RDWR | O_CLOEXEC);
			if (fds[nr] < 0)
				break;
		}
		if (errno != EDQUOT)
			return -errno;
		/* all of it comes back */
		if (round && nr != first)
			return -EPROTO;
		first = nr;
		while (nr)
			close(fds[--nr]);
	}
	return first;
}

TEST_F(permission, sessions_are_limited)
{
	int nr = run_as(NOBODY, count_sessions, self->node);

	EXPECT_LE(5, nr);
	EXPECT_GE(1000, nr);
}

static int config_large(void *node)
{
	struct rlimit memlock = { 1 << 20, 1 << 20 };
	int fd = open(node, O_RDWR | O_CLOEXEC);

	setrlimit(RLIMIT_MEMLOCK, &memlock);
	if (fd >= 0)
		close(fd);
	fd = open(node, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (dev_config(fd, 0, dev_info(fd).max_ring_bytes) != -EDQUOT)
		return -EPROTO;
	return dev_config(fd, 0, SCT_MIN_RING_BYTES);
}

TEST_F(permission, memory_is_limited)
{
	EXPECT_EQ(0, run_as(NOBODY, config_large, self->node));
}

static int crowd_bucket(void *node)
{
	int nr, fd, err = 0;

	prctl(PR_SET_DUMPABLE, 1);
	for (nr = 0; nr < 100 && !err; nr++) {
		fd = open(node, O_RDWR | O_CLOEXEC);
		if (fd < 0)
			return -errno;
		err = dev_add(fd, getpid(), 0);
		if (err == 1)
			err = 0;
	}
	return err == -EDQUOT ? nr : err;
}

/* Whose calls meet the same bucket of the table is none of theirs to make slow. */
TEST_F(permission, buckets_are_limited)
{
	int nr = run_as(NOBODY, crowd_bucket, self->node);

	EXPECT_LE(20, nr);
	EXPECT_GE(33, nr);
}

TEST_HARNESS_MAIN
