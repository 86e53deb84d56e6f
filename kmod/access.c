// SPDX-License-Identifier: GPL-2.0
/*
 * Who may trace whom: sct_access_begin() decides for a thread that is to become a
 * target, sct_access_lasts() whether what was decided still holds when its image or
 * its credentials may have changed.  docs/security.md says what is promised.
 */
#include <linux/binfmts.h>
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/pid_namespace.h>
#include <linux/proc_fs.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/security.h>
#include <linux/user_namespace.h>

#include "compat.h"
#include "sctrace.h"

/*
 * ptrace_may_access() is out of a module's reach, and with it the security modules:
 * Yama, SELinux, AppArmor.  But opening /proc/PID/mem asks them all whether the opener
 * could attach with ptrace.  So the module has a procfs of its own, where nobody can
 * put another file in that place.
 */
static struct vfsmount *sct_proc;

int sct_access_init(void)
{
	struct file_system_type *type = get_fs_type("proc");

	if (!type)
		return -ENODEV;
	sct_proc = kern_mount(type);
	return PTR_ERR_OR_ZERO(sct_proc);
}

void sct_access_exit(void)
{
	kern_unmount(sct_proc);
}

/* --- What the kernel's security modules say ---------------------------------- */

/* Whether current, as it is now, could attach to @task with ptrace: 0 or -errno. */
static int sct_could_attach(struct task_struct *task)
{
	struct pid_namespace *ns = proc_pid_ns(sct_proc->mnt_sb);
	struct file *file;
	char name[32];
	int err = 0;

	snprintf(name, sizeof(name), "%d/mem", task_pid_nr_ns(task, ns));
	file = sct_open_in(sct_proc, name, O_RDONLY);
	if (!IS_ERR(file)) {
		fput(file);
		/* Nobody else has its number before it was reaped. */
		return pid_alive(task) ? 0 : -ESRCH;
	}
	err = PTR_ERR(file);
	if (err == -ENOENT)
		return -ESRCH;
	return err == -ESRCH || err == -EINTR || err == -ENOMEM ? err : -EPERM;
}

/* As the caller, and as who opened the session. */
static int sct_both_could_attach(const struct sct_session *session, struct task_struct *task)
{
	const struct cred *saved;
	int err = sct_could_attach(task);

	if (err || session->cred == current_cred())
		return err;
	saved = override_creds(session->cred);
	err = sct_could_attach(task);
	revert_creds(saved);
	return err;
}

/* What records hold is what kprobes could read. */
int sct_access_locked_down(void)
{
	return security_locked_down(LOCKDOWN_KPROBES) ? -EPERM : 0;
}

int sct_access_all(const struct sct_session *session)
{
	struct task_struct *init;
	int err = sct_access_locked_down();

	if (err)
		return err;
	if (!file_ns_capable(session->file, &init_user_ns, CAP_SYS_PTRACE) ||
	    !capable(CAP_SYS_PTRACE))
		return -EPERM;
	/* Who may attach to the first process may to any: Yama's last level is for all. */
	rcu_read_lock();
	init = pid_task(find_pid_ns(1, proc_pid_ns(sct_proc->mnt_sb)), PIDTYPE_PID);
	if (init)
		get_task_struct(init);
	rcu_read_unlock();
	if (!init)
		return -EPERM;
	err = sct_both_could_attach(session, init);
	put_task_struct(init);
	return err;
}

/* --- The rule of ptrace(2) ----------------------------------------------------- */

static bool sct_same_ids(const struct cred *cred, const struct cred *target)
{
	return uid_eq(cred->uid, target->uid) && uid_eq(cred->uid, target->euid) &&
	       uid_eq(cred->uid, target->suid) && gid_eq(cred->gid, target->gid) &&
	       gid_eq(cred->gid, target->egid) && gid_eq(cred->gid, target->sgid);
}

/* No user, group or capability that @cred does not have. */
static bool sct_no_more_than(const struct cred *cred, const struct cred *target)
{
	return sct_same_ids(cred, target) && cred->user_ns == target->user_ns &&
	       cap_issubset(target->cap_permitted, cred->cap_permitted);
}

/* What a decision is about. */
struct sct_subject {
	const struct cred *cred;
	struct user_namespace *image_ns;	/* in which the program was executed */
	bool dumpable;
};

/* @over_task, @over_image: CAP_SYS_PTRACE over the two user namespaces. */
static bool sct_rule(const struct cred *cred, const struct sct_subject *subject, bool over_task,
		     bool over_image)
{
	return (over_task || sct_no_more_than(cred, subject->cred)) &&
	       (over_image || subject->dumpable);
}

static bool sct_is_within(const struct user_namespace *ns, const struct user_namespace *outer)
{
	while (ns->level > outer->level)
		ns = ns->parent;
	return ns == outer;
}

static int sct_decide(const struct sct_session *session, const struct sct_subject *subject,
		      struct sct_grant *grant)
{
	struct user_namespace *task_ns = subject->cred->user_ns, *image_ns = subject->image_ns;
	bool opener_task = file_ns_capable(session->file, task_ns, CAP_SYS_PTRACE);
	bool opener_image = file_ns_capable(session->file, image_ns, CAP_SYS_PTRACE);
	bool caller_task = ns_capable(task_ns, CAP_SYS_PTRACE);
	bool caller_image = ns_capable(image_ns, CAP_SYS_PTRACE);

	if (!sct_rule(session->cred, subject, opener_task, opener_image) ||
	    !sct_rule(current_cred(), subject, caller_task, caller_image))
		return -EPERM;
	*grant = (struct sct_grant){ .cred = subject->cred };
	if (opener_task && opener_image && caller_task && caller_image)
		grant->over = sct_is_within(task_ns, image_ns) ? image_ns :
			      sct_is_within(image_ns, task_ns) ? task_ns : NULL;
	sct_grant_get(grant);
	return 0;
}

int sct_access_begin(const struct sct_session *session, struct task_struct *task,
		     struct sct_grant *grant)
{
	struct sct_subject subject;
	int err = sct_access_locked_down();

	if (!err)
		err = sct_both_could_attach(session, task);
	if (!err)
		err = down_read_killable(&task->signal->exec_update_lock);
	if (err)
		return err;
	/*
	 * Credentials first, as ptrace does: a task that changes them becomes
	 * undumpable before.
	 */
	subject.cred = get_task_cred(task);
	smp_rmb();	/* pairs with the write barrier in commit_creds() */
	subject.dumpable = sct_is_dumpable(task, &subject.image_ns);
	if (!subject.image_ns)
		subject.image_ns = get_user_ns(subject.cred->user_ns);
	err = sct_decide(session, &subject, grant);
	put_user_ns(subject.image_ns);
	put_cred(subject.cred);
	if (err)
		sct_access_end(task);
	return err;
}

void sct_access_end(struct task_struct *task)
{
	up_read(&task->signal->exec_update_lock);
}

/* --- Whether it lasts ------------------------------------------------------------ */

void sct_grant_get(const struct sct_grant *grant)
{
	get_cred(grant->cred);
	if (grant->over)
		get_user_ns(grant->over);
}

void sct_grant_put(const struct sct_grant *grant)
{
	put_cred(grant->cred);
	if (grant->over)
		put_user_ns(grant->over);
}

/* A namespace that somebody with @cred made, or one inside of it: who made it may all there. */
static bool sct_is_own_ns(const struct cred *cred, const struct user_namespace *ns)
{
	while (ns->level > cred->user_ns->level + 1)
		ns = ns->parent;
	return ns->parent == cred->user_ns && uid_eq(ns->owner, cred->euid);
}

/* No capability check: for any context. */
static bool sct_grant_lasts(const struct sct_grant *grant, const struct sct_subject *subject)
{
	if (grant->over)
		return sct_is_within(subject->cred->user_ns, grant->over) &&
		       sct_is_within(subject->image_ns, grant->over);
	/* It was allowed as it was: so it has to be still. */
	return subject->dumpable && (sct_no_more_than(grant->cred, subject->cred) ||
				     sct_is_own_ns(grant->cred, subject->cred->user_ns));
}

bool sct_access_lasts_exec(const struct sct_grant *grant, const struct linux_binprm *bprm)
{
	struct sct_subject subject = { .cred = current_cred() };

	subject.dumpable = sct_current_is_dumpable(&subject.image_ns);
	return sct_grant_lasts(grant, &subject) && (grant->over || !bprm->secureexec);
}

struct mm_struct *sct_access_mm(const struct sct_grant *grant, struct task_struct *task)
{
	struct sct_subject subject;
	struct mm_struct *mm = NULL;

	if (down_read_killable(&task->signal->exec_update_lock))
		return NULL;
	subject.cred = get_task_cred(task);
	smp_rmb();	/* as in sct_access_begin() */
	subject.dumpable = sct_is_dumpable(task, &subject.image_ns);
	if (subject.image_ns && sct_grant_lasts(grant, &subject))
		mm = get_task_mm(task);
	if (subject.image_ns)
		put_user_ns(subject.image_ns);
	put_cred(subject.cred);
	if (!mm)
		sct_access_end(task);
	return mm;
}
