/* SPDX-License-Identifier: GPL-2.0 */
/*
 * strace's options, parsed into one struct.
 *
 * Meaning and error texts are those of strace 6.1.  Nothing here has an effect
 * outside the struct: files are opened, users looked up and programs searched
 * for by others.
 */
#ifndef SCT_OPTIONS_H
#define SCT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "decode/decode.h"
#include "fail.h"
#include "pathset.h"
#include "select.h"
#include "sets.h"

enum sct_action {
	SCT_TRACE,		/* sctrace CMD: prints calls while they happen */
	SCT_RECORD,		/* sctrace record: writes records to a file */
	SCT_REPORT,		/* sctrace report: prints the calls of a file */
	SCT_DIFF,		/* sctrace diff: prints what is different between two */
	SCT_HELP,
	SCT_VERSION,
	SCT_COMPLETION,
	SCT_DOCTOR,
};

enum sct_shell {
	SCT_SHELL_BASH,
	SCT_SHELL_ZSH,
	SCT_SHELL_FISH,
};

/* -e status= */
enum sct_status {
	SCT_STATUS_SUCCESSFUL	= 1U << 0,
	SCT_STATUS_FAILED	= 1U << 1,
	SCT_STATUS_UNFINISHED	= 1U << 2,
	SCT_STATUS_UNAVAILABLE	= 1U << 3,
	SCT_STATUS_DETACHED	= 1U << 4,
	SCT_STATUS_ALL		= 31,
};

/* -e quiet= */
enum sct_quiet {
	SCT_QUIET_ATTACH	= 1U << 0,
	SCT_QUIET_EXIT		= 1U << 1,
	SCT_QUIET_PATH		= 1U << 2,
	SCT_QUIET_PERSONALITY	= 1U << 3,
	SCT_QUIET_THREAD_EXECVE	= 1U << 4,
	SCT_QUIET_ALL		= 31,
};

/* -I */
enum sct_interruptible {
	SCT_INTR_DEFAULT	= 0,
	SCT_INTR_ANYWHERE	= 1,
	SCT_INTR_WAITING	= 2,
	SCT_INTR_NEVER		= 3,
	SCT_INTR_NEVER_TSTP	= 4,
};

enum sct_time_format {
	SCT_TIME_NONE,
	SCT_TIME_DAY,	/* 12:34:56 */
	SCT_TIME_UNIX,	/* seconds since 1970 */
};

/* Digits behind the point. */
enum sct_precision {
	SCT_PREC_S	= 0,
	SCT_PREC_MS	= 3,
	SCT_PREC_US	= 6,
	SCT_PREC_NS	= 9,
};

enum sct_color {
	SCT_COLOR_NEVER,
	SCT_COLOR_AUTO,		/* on a terminal, unless NO_COLOR is set */
	SCT_COLOR_ALWAYS,
};

enum sct_format_id {
	SCT_FORMAT_STRACE,
	SCT_FORMAT_PERF,
	SCT_FORMAT_JSON,
	SCT_FORMAT_CSV,
	SCT_FORMAT_CHROME,
	SCT_FORMAT_SECCOMP,	/* --seccomp */
	SCT_FORMAT_SQLITE,	/* --sqlite */
	SCT_FORMAT_SIDE,	/* kept, for sctrace diff */
};

enum sct_summary {
	SCT_SUMMARY_NONE,
	SCT_SUMMARY_ONLY,	/* -c */
	SCT_SUMMARY_TOO,	/* -C */
};

/* Columns of the -c table, and what it can be sorted by. */
enum sct_column {
	SCT_COL_NONE,		/* end of a list; unsorted */
	SCT_COL_PERCENT,
	SCT_COL_TOTAL,
	SCT_COL_MIN,
	SCT_COL_MAX,
	SCT_COL_P50,
	SCT_COL_P90,
	SCT_COL_P99,
	SCT_COL_AVG,
	SCT_COL_CALLS,
	SCT_COL_ERRORS,
	SCT_COL_NAME,
	SCT_NR_COLUMNS,
};

struct sct_options {
	enum sct_action action;
	enum sct_action command_action;	/* of the command's name: with -h, what help is for */
	char **files;			/* report, diff: NULL-terminated; NULL without one */
	bool no_pager;			/* report: --no-pager */
	unsigned int compress;		/* record: --compress: level; 0: not at all */
	bool cpu_time;			/* record: --cpu-time */
	size_t flight_bytes;		/* record: --flight-recorder; 0: no */
	const char *dump_on;		/* record: --dump-on, or NULL */
	size_t max_bytes;		/* record: --max-size, 0: no limit */
	size_t max_s;			/* record: --max-time, 0: no limit */
	size_t max_files;		/* record: --max-files, 0: all */
	unsigned int shell;		/* --completion: enum sct_shell */

	/* what to trace */
	pid_t *pids;
	size_t nr_pids;
	char **command;			/* NULL-terminated; NULL without one */
	bool has_command;		/* there is one, or was when it was recorded */
	struct sct_wanted select;	/* --all, --uid, --comm, --cgroup */
	bool follow;			/* -f */
	unsigned int follow_depth;	/* --follow-depth: generations with the first; 0: all */
	const char *user;		/* -u */
	const char *argv0;		/* --argv0, or NULL */
	bool kill_on_exit;		/* --kill-on-exit */
	size_t call_limit;		/* --syscall-limit, 0: none */
	struct sct_strings env;		/* -E: VAR=VAL, or VAR to remove it */
	bool detach_on_execve;		/* -b execve */
	unsigned int daemonize;		/* -D, -DD, -DDD */
	enum sct_interruptible interruptible;
	size_t buffer_bytes;		/* of each CPU's ring, 0: choose */
	unsigned int lossless_s;	/* --lossless: seconds that a target waits at most */

	/* what to show */
	struct sct_syscall_set trace;
	sct_signal_set signals;
	unsigned int status;		/* enum sct_status */
	bool by_duration;		/* -e duration */
	uint64_t min_ns, max_ns;	/* only calls that took so long, both included */
	unsigned int quiet;		/* enum sct_quiet */
	struct sct_strings paths;	/* -P, as given */
	struct sct_fd_set fds;		/* --trace-fds */

	/* how to show it */
	unsigned int format;		/* --format: enum sct_format_id */
	const char *sqlite;		/* --sqlite */
	struct sct_decode_options decode;
	const char *output;		/* -o; NULL is stderr */
	bool append;			/* -A */
	bool separately;		/* -ff */
	size_t column;			/* -a */
	unsigned int color;		/* --color: enum sct_color */
	bool stack;			/* -k */
	size_t frame_limit;		/* --stack-trace-frame-limit */
	bool always_pid;		/* --always-show-pid */
	bool print_ip;			/* -i */
	bool print_nr;			/* -n */
	bool relative;			/* -r */
	enum sct_precision relative_precision;
	enum sct_time_format time;	/* -t */
	enum sct_precision time_precision;
	bool duration;			/* -T */
	enum sct_precision duration_precision;

	/* statistics */
	enum sct_summary summary;
	bool latency;			/* --summary-latency */
	bool histogram;			/* --histogram */
	size_t interval_s;		/* --interval, 0: at the end only */
	bool wall_clock;		/* -w */
	enum sct_column sort;		/* -S */
	enum sct_column columns[SCT_NR_COLUMNS];	/* -U, SCT_COL_NONE ends */
	uint64_t overhead_ns;		/* -O */

	struct strbuf warnings;		/* lines, each with a newline */
};

/*
 * Parses @argv.  0, or a negative errno with the text in @fail; in both cases
 * @opt is to be freed.  @recorded: what a file was recorded with, which holds where
 * @argv says nothing else; or NULL.
 */
int sct_options_parse(struct sct_options *opt, int argc, char **argv,
		      const struct sct_options *recorded, struct sct_fail *fail);
void sct_options_free(struct sct_options *opt);

/* The text of -h for a command: SCT_TRACE, SCT_RECORD or SCT_REPORT. */
void sct_options_help(struct strbuf *sb, const char *program, enum sct_action command);

/* A command's name, "" for SCT_TRACE. */
const char *sct_command_name(enum sct_action command);

/* The script by which @shell completes our command line. */
void sct_options_completion(struct strbuf *sb, enum sct_shell shell);

#endif
