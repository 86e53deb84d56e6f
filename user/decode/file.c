// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on files: by name, and by descriptor.
 */
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/memfd.h>
#include <linux/openat2.h>
#include <linux/stat.h>

#include "decode/common.h"
#include "decode/compat.h"
#include "decode/newer.h"

#define BIT(name, cond) \
	static bool name(const struct sct_printer *p) \
	{ \
		return cond; \
	}

/* --- Flags of open --------------------------------------------------------- */

/* Not O_TMPFILE, which has the bit of O_DIRECTORY. */
#define CREATES(flags)	((flags) & (O_CREAT | __O_TMPFILE))

BIT(creates, CREATES(p->call->args[1]))
BIT(creates_at, CREATES(p->call->args[2]))

/* The access mode is a number, the rest are flags. */
static void put_open_names(struct sct_printer *p, uint64_t flags)
{
	sb_str(p->sb, sct_name_of(&sct_set_open_access, flags & O_ACCMODE));
	sct_put_more_flags(p, &sct_set_open_flags, flags & ~(uint64_t)O_ACCMODE);
}

static void print_open_flags(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	if (!sct_begin_text(p, v->v, 'x'))
		return;
	put_open_names(p, v->v);
	sct_end_text(p);
}

const struct sct_type sct_t_open_flags = {
	.print = print_open_flags, .size = { 4, 4 }, .flags = SCT_T_SCALAR,
};

/* --- struct open_how: as long as an argument says -------------------------- */

static bool how_has_mode(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct open_how, mode) || CREATES(SCT_LOAD(s, struct open_how, flags));
}

static const struct sct_type t_how_flags = { .print = print_open_flags };

static const struct sct_type t_open_how = STRUCT(struct open_how,
	FIELD(struct open_how, flags, &t_how_flags),
	FIELD(struct open_how, mode, &sct_t_mode, .when = how_has_mode),
	FIELD(struct open_how, resolve, FLAGS_U64(resolve_flags)));

/* --- fcntl ----------------------------------------------------------------- */

static bool shows_pid(const struct sct_printer *p, const struct sct_value *s)
{
	uint32_t cmd = (uint32_t)p->call->args[1];

	(void)s;
	return cmd == F_GETLK || cmd == F_OFD_GETLK || cmd == 12;	/* F_GETLK64 */
}

#define FLOCK(C) STRUCT2(struct flock, C, \
	FIELD2(struct flock, C, l_type, ENUM_U16(lock_types)), \
	FIELD2(struct flock, C, l_whence, ENUM_U16(whence)), \
	FIELD2(struct flock, C, l_start, T_S64), FIELD2(struct flock, C, l_len, T_S64), \
	FIELD2(struct flock, C, l_pid, T_PID, .when = shows_pid))

static const struct sct_type t_flock = FLOCK(struct compat_flock);
static const struct sct_type t_flock64 = FLOCK(struct compat_flock64);

/* Whose id it is stands before it. */
static void print_owner(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	uint64_t type = SCT_LOAD(v->outer, struct f_owner_ex, type);

	(void)t;
	if (type == F_OWNER_TID || type == F_OWNER_PID)
		sct_put_pid(p, SCT_PID_TASK, (int)v->v);
	else if (type == F_OWNER_PGRP)
		sct_put_pid(p, SCT_PID_GROUP, (int)v->v);
	else
		sb_s64(p->sb, (int)v->v);
}

static const struct sct_type t_owner = {
	.print = print_owner, .size = { 4, 4 }, .flags = SCT_T_SIGNED,
};

static const struct sct_type t_owner_ex = STRUCT(struct f_owner_ex,
	FIELD(struct f_owner_ex, type, ENUM(owner_types)),
	FIELD(struct f_owner_ex, pid, &t_owner));

static const struct sct_type t_delegation = STRUCT(struct now_delegation,
	FIELD(struct now_delegation, d_flags, T_HEX32),
	FIELD(struct now_delegation, d_type, ENUM_U16(lock_types)),
	FIELD(struct now_delegation, __pad, T_HEX16));

/* "0x1 (flags FD_CLOEXEC)", and 0 alone. */
static void print_ret_flags(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_names bare = *t->names;

	bare.unknown = NULL;
	sb_hex(p->sb, v->v);
	if (!v->v)
		return;
	sb_printf(p->sb, " (%s ", t->name);
	sct_put_flags(p, &bare, v->v);
	sb_char(p->sb, ')');
}

static void print_ret_open_flags(struct sct_printer *p, const struct sct_type *t,
				 const struct sct_value *v)
{
	(void)t;
	sb_hex(p->sb, v->v);
	sb_str(p->sb, " (flags ");
	put_open_names(p, v->v);
	sb_char(p->sb, ')');
}

/* "11 (SIGSEGV)", "0x2 (F_UNLCK)" */
static void print_ret_signal(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	sb_s64(p->sb, (int64_t)v->v);
	if (v->v && v->v <= 64)
		sb_printf(p->sb, " (%s)", sct_signal_name((int)v->v));
}

static void print_ret_enum(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	const char *name = sct_name_of(t->names, v->v);

	sb_hex(p->sb, v->v);
	if (name)
		sb_printf(p->sb, " (%s)", name);
}

#define RET_FLAGS(set, word) \
	RET(TYPE(.print = print_ret_flags, .names = &sct_set_##set, .name = (word), \
		 .size = { 4, 4 }))
#define RET_ENUM(set) \
	RET(TYPE(.print = print_ret_enum, .names = &sct_set_##set, .size = { 4, 4 }))
#define RET_OPEN_FLAGS	RET(TYPE(.print = print_ret_open_flags, .size = { 4, 4 }))
#define RET_SIGNAL	RET(TYPE(.print = print_ret_signal, .size = { 4, 4 }))

#define FCNTL_CASES(lock) \
	CASE(F_DUPFD, ARGS(T_UINT), RET(T_FD)), \
	CASE(F_DUPFD_CLOEXEC, ARGS(T_UINT), RET(T_FD)), \
	CASE(F_GETFD, NO_ARGS, RET_FLAGS(fd_flags, "flags")), \
	CASE(F_SETFD, ARGS(FLAGS(fd_flags))), \
	CASE(F_GETFL, NO_ARGS, RET_OPEN_FLAGS), \
	CASE(F_SETFL, ARGS(T_OPEN_FLAGS)), \
	CASE(F_GETLK, ARGS(OUT(lock))), \
	CASE(F_SETLK, ARGS(IN(lock))), \
	CASE(F_SETLKW, ARGS(IN(lock))), \
	CASE(F_OFD_GETLK, ARGS(OUT(&t_flock64))), \
	CASE(F_OFD_SETLK, ARGS(IN(&t_flock64))), \
	CASE(F_OFD_SETLKW, ARGS(IN(&t_flock64))), \
	CASE(F_SETOWN, ARGS(T_PID)), \
	CASE(F_GETOWN, NO_ARGS, RET(T_PID)), \
	CASE(F_SETOWN_EX, ARGS(IN(&t_owner_ex))), \
	CASE(F_GETOWN_EX, ARGS(OUT(&t_owner_ex))), \
	CASE(F_SETSIG, ARGS(T_SIGNAL)), \
	CASE(F_GETSIG, NO_ARGS, RET_SIGNAL), \
	CASE(F_SETLEASE, ARGS(ENUM(lock_types))), \
	CASE(F_GETLEASE, NO_ARGS, RET_ENUM(lock_types)), \
	CASE(F_NOTIFY, ARGS(FLAGS_LONG(notify_flags))), \
	CASE(F_SETPIPE_SZ, ARGS(T_UINT)), \
	CASE(F_GETPIPE_SZ, NO_ARGS), \
	CASE(F_ADD_SEALS, ARGS(FLAGS(seals))), \
	CASE(F_GET_SEALS, NO_ARGS, RET_FLAGS(seals, "seals")), \
	CASE(F_GET_RW_HINT, ARGS(OUT(ENUM_U64(rw_hints)))), \
	CASE(F_SET_RW_HINT, ARGS(IN(ENUM_U64(rw_hints)))), \
	CASE(F_GET_FILE_RW_HINT, ARGS(OUT(ENUM_U64(rw_hints)))), \
	CASE(F_SET_FILE_RW_HINT, ARGS(IN(ENUM_U64(rw_hints)))), \
	CASE(1027 /* F_DUPFD_QUERY */, ARGS(T_FD)), \
	CASE(1039 /* F_GETDELEG */, ARGS(OUT(&t_delegation))), \
	CASE(1040 /* F_SETDELEG */, ARGS(IN(&t_delegation)))

static const struct sct_case fcntl_cases[] = { FCNTL_CASES(&t_flock) };

/* Only fcntl64 of 32-bit programs knows the commands of 64-bit locks. */
static const struct sct_case fcntl64_cases[] = {
	FCNTL_CASES(&t_flock),
	CASE(12, ARGS(OUT(&t_flock64))),	/* F_GETLK64 */
	CASE(13, ARGS(IN(&t_flock64))),		/* F_SETLK64 */
	CASE(14, ARGS(IN(&t_flock64))),		/* F_SETLKW64 */
};

/* --- File handles ---------------------------------------------------------- */

/* struct file_handle: how many bytes follow is its first field. */
#define HANDLE_HEADER	8
#define MAX_HANDLE	128

/* The type, and the bytes themselves. */
static void put_handle_bytes(struct sct_printer *p, uint64_t addr, const uint8_t *head,
			     uint32_t bytes)
{
	uint32_t shown = bytes < MAX_HANDLE ? bytes : MAX_HANDLE;
	const uint8_t *mem = sct_mem_exact(p, addr, HANDLE_HEADER + shown);

	sb_printf(p->sb, ", handle_type=%d, f_handle=", (int32_t)sct_load(head + 4, 4));
	if (mem)
		sct_put_hexbytes(p, mem + HANDLE_HEADER, shown);
	else
		sb_str(p->sb, "???");
	if (mem && bytes > shown)
		sb_str(p->sb, "...");
}

static void put_handle(struct sct_printer *p, uint64_t addr)
{
	bool filled = p->phase == SCT_PHASE_IN || sct_succeeded(p);
	struct sct_printer in = *p;
	const uint8_t *before, *mem = NULL;
	uint32_t bytes;

	in.phase = SCT_PHASE_IN;
	before = sct_mem_exact(&in, addr, HANDLE_HEADER);
	if (!before) {
		sct_put_addr(p, addr);
		return;
	}
	bytes = (uint32_t)sct_load(before, 4);
	sb_printf(p->sb, "{handle_bytes=%u", bytes);
	if (filled || p->call->ret == -EOVERFLOW)
		mem = sct_mem_exact(p, addr, HANDLE_HEADER);
	if (mem && sct_load(mem, 4) != bytes) {
		bytes = (uint32_t)sct_load(mem, 4);
		sb_printf(p->sb, " => %u", bytes);
	}
	if (mem && filled)
		put_handle_bytes(p, addr, mem, bytes);
	sb_char(p->sb, '}');
}

static void print_handle(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	struct sct_printer q = *p;

	if (t->dir == SCT_DIR_INOUT)
		q.phase = SCT_PHASE_OUT;
	if (v->v && p->verbose)
		put_handle(&q, v->v);
	else
		sct_put_addr(p, v->v);
}

#define HANDLE(d)	CUSTOM(print_handle, d, .capture = SCT_CAP_BLOCK, .flags = SCT_T_ON_ERROR, \
			       .len = LEN_N(HANDLE_HEADER + MAX_HANDLE))

/* What a symbolic link says: printed whole, but no file that -P would mean. */
static const struct sct_type t_link_text = {
	.print = sct_print_path, .dir = SCT_DIR_IN, .capture = SCT_CAP_PATH, .size = { 8, 4 },
};

#define T_LINK_TEXT	(&t_link_text)

/* --- Times ----------------------------------------------------------------- */

#define UTIME_NOW	0x3fffffff
#define UTIME_OMIT	0x3ffffffe

static void print_utime(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	size_t word = v->size / 2;
	uint64_t nsec = sct_load_field(v, word, word);
	const char *name = nsec == UTIME_NOW ? "UTIME_NOW" : "UTIME_OMIT";
	const struct sct_type *plain = word == 8 ? &sct_t_timespec64 : &sct_t_timespec;

	if (nsec != UTIME_NOW && nsec != UTIME_OMIT)
		t->elem->print(p, t->elem, v);
	else if (p->opt->const_style == SCT_CONST_ABBREV)
		sb_str(p->sb, name);
	else
		plain->print(p, plain, v);
	if (p->opt->const_style == SCT_CONST_VERBOSE && (nsec == UTIME_NOW || nsec == UTIME_OMIT))
		sb_printf(p->sb, " /* %s */", name);
}

static const struct sct_type t_utime = {
	.print = print_utime, .elem = &sct_t_timespec_date, .size = { 16, 8 },
};

static const struct sct_type t_utime64 = {
	.print = print_utime, .elem = &sct_t_timespec64_date, .size = { 16, 16 },
};

static void print_date_seconds(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	(void)t;
	sb_s64(p->sb, (int64_t)v->v);
	sct_put_date(p, (int64_t)v->v, 0, 0);
}

static const struct sct_type t_date_seconds = {
	.print = print_date_seconds, .size = { 8, 4 }, .flags = SCT_T_SIGNED,
};

struct kernel_utimbuf { int64_t actime, modtime; };
struct compat_utimbuf { int32_t actime, modtime; };

static const struct sct_type t_utimbuf = STRUCT2(struct kernel_utimbuf, struct compat_utimbuf,
	FIELD2(struct kernel_utimbuf, struct compat_utimbuf, actime, &t_date_seconds),
	FIELD2(struct kernel_utimbuf, struct compat_utimbuf, modtime, &t_date_seconds));

/* --- Modes, sizes ---------------------------------------------------------- */

BIT(makes_device, (p->call->args[1] & S_IFMT) == S_IFCHR || (p->call->args[1] & S_IFMT) == S_IFBLK)
BIT(makes_device_at, (p->call->args[2] & S_IFMT) == S_IFCHR ||
		     (p->call->args[2] & S_IFMT) == S_IFBLK)

static void print_umask(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sct_put_mode(p, v->v);
}

/* A size in the upper bits: "MFD_HUGETLB|21<<MFD_HUGE_SHIFT" */
static void print_memfd_flags(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t huge = v->v & (uint64_t)MFD_HUGE_MASK << MFD_HUGE_SHIFT;

	(void)t;
	if (!v->v) {
		sct_put_flags(p, &sct_set_memfd_flags, 0);
		return;
	}
	if (!sct_begin_text(p, v->v, 'x'))
		return;
	if (v->v != huge)
		sct_put_names(p, &sct_set_memfd_flags, v->v & ~huge);
	if (v->v != huge && huge)
		sb_char(p->sb, '|');
	if (huge)
		sb_printf(p->sb, "%llu<<MFD_HUGE_SHIFT",
			  (unsigned long long)huge >> MFD_HUGE_SHIFT);
	sct_end_text(p);
}

static void print_swap_flags(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	uint64_t priority = v->v & 0x7fff;

	(void)t;
	if (v->v != priority) {
		sct_put_flags(p, &sct_set_swap_flags, v->v & ~0x7fffULL);
		sb_char(p->sb, '|');
	}
	sb_u64(p->sb, priority);
}

/* --- Offsets that are read and written ------------------------------------- */

/* "[5] => [8]", both even where they are the same. */
static void print_moved_offset(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	size_t size = t->elem->size[p->compat];
	const uint8_t *mem;

	if (p->second_half && (!sct_succeeded(p) || !p->call->ret || !v->v || !p->verbose))
		return;
	mem = v->v && p->verbose ? sct_mem_exact(p, v->v, size) : NULL;
	if (!mem) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	if (p->second_half)
		sb_str(p->sb, " => ");
	sb_char(p->sb, '[');
	sct_put_mem(p, t->elem, v->v, mem, size, NULL);
	sb_char(p->sb, ']');
}

#define MOVED(type) \
	SCT_POINTER(print_moved_offset, SCT_DIR_INOUT, type, LEN_N(1), .flags = SCT_T_SPLIT)

/* An offset whose upper half comes first. */
static void print_high_first(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	sb_s64(p->sb, (int64_t)(v->v << 32 | (uint32_t)p->call->args[p->reg + 1]));
}

#define T_HIGH_FIRST	TYPE(.print = print_high_first, .size = { 4, 4 })
#define ULOFF_PAIR	TYPE(.print = sct_print_unsigned, .size = { 8, 8 }, .flags = SCT_T_PAIR)

/* --- cachestat, file_getattr ------------------------------------------------ */

static const struct sct_type t_cachestat_range = STRUCT(struct now_cachestat_range,
	FIELD(struct now_cachestat_range, off, T_HEX64),
	FIELD(struct now_cachestat_range, len, T_U64));

#define CACHE(m)	FIELD(struct now_cachestat, m, T_U64)
static const struct sct_type t_cachestat = STRUCT(struct now_cachestat,
	CACHE(nr_cache), CACHE(nr_dirty), CACHE(nr_writeback), CACHE(nr_evicted),
	CACHE(nr_recently_evicted));

/* Only the kernel counts extents. */
static bool is_got(const struct sct_printer *p, const struct sct_value *s)
{
	(void)s;
	return p->phase == SCT_PHASE_OUT;
}

#define FA(m, t, ...)	FIELD(struct now_file_attr, fa_##m, t, ##__VA_ARGS__)
static const struct sct_type t_file_attr = STRUCT(struct now_file_attr,
	FA(xflags, FLAGS_U64(file_xflags)), FA(extsize, T_UINT),
	FA(nextents, T_UINT, .when = is_got), FA(projid, T_HEX32), FA(cowextsize, T_UINT));

/* --- Calls ----------------------------------------------------------------- */

#define READ_BUF	OUT_BUF(LEN_RET)
#define WRITE_BUF	IN_BUF(LEN_SIZE(2))
#define FLAGS_OPEN	FLAGS(open_flags)
#define ACCESS		FLAGS(access_modes)
#define T_MEMFD_FLAGS	TYPE(.print = print_memfd_flags, .size = { 4, 4 })
#define T_SWAP_FLAGS	TYPE(.print = print_swap_flags, .size = { 4, 4 })
#define RET_UMASK	RET(TYPE(.print = print_umask, .size = { 2, 2 }))
#define IN_OFFSET	IN(T_LOFF)
#define REMOTE_IOVEC(l)	SCT_POINTER(sct_print_array, SCT_DIR_IN, &sct_t_remote_iovec, LEN_SIZE(l))

const struct sct_annotation sct_calls_file[] = {
	/* Names to descriptors */
	SYSCALL(open, ARGS(T_PATH, T_OPEN_FLAGS, WHEN(creates, T_MODE)), RET(T_FD)),
	SYSCALL(openat, ARGS(T_DIRFD, T_PATH, T_OPEN_FLAGS, WHEN(creates_at, T_MODE)), RET(T_FD)),
	SYSCALL(openat2, ARGS(T_DIRFD, T_PATH, IN_SIZED(&t_open_how, 3, 24), T_SIZE), RET(T_FD)),
	SYSCALL(creat, ARGS(T_PATH, T_MODE), RET(T_FD)),
	SYSCALL(memfd_create, ARGS(T_STR, T_MEMFD_FLAGS), RET(T_FD)),
	SYSCALL(memfd_secret, ARGS(FLAGS(memfd_secret_flags)), RET(T_FD)),
	SYSCALL(dup, ARGS(T_FD), RET(T_FD)),
	SYSCALL(dup2, ARGS(T_FD, T_FD), RET(T_FD)),
	SYSCALL(dup3, ARGS(T_FD, T_FD, FLAGS_OPEN), RET(T_FD)),
	SYSCALL(pipe, ARGS(OUT_ARRAY(T_FD, LEN_N(2)))),
	SYSCALL(pipe2, ARGS(OUT_ARRAY(T_FD, LEN_N(2)), FLAGS_OPEN)),
	SYSCALL(close, ARGS(T_FD)),
	SYSCALL(close_range, ARGS(T_UINT, T_UINT, FLAGS(close_range_flags))),

	/* Data */
	SYSCALL(read, ARGS(T_FD, READ_BUF, T_SIZE)),
	SYSCALL(write, ARGS(T_FD, WRITE_BUF, T_SIZE)),
	SYSCALL(pread64, ARGS(T_FD, READ_BUF, T_SIZE, T_LOFF_PAIR)),
	SYSCALL(pwrite64, ARGS(T_FD, WRITE_BUF, T_SIZE, T_LOFF_PAIR)),
	SYSCALL(readv, ARGS(T_FD, OUT_IOVEC(LEN_SIZE(2)), T_ULONG)),
	SYSCALL(writev, ARGS(T_FD, IN_IOVEC(LEN_SIZE(2)), T_ULONG)),
	SYSCALL(preadv, ARGS(T_FD, OUT_IOVEC(LEN_SIZE(2)), T_ULONG, T_LOFF_PAIR)),
	SYSCALL(pwritev, ARGS(T_FD, IN_IOVEC(LEN_SIZE(2)), T_ULONG, T_LOFF_PAIR)),
	SYSCALL(preadv2, ARGS(T_FD, OUT_IOVEC(LEN_SIZE(2)), T_ULONG, T_LOFF_PAIR,
			      AT(5, FLAGS(rwf_flags)))),
	SYSCALL(pwritev2, ARGS(T_FD, IN_IOVEC(LEN_SIZE(2)), T_ULONG, T_LOFF_PAIR,
			       AT(5, FLAGS(rwf_flags)))),
	SYSCALL(process_vm_readv, ARGS(T_PID, OUT_IOVEC(LEN_SIZE(2)), T_ULONG, REMOTE_IOVEC(4),
				       T_ULONG, T_ULONG)),
	SYSCALL(process_vm_writev, ARGS(T_PID, IN_IOVEC(LEN_SIZE(2)), T_ULONG, REMOTE_IOVEC(4),
					T_ULONG, T_ULONG)),
	SYSCALL(vmsplice, ARGS(T_FD, IN_IOVEC(LEN_SIZE(2)), T_ULONG, FLAGS(splice_flags))),
	SYSCALL(splice, ARGS(T_FD, IN_OFFSET, T_FD, IN_OFFSET, T_SIZE, FLAGS(splice_flags))),
	SYSCALL(tee, ARGS(T_FD, T_FD, T_SIZE, FLAGS(splice_flags))),
	SYSCALL(copy_file_range, ARGS(T_FD, IN_OFFSET, T_FD, IN_OFFSET, T_SIZE, T_UINT)),
	SYSCALL(sendfile, ARGS(T_FD, T_FD, MOVED(T_ULONG), T_SIZE)),
	SYSCALL(sendfile64, ARGS(T_FD, T_FD, MOVED(T_U64), T_SIZE)),
	SYSCALL_32(_llseek, ARGS(T_FD, T_HIGH_FIRST, AT(3, OUT(T_U64)), AT(4, ENUM(whence)))),
	SYSCALL(lseek, ARGS(T_FD, T_OFF, ENUM(whence)), RET(T_ULONG)),
	SYSCALL(getrandom, ARGS(CUSTOM(sct_print_hex_buffer, SCT_DIR_OUT, .capture = SCT_CAP_BYTES,
				       .len = LEN_RET), T_SIZE, FLAGS(getrandom_flags))),
	SYSCALL(fallocate, ARGS(T_FD, FLAGS(fallocate_modes), T_LOFF_PAIR, T_LOFF_PAIR)),
	SYSCALL_32(fallocate, ARGS(T_FD, FLAGS(fallocate_modes), T_LOFF_PAIR, AT(4, T_LOFF_PAIR))),
	SYSCALL(fadvise64, ARGS(T_FD, T_LOFF, T_SIZE, ENUM(fadvise_advice))),
	SYSCALL_32(fadvise64, ARGS(T_FD, T_LOFF_PAIR, AT(3, T_SIZE), AT(4, ENUM(fadvise_advice)))),
	SYSCALL_32(fadvise64_64, ARGS(T_FD, T_LOFF_PAIR, AT(3, T_LOFF_PAIR),
				      AT(5, ENUM(fadvise_advice)))),
	SYSCALL(sync_file_range, ARGS(T_FD, T_LOFF, T_LOFF, FLAGS(sync_range_flags))),
	SYSCALL_32(sync_file_range, ARGS(T_FD, T_LOFF_PAIR, AT(3, T_LOFF_PAIR),
					 AT(5, FLAGS(sync_range_flags)))),
	SYSCALL(readahead, ARGS(T_FD, T_LOFF, T_SIZE)),
	SYSCALL_32(readahead, ARGS(T_FD, T_LOFF_PAIR, AT(3, T_SIZE))),
	SYSCALL(truncate, ARGS(T_PATH, T_ULONG)),
	SYSCALL(ftruncate, ARGS(T_FD, T_ULONG)),
	SYSCALL_32(truncate64, ARGS(T_PATH, ULOFF_PAIR)),
	SYSCALL_32(ftruncate64, ARGS(T_FD, ULOFF_PAIR)),

	SYSCALL(cachestat, ARGS(T_FD, IN(&t_cachestat_range), OUT(&t_cachestat), T_HEX32)),

	/* Properties of descriptors and locks */
	SYSCALL(fcntl, ARGS(T_FD, ENUM(fcntl_cmds), SWITCH(1, fcntl_cases, ARGS(T_HEXLONG)))),
	SYSCALL_32(fcntl64, ARGS(T_FD, ENUM(fcntl_cmds),
				 SWITCH(1, fcntl64_cases, ARGS(T_HEXLONG)))),
	SYSCALL(flock, ARGS(T_FD, FLAGS(flock_ops))),

	/* Names */
	SYSCALL(access, ARGS(T_PATH, ACCESS)),
	SYSCALL(faccessat, ARGS(T_DIRFD, T_PATH, ACCESS)),
	SYSCALL(faccessat2, ARGS(T_DIRFD, T_PATH, ACCESS, FLAGS(faccessat_flags))),
	SYSCALL(readlink, ARGS(T_PATH, OUT_NAME_BUF(LEN_RET), T_SIZE)),
	SYSCALL(readlinkat, ARGS(T_DIRFD, T_PATH, OUT_NAME_BUF(LEN_RET), T_SIZE)),
	SYSCALL(renameat2, ARGS(T_DIRFD, T_PATH, T_DIRFD, T_PATH, FLAGS(rename_flags))),
	SYSCALL(linkat, ARGS(T_DIRFD, T_PATH, T_DIRFD, T_PATH, FLAGS(at_flags))),
	SYSCALL(unlinkat, ARGS(T_DIRFD, T_PATH, FLAGS(at_flags))),
	SYSCALL(symlink, ARGS(T_LINK_TEXT, T_PATH)),
	SYSCALL(symlinkat, ARGS(T_LINK_TEXT, T_DIRFD, T_PATH)),
	SYSCALL(mknod, ARGS(T_PATH, T_UMODE, WHEN(makes_device, T_DEV))),
	SYSCALL(mknodat, ARGS(T_DIRFD, T_PATH, T_UMODE, WHEN(makes_device_at, T_DEV))),
	SYSCALL(umask, ARGS(T_MODE), RET_UMASK),
	SYSCALL(fchmodat2, ARGS(T_DIRFD, T_PATH, T_MODE, FLAGS(fchmodat_flags))),
	SYSCALL(file_getattr, ARGS(T_DIRFD, T_PATH, OUT_SIZED(&t_file_attr, 3, 24), T_SIZE,
				   FLAGS(fchmodat_flags))),
	SYSCALL(file_setattr, ARGS(T_DIRFD, T_PATH, IN_SIZED(&t_file_attr, 3, 24), T_SIZE,
				   FLAGS(fchmodat_flags))),
	SYSCALL(fchownat, ARGS(T_DIRFD, T_PATH, T_UID, T_UID, FLAGS(at_flags))),
	SYSCALL(pivot_root, ARGS(T_PATH, T_PATH)),
	SYSCALL(getcwd, ARGS(OUT_CPATH, T_SIZE)),
	SYSCALL(utime, ARGS(T_PATH, IN(&t_utimbuf))),
	SYSCALL(utimes, ARGS(T_PATH, IN_ARRAY(&sct_t_timeval_date, LEN_N(2)))),
	SYSCALL(futimesat, ARGS(T_DIRFD, T_PATH, IN_ARRAY(&sct_t_timeval_date, LEN_N(2)))),
	SYSCALL(utimensat, ARGS(T_DIRFD, T_PATH, IN_ARRAY(&t_utime, LEN_N(2)), FLAGS(at_flags))),
	SYSCALL(utimensat_time64, ARGS(T_DIRFD, T_PATH, IN_ARRAY(&t_utime64, LEN_N(2)),
				       FLAGS(at_flags))),

	SYSCALL(name_to_handle_at, ARGS(T_DIRFD, T_PATH, HANDLE(SCT_DIR_INOUT), OUT(T_INT),
					FLAGS(handle_flags))),
	SYSCALL(open_by_handle_at, ARGS(T_FD, HANDLE(SCT_DIR_IN), T_OPEN_FLAGS), RET(T_FD)),

	SYSCALL(swapon, ARGS(T_PATH, T_SWAP_FLAGS)),
	{ .name = NULL }
};
