/* SPDX-License-Identifier: GPL-2.0 */
/*
 * -Y and --decode-pids: who a process id is.  Traced threads are known by their
 * records, others by /proc, at the time when the line is printed.
 */
#ifndef SCT_PIDS_H
#define SCT_PIDS_H

#include "decode/decode.h"
#include "thread.h"

/* Answers for @threads; valid as long as those are. */
void sct_pids_init(struct sct_pids *pids, const struct sct_threads *threads);

/*
 * Appends a struct sct_file_name for every process there is, for those who have to
 * answer later: sct_names in names.h.
 */
void sct_pids_collect(struct strbuf *names);

#endif
