/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What every system call is called and what its arguments are: generated from
 * the kernel's headers at build time (see Makefile.inc here), and annotated in
 * decode/ where a C type does not say enough.
 */
#ifndef SCT_SYSCALLS_H
#define SCT_SYSCALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sctrace_abi.h"

/* The classes of -e trace=%class; a call can be in several. */
enum sct_class {
	SCT_CLASS_FILE		= 1U << 0,	/* %file: takes a file name */
	SCT_CLASS_DESC		= 1U << 1,	/* %desc: takes or makes a descriptor */
	SCT_CLASS_MEMORY	= 1U << 2,
	SCT_CLASS_NETWORK	= 1U << 3,	/* %network, %net */
	SCT_CLASS_PROCESS	= 1U << 4,
	SCT_CLASS_SIGNAL	= 1U << 5,
	SCT_CLASS_IPC		= 1U << 6,
	SCT_CLASS_CREDS		= 1U << 7,
	SCT_CLASS_CLOCK		= 1U << 8,
	SCT_CLASS_PURE		= 1U << 9,
	SCT_CLASS_STAT		= 1U << 10,
	SCT_CLASS_LSTAT		= 1U << 11,
	SCT_CLASS_STATLIKE	= 1U << 12,	/* %%stat */
	SCT_CLASS_FSTAT		= 1U << 13,
	SCT_CLASS_STATFS	= 1U << 14,
	SCT_CLASS_FSTATFS	= 1U << 15,
	SCT_CLASS_STATFSLIKE	= 1U << 16,	/* %%statfs */
};

/*
 * A table beside those of the ABIs: calls that i386 makes through another one,
 * socketcall() or ipc(), under numbers that we gave them.
 */
#define SCT_INNER_CALLS		SCT_NR_ABIS
#define SCT_NR_TABLES		(SCT_NR_ABIS + 1)

struct sct_type;

/**
 * struct sct_multiplexer - a call of i386 that makes others: argument 0 says which
 * @ignored: bits of argument 0 that don't
 * @base: number of operation 0 in SCT_INNER_CALLS; above that: what argument 0 says
 * @nr: operations; not each of them has to be there
 * @in_memory: their arguments lie where argument 1 points to; else they are those of
 *	the call itself, behind argument 0
 */
struct sct_multiplexer {
	uint32_t ignored;
	uint16_t base;
	uint16_t nr;
	bool in_memory;
};

/**
 * struct sct_syscall - one system call of one ABI
 * @name: as strace has it
 * @name_len: its length
 * @nr: number in its ABI
 * @nr_args: arguments that it takes
 * @classes: enum sct_class
 * @args: how to print and capture each (decode/types.h)
 * @arg_names: what the kernel's prototype calls each register, or NULL: for -N
 * @ret: how to print what it returns; NULL: a decimal number
 * @inner: it is there to make others, or NULL
 */
struct sct_syscall {
	const char *name;
	uint8_t name_len;
	uint16_t nr;
	uint8_t nr_args;
	uint32_t classes;
	const struct sct_type *args[SCT_NR_ARGS];
	const char *arg_names[SCT_NR_ARGS];
	const struct sct_type *ret;
	const struct sct_multiplexer *inner;
};

/* For sct_syscall_by_number(), which has them made at its first call. */
extern const struct sct_syscall *sct_numbered[SCT_NR_TABLES][SCT_NR_SYSCALLS];
const struct sct_syscall *sct_syscall_first(unsigned int abi, int nr);

/* NULL when there is no such call; @abi is one of enum sct_abi, or SCT_INNER_CALLS. */
static inline const struct sct_syscall *sct_syscall_by_number(unsigned int abi, int nr)
{
	if ((unsigned int)nr >= SCT_NR_SYSCALLS)
		return NULL;
	if (!sct_numbered[abi][nr])
		return sct_syscall_first(abi, nr);
	return sct_numbered[abi][nr];
}

const struct sct_syscall *sct_syscall_by_name(unsigned int abi, const char *name);

/* "SIGCHLD", "SIGRT_3", "32" past them; valid until the next call of it. */
const char *sct_signal_name(int signo);
/* The number for "CHLD", "SIGCHLD", "17" in any case; 0 when there is none. */
int sct_signal_by_name(const char *name);
/* "ENOENT" for 2, kernel-internal ones ("ERESTARTSYS" for 512) as well; or NULL. */
const char *sct_errno_name(int err);

#endif
