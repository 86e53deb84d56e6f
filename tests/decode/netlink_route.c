// SPDX-License-Identifier: GPL-2.0
/* rtnetlink: everything but links. */
#include "netlink.h"

#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/nexthop.h>
#include <linux/pkt_cls.h>
#include <linux/rtnetlink.h>

/* What the attributes of a message stand in. */
static struct {
	unsigned int type, family, header_len;
	const uint16_t *outer;
	unsigned int nr;
} now_in;

/* A header of that family, all of whose other bytes are 0. */
static void open_message(unsigned int unused)
{
	static const uint8_t zeros[64];
	uint8_t family = (uint8_t)now_in.family;
	unsigned int i;

	(void)unused;
	begin(now_in.type, 0);
	put(&family, 1);
	put(zeros, now_in.header_len - 1);
	for (i = 0; i < now_in.nr; i++)
		begin_attr(now_in.outer[i]);
}

static void lengths(int fd, unsigned int type, unsigned int family, unsigned int header_len,
		    const uint16_t *outer, unsigned int nr, unsigned int first, unsigned int last)
{
	unsigned int attr_type;

	now_in.type = type;
	now_in.family = family;
	now_in.header_len = header_len;
	now_in.outer = outer;
	now_in.nr = nr;
	for (attr_type = first; attr_type <= last; attr_type++)
		attr_lengths(fd, open_message, 0, nr, attr_type);
}

#define LENGTHS(type, family, header_len, first, last, ...) do { \
	static const uint16_t outer_[] = { __VA_ARGS__ }; \
	lengths(fd, (type), (family), (header_len), outer_, sizeof(outer_) / sizeof(outer_[0]), \
		(first), (last)); \
} while (0)

static void headers(int fd)
{
	static const uint8_t sizes[] = { 0, 1, 2, 3, 4, 7, 8, 9, 11, 12, 13, 15, 16, 17, 20, 21, 40 };
	unsigned int type;
	size_t i;

	for (type = RTM_BASE; type < 126; type++) {
		for (i = 0; i < sizeof(sizes); i++) {
			begin(type, i ? 0 : 0xffff);
			put(counted + 1, sizes[i]);
			end();
			send_message(fd);
		}
	}
}

static void multipath(int fd)
{
	struct rtnexthop hop = { .rtnh_len = sizeof(hop), .rtnh_flags = 0x55, .rtnh_ifindex = 1 };

	now_in.type = RTM_NEWROUTE;
	now_in.family = 10;
	now_in.header_len = sizeof(struct rtmsg);
	now_in.nr = 0;
	open_message(0);
	begin_attr(RTA_MULTIPATH);
	put(&hop, sizeof(hop));
	hop.rtnh_len = sizeof(hop) + 20;
	put(&hop, sizeof(hop));
	attr(RTA_GATEWAY, counted, 16);
	hop.rtnh_len = sizeof(hop) + 8;
	put(&hop, sizeof(hop));
	attr(RTA_FLOW, counted, 4);
	end_attr();
	attr(RTA_PRIORITY, counted, 4);
	end();
	send_message(fd);
}

static void mdb_entry(int fd, uint16_t proto)
{
	struct br_mdb_entry entry = { .ifindex = 1, .state = 1, .flags = 5, .vid = 3 };

	memcpy(&entry.addr.u, counted, sizeof(entry.addr.u));
	entry.addr.proto = proto;
	now_in.type = RTM_NEWMDB;
	now_in.family = 7;
	now_in.header_len = 8;
	now_in.nr = 0;
	open_message(0);
	begin_attr(MDBA_MDB);
	begin_attr(MDBA_MDB_ENTRY);
	begin_attr(MDBA_MDB_ENTRY_INFO);
	put(&entry, sizeof(entry));
	attr(MDBA_MDB_EATTR_TIMER, counted, 4);
	attr(MDBA_MDB_EATTR_SRC_LIST, counted, 4);
	attr(MDBA_MDB_EATTR_GROUP_MODE, counted, 1);
	end_attr();
	end_attr();
	end_attr();
	end();
	send_message(fd);
}

static void router_ports(int fd)
{
	unsigned int type, len;

	for (type = 0; type < 7; type++) {
		for (len = 0; len < 10; len++) {
			open_message(0);
			begin_attr(MDBA_ROUTER);
			begin_attr(MDBA_ROUTER_PORT);
			put32(1);
			attr(type, counted, len);
			end_attr();
			end_attr();
			end();
			send_message(fd);
		}
	}
}

static void via(int fd)
{
	static const uint16_t families[] = { 0, 2, 10, 28 };
	static const uint8_t sizes[] = { 0, 2, 4, 5, 16, 17, 40 };
	size_t i, j;

	now_in.type = RTM_NEWROUTE;
	now_in.header_len = sizeof(struct rtmsg);
	now_in.nr = 0;
	for (i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		for (j = 0; j < sizeof(sizes); j++) {
			open_message(0);
			begin_attr(RTA_VIA);
			put(&families[i], 2);
			put(counted, sizes[j]);
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

	CASE("rtnetlink: headers of all types, whole and cut; all flags");
	headers(fd);

	CASE("addresses");
	LENGTHS(RTM_NEWADDR, 2, 8, 0, 13);
	LENGTHS(RTM_NEWADDR, 10, 8, 1, 2);
	LENGTHS(RTM_GETADDR, 17, 8, 1, 2);
	LENGTHS(RTM_NEWADDRLABEL, 10, 12, 0, 3);

	CASE("routes");
	LENGTHS(RTM_NEWROUTE, 2, 12, 0, 8);
	LENGTHS(RTM_NEWROUTE, 2, 12, 10, 32);
	LENGTHS(RTM_NEWROUTE, 10, 12, 1, 5);
	LENGTHS(RTM_GETROUTE, 28, 12, 1, 1);
	LENGTHS(RTM_NEWROUTE, 2, 12, 0, 19, RTA_METRICS);

	CASE("routes: RTA_MULTIPATH, RTA_VIA");
	multipath(fd);
	via(fd);

	CASE("next hops");
	LENGTHS(RTM_NEWNEXTHOP, 2, 8, 0, 16);
	LENGTHS(RTM_NEWNEXTHOP, 10, 8, 6, 6);
	LENGTHS(RTM_NEWNEXTHOP, 2, 8, 0, 6, NHA_RES_GROUP);
	LENGTHS(RTM_NEWNEXTHOP, 2, 8, 0, 4, NHA_RES_BUCKET);

	CASE("rules");
	LENGTHS(RTM_NEWRULE, 2, 12, 0, 26);
	LENGTHS(RTM_GETRULE, 10, 12, 1, 2);

	CASE("neighbours");
	LENGTHS(RTM_NEWNEIGH, 2, 12, 0, 18);
	LENGTHS(RTM_GETNEIGH, 10, 12, 1, 2);
	LENGTHS(RTM_NEWNEIGH, 7, 12, 1, 2);
	LENGTHS(RTM_NEWNEIGH, 7, 12, 0, 3, NDA_FDB_EXT_ATTRS);
	LENGTHS(RTM_NEWNEIGHTBL, 2, 4, 0, 10);
	LENGTHS(RTM_SETNEIGHTBL, 2, 4, 0, 20, NDTA_PARMS);

	CASE("traffic control");
	LENGTHS(RTM_NEWQDISC, 0, 20, 0, 15);
	LENGTHS(RTM_NEWTCLASS, 0, 20, 0, 10, TCA_STATS2);
	LENGTHS(RTM_NEWTFILTER, 0, 20, 0, 3, TCA_STAB);
	LENGTHS(RTM_GETCHAIN, 0, 20, 1, 2);
	LENGTHS(RTM_NEWACTION, 0, 4, 0, 10);
	LENGTHS(RTM_GETACTION, 0, 4, 0, 2, TCA_ACT_STATS);

	CASE("multicast groups of bridges");
	LENGTHS(RTM_NEWMDB, 7, 8, 0, 3);
	LENGTHS(RTM_GETMDB, 7, 8, 0, 2, MDBA_MDB);
	LENGTHS(RTM_NEWMDB, 7, 8, 0, 2, MDBA_MDB, MDBA_MDB_ENTRY);
	LENGTHS(RTM_NEWMDB, 7, 8, 0, 2, MDBA_ROUTER);
	mdb_entry(fd, 0);
	mdb_entry(fd, 0x0200);
	mdb_entry(fd, 0x0a00);
	mdb_entry(fd, 0x0008);
	mdb_entry(fd, 0xdd86);
	router_ports(fd);

	CASE("statistics");
	LENGTHS(RTM_NEWSTATS, 0, 12, 0, 6);
	LENGTHS(RTM_NEWSTATS, 0, 12, 0, 3, IFLA_STATS_LINK_XSTATS);
	LENGTHS(RTM_NEWSTATS, 0, 12, 0, 5, IFLA_STATS_LINK_XSTATS_SLAVE, LINK_XSTATS_TYPE_BRIDGE);
	LENGTHS(RTM_NEWSTATS, 0, 12, 0, 2, IFLA_STATS_LINK_XSTATS, LINK_XSTATS_TYPE_BOND);
	LENGTHS(RTM_NEWSTATS, 0, 12, 0, 10, IFLA_STATS_LINK_XSTATS, LINK_XSTATS_TYPE_BOND, 1);
	LENGTHS(RTM_NEWSTATS, 0, 12, 0, 1, IFLA_STATS_LINK_OFFLOAD_XSTATS);
	LENGTHS(RTM_NEWSTATS, 0, 12, 27, 29, IFLA_STATS_AF_SPEC);
	LENGTHS(RTM_NEWSTATS, 0, 12, 0, 2, IFLA_STATS_AF_SPEC, 28);

	CASE("name spaces, configuration, DCB");
	LENGTHS(RTM_NEWNSID, 0, 4, 0, 6);
	LENGTHS(RTM_NEWNETCONF, 2, 4, 0, 10);
	LENGTHS(RTM_GETDCB, 0, 4, 0, 17);
}
