/* SPDX-License-Identifier: GPL-2.0 */
/* What the fuzz targets share: taking values out of libFuzzer's bytes, and what must be true of any text. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode/decode.h"

/* No line of any call is as long, by far: what is longer runs away. */
#define FUZZ_MAX_TEXT	(4U << 20)

struct fuzz {
	const uint8_t *at;
	size_t left;
};

/* The next @size bytes as a number; zeros behind the end. */
static inline uint64_t fuzz_take(struct fuzz *f, size_t size)
{
	uint64_t value = 0;

	if (size > f->left)
		size = f->left;
	memcpy(&value, f->at, size);
	f->at += size;
	f->left -= size;
	return value;
}

static inline bool fuzz_pid_find(const struct sct_pids *pids, uint32_t tid, enum sct_pid_kind kind,
				 int pid, struct sct_pid *found)
{
	(void)pids;
	found->here = (int)(tid + kind);
	memset(found->comm, pid & 0xff, sizeof(found->comm));	/* without a NUL, too */
	return pid % 3;
}

static inline int fuzz_pidfd(uint32_t tid, int fd)
{
	return (int)tid & fd;
}

/* How to print, from eight bytes. */
static inline void fuzz_options(struct sct_decode_options *opt, struct fuzz *f)
{
	static const struct sct_pids pids = { .pidfd = fuzz_pidfd, .find = fuzz_pid_find };
	static const size_t limits[] = { 32, 0, 1, 1U << 20 };
	unsigned int bits = (unsigned int)fuzz_take(f, 2), more = (unsigned int)fuzz_take(f, 2);

	memset(opt, 0, sizeof(*opt));
	opt->string_limit = limits[bits & 3];
	opt->hex_strings = bits >> 2 & 3;
	opt->const_style = (bits >> 4 & 3) % 3;
	opt->decode_fds = bits >> 6 & SCT_FDS_ALL;
	opt->decode_pids = bits >> 10 & SCT_PIDS_ALL;
	opt->pids = bits >> 12 & 1 ? &pids : NULL;
	opt->arg_names = bits >> 13 & 1;
	memset(&opt->abbrev, bits >> 14 & 1 ? 0 : 0xff, sizeof(opt->abbrev));
	memset(&opt->verbose, bits >> 15 & 1 ? 0 : 0xff, sizeof(opt->verbose));
	memset(&opt->raw, (more & 15) == 15 ? 0xff : 0, sizeof(opt->raw));
	opt->dump_read.others = more >> 4 & 1;
	opt->dump_write.others = more >> 5 & 1;
}

/* Nothing that a terminal takes for a command, and not without end. */
static inline void fuzz_check_text(const struct strbuf *sb)
{
	size_t i;

	if (sb->len > FUZZ_MAX_TEXT) {
		fprintf(stderr, "fuzz: %zu bytes of text: %.2000s\n", sb->len, sb->buf);
		abort();
	}
	for (i = 0; i < sb->len; i++) {
		if (((uint8_t)sb->buf[i] < ' ' && sb->buf[i] != '\n') || sb->buf[i] == 0x7f) {
			fprintf(stderr, "fuzz: byte %#x in: %.*s\n", (uint8_t)sb->buf[i],
				(int)sb->len, sb->buf);
			abort();
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
