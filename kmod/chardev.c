// SPDX-License-Identifier: GPL-2.0
/*
 * /dev/sctrace: every argument that comes from user space is checked here or in
 * sct_plan_load(), before anything else sees it.
 */
#include <linux/compat.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "sctrace.h"

static int sct_open(struct inode *inode, struct file *file)
{
	struct sct_session *session;
	int err = sct_access_locked_down();

	if (err)
		return err;
	session = sct_session_open(file);
	if (IS_ERR(session))
		return PTR_ERR(session);
	file->private_data = session;
	return nonseekable_open(inode, file);
}

static int sct_release(struct inode *inode, struct file *file)
{
	sct_session_close(file->private_data);
	return 0;
}

/* --- ioctls -------------------------------------------------------------------- */

/* Takes @least bytes or more of a structure whose first field is its size. */
static int sct_get_struct(void *to, size_t size, size_t least, const void __user *from)
{
	u32 user_size;
	int err;

	if (get_user(user_size, (const u32 __user *)from))
		return -EFAULT;
	if (user_size < least)
		return -EINVAL;
	if (user_size > PAGE_SIZE)	/* nothing that long will ever be meant */
		return -E2BIG;
	err = copy_struct_from_user(to, size, from, user_size);
	/* It may have changed meanwhile: what was checked counts. */
	*(u32 *)to = user_size;
	return err;
}

/* Gives back as much as the caller knows of; its size field stays. */
static int sct_put_struct(void __user *to, u32 user_size, const void *from, size_t size)
{
	return copy_to_user(to, from, min_t(size_t, user_size, size)) ? -EFAULT : 0;
}

static int sct_ioctl_info(struct sct_session *session, void __user *arg)
{
	struct sct_info info;
	u32 size;
	int err = sct_get_struct(&info, sizeof(info), sizeof(info), arg);

	if (err)
		return err;
	size = info.size;
	info = (struct sct_info){
		.size = size,
		.abi_version = SCT_ABI_VERSION,
		.nr_rings = nr_cpu_ids,
		.clock = sct_clock_kind(),
		.clock_khz = sct_clock_khz(),
		.page_size = PAGE_SIZE,
		.ring_bytes = sct_session_ring_bytes(session),
		.max_ring_bytes = sct_max_ring_mb << 20,
	};
	sct_clock_pair(&info.clock_now, &info.monotonic_now, &info.realtime_now);
	return sct_put_struct(arg, size, &info, sizeof(info));
}

static int sct_ioctl_config(struct sct_session *session, void __user *arg)
{
	struct sct_config config;
	int err = sct_get_struct(&config, sizeof(config), sizeof(config), arg);

	return err ? err : sct_session_config(session, &config);
}

static int sct_ioctl_syscalls(struct sct_session *session, void __user *arg)
{
	struct sct_syscalls calls;
	int err = sct_get_struct(&calls, sizeof(calls), sizeof(calls), arg);

	if (err)
		return err;
	if (calls.abi >= SCT_NR_ABIS)
		return -EINVAL;
	if (session->started)
		return -EBUSY;
	memcpy(session->bits[calls.abi], calls.bits, sizeof(calls.bits));
	return 0;
}

static int sct_ioctl_plan(struct sct_session *session, void __user *arg)
{
	struct sct_plan plan;
	int err = sct_get_struct(&plan, sizeof(plan), sizeof(plan), arg);

	if (err)
		return err;
	if (plan.flags || plan.reserved)
		return -EINVAL;
	return sct_session_set_plan(session, &plan);
}

static int sct_target_check(const struct sct_target_req *req)
{
	u32 flags = req->op == SCT_TARGET_REMOVE ? SCT_TARGET_THREADS : SCT_TARGET_ALL_FLAGS;

	if (req->op != SCT_TARGET_ADD && req->op != SCT_TARGET_REMOVE)
		return -EINVAL;
	if (req->depth && !(req->flags & SCT_TARGET_FOLLOW))
		return -EINVAL;
	return req->flags & ~flags ? -EINVAL : 0;
}

static int sct_ioctl_target(struct sct_session *session, void __user *arg)
{
	struct sct_target_req req;
	int err = sct_get_struct(&req, sizeof(req), sizeof(req), arg);

	if (err)
		return err;
	err = sct_target_check(&req);
	if (err)
		return err;
	req.threads = 0;
	if (req.op == SCT_TARGET_REMOVE) {
		err = sct_target_remove(session, &req);
	} else {
		/* Forks and exits of targets are followed from the first one on. */
		err = sct_session_need_hooks(session);
		if (!err)
			err = sct_target_add(session, &req);
	}
	return err ? err : sct_put_struct(arg, req.size, &req, sizeof(req));
}

static int sct_ioctl_select(struct sct_session *session, void __user *arg)
{
	struct sct_select select;
	int err = sct_get_struct(&select, sizeof(select), sizeof(select), arg);

	if (err)
		return err;
	err = sct_session_need_hooks(session);
	if (err)
		return err;
	select.threads = 0;
	err = sct_select(session, &select);
	return err ? err : sct_put_struct(arg, select.size, &select, sizeof(select));
}

static int sct_ioctl_stats(struct sct_session *session, void __user *arg)
{
	struct sct_stats stats;
	int err = sct_get_struct(&stats, sizeof(stats), sizeof(stats), arg);

	if (err)
		return err;
	err = sct_session_stats(session, &stats);
	return err ? err : sct_put_struct(arg, stats.size, &stats, sizeof(stats));
}

static int sct_ioctl_counts(struct sct_session *session, void __user *arg)
{
	struct sct_counts counts;
	int err = sct_get_struct(&counts, sizeof(counts), sizeof(counts), arg);

	return err ? err : sct_count_get(session, &counts);
}

static long sct_ioctl_locked(struct sct_session *session, unsigned int cmd, unsigned long value)
{
	void __user *arg = (void __user *)value;

	switch (cmd) {
	case SCT_IOC_INFO:
		return sct_ioctl_info(session, arg);
	case SCT_IOC_CONFIG:
		return sct_ioctl_config(session, arg);
	case SCT_IOC_SYSCALLS:
		return sct_ioctl_syscalls(session, arg);
	case SCT_IOC_PLAN:
		return sct_ioctl_plan(session, arg);
	case SCT_IOC_TARGET:
		return sct_ioctl_target(session, arg);
	case SCT_IOC_START:
		return value ? -EINVAL : sct_session_start(session);
	case SCT_IOC_STOP:
		if (value)
			return -EINVAL;
		sct_session_stop(session);
		return 0;
	case SCT_IOC_COUNTS:
		return sct_ioctl_counts(session, arg);
	case SCT_IOC_SELECT:
		return sct_ioctl_select(session, arg);
	case SCT_IOC_STATS:
		return sct_ioctl_stats(session, arg);
	default:
		return -ENOTTY;
	}
}

static long sct_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct sct_session *session = file->private_data;
	long ret;

	if (mutex_lock_killable(&session->lock))
		return -EINTR;
	ret = sct_ioctl_locked(session, cmd, arg);
	mutex_unlock(&session->lock);
	return ret;
}

/* --- read, poll, mmap ------------------------------------------------------------ */

/* Whole records of one ring; the bytes copied, or -errno. */
static ssize_t sct_read_ring(struct sct_ring *ring, char __user *to, size_t room)
{
	const void *data;
	int len = sct_ring_peek(ring, room, &data);

	if (len <= 0)
		return len;
	if (copy_to_user(to, data, len))
		return -EFAULT;
	sct_ring_consume(ring, len);
	return len;
}

/* Whole records of all rings, one after the other. */
static ssize_t sct_read_rings(struct sct_session *session, char __user *to, size_t room)
{
	ssize_t len, done = 0, err = 0;
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		if (!session->rings[cpu])
			continue;
		len = sct_read_ring(session->rings[cpu], to + done, room - done);
		if (len < 0)
			err = len;
		else
			done += len;
	}
	return done ? done : err;
}

static ssize_t sct_read_locked(struct sct_session *session, char __user *to, size_t room,
			       bool *finished)
{
	int err = sct_session_claim(session, SCT_CONSUMER_READ);

	if (err)
		return err;
	/* Before the rings: what was committed earlier is seen there. */
	*finished = sct_session_finished(session);
	smp_rmb();	/* pairs with the release of a record before the last target goes */
	return sct_read_rings(session, to, room);
}

static ssize_t sct_read(struct file *file, char __user *to, size_t room, loff_t *pos)
{
	struct sct_session *session = file->private_data;
	bool finished = false;
	ssize_t len;

	for (;;) {
		if (mutex_lock_killable(&session->lock))
			return -EINTR;
		len = sct_read_locked(session, to, room, &finished);
		mutex_unlock(&session->lock);
		if (len || finished)
			return len;
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		sct_session_will_wait(session);
		if (wait_event_interruptible(session->wait, sct_session_readable(session)))
			return -ERESTARTSYS;
	}
}

static __poll_t sct_poll(struct file *file, struct poll_table_struct *table)
{
	struct sct_session *session = file->private_data;
	__poll_t events = 0;

	poll_wait(file, &session->wait, table);
	sct_session_will_wait(session);
	if (sct_session_finished(session))
		events = EPOLLIN | EPOLLRDNORM | EPOLLHUP;
	else if (sct_session_readable(session))
		events = EPOLLIN | EPOLLRDNORM;
	return events;
}

/*
 * The caller holds the mmap lock, which page faults need: session->lock, under which
 * ioctls copy from user memory, must not be waited for here.
 */
static int sct_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sct_session *session = file->private_data;
	unsigned long pages_per_cpu = SCT_MMAP_OFFSET(1) >> PAGE_SHIFT;
	unsigned long cpu = vma->vm_pgoff / pages_per_cpu;
	unsigned long page = vma->vm_pgoff % pages_per_cpu;
	int err;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if (cpu >= nr_cpu_ids)
		return -ENODEV;
	err = sct_session_claim(session, SCT_CONSUMER_MMAP);
	if (err)
		return err;
	/* once made, rings stay until the file is closed */
	if (!session->rings[cpu])
		return -ENODEV;
	return sct_ring_mmap(session->rings[cpu], vma, page);
}

static const struct file_operations sct_fops = {
	.owner = THIS_MODULE,
	.open = sct_open,
	.release = sct_release,
	.read = sct_read,
	.poll = sct_poll,
	.mmap = sct_mmap,
	.unlocked_ioctl = sct_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	SCT_NO_LLSEEK
};

static struct miscdevice sct_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "sctrace",
	.fops = &sct_fops,
	.mode = 0600,
};

int sct_chardev_init(void)
{
	return misc_register(&sct_device);
}

void sct_chardev_exit(void)
{
	misc_deregister(&sct_device);
}
