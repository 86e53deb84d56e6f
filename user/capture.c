// SPDX-License-Identifier: GPL-2.0
/* Sets up a session with the module and gives it its targets. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "capture.h"
#include "signals.h"
#include "stack.h"

int sct_capture_user(struct sct_capture *capture)
{
	struct sct_run *run = capture->run;

	return run->opt.user ? sct_command_user(&capture->command, run->opt.user, &run->fail) : 0;
}

int sct_capture_command(struct sct_capture *capture)
{
	struct sct_command *command = &capture->command;
	struct sct_options *opt = &capture->run->opt;
	int ret;

	if (!opt->command)
		return 0;
	ret = sct_command_find(command, opt->command[0], &capture->run->fail);
	if (opt->argv0)
		opt->command[0] = (char *)opt->argv0;
	command->argv = opt->command;
	command->env = &opt->env;
	/* with -D it is not our child: only an end of ours that we see kills it */
	command->die_with_us = opt->kill_on_exit && !opt->daemonize;
	return ret;
}

/* --- the session ---------------------------------------------------------- */

/* Those that are shown, those through which they are made, and those that -k needs. */
static struct sct_syscall_set recorded_calls(const struct sct_options *opt)
{
	struct sct_syscall_set set = opt->trace;

	sct_add_outer_calls(&set);
	if (opt->stack)
		sct_stacks_calls(&set);
	return set;
}

static int send_plan(struct sct_capture *capture, const struct sct_syscall_set *set)
{
	struct sct_run *run = capture->run;
	struct sct_plan_tables plan = { 0 };
	int ret;

	if (capture->plain)
		return 0;
	ret = sct_plan_build(&plan, set, &run->opt.decode);
	if (ret)
		return sct_fail(&run->fail, ret, "cannot make a capture plan: %s", strerror(-ret));
	ret = sct_device_plan(capture->device, &plan, &run->fail);
	sct_plan_free(&plan);
	return ret;
}

int sct_capture_open(struct sct_capture *capture)
{
	struct sct_run *run = capture->run;
	const struct sct_options *opt = &run->opt;
	struct sct_syscall_set set = recorded_calls(opt);
	int ret;

	capture->config.ring_bytes = (uint32_t)opt->buffer_bytes;
	capture->config.wait_ms = opt->lossless_s * 1000;
	/* of a quick mmap, -k wants to know as well; the sinks keep it out of the lines */
	if (opt->by_duration && !opt->stack) {
		capture->config.min_ns = opt->min_ns;
		capture->config.max_ns = opt->max_ns == UINT64_MAX ? 0 : opt->max_ns;
	}

	ret = sct_device_open(&capture->device, SCT_DEVICE, &run->fail);
	if (!ret)
		ret = sct_device_configure(capture->device, &capture->config, &run->fail);
	if (!ret && !sct_is_all_syscalls(&set))
		ret = sct_device_filter(capture->device, &set, &run->fail);
	if (!ret)
		ret = send_plan(capture, &set);
	if (!ret)
		ret = sct_device_map(capture->device, &run->fail);
	if (!ret)
		ret = sct_device_start(capture->device, &run->fail);
	return ret;
}

/* --- targets -------------------------------------------------------------- */

#define TELL(capture, op, ...) do {						\
	if ((capture)->ops->op)							\
		(capture)->ops->op((capture), ##__VA_ARGS__);			\
} while (0)

static int attach_failed(struct sct_capture *capture, pid_t pid, int err)
{
	const char *why = strerror(-err);

	if (err == -EEXIST)
		why = "is traced already";
	else if (err == -EINVAL)
		why = "is a kernel thread";
	return sct_fail(&capture->run->fail, err, "attach: %d: %s", pid, why);
}

static int attach(struct sct_capture *capture, pid_t pid)
{
	const struct sct_options *opt = &capture->run->opt;
	unsigned int flags = opt->follow ? SCT_TARGET_FOLLOW | SCT_TARGET_THREADS : 0;
	unsigned int threads = 1;
	int ret;

	if (pid == getpid())
		return sct_fail(&capture->run->fail, -EINVAL, "attach: %d: this is sctrace itself",
				pid);
	ret = sct_device_add(capture->device, pid, flags, opt->follow_depth, &threads);
	if (ret)
		return attach_failed(capture, pid, ret);
	TELL(capture, attached, pid, threads);
	return 0;
}

/* Every thread that fits, and those that will. */
static int attach_selected(struct sct_capture *capture)
{
	const struct sct_options *opt = &capture->run->opt;
	struct sct_fail *fail = &capture->run->fail;
	struct sct_select select;
	int ret = sct_wanted_resolve(&opt->select, &select, fail);

	if (ret)
		return ret;
	if (opt->follow)
		select.flags |= SCT_SELECT_FOLLOW;
	ret = sct_device_select(capture->device, &select, fail);
	if (select.cgroup_fd)
		close(select.cgroup_fd);
	if (!ret)
		TELL(capture, selected, select.threads);
	return ret;
}

/* As many of them as there are; an error when there is none, and no command. */
static int attach_all(struct sct_capture *capture)
{
	const struct sct_options *opt = &capture->run->opt;
	size_t i, attached = 0;
	int ret = 0;

	for (i = 0; i < opt->nr_pids; i++) {
		ret = attach(capture, opt->pids[i]);
		if (!ret)
			attached++;
		else if (i + 1 < opt->nr_pids || attached || opt->command)
			sct_complain(capture->run);
	}
	if (opt->select.any)
		return attach_selected(capture);
	return attached || opt->command ? 0 : ret;
}

static int launch(struct sct_capture *capture)
{
	const struct sct_options *opt = &capture->run->opt;
	struct sct_launch *launch = &capture->launch;
	unsigned int flags = SCT_TARGET_ON_EXEC;
	int ret;

	/* what the command starts is not selected: it is below us */
	if (opt->follow || opt->select.any)
		flags |= SCT_TARGET_FOLLOW;

	ret = sct_launch_prepare(launch, &capture->command, opt->daemonize, &capture->run->fail);
	if (ret)
		return ret;
	ret = sct_device_add(capture->device, launch->pid, flags, opt->follow_depth, NULL);
	if (ret) {
		sct_launch_cancel(launch);
		return sct_fail(&capture->run->fail, ret, "cannot trace the new process: %s",
				strerror(-ret));
	}
	TELL(capture, launched, launch->pid);
	sct_launch_go(launch);
	return 0;
}

int sct_capture_start(struct sct_capture *capture)
{
	int ret = attach_all(capture);

	return ret || !capture->run->opt.command ? ret : launch(capture);
}

/* --- the end of the command ------------------------------------------------- */

void sct_capture_end_command(const struct sct_capture *capture, int signo)
{
	const struct sct_launch *launch = &capture->launch;

	if (!launch->pid || !launch->is_child)
		return;
	kill(launch->pid, SIGCONT);
	kill(launch->pid, signo);
}

int sct_capture_status(const struct sct_capture *capture)
{
	const struct sct_launch *launch = &capture->launch;
	int status;

	if (!launch->pid || !launch->is_child)
		return 0;
	while (waitpid(launch->pid, &status, 0) < 0)
		if (errno != EINTR)
			return 0;
	if (WIFSIGNALED(status))
		sct_signals_die(WTERMSIG(status));
	return WEXITSTATUS(status);
}

void sct_capture_free(struct sct_capture *capture)
{
	if (capture->device)
		sct_device_source(capture->device)->ops->close(sct_device_source(capture->device));
	capture->device = NULL;
	sb_free(&capture->command.path);
}
