// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of Btrfs.
 */
#include <linux/btrfs.h>

#include "decode/ioctl.h"

static const struct sct_case cases[] = {
	CASE(BTRFS_IOC_TRANS_START, NOTHING), CASE(BTRFS_IOC_TRANS_END, NOTHING),
	CASE(BTRFS_IOC_SYNC, NOTHING), CASE(BTRFS_IOC_SCRUB_CANCEL, NOTHING),
	CASE(BTRFS_IOC_QUOTA_RESCAN_WAIT, NOTHING),
};

IOCTLS(btrfs);
