// SPDX-License-Identifier: GPL-2.0
/* Reads files of records: blocks, then the records in them. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>
#include <zstd.h>

#include "file_read.h"
#include "ring.h"

#define INPUT_BYTES	65536		/* read at once, at least */
#define MAX_QUEUED	(1ULL << 30)	/* bytes of records that wait for their turn */

/* Records of one ring, of one look. */
struct chunk {
	struct chunk *next;
	size_t size;		/* of data */
	size_t len;		/* of it in use */
	size_t at;		/* the next record */
	uint64_t offset;	/* of the block in the file */
	unsigned char *data;
};

/* The ring's chunks, the next one first. */
struct stream {
	struct chunk *first, **last;
	bool busy;
};

/**
 * struct sct_file - a file
 * @source: what others see
 * @name: for messages
 * @fd: to read, or -1
 * @buf: bytes read from it, or all of them
 * @at: the next byte in @buf
 * @have: bytes in @buf
 * @offset: of @buf's first byte in the file
 * @payload: of the block at hand, uncompressed
 * @packed: the same as it is in the file
 * @recorded: from the INFO block
 * @ops: who is told
 * @arg: for them
 * @streams: one per ring
 * @spare: chunks to be used again
 * @queued: bytes in all chunks
 * @horizon: of the last look
 * @zstd: context of the decompressor
 * @end: the END block
 * @has_end: was there
 * @ended: nothing follows
 * @trouble: why, when it is not the end
 * @next: the part behind this one, or NULL
 * @reading: the part that is being read
 */
struct sct_file {
	struct sct_source source;
	char *name;
	int fd;
	unsigned char *buf;
	size_t at, have;
	uint64_t offset;
	struct strbuf payload;
	struct strbuf packed;
	struct sct_recorded recorded;
	const struct sct_file_ops *ops;
	void *arg;
	struct stream *streams;
	struct chunk *spare;
	uint64_t queued;
	uint64_t horizon;
	void *zstd;
	struct sct_file_end end;
	bool has_end;
	bool ended;
	struct sct_fail trouble;
	struct sct_file *next;
	struct sct_file *reading;
};

static struct sct_file *to_file(const struct sct_source *source)
{
	return (struct sct_file *)((char *)source - offsetof(struct sct_file, source));
}

/* --- bytes ---------------------------------------------------------------- */

static uint64_t position(const struct sct_file *file)
{
	return file->offset + file->at;
}

/* How many of @len bytes there were, or a negative errno. */
static ssize_t take(struct sct_file *file, void *to, size_t len)
{
	size_t done = 0, part;
	ssize_t got;

	while (done < len) {
		part = file->have - file->at;
		if (part > len - done)
			part = len - done;
		memcpy((char *)to + done, file->buf + file->at, part);
		file->at += part;
		done += part;
		if (done == len || file->fd < 0)
			break;
		file->offset += file->have;
		file->at = file->have = 0;
		/* what is long goes where it is wanted */
		if (len - done >= INPUT_BYTES)
			got = read(file->fd, (char *)to + done, len - done);
		else
			got = read(file->fd, file->buf, INPUT_BYTES);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if (!got)
			break;
		if (len - done >= INPUT_BYTES) {
			done += (size_t)got;
			file->offset += (uint64_t)got;
		} else {
			file->have = (size_t)got;
		}
	}
	return (ssize_t)done;
}

/* --- blocks --------------------------------------------------------------- */

/* What is wrong at @offset; its text is the first that is said. */
__attribute__((format(printf, 3, 4)))
static int trouble(struct sct_file *file, uint64_t offset, const char *fmt, ...)
{
	char text[160];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (!file->trouble.text.len)
		sct_fail(&file->trouble, -EBADMSG, "%s: byte %llu: %s", file->name,
			 (unsigned long long)offset, text);
	return -EBADMSG;
}

static int cut_off(struct sct_file *file, uint64_t offset)
{
	return trouble(file, offset, "the file ends here, in the middle of a recording: what was "
		       "recorded after it is missing");
}

static bool block_sane(const struct sct_file_block *block)
{
	return block->mark == SCT_FILE_MARK && block->len <= SCT_FILE_MAX_BLOCK &&
	       block->raw_len <= SCT_FILE_MAX_BLOCK &&
	       (block->flags & SCT_FILE_ZSTD || block->len == block->raw_len);
}

static int unpack(struct sct_file *file, uint64_t offset, const struct sct_file_block *block,
		  void *to)
{
	size_t got;

	if (!file->zstd)
		file->zstd = ZSTD_createDCtx();
	if (!file->zstd)
		return -ENOMEM;
	got = ZSTD_decompressDCtx(file->zstd, to, block->raw_len, file->packed.buf, block->len);
	if (ZSTD_isError(got) || got != block->raw_len)
		return trouble(file, offset, "what is compressed there cannot be read");
	return 0;
}

/* All of @len bytes; @offset is where what they belong to begins. */
static int take_all(struct sct_file *file, uint64_t offset, void *to, size_t len)
{
	ssize_t got = take(file, to, len);

	if (got < 0)
		return trouble(file, offset, "%s", strerror((int)-got));
	return (size_t)got < len ? cut_off(file, offset) : 0;
}

/* Reads the block's payload as it is in the file, and compares the checksum. */
static int read_payload(struct sct_file *file, uint64_t offset, const struct sct_file_block *block,
			void *to)
{
	size_t head = offsetof(struct sct_file_block, checksum);
	uint64_t padding = 0;
	int ret = take_all(file, offset, to, block->len);

	if (!ret)
		ret = take_all(file, offset, &padding, -block->len & 7);
	if (ret)
		return ret;
	if (XXH3_64bits_withSeed(block, head, XXH3_64bits(to, block->len)) != block->checksum ||
	    padding)
		return trouble(file, offset, "the checksum of what is there is wrong: the file is "
			       "damaged");
	return 0;
}

static void *room_for(struct strbuf *sb, size_t len)
{
	sb_reset(sb);
	sb_grow(sb, len + 8);
	return sb->buf;
}

/* The block's payload, uncompressed, at @to (room for block->raw_len bytes). */
static int read_block(struct sct_file *file, uint64_t offset, const struct sct_file_block *block,
		      void *to)
{
	bool packed = block->flags & SCT_FILE_ZSTD;
	int ret;

	if (packed)
		room_for(&file->packed, block->len);
	ret = read_payload(file, offset, block, packed ? file->packed.buf : to);
	return ret || !packed ? ret : unpack(file, offset, block, to);
}

/* The next block's head: 1; 0: a clean end; or an error. */
static int read_head(struct sct_file *file, struct sct_file_block *block)
{
	uint64_t offset = position(file);
	ssize_t got = take(file, block, sizeof(*block));

	if (got < 0)
		return trouble(file, offset, "%s", strerror((int)-got));
	if (!got)
		return 0;
	if ((size_t)got < sizeof(*block))
		return cut_off(file, offset);
	if (!block_sane(block))
		return trouble(file, offset, "there is no block of records: the file is damaged");
	if (block->flags & ~SCT_FILE_ZSTD)
		return trouble(file, offset, "a newer sctrace wrote this: read it with that one");
	return 1;
}

/* --- what is known of the recording ------------------------------------------ */

static int take_set(struct sct_syscall_set *set, const void *value, size_t len)
{
	if (len != sizeof(*set))
		return -EBADMSG;
	memcpy(set, value, len);
	return 0;
}

static int take_text(char **text, const void *value, size_t len)
{
	free(*text);
	*text = strndup(value, len);
	return *text ? 0 : -ENOMEM;
}

static int take_fds(struct sct_fd_set *set, const void *value, size_t len)
{
	struct sct_file_fds fds;

	if (len < sizeof(fds))
		return -EBADMSG;
	memcpy(&fds, value, sizeof(fds));
	if (fds.nr != (len - sizeof(fds)) / sizeof(int32_t))
		return -EBADMSG;
	free(set->fds);
	set->others = fds.others;
	set->nr = fds.nr;
	set->fds = calloc(fds.nr + 1UL, sizeof(*set->fds));
	if (!set->fds)
		return -ENOMEM;
	memcpy(set->fds, (const char *)value + sizeof(fds), fds.nr * sizeof(int32_t));
	return 0;
}

static int take_paths(struct sct_strings *paths, const char *value, size_t len)
{
	size_t part;
	char *path;

	for (; len; value += part, len -= part) {
		part = strnlen(value, len);
		path = strndup(value, part);
		if (!path || sct_strings_add(paths, path)) {
			free(path);
			return -ENOMEM;
		}
		part += part < len;
	}
	return 0;
}

static int take_options(struct sct_recorded *recorded, const void *value, size_t len)
{
	struct sct_options *opt = &recorded->opt;
	struct sct_file_options from;

	if (len < sizeof(from))
		return -EBADMSG;
	memcpy(&from, value, sizeof(from));
	opt->follow = from.flags & SCT_FILE_FOLLOW;
	opt->has_command = from.flags & SCT_FILE_COMMAND;
	opt->select.any = from.flags & SCT_FILE_SELECT;
	opt->stack = from.flags & SCT_FILE_STACK;
	opt->by_duration = from.flags & SCT_FILE_DURATION;
	recorded->fds = from.flags & SCT_FILE_FDS;
	recorded->cpu_time = from.flags & SCT_FILE_CPU_TIME;
	opt->decode.decode_fds = from.decode_fds & SCT_FDS_ALL;
	opt->decode.decode_pids = from.decode_pids & SCT_PIDS_ALL;
	opt->decode.string_limit = from.string_limit;
	opt->status = from.status & SCT_STATUS_ALL;
	opt->quiet = from.quiet & SCT_QUIET_ALL;
	opt->nr_pids = from.nr_pids;
	opt->signals = from.signals;
	opt->min_ns = from.min_ns;
	opt->max_ns = from.max_ns;
	return 0;
}

static int take_info(struct sct_info *info, const void *value, size_t len)
{
	if (len < sizeof(*info))
		return -EBADMSG;
	memcpy(info, value, sizeof(*info));
	return info->nr_rings && info->nr_rings <= UINT16_MAX + 1U && info->clock_khz &&
	       info->clock <= SCT_CLOCK_TSC ? 0 : -EBADMSG;
}

static int take_attr(struct sct_file *file, unsigned int type, const void *value, size_t len)
{
	struct sct_recorded *recorded = &file->recorded;
	struct sct_options *opt = &recorded->opt;

	switch (type) {
	case SCT_ATTR_INFO:
		return take_info(&file->source.info, value, len);
	case SCT_ATTR_VERSION:
		return take_text(&recorded->version, value, len);
	case SCT_ATTR_KERNEL:
		return take_text(&recorded->kernel, value, len);
	case SCT_ATTR_HOST:
		return take_text(&recorded->host, value, len);
	case SCT_ATTR_BOOT:
		return take_text(&recorded->boot, value, len);
	case SCT_ATTR_TABLES:
		if (len != sizeof(recorded->tables))
			return -EBADMSG;
		memcpy(&recorded->tables, value, len);
		return 0;
	case SCT_ATTR_OPTIONS:
		return take_options(recorded, value, len);
	case SCT_ATTR_TRACE:
		return take_set(&opt->trace, value, len);
	case SCT_ATTR_ABBREV:
		return take_set(&opt->decode.abbrev, value, len);
	case SCT_ATTR_VERBOSE:
		return take_set(&opt->decode.verbose, value, len);
	case SCT_ATTR_RAW:
		return take_set(&opt->decode.raw, value, len);
	case SCT_ATTR_READ:
		return take_fds(&opt->decode.dump_read, value, len);
	case SCT_ATTR_WRITE:
		return take_fds(&opt->decode.dump_write, value, len);
	case SCT_ATTR_FDS:
		return take_fds(&opt->fds, value, len);
	case SCT_ATTR_PATHS:
		return take_paths(&opt->paths, value, len);
	}
	return 0;
}

static int take_attrs(struct sct_file *file, uint64_t offset, const char *at, size_t len)
{
	struct sct_file_attr attr;
	size_t padded;
	int ret;

	while (len >= sizeof(attr)) {
		memcpy(&attr, at, sizeof(attr));
		at += sizeof(attr);
		len -= sizeof(attr);
		padded = ((size_t)attr.len + 7) & ~7UL;
		if (padded > len)
			return trouble(file, offset, "an attribute is longer than its block");
		ret = take_attr(file, attr.type, at, attr.len);
		if (ret == -EBADMSG)
			return trouble(file, offset, "attribute %u makes no sense", attr.type);
		if (ret)
			return ret;
		at += padded;
		len -= padded;
	}
	return 0;
}

/* --- opening -------------------------------------------------------------- */

static int check_head(struct sct_file *file, const struct sct_file_head *head,
		      struct sct_fail *fail)
{
	static const uint8_t magic[] = SCT_FILE_MAGIC;

	if (memcmp(head->magic, magic, sizeof(head->magic)))
		return sct_fail(fail, -EINVAL, "%s: not a file that \"sctrace record\" wrote",
				file->name);
	if (head->version != SCT_FILE_VERSION)
		return sct_fail(fail, -EINVAL, "%s: version %u of the format, and this sctrace "
				"reads version %u: read it with the sctrace that wrote it",
				file->name, head->version, SCT_FILE_VERSION);
	if (head->bytes != sizeof(*head) ||
	    head->checksum != XXH3_64bits(head, offsetof(struct sct_file_head, checksum)))
		return sct_fail(fail, -EINVAL, "%s: byte 0: the checksum of what is there is wrong: "
				"the file is damaged", file->name);
	memcpy(file->recorded.session, head->session, sizeof(head->session));
	file->recorded.part = head->part;
	return 0;
}

static int read_info(struct sct_file *file)
{
	uint64_t offset = position(file);
	struct sct_file_block block;
	int ret = read_head(file, &block);

	if (ret <= 0)
		return ret ? ret : cut_off(file, offset);
	if (block.type != SCT_FILE_INFO)
		return trouble(file, offset, "a description of the recording should be there");
	ret = read_block(file, offset, &block, room_for(&file->payload, block.raw_len));
	if (!ret)
		ret = take_attrs(file, offset, file->payload.buf, block.raw_len);
	if (!ret && !file->source.info.nr_rings)
		ret = trouble(file, offset, "the description of the recording is not complete");
	if (!ret && file->source.info.abi_version != SCT_ABI_VERSION)
		ret = trouble(file, offset, "its records are of version %u, and this sctrace reads "
			      "version %u: read it with the sctrace that wrote it",
			      file->source.info.abi_version, SCT_ABI_VERSION);
	return ret;
}

static void free_recorded(struct sct_recorded *recorded)
{
	size_t i;

	for (i = 0; i < recorded->opt.paths.nr; i++)
		free((char *)recorded->opt.paths.s[i]);
	sct_options_free(&recorded->opt);
	free(recorded->host);
	free(recorded->boot);
	free(recorded->kernel);
	free(recorded->version);
}

static void free_chunks(struct chunk *chunk)
{
	struct chunk *next;

	for (; chunk; chunk = next) {
		next = chunk->next;
		free(chunk->data);
		free(chunk);
	}
}

static void file_close(struct sct_source *source)
{
	struct sct_file *file = to_file(source), *next = file->next;
	unsigned int i;

	for (i = 0; file->streams && i < source->nr_streams; i++)
		free_chunks(file->streams[i].first);
	free(file->streams);
	free_chunks(file->spare);
	ZSTD_freeDCtx(file->zstd);
	free_recorded(&file->recorded);
	sb_free(&file->payload);
	sb_free(&file->packed);
	sb_free(&file->trouble.text);
	if (file->fd >= 0) {
		free(file->buf);
		if (file->fd != STDIN_FILENO)
			close(file->fd);
	}
	free(file->name);
	free(file);
	if (next)
		file_close(&next->source);
}

static const struct sct_source_ops file_ops;

static int begin(struct sct_file *file, struct sct_fail *fail)
{
	struct sct_recorded *recorded = &file->recorded;
	struct sct_file_head head;
	ssize_t got;
	unsigned int i;
	int ret;

	recorded->host = strdup("");
	recorded->boot = strdup("");
	recorded->kernel = strdup("");
	recorded->version = strdup("");
	if (!recorded->host || !recorded->boot || !recorded->kernel || !recorded->version)
		return sct_fail(fail, -ENOMEM, "out of memory");
	got = take(file, &head, sizeof(head));
	if (got < 0)
		return sct_fail(fail, (int)got, "%s: %s", file->name, strerror((int)-got));
	if (got < (ssize_t)sizeof(head.magic))
		return sct_fail(fail, -EINVAL, "%s: not a file that \"sctrace record\" wrote",
				file->name);
	memset((char *)&head + got, 0, sizeof(head) - (size_t)got);
	ret = check_head(file, &head, fail);
	if (ret)
		return ret;
	ret = read_info(file);
	if (ret) {
		sb_free(&fail->text);
		*fail = file->trouble;
		file->trouble = (struct sct_fail)SCT_FAIL_INIT;
		return fail->text.len ? ret : sct_fail(fail, ret, "out of memory");
	}
	file->source.nr_streams = file->source.info.nr_rings;
	file->streams = calloc(file->source.nr_streams, sizeof(*file->streams));
	if (!file->streams)
		return sct_fail(fail, -ENOMEM, "out of memory");
	for (i = 0; i < file->source.nr_streams; i++)
		file->streams[i].last = &file->streams[i].first;
	return 0;
}

static int new_file(struct sct_file **new_file, int fd, const void *bytes, size_t len,
		    const char *name, struct sct_fail *fail)
{
	struct sct_file *file = calloc(1, sizeof(*file));
	int ret;

	if (!file) {
		if (fd > STDIN_FILENO)
			close(fd);
		return sct_fail(fail, -ENOMEM, "out of memory");
	}
	file->source.ops = &file_ops;
	file->fd = fd;
	file->reading = file;
	file->name = strdup(name);
	file->buf = fd < 0 ? (unsigned char *)bytes : malloc(INPUT_BYTES);
	file->have = len;
	ret = file->name && (file->buf || !len) ? begin(file, fail) :
						  sct_fail(fail, -ENOMEM, "out of memory");
	if (ret) {
		file_close(&file->source);
		return ret;
	}
	*new_file = file;
	return 0;
}

int sct_file_open_fd(struct sct_file **file, int fd, const char *name, struct sct_fail *fail)
{
	return new_file(file, fd, NULL, 0, name, fail);
}

int sct_file_open_memory(struct sct_file **file, const void *bytes, size_t len, const char *name,
			 struct sct_fail *fail)
{
	return new_file(file, -1, bytes, len, name, fail);
}

int sct_file_open(struct sct_file **file, const char *name, struct sct_fail *fail)
{
	int fd;

	if (!strcmp(name, "-"))
		return sct_file_open_fd(file, STDIN_FILENO, "standard input", fail);
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return sct_fail(fail, -errno, "%s: %s", name, strerror(errno));
	return sct_file_open_fd(file, fd, name, fail);
}

void sct_file_chain(struct sct_file *file, struct sct_file *next)
{
	while (file->next)
		file = file->next;
	file->next = next;
}

/* --- records -------------------------------------------------------------- */

static struct chunk *new_chunk(struct sct_file *file, size_t size)
{
	struct chunk *chunk = file->spare;

	if (chunk)
		file->spare = chunk->next;
	else
		chunk = calloc(1, sizeof(*chunk));
	if (chunk && chunk->size < size) {
		free(chunk->data);
		chunk->data = malloc(size);
		chunk->size = size;
	}
	if (chunk && !chunk->data) {
		free(chunk);
		return NULL;
	}
	return chunk;
}

/* @part: the file that is being read; the chunk becomes @file's. */
static int read_data(struct sct_file *file, struct sct_file *part, uint64_t offset,
		     const struct sct_file_block *block)
{
	struct stream *stream;
	struct chunk *chunk;
	int ret;

	if (block->stream >= file->source.nr_streams)
		return trouble(part, offset, "records of CPU %u, and there are only %u",
			       block->stream, file->source.nr_streams);
	if (!block->raw_len)
		return trouble(part, offset, "a block without records");
	if (file->queued + block->raw_len > MAX_QUEUED)
		return trouble(part, offset, "more than a gigabyte of records is out of order");
	chunk = new_chunk(file, block->raw_len);
	if (!chunk)
		return -ENOMEM;
	ret = read_block(part, offset, block, chunk->data);
	if (ret) {
		chunk->next = file->spare;
		file->spare = chunk;
		return ret;
	}
	chunk->next = NULL;
	chunk->at = 0;
	chunk->len = block->raw_len;
	chunk->offset = offset;
	file->queued += chunk->len;
	stream = &file->streams[block->stream];
	*stream->last = chunk;
	stream->last = &chunk->next;
	return 0;
}

static int begin_look(struct sct_file *file, struct sct_file *part, uint64_t offset, size_t len)
{
	const struct sct_file_look *look = (const void *)part->payload.buf;
	const uint32_t *busy = (const void *)(look + 1);
	unsigned int i;

	if (len < sizeof(*look) || look->nr_busy > (len - sizeof(*look)) / sizeof(*busy))
		return trouble(part, offset, "a look at the rings that makes no sense");
	file->horizon = look->horizon;
	for (i = 0; i < file->source.nr_streams; i++)
		file->streams[i].busy = false;
	for (i = 0; i < look->nr_busy; i++)
		if (busy[i] < file->source.nr_streams)
			file->streams[busy[i]].busy = true;
	return 0;
}

#define TELL(file, op, ...) do {						\
	if ((file)->ops && (file)->ops->op)					\
		(file)->ops->op((file)->arg, ##__VA_ARGS__);			\
} while (0)

/* A block that is no look and no records. */
static int take_block(struct sct_file *file, struct sct_file *part, uint64_t offset,
		      const struct sct_file_block *block)
{
	const void *payload = part->payload.buf;
	size_t len = block->raw_len;

	switch (block->type) {
	case SCT_FILE_EVENT:
		if (len < sizeof(struct sct_file_event))
			return trouble(part, offset, "an event that makes no sense");
		TELL(file, event, payload);
		break;
	case SCT_FILE_NAMES:
		TELL(file, names, payload, len / sizeof(struct sct_file_name));
		break;
	case SCT_FILE_THREADS:
		if (part == file)
			TELL(file, threads, payload, len / sizeof(struct sct_file_thread));
		break;
	case SCT_FILE_MAPS:
		TELL(file, maps, block->stream, payload, len);
		break;
	case SCT_FILE_INTERFACES:
		TELL(file, interfaces, payload, len / sizeof(struct sct_file_interface));
		break;
	case SCT_FILE_END:
		if (len < sizeof(part->end))
			return trouble(part, offset, "an end that makes no sense");
		memcpy(&part->end, payload, sizeof(part->end));
		part->has_end = true;
		break;
	}
	return 0;
}

/* Reads up to the end of the next look: 1; 0: the file ended. */
static int read_look(struct sct_file *file, struct sct_file *part)
{
	struct sct_file_block block;
	uint32_t data = 0;
	uint64_t offset;
	int ret;

	do {
		offset = position(part);
		ret = read_head(part, &block);
		if (ret <= 0)
			return ret ? ret : cut_off(part, offset);
		if (block.type == SCT_FILE_DATA) {
			if (!data--)
				return trouble(part, offset, "records that belong to no look");
			ret = read_data(file, part, offset, &block);
			if (ret)
				return ret;
			continue;
		}
		if (data)
			return trouble(part, offset, "records are missing there");
		ret = read_block(part, offset, &block, room_for(&part->payload, block.raw_len));
		if (ret)
			return ret;
		if (block.type == SCT_FILE_LOOK) {
			data = block.count;
			ret = begin_look(file, part, offset, block.raw_len);
			if (!ret && !data)
				return 1;
		} else {
			ret = take_block(file, part, offset, &block);
		}
		if (ret)
			return ret;
		if (part->has_end)
			return 0;
	} while (data || block.type != SCT_FILE_DATA);
	return 1;
}

/* The next part takes over where this one ended. */
static bool next_part(struct sct_file *file)
{
	struct sct_file *part = file->reading, *next = part->next;

	if (!next)
		return false;
	if (next->source.nr_streams != file->source.nr_streams)
		return false;
	file->reading = next;
	return true;
}

static int file_look(struct sct_source *source, uint64_t *horizon)
{
	struct sct_file *file = to_file(source);
	int ret = 0;

	while (!file->ended && ret <= 0) {
		ret = read_look(file, file->reading);
		if (ret == -ENOMEM)
			return ret;
		/* what is wrong is said in the end: what is there comes first */
		if (ret <= 0 && !next_part(file))
			file->ended = true;
	}
	*horizon = file->ended ? UINT64_MAX : file->horizon;
	return 0;
}

static bool file_busy(const struct sct_source *source, unsigned int stream)
{
	const struct sct_file *file = to_file(source);

	return !file->ended && file->streams[stream].busy;
}

/* A damaged record ends its file: nothing of what is behind it would be in order. */
static int file_peek(struct sct_source *source, unsigned int nr, const struct sct_record **record)
{
	struct sct_file *file = to_file(source);
	struct stream *stream = &file->streams[nr];
	struct chunk *chunk = stream->first;

	if (chunk && chunk->at == chunk->len) {
		stream->first = chunk->next;
		if (!stream->first)
			stream->last = &stream->first;
		file->queued -= chunk->len;
		chunk->next = file->spare;
		file->spare = chunk;
		chunk = stream->first;
	}
	if (!chunk)
		return 0;
	*record = (const void *)(chunk->data + chunk->at);
	if (sct_record_valid(*record, chunk->len - chunk->at))
		return 1;
	trouble(file->reading, chunk->offset, "a record of this block makes no sense: the file is "
		"damaged");
	return -EBADMSG;
}

static void file_pop(struct sct_source *source, unsigned int stream,
		     const struct sct_record *record)
{
	to_file(source)->streams[stream].first->at += record->len;
}

static void file_release(struct sct_source *source)
{
	(void)source;
}

/* The next look waits by itself, in read(2). */
static int file_wait(struct sct_source *source, int timeout_ms, const sigset_t *mask)
{
	(void)source, (void)timeout_ms, (void)mask;
	return 1;
}

static bool file_ended(const struct sct_source *source)
{
	return to_file(source)->ended;
}

static const struct sct_source_ops file_ops = {
	.look = file_look,
	.busy = file_busy,
	.peek = file_peek,
	.pop = file_pop,
	.release = file_release,
	.wait = file_wait,
	.ended = file_ended,
	.close = file_close,
};

struct sct_source *sct_file_source(struct sct_file *file)
{
	return &file->source;
}

const struct sct_recorded *sct_file_recorded(const struct sct_file *file)
{
	return &file->recorded;
}

void sct_file_listen(struct sct_file *file, const struct sct_file_ops *ops, void *arg)
{
	file->ops = ops;
	file->arg = arg;
}

const struct sct_file_end *sct_file_end(const struct sct_file *file)
{
	while (file->next)
		file = file->next;
	return file->has_end ? &file->end : NULL;
}

const char *sct_file_trouble(struct sct_file *file)
{
	for (; file; file = file->next)
		if (file->trouble.text.len)
			return sb_cstr(&file->trouble.text);
	return NULL;
}
