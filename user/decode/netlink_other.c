// SPDX-License-Identifier: GPL-2.0
/*
 * Netlink messages of the smaller protocols: crypto, netfilter, SELinux, generic.
 */
#include <linux/cryptouser.h>
#include <linux/genetlink.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/selinux_netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "decode/netlink.h"

#define F(S, m, t, ...)	FIELD(struct S, m, t, ##__VA_ARGS__)

/* --- NETLINK_CRYPTO ------------------------------------------------------------------ */

/* Without a member that C++ could not have: its name is that of a type in some headers. */
struct crypto_alg {
	uint8_t cru_name[64], cru_driver_name[64], cru_module_name[64];
	uint32_t cru_type, cru_mask, cru_refcnt, cru_flags;
};

static const struct sct_type t_crypto_alg = STRUCT(struct crypto_alg,
	F(crypto_alg, cru_name, &sct_t_name), F(crypto_alg, cru_driver_name, &sct_t_name),
	F(crypto_alg, cru_module_name, &sct_t_name), F(crypto_alg, cru_type, T_HEX32),
	F(crypto_alg, cru_mask, T_HEX32), F(crypto_alg, cru_refcnt, T_UINT),
	F(crypto_alg, cru_flags, T_HEX32));

static const struct sct_attr_set crypto_set = SCT_ATTR_NAMES(crypto_attr_types);

bool sct_put_crypto(struct sct_printer *p, unsigned int type, struct sct_span s)
{
	if (type > CRYPTO_MSG_GETALG)
		return false;
	if (s.len < sizeof(struct crypto_alg)) {
		sct_put_limited(p, s.mem, s.len);
		return true;
	}
	sct_put_mem(p, &t_crypto_alg, s.addr, s.mem, sizeof(struct crypto_alg), NULL);
	sct_put_more_attrs(p, sct_span_behind(s, sizeof(struct crypto_alg)), &crypto_set, 0);
	return true;
}

/* --- NETLINK_NETFILTER ------------------------------------------------------------------ */

/* By their number. */
static const struct sct_names *const subsystems[] = {
	[NFNL_SUBSYS_CTNETLINK] = &sct_set_nf_ct_types,
	[NFNL_SUBSYS_CTNETLINK_EXP] = &sct_set_nf_exp_types,
	[NFNL_SUBSYS_QUEUE] = &sct_set_nf_queue_types,
	[NFNL_SUBSYS_ULOG] = &sct_set_nf_ulog_types,
	[NFNL_SUBSYS_OSF] = &sct_set_nf_osf_types,
	[NFNL_SUBSYS_IPSET] = &sct_set_nf_ipset_types,
	[NFNL_SUBSYS_ACCT] = &sct_set_nf_acct_types,
	[NFNL_SUBSYS_CTNETLINK_TIMEOUT] = &sct_set_nf_timeout_types,
	[NFNL_SUBSYS_CTHELPER] = &sct_set_nf_helper_types,
	[NFNL_SUBSYS_NFTABLES] = &sct_set_nf_tables_types,
	[NFNL_SUBSYS_NFT_COMPAT] = &sct_set_nf_compat_types,
	[NFNL_SUBSYS_HOOK] = &sct_set_nf_hook_types,
};

const struct sct_names *sct_netfilter_types(unsigned int type)
{
	unsigned int subsystem = type >> 8;

	return subsystem < sizeof(subsystems) / sizeof(subsystems[0]) ? subsystems[subsystem] : NULL;
}

void sct_put_netfilter_type(struct sct_printer *p, unsigned int type)
{
	const struct sct_names *types = sct_netfilter_types(type);

	if (type == NFNL_MSG_BATCH_BEGIN || type == NFNL_MSG_BATCH_END) {
		sct_put_enum(p, &sct_set_nfnl_batch_types, type);
		return;
	}
	sct_put_enum(p, &sct_set_nfnl_subsystems, type >> 8);
	sb_str(p->sb, "<<8|");
	if (types)
		sct_put_enum(p, types, type & 0xff);
	else
		sb_hex(p->sb, type & 0xff);
}

static const struct sct_type t_nfgenmsg = STRUCT(struct nfgenmsg,
	F(nfgenmsg, nfgen_family, ENUM_U8(address_families)),
	F(nfgenmsg, version, ENUM_U8(nfnetlink_versions)), F(nfgenmsg, res_id, &sct_t_nl_port));

/* Whose types depend on too much. */
static const struct sct_attr_set nameless_set;

bool sct_put_netfilter(struct sct_printer *p, unsigned int type, struct sct_span s)
{
	if (type == NFNL_MSG_BATCH_BEGIN || type == NFNL_MSG_BATCH_END)
		return sct_put_and_rest(p, s, &t_nfgenmsg);
	if (s.len < sizeof(struct nfgenmsg))
		return false;
	sct_put_mem(p, &t_nfgenmsg, s.addr, s.mem, sizeof(struct nfgenmsg), NULL);
	s = sct_span_behind(s, sizeof(struct nfgenmsg));
	sct_put_more_attrs(p, s, &nameless_set, 0);
	return true;
}

/* --- NETLINK_SELINUX ------------------------------------------------------------------------ */

static const struct sct_type t_enforce = STRUCT(struct selnl_msg_setenforce,
	F(selnl_msg_setenforce, val, T_INT));
static const struct sct_type t_policy = STRUCT(struct selnl_msg_policyload,
	F(selnl_msg_policyload, seqno, T_UINT));

bool sct_put_selinux(struct sct_printer *p, unsigned int type, struct sct_span s)
{
	const struct sct_type *t = type == SELNL_MSG_SETENFORCE ? &t_enforce :
				   type == SELNL_MSG_POLICYLOAD ? &t_policy : NULL;

	if (!t || s.len < t->size[0])
		return false;
	sct_put_mem(p, t, s.addr, s.mem, t->size[0], NULL);
	return true;
}

/* --- NETLINK_GENERIC -------------------------------------------------------------------------- */

#define MAX_FAMILIES	256

/* The families of the running kernel, asked for once. */
static struct {
	struct sct_names names;
	struct sct_name families[MAX_FAMILIES];
	char text[MAX_FAMILIES][GENL_NAMSIZ];
} genl;

static void add_family(const uint8_t *attrs, size_t len)
{
	const uint8_t *name = NULL;
	uint64_t id = 0, size, name_len = 0;

	for (; len >= 4; attrs += size, len -= size) {
		size = sct_load(attrs, 2);
		if (size < 4 || size > len)
			break;
		if (sct_load(attrs + 2, 2) == CTRL_ATTR_FAMILY_ID && size >= 6)
			id = sct_load(attrs + 4, 2);
		if (sct_load(attrs + 2, 2) == CTRL_ATTR_FAMILY_NAME) {
			name = attrs + 4;
			name_len = size - 4;
		}
		size = SCT_NL_ALIGN(size);
		if (size > len)
			size = len;
	}
	if (!name || !id || genl.names.nr == MAX_FAMILIES || name_len >= GENL_NAMSIZ)
		return;
	memcpy(genl.text[genl.names.nr], name, name_len);
	genl.families[genl.names.nr] = (struct sct_name){ id, genl.text[genl.names.nr] };
	genl.names.nr++;
}

/* Takes one buffer of messages; false at the end of them. */
static bool add_families(const uint8_t *mem, size_t len)
{
	const size_t header = sizeof(struct nlmsghdr), generic = sizeof(struct genlmsghdr);
	size_t size;

	for (; len >= header; mem += size, len -= size) {
		size = sct_load(mem, 4);
		if (size < header || size > len || sct_load(mem + 4, 2) < NLMSG_MIN_TYPE)
			return false;
		if (size >= header + generic)
			add_family(mem + header + generic, size - header - generic);
		size = SCT_NL_ALIGN(size);
		if (size > len)
			size = len;
	}
	return true;
}

static void ask_for_families(void)
{
	struct {
		struct nlmsghdr header;
		struct genlmsghdr generic;
	} request = {
		{ sizeof(request), GENL_ID_CTRL, NLM_F_REQUEST | NLM_F_DUMP, 0, 0 },
		{ .cmd = CTRL_CMD_GETFAMILY },
	};
	static uint8_t buffer[16384];
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);
	ssize_t len;

	genl.names = (struct sct_names){ "GENERIC_FAMILY_???", genl.families, 0, 'x' };
	if (fd < 0)
		return;
	if (send(fd, &request, sizeof(request), 0) == (ssize_t)sizeof(request)) {
		do
			len = recv(fd, buffer, sizeof(buffer), MSG_DONTWAIT);
		while (len > 0 && add_families(buffer, (size_t)len));
	}
	close(fd);
}

void sct_put_genl_type(struct sct_printer *p, unsigned int type)
{
	if (!genl.names.v)
		ask_for_families();
	sct_put_enum(p, &genl.names, type);
}
