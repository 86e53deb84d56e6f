// SPDX-License-Identifier: GPL-2.0
/* Watches records for what --dump-on names. */
#define _GNU_SOURCE	/* strerrorname_np */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "sets.h"
#include "trigger.h"

#define MIN_PAUSE_S	1	/* between two dumps that records ask for */

struct sct_trigger_thread {
	uint32_t tid;		/* 0: free */
	uint64_t since;		/* record clock; 0: in no call */
};

static volatile sig_atomic_t asked;

static void note(int signo)
{
	(void)signo;
	asked = 1;
}

void sct_trigger_setup(void)
{
	struct sigaction action = { .sa_handler = note };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	sigprocmask(SIG_BLOCK, &set, NULL);
	sigaction(SIGUSR2, &action, NULL);
}

/* --- the expression --------------------------------------------------------- */

static int parse_errno(struct sct_trigger *trigger, const char *name, struct sct_fail *fail)
{
	const char *known;
	int nr;

	for (nr = 1; nr < SCT_TRIGGER_ERRNOS; nr++) {
		known = strerrorname_np(nr);
		if (!known || strcmp(known, name))
			continue;
		trigger->errnos[nr / 64] |= 1ULL << (nr % 64);
		return 0;
	}
	return sct_fail_usage(fail, "--dump-on: there is no error '%s'", name);
}

static int parse_duration(struct sct_trigger *trigger, const char *text, uint32_t clock_khz,
			  struct sct_fail *fail)
{
	static const struct {
		const char *unit;
		double seconds;
	} units[] = { { "s", 1 }, { "ms", 1e-3 }, { "us", 1e-6 }, { "", 1e-6 }, { "ns", 1e-9 } };
	char *end;
	double value = strtod(text, &end);
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (end == text || !(value > 0) || value > 1e9 || strcmp(end, units[i].unit))
			continue;
		trigger->min_ticks = (uint64_t)(value * units[i].seconds * clock_khz * 1e3) + 1;
		return 0;
	}
	return sct_fail_usage(fail, "--dump-on: invalid duration: '%s'", text);
}

static int parse_signal(struct sct_trigger *trigger, const char *name, struct sct_fail *fail)
{
	sct_signal_set set = 0;
	int ret = sct_parse_signals(&set, name, fail);

	trigger->signals |= set;
	return ret;
}

int sct_trigger_parse(struct sct_trigger *trigger, const char *text, uint32_t clock_khz,
		      struct sct_fail *fail)
{
	static const char by_errno[] = "errno:", by_duration[] = "duration>", by_signal[] = "signal:";
	char *copy = strdup(text ? text : ""), *rest = NULL, *word;
	int ret = 0;

	if (!copy)
		return sct_fail(fail, -ENOMEM, "out of memory");
	trigger->any = true;
	for (word = strtok_r(copy, ",", &rest); word && !ret; word = strtok_r(NULL, ",", &rest)) {
		if (!strncmp(word, by_errno, strlen(by_errno)))
			ret = parse_errno(trigger, word + strlen(by_errno), fail);
		else if (!strncmp(word, by_duration, strlen(by_duration)))
			ret = parse_duration(trigger, word + strlen(by_duration), clock_khz, fail);
		else if (!strncmp(word, by_signal, strlen(by_signal)))
			ret = parse_signal(trigger, word + strlen(by_signal), fail);
		else
			ret = sct_fail_usage(fail, "--dump-on: invalid condition: '%s': errno:NAME, "
					     "duration>TIME or signal:NAME", word);
	}
	free(copy);
	return ret;
}

void sct_trigger_free(struct sct_trigger *trigger)
{
	free(trigger->threads);
	trigger->threads = NULL;
}

/* --- how long a call takes ---------------------------------------------------- */

static struct sct_trigger_thread *find(struct sct_trigger *trigger, uint32_t tid)
{
	size_t at = (tid * 2654435761U) & (trigger->room - 1);

	while (trigger->threads[at].tid && trigger->threads[at].tid != tid)
		at = (at + 1) & (trigger->room - 1);
	return &trigger->threads[at];
}

/* Threads that are in no call are forgotten on the way. */
static int grow(struct sct_trigger *trigger)
{
	struct sct_trigger_thread *old = trigger->threads;
	size_t i, nr = 0, before = trigger->room;

	for (i = 0; i < before; i++)
		nr += old[i].since != 0;
	for (trigger->room = 256; trigger->room < 4 * nr; )
		trigger->room *= 2;
	trigger->threads = calloc(trigger->room, sizeof(*old));
	if (!trigger->threads) {
		trigger->threads = old;
		trigger->room = before;
		return -ENOMEM;
	}
	for (i = 0; i < before; i++)
		if (old[i].since)
			*find(trigger, old[i].tid) = old[i];
	trigger->nr = nr;
	free(old);
	return 0;
}

static void entered(struct sct_trigger *trigger, const struct sct_record *record)
{
	struct sct_trigger_thread *thread;

	/* without memory the call's duration is not known, and that is all */
	if (2 * (trigger->nr + 1) > trigger->room && grow(trigger))
		return;
	thread = find(trigger, record->tid);
	trigger->nr += !thread->tid;
	thread->tid = record->tid;
	thread->since = record->time;
}

/* Ticks since the thread's ENTER; 0 when that is not known. */
static uint64_t lasted(struct sct_trigger *trigger, const struct sct_record *record)
{
	struct sct_trigger_thread *thread = trigger->room ? find(trigger, record->tid) : NULL;
	uint64_t since = thread && thread->tid ? thread->since : 0;

	if (since)
		thread->since = 0;
	return since && record->time > since ? record->time - since : 0;
}

/* --- records ---------------------------------------------------------------- */

__attribute__((format(printf, 2, 3)))
static void pull(struct sct_trigger *trigger, const char *fmt, ...)
{
	va_list args;

	if (trigger->pulled)
		return;
	va_start(args, fmt);
	vsnprintf(trigger->text, sizeof(trigger->text), fmt, args);
	va_end(args);
	trigger->pulled = true;
}

static void returned(struct sct_trigger *trigger, const struct sct_exit *exit)
{
	int64_t err = -exit->ret;

	if (err > 0 && err < SCT_TRIGGER_ERRNOS && trigger->errnos[err / 64] >> (err % 64) & 1)
		pull(trigger, "%s in %u", strerrorname_np((int)err), exit->hdr.tid);
	if (trigger->min_ticks && lasted(trigger, &exit->hdr) >= trigger->min_ticks)
		pull(trigger, "a long call of %u", exit->hdr.tid);
}

void sct_trigger_record(struct sct_trigger *trigger, const struct sct_record *record)
{
	const struct sct_signal *signal = (const void *)record;
	const struct sct_task *task = (const void *)record;

	switch (record->type) {
	case SCT_REC_ENTER:
		if (trigger->min_ticks)
			entered(trigger, record);
		break;
	case SCT_REC_EXIT:
		if (record->len >= sizeof(struct sct_exit))
			returned(trigger, (const void *)record);
		break;
	case SCT_REC_SIGNAL:
		if (record->len >= sizeof(*signal) && signal->signo > 0 && signal->signo <= 64 &&
		    trigger->signals >> (signal->signo - 1) & 1)
			pull(trigger, "%s in %u", sct_signal_name(signal->signo), record->tid);
		break;
	case SCT_REC_TASK:
		if (record->len >= sizeof(*task) && task->event == SCT_TASK_EXIT &&
		    WIFSIGNALED(task->status))
			pull(trigger, "%u was killed by %s", record->tid,
			     sct_signal_name(WTERMSIG(task->status)));
		break;
	}
}

/* SIGUSR2 that waits: a recorder with much to do never sleeps, where it would be let in. */
static bool is_pending(void)
{
	static const struct timespec at_once;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	return sigtimedwait(&set, NULL, &at_once) == SIGUSR2;
}

const char *sct_trigger_pulled(struct sct_trigger *trigger)
{
	struct timespec now;

	if (!trigger->any)
		return NULL;
	if (asked || is_pending())
		return "SIGUSR2";
	if (!trigger->pulled)
		return NULL;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (trigger->last.tv_sec && now.tv_sec - trigger->last.tv_sec < MIN_PAUSE_S + 1)
		return NULL;
	return trigger->text;
}

void sct_trigger_reset(struct sct_trigger *trigger)
{
	asked = 0;
	trigger->pulled = false;
	clock_gettime(CLOCK_MONOTONIC, &trigger->last);
}
