/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What differs between the kernels that sctrace builds on, each with the first
 * version that has the new form and the change that brought it; where it says "by
 * 7.2", with the first one that was looked at and has it: 6.12 does not.
 */
#ifndef SCT_COMPAT_H
#define SCT_COMPAT_H

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/net.h>
#include <linux/pagemap.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/user_namespace.h>
#include <linux/version.h>
#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 0, 0)
#include <linux/sched/exec_state.h>
#else
#include <linux/sched/coredump.h>
#include <linux/sched/mm.h>
#endif

/* By 7.2, sched_process_exit tells whether the thread is the last of its process. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(7, 0, 0)
#define SCT_PROBE_EXIT_ARGS	void *data, struct task_struct *task
#else
#define SCT_PROBE_EXIT_ARGS	void *data, struct task_struct *task, bool group_dead
#endif

/* By 7.2, the name system_unbound_wq is deprecated. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(7, 0, 0)
#define sct_unbound_wq	system_unbound_wq
#else
#define sct_unbound_wq	system_dfl_wq
#endif

/* By 7.2, fs_struct has one lock for its two. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(7, 0, 0)
static inline void sct_lock_fs(struct fs_struct *fs)
{
	spin_lock(&fs->lock);
}

static inline void sct_unlock_fs(struct fs_struct *fs)
{
	spin_unlock(&fs->lock);
}
#else
static inline void sct_lock_fs(struct fs_struct *fs)
{
	read_seqlock_excl(&fs->seq);
}

static inline void sct_unlock_fs(struct fs_struct *fs)
{
	read_sequnlock_excl(&fs->seq);
}
#endif

/* Exported by all, but by 7.2 declared in a header of net/unix. */
struct sock *unix_peer_get(struct sock *sk);

/*
 * By 7.2, what an execve leaves behind for ptrace to look at is the task's, not its
 * mm's.  Whether @task runs a program that its user may trace; *ns, with a
 * reference, is the user namespace that the program was executed in, or NULL when
 * the task is past its end.
 */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(7, 0, 0)
static inline bool sct_is_dumpable(struct task_struct *task, struct user_namespace **ns)
{
	struct task_exec_state *state;
	bool dumpable;

	rcu_read_lock();
	state = rcu_dereference(task->exec_state);
	dumpable = state && READ_ONCE(state->dumpable) == TASK_DUMPABLE_OWNER;
	*ns = state ? get_user_ns(state->user_ns) : NULL;
	rcu_read_unlock();
	return dumpable;
}

/* The same for current; any context, no reference: only an execve of its own replaces it. */
static inline bool sct_current_is_dumpable(struct user_namespace **ns)
{
	const struct task_exec_state *state;
	bool dumpable;

	rcu_read_lock();
	state = rcu_dereference(current->exec_state);
	dumpable = READ_ONCE(state->dumpable) == TASK_DUMPABLE_OWNER;
	*ns = state->user_ns;
	rcu_read_unlock();
	return dumpable;
}
#else
static inline bool sct_is_dumpable(struct task_struct *task, struct user_namespace **ns)
{
	struct mm_struct *mm = get_task_mm(task);
	bool dumpable = mm && get_dumpable(mm) == SUID_DUMP_USER;

	*ns = mm ? get_user_ns(mm->user_ns) : NULL;
	if (mm)
		mmput(mm);
	return dumpable;
}

static inline bool sct_current_is_dumpable(struct user_namespace **ns)
{
	*ns = current->mm->user_ns;
	return get_dumpable(current->mm) == SUID_DUMP_USER;
}
#endif

/* 6.3, "mm: introduce vma->vm_flags wrapper functions" */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
static inline void vm_flags_clear(struct vm_area_struct *vma, vm_flags_t flags)
{
	vma->vm_flags &= ~flags;
}
#endif

/* 6.2, "timers: Provide timer_delete[_sync]()"; 6.1.y has it by backport */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 1, 0)
#define timer_delete_sync(timer)	del_timer_sync(timer)
#endif

/* 5.16, "gup: Turn fault_in_pages_{readable,writeable} into fault_in_{readable,writeable}" */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 16, 0)
static inline size_t fault_in_readable(const char __user *addr, size_t size)
{
	return fault_in_pages_readable(addr, size) ? size : 0;
}
#endif

/* 5.13, "fs: make file_open_root() take a path"; by it, how to open a file of @mnt */
static inline struct file *sct_open_in(struct vfsmount *mnt, const char *name, int flags)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 13, 0)
	return file_open_root(mnt->mnt_root, mnt, name, flags, 0);
#else
	return file_open_root_mnt(mnt, name, flags, 0);
#endif
}

/* 5.14, "sched: Change task_struct::state" */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 14, 0)
#define sct_task_state(task)		READ_ONCE((task)->state)
#else
#define sct_task_state(task)		READ_ONCE((task)->__state)
#endif

/* 5.11, "net: Remove the err argument from sock_from_file" */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 11, 0)
static inline struct socket *sct_sock_from_file(struct file *file)
{
	int err;

	return sock_from_file(file, &err);
}
#else
#define sct_sock_from_file(file)	sock_from_file(file)
#endif

/* 6.12, "fs: remove no_llseek": a NULL llseek means the same there */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 12, 0)
#define SCT_NO_LLSEEK			.llseek = no_llseek,
#else
#define SCT_NO_LLSEEK
#endif

/*
 * 6.13, "tracing: Declare system call tracepoints with TRACE_EVENT_SYSCALL": until
 * then these tracepoints turned preemption off themselves
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 13, 0)
#define SCT_ENTRY_MAY_FAULT	false
static __always_inline void sct_probe_lock(void) { }
static __always_inline void sct_probe_unlock(void) { }
#else
/* Without the lock, that is, and where the user memory of current is. */
#define SCT_ENTRY_MAY_FAULT	true
static __always_inline void sct_probe_lock(void)
{
	preempt_disable_notrace();
}

static __always_inline void sct_probe_unlock(void)
{
	preempt_enable_notrace();
}
#endif

#endif
