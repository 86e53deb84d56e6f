/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What two sequences have in common, in order: what diff(1) does with lines.
 */
#ifndef SCT_LCS_H
#define SCT_LCS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct sct_sequence - one of the two
 * @items: numbers that stand for what is compared; the same number is the same thing
 * @nr: how many
 * @changed: out: whether the item has no partner in the other sequence; @nr of them
 */
struct sct_sequence {
	const uint64_t *items;
	size_t nr;
	bool *changed;
};

/*
 * Marks a small set of changes that makes one of the other; what is not marked are
 * partners, in the same order in both.  It is the smallest set as long as the two
 * are not too different: then, time and not the result is bounded.  Needs no memory
 * that grows with the sequences.
 */
void sct_lcs(const struct sct_sequence *a, const struct sct_sequence *b);

#endif
