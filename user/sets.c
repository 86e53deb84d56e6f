// SPDX-License-Identifier: GPL-2.0
/* Parses the sets of strace's -e. */
#include <errno.h>
#include <limits.h>
#include <regex.h>
#include <stdlib.h>

#include "sets.h"

#define LEN(array)	(sizeof(array) / sizeof((array)[0]))
#define ALL_ABIS	((1U << SCT_NR_TABLES) - 1)
#define INNER		(1U << SCT_INNER_CALLS)

/* --- system calls --------------------------------------------------------- */

struct class_name {
	const char *name;
	unsigned int class;
};

static const struct class_name classes[] = {
	{ "%file", SCT_CLASS_FILE },
	{ "%desc", SCT_CLASS_DESC },
	{ "%memory", SCT_CLASS_MEMORY },
	{ "%network", SCT_CLASS_NETWORK },
	{ "%net", SCT_CLASS_NETWORK },
	{ "%process", SCT_CLASS_PROCESS },
	{ "%signal", SCT_CLASS_SIGNAL },
	{ "%ipc", SCT_CLASS_IPC },
	{ "%creds", SCT_CLASS_CREDS },
	{ "%clock", SCT_CLASS_CLOCK },
	{ "%pure", SCT_CLASS_PURE },
	{ "%stat", SCT_CLASS_STAT },
	{ "%lstat", SCT_CLASS_LSTAT },
	{ "%fstat", SCT_CLASS_FSTAT },
	{ "%%stat", SCT_CLASS_STATLIKE },
	{ "%statfs", SCT_CLASS_STATFS },
	{ "%fstatfs", SCT_CLASS_FSTATFS },
	{ "%%statfs", SCT_CLASS_STATFSLIKE },
	/* the older spelling, for the classes that had it */
	{ "file", SCT_CLASS_FILE },
	{ "desc", SCT_CLASS_DESC },
	{ "memory", SCT_CLASS_MEMORY },
	{ "network", SCT_CLASS_NETWORK },
	{ "process", SCT_CLASS_PROCESS },
	{ "signal", SCT_CLASS_SIGNAL },
	{ "ipc", SCT_CLASS_IPC },
};

const char *sct_class_name(size_t i)
{
	return i < LEN(classes) && *classes[i].name == '%' ? classes[i].name : NULL;
}

static void add(struct sct_syscall_set *set, unsigned int abi, unsigned int nr)
{
	set->bits[abi][nr / 64] |= 1ULL << (nr % 64);
}

void sct_fill_syscalls(struct sct_syscall_set *set)
{
	memset(set, 0xff, sizeof(*set));
}

/* How many of the calls that @outer makes there are, and how many of them are in the set. */
static unsigned int count_inner(const struct sct_syscall_set *set,
				const struct sct_multiplexer *outer, unsigned int *nr)
{
	unsigned int op, found = 0;

	for (*nr = 0, op = 0; outer && op < outer->nr; op++) {
		if (!sct_syscall_by_number(SCT_INNER_CALLS, (int)(outer->base + op)))
			continue;
		++*nr;
		found += sct_set_has(set, SCT_INNER_CALLS, (int)(outer->base + op));
	}
	return found;
}

bool sct_add_outer_calls(struct sct_syscall_set *set)
{
	unsigned int nr, found, all;
	bool partly = false;

	for (nr = 0; nr < SCT_NR_SYSCALLS; nr++) {
		const struct sct_syscall *desc = sct_syscall_by_number(SCT_ABI_I386, (int)nr);

		found = count_inner(set, desc ? desc->inner : NULL, &all);
		if (!found)
			continue;
		add(set, SCT_ABI_I386, nr);
		partly |= found < all;
	}
	return partly;
}

bool sct_is_all_syscalls(const struct sct_syscall_set *set)
{
	const uint64_t *bits = &set->bits[0][0];
	size_t i;

	for (i = 0; i < sizeof(*set) / sizeof(*bits); i++)
		if (~bits[i])
			return false;
	return true;
}

static void invert(struct sct_syscall_set *set)
{
	uint64_t *bits = &set->bits[0][0];
	size_t i;

	for (i = 0; i < sizeof(*set) / sizeof(*bits); i++)
		bits[i] = ~bits[i];
}

/* Adds the calls that @match accepts; returns whether there was one. */
static bool add_matching(struct sct_syscall_set *set, unsigned int abis,
			 bool (*match)(const struct sct_syscall *desc, const void *arg),
			 const void *arg)
{
	const struct sct_syscall *desc;
	unsigned int abi, nr;
	bool found = false;

	for (abi = 0; abi < SCT_NR_TABLES; abi++) {
		for (nr = 0; nr < SCT_NR_SYSCALLS && abis >> abi & 1; nr++) {
			desc = sct_syscall_by_number(abi, nr);
			if (desc && match(desc, arg)) {
				add(set, abi, nr);
				found = true;
			}
		}
	}
	return found;
}

static bool has_class(const struct sct_syscall *desc, const void *class)
{
	return desc->classes & *(const unsigned int *)class;
}

static bool has_name(const struct sct_syscall *desc, const void *name)
{
	return !strcmp(desc->name, name);
}

static bool has_number(const struct sct_syscall *desc, const void *number)
{
	return desc->nr == *(const unsigned long *)number;
}

static bool name_matches(const struct sct_syscall *desc, const void *regex)
{
	return !regexec(regex, desc->name, 0, NULL, 0);
}

static bool add_class(struct sct_syscall_set *set, unsigned int abis, const char *name)
{
	bool found = false;
	size_t i;

	for (i = 0; i < LEN(classes); i++)
		if (!strcmp(name, classes[i].name))
			found |= add_matching(set, abis, has_class, &classes[i].class);
	return found;
}

static bool add_number(struct sct_syscall_set *set, unsigned int abis, const char *name)
{
	unsigned long number;
	char *end;

	if (*name < '0' || *name > '9')
		return false;
	number = strtoul(name, &end, 10);
	return !*end && add_matching(set, abis & ~INNER, has_number, &number);
}

/* 1: some were added; 0: none; -EINVAL: not a regular expression. */
static int add_regex(struct sct_syscall_set *set, unsigned int abis, const char *pattern,
		     struct sct_fail *fail)
{
	char why[128];
	regex_t regex;
	bool found;
	int err;

	err = regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB);
	if (err) {
		regerror(err, &regex, why, sizeof(why));
		return sct_fail(fail, -EINVAL, "regcomp: %s: %s", pattern, why);
	}
	found = add_matching(set, abis, name_matches, &regex);
	regfree(&regex);
	return found;
}

/* Cuts "@64" and its like off @item. */
static int take_abi(char *item, unsigned int *abis, struct sct_fail *fail)
{
	static const struct sct_word names[] = {
		{ "64", 1U << SCT_ABI_X86_64 },
		{ "32", 1U << SCT_ABI_I386 | INNER },
		{ "x32", 1U << SCT_ABI_X32 },
	};
	char *at = strrchr(item, '@');
	size_t i;

	*abis = ALL_ABIS;
	if (!at || at == item)
		return 0;
	for (i = 0; i < LEN(names); i++) {
		if (!strcmp(at + 1, names[i].name)) {
			*abis = names[i].bits;
			*at = '\0';
			return 0;
		}
	}
	return sct_fail_usage(fail,
			      "incorrect personality designator '%s' in qualification '%s'",
			      at + 1, item);
}

static int add_item(struct sct_syscall_set *set, const char *item, struct sct_fail *fail)
{
	bool may_miss = *item == '?';
	unsigned int abi, abis;
	char *name;
	int ret;

	while (*item == '?')
		item++;
	name = strdup(item);
	if (!name)
		return sct_fail(fail, -ENOMEM, "out of memory");
	ret = take_abi(name, &abis, fail);
	if (ret)
		goto out;
	if (!strcmp(name, "all")) {
		for (abi = 0; abi < SCT_NR_TABLES; abi++)
			if (abis >> abi & 1)
				memset(set->bits[abi], 0xff, sizeof(set->bits[abi]));
		goto out;
	}
	if (*name == '/') {
		ret = add_regex(set, abis, name + 1, fail);
	} else {
		ret = add_number(set, abis, name);
		ret |= add_class(set, abis, name);
		ret |= add_matching(set, abis, has_name, name);
	}
	if (ret > 0)
		ret = 0;
	else if (!ret && !may_miss)
		ret = sct_fail(fail, -EINVAL, "invalid system call '%s'", item);
out:
	free(name);
	return ret;
}

/*
 * Runs @one for every item of a list with commas.  -ENOENT when there is none.
 */
static int each_item(const char *list, int (*one)(void *arg, const char *item), void *arg)
{
	char *copy = strdup(list), *rest = copy, *item;
	int ret = -ENOENT;

	if (!copy)
		return -ENOMEM;
	while ((item = strsep(&rest, ","))) {
		if (!*item)
			continue;
		ret = one(arg, item);
		if (ret)
			break;
	}
	free(copy);
	return ret;
}

/* Takes "!"s and "all" or "none" off; returns whether the rest is a list. */
static bool take_whole(const char **spec, bool *inverted, bool *everything)
{
	for (*inverted = false; **spec == '!' && (*spec)[1]; (*spec)++)
		*inverted = !*inverted;
	*everything = !strcmp(*spec, "all");
	return !*everything && strcmp(*spec, "none");
}

struct syscall_items {
	struct sct_syscall_set set;
	struct sct_fail *fail;
};

static int syscall_item(void *arg, const char *item)
{
	struct syscall_items *items = arg;

	return add_item(&items->set, item, items->fail);
}

int sct_parse_syscalls(struct sct_syscall_set *set, const char *spec, struct sct_fail *fail)
{
	struct syscall_items items = { .fail = fail };
	bool inverted, everything;
	const char *list = spec;
	int ret;

	if (take_whole(&list, &inverted, &everything)) {
		ret = each_item(list, syscall_item, &items);
		if (ret == -ENOENT)
			return sct_fail(fail, -EINVAL, "invalid system call '%s'", spec);
		if (ret)
			return ret;
	}
	if (everything)
		sct_fill_syscalls(&items.set);
	if (inverted)
		invert(&items.set);
	*set = items.set;
	return 0;
}

/* --- signals -------------------------------------------------------------- */

#define LAST_SIGNAL	255	/* numbers up to here are accepted, as strace does */

struct signal_items {
	sct_signal_set set;
	struct sct_fail *fail;
};

static int signal_item(void *arg, const char *item)
{
	struct signal_items *items = arg;
	long signo;
	char *end;

	signo = strtol(item, &end, 10);
	if (*end || end == item || signo < 0 || signo > LAST_SIGNAL) {
		signo = sct_signal_by_name(item);
		if (signo <= 0)
			return sct_fail(items->fail, -EINVAL, "invalid signal '%s'", item);
	}
	if (signo >= 1 && signo <= 64)
		items->set |= 1ULL << (signo - 1);
	return 0;
}

int sct_parse_signals(sct_signal_set *set, const char *spec, struct sct_fail *fail)
{
	struct signal_items items = { .fail = fail };
	bool inverted, everything;
	const char *list = spec;
	int ret;

	if (take_whole(&list, &inverted, &everything)) {
		ret = each_item(list, signal_item, &items);
		if (ret == -ENOENT)
			return sct_fail(fail, -EINVAL, "invalid signal '%s'", spec);
		if (ret)
			return ret;
	}
	if (everything)
		items.set = ~0ULL;
	*set = inverted ? ~items.set : items.set;
	return 0;
}

/* --- descriptors ---------------------------------------------------------- */

struct fd_items {
	struct sct_fd_set set;
	struct sct_fail *fail;
};

static int fd_item(void *arg, const char *item)
{
	struct fd_items *items = arg;
	struct sct_fd_set *set = &items->set;
	char *end;
	long fd;
	int *more;

	errno = 0;
	fd = strtol(item, &end, 10);
	if (errno || *end || end == item || fd < 0 || fd > INT_MAX)
		return sct_fail(items->fail, -EINVAL, "invalid descriptor '%s'", item);
	if (sct_fd_set_has(set, (int)fd))
		return 0;
	more = reallocarray(set->fds, set->nr + 1, sizeof(*more));
	if (!more)
		return sct_fail(items->fail, -ENOMEM, "out of memory");
	set->fds = more;
	set->fds[set->nr++] = (int)fd;
	return 0;
}

int sct_parse_fds(struct sct_fd_set *set, const char *spec, struct sct_fail *fail)
{
	struct fd_items items = { .fail = fail };
	bool inverted, everything;
	const char *list = spec;
	int ret = 0;

	if (take_whole(&list, &inverted, &everything)) {
		ret = each_item(list, fd_item, &items);
		if (ret == -ENOENT)
			ret = sct_fail(fail, -EINVAL, "invalid descriptor '%s'", spec);
	}
	if (ret) {
		free(items.set.fds);
		return ret;
	}
	items.set.others = inverted != everything;
	free(set->fds);
	*set = items.set;
	return 0;
}

/* --- words ---------------------------------------------------------------- */

struct word_items {
	unsigned int set;
	const struct sct_word *words;
	const char *what;
	struct sct_fail *fail;
};

static int word_item(void *arg, const char *item)
{
	struct word_items *items = arg;
	const struct sct_word *word;

	for (word = items->words; word->name; word++) {
		if (!strcmp(item, word->name)) {
			items->set |= word->bits;
			return 0;
		}
	}
	return sct_fail(items->fail, -EINVAL, "invalid %s '%s'", items->what, item);
}

int sct_parse_words(unsigned int *set, const struct sct_word *words, const char *what,
		  const char *spec, struct sct_fail *fail)
{
	struct word_items items = { .words = words, .what = what, .fail = fail };
	const struct sct_word *word;
	bool inverted, everything;
	unsigned int all = 0;
	const char *list = spec;
	int ret;

	for (word = words; word->name; word++)
		all |= word->bits;
	if (take_whole(&list, &inverted, &everything)) {
		ret = each_item(list, word_item, &items);
		if (ret == -ENOENT)
			return sct_fail(fail, -EINVAL, "invalid %s '%s'", what, spec);
		if (ret)
			return ret;
	}
	if (everything)
		items.set = all;
	*set = inverted ? all & ~items.set : items.set;
	return 0;
}
