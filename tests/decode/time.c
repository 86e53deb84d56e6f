// SPDX-License-Identifier: GPL-2.0
/* Clocks, timers, sleeping. */
#include "cases.h"

#include <signal.h>
#include <sys/timex.h>
#include <time.h>

struct spec { int64_t sec, nsec; };
struct spec32 { int32_t sec, nsec; };
struct pair { struct spec a, b; };
struct pair32 { struct spec32 a, b; };

static struct spec specs[] = { { 0, 0 }, { 1, 999999999 }, { -1, -1 }, { INT64_MAX, INT64_MIN },
			       { 1700000000, 123456789 }, { 5, 1000000000 }, { -2, 5 }, { 0, 1 },
			       { 0x100000000, 0x100000001 } };
static struct spec32 specs32[] = { { 0, 0 }, { 1, 999999999 }, { -1, -1 }, { INT32_MAX, INT32_MIN },
				   { 1700000000, 123456789 }, { 5, 1000000000 }, { -2, 5 }, { 0, 1 } };
static struct pair pairs[] = { { { 0, 0 }, { 1, 5 } }, { { -1, 999999 }, { 7, -3 } },
			       { { 1LL << 40, 1000000 }, { 0, 0 } } };
static struct pair32 pairs32[] = { { { 0, 0 }, { 1, 5 } }, { { -1, 999999 }, { 7, -3 } },
				   { { 1 << 30, 1000000 }, { 0, 0 } } };
static const int clocks[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, -1, -2, -3, -5, -6, -7, -8, -9,
			      -13, -14, -15, -16, -17, -123, -124, INT32_MIN, INT32_MIN + 1, INT32_MIN + 3,
			      INT32_MIN + 6, INT32_MAX };

#define NR(array)	(sizeof(array) / sizeof((array)[0]))

static void clock_calls(void)
{
	size_t i;

	CASE("clock ids");
	for (i = 0; i < NR(clocks); i++) {
		CALL("clock_gettime", -EINVAL, (uint64_t)clocks[i], A(specs));
		CALL("clock_getres", 0, (uint64_t)clocks[i], A(specs));
		CALL("clock_settime", -EPERM, (uint64_t)clocks[i], A(specs));
		CALL("clock_nanosleep", 0, (uint64_t)clocks[i], 0, A(specs), 0);
		CALL("timer_create", -EINVAL, (uint64_t)clocks[i], 0, 0);
		CALL("timerfd_create", 3, (uint64_t)clocks[i], 0);
		CALL("clock_adjtime", -EINVAL, (uint64_t)clocks[i], 0);
	}

	CASE("clock_gettime, clock_getres, clock_settime");
	for (i = 0; i < NR(specs); i++) {
		CALL("clock_gettime", 0, 0, A(&specs[i]));
		CALL("clock_getres", 0, 1, A(&specs[i]));
		CALL("clock_settime", 0, 11, A(&specs[i]));
	}
	CALL("clock_gettime", 0, 0, 0);
	CALL("clock_gettime", 0, 0xffffffff00000000, EDGE(specs[1]));
	CALL("clock_gettime", 0, 0, edge(&specs[1], 15));
	CALL("clock_gettime", -EFAULT, 0, A(&specs[1]));
	CALL("clock_settime", -EPERM, 0, EDGE(specs[1]));
	CALL("clock_settime", -EFAULT, 0, edge(&specs[1], 12));
	CALL("clock_settime", -EFAULT, 0, BAD);
	CALL("clock_settime", -EFAULT, 0, 0);
	CALL("clock_getres", 0, 0, 0);
	CALL("clock_getres", 0, 0, BAD);
}

static void sleeps(void)
{
	static const int results[] = { 0, -EINTR, -516, -514, -513, -512, -EINVAL, -EFAULT };
	size_t i;

	CASE("nanosleep");
	for (i = 0; i < NR(results); i++) {
		CALL("nanosleep", results[i], A(&specs[1]), A(&specs[4]));
		CALL("nanosleep", results[i], A(&specs[i]), A(&specs[i]));
		CALL("nanosleep", results[i], BAD, EDGE(specs[3]));
		CALL("nanosleep", results[i], 0, BAD);
		CALL("nanosleep", results[i], A(specs), 0);
	}

	CASE("clock_nanosleep");
	for (i = 0; i < NR(results); i++) {
		CALL("clock_nanosleep", results[i], 1, 0, A(&specs[1]), A(&specs[4]));
		CALL("clock_nanosleep", results[i], 1, 1, A(&specs[4]), A(&specs[4]));
		CALL("clock_nanosleep", results[i], 0, 2, A(&specs[i]), A(&specs[i]));
		CALL("clock_nanosleep", results[i], 0, 3, A(&specs[i]), A(&specs[i]));
		CALL("clock_nanosleep", results[i], 0, 0, BAD, BAD);
		CALL("clock_nanosleep", results[i], 0, 0xffffffff00000001, 0, 0);
	}
}

static struct timex timexes[6];

static void adjustments(void)
{
	static const unsigned int modes[] = {
		0, ADJ_OFFSET_SINGLESHOT, ADJ_OFFSET_SS_READ, 0x3fff, ADJ_OFFSET, ADJ_FREQUENCY | ADJ_TICK,
		ADJ_MAXERROR | ADJ_ESTERROR, ADJ_STATUS | ADJ_TIMECONST, ADJ_TAI, ADJ_SETOFFSET | ADJ_NANO,
		ADJ_MICRO, 0x8000, 0xa001 | 0x10, 0x8003, 0x1040, 0xffffffff, 0x4000, 0x40 };
	size_t i;

	for (i = 0; i < NR(timexes); i++) {
		size_t k;

		for (k = 0; k < sizeof(timexes[0]) / 4; k++)
			((uint32_t *)&timexes[i])[k] = (uint32_t)(i == 0 ? 0 : i == 1 ? 0xffffffff : k * i);
	}
	timexes[2].status = 0xffff;
	timexes[3].status = STA_PLL | STA_UNSYNC | 0x10000;
	timexes[4].status = 0x40000;
	timexes[5].time.tv_sec = 1700000000;
	timexes[5].time.tv_usec = 999999;

	CASE("adjtimex");
	for (i = 0; i < NR(timexes); i++)
		CALL("adjtimex", (int64_t)i, A(&timexes[i]));
	CALL("adjtimex", 6, A(timexes));
	CALL("adjtimex", -EPERM, A(timexes));
	CALL("adjtimex", 0, 0);
	CALL("adjtimex", 5, BAD);
	CALL("adjtimex", 0, EDGE(timexes[1]));
	CALL("adjtimex", 5, edge(&timexes[1], sizeof(timexes[1]) - 1));

	CASE("clock_adjtime");
	for (i = 0; i < NR(modes); i++) {
		timexes[5].modes = modes[i];
		CALL("clock_adjtime", (int64_t)i % 7, i % 3, EDGE(timexes[5]));
	}
	CALL("clock_adjtime", -EOPNOTSUPP, 1, A(timexes));
	CALL("clock_adjtime", 0, 1, 0);
	CALL("clock_adjtime", 5, 1, BAD);
}

struct sigevent64 { uint64_t value; int32_t signo, notify; int32_t tid; uint32_t more[11]; };
struct sigevent32 { uint32_t value; int32_t signo, notify; int32_t tid; uint32_t more[12]; };

static struct sigevent64 events[] = {
	{ 0x123456789abcdef0, SIGALRM, 0, 0, { 0 } }, { 0, 34, 1, 5, { 0 } }, { 5, 0, 2, 0x1234, { 1, 2, 3 } },
	{ ~0ULL, 64, 4, -7, { 0 } }, { 1, 77, 3, 6, { 0 } }, { 0x80000000, -1, -1, 6, { 0 } },
	{ 0x80000000, -1, 0, 6, { 0 } }, { 0, 99, 4, 0, { 0 } },
};
static struct sigevent32 events32[] = {
	{ 0x9abcdef0, SIGALRM, 0, 0, { 0 } }, { 0, 34, 1, 5, { 0 } }, { 5, 0, 2, 0x1234, { 1, 2, 3 } },
	{ ~0U, 64, 4, -7, { 0 } }, { 1, 77, 3, 6, { 0 } }, { 0x80000000, -1, -1, 6, { 0 } },
};
static int timer_id = -3;

static void timers(void)
{
	size_t i;

	CASE("timer_create");
	for (i = 0; i < NR(events); i++)
		CALL("timer_create", 0, 0, EDGE(events[i]), A(&timer_id));
	CALL("timer_create", 0, 1, 0, EDGE(timer_id));
	CALL("timer_create", -EAGAIN, 7, A(events), A(&timer_id));
	CALL("timer_create", -EFAULT, 7, BAD, BAD);
	CALL("timer_create", -EFAULT, 7, edge(events, 32), 0);
	CALL("timer_create", -EFAULT, 7, edge(events, 31), 0);
	CALL("timer_create", 0, 7, 0, BAD);

	CASE("timer_settime, timer_gettime");
	for (i = 0; i < NR(pairs); i++) {
		CALL("timer_settime", 0, i, i, A(&pairs[i]), A(&pairs[2 - i]));
		CALL("timer_gettime", 0, i, EDGE(pairs[i]));
	}
	CALL("timer_settime", -EINVAL, (uint64_t)-1, 3, BAD, A(pairs));
	CALL("timer_settime", -EINVAL, 0x1234567812345678, 1, 0, 0);
	CALL("timer_settime", 0, 1, 0, edge(pairs, 31), BAD);
	CALL("timer_settime", 0, 1, 0, EDGE(pairs[1]), EDGE(pairs[2]));
	CALL("timer_gettime", -EINVAL, 7, A(pairs));
	CALL("timer_gettime", 0, 7, 0);
	CALL("timer_getoverrun", 5, (uint64_t)-2);
	CALL("timer_getoverrun", -EINVAL, 2);
	CALL("timer_delete", 0, 0x80000000);
	CALL("timer_delete", -EINVAL, 0x7fffffff);

	CASE("timerfd");
	CALL("timerfd_create", 3, 1, 02004000);
	CALL("timerfd_create", -EINVAL, 77, 3);
	CALL("timerfd_create", -EINVAL, 0, 02000001);
	for (i = 0; i < 5; i++)
		CALL("timerfd_settime", 0, 3, i, EDGE(pairs[i % 3]), EDGE(pairs[2]));
	CALL("timerfd_settime", -EINVAL, (uint64_t)-1, 2, A(pairs), A(pairs));
	CALL("timerfd_settime", -EFAULT, 3, 1, BAD, 0);
	CALL("timerfd_settime", -EFAULT, 3, 02000001, BAD, 0);
	CALL("timerfd_gettime", 0, 3, EDGE(pairs[1]));
	CALL("timerfd_gettime", -EBADF, 3, A(pairs));
	CALL("timerfd_gettime", 0, 3, 0);
	CALL("timerfd_gettime", 0, 3, BAD);

	CASE("itimers");
	for (i = 0; i < 5; i++) {
		CALL("setitimer", 0, i, A(&pairs[i % 3]), EDGE(pairs[2]));
		CALL("getitimer", 0, i, A(&pairs[i % 3]));
	}
	CALL("setitimer", 0, 0, 0, 0);
	CALL("setitimer", -EFAULT, 1, BAD, BAD);
	CALL("setitimer", 0, 1, A(pairs), BAD);
	CALL("getitimer", -EINVAL, (uint64_t)-1, A(pairs));
	CALL("getitimer", 0, 0, edge(pairs, 24));
	CALL("alarm", 5, 0xffffffff);
	CALL("alarm", 0, 0x100000001);
}

struct zone { int32_t west, dst; };

static void days(void)
{
	static struct zone zones[] = { { -60, 1 }, { 0, 0 }, { 1 << 30, -5 } };
	static int64_t now_is = 1700000000, never;
	size_t i;

	CASE("gettimeofday, settimeofday, time");
	for (i = 0; i < NR(specs); i++) {
		CALL("gettimeofday", 0, A(&specs[i]), A(&zones[i % 3]));
		CALL("settimeofday", 0, A(&specs[i]), A(&zones[i % 3]));
	}
	CALL("gettimeofday", 0, 0, EDGE(zones[0]));
	CALL("gettimeofday", 0, EDGE(specs[1]), 0);
	CALL("gettimeofday", -EFAULT, A(specs), A(zones));
	CALL("gettimeofday", 0, BAD, BAD);
	CALL("settimeofday", -EPERM, EDGE(specs[1]), EDGE(zones[2]));
	CALL("settimeofday", -EFAULT, edge(&specs[1], 15), edge(&zones[2], 7));
	CALL("settimeofday", -EFAULT, 0, BAD);
	CALL("time", 1700000000, 0);
	CALL("time", 1700000000, A(&now_is));
	CALL("time", 0, A(&never));
	CALL("time", -1700000000, EDGE(now_is));
	CALL("time", -EFAULT, BAD);
	CALL("time", 5, BAD);
}

static void file_times(void)
{
	static struct pair times[] = { { { 1700000000, 5 }, { 0, 0 } }, { { -1, 999999 }, { 1, 1000000 } },
				       { { 1, 0x3fffffff }, { 1, 0x3ffffffe } }, { { 0, 0x3fffffff }, { 0, 0x3fffffff } },
				       { { 1, 999999999 }, { INT64_MAX, 5 } } };
	static struct spec stamps = { 1700000000, -5 };
	size_t i;

	CASE("utime, utimes, futimesat, utimensat");
	for (i = 0; i < NR(times); i++) {
		CALL("utimes", 0, A("file"), EDGE(times[i]));
		CALL("futimesat", 0, (uint64_t)-100, A("file"), A(&times[i]));
		CALL("utimensat", 0, 3, A("file"), A(&times[i]), 0x100 * i);
	}
	CALL("utime", 0, A("file"), A(&stamps));
	CALL("utime", 0, A("file"), EDGE(stamps));
	CALL("utime", -EFAULT, 0, edge(&stamps, 15));
	CALL("utime", 0, BAD, 0);
	CALL("utimes", -EFAULT, A("file"), edge(times, 31));
	CALL("utimes", -EFAULT, A("file"), 0);
	CALL("utimes", -EFAULT, A("file"), BAD);
	CALL("futimesat", -EBADF, (uint64_t)-1, 0, 0);
	CALL("utimensat", -EFAULT, 5, 0, EDGE(times[2]), 0x8001);
	CALL("utimensat", -EFAULT, 5, 0, edge(times, 16), 0x1000);
	CALL("utimensat", -EFAULT, 5, A(""), BAD, 0);
}

static int32_t timex32[32];

static void i386(void)
{
	static uint32_t seconds[] = { 1700000000, 0, 0xffffffff };
	static struct zone zone = { -60, 1 };
	size_t i;

	I386();
	CASE("clocks, i386");
	for (i = 0; i < NR(specs32); i++) {
		CALL("clock_gettime", 0, i, A(&specs32[i]));
		CALL("clock_settime", 0, i, A(&specs32[i]));
		CALL("clock_getres", 0, i, EDGE(specs32[i]));
		CALL("clock_gettime64", 0, i, A(&specs[i]));
		CALL("clock_settime64", 0, i, A(&specs[i]));
		CALL("clock_getres_time64", 0, i, EDGE(specs[i]));
		CALL("gettimeofday", 0, A(&specs32[i]), A(&zone));
		CALL("settimeofday", 0, A(&specs32[i]), A(&zone));
		CALL("nanosleep", -516, A(&specs32[i]), EDGE(specs32[i]));
		CALL("clock_nanosleep", -514, i, 0, A(&specs32[i]), A(&specs32[i]));
		CALL("clock_nanosleep", -514, i, 1, A(&specs32[i]), A(&specs32[i]));
		CALL("clock_nanosleep_time64", -516, i, 0, A(&specs[i]), EDGE(specs[i]));
		CALL("clock_nanosleep_time64", 0, i, 0, A(&specs[i]), A(&specs[i]));
	}
	CALL("clock_settime64", -EFAULT, 0, edge(specs, 15));
	CALL("clock_gettime64", -EFAULT, 0, BAD);

	CASE("adjtimex, i386");
	for (i = 0; i < NR(timex32); i++)
		timex32[i] = (int32_t)(i * 1000003);
	for (i = 0; i < 8; i++) {
		timex32[0] = 1 << i;
		timex32[5] = 1 << i | 0x80;
		CALL("adjtimex", (int64_t)i, EDGE(timex32));
		CALL("clock_adjtime", (int64_t)i, i, EDGE(timex32));
		timexes[5].status = 1 << i;
		CALL("clock_adjtime64", (int64_t)i, 0, EDGE(timexes[5]));
	}
	for (i = 0; i < NR(timexes); i++)
		CALL("clock_adjtime64", 0, 0, A(&timexes[i]));
	CALL("adjtimex", 0, edge(timex32, 127));
	CALL("clock_adjtime64", -EINVAL, 0, A(timexes));

	CASE("timers, i386");
	for (i = 0; i < NR(events32); i++)
		CALL("timer_create", 0, 0, EDGE(events32[i]), A(&timer_id));
	CALL("timer_create", -EFAULT, 0, edge(events32, 20), A(&timer_id));
	CALL("timer_create", -EFAULT, 0, edge(events32, 19), A(&timer_id));
	for (i = 0; i < NR(pairs32); i++) {
		CALL("timer_settime", 0, i, i, A(&pairs32[i]), A(&pairs32[2 - i]));
		CALL("timer_gettime", 0, i, EDGE(pairs32[i]));
		CALL("timer_settime64", 0, i, i, A(&pairs[i]), A(&pairs[2 - i]));
		CALL("timer_gettime64", 0, i, EDGE(pairs[i]));
		CALL("timerfd_settime", 0, 3, i, A(&pairs32[i]), A(&pairs32[2 - i]));
		CALL("timerfd_gettime", 0, 3, EDGE(pairs32[i]));
		CALL("timerfd_settime64", 0, 3, i, A(&pairs[i]), A(&pairs[2 - i]));
		CALL("timerfd_gettime64", 0, 3, EDGE(pairs[i]));
		CALL("setitimer", 0, i, A(&pairs32[i]), EDGE(pairs32[2 - i]));
		CALL("getitimer", 0, i, A(&pairs32[i]));
		CALL("utimes", 0, A("file"), EDGE(pairs32[i]));
		CALL("futimesat", 0, 3, A("file"), EDGE(pairs32[i]));
		CALL("utimensat", 0, 3, A("file"), EDGE(pairs32[i]), 0);
		CALL("utimensat_time64", 0, 3, A("file"), EDGE(pairs[i]), 0);
		CALL("utime", 0, A("file"), A(&pairs32[i]));
		CALL("time", (int32_t)seconds[i], EDGE(seconds[i]));
		CALL("stime", 0, EDGE(seconds[i]));
	}
	CALL("stime", -EPERM, A(seconds));
	CALL("stime", -EFAULT, BAD);
	CALL("stime", -EFAULT, 0);
	CALL("time", 0, 0);
}

static void cases(void)
{
	clock_calls();
	sleeps();
	adjustments();
	timers();
	days();
	file_times();
	i386();
}
