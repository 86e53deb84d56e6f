// SPDX-License-Identifier: GPL-2.0
/*
 * Names of signals and errors.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "constant_sets.h"
#include "tables/syscalls.h"

#define FIRST_RT	32	/* the kernel's SIGRTMIN */
#define LAST_RT		64

static const char *name_in(const struct sct_names *set, uint64_t value)
{
	unsigned int i;

	for (i = 0; i < set->nr; i++)
		if (set->v[i].value == value)
			return set->v[i].name;
	return NULL;
}

const char *sct_signal_name(int signo)
{
	static char text[16];
	const char *name = signo > 0 ? name_in(&sct_set_signals, (uint64_t)signo) : NULL;

	if (name)
		return name;
	if (signo == FIRST_RT)
		return "SIGRTMIN";
	if (signo > FIRST_RT && signo <= LAST_RT)
		snprintf(text, sizeof(text), "SIGRT_%d", signo - FIRST_RT);
	else
		snprintf(text, sizeof(text), "%d", signo);
	return text;
}

int sct_signal_by_name(const char *name)
{
	char *end;
	long number = strtol(name, &end, 10);
	int signo;

	if (end != name && !*end)
		return number > 0 && number <= LAST_RT ? (int)number : 0;
	if (!strncasecmp(name, "SIG", 3))
		name += 3;
	for (signo = 1; signo <= LAST_RT; signo++)
		if (!strcasecmp(name, sct_signal_name(signo) + 3))
			return signo;
	if (!strcasecmp(name, "POLL"))
		return sct_signal_by_name("IO");
	if (!strcasecmp(name, "IOT"))
		return sct_signal_by_name("ABRT");
	return 0;
}

const char *sct_errno_name(int err)
{
	return err > 0 ? name_in(&sct_set_errnos, (uint64_t)err) : NULL;
}
