// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of generic SCSI devices (sg, bsg).
 */
#include <linux/bsg.h>
#include <scsi/sg.h>

#include "decode/ioctl.h"

#define SI(m, t)	FIELD(struct sg_scsi_id, m, t)
static const struct sct_type t_scsi_id = STRUCT(struct sg_scsi_id,
	SI(host_no, T_INT), SI(channel, T_INT), SI(scsi_id, T_HEX32), SI(lun, T_INT),
	SI(scsi_type, T_HEX32), SI(h_cmd_per_lun, T_S16), SI(d_queue_depth, T_S16));

#ifndef SG_SCSI_RESET_NO_ESCALATE
#define SG_SCSI_RESET_NO_ESCALATE	0x100
#endif

static void print_reset(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	if (v->v & SG_SCSI_RESET_NO_ESCALATE) {
		sct_put_flags(p, &sct_set_sg_reset_flags, SG_SCSI_RESET_NO_ESCALATE);
		sb_char(p->sb, '|');
	}
	sct_put_enum(p, &sct_set_sg_resets, v->v & ~(uint64_t)SG_SCSI_RESET_NO_ESCALATE);
}

static const struct sct_type t_reset = {
	.print = print_reset, .size = { 4, 4 }, .flags = SCT_T_SCALAR,
};

struct compat_sg_req_info {
	char req_state, orphan, sg_io_owned, problem;
	int32_t pack_id;
	uint32_t usr_ptr, duration;
	int32_t unused;
};

#define RI(m, t)	FIELD2(struct sg_req_info, struct compat_sg_req_info, m, t)
static const struct sct_type t_request = STRUCT2(struct sg_req_info, struct compat_sg_req_info,
	RI(req_state, T_U8), RI(orphan, T_U8), RI(sg_io_owned, T_U8), RI(problem, T_U8),
	RI(pack_id, T_INT), RI(usr_ptr, T_ADDR), RI(duration, T_UINT));

/* --- SG_IO ------------------------------------------------------------------------------ */

/* Commands are no longer than their length in one byte says. */
#define MAX_COMMAND	255

struct compat_sg_io_hdr {
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
};

/* What field @m of @s has, of a structure of the call's ABI. */
#define HDR(p, s, m) \
	((p)->compat ? SCT_LOAD(s, struct compat_sg_io_hdr, m) : SCT_LOAD(s, struct sg_io_hdr, m))

/* @len bytes in hex, as -s shows them. */
static void put_bytes(struct sct_printer *p, uint64_t addr, uint64_t len)
{
	uint64_t shown = len < p->opt->string_limit ? len : p->opt->string_limit;
	const uint8_t *mem = shown ? sct_mem_exact(p, addr, shown) : (const uint8_t *)"";

	if (!addr || !mem)
		sct_put_addr(p, addr);
	else
		sct_put_limited_hex(p, mem, len);
}

/* The data of a transfer: @nr iovecs, or if there are none, @len bytes. */
static void put_data(struct sct_printer *p, const char *name, uint64_t addr, uint64_t nr,
		     uint64_t len)
{
	static const struct sct_type t_iovec = { .flags = SCT_T_ON_ERROR };
	struct sct_printer q = *p;
	struct sct_call call = *p->call;

	sb_printf(p->sb, "%s=", name);
	if (!nr) {
		put_bytes(p, addr, len);
		return;
	}
	/* there are data whether the call failed or not */
	call.ret = 0;
	q.call = &call;
	sct_put_iovecs(&q, &t_iovec, addr, nr, len);
}

#define HD(m, t)	FIELD2(struct sg_io_hdr, struct compat_sg_io_hdr, m, t)

static void print_command(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	put_bytes(p, v->v, HDR(p, v->outer, cmd_len));
}

static void print_sense(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	(void)t;
	put_bytes(p, v->v, HDR(p, v->outer, sb_len_wr));
}

static const struct sct_type t_command = { .print = print_command };
static const struct sct_type t_sense = { .print = print_sense };

static const struct sct_field header_in[] = {
	HD(dxfer_direction, ENUM(sg_directions)), HD(cmd_len, T_U8), HD(cmdp, &t_command),
	HD(mx_sb_len, T_U8), HD(iovec_count, T_U16), HD(dxfer_len, T_UINT), HD(timeout, T_UINT),
	HD(flags, FLAGS(sg_flags)),
};
static const struct sct_field header_out[] = {
	HD(status, T_HEX8), HD(masked_status, T_HEX8), HD(msg_status, T_HEX8),
	HD(sb_len_wr, T_U8), HD(sbp, &t_sense), HD(host_status, T_HEX16),
	HD(driver_status, T_HEX16), HD(resid, T_INT), HD(duration, T_UINT),
	HD(info, FLAGS(sg_info)),
};

#define NR(fields)	(sizeof(fields) / sizeof((fields)[0]))

static void put_header_in(struct sct_printer *p, const struct sct_value *s)
{
	int32_t direction = (int32_t)HDR(p, s, dxfer_direction);
	bool sep = true;

	sct_put_fields(p, header_in, NR(header_in), s, &sep);
	if (direction != SG_DXFER_TO_DEV && direction != SG_DXFER_TO_FROM_DEV)
		return;
	sb_str(p->sb, ", ");
	put_data(p, "dxferp", HDR(p, s, dxferp), HDR(p, s, iovec_count), HDR(p, s, dxfer_len));
}

static void put_header_out(struct sct_printer *p, const struct sct_value *s)
{
	int32_t direction = (int32_t)HDR(p, s, dxfer_direction);
	uint64_t len = HDR(p, s, dxfer_len);
	int32_t left = (int32_t)HDR(p, s, resid);
	bool sep = true;

	if (direction == SG_DXFER_FROM_DEV || direction == SG_DXFER_TO_FROM_DEV) {
		if (left > 0 && len >= (uint32_t)left)
			len -= (uint32_t)left;
		if (direction == SG_DXFER_FROM_DEV || len) {
			sb_str(p->sb, direction == SG_DXFER_FROM_DEV ? ", " : " => ");
			put_data(p, "dxferp", HDR(p, s, dxferp), HDR(p, s, iovec_count), len);
		}
	}
	sct_put_fields(p, header_out, NR(header_out), s, &sep);
}

/* --- The same, version 4 ------------------------------------------------------------------ */

#define V4(m, t)	FIELD(struct sg_io_v4, m, t)
#define LOAD4(s, m)	SCT_LOAD(s, struct sg_io_v4, m)

static void print_request(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	put_bytes(p, v->v, LOAD4(v->outer, request_len));
}

static void print_response(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	(void)t;
	put_bytes(p, v->v, LOAD4(v->outer, response_len));
}

static const struct sct_type t_request4 = { .print = print_request };
static const struct sct_type t_response4 = { .print = print_response };

static const struct sct_field v4_in[] = {
	V4(protocol, ENUM(bsg_protocols)), V4(subprotocol, ENUM(bsg_subprotocols)),
	V4(request_len, T_UINT), V4(request, &t_request4), V4(request_tag, T_HEX64),
	V4(request_attr, T_UINT), V4(request_priority, T_UINT), V4(request_extra, T_UINT),
	V4(max_response_len, T_UINT), V4(dout_iovec_count, T_UINT), V4(dout_xfer_len, T_UINT),
	V4(din_iovec_count, T_UINT), V4(din_xfer_len, T_UINT),
};
static const struct sct_field v4_in_more[] = {
	V4(timeout, T_UINT), V4(flags, FLAGS(bsg_flags)), V4(usr_ptr, T_HEX64),
};
static const struct sct_field v4_out[] = {
	V4(response_len, T_UINT), V4(response, &t_response4),
};
static const struct sct_field v4_out_more[] = {
	V4(driver_status, T_HEX32), V4(transport_status, T_HEX32), V4(device_status, T_HEX32),
	V4(retry_delay, T_UINT), V4(info, FLAGS(sg_info)), V4(duration, T_UINT),
	V4(response_len, T_UINT),
	V4(din_resid, T_INT), V4(dout_resid, T_INT), V4(generated_tag, T_HEX64),
};

static void put_v4_in(struct sct_printer *p, const struct sct_value *s)
{
	bool sep = true;

	sct_put_fields(p, v4_in, NR(v4_in), s, &sep);
	sb_str(p->sb, ", ");
	put_data(p, "dout_xferp", LOAD4(s, dout_xferp), LOAD4(s, dout_iovec_count),
		 LOAD4(s, dout_xfer_len));
	sct_put_fields(p, v4_in_more, NR(v4_in_more), s, &sep);
}

static void put_v4_out(struct sct_printer *p, const struct sct_value *s)
{
	uint64_t len = LOAD4(s, din_xfer_len);
	int32_t left = (int32_t)LOAD4(s, din_resid);
	bool sep = true;

	if (left > 0 && len >= (uint32_t)left)
		len -= (uint32_t)left;
	sct_put_fields(p, v4_out, NR(v4_out), s, &sep);
	sb_str(p->sb, ", ");
	put_data(p, "din_xferp", LOAD4(s, din_xferp), LOAD4(s, din_iovec_count), len);
	sct_put_fields(p, v4_out_more, NR(v4_out_more), s, &sep);
}

/* --- Both ---------------------------------------------------------------------------------- */

/* What follows is captured; the print functions above find it by its address. */
#define DATA(d, ...) \
	TYPE(.print = sct_print_addr, .dir = (d), .capture = SCT_CAP_BYTES, .size = { 8, 4 }, \
	     .flags = SCT_T_ON_ERROR, .len = __VA_ARGS__)
#define VECTOR(d, ...) \
	TYPE(.print = sct_print_addr, .dir = (d), .capture = SCT_CAP_IOVEC, .size = { 8, 4 }, \
	     .flags = SCT_T_ON_ERROR, .len = __VA_ARGS__)
#define LEN_HDR(f, m) \
	{ .from = (f), .arg = 2, .offset = { offsetof(struct sg_io_hdr, m), \
					     offsetof(struct compat_sg_io_hdr, m) } }
#define LEN_V4(m)	LEN_FIELD32(2, struct sg_io_v4, m)

static const struct sct_type t_both = STRUCT2(struct sg_io_v4, struct sg_io_v4,
	HD(cmdp, DATA(SCT_DIR_IN, LEN_N(MAX_COMMAND))),
	HD(dxferp, DATA(SCT_DIR_INOUT, LEN_HDR(SCT_LEN_PTR32, dxfer_len))),
	HD(dxferp, VECTOR(SCT_DIR_IN, LEN_HDR(SCT_LEN_PTR16, iovec_count))),
	HD(sbp, DATA(SCT_DIR_OUT, LEN_N(MAX_COMMAND))),
	V4(request, DATA(SCT_DIR_IN, LEN_V4(request_len))),
	V4(dout_xferp, DATA(SCT_DIR_IN, LEN_V4(dout_xfer_len))),
	V4(dout_xferp, VECTOR(SCT_DIR_IN, LEN_V4(dout_iovec_count))),
	V4(response, DATA(SCT_DIR_OUT, LEN_V4(response_len))),
	V4(din_xferp, DATA(SCT_DIR_OUT, LEN_V4(din_xfer_len))),
	V4(din_xferp, VECTOR(SCT_DIR_IN, LEN_V4(din_iovec_count))));

static void print_sg_io(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct sct_value s;
	uint32_t version;
	size_t size;

	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, 4, &s)) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	version = (uint32_t)sct_load(s.mem, 4);
	size = version != 'S' ? sizeof(struct sg_io_v4) :
	       p->compat ? sizeof(struct compat_sg_io_hdr) : sizeof(struct sg_io_hdr);
	if (version != 'S' && version != 'Q') {
		if (!p->second_half)
			sb_printf(p->sb, "[%u]", version);
	} else if (!p->second_half) {
		sb_printf(p->sb, "{%s='%c', ", version == 'S' ? "interface_id" : "guard",
			  (int)version);
		if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, size, &s)) {
			sct_put_addr(p, v->v + 4);
			return;
		}
		sb_cut(p->sb, p->sb->len - 2);
		version == 'S' ? put_header_in(p, &s) : put_v4_in(p, &s);
	} else {
		if (sct_struct_at(p, t, SCT_PHASE_IN, v->v, size, &s) &&
		    sct_struct_at(p, t, SCT_PHASE_OUT, v->v, size, &s))
			version == 'S' ? put_header_out(p, &s) : put_v4_out(p, &s);
		sb_char(p->sb, '}');
	}
}

static const struct sct_type t_sg_io = {
	.print = print_sg_io, .elem = &t_both, .dir = SCT_DIR_INOUT, .capture = SCT_CAP_ARRAY,
	.size = { 8, 4 }, .len = LEN_N(1), .flags = SCT_T_SPLIT | SCT_T_ON_ERROR,
};

/* Of old kernels. */
#define GET_ACCESS_COUNT	0x2289

/* --- Requests ------------------------------------------------------------------------------ */

static const struct sct_case cases[] = {
	CASE(SG_GET_TIMEOUT, NOTHING), CASE(SG_SET_TIMEOUT, SET_INT),
	CASE(SG_EMULATED_HOST, GET_INT), CASE(SG_GET_TRANSFORM, GET_INT),
	CASE(SG_GET_COMMAND_Q, GET_INT), CASE(SG_SET_COMMAND_Q, SET_INT),
	CASE(SG_GET_RESERVED_SIZE, GET_INT), CASE(SG_SET_RESERVED_SIZE, SET_INT),
	CASE(SG_SET_FORCE_LOW_DMA, SET_INT), CASE(SG_GET_LOW_DMA, GET_INT),
	CASE(SG_SET_FORCE_PACK_ID, SET_INT), CASE(SG_GET_PACK_ID, GET_INT),
	CASE(SG_GET_NUM_WAITING, GET_INT), CASE(SG_SET_DEBUG, SET_INT),
	CASE(SG_GET_SG_TABLESIZE, GET_INT), CASE(SG_GET_VERSION_NUM, GET_INT),
	CASE(SG_NEXT_CMD_LEN, SET_INT), CASE(SG_SET_KEEP_ORPHAN, SET_INT),
	CASE(SG_GET_KEEP_ORPHAN, GET_INT), CASE(SG_GET_SCSI_ID, GET(t_scsi_id)),
	CASE(SG_SCSI_RESET, ARGS(IN(&t_reset))), CASE(SG_GET_REQUEST_TABLE, GET(t_request)),
	CASE(GET_ACCESS_COUNT, GET_INT), CASE(SG_IO, BOTH(t_sg_io)),
};

IOCTLS(scsi);
