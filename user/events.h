/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A sink for formats that have one item for each thing that happens: a call when it
 * has returned, a signal, an end.
 *
 * What they have in common is here: what -e and -P filter, the time at which a
 * call began, files of their own for -ff, messages.  A format only says what an
 * event looks like (out_json.c and the like).
 */
#ifndef SCT_EVENTS_H
#define SCT_EVENTS_H

#include "sink.h"

enum sct_event_type {
	SCT_EVENT_CALL,		/* a call has returned, or won't */
	SCT_EVENT_SIGNAL,	/* a thread got a signal */
	SCT_EVENT_EXEC,		/* a thread executes another program: its name is the new one */
	SCT_EVENT_BORN,		/* a thread was created by a traced one */
	SCT_EVENT_SUPERSEDED,	/* a thread took the id of its process by an execve */
	SCT_EVENT_EXITED,	/* a thread has ended */
	SCT_EVENT_DETACHED,	/* a thread won't be traced any more */
	SCT_EVENT_LOST,		/* records were lost */
	SCT_EVENT_MESSAGE,	/* a line about the trace itself */
};

/* How a call ended. */
enum sct_call_end {
	SCT_CALL_RETURNED,
	SCT_CALL_UNFINISHED,	/* its thread ended in it */
	SCT_CALL_UNAVAILABLE,	/* the record of its return was lost */
	SCT_CALL_DETACHED,	/* the trace ended before it did */
};

/**
 * struct sct_event_thread - what sct_thread.out points to
 * @output: where its items go
 * @serial: threads are numbered as they come, from 1 on: ids can come again
 * @enter_time: when its call began, CLOCK_MONOTONIC
 * @in_call: it is in a call that is to be shown
 * @late: the same, if what could only be read late turns out to fit -P
 * @own: belongs to the format, zero at first
 */
struct sct_event_thread {
	struct sct_output *output;
	uint64_t serial;
	uint64_t enter_time;
	bool in_call;
	bool late;
	struct {
		char comm[SCT_COMM_BYTES];
		uint32_t pid, tid;
		uint64_t since;
		uint64_t flow;
	} own;
};

/**
 * struct sct_event - one of them; what is not of its type is 0
 * @type: what happened
 * @thread: to whom, or NULL
 * @to: what the format knows of the thread, or NULL
 * @time: when; of a call: when it began, or if that is not known, when it returned;
 *	CLOCK_MONOTONIC, nanoseconds
 * @call: CALL: which
 * @end: CALL: how it ended
 * @end_time: CALL: when; the same clock
 * @duration: CALL: nanoseconds, of one that was seen from its beginning to its return
 * @has_duration: CALL: whether there is one
 * @signal: SIGNAL: which
 * @status: EXITED: as wait(2) has it
 * @other: SUPERSEDED: the id that it had before
 * @lost: LOST: how many
 * @text: MESSAGE: the line
 */
struct sct_event {
	enum sct_event_type type;
	struct sct_thread *thread;
	struct sct_event_thread *to;
	uint64_t time;
	const struct sct_call *call;
	enum sct_call_end end;
	uint64_t end_time;
	uint64_t duration;
	bool has_duration;
	const struct sct_signal *signal;
	int status;
	uint32_t other;
	const struct sct_lost *lost;
	const char *text;
};

struct sct_events;

/**
 * struct sct_format - what a format does; all but @event can be NULL
 * @document: what it writes are not the events one by one: messages go to stderr
 * @open: before anything else; 0, or a negative errno with the text in sink.fail
 * @begin: what a file begins with
 * @event: an item, to be appended to @sb
 * @idle: nothing to do for now
 * @end: what a file ends with
 * @close: frees what @open made
 */
struct sct_format {
	bool document;
	int (*open)(struct sct_events *events);
	void (*begin)(struct sct_events *events, struct strbuf *sb);
	void (*event)(struct sct_events *events, struct strbuf *sb, const struct sct_event *event);
	void (*idle)(struct sct_events *events);
	void (*end)(struct sct_events *events, struct strbuf *sb);
	void (*close)(struct sct_events *events);
};

/**
 * struct sct_events - the sink
 * @sink: what the others see of it
 * @opt: all of them
 * @format: what it writes
 * @program: the name that messages begin with
 * @main: the file, unless every thread has its own
 * @begun: it has its beginning
 * @serial: threads so far
 * @first_time: time of the first event; 0: there was none
 * @scratch: for a format to decode into
 * @own: belongs to the format
 */
struct sct_events {
	struct sct_sink sink;
	const struct sct_options *opt;
	const struct sct_format *format;
	const char *program;
	struct sct_output *main;
	bool begun;
	uint64_t serial;
	uint64_t first_time;
	struct strbuf scratch;
	void *own;
};

extern const struct sct_format sct_format_json, sct_format_csv, sct_format_perf,
	sct_format_chrome, sct_format_seccomp, sct_format_sqlite,
	sct_format_side;

/* "x86-64", "i386", "x32". */
const char *sct_abi_name(unsigned int abi);

/* Its process; as long as that is not known, the thread itself. */
static inline uint32_t sct_process_of(const struct sct_thread *thread)
{
	return thread->tgid ? thread->tgid : thread->tid;
}

#endif
