// SPDX-License-Identifier: GPL-2.0
/* SCT_IOC_PLAN: every bound of a capture plan, from both sides. */
#include "device.h"

#define NR_OPS		64
#define NR_CASES	8

/* A plan that is good as it stands; each test breaks one thing of it. */
FIXTURE(plan)
{
	int fd;
	struct sct_plan plan;
	struct sct_op ops[NR_OPS];
	struct sct_plan_call calls[2];
	struct sct_plan_case cases[NR_CASES];
};

FIXTURE_SETUP(plan)
{
	unsigned int i;

	self->fd = dev_open(0);
	ASSERT_LE(0, self->fd);
	for (i = 0; i < NR_OPS; i++)
		self->ops[i] = (struct sct_op){ .kind = SCT_OP_STRING, .limit = 32 };
	for (i = 0; i < 2; i++)
		self->calls[i] = (struct sct_plan_call){
			.nr = i, .switch_arg = SCT_NO_SWITCH,
			.ops = { .first = 0, .enter = 1, .exit = 1 },
		};
	for (i = 0; i < NR_CASES; i++)
		self->cases[i] = (struct sct_plan_case){
			.value = i * 10, .ops = { .first = i, .enter = 1 },
		};
	self->plan = (struct sct_plan){
		.size = sizeof(self->plan),
		.nr_ops = NR_OPS, .nr_calls = 2, .nr_cases = NR_CASES,
		.ops = (uintptr_t)self->ops, .calls = (uintptr_t)self->calls,
		.cases = (uintptr_t)self->cases,
	};
}

FIXTURE_TEARDOWN(plan)
{
	close(self->fd);
}

#define PLAN()	dev_ioctl(self->fd, SCT_IOC_PLAN, &self->plan)

TEST_F(plan, good)
{
	EXPECT_EQ(0, PLAN());
	EXPECT_EQ(0, PLAN());
	self->plan = (struct sct_plan){ .size = sizeof(self->plan) };
	EXPECT_EQ(0, PLAN());
}

TEST_F(plan, reserved)
{
	self->plan.flags = 1;
	EXPECT_EQ(-EINVAL, PLAN());
	self->plan.flags = 0;
	self->plan.reserved = 1;
	EXPECT_EQ(-EINVAL, PLAN());
	self->plan.reserved = 0;
	EXPECT_EQ(0, PLAN());
}

/* --- the arrays ----------------------------------------------------------- */

TEST_F(plan, null_arrays)
{
	self->plan.ops = 0;
	EXPECT_EQ(-EFAULT, PLAN());
	self->plan.ops = (uintptr_t)self->ops;
	self->plan.calls = 0;
	EXPECT_EQ(-EFAULT, PLAN());
	self->plan.calls = (uintptr_t)self->calls;
	self->plan.cases = 0;
	EXPECT_EQ(-EFAULT, PLAN());
	self->plan.nr_cases = 0;
	EXPECT_EQ(0, PLAN());
}

TEST_F(plan, arrays_elsewhere)
{
	static const uint64_t bad[] = {
		8, 0xffffffff81000000, 0xfffffffffffffff8, 1ULL << 63, 0x7fffffffeff8,
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		self->plan.ops = bad[i];
		EXPECT_EQ(-EFAULT, PLAN());
		self->plan.ops = (uintptr_t)self->ops;
		self->plan.calls = bad[i];
		EXPECT_EQ(-EFAULT, PLAN());
		self->plan.calls = (uintptr_t)self->calls;
		self->plan.cases = bad[i];
		EXPECT_EQ(-EFAULT, PLAN());
		self->plan.cases = (uintptr_t)self->cases;
	}
	EXPECT_EQ(0, PLAN());
}

TEST_F(plan, too_many)
{
	static const uint32_t huge[] = { 0x7fffffff, 0x80000000, 0xffffffff, 0x0aaaaaab };
	unsigned int i;

	self->plan.nr_ops = SCT_MAX_PLAN_OPS + 1;
	EXPECT_EQ(-EINVAL, PLAN());
	self->plan.nr_ops = NR_OPS;
	self->plan.nr_calls = SCT_MAX_PLAN_CALLS + 1;
	EXPECT_EQ(-EINVAL, PLAN());
	self->plan.nr_calls = 2;
	self->plan.nr_cases = SCT_MAX_PLAN_CASES + 1;
	EXPECT_EQ(-EINVAL, PLAN());
	self->plan.nr_cases = NR_CASES;
	for (i = 0; i < ARRAY_SIZE(huge); i++) {
		self->plan.nr_ops = huge[i];
		EXPECT_EQ(-EINVAL, PLAN());
		self->plan.nr_ops = NR_OPS;
		self->plan.nr_calls = huge[i];
		EXPECT_EQ(-EINVAL, PLAN());
		self->plan.nr_calls = 2;
		self->plan.nr_cases = huge[i];
		EXPECT_EQ(-EINVAL, PLAN());
		self->plan.nr_cases = NR_CASES;
	}
	EXPECT_EQ(0, PLAN());
}

/* As much as is allowed: all ops, all cases, a call for every (abi, number). */
TEST_F(plan, largest)
{
	struct sct_op *ops = calloc(SCT_MAX_PLAN_OPS, sizeof(*ops));
	struct sct_plan_case *cases = calloc(SCT_MAX_PLAN_CASES, sizeof(*cases));
	struct sct_plan_call *calls = calloc(SCT_MAX_PLAN_CALLS, sizeof(*calls));
	unsigned int i, n = 0, nr;
	uint8_t abi;

	for (i = 0; i < SCT_MAX_PLAN_OPS; i++)
		ops[i] = self->ops[0];
	for (i = 0; i < SCT_MAX_PLAN_CASES; i++)
		cases[i] = (struct sct_plan_case){ i, { SCT_MAX_PLAN_OPS - 1, 1, 0 } };
	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		for (nr = 0; nr < SCT_NR_SYSCALLS - 1; nr++) {
			calls[n] = self->calls[0];
			calls[n].abi = abi;
			calls[n++].nr = nr;
		}
	}
	calls[n - 1].switch_arg = 0;
	calls[n - 1].nr_cases = SCT_MAX_PLAN_CASES;
	calls[n - 1].ops = (struct sct_op_run){ SCT_MAX_PLAN_OPS - 32, 16, 16 };

	self->plan.ops = (uintptr_t)ops;
	self->plan.nr_ops = SCT_MAX_PLAN_OPS;
	self->plan.calls = (uintptr_t)calls;
	self->plan.nr_calls = n;
	self->plan.cases = (uintptr_t)cases;
	self->plan.nr_cases = SCT_MAX_PLAN_CASES;
	EXPECT_EQ(0, PLAN());
	free(ops);
	free(cases);
	free(calls);
}

/* --- calls ----------------------------------------------------------------- */

TEST_F(plan, call_numbers)
{
	self->calls[0].nr = SCT_NR_SYSCALLS - 2;
	EXPECT_EQ(0, PLAN());
	self->calls[0].nr = SCT_NR_SYSCALLS - 1;
	EXPECT_EQ(-EINVAL, PLAN());
	self->calls[0].nr = SCT_NR_SYSCALLS;
	EXPECT_EQ(-EINVAL, PLAN());
	self->calls[0].nr = 0xffff;
	EXPECT_EQ(-EINVAL, PLAN());
	self->calls[0].nr = 0;
	self->calls[0].abi = SCT_NR_ABIS - 1;
	EXPECT_EQ(0, PLAN());
	self->calls[0].abi = SCT_NR_ABIS;
	EXPECT_EQ(-EINVAL, PLAN());
	self->calls[0].abi = 0xff;
	EXPECT_EQ(-EINVAL, PLAN());
}

TEST_F(plan, one_call_twice)
{
	self->calls[1] = self->calls[0];
	EXPECT_EQ(-EINVAL, PLAN());
	self->calls[1].abi = SCT_ABI_I386;
	EXPECT_EQ(0, PLAN());
}

#define EXPECT_RUN(want)	EXPECT_EQ(want, PLAN()) TH_LOG("run %u", i)

TEST_F(plan, run_bounds)
{
	struct sct_op_run *runs[] = {
		&self->calls[0].ops, &self->calls[1].otherwise, &self->cases[NR_CASES - 1].ops,
	};
	unsigned int i;

	self->calls[0].switch_arg = 0;
	self->calls[0].nr_cases = NR_CASES;
	for (i = 0; i < ARRAY_SIZE(runs); i++) {
		*runs[i] = (struct sct_op_run){ NR_OPS - 3, 1, 2 };
		EXPECT_RUN(0);
		*runs[i] = (struct sct_op_run){ NR_OPS - 2, 1, 2 };
		EXPECT_RUN(-EINVAL);
		*runs[i] = (struct sct_op_run){ NR_OPS - 2, 3, 0 };
		EXPECT_RUN(-EINVAL);
		*runs[i] = (struct sct_op_run){ NR_OPS, 1, 0 };
		EXPECT_RUN(-EINVAL);
		*runs[i] = (struct sct_op_run){ NR_OPS, 0, 1 };
		EXPECT_RUN(-EINVAL);
		*runs[i] = (struct sct_op_run){ 0xffff, 1, 1 };
		EXPECT_RUN(-EINVAL);
		*runs[i] = (struct sct_op_run){ 0, SCT_MAX_RUN_OPS, SCT_MAX_RUN_OPS };
		EXPECT_RUN(0);
		*runs[i] = (struct sct_op_run){ 0, SCT_MAX_RUN_OPS + 1, 0 };
		EXPECT_RUN(-EINVAL);
		*runs[i] = (struct sct_op_run){ 0, 0, SCT_MAX_RUN_OPS + 1 };
		EXPECT_RUN(-EINVAL);
		*runs[i] = (struct sct_op_run){ 0, 255, 255 };
		EXPECT_RUN(-EINVAL);
		*runs[i] = (struct sct_op_run){ 0, 1, 0 };
		EXPECT_RUN(0);
	}
}

TEST_F(plan, cases)
{
	struct sct_plan_call *call = &self->calls[0];

	call->switch_arg = 5;
	call->nr_cases = NR_CASES;
	EXPECT_EQ(0, PLAN());
	call->nr_cases = NR_CASES + 1;
	EXPECT_EQ(-EINVAL, PLAN());
	call->first_case = 1;
	call->nr_cases = NR_CASES;
	EXPECT_EQ(-EINVAL, PLAN());
	call->nr_cases = NR_CASES - 1;
	EXPECT_EQ(0, PLAN());
	call->first_case = 0xffff;
	EXPECT_EQ(-EINVAL, PLAN());
	call->nr_cases = 0xffff;
	EXPECT_EQ(-EINVAL, PLAN());
}

TEST_F(plan, switch_argument)
{
	self->calls[0].nr_cases = 1;
	self->calls[0].switch_arg = 0;
	EXPECT_EQ(0, PLAN());
	self->calls[0].switch_arg = SCT_NR_ARGS;
	EXPECT_EQ(-EINVAL, PLAN());
	self->calls[0].switch_arg = SCT_NO_SWITCH - 1;
	EXPECT_EQ(-EINVAL, PLAN());
}

TEST_F(plan, case_order)
{
	struct sct_plan_case swapped = self->cases[3];

	self->calls[0].switch_arg = 1;
	self->calls[0].nr_cases = NR_CASES;
	self->cases[3] = self->cases[4];
	self->cases[4] = swapped;
	EXPECT_EQ(-EINVAL, PLAN());
	self->cases[3].value = self->cases[4].value;
	EXPECT_EQ(-EINVAL, PLAN());
	self->cases[4].value++;
	EXPECT_EQ(0, PLAN());
	/* not as signed numbers */
	self->cases[NR_CASES - 1].value = 0xffffffff;
	EXPECT_EQ(0, PLAN());
}

/* --- ops ------------------------------------------------------------------- */

struct op_check {
	const char *what;
	struct sct_op op;
	int at_enter;
	int at_exit;
};

static const struct op_check op_checks[] = {
	{ "kind 0", { .kind = 0 }, -EINVAL, -EINVAL },
	{ "kind end", { .kind = SCT_OP_KIND_END }, -EINVAL, -EINVAL },
	{ "kind 255", { .kind = 255 }, -EINVAL, -EINVAL },
	{ "arg 5", { .kind = SCT_OP_BYTES, .arg = 5, .limit = 8 }, 0, 0 },
	{ "arg ret", { .kind = SCT_OP_BYTES, .arg = SCT_ARG_RET, .limit = 8 }, -EINVAL, 0 },
	{ "fd ret", { .kind = SCT_OP_FD, .arg = SCT_ARG_RET }, -EINVAL, 0 },
	{ "arg sp", { .kind = SCT_OP_BYTES, .arg = SCT_ARG_SP, .limit = 8 }, 0, 0 },
	{ "arg bp", { .kind = SCT_OP_BYTES, .arg = SCT_ARG_BP, .limit = 8 }, 0, 0 },
	{ "arg 9", { .kind = SCT_OP_BYTES, .arg = 9, .limit = 8 }, -EINVAL, -EINVAL },
	{ "arg 255", { .kind = SCT_OP_BYTES, .arg = 255, .limit = 8 }, -EINVAL, -EINVAL },
	{ "flag 16", { .kind = SCT_OP_BYTES, .flags = 16, .limit = 8 }, -EINVAL, -EINVAL },
	{ "flag 128", { .kind = SCT_OP_BYTES, .flags = 128, .limit = 8 }, -EINVAL, -EINVAL },
	{ "on error", { .kind = SCT_OP_BYTES, .flags = SCT_OP_ON_ERROR, .limit = 8 }, 1, 0 },
	{ "no retry", { .kind = SCT_OP_BYTES, .flags = SCT_OP_NO_RETRY, .limit = 8 }, 0, 1 },
	{ "length ret", { .kind = SCT_OP_BYTES, .length = SCT_LEN_RET, .limit = 8 }, -EINVAL, 0 },
	{ "length end", { .kind = SCT_OP_BYTES, .length = SCT_LEN_END, .limit = 8 },
	  -EINVAL, -EINVAL },
	{ "length 255", { .kind = SCT_OP_BYTES, .length = 255, .limit = 8 }, -EINVAL, -EINVAL },
	{ "length arg 5", { .kind = SCT_OP_BYTES, .length = SCT_LEN_ARG, .length_arg = 5,
			    .limit = 8 }, 0, 0 },
	{ "length arg 6", { .kind = SCT_OP_BYTES, .length = SCT_LEN_ARG, .length_arg = 6,
			    .limit = 8 }, -EINVAL, -EINVAL },
	{ "length arg 6 of a pointer", { .kind = SCT_OP_BYTES, .length = SCT_LEN_PTR32,
					 .length_arg = 6, .limit = 8 }, -EINVAL, -EINVAL },
	{ "reserved", { .kind = SCT_OP_BYTES, .reserved = 1, .limit = 8 }, -EINVAL, -EINVAL },
	{ "reserved2", { .kind = SCT_OP_BYTES, .reserved2 = 1, .limit = 8 }, -EINVAL, -EINVAL },
	{ "largest limit", { .kind = SCT_OP_BYTES, .limit = SCT_MAX_OP_BYTES }, 0, 0 },
	{ "limit", { .kind = SCT_OP_BYTES, .limit = SCT_MAX_OP_BYTES + 1 }, -EINVAL, -EINVAL },
	{ "limit of a string", { .kind = SCT_OP_STRING, .limit = 0xffffffff }, -EINVAL, -EINVAL },
	{ "largest count", { .kind = SCT_OP_STRINGS, .limit = 8, .count = SCT_MAX_OP_COUNT }, 0, 0 },
	{ "largest iovec", { .kind = SCT_OP_IOVEC, .length = SCT_LEN_ARG, .limit = 8,
			     .count = SCT_MAX_OP_VECTOR }, 0, 0 },
	{ "iovec", { .kind = SCT_OP_IOVEC, .length = SCT_LEN_ARG, .limit = 8,
		     .count = SCT_MAX_OP_VECTOR + 1 }, -EINVAL, -EINVAL },
	{ "mmsghdr", { .kind = SCT_OP_MMSGHDR, .length = SCT_LEN_ARG, .limit = 8,
		       .count = SCT_MAX_OP_VECTOR + 1 }, -EINVAL, -EINVAL },
	{ "fds", { .kind = SCT_OP_FDS, .length = SCT_LEN_ARG, .unit = 8,
		   .count = SCT_MAX_OP_VECTOR + 1 }, -EINVAL, -EINVAL },
	{ "fdset", { .kind = SCT_OP_FDSET, .length = SCT_LEN_BITS,
		     .count = SCT_MAX_OP_VECTOR + 1 }, -EINVAL, -EINVAL },
	{ "largest count2", { .kind = SCT_OP_STRINGS, .limit = 8, .count = 2000,
			      .count2 = SCT_MAX_OP_COUNT2 }, 0, 0 },
	{ "count2", { .kind = SCT_OP_STRINGS, .limit = 8, .count = 2000,
		      .count2 = SCT_MAX_OP_COUNT2 + 1 }, -EINVAL, -EINVAL },
	{ "indirect", { .kind = SCT_OP_BYTES, .flags = SCT_OP_INDIRECT, .limit = 8,
			.offset = 0xffff }, 0, 0 },
};

/* 1 in the table: the header does not say, either answer will do. */
TEST_F(plan, ops)
{
	unsigned int i;
	int err;

	self->plan.nr_calls = 1;
	self->plan.nr_cases = 0;
	for (i = 0; i < ARRAY_SIZE(op_checks); i++) {
		const struct op_check *check = &op_checks[i];

		self->ops[0] = check->op;
		self->calls[0].ops = (struct sct_op_run){ 0, 1, 0 };
		err = PLAN();
		EXPECT_TRUE(check->at_enter == 1 ? !err || err == -EINVAL : err == check->at_enter)
			TH_LOG("%s at entry: %d", check->what, err);
		self->calls[0].ops = (struct sct_op_run){ 0, 0, 1 };
		err = PLAN();
		EXPECT_TRUE(check->at_exit == 1 ? !err || err == -EINVAL : err == check->at_exit)
			TH_LOG("%s at exit: %d", check->what, err);
	}
}

/* A bad op is found wherever it stands. */
TEST_F(plan, bad_op_in_each_run)
{
	const struct sct_op bad = { .kind = SCT_OP_BYTES, .length = SCT_LEN_RET, .limit = 8 };

	self->ops[20] = bad;
	self->calls[0].ops = (struct sct_op_run){ 20, 0, 1 };
	EXPECT_EQ(0, PLAN());
	self->calls[0].ops = (struct sct_op_run){ 10, 16, 0 };
	EXPECT_EQ(-EINVAL, PLAN());
	self->calls[0].ops = (struct sct_op_run){ 10, 10, 2 };
	EXPECT_EQ(0, PLAN());
	self->calls[0].otherwise = (struct sct_op_run){ 20, 1, 0 };
	EXPECT_EQ(-EINVAL, PLAN());
	self->calls[0].otherwise = (struct sct_op_run){ 0, 0, 0 };
	self->cases[0].ops = (struct sct_op_run){ 19, 2, 0 };
	self->calls[0].switch_arg = 0;
	self->calls[0].nr_cases = 1;
	EXPECT_EQ(-EINVAL, PLAN());
}

/* Arguments in memory: first in its list, where no other run would see them. */
TEST_F(plan, args)
{
	struct sct_op_run *runs[] = { &self->calls[1].otherwise, &self->cases[0].ops };
	struct sct_op *op = &self->ops[20];
	unsigned int i;

	*op = (struct sct_op){ .kind = SCT_OP_ARGS, .count = SCT_NR_ARGS };
	self->calls[0].switch_arg = 0;
	self->calls[0].nr_cases = NR_CASES;
	for (i = 0; i < ARRAY_SIZE(runs); i++) {
		*runs[i] = (struct sct_op_run){ 20, 2, 0 };
		EXPECT_RUN(0);
		*runs[i] = (struct sct_op_run){ 20, 0, 2 };
		EXPECT_RUN(0);
		*runs[i] = (struct sct_op_run){ 18, 2, 2 };
		EXPECT_RUN(0);
		*runs[i] = (struct sct_op_run){ 19, 2, 0 };
		EXPECT_RUN(-EINVAL);
		*runs[i] = (struct sct_op_run){ 18, 1, 2 };
		EXPECT_RUN(-EINVAL);
		op->count = SCT_NR_ARGS + 1;
		*runs[i] = (struct sct_op_run){ 20, 2, 0 };
		EXPECT_RUN(-EINVAL);
		op->count = SCT_NR_ARGS;
		*runs[i] = (struct sct_op_run){ 0, 1, 0 };
		EXPECT_RUN(0);
	}
	self->calls[0].ops = (struct sct_op_run){ 20, 1, 0 };
	EXPECT_EQ(-EINVAL, PLAN());
}

TEST_HARNESS_MAIN
