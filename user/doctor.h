/* SPDX-License-Identifier: GPL-2.0 */
/*
 * --doctor: why tracing works here, or what to do so that it does.
 */
#ifndef SCT_DOCTOR_H
#define SCT_DOCTOR_H

#include <stdbool.h>

#include "strbuf.h"

/**
 * struct sct_patient - the system to look at
 * @root: in front of /sys, /proc, /boot and /lib: "" for the real ones
 * @device: path of the device
 * @release: of the kernel, as uname -r has it
 * @trace_any: we have CAP_SYS_PTRACE
 */
struct sct_patient {
	const char *root;
	const char *device;
	const char *release;
	bool trace_any;
};

/*
 * Appends a line for each thing that tracing needs, and below those that are not
 * as they should be what to do.  Whether everything is in order.  Changes nothing;
 * opens the device and closes it again.
 */
bool sct_doctor(struct strbuf *sb, const struct sct_patient *patient);

/* The same of this machine. */
bool sct_doctor_here(struct strbuf *sb);

#endif
