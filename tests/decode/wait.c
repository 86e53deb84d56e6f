// SPDX-License-Identifier: GPL-2.0
/* Waiting for descriptors: poll, select, epoll. */
#include "cases.h"

#include <poll.h>
#include <sys/epoll.h>

static struct pollfd fds[] = {
	{ 0, POLLIN, POLLIN }, { 1, POLLOUT | POLLPRI, 0 }, { -1, POLLIN, 0 }, { 5, 0, POLLNVAL },
	{ INT32_MAX, (short)0xffff, (short)0xffff }, { -5, 0, POLLERR | POLLHUP },
};
static struct pollfd quiet[2] = { { 3, POLLIN, 0 }, { 4, POLLRDHUP, 0 } };
static struct pollfd many[40];
static struct { int64_t sec, nsec; } times[] = {
	{ 1, 2 }, { 0, 0 }, { -1, -1 }, { INT64_MAX, 1000000000 },
};
static struct { int32_t sec, nsec; } times32[] = { { 1, 2 }, { -1, 1000000000 } };
static uint64_t sets[] = { 0x200, ~0ULL, 0, 0xfffffffe7ffbfeffULL };

static uint64_t readable[16] = { 0x29, [15] = 1ULL << 63 }, none[16], all[16];
static uint64_t large[700] = { 1, [30] = 8, [40] = 1 };
static uint64_t few[1] = { 0x28 };
static struct { uint64_t set, size; } masks[] = {
	{ 0, 8 }, { 0, 0 }, { 0, 128 }, { 0x60001000, 8 }, { 0, 4 },
};
static struct { uint32_t set, size; } masks32[2];
static struct { uint32_t n, in, out, except, tv; } old_select[2];

static struct epoll_event events[] = {
	{ EPOLLIN, { .u64 = 5 } }, { EPOLLOUT | EPOLLET, { .u64 = ~0ULL } }, { 0, { .u64 = 1ULL << 32 } },
	{ 0xffffffff, { .u64 = 0x123456789abcdef } }, { 0x1000000, { .u64 = 0 } },
	{ EPOLLRDHUP | EPOLLONESHOT, { .u64 = 7 } },
};
static struct epoll_event lots[40];

static void polls(void)
{
	size_t i;

	CASE("poll");
	for (i = 0; i <= 6; i++)
		CALL("poll", (int64_t)(i * 2 / 3), A(fds), i, 1000);
	CALL("poll", 4, EDGE(fds), 6, 0xffffffff);
	CALL("poll", 0, EDGE(fds), 6, 0);
	CALL("poll", 4, EDGE(fds), 7, 5);
	CALL("poll", 1, A(quiet), 2, 5);
	CALL("poll", -EINTR, A(fds), 2, 0x80000000);
	CALL("poll", -512, A(fds), 2, 1);
	CALL("poll", -516, A(fds), 2, 1);
	CALL("poll", -EFAULT, BAD, 2, 1);
	CALL("poll", 1, BAD, 2, 1);
	CALL("poll", 1, 0, 2, 1);
	CALL("poll", 0, 0, 0, 1);
	CALL("poll", 1, EDGE(fds[0].fd), 1, 1);
	CALL("poll", 1, A(fds), 1, 0x1ffffffff);
	FOR_EACH(i, many)
		many[i] = (struct pollfd){ (int)i, POLLIN, i % 2 ? POLLIN : 0 };
	CALL("poll", 20, A(many), 40, 1);
	CALL("poll", 20, A(many), 33, 1);
	CALL("poll", 20, A(many), 32, 1);
	for (i = 0; i < 16; i++)
		fds[0].events = fds[0].revents = (short)(1U << i),
		CALL("poll", 1, EDGE(fds[0]), 1, 0);
	CASE("ppoll");
	FOR_EACH(i, times)
		CALL("ppoll", 1, A(fds), 2, EDGE(times[i]), EDGE(sets[i]), 8);
	CALL("ppoll", 0, A(fds), 2, EDGE(times[0]), 0, 8);
	CALL("ppoll", 0, A(fds), 2, 0, 0, 0);
	CALL("ppoll", 1, A(fds), 2, 0, A(sets), 8);
	CALL("ppoll", 1, A(quiet), 2, EDGE(times[0]), 0, 0);
	CALL("ppoll", -EINTR, A(fds), 2, A(times), A(sets), 8);
	CALL("ppoll", -EINVAL, A(fds), 2, A(times), A(sets), 4);
	CALL("ppoll", -EINVAL, A(fds), 2, A(times), A(sets), 128);
	CALL("ppoll", -EFAULT, BAD, 2, BAD, BAD, 8);
	CALL("ppoll", 1, A(fds), 1, BAD, EDGE(times32[0].sec), 8);
}

static void selects(void)
{
	CASE("select");
	CALL("select", 3, 6, A(readable), 0, 0, 0);
	CALL("select", 2, 4, A(few), A(none), A(none), A(times));
	CALL("select", 4, 6, A(readable), A(few), A(none), EDGE(times[0]));
	CALL("select", 1, 6, A(none), A(few), A(few), A(&times[1]));
	CALL("select", 0, 6, A(readable), A(none), A(none), A(times));
	CALL("select", 0, 0, 0, 0, 0, 0);
	CALL("select", 0, 0, A(readable), 0, 0, A(&times[2]));
	CALL("select", 5, 1024, A(readable), 0, A(readable), 0);
	CALL("select", 5, 1024, 0, A(none), A(readable), A(&times[3]));
	CALL("select", -EBADF, 6, A(readable), A(few), 0, 0);
	CALL("select", -EINVAL, 0xffffffff, A(readable), 0, 0, 0);
	CALL("select", -EFAULT, 6, BAD, BAD, BAD, BAD);
	CALL("select", 1, 64, EDGE(few), 0, 0, 0);
	CALL("select", 1, 65, EDGE(few), 0, 0, 0);
	CALL("select", 1, 3, EDGE(few), 0, 0, 0);
	CALL("select", 1, 6, BAD, A(few), 0, BAD);
	CALL("select", -514, 6, A(few), 0, 0, A(times));
	memset(all, 0xff, sizeof(all));
	CALL("select", 100, 100, A(all), 0, 0, 0);
	CALL("select", 3, 10, A(all), A(all), 0, 0);
	CALL("select", 1, 2000, A(large), 0, 0, 0);
	CALL("select", 2, 5000, A(large), A(large), 0, 0);
	CASE("pselect6");
	masks[0].set = masks[1].set = masks[2].set = masks[4].set = A(sets);
	CALL("pselect6", 2, 6, A(few), 0, 0, A(times), EDGE(masks[0]));
	CALL("pselect6", 2, 6, A(few), 0, 0, 0, A(&masks[1]));
	CALL("pselect6", -EINVAL, 6, A(few), A(few), A(none), A(times), A(&masks[2]));
	CALL("pselect6", 0, 6, A(few), 0, 0, A(&times[1]), A(&masks[3]));
	CALL("pselect6", 0, 6, A(few), 0, 0, A(&times[1]), A(&masks[4]));
	CALL("pselect6", 0, 6, A(few), 0, 0, A(&times[1]), 0);
	CALL("pselect6", -EFAULT, 6, BAD, 0, 0, BAD, BAD);
	CALL("pselect6", 1, 6, A(few), 0, 0, 0, EDGE(masks[0].set));
}

static void epolls(void)
{
	size_t i;

	CASE("epoll_create, epoll_ctl");
	CALL("epoll_create", 3, 1);
	CALL("epoll_create", -EINVAL, 0xffffffff);
	CALL("epoll_create1", 3, 0);
	CALL("epoll_create1", 3, 02000000);
	CALL("epoll_create1", -EINVAL, 02000001);
	CALL("epoll_create1", -EINVAL, 1);
	FOR_EACH(i, events)
		CALL("epoll_ctl", 0, 3, 1 + i % 3, 4, EDGE(events[i]));
	for (i = 0; i < 32; i++) {
		lots[i].events = 1U << i;
		CALL("epoll_ctl", 0, 3, 1, 4, A(&lots[i]));
	}
	CALL("epoll_ctl", 0, 3, 2, 5, 0);
	CALL("epoll_ctl", 0, 3, 2, 5, BAD);
	CALL("epoll_ctl", -ENOENT, 3, 2, 5, A(events));
	CALL("epoll_ctl", -EFAULT, 3, 1, 5, BAD);
	CALL("epoll_ctl", -EFAULT, 3, 3, 5, 0);
	CALL("epoll_ctl", -EFAULT, 3, 3, 5, EDGE(events[0].events));
	CALL("epoll_ctl", -EINVAL, 3, 0, 5, A(events));
	CALL("epoll_ctl", -EINVAL, 0xffffffff, 0xffffffff, 0xffffffff, A(events));
	CASE("epoll_wait, epoll_pwait, epoll_pwait2");
	for (i = 0; i <= 6; i++)
		CALL("epoll_wait", (int64_t)i, 3, A(events), 6, 1000);
	CALL("epoll_wait", 6, 3, EDGE(events), 6, 0xffffffff);
	CALL("epoll_wait", 6, 3, EDGE(events[4]), 6, 0);
	CALL("epoll_wait", 33, 3, A(lots), 40, 0);
	CALL("epoll_wait", 32, 3, A(lots), 40, 0);
	CALL("epoll_wait", -EINTR, 3, A(events), 6, 1000);
	CALL("epoll_wait", 1, 3, BAD, 6, 0x80000000);
	CALL("epoll_wait", 1, 3, 0, 0xffffffff, 0);
	CALL("epoll_wait", 0, 3, 0, 6, 0);
	FOR_EACH(i, sets)
		CALL("epoll_pwait", 2, 3, A(events), 6, 1000, EDGE(sets[i]), 8);
	CALL("epoll_pwait", 0, 3, A(events), 6, 0xffffffff, 0, 8);
	CALL("epoll_pwait", -EINVAL, 3, A(events), 6, 0xffffffff, A(sets), 4);
	CALL("epoll_pwait", -EFAULT, 3, A(events), 6, 0xffffffff, BAD, 8);
	FOR_EACH(i, times)
		CALL("epoll_pwait2", 1, 3, A(events), 6, EDGE(times[i]), A(sets), 8);
	CALL("epoll_pwait2", 0, 3, A(events), 6, 0, 0, 0);
	CALL("epoll_pwait2", -EFAULT, 3, BAD, 6, BAD, BAD, 8);
}

static void cases(void)
{
	polls();
	selects();
	epolls();

	I386();
	CASE("poll, i386");
	CALL("poll", 4, EDGE(fds), 6, 0xffffffff);
	CALL("ppoll", 1, A(fds), 2, EDGE(times32[0]), A(sets), 8);
	CALL("ppoll", -EINTR, A(fds), 2, EDGE(times32[1]), A(sets), 4);
	CALL("ppoll_time64", 1, A(fds), 2, EDGE(times[2]), A(sets), 8);
	CASE("select, i386");
	CALL("_newselect", 2, 6, A(few), A(none), 0, EDGE(times32[0]));
	CALL("_newselect", 2, 33, A(few), A(none), 0, 0);
	masks32[0].set = masks32[1].set = (uint32_t)A(sets);
	masks32[0].size = 8;
	CALL("pselect6", 2, 6, A(few), A(none), 0, EDGE(times32[0]), EDGE(masks32[0]));
	CALL("pselect6_time64", 2, 6, A(few), A(none), 0, EDGE(times[0]), EDGE(masks32[1]));
	CALL("pselect6_time64", -EINTR, 6, A(few), A(none), 0, EDGE(times[3]), EDGE(masks32[0]));
	CASE("select: the old one, i386");
	old_select[0].n = old_select[1].n = 6;
	old_select[0].in = old_select[1].except = (uint32_t)A(few);
	old_select[0].out = (uint32_t)A(none);
	old_select[0].tv = (uint32_t)A(times32);
	CALL("select", 2, A(&old_select[0]));
	CALL("select", 0, EDGE(old_select[1]));
	CALL("select", 1, EDGE(old_select[1]));
	CALL("select", -EBADF, EDGE(old_select[0]));
	CALL("select", -EFAULT, EDGE(old_select[0].n));
	CALL("select", -EFAULT, BAD);
	CALL("select", -EFAULT, 0);
	CASE("epoll, i386");
	CALL("epoll_ctl", 0, 3, 1, 4, EDGE(events[1]));
	CALL("epoll_wait", 3, 3, A(events), 6, 0xffffffff);
	CALL("epoll_pwait", 3, 3, A(events), 6, 0xffffffff, A(sets), 8);
	CALL("epoll_pwait2", 3, 3, A(events), 6, EDGE(times[0]), A(sets), 8);
}
