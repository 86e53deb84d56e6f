// SPDX-License-Identifier: GPL-2.0
/* Calls on sockets: making them, names, lengths, flags. */
#include "cases.h"

#include <sys/socket.h>

static const uint8_t in[] = { AF_INET, 0, 0, 80, 127, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8 };
static const struct { uint16_t family; char path[9]; } path = { AF_UNIX, "/run/abc" };
static const char text[] = "\0\1text that is longer than what -s shows, by far";

/* What a call finds at the address's length, and what it leaves there. */
static int length, after;

static void change_length(void *unused)
{
	(void)unused;
	length = after;
}

static void protocols(void)
{
	unsigned int family, protocol, type;

	for (family = 0; family < 48; family++) {
		CALL("socket", 3, family, SOCK_STREAM, 0);
		CALL("socket", -EINVAL, family, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0xffff);
	}
	for (protocol = 0; protocol < 300; protocol++) {
		/* two of them are newer */
		if (protocol != 144 && protocol != 256)
			CALL("socket", 3, AF_INET, SOCK_RAW, protocol);
		CALL("socket", 3, AF_AX25, SOCK_RAW, protocol);
		if (protocol < 8)
			CALL("socket", 3, AF_BLUETOOTH, SOCK_SEQPACKET, protocol);
		if (protocol < 40) {
			CALL("socket", 3, AF_NETLINK, SOCK_RAW, protocol);
			CALL("socket", 3, AF_CAN, SOCK_DGRAM, protocol);
			CALL("socket", 3, 34 /* AF_ISDN */, SOCK_DGRAM, protocol);
			CALL("socket", 3, 35 /* AF_PHONET */, SOCK_DGRAM, protocol);
			CALL("socket", 3, 37 /* AF_CAIF */, SOCK_DGRAM, protocol);
			CALL("socket", 3, 39 /* AF_NFC */, SOCK_DGRAM, protocol);
			CALL("socket", 3, 41 /* AF_KCM */, SOCK_DGRAM, protocol);
			CALL("socket", 3, 43 /* AF_SMC */, SOCK_STREAM, protocol);
			CALL("socket", 3, AF_RXRPC, SOCK_DGRAM, protocol);
			CALL("socket", 3, AF_UNIX, SOCK_DGRAM, protocol);
			CALL("socket", 3, AF_XDP, SOCK_DGRAM, protocol);
			CALL("socket", 3, AF_PPPOX, SOCK_DGRAM, protocol);
		}
	}
	for (type = 0; type < 18; type++) {
		CALL("socket", 3, AF_UNIX, type, 0);
		CALL("socket", 3, AF_UNIX, type | SOCK_CLOEXEC, 0);
		CALL("socket", 3, AF_UNIX, type | 0x100, 0);
		CALL("socketpair", 0, AF_UNIX, type | SOCK_NONBLOCK | 0x10, 0, A(&length));
	}
	CALL("socket", 3, AF_PACKET, SOCK_RAW, 0x0300);
	CALL("socket", 3, AF_PACKET, SOCK_RAW, 0x0008);
	CALL("socket", 3, AF_PACKET, SOCK_RAW, 0);
	CALL("socket", 3, AF_PACKET, SOCK_RAW, 0x12345678);
	CALL("socket", 3, 0x100000002, 0x100000001, 0x100000006);
	CALL("socket", 3, AF_INET, SOCK_STREAM, 262);
	CALL("socket", 3, AF_INET6, SOCK_STREAM, 0xffffffff);
	CALL("socket", 3, AF_IPX, SOCK_DGRAM, 0xffffffffffffffff);
	CALL("socket", -EINVAL, 0xffffffff, 0xffffffff, 0xffffffff);
}

static void lengths(const char *name, int result, int before, int then)
{
	length = before;
	after = then;
	CALL(name, result, 3, A(&in), A(&length));
	length = before;
	CALL(name, result, 3, BAD, A(&length));
	length = before;
	CALL(name, result, 3, 0, A(&length));
	length = before;
	CALL(name, -EINVAL, 3, A(&in), A(&length));
}

static void addresses(const char *name, int result)
{
	static const int lens[][2] = {
		{ 16, 16 }, { 128, 16 }, { 16, 28 }, { 2, 16 }, { 0, 16 }, { 8, 16 }, { 16, 0 }, { 16, 2 },
		{ 16, 1 }, { -1, 16 }, { 16, -1 }, { 1, 1 }, { 110, 2 }, { 16, 8 }, { 200, 200 },
	};
	size_t i;

	now.kernel = change_length;
	for (i = 0; i < sizeof(lens) / sizeof(lens[0]); i++)
		lengths(name, result, lens[i][0], lens[i][1]);
	now.kernel = NULL;
	length = 16;
	CALL(name, result, 3, A(&in), 0);
	CALL(name, result, 3, 0, 0);
	CALL(name, result, 3, A(&in), BAD);
	CALL(name, result, 3, BAD, BAD);
	CALL(name, -EBADF, 0xffffffff, A(&in), EDGE(length));
	CALL(name, result, 3, EDGE(path), A(&length));
	CALL(name, result, 3, EDGE(in), EDGE(length));
	CALL(name, -EAGAIN, 3, 0, BAD);
}

static void flags(const char *name)
{
	unsigned int i;

	for (i = 0; i < 32; i++)
		if (i != 25)	/* MSG_SOCK_DEVMEM is newer */
			CALL(name, 5, 3, A(text), sizeof(text), 1U << i, 0, 0);
	CALL(name, 5, 3, A(text), sizeof(text), 0xfdffffff, 0, 0);
	CALL(name, 5, 3, A(text), sizeof(text), 0x100000001, 0, 0);
	CALL(name, 5, 3, A(text), sizeof(text), 0, 0, 0);
}

static void cases(void)
{
	static const int pair[2] = { 5, 6 };

	CASE("socket(), socketpair(): families, types, protocols");
	protocols();
	CALL("socketpair", 0, AF_UNIX, SOCK_STREAM, 0, A(pair));
	CALL("socketpair", 0, AF_UNIX, SOCK_STREAM, 0, EDGE(pair));
	CALL("socketpair", 0, AF_UNIX, SOCK_STREAM, 0, EDGE(pair[0]));
	CALL("socketpair", -EFAULT, AF_UNIX, SOCK_STREAM, 0, A(pair));
	CALL("socketpair", -EFAULT, AF_UNIX, SOCK_STREAM, 0, BAD);
	CALL("socketpair", -EFAULT, AF_UNIX, SOCK_STREAM, 0, 0);

	CASE("bind(), connect(), listen(), shutdown()");
	CALL("bind", 0, 3, A(in), 16);
	CALL("connect", -EINPROGRESS, 3, A(in), 16);
	CALL("connect", 0, 3, A(&path), 11);
	CALL("connect", 0, 0xffffffff, A(&path), 0xffffffff);
	CALL("listen", 0, 3, 128);
	CALL("listen", -EINVAL, 0xffffffff, 0xffffffff);
	CALL("listen", 0, 3, 0x100000001);
	CALL("shutdown", 0, 3, 0);
	CALL("shutdown", 0, 3, 1);
	CALL("shutdown", 0, 3, 2);
	CALL("shutdown", -EINVAL, 3, 3);
	CALL("shutdown", -EINVAL, 3, 0xffffffff);

	CASE("accept() and accept4(): the address and its length");
	addresses("accept", 7);
	addresses("accept4", 7);
	CALL("accept4", 7, 3, 0, 0, SOCK_CLOEXEC);
	CALL("accept4", 7, 3, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
	CALL("accept4", -EINVAL, 3, 0, 0, 0xffffffff);
	CALL("accept4", -EINVAL, 3, 0, 0, 1);
	CALL("accept4", 7, 3, A(&in), A(&length), 0);

	CASE("getsockname(), getpeername()");
	addresses("getsockname", 0);
	addresses("getpeername", 0);

	CASE("sendto(), recvfrom(): data, flags, addresses");
	flags("sendto");
	flags("recvfrom");
	CALL("sendto", 3, 3, A(text), 3, 0, A(in), 16);
	CALL("sendto", 3, 3, A(text), 3, 0, A(in), 3);
	CALL("sendto", 3, 3, A(text), 3, 0, BAD, 16);
	CALL("sendto", 3, 3, A(text), 3, 0, 0, 16);
	CALL("sendto", 3, 3, A(text), 3, 0, A(in), 0x100000010);
	CALL("sendto", -EFAULT, 3, BAD, 3, 0, 0, 0);
	CALL("sendto", -EFAULT, 3, 0, 3, 0, 0, 0);
	CALL("sendto", 0, 3, A(text), 0, 0, 0, 0);
	CALL("sendto", 0, 3, BAD, 0, 0, 0, 0);
	CALL("sendto", 3, 3, EDGE(pair), 9, 0, 0, 0);
	CALL("recvfrom", 0, 3, A(text), 10, 0, 0, 0);
	CALL("recvfrom", 3, 3, A(text), 10, 0, 0, 0);
	CALL("recvfrom", 20, 3, A(text), 10, MSG_TRUNC, 0, 0);
	CALL("recvfrom", -EAGAIN, 3, A(text), 10, MSG_DONTWAIT, A(in), A(&length));
	CALL("recvfrom", 3, 3, BAD, 10, 0, 0, 0);
	CALL("recvfrom", 3, 3, 0, 10, 0, 0, 0);
	CALL("recvfrom", 8, 3, EDGE(pair), 10, 0, 0, 0);
	CALL("recvfrom", 9, 3, EDGE(pair), 10, 0, 0, 0);
	length = 16;
	CALL("recvfrom", 3, 3, A(text), 10, 0, A(in), A(&length));
	CALL("recvfrom", 3, 3, A(text), 10, 0, A(in), 0);
	CALL("recvfrom", 3, 3, A(text), 10, 0, 0, A(&length));
	CALL("recvfrom", 3, 3, A(text), 10, 0, BAD, A(&length));
	CALL("recvfrom", 3, 3, A(text), 10, 0, A(in), BAD);
	now.kernel = change_length;
	after = 28;
	CALL("recvfrom", 3, 3, A(text), 10, 0, A(in), A(&length));
	length = 16;
	after = 0;
	CALL("recvfrom", 3, 3, A(text), 10, 0, A(in), A(&length));
	now.kernel = NULL;

	I386();
	CASE("calls on sockets, i386");
	CALL("socket", 3, AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 6);
	CALL("socketpair", 0, AF_UNIX, SOCK_STREAM, 0, A(pair));
	length = 16;
	CALL("accept4", 7, 3, A(in), A(&length), SOCK_CLOEXEC);
	CALL("getsockname", 0, 3, A(in), A(&length));
	CALL("getpeername", -ENOTCONN, 3, A(in), A(&length));
	CALL("sendto", 3, 3, A(text), 3, MSG_NOSIGNAL, A(in), 16);
	CALL("recvfrom", 3, 3, A(text), 10, 0, A(in), A(&length));
	CALL("recvfrom", 3, 3, A(text), 10, 0, 0, 0);
	CALL("shutdown", 0, 3, 1);
	CALL("listen", 0, 3, 0xffffffff);
}
