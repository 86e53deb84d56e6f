// SPDX-License-Identifier: GPL-2.0
/* Netlink messages about sockets. */
#include "netlink.h"

#include <linux/in.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>

static struct {
	unsigned int type, flags, family, header_len;
	const uint16_t *outer;
	unsigned int nr;
} now_in;

static void open_message(unsigned int unused)
{
	uint8_t header[128] = { (uint8_t)now_in.family, 1, 1 };
	unsigned int i;

	(void)unused;
	begin(now_in.type, now_in.flags);
	put(header, now_in.header_len);
	for (i = 0; i < now_in.nr; i++)
		begin_attr(now_in.outer[i]);
}

static void lengths(int fd, unsigned int type, unsigned int flags, unsigned int family,
		    unsigned int header_len, const uint16_t *outer, unsigned int nr,
		    unsigned int first, unsigned int last)
{
	unsigned int attr_type;

	now_in.type = type;
	now_in.flags = flags;
	now_in.family = family;
	now_in.header_len = header_len;
	now_in.outer = outer;
	now_in.nr = nr;
	for (attr_type = first; attr_type <= last; attr_type++)
		attr_lengths(fd, open_message, 0, nr, attr_type);
}

#define LENGTHS(flags, family, header_len, first, last, ...) do { \
	static const uint16_t outer_[] = { __VA_ARGS__ }; \
	lengths(fd, SOCK_DIAG_BY_FAMILY, (flags), (family), (header_len), outer_, \
		sizeof(outer_) / sizeof(outer_[0]), (first), (last)); \
} while (0)

/* Headers of that family, from one byte to more than whole. */
static void headers(int fd, unsigned int family)
{
	static const uint8_t sizes[] = { 0, 1, 2, 3, 4, 15, 16, 20, 24, 28, 32, 47, 48, 52, 56, 64, 72, 73, 90 };
	static const uint8_t types[] = { SOCK_DIAG_BY_FAMILY, TCPDIAG_GETSOCK, DCCPDIAG_GETSOCK,
					 SOCK_DESTROY, 22 };
	uint8_t first = (uint8_t)family;
	size_t i, j;
	unsigned int flags;

	for (i = 0; i < sizeof(types); i++) {
		for (flags = 0; flags < 2; flags++) {
			for (j = 0; j < sizeof(sizes); j++) {
				begin(types[i], flags);
				if (sizes[j])
					put(&first, 1);
				if (sizes[j] > 1)
					put(counted + 1, sizes[j] - 1);
				end();
				send_message(fd);
			}
		}
	}
}

/* One message for each number in the byte at @at of its header. */
static void values(int fd, unsigned int flags, unsigned int family, size_t len, size_t at,
		   unsigned int first, unsigned int last)
{
	for (; first <= last; first++) {
		uint8_t header[128] = { (uint8_t)family };

		header[at] = (uint8_t)first;
		begin(SOCK_DIAG_BY_FAMILY, flags);
		put(header, len);
		end();
		send_message(fd);
	}
}

static void bytecode(int fd)
{
	static const uint8_t lens[] = { 0, 3, 4, 7, 8, 11, 12, 23, 24, 40 };
	static const uint8_t families[] = { 0, 2, 10 };
	unsigned int code;
	size_t i, j;

	now_in.type = SOCK_DIAG_BY_FAMILY;
	now_in.flags = NLM_F_REQUEST;
	now_in.family = 2;
	now_in.header_len = sizeof(struct inet_diag_req_v2);
	now_in.nr = 0;
	for (code = 0; code < 16; code++) {
		for (i = 0; i < sizeof(families); i++) {
			for (j = 0; j < sizeof(lens); j++) {
				const uint8_t op[] = { (uint8_t)code, 8, 12, 0 };

				open_message(0);
				begin_attr(INET_DIAG_REQ_BYTECODE);
				put(op, sizeof(op));
				if (lens[j])
					put(&families[i], 1);
				if (lens[j] > 1)
					put(counted, lens[j] - 1);
				end_attr();
				end();
				send_message(fd);
			}
		}
	}
}

static void storages(int fd)
{
	struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = 0x5000 };
	uint8_t md5[100] = { 2, 24, 5, 0, 127, 0, 0, 1 }, smc[147] = { 0 };
	unsigned int i;

	now_in.family = 2;
	now_in.flags = 0;
	now_in.header_len = sizeof(struct inet_diag_msg);
	for (i = 0; i < 3; i++) {
		open_message(0);
		begin_attr(INET_DIAG_LOCALS);
		put(&in, sizeof(in));
		put(counted, 112);
		put(counted, 128);
		end_attr();
		begin_attr(INET_DIAG_MD5SIG);
		put(md5, sizeof(md5));
		md5[0] = 10;
		put(md5, sizeof(md5));
		md5[0] = (uint8_t)(i * 2);
		put(md5, i * 50);
		end_attr();
		end();
		send_message(fd);
	}
	now_in.family = 43;
	now_in.header_len = 64;
	for (i = 0; i < 3; i++) {
		smc[146] = (uint8_t)i;
		open_message(0);
		attr(2, smc, sizeof(smc));
		end();
		send_message(fd);
	}
	for (i = 0; i < 7; i++) {
		const uint32_t reasons[2] = { i << 24, 0x03000000 + (i << 16) };

		open_message(0);
		attr(5, reasons, sizeof(reasons));
		end();
		send_message(fd);
	}
}

static void flag_bits(int fd, unsigned int family, size_t header_len, unsigned int type)
{
	unsigned int i;

	now_in.family = family;
	now_in.header_len = (unsigned int)header_len;
	for (i = 0; i < 32; i++) {
		const uint32_t value = 1U << i;

		open_message(0);
		attr(type, &value, 4);
		end();
		send_message(fd);
	}
}

static void cases(void)
{
	int fd = netlink_socket(NETLINK_SOCK_DIAG);

	prepare();

	CASE("sockets: headers of each family, whole and cut");
	headers(fd, 0);
	headers(fd, 1);
	headers(fd, 2);
	headers(fd, 10);
	headers(fd, 16);
	headers(fd, 17);
	headers(fd, 38);
	headers(fd, 43);
	headers(fd, 200);

	CASE("sockets: types, states and what is wanted");
	values(fd, 0, 1, 16, 1, 0, 12);
	values(fd, 0, 1, 16, 2, 0, 14);
	values(fd, 0, 2, 72, 1, 0, 14);
	values(fd, 1, 2, 56, 1, 0, 140);
	values(fd, 1, 2, 56, 2, 0, 255);
	values(fd, 1, 1, 24, 12, 0, 255);
	values(fd, 1, 16, 20, 1, 0, 30);
	values(fd, 1, 16, 20, 1, 254, 255);
	values(fd, 1, 16, 20, 8, 0, 32);
	values(fd, 0, 16, 28, 3, 0, 12);
	values(fd, 1, 17, 20, 8, 0, 64);
	values(fd, 1, 43, 52, 3, 0, 64);
	values(fd, 0, 43, 64, 1, 0, 30);
	values(fd, 0, 43, 64, 2, 0, 4);

	CASE("sockets: attributes of AF_UNIX");
	LENGTHS(0, 1, 16, 0, 9);

	CASE("sockets: attributes of AF_INET and AF_INET6");
	LENGTHS(0, 2, 72, 0, 24);
	LENGTHS(0, 10, 72, 1, 2);
	LENGTHS(0, 2, 72, 0, 4, INET_DIAG_ULP_INFO);
	LENGTHS(0, 2, 72, 0, 7, INET_DIAG_ULP_INFO, 2);
	LENGTHS(0, 2, 72, 0, 12, INET_DIAG_ULP_INFO, 3);
	LENGTHS(0, 2, 72, 0, 2, INET_DIAG_SK_BPF_STORAGES);
	LENGTHS(0, 2, 72, 0, 4, INET_DIAG_SK_BPF_STORAGES, 1);
	storages(fd);

	CASE("sockets: attributes of requests for AF_INET");
	LENGTHS(1, 2, 56, 0, 5);
	bytecode(fd);

	CASE("sockets: attributes of AF_NETLINK");
	LENGTHS(0, 16, 28, 0, 5);
	flag_bits(fd, 16, 28, 4);

	CASE("sockets: attributes of AF_PACKET");
	LENGTHS(0, 17, 16, 0, 6);
	LENGTHS(0, 17, 16, 8, 8);

	CASE("sockets: attributes of AF_SMC");
	LENGTHS(0, 43, 64, 0, 6);
}
