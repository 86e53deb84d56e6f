// SPDX-License-Identifier: GPL-2.0
/*
 * The reader's end of a ring: a producer as the kernel is one, one that lies,
 * and a thread that writes while the reader reads.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ring.h"

#include "kselftest_harness.h"

#define RING_BYTES	4096

/* A ring in memory, with the data mapped twice, and a page behind it that isn't there. */
struct fake_ring {
	struct sct_ring_consumer consumer;
	struct sct_ring_producer producer;
	unsigned char *data;
	struct sct_ring ring;
	uint32_t seq;
};

static void make_ring(struct fake_ring *f)
{
	int fd = memfd_create("ring", 0);

	memset(f, 0, sizeof(*f));
	if (fd < 0 || ftruncate(fd, RING_BYTES))
		abort();
	f->data = mmap(NULL, 3 * RING_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	mmap(f->data, RING_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
	mmap(f->data + RING_BYTES, RING_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd,
	     0);
	close(fd);
	f->ring = (struct sct_ring){
		.producer = &f->producer, .consumer = &f->consumer, .data = f->data,
		.size = RING_BYTES,
	};
}

/* Space for a record of @len bytes, or NULL when the ring is full. */
static struct sct_record *reserve(struct fake_ring *f, uint32_t len)
{
	uint64_t pos = f->producer.committed;
	struct sct_record *record = (void *)(f->data + pos % RING_BYTES);
	uint64_t consumed = __atomic_load_n(&f->consumer.consumed, __ATOMIC_ACQUIRE);

	if (pos + len - consumed > RING_BYTES)
		return NULL;
	__atomic_store_n(&f->producer.reserved, pos + 1, __ATOMIC_RELAXED);
	memset(record, 0, len);
	record->len = len;
	record->type = SCT_REC_EXIT;
	record->seq = f->seq++;
	return record;
}

static void commit(struct fake_ring *f, uint32_t len)
{
	uint64_t end = f->producer.committed + len;

	__atomic_store_n(&f->producer.committed, end, __ATOMIC_RELEASE);
	__atomic_store_n(&f->producer.reserved, end, __ATOMIC_RELAXED);
}

static bool produce(struct fake_ring *f, uint32_t len)
{
	if (!reserve(f, len))
		return false;
	commit(f, len);
	return true;
}

/* The next record's number, -1 when there is none, or an error. */
static long consume(struct fake_ring *f)
{
	const struct sct_record *record;
	long seq;
	int ret;

	ret = sct_ring_peek(&f->ring, &record);
	if (ret <= 0)
		return ret ? ret : -1;
	seq = record->seq;
	sct_ring_pop(&f->ring, record);
	return seq;
}

TEST(empty_and_one)
{
	struct fake_ring f;

	make_ring(&f);
	EXPECT_EQ(0, sct_ring_look(&f.ring));
	EXPECT_EQ(-1, consume(&f));
	EXPECT_TRUE(produce(&f, 48));
	EXPECT_EQ(-1, consume(&f)) TH_LOG("not looked yet");
	EXPECT_EQ(0, sct_ring_look(&f.ring));
	EXPECT_EQ(0, consume(&f));
	EXPECT_EQ(-1, consume(&f));
	EXPECT_EQ(0, f.consumer.consumed);
	sct_ring_release(&f.ring);
	EXPECT_EQ(48, f.consumer.consumed);
}

TEST(reservation_shows)
{
	struct fake_ring f;

	make_ring(&f);
	produce(&f, 48);
	reserve(&f, 64);
	EXPECT_EQ(1, sct_ring_look(&f.ring));
	EXPECT_EQ(0, consume(&f));
	EXPECT_EQ(-1, consume(&f));
	commit(&f, 64);
	EXPECT_EQ(0, sct_ring_look(&f.ring));
	EXPECT_EQ(1, consume(&f));
}

TEST(full_ring_gets_room_while_it_is_read)
{
	unsigned int i, made = 0, read = 0;
	struct fake_ring f;

	make_ring(&f);
	while (produce(&f, 56))
		made++;
	EXPECT_EQ(RING_BYTES / 56, made);
	EXPECT_EQ(0, sct_ring_look(&f.ring));
	for (i = 0; i < made / 2; i++)
		EXPECT_EQ(read++, consume(&f));
	EXPECT_LT(0, f.consumer.consumed) TH_LOG("space is given back before the end");
	EXPECT_TRUE(produce(&f, 56));
}

TEST(records_across_the_end)
{
	unsigned int i;
	long want = 0;
	struct fake_ring f;

	make_ring(&f);
	for (i = 0; i < 10000; i++) {
		ASSERT_TRUE(produce(&f, 48 + i % 40 * 8));
		ASSERT_EQ(0, sct_ring_look(&f.ring));
		ASSERT_EQ(want++, consume(&f));
		sct_ring_release(&f.ring);
	}
}

TEST(positions_that_cannot_be)
{
	struct fake_ring f;

	make_ring(&f);
	f.producer.committed = f.producer.reserved = RING_BYTES + 8;
	EXPECT_EQ(-EBADMSG, sct_ring_look(&f.ring)) TH_LOG("more than the ring holds");
	make_ring(&f);
	f.producer.committed = f.producer.reserved = 44;
	EXPECT_EQ(-EBADMSG, sct_ring_look(&f.ring)) TH_LOG("odd position");
	make_ring(&f);
	produce(&f, 48);
	sct_ring_look(&f.ring);
	consume(&f);
	f.producer.committed = f.producer.reserved = 0;
	EXPECT_EQ(-EBADMSG, sct_ring_look(&f.ring)) TH_LOG("backwards");
	make_ring(&f);
	f.producer.committed = UINT64_MAX - 7;
	EXPECT_EQ(-EBADMSG, sct_ring_look(&f.ring));
}

TEST(lengths_that_cannot_be)
{
	static const uint32_t lens[] = { 0, 8, 16, 24, 40, 52, 4104, 0x80000000, UINT32_MAX - 7 };
	struct sct_record *record;
	struct fake_ring f;
	unsigned int i;

	for (i = 0; i < sizeof(lens) / sizeof(*lens); i++) {
		make_ring(&f);
		record = reserve(&f, 48);
		record->len = lens[i];
		commit(&f, 48);
		EXPECT_EQ(0, sct_ring_look(&f.ring));
		EXPECT_EQ(-EBADMSG, consume(&f)) TH_LOG("%u", lens[i]);
	}
}

/* An ENTER record with blobs, of which each byte can be wrong. */
static struct sct_enter *with_blobs(struct fake_ring *f)
{
	struct sct_enter *enter = (void *)reserve(f, sizeof(*enter) + 32 + 24);
	struct sct_blob *blob = (void *)(enter + 1);

	enter->hdr.type = SCT_REC_ENTER;
	enter->nr_blobs = 2;
	blob->len = 13;
	blob = (void *)((char *)blob + 32);
	blob->len = 8;
	return enter;
}

TEST(blobs_within_their_record)
{
	static const uint32_t lens[] = { 9, 16, 17, 0x7fffffff, 0xfffffff8, 0xffffffff };
	struct sct_enter *enter;
	struct sct_blob *blob;
	struct fake_ring f;
	unsigned int i;

	make_ring(&f);
	enter = with_blobs(&f);
	EXPECT_TRUE(sct_record_valid(&enter->hdr, enter->hdr.len));
	EXPECT_FALSE(sct_record_valid(&enter->hdr, enter->hdr.len - 8));
	EXPECT_FALSE(sct_record_valid(&enter->hdr, 16));
	blob = (void *)((char *)(enter + 1) + 32);
	for (i = 0; i < sizeof(lens) / sizeof(*lens); i++) {
		blob->len = lens[i];
		EXPECT_FALSE(sct_record_valid(&enter->hdr, enter->hdr.len)) TH_LOG("%x", lens[i]);
	}
	blob->len = 8;
	enter->nr_blobs = 3;
	EXPECT_FALSE(sct_record_valid(&enter->hdr, enter->hdr.len));
	enter->nr_blobs = 0xffff;
	EXPECT_FALSE(sct_record_valid(&enter->hdr, enter->hdr.len));
	enter->nr_blobs = 2;
	enter->hdr.abi = SCT_NR_ABIS;
	EXPECT_FALSE(sct_record_valid(&enter->hdr, enter->hdr.len));
	enter->hdr.abi = 0;
	enter->hdr.type = 0;
	EXPECT_FALSE(sct_record_valid(&enter->hdr, enter->hdr.len));
	enter->hdr.type = 200;
	EXPECT_TRUE(sct_record_valid(&enter->hdr, enter->hdr.len)) TH_LOG("to be skipped");
}

TEST(noise_never_leaves_the_data)
{
	unsigned int round, i;
	struct fake_ring f;

	srandom(1);
	make_ring(&f);
	for (round = 0; round < 20000; round++) {
		f.ring.next = f.ring.released = random() % 512 * 8;
		f.ring.end = f.ring.next;
		for (i = 0; i < 16; i++)
			((uint32_t *)f.data)[random() % (RING_BYTES / 4)] =
				random() % 3 ? random() % 256 : random();
		f.producer.committed = f.ring.next + random() % 513 * 8;
		f.producer.reserved = f.producer.committed;
		ASSERT_EQ(0, sct_ring_look(&f.ring));
		while (consume(&f) >= 0)
			;
		ASSERT_LE(f.ring.next, f.producer.committed);
	}
}

#define STREAM	200000

static void *producer(void *arg)
{
	struct fake_ring *f = arg;
	unsigned int made = 0;

	while (made < STREAM)
		if (produce(f, 48 + made % 16 * 8))
			made++;
	return NULL;
}

TEST(a_producer_at_the_same_time)
{
	struct fake_ring f;
	pthread_t thread;
	long want = 0, got;

	make_ring(&f);
	ASSERT_EQ(0, pthread_create(&thread, NULL, producer, &f));
	while (want < STREAM) {
		ASSERT_LE(0, sct_ring_look(&f.ring));
		while ((got = consume(&f)) != -1)
			ASSERT_EQ(want++, got);
		sct_ring_release(&f.ring);
	}
	pthread_join(thread, NULL);
	EXPECT_EQ(f.producer.committed, f.consumer.consumed);
}

TEST_HARNESS_MAIN
