// SPDX-License-Identifier: GPL-2.0
/* sctrace diff: two runs of records, and what it says of them. */
#define _GNU_SOURCE
#include "records.h"

#include "sides.h"

#include "kselftest_harness.h"

/* Records of a run become a side. */
static struct sct_sink *side(void (*records)(void))
{
	begin("diff|a");
	records();
	sct_threads_end(&threads);
	lines->ops->finish(lines);
	sct_threads_free(&threads);
	sct_output_close(output);
	return lines;
}

/* What diff prints; "" if they are the same. */
static const char *compare(void (*a)(void), void (*b)(void))
{
	static char found[65536];
	struct sct_sink *one = side(a), *other = side(b);
	struct sct_fail fail = SCT_FAIL_INIT;
	ssize_t len;
	bool same;
	int fd;

	if (sct_output_open(&output, NULL, false, &fail))
		abort();
	output->fd = fd = memfd_create("diff", 0);
	if (sct_sides_compare(output, sct_side_of(one), "A", sct_side_of(other), "B", &same, &fail))
		abort();
	sct_output_flush(output);
	len = pread(fd, found, sizeof(found) - 1, 0);
	found[len < 0 ? 0 : len] = '\0';
	if (same != !found[0])
		abort();
	sct_output_close(output);
	one->ops->free(one);
	other->ops->free(other);
	return found;
}

static void comm(uint32_t tid, const char *name)
{
	struct sct_task r = { .event = SCT_TASK_EXEC, .tgid = tid, .other = tid };

	memcpy(r.comm, name, strnlen(name, sizeof(r.comm)));
	give(&r.hdr, tid, SCT_REC_TASK, sizeof(r));
}

static void nothing(void)
{
}

static void closes(uint32_t tid, int from, int to)
{
	for (; from < to; from++)
		call_close(tid, from, 0);
}

static void simple(void)
{
	comm(1000, "sh");
	enter(1000, SYS_brk, 0x555500000000, 0, 0);
	leave(1000, SYS_brk, 0x555500000000);
	closes(1000, 0, 20);
	enter(1000, SYS_kill, 1000, 15, 0);
	leave(1000, SYS_kill, 0);
	task(1000, SCT_TASK_EXIT, 1000, 0, 0);
}

/* The same with other ids, addresses and times. */
static void simple_again(void)
{
	now += 123456789;
	comm(2000, "sh");
	enter(2000, SYS_brk, 0x7f1200000000, 0, 0);
	leave(2000, SYS_brk, 0x7f1200000000);
	closes(2000, 0, 20);
	enter(2000, SYS_kill, 2000, 15, 0);
	leave(2000, SYS_kill, 0);
	task(2000, SCT_TASK_EXIT, 2000, 0, 0);
}

static void changed(void)
{
	comm(2000, "sh");
	enter(2000, SYS_brk, 0x7f1200000000, 0, 0);
	leave(2000, SYS_brk, 0x7f1200000000);
	closes(2000, 0, 10);
	call_close(2000, 77, -9);
	closes(2000, 11, 20);
	enter(2000, SYS_kill, 2000, 15, 0);
	leave(2000, SYS_kill, 0);
	task(2000, SCT_TASK_EXIT, 2000, 0, 3 << 8);
}

TEST(same)
{
	EXPECT_STREQ("", compare(nothing, nothing));
	EXPECT_STREQ("", compare(simple, simple));
	EXPECT_STREQ("", compare(simple, simple_again));
}

TEST(hunks)
{
	EXPECT_STREQ("--- A\n+++ B\n"
		     "@@ -9,7 +9,7 @@ thread 1 <sh>\n"
		     " close(7) = 0\n close(8) = 0\n close(9) = 0\n"
		     "-close(10) = 0\n+close(77) = -1 EBADF (Bad file descriptor)\n"
		     " close(11) = 0\n close(12) = 0\n close(13) = 0\n"
		     "@@ -20,4 +20,4 @@ thread 1 <sh>\n"
		     " close(18) = 0\n close(19) = 0\n kill(1000, SIGTERM) = 0\n"
		     "-+++ exited with 0 +++\n++++ exited with 3 +++\n",
		     compare(simple, changed));
}

static void parent(void)
{
	comm(1000, "sh");
	enter(1000, SYS_fork, 0, 0, 0);
	task(1000, SCT_TASK_FORK, 1001, 1001, 0);
	leave(1000, SYS_fork, 1001);
	comm(1001, "ls");
	closes(1001, 3, 5);
	task(1001, SCT_TASK_EXIT, 1001, 0, 0);
}

/* Another child in between, and the children's calls in another order among each other. */
static void another_child(void)
{
	comm(1000, "sh");
	enter(1000, SYS_fork, 0, 0, 0);
	task(1000, SCT_TASK_FORK, 3001, 3001, 0);
	comm(3001, "cat");
	leave(1000, SYS_fork, 3001);
	task(1000, SCT_TASK_FORK, 3002, 3002, 0);
	comm(3002, "ls");
	closes(3002, 3, 4);
	closes(3001, 7, 8);
	closes(3002, 4, 5);
	task(3002, SCT_TASK_EXIT, 3002, 0, 0);
}

TEST(several_threads)
{
	EXPECT_STREQ("--- A\n+++ B\n@@ -0,0 +1 @@ thread 2 <cat>\n+close(7) = 0\n",
		     compare(parent, another_child));
	EXPECT_STREQ("--- A\n+++ B\n@@ -1 +0,0 @@ thread 2 <cat>\n-close(7) = 0\n",
		     compare(another_child, parent));
}

TEST_HARNESS_MAIN
