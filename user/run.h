/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One run of the program: who we are, what was asked for, what went wrong; and the
 * commands, which are all that main.c knows of.
 */
#ifndef SCT_RUN_H
#define SCT_RUN_H

#include "fail.h"
#include "options.h"

/**
 * struct sct_run - a run
 * @program: the name that we were called by, with which messages begin
 * @opt: the command line
 * @fail: the last error
 */
struct sct_run {
	const char *program;
	struct sct_options opt;
	struct sct_fail fail;
};

/* The last error, to stderr. */
void sct_complain(const struct sct_run *run);

/* Another line about what we do, to stderr. */
__attribute__((format(printf, 2, 3)))
void sct_note(const struct sct_run *run, const char *fmt, ...);

/* The same with every line of @text. */
void sct_note_lines(const struct sct_run *run, const struct strbuf *text);

/* The commands: each returns the exit status. */
int sct_trace(struct sct_run *run);
/* @argv: the whole command line. */
int sct_record(struct sct_run *run, char **argv);
int sct_report(struct sct_run *run, int argc, char **argv);
int sct_diff(struct sct_run *run, int argc, char **argv);

#endif
