// SPDX-License-Identifier: GPL-2.0
/*
 * The scripts by which shells complete our command line: the table of options
 * and the names of calls and signals, in words of each shell, and a little code
 * of the shell's behind it.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "options.h"
#include "spec.h"

#define LAST_SIGNAL	31	/* those behind it have no names of their own */

typedef void item_fn(struct strbuf *sb, const char *name);

static bool is_letter(const struct spec *spec)
{
	return spec->id < OPT_SEPARATELY;
}

/* --- lists ---------------------------------------------------------------- */

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Every call once, whatever its ABI, in the order of their names. */
static void each_call(struct strbuf *sb, item_fn *put)
{
	static const char *names[SCT_NR_ABIS * SCT_NR_SYSCALLS];
	const struct sct_syscall *desc;
	unsigned int abi, number;
	size_t nr = 0, i;

	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		for (number = 0; number < SCT_NR_SYSCALLS; number++) {
			desc = sct_syscall_by_number(abi, (int)number);
			if (desc)
				names[nr++] = desc->name;
		}
	}
	qsort(names, nr, sizeof(names[0]), compare_names);
	for (i = 0; i < nr; i++)
		if (!i || strcmp(names[i - 1], names[i]))
			put(sb, names[i]);
}

static void each_class(struct strbuf *sb, item_fn *put)
{
	const char *name;
	size_t i;

	for (i = 0; (name = sct_class_name(i)); i++)
		put(sb, name);
}

static void each_signal(struct strbuf *sb, item_fn *put)
{
	int signo;

	for (signo = 1; signo <= LAST_SIGNAL; signo++)
		put(sb, sct_signal_name(signo));
}

/* The first name of each value; a set has no word for nothing, but "none". */
static void each_word(struct strbuf *sb, const struct spec *spec, item_fn *put)
{
	const struct sct_word *word, *before;

	for (word = spec->words; word && word->name; word++) {
		for (before = spec->words; before->bits != word->bits; before++)
			;
		if (before == word && (spec->kind == SCT_ARG_WORD || word->bits))
			put(sb, word->name);
	}
}

static void put_after_space(struct strbuf *sb, const char *name)
{
	sb_printf(sb, " %s", name);
}

static void put_list(struct strbuf *sb, const char *variable,
		     void (*each)(struct strbuf *sb, item_fn *put))
{
	sb_printf(sb, "%s", variable);
	each(sb, put_after_space);
}

/* What the shells' own code calls a kind. */
static const char *kind_name(enum sct_arg_kind kind)
{
	switch (kind) {
	case SCT_ARG_WORD:
		return "word";
	case SCT_ARG_WORDS:
		return "words";
	case SCT_ARG_EXPRESSION:
		return "expression";
	case SCT_ARG_SYSCALLS:
		return "calls";
	case SCT_ARG_SIGNALS:
		return "signals";
	case SCT_ARG_FDS:
		return "fds";
	case SCT_ARG_FILE:
		return "file";
	case SCT_ARG_CGROUP:
		return "cgroup";
	case SCT_ARG_PIDS:
		return "pids";
	case SCT_ARG_USER:
		return "user";
	case SCT_ARG_COMM:
		return "comm";
	case SCT_ARG_ENV:
		return "env";
	case SCT_ARG_TEXT:
		break;
	}
	return "text";
}

/* --- bash ----------------------------------------------------------------- */

/* "	-o|--output) kind=file words='...' ;;" */
static void put_bash_case(struct strbuf *sb, const struct spec *spec, bool qualifiers)
{
	const char *const *names = qualifiers ? spec->qualifiers : spec->names;
	size_t nr = qualifiers ? 4 : 3, i;
	const char *before = "\t";

	if (!qualifiers && is_letter(spec)) {
		sb_printf(sb, "\t-%c", spec->id);
		before = "|";
	}
	for (i = 0; i < nr && names[i]; i++) {
		sb_printf(sb, "%s%s%s", before, qualifiers ? "" : "--", names[i]);
		before = "|";
	}
	sb_printf(sb, ") kind='%s'", kind_name(spec->kind));
	if (spec->words) {
		sb_str(sb, " words='");
		each_word(sb, spec, put_after_space);
		sb_str(sb, "'");
	}
	if (!qualifiers && spec->has_arg == optional_argument)
		sb_str(sb, " optional=1");
	sb_str(sb, " ;;\n");
}

static void put_bash_cases(struct strbuf *sb, bool qualifiers)
{
	const struct spec *spec;

	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++)
		if (spec->help && (qualifiers ? spec->qualifiers[0] != NULL :
				   spec->has_arg != no_argument))
			put_bash_case(sb, spec, qualifiers);
	sb_printf(sb, "\t*) kind=%s ;;\n", qualifiers ? "none" : "''");
}

static const char bash_code[] =
"# The rest of a list with commas, behind $before: what was typed of it is in $value.\n"
"_sctrace_list() { # WORD...\n"
"	case $value in\n"
"	*,*) before+=${value%,*},; value=${value##*,} ;;\n"
"	!*) before+=!; value=${value#!} ;;\n"
"	esac\n"
"	COMPREPLY=($(compgen -W \"$*\" -- \"$value\"))\n"
"	compopt -o nospace 2> /dev/null\n"
"}\n"
"\n"
"_sctrace_values() { # KIND WORDS: completes $value, behind $before\n"
"	case $1 in\n"
"	word) COMPREPLY=($(compgen -W \"$2\" -- \"$value\")) ;;\n"
"	words) _sctrace_list all none \"$2\" ;;\n"
"	calls) _sctrace_list all none \"$_sctrace_calls\" ;;\n"
"	signals) _sctrace_list all none \"$_sctrace_signals\" ;;\n"
"	fds) _sctrace_list all none ;;\n"
"	file) COMPREPLY=($(compgen -f -- \"$value\")); compopt -o filenames 2> /dev/null ;;\n"
"	cgroup) COMPREPLY=($(compgen -d -- \"$value\")); compopt -o filenames 2> /dev/null ;;\n"
"	pids) _sctrace_list \"$(cd /proc && echo [0-9]*)\" ;;\n"
"	user) COMPREPLY=($(compgen -u -- \"$value\")) ;;\n"
"	comm) COMPREPLY=($(compgen -W \"$(cat /proc/[0-9]*/comm 2> /dev/null)\" -- \"$value\")) ;;\n"
"	env) COMPREPLY=($(compgen -e -- \"$value\")); compopt -o nospace 2> /dev/null ;;\n"
"	expression)\n"
"		case $value in\n"
"		*=*)\n"
"			_sctrace_qualifier \"${value%%=*}\"\n"
"			before+=${value%%=*}=\n"
"			value=${value#*=}\n"
"			[ \"$kind\" = none ] || _sctrace_values \"$kind\" \"$words\"\n"
"			;;\n"
"		*) _sctrace_list \"$_sctrace_qualifiers\" all none \"$_sctrace_calls\" ;;\n"
"		esac\n"
"		;;\n"
"	esac\n"
"}\n"
"\n"
"# Goes over the words before the last.  Where an option waits for its argument, that is in\n"
"# $kind; where the command has begun, $command is its index.\n"
"_sctrace_walk() { # WORD...\n"
"	local at=0 word letters\n"
"\n"
"	kind='' command=''\n"
"	for word; do\n"
"		at=$((at + 1))\n"
"		if [ -n \"$kind\" ]; then\n"
"			kind=''\n"
"			continue\n"
"		fi\n"
"		case $word in\n"
"		--) command=$at; return ;;\n"
"		--*=*) ;;\n"
"		--*)\n"
"			optional=''\n"
"			_sctrace_option \"$word\"\n"
"			[ -z \"$optional\" ] || kind=''\n"
"			;;\n"
"		-?*)\n"
"			for ((letters = 1; letters < ${#word}; letters++)); do\n"
"				_sctrace_option \"-${word:letters:1}\"\n"
"				[ -z \"$kind\" ] || break\n"
"			done\n"
"			# the argument stands behind the letter\n"
"			((letters + 1 >= ${#word})) || kind=''\n"
"			;;\n"
"		*) command=$((at - 1)); return ;;\n"
"		esac\n"
"	done\n"
"}\n"
"\n"
"_sctrace() {\n"
"	local line=${COMP_LINE:0:COMP_POINT} typed words_before kind words optional command\n"
"	local before='' value i cut\n"
"\n"
"	# bash takes words apart at = and :, so we have a look of our own\n"
"	read -ra words_before <<< \"$line\"\n"
"	[[ $line != *[[:space:]] ]] || words_before+=('')\n"
"	typed=${words_before[-1]}\n"
"	unset 'words_before[-1]'\n"
"	COMPREPLY=()\n"
"	_sctrace_walk \"${words_before[@]:1}\"\n"
"	if [ -n \"$command\" ]; then\n"
"		if declare -F _command_offset > /dev/null; then\n"
"			for ((i = 1; i < COMP_CWORD; i++)); do\n"
"				[ \"${COMP_WORDS[i]}\" != \"${words_before[command + 1]}\" ] || break\n"
"			done\n"
"			_command_offset \"$i\"\n"
"		else\n"
"			compopt -o filenames 2> /dev/null\n"
"			COMPREPLY=($(compgen -f -- \"$typed\"))\n"
"		fi\n"
"		return\n"
"	fi\n"
"	value=$typed\n"
"	if [ -n \"$kind\" ]; then\n"
"		_sctrace_values \"$kind\" \"$words\"\n"
"	else\n"
"		case $typed in\n"
"		--*=*)\n"
"			_sctrace_option \"${typed%%=*}\"\n"
"			before=${typed%%=*}=\n"
"			value=${typed#*=}\n"
"			_sctrace_values \"$kind\" \"$words\"\n"
"			;;\n"
"		--*)\n"
"			COMPREPLY=($(compgen -W \"$_sctrace_longs\" -- \"$typed\"))\n"
"			[[ ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2> /dev/null\n"
"			;;\n"
"		-[!-]?*)\n"
"			_sctrace_option \"${typed:0:2}\"\n"
"			before=${typed:0:2}\n"
"			value=${typed:2}\n"
"			[ -z \"$kind\" ] || _sctrace_values \"$kind\" \"$words\"\n"
"			;;\n"
"		-*) COMPREPLY=($(compgen -W \"$_sctrace_letters $_sctrace_longs\" -- \"$typed\")) ;;\n"
"		*/*) _sctrace_values file ;;\n"
"		*) COMPREPLY=($(compgen -c -- \"$typed\")) ;;\n"
"		esac\n"
"	fi\n"
"	# only what is behind the last place where bash takes words apart\n"
"	cut=${typed##*[\"$COMP_WORDBREAKS\"]}\n"
"	cut=${typed%\"$cut\"}\n"
"	for ((i = 0; i < ${#COMPREPLY[@]}; i++)); do\n"
"		COMPREPLY[i]=$before${COMPREPLY[i]}\n"
"		COMPREPLY[i]=${COMPREPLY[i]#\"$cut\"}\n"
"	done\n"
"}\n"
"complete -F _sctrace sctrace\n";

static void put_bash_options(struct strbuf *sb, bool letters)
{
	const struct spec *spec;
	size_t i;

	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++) {
		if (!spec->help)
			continue;
		if (letters && is_letter(spec))
			sb_printf(sb, " -%c", spec->id);
		for (i = 0; !letters && i < 3 && spec->names[i]; i++)
			sb_printf(sb, " --%s%s", spec->names[i],
				  spec->has_arg == required_argument ? "=" : "");
	}
}

static void put_bash_qualifiers(struct strbuf *sb)
{
	const struct spec *spec;

	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++)
		if (spec->help && spec->qualifiers[0])
			sb_printf(sb, " %s=", spec->qualifiers[0]);
}

static void put_bash(struct strbuf *sb)
{
	sb_str(sb, "# shellcheck shell=bash disable=SC2207,SC2034\n"
	       "# Completes sctrace's command line in bash; made by \"sctrace --completion=bash\".\n\n");
	put_list(sb, "_sctrace_calls='", each_class);
	each_call(sb, put_after_space);
	put_list(sb, "'\n_sctrace_signals='", each_signal);
	sb_str(sb, "'\n_sctrace_qualifiers='");
	put_bash_qualifiers(sb);
	sb_str(sb, "'\n_sctrace_letters='");
	put_bash_options(sb, true);
	sb_str(sb, "'\n_sctrace_longs='");
	put_bash_options(sb, false);
	sb_str(sb, "'\n\n_sctrace_option() { # -X or --NAME: sets $kind, $words, $optional\n"
	       "\twords=''\n\tcase $1 in\n");
	put_bash_cases(sb, false);
	sb_str(sb, "\tesac\n}\n\n_sctrace_qualifier() { # X of -e X=: sets $kind and $words\n"
	       "\twords=''\n\tcase $1 in\n");
	put_bash_cases(sb, true);
	sb_str(sb, "\tesac\n}\n\n");
	sb_str(sb, bash_code);
}

/* --- zsh ------------------------------------------------------------------ */

/* In single quotes, with a backslash before what _arguments has a meaning for. */
static void put_zsh_text(struct strbuf *sb, const char *text)
{
	for (; *text; text++) {
		if (*text == '\'') {
			sb_str(sb, "'\\''");
			continue;
		}
		if (strchr("[]:\\", *text))
			sb_char(sb, '\\');
		sb_char(sb, *text);
	}
}

/* What completes an argument. */
static void put_zsh_action(struct strbuf *sb, const struct spec *spec)
{
	switch (spec->kind) {
	case SCT_ARG_FILE:
		sb_str(sb, "_files");
		break;
	case SCT_ARG_CGROUP:
		sb_str(sb, "_files -/");
		break;
	case SCT_ARG_USER:
		sb_str(sb, "_users");
		break;
	case SCT_ARG_PIDS:
		sb_str(sb, "_sequence _pids");
		break;
	case SCT_ARG_COMM:
		sb_str(sb, "_process_names -a");
		break;
	case SCT_ARG_ENV:
		sb_str(sb, "_parameters -g \"*export*\" -qS =");
		break;
	case SCT_ARG_WORD:
		sb_str(sb, "(");
		each_word(sb, spec, put_after_space);
		sb_str(sb, ")");
		break;
	case SCT_ARG_WORDS:
		sb_str(sb, "_values -s , set all none");
		each_word(sb, spec, put_after_space);
		break;
	case SCT_ARG_SYSCALLS:
		sb_str(sb, "_sctrace_set $_sctrace_calls");
		break;
	case SCT_ARG_SIGNALS:
		sb_str(sb, "_sctrace_set $_sctrace_signals");
		break;
	case SCT_ARG_FDS:
		sb_str(sb, "_sctrace_set");
		break;
	case SCT_ARG_EXPRESSION:
		sb_str(sb, "_sctrace_expression");
		break;
	case SCT_ARG_TEXT:
		break;
	}
}

/* "	'*-o+[write the trace to FILE]:FILE:_files' \": one name of an option. */
static void put_zsh_option(struct strbuf *sb, const struct spec *spec, const char *name,
			   const char *equals)
{
	sb_printf(sb, "\t'*%s%s[", name, equals);
	put_zsh_text(sb, spec->help);
	sb_char(sb, ']');
	if (spec->has_arg != no_argument) {
		sb_str(sb, spec->has_arg == optional_argument ? "::" : ":");
		put_zsh_text(sb, spec->arg);
		sb_char(sb, ':');
		put_zsh_action(sb, spec);
	}
	sb_str(sb, "' \\\n");
}

static const char zsh_code[] =
"# A list with commas, or all but such a list: !\n"
"_sctrace_set() { # NAME...\n"
"	compset -P '!'\n"
"	compset -P '*,'\n"
"	compadd -qS , -- all none \"$@\"\n"
"}\n"
"\n"
"_sctrace_expression() {\n"
"	if compset -P 1 '*='; then\n"
"		_sctrace_qualifier \"${IPREFIX##*-e}\"\n"
"	else\n"
"		compadd -S = -- $_sctrace_qualifiers\n"
"		_sctrace_set $_sctrace_calls\n"
"	fi\n"
"}\n"
"\n";

static void put_zsh(struct strbuf *sb)
{
	const struct spec *spec;
	char name[64];
	size_t i;

	sb_str(sb, "#compdef sctrace\n"
	       "# Completes sctrace's command line in zsh; made by \"sctrace --completion=zsh\".\n\n");
	put_list(sb, "typeset -ga _sctrace_calls _sctrace_signals _sctrace_qualifiers\n"
		 "_sctrace_calls=(", each_class);
	each_call(sb, put_after_space);
	put_list(sb, ")\n_sctrace_signals=(", each_signal);
	sb_str(sb, ")\n_sctrace_qualifiers=(");
	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++)
		if (spec->help && spec->qualifiers[0])
			put_after_space(sb, spec->qualifiers[0]);
	sb_str(sb, ")\n\n_sctrace_qualifier() { # X=\n\tcase $1 in\n");
	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++) {
		for (i = 0; spec->help && i < 4 && spec->qualifiers[i]; i++)
			sb_printf(sb, "%s%s=", i ? "|" : "\t", spec->qualifiers[i]);
		if (!spec->help || !spec->qualifiers[0])
			continue;
		sb_str(sb, ") ");
		put_zsh_action(sb, spec);
		sb_str(sb, " ;;\n");
	}
	sb_str(sb, "\tesac\n}\n\n");
	sb_str(sb, zsh_code);
	sb_str(sb, "_arguments -s -S -A '-*' \\\n");
	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++) {
		if (!spec->help)
			continue;
		if (is_letter(spec)) {
			snprintf(name, sizeof(name), "-%c", spec->id);
			put_zsh_option(sb, spec, name, spec->has_arg == no_argument ? "" : "+");
		}
		for (i = 0; i < 3 && spec->names[i]; i++) {
			snprintf(name, sizeof(name), "--%s", spec->names[i]);
			put_zsh_option(sb, spec, name, spec->has_arg == no_argument ? "" :
				       spec->has_arg == optional_argument ? "=-" : "=");
		}
	}
	sb_str(sb, "\t'(-)1:command:_command_names -e' \\\n\t'*::arguments:_normal'\n");
}

/* --- fish ----------------------------------------------------------------- */

static void put_fish_text(struct strbuf *sb, const char *text)
{
	sb_char(sb, '\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			sb_char(sb, '\\');
		sb_char(sb, *text);
	}
	sb_char(sb, '\'');
}

static void put_line(struct strbuf *sb, const char *name)
{
	sb_printf(sb, "%s\\n", name);
}

/* A command that prints what the argument can be, or a list of it. */
static void put_fish_values(struct strbuf *sb, const struct spec *spec)
{
	switch (spec->kind) {
	case SCT_ARG_WORD:
		each_word(sb, spec, put_after_space);
		break;
	case SCT_ARG_WORDS:
		sb_str(sb, "(__fish_complete_list , \"printf all\\nnone\\n");
		each_word(sb, spec, put_line);
		sb_str(sb, "\")");
		break;
	case SCT_ARG_SYSCALLS:
		sb_str(sb, "(__fish_complete_list , __sctrace_calls)");
		break;
	case SCT_ARG_SIGNALS:
		sb_str(sb, "(__fish_complete_list , __sctrace_signals)");
		break;
	case SCT_ARG_FDS:
		sb_str(sb, "all none");
		break;
	case SCT_ARG_EXPRESSION:
		sb_str(sb, "(__sctrace_expression)");
		break;
	case SCT_ARG_CGROUP:
		sb_str(sb, "(__fish_complete_directories (commandline -ct))");
		break;
	case SCT_ARG_PIDS:
		sb_str(sb, "(__fish_complete_list , __fish_complete_pids)");
		break;
	case SCT_ARG_USER:
		sb_str(sb, "(__fish_complete_users)");
		break;
	case SCT_ARG_COMM:
		sb_str(sb, "(__fish_complete_proc)");
		break;
	case SCT_ARG_ENV:
		sb_str(sb, "(set -xn)=");
		break;
	case SCT_ARG_FILE:
	case SCT_ARG_TEXT:
		break;
	}
}

static void put_fish_option(struct strbuf *sb, const struct spec *spec)
{
	size_t i;

	sb_str(sb, "complete -c sctrace");
	if (is_letter(spec))
		sb_printf(sb, " -s %c", spec->id);
	for (i = 0; i < 3 && spec->names[i]; i++)
		sb_printf(sb, " -l %s", spec->names[i]);
	if (spec->kind == SCT_ARG_FILE) {
		sb_str(sb, " -r -F");
	} else if (spec->has_arg == required_argument) {
		sb_str(sb, " -x");
	}
	if (spec->has_arg != no_argument && spec->kind != SCT_ARG_FILE &&
	    spec->kind != SCT_ARG_TEXT) {
		sb_str(sb, " -a '");
		put_fish_values(sb, spec);
		sb_char(sb, '\'');
	}
	sb_str(sb, " -d ");
	put_fish_text(sb, spec->help);
	sb_char(sb, '\n');
}

static const char fish_code[] =
"function __sctrace_calls\n"
"	string split ' ' -- all none $__sctrace_calls\n"
"end\n"
"\n"
"function __sctrace_signals\n"
"	string split ' ' -- all none $__sctrace_signals\n"
"end\n"
"\n"
"function __sctrace_expression\n"
"	set -l typed (string replace -r -- '^-e' '' (commandline -ct))\n"
"	set -l parts (string split -m 1 = -- $typed)\n"
"	if not set -q parts[2]\n"
"		printf '%s=\\n' $__sctrace_qualifiers\n"
"		__sctrace_calls\n"
"		return\n"
"	end\n"
"	set -l done (string match -r -- '^.*,' $parts[2])\n"
"	switch $parts[1]\n";

static void put_fish(struct strbuf *sb)
{
	const struct spec *spec;
	size_t i;

	sb_str(sb, "# Completes sctrace's command line in fish; made by \"sctrace --completion=fish\".\n\n");
	put_list(sb, "set -g __sctrace_calls", each_class);
	each_call(sb, put_after_space);
	put_list(sb, "\nset -g __sctrace_signals", each_signal);
	sb_str(sb, "\nset -g __sctrace_qualifiers");
	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++)
		if (spec->help && spec->qualifiers[0])
			put_after_space(sb, spec->qualifiers[0]);
	sb_str(sb, "\n\n");
	sb_str(sb, fish_code);
	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++) {
		if (!spec->help || !spec->qualifiers[0])
			continue;
		sb_str(sb, "\tcase");
		for (i = 0; i < 4 && spec->qualifiers[i]; i++)
			put_after_space(sb, spec->qualifiers[i]);
		sb_printf(sb, "\n\t\tprintf '%%s\\n' %s=\"$done\"", spec->qualifiers[0]);
		if (spec->kind == SCT_ARG_SYSCALLS) {
			sb_str(sb, "(__sctrace_calls)");
		} else if (spec->kind == SCT_ARG_SIGNALS) {
			sb_str(sb, "(__sctrace_signals)");
		} else {
			sb_str(sb, "{all,none");
			if (spec->kind == SCT_ARG_WORDS) {
				struct strbuf words = STRBUF_INIT;
				char *at;

				each_word(&words, spec, put_after_space);
				for (at = words.buf; at < words.buf + words.len; at++)
					sb_char(sb, *at == ' ' ? ',' : *at);
				sb_free(&words);
			}
			sb_char(sb, '}');
		}
		sb_char(sb, '\n');
	}
	sb_str(sb, "\tend\nend\n\n");
	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++)
		if (spec->help)
			put_fish_option(sb, spec);
	sb_str(sb, "complete -c sctrace -x -a '(__fish_complete_subcommand --");
	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++)
		if (is_letter(spec) && spec->has_arg == required_argument)
			sb_printf(sb, " -%c", spec->id);
	sb_str(sb, ")'\n");
}

void sct_options_completion(struct strbuf *sb, enum sct_shell shell)
{
	switch (shell) {
	case SCT_SHELL_BASH:
		put_bash(sb);
		break;
	case SCT_SHELL_ZSH:
		put_zsh(sb);
		break;
	case SCT_SHELL_FISH:
		put_fish(sb);
		break;
	}
}
