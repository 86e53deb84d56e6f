/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Who is traced, as the TASK records say: for a file that begins in the middle of a
 * recording.
 */
#ifndef SCT_ROSTER_H
#define SCT_ROSTER_H

#include <stddef.h>

#include "file.h"

/**
 * struct sct_roster - threads, in no order
 * @threads: of them
 * @nr: how many
 * @room: how many there is memory for
 * @slots: a hash table of their tids: indices into @threads plus one; 0: free
 * @nr_slots: a power of two, or 0
 */
struct sct_roster {
	struct sct_file_thread *threads;
	size_t nr, room;
	uint32_t *slots;
	size_t nr_slots;
};

/* What a TASK record changes.  0 or -ENOMEM. */
int sct_roster_task(struct sct_roster *roster, const struct sct_task *task);

void sct_roster_free(struct sct_roster *roster);

#endif
