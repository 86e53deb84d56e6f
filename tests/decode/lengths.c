// SPDX-License-Identifier: GPL-2.0
/* Lengths: of a register, only as much counts as the argument's type has. */
#include "cases.h"

#include <linux/io_uring.h>
#include <linux/keyctl.h>
#include <poll.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/sem.h>
#include <sys/socket.h>

static const uint64_t lengths[] = {
	0, 1, 2, 0x7fffffff, 0x80000000, 0xfffffffe, UINT32_MAX, 0x100000000, 0x100000001,
	0x700000002, 0x7fffffffffffffff,
};
static char text[] = "text that is longer than what -s shows, by far; much longer";
static struct pollfd fds[3] = { { 3, POLLIN, 0 }, { 4, POLLOUT, POLLERR }, { 5, POLLPRI, 0 } };
static uint32_t ids[4] = { 1, 2, 3, 4 };
static struct sembuf semops[3] = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 } };
static struct epoll_event events[3] = { { EPOLLIN, { .u64 = 7 } } };
static struct mmsghdr messages[3];
static struct { uint32_t base, len; } vector32[3];
static struct iovec vector[3];

static void data(uint64_t len)
{
	CALL("write", -EFAULT, 1, A(text), len);
	CALL("pwrite64", 3, 1, A(text), len, 0);
	CALL("write", -EFAULT, 1, EDGE(fds), len);
	CALL("sendto", 3, 3, A(text), len, 0, 0, 0);
	CALL("sethostname", 0, A(text), len);
	CALL("setdomainname", -EINVAL, A(text), len);
	CALL("add_key", -EINVAL, A("user"), A("name"), A(text), len, 1);
	CALL("mq_timedsend", -EMSGSIZE, 3, A(text), len, 1, 0);
	CALL("setxattr", 0, A("path"), A("name"), A(text), len, 0);
	CALL("setsockopt", 0, 3, SOL_SOCKET, SO_REUSEADDR, A(ids), len);
	CALL("keyctl", 0, KEYCTL_UPDATE, 1, A(text), len);
}

static void elements(uint64_t nr)
{
	bool compat = now.abi == SCT_ABI_I386;
	uint64_t iovecs = compat ? EDGE(vector32) : EDGE(vector);

	CALL("poll", 0, EDGE(fds), nr, 0);
	CALL("poll", -EINVAL, EDGE(fds), nr, 0);
	CALL("ppoll", 0, EDGE(fds), nr, 0, 0, 0);
	CALL("setgroups", -EPERM, nr, EDGE(ids));
	CALL("sched_setaffinity", -EINVAL, 0, nr, EDGE(ids));
	CALL("readv", -EINVAL, 3, iovecs, nr);
	CALL("writev", -EINVAL, 3, iovecs, nr);
	CALL("vmsplice", -EINVAL, 3, iovecs, nr, 0);
	CALL("process_vm_readv", -EINVAL, 3, iovecs, nr, iovecs, nr, 0);
	CALL("epoll_wait", 1, 3, A(events), nr, 0);
	CALL("move_pages", -EINVAL, 3, nr, EDGE(vector), EDGE(ids), 0, 0);
	CALL("io_uring_register", -EINVAL, 3, IORING_REGISTER_FILES, EDGE(ids), nr);
	CALL("io_uring_register", -EINVAL, 3, IORING_REGISTER_BUFFERS, iovecs, nr);
	if (compat)
		return;
	CALL("sendmmsg", -EINVAL, 3, EDGE(messages), nr, 0);
	CALL("semop", -EINVAL, 3, EDGE(semops), nr);
	CALL("semtimedop", -EINVAL, 3, EDGE(semops), nr, 0);
}

static void cases(void)
{
	size_t i;

	for (i = 0; i < 3; i++) {
		vector[i].iov_base = text;
		vector[i].iov_len = vector32[i].len = (uint32_t)(5 + i);
		vector32[i].base = (uint32_t)A(text);
	}
	CASE("lengths of data");
	FOR_EACH(i, lengths)
		data(lengths[i]);
	CASE("numbers of elements");
	FOR_EACH(i, lengths)
		elements(lengths[i]);
	I386();
	CASE("lengths of data, i386");
	FOR_EACH(i, lengths)
		data(lengths[i]);
	CASE("numbers of elements, i386");
	FOR_EACH(i, lengths)
		elements(lengths[i]);
}
