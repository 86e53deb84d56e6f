/* SPDX-License-Identifier: GPL-2.0 */
/* What calls of other domains need to print a siginfo (waitid, ptrace). */
#ifndef SCT_DECODE_SIGINFO_H
#define SCT_DECODE_SIGINFO_H

#include "decode/types.h"

extern const struct sct_type sct_t_siginfo;

/* The number of a call of that AUDIT_ARCH_*, by its name if it has one. */
void sct_put_syscall_nr(struct sct_printer *p, uint64_t nr, uint32_t arch);

#endif
