// SPDX-License-Identifier: GPL-2.0
/*
 * What is known of files and file systems: stat, statx, statfs, and directories.
 */
#include <asm/stat.h>
#include <asm/statfs.h>
#include <linux/fcntl.h>
#include <linux/stat.h>

#include "decode/common.h"
#include "decode/compat.h"
#include "decode/newer.h"

#define ST_VALID	0x20	/* of the kernel's <linux/statfs.h> */
#define MAX_DIRENTS	32768	/* bytes; what glibc reads at once */

static bool is_device_mode(uint64_t mode)
{
	return (mode & S_IFMT) == S_IFCHR || (mode & S_IFMT) == S_IFBLK;
}

/* --- stat ------------------------------------------------------------------ */

/* Seconds, with the nanoseconds in the field behind them. */
static void print_stat_time(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	uint64_t at = v->addr - v->outer->addr + v->size;

	(void)t;
	sb_s64(p->sb, (int64_t)v->v);
	sct_put_date(p, (int64_t)v->v, sct_load_field(v->outer, at, v->size), 9);
}

static const struct sct_type t_stat_time = {
	.print = print_stat_time, .flags = SCT_T_SIGNED,
};

/* One of these for each layout, since the condition reads st_mode. */
#define STAT_KIND(id, S, C) \
	static bool id##_is_device(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		return is_device_mode(p->compat ? SCT_LOAD(s, C, st_mode) : \
						  SCT_LOAD(s, S, st_mode)); \
	} \
	static bool id##_is_no_device(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		return !id##_is_device(p, s); \
	} \
	static const struct sct_type t_##id = STRUCT2(S, C, \
		FIELD2(S, C, st_dev, T_DEV, .verbose = true), \
		FIELD2(S, C, st_ino, T_U64, .verbose = true), \
		FIELD2(S, C, st_mode, T_UMODE), \
		FIELD2(S, C, st_nlink, T_ULONG, .verbose = true), \
		FIELD2(S, C, st_uid, T_ULONG, .verbose = true), \
		FIELD2(S, C, st_gid, T_ULONG, .verbose = true), \
		FIELD2(S, C, st_blksize, T_ULONG, .verbose = true), \
		FIELD2(S, C, st_blocks, T_ULONG, .verbose = true), \
		FIELD2(S, C, st_rdev, T_DEV, .when = id##_is_device), \
		FIELD2(S, C, st_size, T_U64, .when = id##_is_no_device), \
		FIELD2(S, C, st_atime, &t_stat_time, .verbose = true), \
		FIELD2(S, C, st_atime_nsec, T_ULONG, .verbose = true), \
		FIELD2(S, C, st_mtime, &t_stat_time, .verbose = true), \
		FIELD2(S, C, st_mtime_nsec, T_ULONG, .verbose = true), \
		FIELD2(S, C, st_ctime, &t_stat_time, .verbose = true), \
		FIELD2(S, C, st_ctime_nsec, T_ULONG, .verbose = true))

STAT_KIND(stat, struct stat, struct compat_stat);
STAT_KIND(stat64, struct stat, struct compat_stat64);

/* --- oldstat: of 32-bit programs only ------------------------------------- */

struct old_stat {
	uint16_t st_dev, st_ino, st_mode, st_nlink, st_uid, st_gid, st_rdev;
	uint32_t st_size, st_atime, st_mtime, st_ctime;
};

static void print_old_time(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	(void)t;
	sb_s64(p->sb, (int64_t)v->v);
	sct_put_date(p, (int64_t)v->v, 0, 0);
}

/* It has neither, but strace shows them. */
static void print_no_blocks(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	(void)v;
	sb_str(p->sb, "st_blksize=0, st_blocks=0");
}

static bool old_is_device(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return is_device_mode(SCT_LOAD(s, struct old_stat, st_mode));
}

static bool old_is_no_device(const struct sct_printer *p, const struct sct_value *s)
{
	return !old_is_device(p, s);
}

static const struct sct_type t_old_time = { .print = print_old_time, .flags = SCT_T_SIGNED };
static const struct sct_type t_no_blocks = { .print = print_no_blocks };

#define OLD(m, t, ...)	FIELD(struct old_stat, m, t, ##__VA_ARGS__)

static const struct sct_type t_old_stat = STRUCT(struct old_stat,
	OLD(st_dev, T_DEV, .verbose = true), OLD(st_ino, T_U64, .verbose = true),
	OLD(st_mode, T_UMODE), OLD(st_nlink, T_ULONG, .verbose = true),
	OLD(st_uid, T_ULONG, .verbose = true), OLD(st_gid, T_ULONG, .verbose = true),
	FIELD_AS("", struct old_stat, st_dev, &t_no_blocks, .verbose = true),
	OLD(st_rdev, T_DEV, .when = old_is_device), OLD(st_size, T_U64, .when = old_is_no_device),
	OLD(st_atime, &t_old_time, .verbose = true), OLD(st_mtime, &t_old_time, .verbose = true),
	OLD(st_ctime, &t_old_time, .verbose = true));

/* --- statx ----------------------------------------------------------------- */

static const struct sct_type t_statx_time = {
	.print = sct_print_struct, .size = { 16, 16 }, .nr_fields = 2,
	.fields = (const struct sct_field[]){
		FIELD(struct now_timestamp, tv_sec, T_S64),
		FIELD(struct now_timestamp, tv_nsec, T_UINT),
	},
};

static void print_statx_time(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	sct_print_struct(p, &t_statx_time, v);
	sct_put_date(p, (int64_t)SCT_LOAD(v, struct now_timestamp, tv_sec),
		     SCT_LOAD(v, struct now_timestamp, tv_nsec), 9);
}

static const struct sct_type t_statx_date = { .print = print_statx_time };

/* Most fields are only there when their bit of the mask says so. */
#define STATX_HAS(id, bits) \
	static bool has_##id(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		(void)p; \
		return SCT_LOAD(s, struct now_statx, stx_mask) & (bits); \
	}

STATX_HAS(nlink, STATX_NLINK)
STATX_HAS(uid, STATX_UID)
STATX_HAS(gid, STATX_GID)
STATX_HAS(mode, STATX_TYPE | STATX_MODE)
STATX_HAS(ino, STATX_INO)
STATX_HAS(size, STATX_SIZE)
STATX_HAS(blocks, STATX_BLOCKS)
STATX_HAS(atime, STATX_ATIME)
STATX_HAS(btime, STATX_BTIME)
STATX_HAS(ctime, STATX_CTIME)
STATX_HAS(mtime, STATX_MTIME)
STATX_HAS(mnt_id, STATX_MNT_ID | 0x4000)	/* STATX_MNT_ID_UNIQUE */
STATX_HAS(dio, STATX_DIOALIGN)
STATX_HAS(subvol, 0x8000)
STATX_HAS(atomic, 0x10000)
STATX_HAS(dio_read, 0x20000)

#define STX(m, t, ...)	FIELD(struct now_statx, stx_##m, t, ##__VA_ARGS__)
#define STX_V(m, t)	STX(m, t, .verbose = true)
#define STX_ATOMIC(m) \
	STX(atomic_write_##m, T_UINT, .when = has_atomic, .verbose = true)
#define STX_IF(m, t)	STX(m, t, .when = has_##m, .verbose = true)

static const struct sct_type t_statx = STRUCT(struct now_statx,
	STX(mask, FLAGS(statx_mask)), STX_V(blksize, T_UINT),
	STX(attributes, FLAGS_U64(statx_attributes)), STX_IF(nlink, T_UINT),
	STX_IF(uid, T_UID), STX_IF(gid, T_UID), STX(mode, T_UMODE, .when = has_mode),
	STX_IF(ino, T_U64), STX(size, T_U64, .when = has_size), STX_IF(blocks, T_U64),
	STX_V(attributes_mask, FLAGS_U64(statx_attributes)),
	STX_IF(atime, &t_statx_date), STX_IF(btime, &t_statx_date),
	STX_IF(ctime, &t_statx_date), STX_IF(mtime, &t_statx_date),
	STX_V(rdev_major, T_UINT), STX_V(rdev_minor, T_UINT),
	STX_V(dev_major, T_UINT), STX_V(dev_minor, T_UINT), STX_IF(mnt_id, T_HEX64),
	STX(dio_mem_align, T_UINT, .when = has_dio, .verbose = true),
	STX(dio_offset_align, T_UINT, .when = has_dio, .verbose = true), STX_IF(subvol, T_HEX64),
	STX_ATOMIC(unit_min), STX_ATOMIC(unit_max), STX_ATOMIC(segments_max),
	STX(dio_read_offset_align, T_UINT, .when = has_dio_read, .verbose = true),
	STX_ATOMIC(unit_max_opt));

/* The two bits of synchronisation are a number, the rest are flags. */
static void print_statx_flags(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t flags = v->v & ~(uint64_t)AT_STATX_SYNC_TYPE;

	(void)t;
	if (p->opt->const_style != SCT_CONST_RAW || flags != v->v)
		sct_put_flags(p, &sct_set_statx_sync, v->v & AT_STATX_SYNC_TYPE);
	if (!flags)
		return;
	sb_char(p->sb, '|');
	sct_put_flags(p, &sct_set_statx_flags, flags);
}

static const struct sct_type t_statx_flags = { .print = print_statx_flags, .size = { 4, 4 } };

/* --- statfs ---------------------------------------------------------------- */

static void print_fsid(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_str(p->sb, "{val=[");
	sb_hex(p->sb, sct_load_field(v, 0, 4));
	sb_str(p->sb, ", ");
	sb_hex(p->sb, sct_load_field(v, 4, 4));
	sb_str(p->sb, "]}");
}

static const struct sct_type t_fsid = { .print = print_fsid };

/* Valid, says the kernel, or from before it did. */
static bool has_statfs_flags(const struct sct_printer *p, const struct sct_value *s)
{
	size_t size = p->compat ? 4 : 8;
	size_t off = offsetof(struct statfs, f_flags);

	if (p->compat)
		off = s->size == sizeof(struct compat_statfs) ?
		      offsetof(struct compat_statfs, f_flags) :
		      offsetof(struct compat_statfs64, f_flags);
	return sct_load_field(s, off, size) & ST_VALID;
}

#define STATFS(S, C) STRUCT2(S, C, \
	FIELD2(S, C, f_type, ENUM_LONG(fs_magic)), FIELD2(S, C, f_bsize, T_ULONG), \
	FIELD2(S, C, f_blocks, T_ULONG), FIELD2(S, C, f_bfree, T_ULONG), \
	FIELD2(S, C, f_bavail, T_ULONG), FIELD2(S, C, f_files, T_ULONG), \
	FIELD2(S, C, f_ffree, T_ULONG), FIELD2(S, C, f_fsid, &t_fsid), \
	FIELD2(S, C, f_namelen, T_ULONG), FIELD2(S, C, f_frsize, T_ULONG), \
	FIELD2(S, C, f_flags, FLAGS_LONG(statfs_flags), .when = has_statfs_flags))

static const struct sct_type t_statfs = STATFS(struct statfs, struct compat_statfs);
static const struct sct_type t_statfs64 = STATFS(struct statfs, struct compat_statfs64);

/* The kernel takes no other size. */
static void print_statfs64(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	if (sct_arg(p, 1, T_SIZE) == t->elem->size[p->compat])
		sct_print_pointer(p, t, v);
	else
		sct_put_addr(p, v->v);
}

#define OUT_STATFS64	SCT_POINTER(print_statfs64, SCT_DIR_OUT, &t_statfs64, LEN_N(1))

/* --- Directories ----------------------------------------------------------- */

/* Where the parts of an entry are: old and new getdents, 64 and 32 bits. */
struct dirent_layout {
	unsigned int word;	/* bytes of d_ino and d_off */
	unsigned int reclen;	/* offset of d_reclen */
	unsigned int name;	/* offset of d_name */
	bool new;		/* d_type before the name, else at the end */
};

/* Up to a NUL, which has its place at the end. */
static void put_name(struct sct_printer *p, const uint8_t *name, size_t room)
{
	struct sct_printer q = sct_printer_of(p, SCT_REDACT_PATHS);

	sct_put_string(&q, name, strnlen((const char *)name, room - 1), !memchr(name, 0, room));
}

static void put_type(struct sct_printer *p, uint8_t type)
{
	sb_str(p->sb, ", d_type=");
	sct_put_enum(p, &sct_set_dirent_types, type);
}

/* Bytes that an entry has too few or too many for its place. */
static void put_wrong_length(struct sct_printer *p, const struct dirent_layout *l, size_t reclen,
			     size_t left)
{
	const char *what = p->abbrev ? "d_reclen " : "";

	if (reclen < l->name)
		sb_printf(p->sb, " /* %s%zu bytes underflow */", what, l->name - reclen);
	else if (reclen > left)
		sb_printf(p->sb, " /* %s%zu bytes overflow */", what, reclen - left);
}

/* @used bytes of the entry at @mem are in what was read. */
static void put_entry(struct sct_printer *p, const struct dirent_layout *l, const uint8_t *mem,
		      size_t used, size_t left)
{
	size_t room = used > l->name ? used - l->name : 0;

	sb_printf(p->sb, "{d_ino=%llu, d_off=", (unsigned long long)sct_load(mem, l->word));
	sb_u64(p->sb, sct_load(mem + l->word, l->word));
	sb_printf(p->sb, ", d_reclen=%u", (unsigned int)sct_load(mem + l->reclen, 2));
	put_wrong_length(p, l, sct_load(mem + l->reclen, 2), left);
	if (l->new)
		put_type(p, mem[l->reclen + 2]);
	if (room > !l->new) {
		sb_str(p->sb, ", d_name=");
		put_name(p, mem + l->name, room - !l->new);
	}
	if (!l->new && room)
		put_type(p, mem[used - 1]);
	sb_char(p->sb, '}');
}

/* What is too little for an entry. */
static void put_rest(struct sct_printer *p, uint64_t addr, size_t left)
{
	const uint8_t *mem = sct_mem_exact(p, addr, left);

	if (mem)
		sct_put_hexbytes(p, mem, left);
	else
		sct_put_addr(p, addr);
}

/* One entry, or what is there instead; returns its bytes, 0 when it was the last. */
static size_t put_next(struct sct_printer *p, const struct dirent_layout *l, uint64_t addr,
		       size_t left)
{
	const uint8_t *mem = sct_mem_exact(p, addr, l->name);
	size_t reclen = mem ? sct_load(mem + l->reclen, 2) : 0;
	size_t used = reclen < left ? reclen : left;

	if (mem && used > l->name && !p->abbrev)
		mem = sct_mem_exact(p, addr, used);
	if (!mem) {
		if (!p->abbrev)
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)addr);
		return 0;
	}
	if (p->abbrev)
		put_wrong_length(p, l, reclen, left);
	else
		put_entry(p, l, mem, used, left);
	return reclen < l->name ? 0 : used;
}

static void put_list(struct sct_printer *p, const struct dirent_layout *l, uint64_t addr,
		     size_t left)
{
	const char *sep = "";
	size_t used;

	sb_char(p->sb, '[');
	for (; left; left -= used, addr += used, sep = ", ") {
		sb_str(p->sb, sep);
		if (left < l->name) {
			put_rest(p, addr, left);
			break;
		}
		used = put_next(p, l, addr, left);
		if (!used)
			break;
	}
	sb_char(p->sb, ']');
}

static void put_count(struct sct_printer *p, const struct dirent_layout *l, uint64_t addr,
		      size_t left)
{
	unsigned int nr = 0;
	size_t used;

	sct_put_addr(p, addr);
	for (; left >= l->name && sct_mem_exact(p, addr, l->name); left -= used, addr += used) {
		used = put_next(p, l, addr, left);
		nr++;
		if (!used)
			break;
	}
	sb_printf(p->sb, " /* %u%s entries */", nr, left ? "+" : "");
}

static void print_dirents(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	static const struct dirent_layout layouts[2][2] = {
		{ { 8, 16, 18, false }, { 4, 8, 10, false } },	/* getdents */
		{ { 8, 16, 19, true }, { 8, 16, 19, true } },	/* getdents64 */
	};
	const struct dirent_layout *l = &layouts[t->param][p->compat];
	size_t len = sct_succeeded(p) ? (size_t)p->call->ret : 0;

	if (!p->verbose || !sct_succeeded(p))
		sct_put_addr(p, v->v);
	else if (p->abbrev)
		put_count(p, l, v->v, len);
	else if (len < l->name)
		len ? put_rest(p, v->v, len) : sb_str(p->sb, "[]");
	else if (sct_mem_exact(p, v->v, l->name))
		put_list(p, l, v->v, len);
	else
		sct_put_addr(p, v->v);
}

/* The one entry of readdir; what is behind it is only told when there is none. */
static const struct dirent_layout readdir_layout = { 4, 8, 10, false };

static bool has_no_entry(const struct sct_printer *p)
{
	struct sct_printer q = *p;

	q.phase = SCT_PHASE_OUT;
	return !sct_succeeded(p) || (p->call->ret &&
	       !sct_mem_exact(&q, sct_arg(p, 1, T_ADDR), readdir_layout.name));
}

static void print_old_entry(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_printer name = sct_printer_of(p, SCT_REDACT_PATHS);
	const struct dirent_layout *l = &readdir_layout;
	const uint8_t *mem;
	size_t len;

	(void)t;
	if (has_no_entry(p) || !p->call->ret || !p->verbose) {
		sct_put_addr(p, v->v);
		return;
	}
	mem = sct_mem_exact(p, v->v, l->name);
	len = sct_load(mem + l->reclen, 2);
	sb_printf(p->sb, "{d_ino=%u, d_off=%u, d_reclen=%zu, d_name=",
		  (uint32_t)sct_load(mem, 4), (uint32_t)sct_load(mem + 4, 4), len);
	mem = len <= 256 ? sct_mem_exact(p, v->v, l->name + len) : NULL;
	if (mem)
		sct_put_string(&name, mem + l->name, len, false);
	else
		sct_put_addr(p, v->v + l->name);
	sb_char(p->sb, '}');
}

#define READDIR_ENTRY \
	CUSTOM(print_old_entry, SCT_DIR_OUT, .capture = SCT_CAP_BLOCK, .len = LEN_N(10 + 256), \
	       .flags = SCT_T_RAW_PTR)

#define DIRENTS(new) \
	CUSTOM(print_dirents, SCT_DIR_OUT, .capture = SCT_CAP_BLOCK, .param = (new), \
	       .len = { .from = SCT_LEN_RET, .n = MAX_DIRENTS })

const struct sct_annotation sct_calls_stat[] = {
	SYSCALL(stat, ARGS(T_PATH, OUT(&t_stat))),
	SYSCALL(lstat, ARGS(T_PATH, OUT(&t_stat))),
	SYSCALL(fstat, ARGS(T_FD, OUT(&t_stat))),
	SYSCALL(stat64, ARGS(T_PATH, OUT(&t_stat64))),
	SYSCALL(lstat64, ARGS(T_PATH, OUT(&t_stat64))),
	SYSCALL(fstat64, ARGS(T_FD, OUT(&t_stat64))),
	SYSCALL_32(oldstat, ARGS(T_PATH, OUT(&t_old_stat))),
	SYSCALL_32(oldlstat, ARGS(T_PATH, OUT(&t_old_stat))),
	SYSCALL_32(oldfstat, ARGS(T_FD, OUT(&t_old_stat))),
	SYSCALL(newfstatat, ARGS(T_DIRFD, T_PATH, OUT(&t_stat), FLAGS(at_flags))),
	SYSCALL(fstatat64, ARGS(T_DIRFD, T_PATH, OUT(&t_stat64), FLAGS(at_flags))),
	SYSCALL(statx, ARGS(T_DIRFD, T_PATH, &t_statx_flags, FLAGS(statx_mask), OUT(&t_statx))),
	SYSCALL(statfs, ARGS(T_PATH, OUT(&t_statfs))),
	SYSCALL(fstatfs, ARGS(T_FD, OUT(&t_statfs))),
	SYSCALL(statfs64, ARGS(T_PATH, T_SIZE, OUT_STATFS64)),
	SYSCALL(fstatfs64, ARGS(T_FD, T_SIZE, OUT_STATFS64)),
	SYSCALL(getdents, ARGS(T_FD, DIRENTS(0), T_UINT)),
	SYSCALL(getdents64, ARGS(T_FD, DIRENTS(1), T_UINT)),
	SYSCALL_32(readdir, ARGS(T_FD, READDIR_ENTRY, WHEN(has_no_entry, T_UINT))),
	{ .name = NULL }
};
