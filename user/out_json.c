// SPDX-License-Identifier: GPL-2.0
/* --format=json: an object on a line for each event.  docs/json.md describes them. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "events.h"
#include "json.h"

#define X32_BIT		0x40000000

static const char *const types[] = {
	[SCT_EVENT_CALL] = "call", [SCT_EVENT_SIGNAL] = "signal", [SCT_EVENT_EXEC] = "exec",
	[SCT_EVENT_BORN] = "born", [SCT_EVENT_SUPERSEDED] = "superseded",
	[SCT_EVENT_EXITED] = "exited", [SCT_EVENT_DETACHED] = "detached",
	[SCT_EVENT_LOST] = "lost", [SCT_EVENT_MESSAGE] = "message",
};

static void put_value(struct strbuf *sb, const struct sct_arg_view *view)
{
	if (view->is_signed)
		sct_json_s64(sb, "value", (int64_t)view->value);
	else
		sct_json_u64(sb, "value", view->value);
}

/* What an argument and the result have in common. */
static void put_view(struct strbuf *sb, const struct sct_arg_view *view)
{
	sct_json_bytes(sb, "text", view->text, view->text_len);
	if (view->path)
		sct_json_bytes(sb, "path", view->path, view->path_len);
	if (!view->bytes)
		return;
	sct_json_bytes(sb, "string", view->bytes, view->nr_bytes);
	if (view->cut)
		sb_str(sb, ", \"truncated\": true");
	if (view->size)
		sct_json_u64(sb, "size", view->size);
}

static void put_argument(void *arg, const struct sct_arg_view *view)
{
	struct strbuf *sb = arg;

	sct_json_key(sb, view->name);
	sb_char(sb, '{');
	put_value(sb, view);
	put_view(sb, view);
	sb_char(sb, '}');
}

static void put_registers(struct strbuf *sb, const struct sct_call *call)
{
	unsigned int nr = call->desc ? call->desc->nr_args : SCT_NR_ARGS;
	unsigned int first = call->first_arg, i;

	sct_json_key(sb, "raw");
	sb_char(sb, '[');
	for (i = first; i - first < nr && i < SCT_NR_ARGS; i++) {
		sct_json_separate(sb);
		sb_printf(sb, "\"0x%llx\"", (unsigned long long)call->args[i]);
	}
	sb_char(sb, ']');
}

static void put_return(struct sct_events *events, struct strbuf *sb, const struct sct_call *call)
{
	const char *error = call->ret < 0 && call->ret >= -4095 ?
			    sct_errno_name((int)-call->ret) : NULL;
	struct sct_arg_view view;

	sct_decode_return(&events->scratch, call, &events->opt->decode, &view);
	sct_json_key(sb, "return");
	sb_char(sb, '{');
	put_value(sb, &view);
	put_view(sb, &view);
	sb_char(sb, '}');
	if (call->ret >= 0 || call->ret < -4095)
		return;
	if (error)
		sct_json_text(sb, "error", error);
	sct_json_s64(sb, "errno", -call->ret);
}

static void put_flags(struct strbuf *sb, const struct sct_event *event)
{
	const struct sct_call *call = event->call;
	const struct {
		bool is;
		const char *name;
	} flags[] = {
		{ !call->entered, "entry_lost" },
		{ event->end == SCT_CALL_UNFINISHED, "unfinished" },
		{ event->end == SCT_CALL_UNAVAILABLE, "return_lost" },
		{ event->end == SCT_CALL_DETACHED, "detached" },
		{ call->enter_flags & SCT_REC_ATTACHED, "attached" },
		{ call->enter_flags & SCT_REC_REBUILT, "denied" },
	};
	bool any = false;
	size_t i;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		if (!flags[i].is)
			continue;
		if (!any) {
			sct_json_key(sb, "flags");
			sb_char(sb, '[');
		}
		any = true;
		sct_json_separate(sb);
		sct_json_string(sb, flags[i].name, strlen(flags[i].name));
	}
	if (any)
		sb_char(sb, ']');
}

static void put_call(struct sct_events *events, struct strbuf *sb, const struct sct_event *event)
{
	const struct sct_call *call = event->call;

	sct_json_text(sb, "abi", sct_abi_name(call->abi));
	sct_json_s64(sb, "nr", call->abi == SCT_ABI_X32 ? call->nr | X32_BIT : call->nr);
	sb_reset(&events->scratch);
	sct_decode_name(&events->scratch, call);
	sct_json_bytes(sb, "name", events->scratch.buf, events->scratch.len);
	if (call->entered) {
		sct_json_hex(sb, "ip", call->ip);
		sct_json_key(sb, "args");
		sb_char(sb, '{');
		sct_decode_args(&events->scratch, call, &events->opt->decode, put_argument, sb);
		sb_char(sb, '}');
		put_registers(sb, call);
	}
	if (call->returned)
		put_return(events, sb, call);
	if (event->has_duration)
		sct_json_u64(sb, "duration_ns", event->duration);
	put_flags(sb, event);
}

static void put_signal(struct sct_events *events, struct strbuf *sb,
		       const struct sct_event *event)
{
	const struct sct_signal *signal = event->signal;
	int32_t code;

	/* a siginfo_t begins with its number, an errno, and its code */
	memcpy(&code, signal->info + 8, sizeof(code));
	sct_json_text(sb, "signal", sct_signal_name(signal->signo));
	sct_json_s64(sb, "signo", signal->signo);
	sct_json_s64(sb, "code", code);
	sb_reset(&events->scratch);
	sct_decode_siginfo(&events->scratch, event->thread->tid, signal->info,
			   &events->opt->decode);
	sct_json_bytes(sb, "siginfo", events->scratch.buf, events->scratch.len);
	if (signal->flags & SCT_SIG_IGNORED)
		sb_str(sb, ", \"ignored\": true");
	if (signal->flags & SCT_SIG_HANDLED)
		sb_str(sb, ", \"handled\": true");
}

static void put_end(struct strbuf *sb, int status)
{
	if (!WIFSIGNALED(status)) {
		sct_json_s64(sb, "status", WEXITSTATUS(status));
		return;
	}
	sct_json_text(sb, "signal", sct_signal_name(WTERMSIG(status)));
	sct_json_s64(sb, "signo", WTERMSIG(status));
	sct_json_key(sb, "core_dumped");
	sb_str(sb, WCOREDUMP(status) ? "true" : "false");
}

static void put_lost(struct sct_events *events, struct strbuf *sb, const struct sct_lost *lost)
{
	const struct sct_time *time = &events->sink.threads->time;

	sct_json_u64(sb, "count", lost->count);
	sct_json_u64(sb, "first_ns", sct_time_at(time, lost->first));
	sct_json_u64(sb, "last_ns", sct_time_at(time, lost->last));
	sct_json_u64(sb, "cpu", lost->hdr.cpu);
}

static void put_thread(struct strbuf *sb, const struct sct_thread *thread)
{
	sct_json_u64(sb, "tid", thread->tid);
	if (thread->tgid)
		sct_json_u64(sb, "tgid", thread->tgid);
	sct_json_bytes(sb, "comm", thread->comm, strnlen(thread->comm, sizeof(thread->comm)));
}

static void put_details(struct sct_events *events, struct strbuf *sb,
			const struct sct_event *event)
{
	switch (event->type) {
	case SCT_EVENT_CALL:
		put_call(events, sb, event);
		break;
	case SCT_EVENT_SIGNAL:
		put_signal(events, sb, event);
		break;
	case SCT_EVENT_BORN:
		sct_json_u64(sb, "parent", event->thread->parent);
		break;
	case SCT_EVENT_SUPERSEDED:
		sct_json_u64(sb, "new_tid", event->thread->tgid);
		break;
	case SCT_EVENT_EXITED:
		put_end(sb, event->status);
		break;
	case SCT_EVENT_LOST:
		put_lost(events, sb, event->lost);
		break;
	case SCT_EVENT_MESSAGE:
		sct_json_bytes(sb, "text", event->text, strlen(event->text));
		break;
	case SCT_EVENT_EXEC:
	case SCT_EVENT_DETACHED:
		break;
	}
}

static void json_event(struct sct_events *events, struct strbuf *sb,
		       const struct sct_event *event)
{
	const struct sct_time *time = &events->sink.threads->time;

	sb_char(sb, '{');
	sct_json_text(sb, "type", types[event->type]);
	sct_json_u64(sb, "monotonic_ns", event->time);
	sct_json_u64(sb, "realtime_ns", sct_time_realtime(time, event->time));
	if (events->sink.threads->host)
		sct_json_text(sb, "host", events->sink.threads->host);
	if (event->thread)
		put_thread(sb, event->thread);
	put_details(events, sb, event);
	sb_str(sb, "}\n");
}

const struct sct_format sct_format_json = {
	.event = json_event,
};
