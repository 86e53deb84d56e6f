/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files that text is written to, in batches: stderr, -o FILE, -o '|command'.
 *
 * The first error of a file is kept, for the view to report; what is written
 * after it is thrown away.
 */
#ifndef SCT_OUTPUT_H
#define SCT_OUTPUT_H

#include <stdbool.h>
#include <sys/types.h>

#include "fail.h"
#include "strbuf.h"

/**
 * struct sct_output - a file
 * @text: what is not written yet
 * @line: where the current line begins in @text; less than zero when its
 *	beginning is written already
 * @fd: to write to
 * @name: for error messages
 * @command: process of -o '|command', or 0
 * @limit: write when there is so much
 * @err: the first error, a negative errno
 */
struct sct_output {
	struct strbuf text;
	ssize_t line;
	int fd;
	char *name;
	pid_t command;
	size_t limit;
	int err;
};

/* @path: NULL for stderr, "|command", "!command" or a file's name. */
int sct_output_open(struct sct_output **output, const char *path, bool append,
		    struct sct_fail *fail);

/* The same for standard output, or for a @pager that shows it (NULL: none). */
int sct_output_stdout(struct sct_output **output, const char *pager, struct sct_fail *fail);

/* Writes all that there is. */
void sct_output_flush(struct sct_output *output);

/* Writes all but the current line, which begins at @line. */
void sct_output_flush_lines(struct sct_output *output);

/* Writes when there is enough; to be called at the end of a line. */
static inline void sct_output_line(struct sct_output *output)
{
	if (output->text.len >= output->limit)
		sct_output_flush(output);
}

/* Flushes, waits for the command, frees.  The first error, if there was one. */
int sct_output_close(struct sct_output *output);

#endif
