// SPDX-License-Identifier: GPL-2.0
/*
 * Network and IPC calls as strace prints them; see test_decode.c.
 */
#include "fake_call.h"

#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "kselftest_harness.h"

static struct sockaddr_in loopback = {
	.sin_family = AF_INET, .sin_port = 0x5000, .sin_addr.s_addr = 0x100007f,
};

#define LOOPBACK "{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}"

TEST(sockets)
{
	struct fake f = fake_defaults();
	int pair[2] = { 3, 4 };

	CALL("socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK|0x8000, IPPROTO_TCP) = 3",
	     "socket", 3, AF_INET, 0x88801, IPPROTO_TCP);
	CALL("socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT) = 3", "socket", 3, AF_NETLINK,
	     SOCK_RAW, NETLINK_KOBJECT_UEVENT);
	CALL("socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = 3", "socket", 3, AF_PACKET, SOCK_RAW,
	     0x300);
	CALL("socket(0x2e /* AF_??? */, 0x7 /* SOCK_??? */, 0) = -1 EINVAL (Invalid argument)",
	     "socket", -EINVAL, 46, 7, 0);
	CALL("socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0", "socketpair", 0, AF_UNIX,
	     SOCK_STREAM, 0, A(pair));
	CALL("shutdown(3, 0x3 /* SHUT_??? */) = 0", "shutdown", 0, 3, 3);
}

TEST(addresses)
{
	struct fake f = fake_defaults();
	struct sockaddr_un un = { AF_UNIX, "/run/x" }, hidden = { AF_UNIX, "\0hi\"" };
	struct sockaddr_in6 in6 = { AF_INET6, 0x5000, 0, IN6ADDR_LOOPBACK_INIT, 0 };
	struct sockaddr_nl nl = { .nl_family = AF_NETLINK, .nl_pid = 7, .nl_groups = 1 };
	struct sockaddr_ll ll = { .sll_family = AF_PACKET, .sll_protocol = 8, .sll_halen = 2 };

	CALL("bind(3, " LOOPBACK ", 16) = 0", "bind", 0, 3, A(&loopback), 16);
	CALL("bind(3, {sa_family=AF_INET, sa_data=\"\\0P\\177\\0\\0\\1\"}, 8) = 0", "bind", 0, 3,
	     A(&loopback), 8);
	CALL("connect(3, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), "
	     "inet_pton(AF_INET6, \"::1\", &sin6_addr), sin6_scope_id=0}, 28) = 0", "connect", 0, 3,
	     A(&in6), 28);
	CALL("bind(3, {sa_family=AF_UNIX, sun_path=\"/run/x\"}, 110) = 0", "bind", 0, 3, A(&un), 110);
	CALL("bind(3, {sa_family=AF_UNIX}, 2) = 0", "bind", 0, 3, A(&un), 2);
	CALL("bind(3, {sa_family=AF_UNIX, sun_path=@\"hi\\\"\"}, 6) = 0", "bind", 0, 3, A(&hidden), 6);
	CALL("bind(3, {sa_family=AF_NETLINK, nl_pid=7, nl_groups=0x000001}, 12) = 0", "bind", 0, 3,
	     A(&nl), 12);
	CALL("bind(3, {sa_family=AF_PACKET, sll_protocol=htons(ETH_P_IP), sll_ifindex=0, "
	     "sll_hatype=ARPHRD_NETROM, sll_pkttype=PACKET_HOST, sll_halen=2, "
	     "sll_addr=[00, 00]}, 20) = 0", "bind", 0, 3, A(&ll), 20);
	CALL("bind(3, NULL, 16) = 0", "bind", 0, 3, 0, 16);
	CALL("bind(3, 0x8, 16) = -1 EFAULT (Bad address)", "bind", -EFAULT, 3, 8, 16);
}

static void longer(void *arg)
{
	*(int *)arg = 28;
}

TEST(accepted)
{
	struct fake f = fake_defaults();
	int len = 16;

	CALL("accept(3, " LOOPBACK ", [16]) = 4", "accept", 4, 3, A(&loopback), A(&len));
	CALL("accept(3, NULL, NULL) = 4", "accept", 4, 3, 0, 0);
	f.kernel = longer;
	f.arg = &len;
	CALL("accept4(3, " LOOPBACK ", [16 => 28], SOCK_CLOEXEC) = 4", "accept4", 4, 3,
	     A(&loopback), A(&len), SOCK_CLOEXEC);
	f.no_return = true;
	f.kernel = NULL;
}

TEST(messages)
{
	struct fake f = fake_defaults();
	char control[CMSG_SPACE(8)] __attribute__((aligned(8))) = { 0 };
	struct iovec iov[2] = { { "hello", 5 }, { "world", 5 } };
	struct msghdr m = { &loopback, 16, iov, 2, control, sizeof(control), MSG_TRUNC };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);

	c->cmsg_len = CMSG_LEN(8);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	((int *)CMSG_DATA(c))[0] = 3;
	((int *)CMSG_DATA(c))[1] = 4;
	CALL("sendto(3, \"hello\", 5, MSG_NOSIGNAL, " LOOPBACK ", 16) = 5", "sendto", 5, 3,
	     A("hello"), 5, MSG_NOSIGNAL, A(&loopback), 16);
	CALL("sendmsg(3, {msg_name=" LOOPBACK ", msg_namelen=16, msg_iov=[{iov_base=\"hello\", "
	     "iov_len=5}, {iov_base=\"world\", iov_len=5}], msg_iovlen=2, "
	     "msg_control=[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, "
	     "cmsg_data=[3, 4]}], msg_controllen=24, msg_flags=MSG_TRUNC}, 0) = 10", "sendmsg", 10,
	     3, A(&m), 0);
	m.msg_controllen = 0;
	CALL("recvmsg(3, {msg_name=" LOOPBACK ", msg_namelen=16, msg_iov=[{iov_base=\"hello\", "
	     "iov_len=5}, {iov_base=\"w\", iov_len=5}], msg_iovlen=2, msg_controllen=0, "
	     "msg_flags=MSG_TRUNC}, MSG_DONTWAIT) = 6", "recvmsg", 6, 3, A(&m), MSG_DONTWAIT);
	CALL("recvmsg(3, {msg_namelen=16}, 0) = -1 EAGAIN (Resource temporarily unavailable)",
	     "recvmsg", -EAGAIN, 3, A(&m), 0);
	CALL("sendmsg(3, 0x8, 0) = -1 EFAULT (Bad address)", "sendmsg", -EFAULT, 3, 8, 0);
}

/* Control data that the target lies about: nothing behind it is touched. */
TEST(hostile_control)
{
	struct fake f = fake_defaults();
	struct cmsghdr c = { .cmsg_len = 1UL << 40, .cmsg_level = SOL_SOCKET,
			     .cmsg_type = SCM_RIGHTS };
	struct msghdr m = { .msg_control = &c, .msg_controllen = sizeof(c) };

	CALL("sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=NULL, msg_iovlen=0, "
	     "msg_control=[{cmsg_len=1099511627776, cmsg_level=SOL_SOCKET, "
	     "cmsg_type=SCM_RIGHTS}], msg_controllen=16, msg_flags=0}, 0) = 0", "sendmsg", 0, 3,
	     A(&m), 0);
	c.cmsg_len = 0;
	CALL("sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=NULL, msg_iovlen=0, "
	     "msg_control=[{cmsg_len=0, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS}], "
	     "msg_controllen=16, msg_flags=0}, 0) = 0", "sendmsg", 0, 3, A(&m), 0);
}

TEST(options)
{
	struct fake f = fake_defaults();
	int value = 1, len = 4;
	struct linger linger = { 1, 5 };
	uint32_t cred[3] = { 7, 0, 0 };

	CALL("setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0", "setsockopt", 0, 3, SOL_SOCKET,
	     SO_REUSEADDR, A(&value), 4);
	CALL("setsockopt(3, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=5}, 8) = 0", "setsockopt", 0,
	     3, SOL_SOCKET, SO_LINGER, A(&linger), 8);
	CALL("setsockopt(3, SOL_TCP, 0x3fff /* TCP_??? */, \"ab\", 2) = 0", "setsockopt", 0, 3,
	     IPPROTO_TCP, 0x3fff, A("ab"), 2);
	CALL("setsockopt(3, 0x63 /* SOL_?? */, 13, [1], 4) = 0", "setsockopt", 0, 3, 99, 13,
	     A(&value), 4);
	CALL("getsockopt(3, SOL_SOCKET, SO_ERROR, [EPERM], [4]) = 0", "getsockopt", 0, 3, SOL_SOCKET,
	     SO_ERROR, A(&value), A(&len));
	len = 12;
	CALL("getsockopt(3, SOL_SOCKET, SO_PEERCRED, {pid=7, uid=0, gid=0}, [12]) = 0", "getsockopt",
	     0, 3, SOL_SOCKET, SO_PEERCRED, A(cred), A(&len));
	len = 5;
	CALL("getsockopt(3, SOL_SOCKET, SO_PEERCRED, {pid=7, uid=\"\\x00\"}, [5]) = 0", "getsockopt",
	     0, 3, SOL_SOCKET, SO_PEERCRED, A(cred), A(&len));
}

TEST(sysv)
{
	struct fake f = fake_defaults();
	struct sembuf ops[2] = { { 0, 1, 0 }, { 1, -1, IPC_NOWAIT | SEM_UNDO } };
	struct { long type; char text[8]; } message = { 5, "hello" };

	CALL("shmget(IPC_PRIVATE, 4096, IPC_CREAT|0600) = 5", "shmget", 5, 0, 4096,
	     IPC_CREAT | 0600);
	CALL("shmget(0x1234, 1, SHM_HUGETLB|21<<SHM_HUGE_SHIFT|000) = 5", "shmget", 5, 0x1234, 1,
	     04000 | 21 << 26);
	CALL("semop(1, [{sem_num=0, sem_op=1, sem_flg=0}, {sem_num=1, sem_op=-1, "
	     "sem_flg=SEM_UNDO|IPC_NOWAIT}], 2) = 0", "semop", 0, 1, A(ops), 2);
	CALL("msgsnd(1, {mtype=5, mtext=\"hello\"}, 5, IPC_NOWAIT) = 0", "msgsnd", 0, 1, A(&message),
	     5, IPC_NOWAIT);
	CALL("semctl(5, 2, IPC_64|SETVAL, 0x1) = 0", "semctl", 0, 5, 2, 0x100 | 16, 1);
	CALL("shmctl(5, IPC_RMID, NULL) = 0", "shmctl", 0, 5, 0, 0);
}

TEST(keys_and_landlock)
{
	struct fake f = fake_defaults();
	uint64_t rights = 3;

	CALL("add_key(\"user\", \"d\", \"pw\", 2, KEY_SPEC_SESSION_KEYRING) = 5", "add_key", 5,
	     A("user"), A("d"), A("pw"), 2, (uint64_t)-3);
	CALL("keyctl(KEYCTL_LINK, 5, KEY_SPEC_USER_KEYRING) = 0", "keyctl", 0, 8, 5, (uint64_t)-4);
	CALL("landlock_create_ruleset({handled_access_fs=LANDLOCK_ACCESS_FS_EXECUTE|"
	     "LANDLOCK_ACCESS_FS_WRITE_FILE}, 8, 0) = 3", "landlock_create_ruleset", 3, A(&rights),
	     8, 0);
}

TEST_HARNESS_MAIN
