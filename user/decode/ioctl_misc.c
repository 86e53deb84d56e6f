// SPDX-License-Identifier: GPL-2.0
/*
 * What the ioctls of clocks, the random device, seccomp, userfaultfd and KVM point
 * to.
 */
#include <linux/audit.h>
#include <linux/inotify.h>
#include <linux/kvm.h>
#include <linux/nsfs.h>
#include <linux/perf_event.h>
#include <linux/random.h>
#include <linux/rtc.h>
#include <linux/seccomp.h>
#include <linux/userfaultfd.h>
#include <linux/watchdog.h>

#include "decode/common.h"
#include "decode/ioctl.h"
#include "decode/newer.h"

#define TM(m, ...)	FIELD(struct rtc_time, m, T_INT, ##__VA_ARGS__)
static const struct sct_type t_rtc_time = STRUCT(struct rtc_time,
	TM(tm_sec), TM(tm_min), TM(tm_hour), TM(tm_mday), TM(tm_mon), TM(tm_year),
	TM(tm_wday, .verbose = true), TM(tm_yday, .verbose = true),
	TM(tm_isdst, .verbose = true));

static const struct sct_type t_rtc_wkalrm = STRUCT(struct rtc_wkalrm,
	FIELD(struct rtc_wkalrm, enabled, T_U8), FIELD(struct rtc_wkalrm, pending, T_U8),
	FIELD(struct rtc_wkalrm, time, &t_rtc_time));

struct compat_rtc_pll_info {
	int32_t pll_ctrl, pll_value, pll_max, pll_min, pll_posmult, pll_negmult, pll_clock;
};

#define PLL(m, t)	FIELD2(struct rtc_pll_info, struct compat_rtc_pll_info, m, t)
static const struct sct_type t_rtc_pll = STRUCT2(struct rtc_pll_info, struct compat_rtc_pll_info,
	PLL(pll_ctrl, T_INT), PLL(pll_value, T_INT), PLL(pll_max, T_INT), PLL(pll_min, T_INT),
	PLL(pll_posmult, T_INT), PLL(pll_negmult, T_INT), PLL(pll_clock, T_LONG));

/* --- Parameters of clocks ------------------------------------------------------------- */

static uint64_t rtc_param(const struct sct_value *s)
{
	return SCT_LOAD(s, struct rtc_param, param);
}

static void print_rtc_value(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	switch (rtc_param(v->outer)) {
	case RTC_PARAM_FEATURES:
		sct_put_flags(p, &sct_set_rtc_features, v->v);
		break;
	case RTC_PARAM_BACKUP_SWITCH_MODE:
		sct_put_enum(p, &sct_set_rtc_backup_modes, v->v);
		break;
	default:
		sb_hex(p->sb, v->v);
	}
}

static bool is_signed_param(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return rtc_param(s) == RTC_PARAM_CORRECTION;
}

static bool is_unsigned_param(const struct sct_printer *p, const struct sct_value *s)
{
	return !is_signed_param(p, s);
}

static const struct sct_type t_rtc_value = { .print = print_rtc_value };

#define RP(m, t, ...)	FIELD(struct rtc_param, m, t, ##__VA_ARGS__)
#define RP_VALUE	RP(uvalue, &t_rtc_value, .when = is_unsigned_param), \
			RP(svalue, T_S64, .when = is_signed_param)
#define RP_PAD		RP(__pad, T_HEX32, .nonzero = true)
static const struct sct_type t_rtc_get_param = DIALOGUE(struct rtc_param, 3, SCT_ANSWER_ALWAYS,
	RP(param, ENUM_U64(rtc_params)), RP(index, T_UINT), RP_PAD, RP_VALUE, RP_PAD);
static const struct sct_type t_rtc_set_param = STRUCT(struct rtc_param,
	RP(param, ENUM_U64(rtc_params)), RP_VALUE, RP(index, T_UINT), RP_PAD);

/* --- The random device ---------------------------------------------------------------- */

/* struct rand_pool_info and what is behind it. */
#define POOL_HEAD	8

static void print_rand_pool(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	const uint8_t *mem = p->verbose ? sct_mem_exact(p, v->v, POOL_HEAD) : NULL;
	struct sct_type buffer = { .len = { .from = SCT_LEN_CONST } };
	struct sct_value bytes = { .v = v->v + POOL_HEAD };
	int32_t size;

	(void)t;
	if (!mem) {
		sct_put_addr(p, v->v);
		return;
	}
	size = (int32_t)sct_load(mem + 4, 4);
	buffer.len.n = size > 0 ? (uint32_t)size : 0;
	sb_printf(p->sb, "{entropy_count=%d, buf_size=%d, buf=", (int)sct_load(mem, 4), size);
	sct_print_buffer(p, &buffer, &bytes);
	sb_char(p->sb, '}');
}

static const struct sct_type t_rand_pool = {
	.print = print_rand_pool, .dir = SCT_DIR_IN, .capture = SCT_CAP_BLOCK, .size = { 8, 4 },
	.len = LEN_N(4096),
};

static const struct sct_type t_uffd_range = STRUCT(struct uffdio_range,
	FIELD(struct uffdio_range, start, T_HEX64), FIELD(struct uffdio_range, len, T_HEX64));

/* --- userfaultfd ---------------------------------------------------------------- */

/* Bits numbered by the requests: "1<<_UFFDIO_WAKE|0x100"; param: of UFFDIO_REGISTER. */
static void print_uffd_ioctls(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	static const struct {
		uint8_t bit;
		bool of_range;
		const char *name;
	} requests[] = {
		{ _UFFDIO_REGISTER, false, "REGISTER" },
		{ _UFFDIO_UNREGISTER, false, "UNREGISTER" },
		{ _UFFDIO_API, false, "API" }, { _UFFDIO_WAKE, true, "WAKE" },
		{ _UFFDIO_COPY, true, "COPY" }, { _UFFDIO_ZEROPAGE, true, "ZEROPAGE" },
		{ _UFFDIO_WRITEPROTECT, true, "WRITEPROTECT" },
		{ _UFFDIO_CONTINUE, true, "CONTINUE" },
	};
	enum sct_const_style style = p->opt->const_style;
	uint64_t left = v->v;
	bool any = false;
	unsigned int i;

	if (style != SCT_CONST_ABBREV)
		sb_hex(p->sb, v->v);
	if (style == SCT_CONST_RAW || (style == SCT_CONST_VERBOSE && !v->v))
		return;
	if (style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " /* ");
	for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
		uint64_t bit = 1ULL << requests[i].bit;

		if (requests[i].of_range != t->param || !(left & bit))
			continue;
		sb_printf(p->sb, "%s1<<_UFFDIO_%s", any ? "|" : "", requests[i].name);
		any = true;
		left &= ~bit;
	}
	if (any && left)
		sb_char(p->sb, '|');
	if (left || !any)
		sb_hex(p->sb, left);
	if (left && !any)
		sb_str(p->sb, style == SCT_CONST_VERBOSE ? "" : " /* UFFDIO_??" "? */");
	if (style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " */");
}

static const struct sct_type t_api_ioctls = { .print = print_uffd_ioctls, .size = { 8, 8 } };
static const struct sct_type t_range_ioctls = {
	.print = print_uffd_ioctls, .size = { 8, 8 }, .param = 1,
};

#define UA(m, t)	FIELD(struct uffdio_api, m, t)
static const struct sct_type t_uffd_api = DIALOGUE(struct uffdio_api, 2, SCT_ANSWER_MORE,
	UA(api, T_HEX64), UA(features, FLAGS_U64(uffd_features)), UA(ioctls, &t_api_ioctls));

#define UR(m, t)	FIELD(struct uffdio_register, m, t)
static const struct sct_type t_uffd_register = DIALOGUE(struct uffdio_register, 2, SCT_ANSWER_MORE,
	UR(range, &t_uffd_range), UR(mode, FLAGS_U64(uffd_register_modes)),
	UR(ioctls, &t_range_ioctls));

#define UC(m, t)	FIELD(struct uffdio_copy, m, t)
static const struct sct_type t_uffd_copy = DIALOGUE(struct uffdio_copy, 4, SCT_ANSWER_MORE,
	UC(dst, T_HEX64), UC(src, T_HEX64), UC(len, T_HEX64), UC(mode, FLAGS_U64(uffd_copy_modes)),
	UC(copy, T_HEX64));

#define UZ(m, t)	FIELD(struct uffdio_zeropage, m, t)
static const struct sct_type t_uffd_zeropage = DIALOGUE(struct uffdio_zeropage, 2, SCT_ANSWER_MORE,
	UZ(range, &t_uffd_range), UZ(mode, FLAGS_U64(uffd_zeropage_modes)),
	UZ(zeropage, T_HEX64));

/* --- seccomp -------------------------------------------------------------------- */

/* 0, or -ENOENT */
static void print_negative_errno(struct sct_printer *p, const struct sct_type *t,
				 const struct sct_value *v)
{
	int64_t err = -(int64_t)(int32_t)v->v;
	const char *name = err > 0 ? sct_errno_name((int)err) : NULL;
	enum sct_const_style style = p->opt->const_style;

	(void)t;
	if (!name || style != SCT_CONST_ABBREV)
		sb_s64(p->sb, -err);
	if (!name || style == SCT_CONST_RAW)
		return;
	sb_printf(p->sb, style == SCT_CONST_VERBOSE ? " /* -%s */" : "-%s", name);
}

static const struct sct_type t_negative_errno = { .print = print_negative_errno };

#define NR(m, t)	FIELD(struct seccomp_notif_resp, m, t)
static const struct sct_type t_notif_resp = STRUCT(struct seccomp_notif_resp,
	NR(id, T_HEX64), NR(val, T_S64), NR(error, &t_negative_errno),
	NR(flags, FLAGS(notif_resp_flags)));

/* The number of a system call, of the ABI that stands behind it. */
static void print_notif_nr(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	uint64_t arch = SCT_LOAD(v->outer, struct seccomp_data, arch);
	unsigned int abi = arch == AUDIT_ARCH_I386 ? SCT_ABI_I386 : SCT_ABI_X86_64;
	const struct sct_syscall *call = NULL;

	(void)t;
	if (arch == AUDIT_ARCH_I386 || arch == AUDIT_ARCH_X86_64)
		call = sct_syscall_by_number(abi, (int)v->v);
	if (!call || (abi != p->call->abi && p->opt->const_style == SCT_CONST_RAW)) {
		sb_s64(p->sb, (int32_t)v->v);
		return;
	}
	if (abi != p->call->abi) {
		sb_printf(p->sb, "%d /* %s */", (int)v->v, call->name);
		return;
	}
	if (!sct_begin_text(p, v->v, 'd'))
		return;
	sb_printf(p->sb, "__NR_%s", call->name);
	sct_end_text(p);
}

static const struct sct_type t_notif_nr = { .print = print_notif_nr };

#define ND(m, t)	FIELD(struct seccomp_data, m, t)
static const struct sct_type t_notif_data = STRUCT(struct seccomp_data,
	ND(nr, &t_notif_nr), ND(arch, ENUM(audit_archs)), ND(instruction_pointer, T_ADDR),
	ND(args, WHOLE(T_HEX64)));
#define NO(m, t)	FIELD(struct seccomp_notif, m, t)
#define NO_ALL		NO(id, T_HEX64), NO(pid, T_PID), NO(flags, T_HEX32), NO(data, &t_notif_data)
static const struct sct_type t_notif_fields = STRUCT(struct seccomp_notif, NO_ALL);

static bool is_zero(const struct sct_value *s)
{
	size_t i;

	for (i = 0; i < s->size; i++)
		if (s->mem[i])
			return false;
	return true;
}

/* The kernel wants zeros: what is asked with is only shown if it is something else. */
static void print_notif(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	size_t size = sizeof(struct seccomp_notif);
	struct sct_value s;

	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, size, &s)) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	if (!p->second_half) {
		if (!is_zero(&s))
			sct_print_struct(p, t->elem, &s);
		return;
	}
	if (!is_zero(&s))
		sb_str(p->sb, " => ");
	if (sct_succeeded(p) && sct_struct_at(p, t, SCT_PHASE_OUT, v->v, size, &s))
		sct_print_struct(p, t->elem, &s);
	else
		sct_put_addr(p, v->v);
}

static const struct sct_type t_notif = {
	.print = print_notif, .elem = &t_notif_fields, .dir = SCT_DIR_INOUT, .size = { 8, 4 },
	.capture = SCT_CAP_ARRAY, .len = LEN_N(1), .flags = SCT_T_SPLIT,
};

#define NA(m, t)	FIELD(struct seccomp_notif_addfd, m, t)
static const struct sct_type t_notif_addfd = STRUCT(struct seccomp_notif_addfd,
	NA(id, T_HEX64), NA(flags, FLAGS(notif_addfd_flags)), NA(srcfd, T_FD), NA(newfd, T_FD),
	NA(newfd_flags, FLAGS(open_flags)));

/* --- KVM -------------------------------------------------------------------------- */

#define KM(m, t)	FIELD(struct kvm_userspace_memory_region, m, t)
static const struct sct_type t_kvm_memory = STRUCT(struct kvm_userspace_memory_region,
	KM(slot, T_UINT), KM(flags, FLAGS(kvm_memory_flags)), KM(guest_phys_addr, T_HEX64),
	KM(memory_size, T_U64), KM(userspace_addr, T_HEX64));

#define KR(m)		FIELD(struct kvm_regs, m, T_HEX64)

/* Groups of registers are left out without -v. */
static void print_kvm_regs(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	static const struct sct_field all[] = {
		KR(rax), KR(rbx), KR(rcx), KR(rdx), KR(rsi), KR(rdi), KR(rsp), KR(rbp), KR(r8),
		KR(r9), KR(r10), KR(r11), KR(r12), KR(r13), KR(r14), KR(r15), KR(rip), KR(rflags),
	};
	bool sep = false;

	(void)t;
	sb_char(p->sb, '{');
	if (!p->abbrev) {
		sct_put_fields(p, all, sizeof(all) / sizeof(all[0]), v, &sep);
	} else {
		sct_put_fields(p, all, 1, v, &sep);
		sb_str(p->sb, ", ...");
		sct_put_fields(p, all + 6, 2, v, &sep);
		sb_str(p->sb, ", ...");
		sct_put_fields(p, all + 16, 2, v, &sep);
	}
	sb_char(p->sb, '}');
}

static const struct sct_type t_kvm_regs = {
	.print = print_kvm_regs, .size = { sizeof(struct kvm_regs), sizeof(struct kvm_regs) },
};

#define KS(m, t)	FIELD(struct kvm_segment, m, t)
static const struct sct_type t_kvm_segment = STRUCT(struct kvm_segment,
	KS(base, T_HEX64), KS(limit, T_UINT), KS(selector, T_U16), KS(type, T_U8),
	KS(present, T_U8), KS(dpl, T_U8), KS(db, T_U8), KS(s, T_U8), KS(l, T_U8), KS(g, T_U8),
	KS(avl, T_U8));
static const struct sct_type t_kvm_dtable = STRUCT(struct kvm_dtable,
	FIELD(struct kvm_dtable, base, T_HEX64), FIELD(struct kvm_dtable, limit, T_U16));

#define KG(m, t)	FIELD(struct kvm_sregs, m, t, .verbose = true)
static const struct sct_type t_kvm_sregs = STRUCT(struct kvm_sregs,
	FIELD(struct kvm_sregs, cs, &t_kvm_segment), KG(ds, &t_kvm_segment),
	KG(es, &t_kvm_segment), KG(fs, &t_kvm_segment), KG(gs, &t_kvm_segment),
	KG(ss, &t_kvm_segment), KG(tr, &t_kvm_segment), KG(ldt, &t_kvm_segment),
	KG(gdt, &t_kvm_dtable), KG(idt, &t_kvm_dtable), KG(cr0, T_U64), KG(cr2, T_U64),
	KG(cr3, T_U64), KG(cr4, T_U64), KG(cr8, T_U64), KG(efer, T_U64), KG(apic_base, T_HEX64),
	KG(interrupt_bitmap, ARRAY_OF(T_HEX64)));

#define KC(m, t)	FIELD(struct kvm_cpuid_entry2, m, t)
static const struct sct_type t_kvm_cpuid_entry = STRUCT(struct kvm_cpuid_entry2,
	KC(function, T_HEX32), KC(index, T_HEX32), KC(flags, FLAGS(kvm_cpuid_flags)),
	KC(eax, T_HEX32), KC(ebx, T_HEX32), KC(ecx, T_HEX32), KC(edx, T_HEX32));

static void print_cpuid_entries(struct sct_printer *p, const struct sct_type *t,
				const struct sct_value *v)
{
	if (p->abbrev && SCT_LOAD(v->outer, struct kvm_cpuid2, nent))
		sb_str(p->sb, "[...]");
	else
		sct_print_array(p, t, v);
}

#define KVM_CPUID(d) STRUCT(struct kvm_cpuid2, \
	FIELD(struct kvm_cpuid2, nent, T_UINT), \
	TAIL_FIELD(struct kvm_cpuid2, entries, \
		   SCT_TAIL(print_cpuid_entries, d, &t_kvm_cpuid_entry, SCT_CAP_ARRAY, \
			    LEN_FIELD32(2, struct kvm_cpuid2, nent))))
static const struct sct_type t_set_cpuid = KVM_CPUID(SCT_DIR_IN);
static const struct sct_type t_get_cpuid = KVM_CPUID(SCT_DIR_OUT);

/* --- perf --------------------------------------------------------------------------- */

#define PQ(m, t)	FIELD(struct perf_event_query_bpf, m, t)
static const struct sct_type t_perf_programs =
	STRUCT(struct perf_event_query_bpf, PQ(ids_len, T_UINT), PQ(prog_cnt, T_UINT),
	       TAIL_FIELD(struct perf_event_query_bpf, ids,
			  OUT_TAIL(T_UINT, LEN_FIELD32(2, struct perf_event_query_bpf, prog_cnt))));

static void print_perf_query(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	size_t size = sizeof(struct perf_event_query_bpf);
	bool sep = true;
	struct sct_value s;

	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, size, &s)) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	if (!p->second_half) {
		sb_printf(p->sb, "{ids_len=%u", (unsigned int)SCT_LOAD(&s, struct perf_event_query_bpf,
								       ids_len));
		return;
	}
	if (sct_succeeded(p) && sct_struct_at(p, t, SCT_PHASE_OUT, v->v, size, &s))
		sct_put_fields(p, t->elem->fields + 1, 2, &s, &sep);
	else
		sb_str(p->sb, ", ...");
	sb_char(p->sb, '}');
}

static const struct sct_type t_perf_query = {
	.print = print_perf_query, .elem = &t_perf_programs, .dir = SCT_DIR_INOUT,
	.size = { 8, 4 }, .capture = SCT_CAP_ARRAY, .len = LEN_N(1), .flags = SCT_T_SPLIT,
};

/* --- Namespaces ------------------------------------------------------------------------ */

static void print_ns_type(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	const char *name = sct_name_of(&sct_set_ns_types, v->v);

	(void)t;
	sb_u64(p->sb, v->v);
	if (name)
		sb_printf(p->sb, " (%s)", name);
}

static const struct sct_type t_ns_type = { .print = print_ns_type, .size = { 8, 4 } };

/* --- Requests ---------------------------------------------------------------------- */

static void print_usecs(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v);
	if (v->v && p->opt->const_style != SCT_CONST_RAW)
		sb_printf(p->sb, " /* %llu.%06llu s */", (unsigned long long)v->v / 1000000,
			  (unsigned long long)v->v % 1000000);
}

static const struct sct_type t_usecs = { .print = print_usecs };
#define EP(m, t, ...)	FIELD(struct now_epoll_params, m, t, ##__VA_ARGS__)
static const struct sct_type t_epoll_params = STRUCT(struct now_epoll_params,
	EP(busy_poll_usecs, &t_usecs), EP(busy_poll_budget, T_U16), EP(prefer_busy_poll, T_HEX8),
	EP(__pad, T_HEX8, .nonzero = true));
#define MN(m, t)	FIELD(struct now_mnt_ns_info, m, t)
static const struct sct_type t_mnt_ns_info = STRUCT(struct now_mnt_ns_info,
	MN(size, T_UINT), MN(nr_mounts, T_UINT), MN(mnt_ns_id, T_HEX64));

/* As the first kernels had it that had it at all. */
#define NOTIF_ID_VALID_WRONG_DIR	_IOR('!', 2, uint64_t)

static const struct sct_case cases[] = {
	CASE(_IOW(0x8a, 1, struct now_epoll_params), SET(t_epoll_params)),
	CASE(_IOR(0x8a, 2, struct now_epoll_params), GET(t_epoll_params)),
	CASE(_IOR(NSIO, 5, uint64_t), ARGS(OUT(T_HEX64))),
	CASE(_IOR(NSIO, 6, int), ARGS(T_INT)), CASE(_IOR(NSIO, 7, int), ARGS(T_INT)),
	CASE(_IOR(NSIO, 8, int), ARGS(T_INT)), CASE(_IOR(NSIO, 9, int), ARGS(T_INT)),
	CASE(_IOR(NSIO, 10, struct now_mnt_ns_info), GET(t_mnt_ns_info)),
	CASE(_IOR(NSIO, 11, struct now_mnt_ns_info), GET(t_mnt_ns_info)),
	CASE(_IOR(NSIO, 12, struct now_mnt_ns_info), GET(t_mnt_ns_info)),

	/* Clocks, random numbers */
	CASE(RTC_RD_TIME, ARGS(OUT(&t_rtc_time))),
	CASE(RTC_SET_TIME, ARGS(IN(&t_rtc_time))),
	CASE(RTC_ALM_READ, ARGS(OUT(&t_rtc_time))),
	CASE(RTC_ALM_SET, ARGS(IN(&t_rtc_time))),
	CASE(RTC_WKALM_RD, ARGS(OUT(&t_rtc_wkalrm))),
	CASE(RTC_WKALM_SET, ARGS(IN(&t_rtc_wkalrm))),
	CASE(RTC_PLL_GET, ARGS(OUT(&t_rtc_pll))), CASE(RTC_PLL_SET, ARGS(IN(&t_rtc_pll))),
	CASE(RTC_PARAM_GET, BOTH(t_rtc_get_param)), CASE(RTC_PARAM_SET, SET(t_rtc_set_param)),
	CASE(RTC_VL_READ, ARGS(OUT(FLAGS(rtc_voltage)))),
	CASE(RTC_IRQP_READ, GET_LONG), CASE(RTC_EPOCH_READ, GET_LONG), CASE(RTC_IRQP_SET, VALUE),
	CASE(RTC_EPOCH_SET, VALUE), CASE(RTC_VL_CLR, NOTHING), CASE(RTC_AIE_ON, NOTHING),
	CASE(RTC_AIE_OFF, NOTHING), CASE(RTC_UIE_ON, NOTHING), CASE(RTC_UIE_OFF, NOTHING),
	CASE(RTC_PIE_ON, NOTHING), CASE(RTC_PIE_OFF, NOTHING), CASE(RTC_WIE_ON, NOTHING),
	CASE(RTC_WIE_OFF, NOTHING),
	CASE(RNDGETENTCNT, GET_INT), CASE(RNDADDTOENTCNT, SET_INT),
	CASE(RNDADDENTROPY, ARGS(&t_rand_pool)), CASE(RNDZAPENTCNT, NOTHING),
	CASE(RNDCLEARPOOL, NOTHING), CASE(RNDRESEEDCRNG, NOTHING),

	/* The same of 32-bit programs, where the size of a long is in the number */
	CASE_OF(READS, 'p', 0x0b, uint32_t, GET_LONG), CASE_OF(WRITES, 'p', 0x0c, uint32_t, VALUE),
	CASE_OF(READS, 'p', 0x0d, uint32_t, GET_LONG), CASE_OF(WRITES, 'p', 0x0e, uint32_t, VALUE),
	CASE_OF(READS, 'p', 0x11, struct compat_rtc_pll_info, GET(t_rtc_pll)),
	CASE_OF(WRITES, 'p', 0x12, struct compat_rtc_pll_info, SET(t_rtc_pll)),

	/* userfaultfd, seccomp, perf */
	CASE(UFFDIO_UNREGISTER, ARGS(IN(&t_uffd_range))),
	CASE(UFFDIO_WAKE, ARGS(IN(&t_uffd_range))),
	CASE(UFFDIO_API, ARGS(&t_uffd_api)), CASE(UFFDIO_REGISTER, ARGS(&t_uffd_register)),
	CASE(UFFDIO_COPY, ARGS(&t_uffd_copy)),
	CASE(UFFDIO_ZEROPAGE, ARGS(&t_uffd_zeropage)),
	CASE(SECCOMP_IOCTL_NOTIF_ID_VALID, ARGS(IN(T_HEX64))),
	CASE(NOTIF_ID_VALID_WRONG_DIR, ARGS(IN(T_HEX64))),
	CASE(SECCOMP_IOCTL_NOTIF_RECV, BOTH(t_notif)),
	CASE(SECCOMP_IOCTL_NOTIF_SEND, ARGS(IN(&t_notif_resp))),
	CASE(SECCOMP_IOCTL_NOTIF_ADDFD, ARGS(IN(&t_notif_addfd))),
	CASE(PERF_EVENT_IOC_ENABLE, ARGS(FLAGS(perf_ioctl_flags))), CASE(PERF_EVENT_IOC_DISABLE, ARGS(FLAGS(perf_ioctl_flags))),
	CASE(PERF_EVENT_IOC_RESET, ARGS(FLAGS(perf_ioctl_flags))), CASE(PERF_EVENT_IOC_REFRESH, ARGS(T_INT)),
	CASE(PERF_EVENT_IOC_SET_OUTPUT, ARGS(T_FD)), CASE(PERF_EVENT_IOC_SET_BPF, ARGS(T_FD)),
	CASE(PERF_EVENT_IOC_MODIFY_ATTRIBUTES, ARGS(&sct_t_perf_attr)),
	CASE_OF(WRITES, '$', 11, uint32_t, ARGS(&sct_t_perf_attr)),
	CASE(PERF_EVENT_IOC_PAUSE_OUTPUT, VALUE), CASE(PERF_EVENT_IOC_PERIOD, ARGS(IN(T_U64))),
	CASE64(PERF_EVENT_IOC_QUERY_BPF, ARGS(&t_perf_query)),
	CASE_OF(WRITES, '$', 6, uint32_t, ARGS(T_STR)), CASE_OF(READS, '$', 7, uint32_t, GET_U64),
	CASE_OF(READS_WRITES, '$', 10, uint32_t, ARGS(&t_perf_query)),
	CASE64(PERF_EVENT_IOC_ID, ARGS(OUT(T_U64))), CASE64(PERF_EVENT_IOC_SET_FILTER, ARGS(T_STR)),

	/* Virtual machines, input, others whose argument is a number or nothing */
	CASE(KVM_CHECK_EXTENSION, ARGS(ENUM_LONG(kvm_capabilities))),
	CASE(KVM_CREATE_VM, ARGS(T_HEXLONG), RET(T_FD)),
	CASE(KVM_CREATE_VCPU, ARGS(T_UINT), RET(T_FD)),
	CASE(KVM_GET_REGS, GET(t_kvm_regs)), CASE(KVM_SET_REGS, SET(t_kvm_regs)),
	CASE(KVM_GET_SREGS, GET(t_kvm_sregs)), CASE(KVM_SET_SREGS, SET(t_kvm_sregs)),
	CASE(KVM_SET_CPUID2, SET(t_set_cpuid)), CASE(KVM_GET_SUPPORTED_CPUID, GET(t_get_cpuid)),
	CASE(KVM_GET_EMULATED_CPUID, GET(t_get_cpuid)),
	CASE(KVM_RUN, ARGS(T_HEXLONG)), CASE(KVM_GET_API_VERSION, ARGS(T_HEXLONG)),
	CASE(KVM_GET_VCPU_MMAP_SIZE, ARGS(T_HEXLONG)),
	CASE(KVM_SET_USER_MEMORY_REGION, ARGS(IN(&t_kvm_memory))),
	CASE(INOTIFY_IOC_SETNEXTWD, ARGS(T_INT)),
	CASE(NS_GET_USERNS, NOTHING, RET(T_FD)), CASE(NS_GET_PARENT, NOTHING, RET(T_FD)),
	CASE(NS_GET_NSTYPE, NOTHING, RET(&t_ns_type)), CASE(NS_GET_OWNER_UID, ARGS(OUT(T_UID))),
};

IOCTLS(misc);
