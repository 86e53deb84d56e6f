// SPDX-License-Identifier: GPL-2.0
/*
 * The data behind calls that read and write, for -e read= and -e write=.
 *
 * Options: -e read=3,4 -e write=3,5; -e read=!4 -e write=!5; -e read=all -s 3 -v; -e read=3 -e write=3 -e raw=read,write,readv,sendmmsg
 */
#include "cases.h"

#include <sys/socket.h>

static char text[] = "all the king's horses and all the king's men\n\t\177\200\377 and more";
static char sixteen[] = "0123456789abcdef";
static char eight[] = "01234567";
static char large[300];

static struct iovec three[] = { { text, 20 }, { sixteen, 16 }, { eight, 0 } };
static struct iovec bad_base[] = { { (void *)BAD, 4 }, { eight, 8 } };
static struct iovec32 { uint32_t base, len; } three32[3];
static struct msghdr message = { .msg_iov = three, .msg_iovlen = 3 };
static struct msghdr bad_message = { .msg_iov = (void *)BAD, .msg_iovlen = 3 };
static struct mmsghdr messages[] = {
	{ { .msg_iov = three, .msg_iovlen = 1 }, 7 }, { { .msg_iov = three + 1, .msg_iovlen = 2 }, 9 },
};

static void one_buffer(const char *call)
{
	CALL(call, 5, 3, A(text), sizeof(text), 1, 2, 3);
	CALL(call, 16, 3, A(sixteen), 16);
	CALL(call, 8, 3, A(eight), 8);
	CALL(call, 17, 3, A(text), 17);
	CALL(call, sizeof(text), 3, A(text), sizeof(text));
	CALL(call, 5, 4, A(text), 5);
	CALL(call, 5, 5, A(text), 5);
	CALL(call, 5, 0x100000003, A(text), 5);
	CALL(call, 0, 3, A(text), sizeof(text));
	CALL(call, 0, 3, A(text), 0);
	CALL(call, -EPIPE, 3, A(text), 5);
	CALL(call, 5, 3, BAD, 5);
	CALL(call, 5, 3, 0, 5);
	CALL(call, 8, 3, EDGE(eight), 20);
	CALL(call, 20, 3, EDGE(eight), 20);
	CALL(call, -EFAULT, 3, EDGE(eight), 20);
	CALL(call, 300, 3, A(large), 300);
}

static void buffers(const char *call)
{
	CALL(call, 36, 3, A(three), 3);
	CALL(call, 22, 3, A(three), 3);
	CALL(call, 20, 3, A(three), 3);
	CALL(call, 1, 3, A(three), 3);
	CALL(call, 0, 3, A(three), 3);
	CALL(call, 0, 3, A(three), 0);
	CALL(call, 8, 4, A(three), 1);
	CALL(call, 8, 5, A(three), 1);
	CALL(call, -EPIPE, 3, A(three), 3);
	CALL(call, 12, 3, A(bad_base), 2);
	CALL(call, -EFAULT, 3, A(bad_base), 2);
	CALL(call, 3, 3, BAD, 3);
	CALL(call, 3, 3, 0, 3);
	CALL(call, 3, 3, EDGE(three[0]), 2);
}

static void one_message(const char *call)
{
	CALL(call, 36, 3, A(&message), 0);
	CALL(call, 5, 3, A(&message), 0);
	CALL(call, 0, 3, A(&message), 0);
	CALL(call, 5, 4, A(&message), 0);
	CALL(call, 5, 5, A(&message), 0);
	CALL(call, -EPIPE, 3, A(&message), 0);
	CALL(call, 5, 3, A(&bad_message), 0);
	CALL(call, 5, 3, BAD, 0);
	CALL(call, 5, 3, 0, 0);
}

static void several_messages(const char *call)
{
	CALL(call, 2, 3, A(messages), 2, 0);
	CALL(call, 1, 3, A(messages), 2, 0);
	CALL(call, 0, 3, A(messages), 2, 0);
	CALL(call, 2, 4, A(messages), 2, 0);
	CALL(call, 2, 5, A(messages), 2, 0);
	if (call[0] == 'r')	/* strace 6.1 dumps what is behind the array */
		CALL(call, -EPIPE, 3, A(messages), 2, 0);
	CALL(call, 2, 3, BAD, 2, 0);
	CALL(call, 2, 3, EDGE(messages[0]), 2, 0);
}

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(large); i++)
		large[i] = (char)i;
	CASE("read");
	one_buffer("read");
	CASE("pread64");
	one_buffer("pread64");
	CASE("recvfrom");
	one_buffer("recvfrom");
	CASE("write");
	one_buffer("write");
	CASE("pwrite64");
	one_buffer("pwrite64");
	CASE("sendto");
	one_buffer("sendto");
	CASE("readv");
	buffers("readv");
	CASE("preadv");
	buffers("preadv");
	CASE("preadv2");
	buffers("preadv2");
	CASE("writev");
	buffers("writev");
	CASE("pwritev");
	buffers("pwritev");
	CASE("pwritev2");
	buffers("pwritev2");
	CASE("vmsplice");
	buffers("vmsplice");
	CASE("recvmsg");
	one_message("recvmsg");
	CASE("sendmsg");
	one_message("sendmsg");
	CASE("recvmmsg");
	several_messages("recvmmsg");
	CASE("sendmmsg");
	several_messages("sendmmsg");
	CASE("mq_timedsend, mq_timedreceive");
	CALL("mq_timedsend", 0, 3, A(text), 5, 1, 0);
	CALL("mq_timedreceive", 5, 3, A(text), 15, 0, 0);

	for (i = 0; i < 3; i++)
		three32[i] = (struct iovec32){ (uint32_t)A(three[i].iov_base), (uint32_t)three[i].iov_len };
	I386();
	CASE("i386");
	one_buffer("read");
	one_buffer("write");
	CALL("readv", 22, 3, A(three32), 3);
	CALL("writev", 22, 3, A(three32), 3);
}
