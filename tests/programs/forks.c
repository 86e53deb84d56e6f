// SPDX-License-Identifier: GPL-2.0
/* A tree of processes by fork, vfork and clone, with the exit codes that the parents wait for. */
#include "program.h"

#include <linux/sched.h>

static void reap(pid_t pid, int status)
{
	int seen;

	must(waitpid(pid, &seen, 0) == pid && seen == status);
}

static pid_t child_of_fork(int code)
{
	pid_t pid = fork();

	must(pid >= 0);
	if (!pid)
		_exit(code);
	return pid;
}

static pid_t child_of_vfork(int code)
{
	pid_t pid = vfork();

	must(pid >= 0);
	if (!pid)
		_exit(code);
	return pid;
}

static pid_t child_of_clone(int code)
{
	pid_t pid = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, 0);

	must(pid >= 0);
	if (!pid)
		_exit(code);
	return pid;
}

static pid_t child_of_clone3(int code)
{
	struct clone_args args = { .exit_signal = SIGCHLD };
	pid_t pid = syscall(SYS_clone3, &args, sizeof(args));

	must(pid >= 0);
	if (!pid)
		_exit(code);
	return pid;
}

/* Each generation waits for the next one. */
static void generations(int depth)
{
	pid_t pid = fork();

	must(pid >= 0);
	if (pid) {
		reap(pid, depth << 8);
		return;
	}
	if (depth < 3)
		generations(depth + 1);
	_exit(depth);
}

static void killed_child(void)
{
	int seen;
	pid_t pid = fork();

	must(pid >= 0);
	if (!pid)
		for (;;)
			pause();
	must(!kill(pid, SIGKILL));
	must(waitpid(pid, &seen, 0) == pid && WIFSIGNALED(seen) && WTERMSIG(seen) == SIGKILL);
}

static void waits(void)
{
	pid_t pid = child_of_fork(11);
	siginfo_t info;

	must(!waitid(P_PID, pid, &info, WEXITED | WNOWAIT) && info.si_status == 11);
	reap(pid, 11 << 8);
	must_fail(waitpid(pid, NULL, 0), ECHILD);
	must_fail(waitpid(-1, NULL, WNOHANG), ECHILD);
}

int main(void)
{
	reap(child_of_fork(1), 1 << 8);
	reap(child_of_vfork(2), 2 << 8);
	reap(child_of_clone(3), 3 << 8);
	reap(child_of_clone3(4), 4 << 8);
	generations(0);
	killed_child();
	waits();
	return 5;
}
