// SPDX-License-Identifier: GPL-2.0
/* i386's socketcall(): it looks like the call that it makes. */
#include "cases.h"

#include <netinet/in.h>
#include <sys/socket.h>

static const uint8_t in[] = { AF_INET, 0, 0, 80, 127, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8 };
static const struct { uint16_t family; char path[9]; } path = { AF_UNIX, "/run/abc" };
static const char text[] = "\0\1text that is longer than what -s shows, by far";
static uint32_t words[6], length;
static int pair[2];
static struct { uint32_t base, len; } vector[2];
static struct { uint32_t name, namelen, iov, iovlen, control, controllen, flags; } message;
static struct { uint32_t name, namelen, iov, iovlen, control, controllen, flags, len; } messages[2];

static void make(int64_t result, unsigned int op, unsigned int nr, const uint32_t *args)
{
	memset(words, 0x55, sizeof(words));
	memcpy(words, args, nr * sizeof(args[0]));
	CALL("socketcall", result, op, A(words));
}

#define MAKE(op, result, ...) do { \
	const uint32_t args[] = { __VA_ARGS__ }; \
	make((result), (op), sizeof(args) / sizeof(args[0]), args); \
} while (0)

static void names(void)
{
	unsigned int i;

	MAKE(1, 3, AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
	MAKE(1, -EINVAL, AF_NETLINK, 77, 1);
	MAKE(2, 0, 3, (uint32_t)A(in), sizeof(in));
	MAKE(2, -EINVAL, 3, (uint32_t)A(&path), sizeof(path));
	MAKE(3, -EINPROGRESS, 3, (uint32_t)A(in), sizeof(in));
	MAKE(3, -EFAULT, 3, BAD, sizeof(in));
	MAKE(4, 0, 3, (uint32_t)-1);
	for (i = 5; i < 8; i++) {
		length = 16;
		MAKE(i, 0, 3, (uint32_t)A(in), (uint32_t)A(&length));
		MAKE(i, -EBADF, 3, (uint32_t)A(in), (uint32_t)A(&length));
		MAKE(i, 0, 3, 0, 0);
	}
	MAKE(8, 0, AF_UNIX, SOCK_DGRAM, 0, (uint32_t)A(pair));
	MAKE(8, -EMFILE, AF_UNIX, SOCK_DGRAM, 0, (uint32_t)A(pair));
	MAKE(13, 0, 3, SHUT_RDWR);
	MAKE(18, 4, 3, (uint32_t)A(in), (uint32_t)A(&length), SOCK_NONBLOCK);
}

static void data(void)
{
	MAKE(9, 5, 3, (uint32_t)A(text), sizeof(text), MSG_NOSIGNAL);
	MAKE(9, -EPIPE, 3, BAD, 7, 0);
	MAKE(10, 5, 3, (uint32_t)A(text), sizeof(text), MSG_PEEK);
	MAKE(10, -EAGAIN, 3, (uint32_t)A(text), sizeof(text), MSG_PEEK);
	MAKE(11, 9, 3, (uint32_t)A(text), 9, MSG_DONTWAIT, (uint32_t)A(in), sizeof(in));
	MAKE(11, 9, 3, (uint32_t)A(text), 9, 0, 0, 0);
	length = 16;
	MAKE(12, 9, 3, (uint32_t)A(text), 90, MSG_DONTWAIT, (uint32_t)A(in), (uint32_t)A(&length));
	MAKE(12, -ENOTCONN, 3, (uint32_t)A(text), 90, 0, 0, 0);
	vector[0].base = (uint32_t)A(text);
	vector[0].len = sizeof(text);
	vector[1].base = (uint32_t)A(text);
	vector[1].len = 3;
	message.iov = (uint32_t)A(vector);
	message.iovlen = 2;
	message.name = (uint32_t)A(in);
	message.namelen = sizeof(in);
	MAKE(16, 8, 3, (uint32_t)A(&message), MSG_MORE);
	MAKE(17, 8, 3, (uint32_t)A(&message), MSG_WAITALL);
	MAKE(17, -EAGAIN, 3, (uint32_t)A(&message), MSG_WAITALL);
	memcpy(&messages[0], &message, sizeof(message));
	memcpy(&messages[1], &message, sizeof(message));
	messages[0].len = 7;
	messages[1].len = 4;
	MAKE(20, 2, 3, (uint32_t)A(messages), 2, 0);
	MAKE(19, 2, 3, (uint32_t)A(messages), 2, MSG_WAITFORONE, 0);
}

static void options(void)
{
	static int value = 1;
	static struct { int32_t sec, usec; } timeout = { 1, 500000 };

	length = 4;
	MAKE(14, 0, 3, SOL_SOCKET, SO_REUSEADDR, (uint32_t)A(&value), 4);
	MAKE(14, 0, 3, SOL_SOCKET, SO_RCVTIMEO, (uint32_t)A(&timeout), sizeof(timeout));
	MAKE(14, -EFAULT, 3, SOL_SOCKET, SO_REUSEADDR, BAD, 4);
	MAKE(15, 0, 3, SOL_SOCKET, SO_TYPE, (uint32_t)A(&value), (uint32_t)A(&length));
	MAKE(15, -ENOPROTOOPT, 3, SOL_SOCKET, SO_TYPE, (uint32_t)A(&value), (uint32_t)A(&length));
}

/* What does not make a call is one itself. */
static void none(void)
{
	static const uint32_t ops[] = {
		0, 21, 22, 31, 32, 33, 34, 56, 64, 65, 0x10001, 0x80000001, UINT32_MAX,
	};
	uint32_t two[2] = { 3, 4 };
	size_t i;

	FOR_EACH(i, ops)
		MAKE(ops[i], -EINVAL, 1, 2, 3);
	for (i = 0; i < 24; i++) {
		CALL("socketcall", -EFAULT, i, 0);
		CALL("socketcall", -EFAULT, i, BAD);
		/* enough for some of them */
		CALL("socketcall", -EFAULT, i, EDGE(two));
	}
}

static void cases(void)
{
	I386();
	CASE("socketcall: names");
	names();
	CASE("socketcall: data");
	data();
	CASE("socketcall: options");
	options();
	CASE("socketcall: none that it makes");
	none();
}
