// SPDX-License-Identifier: GPL-2.0
/*
 * What a record holds: registers, times, and what the ops of the plan copy.
 *
 * Runs in probes, with preemption off.
 */
#include <linux/binfmts.h>
#include <linux/fcntl.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>

#include <asm/syscall.h>
#include <asm/unistd.h>

#include "compat.h"
#include "plain.h"
#include "sctrace.h"

/* --- Running the plan ------------------------------------------------------------ */

/* Takes the arguments from memory, where they are there; false: they cannot be read. */
static bool sct_take_args(struct sct_capture *cap, const struct sct_op *op)
{
	cap->faulted = false;
	sct_op_run(cap, op);
	return !cap->faulted;
}

/* Runs the entry ops whose bits are set in @which; returns those that faulted. */
static u32 sct_run_enter(struct sct_capture *cap, const struct sct_op *ops, unsigned int nr,
			 u32 which)
{
	u32 faulted = 0;
	unsigned int i = 0;

	if (nr && unlikely(ops[0].kind == SCT_OP_ARGS)) {
		const u32 all = (1U << nr) - 1;

		if (!(which & all))
			return 0;
		if (!sct_take_args(cap, &ops[i++]))
			return all;
	}
	for (; i < nr; i++) {
		if (!(which >> i & 1) ||
		    (cap->flags & SCT_BLOB_LATE && ops[i].flags & SCT_OP_NO_RETRY))
			continue;
		cap->faulted = false;
		sct_op_run(cap, &ops[i]);
		if (cap->faulted && !(ops[i].flags & SCT_OP_NO_RETRY))
			faulted |= 1U << i;
	}
	return faulted;
}

static void sct_run_exit(struct sct_capture *cap, const struct sct_op *ops, unsigned int nr,
			 bool failed)
{
	unsigned int i = 0;

	if (nr && unlikely(ops[0].kind == SCT_OP_ARGS) && !sct_take_args(cap, &ops[i++]))
		return;
	for (; i < nr; i++)
		if (!failed || ops[i].flags & SCT_OP_ON_ERROR)
			sct_op_run(cap, &ops[i]);
}

/* Bits of sct_target.faulted: the first run's entry ops, then the second's. */
#define SCT_SECOND_RUN	16

static u32 sct_plan_enter(struct sct_capture *cap, const struct sct_plan_table *table,
			  u16 action, u32 which)
{
	const struct sct_plan_call *call = &table->calls[action - SCT_ACTION_CAPTURE];
	const struct sct_op_run *second = sct_plan_second(table, call, cap->args);
	u32 faulted;

	faulted = sct_run_enter(cap, table->ops + call->ops.first, call->ops.enter, which);
	return faulted | sct_run_enter(cap, table->ops + second->first, second->enter,
				       which >> SCT_SECOND_RUN) << SCT_SECOND_RUN;
}

static void sct_plan_exit(struct sct_capture *cap, const struct sct_plan_table *table,
			  u16 action)
{
	const struct sct_plan_call *call = &table->calls[action - SCT_ACTION_CAPTURE];
	const struct sct_op_run *second = sct_plan_second(table, call, cap->args);
	bool failed = IS_ERR_VALUE(cap->ret);

	sct_run_exit(cap, table->ops + call->ops.first + call->ops.enter, call->ops.exit, failed);
	sct_run_exit(cap, table->ops + second->first + second->enter, second->exit, failed);
}

/* --- ENTER and EXIT ----------------------------------------------------------- */

/* Whether what happens to the target is to be recorded. */
static bool sct_is_live(const struct sct_target *target)
{
	/* Pairs with START: rings, plan and filter are set. */
	return smp_load_acquire(&target->session->armed) &&
	       READ_ONCE(target->state) != SCT_STATE_WAIT_EXEC;
}

/* Reserves a record, or counts why there is none. */
static bool sct_begin(struct sct_session *session, struct sct_slot *slot, u8 type, u32 len)
{
	struct sct_ring *ring = sct_session_ring(session);

	if (unlikely(!ring)) {
		atomic64_inc(&session->lost_no_ring);
		return false;
	}
	return sct_slot_begin(slot, ring, type, len);
}

static void sct_wake_if_due(struct sct_session *session, const struct sct_ring *ring)
{
	if (unlikely(sct_ring_used(ring) >= READ_ONCE(session->wake_at)))
		sct_session_wake(session);
}

static void sct_wait_for_room(struct callback_head *work)
{
	struct sct_target *target = container_of(work, struct sct_target, wait);
	struct sct_session *session = NULL;

	preempt_disable_notrace();
	/* Dropped meanwhile: its session may be gone. */
	if (!hlist_unhashed_lockless(&target->node) && !(current->flags & PF_EXITING)) {
		session = target->session;
		atomic_inc(&session->waiters);
	}
	preempt_enable_notrace();
	if (session) {
		sct_session_wait_for_room(session, target->wait_ring);
		if (atomic_dec_and_test(&session->waiters))
			wake_up_var(&session->waiters);
	}
	sct_target_work_done(target, SCT_WORK_WAIT);
}

/* The target is to wait for the reader on its way back to user mode. */
static noinline void sct_brake(struct sct_target *target, struct sct_ring *ring)
{
	if (!sct_ring_must_wait(ring) || test_bit(SCT_WORK_WAIT, &target->works))
		return;
	target->wait_ring = ring;
	sct_target_queue_work(target, SCT_WORK_WAIT, &target->wait, sct_wait_for_room);
}

static void sct_commit(struct sct_session *session, struct sct_slot *slot)
{
	if (unlikely(sct_slot_commit(slot)))
		sct_wake_if_due(session, slot->ring);
}

static u8 sct_task_abi(const struct task_struct *task)
{
#ifdef CONFIG_IA32_EMULATION
	if (task->thread_info.status & TS_COMPAT)
		return SCT_ABI_I386;
#endif
	return SCT_ABI_X86_64;
}

/* Splits what the entry code calls the number. */
static s32 sct_split_nr(const struct task_struct *task, long id, u8 *abi)
{
	*abi = sct_task_abi(task);
	if (*abi == SCT_ABI_X86_64 && id > 0 && (id & __X32_SYSCALL_BIT)) {
		*abi = SCT_ABI_X32;
		return id & ~__X32_SYSCALL_BIT;
	}
	return id;
}

static u16 sct_action(const struct sct_session *session, u8 abi, s32 nr)
{
	return session->action[abi][min_t(u32, nr, SCT_NR_SYSCALLS - 1)];
}

static bool sct_is_exec(u8 abi, s32 nr)
{
	switch (abi) {
	case SCT_ABI_X86_64:
		return nr == __NR_execve || nr == __NR_execveat;
	case SCT_ABI_I386:
		return nr == 11 || nr == 358;	/* asm/unistd_32.h: execve, execveat */
	default:
		return nr == 520 || nr == 545;	/* asm/unistd_x32.h */
	}
}

static bool sct_is_execveat(u8 abi, s32 nr)
{
	return nr == (abi == SCT_ABI_X86_64 ? __NR_execveat : abi == SCT_ABI_I386 ? 358 : 545);
}

bool sct_call_has_state(u8 abi, s32 nr)
{
	if (sct_is_exec(abi, nr))
		return true;
	/* They end with -1 for a number: to be told from a denied call by their entry. */
	switch (abi) {
	case SCT_ABI_X86_64:
		return nr == __NR_rt_sigreturn;
	case SCT_ABI_I386:
		return nr == 119 || nr == 173;	/* asm/unistd_32.h: sigreturn, rt_sigreturn */
	default:
		return nr == 513;		/* asm/unistd_x32.h: rt_sigreturn */
	}
}

static void sct_get_args(struct task_struct *task, struct pt_regs *regs, u8 abi, u64 *args)
{
	unsigned int i;

	syscall_get_arguments(task, regs, (unsigned long *)args);
	if (abi != SCT_ABI_I386)
		return;
	for (i = 0; i < SCT_NR_ARGS; i++)
		args[i] = (u32)args[i];
}

/* The fixed part of an ENTER. */
static __always_inline void sct_fill_enter(struct sct_enter *enter,
					   const struct sct_target *target, struct pt_regs *regs,
					   u8 abi, s32 nr, u16 flags)
{
	enter->hdr.tid = target->tid;
	enter->hdr.abi = abi;
	enter->nr = nr;
	enter->flags = flags;
	enter->nr_blobs = 0;
	enter->ip = regs->ip;
	sct_get_args(target->task, regs, abi, enter->args);
}

/*
 * Runs the entry ops; sets *faulted to those that could not read everything.  Returns
 * an address that could not be read, or 0.
 */
static u64 sct_capture_entry(struct sct_target *target, struct sct_slot *slot,
			     struct pt_regs *regs, u16 action, u32 *faulted)
{
	struct sct_enter *enter = (void *)slot->rec;
	struct sct_capture cap = {
		.slot = slot,
		.task = target->task,
		.regs = regs,
		.abi = enter->hdr.abi,
	};

	memcpy(cap.args, enter->args, sizeof(cap.args));
	*faulted = sct_plan_enter(&cap, target->session->plan, action, ~0U);
	enter->nr_blobs = slot->nr_blobs;
	return cap.missing;
}

static void sct_start_cpu_time(struct sct_target *target)
{
	target->enter_time = sct_clock_now();
	target->switches = current->nvcsw + current->nivcsw;
	target->runtime = current->se.sum_exec_runtime;
}

static void sct_count_filtered(struct sct_session *session)
{
	this_cpu_inc(session->cpus->filtered);
}

/*
 * ENTER of a call that may be too short or too long to be recorded: made beside the
 * ring.  Returns an address that could not be read, or 0.
 */
static noinline u64 sct_hold_enter(struct sct_target *target, struct pt_regs *regs)
{
	struct sct_enter *enter = target->staged;
	struct sct_slot slot = {
		.rec = &enter->hdr,
		.at = (u8 *)(enter + 1),
		.room = (u8 *)enter + SCT_STAGED_BYTES,
		.cap = (u8 *)enter + SCT_MAX_OP_BYTES,
	};
	struct sct_capture cap = { .slot = &slot };
	u64 missing = 0;
	u32 want = 0;

	sct_fill_enter(enter, target, regs, target->abi, target->nr, SCT_REC_HELD);
	sct_blob_end(&cap, sct_blob_begin(&cap, target->enter_time, 0, &want), 0, false);
	enter->nr_blobs = slot.nr_blobs;
	if (target->action >= SCT_ACTION_CAPTURE)
		missing = sct_capture_entry(target, &slot, regs, target->action,
					    &target->faulted);
	if (slot.full)
		target->faulted = ~0U;
	target->staged_len = slot.at - (u8 *)enter;
	return missing;
}

/* The call is over: puts its ENTER into the ring, or returns false. */
static noinline bool sct_release_enter(struct sct_target *target)
{
	u64 ticks = sct_clock_now() - target->enter_time;
	struct sct_session *session = target->session;
	const struct sct_enter *staged = target->staged;
	const u32 behind_header = offsetof(struct sct_enter, nr);
	struct sct_slot slot;

	target->held = false;
	if (ticks < session->min_ticks || ticks > session->max_ticks) {
		sct_count_filtered(session);
		return false;
	}
	/* Without it the EXIT is worth something still. */
	if (!sct_begin(session, &slot, SCT_REC_ENTER, target->staged_len))
		return true;
	slot.rec->tid = staged->hdr.tid;
	slot.rec->abi = staged->hdr.abi;
	memcpy((u8 *)slot.rec + behind_header, (const u8 *)staged + behind_header,
	       target->staged_len - behind_header);
	sct_commit(session, &slot);
	return true;
}

/*
 * ENTER of a call of current, unless it is filtered; keeps what EXIT needs of it.  When
 * memory is missing, tells an address of it in *missing and makes no record; NULL: makes
 * it without that memory.
 */
static void sct_put_enter(struct sct_target *target, struct pt_regs *regs, long id, u16 flags,
			  u64 *missing)
{
	struct sct_session *session = target->session;
	struct sct_slot slot;
	u8 abi;
	s32 nr = sct_split_nr(current, id, &abi);
	u16 action = sct_action(session, abi, nr);
	u64 addr = 0;

	target->action = action;
	if (action == SCT_ACTION_SKIP) {
		sct_count_filtered(session);
		return;
	}
	target->abi = abi;
	target->nr = nr;
	target->execed = false;
	target->faulted = 0;
	if (unlikely(session->cpu_time || session->by_duration || session->counting))
		sct_start_cpu_time(target);
	if (session->counting)
		return;
	/* The arguments of an execve are gone at its exit, with all that could be late. */
	target->held = session->by_duration && !sct_is_exec(abi, nr);
	if (target->held) {
		addr = sct_hold_enter(target, regs);
		if (addr && missing)
			*missing = addr;
		return;
	}
	if (!sct_begin(session, &slot, SCT_REC_ENTER, sizeof(struct sct_enter)))
		return;
	sct_fill_enter((void *)slot.rec, target, regs, abi, nr, flags);
	if (action >= SCT_ACTION_CAPTURE)
		addr = sct_capture_entry(target, &slot, regs, action, &target->faulted);
	if (unlikely(addr) && missing) {
		*missing = addr;
		sct_slot_cancel(&slot);
	} else {
		sct_commit(session, &slot);
	}
}

/* Whether a target that waits for its first execve is to be recorded from here on. */
static noinline bool sct_starts_here(long id)
{
	u8 abi;
	s32 nr = sct_split_nr(current, id, &abi);

	return sct_is_exec(abi, nr);
}

/*
 * What sct_put_enter() found missing can be faulted in here: the target's ENTER is to be
 * made once more.
 */
static void sct_try_enter(struct sct_target *target, struct pt_regs *regs, long id, u64 *missing)
{
	u64 addr = 0;

	sct_put_enter(target, regs, id, 0, missing ? &addr : NULL);
	target->unentered = addr;
	if (addr)
		*missing = addr;
}

static void sct_capture_enter(struct sct_target *target, struct pt_regs *regs, long id,
			      u64 *missing)
{
	struct sct_session *session = target->session;

	/* Pairs with START: rings, plan and filter are set. */
	if (unlikely(!smp_load_acquire(&session->armed)))
		return;
	if (unlikely(target->state == SCT_STATE_WAIT_EXEC)) {
		if (!sct_starts_here(id))
			return;
		WRITE_ONCE(target->state, SCT_STATE_OUT);
		sct_target_settle(current);
	}
	/* The exit will not come by here, or find what the plain way leaves behind. */
	if ((unsigned long)id < SCT_NR_SYSCALLS && session->way[id] == SCT_WAY_SKIP) {
		sct_count_filtered(session);
		return;
	}
	/* From UNKNOWN on, a thread that attaches must see that it is too late. */
	WRITE_ONCE(target->state, SCT_STATE_IN);
	sct_try_enter(target, regs, id, missing);
}

/*
 * Nanoseconds on a CPU since the entry.  A thread that was not switched out
 * used all of the time; the runtime of one that was is as old as its last
 * switch or tick, so cut it to the time that went by.
 */
static u64 sct_cpu_ns(const struct sct_target *target)
{
	u64 ticks = sct_clock_now() - target->enter_time;
	u64 ns = sct_clock_kind() == SCT_CLOCK_TSC ?
		 mul_u64_u64_div_u64(ticks, 1000000, sct_clock_khz()) : ticks;

	if (current->nvcsw + current->nivcsw == target->switches)
		return ns;
	return min_t(u64, ns, current->se.sum_exec_runtime - target->runtime);
}

static long sct_normal_ret(u8 abi, long ret)
{
	if (likely(abi != SCT_ABI_I386))
		return ret;
	return IS_ERR_VALUE((long)(s32)ret) ? (long)(s32)ret : (long)(u32)ret;
}

/* --- Counting -------------------------------------------------------------------- */

/* What the scheduler says that it was, in ticks: the thread was switched out. */
static noinline u64 sct_count_cpu_ticks(const struct sct_target *target, u64 ticks)
{
	u64 ns = current->se.sum_exec_runtime - target->runtime;

	if (sct_clock_kind() == SCT_CLOCK_TSC)
		ns = mul_u64_u64_div_u64(ns, sct_clock_khz(), 1000000);
	return min(ticks, ns);
}

/* Counters are this CPU's alone; who reads them from another sees what there was. */
static __always_inline void sct_count_call(struct sct_count *count,
					   const struct sct_target *target, long ret, u64 now)
{
	u64 ticks = now - target->enter_time;

	if (unlikely(current->nvcsw + current->nivcsw != target->switches) &&
	    target->session->cpu_time)
		ticks = sct_count_cpu_ticks(target, ticks);
	count->calls++;
	if (IS_ERR_VALUE(ret))
		count->errors++;
	count->total += ticks;
	if (ticks < count->min)
		count->min = ticks;
	if (ticks > count->max)
		count->max = ticks;
	count->buckets[min_t(unsigned int, __fls(ticks | 1), SCT_NR_BUCKETS - 1)]++;
}

static void sct_count_long(struct sct_target *target, long ret)
{
	struct sct_count_table *table = this_cpu_read(target->session->cpus->counts);
	u32 nr = min_t(u32, target->nr, SCT_NR_COUNTED - 1);

	if (table)
		sct_count_call(&table->counts[target->abi][nr], target,
			       sct_normal_ret(target->abi, ret), sct_clock_now());
	else
		atomic64_inc(&target->session->lost_no_ring);
	/* What a child does that could not become a program is none of the trace. */
	if (target->flags & SCT_TARGET_ON_EXEC && IS_ERR_VALUE(ret)) {
		WRITE_ONCE(target->state, SCT_STATE_WAIT_EXEC);
		sct_target_settle(current);
	}
}

/* --- EXIT ------------------------------------------------------------------------- */

/* The fixed part of an EXIT. */
static __always_inline void sct_fill_exit(struct sct_exit *exit, const struct sct_target *target,
					  long ret)
{
	exit->hdr.tid = target->tid;
	exit->hdr.abi = target->abi;
	exit->nr = target->nr;
	exit->flags = target->execed ? SCT_REC_EXECED : 0;
	exit->nr_blobs = 0;
	exit->ret = sct_normal_ret(target->abi, ret);
	exit->cpu_ns = unlikely(target->session->cpu_time) ? sct_cpu_ns(target) : 0;
}

/*
 * Runs the entry ops that faulted again, then the exit ops.  Returns an address
 * that could not be read, or 0.
 */
static u64 sct_capture_return(struct sct_target *target, struct sct_slot *slot,
			      struct pt_regs *regs)
{
	struct sct_exit *exit = (void *)slot->rec;
	struct sct_plan_table *plan = target->session->plan;
	struct sct_capture cap = {
		.slot = slot,
		.task = current,
		.regs = regs,
		.ret = exit->ret,
		.abi = target->abi,
	};

	sct_get_args(current, regs, target->abi, cap.args);
	if (unlikely(target->faulted)) {
		cap.flags = SCT_BLOB_LATE;
		sct_plan_enter(&cap, plan, target->action, target->faulted);
		cap.flags = 0;
		/* they may have been replaced by those in memory */
		sct_get_args(current, regs, target->abi, cap.args);
	}
	cap.exit = true;
	sct_plan_exit(&cap, plan, target->action);
	exit->nr_blobs = slot->nr_blobs;
	return cap.missing;
}

static void sct_exit_late(struct callback_head *work);

/* The EXIT is to be made where @addr can be faulted in; false: it cannot. */
static bool sct_defer_exit(struct sct_target *target, long ret, u64 addr)
{
	if (addr >= TASK_SIZE_MAX || current->flags & PF_EXITING)
		return false;
	target->late_ret = ret;
	target->late_addr = addr;
	return sct_target_queue_work(target, SCT_WORK_LATE, &target->late, sct_exit_late);
}

/*
 * When memory is missing, tells an address of it in *missing and makes no record;
 * NULL: makes it without that memory.
 */
static void sct_try_exit_slot(struct sct_target *target, struct pt_regs *regs, long ret,
			      u64 *missing)
{
	struct sct_session *session = target->session;
	struct sct_ring *ring;
	struct sct_slot slot;
	u64 addr = 0;

	if (!sct_begin(session, &slot, SCT_REC_EXIT, sizeof(struct sct_exit))) {
		ring = sct_session_ring(session);
		if (ring)
			sct_brake(target, ring);
		return;
	}
	sct_fill_exit((void *)slot.rec, target, ret);
	/* The memory that an execve's arguments were in is gone. */
	if (target->action >= SCT_ACTION_CAPTURE && !target->execed)
		addr = sct_capture_return(target, &slot, regs);
	if (unlikely(addr) && missing) {
		*missing = addr;
		sct_slot_cancel(&slot);
	} else {
		sct_commit(session, &slot);
		if (unlikely(slot.ring->crowded))
			sct_brake(target, slot.ring);
	}
}

static void sct_put_exit(struct sct_target *target, struct pt_regs *regs, long ret)
{
	u64 missing = 0;

	if (target->action == SCT_ACTION_SKIP)
		return;
	if (target->session->counting) {
		sct_count_long(target, ret);
		return;
	}
	if (unlikely(target->held) && !sct_release_enter(target))
		return;
	sct_try_exit_slot(target, regs, ret, &missing);
	if (unlikely(missing) && !sct_defer_exit(target, ret, missing))
		sct_try_exit_slot(target, regs, ret, NULL);
}

/* One more try with preemption off; returns what is missing still. */
static u64 sct_retry_exit(struct sct_target *target, bool last)
{
	u64 missing = 0;

	preempt_disable_notrace();
	/* Dropped meanwhile: its session may be gone.  Stopped: no more records. */
	if (!hlist_unhashed_lockless(&target->node) && sct_is_live(target))
		sct_try_exit_slot(target, task_pt_regs(current), target->late_ret,
				  last ? NULL : &missing);
	preempt_enable_notrace();
	return missing;
}

/*
 * On the way back to user mode, before any signal is delivered: memory that the
 * kernel itself did not touch in the call (it failed early, or seccomp denied it)
 * is faulted in here, a page at a time.
 */
static void sct_exit_late(struct callback_head *work)
{
	struct sct_target *target = container_of(work, struct sct_target, late);
	u64 missing = target->late_addr;
	unsigned int tries;

	for (tries = 0; missing && !(current->flags & PF_EXITING); tries++)
		missing = sct_retry_exit(target, tries == 64 ||
					 fault_in_readable((const char __user *)missing, 1));
	sct_target_work_done(target, SCT_WORK_LATE);
}

/*
 * Leaves a call whose entry was not recorded; false: there is nothing to say.
 * Only UNKNOWN is contended: with sct_capture_attached(), which makes it ATTACHED
 * before it commits its ENTER.
 */
static noinline bool sct_leave_unseen(struct sct_target *target, struct pt_regs *regs)
{
	long id = syscall_get_nr(current, regs);

	switch (xchg(&target->state, SCT_STATE_OUT)) {
	case SCT_STATE_WAIT_EXEC:
		WRITE_ONCE(target->state, SCT_STATE_WAIT_EXEC);
		return false;
	case SCT_STATE_BORN:	/* its parent's call, seen from the child */
		return false;
	case SCT_STATE_OUT:	/* seccomp denied it before the entry probe */
		sct_put_enter(target, regs, id, SCT_REC_REBUILT, NULL);
		return true;
	case SCT_STATE_UNKNOWN:
		sct_put_enter(target, regs, id, SCT_REC_ATTACHED, NULL);
		return true;
	case SCT_STATE_ATTACHED:
		target->nr = sct_split_nr(current, id, &target->abi);
		target->action = sct_action(target->session, target->abi, target->nr);
		target->execed = false;
		target->held = false;
		target->faulted = ~0U;	/* what its ENTER could read is not known here */
		/* Counted by the wall clock, it began when it was attached. */
		if (target->session->cpu_time || !target->session->counting)
			sct_start_cpu_time(target);
		return true;
	default:
		return true;
	}
}

void sct_target_unplain(struct sct_target *target)
{
	if (target->state != SCT_STATE_PLAIN && target->state != SCT_STATE_STRAIGHT &&
	    target->state != SCT_STATE_COUNT)
		return;
	target->abi = SCT_ABI_X86_64;
	target->held = false;
	target->action = target->session->action[SCT_ABI_X86_64][target->nr];
	target->execed = false;
	target->faulted = 0;
	WRITE_ONCE(target->state, SCT_STATE_IN);
}

static void sct_capture_exit(struct sct_target *target, struct pt_regs *regs, long ret)
{
	/* Pairs with START: rings, plan and filter are set. */
	if (unlikely(!smp_load_acquire(&target->session->armed)))
		return;
	sct_target_unplain(target);
	if (likely(READ_ONCE(target->state) == SCT_STATE_IN))
		WRITE_ONCE(target->state, SCT_STATE_OUT);
	else if (!sct_leave_unseen(target, regs))
		return;
	sct_put_exit(target, regs, ret);
}

/* --- The probes --------------------------------------------------------------
 *
 * Nearly all calls of nearly all targets go the plain way: one session, registers
 * only, room in the ring, no reader to be woken.  It calls nothing and keeps nothing
 * on the stack.  The straight way is the same for calls with strings and buffers.
 * All that is neither starts anew in a function of its own.  The functions take the
 * probe's arguments in the same order, and are apart from it, for the gate to move
 * nothing between registers.
 */

/*
 * Faults in, a page at a time, what the entry ops want, and makes the ENTER records that
 * wait for it.  Preemption on: the targets are looked up anew each time.
 */
static noinline notrace void sct_enter_faulting(struct pt_regs *regs, long id, u64 missing)
{
	struct sct_target *target;
	unsigned int tries;
	bool last;

	for (tries = 0; missing; tries++) {
		last = tries == 64 || fault_in_readable((const char __user *)missing, 1);
		missing = 0;
		sct_probe_lock();
		for (target = sct_target_first(current); target; target = sct_target_next(target))
			if (target->unentered && sct_is_live(target))
				sct_try_enter(target, regs, id, last ? NULL : &missing);
		sct_probe_unlock();
	}
}

noinline __noclone notrace void sct_enter_long(struct sct_target *ignored, struct pt_regs *regs,
					       long id)
{
	struct sct_target *target;
	u64 missing = 0;

	for (target = sct_target_first(current); target; target = sct_target_next(target))
		sct_capture_enter(target, regs, id, SCT_ENTRY_MAY_FAULT ? &missing : NULL);
	sct_probe_unlock();
	if (SCT_ENTRY_MAY_FAULT && unlikely(missing))
		sct_enter_faulting(regs, id, missing);
}

/* @state: what is to be done at the exit. */
static __always_inline void sct_enter_plain(struct sct_target *target, struct pt_regs *regs,
					    long id, enum sct_state state, u64 (*clock)(void))
{
	struct sct_ring *ring = this_cpu_read(target->cpus->ring);
	u64 head = ring->head, time;

	sct_ring_open(ring, head);
	time = clock();
	if (unlikely(!sct_ring_plain(ring, head, sizeof(struct sct_enter), time))) {
		sct_enter_long(target, regs, id);
		return;
	}
	/* From UNKNOWN on, a thread that attaches must see that it is too late. */
	WRITE_ONCE(target->state, state);
	target->nr = id;
	sct_fill_plain_enter(sct_ring_at(ring, head), ring, target, regs, id, time);
	sct_commit_plain(ring, head, sizeof(struct sct_enter));
	sct_probe_unlock();
}

static noinline __noclone notrace void sct_enter_tsc(struct sct_target *target,
						     struct pt_regs *regs, long id)
{
	sct_enter_plain(target, regs, id, SCT_STATE_PLAIN, rdtsc_ordered);
}

/* Nothing is captured before the exit. */
static noinline __noclone notrace void sct_enter_half(struct sct_target *target,
						      struct pt_regs *regs, long id)
{
	sct_enter_plain(target, regs, id, SCT_STATE_STRAIGHT, rdtsc_ordered);
}

/* With the kernel's clock, whose reading takes a function call. */
static noinline __noclone notrace void sct_enter_mono(struct sct_target *target,
						      struct pt_regs *regs, long id)
{
	sct_enter_plain(target, regs, id, SCT_STATE_PLAIN, ktime_get_mono_fast_ns);
}

static noinline __noclone notrace void sct_enter_count(struct sct_target *target,
						       struct pt_regs *regs, long id)
{
	WRITE_ONCE(target->state, SCT_STATE_COUNT);
	target->nr = id;
	target->switches = current->nvcsw + current->nivcsw;
	target->runtime = current->se.sum_exec_runtime;
	target->enter_time = sct_clock_now();
	sct_probe_unlock();
}

notrace void sct_probe_sys_enter(void *data, struct pt_regs *regs, long id)
{
	struct task_struct *task = current;
	struct sct_target *target;
	struct hlist_node *first;
	u8 way;

	sct_probe_lock();
	first = READ_ONCE(sct_target_bucket(task)->first);
	if (likely(!first)) {
		sct_probe_unlock();
		return;
	}
	target = sct_target_plain(first, task);
	if (unlikely(!target || (unsigned long)id >= SCT_NR_SYSCALLS)) {
		sct_enter_long(target, regs, id);
		return;
	}
	/* data_race: a byte, and plainly read for the sake of one instruction. */
	way = data_race(target->way[id]);
	smp_rmb();	/* pairs with START: rings, plan and filter are set */
	if (way == SCT_WAY_SKIP) {
		this_cpu_inc(target->cpus->filtered);
		sct_probe_unlock();
		return;
	}
	if (unlikely(sct_task_abi(task) != SCT_ABI_X86_64)) {
		sct_enter_long(target, regs, id);
	} else if (likely(way == SCT_WAY_PLAIN)) {
		if (static_branch_likely(&sct_clock_is_tsc))
			sct_enter_tsc(target, regs, id);
		else
			sct_enter_mono(target, regs, id);
	} else if (way == SCT_WAY_HALF) {
		sct_enter_half(target, regs, id);
	} else if (way == SCT_WAY_STRAIGHT) {
		sct_enter_straight(target, regs, id);
	} else if (way == SCT_WAY_COUNT) {
		sct_enter_count(target, regs, id);
	} else {
		sct_enter_long(target, regs, id);
	}
}

noinline __noclone notrace void sct_exit_long(struct sct_target *ignored, struct pt_regs *regs,
					      long ret)
{
	struct sct_target *target;

	for (target = sct_target_first(current); target; target = sct_target_next(target))
		sct_capture_exit(target, regs, ret);
	sct_probe_unlock();
}

static __always_inline void sct_exit_plain(struct sct_target *target, struct pt_regs *regs,
					   long ret, u64 (*clock)(void))
{
	struct sct_ring *ring = this_cpu_read(target->cpus->ring);
	u64 head = ring->head, time;

	sct_ring_open(ring, head);
	time = clock();
	if (unlikely(!sct_ring_plain(ring, head, sizeof(struct sct_exit), time))) {
		sct_exit_long(target, regs, ret);
		return;
	}
	WRITE_ONCE(target->state, SCT_STATE_OUT);
	sct_fill_plain_exit(sct_ring_at(ring, head), ring, target, ret, time);
	sct_commit_plain(ring, head, sizeof(struct sct_exit));
	sct_probe_unlock();
}

static noinline __noclone notrace void sct_exit_tsc(struct sct_target *target, struct pt_regs *regs,
						    long ret)
{
	sct_exit_plain(target, regs, ret, rdtsc_ordered);
}

static noinline __noclone notrace void sct_exit_mono(struct sct_target *target,
						     struct pt_regs *regs, long ret)
{
	sct_exit_plain(target, regs, ret, ktime_get_mono_fast_ns);
}

static noinline __noclone notrace void sct_exit_count(struct sct_target *target,
						      struct pt_regs *regs, long ret)
{
	struct sct_count_table *table = this_cpu_read(target->cpus->counts);
	u64 now = sct_clock_now();

	if (unlikely(!table || !READ_ONCE(target->session->armed) ||
		     target->flags & SCT_TARGET_ON_EXEC)) {
		sct_exit_long(target, regs, ret);
		return;
	}
	WRITE_ONCE(target->state, SCT_STATE_OUT);
	sct_count_call(&table->counts[SCT_ABI_X86_64][target->nr], target, ret, now);
	sct_probe_unlock();
}

notrace void sct_probe_sys_exit(void *data, struct pt_regs *regs, long ret)
{
	struct task_struct *task = current;
	struct sct_target *target;
	struct hlist_node *first;

	if (!static_branch_likely(&sct_all_wanted) && regs->orig_ax < SCT_NR_SYSCALLS &&
	    !data_race(sct_wanted[regs->orig_ax]))	/* read as part of the comparison */
		return;
	sct_probe_lock();
	first = READ_ONCE(sct_target_bucket(task)->first);
	if (likely(!first)) {
		sct_probe_unlock();
		return;
	}
	target = sct_target_plain(first, task);
	if (unlikely(!target)) {
		sct_exit_long(target, regs, ret);
	} else if (likely(target->state == SCT_STATE_PLAIN)) {
		if (static_branch_likely(&sct_clock_is_tsc))
			sct_exit_tsc(target, regs, ret);
		else
			sct_exit_mono(target, regs, ret);
	} else if (target->state == SCT_STATE_STRAIGHT) {
		sct_exit_straight(target, regs, ret);
	} else if (target->state == SCT_STATE_COUNT) {
		sct_exit_count(target, regs, ret);
	} else {
		sct_exit_long(target, regs, ret);
	}
}

void sct_capture_attached(struct sct_target *target, struct pt_regs *regs)
{
	struct sct_session *session = target->session;
	struct sct_slot slot;
	u32 faulted;
	u8 abi;
	s32 nr = sct_split_nr(target->task, regs->orig_ax, &abi);
	u16 action = sct_action(session, abi, nr);

	if (action == SCT_ACTION_SKIP)
		return;
	if (session->counting) {
		target->enter_time = sct_clock_now();
		/* Before the state, which is a full barrier: the exit reads both. */
		cmpxchg(&target->state, SCT_STATE_UNKNOWN, SCT_STATE_ATTACHED);
		return;
	}
	if (!sct_begin(session, &slot, SCT_REC_ENTER, sizeof(struct sct_enter)))
		return;
	sct_fill_enter((void *)slot.rec, target, regs, abi, nr, SCT_REC_ATTACHED);
	if (action >= SCT_ACTION_CAPTURE)
		sct_capture_entry(target, &slot, regs, action, &faulted);
	/*
	 * The time of the record was taken before this exchange, which the
	 * thread's exit sees before it takes its own time: the ENTER is older
	 * than the EXIT.  If the exchange fails, the thread left the call.
	 */
	if (cmpxchg(&target->state, SCT_STATE_UNKNOWN, SCT_STATE_ATTACHED) != SCT_STATE_UNKNOWN)
		sct_slot_cancel(&slot);
	else
		sct_commit(session, &slot);
}

/* --- The other records -------------------------------------------------------- */

void sct_capture_signal(struct sct_target *target, int signo,
			const struct kernel_siginfo *info, u32 flags)
{
	struct sct_session *session = target->session;
	struct sct_signal *rec;
	struct sct_slot slot;

	BUILD_BUG_ON(sizeof(*info) != SCT_SIGINFO_BYTES);
	if (!sct_is_live(target) || !sct_begin(session, &slot, SCT_REC_SIGNAL, sizeof(*rec)))
		return;
	rec = (void *)slot.rec;
	rec->hdr.tid = target->tid;
	rec->signo = signo;
	rec->flags = flags;
	memcpy(rec->info, info, sizeof(rec->info));
	sct_commit(session, &slot);
}

static void sct_fill_task(struct sct_task *rec, const struct sct_target *target, u32 event)
{
	const struct sct_record hdr = rec->hdr;

	*rec = (struct sct_task){
		.hdr = hdr,
		.event = event,
		.tgid = target->tgid,
	};
	rec->hdr.tid = target->tid;
	/* A name that changes meanwhile may be torn, never unterminated. */
	strscpy_pad(rec->comm, target->task->comm, sizeof(rec->comm));
}

void sct_capture_task(struct sct_target *target, u32 event, struct task_struct *other, int status)
{
	struct sct_session *session = target->session;
	struct sct_task *rec;
	struct sct_slot slot;

	if (!sct_is_live(target) || !sct_begin(session, &slot, SCT_REC_TASK, sizeof(*rec)))
		return;
	rec = (void *)slot.rec;
	sct_fill_task(rec, target, event);
	rec->status = status;
	if (event == SCT_TASK_FORK || event == SCT_TASK_FORK_MISSED) {
		rec->other = __task_pid_nr_ns(other, PIDTYPE_PID, session->pid_ns);
		rec->tgid = __task_pid_nr_ns(other, PIDTYPE_TGID, session->pid_ns);
	}
	sct_commit(session, &slot);
}

/* A blob of the new image's strings from @start to @end. */
static void sct_put_image_strings(struct sct_capture *cap, u8 arg, u64 start, u64 end)
{
	const u32 most = 16384;
	u32 want = min_t(u64, end - start, most);
	struct sct_blob *blob = sct_blob_begin(cap, 0, arg, &want);
	u32 len;

	if (!blob)
		return;
	cap->slot->full |= cap->tight;
	len = sct_copy(blob + 1, start, want);
	sct_blob_end(cap, blob, len, len < want);
}

/* The arguments of a call whose entry could not read them: they are here now. */
static void sct_put_exec_strings(struct sct_slot *slot, const struct linux_binprm *bprm)
{
	struct sct_capture cap = { .slot = slot, .task = current, .flags = SCT_BLOB_LATE };
	u32 len = strnlen(bprm->filename, PATH_MAX - 1) + 1;
	struct sct_blob *blob = sct_blob_begin(&cap, 0, 0, &len);
	const struct mm_struct *mm = current->mm;

	if (!blob)
		return;
	slot->full |= cap.tight;
	blob->flags |= SCT_BLOB_STRING;
	memcpy(blob + 1, bprm->filename, len);
	sct_blob_end(&cap, blob, len, false);
	sct_put_image_strings(&cap, 1, mm->arg_start, mm->arg_end);
	sct_put_image_strings(&cap, 2, mm->env_start, mm->env_end);
}

/*
 * The registers are the new program's already: the arguments are where the new
 * image has them, and could not be read; its EXEC record brings them.
 */
static void sct_put_exec_args(struct sct_enter *enter, struct sct_slot *slot,
			      const struct pt_regs *regs, const struct linux_binprm *bprm)
{
	const u64 args[] = { bprm->exec, regs->sp + 8, regs->sp + 8 * (bprm->argc + 2) };
	struct sct_capture cap = { .slot = slot, .task = current };
	unsigned int i, at = 0;

	if (sct_is_execveat(enter->hdr.abi, enter->nr))
		enter->args[at++] = AT_FDCWD;
	for (i = 0; i < ARRAY_SIZE(args); i++, at++) {
		u32 want = 0;
		struct sct_blob *blob = sct_blob_begin(&cap, args[i], at, &want);

		enter->args[at] = args[i];
		if (blob)
			sct_blob_end(&cap, blob, 0, true);
	}
	enter->nr_blobs = slot->nr_blobs;
}

/* Its ENTER and what came before were not seen: made here, as far as they are known. */
void sct_capture_exec_unseen(struct sct_target *target, const struct linux_binprm *bprm)
{
	struct pt_regs *regs = task_pt_regs(current);
	struct sct_slot slot;
	u8 abi;
	s32 nr = sct_split_nr(current, regs->orig_ax, &abi);

	if (!sct_is_live(target))
		return;
	sct_capture_task(target, SCT_TASK_ATTACH, current, 0);
	target->abi = abi;
	target->nr = nr;
	target->action = sct_action(target->session, abi, nr);
	target->faulted = ~0U;
	if (target->action != SCT_ACTION_SKIP &&
	    sct_begin(target->session, &slot, SCT_REC_ENTER, sizeof(struct sct_enter))) {
		sct_fill_enter((void *)slot.rec, target, regs, abi, nr, SCT_REC_ATTACHED);
		sct_put_exec_args((void *)slot.rec, &slot, regs, bprm);
		sct_commit(target->session, &slot);
	}
	WRITE_ONCE(target->state, SCT_STATE_IN);
	sct_capture_exec(target, target->tid, bprm);
}

void sct_capture_exec(struct sct_target *target, u32 old_tid, const struct linux_binprm *bprm)
{
	struct sct_session *session = target->session;
	struct sct_task *rec;
	struct sct_slot slot;

	sct_target_unplain(target);
	target->execed = true;
	target->flags &= ~SCT_TARGET_ON_EXEC;	/* it has come */
	if (!sct_is_live(target) || !sct_begin(session, &slot, SCT_REC_TASK, sizeof(*rec)))
		return;
	rec = (void *)slot.rec;
	sct_fill_task(rec, target, SCT_TASK_EXEC);
	rec->other = old_tid;
	rec->argc = bprm->argc;
	rec->envc = bprm->envc;
	if (target->faulted)
		sct_put_exec_strings(&slot, bprm);
	rec->nr_blobs = slot.nr_blobs;
	sct_commit(session, &slot);
}
