// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on processes: their making, their end, who they are, their limits.
 */
#include <linux/capability.h>
#include <linux/reboot.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/utsname.h>
#include <linux/wait.h>

#include "decode/common.h"
#include "decode/siginfo.h"
#include "decode/compat.h"

/* --- clone ----------------------------------------------------------------- */

static bool clone_has(const struct sct_printer *p, uint64_t flags)
{
	return p->call->args[0] & flags;
}

static bool sets_parent_tid(const struct sct_printer *p)
{
	return clone_has(p, CLONE_PARENT_SETTID | CLONE_PIDFD);
}

static bool sets_tls(const struct sct_printer *p)
{
	return clone_has(p, CLONE_SETTLS);
}

static bool has_child_tid(const struct sct_printer *p)
{
	return clone_has(p, CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID);
}

/* The lowest byte is the signal that the parent gets. */
static void print_clone_flags(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t flags = v->v & ~(uint64_t)CSIGNAL;
	int signo = (int)(v->v & CSIGNAL);

	(void)t;
	if (flags || !signo)
		sct_put_flags(p, &sct_set_clone_flags, flags);
	if (flags && signo)
		sb_char(p->sb, '|');
	if (signo)
		sct_put_signal(p, signo);
}

#define T_CLONE_FLAGS	TYPE(.print = print_clone_flags, .size = { 8, 4 })
/* A descriptor of the child takes the place of its id. */
static void print_parent_tid(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	if (clone_has(p, CLONE_PIDFD))
		sb_s64(p->sb, (int)v->v);
	else
		sct_put_pid(p, SCT_PID_TASK, (int)v->v);
}

#define T_PARENT_TID	SCALAR(4, 4, print_parent_tid)
#define CLONE_ARGS(tls, child) ARGS( \
	NAMED("child_stack", AT(1, T_ADDR)), NAMED("flags", AT(0, T_CLONE_FLAGS)), \
	WHEN(sets_parent_tid, NAMED("parent_tid", AT(2, OUT(T_PARENT_TID)))), \
	WHEN(sets_tls, NAMED("tls", AT(tls, T_ADDR))), \
	WHEN(has_child_tid, NAMED("child_tidptr", AT(child, T_ADDR))))

/* struct clone_args: what is there depends on its flags, and on its size. */
#define CLONE3_HAS(id, bits) \
	static bool clone3_has_##id(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		(void)p; \
		return SCT_LOAD(s, struct clone_args, flags) & (bits); \
	}

CLONE3_HAS(pidfd, CLONE_PIDFD)
CLONE3_HAS(child_tid, CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID)
CLONE3_HAS(parent_tid, CLONE_PARENT_SETTID)
CLONE3_HAS(tls, CLONE_SETTLS)
CLONE3_HAS(cgroup, CLONE_INTO_CGROUP)

static bool clone3_has_set_tid(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct clone_args, set_tid) ||
	       SCT_LOAD(s, struct clone_args, set_tid_size);
}

static bool clone3_shows_cgroup(const struct sct_printer *p, const struct sct_value *s)
{
	return clone3_has_cgroup(p, s) || SCT_LOAD(s, struct clone_args, cgroup);
}

static void print_exit_signal(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	(void)t;
	if (v->v <= 64)
		sct_put_signal(p, (int)v->v);
	else
		sb_u64(p->sb, v->v);
}

static const struct sct_type t_exit_signal64 = { .print = print_exit_signal };

/* The kernel takes one for each level of pid namespaces: 32 at most. */
static void print_set_tids(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	uint64_t nr = v->outer ? SCT_LOAD(v->outer, struct clone_args, set_tid_size) : 0;

	if (nr && nr <= t->len.n)
		sct_print_array(p, t, v);
	else
		sct_put_addr(p, v->v);
}

#define SET_TIDS	SCT_POINTER(print_set_tids, SCT_DIR_IN, T_INT, { .from = SCT_LEN_PTR64, .arg = 0, .n = 32, .offset = { \
				offsetof(struct clone_args, set_tid_size), \
				offsetof(struct clone_args, set_tid_size) } })
#define CL(m, t, ...)	FIELD(struct clone_args, m, t, ##__VA_ARGS__)

static const struct sct_type t_clone_args = STRUCT(struct clone_args,
	CL(flags, FLAGS_U64(clone3_flags)), CL(pidfd, T_ADDR, .when = clone3_has_pidfd),
	CL(child_tid, T_ADDR, .when = clone3_has_child_tid),
	CL(parent_tid, T_ADDR, .when = clone3_has_parent_tid),
	CL(exit_signal, &t_exit_signal64), CL(stack, T_ADDR), CL(stack_size, T_HEX64),
	CL(tls, T_ADDR, .when = clone3_has_tls), CL(set_tid, SET_TIDS, .when = clone3_has_set_tid),
	CL(set_tid_size, T_U64, .when = clone3_has_set_tid),
	CL(cgroup, T_U64, .when = clone3_shows_cgroup));

#define MAX_CLONE_ARGS	4096

/* "[77]" behind a pointer of the structure, as the call left it. */
static void put_clone3_result(struct sct_printer *p, const char *name, uint64_t addr, bool *any)
{
	const uint8_t *mem = addr ? sct_mem_exact(p, addr, 4) : NULL;

	sb_str(p->sb, *any ? ", " : " => {");
	*any = true;
	sb_printf(p->sb, "%s=", name);
	if (!mem) {
		sct_put_addr(p, addr);
		return;
	}
	sb_char(p->sb, '[');
	if (!strcmp(name, "pidfd"))
		sct_put_fd(p, (int)sct_load(mem, 4));
	else
		sb_s64(p->sb, (int32_t)sct_load(mem, 4));
	sb_char(p->sb, ']');
}

/* Of a larger structure than we know, the kernel looks at what is in its first page. */
static void put_more_clone_args(struct sct_printer *p, uint64_t addr)
{
	uint64_t size = p->call->args[1];
	size_t known = t_clone_args.size[0], len = size < MAX_CLONE_ARGS ? size : MAX_CLONE_ARGS;
	const uint8_t *mem = sct_mem_exact(p, addr, len);
	size_t i = known;

	if (!mem) {
		sb_str(p->sb, ", ???");
		return;
	}
	while (i < len && !mem[i])
		i++;
	if (i == len)
		return;
	sb_printf(p->sb, ", /* bytes %zu..%zu */ ", known, len - 1);
	len -= known;
	i = len < p->opt->string_limit ? len : p->opt->string_limit;
	sct_put_hexbytes(p, mem + known, i);
	if (i < len)
		sb_str(p->sb, "...");
}

static void put_clone_args(struct sct_printer *p, uint64_t addr)
{
	uint64_t size = p->call->args[1], known = t_clone_args.size[0];
	struct sct_value s = { .addr = addr, .size = size < known ? size : known };
	bool sep = false;

	if (addr && p->verbose && size >= CLONE_ARGS_SIZE_VER0)
		s.mem = sct_mem_exact(p, addr, s.size);
	if (!s.mem) {
		sct_put_addr(p, addr);
		return;
	}
	sb_char(p->sb, '{');
	sct_put_fields(p, t_clone_args.fields, t_clone_args.nr_fields, &s, &sep);
	if (size > known)
		put_more_clone_args(p, addr);
	sb_char(p->sb, '}');
}

static void print_clone_args(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	struct sct_printer in = *p;
	struct sct_value s = { .addr = v->v, .size = 64 };
	bool any = false;
	uint64_t flags;

	(void)t;
	if (!p->second_half) {
		put_clone_args(p, v->v);
		return;
	}
	in.phase = SCT_PHASE_IN;
	s.mem = p->verbose && p->call->args[1] >= 64 ? sct_mem_exact(&in, v->v, 64) : NULL;
	if (!s.mem || !sct_succeeded(p))
		return;
	flags = SCT_LOAD(&s, struct clone_args, flags);
	if (flags & CLONE_PIDFD)
		put_clone3_result(p, "pidfd", SCT_LOAD(&s, struct clone_args, pidfd), &any);
	if (flags & CLONE_PARENT_SETTID)
		put_clone3_result(p, "parent_tid",
				  SCT_LOAD(&s, struct clone_args, parent_tid), &any);
	if (any)
		sb_char(p->sb, '}');
}

/* --- wait ------------------------------------------------------------------ */

/* Always by its name: the whole is a text, not a number. */
static void put_status_signal(struct sct_printer *p, int signo)
{
	if (signo > 0 && signo <= 64)
		sb_str(p->sb, sct_signal_name(signo));
	else
		sb_s64(p->sb, signo);
}

static uint32_t put_signaled(struct sct_printer *p, uint32_t status)
{
	sb_str(p->sb, "WIFSIGNALED(s) && WTERMSIG(s) == ");
	put_status_signal(p, status & 0x7f);
	if (status & 0x80)
		sb_str(p->sb, " && WCOREDUMP(s)");
	return status & ~0xffU;
}

static uint32_t put_stopped(struct sct_printer *p, uint32_t status)
{
	sb_str(p->sb, "WIFSTOPPED(s) && WSTOPSIG(s) == ");
	put_status_signal(p, status >> 8 & 0x7f);
	if (status & 0x8000)
		sb_str(p->sb, " | 0x80");
	return status & ~0xffffU;
}

void sct_put_wait_status(struct sct_printer *p, uint32_t status)
{
	uint32_t low = status & 0x7f, rest = status & ~0xffffU;

	if ((status & 0xffff) == 0xffff && rest) {
		sb_hex(p->sb, status);
		return;
	}
	sb_char(p->sb, '{');
	if (!low) {
		sb_printf(p->sb, "WIFEXITED(s) && WEXITSTATUS(s) == %u", status >> 8 & 0xff);
		rest = status & ~0xff00U;
	} else if ((status & 0xff) == 0x7f) {
		rest = put_stopped(p, status);
	} else if ((status & 0xffff) == 0xffff) {
		sb_str(p->sb, "WIFCONTINUED(s)");
	} else {
		rest = put_signaled(p, status);
	}
	sb_char(p->sb, '}');
	if (rest >> 16) {
		sb_char(p->sb, '|');
		sct_put_enum(p, &sct_set_ptrace_events, rest >> 16);
		sb_str(p->sb, "<<16");
	}
	if (rest & 0xffff)
		sb_printf(p->sb, "|%#x", rest & 0xffff);
}

/* Only a child that was found has a status. */
static bool found_child(const struct sct_printer *p)
{
	return sct_succeeded(p) && p->call->ret > 0;
}

static void print_wait_status(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	const uint8_t *mem = NULL;

	(void)t;
	if (v->v && p->verbose && found_child(p))
		mem = sct_mem_exact(p, v->v, 4);
	if (!mem) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '[');
	sct_put_wait_status(p, (uint32_t)sct_load(mem, 4));
	sb_char(p->sb, ']');
}

static void print_wait_rusage(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	if (found_child(p))
		sct_print_pointer(p, t, v);
	else
		sct_put_addr(p, v->v);
}

#define WAIT_STATUS	CUSTOM(print_wait_status, SCT_DIR_OUT, .capture = SCT_CAP_BLOCK, \
			       .len = LEN_N(4))
#define WAIT_RUSAGE	SCT_POINTER(print_wait_rusage, SCT_DIR_OUT, &sct_t_rusage, LEN_N(1))

/* --- Groups ---------------------------------------------------------------- */

#define MAX_GROUPS	65536

/* The number is an int, whatever else is in the register. */
static void print_groups(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	uint32_t nr = (uint32_t)(t->len.from == SCT_LEN_RET ? p->call->ret : (int64_t)p->call->args[0]);

	if (nr > MAX_GROUPS)
		sct_put_addr(p, v->v);
	else
		sct_put_array(p, t, v->v, nr);
}

#define GROUPS(d, t, ...)	SCT_POINTER(print_groups, d, t, __VA_ARGS__)

/* --- Limits ---------------------------------------------------------------- */

static void print_limit(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	uint64_t infinity = v->size == 4 ? 0xffffffff : ~0ULL;

	(void)t;
	if (v->v != infinity && (v->v <= 1024 || v->v % 1024)) {
		sb_u64(p->sb, v->v);
		return;
	}
	if (!sct_begin_text(p, v->v, 'u'))
		return;
	if (v->v == infinity)
		sb_str(p->sb, v->size == 4 ? "RLIM_INFINITY" : "RLIM64_INFINITY");
	else
		sb_printf(p->sb, "%llu*1024", (unsigned long long)v->v / 1024);
	sct_end_text(p);
}

static const struct sct_type t_limit = { .print = print_limit };

static const struct sct_type t_rlimit = STRUCT2(struct rlimit, struct compat_rlimit,
	FIELD2(struct rlimit, struct compat_rlimit, rlim_cur, &t_limit),
	FIELD2(struct rlimit, struct compat_rlimit, rlim_max, &t_limit));

static const struct sct_type t_rlimit64 = STRUCT(struct rlimit64,
	FIELD(struct rlimit64, rlim_cur, &t_limit), FIELD(struct rlimit64, rlim_max, &t_limit));

/* --- Capabilities ---------------------------------------------------------- */

/* "1<<CAP_CHOWN|1<<CAP_KILL": of 32 bits, from @base on. */
static void put_capability_names(struct sct_printer *p, uint32_t set, unsigned int base)
{
	bool any = false;
	unsigned int i;

	for (i = 0; i < 32 && set; i++) {
		const char *name = sct_name_of(&sct_set_capabilities, base + i);

		if (!name || !(set >> i & 1))
			continue;
		sb_printf(p->sb, any ? "|1<<%s" : "1<<%s", name);
		set &= ~(1U << i);
		any = true;
	}
	if (set && any)
		sb_char(p->sb, '|');
	if (set)
		sb_hex(p->sb, set);
	if (set && !any)
		sb_str(p->sb, " /* CAP_??? */");
}

/* Each of the two words as flags of its own. */
static void put_capabilities(struct sct_printer *p, uint32_t low, uint32_t high)
{
	if (!low && !high)
		sb_char(p->sb, '0');
	if (low && sct_begin_text(p, low, 'x')) {
		put_capability_names(p, low, 0);
		sct_end_text(p);
	}
	if (low && high)
		sb_char(p->sb, '|');
	if (high && sct_begin_text(p, high, 'x')) {
		put_capability_names(p, high, 32);
		sct_end_text(p);
	}
}

struct cap_header { uint32_t version; int32_t pid; };

static bool read_capability_header(const struct sct_printer *p, struct cap_header *header)
{
	struct sct_printer in = *p;
	const uint8_t *mem;

	in.phase = SCT_PHASE_IN;
	mem = sct_mem_exact(&in, p->call->args[0], sizeof(*header));
	if (mem)
		memcpy(header, mem, sizeof(*header));
	return mem;
}

static void print_cap_data(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	static const char *const names[] = { "effective", "permitted", "inheritable" };
	struct cap_header header;
	bool known = read_capability_header(p, &header);
	bool wide = known && (header.version == _LINUX_CAPABILITY_VERSION_2 ||
			      header.version == _LINUX_CAPABILITY_VERSION_3);
	const uint8_t *mem = NULL;
	unsigned int i;

	(void)t;
	if (known && v->v && p->verbose && (p->phase == SCT_PHASE_IN || sct_succeeded(p)))
		mem = sct_mem_exact(p, v->v, wide ? 24 : 12);
	if (!mem) {
		sct_put_addr(p, v->v);
		return;
	}
	for (i = 0; i < 3; i++) {
		uint64_t high = wide ? sct_load(mem + 12 + 4 * i, 4) : 0;

		sb_printf(p->sb, i ? ", %s=" : "{%s=", names[i]);
		put_capabilities(p, (uint32_t)sct_load(mem + 4 * i, 4), (uint32_t)high);
	}
	sb_char(p->sb, '}');
}

static const struct sct_type t_cap_header = STRUCT(struct cap_header,
	FIELD(struct cap_header, version, ENUM(capability_versions)),
	FIELD(struct cap_header, pid, T_PID));

#define CAP_DATA(d)	CUSTOM(print_cap_data, d, .capture = SCT_CAP_BLOCK, .len = LEN_N(24))

/* --- Facts ----------------------------------------------------------------- */

static const struct sct_type t_utsname = STRUCT(struct new_utsname,
	FIELD(struct new_utsname, sysname, T_CSTR), FIELD(struct new_utsname, nodename, T_CSTR),
	FIELD(struct new_utsname, release, T_CSTR, .verbose = true),
	FIELD(struct new_utsname, version, T_CSTR, .verbose = true),
	FIELD(struct new_utsname, machine, T_CSTR, .verbose = true),
	FIELD(struct new_utsname, domainname, T_CSTR, .verbose = true));

struct kernel_sysinfo {
	int64_t uptime;
	uint64_t loads[3], totalram, freeram, sharedram, bufferram, totalswap, freeswap;
	uint16_t procs, pad;
	uint64_t totalhigh, freehigh;
	uint32_t mem_unit;
};

#define SI(m, t)	FIELD2(struct kernel_sysinfo, struct compat_sysinfo, m, t)

static const struct sct_type t_sysinfo = STRUCT2(struct kernel_sysinfo, struct compat_sysinfo,
	SI(uptime, T_S64), SI(loads, ARRAY_OF(T_ULONG)), SI(totalram, T_ULONG),
	SI(freeram, T_ULONG),
	SI(sharedram, T_ULONG), SI(bufferram, T_ULONG), SI(totalswap, T_ULONG),
	SI(freeswap, T_ULONG), SI(procs, T_UINT), SI(totalhigh, T_ULONG), SI(freehigh, T_ULONG),
	SI(mem_unit, T_UINT));

/* Clock ticks of 1/100 s: "3", and the seconds in a comment. */
static void print_ticks(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v);
	if (v->v && p->opt->const_style != SCT_CONST_RAW)
		sb_printf(p->sb, " /* %llu.%02llu s */", (unsigned long long)v->v / 100,
			  (unsigned long long)v->v % 100);
}

static const struct sct_type t_ticks = { .print = print_ticks, .flags = SCT_T_SIGNED };

struct kernel_tms { int64_t tms_utime, tms_stime, tms_cutime, tms_cstime; };

#define TMS(m)		FIELD2(struct kernel_tms, struct compat_tms, m, &t_ticks)

static const struct sct_type t_tms = STRUCT2(struct kernel_tms, struct compat_tms,
	TMS(tms_utime), TMS(tms_stime), TMS(tms_cutime), TMS(tms_cstime));

/* --- Personality ----------------------------------------------------------- */

/* A type in the lowest byte, and flags; all ones only asks. */
static void put_personality(struct sct_printer *p, uint32_t persona)
{
	if (persona == 0xffffffff) {
		sb_str(p->sb, "0xffffffff");
		return;
	}
	sct_put_enum(p, &sct_set_personalities, persona & 0xff);
	if (!(persona & ~0xffU))
		return;
	sb_char(p->sb, '|');
	sct_put_flags(p, &sct_set_personality_flags, persona & ~0xffU);
}

static void print_personality(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	(void)t;
	put_personality(p, (uint32_t)v->v);
}

static void print_ret_personality(struct sct_printer *p, const struct sct_type *t,
				  const struct sct_value *v)
{
	(void)t;
	sb_hex(p->sb, v->v);
	sb_str(p->sb, " (");
	put_personality(p, (uint32_t)v->v);
	sb_char(p->sb, ')');
}

/* --- What is left ---------------------------------------------------------- */

static bool restarts_with_command(const struct sct_printer *p)
{
	return (uint32_t)p->call->args[2] == LINUX_REBOOT_CMD_RESTART2;
}

/* The log level stands in a comment even where constants are abbreviated. */
static void print_syslog_action(struct sct_printer *p, const struct sct_type *t,
				const struct sct_value *v)
{
	const char *name = sct_name_of(t->names, v->v);

	sb_printf(p->sb, "%d /* %s */", (int32_t)v->v, name ? name : t->names->unknown);
}

#define SYSLOG_NUMBER(set) \
	TYPE(.print = print_syslog_action, .names = &sct_set_##set, .size = { 4, 4 }, \
	     .flags = SCT_T_SIGNED)

static const struct sct_case syslog_cases[] = {
	CASE(0, NO_ARGS), CASE(1, NO_ARGS), CASE(5, NO_ARGS), CASE(6, NO_ARGS), CASE(7, NO_ARGS),
	CASE(9, NO_ARGS), CASE(10, NO_ARGS),
	CASE(8, ARGS(T_ADDR, SYSLOG_NUMBER(loglevels))),
	CASE(2, ARGS(OUT_BUF(LEN_RET), T_INT)),
	CASE(3, ARGS(OUT_BUF(LEN_RET), T_INT)),
	CASE(4, ARGS(OUT_BUF(LEN_RET), T_INT)),
};

struct epoll_slot { uint32_t efd, tfd, toff; };

static const struct sct_type t_epoll_slot = STRUCT(struct epoll_slot,
	FIELD(struct epoll_slot, efd, T_INT), FIELD(struct epoll_slot, tfd, T_INT),
	FIELD(struct epoll_slot, toff, T_UINT));

static const struct sct_case kcmp_cases[] = {
	CASE(0, ARGS(T_INT, T_INT)),		/* KCMP_FILE: descriptors of other processes */
	CASE(7, ARGS(T_INT, IN(&t_epoll_slot))),	/* KCMP_EPOLL_TFD */
	CASE(1, NO_ARGS), CASE(2, NO_ARGS), CASE(3, NO_ARGS), CASE(4, NO_ARGS),
	CASE(5, NO_ARGS), CASE(6, NO_ARGS),
};

#define RET_PERSONALITY	RET(TYPE(.print = print_ret_personality, .size = { 4, 4 }))
#define RET_UID		RET(T_UINT)
#define RET_ULONG	RET(T_ULONG)
#define RET_PID		RET(T_PID)
#define OUT_UID		OUT(T_UID)
#define OUT_UID16	OUT(T_UID16)

#define UTS_NAME_BYTES	64

/* Longer than a name can be, it is only an address. */
static void print_uts_name(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	if (sct_length(p, &t->len) > UTS_NAME_BYTES)
		sct_put_addr(p, v->v);
	else
		sct_print_buffer(p, t, v);
}

#define IN_UTS_NAME	CUSTOM(print_uts_name, SCT_DIR_IN, .capture = SCT_CAP_BYTES, \
			       .len = LEN_UINT(1))

const struct sct_annotation sct_calls_process[] = {
	/* Birth, death */
	SYSCALL(execve, ARGS(T_PATH, T_ARGV, T_ENVP)),
	SYSCALL(execveat, ARGS(T_DIRFD, T_PATH, T_ARGV, T_ENVP, FLAGS(at_flags))),
	SYSCALL(fork, NO_ARGS, RET_PID), SYSCALL(vfork, NO_ARGS, RET_PID),
	SYSCALL_64(clone, CLONE_ARGS(4, 3), RET_PID),
	SYSCALL_32(clone, CLONE_ARGS(3, 4), RET_PID),
	SYSCALL(clone3, ARGS(CUSTOM(print_clone_args, SCT_DIR_INOUT, .capture = SCT_CAP_CLONE_ARGS,
				    .flags = SCT_T_SPLIT,
				    .len = { .from = SCT_LEN_ARG, .arg = 1, .n = MAX_CLONE_ARGS }),
			     T_SIZE), RET_PID),
	SYSCALL(unshare, ARGS(FLAGS_LONG(unshare_flags))),
	SYSCALL(setns, ARGS(T_FD, FLAGS(setns_types))),
	SYSCALL(wait4, ARGS(T_PID, WAIT_STATUS, FLAGS(wait_options), WAIT_RUSAGE), RET_PID),
	SYSCALL(waitpid, ARGS(T_PID, WAIT_STATUS, FLAGS(wait_options)), RET_PID),
	SYSCALL(waitid, ARGS(ENUM(waitid_types), T_WHO(1), OUT(&sct_t_siginfo), FLAGS(wait_options),
			     OUT(&sct_t_rusage))),
	SYSCALL(exit, ARGS(T_INT)),
	SYSCALL(exit_group, ARGS(T_INT)),
	SYSCALL(pidfd_open, ARGS(T_PID, FLAGS(pidfd_flags)), RET(T_FD)),
	SYSCALL(pidfd_getfd, ARGS(T_FD, T_INT, T_HEX32), RET(T_FD)),
	SYSCALL(process_mrelease, ARGS(T_FD, T_HEX32)),
	SYSCALL(kcmp, ARGS(T_PID, T_PID, ENUM(kcmp_types),
			   SWITCH(2, kcmp_cases, ARGS(T_HEXLONG, T_HEXLONG)))),
	SYSCALL(set_tid_address, ARGS(T_HEXLONG)),

	/* Identity */
	SYSCALL(getpid, NO_ARGS, RET_PID), SYSCALL(getppid, NO_ARGS, RET_PID),
	SYSCALL(gettid, NO_ARGS, RET_PID), SYSCALL(getpgrp, NO_ARGS, RET(T_PGID)),
	SYSCALL(getpgid, ARGS(T_PID), RET(T_PGID)), SYSCALL(setpgid, ARGS(T_PID, T_PGID)),
	SYSCALL(getsid, ARGS(T_PID), RET(T_SID)),
	SYSCALL(getuid, NO_ARGS, RET_UID), SYSCALL(geteuid, NO_ARGS, RET_UID),
	SYSCALL(getgid, NO_ARGS, RET_UID), SYSCALL(getegid, NO_ARGS, RET_UID),
	SYSCALL(getuid32, NO_ARGS, RET_UID), SYSCALL(geteuid32, NO_ARGS, RET_UID),
	SYSCALL(getgid32, NO_ARGS, RET_UID), SYSCALL(getegid32, NO_ARGS, RET_UID),
	SYSCALL(setfsuid, ARGS(T_UID), RET_UID), SYSCALL(setfsgid, ARGS(T_UID), RET_UID),
	SYSCALL_64(getresuid, ARGS(OUT_UID, OUT_UID, OUT_UID)),
	SYSCALL_64(getresgid, ARGS(OUT_UID, OUT_UID, OUT_UID)),
	SYSCALL_64(getgroups, ARGS(T_INT, GROUPS(SCT_DIR_OUT, T_UID, LEN_RET))),
	SYSCALL_64(setgroups, ARGS(T_INT, GROUPS(SCT_DIR_IN, T_UID, LEN_ARG(0)))),
	SYSCALL_32(getresuid32, ARGS(OUT_UID, OUT_UID, OUT_UID)),
	SYSCALL_32(getresgid32, ARGS(OUT_UID, OUT_UID, OUT_UID)),
	SYSCALL_32(getgroups32, ARGS(T_INT, GROUPS(SCT_DIR_OUT, T_UID, LEN_RET))),
	SYSCALL_32(setgroups32, ARGS(T_INT, GROUPS(SCT_DIR_IN, T_UID, LEN_ARG(0)))),
	SYSCALL_32(getresuid, ARGS(OUT_UID16, OUT_UID16, OUT_UID16)),
	SYSCALL_32(getresgid, ARGS(OUT_UID16, OUT_UID16, OUT_UID16)),
	SYSCALL_32(getgroups, ARGS(T_INT, GROUPS(SCT_DIR_OUT, T_UID16, LEN_RET))),
	SYSCALL_32(setgroups, ARGS(T_INT, GROUPS(SCT_DIR_IN, T_UID16, LEN_ARG(0)))),
	SYSCALL_32(chown, ARGS(T_PATH, T_UID16, T_UID16)),
	SYSCALL_32(lchown, ARGS(T_PATH, T_UID16, T_UID16)),
	SYSCALL_32(fchown, ARGS(T_FD, T_UID16, T_UID16)),
	SYSCALL_32(setuid, ARGS(T_UID16)), SYSCALL_32(setgid, ARGS(T_UID16)),
	SYSCALL_32(setreuid, ARGS(T_UID16, T_UID16)), SYSCALL_32(setregid, ARGS(T_UID16, T_UID16)),
	SYSCALL_32(setresuid, ARGS(T_UID16, T_UID16, T_UID16)),
	SYSCALL_32(setresgid, ARGS(T_UID16, T_UID16, T_UID16)),
	SYSCALL_32(setfsuid, ARGS(T_UID16), RET_UID), SYSCALL_32(setfsgid, ARGS(T_UID16), RET_UID),
	SYSCALL(capget, ARGS(IN(&t_cap_header), CAP_DATA(SCT_DIR_OUT))),
	SYSCALL(capset, ARGS(IN(&t_cap_header), CAP_DATA(SCT_DIR_IN))),
	SYSCALL(personality, ARGS(TYPE(.print = print_personality, .size = { 4, 4 })),
		RET_PERSONALITY),

	/* Limits, accounts, facts */
	SYSCALL(getrlimit, ARGS(ENUM(rlimits), OUT(&t_rlimit))),
	SYSCALL(ugetrlimit, ARGS(ENUM(rlimits), OUT(&t_rlimit))),
	SYSCALL(setrlimit, ARGS(ENUM(rlimits), IN(&t_rlimit))),
	SYSCALL(prlimit64, ARGS(T_PID, ENUM(rlimits), IN(&t_rlimit64), OUT(&t_rlimit64))),
	SYSCALL(getrusage, ARGS(ENUM(rusage_who), OUT(&sct_t_rusage))),
	SYSCALL(times, ARGS(OUT(&t_tms)), RET_ULONG),
	SYSCALL(uname, ARGS(OUT(&t_utsname))),
	SYSCALL(sysinfo, ARGS(OUT(&t_sysinfo))),
	SYSCALL(sethostname, ARGS(IN_UTS_NAME, T_UINT)),
	SYSCALL(setdomainname, ARGS(IN_UTS_NAME, T_UINT)),
	SYSCALL(getcpu, ARGS(OUT(T_UINT), OUT(T_UINT), T_ADDR)),
	SYSCALL(syslog, ARGS(SYSLOG_NUMBER(syslog_actions),
			     SWITCH(0, syslog_cases, ARGS(T_ADDR, T_INT)))),
	SYSCALL(reboot, ARGS(ENUM(reboot_magic1), ENUM(reboot_magic2), ENUM(reboot_cmds),
			     WHEN(restarts_with_command, T_STR))),
	SYSCALL(finit_module, ARGS(T_FD, T_STR, FLAGS(module_flags))),
	SYSCALL(delete_module, ARGS(T_STR, FLAGS(delete_module_flags))),
	SYSCALL(init_module, ARGS(T_ADDR, T_ULONG, T_STR)),
	SYSCALL(sysfs, ARGS(T_HEXLONG, T_HEXLONG, T_HEXLONG)),
	SYSCALL(ioperm, ARGS(T_HEXLONG, T_HEXLONG, T_INT)),
	{ .name = NULL }
};
