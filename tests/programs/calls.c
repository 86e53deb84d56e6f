// SPDX-License-Identifier: GPL-2.0
/* A fixed list of calls whose arguments lie at the edge of what may be read. */
#include "program.h"

#include <sys/uio.h>

static void strings(void)
{
	char *open_end = edge(8), *deep;

	must(!access(edge_string("/etc/passwd"), R_OK));
	must_fail(access(edge_string("/no/such/file"), F_OK), ENOENT);
	must_fail(access(edge_string(""), F_OK), ENOENT);
	must_fail(access(edge_string("tab\t\"quoted\" back\\slash \x1b[31m \xff\xfe"), F_OK), ENOENT);
	must_fail(access(edge_string("/digits/after/\x01" "1\x02" "9\x7f"), F_OK), ENOENT);

	memset(open_end, 'x', 8);
	must_fail(access(open_end, F_OK), EFAULT);
	must_fail(access(address(0), F_OK), EFAULT);
	must_fail(access(address(8), F_OK), EFAULT);
	must_fail(access(address(-4096), F_OK), EFAULT);

	deep = edge(5000);
	memset(deep, 'd', 4999);
	deep[4999] = 0;
	must_fail(access(deep, F_OK), ENAMETOOLONG);
	deep[4095] = 0;
	must_fail(access(deep, F_OK), ENAMETOOLONG);
	deep[40] = 0;
	must_fail(access(deep, F_OK), ENOENT);
}

static void buffers(void)
{
	static const char bytes[] = "\0\1\2\a\b\t\n\v\f\r\x1b \"\\~\x7f\x80\xff" "7";
	int fds[2], null = open("/dev/null", O_RDWR);
	char *buf = edge(16), text[64];

	must(null >= 0);
	must(write(null, edge_copy(bytes, sizeof(bytes)), sizeof(bytes)) == sizeof(bytes));
	memset(text, 'a', sizeof(text));
	must(write(null, edge_copy(text, 31), 31) == 31);
	must(write(null, edge_copy(text, 32), 32) == 32);
	must(write(null, edge_copy(text, 33), 33) == 33);
	must(write(null, edge(0), 0) == 0);

	must(!pipe(fds));
	must(write(fds[1], "0123456789", 10) == 10);
	must(read(fds[0], buf, 16) == 10);
	must_fail(write(fds[1], address(8), 4), EFAULT);
	must_fail(write(fds[1], buf + 16, 4), EFAULT);
	must(write(fds[1], "0123456789", 10) == 10);
	must_fail(read(fds[0], buf + 16, 16), EFAULT);
	must_fail(read(-1, buf, 16), EBADF);
	must(!close(fds[1]));
	must(!close(fds[0]));
	must(!close(null));
	must_fail(close(null), EBADF);
}

static void vectors(void)
{
	struct iovec *iov = edge(3 * sizeof(*iov));
	char *a = edge_copy("first", 5), *b = edge_copy("and second", 10);
	int fds[2];

	must(!pipe(fds));
	iov[0] = (struct iovec){ a, 5 };
	iov[1] = (struct iovec){ NULL, 0 };
	iov[2] = (struct iovec){ b, 10 };
	must(writev(fds[1], iov, 3) == 15);
	must(readv(fds[0], iov, 3) == 15);
	must(writev(fds[1], iov, 3) == 15);
	iov[2].iov_len = 1;
	must(readv(fds[0], iov, 3) == 6);
	must_fail(writev(fds[1], iov + 1, 3), EFAULT);
	must_fail(writev(fds[1], iov, opaque(-1)), EINVAL);
	must(writev(fds[1], iov, 0) == 0);
	must(!close(fds[1]));
	must(!close(fds[0]));
}

/* No such call; every argument is printed all the same. */
static void numbers(void)
{
	must_fail(syscall(999, 1, -1, 0xffffffff, 0x123456789abcdef, -2, 6), ENOSYS);
	must_fail(syscall(1023), ENOSYS);
	must_fail(lseek(0x7fffffff, -1, SEEK_END), EBADF);
	must_fail(dup3(-100, 3, O_CLOEXEC), EBADF);
}

int main(void)
{
	strings();
	buffers();
	vectors();
	numbers();
	return 0;
}
