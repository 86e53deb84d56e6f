// SPDX-License-Identifier: GPL-2.0
/* Counts calls, errors and times, and prints the table of -c. */
#define _GNU_SOURCE	/* qsort_r */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	uint64_t buckets[SCT_NR_BUCKETS];	/* as in struct sct_count */
};

/* Known numbers have a place of their own, the others share the last one. */
struct out_summary {
	struct sct_sink sink;
	const struct sct_options *opt;
	struct sct_output *output;
	bool by_module;		/* a bucket's unit is a tick, not a nanosecond */
	struct count counts[SCT_NR_TABLES][SCT_NR_SYSCALLS];
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

static unsigned int bucket_of(uint64_t ns)
{
	unsigned int log = 63 - __builtin_clzll(ns | 1);

	return log < SCT_NR_BUCKETS ? log : SCT_NR_BUCKETS - 1;
}

/* Nanoseconds at which a bucket begins. */
static uint64_t bucket_start(const struct out_summary *summary, unsigned int bucket)
{
	uint64_t unit = bucket ? 1ULL << bucket : 0;

	return summary->by_module ? sct_time_span(&summary->sink.threads->time, 0, unit) : unit;
}

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
	count = &summary->counts[sct_call_table(call)][sct_set_index(sct_call_number(call))];
	if (!count->calls || ns < count->min)
		count->min = ns;
	if (ns > count->max)
		count->max = ns;
	count->buckets[bucket_of(ns)]++;
	count->calls++;
	count->errors += call->ret < 0 && call->ret >= -4095;
	sink->calls++;
	count->total += ns;
}

void sct_out_summary_set(struct sct_sink *sink, unsigned int abi, const struct sct_count *counts)
{
	struct out_summary *summary = to_summary(sink);
	const struct sct_time *time = &sink->threads->time;
	struct count *count;
	unsigned int nr;

	summary->by_module = true;
	for (nr = 0; nr < SCT_NR_COUNTED; nr++) {
		count = &summary->counts[abi][nr];
		count->calls = counts[nr].calls;
		count->errors = counts[nr].errors;
		count->total = sct_time_span(time, 0, counts[nr].total);
		count->min = counts[nr].calls ? sct_time_span(time, 0, counts[nr].min) : 0;
		count->max = sct_time_span(time, 0, counts[nr].max);
		memcpy(count->buckets, counts[nr].buckets, sizeof(count->buckets));
	}
}

/*
 * The time that @percent of the calls do not exceed, as far as the buckets tell: they
 * are taken to be evenly filled.
 */
static uint64_t percentile(const struct out_summary *summary, const struct count *count,
			   unsigned int percent)
{
	uint64_t rank = (count->calls * percent + 99) / 100, from, to;
	double ns = 0;	/* of hostile records: more than an integer has room for */
	unsigned int i;

	for (i = 0; i < SCT_NR_BUCKETS && rank > count->buckets[i]; i++)
		rank -= count->buckets[i];
	if (i < SCT_NR_BUCKETS && count->buckets[i]) {
		from = bucket_start(summary, i);
		to = i + 1 < SCT_NR_BUCKETS ? bucket_start(summary, i + 1) : count->max;
		ns = from + (to > from ? (double)(to - from) : 0) * rank / count->buckets[i];
	}
	if (ns < (double)count->min)
		return count->min;
	return ns < (double)count->max ? (uint64_t)ns : count->max;
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
	[SCT_COL_P50] = { "p50", 8 },
	[SCT_COL_P90] = { "p90", 8 },
	[SCT_COL_P99] = { "p99", 8 },
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
		      const struct out_summary *summary, uint64_t all)
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
	case SCT_COL_P50:
		cell_seconds(cell, size, percentile(summary, count, 50));
		break;
	case SCT_COL_P90:
		cell_seconds(cell, size, percentile(summary, count, 90));
		break;
	case SCT_COL_P99:
		cell_seconds(cell, size, percentile(summary, count, 99));
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
	const struct out_summary *summary;
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
		cell_text(cell, sizeof(cell), column_at(table, i), row, table->summary,
			  table->total.total);
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
				  table->summary, table->total.total);
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

/* --- the histograms ------------------------------------------------------- */

#define BAR_WIDTH	40

/* A time in three digits and a unit. */
static void put_short_time(struct strbuf *sb, uint64_t ns)
{
	static const char *const units[] = { "ns", "us", "ms", "s" };
	unsigned int unit = 0;
	double value = ns;
	char text[32];

	for (; value >= 1000 && unit < 3; unit++)
		value /= 1000;
	snprintf(text, sizeof(text), "%.*f%s", unit && value < 10 ? 1 : 0, value, units[unit]);
	sb_pad(sb, ' ', strlen(text) < 7 ? 7 - strlen(text) : 0);
	sb_str(sb, text);
}

static void put_histogram(struct table *table, const struct row *row)
{
	const uint64_t *buckets = row->count->buckets;
	unsigned int first = SCT_NR_BUCKETS, last = 0, i, bar;
	uint64_t most = 0;

	for (i = 0; i < SCT_NR_BUCKETS; i++) {
		if (!buckets[i])
			continue;
		first = i < first ? i : first;
		last = i;
		most = buckets[i] > most ? buckets[i] : most;
	}
	sb_printf(table->sb, "\n%s:\n", row->name);
	for (i = first; i <= last && i < SCT_NR_BUCKETS; i++) {
		put_short_time(table->sb, bucket_start(table->summary, i));
		sb_str(table->sb, " -");
		if (i + 1 < SCT_NR_BUCKETS)
			put_short_time(table->sb, bucket_start(table->summary, i + 1));
		else
			sb_pad(table->sb, ' ', 7);
		sb_printf(table->sb, " %9llu |", (unsigned long long)buckets[i]);
		bar = (buckets[i] * BAR_WIDTH + most - 1) / most;
		sb_pad(table->sb, '@', bar);
		sb_pad(table->sb, ' ', BAR_WIDTH - bar);
		sb_str(table->sb, "|\n");
	}
}

/* Of each call, in the order of the table. */
static void put_histograms(struct table *table)
{
	size_t at;

	for (at = 0; at < table->nr; at++)
		put_histogram(table, &table->rows[at]);
}

static void add_to_total(struct count *total, const struct count *count)
{
	unsigned int i;

	for (i = 0; i < SCT_NR_BUCKETS; i++)
		total->buckets[i] += count->buckets[i];
	if (!total->calls || count->min < total->min)
		total->min = count->min;
	if (count->max > total->max)
		total->max = count->max;
	total->calls += count->calls;
	total->errors += count->errors;
	total->total += count->total;
}

static void add_rows(struct table *table, unsigned int calls)
{
	const struct sct_syscall *desc;
	const struct count *count;
	unsigned int nr;

	for (nr = 0; nr < SCT_NR_SYSCALLS; nr++) {
		desc = sct_syscall_by_number(calls, (int)nr);
		count = &table->summary->counts[calls][nr];
		/* calls without a name are not in strace's table, either */
		if (!count->calls || !desc)
			continue;
		add_to_total(&table->total, count);
		table->rows[table->nr].count = count;
		snprintf(table->rows[table->nr++].name, sizeof(table->rows->name), "%s",
			 desc->name);
	}
}

static void put_abi(struct out_summary *summary, unsigned int abi)
{
	struct table table = {
		.summary = summary, .opt = summary->opt, .sb = &summary->output->text,
	};

	table.rows = calloc(2 * SCT_NR_SYSCALLS + 1, sizeof(*table.rows));
	if (!table.rows)
		return;
	add_rows(&table, abi);
	if (abi == SCT_ABI_I386)
		add_rows(&table, SCT_INNER_CALLS);
	if (table.nr) {
		if (abi != SCT_ABI_X86_64)
			sb_printf(table.sb, "System call usage summary for %s mode:\n",
				  abi == SCT_ABI_I386 ? "32 bit" : "x32");
		table.rows[table.nr].count = &table.total;
		strcpy(table.rows[table.nr].name, "total");
		put_table(&table);
		if (summary->opt->histogram)
			put_histograms(&table);
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
