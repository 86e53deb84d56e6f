/* SPDX-License-Identifier: GPL-2.0 */
/* Names of ioctls, generated from the uapi headers by ioctls.py. */
#ifndef SCT_IOCTLS_H
#define SCT_IOCTLS_H

#include "tables/names.h"

/**
 * struct sct_ioctl_names - the ioctls of one ABI
 * @v: in ascending order of their values; "A or B" where two have the same
 * @nr: how many
 */
struct sct_ioctl_names {
	const struct sct_name *v;
	unsigned int nr;
};

/* [1] is for 32-bit calls: sizes of structures are part of the values. */
extern const struct sct_ioctl_names sct_ioctl_names[2];

#endif
