/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A live session with the module.
 *
 * Order of calls: open, then configure, then map, then start; targets at any
 * time after open.  Every function returns 0 or a negative errno with the text
 * in @fail.
 */
#ifndef SCT_DEVICE_H
#define SCT_DEVICE_H

#include <sys/types.h>

#include "decode/decode.h"
#include "source.h"

struct sct_device;

int sct_device_open(struct sct_device **device, const char *path, struct sct_fail *fail);

/* The session as a source of records; closing that one closes the device. */
struct sct_source *sct_device_source(struct sct_device *device);

/*
 * @config: ring_bytes 0 means: choose; wait_ms 0: only a moment; size and the other
 * marks are filled in.
 */
int sct_device_configure(struct sct_device *device, struct sct_config *config,
			 struct sct_fail *fail);
int sct_device_filter(struct sct_device *device, const struct sct_syscall_set *set,
		      struct sct_fail *fail);
int sct_device_plan(struct sct_device *device, const struct sct_plan_tables *plan,
		    struct sct_fail *fail);
int sct_device_map(struct sct_device *device, struct sct_fail *fail);
int sct_device_start(struct sct_device *device, struct sct_fail *fail);

/*
 * Adds a target; *@threads (may be NULL) is how many threads became one.  @depth:
 * as in struct sct_target_req.  No text: the errno says it all.
 */
int sct_device_add(struct sct_device *device, pid_t pid, unsigned int flags, unsigned int depth,
		   unsigned int *threads);
/* Adds all that fit, now and later; select->threads is how many there are now. */
int sct_device_select(struct sct_device *device, struct sct_select *select,
		      struct sct_fail *fail);
int sct_device_remove(struct sct_device *device, pid_t pid);

/*
 * What the last look saw of a stream, in one piece, as sct_ring_bytes() has it; and
 * done with @len bytes of it.  For those who don't take record by record.
 */
const void *sct_device_bytes(struct sct_device *device, unsigned int stream, size_t *len);
void sct_device_skip(struct sct_device *device, unsigned int stream, size_t len);

/* Records that found no room so far; 0 when that cannot be told. */
uint64_t sct_device_lost(struct sct_device *device);
/* The same and the rest: SCT_IOC_STATS of all CPUs together, or zeros. */
void sct_device_stats(struct sct_device *device, struct sct_stats *stats);

/* Counts of the calls of @abi, SCT_NR_COUNTED of them, when the session counts. */
int sct_device_counts(struct sct_device *device, unsigned int abi, struct sct_count *counts,
		      struct sct_fail *fail);
/* Records nothing more. */
void sct_device_stop(struct sct_device *device);

#endif
