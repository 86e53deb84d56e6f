// SPDX-License-Identifier: GPL-2.0
/*
 * System calls: misc.
 */
#include "decode/types.h"

const struct sct_annotation sct_calls_misc[] = {
	{ .name = NULL }
};
