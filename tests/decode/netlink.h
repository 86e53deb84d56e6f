/* SPDX-License-Identifier: GPL-2.0 */
/* Netlink messages for the tests of their decoders: built at run time, in static memory. */
#ifndef DECODE_NETLINK_H
#define DECODE_NETLINK_H

#include "cases.h"

#include <linux/netlink.h>
#include <sys/socket.h>

#define TEST_PORT	0x40000000	/* as in preload/netlink_diag.c */

static uint8_t message[65536] __attribute__((aligned(4096)));
static size_t used, begun[16];
static unsigned int depth;

/* Bytes that tell where each of them is from: 1, 2, 3, ... */
static uint8_t counted[512];

static inline void put(const void *bytes, size_t len)
{
	if (used + len > sizeof(message))
		abort();
	memcpy(message + used, bytes, len);
	used += len;
}

static inline void align(void)
{
	while (used % 4)
		message[used++] = 0;
}

#define PUT(...) do { \
	const uint8_t bytes_[] = { __VA_ARGS__ }; \
	put(bytes_, sizeof(bytes_)); \
} while (0)

static inline void put32(uint32_t value)
{
	put(&value, 4);
}

/* A message, up to end(). */
static inline void begin(unsigned int type, unsigned int flags)
{
	struct nlmsghdr header = { 0, (uint16_t)type, (uint16_t)flags, 1, 2 };

	begun[depth++] = used;
	put(&header, sizeof(header));
}

/* An attribute, up to end_attr(). */
static inline void begin_attr(unsigned int type)
{
	uint16_t header[2] = { 0, (uint16_t)type };

	align();
	begun[depth++] = used;
	put(header, 4);
}

static inline void end_attr(void)
{
	uint16_t len = (uint16_t)(used - begun[--depth]);

	memcpy(message + begun[depth], &len, 2);
	align();
}

static inline void attr(unsigned int type, const void *data, size_t len)
{
	begin_attr(type);
	put(data, len);
	end_attr();
}

static inline void end(void)
{
	uint32_t len = (uint32_t)(used - begun[--depth]);

	memcpy(message + begun[depth], &len, 4);
}

/* For strace, which must not be seen doing it between the cases: a socket of each protocol. */
static inline void open_sockets(void)
{
	struct sockaddr_nl addr = { .nl_family = AF_NETLINK };
	int protocol, fd;

	for (protocol = 0; answered && protocol < 32; protocol++) {
		fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_USERSOCK);
		addr.nl_pid = TEST_PORT + (uint32_t)(getpid() * 64 + protocol);
		if (dup2(fd, 100 + protocol) != 100 + protocol || close(fd) ||
		    bind(100 + protocol, (struct sockaddr *)&addr, sizeof(addr))) {
			perror("netlink socket");
			exit(1);
		}
	}
}

/* The descriptor of the netlink socket of that protocol; all others are it as well, to us. */
static inline int netlink_socket(unsigned int protocol)
{
	static struct sct_fd_info info;

	info = (struct sct_fd_info){ .mode = 0140777, .family = AF_NETLINK, .sock_type = SOCK_RAW,
				     .protocol = (uint16_t)protocol };
	now.fd = &info;
	now.fd_path = "socket:[1]";
	return 100 + (int)protocol;
}

static inline void prepare(void)
{
	size_t i;

	open_sockets();
	for (i = 0; i < sizeof(counted); i++)
		counted[i] = (uint8_t)(i + 1);
}

/* Sends what was put, and forgets it. */
static inline void send_message(int fd)
{
	CALL("sendto", used, (uint64_t)fd, A(message), used, 0, 0, 0);
	used = 0;
}

/* One attribute with data of many lengths, in the message and the attributes that @open begins. */
static inline void attr_lengths(int fd, void (*open)(unsigned int), unsigned int arg,
				unsigned int nested, unsigned int type)
{
	static const uint16_t lengths[] = {
		0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 17, 20, 24, 28, 32, 33, 36, 40, 64, 128, 300,
	};
	static const uint8_t ones[8] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
	static const uint8_t text[] = "ab\0c", one[4] = { 1, 0, 0, 0 };
	size_t i;
	unsigned int j;

	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]) + 7; i++) {
		size_t extra = i - sizeof(lengths) / sizeof(lengths[0]);

		open(arg);
		if (i < sizeof(lengths) / sizeof(lengths[0]))
			attr(type, counted, lengths[i]);
		else if (extra == 0)
			attr(type, ones, 4);
		else if (extra == 1)
			attr(type, ones, 8);
		else if (extra == 2)
			attr(type, one, 4);
		else if (extra == 3)
			attr(type, text, 3);
		else if (extra == 4)
			attr(type, text, 5);
		else if (extra == 5)
			attr(type, counted + 1, 2);
		else
			attr(type, "abcd", 5);
		for (j = 0; j < nested; j++)
			end_attr();
		end();
		send_message(fd);
	}
}

#endif
