// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on scheduling: policies, priorities, affinity, futexes.
 */
#include <errno.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <linux/sched/types.h>

#include "decode/common.h"

/* --- struct sched_attr ----------------------------------------------------- */

static bool is_set_call(const struct sct_printer *p)
{
	return p->call->desc->nr_args == 3;	/* sched_setattr(pid, attr, flags) */
}

static bool has_policy(const struct sct_printer *p, const struct sct_value *s)
{
	return !is_set_call(p) ||
	       !(SCT_LOAD(s, struct sched_attr, sched_flags) &
		 (SCHED_FLAG_KEEP_POLICY | SCHED_FLAG_KEEP_PARAMS));
}

static bool has_params(const struct sct_printer *p, const struct sct_value *s)
{
	return !is_set_call(p) ||
	       !(SCT_LOAD(s, struct sched_attr, sched_flags) & SCHED_FLAG_KEEP_PARAMS);
}

#define SA(m, t, ...)	FIELD(struct sched_attr, m, t, ##__VA_ARGS__)

static const struct sct_field sched_attr_fields[] = {
	SA(size, T_UINT), SA(sched_policy, ENUM(sched_policies), .when = has_policy),
	SA(sched_flags, FLAGS_U64(sched_flags)), SA(sched_nice, T_INT, .when = has_params),
	SA(sched_priority, T_UINT, .when = has_params),
	SA(sched_runtime, T_U64, .when = has_params),
	SA(sched_deadline, T_U64, .when = has_params), SA(sched_period, T_U64, .when = has_params),
	SA(sched_util_min, T_UINT), SA(sched_util_max, T_UINT),
};

/* How much of it there is: the structure itself says it, or of a result, the call. */
static size_t sched_attr_room(const struct sct_printer *p, const uint8_t *head)
{
	uint32_t room = is_set_call(p) ? (uint32_t)sct_load(head, 4) : (uint32_t)p->call->args[2];

	if (!room && is_set_call(p))
		room = SCHED_ATTR_SIZE_VER0;
	return room < sizeof(struct sched_attr) ? room : sizeof(struct sched_attr);
}

/* " => {size=48}": what the kernel would have taken. */
static void put_wanted_size(struct sct_printer *p, uint64_t addr)
{
	const uint8_t *mem;

	if (p->call->ret != -E2BIG || !p->verbose)
		return;
	mem = sct_mem_exact(p, addr, 4);
	if (!mem)
		return;
	sb_str(p->sb, " => {size=");
	sb_u64(p->sb, sct_load(mem, 4));
	sb_char(p->sb, '}');
}

static void print_sched_attr(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	struct sched_attr attr = { 0 };
	struct sct_value s = { .addr = v->v, .mem = (const uint8_t *)&attr };
	const uint8_t *mem = NULL;
	bool sep = false;
	size_t known = 0;

	(void)t;
	if (p->second_half) {
		put_wanted_size(p, v->v);
		return;
	}
	if (v->v && p->verbose && (p->phase == SCT_PHASE_IN || sct_succeeded(p)))
		mem = sct_mem(p, v->v, &known);
	if (mem && (known < sizeof(attr.size) || known < sched_attr_room(p, mem)))
		mem = NULL;
	if (!mem || !sched_attr_room(p, mem)) {
		sct_put_addr(p, v->v);
		return;
	}
	memcpy(&attr, mem, sched_attr_room(p, mem));
	/* One that is too short for its first version shows only that. */
	s.size = !attr.size && is_set_call(p) ? SCHED_ATTR_SIZE_VER0 :
		 attr.size < SCHED_ATTR_SIZE_VER0 ? sizeof(attr.size) :
		 attr.size < sizeof(attr) ? SCHED_ATTR_SIZE_VER0 : sizeof(attr);
	sb_char(p->sb, '{');
	sct_put_fields(p, sched_attr_fields,
		       sizeof(sched_attr_fields) / sizeof(sched_attr_fields[0]), &s, &sep);
	if (is_set_call(p) && attr.size > sizeof(attr))
		sb_str(p->sb, ", ...");
	sb_char(p->sb, '}');
}

#define SCHED_ATTR(d, ...) \
	CUSTOM(print_sched_attr, d, .capture = SCT_CAP_BLOCK, \
	       .len = LEN_N(sizeof(struct sched_attr)), ##__VA_ARGS__)

static void print_ret_policy(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	const char *name = sct_name_of(&sct_set_sched_policies, v->v);

	(void)t;
	sb_u64(p->sb, v->v);
	if (name)
		sb_printf(p->sb, " (%s)", name);
}

/* --- Affinity -------------------------------------------------------------- */

#define MAX_CPUS	1024

static void put_cpus(struct sct_printer *p, const uint8_t *mem, uint64_t len)
{
	bool any = false;
	uint64_t i;

	sb_char(p->sb, '[');
	for (i = 0; i < 8 * len && i < MAX_CPUS; i++) {
		if (!(mem[i / 8] >> (i % 8) & 1))
			continue;
		if (any)
			sb_char(p->sb, ' ');
		sb_u64(p->sb, i);
		any = true;
	}
	if (8 * len > MAX_CPUS)
		sb_str(p->sb, " ...");
	sb_char(p->sb, ']');
}

void sct_print_affinity(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t len = sct_length(p, &t->len);
	const uint8_t *mem = (const uint8_t *)"";

	if (!v->v || !p->verbose || (p->phase == SCT_PHASE_OUT && !sct_succeeded(p)) ||
	    sct_length_is_negative(p, &t->len)) {
		sct_put_addr(p, v->v);
		return;
	}
	if (len)
		mem = sct_mem_exact(p, v->v, len);
	if (mem)
		put_cpus(p, mem, len);
	else
		sct_put_addr(p, v->v);
}

#define CPUS(d, l, ...)	CUSTOM(sct_print_affinity, d, .capture = SCT_CAP_BLOCK, \
			       .len = { .from = (l), .n = 1024, ##__VA_ARGS__ })

/* --- I/O priorities -------------------------------------------------------- */

void sct_put_ioprio(struct sct_printer *p, uint32_t prio)
{
	sb_str(p->sb, "IOPRIO_PRIO_VALUE(");
	sct_put_enum(p, &sct_set_ioprio_classes, prio >> 13);
	sb_printf(p->sb, ", %u)", prio & 0x1fff);
}

static void print_ioprio(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	if (!sct_begin_text(p, v->v, 'd'))
		return;
	sct_put_ioprio(p, (uint32_t)v->v);
	sct_end_text(p);
}

static void print_ret_ioprio(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v);
	if (p->opt->const_style == SCT_CONST_RAW)
		return;
	sb_str(p->sb, " (");
	sct_put_ioprio(p, (uint32_t)v->v);
	sb_char(p->sb, ')');
}

/* --- futex ----------------------------------------------------------------- */

static void put_shifted(struct sct_printer *p, const struct sct_names *set, uint32_t value,
			unsigned int shift)
{
	enum sct_const_style style = p->opt->const_style;
	const char *name = sct_name_of(set, value);

	/* Without names, none of the numbers is known. */
	if (!name || style == SCT_CONST_RAW) {
		sb_hex(p->sb, value);
		sb_printf(p->sb, "<<%u", shift);
		if (set->unknown)
			sb_printf(p->sb, " /* %s */", set->unknown);
		return;
	}
	if (style == SCT_CONST_VERBOSE) {
		sb_hex(p->sb, value);
		sb_printf(p->sb, " /* %s */<<%u", name, shift);
	} else {
		sb_printf(p->sb, "%s<<%u", name, shift);
	}
}

/* Four fields in a word: what to do, with what, how to compare, to what. */
static void print_wake_op(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	uint32_t value = (uint32_t)v->v;

	(void)t;
	if (value >> 28 & FUTEX_OP_OPARG_SHIFT) {
		put_shifted(p, &sct_set_futex_wake_shift, FUTEX_OP_OPARG_SHIFT, 28);
		sb_char(p->sb, '|');
	}
	put_shifted(p, &sct_set_futex_wake_ops, value >> 28 & 7, 28);
	sb_char(p->sb, '|');
	sb_hex(p->sb, value >> 12 & 0xfff);
	sb_str(p->sb, "<<12|");
	put_shifted(p, &sct_set_futex_wake_cmps, value >> 24 & 15, 24);
	sb_char(p->sb, '|');
	sb_hex(p->sb, value & 0xfff);
}

static void print_bitset(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	if (v->v != FUTEX_BITSET_MATCH_ANY) {
		sb_hex(p->sb, v->v);
	} else if (sct_begin_text(p, v->v, 'x')) {
		sb_str(p->sb, "FUTEX_BITSET_MATCH_ANY");
		sct_end_text(p);
	}
}

#define T_WAKE_OP	TYPE(.print = print_wake_op, .size = { 4, 4 })
#define T_BITSET	TYPE(.print = print_bitset, .size = { 4, 4 })

#define FUTEX_CASES(timeout) \
	CASE(FUTEX_WAIT, ARGS(T_UINT, timeout)), \
	CASE(FUTEX_WAKE, ARGS(T_UINT)), \
	CASE(FUTEX_FD, ARGS(T_UINT)), \
	CASE(FUTEX_REQUEUE, ARGS(T_UINT, T_UINT, T_ADDR)), \
	CASE(FUTEX_CMP_REQUEUE, ARGS(T_UINT, T_UINT, T_ADDR, T_UINT)), \
	CASE(FUTEX_CMP_REQUEUE_PI, ARGS(T_UINT, T_UINT, T_ADDR, T_UINT)), \
	CASE(FUTEX_WAKE_OP, ARGS(T_UINT, T_UINT, T_ADDR, T_WAKE_OP)), \
	CASE(FUTEX_LOCK_PI, ARGS(AT(3, timeout))), \
	CASE(FUTEX_LOCK_PI2, ARGS(AT(3, timeout))), \
	CASE(FUTEX_UNLOCK_PI, NO_ARGS), \
	CASE(FUTEX_TRYLOCK_PI, NO_ARGS), \
	CASE(FUTEX_WAIT_BITSET, ARGS(T_UINT, timeout, AT(5, T_BITSET))), \
	CASE(FUTEX_WAKE_BITSET, ARGS(T_UINT, AT(5, T_BITSET))), \
	CASE(FUTEX_WAIT_REQUEUE_PI, ARGS(T_UINT, timeout, T_ADDR))

static const struct sct_case futex_cases[] = { FUTEX_CASES(IN(&sct_t_timespec)) };
static const struct sct_case futex64_cases[] = { FUTEX_CASES(IN(&sct_t_timespec64)) };

struct waiter { uint64_t val, uaddr; uint32_t flags, __reserved; };

static const struct sct_type t_waiter = STRUCT(struct waiter,
	FIELD(struct waiter, val, T_HEX64), FIELD(struct waiter, uaddr, T_ADDR),
	FIELD(struct waiter, flags, FLAGS(futex_waiter_flags)),
	FIELD(struct waiter, __reserved, T_HEX32, .nonzero = true));

#define FUTEX_ARGS(cases) \
	ARGS(T_ADDR, ENUM(futex_ops), \
	     SWITCH_ON(1, FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME, cases, \
		       ARGS(T_UINT, T_ADDR, T_ADDR, T_HEX32)))

/* The number is an unsigned int. */
static void print_waiters(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	sct_put_array(p, t, v->v, (uint32_t)p->call->args[1]);
}

/* A size in the lowest bits, and flags. */
static void print_futex2_flags(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	(void)t;
	if (!sct_begin_text(p, v->v, 'x'))
		return;
	sb_str(p->sb, sct_name_of(&sct_set_futex2_sizes, v->v & 3));
	sct_put_more_flags(p, &sct_set_futex2_flags, v->v & ~3ULL);
	sct_end_text(p);
}

#define T_FUTEX2_FLAGS	TYPE(.print = print_futex2_flags, .size = { 4, 4 })
#define T_LONG_BITSET	TYPE(.print = print_bitset, .size = { 8, 4 })

static const struct sct_type t_waiter2 = STRUCT(struct waiter,
	FIELD(struct waiter, val, T_HEX64), FIELD(struct waiter, uaddr, T_ADDR),
	FIELD(struct waiter, flags, T_FUTEX2_FLAGS),
	FIELD(struct waiter, __reserved, T_HEX32, .nonzero = true));

#define WAITERS		SCT_POINTER(print_waiters, SCT_DIR_IN, &t_waiter, LEN_ARG(1))

/* --- membarrier ------------------------------------------------------------ */

static bool has_cpu(const struct sct_printer *p)
{
	return p->call->args[1] & 1;	/* MEMBARRIER_CMD_FLAG_CPU */
}

/* What a query returns is a set of commands. */
static void print_ret_membarrier(struct sct_printer *p, const struct sct_type *t,
				 const struct sct_value *v)
{
	(void)t;
	if ((int)p->call->args[0] || !v->v) {
		sb_s64(p->sb, (int64_t)v->v);
		return;
	}
	sb_hex(p->sb, v->v);
	sb_str(p->sb, " (");
	sct_put_flags(p, &sct_set_membarrier_cmds, v->v);
	sb_char(p->sb, ')');
}

#define OUT_LONG_ADDR	OUT(T_ADDR)
#define SCHED_POLICY	ENUM(sched_policies)
#define SCHED_PARAM	T_INT

static const struct sct_type t_ioprio_result = { .print = print_ret_ioprio, .size = { 4, 4 } };
static const struct sct_type t_membarrier_result = {
	.print = print_ret_membarrier, .size = { 4, 4 }
};
static const struct sct_type t_policy_result = { .print = print_ret_policy, .size = { 4, 4 } };

const struct sct_annotation sct_calls_sched[] = {
	SYSCALL(sched_setattr, ARGS(T_PID, SCHED_ATTR(SCT_DIR_INOUT, .flags = SCT_T_SPLIT |
								  SCT_T_ON_ERROR), T_UINT)),
	SYSCALL(sched_getattr, ARGS(T_PID, SCHED_ATTR(SCT_DIR_OUT), T_UINT, T_UINT)),
	SYSCALL(sched_setparam, ARGS(T_PID, IN(SCHED_PARAM))),
	SYSCALL(sched_getparam, ARGS(T_PID, OUT(SCHED_PARAM))),
	SYSCALL(sched_setscheduler, ARGS(T_PID, SCHED_POLICY, IN(SCHED_PARAM))),
	SYSCALL(sched_getscheduler, ARGS(T_PID), RET(&t_policy_result)),
	SYSCALL(sched_get_priority_max, ARGS(SCHED_POLICY)),
	SYSCALL(sched_get_priority_min, ARGS(SCHED_POLICY)),
	SYSCALL(sched_rr_get_interval, ARGS(T_PID, OUT(&sct_t_timespec))),
	SYSCALL(sched_rr_get_interval_time64, ARGS(T_PID, OUT(&sct_t_timespec64))),
	SYSCALL(sched_setaffinity, ARGS(T_PID, T_UINT, CPUS(SCT_DIR_IN, SCT_LEN_UINT, .arg = 1))),
	SYSCALL(sched_getaffinity, ARGS(T_PID, T_UINT, CPUS(SCT_DIR_OUT, SCT_LEN_RET))),
	SYSCALL(getpriority, ARGS(ENUM(priority_which), T_WHO(0))),
	SYSCALL(setpriority, ARGS(ENUM(priority_which), T_WHO(0), T_INT)),
	SYSCALL(ioprio_get, ARGS(ENUM(ioprio_who), T_WHO(1)), RET(&t_ioprio_result)),
	SYSCALL(ioprio_set, ARGS(ENUM(ioprio_who), T_WHO(1), TYPE(.print = print_ioprio,
							       .size = { 4, 4 }))),
	SYSCALL(futex, FUTEX_ARGS(futex_cases)),
	SYSCALL(futex_time64, FUTEX_ARGS(futex64_cases)),
	SYSCALL(futex_waitv, ARGS(WAITERS, T_UINT, T_HEX32, IN(&sct_t_timespec64), T_CLOCKID)),
	SYSCALL(futex_wake, ARGS(T_ADDR, T_LONG_BITSET, T_INT, T_FUTEX2_FLAGS)),
	SYSCALL(futex_wait, ARGS(T_ADDR, T_ULONG, T_LONG_BITSET, T_FUTEX2_FLAGS,
				 IN(&sct_t_timespec64), T_CLOCKID)),
	SYSCALL(futex_requeue, ARGS(IN_ARRAY(&t_waiter2, LEN_N(2)), T_HEX32, T_INT, T_INT)),
	SYSCALL(get_robust_list, ARGS(T_PID, OUT_LONG_ADDR, OUT(T_ULONG))),
	SYSCALL(set_robust_list, ARGS(T_ADDR, T_SIZE)),
	SYSCALL(rseq, ARGS(T_HEXLONG, T_HEXLONG, T_HEXLONG, T_HEXLONG)),
	SYSCALL(membarrier, ARGS(ENUM(membarrier_cmds), FLAGS(membarrier_flags),
				 WHEN(has_cpu, T_INT)),
		RET(&t_membarrier_result)),
	{ .name = NULL }
};
