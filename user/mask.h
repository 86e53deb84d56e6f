/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What differs between two runs of the same program though nothing is different:
 * addresses, ids of processes, times, inode numbers of pipes, ports, random bytes.
 */
#ifndef SCT_MASK_H
#define SCT_MASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "strbuf.h"

/*
 * Appends strace's line @line to @sb, with such things replaced: "<address>", "<pid>".
 * @is_pid: whether a number is the id of a process or thread.
 */
void sct_mask(struct strbuf *sb, const char *line, size_t len,
	      bool (*is_pid)(void *arg, uint64_t number), void *arg);

#endif
