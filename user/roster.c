// SPDX-License-Identifier: GPL-2.0
/* A table of threads with their names, by tid. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "roster.h"

static size_t slot_of(const struct sct_roster *roster, uint32_t tid)
{
	return (tid * 2654435761U) & (roster->nr_slots - 1);
}

/* The slot of @tid, or the free one where it belongs; the table is never full. */
static size_t find(const struct sct_roster *roster, uint32_t tid)
{
	size_t slot = slot_of(roster, tid);

	while (roster->slots[slot] && roster->threads[roster->slots[slot] - 1].tid != tid)
		slot = (slot + 1) & (roster->nr_slots - 1);
	return slot;
}

static int grow(struct sct_roster *roster)
{
	size_t i, room = roster->room ? 2 * roster->room : 64;
	struct sct_file_thread *threads;
	uint32_t *slots = calloc(2 * room, sizeof(*slots));

	threads = slots ? reallocarray(roster->threads, room, sizeof(*threads)) : NULL;
	if (!threads) {
		free(slots);
		return -ENOMEM;
	}
	free(roster->slots);
	roster->threads = threads;
	roster->room = room;
	roster->slots = slots;
	roster->nr_slots = 2 * room;
	for (i = 0; i < roster->nr; i++)
		roster->slots[find(roster, roster->threads[i].tid)] = (uint32_t)i + 1;
	return 0;
}

static int put(struct sct_roster *roster, uint32_t tid, uint32_t tgid, const char *comm)
{
	struct sct_file_thread *thread;
	size_t slot;

	if (roster->nr == roster->room && grow(roster))
		return -ENOMEM;
	slot = find(roster, tid);
	if (!roster->slots[slot]) {
		roster->slots[slot] = (uint32_t)++roster->nr;
		memset(&roster->threads[roster->nr - 1], 0, sizeof(*thread));
	}
	thread = &roster->threads[roster->slots[slot] - 1];
	thread->tid = tid;
	if (tgid)
		thread->tgid = tgid;
	memcpy(thread->comm, comm, sizeof(thread->comm));
	return 0;
}

/* The slots behind the one that becomes free move up, or they could not be found. */
static void take_slot(struct sct_roster *roster, size_t slot)
{
	size_t next = slot, home;

	for (;;) {
		next = (next + 1) & (roster->nr_slots - 1);
		if (!roster->slots[next])
			break;
		home = slot_of(roster, roster->threads[roster->slots[next] - 1].tid);
		if (((next - home) & (roster->nr_slots - 1)) >=
		    ((next - slot) & (roster->nr_slots - 1))) {
			roster->slots[slot] = roster->slots[next];
			slot = next;
		}
	}
	roster->slots[slot] = 0;
}

static void remove_tid(struct sct_roster *roster, uint32_t tid)
{
	size_t slot = roster->nr ? find(roster, tid) : 0;
	uint32_t at;

	if (!roster->nr || !roster->slots[slot])
		return;
	at = roster->slots[slot] - 1;
	take_slot(roster, slot);
	roster->nr--;
	if (at == roster->nr)
		return;
	roster->slots[find(roster, roster->threads[roster->nr].tid)] = at + 1;
	roster->threads[at] = roster->threads[roster->nr];
}

int sct_roster_task(struct sct_roster *roster, const struct sct_task *task)
{
	switch (task->event) {
	case SCT_TASK_FORK:
		return put(roster, task->other, task->tgid, task->comm);
	case SCT_TASK_EXEC:
		if (task->other && task->other != task->hdr.tid)
			remove_tid(roster, task->other);
		return put(roster, task->hdr.tid, task->tgid, task->comm);
	case SCT_TASK_ATTACH:
		return put(roster, task->hdr.tid, task->tgid, task->comm);
	case SCT_TASK_EXIT:
	case SCT_TASK_DETACH:
	case SCT_TASK_DENIED:
		remove_tid(roster, task->hdr.tid);
	}
	return 0;
}

void sct_roster_free(struct sct_roster *roster)
{
	free(roster->threads);
	free(roster->slots);
	memset(roster, 0, sizeof(*roster));
}
