// SPDX-License-Identifier: GPL-2.0
/* Keys and keyrings. */
#include "cases.h"

#include <linux/keyctl.h>

#define NR(array)	(sizeof(array) / sizeof((array)[0]))

static char description[4096] = "a description that is longer than thirty-two bytes";
static struct { uint64_t base, len; } vectors[] = { { 0, 5 }, { 0, 40 }, { 0, 0 }, { 0, 9 } };
static struct { uint32_t base, len; } vectors32[4];

static uint64_t iov(void)
{
	size_t i;

	for (i = 0; i < 4; i++) {
		vectors[i].base = i < 3 ? A(description) : BAD;
		vectors32[i].base = (uint32_t)vectors[i].base;
		vectors32[i].len = (uint32_t)vectors[i].len;
	}
	return now.abi == SCT_ABI_I386 ? A(vectors32) : A(vectors);
}

static void all(void)
{
	static const uint64_t keys[] = { 0, 1, 0x12345678, 0xffffffff, 0xfffffffe, 0xfffffffd, 0xfffffffc, 0xfffffffb,
					 0xfffffffa, 0xfffffff9, 0xfffffff8, 0xfffffff7, 0x80000000, 0xffffffff00000005 };
	static const uint64_t perms[] = { 0, 0x3f3f3f3f, 0x01000000, 0x100, 0xc0c0c0c0, 0x3f010101, 0xffffffff, 0x40 };
	uint64_t op;
	size_t i;

	for (op = 0; op < 34; op++) {
		CALL("keyctl", 0, op, 1, 2, 3, 4);
		CALL("keyctl", 5, op, 0x12345678, A(description), 9, 0xfffffffc);
		if (op != KEYCTL_INSTANTIATE_IOV)	/* it would read behind everything there is */
			CALL("keyctl", 5, op, 0xfffffffe, A(description), A(description), 0xffffffff);
		CALL("keyctl", -EPERM, op, A(description), A(description), 40, 0);
		CALL("keyctl", 40, op, 0xfffffffd, A(description), 50, 1);
		CALL("keyctl", 0, op, BAD, BAD, BAD, BAD);
		CALL("keyctl", -EFAULT, op, 0, 0, 0, 0);
		CALL("keyctl", 50, op, A(description), 10, 20, 0x80000000);
		CALL("keyctl", 3, op, 5, iov(), 4, 0xfffffffa);
		CALL("keyctl", 3, op, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff);
	}
	for (i = 0; i < NR(keys); i++) {
		CALL("keyctl", (int64_t)i, 0, keys[i], i, 3, 4);
		CALL("keyctl", 0, 8, keys[i], keys[NR(keys) - 1 - i], 3, 4);
		CALL("keyctl", 0, 30, keys[i], 1, keys[NR(keys) - 1 - i], i);
		CALL("add_key", 5, A("user"), A(description), A("payload\1"), 8, keys[i]);
		CALL("request_key", -ENOKEY, A("user"), A(description), A("info"), keys[i]);
	}
	for (i = 0; i < NR(perms); i++) {
		CALL("keyctl", 0, 5, 5, perms[i], 3, 4);
		CALL("keyctl", (int64_t)i, 14, i - 2, 3, 4, 5);
		CALL("keyctl", 0, 4, 5, perms[i], perms[NR(perms) - 1 - i], 4);
	}
	CALL("keyctl", -EOPNOTSUPP, 0xffffffff, 1, 2, 3, 4);
	CALL("add_key", -EFAULT, BAD, BAD, BAD, 5, 0);
	CALL("add_key", -EFAULT, 0, 0, 0, 0, 0);
	CALL("add_key", 5, A("keyring"), A(""), 0, 0, 0xfffffffd);
	CALL("add_key", 5, A("user"), A("d"), edge(description, 10), 10, 5);
	CALL("add_key", 5, A("user"), A("d"), edge(description, 10), 11, 5);
	CALL("add_key", 5, A("user"), A("d"), A(description), 50, 5);
	CALL("request_key", -EFAULT, BAD, 0, BAD, 0);
	CALL("request_key", 5, A(description), A("a\n"), 0, 0xffffffff);
}

static void public_keys(void)
{
	static struct { int32_t v[3]; } dh = { { 5, -3, 7 } };
	static struct { int32_t key; uint32_t in, out; uint32_t spare[7]; } params = { 5, 20, 30, { 0 } }, odd = { -2, 0, 40, { 1, 2 } };
	static struct { uint64_t name, info; uint32_t len, spare[8]; } kdf = { 0, 0, 9, { 0 } }, kdf2 = { 0, 0, 0, { 1 } };
	static struct { uint32_t name, info; uint32_t len, spare[8]; } kdf32 = { 0, 0, 9, { 0 } };
	static struct { uint32_t v[13]; } query = { { 3, 2048, 100, 200, 300, 400, 0 } };
	uint64_t op;

	kdf.name = A("sha256");
	kdf.info = A(description);
	kdf2.name = BAD;
	kdf32.name = (uint32_t)kdf.name;
	kdf32.info = (uint32_t)kdf.info;
	CALL("keyctl", 20, 23, A(&dh), A(description), 30, 0);
	CALL("keyctl", 20, 23, EDGE(dh), A(description), 30, now.abi == SCT_ABI_I386 ? A(&kdf32) : A(&kdf));
	CALL("keyctl", 20, 23, A(&dh), 0, 0, A(&kdf2));
	CALL("keyctl", -EINVAL, 23, BAD, BAD, 30, BAD);
	CALL("keyctl", -EINVAL, 23, A(&dh), A(description), 30, A(&kdf));
	CALL("keyctl", 0, 24, 5, 0, A("enc=pkcs1"), A(&query));
	CALL("keyctl", 0, 24, 0xfffffffd, 7, A(description), EDGE(query));
	CALL("keyctl", -ENOENT, 24, 5, 0, A("enc=pkcs1"), A(&query));
	CALL("keyctl", 0, 24, 5, 0, 0, BAD);
	for (op = 25; op <= 28; op++) {
		CALL("keyctl", 30, op, A(&params), A("enc=pkcs1"), A(description), A(description));
		CALL("keyctl", 0, op, A(&odd), A(description), A(description), A(description));
		CALL("keyctl", 0, op, EDGE(params), 0, 0, 0);
		CALL("keyctl", -EINVAL, op, A(&params), A("enc"), A(description), A(description));
		CALL("keyctl", 5, op, BAD, BAD, BAD, BAD);
		CALL("keyctl", 0, op, edge(&params, 39), A("x"), A(description), A(description));
	}
	CALL("keyctl", 3, 31, A("\3\1\2"), 2, 0, 0);
	CALL("keyctl", 5, 31, A("\377\7\2\0\377"), 5, 0, 0);
	CALL("keyctl", 5, 31, edge("\0\370\2", 3), 5, 0, 0);
	CALL("keyctl", 1, 31, A("\3\1\2"), 2, 0, 0);
	CALL("keyctl", 0, 32, 5, 3, 255, 0);
}

static void cases(void)
{
	CASE("keyctl, add_key, request_key");
	all();
	CASE("public keys, Diffie-Hellman");
	public_keys();
	I386();
	CASE("keyctl, add_key, request_key, i386");
	all();
	CASE("public keys, Diffie-Hellman, i386");
	public_keys();
}
