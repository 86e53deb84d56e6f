/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Structures of kernels that are newer than the headers we build with: as the
 * kernel has them, in our own names, so that either header will do.
 */
#ifndef SCT_NEWER_H
#define SCT_NEWER_H

#include <stdint.h>

struct now_timestamp {
	int64_t tv_sec;
	uint32_t tv_nsec;
	int32_t reserved;
};

struct now_statx {
	uint32_t stx_mask, stx_blksize;
	uint64_t stx_attributes;
	uint32_t stx_nlink, stx_uid, stx_gid;
	uint16_t stx_mode, spare0;
	uint64_t stx_ino, stx_size, stx_blocks, stx_attributes_mask;
	struct now_timestamp stx_atime, stx_btime, stx_ctime, stx_mtime;
	uint32_t stx_rdev_major, stx_rdev_minor, stx_dev_major, stx_dev_minor;
	uint64_t stx_mnt_id;
	uint32_t stx_dio_mem_align, stx_dio_offset_align;
	uint64_t stx_subvol;
	uint32_t stx_atomic_write_unit_min, stx_atomic_write_unit_max;
	uint32_t stx_atomic_write_segments_max, stx_dio_read_offset_align;
	uint32_t stx_atomic_write_unit_max_opt, spare2;
	uint64_t spare3[8];
};
_Static_assert(sizeof(struct now_statx) == 256, "struct statx");

struct now_xattr_args {
	uint64_t value;
	uint32_t size, flags;
};

/* Argument of fcntl's F_GETDELEG and F_SETDELEG. */
struct now_delegation {
	uint32_t d_flags;
	uint16_t d_type, __pad;
};

#endif
