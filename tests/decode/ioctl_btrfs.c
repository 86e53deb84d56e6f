// SPDX-License-Identifier: GPL-2.0
/* The ioctls of Btrfs. */
#include "cases.h"

#include <linux/btrfs.h>

#define IOCTL(result, request, arg)	CALL("ioctl", result, 3, request, arg)

static unsigned char bytes[8192], zeros[8192];

static const unsigned int plain[] = {
	BTRFS_IOC_TRANS_START, BTRFS_IOC_TRANS_END, BTRFS_IOC_SYNC, BTRFS_IOC_SCRUB_CANCEL,
	BTRFS_IOC_QUOTA_RESCAN_WAIT,
};

#define WITH(list) with(list, sizeof(list) / sizeof((list)[0]))

static void with(const unsigned int *list, size_t nr)
{
	size_t i;

	for (i = 0; i < nr; i++) {
		IOCTL(0, list[i], A(bytes));
		IOCTL(0, list[i], A(zeros));
		IOCTL(-EINVAL, list[i], A(bytes));
		IOCTL(0, list[i], BAD);
		IOCTL(0, list[i], 0);
		IOCTL(-EINVAL, list[i], 0);
	}
}

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
