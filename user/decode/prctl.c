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

/* A thread's name. */
static void print_comm(struct sct_printer *p, const struct sct_type *t,
		       const struct sct_value *v)
{
	size_t limit = p->opt->string_limit, known, len;
	const uint8_t *mem;

	mem = p->phase == SCT_PHASE_IN || sct_succeeded(p) ? sct_mem(p, v->v, &known) : NULL;
	if (!v->v || !mem) {
		sct_put_addr(p, v->v);
		return;
	}
	len = strnlen((const char *)mem, known);
	if (len == known && known < t->len.n && known <= limit)
		sct_put_addr(p, v->v);
	else
		sct_put_string(p, mem, len < limit ? len : limit, len > limit || len == t->len.n);
}

/* The kernel takes no more than 15 bytes, and gives 16. */
#define COMM(d, n)	CUSTOM(print_comm, d, .capture = SCT_CAP_COMM, .len = LEN_N(n))

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
	if (name)
		sb_printf(p->sb, " (%s)", name);
}

/* "0x3 (A|B)" */
static void print_ret_bits(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	bool any = false;
	unsigned int i;

	sb_hex(p->sb, v->v);
	for (i = 0; i < t->names->nr; i++)
		any |= t->names->v[i].value && (v->v & t->names->v[i].value) == t->names->v[i].value;
	if (!any || p->opt->const_style == SCT_CONST_RAW)
		return;
	sb_str(p->sb, " (");
	sct_put_names(p, t->names, v->v);
	sb_char(p->sb, ')');
}

/* A word whose upper bits are flags and whose lower 16 are a length. */
static void put_vector_length(struct sct_printer *p, const struct sct_names *names, uint64_t v)
{
	sct_put_names(p, names, v & ~0xffffULL);
	sb_char(p->sb, '|');
	sb_hex(p->sb, v & 0xffff);
}

static void print_vector_length(struct sct_printer *p, const struct sct_type *t,
				const struct sct_value *v)
{
	if (!(v->v >> 16)) {
		sb_hex(p->sb, v->v);
	} else if (sct_begin_text(p, v->v, 'x')) {
		put_vector_length(p, t->names, v->v);
		sct_end_text(p);
	}
}

static void print_ret_vector_length(struct sct_printer *p, const struct sct_type *t,
				    const struct sct_value *v)
{
	sb_hex(p->sb, v->v);
	if (!(v->v >> 16) || p->opt->const_style == SCT_CONST_RAW)
		return;
	sb_str(p->sb, " (");
	put_vector_length(p, t->names, v->v);
	sb_char(p->sb, ')');
}

/* Tagged addresses: whether there are some, how a false tag is told, which tags there are. */
static void put_tagging(struct sct_printer *p, uint64_t v)
{
	sb_str(p->sb, v & PR_TAGGED_ADDR_ENABLE ? "PR_TAGGED_ADDR_ENABLE|" : "!PR_TAGGED_ADDR_ENABLE|");
	sb_str(p->sb, sct_name_of(&sct_set_mte_modes, v & PR_MTE_TCF_MASK));
	if (v & PR_MTE_TAG_MASK)
		sb_printf(p->sb, "|%#x<<PR_MTE_TAG_SHIFT",
			  (unsigned int)((v & PR_MTE_TAG_MASK) >> PR_MTE_TAG_SHIFT));
	v &= ~(uint64_t)(PR_TAGGED_ADDR_ENABLE | PR_MTE_TCF_MASK | PR_MTE_TAG_MASK);
	if (v)
		sb_printf(p->sb, "|%#llx", (unsigned long long)v);
}

static void print_tagging(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	if (!sct_begin_text(p, v->v, 'x'))
		return;
	put_tagging(p, v->v);
	sct_end_text(p);
}

static void print_ret_tagging(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	(void)t;
	sb_hex(p->sb, v->v);
	if (p->opt->const_style == SCT_CONST_RAW)
		return;
	sb_str(p->sb, " (");
	put_tagging(p, v->v);
	sb_char(p->sb, ')');
}

static bool is_known_speculation(const struct sct_printer *p)
{
	return sct_name_of(&sct_set_spec_which, p->call->args[1]);
}

static bool is_other_speculation(const struct sct_printer *p)
{
	return !is_known_speculation(p);
}

static void print_ret_speculation(struct sct_printer *p, const struct sct_type *t,
				  const struct sct_value *v)
{
	if (!is_known_speculation(p)) {
		sb_s64(p->sb, (int32_t)v->v);
	} else if (v->v) {
		print_ret_bits(p, t, v);
	} else {
		sb_char(p->sb, '0');
		if (p->opt->const_style != SCT_CONST_RAW)
			sb_str(p->sb, " (PR_SPEC_NOT_AFFECTED)");
	}
}

static const struct sct_type t_ret_tagging = { .print = print_ret_tagging, .size = { 4, 4 } };
static const struct sct_type t_ret_speculation = {
	.print = print_ret_speculation, .names = &sct_set_spec_state, .size = { 4, 4 },
};

/* A signal, unless it cannot be one. */
static void print_any_signal(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	if (v->v > 128)
		sb_u64(p->sb, v->v);
	else
		sct_put_signal(p, (int)v->v);
}

static bool gets_cookie(const struct sct_printer *p)
{
	return !(uint32_t)p->call->args[1];	/* PR_SCHED_CORE_GET */
}

static bool gets_no_cookie(const struct sct_printer *p)
{
	return !gets_cookie(p);
}

/* Numbers that mean something for PR_SET_VMA_ANON_NAME only. */
static void print_vma(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	if (p->call->args[1])
		sb_hex(p->sb, v->v);
	else
		t->elem->print(p, t->elem, v);
}

static const struct sct_type t_vma_start = {
	.print = print_vma, .elem = T_ADDR, .size = { 8, 4 },
};

static const struct sct_type t_vma_len = {
	.print = print_vma, .elem = T_ULONG, .size = { 8, 4 },
};

static const struct sct_type t_vma_name = {
	.print = print_vma, .elem = T_STR, .dir = SCT_DIR_IN, .capture = SCT_CAP_STRING,
	.size = { 8, 4 },
};

/* The features in a comment, whatever the style. */
static void print_xfeature(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	sb_hex(p->sb, v->v);
	if (p->opt->const_style == SCT_CONST_RAW)
		return;
	if (t->flags & SCT_T_SCALAR) {
		if (!v->v)
			return;
		sb_str(p->sb, " /* ");
		sct_put_names(p, t->names, v->v);
		sb_str(p->sb, " */");
	} else {
		const char *name = sct_name_of(t->names, v->v);

		sb_printf(p->sb, " /* %s */", name ? name : t->names->unknown);
	}
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
	if ((uint32_t)v->v != 0xffffffff) {
		sb_s64(p->sb, (int32_t)v->v);
	} else if (sct_begin_text(p, v->v, 'd')) {
		sb_str(p->sb, "PR_SET_PTRACER_ANY");
		sct_end_text(p);
	}
}

/* --- Cases ----------------------------------------------------------------- */

#define REST		T_HEXLONG, T_HEXLONG, T_HEXLONG		/* unused, but checked */
#define REST4		T_HEXLONG, REST
#define VECTOR_LENGTH(set) \
	TYPE(.print = print_vector_length, .names = &sct_set_##set, .size = { 8, 4 })
#define RET_VECTOR_LENGTH(set) \
	RET(TYPE(.print = print_ret_vector_length, .names = &sct_set_##set, .size = { 4, 4 }))
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
	CASE(PR_SET_PDEATHSIG, ARGS(TYPE(.print = print_any_signal, .size = { 8, 4 }))),
	CASE(PR_GET_PDEATHSIG, ARGS(OUT(T_SIGNAL))),
	CASE(PR_GET_DUMPABLE, NO_ARGS, RET_NAMED(dumpable)),
	CASE(PR_SET_DUMPABLE, ARGS(ENUM_LONG(dumpable))),
	CASE(PR_GET_UNALIGN, ARGS(OUT(FLAGS(unalign)))),
	CASE(PR_SET_UNALIGN, ARGS(FLAGS(unalign))),
	CASE(PR_GET_KEEPCAPS, NO_ARGS),
	CASE(PR_SET_KEEPCAPS, ARGS(T_ULONG)),
	CASE(PR_GET_FPEMU, ARGS(OUT(T_UINT))),
	CASE(PR_SET_FPEMU, ARGS(T_ULONG)),
	CASE(PR_GET_FPEXC, ARGS(OUT(T_UINT))),
	CASE(PR_SET_FPEXC, ARGS(T_ULONG)),
	CASE(PR_GET_TIMING, NO_ARGS),
	CASE(PR_SET_TIMING, ARGS(T_ULONG)),
	CASE(PR_SET_NAME, ARGS(COMM(SCT_DIR_IN, 15))),
	CASE(PR_GET_NAME, ARGS(COMM(SCT_DIR_OUT, 16))),
	CASE(PR_GET_ENDIAN, ARGS(OUT(T_UINT))),
	CASE(PR_SET_ENDIAN, ARGS(T_ULONG)),
	CASE(PR_GET_SECCOMP, NO_ARGS),
	CASE(PR_SET_SECCOMP, ARGS(ENUM_LONG(seccomp_modes), WHEN(sets_filter, IN(&t_filter)),
				  AT(2, OTHER(T_HEXLONG)), AT(3, OTHER(T_HEXLONG)),
				  AT(4, OTHER(T_HEXLONG)))),
	CASE(PR_CAPBSET_READ, ARGS(CAPABILITY)),
	CASE(PR_CAPBSET_DROP, ARGS(CAPABILITY)),
	CASE(PR_GET_TSC, ARGS(OUT(ENUM(tsc_modes)))),
	CASE(PR_SET_TSC, ARGS(ENUM(tsc_modes))),
	CASE(PR_GET_SECUREBITS, NO_ARGS, RET_BITS(securebits)),
	CASE(PR_SET_SECUREBITS, ARGS(FLAGS_LONG(securebits))),
	CASE(PR_SET_TIMERSLACK, ARGS(T_S64)),
	CASE(PR_GET_TIMERSLACK, NO_ARGS),
	CASE(PR_TASK_PERF_EVENTS_DISABLE, NO_ARGS),
	CASE(PR_TASK_PERF_EVENTS_ENABLE, NO_ARGS),
	CASE(PR_MCE_KILL, ARGS(ENUM_LONG(mce_kill), WHEN(sets_mce, ENUM_LONG(mce_policy)),
			       AT(2, WHEN(sets_no_mce, T_HEXLONG)), AT(3, T_HEXLONG),
			       AT(4, T_HEXLONG))),
	CASE(PR_MCE_KILL_GET, ARGS(REST4), RET_NAMED(mce_policy)),
	CASE(PR_SET_MM, ARGS(ENUM(set_mm), REST)),
	CASE(PR_SET_CHILD_SUBREAPER, ARGS(T_ULONG)),
	CASE(PR_GET_CHILD_SUBREAPER, ARGS(OUT(T_UINT))),
	CASE(PR_SET_NO_NEW_PRIVS, ARGS(T_ULONG, REST)),
	CASE(PR_GET_NO_NEW_PRIVS, ARGS(REST4)),
	CASE(PR_GET_TID_ADDRESS, ARGS(OUT(T_ADDR))),
	CASE(PR_SET_THP_DISABLE, ARGS(T_ULONG, REST)),
	CASE(PR_GET_THP_DISABLE, ARGS(REST4)),
	CASE(PR_MPX_ENABLE_MANAGEMENT, ARGS(REST4)),
	CASE(PR_MPX_DISABLE_MANAGEMENT, ARGS(REST4)),
	CASE(PR_SET_FP_MODE, ARGS(FLAGS(fp_mode))),
	CASE(PR_GET_FP_MODE, NO_ARGS, RET_BITS(fp_mode)),
	CASE(PR_CAP_AMBIENT, ARGS(ENUM_LONG(cap_ambient), WHEN(names_capability, CAPABILITY),
				  AT(2, WHEN(names_no_capability, T_HEXLONG)), AT(3, T_HEXLONG),
				  AT(4, T_HEXLONG))),
	CASE(PR_SVE_SET_VL, ARGS(VECTOR_LENGTH(sve_vl)), RET_VECTOR_LENGTH(sve_vl)),
	CASE(PR_SVE_GET_VL, NO_ARGS, RET_VECTOR_LENGTH(sve_vl)),
	CASE(PR_GET_SPECULATION_CTRL, ARGS(ENUM_LONG(spec_which)),
	     RET(&t_ret_speculation)),
	CASE(PR_SET_SPECULATION_CTRL, ARGS(ENUM_LONG(spec_which),
					   WHEN(is_known_speculation, ENUM_LONG(spec_setting)),
					   AT(2, WHEN(is_other_speculation, T_HEXLONG)))),
	CASE(PR_PAC_RESET_KEYS, ARGS(FLAGS_LONG(pac_keys), REST)),
	CASE(PR_SET_TAGGED_ADDR_CTRL, ARGS(TYPE(.print = print_tagging, .size = { 8, 4 }), REST)),
	CASE(PR_GET_TAGGED_ADDR_CTRL, ARGS(REST4),
	     RET(&t_ret_tagging)),
	CASE(PR_SET_IO_FLUSHER, ARGS(T_ULONG, REST)),
	CASE(PR_GET_IO_FLUSHER, ARGS(REST4)),
	CASE(PR_SET_SYSCALL_USER_DISPATCH, ARGS(ENUM_LONG(dispatch_modes), T_HEXLONG, T_HEXLONG,
						T_ADDR)),
	CASE(PR_PAC_SET_ENABLED_KEYS, ARGS(FLAGS_LONG(pac_enabled_keys),
					   FLAGS_LONG(pac_enabled_keys), T_HEXLONG, T_HEXLONG)),
	CASE(PR_PAC_GET_ENABLED_KEYS, ARGS(REST4), RET_BITS(pac_enabled_keys)),
	CASE(PR_SCHED_CORE, ARGS(ENUM(sched_core), T_PID, T_PID_TYPE,
				 WHEN(gets_cookie, OUT(T_HEX64)),
				 AT(4, WHEN(gets_no_cookie, T_ADDR)))),
	CASE(PR_SME_SET_VL, ARGS(VECTOR_LENGTH(sme_vl)), RET_VECTOR_LENGTH(sme_vl)),
	CASE(PR_SME_GET_VL, NO_ARGS, RET_VECTOR_LENGTH(sme_vl)),
	CASE(PR_SET_PTRACER, ARGS(T_PTRACER)),
	CASE(PR_SET_VMA, ARGS(ENUM_LONG(set_vma), &t_vma_start, &t_vma_len, &t_vma_name)),
};

#define XFEATURES	OUT(TYPE(.print = print_xfeature, .names = &sct_set_xfeature_masks, \
				 .size = { 8, 8 }, .flags = SCT_T_SCALAR))
#define XFEATURE	TYPE(.print = print_xfeature, .names = &sct_set_xfeatures, .size = { 8, 4 })

static const struct sct_case arch_prctl_cases[] = {
	CASE(0x1021 /* ARCH_GET_XCOMP_SUPP */, ARGS(XFEATURES)),
	CASE(0x1022 /* ARCH_GET_XCOMP_PERM */, ARGS(XFEATURES)),
	CASE(0x1023 /* ARCH_REQ_XCOMP_PERM */, ARGS(XFEATURE), RET_BITS(xfeature_masks)),
	CASE(0x1024 /* ARCH_GET_XCOMP_GUEST_PERM */, ARGS(XFEATURES)),
	CASE(0x1025 /* ARCH_REQ_XCOMP_GUEST_PERM */, ARGS(XFEATURE), RET_BITS(xfeature_masks)),
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
