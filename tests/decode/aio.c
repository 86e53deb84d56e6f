// SPDX-License-Identifier: GPL-2.0
/* io_setup(), io_submit() and their kin. */
#include "cases.h"

#include <linux/aio_abi.h>

static uint64_t context = 0x7f00deadb000;
static char text[] = "data that is longer than thirty-two bytes of it";
static struct iovec vector[] = { { text, 4 }, { text, 47 }, { NULL, 0 }, { (void *)BAD, 5 } };
static struct iocb blocks[12], *pointers[40];
static uint32_t pointers32[4];
static struct io_event events[40];
static struct { int64_t sec, nsec; } timeout = { 5, 123456789 }, negative = { -1, -5 };
static struct { int32_t sec, nsec; } timeout32 = { 7, 1 };
static uint64_t mask = 0x4002;
static struct { uint64_t mask, size; } sig = { 0, 8 };
static struct { uint32_t mask, size; } sig32 = { 0, 8 };

static struct iocb block(unsigned int opcode, uint64_t buf, uint64_t nbytes, uint32_t flags)
{
	return (struct iocb){
		.aio_lio_opcode = (uint16_t)opcode, .aio_fildes = 3, .aio_buf = buf,
		.aio_nbytes = nbytes, .aio_offset = 0x1122334455667788, .aio_flags = flags, .aio_resfd = 7,
	};
}

/* Whether strace shows the memory that this operation reads from. */
static bool reads(unsigned int opcode)
{
	return opcode == IOCB_CMD_PWRITE || opcode == IOCB_CMD_PREADV || opcode == IOCB_CMD_PWRITEV;
}

static void submit(struct iocb b)
{
	blocks[0] = b;
	CALL("io_submit", 1, context, 1, A(pointers));
}

static void submissions(void)
{
	unsigned int i;

	CASE("io_submit: operations");
	for (i = 0; i < 40; i++)
		pointers[i] = &blocks[i < 12 ? i : 11];
	for (i = 0; i < 12; i++) {
		submit(block(i, BAD, 5, IOCB_FLAG_IOPRIO));
		submit(block(i, 0, 5, 8));
		submit(block(i, BAD, 5, 0));
		submit(block(i, A(text), 0, 0));
		if (reads(i))
			continue;
		submit(block(i, A(text), 5, 0));
		submit(block(i, A(text), 47, IOCB_FLAG_RESFD));
		submit(block(i, A(vector), 3, IOCB_FLAG_RESFD | IOCB_FLAG_IOPRIO | 4));
		submit(block(i, A(vector), 4, 0));
		submit(block(i, EDGE(vector[0]), 2, 0));
		submit(block(i, EDGE(text), 48, 0));
		submit(block(i, EDGE(text), 49, 0));
		submit(block(i, A(text), UINT64_MAX, 0));
	}
	CASE("io_submit: memory that is written to the file");
	TOLERATE("three pointers away from the argument: its address");
	for (i = 0; i < 9; i++) {
		if (!reads(i))
			continue;
		submit(block(i, A(i == IOCB_CMD_PWRITE ? (void *)text : (void *)vector), 3, 0));
		submit(block(i, EDGE(vector[0]), 2, 0));
	}
	CASE("io_submit: rare fields");
	for (i = 0; i < 8; i++) {
		blocks[0] = block(i, reads(i) ? BAD : A(text), 5, IOCB_FLAG_RESFD);
		blocks[0].aio_data = i & 1 ? 0xfedcba9876543210 : 0;
		blocks[0].aio_key = i & 2 ? 0xdeadbeef : 0;
		blocks[0].aio_rw_flags = i & 4 ? 9 : 0;
		blocks[0].aio_reqprio = i & 4 ? (int16_t)(0x2001 + i) : 0;
		blocks[0].aio_reserved2 = i & 2 ? 5 : 0;
		blocks[0].aio_fildes = -1 - i;
		blocks[0].aio_offset = -1;
		CALL("io_submit", 1, context, 1, A(pointers));
		blocks[0].aio_flags |= IOCB_FLAG_IOPRIO;
		CALL("io_submit", 1, context, 1, A(pointers));
		CALL("io_cancel", -EINVAL, context, A(&blocks[0]), A(&events[0]));
	}
	blocks[0].aio_lio_opcode = 5;
	blocks[0].aio_buf = 0x1d;
	CALL("io_submit", 1, context, 1, A(pointers));

	CASE("io_submit: arrays");
	for (i = 0; i < 12; i++)
		blocks[i] = block(i % 3, i % 3 == 1 ? BAD : A(text), i, 0);
	CALL("io_submit", 0, context, 0, A(pointers));
	CALL("io_submit", 0, context, 0, 0);
	CALL("io_submit", -EFAULT, context, 1, 0);
	CALL("io_submit", 3, context, 3, A(pointers));
	CALL("io_submit", 3, context, 40, A(pointers));
	CALL("io_submit", -EINVAL, context, -1, A(pointers));
	CALL("io_submit", -EFAULT, 0, 2, BAD);
	CALL("io_submit", -EFAULT, 0, 2, EDGE(pointers[0]));
	pointers[1] = NULL;
	pointers[2] = (struct iocb *)BAD;
	pointers[3] = (struct iocb *)EDGE(blocks[0]);
	pointers[4] = (struct iocb *)(EDGE(blocks[0]) + 1);
	CALL("io_submit", -EFAULT, context, 6, A(pointers));
}

static void arrivals(void)
{
	unsigned int i;

	CASE("io_getevents");
	for (i = 0; i < 40; i++)
		events[i] = (struct io_event){ i, A(&blocks[0]), -i, i };
	CALL("io_getevents", 0, context, 1, 4, A(events), 0);
	CALL("io_getevents", 2, context, 1, 4, A(events), A(&timeout));
	CALL("io_getevents", 40, context, -1, -4, A(events), A(&negative));
	CALL("io_getevents", -EINTR, context, 1, 4, A(events), BAD);
	CALL("io_getevents", 2, context, 1, 4, BAD, EDGE(timeout));
	CALL("io_getevents", 2, context, 1, 4, EDGE(events[0]), EDGE(timeout) + 1);
	CALL("io_getevents", 1, context, 1, 4, 0, EDGE(timeout) + 1);
	CASE("io_pgetevents");
	sig.mask = A(&mask);
	CALL("io_pgetevents", 0, context, 1, 4, A(events), 0, 0);
	CALL("io_pgetevents", 2, context, 1, 4, A(events), A(&timeout), A(&sig));
	CALL("io_pgetevents", -EINTR, context, 1, 4, A(events), A(&timeout), EDGE(sig));
	CALL("io_pgetevents", 40, context, 1, 4, A(events), A(&timeout), EDGE(sig) + 1);
	CALL("io_pgetevents", 1, context, 1, 4, BAD, BAD, BAD);
	sig.size = 16;
	CALL("io_pgetevents", 1, context, 1, 4, BAD, BAD, A(&sig));
	sig.size = 8;
	sig.mask = BAD;
	CALL("io_pgetevents", 1, context, 1, 4, BAD, BAD, A(&sig));
	sig.mask = 0;
	CALL("io_pgetevents", 1, context, 1, 4, BAD, BAD, A(&sig));
	sig.size = 4;
	sig.mask = A(&mask);
	CALL("io_pgetevents", 1, context, 1, 4, BAD, BAD, A(&sig));
}

static void cases(void)
{
	CASE("io_setup, io_destroy");
	CALL("io_setup", 0, 128, A(&context));
	CALL("io_setup", -EINVAL, -1, A(&context));
	CALL("io_setup", 0, 0x100000002, EDGE(context));
	CALL("io_setup", 0, 1, EDGE(context) + 1);
	CALL("io_setup", -EFAULT, 1, BAD);
	CALL("io_setup", -EFAULT, 1, 0);
	CALL("io_destroy", 0, context);
	CALL("io_destroy", -EINVAL, 0);
	submissions();
	arrivals();

	CASE("io_cancel");
	blocks[0] = block(0, A(text), 5, 1);
	CALL("io_cancel", 0, context, A(&blocks[0]), A(&events[0]));
	CALL("io_cancel", -EAGAIN, context, A(&blocks[0]), A(&events[0]));
	CALL("io_cancel", 0, context, EDGE(blocks[0]), EDGE(events[0]));
	CALL("io_cancel", 0, context, EDGE(blocks[0]) + 1, EDGE(events[0]) + 1);
	CALL("io_cancel", -EFAULT, context, 0, 0);

	I386();
	CASE("aio: i386");
	context = 0xf7fda000;
	pointers32[0] = (uint32_t)A(&blocks[0]);
	pointers32[1] = (uint32_t)A(&blocks[1]);
	blocks[1] = block(7, BAD, 2, 0);
	CALL("io_setup", 0, 128, A(&context));
	CALL("io_submit", 2, context, 2, A(pointers32));
	blocks[1] = block(8, BAD, 2, 0);
	CALL("io_submit", 2, context, 2, A(pointers32));
	CALL("io_submit", -EINVAL, context, -1, A(pointers32));
	CALL("io_cancel", 0, context, A(&blocks[0]), A(&events[0]));
	CALL("io_getevents", 2, context, 1, 4, A(events), A(&timeout32));
	sig32.mask = (uint32_t)A(&mask);
	CALL("io_pgetevents", 2, context, 1, 4, A(events), A(&timeout32), A(&sig32));
	CALL("io_pgetevents_time64", 2, context, 1, 4, A(events), A(&timeout), A(&sig32));
	CALL("io_pgetevents_time64", 2, context, 1, 4, A(events), 0, 0);
	CALL("io_destroy", 0, context);
}
