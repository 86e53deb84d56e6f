// SPDX-License-Identifier: GPL-2.0
/* usage: sockets [two]: TCP, UDP and Unix sockets over loopback in one process, or in two. */
#include "program.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>

static struct sockaddr_in loopback(void)
{
	struct sockaddr_in addr = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};

	return addr;
}

static void options(int sock)
{
	struct linger linger = { 1, 5 };
	struct timeval tv = { 2, 500000 };
	int on = 1, value;
	socklen_t len = sizeof(value);

	must(!setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)));
	must(!setsockopt(sock, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)));
	must(!setsockopt(sock, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger)));
	must(!setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv)));
	must(!getsockopt(sock, SOL_SOCKET, SO_TYPE, &value, &len) && value == SOCK_STREAM);
	must(!getsockopt(sock, SOL_SOCKET, SO_ERROR, &value, &len) && !value);
	must_fail(getsockopt(sock, SOL_SOCKET, 9999, &value, &len), ENOPROTOOPT);
}

static void serve(int sock)
{
	char buf[64];
	ssize_t n;

	n = recv(sock, buf, sizeof(buf), 0);
	must(n == 8 && !memcmp(buf, "question", 8));
	must(send(sock, "answer", 6, MSG_NOSIGNAL) == 6);
}

static void ask(int sock)
{
	char buf[64];

	must(recv(sock, buf, 6, MSG_WAITALL) == 6 && !memcmp(buf, "answer", 6));
}

static int listener(struct sockaddr_in *addr)
{
	int sock = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
	socklen_t len = sizeof(*addr);

	*addr = loopback();
	must(sock >= 0);
	options(sock);
	must(!bind(sock, (void *)addr, sizeof(*addr)));
	must(!listen(sock, 4));
	must(!getsockname(sock, (void *)addr, &len));
	return sock;
}

static void tcp(void)
{
	struct sockaddr_in addr, peer;
	socklen_t len = sizeof(peer);
	int server = listener(&addr), client = socket(AF_INET, SOCK_STREAM, 0), sock;

	must(!connect(client, (void *)&addr, sizeof(addr)));
	sock = accept4(server, (void *)&peer, &len, SOCK_CLOEXEC);
	must(sock >= 0);
	must(!getpeername(client, (void *)&peer, &len));
	must(send(client, "question", 8, 0) == 8);
	serve(sock);
	ask(client);
	must(!shutdown(client, SHUT_WR));
	must(recv(sock, &peer, 1, 0) == 0);
	must(!close(sock));
	must(!close(client));
	must(!close(server));
}

static void tcp_in_two(void)
{
	struct sockaddr_in addr;
	int server = listener(&addr), sock, status;
	pid_t pid = fork();

	must(pid >= 0);
	if (!pid) {
		sock = socket(AF_INET, SOCK_STREAM, 0);
		must(!connect(sock, (void *)&addr, sizeof(addr)));
		must(send(sock, "question", 8, 0) == 8);
		ask(sock);
		_exit(0);
	}
	sock = accept(server, NULL, NULL);
	must(sock >= 0);
	serve(sock);
	must(waitpid(pid, &status, 0) == pid && !status);
	must(!close(sock));
	must(!close(server));
}

static void refused(void)
{
	struct sockaddr_in addr;
	int server = listener(&addr), client = socket(AF_INET, SOCK_STREAM, 0);

	must(!close(server));
	must_fail(connect(client, (void *)&addr, sizeof(addr)), ECONNREFUSED);
	must_fail(send(client, "x", 1, MSG_NOSIGNAL), EPIPE);
	must(!close(client));
}

static void udp(void)
{
	int a = socket(AF_INET, SOCK_DGRAM, 0), b = socket(AF_INET, SOCK_DGRAM, 0);
	struct sockaddr_in addr = loopback(), from;
	socklen_t len = sizeof(addr);
	char buf[32];

	must(!bind(a, (void *)&addr, sizeof(addr)));
	must(!getsockname(a, (void *)&addr, &len));
	must(sendto(b, "datagram", 8, 0, (void *)&addr, sizeof(addr)) == 8);
	len = sizeof(from);
	must(recvfrom(a, buf, sizeof(buf), 0, (void *)&from, &len) == 8);
	must_fail(recvfrom(a, buf, sizeof(buf), MSG_DONTWAIT, NULL, NULL), EAGAIN);
	must(!close(a));
	must(!close(b));
}

static void udp6(void)
{
	struct sockaddr_in6 addr = { .sin6_family = AF_INET6, .sin6_port = htons(9),
				     .sin6_addr = IN6ADDR_LOOPBACK_INIT };
	int sock = socket(AF_INET6, SOCK_DGRAM, 0);

	/* a kernel without IPv6 on its loopback will do, too */
	if (sock < 0)
		return;
	if (!connect(sock, (void *)&addr, sizeof(addr)))
		must(send(sock, "six", 3, 0) == 3);
	must(!close(sock));
}

/* A message of two parts, with a descriptor and the sender's ids. */
static void send_descriptor(int sock)
{
	union {
		char space[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = { .space = "" };
	struct iovec iov[2] = { { "two ", 4 }, { "parts", 5 } };
	struct msghdr msg = {
		.msg_iov = iov, .msg_iovlen = 2,
		.msg_control = &control, .msg_controllen = sizeof(control),
	};
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
	int fd = STDERR_FILENO;

	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
	must(sendmsg(sock, &msg, 0) == 9);
}

static void receive_descriptor(int sock)
{
	char buf[32], control[128];
	struct iovec iov = { buf, sizeof(buf) };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	int fd;

	must(recvmsg(sock, &msg, MSG_CMSG_CLOEXEC) == 9);
	must(CMSG_FIRSTHDR(&msg));
	memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof(fd));
	must(!close(fd));
}

static void unix_sockets(void)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int pair[2], server = socket(AF_UNIX, SOCK_STREAM, 0), client, sock;
	struct ucred cred;
	socklen_t len = sizeof(cred);

	must(!socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair));
	send_descriptor(pair[0]);
	receive_descriptor(pair[1]);
	must(!getsockopt(pair[0], SOL_SOCKET, SO_PEERCRED, &cred, &len));
	must(!close(pair[0]));
	must(!close(pair[1]));

	/* an abstract name: no file, and a NUL in front */
	snprintf(addr.sun_path + 1, sizeof(addr.sun_path) - 1, "sctrace-sockets-%d", getpid());
	must(!bind(server, (void *)&addr, sizeof(addr)));
	must(!listen(server, 1));
	client = socket(AF_UNIX, SOCK_STREAM, 0);
	must(!connect(client, (void *)&addr, sizeof(addr)));
	sock = accept(server, NULL, NULL);
	must(write(client, "question", 8) == 8);
	serve(sock);
	ask(client);
	must(!close(sock));
	must(!close(client));
	must(!close(server));
	client = socket(AF_UNIX, SOCK_STREAM, 0);
	strcpy(addr.sun_path, "/no/such/socket");
	must_fail(connect(client, (void *)&addr, sizeof(addr)), ENOENT);
	must(!close(client));
}

static void many_messages(void)
{
	struct iovec iov[2] = { { "one", 3 }, { "twice", 5 } };
	struct mmsghdr vec[2] = {
		{ .msg_hdr = { .msg_iov = &iov[0], .msg_iovlen = 1 } },
		{ .msg_hdr = { .msg_iov = &iov[1], .msg_iovlen = 1 } },
	};
	char bufs[2][16];
	int pair[2];

	must(!socketpair(AF_UNIX, SOCK_DGRAM, 0, pair));
	must(sendmmsg(pair[0], vec, 2, 0) == 2);
	iov[0] = (struct iovec){ bufs[0], sizeof(bufs[0]) };
	iov[1] = (struct iovec){ bufs[1], sizeof(bufs[1]) };
	must(recvmmsg(pair[1], vec, 2, MSG_DONTWAIT, NULL) == 2);
	must(!close(pair[0]));
	must(!close(pair[1]));
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "two")) {
		tcp_in_two();
		return 0;
	}
	tcp();
	refused();
	udp();
	udp6();
	unix_sockets();
	many_messages();
	return 0;
}
