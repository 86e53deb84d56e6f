// SPDX-License-Identifier: GPL-2.0
/*
 * Netlink messages: their headers, and attributes of all protocols.
 */
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <string.h>

#include "decode/fd.h"
#include "decode/netlink.h"

#define HEADER_LEN	sizeof(struct nlmsghdr)
#define MAX_MAC		32
#define CLOCKS_A_SECOND	100	/* USER_HZ */

/* --- Lists ---------------------------------------------------------------------- */

struct sct_span sct_span_behind(struct sct_span s, size_t skipped)
{
	if (skipped > s.len)
		skipped = s.len;
	return (struct sct_span){ s.addr + skipped, s.mem + skipped, s.len - skipped };
}

struct sct_span sct_span_cut(struct sct_span s, size_t len)
{
	if (s.len > len)
		s.len = len;
	return s;
}

void sct_put_span(struct sct_printer *p, struct sct_span s)
{
	size_t limit = p->opt->string_limit;

	sct_put_hexbytes(p, s.mem, s.len < limit ? s.len : limit);
	if (s.len > limit)
		sb_str(p->sb, "...");
}

void sct_put_span_list(struct sct_printer *p, struct sct_span s, size_t min,
		       sct_element_fn *put, void *arg)
{
	size_t start = p->sb->len, nr, len;
	bool brackets = false;

	for (nr = 0; s.len; nr++, s = sct_span_behind(s, SCT_NL_ALIGN(len))) {
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
			sct_put_span(p, s);
			break;
		}
		len = put(p, s, arg);
		if (len < min)
			break;
	}
	if (brackets)
		sb_char(p->sb, ']');
}

/* --- Types of attributes ------------------------------------------------------------ */

static void put_mac(struct sct_printer *p, const uint8_t *mem, size_t len)
{
	size_t i;

	if (!sct_begin_usual(p, mem, len))
		return;
	for (i = 0; i < len; i++)
		sb_printf(p->sb, "%s%02x", i ? ":" : "", mem[i]);
	sct_end_usual(p);
}

static void print_mac(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	put_mac(p, v->mem, v->size);
}

static void print_port(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "htons(%u)", __builtin_bswap16((uint16_t)v->v));
}

/* With "0x" even for 0. */
static void print_hex(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_hex(p->sb, v->v);
}

const struct sct_type sct_t_mac = { .print = print_mac };
const struct sct_type sct_t_nl_port = { .print = print_port, .size = { 2, 2 } };
const struct sct_type sct_t_nl_hex32 = { .print = print_hex, .size = { 4, 4 } };
const struct sct_type sct_t_nl_hex16 = { .print = print_hex, .size = { 2, 2 } };

/* --- Attributes --------------------------------------------------------------------- */

static const struct sct_attr *find_attr(const struct sct_attr_set *set, unsigned int type)
{
	size_t i;

	for (i = 0; i < set->nr; i++)
		if (set->attrs[i].type == type)
			return &set->attrs[i];
	return NULL;
}

bool sct_put_attr_address(struct sct_printer *p, struct sct_span s, unsigned int family)
{
	if (family == 2 && s.len >= 4)
		sct_put_inet_addr(p, s.mem);
	else if (family == 10 && s.len >= 16)
		sct_put_inet6_addr(p, s.mem, NULL);
	else
		return false;
	return true;
}

static bool is_plain(const uint8_t *mem, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((mem[i] < ' ' || mem[i] > '~') && (mem[i] < '\t' || mem[i] > '\r'))
			return false;
	return true;
}

/*
 * All but a NUL at the end; "..." if there is none. In hex, strace does not tell
 * that NUL from the other bytes.
 */
static void put_string(struct sct_printer *p, struct sct_span s)
{
	size_t limit = p->opt->string_limit, n = s.len < limit ? s.len : limit;
	bool ended = !s.mem[s.len - 1];

	if (p->opt->hex_strings == SCT_HEX_ALL ||
	    (p->opt->hex_strings == SCT_HEX_NON_ASCII && !is_plain(s.mem, n)))
		ended = false;
	sct_put_string(p, s.mem, ended && n == s.len ? n - 1 : n, !ended || s.len > limit);
}

/* Cut where there are more elements than -s says, unless -v. */
static bool put_array(struct sct_printer *p, const struct sct_attr *a, struct sct_span s)
{
	size_t size = a->data->size[p->compat], i;

	if (s.len < size)
		return false;
	sb_char(p->sb, '[');
	for (i = 0; i < s.len / size; i++) {
		struct sct_span one = sct_span_behind(s, i * size);

		if (i)
			sb_str(p->sb, ", ");
		if (p->abbrev && i >= p->opt->string_limit) {
			sb_str(p->sb, "...");
			break;
		}
		if (a->names) {
			sb_char(p->sb, '[');
			sct_put_enum(p, a->names, i);
			sb_str(p->sb, "]=");
		}
		sct_put_mem(p, a->data, one.addr, one.mem, size, NULL);
	}
	sb_char(p->sb, ']');
	return true;
}

/* Where a structure of so many bytes ends behind one of its fields. */
static bool ends_with_field(const struct sct_type *t, size_t len)
{
	unsigned int i;

	for (i = 0; i < t->nr_fields; i++)
		if ((size_t)t->fields[i].off[0] + t->fields[i].size[0] == len)
			return true;
	return false;
}

static bool put_growing(struct sct_printer *p, const struct sct_attr *a, struct sct_span s)
{
	size_t size = a->data->size[p->compat];

	if (s.len < a->least || (s.len < size && !ends_with_field(a->data, s.len)))
		return false;
	sct_put_mem(p, a->data, s.addr, s.mem, s.len < size ? s.len : size, NULL);
	return true;
}

static void put_clock(struct sct_printer *p, uint64_t value)
{
	sb_u64(p->sb, value);
	if (p->opt->const_style == SCT_CONST_RAW)
		return;
	sb_printf(p->sb, " /* %llu.%02u s */", (unsigned long long)(value / CLOCKS_A_SECOND),
		  (unsigned int)(value % CLOCKS_A_SECOND));
}

static sct_element_fn put_attr;

static bool put_nested(struct sct_printer *p, const struct sct_attr *a, unsigned int family,
		       struct sct_span s)
{
	if (s.len < SCT_ATTR_HEADER)
		return false;
	sct_put_attrs(p, s, a->nested, family);
	return true;
}

static bool put_type(struct sct_printer *p, const struct sct_attr *a, struct sct_span s)
{
	size_t size = a->data->size[p->compat];

	if (s.len < size)
		return false;
	sct_put_mem(p, a->data, s.addr, s.mem, size, NULL);
	return true;
}

static bool put_attr_data(struct sct_printer *p, const struct sct_attr *a,
			  struct sct_attr_context *c, struct sct_span s)
{
	if (a->most && s.len > a->most)
		return false;
	switch (a->form) {
	case SCT_ATTR_TYPE:
		return put_type(p, a, s);
	case SCT_ATTR_GROWING:
		return put_growing(p, a, s);
	case SCT_ATTR_ARRAY:
	case SCT_ATTR_INDEXED:
		return put_array(p, a, s);
	case SCT_ATTR_ADDRESS:
		return sct_put_attr_address(p, s, c->family);
	case SCT_ATTR_NESTED:
		return put_nested(p, a, c->family, s);
	case SCT_ATTR_CUSTOM:
		return a->put(p, s, c);
	case SCT_ATTR_AND_REST:
		return sct_put_and_rest(p, s, a->data);
	case SCT_ATTR_STR:
		put_string(p, s);
		return true;
	case SCT_ATTR_MAC:
		if (s.len > MAX_MAC)
			return false;
		put_mac(p, s.mem, s.len);
		return true;
	}
	if (s.len > 8)
		return false;
	if (a->form == SCT_ATTR_CLOCK)
		put_clock(p, sct_load(s.mem, s.len));
	else
		sct_put_enum(p, a->names, sct_load(s.mem, s.len));
	return true;
}

static void put_attr_type(struct sct_printer *p, const struct sct_names *names, uint16_t type)
{
	static const uint16_t flags[] = { NLA_F_NESTED, NLA_F_NET_BYTEORDER };
	size_t i;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		if (!(type & flags[i]))
			continue;
		sct_put_enum(p, &sct_set_nla_flags, flags[i]);
		sb_char(p->sb, '|');
	}
	if (names)
		sct_put_enum(p, names, type & NLA_TYPE_MASK);
	else
		sb_hex(p->sb, type & NLA_TYPE_MASK);
}

static size_t put_attr(struct sct_printer *p, struct sct_span s, void *arg)
{
	struct sct_attr_context *c = arg;
	size_t len = sct_load(s.mem, 2);
	uint16_t type = (uint16_t)sct_load(s.mem + 2, 2);
	struct sct_span data = sct_span_behind(sct_span_cut(s, len), SCT_ATTR_HEADER);
	const struct sct_attr *a = find_attr(c->set, type & NLA_TYPE_MASK);

	if (data.len)
		sb_char(p->sb, '[');
	sb_printf(p->sb, "{nla_len=%zu, nla_type=", len);
	put_attr_type(p, c->set->names, type);
	sb_char(p->sb, '}');
	if (data.len) {
		sb_str(p->sb, ", ");
		if (!a || !put_attr_data(p, a, c, data))
			sct_put_span(p, data);
		sb_char(p->sb, ']');
	}
	return len;
}

void sct_put_attrs(struct sct_printer *p, struct sct_span s, const struct sct_attr_set *set,
		   unsigned int family)
{
	struct sct_attr_context c = { .set = set, .family = family };

	sct_put_span_list(p, s, SCT_ATTR_HEADER, put_attr, &c);
}

void sct_put_more_attrs(struct sct_printer *p, struct sct_span s, const struct sct_attr_set *set,
			unsigned int family)
{
	if (!s.len)
		return;
	sb_str(p->sb, ", ");
	sct_put_attrs(p, s, set, family);
}

/* --- Structures ------------------------------------------------------------------------ */

bool sct_put_and_rest(struct sct_printer *p, struct sct_span s, const struct sct_type *t)
{
	size_t size = t->size[0];

	if (s.len < size)
		return false;
	sct_put_mem(p, t, s.addr, s.mem, size, NULL);
	if (s.len > size) {
		sb_str(p->sb, ", ");
		sct_put_span(p, sct_span_behind(s, size));
	}
	return true;
}

void sct_put_family_only(struct sct_printer *p, struct sct_span s)
{
	sb_str(p->sb, "{family=");
	sct_put_enum(p, &sct_set_address_families, s.mem[0]);
	if (s.len > 1) {
		sb_str(p->sb, ", data=");
		sct_put_span(p, sct_span_behind(s, 1));
	}
	sb_char(p->sb, '}');
}

void sct_put_header_and_attrs(struct sct_printer *p, struct sct_span s,
			      const struct sct_type *header, const struct sct_attr_set *set)
{
	size_t size = header->size[0];

	if (s.len < size) {
		sb_printf(p->sb, "{%s=", header->fields[0].name);
		sct_put_enum(p, &sct_set_address_families, s.mem[0]);
		sb_str(p->sb, ", ...}");
		return;
	}
	sct_put_mem(p, header, s.addr, s.mem, size, NULL);
	if (set)
		sct_put_more_attrs(p, sct_span_behind(s, SCT_NL_ALIGN(size)), set, s.mem[0]);
}

/* --- Messages -------------------------------------------------------------------------- */

/* The types of a protocol; nothing is known of those that are not here. */
static const struct sct_names *types_of(unsigned int protocol, unsigned int type)
{
	switch (protocol) {
	case NETLINK_ROUTE:
		return &sct_set_rtm_types;
	case NETLINK_SOCK_DIAG:
		return &sct_set_sock_diag_types;
	case NETLINK_XFRM:
		return &sct_set_xfrm_types;
	case NETLINK_SELINUX:
		return &sct_set_selinux_types;
	case NETLINK_CRYPTO:
		return &sct_set_crypto_types;
	case NETLINK_AUDIT:
		return &sct_set_audit_types;
	case NETLINK_NETFILTER:
		return sct_netfilter_types(type);
	}
	return NULL;
}

/* What a message does is in the name of its type: FAMILY_MSG_NEWTHING. */
static const struct sct_names *flags_by_name(const char *name)
{
	name = name ? strstr(name, "_MSG_") : NULL;
	if (!name || strstr(name, "DEFAULT"))
		return &sct_set_nlmsg_flags;
	if (strstr(name, "NEW"))
		return &sct_set_nlmsg_new_flags;
	if (strstr(name, "DEL"))
		return &sct_set_nlmsg_del_flags;
	return strstr(name, "GET") ? &sct_set_nlmsg_get_flags : &sct_set_nlmsg_flags;
}

static const struct sct_names *flags_of(unsigned int protocol, unsigned int type)
{
	static const struct sct_names *const of_action[] = {
		&sct_set_nlmsg_new_flags, &sct_set_nlmsg_del_flags, &sct_set_nlmsg_get_flags,
		&sct_set_nlmsg_flags,
	};
	const struct sct_names *types;

	if (type == NLMSG_ERROR)
		return &sct_set_nlmsg_ack_flags;
	if (type < NLMSG_MIN_TYPE)
		return &sct_set_nlmsg_flags;
	/* Of actions, all can be deleted at once, as all can be listed. */
	if (protocol == NETLINK_ROUTE)
		return of_action[type == RTM_DELACTION ? 2 : type % 4];
	if (protocol == NETLINK_SOCK_DIAG)
		return &sct_set_nlmsg_get_flags;
	types = types_of(protocol, type);
	return flags_by_name(types ? sct_name_of(types, type & (protocol == NETLINK_NETFILTER ?
								0xff : 0xffff)) : NULL);
}

static void put_type_name(struct sct_printer *p, unsigned int protocol, unsigned int type)
{
	const struct sct_names *names = types_of(protocol, type);

	if (type < NLMSG_MIN_TYPE)
		sct_put_enum(p, &sct_set_nlmsg_types, type);
	else if (protocol == NETLINK_NETFILTER)
		sct_put_netfilter_type(p, type);
	else if (protocol == NETLINK_GENERIC)
		sct_put_genl_type(p, type);
	else
		sct_put_enum(p, names ? names : &sct_set_nlmsg_types, type);
}

static void put_header(struct sct_printer *p, unsigned int protocol, const uint8_t *mem)
{
	unsigned int type = (unsigned int)sct_load(mem + 4, 2);

	sb_printf(p->sb, "{nlmsg_len=%u, nlmsg_type=", (unsigned int)sct_load(mem, 4));
	put_type_name(p, protocol, type);
	sb_str(p->sb, ", nlmsg_flags=");
	sct_put_flags(p, flags_of(protocol, type), sct_load(mem + 6, 2));
	sb_printf(p->sb, ", nlmsg_seq=%u, nlmsg_pid=", (unsigned int)sct_load(mem + 8, 4));
	sct_put_pid(p, SCT_PID_TASK, (int)sct_load(mem + 12, 4));
	sb_char(p->sb, '}');
}

static size_t put_message(struct sct_printer *p, struct sct_span s, void *arg);

static void put_error_code(struct sct_printer *p, int error)
{
	const char *name = error < 0 ? sct_errno_name(-error) : NULL;

	if (!name || p->opt->const_style != SCT_CONST_ABBREV)
		sb_s64(p->sb, error);
	if (name && p->opt->const_style != SCT_CONST_RAW)
		sb_printf(p->sb, p->opt->const_style == SCT_CONST_VERBOSE ? " /* -%s */" : "-%s", name);
}

static const struct sct_attr error_attrs[] = {
	N_STR(NLMSGERR_ATTR_MSG), N(NLMSGERR_ATTR_OFFS, T_UINT), N_ARRAY(NLMSGERR_ATTR_COOKIE, T_U8),
};
static const struct sct_attr_set error_set = SCT_ATTR_SET(nlmsgerr_types, error_attrs);

/* The message that was wrong, or its header alone, and what more there is to say. */
static void put_error(struct sct_printer *p, unsigned int protocol, unsigned int flags,
		      struct sct_span s)
{
	struct sct_span msg = sct_span_behind(s, 4), more;
	size_t len = sct_load(msg.mem, 4);

	if (flags & NLM_F_CAPPED)
		len = HEADER_LEN;
	more = sct_span_behind(msg, SCT_NL_ALIGN(len));
	if (more.len)
		sb_char(p->sb, '[');
	sb_str(p->sb, "{error=");
	put_error_code(p, (int)sct_load(s.mem, 4));
	sb_str(p->sb, ", msg=");
	if (flags & NLM_F_CAPPED)
		put_header(p, protocol, msg.mem);
	else
		put_message(p, msg, &protocol);
	sb_char(p->sb, '}');
	sct_put_more_attrs(p, more, &error_set, 0);
	if (more.len)
		sb_char(p->sb, ']');
}

static bool put_payload(struct sct_printer *p, unsigned int protocol, unsigned int type,
			unsigned int flags, struct sct_span s)
{
	if (type == NLMSG_DONE && s.len == 4) {
		sb_s64(p->sb, (int32_t)sct_load(s.mem, 4));
		return true;
	}
	if (type == NLMSG_ERROR && s.len >= 4 + HEADER_LEN) {
		put_error(p, protocol, flags, s);
		return true;
	}
	if (type < NLMSG_MIN_TYPE)
		return false;
	switch (protocol) {
	case NETLINK_ROUTE:
		sct_put_route(p, type, s);
		return true;
	case NETLINK_SOCK_DIAG:
		sct_put_sock_diag(p, type, flags & NLM_F_REQUEST, s);
		return true;
	case NETLINK_CRYPTO:
		return sct_put_crypto(p, type, s);
	case NETLINK_SELINUX:
		return sct_put_selinux(p, type, s);
	case NETLINK_NETFILTER:
		return sct_put_netfilter(p, type, s);
	}
	return false;
}

static size_t put_message(struct sct_printer *p, struct sct_span s, void *arg)
{
	const unsigned int *protocol = arg;
	size_t len = sct_load(s.mem, 4);
	unsigned int type = (unsigned int)sct_load(s.mem + 4, 2);
	unsigned int flags = (unsigned int)sct_load(s.mem + 6, 2);
	struct sct_span payload = sct_span_behind(sct_span_cut(s, len), HEADER_LEN);

	if (payload.len)
		sb_char(p->sb, '[');
	put_header(p, *protocol, s.mem);
	if (payload.len) {
		sb_str(p->sb, ", ");
		if (!put_payload(p, *protocol, type, flags, payload))
			sct_put_span(p, payload);
		sb_char(p->sb, ']');
	}
	return len;
}

/* --- Kernel events -------------------------------------------------------------------- */

/* What udev puts before an event that it passes on; numbers as in network byte order. */
struct udev_header {
	char prefix[8];
	uint32_t magic, header_size, properties_off, properties_len, filter_subsystem_hash;
	uint32_t filter_devtype_hash, filter_tag_bloom_hi, filter_tag_bloom_lo;
};

static void print_htonl(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_str(p->sb, "htonl(");
	sb_hex(p->sb, __builtin_bswap32((uint32_t)v->v));
	sb_char(p->sb, ')');
}

static const struct sct_type t_htonl = { .print = print_htonl, .size = { 4, 4 } };

#define UDEV(m, t)	FIELD(struct udev_header, m, t)
static const struct sct_type t_udev_header = STRUCT(struct udev_header,
	UDEV(prefix, T_CSTR), UDEV(magic, &t_htonl), UDEV(header_size, T_UINT),
	UDEV(properties_off, T_UINT), UDEV(properties_len, T_UINT),
	UDEV(filter_subsystem_hash, &t_htonl), UDEV(filter_devtype_hash, &t_htonl),
	UDEV(filter_tag_bloom_hi, &t_htonl), UDEV(filter_tag_bloom_lo, &t_htonl));

static bool put_event(struct sct_printer *p, struct sct_span s)
{
	struct sct_span rest = sct_span_behind(s, sizeof(struct udev_header));

	if (s.len < sizeof(struct udev_header) || memcmp(s.mem, "libudev", 8) != 0)
		return false;
	if (rest.len)
		sb_char(p->sb, '[');
	sct_put_mem(p, &t_udev_header, s.addr, s.mem, sizeof(struct udev_header), NULL);
	if (rest.len) {
		sb_str(p->sb, ", ");
		sct_put_limited(p, rest.mem, rest.len);
		sb_char(p->sb, ']');
	}
	return true;
}

/* --- Sockets --------------------------------------------------------------------------- */

bool sct_put_netlink(struct sct_printer *p, int protocol, uint64_t addr, uint64_t len)
{
	unsigned int arg = (unsigned int)protocol;
	struct sct_span s = { .addr = addr, .len = (size_t)len };
	size_t known;

	s.mem = p->verbose ? sct_mem(p, addr, &known) : NULL;
	if (!s.mem || known < len || !len)
		return false;
	if (protocol == NETLINK_KOBJECT_UEVENT)
		return put_event(p, s);
	if (len < HEADER_LEN)
		sct_put_span(p, s);
	else
		sct_put_span_list(p, s, HEADER_LEN, put_message, &arg);
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

int sct_netlink_protocol(const struct sct_printer *p)
{
	const struct sct_blob *blob = NULL;
	struct sct_fd_details d;

	if (p->call->entered)
		blob = fd_blob(&p->call->enter_blobs, (int)p->call->args[0]);
	if (!blob || !sct_fd_details(blob, &d) || d.info.family != 16)
		return -1;
	return d.info.protocol;
}
