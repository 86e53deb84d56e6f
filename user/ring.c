// SPDX-License-Identifier: GPL-2.0
/* Takes records out of one ring. */
#include <errno.h>
#include <stddef.h>

#include "ring.h"

#define load_acquire(p)		__atomic_load_n((p), __ATOMIC_ACQUIRE)
#define store_release(p, v)	__atomic_store_n((p), (v), __ATOMIC_RELEASE)

int sct_ring_look(struct sct_ring *ring)
{
	uint64_t committed = load_acquire(&ring->producer->committed);
	uint64_t reserved = load_acquire(&ring->producer->reserved);

	if (committed < ring->end || committed - ring->released > ring->size || committed % 8)
		return -EBADMSG;
	ring->end = committed;
	return reserved != committed;
}

static bool blobs_valid(const struct sct_record *record, uint32_t at, unsigned int nr)
{
	const unsigned char *bytes = (const unsigned char *)record;
	const struct sct_blob *blob;
	uint64_t len;

	for (; nr; nr--) {
		if (record->len - at < sizeof(*blob))
			return false;
		blob = (const struct sct_blob *)(bytes + at);
		at += sizeof(*blob);
		len = ((uint64_t)blob->len + 7) & ~7ULL;
		if (len > record->len - at)
			return false;
		at += len;
	}
	return true;
}

bool sct_record_valid(const struct sct_record *record, uint64_t room)
{
	if (room < sizeof(*record) || record->len > room || record->len % 8)
		return false;
	/* most records are one of these, and so are not made to go through the switch */
	if (record->type == SCT_REC_ENTER)
		return record->len >= sizeof(struct sct_enter) && record->abi < SCT_NR_ABIS &&
		       blobs_valid(record, sizeof(struct sct_enter),
				   ((const struct sct_enter *)record)->nr_blobs);
	if (record->type == SCT_REC_EXIT)
		return record->len >= sizeof(struct sct_exit) && record->abi < SCT_NR_ABIS &&
		       blobs_valid(record, sizeof(struct sct_exit),
				   ((const struct sct_exit *)record)->nr_blobs);
	switch (record->type) {
	case SCT_REC_SIGNAL:
		return record->len >= sizeof(struct sct_signal);
	case SCT_REC_TASK:
		return record->len >= sizeof(struct sct_task) &&
		       blobs_valid(record, sizeof(struct sct_task),
				   ((const struct sct_task *)record)->nr_blobs);
	case SCT_REC_LOST:
		return record->len >= sizeof(struct sct_lost);
	case SCT_REC_CLOCK:
		return record->len >= sizeof(struct sct_clock_pair);
	case 0:
		return false;
	}
	/* a type that this reader does not know is skipped by its length */
	return record->len >= sizeof(*record);
}

const void *sct_ring_bytes(const struct sct_ring *ring, size_t *len)
{
	*len = ring->end - ring->next;
	return ring->data + (ring->next & (ring->size - 1));
}

void sct_ring_skip(struct sct_ring *ring, size_t len)
{
	ring->next += len;
}

void sct_ring_release(struct sct_ring *ring)
{
	if (ring->released == ring->next)
		return;
	ring->released = ring->next;
	store_release(&ring->consumer->consumed, ring->next);
}
