// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of flash memory (MTD, UBI) and of generic SCSI devices.
 */
#include <mtd/mtd-user.h>
#include <mtd/ubi-user.h>
#include <scsi/sg.h>

#include "decode/ioctl.h"

/* --- MTD ---------------------------------------------------------------------------- */

#define MI(m, t)	FIELD(struct mtd_info_user, m, t)
static const struct sct_type t_mtd_info = STRUCT(struct mtd_info_user,
	MI(type, ENUM_U8(mtd_types)), MI(flags, FLAGS(mtd_flags)), MI(size, T_HEX32),
	MI(erasesize, T_HEX32), MI(writesize, T_HEX32), MI(oobsize, T_HEX32), MI(padding, T_HEX64));

#define ME(m)		FIELD(struct erase_info_user, m, T_HEX32)
static const struct sct_type t_mtd_erase = STRUCT(struct erase_info_user, ME(start), ME(length));
#define ME64(m)		FIELD(struct erase_info_user64, m, T_HEX64)
static const struct sct_type t_mtd_erase64 = STRUCT(struct erase_info_user64,
	ME64(start), ME64(length));

#define OT(m, t)	FIELD(struct otp_info, m, t)
static const struct sct_type t_otp_info = STRUCT(struct otp_info,
	OT(start, T_HEX32), OT(length, T_HEX32), OT(locked, T_UINT));

#define EC(m)		FIELD(struct mtd_ecc_stats, m, T_HEX32)
static const struct sct_type t_ecc_stats = STRUCT(struct mtd_ecc_stats,
	EC(corrected), EC(failed), EC(badblocks), EC(bbtblocks));

#define RG(m)		FIELD(struct region_info_user, m, T_HEX32)
static const struct sct_type t_region = DIALOGUE(struct region_info_user, 1, SCT_ANSWER_MORE,
	RG(regionindex), RG(offset), RG(erasesize), RG(numblocks));

/* --- UBI ---------------------------------------------------------------------------- */

#define UC(m, t)	FIELD(struct ubi_leb_change_req, m, t)
static const struct sct_type t_leb_change = STRUCT(struct ubi_leb_change_req,
	UC(lnum, T_INT), UC(bytes, T_INT), UC(dtype, ENUM_U8(ubi_data_types)));
#define UM(m, t)	FIELD(struct ubi_map_req, m, t)
static const struct sct_type t_ubi_map = STRUCT(struct ubi_map_req,
	UM(lnum, T_INT), UM(dtype, ENUM_U8(ubi_data_types)));
#define UR(m, t)	FIELD(struct ubi_rsvol_req, m, t)
static const struct sct_type t_ubi_resize = STRUCT(struct ubi_rsvol_req,
	UR(bytes, T_S64), UR(vol_id, T_INT));
#define UP(m, t)	FIELD(struct ubi_set_vol_prop_req, m, t)
static const struct sct_type t_ubi_property = STRUCT(struct ubi_set_vol_prop_req,
	UP(property, ENUM_U8(ubi_properties)), UP(value, T_HEX64));

/* --- SCSI --------------------------------------------------------------------------- */

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

/* --- Requests ---------------------------------------------------------------------- */

static const struct sct_case cases[] = {
	CASE(MEMGETINFO, GET(t_mtd_info)), CASE(MEMERASE, SET(t_mtd_erase)),
	CASE(MEMLOCK, SET(t_mtd_erase)), CASE(MEMUNLOCK, SET(t_mtd_erase)),
	CASE(MEMISLOCKED, SET(t_mtd_erase)), CASE(MEMERASE64, SET(t_mtd_erase64)),
	CASE(MEMGETBADBLOCK, SET_U64), CASE(MEMSETBADBLOCK, SET_U64),
	CASE(MEMGETREGIONCOUNT, GET_INT), CASE(OTPGETREGIONCOUNT, GET_UINT),
	CASE(OTPGETREGIONINFO, GET(t_otp_info)), CASE(OTPLOCK, SET(t_otp_info)),
	CASE(OTPSELECT, ARGS(IN(ENUM(mtd_otp_modes)))), CASE(ECCGETSTATS, GET(t_ecc_stats)),
	CASE(MEMGETREGIONINFO, BOTH(t_region)), CASE(MTDFILEMODE, ARGS(ENUM_LONG(mtd_file_modes))),

	CASE(UBI_IOCVOLRMBLK, NOTHING), CASE(UBI_IOCVOLCRBLK, NOTHING), CASE(UBI_IOCEBER, SET_INT),
	CASE(UBI_IOCEBUNMAP, SET_INT), CASE(UBI_IOCEBISMAP, SET_INT), CASE(UBI_IOCRMVOL, SET_INT),
	CASE(UBI_IOCRPEB, SET_INT), CASE(UBI_IOCSPEB, SET_INT), CASE(UBI_IOCDET, SET_INT),
	CASE(UBI_IOCVOLUP, ARGS(IN(T_S64))), CASE(UBI_IOCEBCH, SET(t_leb_change)),
	CASE(UBI_IOCEBMAP, SET(t_ubi_map)), CASE(UBI_IOCRSVOL, SET(t_ubi_resize)),
	CASE(UBI_IOCSETVOLPROP, SET(t_ubi_property)),

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
	CASE(SG_SCSI_RESET, ARGS(IN(&t_reset))),
};

IOCTLS(storage);
