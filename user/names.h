/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a file knows of the machine that it was recorded on: processes, for -Y, and
 * network interfaces.  Answers as pids.h does on the machine itself.
 */
#ifndef SCT_NAMES_H
#define SCT_NAMES_H

#include "decode/decode.h"
#include "file.h"

/**
 * struct sct_names - the answers
 * @pids: what decode/ asks
 * @names: processes; @nr of them, by pid when they are @sorted
 * @interfaces: of the network; @nr_interfaces of them
 */
struct sct_names {
	struct sct_pids pids;
	struct sct_file_name *names;
	size_t nr;
	bool sorted;
	struct sct_file_interface *interfaces;
	size_t nr_interfaces;
};

/* @threads are asked first. */
void sct_names_init(struct sct_names *names, const struct sct_threads *threads);
void sct_names_free(struct sct_names *names);

/* Copies them.  What there is no memory for is not known. */
void sct_names_add(struct sct_names *names, const struct sct_file_name *more, size_t nr);
void sct_names_interfaces(struct sct_names *names, const struct sct_file_interface *interfaces,
			  size_t nr);

#endif
