// SPDX-License-Identifier: GPL-2.0
/*
 * Preloaded into strace, which asks the kernel for the protocols of netlink
 * sockets: a kernel without netlink_diag does not know, but its /proc/net/netlink
 * does. Answers such a request from there.
 *
 * So that messages of any protocol can be tested, a socket of NETLINK_USERSOCK
 * that is bound to port TEST_PORT + pid * 64 + protocol counts as one of that protocol.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/netlink.h>
#include <linux/netlink_diag.h>
#include <linux/sock_diag.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#define TEST_PORT	0x40000000	/* as in netlink.h */
#define PASSES		5		/* sockets that come and go make a reader of the list miss others */

struct reply {
	struct nlmsghdr header;
	struct netlink_diag_msg msg;
};

static int asked = -1;	/* the socket whose request is to be answered */
static FILE *sockets;
static int passes;	/* that are left */

static int is_netlink_request(const struct msghdr *msg)
{
	struct {
		struct nlmsghdr header;
		struct netlink_diag_req req;
	} request;

	if (msg->msg_iovlen < 1)
		return 0;
	memset(&request, 0, sizeof(request));
	if (msg->msg_iov[0].iov_len >= sizeof(request))
		memcpy(&request, msg->msg_iov[0].iov_base, sizeof(request));
	return request.header.nlmsg_type == SOCK_DIAG_BY_FAMILY &&
	       request.req.sdiag_family == AF_NETLINK;
}

ssize_t sendmsg(int fd, const struct msghdr *msg, int flags)
{
	ssize_t (*real)(int, const struct msghdr *, int) = dlsym(RTLD_NEXT, "sendmsg");

	asked = -1;
	if (!is_netlink_request(msg))
		return real(fd, msg, flags);
	asked = fd;
	if (sockets)
		fclose(sockets);
	sockets = NULL;
	passes = PASSES;
	return (ssize_t)(msg->msg_iov[0].iov_len);
}

/* The next line of the list, which is read several times; false: that was the last. */
static int next_line(char *line, size_t size)
{
	while (sockets || passes--) {
		if (!sockets)
			sockets = fopen("/proc/net/netlink", "re");
		if (sockets && fgets(line, (int)size, sockets))
			return 1;
		if (sockets)
			fclose(sockets);
		sockets = NULL;
	}
	return 0;
}

/* The next socket, or the end of them. */
static size_t answer(struct reply *reply)
{
	unsigned int protocol, inode;
	int portid;
	char line[256];

	memset(reply, 0, sizeof(*reply));
	reply->header.nlmsg_flags = NLM_F_MULTI;
	reply->header.nlmsg_len = sizeof(*reply);
	while (next_line(line, sizeof(line))) {
		if (sscanf(line, "%*s %u %d %*s %*s %*s %*s %*s %*s %u", &protocol, &portid,
			   &inode) != 3)
			continue;
		if (protocol == NETLINK_USERSOCK && portid >= TEST_PORT)
			protocol = (unsigned int)portid % 64;
		reply->header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
		reply->msg.ndiag_family = AF_NETLINK;
		reply->msg.ndiag_protocol = (unsigned char)protocol;
		reply->msg.ndiag_portid = (unsigned int)portid;
		reply->msg.ndiag_ino = inode;
		return sizeof(*reply);
	}
	reply->header.nlmsg_type = NLMSG_DONE;
	reply->header.nlmsg_len = sizeof(reply->header) + 4;
	return reply->header.nlmsg_len;
}

ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
	ssize_t (*real)(int, struct msghdr *, int) = dlsym(RTLD_NEXT, "recvmsg");
	struct sockaddr_nl from = { .nl_family = AF_NETLINK };
	struct reply reply;
	size_t len;

	if (fd != asked)
		return real(fd, msg, flags);
	len = answer(&reply);
	if (reply.header.nlmsg_type == NLMSG_DONE)
		asked = -1;
	memcpy(msg->msg_iov[0].iov_base, &reply, len);
	if (msg->msg_name)
		memcpy(msg->msg_name, &from, sizeof(from));
	msg->msg_namelen = sizeof(from);
	msg->msg_flags = 0;
	return (ssize_t)len;
}
