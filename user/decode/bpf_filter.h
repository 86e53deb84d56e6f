/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Programs of classic BPF: what seccomp() and sockets take as filters.
 *
 *	static const struct sct_type t_filter = SCT_FPROG(2, sct_t_seccomp_insn);
 *
 * is the struct sock_fprog that argument 2 points to; IN(&t_filter) captures and
 * prints it with its instructions.  Filters of sockets: sct_t_socket_insn.
 */
#ifndef SCT_DECODE_BPF_FILTER_H
#define SCT_DECODE_BPF_FILTER_H

#include <linux/bpf_common.h>

#include "decode/types.h"

/* Instructions: the constant of a return is an action, or offsets have names. */
extern const struct sct_type sct_t_seccomp_insn, sct_t_socket_insn;
/* struct bpf_insn, of the extended kind. */
extern const struct sct_type sct_t_ebpf_insn;

struct sct_fprog { uint16_t len; uint64_t filter; };
struct sct_compat_fprog { uint16_t len; uint32_t filter; };

/* An array of instructions of any kind: no more than the kernel takes. */
sct_print_fn sct_print_insns;
sct_field_when_fn sct_is_abbreviated, sct_is_verbose;

#define SCT_INSNS(insn, ...) \
	SCT_POINTER(sct_print_insns, SCT_DIR_IN, insn, __VA_ARGS__)

/* Abbreviated, only the address of the instructions is shown. */
#define SCT_FPROG(i, insn) STRUCT2(struct sct_fprog, struct sct_compat_fprog, \
	FIELD2(struct sct_fprog, struct sct_compat_fprog, len, T_U16), \
	FIELD2(struct sct_fprog, struct sct_compat_fprog, filter, T_ADDR, \
	       .when = sct_is_abbreviated), \
	FIELD2(struct sct_fprog, struct sct_compat_fprog, filter, \
	       SCT_INSNS(&(insn), LEN_FIELD16(i, struct sct_fprog, len)), \
	       .when = sct_is_verbose, .verbose = true))

#endif
