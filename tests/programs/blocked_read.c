// SPDX-License-Identifier: GPL-2.0
/*
 * usage: blocked_read [SECONDS]: prints its pid, then sits in read(2) of a TCP socket for that
 * long (default: for ever); "hello" arrives then, and it ends.
 */
#include "program.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>

/* Two ends of a connection over loopback. */
static void connected(int pair[2])
{
	struct sockaddr_in addr = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int server = socket(AF_INET, SOCK_STREAM, 0);
	socklen_t len = sizeof(addr);

	must(!bind(server, (void *)&addr, sizeof(addr)) && !listen(server, 1));
	must(!getsockname(server, (void *)&addr, &len));
	pair[0] = socket(AF_INET, SOCK_STREAM, 0);
	must(!connect(pair[0], (void *)&addr, sizeof(addr)));
	pair[1] = accept(server, NULL, NULL);
	must(pair[1] >= 0);
	must(!close(server));
}

/* The other end, in a process of its own that ends with this one. */
static void answer_after(int sock, unsigned int seconds)
{
	pid_t pid = fork();

	must(pid >= 0);
	if (pid)
		return;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (seconds) {
		sleep(seconds);
		_exit(write(sock, "hello", 5) != 5);
	}
	for (;;)
		pause();
}

int main(int argc, char **argv)
{
	char buf[64];
	int pair[2];

	connected(pair);
	answer_after(pair[1], argc > 1 ? atoi(argv[1]) : 0);
	must(!close(pair[1]));
	printf("%d\n", getpid());
	fflush(stdout);
	must(read(pair[0], buf, sizeof(buf)) == 5);
	return 0;
}
