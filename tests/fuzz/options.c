// SPDX-License-Identifier: GPL-2.0
/* The command line: libFuzzer's bytes are its words, with a byte of 1 between them. */
#include "fuzz.h"

#include "options.h"

#define MAX_WORDS	12

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sct_fail fail = SCT_FAIL_INIT;
	char *copy, *rest, *word, *argv[MAX_WORDS + 2] = { "sctrace" };
	struct sct_options opt;
	int argc = 1;

	/* regular expressions are the C library's business, and its time */
	if (memchr(data, '/', size))
		return 0;
	copy = malloc(size + 1);
	memcpy(copy, data, size);
	copy[size] = '\0';
	rest = copy;
	while (argc <= MAX_WORDS && (word = strsep(&rest, "\1")))
		argv[argc++] = word;
	if (sct_options_parse(&opt, argc, argv, NULL, &fail) && !fail.text.len)
		abort();	/* refused without a reason */
	sct_options_free(&opt);
	sb_free(&fail.text);
	free(copy);
	return 0;
}
