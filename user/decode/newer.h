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

struct now_cachestat_range {
	uint64_t off, len;
};

struct now_cachestat {
	uint64_t nr_cache, nr_dirty, nr_writeback, nr_evicted, nr_recently_evicted;
};

struct now_file_attr {
	uint64_t fa_xflags;
	uint32_t fa_extsize, fa_nextents, fa_projid, fa_cowextsize;
};
_Static_assert(sizeof(struct now_file_attr) == 24, "struct file_attr");

/* statmount and listmount: what is asked about. */
struct now_mnt_id_req {
	uint32_t size, mnt_ns_fd;
	uint64_t mnt_id, param, mnt_ns_id;
};
_Static_assert(sizeof(struct now_mnt_id_req) == 32, "struct mnt_id_req");

/* Strings are offsets into what is behind the structure. */
struct now_statmount {
	uint32_t size, mnt_opts;
	uint64_t mask;
	uint32_t sb_dev_major, sb_dev_minor;
	uint64_t sb_magic;
	uint32_t sb_flags, fs_type;
	uint64_t mnt_id, mnt_parent_id;
	uint32_t mnt_id_old, mnt_parent_id_old;
	uint64_t mnt_attr, mnt_propagation, mnt_peer_group, mnt_master, propagate_from;
	uint32_t mnt_root, mnt_point;
	uint64_t mnt_ns_id;
	uint32_t fs_subtype, sb_source, opt_num, opt_array, opt_sec_num, opt_sec_array;
	uint64_t supported_mask;
	uint32_t mnt_uidmap_num, mnt_uidmap, mnt_gidmap_num, mnt_gidmap;
	uint64_t spare[43];
};
_Static_assert(sizeof(struct now_statmount) == 512, "struct statmount");

struct now_ns_id_req {
	uint32_t size, spare;
	uint64_t ns_id;
	uint32_t ns_type, spare2;
	uint64_t user_ns_id;
};
_Static_assert(sizeof(struct now_ns_id_req) == 32, "struct ns_id_req");

/* Argument of EPIOCSPARAMS and EPIOCGPARAMS. */
struct now_epoll_params {
	uint32_t busy_poll_usecs;
	uint16_t busy_poll_budget;
	uint8_t prefer_busy_poll, __pad;
};
_Static_assert(sizeof(struct now_epoll_params) == 8, "struct epoll_params");

/* Argument of NS_MNT_GET_INFO and the like. */
struct now_mnt_ns_info {
	uint32_t size, nr_mounts;
	uint64_t mnt_ns_id;
};
_Static_assert(sizeof(struct now_mnt_ns_info) == 16, "struct mnt_ns_info");

/* Each has ctx_len bytes of ctx behind it, and is len bytes long. */
struct now_lsm_ctx {
	uint64_t id, flags, len, ctx_len;
};

#endif
