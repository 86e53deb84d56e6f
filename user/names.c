// SPDX-License-Identifier: GPL-2.0
/* Finds processes and interfaces among those that a file names. */
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "thread.h"

static struct sct_names *to_names(const struct sct_pids *pids)
{
	return (struct sct_names *)((char *)pids - offsetof(struct sct_names, pids));
}

static int by_pid(const void *a, const void *b)
{
	const struct sct_file_name *one = a, *other = b;

	return (one->pid > other->pid) - (one->pid < other->pid);
}

static const struct sct_file_name *find_name(struct sct_names *names, uint32_t pid)
{
	struct sct_file_name key = { .pid = pid };

	if (!names->nr)
		return NULL;
	if (!names->sorted)
		qsort(names->names, names->nr, sizeof(*names->names), by_pid);
	names->sorted = true;
	return bsearch(&key, names->names, names->nr, sizeof(*names->names), by_pid);
}

/* The pid namespace of a thread: 0 when it is the recorder's, or not known. */
static uint64_t namespace_of(struct sct_names *names, uint32_t tid)
{
	const struct sct_thread *thread = sct_threads_find(names->pids.threads, tid);
	const struct sct_file_name *name;

	name = find_name(names, thread && thread->tgid ? thread->tgid : tid);
	return name ? name->ns : 0;
}

/* What is @pid in the namespace @space, as the recorder knows it; 0: nobody. */
static uint32_t translate(const struct sct_names *names, uint64_t space, enum sct_pid_kind kind,
			  uint32_t pid)
{
	const struct sct_file_name *name;

	for (name = names->names; name < names->names + names->nr; name++) {
		if (name->ns != space)
			continue;
		if (kind == SCT_PID_TASK && name->ns_pid == pid)
			return name->pid;
		if (kind == SCT_PID_GROUP && name->ns_pgid == pid)
			return name->pgid;
		if (kind == SCT_PID_SESSION && name->ns_sid == pid)
			return name->sid;
	}
	return 0;
}

static bool find(const struct sct_pids *pids, uint32_t tid, enum sct_pid_kind kind, int pid,
		 struct sct_pid *found)
{
	struct sct_names *names = to_names(pids);
	const struct sct_file_name *name;
	const struct sct_thread *thread;
	uint64_t space = tid ? namespace_of(names, tid) : 0;

	memset(found, 0, sizeof(*found));
	found->here = space ? (int)translate(names, space, kind, (uint32_t)pid) : pid;
	if (!found->here)
		return false;
	if (kind != SCT_PID_TASK)
		return true;
	thread = sct_threads_find(pids->threads, (uint32_t)found->here);
	name = find_name(names, (uint32_t)found->here);
	if (thread && thread->comm[0])
		memcpy(found->comm, thread->comm, sizeof(found->comm));
	else if (name)
		memcpy(found->comm, name->comm, sizeof(found->comm));
	found->comm[sizeof(found->comm) - 1] = '\0';
	found->comm[strcspn(found->comm, "\n")] = '\0';
	return true;
}

static bool interface(const struct sct_pids *pids, uint32_t index, char name[SCT_INTERFACE_BYTES])
{
	const struct sct_names *names = to_names(pids);
	size_t i;

	for (i = 0; i < names->nr_interfaces; i++) {
		if (names->interfaces[i].index != index)
			continue;
		memcpy(name, names->interfaces[i].name, SCT_INTERFACE_BYTES);
		name[SCT_INTERFACE_BYTES - 1] = '\0';
		return true;
	}
	return false;
}

void sct_names_init(struct sct_names *names, const struct sct_threads *threads)
{
	memset(names, 0, sizeof(*names));
	names->pids.find = find;
	names->pids.interface = interface;
	names->pids.threads = threads;
}

void sct_names_free(struct sct_names *names)
{
	free(names->names);
	free(names->interfaces);
}

/* Behind those that are there. */
static void append(void **array, size_t *nr, const void *more, size_t nr_more, size_t size)
{
	void *all = reallocarray(*array, *nr + nr_more, size);

	if (!all || !nr_more)
		return;
	memcpy((char *)all + *nr * size, more, nr_more * size);
	*array = all;
	*nr += nr_more;
}

void sct_names_add(struct sct_names *names, const struct sct_file_name *more, size_t nr)
{
	/* the same ones, again: another part of the recording */
	if (names->nr)
		return;
	append((void **)&names->names, &names->nr, more, nr, sizeof(*more));
	names->sorted = false;
}

void sct_names_interfaces(struct sct_names *names, const struct sct_file_interface *interfaces,
			  size_t nr)
{
	if (!names->nr_interfaces)
		append((void **)&names->interfaces, &names->nr_interfaces, interfaces, nr,
		       sizeof(*interfaces));
}
