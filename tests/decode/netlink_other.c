// SPDX-License-Identifier: GPL-2.0
/* Netlink messages in general, and those of the smaller protocols. */
#include "netlink.h"

#include <linux/rtnetlink.h>

/* A message of each type, with payloads of some lengths. */
static void types(int fd, unsigned int first, unsigned int last, unsigned int flags)
{
	static const uint16_t sizes[] = { 0, 1, 3, 4, 5, 8, 40, 207, 208, 209, 216, 240 };
	size_t i;

	for (; first <= last; first++) {
		for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			begin(first, flags);
			put(counted + 1, sizes[i]);
			end();
			send_message(fd);
		}
	}
}

static void names(int fd, unsigned int first, unsigned int last)
{
	for (; first <= last; first++) {
		begin(first, 0xf05);
		end();
		send_message(fd);
	}
}

/* A message inside of NLMSG_ERROR. */
static void error(int fd, unsigned int flags, int32_t number, size_t payload, size_t more)
{
	static const uint8_t zeros[64];

	begin(NLMSG_ERROR, flags);
	put(&number, 4);
	begin(RTM_GETLINK, NLM_F_REQUEST);
	put(zeros, payload);
	end();
	if (more) {
		attr(NLMSGERR_ATTR_MSG, "Not a device", 13);
		attr(NLMSGERR_ATTR_OFFS, counted, 4);
		attr(NLMSGERR_ATTR_COOKIE, counted, more);
		attr(NLMSGERR_ATTR_POLICY, counted, 8);
		attr(5, counted, 4);
		attr(6, counted, 4);
		attr(7, counted, 4);
	}
	end();
	send_message(fd);
}

static void payload(int fd, unsigned int type, const void *bytes, size_t len)
{
	begin(type, NLM_F_MULTI);
	put(bytes, len);
	end();
	send_message(fd);
}

/* Messages that say they are of another length than they are. */
static void wrong_lengths(int fd)
{
	static const uint32_t said[] = { 0, 4, 15, 16, 17, 20, 31, 32, 33, 36, 1000, 0xffffffff };
	size_t i;

	for (i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		struct nlmsghdr header = { said[i], RTM_GETLINK, 0, 1, 2 };

		put(&header, sizeof(header));
		put(counted, 16);
		send_message(fd);
	}
}

static void several(int fd, unsigned int nr, size_t each, size_t rest)
{
	unsigned int i;

	for (i = 0; i < nr; i++) {
		begin(RTM_GETLINK, NLM_F_REQUEST);
		put(counted, each);
		end();
		align();
	}
	put(counted, rest);
	send_message(fd);
}

static void attributes(int fd)
{
	static const uint16_t types[] = { 0x8003, 0x4003, 0xc003, 0xc0ff, 3, 0x3fff };
	static const uint8_t lens[] = { 0, 3, 4, 5, 8, 20 };
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		begin(RTM_NEWLINK, 0);
		put(counted, 16);
		attr(types[i], counted, 5);
		attr(types[i], counted, 0);
		attr(types[i], counted, 2);
		end();
		send_message(fd);
	}
	for (i = 0; i < sizeof(lens); i++) {
		const uint16_t header[2] = { lens[i], 4 };

		begin(RTM_NEWLINK, 0);
		put(counted, 16);
		put(header, 4);
		put(counted, 4);
		put(counted, 2);
		end();
		send_message(fd);
	}
	begin(RTM_NEWLINK, 0);
	put(counted, 16);
	for (i = 0; i < 40; i++)
		attr(4, counted, 4);
	end();
	send_message(fd);
}

static void events(int fd)
{
	static const char event[] = "add@/devices/x\0ACTION=add\0DEVPATH=/devices/x";
	size_t len;

	put(event, sizeof(event));
	send_message(fd);
	for (len = 0; len <= 60; len += 4) {
		put("libudev", 8);
		put(counted, len);
		send_message(fd);
	}
	put("libudex", 8);
	put(counted, 60);
	send_message(fd);
	send_message(fd);
}

static void cases(void)
{
	static const int32_t done[] = { 0, -2, 5, -4000, 1 << 30 };
	int fd = netlink_socket(NETLINK_ROUTE);
	size_t i;

	prepare();

	CASE("netlink: lengths and numbers of messages");
	wrong_lengths(fd);
	several(fd, 2, 16, 0);
	several(fd, 2, 1, 3);
	several(fd, 1, 0, 15);
	several(fd, 40, 0, 0);
	several(fd, 3, 20, 8);
	for (i = 0; i < 18; i++) {
		put(counted, i);
		send_message(fd);
	}

	CASE("netlink: NLMSG_ERROR, NLMSG_DONE and other types of all protocols");
	error(fd, 0, 0, 16, 0);
	error(fd, 0, -2, 16, 0);
	error(fd, 0, 7, 16, 0);
	error(fd, 0, -9999, 3, 0);
	error(fd, 0x100, -1, 0, 0);
	error(fd, 0x100, -1, 16, 0);
	error(fd, 0x200, -22, 16, 20);
	error(fd, 0x300, -22, 0, 20);
	error(fd, 0, -22, 16, 5);
	error(fd, 0x200, -22, 16, 40);
	for (i = 0; i < 40; i++)
		payload(fd, NLMSG_ERROR, counted, i);
	for (i = 0; i < sizeof(done) / sizeof(done[0]); i++)
		payload(fd, NLMSG_DONE, &done[i], 4);
	types(fd, 0, 15, 0xffff);

	CASE("netlink: types and lengths of attributes");
	attributes(fd);

	CASE("XFRM");
	fd = netlink_socket(NETLINK_XFRM);
	types(fd, 15, 44, 0x305);
	names(fd, 15, 44);

	CASE("SELinux");
	fd = netlink_socket(NETLINK_SELINUX);
	types(fd, 15, 18, 0);

	CASE("crypto");
	fd = netlink_socket(NETLINK_CRYPTO);
	types(fd, 15, 23, 0);
	names(fd, 15, 23);
	types(fd, 16, 19, 0xf05);

	CASE("audit");
	fd = netlink_socket(NETLINK_AUDIT);
	names(fd, 995, 1025);
	names(fd, 1095, 1420);
	names(fd, 1695, 1810);
	names(fd, 1999, 2101);
	types(fd, 1000, 1001, 5);

	CASE("netfilter");
	fd = netlink_socket(NETLINK_NETFILTER);
	types(fd, 0x10, 0x13, 0);
	for (i = 1; i < 15; i++) {
		names(fd, (unsigned int)i << 8, ((unsigned int)i << 8) + 30);
		types(fd, (unsigned int)i << 8, (unsigned int)i << 8, 1);
	}

	CASE("generic netlink");
	fd = netlink_socket(NETLINK_GENERIC);
	types(fd, 16, 16, 0x305);
	types(fd, 17, 60, 1);

	CASE("protocols that are not known");
	fd = netlink_socket(NETLINK_FIB_LOOKUP);
	types(fd, 15, 17, 0x305);
	fd = netlink_socket(31);
	types(fd, 15, 17, 0x305);

	CASE("events");
	fd = netlink_socket(NETLINK_KOBJECT_UEVENT);
	events(fd);
}
