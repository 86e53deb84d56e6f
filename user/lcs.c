// SPDX-License-Identifier: GPL-2.0
/*
 * Compares sequences: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations",
 * Algorithmica 1 (1986), the variation in linear space.
 *
 * Paths are looked for from both ends until they meet; what is before and behind
 * that point is compared on its own.  After MAX_COST changes, the point that is
 * furthest is as good as any.
 */
#include <string.h>

#include "lcs.h"

#define MAX_COST	512
#define NOWHERE		(-1)

/* A part of both sequences. */
struct box {
	size_t a, a_end, b, b_end;
};

/*
 * How far the paths with so many changes come, for each diagonal: items of a behind
 * them, or NOWHERE.  One for each direction; a and b are seen from there.
 */
struct front {
	int64_t storage[2 * MAX_COST + 3];
};

static int64_t *at(struct front *front, int64_t diagonal)
{
	return &front->storage[diagonal + MAX_COST + 1];
}

struct sides {
	const struct sct_sequence *a, *b;
	struct box box;
	bool backward;
};

static bool same(const struct sides *s, int64_t x, int64_t y)
{
	if (s->backward)
		return s->a->items[s->box.a_end - 1 - x] == s->b->items[s->box.b_end - 1 - y];
	return s->a->items[s->box.a + x] == s->b->items[s->box.b + y];
}

/* One more change on one diagonal, then along all that is the same. */
static int64_t advance(const struct sides *s, struct front *front, int64_t diagonal, int64_t cost)
{
	int64_t n = (int64_t)(s->box.a_end - s->box.a), m = (int64_t)(s->box.b_end - s->box.b);
	int64_t x = cost ? NOWHERE : 0, from;

	/* past the ends of the front of the round before there is nothing */
	if (diagonal + 1 < cost) {
		from = *at(front, diagonal + 1);
		if (from != NOWHERE && from - diagonal <= m)
			x = from;
	}
	if (diagonal - 1 > -cost) {
		from = *at(front, diagonal - 1);
		if (from != NOWHERE && from < n && from + 1 > x)
			x = from + 1;
	}
	if (x != NOWHERE)
		while (x < n && x - diagonal < m && same(s, x, x - diagonal))
			x++;
	*at(front, diagonal) = x;
	return x;
}

/* Where the best path of the one direction ends. */
static void furthest(struct front *front, int64_t cost, int64_t *x, int64_t *y)
{
	int64_t diagonal, here;

	*x = *y = 0;
	for (diagonal = -cost; diagonal <= cost; diagonal += 2) {
		here = *at(front, diagonal);
		if (here != NOWHERE && here + here - diagonal > *x + *y) {
			*x = here;
			*y = here - diagonal;
		}
	}
}

/*
 * A point that a path with few changes leads through, from the beginning of the box.
 * Neither the first items in it are the same nor the last.
 */
static void find_middle(const struct sct_sequence *a, const struct sct_sequence *b,
			const struct box *box, size_t *middle_a, size_t *middle_b)
{
	int64_t n = (int64_t)(box->a_end - box->a), m = (int64_t)(box->b_end - box->b);
	struct sides there = { a, b, *box, false }, back = { a, b, *box, true };
	int64_t delta = n - m, cost, k, x = 0, y = 0, other;
	struct front forward, backward;

	for (cost = 0; cost <= MAX_COST; cost++) {
		for (k = -cost; k <= cost; k += 2) {
			x = advance(&there, &forward, k, cost);
			other = delta - k;
			if (x == NOWHERE || !(delta & 1) || other >= cost || other <= -cost)
				continue;
			if (*at(&backward, other) != NOWHERE && x + *at(&backward, other) >= n) {
				y = x - k;
				goto found;
			}
		}
		for (k = -cost; k <= cost; k += 2) {
			x = advance(&back, &backward, k, cost);
			other = delta - k;
			if (x == NOWHERE || delta & 1 || other > cost || other < -cost)
				continue;
			if (*at(&forward, other) != NOWHERE && x + *at(&forward, other) >= n) {
				y = m - (x - k);
				x = n - x;
				goto found;
			}
		}
	}
	furthest(&forward, MAX_COST, &x, &y);
found:
	*middle_a = box->a + (size_t)x;
	*middle_b = box->b + (size_t)y;
}

static void mark(const struct sct_sequence *sequence, size_t from, size_t to)
{
	memset(sequence->changed + from, true, to - from);
}

/* Both ends that are the same need no search. */
static void strip(const struct sct_sequence *a, const struct sct_sequence *b, struct box *box)
{
	while (box->a < box->a_end && box->b < box->b_end &&
	       a->items[box->a] == b->items[box->b]) {
		box->a++;
		box->b++;
	}
	while (box->a < box->a_end && box->b < box->b_end &&
	       a->items[box->a_end - 1] == b->items[box->b_end - 1]) {
		box->a_end--;
		box->b_end--;
	}
}

/* The part before the middle by recursion, which halves the changes or is short. */
static void compare(const struct sct_sequence *a, const struct sct_sequence *b, struct box box)
{
	size_t middle_a, middle_b;

	for (;;) {
		strip(a, b, &box);
		if (box.a == box.a_end || box.b == box.b_end)
			break;
		find_middle(a, b, &box, &middle_a, &middle_b);
		if ((middle_a == box.a && middle_b == box.b) ||
		    (middle_a == box.a_end && middle_b == box.b_end))
			break;
		compare(a, b, (struct box){ box.a, middle_a, box.b, middle_b });
		box.a = middle_a;
		box.b = middle_b;
	}
	mark(a, box.a, box.a_end);
	mark(b, box.b, box.b_end);
}

void sct_lcs(const struct sct_sequence *a, const struct sct_sequence *b)
{
	memset(a->changed, false, a->nr);
	memset(b->changed, false, b->nr);
	compare(a, b, (struct box){ 0, a->nr, 0, b->nr });
}
