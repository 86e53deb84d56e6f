// SPDX-License-Identifier: GPL-2.0
/*
 * How much of the kernel's memory a user may have for sessions, and how fast one may
 * begin them.  Whoever has CAP_IPC_LOCK is not counted.
 */
#include <linux/capability.h>
#include <linux/cpumask.h>
#include <linux/cred.h>
#include <linux/jiffies.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/user_namespace.h>

#include "sctrace.h"

/**
 * struct sct_account - of one user
 * @node: in sct_accounts
 * @uid: whose
 * @limit: bytes, as they were when the user last opened a session
 * @bytes: charged
 * @next_open: jiffies
 */
struct sct_account {
	struct list_head node;
	kuid_t uid;
	unsigned long limit;
	atomic_long_t bytes;
	unsigned long next_open;
};

/* They stay until the module goes: there are no more of them than users. */
static LIST_HEAD(sct_accounts);
static DEFINE_MUTEX(sct_accounts_lock);

/* Who answers for current: of a user namespace, its outermost owner. */
static kuid_t sct_account_uid(void)
{
	const struct user_namespace *ns = current_user_ns();
	kuid_t uid = current_uid();

	for (; ns->parent; ns = ns->parent)
		uid = ns->owner;
	return uid;
}

/* With sct_accounts_lock. */
static struct sct_account *sct_account_find(kuid_t uid)
{
	struct sct_account *account;

	list_for_each_entry(account, &sct_accounts, node)
		if (uid_eq(account->uid, uid))
			return account;
	account = kzalloc(sizeof(*account), GFP_KERNEL);
	if (!account)
		return NULL;
	account->uid = uid;
	account->next_open = jiffies;
	list_add(&account->node, &sct_accounts);
	return account;
}

/* Every session patches the kernel's code twice, for which all CPUs are interrupted. */
static int sct_account_pace(struct sct_account *account)
{
	unsigned long now = jiffies, at;

	mutex_lock(&sct_accounts_lock);
	at = time_after(account->next_open, now) ? account->next_open : now;
	account->next_open = at + HZ / 20;
	mutex_unlock(&sct_accounts_lock);
	while (time_before(jiffies, at)) {
		schedule_timeout_killable(at - jiffies);
		if (fatal_signal_pending(current))
			return -EINTR;
	}
	return 0;
}

int sct_account_open(struct sct_account **result)
{
	unsigned long own = (unsigned long)sct_user_kb * 1024 * num_present_cpus();
	struct sct_account *account;

	*result = NULL;
	if (capable(CAP_IPC_LOCK))
		return 0;
	mutex_lock(&sct_accounts_lock);
	account = sct_account_find(sct_account_uid());
	mutex_unlock(&sct_accounts_lock);
	if (!account)
		return -ENOMEM;
	WRITE_ONCE(account->limit, own + min(rlimit(RLIMIT_MEMLOCK), ULONG_MAX - own));
	*result = account;
	return sct_account_pace(account);
}

int sct_charge(struct sct_account *account, size_t bytes)
{
	unsigned long now;

	if (!account)
		return 0;
	now = atomic_long_add_return(bytes, &account->bytes);
	if (now <= READ_ONCE(account->limit))
		return 0;
	atomic_long_sub(bytes, &account->bytes);
	return -EDQUOT;
}

void sct_uncharge(struct sct_account *account, size_t bytes)
{
	if (account)
		atomic_long_sub(bytes, &account->bytes);
}

void sct_account_exit(void)
{
	struct sct_account *account, *next;

	list_for_each_entry_safe(account, next, &sct_accounts, node) {
		WARN_ON_ONCE(atomic_long_read(&account->bytes));
		kfree(account);
	}
}
