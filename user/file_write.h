/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writes a file of records (file.h): blocks are packed, which checks and compresses
 * them, then written together.
 */
#ifndef SCT_FILE_WRITE_H
#define SCT_FILE_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#include "file.h"
#include "options.h"
#include "strbuf.h"

/* --- packing -------------------------------------------------------------- */

/* A part of the packed bytes: at @from, or (NULL) at @at of the pack's own. */
struct sct_piece {
	const void *from;
	size_t at;
	size_t len;
};

/**
 * struct sct_pack - blocks, ready to be written
 * @level: of Zstandard; 0: no compression
 * @zstd: its context
 * @first: a block that goes before all others
 * @own: heads and compressed payloads
 * @pieces: all that is packed, in order; @nr of them, room for @room
 * @bytes: the sum of their lengths
 */
struct sct_pack {
	int level;
	void *zstd;
	struct strbuf first;
	struct strbuf own;
	struct sct_piece *pieces;
	size_t nr, room;
	uint64_t bytes;
};

/* 0 or -ENOMEM. */
int sct_pack_init(struct sct_pack *pack, int level);
void sct_pack_free(struct sct_pack *pack);

/* Nothing is packed any more. */
void sct_pack_reset(struct sct_pack *pack);

/* Adds a block; the payload must stay until the pack is written or reset. */
void sct_pack_block(struct sct_pack *pack, enum sct_file_type type, uint32_t stream,
		    uint32_t count, const void *payload, size_t len);

/* The same, before all that is packed; the payload is copied. */
void sct_pack_first(struct sct_pack *pack, enum sct_file_type type, uint32_t count,
		    const void *payload, size_t len);

/* All that is packed, in one piece at @to, which has pack->bytes. */
void sct_pack_copy(const struct sct_pack *pack, void *to);

/* --- what is known of the recording ----------------------------------------- */

/* Appends the attributes of an INFO block; @argv: the command line. */
void sct_attr_all(struct strbuf *sb, const struct sct_info *info, const struct sct_options *opt,
		  char **argv);

/* A number that differs where the tables of system calls do. */
uint64_t sct_tables_hash(void);

/* --- the file --------------------------------------------------------------- */

/**
 * struct sct_writer - an open file
 * @fd: of the file
 * @offset: bytes written so far
 * @end: counters; what is to be in the END block
 * @index: array of struct sct_file_index
 * @next_index: offset from which on the next look is put there
 */
struct sct_writer {
	int fd;
	uint64_t offset;
	struct sct_file_end end;
	struct strbuf index;
	uint64_t next_index;
};

/*
 * All of these: 0 or a negative errno.  After an error the file is cut to the last
 * block that was written whole, where that can be done.
 */

/* Begins a file; @fd is closed with it. */
int sct_writer_begin(struct sct_writer *writer, int fd, const uint8_t session[16], uint32_t part);

/* Writes what is packed. */
int sct_writer_put(struct sct_writer *writer, const struct sct_pack *pack);

/* The same for a look, of which the index is to know. */
int sct_writer_look(struct sct_writer *writer, const struct sct_pack *pack, uint64_t horizon,
		    uint64_t calls, uint64_t records);

/* Writes the END block, with writer->end, the index and the tail; closes. */
int sct_writer_finish(struct sct_writer *writer);

#endif
