// SPDX-License-Identifier: GPL-2.0
/*
 * System calls that set and tell attributes of a thread by number: prctl,
 * arch_prctl, seccomp.
 */
#include <asm/prctl.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>

#include "decode/bpf_filter.h"
#include "decode/common.h"

#define COMM_BYTES	16

/* A thread's name: the kernel takes no more than 15 bytes. */
static void print_comm(struct sct_printer *p, const struct sct_type *t,
		       const struct sct_value *v)
{
	size_t known, len;
	const uint8_t *mem;

	(void)t;
	mem = p->phase == SCT_PHASE_IN || sct_succeeded(p) ? sct_mem(p, v->v, &known) : NULL;
	if (!v->v || !mem) {
		sct_put_addr(p, v->v);
		return;
	}
	len = strnlen((const char *)mem, known);
	if (len == known && known < COMM_BYTES)
		sct_put_addr(p, v->v);
	else
		sct_put_string(p, mem, len < COMM_BYTES ? len : COMM_BYTES - 1, len == COMM_BYTES);
}

#define COMM(d)		CUSTOM(print_comm, d, .capture = SCT_CAP_COMM, .len = LEN_N(COMM_BYTES))

static const struct sct_type t_filter = SCT_FPROG(2, sct_t_seccomp_insn);

static const struct sct_type t_notif_sizes = STRUCT(struct seccomp_notif_sizes,
	FIELD(struct seccomp_notif_sizes, seccomp_notif, T_UINT),
	FIELD(struct seccomp_notif_sizes, seccomp_notif_resp, T_UINT),
	FIELD(struct seccomp_notif_sizes, seccomp_data, T_UINT));

/* --- Results --------------------------------------------------------------- */

/* "1 (SUID_DUMP_USER)" */
static void print_ret_named(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	const char *name = sct_name_of(t->names, v->v);

	sb_s64(p->sb, (int64_t)v->v);
	if (name && p->opt->const_style != SCT_CONST_RAW)
		sb_printf(p->sb, " (%s)", name);
}

/* "0x3 (A|B)" */
static void print_ret_bits(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	sb_hex(p->sb, v->v);
	if (!v->v || p->opt->const_style == SCT_CONST_RAW)
		return;
	sb_str(p->sb, " (");
	sct_put_names(p, t->names, v->v);
	sb_char(p->sb, ')');
}

#define RET_NAMED(set) \
	RET(TYPE(.print = print_ret_named, .names = &sct_set_##set, .size = { 4, 4 }))
#define RET_BITS(set) \
	RET(TYPE(.print = print_ret_bits, .names = &sct_set_##set, .size = { 4, 4 }))

/* 0x1, with the name in a comment whatever the style. */
static void print_pid_type(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	const char *name = sct_name_of(t->names, v->v);

	sb_hex(p->sb, v->v);
	if (p->opt->const_style != SCT_CONST_RAW)
		sb_printf(p->sb, " /* %s */", name ? name : t->names->unknown);
}

/* All ones is everybody. */
static void print_ptracer(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	if (v->v != (p->compat ? 0xffffffff : ~0ULL)) {
		sb_s64(p->sb, (int32_t)v->v);
	} else if (sct_begin_text(p, v->v, 'd')) {
		sb_str(p->sb, "PR_SET_PTRACER_ANY");
		sct_end_text(p);
	}
}

/* --- Cases ----------------------------------------------------------------- */

#define REST		T_HEXLONG, T_HEXLONG, T_HEXLONG		/* unused, but checked */
#define REST4		T_HEXLONG, REST
#define T_PTRACER	TYPE(.print = print_ptracer, .size = { 8, 4 })
#define T_PID_TYPE	TYPE(.print = print_pid_type, .names = &sct_set_pid_types, .size = { 8, 4 })
#define CAPABILITY	ENUM_LONG(capabilities)

/* PR_SET_SECCOMP's further arguments depend on its mode. */
static bool sets_filter(const struct sct_printer *p)
{
	return p->call->args[1] == SECCOMP_MODE_FILTER;
}

static bool sets_other_seccomp(const struct sct_printer *p)
{
	return p->call->args[1] != SECCOMP_MODE_FILTER && p->call->args[1] != SECCOMP_MODE_STRICT;
}

#define OTHER(t)	WHEN(sets_other_seccomp, t)

static bool sets_mce(const struct sct_printer *p)
{
	return p->call->args[1] == PR_MCE_KILL_SET;
}

static bool sets_no_mce(const struct sct_printer *p)
{
	return p->call->args[1] != PR_MCE_KILL_SET;
}

static bool names_capability(const struct sct_printer *p)
{
	return p->call->args[1] >= PR_CAP_AMBIENT_IS_SET &&
	       p->call->args[1] <= PR_CAP_AMBIENT_LOWER;
}

static bool names_no_capability(const struct sct_printer *p)
{
	return !names_capability(p);
}

static const struct sct_case prctl_cases[] = {
	CASE(PR_SET_PDEATHSIG, ARGS(T_SIGNAL)),
	CASE(PR_GET_PDEATHSIG, ARGS(OUT(T_INT))),
	CASE(PR_GET_DUMPABLE, NO_ARGS, RET_NAMED(dumpable)),
	CASE(PR_SET_DUMPABLE, ARGS(ENUM_LONG(dumpable))),
	CASE(PR_GET_UNALIGN, ARGS(OUT(T_UINT))),
	CASE(PR_SET_UNALIGN, ARGS(T_HEXLONG)),
	CASE(PR_GET_KEEPCAPS, NO_ARGS),
	CASE(PR_SET_KEEPCAPS, ARGS(T_ULONG)),
	CASE(PR_GET_FPEMU, ARGS(OUT(T_UINT))),
	CASE(PR_SET_FPEMU, ARGS(T_HEXLONG)),
	CASE(PR_GET_FPEXC, ARGS(OUT(T_UINT))),
	CASE(PR_SET_FPEXC, ARGS(T_HEXLONG)),
	CASE(PR_GET_TIMING, NO_ARGS),
	CASE(PR_SET_TIMING, ARGS(T_HEXLONG)),
	CASE(PR_SET_NAME, ARGS(COMM(SCT_DIR_IN))),
	CASE(PR_GET_NAME, ARGS(COMM(SCT_DIR_OUT))),
	CASE(PR_GET_ENDIAN, ARGS(OUT(T_UINT))),
	CASE(PR_SET_ENDIAN, ARGS(T_HEXLONG)),
	CASE(PR_GET_SECCOMP, NO_ARGS),
	CASE(PR_SET_SECCOMP, ARGS(ENUM_LONG(seccomp_modes), WHEN(sets_filter, IN(&t_filter)),
				  AT(2, OTHER(T_HEXLONG)), AT(3, OTHER(T_HEXLONG)),
				  AT(4, OTHER(T_HEXLONG)))),
	CASE(PR_CAPBSET_READ, ARGS(CAPABILITY)),
	CASE(PR_CAPBSET_DROP, ARGS(CAPABILITY)),
	CASE(PR_GET_TSC, ARGS(OUT(ENUM(tsc_modes)))),
	CASE(PR_SET_TSC, ARGS(ENUM_LONG(tsc_modes))),
	CASE(PR_GET_SECUREBITS, NO_ARGS, RET_BITS(securebits)),
	CASE(PR_SET_SECUREBITS, ARGS(FLAGS_LONG(securebits))),
	CASE(PR_SET_TIMERSLACK, ARGS(T_LONG)),
	CASE(PR_GET_TIMERSLACK, NO_ARGS),
	CASE(PR_TASK_PERF_EVENTS_DISABLE, NO_ARGS),
	CASE(PR_TASK_PERF_EVENTS_ENABLE, NO_ARGS),
	CASE(PR_MCE_KILL, ARGS(ENUM_LONG(mce_kill), WHEN(sets_mce, ENUM_LONG(mce_policy)),
			       AT(2, WHEN(sets_no_mce, T_HEXLONG)), AT(3, T_HEXLONG),
			       AT(4, T_HEXLONG))),
	CASE(PR_MCE_KILL_GET, ARGS(REST4), RET_NAMED(mce_policy)),
	CASE(PR_SET_MM, ARGS(ENUM_LONG(set_mm), REST)),
	CASE(PR_SET_CHILD_SUBREAPER, ARGS(T_ULONG)),
	CASE(PR_GET_CHILD_SUBREAPER, ARGS(OUT(T_INT))),
	CASE(PR_SET_NO_NEW_PRIVS, ARGS(T_ULONG, REST)),
	CASE(PR_GET_NO_NEW_PRIVS, ARGS(REST4)),
	CASE(PR_GET_TID_ADDRESS, ARGS(OUT(T_ADDR))),
	CASE(PR_SET_THP_DISABLE, ARGS(T_ULONG, REST)),
	CASE(PR_GET_THP_DISABLE, ARGS(REST4)),
	CASE(PR_MPX_ENABLE_MANAGEMENT, ARGS(REST4)),
	CASE(PR_MPX_DISABLE_MANAGEMENT, ARGS(REST4)),
	CASE(PR_SET_FP_MODE, ARGS(T_HEXLONG)),
	CASE(PR_GET_FP_MODE, NO_ARGS),
	CASE(PR_CAP_AMBIENT, ARGS(ENUM_LONG(cap_ambient), WHEN(names_capability, CAPABILITY),
				  AT(2, WHEN(names_no_capability, T_HEXLONG)), AT(3, T_HEXLONG),
				  AT(4, T_HEXLONG))),
	CASE(PR_SVE_SET_VL, ARGS(T_HEXLONG)),
	CASE(PR_SVE_GET_VL, NO_ARGS),
	CASE(PR_GET_SPECULATION_CTRL, ARGS(ENUM_LONG(spec_which)), RET_BITS(spec_state)),
	CASE(PR_SET_SPECULATION_CTRL, ARGS(ENUM_LONG(spec_which), ENUM_LONG(spec_state))),
	CASE(PR_PAC_RESET_KEYS, ARGS(REST4)),
	CASE(PR_GET_TAGGED_ADDR_CTRL, ARGS(REST4)),
	CASE(PR_SET_IO_FLUSHER, ARGS(T_ULONG, REST)),
	CASE(PR_GET_IO_FLUSHER, ARGS(REST4)),
	CASE(PR_SET_SYSCALL_USER_DISPATCH, ARGS(ENUM_LONG(dispatch_modes), T_HEXLONG, T_HEXLONG,
						T_ADDR)),
	CASE(PR_PAC_SET_ENABLED_KEYS, ARGS(REST4)),
	CASE(PR_PAC_GET_ENABLED_KEYS, ARGS(REST4)),
	CASE(PR_SCHED_CORE, ARGS(ENUM_LONG(sched_core), T_PID, T_PID_TYPE, T_ADDR)),
	CASE(PR_SME_SET_VL, ARGS(T_HEXLONG)),
	CASE(PR_SME_GET_VL, NO_ARGS),
	CASE(PR_SET_PTRACER, ARGS(T_PTRACER)),
	CASE(PR_SET_VMA, ARGS(ENUM_LONG(set_vma), T_ADDR, T_ULONG, T_STR)),
};

static const struct sct_case arch_prctl_cases[] = {
	CASE(ARCH_GET_FS, ARGS(OUT(T_HEXLONG))),
	CASE(ARCH_GET_GS, ARGS(OUT(T_HEXLONG))),
	CASE(ARCH_GET_CPUID, NO_ARGS),
};

static const struct sct_case seccomp_cases[] = {
	CASE(SECCOMP_SET_MODE_FILTER, ARGS(FLAGS(seccomp_flags), IN(&t_filter))),
	CASE(SECCOMP_GET_ACTION_AVAIL, ARGS(T_HEX32, IN(ENUM(seccomp_actions)))),
	CASE(SECCOMP_GET_NOTIF_SIZES, ARGS(T_HEX32, OUT(&t_notif_sizes))),
};

const struct sct_annotation sct_calls_prctl[] = {
	SYSCALL(prctl, ARGS(ENUM(prctl_ops), SWITCH(0, prctl_cases, ARGS(REST4)))),
	SYSCALL(arch_prctl, ARGS(ENUM(arch_prctl_ops),
				 SWITCH(0, arch_prctl_cases, ARGS(T_HEXLONG)))),
	SYSCALL(seccomp, ARGS(ENUM(seccomp_ops), SWITCH(0, seccomp_cases, ARGS(T_HEX32, T_ADDR)))),
	{ .name = NULL }
};
