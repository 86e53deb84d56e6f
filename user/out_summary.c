// SPDX-License-Identifier: GPL-2.0
/* Counts calls, errors and times, and prints the table of -c. */
#define _GNU_SOURCE	/* qsort_r */
#include <stdio.h>
#include <stdlib.h>

#include "pathset.h"
#include "sink.h"

#define NSEC_PER_SEC	1000000000ULL
#define NSEC_PER_USEC	1000ULL

/* Of one system call. */
struct count {
	uint64_t calls;
	uint64_t errors;
	uint64_t total;		/* nanoseconds, as the others */
	uint64_t min;
	uint64_t max;
};

/* Known numbers have a place of their own, the others share the last one. */
struct out_summary {
	struct sct_sink sink;
	const struct sct_options *opt;
	struct sct_output *output;
	struct count counts[SCT_NR_ABIS][SCT_NR_SYSCALLS];
};

/* A line of the table. */
struct row {
	const struct count *count;
	char name[64];
};

static struct out_summary *to_summary(struct sct_sink *sink)
{
	return (struct out_summary *)((char *)sink - offsetof(struct out_summary, sink));
}

/* --- counting ------------------------------------------------------------- */

static void summary_exit(struct sct_sink *sink, struct sct_thread *thread)
{
	struct out_summary *summary = to_summary(sink);
	const struct sct_options *opt = summary->opt;
	const struct sct_call *call = &thread->call;
	struct count *count;
	uint64_t ns = call->cpu_ns;

	if (!sct_call_wanted(&opt->paths, &opt->fds, call) ||
	    (opt->by_duration &&
	     !sct_call_lasted(sink->threads, call, opt->min_ns, opt->max_ns)))
		return;
	if (opt->wall_clock)
		ns = call->entered ? sct_time_span(&sink->threads->time, call->enter_time,
						   call->exit_time) : 0;
	ns = ns > opt->overhead_ns ? ns - opt->overhead_ns : 0;
	count = &summary->counts[call->abi][sct_set_index(call->nr)];
	if (!count->calls || ns < count->min)
		count->min = ns;
	if (ns > count->max)
		count->max = ns;
	count->calls++;
	count->errors += call->ret < 0 && call->ret >= -4095;
	sink->calls++;
	count->total += ns;
}

/* --- the table ------------------------------------------------------------ */

/* Sets a row before another one when it has more. */
static int more_first(uint64_t a, uint64_t b)
{
	return (a < b) - (a > b);
}

static uint64_t average(const struct count *count)
{
	return count->calls ? count->total / count->calls : 0;
}

static uint64_t sort_key(const struct count *count, enum sct_column sort)
{
	switch (sort) {
	case SCT_COL_MIN:
		return count->min;
	case SCT_COL_MAX:
		return count->max;
	case SCT_COL_AVG:
		return average(count);
	case SCT_COL_CALLS:
		return count->calls;
	case SCT_COL_ERRORS:
		return count->errors;
	default:
		return count->total;
	}
}

static int compare_rows(const void *one, const void *other, void *arg)
{
	const struct row *a = one, *b = other;
	enum sct_column sort = *(const enum sct_column *)arg;
	int ret = 0;

	if (sort == SCT_COL_NAME)
		ret = strcmp(a->name, b->name);
	else if (sort != SCT_COL_NONE)
		ret = more_first(sort_key(a->count, sort), sort_key(b->count, sort));
	/* else in the order of their numbers, which is that of the array */
	return ret ? ret : (a->count > b->count) - (a->count < b->count);
}

struct column {
	const char *title;
	unsigned int width;	/* at least */
};

static const struct column columns[SCT_NR_COLUMNS] = {
	[SCT_COL_PERCENT] = { "% time", 6 },
	[SCT_COL_TOTAL] = { "seconds", 11 },
	[SCT_COL_MIN] = { "shortest", 8 },
	[SCT_COL_MAX] = { "longest", 8 },
	[SCT_COL_AVG] = { "usecs/call", 11 },
	[SCT_COL_CALLS] = { "calls", 9 },
	[SCT_COL_ERRORS] = { "errors", 9 },
	[SCT_COL_NAME] = { "syscall", 16 },
};

static void cell_seconds(char *cell, size_t size, uint64_t ns)
{
	snprintf(cell, size, "%llu.%06llu", (unsigned long long)(ns / NSEC_PER_SEC),
		 (unsigned long long)(ns % NSEC_PER_SEC / NSEC_PER_USEC));
}

static void cell_text(char *cell, size_t size, enum sct_column column, const struct row *row,
		      uint64_t all)
{
	const struct count *count = row->count;

	switch (column) {
	case SCT_COL_PERCENT:
		snprintf(cell, size, "%.2f",
			 100.0 * (all ? (double)count->total / all : 0.0));
		break;
	case SCT_COL_TOTAL:
		cell_seconds(cell, size, count->total);
		break;
	case SCT_COL_MIN:
		cell_seconds(cell, size, count->min);
		break;
	case SCT_COL_MAX:
		cell_seconds(cell, size, count->max);
		break;
	case SCT_COL_AVG:
		snprintf(cell, size, "%llu",
			 (unsigned long long)(average(count) / NSEC_PER_USEC));
		break;
	case SCT_COL_CALLS:
		snprintf(cell, size, "%llu", (unsigned long long)count->calls);
		break;
	case SCT_COL_ERRORS:
		*cell = '\0';
		if (count->errors)
			snprintf(cell, size, "%llu", (unsigned long long)count->errors);
		break;
	default:
		snprintf(cell, size, "%s", row->name);
	}
}

/* All of one table; the row behind the last one is the total. */
struct table {
	const struct sct_options *opt;
	struct strbuf *sb;
	struct row *rows;
	size_t nr;
	struct count total;
	unsigned int widths[SCT_NR_COLUMNS];
};

static bool last_column(const struct table *table, unsigned int i)
{
	return i + 1 == SCT_NR_COLUMNS || table->opt->columns[i + 1] == SCT_COL_NONE;
}

static enum sct_column column_at(const struct table *table, unsigned int i)
{
	return i < SCT_NR_COLUMNS ? table->opt->columns[i] : SCT_COL_NONE;
}

static void put_cell(struct table *table, unsigned int i, const char *text)
{
	unsigned int width = table->widths[i];
	unsigned int fill = strlen(text) < width ? width - strlen(text) : 0;

	if (i)
		sb_char(table->sb, ' ');
	if (column_at(table, i) != SCT_COL_NAME) {
		sb_pad(table->sb, ' ', fill);
		sb_str(table->sb, text);
		return;
	}
	sb_str(table->sb, text);
	if (!last_column(table, i))
		sb_pad(table->sb, ' ', fill);
}

static void put_rule(struct table *table)
{
	unsigned int i;

	for (i = 0; column_at(table, i); i++) {
		if (i)
			sb_char(table->sb, ' ');
		sb_pad(table->sb, '-', table->widths[i]);
	}
	sb_char(table->sb, '\n');
}

static void put_row(struct table *table, const struct row *row)
{
	char cell[64];
	unsigned int i;

	for (i = 0; column_at(table, i); i++) {
		cell_text(cell, sizeof(cell), column_at(table, i), row, table->total.total);
		/* of nothing, the total is still all of it */
		if (column_at(table, i) == SCT_COL_PERCENT && row->count == &table->total)
			strcpy(cell, "100.00");
		put_cell(table, i, cell);
	}
	sb_char(table->sb, '\n');
}

static void measure(struct table *table)
{
	unsigned int i, len;
	char cell[64];
	size_t at;

	for (i = 0; column_at(table, i); i++) {
		table->widths[i] = columns[column_at(table, i)].width;
		for (at = 0; at <= table->nr; at++) {
			cell_text(cell, sizeof(cell), column_at(table, i), &table->rows[at],
				  table->total.total);
			len = strlen(cell) + (column_at(table, i) == SCT_COL_NAME);
			if (len > table->widths[i])
				table->widths[i] = len;
		}
	}
}

static void put_table(struct table *table)
{
	enum sct_column sort = table->opt->sort;
	unsigned int i;
	size_t at;

	qsort_r(table->rows, table->nr, sizeof(*table->rows), compare_rows, &sort);
	measure(table);
	for (i = 0; column_at(table, i); i++)
		put_cell(table, i, columns[column_at(table, i)].title);
	sb_char(table->sb, '\n');
	put_rule(table);
	for (at = 0; at < table->nr; at++)
		put_row(table, &table->rows[at]);
	put_rule(table);
	put_row(table, &table->rows[table->nr]);
}

static void add_to_total(struct count *total, const struct count *count)
{
	if (!total->calls || count->min < total->min)
		total->min = count->min;
	if (count->max > total->max)
		total->max = count->max;
	total->calls += count->calls;
	total->errors += count->errors;
	total->total += count->total;
}

static void put_abi(struct out_summary *summary, unsigned int abi)
{
	struct table table = { .opt = summary->opt, .sb = &summary->output->text };
	const struct sct_syscall *desc;
	const struct count *count;
	unsigned int nr;

	table.rows = calloc(SCT_NR_SYSCALLS + 1, sizeof(*table.rows));
	if (!table.rows)
		return;
	for (nr = 0; nr < SCT_NR_SYSCALLS; nr++) {
		desc = sct_syscall_by_number(abi, nr);
		count = &summary->counts[abi][nr];
		/* calls without a name are not in strace's table, either */
		if (!count->calls || !desc)
			continue;
		add_to_total(&table.total, count);
		table.rows[table.nr].count = count;
		snprintf(table.rows[table.nr++].name, sizeof(table.rows->name), "%s", desc->name);
	}
	if (table.nr) {
		if (abi != SCT_ABI_X86_64)
			sb_printf(table.sb, "System call usage summary for %s mode:\n",
				  abi == SCT_ABI_I386 ? "32 bit" : "x32");
		table.rows[table.nr].count = &table.total;
		strcpy(table.rows[table.nr].name, "total");
		put_table(&table);
	}
	free(table.rows);
}

static void summary_finish(struct sct_sink *sink)
{
	struct out_summary *summary = to_summary(sink);
	unsigned int abi;

	for (abi = 0; abi < SCT_NR_ABIS; abi++)
		put_abi(summary, abi);
	sct_output_flush(summary->output);
}

static void summary_free(struct sct_sink *sink)
{
	free(to_summary(sink));
}

static const struct sct_sink_ops summary_ops = {
	.exit = summary_exit,
	.finish = summary_finish,
	.free = summary_free,
};

struct sct_sink *sct_out_summary(const struct sct_options *opt, struct sct_output *output)
{
	struct out_summary *summary = calloc(1, sizeof(*summary));

	if (!summary)
		return NULL;
	summary->sink.ops = &summary_ops;
	summary->opt = opt;
	summary->output = output;
	return &summary->sink;
}
