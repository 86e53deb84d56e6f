// SPDX-License-Identifier: GPL-2.0
/* usage: getpid_loop N: getppid N times, and nothing else, for measurements. */
#include "program.h"

int main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 1000;

	while (n-- > 0)
		syscall(SYS_getppid);
	return 0;
}
