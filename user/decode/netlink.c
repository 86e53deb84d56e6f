// SPDX-License-Identifier: GPL-2.0
/*
 * Netlink messages: headers of all protocols, and rtnetlink's contents.
 */
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include "decode/fd.h"
#include "decode/net.h"

#define HEADER_LEN	sizeof(struct nlmsghdr)
#define ALIGNED(n)	(((n) + 3) & ~(size_t)3)

/* --- Lists ---------------------------------------------------------------------- */

/* A place in a message: what is left of it. */
struct span {
	uint64_t addr;
	const uint8_t *mem;
	size_t len;
};

static struct span behind(struct span s, size_t skipped)
{
	if (skipped > s.len)
		skipped = s.len;
	return (struct span){ s.addr + skipped, s.mem + skipped, s.len - skipped };
}

static struct span cut(struct span s, size_t len)
{
	if (s.len > len)
		s.len = len;
	return s;
}

/* Appends the element at the start of @s; returns its length, 0 when it is not a whole one. */
typedef size_t put_element_fn(struct sct_printer *p, struct span s, const void *arg);

/* Brackets around more than one; what cannot be an element ends them, as bytes. */
static void put_list(struct sct_printer *p, struct span s, size_t min, put_element_fn *put,
		     const void *arg)
{
	size_t start = p->sb->len, nr, len;
	bool brackets = false;

	for (nr = 0; s.len; nr++, s = behind(s, ALIGNED(len))) {
		if (nr == 1) {
			/* There are several after all. */
			sb_char(p->sb, ' ');
			memmove(p->sb->buf + start + 1, p->sb->buf + start, p->sb->len - start - 1);
			p->sb->buf[start] = '[';
			brackets = true;
		}
		if (nr)
			sb_str(p->sb, ", ");
		if (p->abbrev && nr >= p->opt->string_limit) {
			sb_str(p->sb, "...");
			break;
		}
		if (s.len < min) {
			sct_put_hexbytes(p, s.mem, s.len);
			break;
		}
		len = put(p, s, arg);
		if (len < min)
			break;
	}
	if (brackets)
		sb_char(p->sb, ']');
}

/* --- Attributes -------------------------------------------------------------------- */

enum attr_form {
	ATTR_BYTES, ATTR_U8, ATTR_U16, ATTR_U32, ATTR_S32, ATTR_STR, ATTR_MAC, ATTR_IFINDEX,
	ATTR_ADDRESS, ATTR_PORT, ATTR_FLAGS, ATTR_ENUM, ATTR_STRUCT, ATTR_NESTED,
};

/**
 * struct attr - what is in an attribute
 * @type: its number
 * @form: how to print it
 * @names: of ATTR_FLAGS, ATTR_ENUM
 * @size: bytes of one of these; least bytes of an ATTR_STRUCT
 * @structure: of ATTR_STRUCT
 * @nested: of ATTR_NESTED
 */
struct attr {
	uint16_t type;
	uint8_t form;
	uint8_t size;
	const struct sct_names *names;
	const struct sct_type *structure;
	const struct attr_set *nested;
};

struct attr_set {
	const struct sct_names *names;
	const struct attr *attrs;
	size_t nr;
};

/* The set, and the address family of the message. */
struct attr_context {
	const struct attr_set *set;
	unsigned int family;
};

static const struct attr *find_attr(const struct attr_set *set, unsigned int type)
{
	size_t i;

	for (i = 0; i < set->nr; i++)
		if (set->attrs[i].type == type)
			return &set->attrs[i];
	return NULL;
}

static void put_mac(struct sct_printer *p, struct span s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		sb_printf(p->sb, "%s%02x", i ? ":" : "", s.mem[i]);
}

static bool put_address(struct sct_printer *p, struct span s, unsigned int family)
{
	if (family == 2 && s.len >= 4)
		sct_put_inet_addr(p, s.mem);
	else if (family == 10 && s.len >= 16)
		sct_put_inet6_addr(p, s.mem, NULL);
	else
		return false;
	return true;
}

/* All but a NUL at the end. */
static void put_name(struct sct_printer *p, struct span s)
{
	bool ended = s.len && !s.mem[s.len - 1];

	sct_put_string(p, s.mem, s.len - ended, !ended);
}

static size_t put_attr(struct sct_printer *p, struct span s, const void *arg);

/* Whether it was long enough. */
static bool put_number_attr(struct sct_printer *p, const struct attr *a, struct span s)
{
	static const uint8_t sizes[] = {
		[ATTR_U8] = 1, [ATTR_U16] = 2, [ATTR_U32] = 4, [ATTR_S32] = 4,
		[ATTR_IFINDEX] = 4, [ATTR_PORT] = 2,
	};
	size_t size = a->form == ATTR_FLAGS || a->form == ATTR_ENUM ? a->size : sizes[a->form];
	uint64_t value;

	if (s.len < size)
		return false;
	value = sct_load(s.mem, size);
	switch (a->form) {
	case ATTR_S32:
		sb_s64(p->sb, (int32_t)value);
		break;
	case ATTR_IFINDEX:
		sct_put_ifindex(p, (uint32_t)value);
		break;
	case ATTR_PORT:
		sb_printf(p->sb, "htons(%u)", __builtin_bswap16((uint16_t)value));
		break;
	case ATTR_FLAGS:
		sct_put_flags(p, a->names, value);
		break;
	case ATTR_ENUM:
		sct_put_enum(p, a->names, value);
		break;
	default:
		sb_u64(p->sb, value);
	}
	return true;
}

static bool put_attr_data(struct sct_printer *p, const struct attr *a, unsigned int family,
			  struct span s)
{
	struct attr_context nested = { .family = family };

	switch (a->form) {
	case ATTR_BYTES:
		return false;
	case ATTR_STR:
		put_name(p, s);
		return true;
	case ATTR_MAC:
		put_mac(p, s);
		return true;
	case ATTR_ADDRESS:
		return put_address(p, s, family);
	case ATTR_STRUCT:
		if (s.len < a->size)
			return false;
		sct_put_mem(p, a->structure, s.addr, s.mem, s.len, NULL);
		return true;
	case ATTR_NESTED:
		nested.set = a->nested;
		put_list(p, s, sizeof(struct nlattr), put_attr, &nested);
		return true;
	}
	return put_number_attr(p, a, s);
}

static void put_attr_type(struct sct_printer *p, const struct attr_set *set, uint16_t type)
{
	if (type & ~NLA_TYPE_MASK) {
		sct_put_flags(p, &sct_set_nla_flags, type & ~NLA_TYPE_MASK & 0xffff);
		sb_char(p->sb, '|');
	}
	sct_put_enum(p, set->names, type & NLA_TYPE_MASK);
}

static size_t put_attr(struct sct_printer *p, struct span s, const void *arg)
{
	const struct attr_context *c = arg;
	size_t len = sct_load(s.mem, 2);
	uint16_t type = (uint16_t)sct_load(s.mem + 2, 2);
	struct span data = behind(cut(s, len), sizeof(struct nlattr));
	const struct attr *a = find_attr(c->set, type & NLA_TYPE_MASK);

	if (data.len)
		sb_char(p->sb, '[');
	sb_printf(p->sb, "{nla_len=%zu, nla_type=", len);
	put_attr_type(p, c->set, type);
	sb_char(p->sb, '}');
	if (data.len) {
		sb_str(p->sb, ", ");
		if (!a || !put_attr_data(p, a, c->family, data))
			sct_put_hexbytes(p, data.mem, data.len);
		sb_char(p->sb, ']');
	}
	return len;
}

/* --- rtnetlink ----------------------------------------------------------------------- */

#define N(t, f)			{ .type = (t), .form = ATTR_##f }
#define N_SET(t, f, n, s)	{ .type = (t), .form = ATTR_##f, .names = &sct_set_##n, .size = (s) }
#define N_STRUCT(t, s, l)	{ .type = (t), .form = ATTR_STRUCT, .structure = &(s), .size = (l) }
#define N_NESTED(t, s)		{ .type = (t), .form = ATTR_NESTED, .nested = &(s) }
#define ATTR_SET(n, a)		{ &sct_set_##n, a, sizeof(a) / sizeof((a)[0]) }

#define ST(m)	FIELD(struct rtnl_link_stats, m, T_UINT)
#define ST64(m)	FIELD(struct rtnl_link_stats64, m, T_U64)

static const struct sct_type t_link_stats = STRUCT(struct rtnl_link_stats,
	ST(rx_packets), ST(tx_packets), ST(rx_bytes), ST(tx_bytes), ST(rx_errors), ST(tx_errors),
	ST(rx_dropped), ST(tx_dropped), ST(multicast), ST(collisions), ST(rx_length_errors),
	ST(rx_over_errors), ST(rx_crc_errors), ST(rx_frame_errors), ST(rx_fifo_errors),
	ST(rx_missed_errors), ST(tx_aborted_errors), ST(tx_carrier_errors), ST(tx_fifo_errors),
	ST(tx_heartbeat_errors), ST(tx_window_errors), ST(rx_compressed), ST(tx_compressed),
	ST(rx_nohandler));

static const struct sct_type t_link_stats64 = STRUCT(struct rtnl_link_stats64,
	ST64(rx_packets), ST64(tx_packets), ST64(rx_bytes), ST64(tx_bytes), ST64(rx_errors),
	ST64(tx_errors), ST64(rx_dropped), ST64(tx_dropped), ST64(multicast), ST64(collisions),
	ST64(rx_length_errors), ST64(rx_over_errors), ST64(rx_crc_errors), ST64(rx_frame_errors),
	ST64(rx_fifo_errors), ST64(rx_missed_errors), ST64(tx_aborted_errors),
	ST64(tx_carrier_errors), ST64(tx_fifo_errors), ST64(tx_heartbeat_errors),
	ST64(tx_window_errors), ST64(rx_compressed), ST64(tx_compressed), ST64(rx_nohandler),
	ST64(rx_otherhost_dropped));

static const struct sct_type t_link_map = STRUCT(struct rtnl_link_ifmap,
	FIELD(struct rtnl_link_ifmap, mem_start, T_HEX64),
	FIELD(struct rtnl_link_ifmap, mem_end, T_HEX64),
	FIELD(struct rtnl_link_ifmap, base_addr, T_HEX64),
	FIELD(struct rtnl_link_ifmap, irq, T_U16), FIELD(struct rtnl_link_ifmap, dma, T_U8),
	FIELD(struct rtnl_link_ifmap, port, T_U8));

static const struct attr info_attrs[] = {
	N(IFLA_INFO_KIND, STR), N(IFLA_INFO_SLAVE_KIND, STR),
};
static const struct attr_set info_set = ATTR_SET(ifla_info_types, info_attrs);

static const struct attr link_attrs[] = {
	N(IFLA_ADDRESS, MAC), N(IFLA_BROADCAST, MAC), N(IFLA_IFNAME, STR), N(IFLA_MTU, U32),
	N(IFLA_LINK, IFINDEX), N(IFLA_QDISC, STR), N_STRUCT(IFLA_STATS, t_link_stats, 92),
	N(IFLA_MASTER, IFINDEX), N(IFLA_TXQLEN, U32), N_STRUCT(IFLA_MAP, t_link_map, 28),
	N(IFLA_WEIGHT, U32), N(IFLA_OPERSTATE, U8), N(IFLA_LINKMODE, U8),
	N_NESTED(IFLA_LINKINFO, info_set), N(IFLA_NET_NS_PID, U32), N(IFLA_IFALIAS, STR),
	N(IFLA_NUM_VF, U32), N_STRUCT(IFLA_STATS64, t_link_stats64, 184), N(IFLA_GROUP, U32),
	N(IFLA_NET_NS_FD, U32), N_SET(IFLA_EXT_MASK, FLAGS, ifla_ext_masks, 4),
	N(IFLA_PROMISCUITY, U32), N(IFLA_NUM_TX_QUEUES, U32), N(IFLA_NUM_RX_QUEUES, U32),
	N(IFLA_CARRIER, U8), N(IFLA_CARRIER_CHANGES, U32), N(IFLA_LINK_NETNSID, U32),
	N(IFLA_PHYS_PORT_NAME, STR), N(IFLA_PROTO_DOWN, U8), N(IFLA_GSO_MAX_SEGS, U32),
	N(IFLA_GSO_MAX_SIZE, U32), N(IFLA_NEW_NETNSID, U32), N(IFLA_IF_NETNSID, U32),
	N(IFLA_CARRIER_UP_COUNT, U32), N(IFLA_CARRIER_DOWN_COUNT, U32),
	N(IFLA_NEW_IFINDEX, IFINDEX), N(IFLA_MIN_MTU, U32), N(IFLA_MAX_MTU, U32),
	N(IFLA_ALT_IFNAME, STR), N(IFLA_PERM_ADDRESS, MAC), N(IFLA_PARENT_DEV_NAME, STR),
	N(IFLA_PARENT_DEV_BUS_NAME, STR), N(IFLA_GRO_MAX_SIZE, U32), N(IFLA_TSO_MAX_SIZE, U32),
	N(IFLA_TSO_MAX_SEGS, U32), N(IFLA_ALLMULTI, U32),
};
static const struct attr_set link_set = ATTR_SET(ifla_types, link_attrs);

static const struct sct_type t_ifa_cacheinfo = STRUCT(struct ifa_cacheinfo,
	FIELD(struct ifa_cacheinfo, ifa_prefered, T_UINT),
	FIELD(struct ifa_cacheinfo, ifa_valid, T_UINT),
	FIELD(struct ifa_cacheinfo, cstamp, T_UINT), FIELD(struct ifa_cacheinfo, tstamp, T_UINT));

static const struct attr addr_attrs[] = {
	N(IFA_ADDRESS, ADDRESS), N(IFA_LOCAL, ADDRESS), N(IFA_LABEL, STR),
	N(IFA_BROADCAST, ADDRESS), N(IFA_ANYCAST, ADDRESS),
	N_STRUCT(IFA_CACHEINFO, t_ifa_cacheinfo, 16), N(IFA_MULTICAST, ADDRESS),
	N_SET(IFA_FLAGS, FLAGS, ifa_flags, 4), N(IFA_RT_PRIORITY, U32),
	N(IFA_TARGET_NETNSID, S32),
};
static const struct attr_set addr_set = ATTR_SET(ifa_types, addr_attrs);

#define CACHE(m)	FIELD(struct rta_cacheinfo, m, T_UINT)
static const struct sct_type t_rta_cacheinfo = STRUCT(struct rta_cacheinfo,
	CACHE(rta_clntref), CACHE(rta_lastuse), CACHE(rta_expires), CACHE(rta_error),
	CACHE(rta_used), CACHE(rta_id), CACHE(rta_ts), CACHE(rta_tsage));

static const struct attr route_attrs[] = {
	N(RTA_DST, ADDRESS), N(RTA_SRC, ADDRESS), N(RTA_IIF, IFINDEX), N(RTA_OIF, IFINDEX),
	N(RTA_GATEWAY, ADDRESS), N(RTA_PRIORITY, U32), N(RTA_PREFSRC, ADDRESS), N(RTA_FLOW, U32),
	N_STRUCT(RTA_CACHEINFO, t_rta_cacheinfo, sizeof(struct rta_cacheinfo)),
	N_SET(RTA_TABLE, ENUM, rt_tables, 4), N(RTA_MARK, U32), N(RTA_PREF, U8), N(RTA_UID, U32),
	N(RTA_TTL_PROPAGATE, U8), N(RTA_IP_PROTO, U8), N(RTA_SPORT, U16), N(RTA_DPORT, U16),
	N(RTA_PROTOINFO, U32), N(RTA_MP_ALGO, U32), N(RTA_NEWDST, ADDRESS),
};
static const struct attr_set route_set = ATTR_SET(rta_types, route_attrs);

#define NEIGH_CACHE(m)	FIELD(struct nda_cacheinfo, m, T_UINT)
static const struct sct_type t_nda_cacheinfo = STRUCT(struct nda_cacheinfo,
	NEIGH_CACHE(ndm_confirmed), NEIGH_CACHE(ndm_used), NEIGH_CACHE(ndm_updated),
	NEIGH_CACHE(ndm_refcnt));

static const struct attr neigh_attrs[] = {
	N(NDA_DST, ADDRESS), N(NDA_LLADDR, MAC), N_STRUCT(NDA_CACHEINFO, t_nda_cacheinfo, 16),
	N(NDA_PROBES, U32), N(NDA_VLAN, U16), N(NDA_PORT, PORT), N(NDA_VNI, U32),
	N(NDA_IFINDEX, IFINDEX), N(NDA_MASTER, IFINDEX), N(NDA_LINK_NETNSID, U32),
	N(NDA_SRC_VNI, U32), N_SET(NDA_PROTOCOL, ENUM, inet_protocols, 4), N(NDA_NH_ID, U32),
};
static const struct attr_set neigh_set = ATTR_SET(nda_types, neigh_attrs);

static const struct sct_type t_ifinfomsg = STRUCT(struct ifinfomsg,
	FIELD(struct ifinfomsg, ifi_family, ENUM_U8(address_families)),
	FIELD(struct ifinfomsg, ifi_type, ENUM_U16(hardware_types)),
	FIELD(struct ifinfomsg, ifi_index, &sct_t_ifindex),
	FIELD(struct ifinfomsg, ifi_flags, FLAGS(interface_flags)),
	FIELD(struct ifinfomsg, ifi_change, T_HEX32));

static const struct sct_type t_ifaddrmsg = STRUCT(struct ifaddrmsg,
	FIELD(struct ifaddrmsg, ifa_family, ENUM_U8(address_families)),
	FIELD(struct ifaddrmsg, ifa_prefixlen, T_U8),
	FIELD(struct ifaddrmsg, ifa_flags, FLAGS_U8(ifa_flags)),
	FIELD(struct ifaddrmsg, ifa_scope, ENUM_U8(rt_scopes)),
	FIELD(struct ifaddrmsg, ifa_index, &sct_t_ifindex));

static const struct sct_type t_rtmsg = STRUCT(struct rtmsg,
	FIELD(struct rtmsg, rtm_family, ENUM_U8(address_families)),
	FIELD(struct rtmsg, rtm_dst_len, T_U8), FIELD(struct rtmsg, rtm_src_len, T_U8),
	FIELD(struct rtmsg, rtm_tos, FLAGS_U8(ip_tos)),
	FIELD(struct rtmsg, rtm_table, ENUM_U8(rt_tables)),
	FIELD(struct rtmsg, rtm_protocol, ENUM_U8(rt_protocols)),
	FIELD(struct rtmsg, rtm_scope, ENUM_U8(rt_scopes)),
	FIELD(struct rtmsg, rtm_type, ENUM_U8(rt_types)),
	FIELD(struct rtmsg, rtm_flags, FLAGS(rt_flags)));

static const struct sct_type t_ndmsg = STRUCT(struct ndmsg,
	FIELD(struct ndmsg, ndm_family, ENUM_U8(address_families)),
	FIELD(struct ndmsg, ndm_ifindex, &sct_t_ifindex),
	FIELD(struct ndmsg, ndm_state, FLAGS_U16(neigh_states)),
	FIELD(struct ndmsg, ndm_flags, FLAGS_U8(neigh_flags)),
	FIELD(struct ndmsg, ndm_type, ENUM_U8(rt_types)));

/* By the number of the object: NEW, DEL, GET and SET are the four messages of each. */
static const struct {
	const struct sct_type *header;
	const struct attr_set *attrs;
} objects[] = {
	{ &t_ifinfomsg, &link_set }, { &t_ifaddrmsg, &addr_set }, { &t_rtmsg, &route_set },
	{ &t_ndmsg, &neigh_set },
};

#define NR_OBJECTS	(sizeof(objects) / sizeof(objects[0]))

/* What we have no structure for: the family, which comes first in all of them. */
static void put_other_route(struct sct_printer *p, struct span s)
{
	sb_str(p->sb, "{family=");
	sct_put_enum(p, &sct_set_address_families, s.mem[0]);
	if (s.len > 1) {
		sb_str(p->sb, ", data=");
		sct_put_hexbytes(p, s.mem + 1, s.len - 1);
	}
	sb_char(p->sb, '}');
}

static void put_route(struct sct_printer *p, unsigned int type, struct span s)
{
	unsigned int object = (type - RTM_BASE) / 4;
	struct attr_context c = { .family = s.mem[0] };
	const struct sct_type *header;
	struct span attrs;

	if (object >= NR_OBJECTS) {
		put_other_route(p, s);
		return;
	}
	header = objects[object].header;
	if (s.len < header->size[0]) {
		sb_str(p->sb, "{");
		sb_str(p->sb, header->fields[0].name);
		sb_char(p->sb, '=');
		sct_put_enum(p, &sct_set_address_families, s.mem[0]);
		sb_str(p->sb, ", ...}");
		return;
	}
	sct_put_mem(p, header, s.addr, s.mem, header->size[0], NULL);
	attrs = behind(s, ALIGNED(header->size[0]));
	c.set = objects[object].attrs;
	if (attrs.len) {
		sb_str(p->sb, ", ");
		put_list(p, attrs, sizeof(struct nlattr), put_attr, &c);
	}
}

/* --- Messages -------------------------------------------------------------------------- */

static const struct sct_names *flags_of(unsigned int protocol, unsigned int type)
{
	static const struct sct_names *const of_action[] = {
		&sct_set_nlmsg_new_flags, &sct_set_nlmsg_del_flags, &sct_set_nlmsg_get_flags,
		&sct_set_nlmsg_flags,
	};

	if (type == NLMSG_ERROR)
		return &sct_set_nlmsg_ack_flags;
	if (protocol == NETLINK_ROUTE && sct_name_of(&sct_set_rtm_types, type) &&
	    type >= NLMSG_MIN_TYPE)
		return of_action[type % 4];
	return &sct_set_nlmsg_flags;
}

static void put_header(struct sct_printer *p, unsigned int protocol, const uint8_t *mem)
{
	unsigned int type = (unsigned int)sct_load(mem + 4, 2);
	bool control = type < NLMSG_MIN_TYPE || protocol != NETLINK_ROUTE;

	sb_printf(p->sb, "{nlmsg_len=%u, nlmsg_type=", (unsigned int)sct_load(mem, 4));
	sct_put_enum(p, control ? &sct_set_nlmsg_types : &sct_set_rtm_types, type);
	sb_str(p->sb, ", nlmsg_flags=");
	sct_put_flags(p, flags_of(protocol, type), sct_load(mem + 6, 2));
	sb_printf(p->sb, ", nlmsg_seq=%u, nlmsg_pid=%d}", (unsigned int)sct_load(mem + 8, 4),
		  (int)sct_load(mem + 12, 4));
}

static size_t put_message(struct sct_printer *p, struct span s, const void *arg);

static void put_error_code(struct sct_printer *p, int error)
{
	const char *name = error < 0 ? sct_errno_name(-error) : NULL;

	if (name)
		sb_printf(p->sb, "-%s", name);
	else
		sb_s64(p->sb, error);
}

static void put_payload(struct sct_printer *p, unsigned int protocol, unsigned int type,
			struct span s)
{
	if (type == NLMSG_DONE && s.len >= 4) {
		put_error_code(p, (int)sct_load(s.mem, 4));
	} else if (type == NLMSG_ERROR && s.len >= 4 + HEADER_LEN) {
		sb_str(p->sb, "{error=");
		put_error_code(p, (int)sct_load(s.mem, 4));
		sb_str(p->sb, ", msg=");
		put_message(p, behind(s, 4), &protocol);
		sb_char(p->sb, '}');
	} else if (type >= NLMSG_MIN_TYPE && protocol == NETLINK_ROUTE) {
		put_route(p, type, s);
	} else {
		sct_put_hexbytes(p, s.mem, s.len);
	}
}

static size_t put_message(struct sct_printer *p, struct span s, const void *arg)
{
	const unsigned int *protocol = arg;
	size_t len = sct_load(s.mem, 4);
	unsigned int type = (unsigned int)sct_load(s.mem + 4, 2);
	struct span payload = behind(cut(s, len), HEADER_LEN);

	if (payload.len)
		sb_char(p->sb, '[');
	put_header(p, *protocol, s.mem);
	if (payload.len) {
		sb_str(p->sb, ", ");
		put_payload(p, *protocol, type, payload);
		sb_char(p->sb, ']');
	}
	return len;
}

bool sct_put_netlink(struct sct_printer *p, int protocol, uint64_t addr, uint64_t len)
{
	unsigned int arg = (unsigned int)protocol;
	size_t known;
	const uint8_t *mem = sct_mem(p, addr, &known);

	if (!mem || known < len || !len || protocol == NETLINK_KOBJECT_UEVENT)
		return false;
	put_list(p, (struct span){ addr, mem, (size_t)len }, HEADER_LEN, put_message, &arg);
	return true;
}

static const struct sct_blob *fd_blob(const struct sct_blobs *blobs, int fd)
{
	const struct sct_blob *blob = blobs->first;
	unsigned int i;

	for (i = 0; i < blobs->nr; i++, blob = sct_blob_next(blob))
		if ((blob->flags & SCT_BLOB_FD) && (int)blob->addr == fd && !blob->err)
			return blob;
	return NULL;
}

/*
 * Who asked for no descriptors has only the address of the message to go by: it
 * says netlink, and rtnetlink is what most of that is.
 */
int sct_netlink_protocol(const struct sct_printer *p, uint64_t name, int64_t name_len)
{
	const struct sct_blob *blob = NULL;
	struct sct_fd_details d;
	const uint8_t *family;

	if (p->call->entered)
		blob = fd_blob(&p->call->enter_blobs, (int)p->call->args[0]);
	if (blob && sct_fd_details(blob, &d))
		return d.info.family == 16 ? d.info.protocol : -1;
	family = name && name_len >= 2 ? sct_mem_exact(p, name, 2) : NULL;
	return family && sct_load(family, 2) == 16 ? NETLINK_ROUTE : -1;
}
