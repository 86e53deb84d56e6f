// SPDX-License-Identifier: GPL-2.0
/* The ioctls of block devices, IDE disks, loop and network block devices. */
#include "cases.h"

#include <linux/blkpg.h>
#include <linux/blktrace_api.h>
#include <linux/blkzoned.h>
#include <linux/fs.h>
#include <linux/hdreg.h>
#include <linux/loop.h>
#include <linux/nbd.h>

#define IOCTL(result, request, arg)	CALL("ioctl", result, 3, request, arg)

static unsigned char bytes[4096], zeros[4096];

/* All the numbers that block devices and IDE disks could have, and those with a size. */
static void each_request(int64_t result, uint64_t arg)
{
	static const unsigned int sized[] = {
		BLKBSZGET, BLKBSZSET, BLKGETSIZE64, BLKTRACESETUP, BLKREPORTZONE, BLKRESETZONE,
		BLKGETZONESZ, BLKGETNRZONES, BLKOPENZONE, BLKCLOSEZONE, BLKFINISHZONE, BLKGETDISKSEQ,
		0x80041272, 0x80041270, 0x40041271, 0xc0401273,
	};
	unsigned int i;

	for (i = 0x1200; i < 0x1290; i++)
		IOCTL(result, i, arg);
	for (i = 0x300; i < 0x340; i++)
		IOCTL(result, i, arg);
	for (i = 0x4c00; i < 0x4c0c; i++)
		IOCTL(result, i, arg);
	for (i = 0x4c80; i < 0x4c84; i++)
		IOCTL(result, i, arg);
	for (i = 0xab00; i < 0xab0c; i++)
		IOCTL(result, i, arg);
	for (i = 0; i < sizeof(sized) / sizeof(sized[0]); i++)
		IOCTL(result, sized[i], arg);
}

static void partition(int op, uint64_t data)
{
	static struct blkpg_ioctl_arg arg;
	static struct { int op, flags, len; unsigned int data; } arg32;

	arg = (struct blkpg_ioctl_arg){ op, 7, sizeof(struct blkpg_partition), (void *)data };
	arg32.op = op;
	arg32.flags = 7;
	arg32.len = sizeof(struct blkpg_partition);
	arg32.data = (unsigned int)data;
	IOCTL(op ? 0 : -EINVAL, BLKPG, now.abi == SCT_ABI_I386 ? A(&arg32) : A(&arg));
}

static void partitions(void)
{
	static struct blkpg_partition part = { 0x1234567890, -1, 3, "sda3", "root" };
	int op;

	for (op = 0; op < 5; op++)
		partition(op, A(&part));
	partition(1, EDGE(part));
	partition(1, EDGE(part.start));
	partition(1, BAD);
	partition(1, 0);
	memset(part.devname, 'x', sizeof(part.devname));
	partition(1, A(&part));
}

static void drive_commands(void)
{
	static unsigned char small[4 + 40] = { 0xec, 0, 0, 1 }, whole[516] = { 0xec, 1, 2, 1 };
	unsigned int i;

	for (i = 0; i < 256; i++) {
		bytes[0] = (unsigned char)i;
		bytes[3] = i & 1;
		IOCTL(i & 2 ? 0 : -EIO, HDIO_DRIVE_CMD, A(bytes));
	}
	IOCTL(0, HDIO_DRIVE_CMD, EDGE(small));
	IOCTL(0, HDIO_DRIVE_CMD, EDGE(whole));
	small[3] = 2;
	IOCTL(0, HDIO_DRIVE_CMD, EDGE(small));
	IOCTL(0, HDIO_DRIVE_CMD, EDGE(i));
	bytes[0] = 1;
	bytes[3] = 4;
}

static void loops(void)
{
	static struct loop_info info = { .lo_number = 3, .lo_device = 0x701, .lo_inode = 5,
		.lo_rdevice = 0x102, .lo_offset = 512, .lo_flags = 21, .lo_name = "image" };
	static struct loop_info64 info64 = { .lo_device = 0x701, .lo_inode = 5, .lo_rdevice = 0x102,
		.lo_offset = 512, .lo_sizelimit = 1 << 30, .lo_number = 3, .lo_flags = 4,
		.lo_file_name = "image" };
	static struct loop_config config = { .fd = 5, .block_size = 512 };

	IOCTL(0, LOOP_SET_STATUS, A(&info));
	IOCTL(0, LOOP_GET_STATUS, EDGE(info));
	info.lo_encrypt_type = 2;
	IOCTL(0, LOOP_SET_STATUS, A(&info));
	info.lo_encrypt_key_size = 7;
	strcpy((char *)info.lo_encrypt_key, "secret");
	IOCTL(0, LOOP_SET_STATUS, A(&info));
	IOCTL(-ENXIO, LOOP_GET_STATUS, A(&info));
	IOCTL(0, LOOP_GET_STATUS64, EDGE(info64));
	info64.lo_encrypt_type = 18;
	IOCTL(0, LOOP_GET_STATUS64, EDGE(info64));
	info64.lo_encrypt_key_size = 33;
	IOCTL(0, LOOP_SET_STATUS64, EDGE(info64));
	IOCTL(0, LOOP_GET_STATUS64, EDGE(info));
	config.info = info64;
	IOCTL(0, LOOP_CONFIGURE, EDGE(config));
	config.__reserved[7] = 1;
	IOCTL(-EBUSY, LOOP_CONFIGURE, EDGE(config));
	IOCTL(0, LOOP_CONFIGURE, EDGE(info64));
}

static void numbers(void)
{
	static const unsigned int of[] = { HDIO_SET_NICE, HDIO_SET_BUSSTATE, NBD_SET_FLAGS, BLKRASET,
		LOOP_SET_FD, LOOP_CTL_ADD, LOOP_SET_BLOCK_SIZE, NBD_SET_TIMEOUT, HDIO_SET_DMA };
	unsigned int i, k;

	for (i = 0; i < 32; i++) {
		for (k = 0; k < sizeof(of) / sizeof(of[0]); k++) {
			IOCTL(0, of[k], i);
			IOCTL(0, of[k], 1U << i);
		}
		memcpy(bytes, &i, sizeof(i));
		memset(bytes + 4, 0, 4);
		IOCTL(0, HDIO_GET_NICE, A(bytes));
		IOCTL(0, HDIO_GET_BUSSTATE, A(bytes));
	}
}

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i + 1);
	CASE("block: every request");
	each_request(0, A(bytes));
	CASE("block: every request on zeros");
	each_request(0, A(zeros));
	CASE("block: every request fails");
	each_request(-EINVAL, A(bytes));
	CASE("block: unreadable");
	each_request(0, BAD);
	CASE("block: NULL");
	each_request(0, 0);
	CASE("block: cut by a page's edge");
	each_request(0, EDGE(i));
	CASE("block: numbers");
	numbers();
	CASE("BLKPG");
	partitions();
	CASE("HDIO_DRIVE_CMD");
	drive_commands();
	CASE("loop devices");
	loops();

	I386();
	CASE("block: every request, i386");
	each_request(0, A(bytes));
	CASE("block: every request fails, i386");
	each_request(-EINVAL, A(bytes));
	CASE("block: NULL, i386");
	each_request(0, 0);
	CASE("block: numbers, i386");
	numbers();
	CASE("BLKPG, i386");
	partitions();
}
