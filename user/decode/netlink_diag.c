// SPDX-License-Identifier: GPL-2.0
/*
 * Netlink messages about sockets: NETLINK_SOCK_DIAG.
 */
#include <linux/inet_diag.h>
#include <linux/mptcp.h>
#include <linux/netlink.h>
#include <linux/netlink_diag.h>
#include <linux/packet_diag.h>
#include <linux/sock_diag.h>
#include <linux/tls.h>
#include <linux/unix_diag.h>

#include "decode/bpf_filter.h"
#include "decode/netlink.h"

#define F(S, m, t, ...)	FIELD(struct S, m, t, ##__VA_ARGS__)
#define T_FAMILY	ENUM_U8(address_families)
#define T_COOKIE	ARRAY_OF(T_UINT)

/* As strace has them: the number, and the names in a comment whatever -X says. */
static void print_commented(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_decode_options verbose = *p->opt;
	struct sct_printer with_comment = *p;

	if (p->opt->const_style == SCT_CONST_ABBREV)
		verbose.const_style = SCT_CONST_VERBOSE;
	with_comment.opt = &verbose;
	if (t->param)
		sct_put_flags(&with_comment, t->names, v->v);
	else
		sct_put_enum(&with_comment, t->names, v->v);
}

/* --- AF_UNIX ---------------------------------------------------------------------- */

static const struct sct_type t_unix_req = STRUCT(struct unix_diag_req,
	F(unix_diag_req, sdiag_family, T_FAMILY), F(unix_diag_req, sdiag_protocol, T_U8),
	F(unix_diag_req, udiag_states, FLAGS(tcp_state_bits)),
	F(unix_diag_req, udiag_ino, T_UINT),
	F(unix_diag_req, udiag_show, FLAGS(unix_diag_show)),
	F(unix_diag_req, udiag_cookie, T_COOKIE));

static const struct sct_type t_unix_msg = STRUCT(struct unix_diag_msg,
	F(unix_diag_msg, udiag_family, T_FAMILY),
	F(unix_diag_msg, udiag_type, ENUM_U8(socket_types)),
	F(unix_diag_msg, udiag_state, ENUM_U8(tcp_states)), F(unix_diag_msg, udiag_ino, T_UINT),
	F(unix_diag_msg, udiag_cookie, T_COOKIE));

static const struct sct_type t_unix_vfs = STRUCT(struct unix_diag_vfs,
	F(unix_diag_vfs, udiag_vfs_dev, T_DEV), F(unix_diag_vfs, udiag_vfs_ino, T_UINT));

static const struct sct_type t_unix_rqlen = STRUCT(struct unix_diag_rqlen,
	F(unix_diag_rqlen, udiag_rqueue, T_UINT), F(unix_diag_rqlen, udiag_wqueue, T_UINT));

static const struct sct_attr unix_attrs[] = {
	N_STR(UNIX_DIAG_NAME), N(UNIX_DIAG_VFS, &t_unix_vfs), N(UNIX_DIAG_PEER, T_UINT),
	N_ARRAY(UNIX_DIAG_ICONS, T_UINT), N(UNIX_DIAG_RQLEN, &t_unix_rqlen),
	N_INDEXED(UNIX_DIAG_MEMINFO, T_UINT, sk_meminfo), N(UNIX_DIAG_SHUTDOWN, T_U8),
	N(7 /* UNIX_DIAG_UID */, T_UID),
};
static const struct sct_attr_set unix_set = SCT_ATTR_SET(unix_diag_types, unix_attrs);

/* --- AF_INET and AF_INET6 ------------------------------------------------------------ */

/* Its family is the first byte of the structure that the address's own one is in. */
static void print_address(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	const struct sct_value *message = v->outer->outer;

	if (message->mem[0] == 10) {
		sct_put_inet6_addr(p, v->mem, t->name);
		return;
	}
	sb_printf(p->sb, "%s=", t->name);
	sct_put_inet_field(p, v->mem, v->size);
}

static const struct sct_type t_src = { .print = print_address, .name = "idiag_src" };
static const struct sct_type t_dst = { .print = print_address, .name = "idiag_dst" };

static const struct sct_type t_id = STRUCT(struct inet_diag_sockid,
	F(inet_diag_sockid, idiag_sport, &sct_t_htons),
	F(inet_diag_sockid, idiag_dport, &sct_t_htons),
	FIELD_AS("", struct inet_diag_sockid, idiag_src, &t_src),
	FIELD_AS("", struct inet_diag_sockid, idiag_dst, &t_dst),
	F(inet_diag_sockid, idiag_if, &sct_t_ifindex),
	F(inet_diag_sockid, idiag_cookie, T_COOKIE));

static const struct sct_type t_inet_req = STRUCT(struct inet_diag_req_v2,
	F(inet_diag_req_v2, sdiag_family, T_FAMILY),
	F(inet_diag_req_v2, sdiag_protocol, ENUM_U8(inet_protocols)),
	F(inet_diag_req_v2, idiag_ext, FLAGS_U8(inet_diag_extensions)),
	F(inet_diag_req_v2, idiag_states, FLAGS(tcp_state_bits)), F(inet_diag_req_v2, id, &t_id));

/* Of TCPDIAG_GETSOCK and DCCPDIAG_GETSOCK. */
static const struct sct_type t_inet_old_req = STRUCT(struct inet_diag_req,
	F(inet_diag_req, idiag_family, T_FAMILY), F(inet_diag_req, idiag_src_len, T_U8),
	F(inet_diag_req, idiag_dst_len, T_U8),
	F(inet_diag_req, idiag_ext, FLAGS_U8(inet_diag_extensions)), F(inet_diag_req, id, &t_id),
	F(inet_diag_req, idiag_states, FLAGS(tcp_state_bits)),
	F(inet_diag_req, idiag_dbs, T_UINT));

static const struct sct_type t_inet_msg = STRUCT(struct inet_diag_msg,
	F(inet_diag_msg, idiag_family, T_FAMILY),
	F(inet_diag_msg, idiag_state, ENUM_U8(tcp_states)), F(inet_diag_msg, idiag_timer, T_U8),
	F(inet_diag_msg, idiag_retrans, T_U8), F(inet_diag_msg, id, &t_id),
	F(inet_diag_msg, idiag_expires, T_UINT), F(inet_diag_msg, idiag_rqueue, T_UINT),
	F(inet_diag_msg, idiag_wqueue, T_UINT), F(inet_diag_msg, idiag_uid, T_UINT),
	F(inet_diag_msg, idiag_inode, T_UINT));

static const struct sct_type t_bytecode = STRUCT(struct inet_diag_bc_op,
	F(inet_diag_bc_op, code, ENUM_U8(inet_diag_bytecodes)), F(inet_diag_bc_op, yes, T_U8),
	F(inet_diag_bc_op, no, T_U16));

struct host_condition {
	uint8_t family, prefix_len;
	uint32_t port;
};

static void put_host_condition(struct sct_printer *p, struct sct_span s)
{
	struct sct_span addr = sct_span_behind(s, sizeof(struct host_condition));
	unsigned int family;

	if (s.len < sizeof(struct host_condition)) {
		sct_put_span(p, s);
		return;
	}
	family = s.mem[0];
	sb_str(p->sb, "{family=");
	sct_put_enum(p, &sct_set_address_families, family);
	sb_printf(p->sb, ", prefix_len=%u, port=%d", s.mem[1], (int)sct_load(s.mem + 4, 4));
	if (family == 10 && addr.len >= 16) {
		sb_str(p->sb, ", ");
		sct_put_inet6_addr(p, addr.mem, "addr");
	} else if (addr.len) {
		sb_str(p->sb, ", addr=");
		if (!sct_put_attr_address(p, addr, family))
			sct_put_span(p, addr);
	}
	sb_char(p->sb, '}');
}

struct mark_condition { uint32_t mark, mask; };
static const struct sct_type t_mark_condition = STRUCT(struct mark_condition,
	F(mark_condition, mark, T_UINT), F(mark_condition, mask, T_UINT));

/* What the instruction compares with, if that is behind it. */
static void put_operand(struct sct_printer *p, unsigned int code, struct sct_span s)
{
	switch (code) {
	case INET_DIAG_BC_S_COND:
	case INET_DIAG_BC_D_COND:
		put_host_condition(p, s);
		return;
	case INET_DIAG_BC_DEV_COND:
		if (s.len < 4)
			break;
		sct_put_ifindex(p, (uint32_t)sct_load(s.mem, 4));
		return;
	case INET_DIAG_BC_MARK_COND:
		if (s.len < sizeof(struct mark_condition))
			break;
		sct_put_mem(p, &t_mark_condition, s.addr, s.mem, sizeof(struct mark_condition), NULL);
		return;
	case INET_DIAG_BC_S_GE:
	case INET_DIAG_BC_S_LE:
	case INET_DIAG_BC_D_GE:
	case INET_DIAG_BC_D_LE:
		if (s.len < sizeof(struct inet_diag_bc_op))
			break;
		sct_put_mem(p, &t_bytecode, s.addr, s.mem, sizeof(struct inet_diag_bc_op), NULL);
		return;
	}
	sct_put_span(p, s);
}

static bool put_bytecode(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	struct sct_span operand = sct_span_behind(s, sizeof(struct inet_diag_bc_op));

	(void)c;
	if (s.len < sizeof(struct inet_diag_bc_op))
		return false;
	sct_put_mem(p, &t_bytecode, s.addr, s.mem, sizeof(struct inet_diag_bc_op), NULL);
	if (operand.len) {
		sb_str(p->sb, ", ");
		put_operand(p, s.mem[0], operand);
	}
	return true;
}

static const struct sct_attr inet_req_attrs[] = {
	N_CUSTOM(INET_DIAG_REQ_BYTECODE, put_bytecode),
	N_ENUM(INET_DIAG_REQ_PROTOCOL, inet_protocols),
};
static const struct sct_attr_set inet_req_set =
	SCT_ATTR_SET(inet_diag_req_types, inet_req_attrs);

static const struct sct_type t_meminfo = STRUCT(struct inet_diag_meminfo,
	F(inet_diag_meminfo, idiag_rmem, T_UINT), F(inet_diag_meminfo, idiag_wmem, T_UINT),
	F(inet_diag_meminfo, idiag_fmem, T_UINT), F(inet_diag_meminfo, idiag_tmem, T_UINT));

static const struct sct_type t_vegas = STRUCT(struct tcpvegas_info,
	F(tcpvegas_info, tcpv_enabled, T_UINT), F(tcpvegas_info, tcpv_rttcnt, T_UINT),
	F(tcpvegas_info, tcpv_rtt, T_UINT), F(tcpvegas_info, tcpv_minrtt, T_UINT));

static const struct sct_type t_dctcp = STRUCT(struct tcp_dctcp_info,
	F(tcp_dctcp_info, dctcp_enabled, T_U16), F(tcp_dctcp_info, dctcp_ce_state, T_U16),
	F(tcp_dctcp_info, dctcp_alpha, T_UINT), F(tcp_dctcp_info, dctcp_ab_ecn, T_UINT),
	F(tcp_dctcp_info, dctcp_ab_tot, T_UINT));

static const struct sct_type t_bbr = STRUCT(struct tcp_bbr_info,
	F(tcp_bbr_info, bbr_bw_lo, T_HEX32), F(tcp_bbr_info, bbr_bw_hi, T_HEX32),
	F(tcp_bbr_info, bbr_min_rtt, T_UINT), F(tcp_bbr_info, bbr_pacing_gain, T_UINT),
	F(tcp_bbr_info, bbr_cwnd_gain, T_UINT));

struct md5sig {
	uint8_t tcpm_family, tcpm_prefixlen;
	uint16_t tcpm_keylen;
	uint8_t tcpm_addr[16], tcpm_key[80];
};

static void print_md5_address(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	unsigned int family = (unsigned int)SCT_LOAD(v->outer, struct md5sig, tcpm_family);

	(void)t;
	if (family == 10) {
		sct_put_inet6_addr(p, v->mem, "tcpm_addr");
		return;
	}
	sb_str(p->sb, "tcpm_addr=");
	if (family == 2)
		sct_put_inet_field(p, v->mem, v->size);
	else
		sct_put_hexbytes(p, v->mem, v->size);
}

static void print_md5_key(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	size_t len = SCT_LOAD(v->outer, struct md5sig, tcpm_keylen);

	(void)t;
	sct_put_hexbytes(p, v->mem, len < v->size ? len : v->size);
}

static const struct sct_type t_md5_address = { .print = print_md5_address };
static const struct sct_type t_md5_key = { .print = print_md5_key };

static const struct sct_type t_md5sig = STRUCT(struct md5sig,
	F(md5sig, tcpm_family, T_FAMILY), F(md5sig, tcpm_prefixlen, T_U8),
	F(md5sig, tcpm_keylen, T_U16), FIELD_AS("", struct md5sig, tcpm_addr, &t_md5_address),
	F(md5sig, tcpm_key, &t_md5_key));

static void print_storage(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	sct_put_sockaddr(p, v->mem, v->size);
}

static const struct sct_type t_storage = { .print = print_storage, .size = { 128, 128 } };
static const struct sct_type t_shutdown = {
	.print = print_commented, .names = &sct_set_shutdown_flags, .size = { 1, 1 }, .param = 1,
};

static const struct sct_attr tls_attrs[] = {
	N_NUMBER(TLS_INFO_VERSION, ENUM_U16(tls_versions)), N_NUMBER(TLS_INFO_CIPHER, ENUM_U16(tls_ciphers)),
	N_NUMBER(TLS_INFO_TXCONF, ENUM_U16(tls_configs)), N_NUMBER(TLS_INFO_RXCONF, ENUM_U16(tls_configs)),
};
static const struct sct_attr_set tls_set = SCT_ATTR_SET(tls_info_types, tls_attrs);

static const struct sct_attr mptcp_attrs[] = {
	N(MPTCP_SUBFLOW_ATTR_TOKEN_REM, &sct_t_nl_hex32),
	N(MPTCP_SUBFLOW_ATTR_TOKEN_LOC, &sct_t_nl_hex32),
	N(MPTCP_SUBFLOW_ATTR_RELWRITE_SEQ, T_UINT), N(MPTCP_SUBFLOW_ATTR_MAP_SEQ, T_U64),
	N(MPTCP_SUBFLOW_ATTR_MAP_SFSEQ, T_UINT), N(MPTCP_SUBFLOW_ATTR_SSN_OFFSET, T_UINT),
	N(MPTCP_SUBFLOW_ATTR_MAP_DATALEN, T_U16),
	N_NUMBER(MPTCP_SUBFLOW_ATTR_FLAGS, FLAGS(mptcp_subflow_flags)),
	N(MPTCP_SUBFLOW_ATTR_ID_REM, T_U8), N(MPTCP_SUBFLOW_ATTR_ID_LOC, T_U8),
};
static const struct sct_attr_set mptcp_set = SCT_ATTR_SET(mptcp_subflow_types, mptcp_attrs);

static const struct sct_attr ulp_attrs[] = {
	N_STR(INET_ULP_INFO_NAME), N_NESTED(INET_ULP_INFO_TLS, tls_set),
	N_NESTED(INET_ULP_INFO_MPTCP, mptcp_set),
};
static const struct sct_attr_set ulp_set = SCT_ATTR_SET(ulp_info_types, ulp_attrs);

/* A number of the usual widths. */
static bool put_map_value(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	(void)c;
	if (s.len != 1 && s.len != 2 && s.len != 4 && s.len != 8)
		return false;
	sb_hex(p->sb, sct_load(s.mem, s.len));
	return true;
}

static const struct sct_attr storage_attrs[] = {
	N(SK_DIAG_BPF_STORAGE_MAP_ID, T_UINT), N_CUSTOM(SK_DIAG_BPF_STORAGE_MAP_VALUE, put_map_value),
};
static const struct sct_attr_set storage_set = SCT_ATTR_SET(bpf_storage_types, storage_attrs);
static const struct sct_attr storages_attrs[] = { N_NESTED(SK_DIAG_BPF_STORAGE, storage_set) };
static const struct sct_attr_set storages_set = SCT_ATTR_SET(bpf_storages_types, storages_attrs);

static bool any_byte(struct sct_span s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (s.mem[i])
			return true;
	return false;
}

/* One bit each: those that are set, or with -v all of them. */
static bool put_socket_options(struct sct_printer *p, struct sct_span s,
			       struct sct_attr_context *c)
{
	static const char *const names[] = {
		"recverr", "is_icsk", "freebind", "hdrincl", "mc_loop", "transparent", "mc_all",
		"nodefrag", "bind_address_no_port", "recverr_rfc4884", "defer_connect",
	};
	struct sct_span rest = sct_span_behind(s, 2);
	const char *sep = "";
	size_t i;

	(void)c;
	if (s.len < 2)
		return false;
	sb_char(p->sb, '{');
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		unsigned int bit = s.mem[i / 8] >> i % 8 & 1;

		if (!bit && p->abbrev)
			continue;
		sb_printf(p->sb, "%s%s=%u", sep, names[i], bit);
		sep = ", ";
	}
	if (s.mem[1] >> 3 || !p->abbrev)
		sb_printf(p->sb, "%sunused=%#x /* bits 3..8 */", sep, s.mem[1] >> 3);
	sb_char(p->sb, '}');
	if (any_byte(rest)) {
		sb_printf(p->sb, ", /* bytes 2..%zu */ ", s.len - 1);
		sct_put_span(p, rest);
	}
	return true;
}

static const struct sct_attr inet_attrs[] = {
	N(INET_DIAG_MEMINFO, &t_meminfo), N(INET_DIAG_VEGASINFO, &t_vegas),
	N_STR(INET_DIAG_CONG), N(INET_DIAG_TOS, T_U8), N(INET_DIAG_TCLASS, T_U8),
	N_INDEXED(INET_DIAG_SKMEMINFO, T_UINT, sk_meminfo),
	N_NUMBER(INET_DIAG_SHUTDOWN, &t_shutdown), N(INET_DIAG_DCTCPINFO, &t_dctcp),
	N_ENUM(INET_DIAG_PROTOCOL, inet_protocols), N(INET_DIAG_SKV6ONLY, T_U8),
	N_ARRAY(INET_DIAG_LOCALS, &t_storage), N_ARRAY(INET_DIAG_PEERS, &t_storage),
	N(INET_DIAG_MARK, T_UINT), N(INET_DIAG_BBRINFO, &t_bbr), N(INET_DIAG_CLASS_ID, T_UINT),
	N_ARRAY(INET_DIAG_MD5SIG, &t_md5sig), N_NESTED(INET_DIAG_ULP_INFO, ulp_set),
	N_NESTED(INET_DIAG_SK_BPF_STORAGES, storages_set), N(INET_DIAG_CGROUP_ID, T_U64),
	N_CUSTOM(INET_DIAG_SOCKOPT, put_socket_options),
};
static const struct sct_attr_set inet_set = SCT_ATTR_SET(inet_diag_types, inet_attrs);

/* --- AF_NETLINK ------------------------------------------------------------------------- */

static const struct sct_type t_netlink_req = STRUCT(struct netlink_diag_req,
	F(netlink_diag_req, sdiag_family, T_FAMILY),
	F(netlink_diag_req, sdiag_protocol, ENUM_U8(netlink_diag_protocols)),
	F(netlink_diag_req, ndiag_ino, T_UINT),
	F(netlink_diag_req, ndiag_show, FLAGS(netlink_diag_show)),
	F(netlink_diag_req, ndiag_cookie, T_COOKIE));

static const struct sct_type t_netlink_msg = STRUCT(struct netlink_diag_msg,
	F(netlink_diag_msg, ndiag_family, T_FAMILY),
	F(netlink_diag_msg, ndiag_type, ENUM_U8(socket_types)),
	F(netlink_diag_msg, ndiag_protocol, ENUM_U8(netlink_protocols)),
	F(netlink_diag_msg, ndiag_state, ENUM_U8(netlink_states)),
	F(netlink_diag_msg, ndiag_portid, T_UINT), F(netlink_diag_msg, ndiag_dst_portid, T_UINT),
	F(netlink_diag_msg, ndiag_dst_group, T_UINT), F(netlink_diag_msg, ndiag_ino, T_UINT),
	F(netlink_diag_msg, ndiag_cookie, T_COOKIE));

static const struct sct_type t_netlink_ring = STRUCT(struct netlink_diag_ring,
	F(netlink_diag_ring, ndr_block_size, T_UINT), F(netlink_diag_ring, ndr_block_nr, T_UINT),
	F(netlink_diag_ring, ndr_frame_size, T_UINT), F(netlink_diag_ring, ndr_frame_nr, T_UINT));

/* Words of the program's ABI. */
static const struct sct_type t_group_word = { .print = sct_print_hex, .size = { 8, 4 } };

static const struct sct_attr netlink_attrs[] = {
	N_INDEXED(NETLINK_DIAG_MEMINFO, T_UINT, sk_meminfo),
	N_ARRAY(NETLINK_DIAG_GROUPS, &t_group_word), N(NETLINK_DIAG_RX_RING, &t_netlink_ring),
	N(NETLINK_DIAG_TX_RING, &t_netlink_ring),
	N(NETLINK_DIAG_FLAGS, FLAGS(netlink_diag_flags)),
};
static const struct sct_attr_set netlink_set = SCT_ATTR_SET(netlink_diag_types, netlink_attrs);

/* --- AF_PACKET ---------------------------------------------------------------------------- */

static const struct sct_type t_packet_req = STRUCT(struct packet_diag_req,
	F(packet_diag_req, sdiag_family, T_FAMILY), F(packet_diag_req, sdiag_protocol, T_HEX8),
	F(packet_diag_req, pdiag_ino, T_UINT),
	F(packet_diag_req, pdiag_show, FLAGS(packet_diag_show)),
	F(packet_diag_req, pdiag_cookie, T_COOKIE));

static const struct sct_type t_packet_msg = STRUCT(struct packet_diag_msg,
	F(packet_diag_msg, pdiag_family, T_FAMILY),
	F(packet_diag_msg, pdiag_type, ENUM_U8(socket_types)),
	F(packet_diag_msg, pdiag_num, ENUM_U16(ethernet_protocols)),
	F(packet_diag_msg, pdiag_ino, T_UINT), F(packet_diag_msg, pdiag_cookie, T_COOKIE));

static const struct sct_type t_packet_info = STRUCT(struct packet_diag_info,
	F(packet_diag_info, pdi_index, &sct_t_ifindex),
	F(packet_diag_info, pdi_version, ENUM(tpacket_versions)),
	F(packet_diag_info, pdi_reserve, T_UINT), F(packet_diag_info, pdi_copy_thresh, T_UINT),
	F(packet_diag_info, pdi_tstamp, T_UINT),
	F(packet_diag_info, pdi_flags, FLAGS(packet_diag_flags)));

static void print_mc_address(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	size_t len = SCT_LOAD(v->outer, struct packet_diag_mclist, pdmc_alen);

	(void)t;
	sct_put_hexbytes(p, v->mem, len < v->size ? len : v->size);
}

static const struct sct_type t_mc_address = { .print = print_mc_address };

static const struct sct_type t_packet_mc = STRUCT(struct packet_diag_mclist,
	F(packet_diag_mclist, pdmc_index, &sct_t_ifindex),
	F(packet_diag_mclist, pdmc_count, T_UINT), F(packet_diag_mclist, pdmc_type, T_U16),
	F(packet_diag_mclist, pdmc_alen, T_U16), F(packet_diag_mclist, pdmc_addr, &t_mc_address));

#define RING(m)	F(packet_diag_ring, m, T_UINT)
static const struct sct_type t_packet_ring = STRUCT(struct packet_diag_ring,
	RING(pdr_block_size), RING(pdr_block_nr), RING(pdr_frame_size), RING(pdr_frame_nr),
	RING(pdr_retire_tmo), RING(pdr_sizeof_priv), RING(pdr_features));

/* Abbreviated, a filter is shown by its address, as other filters are. */
static bool put_filter(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c)
{
	const struct sct_type *insn = &sct_t_socket_insn;
	size_t size = insn->size[p->compat], i;

	(void)c;
	if (s.len < size)
		return false;
	if (p->abbrev) {
		sct_put_addr(p, s.addr);
		return true;
	}
	sb_char(p->sb, '[');
	for (i = 0; i < s.len / size; i++) {
		if (i)
			sb_str(p->sb, ", ");
		sct_put_mem(p, insn, s.addr + i * size, s.mem + i * size, size, NULL);
	}
	sb_char(p->sb, ']');
	return true;
}

static const struct sct_attr packet_attrs[] = {
	N(PACKET_DIAG_INFO, &t_packet_info), N_ARRAY(PACKET_DIAG_MCLIST, &t_packet_mc),
	N(PACKET_DIAG_RX_RING, &t_packet_ring), N(PACKET_DIAG_TX_RING, &t_packet_ring),
	N(PACKET_DIAG_FANOUT, T_UINT), N(PACKET_DIAG_UID, T_UID),
	N_INDEXED(PACKET_DIAG_MEMINFO, T_UINT, sk_meminfo),
	N_CUSTOM(PACKET_DIAG_FILTER, put_filter),
};
static const struct sct_attr_set packet_set = SCT_ATTR_SET(packet_diag_types, packet_attrs);

/* --- AF_SMC, whose header needs that of RDMA -------------------------------------------------- */

struct smc_req {
	uint8_t diag_family, pad[2], diag_ext;
	struct inet_diag_sockid id;
};

struct smc_msg {
	uint8_t diag_family, diag_state, diag_fallback, diag_shutdown;
	struct inet_diag_sockid id;
	uint32_t diag_uid;
	uint64_t diag_inode;
};

struct smc_cursor { uint16_t reserved, wrap; uint32_t count; };

struct smc_conninfo {
	uint32_t token, sndbuf_size, rmbe_size, peer_rmbe_size;
	struct smc_cursor rx_prod, rx_cons, tx_prod, tx_cons;
	uint8_t rx_prod_flags, rx_conn_state_flags, tx_prod_flags, tx_conn_state_flags;
	struct smc_cursor tx_prep, tx_sent, tx_fin;
};

struct smc_link { uint8_t link_id, ibname[64], ibport, gid[40], peer_gid[40]; };
struct smc_lgrinfo { struct smc_link lnk[1]; uint8_t role; };
struct smc_fallback { uint32_t reason, peer_diagnosis; };
struct smc_dmbinfo { uint32_t linkid; uint64_t peer_gid, my_gid, token, peer_token; };

static const struct sct_type t_smc_req = STRUCT(struct smc_req,
	F(smc_req, diag_family, T_FAMILY),
	F(smc_req, diag_ext, FLAGS_U8(smc_diag_extensions)), F(smc_req, id, &t_id));

static const struct sct_type t_smc_msg = STRUCT(struct smc_msg,
	F(smc_msg, diag_family, T_FAMILY), F(smc_msg, diag_state, ENUM_U8(smc_states)),
	F(smc_msg, diag_fallback, ENUM_U8(smc_diag_modes)), F(smc_msg, diag_shutdown, T_U8),
	F(smc_msg, id, &t_id), F(smc_msg, diag_uid, T_UID), F(smc_msg, diag_inode, T_U64));

static const struct sct_type t_smc_cursor = STRUCT(struct smc_cursor,
	F(smc_cursor, reserved, T_U16), F(smc_cursor, wrap, T_U16), F(smc_cursor, count, T_UINT));

#define CURSOR(m)	F(smc_conninfo, m, &t_smc_cursor)
static const struct sct_type t_smc_conninfo = STRUCT(struct smc_conninfo,
	F(smc_conninfo, token, T_UINT), F(smc_conninfo, sndbuf_size, T_UINT),
	F(smc_conninfo, rmbe_size, T_UINT), F(smc_conninfo, peer_rmbe_size, T_UINT),
	CURSOR(rx_prod), CURSOR(rx_cons), CURSOR(tx_prod), CURSOR(tx_cons),
	F(smc_conninfo, rx_prod_flags, T_HEX8), F(smc_conninfo, rx_conn_state_flags, T_HEX8),
	F(smc_conninfo, tx_prod_flags, T_HEX8), F(smc_conninfo, tx_conn_state_flags, T_HEX8),
	CURSOR(tx_prep), CURSOR(tx_sent), CURSOR(tx_fin));

static const struct sct_type t_smc_link = STRUCT(struct smc_link,
	F(smc_link, link_id, T_U8), F(smc_link, ibname, &sct_t_name), F(smc_link, ibport, T_U8),
	F(smc_link, gid, &sct_t_name), F(smc_link, peer_gid, &sct_t_name));

static const struct sct_type t_smc_lgrinfo = STRUCT(struct smc_lgrinfo,
	F(smc_lgrinfo, lnk, ARRAY_OF(&t_smc_link)), F(smc_lgrinfo, role, ENUM_U8(smc_roles)));

static const struct sct_type t_reason = {
	.print = print_commented, .names = &sct_set_smc_decline_reasons, .size = { 4, 4 },
};

static const struct sct_type t_smc_fallback = STRUCT(struct smc_fallback,
	F(smc_fallback, reason, &t_reason), F(smc_fallback, peer_diagnosis, &t_reason));

static const struct sct_type t_smc_dmbinfo = STRUCT(struct smc_dmbinfo,
	F(smc_dmbinfo, linkid, T_UINT), F(smc_dmbinfo, peer_gid, T_HEX64),
	F(smc_dmbinfo, my_gid, T_HEX64), F(smc_dmbinfo, token, T_HEX64),
	F(smc_dmbinfo, peer_token, T_HEX64));

enum { SMC_CONNINFO = 1, SMC_LGRINFO, SMC_SHUTDOWN, SMC_DMBINFO, SMC_FALLBACK };

static const struct sct_attr smc_attrs[] = {
	N(SMC_CONNINFO, &t_smc_conninfo), N(SMC_LGRINFO, &t_smc_lgrinfo),
	N_NUMBER(SMC_SHUTDOWN, FLAGS_U8(shutdown_flags)), N(SMC_DMBINFO, &t_smc_dmbinfo),
	N(SMC_FALLBACK, &t_smc_fallback),
};
static const struct sct_attr_set smc_set = SCT_ATTR_SET(smc_diag_types, smc_attrs);

/* --- Messages ------------------------------------------------------------------------------------ */

static const struct {
	uint8_t family;
	const struct sct_type *request;
	const struct sct_attr_set *request_attrs;
	const struct sct_type *message;
	const struct sct_attr_set *message_attrs;
} families[] = {
	{ 1, &t_unix_req, NULL, &t_unix_msg, &unix_set },
	{ 2, &t_inet_req, &inet_req_set, &t_inet_msg, &inet_set },
	{ 10, &t_inet_req, &inet_req_set, &t_inet_msg, &inet_set },
	{ 16, &t_netlink_req, NULL, &t_netlink_msg, &netlink_set },
	{ 17, &t_packet_req, NULL, &t_packet_msg, &packet_set },
	{ 43, &t_smc_req, NULL, &t_smc_msg, &smc_set },
};

void sct_put_sock_diag(struct sct_printer *p, unsigned int type, bool request, struct sct_span s)
{
	const struct sct_type *header;
	size_t i;

	for (i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (families[i].family == s.mem[0])
			break;
	if (i == sizeof(families) / sizeof(families[0]) || s.len < 2) {
		sct_put_family_only(p, s);
		return;
	}
	if (!request) {
		sct_put_header_and_attrs(p, s, families[i].message, families[i].message_attrs);
		return;
	}
	header = families[i].request;
	if (header == &t_inet_req && (type == TCPDIAG_GETSOCK || type == DCCPDIAG_GETSOCK))
		header = &t_inet_old_req;
	sct_put_header_and_attrs(p, s, header, families[i].request_attrs);
}
