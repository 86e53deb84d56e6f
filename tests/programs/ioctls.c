// SPDX-License-Identifier: GPL-2.0
/* ioctl on a pseudo terminal, a pipe, a socket and files; known requests and unknown ones. */
#include "program.h"

#include <linux/fs.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <termios.h>

static void terminal(void)
{
	struct winsize size = { 24, 80, 0, 0 };
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave, n, unlock = 0;
	struct pollfd typed = { .events = POLLIN };
	struct termios tio;

	must(master >= 0);
	must(!ioctl(master, TIOCSPTLCK, &unlock));
	must(!ioctl(master, TIOCGPTN, &n));
	slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY);
	must(slave >= 0);
	typed.fd = slave;
	/* glibc's struct termios is not the kernel's: by its own call */
	must(!tcgetattr(slave, &tio));
	tio.c_lflag &= ~(ECHO | ICANON);
	must(!tcsetattr(slave, TCSANOW, &tio));
	must(!tcsetattr(slave, TCSADRAIN, &tio));
	must(!ioctl(slave, TIOCSWINSZ, &size));
	must(!ioctl(slave, TIOCGWINSZ, &size) && size.ws_col == 80);
	must(write(master, "typed", 5) == 5);
	/* what was typed comes through a queue of the kernel's */
	must(poll(&typed, 1, -1) == 1);
	must(!ioctl(slave, FIONREAD, &n) && n == 5);
	must(!ioctl(slave, TCFLSH, TCIFLUSH));
	must_fail(ioctl(slave, TIOCGSID, &n), ENOTTY);
	must(!close(slave));
	must(!close(master));
}

static void others(void)
{
	int fds[2], n, sock = socket(AF_INET, SOCK_DGRAM, 0), null = open("/dev/null", O_RDWR);
	struct ifreq ifr = { .ifr_name = "lo" };

	must(!pipe(fds) && sock >= 0 && null >= 0);
	must(write(fds[1], "abc", 3) == 3);
	must(!ioctl(fds[0], FIONREAD, &n) && n == 3);
	n = 1;
	must(!ioctl(fds[0], FIONBIO, &n));
	must(!ioctl(fds[0], FIOCLEX));
	must(!ioctl(fds[0], FIONCLEX));
	must(!ioctl(sock, SIOCGIFINDEX, &ifr) && ifr.ifr_ifindex == 1);
	must(!ioctl(sock, SIOCGIFFLAGS, &ifr));
	must_fail(ioctl(null, TCGETS, &n), ENOTTY);
	must_fail(ioctl(null, _IOWR('x', 99, char[16]), &n), ENOTTY);
	must_fail(ioctl(null, 0x12345678, 0x9abcdef0), ENOTTY);
	must_fail(ioctl(-1, TCGETS, NULL), EBADF);
	must_fail(ioctl(fds[0], FIONREAD, 8), EFAULT);
}

int main(void)
{
	terminal();
	others();
	return 0;
}
