// SPDX-License-Identifier: GPL-2.0
/*
 * Files of records: what is written is read, in one order; cut anywhere, with any byte
 * changed, or made by somebody who means harm, they give an error and no more.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "file_read.h"
#include "file_write.h"
#include "merge.h"

#include "kselftest_harness.h"

#define STREAMS		3
#define RECORDS		90
#define PER_LOOK	10

static struct sct_options opt;
static unsigned char *bytes;
static size_t nr_bytes;
static size_t look_end[64];	/* offsets behind the looks */
static unsigned int nr_looks;

static void put_enter(struct strbuf *sb, unsigned int stream, unsigned int i)
{
	struct sct_enter enter = {
		.hdr = { .len = sizeof(enter), .type = SCT_REC_ENTER, .cpu = (uint16_t)stream,
			 .seq = i, .tid = 100 + stream, .time = 1000 + i },
		.nr = 39, .args = { i },
	};

	sb_mem(sb, &enter, sizeof(enter));
}

/* Looks of PER_LOOK records, which are dealt out to the streams. */
static int write_looks(struct sct_writer *writer, struct sct_pack *pack)
{
	struct strbuf streams[STREAMS] = { STRBUF_INIT };
	struct sct_file_look look = { 0 };
	unsigned int i, k;
	uint32_t blocks;
	int ret = 0;

	for (i = 0; i < RECORDS && !ret; i++) {
		put_enter(&streams[(i * 7 + i / 5) % STREAMS], (i * 7 + i / 5) % STREAMS, i);
		if (i % PER_LOOK != PER_LOOK - 1)
			continue;
		blocks = 0;
		for (k = 0; k < STREAMS; k++) {
			if (!streams[k].len)
				continue;
			sct_pack_block(pack, SCT_FILE_DATA, k,
				       (uint32_t)(streams[k].len / sizeof(struct sct_enter)),
				       streams[k].buf, streams[k].len);
			blocks++;
		}
		look.horizon = 1000 + i - 3;
		sct_pack_first(pack, SCT_FILE_LOOK, blocks, &look, sizeof(look));
		ret = sct_writer_look(writer, pack, look.horizon, PER_LOOK, PER_LOOK);
		look_end[nr_looks++] = writer->offset;
		sct_pack_reset(pack);
		for (k = 0; k < STREAMS; k++)
			sb_reset(&streams[k]);
	}
	for (k = 0; k < STREAMS; k++)
		sb_free(&streams[k]);
	return ret;
}

/* A file in memory, at "bytes". */
static int make_file(int level, const struct sct_info *info)
{
	static const uint8_t session[16] = { 1, 2, 3 };
	char *argv[] = { "sctrace", "record", "true", NULL };
	struct sct_file_event event = { .kind = SCT_FILE_ATTACHED, .pid = 100, .value = 3 };
	struct sct_file_name name = { .pid = 7, .comm = "seven" };
	struct strbuf attrs = STRBUF_INIT;
	int fd = memfd_create("file", 0), copy = dup(fd), ret;
	struct sct_writer writer;
	struct sct_pack pack;

	nr_looks = 0;
	sct_pack_init(&pack, 0);
	ret = sct_writer_begin(&writer, fd, session, 0);
	sct_attr_all(&attrs, info, &opt, argv);
	sct_pack_block(&pack, SCT_FILE_INFO, 0, 0, attrs.buf, attrs.len);
	sct_pack_block(&pack, SCT_FILE_NAMES, 0, 0, &name, sizeof(name));
	sct_pack_block(&pack, SCT_FILE_EVENT, 0, 0, &event, sizeof(event));
	sct_pack_block(&pack, 99, 0, 0, "a type of later times", 21);
	ret = ret ? ret : sct_writer_put(&writer, &pack);
	sct_pack_free(&pack);
	sct_pack_init(&pack, level);
	ret = ret ? ret : write_looks(&writer, &pack);
	writer.end.how = SCT_END_TARGETS;
	ret = ret ? ret : sct_writer_finish(&writer);
	sct_pack_free(&pack);
	sb_free(&attrs);
	nr_bytes = (size_t)lseek(copy, 0, SEEK_END);
	free(bytes);
	bytes = malloc(nr_bytes);
	if (pread(copy, bytes, nr_bytes, 0) != (ssize_t)nr_bytes)
		ret = -EIO;
	close(copy);
	return ret;
}

static const struct sct_info info = {
	.size = sizeof(info), .abi_version = SCT_ABI_VERSION, .nr_rings = STREAMS,
	.clock = SCT_CLOCK_TSC, .clock_khz = 1000000, .page_size = 4096, .ring_bytes = 65536,
};

static int make_options(int level)
{
	char *argv[] = { "sctrace", "record", "-s", "77", "-P", "/a", "-P", "/b", "-e",
			 "read=3", "-f", "true", NULL };
	struct sct_fail fail = SCT_FAIL_INIT;

	sct_options_free(&opt);
	return sct_options_parse(&opt, 12, argv, NULL, &fail) ? -EINVAL : make_file(level, &info);
}

/* --- reading --------------------------------------------------------------- */

static unsigned int nr_read, nr_events;
static uint64_t last_time;
static bool in_order;

static int note(void *arg, const struct sct_record *record)
{
	(void)arg;
	in_order &= record->time >= last_time && record->type == SCT_REC_ENTER;
	last_time = record->time;
	nr_read++;
	return 0;
}

static void on_event(void *arg, const struct sct_file_event *event)
{
	(void)arg;
	nr_events += event->kind == SCT_FILE_ATTACHED && event->pid == 100 && event->value == 3;
}

static char trouble[256];

/* Reads it all: 0, 1 when something was wrong with it, or an error of opening it. */
static int read_file(const void *at, size_t len)
{
	static const struct sct_file_ops ops = { .event = on_event };
	struct sct_fail fail = SCT_FAIL_INIT;
	struct sct_source *source;
	struct sct_merge *merge;
	struct sct_file *file;
	bool ended = false;
	long given;
	int ret;

	nr_read = nr_events = 0;
	last_time = 0;
	in_order = true;
	trouble[0] = '\0';
	ret = sct_file_open_memory(&file, at, len, "f", &fail);
	if (ret) {
		snprintf(trouble, sizeof(trouble), "%s", sb_cstr(&fail.text));
		sb_free(&fail.text);
		return ret;
	}
	sct_file_listen(file, &ops, NULL);
	source = sct_file_source(file);
	merge = sct_merge_new(source);
	for (;;) {
		given = sct_merge_batch(merge, ended, note, NULL);
		if (given < 0 || (ended && !given))
			break;
		ended = source->ops->ended(source);
	}
	if (sct_file_trouble(file))
		snprintf(trouble, sizeof(trouble), "%s", sct_file_trouble(file));
	ret = given < 0 || sct_file_trouble(file) || !sct_file_end(file);
	sct_merge_free(merge);
	source->ops->close(source);
	return ret;
}

TEST(what_is_written_is_read)
{
	int level;

	for (level = 0; level <= 3; level += 3) {
		ASSERT_EQ(0, make_options(level));
		EXPECT_EQ(0, read_file(bytes, nr_bytes)) TH_LOG("%s", trouble);
		EXPECT_EQ(RECORDS, nr_read);
		EXPECT_TRUE(in_order);
		EXPECT_EQ(1, nr_events);
	}
}

TEST(options_come_back)
{
	struct sct_fail fail = SCT_FAIL_INIT;
	const struct sct_recorded *recorded;
	struct sct_options again;
	struct sct_file *file;
	char *argv[] = { "sctrace", "report", "-t", NULL };

	ASSERT_EQ(0, make_options(0));
	ASSERT_EQ(0, sct_file_open_memory(&file, bytes, nr_bytes, "f", &fail));
	recorded = sct_file_recorded(file);
	EXPECT_EQ(77, recorded->opt.decode.string_limit);
	EXPECT_EQ(2, recorded->opt.paths.nr);
	EXPECT_STREQ("/b", recorded->opt.paths.s[1]);
	EXPECT_TRUE(recorded->fds);
	EXPECT_FALSE(recorded->cpu_time);
	EXPECT_EQ(sct_tables_hash(), recorded->tables);
	ASSERT_EQ(0, sct_options_parse(&again, 3, argv, &recorded->opt, &fail));
	EXPECT_EQ(77, again.decode.string_limit);
	EXPECT_TRUE(again.follow);
	EXPECT_TRUE(again.has_command);
	EXPECT_TRUE(sct_fd_set_has(&again.decode.dump_read, 3));
	EXPECT_EQ(2, again.paths.nr);
	EXPECT_EQ(SCT_TIME_DAY, again.time);
	sct_options_free(&again);
	sct_file_source(file)->ops->close(sct_file_source(file));
}

/* All whole looks are there, and it is said where it ends. */
TEST(cut_at_every_byte)
{
	size_t len;
	unsigned int whole;
	int ret;

	ASSERT_EQ(0, make_options(1));
	for (len = 0; len < look_end[nr_looks - 1]; len++) {
		unsigned char *copy = malloc(len + 1);	/* for valgrind and ASan to watch its end */

		memcpy(copy, bytes, len);
		ret = read_file(copy, len);
		ASSERT_NE(0, ret) TH_LOG("%zu bytes", len);
		ASSERT_NE(0, trouble[0]);
		for (whole = 0; whole < nr_looks && look_end[whole] <= len; whole++)
			;
		ASSERT_LE(whole * PER_LOOK, nr_read) TH_LOG("%zu bytes", len);
		ASSERT_TRUE(in_order);
		free(copy);
	}
}

/* Nothing is given that was not written; a change behind the END block goes unnoticed. */
TEST(any_byte_changed)
{
	size_t i;
	unsigned int bit;
	int ret;

	ASSERT_EQ(0, make_options(0));
	for (i = 0; i < nr_bytes; i++) {
		bit = 1U << (i % 8);
		bytes[i] ^= bit;
		ret = read_file(bytes, nr_bytes);
		ASSERT_TRUE(in_order) TH_LOG("byte %zu", i);
		if (i < look_end[nr_looks - 1])
			ASSERT_NE(0, ret) TH_LOG("byte %zu", i);
		bytes[i] ^= bit;
	}
	EXPECT_EQ(0, read_file(bytes, nr_bytes));
}

TEST(foreign_files)
{
	static const char text[] = "execve(\"/bin/true\", [\"true\"], 0x7ffd) = 0\n and so on, and so on";

	EXPECT_EQ(-EINVAL, read_file("", 0));
	EXPECT_EQ(-EINVAL, read_file(text, sizeof(text)));
	EXPECT_NE(NULL, strstr(trouble, "not a file"));
	ASSERT_EQ(0, make_options(0));
	bytes[8]++;
	EXPECT_EQ(-EINVAL, read_file(bytes, nr_bytes));
	EXPECT_NE(NULL, strstr(trouble, "version 2"));
}

/* --- files made to harm ------------------------------------------------------ */

/* Replaces the payload of the first block of a type; checksums fit. */
static int forge(struct strbuf *sb, int type, const void *payload, size_t len, uint32_t stream,
		 uint32_t count)
{
	struct sct_file_block block;
	struct sct_pack pack;
	size_t at = sizeof(struct sct_file_head), size;
	bool done = false;

	sb_reset(sb);
	sb_mem(sb, bytes, at);
	for (; at + sizeof(block) <= nr_bytes - sizeof(struct sct_file_tail); at += size) {
		memcpy(&block, bytes + at, sizeof(block));
		size = sizeof(block) + ((block.len + 7) & ~7UL);
		if (block.type != type || done) {
			sb_mem(sb, bytes + at, size);
			continue;
		}
		sct_pack_init(&pack, 0);
		sct_pack_block(&pack, type, stream, count, payload, len);
		sb_grow(sb, pack.bytes);
		sct_pack_copy(&pack, sb->buf + sb->len);
		sb->len += pack.bytes;
		sct_pack_free(&pack);
		done = true;
	}
	return done;
}

TEST(forged_blocks)
{
	struct strbuf sb = STRBUF_INIT, payload = STRBUF_INIT;
	struct sct_file_look look = { .horizon = 0, .nr_busy = 0xffffffff };
	struct sct_record record = { .len = 0 };
	struct sct_file_attr attr = { .type = SCT_ATTR_READ, .len = 0xfffffff0 };
	struct sct_file_fds fds = { .nr = 0x40000000 };

	ASSERT_EQ(0, make_options(0));
	/* a ring that isn't there; a record without end; a look at too many rings */
	ASSERT_TRUE(forge(&sb, SCT_FILE_DATA, bytes, 64, STREAMS, 1));
	EXPECT_EQ(1, read_file(sb.buf, sb.len));
	ASSERT_TRUE(forge(&sb, SCT_FILE_DATA, &record, sizeof(record), 0, 1));
	EXPECT_EQ(1, read_file(sb.buf, sb.len));
	EXPECT_NE(NULL, strstr(trouble, "makes no sense"));
	ASSERT_TRUE(forge(&sb, SCT_FILE_LOOK, &look, sizeof(look), 0, 3));
	EXPECT_EQ(1, read_file(sb.buf, sb.len));
	look.nr_busy = 0;
	ASSERT_TRUE(forge(&sb, SCT_FILE_LOOK, &look, sizeof(look), 0, 0xffffffff));
	EXPECT_EQ(1, read_file(sb.buf, sb.len));
	/* attributes that are longer than their block, or count more than there is */
	ASSERT_TRUE(forge(&sb, SCT_FILE_INFO, &attr, sizeof(attr), 0, 0));
	EXPECT_EQ(-EBADMSG, read_file(sb.buf, sb.len));
	attr.len = sizeof(fds);
	sb_mem(&payload, &attr, sizeof(attr));
	sb_mem(&payload, &fds, sizeof(fds));
	ASSERT_TRUE(forge(&sb, SCT_FILE_INFO, payload.buf, payload.len, 0, 0));
	EXPECT_EQ(-EBADMSG, read_file(sb.buf, sb.len));
	sb_free(&sb);
	sb_free(&payload);
}

/* Many rings that are not there cost no more than a table. */
TEST(forged_info)
{
	struct sct_info many = info;

	many.nr_rings = 0x7fffffff;
	ASSERT_EQ(0, make_file(0, &many));
	EXPECT_EQ(-EBADMSG, read_file(bytes, nr_bytes));
	many = info;
	many.clock_khz = 0;
	ASSERT_EQ(0, make_file(0, &many));
	EXPECT_EQ(-EBADMSG, read_file(bytes, nr_bytes));
	many = info;
	many.abi_version++;
	ASSERT_EQ(0, make_file(0, &many));
	EXPECT_EQ(-EBADMSG, read_file(bytes, nr_bytes));
	EXPECT_NE(NULL, strstr(trouble, "version"));
}

TEST_HARNESS_MAIN
