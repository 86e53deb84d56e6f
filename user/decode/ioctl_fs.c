// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of files and file systems.
 */
#include <linux/fiemap.h>
#include <linux/fs.h>

#include "decode/ioctl.h"

#define CLONE(m, t)	FIELD(struct file_clone_range, m, t)
static const struct sct_type t_clone_range = STRUCT(struct file_clone_range,
	CLONE(src_fd, T_FD), CLONE(src_offset, T_U64), CLONE(src_length, T_U64),
	CLONE(dest_offset, T_U64));

static const struct sct_type t_trim_range = STRUCT(struct fstrim_range,
	FIELD(struct fstrim_range, start, T_HEX64), FIELD(struct fstrim_range, len, T_U64),
	FIELD(struct fstrim_range, minlen, T_U64));

#define FSX(m, t)	FIELD(struct fsxattr, m, t)
static const struct sct_type t_get_fsxattr = STRUCT(struct fsxattr,
	FSX(fsx_xflags, FLAGS(inode_xflags)), FSX(fsx_extsize, T_UINT), FSX(fsx_nextents, T_UINT),
	FSX(fsx_projid, T_HEX32), FSX(fsx_cowextsize, T_UINT));
static const struct sct_type t_set_fsxattr = STRUCT(struct fsxattr,
	FSX(fsx_xflags, FLAGS(inode_xflags)), FSX(fsx_extsize, T_UINT),
	FSX(fsx_projid, T_HEX32), FSX(fsx_cowextsize, T_UINT));

/* --- FIEMAP ---------------------------------------------------------------------- */

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

static const struct sct_type t_extents = STRUCT(struct fiemap,
	TAIL_FIELD(struct fiemap, fm_extents,
		   OUT_TAIL(&t_extent, LEN_FIELD32(2, struct fiemap, fm_mapped_extents)),
		   .verbose = true));

static void put_mapped(struct sct_printer *p, uint64_t addr)
{
	const uint8_t *mem = sct_mem_exact(p, addr, sizeof(struct fiemap));
	struct sct_value s = { .addr = addr, .mem = mem, .size = sizeof(struct fiemap) };
	bool sep = false;

	if (!mem)
		return;
	sb_str(p->sb, " => {");
	sct_put_fields(p, fiemap_out, 2, &s, &sep);
	if (sct_put_fields(p, t_extents.fields, t_extents.nr_fields, &s, &sep))
		sb_str(p->sb, ", ...");
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

static const struct sct_type t_fiemap_arg = {
	.print = print_fiemap, .elem = &t_extents, .dir = SCT_DIR_INOUT, .capture = SCT_CAP_ARRAY,
	.size = { 8, 4 }, .flags = SCT_T_SPLIT, .len = LEN_N(1),
};

/* --- Deduplication ----------------------------------------------------------------- */

#define MAX_DEDUPES	64U

#define DD(m, t)	FIELD(struct file_dedupe_range, m, t)
static const struct sct_field dedupe_fields[] = {
	DD(src_offset, T_U64), DD(src_length, T_U64), DD(dest_count, T_U16),
};

#define DI(m, t)	FIELD(struct file_dedupe_range_info, m, t)
static const struct sct_type t_dedupe_asked = STRUCT(struct file_dedupe_range_info,
	DI(dest_fd, T_FD), DI(dest_offset, T_U64));
static const struct sct_type t_dedupe_done = STRUCT(struct file_dedupe_range_info,
	DI(bytes_deduped, T_U64), DI(status, T_INT));

/* Two of the files, whatever -s says, or with -v all of them. */
static void put_dedupes(struct sct_printer *p, const struct sct_type *elem,
			const struct sct_value *s)
{
	struct sct_type array = { .elem = elem, .len = { .from = SCT_LEN_PTR16 } };
	struct sct_decode_options options = *p->opt;
	struct sct_printer two = *p;

	options.string_limit = 2;
	two.opt = &options;
	sb_str(p->sb, "info=");
	sct_put_array(&two, &array, s->addr + sizeof(struct file_dedupe_range),
		      SCT_LOAD(s, struct file_dedupe_range, dest_count));
	sb_char(p->sb, '}');
}

/* No results without the files: they are not looked at again then. */
static bool has_dedupes(const struct sct_printer *p, const struct sct_value *s)
{
	uint64_t nr = SCT_LOAD(s, struct file_dedupe_range, dest_count);
	struct sct_printer in = *p;

	in.phase = SCT_PHASE_IN;
	/* one more shows that there are more */
	if (p->abbrev && nr > 3)
		nr = 3;
	return nr && sct_mem_exact(&in, s->addr + sizeof(struct file_dedupe_range),
				   nr * sizeof(struct file_dedupe_range_info));
}

static void print_dedupe(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	size_t size = sizeof(struct file_dedupe_range);
	struct sct_value s;
	bool sep = false;

	if (p->second_half) {
		if (sct_succeeded(p) && sct_struct_at(p, t, SCT_PHASE_OUT, v->v, size, &s) &&
		    has_dedupes(p, &s)) {
			sb_str(p->sb, " => {");
			put_dedupes(p, &t_dedupe_done, &s);
		}
		return;
	}
	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, size, &s)) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '{');
	sct_put_fields(p, dedupe_fields, 3, &s, &sep);
	sb_str(p->sb, ", ");
	put_dedupes(p, &t_dedupe_asked, &s);
}

static const struct sct_type t_dedupe_arg = {
	.print = print_dedupe, .dir = SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK, .size = { 8, 4 },
	.flags = SCT_T_SPLIT,
	.len = LEN_N(sizeof(struct file_dedupe_range) +
		     MAX_DEDUPES * sizeof(struct file_dedupe_range_info)),
};

/* --- Labels ------------------------------------------------------------------------ */

/* The request moves all of it, so that it is whole whatever -s says. */
static void print_label(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	sct_put_mem(p, T_CSTR, v->addr, v->mem, t->size[0], NULL);
}

static const struct sct_type t_label = {
	.print = print_label, .size = { FSLABEL_MAX, FSLABEL_MAX },
};

/* --- Requests ---------------------------------------------------------------------- */

static const struct sct_case cases[] = {
	CASE(FS_IOC_GETFLAGS, ARGS(OUT(FLAGS(inode_flags)))),
	CASE(FS_IOC_SETFLAGS, ARGS(IN(FLAGS(inode_flags)))),
	CASE(FS_IOC32_GETFLAGS, ARGS(OUT(FLAGS(inode_flags)))),
	CASE(FS_IOC32_SETFLAGS, ARGS(IN(FLAGS(inode_flags)))),
	CASE(FS_IOC_FSGETXATTR, ARGS(OUT(&t_get_fsxattr))),
	CASE(FS_IOC_FSSETXATTR, ARGS(IN(&t_set_fsxattr))),
	CASE(FS_IOC_GETFSLABEL, ARGS(OUT(&t_label))),
	CASE(FS_IOC_SETFSLABEL, ARGS(IN(&t_label))), CASE(FIDEDUPERANGE, ARGS(&t_dedupe_arg)),
	CASE(FS_IOC_FIEMAP, ARGS(&t_fiemap_arg)), CASE(FICLONE, ARGS(T_INT)),
	CASE(FICLONERANGE, ARGS(IN(&t_clone_range))),
	CASE(FITRIM, ARGS(IN(&t_trim_range))), CASE(FIFREEZE, NOTHING), CASE(FITHAW, NOTHING),
};

IOCTLS(fs);
