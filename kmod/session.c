// SPDX-License-Identifier: GPL-2.0
/*
 * One open file: its rings, its life from open to close, and how its reader is
 * woken.
 */
#include <linux/cpumask.h>
#include <linux/cred.h>
#include <linux/freezer.h>
#include <linux/jiffies.h>
#include <linux/log2.h>
#include <linux/pid_namespace.h>
#include <linux/poll.h>
#include <linux/slab.h>

#include "compat.h"
#include "sctrace.h"

/* --- Waking the reader --------------------------------------------------------
 *
 * Waking costs the target a few thousand instructions, so it must be rare.  A
 * reader that goes to sleep starts a timer; records that come before it runs out
 * do nothing, except one that fills a ring to wake_bytes.  When the timer finds
 * records, it wakes the reader; when it finds none, the next record will
 * (SCT_WAKE_ANY).
 *
 * A plain record does not look at wake_at.  It looks at its ring's @limit, which is
 * below the mark, and at @special, where the timer asks it to look.  It marks the
 * ring as busy first: the timer asks, and looks once more a tick later, which is
 * longer than any store takes to leave a store buffer.  Then a record that had not
 * seen the timer's wish is there, or it keeps the ring busy and the timer awake.
 */
static unsigned long sct_wake_ticks(void)
{
	return max(1UL, msecs_to_jiffies(10));
}

/* For those that do not hold rings_lock: NULL, or whole. */
static struct sct_ring **sct_session_rings(const struct sct_session *session)
{
	/* Pairs with the release in sct_session_config_locked(). */
	return smp_load_acquire(&session->rings);
}

static bool sct_session_has_records(const struct sct_session *session)
{
	struct sct_ring **rings = sct_session_rings(session);
	unsigned int cpu;

	if (!rings)
		return false;
	for_each_possible_cpu(cpu)
		if (rings[cpu] && sct_ring_used(rings[cpu]))
			return true;
	return false;
}

static void sct_session_wake_work(struct irq_work *work)
{
	struct sct_session *session = container_of(work, struct sct_session, wake_work);

	wake_up_interruptible_poll(&session->wait, EPOLLIN | EPOLLRDNORM);
}

void sct_session_wake(struct sct_session *session)
{
	/* One of all CPUs does it.  Pairs with sct_session_will_wait(). */
	if (xchg(&session->wake_at, SCT_WAKE_NEVER) != SCT_WAKE_NEVER)
		irq_work_queue(&session->wake_work);
}

/* Has each CPU's next record look at wake_at; true: some record is being written. */
static bool sct_session_ask(struct sct_session *session)
{
	struct sct_ring **rings = sct_session_rings(session);
	unsigned int cpu;
	bool busy = false;

	if (!rings)
		return false;
	for_each_possible_cpu(cpu) {
		if (!rings[cpu])
			continue;
		sct_ring_ask(rings[cpu]);
		busy |= sct_ring_busy(rings[cpu]);
	}
	return busy;
}

static void sct_session_timer(struct timer_list *timer)
{
	struct sct_session *session = container_of(timer, struct sct_session, timer);
	bool busy;

	if (READ_ONCE(session->wake_at) == SCT_WAKE_NEVER)
		return;
	if (sct_session_has_records(session)) {
		sct_session_wake(session);
		return;
	}
	/* Awake meanwhile: then it is not ours to change. */
	cmpxchg(&session->wake_at, session->wake_bytes, SCT_WAKE_ANY);
	busy = sct_session_ask(session);
	if (session->quiet_ticks++ < 2 || busy)
		mod_timer(timer, jiffies + sct_wake_ticks());
}

void sct_session_will_wait(struct sct_session *session)
{
	session->quiet_ticks = 0;
	/* Full barrier: the caller looks at the rings after this. */
	xchg(&session->wake_at, session->wake_bytes);
	/* It has read what there was. */
	if (waitqueue_active(&session->room))
		wake_up_all(&session->room);
	mod_timer(&session->timer, jiffies + sct_wake_ticks());
}

/*
 * The reader frees room in its own memory, so nobody tells us: look now and then.
 * When it has read all, it comes by sct_session_will_wait().
 */
void sct_session_wait_for_room(struct sct_session *session, struct sct_ring *ring)
{
	unsigned long until = jiffies + session->wait_ticks;
	DEFINE_WAIT(wait);
	ktime_t nap;

	atomic64_inc(&session->waits);
	for (;;) {
		prepare_to_wait(&session->room, &wait, TASK_KILLABLE);
		if (!READ_ONCE(session->armed) || !sct_ring_must_wait(ring) ||
		    fatal_signal_pending(current))
			break;
		/* The machine is to be suspended: the reader may be asleep already. */
		if (freezing(current))
			break;
		if (time_after(jiffies, until)) {
			sct_ring_gave_up(ring);
			break;
		}
		nap = NSEC_PER_MSEC;
		schedule_hrtimeout_range(&nap, NSEC_PER_MSEC / 4, HRTIMER_MODE_REL);
	}
	finish_wait(&session->room, &wait);
}

bool sct_session_finished(const struct sct_session *session)
{
	/* Pairs with the exchange in STOP and the count in sct_target_drop(). */
	return (READ_ONCE(session->started) && !READ_ONCE(session->armed)) ||
	       (READ_ONCE(session->seen_targets) && !READ_ONCE(session->selection) &&
		!atomic_read(&session->nr_targets));
}

bool sct_session_readable(const struct sct_session *session)
{
	return sct_session_has_records(session) || sct_session_finished(session);
}

/* --- Life --------------------------------------------------------------------- */

static int sct_session_charge(struct sct_session *session, size_t bytes)
{
	int err = sct_charge(session->account, bytes);

	if (!err)
		atomic_long_add(bytes, &session->charged);
	return err;
}

static void sct_session_uncharge(struct sct_session *session, size_t bytes)
{
	atomic_long_sub(bytes, &session->charged);
	sct_uncharge(session->account, bytes);
}

/*
 * What a session is charged for itself: more than it takes, for there to be no
 * hundreds of them.
 */
#define SCT_SESSION_BYTES	65536

struct sct_session *sct_session_open(struct file *file)
{
	struct sct_session *session = kvzalloc(sizeof(*session), GFP_KERNEL_ACCOUNT);
	int err = -ENOMEM;

	if (!session)
		return ERR_PTR(err);
	err = sct_account_open(&session->account);
	if (!err)
		err = sct_session_charge(session, SCT_SESSION_BYTES);
	if (err)
		goto err_free;
	session->cpus = alloc_percpu_gfp(struct sct_cpu, GFP_KERNEL_ACCOUNT);
	if (!session->cpus) {
		err = -ENOMEM;
		goto err_uncharge;
	}
	session->wake_at = SCT_WAKE_NEVER;
	session->wake_bytes = SCT_MIN_RING_BYTES;
	memset(session->bits, 0xff, sizeof(session->bits));
	INIT_LIST_HEAD(&session->targets);
	mutex_init(&session->lock);
	mutex_init(&session->rings_lock);
	init_waitqueue_head(&session->wait);
	init_waitqueue_head(&session->room);
	init_irq_work(&session->wake_work, sct_session_wake_work);
	timer_setup(&session->timer, sct_session_timer, 0);
	session->pid_ns = get_pid_ns(task_active_pid_ns(current));
	session->cred = get_cred(file->f_cred);
	session->file = file;
	return session;

err_uncharge:
	sct_session_uncharge(session, atomic_long_read(&session->charged));
err_free:
	kvfree(session);
	return ERR_PTR(err);
}

static void sct_session_free_rings(struct sct_session *session)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		kvfree(per_cpu_ptr(session->cpus, cpu)->counts);
	free_percpu(session->cpus);
	if (!session->rings)
		return;
	for_each_possible_cpu(cpu)
		sct_ring_free(session->rings[cpu]);
	kfree(session->rings);
	sct_ring_free(session->no_ring);
}

/* The last reference to the file is gone: no ioctl, no mapping, no waiter. */
void sct_session_close(struct sct_session *session)
{
	sct_session_stop(session);
	sct_select_end(session);
	sct_target_remove_all(session);
	if (session->hooked)
		sct_hook_put();
	/* Probes that found a target before it went may still use the session. */
	synchronize_rcu();
	wait_var_event(&session->waiters, !atomic_read(&session->waiters));
	/* The timer may queue the work, and the work touches only @wait. */
	timer_delete_sync(&session->timer);
	irq_work_sync(&session->wake_work);
	sct_select_free(session);
	sct_session_free_rings(session);
	sct_plan_free(session->plan);
	sct_session_uncharge(session, atomic_long_read(&session->charged));
	put_cred(session->cred);
	put_pid_ns(session->pid_ns);
	kvfree(session);
}

static int sct_session_need_counts(struct sct_session *session, unsigned int cpu)
{
	struct sct_cpu *of_cpu = per_cpu_ptr(session->cpus, cpu);

	/* A CONFIG that found no memory may have left it. */
	if (!of_cpu->counts)
		of_cpu->counts = sct_count_alloc(cpu);
	return of_cpu->counts ? 0 : -ENOMEM;
}

int sct_session_set_plan(struct sct_session *session, const struct sct_plan *plan)
{
	struct sct_plan_table *table;
	size_t bytes;
	int err;

	if (session->started)
		return -EBUSY;
	err = sct_plan_load(plan, &table);
	if (err)
		return err;
	bytes = sct_plan_bytes(plan);
	err = sct_session_charge(session, bytes);
	if (err) {
		sct_plan_free(table);
		return err;
	}
	sct_session_uncharge(session, session->plan_bytes);
	session->plan_bytes = bytes;
	sct_plan_free(session->plan);
	session->plan = table;
	return 0;
}

#define SCT_BESIDE_RINGS	(1U << 20)

/* Of all CPUs: the rings, their tables of pages, and the counters. */
static size_t sct_session_ring_memory(u32 size, bool counting)
{
	size_t each = sizeof(struct sct_ring) + size + 2 * PAGE_SIZE +
		      2 * (size >> PAGE_SHIFT) * sizeof(struct page *);

	if (counting)
		each += sizeof(struct sct_count_table);
	return num_present_cpus() * each;
}

static int sct_session_config_locked(struct sct_session *session,
				     const struct sct_config *config)
{
	u32 size = config->ring_bytes ? config->ring_bytes : sct_ring_kb * 1024;
	u32 brake = config->wait_bytes ? config->wait_bytes : size - size / 4;
	struct sct_ring **rings;
	unsigned int cpu;
	size_t memory;
	int err;

	if (session->rings)
		return -EBUSY;
	if (config->flags & ~SCT_CONFIG_ALL_FLAGS || !is_power_of_2(size) ||
	    size < SCT_MIN_RING_BYTES || size > sct_max_ring_mb << 20 ||
	    config->wake_bytes > size || config->wait_bytes > size ||
	    (config->max_ns && config->min_ns > config->max_ns))
		return -EINVAL;
	/* What is counted is not held back. */
	if (config->flags & SCT_CONFIG_COUNT && (config->min_ns || config->max_ns))
		return -EINVAL;
	/* They have no room for what is held back. */
	if ((config->min_ns || config->max_ns) && (session->seen_targets || session->selection))
		return -EBUSY;
	memory = sct_session_ring_memory(size, config->flags & SCT_CONFIG_COUNT);
	/* They leave something for the plan and the targets. */
	err = sct_session_charge(session, memory + SCT_BESIDE_RINGS);
	if (err)
		return err;
	sct_session_uncharge(session, SCT_BESIDE_RINGS);
	rings = kcalloc(nr_cpu_ids, sizeof(*rings), GFP_KERNEL_ACCOUNT);
	if (!rings) {
		sct_session_uncharge(session, memory);
		return -ENOMEM;
	}
	session->cpu_time = config->flags & SCT_CONFIG_CPU_TIME;
	session->counting = config->flags & SCT_CONFIG_COUNT;
	session->by_duration = config->min_ns || config->max_ns;
	session->min_ticks = sct_clock_ticks(config->min_ns);
	session->max_ticks = config->max_ns ? sct_clock_ticks(config->max_ns) : U64_MAX;
	session->wake_bytes = config->wake_bytes ? config->wake_bytes : size / 2;
	session->wait_ticks = msecs_to_jiffies(config->wait_ms);
	session->no_ring = sct_ring_alloc_none();
	if (!session->no_ring)
		goto no_memory;
	/* Present, not possible: firmware may promise hundreds that never come. */
	for_each_present_cpu(cpu) {
		rings[cpu] = sct_ring_alloc(cpu, size, session->wake_bytes,
					    session->wait_ticks ? brake : U64_MAX);
		if (!rings[cpu] || (session->counting && sct_session_need_counts(session, cpu)))
			goto no_memory;
		cond_resched();
	}
	for_each_possible_cpu(cpu)
		per_cpu_ptr(session->cpus, cpu)->ring = rings[cpu] ? rings[cpu] :
								    session->no_ring;
	/* Pairs with sct_session_rings(). */
	smp_store_release(&session->rings, rings);
	return 0;

no_memory:
	for_each_possible_cpu(cpu)
		sct_ring_free(rings[cpu]);
	kfree(rings);
	sct_ring_free(session->no_ring);
	sct_session_uncharge(session, memory);
	return -ENOMEM;
}

int sct_session_config(struct sct_session *session, const struct sct_config *config)
{
	int err;

	mutex_lock(&session->rings_lock);
	err = sct_session_config_locked(session, config);
	mutex_unlock(&session->rings_lock);
	return err;
}

/* For a @consumer, of which a session has one kind only; SCT_CONSUMER_NONE: for nobody yet. */
int sct_session_claim(struct sct_session *session, enum sct_consumer consumer)
{
	static const struct sct_config defaults;
	int err = 0;

	mutex_lock(&session->rings_lock);
	if (consumer != SCT_CONSUMER_NONE) {
		if (session->consumer == SCT_CONSUMER_NONE)
			session->consumer = consumer;
		else if (session->consumer != consumer)
			err = -EBUSY;
	}
	if (!err && !session->rings)
		err = sct_session_config_locked(session, &defaults);
	mutex_unlock(&session->rings_lock);
	return err;
}

u32 sct_session_ring_bytes(const struct sct_session *session)
{
	struct sct_ring **rings = sct_session_rings(session);
	unsigned int cpu;

	if (rings)
		for_each_possible_cpu(cpu)
			if (rings[cpu])
				return rings[cpu]->size;
	return sct_ring_kb * 1024;
}

int sct_session_need_hooks(struct sct_session *session)
{
	int err;

	if (session->hooked)
		return 0;
	err = sct_hook_get();
	session->hooked = !err;
	return err;
}

/* Filter and plan in one, for the probes. */
static void sct_session_set_actions(struct sct_session *session)
{
	const struct sct_plan_table *plan = session->plan;
	unsigned int abi, nr;

	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		for (nr = 0; nr < SCT_NR_SYSCALLS; nr++) {
			u16 *action = &session->action[abi][nr];

			if (!(session->bits[abi][nr / 64] >> (nr % 64) & 1))
				*action = SCT_ACTION_SKIP;
			else if (plan && plan->index[abi][nr])
				*action = SCT_ACTION_CAPTURE + plan->index[abi][nr] - 1;
			else
				*action = SCT_ACTION_RECORD;
		}
	}
}

/*
 * How many armed sessions want to see the exits of a call.  Where there is one that
 * wants all of them, sct_all_wanted is on and nobody looks here.
 */
u16 sct_wanted[SCT_NR_SYSCALLS];
DEFINE_STATIC_KEY_FALSE(sct_all_wanted);
static DEFINE_MUTEX(sct_wanted_lock);

/* One ABI's number is enough; the last one stands for all that are larger. */
static bool sct_session_wants(const struct sct_session *session, unsigned int nr)
{
	unsigned int abi;

	for (abi = 0; abi < SCT_NR_ABIS; abi++)
		if (session->action[abi][nr] != SCT_ACTION_SKIP || sct_call_has_state(abi, nr))
			return true;
	return nr == SCT_NR_SYSCALLS - 1;
}

static void sct_session_want(const struct sct_session *session, int sign)
{
	unsigned int nr, wanted = 0;

	mutex_lock(&sct_wanted_lock);
	for (nr = 0; nr < SCT_NR_SYSCALLS; nr++)
		wanted += sct_session_wants(session, nr);
	if (wanted < SCT_NR_SYSCALLS) {
		for (nr = 0; nr < SCT_NR_SYSCALLS; nr++)
			WRITE_ONCE(sct_wanted[nr],
				   sct_wanted[nr] + sign * sct_session_wants(session, nr));
	} else if (sign > 0) {
		static_branch_inc(&sct_all_wanted);
	} else {
		static_branch_dec(&sct_all_wanted);
	}
	mutex_unlock(&sct_wanted_lock);
}

/*
 * Which way the entry of a call takes; not to be mistaken for what is recorded,
 * which is @action's to say.
 */
static enum sct_way sct_session_way(struct sct_session *session, unsigned int nr)
{
	u16 action = session->action[SCT_ABI_X86_64][nr];
	struct sct_straight *straight = &session->straight[nr];

	/* The last one that is counted stands for others. */
	if (session->counting)
		return action != SCT_ACTION_SKIP && nr < SCT_NR_COUNTED - 1 ? SCT_WAY_COUNT :
		       sct_session_wants(session, nr) ? SCT_WAY_LONG : SCT_WAY_SKIP;
	if (action != SCT_ACTION_SKIP && !session->cpu_time && !session->by_duration) {
		if (action == SCT_ACTION_RECORD)
			return SCT_WAY_PLAIN;
		if (sct_straight_make(straight, session->plan,
				      &session->plan->calls[action - SCT_ACTION_CAPTURE],
				      sct_session_ring_bytes(session) / 2))
			return straight->enter != straight->exit ||
			       sct_clock_kind() != SCT_CLOCK_TSC ? SCT_WAY_STRAIGHT : SCT_WAY_HALF;
	}
	return sct_session_wants(session, nr) ? SCT_WAY_LONG : SCT_WAY_SKIP;
}

int sct_session_start(struct sct_session *session)
{
	unsigned int nr;
	int err;

	if (session->started)
		return -EBUSY;
	err = sct_session_claim(session, SCT_CONSUMER_NONE);
	if (err)
		return err;
	sct_session_set_actions(session);
	sct_session_want(session, 1);
	WRITE_ONCE(session->started, true);
	/* Pairs with the probes' load_acquire: rings, plan and filter are set. */
	smp_store_release(&session->armed, true);
	/* Pairs with the plain way's smp_rmb(): the same. */
	smp_wmb();
	for (nr = 0; nr < SCT_NR_SYSCALLS; nr++)
		WRITE_ONCE(session->way[nr], sct_session_way(session, nr));
	sct_target_snapshot_all(session);
	return 0;
}

void sct_session_stop(struct sct_session *session)
{
	unsigned int cpu, nr;

	if (!xchg(&session->armed, false))
		return;
	for (nr = 0; nr < SCT_NR_SYSCALLS; nr++)
		WRITE_ONCE(session->way[nr], SCT_WAY_LONG);
	for_each_possible_cpu(cpu)
		if (session->rings[cpu])
			sct_ring_close(session->rings[cpu]);
	/* From here on no probe writes: what is in the rings is all there is. */
	synchronize_rcu();
	sct_session_want(session, -1);
	wake_up_all(&session->room);
	sct_session_wake(session);
}

/* --- Counters ------------------------------------------------------------------ */

static void sct_stats_add(struct sct_stats *stats, const struct sct_ring *ring)
{
	/* In this order: a loss is counted in @lost first, then in @seq. */
	u64 produced = READ_ONCE(ring->seq);
	u64 lost = READ_ONCE(ring->lost);

	stats->produced += max(produced, lost);
	stats->lost += lost;
}

int sct_session_stats(struct sct_session *session, struct sct_stats *stats)
{
	unsigned int cpu;
	struct sct_ring **rings = sct_session_rings(session);
	s32 only = stats->cpu;

	if (only != SCT_STATS_TOTAL &&
	    (only < 0 || only >= nr_cpu_ids || !cpu_present(only)))
		return -ENODEV;
	stats->produced = 0;
	stats->lost = 0;
	stats->filtered = 0;
	for_each_possible_cpu(cpu) {
		if (only != SCT_STATS_TOTAL && only != cpu)
			continue;
		stats->filtered += READ_ONCE(per_cpu_ptr(session->cpus, cpu)->filtered);
		if (rings && rings[cpu])
			sct_stats_add(stats, rings[cpu]);
	}
	if (only == SCT_STATS_TOTAL) {
		stats->lost += atomic64_read(&session->lost_no_ring);
		stats->produced += atomic64_read(&session->lost_no_ring);
	}
	stats->delivered = stats->produced - stats->lost;
	stats->targets = atomic_read(&session->nr_targets);
	stats->waits = atomic64_read(&session->waits);
	stats->fork_missed = atomic64_read(&session->fork_missed);
	return 0;
}
