// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of network interfaces: struct ifreq, with one field of its union.
 */
#include <linux/if_arp.h>
#include <linux/sockios.h>

#include "decode/ioctl.h"
#include "decode/net.h"

/* As in <linux/if.h>, with all that is in the union. */
struct kernel_ifmap {
	uint64_t mem_start, mem_end;
	uint16_t base_addr;
	uint8_t irq, dma, port;
};

struct compat_ifmap {
	uint32_t mem_start, mem_end;
	uint16_t base_addr;
	uint8_t irq, dma, port;
};

#define IFREQ_FIELDS(ifmap)			\
	char device[16];			\
	union {					\
		uint8_t addr[16];		\
		char name[16];			\
		int16_t flags;			\
		int32_t number;			\
		struct ifmap map;		\
	}

struct kernel_ifreq { IFREQ_FIELDS(kernel_ifmap); };
struct compat_ifreq { IFREQ_FIELDS(compat_ifmap); };

#define IFR(n, m, t)	FIELD2_AS(n, struct kernel_ifreq, struct compat_ifreq, m, t)
#define MAP(m, t)	FIELD2(struct kernel_ifmap, struct compat_ifmap, m, t)

static const struct sct_field name_field = IFR("ifr_name", device, T_CSTR);
static const struct sct_field index_field = IFR("ifr_ifindex", number, T_INT);

/* Bytes of a hardware address: those that are not here have all 14. */
static size_t hwaddr_bytes(uint64_t type, size_t most)
{
	static const struct {
		uint16_t type;
		uint8_t bytes;
	} known[] = {
		{ ARPHRD_NETROM, 7 }, { ARPHRD_ETHER, 6 }, { ARPHRD_AX25, 7 }, { ARPHRD_IEEE802, 6 },
		{ ARPHRD_ARCNET, 1 }, { ARPHRD_DLCI, 2 }, { ARPHRD_EUI64, 8 }, { ARPHRD_ROSE, 5 },
		{ ARPHRD_X25, 5 }, { ARPHRD_TUNNEL, 4 }, { ARPHRD_LOOPBACK, 6 },
		{ ARPHRD_LOCALTLK, 1 }, { ARPHRD_FDDI, 6 }, { ARPHRD_SIT, 4 }, { ARPHRD_IPDDP, 4 },
		{ ARPHRD_IPGRE, 4 }, { ARPHRD_PIMREG, 4 }, { ARPHRD_HIPPI, 6 }, { ARPHRD_IRDA, 4 },
		{ ARPHRD_IEEE80211, 6 }, { ARPHRD_IEEE80211_PRISM, 6 },
		{ ARPHRD_IEEE80211_RADIOTAP, 6 }, { ARPHRD_IEEE802154, 8 },
		{ ARPHRD_IEEE802154_MONITOR, 8 }, { ARPHRD_PHONET, 1 }, { ARPHRD_PHONET_PIPE, 1 },
		{ ARPHRD_CAIF, 1 }, { ARPHRD_6LOWPAN, 8 }, { ARPHRD_VSOCKMON, 8 }, { 290, 1 },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].type == type)
			return known[i].bytes;
	return most;
}

/* {sa_family=ARPHRD_ETHER, sa_data=00:11:22:...} */
static void print_hwaddr(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	uint64_t type = sct_load(v->mem, 2);
	size_t end = 2 + hwaddr_bytes(type, v->size - 2), i;

	(void)t;
	sb_str(p->sb, "{sa_family=");
	sct_put_enum(p, &sct_set_if_hardware, type);
	sb_str(p->sb, ", sa_data=");
	if (p->opt->redact & SCT_REDACT_ADDRS) {
		sct_put_redacted(p);
		sb_char(p->sb, '}');
		return;
	}
	if (p->opt->const_style != SCT_CONST_ABBREV)
		sct_put_hexbytes(p, v->mem + 2, v->size - 2);
	if (p->opt->const_style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " /* ");
	for (i = 2; i < end && p->opt->const_style != SCT_CONST_RAW; i++)
		sb_printf(p->sb, "%s%02x", i > 2 ? ":" : "", v->mem[i]);
	sct_end_text(p);
	sb_char(p->sb, '}');
}

static void print_addr(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sct_put_sockaddr(p, v->mem, v->size);
}

static const struct sct_type t_hwaddr = { .print = print_hwaddr };
static const struct sct_type t_addr = { .print = print_addr };
static const struct sct_type t_map = STRUCT2(struct kernel_ifmap, struct compat_ifmap,
	MAP(mem_start, T_HEXLONG), MAP(mem_end, T_HEXLONG), MAP(base_addr, T_HEX16),
	MAP(irq, T_HEX8), MAP(dma, T_HEX8), MAP(port, T_HEX8));

/* The structure at @addr as it was at entry, or at exit. */
static bool ifreq_at(const struct sct_printer *p, enum sct_phase phase, uint64_t addr,
		     struct sct_value *s)
{
	size_t size = p->compat ? sizeof(struct compat_ifreq) : sizeof(struct kernel_ifreq);
	struct sct_printer at = *p;

	at.phase = phase;
	*s = (struct sct_value){ .addr = addr, .size = size };
	s->mem = p->verbose ? sct_mem_exact(&at, addr, size) : NULL;
	return s->mem;
}

/* What is set: all at once.  fields: the one that is. */
static void print_set(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct sct_value s;

	if (!ifreq_at(p, SCT_PHASE_IN, v->v, &s)) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '{');
	if (!t->param) {
		sct_put_field(p, &name_field, &s);
		sb_str(p->sb, ", ");
	}
	sct_put_field(p, t->fields, &s);
	sb_char(p->sb, '}');
}

/* What is asked for: the name at entry, the answer at exit. */
static void print_get(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	const struct sct_field *key = t->param ? &index_field : &name_field;
	struct sct_value in, out;

	if (!ifreq_at(p, SCT_PHASE_IN, v->v, &in)) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	if (!p->second_half) {
		sb_char(p->sb, '{');
		sct_put_field(p, key, &in);
		return;
	}
	if (sct_succeeded(p) && ifreq_at(p, SCT_PHASE_OUT, v->v, &out)) {
		sb_str(p->sb, ", ");
		sct_put_field(p, t->fields, &out);
	}
	sb_char(p->sb, '}');
}

#define IFREQ(id, fn, d, ...) \
	static const struct sct_type t_##id = { \
		.print = (fn), .dir = (d), .capture = SCT_CAP_BLOCK, .size = { 8, 4 }, \
		.len = LEN_N(sizeof(struct kernel_ifreq)), .nr_fields = 1, ##__VA_ARGS__ }
#define ONE(f)		.fields = (const struct sct_field[]){ f }
#define SET_IF(id, ...)	IFREQ(set_if_##id, print_set, SCT_DIR_IN, __VA_ARGS__)
#define GET_IF(id, ...)	IFREQ(get_if_##id, print_get, SCT_DIR_INOUT, \
			      .flags = SCT_T_SPLIT, __VA_ARGS__)
#define BOTH_IF(id, ...)	GET_IF(id, __VA_ARGS__); SET_IF(id, __VA_ARGS__)

#define F_FLAGS		IFR("ifr_flags", flags, FLAGS_U16(if_flags))
#define F_METRIC	IFR("ifr_metric", number, T_INT)
#define F_MTU		IFR("ifr_mtu", number, T_INT)
#define F_QLEN		IFR("ifr_qlen", number, T_INT)
#define F_INDEX		IFR("ifr_ifindex", number, T_INT)
#define F_ADDR		IFR("ifr_addr", addr, &t_addr)
#define F_DSTADDR	IFR("ifr_dstaddr", addr, &t_addr)
#define F_BROADADDR	IFR("ifr_broadaddr", addr, &t_addr)
#define F_NETMASK	IFR("ifr_netmask", addr, &t_addr)
#define F_HWADDR	IFR("ifr_hwaddr", addr, &t_hwaddr)
#define F_SLAVE		IFR("ifr_slave", name, T_CSTR)
#define F_NEWNAME	IFR("ifr_newname", name, T_CSTR)
#define F_MAP		IFR("ifr_map", map, &t_map)

BOTH_IF(flags, ONE(F_FLAGS));
BOTH_IF(addr, ONE(F_ADDR));
BOTH_IF(dstaddr, ONE(F_DSTADDR));
BOTH_IF(broadaddr, ONE(F_BROADADDR));
BOTH_IF(netmask, ONE(F_NETMASK));
BOTH_IF(metric, ONE(F_METRIC));
BOTH_IF(mtu, ONE(F_MTU));
BOTH_IF(hwaddr, ONE(F_HWADDR));
BOTH_IF(slave, ONE(F_SLAVE));
BOTH_IF(qlen, ONE(F_QLEN));
BOTH_IF(map, ONE(F_MAP));
GET_IF(index, ONE(F_INDEX));
SET_IF(newname, ONE(F_NEWNAME));
/* The other way round: by index. */
GET_IF(name, ONE(IFR("ifr_name", device, T_CSTR)), .param = 1);

/* --- SIOCGIFCONF --------------------------------------------------------------------- */

struct kernel_ifconf {
	int32_t len;
	uint64_t buf;
};

struct compat_ifconf {
	int32_t len;
	uint32_t buf;
};

#define MAX_IFCONF_BYTES	65536

static const struct sct_type t_conf_ifreq = STRUCT2(struct kernel_ifreq, struct compat_ifreq,
	IFR("ifr_name", device, T_CSTR), F_ADDR);

static void print_conf_buf(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	size_t size = t->elem->size[p->compat];
	int32_t len = (int32_t)SCT_LOAD(v->outer, struct kernel_ifconf, len);

	if (len < 0)
		sct_put_addr(p, v->v);
	else
		sct_put_array(p, t, v->v, (uint32_t)len / size);
}

static const struct sct_type t_conf_buf = {
	.print = print_conf_buf, .elem = &t_conf_ifreq, .dir = SCT_DIR_OUT, .size = { 8, 4 },
	.capture = SCT_CAP_BLOCK,
	.len = { .from = SCT_LEN_PTR32, .arg = 2, .n = MAX_IFCONF_BYTES },
};

#define CONF(n, m, t)	FIELD2_AS(n, struct kernel_ifconf, struct compat_ifconf, m, t)
static const struct sct_type t_ifconf = STRUCT2(struct kernel_ifconf, struct compat_ifconf,
	CONF("ifc_len", len, T_INT), CONF("ifc_buf", buf, &t_conf_buf));

static void put_conf_len(struct sct_printer *p, int32_t len)
{
	int32_t size = (int32_t)t_conf_ifreq.size[p->compat];

	sb_s64(p->sb, len);
	if (len > 0 && len % size == 0)
		sb_printf(p->sb, " /* %d * sizeof(struct ifreq) */", (int)(len / size));
}

/* How much room there is, unless none is offered; how much is taken, if that is not the same. */
static void print_ifconf(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	size_t size = t_ifconf.size[p->compat];
	struct sct_value in, out;
	int32_t before, after;
	bool asks;

	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, size, &in)) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	before = (int32_t)SCT_LOAD(&in, struct kernel_ifconf, len);
	asks = p->compat ? SCT_LOAD(&in, struct compat_ifconf, buf) :
			   SCT_LOAD(&in, struct kernel_ifconf, buf);
	if (!p->second_half) {
		sb_str(p->sb, "{ifc_len=");
		if (asks)
			put_conf_len(p, before);
		return;
	}
	if (!p->call->returned || !sct_struct_at(p, t, SCT_PHASE_OUT, v->v, size, &out))
		out = in;
	after = (int32_t)SCT_LOAD(&out, struct kernel_ifconf, len);
	if (asks && sct_succeeded(p) && before != after)
		sb_str(p->sb, " => ");
	if (!asks || (sct_succeeded(p) && before != after))
		put_conf_len(p, after);
	sb_str(p->sb, ", ");
	sct_put_field(p, &t_ifconf.fields[1], &out);
	sb_char(p->sb, '}');
}

static const struct sct_type t_ifconf_arg = {
	.print = print_ifconf, .elem = &t_ifconf, .dir = SCT_DIR_INOUT, .capture = SCT_CAP_ARRAY,
	.size = { 8, 4 }, .len = LEN_N(1),
	.flags = SCT_T_SPLIT | SCT_T_ON_ERROR | SCT_T_RAW_PTR,
};

/* --- Bridges --------------------------------------------------------------------------- */

static const struct sct_type t_if_name = NAME_OF(16);

static void print_bridge_if(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_value s;

	(void)t;
	if (!ifreq_at(p, SCT_PHASE_IN, v->v, &s)) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_str(p->sb, "{ifr_ifindex=");
	sct_put_ifindex(p, (uint32_t)SCT_LOAD(&s, struct kernel_ifreq, number));
	sb_char(p->sb, '}');
}

IFREQ(bridge_if, print_bridge_if, SCT_DIR_IN);

/* --- Requests ---------------------------------------------------------------------- */

#define IFR_GET(c, id)	CASE(SIOCGIF##c, ARGS(&t_get_if_##id))
#define IFR_SET(c, id)	CASE(SIOCSIF##c, ARGS(&t_set_if_##id))
#define IFR_BOTH(c, id)	IFR_GET(c, id), IFR_SET(c, id)

static const struct sct_case cases[] = {
	CASE(SIOCSPGRP, SET_INT), CASE(SIOCGPGRP, GET_INT), CASE(SIOCATMARK, GET_INT),
	CASE(SIOCOUTQNSD, GET_INT), CASE(SIOCGIFENCAP, GET_INT), CASE(SIOCSIFENCAP, SET_INT),
	IFR_GET(NAME, name), IFR_SET(NAME, newname), IFR_BOTH(FLAGS, flags), IFR_BOTH(ADDR, addr),
	IFR_BOTH(DSTADDR, dstaddr), IFR_BOTH(BRDADDR, broadaddr), IFR_BOTH(NETMASK, netmask),
	IFR_BOTH(METRIC, metric), IFR_BOTH(MTU, mtu), IFR_BOTH(HWADDR, hwaddr),
	IFR_BOTH(SLAVE, slave), IFR_BOTH(TXQLEN, qlen), IFR_BOTH(MAP, map), IFR_GET(INDEX, index),
	IFR_SET(HWBROADCAST, hwaddr), CASE(SIOCADDMULTI, ARGS(&t_set_if_hwaddr)),
	CASE(SIOCDELMULTI, ARGS(&t_set_if_hwaddr)), CASE(SIOCGIFCONF, ARGS(&t_ifconf_arg)), CASE(SIOCBRADDBR, ARGS(&t_if_name)),
	CASE(SIOCBRDELBR, ARGS(&t_if_name)), CASE(SIOCBRADDIF, ARGS(&t_bridge_if)),
	CASE(SIOCBRDELIF, ARGS(&t_bridge_if)),
};

IOCTLS(net);
