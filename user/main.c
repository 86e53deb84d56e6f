// SPDX-License-Identifier: GPL-2.0
/*
 * sctrace: prints the system calls that the module records.
 *
 * The flow from the command line to the exit status, and the only place where
 * errors are printed.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "device.h"
#include "launch.h"
#include "merge.h"
#include "options.h"
#include "output.h"
#include "pids.h"
#include "signals.h"
#include "sink.h"
#include "stack.h"
#include "thread.h"

#ifndef SCT_VERSION_TEXT
#define SCT_VERSION_TEXT	"0.1"
#endif

#define PARTIAL_LINE_MS	8
#define BY_LIMIT	1000	/* what ended the trace: --syscall-limit; no signal has this number */

struct session {
	const char *program;	/* the name we were called by */
	struct sct_options opt;
	struct sct_fail fail;
	struct sct_command command;
	struct sct_launch launch;
	struct sct_output *output;
	struct sct_device *device;
	struct sct_merge *merge;
	struct sct_threads threads;
	struct sct_pids pids;
	struct sct_sink *lines;
	struct sct_sink *table;
	bool counted;		/* the module counts the calls, without records of them */
	struct timespec next_table;	/* --interval */
	bool write_failed;
};

/* --- what we say ---------------------------------------------------------- */

static void complain(const struct session *s)
{
	fprintf(stderr, "%s: %.*s\n", s->program, (int)s->fail.text.len, s->fail.text.buf);
	if (s->fail.hint)
		fprintf(stderr, "Try '%s -h' for more information.\n", s->program);
}

/* Prints every line of @text behind our name. */
static void print_lines(const struct session *s, const struct strbuf *text)
{
	const char *at = text->buf, *end;
	size_t left = text->len;

	for (; left; left -= end - at + 1, at = end + 1) {
		end = memchr(at, '\n', left);
		if (!end)
			break;
		fprintf(stderr, "%s: %.*s\n", s->program, (int)(end - at), at);
	}
}

static void say(struct session *s, const char *text)
{
	s->lines->ops->message(s->lines, text);
}

/* Once, as soon as it is known: a full disk, a pipe without a reader. */
static void report_write_error(struct session *s)
{
	if (s->write_failed || !s->lines->fail.text.len)
		return;
	s->write_failed = true;
	fprintf(stderr, "%s: %.*s\n", s->program, (int)s->lines->fail.text.len,
		s->lines->fail.text.buf);
}

/*
 * All losses, also those behind the last record that there was room for: no
 * line in the trace tells of these.
 */
static void report_lost(struct session *s)
{
	uint64_t lost = sct_device_lost(s->device);

	if (lost < s->threads.lost)
		lost = s->threads.lost;
	if (!lost)
		return;
	fprintf(stderr, "%s: %llu records lost", s->program, (unsigned long long)lost);
	if (lost > s->threads.lost)
		fprintf(stderr, " (%llu of them at the end)",
			(unsigned long long)(lost - s->threads.lost));
	fprintf(stderr, ": trace less, or use --lossless or a --buffer-size above %uk\n",
		sct_device_source(s->device)->info.ring_bytes / 1024);
}

/* --- setting up ----------------------------------------------------------- */

/* What has to do with the user's command line only, not with the device. */
static int prepare(struct session *s)
{
	struct sct_options *opt = &s->opt;
	struct strbuf messages = STRBUF_INIT;
	int ret;

	if (opt->user) {
		ret = sct_command_user(&s->command, opt->user, &s->fail);
		if (ret)
			return ret;
	}
	ret = sct_path_resolve(&opt->paths, &messages);
	if (!(opt->quiet & SCT_QUIET_PATH))
		print_lines(s, &messages);
	sb_free(&messages);
	if (ret)
		return sct_fail(&s->fail, ret, "out of memory");
	ret = sct_output_open(&s->output, opt->separately ? NULL : opt->output, opt->append,
			      &s->fail);
	if (ret)
		return ret;
	if (!opt->command)
		return 0;
	ret = sct_command_find(&s->command, opt->command[0], &s->fail);
	if (opt->argv0)
		opt->command[0] = (char *)opt->argv0;
	s->command.argv = opt->command;
	s->command.env = &opt->env;
	/* with -D it is not our child: only an end of ours that we see kills it */
	s->command.die_with_us = opt->kill_on_exit && !opt->daemonize;
	return ret;
}

/* Those that are shown, and those that -k needs to know of. */
static struct sct_syscall_set recorded_calls(const struct sct_options *opt)
{
	struct sct_syscall_set set = opt->trace;

	if (opt->stack)
		sct_stacks_calls(&set);
	return set;
}

static int send_plan(struct session *s)
{
	const struct sct_options *opt = &s->opt;
	struct sct_plan_tables plan = { 0 };
	struct sct_syscall_set set = recorded_calls(opt);
	int ret;

	/* to count, nothing of the calls' arguments is needed */
	if (opt->summary == SCT_SUMMARY_ONLY && !opt->decode.want_fds)
		return 0;
	ret = sct_plan_build(&plan, &set, &opt->decode);
	if (ret)
		return sct_fail(&s->fail, ret, "cannot make a capture plan: %s", strerror(-ret));
	ret = sct_device_plan(s->device, &plan, &s->fail);
	sct_plan_free(&plan);
	return ret;
}

/* Whether all that -c needs is counts of every call that the module's own filter lets by. */
static bool counts_suffice(const struct sct_options *opt)
{
	return opt->summary == SCT_SUMMARY_ONLY && !opt->decode.want_fds &&
	       !opt->by_duration && !opt->stack && !opt->call_limit && !opt->overhead_ns && !opt->detach_on_execve;
}

static int open_device(struct session *s)
{
	const struct sct_options *opt = &s->opt;
	struct sct_syscall_set set = recorded_calls(opt);
	struct sct_config config = {
		.flags = opt->summary && !opt->wall_clock ? SCT_CONFIG_CPU_TIME : 0,
		.ring_bytes = (uint32_t)opt->buffer_bytes,
		.wait_ms = opt->lossless_s * 1000,
	};
	int ret;

	s->counted = counts_suffice(opt);
	if (s->counted)
		config.flags |= SCT_CONFIG_COUNT;
	/* of a quick mmap, -k wants to know as well; the sinks keep it out of the lines */
	if (opt->by_duration && !opt->stack) {
		config.min_ns = opt->min_ns;
		config.max_ns = opt->max_ns == UINT64_MAX ? 0 : opt->max_ns;
	}

	ret = sct_device_open(&s->device, SCT_DEVICE, &s->fail);
	if (!ret)
		ret = sct_device_configure(s->device, &config, &s->fail);
	if (!ret && !sct_is_all_syscalls(&set))
		ret = sct_device_filter(s->device, &set, &s->fail);
	if (!ret)
		ret = send_plan(s);
	if (!ret)
		ret = sct_device_map(s->device, &s->fail);
	if (!ret)
		ret = sct_device_start(s->device, &s->fail);
	return ret;
}

static void detach_thread(void *arg, uint32_t tid)
{
	struct session *s = arg;

	/* it may be gone by now, and that is as well */
	sct_device_remove(s->device, tid);
}

static int launch_error(void *arg)
{
	struct session *s = arg;

	return sct_launch_error(&s->launch);
}

static int set_up_reading(struct session *s)
{
	struct sct_source *source = sct_device_source(s->device);
	const struct sct_options *opt = &s->opt;
	bool only = opt->summary == SCT_SUMMARY_ONLY;

	sct_threads_init(&s->threads, &source->info);
	s->threads.detach_on_execve = opt->detach_on_execve;
	s->threads.detach = detach_thread;
	s->threads.launch_error = launch_error;
	sct_pids_init(&s->pids, &s->threads);
	s->opt.decode.pids = &s->pids;
	if (opt->stack) {
		s->threads.shown = &opt->trace;
		s->threads.stacks = sct_stacks_new(opt->frame_limit);
		if (!s->threads.stacks)
			return sct_fail(&s->fail, -ENOMEM, "out of memory");
	}
	s->threads.arg = s;
	s->merge = sct_merge_new(source);
	s->lines = sct_out_strace(opt, s->output, s->program, only);
	s->table = opt->summary ? sct_out_summary(opt, s->output) : NULL;
	if (!s->merge || !s->lines || (opt->summary && !s->table))
		return sct_fail(&s->fail, -ENOMEM, "out of memory");
	sct_threads_add_sink(&s->threads, s->lines);
	if (s->table)
		sct_threads_add_sink(&s->threads, s->table);
	return 0;
}

/* --- targets -------------------------------------------------------------- */

static int attach_failed(struct session *s, pid_t pid, int err)
{
	const char *why = strerror(-err);

	if (err == -EEXIST)
		why = "is traced already";
	else if (err == -EINVAL)
		why = "is a kernel thread";
	return sct_fail(&s->fail, err, "attach: %d: %s", pid, why);
}

static void say_attached(struct session *s, pid_t pid, unsigned int threads)
{
	char text[96];

	if (s->opt.quiet & SCT_QUIET_ATTACH)
		return;
	if (threads > 1)
		snprintf(text, sizeof(text), "Process %d attached with %u threads", pid, threads);
	else
		snprintf(text, sizeof(text), "Process %d attached", pid);
	say(s, text);
	s->lines->ops->idle(s->lines, false);
}

static int attach(struct session *s, pid_t pid)
{
	unsigned int flags = s->opt.follow ? SCT_TARGET_FOLLOW | SCT_TARGET_THREADS : 0;
	unsigned int threads = 1;
	int ret;

	if (pid == getpid())
		return sct_fail(&s->fail, -EINVAL, "attach: %d: this is sctrace itself", pid);
	ret = sct_device_add(s->device, pid, flags, s->opt.follow_depth, &threads);
	if (ret)
		return attach_failed(s, pid, ret);
	s->threads.expected += threads;
	say_attached(s, pid, threads);
	return 0;
}

/* Every thread that fits, and those that will. */
static int attach_selected(struct session *s)
{
	struct sct_select select;
	char text[96];
	int ret = sct_wanted_resolve(&s->opt.select, &select, &s->fail);

	if (ret)
		return ret;
	if (s->opt.follow)
		select.flags |= SCT_SELECT_FOLLOW;
	ret = sct_device_select(s->device, &select, &s->fail);
	if (select.cgroup_fd)
		close(select.cgroup_fd);
	if (ret)
		return ret;
	if (!(s->opt.quiet & SCT_QUIET_ATTACH)) {
		snprintf(text, sizeof(text), "%u thread%s attached", select.threads,
			 select.threads == 1 ? "" : "s");
		say(s, text);
	}
	return 0;
}

/* As many of them as there are; an error when there is none, and no command. */
static int attach_all(struct session *s)
{
	size_t i, attached = 0;
	int ret = 0;

	for (i = 0; i < s->opt.nr_pids; i++) {
		ret = attach(s, s->opt.pids[i]);
		if (!ret)
			attached++;
		else if (i + 1 < s->opt.nr_pids || attached || s->opt.command)
			complain(s);
	}
	if (s->opt.select.any)
		return attach_selected(s);
	return attached || s->opt.command ? 0 : ret;
}

static int launch(struct session *s)
{
	unsigned int flags = SCT_TARGET_ON_EXEC;
	int ret;

	/* what the command starts is not selected: it is below us */
	if (s->opt.follow || s->opt.select.any)
		flags |= SCT_TARGET_FOLLOW;

	ret = sct_launch_prepare(&s->launch, &s->command, s->opt.daemonize, &s->fail);
	if (ret)
		return ret;
	ret = sct_device_add(s->device, s->launch.pid, flags, s->opt.follow_depth, NULL);
	if (ret) {
		sct_launch_cancel(&s->launch);
		return sct_fail(&s->fail, ret, "cannot trace the new process: %s",
				strerror(-ret));
	}
	sct_threads_launch(&s->threads, s->launch.pid);
	if (s->opt.daemonize)
		say_attached(s, s->launch.pid, 1);
	sct_launch_go(&s->launch);
	return 0;
}

/* --- the trace ------------------------------------------------------------ */

static bool limit_reached(const struct session *s)
{
	const struct sct_sink *counter = s->opt.summary == SCT_SUMMARY_ONLY ? s->table : s->lines;

	return s->opt.call_limit && counter->calls >= s->opt.call_limit;
}

static int on_record(void *arg, const struct sct_record *record)
{
	struct session *s = arg;

	if (limit_reached(s))
		return -ECANCELED;
	return sct_threads_record(&s->threads, record);
}

static long batch(struct session *s, bool last)
{
	long given = sct_merge_batch(s->merge, last, on_record, s);

	if (given == -ECANCELED)
		return given;
	if (given == -EBADMSG)
		sct_fail(&s->fail, given, "the records from the module are damaged: please report "
			 "this");
	else if (given < 0)
		sct_fail(&s->fail, given, "reading records: %s", strerror(-given));
	return given;
}

/* What the module has counted so far. */
static int take_counts(struct session *s)
{
	struct sct_count *counts;
	unsigned int abi;
	int ret = 0;

	if (!s->counted)
		return 0;
	counts = calloc(SCT_NR_COUNTED, sizeof(*counts));
	if (!counts)
		return sct_fail(&s->fail, -ENOMEM, "out of memory");
	for (abi = 0; !ret && abi < SCT_NR_ABIS; abi++) {
		ret = sct_device_counts(s->device, abi, counts, &s->fail);
		if (!ret)
			sct_out_summary_set(s->table, abi, counts);
	}
	free(counts);
	return ret;
}

/* --interval: the table, when it is time for it; then milliseconds until the next, or -1. */
static int interval_ms(struct session *s)
{
	struct timespec now;
	long ms;

	if (!s->opt.interval_s)
		return -1;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!s->next_table.tv_sec) {
		s->next_table = now;
		s->next_table.tv_sec += s->opt.interval_s;
	}
	ms = (s->next_table.tv_sec - now.tv_sec) * 1000 +
	     (s->next_table.tv_nsec - now.tv_nsec) / 1000000;
	if (ms > 0)
		return ms;
	s->next_table = now;
	s->next_table.tv_sec += s->opt.interval_s;
	if (!take_counts(s)) {
		s->table->ops->finish(s->table);
		sb_char(&s->output->text, '\n');
		sct_output_flush(s->output);
	}
	return s->opt.interval_s * 1000;
}

/*
 * Sleeps until there are more records.  Most calls return soon: their lines are
 * written whole.  A call that does not is shown as far as it went.
 */
static int wait_for_records(struct session *s)
{
	struct sct_source *source = sct_device_source(s->device);
	int ret;

	s->lines->ops->idle(s->lines, true);
	ret = source->ops->wait(source, PARTIAL_LINE_MS, sct_signals_mask());
	if (!ret) {
		s->lines->ops->idle(s->lines, false);
		report_write_error(s);
		ret = source->ops->wait(source, interval_ms(s), sct_signals_mask());
	}
	if (ret < 0)
		return sct_fail(&s->fail, ret, "waiting for records: %s", strerror(-ret));
	return 0;
}

/* Until every target is gone: 0; or a signal came: its number; or BY_LIMIT; or an error. */
static int read_records(struct session *s)
{
	struct sct_source *source = sct_device_source(s->device);
	bool ended = false, stopped = false;
	long given;
	int ret;

	for (;;) {
		given = batch(s, ended);
		if (limit_reached(s))
			return BY_LIMIT;
		if (given < 0)
			return given;
		/* a selection has no end of its own, but that of the command */
		if (s->opt.select.any && s->threads.launch_ended && !stopped) {
			sct_device_stop(s->device);
			stopped = true;
		}
		if (sct_signals_received())
			return sct_signals_received();
		interval_ms(s);
		if (given)
			continue;
		if (ended)
			return 0;
		ret = wait_for_records(s);
		if (ret)
			return ret;
		ended = source->ops->ended(source);
	}
}

/* --kill-on-exit */
static void kill_targets(const struct session *s)
{
	const struct sct_thread *thread;

	for (thread = s->threads.first; thread; thread = thread->next)
		if (!thread->detached)
			kill(thread->tid, SIGKILL);
}

static void finish(struct session *s, int how)
{
	if (how || s->opt.select.any) {
		sct_device_stop(s->device);
		if (how == BY_LIMIT && !(s->opt.quiet & SCT_QUIET_ATTACH))
			say(s, "System call limit has been reached, detaching tracees");
		else if (how > 0 && how != BY_LIMIT)
			batch(s, true);
		if (s->opt.kill_on_exit)
			kill_targets(s);
		sct_threads_detach_all(&s->threads);
	} else {
		sct_threads_end(&s->threads);
	}
	s->lines->ops->finish(s->lines);
	if (s->table) {
		if (take_counts(s))
			complain(s);
		s->table->ops->finish(s->table);
	}
	report_write_error(s);
	report_lost(s);
}

/* --- the end -------------------------------------------------------------- */

static void clean_up(struct session *s)
{
	int err;

	sct_threads_free(&s->threads);
	sct_stacks_free(s->threads.stacks);
	sct_merge_free(s->merge);
	if (s->device)
		sct_device_source(s->device)->ops->close(sct_device_source(s->device));
	if (s->output) {
		err = sct_output_close(s->output);
		if (err && !s->write_failed)
			fprintf(stderr, "%s: %s: %s\n", s->program,
				s->opt.output ? s->opt.output : "stderr", strerror(-err));
		s->write_failed |= err != 0;
	}
	if (s->lines)
		s->lines->ops->free(s->lines);
	if (s->table)
		s->table->ops->free(s->table);
	sb_free(&s->command.path);
	sct_options_free(&s->opt);
	sb_free(&s->fail.text);
}

/* The command ends as we do, when a signal made us. */
static void end_command(const struct session *s, int signo)
{
	if (!s->launch.pid || !s->launch.is_child)
		return;
	kill(s->launch.pid, SIGCONT);
	kill(s->launch.pid, signo);
}

static int command_status(const struct session *s)
{
	int status;

	if (!s->launch.pid || !s->launch.is_child)
		return 0;
	while (waitpid(s->launch.pid, &status, 0) < 0)
		if (errno != EINTR)
			return 0;
	if (WIFSIGNALED(status))
		sct_signals_die(WTERMSIG(status));
	return WEXITSTATUS(status);
}

static int trace(struct session *s)
{
	int ret, status;

	sct_signals_setup(s->opt.interruptible);
	ret = prepare(s);
	if (!ret)
		ret = open_device(s);
	if (!ret)
		ret = set_up_reading(s);
	if (!ret)
		ret = attach_all(s);
	if (!ret && s->opt.command)
		ret = launch(s);
	if (ret) {
		complain(s);
		clean_up(s);
		return 1;
	}
	ret = read_records(s);
	finish(s, ret);
	if (ret > 0 && ret != BY_LIMIT)
		end_command(s, ret);
	if (ret < 0)
		complain(s);
	clean_up(s);
	sct_signals_restore();
	if (ret == BY_LIMIT)
		return s->write_failed;
	if (ret > 0)
		sct_signals_die(ret);
	status = command_status(s);
	return status ? status : ret < 0 || s->write_failed;
}

static int print_text(struct strbuf *text)
{
	int ret = fwrite(text->buf, 1, text->len, stdout) != text->len || fflush(stdout);

	sb_free(text);
	return ret;
}

int main(int argc, char **argv)
{
	struct strbuf text = STRBUF_INIT;
	struct session s = {
		.program = argc ? argv[0] : "sctrace",
		.launch = { .go = -1, .errors = -1 },
	};

	if (sct_options_parse(&s.opt, argc, argv, &s.fail)) {
		print_lines(&s, &s.opt.warnings);
		complain(&s);
		clean_up(&s);
		return 1;
	}
	if (s.opt.action == SCT_HELP) {
		sct_options_help(&text, s.program);
		clean_up(&s);
		return print_text(&text);
	}
	if (s.opt.action == SCT_COMPLETION) {
		sct_options_completion(&text, s.opt.shell);
		clean_up(&s);
		return print_text(&text);
	}
	if (s.opt.action == SCT_VERSION) {
		sb_str(&text, "sctrace -- version " SCT_VERSION_TEXT "\n");
		clean_up(&s);
		return print_text(&text);
	}
	print_lines(&s, &s.opt.warnings);
	return trace(&s);
}
