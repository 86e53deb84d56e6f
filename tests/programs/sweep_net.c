// SPDX-License-Identifier: GPL-2.0
/* Calls on sockets, and ioctls of several kinds of files, with one thing wrong at a time. */
#include "sweep.h"

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>

static struct sockaddr_in inet = { .sin_family = AF_INET, .sin_port = 0x911f, .sin_addr = { 0x0100007f } };
static struct sockaddr_in6 inet6 = { .sin6_family = AF_INET6, .sin6_port = 0x911f, .sin6_scope_id = 1 };
static struct sockaddr_un local = { AF_UNIX, "socket" };
static struct sockaddr_un abstract = { AF_UNIX, "\0abstract" };
static struct sockaddr_nl any = { .nl_family = AF_NETLINK };
static struct sockaddr odd = { 99, "what is this" };
static struct { struct nlmsghdr h; struct rtgenmsg g; } request = {
	{ sizeof(request), RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, 1, 0 }, { AF_UNSPEC }
};
static char text[] = "payload";
static struct iovec vec[2] = { { text, 4 }, { text + 4, 3 } };
static int one = 1, zero, len16 = 16, len4 = 4;
static struct linger linger = { 1, 5 };
static struct timeval timeout = { 1, 500000 };
static struct ifreq lo = { .ifr_name = "lo" };
static struct { struct cmsghdr h; int fd[2]; } rights = { { CMSG_LEN(8), SOL_SOCKET, SCM_RIGHTS }, { 0, 1 } };

static void addresses(void)
{
	int tcp = socket(AF_INET, SOCK_STREAM, 0), udp6 = socket(AF_INET6, SOCK_DGRAM, 0);
	int un = socket(AF_UNIX, SOCK_STREAM, 0), netlink = socket(AF_NETLINK, SOCK_RAW, 0);

	SWEEP_OPEN(socket, VAL(AF_INET), BITS(SOCK_STREAM | SOCK_CLOEXEC), VAL(IPPROTO_TCP));
	SWEEP_OPEN(socket, VAL(AF_UNIX), BITS(SOCK_DGRAM), VAL(0));
	SWEEP_OPEN(socket, VAL(99), VAL(77), VAL(55));
	SWEEP(socketpair, VAL(AF_UNIX), VAL(99), VAL(0), OUT(8));
	SWEEP(connect, FD(tcp), IN(inet), VAL(sizeof(inet)));
	SWEEP(connect, VAL(tcp), IN(inet), VAL(3));
	SWEEP(connect, VAL(tcp), IN(odd), VAL(sizeof(odd)));
	SWEEP(connect, VAL(un), IN(local), VAL(sizeof(local)));
	SWEEP(bind, FD(udp6), IN(inet6), VAL(sizeof(inet6)));
	SWEEP(bind, FD(un), IN(abstract), VAL(11));
	SWEEP(bind, FD(netlink), IN(any), VAL(sizeof(any)));
	SWEEP(getsockname, FD(un), OUT(110), IN(len16));
	SWEEP(getsockname, FD(netlink), OUT(16), IN(len16));
	SWEEP(getpeername, FD(un), OUT(110), IN(len16));
	SWEEP(listen, FD(un), VAL(5));
	SWEEP(accept4, FD(tcp), OUT(16), IN(len16), BITS(SOCK_NONBLOCK));
	SWEEP(shutdown, FD(tcp), VAL(SHUT_RD));
	SWEEP(sendto, FD(netlink), VAL(&request), VAL(sizeof(request)), BITS(MSG_DONTWAIT), VAL(0), VAL(0));
	close(tcp);
	close(udp6);
	close(un);
	close(netlink);
}

static void messages(void)
{
	struct msghdr out = { NULL, 0, vec, 2, &rights, sizeof(rights), 0 };
	struct msghdr unreadable = { (void *)16, 20, (void *)32, 2, (void *)48, 64, 0 };
	struct msghdr many = { NULL, 0, vec, 5000, NULL, 0, 0 };
	struct mmsghdr two[2] = { { { NULL, 0, vec, 1, NULL, 0, 0 }, 0 }, { { NULL, 0, vec, 2, NULL, 0, 0 }, 0 } };
	static char room[64], control[64];
	struct iovec to = { room, sizeof(room) };
	struct msghdr in = { NULL, 0, &to, 1, control, sizeof(control), 0 };
	int pair[2];

	must(!socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
	SWEEP(sendto, FD(pair[0]), IN(text), VAL(sizeof(text)), BITS(MSG_DONTWAIT), VAL(0), VAL(0));
	SWEEP(recvfrom, FD(pair[1]), OUT(16), VAL(16), BITS(MSG_DONTWAIT | MSG_PEEK), OUT(16), IN(len16));
	SWEEP(sendmsg, FD(pair[0]), IN(out), BITS(MSG_DONTWAIT | MSG_NOSIGNAL));
	SWEEP(sendmsg, VAL(pair[0]), IN(unreadable), VAL(MSG_DONTWAIT));
	SWEEP(sendmsg, VAL(pair[0]), IN(many), VAL(MSG_DONTWAIT));
	SWEEP(recvmsg, FD(pair[1]), VAL(&in), BITS(MSG_DONTWAIT | MSG_CMSG_CLOEXEC));
	SWEEP(recvmsg, VAL(pair[1]), VAL(&unreadable), VAL(MSG_DONTWAIT));
	SWEEP(sendmmsg, FD(pair[0]), IN(two), VAL(2), BITS(MSG_DONTWAIT));
	SWEEP(recvmmsg, FD(pair[1]), IN(two), VAL(2), BITS(MSG_DONTWAIT), VAL(0));
	close(pair[0]);
	close(pair[1]);
}

static void options(void)
{
	int tcp = socket(AF_INET, SOCK_STREAM, 0), fd;

	SWEEP(setsockopt, FD(tcp), VAL(SOL_SOCKET), VAL(SO_REUSEADDR), IN(one), VAL(4));
	SWEEP(setsockopt, FD(tcp), VAL(SOL_SOCKET), VAL(SO_LINGER), IN(linger), VAL(sizeof(linger)));
	SWEEP(setsockopt, VAL(tcp), VAL(SOL_SOCKET), VAL(SO_LINGER), IN(linger), VAL(4));
	SWEEP(setsockopt, FD(tcp), VAL(SOL_SOCKET), VAL(SO_RCVTIMEO), IN(timeout), VAL(sizeof(timeout)));
	SWEEP(setsockopt, FD(tcp), VAL(IPPROTO_TCP), VAL(TCP_NODELAY), IN(one), VAL(4));
	SWEEP(setsockopt, FD(tcp), VAL(IPPROTO_IP), VAL(IP_TOS), IN(zero), VAL(1));
	SWEEP(setsockopt, FD(tcp), VAL(99), VAL(98), IN(one), VAL(-1));
	SWEEP(getsockopt, FD(tcp), VAL(SOL_SOCKET), VAL(SO_TYPE), OUT(4), IN(len4));
	SWEEP(getsockopt, FD(tcp), VAL(SOL_SOCKET), VAL(SO_LINGER), OUT(8), IN(len16));
	SWEEP(getsockopt, FD(tcp), VAL(IPPROTO_TCP), VAL(TCP_CONGESTION), OUT(16), IN(len16));
	SWEEP(getsockopt, FD(tcp), VAL(99), VAL(98), OUT(4), IN(len4));
	SWEEP(ioctl, FD(tcp), VAL(SIOCGIFINDEX), IN(lo));
	SWEEP(ioctl, FD(tcp), VAL(SIOCGIFFLAGS), IN(lo));
	SWEEP(ioctl, FD(tcp), VAL(FIONBIO), IN(one));
	SWEEP(ioctl, FD(tcp), VAL(0xdeadbeef), IN(one));
	close(tcp);

	fd = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	if (fd >= 0) {
		SWEEP(ioctl, FD(fd), VAL(TCGETS), OUT(sizeof(struct termios)));
		SWEEP(ioctl, FD(fd), VAL(TIOCGWINSZ), OUT(8));
		SWEEP(ioctl, FD(fd), VAL(TIOCSPTLCK), IN(zero));
		close(fd);
	}
}

int main(void)
{
	addresses();
	messages();
	options();
	return 0;
}
