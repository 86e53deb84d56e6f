// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on signals, and what a signal carries: siginfo.
 */
#include <asm/signal.h>
#include <asm/siginfo.h>
#include <linux/audit.h>

#include "decode/common.h"
#include "decode/siginfo.h"

/* --- siginfo ------------------------------------------------------------------- */

/* The kernel's siginfo; without "si_", which the headers have macros for. */
struct kernel_siginfo {
	int32_t signo, error, code;
	union {
		struct {
			int32_t pid;
			uint32_t uid;
			union {
				int32_t status, integer;
				uint64_t ptr;
			};
			int64_t utime, stime;
		};
		struct {
			int32_t timerid, overrun;
		};
		struct {
			uint64_t addr;
			int16_t addr_lsb;
			union {
				struct {
					uint64_t lower, upper;
				};
				struct {
					uint64_t pad_pkey[0];
					uint32_t pkey;
				};
			};
		};
		struct {
			int64_t band;
			int32_t fd;
		};
		struct {
			uint64_t call_addr;
			uint32_t syscall, arch;
		};
		uint64_t pad[14];
	};
};

struct compat_siginfo {
	int32_t signo, error, code;
	union {
		struct {
			int32_t pid;
			uint32_t uid;
			union {
				int32_t status, integer;
				uint32_t ptr;
			};
			int32_t utime, stime;
		};
		struct {
			int32_t timerid, overrun;
		};
		struct {
			uint32_t addr;
			int16_t addr_lsb;
			union {
				struct {
					uint32_t lower, upper;
				};
				uint32_t pkey;
			};
		};
		struct {
			int32_t band;
			int32_t fd;
		};
		struct {
			uint32_t call_addr;
			uint32_t syscall, arch;
		};
		uint32_t pad[29];
	};
};

_Static_assert(sizeof(struct kernel_siginfo) == 128, "size of siginfo_t");
_Static_assert(sizeof(struct compat_siginfo) == 128, "size of compat_siginfo_t");

#define SI_AS(n, m, t, ...) \
	FIELD2_AS(n, struct kernel_siginfo, struct compat_siginfo, m, t, ##__VA_ARGS__)
#define SI(m, t, ...)	SI_AS("si_" #m, m, t, ##__VA_ARGS__)
#define SI_LOAD(p, s, m) ((p)->compat ? SCT_LOAD(s, struct compat_siginfo, m) : \
			  SCT_LOAD(s, struct kernel_siginfo, m))

#define CODES(signo, codes, names, ...) { \
	signo, codes, names, (const struct sct_field[]){ __VA_ARGS__ }, \
	sizeof((const struct sct_field[]){ __VA_ARGS__ }) / sizeof(struct sct_field) }

/* What the kernel itself says with a signal. */
struct signal_layout {
	int32_t signo;
	int32_t last_code;	/* up to which the layout is used; 0: all */
	const struct sct_names *codes;
	const struct sct_field *fields;
	unsigned int nr;
};

static void print_si_errno(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	(void)t;
	if (v->v <= INT32_MAX && sct_errno_name((int)v->v))
		sct_put_enum(p, &sct_set_errnos, v->v);
	else
		sb_u64(p->sb, v->v);
}

/* Clock ticks of USER_HZ. */
static void print_ticks(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v);
	if (v->v && p->opt->const_style != SCT_CONST_RAW)
		sb_printf(p->sb, " /* %llu.%02llu s */", (unsigned long long)(v->v / 100),
			  (unsigned long long)(v->v % 100));
}

/* A program's own exit status, or the signal that ended, stopped or continued it. */
static void print_status(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	if (v->outer && SI_LOAD(p, v->outer, code) == CLD_EXITED)
		sb_s64(p->sb, (int32_t)v->v);
	else
		sct_put_signal(p, (int32_t)v->v);
}

void sct_put_syscall_nr(struct sct_printer *p, uint64_t nr, uint32_t arch)
{
	uint32_t own = p->compat ? AUDIT_ARCH_I386 : AUDIT_ARCH_X86_64;
	unsigned int abi = arch == AUDIT_ARCH_I386 ? SCT_ABI_I386 : SCT_ABI_X86_64;
	const struct sct_syscall *call = NULL;
	enum sct_const_style style = p->opt->const_style;

	if (style != SCT_CONST_RAW && nr < SCT_NR_SYSCALLS &&
	    (arch == AUDIT_ARCH_I386 || arch == AUDIT_ARCH_X86_64))
		call = sct_syscall_by_number(abi, (int)nr);
	if (!call || arch != own || style == SCT_CONST_VERBOSE)
		sb_u64(p->sb, nr);
	if (!call)
		return;
	if (arch != own)
		sb_printf(p->sb, " /* %s */", call->name);
	else if (style == SCT_CONST_VERBOSE)
		sb_printf(p->sb, " /* __NR_%s */", call->name);
	else
		sb_printf(p->sb, "__NR_%s", call->name);
}

static void print_syscall(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	sct_put_syscall_nr(p, v->v, v->outer ? (uint32_t)SI_LOAD(p, v->outer, arch) : 0);
}

static bool is_bounds_error(const struct sct_printer *p, const struct sct_value *s)
{
	return SI_LOAD(p, s, code) == SEGV_BNDERR;
}

static bool is_pkey_error(const struct sct_printer *p, const struct sct_value *s)
{
	return SI_LOAD(p, s, code) == SEGV_PKUERR;
}

static bool is_memory_error(const struct sct_printer *p, const struct sct_value *s)
{
	uint64_t code = SI_LOAD(p, s, code);

	return code == BUS_MCEERR_AR || code == BUS_MCEERR_AO;
}

static const struct sct_type t_si_errno = { .print = print_si_errno, .size = { 4, 4 } };
static const struct sct_type t_ticks = { .print = print_ticks, .flags = SCT_T_SIGNED };
static const struct sct_type t_status = { .print = print_status };
static const struct sct_type t_syscall_nr = { .print = print_syscall };

static const struct signal_layout layouts[] = {
	CODES(SIGCHLD, 0, &sct_set_si_codes_chld, SI(pid, T_PID), SI(uid, T_UID),
	      SI(status, &t_status), SI(utime, &t_ticks), SI(stime, &t_ticks)),
	CODES(SIGILL, 0, &sct_set_si_codes_ill, SI(addr, T_ADDR)),
	CODES(SIGFPE, 0, &sct_set_si_codes_fpe, SI(addr, T_ADDR)),
	CODES(SIGTRAP, 0, &sct_set_si_codes_trap, SI(addr, T_ADDR)),
	CODES(SIGBUS, 0, &sct_set_si_codes_bus, SI(addr, T_ADDR),
	      SI(addr_lsb, T_HEX16, .when = is_memory_error)),
	CODES(SIGSEGV, 0, &sct_set_si_codes_segv, SI(addr, T_ADDR),
	      SI(lower, T_ADDR, .when = is_bounds_error),
	      SI(upper, T_ADDR, .when = is_bounds_error),
	      SI(pkey, T_UINT, .when = is_pkey_error)),
	CODES(SIGIO, POLL_HUP, &sct_set_si_codes_poll, SI(band, T_LONG), SI(fd, T_FD)),
	CODES(SIGSYS, 0, &sct_set_si_codes_sys, SI(call_addr, T_ADDR),
	      SI(syscall, &t_syscall_nr), SI(arch, ENUM(audit_archs))),
};

static const struct sct_field sender_fields[] = { SI(pid, T_PID), SI(uid, T_UID) };
static const struct sct_field value_fields[] = { SI_AS("si_int", integer, T_INT), SI(ptr, T_ADDR) };
static const struct sct_field band_fields[] = { SI(band, T_LONG), SI(fd, T_FD) };
static const struct sct_field timer_fields[] = {
	SI(timerid, T_HEX32), SI(overrun, T_INT), SI_AS("si_int", integer, T_INT), SI(ptr, T_ADDR)
};

static const struct signal_layout *layout_of(int32_t signo)
{
	unsigned int i;

	for (i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
		if (layouts[i].signo == signo)
			return &layouts[i];
	return NULL;
}

static void print_si_code(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	const struct signal_layout *layout =
		v->outer ? layout_of((int32_t)SI_LOAD(p, v->outer, signo)) : NULL;

	(void)t;
	if (layout && sct_name_of(layout->codes, v->v))
		sct_put_enum(p, layout->codes, v->v);
	else
		sct_put_enum(p, &sct_set_si_codes, v->v);
}

static const struct sct_type t_si_code = { .print = print_si_code, .size = { 4, 4 } };

static const struct sct_field head_fields[] = {
	SI(signo, T_SIGNAL), SI(code, &t_si_code),
	SI_AS("si_errno", error, &t_si_errno, .nonzero = true)
};

#define PUT(fields) \
	sct_put_fields(p, fields, sizeof(fields) / sizeof((fields)[0]), v, &sep)

/* By the code alone: what other processes, timers and so on send. */
static void put_sent(struct sct_printer *p, const struct sct_value *v, int32_t code)
{
	bool sep = true;

	switch (code) {
	case SI_USER:
	case SI_TKILL:
		PUT(sender_fields);
		break;
	case SI_TIMER:
		PUT(timer_fields);
		break;
	case SI_SIGIO:
		PUT(band_fields);
		break;
	default:
		/* The kernel sends most signals without a sender. */
		if (code < 0 || SI_LOAD(p, v, pid) || SI_LOAD(p, v, uid))
			PUT(sender_fields);
		if (SI_LOAD(p, v, ptr))
			PUT(value_fields);
	}
}

static void print_siginfo(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	int32_t signo = (int32_t)SI_LOAD(p, v, signo);
	int32_t code = (int32_t)SI_LOAD(p, v, code);
	const struct signal_layout *layout = layout_of(signo);
	bool sep = false;

	(void)t;
	sb_char(p->sb, '{');
	if (signo) {
		PUT(head_fields);
		if (code <= 0 || !layout)
			put_sent(p, v, code);
		else if (!layout->last_code || code <= layout->last_code)
			sct_put_fields(p, layout->fields, layout->nr, v, &sep);
	}
	sb_char(p->sb, '}');
}

const struct sct_type sct_t_siginfo = { .print = print_siginfo, .size = { 128, 128 } };

void sct_decode_siginfo(struct strbuf *sb, uint32_t tid, const uint8_t info[SCT_SIGINFO_BYTES],
			const struct sct_decode_options *opt)
{
	const struct sct_call no_call = { .tid = tid };
	struct sct_printer p = { .sb = sb, .call = &no_call, .opt = opt,
				 .abbrev = true, .verbose = true };
	struct sct_value v = { .mem = info, .size = SCT_SIGINFO_BYTES };

	print_siginfo(&p, &sct_t_siginfo, &v);
}

/* --- sigaction ------------------------------------------------------------------ */

struct kernel_sigaction {
	uint64_t sa_handler, sa_flags, sa_restorer, sa_mask;
};

struct compat_sigaction {
	uint32_t sa_handler, sa_flags, sa_restorer, sa_mask[2];
};

struct compat_old_sigaction {
	uint32_t sa_handler, sa_mask, sa_flags, sa_restorer;
};

#define FLAG_RESTORER	0x04000000

static void print_handler(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	static const char err[] = "SIG_ERR";

	(void)t;
	if (v->v != UINT64_MAX)
		sct_put_enum(p, &sct_set_sa_handlers, v->v);
	else if (p->opt->const_style == SCT_CONST_ABBREV)
		sb_str(p->sb, err);
	else
		sb_hex(p->sb, v->v);
	if (v->v == UINT64_MAX && p->opt->const_style == SCT_CONST_VERBOSE)
		sb_printf(p->sb, " /* %s */", err);
}

static const struct sct_type t_handler = { .print = print_handler, .size = { 8, 4 } };

static bool has_restorer(const struct sct_printer *p, const struct sct_value *s)
{
	return (p->compat ? SCT_LOAD(s, struct compat_sigaction, sa_flags) :
		SCT_LOAD(s, struct kernel_sigaction, sa_flags)) & FLAG_RESTORER;
}

static bool has_old_restorer(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct compat_old_sigaction, sa_flags) & FLAG_RESTORER;
}

#define SA(m, t, ...) \
	FIELD2(struct kernel_sigaction, struct compat_sigaction, m, t, ##__VA_ARGS__)
#define OLD_SA(m, t, ...) FIELD(struct compat_old_sigaction, m, t, ##__VA_ARGS__)

static const struct sct_type t_sigaction = STRUCT2(
	struct kernel_sigaction, struct compat_sigaction,
	SA(sa_handler, &t_handler), SA(sa_mask, &sct_t_sigset), SA(sa_flags, FLAGS(sa_flags)),
	SA(sa_restorer, T_ADDR, .when = has_restorer));

static const struct sct_type t_old_sigaction = STRUCT(struct compat_old_sigaction,
	OLD_SA(sa_handler, &t_handler), OLD_SA(sa_mask, &sct_t_sigset),
	OLD_SA(sa_flags, FLAGS(sa_flags)), OLD_SA(sa_restorer, T_ADDR, .when = has_old_restorer));

/* --- Other structures ------------------------------------------------------------- */

struct kernel_stack {
	uint64_t ss_sp;
	int32_t ss_flags;
	uint64_t ss_size;
};

struct compat_stack {
	uint32_t ss_sp;
	int32_t ss_flags;
	uint32_t ss_size;
};

#define SS(m, t)	FIELD2(struct kernel_stack, struct compat_stack, m, t)
static const struct sct_type t_stack = STRUCT2(struct kernel_stack, struct compat_stack,
	SS(ss_sp, T_ADDR), SS(ss_flags, FLAGS(sigaltstack_flags)), SS(ss_size, T_ULONG));

/* The sigset of i386's old calls: one word, in memory or in a register. */
static void print_old_sigset(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	uint32_t set = (uint32_t)v->v;

	(void)t;
	sct_put_sigset(p, (const uint8_t *)&set, sizeof(set));
}

static const struct sct_type t_old_sigset = { .print = print_old_sigset, .size = { 4, 4 } };

/* --- Signal frames ----------------------------------------------------------------- */

/* Where the stack pointer was, and how much of what is there we have. */
static const uint8_t *stack(const struct sct_printer *p, uint64_t *sp, size_t *len)
{
	const struct sct_blob *blob = p->call->enter_blobs.first;
	unsigned int i;

	*sp = 0;
	*len = 0;
	for (i = 0; i < p->call->enter_blobs.nr; i++, blob = sct_blob_next(blob))
		if (blob->arg == SCT_ARG_SP)
			*sp = blob->addr;
	return *sp ? sct_mem(p, *sp, len) : NULL;
}

/* In the ucontext of the frame. */
#define MASK_IN_FRAME		296
#define MASK_IN_COMPAT_FRAME	248
/* Of sigcontext, and behind it and the floating point state. */
#define OLD_MASK		80
#define OLD_MASK_2		712

static void print_rt_frame(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	size_t off = p->compat ? MASK_IN_COMPAT_FRAME : MASK_IN_FRAME, len;
	uint64_t sp;
	const uint8_t *mem = stack(p, &sp, &len);

	(void)t;
	(void)v;
	sb_str(p->sb, "{mask=");
	if (mem && len >= off + 8 && p->verbose)
		sct_put_sigset(p, mem + off, 8);
	else
		sct_put_addr(p, sp ? sp + off : 0);
	sb_char(p->sb, '}');
}

static void print_old_frame(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	uint8_t set[8];
	uint64_t sp;
	size_t len;
	const uint8_t *mem = stack(p, &sp, &len);

	(void)t;
	(void)v;
	if (!mem || len < OLD_MASK_2 + 4 || !p->verbose) {
		sct_put_addr(p, sp);
		return;
	}
	memcpy(set, mem + OLD_MASK, 4);
	memcpy(set + 4, mem + OLD_MASK_2, 4);
	sb_str(p->sb, "{mask=");
	sct_put_sigset(p, set, sizeof(set));
	sb_char(p->sb, '}');
}

#define FRAME(fn, bytes) \
	AT(SCT_ARG_SP, CUSTOM(fn, SCT_DIR_IN, .capture = SCT_CAP_BLOCK, \
			      .flags = SCT_T_RAW_PTR, .len = LEN_N(bytes)))

/* --- Results ------------------------------------------------------------------------ */

static void print_ret_signal(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	sb_s64(p->sb, (int64_t)v->v);
	if (v->v > 0 && v->v <= 64)
		sb_printf(p->sb, " (%s)", sct_signal_name((int)v->v));
}

static void print_ret_handler(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	const char *name = sct_name_of(&sct_set_sa_handlers, v->v);

	(void)t;
	sb_hex(p->sb, v->v);
	if (name)
		sb_printf(p->sb, " (%s)", name);
}

static void print_ret_mask(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	sb_hex(p->sb, v->v);
	sb_printf(p->sb, " (%s ", t->name);
	print_old_sigset(p, t, v);
	sb_char(p->sb, ')');
}

static const struct sct_type t_ret_signal = {
	.print = print_ret_signal, .size = { 8, 4 }, .flags = SCT_T_SIGNED,
};

static const struct sct_type t_ret_handler = { .print = print_ret_handler, .size = { 8, 4 } };
static const struct sct_type t_ret_mask = {
	.print = print_ret_mask, .size = { 4, 4 }, .name = "mask",
};
static const struct sct_type t_ret_old_mask = {
	.print = print_ret_mask, .size = { 4, 4 }, .name = "old mask",
};

/* --- Calls --------------------------------------------------------------------------- */

const struct sct_annotation sct_calls_signal[] = {
	SYSCALL(rt_sigaction, ARGS(T_SIGNAL, IN(&t_sigaction), OUT(&t_sigaction), T_SIZE)),
	SYSCALL(rt_sigprocmask, ARGS(ENUM(sigprocmask_how), IN_SIGSET(3), OUT_SIGSET(3), T_SIZE)),
	SYSCALL(rt_sigpending, ARGS(OUT_ANY_SIGSET(1), T_SIZE)),
	SYSCALL(rt_sigsuspend, ARGS(IN_SIGSET(1), T_SIZE)),
	SYSCALL(rt_sigtimedwait, ARGS(IN_SIGSET(3), OUT(&sct_t_siginfo), IN(&sct_t_timespec),
				      T_SIZE), RET(&t_ret_signal)),
	SYSCALL(rt_sigtimedwait_time64, ARGS(IN_SIGSET(3), OUT(&sct_t_siginfo),
					     IN(&sct_t_timespec64), T_SIZE), RET(&t_ret_signal)),
	SYSCALL(rt_sigqueueinfo, ARGS(T_PID, T_SIGNAL, IN(&sct_t_siginfo))),
	SYSCALL(rt_tgsigqueueinfo, ARGS(T_PID, T_PID, T_SIGNAL, IN(&sct_t_siginfo))),
	SYSCALL(pidfd_send_signal, ARGS(T_FD, T_SIGNAL, IN(&sct_t_siginfo),
					FLAGS(pidfd_signal_flags))),
	SYSCALL(sigaltstack, ARGS(IN(&t_stack), OUT(&t_stack))),
	SYSCALL_64(rt_sigreturn, ARGS(FRAME(print_rt_frame, MASK_IN_FRAME + 8))),
	SYSCALL_32(rt_sigreturn, ARGS(FRAME(print_rt_frame, MASK_IN_COMPAT_FRAME + 8))),
	SYSCALL(sigreturn, ARGS(FRAME(print_old_frame, OLD_MASK_2 + 4))),
	SYSCALL(kill, ARGS(T_PID, T_SIGNAL)),
	SYSCALL(tkill, ARGS(T_PID, T_SIGNAL)),
	SYSCALL(tgkill, ARGS(T_PID, T_PID, T_SIGNAL)),
	SYSCALL(pause, NO_ARGS),
	SYSCALL(signalfd, ARGS(T_FD, IN_SIGSET(2), T_SIZE), RET(T_FD)),
	SYSCALL(signalfd4, ARGS(T_FD, IN_SIGSET(2), T_SIZE, FLAGS(signalfd_flags)), RET(T_FD)),
	SYSCALL(sigaction, ARGS(T_SIGNAL, IN(&t_old_sigaction), OUT(&t_old_sigaction))),
	SYSCALL(signal, ARGS(T_SIGNAL, &t_handler), RET(&t_ret_handler)),
	SYSCALL(sigprocmask, ARGS(ENUM(sigprocmask_how), IN(&t_old_sigset), OUT(&t_old_sigset))),
	SYSCALL(sigpending, ARGS(OUT(&t_old_sigset))),
	SYSCALL(sigsuspend, ARGS(AT(2, &t_old_sigset))),
	SYSCALL(sgetmask, NO_ARGS, RET(&t_ret_mask)),
	SYSCALL(ssetmask, ARGS(&t_old_sigset), RET(&t_ret_old_mask)),
	{ .name = NULL }
};
