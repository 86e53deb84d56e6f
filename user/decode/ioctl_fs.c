// SPDX-License-Identifier: GPL-2.0
/*
 * What the ioctls of files, block devices and loop devices point to.
 */
#include <linux/blkpg.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <linux/hdreg.h>
#include <linux/loop.h>

#include "decode/ioctl.h"

#define CLONE(m, t)	FIELD(struct file_clone_range, m, t)
const struct sct_type sct_t_clone_range = STRUCT(struct file_clone_range,
	CLONE(src_fd, T_FD), CLONE(src_offset, T_U64), CLONE(src_length, T_U64),
	CLONE(dest_offset, T_U64));

const struct sct_type sct_t_trim_range = STRUCT(struct fstrim_range,
	FIELD(struct fstrim_range, start, T_HEX64), FIELD(struct fstrim_range, len, T_U64),
	FIELD(struct fstrim_range, minlen, T_U64));

#define FSX(m, t)	FIELD(struct fsxattr, m, t)
const struct sct_type sct_t_get_fsxattr = STRUCT(struct fsxattr,
	FSX(fsx_xflags, FLAGS(inode_xflags)), FSX(fsx_extsize, T_UINT), FSX(fsx_nextents, T_UINT),
	FSX(fsx_projid, T_HEX32), FSX(fsx_cowextsize, T_UINT));
const struct sct_type sct_t_set_fsxattr = STRUCT(struct fsxattr,
	FSX(fsx_xflags, FLAGS(inode_xflags)), FSX(fsx_extsize, T_UINT),
	FSX(fsx_projid, T_HEX32), FSX(fsx_cowextsize, T_UINT));

/* --- FIEMAP ---------------------------------------------------------------------- */

#define MAX_EXTENTS	64U

#define FM(m, t)	FIELD(struct fiemap, m, t)
static const struct sct_field fiemap_in[] = {
	FM(fm_start, T_U64), FM(fm_length, T_U64), FM(fm_flags, FLAGS(fiemap_flags)),
	FM(fm_extent_count, T_UINT),
};
static const struct sct_field fiemap_out[] = {
	FM(fm_flags, FLAGS(fiemap_flags)), FM(fm_mapped_extents, T_UINT),
};

#define FE(m, t)	FIELD(struct fiemap_extent, m, t)
static const struct sct_type t_extent = STRUCT(struct fiemap_extent,
	FE(fe_logical, T_U64), FE(fe_physical, T_U64), FE(fe_length, T_U64),
	FE(fe_flags, FLAGS(fiemap_extent_flags)));

static void put_extents(struct sct_printer *p, uint64_t addr, uint64_t nr)
{
	struct sct_type array = { .elem = &t_extent, .len = LEN_N((uint32_t)nr) };
	struct sct_value v = { .v = addr + sizeof(struct fiemap) };

	sb_str(p->sb, ", fm_extents=");
	sct_print_array(p, &array, &v);
}

static void put_mapped(struct sct_printer *p, uint64_t addr)
{
	const uint8_t *mem = sct_mem_exact(p, addr, sizeof(struct fiemap));
	struct sct_value s = { .addr = addr, .mem = mem, .size = sizeof(struct fiemap) };
	bool sep = false;

	if (!mem)
		return;
	sb_str(p->sb, " => {");
	sct_put_fields(p, fiemap_out, 2, &s, &sep);
	if (p->abbrev)
		sb_str(p->sb, ", ...");
	else
		put_extents(p, addr, SCT_LOAD(&s, struct fiemap, fm_mapped_extents));
	sb_char(p->sb, '}');
}

static void print_fiemap(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	struct sct_printer in = *p;
	const uint8_t *mem;
	struct sct_value s = { .addr = v->v, .size = sizeof(struct fiemap) };
	bool sep = false;

	(void)t;
	in.phase = SCT_PHASE_IN;
	mem = p->verbose ? sct_mem_exact(&in, v->v, sizeof(struct fiemap)) : NULL;
	if (p->second_half) {
		if (mem && sct_succeeded(p))
			put_mapped(p, v->v);
		return;
	}
	if (!mem) {
		sct_put_addr(p, v->v);
		return;
	}
	s.mem = mem;
	sb_char(p->sb, '{');
	sct_put_fields(p, fiemap_in, 4, &s, &sep);
	sb_char(p->sb, '}');
}

const struct sct_type sct_t_fiemap_arg = {
	.print = print_fiemap, .dir = SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK, .size = { 8, 4 },
	.flags = SCT_T_SPLIT,
	.len = LEN_N(sizeof(struct fiemap) + MAX_EXTENTS * sizeof(struct fiemap_extent)),
};

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
const struct sct_type sct_t_blkpg = STRUCT2(struct blkpg_ioctl_arg, struct compat_blkpg,
	PG(op, ENUM(blkpg_ops)), PG(flags, T_INT), PG(datalen, T_INT), PG(data, IN(&t_partition)));

struct compat_hd_geometry {
	uint8_t heads, sectors;
	uint16_t cylinders;
	uint32_t start;
};

#define GEO(m, t)	FIELD2(struct hd_geometry, struct compat_hd_geometry, m, t)
const struct sct_type sct_t_hd_geometry = STRUCT2(struct hd_geometry, struct compat_hd_geometry,
	GEO(heads, T_U8), GEO(sectors, T_U8), GEO(cylinders, T_U16), GEO(start, T_ULONG));

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

static bool has_key(const struct sct_printer *p, const struct sct_value *s)
{
	if (!p->abbrev)
		return true;
	return p->compat ? SCT_LOAD(s, struct compat_loop_info, lo_encrypt_key_size) :
	       SCT_LOAD(s, struct loop_info, lo_encrypt_key_size);
}

static bool has_encryption(const struct sct_printer *p, const struct sct_value *s)
{
	return has_key(p, s) || (p->compat ? SCT_LOAD(s, struct compat_loop_info, lo_encrypt_type) :
				 SCT_LOAD(s, struct loop_info, lo_encrypt_type));
}

static bool has_key64(const struct sct_printer *p, const struct sct_value *s)
{
	return !p->abbrev || SCT_LOAD(s, struct loop_info64, lo_encrypt_key_size);
}

static bool has_encryption64(const struct sct_printer *p, const struct sct_value *s)
{
	return has_key64(p, s) || SCT_LOAD(s, struct loop_info64, lo_encrypt_type);
}

#define LO(m, t, ...)	FIELD2(struct loop_info, struct compat_loop_info, m, t, ##__VA_ARGS__)
const struct sct_type sct_t_loop_info = STRUCT2(struct loop_info, struct compat_loop_info,
	LO(lo_number, T_INT),
	LO(lo_device, T_DEV, .verbose = true), LO(lo_inode, T_ULONG, .verbose = true),
	LO(lo_rdevice, T_DEV, .verbose = true), LO(lo_offset, T_HEX32),
	LO(lo_encrypt_type, ENUM(loop_crypts), .when = has_encryption),
	LO(lo_encrypt_key_size, T_UINT, .when = has_encryption),
	LO(lo_flags, FLAGS(loop_flags)), LO(lo_name, T_CSTR),
	LO(lo_encrypt_key, &t_key, .when = has_key),
	LO(lo_init, ARRAY_OF(T_HEXLONG), .verbose = true),
	LO(reserved, ARRAY_OF(T_HEX8), .verbose = true));

#define LO64(m, t, ...)	FIELD(struct loop_info64, m, t, ##__VA_ARGS__)
const struct sct_type sct_t_loop_info64 = STRUCT(struct loop_info64,
	LO64(lo_device, T_DEV, .verbose = true), LO64(lo_inode, T_U64, .verbose = true),
	LO64(lo_rdevice, T_DEV, .verbose = true), LO64(lo_offset, T_HEX64),
	LO64(lo_sizelimit, T_U64, .verbose = true), LO64(lo_number, T_UINT),
	LO64(lo_encrypt_type, ENUM(loop_crypts), .when = has_encryption64),
	LO64(lo_encrypt_key_size, T_UINT, .when = has_encryption64),
	LO64(lo_flags, FLAGS(loop_flags)), LO64(lo_file_name, T_CSTR),
	LO64(lo_crypt_name, T_CSTR, .when = has_encryption64),
	LO64(lo_encrypt_key, &t_key64, .when = has_key64),
	LO64(lo_init, ARRAY_OF(T_HEX64), .verbose = true));

const struct sct_type sct_t_loop_config = STRUCT(struct loop_config,
	FIELD(struct loop_config, fd, T_FD), FIELD(struct loop_config, block_size, T_UINT),
	FIELD(struct loop_config, info, &sct_t_loop_info64));
