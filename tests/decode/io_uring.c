// SPDX-License-Identifier: GPL-2.0
/* io_uring_setup(), io_uring_enter(), io_uring_register(). */
#include "cases.h"

#include <linux/io_uring.h>

#define OPCODES	24	/* that Debian 12's strace knows */

static const char *const reg = "io_uring_register";
static uint32_t words[1024], zeros[64];
static int32_t fds[50] = { 1, 2, -1, -2, 5, -3 };
static uint64_t tags[] = { 1, 2, 0x1000000000, 0, 5, 6, 7, 8 };
static char text[] = "memory";
static struct iovec buffers[] = { { text, 6 }, { (void *)8, 5 }, { NULL, 0 }, { text, 1 } };
static struct { uint32_t base, len; } buffers32[] = { { 16, 6 }, { 0, 5 }, { 8, 0 }, { 1, 1 } };
static struct io_uring_rsrc_update update = { 3, 0, 0 };
static struct io_uring_rsrc_register all = { 3, 0, 0, 0, 0 };
static struct io_uring_rsrc_update2 update2 = { 1, 0, 0, 0, 2, 0 };
static struct io_uring_params params;
static union { struct io_uring_probe p; uint64_t words[40]; } probe;
static uint64_t signals = 0x4003;
static struct io_uring_buf_reg ring = { .ring_addr = 4096, .ring_entries = 64, .bgid = 7 };

static void fill(unsigned int step)
{
	unsigned int i;

	for (i = 0; i < 1024; i++)
		words[i] = 0x10 + i * step;
}

static void increment(void *mem)
{
	uint32_t *w = mem;
	int i;

	for (i = 0; i < 64; i++)
		w[i]++;
}

static void write_probe(void *len)
{
	unsigned int i;

	memset(&probe, 0, sizeof(probe));
	probe.p.last_op = 46;
	probe.p.ops_len = (uint8_t)(uintptr_t)len;
	for (i = 0; i < 38; i++) {
		probe.p.ops[i].op = (uint8_t)i;
		probe.p.ops[i].flags = i % 4;
		probe.p.ops[i].resv = i % 5 == 4;
	}
}

static void probes(void)
{
	unsigned int i;

	CASE("io_uring_register: probe");
	for (i = 0; i < 39; i += 6) {
		memset(&probe, 0, sizeof(probe));
		WRITES(write_probe, (void *)(uintptr_t)i);
		CALL(reg, 0, 3, IORING_REGISTER_PROBE, A(&probe), 38);
		CALL(reg, 0, 3, IORING_REGISTER_PROBE, A(&probe), i);
		CALL(reg, -EINVAL, 3, IORING_REGISTER_PROBE, A(&probe), 5);
		memset(&probe, 0, sizeof(probe));
		CALL(reg, -EINVAL, 3, IORING_REGISTER_PROBE, A(&probe), 5);
	}
	WRITES(NULL, NULL);
	CALL(reg, 0, 3, IORING_REGISTER_PROBE, A(&probe), 20);
	CALL(reg, 0, 3, IORING_REGISTER_PROBE, A(zeros), 20);
	CALL(reg, 0, 3, IORING_REGISTER_PROBE, EDGE(probe), 10);
	CALL(reg, 0, 3, IORING_REGISTER_PROBE, EDGE(probe), 38);
	CALL(reg, 0, 3, IORING_REGISTER_PROBE, EDGE(probe), 39);
	CALL(reg, 0, 3, IORING_REGISTER_PROBE, EDGE(probe) + 313, 1);
}

static void restrictions(void)
{
	static struct io_uring_restriction r[60];
	unsigned int i;

	CASE("io_uring_register: restrictions");
	for (i = 0; i < 60; i++) {
		r[i].opcode = (uint16_t)(i % 5);
		r[i].sqe_op = (uint8_t)(i * 3);
		r[i].resv = i % 7 == 6;
		r[i].resv2[1] = i % 9 == 8 ? i : 0;
		if (r[i].opcode == IORING_RESTRICTION_REGISTER_OP && r[i].register_op >= OPCODES)
			r[i].register_op = 200;
		if (r[i].opcode == IORING_RESTRICTION_SQE_OP && r[i].sqe_op > 46)
			r[i].sqe_op = 200;
	}
	CALL(reg, 0, 3, IORING_REGISTER_RESTRICTIONS, A(r), 30);
	CALL(reg, 0, 3, IORING_REGISTER_RESTRICTIONS, A(r), 60);
	CALL(reg, 0, 3, IORING_REGISTER_RESTRICTIONS, EDGE(r[7]), 2);
	CALL(reg, 0, 3, IORING_REGISTER_RESTRICTIONS, EDGE(r[7]) + 1, 2);
	CALL(reg, 0, 3, IORING_REGISTER_RESTRICTIONS, A(r), 0);
}

static void resources(void)
{
	unsigned int i;

	CASE("io_uring_register: files and buffers");
	for (i = 0; i < 4; i++) {
		CALL(reg, 0, 3, IORING_REGISTER_BUFFERS, A(buffers), i);
		CALL(reg, 0, 3, IORING_REGISTER_FILES, A(fds), i * 2);
		CALL(reg, -EBADF, 3, IORING_REGISTER_EVENTFD, A(fds), i);
		CALL(reg, 0, 3, IORING_REGISTER_EVENTFD_ASYNC, A(fds), i);
	}
	CALL(reg, 0, 3, IORING_REGISTER_FILES, A(fds), 50);
	CALL(reg, 0, 3, IORING_REGISTER_FILES, EDGE(fds[5]), 2);
	CALL(reg, 0, 3, IORING_REGISTER_BUFFERS, EDGE(buffers[1]), 2);
	CALL(reg, 0, 3, IORING_REGISTER_BUFFERS, EDGE(buffers[1]) + 1, 2);

	CASE("io_uring_register: updates");
	update.data = A(fds);
	for (i = 0; i < 7; i++)
		CALL(reg, i, 3, IORING_REGISTER_FILES_UPDATE, A(&update), i);
	CALL(reg, i, 3, IORING_REGISTER_FILES_UPDATE, A(&update), 50);
	update.data = EDGE(fds[3]);
	update.resv = 7;
	CALL(reg, i, 3, IORING_REGISTER_FILES_UPDATE, EDGE(update), 2);
	CALL(reg, i, 3, IORING_REGISTER_FILES_UPDATE, EDGE(update) + 1, 2);
	update.data = BAD;
	CALL(reg, i, 3, IORING_REGISTER_FILES_UPDATE, A(&update), 2);
	update.data = 0;
	CALL(reg, i, 3, IORING_REGISTER_FILES_UPDATE, A(&update), 2);

	CASE("io_uring_register: with tags");
	for (i = 0; i < 6; i++) {
		all.nr = update2.nr = i;
		all.data = update2.data = A(fds);
		all.tags = update2.tags = A(tags);
		all.flags = i;
		CALL(reg, 0, 3, IORING_REGISTER_FILES2, A(&all), 32);
		CALL(reg, 0, 3, IORING_REGISTER_FILES_UPDATE2, A(&update2), 32);
		if (i > 4)
			continue;
		all.data = update2.data = A(buffers);
		all.resv2 = i % 2;
		update2.resv = i % 2;
		update2.resv2 = i / 2;
		CALL(reg, 0, 3, IORING_REGISTER_BUFFERS2, A(&all), 32);
		CALL(reg, 0, 3, IORING_REGISTER_BUFFERS_UPDATE, A(&update2), 32);
	}
	for (i = IORING_REGISTER_FILES2; i <= IORING_REGISTER_BUFFERS_UPDATE; i++) {
		all.data = update2.data = BAD;
		all.tags = update2.tags = 0;
		CALL(reg, 0, 3, i, A(&all), 31);
		CALL(reg, 0, 3, i, A(&all), 32);
		CALL(reg, 0, 3, i, EDGE(all), 32);
		CALL(reg, 0, 3, i, EDGE(all), 33);
		CALL(reg, 0, 3, i, A(words), 64);
		CALL(reg, 0, 3, i, A(zeros), 64);
		all.data = update2.data = EDGE(buffers[0]);
		all.tags = update2.tags = EDGE(tags[2]);
		CALL(reg, 0, 3, i, i & 1 ? A(&all) : A(&update2), 32);
	}

	CASE("io_uring_register: rings of buffers");
	CALL(reg, 0, 3, IORING_REGISTER_PBUF_RING, A(&ring), 1);
	CALL(reg, 0, 3, IORING_REGISTER_PBUF_RING, EDGE(ring), 0);
	CALL(reg, 0, 3, IORING_UNREGISTER_PBUF_RING, EDGE(ring) + 1, 1);
	ring.resv[2] = 5;
	CALL(reg, 0, 3, IORING_UNREGISTER_PBUF_RING, A(&ring), 1);
}

static void setup(void)
{
	static uint32_t flags[] = { 0, 1, 3, 0x20, 0xfff, 0x40000020 };
	unsigned int i;

	CASE("io_uring_setup");
	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		memset(&params, 0, sizeof(params));
		params.flags = flags[i];
		params.sq_thread_cpu = i * 17;
		params.sq_thread_idle = -i;
		params.wq_fd = 3 - i;
		CALL("io_uring_setup", 3, 8, A(&params));
		CALL("io_uring_setup", -EINVAL, -1, EDGE(params));
		params.features = 0xff >> i;
		memcpy(&params.sq_off, words + i, sizeof(params.sq_off));
		memcpy(&params.cq_off, words + 3 * i, sizeof(params.cq_off));
		params.resv[i % 3] = i;
		params.sq_off.resv1 = params.cq_off.resv1 = i % 2;
		CALL("io_uring_setup", 3, 8, A(&params));
	}
	CALL("io_uring_setup", 3, 8, EDGE(params) + 1);
	CALL("io_uring_setup", -EFAULT, 8, BAD);
	CALL("io_uring_setup", -EFAULT, 8, 0);

	CASE("io_uring_enter");
	for (i = 0; i < 32; i += 3) {
		CALL("io_uring_enter", i, 3, i, 2, i, A(&signals), 8);
		CALL("io_uring_enter", -EINTR, 3, 1, i, i, 0, 8);
	}
	CALL("io_uring_enter", 1, -1, -1, -1, 0x80000000, A(&signals), 0);
	CALL("io_uring_enter", 1, 3, 1, 1, 8, A(&signals), 24);
	CALL("io_uring_enter", 1, 3, 1, 1, 1, A(&signals), 128);
	CALL("io_uring_enter", 1, 3, 1, 1, 1, BAD, 8);
	CALL("io_uring_enter", 1, 3, 1, 1, 1, EDGE(signals) + 1, 8);
}

static void cases(void)
{
	unsigned int i, k;

	CASE("io_uring_register: all opcodes");
	for (k = 0; k < OPCODES; k++) {
		WRITES(increment, words);
		for (i = 0; i < 5; i++) {
			fill(2);
			CALL(reg, 0, 3, k, A(words), i);
		}
		fill(2);
		CALL(reg, -EINVAL, 3, k, A(words), 3);
		WRITES(NULL, NULL);
		fill(1);
		CALL(reg, 0, 3, k, A(words), k == IORING_REGISTER_PROBE ? 3 : 40);
		CALL(reg, 0, 3, k, A(zeros), 2);
		CALL(reg, 0, 3, k, 0, 0);
		CALL(reg, -EFAULT, 3, k, 0, 2);
		CALL(reg, -EFAULT, 3, k, BAD, 2);
		CALL(reg, -EFAULT, 3, k, BAD, 0);
		CALL(reg, -EFAULT, 3, k, BAD, 40);
		CALL(reg, -EFAULT, 3, k, EDGE(zeros[0]), 2);
	}
	CASE_SINCE("6.13", "io_uring_register: opcodes of later kernels");
	for (k = OPCODES; k < 32; k++) {
		fill(2);
		WRITES(increment, words);
		CALL(reg, 0, 3, k, A(words), k != 29);
		WRITES(NULL, NULL);
		CALL(reg, -EINVAL, 3, k, A(words), k != 29);
		CALL(reg, 0, 3, k, A(words), 3);
		CALL(reg, 0, 3, k, A(zeros), k != 29);
		CALL(reg, -EFAULT, 3, k, BAD, k != 29);
		CALL(reg, 0, 3, k | 0x80000000, A(zeros), k != 29);
		CALL(reg, -EINVAL, 3, k | 0x80000000, A(words), 0);
	}
	CASE("io_uring_register: unknown opcodes");
	CALL(reg, -EINVAL, 3, 100, A(words), 1);
	CALL(reg, -EINVAL, -1, 0x7fffffff, A(words), -1);

	probes();
	restrictions();
	resources();
	setup();

	I386();
	CASE("io_uring: i386");
	fill(1);
	for (k = 0; k < OPCODES; k++) {
		CALL(reg, 0, 3, k, A(words), 3);
		CALL(reg, 0, 3, k, A(zeros), 32);
		CALL(reg, 0, 3, k, BAD, 32);
	}
	all.nr = update2.nr = 2;
	all.data = update2.data = A(buffers32);
	all.tags = update2.tags = A(tags);
	CALL(reg, 0, 3, IORING_REGISTER_BUFFERS, A(buffers32), 3);
	CALL(reg, 0, 3, IORING_REGISTER_BUFFERS2, A(&all), 32);
	CALL(reg, 0, 3, IORING_REGISTER_BUFFERS_UPDATE, A(&update2), 32);
	CALL("io_uring_setup", 3, 8, A(&params));
	CALL("io_uring_enter", 1, 3, 1, 1, 1, A(&signals), 8);
	CALL("io_uring_enter", 1, 3, 1, 1, 1, A(&signals), 4);
}
