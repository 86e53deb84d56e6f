// SPDX-License-Identifier: GPL-2.0
/*
 * Runs a command and prints the nanoseconds that it and all that it waited for spent on
 * a CPU.  Under QEMU's -icount, that is their instructions: sleep is not counted.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct rusage usage;
	int status;
	pid_t pid;

	if (argc < 2) {
		fputs("usage: cpu COMMAND [ARGUMENT...]\n", stderr);
		return 1;
	}
	pid = fork();
	if (!pid) {
		/* ours is for the figure */
		dup2(STDERR_FILENO, STDOUT_FILENO);
		execvp(argv[1], argv + 1);
		perror(argv[1]);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) < 0) {
		perror("cpu");
		return 1;
	}
	printf("%lld\n", (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000LL +
	       (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000LL);
	return !WIFEXITED(status) || WEXITSTATUS(status);
}
