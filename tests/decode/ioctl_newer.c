// SPDX-License-Identifier: GPL-2.0
/* Ioctls of kernels that are newer than strace 6.1. */
#include "ioctl.h"

static const unsigned int polls[] = { 0x40088a01, 0x80088a02 };
static const unsigned int namespaces[] = {
	0x8008b705, 0x8004b706, 0x8004b707, 0x8004b708, 0x8004b709, 0x8010b70a, 0x8010b70b, 0x8010b70c,
};
static const unsigned int processes[] = {
	0xff01, 0xff02, 0xff03, 0xff04, 0xff05, 0xff06, 0xff07, 0xff08, 0xff09, 0xff0a,
};

/* Microseconds, packets, whether busy polling is preferred. */
static void parameters(void)
{
	static const unsigned int numbers[] = { 0, 1, 999999, 1000000, 0xffffffff };
	static unsigned int words[2];
	unsigned int i;

	FOR_EACH(i, numbers) {
		words[0] = numbers[i];
		words[1] = i << 16 | i;
		IOCTL(0, polls[0], A(words));
		IOCTL(0, polls[1], A(words));
	}
}

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i + 1);
	CASE_SINCE("6.13", "epoll");
	WITH(polls);
	parameters();
	CASE_SINCE("6.13", "namespaces");
	WITH(namespaces);
	CASE_SINCE("6.13", "process descriptors");
	WITH(processes);
}
