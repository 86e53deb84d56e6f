// SPDX-License-Identifier: GPL-2.0
/* Users, names and control groups, as the module takes them. */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "select.h"
#include "strbuf.h"

#define CGROUPS		"/sys/fs/cgroup/"

static int resolve_user(const char *name, struct sct_select *select, struct sct_fail *fail)
{
	const struct passwd *entry = getpwnam(name);
	unsigned long number;
	char *end;

	select->flags |= SCT_SELECT_UID;
	if (entry) {
		select->uid = entry->pw_uid;
		return 0;
	}
	errno = 0;
	number = strtoul(name, &end, 10);
	if (errno || *end || *name < '0' || *name > '9' || number >= UINT32_MAX)
		return sct_fail(fail, -ENOENT, "--uid: there is no user '%s'", name);
	select->uid = (uint32_t)number;
	return 0;
}

static int resolve_comm(const char *pattern, struct sct_select *select, struct sct_fail *fail)
{
	size_t len = strlen(pattern);

	if (!len || len >= sizeof(select->comm))
		return sct_fail(fail, -EINVAL, "--comm: '%s': a pattern has 1 to %zu bytes",
				pattern, sizeof(select->comm) - 1);
	select->flags |= SCT_SELECT_COMM;
	memcpy(select->comm, pattern, len);
	return 0;
}

/* As it is, or as /proc/PID/cgroup and systemctl have it: below where they are mounted. */
static int resolve_cgroup(const char *path, struct sct_select *select, struct sct_fail *fail)
{
	struct strbuf below = STRBUF_INIT;
	int fd;

	sb_str(&below, CGROUPS);
	sb_str(&below, path);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0 || !strncmp(path, "/", 2) || faccessat(fd, "cgroup.procs", F_OK, 0)) {
		if (fd >= 0)
			close(fd);
		fd = open(sb_cstr(&below), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	}
	sb_free(&below);
	if (fd < 0)
		return sct_fail(fail, -errno, "--cgroup: %s: %s; control groups are the "
				"directories below " CGROUPS, path, strerror(errno));
	select->flags |= SCT_SELECT_CGROUP;
	select->cgroup_fd = fd;
	return 0;
}

int sct_wanted_resolve(const struct sct_wanted *wanted, struct sct_select *select,
		       struct sct_fail *fail)
{
	int ret = 0;

	*select = (struct sct_select){ .size = sizeof(*select) };
	if (wanted->user)
		ret = resolve_user(wanted->user, select, fail);
	if (!ret && wanted->comm)
		ret = resolve_comm(wanted->comm, select, fail);
	if (!ret && wanted->cgroup)
		ret = resolve_cgroup(wanted->cgroup, select, fail);
	return ret;
}
