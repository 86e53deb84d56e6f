// SPDX-License-Identifier: GPL-2.0
/* sendmsg(), recvmsg() and their relatives: headers, control messages. */
#include "cases.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/uio.h>

static const uint8_t in[] = { AF_INET, 0, 0, 80, 127, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8 };
static char text[] = "\0\1text that is longer than what -s shows, by far";
static struct iovec vectors[3];
static uint8_t control[512] __attribute__((aligned(8)));
static size_t control_len;
static struct msghdr message;
static unsigned int name_len;

static void reset(void)
{
	vectors[0] = (struct iovec){ text, 8 };
	vectors[1] = (struct iovec){ text, 40 };
	vectors[2] = (struct iovec){ (void *)BAD, 4 };
	message = (struct msghdr){ .msg_name = (void *)(uintptr_t)in, .msg_namelen = 16, .msg_iov = vectors,
				   .msg_iovlen = 1, .msg_flags = MSG_EOR };
	control_len = 0;
	memset(control, 0, sizeof(control));
}

static void change_name_len(void *unused)
{
	(void)unused;
	message.msg_namelen = name_len;
}

static void add_control(int level, int type, const void *data, size_t len)
{
	struct cmsghdr *header = (struct cmsghdr *)(control + control_len);

	header->cmsg_len = CMSG_LEN(len);
	header->cmsg_level = level;
	header->cmsg_type = type;
	memcpy(CMSG_DATA(header), data, len);
	control_len += CMSG_SPACE(len);
	message.msg_control = control;
	message.msg_controllen = control_len;
}

static void both(void)
{
	CALL("sendmsg", 8, 3, A(&message), MSG_NOSIGNAL);
	CALL("recvmsg", 8, 3, A(&message), MSG_DONTWAIT);
}

static void controls(int level, int first, int last)
{
	static const uint8_t lens[] = { 0, 1, 3, 4, 5, 8, 11, 12, 13, 16, 24, 32, 33, 40, 48, 60 };
	static uint8_t data[64];
	size_t i;

	for (i = 0; i < sizeof(data); i++)
		data[i] = (uint8_t)(i + 1);
	for (; first <= last; first++) {
		for (i = 0; i < sizeof(lens); i++) {
			reset();
			add_control(level, first, data, lens[i]);
			both();
		}
	}
}

static void cases(void)
{
	static const int fds[40] = { 0, 1, 2, -1, 5 };
	static const uint32_t creds[3] = { 1, 0, 0xffffffff };
	static struct mmsghdr several[40];
	static struct timespec timeout = { 1, 500000000 };
	static const uint16_t err[] = { 111, 0, 0x0102, 0x0304, 5, 0, 6, 0, AF_INET, 0x5000, 0x7f, 0x100, 0, 0, 0, 0 };
	unsigned int i;

	reset();
	CASE("messages: headers");
	both();
	message.msg_name = NULL;
	both();
	message.msg_namelen = 0;
	both();
	message.msg_iovlen = 3;
	both();
	message.msg_iovlen = 2;
	CALL("sendmsg", 20, 3, A(&message), 0);
	CALL("recvmsg", 20, 3, A(&message), 0);
	CALL("recvmsg", 48, 3, A(&message), 0);
	CALL("recvmsg", 0, 3, A(&message), 0);
	message.msg_iovlen = 0;
	both();
	message.msg_iov = NULL;
	both();
	message.msg_iov = (void *)BAD;
	message.msg_iovlen = 2;
	both();
	reset();
	CALL("sendmsg", -EFAULT, 3, BAD, 0);
	CALL("sendmsg", -EFAULT, 3, 0, 0);
	CALL("sendmsg", -EPIPE, 3, A(&message), 0xffffffff & ~0x2000000);
	CALL("recvmsg", -EFAULT, 3, BAD, 0);
	CALL("recvmsg", -EFAULT, 3, 0, 0);
	CALL("recvmsg", -EAGAIN, 3, A(&message), MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	CALL("recvmsg", 8, 3, EDGE(message), 0);
	CALL("sendmsg", 8, 3, EDGE(message), 0);

	CASE("messages: the name's length changes");
	now.kernel = change_name_len;
	for (i = 0; i < 6; i++) {
		static const unsigned int lens[] = { 16, 28, 0, 8, 128, 0xffffffff };

		reset();
		name_len = lens[i];
		CALL("recvmsg", 8, 3, A(&message), 0);
		reset();
		name_len = lens[i];
		message.msg_namelen = 110;
		CALL("recvmsg", 8, 3, A(&message), 0);
		reset();
		name_len = lens[i];
		message.msg_namelen = 0;
		CALL("recvmsg", -EAGAIN, 3, A(&message), 0);
	}
	now.kernel = NULL;

	CASE("control messages of SOL_SOCKET");
	controls(SOL_SOCKET, 0, 3);	/* SCM_PIDFD is newer */
	controls(SOL_SOCKET, 5, 5);
	controls(SOL_SOCKET, 28, 38);
	controls(SOL_SOCKET, 40, 44);
	controls(SOL_SOCKET, 61, 66);
	reset();
	add_control(SOL_SOCKET, SCM_RIGHTS, fds, 20);
	both();
	add_control(SOL_SOCKET, 2, creds, 12);
	both();
	reset();
	add_control(SOL_SOCKET, SCM_RIGHTS, fds, sizeof(fds));
	both();

	CASE("control messages of SOL_IP");
	controls(SOL_IP, 0, 26);
	reset();
	add_control(SOL_IP, 11, err, sizeof(err));
	both();

	CASE("control messages of SOL_IPV6 and other levels");
	controls(SOL_IPV6, 2, 11);
	controls(SOL_IPV6, 25, 26);
	controls(SOL_IPV6, 49, 77);
	controls(6, 0, 2);
	controls(17, 103, 104);
	controls(279, 1, 4);
	controls(99, 0, 1);

	CASE("control messages: lengths");
	for (i = 0; i < 40; i++) {
		size_t len = i;

		reset();
		add_control(SOL_SOCKET, SCM_RIGHTS, fds, 8);
		memcpy(control, &len, sizeof(len));
		both();
		memcpy(control, (size_t[]){ 24 }, sizeof(len));
		message.msg_controllen = i;
		both();
	}
	reset();
	add_control(SOL_SOCKET, SCM_RIGHTS, fds, 8);
	message.msg_control = (void *)BAD;
	both();
	message.msg_control = NULL;
	both();
	message.msg_control = control;
	message.msg_controllen = 0;
	both();
	reset();
	for (i = 0; i < 10; i++)
		add_control(SOL_SOCKET, SCM_RIGHTS, fds, 4);
	both();

	CASE("sendmmsg() and recvmmsg()");
	reset();
	for (i = 0; i < 40; i++) {
		several[i].msg_hdr = message;
		several[i].msg_len = i;
	}
	CALL("sendmmsg", 2, 3, A(several), 3, MSG_NOSIGNAL);
	CALL("sendmmsg", 1, 3, A(several), 1, 0);
	CALL("sendmmsg", 0, 3, A(several), 0, 0);
	CALL("sendmmsg", 40, 3, A(several), 40, 0);
	CALL("sendmmsg", 0, 3, A(several), 2, 0);
	CALL("sendmmsg", -EFAULT, 3, A(several), 2, 0);
	CALL("sendmmsg", -EFAULT, 3, BAD, 2, 0);
	CALL("sendmmsg", -EFAULT, 3, 0, 2, 0);
	CALL("sendmmsg", 2, 3, EDGE(several[1]), 2, 0);
	CALL("recvmmsg", 2, 3, A(several), 3, MSG_WAITFORONE, A(&timeout));
	CALL("recvmmsg", 1, 3, A(several), 1, 0, 0);
	CALL("recvmmsg", 0, 3, A(several), 1, 0, A(&timeout));
	CALL("recvmmsg", 0, 3, A(several), 1, 0, 0);
	CALL("recvmmsg", 40, 3, A(several), 40, 0, A(&timeout));
	CALL("recvmmsg", 3, 3, A(several), 3, 0, BAD);
	CALL("recvmmsg", -EAGAIN, 3, A(several), 3, 0, A(&timeout));
	CALL("recvmmsg", -EFAULT, 3, BAD, 3, 0, A(&timeout));
	CALL("recvmmsg", -EFAULT, 3, 0, 3, 0, A(&timeout));
	CALL("recvmmsg", 2, 3, EDGE(several[1]), 2, 0, 0);
}
