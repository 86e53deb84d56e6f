// SPDX-License-Identifier: GPL-2.0
/*
 * Parses the command line, as strace 6.1 does, and as later ones do what 6.1 does
 * not know.  Every option is an entry of the table "sct_specs" below,
 * which -h and the completions of shells are made of as well.
 */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>

#include "file.h"
#include "options.h"
#include "spec.h"

#define LEN(array)	(sizeof(array) / sizeof((array)[0]))

#define DEFAULT_COLUMN		40
#define DEFAULT_STRING_LIMIT	32
#define DEFAULT_LOSSLESS_S	10
#define MAX_LOSSLESS_S		3600U
#define MAX_INTERVAL_S		86400U
#define DEFAULT_FRAME_LIMIT	256
#define STACK_BYTES		16384U
#define MAX_STRING_LIMIT	((size_t)(UINT_MAX / 4))
#define MAX_BUFFER_BYTES	(1ULL << 30)
#define MIN_SIZE		65536ULL
#define MAX_SIZE		(1ULL << 44)
#define DEFAULT_FLIGHT_BYTES	(64UL << 20)

/* What the checks at the end need to know of the way. */
struct parser {
	struct sct_options *opt;
	struct sct_fail *fail;
	const char *arg;		/* of the option at hand, or NULL */
	const char *name;		/* that option as it was given: "-a", "--columns" */
	unsigned int given[NR_OPTIONS];	/* how often, by letter or OPT_ */
};

/* --- values --------------------------------------------------------------- */

static int invalid(struct parser *p)
{
	return sct_fail_usage(p->fail, "invalid %s argument: '%s'", p->name, p->arg);
}

static int no_memory(struct parser *p)
{
	return sct_fail(p->fail, -ENOMEM, "out of memory");
}

static void *field_of(struct parser *p, const struct spec *spec)
{
	return (char *)p->opt + spec->field;
}

static int take_flag(struct parser *p, const struct spec *spec)
{
	*(bool *)field_of(p, spec) = true;
	return 0;
}

static int take_string(struct parser *p, const struct spec *spec)
{
	*(const char **)field_of(p, spec) = p->arg;
	return 0;
}

static int add_string(struct parser *p, const struct spec *spec)
{
	return sct_strings_add(field_of(p, spec), p->arg) ? no_memory(p) : 0;
}

static int take_sqlite(struct parser *p, const struct spec *spec)
{
	p->opt->format = SCT_FORMAT_SQLITE;
	return take_string(p, spec);
}

static int take_number(struct parser *p, const struct spec *spec)
{
	long long n;
	char *end;

	errno = 0;
	n = strtoll(p->arg, &end, 10);
	if (errno || end == p->arg || *end || n < 0 || (unsigned long long)n > spec->value)
		return invalid(p);
	*(size_t *)field_of(p, spec) = n;
	return 0;
}

static int take_positive(struct parser *p, const struct spec *spec)
{
	int ret = take_number(p, spec);

	return ret || *(size_t *)field_of(p, spec) ? ret : invalid(p);
}

/* The value of the word @arg, or -1. */
static int word_value(const struct sct_word *words, const char *arg, size_t len)
{
	for (; words->name; words++)
		if (strlen(words->name) == len && !memcmp(words->name, arg, len))
			return words->bits;
	return -1;
}

/* One of the words; without an argument it is that of the spec. */
static int take_word(struct parser *p, const struct spec *spec)
{
	int found = p->arg ? word_value(spec->words, p->arg, strlen(p->arg)) : (int)spec->value;

	if (found < 0)
		return invalid(p);
	*(unsigned int *)field_of(p, spec) = found;
	return 0;
}

static const struct sct_word colors[] = {
	{ "never", SCT_COLOR_NEVER },
	{ "auto", SCT_COLOR_AUTO },
	{ "always", SCT_COLOR_ALWAYS },
	{ NULL, 0 },
};

static const struct sct_word output_formats[] = {
	{ "strace", SCT_FORMAT_STRACE },
	{ "perf", SCT_FORMAT_PERF },
	{ "json", SCT_FORMAT_JSON },
	{ "csv", SCT_FORMAT_CSV },
	{ "chrome", SCT_FORMAT_CHROME },
	{ NULL, 0 },
};

static const struct sct_word profile_formats[] = {
	{ "docker", SCT_FORMAT_SECCOMP },
	{ NULL, 0 },
};

static const struct sct_word precisions[] = {
	{ "s", SCT_PREC_S },
	{ "ms", SCT_PREC_MS },
	{ "us", SCT_PREC_US },
	{ "ns", SCT_PREC_NS },
	{ NULL, 0 },
};

/* "[format:]FORMAT" or "[precision:]PRECISION"; whether it is one of them. */
static bool take_timestamp(struct sct_options *opt, const char *s, size_t len)
{
	static const struct sct_word formats[] = {
		{ "none", SCT_TIME_NONE },
		{ "time", SCT_TIME_DAY },
		{ "unix", SCT_TIME_UNIX },
		{ NULL, 0 },
	};
	static const char format[] = "format:", precision[] = "precision:";
	int value;

	if (len >= strlen(format) && !memcmp(s, format, strlen(format))) {
		value = word_value(formats, s + strlen(format), len - strlen(format));
	} else if (len >= strlen(precision) && !memcmp(s, precision, strlen(precision))) {
		s += strlen(precision);
		len -= strlen(precision);
		value = -1;
	} else {
		value = word_value(formats, s, len);
	}
	if (value >= 0) {
		opt->time = value;
		return true;
	}
	value = word_value(precisions, s, len);
	if (value >= 0)
		opt->time_precision = value;
	return value >= 0;
}

/* Both of them in any order, with a comma; either can be left out. */
static int take_timestamps(struct parser *p, const struct spec *spec)
{
	const char *at = p->arg ? p->arg : "";
	size_t len;

	(void)spec;
	p->opt->time = SCT_TIME_DAY;
	p->opt->time_precision = SCT_PREC_S;
	for (; *at; at += len + (at[len] == ',')) {
		len = strcspn(at, ",");
		if (len && !take_timestamp(p->opt, at, len))
			return invalid(p);
	}
	return 0;
}

/* A time as strtod has it, with a unit; in nanoseconds. */
static int parse_time(struct parser *p, uint64_t *ns)
{
	double value, unit = 1e3;
	int digits;
	char *end;

	errno = 0;
	value = strtod(p->arg, &end);
	if (*end) {
		digits = word_value(precisions, end, strlen(end));
		if (digits < 0)
			return invalid(p);
		for (unit = 1e9; digits; digits--)
			unit /= 10;
	}
	if (errno || end == p->arg || !(value >= 0) || value * unit > 1e18)
		return invalid(p);
	*ns = value * unit;
	return 0;
}

static int take_time(struct parser *p, const struct spec *spec)
{
	return parse_time(p, field_of(p, spec));
}

/* Bytes, with k, M or G behind them. */
static int parse_size(struct parser *p, unsigned long long max, unsigned long long *bytes)
{
	static const char units[] = "kKmMgG";
	const char *unit = NULL;
	unsigned int shift;
	char *end;

	errno = 0;
	*bytes = strtoull(p->arg, &end, 10);
	if (*end)
		unit = strchr(units, *end);
	if (errno || !isdigit((unsigned char)*p->arg) || *bytes > max ||
	    (*end && (!unit || end[1])))
		return invalid(p);
	shift = unit ? 10 * ((unit - units) / 2 + 1) : 0;
	if (*bytes > max >> shift)
		return invalid(p);
	*bytes <<= shift;
	return 0;
}

/* Without an argument it is the value of the spec. */
static int take_size(struct parser *p, const struct spec *spec)
{
	unsigned long long bytes = spec->value;
	int ret = p->arg ? parse_size(p, MAX_SIZE, &bytes) : 0;

	if (!ret && (bytes < MIN_SIZE || bytes > MAX_SIZE))
		return sct_fail_usage(p->fail, "invalid %s argument: '%s': 64k or more", p->name,
				      p->arg);
	*(size_t *)field_of(p, spec) = bytes;
	return ret;
}

static int take_buffer_size(struct parser *p, const struct spec *spec)
{
	unsigned long long bytes;
	int ret = parse_size(p, MAX_BUFFER_BYTES, &bytes);

	if (ret)
		return ret;
	if (bytes < SCT_MIN_RING_BYTES || bytes > MAX_BUFFER_BYTES || bytes & (bytes - 1))
		return sct_fail_usage(p->fail,
				      "invalid %s argument: '%s': a power of two, 64k to 1G",
				      p->name, p->arg);
	*(size_t *)field_of(p, spec) = bytes;
	return 0;
}

/* Seconds to wait for the reader, at most. */
static int take_lossless(struct parser *p, const struct spec *spec)
{
	unsigned long seconds = DEFAULT_LOSSLESS_S;
	char *end;

	if (p->arg) {
		errno = 0;
		seconds = strtoul(p->arg, &end, 10);
		if (errno || !isdigit((unsigned char)*p->arg) || *end || !seconds ||
		    seconds > MAX_LOSSLESS_S)
			return sct_fail_usage(p->fail, "invalid %s argument: '%s': seconds, 1 to %u",
					      p->name, p->arg, MAX_LOSSLESS_S);
	}
	*(unsigned int *)field_of(p, spec) = seconds;
	return 0;
}

/* A level; without an argument it is the value of the spec. */
static int take_compress(struct parser *p, const struct spec *spec)
{
	unsigned long level = spec->value;
	char *end;

	if (p->arg) {
		level = strtoul(p->arg, &end, 10);
		if (!isdigit((unsigned char)*p->arg) || *end || level < 1 || level > 19)
			return sct_fail_usage(p->fail, "invalid %s argument: '%s': a level, 1 to 19",
					      p->name, p->arg);
	}
	*(unsigned int *)field_of(p, spec) = (unsigned int)level;
	return 0;
}

/* Whole seconds, with or without an s. */
static int take_interval(struct parser *p, const struct spec *spec)
{
	unsigned long seconds;
	char *end;

	errno = 0;
	seconds = strtoul(p->arg, &end, 10);
	if (errno || !isdigit((unsigned char)*p->arg) || !seconds || seconds > MAX_INTERVAL_S ||
	    (strcmp(end, "") && strcmp(end, "s")))
		return sct_fail_usage(p->fail, "invalid %s argument: '%s': seconds, 1 to %u",
				      p->name, p->arg, MAX_INTERVAL_S);
	*(size_t *)field_of(p, spec) = seconds;
	return 0;
}

static int add_pid(struct parser *p, const char *s)
{
	struct sct_options *opt = p->opt;
	pid_t *more;
	long pid;
	char *end;

	errno = 0;
	pid = strtol(s, &end, 10);
	if (errno || end == s || *end || pid <= 0 || pid > INT_MAX)
		return sct_fail(p->fail, -EINVAL, "Invalid process id: '%s'", s);
	more = reallocarray(opt->pids, opt->nr_pids + 1, sizeof(*more));
	if (!more)
		return no_memory(p);
	opt->pids = more;
	opt->pids[opt->nr_pids++] = pid;
	return 0;
}

/* Process ids with commas or white space between them; empty: none. */
static int add_pids(struct parser *p, const struct spec *spec)
{
	static const char separators[] = ", \n\t\r";
	char *copy = strdup(p->arg), *rest = NULL, *s;
	int ret = 0;

	(void)spec;
	if (!copy)
		return no_memory(p);
	if (*copy && !copy[strspn(copy, separators)])
		ret = add_pid(p, "");
	for (s = strtok_r(copy, separators, &rest); s && !ret;
	     s = strtok_r(NULL, separators, &rest))
		ret = add_pid(p, s);
	free(copy);
	return ret;
}

/* --- sets ----------------------------------------------------------------- */

static int take_syscalls(struct parser *p, const struct spec *spec)
{
	return sct_parse_syscalls(field_of(p, spec), p->arg, p->fail);
}

static int take_signals(struct parser *p, const struct spec *spec)
{
	return sct_parse_signals(field_of(p, spec), p->arg, p->fail);
}

static int take_fds(struct parser *p, const struct spec *spec)
{
	return sct_parse_fds(field_of(p, spec), p->arg, p->fail);
}

/* Without an argument it is the value of the spec. */
static int take_words(struct parser *p, const struct spec *spec)
{
	unsigned int *set = field_of(p, spec);

	if (p->arg)
		return sct_parse_words(set, spec->words, spec->text, p->arg, p->fail);
	*set = spec->value;
	return 0;
}

static const struct sct_word statuses[] = {
	{ "successful", SCT_STATUS_SUCCESSFUL },
	{ "failed", SCT_STATUS_FAILED },
	{ "unfinished", SCT_STATUS_UNFINISHED },
	{ "unavailable", SCT_STATUS_UNAVAILABLE },
	{ "detached", SCT_STATUS_DETACHED },
	{ NULL, 0 },
};

static const struct sct_word quiets[] = {
	{ "attach", SCT_QUIET_ATTACH },
	{ "exit", SCT_QUIET_EXIT },
	{ "exits", SCT_QUIET_EXIT },
	{ "path-resolution", SCT_QUIET_PATH },
	{ "path-resolve", SCT_QUIET_PATH },
	{ "personality", SCT_QUIET_PERSONALITY },
	{ "thread-execve", SCT_QUIET_THREAD_EXECVE },
	{ "superseded", SCT_QUIET_THREAD_EXECVE },
	{ NULL, 0 },
};

static const struct sct_word fd_details[] = {
	{ "path", SCT_FDS_PATH },
	{ "socket", SCT_FDS_SOCKET },
	{ "dev", SCT_FDS_DEV },
	{ "pidfd", SCT_FDS_PIDFD },
	{ NULL, 0 },
};

static const struct sct_word redactions[] = {
	{ "data", SCT_REDACT_DATA },
	{ "paths", SCT_REDACT_PATHS },
	{ "addrs", SCT_REDACT_ADDRS },
	{ "env", SCT_REDACT_ENV },
	{ NULL, 0 },
};

static const struct sct_word pid_details[] = {
	{ "comm", SCT_PIDS_COMM },
	{ "pidns", SCT_PIDS_NS },
	{ NULL, 0 },
};

/* --- options with a way of their own ---------------------------------------- */

static const struct spec *find_qualifier(const char *name, size_t len);

static int not_known_here(struct parser *p, const char *name)
{
	const char *command = sct_command_name(p->opt->command_action);

	return sct_fail_usage(p->fail, "%s: not an option of sctrace%s%s", name,
			      *command ? " " : "", command);
}

static int take_follow_depth(struct parser *p, const struct spec *spec)
{
	unsigned long depth;
	char *end;

	errno = 0;
	depth = strtoul(p->arg, &end, 10);
	if (errno || *end || !isdigit((unsigned char)*p->arg) || depth >= UINT32_MAX)
		return invalid(p);
	*(unsigned int *)field_of(p, spec) = (unsigned int)depth + 1;
	return 0;
}

/* What the threads of a selection must have; --all: nothing. */
static int take_selection(struct parser *p, const struct spec *spec)
{
	p->opt->select.any = true;
	return spec->has_arg == no_argument ? 0 : take_string(p, spec);
}

#define DURATION	"duration"

static bool is_duration(const char *expression)
{
	const char *operator = expression + strlen(DURATION);

	return !strncmp(expression, DURATION, strlen(DURATION)) &&
	       (*operator == '<' || *operator == '>');
}

/* -e duration>10ms, with <, <=, > or >=: one bound; two expressions make a range. */
static int take_duration_bound(struct parser *p)
{
	const char *operator = p->arg + strlen(DURATION);
	bool included = operator[1] == '=';
	struct sct_options *opt = p->opt;
	uint64_t ns;
	int ret;

	p->name = "-e duration";
	p->arg = operator + 1 + included;
	ret = parse_time(p, &ns);
	if (ret)
		return ret;
	if (*operator == '<' && !included && !ns)
		return invalid(p);
	opt->by_duration = true;
	if (*operator == '>')
		opt->min_ns = ns + !included;
	else
		opt->max_ns = ns - !included;
	return 0;
}

/* -e: "QUALIFIER=SET", or a set of system calls. */
static int take_expression(struct parser *p, const struct spec *spec)
{
	const char *equals = strchr(p->arg, '=');
	const struct spec *qualifier = equals ? find_qualifier(p->arg, equals - p->arg) : NULL;

	if (is_duration(p->arg))
		return take_duration_bound(p);
	if (!qualifier)
		return take_syscalls(p, spec);
	if (!sct_spec_in(qualifier, p->opt->command_action))
		return not_known_here(p, p->arg);
	p->arg = equals + 1;
	p->given[qualifier->id]++;
	return qualifier->take(p, qualifier);
}

/* What a tracer that only looks cannot do. */
static int refuse(struct parser *p, const struct spec *spec)
{
	return sct_fail(p->fail, -EOPNOTSUPP, "%s: use strace", spec->text);
}

static int take_detach(struct parser *p, const struct spec *spec)
{
	if (word_value(spec->words, p->arg, strlen(p->arg)) < 0)
		return sct_fail(p->fail, -EINVAL, "Syscall '%s' for -b isn't supported", p->arg);
	return take_flag(p, spec);
}

/* -v */
static int show_all_fields(struct parser *p, const struct spec *spec)
{
	memset(field_of(p, spec), 0, sizeof(struct sct_syscall_set));
	return 0;
}

/* -Y and --pidns-translation */
static int add_pid_details(struct parser *p, const struct spec *spec)
{
	p->opt->decode.decode_pids |= spec->value;
	return 0;
}

/* -z and -Z */
static int take_status(struct parser *p, const struct spec *spec)
{
	p->opt->status = spec->value;
	return 0;
}

/* -r takes nothing away from a --relative-timestamps before it. */
static int take_relative(struct parser *p, const struct spec *spec)
{
	bool before = p->opt->relative;

	p->opt->relative = true;
	return spec->id == 'r' && before ? 0 : take_word(p, spec);
}

static int take_duration(struct parser *p, const struct spec *spec)
{
	p->opt->duration = true;
	return take_word(p, spec);
}

static int take_stack(struct parser *p, const struct spec *spec)
{
	p->opt->stack = true;
	return p->arg && word_value(spec->words, p->arg, strlen(p->arg)) < 0 ? invalid(p) : 0;
}

static int take_summary(struct parser *p, const struct spec *spec)
{
	if (p->opt->summary && p->opt->summary != spec->value)
		return sct_fail_usage(p->fail, "-c/--summary-only and -C/--summary are "
				      "mutually exclusive");
	p->opt->summary = spec->value;
	return 0;
}

static int take_action(struct parser *p, const struct spec *spec)
{
	p->opt->action = spec->value;
	return 0;
}

static int take_completion(struct parser *p, const struct spec *spec)
{
	p->opt->action = SCT_COMPLETION;
	return take_word(p, spec);
}

static const struct sct_word columns[] = {
	{ "time-percent", SCT_COL_PERCENT },
	{ "time", SCT_COL_PERCENT },
	{ "total-time", SCT_COL_TOTAL },
	{ "time-total", SCT_COL_TOTAL },
	{ "min-time", SCT_COL_MIN },
	{ "shortest", SCT_COL_MIN },
	{ "time-min", SCT_COL_MIN },
	{ "max-time", SCT_COL_MAX },
	{ "longest", SCT_COL_MAX },
	{ "time-max", SCT_COL_MAX },
	{ "avg-time", SCT_COL_AVG },
	{ "time-avg", SCT_COL_AVG },
	{ "p50", SCT_COL_P50 },
	{ "p90", SCT_COL_P90 },
	{ "p99", SCT_COL_P99 },
	{ "calls", SCT_COL_CALLS },
	{ "count", SCT_COL_CALLS },
	{ "errors", SCT_COL_ERRORS },
	{ "error", SCT_COL_ERRORS },
	{ "name", SCT_COL_NAME },
	{ "syscall", SCT_COL_NAME },
	{ "syscall-name", SCT_COL_NAME },
	/* only to sort by */
	{ "nothing", SCT_COL_NONE },
	{ "none", SCT_COL_NONE },
	{ NULL, 0 },
};

static int take_sort(struct parser *p, const struct spec *spec)
{
	int column = word_value(columns, p->arg, strlen(p->arg));

	(void)spec;
	if (column < 0)
		return sct_fail_usage(p->fail, "invalid sortby: '%s'", p->arg);
	p->opt->sort = column;
	return 0;
}

static int take_columns(struct parser *p, const struct spec *spec)
{
	unsigned int seen = 0, nr = 0;
	const char *at = p->arg;
	size_t len;
	int column;

	(void)spec;
	for (;; at += len + 1) {
		len = strcspn(at, ",");
		column = word_value(columns, at, len);
		if (column <= 0)
			return sct_fail_usage(p->fail, "unknown column name: '%.*s'", (int)len,
					      at);
		if (seen >> column & 1)
			return sct_fail_usage(p->fail,
				"call summary column has been provided more than once: "
				"'%.*s' (-U option residual: '%s')", (int)len, at, at);
		seen |= 1U << column;
		p->opt->columns[nr++] = column;
		if (!at[len])
			break;
	}
	if (!(seen >> SCT_COL_NAME & 1))
		p->opt->columns[nr++] = SCT_COL_NAME;
	if (nr < SCT_NR_COLUMNS)
		p->opt->columns[nr] = SCT_COL_NONE;
	return 0;
}

/* --- all options ---------------------------------------------------------- */

static const struct sct_word interruptible[] = {
	{ "anywhere", SCT_INTR_ANYWHERE }, { "1", SCT_INTR_ANYWHERE },
	{ "waiting", SCT_INTR_WAITING }, { "2", SCT_INTR_WAITING },
	{ "never", SCT_INTR_NEVER }, { "3", SCT_INTR_NEVER },
	{ "never_tstp", SCT_INTR_NEVER_TSTP }, { "4", SCT_INTR_NEVER_TSTP },
	{ NULL, 0 },
};

static const struct sct_word tracers[] = {
	{ "grandchild", 1 }, { "pgroup", 2 }, { "pgrp", 2 }, { "session", 3 }, { NULL, 0 },
};

static const struct sct_word detach_calls[] = { { "execve", 1 }, { NULL, 0 } };
static const struct sct_word stack_formats[] = { { "symbol", 1 }, { NULL, 0 } };

static const struct sct_word shells[] = {
	{ "bash", SCT_SHELL_BASH }, { "zsh", SCT_SHELL_ZSH }, { "fish", SCT_SHELL_FISH },
	{ NULL, 0 },
};

/* What take_timestamps() takes: here only to complete it. */
static const struct sct_word timestamps[] = {
	{ "none", 1 }, { "time", 2 }, { "unix", 3 }, { "s", 4 }, { "ms", 5 }, { "us", 6 },
	{ "ns", 7 }, { NULL, 0 },
};

static const struct sct_word hex_styles[] = {
	{ "none", SCT_HEX_NONE },
	{ "non-ascii-chars", SCT_HEX_CHARS },
	{ "non-ascii", SCT_HEX_NON_ASCII },
	{ "all", SCT_HEX_ALL },
	{ NULL, 0 },
};

static const struct sct_word const_styles[] = {
	{ "raw", SCT_CONST_RAW },
	{ "abbrev", SCT_CONST_ABBREV },
	{ "verbose", SCT_CONST_VERBOSE },
	{ NULL, 0 },
};

/* One line's worth: what most options say of themselves. */
#define NONE		.has_arg = no_argument
#define NEEDED		.has_arg = required_argument
#define OPTIONAL	.has_arg = optional_argument
#define NAMES(...)	.names = { __VA_ARGS__ }
#define ALSO(...)	.qualifiers = { __VA_ARGS__ }
#define TAKE(fn, f)	.take = take_##fn, .field = offsetof(struct sct_options, f)
#define CHOICE(fn, f, w, v, ...) \
	TAKE(fn, f), .words = (w), .value = (v), ##__VA_ARGS__
#define REFUSE(why)	.take = refuse, .text = (why)
/* What -h and the shells' completions say of it; without a group, -h says it elsewhere. */
#define ARG(k, called)	.kind = SCT_ARG_##k, .arg = (called)
#define HELP(g, what)	.group = SCT_GROUP_##g, .help = (what)
#define BRIEF(what)	.help = (what)
#define HEAD(what)	.head = (what)
#define MORE(what)	.more = (what)

/* Which commands know it; those that print records, unless it says otherwise. */
#define CAPTURING	.in = SCT_IN(SCT_TRACE) | SCT_IN(SCT_RECORD)
#define EVERYWHERE	.in = SCT_IN(SCT_TRACE) | SCT_IN(SCT_RECORD) | SCT_IN(SCT_REPORT)
#define LIVE		.in = SCT_IN(SCT_TRACE)
#define RECORDING	.in = SCT_IN(SCT_RECORD)
#define REPORTING	.in = SCT_IN(SCT_REPORT)

#define CANNOT_CHANGE	": sctrace cannot change what a program does"
#define UNITS \
	"     units:      s, ms, us (default), ns\n"
#define PRECISIONS \
	"     precision:  s, ms, us (default), ns\n"

/* In the order in which getopt is to name those that an abbreviation can stand for. */
const struct spec sct_specs[] = {
	{ 'a', NEEDED, NAMES("columns"), TAKE(number, column), .value = INT_MAX,
	  ARG(TEXT, "COLUMN"), HELP(FORMAT, "put results in this column (default 40)") },
	{ 'A', NONE, NAMES("output-append-mode"), TAKE(flag, append),
	  HELP(FORMAT, "append to FILE of -o") },
	{ 'b', NEEDED, LIVE, NAMES("detach-on"), TAKE(detach, detach_on_execve), .words = detach_calls,
	  ARG(WORD, "execve"),
	  HELP(TRACING, "let processes go when they execute another program") },
	{ 'c', NONE, NAMES("summary-only"), .take = take_summary, .value = SCT_SUMMARY_ONLY,
	  HELP(STATISTICS, "count calls, errors and time, print a table and nothing else") },
	{ 'C', NONE, NAMES("summary"), .take = take_summary, .value = SCT_SUMMARY_TOO,
	  HELP(STATISTICS, "print such a table after the trace") },
	{ 'd', NONE, LIVE, NAMES("debug"), REFUSE("-d: sctrace has no debugging output") },
	{ 'D', NONE, CAPTURING, HEAD("-D, --daemonize[=grandchild]"),
	  HELP(TRACING, "trace from a grandchild: PROG keeps the parent that it would have "
	       "without sctrace"),
	  MORE("  -DD, --daemonize=pgroup\n"
	       "                 the same, in a process group of its own\n"
	       "  -DDD, --daemonize=session\n"
	       "                 the same, in a session of its own\n") },
	{ OPT_DAEMONIZE, OPTIONAL, CAPTURING, NAMES("daemonize", "daemonised", "daemonized"),
	  CHOICE(word, daemonize, tracers, 1), ARG(WORD, "WHERE"),
	  BRIEF("trace from a grandchild, in a process group or in a session of its own") },
	{ 'e', NEEDED, EVERYWHERE, TAKE(expression, trace), ARG(EXPRESSION, "EXPR"), HEAD("-e EXPR"),
	  HELP(GENERAL, "OPTION=[!]all, OPTION=none or OPTION=[!]VALUE[,VALUE]..."),
	  MORE("     options:    trace, trace-fds, abbrev, verbose, raw, signal, status, read,\n"
	       "                 write, quiet, decode-fds, decode-pids (default: trace)\n") },
	{ 'E', NEEDED, CAPTURING, NAMES("env"), .take = add_string,
	  .field = offsetof(struct sct_options, env), ARG(ENV, "VAR=VAL"),
	  HELP(STARTUP, "put VAR=VAL in the environment of PROG"),
	  MORE("  -E VAR, --env=VAR\n"
	       "                 remove VAR from the environment of PROG\n") },
	{ 'f', NONE, EVERYWHERE, HEAD("-f, --follow-forks"),
	  HELP(TRACING, "trace the children, too; with -p, all threads of the process"),
	  MORE("  -ff, --follow-forks --output-separately\n"
	       "                 with -o FILE: a file FILE.PID for each of them\n") },
	{ 'F', NONE, CAPTURING },
	{ OPT_FOLLOW, NONE, CAPTURING, NAMES("follow-forks"),
	  BRIEF("trace the children, too; with -p, all threads of the process") },
	{ OPT_SEPARATELY, NONE, NAMES("output-separately"), TAKE(flag, separately),
	  HELP(FORMAT, "write a file of its own for each thread (FILE.PID)") },
	{ 'h', NONE, EVERYWHERE, NAMES("help"), .take = take_action, .value = SCT_HELP,
	  HELP(MISCELLANEOUS, "print this") },
	{ 'i', NONE, NAMES("instruction-pointer"), TAKE(flag, print_ip),
	  HELP(FORMAT, "print the instruction pointer") },
	{ 'I', NEEDED, CAPTURING, NAMES("interruptible"), CHOICE(word, interruptible, interruptible, 0),
	  ARG(WORD, "WHEN"), HELP(TRACING, "when signals end the trace:"),
	  MORE("     1, anywhere:   they end it at once\n"
	       "     2, waiting:    they end it after what is there is printed (default)\n"
	       "     3, never:      they are ignored (default with -o FILE PROG)\n"
	       "     4, never_tstp: SIGTSTP (^Z) as well\n") },
	{ 'k', NONE, EVERYWHERE, NAMES("stack-traces"), TAKE(flag, stack),
	  HEAD("-k, --stack-trace[=symbol], --stack-traces"),
	  HELP(FORMAT, "print the functions that each call was made from") },
	{ OPT_OTHER, OPTIONAL, EVERYWHERE, NAMES("stack-trace"), .take = take_stack,
	  .words = stack_formats, ARG(WORD, "symbol"),
	  BRIEF("print the functions that each call was made from") },
	{ OPT_OTHER, NEEDED, NAMES("stack-trace-frame-limit"), TAKE(positive, frame_limit),
	  .value = INT_MAX, ARG(TEXT, "LIMIT"),
	  HELP(FORMAT, "print so many of them (default 256)") },
	{ OPT_OTHER, NONE, CAPTURING, NAMES("kill-on-exit"), TAKE(flag, kill_on_exit),
	  HELP(TRACING, "kill PROG, and what is traced with -f, when the trace ends") },
	{ OPT_OTHER, NEEDED, NAMES("syscall-limit"), TAKE(positive, call_limit),
	  .value = INT64_MAX, ARG(TEXT, "LIMIT"),
	  HELP(TRACING, "end the trace after so many calls") },
	{ OPT_OTHER, NEEDED, NAMES("color"), CHOICE(word, color, colors, 0), ARG(WORD, "WHEN"),
	  HELP(FORMAT, "color names of calls, errors, signals and ends of processes: "
	       "never (default), always, or auto (on a terminal)") },
	{ 'n', NONE, NAMES("syscall-number"), TAKE(flag, print_nr),
	  HELP(FORMAT, "print the system call's number") },
	{ 'N', NONE, NAMES("arg-names"), TAKE(flag, decode.arg_names),
	  HELP(FORMAT, "print the names of arguments") },
	{ 'o', NEEDED, EVERYWHERE, NAMES("output"), TAKE(string, output), ARG(FILE, "FILE"),
	  HELP(FORMAT, "write the trace to FILE, or to a command (-o '|COMMAND')") },
	{ 'O', NEEDED, NAMES("summary-syscall-overhead"), TAKE(time, overhead_ns),
	  ARG(TEXT, "OVERHEAD[UNIT]"),
	  HELP(STATISTICS, "subtract this from the time of each call"), MORE(UNITS) },
	{ 'p', NEEDED, CAPTURING, NAMES("attach"), .take = add_pids, ARG(PIDS, "PID"),
	  HELP(STARTUP, "trace the process PID (or several: PID,PID); may be repeated") },
	{ 'P', NEEDED, EVERYWHERE, NAMES("trace-path"), .take = add_string,
	  .field = offsetof(struct sct_options, paths), ARG(FILE, "PATH"),
	  HELP(FILTERING, "only calls that have to do with PATH, or with files that the pattern "
	       "PATH fits (*, ?, []); may be repeated") },
	{ 'q', NONE, EVERYWHERE, HEAD("-q, --quiet=attach,personality"),
	  HELP(FORMAT, "no messages about attaching and detaching"),
	  MORE("  -qq, --quiet=attach,personality,exit\n"
	       "                 nor about the ends of processes\n"
	       "  -qqq, --quiet=all\n"
	       "                 nor any other\n") },
	{ 'r', NONE, CHOICE(relative, relative_precision, precisions, SCT_PREC_US),
	  HEAD("-r, --relative-timestamps[=PRECISION]"),
	  HELP(FORMAT, "print the time since the line before"), MORE(PRECISIONS) },
	{ OPT_OTHER, OPTIONAL, NAMES("relative-timestamps"),
	  CHOICE(relative, relative_precision, precisions, SCT_PREC_US), ARG(WORD, "PRECISION"),
	  BRIEF("print the time since the line before") },
	{ 's', NEEDED, EVERYWHERE, NAMES("string-limit"), TAKE(number, decode.string_limit),
	  .value = MAX_STRING_LIMIT, ARG(TEXT, "BYTES"),
	  HELP(FORMAT, "print so much of each string (default 32)") },
	{ 'S', NEEDED, NAMES("summary-sort-by"), .take = take_sort, .words = columns,
	  ARG(WORD, "SORTBY"),
	  HELP(STATISTICS, "sort the table by time (default), min-time, max-time, avg-time, "
	       "calls, errors, name, nothing") },
	{ 't', NONE, HEAD("-t, --absolute-timestamps[=time]"),
	  HELP(FORMAT, "print the time of day"),
	  MORE("  -tt, --absolute-timestamps=[time,]us\n"
	       "                 with microseconds\n"
	       "  -ttt, --absolute-timestamps=unix,us\n"
	       "                 as seconds since 1970, with microseconds\n") },
	{ OPT_TIMESTAMPS, OPTIONAL, NAMES("absolute-timestamps", "timestamps"),
	  .take = take_timestamps, .words = timestamps, ARG(WORDS, "FORMAT"),
	  HEAD("--absolute-timestamps=[[format:]FORMAT[,[precision:]PRECISION]],\n"
	       "  --timestamps=..."),
	  HELP(FORMAT, "print the time of day"),
	  MORE("     format:     none, time (default), unix\n"
	       "     precision:  s (default), ms, us, ns\n") },
	{ 'T', NONE, CHOICE(duration, duration_precision, precisions, SCT_PREC_US),
	  HEAD("-T, --syscall-times[=PRECISION]"),
	  HELP(FORMAT, "print how long each call took"), MORE(PRECISIONS) },
	{ OPT_OTHER, OPTIONAL, NAMES("syscall-times"),
	  CHOICE(duration, duration_precision, precisions, SCT_PREC_US), ARG(WORD, "PRECISION"),
	  BRIEF("print how long each call took") },
	{ OPT_OTHER, NEEDED, CAPTURING, NAMES("argv0"), TAKE(string, argv0), ARG(TEXT, "NAME"),
	  HELP(STARTUP, "give PROG this name as its argument 0") },
	{ 'u', NEEDED, CAPTURING, NAMES("user"), TAKE(string, user), ARG(USER, "USERNAME"),
	  HELP(STARTUP, "run PROG as this user, or as UID:GID (numbers)") },
	{ 'U', NEEDED, NAMES("summary-columns"), .take = take_columns, .words = columns,
	  ARG(WORDS, "COLUMNS"),
	  HELP(STATISTICS, "columns of the table: time-percent, total-time, min-time, max-time, "
	       "avg-time, calls, errors, name "
	       "(default time-percent,total-time,avg-time,calls,errors,name)") },
	{ 'v', NONE, EVERYWHERE, NAMES("no-abbrev"), .take = show_all_fields,
	  .field = offsetof(struct sct_options, decode.abbrev),
	  HELP(FORMAT, "print structures in full") },
	{ 'V', NONE, EVERYWHERE, NAMES("version"), .take = take_action, .value = SCT_VERSION,
	  HELP(MISCELLANEOUS, "print the version") },
	{ 'w', NONE, NAMES("summary-wall-clock"), TAKE(flag, wall_clock),
	  HELP(STATISTICS, "add up the time from beginning to end of the calls, not the CPU "
	       "time") },
	{ 'x', NONE, HEAD("-x, --strings-in-hex=non-ascii"),
	  HELP(FORMAT, "print strings that aren't ASCII in hex"),
	  MORE("  -xx, --strings-in-hex[=all]\n"
	       "                 print all strings in hex\n"
	       "  --strings-in-hex=non-ascii-chars\n"
	       "                 use hex, not octal, where characters are escaped\n") },
	{ OPT_STRINGS_IN_HEX, OPTIONAL, NAMES("strings-in-hex"),
	  CHOICE(word, decode.hex_strings, hex_styles, SCT_HEX_ALL), ARG(WORD, "WHICH"),
	  BRIEF("print strings, or some characters, in hex") },
	{ 'X', NEEDED, NAMES("const-print-style"),
	  CHOICE(word, decode.const_style, const_styles, 0), ARG(WORD, "FORMAT"),
	  HELP(FORMAT, "how to print constants and flags: raw, abbrev, verbose") },
	{ 'y', NONE, EVERYWHERE, HEAD("-y, --decode-fds[=path]"),
	  HELP(FORMAT, "print the paths of file descriptors"),
	  MORE("  -yy, --decode-fds=all\n"
	       "                 print all that is known of file descriptors\n") },
	{ 'Y', NONE, EVERYWHERE, .take = add_pid_details, .value = SCT_PIDS_COMM,
	  HEAD("-Y, --decode-pids=comm"),
	  HELP(FORMAT, "print the names of processes behind their ids") },
	{ OPT_OTHER, NONE, EVERYWHERE, NAMES("pidns-translation"), .take = add_pid_details,
	  .value = SCT_PIDS_NS, HEAD("--pidns-translation, --decode-pids=pidns"),
	  HELP(FORMAT, "print ids of another pid namespace as they are in ours, too") },
	{ 'z', NONE, EVERYWHERE, NAMES("successful-only"), .take = take_status,
	  .value = SCT_STATUS_SUCCESSFUL, HELP(FILTERING, "only calls without an error") },
	{ 'Z', NONE, EVERYWHERE, NAMES("failed-only", "failing-only"), .take = take_status,
	  .value = SCT_STATUS_FAILED, HELP(FILTERING, "only calls with an error") },
	{ OPT_OTHER, NONE, NAMES("always-show-pid"), TAKE(flag, always_pid),
	  HELP(FORMAT, "begin every line with the thread's id") },
	/* calls that the filter keeps out leave no record anyway */
	{ OPT_OTHER, NONE, CAPTURING, NAMES("seccomp-bpf"), BRIEF("accepted for strace's sake") },
	{ OPT_OTHER, OPTIONAL, LIVE, NAMES("tips"), REFUSE("--tips: sctrace has none") },
	{ OPT_OTHER, NEEDED, EVERYWHERE, NAMES("trace"), ALSO("trace", "t"), TAKE(syscalls, trace),
	  ARG(SYSCALLS, "SET"),
	  HEAD("-e trace=[!][?]{{CALL|GROUP|all|/REGEX}[@64|@32|@x32]|none}, --trace=..."),
	  HELP(SETS, "only these system calls"),
	  MORE("     groups:     %clock, %creds, %desc, %file, %fstat, %fstatfs, %ipc, %lstat,\n"
	       "                 %memory, %net, %process, %pure, %signal, %stat, %%stat,\n"
	       "                 %statfs, %%statfs\n") },
	{ OPT_OTHER, NEEDED, EVERYWHERE, NAMES("trace-fds"), ALSO("trace-fds", "trace-fd", "fds", "fd"),
	  TAKE(fds, fds), ARG(FDS, "SET"),
	  HELP(SETS, "only calls that work on these descriptors") },
	{ OPT_OTHER, NEEDED, EVERYWHERE, NAMES("signals"), ALSO("signal", "signals", "s"),
	  TAKE(signals, signals), ARG(SIGNALS, "SET"),
	  HEAD("-e signal=SET, --signal=SET"), HELP(SETS, "only these signals") },
	{ OPT_OTHER, NEEDED, EVERYWHERE, NAMES("status"), ALSO("status"),
	  CHOICE(words, status, statuses, 0, .text = "status"), ARG(WORDS, "SET"),
	  HELP(SETS, "only calls that returned so"),
	  MORE("     statuses:   successful, failed, unfinished, unavailable, detached\n"
	       "  -e duration>TIME, -e duration<TIME (or >=, <=)\n"
	       "                 only calls that took so long; may be repeated for a range\n"
	       UNITS) },
	{ OPT_OTHER, NEEDED, EVERYWHERE, NAMES("abbrev"), ALSO("abbrev", "a"),
	  TAKE(syscalls, decode.abbrev), ARG(SYSCALLS, "SET"),
	  HELP(FORMAT, "shorten the structures of these calls") },
	{ OPT_OTHER, NEEDED, EVERYWHERE, NAMES("verbose"), ALSO("verbose", "v"),
	  TAKE(syscalls, decode.verbose), ARG(SYSCALLS, "SET"),
	  HELP(FORMAT, "print the structures of these calls, not their addresses") },
	{ OPT_OTHER, NEEDED, EVERYWHERE, NAMES("raw"), ALSO("raw", "x"), TAKE(syscalls, decode.raw),
	  ARG(SYSCALLS, "SET"), HELP(FORMAT, "print the arguments of these calls in hex") },
	{ OPT_OTHER, NEEDED, EVERYWHERE, NAMES("read"), ALSO("read", "reads", "r"),
	  TAKE(fds, decode.dump_read), ARG(FDS, "SET"),
	  HELP(FORMAT, "dump what is read from these descriptors") },
	{ OPT_OTHER, NEEDED, EVERYWHERE, NAMES("write"), ALSO("write", "writes", "w"),
	  TAKE(fds, decode.dump_write), ARG(FDS, "SET"),
	  HELP(FORMAT, "dump what is written to these descriptors") },
	{ OPT_OTHER, NEEDED, LIVE, NAMES("fault"), ALSO("fault"), REFUSE("-e fault" CANNOT_CHANGE) },
	{ OPT_OTHER, NEEDED, LIVE, NAMES("inject"), ALSO("inject"), REFUSE("-e inject" CANNOT_CHANGE) },
	{ OPT_QUIET, OPTIONAL, EVERYWHERE, NAMES("quiet", "silent", "silence"),
	  ALSO("quiet", "silent", "silence", "q"),
	  CHOICE(words, quiet, quiets, SCT_QUIET_ATTACH | SCT_QUIET_PERSONALITY, .text = "quiet"),
	  ARG(WORDS, "SET"), HEAD("-e quiet=SET, --quiet=SET, --silent=SET, --silence=SET"),
	  HELP(FORMAT, "leave these messages out"),
	  MORE("     messages:   attach, exit, path-resolution, personality, thread-execve\n") },
	{ OPT_OTHER, NEEDED, LIVE, NAMES("kvm"), ALSO("kvm"),
	  REFUSE("-e kvm: sctrace does not read kvm's run structures") },
	{ OPT_DECODE_FDS, OPTIONAL, EVERYWHERE, NAMES("decode-fds"), ALSO("decode-fds", "decode-fd"),
	  CHOICE(words, decode.decode_fds, fd_details, SCT_FDS_PATH, .text = "decode-fds"),
	  ARG(WORDS, "SET"), HEAD("-e decode-fds=SET, --decode-fds=SET"),
	  HELP(FORMAT, "what to say about file descriptors"),
	  MORE("     details:    dev (numbers of a device), path (its file),\n"
	       "                 pidfd (its process), socket (its addresses)\n") },
	{ OPT_OTHER, NEEDED, EVERYWHERE, NAMES("decode-pids"), ALSO("decode-pids", "decode-pid"),
	  CHOICE(words, decode.decode_pids, pid_details, 0, .text = "decode-pids"),
	  ARG(WORDS, "SET"), BRIEF("what to say about process ids") },
	/* not in strace */
	{ OPT_OTHER, OPTIONAL, NAMES("redact"), CHOICE(words, decode.redact, redactions,
	  SCT_REDACT_ALL, .text = "redact"), ARG(WORDS, "SET"),
	  HELP(FORMAT, "print \"<redacted>\" for what strings and buffers hold (data), for names of "
	       "files (paths), for addresses (addrs), for the environment (env); default: all of "
	       "them") },
	{ OPT_OTHER, NEEDED, CAPTURING, NAMES("buffer-size"), TAKE(buffer_size, buffer_bytes),
	  ARG(TEXT, "BYTES[k|M]"),
	  HELP(TRACING, "room for records of each CPU; more of it, fewer records lost") },
	{ OPT_OTHER, OPTIONAL, CAPTURING, NAMES("lossless"), TAKE(lossless, lossless_s),
	  ARG(TEXT, "SECONDS"),
	  HELP(TRACING, "hold up what is traced when its records would be lost, each call SECONDS "
	       "at most (default 10)") },
	{ OPT_FORMAT, NEEDED, NAMES("format"), CHOICE(word, format, output_formats, 0),
	  ARG(WORD, "FORMAT"),
	  HELP(FORMAT, "what to write: strace's lines (strace, the default), those of perf trace "
	       "(perf), JSON Lines (json), a table (csv), a timeline for Perfetto (chrome)") },
	{ OPT_FORMAT, NEEDED, NAMES("seccomp"), CHOICE(word, format, profile_formats, 0),
	  ARG(WORD, "docker"),
	  HELP(FORMAT, "write a seccomp profile, for Docker and other containers, that allows the "
	       "calls that were seen") },
	{ OPT_FORMAT, NEEDED, NAMES("sqlite"), TAKE(sqlite, sqlite), ARG(FILE, "FILE"),
	  HELP(FORMAT, "write a database for sqlite3") },
	{ OPT_OTHER, NONE, NAMES("summary-latency"), TAKE(flag, latency),
	  HELP(STATISTICS, "more columns: half, 90 % and 99 % of the calls took no longer than "
	       "p50, p90, p99, and all of them than longest") },
	{ OPT_OTHER, NONE, NAMES("histogram"), TAKE(flag, histogram),
	  HELP(STATISTICS, "how many calls took how long, after the table") },
	{ OPT_OTHER, NEEDED, LIVE, NAMES("interval"), TAKE(interval, interval_s), ARG(TEXT, "SECONDS"),
	  HELP(STATISTICS, "print the table every so often, too") },
	{ OPT_OTHER, NONE, CAPTURING, NAMES("all"), TAKE(selection, select),
	  HELP(STARTUP, "trace every process of the system, from -f's children to those that start "
	       "later; with PROG, until it ends") },
	{ OPT_OTHER, NEEDED, CAPTURING, NAMES("uid"), TAKE(selection, select.user), ARG(USER, "USER"),
	  HELP(STARTUP, "the same, but only the processes of this user") },
	{ OPT_OTHER, NEEDED, CAPTURING, NAMES("comm"), TAKE(selection, select.comm), ARG(COMM, "GLOB"),
	  HELP(STARTUP, "only threads of this name (*, ?, [])") },
	{ OPT_OTHER, NEEDED, CAPTURING, NAMES("cgroup"), TAKE(selection, select.cgroup),
	  ARG(CGROUP, "PATH"), HELP(STARTUP, "only those in this control group or below it") },
	{ OPT_OTHER, NEEDED, CAPTURING, NAMES("follow-depth"), TAKE(follow_depth, follow_depth),
	  ARG(TEXT, "N"),
	  HELP(TRACING, "as -f, but not more than N generations of processes") },
	{ OPT_OTHER, OPTIONAL, RECORDING, NAMES("compress"), CHOICE(compress, compress, NULL, 1),
	  ARG(TEXT, "LEVEL"),
	  HELP(RECORDING, "compress records with Zstandard (levels 1, the default, to 19)") },
	{ OPT_OTHER, NONE, RECORDING, NAMES("no-compress"), CHOICE(compress, compress, NULL, 0),
	  HELP(RECORDING, "do not (default): files are larger, recording costs less") },
	{ OPT_OTHER, NONE, RECORDING, NAMES("cpu-time"), TAKE(flag, cpu_time),
	  HELP(RECORDING, "record the CPU time of calls, which -c wants without -w") },
	{ OPT_OTHER, OPTIONAL, RECORDING, NAMES("flight-recorder"),
	  TAKE(size, flight_bytes), .value = DEFAULT_FLIGHT_BYTES, ARG(TEXT, "SIZE[k|M|G]"),
	  HELP(RECORDING, "keep the last SIZE bytes (default 64M) in memory, and write them to "
	       "FILE.000001 and so on at SIGUSR2, at the end of a process by a signal, and at "
	       "what --dump-on names") },
	{ OPT_OTHER, NEEDED, RECORDING, NAMES("dump-on"), TAKE(string, dump_on),
	  ARG(TEXT, "CONDITION[,CONDITION]..."),
	  HELP(RECORDING, "errno:NAME, duration>TIME, signal:NAME") },
	{ OPT_OTHER, NEEDED, RECORDING, NAMES("max-size"), TAKE(size, max_bytes),
	  ARG(TEXT, "SIZE[k|M|G]"),
	  HELP(RECORDING, "write FILE.000001, FILE.000002 and so on, each of about so many "
	       "bytes") },
	{ OPT_OTHER, NEEDED, RECORDING, NAMES("max-time"), TAKE(interval, max_s),
	  ARG(TEXT, "SECONDS"), HELP(RECORDING, "the same, each of so many seconds") },
	{ OPT_OTHER, NEEDED, RECORDING, NAMES("max-files"), TAKE(positive, max_files),
	  .value = 999999, ARG(TEXT, "N"),
	  HELP(RECORDING, "remove all but the last N of these files") },
	{ OPT_OTHER, NONE, REPORTING, NAMES("no-pager"), TAKE(flag, no_pager),
	  HELP(REPORTING, "print to the terminal, not through a pager") },
	{ OPT_OTHER, NONE, LIVE, NAMES("doctor"), .take = take_action, .value = SCT_DOCTOR,
	  HELP(MISCELLANEOUS, "say whether tracing works here, and what to do so that it does") },
	{ OPT_OTHER, NEEDED, LIVE, NAMES("completion"), CHOICE(completion, shell, shells, 0),
	  ARG(WORD, "SHELL"),
	  HELP(MISCELLANEOUS, "print what completes our options in bash, zsh or fish") },
};

const size_t sct_nr_specs = LEN(sct_specs);

static const struct spec *find_qualifier(const char *name, size_t len)
{
	const char *q;
	size_t i, j;

	for (i = 0; i < LEN(sct_specs); i++)
		for (j = 0; j < LEN(sct_specs[i].qualifiers) && (q = sct_specs[i].qualifiers[j]); j++)
			if (strlen(q) == len && !memcmp(q, name, len))
				return &sct_specs[i];
	return NULL;
}

/* --- getopt --------------------------------------------------------------- */

#define MAX_LONG	(LEN(sct_specs) + 8)	/* some have two names, or three */
#define SPEC_VALUE	256			/* of a long option: its index in specs, plus this */

/**
 * struct getopt_tables - specs as getopt_long(3) wants them
 * @letters: with a ":" behind those that take an argument
 * @nr_long: how many of @longs
 * @longs: long options, ended by one without a name
 */
struct getopt_tables {
	char letters[2 * LEN(sct_specs) + 4];
	size_t nr_long;
	struct option longs[MAX_LONG + 1];
};

/* @mixed: options can stand behind other arguments; else they end where PROG is. */
static void make_tables(struct getopt_tables *tables, bool mixed)
{
	char *letter = tables->letters;
	size_t i, j;

	if (!mixed)
		*letter++ = '+';
	*letter++ = ':';	/* tell a missing argument from an unknown option */
	for (i = 0; i < LEN(sct_specs); i++) {
		if (sct_specs[i].id < OPT_SEPARATELY) {
			*letter++ = (char)sct_specs[i].id;
			if (sct_specs[i].has_arg == required_argument)
				*letter++ = ':';
		}
		for (j = 0; j < LEN(sct_specs[i].names) && sct_specs[i].names[j]; j++) {
			if (tables->nr_long == MAX_LONG)
				abort();	/* the table's author has to raise it */
			tables->longs[tables->nr_long++] = (struct option){
				.name = sct_specs[i].names[j], .has_arg = sct_specs[i].has_arg,
				.val = SPEC_VALUE + (int)i,
			};
		}
	}
}

static const struct spec *spec_of(int c)
{
	size_t i;

	if (c >= SPEC_VALUE)
		return &sct_specs[c - SPEC_VALUE];
	for (i = 0; sct_specs[i].id != c; i++)
		;
	return &sct_specs[i];
}

/*
 * The long options that @arg, without "--", may be short for: their names go to
 * @names, the only one (or NULL) is returned.
 */
static const struct option *candidates(const struct getopt_tables *tables, const char *arg,
				       struct strbuf *names)
{
	const struct option *option, *only = NULL;
	size_t len = strcspn(arg, "="), nr = 0;

	for (option = tables->longs; option->name; option++) {
		if (strncmp(option->name, arg, len))
			continue;
		if (!option->name[len])
			return option;
		sb_printf(names, " '--%s'", option->name);
		only = nr++ ? NULL : option;
	}
	return only;
}

static int bad_long_option(struct parser *p, const struct getopt_tables *tables, int c,
			   const char *arg)
{
	struct strbuf names = STRBUF_INIT;
	const struct option *option = candidates(tables, arg + 2, &names);

	if (option && c == ':')
		sct_fail_usage(p->fail, "option '--%s' requires an argument", option->name);
	else if (option)
		sct_fail_usage(p->fail, "option '--%s' doesn't allow an argument", option->name);
	else if (names.len)
		sct_fail_usage(p->fail, "option '%s' is ambiguous; possibilities:%s", arg,
			       sb_cstr(&names));
	else
		sct_fail_usage(p->fail, "unrecognized option '%s'", arg);
	sb_free(&names);
	return -EINVAL;
}

/* optopt is 0 for a long option that nobody knows, and large for one that is used wrongly. */
static int bad_option(struct parser *p, const struct getopt_tables *tables, int c,
		      const char *arg)
{
	if (!optopt || optopt >= SPEC_VALUE)
		return bad_long_option(p, tables, c, arg);
	if (c == ':')
		return sct_fail_usage(p->fail, "option requires an argument -- '%c'", optopt);
	return sct_fail_usage(p->fail, "invalid option -- '%c'", optopt);
}

/* --- the command line as a whole ------------------------------------------ */

static void warn(struct parser *p, const char *text)
{
	sb_str(&p->opt->warnings, text);
	sb_char(&p->opt->warnings, '\n');
}

static int check_conflicts(struct parser *p)
{
	const unsigned int *given = p->given;
	const struct {
		bool found;
		const char *one, *other;
	} conflicts[] = {
		{ given['f'] && given[OPT_FOLLOW], "-f", "--follow-forks" },
		{ given['f'] > 1 && p->opt->separately, "-ff", "--output-separately" },
		{ given['D'] && given[OPT_DAEMONIZE], "-D", "--daemonize" },
		{ given['q'] && given[OPT_QUIET], "-q", "-e quiet/--quiet" },
		{ given['t'] && given[OPT_TIMESTAMPS], "-t", "--absolute-timestamps" },
		{ given['x'] && given[OPT_STRINGS_IN_HEX], "-x", "--strings-in-hex" },
		{ given['y'] && given[OPT_DECODE_FDS], "-y", "--decode-fds" },
	};
	size_t i;

	for (i = 0; i < LEN(conflicts); i++)
		if (conflicts[i].found)
			return sct_fail(p->fail, -EINVAL,
					"%s and %s cannot be provided simultaneously",
					conflicts[i].one, conflicts[i].other);
	return 0;
}

/* What depends on how often an option was given. */
static void apply_counts(struct parser *p)
{
	static const unsigned int quiet[] = {
		SCT_QUIET_ATTACH | SCT_QUIET_PERSONALITY,
		SCT_QUIET_ATTACH | SCT_QUIET_PERSONALITY | SCT_QUIET_EXIT,
		SCT_QUIET_ALL,
	};
	const unsigned int *given = p->given;
	struct sct_options *opt = p->opt;

	if (given['F'])
		warn(p, given['f'] ? "deprecated option -F ignored" :
		     "option -F is deprecated, please use -f/--follow-forks instead");
	opt->follow |= given['f'] || given['F'] || given[OPT_FOLLOW] || opt->follow_depth;
	if (given['f'] > 1)
		opt->separately = true;
	if (given['D'])
		opt->daemonize = given['D'];
	if (given['q'])
		opt->quiet = quiet[given['q'] > 3 ? 2 : given['q'] - 1];
	if (given['t']) {
		opt->time = given['t'] > 2 ? SCT_TIME_UNIX : SCT_TIME_DAY;
		opt->time_precision = given['t'] > 1 ? SCT_PREC_US : SCT_PREC_S;
	}
	if (given['x'])
		opt->decode.hex_strings = given['x'] > 1 ? SCT_HEX_ALL : SCT_HEX_NON_ASCII;
	if (given['y'])
		opt->decode.decode_fds = given['y'] > 1 ? SCT_FDS_ALL : SCT_FDS_PATH;
}

static bool output_is_pipe(const struct sct_options *opt)
{
	return opt->output && (*opt->output == '|' || *opt->output == '!');
}

/* How the format was asked for. */
static const char *format_option(const struct sct_options *opt)
{
	static const char *const options[] = {
		[SCT_FORMAT_STRACE] = "--format=strace", [SCT_FORMAT_PERF] = "--format=perf",
		[SCT_FORMAT_JSON] = "--format=json", [SCT_FORMAT_CSV] = "--format=csv",
		[SCT_FORMAT_CHROME] = "--format=chrome", [SCT_FORMAT_SECCOMP] = "--seccomp",
		[SCT_FORMAT_SQLITE] = "--sqlite", [SCT_FORMAT_SIDE] = "sctrace diff",
	};

	return options[opt->format];
}

/* What another format than strace's lines cannot hold. */
static int check_format(struct parser *p)
{
	const struct sct_options *opt = p->opt;
	bool document = opt->format >= SCT_FORMAT_CHROME;
	const struct {
		bool found;
		const char *what;
	} lines_only[] = {
		{ opt->summary, "-c/--summary-only or -C/--summary" },
		{ opt->stack, "-k/--stack-traces" },
		{ !sct_fd_set_is_empty(&opt->decode.dump_read), "-e read" },
		{ !sct_fd_set_is_empty(&opt->decode.dump_write), "-e write" },
		{ document && opt->separately && opt->output, "-ff/--output-separately" },
		{ document && opt->append, "-A/--output-append-mode" },
		{ opt->format >= SCT_FORMAT_SQLITE && opt->output, "-o/--output" },
		{ opt->action == SCT_DIFF && p->given[OPT_FORMAT], "--format" },
	};
	size_t i;

	if (p->given[OPT_FORMAT] > 1)
		return sct_fail_usage(p->fail, "only one of --format, --seccomp and --sqlite can be "
				      "given");
	if (opt->format == SCT_FORMAT_STRACE)
		return 0;
	for (i = 0; i < LEN(lines_only); i++)
		if (lines_only[i].found)
			return sct_fail_usage(p->fail, "%s and %s are mutually exclusive",
					      lines_only[i].what, format_option(opt));
	return 0;
}

/* Mistakes that end it. */
static int check_usage(struct parser *p)
{
	struct sct_options *opt = p->opt;

	if (opt->action == SCT_DIFF &&
	    (!opt->files || !opt->files[0] || !opt->files[1] || opt->files[2]))
		return sct_fail_usage(p->fail, "must have two files");
	if (opt->action < SCT_REPORT && !opt->command && !opt->nr_pids && !opt->select.any)
		return sct_fail_usage(p->fail, "must have PROG [ARGS] or -p PID");
	if (opt->daemonize > 3)
		return sct_fail_usage(p->fail,
				      "Too many -D's (%u), maximum supported -D count is 3",
				      opt->daemonize);
	if (!opt->command && opt->daemonize)
		return sct_fail_usage(p->fail,
				      "PROG [ARGS] must be specified with -D/--daemonize");
	if (!opt->command && opt->argv0)
		return sct_fail_usage(p->fail, "PROG [ARGS] must be specified with --argv0");
	if (opt->kill_on_exit && opt->nr_pids)
		return sct_fail(p->fail, -EINVAL, "--kill-on-exit and -p/--attach are mutually "
				"exclusive options");
	if (opt->summary && opt->separately && opt->follow)
		return sct_fail_usage(p->fail, "(-c/--summary-only or -C/--summary) and "
				      "-ff/--output-separately are mutually exclusive");
	if (opt->wall_clock && !opt->summary)
		return sct_fail_usage(p->fail, "-w/--summary-wall-clock must be given with "
				      "(-c/--summary-only or -C/--summary)");
	if (!opt->summary && (opt->latency || opt->histogram || opt->interval_s))
		return sct_fail_usage(p->fail, "%s must be given with "
				      "(-c/--summary-only or -C/--summary)",
				      opt->latency ? "--summary-latency" :
				      opt->histogram ? "--histogram" : "--interval");
	if (p->given['U'] && !opt->summary)
		return sct_fail_usage(p->fail, "-U/--summary-columns must be given with "
				      "(-c/--summary-only or -C/--summary)");
	if (opt->separately && output_is_pipe(opt))
		return sct_fail_usage(p->fail, "piping the output and -ff/--output-separately "
				      "are mutually exclusive");
	return check_format(p);
}

/* What only "record" has to do with. */
static int check_recording(struct parser *p)
{
	const struct sct_options *opt = p->opt;
	bool parts = opt->flight_bytes || opt->max_bytes || opt->max_s;
	const struct {
		bool found;
		const char *text;
	} mistakes[] = {
		{ opt->flight_bytes && (opt->max_bytes || opt->max_s),
			"--flight-recorder and --max-size/--max-time are mutually exclusive" },
		{ opt->flight_bytes && opt->stack,
			"--flight-recorder and -k/--stack-traces are mutually exclusive" },
		{ opt->dump_on && !opt->flight_bytes,
			"--dump-on must be given with --flight-recorder" },
		{ opt->max_files && !parts,
			"--max-files must be given with --max-size, --max-time or "
			"--flight-recorder" },
		{ parts && opt->output && !strcmp(opt->output, "-"),
			"several files cannot be written to standard output" },
		{ opt->buffer_bytes > SCT_FILE_MAX_RING,
			"--buffer-size: no more than 128M can be recorded" },
	};
	size_t i;

	for (i = 0; i < LEN(mistakes) && opt->action == SCT_RECORD; i++)
		if (mistakes[i].found)
			return sct_fail_usage(p->fail, "%s", mistakes[i].text);
	return 0;
}

/* Options without an effect. */
static void warn_useless(struct parser *p)
{
	struct sct_options *opt = p->opt;
	bool only = opt->summary == SCT_SUMMARY_ONLY;
	bool items = opt->format != SCT_FORMAT_STRACE;
	const struct {
		bool found;
		const char *text;
	} useless[] = {
		{ p->given['S'] && !opt->summary, "-S/--summary-sort-by has no effect without "
			"(-c/--summary-only or -C/--summary)" },
		{ only && opt->print_ip,
			"-i/--instruction-pointer has no effect with -c/--summary-only" },
		{ only && opt->stack,
			"-k/--stack-traces has no effect with -c/--summary-only" },
		{ only && opt->print_nr,
			"-n/--syscall-number has no effect with -c/--summary-only" },
		{ only && opt->relative,
			"-r/--relative-timestamps has no effect with -c/--summary-only" },
		{ only && opt->time,
			"-t/--absolute-timestamps has no effect with -c/--summary-only" },
		{ only && opt->duration,
			"-T/--syscall-times has no effect with -c/--summary-only" },
		{ only && opt->decode.decode_fds,
			"-y/--decode-fds has no effect with -c/--summary-only" },
		{ opt->separately && !opt->follow && !opt->output,
			"--output-separately has no effect without -o/--output" },
		{ opt->append && !opt->output,
			"-A/--output-append-mode has no effect without -o/--output" },
		{ items && p->given['a'], "-a/--columns has no effect without --format=strace" },
		{ items && opt->color == SCT_COLOR_ALWAYS,
			"--color has no effect without --format=strace" },
		{ items && opt->print_ip,
			"-i/--instruction-pointer has no effect without --format=strace" },
		{ items && opt->print_nr,
			"-n/--syscall-number has no effect without --format=strace" },
		{ items && opt->relative,
			"-r/--relative-timestamps has no effect without --format=strace" },
		{ items && opt->time,
			"-t/--absolute-timestamps has no effect without --format=strace" },
		{ items && opt->duration,
			"-T/--syscall-times has no effect without --format=strace" },
		{ p->given['z'] + p->given['Z'] > 1, "Only the last of -z/--successful-only/-Z/--failed-only options "
			"will take effect. See status qualifier for more complex filters." },
	};
	size_t i;

	for (i = 0; i < LEN(useless); i++)
		if (useless[i].found)
			warn(p, useless[i].text);
}

/* --summary-latency: more columns, before the name. */
static void add_latency_columns(struct sct_options *opt)
{
	static const enum sct_column more[] = {
		SCT_COL_P50, SCT_COL_P90, SCT_COL_P99, SCT_COL_MAX,
	};
	enum sct_column all[SCT_NR_COLUMNS] = { SCT_COL_NONE };
	unsigned int i, seen = 0, nr = 0;

	for (i = 0; i < SCT_NR_COLUMNS && opt->columns[i]; i++) {
		seen |= 1U << opt->columns[i];
		if (opt->columns[i] != SCT_COL_NAME)
			all[nr++] = opt->columns[i];
	}
	for (i = 0; i < LEN(more); i++)
		if (!(seen >> more[i] & 1))
			all[nr++] = more[i];
	all[nr] = SCT_COL_NAME;
	memcpy(opt->columns, all, sizeof(all));
}

/* What strace sets by itself. */
static void apply_defaults(struct parser *p)
{
	struct sct_options *opt = p->opt;

	if (!opt->output)
		opt->separately = false;
	/* a command's own output and the trace don't mix then: nobody wants to be told */
	if (opt->action != SCT_RECORD && opt->output && opt->has_command)
		opt->quiet |= SCT_QUIET_ATTACH | SCT_QUIET_PERSONALITY;
	if (opt->latency)
		add_latency_columns(opt);
	if (opt->interruptible == SCT_INTR_DEFAULT) {
		if (opt->daemonize)
			opt->interruptible = SCT_INTR_NEVER_TSTP;
		else if (opt->action == SCT_TRACE && opt->output && opt->command)
			opt->interruptible = SCT_INTR_NEVER;
		else
			opt->interruptible = SCT_INTR_WAITING;
	}
}

static void init_options(struct sct_options *opt)
{
	static const enum sct_column all[] = {
		SCT_COL_PERCENT, SCT_COL_TOTAL, SCT_COL_AVG, SCT_COL_CALLS, SCT_COL_ERRORS,
		SCT_COL_NAME, SCT_COL_NONE,
	};

	memset(opt, 0, sizeof(*opt));
	opt->column = DEFAULT_COLUMN;
	opt->decode.string_limit = DEFAULT_STRING_LIMIT;
	sct_fill_syscalls(&opt->trace);
	sct_fill_syscalls(&opt->decode.abbrev);
	sct_fill_syscalls(&opt->decode.verbose);
	opt->signals = ~0ULL;
	opt->status = SCT_STATUS_ALL;
	opt->max_ns = UINT64_MAX;
	opt->sort = SCT_COL_TOTAL;
	opt->frame_limit = DEFAULT_FRAME_LIMIT;
	memcpy(opt->columns, all, sizeof(all));
}

/* "-a" or "--columns". */
static void set_name(struct strbuf *name, int c, const struct option *option)
{
	sb_reset(name);
	if (option)
		sb_printf(name, "--%s", option->name);
	else
		sb_printf(name, "-%c", c);
}

static int parse_all(struct parser *p, int argc, char **argv)
{
	struct strbuf name = STRBUF_INIT;
	struct getopt_tables tables = { 0 };
	const struct spec *spec;
	int c, index, ret = 0;

	make_tables(&tables, p->opt->command_action == SCT_REPORT);
	optind = 0;	/* glibc's way to start anew */
	opterr = 0;
	while (!ret && p->opt->action != SCT_HELP) {
		index = -1;
		c = getopt_long(argc, argv, tables.letters, tables.longs, &index);
		if (c < 0)
			break;
		if (c == '?' || c == ':') {
			ret = bad_option(p, &tables, c, argv[optind - 1]);
			break;
		}
		spec = spec_of(c);
		set_name(&name, c, index < 0 ? NULL : &tables.longs[index]);
		p->name = sb_cstr(&name);
		p->arg = optarg;
		p->given[spec->id]++;
		if (!sct_spec_in(spec, p->opt->command_action))
			ret = not_known_here(p, p->name);
		else if (spec->take)
			ret = spec->take(p, spec);
	}
	sb_free(&name);
	return ret;
}

/* --- commands --------------------------------------------------------------- */

static const char *const commands[] = {
	[SCT_TRACE] = "", [SCT_RECORD] = "record", [SCT_REPORT] = "report", [SCT_DIFF] = "diff",
	[SCT_HELP] = "help",
};

const char *sct_command_name(enum sct_action command)
{
	return commands[command];
}

/* What @name is the command of; SCT_TRACE: it is a program. */
static enum sct_action find_command(const char *name)
{
	size_t i;

	for (i = SCT_RECORD; i < LEN(commands); i++)
		if (!strcmp(commands[i], name))
			return i;
	return SCT_TRACE;
}

/* sctrace help [COMMAND] */
static int parse_help(struct parser *p, int argc, char **argv)
{
	p->opt->action = SCT_HELP;
	if (argc < 2)
		return 0;
	p->opt->command_action = find_command(argv[1]);
	if (argc > 2 || p->opt->command_action == SCT_TRACE || p->opt->command_action == SCT_HELP)
		return sct_fail_usage(p->fail, "help: '%s': the commands are record and report",
				      argv[argc > 2 ? 2 : 1]);
	return 0;
}

/* --- what a file was recorded with ------------------------------------------ */

static int copy_fds(struct sct_fd_set *to, const struct sct_fd_set *from)
{
	*to = *from;
	to->fds = NULL;
	if (!from->nr)
		return 0;
	to->fds = calloc(from->nr, sizeof(*to->fds));
	if (!to->fds)
		return -ENOMEM;
	memcpy(to->fds, from->fds, from->nr * sizeof(*to->fds));
	return 0;
}

/* The options begin with those. */
static int preset(struct sct_options *opt, const struct sct_options *recorded)
{
	opt->has_command = recorded->has_command;
	opt->nr_pids = recorded->nr_pids;
	opt->select.any = recorded->select.any;
	opt->follow = recorded->follow;
	opt->trace = recorded->trace;
	opt->signals = recorded->signals;
	opt->status = recorded->status;
	opt->by_duration = recorded->by_duration;
	opt->min_ns = recorded->min_ns;
	opt->max_ns = recorded->max_ns;
	opt->quiet = recorded->quiet;
	opt->stack = recorded->stack;
	opt->decode.string_limit = recorded->decode.string_limit;
	opt->decode.decode_fds = recorded->decode.decode_fds;
	opt->decode.decode_pids = recorded->decode.decode_pids;
	opt->decode.redact = recorded->decode.redact;
	opt->decode.abbrev = recorded->decode.abbrev;
	opt->decode.raw = recorded->decode.raw;
	opt->decode.verbose = recorded->decode.verbose;
	if (copy_fds(&opt->fds, &recorded->fds) ||
	    copy_fds(&opt->decode.dump_read, &recorded->decode.dump_read) ||
	    copy_fds(&opt->decode.dump_write, &recorded->decode.dump_write))
		return -ENOMEM;
	return 0;
}

/* Paths replace those that the file was recorded with. */
static int preset_paths(struct sct_options *opt, const struct sct_options *recorded)
{
	size_t i;

	if (opt->paths.nr)
		return 0;
	for (i = 0; i < recorded->paths.nr; i++)
		if (sct_strings_add(&opt->paths, recorded->paths.s[i]))
			return -ENOMEM;
	return 0;
}

/* --- the door --------------------------------------------------------------- */

static void take_rest(struct sct_options *opt, int argc, char **argv)
{
	if (optind == argc)
		return;
	if (opt->command_action == SCT_REPORT || opt->command_action == SCT_DIFF)
		opt->files = argv + optind;
	else
		opt->command = argv + optind;
	opt->has_command |= opt->command != NULL;
}

int sct_options_parse(struct sct_options *opt, int argc, char **argv,
		      const struct sct_options *recorded, struct sct_fail *fail)
{
	struct parser p = { .opt = opt, .fail = fail };
	int ret;

	init_options(opt);
	opt->command_action = argc > 1 ? find_command(argv[1]) : SCT_TRACE;
	if (opt->command_action != SCT_TRACE) {
		argc--;
		argv++;
	}
	if (opt->command_action == SCT_HELP) {
		opt->command_action = SCT_TRACE;
		return parse_help(&p, argc, argv);
	}
	opt->action = opt->command_action;
	if (opt->action == SCT_DIFF)
		opt->format = SCT_FORMAT_SIDE;
	if (recorded && preset(opt, recorded))
		return no_memory(&p);
	ret = parse_all(&p, argc, argv);
	if (ret || opt->action != opt->command_action)
		return ret;
	take_rest(opt, argc, argv);
	if (recorded && preset_paths(opt, recorded))
		return no_memory(&p);
	ret = check_conflicts(&p);
	if (ret)
		return ret;
	apply_counts(&p);
	ret = check_usage(&p);
	if (!ret)
		ret = check_recording(&p);
	if (ret)
		return ret;
	/* what is not recorded, formats do without */
	opt->decode.want_fds = opt->paths.nr || !sct_fd_set_is_empty(&opt->fds) ||
			       (opt->action == SCT_TRACE && opt->format != SCT_FORMAT_STRACE &&
				opt->format != SCT_FORMAT_SECCOMP);
	/* perf trace has them always */
	if (opt->action == SCT_TRACE && opt->format == SCT_FORMAT_PERF && !opt->decode.decode_fds)
		opt->decode.decode_fds = SCT_FDS_PATH;
	warn_useless(&p);
	opt->stack = opt->stack && opt->summary != SCT_SUMMARY_ONLY;
	opt->decode.stack_bytes = opt->stack ? STACK_BYTES : 0;
	apply_defaults(&p);
	return 0;
}

void sct_options_free(struct sct_options *opt)
{
	free(opt->pids);
	free(opt->env.s);
	free(opt->paths.s);
	free(opt->fds.fds);
	free(opt->decode.dump_read.fds);
	free(opt->decode.dump_write.fds);
	sb_free(&opt->warnings);
}
