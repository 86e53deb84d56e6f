/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the looks of a recording go: a file; several, one after another (--max-size,
 * --max-time, --max-files); or memory, which is written to a file when somebody asks
 * (--flight-recorder).
 */
#ifndef SCT_RECORDING_H
#define SCT_RECORDING_H

#include <stdbool.h>
#include <time.h>

#include "file_write.h"
#include "roster.h"
#include "run.h"

/* What is kept in memory: one look, or another block. */
struct sct_kept;

/**
 * struct sct_recording - a recording
 * @run: for its options and errors
 * @info: of the module, with the clocks where the next file begins
 * @argv: the command line
 * @session: random
 * @part: number of the current file, when there may be several
 * @writer: the current file; fd -1: none is open
 * @opened: when it was
 * @roster: who is traced where the next file begins
 * @names, @interfaces: of the machine, when the recording began
 * @kept, @last: memory, the oldest first
 * @bytes: in it
 * @dropped: something was thrown away
 * @total_bytes: written to all files
 * @end: counters of the whole recording
 */
struct sct_recording {
	struct sct_run *run;
	struct sct_info info;
	char **argv;
	uint8_t session[16];
	uint32_t part;
	struct sct_writer writer;
	struct timespec opened;
	struct sct_roster roster;
	struct strbuf names, interfaces;
	struct sct_kept *kept, **last;
	uint64_t bytes;
	bool dropped;
	uint64_t total_bytes;
	struct sct_file_end end;
};

/**
 * struct sct_look - one look, ready to go
 * @pack: its blocks
 * @horizon: of the look
 * @calls: entries of calls in it
 * @records: all records in it
 * @tasks: its TASK records, one behind the other, without their blobs
 * @clock: its last CLOCK record; a hdr.len of 0: none
 */
struct sct_look {
	struct sct_pack pack;
	uint64_t horizon;
	uint64_t calls;
	uint64_t records;
	struct strbuf tasks;
	struct sct_clock_pair clock;
};

/* All of these: 0, or a negative errno with the text in the run's fail. */
int sct_recording_begin(struct sct_recording *recording, struct sct_run *run,
			const struct sct_info *info, char **argv);
/* A block that is no look; in the file before the next look. */
int sct_recording_block(struct sct_recording *recording, enum sct_file_type type,
			uint32_t stream, const void *payload, size_t len);
int sct_recording_look(struct sct_recording *recording, const struct sct_look *look);
/* What is in memory goes to a file. */
int sct_recording_dump(struct sct_recording *recording, const char *why);
/* The end, with recording->end; a flight recorder's memory is thrown away. */
int sct_recording_finish(struct sct_recording *recording);

void sct_recording_free(struct sct_recording *recording);

#endif
