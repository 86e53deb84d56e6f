// SPDX-License-Identifier: GPL-2.0
/*
 * The domains: each has the list of the calls that it describes.  A later list
 * wins over an earlier one.
 */
#include "decode/types.h"

extern const struct sct_annotation sct_calls_file[];
extern const struct sct_annotation sct_calls_stat[];
extern const struct sct_annotation sct_calls_mount[];
extern const struct sct_annotation sct_calls_lsm[];
extern const struct sct_annotation sct_calls_notify[];
extern const struct sct_annotation sct_calls_quota[];
extern const struct sct_annotation sct_calls_xattr[];
extern const struct sct_annotation sct_calls_mm[];
extern const struct sct_annotation sct_calls_process[];
extern const struct sct_annotation sct_calls_sched[];
extern const struct sct_annotation sct_calls_prctl[];
extern const struct sct_annotation sct_calls_ptrace[];
extern const struct sct_annotation sct_calls_net[];
extern const struct sct_annotation sct_calls_signal[];
extern const struct sct_annotation sct_calls_time[];
extern const struct sct_annotation sct_calls_poll[];
extern const struct sct_annotation sct_calls_ioctl[];
extern const struct sct_annotation sct_calls_ipc[];
extern const struct sct_annotation sct_calls_keys[];
extern const struct sct_annotation sct_calls_misc[];
extern const struct sct_annotation sct_calls_aio[];
extern const struct sct_annotation sct_calls_bpf[];
extern const struct sct_annotation sct_calls_perf_event[];
extern const struct sct_annotation sct_calls_io_uring[];

const struct sct_annotation *const sct_annotation_lists[] = {
	sct_calls_file,
	sct_calls_stat,
	sct_calls_mount,
	sct_calls_lsm,
	sct_calls_notify,
	sct_calls_quota,
	sct_calls_xattr,
	sct_calls_mm,
	sct_calls_process,
	sct_calls_sched,
	sct_calls_prctl,
	sct_calls_ptrace,
	sct_calls_net,
	sct_calls_signal,
	sct_calls_time,
	sct_calls_poll,
	sct_calls_ioctl,
	sct_calls_ipc,
	sct_calls_keys,
	sct_calls_misc,
	sct_calls_aio,
	sct_calls_bpf,
	sct_calls_perf_event,
	sct_calls_io_uring,
	NULL
};
