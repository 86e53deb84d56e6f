// SPDX-License-Identifier: GPL-2.0
/*
 * Messages: struct msghdr, its control messages, and arrays of them.
 */
#include <time.h>
#include <linux/errqueue.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "decode/common.h"
#include "decode/net.h"

/* Offsets in struct msghdr, in longs of the ABI; msg_len of struct mmsghdr is at MSG_WORDS. */
enum {
	NAME_WORD, NAMELEN_WORD, IOV_WORD, IOVLEN_WORD, CONTROL_WORD, CONTROLLEN_WORD, FLAGS_WORD,
	MSG_WORDS, MMSG_WORDS,
};

static size_t word_of(const struct sct_printer *p)
{
	return p->compat ? 4 : 8;
}

static uint64_t load_word(const struct sct_printer *p, const uint8_t *msg, unsigned int i)
{
	return sct_load(msg + i * word_of(p), word_of(p));
}

static int32_t load_int(const struct sct_printer *p, const uint8_t *msg, unsigned int i)
{
	return (int32_t)sct_load(msg + i * word_of(p), 4);
}

/* --- Data of control messages ---------------------------------------------------------- */

struct credentials { int32_t pid; uint32_t uid, gid; };

static const struct sct_type t_credentials = STRUCT(struct credentials,
	FIELD(struct credentials, pid, T_PID), FIELD(struct credentials, uid, T_UID),
	FIELD(struct credentials, gid, T_UID));

static const struct sct_type t_pktinfo = STRUCT(struct in_pktinfo,
	FIELD(struct in_pktinfo, ipi_ifindex, &sct_t_ifindex),
	FIELD(struct in_pktinfo, ipi_spec_dst, &sct_t_inet_addr),
	FIELD(struct in_pktinfo, ipi_addr, &sct_t_inet_addr));

struct offended {
	struct sock_extended_err err;
	struct sockaddr_in offender;
};

static const struct sct_type t_recverr = STRUCT(struct offended,
	FIELD_AS("ee_errno", struct offended, err.ee_errno, T_UINT),
	FIELD_AS("ee_origin", struct offended, err.ee_origin, T_U8),
	FIELD_AS("ee_type", struct offended, err.ee_type, T_U8),
	FIELD_AS("ee_code", struct offended, err.ee_code, T_U8),
	FIELD_AS("ee_info", struct offended, err.ee_info, T_UINT),
	FIELD_AS("ee_data", struct offended, err.ee_data, T_UINT),
	FIELD(struct offended, offender, &sct_t_sockaddr));

/* The ones with 64-bit numbers whatever the ABI. */
struct timeval64 { int64_t tv_sec, tv_usec; };

static const struct sct_type t_timeval64 = STRUCT(struct timeval64,
	FIELD(struct timeval64, tv_sec, T_S64), FIELD(struct timeval64, tv_usec, T_S64));

/**
 * struct cmsg_kind - what is in a control message
 * @level: as in its header
 * @type: as in its header
 * @elem: one object or number
 * @array: as many as there is room for, in brackets
 * @most: but no more than these; 0: as many as -s says
 * @whole: address that takes all the data there is
 * @unknown_if_short: "???" when there is not enough data; else nothing
 */
struct cmsg_kind {
	int level;
	int type;
	const struct sct_type *elem;
	size_t elem_size;
	bool array;
	uint8_t most;
	bool whole;
	bool unknown_if_short;
};

static void print_byte(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "%#02x", (unsigned int)v->v);
}

static const struct sct_type t_byte = { .print = print_byte, .size = { 1, 1 } };

static const struct cmsg_kind cmsg_kinds[] = {
	{ SOL_SOCKET, SCM_RIGHTS, T_FD, 4, .array = true },
	{ SOL_SOCKET, 2 /* SCM_CREDENTIALS */, &t_credentials, 12, .array = false },
	{ SOL_SOCKET, 29 /* SO_TIMESTAMP_OLD */, &sct_t_timeval, 0, .unknown_if_short = true },
	{ SOL_SOCKET, 35 /* SO_TIMESTAMPNS_OLD */, &sct_t_timespec, 0, .unknown_if_short = true },
	{ SOL_SOCKET, 37 /* SO_TIMESTAMPING_OLD */, &sct_t_timespec, 0, .array = true, .most = 3,
	  .unknown_if_short = true },
	{ SOL_SOCKET, 63 /* SO_TIMESTAMP_NEW */, &t_timeval64, 0, .unknown_if_short = true },
	{ SOL_SOCKET, 64 /* SO_TIMESTAMPNS_NEW */, &sct_t_timespec64, 0,
	  .unknown_if_short = true },
	{ SOL_SOCKET, 65 /* SO_TIMESTAMPING_NEW */, &sct_t_timespec64, 0, .array = true,
	  .most = 3, .unknown_if_short = true },
	{ IPPROTO_IP, IP_TOS, &t_byte, 1, .array = true },
	{ IPPROTO_IP, IP_TTL, T_UINT, 4, .array = true },
	{ IPPROTO_IP, IP_RECVOPTS, &t_byte, 1, .array = true },
	{ IPPROTO_IP, IP_RETOPTS, &t_byte, 1, .array = true },
	{ IPPROTO_IP, IP_CHECKSUM, T_UINT, 4, .array = true },
	{ IPPROTO_IP, IP_PKTINFO, &t_pktinfo, 12, .array = false },
	{ IPPROTO_IP, IP_RECVERR, &t_recverr, sizeof(struct offended), .array = false },
	{ IPPROTO_IP, IP_ORIGDSTADDR, &sct_t_sockaddr, 16, .whole = true },
};

#define SCM_SECURITY_TYPE	3	/* of SOL_SOCKET and, by mistake, of SOL_IP */

static const struct cmsg_kind *find_kind(int level, int type)
{
	size_t i;

	for (i = 0; i < sizeof(cmsg_kinds) / sizeof(cmsg_kinds[0]); i++)
		if (cmsg_kinds[i].level == level && cmsg_kinds[i].type == type)
			return &cmsg_kinds[i];
	return NULL;
}

static void put_elements(struct sct_printer *p, const struct cmsg_kind *kind, uint64_t addr,
			 const uint8_t *mem, size_t nr, size_t size)
{
	size_t i, limit = p->abbrev && !kind->most ? p->opt->string_limit : SIZE_MAX;

	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++) {
		if (i)
			sb_str(p->sb, ", ");
		if (i >= limit) {
			sb_str(p->sb, "...");
			break;
		}
		sct_put_mem(p, kind->elem, addr + i * size, mem + i * size, size, NULL);
	}
	sb_char(p->sb, ']');
}

static void put_kind(struct sct_printer *p, const struct cmsg_kind *kind, uint64_t addr,
		     const uint8_t *mem, size_t len)
{
	size_t size = kind->elem_size ? kind->elem_size : kind->elem->size[p->compat];
	size_t wanted = kind->most ? kind->most * size : size;

	if (len < wanted) {
		if (kind->unknown_if_short && len)
			sb_str(p->sb, ", cmsg_data=???");
		return;
	}
	sb_str(p->sb, ", cmsg_data=");
	if (kind->array)
		put_elements(p, kind, addr, mem, kind->most ? kind->most : len / size, size);
	else
		sct_put_mem(p, kind->elem, addr, mem, kind->whole ? len : size, NULL);
}

static void put_cmsg_data(struct sct_printer *p, int level, int type, uint64_t addr,
			  const uint8_t *mem, size_t len)
{
	const struct cmsg_kind *kind = find_kind(level, type);

	if (kind) {
		put_kind(p, kind, addr, mem, len);
	} else if (type == SCM_SECURITY_TYPE && len &&
		   (level == SOL_SOCKET || level == IPPROTO_IP)) {
		sb_str(p->sb, ", cmsg_data=");
		sct_put_string(p, mem, len, false);
	}
}

/* --- Control messages --------------------------------------------------------------------- */

static void put_cmsg_header(struct sct_printer *p, uint64_t len, int level, int type)
{
	sb_str(p->sb, "{cmsg_len=");
	sb_u64(p->sb, len);
	sb_str(p->sb, ", cmsg_level=");
	sct_put_enum(p, &sct_set_socket_levels, (uint32_t)level);
	sb_str(p->sb, ", cmsg_type=");
	if (level == SOL_SOCKET)
		sct_put_enum(p, &sct_set_scm_types, (uint32_t)type);
	else if (level == IPPROTO_IP)
		sct_put_enum(p, &sct_set_ip_cmsg_types, (uint32_t)type);
	else
		sb_hex(p->sb, (uint32_t)type);
}

static void put_cmsgs(struct sct_printer *p, uint64_t addr, const uint8_t *mem, size_t left)
{
	size_t word = word_of(p), header = word + 8;
	bool first = true;

	sb_char(p->sb, '[');
	while (left) {
		uint64_t len, used;
		int level, type;

		if (!first)
			sb_str(p->sb, ", ");
		first = false;
		if (left < header) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)addr);
			break;
		}
		len = sct_load(mem, word);
		level = (int)sct_load(mem + word, 4);
		type = (int)sct_load(mem + word + 4, 4);
		used = len < left ? len : left;
		put_cmsg_header(p, len, level, type);
		if (used > header)
			put_cmsg_data(p, level, type, addr + header, mem + header,
				      (size_t)used - header);
		sb_char(p->sb, '}');
		if (len < header) {
			/* There is no telling where the next one is. */
			if (left > header) {
				sb_printf(p->sb, ", ... /* %#llx */",
					  (unsigned long long)(addr + header));
			}
			break;
		}
		used = (used + word - 1) & ~(word - 1);
		if (used >= left)
			break;
		addr += used;
		mem += used;
		left -= (size_t)used;
	}
	sb_char(p->sb, ']');
}

static void put_control(struct sct_printer *p, uint64_t addr, uint64_t len)
{
	const uint8_t *mem = NULL;
	size_t known = 0;

	if (len) {
		sb_str(p->sb, ", msg_control=");
		if (addr)
			mem = sct_mem(p, addr, &known);
		if (known > len)
			known = (size_t)len;
		if (mem && known >= word_of(p) + 8)
			put_cmsgs(p, addr, mem, known);
		else
			sct_put_addr(p, addr);
	}
	sb_str(p->sb, ", msg_controllen=");
	sb_u64(p->sb, len);
}

/* --- Headers ---------------------------------------------------------------------------- */

/* One iovec of netlink messages; as strings where they are none. */
static bool put_netlink_iovec(struct sct_printer *p, int protocol, const uint8_t *iov,
			      uint64_t *left)
{
	uint64_t base = load_word(p, iov, 0), len = load_word(p, iov, 1);
	uint64_t used = len < *left ? len : *left;
	size_t start = p->sb->len;

	sb_str(p->sb, "{iov_base=");
	if (!used || !sct_put_netlink(p, protocol, base, used)) {
		sb_cut(p->sb, start);
		return false;
	}
	*left -= used;
	sb_str(p->sb, ", iov_len=");
	sb_u64(p->sb, len);
	sb_char(p->sb, '}');
	return true;
}

/* The usual case of one iovec; false when it is not that or not readable. */
static bool put_netlink_iovecs(struct sct_printer *p, int protocol, uint64_t addr, uint64_t nr,
			       uint64_t left)
{
	const uint8_t *iov;
	size_t start = p->sb->len;

	if (protocol < 0 || nr != 1)
		return false;
	iov = sct_mem_exact(p, addr, 2 * word_of(p));
	if (!iov)
		return false;
	sb_char(p->sb, '[');
	if (!put_netlink_iovec(p, protocol, iov, &left)) {
		sb_cut(p->sb, start);
		return false;
	}
	sb_char(p->sb, ']');
	return true;
}

static void put_vector(struct sct_printer *p, const struct sct_type *t, const uint8_t *msg,
		       uint64_t left)
{
	uint64_t addr = load_word(p, msg, IOV_WORD), nr = load_word(p, msg, IOVLEN_WORD);
	int protocol = sct_netlink_protocol(p);

	sb_str(p->sb, ", msg_iov=");
	if (!addr)
		sct_put_addr(p, addr);
	else if (!put_netlink_iovecs(p, protocol, addr, nr, left))
		sct_put_iovecs(p, t, addr, nr, left);
	sb_str(p->sb, ", msg_iovlen=");
	sb_u64(p->sb, nr);
}

/*
 * The fields of a header.  @left: bytes of the data that are there; @room: the
 * length of the name before the call, or -1 to show the one after it alone.
 */
static void put_msghdr(struct sct_printer *p, const struct sct_type *t, const uint8_t *msg,
		       uint64_t left, int64_t room)
{
	int32_t name_len = load_int(p, msg, NAMELEN_WORD);
	bool changed = room >= 0 && room != name_len;

	sb_str(p->sb, "{msg_name=");
	sct_put_sockaddr_at(p, load_word(p, msg, NAME_WORD),
			    changed && room < name_len ? room : name_len);
	sb_str(p->sb, ", msg_namelen=");
	if (changed)
		sb_printf(p->sb, "%lld => ", (long long)room);
	sb_s64(p->sb, name_len);
	put_vector(p, t, msg, left);
	put_control(p, load_word(p, msg, CONTROL_WORD), load_word(p, msg, CONTROLLEN_WORD));
	sb_str(p->sb, ", msg_flags=");
	sct_put_flags(p, &sct_set_msg_flags, (uint32_t)load_int(p, msg, FLAGS_WORD));
	sb_char(p->sb, '}');
}

static void print_sendmsg(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	const uint8_t *msg = NULL;

	if (v->v && p->verbose)
		msg = sct_mem_exact(p, v->v, MSG_WORDS * word_of(p));
	if (msg)
		put_msghdr(p, t, msg, UINT64_MAX, -1);
	else
		sct_put_addr(p, v->v);
}

/* Until it has been written all that counts is how much room there is for a name. */
static void print_recvmsg(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	size_t word = word_of(p);
	struct sct_printer in = *p;
	const uint8_t *before = NULL, *msg = NULL;

	in.phase = SCT_PHASE_IN;
	if (v->v && p->verbose)
		before = sct_mem_exact(&in, v->v + NAMELEN_WORD * word, 4);
	if (before && sct_succeeded(p))
		msg = sct_mem_exact(p, v->v, MSG_WORDS * word);
	if (msg)
		put_msghdr(p, t, msg, (uint64_t)p->call->ret, (uint32_t)sct_load(before, 4));
	else if (before && !sct_succeeded(p))
		sb_printf(p->sb, "{msg_namelen=%d}", (int)sct_load(before, 4));
	else
		sct_put_addr(p, v->v);
}

/* --- Arrays of messages ------------------------------------------------------------------ */

/* @out: where msg_len is looked for, or NULL when it means nothing; of @sent of them. */
static void put_mmsghdrs(struct sct_printer *p, const struct sct_type *t, uint64_t addr,
			 uint64_t nr, const struct sct_printer *out, uint64_t sent)
{
	size_t word = word_of(p), size = MMSG_WORDS * word;
	uint64_t i, limit = p->abbrev ? p->opt->string_limit : UINT64_MAX;

	if (nr && !sct_mem_exact(p, addr, size)) {
		sct_put_addr(p, addr);
		return;
	}
	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++, addr += size) {
		const uint8_t *msg = sct_mem_exact(p, addr, size), *len = NULL;

		if (i)
			sb_str(p->sb, ", ");
		if (i >= limit) {
			sb_str(p->sb, "...");
			break;
		}
		if (!msg) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)addr);
			break;
		}
		if (out && i < sent)
			len = sct_mem_exact(out, addr + MSG_WORDS * word, 4);
		sb_str(p->sb, "{msg_hdr=");
		put_msghdr(p, t, msg, p->phase == SCT_PHASE_OUT && len ? sct_load(len, 4) :
			   UINT64_MAX, -1);
		if (len)
			sb_printf(p->sb, ", msg_len=%u", (unsigned int)sct_load(len, 4));
		sb_char(p->sb, '}');
	}
	sb_char(p->sb, ']');
}

static void print_sendmmsg(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	struct sct_printer in = *p;

	in.phase = SCT_PHASE_IN;
	if (v->v && p->verbose)
		put_mmsghdrs(&in, t, v->v, (uint32_t)p->call->args[2],
			     sct_succeeded(p) ? p : NULL, (uint64_t)p->call->ret);
	else
		sct_put_addr(p, v->v);
}

static void print_recvmmsg(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	if (v->v && p->verbose && sct_succeeded(p))
		put_mmsghdrs(p, t, v->v, (uint64_t)p->call->ret, p, UINT64_MAX);
	else
		sct_put_addr(p, v->v);
}

const struct sct_type sct_t_sendmsg = {
	.print = print_sendmsg, .dir = SCT_DIR_IN, .capture = SCT_CAP_MSGHDR, .size = { 8, 4 },
	.param = SCT_MAX_NETLINK,
};

const struct sct_type sct_t_recvmsg = {
	.print = print_recvmsg, .dir = SCT_DIR_OUT, .capture = SCT_CAP_MSGHDR, .size = { 8, 4 },
	.param = SCT_MAX_NETLINK,
};

/* Printed at exit, from what there was at entry: see sct_t_mmsghdr_before. */
const struct sct_type sct_t_sendmmsg = {
	.print = print_sendmmsg, .dir = SCT_DIR_OUT, .size = { 8, 4 },
};

const struct sct_type sct_t_recvmmsg = {
	.print = print_recvmmsg, .dir = SCT_DIR_OUT, .capture = SCT_CAP_MMSGHDR,
	.size = { 8, 4 }, .len = LEN_RET,
};

const struct sct_type sct_t_msghdr_before = {
	.print = sct_print_addr, .dir = SCT_DIR_IN, .capture = SCT_CAP_BLOCK, .size = { 8, 4 },
	.len = LEN_N(12),
};

const struct sct_type sct_t_mmsghdr_before = {
	.print = sct_print_addr, .dir = SCT_DIR_IN, .capture = SCT_CAP_MMSGHDR, .size = { 8, 4 },
	.len = LEN_UINT(2),
};

static const struct sct_type t_mmsghdr = { .size = { 64, 32 } };

const struct sct_type sct_t_mmsghdr_after = {
	.print = sct_print_addr, .elem = &t_mmsghdr, .dir = SCT_DIR_OUT,
	.capture = SCT_CAP_ARRAY, .size = { 8, 4 }, .len = LEN_UINT(2),
};
