/* SPDX-License-Identifier: GPL-2.0 */
/* Lists of ioctl requests, each made with every usual kind of argument. */
#ifndef DECODE_IOCTL_H
#define DECODE_IOCTL_H

#include "cases.h"

#define IOCTL(result, request, arg)	CALL("ioctl", result, 3, request, arg)

static unsigned char bytes[8192], zeros[8192];

#define WITH(list)	with(list, sizeof(list) / sizeof((list)[0]))

static inline void with(const unsigned int *list, size_t nr)
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

#endif
