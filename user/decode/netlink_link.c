// SPDX-License-Identifier: GPL-2.0
/*
 * rtnetlink: the attributes of links.
 */
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "decode/netlink.h"

/* --- Structures ------------------------------------------------------------------ */

#define ST(m)	FIELD(struct rtnl_link_stats, m, T_UINT)
#define ST64(m)	FIELD(struct rtnl_link_stats64, m, T_U64)

const struct sct_type sct_t_link_stats = STRUCT(struct rtnl_link_stats,
	ST(rx_packets), ST(tx_packets), ST(rx_bytes), ST(tx_bytes), ST(rx_errors), ST(tx_errors),
	ST(rx_dropped), ST(tx_dropped), ST(multicast), ST(collisions), ST(rx_length_errors),
	ST(rx_over_errors), ST(rx_crc_errors), ST(rx_frame_errors), ST(rx_fifo_errors),
	ST(rx_missed_errors), ST(tx_aborted_errors), ST(tx_carrier_errors), ST(tx_fifo_errors),
	ST(tx_heartbeat_errors), ST(tx_window_errors), ST(rx_compressed), ST(tx_compressed),
	ST(rx_nohandler));

const struct sct_type sct_t_link_stats64 = STRUCT(struct rtnl_link_stats64,
	ST64(rx_packets), ST64(tx_packets), ST64(rx_bytes), ST64(tx_bytes), ST64(rx_errors),
	ST64(tx_errors), ST64(rx_dropped), ST64(tx_dropped), ST64(multicast), ST64(collisions),
	ST64(rx_length_errors), ST64(rx_over_errors), ST64(rx_crc_errors), ST64(rx_frame_errors),
	ST64(rx_fifo_errors), ST64(rx_missed_errors), ST64(tx_aborted_errors),
	ST64(tx_carrier_errors), ST64(tx_fifo_errors), ST64(tx_heartbeat_errors),
	ST64(tx_window_errors), ST64(rx_compressed), ST64(tx_compressed), ST64(rx_nohandler),
	ST64(rx_otherhost_dropped));

/* Without the padding behind it. */
struct link_map {
	uint64_t mem_start, mem_end, base_addr;
	uint16_t irq;
	uint8_t dma, port;
} __attribute__((packed));

static const struct sct_type t_link_map = STRUCT(struct link_map,
	FIELD(struct link_map, mem_start, T_HEX64), FIELD(struct link_map, mem_end, T_HEX64),
	FIELD(struct link_map, base_addr, T_HEX64), FIELD(struct link_map, irq, T_U16),
	FIELD(struct link_map, dma, T_U8), FIELD(struct link_map, port, T_U8));

/* --- Bridges ----------------------------------------------------------------------- */

struct bridge_id { uint8_t prio[2], addr[6]; };

static const struct sct_type t_bridge_id = STRUCT(struct bridge_id,
	FIELD(struct bridge_id, prio, ARRAY_OF(T_U8)), FIELD(struct bridge_id, addr, &sct_t_mac));

static const struct sct_type t_bool_options = STRUCT(struct br_boolopt_multi,
	FIELD(struct br_boolopt_multi, optval, FLAGS(bridge_bool_options)),
	FIELD(struct br_boolopt_multi, optmask, FLAGS(bridge_bool_options)));

/* htons(ETH_P_8021Q) */
static void print_vlan_protocol(struct sct_printer *p, const struct sct_type *t,
				const struct sct_value *v)
{
	struct sct_names names = sct_set_ethernet_protocols;

	if (t->param)
		names.unknown = "ETHER_P_???";
	sb_str(p->sb, "htons(");
	sct_put_enum(p, &names, __builtin_bswap16((uint16_t)v->v));
	sb_char(p->sb, ')');
}

static const struct sct_type t_vlan_protocol = { .print = print_vlan_protocol, .size = { 2, 2 } };
/* strace has another name for what has none. */
static const struct sct_type t_bridge_protocol = {
	.print = print_vlan_protocol, .size = { 2, 2 }, .param = 1,
};

static bool put_address4(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	(void)c;
	return sct_put_attr_address(p, s, 2);
}

static bool put_address6(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	(void)c;
	return sct_put_attr_address(p, s, 10);
}

static const struct sct_attr querier_attrs[] = {
	N_CUSTOM(BRIDGE_QUERIER_IP_ADDRESS, put_address4),
	N(BRIDGE_QUERIER_IP_PORT, &sct_t_ifindex), N_CLOCK(BRIDGE_QUERIER_IP_OTHER_TIMER),
	N_CUSTOM(BRIDGE_QUERIER_IPV6_ADDRESS, put_address6),
	N(BRIDGE_QUERIER_IPV6_PORT, &sct_t_ifindex), N_CLOCK(BRIDGE_QUERIER_IPV6_OTHER_TIMER),
};
static const struct sct_attr_set querier_set = SCT_ATTR_SET(bridge_querier_types, querier_attrs);

static const struct sct_attr bridge_attrs[] = {
	N_CLOCK(IFLA_BR_FORWARD_DELAY), N_CLOCK(IFLA_BR_HELLO_TIME), N_CLOCK(IFLA_BR_MAX_AGE),
	N_CLOCK(IFLA_BR_AGEING_TIME), N(IFLA_BR_STP_STATE, T_UINT), N(IFLA_BR_PRIORITY, T_U16),
	N(IFLA_BR_VLAN_FILTERING, T_U8), N_NUMBER(IFLA_BR_VLAN_PROTOCOL, &t_bridge_protocol),
	N(IFLA_BR_GROUP_FWD_MASK, &sct_t_nl_hex16), N(IFLA_BR_ROOT_ID, &t_bridge_id),
	N(IFLA_BR_BRIDGE_ID, &t_bridge_id), N(IFLA_BR_ROOT_PORT, T_U16),
	N(IFLA_BR_ROOT_PATH_COST, T_UINT), N(IFLA_BR_TOPOLOGY_CHANGE, T_U8),
	N(IFLA_BR_TOPOLOGY_CHANGE_DETECTED, T_U8), N_CLOCK(IFLA_BR_HELLO_TIMER),
	N_CLOCK(IFLA_BR_TCN_TIMER), N_CLOCK(IFLA_BR_TOPOLOGY_CHANGE_TIMER),
	N_CLOCK(IFLA_BR_GC_TIMER), N_MAC(IFLA_BR_GROUP_ADDR), N(IFLA_BR_MCAST_ROUTER, T_U8),
	N(IFLA_BR_MCAST_SNOOPING, T_U8), N(IFLA_BR_MCAST_QUERY_USE_IFADDR, T_U8),
	N(IFLA_BR_MCAST_QUERIER, T_U8), N(IFLA_BR_MCAST_HASH_ELASTICITY, T_UINT),
	N(IFLA_BR_MCAST_HASH_MAX, T_UINT), N(IFLA_BR_MCAST_LAST_MEMBER_CNT, T_UINT),
	N(IFLA_BR_MCAST_STARTUP_QUERY_CNT, T_UINT), N_CLOCK(IFLA_BR_MCAST_LAST_MEMBER_INTVL),
	N_CLOCK(IFLA_BR_MCAST_MEMBERSHIP_INTVL), N_CLOCK(IFLA_BR_MCAST_QUERIER_INTVL),
	N_CLOCK(IFLA_BR_MCAST_QUERY_INTVL), N_CLOCK(IFLA_BR_MCAST_QUERY_RESPONSE_INTVL),
	N_CLOCK(IFLA_BR_MCAST_STARTUP_QUERY_INTVL), N(IFLA_BR_NF_CALL_IPTABLES, T_U8),
	N(IFLA_BR_NF_CALL_IP6TABLES, T_U8), N(IFLA_BR_NF_CALL_ARPTABLES, T_U8),
	N(IFLA_BR_VLAN_DEFAULT_PVID, T_U16), N(IFLA_BR_VLAN_STATS_ENABLED, T_U8),
	N(IFLA_BR_MCAST_STATS_ENABLED, T_U8), N(IFLA_BR_MCAST_IGMP_VERSION, T_U8),
	N(IFLA_BR_MCAST_MLD_VERSION, T_U8), N(IFLA_BR_VLAN_STATS_PER_PORT, T_U8),
	N(IFLA_BR_MULTI_BOOLOPT, &t_bool_options),
	N_NESTED(IFLA_BR_MCAST_QUERIER_STATE, querier_set),
};
static const struct sct_attr_set bridge_set = SCT_ATTR_SET(ifla_br_types, bridge_attrs);

static const struct sct_attr port_attrs[] = {
	N(IFLA_BRPORT_STATE, T_U8), N(IFLA_BRPORT_PRIORITY, T_U16), N(IFLA_BRPORT_COST, T_UINT),
	N(IFLA_BRPORT_MODE, T_U8), N(IFLA_BRPORT_GUARD, T_U8), N(IFLA_BRPORT_PROTECT, T_U8),
	N(IFLA_BRPORT_FAST_LEAVE, T_U8), N(IFLA_BRPORT_LEARNING, T_U8),
	N(IFLA_BRPORT_UNICAST_FLOOD, T_U8), N(IFLA_BRPORT_PROXYARP, T_U8),
	N(IFLA_BRPORT_LEARNING_SYNC, T_U8), N(IFLA_BRPORT_PROXYARP_WIFI, T_U8),
	N(IFLA_BRPORT_ROOT_ID, &t_bridge_id), N(IFLA_BRPORT_BRIDGE_ID, &t_bridge_id),
	N(IFLA_BRPORT_DESIGNATED_PORT, T_U16), N(IFLA_BRPORT_DESIGNATED_COST, T_U16),
	N(IFLA_BRPORT_ID, T_U16), N(IFLA_BRPORT_NO, T_U16),
	N(IFLA_BRPORT_TOPOLOGY_CHANGE_ACK, T_U8), N(IFLA_BRPORT_CONFIG_PENDING, T_U8),
	N_CLOCK(IFLA_BRPORT_MESSAGE_AGE_TIMER), N_CLOCK(IFLA_BRPORT_FORWARD_DELAY_TIMER),
	N_CLOCK(IFLA_BRPORT_HOLD_TIMER), N(IFLA_BRPORT_MULTICAST_ROUTER, T_U8),
	N(IFLA_BRPORT_MCAST_FLOOD, T_U8), N(IFLA_BRPORT_MCAST_TO_UCAST, T_U8),
	N(IFLA_BRPORT_VLAN_TUNNEL, T_U8), N(IFLA_BRPORT_BCAST_FLOOD, T_U8),
	N(IFLA_BRPORT_GROUP_FWD_MASK, &sct_t_nl_hex16), N(IFLA_BRPORT_NEIGH_SUPPRESS, T_U8),
	N(IFLA_BRPORT_ISOLATED, T_U8), N(IFLA_BRPORT_BACKUP_PORT, &sct_t_ifindex),
	N(IFLA_BRPORT_MRP_RING_OPEN, T_U8), N(IFLA_BRPORT_MRP_IN_OPEN, T_U8),
	N(IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT, T_UINT), N(IFLA_BRPORT_MCAST_EHT_HOSTS_CNT, T_UINT),
	N(IFLA_BRPORT_LOCKED, T_U8),
};
static const struct sct_attr_set port_set = SCT_ATTR_SET(ifla_brport_types, port_attrs);

static const struct sct_type t_vlan_info = STRUCT(struct bridge_vlan_info,
	FIELD(struct bridge_vlan_info, flags, FLAGS_U16(bridge_vlan_flags)),
	FIELD(struct bridge_vlan_info, vid, T_U16));

static const struct sct_attr tunnel_attrs[] = {
	N(IFLA_BRIDGE_VLAN_TUNNEL_ID, T_UINT), N(IFLA_BRIDGE_VLAN_TUNNEL_VID, T_U16),
	N_NUMBER(IFLA_BRIDGE_VLAN_TUNNEL_FLAGS, FLAGS_U16(bridge_vlan_flags)),
};
static const struct sct_attr_set tunnel_set =
	SCT_ATTR_SET(ifla_bridge_tunnel_types, tunnel_attrs);

/* IFLA_AF_SPEC in messages of AF_BRIDGE. */
static const struct sct_attr bridge_spec_attrs[] = {
	N_NUMBER(IFLA_BRIDGE_FLAGS, FLAGS_U16(bridge_flags)),
	N_NUMBER(IFLA_BRIDGE_MODE, ENUM_U16(bridge_modes)),
	N_AND_REST(IFLA_BRIDGE_VLAN_INFO, &t_vlan_info),
	N_NESTED(IFLA_BRIDGE_VLAN_TUNNEL_INFO, tunnel_set),
};
static const struct sct_attr_set bridge_spec_set =
	SCT_ATTR_SET(ifla_bridge_types, bridge_spec_attrs);

/* --- By kind of link ------------------------------------------------------------------ */

static const struct sct_attr tun_attrs[] = {
	N(IFLA_TUN_OWNER, T_UID), N(IFLA_TUN_GROUP, T_UID),
	N_NUMBER(IFLA_TUN_TYPE, ENUM_U8(tun_device_types)), N(IFLA_TUN_PI, T_U8),
	N(IFLA_TUN_VNET_HDR, T_U8), N(IFLA_TUN_PERSIST, T_U8), N(IFLA_TUN_MULTI_QUEUE, T_U8),
	N(IFLA_TUN_NUM_QUEUES, T_UINT), N(IFLA_TUN_NUM_DISABLED_QUEUES, T_UINT),
};
static const struct sct_attr_set tun_set = SCT_ATTR_SET(ifla_tun_types, tun_attrs);

struct can_stats {
	uint32_t bus_error, error_warning, error_passive, bus_off, arbitration_lost, restarts;
};

static const struct sct_type t_can_stats = STRUCT(struct can_stats,
	FIELD(struct can_stats, bus_error, T_UINT), FIELD(struct can_stats, error_warning, T_UINT),
	FIELD(struct can_stats, error_passive, T_UINT), FIELD(struct can_stats, bus_off, T_UINT),
	FIELD(struct can_stats, arbitration_lost, T_UINT),
	FIELD(struct can_stats, restarts, T_UINT));

static bool put_kind_name(struct sct_printer *p, struct sct_span s, char *kind, size_t size)
{
	size_t len = strnlen((const char *)s.mem, s.len), limit = p->opt->string_limit;

	memset(kind, 0, size);
	if (len < size)
		memcpy(kind, s.mem, len);
	sct_put_string(p, s.mem, len < limit ? len : limit, len == s.len || len > limit);
	return true;
}

static bool put_kind(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	return put_kind_name(p, s, c->kind, sizeof(c->kind));
}

static bool put_slave_kind(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	return put_kind_name(p, s, c->slave_kind, sizeof(c->slave_kind));
}

static bool put_kind_attrs(struct sct_printer *p, struct sct_span s, const struct sct_attr_set *set)
{
	if (!set || s.len < SCT_ATTR_HEADER)
		return false;
	sct_put_attrs(p, s, set, 0);
	return true;
}

static bool put_kind_data(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	return put_kind_attrs(p, s, !strcmp(c->kind, "bridge") ? &bridge_set :
				    !strcmp(c->kind, "tun") ? &tun_set : NULL);
}

static bool put_slave_data(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	return put_kind_attrs(p, s, !strcmp(c->slave_kind, "bridge") ? &port_set : NULL);
}

static bool put_kind_stats(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	if (strcmp(c->kind, "can") != 0 || s.len < sizeof(struct can_stats))
		return false;
	sct_put_mem(p, &t_can_stats, s.addr, s.mem, sizeof(struct can_stats), NULL);
	return true;
}

static const struct sct_attr info_attrs[] = {
	N_CUSTOM(IFLA_INFO_KIND, put_kind), N_CUSTOM(IFLA_INFO_DATA, put_kind_data),
	N_CUSTOM(IFLA_INFO_XSTATS, put_kind_stats), N_CUSTOM(IFLA_INFO_SLAVE_KIND, put_slave_kind),
	N_CUSTOM(IFLA_INFO_SLAVE_DATA, put_slave_data),
};
static const struct sct_attr_set info_set = SCT_ATTR_SET(ifla_info_types, info_attrs);

/* --- Virtual functions ------------------------------------------------------------------- */

#define VF(S, m)	FIELD(struct S, m, T_UINT)

static const struct sct_type t_vf_mac = STRUCT(struct ifla_vf_mac,
	VF(ifla_vf_mac, vf), FIELD(struct ifla_vf_mac, mac, &sct_t_mac));
static const struct sct_type t_vf_broadcast = STRUCT(struct ifla_vf_broadcast,
	FIELD(struct ifla_vf_broadcast, broadcast, &sct_t_mac));
static const struct sct_type t_vf_vlan = STRUCT(struct ifla_vf_vlan,
	VF(ifla_vf_vlan, vf), VF(ifla_vf_vlan, vlan), VF(ifla_vf_vlan, qos));
static const struct sct_type t_vf_tx_rate = STRUCT(struct ifla_vf_tx_rate,
	VF(ifla_vf_tx_rate, vf), VF(ifla_vf_tx_rate, rate));
static const struct sct_type t_vf_setting = STRUCT(struct ifla_vf_spoofchk,
	VF(ifla_vf_spoofchk, vf), VF(ifla_vf_spoofchk, setting));
static const struct sct_type t_vf_link_state = STRUCT(struct ifla_vf_link_state,
	VF(ifla_vf_link_state, vf),
	FIELD(struct ifla_vf_link_state, link_state, ENUM(ifla_vf_link_states)));
static const struct sct_type t_vf_rate = STRUCT(struct ifla_vf_rate,
	VF(ifla_vf_rate, vf), VF(ifla_vf_rate, min_tx_rate), VF(ifla_vf_rate, max_tx_rate));
static const struct sct_type t_vf_guid = STRUCT(struct ifla_vf_guid,
	VF(ifla_vf_guid, vf), FIELD(struct ifla_vf_guid, guid, T_HEX64));

/* As i386 aligns it. */
struct packed_guid {
	uint32_t vf;
	uint64_t guid;
} __attribute__((packed));

static const struct sct_type t_packed_guid = STRUCT(struct packed_guid,
	VF(packed_guid, vf), FIELD(struct packed_guid, guid, T_HEX64));

static bool put_guid(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	const struct sct_type *t = s.len == sizeof(struct packed_guid) ? &t_packed_guid : &t_vf_guid;

	(void)c;
	if (s.len != t->size[0])
		return false;
	sct_put_mem(p, t, s.addr, s.mem, s.len, NULL);
	return true;
}

static const struct sct_type t_vf_vlan_info = STRUCT(struct ifla_vf_vlan_info,
	VF(ifla_vf_vlan_info, vf), VF(ifla_vf_vlan_info, vlan), VF(ifla_vf_vlan_info, qos),
	FIELD(struct ifla_vf_vlan_info, vlan_proto, &t_vlan_protocol));

static const struct sct_attr vf_stats_attrs[] = {
	N(IFLA_VF_STATS_RX_PACKETS, T_U64), N(IFLA_VF_STATS_TX_PACKETS, T_U64),
	N(IFLA_VF_STATS_RX_BYTES, T_U64), N(IFLA_VF_STATS_TX_BYTES, T_U64),
	N(IFLA_VF_STATS_BROADCAST, T_U64), N(IFLA_VF_STATS_MULTICAST, T_U64),
	N(IFLA_VF_STATS_RX_DROPPED, T_U64), N(IFLA_VF_STATS_TX_DROPPED, T_U64),
};
static const struct sct_attr_set vf_stats_set = SCT_ATTR_SET(ifla_vf_stats_types, vf_stats_attrs);

static const struct sct_attr vf_vlan_attrs[] = { N(IFLA_VF_VLAN_INFO, &t_vf_vlan_info) };
static const struct sct_attr_set vf_vlan_set =
	SCT_ATTR_SET(ifla_vf_vlan_info_types, vf_vlan_attrs);

static const struct sct_attr vf_attrs[] = {
	N(IFLA_VF_MAC, &t_vf_mac), N(IFLA_VF_VLAN, &t_vf_vlan), N(IFLA_VF_TX_RATE, &t_vf_tx_rate),
	N(IFLA_VF_SPOOFCHK, &t_vf_setting), N(IFLA_VF_LINK_STATE, &t_vf_link_state),
	N(IFLA_VF_RATE, &t_vf_rate), N(IFLA_VF_RSS_QUERY_EN, &t_vf_setting),
	N_NESTED(IFLA_VF_STATS, vf_stats_set), N(IFLA_VF_TRUST, &t_vf_setting),
	N_CUSTOM(IFLA_VF_IB_NODE_GUID, put_guid), N_CUSTOM(IFLA_VF_IB_PORT_GUID, put_guid),
	N_NESTED(IFLA_VF_VLAN_LIST, vf_vlan_set), N(IFLA_VF_BROADCAST, &t_vf_broadcast),
};
static const struct sct_attr_set vf_set = SCT_ATTR_SET(ifla_vf_types, vf_attrs);

static const struct sct_attr vf_list_attrs[] = { N_NESTED(IFLA_VF_INFO, vf_set) };
static const struct sct_attr_set vf_list_set = SCT_ATTR_SET(ifla_vf_info_types, vf_list_attrs);

static const struct sct_type t_vsi = STRUCT(struct ifla_port_vsi,
	FIELD(struct ifla_port_vsi, vsi_mgr_id, T_U8),
	FIELD(struct ifla_port_vsi, vsi_type_id, T_HEXBYTES),
	FIELD(struct ifla_port_vsi, vsi_type_version, T_U8),
	FIELD(struct ifla_port_vsi, pad, T_HEXBYTES, .nonzero = true));

static const struct sct_attr vf_port_attrs[] = {
	N(IFLA_PORT_VF, T_UINT), N_STR(IFLA_PORT_PROFILE), N(IFLA_PORT_VSI_TYPE, &t_vsi),
	N(IFLA_PORT_REQUEST, T_U8), N(IFLA_PORT_RESPONSE, T_U16),
};
static const struct sct_attr_set vf_port_set = SCT_ATTR_SET(ifla_port_types, vf_port_attrs);

static const struct sct_attr vf_ports_attrs[] = { N_NESTED(IFLA_VF_PORT, vf_port_set) };
static const struct sct_attr_set vf_ports_set =
	SCT_ATTR_SET(ifla_vf_port_types, vf_ports_attrs);

/* --- By address family -------------------------------------------------------------------- */

static const struct sct_attr inet_attrs[] = { N_INDEXED(IFLA_INET_CONF, T_INT, ipv4_devconf) };
static const struct sct_attr_set inet_set = SCT_ATTR_SET(ifla_inet_types, inet_attrs);

static const struct sct_type t_inet6_cache = STRUCT(struct ifla_cacheinfo,
	VF(ifla_cacheinfo, max_reasm_len), VF(ifla_cacheinfo, tstamp),
	VF(ifla_cacheinfo, reachable_time), VF(ifla_cacheinfo, retrans_time));

static const struct sct_attr inet6_attrs[] = {
	N_NUMBER(IFLA_INET6_FLAGS, FLAGS(inet6_if_flags)),
	N_INDEXED(IFLA_INET6_CONF, T_INT, ipv6_devconf),
	N_INDEXED(IFLA_INET6_STATS, T_U64, ipstats_mib),
	N(IFLA_INET6_CACHEINFO, &t_inet6_cache),
	N_INDEXED(IFLA_INET6_ICMP6STATS, T_U64, icmp6_mib),
	N_CUSTOM(IFLA_INET6_TOKEN, put_address6),
	N_NUMBER(IFLA_INET6_ADDR_GEN_MODE, ENUM_U8(in6_gen_modes)), N(IFLA_INET6_RA_MTU, T_UINT),
};
static const struct sct_attr_set inet6_set = SCT_ATTR_SET(ifla_inet6_types, inet6_attrs);

static const struct sct_attr mctp_attrs[] = { N(IFLA_MCTP_NET, T_UINT) };
static const struct sct_attr_set mctp_set = SCT_ATTR_SET(ifla_mctp_types, mctp_attrs);

static const struct sct_attr family_attrs[] = {
	N_NESTED(2, inet_set), N_NESTED(10, inet6_set), N_NESTED(45, mctp_set),
};
static const struct sct_attr_set family_set = SCT_ATTR_SET(address_families, family_attrs);

static bool put_nested(struct sct_printer *p, struct sct_span s, const struct sct_attr_set *set)
{
	if (s.len < SCT_ATTR_HEADER)
		return false;
	sct_put_attrs(p, s, set, 0);
	return true;
}

static bool put_af_spec(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	return put_nested(p, s, c->family == 7 ? &bridge_spec_set : &family_set);
}

static bool put_protinfo(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	if (c->family == 7)
		return put_nested(p, s, &port_set);
	return c->family == 10 && put_nested(p, s, &inet6_set);
}

/* --- Links ---------------------------------------------------------------------------------- */

static const struct sct_attr xdp_attrs[] = {
	N(IFLA_XDP_FD, T_FD), N_NUMBER(IFLA_XDP_ATTACHED, ENUM_U8(xdp_attached)),
	N(IFLA_XDP_FLAGS, FLAGS(xdp_flags)), N(IFLA_XDP_PROG_ID, T_UINT),
	N(IFLA_XDP_DRV_PROG_ID, T_UINT), N(IFLA_XDP_SKB_PROG_ID, T_UINT),
	N(IFLA_XDP_HW_PROG_ID, T_UINT), N(IFLA_XDP_EXPECTED_FD, T_FD),
};
static const struct sct_attr_set xdp_set = SCT_ATTR_SET(ifla_xdp_types, xdp_attrs);

static const struct sct_attr prop_attrs[] = { N_STR(IFLA_ALT_IFNAME) };
static const struct sct_attr_set prop_set = SCT_ATTR_SET(ifla_types, prop_attrs);

static const struct sct_attr reason_attrs[] = {
	N(IFLA_PROTO_DOWN_REASON_MASK, &sct_t_nl_hex32),
	N(IFLA_PROTO_DOWN_REASON_VALUE, &sct_t_nl_hex32),
};
static const struct sct_attr_set reason_set = SCT_ATTR_SET(ifla_proto_down_types, reason_attrs);

static const struct sct_attr link_attrs[] = {
	N_MAC(IFLA_ADDRESS), N_MAC(IFLA_BROADCAST), N_STR(IFLA_IFNAME), N(IFLA_MTU, T_UINT),
	N(IFLA_LINK, T_UINT), N_STR(IFLA_QDISC),
	N_GROWING(IFLA_STATS, &sct_t_link_stats, 92), N(IFLA_MASTER, T_UINT),
	N_CUSTOM(IFLA_PROTINFO, put_protinfo), N(IFLA_TXQLEN, T_UINT), N(IFLA_MAP, &t_link_map),
	N(IFLA_WEIGHT, T_UINT), N(IFLA_OPERSTATE, T_U8), N(IFLA_LINKMODE, T_U8),
	N_NESTED(IFLA_LINKINFO, info_set), N(IFLA_NET_NS_PID, T_UINT), N_STR(IFLA_IFALIAS),
	N(IFLA_NUM_VF, T_UINT), N_NESTED(IFLA_VFINFO_LIST, vf_list_set),
	N_GROWING(IFLA_STATS64, &sct_t_link_stats64, 184),
	N_NESTED(IFLA_VF_PORTS, vf_ports_set), N_NESTED(IFLA_PORT_SELF, vf_port_set),
	N_CUSTOM(IFLA_AF_SPEC, put_af_spec), N(IFLA_GROUP, T_UINT), N(IFLA_NET_NS_FD, T_FD),
	N_NUMBER(IFLA_EXT_MASK, FLAGS(ifla_ext_masks)), N(IFLA_PROMISCUITY, T_UINT),
	N(IFLA_NUM_TX_QUEUES, T_UINT), N(IFLA_NUM_RX_QUEUES, T_UINT), N(IFLA_CARRIER, T_U8),
	N(IFLA_CARRIER_CHANGES, T_UINT), N(IFLA_LINK_NETNSID, T_INT),
	N_STR(IFLA_PHYS_PORT_NAME), N(IFLA_PROTO_DOWN, T_U8), N(IFLA_GSO_MAX_SEGS, T_UINT),
	N(IFLA_GSO_MAX_SIZE, T_UINT), N_NESTED(IFLA_XDP, xdp_set),
	N(IFLA_EVENT, ENUM(ifla_events)), N(IFLA_NEW_NETNSID, T_INT), N(IFLA_IF_NETNSID, T_INT),
	N(IFLA_CARRIER_UP_COUNT, T_UINT), N(IFLA_CARRIER_DOWN_COUNT, T_UINT),
	N(IFLA_NEW_IFINDEX, &sct_t_ifindex), N(IFLA_MIN_MTU, T_UINT), N(IFLA_MAX_MTU, T_UINT),
	N_NESTED(IFLA_PROP_LIST, prop_set), N_STR(IFLA_ALT_IFNAME), N_MAC(IFLA_PERM_ADDRESS),
	N_NESTED(IFLA_PROTO_DOWN_REASON, reason_set), N_STR(IFLA_PARENT_DEV_NAME),
	N_STR(IFLA_PARENT_DEV_BUS_NAME), N(IFLA_GRO_MAX_SIZE, T_UINT),
	N(IFLA_TSO_MAX_SIZE, T_UINT), N(IFLA_TSO_MAX_SEGS, T_UINT), N(IFLA_ALLMULTI, T_UINT),
};
const struct sct_attr_set sct_link_attrs = SCT_ATTR_SET(ifla_types, link_attrs);
