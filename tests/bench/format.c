// SPDX-License-Identifier: GPL-2.0
/*
 * What the reader alone costs: merges, pairs, formats and writes records that are in
 * memory, as they would be in the ring of a CPU.
 *
 * usage: format getppid|files THREADS BATCHES [OPTION...]
 *
 * The calls go round THREADS threads; getppid is that call, files is openat, fstat,
 * read and close.  OPTIONs are sctrace's.  Prints nanoseconds per call, the minimum
 * over batches, as getppid.c does.
 */
#define _GNU_SOURCE	/* AT_EMPTY_PATH */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>

#include "merge.h"
#include "ring.h"
#include "sink.h"

#define CALLS		4000	/* of a batch: four for each of 1,000 threads */
#define RING_BYTES	(2U << 20)
#define FIRST_TID	1000

static struct sct_ring_producer producer;
static struct sct_ring_consumer consumer;
static struct sct_ring ring = { .producer = &producer, .consumer = &consumer, .size = RING_BYTES };
static uint8_t *data;
static uint64_t clock_ns;

/* --- the capture ------------------------------------------------------------ */

/* Where a call's record keeps what it copied of the target's memory. */
struct copied {
	unsigned int arg;
	uint64_t addr;
	const void *bytes;
	uint32_t len;
	uint8_t flags;
};

static void *reserve(unsigned int type, size_t size, uint32_t tid, const struct copied *copied)
{
	struct sct_record *record = (void *)(data + producer.committed);
	size_t len = size + (copied ? sizeof(struct sct_blob) + ((copied->len + 7) & ~7U) : 0);
	struct sct_blob *blob = (void *)((char *)record + size);

	memset(record, 0, len);
	record->len = len;
	record->type = type;
	record->tid = tid;
	record->time = clock_ns += 250;
	if (copied) {
		blob->addr = copied->addr;
		blob->len = copied->len;
		blob->arg = copied->arg;
		blob->flags = copied->flags;
		memcpy(blob + 1, copied->bytes, copied->len);
	}
	producer.committed += len;
	return record;
}

static void enter(uint32_t tid, int nr, const uint64_t args[SCT_NR_ARGS],
		  const struct copied *copied)
{
	struct sct_enter *record = reserve(SCT_REC_ENTER, sizeof(*record), tid, copied);

	record->nr = nr;
	record->nr_blobs = copied != NULL;
	memcpy(record->args, args, sizeof(record->args));
}

static void leave(uint32_t tid, int nr, int64_t ret, const struct copied *copied)
{
	struct sct_exit *record = reserve(SCT_REC_EXIT, sizeof(*record), tid, copied);

	record->nr = nr;
	record->ret = ret;
	record->nr_blobs = copied != NULL;
}

#define ARGS(...)	((const uint64_t[SCT_NR_ARGS]){ __VA_ARGS__ })

static void getppid_call(uint32_t tid, unsigned int which)
{
	(void)which;
	enter(tid, SYS_getppid, ARGS(0), NULL);
	leave(tid, SYS_getppid, 4711, NULL);
}

static void files_call(uint32_t tid, unsigned int which)
{
	static const char name[] = "/etc/ld.so.cache";
	static const char text[33] = "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0 h\2\0\0\0\0\0";
	static const struct stat st = { .st_mode = S_IFREG | 0644, .st_size = 65317 };
	static const uint64_t path = 0x7f1122334455, buf = 0x7ffe55443320, statbuf = 0x7ffe55443000;

	switch (which % 4) {
	case 0:
		enter(tid, SYS_openat, ARGS((uint32_t)AT_FDCWD, path, O_RDONLY | O_CLOEXEC),
		      &(struct copied){ 1, path, name, sizeof(name), SCT_BLOB_STRING });
		leave(tid, SYS_openat, 3, NULL);
		break;
	case 1:
		enter(tid, SYS_newfstatat, ARGS(3, path, statbuf, AT_EMPTY_PATH),
		      &(struct copied){ 1, path, "", 1, SCT_BLOB_STRING });
		leave(tid, SYS_newfstatat, 0,
		      &(struct copied){ 2, statbuf, &st, sizeof(st), 0 });
		break;
	case 2:
		enter(tid, SYS_read, ARGS(3, buf, 832), NULL);
		leave(tid, SYS_read, 832, &(struct copied){ 1, buf, text, 32, 0 });
		break;
	case 3:
		enter(tid, SYS_close, ARGS(3), NULL);
		leave(tid, SYS_close, 0, NULL);
		break;
	}
}

static void capture(void (*call)(uint32_t tid, unsigned int which), unsigned int threads)
{
	unsigned int i;

	producer.committed = 0;
	for (i = 0; i < CALLS; i++)
		call(FIRST_TID + i / 4 % threads, i);
	producer.reserved = producer.committed;
	ring.next = 0;
	ring.end = 0;
	ring.released = 0;
}

/* --- the source ------------------------------------------------------------- */

static int look(struct sct_source *source, uint64_t *horizon)
{
	(void)source;
	*horizon = UINT64_MAX;
	return sct_ring_look(&ring);
}

static bool busy(const struct sct_source *source, unsigned int stream)
{
	(void)source;
	(void)stream;
	return false;
}

static int peek(struct sct_source *source, unsigned int stream, const struct sct_record **record)
{
	(void)source;
	(void)stream;
	return sct_ring_peek(&ring, record);
}

static void pop(struct sct_source *source, unsigned int stream, const struct sct_record *record)
{
	(void)source;
	(void)stream;
	sct_ring_pop(&ring, record);
}

static void release(struct sct_source *source)
{
	(void)source;
	sct_ring_release(&ring);
}

static const struct sct_source_ops ops = {
	.look = look, .busy = busy, .peek = peek, .pop = pop, .release = release,
};

/* --- the reader ------------------------------------------------------------- */

static struct sct_source source = {
	.ops = &ops, .nr_streams = 1,
	.info = { .clock = SCT_CLOCK_MONOTONIC, .clock_khz = 1000000 },
};
static struct sct_options opt;
static struct sct_threads threads;
static struct sct_output *output;
static struct sct_sink *lines;
static struct sct_merge *merge;

static int set_up(int argc, char **argv, struct sct_fail *fail)
{
	char *words[32] = { "sctrace", "-o", "/dev/null" };
	int nr = 3;

	while (argc-- && nr < 30)
		words[nr++] = *argv++;
	words[nr++] = "cmd";
	if (sct_options_parse(&opt, nr, words, NULL, fail) ||
	    sct_output_open(&output, opt.output, false, fail))
		return -1;
	sct_threads_init(&threads, &source.info);
	lines = sct_out_strace(&opt, output, "sctrace", false);
	merge = sct_merge_new(&source);
	if (!lines || !merge)
		return sct_fail(fail, -1, "out of memory");
	sct_threads_add_sink(&threads, lines);
	return 0;
}

static void clean_up(void)
{
	sct_threads_free(&threads);
	sct_merge_free(merge);
	sct_output_close(output);
	lines->ops->free(lines);
	sct_options_free(&opt);
}

static int on_record(void *arg, const struct sct_record *record)
{
	(void)arg;
	return sct_threads_record(&threads, record);
}

static long now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000L + ts.tv_nsec;
}

int main(int argc, char **argv)
{
	struct sct_fail fail = SCT_FAIL_INIT;
	long start, best = -1, nr_threads, batches;
	void (*call)(uint32_t tid, unsigned int which);

	if (argc < 4) {
		fputs("usage: format getppid|files THREADS BATCHES [OPTION...]\n", stderr);
		return 1;
	}
	call = strcmp(argv[1], "files") ? getppid_call : files_call;
	nr_threads = atol(argv[2]);
	batches = atol(argv[3]);
	data = aligned_alloc(4096, RING_BYTES);
	ring.data = data;
	if (!data || nr_threads < 1 || set_up(argc - 4, argv + 4, &fail)) {
		fprintf(stderr, "format: %.*s\n", (int)fail.text.len, fail.text.buf);
		return 1;
	}
	while (batches-- > 0) {
		capture(call, nr_threads);
		start = now();
		if (sct_merge_batch(merge, true, on_record, NULL) != 2 * CALLS) {
			fputs("format: not all records came out\n", stderr);
			return 1;
		}
		start = now() - start;
		if (best < 0 || start < best)
			best = start;
	}
	printf("%.2f\n", (double)best / CALLS);
	clean_up();
	free(data);
	return 0;
}
