// SPDX-License-Identifier: GPL-2.0
/*
 * Every ioctl that has a name, with whatever its argument may be: that none is left out.
 * The files of the families have what their structures can hold.
 */
#include "ioctl.h"

#include "tables/ioctls.h"

/* Of kernels that are newer than strace 6.1. */
static bool is_newer(const char *name)
{
	static const char *const newer[] = {
		"SNDRV_SEQ_IOCTL_USER_PVERSION", "EPIOC", "PIDFD_GET_", "NS_MNT_GET_", "NS_GET_MNTNS",
		"NS_GET_PID_", "NS_GET_TGID_"
	};
	unsigned int i;

	FOR_EACH(i, newer)
		if (!strncmp(name, newer[i], strlen(newer[i])))
			return true;
	return false;
}

/* strace adds what an earlier VIDIOC_CREATE_BUFS left behind. */
static bool is_spoilt(const char *name)
{
	return !strcmp(name, "NS_GET_NSTYPE");
}

/* What is as large as it says: the memory here is not. */
static bool has_length(const char *name)
{
	return strstr(name, "CPUID") || strstr(name, "PERF_EVENT") || strstr(name, "EVIOC") ||
	       strstr(name, "FIEMAP") || strstr(name, "FIDEDUPERANGE");
}

static void sweep(int64_t result, uint64_t arg)
{
	const struct sct_ioctl_names *names = &sct_ioctl_names[now.abi == SCT_ABI_I386];
	unsigned int i;

	for (i = 0; i < names->nr; i++)
		if (!is_newer(names->v[i].name) && !is_spoilt(names->v[i].name) &&
		    (arg != A(bytes) || !has_length(names->v[i].name)))
			IOCTL(result, (unsigned int)names->v[i].value, arg);
}

static void all(void)
{
	sweep(0, A(bytes));
	sweep(0, A(zeros));
	sweep(-EINVAL, 0);
	sweep(0, BAD);
}

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i + 1);
	CASE("all names");
	all();
	I386();
	CASE("all names, i386");
	all();
}
