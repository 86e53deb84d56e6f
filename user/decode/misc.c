// SPDX-License-Identifier: GPL-2.0
/*
 * System calls of no family: landlock, kexec, and what only x86 has.
 */
#include <asm/ldt.h>
#include <linux/fcntl.h>

#include "decode/common.h"
#include "decode/compat.h"

/* --- x86 ----------------------------------------------------------------------------------- */

static void print_padded_hex(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "%#08x", (unsigned int)v->v);
}

static const struct sct_type t_padded_hex = { .print = print_padded_hex };

static void print_entry_number(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	(void)t;
	if ((int32_t)v->v == -1)
		sb_str(p->sb, "-1");
	else
		sb_u64(p->sb, v->v);
}

static const struct sct_type t_entry_number = { .print = print_entry_number };

static void print_desc_bits(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	unsigned int bits = (unsigned int)v->v;

	(void)t;
	sb_printf(p->sb, "seg_32bit=%u, contents=%u, read_exec_only=%u, limit_in_pages=%u, "
		  "seg_not_present=%u, useable=%u", bits & 1, bits >> 1 & 3, bits >> 3 & 1,
		  bits >> 4 & 1, bits >> 5 & 1, bits >> 6 & 1);
	if (!p->compat)
		sb_printf(p->sb, ", lm=%u", bits >> 7 & 1);
}

static const struct sct_type t_desc_bits = { .print = print_desc_bits };

/* struct user_desc: the last four bytes are bit fields. */
struct segment {
	uint32_t entry_number, base_addr, limit, bits;
};

static const struct sct_type t_segment = STRUCT(struct segment,
	FIELD(struct segment, entry_number, &t_entry_number),
	FIELD(struct segment, base_addr, &t_padded_hex),
	FIELD(struct segment, limit, &t_padded_hex),
	FIELD_AS("", struct segment, bits, &t_desc_bits));

/* A failed get_thread_area() leaves what was asked for. */
static void print_segment_out(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	struct sct_value s = { .addr = v->v, .size = sizeof(struct segment) };

	s.mem = v->v && p->verbose ? sct_mem_exact(p, v->v, s.size) : NULL;
	if (!s.mem || sct_succeeded(p)) {
		sct_print_pointer(p, t, v);
		return;
	}
	sb_char(p->sb, '{');
	sct_put_field(p, &t_segment.fields[0], &s);
	sb_str(p->sb, ", ...}");
}

/* The kernel chose an entry: "0 (entry_number=12)". */
static void print_ret_segment(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t addr = (uint32_t)p->call->args[0];
	const uint8_t *mem = p->verbose ? sct_mem_exact(p, addr, 4) : NULL;

	(void)t;
	sb_u64(p->sb, v->v);
	if (mem)
		sb_printf(p->sb, " (entry_number=%u)", (unsigned int)sct_load(mem, 4));
}

static const struct sct_type t_ret_segment = { .print = print_ret_segment, .size = { 4, 4 } };

#define IN_SEGMENT	SCT_POINTER(sct_print_pointer, SCT_DIR_IN, &t_segment, LEN_N(1), \
				    .flags = SCT_T_AFTER)
#define OUT_SEGMENT	SCT_POINTER(print_segment_out, SCT_DIR_OUT, &t_segment, LEN_N(1), \
				    .flags = SCT_T_ON_ERROR)

/* modify_ldt() takes no other size of it. */
static void print_ldt(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	if (p->call->args[2] == sizeof(struct segment))
		sct_print_pointer(p, t, v);
	else
		sct_put_addr(p, v->v);
}

/* --- landlock ------------------------------------------------------------------------ */

struct ruleset { uint64_t handled_access_fs; };

static const struct sct_type t_ruleset = STRUCT(struct ruleset,
	FIELD(struct ruleset, handled_access_fs, FLAGS_U64(landlock_fs)));

/* Of a larger one than we know, that there is more. */
static void print_ruleset(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	uint64_t size = p->call->args[1];
	struct sct_value s = { .addr = v->v, .size = sizeof(struct ruleset) };

	(void)t;
	if (v->v && p->verbose && size >= s.size)
		s.mem = sct_mem_exact(p, v->v, s.size);
	if (!s.mem) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '{');
	sct_put_field(p, &t_ruleset.fields[0], &s);
	sb_str(p->sb, size > s.size ? ", ...}" : "}");
}

struct path_rule { uint64_t allowed_access; int32_t parent_fd; } __attribute__((packed));

static const struct sct_type t_path_rule = STRUCT(struct path_rule,
	FIELD(struct path_rule, allowed_access, FLAGS_U64(landlock_fs)),
	FIELD(struct path_rule, parent_fd, T_FD));

static const struct sct_case landlock_cases[] = {
	CASE(1, ARGS(IN(&t_path_rule), T_HEX32)),
};

/* --- kexec ------------------------------------------------------------------------------ */

struct kexec_part { uint64_t buf, bufsz, mem, memsz; };
struct compat_kexec_part { uint32_t buf, bufsz, mem, memsz; };
#define KEXEC(m, t)	FIELD2(struct kexec_part, struct compat_kexec_part, m, t)

static const struct sct_type t_kexec_part = STRUCT2(struct kexec_part, struct compat_kexec_part,
	KEXEC(buf, T_ADDR), KEXEC(bufsz, T_SIZE), KEXEC(mem, T_ADDR), KEXEC(memsz, T_SIZE));

static void print_kexec_flags(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t flags = v->v & 0xffff;

	(void)t;
	sct_put_enum(p, &sct_set_kexec_arch, v->v & ~(uint64_t)0xffff);
	if (!flags)
		return;
	sb_char(p->sb, '|');
	sct_put_flags(p, &sct_set_kexec_flags, flags);
}

/* The kernel takes no more than this. */
#define MAX_KEXEC_PARTS	16

static void print_kexec_parts(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	if (sct_length(p, &t->len) > MAX_KEXEC_PARTS)
		sct_put_addr(p, v->v);
	else
		sct_print_array(p, t, v);
}

static const struct sct_type t_kexec_flags = { .print = print_kexec_flags, .size = { 8, 4 } };

const struct sct_annotation sct_calls_misc[] = {
	SYSCALL(userfaultfd, ARGS(FLAGS(userfaultfd_flags)), RET(T_FD)),
	SYSCALL(acct, ARGS(T_PATH)),
	SYSCALL(swapoff, ARGS(T_PATH)),
	SYSCALL(lookup_dcookie, ARGS(T_U64, OUT_BUF(LEN_RET), T_SIZE)),
	SYSCALL_32(lookup_dcookie, ARGS(T_LOFF_PAIR, AT(2, OUT_BUF(LEN_RET)), AT(3, T_SIZE))),
	SYSCALL(modify_ldt, ARGS(T_INT, SCT_POINTER(print_ldt, SCT_DIR_IN, &t_segment, LEN_N(1)),
				 T_ULONG), RET(T_INT)),
	SYSCALL_32(set_thread_area, ARGS(IN_SEGMENT), RET(&t_ret_segment)),
	SYSCALL_64(set_thread_area, ARGS(IN(&t_segment))),
	SYSCALL(get_thread_area, ARGS(OUT_SEGMENT)),
	SYSCALL_64(create_module, ARGS(T_HEXLONG, T_HEXLONG)),
	SYSCALL_64(query_module, ARGS(T_HEXLONG, T_HEXLONG, T_HEXLONG, T_HEXLONG, T_HEXLONG)),
	SYSCALL_64(getpmsg, ARGS(T_HEXLONG, T_HEXLONG, T_HEXLONG, T_HEXLONG, T_HEXLONG)),
	SYSCALL_64(putpmsg, ARGS(T_HEXLONG, T_HEXLONG, T_HEXLONG, T_HEXLONG, T_HEXLONG)),
	SYSCALL(landlock_create_ruleset,
		ARGS(CUSTOM(print_ruleset, SCT_DIR_IN, .capture = SCT_CAP_BLOCK, .len = LEN_N(8)),
		     T_SIZE, FLAGS(landlock_ruleset_flags)), RET(T_FD)),
	SYSCALL(landlock_add_rule, ARGS(T_FD, ENUM(landlock_rules),
					SWITCH(1, landlock_cases, ARGS(T_ADDR, T_HEX32)))),
	SYSCALL(landlock_restrict_self, ARGS(T_FD, T_HEX32)),
	SYSCALL(kexec_load, ARGS(T_ADDR, T_ULONG, SCT_POINTER(print_kexec_parts, SCT_DIR_IN,
							      &t_kexec_part, LEN_SIZE(1)),
				 &t_kexec_flags)),
	SYSCALL(kexec_file_load, ARGS(T_FD, T_FD, T_ULONG, IN_BUF(LEN_SIZE(2)),
				      FLAGS_LONG(kexec_file_flags))),
	{ .name = NULL }
};
