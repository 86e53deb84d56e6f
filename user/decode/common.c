// SPDX-License-Identifier: GPL-2.0
/*
 * Times, signal sets, resource usage: structures that calls of several domains
 * share.
 */
#include <time.h>

#include "decode/common.h"
#include "decode/compat.h"

/* The headers of glibc have their own idea of these. */
struct kernel_timespec { int64_t tv_sec; int64_t tv_nsec; };
struct kernel_timeval { int64_t tv_sec; int64_t tv_usec; };

struct kernel_rusage {
	struct kernel_timeval ru_utime;
	struct kernel_timeval ru_stime;
	int64_t ru_maxrss, ru_ixrss, ru_idrss, ru_isrss, ru_minflt, ru_majflt, ru_nswap;
	int64_t ru_inblock, ru_oublock, ru_msgsnd, ru_msgrcv, ru_nsignals, ru_nvcsw, ru_nivcsw;
};

struct compat_rusage {
	struct compat_timeval ru_utime;
	struct compat_timeval ru_stime;
	int32_t ru_maxrss, ru_ixrss, ru_idrss, ru_isrss, ru_minflt, ru_majflt, ru_nswap;
	int32_t ru_inblock, ru_oublock, ru_msgsnd, ru_msgrcv, ru_nsignals, ru_nvcsw, ru_nivcsw;
};

void sct_put_date(struct sct_printer *p, int64_t sec, uint64_t fraction, unsigned int digits)
{
	uint64_t whole = digits == 9 ? 1000000000 : digits == 6 ? 1000000 : 1;
	time_t t = sec;
	char text[64];
	struct tm tm;

	if ((!sec && !fraction) || fraction >= whole || !localtime_r(&t, &tm))
		return;
	if (!strftime(text, sizeof(text), "%FT%T", &tm))
		return;
	sb_printf(p->sb, " /* %s", text);
	if (fraction) {
		sb_char(p->sb, '.');
		sb_zeros(p->sb, fraction, digits);
	}
	if (strftime(text, sizeof(text), "%z", &tm))
		sb_str(p->sb, text);
	sb_str(p->sb, " */");
}

/* A timespec or timeval, with the date behind it; param: digits of the fraction. */
static void print_with_date(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	const struct sct_field *f = t->fields;
	size_t word = f[0].size[p->compat];
	uint64_t sec = sct_load_field(v, 0, word), part = sct_load_field(v, word, word);

	sct_print_struct(p, t, v);
	sct_put_date(p, word == 4 ? (int32_t)sec : (int64_t)sec, part, t->param);
}

#define TIME_TYPE(id, S, C, part, ...) \
	const struct sct_type sct_t_##id = { \
		.size = { sizeof(S), sizeof(C) }, .nr_fields = 2, \
		.fields = (const struct sct_field[]){ \
			FIELD2(S, C, tv_sec, T_S64), FIELD2(S, C, part, T_U64) }, \
		##__VA_ARGS__ }
#define TIMESPEC(id, C, ...)	TIME_TYPE(id, struct kernel_timespec, C, tv_nsec, ##__VA_ARGS__)
#define TIMEVAL(id, C, ...)	TIME_TYPE(id, struct kernel_timeval, C, tv_usec, ##__VA_ARGS__)

TIMESPEC(timespec, struct compat_timespec, .print = sct_print_struct);
TIMESPEC(timespec64, struct kernel_timespec, .print = sct_print_struct);
TIMEVAL(timeval, struct compat_timeval, .print = sct_print_struct);
TIMESPEC(timespec_date, struct compat_timespec, .print = print_with_date, .param = 9);
TIMESPEC(timespec64_date, struct kernel_timespec, .print = print_with_date, .param = 9);
TIMEVAL(timeval_date, struct compat_timeval, .print = print_with_date, .param = 6);

struct kernel_itimerspec { struct kernel_timespec it_interval, it_value; };
struct compat_itimerspec { struct compat_timespec it_interval, it_value; };
struct kernel_itimerval { struct kernel_timeval it_interval, it_value; };
struct compat_itimerval { struct compat_timeval it_interval, it_value; };

const struct sct_type sct_t_itimerspec = STRUCT2(struct kernel_itimerspec, struct compat_itimerspec,
	FIELD2(struct kernel_itimerspec, struct compat_itimerspec, it_interval, &sct_t_timespec),
	FIELD2(struct kernel_itimerspec, struct compat_itimerspec, it_value, &sct_t_timespec));

const struct sct_type sct_t_itimerspec64 = STRUCT(struct kernel_itimerspec,
	FIELD(struct kernel_itimerspec, it_interval, &sct_t_timespec64),
	FIELD(struct kernel_itimerspec, it_value, &sct_t_timespec64));

const struct sct_type sct_t_itimerval = STRUCT2(struct kernel_itimerval, struct compat_itimerval,
	FIELD2(struct kernel_itimerval, struct compat_itimerval, it_interval, &sct_t_timeval),
	FIELD2(struct kernel_itimerval, struct compat_itimerval, it_value, &sct_t_timeval));

#define RU(m, t, ...)	FIELD2(struct kernel_rusage, struct compat_rusage, m, t, ##__VA_ARGS__)
#define RU_VERBOSE(m)	RU(m, T_ULONG, .verbose = true)

const struct sct_type sct_t_rusage = STRUCT2(struct kernel_rusage, struct compat_rusage,
	RU(ru_utime, &sct_t_timeval), RU(ru_stime, &sct_t_timeval),
	RU_VERBOSE(ru_maxrss), RU_VERBOSE(ru_ixrss), RU_VERBOSE(ru_idrss), RU_VERBOSE(ru_isrss),
	RU_VERBOSE(ru_minflt), RU_VERBOSE(ru_majflt), RU_VERBOSE(ru_nswap), RU_VERBOSE(ru_inblock),
	RU_VERBOSE(ru_oublock), RU_VERBOSE(ru_msgsnd), RU_VERBOSE(ru_msgrcv),
	RU_VERBOSE(ru_nsignals), RU_VERBOSE(ru_nvcsw), RU_VERBOSE(ru_nivcsw));

struct kernel_iovec { uint64_t iov_base, iov_len; };

/* Of another process, or never read: its memory is not here. */
const struct sct_type sct_t_remote_iovec = STRUCT2(struct kernel_iovec, struct compat_iovec,
	FIELD2(struct kernel_iovec, struct compat_iovec, iov_base, T_ADDR),
	FIELD2(struct kernel_iovec, struct compat_iovec, iov_len, T_ULONG));

/* --- Signal sets ----------------------------------------------------------- */

static void put_sigset_member(struct sct_printer *p, int signo)
{
	const char *name = sct_signal_name(signo) + sizeof("SIG") - 1;

	if (p->opt->const_style != SCT_CONST_ABBREV)
		sb_s64(p->sb, signo);
	if (p->opt->const_style == SCT_CONST_ABBREV)
		sb_str(p->sb, name);
	else if (p->opt->const_style == SCT_CONST_VERBOSE)
		sb_printf(p->sb, " /* %s */", name);
}

void sct_put_sigset(struct sct_printer *p, const uint8_t *mem, size_t size)
{
	/* A piece of a word counts as a word. */
	unsigned int bits = size < 8 ? ((unsigned int)size + 3) / 4 * 32 : 64;
	uint64_t all = ~0ULL >> (64 - (bits ? bits : 1));
	uint64_t set = sct_load(mem, size);
	bool first = true;
	int signo;

	/* Mostly full: say what is missing. */
	if ((unsigned int)__builtin_popcountll(set) >= bits * 2 / 3) {
		sb_char(p->sb, '~');
		set = ~set & all;
	}
	sb_char(p->sb, '[');
	for (signo = 1; signo <= 64; signo++) {
		if (!(set >> (signo - 1) & 1))
			continue;
		if (!first)
			sb_char(p->sb, ' ');
		first = false;
		put_sigset_member(p, signo);
	}
	sb_char(p->sb, ']');
}

static void print_sigset(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	sct_put_sigset(p, v->mem, v->size < 8 ? v->size : 8);
}

void sct_print_sigset_pointer(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	/* The true size: larger than 8 is an error of the program. */
	uint64_t size = p->call->args[t->len.arg];
	uint64_t least = t->param ? t->param : p->compat ? 4 : 8;
	const uint8_t *mem = NULL;

	if (v->v && p->verbose && size >= least && size <= 8 &&
	    (p->phase == SCT_PHASE_IN || sct_succeeded(p)))
		mem = sct_mem_exact(p, v->v, size);
	if (mem)
		sct_put_sigset(p, mem, size);
	else
		sct_put_addr(p, v->v);
}

const struct sct_type sct_t_sigset = { .print = print_sigset, .size = { 8, 8 } };
