/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The reader's end of one mapped ring, and the checks that every record passes
 * before anything else sees it.
 *
 * What the producer side says is not trusted to be sane: whatever it is, it is
 * records or -EBADMSG, never an access outside of the data.
 */
#ifndef SCT_RING_H
#define SCT_RING_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sctrace_abi.h"

/**
 * struct sct_ring - one ring
 * @producer: page written by the kernel
 * @consumer: page written by us
 * @data: the data, mapped twice in a row
 * @size: bytes of the data once, a power of two
 * @next: position of the next record
 * @end: @next may go up to here: committed when last looked
 * @released: what the kernel was told of @next
 */
struct sct_ring {
	const struct sct_ring_producer *producer;
	struct sct_ring_consumer *consumer;
	const unsigned char *data;
	uint32_t size;
	uint64_t next;
	uint64_t end;
	uint64_t released;
};

/*
 * Looks how far the kernel got.  1: a record was being written just then (it
 * may be of any time since the last one that is complete); 0: none was;
 * -EBADMSG: the positions cannot be.
 */
int sct_ring_look(struct sct_ring *ring);

/*
 * All that is there, in one piece: whole records, unchecked; and done with @len bytes
 * of it, which must be whole records.
 */
const void *sct_ring_bytes(const struct sct_ring *ring, size_t *len);
void sct_ring_skip(struct sct_ring *ring, size_t len);

/*
 * Whether @record, of which @room bytes may be read, is one: its length, the
 * length of its type, its blobs.
 */
bool sct_record_valid(const struct sct_record *record, uint64_t room);

/* The next record, left where it is: 1, 0 when there is none, -EBADMSG. */
static inline int sct_ring_peek(const struct sct_ring *ring, const struct sct_record **record)
{
	if (ring->next == ring->end)
		return 0;
	*record = (const struct sct_record *)(ring->data + (ring->next & (ring->size - 1)));
	return sct_record_valid(*record, ring->end - ring->next) ? 1 : -EBADMSG;
}

/* Gives the kernel the space of all records popped; pop does so now and then. */
void sct_ring_release(struct sct_ring *ring);

/* Tell the kernel of free space at the latest when so much of the ring is read. */
#define SCT_RING_RELEASE_SHARE	8

/* Done with @record, which the last peek gave. */
static inline void sct_ring_pop(struct sct_ring *ring, const struct sct_record *record)
{
	ring->next += record->len;
	if (ring->next - ring->released >= ring->size / SCT_RING_RELEASE_SHARE)
		sct_ring_release(ring);
}

#endif
