// SPDX-License-Identifier: GPL-2.0
/*
 * What the ioctls of clocks, the random device, seccomp, userfaultfd and KVM point
 * to.
 */
#include <linux/kvm.h>
#include <linux/rtc.h>
#include <linux/seccomp.h>
#include <linux/userfaultfd.h>

#include "decode/ioctl.h"

#define TM(m, ...)	FIELD(struct rtc_time, m, T_INT, ##__VA_ARGS__)
const struct sct_type sct_t_rtc_time = STRUCT(struct rtc_time,
	TM(tm_sec), TM(tm_min), TM(tm_hour), TM(tm_mday), TM(tm_mon), TM(tm_year),
	TM(tm_wday, .verbose = true), TM(tm_yday, .verbose = true),
	TM(tm_isdst, .verbose = true));

const struct sct_type sct_t_rtc_wkalrm = STRUCT(struct rtc_wkalrm,
	FIELD(struct rtc_wkalrm, enabled, T_U8), FIELD(struct rtc_wkalrm, pending, T_U8),
	FIELD(struct rtc_wkalrm, time, &sct_t_rtc_time));

struct compat_rtc_pll_info {
	int32_t pll_ctrl, pll_value, pll_max, pll_min, pll_posmult, pll_negmult, pll_clock;
};

#define PLL(m, t)	FIELD2(struct rtc_pll_info, struct compat_rtc_pll_info, m, t)
const struct sct_type sct_t_rtc_pll = STRUCT2(struct rtc_pll_info, struct compat_rtc_pll_info,
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

const struct sct_type sct_t_rand_pool = {
	.print = print_rand_pool, .dir = SCT_DIR_IN, .capture = SCT_CAP_BLOCK, .size = { 8, 4 },
	.len = LEN_N(4096),
};

const struct sct_type sct_t_uffd_range = STRUCT(struct uffdio_range,
	FIELD(struct uffdio_range, start, T_HEX64), FIELD(struct uffdio_range, len, T_HEX64));

/* --- Questions and answers -------------------------------------------------------- */

/*
 * A structure whose first fields (param of them) ask and are printed at entry, and
 * whose other fields are the answer.
 */
static void print_dialogue(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	size_t size = t->len.n;
	struct sct_printer in = *p;
	struct sct_value s = { .addr = v->v, .size = size };
	bool sep = false;

	in.phase = SCT_PHASE_IN;
	s.mem = p->verbose ? sct_mem_exact(&in, v->v, size) : NULL;
	if (!s.mem) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	if (!p->second_half) {
		sb_char(p->sb, '{');
		sct_put_fields(p, t->fields, t->param, &s, &sep);
		return;
	}
	s.mem = sct_succeeded(p) ? sct_mem_exact(p, v->v, size) : NULL;
	sep = true;
	if (s.mem)
		sct_put_fields(p, t->fields + t->param, t->nr_fields - t->param, &s, &sep);
	sb_char(p->sb, '}');
}

#define DIALOGUE(S, asked, ...) { \
	.print = print_dialogue, .dir = SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK, .size = { 8, 4 }, \
	.flags = SCT_T_SPLIT, .len = LEN_N(sizeof(S)), .param = (asked), \
	.fields = (const struct sct_field[]){ __VA_ARGS__ }, \
	.nr_fields = sizeof((const struct sct_field[]){ __VA_ARGS__ }) / sizeof(struct sct_field) }

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
const struct sct_type sct_t_uffd_api = DIALOGUE(struct uffdio_api, 2,
	UA(api, T_HEX64), UA(features, FLAGS_U64(uffd_features)), UA(ioctls, &t_api_ioctls));

#define UR(m, t)	FIELD(struct uffdio_register, m, t)
const struct sct_type sct_t_uffd_register = DIALOGUE(struct uffdio_register, 2,
	UR(range, &sct_t_uffd_range), UR(mode, FLAGS_U64(uffd_register_modes)),
	UR(ioctls, &t_range_ioctls));

#define UC(m, t)	FIELD(struct uffdio_copy, m, t)
const struct sct_type sct_t_uffd_copy = DIALOGUE(struct uffdio_copy, 4,
	UC(dst, T_HEX64), UC(src, T_HEX64), UC(len, T_HEX64), UC(mode, FLAGS_U64(uffd_copy_modes)),
	UC(copy, T_HEX64));

#define UZ(m, t)	FIELD(struct uffdio_zeropage, m, t)
const struct sct_type sct_t_uffd_zeropage = DIALOGUE(struct uffdio_zeropage, 2,
	UZ(range, &sct_t_uffd_range), UZ(mode, FLAGS_U64(uffd_zeropage_modes)),
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
const struct sct_type sct_t_notif_resp = STRUCT(struct seccomp_notif_resp,
	NR(id, T_HEX64), NR(val, T_S64), NR(error, &t_negative_errno),
	NR(flags, FLAGS(notif_resp_flags)));

#define NA(m, t)	FIELD(struct seccomp_notif_addfd, m, t)
const struct sct_type sct_t_notif_addfd = STRUCT(struct seccomp_notif_addfd,
	NA(id, T_HEX64), NA(flags, FLAGS(notif_addfd_flags)), NA(srcfd, T_FD), NA(newfd, T_FD),
	NA(newfd_flags, FLAGS(notif_newfd_flags)));

/* --- KVM -------------------------------------------------------------------------- */

#define KM(m, t)	FIELD(struct kvm_userspace_memory_region, m, t)
const struct sct_type sct_t_kvm_memory = STRUCT(struct kvm_userspace_memory_region,
	KM(slot, T_UINT), KM(flags, FLAGS(kvm_memory_flags)), KM(guest_phys_addr, T_HEX64),
	KM(memory_size, T_U64), KM(userspace_addr, T_HEX64));
