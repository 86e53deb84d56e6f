// SPDX-License-Identifier: GPL-2.0
/*
 * Counting calls instead of recording them: a table for each CPU, written by its
 * probes alone, and summed up when somebody asks.
 */
#include <linux/cpumask.h>
#include <linux/mm.h>
#include <linux/uaccess.h>

#include "sctrace.h"

struct sct_count_table *sct_count_alloc(unsigned int cpu)
{
	struct sct_count_table *table;
	unsigned int abi, nr;

	table = kvzalloc_node(sizeof(*table), GFP_KERNEL_ACCOUNT, cpu_to_node(cpu));
	if (!table)
		return NULL;
	for (abi = 0; abi < SCT_NR_ABIS; abi++)
		for (nr = 0; nr < SCT_NR_COUNTED; nr++)
			table->counts[abi][nr].min = U64_MAX;
	return table;
}

/* One CPU's share. */
static void sct_count_add(struct sct_count *sum, const struct sct_count *count)
{
	unsigned int i;

	sum->calls += READ_ONCE(count->calls);
	sum->errors += READ_ONCE(count->errors);
	sum->total += READ_ONCE(count->total);
	sum->min = min(sum->min, READ_ONCE(count->min));
	sum->max = max(sum->max, READ_ONCE(count->max));
	for (i = 0; i < SCT_NR_BUCKETS; i++)
		sum->buckets[i] += READ_ONCE(count->buckets[i]);
}

int sct_count_get(const struct sct_session *session, const struct sct_counts *counts)
{
	struct sct_count __user *to = u64_to_user_ptr(counts->counts);
	const struct sct_count_table *table;
	unsigned int cpu, nr, first = counts->first;
	struct sct_count sum;

	if (counts->abi >= SCT_NR_ABIS || first > SCT_NR_COUNTED ||
	    counts->nr > SCT_NR_COUNTED - first)
		return -EINVAL;
	if (!session->counting)
		return -ENODATA;
	for (nr = 0; nr < counts->nr; nr++) {
		sum = (struct sct_count){ .min = U64_MAX };
		for_each_possible_cpu(cpu) {
			table = per_cpu_ptr(session->cpus, cpu)->counts;
			if (table)
				sct_count_add(&sum, &table->counts[counts->abi][first + nr]);
		}
		if (copy_to_user(&to[nr], &sum, sizeof(sum)))
			return -EFAULT;
		cond_resched();
	}
	return 0;
}
