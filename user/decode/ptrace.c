// SPDX-License-Identifier: GPL-2.0
/*
 * ptrace(): its requests, and the structures they take and give.
 */
#include <linux/ptrace.h>
#include <sys/user.h>

#include "decode/bpf_filter.h"
#include "decode/common.h"
#include "decode/compat.h"
#include "decode/siginfo.h"

/* --- Registers ------------------------------------------------------------- */

/* A register, or an array of some. */
struct part {
	const char *name;
	uint16_t off;
	uint8_t size;
	uint8_t nr;
};

#define R(n, m)		{ n, offsetof(struct user_regs_struct, m), 8, 1 }
static const struct part registers[] = {
	R("r15", r15), R("r14", r14), R("r13", r13), R("r12", r12), R("rbp", rbp), R("rbx", rbx),
	R("r11", r11), R("r10", r10), R("r9", r9), R("r8", r8), R("rax", rax), R("rcx", rcx),
	R("rdx", rdx), R("rsi", rsi), R("rdi", rdi), R("orig_rax", orig_rax), R("rip", rip),
	R("cs", cs), R("eflags", eflags), R("rsp", rsp), R("ss", ss), R("fs_base", fs_base),
	R("gs_base", gs_base), R("ds", ds), R("es", es), R("fs", fs), R("gs", gs),
	{ 0 }
};

static const struct part fp_registers[] = {
	{ "cwd", 0, 2, 1 }, { "swd", 2, 2, 1 }, { "ftw", 4, 2, 1 }, { "fop", 6, 2, 1 },
	{ "rip", 8, 8, 1 }, { "rdp", 16, 8, 1 }, { "mxcsr", 24, 4, 1 }, { "mxcr_mask", 28, 4, 1 },
	{ "st_space", 32, 4, 32 }, { "xmm_space", 160, 4, 64 }, { "padding", 416, 4, 24 },
	{ 0 }
};

static const struct part compat_registers[] = {
	{ "ebx", 0, 4, 1 }, { "ecx", 4, 4, 1 }, { "edx", 8, 4, 1 }, { "esi", 12, 4, 1 },
	{ "edi", 16, 4, 1 }, { "ebp", 20, 4, 1 }, { "eax", 24, 4, 1 }, { "xds", 28, 4, 1 },
	{ "xes", 32, 4, 1 }, { "xfs", 36, 4, 1 }, { "xgs", 40, 4, 1 }, { "orig_eax", 44, 4, 1 },
	{ "eip", 48, 4, 1 }, { "xcs", 52, 4, 1 }, { "eflags", 56, 4, 1 }, { "esp", 60, 4, 1 },
	{ "xss", 64, 4, 1 },
	{ 0 }
};

static const struct part compat_fp_registers[] = {
	{ "cwd", 0, 4, 1 }, { "swd", 4, 4, 1 }, { "twd", 8, 4, 1 }, { "fip", 12, 4, 1 },
	{ "fcs", 16, 4, 1 }, { "foo", 20, 4, 1 }, { "fos", 24, 4, 1 }, { "st_space", 28, 4, 20 },
	{ 0 }
};

enum { GENERAL, FLOATING };

static const struct part *const layouts[2][2] = {
	{ registers, fp_registers }, { compat_registers, compat_fp_registers },
};

static const size_t layout_sizes[2][2] = { { 216, 512 }, { 68, 108 } };

#define MAX_REGISTERS	512

static void put_part(struct sct_printer *p, const struct part *part, const uint8_t *mem, size_t len)
{
	size_t i, nr = (len - part->off) / part->size;

	if (nr > part->nr)
		nr = part->nr;
	if (!nr)
		return;
	sb_printf(p->sb, part->off ? ", %s=" : "%s=", part->name);
	if (part->nr > 1)
		sb_char(p->sb, '[');
	for (i = 0; i < nr; i++) {
		if (i)
			sb_str(p->sb, ", ");
		if (p->abbrev && part->nr > 1 && i >= p->opt->string_limit) {
			sb_str(p->sb, "...");
			break;
		}
		sb_hex(p->sb, sct_load(mem + part->off + i * part->size, part->size));
	}
	if (part->nr > 1)
		sb_char(p->sb, ']');
}

/* As many of them as are in @len bytes; @more: there was room for others. */
static void put_registers(struct sct_printer *p, unsigned int kind, const uint8_t *mem, size_t len,
			  bool more)
{
	const struct part *part;

	sb_char(p->sb, '{');
	for (part = layouts[p->compat][kind]; part->name && part->off < len; part++)
		put_part(p, part, mem, len);
	sb_str(p->sb, more ? ", ...}" : "}");
}

static void print_registers(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	size_t size = layout_sizes[p->compat][t->param];
	const uint8_t *mem = NULL;

	if (v->v && p->verbose && (p->phase == SCT_PHASE_IN || sct_succeeded(p)))
		mem = sct_mem_exact(p, v->v, size);
	if (mem)
		put_registers(p, t->param, mem, size, false);
	else
		sct_put_addr(p, v->v);
}

#define REGISTERS(d, kind) \
	AT(3, CUSTOM(print_registers, d, .capture = SCT_CAP_BLOCK, .param = (kind), \
		     .len = LEN_N(MAX_REGISTERS)))

/* --- Register sets ----------------------------------------------------------- */

struct kernel_iovec { uint64_t iov_base, iov_len; };

/* Room for what is decoded of the largest of them. */
#define REGISTER_SET(d) STRUCT2(struct kernel_iovec, struct compat_iovec, \
	FIELD2(struct kernel_iovec, struct compat_iovec, iov_base, \
	       CUSTOM(sct_print_addr, d, .capture = SCT_CAP_BLOCK, .len = { \
			.from = SCT_LEN_PTRLONG, .arg = 3, .n = MAX_REGISTERS, \
			.offset = { offsetof(struct kernel_iovec, iov_len), \
				    offsetof(struct compat_iovec, iov_len) } })), \
	FIELD2(struct kernel_iovec, struct compat_iovec, iov_len, T_ULONG))

static const struct sct_type t_set_in = REGISTER_SET(SCT_DIR_IN);
static const struct sct_type t_set_out = REGISTER_SET(SCT_DIR_OUT);

static void put_set(struct sct_printer *p, bool done, uint64_t base, uint64_t len)
{
	unsigned int kind = p->call->args[2] == 2 ? FLOATING : GENERAL;	/* NT_PRFPREG */
	size_t word = p->compat ? 4 : 8, size = layout_sizes[p->compat][kind];
	bool known = p->call->args[2] == 1 || p->call->args[2] == 2;
	const uint8_t *mem = NULL;

	if (size > len)
		size = (size_t)len;
	if (base && done && known && len && !(len % word))
		mem = sct_mem_exact(p, base, size);
	if (mem)
		put_registers(p, kind, mem, size, len > size);
	else
		sct_put_addr(p, base);
}

static void print_register_set(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	bool gives = t->elem == &t_set_out, done = !gives || sct_succeeded(p);
	size_t word = p->compat ? 4 : 8;
	struct sct_printer now = *p;
	const uint8_t *mem = NULL;
	uint64_t len;

	now.phase = gives && done ? SCT_PHASE_OUT : SCT_PHASE_IN;
	if (v->v && p->verbose)
		mem = sct_mem_exact(&now, v->v, 2 * word);
	if (!mem) {
		sct_put_addr(p, v->v);
		return;
	}
	len = sct_load(mem + word, word);
	sb_str(p->sb, "{iov_base=");
	put_set(&now, done, sct_load(mem, word), len);
	sb_str(p->sb, ", iov_len=");
	sb_u64(p->sb, len);
	sb_char(p->sb, '}');
}

/* --- The user area -------------------------------------------------------------- */

#define USER_REG(n, m)	{ offsetof(struct user_regs_struct, m), "8*" #n }
#define USER(m)		{ offsetof(struct user, m), "offsetof(struct user, " #m ")" }

static const struct sct_name user_area[] = {
	USER_REG(R15, r15), USER_REG(R14, r14), USER_REG(R13, r13), USER_REG(R12, r12),
	USER_REG(RBP, rbp), USER_REG(RBX, rbx), USER_REG(R11, r11), USER_REG(R10, r10),
	USER_REG(R9, r9), USER_REG(R8, r8), USER_REG(RAX, rax), USER_REG(RCX, rcx),
	USER_REG(RDX, rdx), USER_REG(RSI, rsi), USER_REG(RDI, rdi), USER_REG(ORIG_RAX, orig_rax),
	USER_REG(RIP, rip), USER_REG(CS, cs), USER_REG(EFL, eflags), USER_REG(RSP, rsp),
	USER_REG(SS, ss), USER(u_fpvalid), USER(i387), USER(u_tsize), USER(u_dsize), USER(u_ssize),
	USER(start_code), USER(start_stack), USER(signal), USER(reserved), USER(u_ar0),
	USER(u_fpstate), USER(magic), USER(u_comm), USER(u_debugreg),
	{ sizeof(struct user), "sizeof(struct user)" },
};

/* "8*RAX", or "+4" behind the last name before it. */
static void print_user_offset(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	unsigned int i = sizeof(user_area) / sizeof(user_area[0]) - 1;

	(void)t;
	if (v->v > user_area[i].value) {
		sb_hex(p->sb, v->v);
		return;
	}
	if (p->opt->const_style != SCT_CONST_ABBREV)
		sct_put_addr(p, v->v);
	if (p->opt->const_style == SCT_CONST_RAW)
		return;
	if (p->opt->const_style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " /* ");
	while (user_area[i].value > v->v)
		i--;
	sb_str(p->sb, user_area[i].name);
	if (v->v > user_area[i].value)
		sb_printf(p->sb, "+%u", (unsigned int)(v->v - user_area[i].value));
	sct_end_text(p);
}

static const struct sct_type t_user_offset = { .print = print_user_offset, .size = { 8, 4 } };

/* --- Signals ------------------------------------------------------------------- */

struct peek_args { uint64_t off; uint32_t flags; int32_t nr; };

static const struct sct_type t_peek_args = STRUCT(struct peek_args,
	FIELD(struct peek_args, off, T_U64), FIELD(struct peek_args, flags, FLAGS(peeksiginfo_flags)),
	FIELD(struct peek_args, nr, T_UINT));

static void print_peeked(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	if (p->verbose)
		sct_print_array(p, t, v);
	else
		sct_put_addr(p, v->v);
}

/* --- seccomp ------------------------------------------------------------------------ */

/* Abbreviated, only the address of the instructions is shown. */
static void print_filter(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	if (p->abbrev)
		sct_put_addr(p, v->v);
	else
		sct_print_array(p, t, v);
}

#define FILTER	SCT_POINTER(print_filter, SCT_DIR_OUT, &sct_t_seccomp_insn, LEN_RET)

struct metadata { uint64_t filter_off, flags; };

static const struct sct_field metadata_flags =
	FIELD(struct metadata, flags, FLAGS_U64(seccomp_flags));

/* The offset is the caller's, the flags are the kernel's; it says how much it wrote. */
static void print_metadata(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	struct sct_value s = { .addr = v->v, .size = sizeof(struct metadata) };
	struct sct_printer in = *p;
	const uint8_t *off;

	(void)t;
	in.phase = SCT_PHASE_IN;
	off = v->v && p->verbose && p->call->args[2] >= 8 ? sct_mem_exact(&in, v->v, 8) : NULL;
	if (!off) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_printf(p->sb, "{filter_off=%llu", (unsigned long long)sct_load(off, 8));
	if (sct_succeeded(p) && p->call->ret > 8) {
		sb_str(p->sb, ", ");
		s.mem = sct_mem_exact(p, v->v, s.size);
		if (s.mem)
			sct_put_field(p, &metadata_flags, &s);
		else
			sb_str(p->sb, "???");
		if (s.mem && p->call->ret > (int64_t)s.size)
			sb_str(p->sb, ", ...");
	}
	sb_char(p->sb, '}');
}

/* --- PTRACE_GET_SYSCALL_INFO --------------------------------------------------------- */

struct call_info {
	uint8_t op, pad[3];
	uint32_t arch;
	uint64_t instruction_pointer, stack_pointer;
	union {
		struct { uint64_t nr, args[6]; uint32_t ret_data; };
		struct { int64_t rval; uint8_t is_error; };
	};
};

_Static_assert(sizeof(struct call_info) == 88, "size of struct ptrace_syscall_info");

enum { INFO_NONE, INFO_ENTRY, INFO_EXIT, INFO_SECCOMP };

#define CI(m, t)	FIELD(struct call_info, m, t)

static void print_call_nr(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	sct_put_syscall_nr(p, v->v, (uint32_t)SCT_LOAD(v->outer, struct call_info, arch));
}

/* An error by its name, if it is one. */
static void print_rval(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	bool error = SCT_LOAD(v->outer, struct call_info, is_error);
	const char *name = error && -v->v <= 4095 ? sct_errno_name((int)-v->v) : NULL;

	(void)t;
	if (!name) {
		sb_s64(p->sb, (int64_t)v->v);
	} else if (sct_begin_text(p, v->v, 'd')) {
		sb_printf(p->sb, "-%s", name);
		sct_end_text(p);
	}
}

static const struct sct_type t_call_nr = { .print = print_call_nr };
static const struct sct_type t_rval = { .print = print_rval };

static const struct sct_field info_head[] = {
	CI(op, ENUM_U8(ptrace_syscall_ops)), CI(arch, ENUM(audit_archs)),
	CI(instruction_pointer, T_ADDR), CI(stack_pointer, T_ADDR),
};

static const struct sct_field info_nr[] = { CI(nr, &t_call_nr) };
static const struct sct_field info_ret_data[] = { CI(ret_data, T_UINT) };
static const struct sct_field info_exit[] = { CI(rval, &t_rval), CI(is_error, T_U8) };

#define PUT(fields) \
	sct_put_fields(p, fields, sizeof(fields) / sizeof((fields)[0]), s, &sep)

static void put_info_call(struct sct_printer *p, const struct sct_value *s, bool seccomp)
{
	const size_t at = offsetof(struct call_info, args);
	size_t i, nr = s->size > at ? (s->size - at) / 8 : 0;
	bool sep = false;

	sb_str(p->sb, seccomp ? ", seccomp={" : ", entry={");
	PUT(info_nr);
	if (nr > 6)
		nr = 6;
	for (i = 0; i < nr; i++) {
		sb_str(p->sb, i ? ", " : ", args=[");
		if (p->abbrev && i >= p->opt->string_limit) {
			sb_str(p->sb, "...");
			break;
		}
		sb_hex(p->sb, sct_load(s->mem + at + 8 * i, 8));
	}
	if (nr)
		sb_char(p->sb, ']');
	if (seccomp)
		PUT(info_ret_data);
	sb_char(p->sb, '}');
}

static void put_info(struct sct_printer *p, const struct sct_value *s)
{
	uint64_t op = SCT_LOAD(s, struct call_info, op);
	bool sep = false;

	sb_char(p->sb, '{');
	PUT(info_head);
	if (s->size < offsetof(struct call_info, args)) {
		sb_char(p->sb, '}');
		return;
	}
	if (op == INFO_ENTRY || op == INFO_SECCOMP) {
		put_info_call(p, s, op == INFO_SECCOMP);
	} else if (op == INFO_EXIT) {
		sb_str(p->sb, ", exit={");
		sep = false;
		PUT(info_exit);
		sb_char(p->sb, '}');
	}
	sb_char(p->sb, '}');
}

/* As much as there was room for, and as the kernel had to say. */
static void print_call_info(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	uint64_t room = p->call->args[2];
	struct sct_value s = { .addr = v->v, .size = sizeof(struct call_info) };

	(void)t;
	if (room < s.size)
		s.size = (size_t)room;
	if (sct_succeeded(p) && (uint64_t)p->call->ret < s.size)
		s.size = (size_t)p->call->ret;
	if (v->v && p->verbose && sct_succeeded(p) && s.size)
		s.mem = sct_mem_exact(p, v->v, s.size);
	if (s.mem)
		put_info(p, &s);
	else
		sct_put_addr(p, v->v);
}

/* --- Requests ------------------------------------------------------------------------- */

#define WITH_SIGNAL	ARGS(T_PID, T_ADDR, T_SIGNAL)
#define WITH_OPTIONS	ARGS(T_PID, T_ADDR, FLAGS_LONG(ptrace_options))
#define REG_SET(d, t)	ARGS(T_PID, ENUM(nt_types), \
			     SCT_POINTER(print_register_set, d, t, LEN_N(1)))

static const struct sct_case ptrace_cases[] = {
	CASE(PTRACE_TRACEME, NO_ARGS), CASE(PTRACE_KILL, ARGS(T_PID)),
	CASE(PTRACE_ATTACH, ARGS(T_PID)), CASE(PTRACE_INTERRUPT, ARGS(T_PID)),
	CASE(PTRACE_LISTEN, ARGS(T_PID)),
	CASE(PTRACE_PEEKTEXT, ARGS(T_PID, T_ADDR, OUT(T_ADDR))),
	CASE(PTRACE_PEEKDATA, ARGS(T_PID, T_ADDR, OUT(T_ADDR))),
	CASE(3 /* PTRACE_PEEKUSER */, ARGS(T_PID, &t_user_offset, OUT(T_ADDR))),
	CASE(6 /* PTRACE_POKEUSER */, ARGS(T_PID, &t_user_offset, T_ADDR)),
	CASE(PTRACE_CONT, WITH_SIGNAL), CASE(PTRACE_SINGLESTEP, WITH_SIGNAL),
	CASE(PTRACE_DETACH, WITH_SIGNAL), CASE(PTRACE_SYSCALL, WITH_SIGNAL),
	CASE(PTRACE_SYSEMU, WITH_SIGNAL), CASE(PTRACE_SYSEMU_SINGLESTEP, WITH_SIGNAL),
	CASE(33 /* PTRACE_SINGLEBLOCK */, WITH_SIGNAL),
	CASE(PTRACE_GETREGS, ARGS(T_PID, REGISTERS(SCT_DIR_OUT, GENERAL))),
	CASE(PTRACE_SETREGS, ARGS(T_PID, REGISTERS(SCT_DIR_IN, GENERAL))),
	CASE(PTRACE_GETFPREGS, ARGS(T_PID, REGISTERS(SCT_DIR_OUT, FLOATING))),
	CASE(PTRACE_SETFPREGS, ARGS(T_PID, REGISTERS(SCT_DIR_IN, FLOATING))),
	CASE(PTRACE_GETREGSET, REG_SET(SCT_DIR_INOUT, &t_set_out)),
	CASE(PTRACE_SETREGSET, REG_SET(SCT_DIR_IN, &t_set_in)),
	CASE(PTRACE_OLDSETOPTIONS, WITH_OPTIONS), CASE(PTRACE_SETOPTIONS, WITH_OPTIONS),
	CASE(PTRACE_SEIZE, WITH_OPTIONS),
	CASE(PTRACE_GETEVENTMSG, ARGS(T_PID, T_ADDR, OUT(T_ULONG))),
	CASE(PTRACE_GETSIGINFO, ARGS(T_PID, T_ADDR, OUT(&sct_t_siginfo))),
	CASE(PTRACE_SETSIGINFO, ARGS(T_PID, T_ADDR, IN(&sct_t_siginfo))),
	CASE(PTRACE_PEEKSIGINFO, ARGS(T_PID, IN(&t_peek_args),
				      SCT_POINTER(print_peeked, SCT_DIR_OUT, &sct_t_siginfo,
						  LEN_RET))),
	CASE(PTRACE_GETSIGMASK, ARGS(T_PID, T_ULONG, OUT_SIGSET(2))),
	CASE(PTRACE_SETSIGMASK, ARGS(T_PID, T_ULONG, IN_SIGSET(2))),
	CASE(PTRACE_SECCOMP_GET_FILTER, ARGS(T_PID, T_ULONG, FILTER)),
	CASE(PTRACE_SECCOMP_GET_METADATA,
	     ARGS(T_PID, T_ULONG, CUSTOM(print_metadata, SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK,
					 .len = LEN_N(sizeof(struct metadata))))),
	CASE(PTRACE_GET_SYSCALL_INFO,
	     ARGS(T_PID, T_ULONG, CUSTOM(print_call_info, SCT_DIR_OUT, .capture = SCT_CAP_BLOCK,
					 .len = LEN_N(sizeof(struct call_info))))),
};

const struct sct_annotation sct_calls_ptrace[] = {
	SYSCALL(ptrace, ARGS(ENUM_LONG(ptrace_requests),
			     SWITCH(0, ptrace_cases, ARGS(T_PID, T_ADDR, T_ADDR)))),
	{ .name = NULL }
};
