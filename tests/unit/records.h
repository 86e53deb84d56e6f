/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records that no module made, given to the sinks: what they write is read back.
 */
#ifndef RECORDS_H
#define RECORDS_H

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sink.h"

#define SEC	1000000000ULL

static struct sct_options opt;
static struct sct_threads threads;
static struct sct_output *output;
static struct sct_sink *lines, *table;
static uint64_t now;

/* A session with these options (separated by '|'), whose text goes to a file in memory. */
static inline void begin(const char *options)
{
	static const struct sct_info info = {
		.clock = SCT_CLOCK_MONOTONIC, .clock_khz = 1000000,
		.realtime_now = 1000000000 * SEC,
	};
	struct sct_fail fail = SCT_FAIL_INIT;
	char *copy = strdup(options), *rest = copy, *word, *argv[16] = { "sctrace" };
	int argc = 1;

	while (*options && argc < 14 && (word = strsep(&rest, "|")))
		argv[argc++] = word;
	argv[argc++] = "cmd";
	setenv("TZ", "UTC0", 1);
	if (sct_options_parse(&opt, argc, argv, NULL, &fail) ||
	    sct_output_open(&output, NULL, false, &fail))
		abort();
	output->fd = memfd_create("lines", 0);
	sct_threads_init(&threads, &info);
	if (opt.format)
		lines = sct_out_events(&opt, output, "sctrace", &fail);
	else
		lines = sct_out_strace(&opt, output, "sctrace", opt.summary == SCT_SUMMARY_ONLY);
	sct_threads_add_sink(&threads, lines);
	table = opt.summary ? sct_out_summary(&opt, output) : NULL;
	if (table)
		sct_threads_add_sink(&threads, table);
	now = 1000;
}

/* What was written so far. */
static inline const char *text(void)
{
	static char buf[8192];
	ssize_t len;

	lines->ops->idle(lines, false);
	len = pread(output->fd, buf, sizeof(buf) - 1, 0);
	buf[len < 0 ? 0 : len] = '\0';
	return buf;
}

static inline const char *end(void)
{
	sct_threads_end(&threads);
	lines->ops->finish(lines);
	if (table)
		table->ops->finish(table);
	return text();
}

static inline void give(struct sct_record *record, uint32_t tid, unsigned int type, size_t len)
{
	now += 1000;
	record->len = len;
	record->type = type;
	record->tid = tid;
	record->time = now;
	if (sct_threads_record(&threads, record))
		abort();
}

static inline void enter(uint32_t tid, int nr, uint64_t a0, uint64_t a1, uint64_t a2)
{
	struct sct_enter r = { .nr = nr, .ip = 0x1234, .args = { a0, a1, a2 } };

	give(&r.hdr, tid, SCT_REC_ENTER, sizeof(r));
}

static inline void leave(uint32_t tid, int nr, int64_t ret)
{
	struct sct_exit r = { .nr = nr, .ret = ret, .cpu_ns = 2000 };

	give(&r.hdr, tid, SCT_REC_EXIT, sizeof(r));
}

static inline void call_close(uint32_t tid, int fd, int64_t ret)
{
	enter(tid, SYS_close, fd, 0, 0);
	leave(tid, SYS_close, ret);
}

static inline void task(uint32_t tid, unsigned int event, uint32_t tgid, uint32_t other, int status)
{
	struct sct_task r = { .event = event, .tgid = tgid, .other = other, .status = status };

	give(&r.hdr, tid, SCT_REC_TASK, sizeof(r));
}

static inline void sig(uint32_t tid, int signo, unsigned int flags)
{
	struct sct_signal r = { .signo = signo, .flags = flags };
	siginfo_t info = { .si_signo = signo, .si_code = SI_KERNEL };

	memcpy(r.info, &info, sizeof(r.info));
	give(&r.hdr, tid, SCT_REC_SIGNAL, sizeof(r));
}

#endif
