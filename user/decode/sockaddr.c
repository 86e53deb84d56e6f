// SPDX-License-Identifier: GPL-2.0
/*
 * Socket addresses, by family.
 */
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <linux/if_xdp.h>
#include <linux/vm_sockets.h>
#include <net/if.h>
#include <stdio.h>
#include <sys/socket.h>

#include "decode/net.h"

#define ALG_NAME_OFFSET		24
#define MAX_UNIX_PATH		108

bool sct_begin_usual(struct sct_printer *p, const uint8_t *mem, size_t len)
{
	if (p->opt->const_style == SCT_CONST_ABBREV)
		return true;
	sct_put_hexbytes(p, mem, len);
	if (p->opt->const_style == SCT_CONST_RAW)
		return false;
	sb_str(p->sb, " /* ");
	return true;
}

void sct_end_usual(struct sct_printer *p)
{
	if (p->opt->const_style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " */");
}

void sct_put_inet_field(struct sct_printer *p, const uint8_t *addr, size_t size)
{
	struct sct_printer q = sct_printer_of(p, SCT_REDACT_ADDRS);
	char text[INET_ADDRSTRLEN] = "";

	if (!sct_begin_usual(&q, addr, size))
		return;
	inet_ntop(AF_INET, addr, text, sizeof(text));
	sb_str(p->sb, "inet_addr(");
	sct_put_string(&q, (const uint8_t *)text, strlen(text), false);
	sb_char(p->sb, ')');
	sct_end_usual(p);
}

void sct_put_inet_addr(struct sct_printer *p, const uint8_t *addr)
{
	sct_put_inet_field(p, addr, 4);
}

void sct_put_inet6_addr(struct sct_printer *p, const uint8_t *addr, const char *name)
{
	bool in_call = name && p->opt->const_style == SCT_CONST_ABBREV;
	struct sct_printer q = sct_printer_of(p, SCT_REDACT_ADDRS);
	char text[INET6_ADDRSTRLEN] = "";

	if (name && !in_call)
		sb_printf(p->sb, "%s=", name);
	if (!sct_begin_usual(&q, addr, 16))
		return;
	inet_ntop(AF_INET6, addr, text, sizeof(text));
	sb_str(p->sb, "inet_pton(AF_INET6, ");
	sct_put_string(&q, (const uint8_t *)text, strlen(text), false);
	if (in_call)
		sb_printf(p->sb, ", &%s", name);
	sb_char(p->sb, ')');
	sct_end_usual(p);
}

/* Of the reader's own name space: the best that can be known afterwards. */
static bool name_interface(const struct sct_pids *pids, uint32_t index, char name[IF_NAMESIZE])
{
	if (pids && pids->interface)
		return pids->interface(pids, index, name);
	return if_indextoname(index, name);
}

void sct_put_ifindex(struct sct_printer *p, uint32_t index)
{
	struct sct_printer ours = sct_printer_of(p, SCT_NOT_REDACTED);
	enum sct_const_style style = p->opt->const_style;
	char name[IF_NAMESIZE];
	bool known = index && style != SCT_CONST_RAW && name_interface(p->opt->pids, index, name);

	if (!known || style != SCT_CONST_ABBREV)
		sb_u64(p->sb, index);
	if (!known)
		return;
	sb_str(p->sb, style == SCT_CONST_VERBOSE ? " /* if_nametoindex(" : "if_nametoindex(");
	sct_put_string(&ours, (const uint8_t *)name, strlen(name), false);
	sb_str(p->sb, style == SCT_CONST_VERBOSE ? ") */" : ")");
}

static void print_inet_addr(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	if (v->size >= 4)
		sct_put_inet_addr(p, v->mem);
}

static void print_ifindex(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	sct_put_ifindex(p, (uint32_t)v->v);
}

const struct sct_type sct_t_inet_addr = { .print = print_inet_addr, .size = { 4, 4 } };
const struct sct_type sct_t_ifindex = { .print = print_ifindex, .size = { 4, 4 } };

/* --- Parts of addresses ------------------------------------------------------------ */

static uint16_t big_endian_16(const uint8_t *mem)
{
	return (uint16_t)(mem[0] << 8 | mem[1]);
}

static uint32_t big_endian_32(const uint8_t *mem)
{
	return (uint32_t)big_endian_16(mem) << 16 | big_endian_16(mem + 2);
}

static void print_htons(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	if (!sct_begin_usual(p, v->mem, 2))
		return;
	sb_printf(p->sb, "htons(%u)", big_endian_16(v->mem));
	sct_end_usual(p);
}

static void print_ethernet(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	struct sct_decode_options abbrev = *p->opt;
	struct sct_printer usual = *p;

	(void)t;
	if (!sct_begin_usual(p, v->mem, 2))
		return;
	abbrev.const_style = SCT_CONST_ABBREV;
	usual.opt = &abbrev;
	sb_str(p->sb, "htons(");
	sct_put_enum(&usual, &sct_set_ethernet_protocols, big_endian_16(v->mem));
	sb_char(p->sb, ')');
	sct_end_usual(p);
}

static void print_htonl(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	if (!sct_begin_usual(p, v->mem, 4))
		return;
	sb_printf(p->sb, "htonl(%u)", big_endian_32(v->mem));
	sct_end_usual(p);
}

static void print_htonl_hex(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	sb_str(p->sb, "htonl(");
	sb_hex(p->sb, big_endian_32(v->mem));
	sb_char(p->sb, ')');
}

/* With leading zeros, as strace has it. */
static void print_groups(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "%#08x", (unsigned int)v->v);
}

static void put_byte_array(struct sct_printer *p, const uint8_t *mem, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		sb_printf(p->sb, "%s%#02x", i ? ", " : "", mem[i]);
}

/* As many bytes as the field before says, if the address has them. */
static void print_hw_address(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	size_t wanted = SCT_LOAD(v->outer, struct sockaddr_ll, sll_halen);
	size_t there = v->outer->size - offsetof(struct sockaddr_ll, sll_addr);

	(void)t;
	sb_char(p->sb, '[');
	put_byte_array(p, v->mem, wanted < there ? wanted : there);
	if (wanted > there)
		sb_str(p->sb, ", ...");
	sb_char(p->sb, ']');
}

static void print_node(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_char(p->sb, '[');
	put_byte_array(p, v->mem, v->size);
	sb_char(p->sb, ']');
}

/* A name that must end in a NUL; its last byte is not shown when it has none. */
static void put_name(struct sct_printer *p, const uint8_t *mem, size_t size)
{
	size_t len = strnlen((const char *)mem, size);

	if (len < size)
		sct_put_string(p, mem, len, false);
	else
		sct_put_string(p, mem, size ? size - 1 : 0, true);
}

static void print_name(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	put_name(p, v->mem, v->size);
}

/* The names of these flags always stand in a comment. */
static void print_alg_flags(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_decode_options verbose = *p->opt;
	struct sct_printer with_comment = *p;

	if (p->opt->const_style == SCT_CONST_ABBREV)
		verbose.const_style = SCT_CONST_VERBOSE;
	with_comment.opt = &verbose;
	sct_put_flags(&with_comment, t->names, v->v);
}

void sct_put_commented(struct sct_printer *p, const struct sct_names *set, uint64_t value)
{
	struct sct_decode_options verbose = *p->opt;
	struct sct_printer with_comment = *p;

	if (p->opt->const_style == SCT_CONST_ABBREV)
		verbose.const_style = SCT_CONST_VERBOSE;
	with_comment.opt = &verbose;
	sct_put_enum(&with_comment, set, value);
}

static void print_commented(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	sct_put_commented(p, t->names, v->v);
}

static void print_short_addr(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	sb_hex(p->sb, sct_load(v->mem, 2));
}

static void print_hwaddr(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	size_t i;

	(void)t;
	if (!sct_begin_usual(p, v->mem, v->size))
		return;
	for (i = 0; i < v->size; i++)
		sb_printf(p->sb, "%s%02x", i ? ":" : "", v->mem[i]);
	sct_end_usual(p);
}

struct nfc_address {
	uint16_t sa_family;
	uint32_t dev_idx, target_idx, nfc_protocol;
	uint8_t dsap, ssap, service_name[63];
	uint64_t service_name_len;
};

struct compat_nfc_address {
	uint16_t sa_family;
	uint32_t dev_idx, target_idx, nfc_protocol;
	uint8_t dsap, ssap, service_name[63];
	uint32_t service_name_len;
};

static void print_service_name(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	uint64_t len = p->compat ? sct_load(v->outer->mem + offsetof(struct compat_nfc_address,
								     service_name_len), 4) :
				   SCT_LOAD(v->outer, struct nfc_address, service_name_len);

	(void)t;
	sct_put_string(p, v->mem, len < v->size ? (size_t)len : v->size, false);
}

static void print_bdaddr(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	if (!sct_begin_usual(p, v->mem, 6))
		return;
	sb_printf(p->sb, "%02x:%02x:%02x:%02x:%02x:%02x", v->mem[0], v->mem[1], v->mem[2],
		  v->mem[3], v->mem[4], v->mem[5]);
	sct_end_usual(p);
}

static void print_htobs(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "htobs(%u)", (unsigned int)v->v);
}

/* A named number, or one behind the start of a range: param is where the last one begins. */
static void print_l2cap(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	unsigned int start = v->v > t->param ? t->param : v->v > t->reg && v->v < 0x100 ? t->reg : 0;

	sb_str(p->sb, "htobs(");
	if (!start || sct_name_of(t->names, v->v) || p->opt->const_style == SCT_CONST_RAW) {
		sct_put_enum(p, t->names, v->v);
	} else if (sct_begin_text(p, v->v, 'x')) {
		sct_put_enum(p, t->names, start);
		sb_printf(p->sb, "+%u", (unsigned int)v->v - start);
		sct_end_text(p);
	}
	sb_char(p->sb, ')');
}

const struct sct_type sct_t_htons = { .print = print_htons };
static const struct sct_type t_ethernet = { .print = print_ethernet };
static const struct sct_type t_htonl = { .print = print_htonl };
static const struct sct_type t_htonl_hex = { .print = print_htonl_hex };
static const struct sct_type t_groups = { .print = print_groups };
static const struct sct_type t_hw_address = { .print = print_hw_address };
static const struct sct_type t_node = { .print = print_node };
const struct sct_type sct_t_name = { .print = print_name };
static const struct sct_type t_alg_flags = {
	.print = print_alg_flags, .names = &sct_set_alg_flags,
};
static const struct sct_type t_rxrpc_service = {
	.print = print_commented, .names = &sct_set_rxrpc_services,
};
static const struct sct_type t_addr_type = {
	.print = print_commented, .names = &sct_set_ieee802154_addr_types,
};
static const struct sct_type t_sap = {
	.print = print_commented, .names = &sct_set_llcp_saps,
};
static const struct sct_type t_short_addr = { .print = print_short_addr };
static const struct sct_type t_hwaddr = { .print = print_hwaddr };
static const struct sct_type t_service_name = { .print = print_service_name };
static const struct sct_type t_bdaddr = { .print = print_bdaddr };
static const struct sct_type t_htobs = { .print = print_htobs };
static const struct sct_type t_psm = {
	.print = print_l2cap, .names = &sct_set_l2cap_psms, .param = 0x1001, .reg = 0x80,
};
static const struct sct_type t_cid = {
	.print = print_l2cap, .names = &sct_set_l2cap_cids, .param = 0x40,
};

/* --- Families ------------------------------------------------------------------------ */

/* The kernel's own, where its headers don't go together with the C library's. */
struct inet_address {
	uint16_t sa_family, sin_port;
	uint32_t sin_addr;
	uint8_t padding[8];
};

struct netlink_address {
	uint16_t sa_family, nl_pad;
	uint32_t nl_pid, nl_groups;
};

struct alg_address {
	uint16_t sa_family;
	uint8_t salg_type[14];
	uint32_t salg_feat, salg_mask;
};

struct ipx_address {
	uint16_t sa_family, sipx_port;
	uint32_t sipx_network;
	uint8_t sipx_node[6], sipx_type, sipx_zero;
};

struct x25_address {
	uint16_t sa_family;
	uint8_t x25_addr[16];
};

struct qipcrtr_address {
	uint16_t sa_family;
	uint32_t sq_node, sq_port;
};

struct mctp_address {
	uint16_t sa_family, __smctp_pad0;
	uint32_t smctp_network;
	uint8_t s_addr, smctp_type, smctp_tag, __smctp_pad1;
};

static const struct sct_type t_inet = STRUCT(struct inet_address,
	FIELD(struct inet_address, sin_port, &sct_t_htons),
	FIELD(struct inet_address, sin_addr, &sct_t_inet_addr));

struct inet6_address {
	uint16_t sa_family, sin6_port;
	uint32_t sin6_flowinfo;
};

static const struct sct_type t_inet6 = STRUCT(struct inet6_address,
	FIELD(struct inet6_address, sin6_port, &sct_t_htons),
	FIELD(struct inet6_address, sin6_flowinfo, &t_htonl));

static const struct sct_type t_netlink = STRUCT(struct netlink_address,
	FIELD(struct netlink_address, nl_pad, T_HEX16, .nonzero = true),
	FIELD(struct netlink_address, nl_pid, T_INT),
	FIELD(struct netlink_address, nl_groups, &t_groups));

static bool has_hw_address(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct sockaddr_ll, sll_halen);
}

static const struct sct_type t_packet = STRUCT(struct sockaddr_ll,
	FIELD(struct sockaddr_ll, sll_protocol, &t_ethernet),
	FIELD(struct sockaddr_ll, sll_ifindex, &sct_t_ifindex),
	FIELD(struct sockaddr_ll, sll_hatype, ENUM_U16(hardware_types)),
	FIELD(struct sockaddr_ll, sll_pkttype, ENUM_U8(packet_types)),
	FIELD(struct sockaddr_ll, sll_halen, T_U8),
	FIELD(struct sockaddr_ll, sll_addr, &t_hw_address, .when = has_hw_address));

/* svm_flags and svm_zero, which older headers have as one array. */
static const struct sct_type t_vsock = {
	.print = sct_print_struct, .size = { 16, 16 }, .nr_fields = 5,
	.fields = (const struct sct_field[]){
		{ "svm_reserved1", T_HEX16, { 2, 2 }, { 2, 2 }, .nonzero = true },
		{ "svm_cid", ENUM(vsock_cids), { 8, 8 }, { 4, 4 }, .nonzero = false },
		{ "svm_port", ENUM(vsock_ports), { 4, 4 }, { 4, 4 }, .nonzero = false },
		{ "svm_flags", FLAGS_U8(vsock_flags), { 12, 12 }, { 1, 1 }, .nonzero = false },
		{ "svm_zero", T_HEXBYTES, { 13, 13 }, { 3, 3 }, .nonzero = true },
	},
};

static bool shares_umem(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct sockaddr_xdp, sxdp_flags) & XDP_SHARED_UMEM;
}

static bool shares_no_umem(const struct sct_printer *p, const struct sct_value *s)
{
	return !shares_umem(p, s);
}

static const struct sct_type t_xdp = STRUCT(struct sockaddr_xdp,
	FIELD(struct sockaddr_xdp, sxdp_flags, FLAGS_U16(xdp_bind_flags)),
	FIELD(struct sockaddr_xdp, sxdp_ifindex, &sct_t_ifindex),
	FIELD(struct sockaddr_xdp, sxdp_queue_id, T_UINT),
	FIELD(struct sockaddr_xdp, sxdp_shared_umem_fd, T_FD, .when = shares_umem),
	FIELD(struct sockaddr_xdp, sxdp_shared_umem_fd, T_HEX32, .when = shares_no_umem,
	      .nonzero = true));

static const struct sct_type t_alg = STRUCT(struct alg_address,
	FIELD(struct alg_address, salg_type, &sct_t_name),
	FIELD(struct alg_address, salg_feat, &t_alg_flags),
	FIELD(struct alg_address, salg_mask, &t_alg_flags));

static const struct sct_type t_ipx = STRUCT(struct ipx_address,
	FIELD(struct ipx_address, sipx_port, &sct_t_htons),
	FIELD(struct ipx_address, sipx_network, &t_htonl_hex),
	FIELD(struct ipx_address, sipx_node, &t_node),
	FIELD(struct ipx_address, sipx_type, T_HEX8),
	FIELD(struct ipx_address, sipx_zero, T_HEX8, .nonzero = true));

static const struct sct_type t_x25_inner = STRUCT(struct x25_address,
	FIELD(struct x25_address, x25_addr, &sct_t_name));

static const struct sct_type t_qipcrtr = STRUCT(struct qipcrtr_address,
	FIELD(struct qipcrtr_address, sq_node, T_HEX32),
	FIELD(struct qipcrtr_address, sq_port, T_HEX32));

static void print_mctp_addr(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	sb_str(p->sb, "{s_addr=");
	sb_hex(p->sb, v->v);
	sb_char(p->sb, '}');
}

static const struct sct_type t_mctp_addr = { .print = print_mctp_addr };

static const struct sct_type t_mctp = STRUCT(struct mctp_address,
	FIELD(struct mctp_address, __smctp_pad0, T_HEX16, .nonzero = true),
	FIELD(struct mctp_address, smctp_network, T_HEX32),
	FIELD_AS("smctp_addr", struct mctp_address, s_addr, &t_mctp_addr),
	FIELD(struct mctp_address, smctp_type, T_HEX8),
	FIELD(struct mctp_address, smctp_tag, T_HEX8),
	FIELD(struct mctp_address, __smctp_pad1, T_HEX8, .nonzero = true));

struct ieee802154_addr {
	uint32_t addr_type;
	uint16_t pan_id;
	uint8_t hwaddr[8];
};

struct ieee802154_address {
	uint16_t sa_family;
	struct ieee802154_addr addr;
};

enum { ADDR_NONE = 0, ADDR_SHORT = 2 };

static bool is_short(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct ieee802154_addr, addr_type) == ADDR_SHORT;
}

static bool is_long(const struct sct_printer *p, const struct sct_value *s)
{
	return !is_short(p, s) && SCT_LOAD(s, struct ieee802154_addr, addr_type) != ADDR_NONE;
}

static const struct sct_type t_ieee802154_addr = STRUCT(struct ieee802154_addr,
	FIELD(struct ieee802154_addr, addr_type, &t_addr_type),
	FIELD(struct ieee802154_addr, pan_id, T_HEX16),
	FIELD_AS("short_addr", struct ieee802154_addr, hwaddr, &t_short_addr, .when = is_short),
	FIELD(struct ieee802154_addr, hwaddr, &t_hwaddr, .when = is_long));

static const struct sct_type t_ieee802154 = STRUCT(struct ieee802154_address,
	FIELD(struct ieee802154_address, addr, &t_ieee802154_addr));

/* Those whose fields say all. */
static const struct {
	uint16_t family;
	uint16_t min_len;
	const struct sct_type *type;
} families[] = {
	{ AF_INET, 16, &t_inet },
	{ AF_NETLINK, 12, &t_netlink },
	{ AF_PACKET, 20, &t_packet },
	{ AF_VSOCK, 16, &t_vsock },
	{ AF_XDP, 16, &t_xdp },
	{ AF_IPX, 16, &t_ipx },
	{ AF_QIPCRTR, 12, &t_qipcrtr },
	{ AF_IEEE802154, 20, &t_ieee802154 },
	{ 45 /* AF_MCTP */, 12, &t_mctp },
};

/* Bluetooth's have one family and no discriminator but their length. */
static const struct sct_field hci_fields[] = {
	{ "hci_dev", &t_htobs, { 2, 2 }, { 2, 2 }, .nonzero = false },
	{ "hci_channel", ENUM_U16(hci_channels), { 4, 4 }, { 2, 2 }, .nonzero = false },
};
static const struct sct_field sco_fields[] = {
	{ "sco_bdaddr", &t_bdaddr, { 2, 2 }, { 6, 6 }, .nonzero = false },
};
static const struct sct_field rc_fields[] = {
	{ "rc_bdaddr", &t_bdaddr, { 2, 2 }, { 6, 6 }, .nonzero = false },
	{ "rc_channel", T_U8, { 8, 8 }, { 1, 1 }, .nonzero = false },
};
static const struct sct_field l2_fields[] = {
	{ "l2_psm", &t_psm, { 2, 2 }, { 2, 2 }, .nonzero = false },
	{ "l2_bdaddr", &t_bdaddr, { 4, 4 }, { 6, 6 }, .nonzero = false },
	{ "l2_cid", &t_cid, { 10, 10 }, { 2, 2 }, .nonzero = false },
	{ "l2_bdaddr_type", ENUM_U8(bdaddr_types), { 12, 12 }, { 1, 1 }, .nonzero = false },
};

static bool put_bluetooth(struct sct_printer *p, const struct sct_value *v)
{
	static const struct {
		uint8_t len, nr;
		const struct sct_field *fields;
	} kinds[] = {
		{ 4, 1, hci_fields }, { 6, 2, hci_fields }, { 8, 1, sco_fields },
		{ 10, 2, rc_fields }, { 12, 3, l2_fields }, { 14, 4, l2_fields },
	};
	bool sep = true;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (kinds[i].len != v->size)
			continue;
		sct_put_fields(p, kinds[i].fields, kinds[i].nr, v, &sep);
		return true;
	}
	return false;
}

/* --- AX.25 ------------------------------------------------------------------------------ */

#define CALL_LEN	7
#define AX25_LEN	16
#define MAX_DIGIPEATERS	8

/* The letters of a call sign, as text; whether it is one that can be. */
static bool spell_call(const uint8_t *call, char *text, bool *printable)
{
	unsigned int i, len = 0, ssid = call[CALL_LEN - 1] >> 1 & 0xf;
	bool valid = !(call[CALL_LEN - 1] & ~0x1e);

	*printable = true;
	for (i = 0; i < CALL_LEN - 1; i++) {
		char c = (char)(call[i] >> 1);

		/* What could end the comment does not go into it. */
		if (c < ' ' || c > '~' || c == '*' || c == '/')
			*printable = false;
		if (c != ' ' && len < i)
			valid = false;	/* a space before it */
		if (call[i] & 1 || (c != ' ' && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')))
			valid = false;
		text[i] = c;
		if (c != ' ')
			len = i + 1;
	}
	sprintf(text + len, "-%u", ssid);
	if (len)
		return valid;
	if (!ssid)
		strcpy(text, "*");
	return valid && !ssid;
}

static void print_call(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	enum sct_const_style style = p->opt->const_style;
	bool printable, valid;
	char text[16];

	(void)t;
	valid = spell_call(v->mem, text, &printable);
	if (valid && style == SCT_CONST_ABBREV) {
		sb_str(p->sb, text);
		return;
	}
	sb_str(p->sb, "{ax25_call=");
	sct_put_hexbytes(p, v->mem, CALL_LEN);
	sb_char(p->sb, '}');
	if (printable && (!valid || style != SCT_CONST_RAW))
		sb_printf(p->sb, " /* %s */", text);
}

static const struct sct_type t_call = { .print = print_call, .size = { CALL_LEN, CALL_LEN } };

struct ax25_address {
	uint16_t sa_family;
	uint8_t sax25_call[CALL_LEN];
	int32_t sax25_ndigis;
};

static const struct sct_type t_ax25 = STRUCT(struct ax25_address,
	FIELD(struct ax25_address, sax25_call, &t_call),
	FIELD(struct ax25_address, sax25_ndigis, T_INT));

static void put_digipeaters(struct sct_printer *p, const struct sct_value *v, unsigned int nr)
{
	size_t there = (v->size - AX25_LEN) / CALL_LEN, i;

	if (nr > MAX_DIGIPEATERS)
		nr = MAX_DIGIPEATERS;
	sb_str(p->sb, ", fsa_digipeater=[");
	for (i = 0; i < nr; i++) {
		if (i)
			sb_str(p->sb, ", ");
		if (i == there || (p->abbrev && i >= p->opt->string_limit)) {
			sb_str(p->sb, "...");
			break;
		}
		sct_put_mem(p, &t_call, 0, v->mem + AX25_LEN + i * CALL_LEN, CALL_LEN, NULL);
	}
	sb_char(p->sb, ']');
}

/* With more than one station, it is inside of a larger structure. */
static bool put_ax25(struct sct_printer *p, const struct sct_value *v)
{
	size_t more = v->size - AX25_LEN;
	bool sep = true;
	int32_t nr;

	if (v->size < AX25_LEN)
		return false;
	nr = (int32_t)SCT_LOAD(v, struct ax25_address, sax25_ndigis);
	if (!more && !nr) {
		sct_put_fields(p, t_ax25.fields, t_ax25.nr_fields, v, &sep);
		return true;
	}
	sb_str(p->sb, ", fsa_ax25=");
	sct_print_struct(p, &t_ax25, v);
	if (nr > 0)
		put_digipeaters(p, v, (unsigned int)nr);
	if (more % CALL_LEN || more > (size_t)MAX_DIGIPEATERS * CALL_LEN)
		sb_str(p->sb, ", ...");
	return true;
}

/* --- Families that are more than their fields --------------------------------------------- */

/* Of an address cut after the minimum, strace shows as much of the scope as there is. */
static bool put_inet6(struct sct_printer *p, const struct sct_value *v)
{
	uint8_t scope[4] = { 0 };
	bool link_local, sep = true;

	if (v->size < 24)
		return false;
	link_local = v->mem[8] == 0xfe && (v->mem[9] & 0xc0) == 0x80;
	link_local |= v->mem[8] == 0xff && (v->mem[9] & 0xf) == 2;
	sct_put_fields(p, t_inet6.fields, t_inet6.nr_fields, v, &sep);
	sb_str(p->sb, ", ");
	sct_put_inet6_addr(p, v->mem + 8, "sin6_addr");
	if (v->size == 24)
		return true;
	memcpy(scope, v->mem + 24, v->size < 28 ? v->size - 24 : 4);
	sb_str(p->sb, ", sin6_scope_id=");
	if (link_local)
		sct_put_ifindex(p, (uint32_t)sct_load(scope, 4));
	else
		sb_u64(p->sb, sct_load(scope, 4));
	return true;
}

static bool put_unix(struct sct_printer *p, const struct sct_value *v)
{
	struct sct_printer name = sct_printer_of(p, SCT_REDACT_PATHS);
	size_t len = v->size - 2 < MAX_UNIX_PATH ? v->size - 2 : MAX_UNIX_PATH;
	const uint8_t *path = v->mem + 2;

	if (!len)
		return true;
	sb_str(p->sb, ", sun_path=");
	if (path[0]) {
		sct_put_string(&name, path, strnlen((const char *)path, len), false);
	} else {
		sb_char(p->sb, '@');
		sct_put_string(&name, path + 1, len - 1, false);
	}
	return true;
}

static bool put_alg(struct sct_printer *p, const struct sct_value *v)
{
	bool sep = true;

	if (v->size <= ALG_NAME_OFFSET)
		return false;
	sct_put_fields(p, t_alg.fields, t_alg.nr_fields, v, &sep);
	sb_str(p->sb, ", salg_name=");
	put_name(p, v->mem + ALG_NAME_OFFSET, v->size - ALG_NAME_OFFSET);
	return true;
}

static bool put_x25(struct sct_printer *p, const struct sct_value *v)
{
	if (v->size < sizeof(struct x25_address))
		return false;
	sb_str(p->sb, ", sx25_addr=");
	sct_print_struct(p, &t_x25_inner, v);
	return true;
}

struct rxrpc_address {
	uint16_t sa_family, srx_service, transport_type, transport_len;
	uint8_t transport[28];
};

static const struct sct_type t_rxrpc = STRUCT(struct rxrpc_address,
	FIELD(struct rxrpc_address, srx_service, &t_rxrpc_service),
	FIELD(struct rxrpc_address, transport_type, ENUM_U16(socket_types)),
	FIELD(struct rxrpc_address, transport_len, T_U16));

/* The address that is inside of one of AF_RXRPC. */
static void put_transport(struct sct_printer *p, const struct sct_value *v)
{
	unsigned int family = (unsigned int)sct_load(v->mem, 2);
	struct sct_value whole = { .mem = v->mem, .size = 28 };
	bool sep = true, done = v->size <= 2;

	if (family == AF_INET)
		sb_str(p->sb, "sin={sin_");
	else if (family == AF_INET6)
		sb_str(p->sb, "sin6={sin6_");
	sb_str(p->sb, "family=");
	sct_put_enum(p, &sct_set_address_families, family);
	if (family == AF_INET6 && !done) {
		done = put_inet6(p, v->size > 24 ? &whole : v);
	} else if (family == AF_INET && v->size >= sizeof(struct inet_address)) {
		sct_put_fields(p, t_inet.fields, t_inet.nr_fields, v, &sep);
		done = true;
	}
	if (!done) {
		sb_str(p->sb, ", ");
		sct_put_string(p, v->mem + 2, v->size - 2, false);
	}
	if (family == AF_INET || family == AF_INET6)
		sb_char(p->sb, '}');
}

static bool put_rxrpc(struct sct_printer *p, const struct sct_value *v)
{
	struct sct_value transport = { .mem = v->mem + offsetof(struct rxrpc_address, transport) };
	bool sep = true;

	if (v->size < sizeof(struct rxrpc_address))
		return false;
	transport.size = SCT_LOAD(v, struct rxrpc_address, transport_len);
	if (transport.size > v->size - offsetof(struct rxrpc_address, transport))
		transport.size = v->size - offsetof(struct rxrpc_address, transport);
	sct_put_fields(p, t_rxrpc.fields, t_rxrpc.nr_fields, v, &sep);
	sb_str(p->sb, ", transport={");
	put_transport(p, &transport);
	sb_char(p->sb, '}');
	return true;
}

#define NFC_FIELD(m, t)	FIELD2(struct nfc_address, struct compat_nfc_address, m, t)
static const struct sct_type t_nfc = STRUCT2(struct nfc_address, struct compat_nfc_address,
	NFC_FIELD(dev_idx, &sct_t_ifindex), NFC_FIELD(target_idx, T_HEX32),
	NFC_FIELD(nfc_protocol, ENUM(nfc_protocol_numbers)), NFC_FIELD(dsap, &t_sap),
	NFC_FIELD(ssap, &t_sap), NFC_FIELD(service_name, &t_service_name),
	NFC_FIELD(service_name_len, T_ULONG));

#define NFC_MIN		16
#define NFC_MIN_FIELDS	3

/* A service, too, if all of it is there. */
static bool put_nfc(struct sct_printer *p, const struct sct_value *v)
{
	bool whole = v->size >= t_nfc.size[p->compat], sep = true;

	if (v->size < NFC_MIN)
		return false;
	sct_put_fields(p, t_nfc.fields, whole ? t_nfc.nr_fields : NFC_MIN_FIELDS, v, &sep);
	if (!whole && v->size > NFC_MIN)
		sb_str(p->sb, ", ...");
	return true;
}

static bool put_by_fields(struct sct_printer *p, unsigned int family, const struct sct_value *v)
{
	bool sep = true;
	size_t i;

	for (i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		if (families[i].family != family || v->size < families[i].min_len)
			continue;
		sct_put_fields(p, families[i].type->fields, families[i].type->nr_fields, v, &sep);
		return true;
	}
	return false;
}

static bool put_known(struct sct_printer *p, unsigned int family, const struct sct_value *v)
{
	switch (family) {
	case AF_UNIX:
		return put_unix(p, v);
	case AF_INET6:
		return put_inet6(p, v);
	case AF_ALG:
		return put_alg(p, v);
	case AF_BLUETOOTH:
		return put_bluetooth(p, v);
	case AF_X25:
		return put_x25(p, v);
	case AF_AX25:
		return put_ax25(p, v);
	case AF_RXRPC:
		return put_rxrpc(p, v);
	case AF_NFC:
		return put_nfc(p, v);
	}
	return put_by_fields(p, family, v);
}

void sct_put_sockaddr(struct sct_printer *p, const uint8_t *mem, size_t len)
{
	struct sct_value v = { .mem = mem, .size = len };
	struct sct_printer q = sct_printer_of(p, SCT_NOT_REDACTED);
	unsigned int family;

	family = len >= 2 ? (unsigned int)sct_load(mem, 2) : AF_UNSPEC;
	sb_str(p->sb, "{sa_family=");
	sct_put_enum(p, &sct_set_address_families, family);
	if (len > 2 && p->opt->redact & SCT_REDACT_ADDRS) {
		sb_str(p->sb, ", sa_data=");
		sct_put_redacted(p);
	} else if (len > 2 && !put_known(&q, family, &v)) {
		sb_str(p->sb, ", sa_data=");
		sct_put_string(p, mem + 2, len - 2, false);
	}
	sb_char(p->sb, '}');
}

void sct_put_sockaddr_at(struct sct_printer *p, uint64_t addr, int64_t len)
{
	const uint8_t *mem = NULL;

	if (len > SCT_MAX_SOCKADDR)
		len = SCT_MAX_SOCKADDR;
	if (addr && len >= 2 && p->verbose)
		mem = sct_mem_exact(p, addr, (size_t)len);
	if (mem)
		sct_put_sockaddr(p, mem, (size_t)len);
	else
		sct_put_addr(p, addr);
}

static void print_sockaddr(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	size_t len = v->size < SCT_MAX_SOCKADDR ? v->size : SCT_MAX_SOCKADDR;

	(void)t;
	sct_put_sockaddr(p, v->mem, len);
}

const struct sct_type sct_t_sockaddr = { .print = print_sockaddr };

void sct_print_sockaddr_in(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	sct_put_sockaddr_at(p, v->v, (int32_t)p->call->args[t->len.arg]);
}

/* What the program had room for, or what it got if that is less. */
void sct_print_sockaddr_out(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	uint64_t len_addr = p->call->args[t->len.arg];
	struct sct_printer in = *p;
	const uint8_t *room, *len;
	int32_t n;

	if (!sct_succeeded(p)) {
		sct_put_addr(p, v->v);
		return;
	}
	if (p->compat)
		len_addr = (uint32_t)len_addr;
	in.phase = SCT_PHASE_IN;
	room = sct_mem_exact(&in, len_addr, 4);
	len = sct_mem_exact(p, len_addr, 4);
	if (!room || !len) {
		sct_put_addr(p, v->v);
		return;
	}
	n = (int32_t)sct_load(len, 4);
	if (n > (int32_t)sct_load(room, 4))
		n = (int32_t)sct_load(room, 4);
	sct_put_sockaddr_at(p, v->v, n);
}
