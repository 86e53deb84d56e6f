// SPDX-License-Identifier: GPL-2.0
/* Signals that end the trace. */
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "signals.h"

#define LEN(array)	(sizeof(array) / sizeof((array)[0]))

static const int fatal[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM };

static volatile sig_atomic_t received;
static sigset_t mask_before;
static struct sigaction actions_before[LEN(fatal)];
static struct sigaction tstp_before;

static void note(int signo)
{
	received = signo;
}

/* SIGPIPE is left as it is: output.c knows about it. */
static bool ends_trace(int signo)
{
	return signo != SIGPIPE;
}

void sct_signals_setup(enum sct_interruptible how)
{
	struct sigaction action = { .sa_handler = how >= SCT_INTR_NEVER ? SIG_IGN : note };
	sigset_t block;
	size_t i;

	sigprocmask(SIG_SETMASK, NULL, &mask_before);
	sigemptyset(&block);
	for (i = 0; i < LEN(fatal); i++) {
		sigaction(fatal[i], NULL, &actions_before[i]);
		if (how == SCT_INTR_ANYWHERE || !ends_trace(fatal[i]))
			continue;
		sigaction(fatal[i], &action, NULL);
		sigaddset(&block, fatal[i]);
	}
	sigaction(SIGTSTP, NULL, &tstp_before);
	if (how == SCT_INTR_NEVER_TSTP)
		sigaction(SIGTSTP, &action, NULL);
	if (how == SCT_INTR_WAITING)
		sigprocmask(SIG_BLOCK, &block, NULL);
}

const sigset_t *sct_signals_mask(void)
{
	return &mask_before;
}

int sct_signals_received(void)
{
	sigset_t pending, before;
	size_t i;

	if (received || sigpending(&pending))
		return received;
	for (i = 0; i < LEN(fatal); i++) {
		if (!ends_trace(fatal[i]) || sigismember(&pending, fatal[i]) != 1)
			continue;
		/* lets the handler run */
		sigprocmask(SIG_SETMASK, &mask_before, &before);
		sigprocmask(SIG_SETMASK, &before, NULL);
		break;
	}
	return received;
}

void sct_signals_restore(void)
{
	size_t i;

	for (i = 0; i < LEN(fatal); i++)
		sigaction(fatal[i], &actions_before[i], NULL);
	sigaction(SIGTSTP, &tstp_before, NULL);
	sigprocmask(SIG_SETMASK, &mask_before, NULL);
}

void sct_signals_die(int signo)
{
	struct rlimit none = { 0, 0 };
	sigset_t set;

	setrlimit(RLIMIT_CORE, &none);
	signal(signo, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, signo);
	raise(signo);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	exit(128 + signo);
}
