// SPDX-License-Identifier: GPL-2.0
/* The comparison of sequences, against the table that every textbook has. */
#include <stdlib.h>
#include <string.h>

#include "lcs.h"

#include "kselftest_harness.h"

#define MAX	300

static uint64_t a[20000], b[20000];
static bool changed_a[20000], changed_b[20000];

/* How many items the two have in common, by dynamic programming. */
static unsigned int common(size_t n, size_t m)
{
	static unsigned int table[MAX + 1][MAX + 1];
	size_t i, k;

	for (i = 0; i <= n; i++) {
		for (k = 0; k <= m; k++) {
			if (!i || !k)
				table[i][k] = 0;
			else if (a[i - 1] == b[k - 1])
				table[i][k] = table[i - 1][k - 1] + 1;
			else
				table[i][k] = table[i - 1][k] > table[i][k - 1] ?
					      table[i - 1][k] : table[i][k - 1];
		}
	}
	return table[n][m];
}

/* How many are partners; -1 when those are not the same. */
static int partners(size_t n, size_t m)
{
	struct sct_sequence one = { a, n, changed_a }, other = { b, m, changed_b };
	size_t i = 0, k = 0;
	int found = 0;

	sct_lcs(&one, &other);
	for (;;) {
		while (i < n && changed_a[i])
			i++;
		while (k < m && changed_b[k])
			k++;
		if (i == n || k == m)
			break;
		if (a[i++] != b[k++])
			return -1;
		found++;
	}
	return i == n && k == m ? found : -1;
}

static size_t fill(uint64_t *items, const char *letters)
{
	size_t i;

	for (i = 0; letters[i]; i++)
		items[i] = (unsigned char)letters[i];
	return i;
}

TEST(examples)
{
	EXPECT_EQ(0, partners(0, 0));
	EXPECT_EQ(0, partners(fill(a, "abc"), 0));
	EXPECT_EQ(0, partners(0, fill(b, "abc")));
	EXPECT_EQ(0, partners(fill(a, "a"), fill(b, "b")));
	EXPECT_EQ(3, partners(fill(a, "abc"), fill(b, "abc")));
	EXPECT_EQ(4, partners(fill(a, "abcabba"), fill(b, "cbabac")));
	EXPECT_EQ(2, partners(fill(a, "axb"), fill(b, "ab")));
	EXPECT_TRUE(changed_a[1]);
}

TEST(as_many_as_there_are)
{
	unsigned int round;
	size_t n, m, i;

	srandom(5);
	for (round = 0; round < 2000; round++) {
		unsigned int letters = 1 + random() % 6;

		n = random() % (round % 50 ? 20 : MAX);
		m = random() % (round % 50 ? 20 : MAX);
		for (i = 0; i < n; i++)
			a[i] = random() % letters;
		for (i = 0; i < m; i++)
			b[i] = random() % letters;
		ASSERT_EQ((int)common(n, m), partners(n, m));
	}
}

/* More changes than are looked for: still partners, and not few. */
TEST(too_different)
{
	size_t i;
	int found;

	srandom(6);
	for (i = 0; i < 20000; i++) {
		a[i] = random() % 1000;
		b[i] = i % 2 ? a[i] : random() % 1000;
	}
	found = partners(20000, 20000);
	EXPECT_LE(8000, found);
	for (i = 0; i < 20000; i++)
		b[i] = 5000 + i;
	EXPECT_EQ(0, partners(20000, 20000));
	for (i = 0; i < 20000; i++)
		b[i] = a[19999 - i];
	EXPECT_LE(100, partners(20000, 20000));
}

TEST_HARNESS_MAIN
