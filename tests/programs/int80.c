// SPDX-License-Identifier: GPL-2.0
/* 32-bit system calls from a 64-bit program, through int $0x80. */
#include "program.h"

#define I386_READ	3
#define I386_WRITE	4
#define I386_OPEN	5
#define I386_CLOSE	6
#define I386_GETPID	20
#define I386_ACCESS	33
#define I386_GETCWD	183

static long int80(long nr, long b, long c, long d)
{
	/* older kernels clear r8 to r11 */
	__asm__ volatile("int $0x80"
			 : "+a"(nr)
			 : "b"(b), "c"(c), "d"(d)
			 : "r8", "r9", "r10", "r11", "memory", "cc");
	return (int)nr;
}

int main(void)
{
	/* what they point to must be below 4 GiB */
	char *low = mmap(NULL, EDGE_PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	char *buf = low + 1024;
	int fd;

	must(low != MAP_FAILED);
	must(int80(I386_GETPID, 0, 0, 0) == getpid());
	strcpy(low, "/etc/passwd");
	must(int80(I386_ACCESS, (long)low, R_OK, 0) == 0);
	fd = int80(I386_OPEN, (long)low, O_RDONLY, 0);
	must(fd >= 0);
	must(int80(I386_READ, fd, (long)buf, 16) == 16);
	must(int80(I386_CLOSE, fd, 0, 0) == 0);
	strcpy(low, "/no/such/file");
	must(int80(I386_OPEN, (long)low, O_RDWR, 0) == -ENOENT);
	must(int80(I386_WRITE, -1, (long)low, 5) == -EBADF);
	must(int80(I386_GETCWD, (long)buf, 1024, 0) > 0);
	must(int80(I386_CLOSE, -2, 0, 0) == -EBADF);
	return 0;
}
