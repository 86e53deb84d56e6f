// SPDX-License-Identifier: GPL-2.0
/*
 * The way of records: what the checks of the ring let through is merged, put
 * together to calls, and printed by the sinks. libFuzzer's bytes are the rings
 * of a kernel that means ill.
 */
#include "fuzz.h"

#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

#include "json.h"
#include "merge.h"
#include "ring.h"
#include "sink.h"

#define RINGS		2
#define RING_BYTES	8192U

struct fake {
	struct sct_source source;
	struct sct_ring rings[RINGS];
	struct sct_ring_producer producers[RINGS];
	struct sct_ring_consumer consumers[RINGS];
	uint64_t *data[RINGS];
	bool busy[RINGS];
};

static struct fake *to_fake(const struct sct_source *source)
{
	return (struct fake *)((char *)source - offsetof(struct fake, source));
}

static int fake_look(struct sct_source *source, uint64_t *horizon)
{
	struct fake *fake = to_fake(source);
	int i, ret;

	*horizon = 1000;
	for (i = 0; i < RINGS; i++) {
		ret = sct_ring_look(&fake->rings[i]);
		if (ret < 0)
			return ret;
		fake->busy[i] = ret;
	}
	return 0;
}

static bool fake_busy(const struct sct_source *source, unsigned int stream)
{
	return to_fake(source)->busy[stream];
}

static int fake_peek(struct sct_source *source, unsigned int stream,
		     const struct sct_record **record)
{
	return sct_ring_peek(&to_fake(source)->rings[stream], record);
}

static void fake_pop(struct sct_source *source, unsigned int stream,
		     const struct sct_record *record)
{
	sct_ring_pop(&to_fake(source)->rings[stream], record);
}

static void fake_release(struct sct_source *source)
{
	int i;

	for (i = 0; i < RINGS; i++)
		sct_ring_release(&to_fake(source)->rings[i]);
}

static const struct sct_source_ops fake_ops = {
	.look = fake_look, .busy = fake_busy, .peek = fake_peek, .pop = fake_pop,
	.release = fake_release,
};

/*
 * Whole records, but for what they say: their lengths are mostly right, or the
 * first would be the last.
 */
static void fill(struct fake *fake, int ring, struct fuzz *f, size_t bytes)
{
	static const uint8_t sizes[] = {
		[SCT_REC_ENTER] = sizeof(struct sct_enter),
		[SCT_REC_EXIT] = sizeof(struct sct_exit),
		[SCT_REC_SIGNAL] = sizeof(struct sct_signal),
		[SCT_REC_TASK] = sizeof(struct sct_task),
		[SCT_REC_LOST] = sizeof(struct sct_lost),
		[SCT_REC_CLOCK] = sizeof(struct sct_clock_pair),
	};
	struct sct_record record;
	size_t at = 0, end = bytes < f->left ? bytes : f->left, body;

	end &= ~(size_t)7;
	fake->data[ring] = malloc(RING_BYTES);
	memset(fake->data[ring], 0, RING_BYTES);
	while (f->left && at + sizeof(record) <= RING_BYTES / 2 && end) {
		unsigned int bits = (unsigned int)fuzz_take(f, 2);
		size_t extra = (bits >> 4 & 15) * 8;

		memset(&record, 0, sizeof(record));
		record.type = bits & 7;
		record.abi = (bits >> 8 & 3) % 3;
		record.cpu = (uint16_t)ring;
		record.tid = bits >> 10 & 3 ? 1000 + (bits >> 10 & 7) : 0;
		record.time = fuzz_take(f, 2);
		body = record.type && record.type < sizeof(sizes) ? sizes[record.type] : 24;
		if (record.type != SCT_REC_ENTER && record.type != SCT_REC_EXIT && record.type != SCT_REC_TASK)
			extra = 0;
		record.len = (uint32_t)(body + extra);
		if (bits >> 15)
			record.len = (uint32_t)fuzz_take(f, 2);
		if (at + body + extra > RING_BYTES / 2)
			break;
		memcpy((char *)fake->data[ring] + at, &record, sizeof(record));
		body += extra - sizeof(record);
		if (body > f->left)
			body = f->left;
		memcpy((char *)fake->data[ring] + at + sizeof(record), f->at, body);
		f->at += body;
		f->left -= body;
		at += (record.len + 7) & ~7U;
		if (at > RING_BYTES / 2)
			at = RING_BYTES / 2;
		end = f->left;
	}
	fake->producers[ring] = (struct sct_ring_producer){ at, at + (at & 8) };
	fake->rings[ring] = (struct sct_ring){
		.producer = &fake->producers[ring], .consumer = &fake->consumers[ring],
		.data = (const unsigned char *)fake->data[ring], .size = RING_BYTES,
	};
}

static int on_record(void *arg, const struct sct_record *record)
{
	return sct_threads_record(arg, record);
}

/* Words as a user would give them. */
static const char *const lines[] = {
	"-f -tt -T -yy", "-c -w", "-C -S calls --summary-latency --histogram", "-f -v -s 1000 -i -n",
	"-r -xx -e read=all -e write=all", "-Y -P /etc/* --color=always", "-z -e duration>1us", "-N -ttt -X verbose",
	"-f --format=json", "-f --format=json -yy -Y -v -s 1000", "--format=csv -f", "--format=csv -e raw=all",
	"--format=perf -f", "--format=chrome -f", "--seccomp=docker -f", "diff a",
};
#define NR_LINES	(sizeof(lines) / sizeof(lines[0]))

/* Each of them once. */
static const struct sct_options *parsed(unsigned int which)
{
	static struct sct_options options[NR_LINES];
	static char *words[NR_LINES];	/* what they were parsed from */
	struct sct_fail fail = SCT_FAIL_INIT;
	char *argv[16] = { "sctrace" }, *rest, *word;
	int argc = 1;

	if (words[which])
		return &options[which];
	rest = words[which] = strdup(lines[which]);
	while ((word = strsep(&rest, " ")))
		argv[argc++] = word;
	argv[argc++] = "cmd";
	if (sct_options_parse(&options[which], argc, argv, NULL, &fail))
		abort();
	return &options[which];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct sct_info info = {
		.clock = SCT_CLOCK_MONOTONIC, .clock_khz = 1000000,
		.realtime_now = 1000000000000000000ULL,
	};
	struct fake fake = { .source = { .ops = &fake_ops, .nr_streams = RINGS, .info = info } };
	struct sct_fail fail = SCT_FAIL_INIT;
	struct fuzz f = { data, size };
	struct sct_threads *threads = calloc(1, sizeof(*threads));
	struct sct_output *output;
	const struct sct_options *opt;
	struct sct_merge *merge;
	struct sct_sink *sink, *table;
	unsigned int bits = (unsigned int)fuzz_take(&f, 1);
	int i;

	opt = parsed((bits & 7) | (bits >> 3 & 8));
	if (sct_output_open(&output, NULL, false, &fail))
		abort();
	output->fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	output->limit = SIZE_MAX;	/* to be looked at */
	sct_threads_init(threads, &info);
	threads->detach_on_execve = bits >> 3 & 1;
	sink = opt->format ? sct_out_events(opt, output, "sctrace", &fail) :
	       sct_out_strace(opt, output, "sctrace", opt->summary == SCT_SUMMARY_ONLY);
	if (!sink)
		abort();
	sct_threads_add_sink(threads, sink);
	table = opt->summary ? sct_out_summary(opt, output) : NULL;
	if (table)
		sct_threads_add_sink(threads, table);
	if (bits >> 4 & 1)
		sct_threads_launch(threads, 1000);
	for (i = 0; i < RINGS; i++)
		fill(&fake, i, &f, i ? f.left : size / 2);
	merge = sct_merge_new(&fake.source);
	if (sct_merge_batch(merge, false, on_record, threads) >= 0)
		sct_merge_batch(merge, true, on_record, threads);
	if (bits >> 5 & 1)
		sct_threads_detach_all(threads);
	else
		sct_threads_end(threads);
	/* without colors, and without the CR of CSV */
	if (opt->color != SCT_COLOR_ALWAYS && opt->format != SCT_FORMAT_CSV)
		fuzz_check_text(&output->text);
	if (!sct_is_utf8(output->text.buf, output->text.len))
		abort();
	sink->ops->finish(sink);
	if (table)
		table->ops->finish(table);
	sct_threads_free(threads);
	free(threads);
	sct_merge_free(merge);
	sct_output_close(output);
	sink->ops->free(sink);
	if (table)
		table->ops->free(table);
	for (i = 0; i < RINGS; i++)
		free(fake.data[i]);
	return 0;
}
