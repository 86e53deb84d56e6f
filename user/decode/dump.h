/* SPDX-License-Identifier: GPL-2.0 */
/* Which calls move data that -e read= and -e write= dump, and where they have it. */
#ifndef SCT_DECODE_DUMP_H
#define SCT_DECODE_DUMP_H

#include "decode/types.h"

enum sct_dump_kind {
	SCT_DUMP_BUFFER,	/* argument 1 is the data; a write has its length in argument 2 */
	SCT_DUMP_IOVEC,		/* argument 1 is an array of iovecs, argument 2 how many */
	SCT_DUMP_MSGHDR,	/* argument 1 is a struct msghdr */
	SCT_DUMP_MMSGHDR,	/* argument 1 is an array of struct mmsghdr */
};

/**
 * struct sct_dump - a call that moves data; argument 0 is the descriptor
 * @name: of the call
 * @kind: what its argument 1 is
 * @writes: the program gives the data
 */
struct sct_dump {
	const char *name;
	enum sct_dump_kind kind;
	bool writes;
};

/* NULL: not one of them, or no descriptor's data are wanted. */
const struct sct_dump *sct_dump_of(const struct sct_syscall *desc,
				   const struct sct_decode_options *opt);

/* The descriptors whose data are wanted. */
static inline const struct sct_fd_set *sct_dump_fds(const struct sct_dump *dump,
						    const struct sct_decode_options *opt)
{
	return dump->writes ? &opt->dump_write : &opt->dump_read;
}

#endif
