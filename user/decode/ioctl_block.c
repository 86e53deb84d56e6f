// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of block devices, IDE disks, loop and network block devices.
 */
#include <errno.h>
#include <linux/blkpg.h>
#include <linux/blktrace_api.h>
#include <linux/blkzoned.h>
#include <linux/fs.h>
#include <linux/hdreg.h>
#include <linux/loop.h>
#include <linux/nbd.h>

#include "decode/compat.h"
#include "decode/ioctl.h"

/* --- Block devices ---------------------------------------------------------------- */

struct compat_blkpg {
	int32_t op, flags, datalen;
	uint32_t data;
};

#define PG(m, t)	FIELD2(struct blkpg_ioctl_arg, struct compat_blkpg, m, t)
#define PART(m, t)	FIELD(struct blkpg_partition, m, t)
static const struct sct_type t_partition = STRUCT(struct blkpg_partition,
	PART(start, T_S64), PART(length, T_S64), PART(pno, T_INT), PART(devname, T_CSTR),
	PART(volname, T_CSTR));
static const struct sct_type t_blkpg = STRUCT2(struct blkpg_ioctl_arg, struct compat_blkpg,
	PG(op, ENUM(blkpg_ops)), PG(flags, T_INT), PG(datalen, T_INT), PG(data, IN(&t_partition)));

struct compat_hd_geometry {
	uint8_t heads, sectors;
	uint16_t cylinders;
	uint32_t start;
};

#define GEO(m, t)	FIELD2(struct hd_geometry, struct compat_hd_geometry, m, t)
static const struct sct_type t_hd_geometry = STRUCT2(struct hd_geometry, struct compat_hd_geometry,
	GEO(heads, T_U8), GEO(sectors, T_U8), GEO(cylinders, T_U16), GEO(start, T_ULONG));

/* --- IDE disks ----------------------------------------------------------------------- */

/* The bytes of a structure that is not taken apart. */
static void print_bytes(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sct_put_limited(p, v->mem, v->size);
}

static const struct sct_type t_identity = { .print = print_bytes, .size = { 512, 512 } };
static const struct sct_type t_old_identity = { .print = print_bytes, .size = { 142, 142 } };

/* One command: four bytes that are answered with three, and sectors of data behind them. */
struct drive_cmd {
	uint8_t head[4];
	uint8_t buf[];
};

#define DRIVE_CMD_HEAD	sizeof(struct drive_cmd)

static void put_drive_answer(struct sct_printer *p, const struct sct_type *t, uint64_t addr,
			     unsigned int sectors)
{
	struct sct_value s;

	/* The drive answers with an error, too. */
	if (!sct_succeeded(p) && !(p->call->returned && p->call->ret == -EIO))
		return;
	if (!sct_struct_at(p, t, SCT_PHASE_OUT, addr, DRIVE_CMD_HEAD, &s))
		return;
	sb_str(p->sb, " => {status=");
	sb_hex(p->sb, s.mem[0]);
	sb_printf(p->sb, ", error=%u, nsector=%u", s.mem[1], s.mem[2]);
	if (sectors) {
		sb_str(p->sb, ", buf=");
		sct_put_hex_limited(p, addr + DRIVE_CMD_HEAD, sectors * 512);
	}
	sb_char(p->sb, '}');
}

static void print_drive_cmd(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_value s;

	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, DRIVE_CMD_HEAD, &s)) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	if (p->second_half) {
		put_drive_answer(p, t, v->v, s.mem[3]);
		return;
	}
	sb_str(p->sb, "{command=");
	sct_put_enum(p, &sct_set_ata_commands, s.mem[0]);
	sb_printf(p->sb, ", sector_number=%u, feature=%u, sector_count=%u}", s.mem[1], s.mem[2],
		  s.mem[3]);
}

static const struct sct_type t_drive_data = STRUCT(struct drive_cmd,
	TAIL_FIELD(struct drive_cmd, buf,
		   TYPE(.print = sct_print_hex_buffer, .dir = SCT_DIR_OUT, .size = { 8, 4 },
			.capture = SCT_CAP_BYTES, .len = LEN_N(255 * 512),
			.flags = SCT_T_TAIL | SCT_T_ON_ERROR)));
static const struct sct_type t_drive_cmd = {
	.print = print_drive_cmd, .elem = &t_drive_data, .dir = SCT_DIR_INOUT, .size = { 8, 4 },
	.capture = SCT_CAP_ARRAY, .len = LEN_N(1), .flags = SCT_T_SPLIT | SCT_T_ON_ERROR,
};

/* --- Tracing ----------------------------------------------------------------------- */

struct compat_blk_user_trace_setup {
	char name[32];
	uint16_t act_mask;
	uint32_t buf_size, buf_nr;
	compat_u64 start_lba, end_lba;
	uint32_t pid;
};

#define BT(m, t)	FIELD2(struct blk_user_trace_setup, struct compat_blk_user_trace_setup, m, t)
static const struct sct_type t_trace_setup =
	DIALOGUE2(struct blk_user_trace_setup, struct compat_blk_user_trace_setup, 6,
		  SCT_ANSWER_MORE, BT(act_mask, T_U16), BT(buf_size, T_UINT), BT(buf_nr, T_UINT),
		  BT(start_lba, T_U64), BT(end_lba, T_U64), BT(pid, T_UINT), BT(name, T_CSTR));

/* --- Loop devices ------------------------------------------------------------------ */

struct compat_loop_info {
	int32_t lo_number;
	uint16_t lo_device;
	uint32_t lo_inode;
	uint16_t lo_rdevice;
	int32_t lo_offset, lo_encrypt_type, lo_encrypt_key_size, lo_flags;
	char lo_name[LO_NAME_SIZE];
	uint8_t lo_encrypt_key[LO_KEY_SIZE];
	uint32_t lo_init[2];
	char reserved[4];
};

/* As many bytes as the field before it says. */
static void print_key(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t size = 0;

	if (v->outer && t->param)
		size = SCT_LOAD(v->outer, struct loop_info64, lo_encrypt_key_size);
	else if (v->outer && p->compat)
		size = SCT_LOAD(v->outer, struct compat_loop_info, lo_encrypt_key_size);
	else if (v->outer)
		size = SCT_LOAD(v->outer, struct loop_info, lo_encrypt_key_size);
	sct_put_string(p, v->mem, size < v->size ? size : v->size, false);
}

static const struct sct_type t_key = { .print = print_key };
static const struct sct_type t_key64 = { .print = print_key, .param = 1 };

/* The key and its kind: if there is one, or with -v. */
static bool has_encryption(const struct sct_printer *p, const struct sct_value *s)
{
	if (!p->abbrev)
		return true;
	if (p->compat)
		return SCT_LOAD(s, struct compat_loop_info, lo_encrypt_type) ||
		       SCT_LOAD(s, struct compat_loop_info, lo_encrypt_key_size);
	return SCT_LOAD(s, struct loop_info, lo_encrypt_type) ||
	       SCT_LOAD(s, struct loop_info, lo_encrypt_key_size);
}

static bool has_encryption64(const struct sct_printer *p, const struct sct_value *s)
{
	return !p->abbrev || SCT_LOAD(s, struct loop_info64, lo_encrypt_type) ||
	       SCT_LOAD(s, struct loop_info64, lo_encrypt_key_size);
}

#define LO(m, t, ...)	FIELD2(struct loop_info, struct compat_loop_info, m, t, ##__VA_ARGS__)
static const struct sct_type t_loop_info = STRUCT2(struct loop_info, struct compat_loop_info,
	LO(lo_number, T_INT),
	LO(lo_device, T_DEV, .verbose = true), LO(lo_inode, T_ULONG, .verbose = true),
	LO(lo_rdevice, T_DEV, .verbose = true), LO(lo_offset, T_HEX32),
	LO(lo_encrypt_type, ENUM(loop_crypts), .when = has_encryption),
	LO(lo_encrypt_key_size, T_UINT, .when = has_encryption),
	LO(lo_flags, FLAGS(loop_flags)), LO(lo_name, T_CSTR),
	LO(lo_encrypt_key, &t_key, .when = has_encryption),
	LO(lo_init, ARRAY_OF(T_HEXLONG), .verbose = true),
	LO(reserved, ARRAY_OF(T_HEX8), .verbose = true));

#define LO64(m, t, ...)	FIELD(struct loop_info64, m, t, ##__VA_ARGS__)
static const struct sct_type t_loop_info64 = STRUCT(struct loop_info64,
	LO64(lo_device, T_DEV, .verbose = true), LO64(lo_inode, T_U64, .verbose = true),
	LO64(lo_rdevice, T_DEV, .verbose = true), LO64(lo_offset, T_HEX64),
	LO64(lo_sizelimit, T_U64, .verbose = true), LO64(lo_number, T_UINT),
	LO64(lo_encrypt_type, ENUM(loop_crypts), .when = has_encryption64),
	LO64(lo_encrypt_key_size, T_UINT, .when = has_encryption64),
	LO64(lo_flags, FLAGS(loop_flags)), LO64(lo_file_name, T_CSTR),
	LO64(lo_crypt_name, T_CSTR, .when = has_encryption64),
	LO64(lo_encrypt_key, &t_key64, .when = has_encryption64),
	LO64(lo_init, ARRAY_OF(T_HEX64), .verbose = true));

static const struct sct_type t_loop_config = STRUCT(struct loop_config,
	FIELD(struct loop_config, fd, T_FD), FIELD(struct loop_config, block_size, T_UINT),
	FIELD(struct loop_config, info, &t_loop_info64),
	FIELD(struct loop_config, __reserved, ARRAY_OF(T_HEX64), .nonzero = true));

/* --- Requests ---------------------------------------------------------------------- */

/* "[start, length]" */
#define IN_RANGE	IN_ARRAY(T_U64, LEN_N(2))

static const struct sct_case cases[] = {
	CASE(BLKGETSIZE, GET_LONG), CASE64(BLKGETSIZE64, ARGS(OUT(T_U64))), CASE(BLKROSET, SET_INT),
	CASE(BLKROGET, GET_INT), CASE(BLKRRPART, NOTHING), CASE(BLKFLSBUF, NOTHING),
	CASE(BLKRASET, VALUE), CASE(BLKFRASET, VALUE), CASE(BLKRAGET, GET_LONG),
	CASE(BLKFRAGET, GET_LONG), CASE(BLKSECTGET, ARGS(OUT(T_U16))), CASE(BLKSSZGET, GET_INT),
	CASE64(BLKBSZGET, GET_INT), CASE64(BLKBSZSET, SET_INT), CASE(BLKIOMIN, ARGS(OUT(T_UINT))),
	CASE(BLKIOOPT, ARGS(OUT(T_UINT))), CASE(BLKALIGNOFF, GET_INT),
	CASE(BLKPBSZGET, ARGS(OUT(T_UINT))), CASE(BLKDISCARDZEROES, ARGS(OUT(T_UINT))),
	CASE(BLKROTATIONAL, ARGS(OUT(T_U16))), CASE(BLKDISCARD, ARGS(IN_RANGE)),
	CASE(BLKSECDISCARD, ARGS(IN_RANGE)), CASE(BLKZEROOUT, ARGS(IN_RANGE)),
	CASE(BLKPG, ARGS(IN(&t_blkpg))), CASE(HDIO_GETGEO, ARGS(OUT(&t_hd_geometry))),
	CASE(LOOP_SET_FD, ARGS(T_FD)), CASE(LOOP_CHANGE_FD, ARGS(T_FD)),
	CASE(LOOP_CLR_FD, NOTHING), CASE(LOOP_SET_CAPACITY, NOTHING),
	CASE(LOOP_CTL_GET_FREE, NOTHING), CASE(LOOP_SET_DIRECT_IO, VALUE),
	CASE(LOOP_SET_BLOCK_SIZE, VALUE), CASE(LOOP_CTL_ADD, ARGS(T_INT)),
	CASE(LOOP_CTL_REMOVE, ARGS(T_INT)), CASE(LOOP_SET_STATUS, ARGS(IN(&t_loop_info))),
	CASE(LOOP_GET_STATUS, ARGS(OUT(&t_loop_info))),
	CASE(LOOP_SET_STATUS64, ARGS(IN(&t_loop_info64))),
	CASE(LOOP_GET_STATUS64, ARGS(OUT(&t_loop_info64))),
	CASE(LOOP_CONFIGURE, ARGS(IN(&t_loop_config))),
	/* of 32-bit programs, where the size of a long is in the number */
	CASE_OF(READS, 0x12, 114, uint32_t, GET_U64), CASE_OF(READS, 0x12, 112, uint32_t, GET_INT),
	CASE_OF(WRITES, 0x12, 113, uint32_t, SET_INT),
	CASE_OF(READS_WRITES, 0x12, 115, struct compat_blk_user_trace_setup, BOTH(t_trace_setup)),
	CASE(BLKGETZONESZ, GET_UINT), CASE(BLKGETNRZONES, GET_UINT), CASE(BLKGETDISKSEQ, GET_U64),
	CASE64(BLKTRACESETUP, BOTH(t_trace_setup)), CASE(BLKTRACESTART, NOTHING),
	CASE(BLKTRACESTOP, NOTHING), CASE(BLKTRACETEARDOWN, NOTHING),
	CASE64(HDIO_GET_UNMASKINTR, GET_LONG), CASE64(HDIO_GET_MULTCOUNT, GET_LONG),
	CASE64(HDIO_GET_KEEPSETTINGS, GET_LONG), CASE64(HDIO_GET_32BIT, GET_LONG),
	CASE64(HDIO_GET_NOWERR, GET_LONG), CASE64(HDIO_GET_DMA, GET_LONG),
	CASE64(HDIO_GET_WCACHE, GET_LONG), CASE64(HDIO_GET_ACOUSTIC, GET_LONG),
	CASE64(HDIO_GET_ADDRESS, GET_LONG), CASE64(HDIO_SET_MULTCOUNT, VALUE),
	CASE64(HDIO_SET_UNMASKINTR, VALUE), CASE64(HDIO_SET_KEEPSETTINGS, VALUE),
	CASE64(HDIO_SET_32BIT, VALUE), CASE64(HDIO_SET_NOWERR, VALUE), CASE64(HDIO_SET_DMA, VALUE),
	CASE64(HDIO_SET_PIO_MODE, VALUE), CASE64(HDIO_SET_WCACHE, VALUE), CASE64(HDIO_SET_ACOUSTIC, VALUE),
	CASE64(HDIO_SET_ADDRESS, VALUE), CASE64(HDIO_UNREGISTER_HWIF, VALUE),
	CASE64(HDIO_GET_NICE, ARGS(OUT(FLAGS_LONG(ide_nice)))), CASE64(HDIO_SET_NICE, ARGS(FLAGS_LONG(ide_nice))),
	CASE64(HDIO_GET_BUSSTATE, ARGS(OUT(ENUM_LONG(ide_bus_states)))),
	CASE64(HDIO_SET_BUSSTATE, ARGS(ENUM_LONG(ide_bus_states))),
	CASE64(HDIO_GET_IDENTITY, ARGS(OUT_RAW(&t_identity))),
	CASE64(HDIO_OBSOLETE_IDENTITY, ARGS(OUT_RAW(&t_old_identity))),
	CASE(HDIO_DRIVE_CMD, ARGS(&t_drive_cmd)), CASE64(HDIO_DRIVE_RESET, ARGS(IN_ARRAY(T_HEX32, LEN_N(3)))),
	CASE64(HDIO_SCAN_HWIF, ARGS(IN_ARRAY(T_HEX32, LEN_N(3)))),
	CASE(NBD_SET_SOCK, ARGS(T_FD)), CASE(NBD_SET_FLAGS, ARGS(FLAGS_LONG(nbd_flags))),
	CASE(NBD_SET_BLKSIZE, VALUE), CASE(NBD_SET_SIZE, VALUE), CASE(NBD_SET_SIZE_BLOCKS, VALUE),
	CASE(NBD_SET_TIMEOUT, VALUE), CASE(NBD_DO_IT, NOTHING), CASE(NBD_CLEAR_SOCK, NOTHING),
	CASE(NBD_CLEAR_QUE, NOTHING), CASE(NBD_PRINT_DEBUG, NOTHING), CASE(NBD_DISCONNECT, NOTHING),
};

IOCTLS(block);
