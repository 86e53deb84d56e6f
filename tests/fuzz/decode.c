// SPDX-License-Identifier: GPL-2.0
/*
 * Every decoder, with memory that no program ever had: a call, its blobs and the
 * options from libFuzzer's bytes. The blobs are those that the capture plan asks for,
 * with any contents and lengths, and others that nobody asked for: they lie where
 * arguments point, or pointers in the blobs before them.
 */
#include "fuzz.h"

#include <sanitizer/asan_interface.h>

#define MAX_BLOBS	16
#define ROOM		65536

struct list {
	uint64_t mem[ROOM / 8];
	size_t len;
	unsigned int nr;
};

/* An argument, or what is at some place in the blobs so far. */
static uint64_t take_address(struct fuzz *f, const struct sct_call *call, const struct list *list)
{
	unsigned int how = (unsigned int)fuzz_take(f, 1);
	uint64_t address = call->args[how % SCT_NR_ARGS];
	size_t at;

	switch (how >> 6) {
	case 1:
		at = fuzz_take(f, 2) % (list->len + 1);
		if (at + 8 > list->len)
			break;
		memcpy(&address, (const char *)list->mem + at, 8);
		if (call->abi == SCT_ABI_I386)
			address = (uint32_t)address;
		break;
	case 2:
		address += (int16_t)fuzz_take(f, 2);
		break;
	case 3:
		return fuzz_take(f, 1);
	}
	return address;
}

static const int16_t errors[] = { 0, 0, -14, -9, -90, 0, 0, 0 };

/* Its bytes are the next ones, and zeros where those end. */
static void add_blob(struct fuzz *f, struct sct_blob blob, struct list *list)
{
	char *to = (char *)list->mem + list->len;
	size_t there = blob.len < f->left ? blob.len : f->left;

	if (list->len + sizeof(blob) + blob.len + 8 > ROOM)
		return;
	memcpy(to, &blob, sizeof(blob));
	memcpy(to + sizeof(blob), f->at, there);
	memset(to + sizeof(blob) + there, 0, blob.len - there);
	f->at += there;
	f->left -= there;
	list->len += sizeof(blob) + ((blob.len + 7) & ~7U);
	list->nr++;
}

static void take_blob(struct fuzz *f, const struct sct_call *call, struct list *list)
{
	struct sct_blob blob = { .addr = take_address(f, call, list) };
	unsigned int bits = (unsigned int)fuzz_take(f, 2);

	blob.len = bits & 0xff;
	if (blob.len == 0xff)
		blob.len = (uint32_t)fuzz_take(f, 2) % 8192;
	if (blob.len > f->left)
		blob.len = (uint32_t)f->left;
	blob.err = errors[bits >> 8 & 7];
	blob.arg = bits >> 11 & 7;
	blob.flags = bits >> 14 & 3;
	if (bits >> 11 & 1 && blob.addr < 1024)
		blob.flags |= SCT_BLOB_FD;
	add_blob(f, blob, list);
}

/* --- as the plan has it ----------------------------------------------------- */

static const struct sct_plan_call *plan_of(const struct sct_call *call,
					   const struct sct_plan_tables **tables)
{
	static struct sct_plan_tables plan;
	static const struct sct_plan_call *calls[SCT_NR_ABIS][SCT_NR_SYSCALLS];
	struct sct_decode_options opt = { .string_limit = 32, .decode_fds = SCT_FDS_ALL };
	unsigned int i;

	if (!plan.calls) {
		memset(&opt.verbose, 0xff, sizeof(opt.verbose));
		if (sct_plan_build(&plan, NULL, &opt))
			abort();
		for (i = 0; i < plan.nr_calls; i++)
			calls[plan.calls[i].abi][plan.calls[i].nr] = &plan.calls[i];
	}
	*tables = &plan;
	return calls[call->abi][call->nr];
}

/* What an op copies: mostly all of it. */
static void take_op(struct fuzz *f, const struct sct_op *op, const struct sct_call *call,
		    struct list *list)
{
	unsigned int bits = (unsigned int)fuzz_take(f, 1);
	uint64_t address = op->arg < SCT_NR_ARGS ? call->args[op->arg] : (uint64_t)call->ret;
	struct sct_blob blob = { .arg = op->arg, .err = errors[bits & 7] };
	unsigned int more = 0;
	uint64_t first;

	if (op->kind == SCT_OP_FD) {
		blob.addr = (uint64_t)(int64_t)(int32_t)address;
		blob.flags = SCT_BLOB_FD;
		blob.len = sizeof(struct sct_fd_info) + (bits >> 3);
	} else {
		blob.addr = op->flags & SCT_OP_INDIRECT ? take_address(f, call, list) :
			    address + op->offset;
		blob.flags = op->kind == SCT_OP_STRING ? SCT_BLOB_STRING : 0;
		blob.len = op->limit ? op->limit : 8 * op->count;
		if (bits >> 6 == 3)
			blob.len = (uint32_t)fuzz_take(f, 2) % (blob.len + 1);
		if (blob.len > 512)
			blob.len = 512;
		if (op->kind > SCT_OP_STRING && op->kind < SCT_OP_FD) {
			blob.len = (bits >> 3 & 7) * 16;
			more = bits >> 3 & 7;
		}
	}
	first = list->len + sizeof(blob);
	add_blob(f, blob, list);
	/* what the pointers in it point to */
	for (; more && first + 8 <= list->len; more--, first += 8) {
		memcpy(&blob.addr, (const char *)list->mem + first, 8);
		blob.len = (uint32_t)fuzz_take(f, 1);
		add_blob(f, blob, list);
	}
}

static void take_run(struct fuzz *f, const struct sct_plan_tables *plan,
		     const struct sct_op_run *run, const struct sct_call *call, struct list lists[2])
{
	unsigned int i;

	for (i = 0; i < run->enter; i++)
		take_op(f, &plan->ops[run->first + i], call, &lists[0]);
	for (i = 0; i < run->exit; i++)
		take_op(f, &plan->ops[run->first + run->enter + i], call, &lists[1]);
}

static void take_plan(struct fuzz *f, struct sct_call *call, struct list lists[2])
{
	const struct sct_plan_tables *plan;
	const struct sct_plan_call *planned = plan_of(call, &plan);
	const struct sct_plan_case *found;

	if (!planned)
		return;
	take_run(f, plan, &planned->ops, call, lists);
	if (!planned->nr_cases) {
		take_run(f, plan, &planned->otherwise, call, lists);
		return;
	}
	found = &plan->cases[planned->first_case + fuzz_take(f, 2) % planned->nr_cases];
	call->args[planned->switch_arg] = found->value;
	take_run(f, plan, &found->ops, call, lists);
}

/* In memory that ends where they do; the gaps between them belong to nobody. */
static char *place(const struct list *list, struct sct_blobs *blobs)
{
	char *mem = malloc(list->len + 1);
	const struct sct_blob *blob = (const void *)mem;
	unsigned int i;

	memcpy(mem, list->mem, list->len);
	for (i = 0; i < list->nr; i++, blob = sct_blob_next(blob))
		__asan_poison_memory_region((const char *)sct_blob_bytes(blob) + blob->len,
					    -blob->len & 7);
	*blobs = (struct sct_blobs){ (const void *)mem, list->nr };
	return mem;
}

static bool see_path(void *arg, const char *path, size_t len)
{
	size_t *sum = arg;

	while (len--)
		*sum += (uint8_t)path[len];
	return false;
}

static void print(struct sct_call *call, const struct sct_decode_options *opt)
{
	struct strbuf sb = STRBUF_INIT;
	bool returned = call->returned;
	size_t sum = 0;

	call->returned = false;
	sct_decode_enter(&sb, call, opt);
	call->returned = returned;
	sct_decode_exit(&sb, call, opt);
	sb_str(&sb, ") = ");
	sct_decode_result(&sb, call, opt);
	sb_char(&sb, '\n');
	sct_decode_dump(&sb, call, opt);
	fuzz_check_text(&sb);
	sct_call_paths(call, see_path, &sum);
	/* the entry was lost */
	sb_reset(&sb);
	call->entered = false;
	call->walk.args = NULL;
	sct_decode_result(&sb, call, opt);
	sct_decode_dump(&sb, call, opt);
	sct_call_paths(call, see_path, &sum);
	fuzz_check_text(&sb);
	sb_free(&sb);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct list lists[2];
	struct fuzz f = { data, size };
	struct sct_decode_options opt;
	struct sct_call call = { .entered = true, .tid = 1000 };
	unsigned int bits, i, nr;
	uint32_t numbers;
	uint64_t results[4];
	char *in, *out;

	fuzz_options(&opt, &f);
	bits = (unsigned int)fuzz_take(&f, 2);
	numbers = (uint32_t)fuzz_take(&f, 2);
	call.abi = numbers >> 14 ? (numbers >> 14) - 1 : SCT_ABI_X86_64;
	call.nr = numbers & 1023;
	call.desc = sct_syscall_by_number(call.abi, call.nr);
	call.returned = bits & 1;
	for (i = 0; i < SCT_NR_ARGS; i++)
		call.args[i] = fuzz_take(&f, bits >> (8 + i) & 1 ? 8 : 2);
	if (call.abi == SCT_ABI_I386)
		for (i = 0; i < SCT_NR_ARGS; i++)
			call.args[i] = (uint32_t)call.args[i];
	results[0] = 0;
	results[1] = fuzz_take(&f, 2);
	results[2] = -(fuzz_take(&f, 2) & 1023);
	results[3] = results[1] * 0x100010001;
	call.ret = (int64_t)results[bits >> 1 & 3];
	lists[0].len = lists[0].nr = lists[1].len = lists[1].nr = 0;
	if (bits >> 3 & 3)
		take_plan(&f, &call, lists);
	for (i = 0; i < 2; i++) {
		nr = (unsigned int)fuzz_take(&f, 1) % MAX_BLOBS;
		while (nr-- && f.left)
			take_blob(&f, &call, &lists[i]);
	}
	in = place(&lists[0], &call.enter_blobs);
	out = place(&lists[1], &call.exit_blobs);
	print(&call, &opt);
	free(in);
	free(out);
	return 0;
}
