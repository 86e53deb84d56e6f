// SPDX-License-Identifier: GPL-2.0
/* setsockopt(), getsockopt(). */
#include "cases.h"

#include <linux/if_packet.h>
#include <netinet/in.h>
#include <sys/socket.h>

static uint8_t value[512] __attribute__((aligned(64)));
static int length, after;

static void change_length(void *unused)
{
	(void)unused;
	length = after;
}

static void get(unsigned int level, unsigned int option, int before, int then)
{
	length = before;
	after = then;
	now.kernel = change_length;
	CALL("getsockopt", 0, 3, level, option, A(value), A(&length));
	now.kernel = NULL;
	length = before;
}

/* An option of both calls, with values of many lengths. */
static void option(unsigned int level, unsigned int number)
{
	static const int lengths[] = { 0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 20, 24, 28, 40, 132, 136, 140 };
	size_t i;

	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		CALL("setsockopt", 0, 3, level, number, A(value), (uint64_t)(int64_t)lengths[i]);
		/* of netlink, strace always shows 4 bytes */
		if (level != SOL_NETLINK || lengths[i] >= 4 || !lengths[i])
			get(level, number, lengths[i], lengths[i]);
	}
	CALL("setsockopt", -EFAULT, 3, level, number, BAD, 4);
	CALL("setsockopt", -EFAULT, 3, level, number, 0, 4);
	get(level, number, 4, 8);
	get(level, number, 8, 4);
	get(level, number, 4, -1);
	get(level, number, 0, 4);
	get(level, number, -1, 4);
	length = 4;
	CALL("getsockopt", -ENOPROTOOPT, 3, level, number, A(value), A(&length));
	CALL("getsockopt", 0, 3, level, number, A(value), BAD);
	CALL("getsockopt", 0, 3, level, number, A(value), 0);
	CALL("getsockopt", 0, 3, level, number, BAD, A(&length));
	CALL("getsockopt", 0, 3, level, number, 0, A(&length));
}

static void options(unsigned int level, unsigned int first, unsigned int last)
{
	for (; first <= last; first++)
		option(level, first);
}

/* Only named. */
static void names(unsigned int level, unsigned int first, unsigned int last)
{
	length = 4;
	for (; first <= last; first++) {
		CALL("setsockopt", 0, 3, level, first, A(value), 4);
		CALL("getsockopt", 0, 3, level, first, A(value), A(&length));
	}
}

static void fill(void)
{
	size_t i;

	for (i = 0; i < sizeof(value); i++)
		value[i] = (uint8_t)(i + 1);
}

static void memberships(void)
{
	static struct ip_mreq mreq = { { 0x010000e0 }, { 0x0100007f } };
	static struct ip_mreqn mreqn = { { 0x010000e0 }, { 0x0100007f }, 1 };
	static struct ipv6_mreq mreq6 = { { { { 0xff, 2 } } }, 1 };
	static struct group_req group = { .gr_interface = 1, .gr_group = { .ss_family = AF_INET } };
	static struct packet_mreq packet = { 1, PACKET_MR_MULTICAST, 6, { 1, 2, 3, 4, 5, 6, 7, 8 } };
	unsigned int i;

	for (i = 30; i < 50; i++) {
		CALL("setsockopt", 0, 3, SOL_IP, i, A(&mreq), sizeof(mreq));
		CALL("setsockopt", 0, 3, SOL_IP, i, A(&mreqn), sizeof(mreqn));
		CALL("setsockopt", 0, 3, SOL_IP, i, A(&group), sizeof(group));
		CALL("setsockopt", 0, 3, SOL_IP, i, EDGE(mreq), sizeof(mreq));
	}
	for (i = 15; i < 52; i++) {
		CALL("setsockopt", 0, 3, SOL_IPV6, i, A(&mreq6), sizeof(mreq6));
		CALL("setsockopt", 0, 3, SOL_IPV6, i, A(&group), sizeof(group));
	}
	for (i = 0; i < 6; i++) {
		packet.mr_type = (unsigned short)i;
		packet.mr_alen = (unsigned short)(i * 2 + 1);
		CALL("setsockopt", 0, 3, SOL_PACKET, 1, A(&packet), sizeof(packet));
		CALL("setsockopt", 0, 3, SOL_PACKET, 2, A(&packet), sizeof(packet));
	}
}

static void attach(unsigned int level, unsigned int number, uint64_t program, int len)
{
	CALL("setsockopt", 0, 3, level, number, program, (uint64_t)(int64_t)len);
}

/* struct sock_fprog of this ABI, whose instructions are at @filter. */
static uint64_t program_at(unsigned int len, uint64_t filter, bool at_edge)
{
	static struct { uint16_t len; uint64_t filter; } wide[64];
	static struct { uint16_t len; uint32_t filter; } narrow[64];
	static size_t nr;
	size_t i = nr++ % 64;

	wide[i].len = narrow[i].len = (uint16_t)len;
	wide[i].filter = filter;
	narrow[i].filter = (uint32_t)filter;
	if (now.abi == SCT_ABI_I386)
		return at_edge ? EDGE(narrow[i]) : A(&narrow[i]);
	return at_edge ? EDGE(wide[i]) : A(&wide[i]);
}

static void filters(unsigned int number, int size)
{
	static struct sock_filter insns[] = {
		BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 12),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x800, 0, 3),
		BPF_STMT(BPF_LD | BPF_B | BPF_ABS, (uint32_t)(SKF_AD_OFF + SKF_AD_PROTOCOL)),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(SKF_NET_OFF + 16)),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(SKF_LL_OFF + 6)),
		BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 14),
		BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0xff),
		BPF_STMT(BPF_MISC | BPF_TAX, 0),
		BPF_STMT(BPF_RET | BPF_K, 0x40000),
		BPF_STMT(BPF_RET | BPF_A, 0),
	};
	static struct sock_filter many[4097];
	static const unsigned int lens[] = { 0, 1, 2, 3, 10 };
	uint64_t program = program_at(10, A(insns), false);
	size_t i;
	int len;

	FOR_EACH(i, lens) {
		attach(1, number, program_at(lens[i], A(insns), false), size);
		attach(1, number, program_at(lens[i], A(insns), true), size);
		attach(1, number, program_at(lens[i], EDGE(insns), false), size);
		attach(1, number, program_at(lens[i], 0, false), size);
		attach(1, number, program_at(lens[i], BAD, false), size);
	}
	attach(1, number, program_at(11, EDGE(insns), false), size);
	FOR_EACH(i, many)
		many[i] = insns[i % 9];
	attach(1, number, program_at(33, A(many), false), size);
	attach(1, number, program_at(4095, A(many), false), size);
	attach(1, number, program_at(4096, A(many), false), size);
	attach(1, number, program_at(4097, A(many), false), size);
	for (len = -1; len <= 17; len++)
		attach(1, number, program, len);
	attach(1, number, program, 24);
	attach(1, number, BAD, size);
	attach(1, number, BAD - 4, size);
	attach(1, number, 0, size);
	/* the same numbers, of other levels */
	attach(58, number, program, size);
	attach(6, number, program, size);
	attach(41, number, program, size);
	attach(99, number, program, size);
	CALL("setsockopt", -EINVAL, 3, 1, number, program, (uint64_t)size);
	for (i = 0; i < 18; i++) {
		memcpy(value, (void *)program, 16);
		get(1, number, (int)i, (int)i);
	}
	get(1, number, 4, 10);
	get(1, number, 10, 4);
	get(1, number, 4, -1);
	get(1, number, -1, 4);
	get(1, number, 0, 4);
	get(1, number, 1, 4);
	length = 16;
	CALL("getsockopt", -EINVAL, 3, 1, number, A(value), A(&length));
	CALL("getsockopt", 0, 3, 1, number, A(insns), A(&length));
	CALL("getsockopt", 0, 3, 1, number, BAD, A(&length));
	CALL("getsockopt", 0, 3, 1, number, 0, A(&length));
	CALL("getsockopt", 0, 3, 1, number, A(value), BAD);
	CALL("getsockopt", 0, 3, 1, number, A(value), 0);
	length = 3;
	CALL("getsockopt", 0, 3, 1, number, EDGE(insns[0]), A(&length));
	CALL("getsockopt", 0, 3, 1, number, EDGE(insns), A(&length));
	CALL("getsockopt", 0, 3, 1, number, EDGE(insns) + 4, A(&length));
	CALL("getsockopt", 0, 3, 58, number, EDGE(insns[0]), A(&length));
	CALL("getsockopt", 0, 3, 99, number, A(insns), A(&length));
	length = 11;
	CALL("getsockopt", 0, 3, 1, number, EDGE(insns), A(&length));
	CALL("getsockopt", 0, 3, 1, number, A(insns), EDGE(length));
	CALL("getsockopt", 0, 3, 6, number, EDGE(insns), A(&length));
	for (length = 4095; length <= 4097; length++)
		CALL("getsockopt", 0, 3, 1, number, A(many), A(&length));
	fill();
}

/* Some levels have options that are newer than strace 6.1. */
static unsigned int newest(unsigned int level)
{
	switch (level) {
	case 101:
		return 6;
	case 263:
		return 23;
	case 274:
		return 13;
	case 279:
		return 6;
	case 282:
		return 2;
	}
	return 31;
}

static void cases(void)
{
	static const unsigned int levels[] = {
		0, 1, 6, 17, 40, 41, 58, 100, 101, 132, 136, 255, 256, 263, 264, 268, 269, 270, 271, 272, 273, 274,
		275, 276, 277, 278, 279, 280, 281, 282, 283, 257, 258, 259, 260, 261, 262, 265, 266, 267,
	};
	static const uint32_t masks[] = { 0, 1, 0xffffffff, 0xfffffffe, 0x5555, 0x11f01, 0xffff0000, 0x80000001 };
	size_t i;

	fill();

	CASE("levels and names of options");
	names(99, 0, 3);
	names(0xffffffff, 0, 1);
	for (i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		if (levels[i] != 1)
			names(levels[i], 0, newest(levels[i]));
	names(1, 0, 25);
	names(1, 27, 73);
	names(0, 32, 50);
	names(277, 120, 130);
	names(278, 120, 130);
	names(277, 0x7fe, 0x802);
	names(277, 0xfff, 0x1001);
	names(6, 32, 37);
	names(17, 98, 106);
	names(41, 32, 90);
	names(132, 112, 133);
	names(271, 125, 140);

	CASE("SOL_SOCKET");
	options(1, 0, 25);
	options(1, 27, 50);
	options(1, 52, 73);

	CASE("SOL_IP, SOL_IPV6");
	options(0, 0, 50);
	options(41, 0, 80);

	CASE("SOL_TCP, SOL_UDP, SOL_RAW, SOL_ICMPV6");
	options(6, 1, 37);
	options(17, 100, 104);
	options(255, 0, 2);
	options(58, 0, 2);

	CASE("SOL_PACKET");
	options(263, 0, 23);

	CASE("SOL_NETLINK");
	options(270, 0, 13);

	CASE("other levels");
	options(101, 1, 6);
	options(132, 0, 3);
	options(268, 1, 2);
	options(271, 127, 130);
	options(274, 4, 8);
	options(279, 1, 5);
	options(281, 1, 1);
	options(282, 1, 2);
	options(283, 1, 8);

	CASE("members of multicast groups");
	memberships();

	CASE("ICMP filters");
	for (i = 0; i < sizeof(masks) / sizeof(masks[0]); i++) {
		memcpy(value, &masks[i], 4);
		CALL("setsockopt", 0, 3, 255, 1, A(value), 4);
		CALL("setsockopt", 0, 3, 255, 1, A(value), 2);
		get(255, 1, 4, 4);
	}
	fill();

	CASE("filters of sockets");
	filters(26, 16);
	CASE("filters of sockets that share a port");
	filters(51, 16);

	I386();
	CASE("filters of sockets, i386");
	filters(26, 8);
	filters(51, 8);

	CASE("options, i386");
	options(1, 13, 22);
	options(1, 66, 67);
	options(0, 35, 36);
	options(0, 42, 46);
	options(263, 1, 6);
}
