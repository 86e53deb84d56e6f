/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reads a file of records (file.h) as a source of them (source.h).
 *
 * Nothing in the file is believed: every length is bounded before memory is taken,
 * every block's checksum is compared, every record is checked.  What is wrong ends
 * the records as the end of the file does; sct_file_trouble() says it.
 */
#ifndef SCT_FILE_READ_H
#define SCT_FILE_READ_H

#include "fail.h"
#include "file.h"
#include "options.h"
#include "source.h"

struct sct_file;

/**
 * struct sct_recorded - what is known of a recording
 * @opt: what was captured, and what is shown if nothing else is asked for; as
 *	sct_options_parse() wants it
 * @fds: the files of descriptors were captured
 * @cpu_time: the CPU time of calls was captured
 * @tables: sct_tables_hash() of the recorder
 * @host: name of the machine; these are "" when they are not in the file
 * @boot: id of its boot
 * @kernel: release
 * @version: of the recorder
 * @session: the same in all parts of a recording
 * @part: the file's number in it, or 0
 */
struct sct_recorded {
	struct sct_options opt;
	bool fds;
	bool cpu_time;
	uint64_t tables;
	char *host;
	char *boot;
	char *kernel;
	char *version;
	uint8_t session[16];
	uint32_t part;
};

/**
 * struct sct_file_ops - who is told of what is not records, before the records of the
 *	look that follows; any of them can be NULL
 * @names: processes of the machine
 * @threads: those that are traced when the first file begins
 * @maps: /proc/TGID/maps
 * @interfaces: of the network
 */
struct sct_file_ops {
	void (*event)(void *arg, const struct sct_file_event *event);
	void (*names)(void *arg, const struct sct_file_name *names, size_t nr);
	void (*threads)(void *arg, const struct sct_file_thread *threads, size_t nr);
	void (*maps)(void *arg, uint32_t tgid, const char *text, size_t len);
	void (*interfaces)(void *arg, const struct sct_file_interface *interfaces, size_t nr);
};

/*
 * Opens a file ("-": standard input), a descriptor, which becomes the file's, or bytes,
 * which must stay; @name is for messages.  Reads the head and what is known of the
 * recording.  0 or a negative errno with the text in @fail.
 */
int sct_file_open(struct sct_file **file, const char *name, struct sct_fail *fail);
int sct_file_open_fd(struct sct_file **file, int fd, const char *name, struct sct_fail *fail);
int sct_file_open_memory(struct sct_file **file, const void *bytes, size_t len,
			 const char *name, struct sct_fail *fail);

/* @next is the part behind @file and all that was chained to it; it now belongs to it. */
void sct_file_chain(struct sct_file *file, struct sct_file *next);

const struct sct_recorded *sct_file_recorded(const struct sct_file *file);
void sct_file_listen(struct sct_file *file, const struct sct_file_ops *ops, void *arg);

/* The file as a source; closing that closes the file. */
struct sct_source *sct_file_source(struct sct_file *file);

/* How it ended, or NULL: its end is not there, or was not reached. */
const struct sct_file_end *sct_file_end(const struct sct_file *file);

/* Why the records ended before the end of the recording, or NULL. */
const char *sct_file_trouble(struct sct_file *file);

#endif
