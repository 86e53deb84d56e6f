// SPDX-License-Identifier: GPL-2.0
/* Clocks, sleeps and timers, by system calls proper, not through the vDSO. */
#include "program.h"

#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <time.h>

static void clocks(void)
{
	struct timespec ts;
	struct timeval tv;
	struct tms tms;

	must(!syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &ts) && ts.tv_nsec < 1000000000);
	must(!syscall(SYS_clock_gettime, CLOCK_REALTIME, &ts));
	must(!syscall(SYS_clock_gettime, CLOCK_PROCESS_CPUTIME_ID, &ts));
	must(!syscall(SYS_clock_getres, CLOCK_MONOTONIC, &ts) && ts.tv_nsec > 0);
	must_fail(syscall(SYS_clock_gettime, 99, &ts), EINVAL);
	must_fail(syscall(SYS_clock_gettime, CLOCK_REALTIME, 8), EFAULT);
	must(!syscall(SYS_gettimeofday, &tv, NULL));
	must(syscall(SYS_time, NULL) > 0);
	must(times(&tms) != (clock_t)-1);
}

static void sleeps(void)
{
	struct timespec ts = { 0, 2000000 }, bad = { 0, 1000000000 }, left;

	must(!syscall(SYS_nanosleep, &ts, &left));
	must(!syscall(SYS_nanosleep, &ts, NULL));
	must_fail(syscall(SYS_nanosleep, &bad, NULL), EINVAL);
	must(!clock_nanosleep(CLOCK_MONOTONIC, 0, &ts, NULL));
	ts = (struct timespec){ 1, 0 };
	must(!clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL));
}

static void timers(void)
{
	struct itimerval far = { { 0, 0 }, { 1000, 0 } }, old;
	struct itimerspec spec = { { 0, 0 }, { 0, 1000000 } };
	struct sigevent event = { .sigev_notify = SIGEV_NONE };
	uint64_t ticks;
	timer_t timer;
	int fd;

	must(!setitimer(ITIMER_REAL, &far, NULL));
	must(!getitimer(ITIMER_REAL, &old) && old.it_value.tv_sec > 900);
	must(syscall(SYS_alarm, 0) > 900);
	must(!timer_create(CLOCK_MONOTONIC, &event, &timer));
	must(!timer_settime(timer, 0, &spec, NULL));
	must(!timer_gettime(timer, &spec));
	must(timer_getoverrun(timer) >= 0);
	must(!timer_delete(timer));
	fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
	must(fd >= 0);
	spec = (struct itimerspec){ { 0, 0 }, { 0, 1000000 } };
	must(!timerfd_settime(fd, 0, &spec, NULL));
	must(read(fd, &ticks, sizeof(ticks)) == sizeof(ticks) && ticks == 1);
	must(!timerfd_gettime(fd, &spec));
	must(!close(fd));
}

int main(void)
{
	clocks();
	sleeps();
	timers();
	return 0;
}
