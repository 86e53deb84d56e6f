/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One system call of one thread: what thread.c puts together from an ENTER and
 * an EXIT record, and what decode/ prints.
 */
#ifndef SCT_CALL_H
#define SCT_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "sctrace_abi.h"

struct sct_syscall;
struct sct_type;

/* Blobs as they stand behind a record: checked to lie within it (source.h). */
struct sct_blobs {
	const struct sct_blob *first;
	unsigned int nr;
};

/* The blob after @blob. */
static inline const struct sct_blob *sct_blob_next(const struct sct_blob *blob)
{
	return (const void *)((const char *)(blob + 1) + (((uint64_t)blob->len + 7) & ~7ULL));
}

static inline const void *sct_blob_bytes(const struct sct_blob *blob)
{
	return blob + 1;
}

/* Whether some of them were asked for at entry, but could only be read at exit. */
static inline bool sct_blobs_are_late(const struct sct_blobs *blobs)
{
	const struct sct_blob *blob = blobs->first;
	unsigned int i;

	for (i = 0; i < blobs->nr; i++, blob = sct_blob_next(blob))
		if (blob->flags & SCT_BLOB_LATE)
			return true;
	return false;
}

/**
 * struct sct_walk - where we are in a call's arguments; decode/'s own (decode/walk.h)
 * @args: the types from printed argument @base on; NULL: not begun
 * @ret: how to print the result
 * @index: of the printed argument
 * @base: see @args
 */
struct sct_walk {
	const struct sct_type *const *args;
	const struct sct_type *ret;
	unsigned int index;
	unsigned int base;
};

struct sct_call {
	const struct sct_syscall *desc;	/* NULL: a number that no table knows */
	uint32_t tid;
	uint8_t abi;			/* enum sct_abi */
	bool entered;			/* nr, args, ip, enter_* are valid */
	bool returned;			/* ret, exit_*, exit_blobs are valid */
	int32_t nr;
	uint16_t inner;			/* what it is in SCT_INNER_CALLS, or 0 */
	uint8_t first_arg;		/* what comes before in args says what is called */
	uint16_t enter_flags;		/* enum sct_record_flags */
	uint16_t exit_flags;
	uint64_t ip;
	uint64_t args[SCT_NR_ARGS];
	int64_t ret;
	uint64_t cpu_ns;
	uint64_t enter_time;		/* record clock */
	uint64_t exit_time;
	struct sct_blobs enter_blobs;
	struct sct_blobs exit_blobs;
	struct sct_walk walk;		/* where the printing of the arguments goes on */
	bool half_shown;		/* of that argument, the first half is printed */
	bool all_shown;			/* all arguments are printed */
};

#endif
