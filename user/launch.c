// SPDX-License-Identifier: GPL-2.0
/* Starts the command that is to be traced. */
#define _GNU_SOURCE	/* pipe2, setresuid */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "launch.h"
#include "signals.h"

/* The number before @end, or false. */
static bool take_id(const char **at, char end, unsigned int *id)
{
	unsigned long value;
	char *rest;

	errno = 0;
	value = strtoul(*at, &rest, 10);
	if (errno || **at < '0' || **at > '9' || *rest != end || value > UINT32_MAX)
		return false;
	*at = rest + 1;
	*id = value;
	return true;
}

int sct_command_user(struct sct_command *command, const char *user, struct sct_fail *fail)
{
	struct passwd *entry;

	if (getuid() || geteuid())
		return sct_fail(fail, -EPERM, "You must be root to use the -u/--username option");
	if (strchr(user, ':')) {
		const char *at = user;

		if (!take_id(&at, ':', &command->uid) || !take_id(&at, '\0', &command->gid))
			return sct_fail(fail, -EINVAL, "Invalid UID:GID pair '%s'", user);
		command->user = user;
		command->only_ids = true;
		return 0;
	}
	entry = getpwnam(user);
	if (!entry)
		return sct_fail(fail, -ENOENT, "Cannot find user '%s'", user);
	command->user = user;
	command->uid = entry->pw_uid;
	command->gid = entry->pw_gid;
	return 0;
}

static bool is_program(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode) && st.st_mode & 0111;
}

/* Tries @name in every directory of PATH; leaves the last try in @path. */
static bool search(struct strbuf *path, const char *name)
{
	const char *dir = getenv("PATH");
	size_t len;

	for (; dir && *dir; dir += len + (dir[len] == ':')) {
		len = strcspn(dir, ":");
		sb_reset(path);
		sb_mem(path, dir, len);
		if (len && dir[len - 1] != '/')
			sb_char(path, '/');
		sb_str(path, name);
		if (is_program(sb_cstr(path)))
			return true;
	}
	return false;
}

int sct_command_find(struct sct_command *command, const char *name, struct sct_fail *fail)
{
	struct stat st;

	if (!strchr(name, '/') && search(&command->path, name))
		return 0;
	sb_reset(&command->path);
	if (!strchr(name, '/') || stat(name, &st)) {
		if (!strchr(name, '/'))
			errno = ENOENT;
		return sct_fail(fail, -errno, "Can't stat '%s': %s", name, strerror(errno));
	}
	sb_str(&command->path, name);
	sb_cstr(&command->path);
	return 0;
}

/* --- in the new process --------------------------------------------------- */

static int become_user(const struct sct_command *command)
{
	if (!command->user)
		return 0;
	if ((command->only_ids ? setgroups(0, NULL) :
				 initgroups(command->user, command->gid)) ||
	    setresgid(command->gid, command->gid, command->gid) ||
	    setresuid(command->uid, command->uid, command->uid))
		return -errno;
	return 0;
}

static int change_environment(const struct sct_strings *env)
{
	size_t i;

	for (i = 0; i < env->nr; i++) {
		if (strchr(env->s[i], '=') ? putenv((char *)env->s[i]) : unsetenv(env->s[i]))
			return -errno;
	}
	return 0;
}

__attribute__((noreturn))
static void run(const struct sct_command *command, int go, int errors, pid_t tracer)
{
	int err = 0;
	char byte;
	ssize_t got;

	do {
		got = read(go, &byte, 1);
	} while (got < 0 && errno == EINTR);
	if (got != 1)	/* nobody is there to trace it */
		_exit(1);
	sct_signals_restore();
	err = become_user(command);
	/* a change of user has taken this away, so it comes behind it */
	if (!err && command->die_with_us) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != tracer)	/* it was killed just now */
			_exit(1);
	}
	if (!err)
		err = change_environment(command->env);
	if (!err && command->keep_stdout && dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
		err = -errno;
	if (!err) {
		execv(command->path.buf, command->argv);
		err = -errno;
	}
	got = write(errors, &err, sizeof(err));
	_exit(1);
}

/* --- in sctrace ----------------------------------------------------------- */

static int two_pipes(int go[2], int errors[2])
{
	if (pipe2(go, O_CLOEXEC))
		return -errno;
	if (pipe2(errors, O_CLOEXEC)) {
		close(go[0]);
		close(go[1]);
		return -errno;
	}
	return 0;
}

/* As fork(), but it is the caller that is asked to execute the command. */
static pid_t fork_tracer(unsigned int how)
{
	pid_t command = getpid(), middle = fork();

	if (middle < 0)
		return -1;
	if (middle) {	/* no child that the command doesn't know of stays */
		while (waitpid(middle, NULL, 0) < 0 && errno == EINTR)
			;
		return 0;
	}
	if (fork())
		_exit(0);
	if (how == 2)
		setpgid(0, 0);
	else if (how == 3)
		setsid();
	return command;
}

int sct_launch_prepare(struct sct_launch *launch, const struct sct_command *command,
		       unsigned int daemonize, struct sct_fail *fail)
{
	pid_t tracer = getpid();
	int go[2], errors[2], ret;

	ret = two_pipes(go, errors);
	if (ret)
		return sct_fail(fail, ret, "pipe: %s", strerror(-ret));
	launch->pid = daemonize ? fork_tracer(daemonize) : fork();
	if (launch->pid < 0) {
		ret = sct_fail(fail, -errno, "fork: %s", strerror(errno));
		close(go[1]);
		close(errors[0]);
	} else if (!launch->pid) {
		close(go[1]);
		close(errors[0]);
		run(command, go[0], errors[1], tracer);
	}
	close(go[0]);
	close(errors[1]);
	launch->is_child = !daemonize;
	launch->go = go[1];
	launch->errors = errors[0];
	return ret;
}

void sct_launch_go(struct sct_launch *launch)
{
	ssize_t ignored = write(launch->go, "", 1);

	(void)ignored;
	close(launch->go);
	launch->go = -1;
}

void sct_launch_cancel(struct sct_launch *launch)
{
	close(launch->go);
	launch->go = -1;
	if (launch->is_child)
		waitpid(launch->pid, NULL, 0);
	launch->pid = 0;
}

int sct_launch_error(const struct sct_launch *launch)
{
	struct pollfd pollfd = { .fd = launch->errors, .events = POLLIN };
	int err = 0;

	if (launch->pid && poll(&pollfd, 1, 0) == 1 &&
	    read(launch->errors, &err, sizeof(err)) == sizeof(err))
		return -err;
	return 0;
}
