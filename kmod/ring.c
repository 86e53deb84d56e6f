// SPDX-License-Identifier: GPL-2.0
/*
 * One CPU's ring: the producer's half of the protocol in sctrace_abi.h, and
 * read(2)'s consumer.
 *
 * The producer is whatever runs on the ring's CPU with preemption off, in task
 * context.  Probes do not nest: nothing between begin and commit faults, sleeps
 * or reaches one of our tracepoints.  So there is one producer at a time, and
 * no lock.
 */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "compat.h"
#include "ring.h"

#define SCT_META_PAGES	2	/* consumer, producer */

static void sct_ring_free_pages(struct page **pages, unsigned int nr)
{
	while (nr)
		__free_page(pages[--nr]);
	kvfree(pages);
}

/* All pages once, then the data pages again; freed by the first nr_pages. */
static struct page **sct_ring_alloc_pages(unsigned int node, unsigned int nr_data)
{
	unsigned int nr = SCT_META_PAGES + nr_data;
	struct page **pages;
	unsigned int i;

	pages = kvmalloc_array(nr + nr_data, sizeof(*pages), GFP_KERNEL_ACCOUNT);
	if (!pages)
		return NULL;
	for (i = 0; i < nr; i++) {
		/*
		 * Zeroed: the reader may map all of it before it is written.  Rather
		 * none than the out-of-memory killer for a trace.
		 */
		pages[i] = alloc_pages_node(node, GFP_KERNEL_ACCOUNT | __GFP_ZERO |
					    __GFP_NOWARN | __GFP_RETRY_MAYFAIL, 0);
		if (!pages[i]) {
			sct_ring_free_pages(pages, i);
			return NULL;
		}
		if (i >= SCT_META_PAGES)
			pages[nr_data + i] = pages[i];
	}
	return pages;
}

struct sct_ring *sct_ring_alloc(unsigned int cpu, u32 size, u32 high, u64 brake)
{
	unsigned int nr_data = size >> PAGE_SHIFT;
	struct sct_ring *ring;
	u8 *area;

	ring = kzalloc_node(sizeof(*ring), GFP_KERNEL_ACCOUNT, cpu_to_node(cpu));
	if (!ring)
		return NULL;
	ring->pages = sct_ring_alloc_pages(cpu_to_node(cpu), nr_data);
	if (!ring->pages)
		goto err_ring;
	ring->nr_pages = SCT_META_PAGES + nr_data;
	/* VM_USERMAP: remap_vmalloc_range() insists on it. */
	area = vmap(ring->pages, ring->nr_pages + nr_data, VM_MAP | VM_USERMAP, PAGE_KERNEL);
	if (!area)
		goto err_pages;
	ring->area = area;
	ring->consumer = (void *)area;
	ring->producer = (void *)(area + PAGE_SIZE);
	ring->data = area + SCT_META_PAGES * PAGE_SIZE;
	ring->size = size;
	ring->mask = size - 1;
	ring->high = high;
	ring->brake = brake;
	ring->stuck = U64_MAX;
	ring->max_record = size / 2;
	ring->cpu = cpu;
	ring->enter_head = sct_record_word(SCT_REC_ENTER, cpu, sizeof(struct sct_enter));
	ring->exit_head = sct_record_word(SCT_REC_EXIT, cpu, sizeof(struct sct_exit));
	return ring;

err_pages:
	sct_ring_free_pages(ring->pages, ring->nr_pages);
err_ring:
	kfree(ring);
	return NULL;
}

struct sct_ring *sct_ring_alloc_none(void)
{
	struct sct_ring_producer *producer;
	struct sct_ring *ring = kzalloc(sizeof(*ring) + sizeof(*producer), GFP_KERNEL_ACCOUNT);

	if (!ring)
		return NULL;
	producer = (void *)(ring + 1);
	ring->producer = producer;
	return ring;
}

/* No producer and no mapping is left: the file is being released. */
void sct_ring_free(struct sct_ring *ring)
{
	if (ring && ring->area) {
		vunmap(ring->area);
		sct_ring_free_pages(ring->pages, ring->nr_pages);
	}
	kfree(ring);
}

void sct_ring_ask(struct sct_ring *ring)
{
	WRITE_ONCE(ring->asked, true);
	/* Pairs with sct_ring_settle(): it sees this, or comes before the next line. */
	smp_mb();
	WRITE_ONCE(ring->special, 0);
}

void sct_ring_close(struct sct_ring *ring)
{
	WRITE_ONCE(ring->closed, true);
	sct_ring_ask(ring);
}

/* How far and until when the next records may go the plain way. */
static void sct_ring_settle(struct sct_ring *ring)
{
	u64 used = sct_ring_used(ring);

	/*
	 * Above the high-water mark the reader has been told, and it is told
	 * again only after it has read everything: then the mark is higher.
	 */
	if (used > ring->size)
		ring->limit = 0;	/* a lie */
	else if (used < ring->high)
		ring->limit = ring->head - used + ring->high - 1;
	else
		ring->limit = min(ring->head + ring->high, ring->head - used + ring->size);
	/* Once crowded, each record has to say so. */
	ring->crowded = used >= ring->brake;
	if (ring->crowded)
		ring->limit = 0;
	else if (ring->brake != U64_MAX)
		ring->limit = min(ring->limit, ring->head - used + ring->brake - 1);

	WRITE_ONCE(ring->asked, false);
	WRITE_ONCE(ring->special, ring->next_clock);
	/* Pairs with sct_ring_ask(), whose caller wrote what we look at after this. */
	smp_mb();
	if (ring->gap || READ_ONCE(ring->asked) || READ_ONCE(ring->closed))
		WRITE_ONCE(ring->special, 0);
}

bool sct_ring_must_wait(const struct sct_ring *ring)
{
	u64 used = sct_ring_used(ring);

	return used >= ring->brake && used <= ring->size &&
	       READ_ONCE(ring->consumer->consumed) != READ_ONCE(ring->stuck);
}

void sct_ring_gave_up(struct sct_ring *ring)
{
	WRITE_ONCE(ring->stuck, READ_ONCE(ring->consumer->consumed));
}

static void sct_ring_count_lost(struct sct_ring *ring, u64 time)
{
	if (!ring->gap++)
		ring->gap_first = time;
	ring->gap_last = time;
	sct_ring_count(&ring->lost);
	sct_ring_count(&ring->seq);
}

static void sct_record_init(struct sct_record *rec, const struct sct_ring *ring, u8 type, u32 len,
			    u64 time)
{
	*(u64 *)rec = sct_record_word(type, ring->cpu, len);
	rec->seq = ring->seq;
	rec->tid = 0;
	rec->time = time;
}

static u8 *sct_ring_put_clock(struct sct_ring *ring, u8 *at)
{
	struct sct_clock_pair *pair = (void *)at;
	u64 now, monotonic, realtime;

	sct_clock_pair(&now, &monotonic, &realtime);
	sct_record_init(&pair->hdr, ring, SCT_REC_CLOCK, sizeof(*pair), now);
	pair->monotonic = monotonic;
	pair->realtime = realtime;
	ring->next_clock = now + 1000ULL * sct_clock_khz();
	return at + sizeof(*pair);
}

/* The record that follows is @seq; the lost ones are those right before it. */
static u8 *sct_ring_put_gap(struct sct_ring *ring, u8 *at, u64 time)
{
	struct sct_lost *lost = (void *)at;

	sct_record_init(&lost->hdr, ring, SCT_REC_LOST, sizeof(*lost), time);
	lost->hdr.seq = ring->seq - ring->gap;
	lost->count = ring->gap;
	lost->first = ring->gap_first;
	lost->last = ring->gap_last;
	ring->gap = 0;
	return at + sizeof(*lost);
}

/* What precedes a record, if anything; false: there is no room. */
static noinline bool sct_slot_begin_special(struct sct_slot *slot, u32 len)
{
	struct sct_ring *ring = slot->ring;
	bool clock_due = slot->time >= ring->next_clock;
	u8 *at = (u8 *)slot->rec;
	u32 need = len;

	if (clock_due)
		need += sizeof(struct sct_clock_pair);
	if (ring->gap)
		need += sizeof(struct sct_lost);
	if (slot->room - at < need) {
		sct_ring_count_lost(ring, slot->time);
		sct_ring_publish(ring, ring->head);
		sct_ring_settle(ring);
		return false;
	}
	if (clock_due) {
		at = sct_ring_put_clock(ring, at);
		/* Later than the pair, for times that never decrease. */
		slot->time = sct_clock_now();
	}
	if (ring->gap)
		at = sct_ring_put_gap(ring, at, slot->time);
	slot->special = true;
	slot->rec = (void *)at;
	return true;
}

bool sct_slot_begin(struct sct_slot *slot, struct sct_ring *ring, u8 type, u32 len)
{
	u8 *at = sct_ring_at(ring, ring->head);
	u64 used;

	slot->time = sct_ring_begin(ring);
	slot->ring = ring;
	slot->rec = (void *)at;
	used = sct_ring_used(ring);
	/* used > size: a lie; the room is none. */
	slot->room = at + (used <= ring->size ? ring->size - used : 0);
	slot->special = false;
	if (unlikely(slot->time >= READ_ONCE(ring->special) || slot->room - at < len) &&
	    !sct_slot_begin_special(slot, len))
		return false;
	at = (u8 *)slot->rec;
	slot->cap = at + ring->max_record;
	slot->at = at + len;
	slot->nr_blobs = 0;
	slot->full = false;
	sct_record_init(slot->rec, ring, type, len, slot->time);
	return true;
}

/* The position of @at, which is in the record being written or at its end. */
static u64 sct_slot_position(const struct sct_slot *slot, const u8 *at)
{
	const struct sct_ring *ring = slot->ring;

	return ring->head + (at - (u8 *)sct_ring_at(ring, ring->head));
}

bool sct_slot_commit(struct sct_slot *slot)
{
	struct sct_ring *ring = slot->ring;

	if (unlikely(slot->full)) {
		/* What precedes it (CLOCK, LOST) stays. */
		sct_ring_count_lost(ring, slot->time);
		slot->special = true;
		sct_ring_publish(ring, sct_slot_position(slot, (u8 *)slot->rec));
	} else {
		slot->rec->len = slot->at - (u8 *)slot->rec;
		sct_ring_count(&ring->seq);
		sct_ring_publish(ring, sct_slot_position(slot, slot->at));
	}
	if (likely(!slot->special && ring->head <= ring->limit))
		return false;
	sct_ring_settle(ring);
	return true;
}

void sct_slot_cancel(struct sct_slot *slot)
{
	sct_ring_publish(slot->ring, sct_slot_position(slot, (u8 *)slot->rec));
	sct_ring_settle(slot->ring);
}

/* read(2) only: the consumer page is not mapped, so it is ours. */
int sct_ring_peek(const struct sct_ring *ring, size_t max, const void **data)
{
	u64 consumed = ring->consumer->consumed;
	/* (A): pairs with the release in sct_ring_publish(). */
	u64 unread = smp_load_acquire(&ring->producer->committed) - consumed;
	const u8 *at = ring->data + (consumed & (ring->size - 1));
	u32 len = 0;

	*data = at;
	while (len < unread) {
		u32 next = ((const struct sct_record *)(at + len))->len;

		if (next > max - len)
			return len ? len : -EMSGSIZE;
		len += next;
	}
	return len;
}

void sct_ring_consume(struct sct_ring *ring, u32 len)
{
	/* (B): our copies are done before the producer may overwrite. */
	smp_store_release(&ring->consumer->consumed, ring->consumer->consumed + len);
}

/* @page: first page of the area that the mapping shows. */
int sct_ring_mmap(struct sct_ring *ring, struct vm_area_struct *vma, unsigned long page)
{
	unsigned long pages = vma_pages(vma);
	unsigned long all = ring->nr_pages + (ring->size >> PAGE_SHIFT);

	if (page == 0) {
		if (pages != 1)
			return -EINVAL;
	} else {
		if (page != 1 || pages > all - 1)
			return -EINVAL;
		if (vma->vm_flags & VM_WRITE)
			return -EPERM;
		vm_flags_clear(vma, VM_MAYWRITE);
	}
	if (vma->vm_flags & VM_EXEC)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYEXEC);
	return remap_vmalloc_range(vma, ring->area, page);
}
