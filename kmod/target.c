// SPDX-License-Identifier: GPL-2.0
/*
 * Which threads belong to which session: a hash table of targets by the address
 * of their task, read under RCU by every probe, changed under one lock.
 *
 * A child must be a target before it runs its first instruction, and the fork
 * probe may not allocate.  So every followed target owns a spare: the fork probe
 * makes it the child's, and parent and child each get a new one on their way
 * back to user mode, where allocating is allowed and before either of them can
 * fork again.
 */
#include <linux/cred.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/pid_namespace.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>

#include <asm/syscall.h>

#include "compat.h"
#include "sctrace.h"

struct hlist_head sct_target_table[1 << SCT_TARGET_HASH_BITS];

/*
 * Serialises changes of the table and of the sessions' lists.  Raw and taken
 * with interrupts off: probes take it, the exit probe of a task included.
 */
static DEFINE_RAW_SPINLOCK(sct_target_lock);

static void sct_target_put(struct sct_target *target);

/* --- Work on the way back to user mode -------------------------------------- */

/*
 * A work may run when the target is long out of the table and its session gone.
 * It holds a reference to the target, and one to the module for its own text.
 */
bool sct_target_queue_work(struct sct_target *target, enum sct_work which,
			   struct callback_head *work, task_work_func_t func)
{
	/* Pairs with clear_bit_unlock(): what the last one did is done. */
	if (test_and_set_bit_lock(which, &target->works))
		return false;
	/* Zero: it was dropped meanwhile, and is here only as long as RCU lets it. */
	if (!refcount_inc_not_zero(&target->refs)) {
		clear_bit_unlock(which, &target->works);
		return false;
	}
	/* Not the first: the session that the caller serves holds the module. */
	__module_get(THIS_MODULE);
	init_task_work(work, func);
	if (!task_work_add(target->task, work, TWA_RESUME))
		return true;
	/* It is exiting. */
	sct_target_work_done(target, which);
	return false;
}

void sct_target_work_done(struct sct_target *target, enum sct_work which)
{
	clear_bit_unlock(which, &target->works);
	sct_target_put(target);
	/* The module's text is needed until the return: see sct_target_exit(). */
	module_put(THIS_MODULE);
}

static size_t sct_target_bytes(u32 flags)
{
	return sizeof(struct sct_target) + (flags & SCT_TARGET_STAGES ? SCT_STAGED_BYTES : 0);
}

/* Without a spare; or an error pointer. */
static struct sct_target *sct_target_new(struct sct_account *account, u32 flags)
{
	struct sct_target *target;
	int err = sct_charge(account, sct_target_bytes(flags));

	if (err)
		return ERR_PTR(err);
	target = kzalloc(sizeof(*target), GFP_KERNEL_ACCOUNT);
	if (!target)
		goto err_charge;
	target->account = account;
	if (!(flags & SCT_TARGET_STAGES))
		return target;
	target->staged = kzalloc(SCT_STAGED_BYTES, GFP_KERNEL_ACCOUNT);
	if (!target->staged)
		goto err_target;
	return target;

err_target:
	kfree(target);
err_charge:
	sct_uncharge(account, sct_target_bytes(flags));
	return ERR_PTR(-ENOMEM);
}

static void sct_target_refill(struct callback_head *work)
{
	struct sct_target *target = container_of(work, struct sct_target, refill);
	struct sct_target *spare;

	if (!target->spare && !(current->flags & PF_EXITING)) {
		spare = sct_target_new(target->account, target->flags);
		target->spare = IS_ERR(spare) ? NULL : spare;
	}
	sct_target_work_done(target, SCT_WORK_REFILL);
}

static void sct_target_ask_refill(struct sct_target *target)
{
	sct_target_queue_work(target, SCT_WORK_REFILL, &target->refill, sct_target_refill);
}

/* --- Life of a target ------------------------------------------------------- */

void sct_target_free_unused(struct sct_target *target)
{
	struct sct_target *spare;

	for (; target; target = spare) {
		spare = target->spare;
		sct_uncharge(target->account,
			     sct_target_bytes(target->staged ? SCT_TARGET_STAGES : 0));
		kfree(target->staged);
		kfree(target);
	}
}

static void sct_target_free(struct rcu_head *rcu)
{
	struct sct_target *target = container_of(rcu, struct sct_target, rcu);

	put_task_struct(target->task);
	sct_grant_put(&target->grant);
	sct_target_free_unused(target);
}

static void sct_target_put(struct sct_target *target)
{
	if (refcount_dec_and_test(&target->refs))
		call_rcu(&target->rcu, sct_target_free);
}

/* A target outside the table, with a spare if it is to be followed. */
struct sct_target *sct_target_alloc(struct sct_account *account, u32 flags)
{
	struct sct_target *target = sct_target_new(account, flags), *spare;

	if (IS_ERR(target) || !(flags & (SCT_TARGET_FOLLOW | SCT_TARGET_SELECTED)))
		return target;
	spare = sct_target_new(account, flags);
	if (IS_ERR(spare)) {
		sct_target_free_unused(target);
		return spare;
	}
	target->spare = spare;
	return target;
}

static u32 sct_task_tid(struct task_struct *task, const struct sct_session *session)
{
	return __task_pid_nr_ns(task, PIDTYPE_PID, session->pid_ns);
}

static u32 sct_task_tgid(struct task_struct *task, const struct sct_session *session)
{
	return __task_pid_nr_ns(task, PIDTYPE_TGID, session->pid_ns);
}

/* Under RCU, with preemption off, or under sct_target_lock. */
static struct sct_target *sct_target_find(const struct sct_session *session,
					  const struct task_struct *task)
{
	struct sct_target *target;

	for (target = sct_target_first(task); target; target = sct_target_next(target))
		if (target->session == session)
			return target;
	return NULL;
}

bool sct_target_is(const struct sct_session *session, const struct task_struct *task)
{
	return sct_target_find(session, task);
}

void sct_target_set_tid(struct sct_target *target, u32 tid)
{
	target->tid = tid;
	target->tid_word = (u64)tid << 32;
}

/* With sct_target_lock. */
static void sct_target_settle_locked(struct task_struct *task)
{
	struct sct_target *target;
	unsigned int nr = 0;

	for (target = sct_target_first(task); target; target = sct_target_next(target))
		nr++;
	for (target = sct_target_first(task); target; target = sct_target_next(target))
		WRITE_ONCE(target->plain_task,
			   nr == 1 && READ_ONCE(target->state) != SCT_STATE_WAIT_EXEC ?
			   task : NULL);
}

void sct_target_settle(struct task_struct *task)
{
	unsigned long irq;

	raw_spin_lock_irqsave(&sct_target_lock, irq);
	sct_target_settle_locked(task);
	raw_spin_unlock_irqrestore(&sct_target_lock, irq);
}

/* With sct_target_lock. */
static bool sct_bucket_is_full(const struct task_struct *task)
{
	const struct hlist_node *node;
	unsigned int nr = 0;

	hlist_for_each(node, sct_target_bucket(task))
		nr++;
	return nr >= SCT_BUCKET_MAX;
}

/*
 * Fills in @target for @task and puts it into the table.  -EEXIST: the session
 * has the task already (a child can be found by its pid a moment before its parent's
 * fork probe runs), or @parent (which may be NULL) was dropped meanwhile: a session
 * that has dropped all of its targets gets no new ones.  -EDQUOT: too many users that
 * are counted have too many targets in the same bucket.
 */
static int sct_target_insert(struct sct_target *target, struct sct_session *session,
			     struct task_struct *task, const struct sct_target *parent,
			     u32 flags, u32 depth, int state, const struct sct_grant *grant)
{
	unsigned long irq;
	int err = 0;

	target->task = task;
	target->session = session;
	target->way = session->way;
	target->cpus = session->cpus;
	sct_target_set_tid(target, sct_task_tid(task, session));
	target->tgid = sct_task_tgid(task, session);
	target->flags = flags;
	target->depth = depth;
	target->state = state;
	target->grant = *grant;
	refcount_set(&target->refs, 1);

	raw_spin_lock_irqsave(&sct_target_lock, irq);
	if ((parent && hlist_unhashed(&parent->node)) || sct_target_find(session, task))
		err = -EEXIST;
	else if (session->account && sct_bucket_is_full(task))
		err = -EDQUOT;
	if (err) {
		raw_spin_unlock_irqrestore(&sct_target_lock, irq);
		return err;
	}
	get_task_struct(task);
	sct_grant_get(grant);
	atomic_inc(&session->nr_targets);
	WRITE_ONCE(session->seen_targets, true);
	list_add_tail(&target->in_session, &session->targets);
	/* Publishes the fields above to the probes, which read under RCU. */
	hlist_add_head_rcu(&target->node, sct_target_bucket(task));
	sct_target_settle_locked(task);
	raw_spin_unlock_irqrestore(&sct_target_lock, irq);
	return 0;
}

/*
 * Takes @target out of the table; whoever really does it (it may be tried by
 * the task's exit and by the session at once) drops the table's reference.
 */
void sct_target_drop(struct sct_target *target)
{
	struct sct_session *session = target->session;
	bool dropped = false;
	unsigned long irq;

	raw_spin_lock_irqsave(&sct_target_lock, irq);
	if (!hlist_unhashed(&target->node)) {
		hlist_del_init_rcu(&target->node);
		list_del_init(&target->in_session);
		sct_target_settle_locked(target->task);
		dropped = true;
	}
	raw_spin_unlock_irqrestore(&sct_target_lock, irq);
	if (!dropped)
		return;
	/*
	 * Still under the caller's preemption-off section or session->lock: the
	 * session cannot go before sct_session_close() has waited for both.
	 */
	if (atomic_dec_and_test(&session->nr_targets))
		sct_session_wake(session);
	sct_target_put(target);
}

/* The session's first target, with a reference of its own, or NULL. */
static struct sct_target *sct_target_of(struct sct_session *session)
{
	struct sct_target *target;
	unsigned long irq;

	raw_spin_lock_irqsave(&sct_target_lock, irq);
	target = list_first_entry_or_null(&session->targets, struct sct_target, in_session);
	if (target)
		refcount_inc(&target->refs);
	raw_spin_unlock_irqrestore(&sct_target_lock, irq);
	return target;
}

void sct_target_remove_all(struct sct_session *session)
{
	struct sct_target *target;

	while ((target = sct_target_of(session))) {
		sct_target_drop(target);
		sct_target_put(target);
		cond_resched();
	}
}

/* A thread that fits a selection since an execve of its own, in its probe. */
bool sct_target_select(struct sct_session *session, struct sct_target *target, u32 flags)
{
	/* Who selects may trace anybody: see sct_access_all(). */
	const struct sct_grant grant = { .cred = current_cred(), .over = &init_user_ns };

	if (sct_target_insert(target, session, current, NULL, flags, 0, SCT_STATE_UNKNOWN,
			      &grant))
		return false;
	if (!target->spare)
		sct_target_ask_refill(target);
	return true;
}

/* --- Following -------------------------------------------------------------- */

static void sct_target_miss_fork(struct sct_target *parent, struct task_struct *child)
{
	atomic64_inc(&parent->session->fork_missed);
	sct_capture_task(parent, SCT_TASK_FORK_MISSED, child, 0);
	/* There may be memory for the next one. */
	if (!parent->spare)
		sct_target_ask_refill(parent);
}

/* In the parent, before the child runs.  Preemption off. */
void sct_target_fork(struct sct_target *parent, struct task_struct *child)
{
	struct sct_target *target = parent->spare;
	u32 depth = parent->depth;
	int state = SCT_STATE_BORN, err;

	if (!sct_select_follows(parent, child))
		return;
	if (depth && !same_thread_group(parent->task, child) && !--depth)
		return;
	if (!target) {
		sct_target_miss_fork(parent, child);
		return;
	}
	/* OUT: the call is filtered, and is not to come by at its exit either. */
	if (parent->state == SCT_STATE_WAIT_EXEC || parent->state == SCT_STATE_OUT)
		state = parent->state;
	err = sct_target_insert(target, parent->session, child, parent, parent->flags, depth, state,
				&parent->grant);
	if (err == -EDQUOT)
		sct_target_miss_fork(parent, child);
	if (err)
		return;
	parent->spare = NULL;
	sct_capture_task(parent, SCT_TASK_FORK, child, 0);
	sct_target_ask_refill(parent);
	sct_target_ask_refill(target);
}

/* --- What a thread is doing when it becomes a target ------------------------ */

struct sct_snapshot {
	struct work_struct work;
	struct sct_target *target;
	struct mm_struct *mm;
	struct pt_regs regs;
};

/* Borrows the target's address space, to read its arguments from there. */
static void sct_target_snapshot_work(struct work_struct *work)
{
	struct sct_snapshot *snapshot = container_of(work, struct sct_snapshot, work);

	kthread_use_mm(snapshot->mm);
	preempt_disable();
	sct_capture_attached(snapshot->target, &snapshot->regs);
	preempt_enable();
	kthread_unuse_mm(snapshot->mm);
}

/*
 * Copies the registers of @task if it sleeps in a system call.  It may wake up
 * meanwhile: whoever uses the copy must prove afterwards that it did not leave
 * the call (see sct_capture_attached()).
 */
static bool sct_target_blocked_in(struct task_struct *task, struct pt_regs *regs)
{
	unsigned int state = sct_task_state(task);
	bool blocked = false;

	if (!(state & (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)) ||
	    (state & (__TASK_STOPPED | __TASK_TRACED)))
		return false;
	/*
	 * The stack may go away with the task: it is freed after an RCU grace
	 * period, and where an older kernel does not wait for one, the copy
	 * fails instead of faulting, or is of whoever has the stack now: the task
	 * is exiting then.
	 */
	rcu_read_lock();
	if (!(READ_ONCE(task->flags) & PF_EXITING) && task_stack_page(task) &&
	    !copy_from_kernel_nofault(regs, task_pt_regs(task), sizeof(*regs)))
		blocked = (long)regs->orig_ax >= 0;
	smp_rmb();	/* the copy, then the flag, which is set long before the stack goes */
	blocked &= !(READ_ONCE(task->flags) & PF_EXITING);
	rcu_read_unlock();
	return blocked;
}

static void sct_target_snapshot(struct sct_target *target)
{
	struct sct_snapshot snapshot = { .target = target };

	if (READ_ONCE(target->state) == SCT_STATE_WAIT_EXEC)
		return;
	preempt_disable();
	sct_capture_task(target, SCT_TASK_ATTACH, target->task, 0);
	preempt_enable();
	if (READ_ONCE(target->state) != SCT_STATE_UNKNOWN ||
	    !sct_target_blocked_in(target->task, &snapshot.regs))
		return;
	/* Its memory and its descriptors stay those of an image that may be looked at. */
	snapshot.mm = sct_access_mm(&target->grant, target->task);
	if (!snapshot.mm)
		return;
	INIT_WORK_ONSTACK(&snapshot.work, sct_target_snapshot_work);
	queue_work(sct_unbound_wq, &snapshot.work);
	flush_work(&snapshot.work);
	destroy_work_on_stack(&snapshot.work);
	sct_access_end(target->task);
	mmput(snapshot.mm);
}

/*
 * Walks the list by moving a cursor of references: targets come and go between
 * two steps, and those that come after START recorded their own FORK.
 */
void sct_target_snapshot_all(struct sct_session *session)
{
	unsigned int nr = atomic_read(&session->nr_targets);
	struct sct_target *target;
	unsigned long irq;

	while (nr-- && (target = sct_target_of(session))) {
		raw_spin_lock_irqsave(&sct_target_lock, irq);
		if (!list_empty(&target->in_session))
			list_move_tail(&target->in_session, &session->targets);
		raw_spin_unlock_irqrestore(&sct_target_lock, irq);
		if (READ_ONCE(target->state) != SCT_STATE_BORN)
			sct_target_snapshot(target);
		sct_target_put(target);
		cond_resched();
	}
}

/* --- The TARGET ioctl ------------------------------------------------------- */

/* The thread with a reference, or an error. */
static struct task_struct *sct_task_get(const struct sct_session *session, int tid)
{
	struct task_struct *task;

	rcu_read_lock();
	task = pid_task(find_pid_ns(tid, session->pid_ns), PIDTYPE_PID);
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	return task ? task : ERR_PTR(-ESRCH);
}

/* Of a task that may be traced: into the table, with a reference for the caller. */
static int sct_target_add_checked(struct sct_session *session, struct sct_target *target,
				  struct task_struct *task, u32 flags, u32 depth,
				  const struct sct_grant *grant)
{
	int err;

	/* The task may exit at any moment, and drop the table's reference. */
	preempt_disable();
	err = sct_target_insert(target, session, task, NULL, flags, depth,
				flags & SCT_TARGET_ON_EXEC ? SCT_STATE_WAIT_EXEC :
				SCT_STATE_UNKNOWN, grant);
	if (!err)
		refcount_inc(&target->refs);
	preempt_enable();
	return err;
}

int sct_target_add_task(struct sct_session *session, struct task_struct *task, u32 flags,
			u32 depth)
{
	struct sct_target *target;
	struct sct_grant grant;
	int err;

	if (task->flags & PF_KTHREAD)
		return -EINVAL;
	if (session->by_duration)
		flags |= SCT_TARGET_STAGES;
	target = sct_target_alloc(session->account, flags);
	if (IS_ERR(target))
		return PTR_ERR(target);
	err = sct_access_begin(session, task, &grant);
	if (!err) {
		/* In the table before its next execve, whose probe looks there. */
		err = sct_target_add_checked(session, target, task, flags, depth, &grant);
		sct_access_end(task);
		sct_grant_put(&grant);
	}
	if (err) {
		sct_target_free_unused(target);
		return err;
	}
	/*
	 * PF_EXITING is set before the exit probe looks into the table; the
	 * table's lock orders our insertion before this load.  Whichever side
	 * comes last drops the target.
	 */
	smp_mb();
	if (READ_ONCE(task->flags) & PF_EXITING) {
		sct_target_drop(target);
		err = -ESRCH;
	} else if (session->armed) {
		sct_target_snapshot(target);
	}
	sct_target_put(target);
	return err;
}

/* A thread of @leader's process that is not a target yet; with a reference. */
static struct task_struct *sct_next_thread(const struct sct_session *session,
					   struct task_struct *leader)
{
	struct task_struct *thread, *found = NULL;

	rcu_read_lock();
	for_each_thread(leader, thread) {
		if ((READ_ONCE(thread->flags) & PF_EXITING) || sct_target_find(session, thread))
			continue;
		found = get_task_struct(thread);
		break;
	}
	rcu_read_unlock();
	return found;
}

/*
 * All threads: again and again the first that is not a target yet, until there
 * is none.  A thread that a target creates meanwhile is followed by the probe
 * or, without FOLLOW, found here.
 */
static int sct_target_add_threads(struct sct_session *session, struct task_struct *leader,
				  struct sct_target_req *req)
{
	struct task_struct *thread;
	int err = 0;

	while ((thread = sct_next_thread(session, leader))) {
		err = sct_target_add_task(session, thread, req->flags, req->depth);
		put_task_struct(thread);
		if (!err)
			req->threads++;
		else if (err != -EEXIST && err != -ESRCH)
			break;
		if (fatal_signal_pending(current))
			return -EINTR;
		cond_resched();
	}
	if (err == -EEXIST || err == -ESRCH)
		err = 0;
	return err ? err : req->threads ? 0 : -EEXIST;
}

int sct_target_add(struct sct_session *session, struct sct_target_req *req)
{
	struct task_struct *task = sct_task_get(session, req->pid);
	int err;

	if (IS_ERR(task))
		return PTR_ERR(task);
	err = sct_target_add_task(session, task, req->flags, req->depth);
	if (!err)
		req->threads = 1;
	if (req->flags & SCT_TARGET_THREADS && (!err || err == -EEXIST))
		err = sct_target_add_threads(session, task, req);
	if (req->threads)
		err = 0;
	put_task_struct(task);
	return err;
}

static bool sct_target_remove_task(struct sct_session *session, struct task_struct *task)
{
	struct sct_target *target;

	preempt_disable();
	target = sct_target_find(session, task);
	if (target) {
		if (session->armed)
			sct_capture_task(target, SCT_TASK_DETACH, task, 0);
		sct_target_drop(target);
	}
	preempt_enable();
	return target;
}

int sct_target_remove(struct sct_session *session, struct sct_target_req *req)
{
	struct task_struct *task = sct_task_get(session, req->pid);
	struct task_struct *thread;

	if (IS_ERR(task))
		return PTR_ERR(task);
	if (req->flags & SCT_TARGET_THREADS) {
		rcu_read_lock();
		for_each_thread(task, thread)
			req->threads += sct_target_remove_task(session, thread);
		rcu_read_unlock();
	} else {
		req->threads = sct_target_remove_task(session, task);
	}
	put_task_struct(task);
	return req->threads ? 0 : -ESRCH;
}

/*
 * No session is left, so nothing is queued anew, and no callback is outstanding:
 * each held the module.  What may be left of one is the way from its
 * module_put() to its return: RCU-tasks waits until every task was switched out
 * voluntarily or seen in user mode.  rcu_barrier() then waits for the frees.
 */
void sct_target_exit(void)
{
	synchronize_rcu_tasks();
	rcu_barrier();
}
