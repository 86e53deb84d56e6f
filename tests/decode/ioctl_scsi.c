// SPDX-License-Identifier: GPL-2.0
/* SG_IO, and what flash memory has structures for. */
#include "ioctl.h"

#include <linux/bsg.h>
#include <mtd/mtd-user.h>
#include <mtd/ubi-user.h>
#include <scsi/sg.h>

static const unsigned int flash[] = {
	MEMWRITEOOB, MEMREADOOB, MEMWRITEOOB64, MEMREADOOB64, MEMWRITE, MEMGETOOBSEL, ECCGETLAYOUT,
	UBI_IOCATT, UBI_IOCMKVOL, UBI_IOCRNVOL, SG_GET_REQUEST_TABLE, SG_IO, 0xc00c4d03, 0xc00c4d04,
};

static unsigned char data[64] = "data of more than thirty-two bytes, whose end is cut";
static unsigned char command[16] = { 0x28, 0, 0, 0, 0, 8, 1, 2, 3, 4 };
static unsigned char sense[40] = { 0x70, 0, 5, [18] = 0x3a };

/* The header, of either ABI. */
static uint64_t header(const struct sg_io_hdr *h)
{
	static struct {
		int32_t interface_id, dxfer_direction;
		uint8_t cmd_len, mx_sb_len;
		uint16_t iovec_count;
		uint32_t dxfer_len, dxferp, cmdp, sbp, timeout, flags;
		int32_t pack_id;
		uint32_t usr_ptr;
		uint8_t status, masked_status, msg_status, sb_len_wr;
		uint16_t host_status, driver_status;
		int32_t resid;
		uint32_t duration, info;
	} small;

	if (now.abi != SCT_ABI_I386)
		return A(h);
	small.interface_id = h->interface_id;
	small.dxfer_direction = h->dxfer_direction;
	small.cmd_len = h->cmd_len;
	small.mx_sb_len = h->mx_sb_len;
	small.iovec_count = h->iovec_count;
	small.dxfer_len = h->dxfer_len;
	small.dxferp = (uint32_t)A(h->dxferp);
	small.cmdp = (uint32_t)A(h->cmdp);
	small.sbp = (uint32_t)A(h->sbp);
	small.timeout = h->timeout;
	small.flags = h->flags;
	small.pack_id = h->pack_id;
	small.usr_ptr = (uint32_t)A(h->usr_ptr);
	small.status = h->status;
	small.masked_status = h->masked_status;
	small.msg_status = h->msg_status;
	small.sb_len_wr = h->sb_len_wr;
	small.host_status = h->host_status;
	small.driver_status = h->driver_status;
	small.resid = h->resid;
	small.duration = h->duration;
	small.info = h->info;
	return A(&small);
}

static struct sg_io_hdr v3 = {
	.interface_id = 'S', .cmd_len = 6, .mx_sb_len = 20, .dxfer_len = 40, .dxferp = data,
	.cmdp = command, .sbp = sense, .timeout = 1000, .flags = 1, .pack_id = 3, .usr_ptr = data,
	.status = 2, .masked_status = 1, .msg_status = 3, .sb_len_wr = 18, .host_status = 4,
	.driver_status = 5, .resid = 10, .duration = 7, .info = 3
};

static void ask(void)
{
	IOCTL(0, SG_IO, header(&v3));
	IOCTL(-EINVAL, SG_IO, header(&v3));
}

static void version3(void)
{
	unsigned int i;

	for (v3.dxfer_direction = 1; v3.dxfer_direction > -7; v3.dxfer_direction--)
		ask();
	v3.dxfer_direction = SG_DXFER_TO_FROM_DEV;
	for (v3.resid = -1; v3.resid < 60; v3.resid += 7)
		ask();
	v3.resid = 0;
	for (i = 0; i < 40; i += 3) {
		v3.cmd_len = (unsigned char)(i % 16);
		v3.sb_len_wr = (unsigned char)i;
		v3.info = i;
		v3.dxfer_len = i;
		v3.flags = 1U << i % 32;
		v3.dxfer_direction = i & 1 ? SG_DXFER_FROM_DEV : SG_DXFER_TO_FROM_DEV;
		ask();
	}
	v3.dxferp = NULL;
	v3.cmdp = NULL;
	v3.sbp = NULL;
	ask();
	v3.dxferp = (void *)BAD;
	v3.cmdp = (void *)BAD;
	v3.sbp = (void *)BAD;
	ask();
	v3.cmd_len = 10;
	v3.dxfer_len = 20;
	v3.sb_len_wr = 5;
	v3.dxferp = (void *)edge(data, 20);
	v3.cmdp = (void *)edge(command, 10);
	v3.sbp = (void *)edge(sense, 5);
	ask();
}

/* The memory of a vector after the call is not captured: of those that are written, none here. */
static void vectors(void)
{
	static struct iovec vector[3] = { { data, 5 }, { data, 40 }, { (void *)8, 3 } };

	v3.dxfer_direction = SG_DXFER_TO_DEV;
	v3.dxferp = vector;
	v3.dxfer_len = 48;
	for (v3.iovec_count = 1; v3.iovec_count < 4; v3.iovec_count++)
		ask();
	v3.iovec_count = 0;
	v3.dxferp = data;
}

static void version4(void)
{
	static struct sg_io_v4 v4 = {
		.guard = 'Q', .request_len = 6, .request_tag = 1, .request_attr = 2,
		.request_priority = 3, .request_extra = 4, .max_response_len = 20,
		.dout_xfer_len = 40, .din_xfer_len = 40, .timeout = 5, .driver_status = 1,
		.transport_status = 2, .device_status = 3, .retry_delay = 4, .info = 5,
		.duration = 6, .response_len = 3, .din_resid = 10, .dout_resid = 11,
		.generated_tag = 12
	};
	unsigned int i;

	v4.request = A(command);
	v4.response = A(sense);
	v4.dout_xferp = v4.din_xferp = A(data);
	for (i = 0; i < 40; i++) {
		v4.protocol = v4.subprotocol = i;
		v4.flags = i < 32 ? 1U << i : 0;
		v4.usr_ptr = i;
		v4.spare_in = i;
		v4.spare_out = 2 * i;
		v4.din_resid = (int)i - 5;
		v4.request_len = i % 16;
		v4.response_len = i;
		v4.dout_xfer_len = i;
		IOCTL(0, SG_IO, A(&v4));
		IOCTL(-EINVAL, SG_IO, A(&v4));
	}
	v4.request = v4.response = v4.dout_xferp = v4.din_xferp = BAD;
	IOCTL(0, SG_IO, A(&v4));
	v4.request = v4.response = v4.dout_xferp = v4.din_xferp = 0;
	IOCTL(0, SG_IO, A(&v4));
}

static void cut(void)
{
	struct sg_io_hdr h = { .interface_id = 'S' };

	IOCTL(0, SG_IO, edge(&h, 40));
	IOCTL(0, SG_IO, edge(&h, 3));
	h.interface_id = 'Q';
	IOCTL(0, SG_IO, edge(&h, 88));
	IOCTL(0, SG_IO, edge(&h, 4));
	h.interface_id = 0;
	IOCTL(0, SG_IO, edge(&h, 4));
	IOCTL(-EINVAL, SG_IO, edge(&h, 4));
}

static void volumes(void)
{
	static struct ubi_mkvol_req make = {
		.vol_id = 1, .alignment = 2, .bytes = 3, .name = "volume\0behind it"
	};
	static struct ubi_rnvol_req rename = {
		.count = 2, .ents = { { 1, 3, { 0 }, "root" }, { 2, 200, { 0 }, "home" } }
	};
	int i;

	for (i = -3; i < 12; i++) {
		make.name_len = (int16_t)(i < 11 ? i : 300);
		make.vol_type = (int8_t)i;
		make.flags = (uint8_t)i;
		IOCTL(0, UBI_IOCMKVOL, A(&make));
		IOCTL(-EINVAL, UBI_IOCMKVOL, A(&make));
	}
	for (i = -1; i < 40; i++) {
		rename.count = i;
		if (i < 4 || i > 30)
			IOCTL(0, UBI_IOCRNVOL, A(&rename));
	}
	memset(make.name, 'x', sizeof(make.name));
	for (i = 126; i < 130; i++) {
		make.name_len = (int16_t)i;
		IOCTL(0, UBI_IOCMKVOL, A(&make));
	}
}

static void both_abis(void)
{
	WITH(flash);
	version3();
	version4();
	cut();
	volumes();
}

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i + 1);
	CASE("structures");
	WITH(flash);
	CASE("SG_IO");
	version3();
	CASE("SG_IO: vectors");
	vectors();
	CASE("SG_IO: version 4");
	version4();
	CASE("SG_IO: cut");
	cut();
	CASE("volumes");
	volumes();
	I386();
	CASE("all of them, i386");
	both_abis();
}
