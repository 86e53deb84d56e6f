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
/* Nanoseconds in ticks; cut at two years. */
u64 sct_clock_ticks(u64 ns);
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
 * @data: the data pages, mapped twice in a row; NULL: this CPU has no ring
 * @producer: page the reader sees but cannot write
 * @head: where the next record goes, a position: what @producer tells as committed
 * @mask: bytes of data, less one
 * @special: a record of this time or later takes the long way: @next_clock, or 0 when
 *	some were lost or somebody asked
 * @limit: so does one that ends beyond this position: it finds no room, or the
 *	reader may have to be woken
 * @seq: records so far, lost ones counted
 * @enter_head: the first word of a plain ENTER
 * @exit_head: the first word of a plain EXIT
 * @consumer: page the reader writes: believe nothing in it
 * @size: bytes of data, a power of two
 * @high: wake a waiting reader when this much is unread
 * @brake: a target waits for the reader when this much is unread; U64_MAX: never
 * @crowded: so much is
 * @stuck: the reader's position when a target had waited for it in vain
 * @max_record: largest record, bytes
 * @cpu: whose ring this is
 * @asked: sct_ring_ask()
 * @closed: sct_ring_close()
 * @next_clock: time from which on the next record is preceded by a CLOCK
 * @lost: records that found no room
 * @gap: records lost since the last record that fitted
 * @gap_first: time of the first of them
 * @gap_last: time of the last of them
 * @area: the whole mapping: consumer, producer, data, data
 * @pages: what it maps
 * @nr_pages: without the second mapping of the data
 *
 * What changes is the producer's alone, @asked and @special excepted; others read
 * counters with READ_ONCE.
 */
struct sct_ring {
	u8 *data;
	struct sct_ring_producer *producer;
	u64 head;
	u64 mask;
	u64 special;
	u64 limit;
	u64 seq;
	u64 enter_head;
	u64 exit_head;
	struct sct_ring_consumer *consumer;
	u32 size;
	u32 high;
	u64 brake;
	u64 stuck;
	u32 max_record;
	u16 cpu;
	bool crowded;
	bool asked;
	bool closed;
	u64 next_clock;
	u64 lost;
	u64 gap;
	u64 gap_first;
	u64 gap_last;
	void *area;
	struct page **pages;
	unsigned int nr_pages;
};

struct sct_ring *sct_ring_alloc(unsigned int cpu, u32 size, u32 high, u64 brake);
/* What stands for the rings of CPUs that have none: without data, always the long way. */
struct sct_ring *sct_ring_alloc_none(void);
void sct_ring_free(struct sct_ring *ring);

/*
 * The next record takes the long way, at whose end somebody looks at what the
 * caller wrote before this.  Any CPU.
 */
void sct_ring_ask(struct sct_ring *ring);
/* The same, for all records from now on. */
void sct_ring_close(struct sct_ring *ring);

/* There is something to wait for: the ring is crowded, and the reader may read.  Any CPU. */
bool sct_ring_must_wait(const struct sct_ring *ring);
/* The reader read too little in the time there was. */
void sct_ring_gave_up(struct sct_ring *ring);

/* The unread bytes, or more than the ring holds when the consumer page lies. */
static __always_inline u64 sct_ring_used(const struct sct_ring *ring)
{
	/*
	 * (B) in sctrace_abi.h, pairs with the reader's store_release: it has
	 * read what we are about to overwrite.
	 */
	u64 consumed = smp_load_acquire(&ring->consumer->consumed);

	return READ_ONCE(ring->head) - consumed;
}

/* A record is being written.  Any CPU, a moment ago. */
static inline bool sct_ring_busy(const struct sct_ring *ring)
{
	return READ_ONCE(ring->producer->reserved) != READ_ONCE(ring->producer->committed);
}

/* From here on the reader knows that a record may be under way, at @head. */
static __always_inline void sct_ring_open(struct sct_ring *ring, u64 head)
{
	WRITE_ONCE(ring->producer->reserved, head + 1);
}

/* Undoes it: there will be no record. */
static __always_inline void sct_ring_shut(struct sct_ring *ring, u64 head)
{
	WRITE_ONCE(ring->producer->reserved, head);
}

/* Opens the ring; returns the time of the record. */
static __always_inline u64 sct_ring_begin(struct sct_ring *ring)
{
	sct_ring_open(ring, ring->head);
	return sct_clock_now();
}

/* Ends what sct_ring_begin() opened, with @head as the new head. */
static __always_inline void sct_ring_publish(struct sct_ring *ring, u64 head)
{
	struct sct_ring_producer *producer = ring->producer;

	WRITE_ONCE(ring->head, head);
	/* (A) in sctrace_abi.h: the record before its position. */
	smp_store_release(&producer->committed, head);
	WRITE_ONCE(producer->reserved, head);
}

/*
 * Whether a record of at most @len bytes that begins at @head is the usual case: there
 * is room, and nothing is to be done before it or after it.  Where it is not, what
 * sct_ring_begin() opened is closed again: go by sct_slot_begin().
 */
static __always_inline bool sct_ring_plain(struct sct_ring *ring, u64 head, u32 len, u64 time)
{
	if (likely(time < READ_ONCE(ring->special) && head + len <= ring->limit))
		return true;
	sct_ring_shut(ring, head);
	return false;
}

static __always_inline void *sct_ring_at(const struct sct_ring *ring, u64 head)
{
	return ring->data + (head & ring->mask);
}

static __always_inline void sct_ring_count(u64 *counter)
{
	/* data_race: who reads it from another CPU gets the number before or after. */
	data_race((*counter)++);
}

/* The first word of a record. */
static __always_inline u64 sct_record_word(u8 type, u16 cpu, u32 len)
{
	return (u64)cpu << 48 | (u64)type << 32 | len;
}

/* What follows the address of a blob, when there was no error. */
static __always_inline u64 sct_blob_word(u32 len, u8 arg, u8 flags)
{
	return (u64)flags << 56 | (u64)arg << 48 | len;
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
 * @special: the way was long: see &sct_ring.special
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
	bool special;
	bool full;
};

/*
 * Begins a record of @len bytes without its blobs, on this CPU's ring; ends with
 * sct_slot_commit() or sct_slot_cancel() in the same preemption-off section.
 * False: it did not fit and was counted as lost; there is nothing to end.
 */
bool sct_slot_begin(struct sct_slot *slot, struct sct_ring *ring, u8 type, u32 len);
/* True: the reader may have to be woken. */
bool sct_slot_commit(struct sct_slot *slot);
/* As if it had never begun. */
void sct_slot_cancel(struct sct_slot *slot);

/* Bytes of the whole unread records that @max bytes hold; -EMSGSIZE: not even one. */
int sct_ring_peek(const struct sct_ring *ring, size_t max, const void **data);
void sct_ring_consume(struct sct_ring *ring, u32 len);
int sct_ring_mmap(struct sct_ring *ring, struct vm_area_struct *vma, unsigned long page);

#endif
