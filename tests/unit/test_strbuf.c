// SPDX-License-Identifier: GPL-2.0
/* Numbers as text: the same as printf(3) makes of them. */
#include <inttypes.h>
#include <stdio.h>

#include "strbuf.h"

#include "kselftest_harness.h"

static struct strbuf sb = STRBUF_INIT;
static char expected[100];

/* Whether the text of @value in each base is that of printf. */
static bool is_right(uint64_t value)
{
	sb_reset(&sb);
	sb_u64(&sb, value);
	sb_char(&sb, ' ');
	sb_s64(&sb, (int64_t)value);
	sb_char(&sb, ' ');
	sb_hex(&sb, value);
	sb_char(&sb, ' ');
	sb_octal(&sb, value);
	snprintf(expected, sizeof(expected), "%" PRIu64 " %" PRId64 " %#" PRIx64 " %#" PRIo64,
		 value, (int64_t)value, value, value);
	return !strcmp(expected, sb_cstr(&sb));
}

TEST(numbers_of_every_length)
{
	unsigned int shift, d;
	uint64_t ten = 1;

	for (shift = 0; shift < 64; shift++)
		for (d = 0; d < 5; d++)
			EXPECT_TRUE(is_right((1ULL << shift) - 2 + d)) TH_LOG("%s", expected);
	for (shift = 0; shift < 20; shift++, ten *= 10)
		for (d = 0; d < 5; d++)
			EXPECT_TRUE(is_right(ten - 2 + d)) TH_LOG("%s", expected);
}

TEST(numbers_of_a_width)
{
	static const uint32_t values[] = { 0, 7, 10, 99, 100, 123456789, UINT32_MAX };
	unsigned int width, i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		for (width = 0; width < 12; width++) {
			sb_reset(&sb);
			sb_zeros(&sb, values[i], width);
			snprintf(expected, sizeof(expected), "%0*" PRIu32, width, values[i]);
			EXPECT_STREQ(expected, sb_cstr(&sb));
		}
	}
}

TEST(grows)
{
	struct strbuf text = STRBUF_INIT;
	unsigned int i;

	for (i = 0; i < 1000; i++) {
		sb_number(&text, UINT64_MAX);
		sb_pad(&text, '-', i % 7);
		sb_zeros(&text, i, 3);
		sb_mem(&text, NULL, 0);
		memcpy(sb_extend(&text, 2), "ab", 2);
	}
	EXPECT_EQ(1000 * (20 + 3 + 2) + 2997, text.len);
	EXPECT_EQ(0, memcmp(text.buf + text.len - 5, "999ab", 5));
	sb_free(&text);
}

TEST_HARNESS_MAIN
