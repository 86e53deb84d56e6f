// SPDX-License-Identifier: GPL-2.0
/*
 * Preloaded into the reader: /dev/sctrace, as a module of another version has it. FAKE_MODULE is the version that it
 * speaks; "short", a module that knows shorter arguments; or "few", one that has only the first ioctls.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sctrace_abi.h"

static int device = -1;

int open(const char *path, int flags, ...);
int ioctl(int fd, unsigned long request, ...);

int open(const char *path, int flags, ...)
{
	int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
	va_list args;
	int mode;

	va_start(args, flags);
	mode = va_arg(args, int);
	va_end(args);
	if (strcmp(path, SCT_DEVICE))
		return real(path, flags, mode);
	device = real("/dev/null", flags);
	return device;
}

int stat(const char *path, struct stat *st)
{
	int (*real)(const char *, struct stat *) = dlsym(RTLD_NEXT, "stat");

	return real(strcmp(path, SCT_DEVICE) ? path : "/dev/null", st);
}

static int fail(int err)
{
	errno = err;
	return -1;
}

int ioctl(int fd, unsigned long request, ...)
{
	int (*real)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
	const char *what = getenv("FAKE_MODULE");
	struct sct_info *info;
	va_list args;
	void *arg;

	va_start(args, request);
	arg = va_arg(args, void *);
	va_end(args);
	if (fd != device || fd < 0)
		return real(fd, request, arg);
	if (request != SCT_IOC_INFO)
		return fail(strcmp(what, "few") ? E2BIG : ENOTTY);
	info = arg;
	*info = (struct sct_info){
		.size = info->size, .abi_version = SCT_ABI_VERSION, .nr_rings = 1, .clock_khz = 1000000,
		.page_size = (__u32)sysconf(_SC_PAGESIZE), .max_ring_bytes = 1 << 20,
	};
	if (*what >= '0' && *what <= '9')
		info->abi_version = (__u32)strtoul(what, NULL, 10);
	return 0;
}
