// SPDX-License-Identifier: GPL-2.0
/* Makes events out of what happens to threads. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "events.h"
#include "pathset.h"

static struct sct_events *to_events(struct sct_sink *sink)
{
	return (struct sct_events *)((char *)sink - offsetof(struct sct_events, sink));
}

const char *sct_abi_name(unsigned int abi)
{
	return abi == SCT_ABI_I386 ? "i386" : abi == SCT_ABI_X32 ? "x32" : "x86-64";
}

/* --- files ---------------------------------------------------------------- */

static void check_output(struct sct_events *events, const struct sct_output *output)
{
	struct sct_fail *fail = &events->sink.fail;

	if (output->err && !fail->text.len)
		sct_fail(fail, output->err, "%s: %s", output->name, strerror(-output->err));
}

static void begin_file(struct sct_events *events, struct sct_output *output)
{
	if (events->format->begin)
		events->format->begin(events, &output->text);
}

/* Not before there is something to put in it: a trace that cannot begin leaves no file. */
static void begin_main(struct sct_events *events)
{
	if (!events->begun)
		begin_file(events, events->main);
	events->begun = true;
}

static void end_file(struct sct_events *events, struct sct_output *output)
{
	if (events->format->end)
		events->format->end(events, &output->text);
	sct_output_flush(output);
	check_output(events, output);
}

/* FILE.TID, for -ff. */
static struct sct_output *own_output(struct sct_events *events, const struct sct_thread *thread)
{
	struct sct_output *output = NULL;
	struct strbuf name = STRBUF_INIT;

	sb_printf(&name, "%s.%u", events->opt->output, thread->tid);
	if (!sct_output_open(&output, sb_cstr(&name), events->opt->append, &events->sink.fail))
		begin_file(events, output);
	sb_free(&name);
	return output;
}

static struct sct_event_thread *get_out(struct sct_events *events, struct sct_thread *thread)
{
	struct sct_event_thread *to = thread->out;

	if (to)
		return to;
	to = calloc(1, sizeof(*to));
	if (!to)
		return NULL;
	to->serial = ++events->serial;
	to->output = events->opt->separately ? own_output(events, thread) : events->main;
	if (!to->output) {
		free(to);
		return NULL;
	}
	thread->out = to;
	return to;
}

static void events_forget(struct sct_sink *sink, struct sct_thread *thread)
{
	struct sct_events *events = to_events(sink);
	struct sct_event_thread *to = thread->out;

	if (!to)
		return;
	thread->out = NULL;
	if (to->output != events->main) {
		end_file(events, to->output);
		sct_output_close(to->output);
	}
	free(to);
}

/* --- one event ------------------------------------------------------------ */

static void put_event(struct sct_events *events, struct sct_event *event)
{
	struct sct_output *output = events->main;

	if (event->thread) {
		event->to = get_out(events, event->thread);
		if (!event->to)
			return;
		output = event->to->output;
	}
	if (output == events->main)
		begin_main(events);
	if (!events->first_time)
		events->first_time = event->time;
	events->format->event(events, &output->text, event);
	sct_output_line(output);
	check_output(events, output);
}

static void put_simple(struct sct_sink *sink, struct sct_thread *thread, enum sct_event_type type)
{
	struct sct_event event = { .type = type, .thread = thread, .time = sink->threads->now };

	put_event(to_events(sink), &event);
}

/* --- calls ---------------------------------------------------------------- */

static bool is_filtered(const struct sct_options *opt)
{
	return opt->paths.nr || !sct_fd_set_is_empty(&opt->fds);
}

static void events_enter(struct sct_sink *sink, struct sct_thread *thread)
{
	struct sct_events *events = to_events(sink);
	const struct sct_options *opt = events->opt;
	struct sct_event_thread *to = get_out(events, thread);

	if (!to)
		return;
	to->enter_time = sink->threads->now;
	if (!events->first_time)
		events->first_time = to->enter_time;
	to->in_call = sct_call_wanted(&opt->paths, &opt->fds, &thread->call);
	to->late = !to->in_call;
}

/* Whether a call that was not wanted at its entry is, or one whose entry is not known. */
static bool is_wanted_late(const struct sct_options *opt, const struct sct_event_thread *to,
			   const struct sct_call *call)
{
	if (!call->entered)
		return !is_filtered(opt);
	return to->late && sct_blobs_are_late(&call->exit_blobs) &&
	       sct_call_wanted(&opt->paths, &opt->fds, call);
}

static void put_call(struct sct_events *events, struct sct_thread *thread, enum sct_call_end end)
{
	const struct sct_threads *threads = events->sink.threads;
	const struct sct_call *call = &thread->call;
	struct sct_event_thread *to = thread->out;
	struct sct_event event = {
		.type = SCT_EVENT_CALL, .thread = thread, .call = call, .end = end,
		.time = call->entered ? to->enter_time : threads->now, .end_time = threads->now,
		.has_duration = call->entered && call->returned,
	};

	if (event.has_duration)
		event.duration = sct_time_span(&threads->time, call->enter_time, call->exit_time);
	put_event(events, &event);
}

static void events_exit(struct sct_sink *sink, struct sct_thread *thread)
{
	struct sct_events *events = to_events(sink);
	const struct sct_options *opt = events->opt;
	struct sct_event_thread *to = get_out(events, thread);
	const struct sct_call *call = &thread->call;
	bool failed = call->ret < 0 && call->ret >= -4095;

	if (!to)
		return;
	if ((to->in_call || is_wanted_late(opt, to, call)) &&
	    opt->status & (failed ? SCT_STATUS_FAILED : SCT_STATUS_SUCCESSFUL) &&
	    (!opt->by_duration ||
	     sct_call_lasted(sink->threads, call, opt->min_ns, opt->max_ns))) {
		put_call(events, thread, SCT_CALL_RETURNED);
		sink->calls++;
	}
	to->in_call = false;
	to->late = false;
}

/* Won't be seen to return. */
static void end_call(struct sct_events *events, struct sct_thread *thread, enum sct_call_end end,
		     unsigned int status)
{
	struct sct_event_thread *to = thread->out;

	if (!to)
		return;
	if (to->in_call && events->opt->status & status)
		put_call(events, thread, end);
	to->in_call = false;
	to->late = false;
}

static void events_gone(struct sct_sink *sink, struct sct_thread *thread, enum sct_gone why)
{
	if (why == SCT_GONE_LOST)
		end_call(to_events(sink), thread, SCT_CALL_UNAVAILABLE, SCT_STATUS_UNAVAILABLE);
	else
		end_call(to_events(sink), thread, SCT_CALL_UNFINISHED, SCT_STATUS_UNFINISHED);
}

/* --- the rest ------------------------------------------------------------- */

static void events_born(struct sct_sink *sink, struct sct_thread *thread)
{
	put_simple(sink, thread, SCT_EVENT_BORN);
}

static void events_exec(struct sct_sink *sink, struct sct_thread *thread)
{
	put_simple(sink, thread, SCT_EVENT_EXEC);
}

static void events_signal(struct sct_sink *sink, struct sct_thread *thread,
			  const struct sct_signal *signal)
{
	struct sct_event event = {
		.type = SCT_EVENT_SIGNAL, .thread = thread, .time = sink->threads->now,
		.signal = signal,
	};

	if (sct_signal_set_has(to_events(sink)->opt->signals, signal->signo))
		put_event(to_events(sink), &event);
}

static void events_superseded(struct sct_sink *sink, struct sct_thread *thread,
			      struct sct_thread *leader)
{
	struct sct_event event = {
		.type = SCT_EVENT_SUPERSEDED, .thread = thread, .time = sink->threads->now,
		.other = thread->tid,
	};
	struct sct_events *events = to_events(sink);
	struct sct_event_thread *to, *taken;
	struct sct_output *output;

	put_event(events, &event);
	to = thread->out;
	taken = leader ? get_out(events, leader) : NULL;
	if (!to || !taken)
		return;
	/* what follows belongs to the process, and into its file */
	output = to->output;
	to->output = taken->output;
	taken->output = output;
}

static void events_exited(struct sct_sink *sink, struct sct_thread *thread, int status)
{
	struct sct_event event = {
		.type = SCT_EVENT_EXITED, .thread = thread, .time = sink->threads->now,
		.status = status,
	};

	put_event(to_events(sink), &event);
}

static void events_detached(struct sct_sink *sink, struct sct_thread *thread)
{
	end_call(to_events(sink), thread, SCT_CALL_DETACHED, SCT_STATUS_DETACHED);
	put_simple(sink, thread, SCT_EVENT_DETACHED);
}

static void events_lost(struct sct_sink *sink, const struct sct_lost *lost)
{
	struct sct_event event = {
		.type = SCT_EVENT_LOST, .time = sink->threads->now, .lost = lost,
	};

	/* with -ff there is no file of all; the count comes at the end */
	if (!to_events(sink)->opt->separately)
		put_event(to_events(sink), &event);
}

/* Before the first record, when the session began. */
static uint64_t now_of(const struct sct_threads *threads)
{
	return threads->now ? threads->now : threads->time.last.monotonic;
}

/* On stderr, unless that is where the items go. */
static void events_message(struct sct_sink *sink, const char *text)
{
	struct sct_events *events = to_events(sink);
	struct sct_event event = {
		.type = SCT_EVENT_MESSAGE, .time = now_of(sink->threads), .text = text,
	};

	if (events->opt->output || events->format->document)
		fprintf(stderr, "%s: %s\n", events->program, text);
	else
		put_event(events, &event);
}

/* --- the sink ------------------------------------------------------------- */

static void events_idle(struct sct_sink *sink, bool partly)
{
	struct sct_events *events = to_events(sink);
	const struct sct_thread *thread;
	const struct sct_event_thread *to;

	(void)partly;
	if (events->format->idle)
		events->format->idle(events);
	sct_output_flush(events->main);
	check_output(events, events->main);
	if (!events->opt->separately)
		return;
	for (thread = sink->threads->first; thread; thread = thread->next) {
		to = thread->out;
		if (!to)
			continue;
		sct_output_flush(to->output);
		check_output(events, to->output);
	}
}

static void events_finish(struct sct_sink *sink)
{
	struct sct_events *events = to_events(sink);

	if (events->opt->separately)
		return;
	begin_main(events);
	end_file(events, events->main);
}

static void events_free(struct sct_sink *sink)
{
	struct sct_events *events = to_events(sink);

	if (events->format->close)
		events->format->close(events);
	sb_free(&events->scratch);
	sb_free(&sink->fail.text);
	free(events);
}

static const struct sct_sink_ops events_ops = {
	.born = events_born,
	.enter = events_enter,
	.exit = events_exit,
	.exec = events_exec,
	.gone = events_gone,
	.signal = events_signal,
	.superseded = events_superseded,
	.exited = events_exited,
	.detached = events_detached,
	.forget = events_forget,
	.message = events_message,
	.lost = events_lost,
	.idle = events_idle,
	.finish = events_finish,
	.free = events_free,
};

static const struct sct_format *const formats[] = {
	[SCT_FORMAT_JSON] = &sct_format_json,
	[SCT_FORMAT_CSV] = &sct_format_csv,
	[SCT_FORMAT_PERF] = &sct_format_perf,
	[SCT_FORMAT_CHROME] = &sct_format_chrome,
	[SCT_FORMAT_SECCOMP] = &sct_format_seccomp,
	[SCT_FORMAT_SQLITE] = &sct_format_sqlite,
	[SCT_FORMAT_SIDE] = &sct_format_side,
};

struct sct_sink *sct_out_events(const struct sct_options *opt, struct sct_output *output,
				const char *program, struct sct_fail *fail)
{
	struct sct_events *events = calloc(1, sizeof(*events));

	if (!events) {
		sct_fail(fail, -ENOMEM, "out of memory");
		return NULL;
	}
	events->sink.ops = &events_ops;
	events->sink.timed = true;
	events->opt = opt;
	events->format = formats[opt->format];
	events->program = program;
	events->main = output;
	if (events->format->open && events->format->open(events)) {
		sct_fail(fail, -EIO, "%s", sb_cstr(&events->sink.fail.text));
		events_free(&events->sink);
		return NULL;
	}
	return &events->sink;
}
