// SPDX-License-Identifier: GPL-2.0
/* Parses the command line, as strace 6.1 does. */
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>

#include "options.h"

#define LEN(array)	(sizeof(array) / sizeof((array)[0]))

#define DEFAULT_COLUMN		40
#define DEFAULT_STRING_LIMIT	32
#define MAX_STRING_LIMIT	((size_t)(UINT_MAX / 4))
#define MAX_BUFFER_BYTES	(1ULL << 30)

/* Options that have no letter. */
enum {
	OPT_SEPARATELY = 256,
	OPT_FOLLOW,
	OPT_DAEMONIZE,
	OPT_TRACE,
	OPT_SIGNAL,
	OPT_STATUS,
	OPT_ABBREV,
	OPT_VERBOSE,
	OPT_RAW,
	OPT_READ,
	OPT_WRITE,
	OPT_QUIET,
	OPT_KVM,
	OPT_DECODE_FDS,
	OPT_DECODE_PIDS,
	OPT_PIDNS,
	OPT_RELATIVE,
	OPT_TIMESTAMPS,
	OPT_SYSCALL_TIMES,
	OPT_STRINGS_IN_HEX,
	OPT_INJECT,
	OPT_FAULT,
	OPT_SECCOMP,
	OPT_TIPS,
	OPT_BUFFER_SIZE,
	OPT_ALL,
	OPT_UID,
	OPT_COMM,
	OPT_CGROUP,
	OPT_FOLLOW_DEPTH,
};

static const char short_options[] =
	"+:a:Ab:cCdDe:E:fFhiI:kno:O:p:P:qrs:S:tTu:U:vVwxX:yYzZ";

static const struct option long_options[] = {
	{ "columns", required_argument, NULL, 'a' },
	{ "output-append-mode", no_argument, NULL, 'A' },
	{ "detach-on", required_argument, NULL, 'b' },
	{ "summary-only", no_argument, NULL, 'c' },
	{ "summary", no_argument, NULL, 'C' },
	{ "debug", no_argument, NULL, 'd' },
	{ "daemonize", optional_argument, NULL, OPT_DAEMONIZE },
	{ "daemonised", optional_argument, NULL, OPT_DAEMONIZE },
	{ "daemonized", optional_argument, NULL, OPT_DAEMONIZE },
	{ "env", required_argument, NULL, 'E' },
	{ "follow-forks", no_argument, NULL, OPT_FOLLOW },
	{ "output-separately", no_argument, NULL, OPT_SEPARATELY },
	{ "help", no_argument, NULL, 'h' },
	{ "instruction-pointer", no_argument, NULL, 'i' },
	{ "interruptible", required_argument, NULL, 'I' },
	{ "stack-traces", no_argument, NULL, 'k' },
	{ "syscall-number", no_argument, NULL, 'n' },
	{ "output", required_argument, NULL, 'o' },
	{ "summary-syscall-overhead", required_argument, NULL, 'O' },
	{ "attach", required_argument, NULL, 'p' },
	{ "trace-path", required_argument, NULL, 'P' },
	{ "relative-timestamps", optional_argument, NULL, OPT_RELATIVE },
	{ "string-limit", required_argument, NULL, 's' },
	{ "summary-sort-by", required_argument, NULL, 'S' },
	{ "absolute-timestamps", optional_argument, NULL, OPT_TIMESTAMPS },
	{ "timestamps", optional_argument, NULL, OPT_TIMESTAMPS },
	{ "syscall-times", optional_argument, NULL, OPT_SYSCALL_TIMES },
	{ "user", required_argument, NULL, 'u' },
	{ "summary-columns", required_argument, NULL, 'U' },
	{ "no-abbrev", no_argument, NULL, 'v' },
	{ "version", no_argument, NULL, 'V' },
	{ "summary-wall-clock", no_argument, NULL, 'w' },
	{ "strings-in-hex", optional_argument, NULL, OPT_STRINGS_IN_HEX },
	{ "const-print-style", required_argument, NULL, 'X' },
	{ "pidns-translation", no_argument, NULL, OPT_PIDNS },
	{ "successful-only", no_argument, NULL, 'z' },
	{ "failed-only", no_argument, NULL, 'Z' },
	{ "failing-only", no_argument, NULL, 'Z' },
	{ "seccomp-bpf", no_argument, NULL, OPT_SECCOMP },
	{ "trace", required_argument, NULL, OPT_TRACE },
	{ "signal", required_argument, NULL, OPT_SIGNAL },
	{ "signals", required_argument, NULL, OPT_SIGNAL },
	{ "status", required_argument, NULL, OPT_STATUS },
	{ "abbrev", required_argument, NULL, OPT_ABBREV },
	{ "verbose", required_argument, NULL, OPT_VERBOSE },
	{ "raw", required_argument, NULL, OPT_RAW },
	{ "read", required_argument, NULL, OPT_READ },
	{ "write", required_argument, NULL, OPT_WRITE },
	{ "fault", required_argument, NULL, OPT_FAULT },
	{ "inject", required_argument, NULL, OPT_INJECT },
	{ "quiet", optional_argument, NULL, OPT_QUIET },
	{ "silent", optional_argument, NULL, OPT_QUIET },
	{ "silence", optional_argument, NULL, OPT_QUIET },
	{ "kvm", required_argument, NULL, OPT_KVM },
	{ "decode-fds", optional_argument, NULL, OPT_DECODE_FDS },
	{ "decode-pids", required_argument, NULL, OPT_DECODE_PIDS },
	{ "tips", optional_argument, NULL, OPT_TIPS },
	{ "buffer-size", required_argument, NULL, OPT_BUFFER_SIZE },
	{ "all", no_argument, NULL, OPT_ALL },
	{ "uid", required_argument, NULL, OPT_UID },
	{ "comm", required_argument, NULL, OPT_COMM },
	{ "cgroup", required_argument, NULL, OPT_CGROUP },
	{ "follow-depth", required_argument, NULL, OPT_FOLLOW_DEPTH },
	{ NULL, 0, NULL, 0 },
};

/* What the checks at the end need to know of the way. */
struct parser {
	struct sct_options *opt;
	struct sct_fail *fail;
	const char *arg;		/* of the option at hand */
	const char *name;		/* that option as it was given: "-a", "--columns" */
	unsigned int f, F, q, t, x, y, D;	/* how often each was given */
	bool follow_forks, quiet, timestamps, hex, decode_fds, daemonize;
	bool sort, columns, overhead;
	unsigned int z;			/* -z and -Z: one bit each */
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

static int take_number(struct parser *p, size_t *value, size_t max)
{
	long long n;
	char *end;

	errno = 0;
	n = strtoll(p->arg, &end, 10);
	if (errno || end == p->arg || *end || n < 0 || (unsigned long long)n > max)
		return invalid(p);
	*value = n;
	return 0;
}

/* The value of the word @arg, or -1. */
static int word_value(const struct sct_word *words, const char *arg, size_t len)
{
	for (; words->name; words++)
		if (strlen(words->name) == len && !memcmp(words->name, arg, len))
			return words->bits;
	return -1;
}

static int take_word(struct parser *p, const struct sct_word *words, unsigned int *value)
{
	int found = word_value(words, p->arg, strlen(p->arg));

	if (found < 0)
		return invalid(p);
	*value = found;
	return 0;
}

static int add_string(struct parser *p, struct sct_strings *list, const char *s)
{
	return sct_strings_add(list, s) ? no_memory(p) : 0;
}

static const struct sct_word precisions[] = {
	{ "s", SCT_PREC_S },
	{ "ms", SCT_PREC_MS },
	{ "us", SCT_PREC_US },
	{ "ns", SCT_PREC_NS },
	{ NULL, 0 },
};

static int take_precision(struct parser *p, enum sct_precision *precision)
{
	unsigned int value = SCT_PREC_US;
	int ret = p->arg ? take_word(p, precisions, &value) : 0;

	if (!ret)
		*precision = value;
	return ret;
}

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
static int take_timestamps(struct parser *p)
{
	const char *at = p->arg ? p->arg : "";
	size_t len;

	p->timestamps = true;
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
static int take_time(struct parser *p, uint64_t *ns)
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

/* Bytes, with k, M or G behind them. */
static int take_buffer_size(struct parser *p)
{
	static const char units[] = "kKmMgG";
	unsigned long long bytes;
	const char *unit = NULL;
	char *end;

	errno = 0;
	bytes = strtoull(p->arg, &end, 10);
	if (*end)
		unit = strchr(units, *end);
	if (errno || !isdigit((unsigned char)*p->arg) || bytes > MAX_BUFFER_BYTES ||
	    (*end && (!unit || end[1])))
		return invalid(p);
	if (unit)
		bytes <<= 10 * ((unit - units) / 2 + 1);
	if (bytes < SCT_MIN_RING_BYTES || bytes > MAX_BUFFER_BYTES || bytes & (bytes - 1))
		return sct_fail_usage(p->fail,
				      "invalid %s argument: '%s': a power of two, 64k to 1G",
				      p->name, p->arg);
	p->opt->buffer_bytes = bytes;
	return 0;
}

static int take_follow_depth(struct parser *p)
{
	unsigned long depth;
	char *end;

	errno = 0;
	depth = strtoul(p->arg, &end, 10);
	if (errno || *end || !isdigit((unsigned char)*p->arg) || depth >= UINT32_MAX)
		return invalid(p);
	p->opt->follow_depth = (unsigned int)depth + 1;
	p->follow_forks = true;
	return 0;
}

/* What the threads of a selection must have. */
static int take_selection(struct parser *p, int c)
{
	struct sct_wanted *select = &p->opt->select;

	if (c == OPT_UID)
		select->user = p->arg;
	else if (c == OPT_COMM)
		select->comm = p->arg;
	else if (c == OPT_CGROUP)
		select->cgroup = p->arg;
	select->any = true;
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
static int add_pids(struct parser *p)
{
	static const char separators[] = ", \n\t\r";
	char *copy = strdup(p->arg), *rest = NULL, *s;
	int ret = 0;

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

/* --- -e and its long forms ------------------------------------------------ */

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

/* What a tracer that only looks cannot do. */
static int refuse(struct parser *p, const char *what, const char *why)
{
	return sct_fail(p->fail, -EOPNOTSUPP, "%s: %s: use strace", what, why);
}

static int qualify(struct parser *p, int what)
{
	struct sct_options *opt = p->opt;

	switch (what) {
	case OPT_TRACE:
		return sct_parse_syscalls(&opt->trace, p->arg, p->fail);
	case OPT_ABBREV:
		return sct_parse_syscalls(&opt->decode.abbrev, p->arg, p->fail);
	case OPT_VERBOSE:
		return sct_parse_syscalls(&opt->decode.verbose, p->arg, p->fail);
	case OPT_RAW:
		return sct_parse_syscalls(&opt->decode.raw, p->arg, p->fail);
	case OPT_SIGNAL:
		return sct_parse_signals(&opt->signals, p->arg, p->fail);
	case OPT_STATUS:
		return sct_parse_words(&opt->status, statuses, "status", p->arg, p->fail);
	case OPT_QUIET:
		p->quiet = true;
		if (!p->arg)
			opt->quiet = SCT_QUIET_ATTACH | SCT_QUIET_PERSONALITY;
		return p->arg ? sct_parse_words(&opt->quiet, quiets, "quiet", p->arg, p->fail) : 0;
	case OPT_DECODE_FDS:
		p->decode_fds = true;
		if (!p->arg)
			opt->decode.decode_fds = SCT_FDS_PATH;
		return p->arg ? sct_parse_words(&opt->decode.decode_fds, fd_details, "decode-fds",
					      p->arg, p->fail) : 0;
	case OPT_INJECT:
		return refuse(p, "-e inject", "sctrace cannot change what a program does");
	case OPT_FAULT:
		return refuse(p, "-e fault", "sctrace cannot change what a program does");
	case OPT_KVM:
		return refuse(p, "-e kvm", "sctrace does not read kvm's run structures");
	case OPT_READ:
		return refuse(p, "-e read", "sctrace does not dump data");
	case OPT_WRITE:
		return refuse(p, "-e write", "sctrace does not dump data");
	}
	return refuse(p, "-Y, --decode-pids", "sctrace does not translate process ids");
}

static int qualify_expression(struct parser *p)
{
	static const struct sct_word names[] = {
		{ "trace", OPT_TRACE }, { "t", OPT_TRACE },
		{ "abbrev", OPT_ABBREV }, { "a", OPT_ABBREV },
		{ "verbose", OPT_VERBOSE }, { "v", OPT_VERBOSE },
		{ "raw", OPT_RAW }, { "x", OPT_RAW },
		{ "signal", OPT_SIGNAL }, { "signals", OPT_SIGNAL }, { "s", OPT_SIGNAL },
		{ "status", OPT_STATUS },
		{ "quiet", OPT_QUIET }, { "silent", OPT_QUIET },
		{ "silence", OPT_QUIET }, { "q", OPT_QUIET },
		{ "decode-fds", OPT_DECODE_FDS }, { "decode-fd", OPT_DECODE_FDS },
		{ "decode-pids", OPT_DECODE_PIDS }, { "decode-pid", OPT_DECODE_PIDS },
		{ "read", OPT_READ }, { "reads", OPT_READ }, { "r", OPT_READ },
		{ "write", OPT_WRITE }, { "writes", OPT_WRITE }, { "w", OPT_WRITE },
		{ "fault", OPT_FAULT }, { "inject", OPT_INJECT }, { "kvm", OPT_KVM },
		{ NULL, 0 },
	};
	const char *equals = strchr(p->arg, '=');
	int what = equals ? word_value(names, p->arg, equals - p->arg) : -1;

	if (what < 0)
		return qualify(p, OPT_TRACE);
	p->arg = equals + 1;
	return qualify(p, what);
}

/* --- -c and its kin ------------------------------------------------------- */

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
	{ "calls", SCT_COL_CALLS },
	{ "count", SCT_COL_CALLS },
	{ "errors", SCT_COL_ERRORS },
	{ "error", SCT_COL_ERRORS },
	{ "name", SCT_COL_NAME },
	{ "syscall", SCT_COL_NAME },
	{ "syscall-name", SCT_COL_NAME },
	{ NULL, 0 },
};

static int take_sort(struct parser *p)
{
	int column = word_value(columns, p->arg, strlen(p->arg));

	p->sort = true;
	if (!strcmp(p->arg, "none") || !strcmp(p->arg, "nothing"))
		column = SCT_COL_NONE;
	if (column < 0)
		return sct_fail_usage(p->fail, "invalid sortby: '%s'", p->arg);
	p->opt->sort = column;
	return 0;
}

static int take_columns(struct parser *p)
{
	unsigned int seen = 0, nr = 0;
	const char *at = p->arg;
	size_t len;
	int column;

	p->columns = true;
	for (;; at += len + 1) {
		len = strcspn(at, ",");
		column = word_value(columns, at, len);
		if (column < 0)
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

static int take_summary(struct parser *p, enum sct_summary kind)
{
	if (p->opt->summary && p->opt->summary != kind)
		return sct_fail_usage(p->fail, "-c/--summary-only and -C/--summary are "
				      "mutually exclusive");
	p->opt->summary = kind;
	return 0;
}

/* --- one option ----------------------------------------------------------- */

#define NOT_MINE	1	/* the option is of another group */

static int startup_option(struct parser *p, int c)
{
	static const struct sct_word interruptible[] = {
		{ "1", SCT_INTR_ANYWHERE }, { "anywhere", SCT_INTR_ANYWHERE },
		{ "2", SCT_INTR_WAITING }, { "waiting", SCT_INTR_WAITING },
		{ "3", SCT_INTR_NEVER }, { "never", SCT_INTR_NEVER },
		{ "4", SCT_INTR_NEVER_TSTP }, { "never_tstp", SCT_INTR_NEVER_TSTP },
		{ NULL, 0 },
	};
	static const struct sct_word places[] = {
		{ "grandchild", 1 }, { "pgroup", 2 }, { "pgrp", 2 }, { "session", 3 }, { NULL, 0 },
	};
	struct sct_options *opt = p->opt;
	unsigned int value;
	int ret;

	switch (c) {
	case 'b':
		opt->detach_on_execve = true;
		return strcmp(p->arg, "execve") ?
			sct_fail(p->fail, -EINVAL, "Syscall '%s' for -b isn't supported",
				 p->arg) : 0;
	case 'D':
		p->D++;
		return 0;
	case OPT_DAEMONIZE:
		p->daemonize = true;
		opt->daemonize = 1;
		return p->arg ? take_word(p, places, &opt->daemonize) : 0;
	case 'E':
		return add_string(p, &opt->env, p->arg);
	case 'f':
		p->f++;
		return 0;
	case 'F':
		p->F++;
		return 0;
	case OPT_FOLLOW:
		p->follow_forks = true;
		return 0;
	case 'I':
		ret = take_word(p, interruptible, &value);
		if (!ret)
			opt->interruptible = value;
		return ret;
	case 'p':
		return add_pids(p);
	case 'u':
		opt->user = p->arg;
		return 0;
	case OPT_BUFFER_SIZE:
		return take_buffer_size(p);
	case OPT_FOLLOW_DEPTH:
		return take_follow_depth(p);
	case OPT_ALL ... OPT_CGROUP:
		return take_selection(p, c);
	case OPT_SECCOMP:	/* other calls leave no record anyway */
		return 0;
	}
	return NOT_MINE;
}

static int filter_option(struct parser *p, int c)
{
	struct sct_options *opt = p->opt;

	switch (c) {
	case 'e':
		return qualify_expression(p);
	case OPT_TRACE ... OPT_DECODE_PIDS:
	case OPT_INJECT:
	case OPT_FAULT:
		return qualify(p, c);
	case 'Y':
	case OPT_PIDNS:
		return qualify(p, OPT_DECODE_PIDS);
	case 'P':
		return add_string(p, &opt->paths, p->arg);
	case 'q':
		p->q++;
		return 0;
	case 'v':
		memset(&opt->decode.abbrev, 0, sizeof(opt->decode.abbrev));
		return 0;
	case 'z':
		p->z |= 1;
		opt->status = SCT_STATUS_SUCCESSFUL;
		return 0;
	case 'Z':
		p->z |= 2;
		opt->status = SCT_STATUS_FAILED;
		return 0;
	case 'k':
		return refuse(p, "-k", "sctrace takes no stack traces");
	case 'd':
		return refuse(p, "-d", "sctrace has no debugging output");
	case OPT_TIPS:
		return refuse(p, "--tips", "sctrace has none");
	}
	return NOT_MINE;
}

static int take_hex(struct parser *p)
{
	static const struct sct_word styles[] = {
		{ "none", SCT_HEX_NONE },
		{ "non-ascii", SCT_HEX_NON_ASCII },
		{ "all", SCT_HEX_ALL },
		{ NULL, 0 },
	};
	unsigned int value = SCT_HEX_ALL;
	int ret = 0;

	p->hex = true;
	if (p->arg && !strcmp(p->arg, "non-ascii-chars"))
		return refuse(p, "--strings-in-hex=non-ascii-chars",
			      "sctrace escapes single characters in octal");
	if (p->arg)
		ret = take_word(p, styles, &value);
	p->opt->decode.hex_strings = value;
	return ret;
}

static int take_const_style(struct parser *p)
{
	static const struct sct_word styles[] = {
		{ "raw", SCT_CONST_RAW },
		{ "abbrev", SCT_CONST_ABBREV },
		{ "verbose", SCT_CONST_VERBOSE },
		{ NULL, 0 },
	};
	unsigned int value;
	int ret = take_word(p, styles, &value);

	if (!ret)
		p->opt->decode.const_style = value;
	return ret;
}

static int format_option(struct parser *p, int c)
{
	struct sct_options *opt = p->opt;

	switch (c) {
	case 'a':
		return take_number(p, &opt->column, INT_MAX);
	case 'A':
		opt->append = true;
		return 0;
	case 'i':
		opt->print_ip = true;
		return 0;
	case 'n':
		opt->print_nr = true;
		return 0;
	case 'o':
		opt->output = p->arg;
		return 0;
	case OPT_SEPARATELY:
		opt->separately = true;
		return 0;
	case 's':
		return take_number(p, &opt->decode.string_limit, MAX_STRING_LIMIT);
	case 'x':
		p->x++;
		return 0;
	case OPT_STRINGS_IN_HEX:
		return take_hex(p);
	case 'X':
		return take_const_style(p);
	case 'y':
		p->y++;
		return 0;
	}
	return NOT_MINE;
}

static int time_option(struct parser *p, int c)
{
	struct sct_options *opt = p->opt;

	switch (c) {
	case 'r':
	case OPT_RELATIVE:
		if (c == 'r' && opt->relative)
			return 0;
		opt->relative = true;
		return take_precision(p, &opt->relative_precision);
	case 't':
		p->t++;
		return 0;
	case OPT_TIMESTAMPS:
		return take_timestamps(p);
	case 'T':
	case OPT_SYSCALL_TIMES:
		opt->duration = true;
		return take_precision(p, &opt->duration_precision);
	case 'c':
		return take_summary(p, SCT_SUMMARY_ONLY);
	case 'C':
		return take_summary(p, SCT_SUMMARY_TOO);
	case 'O':
		p->overhead = true;
		return take_time(p, &opt->overhead_ns);
	case 'S':
		return take_sort(p);
	case 'U':
		return take_columns(p);
	case 'w':
		opt->wall_clock = true;
		return 0;
	}
	return NOT_MINE;
}

static int one_option(struct parser *p, int c)
{
	static int (*const groups[])(struct parser *, int) = {
		startup_option, filter_option, format_option, time_option,
	};
	int ret = NOT_MINE;
	size_t i;

	for (i = 0; i < LEN(groups) && ret == NOT_MINE; i++)
		ret = groups[i](p, c);
	return ret;
}

/* --- what getopt does not like -------------------------------------------- */

/*
 * The long options that @arg, without "--", may be short for: their names go to
 * @names, the only one (or NULL) is returned.
 */
static const struct option *candidates(const char *arg, struct strbuf *names)
{
	const struct option *option, *only = NULL;
	size_t len = strcspn(arg, "="), nr = 0;

	for (option = long_options; option->name; option++) {
		if (strncmp(option->name, arg, len))
			continue;
		if (!option->name[len])
			return option;
		sb_printf(names, " '--%s'", option->name);
		only = nr++ ? NULL : option;
	}
	return only;
}

static int bad_long_option(struct parser *p, int c, const char *arg)
{
	struct strbuf names = STRBUF_INIT;
	const struct option *option = candidates(arg + 2, &names);

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

static int bad_option(struct parser *p, int c, const char *arg)
{
	if (arg && !strncmp(arg, "--", 2))
		return bad_long_option(p, c, arg);
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
	const struct {
		bool found;
		const char *one, *other;
	} conflicts[] = {
		{ p->f && p->follow_forks, "-f", "--follow-forks" },
		{ p->f > 1 && p->opt->separately, "-ff", "--output-separately" },
		{ p->D && p->daemonize, "-D", "--daemonize" },
		{ p->q && p->quiet, "-q", "-e quiet/--quiet" },
		{ p->t && p->timestamps, "-t", "--absolute-timestamps" },
		{ p->x && p->hex, "-x", "--strings-in-hex" },
		{ p->y && p->decode_fds, "-y", "--decode-fds" },
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
	struct sct_options *opt = p->opt;

	if (p->F)
		warn(p, p->f ? "deprecated option -F ignored" :
		     "option -F is deprecated, please use -f/--follow-forks instead");
	opt->follow = p->f || p->F || p->follow_forks;
	if (p->f > 1)
		opt->separately = true;
	if (p->D)
		opt->daemonize = p->D;
	if (p->q)
		opt->quiet = quiet[p->q > 3 ? 2 : p->q - 1];
	if (p->t) {
		opt->time = p->t > 2 ? SCT_TIME_UNIX : SCT_TIME_DAY;
		opt->time_precision = p->t > 1 ? SCT_PREC_US : SCT_PREC_S;
	}
	if (p->x)
		opt->decode.hex_strings = p->x > 1 ? SCT_HEX_ALL : SCT_HEX_NON_ASCII;
	if (p->y)
		opt->decode.decode_fds = p->y > 1 ? SCT_FDS_ALL : SCT_FDS_PATH;
}

static bool output_is_pipe(const struct sct_options *opt)
{
	return opt->output && (*opt->output == '|' || *opt->output == '!');
}

/* Mistakes that end it. */
static int check_usage(struct parser *p)
{
	struct sct_options *opt = p->opt;

	if (!opt->command && !opt->nr_pids && !opt->select.any)
		return sct_fail_usage(p->fail, "must have PROG [ARGS] or -p PID");
	if (opt->daemonize > 3)
		return sct_fail_usage(p->fail,
				      "Too many -D's (%u), maximum supported -D count is 3",
				      opt->daemonize);
	if (!opt->command && opt->daemonize)
		return sct_fail_usage(p->fail,
				      "PROG [ARGS] must be specified with -D/--daemonize");
	if (opt->summary && opt->separately && opt->follow)
		return sct_fail_usage(p->fail, "(-c/--summary-only or -C/--summary) and "
				      "-ff/--output-separately are mutually exclusive");
	if (opt->wall_clock && !opt->summary)
		return sct_fail_usage(p->fail, "-w/--summary-wall-clock must be given with "
				      "(-c/--summary-only or -C/--summary)");
	if (p->columns && !opt->summary)
		return sct_fail_usage(p->fail, "-U/--summary-columns must be given with "
				      "(-c/--summary-only or -C/--summary)");
	if (opt->separately && output_is_pipe(opt))
		return sct_fail_usage(p->fail, "piping the output and -ff/--output-separately "
				      "are mutually exclusive");
	return 0;
}

/* Options without an effect. */
static void warn_useless(struct parser *p)
{
	struct sct_options *opt = p->opt;
	bool only = opt->summary == SCT_SUMMARY_ONLY;
	const struct {
		bool found;
		const char *text;
	} useless[] = {
		{ p->sort && !opt->summary, "-S/--summary-sort-by has no effect without "
			"(-c/--summary-only or -C/--summary)" },
		{ only && opt->print_ip,
			"-i/--instruction-pointer has no effect with -c/--summary-only" },
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
		{ p->z == 3, "Only the last of -z/--successful-only/-Z/--failed-only options "
			"will take effect. See status qualifier for more complex filters." },
	};
	size_t i;

	for (i = 0; i < LEN(useless); i++)
		if (useless[i].found)
			warn(p, useless[i].text);
}

/* What strace sets by itself. */
static void apply_defaults(struct parser *p)
{
	struct sct_options *opt = p->opt;

	if (!opt->output)
		opt->separately = false;
	/* a command's own output and the trace don't mix then: nobody wants to be told */
	if (opt->output && opt->command)
		opt->quiet |= SCT_QUIET_ATTACH | SCT_QUIET_PERSONALITY;
	if (opt->interruptible == SCT_INTR_DEFAULT) {
		if (opt->daemonize)
			opt->interruptible = SCT_INTR_NEVER_TSTP;
		else if (opt->output && opt->command)
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
	opt->sort = SCT_COL_TOTAL;
	memcpy(opt->columns, all, sizeof(all));
}

static int parse_all(struct parser *p, int argc, char **argv)
{
	char letter[3] = "-", long_name[64];
	int c, index, at, ret;

	optind = 0;	/* glibc's way to start anew */
	opterr = 0;
	for (;;) {
		at = optind ? optind : 1;
		index = -1;
		c = getopt_long(argc, argv, short_options, long_options, &index);
		if (c < 0)
			return 0;
		if (c == '?' || c == ':')
			return bad_option(p, c, at < argc ? argv[at] : NULL);
		if (index >= 0) {
			strcpy(long_name, "--");
			strncat(long_name, long_options[index].name, sizeof(long_name) - 3);
			p->name = long_name;
		} else {
			letter[1] = c;
			p->name = letter;
		}
		p->arg = optarg;
		if (c == 'h' || c == 'V')
			p->opt->action = c == 'h' ? SCT_HELP : SCT_VERSION;
		if (c == 'h')
			return 0;
		ret = c == 'V' ? 0 : one_option(p, c);
		if (ret)
			return ret;
	}
}

int sct_options_parse(struct sct_options *opt, int argc, char **argv, struct sct_fail *fail)
{
	struct parser p = { .opt = opt, .fail = fail };
	int ret;

	init_options(opt);
	ret = parse_all(&p, argc, argv);
	if (ret || opt->action == SCT_HELP)
		return ret;
	if (opt->action == SCT_VERSION)
		return 0;
	if (optind < argc)
		opt->command = argv + optind;
	ret = check_conflicts(&p);
	if (ret)
		return ret;
	apply_counts(&p);
	ret = check_usage(&p);
	if (ret)
		return ret;
	opt->decode.want_fds = opt->paths.nr;
	warn_useless(&p);
	apply_defaults(&p);
	return 0;
}

void sct_options_free(struct sct_options *opt)
{
	free(opt->pids);
	free(opt->env.s);
	free(opt->paths.s);
	sb_free(&opt->warnings);
}
