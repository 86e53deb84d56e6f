/* SPDX-License-Identifier: GPL-2.0 */
/* What the test programs share: memory whose end is the end of a page, and a loud failure. */
#ifndef SCT_TEST_PROGRAM_H
#define SCT_TEST_PROGRAM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define EDGE_PAGE	4096

/* The programs' calls are known: one that goes wrong is a failure of the test. */
#define must(condition)								\
	do {									\
		if (!(condition)) {						\
			fprintf(stderr, "%s:%d: %s: %m\n", __FILE__, __LINE__, #condition); \
			exit(99);						\
		}								\
	} while (0)

/* The call fails, and in this way. */
#define must_fail(call, error)	must((call) == -1 && errno == (error))

/* A number that the compiler must not reason about: it would warn of what is meant to be wrong. */
static inline long opaque(long value)
{
	__asm__("" : "+r"(value));
	return value;
}

static inline void *address(long value)
{
	return (void *)opaque(value);
}

/* @len bytes right before memory that cannot be touched. */
static inline void *edge(size_t len)
{
	char *page = mmap(NULL, 2 * EDGE_PAGE, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	must(page != MAP_FAILED);
	must(!mprotect(page + EDGE_PAGE, EDGE_PAGE, PROT_NONE));
	return page + EDGE_PAGE - len;
}

static inline void *edge_copy(const void *from, size_t len)
{
	return memcpy(edge(len), from, len);
}

/* A string whose NUL is the last byte of its page. */
static inline char *edge_string(const char *from)
{
	return edge_copy(from, strlen(from) + 1);
}

/* In an empty folder of its own, which leave_temp() removes. */
static inline void enter_temp(char *name, size_t len)
{
	snprintf(name, len, "/tmp/sctrace-program.%d", getpid());
	must(!mkdir(name, 0700));
	must(!chdir(name));
}

static inline void leave_temp(const char *name)
{
	must(!chdir("/"));
	must(!rmdir(name));
}

#endif /* SCT_TEST_PROGRAM_H */
