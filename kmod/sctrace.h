/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The seams inside sctrace.ko.
 *
 * chardev.c (the device) -> session.c (one open file) -> target.c (which
 * threads), access.c (whether they may be), account.c (who pays), ring.c (where
 * records go); hook.c (the tracepoints) -> target.c, capture.c (what a record
 * holds), fd.c (descriptors) -> ring.c.
 */
#ifndef SCTRACE_H
#define SCTRACE_H

#include <linux/atomic.h>
#include <linux/hash.h>
#include <linux/irq_work.h>
#include <linux/jump_label.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/task_work.h>
#include <linux/timer.h>
#include <linux/types.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "ring.h"
#include "sctrace_abi.h"

struct cred;
struct file;
struct kernel_siginfo;
struct linux_binprm;
struct mm_struct;
struct pid_namespace;
struct pt_regs;
struct sct_account;
struct sct_plan_table;
struct sct_selection;
struct sct_step;
struct user_namespace;
struct vm_area_struct;

/* --- session.c: one open file ---------------------------------------------- */

/* How the reader takes the records: decided by the first mmap or read. */
enum sct_consumer { SCT_CONSUMER_NONE, SCT_CONSUMER_READ, SCT_CONSUMER_MMAP };

/*
 * How full a ring must be to wake the reader, by how the reader is: awake; waiting,
 * and the timer will look soon (then it is session->wake_bytes); waiting, and nothing
 * came for a while.
 */
#define SCT_WAKE_NEVER	U64_MAX
#define SCT_WAKE_ANY	0

/* What to do about a call: &sct_session.action. */
enum sct_action {
	SCT_ACTION_SKIP,	/* kept out by the filter */
	SCT_ACTION_RECORD,	/* registers only */
	SCT_ACTION_CAPTURE,	/* this plus an index into the plan's calls */
};

/* Which way the probe of the entry takes: &sct_session.way. */
enum sct_way {
	SCT_WAY_LONG,	/* all that there is */
	SCT_WAY_PLAIN,	/* of a 64-bit call, a record without blobs */
	SCT_WAY_STRAIGHT, /* of a 64-bit call, a record with what &struct sct_straight says */
	SCT_WAY_HALF,	/* the same, which is nothing before the exit; only with the TSC */
	SCT_WAY_COUNT,	/* of a 64-bit call, no record, but a count at its exit */
	SCT_WAY_SKIP,	/* no ABI's call of this number matters to the session */
};

/**
 * struct sct_straight - what to capture for a call whose ops are simple
 * @enter: steps of the entry ops
 * @exit: where they end, and those of the exit ops begin
 * @end: where these end
 * @enter_len: most that its ENTER can be long, bytes
 * @exit_len: most that its EXIT can be long, bytes
 * @state: enum sct_state: what its entry leaves behind
 */
struct sct_straight {
	const struct sct_step *enter;
	const struct sct_step *exit;
	const struct sct_step *end;
	u32 enter_len;
	u32 exit_len;
	u32 state;
};

/**
 * struct sct_cpu - what a session has for each CPU
 * @ring: its ring, or what stands for one; set before the session is armed
 * @counts: what its calls came to; NULL: the session does not count, or the CPU was
 *	not present
 * @filtered: calls kept out by the session's filter
 */
struct sct_cpu {
	struct sct_ring *ring;
	struct sct_count_table *counts;
	u64 filtered;
};

/**
 * struct sct_session
 * @armed: targets are recorded (between START and STOP)
 * @cpu_time: SCT_CONFIG_CPU_TIME
 * @counting: SCT_CONFIG_COUNT
 * @by_duration: only calls that take from @min_ticks to @max_ticks are recorded
 * @min_ticks: of the record clock
 * @max_ticks: of the record clock
 * @wake_at: bytes in a ring that wake the reader: see above
 * @way: by number: enum sct_way.  LONG while not armed.
 * @straight: by number, of 64-bit calls, valid where @way says so
 * @cpus: for the probes
 * @rings: per CPU, NULL for a CPU that was not present; constant once set,
 *	under rings_lock
 * @action: by ABI and number: enum sct_action.  Constant while armed.
 * @plan: what to capture; NULL: nothing.  Constant while armed.
 * @bits: which calls to record.  Constant while armed.
 * @wake_bytes: wake a waiting reader when a ring holds this much
 * @no_ring: what stands for the rings of CPUs that have none
 * @wait_ticks: how long a target waits for the reader, jiffies; 0: not at all
 * @waits: how often one did
 * @waiters: targets that wait now; they keep the session
 * @room: where they wait
 * @lost_no_ring: records lost because their CPU has no ring
 * @fork_missed: see struct sct_stats
 * @nr_targets: live ones
 * @targets: all of them, under sct_target_lock
 * @selection: what makes a thread a target, or NULL; set once
 * @lock: serialises ioctl, mmap and read of this session
 * @consumer: enum sct_consumer
 * @started: was ever armed
 * @seen_targets: ever had one
 * @hooked: holds the probes
 * @account: what its memory is charged to, or NULL
 * @charged: bytes, without its targets; by who holds one lock or the other
 * @plan_bytes: of them, for @plan
 * @pid_ns: in which tids are given
 * @cred: of the opener
 * @file: the open file, for capability checks against its opener
 * @wait: where the reader sleeps
 * @wake_work: wakes it out of a probe
 * @timer: looks for records while the reader waits
 * @quiet_ticks: how often the timer found nothing
 */
struct sct_session {
	bool armed;
	bool cpu_time;
	bool counting;
	bool by_duration;
	u64 min_ticks;
	u64 max_ticks;
	u64 wake_at;
	u8 way[SCT_NR_SYSCALLS];
	struct sct_straight straight[SCT_NR_SYSCALLS];
	struct sct_cpu __percpu *cpus;
	struct sct_ring **rings;
	u16 action[SCT_NR_ABIS][SCT_NR_SYSCALLS];
	struct sct_plan_table *plan;
	u64 bits[SCT_NR_ABIS][SCT_NR_SYSCALLS / 64];
	u32 wake_bytes;
	struct sct_ring *no_ring;
	unsigned long wait_ticks;
	atomic64_t waits;
	atomic_t waiters;
	wait_queue_head_t room;
	atomic64_t lost_no_ring;
	atomic64_t fork_missed;
	atomic_t nr_targets;
	struct list_head targets;
	struct sct_selection *selection;
	struct mutex lock;	/* ioctl and read of this session */
	/*
	 * Whose the rings are, and their making.  mmap(2) takes it inside the mmap lock,
	 * ioctl and read inside @lock: nobody touches user memory under it.
	 */
	struct mutex rings_lock;
	enum sct_consumer consumer;
	bool started;
	bool seen_targets;
	bool hooked;
	struct sct_account *account;
	atomic_long_t charged;
	size_t plan_bytes;
	struct pid_namespace *pid_ns;
	const struct cred *cred;
	struct file *file;
	wait_queue_head_t wait;
	struct irq_work wake_work;
	struct timer_list timer;
	unsigned int quiet_ticks;
};

extern unsigned int sct_ring_kb;
extern unsigned int sct_max_ring_mb;

/* Or an error pointer; may sleep. */
struct sct_session *sct_session_open(struct file *file);
void sct_session_close(struct sct_session *session);

/* All with session->lock held. */
int sct_session_set_plan(struct sct_session *session, const struct sct_plan *plan);
int sct_session_config(struct sct_session *session, const struct sct_config *config);
int sct_session_claim(struct sct_session *session, enum sct_consumer consumer);
int sct_session_need_hooks(struct sct_session *session);
u32 sct_session_ring_bytes(const struct sct_session *session);
int sct_session_start(struct sct_session *session);
void sct_session_stop(struct sct_session *session);
int sct_session_stats(struct sct_session *session, struct sct_stats *stats);

/* No more records will come. */
bool sct_session_finished(const struct sct_session *session);
bool sct_session_readable(const struct sct_session *session);
/* Before the reader looks a last time and then sleeps. */
void sct_session_will_wait(struct sct_session *session);
/*
 * For a target on its way back to user mode: waits until there is room in @ring, or
 * the session's time for it is over.  The caller is one of session->waiters.
 */
void sct_session_wait_for_room(struct sct_session *session, struct sct_ring *ring);
/* Wakes the reader, once for each time that it waits.  Any context. */
void sct_session_wake(struct sct_session *session);

/* This CPU's ring, or NULL; preemption off. */
static inline struct sct_ring *sct_session_ring(const struct sct_session *session)
{
	return session->rings[smp_processor_id()];
}

/* Exits of a call that no session is interested in end before the gate. */
extern u16 sct_wanted[SCT_NR_SYSCALLS];
DECLARE_STATIC_KEY_FALSE(sct_all_wanted);

/* --- count.c: counting instead of recording --------------------------------- */

struct sct_count_table {
	struct sct_count counts[SCT_NR_ABIS][SCT_NR_COUNTED];
};

struct sct_count_table *sct_count_alloc(unsigned int cpu);
int sct_count_get(const struct sct_session *session, const struct sct_counts *counts);

/* --- account.c: what a user may have ------------------------------------------ */

extern unsigned int sct_user_kb;

/*
 * Whom current's sessions are charged to; NULL: to nobody.  Sleeps where a user opens
 * many.  -EINTR, -ENOMEM.
 */
int sct_account_open(struct sct_account **account);
/* Any context.  0 or -EDQUOT. */
int sct_charge(struct sct_account *account, size_t bytes);
void sct_uncharge(struct sct_account *account, size_t bytes);
void sct_account_exit(void);

/* --- access.c: who may trace whom ------------------------------------------- */

/**
 * struct sct_grant - why a target may be traced, with references
 * @cred: what it was when that was decided
 * @over: opener and caller had CAP_SYS_PTRACE over this user namespace, and so have it
 *	over all inside of it; NULL: they had not, both of them
 */
struct sct_grant {
	const struct cred *cred;
	struct user_namespace *over;
};

/* Any context. */
void sct_grant_get(const struct sct_grant *grant);
void sct_grant_put(const struct sct_grant *grant);

/*
 * Whether who opened the session and the caller both may trace @task.  0: its execve
 * waits until sct_access_end(), and *grant has to be put.  -EPERM, or -ESRCH, -EINTR,
 * -ENOMEM.  May sleep.
 */
int sct_access_begin(const struct sct_session *session, struct task_struct *task,
		     struct sct_grant *grant);
void sct_access_end(struct task_struct *task);
/* Whether they may trace all threads there are: 0 or -errno.  May sleep. */
int sct_access_all(const struct sct_session *session);
/* -EPERM where the kernel is locked down. */
int sct_access_locked_down(void);
/* After an execve of current, in its probe. */
bool sct_access_lasts_exec(const struct sct_grant *grant, const struct linux_binprm *bprm);
/*
 * The task's memory, with a reference, if what was decided holds for it: then its execve
 * waits until sct_access_end().  Else NULL.  May sleep.
 */
struct mm_struct *sct_access_mm(const struct sct_grant *grant, struct task_struct *task);

int sct_access_init(void);
void sct_access_exit(void);

/* --- target.c: which threads ----------------------------------------------- */

/**
 * enum sct_state - where a target is, as far as its session knows
 * @SCT_STATE_UNKNOWN: became a target while it ran, in or out of the kernel
 * @SCT_STATE_OUT: in user mode
 * @SCT_STATE_IN: in a system call whose entry was seen
 * @SCT_STATE_PLAIN: the same, which went the plain way: of &struct sct_target, only
 *	@nr tells about it; see sct_target_unplain()
 * @SCT_STATE_STRAIGHT: the same, and its exit ops are to be run
 * @SCT_STATE_COUNT: the same, and where @enter_time, @switches and @runtime say since when
 * @SCT_STATE_ATTACHED: in a system call that it sat in when it became a target
 * @SCT_STATE_BORN: was created and has not been to user mode
 * @SCT_STATE_WAIT_EXEC: SCT_TARGET_ON_EXEC, no execve yet
 */
enum sct_state {
	SCT_STATE_UNKNOWN,
	SCT_STATE_OUT,
	SCT_STATE_IN,
	SCT_STATE_PLAIN,
	SCT_STATE_STRAIGHT,
	SCT_STATE_COUNT,
	SCT_STATE_ATTACHED,
	SCT_STATE_BORN,
	SCT_STATE_WAIT_EXEC,
};

enum sct_work {
	SCT_WORK_REFILL,
	SCT_WORK_LATE,
	SCT_WORK_WAIT,
};

/**
 * struct sct_target - one thread of one session
 * @node: in the table, under sct_target_lock; read under RCU
 * @plain_task: @task, or NULL: no call may go the plain way, since the thread is also
 *	another session's target, or waits for its first execve
 * @way: of the session
 * @cpus: of the session
 * @state: enum sct_state; changed by the thread itself, and once, from UNKNOWN
 *	to ATTACHED, by whoever adds it
 * @nr: of the call under way
 * @tid_word: @tid in the upper half
 * @session: valid while the target is in the table
 * @task: the thread, with a reference: its address is the key, so neither a
 *	recycled pid nor an execve that changes the pid can be mistaken
 * @tid: in the session's pid namespace
 * @tgid: in the session's pid namespace
 * @flags: enum sct_target_flags, and SCT_TARGET_SELECTED
 * @depth: generations of processes that are followed, its own included; 0: all
 * @grant: why it may be traced; with references while it is in the table and after
 * @execed: the call under way replaced the program
 * @abi: of the call under way
 * @action: for the call under way: enum sct_action
 * @faulted: its entry ops to try again at exit, bits as sct_capture_enter() says
 * @enter_time: of the call under way, record clock
 * @held: the call's ENTER is in @staged until its exit decides about it
 * @staged_len: bytes there
 * @staged: room for an ENTER, in sessions by duration, else NULL
 * @switches: context switches of the thread until then
 * @runtime: CPU time of the thread until then, nanoseconds
 * @account: what it is charged to, or NULL
 * @spare: for the next child, so that following it allocates nothing
 * @refill: gets a new @spare
 * @late: makes the EXIT of a call whose memory has to be faulted in for it
 * @late_ret: its return value
 * @late_addr: what is missing
 * @unentered: the ENTER of the call waits for memory that the entry probe faults in;
 *	only where it may (SCT_ENTRY_MAY_FAULT)
 * @wait: waits for room in @wait_ring
 * @wait_ring: a ring of the session
 * @works: bits of enum sct_work: queued for the thread's way back to user mode
 * @refs: the table's, and one for each bit of @works
 * @in_session: in session->targets
 * @rcu: for freeing
 */
struct sct_target {
	struct hlist_node node;
	struct task_struct *plain_task;
	const u8 *way;
	struct sct_cpu __percpu *cpus;
	int state;
	s32 nr;
	u64 tid_word;
	struct sct_session *session;
	struct task_struct *task;
	u32 tid;
	u32 tgid;
	u8 flags;
	struct sct_grant grant;
	u32 depth;
	bool execed;
	u8 abi;
	u16 action;
	u32 faulted;
	u64 enter_time;
	bool held;
	u32 staged_len;
	struct sct_enter *staged;
	unsigned long switches;
	u64 runtime;
	struct sct_account *account;
	struct sct_target *spare;
	struct callback_head refill;
	struct callback_head late;
	long late_ret;
	u64 late_addr;
	bool unentered;
	struct callback_head wait;
	struct sct_ring *wait_ring;
	unsigned long works;
	refcount_t refs;
	struct list_head in_session;
	struct rcu_head rcu;
};

/* Beside enum sct_target_flags: a target by SCT_IOC_SELECT; one that has @staged. */
#define SCT_TARGET_SELECTED	(1U << 7)
#define SCT_TARGET_STAGES	(1U << 6)

/* What does not fit there is read at the exit: room for a path of any length. */
#define SCT_STAGED_BYTES	8192

#define SCT_TARGET_HASH_BITS	12

extern struct hlist_head sct_target_table[1 << SCT_TARGET_HASH_BITS];

static __always_inline struct hlist_head *sct_target_bucket(const struct task_struct *task)
{
	/* task_structs lie far apart, at few different offsets: take all bits there are. */
	return &sct_target_table[(u32)(unsigned long)task * GOLDEN_RATIO_32 >>
				 (32 - SCT_TARGET_HASH_BITS)];
}

/*
 * The gate that every system call of every task passes while a session is
 * armed: one load.
 */
static __always_inline bool sct_target_gate(const struct task_struct *task)
{
	return READ_ONCE(sct_target_bucket(task)->first);
}

/*
 * The target behind the gate whose calls may go the plain way, or NULL: then there
 * may be others all the same.
 */
static __always_inline struct sct_target *sct_target_plain(struct hlist_node *first,
							   const struct task_struct *task)
{
	struct sct_target *target = hlist_entry(first, struct sct_target, node);

	/* data_race: a pointer, read as part of the comparison. */
	return likely(data_race(target->plain_task) == task) ? target : NULL;
}

/* The first target at @node or behind it that is @task. */
static inline struct sct_target *sct_target_from(struct hlist_node *node,
						 const struct task_struct *task)
{
	struct sct_target *target;

	for (; node; node = rcu_dereference_raw(hlist_next_rcu(node))) {
		target = hlist_entry(node, struct sct_target, node);
		if (target->task == task)
			return target;
	}
	return NULL;
}

/*
 * The task as a target of one session, then of the next; under RCU, with
 * preemption off, or under sct_target_lock.  A target may be dropped on the way.
 */
static inline struct sct_target *sct_target_first(const struct task_struct *task)
{
	return sct_target_from(rcu_dereference_raw(hlist_first_rcu(sct_target_bucket(task))), task);
}

static inline struct sct_target *sct_target_next(const struct sct_target *target)
{
	return sct_target_from(rcu_dereference_raw(hlist_next_rcu(&target->node)), target->task);
}

/* session->lock held; may sleep. */
int sct_target_add(struct sct_session *session, struct sct_target_req *req);
int sct_target_remove(struct sct_session *session, struct sct_target_req *req);
void sct_target_remove_all(struct sct_session *session);
/* Records what the session's targets are doing right now. */
void sct_target_snapshot_all(struct sct_session *session);

/*
 * No more targets than this share a bucket through users that are counted: nobody
 * else's calls may take long for it.
 */
#define SCT_BUCKET_MAX	32

/* For selections; may sleep.  @flags: those of a target.  Or an error pointer. */
struct sct_target *sct_target_alloc(struct sct_account *account, u32 flags);
void sct_target_free_unused(struct sct_target *target);
int sct_target_add_task(struct sct_session *session, struct task_struct *task, u32 flags,
			u32 depth);
/* Whether the thread is a target of the session.  Under RCU. */
bool sct_target_is(const struct sct_session *session, const struct task_struct *task);
/* Puts a target of a selection's stock into the table; false: it is there already. */
bool sct_target_select(struct sct_session *session, struct sct_target *target, u32 flags);

/* From probes: preemption off, task context. */
void sct_target_fork(struct sct_target *parent, struct task_struct *child);
void sct_target_drop(struct sct_target *target);
void sct_target_set_tid(struct sct_target *target, u32 tid);
/* Sets plain_task of the targets that @task is. */
void sct_target_settle(struct task_struct *task);
/*
 * Has the thread run @func on its way back to user mode, where it may sleep; it
 * ends with sct_target_work_done().  False: not possible, or queued already.
 */
bool sct_target_queue_work(struct sct_target *target, enum sct_work which,
			   struct callback_head *work, task_work_func_t func);
void sct_target_work_done(struct sct_target *target, enum sct_work which);

/* Module exit: waits for task works. */
void sct_target_exit(void);

/* --- select.c: targets by what they are ------------------------------------ */

DECLARE_STATIC_KEY_FALSE(sct_selecting);

/* session->lock held; may sleep; -errno as SCT_IOC_SELECT has it. */
int sct_select(struct sct_session *session, struct sct_select *select);
/* Selects nothing more; then, when no probe can use it any longer, frees it. */
void sct_select_end(struct sct_session *session);
void sct_select_free(struct sct_session *session);

/* From probes: preemption off.  Whether a child of the target becomes one. */
bool sct_select_follows(const struct sct_target *target, struct task_struct *child);
/* Whether current is a target still, after an execve. */
bool sct_select_keeps(const struct sct_target *target);
/* Makes current a target of the sessions that it fits now. */
void sct_select_exec(const struct linux_binprm *bprm);

/* --- plan.c: what to copy for which call ----------------------------------- */

/**
 * struct sct_step - an op that copies a string, or bytes from where a register says
 * @kind: of the op; 0: it is another one, and the rest means nothing
 * @on_error: run it when the call failed, too
 * @addr_reg: which word of struct pt_regs has the address
 * @len_reg: which one the number of elements; SCT_NO_REG: there are enough of them
 * @unit: bytes of an element
 * @offset: added to the address
 * @limit: most bytes
 * @count: most elements
 * @word: of the blob, see sct_blob_word()
 */
struct sct_step {
	u8 kind;
	bool on_error;
	u8 addr_reg;
	u8 len_reg;
	u16 unit;
	u16 offset;
	u32 limit;
	u32 count;
	u64 word;
};

#define SCT_NO_REG	0xff

/**
 * struct sct_plan_table - the checked plan
 * @ops: as uploaded
 * @steps: of each op
 * @calls: as uploaded
 * @cases: as uploaded
 * @index: 1 + index into @calls, or 0 for a call that has nothing to capture
 */
struct sct_plan_table {
	struct sct_op *ops;
	struct sct_step *steps;
	struct sct_plan_call *calls;
	struct sct_plan_case *cases;
	u16 index[SCT_NR_ABIS][SCT_NR_SYSCALLS];
};

/* May sleep; -errno as SCT_IOC_PLAN has it. */
int sct_plan_load(const struct sct_plan *plan, struct sct_plan_table **table);
/* Of a plan whose numbers of elements are in bounds. */
size_t sct_plan_bytes(const struct sct_plan *plan);
void sct_plan_free(struct sct_plan_table *table);
/* What to run after call->ops: the matching case, or what stands for the others. */
const struct sct_op_run *sct_plan_second(const struct sct_plan_table *table,
					 const struct sct_plan_call *call, const u64 *args);

/* --- ops.c: copying -------------------------------------------------------- */

/**
 * struct sct_capture - ops at work on one record
 * @slot: the record
 * @task: whose call it is: current, or pinned and with its mm borrowed
 * @regs: its registers
 * @args: its arguments
 * @ret: its return value, at exit
 * @abi: enum sct_abi
 * @exit: exit ops run: @ret is valid
 * @flags: for all blobs: enum sct_blob_flags
 * @faulted: some memory of the op at work could not be read
 * @missing: the first address that any op could not read, or 0
 * @tight: the blob at work has less than it asked for, for want of room in the
 *	ring
 */
struct sct_capture {
	struct sct_slot *slot;
	struct task_struct *task;
	struct pt_regs *regs;
	u64 args[SCT_NR_ARGS];
	long ret;
	u8 abi;
	bool exit;
	u8 flags;
	bool faulted;
	bool tight;
	u64 missing;
};

/* Adds the op's blobs to the record. */
void sct_op_run(struct sct_capture *cap, const struct sct_op *op);
/*
 * A blob of a record: room for *want bytes behind its header, which may become
 * fewer (cap->tight: for want of room in the ring; who cannot do with less sets
 * slot->full).  NULL: no room, or no more blobs.
 */
struct sct_blob *sct_blob_begin(struct sct_capture *cap, u64 addr, u8 arg, u32 *want);
/* @len bytes are there; @fault: the next one could not be read. */
void sct_blob_end(struct sct_capture *cap, struct sct_blob *blob, u32 len, bool fault);
/* Around reads of user memory: with preemption off, which not all kernels count. */
static __always_inline void sct_faults_off(void)
{
	if (!IS_ENABLED(CONFIG_PREEMPT_COUNT))
		pagefault_disable();
}

static __always_inline void sct_faults_on(void)
{
	if (!IS_ENABLED(CONFIG_PREEMPT_COUNT))
		pagefault_enable();
}

/* Returns how many bytes could be read: less than @len where a page is missing. */
u32 sct_copy(void *to, u64 addr, u32 len);

/* --- straight.c: strings and bytes, without detours ------------------------- */

/* An op in fewer instructions; false: it is not of that kind. */
bool sct_step_make(struct sct_step *step, const struct sct_op *op);
/* What to do about a call; false: it needs the long way, or more than @max_record bytes. */
bool sct_straight_make(struct sct_straight *straight, const struct sct_plan_table *table,
		       const struct sct_plan_call *call, u32 max_record);

/* The ends of the probes of the two hot tracepoints: the straight way, and the long one. */
void sct_enter_straight(struct sct_target *target, struct pt_regs *regs, long id);
void sct_exit_straight(struct sct_target *target, struct pt_regs *regs, long ret);
void sct_enter_long(struct sct_target *ignored, struct pt_regs *regs, long id);
void sct_exit_long(struct sct_target *ignored, struct pt_regs *regs, long ret);

/* --- capture.c: what a record holds ---------------------------------------- */

/* The entry of this call tells something about its target even where it is filtered. */
bool sct_call_has_state(u8 abi, s32 nr);
/* Spells out the state of a call that went the plain way. */
void sct_target_unplain(struct sct_target *target);

/* The probes of the two hot tracepoints. */
void sct_probe_sys_enter(void *data, struct pt_regs *regs, long id);
void sct_probe_sys_exit(void *data, struct pt_regs *regs, long ret);

/* All with preemption off. */
void sct_capture_signal(struct sct_target *target, int signo,
			const struct kernel_siginfo *info, u32 flags);
void sct_capture_task(struct sct_target *target, u32 event, struct task_struct *other,
		      int status);
void sct_capture_exec(struct sct_target *target, u32 old_tid, const struct linux_binprm *bprm);
/* The same for a target that became one by this execve. */
void sct_capture_exec_unseen(struct sct_target *target, const struct linux_binprm *bprm);
/*
 * ENTER of a call that another thread sits in: @regs are a copy of its
 * registers, current->mm is its mm.  Nothing, when it moved on since then.
 */
void sct_capture_attached(struct sct_target *target, struct pt_regs *regs);

/* --- fd.c: the file behind a descriptor ------------------------------------ */

int sct_fd_init(void);
void sct_fd_exit(void);
/*
 * Appends the path and the addresses of @fd of @task, which is current or
 * pinned.  Returns their bytes, 0 or -errno in *err.  Preemption off.
 */
u32 sct_fd_describe(struct task_struct *task, int fd, void *to, u32 room, int *err);

/* --- hook.c: the tracepoints ----------------------------------------------- */

int sct_hook_init(void);
/* The first get registers the probes, the last put removes them; may sleep. */
int sct_hook_get(void);
void sct_hook_put(void);

/* --- chardev.c ------------------------------------------------------------- */

int sct_chardev_init(void);
void sct_chardev_exit(void);

#endif
