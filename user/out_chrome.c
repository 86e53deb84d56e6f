// SPDX-License-Identifier: GPL-2.0
/*
 * --format=chrome: a timeline for Perfetto and chrome://tracing, in the trace event
 * format.  A track for each thread, a slice for each call.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "events.h"
#include "json.h"

#define WINDOW_NS	100000000ULL	/* of the counter */
#define PER_SECOND	(1000000000ULL / WINDOW_NS)
#define COUNTER		"calls per second"

/**
 * struct chrome - what the format remembers
 * @any: there was an item
 * @flows: ids of flows so far
 * @counter_pid: process whose track has the counter: the first one; 0: none yet
 * @window: number of the time span that is counted
 * @calls: calls that ended in it
 */
struct chrome {
	bool any;
	uint64_t flows;
	uint32_t counter_pid;
	uint64_t window;
	uint64_t calls;
};

static void put_us(struct strbuf *sb, const char *key, uint64_t ns)
{
	sct_json_key(sb, key);
	sb_u64(sb, ns / 1000);
	sb_char(sb, '.');
	sb_zeros(sb, ns % 1000, 3);
}

/* '{"ph": "X", "pid": 1, "tid": 2': to be closed. */
static void begin_item(struct chrome *chrome, struct strbuf *sb, const char *ph, uint32_t pid,
		       uint32_t tid)
{
	sb_str(sb, chrome->any ? ",\n" : "\n");
	chrome->any = true;
	sb_char(sb, '{');
	sct_json_text(sb, "ph", ph);
	sct_json_u64(sb, "pid", pid);
	sct_json_u64(sb, "tid", tid);
}

static void begin_args(struct strbuf *sb)
{
	sct_json_key(sb, "args");
	sb_char(sb, '{');
}

static void end_args(struct strbuf *sb)
{
	sb_str(sb, "}}");
}

/* --- names ---------------------------------------------------------------- */

static void put_name(struct chrome *chrome, struct strbuf *sb, const struct sct_thread *thread,
		     const char *what)
{
	begin_item(chrome, sb, "M", sct_process_of(thread), thread->tid);
	sct_json_text(sb, "name", what);
	begin_args(sb);
	sct_json_key(sb, "name");
	sct_json_string(sb, thread->comm, strnlen(thread->comm, sizeof(thread->comm)));
	end_args(sb);
}

/* The names of thread and process, when they are new; @to: what is known of it, or NULL. */
static void put_names(struct sct_events *events, struct strbuf *sb,
		      const struct sct_thread *thread, struct sct_event_thread *to)
{
	struct chrome *chrome = events->own;

	if (to && to->own.tid == thread->tid && to->own.pid == sct_process_of(thread) &&
	    !memcmp(to->own.comm, thread->comm, sizeof(thread->comm)))
		return;
	if (to) {
		to->own.tid = thread->tid;
		to->own.pid = sct_process_of(thread);
		memcpy(to->own.comm, thread->comm, sizeof(thread->comm));
	}
	put_name(chrome, sb, thread, "thread_name");
	/* the leader may not be traced */
	if (sct_process_of(thread) == thread->tid ||
	    !sct_threads_find(events->sink.threads, thread->tgid))
		put_name(chrome, sb, thread, "process_name");
	if (!chrome->counter_pid)
		chrome->counter_pid = sct_process_of(thread);
}

/* --- calls ---------------------------------------------------------------- */

static void put_counter(struct chrome *chrome, struct strbuf *sb, uint64_t window, uint64_t calls)
{
	begin_item(chrome, sb, "C", chrome->counter_pid, chrome->counter_pid);
	sct_json_text(sb, "name", COUNTER);
	put_us(sb, "ts", window * WINDOW_NS);
	begin_args(sb);
	sct_json_u64(sb, "calls", calls * PER_SECOND);
	end_args(sb);
}

/* The windows are over that end before the one of @now. */
static void count_until(struct chrome *chrome, struct strbuf *sb, uint64_t window)
{
	if (window <= chrome->window)
		return;
	if (chrome->calls) {
		put_counter(chrome, sb, chrome->window, chrome->calls);
		put_counter(chrome, sb, chrome->window + 1, 0);
	}
	chrome->window = window;
	chrome->calls = 0;
}

static void put_argument(void *arg, const struct sct_arg_view *view)
{
	struct strbuf *sb = arg;

	sct_json_key(sb, view->name);
	sct_json_string(sb, view->text, view->text_len);
}

/* The line from the call that created the thread to the thread's first. */
static void end_flow(struct sct_events *events, struct strbuf *sb, const struct sct_event *event)
{
	if (!event->to->own.flow)
		return;
	begin_item(events->own, sb, "f", sct_process_of(event->thread), event->thread->tid);
	sct_json_text(sb, "name", "fork");
	sct_json_text(sb, "cat", "fork");
	sct_json_text(sb, "bp", "e");
	sct_json_u64(sb, "id", event->to->own.flow);
	put_us(sb, "ts", event->time);
	sb_char(sb, '}');
	event->to->own.flow = 0;
}

/* A slice of the thread's call, up to @end; what begins args is to follow. */
static void begin_slice(struct sct_events *events, struct strbuf *sb,
			const struct sct_event *event, uint64_t begin, uint64_t end,
			const char *category)
{
	struct strbuf *text = &events->scratch;

	/* what came before is on the track that the thread had then */
	if (begin < event->to->own.since)
		begin = event->to->own.since;
	begin_item(events->own, sb, "X", sct_process_of(event->thread), event->thread->tid);
	sb_reset(text);
	sct_decode_name(text, &event->thread->call);
	sct_json_key(sb, "name");
	sct_json_string(sb, text->buf, text->len);
	sct_json_text(sb, "cat", category);
	put_us(sb, "ts", begin);
	put_us(sb, "dur", end - begin);
	begin_args(sb);
}

static void put_call(struct sct_events *events, struct strbuf *sb, const struct sct_event *event)
{
	static const char *const ends[] = {
		[SCT_CALL_UNFINISHED] = "unfinished", [SCT_CALL_UNAVAILABLE] = "return lost",
		[SCT_CALL_DETACHED] = "detached",
	};
	const struct sct_call *call = event->call;
	bool failed = call->returned && call->ret < 0 && call->ret >= -4095;
	struct chrome *chrome = events->own;
	struct strbuf *text = &events->scratch;

	count_until(chrome, sb, event->end_time / WINDOW_NS);
	chrome->calls++;
	begin_slice(events, sb, event, event->time, event->end_time,
		    failed ? "syscall,failed" : "syscall");
	sct_decode_args(text, call, &events->opt->decode, put_argument, sb);
	sb_reset(text);
	sct_decode_result(text, call, &events->opt->decode);
	sct_json_key(sb, "return");
	sct_json_string(sb, text->buf, text->len);
	if (event->end != SCT_CALL_RETURNED)
		sct_json_text(sb, "end", ends[event->end]);
	end_args(sb);
	end_flow(events, sb, event);
}

/* --- the rest ------------------------------------------------------------- */

/* Something at one point of a thread's track, or of all of them. */
static void begin_instant(struct sct_events *events, struct strbuf *sb,
			  const struct sct_event *event, const char *name)
{
	const struct sct_thread *thread = event->thread;
	struct chrome *chrome = events->own;

	if (thread)
		begin_item(chrome, sb, "i", sct_process_of(thread), thread->tid);
	else
		begin_item(chrome, sb, "i", chrome->counter_pid, chrome->counter_pid);
	sct_json_key(sb, "name");
	sct_json_string(sb, name, strlen(name));
	sct_json_text(sb, "s", thread ? "t" : "g");
	put_us(sb, "ts", event->time);
	begin_args(sb);
}

static void put_signal(struct sct_events *events, struct strbuf *sb,
		       const struct sct_event *event)
{
	struct strbuf *text = &events->scratch;

	begin_instant(events, sb, event, sct_signal_name(event->signal->signo));
	sb_reset(text);
	sct_decode_siginfo(text, event->thread->tid, event->signal->info, &events->opt->decode);
	sct_json_key(sb, "siginfo");
	sct_json_string(sb, text->buf, text->len);
	end_args(sb);
}

static void put_birth(struct sct_events *events, struct strbuf *sb, const struct sct_event *event)
{
	const struct sct_thread *parent = sct_threads_find(events->sink.threads,
							   event->thread->parent);
	struct chrome *chrome = events->own;

	if (!parent)
		return;
	put_names(events, sb, parent, parent->out);
	event->to->own.flow = ++chrome->flows;
	begin_item(chrome, sb, "s", sct_process_of(parent), parent->tid);
	sct_json_text(sb, "name", "fork");
	sct_json_text(sb, "cat", "fork");
	sct_json_u64(sb, "id", event->to->own.flow);
	put_us(sb, "ts", event->time);
	sb_char(sb, '}');
}

/* Its execve goes on in the track of the process. */
static void put_superseded(struct sct_events *events, struct strbuf *sb,
			   const struct sct_event *event)
{
	struct sct_event_thread *to = event->to;

	if (to->in_call) {
		begin_slice(events, sb, event, to->enter_time, event->time, "syscall");
		sct_json_u64(sb, "new_tid", event->thread->tgid);
		end_args(sb);
	}
	to->own.since = event->time;
}

static void put_end(struct sct_events *events, struct strbuf *sb, const struct sct_event *event)
{
	char name[64];

	if (WIFSIGNALED(event->status))
		snprintf(name, sizeof(name), "killed by %s%s",
			 sct_signal_name(WTERMSIG(event->status)),
			 WCOREDUMP(event->status) ? " (core dumped)" : "");
	else
		snprintf(name, sizeof(name), "exited with %d", WEXITSTATUS(event->status));
	begin_instant(events, sb, event, name);
	end_args(sb);
}

static void put_named(struct sct_events *events, struct strbuf *sb, const struct sct_event *event,
		      const char *name)
{
	begin_instant(events, sb, event, name);
	end_args(sb);
}

static void put_lost(struct sct_events *events, struct strbuf *sb, const struct sct_event *event)
{
	begin_instant(events, sb, event, "records lost");
	sct_json_u64(sb, "count", event->lost->count);
	sct_json_u64(sb, "cpu", event->lost->hdr.cpu);
	end_args(sb);
}

static void chrome_event(struct sct_events *events, struct strbuf *sb,
			 const struct sct_event *event)
{
	if (event->thread)
		put_names(events, sb, event->thread, event->to);
	switch (event->type) {
	case SCT_EVENT_CALL:
		put_call(events, sb, event);
		break;
	case SCT_EVENT_SIGNAL:
		put_signal(events, sb, event);
		break;
	case SCT_EVENT_BORN:
		put_birth(events, sb, event);
		break;
	case SCT_EVENT_EXEC:
		put_named(events, sb, event, "exec");
		break;
	case SCT_EVENT_SUPERSEDED:
		put_superseded(events, sb, event);
		break;
	case SCT_EVENT_EXITED:
		put_end(events, sb, event);
		break;
	case SCT_EVENT_DETACHED:
		put_named(events, sb, event, "detached");
		break;
	case SCT_EVENT_LOST:
		put_lost(events, sb, event);
		break;
	case SCT_EVENT_MESSAGE:
		put_named(events, sb, event, event->text);
		break;
	}
}

static void chrome_begin(struct sct_events *events, struct strbuf *sb)
{
	(void)events;
	sb_str(sb, "{\"displayTimeUnit\": \"ns\", \"traceEvents\": [");
}

static void chrome_end(struct sct_events *events, struct strbuf *sb)
{
	count_until(events->own, sb, UINT64_MAX);
	sb_str(sb, "\n], \"otherData\": {\"program\": \"sctrace\", "
	       "\"clock\": \"CLOCK_MONOTONIC\"}}\n");
}

static int chrome_open(struct sct_events *events)
{
	events->own = calloc(1, sizeof(struct chrome));
	return events->own ? 0 : sct_fail(&events->sink.fail, -ENOMEM, "out of memory");
}

static void chrome_close(struct sct_events *events)
{
	free(events->own);
}

const struct sct_format sct_format_chrome = {
	.open = chrome_open,
	.begin = chrome_begin,
	.event = chrome_event,
	.end = chrome_end,
	.close = chrome_close,
};
