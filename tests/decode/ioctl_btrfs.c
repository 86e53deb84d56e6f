// SPDX-License-Identifier: GPL-2.0
/* The ioctls of Btrfs. */
#include "ioctl.h"

#include <linux/btrfs.h>

static const unsigned int plain[] = {
	BTRFS_IOC_TRANS_START, BTRFS_IOC_TRANS_END, BTRFS_IOC_SYNC, BTRFS_IOC_SCRUB_CANCEL,
	BTRFS_IOC_QUOTA_RESCAN_WAIT,
};

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i + 1);
	CASE("without an argument");
	WITH(plain);
	I386();
	CASE("without an argument, i386");
	WITH(plain);
}
