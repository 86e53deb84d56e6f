// SPDX-License-Identifier: GPL-2.0
/* poll, ppoll, select, pselect6 and epoll: ready, not ready in time, bad. */
#include "program.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>

static int full[2], empty[2];	/* pipes */

static void polls(void)
{
	struct pollfd fds[4] = {
		{ full[0], POLLIN, 0 }, { empty[0], POLLIN | POLLPRI, 0 },
		{ empty[1], POLLOUT, 0 }, { -1, POLLIN, 0 },
	};
	struct timespec ts = { 0, 5000000 };
	sigset_t set;

	must(poll(fds, 4, -1) == 2 && fds[0].revents == POLLIN && fds[2].revents == POLLOUT);
	must(poll(&fds[1], 1, 5) == 0);
	must(poll(NULL, 0, 1) == 0);
	fds[1].fd = 999;
	must(poll(fds, 2, 0) == 2 && fds[1].revents == POLLNVAL);
	must_fail(syscall(SYS_poll, 8, 2, 0), EFAULT);
	fds[1].fd = empty[0];
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	must(ppoll(&fds[1], 1, &ts, &set) == 0);
	must(ppoll(fds, 1, NULL, NULL) == 1);
}

static void selects(void)
{
	int max = (full[0] > empty[1] ? full[0] : empty[1]) + 1;
	struct timespec ts = { 0, 5000000 };
	struct timeval tv = { 0, 5000 };
	fd_set in, out;
	sigset_t set;

	FD_ZERO(&in);
	FD_ZERO(&out);
	FD_SET(full[0], &in);
	FD_SET(empty[0], &in);
	FD_SET(empty[1], &out);
	must(syscall(SYS_select, max, &in, &out, NULL, NULL) == 2);
	must(FD_ISSET(full[0], &in) && !FD_ISSET(empty[0], &in) && FD_ISSET(empty[1], &out));
	FD_ZERO(&in);
	FD_SET(empty[0], &in);
	must(syscall(SYS_select, empty[0] + 1, &in, NULL, NULL, &tv) == 0);
	must(syscall(SYS_select, 0, NULL, NULL, NULL, &tv) == 0);
	must_fail(syscall(SYS_select, -1, NULL, NULL, NULL, &tv), EINVAL);
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	FD_SET(empty[0], &in);
	must(pselect(empty[0] + 1, &in, NULL, NULL, &ts, &set) == 0);
	FD_SET(full[0], &in);
	must(pselect(full[0] + 1, &in, NULL, NULL, NULL, NULL) == 1);
}

static void epolls(void)
{
	int ep = epoll_create1(EPOLL_CLOEXEC), event = eventfd(0, EFD_NONBLOCK);
	struct epoll_event ev = { EPOLLIN | EPOLLET, { .u64 = 0x1122334455667788 } }, got[4];
	uint64_t value = 5;

	must(ep >= 0 && event >= 0);
	must(!epoll_ctl(ep, EPOLL_CTL_ADD, full[0], &ev));
	ev.data.u32 = 7;
	must(!epoll_ctl(ep, EPOLL_CTL_ADD, event, &ev));
	must_fail(epoll_ctl(ep, EPOLL_CTL_ADD, event, &ev), EEXIST);
	must(epoll_wait(ep, got, 4, -1) == 1 && got[0].data.u64 == 0x1122334455667788);
	must(epoll_wait(ep, got, 4, 5) == 0);
	must(write(event, &value, sizeof(value)) == sizeof(value));
	must(epoll_pwait(ep, got, 4, 0, NULL) == 1);
	must(!epoll_ctl(ep, EPOLL_CTL_MOD, event, &ev));
	must(!epoll_ctl(ep, EPOLL_CTL_DEL, event, NULL));
	must_fail(epoll_wait(ep, got, 0, 0), EINVAL);
	must(!close(event));
	must(!close(ep));
}

int main(void)
{
	must(!pipe(full) && !pipe2(empty, O_NONBLOCK));
	must(write(full[1], "x", 1) == 1);
	polls();
	selects();
	epolls();
	return 0;
}
