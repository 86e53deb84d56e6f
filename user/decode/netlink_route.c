// SPDX-License-Identifier: GPL-2.0
/*
 * rtnetlink: its messages, and all attributes but those of links.
 */
#include <linux/dcbnl.h>
#include <linux/fib_rules.h>
#include <linux/gen_stats.h>
#include <linux/if_addr.h>
#include <linux/if_addrlabel.h>
#include <linux/if_bonding.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/mpls.h>
#include <linux/neighbour.h>
#include <linux/net_namespace.h>
#include <linux/netconf.h>
#include <linux/nexthop.h>
#include <linux/pkt_cls.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>

#include "decode/netlink.h"

#define F(S, m, t, ...)	FIELD(struct S, m, t, ##__VA_ARGS__)

/* --- Addresses -------------------------------------------------------------------- */

static const struct sct_type t_ifaddrmsg = STRUCT(struct ifaddrmsg,
	F(ifaddrmsg, ifa_family, ENUM_U8(address_families)), F(ifaddrmsg, ifa_prefixlen, T_U8),
	F(ifaddrmsg, ifa_flags, FLAGS_U8(ifa_flags)), F(ifaddrmsg, ifa_scope, ENUM_U8(rt_scopes)),
	F(ifaddrmsg, ifa_index, &sct_t_ifindex));

static const struct sct_type t_ifa_cacheinfo = STRUCT(struct ifa_cacheinfo,
	F(ifa_cacheinfo, ifa_prefered, T_UINT), F(ifa_cacheinfo, ifa_valid, T_UINT),
	F(ifa_cacheinfo, cstamp, T_UINT), F(ifa_cacheinfo, tstamp, T_UINT));

static const struct sct_attr addr_attrs[] = {
	N_ADDRESS(IFA_ADDRESS), N_ADDRESS(IFA_LOCAL), N_STR(IFA_LABEL), N_ADDRESS(IFA_BROADCAST),
	N_ADDRESS(IFA_ANYCAST), N(IFA_CACHEINFO, &t_ifa_cacheinfo), N_ADDRESS(IFA_MULTICAST),
	N(IFA_FLAGS, FLAGS(ifa_flags)), N(IFA_RT_PRIORITY, T_UINT), N(IFA_TARGET_NETNSID, T_INT),
};
static const struct sct_attr_set addr_set = SCT_ATTR_SET(ifa_types, addr_attrs);

static const struct sct_type t_ifaddrlblmsg = STRUCT(struct ifaddrlblmsg,
	F(ifaddrlblmsg, ifal_family, ENUM_U8(address_families)),
	F(ifaddrlblmsg, ifal_prefixlen, T_U8), F(ifaddrlblmsg, ifal_flags, T_U8),
	F(ifaddrlblmsg, ifal_index, &sct_t_ifindex), F(ifaddrlblmsg, ifal_seq, T_UINT));

static const struct sct_attr label_attrs[] = {
	N_ADDRESS(IFAL_ADDRESS), N(IFAL_LABEL, T_UINT),
};
static const struct sct_attr_set label_set = SCT_ATTR_SET(ifal_types, label_attrs);

/* --- Routes ------------------------------------------------------------------------- */

static const struct sct_type t_rtmsg = STRUCT(struct rtmsg,
	F(rtmsg, rtm_family, ENUM_U8(address_families)), F(rtmsg, rtm_dst_len, T_U8),
	F(rtmsg, rtm_src_len, T_U8), F(rtmsg, rtm_tos, FLAGS_U8(ip_tos)),
	F(rtmsg, rtm_table, ENUM_U8(rt_tables)), F(rtmsg, rtm_protocol, ENUM_U8(rt_protocols)),
	F(rtmsg, rtm_scope, ENUM_U8(rt_scopes)), F(rtmsg, rtm_type, ENUM_U8(rt_types)),
	F(rtmsg, rtm_flags, FLAGS(rt_flags)));

#define CACHE(m)	F(rta_cacheinfo, m, T_UINT)
static const struct sct_type t_rta_cacheinfo = STRUCT(struct rta_cacheinfo,
	CACHE(rta_clntref), CACHE(rta_lastuse), CACHE(rta_expires), CACHE(rta_error),
	CACHE(rta_used), F(rta_cacheinfo, rta_id, T_HEX32), CACHE(rta_ts), CACHE(rta_tsage));

static const struct sct_type t_mfc_stats = STRUCT(struct rta_mfc_stats,
	F(rta_mfc_stats, mfcs_packets, T_U64), F(rta_mfc_stats, mfcs_bytes, T_U64),
	F(rta_mfc_stats, mfcs_wrong_if, T_U64));

static const struct sct_attr metrics_attrs[] = {
	N(RTAX_LOCK, T_UINT), N(RTAX_MTU, T_UINT), N(RTAX_WINDOW, T_UINT), N(RTAX_RTT, T_UINT),
	N(RTAX_RTTVAR, T_UINT), N(RTAX_SSTHRESH, T_UINT), N(RTAX_CWND, T_UINT),
	N(RTAX_ADVMSS, T_UINT), N(RTAX_REORDERING, T_UINT), N(RTAX_HOPLIMIT, T_UINT),
	N(RTAX_INITCWND, T_UINT), N(RTAX_FEATURES, T_UINT), N(RTAX_RTO_MIN, T_UINT),
	N(RTAX_INITRWND, T_UINT), N(RTAX_QUICKACK, T_UINT), N_STR(RTAX_CC_ALGO),
};
static const struct sct_attr_set metrics_set = SCT_ATTR_SET(rtax_types, metrics_attrs);

static const struct sct_type t_rtnexthop = STRUCT(struct rtnexthop,
	F(rtnexthop, rtnh_len, T_U16), F(rtnexthop, rtnh_flags, FLAGS_U8(rtnh_flags)),
	F(rtnexthop, rtnh_hops, T_U8), F(rtnexthop, rtnh_ifindex, &sct_t_ifindex));

static size_t put_nexthop(struct sct_printer *p, struct sct_span s, void *arg)
{
	const struct sct_attr_context *c = arg;
	size_t len = sct_load(s.mem, 2);
	struct sct_span attrs = sct_span_behind(sct_span_cut(s, len), sizeof(struct rtnexthop));

	if (attrs.len)
		sb_char(p->sb, '[');
	sct_put_mem(p, &t_rtnexthop, s.addr, s.mem, sizeof(struct rtnexthop), NULL);
	sct_put_more_attrs(p, attrs, &sct_route_attrs, c->family);
	if (attrs.len)
		sb_char(p->sb, ']');
	return len;
}

static bool put_multipath(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	if (s.len < sizeof(struct rtnexthop))
		return false;
	sct_put_span_list(p, s, sizeof(struct rtnexthop), put_nexthop, c);
	return true;
}

static bool put_via(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	struct sct_span addr = sct_span_behind(s, 2);
	unsigned int family;

	(void)c;
	if (s.len < 2)
		return false;
	family = (unsigned int)sct_load(s.mem, 2);
	sb_str(p->sb, "{rtvia_family=");
	sct_put_enum(p, &sct_set_address_families, family);
	if (family == 10 && addr.len >= 16) {
		sb_str(p->sb, ", ");
		sct_put_inet6_addr(p, addr.mem, "rtvia_addr");
	} else if (addr.len) {
		sb_str(p->sb, ", rtvia_addr=");
		if (!sct_put_attr_address(p, addr, family))
			sct_put_span(p, addr);
	}
	sb_char(p->sb, '}');
	return true;
}

static const struct sct_attr route_attrs[] = {
	N_ADDRESS(RTA_DST), N_ADDRESS(RTA_SRC), N(RTA_IIF, &sct_t_ifindex),
	N(RTA_OIF, &sct_t_ifindex), N_ADDRESS(RTA_GATEWAY), N(RTA_PRIORITY, T_UINT),
	N_ADDRESS(RTA_PREFSRC), N_NESTED(RTA_METRICS, metrics_set),
	N_CUSTOM(RTA_MULTIPATH, put_multipath), N(RTA_PROTOINFO, T_UINT), N(RTA_FLOW, T_UINT),
	N(RTA_CACHEINFO, &t_rta_cacheinfo), N(RTA_MP_ALGO, T_UINT), N(RTA_TABLE, ENUM(rt_tables)),
	N(RTA_MARK, T_UINT), N(RTA_MFC_STATS, &t_mfc_stats), N_CUSTOM(RTA_VIA, put_via),
	N_ADDRESS(RTA_NEWDST), N(RTA_PREF, T_U8), N(RTA_ENCAP_TYPE, ENUM_U16(lwtunnel_types)),
	N(RTA_EXPIRES, T_U64), N(RTA_UID, T_UINT), N(RTA_TTL_PROPAGATE, T_U8),
	N(RTA_IP_PROTO, T_U8), N(RTA_SPORT, T_U16), N(RTA_DPORT, T_U16),
};
const struct sct_attr_set sct_route_attrs = SCT_ATTR_SET(rta_types, route_attrs);

/* --- Next hops ------------------------------------------------------------------------- */

static const struct sct_type t_nhmsg = STRUCT(struct nhmsg,
	F(nhmsg, nh_family, ENUM_U8(address_families)), F(nhmsg, nh_scope, ENUM_U8(rt_scopes)),
	F(nhmsg, nh_protocol, ENUM_U8(rt_protocols)), F(nhmsg, resvd, T_HEX8, .nonzero = true),
	F(nhmsg, nh_flags, FLAGS(rtnh_flags)));

/* The third field has another name in later headers. */
struct group_member { uint32_t id; uint8_t weight, resvd1; uint16_t resvd2; };

static const struct sct_type t_group_member = STRUCT(struct group_member,
	F(group_member, id, T_UINT), F(group_member, weight, T_U8),
	F(group_member, resvd1, T_HEX8, .nonzero = true),
	F(group_member, resvd2, T_HEX16, .nonzero = true));

static const struct sct_attr res_group_attrs[] = {
	N(NHA_RES_GROUP_BUCKETS, T_U16), N_CLOCK(NHA_RES_GROUP_IDLE_TIMER),
	N_CLOCK(NHA_RES_GROUP_UNBALANCED_TIMER), N_CLOCK(NHA_RES_GROUP_UNBALANCED_TIME),
};
static const struct sct_attr_set res_group_set =
	SCT_ATTR_SET(nha_res_group_types, res_group_attrs);

static const struct sct_attr res_bucket_attrs[] = {
	N(NHA_RES_BUCKET_INDEX, T_U16), N_CLOCK(NHA_RES_BUCKET_IDLE_TIME),
	N(NHA_RES_BUCKET_NH_ID, T_UINT),
};
static const struct sct_attr_set res_bucket_set =
	SCT_ATTR_SET(nha_res_bucket_types, res_bucket_attrs);

static const struct sct_attr nexthop_attrs[] = {
	N(NHA_ID, T_UINT), N_ARRAY(NHA_GROUP, &t_group_member),
	N_NUMBER(NHA_GROUP_TYPE, ENUM_U16(nexthop_group_types)), N(NHA_BLACKHOLE, T_UINT),
	N(NHA_OIF, &sct_t_ifindex), N_ADDRESS(NHA_GATEWAY),
	N(NHA_ENCAP_TYPE, ENUM_U16(lwtunnel_types)), N(NHA_GROUPS, T_UINT),
	N(NHA_MASTER, &sct_t_ifindex), N(NHA_FDB, T_UINT),
	N_NESTED(NHA_RES_GROUP, res_group_set), N_NESTED(NHA_RES_BUCKET, res_bucket_set),
};
static const struct sct_attr_set nexthop_set = SCT_ATTR_SET(nha_types, nexthop_attrs);

/* --- Rules ------------------------------------------------------------------------------ */

static const struct sct_type t_fib_rule_hdr = STRUCT(struct fib_rule_hdr,
	F(fib_rule_hdr, family, ENUM_U8(address_families)), F(fib_rule_hdr, dst_len, T_U8),
	F(fib_rule_hdr, src_len, T_U8), F(fib_rule_hdr, tos, FLAGS_U8(ip_tos)),
	F(fib_rule_hdr, table, ENUM_U8(rule_tables)), F(fib_rule_hdr, action, ENUM_U8(fr_actions)),
	F(fib_rule_hdr, flags, FLAGS(fib_rule_flags)));

static const struct sct_type t_uid_range = STRUCT(struct fib_rule_uid_range,
	F(fib_rule_uid_range, start, T_UINT), F(fib_rule_uid_range, end, T_UINT));

static const struct sct_type t_port_range = STRUCT(struct fib_rule_port_range,
	F(fib_rule_port_range, start, T_U16), F(fib_rule_port_range, end, T_U16));

static void print_tunnel_id(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "htobe64(%llu)", (unsigned long long)__builtin_bswap64(v->v));
}

static const struct sct_type t_tunnel_id = { .print = print_tunnel_id, .size = { 8, 8 } };

static const struct sct_attr rule_attrs[] = {
	N_ADDRESS(FRA_DST), N_ADDRESS(FRA_SRC), N_STR(FRA_IIFNAME), N(FRA_GOTO, T_UINT),
	N(FRA_PRIORITY, T_UINT), N(FRA_FWMARK, T_UINT), N(FRA_FLOW, T_UINT),
	N(FRA_TUN_ID, &t_tunnel_id), N(FRA_SUPPRESS_IFGROUP, T_UINT),
	N(FRA_SUPPRESS_PREFIXLEN, T_UINT), N(FRA_TABLE, ENUM(rt_tables)), N(FRA_FWMASK, T_UINT),
	N_STR(FRA_OIFNAME), N(FRA_L3MDEV, T_U8), N(FRA_UID_RANGE, &t_uid_range),
	N(FRA_PROTOCOL, ENUM_U8(rt_protocols)), N_ENUM(FRA_IP_PROTO, inet_protocols),
	N(FRA_SPORT_RANGE, &t_port_range), N(FRA_DPORT_RANGE, &t_port_range),
};
static const struct sct_attr_set rule_set = SCT_ATTR_SET(fra_types, rule_attrs);

/* --- Neighbours ---------------------------------------------------------------------------- */

static const struct sct_type t_ndmsg = STRUCT(struct ndmsg,
	F(ndmsg, ndm_family, ENUM_U8(address_families)), F(ndmsg, ndm_ifindex, &sct_t_ifindex),
	F(ndmsg, ndm_state, FLAGS_U16(neigh_states)), F(ndmsg, ndm_flags, FLAGS_U8(neigh_flags)),
	F(ndmsg, ndm_type, ENUM_U8(rt_types)));

static const struct sct_type t_nda_cacheinfo = STRUCT(struct nda_cacheinfo,
	F(nda_cacheinfo, ndm_confirmed, T_UINT), F(nda_cacheinfo, ndm_used, T_UINT),
	F(nda_cacheinfo, ndm_updated, T_UINT), F(nda_cacheinfo, ndm_refcnt, T_UINT));

static const struct sct_attr nfea_attrs[] = {
	N_NUMBER(NFEA_ACTIVITY_NOTIFY, FLAGS_U8(fdb_notify)),
};
static const struct sct_attr_set nfea_set = SCT_ATTR_SET(nfea_types, nfea_attrs);

/* From NDA_FLAGS_EXT on, newer than some headers. */
enum { FLAGS_EXT = 15, STATE_MASK, FLAGS_MASK };

static const struct sct_attr neigh_attrs[] = {
	N_ADDRESS(NDA_DST), N_MAC(NDA_LLADDR), N(NDA_CACHEINFO, &t_nda_cacheinfo),
	N(NDA_PROBES, T_UINT), N(NDA_VLAN, T_U16), N(NDA_PORT, &sct_t_nl_port),
	N(NDA_VNI, T_UINT), N(NDA_IFINDEX, &sct_t_ifindex), N(NDA_MASTER, &sct_t_ifindex),
	N(NDA_LINK_NETNSID, T_UINT), N(NDA_SRC_VNI, T_UINT), N_ENUM(NDA_PROTOCOL, inet_protocols),
	N(NDA_NH_ID, T_UINT), N_NESTED(NDA_FDB_EXT_ATTRS, nfea_set),
	N_NUMBER(FLAGS_EXT, FLAGS(neigh_ext_flags)),
	N_NUMBER(STATE_MASK, FLAGS_U16(neigh_states)), N_NUMBER(FLAGS_MASK, FLAGS_U8(neigh_flags)),
};
static const struct sct_attr_set neigh_set = SCT_ATTR_SET(nda_types, neigh_attrs);

static const struct sct_type t_ndt_config = STRUCT(struct ndt_config,
	F(ndt_config, ndtc_key_len, T_U16), F(ndt_config, ndtc_entry_size, T_U16),
	F(ndt_config, ndtc_entries, T_UINT), F(ndt_config, ndtc_last_flush, T_UINT),
	F(ndt_config, ndtc_last_rand, T_UINT), F(ndt_config, ndtc_hash_rnd, T_UINT),
	F(ndt_config, ndtc_hash_mask, T_HEX32), F(ndt_config, ndtc_hash_chain_gc, T_UINT),
	F(ndt_config, ndtc_proxy_qlen, T_UINT));

#define TABLE(m)	F(ndt_stats, m, T_U64)
static const struct sct_type t_ndt_stats = STRUCT(struct ndt_stats,
	TABLE(ndts_allocs), TABLE(ndts_destroys), TABLE(ndts_hash_grows), TABLE(ndts_res_failed),
	TABLE(ndts_lookups), TABLE(ndts_hits), TABLE(ndts_rcv_probes_mcast),
	TABLE(ndts_rcv_probes_ucast), TABLE(ndts_periodic_gc_runs), TABLE(ndts_forced_gc_runs),
	TABLE(ndts_table_fulls));

static const struct sct_attr ndtpa_attrs[] = {
	N(NDTPA_IFINDEX, &sct_t_ifindex), N(NDTPA_REFCNT, T_UINT), N(NDTPA_REACHABLE_TIME, T_U64),
	N(NDTPA_BASE_REACHABLE_TIME, T_U64), N(NDTPA_RETRANS_TIME, T_U64),
	N(NDTPA_GC_STALETIME, T_U64), N(NDTPA_DELAY_PROBE_TIME, T_U64), N(NDTPA_QUEUE_LEN, T_UINT),
	N(NDTPA_APP_PROBES, T_UINT), N(NDTPA_UCAST_PROBES, T_UINT), N(NDTPA_MCAST_PROBES, T_UINT),
	N(NDTPA_ANYCAST_DELAY, T_U64), N(NDTPA_PROXY_DELAY, T_U64), N(NDTPA_PROXY_QLEN, T_UINT),
	N(NDTPA_LOCKTIME, T_U64), N(NDTPA_QUEUE_LENBYTES, T_UINT),
	N(NDTPA_MCAST_REPROBES, T_UINT), N(19 /* NDTPA_INTERVAL_PROBE_TIME_MS */, T_U64),
};
static const struct sct_attr_set ndtpa_set = SCT_ATTR_SET(ndtpa_types, ndtpa_attrs);

static const struct sct_attr table_attrs[] = {
	N_STR(NDTA_NAME), N(NDTA_THRESH1, T_UINT), N(NDTA_THRESH2, T_UINT),
	N(NDTA_THRESH3, T_UINT), N(NDTA_CONFIG, &t_ndt_config), N_NESTED(NDTA_PARMS, ndtpa_set),
	N(NDTA_STATS, &t_ndt_stats), N(NDTA_GC_INTERVAL, T_U64),
};
static const struct sct_attr_set table_set = SCT_ATTR_SET(ndta_types, table_attrs);

/* --- Traffic control ------------------------------------------------------------------------- */

static const struct sct_type t_tcmsg = STRUCT(struct tcmsg,
	F(tcmsg, tcm_family, ENUM_U8(address_families)), F(tcmsg, tcm_ifindex, &sct_t_ifindex),
	F(tcmsg, tcm_handle, T_UINT), F(tcmsg, tcm_parent, T_UINT), F(tcmsg, tcm_info, T_UINT));

/* Without the padding behind them. */
struct stats {
	uint64_t bytes;
	uint32_t packets, drops, overlimits, bps, pps, qlen, backlog;
} __attribute__((packed));

struct basic_stats {
	uint64_t bytes;
	uint32_t packets;
} __attribute__((packed));

static const struct sct_type t_tc_stats = STRUCT(struct stats,
	F(stats, bytes, T_U64), F(stats, packets, T_UINT), F(stats, drops, T_UINT),
	F(stats, overlimits, T_UINT), F(stats, bps, T_UINT), F(stats, pps, T_UINT),
	F(stats, qlen, T_UINT), F(stats, backlog, T_UINT));

static const struct sct_type t_basic_stats = STRUCT(struct basic_stats,
	F(basic_stats, bytes, T_U64), F(basic_stats, packets, T_UINT));

static const struct sct_type t_rate_est = STRUCT(struct gnet_stats_rate_est,
	F(gnet_stats_rate_est, bps, T_UINT), F(gnet_stats_rate_est, pps, T_UINT));

static const struct sct_type t_rate_est64 = STRUCT(struct gnet_stats_rate_est64,
	F(gnet_stats_rate_est64, bps, T_U64), F(gnet_stats_rate_est64, pps, T_U64));

#define QUEUE(m)	F(gnet_stats_queue, m, T_UINT)
static const struct sct_type t_queue_stats = STRUCT(struct gnet_stats_queue,
	QUEUE(qlen), QUEUE(backlog), QUEUE(drops), QUEUE(requeues), QUEUE(overlimits));

struct estimator { int8_t interval; uint8_t ewma_log; };

static void print_s8(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_s64(p->sb, (int8_t)v->v);
}

static const struct sct_type t_s8 = { .print = print_s8, .size = { 1, 1 } };
static const struct sct_type t_estimator = STRUCT(struct estimator,
	F(estimator, interval, &t_s8), F(estimator, ewma_log, T_U8));

static const struct sct_attr tca_stats_attrs[] = {
	N(TCA_STATS_BASIC, &t_basic_stats), N(TCA_STATS_RATE_EST, &t_rate_est),
	N(TCA_STATS_QUEUE, &t_queue_stats), N(TCA_STATS_RATE_EST64, &t_rate_est64),
	N(TCA_STATS_BASIC_HW, &t_basic_stats), N(TCA_STATS_PKT64, T_U64),
};
static const struct sct_attr_set tca_stats_set = SCT_ATTR_SET(tca_stats_types, tca_stats_attrs);

static const struct sct_type t_sizespec = STRUCT(struct tc_sizespec,
	F(tc_sizespec, cell_log, T_U8), F(tc_sizespec, size_log, T_U8),
	F(tc_sizespec, cell_align, T_S16), F(tc_sizespec, overhead, T_INT),
	F(tc_sizespec, linklayer, T_UINT), F(tc_sizespec, mpu, T_UINT),
	F(tc_sizespec, mtu, T_UINT), F(tc_sizespec, tsize, T_UINT));

static const struct sct_attr stab_attrs[] = {
	N(TCA_STAB_BASE, &t_sizespec), N_ARRAY(TCA_STAB_DATA, T_U16),
};
static const struct sct_attr_set stab_set = SCT_ATTR_SET(tca_stab_types, stab_attrs);

static const struct sct_attr tc_attrs[] = {
	N_STR(TCA_KIND), N(TCA_STATS, &t_tc_stats), N(TCA_RATE, &t_estimator), N(TCA_FCNT, T_UINT),
	N_NESTED(TCA_STATS2, tca_stats_set), N_NESTED(TCA_STAB, stab_set), N(TCA_CHAIN, T_UINT),
	N(TCA_HW_OFFLOAD, T_U8), N(TCA_INGRESS_BLOCK, T_UINT), N(TCA_EGRESS_BLOCK, T_UINT),
	N(TCA_DUMP_FLAGS, T_UINT),
};
static const struct sct_attr_set tc_set = SCT_ATTR_SET(tca_types, tc_attrs);

static const struct sct_attr action_attrs[] = {
	N_STR(TCA_ACT_KIND), N(TCA_ACT_INDEX, T_UINT), N_NESTED(TCA_ACT_STATS, tca_stats_set),
	N_NUMBER(TCA_ACT_FLAGS, FLAGS(tca_act_flags)),
	N_NUMBER(TCA_ACT_HW_STATS, FLAGS(tca_act_hw_stats)),
	N_NUMBER(TCA_ACT_USED_HW_STATS, FLAGS(tca_act_hw_stats)), N(TCA_ACT_IN_HW_COUNT, T_UINT),
};
static const struct sct_attr_set action_set = SCT_ATTR_SET(tca_act_types, action_attrs);

/* --- Multicast groups of bridges ---------------------------------------------------------------- */

struct bridge_port_msg { uint8_t family, pad[3]; uint32_t ifindex; };

static const struct sct_type t_br_port_msg = STRUCT(struct bridge_port_msg,
	F(bridge_port_msg, family, ENUM_U8(address_families)),
	F(bridge_port_msg, ifindex, &sct_t_ifindex));

struct mdb_addr { uint8_t u[16]; uint16_t proto, pad; };
struct mdb_entry {
	uint32_t ifindex;
	uint8_t state, flags;
	uint16_t vid;
	struct mdb_addr addr;
};

static void print_family_htons(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	(void)t;
	sb_str(p->sb, "htons(");
	sct_put_enum(p, &sct_set_address_families, __builtin_bswap16((uint16_t)v->v));
	sb_char(p->sb, ')');
}

static const struct sct_type t_family_htons = { .print = print_family_htons, .size = { 2, 2 } };

/* The address by its protocol, which is behind it. */
static void print_mdb_addr(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	unsigned int family = __builtin_bswap16((uint16_t)sct_load(v->mem + 16, 2));

	(void)t;
	sb_char(p->sb, '{');
	if (family == 10) {
		sct_put_inet6_addr(p, v->mem, "u");
	} else {
		sb_str(p->sb, "u=");
		if (family == 2)
			sct_put_inet_field(p, v->mem, 16);
		else
			sct_put_hexbytes(p, v->mem, 16);
	}
	sb_str(p->sb, ", proto=");
	sct_put_mem(p, &t_family_htons, v->addr + 16, v->mem + 16, 2, NULL);
	sb_char(p->sb, '}');
}

static const struct sct_type t_mdb_addr = { .print = print_mdb_addr };

static const struct sct_type t_mdb_entry = STRUCT(struct mdb_entry,
	F(mdb_entry, ifindex, &sct_t_ifindex), F(mdb_entry, state, ENUM_U8(mdb_states)),
	F(mdb_entry, flags, FLAGS_U8(mdb_flags)), F(mdb_entry, vid, T_U16),
	F(mdb_entry, addr, &t_mdb_addr));

static const struct sct_attr eattr_attrs[] = { N_CLOCK(MDBA_MDB_EATTR_TIMER) };
static const struct sct_attr_set eattr_set = SCT_ATTR_SET(mdba_eattr_types, eattr_attrs);

/* What is of @t, and attributes behind that. */
static bool put_with_attrs(struct sct_printer *p, struct sct_span s, const struct sct_type *t,
			   const struct sct_attr_set *set)
{
	size_t size = t->size[0];

	if (s.len < size)
		return false;
	sct_put_mem(p, t, s.addr, s.mem, size, NULL);
	sct_put_more_attrs(p, sct_span_behind(s, size), set, 0);
	return true;
}

static bool put_mdb_entry(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	(void)c;
	return put_with_attrs(p, s, &t_mdb_entry, &eattr_set);
}

static const struct sct_attr entry_attrs[] = { N_CUSTOM(MDBA_MDB_ENTRY_INFO, put_mdb_entry) };
static const struct sct_attr_set entry_set = SCT_ATTR_SET(mdba_entry_types, entry_attrs);

static const struct sct_attr mdb_mdb_attrs[] = { N_NESTED(MDBA_MDB_ENTRY, entry_set) };
static const struct sct_attr_set mdb_mdb_set = SCT_ATTR_SET(mdba_mdb_types, mdb_mdb_attrs);

static const struct sct_attr router_port_attrs[] = {
	N_CLOCK(MDBA_ROUTER_PATTR_TIMER), N(MDBA_ROUTER_PATTR_TYPE, ENUM_U8(mdb_router_types)),
	N_CLOCK(MDBA_ROUTER_PATTR_INET_TIMER), N_CLOCK(MDBA_ROUTER_PATTR_INET6_TIMER),
};
static const struct sct_attr_set router_port_set =
	SCT_ATTR_SET(mdba_router_attr_types, router_port_attrs);

static bool put_router_port(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	(void)c;
	return put_with_attrs(p, s, &sct_t_ifindex, &router_port_set);
}

static const struct sct_attr router_attrs[] = { N_CUSTOM(MDBA_ROUTER_PORT, put_router_port) };
static const struct sct_attr_set router_set = SCT_ATTR_SET(mdba_router_types, router_attrs);

static const struct sct_attr mdb_attrs[] = {
	N_NESTED(MDBA_MDB, mdb_mdb_set), N_NESTED(MDBA_ROUTER, router_set),
};
static const struct sct_attr_set mdb_set = SCT_ATTR_SET(mdba_types, mdb_attrs);

/* --- Statistics ------------------------------------------------------------------------------------ */

struct stats_msg { uint8_t family, pad1; uint16_t pad2; uint32_t ifindex, filter_mask; };

static const struct sct_type t_stats_msg = STRUCT(struct stats_msg,
	F(stats_msg, family, ENUM_U8(address_families)),
	F(stats_msg, pad1, T_HEX8, .nonzero = true), F(stats_msg, pad2, T_HEX16, .nonzero = true),
	F(stats_msg, ifindex, &sct_t_ifindex),
	F(stats_msg, filter_mask, FLAGS(ifla_stats_filter)));

static const struct sct_type t_vlan_xstats = STRUCT(struct bridge_vlan_xstats,
	F(bridge_vlan_xstats, rx_bytes, T_U64), F(bridge_vlan_xstats, rx_packets, T_U64),
	F(bridge_vlan_xstats, tx_bytes, T_U64), F(bridge_vlan_xstats, tx_packets, T_U64),
	F(bridge_vlan_xstats, vid, T_U16),
	F(bridge_vlan_xstats, flags, FLAGS_U16(bridge_vlan_flags)),
	F(bridge_vlan_xstats, pad2, T_HEX32, .nonzero = true));

#define STP(m)	F(bridge_stp_xstats, m, T_U64)
static const struct sct_type t_stp_xstats = STRUCT(struct bridge_stp_xstats,
	STP(transition_blk), STP(transition_fwd), STP(rx_bpdu), STP(tx_bpdu), STP(rx_tcn),
	STP(tx_tcn));

/* One number for each direction. */
static void print_directions(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	unsigned int i;

	(void)t;
	for (i = 0; i < 2; i++) {
		sb_str(p->sb, i ? ", [" : "[[");
		sct_put_enum(p, &sct_set_bridge_mcast_dirs, i);
		sb_str(p->sb, "]=");
		sb_u64(p->sb, sct_load(v->mem + i * sizeof(uint64_t), sizeof(uint64_t)));
	}
	sb_char(p->sb, ']');
}

static const struct sct_type t_directions = { .print = print_directions };

#define MCAST(m) F(br_mcast_stats, m, &t_directions)
static const struct sct_type t_mcast_xstats = STRUCT(struct br_mcast_stats,
	MCAST(igmp_v1queries), MCAST(igmp_v2queries), MCAST(igmp_v3queries), MCAST(igmp_leaves),
	MCAST(igmp_v1reports), MCAST(igmp_v2reports), MCAST(igmp_v3reports),
	F(br_mcast_stats, igmp_parse_errors, T_U64), MCAST(mld_v1queries), MCAST(mld_v2queries),
	MCAST(mld_leaves), MCAST(mld_v1reports), MCAST(mld_v2reports),
	F(br_mcast_stats, mld_parse_errors, T_U64), MCAST(mcast_bytes), MCAST(mcast_packets));

#define MPLS(m)	F(mpls_link_stats, m, T_U64)
static const struct sct_type t_mpls_stats = STRUCT(struct mpls_link_stats,
	MPLS(rx_packets), MPLS(tx_packets), MPLS(rx_bytes), MPLS(tx_bytes), MPLS(rx_errors),
	MPLS(tx_errors), MPLS(rx_dropped), MPLS(tx_dropped), MPLS(rx_noroute));

static const struct sct_attr bridge_xstats_attrs[] = {
	N_AND_REST(BRIDGE_XSTATS_VLAN, &t_vlan_xstats),
	N_AND_REST(BRIDGE_XSTATS_MCAST, &t_mcast_xstats),
	N_AND_REST(BRIDGE_XSTATS_STP, &t_stp_xstats),
};
static const struct sct_attr_set bridge_xstats_set =
	SCT_ATTR_SET(bridge_xstats_types, bridge_xstats_attrs);

static const struct sct_attr bond_3ad_attrs[] = {
	N(BOND_3AD_STAT_LACPDU_RX, T_U64), N(BOND_3AD_STAT_LACPDU_TX, T_U64),
	N(BOND_3AD_STAT_LACPDU_UNKNOWN_RX, T_U64), N(BOND_3AD_STAT_LACPDU_ILLEGAL_RX, T_U64),
	N(BOND_3AD_STAT_MARKER_RX, T_U64), N(BOND_3AD_STAT_MARKER_TX, T_U64),
	N(BOND_3AD_STAT_MARKER_RESP_RX, T_U64), N(BOND_3AD_STAT_MARKER_RESP_TX, T_U64),
	N(BOND_3AD_STAT_MARKER_UNKNOWN_RX, T_U64),
};
static const struct sct_attr_set bond_3ad_set = SCT_ATTR_SET(bond_3ad_types, bond_3ad_attrs);

static const struct sct_attr bond_xstats_attrs[] = { N_NESTED(BOND_XSTATS_3AD, bond_3ad_set) };
static const struct sct_attr_set bond_xstats_set =
	SCT_ATTR_SET(bond_xstats_types, bond_xstats_attrs);

static const struct sct_attr xstats_attrs[] = {
	N_NESTED(LINK_XSTATS_TYPE_BRIDGE, bridge_xstats_set),
	N_NESTED(LINK_XSTATS_TYPE_BOND, bond_xstats_set),
};
static const struct sct_attr_set xstats_set = SCT_ATTR_SET(link_xstats_types, xstats_attrs);

static const struct sct_attr offload_attrs[] = {
	N_GROWING(IFLA_OFFLOAD_XSTATS_CPU_HIT, &sct_t_link_stats64, 184),
};
static const struct sct_attr_set offload_set = SCT_ATTR_SET(ifla_offload_types, offload_attrs);

static const struct sct_attr mpls_attrs[] = { N_AND_REST(MPLS_STATS_LINK, &t_mpls_stats) };
static const struct sct_attr_set mpls_set = SCT_ATTR_SET(mpls_stats_types, mpls_attrs);

static const struct sct_attr af_stats_attrs[] = { N_NESTED(28 /* AF_MPLS */, mpls_set) };
static const struct sct_attr_set af_stats_set = SCT_ATTR_SET(address_families, af_stats_attrs);

static const struct sct_attr stats_attrs[] = {
	N_GROWING(IFLA_STATS_LINK_64, &sct_t_link_stats64, 184),
	N_NESTED(IFLA_STATS_LINK_XSTATS, xstats_set),
	N_NESTED(IFLA_STATS_LINK_XSTATS_SLAVE, xstats_set),
	N_NESTED(IFLA_STATS_LINK_OFFLOAD_XSTATS, offload_set),
	N_NESTED(IFLA_STATS_AF_SPEC, af_stats_set),
};
static const struct sct_attr_set stats_set = SCT_ATTR_SET(ifla_stats_types, stats_attrs);

/* --- The rest ---------------------------------------------------------------------------------------- */

static const struct sct_type t_ifinfomsg = STRUCT(struct ifinfomsg,
	F(ifinfomsg, ifi_family, ENUM_U8(address_families)),
	F(ifinfomsg, ifi_type, ENUM_U16(hardware_types)), F(ifinfomsg, ifi_index, &sct_t_ifindex),
	F(ifinfomsg, ifi_flags, FLAGS(interface_flags)), F(ifinfomsg, ifi_change, T_HEX32));

static const struct sct_attr netconf_attrs[] = {
	N(NETCONFA_IFINDEX, &sct_t_ifindex), N(NETCONFA_FORWARDING, T_INT),
	N(NETCONFA_RP_FILTER, T_INT), N(NETCONFA_MC_FORWARDING, T_INT),
	N(NETCONFA_PROXY_NEIGH, T_INT), N(NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN, T_INT),
	N(NETCONFA_INPUT, T_INT), N(NETCONFA_BC_FORWARDING, T_INT),
};
static const struct sct_attr_set netconf_set = SCT_ATTR_SET(netconfa_types, netconf_attrs);

static const struct sct_attr nsid_attrs[] = {
	N(NETNSA_NSID, T_INT), N(NETNSA_PID, T_UINT), N(NETNSA_FD, T_FD),
	N(NETNSA_TARGET_NSID, T_INT), N(NETNSA_CURRENT_NSID, T_INT),
};
static const struct sct_attr_set nsid_set = SCT_ATTR_SET(netnsa_types, nsid_attrs);

static const struct sct_attr_set dcb_set = SCT_ATTR_NAMES(dcb_types);

/* The family alone; attributes follow at the next word. */
struct family { uint8_t family; };
#define FAMILY(n)	STRUCT(struct family, FIELD_AS(n, struct family, family, \
						       ENUM_U8(address_families)))
static const struct sct_type t_rtgen = FAMILY("rtgen_family");
static const struct sct_type t_netconf = FAMILY("ncm_family");
static const struct sct_type t_ndt = FAMILY("ndtm_family");
static const struct sct_type t_tca = FAMILY("tca_family");

struct dcb { uint8_t dcb_family, cmd, pad[2]; };
static const struct sct_type t_dcb = STRUCT(struct dcb,
	F(dcb, dcb_family, ENUM_U8(address_families)), F(dcb, cmd, ENUM_U8(dcb_commands)));

/* --- Messages ------------------------------------------------------------------------------------------ */

static const struct {
	uint16_t first, last;
	const struct sct_type *header;
	const struct sct_attr_set *attrs;
} objects[] = {
	{ RTM_NEWLINK, RTM_SETLINK, &t_ifinfomsg, &sct_link_attrs },
	{ RTM_NEWADDR, RTM_GETADDR, &t_ifaddrmsg, &addr_set },
	{ RTM_GETMULTICAST, RTM_GETMULTICAST, &t_ifaddrmsg, &addr_set },
	{ RTM_GETANYCAST, RTM_GETANYCAST, &t_ifaddrmsg, &addr_set },
	{ RTM_NEWROUTE, RTM_GETROUTE, &t_rtmsg, &sct_route_attrs },
	{ RTM_NEWNEIGH, RTM_GETNEIGH, &t_ndmsg, &neigh_set },
	{ RTM_NEWRULE, RTM_GETRULE, &t_fib_rule_hdr, &rule_set },
	{ RTM_NEWQDISC, RTM_GETQDISC, &t_tcmsg, &tc_set },
	{ RTM_NEWTCLASS, RTM_GETTCLASS, &t_tcmsg, &tc_set },
	{ RTM_NEWTFILTER, RTM_GETTFILTER, &t_tcmsg, &tc_set },
	{ RTM_NEWCHAIN, RTM_GETCHAIN, &t_tcmsg, &tc_set },
	{ RTM_NEWACTION, RTM_GETACTION, &t_tca, &action_set },
	{ RTM_NEWNEIGHTBL, RTM_NEWNEIGHTBL, &t_ndt, &table_set },
	{ RTM_GETNEIGHTBL, RTM_SETNEIGHTBL, &t_ndt, &table_set },
	{ RTM_NEWADDRLABEL, RTM_GETADDRLABEL, &t_ifaddrlblmsg, &label_set },
	{ RTM_GETDCB, RTM_SETDCB, &t_dcb, &dcb_set },
	{ RTM_NEWNETCONF, RTM_GETNETCONF, &t_netconf, &netconf_set },
	{ RTM_NEWMDB, RTM_GETMDB, &t_br_port_msg, &mdb_set },
	{ RTM_NEWNSID, RTM_GETNSID, &t_rtgen, &nsid_set },
	{ RTM_NEWSTATS, RTM_NEWSTATS, &t_stats_msg, &stats_set },
	{ RTM_GETSTATS, RTM_GETSTATS, &t_stats_msg, &stats_set },
	{ RTM_NEWCACHEREPORT, RTM_NEWCACHEREPORT, &t_rtgen, NULL },
	{ RTM_NEWNEXTHOP, RTM_GETNEXTHOP, &t_nhmsg, &nexthop_set },
};

void sct_put_route(struct sct_printer *p, unsigned int type, struct sct_span s)
{
	struct sct_span rest = sct_span_behind(s, 4);
	size_t i;

	for (i = 0; i < sizeof(objects) / sizeof(objects[0]); i++)
		if (type >= objects[i].first && type <= objects[i].last)
			break;
	if (i == sizeof(objects) / sizeof(objects[0])) {
		sct_put_family_only(p, s);
		return;
	}
	sct_put_header_and_attrs(p, s, objects[i].header, objects[i].attrs);
	if (!objects[i].attrs && rest.len) {
		sb_str(p->sb, ", ");
		sct_put_span(p, rest);
	}
}
