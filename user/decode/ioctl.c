// SPDX-License-Identifier: GPL-2.0
/*
 * System calls: ioctl.
 */
#include "decode/types.h"

const struct sct_annotation sct_calls_ioctl[] = {
	{ .name = NULL }
};
