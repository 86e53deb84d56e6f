/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files of ioctls share: each has the requests of one kind of file, and
 * what they point to.
 */
#ifndef SCT_DECODE_IOCTL_H
#define SCT_DECODE_IOCTL_H

#include <linux/ioctl.h>

#include "decode/types.h"

extern const struct sct_case_list sct_ioctls_block, sct_ioctls_btrfs, sct_ioctls_console;
extern const struct sct_case_list sct_ioctls_device, sct_ioctls_dm;
extern const struct sct_case_list sct_ioctls_fs, sct_ioctls_input;
extern const struct sct_case_list sct_ioctls_misc, sct_ioctls_net, sct_ioctls_storage;
extern const struct sct_case_list sct_ioctls_scsi, sct_ioctls_tty, sct_ioctls_video;

/* Ends a file: its list of requests. */
#define IOCTLS(name) \
	const struct sct_case_list sct_ioctls_##name = { cases, sizeof(cases) / sizeof(cases[0]) }

/* A request whose number has the size of a structure of 32-bit programs. */
#define CASE_OF(dir, type, nr, S, ...) \
	CASE(_IOC(dir, type, nr, sizeof(S)), __VA_ARGS__, .only32 = true)
/* And those whose number is another one there, or whose argument strace has only here. */
#define CASE64(v, ...)		CASE(v, __VA_ARGS__, .only64 = true)
#define READS		_IOC_READ
#define WRITES		_IOC_WRITE
#define READS_WRITES	(_IOC_READ | _IOC_WRITE)

/* A request in whose number any size can stand. */
#define SCT_IOC_ANY_SIZE	(_IOC_SIZEMASK << _IOC_SIZESHIFT)
#define CASE_ANY(dir, type, nr, ...) \
	CASE(_IOC(dir, type, nr, 0) | SCT_IOC_ANY_SIZE, __VA_ARGS__)

/* What many requests have for an argument. */
#define GET_INT		ARGS(OUT(T_INT))
#define SET_INT		ARGS(IN(T_INT))
#define GET_UINT	ARGS(OUT(T_UINT))
#define SET_UINT	ARGS(IN(T_UINT))
#define GET_LONG	ARGS(OUT(T_ULONG))
#define GET_U64		ARGS(OUT(T_U64))
#define SET_U64		ARGS(IN(T_U64))
#define VALUE		ARGS(T_ULONG)
#define NOTHING		NO_ARGS
/* Those that strace follows in spite of -e verbose=none. */
#define IN_RAW(t)	SCT_POINTER(sct_print_pointer, SCT_DIR_IN, t, LEN_N(1), \
				    .flags = SCT_T_RAW_PTR)
#define OUT_RAW(t)	SCT_POINTER(sct_print_pointer, SCT_DIR_OUT, t, LEN_N(1), \
				    .flags = SCT_T_RAW_PTR)
#define GET(s)		ARGS(OUT(&(s)))
#define SET(s)		ARGS(IN(&(s)))
#define BOTH(s)		ARGS(&(s))		/* a dialogue */

/*
 * A structure whose first fields (asked) are printed at entry, and whose other
 * fields are the answer: "{a=1, b=2}", "{a=1} => {b=2}" or "{a=1 => 2}".
 */
#define SCT_ASKED		0xffU
#define SCT_ANSWER_MORE		0x000U
#define SCT_ANSWER_APART	0x100U
#define SCT_ANSWER_INSIDE	0x200U
#define SCT_ANSWER_ALWAYS	0x300U		/* apart; its address when there is none */
#define SCT_ANSWER_REPEATED	0x500U		/* apart; its address behind one of what was asked */
#define SCT_DIALOGUE(S, C, f, asked, style, ...) { \
	.print = sct_print_dialogue, .dir = SCT_DIR_INOUT, .capture = SCT_CAP_ARRAY, \
	.size = { 8, 4 }, .flags = SCT_T_SPLIT | (f), .len = LEN_N(1), \
	.param = (asked) | (style), .elem = &(const struct sct_type)STRUCT2(S, C, __VA_ARGS__) }
#define DIALOGUE2(S, C, asked, style, ...) SCT_DIALOGUE(S, C, 0, asked, style, __VA_ARGS__)
#define DIALOGUE(S, asked, style, ...) SCT_DIALOGUE(S, S, 0, asked, style, __VA_ARGS__)
#define RAW_DIALOGUE(S, asked, style, ...) \
	SCT_DIALOGUE(S, S, SCT_T_RAW_PTR, asked, style, __VA_ARGS__)

sct_print_fn sct_print_dialogue;

/* What type @t points to as it was at entry, or at exit; false without -e verbose. */
bool sct_struct_at(const struct sct_printer *p, const struct sct_type *t, enum sct_phase phase,
		   uint64_t addr, size_t size, struct sct_value *s);

/* A field that is an array, of which field @m of the structure says how many are used. */
#define COUNTED(t, S, m, ...) \
	TYPE(.print = sct_print_counted, .elem = (t), .flags = SCT_T_RAW_PTR, ##__VA_ARGS__, \
	     .len = { .from = SCT_LEN_PTR32, .offset = { offsetof(S, m), offsetof(S, m) }, \
		      .n = sizeof(((S *)0)->m) })

/* One of which all are used; cut at -s elements unless -v, which ARRAY_OF is not. */
#define WHOLE(t) \
	TYPE(.print = sct_print_whole, .elem = (t), .flags = SCT_T_RAW_PTR, \
	     .len = { .from = SCT_LEN_PTR32 })

sct_print_fn sct_print_counted, sct_print_whole;

/* 'a', '\n', '\x01' */
void sct_put_char(struct sct_printer *p, uint8_t c);
/* "\x01\x02"..., cut by -s; or the address. */
void sct_put_hex_limited(struct sct_printer *p, uint64_t addr, uint64_t len);
/* Bytes printed that way. */
#define SCT_HEX_BUFFER(d, ...) \
	TYPE(.print = sct_print_hex_buffer, .dir = (d), .capture = SCT_CAP_BYTES, \
	     .size = { 8, 4 }, .len = __VA_ARGS__)
#define IN_HEX(...)	SCT_HEX_BUFFER(SCT_DIR_IN, __VA_ARGS__)
#define OUT_HEX(...)	SCT_HEX_BUFFER(SCT_DIR_OUT, __VA_ARGS__)


/* A string of @n bytes at most. */
#define NAME_OF(n) { \
	.print = sct_print_name, .dir = SCT_DIR_IN, .capture = SCT_CAP_COMM, .size = { 8, 4 }, \
	.len = LEN_N(n) }

sct_print_fn sct_print_name;

#endif
