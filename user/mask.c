// SPDX-License-Identifier: GPL-2.0
/* Replaces what is different in every run. */
#define _GNU_SOURCE	/* memmem */
#include <ctype.h>
#include <string.h>

#include "mask.h"

#define LEN(array)	(sizeof(array) / sizeof((array)[0]))

#define ADDRESS_DIGITS	5		/* 0x10000 and up */
#define FIRST_TIME	1500000000ULL	/* seconds since 1970: 2017 ... */
#define LAST_TIME	4200000000ULL	/* ... 2103 */
#define FIRST_PORT	32768		/* of those that the kernel chooses */

/* Calls whose output is another one each time; @result: so is what they return. */
static const struct {
	const char *name;
	bool result;
} volatile_calls[] = {
	{ "clock_gettime", false }, { "clock_gettime64", false }, { "gettimeofday", false },
	{ "getrandom", false }, { "getcpu", false }, { "getrusage", false },
	{ "sysinfo", false }, { "times", true }, { "time", true },
};

/* Where we are in a line. */
struct scan {
	struct strbuf *sb;
	const char *line;
	size_t len;
	size_t at;
	bool (*is_pid)(void *arg, uint64_t number);
	void *arg;
	bool after_time;	/* the seconds were one: so is the fraction */
};

static bool begins(const struct scan *s, const char *text)
{
	size_t len = strlen(text);

	return s->len - s->at >= len && !memcmp(s->line + s->at, text, len);
}

/* Whether what was scanned last ends so. */
static bool follows(const struct scan *s, const char *text)
{
	size_t len = strlen(text);

	return s->at >= len && !memcmp(s->line + s->at - len, text, len);
}

static size_t span(const struct scan *s, size_t from, const char *of)
{
	size_t at = from;

	while (at < s->len && strchr(of, s->line[at]) && s->line[at])
		at++;
	return at - from;
}

#define DIGITS	"0123456789"
#define HEX	"0123456789abcdef"

/* A string as it is, but for the process in /proc/PID. */
static void scan_string(struct scan *s)
{
	size_t digits;

	sb_char(s->sb, s->line[s->at++]);
	while (s->at < s->len) {
		char c = s->line[s->at];

		if (begins(s, "/proc/") && (digits = span(s, s->at + 6, DIGITS))) {
			sb_str(s->sb, "/proc/<pid>");
			s->at += 6 + digits;
			continue;
		}
		sb_char(s->sb, c);
		s->at++;
		if (c == '"')
			break;
		if (c == '\\' && s->at < s->len)
			sb_char(s->sb, s->line[s->at++]);
	}
}

/* A date, or so many seconds: a comment that says the number before it once more. */
static bool skip_comment(struct scan *s)
{
	const char *end;
	size_t digits;

	if (!begins(s, " /* "))
		return false;
	digits = span(s, s->at + 4, DIGITS);
	end = memmem(s->line + s->at, s->len - s->at, "*/", 2);
	if (!digits || !end || (s->line[s->at + 4 + digits] != '-' &&
				s->line[s->at + 4 + digits] != '.'))
		return false;
	s->at = (size_t)(end - s->line) + 2;
	return true;
}

/* "{ru_utime={...}, ...}" */
static bool skip_usage(struct scan *s)
{
	unsigned int depth = 0;

	if (!begins(s, "{ru_"))
		return false;
	sb_str(s->sb, "<usage>");
	for (; s->at < s->len; s->at++) {
		if (s->line[s->at] == '{')
			depth++;
		else if (s->line[s->at] == '}' && !--depth)
			break;
	}
	s->at += s->at < s->len;
	return true;
}

static bool is_port(const struct scan *s, size_t end, uint64_t number)
{
	if (number < FIRST_PORT || number > 65535)
		return false;
	return follows(s, "htons(") ||
	       (follows(s, ":") && end < s->len && (s->line[end] == ']' || s->line[end] == '-'));
}

/* What the number at hand, whose digits end at @end, is printed as; NULL: as it is. */
static const char *number_mask(struct scan *s, size_t end, uint64_t number)
{
	bool fraction = s->after_time && (follows(s, ", tv_nsec=") || follows(s, ", tv_usec="));

	s->after_time = false;
	if (fraction || (follows(s, "_nsec=") && !follows(s, "tv_nsec=")) ||
	    follows(s, "si_utime=") || follows(s, "si_stime="))
		return "<time>";
	/* no part of an address: 127.0.0.1 */
	if ((follows(s, ":[") || follows(s, "->")) && end < s->len && strchr("-],", s->line[end]))
		return "<inode>";
	if (is_port(s, end, number))
		return "<port>";
	if (number >= FIRST_TIME && number <= LAST_TIME) {
		s->after_time = true;
		return "<time>";
	}
	return number > 1 && s->is_pid(s->arg, number) ? "<pid>" : NULL;
}

static void scan_number(struct scan *s)
{
	size_t digits = span(s, s->at, DIGITS), i;
	uint64_t number = 0;
	const char *mask;

	for (i = 0; i < digits && i < 18; i++)
		number = number * 10 + (uint64_t)(s->line[s->at + i] - '0');
	mask = number_mask(s, s->at + digits, number);
	if (mask)
		sb_str(s->sb, mask);
	else
		sb_mem(s->sb, s->line + s->at, digits);
	s->at += digits;
}

static void scan_hex(struct scan *s)
{
	size_t digits = span(s, s->at + 2, HEX);

	if (digits >= ADDRESS_DIGITS)
		sb_str(s->sb, "<address>");
	else
		sb_mem(s->sb, s->line + s->at, digits + 2);
	s->at += digits + 2;
}

/* Letters and what else belongs to a name: no number begins in it. */
static void scan_word(struct scan *s)
{
	while (s->at < s->len && (isalnum((unsigned char)s->line[s->at]) || s->line[s->at] == '_'))
		sb_char(s->sb, s->line[s->at++]);
}

static void scan_all(struct scan *s)
{
	while (s->at < s->len) {
		unsigned char c = (unsigned char)s->line[s->at];

		if (c == '"')
			scan_string(s);
		else if (begins(s, "0x"))
			scan_hex(s);
		else if (isdigit(c))
			scan_number(s);
		else if (isalpha(c) || c == '_')
			scan_word(s);
		else if (!skip_comment(s) && !skip_usage(s))
			sb_char(s->sb, s->line[s->at++]);
	}
}

/* The output of a volatile call: from where it begins to the result. */
static void hide_output(struct scan *s, bool result)
{
	const char *paren = memchr(s->line, '(', s->len), *end = NULL, *next;
	size_t from = paren ? (size_t)(paren - s->line) + 1 : s->len;

	while (from < s->len && !strchr("{\"[", s->line[from]))
		from++;
	for (next = paren; next; end = next, next++)
		if (!(next = memmem(next, s->len - (size_t)(next - s->line), ") = ", 4)))
			break;
	if (!end)
		return;
	if (from < (size_t)(end - s->line)) {
		sb_mem(s->sb, s->line, from);
		sb_str(s->sb, "<volatile>");
		s->at = (size_t)(end - s->line);
	}
	if (result) {
		sb_mem(s->sb, s->line + s->at, (size_t)(end + 4 - s->line) - s->at);
		sb_str(s->sb, "<volatile>");
		s->at = s->len;
	}
}

void sct_mask(struct strbuf *sb, const char *line, size_t len,
	      bool (*is_pid)(void *arg, uint64_t number), void *arg)
{
	struct scan s = { .sb = sb, .line = line, .len = len, .is_pid = is_pid, .arg = arg };
	size_t i, name;

	for (i = 0; i < LEN(volatile_calls); i++) {
		name = strlen(volatile_calls[i].name);
		if (len > name && line[name] == '(' && !memcmp(line, volatile_calls[i].name, name))
			hide_output(&s, volatile_calls[i].result);
	}
	scan_all(&s);
}
