/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's structures of 32-bit calls, where they differ from those of
 * 64-bit ones: what the kernel's own headers call compat_*.
 */
#ifndef SCT_COMPAT_H
#define SCT_COMPAT_H

#include <stdint.h>

/* Four-byte alignment, as i386 has it. */
typedef int64_t __attribute__((aligned(4))) compat_s64;
typedef uint64_t __attribute__((aligned(4))) compat_u64;

struct compat_iovec {
	uint32_t iov_base;
	uint32_t iov_len;
};

struct compat_timespec {
	int32_t tv_sec;
	int32_t tv_nsec;
};

struct compat_timeval {
	int32_t tv_sec;
	int32_t tv_usec;
};

struct compat_stat {
	uint32_t st_dev, st_ino;
	uint16_t st_mode, st_nlink, st_uid, st_gid;
	uint32_t st_rdev, st_size, st_blksize, st_blocks;
	uint32_t st_atime, st_atime_nsec, st_mtime, st_mtime_nsec, st_ctime, st_ctime_nsec;
	uint32_t __unused4, __unused5;
};

struct compat_stat64 {
	compat_u64 st_dev;
	uint8_t __pad0[4];
	uint32_t __st_ino, st_mode, st_nlink, st_uid, st_gid;
	compat_u64 st_rdev;
	uint8_t __pad3[4];
	compat_s64 st_size;
	uint32_t st_blksize;
	compat_u64 st_blocks;
	uint32_t st_atime, st_atime_nsec, st_mtime, st_mtime_nsec, st_ctime, st_ctime_nsec;
	compat_u64 st_ino;
};

struct compat_statfs {
	uint32_t f_type, f_bsize, f_blocks, f_bfree, f_bavail, f_files, f_ffree;
	uint32_t f_fsid[2];
	uint32_t f_namelen, f_frsize, f_flags, f_spare[4];
};

struct compat_flock {
	int16_t l_type, l_whence;
	int32_t l_start, l_len, l_pid;
};

struct compat_flock64 {
	int16_t l_type, l_whence;
	compat_s64 l_start, l_len;
	int32_t l_pid;
};

struct compat_rlimit {
	uint32_t rlim_cur, rlim_max;
};

struct compat_sysinfo {
	int32_t uptime;
	uint32_t loads[3], totalram, freeram, sharedram, bufferram, totalswap, freeswap;
	uint16_t procs, pad;
	uint32_t totalhigh, freehigh, mem_unit;
	char _f[8];
};

struct compat_tms {
	int32_t tms_utime, tms_stime, tms_cutime, tms_cstime;
};

#endif
