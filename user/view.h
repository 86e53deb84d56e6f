/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is made of records: the sinks that the options ask for, and the file that
 * they write to.  Where the records come from is feed.h's matter.
 */
#ifndef SCT_VIEW_H
#define SCT_VIEW_H

#include <time.h>

#include "output.h"
#include "run.h"
#include "sink.h"

/**
 * struct sct_view - the sinks
 * @run: for its options and errors
 * @output: where text goes
 * @lines: gets every call, and messages about the trace itself
 * @table: -c, -C: the summary; or NULL
 * @write_failed: said already that @output or another file could not be written
 */
struct sct_view {
	struct sct_run *run;
	struct sct_output *output;
	struct sct_sink *lines;
	struct sct_sink *table;
	bool write_failed;
};

/* Resolves -P's paths and opens the file; then makes the sinks.  0 or a negative errno. */
int sct_view_open(struct sct_view *view);
int sct_view_make(struct sct_view *view);

/* A line about the trace itself. */
__attribute__((format(printf, 2, 3)))
void sct_view_say(struct sct_view *view, const char *fmt, ...);

/* What -q leaves out: who was attached to, and that it is enough. */
void sct_view_attached(struct sct_view *view, pid_t pid, unsigned int threads);
void sct_view_selected(struct sct_view *view, unsigned int threads);
void sct_view_limited(struct sct_view *view);

/* Nothing to do for now: show what there is; @partly: unfinished lines can wait. */
void sct_view_idle(struct sct_view *view, bool partly);

/* Whether --syscall-limit was reached. */
bool sct_view_full(const struct sct_view *view);

/* The summary as it stands, with an empty line behind it: --interval. */
void sct_view_table(struct sct_view *view);

/* The end: all sinks finish. */
void sct_view_finish(struct sct_view *view);

/* Closes and frees everything; what cannot be written is said, and in write_failed. */
void sct_view_close(struct sct_view *view);

#endif
