/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What differs between the kernels that sctrace builds on, each with the first
 * version that has the new form and the change that brought it.
 */
#ifndef SCT_COMPAT_H
#define SCT_COMPAT_H

#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/net.h>
#include <linux/pagemap.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <linux/version.h>

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
static __always_inline void sct_probe_lock(void) { }
static __always_inline void sct_probe_unlock(void) { }
#else
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
