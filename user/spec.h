/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The table of all options, for those who read it: the parser (options.c), -h
 * (help.c) and the completions of shells (completion.c).
 */
#ifndef SCT_SPEC_H
#define SCT_SPEC_H

#include <stddef.h>

#include "options.h"
#include "sets.h"

/* Options that have no letter; those that have one are known by it. */
enum {
	OPT_SEPARATELY = 128,
	OPT_FOLLOW,
	OPT_DAEMONIZE,
	OPT_QUIET,
	OPT_DECODE_FDS,
	OPT_TIMESTAMPS,
	OPT_STRINGS_IN_HEX,
	OPT_FORMAT,	/* --format, --seccomp, --sqlite */
	OPT_OTHER,	/* the rest of them: nobody asks whether they were given */
	NR_OPTIONS,
};

/* Where -h has it, in the order of its sections; 0: nowhere. */
enum sct_group {
	SCT_GROUP_GENERAL = 1,
	SCT_GROUP_STARTUP,
	SCT_GROUP_TRACING,
	SCT_GROUP_SETS,		/* both are "Filtering", */
	SCT_GROUP_FILTERING,	/* with -e's sets before the others */
	SCT_GROUP_FORMAT,
	SCT_GROUP_STATISTICS,
	SCT_GROUP_RECORDING,
	SCT_GROUP_REPORTING,
	SCT_GROUP_MISCELLANEOUS,
	SCT_NR_GROUPS,
};

/* What an argument is, for those who help to type it. */
enum sct_arg_kind {
	SCT_ARG_TEXT,		/* a number, a name: nobody can know it */
	SCT_ARG_WORD,		/* one of the spec's words */
	SCT_ARG_WORDS,		/* a set of them */
	SCT_ARG_EXPRESSION,	/* -e: the sets below, behind their qualifiers */
	SCT_ARG_SYSCALLS,
	SCT_ARG_SIGNALS,
	SCT_ARG_FDS,
	SCT_ARG_FILE,
	SCT_ARG_CGROUP,		/* a directory of the cgroup2 file system */
	SCT_ARG_PIDS,
	SCT_ARG_USER,
	SCT_ARG_COMM,		/* the name of a process */
	SCT_ARG_ENV,		/* the name of an environment variable */
};

struct parser;
struct spec;

typedef int take_fn(struct parser *p, const struct spec *spec);

/**
 * struct spec - one option
 * @id: its letter, or OPT_
 * @has_arg: as getopt_long(3) has it
 * @in: commands that know it, as SCT_IN() bits; 0: those that print records
 * @names: its long names
 * @qualifiers: X of "-e X=ARG", which means the same
 * @take: what to do with it, or NULL: count it
 * @field: where to store its value: offset in struct sct_options
 * @words: what its argument can be
 * @value: of a word that is left out; the largest number
 * @text: why it is refused; what its set is called in error messages
 * @kind: what its argument is
 * @arg: what -h calls the argument
 * @group: where -h has it
 * @head: how -h writes it down; NULL: from its letter, qualifier and name
 * @help: what it does, in a few words, without a full stop; NULL: not to be offered
 * @more: lines that -h has behind that, as they are
 */
struct spec {
	int id;
	int has_arg;
	unsigned int in;
	const char *names[3];
	const char *qualifiers[4];
	take_fn *take;
	size_t field;
	const struct sct_word *words;
	size_t value;
	const char *text;
	enum sct_arg_kind kind;
	const char *arg;
	enum sct_group group;
	const char *head;
	const char *help;
	const char *more;
};

#define SCT_IN(command)	(1U << (command))

extern const struct spec sct_specs[];
extern const size_t sct_nr_specs;

/* Whether SCT_TRACE, SCT_RECORD or SCT_REPORT knows the option. */
static inline bool sct_spec_in(const struct spec *spec, enum sct_action command)
{
	unsigned int in = spec->in ? spec->in : SCT_IN(SCT_TRACE) | SCT_IN(SCT_REPORT);

	return in & SCT_IN(command == SCT_DIFF ? SCT_REPORT : command);
}

#endif
