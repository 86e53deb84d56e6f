// SPDX-License-Identifier: GPL-2.0
/* Scheduling, affinity, futexes, and the facts of a process. */
#include "cases.h"

#include <linux/futex.h>
#include <signal.h>

#define NR(array)	(sizeof(array) / sizeof((array)[0]))

struct sched_attr {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
	uint32_t util_min, util_max;
};

static void attributes(void)
{
	static struct sched_attr attrs[] = {
		{ 56, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, { 56, 6, 0x7f, -20, 99, 1, 2, 3, 4, 5 },
		{ 48, 5, 0x8, 19, 1, ~0ULL, 1ULL << 63, 3, 7, 8 }, { 0, 1, 0x10, -1, ~0U, 7, 8, 9, 1, 1 },
		{ 47, 2, 0x60, 5, 1, 7, 8, 9, 1, 1 }, { 60, 77, 0x100, 0, 0, 0, 0, 0, ~0U, 1024 },
		{ 52, 3, 0x18, 0, 0, 0, 0, 0, 1, 2 }, { 4096, 3, 1, 0, 0, 0, 0, 0, 1, 2 },
		{ 1, 3, 1ULL << 40, 0, 0, 0, 0, 0, 1, 2 } };
	static char bigger[200];
	static int32_t param = 99, negative = -1;
	size_t i;

	CASE("sched_setattr, sched_getattr");
	for (i = 0; i < NR(attrs); i++) {
		CALL("sched_setattr", 0, i, A(&attrs[i]), 0);
		CALL("sched_setattr", -EINVAL, i, EDGE(attrs[i]), (uint64_t)-1);
		CALL("sched_setattr", -EFAULT, i, edge(&attrs[i], 48), 1);
		CALL("sched_getattr", 0, i, A(&attrs[i]), 56, 0);
		CALL("sched_getattr", 0, i, EDGE(attrs[i]), 48, 0);
		CALL("sched_getattr", 0, i, edge(&attrs[i], 48), 56, 1);
		CALL("sched_getattr", -EINVAL, i, A(&attrs[i]), 56, 0);
	}
	memcpy(bigger, &attrs[1], 56);
	bigger[0] = 100;
	for (i = 0; i < 120; i += 8)
		CALL("sched_getattr", 0, 5, A(bigger), i, 0);
	CALL("sched_setattr", -E2BIG, 5, A(bigger), 0);
	bigger[80] = 1;
	CALL("sched_setattr", -E2BIG, 5, A(bigger), 0);
	CALL("sched_setattr", -EFAULT, 5, edge(&attrs[1], 47), 0);
	CALL("sched_setattr", -EFAULT, 5, edge(&attrs[1], 3), 0);
	CALL("sched_setattr", -EFAULT, 5, edge(&attrs[3], 4), 0);
	CALL("sched_setattr", -EFAULT, 5, BAD, 0);
	CALL("sched_setattr", -EFAULT, (uint64_t)-1, 0, 0);
	CALL("sched_getattr", 0, 5, BAD, 0x100000038, 0x100000000);
	CALL("sched_getattr", 0, 5, 0, 56, 0);

	CASE("policies, parameters, priorities");
	for (i = 0; i < 7; i++) {
		CALL("sched_setscheduler", 0, 0, i, A(&param));
		CALL("sched_setscheduler", -EPERM, 0, 0x40000000 | i, EDGE(negative));
		CALL("sched_getscheduler", (int64_t)i, 0);
		CALL("sched_getscheduler", (int64_t)i | 0x40000000, 0);
		CALL("sched_get_priority_max", 99, i);
		CALL("sched_get_priority_min", 1, i | 0xffffffff00000000);
		CALL("getpriority", (int64_t)i, i, i - 3);
		CALL("setpriority", 0, i, i - 3, -i);
		CALL("ioprio_get", (int64_t)(i << 13 | i), i, i);
		CALL("ioprio_set", 0, i, i - 1, i << 13 | 7);
	}
	CALL("ioprio_set", 0, 1, 0, 0xffffffff);
	CALL("ioprio_set", 0, 1, 0, 0x5fff);
	CALL("ioprio_get", 0x12345678, 1, 0);
	CALL("sched_setscheduler", -EINVAL, (uint64_t)-1, (uint64_t)-1, BAD);
	CALL("sched_setscheduler", -EINVAL, 5, 1, 0);
	CALL("sched_setparam", 0, 5, A(&negative));
	CALL("sched_setparam", -EFAULT, 5, edge(&param, 3));
	CALL("sched_getparam", 0, 5, EDGE(param));
	CALL("sched_getparam", -ESRCH, 5, A(&param));
	CALL("sched_getparam", 0, 5, 0);
	CALL("sched_yield", 0, 1);
	{
		static struct { int64_t s, ns; } t = { 0, 100000000 };

		CALL("sched_rr_get_interval", 0, 5, A(&t));
		CALL("sched_rr_get_interval", -ESRCH, (uint64_t)-5, A(&t));
		CALL("sched_rr_get_interval", 0, 5, BAD);
	}
}

static void masks(void)
{
	static unsigned char masks[2048];
	static const uint64_t sizes[] = { 0, 1, 2, 3, 4, 7, 8, 9, 12, 16, 24, 64, 127, 128, 129, 1024 };
	size_t i;

	masks[0] = 0x81;
	masks[1] = 3;
	masks[3] = 0x80;
	masks[7] = 1;
	masks[8] = 0xff;
	masks[20] = 1;
	masks[127] = 0x80;
	CASE("affinity");
	for (i = 0; i < NR(sizes); i++) {
		CALL("sched_setaffinity", 0, 0, sizes[i], A(masks));
		CALL("sched_getaffinity", (int64_t)sizes[i], 5, sizes[i], A(masks));
		CALL("sched_getaffinity", 8, 5, sizes[i], A(masks));
		CALL("sched_setaffinity", -EINVAL, (uint64_t)-1, sizes[i], edge(masks, 8));
	}
	CALL("sched_setaffinity", -EFAULT, 0, 8, 0);
	CALL("sched_setaffinity", -EFAULT, 0, 8, BAD);
	CALL("sched_setaffinity", -EFAULT, 0, 16, A(&masks[64]));
	CALL("sched_getaffinity", -EINVAL, 0, 8, A(masks));
	CALL("sched_getaffinity", 8, 0, 8, 0);
	CALL("sched_getaffinity", 16, 0, 128, edge(masks, 8));
	CALL("sched_getaffinity", 8, 0, 128, edge(masks, 8));
}

static void futexes(void)
{
	static struct { int64_t s, ns; } t = { 1700000000, 5 }, short_one = { -1, 1000000000 };
	static struct { int32_t s, ns; } t32 = { 1700000000, -5 };
	static uint32_t word, word2;
	size_t i;
	int k;

	CASE("futex: operations");
	for (k = 0; k < 0x200; k += k % 0x80 == 15 ? 0x71 : 1) {
		CALL("futex", 0, A(&word), k, 5, A(&t), A(&word2), 0xfffffff0);
		CALL("futex", -EAGAIN, A(&word), k, 0xffffffffffffffff, A(&short_one), 0, 0x1234567800000001);
		CALL("futex", 7, BAD, k, 0x80000000, BAD, BAD, 0);
		CALL("futex", -ETIMEDOUT, 0, k, 0, 0, 0, 0xffffffff);
		CALL("futex", 3, 1, k, 1, 0x1234567890, 7, 0x10002003);
	}
	CALL("futex", -ENOSYS, 0, 0xffffffff, 0, 0, 0, 0);
	CALL("futex", -EFAULT, A(&word), 0, 1, edge(&t, 15), 0, 0);
	CALL("futex", -EFAULT, A(&word), 0x109, 1, EDGE(t), 0, 7);

	CASE("futex: what FUTEX_WAKE_OP does");
	for (i = 0; i < 16; i++)
		CALL("futex", 1, A(&word), 5, 1, 2, A(&word2), i << 28 | i << 24 | i * 273 << 12 | i * 77);

	CASE("futex_waitv");
	{
		static struct { uint64_t val, uaddr; uint32_t flags, reserved; } waiters[40] = {
			{ 5, 0x1000, 2, 0 }, { ~0ULL, 0, 0x82, 0 }, { 1, 2, 0x83, 3 }, { 1, 2, 0x40, 0 }, { 1, 2, 1, 0 } };

		CALL("futex_waitv", 1, A(waiters), 5, 0, A(&t), 1);
		CALL("futex_waitv", -ETIMEDOUT, A(waiters), 1, 0, EDGE(short_one), 0);
		CALL("futex_waitv", -EINVAL, A(waiters), 40, 7, BAD, 77);
		CALL("futex_waitv", -EINVAL, A(waiters), 0, 0xffffffff, 0, 0xffffffff);
		CALL("futex_waitv", -EINVAL, BAD, 3, 0, 0, 11);
		CALL("futex_waitv", -EINVAL, edge(waiters, 48), 3, 0, 0, 7);
		CALL("futex_waitv", -EINVAL, 0, 3, 0, 0, 0);
	}

	CASE_SINCE("6.13", "futex_wake, futex_wait, futex_requeue");
	{
		static struct { uint64_t val, uaddr; uint32_t flags, reserved; } waiters[2] = { { 5, 0x1000, 2, 0 }, { 1, 0, 0x82, 0 } };

		CALL("futex_wake", 1, A(&word), 0xffffffff, 5, 2);
		CALL("futex_wake", -EINVAL, 0, ~0ULL, (uint64_t)-1, 0x82);
		CALL("futex_wait", 0, A(&word), 5, 0xffffffff, 2, A(&t), 1);
		CALL("futex_wait", -EAGAIN, A(&word), ~0ULL, 0, 0x83, BAD, 0);
		CALL("futex_wait", -EAGAIN, 0, 0, 1, 0x102, 0, 77);
		CALL("futex_requeue", 2, A(waiters), 0, 1, 2);
		CALL("futex_requeue", -EINVAL, BAD, 7, (uint64_t)-1, (uint64_t)-2);
	}

	CASE("robust lists, set_tid_address, getcpu");
	{
		static uint64_t head = 0x7f0000001000, none;
		static uint32_t cpu = 3, node = 0xffffffff;

		CALL("set_robust_list", 0, A(&head), 24);
		CALL("set_robust_list", -EINVAL, 0, ~0ULL);
		CALL("get_robust_list", 0, 0, A(&head), A(&none));
		CALL("get_robust_list", 0, (uint64_t)-1, A(&none), EDGE(head));
		CALL("get_robust_list", -ESRCH, 5, A(&none), A(&head));
		CALL("get_robust_list", 0, 5, BAD, 0);
		CALL("set_tid_address", 55, A(&word));
		CALL("set_tid_address", 55, 0);
		CALL("getcpu", 0, A(&cpu), EDGE(node), 0);
		CALL("getcpu", 0, 0, 0, A(&cpu));
		CALL("getcpu", 0, BAD, 0, BAD);
		CALL("getcpu", -EFAULT, A(&cpu), A(&node), 1);
	}

	I386();
	CASE("futex, i386");
	CALL("nice", 0, (uint64_t)-5);
	for (k = 0; k < 14; k++) {
		CALL("futex", -EAGAIN, A(&word), k, 5, A(&t32), A(&word2), 0xfffffff0);
		CALL("futex_time64", 1, A(&word), k | 0x80, 5, A(&t), A(&word2), 3);
		CALL("futex_time64", 1, A(&word), k | 0x100, 5, EDGE(t), A(&word2), 0xffffffff);
	}
	{
		static uint32_t head = 0x7f001000, cpus[] = { 1, 7, 0 };
		static unsigned char masks[16] = { 1, 0, 0x80, 0, 1 };
		static struct sched_attr attr = { 56, 6, 0x7f, -20, 99, 1, 2, 3, 4, 5 };

		CALL("get_robust_list", 0, 5, A(&head), EDGE(head));
		CALL("set_robust_list", 0, A(&head), 0xffffffff);
		CALL("getcpu", 0, A(cpus), A(&cpus[1]), A(&cpus[2]));
		CALL("sched_getaffinity", 4, 5, 16, A(masks));
		CALL("sched_getaffinity", 8, 5, 16, A(masks));
		CALL("sched_setaffinity", 0, 5, 5, A(masks));
		CALL("sched_getattr", 0, 5, A(&attr), 56, 0);
		CALL("sched_setattr", 0, 5, A(&attr), 0);
		CALL("sched_rr_get_interval", 0, 5, A(&t32));
		CALL("sched_rr_get_interval_time64", 0, 5, A(&t));
		CALL("set_tid_address", 55, 0xfffffff0);
	}
	X86_64();
}

static void facts(void)
{
	static struct { uint64_t v[14]; } info;
	static struct { uint32_t v[16]; } info32;
	static const int personalities[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xa, 0xb, 0xc, 0xd, 0xe, 0xf, 0x10, 0x11, 0xff, 0x0040000,
		0x4100001, 0x8000000, 0x0080000, 0x7000003, 0x6000003, 0x5000004, 0x800000 | 8, 0x10000, 0x20000, 0xfff0000, -1, -2, 0x7fffff00 };
	size_t i;

	for (i = 0; i < 14; i++)
		info.v[i] = i * 0x10000000ff + 3;
	for (i = 0; i < 16; i++)
		info32.v[i] = (uint32_t)i * 0x10000ff1 + 3;
	CASE("sysinfo, uname, personality");
	CALL("sysinfo", 0, A(&info));
	CALL("sysinfo", 0, EDGE(info));
	CALL("sysinfo", 0, edge(&info, 111));
	CALL("sysinfo", -EFAULT, A(&info));
	CALL("sysinfo", 0, 0);
	{
		static char names[6][65] = { "Linux", "a host", "6.1.0-\1", "#1 SMP", "x86_64", "(none)" };
		static char full[390];

		memset(full, 'n', sizeof(full));
		CALL("uname", 0, A(names));
		CALL("uname", 0, EDGE(names));
		CALL("uname", 0, A(full));
		CALL("uname", -EFAULT, A(names));
		CALL("uname", 0, edge(names, 389));
		I386();
		CALL("uname", 0, EDGE(names));
		CALL("olduname", 0, A(names));
		CALL("oldolduname", 0, A(names));
		X86_64();
	}
	for (i = 0; i < NR(personalities); i++)
		CALL("personality", (uint32_t)personalities[NR(personalities) - 1 - i] & 0x7fffffff, (uint64_t)personalities[i]);
	CALL("personality", -EINVAL, 0x1234567800000000);
	I386();
	CASE("sysinfo, personality, i386");
	CALL("sysinfo", 0, A(&info32));
	CALL("sysinfo", 0, edge(&info32, 64));
	CALL("sysinfo", 0, edge(&info32, 63));
	CALL("sysinfo", 0, edge(&info32, 60));
	for (i = 0; i < NR(personalities); i++)
		CALL("personality", 8, (uint64_t)personalities[i]);
	X86_64();
}

static void cases(void)
{
	attributes();
	masks();
	futexes();
	facts();
}
