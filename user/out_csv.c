// SPDX-License-Identifier: GPL-2.0
/* --format=csv: a row for each event, as RFC 4180 has them. */
#include <string.h>
#include <sys/wait.h>

#include "events.h"

static const char header[] =
	"event,monotonic_ns,realtime_ns,duration_ns,tid,tgid,comm,abi,name,args,return,error,"
	"text\r\n";

/* The columns that depend on the event, as docs/json.md has them; empty ones are not set. */
struct row {
	const char *event;
	struct strbuf duration, abi, name, args, ret, error, text;
};

static void put_field(struct strbuf *sb, const char *text, size_t len)
{
	size_t i;

	sb_char(sb, ',');
	if (!len || strcspn(text, ",\"\r\n") >= len) {
		sb_mem(sb, text, len);
		return;
	}
	sb_char(sb, '"');
	for (i = 0; i < len; i++) {
		if (text[i] == '"')
			sb_char(sb, '"');
		sb_char(sb, text[i]);
	}
	sb_char(sb, '"');
}

static void put_number(struct strbuf *sb, uint64_t value)
{
	sb_char(sb, ',');
	sb_u64(sb, value);
}

static void put_text(struct strbuf *sb, struct strbuf *text)
{
	sb_cstr(text);
	put_field(sb, text->buf, text->len);
	sb_free(text);
}

static void put_argument(void *arg, const struct sct_arg_view *view)
{
	struct strbuf *sb = arg;

	if (sb->len)
		sb_str(sb, ", ");
	sb_str(sb, view->name);
	sb_char(sb, '=');
	sb_mem(sb, view->text, view->text_len);
}

static void fill_call(struct sct_events *events, struct row *row, const struct sct_event *event)
{
	static const char *const ends[] = {
		[SCT_CALL_RETURNED] = "", [SCT_CALL_UNFINISHED] = "unfinished",
		[SCT_CALL_UNAVAILABLE] = "return lost", [SCT_CALL_DETACHED] = "detached",
	};
	const struct sct_call *call = event->call;
	bool failed = call->returned && call->ret < 0 && call->ret >= -4095;
	const char *error = failed ? sct_errno_name((int)-call->ret) : NULL;

	if (event->has_duration)
		sb_u64(&row->duration, event->duration);
	sb_str(&row->abi, sct_abi_name(call->abi));
	sct_decode_name(&row->name, call);
	sct_decode_args(&events->scratch, call, &events->opt->decode, put_argument, &row->args);
	if (call->returned && !failed)
		sct_decode_result(&row->ret, call, &events->opt->decode);
	if (failed)
		sb_str(&row->ret, "-1");
	if (error)
		sb_str(&row->error, error);
	else if (failed)
		sb_s64(&row->error, -call->ret);
	sb_str(&row->text, call->entered ? ends[event->end] : "entry lost");
}

static void fill_end(struct row *row, int status)
{
	if (WIFSIGNALED(status)) {
		sb_str(&row->name, sct_signal_name(WTERMSIG(status)));
		sb_str(&row->text, WCOREDUMP(status) ? "core dumped" : "");
	} else {
		sb_s64(&row->ret, WEXITSTATUS(status));
	}
}

static void fill(struct sct_events *events, struct row *row, const struct sct_event *event)
{
	switch (event->type) {
	case SCT_EVENT_CALL:
		row->event = "call";
		fill_call(events, row, event);
		break;
	case SCT_EVENT_SIGNAL:
		row->event = "signal";
		sb_str(&row->name, sct_signal_name(event->signal->signo));
		sct_decode_siginfo(&row->text, event->thread->tid, event->signal->info,
				   &events->opt->decode);
		break;
	case SCT_EVENT_EXEC:
		row->event = "exec";
		break;
	case SCT_EVENT_BORN:
		row->event = "born";
		sb_printf(&row->text, "parent %u", event->thread->parent);
		break;
	case SCT_EVENT_SUPERSEDED:
		row->event = "superseded";
		sb_printf(&row->text, "new tid %u", event->thread->tgid);
		break;
	case SCT_EVENT_EXITED:
		row->event = "exited";
		fill_end(row, event->status);
		break;
	case SCT_EVENT_DETACHED:
		row->event = "detached";
		break;
	case SCT_EVENT_LOST:
		row->event = "lost";
		sb_printf(&row->text, "%llu records on CPU %u",
			  (unsigned long long)event->lost->count, event->lost->hdr.cpu);
		break;
	case SCT_EVENT_MESSAGE:
		row->event = "message";
		sb_str(&row->text, event->text);
		break;
	}
}

/* "<name>" without the brackets: escaped as in a line. */
static void put_comm(struct sct_events *events, struct strbuf *sb, const struct sct_thread *thread)
{
	struct strbuf *name = &events->scratch;

	sb_reset(name);
	sct_decode_comm(name, thread->comm, &events->opt->decode);
	sb_cstr(name);
	put_field(sb, name->buf + 1, name->len - 2);
}

static void csv_event(struct sct_events *events, struct strbuf *sb, const struct sct_event *event)
{
	struct row row = { 0 };

	fill(events, &row, event);
	sb_str(sb, row.event);
	put_number(sb, event->time);
	put_number(sb, sct_time_realtime(&events->sink.threads->time, event->time));
	put_text(sb, &row.duration);
	if (event->thread) {
		put_number(sb, event->thread->tid);
		put_number(sb, sct_process_of(event->thread));
		put_comm(events, sb, event->thread);
	} else {
		sb_str(sb, ",,,");
	}
	put_text(sb, &row.abi);
	put_text(sb, &row.name);
	put_text(sb, &row.args);
	put_text(sb, &row.ret);
	put_text(sb, &row.error);
	put_text(sb, &row.text);
	sb_str(sb, "\r\n");
}

static void csv_begin(struct sct_events *events, struct strbuf *sb)
{
	(void)events;
	sb_str(sb, header);
}

const struct sct_format sct_format_csv = {
	.begin = csv_begin,
	.event = csv_event,
};
