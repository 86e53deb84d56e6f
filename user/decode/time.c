// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on clocks and timers.
 */
#include <linux/timex.h>

#include "decode/common.h"
#include "decode/compat.h"
#include "decode/sigevent.h"

/* --- Sleeping ------------------------------------------------------------------- */

/* The kernel's -ERESTART*: a sleep that a signal cut short. */
static bool was_interrupted(const struct sct_printer *p)
{
	int64_t err = -p->call->ret;

	return p->call->returned && err >= 512 && err <= 516 && err != 515;
}

/* What is left of the sleep, which the kernel says only where there is something left. */
static void print_remaining(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	const uint8_t *mem = NULL;
	size_t size = t->elem->size[p->compat];
	/* An absolute time does not get shorter: param is the argument with the flags. */
	bool absolute = t->param && (sct_arg(p, t->param, T_UINT));

	if (p->verbose && was_interrupted(p) && !absolute)
		mem = sct_mem_exact(p, v->v, size);
	if (mem)
		sct_put_mem(p, t->elem, v->v, mem, size, NULL);
	else
		sct_put_addr(p, v->v);
}

#define REMAINING(t, flags_arg) \
	SCT_POINTER(print_remaining, SCT_DIR_OUT, t, LEN_N(1), .flags = SCT_T_ON_ERROR, \
		    .param = (flags_arg))

/* --- adjtimex -------------------------------------------------------------------- */

struct compat_timex {
	uint32_t modes;
	int32_t offset, freq, maxerror, esterror, status, constant, precision, tolerance;
	struct compat_timeval time;
	int32_t tick, ppsfreq, jitter, shift, stabil, jitcnt, calcnt, errcnt, stbcnt, tai;
	int32_t reserved[11];
};

/* The same fields for both layouts: C is that of 32-bit calls. */
#define TIMEX(m, t, C)	FIELD2(struct __kernel_timex, C, m, t)
#define TIMEX_TYPE(C, timeval) STRUCT2(struct __kernel_timex, C, \
	TIMEX(modes, FLAGS(adj_modes), C), TIMEX(offset, T_LONG, C), TIMEX(freq, T_LONG, C), \
	TIMEX(maxerror, T_LONG, C), TIMEX(esterror, T_LONG, C), \
	TIMEX(status, FLAGS(adj_status), C), TIMEX(constant, T_LONG, C), \
	TIMEX(precision, T_LONG, C), TIMEX(tolerance, T_LONG, C), TIMEX(time, timeval, C), \
	TIMEX(tick, T_LONG, C), TIMEX(ppsfreq, T_LONG, C), TIMEX(jitter, T_LONG, C), \
	TIMEX(shift, T_INT, C), TIMEX(stabil, T_LONG, C), TIMEX(jitcnt, T_LONG, C), \
	TIMEX(calcnt, T_LONG, C), TIMEX(errcnt, T_LONG, C), TIMEX(stbcnt, T_LONG, C), \
	TIMEX(tai, T_INT, C))

struct kernel_timeval64 { int64_t tv_sec, tv_usec; };

static const struct sct_type t_timeval64 = STRUCT(struct kernel_timeval64,
	FIELD(struct kernel_timeval64, tv_sec, T_S64),
	FIELD(struct kernel_timeval64, tv_usec, T_U64));

static const struct sct_type t_timex = TIMEX_TYPE(struct compat_timex, &sct_t_timeval);
static const struct sct_type t_timex64 = TIMEX_TYPE(struct __kernel_timex, &t_timeval64);

/* "5 (TIME_ERROR)" */
static void print_clock_state(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	const char *name = sct_name_of(&sct_set_adj_states, v->v);

	sb_s64(p->sb, (int64_t)v->v);
	if (name && sct_mem_exact(p, sct_arg(p, t->param, T_ADDR), t_timex.size[p->compat]))
		sb_printf(p->sb, " (%s)", name);
}

#define CLOCK_STATE(arg) \
	TYPE(.print = print_clock_state, .size = { 8, 4 }, .flags = SCT_T_SIGNED, .param = (arg))

/* --- sigevent --------------------------------------------------------------------- */

/* Without the padding up to 64 bytes. */
struct kernel_sigevent {
	uint64_t sigev_value;
	int32_t sigev_signo, sigev_notify;
	union {
		int32_t sigev_notify_thread_id;
		struct {
			uint64_t sigev_notify_function, sigev_notify_attributes;
		};
	};
};

struct compat_sigevent {
	uint32_t sigev_value;
	int32_t sigev_signo, sigev_notify;
	union {
		int32_t sigev_notify_thread_id;
		struct {
			uint32_t sigev_notify_function, sigev_notify_attributes;
		};
	};
};

enum { NOTIFY_SIGNAL = 0, NOTIFY_THREAD = 2, NOTIFY_THREAD_ID = 4 };

#define SIGEV(m, t, ...) \
	FIELD2(struct kernel_sigevent, struct compat_sigevent, m, t, ##__VA_ARGS__)

static uint64_t notify(const struct sct_printer *p, const struct sct_value *s)
{
	if (!s)
		return 0;
	return p->compat ? SCT_LOAD(s, struct compat_sigevent, sigev_notify) :
	       SCT_LOAD(s, struct kernel_sigevent, sigev_notify);
}

static bool notifies_thread(const struct sct_printer *p, const struct sct_value *s)
{
	return notify(p, s) == NOTIFY_THREAD;
}

static bool notifies_thread_id(const struct sct_printer *p, const struct sct_value *s)
{
	return notify(p, s) == NOTIFY_THREAD_ID;
}

static void print_sigval(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "{sival_int=%d, sival_ptr=%#llx}", (int)v->v, (unsigned long long)v->v);
}

/* A signal only where one is sent. */
static void print_signo(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t how = notify(p, v->outer);

	(void)t;
	if (how == NOTIFY_SIGNAL || how == NOTIFY_THREAD || how == NOTIFY_THREAD_ID)
		sct_put_signal(p, (int)v->v);
	else
		sb_u64(p->sb, v->v);
}

static const struct sct_type t_sigval = { .print = print_sigval, .size = { 8, 4 } };
static const struct sct_type t_signo = { .print = print_signo, .size = { 4, 4 } };

const struct sct_type sct_t_sigevent = STRUCT2(
	struct kernel_sigevent, struct compat_sigevent,
	SIGEV(sigev_value, &t_sigval, .nonzero = true),
	SIGEV(sigev_signo, &t_signo), SIGEV(sigev_notify, ENUM(sigev_notify)),
	SIGEV(sigev_notify_thread_id, T_INT, .when = notifies_thread_id),
	SIGEV(sigev_notify_function, T_ADDR, .when = notifies_thread),
	SIGEV(sigev_notify_attributes, T_ADDR, .when = notifies_thread));

/* --- Small structures --------------------------------------------------------------- */

struct kernel_timezone {
	int32_t tz_minuteswest, tz_dsttime;
};

static const struct sct_type t_timezone = STRUCT(struct kernel_timezone,
	FIELD(struct kernel_timezone, tz_minuteswest, T_INT),
	FIELD(struct kernel_timezone, tz_dsttime, T_INT));

static void print_seconds(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	sb_s64(p->sb, (int64_t)v->v);
	sct_put_date(p, (int64_t)v->v, 0, 0);
}

/* "1700000000 (2023-11-14T22:13:20+0000)" */
static void print_ret_seconds(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	struct strbuf date = STRBUF_INIT;
	struct sct_printer to = *p;

	(void)t;
	sb_u64(p->sb, v->v);
	to.sb = &date;
	sct_put_date(&to, (int64_t)v->v, 0, 0);
	/* Without the comment's ends. */
	if (date.len > 7) {
		sb_str(p->sb, " (");
		sb_mem(p->sb, date.buf + 4, date.len - 7);
		sb_char(p->sb, ')');
	}
	sb_free(&date);
}

static const struct sct_type t_ret_seconds = {
	.print = print_ret_seconds, .size = { 8, 4 }, .flags = SCT_T_SIGNED,
};

static const struct sct_type t_seconds = {
	.print = print_seconds, .size = { 8, 4 }, .flags = SCT_T_SCALAR | SCT_T_SIGNED,
};

/* --- Calls --------------------------------------------------------------------------- */

#define NANOSLEEP(t)	ARGS(T_CLOCKID, FLAGS(timer_flags), IN(t), REMAINING(t, 1))
#define TIMER_SETTIME(t) ARGS(T_INT, FLAGS(timer_flags), IN(t), OUT(t))

const struct sct_annotation sct_calls_time[] = {
	SYSCALL(nanosleep, ARGS(IN(&sct_t_timespec), REMAINING(&sct_t_timespec, 0))),
	SYSCALL(clock_nanosleep, NANOSLEEP(&sct_t_timespec)),
	SYSCALL(clock_nanosleep_time64, NANOSLEEP(&sct_t_timespec64)),
	SYSCALL(clock_gettime, ARGS(T_CLOCKID, OUT(&sct_t_timespec))),
	SYSCALL(clock_gettime64, ARGS(T_CLOCKID, OUT(&sct_t_timespec64))),
	SYSCALL(clock_getres, ARGS(T_CLOCKID, OUT(&sct_t_timespec))),
	SYSCALL(clock_getres_time64, ARGS(T_CLOCKID, OUT(&sct_t_timespec64))),
	SYSCALL(clock_settime, ARGS(T_CLOCKID, IN(&sct_t_timespec))),
	SYSCALL(clock_settime64, ARGS(T_CLOCKID, IN(&sct_t_timespec64))),
	SYSCALL(clock_adjtime, ARGS(T_CLOCKID, OUT(&t_timex)), RET(CLOCK_STATE(1))),
	SYSCALL(clock_adjtime64, ARGS(T_CLOCKID, OUT(&t_timex64)), RET(CLOCK_STATE(1))),
	SYSCALL(adjtimex, ARGS(OUT(&t_timex)), RET(CLOCK_STATE(0))),
	SYSCALL(gettimeofday, ARGS(OUT(&sct_t_timeval), OUT(&t_timezone))),
	SYSCALL(settimeofday, ARGS(IN(&sct_t_timeval), IN(&t_timezone))),
	SYSCALL(time, ARGS(OUT(&t_seconds)), RET(&t_ret_seconds)),
	/* strace shows this one at exit, too. */
	SYSCALL(stime, ARGS(OUT(&t_seconds))),
	SYSCALL(alarm, ARGS(T_UINT)),
	SYSCALL(getitimer, ARGS(ENUM(itimers), OUT(&sct_t_itimerval))),
	SYSCALL(setitimer, ARGS(ENUM(itimers), IN(&sct_t_itimerval), OUT(&sct_t_itimerval))),
	SYSCALL(timer_create, ARGS(T_CLOCKID, IN(&sct_t_sigevent), OUT(T_INT))),
	SYSCALL(timer_settime, TIMER_SETTIME(&sct_t_itimerspec)),
	SYSCALL(timer_settime64, TIMER_SETTIME(&sct_t_itimerspec64)),
	SYSCALL(timer_gettime, ARGS(T_INT, OUT(&sct_t_itimerspec))),
	SYSCALL(timer_gettime64, ARGS(T_INT, OUT(&sct_t_itimerspec64))),
	SYSCALL(timer_getoverrun, ARGS(T_INT)),
	SYSCALL(timer_delete, ARGS(T_INT)),
	{ .name = NULL }
};
