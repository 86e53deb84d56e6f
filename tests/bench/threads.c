// SPDX-License-Identifier: GPL-2.0
/* THREADS threads make CALLS calls of getppid(2) each; prints nanoseconds per call, all together. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pthread_barrier_t start;
static long calls;

static void *run(void *unused)
{
	long i;

	(void)unused;
	pthread_barrier_wait(&start);
	for (i = 0; i < calls; i++)
		syscall(SYS_getppid);
	return NULL;
}

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1e9 + ts.tv_nsec;
}

int main(int argc, char **argv)
{
	int nr = argc > 1 ? atoi(argv[1]) : 1, i;
	pthread_t *threads = calloc(nr, sizeof(*threads));
	double begin;

	calls = argc > 2 ? atol(argv[2]) : 1000;
	pthread_barrier_init(&start, NULL, nr + 1);
	for (i = 0; i < nr; i++)
		if (pthread_create(&threads[i], NULL, run, NULL))
			return 1;
	begin = now();
	pthread_barrier_wait(&start);
	for (i = 0; i < nr; i++)
		pthread_join(threads[i], NULL);
	printf("%.1f\n", (now() - begin) / calls / nr);
	return 0;
}
