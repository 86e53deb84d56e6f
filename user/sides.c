// SPDX-License-Identifier: GPL-2.0
/*
 * Compares two runs: threads by the order in which they were created and their names,
 * then the lines of each pair of them.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "lcs.h"
#include "mask.h"
#include "sides.h"

#define CONTEXT		3
#define MAX_PID		(1U << 22)	/* of any Linux */

/* A line: what it is compared by, and where its text is. */
struct item {
	uint64_t hash;
	uint64_t offset;
};

struct lines {
	struct item *items;
	size_t nr, room;
	char comm[SCT_COMM_BYTES];
};

/**
 * struct sct_side - a run
 * @pids: asked by the decoder for every id that it prints
 * @decode: how to print, once it is known
 * @ready: it is
 * @is_pid: a bit for every id that was seen
 * @texts: of all lines
 * @size: bytes in it
 * @threads: by sct_event_thread.serial, less one
 * @nr, @room: how many
 * @line, @masked: for the line at hand
 */
struct sct_side {
	struct sct_pids pids;
	struct sct_decode_options decode;
	bool ready;
	uint64_t is_pid[MAX_PID / 64];
	FILE *texts;
	uint64_t size;
	struct lines *threads;
	size_t nr, room;
	struct strbuf line, masked;
};

struct sct_side *sct_side_of(struct sct_sink *sink)
{
	return ((struct sct_events *)((char *)sink - offsetof(struct sct_events, sink)))->own;
}

/* --- collecting ----------------------------------------------------------- */

static void note_pid(struct sct_side *side, uint32_t pid)
{
	if (pid < MAX_PID)
		side->is_pid[pid / 64] |= 1ULL << (pid % 64);
}

static bool knows_pid(void *arg, uint64_t number)
{
	const struct sct_side *side = arg;

	return number < MAX_PID && side->is_pid[number / 64] >> (number % 64) & 1;
}

/* What is asked for has been printed: it is the id of a process. */
static bool find_pid(const struct sct_pids *pids, uint32_t tid, enum sct_pid_kind kind, int pid,
		     struct sct_pid *found)
{
	struct sct_side *side = (struct sct_side *)((char *)pids - offsetof(struct sct_side, pids));

	(void)tid;
	(void)kind;
	(void)found;
	note_pid(side, (uint32_t)pid);
	return false;
}

/* FNV-1a */
static uint64_t hash_of(const char *text, size_t len)
{
	uint64_t hash = 0xcbf29ce484222325;
	size_t i;

	for (i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3;
	return hash;
}

/* Twice as many, when there is no room for another one. */
static bool make_room(void **array, size_t nr, size_t *room, size_t size)
{
	size_t more = *room ? 2 * *room : 64;
	void *bigger;

	if (nr < *room)
		return true;
	bigger = reallocarray(*array, more, size);
	if (!bigger)
		return false;
	memset((char *)bigger + *room * size, 0, (more - *room) * size);
	*array = bigger;
	*room = more;
	return true;
}

static struct lines *lines_of(struct sct_side *side, const struct sct_event *event)
{
	void *threads = side->threads;

	while (side->nr < event->to->serial) {
		if (!make_room(&threads, side->nr, &side->room, sizeof(*side->threads)))
			return NULL;
		side->threads = threads;
		side->nr++;
	}
	return &side->threads[event->to->serial - 1];
}

static void put_call(const struct sct_side *side, struct strbuf *sb, const struct sct_event *event)
{
	struct sct_call call = *event->call;

	/* of a call whose entry is not known, only its name is */
	if (call.entered) {
		sct_decode_enter(sb, &call, &side->decode);
		sct_decode_exit(sb, &call, &side->decode);
	} else {
		sct_decode_name(sb, &call);
		sb_str(sb, "(...");
	}
	sb_str(sb, ") = ");
	sct_decode_result(sb, &call, &side->decode);
}

static bool put_line(const struct sct_side *side, struct strbuf *sb, const struct sct_event *event)
{
	switch (event->type) {
	case SCT_EVENT_CALL:
		put_call(side, sb, event);
		return true;
	case SCT_EVENT_SIGNAL:
		sb_printf(sb, "--- %s ", sct_signal_name(event->signal->signo));
		sct_decode_siginfo(sb, event->thread->tid, event->signal->info,
				   &side->decode);
		sb_str(sb, " ---");
		return true;
	case SCT_EVENT_EXITED:
		if (WIFSIGNALED(event->status))
			sb_printf(sb, "+++ killed by %s +++",
				  sct_signal_name(WTERMSIG(event->status)));
		else
			sb_printf(sb, "+++ exited with %d +++", WEXITSTATUS(event->status));
		return true;
	default:
		return false;
	}
}

static void side_event(struct sct_events *events, struct strbuf *sb,
		       const struct sct_event *event)
{
	struct sct_side *side = events->own;
	struct lines *lines;
	struct item item;
	void *items;

	(void)sb;
	if (!event->thread || events->sink.fail.text.len)
		return;
	if (!side->ready) {
		side->decode = events->opt->decode;
		side->decode.decode_pids = SCT_PIDS_COMM;
		side->decode.pids = &side->pids;
		side->ready = true;
	}
	lines = lines_of(side, event);
	if (!lines)
		goto failed;
	note_pid(side, event->thread->tid);
	note_pid(side, sct_process_of(event->thread));
	memcpy(lines->comm, event->thread->comm, sizeof(lines->comm));
	sb_reset(&side->line);
	sb_reset(&side->masked);
	if (!put_line(side, &side->line, event))
		return;
	sct_mask(&side->masked, side->line.buf, side->line.len, knows_pid, side);
	item.hash = hash_of(side->masked.buf, side->masked.len);
	item.offset = side->size;
	items = lines->items;
	if (!make_room(&items, lines->nr, &lines->room, sizeof(*lines->items)))
		goto failed;
	lines->items = items;
	lines->items[lines->nr++] = item;
	sb_char(&side->line, '\n');
	side->size += side->line.len;
	if (fwrite(side->line.buf, 1, side->line.len, side->texts) == side->line.len)
		return;
	sct_fail(&events->sink.fail, -errno, "temporary file: %s", strerror(errno));
	return;
failed:
	sct_fail(&events->sink.fail, -ENOMEM, "out of memory");
}

static int side_open(struct sct_events *events)
{
	struct sct_side *side = calloc(1, sizeof(*side));

	events->own = side;
	if (!side)
		return sct_fail(&events->sink.fail, -ENOMEM, "out of memory");
	side->pids.find = find_pid;
	side->texts = tmpfile();
	if (!side->texts)
		return sct_fail(&events->sink.fail, -errno, "temporary file: %s",
				strerror(errno));
	return 0;
}

static void side_close(struct sct_events *events)
{
	struct sct_side *side = events->own;
	size_t i;

	if (!side)
		return;
	for (i = 0; i < side->nr; i++)
		free(side->threads[i].items);
	free(side->threads);
	if (side->texts)
		fclose(side->texts);
	sb_free(&side->line);
	sb_free(&side->masked);
	free(side);
}

const struct sct_format sct_format_side = {
	.document = true,
	.open = side_open,
	.event = side_event,
	.close = side_close,
};

/* --- comparing ------------------------------------------------------------ */

/**
 * struct comparison - of two sides, [0] the old one and [1] the new one
 * @names: of the files
 * @text: of a line, by getline(3)
 * @begun: the heads are printed
 */
struct comparison {
	struct sct_output *output;
	struct sct_side *sides[2];
	const char *names[2];
	char *text;
	size_t room;
	bool begun;
	struct sct_fail *fail;
};

/* What is compared of a pair of threads: one of them can be none at all. */
struct pair {
	const struct lines *lines[2];
	uint64_t *hashes[2];
	bool *changed[2];
};

static int put_text(struct comparison *c, char sign, unsigned int side, size_t nr,
		    const struct lines *lines)
{
	FILE *texts = c->sides[side]->texts;
	ssize_t len;

	if (fseeko(texts, (off_t)lines->items[nr].offset, SEEK_SET))
		return sct_fail(c->fail, -errno, "temporary file: %s", strerror(errno));
	len = getline(&c->text, &c->room, texts);
	if (len < 0)
		return sct_fail(c->fail, -EIO, "temporary file: cannot be read");
	sb_char(&c->output->text, sign);
	sb_mem(&c->output->text, c->text, (size_t)len);
	sct_output_line(c->output);
	return 0;
}

/* "-12,5", or as diff has it "-12" for one line, and the line before for none. */
static void put_range(struct strbuf *sb, char sign, size_t from, size_t to)
{
	sb_printf(sb, "%c%zu", sign, from + (to > from));
	if (to - from != 1)
		sb_printf(sb, ",%zu", to - from);
}

static void put_head(struct comparison *c, const struct pair *pair, const size_t from[2],
		     const size_t to[2])
{
	const struct lines *named = pair->lines[1] ? pair->lines[1] : pair->lines[0];
	unsigned int side = pair->lines[1] ? 1 : 0;
	struct strbuf *sb = &c->output->text;
	static const struct sct_decode_options no_options;

	if (!c->begun)
		sb_printf(sb, "--- %s\n+++ %s\n", c->names[0], c->names[1]);
	c->begun = true;
	sb_str(sb, "@@ ");
	put_range(sb, '-', from[0], to[0]);
	sb_char(sb, ' ');
	put_range(sb, '+', from[1], to[1]);
	sb_printf(sb, " @@ thread %zu ", (size_t)(named - c->sides[side]->threads) + 1);
	sct_decode_comm(sb, named->comm, &no_options);
	sb_char(sb, '\n');
}

static size_t length(const struct pair *pair, unsigned int side)
{
	return pair->lines[side] ? pair->lines[side]->nr : 0;
}

static bool is_changed(const struct pair *pair, unsigned int side, size_t at)
{
	return at < length(pair, side) && pair->changed[side][at];
}

/* The lines of a hunk: what is not changed goes through both sides together. */
static int put_hunk(struct comparison *c, const struct pair *pair, const size_t from[2],
		    const size_t to[2])
{
	size_t at[2] = { from[0], from[1] };
	int ret = 0;

	put_head(c, pair, from, to);
	while (!ret && (at[0] < to[0] || at[1] < to[1])) {
		if (at[0] < to[0] && is_changed(pair, 0, at[0])) {
			ret = put_text(c, '-', 0, at[0]++, pair->lines[0]);
		} else if (at[1] < to[1] && is_changed(pair, 1, at[1])) {
			ret = put_text(c, '+', 1, at[1]++, pair->lines[1]);
		} else {
			ret = put_text(c, ' ', 0, at[0]++, pair->lines[0]);
			at[1]++;
		}
	}
	return ret;
}

/* Past the changes that are at @at, on both sides. */
static void skip_changes(const struct pair *pair, size_t at[2])
{
	while (is_changed(pair, 0, at[0]))
		at[0]++;
	while (is_changed(pair, 1, at[1]))
		at[1]++;
}

static size_t count_same(const struct pair *pair, const size_t at[2], size_t most)
{
	size_t n = 0;

	while (n < most && at[0] + n < length(pair, 0) && at[1] + n < length(pair, 1) &&
	       !is_changed(pair, 0, at[0] + n) && !is_changed(pair, 1, at[1] + n))
		n++;
	return n;
}

/* Changes that are near each other, with what is around them, are a hunk. */
static int put_hunks(struct comparison *c, const struct pair *pair)
{
	size_t at[2] = { 0, 0 }, from[2], to[2], same, before;
	int ret = 0;

	while (!ret) {
		before = count_same(pair, at, SIZE_MAX);
		at[0] += before;
		at[1] += before;
		if (at[0] == length(pair, 0) && at[1] == length(pair, 1))
			break;
		if (before > CONTEXT)
			before = CONTEXT;
		from[0] = at[0] - before;
		from[1] = at[1] - before;
		for (;;) {
			skip_changes(pair, at);
			same = count_same(pair, at, 2 * CONTEXT + 1);
			to[0] = at[0] + same;
			to[1] = at[1] + same;
			if (same > 2 * CONTEXT ||
			    (to[0] == length(pair, 0) && to[1] == length(pair, 1)))
				break;
			at[0] = to[0];
			at[1] = to[1];
		}
		if (same > CONTEXT)
			same = CONTEXT;
		to[0] = at[0] + same;
		to[1] = at[1] + same;
		ret = put_hunk(c, pair, from, to);
		at[0] = to[0];
		at[1] = to[1];
	}
	return ret;
}

static int compare_threads(struct comparison *c, const struct lines *a, const struct lines *b)
{
	struct pair pair = { .lines = { a, b } };
	struct sct_sequence sequences[2];
	unsigned int side;
	int ret = 0;
	size_t i;

	for (side = 0; side < 2; side++) {
		size_t nr = length(&pair, side);

		pair.hashes[side] = calloc(nr + 1, sizeof(uint64_t));
		pair.changed[side] = calloc(nr + 1, sizeof(bool));
		if (!pair.hashes[side] || !pair.changed[side]) {
			ret = sct_fail(c->fail, -ENOMEM, "out of memory");
			nr = 0;
		}
		for (i = 0; i < nr; i++)
			pair.hashes[side][i] = pair.lines[side]->items[i].hash;
		sequences[side] = (struct sct_sequence){ pair.hashes[side], nr,
							 pair.changed[side] };
	}
	if (!ret) {
		sct_lcs(&sequences[0], &sequences[1]);
		ret = put_hunks(c, &pair);
	}
	for (side = 0; side < 2; side++) {
		free(pair.hashes[side]);
		free(pair.changed[side]);
	}
	return ret;
}

static bool names_threads(const struct sct_side *side, struct sct_sequence *names)
{
	uint64_t *items = calloc(side->nr + 1, sizeof(*items));
	size_t i;

	names->items = items;
	names->changed = calloc(side->nr + 1, sizeof(bool));
	names->nr = side->nr;
	for (i = 0; items && i < side->nr; i++)
		items[i] = hash_of(side->threads[i].comm,
				   strnlen(side->threads[i].comm, SCT_COMM_BYTES));
	return items && names->changed;
}

/* Those that have no partner are compared with nothing. */
static int compare_all(struct comparison *c, const struct sct_sequence names[2])
{
	struct lines *a = c->sides[0]->threads, *b = c->sides[1]->threads;
	size_t i = 0, k = 0;
	int ret = 0;

	while (!ret && (i < names[0].nr || k < names[1].nr)) {
		if (i < names[0].nr && names[0].changed[i])
			ret = compare_threads(c, &a[i++], NULL);
		else if (k < names[1].nr && names[1].changed[k])
			ret = compare_threads(c, NULL, &b[k++]);
		else
			ret = compare_threads(c, &a[i++], &b[k++]);
	}
	return ret;
}

int sct_sides_compare(struct sct_output *output, struct sct_side *a, const char *name_a,
		      struct sct_side *b, const char *name_b, bool *same, struct sct_fail *fail)
{
	struct comparison c = {
		.output = output, .sides = { a, b }, .names = { name_a, name_b }, .fail = fail,
	};
	struct sct_sequence names[2] = { { 0 }, { 0 } };
	int ret = 0;

	if (fflush(a->texts) || fflush(b->texts))
		ret = sct_fail(fail, -errno, "temporary file: %s", strerror(errno));
	else if (!names_threads(a, &names[0]) || !names_threads(b, &names[1]))
		ret = sct_fail(fail, -ENOMEM, "out of memory");
	if (!ret) {
		sct_lcs(&names[0], &names[1]);
		ret = compare_all(&c, names);
	}
	free((void *)names[0].items);
	free((void *)names[1].items);
	free(names[0].changed);
	free(names[1].changed);
	free(c.text);
	*same = !c.begun;
	return ret;
}
