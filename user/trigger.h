/* SPDX-License-Identifier: GPL-2.0 */
/* --dump-on: what makes a flight recorder write its memory to a file. */
#ifndef SCT_TRIGGER_H
#define SCT_TRIGGER_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "fail.h"
#include "sctrace_abi.h"

#define SCT_TRIGGER_ERRNOS	4096

/* When a thread entered the call that it is in. */
struct sct_trigger_thread;

/**
 * struct sct_trigger - what is waited for
 * @any: anything at all: records must be given to it
 * @errnos: errors of calls: bit by bit
 * @signals: signal 1 is bit 0
 * @min_ticks: calls that took longer, by the record clock; 0: none
 * @threads: of calls that have not returned, for that; a table by tid
 * @nr: of it in use
 * @room: of it; a power of two, or 0
 * @pulled: it has happened: text[] says what
 * @last: when it was last reset, so that it is not done more than once a second
 * @text: why
 */
struct sct_trigger {
	bool any;
	uint64_t errnos[SCT_TRIGGER_ERRNOS / 64];
	uint64_t signals;
	uint64_t min_ticks;
	struct sct_trigger_thread *threads;
	size_t nr, room;
	bool pulled;
	struct timespec last;
	char text[64];
};

/*
 * Takes "errno:EIO,duration>1s,signal:SIGSEGV": 0, or a negative errno with the text in
 * @fail.  @clock_khz: of the record clock.  The end of a process by a signal is always
 * waited for.
 */
int sct_trigger_parse(struct sct_trigger *trigger, const char *text, uint32_t clock_khz,
		      struct sct_fail *fail);
void sct_trigger_free(struct sct_trigger *trigger);

/* Every record of a thread, in their order. */
void sct_trigger_record(struct sct_trigger *trigger, const struct sct_record *record);

/* SIGUSR2 pulls it as well, from now on: it comes only while signals.h lets signals in. */
void sct_trigger_setup(void);

/* Why it is time to dump, or NULL; and begin anew. */
const char *sct_trigger_pulled(struct sct_trigger *trigger);
void sct_trigger_reset(struct sct_trigger *trigger);

#endif
