// SPDX-License-Identifier: GPL-2.0
/* sctrace CMD, sctrace -p PID: prints calls while they happen. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "capture.h"
#include "feed.h"
#include "signals.h"

#define PARTIAL_LINE_MS	8
#define BY_LIMIT	1000	/* what ended the trace: --syscall-limit; no signal has this number */

/**
 * struct live - a trace
 * @capture: where records are made
 * @feed: what reads them
 * @view: what becomes of them
 * @counted: the module counts the calls, without records of them
 * @next_table: --interval
 */
struct live {
	struct sct_capture capture;
	struct sct_feed feed;
	struct sct_view view;
	bool counted;
	struct timespec next_table;
};

static struct sct_run *run_of(const struct live *live)
{
	return live->view.run;
}

/* --- setting up ----------------------------------------------------------- */

/* Whether all that -c needs is counts of every call that the module's own filter lets by. */
static bool counts_suffice(const struct sct_options *opt)
{
	struct sct_syscall_set set = opt->trace;

	/* the module counts no calls inside of others */
	return !sct_add_outer_calls(&set) && opt->summary == SCT_SUMMARY_ONLY &&
	       !opt->decode.want_fds && !opt->by_duration && !opt->stack && !opt->call_limit &&
	       !opt->overhead_ns && !opt->detach_on_execve;
}

static void configure(struct live *live)
{
	const struct sct_options *opt = &run_of(live)->opt;
	struct sct_config *config = &live->capture.config;

	live->counted = counts_suffice(opt);
	/* to count, nothing of the calls' arguments is needed */
	live->capture.plain = !opt->decode.want_fds && (opt->summary == SCT_SUMMARY_ONLY ||
							opt->format == SCT_FORMAT_SECCOMP);
	if (opt->summary && !opt->wall_clock)
		config->flags |= SCT_CONFIG_CPU_TIME;
	if (live->counted)
		config->flags |= SCT_CONFIG_COUNT;
}

static void detach_thread(void *arg, uint32_t tid)
{
	struct live *live = arg;

	/* it may be gone by now, and that is as well */
	sct_device_remove(live->capture.device, tid);
}

static int launch_error(void *arg)
{
	struct live *live = arg;

	return sct_launch_error(&live->capture.launch);
}

static int set_up_reading(struct live *live)
{
	struct sct_threads *threads = &live->feed.threads;
	int ret = sct_view_make(&live->view);

	if (!ret)
		ret = sct_feed_init(&live->feed, &live->view,
				    sct_device_source(live->capture.device));
	threads->detach = detach_thread;
	threads->launch_error = launch_error;
	threads->arg = live;
	return ret;
}

static struct live *to_live(struct sct_capture *capture)
{
	return (struct live *)((char *)capture - offsetof(struct live, capture));
}

static void attached(struct sct_capture *capture, pid_t pid, unsigned int threads)
{
	struct live *live = to_live(capture);

	live->feed.threads.expected += threads;
	sct_view_attached(&live->view, pid, threads);
	sct_view_idle(&live->view, false);
}

static void selected(struct sct_capture *capture, unsigned int threads)
{
	sct_view_selected(&to_live(capture)->view, threads);
}

static void launched(struct sct_capture *capture, pid_t pid)
{
	struct live *live = to_live(capture);

	sct_threads_launch(&live->feed.threads, pid);
	if (!run_of(live)->opt.daemonize)
		return;
	sct_view_attached(&live->view, pid, 1);
	sct_view_idle(&live->view, false);
}

/* --- the trace ------------------------------------------------------------ */

/* What the module has counted so far. */
static int take_counts(struct live *live)
{
	struct sct_fail *fail = &run_of(live)->fail;
	struct sct_count *counts;
	unsigned int abi;
	int ret = 0;

	if (!live->counted)
		return 0;
	counts = calloc(SCT_NR_COUNTED, sizeof(*counts));
	if (!counts)
		return sct_fail(fail, -ENOMEM, "out of memory");
	for (abi = 0; !ret && abi < SCT_NR_ABIS; abi++) {
		ret = sct_device_counts(live->capture.device, abi, counts, fail);
		if (!ret)
			sct_out_summary_set(live->view.table, abi, counts);
	}
	free(counts);
	return ret;
}

/* --interval: the table, when it is time for it; then milliseconds until the next, or -1. */
static int interval_ms(struct live *live)
{
	size_t interval_s = run_of(live)->opt.interval_s;
	struct timespec now, *next = &live->next_table;
	long ms;

	if (!interval_s)
		return -1;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!next->tv_sec) {
		*next = now;
		next->tv_sec += interval_s;
	}
	ms = (next->tv_sec - now.tv_sec) * 1000 + (next->tv_nsec - now.tv_nsec) / 1000000;
	if (ms > 0)
		return ms;
	*next = now;
	next->tv_sec += interval_s;
	if (!take_counts(live))
		sct_view_table(&live->view);
	return interval_s * 1000;
}

/*
 * Sleeps until there are more records.  Most calls return soon: their lines are
 * written whole.  A call that does not is shown as far as it went.
 */
static int wait_for_records(struct live *live)
{
	struct sct_source *source = live->feed.source;
	int ret;

	sct_view_idle(&live->view, true);
	ret = source->ops->wait(source, PARTIAL_LINE_MS, sct_signals_mask());
	if (!ret) {
		sct_view_idle(&live->view, false);
		ret = source->ops->wait(source, interval_ms(live), sct_signals_mask());
	}
	if (ret < 0)
		return sct_fail(&run_of(live)->fail, ret, "waiting for records: %s",
				strerror(-ret));
	return 0;
}

/* Until every target is gone: 0; or a signal came: its number; or BY_LIMIT; or an error. */
static int read_records(struct live *live)
{
	struct sct_source *source = live->feed.source;
	const struct sct_options *opt = &run_of(live)->opt;
	bool ended = false, stopped = false;
	long given;
	int ret;

	for (;;) {
		given = sct_feed_batch(&live->feed, ended);
		if (sct_view_full(&live->view))
			return BY_LIMIT;
		if (given < 0)
			return given;
		/* a selection has no end of its own, but that of the command */
		if (opt->select.any && live->feed.threads.launch_ended && !stopped) {
			sct_device_stop(live->capture.device);
			stopped = true;
		}
		if (sct_signals_received())
			return sct_signals_received();
		interval_ms(live);
		if (given)
			continue;
		if (ended)
			return 0;
		ret = wait_for_records(live);
		if (ret)
			return ret;
		ended = source->ops->ended(source);
	}
}

/* --kill-on-exit */
static void kill_targets(const struct live *live)
{
	const struct sct_thread *thread;

	for (thread = live->feed.threads.first; thread; thread = thread->next)
		if (!thread->detached)
			kill(thread->tid, SIGKILL);
}

/*
 * All losses, also those behind the last record that there was room for: no
 * line in the trace tells of these.
 */
static void report_lost(struct live *live)
{
	uint64_t lost = sct_device_lost(live->capture.device);

	sct_feed_report_lost(&live->feed, lost, "trace less, or use --lossless or a --buffer-size "
			     "above");
}

static void finish(struct live *live, int how)
{
	const struct sct_options *opt = &run_of(live)->opt;
	bool detached = how || opt->select.any;

	if (detached) {
		sct_device_stop(live->capture.device);
		if (how == BY_LIMIT)
			sct_view_limited(&live->view);
		else if (how > 0)
			sct_feed_batch(&live->feed, true);
		if (opt->kill_on_exit)
			kill_targets(live);
	}
	sct_feed_end(&live->feed, detached);
	if (take_counts(live))
		sct_complain(run_of(live));
	sct_view_finish(&live->view);
	report_lost(live);
}

static void clean_up(struct live *live)
{
	sct_feed_free(&live->feed);
	sct_capture_free(&live->capture);
	sct_view_close(&live->view);
}

int sct_trace(struct sct_run *run)
{
	static const struct sct_capture_ops ops = {
		.attached = attached, .selected = selected, .launched = launched,
	};
	struct live live = {
		.capture = { .run = run, .ops = &ops, .launch = { .go = -1, .errors = -1 } },
		.view = { .run = run },
	};
	int ret, status;

	sct_signals_setup(run->opt.interruptible);
	configure(&live);
	ret = sct_capture_user(&live.capture);
	if (!ret)
		ret = sct_view_open(&live.view);
	if (!ret)
		ret = sct_capture_command(&live.capture);
	if (!ret)
		ret = sct_capture_open(&live.capture);
	if (!ret)
		ret = set_up_reading(&live);
	if (!ret)
		ret = sct_capture_start(&live.capture);
	if (ret) {
		sct_complain(run);
		clean_up(&live);
		return 1;
	}
	ret = read_records(&live);
	finish(&live, ret);
	if (ret > 0 && ret != BY_LIMIT)
		sct_capture_end_command(&live.capture, ret);
	if (ret < 0)
		sct_complain(run);
	clean_up(&live);
	sct_signals_restore();
	if (ret == BY_LIMIT)
		return live.view.write_failed;
	if (ret > 0)
		sct_signals_die(ret);
	status = sct_capture_status(&live.capture);
	return status ? status : ret < 0 || live.view.write_failed;
}
