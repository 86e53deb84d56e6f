// SPDX-License-Identifier: GPL-2.0
/* Follows the traced threads through their records. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "file.h"
#include "image.h"
#include "sink.h"
#include "stack.h"
#include "thread.h"

/* The kernel's own: how a call is interrupted by a signal. */
#define ERESTARTSYS		512
#define ERESTARTNOINTR		513
#define ERESTARTNOHAND		514
#define ERESTART_RESTARTBLOCK	516	/* restart_syscall will follow */

#define NR_EXECVE		59	/* of x86-64: what launch.c calls */

/* Tells every sink that wants to know. */
#define TELL(threads, op, ...) do {						\
	for (unsigned int tell_ = 0; tell_ < (threads)->nr_sinks; tell_++) {	\
		struct sct_sink *sink_ = (threads)->sinks[tell_];		\
										\
		if (sink_->ops->op)						\
			sink_->ops->op(sink_, ##__VA_ARGS__);			\
	}									\
} while (0)

/* --- the table ------------------------------------------------------------ */

static struct sct_thread **bucket(struct sct_threads *threads, uint32_t tid)
{
	return &threads->buckets[tid % SCT_THREAD_BUCKETS];
}

static struct sct_thread *find(struct sct_threads *threads, uint32_t tid)
{
	struct sct_thread *thread;

	for (thread = *bucket(threads, tid); thread; thread = thread->chain)
		if (thread->tid == tid)
			return thread;
	return NULL;
}

static void hash(struct sct_threads *threads, struct sct_thread *thread)
{
	struct sct_thread **head = bucket(threads, thread->tid);

	thread->chain = *head;
	*head = thread;
}

static void unhash(struct sct_threads *threads, struct sct_thread *thread)
{
	struct sct_thread **at = bucket(threads, thread->tid);

	while (*at != thread)
		at = &(*at)->chain;
	*at = thread->chain;
}

static struct sct_thread *add_thread(struct sct_threads *threads, uint32_t tid)
{
	struct sct_thread *thread = calloc(1, sizeof(*thread));

	if (!thread)
		return NULL;
	thread->tid = tid;
	thread->call.nr = -1;
	thread->execed = tid != threads->launched;
	hash(threads, thread);
	thread->prev = threads->last;
	if (threads->last)
		threads->last->next = thread;
	else
		threads->first = thread;
	threads->last = thread;
	threads->live++;
	return thread;
}

/* The thread of a record, also when the record of its birth was lost. */
static struct sct_thread *get(struct sct_threads *threads, uint32_t tid)
{
	struct sct_thread *thread = find(threads, tid);

	return thread ? thread : add_thread(threads, tid);
}

static void remove_thread(struct sct_threads *threads, struct sct_thread *thread)
{
	TELL(threads, forget, thread);
	unhash(threads, thread);
	if (thread->prev)
		thread->prev->next = thread->next;
	else
		threads->first = thread->next;
	if (thread->next)
		thread->next->prev = thread->prev;
	else
		threads->last = thread->prev;
	if (!thread->detached)
		threads->live--;
	free(thread->enter);
	sb_free(&thread->image);
	free(thread->exit);
	free(thread->held);
	free(thread);
}

/* The leader learns how many threads it has besides itself. */
static void set_process(struct sct_threads *threads, struct sct_thread *thread, uint32_t tgid)
{
	struct sct_thread *leader;

	if (thread->counted || !tgid)
		return;
	thread->tgid = tgid;
	leader = tgid == thread->tid ? NULL : find(threads, tgid);
	if (leader) {
		leader->others++;
		thread->counted = true;
	}
}

/* --- signals -------------------------------------------------------------- */

static void show_all_held(struct sct_threads *threads, struct sct_thread *thread)
{
	unsigned int i, nr = thread->nr_held;

	thread->nr_held = 0;
	for (i = 0; i < nr; i++)
		TELL(threads, signal, thread, &thread->held[i]);
}

static inline void show_held(struct sct_threads *threads, struct sct_thread *thread)
{
	if (thread->nr_held)
		show_all_held(threads, thread);
}

/* Keeps it, among those of its kind in the order in which the kernel would deliver them. */
static int hold(struct sct_thread *thread, const struct sct_signal *signal)
{
	struct sct_signal *more;
	unsigned int at;

	more = reallocarray(thread->held, thread->nr_held + 1, sizeof(*more));
	if (!more)
		return -ENOMEM;
	thread->held = more;
	for (at = thread->nr_held++; at && more[at - 1].signo > signal->signo; at--)
		more[at] = more[at - 1];
	more[at] = *signal;
	return 0;
}

/* --- calls ---------------------------------------------------------------- */

/* Its call was recorded for -k alone, or it is not what was looked for inside of it. */
static bool is_hidden(const struct sct_threads *threads, const struct sct_thread *thread)
{
	return threads->shown && !sct_set_has_call(threads->shown, &thread->call);
}

static inline void tell_enter(struct sct_threads *threads, struct sct_thread *thread)
{
	thread->untold = false;
	if (is_hidden(threads, thread))
		return;
	if (thread->abi != thread->call.abi) {
		thread->abi = thread->call.abi;
		TELL(threads, personality, thread);
	}
	TELL(threads, enter, thread);
}

static void drop_call(struct sct_threads *threads, struct sct_thread *thread, enum sct_gone why)
{
	if (!thread->in_call)
		return;
	if (thread->untold)
		tell_enter(threads, thread);
	thread->in_call = false;
	if (!is_hidden(threads, thread))
		TELL(threads, gone, thread, why);
}

/* What the child does before the program that it is to become is none of the trace. */
static bool before_program(const struct sct_thread *thread, const struct sct_record *record,
			   int nr)
{
	return !thread->execed && (record->abi != SCT_ABI_X86_64 || nr != NR_EXECVE);
}

/* Into a buffer that is used again. */
static int copy_record(void **copy, size_t *size, const struct sct_record *record)
{
	void *more;

	if (*size < record->len) {
		more = realloc(*copy, record->len);
		if (!more)
			return -ENOMEM;
		*copy = more;
		*size = record->len;
	}
	memcpy(*copy, record, record->len);
	return 0;
}

/* A call of which nothing else is known yet.  Once for each: no memset() of what is set anyway. */
static inline void begin_call(struct sct_thread *thread, const struct sct_record *record, int nr)
{
	struct sct_call *call = &thread->call;

	call->desc = sct_syscall_by_number(record->abi, nr);
	call->tid = thread->tid;
	call->abi = record->abi;
	call->nr = nr;
	call->entered = false;
	call->returned = false;
	call->enter_flags = 0;
	call->exit_flags = 0;
	call->ret = 0;
	call->enter_blobs.nr = 0;
	call->exit_blobs.nr = 0;
	call->walk.args = NULL;
	call->half_shown = false;
	call->all_shown = false;
}

/* When a call began whose record was held back until it had lasted long enough, or 0. */
static uint64_t held_since(const struct sct_enter *enter)
{
	const struct sct_blob *blob = (const void *)(enter + 1);

	return enter->flags & SCT_REC_HELD && enter->nr_blobs ? blob->addr : 0;
}

bool sct_call_lasted(const struct sct_threads *threads, const struct sct_call *call,
		     uint64_t min_ns, uint64_t max_ns)
{
	uint64_t ns = sct_time_span(&threads->time, call->enter_time, call->exit_time);

	return call->entered && ns >= min_ns && ns <= max_ns;
}

__attribute__((noinline))
static int enter_record(struct sct_threads *threads, struct sct_thread *thread,
			const struct sct_enter *enter)
{
	struct sct_call *call = &thread->call;
	uint64_t began;
	int ret;

	if (before_program(thread, &enter->hdr, enter->nr))
		return 0;
	if (thread->in_call)
		drop_call(threads, thread, SCT_GONE_LOST);
	show_held(threads, thread);
	begin_call(thread, &enter->hdr, enter->nr);
	call->entered = true;
	call->enter_flags = enter->flags;
	call->ip = enter->ip;
	memcpy(call->args, enter->args, sizeof(call->args));
	call->enter_time = enter->hdr.time;
	if (enter->nr_blobs) {
		ret = copy_record(&thread->enter, &thread->enter_size, &enter->hdr);
		if (ret)
			return ret;
		call->enter_blobs.first = (void *)((char *)thread->enter + sizeof(*enter));
		call->enter_blobs.nr = enter->nr_blobs;
	}
	thread->in_call = true;
	began = held_since(enter);
	if (began) {
		call->enter_time = began;
		threads->now = sct_time_at(&threads->time, began);
	}
	thread->untold = call->desc && call->desc->inner && !sct_look_inside(call);
	if (!thread->untold)
		tell_enter(threads, thread);
	return 0;
}

static uint32_t process_of(const struct sct_thread *thread)
{
	return thread->tgid ? thread->tgid : thread->tid;
}

static inline bool may_take_name(const struct sct_call *call)
{
	return call->entered && !call->ret && (int)call->args[0] == PR_SET_NAME;
}

/* A thread that gives itself another name. */
__attribute__((noinline))
static void take_name(struct sct_thread *thread)
{
	const struct sct_call *call = &thread->call;
	const struct sct_blobs *lists[] = { &call->enter_blobs, &call->exit_blobs };
	const struct sct_blob *blob;
	unsigned int i, k;

	if (!call->desc || strcmp(call->desc->name, "prctl"))
		return;
	for (k = 0; k < 2; k++)
		for (i = 0, blob = lists[k]->first; i < lists[k]->nr; i++, blob = sct_blob_next(blob))
			if (blob->arg == 1 && blob->len && blob->flags & SCT_BLOB_STRING)
				snprintf(thread->comm, sizeof(thread->comm), "%.*s",
					 (int)blob->len, (const char *)sct_blob_bytes(blob));
}

/* 0, for exit_record(). */
static int show_exit(struct sct_threads *threads, struct sct_thread *thread,
		     const struct sct_exit *exit)
{
	struct sct_call *call = &thread->call;

	if (!thread->in_call) {
		begin_call(thread, &exit->hdr, exit->nr);
		memset(call->args, 0, sizeof(call->args));
	}
	call->returned = true;
	call->exit_flags = exit->flags;
	call->ret = exit->ret;
	call->cpu_ns = exit->cpu_ns;
	call->exit_time = exit->hdr.time;
	call->exit_blobs.first = (const void *)(exit + 1);
	call->exit_blobs.nr = exit->nr_blobs;
	if (thread->nr_image) {
		call->exit_blobs.first = (const void *)thread->image.buf;
		call->exit_blobs.nr = thread->nr_image;
		thread->nr_image = 0;
	}
	thread->in_call = false;
	if (thread->untold) {
		sct_look_inside(call);
		tell_enter(threads, thread);
	}
	if (call->ret == -ERESTART_RESTARTBLOCK)
		thread->restarts = call->desc;
	if (exit->flags & SCT_REC_EXECED)
		thread->execed = true;
	if (!is_hidden(threads, thread))
		TELL(threads, exit, thread);
	if (may_take_name(call))
		take_name(thread);
	if (threads->stacks)
		sct_stacks_call(threads->stacks, process_of(thread), call);
	show_held(threads, thread);
	return 0;
}

/* The return that was kept back is one. */
__attribute__((noinline))
static void show_kept(struct sct_threads *threads, struct sct_thread *thread)
{
	if (!thread->kept)
		return;
	thread->kept = false;
	show_exit(threads, thread, thread->exit);
}

static bool kills_itself(const struct sct_thread *thread)
{
	const struct sct_call *call = &thread->call;
	const char *name = call->desc ? call->desc->name : "";

	if (!call->entered || (uint32_t)call->args[0] != thread->tgid)
		return false;
	return (!strcmp(name, "kill") && (int)call->args[1] == SIGKILL) ||
	       (!strcmp(name, "tgkill") && (int)call->args[2] == SIGKILL);
}

/*
 * A thread that is killed returns from its call into the kernel's exit, which
 * is no return to the program.  Whether it is one of those, its next record
 * tells: there will be one soon.
 */
static bool may_end(const struct sct_thread *thread, const struct sct_exit *exit)
{
	switch (-exit->ret) {
	case ERESTARTSYS:
	case ERESTARTNOINTR:
	case ERESTARTNOHAND:
	case ERESTART_RESTARTBLOCK:
		return true;
	case 0:
		return kills_itself(thread);
	}
	return false;
}

__attribute__((noinline))
static int exit_record(struct sct_threads *threads, struct sct_thread *thread,
		       const struct sct_exit *exit)
{
	const struct sct_call *call = &thread->call;

	if (before_program(thread, &exit->hdr, exit->nr))
		return 0;
	if (thread->in_call && (call->nr != exit->nr || call->abi != exit->hdr.abi))
		drop_call(threads, thread, SCT_GONE_LOST);
	if (thread->in_call && may_end(thread, exit)) {
		thread->kept = true;
		return copy_record(&thread->exit, &thread->exit_size, &exit->hdr);
	}
	return show_exit(threads, thread, exit);
}

static int signal_record(struct sct_threads *threads, struct sct_thread *thread,
			 const struct sct_signal *signal)
{
	/* a tracer by ptrace doesn't see this one either, only what comes of it */
	if (signal->signo == SIGKILL || !thread->execed)
		return 0;
	show_kept(threads, thread);
	/*
	 * Seen at its sending; under ptrace it would have been delivered, after
	 * the call that the thread is in.
	 */
	if (signal->flags & SCT_SIG_IGNORED && thread->in_call)
		return hold(thread, signal);
	TELL(threads, signal, thread, signal);
	return 0;
}

/* --- birth and death ------------------------------------------------------ */

static void detach(struct sct_threads *threads, struct sct_thread *thread)
{
	show_kept(threads, thread);
	TELL(threads, detached, thread);
	thread->in_call = false;
	thread->detached = true;
	threads->live--;
}

static void end_thread(struct sct_threads *threads, struct sct_thread *thread, int status)
{
	bool last = !thread->tgid || thread->tgid == thread->tid;

	struct sct_thread *leader = thread->counted ? find(threads, thread->tgid) : NULL;

	threads->launch_ended |= thread->tid == threads->launched;
	if (!thread->detached)
		TELL(threads, exited, thread, status);
	if (last && threads->stacks)
		sct_stacks_exit(threads->stacks, thread->tid);
	remove_thread(threads, thread);
	/* the process ends with its last thread, and so does the leader for wait(2) */
	if (leader && --leader->others == 0 && leader->exited)
		end_thread(threads, leader, status);
}

static void report_launch_error(struct sct_threads *threads)
{
	int err = threads->launch_error ? threads->launch_error(threads->arg) : 0;
	struct strbuf text = STRBUF_INIT;

	if (!err)
		return;
	sb_str(&text, "exec: ");
	sb_str(&text, strerror(err));
	TELL(threads, message, sb_cstr(&text));
	sb_free(&text);
}

static void task_exit(struct sct_threads *threads, struct sct_thread *thread,
		      const struct sct_task *task)
{
	if (!thread->execed)
		report_launch_error(threads);
	thread->nr_held = 0;
	thread->kept = false;
	drop_call(threads, thread, SCT_GONE_ENDED);
	if (thread->others) {
		thread->exited = true;
		thread->status = task->status;
		return;
	}
	end_thread(threads, thread, task->status);
}

/* The others of the process are gone: this one is now its only thread, and its leader. */
static void supersede(struct sct_threads *threads, struct sct_thread *thread, uint32_t tid)
{
	struct sct_thread *leader = find(threads, tid), *other, *next;

	thread->tgid = tid;
	if (leader)
		drop_call(threads, leader, SCT_GONE_ENDED);
	for (other = threads->first; other; other = next) {
		next = other->next;
		if (other->tgid == tid && other != thread && other != leader)
			remove_thread(threads, other);
	}
	/* as in strace, one is gone before this is said: no "[pid]" for the last one */
	if (leader)
		threads->live--;
	TELL(threads, superseded, thread, leader);
	if (leader) {
		threads->live++;
		remove_thread(threads, leader);
	}
	unhash(threads, thread);
	thread->tid = tid;
	thread->call.tid = tid;
	thread->counted = false;
	thread->others = 0;
	hash(threads, thread);
}

static int task_exec(struct sct_threads *threads, const struct sct_task *task)
{
	bool renamed = task->other && task->other != task->hdr.tid;
	struct sct_thread *thread = renamed ? find(threads, task->other) : NULL;
	bool first;

	if (thread)
		supersede(threads, thread, task->hdr.tid);
	else
		thread = get(threads, task->hdr.tid);
	if (!thread)
		return -ENOMEM;
	memcpy(thread->comm, task->comm, sizeof(thread->comm));
	if (thread->in_call)
		thread->nr_image = sct_image_blobs(&thread->image, &thread->call, task);
	if (!is_hidden(threads, thread))
		TELL(threads, exec, thread);
	if (threads->stacks)
		sct_stacks_exec(threads->stacks, process_of(thread), &thread->call);
	first = !thread->execed;
	thread->execed = true;
	if (threads->detach_on_execve && !first && !thread->detached) {
		detach(threads, thread);
		if (threads->detach)
			threads->detach(threads->arg, thread->tid);
	}
	return 0;
}

/* A new process, not a thread. */
static void fork_stacks(struct sct_threads *threads, const struct sct_task *task)
{
	const struct sct_thread *parent = find(threads, task->hdr.tid);

	if (task->tgid == task->other)
		sct_stacks_fork(threads->stacks, parent ? process_of(parent) : task->hdr.tid,
				task->tgid);
}

static int task_fork(struct sct_threads *threads, const struct sct_task *task)
{
	struct sct_thread *child = find(threads, task->other);
	struct strbuf text = STRBUF_INIT;

	if (task->event == SCT_TASK_FORK_MISSED) {
		sb_printf(&text, "Process %u is not traced: out of memory", task->other);
		TELL(threads, message, sb_cstr(&text));
		sb_free(&text);
		return 0;
	}
	/* still there, from a life whose end was lost */
	if (child)
		remove_thread(threads, child);
	child = add_thread(threads, task->other);
	if (!child)
		return -ENOMEM;
	memcpy(child->comm, task->comm, sizeof(child->comm));
	child->parent = task->hdr.tid;
	set_process(threads, child, task->tgid);
	if (threads->stacks)
		fork_stacks(threads, task);
	TELL(threads, born, child);
	return 0;
}

static void task_denied(struct sct_threads *threads, struct sct_thread *thread)
{
	struct strbuf text = STRBUF_INIT;

	sb_printf(&text, "Process %u executes a program that you may not trace", thread->tid);
	TELL(threads, message, sb_cstr(&text));
	sb_free(&text);
	detach(threads, thread);
}

static int task_record(struct sct_threads *threads, const struct sct_task *task)
{
	struct sct_thread *thread;

	if (task->event == SCT_TASK_EXEC)
		return task_exec(threads, task);
	if (task->event == SCT_TASK_FORK || task->event == SCT_TASK_FORK_MISSED)
		return task_fork(threads, task);
	thread = get(threads, task->hdr.tid);
	if (!thread)
		return -ENOMEM;
	switch (task->event) {
	case SCT_TASK_ATTACH:
		if (threads->expected && task->hdr.tid != threads->launched)
			threads->expected--;
		memcpy(thread->comm, task->comm, sizeof(thread->comm));
		set_process(threads, thread, task->tgid);
		if (threads->stacks)
			sct_stacks_attach(threads->stacks, process_of(thread));
		break;
	case SCT_TASK_EXIT:
		task_exit(threads, thread, task);
		break;
	case SCT_TASK_DENIED:
		if (!thread->detached)
			task_denied(threads, thread);
		remove_thread(threads, thread);
		break;
	case SCT_TASK_DETACH:
		/* not by us: it no longer fits the selection */
		if (!thread->detached)
			detach(threads, thread);
		remove_thread(threads, thread);
		break;
	}
	return 0;
}

/* --- the door ------------------------------------------------------------- */

static void lost_record(struct sct_threads *threads, const struct sct_lost *lost)
{
	struct sct_thread *thread = find(threads, threads->launched);

	threads->lost += lost->count;
	/* it may have been the exec */
	if (thread)
		thread->execed = true;
	TELL(threads, lost, lost);
}

/* Everything else than what sct_threads_record() does itself. */
__attribute__((noinline))
static int other_record(struct sct_threads *threads, const struct sct_record *record)
{
	struct sct_thread *thread;

	switch (record->type) {
	case SCT_REC_TASK:
		return task_record(threads, (const void *)record);
	case SCT_REC_LOST:
		lost_record(threads, (const void *)record);
		return 0;
	case SCT_REC_CLOCK:
		sct_time_update(&threads->time, (const void *)record);
		return 0;
	}
	if (record->type > SCT_REC_SIGNAL)
		return 0;
	thread = get(threads, record->tid);
	if (!thread)
		return -ENOMEM;
	if (thread->detached || thread->exited)
		return 0;
	if (record->type == SCT_REC_SIGNAL)
		return signal_record(threads, thread, (const void *)record);
	show_kept(threads, thread);
	if (record->type == SCT_REC_ENTER)
		return enter_record(threads, thread, (const void *)record);
	return exit_record(threads, thread, (const void *)record);
}

/* A short way for a call of a thread that is known and lives. */
int sct_threads_record(struct sct_threads *threads, const struct sct_record *record)
{
	struct sct_thread *thread;

	if (threads->timed)
		threads->now = sct_time_monotonic(&threads->time, record->time);
	if (record->type > SCT_REC_EXIT)
		return other_record(threads, record);
	thread = find(threads, record->tid);
	if (!thread || thread->detached || thread->exited || thread->kept)
		return other_record(threads, record);
	if (record->type == SCT_REC_ENTER)
		return enter_record(threads, thread, (const void *)record);
	return exit_record(threads, thread, (const void *)record);
}

void sct_threads_init(struct sct_threads *threads, const struct sct_info *info)
{
	memset(threads, 0, sizeof(*threads));
	sct_time_init(&threads->time, info);
}

const struct sct_thread *sct_threads_find(const struct sct_threads *threads, uint32_t tid)
{
	return find((struct sct_threads *)threads, tid);
}

void sct_threads_add_sink(struct sct_threads *threads, struct sct_sink *sink)
{
	sink->threads = threads;
	threads->timed |= sink->timed;
	threads->sinks[threads->nr_sinks++] = sink;
}

int sct_threads_known(struct sct_threads *threads, const struct sct_file_thread *known, size_t nr)
{
	struct sct_thread *thread;
	size_t i, k;

	/* a process's other threads after its first */
	for (k = 0; k < 2; k++) {
		for (i = 0; i < nr; i++) {
			if ((known[i].tid == known[i].tgid) == k)
				continue;
			thread = get(threads, known[i].tid);
			if (!thread)
				return -ENOMEM;
			memcpy(thread->comm, known[i].comm, sizeof(thread->comm));
			set_process(threads, thread, known[i].tgid);
		}
	}
	return 0;
}

void sct_threads_launch(struct sct_threads *threads, uint32_t tid)
{
	struct sct_thread *thread;

	threads->launched = tid;
	thread = get(threads, tid);
	if (thread)
		set_process(threads, thread, tid);
}

void sct_threads_detach_all(struct sct_threads *threads)
{
	struct sct_thread *thread;

	for (thread = threads->first; thread; thread = thread->next)
		if (!thread->detached)
			detach(threads, thread);
}

void sct_threads_end(struct sct_threads *threads)
{
	struct sct_thread *thread, *next;

	for (thread = threads->first; thread; thread = next) {
		next = thread->next;
		show_kept(threads, thread);
		if (!thread->detached)
			drop_call(threads, thread, SCT_GONE_LOST);
		if (thread->exited) {
			thread->others = 0;
			end_thread(threads, thread, thread->status);
		}
	}
}

void sct_threads_free(struct sct_threads *threads)
{
	while (threads->first)
		remove_thread(threads, threads->first);
}
