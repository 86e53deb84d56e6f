// SPDX-License-Identifier: GPL-2.0
/*
 * The tracepoints: found by name, since modules cannot link to them, and probed
 * while any session has targets.  The two hot probes are in capture.c.
 *
 * Probes run in the task that they are about (signal_generate: in the sender),
 * and turn preemption off themselves: from Linux 6.13 on, the system call
 * tracepoints no longer do, and the ring of this CPU must stay ours.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/binfmts.h>
#include <linux/module.h>
#include <linux/pid_namespace.h>
#include <linux/preempt.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/tracepoint.h>
#include <trace/events/signal.h>

#include "compat.h"
#include "sctrace.h"

static void sct_probe_fork(void *data, struct task_struct *parent, struct task_struct *child)
{
	struct sct_target *target;

	if (likely(!sct_target_gate(parent)))
		return;
	preempt_disable_notrace();
	for (target = sct_target_first(parent); target; target = sct_target_next(target))
		sct_target_fork(target, child);
	preempt_enable_notrace();
}

static void sct_probe_exec(void *data, struct task_struct *task, pid_t old_pid,
			   struct linux_binprm *bprm)
{
	struct sct_target *target;

	preempt_disable_notrace();
	for (target = sct_target_first(task); target; target = sct_target_next(target)) {
		u32 old_tid = target->tid;

		if (!sct_access_lasts_exec(&target->grant, bprm)) {
			sct_capture_task(target, SCT_TASK_DENIED, task, 0);
			sct_target_drop(target);
			continue;
		}
		/* A thread that was not the leader has taken the leader's pid. */
		sct_target_set_tid(target, __task_pid_nr_ns(task, PIDTYPE_PID,
							    target->session->pid_ns));
		sct_capture_exec(target, old_tid, bprm);
		if (!sct_select_keeps(target)) {
			sct_capture_task(target, SCT_TASK_DETACH, task, 0);
			sct_target_drop(target);
		}
	}
	if (static_branch_unlikely(&sct_selecting))
		sct_select_exec(bprm);
	preempt_enable_notrace();
}

static void sct_probe_exit(SCT_PROBE_EXIT_ARGS)
{
	struct sct_target *target;

	if (likely(!sct_target_gate(task)))
		return;
	preempt_disable_notrace();
	for (target = sct_target_first(task); target; target = sct_target_next(target)) {
		sct_capture_task(target, SCT_TASK_EXIT, task, task->exit_code);
		sct_target_drop(target);
	}
	preempt_enable_notrace();
}

/* Stands for a siginfo: SEND_SIG_NOINFO (0) or SEND_SIG_PRIV (1), no pointer. */
static bool sct_is_special(const struct kernel_siginfo *info)
{
	return info <= SEND_SIG_PRIV;
}

/* The siginfo of the last @signo that is queued in @pending, or NULL. */
static const struct kernel_siginfo *sct_pending_siginfo(const struct sigpending *pending, int signo)
{
	unsigned int left = 64;	/* it is near the end: nothing is queued behind a death */
	const struct sigqueue *queue;

	list_for_each_entry_reverse(queue, &pending->list, list) {
		if (queue->info.si_signo == signo)
			return &queue->info;
		if (!--left)
			break;
	}
	return NULL;
}

/*
 * A signal that kills without a core dump is never delivered: the kernel makes
 * it a group exit as it is sent, and all threads get a SIGKILL without siginfo.
 * The signal itself is still queued.  One sent to the process is told by its
 * leader.  In the dying thread, under its siglock.
 */
static const struct kernel_siginfo *sct_fatal_siginfo(void)
{
	int signo = current->signal->group_exit_code & 0x7f;
	const struct kernel_siginfo *info;

	if (!signo || signo == SIGKILL)
		return NULL;
	info = sct_pending_siginfo(&current->pending, signo);
	if (!info && thread_group_leader(current))
		info = sct_pending_siginfo(&current->signal->shared_pending, signo);
	return info;
}

static void sct_probe_signal_deliver(void *data, int signo, struct kernel_siginfo *info,
				     struct k_sigaction *action)
{
	const struct kernel_siginfo *from = info;
	struct sct_target *target;
	u32 flags = 0;

	if (likely(!sct_target_gate(current)))
		return;
	/* A SIGKILL of its own is told by the exit status. */
	if (sct_is_special(info))
		from = sct_fatal_siginfo();
	if (!from)
		return;
	if (action->sa.sa_handler != SIG_DFL && action->sa.sa_handler != SIG_IGN)
		flags = SCT_SIG_HANDLED;
	preempt_disable_notrace();
	for (target = sct_target_first(current); target; target = sct_target_next(target))
		sct_capture_signal(target, from->si_signo, from, flags);
	preempt_enable_notrace();
}

/* The siginfo that the kernel would have queued for a special @from. */
static void sct_siginfo(struct kernel_siginfo *info, int signo, const struct kernel_siginfo *from,
			struct task_struct *task)
{
	if (!sct_is_special(from)) {
		*info = *from;
		return;
	}
	clear_siginfo(info);
	info->si_signo = signo;
	if (from == SEND_SIG_NOINFO) {
		info->si_code = SI_USER;
		info->si_pid = task_tgid_nr_ns(current, task_active_pid_ns(task));
		info->si_uid = from_kuid_munged(task_cred_xxx(task, user_ns), current_uid());
	} else {
		info->si_code = SI_KERNEL;
	}
}

/*
 * A signal that its receiver ignores is never delivered; a debugger would show
 * it.  Not from interrupts (timers): there may be a record under way here.
 */
static void sct_probe_signal_generate(void *data, int signo, struct kernel_siginfo *from,
				      struct task_struct *task, int group, int result)
{
	struct sct_target *target;
	struct kernel_siginfo info;

	if (likely(result != TRACE_SIGNAL_IGNORED) || !sct_target_gate(task) || !in_task())
		return;
	/* Not ignored, but too late; the sender holds the siglock. */
	if (task->signal->flags & SIGNAL_GROUP_EXIT)
		return;
	rcu_read_lock();
	preempt_disable_notrace();
	sct_siginfo(&info, signo, from, task);
	for (target = sct_target_first(task); target; target = sct_target_next(target))
		sct_capture_signal(target, signo, &info, SCT_SIG_IGNORED);
	preempt_enable_notrace();
	rcu_read_unlock();
}

/* --- Registration ----------------------------------------------------------- */

static struct sct_hook {
	const char *name;
	void *probe;
	struct tracepoint *tracepoint;
} sct_hooks[] = {
	/*
	 * In this order: exits are watched before any thread can become a
	 * target by a fork, and forks before calls are recorded.
	 */
	{ "sched_process_exit", sct_probe_exit },
	{ "sched_process_fork", sct_probe_fork },
	{ "sched_process_exec", sct_probe_exec },
	{ "signal_deliver", sct_probe_signal_deliver },
	{ "signal_generate", sct_probe_signal_generate },
	{ "sys_exit", sct_probe_sys_exit },
	{ "sys_enter", sct_probe_sys_enter },
};

static DEFINE_MUTEX(sct_hook_lock);
static unsigned int sct_hook_users;	/* under sct_hook_lock */

static void sct_hook_match(struct tracepoint *tracepoint, void *data)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sct_hooks); i++)
		if (!strcmp(sct_hooks[i].name, tracepoint->name))
			sct_hooks[i].tracepoint = tracepoint;
}

int sct_hook_init(void)
{
	unsigned int i;

	for_each_kernel_tracepoint(sct_hook_match, NULL);
	for (i = 0; i < ARRAY_SIZE(sct_hooks); i++) {
		if (!sct_hooks[i].tracepoint) {
			pr_err("no tracepoint %s in this kernel\n", sct_hooks[i].name);
			return -ENOENT;
		}
	}
	return 0;
}

/* Removes the probes of hooks[0 .. nr - 1]; none of them runs any more after. */
static void sct_hook_unregister(unsigned int nr)
{
	while (nr--)
		tracepoint_probe_unregister(sct_hooks[nr].tracepoint, sct_hooks[nr].probe, NULL);
	tracepoint_synchronize_unregister();
}

int sct_hook_get(void)
{
	unsigned int i;
	int err = 0;

	mutex_lock(&sct_hook_lock);
	if (sct_hook_users)
		goto counted;
	for (i = 0; i < ARRAY_SIZE(sct_hooks); i++) {
		err = tracepoint_probe_register(sct_hooks[i].tracepoint, sct_hooks[i].probe, NULL);
		if (err) {
			sct_hook_unregister(i);
			goto unlock;
		}
	}
counted:
	sct_hook_users++;
unlock:
	mutex_unlock(&sct_hook_lock);
	return err;
}

void sct_hook_put(void)
{
	mutex_lock(&sct_hook_lock);
	if (!--sct_hook_users)
		sct_hook_unregister(ARRAY_SIZE(sct_hooks));
	mutex_unlock(&sct_hook_lock);
}
