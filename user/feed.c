// SPDX-License-Identifier: GPL-2.0
/* Takes records from a source to the sinks. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "feed.h"
#include "stack.h"

int sct_feed_init(struct sct_feed *feed, struct sct_view *view, struct sct_source *source)
{
	struct sct_options *opt = &view->run->opt;
	struct sct_fail *fail = &view->run->fail;

	feed->view = view;
	feed->source = source;
	sct_threads_init(&feed->threads, &source->info);
	sct_pids_init(&feed->pids, &feed->threads);
	feed->asked = &feed->pids;
	feed->threads.detach_on_execve = opt->detach_on_execve;
	feed->threads.shown = sct_is_all_syscalls(&opt->trace) ? NULL : &opt->trace;
	if (opt->stack) {
		feed->threads.stacks = sct_stacks_new(opt->frame_limit);
		if (!feed->threads.stacks)
			return sct_fail(fail, -ENOMEM, "out of memory");
	}
	feed->merge = sct_merge_new(source);
	if (!feed->merge)
		return sct_fail(fail, -ENOMEM, "out of memory");
	sct_threads_add_sink(&feed->threads, view->lines);
	if (view->table)
		sct_threads_add_sink(&feed->threads, view->table);
	sct_feed_use(feed);
	return 0;
}

void sct_feed_use(struct sct_feed *feed)
{
	struct sct_view *view = feed->view;

	view->run->opt.decode.pids = feed->asked;
	view->lines->threads = &feed->threads;
	if (view->table)
		view->table->threads = &feed->threads;
}

static int on_record(void *arg, const struct sct_record *record)
{
	struct sct_feed *feed = arg;

	return sct_threads_record(&feed->threads, record);
}

/* With --syscall-limit. */
static int on_limited_record(void *arg, const struct sct_record *record)
{
	struct sct_feed *feed = arg;

	if (sct_view_full(feed->view))
		return -ECANCELED;
	return sct_threads_record(&feed->threads, record);
}

long sct_feed_batch(struct sct_feed *feed, bool last)
{
	struct sct_fail *fail = &feed->view->run->fail;
	bool limited = feed->view->run->opt.call_limit;
	long given = sct_merge_batch(feed->merge, last, limited ? on_limited_record : on_record,
				     feed);

	if (given == -EBADMSG)
		sct_fail(fail, given, "the records from the module are damaged: please report "
			 "this");
	else if (given < 0 && given != -ECANCELED)
		sct_fail(fail, given, "reading records: %s", strerror(-given));
	return given;
}

void sct_feed_end(struct sct_feed *feed, bool detached)
{
	if (detached)
		sct_threads_detach_all(&feed->threads);
	else
		sct_threads_end(&feed->threads);
}

void sct_feed_report_lost(const struct sct_feed *feed, uint64_t lost, const char *advice)
{
	uint64_t told = feed->threads.lost, rest = lost > told ? lost - told : 0;
	char end[64] = "";

	if (!told && !rest)
		return;
	if (rest)
		snprintf(end, sizeof(end), " (%llu of them at the end)", (unsigned long long)rest);
	sct_note(feed->view->run, "%llu records lost%s: %s %uk", (unsigned long long)(told + rest),
		 end, advice, feed->source->info.ring_bytes / 1024);
}

void sct_feed_free(struct sct_feed *feed)
{
	sct_threads_free(&feed->threads);
	sct_stacks_free(feed->threads.stacks);
	feed->threads.stacks = NULL;
	sct_merge_free(feed->merge);
	feed->merge = NULL;
}
