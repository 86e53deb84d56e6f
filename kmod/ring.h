/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The clock and the rings: what every record goes through, inline where it is on
 * the path of every call.
 */
#ifndef SCT_RING_H
#define SCT_RING_H

#include <linux/compiler.h>
#include <linux/jump_label.h>
#include <linux/timekeeping.h>
#include <linux/types.h>

#include <asm/barrier.h>
#include <asm/msr.h>

#include "sctrace_abi.h"

struct vm_area_struct;

/* --- clock.c: what time records carry -------------------------------------- */

DECLARE_STATIC_KEY_FALSE(sct_clock_is_tsc);

void sct_clock_init(void);
u32 sct_clock_kind(void);
u32 sct_clock_khz(void);
/* The three clocks at one moment. */
void sct_clock_pair(u64 *now, u64 *monotonic, u64 *realtime);

/* Any context, NMI excepted. */
static __always_inline u64 sct_clock_now(void)
{
	/*
	 * Ordered: a thread that another one woke must not get the earlier
	 * time because its CPU read the counter ahead.
	 */
	if (static_branch_likely(&sct_clock_is_tsc))
		return rdtsc_ordered();
	return ktime_get_mono_fast_ns();
}

/* --- ring.c: one CPU's records ---------------------------------------------
 *
 * The producer is whatever runs on the ring's CPU with preemption off, in task
 * context.  Probes do not nest: nothing between begin and commit faults, sleeps
 * or reaches one of our tracepoints.  So there is one producer at a time, and
 * no lock.
 */

/**
 * struct sct_ring
 * @consumer: page the reader writes: believe nothing in it
 * @producer: page the reader sees but cannot write; its @committed is the head
 * @data: the data pages, mapped twice in a row
 * @size: bytes of data, a power of two
 * @cpu: whose ring this is
 * @seq: records so far, lost ones counted
 * @special: time from which on a record is preceded by others: @next_clock, or 0
 *	when some were lost
 * @filtered: calls kept out by the session's filter
 * @max_record: largest record, bytes
 * @next_clock: time from which on the next record is preceded by a CLOCK
 * @lost: records that found no room
 * @gap: records lost since the last record that fitted
 * @gap_first: time of the first of them
 * @gap_last: time of the last of them
 * @area: the whole mapping: consumer, producer, data, data
 * @pages: what it maps
 * @nr_pages: without the second mapping of the data
 *
 * What changes is the producer's alone; others read counters with READ_ONCE.
 */
struct sct_ring {
	struct sct_ring_consumer *consumer;
	struct sct_ring_producer *producer;
	u8 *data;
	u32 size;
	u16 cpu;
	u64 seq;
	u64 special;
	u64 filtered;
	u32 max_record;
	u64 next_clock;
	u64 lost;
	u64 gap;
	u64 gap_first;
	u64 gap_last;
	void *area;
	struct page **pages;
	unsigned int nr_pages;
};

struct sct_ring *sct_ring_alloc(unsigned int cpu, u32 size);
void sct_ring_free(struct sct_ring *ring);

/* The unread bytes, or more than the ring holds when the consumer page lies. */
static __always_inline u64 sct_ring_used(const struct sct_ring *ring)
{
	/*
	 * (B) in sctrace_abi.h, pairs with the reader's store_release: it has
	 * read what we are about to overwrite.
	 */
	u64 consumed = smp_load_acquire(&ring->consumer->consumed);

	return READ_ONCE(ring->producer->committed) - consumed;
}

/* Where the next record goes. */
static __always_inline u8 *sct_ring_head(const struct sct_ring *ring)
{
	return ring->data + (ring->producer->committed & (ring->size - 1));
}

/* From here on the reader knows that a record may be under way.  Returns the time. */
static __always_inline u64 sct_ring_begin(struct sct_ring *ring)
{
	WRITE_ONCE(ring->producer->reserved, ring->producer->committed + 1);
	return sct_clock_now();
}

/* Ends what sct_ring_begin() opened, with @end as the new head. */
static __always_inline void sct_ring_publish(struct sct_ring *ring, const u8 *end)
{
	u64 head = ring->producer->committed + (end - sct_ring_head(ring));

	/* (A) in sctrace_abi.h: the record before its position. */
	smp_store_release(&ring->producer->committed, head);
	WRITE_ONCE(ring->producer->reserved, head);
}

/* The same, and a record is done. */
static __always_inline void sct_ring_commit(struct sct_ring *ring, const u8 *end)
{
	WRITE_ONCE(ring->seq, ring->seq + 1);
	sct_ring_publish(ring, end);
}

static __always_inline void sct_record_init(struct sct_record *rec, const struct sct_ring *ring,
					    u8 type, u32 len, u64 time)
{
	rec->len = len;
	rec->type = type;
	rec->abi = 0;
	rec->cpu = ring->cpu;
	rec->seq = ring->seq;
	rec->tid = 0;
	rec->time = time;
}

/*
 * A record of fixed length in the usual case: there is room, and nothing is to
 * precede it.  Ends with sct_ring_commit(), in the same preemption-off section.
 * NULL: nothing happened; go by sct_slot_begin().
 */
static __always_inline void *sct_ring_simple(struct sct_ring *ring, u8 type, u32 len)
{
	struct sct_record *rec = (void *)sct_ring_head(ring);
	u64 time = sct_ring_begin(ring);

	if (unlikely(time >= ring->special || sct_ring_used(ring) > ring->size - len)) {
		WRITE_ONCE(ring->producer->reserved, ring->producer->committed);
		return NULL;
	}
	sct_record_init(rec, ring, type, len, time);
	return rec;
}

/**
 * struct sct_slot - a record with blobs, being written
 * @ring: where
 * @rec: its header
 * @at: where the next blob goes
 * @room: end of the free bytes
 * @cap: end of what a record may use
 * @time: of the record, also in its header
 * @nr_blobs: blobs so far
 * @full: it did not fit: sct_slot_commit() will count it as lost
 */
struct sct_slot {
	struct sct_ring *ring;
	struct sct_record *rec;
	u8 *at;
	u8 *room;
	u8 *cap;
	u64 time;
	u16 nr_blobs;
	bool full;
};

/*
 * Begins a record of @len bytes without its blobs, on this CPU's ring; ends with
 * sct_slot_commit() or sct_slot_cancel() in the same preemption-off section.
 * False: it did not fit and was counted as lost; there is nothing to end.
 */
bool sct_slot_begin(struct sct_slot *slot, struct sct_ring *ring, u8 type, u32 len);
void sct_slot_commit(struct sct_slot *slot);
/* As if it had never begun. */
void sct_slot_cancel(struct sct_slot *slot);

/* Bytes of the whole unread records that @max bytes hold; -EMSGSIZE: not even one. */
int sct_ring_peek(const struct sct_ring *ring, size_t max, const void **data);
void sct_ring_consume(struct sct_ring *ring, u32 len);
int sct_ring_mmap(struct sct_ring *ring, struct vm_area_struct *vma, unsigned long page);

#endif
