// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of flash memory (MTD, UBI).
 */
#include <mtd/mtd-user.h>
#include <mtd/ubi-user.h>

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

#define OB(m, t)	FIELD2(struct mtd_oob_buf, struct compat_mtd_oob_buf, m, t)
struct compat_mtd_oob_buf {
	uint32_t start, length, ptr;
};
static const struct sct_type t_oob = STRUCT2(struct mtd_oob_buf, struct compat_mtd_oob_buf,
	OB(start, T_HEX32), OB(length, T_HEX32), OB(ptr, T_ADDR));
#define OB64(m, t)	FIELD(struct mtd_oob_buf64, m, t)
static const struct sct_type t_oob64 = STRUCT(struct mtd_oob_buf64,
	OB64(start, T_HEX64), OB64(length, T_HEX32), OB64(usr_ptr, T_ADDR));
#define WQ(m, t)	FIELD(struct mtd_write_req, m, t)
static const struct sct_type t_mtd_write = STRUCT(struct mtd_write_req,
	WQ(start, T_HEX64), WQ(len, T_HEX64), WQ(ooblen, T_HEX64), WQ(usr_data, T_ADDR),
	WQ(usr_oob, T_ADDR), WQ(mode, ENUM_U8(mtd_write_modes)));

static const struct sct_type t_pair = {
	.print = sct_print_inner_array, .elem = T_HEX32, .size = { 8, 8 },
};
#define OI(m, t)	FIELD(struct nand_oobinfo, m, t)
static const struct sct_type t_oobinfo = STRUCT(struct nand_oobinfo,
	OI(useecc, ENUM(mtd_ecc_modes)), OI(eccbytes, T_HEX32), OI(oobfree, WHOLE(&t_pair)),
	OI(eccpos, WHOLE(T_HEX32)));
#define OF(m)		FIELD(struct nand_oobfree, m, T_HEX32)
static const struct sct_type t_oobfree = STRUCT(struct nand_oobfree, OF(offset), OF(length));
#define LY(m, t)	FIELD(struct nand_ecclayout_user, m, t)
static const struct sct_type t_ecclayout = STRUCT(struct nand_ecclayout_user,
	LY(eccbytes, T_HEX32), LY(eccpos, WHOLE(T_HEX32)), LY(oobavail, T_HEX32),
	LY(oobfree, WHOLE(&t_oobfree)));

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

/* What the kernel answers with stands in brackets: the number that it gave. */
static void print_numbered(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	struct sct_value s;

	if (p->second_half) {
		if (sct_succeeded(p) &&
		    sct_struct_at(p, t, SCT_PHASE_IN, v->v, t->elem->size[0], &s) &&
		    sct_struct_at(p, t, SCT_PHASE_OUT, v->v, 4, &s))
			sb_printf(p->sb, " => [%d]", (int)sct_load(s.mem, 4));
	} else if (sct_struct_at(p, t, SCT_PHASE_IN, v->v, t->elem->size[0], &s)) {
		sct_print_struct(p, t->elem, &s);
	} else {
		sct_put_addr(p, v->v);
	}
}

#define NUMBERED(s) \
	CUSTOM(print_numbered, SCT_DIR_INOUT, .elem = &(s), .capture = SCT_CAP_ARRAY, \
	       .len = LEN_N(1), .flags = SCT_T_SPLIT)

/* As long as the field before it says, if that fits. */
static void print_volume_name(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	int16_t wanted = (int16_t)sct_load_field(v->outer, t->param, 2);
	size_t room = v->size - 1, len = strnlen((const char *)v->mem, room);
	size_t limit = wanted < 0 ? 0 : (size_t)wanted < room ? (size_t)wanted : room;

	sct_put_string(p, v->mem, len < limit ? len : limit, len > limit || v->mem[len]);
}

#define VOLUME_NAME(S, m)	TYPE(.print = print_volume_name, .param = offsetof(S, m))

#define UA(m, t)	FIELD(struct ubi_attach_req, m, t)
static const struct sct_type t_ubi_attach = STRUCT(struct ubi_attach_req,
	UA(ubi_num, T_INT), UA(mtd_num, T_INT), UA(vid_hdr_offset, T_INT),
	UA(max_beb_per1024, T_S16));
#define MK(m, t)	FIELD(struct ubi_mkvol_req, m, t)
static const struct sct_type t_ubi_make = STRUCT(struct ubi_mkvol_req,
	MK(vol_id, T_INT), MK(alignment, T_INT), MK(bytes, T_S64),
	MK(vol_type, ENUM_U8(ubi_volume_types)), MK(flags, FLAGS_U8(ubi_volume_flags)),
	MK(name_len, T_S16), MK(name, VOLUME_NAME(struct ubi_mkvol_req, name_len)));

/* An element of what struct ubi_rnvol_req ends with. */
struct renamed {
	int32_t vol_id;
	int16_t name_len;
	int8_t padding2[2];
	char name[UBI_MAX_VOLUME_NAME + 1];
};
_Static_assert(sizeof(struct renamed) == sizeof(((struct ubi_rnvol_req *)0)->ents[0]), "renamed");

#define RN(m, t)	FIELD(struct renamed, m, t)
static const struct sct_type t_renamed = STRUCT(struct renamed,
	RN(vol_id, T_INT), RN(name_len, T_S16), RN(name, VOLUME_NAME(struct renamed, name_len)));

static void print_renamed(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	int32_t nr = (int32_t)SCT_LOAD(v->outer, struct ubi_rnvol_req, count);

	if (nr < 0)
		nr = 0;
	sct_put_array(p, t, v->addr, nr < UBI_MAX_RNVOL ? (uint64_t)nr : UBI_MAX_RNVOL);
}

static const struct sct_type t_all_renamed = {
	.print = print_renamed, .elem = &t_renamed, .flags = SCT_T_RAW_PTR,
	.len = { .from = SCT_LEN_PTR32 },
};
static const struct sct_type t_ubi_rename = STRUCT(struct ubi_rnvol_req,
	FIELD(struct ubi_rnvol_req, count, T_INT),
	FIELD(struct ubi_rnvol_req, ents, &t_all_renamed));

/* --- Requests ---------------------------------------------------------------------- */

static const struct sct_case cases[] = {
	CASE(MEMGETINFO, GET(t_mtd_info)), CASE(MEMERASE, SET(t_mtd_erase)),
	CASE(MEMLOCK, SET(t_mtd_erase)), CASE(MEMUNLOCK, SET(t_mtd_erase)),
	CASE(MEMISLOCKED, SET(t_mtd_erase)), CASE(MEMERASE64, SET(t_mtd_erase64)),
	CASE(MEMGETBADBLOCK, SET_U64), CASE(MEMSETBADBLOCK, SET_U64),
	CASE(MEMGETREGIONCOUNT, GET_INT), CASE(OTPGETREGIONCOUNT, GET_UINT),
	CASE(OTPGETREGIONINFO, GET(t_otp_info)), CASE(OTPLOCK, SET(t_otp_info)),
	CASE(OTPSELECT, ARGS(IN(ENUM(mtd_otp_modes)))), CASE(ECCGETSTATS, GET(t_ecc_stats)),
	CASE(MEMGETREGIONINFO, BOTH(t_region)),
	CASE64(MEMWRITEOOB, SET(t_oob)), CASE64(MEMREADOOB, SET(t_oob)),
	CASE_OF(READS_WRITES, 'M', 3, struct compat_mtd_oob_buf, SET(t_oob)),
	CASE_OF(READS_WRITES, 'M', 4, struct compat_mtd_oob_buf, SET(t_oob)),
	CASE(MEMWRITEOOB64, SET(t_oob64)), CASE(MEMREADOOB64, SET(t_oob64)),
	CASE(MEMWRITE, SET(t_mtd_write)), CASE(MEMGETOOBSEL, GET(t_oobinfo)),
	CASE(ECCGETLAYOUT, GET(t_ecclayout)),
	CASE(MTDFILEMODE, ARGS(ENUM_LONG(mtd_file_modes))),

	CASE(UBI_IOCVOLRMBLK, NOTHING), CASE(UBI_IOCVOLCRBLK, NOTHING), CASE(UBI_IOCEBER, SET_INT),
	CASE(UBI_IOCEBUNMAP, SET_INT), CASE(UBI_IOCEBISMAP, SET_INT), CASE(UBI_IOCRMVOL, SET_INT),
	CASE(UBI_IOCRPEB, SET_INT), CASE(UBI_IOCSPEB, SET_INT), CASE(UBI_IOCDET, SET_INT),
	CASE(UBI_IOCVOLUP, ARGS(IN(T_S64))), CASE(UBI_IOCEBCH, SET(t_leb_change)),
	CASE(UBI_IOCEBMAP, SET(t_ubi_map)), CASE(UBI_IOCRSVOL, SET(t_ubi_resize)),
	CASE(UBI_IOCSETVOLPROP, SET(t_ubi_property)),
	CASE(UBI_IOCATT, ARGS(NUMBERED(t_ubi_attach))),
	CASE(UBI_IOCMKVOL, ARGS(NUMBERED(t_ubi_make))), CASE(UBI_IOCRNVOL, SET(t_ubi_rename)),
};

IOCTLS(storage);
