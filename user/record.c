// SPDX-License-Identifier: GPL-2.0
/*
 * sctrace record: moves records from the rings to a file as they are.
 *
 * What is looked at in a record on the way is its length and its type; those of
 * threads and clocks are remembered, for files that begin in mid-recording.
 */
#define _GNU_SOURCE	/* ppoll */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "capture.h"
#include "recording.h"
#include "signals.h"
#include "trigger.h"

/* Of one ring in one look, unless a single record is longer. */
#define STREAM_BYTES	(1U << 20)
/* A look that found less than this is followed by a pause: it is not worth its cost. */
#define BUSY_BYTES	65536
/* A pause ends at the latest then, or when such a part of a ring can be full. */
#define PAUSE_NS	5000000
#define PAUSE_SHARE	8

/**
 * struct recorder - a recording
 * @run: options and errors
 * @capture: where records are made
 * @recording: where they go
 * @look: the look at hand
 * @busy: rings that had more than was taken, and those the source calls busy
 * @maps: MAPS blocks were made for these processes; with -k
 * @trigger: --dump-on
 * @argv: the command line
 * @launch_ended: the command has ended
 * @trailing: the last look's horizon is older than its last record
 * @cut_short: the last look left something in a ring
 * @progress: somebody watches
 * @next_progress: when to say something again
 * @last_look: CLOCK_MONOTONIC, nanoseconds
 */
struct recorder {
	struct sct_run *run;
	struct sct_capture capture;
	struct sct_recording recording;
	struct sct_look look;
	struct strbuf busy;
	struct strbuf maps;
	struct sct_trigger trigger;
	bool launch_ended;
	bool trailing;
	bool cut_short;
	bool progress;
	struct timespec next_progress;
	uint64_t last_look;
};

static struct sct_source *source_of(const struct recorder *r)
{
	return sct_device_source(r->capture.device);
}

/* --- what happens besides records ------------------------------------------- */

static int event(struct recorder *r, enum sct_file_event_kind kind, uint32_t pid, int32_t value)
{
	struct sct_file_event e = { .kind = kind, .pid = pid, .value = value };

	return sct_recording_block(&r->recording, SCT_FILE_EVENT, 0, &e, sizeof(e));
}

/* Where a process has its files when it is attached to: -k wants to know. */
static int record_maps(struct recorder *r, uint32_t tgid)
{
	struct strbuf text = STRBUF_INIT;
	char name[64];
	size_t got, i;
	FILE *maps;
	int ret = 0;

	for (i = 0; i < r->maps.len / sizeof(tgid); i++)
		if (!memcmp(r->maps.buf + i * sizeof(tgid), &tgid, sizeof(tgid)))
			return 0;
	sb_mem(&r->maps, &tgid, sizeof(tgid));
	snprintf(name, sizeof(name), "/proc/%u/maps", tgid);
	maps = fopen(name, "re");
	do {
		sb_grow(&text, 65536);
		got = maps ? fread(text.buf + text.len, 1, 65536, maps) : 0;
		text.len += got;
	} while (got);
	if (maps)
		fclose(maps);
	if (text.len)
		ret = sct_recording_block(&r->recording, SCT_FILE_MAPS, tgid, text.buf, text.len);
	sb_free(&text);
	return ret;
}

static struct recorder *to_recorder(struct sct_capture *capture)
{
	return (struct recorder *)((char *)capture - offsetof(struct recorder, capture));
}

static bool is_quiet(const struct recorder *r)
{
	return r->run->opt.quiet & SCT_QUIET_ATTACH;
}

static void attached(struct sct_capture *capture, pid_t pid, unsigned int threads)
{
	struct recorder *r = to_recorder(capture);

	event(r, SCT_FILE_ATTACHED, (uint32_t)pid, (int32_t)threads);
	if (!is_quiet(r))
		sct_note(r->run, threads > 1 ? "Process %d attached with %u threads" :
			 "Process %d attached", pid, threads);
}

static void selected(struct sct_capture *capture, unsigned int threads)
{
	struct recorder *r = to_recorder(capture);

	event(r, SCT_FILE_SELECTED, 0, (int32_t)threads);
	if (!is_quiet(r))
		sct_note(r->run, "%u thread%s attached", threads, threads == 1 ? "" : "s");
}

static void launched(struct sct_capture *capture, pid_t pid)
{
	struct recorder *r = to_recorder(capture);

	event(r, SCT_FILE_LAUNCHED, (uint32_t)pid, r->run->opt.daemonize != 0);
}

/* --- one look ------------------------------------------------------------- */

static int task_record(struct recorder *r, const struct sct_task *task)
{
	int err;

	sb_mem(&r->look.tasks, task, sizeof(*task));
	if (task->event == SCT_TASK_ATTACH && r->run->opt.stack)
		return record_maps(r, task->tgid ? task->tgid : task->hdr.tid);
	if (task->event != SCT_TASK_EXIT || task->hdr.tid != (uint32_t)r->capture.launch.pid)
		return 0;
	r->launch_ended = true;
	err = sct_launch_error(&r->capture.launch);
	return err ? event(r, SCT_FILE_EXEC_FAILED, 0, err) : 0;
}

/*
 * Goes over whole records up to @limit bytes, of which at least one: how many bytes, or
 * a negative errno.
 */
static ssize_t scan(struct recorder *r, const unsigned char *data, size_t len, size_t limit,
		    uint32_t *nr)
{
	const struct sct_record *record;
	uint64_t calls = 0;
	size_t at = 0;
	int ret;

	for (*nr = 0; at < len && (!at || at < limit); at += record->len, ++*nr) {
		record = (const void *)(data + at);
		if (record->len < sizeof(*record) || record->len > len - at || record->len % 8)
			return -EBADMSG;
		switch (record->type) {
		case SCT_REC_ENTER:
			calls++;
			break;
		case SCT_REC_TASK:
			if (record->len < sizeof(struct sct_task))
				return -EBADMSG;
			ret = task_record(r, (const void *)record);
			if (ret)
				return ret;
			break;
		case SCT_REC_CLOCK:
			if (record->len >= sizeof(r->look.clock))
				memcpy(&r->look.clock, record, sizeof(r->look.clock));
			break;
		}
		if (r->trigger.any)
			sct_trigger_record(&r->trigger, record);
	}
	r->look.calls += calls;
	return (ssize_t)at;
}

/* What one ring has.  0, or a negative errno. */
static int look_at(struct recorder *r, unsigned int stream, size_t limit, uint32_t *blocks)
{
	struct sct_source *source = source_of(r);
	bool busy = source->ops->busy(source, stream);
	const void *data;
	size_t there;
	ssize_t len;
	uint32_t nr;

	data = sct_device_bytes(r->capture.device, stream, &there);
	if (!there)
		goto out;
	len = scan(r, data, there, limit, &nr);
	if (len < 0)
		return (int)len;
	sct_pack_block(&r->look.pack, SCT_FILE_DATA, stream, nr, data, (size_t)len);
	sct_device_skip(r->capture.device, stream, (size_t)len);
	r->look.records += nr;
	++*blocks;
	busy |= (size_t)len < there;
	r->cut_short |= (size_t)len < there;
out:
	if (busy)
		sb_mem(&r->busy, &stream, sizeof(stream));
	return 0;
}

static int damaged(struct recorder *r, int err)
{
	if (err == -EBADMSG)
		return sct_fail(&r->run->fail, err, "the records from the module are damaged: "
				"please report this");
	return err;
}

/* What the LOOK block says is known only now; it goes before the others. */
static int write_look(struct recorder *r, uint32_t blocks)
{
	struct sct_file_look head = {
		.horizon = r->look.horizon,
		.nr_busy = (uint32_t)(r->busy.len / sizeof(uint32_t)),
	};
	struct strbuf text = STRBUF_INIT;
	int ret;

	sb_mem(&text, &head, sizeof(head));
	sb_mem(&text, r->busy.buf, r->busy.len);
	sct_pack_first(&r->look.pack, SCT_FILE_LOOK, blocks, text.buf, text.len);
	ret = sct_recording_look(&r->recording, &r->look);
	sb_free(&text);
	return ret;
}

/* How much to take of one ring: a flight recorder's memory is to hold several looks. */
static size_t stream_limit(const struct recorder *r)
{
	size_t limit = SCT_FILE_MAX_LOOK / 2, flight = r->run->opt.flight_bytes / 4;

	if (flight && flight < limit)
		limit = flight;
	limit /= source_of(r)->nr_streams;
	return limit < STREAM_BYTES ? limit : STREAM_BYTES;
}

/* Takes what is in the rings: how many bytes, or a negative errno. */
static long take_look(struct recorder *r)
{
	struct sct_source *source = source_of(r);
	size_t limit = stream_limit(r);
	uint32_t blocks = 0;
	uint64_t bytes;
	unsigned int i;
	int ret;

	sct_pack_reset(&r->look.pack);
	sb_reset(&r->look.tasks);
	sb_reset(&r->busy);
	r->cut_short = false;
	r->look.calls = 0;
	r->look.records = 0;
	r->look.clock.hdr.len = 0;
	ret = source->ops->look(source, &r->look.horizon);
	for (i = 0; !ret && i < source->nr_streams; i++)
		ret = look_at(r, i, limit, &blocks);
	if (ret)
		return damaged(r, ret);
	bytes = r->look.pack.bytes;
	/* one empty look behind the last records: whoever reads a pipe can print them then */
	if (!blocks && !r->trailing)
		return 0;
	r->trailing = blocks;
	ret = write_look(r, blocks);
	source->ops->release(source);
	if (ret)
		return ret;
	return blocks ? (long)bytes : 0;
}

/* --- the recording ---------------------------------------------------------- */

static long ms_until(const struct timespec *when)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (when->tv_sec - now.tv_sec) * 1000 + (when->tv_nsec - now.tv_nsec) / 1000000;
}

static uint64_t bytes_written(const struct recorder *r)
{
	const struct sct_recording *recording = &r->recording;

	return recording->total_bytes + (recording->writer.fd < 0 ? 0 : recording->writer.offset);
}

/* Once a second, on a terminal: then milliseconds until the next time, or -1. */
static int say_progress(struct recorder *r)
{
	uint64_t lost;
	long ms;

	if (!r->progress)
		return -1;
	ms = ms_until(&r->next_progress);
	if (ms > 0)
		return (int)ms;
	clock_gettime(CLOCK_MONOTONIC, &r->next_progress);
	r->next_progress.tv_sec++;
	lost = sct_device_lost(r->capture.device);
	fprintf(stderr, "\r%s: %llu calls, %.1f MB, %llu records lost ", r->run->program,
		(unsigned long long)r->recording.end.calls,
		(double)(r->recording.bytes + bytes_written(r)) / 1e6, (unsigned long long)lost);
	fflush(stderr);
	return 1000;
}

static uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

/* Lets records come together, if they go on to come as since the last look, which found @got. */
static void pause_a_little(struct recorder *r, uint64_t got)
{
	uint64_t share = source_of(r)->info.ring_bytes / PAUSE_SHARE;
	uint64_t now = now_ns(), ns = (now - r->last_look) * share / got;
	struct timespec timeout = { .tv_nsec = ns < PAUSE_NS ? (long)ns : PAUSE_NS };

	ppoll(NULL, 0, &timeout, sct_signals_mask());
	r->last_look = now;
}

static int dump_if_wanted(struct recorder *r)
{
	const char *why = sct_trigger_pulled(&r->trigger);
	int ret = why ? sct_recording_dump(&r->recording, why) : 0;

	if (why)
		sct_trigger_reset(&r->trigger);
	return ret;
}

/* Until every target is gone: 0; or a signal came: its number; or an error. */
static int record_all(struct recorder *r)
{
	struct sct_source *source = source_of(r);
	bool ended = false, stopped = false;
	long got;
	int ret;

	for (;;) {
		got = take_look(r);
		if (got < 0)
			return (int)got;
		ret = dump_if_wanted(r);
		if (ret)
			return ret;
		if (r->run->opt.select.any && r->launch_ended && !stopped) {
			sct_device_stop(r->capture.device);
			stopped = true;
		}
		if (sct_signals_received())
			return sct_signals_received();
		say_progress(r);
		if (got >= BUSY_BYTES || r->cut_short) {
			r->last_look = now_ns();
			continue;
		}
		if (ended && !got)
			return 0;
		if (got && !ended)
			pause_a_little(r, (uint64_t)got);
		if (!ended && !r->trailing)
			ret = source->ops->wait(source, say_progress(r), sct_signals_mask());
		else if (!ended)
			ret = source->ops->wait(source, PAUSE_NS / 1000000, sct_signals_mask());
		if (ret < 0)
			return sct_fail(&r->run->fail, ret, "waiting for records: %s",
					strerror(-ret));
		ended = source->ops->ended(source);
	}
}

static void kill_targets(const struct recorder *r)
{
	const struct sct_roster *roster = &r->recording.roster;
	size_t i;

	for (i = 0; i < roster->nr; i++)
		kill((pid_t)roster->threads[i].tid, SIGKILL);
}

/* What is still in the rings, how it ended, and what it came to. */
static int finish(struct recorder *r, int how)
{
	struct sct_file_end *end = &r->recording.end;
	struct sct_stats stats;
	int ret = how < 0 ? how : 0;

	sct_device_stop(r->capture.device);
	while (how > 0 && !ret) {
		long got = take_look(r);

		if (got <= 0)
			ret = (int)got;
		if (got <= 0)
			break;
	}
	/* what was put off since it came too soon after another dump */
	if (!ret && r->trigger.pulled)
		ret = sct_recording_dump(&r->recording, r->trigger.text);
	if (r->run->opt.kill_on_exit && how)
		kill_targets(r);
	sct_device_stats(r->capture.device, &stats);
	end->lost = stats.lost;
	end->waits = stats.waits;
	end->value = how < 0 ? -how : how;
	end->how = how < 0 || ret ? SCT_END_ERROR : how ? SCT_END_SIGNAL :
		   r->run->opt.select.any ? SCT_END_COMMAND : SCT_END_TARGETS;
	if (ret)
		sct_complain(r->run);
	/* the file ends as well as it can */
	if (sct_recording_finish(&r->recording) && !ret) {
		sct_complain(r->run);
		ret = -EIO;
	}
	return ret;
}

static void say_result(struct recorder *r)
{
	const struct sct_file_end *end = &r->recording.end;
	const char *name = r->run->opt.output ? r->run->opt.output : SCT_FILE_DEFAULT;

	if (r->progress)
		fputs("\r\033[K", stderr);
	if (!is_quiet(r) && strcmp(name, "-") && !r->run->opt.flight_bytes)
		sct_note(r->run, "%s: %llu calls, %.1f MB", name, (unsigned long long)end->calls,
			 (double)bytes_written(r) / 1e6);
	if (end->lost)
		sct_note(r->run, "%llu records lost: trace less, or use --lossless or a "
			 "--buffer-size above %uk", (unsigned long long)end->lost,
			 source_of(r)->info.ring_bytes / 1024);
}

/* --- the command ------------------------------------------------------------ */

static int set_up(struct recorder *r, char **argv)
{
	int ret = sct_capture_user(&r->capture);

	if (!ret)
		ret = sct_capture_command(&r->capture);
	if (!ret)
		ret = sct_capture_open(&r->capture);
	if (!ret && sct_pack_init(&r->look.pack, (int)r->run->opt.compress))
		ret = sct_fail(&r->run->fail, -ENOMEM, "out of memory");
	if (!ret)
		ret = sct_recording_begin(&r->recording, r->run, &source_of(r)->info, argv);
	if (!ret && r->run->opt.flight_bytes)
		ret = sct_trigger_parse(&r->trigger, r->run->opt.dump_on,
					source_of(r)->info.clock_khz, &r->run->fail);
	return ret ? ret : sct_capture_start(&r->capture);
}

static void clean_up(struct recorder *r)
{
	sct_recording_free(&r->recording);
	sct_capture_free(&r->capture);
	sct_pack_free(&r->look.pack);
	sct_trigger_free(&r->trigger);
	sb_free(&r->look.tasks);
	sb_free(&r->busy);
	sb_free(&r->maps);
}

int sct_record(struct sct_run *run, char **argv)
{
	static const struct sct_capture_ops ops = {
		.attached = attached, .selected = selected, .launched = launched,
	};
	struct recorder r = {
		.run = run,
		.capture = {
			.run = run, .ops = &ops, .launch = { .go = -1, .errors = -1 },
			.config.flags = run->opt.cpu_time ? SCT_CONFIG_CPU_TIME : 0,
		},
	};
	int how, ret, status;

	sct_signals_setup(run->opt.interruptible);
	/* a pipe without a reader is an error to report, not our death */
	signal(SIGPIPE, SIG_IGN);
	if (run->opt.flight_bytes)
		sct_trigger_setup();
	r.recording.writer.fd = -1;
	r.capture.command.keep_stdout = run->opt.output && !strcmp(run->opt.output, "-");
	r.progress = isatty(STDERR_FILENO) && !is_quiet(&r);
	if (set_up(&r, argv)) {
		sct_complain(run);
		clean_up(&r);
		return 1;
	}
	how = record_all(&r);
	ret = finish(&r, how);
	say_result(&r);
	if (how > 0)
		sct_capture_end_command(&r.capture, how);
	clean_up(&r);
	sct_signals_restore();
	if (how > 0 && !ret)
		sct_signals_die(how);
	status = sct_capture_status(&r.capture);
	return status ? status : ret != 0;
}
