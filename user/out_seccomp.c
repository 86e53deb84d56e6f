// SPDX-License-Identifier: GPL-2.0
/*
 * --seccomp: a profile that allows the calls that were seen, as containers take it:
 * the OCI runtime's format, which Docker and Podman read as well.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "events.h"
#include "json.h"

#define NR_NAMES	(SCT_NR_ABIS * SCT_NR_SYSCALLS)

/* Which calls were seen, of which ABIs; how many of them have no name. */
struct seccomp {
	struct sct_syscall_set seen;
	bool abis[SCT_NR_ABIS];
	uint64_t unknown;
};

static void seccomp_event(struct sct_events *events, struct strbuf *sb,
			  const struct sct_event *event)
{
	struct seccomp *seccomp = events->own;
	const struct sct_call *call = event->call;
	unsigned int i;

	(void)sb;
	if (!call)
		return;
	seccomp->abis[call->abi] = true;
	if (!call->desc) {
		seccomp->unknown++;
		return;
	}
	i = sct_set_index(call->nr);
	seccomp->seen.bits[call->abi][i / 64] |= 1ULL << (i % 64);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names of all calls seen, sorted, each once. */
static unsigned int collect_names(const struct seccomp *seccomp, const char **names)
{
	unsigned int abi, nr, i, found = 0, kept = 0;
	const struct sct_syscall *desc;

	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		for (nr = 0; nr < SCT_NR_SYSCALLS - 1; nr++) {
			desc = sct_set_has(&seccomp->seen, abi, nr) ?
			       sct_syscall_by_number(abi, nr) : NULL;
			if (desc)
				names[found++] = desc->name;
		}
	}
	qsort(names, found, sizeof(*names), compare_names);
	for (i = 0; i < found; i++)
		if (!kept || strcmp(names[kept - 1], names[i]))
			names[kept++] = names[i];
	return kept;
}

static void put_list(struct strbuf *sb, const char *key, const char *const *names,
		     unsigned int nr, const char *indent)
{
	unsigned int i;

	sb_printf(sb, "%s\"%s\": [", indent, key);
	for (i = 0; i < nr; i++) {
		sb_printf(sb, "%s\n%s\t", i ? "," : "", indent);
		sct_json_string(sb, names[i], strlen(names[i]));
	}
	sb_printf(sb, "\n%s]", indent);
}

/* Of the processor first, then those whose calls were seen. */
static void put_architectures(struct strbuf *sb, const struct seccomp *seccomp)
{
	const char *names[SCT_NR_ABIS] = { "SCMP_ARCH_X86_64" };
	unsigned int nr = 1;

	if (seccomp->abis[SCT_ABI_I386])
		names[nr++] = "SCMP_ARCH_X86";
	if (seccomp->abis[SCT_ABI_X32])
		names[nr++] = "SCMP_ARCH_X32";
	put_list(sb, "architectures", names, nr, "\t");
}

static void warn(const struct sct_events *events)
{
	const struct seccomp *seccomp = events->own;

	fprintf(stderr, "%s: --seccomp: these calls were seen; a program may need others that "
		"were not, on paths that this run did not take\n", events->program);
	if (seccomp->unknown)
		fprintf(stderr, "%s: --seccomp: %llu calls whose numbers have no name here are "
			"left out\n", events->program, (unsigned long long)seccomp->unknown);
}

static void seccomp_end(struct sct_events *events, struct strbuf *sb)
{
	const char **names = calloc(NR_NAMES, sizeof(*names));

	if (!names) {
		sct_fail(&events->sink.fail, -ENOMEM, "out of memory");
		return;
	}
	warn(events);
	sb_str(sb, "{\n\t\"defaultAction\": \"SCMP_ACT_ERRNO\",\n\t\"defaultErrnoRet\": 1,\n");
	put_architectures(sb, events->own);
	sb_str(sb, ",\n\t\"syscalls\": [\n\t\t{\n");
	put_list(sb, "names", names, collect_names(events->own, names), "\t\t\t");
	sb_str(sb, ",\n\t\t\t\"action\": \"SCMP_ACT_ALLOW\"\n\t\t}\n\t]\n}\n");
	free(names);
}

static int seccomp_open(struct sct_events *events)
{
	events->own = calloc(1, sizeof(struct seccomp));
	return events->own ? 0 : sct_fail(&events->sink.fail, -ENOMEM, "out of memory");
}

static void seccomp_close(struct sct_events *events)
{
	free(events->own);
}

const struct sct_format sct_format_seccomp = {
	.document = true,
	.open = seccomp_open,
	.event = seccomp_event,
	.end = seccomp_end,
	.close = seccomp_close,
};
