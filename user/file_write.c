// SPDX-License-Identifier: GPL-2.0
/* Packs blocks and writes them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <xxhash.h>
#include <zstd.h>

#include "file_write.h"
#include "version.h"

#define MIN_COMPRESSED	256		/* bytes: less than that is not worth it */
#define INDEX_BYTES	(1U << 20)	/* of the file between two entries of the index */
#define BATCH		1024		/* pieces of one writev(2) */

/* --- packing -------------------------------------------------------------- */

int sct_pack_init(struct sct_pack *pack, int level)
{
	memset(pack, 0, sizeof(*pack));
	pack->level = level;
	if (!level)
		return 0;
	pack->zstd = ZSTD_createCCtx();
	if (!pack->zstd || ZSTD_isError(ZSTD_CCtx_setParameter(pack->zstd, ZSTD_c_compressionLevel,
							       level)))
		return -ENOMEM;
	return 0;
}

void sct_pack_free(struct sct_pack *pack)
{
	ZSTD_freeCCtx(pack->zstd);
	sb_free(&pack->first);
	sb_free(&pack->own);
	free(pack->pieces);
	memset(pack, 0, sizeof(*pack));
}

void sct_pack_reset(struct sct_pack *pack)
{
	sb_reset(&pack->first);
	sb_reset(&pack->own);
	pack->nr = 0;
	pack->bytes = 0;
}

static void add_piece(struct sct_pack *pack, const void *from, size_t at, size_t len)
{
	struct sct_piece *more;

	if (!len)
		return;
	if (pack->nr == pack->room) {
		pack->room = pack->room ? 2 * pack->room : 64;
		more = reallocarray(pack->pieces, pack->room, sizeof(*more));
		if (!more)
			abort();	/* as strbuf.c does */
		pack->pieces = more;
	}
	pack->bytes += len;
	/* what is ours and in a row is one piece */
	if (!from && pack->nr && !pack->pieces[pack->nr - 1].from)
		pack->pieces[pack->nr - 1].len += len;
	else
		pack->pieces[pack->nr++] = (struct sct_piece){ from, at, len };
}

/* The compressed payload behind the pack's own bytes: its length; 0: it doesn't get shorter. */
static size_t compress(struct sct_pack *pack, const void *payload, size_t len)
{
	size_t bound = ZSTD_compressBound(len), got;

	if (!pack->level || len < MIN_COMPRESSED)
		return 0;
	sb_grow(&pack->own, bound);
	got = ZSTD_compress2(pack->zstd, pack->own.buf + pack->own.len, bound, payload, len);
	return ZSTD_isError(got) || got >= len ? 0 : got;
}

static void seal(struct sct_file_block *block, const void *payload)
{
	block->checksum = XXH3_64bits_withSeed(block, offsetof(struct sct_file_block, checksum),
					       XXH3_64bits(payload, block->len));
}

void sct_pack_block(struct sct_pack *pack, enum sct_file_type type, uint32_t stream,
		    uint32_t count, const void *payload, size_t len)
{
	struct sct_file_block block = {
		.mark = SCT_FILE_MARK, .type = (uint16_t)type, .raw_len = (uint32_t)len,
		.stream = stream, .count = count,
	};
	size_t head = pack->own.len, shorter;

	sb_pad(&pack->own, 0, sizeof(block));
	shorter = compress(pack, payload, len);
	if (shorter) {
		payload = pack->own.buf + pack->own.len;
		block.flags = SCT_FILE_ZSTD;
	}
	block.len = (uint32_t)(shorter ? shorter : len);
	seal(&block, payload);
	memcpy(pack->own.buf + head, &block, sizeof(block));
	add_piece(pack, NULL, head, sizeof(block));
	if (shorter) {
		add_piece(pack, NULL, pack->own.len, shorter);
		pack->own.len += shorter;
	} else {
		add_piece(pack, payload, 0, len);
	}
	add_piece(pack, NULL, pack->own.len, -block.len & 7);
	sb_pad(&pack->own, 0, -block.len & 7);
}

void sct_pack_first(struct sct_pack *pack, enum sct_file_type type, uint32_t count,
		    const void *payload, size_t len)
{
	struct sct_file_block block = {
		.mark = SCT_FILE_MARK, .type = (uint16_t)type, .len = (uint32_t)len,
		.raw_len = (uint32_t)len, .count = count,
	};

	seal(&block, payload);
	pack->bytes -= pack->first.len;
	sb_reset(&pack->first);
	sb_mem(&pack->first, &block, sizeof(block));
	sb_mem(&pack->first, payload, len);
	sb_pad(&pack->first, 0, -block.len & 7);
	pack->bytes += pack->first.len;
}

static const void *piece_at(const struct sct_pack *pack, const struct sct_piece *piece)
{
	return piece->from ? piece->from : pack->own.buf + piece->at;
}

void sct_pack_copy(const struct sct_pack *pack, void *to)
{
	char *at = to;
	size_t i;

	if (pack->first.len)
		memcpy(at, pack->first.buf, pack->first.len);
	at += pack->first.len;
	for (i = 0; i < pack->nr; i++) {
		memcpy(at, piece_at(pack, &pack->pieces[i]), pack->pieces[i].len);
		at += pack->pieces[i].len;
	}
}

/* --- attributes ------------------------------------------------------------- */

static void put_attr(struct strbuf *sb, enum sct_file_attr_type type, const void *value, size_t len)
{
	struct sct_file_attr attr = { .type = type, .len = (uint32_t)len };

	sb_mem(sb, &attr, sizeof(attr));
	sb_mem(sb, value, len);
	sb_pad(sb, 0, -len & 7);
}

static void put_text(struct strbuf *sb, enum sct_file_attr_type type, const char *text)
{
	put_attr(sb, type, text, strlen(text));
}

static void put_strings(struct strbuf *sb, enum sct_file_attr_type type, const char *const *s,
			size_t nr)
{
	struct strbuf all = STRBUF_INIT;
	size_t i;

	for (i = 0; i < nr; i++)
		sb_mem(&all, s[i], strlen(s[i]) + 1);
	put_attr(sb, type, all.buf, all.len);
	sb_free(&all);
}

static void put_fds(struct strbuf *sb, enum sct_file_attr_type type, const struct sct_fd_set *set)
{
	struct sct_file_fds fds = { .others = set->others, .nr = (uint32_t)set->nr };
	struct strbuf all = STRBUF_INIT;

	sb_mem(&all, &fds, sizeof(fds));
	sb_mem(&all, set->fds, set->nr * sizeof(*set->fds));
	put_attr(sb, type, all.buf, all.len);
	sb_free(&all);
}

static void put_options(struct strbuf *sb, const struct sct_options *opt)
{
	const struct sct_decode_options *decode = &opt->decode;
	struct sct_file_options options = {
		.flags = (opt->follow ? SCT_FILE_FOLLOW : 0) |
			 (opt->has_command ? SCT_FILE_COMMAND : 0) |
			 (opt->select.any ? SCT_FILE_SELECT : 0) |
			 (decode->decode_fds || decode->want_fds ? SCT_FILE_FDS : 0) |
			 (opt->stack ? SCT_FILE_STACK : 0) |
			 (opt->cpu_time ? SCT_FILE_CPU_TIME : 0) |
			 (opt->by_duration ? SCT_FILE_DURATION : 0),
		.decode_fds = decode->decode_fds,
		.decode_pids = decode->decode_pids,
		.status = opt->status,
		.quiet = opt->quiet,
		.nr_pids = (uint32_t)opt->nr_pids,
		.string_limit = decode->string_limit,
		.signals = opt->signals,
		.min_ns = opt->min_ns,
		.max_ns = opt->max_ns,
	};

	put_attr(sb, SCT_ATTR_OPTIONS, &options, sizeof(options));
	put_attr(sb, SCT_ATTR_TRACE, &opt->trace, sizeof(opt->trace));
	put_attr(sb, SCT_ATTR_ABBREV, &decode->abbrev, sizeof(decode->abbrev));
	put_attr(sb, SCT_ATTR_VERBOSE, &decode->verbose, sizeof(decode->verbose));
	put_attr(sb, SCT_ATTR_RAW, &decode->raw, sizeof(decode->raw));
	put_fds(sb, SCT_ATTR_READ, &decode->dump_read);
	put_fds(sb, SCT_ATTR_WRITE, &decode->dump_write);
	put_fds(sb, SCT_ATTR_FDS, &opt->fds);
	put_strings(sb, SCT_ATTR_PATHS, opt->paths.s, opt->paths.nr);
}

uint64_t sct_tables_hash(void)
{
	const struct sct_syscall *desc;
	XXH64_hash_t hash = 0;
	unsigned int abi;
	int nr;

	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		for (nr = 0; nr < SCT_NR_SYSCALLS; nr++) {
			desc = sct_syscall_by_number(abi, nr);
			if (desc)
				hash = XXH3_64bits_withSeed(desc->name, strlen(desc->name),
							    hash + (XXH64_hash_t)nr);
		}
	}
	return hash;
}

static void read_line(const char *path, char *line, size_t size)
{
	FILE *file = fopen(path, "re");

	if (!file || !fgets(line, (int)size, file))
		line[0] = '\0';
	line[strcspn(line, "\n")] = '\0';
	if (file)
		fclose(file);
}

void sct_attr_all(struct strbuf *sb, const struct sct_info *info, const struct sct_options *opt,
		  char **argv)
{
	uint64_t hash = sct_tables_hash();
	struct utsname uts;
	char boot[64];
	size_t nr = 0;

	memset(&uts, 0, sizeof(uts));
	uname(&uts);
	read_line("/proc/sys/kernel/random/boot_id", boot, sizeof(boot));
	while (argv[nr])
		nr++;
	put_attr(sb, SCT_ATTR_INFO, info, sizeof(*info));
	put_text(sb, SCT_ATTR_VERSION, SCT_VERSION_TEXT);
	put_text(sb, SCT_ATTR_KERNEL, uts.release);
	put_text(sb, SCT_ATTR_MACHINE, uts.machine);
	put_text(sb, SCT_ATTR_HOST, uts.nodename);
	put_text(sb, SCT_ATTR_BOOT, boot);
	put_strings(sb, SCT_ATTR_COMMAND, (const char *const *)argv, nr);
	put_attr(sb, SCT_ATTR_TABLES, &hash, sizeof(hash));
	put_options(sb, opt);
}

/* --- the file --------------------------------------------------------------- */

static int write_all(int fd, struct iovec *iov, int nr, uint64_t *written)
{
	ssize_t done;

	while (nr) {
		done = writev(fd, iov, nr);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -errno;
		*written += (uint64_t)done;
		for (; nr && (size_t)done >= iov->iov_len; iov++, nr--)
			done -= (ssize_t)iov->iov_len;
		if (nr) {
			iov->iov_base = (char *)iov->iov_base + done;
			iov->iov_len -= (size_t)done;
		}
	}
	return 0;
}

/* A file that ends with a whole block can be read without a complaint about its last bytes. */
static int cut(struct sct_writer *writer, int err)
{
	if (!ftruncate(writer->fd, (off_t)writer->offset))
		lseek(writer->fd, (off_t)writer->offset, SEEK_SET);
	return err;
}

int sct_writer_put(struct sct_writer *writer, const struct sct_pack *pack)
{
	struct iovec iov[BATCH];
	uint64_t written = 0;
	size_t i, nr = 0;
	int ret = 0;

	if (pack->first.len)
		iov[nr++] = (struct iovec){ pack->first.buf, pack->first.len };
	if (!pack->nr)
		ret = write_all(writer->fd, iov, (int)nr, &written);
	for (i = 0; i < pack->nr && !ret; i++) {
		iov[nr].iov_base = (void *)piece_at(pack, &pack->pieces[i]);
		iov[nr++].iov_len = pack->pieces[i].len;
		if (nr < BATCH && i + 1 < pack->nr)
			continue;
		ret = write_all(writer->fd, iov, (int)nr, &written);
		nr = 0;
	}
	if (ret)
		return cut(writer, ret);
	writer->offset += written;
	return 0;
}

int sct_writer_begin(struct sct_writer *writer, int fd, const uint8_t session[16], uint32_t part)
{
	struct sct_file_head head = {
		.magic = SCT_FILE_MAGIC, .version = SCT_FILE_VERSION, .bytes = sizeof(head),
		.part = part,
	};
	struct iovec iov = { &head, sizeof(head) };

	memset(writer, 0, sizeof(*writer));
	writer->fd = fd;
	memcpy(head.session, session, sizeof(head.session));
	head.checksum = XXH3_64bits(&head, offsetof(struct sct_file_head, checksum));
	return write_all(fd, &iov, 1, &writer->offset);
}

int sct_writer_look(struct sct_writer *writer, const struct sct_pack *pack, uint64_t horizon,
		    uint64_t calls, uint64_t records)
{
	struct sct_file_index entry = { writer->offset, horizon, writer->end.calls };
	int ret = sct_writer_put(writer, pack);

	if (ret)
		return ret;
	if (entry.offset >= writer->next_index) {
		sb_mem(&writer->index, &entry, sizeof(entry));
		writer->next_index = entry.offset + INDEX_BYTES;
	}
	writer->end.calls += calls;
	writer->end.records += records;
	return 0;
}

int sct_writer_finish(struct sct_writer *writer)
{
	struct sct_file_tail tail = { .magic = SCT_FILE_MAGIC };
	struct iovec iov = { &tail, sizeof(tail) };
	struct sct_pack pack;
	int ret;

	sct_pack_init(&pack, 0);
	sct_pack_block(&pack, SCT_FILE_END, 0, 0, &writer->end, sizeof(writer->end));
	ret = sct_writer_put(writer, &pack);
	sct_pack_reset(&pack);
	tail.index = writer->offset;
	sct_pack_block(&pack, SCT_FILE_INDEX, 0,
		       (uint32_t)(writer->index.len / sizeof(struct sct_file_index)),
		       writer->index.buf, writer->index.len);
	if (!ret)
		ret = sct_writer_put(writer, &pack);
	if (!ret)
		ret = write_all(writer->fd, &iov, 1, &writer->offset);
	if (close(writer->fd) && !ret)
		ret = -errno;
	writer->fd = -1;
	sct_pack_free(&pack);
	sb_free(&writer->index);
	return ret;
}
