// SPDX-License-Identifier: GPL-2.0
/*
 * The capture plan: taken from user space and checked once, so that probes may
 * run it blindly.
 */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "sctrace.h"

void sct_plan_free(struct sct_plan_table *table)
{
	if (!table)
		return;
	kvfree(table->ops);
	kvfree(table->steps);
	kvfree(table->calls);
	kvfree(table->cases);
	kvfree(table);
}

static bool sct_op_is_vector(const struct sct_op *op)
{
	return op->kind == SCT_OP_IOVEC || op->kind == SCT_OP_MSGHDR ||
	       op->kind == SCT_OP_MMSGHDR || op->kind == SCT_OP_FDS || op->kind == SCT_OP_FDSET;
}

/* Arguments in memory are for the ops behind, of the same run alone. */
static bool sct_args_valid(const struct sct_op *op, bool may_have_args, bool first)
{
	return op->kind != SCT_OP_ARGS || (may_have_args && first && op->count <= SCT_NR_ARGS);
}

static bool sct_op_valid(const struct sct_op *op, bool at_exit)
{
	return op->kind && op->kind < SCT_OP_KIND_END && op->length < SCT_LEN_END &&
	       op->arg <= SCT_ARG_BP && (op->arg != SCT_ARG_RET || at_exit) &&
	       op->length_arg < SCT_NR_ARGS && (op->length != SCT_LEN_RET || at_exit) &&
	       !(op->flags & ~SCT_OP_ALL_FLAGS) && !op->reserved && !op->reserved2 &&
	       op->limit <= SCT_MAX_OP_BYTES && op->count2 <= SCT_MAX_OP_COUNT2 &&
	       (!sct_op_is_vector(op) || op->count <= SCT_MAX_OP_VECTOR);
}

static bool sct_run_valid(const struct sct_op_run *run, const struct sct_plan *plan,
			  const struct sct_op *ops, bool may_have_args)
{
	unsigned int i;

	if (run->enter > SCT_MAX_RUN_OPS || run->exit > SCT_MAX_RUN_OPS ||
	    (u32)run->first + run->enter + run->exit > plan->nr_ops)
		return false;
	for (i = 0; i < run->enter + run->exit; i++)
		if (!sct_op_valid(&ops[run->first + i], i >= run->enter) ||
		    !sct_args_valid(&ops[run->first + i], may_have_args, !i || i == run->enter))
			return false;
	return true;
}

/* A call's cases: there, and in order for the bisection. */
static bool sct_switch_valid(const struct sct_plan_call *call, const struct sct_plan *plan,
			     const struct sct_plan_table *table)
{
	const struct sct_plan_case *cases = table->cases + call->first_case;
	unsigned int i;

	if (call->switch_arg == SCT_NO_SWITCH)
		return !call->nr_cases;
	if (call->switch_arg >= SCT_NR_ARGS ||
	    (u32)call->first_case + call->nr_cases > plan->nr_cases)
		return false;
	for (i = 1; i < call->nr_cases; i++)
		if (cases[i].value <= cases[i - 1].value)
			return false;
	return true;
}

static int sct_plan_check(const struct sct_plan *plan, struct sct_plan_table *table)
{
	unsigned int i;

	for (i = 0; i < plan->nr_cases; i++)
		if (!sct_run_valid(&table->cases[i].ops, plan, table->ops, true))
			return -EINVAL;
	for (i = 0; i < plan->nr_calls; i++) {
		const struct sct_plan_call *call = &table->calls[i];

		if (call->abi >= SCT_NR_ABIS || call->nr >= SCT_NR_SYSCALLS - 1 ||
		    table->index[call->abi][call->nr] ||
		    !sct_run_valid(&call->ops, plan, table->ops, false) ||
		    !sct_run_valid(&call->otherwise, plan, table->ops, true) ||
		    !sct_switch_valid(call, plan, table))
			return -EINVAL;
		table->index[call->abi][call->nr] = i + 1;
	}
	return 0;
}

/* A kernel copy of @nr elements of user space, or an error pointer. */
static void *sct_plan_array(u64 user, u32 nr, u32 max, size_t size)
{
	void *array;

	if (nr > max)
		return ERR_PTR(-EINVAL);
	if (!nr)
		return NULL;
	array = kvmalloc_array(nr, size, GFP_KERNEL_ACCOUNT);
	if (!array)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(array, u64_to_user_ptr(user), nr * size)) {
		kvfree(array);
		return ERR_PTR(-EFAULT);
	}
	return array;
}

static int sct_plan_make_steps(const struct sct_plan *plan, struct sct_plan_table *table)
{
	unsigned int i;

	if (!plan->nr_ops)
		return 0;
	table->steps = kvcalloc(plan->nr_ops, sizeof(*table->steps), GFP_KERNEL_ACCOUNT);
	if (!table->steps)
		return -ENOMEM;
	for (i = 0; i < plan->nr_ops; i++)
		sct_step_make(&table->steps[i], &table->ops[i]);
	return 0;
}

size_t sct_plan_bytes(const struct sct_plan *plan)
{
	return sizeof(struct sct_plan_table) +
	       plan->nr_ops * (sizeof(struct sct_op) + sizeof(struct sct_step)) +
	       (size_t)plan->nr_calls * sizeof(struct sct_plan_call) +
	       (size_t)plan->nr_cases * sizeof(struct sct_plan_case);
}

int sct_plan_load(const struct sct_plan *plan, struct sct_plan_table **result)
{
	struct sct_plan_table *table;
	void *array;
	int err;

	table = kvzalloc(sizeof(*table), GFP_KERNEL_ACCOUNT);
	if (!table)
		return -ENOMEM;
	array = sct_plan_array(plan->ops, plan->nr_ops, SCT_MAX_PLAN_OPS, sizeof(*table->ops));
	if (IS_ERR(array))
		goto err_array;
	table->ops = array;
	array = sct_plan_array(plan->calls, plan->nr_calls, SCT_MAX_PLAN_CALLS,
			       sizeof(*table->calls));
	if (IS_ERR(array))
		goto err_array;
	table->calls = array;
	array = sct_plan_array(plan->cases, plan->nr_cases, SCT_MAX_PLAN_CASES,
			       sizeof(*table->cases));
	if (IS_ERR(array))
		goto err_array;
	table->cases = array;
	err = sct_plan_check(plan, table);
	if (err)
		goto err_free;
	err = sct_plan_make_steps(plan, table);
	if (err)
		goto err_free;
	*result = table;
	return 0;

err_array:
	err = PTR_ERR(array);
err_free:
	sct_plan_free(table);
	return err;
}

static const struct sct_op_run *sct_plan_case(const struct sct_plan_table *table,
					      const struct sct_plan_call *call, u32 value)
{
	const struct sct_plan_case *cases = table->cases + call->first_case;
	u32 low = 0, high = call->nr_cases;

	while (low < high) {
		u32 middle = (low + high) / 2;

		if (cases[middle].value == value)
			return &cases[middle].ops;
		if (cases[middle].value < value)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct sct_op_run *sct_plan_second(const struct sct_plan_table *table,
					 const struct sct_plan_call *call, const u64 *args)
{
	const struct sct_op_run *run;
	u32 value;

	if (call->switch_arg == SCT_NO_SWITCH)
		return &call->otherwise;
	value = args[call->switch_arg];
	run = sct_plan_case(table, call, value);
	if (!run && call->any)
		run = sct_plan_case(table, call, value | call->any);
	return run ?: &call->otherwise;
}
