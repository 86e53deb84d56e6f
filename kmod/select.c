// SPDX-License-Identifier: GPL-2.0
/*
 * Targets by what they are, not by number: every thread with a user, a name or a
 * control group, those that are there and those that come.
 *
 * Looked at once for each thread that exists, and later at what changes a thread:
 * a fork of a target and an execve of anybody.  An execve of a thread that is no
 * target yet cannot allocate in its probe, so each selection has a stock of
 * targets, refilled by a worker.
 */
#include <linux/cgroup.h>
#include <linux/cred.h>
#include <linux/glob.h>
#include <linux/jump_label.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/user_namespace.h>

#include "compat.h"
#include "sctrace.h"

/* How far up to look for the reader among a thread's ancestors. */
#define SCT_MAX_ANCESTORS	32

DEFINE_STATIC_KEY_FALSE(sct_selecting);

/* Sessions with a selection: changed under the mutex, read under RCU. */
static LIST_HEAD(sct_selections);
static DEFINE_MUTEX(sct_selections_lock);

/**
 * struct sct_selection - what a session selects
 * @node: in sct_selections
 * @session: whose
 * @flags: enum sct_select_flags
 * @uid: with SCT_SELECT_UID
 * @cgroup: with SCT_SELECT_CGROUP, with a reference
 * @reader: the process that asked; it and its children are not selected
 * @comm: with SCT_SELECT_COMM
 * @refill: worker that fills @stock
 * @stock_lock: raw and with interrupts off, as probes take from @stock
 * @nr_stock: targets in @stock
 * @stock: for threads that are selected in a probe
 */
struct sct_selection {
	struct list_head node;
	struct sct_session *session;
	u32 flags;
	kuid_t uid;
	struct cgroup *cgroup;
	struct pid *reader;
	char comm[SCT_SELECT_COMM_BYTES];
	struct work_struct refill;
	raw_spinlock_t stock_lock;
	unsigned int nr_stock;
	struct sct_target *stock[64];
};

/* Under RCU. */
static bool sct_is_of_reader(const struct sct_selection *selection, struct task_struct *task)
{
	unsigned int i;

	for (i = 0; i < SCT_MAX_ANCESTORS && task != &init_task; i++) {
		if (task_tgid(task) == selection->reader)
			return true;
		task = rcu_dereference(task->real_parent);
	}
	return false;
}

/* Under RCU. */
static bool sct_fits(const struct sct_selection *selection, struct task_struct *task)
{
	char comm[TASK_COMM_LEN];

	if (task->flags & (PF_KTHREAD | PF_EXITING) ||
	    !__task_pid_nr_ns(task, PIDTYPE_PID, selection->session->pid_ns))
		return false;
	if (selection->flags & SCT_SELECT_UID &&
	    !uid_eq(__task_cred(task)->uid, selection->uid))
		return false;
	if (selection->flags & SCT_SELECT_COMM) {
		strscpy(comm, task->comm, sizeof(comm));
		if (!glob_match(selection->comm, comm))
			return false;
	}
	return !(selection->flags & SCT_SELECT_CGROUP) ||
	       task_under_cgroup_hierarchy(task, selection->cgroup);
}

bool sct_select_follows(const struct sct_target *target, struct task_struct *child)
{
	bool fits;

	if (!(target->flags & SCT_TARGET_SELECTED) || target->flags & SCT_TARGET_FOLLOW)
		return target->flags & SCT_TARGET_FOLLOW;
	rcu_read_lock();
	fits = sct_fits(target->session->selection, child);
	rcu_read_unlock();
	return fits;
}

bool sct_select_keeps(const struct sct_target *target)
{
	return !(target->flags & SCT_TARGET_SELECTED) || sct_select_follows(target, current);
}

/* Those of its targets. */
static u32 sct_flags(const struct sct_selection *selection)
{
	return SCT_TARGET_SELECTED |
	       (selection->session->by_duration ? SCT_TARGET_STAGES : 0) |
	       (selection->flags & SCT_SELECT_FOLLOW ? SCT_TARGET_FOLLOW : 0);
}

/* --- The stock ------------------------------------------------------------------ */

static void sct_select_refill(struct work_struct *work)
{
	struct sct_selection *selection = container_of(work, struct sct_selection, refill);
	struct sct_target *target;
	unsigned long irq;
	bool full = false;

	while (!full) {
		target = sct_target_alloc(selection->session->account, sct_flags(selection));
		if (IS_ERR(target))
			return;
		raw_spin_lock_irqsave(&selection->stock_lock, irq);
		full = selection->nr_stock == ARRAY_SIZE(selection->stock);
		if (!full)
			selection->stock[selection->nr_stock++] = target;
		raw_spin_unlock_irqrestore(&selection->stock_lock, irq);
		if (full)
			sct_target_free_unused(target);
	}
}

static struct sct_target *sct_select_take(struct sct_selection *selection)
{
	struct sct_target *target = NULL;
	unsigned long irq;

	raw_spin_lock_irqsave(&selection->stock_lock, irq);
	if (selection->nr_stock)
		target = selection->stock[--selection->nr_stock];
	raw_spin_unlock_irqrestore(&selection->stock_lock, irq);
	queue_work(sct_unbound_wq, &selection->refill);
	return target;
}

static void sct_select_put_back(struct sct_selection *selection, struct sct_target *target)
{
	unsigned long irq;

	raw_spin_lock_irqsave(&selection->stock_lock, irq);
	if (selection->nr_stock < ARRAY_SIZE(selection->stock)) {
		selection->stock[selection->nr_stock++] = target;
		target = NULL;
	}
	raw_spin_unlock_irqrestore(&selection->stock_lock, irq);
	/* Full: it was never in the table, so nobody waits for it. */
	sct_target_free_unused(target);
}

/* --- Threads that come ------------------------------------------------------------ */

void sct_select_exec(const struct linux_binprm *bprm)
{
	struct sct_selection *selection;
	struct sct_session *session;
	struct sct_target *target;

	rcu_read_lock();
	list_for_each_entry_rcu(selection, &sct_selections, node) {
		session = selection->session;
		if (sct_target_is(session, current) || !sct_fits(selection, current) ||
		    sct_is_of_reader(selection, current) || sct_session_finished(session))
			continue;
		target = sct_select_take(selection);
		if (!target)
			atomic64_inc(&session->fork_missed);
		else if (sct_target_select(session, target, sct_flags(selection)))
			sct_capture_exec_unseen(target, bprm);
		else
			sct_select_put_back(selection, target);
	}
	rcu_read_unlock();
}

/* --- Threads that are there --------------------------------------------------------- */

/*
 * The next thread to add, with a reference; @last, whose reference is taken over,
 * is where the walk was, or NULL.  When that one is gone, the walk starts again:
 * what was added already is skipped.
 */
static struct task_struct *sct_select_next(const struct sct_selection *selection,
					   struct task_struct *last)
{
	struct task_struct *process, *thread, *found = NULL;

	rcu_read_lock();
	process = last && pid_alive(last) ? last->group_leader : &init_task;
	do {
		for_each_thread(process, thread) {
			if (sct_fits(selection, thread) &&
			    !sct_target_is(selection->session, thread) &&
			    !sct_is_of_reader(selection, thread)) {
				found = get_task_struct(thread);
				goto out;
			}
		}
		process = next_task(process);
	} while (process != &init_task);
out:
	rcu_read_unlock();
	if (last)
		put_task_struct(last);
	return found;
}

static int sct_select_existing(struct sct_selection *selection, u32 *threads)
{
	struct task_struct *task = NULL;
	int err = 0;

	while (!err && (task = sct_select_next(selection, task))) {
		err = sct_target_add_task(selection->session, task, sct_flags(selection),
					  0);
		if (!err)
			++*threads;
		else if (err == -EEXIST || err == -ESRCH)
			err = 0;
		if (!err && fatal_signal_pending(current))
			err = -EINTR;
		cond_resched();
	}
	if (task)
		put_task_struct(task);
	return err;
}

/* --- The ioctl ------------------------------------------------------------------------ */

static void sct_selection_free(struct sct_selection *selection)
{
	while (selection->nr_stock)
		sct_target_free_unused(selection->stock[--selection->nr_stock]);
	if (selection->cgroup)
		cgroup_put(selection->cgroup);
	put_pid(selection->reader);
	kfree(selection);
}

static int sct_selection_fill(struct sct_selection *selection, const struct sct_select *select)
{
	struct cgroup *cgroup;

	if (select->flags & SCT_SELECT_UID) {
		selection->uid = make_kuid(current_user_ns(), select->uid);
		if (!uid_valid(selection->uid))
			return -EINVAL;
	}
	if (select->flags & SCT_SELECT_CGROUP) {
		cgroup = cgroup_get_from_fd(select->cgroup_fd);
		if (IS_ERR(cgroup))
			return PTR_ERR(cgroup);
		selection->cgroup = cgroup;
	}
	return 0;
}

static struct sct_selection *sct_selection_make(struct sct_session *session,
						const struct sct_select *select)
{
	struct sct_selection *selection = kzalloc(sizeof(*selection), GFP_KERNEL_ACCOUNT);
	int err;

	if (!selection)
		return ERR_PTR(-ENOMEM);
	selection->session = session;
	selection->flags = select->flags;
	selection->reader = get_task_pid(current, PIDTYPE_TGID);
	memcpy(selection->comm, select->comm, sizeof(selection->comm));
	raw_spin_lock_init(&selection->stock_lock);
	INIT_WORK(&selection->refill, sct_select_refill);
	err = sct_selection_fill(selection, select);
	if (err) {
		sct_selection_free(selection);
		return ERR_PTR(err);
	}
	return selection;
}

int sct_select(struct sct_session *session, struct sct_select *select)
{
	struct sct_selection *selection;
	int err;

	if (select->flags & ~SCT_SELECT_ALL_FLAGS || select->reserved ||
	    (select->uid && !(select->flags & SCT_SELECT_UID)) ||
	    (select->cgroup_fd && !(select->flags & SCT_SELECT_CGROUP)) ||
	    (select->comm[0] && !(select->flags & SCT_SELECT_COMM)) ||
	    strnlen(select->comm, sizeof(select->comm)) == sizeof(select->comm))
		return -EINVAL;
	if (session->selection)
		return -EBUSY;
	err = sct_access_all(session);
	if (err)
		return err;
	selection = sct_selection_make(session, select);
	if (IS_ERR(selection))
		return PTR_ERR(selection);
	sct_select_refill(&selection->refill);
	WRITE_ONCE(session->selection, selection);
	mutex_lock(&sct_selections_lock);
	list_add_tail_rcu(&selection->node, &sct_selections);
	mutex_unlock(&sct_selections_lock);
	static_branch_inc(&sct_selecting);
	return sct_select_existing(selection, &select->threads);
}

void sct_select_end(struct sct_session *session)
{
	struct sct_selection *selection = session->selection;

	if (!selection)
		return;
	static_branch_dec(&sct_selecting);
	mutex_lock(&sct_selections_lock);
	list_del_rcu(&selection->node);
	mutex_unlock(&sct_selections_lock);
	/* A probe that found it is done with it after this, and adds no target. */
	synchronize_rcu();
}

void sct_select_free(struct sct_session *session)
{
	if (!session->selection)
		return;
	cancel_work_sync(&session->selection->refill);
	sct_selection_free(session->selection);
}
