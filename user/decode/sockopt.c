// SPDX-License-Identifier: GPL-2.0
/*
 * Socket options: by level, their names and what they hold.
 */
#include <linux/if_packet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "decode/bpf_filter.h"
#include "decode/net.h"

#define MAX_VALUE	4096	/* bytes of a value that are captured */

enum { SO_FILTER = 26, SO_CBPF = 51, SO_REHASH = 74, ICMP_FILTER_OPTION = 1 };

/* --- Names ---------------------------------------------------------------------------- */

/**
 * struct level - a protocol level
 * @level: as in the call
 * @names: of its options
 * @set: of those that setsockopt() alone has under a number, or NULL
 * @get: and getsockopt()
 */
struct level {
	uint32_t level;
	const struct sct_names *names;
	const struct sct_names *set;
	const struct sct_names *get;
};

static const struct level levels[] = {
	{ 0, &sct_set_ip_options, &sct_set_ip_set_options, &sct_set_ip_get_options },
	{ 1, &sct_set_socket_options, &sct_set_socket_set_options,
	  &sct_set_socket_get_options },
	{ 6, &sct_set_tcp_options, NULL, NULL },
	{ 17, &sct_set_udp_options, NULL, NULL },
	{ 40, &sct_set_vsock_options, NULL, NULL },
	{ 41, &sct_set_ipv6_options, &sct_set_ipv6_set_options, &sct_set_ipv6_get_options },
	{ 101, &sct_set_can_raw_options, NULL, NULL },
	{ 132, &sct_set_sctp_options, NULL, NULL },
	{ 255, &sct_set_raw_options, NULL, NULL },
	{ 256, &sct_set_ipx_options, NULL, NULL },
	{ 257, &sct_set_ax25_options, NULL, NULL },
	{ 263, &sct_set_packet_options, NULL, NULL },
	{ 266, &sct_set_irda_options, NULL, NULL },
	{ 268, &sct_set_llc_options, NULL, NULL },
	{ 269, &sct_set_dccp_options, NULL, NULL },
	{ 270, &sct_set_netlink_options, NULL, NULL },
	{ 271, &sct_set_tipc_options, NULL, NULL },
	{ 272, &sct_set_rxrpc_options, NULL, NULL },
	{ 273, &sct_set_pppol2tp_options, NULL, NULL },
	{ 274, &sct_set_bluetooth_options, NULL, NULL },
	{ 275, &sct_set_pnpipe_options, NULL, NULL },
	{ 276, &sct_set_rds_options, NULL, NULL },
	{ 277, &sct_set_iucv_options, NULL, NULL },
	{ 278, &sct_set_caif_options, NULL, NULL },
	{ 279, &sct_set_alg_options, NULL, NULL },
	{ 280, &sct_set_nfc_options, NULL, NULL },
	{ 281, &sct_set_kcm_options, NULL, NULL },
	{ 282, &sct_set_tls_options, NULL, NULL },
	{ 283, &sct_set_xdp_options, NULL, NULL },
};

static const struct level *find_level(uint32_t level)
{
	size_t i;

	for (i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (levels[i].level == level)
			return &levels[i];
	return NULL;
}

/* Unlike in control messages, with two question marks. */
static void print_level(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct sct_names names = sct_set_socket_levels;

	(void)t;
	names.unknown = "SOL_??";
	sct_put_enum(p, &names, v->v);
}

/* param: whether it is setsockopt(). */
static void print_option(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	const struct level *level = find_level((uint32_t)p->call->args[1]);
	const struct sct_names *own;

	if (!level) {
		sb_u64(p->sb, v->v);
		return;
	}
	own = t->param ? level->set : level->get;
	if (own && sct_name_of(own, v->v))
		sct_put_enum(p, own, v->v);
	else
		sct_put_enum(p, level->names, v->v);
}

const struct sct_type sct_t_option_level = { .print = print_level, .size = { 4, 4 } };
const struct sct_type sct_t_set_option = { .print = print_option, .size = { 4, 4 }, .param = 1 };
const struct sct_type sct_t_get_option = { .print = print_option, .size = { 4, 4 } };

/* --- Values ------------------------------------------------------------------------------ */

static const struct sct_type t_linger = STRUCT(struct linger,
	FIELD(struct linger, l_onoff, T_INT), FIELD(struct linger, l_linger, T_INT));

struct peer { int32_t pid; uint32_t uid, gid; };

static const struct sct_type t_peer = STRUCT(struct peer,
	FIELD(struct peer, pid, T_PID), FIELD(struct peer, uid, T_UID),
	FIELD(struct peer, gid, T_UID));

static const struct sct_type t_ip_mreq = STRUCT(struct ip_mreq,
	FIELD(struct ip_mreq, imr_multiaddr, &sct_t_inet_addr),
	FIELD(struct ip_mreq, imr_interface, &sct_t_inet_addr));

static void print_multiaddr(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	sct_put_inet6_addr(p, v->mem, "ipv6mr_multiaddr");
}

static const struct sct_type t_multiaddr = { .print = print_multiaddr };

static const struct sct_type t_ipv6_mreq = STRUCT(struct ipv6_mreq,
	FIELD_AS("", struct ipv6_mreq, ipv6mr_multiaddr, &t_multiaddr),
	FIELD(struct ipv6_mreq, ipv6mr_interface, &sct_t_ifindex));

struct group_request { uint32_t gr_interface; uint8_t gr_group[128] __attribute__((aligned(8))); };
struct compat_group_request { uint32_t gr_interface; uint8_t gr_group[128]; };

static const struct sct_type t_group = STRUCT2(struct group_request, struct compat_group_request,
	FIELD2(struct group_request, struct compat_group_request, gr_interface, &sct_t_ifindex),
	FIELD2(struct group_request, struct compat_group_request, gr_group, &sct_t_sockaddr));

/* As many bytes as mr_alen says and there are. */
static void print_mr_address(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	size_t i, len = SCT_LOAD(v->outer, struct packet_mreq, mr_alen);

	enum sct_const_style style = p->opt->const_style;

	(void)t;
	if (len > v->size)
		len = v->size;
	if (style != SCT_CONST_ABBREV)
		sct_put_hexbytes(p, v->mem, len);
	if (style == SCT_CONST_RAW)
		return;
	if (style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " /* ");
	for (i = 0; i < len; i++)
		sb_printf(p->sb, "%s%02x", i ? ":" : "", v->mem[i]);
	if (style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " */");
}

static const struct sct_type t_mr_address = { .print = print_mr_address };

static const struct sct_type t_packet_mreq = STRUCT(struct packet_mreq,
	FIELD(struct packet_mreq, mr_ifindex, &sct_t_ifindex),
	FIELD(struct packet_mreq, mr_type, ENUM_U16(packet_member_types)),
	FIELD(struct packet_mreq, mr_alen, T_U16),
	FIELD(struct packet_mreq, mr_address, &t_mr_address));

static const struct sct_type t_tpacket_req = STRUCT(struct tpacket_req,
	FIELD(struct tpacket_req, tp_block_size, T_UINT),
	FIELD(struct tpacket_req, tp_block_nr, T_UINT),
	FIELD(struct tpacket_req, tp_frame_size, T_UINT),
	FIELD(struct tpacket_req, tp_frame_nr, T_UINT));

static const struct sct_type t_tpacket_stats = STRUCT(struct tpacket_stats_v3,
	FIELD(struct tpacket_stats_v3, tp_packets, T_UINT),
	FIELD(struct tpacket_stats_v3, tp_drops, T_UINT),
	FIELD(struct tpacket_stats_v3, tp_freeze_q_cnt, T_UINT));

/* Of setsockopt() alone. */
static const struct sct_type t_fprog = SCT_FPROG(3, sct_t_socket_insn);

/* The set bits, or with a ~ the others when most are. */
static void print_icmp_filter(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	size_t size = v->size < 4 ? v->size : 4;
	/* The bits of those bytes that are not there are set. */
	uint32_t bits = (uint32_t)(~0ULL << 8 * size | sct_load(v->mem, size));
	const char *sep = "";
	unsigned int i;

	(void)t;
	if (__builtin_popcount(bits) > 16) {
		sb_char(p->sb, '~');
		bits = ~bits;
	}
	sb_char(p->sb, '[');
	for (i = 0; i < 32; i++) {
		if (!(bits >> i & 1))
			continue;
		sb_str(p->sb, sep);
		sep = " ";
		sct_put_enum(p, &sct_set_icmp_types, i);
	}
	sb_char(p->sb, ']');
}

static const struct sct_type t_icmp_filter = { .print = print_icmp_filter, .size = { 4, 4 } };

#define SETS	1U	/* for setsockopt() */
#define GETS	2U	/* for getsockopt() */
#define EXACT	4U	/* of this length alone */
#define SHORT	8U	/* may be cut anywhere */
#define LIST	16U	/* as many as there are */
#define LOOSE	32U	/* the number is read whatever length the program says */

/**
 * struct option - what is in an option
 * @level: protocol level
 * @option: number, and how many there are of the kind
 * @type: what it is
 * @flags: SETS, ...
 */
struct option {
	uint16_t level;
	uint8_t first, last;
	uint8_t flags;
	const struct sct_type *type;
};

/* SOL_SOCKET's numbers: what is not here has no structure that strace knows of. */
static const struct option options[] = {
	{ 1, 1, 2, SETS | GETS, T_INT },	/* SO_DEBUG, SO_REUSEADDR */
	{ 1, 4, 4, GETS, ENUM(errnos) },	/* SO_ERROR */
	{ 1, 5, 12, SETS | GETS, T_INT },	/* SO_DONTROUTE ... SO_PRIORITY */
	{ 1, 13, 13, SETS, &t_linger },
	{ 1, 13, 13, GETS | SHORT, &t_linger },
	{ 1, 14, 16, SETS | GETS, T_INT },	/* SO_BSDCOMPAT ... SO_PASSCRED */
	{ 1, 17, 17, GETS | SHORT, &t_peer },
	{ 1, 18, 19, SETS | GETS, T_INT },	/* SO_RCVLOWAT, SO_SNDLOWAT */
	{ 1, SO_FILTER, SO_FILTER, SETS | EXACT, &t_fprog },
	{ 1, SO_FILTER, SO_FILTER, GETS, NULL },
	{ 1, 27, 27, SETS | GETS, T_INT },	/* SO_DETACH_FILTER */
	{ 1, 29, 30, SETS | GETS, T_INT },	/* SO_TIMESTAMP_OLD, SO_ACCEPTCONN */
	{ 1, 32, 37, SETS | GETS, T_INT },	/* SO_SNDBUFFORCE ... SO_TIMESTAMPING_OLD */
	{ 1, 40, 46, SETS | GETS, T_INT },	/* SO_RXQ_OVFL ... SO_BUSY_POLL */
	{ 1, 49, 49, SETS | GETS, T_INT },	/* SO_INCOMING_CPU */
	{ 1, SO_CBPF, SO_CBPF, SETS | EXACT, &t_fprog },
	{ 1, 53, 53, SETS | GETS, T_INT },	/* SO_CNX_ADVICE */
	{ 1, 56, 56, SETS | GETS, T_INT },	/* SO_INCOMING_NAPI_ID */
	{ 1, 60, 60, SETS | GETS, T_INT },	/* SO_ZEROCOPY */
	{ 1, 63, 65, SETS | GETS, T_INT },	/* SO_TIMESTAMP_NEW ... */
	{ 1, 68, 70, SETS | GETS, T_INT },	/* SO_DETACH_REUSEPORT_BPF ... */
	{ 1, 73, 73, SETS | GETS, T_INT },	/* SO_RESERVE_MEM */
	{ 1, SO_REHASH, SO_REHASH, SETS | GETS, ENUM(txrehash_values) },
	{ 1, 75, 75, SETS | GETS, T_INT },	/* SO_RCVMARK */
	{ 0, IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP, SETS, &t_ip_mreq },
	{ 0, MCAST_JOIN_GROUP, MCAST_JOIN_GROUP, SETS, &t_group },
	{ 0, MCAST_LEAVE_GROUP, MCAST_LEAVE_GROUP, SETS, &t_group },
	{ 41, IPV6_ADD_MEMBERSHIP, IPV6_DROP_MEMBERSHIP, SETS, &t_ipv6_mreq },
	{ 41, IPV6_JOIN_ANYCAST, IPV6_LEAVE_ANYCAST, SETS, &t_ipv6_mreq },
	{ 41, MCAST_JOIN_GROUP, MCAST_JOIN_GROUP, SETS, &t_group },
	{ 41, MCAST_LEAVE_GROUP, MCAST_LEAVE_GROUP, SETS, &t_group },
	{ 255, ICMP_FILTER_OPTION, ICMP_FILTER_OPTION, SETS | GETS | SHORT, &t_icmp_filter },
	{ 263, PACKET_ADD_MEMBERSHIP, PACKET_DROP_MEMBERSHIP, SETS | EXACT, &t_packet_mreq },
	{ 263, PACKET_RX_RING, PACKET_RX_RING, SETS | EXACT, &t_tpacket_req },
	{ 263, PACKET_TX_RING, PACKET_TX_RING, SETS | EXACT, &t_tpacket_req },
	{ 263, PACKET_STATISTICS, PACKET_STATISTICS, GETS | SHORT, &t_tpacket_stats },
	{ 270, 9, 9, GETS | LIST, T_UINT },	/* NETLINK_LIST_MEMBERSHIPS */
	{ 270, 0, 255, SETS, T_INT },
	{ 270, 0, 255, GETS | LOOSE, T_INT },
};

static const struct option *find_option(const struct sct_printer *p, unsigned int direction)
{
	uint32_t level = (uint32_t)p->call->args[1], option = (uint32_t)p->call->args[2];
	size_t i;

	for (i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (options[i].level == level && option >= options[i].first &&
		    option <= options[i].last && (options[i].flags & direction))
			return &options[i];
	return NULL;
}

/* Four bytes may be a number; nothing else is known. */
static void put_unknown(struct sct_printer *p, uint64_t addr, uint64_t len)
{
	const uint8_t *mem = (const uint8_t *)"";
	uint64_t shown = len < p->opt->string_limit ? len : p->opt->string_limit;

	if (addr && len == 4 && p->verbose) {
		mem = sct_mem_exact(p, addr, 4);
		if (mem) {
			sb_printf(p->sb, "[%d]", (int)sct_load(mem, 4));
			return;
		}
	}
	if (addr && shown)
		mem = sct_mem_exact(p, addr, (size_t)shown);
	if (addr && mem && p->verbose)
		sct_put_string(p, mem, (size_t)shown, shown < len);
	else
		sct_put_addr(p, addr);
}

static void put_list(struct sct_printer *p, const struct sct_type *t, uint64_t addr, uint64_t len)
{
	size_t size = t->size[p->compat], nr = (size_t)len / size, i;

	if (len && !sct_mem_exact(p, addr, nr ? size : 1)) {
		sct_put_addr(p, addr);
		return;
	}
	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++) {
		const uint8_t *mem = sct_mem_exact(p, addr + i * size, size);

		if (i)
			sb_str(p->sb, ", ");
		if (!mem || (p->abbrev && i >= p->opt->string_limit)) {
			sb_str(p->sb, "...");
			break;
		}
		sct_put_mem(p, t, addr + i * size, mem, size, NULL);
	}
	sb_char(p->sb, ']');
}

/* A structure of which only @len bytes are there: the bytes of the field that is cut. */
static void put_cut_struct(struct sct_printer *p, const struct sct_type *t, uint64_t addr,
			   const uint8_t *mem, size_t len)
{
	struct sct_value v = { .addr = addr, .mem = mem, .size = len };
	unsigned int i;

	sb_char(p->sb, '{');
	for (i = 0; i < t->nr_fields; i++) {
		const struct sct_field *f = &t->fields[i];
		size_t off = f->off[p->compat];

		if (off >= len)
			break;
		if (i)
			sb_str(p->sb, ", ");
		if (len - off >= f->size[p->compat]) {
			sct_put_field(p, f, &v);
			continue;
		}
		sb_str(p->sb, f->name);
		sb_char(p->sb, '=');
		sct_put_hexbytes(p, mem + off, len - off);
	}
	sb_char(p->sb, '}');
}

static void put_typed(struct sct_printer *p, const struct option *o, uint64_t addr,
		      const uint8_t *mem, size_t len)
{
	const struct sct_type *t = o->type;
	bool brackets = t->flags & SCT_T_SCALAR || t == T_INT;

	if (len < t->size[p->compat] && t->fields) {
		put_cut_struct(p, t, addr, mem, len);
	} else if (len < t->size[p->compat] && !(o->flags & SHORT)) {
		sct_put_hexbytes(p, mem, len);
	} else {
		if (brackets)
			sb_char(p->sb, '[');
		sct_put_mem(p, t, addr, mem, len, NULL);
		if (brackets)
			sb_char(p->sb, ']');
	}
}

static void put_value(struct sct_printer *p, uint64_t addr, int64_t len, unsigned int direction)
{
	const struct option *o = find_option(p, direction);
	const uint8_t *mem = NULL;
	uint64_t size;

	if (!o) {
		put_unknown(p, addr, (uint32_t)len);
		return;
	}
	if (!o->type || !addr || len < 0 || !p->verbose) {
		sct_put_addr(p, addr);
		return;
	}
	size = o->type->size[p->compat];
	if (o->flags & LIST && len) {
		put_list(p, o->type, addr, (uint64_t)len);
		return;
	}
	if (o->flags & LOOSE)
		len = 4;
	if ((o->flags & EXACT && (uint64_t)len != size) || !len ||
	    (direction == SETS && !(o->flags & SHORT) && (uint64_t)len < size)) {
		sct_put_addr(p, addr);
		return;
	}
	if ((uint64_t)len > size)
		len = (int64_t)size;
	mem = sct_mem_exact(p, addr, (size_t)len);
	if (mem)
		put_typed(p, o, addr, mem, (size_t)len);
	else
		sct_put_addr(p, addr);
}

static void print_set_value(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	put_value(p, v->v, (int32_t)p->call->args[4], SETS);
}

/* getsockopt()'s length, at entry the room for the value; 0 if it cannot be read. */
static int32_t length_of(const struct sct_printer *p, enum sct_phase phase)
{
	struct sct_printer at = *p;
	uint64_t addr = p->compat ? (uint32_t)p->call->args[4] : p->call->args[4];
	const uint8_t *mem;

	at.phase = phase;
	mem = addr ? sct_mem_exact(&at, addr, 4) : NULL;
	return mem ? (int32_t)sct_load(mem, 4) : 0;
}

static void print_get_value(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	const struct option *o = find_option(p, GETS);
	int32_t room = length_of(p, SCT_PHASE_IN);
	int32_t n = sct_succeeded(p) ? length_of(p, SCT_PHASE_OUT) : 0;

	(void)t;
	/* A list may be longer than there is room for. */
	if (o && o->flags & LIST && room < n)
		n = room;
	/* Without room, the call only says how much it would need. */
	if (n > 0 && room > 0)
		put_value(p, v->v, n, GETS);
	else
		sct_put_addr(p, v->v);
}

#define SET_VALUE(...) { \
	.print = print_set_value, .dir = SCT_DIR_IN, .capture = SCT_CAP_BLOCK, .size = { 8, 4 }, \
	.len = { .from = SCT_LEN_ARG, .arg = 4, .n = MAX_VALUE }, ##__VA_ARGS__ }

const struct sct_type sct_t_set_value = SET_VALUE();
/* With the instructions that it points to. */
static const struct sct_type t_set_filter = SET_VALUE(.elem = &t_fprog);

/* The length is a number of instructions. */
static void print_get_filter(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	if ((uint32_t)p->call->args[1] == SOL_SOCKET && sct_succeeded(p) && !p->abbrev &&
	    length_of(p, SCT_PHASE_IN) > 0 && length_of(p, SCT_PHASE_OUT) > 0)
		sct_print_insns(p, t, v);
	else
		print_get_value(p, t, v);
}

const struct sct_case sct_get_filter_cases[] = {
	CASE(SO_FILTER, ARGS(SCT_POINTER(print_get_filter, SCT_DIR_OUT, &sct_t_socket_insn,
					 LEN_PTR32(4)), INOUT(T_INT))),
};

const struct sct_case sct_set_filter_cases[] = {
	CASE(SO_FILTER, ARGS(&t_set_filter, T_INT)),
	CASE(SO_CBPF, ARGS(&t_set_filter, T_INT)),
};

const struct sct_type sct_t_get_value = {
	.print = print_get_value, .dir = SCT_DIR_OUT, .capture = SCT_CAP_BLOCK, .size = { 8, 4 },
	.len = { .from = SCT_LEN_PTR32, .arg = 4, .n = MAX_VALUE },
};
