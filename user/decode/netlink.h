/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Netlink messages: what the files of the protocols share.
 *
 * A set of attributes is a table of them:
 *
 *	static const struct sct_attr addr_attrs[] = {
 *		N_ADDRESS(IFA_ADDRESS), N_STR(IFA_LABEL), N(IFA_RT_PRIORITY, T_UINT),
 *	};
 *	static const struct sct_attr_set addr_set = SCT_ATTR_SET(ifa_types, addr_attrs);
 *
 * Those that a table does not have are shown as bytes, as are those too short.
 */
#ifndef SCT_DECODE_NETLINK_H
#define SCT_DECODE_NETLINK_H

#include "decode/net.h"

/* A place in a message: what is left of it. */
struct sct_span {
	uint64_t addr;
	const uint8_t *mem;
	size_t len;
};

#define SCT_NL_ALIGN(n)		(((n) + 3) & ~(size_t)3)
#define SCT_ATTR_HEADER		4

struct sct_span sct_span_behind(struct sct_span s, size_t skipped);
struct sct_span sct_span_cut(struct sct_span s, size_t len);

/* Bytes that have no other form, in hex, cut by -s. */
void sct_put_span(struct sct_printer *p, struct sct_span s);

/* Appends the element at the start of @s; returns its length, 0 when it is the last. */
typedef size_t sct_element_fn(struct sct_printer *p, struct sct_span s, void *arg);

/*
 * Elements one after the other, each of at least @min bytes: in brackets if there
 * are several.  What cannot be one ends them, as bytes.
 */
void sct_put_span_list(struct sct_printer *p, struct sct_span s, size_t min,
		       sct_element_fn *put, void *arg);

/* --- Attributes ------------------------------------------------------------- */

enum sct_attr_form {
	SCT_ATTR_TYPE,		/* one of a type, if there are as many bytes */
	SCT_ATTR_AND_REST,	/* the same, and as bytes what is behind it */
	SCT_ATTR_GROWING,	/* structure that may end behind any field from least bytes on */
	SCT_ATTR_ARRAY,		/* as many of a type as there is room for */
	SCT_ATTR_INDEXED,	/* the same, each with the name of its index */
	SCT_ATTR_ENUM,		/* number as wide as it is */
	SCT_ATTR_CLOCK,		/* the same, in 1/100 s */
	SCT_ATTR_STR,
	SCT_ATTR_MAC,
	SCT_ATTR_ADDRESS,	/* of the message's family */
	SCT_ATTR_NESTED,
	SCT_ATTR_CUSTOM,
};

/**
 * struct sct_attr_context - around an attribute
 * @set: what it is one of
 * @family: address family of the message
 * @kind: of a link, once an attribute has said it
 * @slave_kind: what it is a slave of
 */
struct sct_attr_context {
	const struct sct_attr_set *set;
	unsigned int family;
	char kind[16];
	char slave_kind[16];
};

/* Appends the data of an attribute; false, with nothing appended, to have it as bytes. */
typedef bool sct_attr_fn(struct sct_printer *p, struct sct_span s, struct sct_attr_context *c);

/**
 * struct sct_attr - what is in an attribute
 * @type: its number
 * @form: enum sct_attr_form
 * @least: of SCT_ATTR_GROWING: bytes that must be there
 * @most: bytes that it has at most; 0: any number
 * @data: what it is or has
 * @names: of SCT_ATTR_ENUM and SCT_ATTR_INDEXED
 * @nested: of SCT_ATTR_NESTED
 * @put: of SCT_ATTR_CUSTOM
 */
struct sct_attr {
	uint16_t type;
	uint8_t form;
	uint16_t least;
	uint16_t most;
	const struct sct_type *data;
	const struct sct_names *names;
	const struct sct_attr_set *nested;
	sct_attr_fn *put;
};

struct sct_attr_set {
	const struct sct_names *names;
	const struct sct_attr *attrs;
	size_t nr;
};

#define SCT_ATTR_SET(n, a)	{ &sct_set_##n, a, sizeof(a) / sizeof((a)[0]) }
/* One whose attributes are only named. */
#define SCT_ATTR_NAMES(n)	{ &sct_set_##n, NULL, 0 }

#define N(t, d)			{ .type = (t), .form = SCT_ATTR_TYPE, .data = (d) }
/* A number: no more than 8 bytes. */
#define N_NUMBER(t, d)		{ .type = (t), .form = SCT_ATTR_TYPE, .data = (d), .most = 8 }
#define N_AND_REST(t, d)	{ .type = (t), .form = SCT_ATTR_AND_REST, .data = (d) }
#define N_GROWING(t, d, s)	{ .type = (t), .form = SCT_ATTR_GROWING, .data = (d), .least = (s) }
#define N_ARRAY(t, d)		{ .type = (t), .form = SCT_ATTR_ARRAY, .data = (d) }
#define N_INDEXED(t, d, n) \
	{ .type = (t), .form = SCT_ATTR_INDEXED, .data = (d), .names = &sct_set_##n }
#define N_ENUM(t, n)		{ .type = (t), .form = SCT_ATTR_ENUM, .names = &sct_set_##n }
#define N_CLOCK(t)		{ .type = (t), .form = SCT_ATTR_CLOCK }
#define N_STR(t)		{ .type = (t), .form = SCT_ATTR_STR }
#define N_MAC(t)		{ .type = (t), .form = SCT_ATTR_MAC }
#define N_ADDRESS(t)		{ .type = (t), .form = SCT_ATTR_ADDRESS }
#define N_NESTED(t, s)		{ .type = (t), .form = SCT_ATTR_NESTED, .nested = &(s) }
#define N_CUSTOM(t, f)		{ .type = (t), .form = SCT_ATTR_CUSTOM, .put = (f) }

/* The attributes in @s. */
void sct_put_attrs(struct sct_printer *p, struct sct_span s, const struct sct_attr_set *set,
		   unsigned int family);
/* The same, behind a structure: with a ", " before them if there are any. */
void sct_put_more_attrs(struct sct_printer *p, struct sct_span s, const struct sct_attr_set *set,
			unsigned int family);
/* An address of that family; false if it is of another or too short. */
bool sct_put_attr_address(struct sct_printer *p, struct sct_span s, unsigned int family);

/* "01:02:03:04:05:06", whatever its length; u16 in network byte order: "htons(80)". */
extern const struct sct_type sct_t_mac, sct_t_nl_port, sct_t_nl_hex32, sct_t_nl_hex16;

/* --- Protocols ---------------------------------------------------------------- */

/* A structure, and as bytes what a later kernel has behind it. */
bool sct_put_and_rest(struct sct_printer *p, struct sct_span s, const struct sct_type *t);

/* "{family=AF_X, data=...}": what we have no structure for. */
void sct_put_family_only(struct sct_printer *p, struct sct_span s);

/*
 * A structure and attributes behind it; of one that is cut, its first field alone.
 * @size: bytes of the structure; @set: NULL if nothing follows.
 */
void sct_put_header_and_attrs(struct sct_printer *p, struct sct_span s,
			      const struct sct_type *header, const struct sct_attr_set *set);

/* What is behind the header of a message of that type: never empty. */
void sct_put_route(struct sct_printer *p, unsigned int type, struct sct_span s);
void sct_put_sock_diag(struct sct_printer *p, unsigned int type, bool request, struct sct_span s);
bool sct_put_crypto(struct sct_printer *p, unsigned int type, struct sct_span s);
bool sct_put_netfilter(struct sct_printer *p, unsigned int type, struct sct_span s);
bool sct_put_selinux(struct sct_printer *p, unsigned int type, struct sct_span s);
/* The type of a netfilter message: "NFNL_SUBSYS_X<<8|Y". */
void sct_put_netfilter_type(struct sct_printer *p, unsigned int type);
/* The names of its types, or NULL. */
const struct sct_names *sct_netfilter_types(unsigned int type);
/* The same of a generic one: the name of a family, as the running kernel has it. */
void sct_put_genl_type(struct sct_printer *p, unsigned int type);

extern const struct sct_attr_set sct_link_attrs, sct_route_attrs;
/* Those of statistics: {rx_packets=...}, with 32 bits or 64. */
extern const struct sct_type sct_t_link_stats, sct_t_link_stats64;

#endif
