/* SPDX-License-Identifier: GPL-2.0 */
/* Structures that calls of several domains share. */
#ifndef SCT_DECODE_COMMON_H
#define SCT_DECODE_COMMON_H

#include "decode/types.h"

/* Of the ABI: 64-bit numbers on x86-64, 32-bit ones on i386. */
extern const struct sct_type sct_t_timespec, sct_t_timeval, sct_t_itimerspec, sct_t_itimerval;
/* With 64-bit numbers, whatever the ABI (the _time64 calls). */
extern const struct sct_type sct_t_timespec64, sct_t_itimerspec64;
/* The same with the date behind it: {tv_sec=1, tv_nsec=0} and a comment 1970-01-01T... */
extern const struct sct_type sct_t_timespec_date, sct_t_timespec64_date, sct_t_timeval_date;

/* sigset_t of the kernel: 8 bytes. */
extern const struct sct_type sct_t_sigset;
extern const struct sct_type sct_t_rusage;
/* struct iovec without the memory it points to. */
extern const struct sct_type sct_t_remote_iovec;

/*
 * A pointer to a sigset whose size argument @i has: IN_SIGSET(3).  Shorter than a
 * word of the ABI it is only an address, but for the ANY of rt_sigpending.
 */
#define SCT_SIGSET(d, i, ...) \
	TYPE(.print = sct_print_sigset_pointer, .dir = (d), .capture = SCT_CAP_BLOCK, \
	     .size = { 8, 4 }, .len = { .from = SCT_LEN_ARG, .arg = (i), .n = 8 }, ##__VA_ARGS__)
#define IN_SIGSET(i)		SCT_SIGSET(SCT_DIR_IN, i)
#define OUT_SIGSET(i)		SCT_SIGSET(SCT_DIR_OUT, i)
#define OUT_ANY_SIGSET(i)	SCT_SIGSET(SCT_DIR_OUT, i, .param = 1)

sct_print_fn sct_print_sigset_pointer;

/* "[HUP INT]", "~[KILL]": @size bytes, 8 at most. */
void sct_put_sigset(struct sct_printer *p, const uint8_t *mem, size_t size);
/* The date of a time since the epoch, in a comment; nothing for 0 and impossible ones. */
void sct_put_date(struct sct_printer *p, int64_t sec, uint64_t fraction, unsigned int digits);
/* "[WIFEXITED(s) && WEXITSTATUS(s) == 1]" without the brackets. */
void sct_put_wait_status(struct sct_printer *p, uint32_t status);

/* A pointer to a struct perf_event_attr. */
extern const struct sct_type sct_t_perf_attr;
/* The last argument of pselect6() and io_pgetevents(): a set of signals, and its size. */
extern const struct sct_type sct_t_sigset_argument;
/* "IOPRIO_PRIO_VALUE(IOPRIO_CLASS_NONE, 0)" */
void sct_put_ioprio(struct sct_printer *p, uint32_t prio);
/* A set of CPUs, as many bytes as the type's length says: "[0 2]". */
sct_print_fn sct_print_affinity;

#endif
