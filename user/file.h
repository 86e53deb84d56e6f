/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The file that "sctrace record" writes and "sctrace report" reads, byte by byte:
 * see docs/file-format.md.
 *
 * A head, then blocks, each with its length and checksum; at the end an index.  All
 * numbers are little-endian, all structures begin at multiples of 8 bytes.
 */
#ifndef SCT_FILE_H
#define SCT_FILE_H

#include <stdint.h>

#include "sctrace_abi.h"

#define SCT_FILE_MAGIC		"\211SCT\r\n\032\n"
#define SCT_FILE_VERSION	1
#define SCT_FILE_DEFAULT	"sctrace.data"

/* Bounds that every file keeps, so that a reader knows what memory it takes. */
#define SCT_FILE_MAX_BLOCK	(64U << 20)	/* bytes of a block, compressed or not */
#define SCT_FILE_MAX_LOOK	(256U << 20)	/* of all DATA blocks of a look, uncompressed */
#define SCT_FILE_MAX_RING	(128U << 20)	/* a record is no longer than half of it */

/**
 * struct sct_file_head - the first bytes
 * @magic: SCT_FILE_MAGIC, without a NUL
 * @version: SCT_FILE_VERSION; changes when an older reader could misread the file
 * @bytes: sizeof(struct sct_file_head)
 * @session: random; the same in all files of one recording
 * @part: number of the file in its recording, from 1 on; 0: there is only one
 * @reserved: 0
 * @checksum: XXH3 (64 bits) of what is before
 */
struct sct_file_head {
	uint8_t magic[8];
	uint32_t version;
	uint32_t bytes;
	uint8_t session[16];
	uint32_t part;
	uint32_t reserved;
	uint64_t checksum;
};

/**
 * enum sct_file_type - what a block holds; a reader skips types that it doesn't know
 * @SCT_FILE_INFO: attributes (struct sct_file_attr) of the machine and the recording
 * @SCT_FILE_LOOK: struct sct_file_look; the next @count blocks are its DATA
 * @SCT_FILE_DATA: records of the ring @stream, @count of them, as the kernel made them
 * @SCT_FILE_EVENT: struct sct_file_event
 * @SCT_FILE_NAMES: an array of struct sct_file_name
 * @SCT_FILE_THREADS: an array of struct sct_file_thread: those that are traced when
 *	the file begins in the middle of a recording
 * @SCT_FILE_MAPS: /proc/PID/maps of the process @stream, when it was attached to
 * @SCT_FILE_INTERFACES: an array of struct sct_file_interface
 * @SCT_FILE_END: struct sct_file_end
 * @SCT_FILE_INDEX: an array of struct sct_file_index
 */
enum sct_file_type {
	SCT_FILE_INFO		= 1,
	SCT_FILE_LOOK		= 2,
	SCT_FILE_DATA		= 3,
	SCT_FILE_EVENT		= 4,
	SCT_FILE_NAMES		= 5,
	SCT_FILE_THREADS	= 6,
	SCT_FILE_MAPS		= 7,
	SCT_FILE_INTERFACES	= 8,
	SCT_FILE_END		= 9,
	SCT_FILE_INDEX		= 10,
};

enum sct_file_flags {
	SCT_FILE_ZSTD		= 1U << 0,	/* the payload is a frame of Zstandard */
};

#define SCT_FILE_MARK		0x42544353U	/* "SCTB" */

/**
 * struct sct_file_block - what every block begins with
 * @mark: SCT_FILE_MARK
 * @type: enum sct_file_type
 * @flags: enum sct_file_flags; a reader that doesn't know one can't read the block
 * @len: bytes of the payload that follow; the next block begins at the next multiple
 *	of 8
 * @raw_len: bytes of the payload uncompressed
 * @stream: see enum sct_file_type, else 0
 * @count: see there
 * @checksum: XXH3 (64 bits) of these 24 bytes, with that of the payload as it is in
 *	the file as the seed
 */
struct sct_file_block {
	uint32_t mark;
	uint16_t type;
	uint16_t flags;
	uint32_t len;
	uint32_t raw_len;
	uint32_t stream;
	uint32_t count;
	uint64_t checksum;
};

/**
 * enum sct_file_attr_type - what is known of a recording; unknown ones are skipped
 * @SCT_ATTR_INFO: struct sct_info of the module, with the clocks at the start, or of
 *	the last CLOCK record before the file's first
 * @SCT_ATTR_VERSION: text: the sctrace that wrote the file
 * @SCT_ATTR_KERNEL: text: release of the kernel
 * @SCT_ATTR_MACHINE: text: as uname -m has it
 * @SCT_ATTR_HOST: text: name of the host
 * @SCT_ATTR_BOOT: text: /proc/sys/kernel/random/boot_id
 * @SCT_ATTR_COMMAND: strings that a NUL ends: the command line
 * @SCT_ATTR_TABLES: 64 bits: hash of the tables of system calls, sct_tables_hash()
 * @SCT_ATTR_OPTIONS: struct sct_file_options
 * @SCT_ATTR_TRACE: -e trace=: bits as in struct sct_syscall_set
 * @SCT_ATTR_ABBREV: -e abbrev=, -v: the same
 * @SCT_ATTR_VERBOSE: -e verbose=: the same
 * @SCT_ATTR_RAW: -e raw=: the same
 * @SCT_ATTR_READ: -e read=: struct sct_file_fds
 * @SCT_ATTR_WRITE: -e write=: the same
 * @SCT_ATTR_FDS: -e trace-fds=: the same
 * @SCT_ATTR_PATHS: -P: strings that a NUL ends
 */
enum sct_file_attr_type {
	SCT_ATTR_INFO		= 1,
	SCT_ATTR_VERSION	= 2,
	SCT_ATTR_KERNEL		= 3,
	SCT_ATTR_MACHINE	= 4,
	SCT_ATTR_HOST		= 5,
	SCT_ATTR_BOOT		= 6,
	SCT_ATTR_COMMAND	= 7,
	SCT_ATTR_TABLES		= 8,
	SCT_ATTR_OPTIONS	= 9,
	SCT_ATTR_TRACE		= 10,
	SCT_ATTR_ABBREV		= 11,
	SCT_ATTR_VERBOSE	= 12,
	SCT_ATTR_RAW		= 13,
	SCT_ATTR_READ		= 14,
	SCT_ATTR_WRITE		= 15,
	SCT_ATTR_FDS		= 16,
	SCT_ATTR_PATHS		= 17,
};

/* @len bytes follow; the next one begins at the next multiple of 8. */
struct sct_file_attr {
	uint32_t type;
	uint32_t len;
};

enum sct_file_option_flags {
	SCT_FILE_FOLLOW		= 1U << 0,	/* -f */
	SCT_FILE_COMMAND	= 1U << 1,	/* there was a PROG */
	SCT_FILE_SELECT		= 1U << 2,	/* --all, --uid, --comm, --cgroup */
	SCT_FILE_FDS		= 1U << 3,	/* the files of descriptors were captured */
	SCT_FILE_STACK		= 1U << 4,	/* -k */
	SCT_FILE_CPU_TIME	= 1U << 5,	/* the CPU time of calls was captured */
	SCT_FILE_DURATION	= 1U << 6,	/* -e duration */
};

/**
 * struct sct_file_options - what was to be captured, and is shown if nothing else is asked for
 * @flags: enum sct_file_option_flags
 * @decode_fds: -y: enum sct_decode_fds
 * @decode_pids: -Y: enum sct_decode_pids
 * @status: -e status=: enum sct_status
 * @quiet: -q: enum sct_quiet
 * @nr_pids: how many processes -p gave
 * @string_limit: -s, bytes
 * @signals: -e signal=: signal 1 is bit 0
 * @min_ns: -e duration
 * @max_ns: the same, all bits set when there is no bound
 */
struct sct_file_options {
	uint32_t flags;
	uint32_t decode_fds;
	uint32_t decode_pids;
	uint32_t status;
	uint32_t quiet;
	uint32_t nr_pids;
	uint64_t string_limit;
	uint64_t signals;
	uint64_t min_ns;
	uint64_t max_ns;
};

/* @nr descriptors follow, 32 bits each: these, or (@others) all but these. */
struct sct_file_fds {
	uint32_t others;
	uint32_t nr;
};

/**
 * struct sct_file_look - one look at all rings
 * @horizon: record clock: every record with an earlier time is in the file up to the
 *	end of this look, save in the rings that are busy
 * @nr_busy: rings that may still get a record as old as their last
 * @reserved: 0
 *
 * Their numbers follow, 32 bits each.
 */
struct sct_file_look {
	uint64_t horizon;
	uint32_t nr_busy;
	uint32_t reserved;
};

/**
 * enum sct_file_event_kind - what happened to the recording itself, before the next look
 * @SCT_FILE_ATTACHED: to the process @pid, of which @value threads are targets
 * @SCT_FILE_SELECTED: @value threads fit --all, --uid, --comm, --cgroup
 * @SCT_FILE_LAUNCHED: the command is to be executed by @pid; @value: 1 with -D
 * @SCT_FILE_EXEC_FAILED: the command could not be executed; @value is the errno
 * @SCT_FILE_DROPPED: records before the next look were dropped: a flight recorder's
 *	(--flight-recorder) are as old as its memory is large
 */
enum sct_file_event_kind {
	SCT_FILE_ATTACHED	= 1,
	SCT_FILE_SELECTED	= 2,
	SCT_FILE_LAUNCHED	= 3,
	SCT_FILE_EXEC_FAILED	= 4,
	SCT_FILE_DROPPED	= 5,
};

struct sct_file_event {
	uint32_t kind;
	uint32_t pid;
	int32_t value;
	uint32_t reserved;
};

/**
 * struct sct_file_name - a process of the machine, traced or not
 * @pid: in the recorder's pid namespace, as @pgid and @sid
 * @pgid: process group
 * @sid: session
 * @ns_pid: the same three in its own pid namespace
 * @ns_pgid: -
 * @ns_sid: -
 * @ns: inode number of its pid namespace; 0: it is the recorder's
 * @comm: name
 */
struct sct_file_name {
	uint32_t pid;
	uint32_t pgid;
	uint32_t sid;
	uint32_t ns_pid;
	uint32_t ns_pgid;
	uint32_t ns_sid;
	uint64_t ns;
	char comm[SCT_COMM_BYTES];
};

struct sct_file_thread {
	uint32_t tid;
	uint32_t tgid;
	char comm[SCT_COMM_BYTES];
};

struct sct_file_interface {
	uint32_t index;
	uint32_t reserved;
	char name[16];
};

/**
 * enum sct_file_how - why nothing follows
 * @SCT_END_TARGETS: every target is gone
 * @SCT_END_SIGNAL: a signal, @value, ended the recording; the targets go on
 * @SCT_END_ERROR: an error, errno @value, did
 * @SCT_END_PART: the recording goes on in its next part
 * @SCT_END_COMMAND: the command of a recording of the whole system ended
 * @SCT_END_DUMP: all that a flight recorder had is written; it goes on
 */
enum sct_file_how {
	SCT_END_TARGETS		= 1,
	SCT_END_SIGNAL		= 2,
	SCT_END_ERROR		= 3,
	SCT_END_PART		= 4,
	SCT_END_COMMAND		= 5,
	SCT_END_DUMP		= 6,
};

/**
 * struct sct_file_end - how the file ended
 * @how: enum sct_file_how
 * @value: see there
 * @calls: entries of calls in the file
 * @records: all records in the file
 * @lost: records that the module had no room for, since the recording began
 * @waits: how often a target waited for the recorder
 */
struct sct_file_end {
	uint32_t how;
	int32_t value;
	uint64_t calls;
	uint64_t records;
	uint64_t lost;
	uint64_t waits;
};

/**
 * struct sct_file_index - some looks, a megabyte or more apart
 * @offset: of the LOOK block in the file
 * @horizon: of that look
 * @calls: entries of calls before it
 */
struct sct_file_index {
	uint64_t offset;
	uint64_t horizon;
	uint64_t calls;
};

/**
 * struct sct_file_tail - the last bytes of a file that is whole
 * @index: offset of the INDEX block
 * @magic: SCT_FILE_MAGIC
 */
struct sct_file_tail {
	uint64_t index;
	uint8_t magic[8];
};

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "files are little-endian");
_Static_assert(sizeof(struct sct_file_head) == 48, "");
_Static_assert(sizeof(struct sct_file_block) == 32, "");
_Static_assert(sizeof(struct sct_file_attr) == 8, "");
_Static_assert(sizeof(struct sct_file_options) == 56, "");
_Static_assert(sizeof(struct sct_file_fds) == 8, "");
_Static_assert(sizeof(struct sct_file_look) == 16, "");
_Static_assert(sizeof(struct sct_file_event) == 16, "");
_Static_assert(sizeof(struct sct_file_name) == 48, "");
_Static_assert(sizeof(struct sct_file_thread) == 24, "");
_Static_assert(sizeof(struct sct_file_interface) == 24, "");
_Static_assert(sizeof(struct sct_file_end) == 40, "");
_Static_assert(sizeof(struct sct_file_index) == 24, "");
_Static_assert(sizeof(struct sct_file_tail) == 16, "");

#endif
