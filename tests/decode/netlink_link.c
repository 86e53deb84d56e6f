// SPDX-License-Identifier: GPL-2.0
/* rtnetlink: links. */
#include "netlink.h"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>

static void link_message(unsigned int family)
{
	struct ifinfomsg ifi = { .ifi_family = (uint8_t)family, .ifi_type = 1, .ifi_index = 1,
				 .ifi_flags = 0x11043, .ifi_change = family };

	begin(RTM_NEWLINK, NLM_F_MULTI);
	put(&ifi, sizeof(ifi));
}

/* In attributes inside of each other, by their numbers, outermost first. */
static const uint16_t *around;
static unsigned int nr_around;

static void nested(unsigned int family)
{
	unsigned int i;

	link_message(family);
	for (i = 0; i < nr_around; i++)
		begin_attr(around[i]);
}

static void lengths(int fd, unsigned int family, const uint16_t *outer, unsigned int nr,
		    unsigned int first, unsigned int last)
{
	unsigned int type;

	around = outer;
	nr_around = nr;
	for (type = first; type <= last; type++)
		attr_lengths(fd, nested, family, nr, type);
}

#define LENGTHS(family, first, last, ...) do { \
	static const uint16_t outer_[] = { __VA_ARGS__ }; \
	lengths(fd, (family), outer_, sizeof(outer_) / sizeof(outer_[0]), (first), (last)); \
} while (0)

static const char *kind;
static unsigned int kind_type, kind_data;

static void of_kind(unsigned int unused)
{
	(void)unused;
	link_message(2);
	begin_attr(IFLA_LINKINFO);
	attr(kind_type, kind, strlen(kind) + 1);
	begin_attr(kind_data);
}

static void kinds(int fd, const char *name, unsigned int name_type, unsigned int data_type,
		  unsigned int first, unsigned int last)
{
	unsigned int type;

	kind = name;
	kind_type = name_type;
	kind_data = data_type;
	for (type = first; type <= last; type++)
		attr_lengths(fd, of_kind, 0, 2, type);
}

static void link_info(int fd)
{
	static const char *const names[] = { "tun", "bridge", "can", "vlan", "tunx" };
	size_t i, j;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		for (j = 0; j < 2; j++) {
			link_message(2);
			begin_attr(IFLA_LINKINFO);
			attr(j ? IFLA_INFO_SLAVE_KIND : IFLA_INFO_KIND, names[i],
			     strlen(names[i]) + (i != 0));
			attr(IFLA_INFO_DATA, counted, 3);
			attr(IFLA_INFO_SLAVE_DATA, counted, 40);
			attr(IFLA_INFO_XSTATS, counted, 24);
			attr(IFLA_INFO_XSTATS, counted, 23);
			end_attr();
			end();
			send_message(fd);
		}
	}
}

static void cases(void)
{
	int fd = netlink_socket(NETLINK_ROUTE);

	prepare();

	CASE("links: each attribute with data of many lengths");
	LENGTHS(2, 0, 31);
	LENGTHS(2, 32, 64);

	CASE("links: IFLA_LINKINFO");
	LENGTHS(2, 0, 6, IFLA_LINKINFO);
	link_info(fd);
	kinds(fd, "bridge", IFLA_INFO_KIND, IFLA_INFO_DATA, 0, 48);
	kinds(fd, "bridge", IFLA_INFO_SLAVE_KIND, IFLA_INFO_SLAVE_DATA, 0, 40);
	kinds(fd, "tun", IFLA_INFO_KIND, IFLA_INFO_DATA, 0, 10);

	CASE("links: IFLA_VFINFO_LIST");
	LENGTHS(2, 0, 2, IFLA_VFINFO_LIST);
	LENGTHS(2, 0, 14, IFLA_VFINFO_LIST, IFLA_VF_INFO);
	LENGTHS(2, 0, 9, IFLA_VFINFO_LIST, IFLA_VF_INFO, IFLA_VF_STATS);
	LENGTHS(2, 0, 2, IFLA_VFINFO_LIST, IFLA_VF_INFO, IFLA_VF_VLAN_LIST);

	CASE("links: ports");
	LENGTHS(2, 0, 2, IFLA_VF_PORTS);
	LENGTHS(2, 0, 8, IFLA_VF_PORTS, IFLA_VF_PORT);
	LENGTHS(2, 0, 8, IFLA_PORT_SELF);

	CASE("links: IFLA_AF_SPEC");
	LENGTHS(2, 0, 46, IFLA_AF_SPEC);
	LENGTHS(0, 0, 2, IFLA_AF_SPEC, 2);
	LENGTHS(2, 0, 1, IFLA_AF_SPEC, 10);
	LENGTHS(2, 3, 10, IFLA_AF_SPEC, 10);
	LENGTHS(2, 0, 2, IFLA_AF_SPEC, 45);
	LENGTHS(7, 0, 7, IFLA_AF_SPEC);
	LENGTHS(7, 0, 4, IFLA_AF_SPEC, 3);

	CASE("links: IFLA_INET6_CONF");
	TOLERATE("Linux 6.1 has DEVCONF_ACCEPT_RA_MIN_LFT, which strace 6.1 does not know");
	LENGTHS(2, 2, 2, IFLA_AF_SPEC, 10);

	CASE("links: IFLA_PROTINFO");
	LENGTHS(7, 0, 3, IFLA_PROTINFO);
	LENGTHS(10, 3, 9, IFLA_PROTINFO);
	LENGTHS(2, 0, 1, IFLA_PROTINFO);

	CASE("links: IFLA_XDP, names, reasons");
	LENGTHS(2, 0, 9, IFLA_XDP);
	LENGTHS(2, 52, 54, IFLA_PROP_LIST);
	LENGTHS(2, 0, 3, IFLA_PROTO_DOWN_REASON);
}
