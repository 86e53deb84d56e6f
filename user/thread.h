/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The traced threads: makes calls, signals and life events out of records that
 * come in the order of time, and tells the sinks.
 */
#ifndef SCT_THREAD_H
#define SCT_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "call.h"
#include "clock.h"
#include "strbuf.h"

struct sct_sink;
struct sct_stacks;
struct sct_syscall_set;

/**
 * struct sct_thread - one traced thread
 * @next, @prev: all threads, in the order in which they came
 * @chain: next of the same hash value
 * @tid: thread id
 * @tgid: process id; 0: not known
 * @parent: thread that created it; 0: not known
 * @comm: name
 * @abi: enum sct_abi of its last call
 * @call: the current call, or the last one
 * @in_call: @call has not returned
 * @restarts: what restart_syscall continues, or NULL
 * @execed: runs the program that was launched (or was never launched by us)
 * @detached: its records are of no interest any more
 * @counted: is in @others of its leader
 * @others: threads of the process besides this one, its leader
 * @exited: a leader that ended before its other threads
 * @status: how, as wait(2) has it
 * @enter: copy of the ENTER record of @call
 * @enter_size: bytes allocated there
 * @untold: the sinks do not know of the call yet: its exit may tell what call it is
 * @kept: @exit is the EXIT record of @call, which may not be its end
 * @exit, @exit_size: the same as @enter for it
 * @image: blobs of @call that came with the program that it executes
 * @nr_image: how many
 * @held: signals to be shown after the call
 * @out: belongs to the sink that prints lines
 */
struct sct_thread {
	struct sct_thread *next, *prev;
	struct sct_thread *chain;
	uint32_t tid;
	uint32_t tgid;
	uint32_t parent;
	char comm[SCT_COMM_BYTES];
	uint8_t abi;
	struct sct_call call;
	bool in_call;
	const struct sct_syscall *restarts;
	bool execed;
	bool detached;
	bool counted;
	unsigned int others;
	bool exited;
	int status;
	void *enter;
	size_t enter_size;
	bool untold;
	bool kept;
	void *exit;
	size_t exit_size;
	struct strbuf image;
	unsigned int nr_image;
	struct sct_signal *held;
	unsigned int nr_held;
	void *out;
};

#define SCT_THREAD_BUCKETS	1024
#define SCT_MAX_SINKS		2

/**
 * struct sct_threads - all of them, and what happens
 * @time: the record clock
 * @timed: a sink wants to know @now
 * @now: CLOCK_MONOTONIC of the record at hand, nanoseconds
 * @sinks: who is told
 * @live: threads that are traced
 * @expected: threads that were attached to and have not shown up yet
 * @launched: tid of the program that we started, or 0
 * @launch_ended: it has ended
 * @detach_on_execve: -b execve
 * @detach: called for a thread that is not to be traced any more
 * @launch_error: gives the errno with which the launched program could not be
 *	executed, or 0
 * @arg: for these two
 * @lost: records that were lost so far
 * @host: whose threads these are, when there are those of several machines, or NULL
 * @shown: calls that the sinks are told of; NULL: all of them
 * @stacks: -k: whose business the others are, or NULL
 */
struct sct_threads {
	struct sct_thread *buckets[SCT_THREAD_BUCKETS];
	struct sct_thread *first, *last;
	struct sct_time time;
	bool timed;
	uint64_t now;
	struct sct_sink *sinks[SCT_MAX_SINKS];
	unsigned int nr_sinks;
	unsigned int live;
	unsigned int expected;
	uint32_t launched;
	bool launch_ended;
	bool detach_on_execve;
	void (*detach)(void *arg, uint32_t tid);
	int (*launch_error)(void *arg);
	void *arg;
	uint64_t lost;
	const char *host;
	const struct sct_syscall_set *shown;
	struct sct_stacks *stacks;
};

void sct_threads_init(struct sct_threads *threads, const struct sct_info *info);
void sct_threads_free(struct sct_threads *threads);

/* NULL: not traced. */
const struct sct_thread *sct_threads_find(const struct sct_threads *threads, uint32_t tid);

/* Tells @sink, too. */
void sct_threads_add_sink(struct sct_threads *threads, struct sct_sink *sink);

/* The process @tid will execute the program to trace. */
void sct_threads_launch(struct sct_threads *threads, uint32_t tid);

struct sct_file_thread;

/* These are traced already: the records begin in the middle.  0 or -ENOMEM. */
int sct_threads_known(struct sct_threads *threads, const struct sct_file_thread *known, size_t nr);

/* One record; they must come in the order of time.  0 or -ENOMEM. */
int sct_threads_record(struct sct_threads *threads, const struct sct_record *record);

/* Whether a call that has returned took so long, both bounds included. */
bool sct_call_lasted(const struct sct_threads *threads, const struct sct_call *call,
		     uint64_t min_ns, uint64_t max_ns);

/* There will be no more records: the threads that are left go on untraced. */
void sct_threads_detach_all(struct sct_threads *threads);

/* There will be no more records, since all threads are gone. */
void sct_threads_end(struct sct_threads *threads);

#endif
