// SPDX-License-Identifier: GPL-2.0
/* Prints calls and events as strace does. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "pathset.h"
#include "sink.h"
#include "stack.h"

#define NSEC_PER_SEC	1000000000ULL
#define X32_BIT		0x40000000
#define NR_RESTART	219	/* restart_syscall */
#define NR_RESTART_I386	0

/* How much of a thread's current call has been shown. */
enum shown {
	SHOWN_NOT,	/* nothing: the call is filtered out, or there is none */
	SHOWN_BEGIN,	/* its beginning is in the output */
	SHOWN_STAGED,	/* its beginning waits in thread_out.staged for -e status= or duration */
};

/**
 * struct place - a file with lines
 * @output: where the text goes
 * @open: thread that the current, unfinished line belongs to, or NULL
 * @dirty: is in the list of places to flush
 * @next_dirty: that list
 */
struct place {
	struct sct_output *output;
	const struct sct_thread *open;
	bool dirty;
	struct place *next_dirty;
};

/* What sct_thread.out points to.  @stack: -k's lines, when they were made before their time. */
struct thread_out {
	struct place *place;
	enum shown shown;
	struct strbuf stack;
	struct strbuf staged;
};

struct out_strace {
	struct sct_sink sink;
	const struct sct_options *opt;
	const char *program;
	bool quiet_lines;	/* no lines, only messages */
	bool staged;		/* lines are for calls that have returned */
	bool no_pid;		/* however many threads there are */
	bool always_pid;	/* even when there is one */
	bool pid_column;	/* and it looks like "%-5u " */
	bool extras;		/* lines begin with more than a pid */
	bool color;
	bool selective;		/* -P, --trace-fds: not every call is shown */
	bool dumps;		/* -e read=, write= */
	bool timed;		/* a line has been printed, at: */
	uint64_t previous;
	struct place main;
	struct place *dirty;
	uint64_t day_second;	/* the second that day_text says */
	char day_text[16];
};

static struct out_strace *to_out(struct sct_sink *sink)
{
	return (struct out_strace *)((char *)sink - offsetof(struct out_strace, sink));
}

/* --- places --------------------------------------------------------------- */

static void check_place(struct out_strace *out, const struct place *place)
{
	const struct sct_output *output = place->output;
	struct sct_fail *fail = &out->sink.fail;

	if (output->err && !fail->text.len)
		sct_fail(fail, output->err, "%s: %s", output->name, strerror(-output->err));
}

static void flush_place(struct out_strace *out, struct place *place)
{
	sct_output_flush(place->output);
	check_place(out, place);
}

static void mark_dirty(struct out_strace *out, struct place *place)
{
	if (place->dirty)
		return;
	place->dirty = true;
	place->next_dirty = out->dirty;
	out->dirty = place;
}

/* An unfinished line will likely be finished soon. */
static void flush_lines(struct out_strace *out)
{
	struct place *place;

	for (place = out->dirty; place; place = place->next_dirty) {
		if (place->open)
			sct_output_flush_lines(place->output);
		else
			sct_output_flush(place->output);
		check_place(out, place);
	}
}

static void flush_all(struct out_strace *out)
{
	struct place *place;

	while ((place = out->dirty)) {
		out->dirty = place->next_dirty;
		place->dirty = false;
		flush_place(out, place);
	}
}

/* The file of one thread, for -ff. */
static struct place *own_place(struct out_strace *out, const struct sct_thread *thread)
{
	struct place *place = calloc(1, sizeof(*place));
	struct strbuf name = STRBUF_INIT;

	if (!place)
		return NULL;
	sb_str(&name, out->opt->output);
	sb_char(&name, '.');
	sb_u64(&name, thread->tid);
	if (sct_output_open(&place->output, sb_cstr(&name), out->opt->append,
			    &out->sink.fail)) {
		free(place);
		place = NULL;
	}
	sb_free(&name);
	return place;
}

__attribute__((noinline))
static struct thread_out *make_out(struct out_strace *out, struct sct_thread *thread)
{
	struct thread_out *to;

	to = calloc(1, sizeof(*to));
	if (!to)
		return NULL;
	to->place = out->opt->separately ? own_place(out, thread) : &out->main;
	if (!to->place) {
		free(to);
		return NULL;
	}
	thread->out = to;
	return to;
}

static inline struct thread_out *get_out(struct out_strace *out, struct sct_thread *thread)
{
	return thread->out ? thread->out : make_out(out, thread);
}

static void close_place(struct out_strace *out, struct place *place)
{
	struct place **at;

	for (at = &out->dirty; place->dirty && *at; at = &(*at)->next_dirty) {
		if (*at == place) {
			*at = place->next_dirty;
			break;
		}
	}
	flush_place(out, place);
	sct_output_close(place->output);
	free(place);
}

static void strace_forget(struct sct_sink *sink, struct sct_thread *thread)
{
	struct out_strace *out = to_out(sink);
	struct thread_out *to = thread->out;

	if (!to)
		return;
	thread->out = NULL;
	if (to->place->open == thread) {
		sb_char(&to->place->output->text, '\n');
		to->place->open = NULL;
	}
	if (to->place != &out->main)
		close_place(out, to->place);
	sb_free(&to->staged);
	sb_free(&to->stack);
	free(to);
}

/* --- the beginning of a line ---------------------------------------------- */

static void put_padded(struct strbuf *sb, uint64_t value, unsigned int width)
{
	uint64_t limit;
	unsigned int i;

	for (limit = 10, i = 1; i < width; i++, limit *= 10)
		if (value < limit)
			sb_char(sb, ' ');
	sb_u64(sb, value);
}

static void put_fraction(struct strbuf *sb, uint64_t ns, enum sct_precision precision)
{
	unsigned int digits;

	if (!precision)
		return;
	for (digits = SCT_PREC_NS; digits > precision; digits--)
		ns /= 10;
	sb_char(sb, '.');
	sb_zeros(sb, ns, precision);
}

/* "12:34:56", made anew once a second. */
static const char *day_text(struct out_strace *out, uint64_t second)
{
	time_t seconds = second;
	struct tm tm;

	if (second != out->day_second || !out->day_text[0]) {
		out->day_second = second;
		if (!localtime_r(&seconds, &tm) ||
		    !strftime(out->day_text, sizeof(out->day_text), "%H:%M:%S", &tm))
			strcpy(out->day_text, "??:??:??");
	}
	return out->day_text;
}

static void put_clock(struct out_strace *out, struct strbuf *sb, uint64_t monotonic,
		      enum sct_time_format format, enum sct_precision precision)
{
	uint64_t ns = sct_time_realtime(&out->sink.threads->time, monotonic);

	if (format == SCT_TIME_UNIX)
		sb_u64(sb, ns / NSEC_PER_SEC);
	else
		sb_str(sb, day_text(out, ns / NSEC_PER_SEC));
	put_fraction(sb, ns % NSEC_PER_SEC, precision);
}

static void put_relative(struct out_strace *out, struct strbuf *sb, uint64_t now)
{
	const struct sct_threads *threads = out->sink.threads;
	uint64_t ns;

	/* each machine has a monotonic clock of its own */
	if (threads->host)
		now = sct_time_realtime(&threads->time, now);
	ns = out->timed && now > out->previous ? now - out->previous : 0;
	out->timed = true;
	out->previous = now;
	if (out->opt->time)
		sb_str(sb, "(+");
	put_padded(sb, ns / NSEC_PER_SEC, 6);
	put_fraction(sb, ns % NSEC_PER_SEC, out->opt->relative_precision);
	sb_str(sb, out->opt->time ? ") " : " ");
}

static void put_comm(struct out_strace *out, struct strbuf *sb, const struct sct_thread *thread)
{
	if (out->opt->decode.decode_pids & SCT_PIDS_COMM)
		sct_decode_comm(sb, thread->comm, &out->opt->decode);
}

/* "4711  ", or "[pid  4711] ". */
__attribute__((noinline))
static void put_pid(struct out_strace *out, struct strbuf *sb, const struct sct_thread *thread)
{
	const char *host = out->sink.threads->host;
	size_t begin;

	if (host) {
		sb_str(sb, host);
		sb_char(sb, ' ');
	}
	begin = sb->len;
	if (out->pid_column) {
		sb_u64(sb, thread->tid);
		put_comm(out, sb, thread);
		while (sb->len - begin < 5)
			sb_char(sb, ' ');
		sb_char(sb, ' ');
	} else {
		sb_str(sb, "[pid ");
		put_padded(sb, thread->tid, 5);
		put_comm(out, sb, thread);
		sb_str(sb, "] ");
	}
}

static inline bool has_pid(const struct out_strace *out)
{
	const struct sct_threads *threads = out->sink.threads;

	return out->always_pid || (!out->no_pid && threads->live + threads->expected > 1);
}

static void put_number(struct strbuf *sb, const struct sct_call *call)
{
	int64_t nr = call->nr;

	if (nr < 0 && !call->entered && !call->returned) {
		sb_str(sb, "[????] ");
		return;
	}
	if (call->abi == SCT_ABI_X32)
		nr |= X32_BIT;
	sb_char(sb, '[');
	if (nr < 0)
		sb_s64(sb, nr);
	else
		put_padded(sb, nr, 4);
	sb_str(sb, "] ");
}

static void put_ip(struct strbuf *sb, uint64_t ip)
{
	unsigned int shift;

	sb_char(sb, '[');
	for (shift = 64; shift; ) {
		shift -= 4;
		sb_char(sb, "0123456789abcdef"[ip >> shift & 15]);
	}
	sb_str(sb, "] ");
}

/* What options want to see before the call. */
__attribute__((noinline))
static void put_extras(struct out_strace *out, struct strbuf *sb,
		       const struct sct_thread *thread, bool alive)
{
	const struct sct_options *opt = out->opt;
	uint64_t now = out->sink.threads->now;

	if (opt->time) {
		put_clock(out, sb, now, opt->time, opt->time_precision);
		sb_char(sb, ' ');
	}
	if (opt->relative)
		put_relative(out, sb, now);
	if (opt->print_nr)
		put_number(sb, &thread->call);
	if (opt->print_ip && !alive)
		sb_str(sb, "[????????????????] ");
	else if (opt->print_ip)
		put_ip(sb, thread->call.ip);
}

/* What every line begins with.  @alive: the thread still has an instruction pointer. */
static inline void put_leader(struct out_strace *out, struct strbuf *sb,
			      const struct sct_thread *thread, bool alive)
{
	if (has_pid(out))
		put_pid(out, sb, thread);
	if (out->extras)
		put_extras(out, sb, thread, alive);
}

/* --- colors ----------------------------------------------------------------- */

/* All of them have as many bytes. */
#define COLOR_NAME	"\033[33m"
#define COLOR_ERROR	"\033[31m"
#define COLOR_SIGNAL	"\033[35m"
#define COLOR_END	"\033[36m"
#define COLOR_RESET	"\033[0m"
#define COLOR_BYTES	(strlen(COLOR_NAME) + strlen(COLOR_RESET))

static void begin_color(const struct out_strace *out, struct strbuf *sb, const char *color)
{
	if (out->color)
		sb_str(sb, color);
}

static void end_color(const struct out_strace *out, struct strbuf *sb)
{
	if (out->color)
		sb_str(sb, COLOR_RESET);
}

/* The color of the name ends before the parenthesis that is behind @begin. */
static void end_name_color(struct strbuf *sb, size_t begin)
{
	size_t len = strlen(COLOR_RESET);
	const char *args;
	size_t at;

	args = memchr(sb->buf + begin, '(', sb->len - begin);
	at = args ? (size_t)(args - sb->buf) : sb->len;
	sb_str(sb, COLOR_RESET);
	memmove(sb->buf + at + len, sb->buf + at, sb->len - len - at);
	memcpy(sb->buf + at, COLOR_RESET, len);
}

/* The line has the name of a call in color: what cannot be seen has no columns. */
static void skip_name_color(const struct out_strace *out, struct place *place)
{
	if (out->color)
		place->output->line += COLOR_BYTES;
}

/* --- lines ---------------------------------------------------------------- */

static struct strbuf *text_of(struct place *place)
{
	return &place->output->text;
}

static void end_line(struct place *place)
{
	sb_char(text_of(place), '\n');
	place->open = NULL;
	sct_output_line(place->output);
}

/* Another line is to begin. */
static void break_line(struct place *place)
{
	if (!place->open)
		return;
	sb_str(text_of(place), " <unfinished ...>");
	end_line(place);
}

static inline struct strbuf *begin_line(struct out_strace *out, struct place *place,
				 const struct sct_thread *thread, bool alive)
{
	struct strbuf *sb = text_of(place);

	break_line(place);
	mark_dirty(out, place);
	place->output->line = sb->len;
	put_leader(out, sb, thread, alive);
	return sb;
}

/* A line about the trace itself: on stderr, wherever that is in the text. */
static void strace_message(struct sct_sink *sink, const char *text)
{
	struct out_strace *out = to_out(sink);
	struct strbuf line = STRBUF_INIT;
	ssize_t ignored;

	if (out->program) {
		sb_str(&line, out->program);
		sb_str(&line, ": ");
	}
	sb_str(&line, text);
	sb_char(&line, '\n');
	if (out->opt->output) {
		ignored = write(STDERR_FILENO, line.buf, line.len);
		(void)ignored;
	} else {
		mark_dirty(out, &out->main);
		sb_mem(text_of(&out->main), line.buf, line.len);
		/* the call's line goes on behind it, in the column where it was */
		out->main.output->line += line.len;
	}
	sb_free(&line);
}

__attribute__((format(printf, 2, 3)))
static void message(struct out_strace *out, const char *fmt, ...)
{
	char text[128];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	strace_message(&out->sink, text);
}

/* ")", then spaces up to the column of the results, then "= ". */
static inline void put_equals(struct out_strace *out, struct strbuf *sb, ssize_t line)
{
	size_t column = out->opt->column, at = sb->len + 2 - line;
	size_t spaces = at < column ? column - at + 1 : 1;
	char *to = sb_extend(sb, spaces + 3);

	*to = ')';
	memset(to + 1, ' ', spaces);
	memcpy(to + 1 + spaces, "= ", 2);
}

/* --- calls ---------------------------------------------------------------- */

static bool continues_other(const struct sct_call *call)
{
	return call->nr == (call->abi == SCT_ABI_I386 ? NR_RESTART_I386 : NR_RESTART);
}

static void put_continued(struct strbuf *sb, const struct sct_thread *thread)
{
	sb_str(sb, "restart_syscall(<... resuming interrupted ");
	sb_str(sb, thread->restarts ? thread->restarts->name : "system call");
	sb_str(sb, " ...>");
}

static inline void put_enter(struct out_strace *out, struct strbuf *sb, struct sct_thread *thread)
{
	struct sct_call *call = &thread->call;
	size_t begin = sb->len;

	begin_color(out, sb, COLOR_NAME);
	if (!continues_other(call))
		sct_decode_enter(sb, call, &out->opt->decode);
	else
		put_continued(sb, thread);
	if (out->color)
		end_name_color(sb, begin);
}

static inline void open_line(struct out_strace *out, struct place *place, struct sct_thread *thread)
{
	put_enter(out, begin_line(out, place, thread, true), thread);
	skip_name_color(out, place);
	place->open = thread;
}

static bool is_wanted(const struct out_strace *out, const struct sct_call *call)
{
	return !out->selective || sct_call_wanted(&out->opt->paths, &out->opt->fds, call);
}

static void strace_enter(struct sct_sink *sink, struct sct_thread *thread)
{
	struct out_strace *out = to_out(sink);
	struct thread_out *to = get_out(out, thread);

	if (!to)
		return;
	if (out->quiet_lines || !is_wanted(out, &thread->call)) {
		to->shown = SHOWN_NOT;
		return;
	}
	if (out->staged) {
		sb_reset(&to->staged);
		put_leader(out, &to->staged, thread, true);
		put_enter(out, &to->staged, thread);
		to->shown = SHOWN_STAGED;
		return;
	}
	open_line(out, to->place, thread);
	to->shown = SHOWN_BEGIN;
}

/* The line of the thread's call is staged, or another line broke it. */
static struct strbuf *bring_line_back(struct out_strace *out, struct sct_thread *thread)
{
	struct thread_out *to = thread->out;
	struct place *place = to->place;
	struct strbuf *sb;

	mark_dirty(out, place);
	if (to->shown == SHOWN_STAGED) {
		break_line(place);
		place->output->line = text_of(place)->len;
		sb_mem(text_of(place), to->staged.buf, to->staged.len);
		skip_name_color(out, place);
		return text_of(place);
	}
	sb = begin_line(out, place, thread, true);
	sb_str(sb, "<... ");
	begin_color(out, sb, COLOR_NAME);
	sct_decode_name(sb, &thread->call);
	end_color(out, sb);
	skip_name_color(out, place);
	sb_str(sb, " resumed>");
	return sb;
}

/* Goes on with the line of the thread's call, so that text can be appended. */
static inline struct strbuf *resume_line(struct out_strace *out, struct sct_thread *thread)
{
	struct place *place = ((struct thread_out *)thread->out)->place;

	if (place->open != thread)
		return bring_line_back(out, thread);
	mark_dirty(out, place);
	return text_of(place);
}

static void put_duration(struct out_strace *out, struct strbuf *sb, const struct sct_call *call)
{
	const struct sct_time *time = &out->sink.threads->time;
	uint64_t ns;

	if (!out->opt->duration || !call->entered)
		return;
	ns = sct_time_span(time, call->enter_time, call->exit_time);
	sb_str(sb, " <");
	sb_u64(sb, ns / NSEC_PER_SEC);
	put_fraction(sb, ns % NSEC_PER_SEC, out->opt->duration_precision);
	sb_char(sb, '>');
}

/*
 * A call that was not shown at its entry is shown now if its file names could
 * only be read by now, or its entry is not known at all.
 */
static bool show_late(struct out_strace *out, struct sct_thread *thread)
{
	bool filtered = out->opt->paths.nr || !sct_fd_set_is_empty(&out->opt->fds);
	struct sct_call *call = &thread->call;
	struct thread_out *to = thread->out;

	if (!call->entered)
		return !filtered;
	if (!filtered || !sct_blobs_are_late(&call->exit_blobs) || !is_wanted(out, call))
		return false;
	open_line(out, to->place, thread);
	to->shown = SHOWN_BEGIN;
	return true;
}

/* The frames of the thread's call, or of the program that was there when it began. */
static void put_stack(struct out_strace *out, struct strbuf *sb, struct sct_thread *thread)
{
	struct thread_out *to = thread->out;
	struct sct_stacks *stacks = out->sink.threads->stacks;

	if (!stacks)
		return;
	if (to->stack.len) {
		sb_mem(sb, to->stack.buf, to->stack.len);
		sb_reset(&to->stack);
	} else if (!(thread->call.exit_flags & SCT_REC_EXECED)) {
		sct_stacks_print(stacks, sb, thread->tgid ? thread->tgid : thread->tid,
				 &thread->call);
	}
}

/* Its frames can be told as long as the old program is known. */
static void strace_exec(struct sct_sink *sink, struct sct_thread *thread)
{
	struct out_strace *out = to_out(sink);
	struct thread_out *to = thread->out;

	if (!to || to->shown == SHOWN_NOT)
		return;
	sb_reset(&to->stack);
	put_stack(out, &to->stack, thread);
}

/* What stands behind the line, all but its last newline. */
static void put_more_lines(struct out_strace *out, struct strbuf *sb, struct sct_thread *thread)
{
	sb_char(sb, '\n');
	if (out->dumps)
		sct_decode_dump(sb, &thread->call, &out->opt->decode);
	put_stack(out, sb, thread);
	sb_cut(sb, sb->len - 1);
}

/* -e status=, -e duration */
static bool is_fitting(const struct out_strace *out, const struct sct_call *call,
		       unsigned int status)
{
	const struct sct_options *opt = out->opt;

	return opt->status & status &&
	       (!opt->by_duration ||
		sct_call_lasted(out->sink.threads, call, opt->min_ns, opt->max_ns));
}

static void strace_exit(struct sct_sink *sink, struct sct_thread *thread)
{
	struct out_strace *out = to_out(sink);
	struct thread_out *to = get_out(out, thread);
	struct sct_call *call = &thread->call;
	unsigned int status;
	struct strbuf *sb;

	if (!to || out->quiet_lines)
		return;
	status = call->ret < 0 && call->ret >= -4095 ? SCT_STATUS_FAILED : SCT_STATUS_SUCCESSFUL;
	if ((out->staged && !is_fitting(out, call, status)) ||
	    (to->shown == SHOWN_NOT && !show_late(out, thread)))
		goto out;
	sb = resume_line(out, thread);
	if (call->entered && !call->all_shown && !continues_other(call))
		sct_decode_exit(sb, call, &out->opt->decode);
	put_equals(out, sb, to->place->output->line);
	if (status == SCT_STATUS_FAILED)
		begin_color(out, sb, COLOR_ERROR);
	sct_decode_result(sb, call, &out->opt->decode);
	if (status == SCT_STATUS_FAILED)
		end_color(out, sb);
	put_duration(out, sb, call);
	if (out->dumps || sink->threads->stacks)
		put_more_lines(out, sb, thread);
	end_line(to->place);
	sink->calls++;
out:
	to->shown = SHOWN_NOT;
}

static void strace_gone(struct sct_sink *sink, struct sct_thread *thread, enum sct_gone why)
{
	struct out_strace *out = to_out(sink);
	struct thread_out *to = thread->out;
	bool lost = why == SCT_GONE_LOST;
	struct strbuf *sb;

	if (!to || to->shown == SHOWN_NOT)
		return;
	if (out->opt->status & (lost ? SCT_STATUS_UNAVAILABLE : SCT_STATUS_UNFINISHED)) {
		sb = resume_line(out, thread);
		if (!thread->call.all_shown && !continues_other(&thread->call))
			sb_str(sb, " <unfinished ...>");
		put_equals(out, sb, to->place->output->line);
		sb_str(sb, lost ? "? <unavailable>" : "?");
		end_line(to->place);
		/* to stand behind the end of the thread */
		if (!lost) {
			sb_reset(&to->stack);
			put_stack(out, &to->stack, thread);
		}
	}
	to->shown = SHOWN_NOT;
}

/* --- events --------------------------------------------------------------- */

static void strace_born(struct sct_sink *sink, struct sct_thread *thread)
{
	struct out_strace *out = to_out(sink);

	if (!(out->opt->quiet & SCT_QUIET_ATTACH))
		message(out, "Process %u attached", thread->tid);
}

static bool stops(const struct sct_signal *signal)
{
	return !signal->flags && (signal->signo == SIGSTOP || signal->signo == SIGTSTP ||
				  signal->signo == SIGTTIN || signal->signo == SIGTTOU);
}

static void strace_signal(struct sct_sink *sink, struct sct_thread *thread,
			  const struct sct_signal *signal)
{
	struct out_strace *out = to_out(sink);
	struct thread_out *to = get_out(out, thread);
	const char *name;
	struct strbuf *sb;

	if (!to || out->quiet_lines || !sct_signal_set_has(out->opt->signals, signal->signo))
		return;
	name = sct_signal_name(signal->signo);
	sb = begin_line(out, to->place, thread, true);
	begin_color(out, sb, COLOR_SIGNAL);
	sb_str(sb, "--- ");
	sb_str(sb, name);
	sb_char(sb, ' ');
	sct_decode_siginfo(sb, thread->tid, signal->info, &out->opt->decode);
	sb_str(sb, " ---");
	end_color(out, sb);
	end_line(to->place);
	if (!stops(signal))
		return;
	sb = begin_line(out, to->place, thread, true);
	begin_color(out, sb, COLOR_SIGNAL);
	sb_str(sb, "--- stopped by ");
	sb_str(sb, sct_signal_name(signal->signo));
	sb_str(sb, " ---");
	end_color(out, sb);
	end_line(to->place);
}

static void strace_personality(struct sct_sink *sink, struct sct_thread *thread)
{
	static const char *const names[] = {
		[SCT_ABI_X86_64] = "64 bit", [SCT_ABI_I386] = "32 bit", [SCT_ABI_X32] = "x32",
	};
	struct out_strace *out = to_out(sink);
	struct thread_out *to = get_out(out, thread);
	const char *program = out->program;

	if (!to || (out->opt->quiet & SCT_QUIET_PERSONALITY))
		return;
	if (out->quiet_lines) {
		out->program = NULL;
		message(out, "[ Process PID=%u runs in %s mode. ]", thread->tid,
			names[thread->abi]);
		out->program = program;
		return;
	}
	sb_printf(begin_line(out, to->place, thread, true), "[ Process PID=%u runs in %s mode. ]",
		  thread->tid, names[thread->abi]);
	end_line(to->place);
}

static void strace_superseded(struct sct_sink *sink, struct sct_thread *thread,
			      struct sct_thread *leader)
{
	struct out_strace *out = to_out(sink);
	struct thread_out *to = thread->out, *taken = leader ? get_out(out, leader) : NULL;
	struct strbuf *sb;

	if (out->quiet_lines || !to)
		return;
	if (to->place->open == thread) {
		sb = text_of(to->place);
		sb_str(sb, " <pid changed to ");
		sb_u64(sb, thread->tgid);
		sb_str(sb, " ...>");
		end_line(to->place);
	}
	if (taken && !(out->opt->quiet & SCT_QUIET_THREAD_EXECVE)) {
		sb = begin_line(out, taken->place, leader, true);
		begin_color(out, sb, COLOR_END);
		sb_str(sb, "+++ superseded by execve in pid ");
		sb_u64(sb, thread->tid);
		sb_str(sb, " +++");
		end_color(out, sb);
		end_line(taken->place);
	}
	/* what follows belongs to the process: the line is resumed in its file */
	if (to->shown == SHOWN_STAGED)
		to->shown = SHOWN_BEGIN;
	if (taken) {
		thread->out = taken;
		leader->out = to;
		taken->shown = to->shown;
	}
}

/* The frames of the call that ended the thread. */
static void put_late_stack(struct thread_out *to)
{
	break_line(to->place);
	sb_mem(text_of(to->place), to->stack.buf, to->stack.len);
	sb_reset(&to->stack);
}

static void strace_exited(struct sct_sink *sink, struct sct_thread *thread, int status)
{
	struct out_strace *out = to_out(sink);
	struct thread_out *to = get_out(out, thread);
	struct strbuf *sb;

	if (!to || out->quiet_lines)
		return;
	if (WIFEXITED(status) && out->opt->quiet & SCT_QUIET_EXIT) {
		put_late_stack(to);
		return;
	}
	sb = begin_line(out, to->place, thread, false);
	begin_color(out, sb, COLOR_END);
	if (WIFSIGNALED(status)) {
		sb_str(sb, "+++ killed by ");
		sb_str(sb, sct_signal_name(WTERMSIG(status)));
		sb_str(sb, WCOREDUMP(status) ? " (core dumped) +++" : " +++");
	} else {
		sb_str(sb, "+++ exited with ");
		sb_s64(sb, WEXITSTATUS(status));
		sb_str(sb, " +++");
	}
	end_color(out, sb);
	end_line(to->place);
	put_late_stack(to);
}

static void strace_detached(struct sct_sink *sink, struct sct_thread *thread)
{
	struct out_strace *out = to_out(sink);
	struct thread_out *to = thread->out;
	struct strbuf *sb;

	if (!(out->opt->quiet & SCT_QUIET_ATTACH))
		message(out, "Process %u detached", thread->tid);
	if (!to)
		return;
	if (to->place->open == thread ||
	    (to->shown == SHOWN_STAGED && out->opt->status & SCT_STATUS_DETACHED)) {
		sb = resume_line(out, thread);
		sb_str(sb, " <detached ...>");
		end_line(to->place);
	}
	to->shown = SHOWN_NOT;
}

static void strace_lost(struct sct_sink *sink, const struct sct_lost *lost)
{
	struct out_strace *out = to_out(sink);
	const struct sct_time *time = &sink->threads->time;
	struct strbuf text = STRBUF_INIT;

	sb_u64(&text, lost->count);
	sb_str(&text, lost->count == 1 ? " record lost between " : " records lost between ");
	put_clock(out, &text, sct_time_at(time, lost->first), SCT_TIME_DAY, SCT_PREC_US);
	sb_str(&text, " and ");
	put_clock(out, &text, sct_time_at(time, lost->last), SCT_TIME_DAY, SCT_PREC_US);
	sb_str(&text, " (CPU ");
	sb_u64(&text, lost->hdr.cpu);
	sb_char(&text, ')');
	if (out->quiet_lines || out->opt->separately) {
		strace_message(sink, sb_cstr(&text));
	} else {
		break_line(&out->main);
		mark_dirty(out, &out->main);
		sb_str(text_of(&out->main), out->program);
		sb_str(text_of(&out->main), ": ");
		sb_mem(text_of(&out->main), text.buf, text.len);
		end_line(&out->main);
	}
	sb_free(&text);
}

/* --- the sink ------------------------------------------------------------- */

static void strace_idle(struct sct_sink *sink, bool partly)
{
	if (partly)
		flush_lines(to_out(sink));
	else
		flush_all(to_out(sink));
}

static void strace_finish(struct sct_sink *sink)
{
	struct out_strace *out = to_out(sink);

	break_line(&out->main);
	flush_all(out);
}

static void strace_free(struct sct_sink *sink)
{
	sb_free(&sink->fail.text);
	free(to_out(sink));
}

static const struct sct_sink_ops strace_ops = {
	.born = strace_born,
	.enter = strace_enter,
	.exit = strace_exit,
	.exec = strace_exec,
	.gone = strace_gone,
	.signal = strace_signal,
	.personality = strace_personality,
	.superseded = strace_superseded,
	.exited = strace_exited,
	.detached = strace_detached,
	.forget = strace_forget,
	.message = strace_message,
	.lost = strace_lost,
	.idle = strace_idle,
	.finish = strace_finish,
	.free = strace_free,
};

static bool wants_color(const struct sct_options *opt, const struct sct_output *output)
{
	const char *no = getenv("NO_COLOR");

	if (opt->color == SCT_COLOR_AUTO)
		return !opt->separately && isatty(output->fd) && !(no && *no);
	return opt->color == SCT_COLOR_ALWAYS;
}

struct sct_sink *sct_out_strace(const struct sct_options *opt, struct sct_output *output,
				const char *program, bool quiet_lines)
{
	struct out_strace *out = calloc(1, sizeof(*out));

	if (!out)
		return NULL;
	out->sink.ops = &strace_ops;
	out->opt = opt;
	out->program = program;
	out->quiet_lines = quiet_lines;
	out->staged = opt->status != SCT_STATUS_ALL || opt->by_duration;
	out->pid_column = !opt->separately &&
			  (opt->always_pid ||
			   (opt->output &&
			    (opt->follow || opt->nr_pids + opt->has_command > 1)));
	out->always_pid = out->pid_column || (!opt->separately && opt->select.any);
	out->no_pid = opt->separately;
	out->sink.timed = opt->time || opt->relative;
	out->extras = out->sink.timed || opt->print_nr || opt->print_ip;
	out->color = wants_color(opt, output);
	out->selective = opt->paths.nr || !sct_fd_set_is_empty(&opt->fds);
	out->dumps = !sct_fd_set_is_empty(&opt->decode.dump_read) ||
		     !sct_fd_set_is_empty(&opt->decode.dump_write);
	out->main.output = output;
	return &out->sink;
}
