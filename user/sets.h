/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The sets of strace's -e: system calls, signals, and words from short lists.
 *
 * All of them are "all", "none", "!SET", or a list with commas.  Every function
 * returns 0, or -EINVAL with strace's text for the first item that is wrong;
 * then the set is unchanged.
 */
#ifndef SCT_SETS_H
#define SCT_SETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "decode/decode.h"
#include "fail.h"

/* Names, numbers, %classes, /regex, each with [?] in front and [@64|@32|@x32]. */
int sct_parse_syscalls(struct sct_syscall_set *set, const char *spec, struct sct_fail *fail);
void sct_fill_syscalls(struct sct_syscall_set *set);
/* The names of the classes of calls: number @i from 0 on, NULL behind the last. */
const char *sct_class_name(size_t i);
/*
 * Adds those through which calls of the set may be made; returns whether not all that
 * one of them makes are in the set.
 */
bool sct_add_outer_calls(struct sct_syscall_set *set);
bool sct_is_all_syscalls(const struct sct_syscall_set *set);

/* Bit N - 1 is signal N. */
typedef uint64_t sct_signal_set;

int sct_parse_signals(sct_signal_set *set, const char *spec, struct sct_fail *fail);

static inline bool sct_signal_set_has(sct_signal_set set, int signo)
{
	return signo >= 1 && signo <= 64 && set >> (signo - 1) & 1;
}

/* Descriptors: numbers. */
int sct_parse_fds(struct sct_fd_set *set, const char *spec, struct sct_fail *fail);

/* A word and what it stands for; the last one of a list has no name. */
struct sct_word {
	const char *name;
	unsigned int bits;
};

/* @what is the word of the error message: "invalid status 'x'". */
int sct_parse_words(unsigned int *set, const struct sct_word *words, const char *what,
		  const char *spec, struct sct_fail *fail);

#endif
