// SPDX-License-Identifier: GPL-2.0
/* Socket addresses of all families. */
#include "cases.h"

#include <linux/if_packet.h>
#include <linux/if_xdp.h>
#include <sys/socket.h>

static uint8_t room[256] __attribute__((aligned(64)));

/* bind() with the first @len bytes at @addr, said to be @said. */
static void address(const void *bytes, size_t len, int said)
{
	memset(room, 0, sizeof(room));
	memcpy(room, bytes, len);
	CALL("bind", -EINVAL, 3, A(room), (uint64_t)(int64_t)said);
}

/* An address of that family, of every length from nothing to more than there can be. */
static void every_length(unsigned int family, const uint8_t *data, size_t len)
{
	uint8_t bytes[160] = { (uint8_t)family, (uint8_t)(family >> 8) };
	int said;

	memcpy(bytes + 2, data, len);
	for (said = 0; said <= 40; said++)
		address(bytes, sizeof(bytes), said);
	for (said = 104; said <= 134; said += 1)
		address(bytes, sizeof(bytes), said);
	address(bytes, sizeof(bytes), -1);
	address(bytes, sizeof(bytes), -2147483647 - 1);
	address(bytes, sizeof(bytes), 2147483647);
}

#define EVERY_LENGTH(family, ...) do { \
	static const uint8_t data_[] = { __VA_ARGS__ }; \
	every_length((family), data_, sizeof(data_)); \
} while (0)

/* The bytes are exactly what there is, and whole; the rest is 0 up to @said. */
#define ADDRESS(family, said, ...) do { \
	static const uint8_t data_[] = { (family) & 0xff, (family) >> 8, ##__VA_ARGS__ }; \
	address(data_, sizeof(data_), (said)); \
} while (0)

static void families(void)
{
	static const uint8_t counted[] = {
		1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
		26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38,
	};
	unsigned int family;

	for (family = 0; family < 48; family++)
		every_length(family, counted, sizeof(counted));
	every_length(255, counted, sizeof(counted));
	every_length(0x1234, counted, sizeof(counted));
}

static void scopes(void)
{
	static const uint8_t firsts[][2] = {
		{ 0xfe, 0x80 }, { 0xfe, 0xbf }, { 0xfe, 0xc0 }, { 0xff, 0x01 }, { 0xff, 0x02 },
		{ 0xff, 0x12 }, { 0xff, 0x05 }, { 0x20, 0x01 },
	};
	uint32_t scope;
	size_t i;

	for (i = 0; i < sizeof(firsts) / sizeof(firsts[0]); i++) {
		for (scope = 0; scope < 3; scope++) {
			uint8_t in6[28] = { AF_INET6, 0, 0x1f, 0x90, 0, 1, 2, 3 };

			memcpy(in6 + 8, firsts[i], 2);
			in6[23] = 1;
			memcpy(in6 + 24, &scope, 4);
			if (scope == 2)
				in6[27] = 0x12;
			address(in6, sizeof(in6), 28);
			address(in6, sizeof(in6), 26);
		}
	}
}

static void paths(void)
{
	static char path[130];
	uint8_t bytes[140] = { AF_UNIX };
	size_t len;

	memset(path, 'x', sizeof(path));
	for (len = 100; len <= 120; len++) {
		memset(bytes + 2, 0, sizeof(bytes) - 2);
		memcpy(bytes + 2, path, len);
		address(bytes, sizeof(bytes), (int)len + 2);
		address(bytes, sizeof(bytes), (int)len + 3);
		address(bytes, sizeof(bytes), 110);
		bytes[2] = 0;
		address(bytes, sizeof(bytes), (int)len + 2);
		address(bytes, sizeof(bytes), (int)len + 4);
	}
}

static void packets(void)
{
	struct sockaddr_ll ll = { .sll_family = AF_PACKET, .sll_protocol = 0x0300, .sll_ifindex = 1,
				  .sll_hatype = 1, .sll_addr = { 1, 2, 3, 4, 5, 6, 7, 8 } };
	unsigned int i;

	for (i = 0; i < 12; i++) {
		ll.sll_halen = (uint8_t)i;
		ll.sll_pkttype = (uint8_t)i;
		address(&ll, sizeof(ll), sizeof(ll));
		address(&ll, sizeof(ll), 18);
		address(&ll, sizeof(ll), 28);
	}
	ll.sll_halen = 255;
	ll.sll_protocol = 0xdd86;
	ll.sll_hatype = 772;
	address(&ll, sizeof(ll), sizeof(ll));
}

static void bluetooth(void)
{
	unsigned int i;

	for (i = 0; i < 7; i++) {
		const uint8_t hci[] = { AF_BLUETOOTH, 0, 1, 0, (uint8_t)i, 0 };

		address(hci, sizeof(hci), 6);
	}
	for (i = 0; i < 0x1200; i = i < 0x30 ? i + 1 : i * 2 - 7) {
		const uint8_t l2[] = { AF_BLUETOOTH, 0, (uint8_t)i, (uint8_t)(i >> 8), 1, 2, 3, 4, 5, 6,
				       (uint8_t)i, (uint8_t)(i >> 8), (uint8_t)i, 0 };

		address(l2, sizeof(l2), 14);
		address(l2, sizeof(l2), 12);
	}
	ADDRESS(AF_BLUETOOTH, 14, 0x80, 0, 1, 2, 3, 4, 5, 6, 0x7f, 0, 1);
	ADDRESS(AF_BLUETOOTH, 14, 0xff, 0, 1, 2, 3, 4, 5, 6, 0x7e, 0, 1);
	ADDRESS(AF_BLUETOOTH, 14, 0xff, 0x10, 1, 2, 3, 4, 5, 6, 0x80, 0, 1);
	ADDRESS(AF_BLUETOOTH, 14, 0, 0x01, 1, 2, 3, 4, 5, 6, 0, 1, 1);
	ADDRESS(AF_BLUETOOTH, 14, 0, 0x10, 1, 2, 3, 4, 5, 6, 0x3f, 0, 1);
	ADDRESS(AF_BLUETOOTH, 14, 1, 0x10, 1, 2, 3, 4, 5, 6, 0x40, 0, 2);
	ADDRESS(AF_BLUETOOTH, 14, 0xff, 0xff, 1, 2, 3, 4, 5, 6, 0xff, 0xff, 3);
	ADDRESS(AF_BLUETOOTH, 14, 2, 0x10, 1, 2, 3, 4, 5, 6, 0x41, 0, 0);
}

/* As it is sent: each letter shifted, and the station's number at the end. */
static void shift_call(uint8_t *to, const char *letters, unsigned int ssid)
{
	size_t i;

	for (i = 0; i < 6; i++)
		to[i] = (uint8_t)(letters[i] << 1);
	to[6] = (uint8_t)(ssid << 1);
}

static void calls(void)
{
	static const char *const letters[] = {
		"AB1   ", "ABCDEF", "      ", "A B   ", " A    ", "ab-   ", "A~    ", "A\1    ",
	};
	uint8_t bytes[96] = { AF_AX25 };
	int32_t nr;
	size_t i;

	for (i = 0; i < 9; i++)
		shift_call(bytes + 16 + 7 * i, letters[i % 2], (unsigned int)i);
	for (i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		for (nr = -1; nr < 10; nr++) {
			shift_call(bytes + 2, letters[i], (unsigned int)nr + 1);
			memcpy(bytes + 12, &nr, 4);
			address(bytes, sizeof(bytes), 16);
			address(bytes, sizeof(bytes), 16 + 7 * (int)i);
			address(bytes, sizeof(bytes), 16 + 7 * (int)i + 3);
			address(bytes, sizeof(bytes), 79);
		}
	}
	memset(bytes + 12, 0, 4);
	for (i = 0; i < 256; i++) {
		shift_call(bytes + 2, "AB    ", 0);
		bytes[8] = (uint8_t)i;
		address(bytes, sizeof(bytes), 16);
		bytes[8] = 2;
		bytes[3] = (uint8_t)i;
		address(bytes, sizeof(bytes), 16);
	}
}

static void rxrpc(void)
{
	static const uint16_t services[] = { 0, 1, 2, 52, 2500, 2501, 2502, 2503 };
	static const uint16_t families[] = { AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, 0x1234 };
	uint16_t bytes[24] = { AF_RXRPC };
	uint16_t len;
	size_t i;

	for (i = 0; i < 12; i++)
		bytes[12 + i] = (uint16_t)(0x0101 + 0x0202 * i);
	for (i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
		bytes[1] = services[i];
		bytes[2] = (uint16_t)i;
		address(bytes, sizeof(bytes), 36);
	}
	for (i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		bytes[4] = families[i];
		for (len = 0; len < 32; len++) {
			bytes[3] = len;
			address(bytes, sizeof(bytes), 36);
			address(bytes, sizeof(bytes), 40);
		}
		bytes[3] = 0xffff;
		address(bytes, sizeof(bytes), 35);
		address(bytes, sizeof(bytes), 36);
	}
}

static void nfc(void)
{
	uint8_t bytes[128] = { AF_NFC, 0, 0, 0, 1, 0, 0, 0, 2 };
	unsigned int i;

	for (i = 0; i < 10; i++) {
		bytes[12] = (uint8_t)i;
		bytes[16] = (uint8_t)i;
		bytes[17] = (uint8_t)(i * 85);
		address(bytes, sizeof(bytes), 16);
		address(bytes, sizeof(bytes), 95);
		address(bytes, sizeof(bytes), 96);
		address(bytes, sizeof(bytes), 97);
	}
	memset(bytes + 18, 's', 63);
	memset(bytes + 88, 0xff, 8);
	address(bytes, sizeof(bytes), 96);
	memset(bytes + 18 + 40, 0, 8);
	address(bytes, sizeof(bytes), 96);
	address(bytes, sizeof(bytes), 88);
}

static void ieee802154(void)
{
	uint8_t i;

	for (i = 0; i < 5; i++) {
		const uint8_t bytes[] = { AF_IEEE802154, 0, 0, 0, i, 0, 0, 0, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };

		address(bytes, sizeof(bytes), 20);
		address(bytes, sizeof(bytes), 19);
		address(bytes, sizeof(bytes), 24);
	}
}

static void cases(void)
{
	static const struct { uint16_t family; char path[9]; } path = { AF_UNIX, "/run/abc" };
	static const struct sockaddr_xdp xdp = { AF_XDP, 0x0d, 1, 7, 5 };
	static const uint8_t in[] = { AF_INET, 0, 0, 80, 127, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8 };

	CASE("addresses: every family, every length");
	families();

	CASE("addresses: at a page's edge, and where nothing can be read");
	CALL("bind", -EINVAL, 3, EDGE(path), 11);
	CALL("bind", -EINVAL, 3, EDGE(path), 10);
	CALL("bind", -EINVAL, 3, EDGE(path), 12);
	CALL("bind", -EINVAL, 3, EDGE(in), 16);
	CALL("bind", -EINVAL, 3, EDGE(in), 17);
	CALL("bind", -EINVAL, 3, EDGE(in), 128);
	CALL("bind", -EINVAL, 3, EDGE(in), 1000);
	CALL("bind", -EFAULT, 3, BAD, 16);
	CALL("bind", -EFAULT, 3, 0, 16);
	CALL("bind", -EFAULT, 3, 0, 0);
	CALL("bind", -EFAULT, 3, BAD, 0);
	CALL("bind", -EINVAL, 3, A(&path), 0x100000010);

	CASE("addresses: AF_UNIX, at the longest");
	paths();
	ADDRESS(AF_UNIX, 2);
	ADDRESS(AF_UNIX, 3);
	ADDRESS(AF_UNIX, 9, 0, 'a', 0, 'b', 0, 1, 255);
	ADDRESS(AF_UNIX, 110, 0, 'a', '"', '\\', '\n');
	ADDRESS(AF_UNIX, 9, 'a', '"', '\\', '\n', 1, 255);

	CASE("addresses: AF_INET6, by scope");
	scopes();

	CASE("addresses: AF_PACKET");
	packets();

	CASE("addresses: AF_BLUETOOTH");
	bluetooth();

	CASE("addresses: AF_NETLINK");
	ADDRESS(AF_NETLINK, 12, 0, 0, 1, 0, 0, 0, 0x10, 0, 0, 0);
	ADDRESS(AF_NETLINK, 12, 1, 2, 255, 255, 255, 255, 255, 255, 255, 255);
	ADDRESS(AF_NETLINK, 12);

	CASE("addresses: AF_VSOCK");
	ADDRESS(AF_VSOCK, 16, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
	ADDRESS(AF_VSOCK, 16, 0, 0, 255, 255, 255, 255, 1, 0, 0, 0, 1);
	ADDRESS(AF_VSOCK, 16, 1, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3);
	ADDRESS(AF_VSOCK, 16, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255, 0xfe);
	ADDRESS(AF_VSOCK, 16, 0, 0, 1, 0, 0, 0, 3);

	CASE("addresses: AF_XDP");
	address(&xdp, sizeof(xdp), sizeof(xdp));
	ADDRESS(AF_XDP, 16, 0xef, 0xff, 1, 0, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255);
	ADDRESS(AF_XDP, 16, 2, 0, 0, 1, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255);

	CASE("addresses: AF_ALG");
	ADDRESS(AF_ALG, 88, 'h', 'a', 's', 'h', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, 0, 0,
		's', 'h', 'a', '1');
	ADDRESS(AF_ALG, 88, 'h', 'a', 's', 'h', 'h', 'h', 'h', 'h', 'h', 'h', 'h', 'h', 'h', 'h',
		0, 0x10, 0, 0, 1, 0, 0, 0, 's', 'h', 'a', '1');
	ADDRESS(AF_ALG, 28, 'h', 'a', 's', 'h', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 1, 0, 0, 0,
		's', 'h', 'a', '1');

	CASE("addresses: AF_IPX, AF_X25, AF_QIPCRTR, AF_MCTP");
	ADDRESS(AF_IPX, 16, 4, 0x51, 1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 0x11, 0);
	ADDRESS(AF_X25, 18, '1', '2', '3');
	ADDRESS(AF_X25, 18, '1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '1', '2', '3', '4', '5', '6');
	ADDRESS(42, 12, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
	ADDRESS(42, 12, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0);
	ADDRESS(45, 12, 0, 0, 1, 0, 0, 0, 8, 1, 0x88, 0);
	ADDRESS(45, 24, 0, 0, 1, 0, 0, 0, 8, 1, 0x88, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

	CASE("addresses: AF_AX25, AF_NETROM and AF_ROSE");
	calls();
	ADDRESS(AF_NETROM, 16, 'A' << 1, 'B' << 1, '1' << 1, ' ' << 1, ' ' << 1, ' ' << 1, 5 << 1);
	ADDRESS(AF_ROSE, 28, 1, 2, 3, 4, 5, 'A' << 1, 'B' << 1, '1' << 1, ' ' << 1, ' ' << 1, ' ' << 1, 2, 0, 1, 0, 0, 0);

	CASE("addresses: AF_RXRPC");
	rxrpc();

	CASE("addresses: AF_NFC, AF_IEEE802154");
	nfc();
	ieee802154();

	I386();
	CASE("addresses, i386");
	nfc();
	CALL("bind", -EINVAL, 3, EDGE(path), 11);
	CALL("connect", 0, 3, EDGE(in), 16);
	CALL("connect", -ECONNREFUSED, 3, BAD, 16);
}
