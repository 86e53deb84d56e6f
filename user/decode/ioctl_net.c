// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of network interfaces: struct ifreq, with one field of its union.
 */
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
	char ifr_name[16];			\
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

static const struct sct_field name_field = IFR("ifr_name", ifr_name, T_CSTR);
static const struct sct_field index_field = IFR("ifr_ifindex", number, T_INT);

/* {sa_family=ARPHRD_ETHER, sa_data=00:11:22:...} */
static void print_hwaddr(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	size_t i;

	(void)t;
	sb_str(p->sb, "{sa_family=");
	sct_put_enum(p, &sct_set_if_hardware, sct_load(v->mem, 2));
	sb_str(p->sb, ", sa_data=");
	for (i = 2; i < v->size; i++)
		sb_printf(p->sb, "%s%02x", i > 2 ? ":" : "", v->mem[i]);
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
	const struct sct_type sct_t_##id = { \
		.print = (fn), .dir = (d), .capture = SCT_CAP_BLOCK, .size = { 8, 4 }, \
		.len = LEN_N(sizeof(struct kernel_ifreq)), .nr_fields = 1, ##__VA_ARGS__ }
#define ONE(f)		.fields = (const struct sct_field[]){ f }
#define SET(id, ...)	IFREQ(set_if_##id, print_set, SCT_DIR_IN, __VA_ARGS__)
#define GET(id, ...)	IFREQ(get_if_##id, print_get, SCT_DIR_INOUT, \
			      .flags = SCT_T_SPLIT, __VA_ARGS__)
#define BOTH(id, ...)	GET(id, __VA_ARGS__); SET(id, __VA_ARGS__)

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

BOTH(flags, ONE(F_FLAGS));
BOTH(addr, ONE(F_ADDR));
BOTH(dstaddr, ONE(F_DSTADDR));
BOTH(broadaddr, ONE(F_BROADADDR));
BOTH(netmask, ONE(F_NETMASK));
BOTH(metric, ONE(F_METRIC));
BOTH(mtu, ONE(F_MTU));
BOTH(hwaddr, ONE(F_HWADDR));
BOTH(slave, ONE(F_SLAVE));
BOTH(qlen, ONE(F_QLEN));
BOTH(map, ONE(F_MAP));
GET(index, ONE(F_INDEX));
SET(newname, ONE(F_NEWNAME));
/* The other way round: by index. */
GET(name, ONE(IFR("ifr_name", ifr_name, T_CSTR)), .param = 1);

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
