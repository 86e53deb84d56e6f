/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where calls and events go: lines (out_strace.c), a table (out_summary.c).
 */
#ifndef SCT_SINK_H
#define SCT_SINK_H

#include "fail.h"
#include "options.h"
#include "output.h"
#include "thread.h"

struct sct_sink;

/* Why a call's return is not shown. */
enum sct_gone {
	SCT_GONE_ENDED,		/* the thread ended in it */
	SCT_GONE_LOST,		/* the record of its return was lost */
};

/**
 * struct sct_sink_ops - what happens to a thread; any of them can be NULL
 * @born: was created by a traced thread
 * @enter: thread->call was entered
 * @exit: thread->call returned; entered is false when the entry is not known
 * @exec: thread->call, which is to return, has replaced the program
 * @gone: thread->call won't be seen to return
 * @signal: got a signal
 * @personality: thread->call is of another ABI than the call before
 * @superseded: executes a program, and by that takes the place and the tid of
 *	its process's @leader (NULL: that one is not traced)
 * @exited: ended; @status as wait(2) has it
 * @detached: won't be traced any more
 * @forget: free thread->out
 * @message: a line about the trace itself, without the program's name
 * @lost: records were lost at this place
 * @idle: nothing to do for now: show what there is; @partly: unfinished lines
 *	can wait
 * @finish: the end
 * @free: free the sink
 */
struct sct_sink_ops {
	void (*born)(struct sct_sink *sink, struct sct_thread *thread);
	void (*enter)(struct sct_sink *sink, struct sct_thread *thread);
	void (*exit)(struct sct_sink *sink, struct sct_thread *thread);
	void (*exec)(struct sct_sink *sink, struct sct_thread *thread);
	void (*gone)(struct sct_sink *sink, struct sct_thread *thread, enum sct_gone why);
	void (*signal)(struct sct_sink *sink, struct sct_thread *thread,
		       const struct sct_signal *signal);
	void (*personality)(struct sct_sink *sink, struct sct_thread *thread);
	void (*superseded)(struct sct_sink *sink, struct sct_thread *thread,
			   struct sct_thread *leader);
	void (*exited)(struct sct_sink *sink, struct sct_thread *thread, int status);
	void (*detached)(struct sct_sink *sink, struct sct_thread *thread);
	void (*forget)(struct sct_sink *sink, struct sct_thread *thread);
	void (*message)(struct sct_sink *sink, const char *text);
	void (*lost)(struct sct_sink *sink, const struct sct_lost *lost);
	void (*idle)(struct sct_sink *sink, bool partly);
	void (*finish)(struct sct_sink *sink);
	void (*free)(struct sct_sink *sink);
};

/**
 * struct sct_sink - one of them
 * @ops: its functions
 * @threads: whose threads these are, and the time
 * @timed: threads->now has to be set
 * @fail: the first file that could not be opened or written, for view.c
 * @calls: calls that no filter kept out, and that returned
 */
struct sct_sink {
	const struct sct_sink_ops *ops;
	const struct sct_threads *threads;
	bool timed;
	struct sct_fail fail;
	uint64_t calls;
};

/*
 * strace's lines, to @output, or to a file for each thread (-ff).  @quiet_lines:
 * only messages about the trace itself, no lines (-c).  @program: the name that
 * such messages begin with.  NULL: no memory.
 */
struct sct_sink *sct_out_strace(const struct sct_options *opt, struct sct_output *output,
				const char *program, bool quiet_lines);

/*
 * The other formats of --format, to @output or to a file for each thread.  NULL, with the
 * text in @fail: not possible.
 */
struct sct_sink *sct_out_events(const struct sct_options *opt, struct sct_output *output,
				const char *program, struct sct_fail *fail);

/* The table of -c, to @output at the end. */
struct sct_sink *sct_out_summary(const struct sct_options *opt, struct sct_output *output);
/* The module has counted: from now on, these are the calls of @abi, SCT_NR_COUNTED of them. */
void sct_out_summary_set(struct sct_sink *sink, unsigned int abi, const struct sct_count *counts);

#endif
