// SPDX-License-Identifier: GPL-2.0
/* --format=perf: lines as perf trace has them. */
#include <string.h>
#include <sys/wait.h>

#include "events.h"

#define NSEC_PER_MSEC	1000000

/* Milliseconds with three digits behind the point. */
static void put_ms(struct strbuf *sb, uint64_t ns, int width)
{
	sb_printf(sb, "%*llu.%03u", width - 4, (unsigned long long)(ns / NSEC_PER_MSEC),
		  (unsigned int)(ns % NSEC_PER_MSEC / 1000));
}

/* "     5.924 ( 0.014 ms): cat/2646005 " */
static void put_leader(struct sct_events *events, struct strbuf *sb,
		       const struct sct_event *event)
{
	const struct sct_thread *thread = event->thread;
	uint64_t since = event->time > events->first_time ? event->time - events->first_time : 0;
	struct strbuf *name = &events->scratch;

	put_ms(sb, since, 10);
	sb_str(sb, " (");
	if (event->has_duration) {
		put_ms(sb, event->duration, 6);
		sb_str(sb, " ms");
	} else {
		sb_pad(sb, ' ', 9);
	}
	sb_str(sb, "): ");
	if (!thread)
		return;
	sb_reset(name);
	sct_decode_comm(name, thread->comm, &events->opt->decode);
	sb_mem(sb, name->buf + 1, name->len - 2);
	sb_char(sb, '/');
	sb_u64(sb, thread->tid);
	sb_char(sb, ' ');
}

static void put_argument(void *arg, const struct sct_arg_view *view)
{
	struct strbuf *sb = arg;

	if (sb->buf[sb->len - 1] != '(')
		sb_str(sb, ", ");
	sb_str(sb, view->name);
	sb_str(sb, ": ");
	sb_mem(sb, view->text, view->text_len);
}

static void put_call(struct sct_events *events, struct strbuf *sb, const struct sct_event *event)
{
	const struct sct_call *call = event->call;

	sct_decode_name(sb, call);
	sb_char(sb, '(');
	sct_decode_args(&events->scratch, call, &events->opt->decode, put_argument, sb);
	if (!call->entered)
		sb_str(sb, "...");
	sb_str(sb, ") = ");
	sct_decode_result(sb, call, &events->opt->decode);
	if (event->end == SCT_CALL_UNAVAILABLE)
		sb_str(sb, " <unavailable>");
	else if (event->end == SCT_CALL_DETACHED)
		sb_str(sb, " <detached ...>");
}

static void put_end(struct strbuf *sb, int status)
{
	if (WIFSIGNALED(status))
		sb_printf(sb, "+++ killed by %s%s +++", sct_signal_name(WTERMSIG(status)),
			  WCOREDUMP(status) ? " (core dumped)" : "");
	else
		sb_printf(sb, "+++ exited with %d +++", WEXITSTATUS(status));
}

static void perf_event(struct sct_events *events, struct strbuf *sb,
		       const struct sct_event *event)
{
	/* the calls say as much */
	if (event->type == SCT_EVENT_EXEC || event->type == SCT_EVENT_BORN)
		return;
	put_leader(events, sb, event);
	switch (event->type) {
	case SCT_EVENT_CALL:
		put_call(events, sb, event);
		break;
	case SCT_EVENT_SIGNAL:
		sb_printf(sb, "--- %s ", sct_signal_name(event->signal->signo));
		sct_decode_siginfo(sb, event->thread->tid, event->signal->info,
				   &events->opt->decode);
		sb_str(sb, " ---");
		break;
	case SCT_EVENT_EXEC:
	case SCT_EVENT_BORN:
		break;
	case SCT_EVENT_SUPERSEDED:
		sb_printf(sb, "+++ is %u by its execve +++", event->thread->tgid);
		break;
	case SCT_EVENT_EXITED:
		put_end(sb, event->status);
		break;
	case SCT_EVENT_DETACHED:
		sb_str(sb, "+++ detached +++");
		break;
	case SCT_EVENT_LOST:
		sb_printf(sb, "LOST %llu events!", (unsigned long long)event->lost->count);
		break;
	case SCT_EVENT_MESSAGE:
		sb_str(sb, event->text);
		break;
	}
	sb_char(sb, '\n');
}

const struct sct_format sct_format_perf = {
	.event = perf_event,
};
