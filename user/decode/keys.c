// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on keys and keyrings.
 */
#include <linux/keyctl.h>

#include "decode/types.h"

/* A special keyring's name, or the serial number. */
static const struct sct_type t_key = {
	.print = sct_print_enum, .names = &sct_set_key_specs, .size = { 4, 4 },
	.flags = SCT_T_SCALAR,
};

#define T_KEY		(&t_key)
#define PAYLOAD(len)	IN_BUF(LEN_SIZE(len))
#define RESULT		OUT_BUF(LEN_RET)
/* --- Public keys ------------------------------------------------------------- */

struct dh_params { int32_t private, prime, base; };

static const struct sct_type t_dh_params = STRUCT(struct dh_params,
	FIELD(struct dh_params, private, T_KEY), FIELD(struct dh_params, prime, T_KEY),
	FIELD(struct dh_params, base, T_KEY));

/* Words for later, cut by -s as an array behind a pointer is. */
static void print_spare(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	size_t i, nr = v->size / 4;

	(void)t;
	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++) {
		if (i)
			sb_str(p->sb, ", ");
		if (p->abbrev && i >= p->opt->string_limit) {
			sb_str(p->sb, "...");
			break;
		}
		sb_hex(p->sb, sct_load(v->mem + 4 * i, 4));
	}
	sb_char(p->sb, ']');
}

static const struct sct_type t_spare = { .print = print_spare };

struct kdf_params { uint64_t hashname, otherinfo; uint32_t otherinfolen, __spare[8]; };
struct compat_kdf_params { uint32_t hashname, otherinfo, otherinfolen, __spare[8]; };

#define KDF(m, t, ...)	FIELD2(struct kdf_params, struct compat_kdf_params, m, t, ##__VA_ARGS__)
#define KDF_LEN		{ .from = SCT_LEN_PTR32, .arg = 4, .offset = { \
				offsetof(struct kdf_params, otherinfolen), \
				offsetof(struct compat_kdf_params, otherinfolen) } }

static const struct sct_type t_kdf_params = STRUCT2(struct kdf_params, struct compat_kdf_params,
	KDF(hashname, T_STR), KDF(otherinfo, IN_BUF(KDF_LEN)), KDF(otherinfolen, T_UINT),
	KDF(__spare, &t_spare, .nonzero = true));

#define KDF_PARAMS	SCT_POINTER(sct_print_pointer, SCT_DIR_IN, &t_kdf_params, LEN_N(1), \
				    .flags = SCT_T_RAW_PTR)

struct pkey_query {
	uint32_t supported_ops, key_size;
	uint16_t max_data_size, max_sig_size, max_enc_size, max_dec_size;
	uint32_t __spare[10];
};

#define QUERY(m, t, ...)	FIELD(struct pkey_query, m, t, ##__VA_ARGS__)

static const struct sct_type t_pkey_query = STRUCT(struct pkey_query,
	QUERY(supported_ops, FLAGS(pkey_ops)), QUERY(key_size, T_UINT),
	QUERY(max_data_size, T_U16), QUERY(max_sig_size, T_U16), QUERY(max_enc_size, T_U16),
	QUERY(max_dec_size, T_U16), QUERY(__spare, &t_spare, .nonzero = true));

struct pkey_params { int32_t key_id; uint32_t in_len, out_len, __spare[7]; };

#define PKEY_PARAMS(len) STRUCT(struct pkey_params, \
	FIELD(struct pkey_params, key_id, T_KEY), FIELD(struct pkey_params, in_len, T_UINT), \
	FIELD_AS(len, struct pkey_params, out_len, T_UINT), \
	FIELD(struct pkey_params, __spare, &t_spare, .nonzero = true))

static const struct sct_type t_pkey_params = PKEY_PARAMS("out_len");
static const struct sct_type t_pkey_verify_params = PKEY_PARAMS("in2_len");

/* Its length is in the parameters: without them, it is only an address. */
static void print_pkey_data(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_printer in = *p;

	in.phase = SCT_PHASE_IN;
	if (p->verbose && sct_mem_exact(&in, p->call->args[1], sizeof(struct pkey_params)))
		sct_print_buffer(p, t, v);
	else
		sct_put_addr(p, v->v);
}

#define PKEY_DATA(d, len) \
	SCT_BUFFER(print_pkey_data, d, SCT_CAP_BYTES, LEN_FIELD32(1, struct pkey_params, len))
#define PKEY_CASE(op, out, params) \
	CASE(op, ARGS(IN(&(params)), T_STR, PKEY_DATA(SCT_DIR_IN, in_len), PKEY_DATA(out, out_len)))

/* --- Results ------------------------------------------------------------------- */

/* A byte of flags each, as many as there was room for. */
static void print_capabilities(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	static const struct sct_names *const sets[] = { &sct_set_key_caps0, &sct_set_key_caps1 };
	uint64_t room = p->call->args[2], nr = (uint64_t)p->call->ret, i;
	const uint8_t *mem = NULL;

	(void)t;
	if (nr > room)
		nr = room;
	if (v->v && p->verbose && sct_succeeded(p) && nr)
		mem = sct_mem_exact(p, v->v, 1);
	if (!mem && !(v->v && sct_succeeded(p) && !nr)) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++) {
		mem = sct_mem_exact(p, v->v + i, 1);
		if (i)
			sb_str(p->sb, ", ");
		if (!mem) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)(v->v + i));
			break;
		}
		if (p->abbrev && i >= p->opt->string_limit) {
			sb_str(p->sb, "...");
			break;
		}
		if (i < 2)
			sct_put_flags(p, sets[i], *mem);
		else
			sb_hex(p->sb, *mem);
	}
	sb_char(p->sb, ']');
}

/* What whoever waits for the key gets. */
static void print_rejection(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	if (v->v <= INT32_MAX && sct_errno_name((int)v->v))
		sct_put_enum(p, &sct_set_errnos, v->v);
	else
		sb_u64(p->sb, v->v);
}

#define REJECTION	TYPE(.print = print_rejection, .size = { 4, 4 })
#define CAPABILITIES	CUSTOM(print_capabilities, SCT_DIR_OUT, .capture = SCT_CAP_BLOCK, \
			       .len = LEN_N(64))
#define OTHERWISE	ARGS(T_HEXLONG, T_HEXLONG, T_HEXLONG, T_HEXLONG)

static const struct sct_case keyctl_cases[] = {
	CASE(KEYCTL_GET_KEYRING_ID, ARGS(T_KEY, T_INT)),
	CASE(KEYCTL_JOIN_SESSION_KEYRING, ARGS(T_STR)),
	CASE(KEYCTL_UPDATE, ARGS(T_KEY, PAYLOAD(3), T_SIZE)),
	CASE(KEYCTL_REVOKE, ARGS(T_KEY)),
	CASE(KEYCTL_CHOWN, ARGS(T_KEY, T_UID, T_UID)),
	CASE(KEYCTL_SETPERM, ARGS(T_KEY, FLAGS(key_perms))),
	CASE(KEYCTL_DESCRIBE, ARGS(T_KEY, RESULT, T_SIZE)),
	CASE(KEYCTL_CLEAR, ARGS(T_KEY)),
	CASE(KEYCTL_LINK, ARGS(T_KEY, T_KEY)),
	CASE(KEYCTL_UNLINK, ARGS(T_KEY, T_KEY)),
	CASE(KEYCTL_SEARCH, ARGS(T_KEY, T_STR, T_STR, T_KEY)),
	CASE(KEYCTL_READ, ARGS(T_KEY, RESULT, T_SIZE)),
	CASE(KEYCTL_INSTANTIATE, ARGS(T_KEY, PAYLOAD(3), T_SIZE, T_KEY)),
	CASE(KEYCTL_NEGATE, ARGS(T_KEY, T_UINT, T_KEY)),
	CASE(KEYCTL_SET_REQKEY_KEYRING, ARGS(ENUM(key_reqkeys))),
	CASE(KEYCTL_SET_TIMEOUT, ARGS(T_KEY, T_UINT)),
	CASE(KEYCTL_ASSUME_AUTHORITY, ARGS(T_KEY)),
	CASE(KEYCTL_GET_SECURITY, ARGS(T_KEY, RESULT, T_SIZE)),
	CASE(KEYCTL_SESSION_TO_PARENT, NO_ARGS),
	CASE(KEYCTL_REJECT, ARGS(T_KEY, T_UINT, REJECTION, T_KEY)),
	CASE(KEYCTL_INSTANTIATE_IOV, ARGS(T_KEY, IN_IOVEC(LEN_SIZE(3)), T_ULONG, T_KEY)),
	CASE(KEYCTL_INVALIDATE, ARGS(T_KEY)),
	CASE(KEYCTL_GET_PERSISTENT, ARGS(T_UID, T_KEY)),
	CASE(KEYCTL_RESTRICT_KEYRING, ARGS(T_KEY, T_STR, T_STR)),
	CASE(KEYCTL_MOVE, ARGS(T_KEY, T_KEY, T_KEY, FLAGS(key_move_flags))),
	CASE(KEYCTL_CAPABILITIES, ARGS(CAPABILITIES, T_SIZE)),
	CASE(KEYCTL_DH_COMPUTE, ARGS(IN(&t_dh_params), RESULT, T_SIZE, KDF_PARAMS)),
	CASE(KEYCTL_PKEY_QUERY, ARGS(T_KEY, T_HEXLONG, T_STR, OUT(&t_pkey_query))),
	PKEY_CASE(KEYCTL_PKEY_ENCRYPT, SCT_DIR_OUT, t_pkey_params),
	PKEY_CASE(KEYCTL_PKEY_DECRYPT, SCT_DIR_OUT, t_pkey_params),
	PKEY_CASE(KEYCTL_PKEY_SIGN, SCT_DIR_OUT, t_pkey_params),
	PKEY_CASE(KEYCTL_PKEY_VERIFY, SCT_DIR_IN, t_pkey_verify_params),
};

const struct sct_annotation sct_calls_keys[] = {
	SYSCALL(add_key, ARGS(T_STR, T_STR, IN_BUF(LEN_SIZE(3)), T_SIZE, T_KEY)),
	SYSCALL(request_key, ARGS(T_STR, T_STR, T_STR, T_KEY)),
	SYSCALL(keyctl, ARGS(ENUM(keyctl_cmds), SWITCH(0, keyctl_cases, OTHERWISE))),
	{ .name = NULL }
};
