// SPDX-License-Identifier: GPL-2.0
/* What we say on stderr. */
#include <stdio.h>

#include "run.h"

void sct_complain(const struct sct_run *run)
{
	const struct sct_fail *fail = &run->fail;

	fprintf(stderr, "%s: %.*s\n", run->program, (int)fail->text.len, fail->text.buf);
	if (fail->hint)
		fprintf(stderr, "Try '%s -h' for more information.\n", run->program);
}

void sct_note(const struct sct_run *run, const char *fmt, ...)
{
	va_list args;

	fprintf(stderr, "%s: ", run->program);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
}

void sct_note_lines(const struct sct_run *run, const struct strbuf *text)
{
	const char *at = text->buf, *end;
	size_t left = text->len;

	for (; left; left -= end - at + 1, at = end + 1) {
		end = memchr(at, '\n', left);
		if (!end)
			break;
		sct_note(run, "%.*s", (int)(end - at), at);
	}
}
