// SPDX-License-Identifier: GPL-2.0
/*
 * Makes the capture plan from the same descriptions that the printers use.
 */
#include <errno.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <stdlib.h>

#include "decode/dump.h"
#include "decode/walk.h"

#define MAX_IOVECS	1024U
#define MAX_STRINGS	1024U
#define MAX_VARS	8192U		/* environment pointers that are counted */
#define MAX_BLOCK	32768U		/* bytes of an array that -v shows whole */

/* What a call, or one case of it, needs. */
struct run {
	struct sct_op enter[SCT_MAX_RUN_OPS];
	struct sct_op exit[SCT_MAX_RUN_OPS];
	unsigned int nr_enter;
	unsigned int nr_exit;
};

struct builder {
	struct sct_plan_tables *plan;
	const struct sct_decode_options *opt;
	struct run run;
	unsigned int op_room;
	unsigned int call_room;
	unsigned int case_room;
	bool compat;
	bool abbrev;
	bool verbose;
	bool fds;
	bool dump;		/* all the data of the call at hand are wanted */
	int err;
};

/* Where a type stands: in a register, or at an offset behind the pointer in one. */
struct place {
	uint8_t reg;
	bool indirect;
	uint16_t offset;
};

static uint32_t min_u32(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Makes room for one more element in an array that has @nr. */
static void *grow(struct builder *b, void *array, unsigned int nr, unsigned int *room, size_t size)
{
	unsigned int more = *room ? *room * 2 : 64;
	void *bigger;

	if (nr < *room)
		return array;
	bigger = realloc(array, more * size);
	if (!bigger) {
		b->err = -ENOMEM;
		return array;
	}
	*room = more;
	return bigger;
}

static void add_enter(struct builder *b, struct sct_op op)
{
	op.flags &= (uint8_t)~SCT_OP_ON_ERROR;
	if (b->run.nr_enter < SCT_MAX_RUN_OPS)
		b->run.enter[b->run.nr_enter++] = op;
}

static void add_exit(struct builder *b, struct sct_op op)
{
	op.flags &= (uint8_t)~SCT_OP_NO_RETRY;
	if (b->run.nr_exit < SCT_MAX_RUN_OPS)
		b->run.exit[b->run.nr_exit++] = op;
}

static void add(struct builder *b, const struct sct_type *t, struct sct_op op)
{
	if (t->flags & SCT_T_ON_ERROR)
		op.flags |= SCT_OP_ON_ERROR;
	if (t->dir == SCT_DIR_INOUT || (t->flags & SCT_T_AFTER))
		op.flags |= SCT_OP_NO_RETRY;
	if ((t->dir & SCT_DIR_IN) && op.length != SCT_LEN_RET)
		add_enter(b, op);
	if ((t->dir & SCT_DIR_OUT) || (t->flags & SCT_T_AFTER))
		add_exit(b, op);
}

/*
 * A size of half the address space or more is no size that a 64-bit call takes: it may
 * as well be negative, as the module has a short way for longs.
 */
static uint8_t length_of(const struct builder *b, const struct sct_len *len)
{
	return len->from == SCT_LEN_ULONG && !b->compat ? SCT_LEN_ARG : len->from;
}

static struct sct_op op_at(const struct builder *b, const struct place *at, uint8_t kind,
			   const struct sct_len *len)
{
	return (struct sct_op){
		.kind = kind,
		.arg = at->reg,
		.flags = at->indirect ? SCT_OP_INDIRECT : 0,
		.offset = at->offset,
		.length = length_of(b, len),
		.length_arg = len->arg,
		.length_offset = len->offset[b->compat],
	};
}

/* How many elements of an array are printed, or with one more are known to follow. */
static uint32_t element_limit(const struct builder *b, uint32_t most)
{
	if (!b->abbrev)
		return most;
	return min_u32(most, (uint32_t)min_u32(b->opt->string_limit, UINT16_MAX - 1) + 1);
}

static uint32_t string_limit(const struct builder *b)
{
	return b->opt->string_limit < SCT_MAX_OP_BYTES ? (uint32_t)b->opt->string_limit :
	       SCT_MAX_OP_BYTES - 1;
}

/*
 * Bytes of data: what -s shows, or more where it might be something other than a
 * string; all of them for a dump.
 */
static uint32_t data_limit(const struct builder *b, const struct sct_type *t)
{
	if (b->dump)
		return SCT_MAX_OP_BYTES;
	/* Of a vector, which is captured for its lengths. */
	if (b->opt->redact & SCT_REDACT_DATA && !(t->flags & SCT_T_NAME))
		return 0;
	return t->param > string_limit(b) ? t->param : string_limit(b);
}

static void add_type(struct builder *b, const struct sct_type *t, struct place at);

/* The pointers in a structure that @at points to. */
static void add_fields(struct builder *b, const struct sct_type *s, const struct place *at,
		       uint16_t offset)
{
	unsigned int i;

	for (i = 0; i < s->nr_fields; i++) {
		const struct sct_field *f = &s->fields[i];
		uint16_t off = (uint16_t)(offset + f->off[b->compat]);
		struct place inner = {
			.reg = at->reg, .offset = off,
			.indirect = !(f->type->flags & SCT_T_TAIL),
		};

		if (f->verbose && b->abbrev)
			continue;
		if (f->type->fields)
			add_fields(b, f->type, at, off);
		else if (f->type->capture != SCT_CAP_FD)
			add_type(b, f->type, inner);
	}
}

/* The descriptors in an array of @elem. */
static void add_fds(struct builder *b, const struct sct_type *t, const struct place *at)
{
	const struct sct_type *elem = t->elem;
	struct sct_op op = op_at(b, at, SCT_OP_FDS, &t->len);
	unsigned int i;

	if (!b->fds || at->indirect || (t->flags & SCT_T_TAIL))
		return;
	op.unit = elem->size[b->compat];
	op.count = (uint16_t)element_limit(b, t->len.from == SCT_LEN_CONST ? t->len.n : 1024);
	if (elem->capture == SCT_CAP_FD)
		add(b, t, op);
	for (i = 0; i < elem->nr_fields; i++) {
		if (elem->fields[i].type->capture != SCT_CAP_FD)
			continue;
		op.offset = elem->fields[i].off[b->compat];
		add(b, t, op);
	}
}

static void add_array(struct builder *b, const struct sct_type *t, const struct place *at)
{
	struct sct_op op = op_at(b, at, SCT_OP_BYTES, &t->len);
	uint32_t size = t->elem ? t->elem->size[b->compat] : 0;
	bool one = t->len.from == SCT_LEN_CONST && t->len.n == 1;
	uint32_t nr;

	if (!size)
		return;
	nr = t->len.n ? t->len.n : MAX_BLOCK / size;
	/* A result picks some of all the elements. */
	if (!one && !(t->flags & SCT_T_AFTER))
		nr = element_limit(b, nr);
	op.unit = (uint16_t)size;
	op.limit = min_u32(nr * size, SCT_MAX_OP_BYTES);
	if (t->len.from == SCT_LEN_CONST)
		op.unit = 0;
	add(b, t, op);
	add_fds(b, t, at);
	if (one && !at->indirect && t->elem->fields)
		add_fields(b, t->elem, at, 0);
}

/* The descriptors in structure @s, a part of the one that @t points to. */
static void add_inner_fds(struct builder *b, const struct sct_type *t, const struct sct_type *s,
			  const struct place *at, uint16_t offset)
{
	static const struct sct_len one = LEN_N(1);
	struct sct_op op = op_at(b, at, SCT_OP_FDS, &one);
	unsigned int i;

	op.unit = 4;
	op.count = 1;
	for (i = 0; i < s->nr_fields; i++) {
		const struct sct_type *field = s->fields[i].type;

		op.offset = (uint16_t)(offset + s->fields[i].off[b->compat]);
		if (field->fields)
			add_inner_fds(b, t, field, at, op.offset);
		else if (field->capture == SCT_CAP_FD &&
			 (b->fds || (field->flags & SCT_T_ALWAYS)))
			add(b, t, op);
	}
}

/* The descriptors and pointers in one structure, whose size an argument has. */
static void add_sized(struct builder *b, const struct sct_type *t, const struct place *at)
{
	if (at->indirect)
		return;
	add_inner_fds(b, t, t->elem, at, 0);
	add_fields(b, t->elem, at, 0);
}

/* What will not be printed need not be in any ring. */
static bool is_redacted(const struct builder *b, const struct sct_type *t)
{
	unsigned int redact = b->opt->redact;

	switch (t->capture) {
	case SCT_CAP_BYTES:
		return redact & (t->flags & SCT_T_NAME ? SCT_REDACT_PATHS : SCT_REDACT_DATA);
	case SCT_CAP_STRING:
		return redact & SCT_REDACT_DATA;
	case SCT_CAP_PATH:
		return redact & SCT_REDACT_PATHS && !b->opt->want_fds;	/* but for -P */
	default:
		return false;
	}
}

static void add_bytes(struct builder *b, const struct sct_type *t, const struct place *at)
{
	struct sct_op op = op_at(b, at, SCT_OP_BYTES, &t->len);

	op.limit = t->capture == SCT_CAP_BYTES ? data_limit(b, t) : PATH_MAX;
	if (t->len.n && (t->capture == SCT_CAP_BLOCK || t->len.n < op.limit))
		op.limit = t->len.n;
	if (op.limit)
		add(b, t, op);
	if (t->capture == SCT_CAP_BLOCK && t->elem)
		add_sized(b, t, at);
}

static void add_string(struct builder *b, const struct sct_type *t, const struct place *at)
{
	static const struct sct_len no_length = LEN_N(0);
	struct sct_op op = op_at(b, at, SCT_OP_STRING, &no_length);

	op.limit = t->capture == SCT_CAP_PATH ? PATH_MAX :
		   t->capture == SCT_CAP_COMM ? t->len.n : string_limit(b) + 1;
	add(b, t, op);
}

static void add_strings(struct builder *b, const struct sct_type *t, const struct place *at)
{
	static const struct sct_len no_length = LEN_N(0);
	struct sct_op op = op_at(b, at, SCT_OP_STRINGS, &no_length);

	op.limit = string_limit(b) + 1;
	op.count = (uint16_t)element_limit(b, MAX_VARS);
	op.count2 = (uint16_t)min_u32(op.count, MAX_STRINGS);
	if (t->param == SCT_STRINGS_COUNT && b->abbrev) {
		op.count = MAX_VARS;
		op.count2 = 0;
	}
	if (b->opt->redact & SCT_REDACT_DATA ||
	    (t->param == SCT_STRINGS_COUNT && b->opt->redact & SCT_REDACT_ENV))
		op.count2 = 0;
	add(b, t, op);
}

/* Failed calls too: the array was there before, only its memory was not filled. */
static void add_vector(struct builder *b, const struct sct_type *t, const struct place *at,
		       uint8_t kind)
{
	struct sct_op op = op_at(b, at, kind, &t->len);

	op.limit = data_limit(b, t);
	op.count = (uint16_t)(b->dump ? MAX_IOVECS : element_limit(b, MAX_IOVECS));
	if (t->dir == SCT_DIR_OUT)
		op.flags |= SCT_OP_ON_ERROR;
	if (b->fds && kind != SCT_OP_IOVEC)
		op.flags |= SCT_OP_RIGHTS;
	add(b, t, op);
}

static void add_pointees(struct builder *b, const struct sct_type *t, const struct place *at)
{
	struct sct_op op = op_at(b, at, SCT_OP_POINTEES, &t->len);

	op.limit = t->elem ? t->elem->size[b->compat] : 0;
	if (t->elem && t->elem->capture == SCT_CAP_STRING)
		op.limit = string_limit(b) + 1;
	op.count = (uint16_t)element_limit(b, MAX_STRINGS);
	op.count2 = op.count;
	if (t->elem && is_redacted(b, t->elem))
		op.count2 = 0;
	if (op.limit)
		add(b, t, op);
}

static void add_fd(struct builder *b, const struct sct_type *t, const struct place *at)
{
	static const struct sct_len no_length = LEN_N(0);
	struct sct_op op = op_at(b, at, SCT_OP_FD, &no_length);

	if ((!b->fds && !(t->flags & SCT_T_ALWAYS)) || at->indirect)
		return;
	if (at->reg == SCT_ARG_RET)
		add_exit(b, op);
	else
		add_enter(b, op);
}

static void add_fdset(struct builder *b, const struct sct_type *t, const struct place *at)
{
	struct sct_op op = op_at(b, at, SCT_OP_BYTES, &t->len);

	op.limit = SCT_MAX_FD_SET;
	add(b, t, op);
	if (!b->fds)
		return;
	op.kind = SCT_OP_FDSET;
	op.limit = 0;
	op.count = 1024;
	add(b, t, op);
}

/* struct clone_args: the kernel answers through pointers in it. */
static void add_clone_args(struct builder *b, const struct sct_type *t, const struct place *at)
{
	static const struct sct_len one_number = LEN_N(4);
	struct sct_op op = op_at(b, at, SCT_OP_BYTES, &t->len);

	op.limit = t->len.n;
	add_enter(b, op);
	op = op_at(b, at, SCT_OP_BYTES, &one_number);
	op.flags = SCT_OP_INDIRECT;
	op.limit = 4;
	op.offset = offsetof(struct clone_args, pidfd);
	add_exit(b, op);
	op.offset = offsetof(struct clone_args, parent_tid);
	add_exit(b, op);
	op = op_at(b, at, SCT_OP_BYTES, &one_number);
	op.flags = SCT_OP_INDIRECT;
	op.offset = offsetof(struct clone_args, set_tid);
	op.length = SCT_LEN_PTR64;
	op.length_arg = at->reg;
	op.length_offset = offsetof(struct clone_args, set_tid_size);
	op.unit = 4;
	op.limit = 128;
	add_enter(b, op);
}

static bool is_string(const struct sct_type *t)
{
	return t->capture == SCT_CAP_BYTES || t->capture == SCT_CAP_STRING ||
	       t->capture == SCT_CAP_PATH || t->capture == SCT_CAP_COMM ||
	       t->capture == SCT_CAP_FD;
}

static void add_type(struct builder *b, const struct sct_type *t, struct place at)
{
	for (; !t->print && t->elem; t = t->elem)
		if (t->flags & SCT_T_AT)
			at.reg = t->reg;
	if (!b->verbose && !b->dump && !is_string(t) && !(t->flags & SCT_T_RAW_PTR))
		return;
	if (is_redacted(b, t))
		return;
	switch (t->capture) {
	case SCT_CAP_ARRAY:
		add_array(b, t, &at);
		break;
	case SCT_CAP_BYTES:
	case SCT_CAP_BLOCK:
		add_bytes(b, t, &at);
		break;
	case SCT_CAP_STRING:
	case SCT_CAP_COMM:
	case SCT_CAP_PATH:
		add_string(b, t, &at);
		break;
	case SCT_CAP_STRINGS:
		add_strings(b, t, &at);
		break;
	case SCT_CAP_POINTEES:
		add_pointees(b, t, &at);
		break;
	case SCT_CAP_IOVEC:
		add_vector(b, t, &at, SCT_OP_IOVEC);
		break;
	case SCT_CAP_MSGHDR:
		add_vector(b, t, &at, SCT_OP_MSGHDR);
		break;
	case SCT_CAP_MMSGHDR:
		add_vector(b, t, &at, SCT_OP_MMSGHDR);
		break;
	case SCT_CAP_CLONE_ARGS:
		add_clone_args(b, t, &at);
		break;
	case SCT_CAP_FD:
		add_fd(b, t, &at);
		break;
	case SCT_CAP_FDSET:
		add_fdset(b, t, &at);
		break;
	}
}

/* Adds a list of arguments; returns where it stopped: at a switch, or at the end. */
static unsigned int add_list(struct builder *b, const struct sct_type *const *args,
			     unsigned int base)
{
	unsigned int i;

	for (i = 0; base + i < SCT_NR_ARGS && args[i] && !args[i]->sw; i++)
		add_type(b, args[i], (struct place){ .reg = (uint8_t)(base + i) });
	return i;
}

/* --- Runs ------------------------------------------------------------------ */

static void add_ops(struct builder *b, const struct sct_op *ops, unsigned int nr)
{
	struct sct_plan_tables *plan = b->plan;
	unsigned int i;

	for (i = 0; i < nr; i++) {
		plan->ops = grow(b, plan->ops, plan->nr_ops, &b->op_room, sizeof(*plan->ops));
		if (b->err)
			return;
		plan->ops[plan->nr_ops++] = ops[i];
	}
}

/* Where the same ops stand already, one after the other; or -1. */
static int find_run(const struct builder *b)
{
	const struct sct_plan_tables *plan = b->plan;
	const struct run *run = &b->run;
	unsigned int nr = run->nr_enter + run->nr_exit, i;

	for (i = 0; nr <= plan->nr_ops && i <= plan->nr_ops - nr; i++) {
		if (run->nr_enter && memcmp(&plan->ops[i], run->enter,
					    run->nr_enter * sizeof(run->enter[0])))
			continue;
		if (run->nr_exit && memcmp(&plan->ops[i + run->nr_enter], run->exit,
					   run->nr_exit * sizeof(run->exit[0])))
			continue;
		return (int)i;
	}
	return -1;
}

/* Stores the run that was gathered, and starts a new one. */
static struct sct_op_run take_run(struct builder *b)
{
	struct sct_op_run run = { .enter = (uint8_t)b->run.nr_enter,
				  .exit = (uint8_t)b->run.nr_exit };
	int first = run.enter || run.exit ? find_run(b) : 0;

	if (first < 0) {
		first = (int)b->plan->nr_ops;
		add_ops(b, b->run.enter, run.enter);
		add_ops(b, b->run.exit, run.exit);
	}
	if (b->plan->nr_ops > SCT_MAX_PLAN_OPS)
		b->err = -E2BIG;
	run.first = (uint16_t)first;
	memset(&b->run, 0, sizeof(b->run));
	return run;
}

static bool is_empty(const struct sct_op_run *run)
{
	return !run->enter && !run->exit;
}

/* --- Cases ----------------------------------------------------------------- */

static void add_case(struct builder *b, uint32_t value, struct sct_op_run run)
{
	struct sct_plan_tables *plan = b->plan;

	plan->cases = grow(b, plan->cases, plan->nr_cases, &b->case_room, sizeof(*plan->cases));
	if (b->err)
		return;
	plan->cases[plan->nr_cases++] = (struct sct_plan_case){ .value = value, .ops = run };
	if (plan->nr_cases > SCT_MAX_PLAN_CASES)
		b->err = -E2BIG;
}

static int compare_cases(const void *a, const void *b)
{
	uint32_t x = ((const struct sct_plan_case *)a)->value;
	uint32_t y = ((const struct sct_plan_case *)b)->value;

	return (x > y) - (x < y);
}

static struct sct_op_run case_run(struct builder *b, const struct sct_case *c, unsigned int base)
{
	add_list(b, c->args, base);
	if (c->ret)
		add_type(b, c->ret, (struct place){ .reg = SCT_ARG_RET });
	return take_run(b);
}

/* Every case, with every combination of the bits that do not decide. */
static void add_cases(struct builder *b, const struct sct_switch *sw,
		      const struct sct_case_list *list, unsigned int base)
{
	unsigned int i;

	for (i = 0; i < list->nr && !b->err; i++) {
		uint32_t extra = sw->ignored;
		struct sct_op_run run;

		if (!sct_case_is_for(&list->cases[i], b->compat))
			continue;
		run = case_run(b, &list->cases[i], base);
		for (;; extra = (extra - 1) & sw->ignored) {
			add_case(b, list->cases[i].value | extra, run);
			if (!extra)
				break;
		}
	}
}

static void add_switch(struct builder *b, const struct sct_switch *sw, unsigned int base,
		       struct sct_plan_call *call)
{
	struct sct_plan_tables *plan = b->plan;
	const struct sct_case_list *const *list;

	call->switch_arg = sw->arg;
	call->any = sw->any;
	call->first_case = (uint16_t)plan->nr_cases;
	for (list = sw->lists; *list; list++)
		add_cases(b, sw, *list, base);
	call->nr_cases = (uint16_t)(plan->nr_cases - call->first_case);
	call->otherwise = case_run(b, &sw->otherwise, base);
	if (call->nr_cases)
		qsort(&plan->cases[call->first_case], call->nr_cases, sizeof(*plan->cases),
		      compare_cases);
}

/*
 * For -k: the stack from its pointer on, and the frame pointer, as the address of
 * a byte that nobody looks at.  First of all: no other op is missed so easily.
 */
static void add_stack(struct builder *b)
{
	struct sct_op op = {
		.kind = SCT_OP_BYTES, .arg = SCT_ARG_SP, .flags = SCT_OP_NO_RETRY,
		.limit = b->opt->stack_bytes,
	};

	if (!op.limit)
		return;
	add_enter(b, op);
	op.arg = SCT_ARG_BP;
	op.limit = 1;
	add_enter(b, op);
}

/* What one value of a descriptor needs, all of the call's ops. */
static struct sct_op_run whole_run(struct builder *b, const struct sct_syscall *desc, bool dump)
{
	struct sct_op_run run;

	b->dump = dump;
	add_list(b, desc->args, 0);
	if (desc->ret)
		add_type(b, desc->ret, (struct place){ .reg = SCT_ARG_RET });
	run = take_run(b);
	b->dump = false;
	return run;
}

/* All the data of some descriptors, and no more of the others than is printed. */
static void add_dumps(struct builder *b, const struct sct_syscall *desc,
		      const struct sct_fd_set *set, struct sct_plan_call *call)
{
	struct sct_plan_tables *plan = b->plan;
	struct sct_op_run listed = whole_run(b, desc, !set->others);
	size_t i;

	call->switch_arg = 0;
	call->first_case = (uint16_t)plan->nr_cases;
	for (i = 0; i < set->nr && !b->err; i++)
		add_case(b, (uint32_t)set->fds[i], listed);
	call->nr_cases = (uint16_t)(plan->nr_cases - call->first_case);
	call->otherwise = whole_run(b, desc, set->others);
	if (call->nr_cases)
		qsort(&plan->cases[call->first_case], call->nr_cases, sizeof(*plan->cases),
		      compare_cases);
}

static bool any_ops(const struct sct_plan_tables *plan, const struct sct_plan_call *call)
{
	unsigned int i;

	if (!is_empty(&call->ops) || !is_empty(&call->otherwise))
		return true;
	for (i = 0; i < call->nr_cases; i++)
		if (!is_empty(&plan->cases[call->first_case + i].ops))
			return true;
	return false;
}

/* What the calls of a set are to be captured for. */
static void set_call(struct builder *b, unsigned int table, const struct sct_syscall *desc)
{
	const struct sct_decode_options *opt = b->opt;

	b->abbrev = sct_set_has(&opt->abbrev, table, desc->nr);
	/* where files are mapped matters to -k */
	b->fds = opt->decode_fds || opt->want_fds ||
		 (opt->stack_bytes && !strncmp(desc->name, "mmap", 4));
	b->verbose = sct_set_has(&opt->verbose, table, desc->nr);
}

/*
 * A call that is made through another one, with the arguments of that or with those
 * that lie in memory.  Nothing of it decides on more, but by its name.
 */
static struct sct_op_run inner_run(struct builder *b, const struct sct_syscall *desc,
				   bool in_memory)
{
	struct sct_op args = { .kind = SCT_OP_ARGS, .arg = 1, .count = desc->nr_args };
	unsigned int end;

	if (in_memory) {
		add_enter(b, args);
		add_exit(b, args);
	}
	if (sct_set_has(&b->opt->raw, SCT_INNER_CALLS, desc->nr) && !b->opt->want_fds)
		return take_run(b);
	set_call(b, SCT_INNER_CALLS, desc);
	b->dump = sct_dump_of(desc, b->opt);
	end = add_list(b, desc->args, 0);
	if (end < SCT_NR_ARGS && desc->args[end])
		add_list(b, desc->args[end]->sw->otherwise.args, end);
	if (desc->ret)
		add_type(b, desc->ret, (struct place){ .reg = SCT_ARG_RET });
	b->dump = false;
	return take_run(b);
}

static void add_inner_calls(struct builder *b, const struct sct_multiplexer *outer,
			    struct sct_plan_call *call)
{
	struct sct_plan_tables *plan = b->plan;
	unsigned int op;

	call->switch_arg = 0;
	call->first_case = (uint16_t)plan->nr_cases;
	for (op = 0; op < outer->nr && !b->err; op++) {
		const struct sct_syscall *desc = sct_syscall_by_number(SCT_INNER_CALLS,
								       (int)(outer->base + op));
		struct sct_op_run run;

		if (!desc)
			continue;
		run = inner_run(b, desc, outer->in_memory);
		add_case(b, op, run);
		if (outer->ignored)
			add_case(b, op | outer->ignored, run);
	}
	call->nr_cases = (uint16_t)(plan->nr_cases - call->first_case);
	qsort(&plan->cases[call->first_case], call->nr_cases, sizeof(*plan->cases), compare_cases);
}

static void add_call(struct builder *b, unsigned int abi, const struct sct_syscall *desc)
{
	struct sct_plan_tables *plan = b->plan;
	struct sct_plan_call call = {
		.abi = (uint8_t)abi, .nr = desc->nr, .switch_arg = SCT_NO_SWITCH,
	};
	const struct sct_dump *dump = sct_dump_of(desc, b->opt);
	unsigned int first_case = plan->nr_cases, end;

	add_stack(b);
	if (dump) {
		call.ops = take_run(b);
		add_dumps(b, desc, sct_dump_fds(dump, b->opt), &call);
	} else {
		end = add_list(b, desc->args, 0);
		if (desc->ret)
			add_type(b, desc->ret, (struct place){ .reg = SCT_ARG_RET });
		call.ops = take_run(b);
		if (end < SCT_NR_ARGS && desc->args[end])
			add_switch(b, desc->args[end]->sw, end, &call);
		if (desc->inner)
			add_inner_calls(b, desc->inner, &call);
	}
	if (b->err)
		return;
	if (!any_ops(plan, &call)) {
		plan->nr_cases = first_case;
		return;
	}
	plan->calls = grow(b, plan->calls, plan->nr_calls, &b->call_room, sizeof(*plan->calls));
	if (!b->err)
		plan->calls[plan->nr_calls++] = call;
}

static void add_abi(struct builder *b, unsigned int abi, const struct sct_syscall_set *set)
{
	int nr;

	b->compat = abi == SCT_ABI_I386;
	for (nr = 0; nr < SCT_NR_SYSCALLS - 1 && !b->err; nr++) {
		const struct sct_syscall *desc = sct_syscall_by_number(abi, nr);

		if (!desc || (set && !sct_set_has(set, abi, nr)))
			continue;
		if (sct_set_has(&b->opt->raw, abi, nr) && !b->opt->want_fds && !b->opt->stack_bytes &&
		    !sct_dump_of(desc, b->opt) && !desc->inner)
			continue;
		set_call(b, abi, desc);
		add_call(b, abi, desc);
	}
}

int sct_plan_build(struct sct_plan_tables *plan, const struct sct_syscall_set *set,
		   const struct sct_decode_options *opt)
{
	struct builder b = {
		.plan = plan, .opt = opt,
	};
	unsigned int abi;

	memset(plan, 0, sizeof(*plan));
	for (abi = 0; abi < SCT_NR_ABIS && !b.err; abi++)
		add_abi(&b, abi, set);
	if (b.err)
		sct_plan_free(plan);
	return b.err;
}

void sct_plan_free(struct sct_plan_tables *plan)
{
	free(plan->ops);
	free(plan->calls);
	free(plan->cases);
	memset(plan, 0, sizeof(*plan));
}
