/* SPDX-License-Identifier: GPL-2.0 */
/* Which threads of the system to trace, by what they are: --all, --uid, --comm, --cgroup. */
#ifndef SCT_SELECT_H
#define SCT_SELECT_H

#include <stdbool.h>

#include "fail.h"
#include "sctrace_abi.h"

/**
 * struct sct_wanted - what was asked for
 * @any: there is a selection at all
 * @user: name or number, or NULL
 * @comm: pattern of thread names, or NULL
 * @cgroup: directory of a control group, or NULL
 */
struct sct_wanted {
	bool any;
	const char *user;
	const char *comm;
	const char *cgroup;
};

/*
 * Looks up names: what the module is to be asked for, without SCT_SELECT_FOLLOW.
 * 0 or a negative errno; select->cgroup_fd is to be closed when it isn't 0.
 */
int sct_wanted_resolve(const struct sct_wanted *wanted, struct sct_select *select,
		       struct sct_fail *fail);

#endif
