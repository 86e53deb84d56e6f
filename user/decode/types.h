/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The language that system calls are described in: one constant struct sct_type
 * says how to print an argument and what to capture for it.
 *
 * A call is one line in the list of its domain (file.c, mm.c, ...):
 *
 *	SYSCALL(readlink, ARGS(T_PATH, OUT_BUF(LEN_RET), T_SIZE)),
 *	SYSCALL(openat, ARGS(T_DIRFD, T_PATH, T_OPEN_FLAGS, WHEN(creates_at, T_MODE)), RET(T_FD)),
 *
 * A structure is a table of its fields:
 *
 *	static const struct sct_type t_pollfd = STRUCT(struct pollfd,
 *		FIELD(struct pollfd, fd, T_FD),
 *		FIELD(struct pollfd, events, FLAGS_U16(poll_events)));
 *
 * and IN(&t_pollfd) is a pointer to one, IN_ARRAY(&t_pollfd, LEN_ARG(1)) to
 * several.  Sizes, directions and lengths are said once: capture_plan.c makes the
 * capture plan from the same description.  All the macros here are for
 * constants at file scope: they hold compound literals.
 */
#ifndef SCT_TYPES_H
#define SCT_TYPES_H

#include <stdbool.h>
#include <linux/limits.h>
#include <stddef.h>
#include <stdint.h>

#include "decode/decode.h"
#include "constant_sets.h"		/* generated: what FLAGS() and ENUM() name */

struct sct_printer;
struct sct_type;

/**
 * struct sct_value - what a print function prints
 * @v: a scalar's value, cut to its type, sign-extended where that is signed;
 *	a pointer's address
 * @addr: where the value is in the target's memory; 0 for one in a register
 * @mem: the captured bytes at @addr, @size of them; NULL for a register
 * @size: bytes of the value
 * @outer: the structure that this is a field of, or NULL
 */
struct sct_value {
	uint64_t v;
	uint64_t addr;
	const uint8_t *mem;
	size_t size;
	const struct sct_value *outer;
};

typedef void sct_print_fn(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v);

/* Whether an argument is there at all: must decide by what is known at entry. */
typedef bool sct_when_fn(const struct sct_printer *p);

/* Whether a field is there: @s is the structure. */
typedef bool sct_field_when_fn(const struct sct_printer *p, const struct sct_value *s);

/* --- Lengths ---------------------------------------------------------------- */

/**
 * struct sct_len - where a number of elements (or bytes) comes from
 * @from: enum sct_length, of the ABI: SCT_LEN_CONST is @n itself
 * @arg: which argument
 * @offset: in what that argument points to; [1] is for 32-bit calls
 * @n: the number, or if not 0 the most there can be
 */
struct sct_len {
	uint8_t from;
	uint8_t arg;
	uint16_t offset[2];
	uint32_t n;
};

#define LEN_N(count)	{ .from = SCT_LEN_CONST, .n = (count) }
#define LEN_ARG(i)	{ .from = SCT_LEN_ARG, .arg = (i) }
/* The same, but as another type than long: int, unsigned int, size_t. */
#define LEN_INT(i)	{ .from = SCT_LEN_INT, .arg = (i) }
#define LEN_UINT(i)	{ .from = SCT_LEN_UINT, .arg = (i) }
#define LEN_SIZE(i)	{ .from = SCT_LEN_ULONG, .arg = (i) }
#define LEN_RET		{ .from = SCT_LEN_RET }
#define LEN_PTR32(i)	{ .from = SCT_LEN_PTR32, .arg = (i) }	/* *(u32 *)argument */
#define LEN_PTR64(i)	{ .from = SCT_LEN_PTR64, .arg = (i) }
#define LEN_PTRLONG(i)	{ .from = SCT_LEN_PTRLONG, .arg = (i) }
#define LEN_BITS(i)	{ .from = SCT_LEN_BITS, .arg = (i) }	/* argument counts bits */
#define LEN_IOC(i)	{ .from = SCT_LEN_IOC, .arg = (i) }
/* A field of the structure that argument i points to: how many it has of something. */
#define LEN_FIELD16(i, S, m)	{ .from = SCT_LEN_PTR16, .arg = (i), \
				  .offset = { offsetof(S, m), offsetof(S, m) } }
#define LEN_FIELD32(i, S, m)	{ .from = SCT_LEN_PTR32, .arg = (i), \
				  .offset = { offsetof(S, m), offsetof(S, m) } }
#define LEN_FIELD64(i, S, m)	{ .from = SCT_LEN_PTR64, .arg = (i), \
				  .offset = { offsetof(S, m), offsetof(S, m) } }

/* --- Types ------------------------------------------------------------------ */

enum sct_dir {
	SCT_DIR_NONE	= 0,	/* follows no pointer */
	SCT_DIR_IN	= 1,	/* pointee read at entry */
	SCT_DIR_OUT	= 2,	/* pointee read at exit */
	SCT_DIR_INOUT	= 3,
};

/* What of the pointee is captured. */
enum sct_capture {
	SCT_CAP_NONE,
	SCT_CAP_ARRAY,		/* len elements of type elem (len.n = 1: one object) */
	SCT_CAP_BYTES,		/* len bytes, no more than -s shows */
	SCT_CAP_BLOCK,		/* len bytes, all of them (len.n at most) */
	SCT_CAP_COMM,		/* up to a NUL, len bytes at most */
	SCT_CAP_STRING,		/* up to a NUL, no more than -s shows */
	SCT_CAP_PATH,		/* up to a NUL, PATH_MAX */
	SCT_CAP_STRINGS,	/* argv, envp */
	SCT_CAP_POINTEES,	/* len pointers, to a size[] bytes each */
	SCT_CAP_IOVEC,
	SCT_CAP_MSGHDR,
	SCT_CAP_MMSGHDR,
	SCT_CAP_FD,		/* the value is a descriptor */
	SCT_CAP_CLONE_ARGS,	/* len bytes at entry; at exit what they point to */
	SCT_CAP_FDSET,		/* fd_set, len bits */
};

/* No fd_set is larger than this in a record, bytes: 65536 descriptors. */
#define SCT_MAX_FD_SET		8192

/* struct sct_type.param of SCT_CAP_STRINGS: unless -v, only the pointers are wanted. */
#define SCT_STRINGS_COUNT	1

enum sct_type_flags {
	SCT_T_SIGNED	= 1U << 0,
	SCT_T_SCALAR	= 1U << 1,	/* behind a pointer, printed in brackets */
	SCT_T_PATH	= 1U << 2,	/* names a file: for -P */
	SCT_T_SPLIT	= 1U << 3,	/* INOUT: printed in two parts, "{...} => {...}" */
	SCT_T_ON_ERROR	= 1U << 4,	/* the output is there when the call fails, too */
	SCT_T_RAW_PTR	= 1U << 5,	/* dereferenced in spite of -e verbose=none */
	SCT_T_AT	= 1U << 6,	/* wrapper: takes register reg */
	SCT_T_PAIR	= 1U << 7,	/* 64 bits: two registers in 32-bit calls */
	SCT_T_UNTIL	= 1U << 8,	/* the list of arguments ends when @when is false */
	SCT_T_BARE	= 1U << 9,	/* wrapper: without -e verbose, NULL is only a number, 0 */
	SCT_T_AFTER	= 1U << 10,	/* IN, but captured at exit as well: for the result */
	SCT_T_TAIL	= 1U << 11,	/* not a pointer to it, but the thing itself: see IN_TAIL */
	SCT_T_NAME	= 1U << 12,	/* a buffer that holds the name of a file */
	SCT_T_ALWAYS	= 1U << 15,	/* descriptor: its file is looked at without -y as well */
};

/**
 * struct sct_field - a field of a structure
 * @name: printed before it; "" for none
 * @type: how to print it
 * @off: where it is; [1] is for 32-bit calls
 * @size: bytes
 * @when: if set: whether it is there
 * @verbose: left out unless -v
 * @nonzero: left out when all of it is 0
 */
struct sct_field {
	const char *name;
	const struct sct_type *type;
	uint16_t off[2];
	uint16_t size[2];
	sct_field_when_fn *when;
	bool verbose;
	bool nonzero;
};

/**
 * struct sct_case - the rest of a call's arguments, for one value of another
 * @value: lower 32 bits of the deciding argument
 * @args: types of the arguments from the switch on, up to the first NULL
 * @ret: if not NULL, how to print what the call returns
 * @only32: this case is for i386 only
 * @only64: this case is for x86-64 (and x32) only
 */
struct sct_case {
	uint32_t value;
	const struct sct_type *args[SCT_NR_ARGS];
	const struct sct_type *ret;
	bool only32;
	bool only64;
};

/* Cases that belong together, of a switch that has many. */
struct sct_case_list {
	const struct sct_case *cases;
	unsigned int nr;
};

/**
 * struct sct_switch - what an argument is, by the value of another
 * @arg: the deciding argument
 * @ignored: bits of the deciding argument that don't decide (FUTEX_PRIVATE_FLAG);
 *	3 of them at most, for each combination is a case in the plan
 * @any: in a case with all of these bits set, they can be anything: for values
 *	that no other case has
 * @lists: the cases, in any order; ends with NULL
 * @otherwise: when none of them fits
 *
 * A switch stands where the first of the arguments that it decides on stands.
 */
struct sct_switch {
	uint8_t arg;
	uint32_t ignored;
	uint32_t any;
	const struct sct_case_list *const *lists;
	struct sct_case otherwise;
};

/**
 * struct sct_type - how to print and capture an argument or a field
 * @print: appends the text
 * @elem: pointee, element, or what this wraps
 * @names: constants (FLAGS, ENUM)
 * @fields: of a structure; @nr_fields of them
 * @sw: not a type, but a choice
 * @when: if set: whether the argument is there
 * @name: if set: printed before it ("child_stack"), with a "="; "": never a name, even with -N
 * @len: number of elements or bytes behind a pointer
 * @size: bytes; [1] is for 32-bit calls
 * @dir: enum sct_dir
 * @capture: enum sct_capture
 * @reg: with SCT_T_AT: which argument register
 * @flags: enum sct_type_flags
 * @param: free for @print; of BYTES, IOVEC and the like: bytes captured at least, whatever -s
 */
struct sct_type {
	sct_print_fn *print;
	const struct sct_type *elem;
	const struct sct_names *names;
	const struct sct_field *fields;
	const struct sct_switch *sw;
	sct_when_fn *when;
	const char *name;
	struct sct_len len;
	uint16_t nr_fields;
	uint16_t size[2];
	uint8_t dir;
	uint8_t capture;
	uint8_t reg;
	uint32_t flags;
	unsigned int param;
};

#define TYPE(...)	(&(const struct sct_type){ __VA_ARGS__ })

/* Scalars: bytes on x86-64, bytes on i386, print function, anything else. */
#define SCALAR(s64, s32, fn, ...) \
	TYPE(.print = (fn), .size = { (s64), (s32) }, .flags = SCT_T_SCALAR, ##__VA_ARGS__)

/* The standard ones, in scalar.c and pointer.c. */
#define SCT_STANDARD_TYPES(X) \
	X(int) X(uint) X(long) X(ulong) X(size) X(ssize) X(s64) X(u64) X(u8) X(u16) X(s16) \
	X(hex32) X(hex64) X(hexlong) X(hex8) X(hex16) X(octal) \
	X(fd) X(dirfd) X(pid) X(pgid) X(sid) X(uid) X(mode) X(umode) X(dev) X(off) X(loff) X(loff_pair) \
	X(signal) X(addr) X(path) X(str) X(cstr) X(hexbytes) X(clockid) X(uid16) X(none) \
	X(open_flags) X(ret_addr) X(str_array) X(envp)

#define SCT_DECLARE_TYPE(name)	extern const struct sct_type sct_t_##name;
SCT_STANDARD_TYPES(SCT_DECLARE_TYPE)
#undef SCT_DECLARE_TYPE

#define T_INT		(&sct_t_int)		/* signed decimal, 32 bits */
#define T_UINT		(&sct_t_uint)		/* unsigned decimal, 32 bits */
#define T_LONG		(&sct_t_long)		/* as wide as the ABI's long */
#define T_ULONG		(&sct_t_ulong)
#define T_SIZE		(&sct_t_size)		/* size_t */
#define T_SSIZE		(&sct_t_ssize)
#define T_S64		(&sct_t_s64)
#define T_U64		(&sct_t_u64)
#define T_U8		(&sct_t_u8)
#define T_U16		(&sct_t_u16)
#define T_S16		(&sct_t_s16)
#define T_HEX32		(&sct_t_hex32)		/* 0x..., 0 as 0 */
#define T_HEX64		(&sct_t_hex64)
#define T_HEXLONG	(&sct_t_hexlong)
#define T_HEX8		(&sct_t_hex8)
#define T_HEX16		(&sct_t_hex16)
#define T_OCTAL		(&sct_t_octal)
#define T_FD		(&sct_t_fd)		/* descriptor, with -y its path */
#define T_DIRFD		(&sct_t_dirfd)		/* the same, or AT_FDCWD */
#define T_PID		(&sct_t_pid)
/* Argument 0 says whose: process @first, process group @first + 1, else something else. */
#define T_WHO(first)	TYPE(.print = sct_print_who, .size = { 4, 4 }, \
			     .flags = SCT_T_SCALAR | SCT_T_SIGNED, .param = (first))
#define T_PGID		(&sct_t_pgid)		/* process group */
#define T_SID		(&sct_t_sid)		/* session */
#define T_UID		(&sct_t_uid)		/* uid or gid: unsigned, or -1 */
#define T_UID16		(&sct_t_uid16)
#define T_MODE		(&sct_t_mode)		/* 0644 */
#define T_UMODE		(&sct_t_umode)		/* S_IFREG|0644 */
#define T_DEV		(&sct_t_dev)		/* makedev(0x8, 0x1), as wide as the field */
#define T_OFF		(&sct_t_off)		/* off_t of the ABI */
#define T_LOFF		(&sct_t_loff)		/* 64 bits in one register or field */
#define T_LOFF_PAIR	(&sct_t_loff_pair)	/* 64 bits, in 32-bit calls in two registers */
#define T_SIGNAL	(&sct_t_signal)		/* SIGCHLD */
#define T_ADDR		(&sct_t_addr)		/* NULL or 0x... */
#define T_PATH		(&sct_t_path)		/* file name, whole whatever -s says */
#define T_STR		(&sct_t_str)		/* string that a NUL ends, cut by -s */
#define T_CSTR		(&sct_t_cstr)		/* char[] field that a NUL ends */
#define T_HEXBYTES	(&sct_t_hexbytes)	/* char[] field, "\x01\x02" */
#define T_CLOCKID	(&sct_t_clockid)
#define T_OPEN_FLAGS	(&sct_t_open_flags)
#define T_NONE		(&sct_t_none)		/* prints nothing (a register that is padding) */
#define T_ARGV		(&sct_t_str_array)	/* ["ls", "-l"] */
#define T_ENVP		(&sct_t_envp)		/* 0x7ffc... (23 vars, in a comment) */

/*
 * Constants of a generated set (tables/sets/): FLAGS prints A|B|0x80, ENUM one
 * name; the suffix is the type when it is not (unsigned) int.
 */
#define SCT_NAMED(fn, set, s64, s32) \
	TYPE(.print = (fn), .names = &sct_set_##set, .size = { (s64), (s32) }, \
	     .flags = SCT_T_SCALAR)
#define FLAGS(set)	SCT_NAMED(sct_print_flags, set, 4, 4)
#define FLAGS_U8(set)	SCT_NAMED(sct_print_flags, set, 1, 1)
#define FLAGS_U16(set)	SCT_NAMED(sct_print_flags, set, 2, 2)
#define FLAGS_U64(set)	SCT_NAMED(sct_print_flags, set, 8, 8)
#define FLAGS_LONG(set)	SCT_NAMED(sct_print_flags, set, 8, 4)
#define ENUM(set)	SCT_NAMED(sct_print_enum, set, 4, 4)
#define ENUM_U8(set)	SCT_NAMED(sct_print_enum, set, 1, 1)
#define ENUM_U16(set)	SCT_NAMED(sct_print_enum, set, 2, 2)
#define ENUM_U64(set)	SCT_NAMED(sct_print_enum, set, 8, 8)
#define ENUM_LONG(set)	SCT_NAMED(sct_print_enum, set, 8, 4)

/* Pointers to one object.  INOUT prints "[in => out]" for a scalar, "in => out" else. */
#define SCT_POINTER(fn, d, t, l, ...) \
	TYPE(.print = (fn), .elem = (t), .dir = (d), .capture = SCT_CAP_ARRAY, \
	     .size = { 8, 4 }, .len = l, ##__VA_ARGS__)
#define IN(t)		SCT_POINTER(sct_print_pointer, SCT_DIR_IN, t, LEN_N(1))
#define OUT(t)		SCT_POINTER(sct_print_pointer, SCT_DIR_OUT, t, LEN_N(1))
#define INOUT(t)	SCT_POINTER(sct_print_inout, SCT_DIR_INOUT, t, LEN_N(1))

/* Pointers to several.  Cut at -s elements unless -v, as strace does. */
#define IN_ARRAY(t, ...)	SCT_POINTER(sct_print_array, SCT_DIR_IN, t, __VA_ARGS__)
#define OUT_ARRAY(t, ...)	SCT_POINTER(sct_print_array, SCT_DIR_OUT, t, __VA_ARGS__)

/* Bytes printed as a string, cut by -s. */
#define SCT_BUFFER(fn, d, cap, ...) \
	TYPE(.print = (fn), .dir = (d), .capture = (cap), .size = { 8, 4 }, .len = __VA_ARGS__)
#define IN_BUF(...)	SCT_BUFFER(sct_print_buffer, SCT_DIR_IN, SCT_CAP_BYTES, __VA_ARGS__)
#define OUT_BUF(...)	SCT_BUFFER(sct_print_buffer, SCT_DIR_OUT, SCT_CAP_BYTES, __VA_ARGS__)
/* The name of a file, without a NUL (readlink). */
#define OUT_NAME_BUF(...) TYPE(.print = sct_print_buffer, .dir = SCT_DIR_OUT, \
			       .capture = SCT_CAP_BYTES, .size = { 8, 4 }, \
			       .flags = SCT_T_NAME, .len = __VA_ARGS__)
/* A file name that the call writes, as long as it says, with the NUL (getcwd). */
#define OUT_CPATH	TYPE(.print = sct_print_written_path, .dir = SCT_DIR_OUT, \
			     .capture = SCT_CAP_BLOCK, .size = { 8, 4 }, \
			     .len = { .from = SCT_LEN_RET, .n = PATH_MAX }, \
			     .flags = SCT_T_RAW_PTR)
#define OUT_STR		TYPE(.print = sct_print_str, .dir = SCT_DIR_OUT, \
			     .capture = SCT_CAP_STRING, .size = { 8, 4 })
/*
 * A block of memory whose layout its own print function knows: @len bytes, at
 * most @max, captured whole.  CUSTOM takes any other fields of struct sct_type.
 */
#define CUSTOM(fn, d, ...) \
	TYPE(.print = (fn), .dir = (d), .size = { 8, 4 }, ##__VA_ARGS__)

/*
 * A structure that grows from one kernel to the next: argument @i says how long
 * the caller's is.  Shorter than @min: the address.  What is behind the fields we
 * know is shown as bytes unless it is all zero.
 */
#define SCT_SIZED(d, t, i, min, ...) \
	TYPE(.print = sct_print_sized, .elem = (t), .dir = (d), .capture = SCT_CAP_BLOCK, \
	     .size = { 8, 4 }, .param = (min), \
	     .len = { .from = SCT_LEN_ARG, .arg = (i), .n = SCT_MAX_SIZED }, ##__VA_ARGS__)
#define IN_SIZED(t, i, min)	SCT_SIZED(SCT_DIR_IN, t, i, min)
#define OUT_SIZED(t, i, min)	SCT_SIZED(SCT_DIR_OUT, t, i, min)
/* The call only reads it, but writes to what it points to. */
#define IN_SIZED_LATE(t, i, min) SCT_SIZED(SCT_DIR_OUT, t, i, min, .flags = SCT_T_ON_ERROR)
#define SCT_MAX_SIZED		4096

/* struct iovec[]: base and memory; length in elements. */
#define IN_IOVEC(...)	SCT_BUFFER(sct_print_iovec, SCT_DIR_IN, SCT_CAP_IOVEC, __VA_ARGS__)
#define OUT_IOVEC(...)	SCT_BUFFER(sct_print_iovec, SCT_DIR_OUT, SCT_CAP_IOVEC, __VA_ARGS__)

/* Wrappers: another register than its own, a condition, a name, a way to be NULL. */
#define AT(i, t)	TYPE(.elem = (t), .flags = SCT_T_AT, .reg = (i))
#define WHEN(fn, t)	TYPE(.elem = (t), .when = (fn))
#define NAMED(s, t)	TYPE(.elem = (t), .name = (s))
#define BARE(t)		TYPE(.elem = (t), .flags = SCT_T_BARE)
/* Ends the list of arguments, here, unless fn says yes. */
#define UNLESS_END(fn, t) TYPE(.elem = (t), .when = (fn), .flags = SCT_T_UNTIL)

/* --- Structures ------------------------------------------------------------- */

#define SCT_FIELD_AT(S, C, m)	.off = { offsetof(S, m), offsetof(C, m) }, \
				.size = { sizeof(((S *)0)->m), sizeof(((C *)0)->m) }
/* The trailing ones are more fields of struct sct_field: .verbose = true. */
#define FIELD(S, m, t, ...)	{ .name = #m, .type = (t), SCT_FIELD_AT(S, S, m), ##__VA_ARGS__ }
/* C is the structure of 32-bit calls (compat.h). */
#define FIELD2(S, C, m, t, ...)	{ .name = #m, .type = (t), SCT_FIELD_AT(S, C, m), ##__VA_ARGS__ }
/* Printed under another name. */
#define FIELD_AS(n, S, m, t, ...) { .name = (n), .type = (t), SCT_FIELD_AT(S, S, m), ##__VA_ARGS__ }
#define FIELD2_AS(n, S, C, m, t, ...) \
	{ .name = (n), .type = (t), SCT_FIELD_AT(S, C, m), ##__VA_ARGS__ }

/* Initialisers for a struct sct_type. */
#define STRUCT2(S, C, ...) { \
	.print = sct_print_struct, .size = { sizeof(S), sizeof(C) }, \
	.fields = (const struct sct_field[]){ __VA_ARGS__ }, \
	.nr_fields = sizeof((const struct sct_field[]){ __VA_ARGS__ }) / sizeof(struct sct_field) }
#define STRUCT(S, ...)	STRUCT2(S, S, __VA_ARGS__)

/*
 * The last field of a structure, an array without a size: TAIL_FIELD(S, m,
 * IN_TAIL(&t_entry, LEN_FIELD32(2, S, nr))).
 */
#define SCT_TAIL(fn, d, t, cap, ...) \
	TYPE(.print = (fn), .elem = (t), .dir = (d), .capture = (cap), .size = { 8, 4 }, \
	     .flags = SCT_T_TAIL, .len = __VA_ARGS__)
#define IN_TAIL(t, ...)	SCT_TAIL(sct_print_array, SCT_DIR_IN, t, SCT_CAP_ARRAY, __VA_ARGS__)
#define OUT_TAIL(t, ...) SCT_TAIL(sct_print_array, SCT_DIR_OUT, t, SCT_CAP_ARRAY, __VA_ARGS__)
#define IN_TAIL_BUF(...) SCT_TAIL(sct_print_buffer, SCT_DIR_IN, NULL, SCT_CAP_BYTES, __VA_ARGS__)
#define TAIL_FIELD(S, m, t, ...) \
	{ .name = #m, .type = (t), .off = { offsetof(S, m), offsetof(S, m) }, ##__VA_ARGS__ }

/* A field that is an array of elements: as many as it has room for. */
#define ARRAY_OF(t)	TYPE(.print = sct_print_inner_array, .elem = (t))

/* --- Choices ---------------------------------------------------------------- */

/* Types of the rest of the arguments; parentheses keep commas together. */
#define CASE(v, a, ...)	{ .value = (uint32_t)(v), .args = a, ##__VA_ARGS__ }
#define ARGS(...)	{ __VA_ARGS__ }
#define NO_ARGS		{ NULL }
#define RET(t)		.ret = (t)

#define SWITCH_ON(i, mask, table, ...) \
	TYPE(.sw = &(const struct sct_switch){ .arg = (i), .ignored = (mask), \
	     .lists = CASE_LISTS(table), \
	     .otherwise = { .args = __VA_ARGS__ } })
#define CASE_LISTS(table)	((const struct sct_case_list *const []){ CASE_LIST(table), NULL })
#define CASE_LIST(table) \
	(&(const struct sct_case_list){ (table), sizeof(table) / sizeof((table)[0]) })
#define SWITCH(i, table, ...)	SWITCH_ON(i, 0, table, __VA_ARGS__)

/* --- Calls ------------------------------------------------------------------ */

/**
 * struct sct_annotation - a call whose prototype does not say enough
 * @name: as strace has it
 * @args: what is printed between the parentheses, up to the first NULL
 * @ret: how to print what it returns; NULL: a decimal number
 * @only32: this line is for i386 only
 * @only64: this line is for x86-64 (and x32) only
 */
struct sct_annotation {
	const char *name;
	const struct sct_type *args[SCT_NR_ARGS];
	const struct sct_type *ret;
	bool only32;
	bool only64;
};

#define SYSCALL(n, a, ...)	{ .name = #n, .args = a, ##__VA_ARGS__ }
#define SYSCALL_32(n, a, ...)	{ .name = #n, .args = a, .only32 = true, ##__VA_ARGS__ }
#define SYSCALL_64(n, a, ...)	{ .name = #n, .args = a, .only64 = true, ##__VA_ARGS__ }

/**
 * struct sct_inner_call - a call that is made through another one
 * @op: what argument 0 says then
 * @nr_args: arguments that it takes
 * @call: its description; without any arguments, that of the call of this name
 */
struct sct_inner_call {
	uint8_t op;
	uint8_t nr_args;
	struct sct_annotation call;
};

#define INNER_CALL(o, nr, n, ...) \
	{ .op = (o), .nr_args = (nr), .call = { .name = #n, ##__VA_ARGS__ } }

/* What socketcall() and ipc() make, each ended by an element without a name. */
extern const struct sct_inner_call sct_socketcalls[];
extern const struct sct_inner_call sct_ipc_calls[];

/* The lists of the domains, each ended by an element without a name: calls.c. */
extern const struct sct_annotation *const sct_annotation_lists[];

/* --- What print functions use (print.c) --------------------------------------- */

/* Which of a call's blobs to look into. */
enum sct_phase {
	SCT_PHASE_IN,
	SCT_PHASE_OUT,
};

struct sct_printer {
	struct strbuf *sb;
	const struct sct_call *call;
	const struct sct_decode_options *opt;
	unsigned int reg;	/* argument register being printed; SCT_ARG_RET */
	enum sct_phase phase;
	bool compat;		/* layouts of 32-bit calls */
	bool abbrev;		/* shorten structures */
	bool verbose;		/* follow pointers */
	bool second_half;	/* SCT_T_SPLIT: the part behind "=>" */
	uint8_t content;	/* what the strings at hand are: enum sct_redact; 0: data */
	struct sct_arg_view *view;	/* to be told of a descriptor, of bytes; or NULL */
};

/* Whether somebody wants to know more of @v than its text: it is an argument, not a field. */
static inline bool sct_is_viewed(const struct sct_printer *p, const struct sct_value *v)
{
	return p->view && !v->mem;
}

/* Whether the call has returned without an error: output arguments are there. */
bool sct_succeeded(const struct sct_printer *p);

/* Cuts to @size bytes, and extends the sign of what is signed. */
static inline uint64_t sct_cut(uint64_t value, size_t size, bool is_signed)
{
	unsigned int shift = size < 8 ? 64 - 8 * (unsigned int)size : 0;

	if (!size)
		return value;
	if (is_signed)
		return (uint64_t)((int64_t)(value << shift) >> shift);
	return value << shift >> shift;
}

/* An argument register, or SCT_ARG_RET, cut to @t. */
static inline uint64_t sct_arg(const struct sct_printer *p, unsigned int reg,
			       const struct sct_type *t)
{
	const struct sct_call *call = p->call;
	uint64_t value;

	if (reg == SCT_ARG_RET)
		value = (uint64_t)call->ret;
	else
		value = reg < SCT_NR_ARGS ? call->args[reg] : 0;
	if (p->compat && (t->flags & SCT_T_PAIR) && reg + 1 < SCT_NR_ARGS)
		value = (uint32_t)value | call->args[reg + 1] << 32;
	return sct_cut(value, t->size[p->compat], t->flags & SCT_T_SIGNED);
}

/* The number of elements or bytes that @len means; 0 for a negative one. */
uint64_t sct_length(const struct sct_printer *p, const struct sct_len *len);
/* Such a number of elements is not "none": nothing of it was captured. */
bool sct_length_is_negative(const struct sct_printer *p, const struct sct_len *len);

/*
 * The captured bytes from @addr on, in the phase of @p: NULL when there are
 * none; *len is how many there are.
 */
const uint8_t *sct_mem(const struct sct_printer *p, uint64_t addr, size_t *len);
/* The same, or NULL unless there are at least @len. */
const uint8_t *sct_mem_exact(const struct sct_printer *p, uint64_t addr, size_t len);
/* Whether the record had no room for all that was asked for at @addr. */
bool sct_mem_is_cut(const struct sct_printer *p, uint64_t addr);
/* A little-endian number of 1, 2, 4 or 8 bytes. */
uint64_t sct_load(const uint8_t *mem, size_t size);
/* A field of a structure whose bytes we have: the number at @off, 0 past the end. */
uint64_t sct_load_field(const struct sct_value *s, size_t off, size_t size);
#define SCT_LOAD(v, S, m)	sct_load_field(v, offsetof(S, m), sizeof(((S *)0)->m))

void sct_put_addr(struct sct_printer *p, uint64_t addr);
/* Quoted and escaped; @more: "..." behind it. */
void sct_put_string(struct sct_printer *p, const uint8_t *bytes, size_t len, bool more);
/* The same, cut by -s. */
void sct_put_limited(struct sct_printer *p, const uint8_t *bytes, size_t len);
/* struct sct_printer.content: what is not the target's, or open to everybody. */
#define SCT_NOT_REDACTED	(1U << 7)

/* Whether the strings at hand are not to be seen: --redact=. */
bool sct_is_redacted(const struct sct_printer *p);
/* The same printer for strings of another kind: enum sct_redact. */
struct sct_printer sct_printer_of(const struct sct_printer *p, unsigned int content);
/* What stands for such a string. */
void sct_put_redacted(struct sct_printer *p);
/* "\x01\x02", always hex. */
void sct_put_hexbytes(struct sct_printer *p, const uint8_t *bytes, size_t len);
void sct_put_limited_hex(struct sct_printer *p, const uint8_t *bytes, size_t len);
/* Constants of a set, in the style of -X. */
void sct_put_flags(struct sct_printer *p, const struct sct_names *set, uint64_t value);
void sct_put_enum(struct sct_printer *p, const struct sct_names *set, uint64_t value);
/* The same as -X abbrev has it, whatever the style: between the two below. */
void sct_put_names(struct sct_printer *p, const struct sct_names *set, uint64_t value);
/* "|A|B|0x80": flags behind something else, in the style of abbrev; nothing for 0. */
void sct_put_more_flags(struct sct_printer *p, const struct sct_names *set, uint64_t value);
void sct_put_pid(struct sct_printer *p, enum sct_pid_kind kind, int pid);	/* with -Y's name */
void sct_put_fd(struct sct_printer *p, int fd);
void sct_put_fd_info(struct sct_printer *p, int fd);	/* only "</etc/issue>", if known */
void sct_put_mode(struct sct_printer *p, uint64_t mode);
void sct_put_umode(struct sct_printer *p, uint64_t mode);
void sct_put_dev(struct sct_printer *p, uint64_t dev);
void sct_put_signal(struct sct_printer *p, int signo);
/*
 * Numbers that are printed in a way of their own: puts the bare number in the
 * given base ('x', 'd', 'u', 'o') and opens a comment, as -X says; true when the
 * text is to follow.  sct_end_text() closes the comment.
 */
bool sct_begin_text(struct sct_printer *p, uint64_t value, char base);
void sct_end_text(struct sct_printer *p);
/* Any type, in memory: loads scalars.  @outer: see struct sct_value. */
void sct_put_mem(struct sct_printer *p, const struct sct_type *t, uint64_t addr,
		 const uint8_t *mem, size_t size, const struct sct_value *outer);
/* "name=" and the field of @s that @f describes. */
void sct_put_field(struct sct_printer *p, const struct sct_field *f, const struct sct_value *s);
/*
 * The fields without the braces; *sep is whether a ", " comes first; returns
 * whether some were left out for being verbose.
 */
bool sct_put_fields(struct sct_printer *p, const struct sct_field *fields, unsigned int nr,
		    const struct sct_value *s, bool *sep);
/* ", bytes 24..39 ...", behind the fields that we know, cut by -s; nothing if all are zero. */
void sct_put_tail(struct sct_printer *p, uint64_t addr, size_t from, size_t to);
/*
 * [{iov_base="...", iov_len=3}, ...]: @nr of them at @addr, whose memory holds
 * @left bytes of data, of type @t (for its flags).
 */
void sct_put_iovecs(struct sct_printer *p, const struct sct_type *t, uint64_t addr, uint64_t nr,
		    uint64_t left);
/* [1, 2, ...]: @nr elements of the array type @t at @addr, or its address. */
void sct_put_array(struct sct_printer *p, const struct sct_type *t, uint64_t addr, uint64_t nr);
/* The name of exactly this value, or NULL. */
const char *sct_name_of(const struct sct_names *set, uint64_t value);

/* Print functions that types refer to. */
sct_print_fn sct_print_signed, sct_print_unsigned, sct_print_hex, sct_print_octal;
sct_print_fn sct_print_flags, sct_print_enum, sct_print_addr, sct_print_who;
sct_print_fn sct_print_pointer, sct_print_inout, sct_print_array, sct_print_inner_array;
sct_print_fn sct_print_struct, sct_print_buffer, sct_print_hex_buffer;
sct_print_fn sct_print_path, sct_print_written_path;
sct_print_fn sct_print_str, sct_print_iovec, sct_print_fd, sct_print_sized;

#endif
