// SPDX-License-Identifier: GPL-2.0
/* Looks for processes, by their ids in any pid namespace. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "pids.h"

/* Up to the end of the line, as a name from /proc ends. */
static void set_name(char comm[SCT_COMM_BYTES], const char *name, size_t len)
{
	len = strnlen(name, len < SCT_COMM_BYTES ? len : SCT_COMM_BYTES - 1);
	memcpy(comm, name, len);
	comm[len] = '\0';
	comm[strcspn(comm, "\n")] = '\0';
}

static ssize_t read_proc(int pid, const char *file, char *text, size_t size)
{
	char path[64];
	ssize_t got;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, file);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	got = read(fd, text, size - 1);
	close(fd);
	text[got < 0 ? 0 : got] = '\0';
	return got;
}

static void find_name(const struct sct_threads *threads, int pid, char comm[SCT_COMM_BYTES])
{
	const struct sct_thread *thread = sct_threads_find(threads, (uint32_t)pid);
	char text[64];

	comm[0] = '\0';
	if (thread && thread->comm[0])
		set_name(comm, thread->comm, sizeof(thread->comm));
	else if (read_proc(pid, "comm", text, sizeof(text)) > 0)
		set_name(comm, text, sizeof(text));
}

/* The pid namespace of a process: 0 when it cannot be told. */
static ino_t namespace_of(const char *pid)
{
	char path[64], link[64];
	unsigned long ino = 0;
	ssize_t len;

	snprintf(path, sizeof(path), "/proc/%s/ns/pid", pid);
	len = readlink(path, link, sizeof(link) - 1);
	link[len < 0 ? 0 : len] = '\0';
	return sscanf(link, "pid:[%lu]", &ino) == 1 ? ino : 0;
}

/* The same as id_in(), in the text of /proc/PID/status. */
static int id_from(const char *status, enum sct_pid_kind kind, int *here)
{
	static const char *const lines[] = {
		[SCT_PID_TASK] = "\nNSpid:", [SCT_PID_GROUP] = "\nNSpgid:",
		[SCT_PID_SESSION] = "\nNSsid:",
	};
	const char *at = strstr(status, lines[kind]);
	char *end;
	int id = 0;
	long next;

	*here = 0;
	if (!at)
		return 0;
	for (at += strlen(lines[kind]); *at && *at != '\n'; at = end) {
		next = strtol(at, &end, 10);
		if (end == at)
			break;
		id = (int)next;
		if (!*here)
			*here = id;
	}
	return id;
}

/* The id of a kind that a process has in its own namespace, and *here in ours; 0: none. */
static int id_in(const char *proc_pid, enum sct_pid_kind kind, int *here)
{
	char text[4096];

	*here = 0;
	return read_proc(atoi(proc_pid), "status", text, sizeof(text)) <= 0 ? 0 :
									      id_from(text, kind, here);
}

static bool collect_one(struct sct_file_name *name, const char *pid, ino_t ours)
{
	int pgid, sid, here;
	char text[4096];
	ino_t theirs = namespace_of(pid);

	memset(name, 0, sizeof(*name));
	if (read_proc(atoi(pid), "comm", text, sizeof(text)) <= 0)
		return false;
	set_name(name->comm, text, sizeof(text));
	if (read_proc(atoi(pid), "status", text, sizeof(text)) <= 0)
		return false;
	name->ns_pid = (uint32_t)id_from(text, SCT_PID_TASK, &here);
	name->ns_pgid = (uint32_t)id_from(text, SCT_PID_GROUP, &pgid);
	name->ns_sid = (uint32_t)id_from(text, SCT_PID_SESSION, &sid);
	name->pid = (uint32_t)atoi(pid);
	name->pgid = (uint32_t)pgid;
	name->sid = (uint32_t)sid;
	name->ns = theirs == ours ? 0 : theirs;
	return true;
}

void sct_pids_collect(struct strbuf *names)
{
	ino_t ours = namespace_of("self");
	struct sct_file_name name;
	struct dirent *entry;
	DIR *proc;

	proc = opendir("/proc");
	while (proc && (entry = readdir(proc)))
		if (*entry->d_name >= '1' && *entry->d_name <= '9' &&
		    collect_one(&name, entry->d_name, ours))
			sb_mem(names, &name, sizeof(name));
	if (proc)
		closedir(proc);
}

/* Among all processes: the one that is @pid in the namespace @space. */
static int translate(ino_t space, enum sct_pid_kind kind, int pid)
{
	struct dirent *entry;
	int here, found = 0;
	DIR *proc;

	proc = opendir("/proc");
	while (proc && !found && (entry = readdir(proc))) {
		if (*entry->d_name < '1' || *entry->d_name > '9' ||
		    namespace_of(entry->d_name) != space)
			continue;
		if (id_in(entry->d_name, kind, &here) == pid)
			found = here;
	}
	if (proc)
		closedir(proc);
	return found;
}

static bool find_pid(const struct sct_pids *pids, uint32_t tid, enum sct_pid_kind kind, int pid,
		     struct sct_pid *found)
{
	char target[16];
	ino_t theirs;

	found->here = pid;
	snprintf(target, sizeof(target), "%u", tid);
	theirs = tid ? namespace_of(target) : 0;
	if (theirs && theirs != namespace_of("self")) {
		/* mostly it is its own id that a thread asks for */
		if (kind != SCT_PID_TASK || id_in(target, kind, &found->here) != pid)
			found->here = translate(theirs, kind, pid);
		if (!found->here)
			return false;
	}
	if (kind == SCT_PID_TASK)
		find_name(pids->threads, found->here, found->comm);
	else
		found->comm[0] = '\0';
	return true;
}

/* The module cannot tell: the kernel has this for its own only. */
static int find_pidfd(uint32_t tid, int fd)
{
	static const char line[] = "\nPid:";
	char file[32], text[512], *at;

	snprintf(file, sizeof(file), "fdinfo/%d", fd);
	if (read_proc((int)tid, file, text, sizeof(text)) <= 0)
		return 0;
	at = strstr(text, line);
	return at ? atoi(at + strlen(line)) : 0;
}

void sct_pids_init(struct sct_pids *pids, const struct sct_threads *threads)
{
	pids->find = find_pid;
	pids->pidfd = find_pidfd;
	pids->threads = threads;
}
