// SPDX-License-Identifier: GPL-2.0
/* Makes the sinks that the options ask for, and keeps them together. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "view.h"

/* What shows a report that goes to a terminal, or NULL. */
static const char *pager_of(const struct sct_options *opt)
{
	static const char *const names[] = { "SCTRACE_PAGER", "PAGER" };
	const char *pager = NULL;
	size_t i;

	if (opt->no_pager || opt->format == SCT_FORMAT_SQLITE || !isatty(STDOUT_FILENO))
		return NULL;
	for (i = 0; i < 2 && !pager; i++)
		pager = getenv(names[i]);
	if (!pager)
		return "less";
	return !*pager || !strcmp(pager, "cat") ? NULL : pager;
}

int sct_view_open(struct sct_view *view)
{
	struct sct_options *opt = &view->run->opt;
	struct strbuf messages = STRBUF_INIT;
	int ret = sct_path_resolve(&opt->paths, &messages);

	if (!(opt->quiet & SCT_QUIET_PATH))
		sct_note_lines(view->run, &messages);
	sb_free(&messages);
	if (ret)
		return sct_fail(&view->run->fail, ret, "out of memory");
	if (opt->action == SCT_REPORT && !opt->output)
		return sct_output_stdout(&view->output, pager_of(opt), &view->run->fail);
	return sct_output_open(&view->output, opt->separately ? NULL : opt->output, opt->append,
			       &view->run->fail);
}

int sct_view_make(struct sct_view *view)
{
	const struct sct_options *opt = &view->run->opt;
	bool only = opt->summary == SCT_SUMMARY_ONLY;

	if (opt->format)
		view->lines = sct_out_events(opt, view->output, view->run->program,
					     &view->run->fail);
	else
		view->lines = sct_out_strace(opt, view->output, view->run->program, only);
	if (!view->lines && view->run->fail.text.len)
		return -EIO;
	view->table = opt->summary ? sct_out_summary(opt, view->output) : NULL;
	if (!view->lines || (opt->summary && !view->table))
		return sct_fail(&view->run->fail, -ENOMEM, "out of memory");
	return 0;
}

void sct_view_say(struct sct_view *view, const char *fmt, ...)
{
	char text[128];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	view->lines->ops->message(view->lines, text);
}

static bool tells_attaching(const struct sct_view *view)
{
	return !(view->run->opt.quiet & SCT_QUIET_ATTACH);
}

void sct_view_attached(struct sct_view *view, pid_t pid, unsigned int threads)
{
	if (!tells_attaching(view))
		return;
	if (threads > 1)
		sct_view_say(view, "Process %d attached with %u threads", pid, threads);
	else
		sct_view_say(view, "Process %d attached", pid);
}

void sct_view_selected(struct sct_view *view, unsigned int threads)
{
	if (tells_attaching(view))
		sct_view_say(view, "%u thread%s attached", threads, threads == 1 ? "" : "s");
}

void sct_view_limited(struct sct_view *view)
{
	if (tells_attaching(view))
		sct_view_say(view, "System call limit has been reached, detaching tracees");
}

/* Once, as soon as it is known: a full disk, a pipe without a reader. */
static void report_write_error(struct sct_view *view)
{
	const struct strbuf *text = &view->lines->fail.text;

	if (view->write_failed || !text->len)
		return;
	view->write_failed = true;
	sct_note(view->run, "%.*s", (int)text->len, text->buf);
}

void sct_view_idle(struct sct_view *view, bool partly)
{
	view->lines->ops->idle(view->lines, partly);
	if (!partly)
		report_write_error(view);
}

bool sct_view_full(const struct sct_view *view)
{
	const struct sct_options *opt = &view->run->opt;
	const struct sct_sink *counter = opt->summary == SCT_SUMMARY_ONLY ? view->table :
									    view->lines;

	return opt->call_limit && counter->calls >= opt->call_limit;
}

void sct_view_table(struct sct_view *view)
{
	view->table->ops->finish(view->table);
	sb_char(&view->output->text, '\n');
	sct_output_flush(view->output);
}

void sct_view_finish(struct sct_view *view)
{
	view->lines->ops->finish(view->lines);
	if (view->table)
		view->table->ops->finish(view->table);
	report_write_error(view);
}

void sct_view_close(struct sct_view *view)
{
	const char *name = view->run->opt.output;
	int err;

	if (view->output) {
		err = sct_output_close(view->output);
		if (err && !view->write_failed)
			sct_note(view->run, "%s: %s", name ? name : "stderr", strerror(-err));
		view->write_failed |= err != 0;
	}
	if (view->lines)
		view->lines->ops->free(view->lines);
	if (view->table)
		view->table->ops->free(view->table);
	view->output = NULL;
	view->lines = NULL;
	view->table = NULL;
}
