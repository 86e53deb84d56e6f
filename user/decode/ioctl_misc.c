// SPDX-License-Identifier: GPL-2.0
/*
 * What the ioctls of clocks, the random device, seccomp, userfaultfd and KVM point
 * to.
 */
#include <linux/inotify.h>
#include <linux/kvm.h>
#include <linux/nsfs.h>
#include <linux/perf_event.h>
#include <linux/random.h>
#include <linux/rtc.h>
#include <linux/seccomp.h>
#include <linux/userfaultfd.h>
#include <linux/watchdog.h>

#include "decode/ioctl.h"

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
	if (style == SCT_CONST_RAW)
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

#define NA(m, t)	FIELD(struct seccomp_notif_addfd, m, t)
static const struct sct_type t_notif_addfd = STRUCT(struct seccomp_notif_addfd,
	NA(id, T_HEX64), NA(flags, FLAGS(notif_addfd_flags)), NA(srcfd, T_FD), NA(newfd, T_FD),
	NA(newfd_flags, FLAGS(notif_newfd_flags)));

/* --- KVM -------------------------------------------------------------------------- */

#define KM(m, t)	FIELD(struct kvm_userspace_memory_region, m, t)
static const struct sct_type t_kvm_memory = STRUCT(struct kvm_userspace_memory_region,
	KM(slot, T_UINT), KM(flags, FLAGS(kvm_memory_flags)), KM(guest_phys_addr, T_HEX64),
	KM(memory_size, T_U64), KM(userspace_addr, T_HEX64));

/* --- Requests ---------------------------------------------------------------------- */

static const struct sct_case cases[] = {
	/* Clocks, random numbers */
	CASE(RTC_RD_TIME, ARGS(OUT(&t_rtc_time))),
	CASE(RTC_SET_TIME, ARGS(IN(&t_rtc_time))),
	CASE(RTC_ALM_READ, ARGS(OUT(&t_rtc_time))),
	CASE(RTC_ALM_SET, ARGS(IN(&t_rtc_time))),
	CASE(RTC_WKALM_RD, ARGS(OUT(&t_rtc_wkalrm))),
	CASE(RTC_WKALM_SET, ARGS(IN(&t_rtc_wkalrm))),
	CASE(RTC_PLL_GET, ARGS(OUT(&t_rtc_pll))), CASE(RTC_PLL_SET, ARGS(IN(&t_rtc_pll))),
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
	CASE(SECCOMP_IOCTL_NOTIF_SEND, ARGS(IN(&t_notif_resp))),
	CASE(SECCOMP_IOCTL_NOTIF_ADDFD, ARGS(IN(&t_notif_addfd))),
	CASE(PERF_EVENT_IOC_ENABLE, ARGS(FLAGS(perf_ioctl_flags))), CASE(PERF_EVENT_IOC_DISABLE, ARGS(FLAGS(perf_ioctl_flags))),
	CASE(PERF_EVENT_IOC_RESET, ARGS(FLAGS(perf_ioctl_flags))), CASE(PERF_EVENT_IOC_REFRESH, ARGS(T_INT)),
	CASE(PERF_EVENT_IOC_SET_OUTPUT, ARGS(T_FD)), CASE(PERF_EVENT_IOC_SET_BPF, ARGS(T_FD)),
	CASE(PERF_EVENT_IOC_PAUSE_OUTPUT, VALUE), CASE(PERF_EVENT_IOC_PERIOD, ARGS(IN(T_U64))),
	CASE(PERF_EVENT_IOC_ID, ARGS(OUT(T_U64))), CASE(PERF_EVENT_IOC_SET_FILTER, ARGS(T_STR)),

	/* Virtual machines, input, others whose argument is a number or nothing */
	CASE(KVM_CHECK_EXTENSION, ARGS(ENUM_LONG(kvm_capabilities))),
	CASE(KVM_CREATE_VM, ARGS(T_HEXLONG), RET(T_FD)),
	CASE(KVM_CREATE_VCPU, ARGS(T_INT), RET(T_FD)),
	CASE(KVM_RUN, ARGS(T_HEXLONG)), CASE(KVM_GET_API_VERSION, ARGS(T_HEXLONG)),
	CASE(KVM_GET_VCPU_MMAP_SIZE, ARGS(T_HEXLONG)),
	CASE(KVM_SET_USER_MEMORY_REGION, ARGS(IN(&t_kvm_memory))),
	CASE(INOTIFY_IOC_SETNEXTWD, ARGS(T_INT)),
	CASE(NS_GET_USERNS, NOTHING, RET(T_FD)), CASE(NS_GET_PARENT, NOTHING, RET(T_FD)),
	CASE(NS_GET_NSTYPE, NOTHING), CASE(WDIOC_KEEPALIVE, NOTHING),
};

IOCTLS(misc);
