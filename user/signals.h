/* SPDX-License-Identifier: GPL-2.0 */
/* Signals that end the trace, as -I says; and what the command inherits of them. */
#ifndef SCT_SIGNALS_H
#define SCT_SIGNALS_H

#include <signal.h>

#include "options.h"

/*
 * Remembers how things are, then blocks or ignores signals.  From then on those
 * that interrupt are delivered only under sct_signals_mask().
 */
void sct_signals_setup(enum sct_interruptible how);

/* The mask to wait with. */
const sigset_t *sct_signals_mask(void);

/* The signal that is to end the trace, or 0. */
int sct_signals_received(void);

/* As it was before setup: for the command, and before waiting for its end. */
void sct_signals_restore(void);

/* Dies of @signo, as the caller of a command expects it; without a core. */
void sct_signals_die(int signo) __attribute__((noreturn));

#endif
