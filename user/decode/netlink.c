// SPDX-License-Identifier: GPL-2.0
/*
 * Netlink messages.
 */
#include "decode/net.h"

int sct_netlink_protocol(const struct sct_printer *p)
{
	(void)p;
	return -1;
}

bool sct_put_netlink(struct sct_printer *p, int protocol, uint64_t addr, uint64_t len)
{
	(void)p;
	(void)protocol;
	(void)addr;
	(void)len;
	return false;
}
