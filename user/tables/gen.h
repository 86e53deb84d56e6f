/* SPDX-License-Identifier: GPL-2.0 */
/* What generate.py writes: system calls as the kernel's headers declare them. */
#ifndef SCT_GEN_H
#define SCT_GEN_H

#include "tables/syscalls.h"

extern const struct sct_syscall *const sct_gen_calls[SCT_NR_ABIS];
extern const unsigned int sct_gen_nr_calls[SCT_NR_ABIS];

#endif
