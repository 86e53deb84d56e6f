/* SPDX-License-Identifier: GPL-2.0 */
/* Sets of named constants, generated from the kernel's headers (sets/). */
#ifndef SCT_NAMES_H
#define SCT_NAMES_H

#include <stdint.h>

struct sct_name {
	uint64_t value;
	const char *name;
};

/**
 * struct sct_names - a set of constants
 * @unknown: comment beside a value that none of them fits, "O_???", or NULL
 * @v: the constants; of several that fit, the first is printed
 * @nr: how many
 * @base: how a bare number is printed: 'x', 'd', 'u' or 'o'
 */
struct sct_names {
	const char *unknown;
	const struct sct_name *v;
	uint16_t nr;
	char base;
};

#endif
