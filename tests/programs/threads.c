// SPDX-License-Identifier: GPL-2.0
/* usage: threads [parallel]: four threads that make calls, one after the other or all at once. */
#include "program.h"

#include <pthread.h>

#define NR_THREADS	4
#define NR_CALLS	5

static void *calls(void *number)
{
	char text[32];
	int i, fd = open("/dev/null", O_WRONLY);

	must(fd >= 0);
	for (i = 0; i < NR_CALLS; i++) {
		int len = snprintf(text, sizeof(text), "thread %ld call %d", (long)number, i);

		must(write(fd, text, len) == len);
		must(syscall(SYS_getppid) > 0);
	}
	must(!close(fd));
	return number;
}

int main(int argc, char **argv)
{
	int parallel = argc > 1 && !strcmp(argv[1], "parallel");
	pthread_t thread[NR_THREADS];
	void *result;
	long i;

	for (i = 0; i < NR_THREADS; i++) {
		must(!pthread_create(&thread[i], NULL, calls, (void *)i));
		must(parallel || (!pthread_join(thread[i], &result) && result == (void *)i));
	}
	for (i = 0; parallel && i < NR_THREADS; i++)
		must(!pthread_join(thread[i], &result) && result == (void *)i);
	return 0;
}
