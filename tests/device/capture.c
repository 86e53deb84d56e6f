// SPDX-License-Identifier: GPL-2.0
/* The capture plan at work: each kind of op, each source of a length, memory that is not there. */
#include "device.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

#define PAGE		4096UL
#define MAX_OPS		16

/* One call of a child under a plan for its number. */
struct shot {
	struct sct_op ops[MAX_OPS];	/* entry ops, then exit ops */
	uint8_t enter;
	uint8_t exit;
	long nr;
	long args[6];
	void (*before)(struct shot *shot);	/* in the child */
};

FIXTURE(capture)
{
	int fd;
	int klog;
	struct trace trace;
	char *mem;	/* 4 pages, then one that may not be read, then one that is not there */
	char *edge;	/* end of the 4 */
	char *hole;	/* the one that is not there */
};

FIXTURE_SETUP(capture)
{
	self->klog = klog_open();
	self->fd = dev_open(0);
	ASSERT_LE(0, self->fd);
	self->mem = mmap(NULL, 6 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			 -1, 0);
	ASSERT_NE(MAP_FAILED, (void *)self->mem);
	/* resident, and so in a child of fork, too */
	memset(self->mem, 'x', 5 * PAGE);
	self->edge = self->mem + 4 * PAGE;
	self->hole = self->edge + PAGE;
	ASSERT_EQ(0, mprotect(self->edge, PAGE, PROT_NONE));
	ASSERT_EQ(0, munmap(self->hole, PAGE));
	ASSERT_EQ(0, chdir("/tmp"));
}

FIXTURE_TEARDOWN(capture)
{
	trace_free(&self->trace);
	close(self->fd);
	EXPECT_TRUE(klog_clean(self->klog));
	close(self->klog);
}

static void fire(void *arg)
{
	struct shot *s = arg;

	if (s->before)
		s->before(s);
	raw_call(s->nr, s->args[0], s->args[1], s->args[2], s->args[3], s->args[4], s->args[5]);
}

/* A fresh session for each shot: the last one's trace is gone. */
static struct call shoot(struct __test_metadata *_metadata, FIXTURE_DATA(capture) *self,
			 struct shot *s)
{
	struct call c;
	pid_t pid;

	trace_free(&self->trace);
	close(self->fd);
	self->fd = dev_open(0);
	ASSERT_EQ(0, dev_plan(self->fd, SCT_ABI_X86_64, s->nr, s->ops, s->enter, s->exit));
	ASSERT_EQ(0, trace_body(self->fd, 0, fire, s, &self->trace, &pid));
	EXPECT_EQ(0, self->trace.status);
	c = trace_call(&self->trace, pid, s->nr, 0);
	ASSERT_NE(NULL, c.enter);
	ASSERT_NE(NULL, c.exit);
	return c;
}

#define SHOOT(s)	shoot(_metadata, self, s)

/* One entry op and a call of TEST_CALL with these arguments. */
#define ENTRY_SHOT(op_, ...)							\
	{ .nr = TEST_CALL, .enter = 1, .ops = { op_ }, .args = { __VA_ARGS__ } }

#define OP(...)		{ __VA_ARGS__ }

#define EXPECT_BLOB(blob, bytes, length)					\
	EXPECT_TRUE(blob_is(blob, bytes, length))				\
		TH_LOG("blob of %d bytes, error %d", (blob) ? (int)(blob)->len : -1,	\
		       (blob) ? (blob)->err : 0)

/* --- STRING, BYTES: by the word --------------------------------------------------- */

/* Every length at every offset in a word, with nothing of what is behind it. */
TEST_F(capture, lengths_and_offsets)
{
	struct shot s = {
		.nr = TEST_CALL, .enter = 1,
		.ops = { { .kind = SCT_OP_BYTES, .arg = 0, .length = SCT_LEN_ARG, .length_arg = 2,
			   .limit = 40 },
			 { .kind = SCT_OP_STRING, .arg = 1, .limit = 64, .flags = SCT_OP_ON_ERROR },
			 { .kind = SCT_OP_BYTES, .arg = 0, .length = SCT_LEN_ARG, .length_arg = 3,
			   .unit = 5, .limit = 60, .flags = SCT_OP_ON_ERROR } },
		.exit = 2,
	};
	static const char zeros[8];
	const struct sct_blob *blob;
	unsigned int len, at, i;
	struct call c;

	for (len = 1; len <= 40; len += len < 18 ? 1 : 5) {
		at = len * 3 % 8;
		for (i = 0; i < 64; i++)
			self->mem[i] = i | 0x80 | (i & 1) << 6;
		self->mem[at + len - 1] = '\0';
		s.args[0] = (long)self->mem + at;
		s.args[1] = (long)self->mem + at;
		s.args[2] = len;
		s.args[3] = len / 3;
		c = SHOOT(&s);
		blob = blob_at(c.enter, self->mem + at);
		EXPECT_BLOB(blob, self->mem + at, len);
		EXPECT_EQ(0, memcmp((char *)(blob + 1) + len, zeros, -len & 7));
		blob = blob_at(c.exit, self->mem + at);
		EXPECT_BLOB(blob, self->mem + at, len);
		EXPECT_EQ(SCT_BLOB_STRING, blob->flags);
		EXPECT_EQ(0, memcmp((char *)(blob + 1) + len, zeros, -len & 7));
		if (len >= 3)
			EXPECT_BLOB(blob_at_nth(c.exit, (uintptr_t)self->mem + at, 1),
				    self->mem + at, len / 3 * 5 < 60 ? len / 3 * 5 : 60);
	}
}

/* --- STRING -------------------------------------------------------------------- */

static const struct sct_op string_op = { .kind = SCT_OP_STRING, .arg = 1, .limit = 64 };

static struct sct_blob string_at(struct __test_metadata *_metadata, FIXTURE_DATA(capture) *self,
				 const char *at, uint32_t limit, const char *want)
{
	struct shot s = ENTRY_SHOT(string_op, 0, (long)at);
	const struct sct_blob *blob;
	struct call c;

	s.ops[0].limit = limit;
	c = SHOOT(&s);
	blob = blob_at(c.enter, at);
	ASSERT_NE(NULL, blob);
	EXPECT_EQ(1, blob->arg);
	EXPECT_EQ(SCT_BLOB_STRING, blob->flags);
	EXPECT_EQ(0, memcmp(blob + 1, want, blob->len));
	return *blob;
}

#define STRING_AT(at, limit, want)	string_at(_metadata, self, at, limit, want)

#define EXPECT_STRING(at, limit, want, length, error)				\
	do {									\
		struct sct_blob blob_ = STRING_AT(at, limit, want);		\
										\
		EXPECT_EQ(length, blob_.len);					\
		EXPECT_EQ(error, blob_.err);					\
	} while (0)

TEST_F(capture, string)
{
	strcpy(self->mem, "hello");
	EXPECT_STRING(self->mem, 64, "hello", 6, 0);
	EXPECT_STRING(self->mem, 7, "hello", 6, 0);
	EXPECT_STRING(self->mem, 6, "hello", 6, 0);
	EXPECT_STRING(self->mem, 5, "hello", 5, 0);
	EXPECT_STRING(self->mem, 1, "hello", 1, 0);
	EXPECT_STRING(self->mem + 5, 64, "", 1, 0);
}

/* Nothing is read behind the NUL: not the page that cannot be. */
TEST_F(capture, string_at_the_edge)
{
	static const char text[] = "0123456789abcdefghijklmn";
	unsigned int len;

	for (len = 1; len <= sizeof(text); len += len < 10 ? 1 : 5) {
		char *at = self->edge - len;

		strcpy(at, text + sizeof(text) - len);
		EXPECT_STRING(at, 64, at, len, 0);
	}
}

TEST_F(capture, string_that_runs_out)
{
	memset(self->edge - 20, 'y', 20);
	EXPECT_STRING(self->edge - 20, 64, self->edge - 20, 20, -EFAULT);
	EXPECT_STRING(self->edge - 20, 20, self->edge - 20, 20, 0);
	EXPECT_STRING(self->edge - 20, 21, self->edge - 20, 20, -EFAULT);
	EXPECT_STRING(self->edge - 1, 64, self->edge - 1, 1, -EFAULT);
	EXPECT_STRING(self->edge - 13, 64, self->edge - 13, 13, -EFAULT);
}

TEST_F(capture, string_across_pages)
{
	char *at = self->mem + PAGE - 3;

	strcpy(at, "abcdefgh");
	EXPECT_STRING(at, 64, "abcdefgh", 9, 0);
	memset(self->mem + 5, 'z', 2 * PAGE);
	self->mem[5 + 2 * PAGE] = 0;
	EXPECT_STRING(self->mem + 5, 4 * PAGE, self->mem + 5, 2 * PAGE + 1, 0);
	EXPECT_STRING(self->mem + 5, PAGE, self->mem + 5, PAGE, 0);
}

/* --- memory that is not there --------------------------------------------------- */

/* A blob says so, and nothing else happens. */
TEST_F(capture, faults)
{
	const uint64_t where[] = {
		(uintptr_t)self->edge, (uintptr_t)self->hole, 1, 8, 0xffffffff81000000,
		0xffff888000000000, 0xffffffffff600000, 0xfffffffffffffff8, 0x8000000000000000,
		0x7ffffffff000, 0x800000000000, 0x7fffffffeff8, UINT64_MAX,
	};
	struct shot s = {
		.nr = TEST_CALL, .enter = 3,
		.ops = {
			{ .kind = SCT_OP_BYTES, .limit = 32 },
			{ .kind = SCT_OP_STRING, .limit = 32 },
			{ .kind = SCT_OP_BYTES, .limit = PAGE },
		},
	};
	const struct sct_blob *blob;
	unsigned int i, k;
	struct call c;

	for (i = 0; i < ARRAY_SIZE(where); i++) {
		s.args[0] = where[i];
		c = SHOOT(&s);
		EXPECT_EQ(-ENOSYS, c.exit->ret);
		for (k = 0; k < s.enter; k++) {
			blob = blob_at_nth(c.enter, where[i], k);
			ASSERT_NE(NULL, blob) TH_LOG("at %lx", (long)where[i]);
			EXPECT_EQ(-EFAULT, blob->err) TH_LOG("at %lx", (long)where[i]);
			EXPECT_EQ(0, blob->len);
		}
	}
}

TEST_F(capture, bytes_that_run_out)
{
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_BYTES, .limit = 100));
	static const unsigned int lens[] = { 1, 2, 7, 8, 9, 31, 32, 63, 64, 99 };
	const struct sct_blob *blob;
	unsigned int i;
	struct call c;

	for (i = 0; i < ARRAY_SIZE(lens); i++) {
		s.args[0] = (long)self->edge - lens[i];
		c = SHOOT(&s);
		blob = blob_at(c.enter, self->edge - lens[i]);
		EXPECT_BLOB(blob, self->edge - lens[i], lens[i]);
		EXPECT_EQ(-EFAULT, blob->err);
	}
	s.args[0] = (long)self->edge - 100;
	c = SHOOT(&s);
	blob = blob_at(c.enter, self->edge - 100);
	EXPECT_BLOB(blob, self->edge - 100, 100);
	EXPECT_EQ(0, blob->err);
}

/* --- BYTES and where its length comes from ---------------------------------------- */

/* What an entry op captures at self->mem when the call has these arguments; -1: no blob. */
static int bytes_len(struct __test_metadata *_metadata, FIXTURE_DATA(capture) *self,
		     struct sct_op op, long a1, long a2)
{
	struct shot s = ENTRY_SHOT(op, (long)self->mem, a1, a2);
	const struct sct_blob *blob;
	struct call c = SHOOT(&s);

	blob = blob_at(c.enter, self->mem);
	if (!blob)
		return -1;
	EXPECT_EQ(0, blob->err);
	EXPECT_EQ(0, memcmp(blob + 1, self->mem, blob->len));
	return blob->len;
}

#define BYTES_LEN(a1, a2, ...)							\
	bytes_len(_metadata, self, (struct sct_op){ .kind = SCT_OP_BYTES, __VA_ARGS__ }, \
		  (long)(a1), (long)(a2))

static void pattern(char *mem, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		mem[i] = i * 7 + i / 256;
}

TEST_F(capture, length_const)
{
	pattern(self->mem, 2 * PAGE);
	EXPECT_EQ(1, BYTES_LEN(0, 0, .limit = 1));
	EXPECT_EQ(33, BYTES_LEN(0, 0, .limit = 33));
	EXPECT_EQ(2 * PAGE - 1, BYTES_LEN(0, 0, .limit = 2 * PAGE - 1));
}

TEST_F(capture, length_arg)
{
	EXPECT_EQ(10, BYTES_LEN(10, 0, .length = SCT_LEN_ARG, .length_arg = 1, .limit = 32));
	EXPECT_EQ(10, BYTES_LEN(0, 10, .length = SCT_LEN_ARG, .length_arg = 2, .limit = 32));
	EXPECT_EQ(32, BYTES_LEN(33, 0, .length = SCT_LEN_ARG, .length_arg = 1, .limit = 32));
	EXPECT_EQ(24, BYTES_LEN(3, 0, .length = SCT_LEN_ARG, .length_arg = 1, .unit = 8,
				.limit = 32));
	EXPECT_EQ(32, BYTES_LEN(5, 0, .length = SCT_LEN_ARG, .length_arg = 1, .unit = 8,
				.limit = 32));
	EXPECT_EQ(5, BYTES_LEN(5, 0, .length = SCT_LEN_ARG, .length_arg = 1, .unit = 1,
			       .limit = 32));
}

/* A product that does not fit into 64 bits is cut to the limit all the same. */
TEST_F(capture, length_overflow)
{
	EXPECT_EQ(32, BYTES_LEN(0x2000000000000001, 0, .length = SCT_LEN_ARG, .length_arg = 1,
				.unit = 8, .limit = 32));
	EXPECT_EQ(32, BYTES_LEN(0x7fffffffffffffff, 0, .length = SCT_LEN_ARG, .length_arg = 1,
				.unit = 0xffff, .limit = 32));
	EXPECT_EQ(32, BYTES_LEN(0x0001000100010002, 0, .length = SCT_LEN_ARG, .length_arg = 1,
				.unit = 0xffff, .limit = 32));
}

TEST_F(capture, length_negative)
{
	int32_t *there = (int32_t *)(self->mem + PAGE);

	there[0] = -5;
	there[1] = -1;
	EXPECT_GE(0, BYTES_LEN(-1, 0, .length = SCT_LEN_ARG, .length_arg = 1, .limit = 32));
	EXPECT_GE(0, BYTES_LEN(1L << 63, 0, .length = SCT_LEN_ARG, .length_arg = 1, .limit = 32));
	EXPECT_GE(0, BYTES_LEN(0, 0, .length = SCT_LEN_ARG, .length_arg = 1, .limit = 32));
	EXPECT_GE(0, BYTES_LEN(there, 0, .length = SCT_LEN_PTR64, .length_arg = 1, .limit = 32));
	EXPECT_GE(0, BYTES_LEN(there, 0, .length = SCT_LEN_PTR32, .length_arg = 1, .limit = 32));
}

/* Only as much of the register counts as the argument's type has. */
TEST_F(capture, length_of_a_type)
{
	static const struct {
		uint8_t length;
		long arg;
		uint32_t want;
	} checks[] = {
		{ SCT_LEN_INT, 3, 3 }, { SCT_LEN_INT, 0x700000003, 3 },
		{ SCT_LEN_INT, 0xffffffff, 0 }, { SCT_LEN_INT, -1, 0 },
		{ SCT_LEN_INT, 0x7fffffff, 64 },
		{ SCT_LEN_UINT, 3, 3 }, { SCT_LEN_UINT, 0x700000003, 3 },
		{ SCT_LEN_UINT, 0x80000000, 64 }, { SCT_LEN_UINT, -1, 64 },
		{ SCT_LEN_UINT, 0x100000000, 0 },
		{ SCT_LEN_ULONG, 3, 3 }, { SCT_LEN_ULONG, 0x700000003, 64 },
		{ SCT_LEN_ULONG, -1, 64 },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(checks); i++) {
		struct shot s = {
			.nr = TEST_CALL, .enter = 1, .args = { (long)self->mem, checks[i].arg },
			.ops = { { .kind = SCT_OP_BYTES, .length = checks[i].length,
				   .length_arg = 1, .limit = 64 } },
		};
		struct call c = SHOOT(&s);
		const struct sct_blob *blob = blob_at(c.enter, self->mem);

		EXPECT_EQ(checks[i].want, blob ? blob->len : 0) TH_LOG("check %u", i);
	}
}

TEST_F(capture, length_behind_a_pointer)
{
	char *at = self->mem + PAGE;

	memset(at, 0xee, 64);
	*(uint16_t *)(at + 2) = 9;
	*(uint32_t *)(at + 8) = 17;
	*(uint64_t *)(at + 16) = 25;
	EXPECT_EQ(9, BYTES_LEN(at, 0, .length = SCT_LEN_PTR16, .length_arg = 1,
			       .length_offset = 2, .limit = 64));
	EXPECT_EQ(17, BYTES_LEN(at, 0, .length = SCT_LEN_PTR32, .length_arg = 1,
				.length_offset = 8, .limit = 64));
	EXPECT_EQ(25, BYTES_LEN(at, 0, .length = SCT_LEN_PTR64, .length_arg = 1,
				.length_offset = 16, .limit = 64));
	EXPECT_EQ(25, BYTES_LEN(at, 0, .length = SCT_LEN_PTRLONG, .length_arg = 1,
				.length_offset = 16, .limit = 64));
	EXPECT_EQ(36, BYTES_LEN(at, 0, .length = SCT_LEN_PTR16, .length_arg = 1, .unit = 4,
				.length_offset = 2, .limit = 64));
	EXPECT_EQ(12, BYTES_LEN(at, 0, .length = SCT_LEN_PTR64, .length_arg = 1,
				.length_offset = 16, .limit = 12));
}

TEST_F(capture, length_that_cannot_be_read)
{
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_BYTES, .length = SCT_LEN_PTR32,
				      .length_arg = 1, .limit = 32),
				   (long)self->mem, (long)self->edge - 2);
	const struct sct_blob *blob = blob_at(SHOOT(&s).enter, self->mem);

	EXPECT_TRUE(!blob || !blob->len);
}

TEST_F(capture, length_bits)
{
	EXPECT_EQ(8, BYTES_LEN(1, 0, .length = SCT_LEN_BITS, .length_arg = 1, .limit = 128));
	EXPECT_EQ(8, BYTES_LEN(64, 0, .length = SCT_LEN_BITS, .length_arg = 1, .limit = 128));
	EXPECT_EQ(16, BYTES_LEN(65, 0, .length = SCT_LEN_BITS, .length_arg = 1, .limit = 128));
	EXPECT_EQ(128, BYTES_LEN(1024, 0, .length = SCT_LEN_BITS, .length_arg = 1, .limit = 128));
	EXPECT_EQ(128, BYTES_LEN(1L << 62, 0, .length = SCT_LEN_BITS, .length_arg = 1,
				 .limit = 128));
	EXPECT_EQ(128, BYTES_LEN(INT64_MAX, 0, .length = SCT_LEN_BITS, .length_arg = 1,
				 .limit = 128));
}

TEST_F(capture, length_ioc)
{
	EXPECT_EQ(20, BYTES_LEN(_IOR('x', 1, char[20]), 0, .length = SCT_LEN_IOC,
				.length_arg = 1, .limit = 128));
	EXPECT_EQ(128, BYTES_LEN(_IOWR('x', 1, char[4000]), 0, .length = SCT_LEN_IOC,
				 .length_arg = 1, .limit = 128));
	EXPECT_GE(0, BYTES_LEN(_IO('x', 1), 0, .length = SCT_LEN_IOC, .length_arg = 1,
			       .limit = 128));
}

/* A record that is larger than what one page holds. */
TEST_F(capture, large)
{
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_BYTES, .limit = 8000), (long)self->mem);
	const struct sct_blob *blob;

	pattern(self->mem, 8000);
	blob = blob_at(SHOOT(&s).enter, self->mem);
	EXPECT_BLOB(blob, self->mem, 8000);
}

/* NULL needs no blob to say that there is nothing. */
TEST_F(capture, null)
{
	struct shot s = ENTRY_SHOT(string_op);
	struct call c = SHOOT(&s);

	EXPECT_EQ(0, c.enter->nr_blobs);
	EXPECT_EQ(0, c.exit->nr_blobs);
}

TEST_F(capture, offset_and_stack_pointer)
{
	struct shot s = {
		.nr = TEST_CALL, .enter = 2,
		.ops = {
			{ .kind = SCT_OP_BYTES, .offset = 24, .limit = 8 },
			{ .kind = SCT_OP_BYTES, .arg = SCT_ARG_SP, .limit = 8 },
		},
		.args = { (long)self->mem },
	};
	const struct sct_blob *blob;
	struct call c;

	pattern(self->mem, 64);
	c = SHOOT(&s);
	EXPECT_EQ(2, c.enter->nr_blobs);
	EXPECT_BLOB(blob_at(c.enter, self->mem + 24), self->mem + 24, 8);
	blob = blob_next((const void *)(c.enter + 1));
	EXPECT_EQ(SCT_ARG_SP, blob->arg);
	EXPECT_EQ(8, blob->len);
	/* not far below this function's frame */
	EXPECT_GT(65536, (uintptr_t)&s - blob->addr);
}

/* Makes the call with args[5] in rbp. */
static void call_with_frame(struct shot *s)
{
	__asm__ volatile("sub $128, %%rsp; push %%rbp; mov %1, %%rbp; syscall; pop %%rbp; add $128, %%rsp"
			 : : "a"(s->nr), "r"(s->args[5])
			 : "rcx", "r11", "memory");
}

/* Whatever a program has in it: it is told, and read only where it can be. */
TEST_F(capture, frame_pointer)
{
	const struct {
		char *at;
		unsigned int len;
	} frames[] = {
		{ self->mem, 16 }, { self->mem + 1, 16 }, { self->edge - 16, 16 },
		{ self->edge - 3, 3 }, { self->edge, 0 }, { self->hole, 0 }, { (char *)1, 0 },
		{ (char *)0x7fffffffffff, 0 }, { (char *)0x800000000000, 0 },
		{ (char *)0xffffffff81000000, 0 }, { (char *)-1, 0 }, { (char *)-16, 0 },
	};
	unsigned int i;

	pattern(self->mem, 64);
	for (i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
		struct shot s = {
			.nr = TEST_CALL, .enter = 1, .before = call_with_frame,
			.ops = { { .kind = SCT_OP_BYTES, .arg = SCT_ARG_BP, .limit = 16,
				   .flags = SCT_OP_NO_RETRY } },
			.args = { [5] = (long)frames[i].at },
		};
		struct call c = SHOOT(&s);
		const struct sct_blob *blob = (const void *)(c.enter + 1);

		ASSERT_EQ(1, c.enter->nr_blobs) TH_LOG("%p", frames[i].at);
		EXPECT_EQ(0, c.exit->nr_blobs);
		EXPECT_EQ(SCT_ARG_BP, blob->arg);
		EXPECT_EQ((uintptr_t)frames[i].at, blob->addr);
		EXPECT_EQ(frames[i].len, blob->len) TH_LOG("%p", frames[i].at);
		EXPECT_EQ(frames[i].len == 16 ? 0 : -EFAULT, blob->err);
	}
}

/* An op that asks for more than half of the ring gets that much, and the rest goes on. */
TEST_F(capture, larger_than_the_ring)
{
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_BYTES, .limit = SCT_MAX_OP_BYTES));
	size_t len = SCT_MAX_OP_BYTES;
	struct sct_stats stats;
	struct call c;
	char *big = mmap(NULL, len, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	pid_t pid;

	memset(big, 1, len);
	s.args[0] = (long)big;
	ASSERT_EQ(0, dev_config(self->fd, 0, SCT_MIN_RING_BYTES));
	ASSERT_EQ(0, dev_plan(self->fd, SCT_ABI_X86_64, TEST_CALL, s.ops, 1, 0));
	ASSERT_EQ(0, trace_body(self->fd, 0, fire, &s, &self->trace, &pid));
	stats = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_EQ(stats.produced, stats.delivered + stats.lost);
	EXPECT_EQ(0, stats.lost);
	c = trace_call(&self->trace, pid, TEST_CALL, 0);
	ASSERT_NE(NULL, blob_at(c.enter, big));
	EXPECT_EQ(-EMSGSIZE, blob_at(c.enter, big)->err);
	EXPECT_LT(SCT_MIN_RING_BYTES / 4, blob_at(c.enter, big)->len);
	EXPECT_GE(SCT_MIN_RING_BYTES / 2, c.enter->hdr.len);
	EXPECT_NE(NULL, trace_call(&self->trace, pid, SYS_exit_group, 0).enter);
	EXPECT_NE(NULL, trace_task(&self->trace, pid, SCT_TASK_EXIT, 0));
}

/* --- exit ops -------------------------------------------------------------------- */

static int pipe_with(const char *text)
{
	int fds[2];

	if (pipe(fds) || write(fds[1], text, strlen(text)) != (ssize_t)strlen(text))
		return -1;
	return fds[0];
}

/* What read(2) filled is known at its exit, and no more than it filled. */
TEST_F(capture, length_ret)
{
	struct shot s = {
		.nr = SYS_read, .exit = 1,
		.ops = { { .kind = SCT_OP_BYTES, .arg = 1, .length = SCT_LEN_RET, .limit = 64 } },
		.args = { pipe_with("abcdefg"), (long)self->mem, 100 },
	};
	struct call c;
	unsigned int i;

	trace_free(&self->trace);
	close(self->fd);
	self->fd = dev_open(0);
	ASSERT_EQ(0, dev_plan(self->fd, SCT_ABI_X86_64, s.nr, s.ops, 0, 1));
	pid_t pid;

	ASSERT_EQ(0, trace_body(self->fd, 0, fire, &s, &self->trace, &pid));
	/* the first read is the one that waits for the go */
	for (i = 0; i < 2; i++) {
		c = trace_call(&self->trace, pid, SYS_read, i);
		if (c.enter && c.enter->args[0] == (uint64_t)s.args[0])
			break;
	}
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(7, c.exit->ret);
	EXPECT_EQ(0, c.enter->nr_blobs);
	EXPECT_BLOB(blob_at(c.exit, self->mem), "abcdefg", 7);
	EXPECT_EQ(1, blob_at(c.exit, self->mem)->arg);
	EXPECT_EQ(0, blob_at(c.exit, self->mem)->flags);
}

/* A failed call gave nothing, unless the op says otherwise. */
TEST_F(capture, on_error)
{
	struct shot s = {
		.nr = TEST_CALL, .exit = 2,
		.ops = {
			{ .kind = SCT_OP_BYTES, .limit = 8 },
			{ .kind = SCT_OP_BYTES, .arg = 1, .limit = 8,
			  .flags = SCT_OP_ON_ERROR },
		},
		.args = { (long)self->mem, (long)self->mem + 64 },
	};
	struct call c = SHOOT(&s);

	EXPECT_EQ(NULL, blob_at(c.exit, self->mem));
	EXPECT_BLOB(blob_at(c.exit, self->mem + 64), self->mem + 64, 8);
	EXPECT_EQ(1, c.exit->nr_blobs);
}

TEST_F(capture, getcwd)
{
	struct shot s = {
		.nr = SYS_getcwd, .exit = 1,
		.ops = { { .kind = SCT_OP_STRING, .limit = 64 } },
		.args = { (long)self->mem, 100 },
	};

	EXPECT_BLOB(blob_at(SHOOT(&s).exit, self->mem), "/tmp", 5);
}

/* getsockname's length is behind a pointer, and changed by the call. */
TEST_F(capture, value_result_length)
{
	struct sockaddr_in addr = { .sin_family = AF_INET,
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int sock = socket(AF_INET, SOCK_STREAM, 0);
	struct shot s = {
		.nr = SYS_getsockname, .enter = 1, .exit = 2,
		.ops = {
			{ .kind = SCT_OP_BYTES, .arg = 2, .limit = 4 },
			{ .kind = SCT_OP_BYTES, .arg = 1, .limit = 128,
			  .length = SCT_LEN_PTR32, .length_arg = 2 },
			{ .kind = SCT_OP_BYTES, .arg = 2, .limit = 4 },
		},
		.args = { sock, (long)self->mem, (long)self->mem + 512 },
	};
	socklen_t len = sizeof(addr);
	struct call c;

	*(uint32_t *)(self->mem + 512) = 100;
	ASSERT_EQ(0, bind(sock, (void *)&addr, sizeof(addr)));
	ASSERT_EQ(0, getsockname(sock, (void *)&addr, &len));
	c = SHOOT(&s);
	len = 100;
	EXPECT_BLOB(blob_at(c.enter, self->mem + 512), &len, 4);
	len = 16;
	EXPECT_BLOB(blob_at(c.exit, self->mem + 512), &len, 4);
	EXPECT_BLOB(blob_at(c.exit, self->mem), &addr, sizeof(addr));
}

/* --- arrays ------------------------------------------------------------------------ */

static char **strings_at(char *mem)
{
	char **argv = (char **)mem;

	argv[0] = strcpy(mem + 256, "first");
	argv[1] = strcpy(mem + 300, "second");
	argv[2] = strcpy(mem + 400, "third one");
	argv[3] = NULL;
	return argv;
}

TEST_F(capture, strings)
{
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_STRINGS, .limit = 7, .count = 16,
				      .count2 = 16), (long)self->mem);
	char **argv = strings_at(self->mem);
	const struct sct_blob *blob;
	struct call c = SHOOT(&s);

	EXPECT_EQ(4, c.enter->nr_blobs);
	EXPECT_BLOB(blob_at(c.enter, argv), argv, 4 * sizeof(*argv));
	EXPECT_EQ(0, blob_at(c.enter, argv)->flags);
	blob = blob_at(c.enter, argv[0]);
	EXPECT_BLOB(blob, "first", 6);
	EXPECT_EQ(SCT_BLOB_STRING, blob->flags);
	EXPECT_EQ(0, blob->arg);
	EXPECT_BLOB(blob_at(c.enter, argv[1]), "second", 7);
	EXPECT_BLOB(blob_at(c.enter, argv[2]), "third o", 7);
}

TEST_F(capture, strings_counts)
{
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_STRINGS, .limit = 16, .count = 2,
				      .count2 = 1), (long)self->mem);
	char **argv = strings_at(self->mem);
	struct call c = SHOOT(&s);

	EXPECT_EQ(2, c.enter->nr_blobs);
	EXPECT_BLOB(blob_at(c.enter, argv), argv, 2 * sizeof(*argv));
	EXPECT_BLOB(blob_at(c.enter, argv[0]), "first", 6);

	s.ops[0].count = 3;
	s.ops[0].count2 = 16;
	c = SHOOT(&s);
	EXPECT_EQ(4, c.enter->nr_blobs);
	EXPECT_BLOB(blob_at(c.enter, argv), argv, 3 * sizeof(*argv));

	s.ops[0].count = 4;
	s.ops[0].count2 = 0;
	c = SHOOT(&s);
	EXPECT_EQ(1, c.enter->nr_blobs);
	EXPECT_BLOB(blob_at(c.enter, argv), argv, 4 * sizeof(*argv));
}

TEST_F(capture, strings_with_holes)
{
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_STRINGS, .limit = 16, .count = 16,
				      .count2 = 16), (long)self->mem);
	char **argv = strings_at(self->mem);
	const struct sct_blob *blob;
	struct call c;

	argv[1] = self->hole;
	c = SHOOT(&s);
	EXPECT_BLOB(blob_at(c.enter, argv), argv, 4 * sizeof(*argv));
	EXPECT_BLOB(blob_at(c.enter, argv[0]), "first", 6);
	EXPECT_BLOB(blob_at(c.enter, argv[2]), "third one", 10);
	blob = blob_at(c.enter, self->hole);
	ASSERT_NE(NULL, blob);
	EXPECT_EQ(-EFAULT, blob->err);

	/* no NULL before the end of the page */
	argv = (char **)self->edge - 2;
	argv[0] = self->mem + 256;
	argv[1] = self->mem + 400;
	s.args[0] = (long)argv;
	c = SHOOT(&s);
	blob = blob_at(c.enter, argv);
	EXPECT_BLOB(blob, argv, 2 * sizeof(*argv));
	EXPECT_EQ(-EFAULT, blob->err);
	EXPECT_BLOB(blob_at(c.enter, argv[1]), "third one", 10);
}

TEST_F(capture, pointees)
{
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_POINTEES, .limit = 4, .count = 8,
				      .count2 = 2, .length = SCT_LEN_ARG, .length_arg = 1),
				   (long)self->mem, 3);
	char **ptrs = strings_at(self->mem);
	struct call c = SHOOT(&s);

	EXPECT_EQ(3, c.enter->nr_blobs);
	EXPECT_BLOB(blob_at(c.enter, ptrs), ptrs, 3 * sizeof(*ptrs));
	EXPECT_BLOB(blob_at(c.enter, ptrs[0]), "firs", 4);
	EXPECT_BLOB(blob_at(c.enter, ptrs[1]), "seco", 4);
	s.args[1] = 1000000;
	s.ops[0].count = 2;
	c = SHOOT(&s);
	EXPECT_BLOB(blob_at(c.enter, ptrs), ptrs, 2 * sizeof(*ptrs));
}

static struct iovec *iovec_at(char *mem)
{
	struct iovec *iov = (struct iovec *)mem;

	pattern(mem + 512, 1024);
	iov[0] = (struct iovec){ mem + 512, 5 };
	iov[1] = (struct iovec){ mem + 600, 0 };
	iov[2] = (struct iovec){ mem + 700, 100 };
	return iov;
}

static const struct sct_op iovec_op = {
	.kind = SCT_OP_IOVEC, .arg = 1, .limit = 32, .count = 8,
	.length = SCT_LEN_ARG, .length_arg = 2,
};

TEST_F(capture, iovec)
{
	struct iovec *iov = iovec_at(self->mem);
	struct shot s = ENTRY_SHOT(iovec_op, 0, (long)iov, 3);
	struct call c = SHOOT(&s);

	EXPECT_BLOB(blob_at(c.enter, iov), iov, 3 * sizeof(*iov));
	EXPECT_BLOB(blob_at(c.enter, self->mem + 512), self->mem + 512, 5);
	EXPECT_BLOB(blob_at(c.enter, self->mem + 700), self->mem + 700, 32);

	/* @count bounds the array, whatever the call says */
	s.args[2] = 0x7fffffffffffffff;
	s.ops[0].count = 1;
	c = SHOOT(&s);
	EXPECT_BLOB(blob_at(c.enter, iov), iov, sizeof(*iov));
	EXPECT_EQ(NULL, blob_at(c.enter, self->mem + 700));
}

/* At exit no more than the call filled, over all of them together. */
TEST_F(capture, iovec_at_exit)
{
	struct iovec *iov = iovec_at(self->mem);
	struct shot s = {
		.nr = SYS_readv, .exit = 1, .ops = { iovec_op },
		.args = { pipe_with("12345678"), (long)iov, 3 },
	};
	const struct sct_blob *blob;
	struct call c = SHOOT(&s);

	EXPECT_EQ(8, c.exit->ret);
	EXPECT_BLOB(blob_at(c.exit, iov), iov, 3 * sizeof(*iov));
	EXPECT_BLOB(blob_at(c.exit, self->mem + 512), "12345", 5);
	EXPECT_BLOB(blob_at(c.exit, self->mem + 700), "678", 3);

	s.args[0] = pipe_with("123");
	c = SHOOT(&s);
	EXPECT_BLOB(blob_at(c.exit, self->mem + 512), "123", 3);
	blob = blob_at(c.exit, self->mem + 700);
	EXPECT_TRUE(!blob || !blob->len);
}

TEST_F(capture, iovec_with_holes)
{
	struct iovec *iov = iovec_at(self->mem);
	struct shot s = ENTRY_SHOT(iovec_op, 0, (long)iov, 3);
	const struct sct_blob *blob;
	struct call c;

	iov[0].iov_base = self->hole;
	iov[0].iov_len = SIZE_MAX;
	c = SHOOT(&s);
	blob = blob_at(c.enter, self->hole);
	ASSERT_NE(NULL, blob);
	EXPECT_EQ(-EFAULT, blob->err);
	EXPECT_EQ(0, blob->len);
	EXPECT_BLOB(blob_at(c.enter, self->mem + 700), self->mem + 700, 32);
}

static struct msghdr *msghdr_at(char *mem)
{
	struct msghdr *msg = (struct msghdr *)(mem + 2048);

	memset(msg, 0, sizeof(*msg));
	msg->msg_iov = iovec_at(mem);
	msg->msg_iovlen = 3;
	msg->msg_name = strcpy(mem + 3000, "a name");
	msg->msg_namelen = 7;
	msg->msg_control = memset(mem + 3100, 'c', 24);
	msg->msg_controllen = 24;
	return msg;
}

TEST_F(capture, msghdr)
{
	struct msghdr *msg = msghdr_at(self->mem);
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_MSGHDR, .arg = 1, .limit = 48, .count = 8),
				   0, (long)msg);
	struct call c = SHOOT(&s);

	EXPECT_BLOB(blob_at(c.enter, msg), msg, sizeof(*msg));
	EXPECT_BLOB(blob_at(c.enter, self->mem + 3000), "a name", 7);
	EXPECT_BLOB(blob_at(c.enter, self->mem + 3100), self->mem + 3100, 24);
	EXPECT_BLOB(blob_at(c.enter, self->mem), self->mem, 3 * sizeof(struct iovec));
	EXPECT_BLOB(blob_at(c.enter, self->mem + 512), self->mem + 512, 5);
	EXPECT_BLOB(blob_at(c.enter, self->mem + 700), self->mem + 700, 48);
}

/* Control data with a descriptor, then a message that claims to be too long. */
static void rights_at(char *mem, int fd)
{
	struct cmsghdr *cmsg = (struct cmsghdr *)mem;

	cmsg->cmsg_len = CMSG_LEN(sizeof(int));
	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
	cmsg = (struct cmsghdr *)(mem + CMSG_SPACE(sizeof(int)));
	cmsg->cmsg_len = 4096;
	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
}

TEST_F(capture, msghdr_rights)
{
	struct msghdr *msg = msghdr_at(self->mem);
	int null = open("/dev/null", O_RDONLY);
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_MSGHDR, .arg = 1, .limit = 8, .count = 8,
				      .flags = SCT_OP_RIGHTS), 0, (long)msg);
	const struct sct_blob *blob;
	struct call c;

	rights_at(self->mem + 3200, null);
	msg->msg_control = self->mem + 3200;
	msg->msg_controllen = CMSG_SPACE(sizeof(int)) + 2 * sizeof(struct cmsghdr);
	c = SHOOT(&s);
	blob = blob_at(c.enter, (void *)(long)null);
	ASSERT_NE(NULL, blob);
	EXPECT_EQ(SCT_BLOB_FD, blob->flags & SCT_BLOB_FD);
	EXPECT_EQ(0, blob->err);
	EXPECT_EQ(9, ((const struct sct_fd_info *)(blob + 1))->path_len);
	close(null);
}

TEST_F(capture, msghdr_at_exit)
{
	struct msghdr *msg = msghdr_at(self->mem);
	struct shot s = {
		.nr = SYS_recvmsg, .exit = 1,
		.ops = { { .kind = SCT_OP_MSGHDR, .arg = 1, .limit = 48, .count = 8 } },
	};
	struct call c;
	int pair[2];

	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	ASSERT_EQ(9, write(pair[0], "123456789", 9));
	s.args[0] = pair[1];
	s.args[1] = (long)msg;
	c = SHOOT(&s);
	EXPECT_EQ(9, c.exit->ret);
	EXPECT_NE(NULL, blob_at(c.exit, msg));
	EXPECT_BLOB(blob_at(c.exit, self->mem + 512), "12345", 5);
	EXPECT_BLOB(blob_at(c.exit, self->mem + 700), "6789", 4);
}

TEST_F(capture, mmsghdr)
{
	struct mmsghdr *vec = (struct mmsghdr *)(self->mem + PAGE);
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_MMSGHDR, .arg = 1, .limit = 16, .count = 4,
				      .length = SCT_LEN_ARG, .length_arg = 2),
				   0, (long)vec, 2);
	struct iovec *iov = (struct iovec *)(self->mem + 2 * PAGE);
	struct call c;

	memset(vec, 0, 3 * sizeof(*vec));
	vec[0].msg_hdr = *msghdr_at(self->mem);
	iov[0] = (struct iovec){ self->mem + 3500, 6 };
	memcpy(iov[0].iov_base, "second", 6);
	vec[1].msg_hdr.msg_iov = iov;
	vec[1].msg_hdr.msg_iovlen = 1;
	c = SHOOT(&s);
	EXPECT_BLOB(blob_at(c.enter, vec), vec, 2 * sizeof(*vec));
	EXPECT_BLOB(blob_at(c.enter, self->mem + 3000), "a name", 7);
	EXPECT_BLOB(blob_at(c.enter, self->mem + 512), self->mem + 512, 5);
	EXPECT_BLOB(blob_at(c.enter, self->mem + 700), self->mem + 700, 16);
	EXPECT_BLOB(blob_at(c.enter, iov), iov, sizeof(*iov));
	EXPECT_BLOB(blob_at(c.enter, self->mem + 3500), "second", 6);
}

/* msg_len bounds each message's memory. */
TEST_F(capture, mmsghdr_at_exit)
{
	struct mmsghdr *vec = (struct mmsghdr *)(self->mem + PAGE);
	struct iovec *iov = (struct iovec *)(self->mem + 2 * PAGE);
	struct shot s = {
		.nr = SYS_recvmmsg, .exit = 1,
		.ops = { { .kind = SCT_OP_MMSGHDR, .arg = 1, .limit = 48, .count = 4,
			   .length = SCT_LEN_RET } },
		.args = { 0, (long)vec, 2, MSG_DONTWAIT },
	};
	struct call c;
	int pair[2], i;

	memset(vec, 0, 2 * sizeof(*vec));
	for (i = 0; i < 2; i++) {
		iov[i] = (struct iovec){ self->mem + 512 + 128 * i, 100 };
		vec[i].msg_hdr.msg_iov = &iov[i];
		vec[i].msg_hdr.msg_iovlen = 1;
	}
	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
	ASSERT_EQ(3, write(pair[0], "one", 3));
	ASSERT_EQ(5, write(pair[0], "twice", 5));
	s.args[0] = pair[1];
	c = SHOOT(&s);
	EXPECT_EQ(2, c.exit->ret);
	ASSERT_NE(NULL, blob_at(c.exit, vec));
	EXPECT_EQ(2 * sizeof(*vec), blob_at(c.exit, vec)->len);
	EXPECT_BLOB(blob_at(c.exit, self->mem + 512), "one", 3);
	EXPECT_BLOB(blob_at(c.exit, self->mem + 640), "twice", 5);
}

TEST_F(capture, indirect)
{
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_STRING, .flags = SCT_OP_INDIRECT,
				      .offset = 16, .limit = 32), (long)self->mem);
	const struct sct_blob *blob;
	struct call c;

	*(char **)(self->mem + 16) = strcpy(self->mem + 100, "found");
	c = SHOOT(&s);
	EXPECT_BLOB(blob_at(c.enter, self->mem + 100), "found", 6);

	/* neither a pointer that cannot be read nor one to nowhere gives bytes */
	*(char **)(self->mem + 16) = self->hole;
	c = SHOOT(&s);
	blob = blob_at(c.enter, self->hole);
	ASSERT_NE(NULL, blob);
	EXPECT_EQ(-EFAULT, blob->err);
	s.args[0] = (long)self->edge - 20;
	c = SHOOT(&s);
	if (c.enter->nr_blobs) {
		blob = (const void *)(c.enter + 1);
		EXPECT_EQ(0, blob->len);
		EXPECT_EQ(-EFAULT, blob->err);
	}
}

/* --- descriptors -------------------------------------------------------------------- */

struct fd_view {
	int err;
	struct sct_fd_info info;
	char path[256];
	char local[128];
	char peer[128];
};

static struct fd_view view_of(const struct sct_blob *blob)
{
	struct fd_view v = { .err = 1 };
	const char *p;

	if (!blob)
		return v;
	v.err = blob->err;
	if (!(blob->flags & SCT_BLOB_FD))
		v.err = 2;
	if (blob->len < sizeof(v.info))
		return v;
	memcpy(&v.info, blob + 1, sizeof(v.info));
	p = (const char *)(blob + 1) + sizeof(v.info);
	if (sizeof(v.info) + v.info.path_len + v.info.local_len + v.info.peer_len != blob->len ||
	    v.info.path_len >= sizeof(v.path) || v.info.local_len > sizeof(v.local) ||
	    v.info.peer_len > sizeof(v.peer)) {
		v.err = 3;
		return v;
	}
	memcpy(v.path, p, v.info.path_len);
	memcpy(v.local, p + v.info.path_len, v.info.local_len);
	memcpy(v.peer, p + v.info.path_len + v.info.local_len, v.info.peer_len);
	return v;
}

static struct fd_view shoot_fd(struct __test_metadata *_metadata, FIXTURE_DATA(capture) *self,
			       int fd)
{
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_FD), fd);

	return view_of(blob_at_nth(SHOOT(&s).enter, (int64_t)fd, 0));
}

#define SHOOT_FD(fd)	shoot_fd(_metadata, self, fd)

/* The name and the numbers that the kernel gives to everybody. */
static void expect_same(struct __test_metadata *_metadata, const struct fd_view *v, int fd)
{
	char link[64], path[256] = "";
	struct stat st;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	ASSERT_LT(0, readlink(link, path, sizeof(path) - 1));
	ASSERT_EQ(0, fstat(fd, &st));
	EXPECT_EQ(0, v->err);
	EXPECT_STREQ(path, v->path);
	EXPECT_EQ(st.st_ino, v->info.ino);
	EXPECT_EQ(st.st_mode, v->info.mode);
	EXPECT_EQ(major(st.st_rdev), v->info.rdev_major);
	EXPECT_EQ(minor(st.st_rdev), v->info.rdev_minor);
}

TEST_F(capture, fd_of_files)
{
	char name[] = "/tmp/sctrace-test-XXXXXX";
	int fds[6], i, pipes[2];
	struct fd_view v;

	ASSERT_EQ(0, pipe(pipes));
	fds[0] = mkstemp(name);
	fds[1] = open("/dev/null", O_RDWR);
	fds[2] = pipes[0];
	fds[3] = open("/", O_RDONLY | O_DIRECTORY);
	fds[4] = memfd_create("sct", 0);
	fds[5] = open("/etc", O_PATH);
	for (i = 0; i < 6; i++) {
		ASSERT_LE(0, fds[i]);
		v = SHOOT_FD(fds[i]);
		expect_same(_metadata, &v, fds[i]);
		EXPECT_EQ(0, v.info.family);
		EXPECT_EQ(0, v.info.local_len);
	}
	unlink(name);
	v = SHOOT_FD(fds[0]);
	EXPECT_NE(NULL, strstr(v.path, " (deleted)"));
	expect_same(_metadata, &v, fds[0]);
}

TEST_F(capture, fd_without_an_inode_of_its_own)
{
	int fds[] = { (int)syscall(SYS_eventfd2, 0, 0), (int)syscall(SYS_epoll_create1, 0) };
	struct fd_view v;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(fds); i++) {
		v = SHOOT_FD(fds[i]);
		expect_same(_metadata, &v, fds[i]);
	}
}

TEST_F(capture, fd_cwd)
{
	struct fd_view v = SHOOT_FD(AT_FDCWD);

	EXPECT_EQ(0, v.err);
	EXPECT_STREQ("/tmp", v.path);
	EXPECT_EQ(S_IFDIR, v.info.mode & S_IFMT);
}

TEST_F(capture, fd_bad)
{
	static const int bad[] = { 999, -1, -99, INT32_MAX, INT32_MIN };
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_FD));
	const struct sct_blob *blob;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		s.args[0] = bad[i];
		blob = blob_at_nth(SHOOT(&s).enter, (int64_t)bad[i], 0);
		ASSERT_NE(NULL, blob);
		EXPECT_EQ(-EBADF, blob->err);
		EXPECT_EQ(0, blob->len);
	}
}

/* The kernel takes the lower 32 bits of the register. */
TEST_F(capture, fd_in_a_dirty_register)
{
	int fd = open("/dev/null", O_RDWR);
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_FD), fd | 0x5500000000);
	struct call c = SHOOT(&s);
	struct fd_view v;

	ASSERT_EQ(1, c.enter->nr_blobs);
	v = view_of((const void *)(c.enter + 1));
	EXPECT_EQ(0, v.err);
	EXPECT_STREQ("/dev/null", v.path);
}

TEST_F(capture, fd_returned)
{
	struct shot s = {
		.nr = SYS_openat, .exit = 1,
		.ops = { { .kind = SCT_OP_FD, .arg = SCT_ARG_RET } },
		.args = { AT_FDCWD, (long)strcpy(self->mem, "/dev/zero"), O_RDONLY },
	};
	struct call c = SHOOT(&s);
	struct fd_view v = view_of(blob_at_nth(c.exit, c.exit->ret, 0));

	EXPECT_EQ(0, v.err);
	EXPECT_STREQ("/dev/zero", v.path);
	EXPECT_EQ(1, v.info.rdev_major);
	EXPECT_EQ(5, v.info.rdev_minor);
}

static int tcp_pair(int pair[2], struct sockaddr_in addr[2])
{
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	socklen_t len = sizeof(addr[0]);

	memset(addr, 0, 2 * sizeof(*addr));
	addr[0].sin_family = AF_INET;
	addr[0].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	pair[0] = socket(AF_INET, SOCK_STREAM, 0);
	if (bind(listener, (void *)&addr[0], len) || listen(listener, 1) ||
	    getsockname(listener, (void *)&addr[0], &len) ||
	    connect(pair[0], (void *)&addr[0], len))
		return -errno;
	pair[1] = accept(listener, NULL, NULL);
	close(listener);
	return getsockname(pair[0], (void *)&addr[1], &len) ? -errno : 0;
}

TEST_F(capture, fd_of_tcp)
{
	struct sockaddr_in addr[2];
	struct fd_view v;
	int pair[2], i;

	ASSERT_EQ(0, tcp_pair(pair, addr));
	for (i = 0; i < 2; i++) {
		v = SHOOT_FD(pair[i]);
		expect_same(_metadata, &v, pair[i]);
		EXPECT_EQ(AF_INET, v.info.family);
		EXPECT_EQ(SOCK_STREAM, v.info.sock_type);
		EXPECT_EQ(IPPROTO_TCP, v.info.protocol);
		EXPECT_EQ(sizeof(addr[0]), v.info.local_len);
		EXPECT_EQ(sizeof(addr[0]), v.info.peer_len);
		EXPECT_EQ(0, memcmp(v.local, &addr[!i], sizeof(addr[0])));
		EXPECT_EQ(0, memcmp(v.peer, &addr[i], sizeof(addr[0])));
	}
}

TEST_F(capture, fd_of_unconnected)
{
	int udp = socket(AF_INET6, SOCK_DGRAM, 0);
	struct sockaddr_in6 addr = { .sin6_family = AF_INET6 };
	struct fd_view v = SHOOT_FD(udp);

	expect_same(_metadata, &v, udp);
	EXPECT_EQ(AF_INET6, v.info.family);
	EXPECT_EQ(SOCK_DGRAM, v.info.sock_type);
	EXPECT_EQ(IPPROTO_UDP, v.info.protocol);
	EXPECT_EQ(0, v.info.peer_len);
	EXPECT_EQ(sizeof(addr), v.info.local_len);
	EXPECT_EQ(0, memcmp(v.local, &addr, sizeof(addr)));
}

TEST_F(capture, fd_of_unix)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX, .sun_path = "/tmp/sctrace-test.sock" };
	int listener = socket(AF_UNIX, SOCK_STREAM, 0), sock = socket(AF_UNIX, SOCK_STREAM, 0);
	int accepted, pair[2], i;
	struct stat st;
	struct fd_view v;

	unlink(addr.sun_path);
	ASSERT_EQ(0, bind(listener, (void *)&addr, sizeof(addr)));
	ASSERT_EQ(0, listen(listener, 1));
	ASSERT_EQ(0, connect(sock, (void *)&addr, sizeof(addr)));
	accepted = accept(listener, NULL, NULL);
	v = SHOOT_FD(sock);
	expect_same(_metadata, &v, sock);
	EXPECT_EQ(AF_UNIX, v.info.family);
	EXPECT_EQ(0, strncmp(addr.sun_path, v.peer + 2, sizeof(addr.sun_path)));
	ASSERT_EQ(0, fstat(accepted, &st));
	EXPECT_EQ(st.st_ino, v.info.peer_ino);
	v = SHOOT_FD(accepted);
	EXPECT_EQ(0, strncmp(addr.sun_path, v.local + 2, sizeof(addr.sun_path)));
	ASSERT_EQ(0, fstat(sock, &st));
	EXPECT_EQ(st.st_ino, v.info.peer_ino);
	v = SHOOT_FD(listener);
	EXPECT_EQ(0, v.info.peer_ino);
	EXPECT_EQ(0, v.info.peer_len);
	unlink(addr.sun_path);

	ASSERT_EQ(0, socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
	for (i = 0; i < 2; i++) {
		v = SHOOT_FD(pair[i]);
		ASSERT_EQ(0, fstat(pair[!i], &st));
		EXPECT_EQ(SOCK_DGRAM, v.info.sock_type);
		EXPECT_EQ(st.st_ino, v.info.peer_ino);
	}
}

TEST_F(capture, fds)
{
	struct pollfd *polls = (struct pollfd *)self->mem;
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_FDS, .unit = sizeof(*polls), .count = 3,
				      .length = SCT_LEN_ARG, .length_arg = 1), (long)polls, 2);
	int null = open("/dev/null", O_RDWR), zero = open("/dev/zero", O_RDWR);
	struct call c;

	polls[0].fd = null;
	polls[1].fd = -1;
	polls[2].fd = zero;
	c = SHOOT(&s);
	EXPECT_STREQ("/dev/null", view_of(blob_at_nth(c.enter, null, 0)).path);
	EXPECT_EQ(NULL, blob_at_nth(c.enter, zero, 0));
	s.args[1] = 3;
	c = SHOOT(&s);
	EXPECT_STREQ("/dev/zero", view_of(blob_at_nth(c.enter, zero, 0)).path);
	s.args[1] = 1000000;
	s.ops[0].count = 2;
	c = SHOOT(&s);
	EXPECT_STREQ("/dev/null", view_of(blob_at_nth(c.enter, null, 0)).path);
	EXPECT_EQ(NULL, blob_at_nth(c.enter, zero, 0));

	/* the descriptor is not the first field */
	s.ops[0].offset = 4;
	s.args[0] = (long)polls - 4 + PAGE;
	s.args[1] = 1;
	*(int *)(s.args[0] + 4) = zero;
	c = SHOOT(&s);
	EXPECT_STREQ("/dev/zero", view_of(blob_at_nth(c.enter, zero, 0)).path);
}

TEST_F(capture, fdset)
{
	fd_set *set = (fd_set *)self->mem;
	struct shot s = ENTRY_SHOT(OP(.kind = SCT_OP_FDSET, .arg = 1, .count = 64,
				      .length = SCT_LEN_BITS, .length_arg = 0), 0, (long)set);
	int null, zero;
	struct call c;

	null = fcntl(open("/dev/null", O_RDWR), F_DUPFD, 20);
	zero = fcntl(open("/dev/zero", O_RDWR), F_DUPFD, 100);
	FD_ZERO(set);
	FD_SET(null, set);
	FD_SET(zero, set);
	s.args[0] = zero + 1;
	c = SHOOT(&s);
	EXPECT_EQ(2, c.enter->nr_blobs);
	EXPECT_STREQ("/dev/null", view_of(blob_at_nth(c.enter, null, 0)).path);
	EXPECT_STREQ("/dev/zero", view_of(blob_at_nth(c.enter, zero, 0)).path);
	s.args[0] = zero;
	c = SHOOT(&s);
	EXPECT_EQ(1, c.enter->nr_blobs);
	s.args[0] = 1024;
	s.ops[0].count = 1;
	c = SHOOT(&s);
	EXPECT_EQ(1, c.enter->nr_blobs);
}

static void drop_page(struct shot *s)
{
	madvise((void *)(s->args[1] & -PAGE), PAGE, MADV_DONTNEED);
}

/* --- ARGS ------------------------------------------------------------------------------ */

static int plan_with_args(int fd, uint8_t count)
{
	const struct sct_op ops[] = {
		{ .kind = SCT_OP_ARGS, .arg = 1, .count = count },
		{ .kind = SCT_OP_BYTES, .arg = 2, .length = SCT_LEN_ARG, .limit = 64 },
		{ .kind = SCT_OP_STRING, .arg = 1, .limit = 16 },
		{ .kind = SCT_OP_ARGS, .arg = 1, .count = count },
		{ .kind = SCT_OP_BYTES, .arg = 2, .limit = 3, .flags = SCT_OP_ON_ERROR },
	};
	const struct sct_plan_case cases[] = { { 7, { 0, 3, 2 } } };
	const struct sct_plan_call call = { .nr = TEST_CALL, .nr_cases = 1 };
	struct sct_plan plan = {
		.size = sizeof(plan), .nr_ops = ARRAY_SIZE(ops), .nr_calls = 1, .nr_cases = 1,
		.ops = (uintptr_t)ops, .calls = (uintptr_t)&call, .cases = (uintptr_t)cases,
	};

	return dev_ioctl(fd, SCT_IOC_PLAN, &plan);
}

static struct call shoot_args(struct __test_metadata *_metadata, FIXTURE_DATA(capture) *self,
			      const long *words, uint8_t count)
{
	struct shot s = { .nr = TEST_CALL, .args = { 7, (long)words, 1, 2, 3, 4 } };
	pid_t pid;

	trace_free(&self->trace);
	close(self->fd);
	self->fd = dev_open(0);
	ASSERT_EQ(0, plan_with_args(self->fd, count));
	ASSERT_EQ(0, trace_body(self->fd, 0, fire, &s, &self->trace, &pid));
	return trace_call(&self->trace, pid, TEST_CALL, 0);
}

TEST_F(capture, args_in_memory)
{
	long *words = (long *)(self->edge - 3 * sizeof(long));
	struct call c;

	strcpy(self->mem, "string");
	strcpy(self->mem + 64, "bytes");
	words[0] = 5;
	words[1] = (long)self->mem;
	words[2] = (long)self->mem + 64;
	c = shoot_args(_metadata, self, words, 3);
	ASSERT_NE(NULL, c.exit);
	EXPECT_EQ(7, c.enter->args[0]);
	EXPECT_EQ(3, c.enter->nr_blobs);
	EXPECT_BLOB(blob_at(c.enter, words), words, 3 * sizeof(long));
	EXPECT_EQ(1, blob_at(c.enter, words)->arg);
	EXPECT_BLOB(blob_at(c.enter, self->mem + 64), "bytes", 5);
	EXPECT_EQ(2, blob_at(c.enter, self->mem + 64)->arg);
	EXPECT_BLOB(blob_at(c.enter, self->mem), "string", 7);
	EXPECT_EQ(2, c.exit->nr_blobs);
	EXPECT_BLOB(blob_at(c.exit, words), words, 3 * sizeof(long));
	EXPECT_BLOB(blob_at(c.exit, self->mem + 64), "byt", 3);

	/* what is not among them is 0 */
	c = shoot_args(_metadata, self, words, 2);
	EXPECT_EQ(2, c.enter->nr_blobs);
	EXPECT_EQ(1, c.exit->nr_blobs);
}

/* Without all of them, what would be taken for an argument is none. */
TEST_F(capture, args_that_cannot_be_read)
{
	long *words = (long *)(self->edge - 3 * sizeof(long));
	const struct sct_blob *blob;
	struct call c;

	words[0] = 5;
	words[1] = (long)self->mem;
	words[2] = (long)self->mem + 64;
	c = shoot_args(_metadata, self, words, 4);
	EXPECT_EQ(1, c.enter->nr_blobs);
	blob = blob_at(c.enter, words);
	ASSERT_NE(NULL, blob);
	EXPECT_EQ(-EFAULT, blob->err);
	/* tried again, and again by the exit's */
	EXPECT_EQ(2, c.exit->nr_blobs);
	EXPECT_EQ(NULL, blob_at(c.exit, self->mem + 64));
	c = shoot_args(_metadata, self, (long *)self->hole, 1);
	EXPECT_EQ(1, c.enter->nr_blobs);
	c = shoot_args(_metadata, self, NULL, 1);
	EXPECT_EQ(0, c.enter->nr_blobs);
	EXPECT_EQ(0, c.exit->nr_blobs);
	/* none is none */
	c = shoot_args(_metadata, self, words, 0);
	EXPECT_EQ(0, blob_at(c.enter, words)->len);
}

/* They are on a page that is in no page table: all that they lead to is late. */
TEST_F(capture, args_that_are_late)
{
	long *words = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct shot s = { .nr = TEST_CALL, .args = { 7, (long)words }, .before = drop_page };
	const void *where;
	struct call c;
	pid_t pid;

	words[0] = 5;
	words[1] = (long)strcpy(self->mem, "string");
	words[2] = (long)self->mem + 64;
	ASSERT_EQ(0, plan_with_args(self->fd, 3));
	ASSERT_EQ(0, trace_body(self->fd, 0, fire, &s, &self->trace, &pid));
	c = trace_call(&self->trace, pid, TEST_CALL, 0);
	ASSERT_NE(NULL, c.exit);
	where = entry_may_fault() ? (const void *)c.enter : c.exit;
	EXPECT_EQ(entry_may_fault() ? 0 : -EFAULT, blob_at(c.enter, words)->err);
	EXPECT_BLOB(blob_at(where, words), words, 3 * sizeof(long));
	EXPECT_BLOB(blob_at(where, self->mem), "string", 7);
	EXPECT_EQ(entry_may_fault() ? 2 : 5, c.exit->nr_blobs);
}

/* --- LATE ------------------------------------------------------------------------------ */

/* A path on a page that is in no page table: the call itself brings it in. */
TEST_F(capture, late)
{
	char *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct shot s = {
		.nr = SYS_faccessat, .enter = 1, .ops = { string_op },
		.args = { AT_FDCWD, (long)strcpy(page + 8, "/etc/passwd"), 0 },
		.before = drop_page,
	};
	const struct sct_blob *blob;
	struct call c = SHOOT(&s);

	EXPECT_EQ(0, c.exit->ret);
	blob = blob_at(c.enter, page + 8);
	ASSERT_NE(NULL, blob);
	if (entry_may_fault()) {
		EXPECT_BLOB(blob, "/etc/passwd", 12);
		EXPECT_EQ(1, c.enter->nr_blobs);
		EXPECT_EQ(0, c.exit->nr_blobs);
		s.ops[0].flags = SCT_OP_NO_RETRY;
		c = SHOOT(&s);
		EXPECT_BLOB(blob_at(c.enter, page + 8), "/etc/passwd", 12);
		return;
	}
	EXPECT_EQ(-EFAULT, blob->err);
	EXPECT_EQ(0, blob->len);
	EXPECT_EQ(0, blob->flags & SCT_BLOB_LATE);
	blob = blob_at(c.exit, page + 8);
	ASSERT_NE(NULL, blob);
	EXPECT_BLOB(blob, "/etc/passwd", 12);
	EXPECT_EQ(0, blob->err);
	EXPECT_EQ(SCT_BLOB_LATE | SCT_BLOB_STRING, blob->flags);
	EXPECT_EQ(1, blob->arg);

	/* not again when it said so */
	s.ops[0].flags = SCT_OP_NO_RETRY;
	c = SHOOT(&s);
	EXPECT_EQ(-EFAULT, blob_at(c.enter, page + 8)->err);
	EXPECT_EQ(0, c.exit->nr_blobs);
}

/* A page of a file that says "/dev/null" and was never touched; NULL: there is none. */
static char *path_in_no_page(void)
{
	char name[] = "/tmp/sctrace-test-XXXXXX";
	int fd = mkstemp(name);
	char *page = NULL;

	if (write(fd, "/dev/null", 10) == 10)
		page = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, fd, 0);
	unlink(name);
	close(fd);
	return page == MAP_FAILED ? NULL : page;
}

TEST_F(capture, late_from_a_file)
{
	struct shot s = {
		.nr = SYS_faccessat, .enter = 1, .exit = 1,
		.ops = { string_op, { .kind = SCT_OP_BYTES, .arg = 1, .limit = 4 } },
		.args = { AT_FDCWD, 0, 0 },
	};
	struct call c;
	char *page;

	page = path_in_no_page();
	ASSERT_NE(NULL, page);
	s.args[1] = (long)page;
	c = SHOOT(&s);
	EXPECT_EQ(0, c.exit->ret);
	if (entry_may_fault()) {
		EXPECT_BLOB(blob_at(c.enter, page), "/dev/null", 10);
		EXPECT_EQ(1, c.exit->nr_blobs);
		EXPECT_BLOB(blob_at(c.exit, page), "/dev", 4);
		return;
	}
	EXPECT_EQ(-EFAULT, blob_at(c.enter, page)->err);
	/* the late one of the entry, then that of the exit */
	EXPECT_EQ(2, c.exit->nr_blobs);
	EXPECT_BLOB(blob_at_nth(c.exit, (long)page, 0), "/dev/null", 10);
	EXPECT_TRUE(blob_at_nth(c.exit, (long)page, 0)->flags & SCT_BLOB_LATE);
	EXPECT_BLOB(blob_at_nth(c.exit, (long)page, 1), "/dev", 4);
	EXPECT_EQ(0, blob_at_nth(c.exit, (long)page, 1)->flags);
}

/*
 * A call that fails before it looks at the path, which is in no page yet: the
 * record is made where the page can be faulted in.
 */
TEST_F(capture, late_though_never_touched)
{
	struct shot s = {
		.nr = SYS_utimensat, .enter = 1,
		.ops = { string_op },
		.args = { -1, 0, 0, -1 },	/* flags that do not exist */
	};
	struct call c;
	char *page;

	page = path_in_no_page();
	ASSERT_NE(NULL, page);
	s.args[1] = (long)page;
	c = SHOOT(&s);
	EXPECT_EQ(-EINVAL, c.exit->ret);
	if (entry_may_fault()) {
		EXPECT_BLOB(blob_at(c.enter, page), "/dev/null", 10);
		EXPECT_EQ(0, c.exit->nr_blobs);
		return;
	}
	EXPECT_EQ(-EFAULT, blob_at(c.enter, page)->err);
	EXPECT_EQ(1, c.exit->nr_blobs);
	EXPECT_BLOB(blob_at(c.exit, page), "/dev/null", 10);
}

/* What the call overwrites is never read late: there or nowhere. */
TEST_F(capture, overwritten_though_never_touched)
{
	char *page = path_in_no_page();
	struct shot s = {
		.nr = SYS_getcwd, .enter = 1, .exit = 1,
		.ops = { { .kind = SCT_OP_BYTES, .limit = 9, .flags = SCT_OP_NO_RETRY },
			 { .kind = SCT_OP_BYTES, .length = SCT_LEN_RET, .limit = 9 } },
		.args = { (long)page, 9 },
	};
	struct call c;

	ASSERT_NE(NULL, page);
	ASSERT_EQ(0, mprotect(page, PAGE, PROT_READ | PROT_WRITE));
	c = SHOOT(&s);
	EXPECT_EQ(5, c.exit->ret);
	EXPECT_EQ(1, c.exit->nr_blobs);
	EXPECT_BLOB(blob_at(c.exit, page), "/tmp", 5);
	if (entry_may_fault()) {
		EXPECT_BLOB(blob_at(c.enter, page), "/dev/null", 9);
	} else {
		EXPECT_EQ(-EFAULT, blob_at(c.enter, page)->err);
	}
}

/* Only what was not there is read again. */
TEST_F(capture, late_is_only_what_faulted)
{
	char *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct shot s = {
		.nr = SYS_faccessat, .enter = 2,
		.ops = { { .kind = SCT_OP_BYTES, .arg = 5, .limit = 8 }, string_op },
		.args = { AT_FDCWD, (long)strcpy(page, "/etc"), 0, 0, 0, (long)self->mem },
		.before = drop_page,
	};
	struct call c = SHOOT(&s);

	EXPECT_BLOB(blob_at(c.enter, self->mem), "xxxxxxxx", 8);
	EXPECT_EQ(NULL, blob_at(c.exit, self->mem));
	if (entry_may_fault()) {
		EXPECT_BLOB(blob_at(c.enter, page), "/etc", 5);
		EXPECT_EQ(2, c.enter->nr_blobs);
		return;
	}
	EXPECT_BLOB(blob_at(c.exit, page), "/etc", 5);
	EXPECT_EQ(1, c.exit->nr_blobs);
}

/* --- cases --------------------------------------------------------------------------- */

struct switched {
	long value;
	int always;
	int first;
	int second;
	int otherwise;
};

static int plan_with_cases(int fd)
{
	static const struct sct_op ops[] = {
		{ .kind = SCT_OP_BYTES, .limit = 4 },			/* always */
		{ .kind = SCT_OP_BYTES, .arg = 2, .limit = 8 },		/* first case */
		{ .kind = SCT_OP_STRING, .arg = 3, .limit = 8 },	/* second case */
		{ .kind = SCT_OP_BYTES, .arg = 4, .limit = 2 },		/* otherwise */
		{ .kind = SCT_OP_BYTES, .arg = 5, .limit = 2,		/* otherwise, exit */
		  .flags = SCT_OP_ON_ERROR },
	};
	static const struct sct_plan_case cases[] = {
		{ 0, { 3, 1, 0 } },	/* another call's */
		{ 5, { 1, 1, 0 } },
		{ 0x3fff0006, { 1, 1, 0 } },	/* whatever is in these bits */
		{ 0x80000001, { 2, 1, 0 } },
	};
	static const struct sct_plan_call call = {
		.nr = TEST_CALL, .switch_arg = 1, .ops = { 0, 1, 0 }, .otherwise = { 3, 1, 1 },
		.first_case = 1, .nr_cases = 3, .any = 0x3fff0000,
	};
	struct sct_plan plan = {
		.size = sizeof(plan), .nr_ops = ARRAY_SIZE(ops), .nr_calls = 1,
		.nr_cases = ARRAY_SIZE(cases), .ops = (uintptr_t)ops, .calls = (uintptr_t)&call,
		.cases = (uintptr_t)cases,
	};

	return dev_ioctl(fd, SCT_IOC_PLAN, &plan);
}

#define EXPECT_CAPTURED(what, record, at)					\
	EXPECT_EQ(expected[i].what, blob_at(record, (void *)(at)) != NULL)	\
		TH_LOG("value %lx", expected[i].value)

TEST_F(capture, cases)
{
	static const struct switched expected[] = {
		{ 5, 1, 1, 0, 0 },
		{ 0x80000001, 1, 0, 1, 0 },
		{ 0, 1, 0, 0, 1 },
		{ 6, 1, 1, 0, 0 },
		{ 0x00010006, 1, 1, 0, 0 },
		{ 0x2bcd0006, 1, 1, 0, 0 },
		{ 0x40000006, 1, 0, 0, 1 },
		{ 0x00010005, 1, 0, 0, 1 },
		{ 7, 1, 0, 0, 1 },
		{ -1, 1, 0, 0, 1 },
		{ 0x7700000005, 1, 1, 0, 0 },
		{ -0x7fffffff, 1, 0, 1, 0 },
	};
	struct shot s = { .nr = TEST_CALL };
	struct call c;
	unsigned int i;
	pid_t pid;

	for (i = 0; i < 6; i++)
		s.args[i] = (long)self->mem + 64 * i;
	for (i = 0; i < ARRAY_SIZE(expected); i++) {
		s.args[1] = expected[i].value;
		trace_free(&self->trace);
		close(self->fd);
		self->fd = dev_open(0);
		ASSERT_EQ(0, plan_with_cases(self->fd));
		ASSERT_EQ(0, trace_body(self->fd, 0, fire, &s, &self->trace, &pid));
		c = trace_call(&self->trace, pid, TEST_CALL, 0);
		ASSERT_NE(NULL, c.exit);
		EXPECT_CAPTURED(always, c.enter, s.args[0]);
		EXPECT_CAPTURED(first, c.enter, s.args[2]);
		EXPECT_CAPTURED(second, c.enter, s.args[3]);
		EXPECT_CAPTURED(otherwise, c.enter, s.args[4]);
		EXPECT_CAPTURED(otherwise, c.exit, s.args[5]);
	}
}

/* Sixteen ops of one run, each its own blob. */
TEST_F(capture, many_ops)
{
	struct shot s = { .nr = TEST_CALL, .enter = 16, .args = { (long)self->mem } };
	struct call c;
	int i;

	for (i = 0; i < 16; i++)
		s.ops[i] = (struct sct_op){ .kind = SCT_OP_BYTES, .limit = i + 1 };
	c = SHOOT(&s);
	ASSERT_EQ(16, c.enter->nr_blobs);
	for (i = 0; i < 16; i++)
		EXPECT_EQ(i + 1, blob_at_nth(c.enter, (long)self->mem, i)->len);
}

/* While another thread changes the memory under the module's hands. */
static void storm_of_strings(void *arg)
{
	char *mem = arg;
	int i;

	for (i = 0; i < 20000; i++)
		raw2(TEST_CALL, mem, mem);
}

static int flip_stop;

static void *flip(void *arg)
{
	char **argv = arg;
	unsigned int n;

	for (n = 0; !__atomic_load_n(&flip_stop, __ATOMIC_RELAXED); n++) {
		argv[n % 8] = n % 3 ? (char *)argv + n % 4096 : NULL;
		((char *)argv)[128 + n % 64] = n % 5 ? 'x' : 0;
	}
	return NULL;
}

TEST_F(capture, memory_that_changes)
{
	const struct sct_op ops[] = {
		{ .kind = SCT_OP_STRINGS, .limit = 32, .count = 16, .count2 = 16 },
		{ .kind = SCT_OP_STRING, .arg = 1, .limit = 200 },
		{ .kind = SCT_OP_IOVEC, .arg = 1, .limit = 64, .count = 8,
		  .length = SCT_LEN_PTR16, .length_arg = 0 },
		{ .kind = SCT_OP_MSGHDR, .arg = 1, .limit = 64, .count = 8 },
	};
	char *mem = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct sct_stats stats;
	pthread_t thread;
	pid_t pid;

	ASSERT_EQ(0, dev_plan(self->fd, SCT_ABI_X86_64, TEST_CALL, ops, ARRAY_SIZE(ops), 0));
	ASSERT_EQ(0, pthread_create(&thread, NULL, flip, mem));
	/* trace_drain() checks that every record is well-formed */
	EXPECT_EQ(0, trace_body(self->fd, 0, storm_of_strings, mem, &self->trace, &pid));
	EXPECT_EQ(0, self->trace.status);
	flip_stop = 1;
	pthread_join(thread, NULL);
	stats = dev_stats(self->fd, SCT_STATS_TOTAL);
	EXPECT_LE(40000, stats.produced);
	EXPECT_EQ(stats.produced, stats.delivered + stats.lost);
}

TEST_HARNESS_MAIN
