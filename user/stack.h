/* SPDX-License-Identifier: GPL-2.0 */
/*
 * -k: the functions that a call was made from.
 *
 * The plan copies the top of the stack and the two registers that unwinding
 * begins with; the frames are found here, with the unwinding tables of the
 * programs' files (libdwfl).  Which file is where is learnt from the records of
 * execve, mmap and munmap, since a process may be gone by the time its calls are
 * printed; of a process that was attached to, from /proc/PID/maps.
 */
#ifndef SCT_STACK_H
#define SCT_STACK_H

#include <stddef.h>
#include <stdint.h>

#include "call.h"
#include "decode/decode.h"
#include "strbuf.h"

struct sct_stacks;

/* No more than @limit frames are printed.  NULL: no memory. */
struct sct_stacks *sct_stacks_new(size_t limit);
void sct_stacks_free(struct sct_stacks *stacks);

/* Adds the calls that must be recorded, be they printed or not. */
void sct_stacks_calls(struct sct_syscall_set *set);

/* What there is of processes now says nothing: sct_stacks_maps() does. */
void sct_stacks_offline(struct sct_stacks *stacks);
/* Where the files of a process were when it was attached to: /proc/PID/maps. */
void sct_stacks_maps(struct sct_stacks *stacks, uint32_t tgid, const char *text, size_t len);

/* A process is traced from now on: reads where its files are. */
void sct_stacks_attach(struct sct_stacks *stacks, uint32_t tgid);
/* @child is a copy of @parent. */
void sct_stacks_fork(struct sct_stacks *stacks, uint32_t parent, uint32_t child);
/* @call, an execve, succeeded. */
void sct_stacks_exec(struct sct_stacks *stacks, uint32_t tgid, const struct sct_call *call);
/* @call returned: it may have mapped a file. */
void sct_stacks_call(struct sct_stacks *stacks, uint32_t tgid, const struct sct_call *call);
/* The process ended. */
void sct_stacks_exit(struct sct_stacks *stacks, uint32_t tgid);

/* Appends a line for each frame: " > /usr/bin/cat(main+0x10) [0x3151]". */
void sct_stacks_print(struct sct_stacks *stacks, struct strbuf *sb, uint32_t tgid,
		      const struct sct_call *call);

#endif
