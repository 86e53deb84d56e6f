// SPDX-License-Identifier: GPL-2.0
/* The text of -h: the table of options, written down. */
#include <getopt.h>

#include "options.h"
#include "spec.h"

#define USAGE \
"Usage: %s [-ACDfhinNqrtTvVwxyzZ] [-I N] [-b execve] [-e EXPR]...\n" \
"              [-a COLUMN] [-o FILE] [-s BYTES] [-X FORMAT] [-O OVERHEAD]\n" \
"              [-S SORTBY] [-P PATH]... [-p PID]... [-U COLUMNS]\n" \
"              { -p PID | [-DDD] [-E VAR=VAL]... [-u USERNAME] PROG [ARGS] }\n" \
"   or: %s -c[fwzZ] [-I N] [-b execve] [-e EXPR]... [-O OVERHEAD]\n" \
"              [-S SORTBY] [-P PATH]... [-p PID]... [-U COLUMNS]\n" \
"              { -p PID | [-DDD] [-E VAR=VAL]... [-u USERNAME] PROG [ARGS] }\n" \
"   or: %s record [-o FILE] [OPTIONS] { -p PID | PROG [ARGS] }\n" \
"   or: %s report [FILE]... [OPTIONS]\n" \
"   or: %s diff FILE FILE [OPTIONS]\n" \
"   or: %s help { record | report | diff }\n" \
"\n" \
"Prints the system calls of PROG, or of the process PID, as strace does; the\n" \
"sctrace kernel module records them, and the process is never stopped.\n"

#define USAGE_RECORD \
"Usage: %s record [-o FILE] [OPTIONS] { -p PID | PROG [ARGS] }\n" \
"\n" \
"Writes the system calls of PROG, or of the process PID, to FILE as the kernel\n" \
"module records them (default sctrace.data; \"-\" is standard output).\n"

#define USAGE_REPORT \
"Usage: %s report [FILE]... [OPTIONS]\n" \
"\n" \
"Prints what was recorded to FILE (default sctrace.data; \"-\" is standard input)\n" \
"as sctrace would have printed it.\n"

#define USAGE_DIFF \
"Usage: %s diff FILE FILE [OPTIONS]\n" \
"\n" \
"Prints what is different between two recordings, thread by thread, as diff -u\n" \
"does; exit status 0: nothing is, 1: something is, 2: trouble.\n"

#define TEXT_COLUMN	17
#define LAST_COLUMN	80

/* NULL: goes on with the section before. */
static const char *const titles[SCT_NR_GROUPS] = {
	[SCT_GROUP_GENERAL]		= "General",
	[SCT_GROUP_STARTUP]		= "Startup",
	[SCT_GROUP_TRACING]		= "Tracing",
	[SCT_GROUP_SETS]		= "Filtering",
	[SCT_GROUP_FORMAT]		= "Output format",
	[SCT_GROUP_STATISTICS]		= "Statistics",
	[SCT_GROUP_RECORDING]		= "Recording",
	[SCT_GROUP_REPORTING]		= "Reporting",
	[SCT_GROUP_MISCELLANEOUS]	= "Miscellaneous",
};

/* "-o FILE, --output=FILE" */
static void put_head(struct strbuf *sb, const struct spec *spec)
{
	const char *before = "";

	if (spec->head) {
		sb_str(sb, spec->head);
		return;
	}
	if (spec->id < OPT_SEPARATELY) {
		sb_printf(sb, "-%c%s%s", spec->id, spec->arg ? " " : "",
			  spec->arg ? spec->arg : "");
		before = ", ";
	}
	if (spec->qualifiers[0]) {
		sb_printf(sb, "%s-e %s=%s", before, spec->qualifiers[0], spec->arg);
		before = ", ";
	}
	if (!spec->names[0])
		return;
	sb_printf(sb, "%s--%s", before, spec->names[0]);
	if (spec->arg)
		sb_printf(sb, spec->has_arg == optional_argument ? "[=%s]" : "=%s", spec->arg);
}

/* Words in lines from TEXT_COLUMN on; @column is where we are. */
static void put_wrapped(struct strbuf *sb, const char *text, size_t column)
{
	size_t len;

	for (; *text; text += len + strspn(text + len, " ")) {
		len = strcspn(text, " ");
		if (column + 1 + len > LAST_COLUMN || column < TEXT_COLUMN) {
			if (column > TEXT_COLUMN) {
				sb_char(sb, '\n');
				column = 0;
			}
			sb_pad(sb, ' ', TEXT_COLUMN - column);
			column = TEXT_COLUMN;
		} else if (column > TEXT_COLUMN) {
			sb_char(sb, ' ');
			column++;
		}
		sb_mem(sb, text, len);
		column += len;
	}
	sb_char(sb, '\n');
}

static void put_spec(struct strbuf *sb, const struct spec *spec)
{
	size_t start = sb->len, column;

	sb_str(sb, "  ");
	put_head(sb, spec);
	column = sb->len - start;
	if (column >= TEXT_COLUMN) {
		sb_char(sb, '\n');
		column = 0;
	}
	put_wrapped(sb, spec->help, column);
	if (spec->more)
		sb_str(sb, spec->more);
}

static void put_usage(struct strbuf *sb, const char *program, enum sct_action command)
{
	switch (command) {
	case SCT_RECORD:
		sb_printf(sb, USAGE_RECORD, program);
		break;
	case SCT_REPORT:
		sb_printf(sb, USAGE_REPORT, program);
		break;
	case SCT_DIFF:
		sb_printf(sb, USAGE_DIFF, program);
		break;
	default:
		sb_printf(sb, USAGE, program, program, program, program, program, program);
	}
}

void sct_options_help(struct strbuf *sb, const char *program, enum sct_action command)
{
	const char *title;
	unsigned int group;
	size_t i;

	put_usage(sb, program, command);
	for (group = 1; group < SCT_NR_GROUPS; group++) {
		title = titles[group];
		for (i = 0; i < sct_nr_specs; i++) {
			if (sct_specs[i].group != group || !sct_spec_in(&sct_specs[i], command))
				continue;
			if (title)
				sb_printf(sb, "\n%s:\n", title);
			title = NULL;
			put_spec(sb, &sct_specs[i]);
		}
	}
}
