// SPDX-License-Identifier: GPL-2.0
/*
 * The tables of system calls: what was generated from the kernel's headers,
 * with the annotations of decode/ laid over it.
 */
#include <stdlib.h>

#include "decode/types.h"
#include "tables/gen.h"

/* The merged tables, filled once: by number, and sorted by name. */
static struct sct_syscall calls[SCT_NR_TABLES][SCT_NR_SYSCALLS];
static const struct sct_syscall *by_name[SCT_NR_TABLES][SCT_NR_SYSCALLS];
static unsigned int nr_by_name[SCT_NR_TABLES];
static bool ready;

const struct sct_syscall *sct_numbered[SCT_NR_TABLES][SCT_NR_SYSCALLS];

static int compare_names(const void *a, const void *b)
{
	const struct sct_syscall *const *x = a, *const *y = b;
	int order = strcmp((*x)->name, (*y)->name);

	return order ? order : (*x)->nr - (*y)->nr;
}

/* Index in by_name of the first that is not before @name. */
static unsigned int find(unsigned int abi, const char *name)
{
	unsigned int low = 0, high = nr_by_name[abi];

	while (low < high) {
		unsigned int middle = (low + high) / 2;
		int order = strcmp(by_name[abi][middle]->name, name);

		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void copy_generated(unsigned int abi)
{
	const struct sct_syscall *from = sct_gen_calls[abi];
	unsigned int i;

	for (i = 0; i < sct_gen_nr_calls[abi]; i++) {
		calls[abi][from[i].nr] = from[i];
		calls[abi][from[i].nr].name_len = strlen(from[i].name);
		sct_numbered[abi][from[i].nr] = &calls[abi][from[i].nr];
		by_name[abi][nr_by_name[abi]++] = &calls[abi][from[i].nr];
	}
	qsort(by_name[abi], nr_by_name[abi], sizeof(by_name[abi][0]), compare_names);
}

static void take(struct sct_syscall *call, const struct sct_annotation *a)
{
	memcpy(call->args, a->args, sizeof(call->args));
	call->ret = a->ret;
}

/* x32 has some calls twice, with the same name: the annotation is for both. */
static void annotate(unsigned int abi, const struct sct_annotation *a)
{
	unsigned int i = find(abi, a->name);

	if (abi == SCT_ABI_I386 ? a->only64 : a->only32)
		return;
	for (; i < nr_by_name[abi] && !strcmp(by_name[abi][i]->name, a->name); i++)
		take(&calls[abi][by_name[abi][i]->nr], a);
}

/* The line of a call that has no number of its own in any table. */
static void describe(struct sct_syscall *call)
{
	const struct sct_annotation *const *list;
	const struct sct_annotation *a;

	for (list = sct_annotation_lists; *list; list++)
		for (a = *list; a->name; a++)
			if (!strcmp(a->name, call->name) && !a->only64)
				take(call, a);
}

/* Like the call of its name where that has a number, too. */
static void add_inner(const struct sct_syscall *outer, const struct sct_inner_call *inner)
{
	unsigned int abi = SCT_ABI_I386, i = find(abi, inner->call.name);
	unsigned int nr = outer->inner->base + inner->op;
	struct sct_syscall *call = &calls[SCT_INNER_CALLS][nr];

	if (i == nr_by_name[abi] || strcmp(by_name[abi][i]->name, inner->call.name))
		i = find(abi = SCT_ABI_X86_64, inner->call.name);
	if (i < nr_by_name[abi] && !strcmp(by_name[abi][i]->name, inner->call.name))
		*call = *by_name[abi][i];
	else
		*call = (struct sct_syscall){ .name = inner->call.name,
					      .classes = SCT_CLASS_NETWORK };
	describe(call);
	call->nr = (uint16_t)nr;
	call->name_len = (uint8_t)strlen(call->name);
	call->nr_args = inner->nr_args;
	sct_numbered[SCT_INNER_CALLS][nr] = call;
	if (!inner->call.args[0])
		return;
	take(call, &inner->call);
	memset(call->arg_names, 0, sizeof(call->arg_names));
}

static void add_inner_calls(const char *name, const struct sct_multiplexer *multiplexer,
			    const struct sct_inner_call *list)
{
	unsigned int i = find(SCT_ABI_I386, name);
	struct sct_syscall *outer = &calls[SCT_ABI_I386][by_name[SCT_ABI_I386][i]->nr];

	outer->inner = multiplexer;
	for (; list->call.name; list++)
		add_inner(outer, list);
}

static void make_ready(void)
{
	static const struct sct_multiplexer socketcall = { .nr = 32, .in_memory = true };
	/* the upper half is a version of its arguments' layout: 0, or 1 */
	static const struct sct_multiplexer ipc = { .ignored = 0x10000, .base = 32, .nr = 32 };
	const struct sct_annotation *const *list;
	const struct sct_annotation *a;
	unsigned int abi;

	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		copy_generated(abi);
		for (list = sct_annotation_lists; *list; list++)
			for (a = *list; a->name; a++)
				annotate(abi, a);
	}
	add_inner_calls("socketcall", &socketcall, sct_socketcalls);
	add_inner_calls("ipc", &ipc, sct_ipc_calls);
	ready = true;
}

const struct sct_syscall *sct_syscall_first(unsigned int abi, int nr)
{
	if (!ready)
		make_ready();
	return sct_numbered[abi][nr];
}

const struct sct_syscall *sct_syscall_by_name(unsigned int abi, const char *name)
{
	unsigned int i;

	if (!ready)
		make_ready();
	if (abi >= SCT_NR_ABIS)
		return NULL;
	i = find(abi, name);
	if (i == nr_by_name[abi] || strcmp(by_name[abi][i]->name, name))
		return NULL;
	return by_name[abi][i];
}
