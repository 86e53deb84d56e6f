// SPDX-License-Identifier: GPL-2.0
/* The ioctls of network interfaces. */
#include "cases.h"

#include <linux/if_arp.h>
#include <linux/sockios.h>


#define IOCTL(result, request, arg)	CALL("ioctl", result, 3, request, arg)

static struct ifreq reqs[3];
static struct ifconf conf = { sizeof(reqs), { .ifcu_req = reqs } };
static struct { int len; unsigned int buf; } conf32;
static struct sockaddr addr = { .sa_family = AF_UNIX, .sa_data = "/socket" };
static char name[4] = "br0", unterminated[16] = "abcdefghijklmnop", longer[40] = "abcdefghijklmnopqrstuvwxyz";
static char half[8] = "abcdefgh";

static void set_up(void)
{
	strcpy(reqs[0].ifr_name, "lo");
	memcpy(&reqs[0].ifr_addr, &addr, sizeof(addr));
	memcpy(reqs[1].ifr_name, "sixteen letters!", 16);
	reqs[1].ifr_addr.sa_family = 77;
	memset(reqs[1].ifr_addr.sa_data, 'x', 14);
}

static void each_request(int64_t result, uint64_t arg)
{
	uint64_t request;

	for (request = 0x8900; request < 0x8a00; request++)
		IOCTL(result, request, arg);
}

static void conf_of(int len, void *buf, int64_t result)
{
	conf.ifc_len = conf32.len = len;
	conf.ifc_req = buf;
	conf32.buf = (unsigned int)A(buf);
	IOCTL(result, SIOCGIFCONF, now.abi == SCT_ABI_I386 ? A(&conf32) : A(&conf));
}

static void ifconf_cases(void)
{
	int i;

	for (i = 0; i <= 120; i += 20)
		conf_of(i, reqs, 0);
	conf_of(96, reqs, 0);
	conf_of(80, reqs, -EFAULT);
	conf_of(80, (void *)BAD, 0);
	conf_of(80, NULL, 0);
	conf_of(0, NULL, -EFAULT);
	conf_of(80, (void *)EDGE(reqs[0]), 0);
	conf_of(-1, reqs, 0);
	conf_of(-1, reqs, -EINVAL);
	IOCTL(0, SIOCGIFCONF, BAD);
	IOCTL(0, SIOCGIFCONF, 0);
}

static void cases(void)
{
	int i;

	set_up();
	CASE("interface requests: all that succeed");
	each_request(0, A(reqs));
	CASE("interface requests: a name without an end");
	each_request(0, A(&reqs[1]));
	CASE("interface requests: all that fail");
	each_request(-EINVAL, A(reqs));
	CASE("interface requests: nothing to read");
	each_request(0, BAD);
	CASE("interface requests: NULL");
	each_request(0, 0);
	CASE("interface requests: at a page's edge");
	each_request(0, EDGE(reqs[0]));
	CASE("interface requests: cut by a page's edge");
	each_request(0, EDGE(unterminated));
	CASE("interface flags");
	for (i = 0; i < 16; i++) {
		reqs[0].ifr_flags = (short)(1 << i);
		IOCTL(0, SIOCSIFFLAGS, A(reqs));
	}
	CASE("hardware addresses");
	for (i = 0; i < 0x400; i++) {
		reqs[0].ifr_hwaddr.sa_family = (unsigned short)i;
		IOCTL(0, SIOCSIFHWADDR, A(reqs));
	}
	reqs[0].ifr_hwaddr.sa_family = AF_UNIX;
	CASE("SIOCGIFCONF");
	ifconf_cases();
	CASE("bridges: names");
	IOCTL(0, SIOCBRADDBR, EDGE(name));
	IOCTL(0, SIOCBRADDBR, EDGE(unterminated));
	IOCTL(-EPERM, SIOCBRDELBR, A(longer));
	IOCTL(0, SIOCBRADDBR, EDGE(half));
	IOCTL(0, SIOCBRDELBR, BAD);

	I386();
	CASE("interface requests, i386");
	each_request(0, A(reqs));
	CASE("interface requests that fail, i386");
	each_request(-EINVAL, A(reqs));
	CASE("SIOCGIFCONF, i386");
	ifconf_cases();
}
