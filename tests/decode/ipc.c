// SPDX-License-Identifier: GPL-2.0
/* System V and POSIX interprocess communication. */
#include "cases.h"

#include <signal.h>

#define NR(array)	(sizeof(array) / sizeof((array)[0]))

/* What the structures are filled with: every field has another value. */
static uint64_t numbers[32];
static uint32_t numbers32[64];
static uint16_t numbers16[32];

static void fill(void)
{
	size_t i;

	for (i = 0; i < NR(numbers); i++)
		numbers[i] = (i * 0x10000000301 + 7) & ~(i % 5 ? 0ULL : 0xfffff000ULL);
	for (i = 0; i < NR(numbers32); i++)
		numbers32[i] = (uint32_t)i * 0x1010011 + 3;
	for (i = 0; i < NR(numbers16); i++)
		numbers16[i] = (uint16_t)(i * 771 + 1);
}

static void controls(const char *name, unsigned int nr_cmds, bool sem)
{
	unsigned int cmd;

	for (cmd = 0; cmd < nr_cmds; cmd++) {
		uint64_t cmds[] = { cmd, cmd | 0x100, cmd | 0x80000000 };
		size_t i;

		for (i = 0; i < NR(cmds); i++) {
			uint64_t at = now.abi == SCT_ABI_I386 ? A(numbers32) : A(numbers);

			if (sem) {
				CALL(name, 5, 7, 3, cmds[i], at);
				CALL(name, -EINVAL, (uint64_t)-1, 0x80000000, cmds[i], at);
				CALL(name, 0, 7, 3, cmds[i], BAD);
				CALL(name, 0, 7, 3, cmds[i], 0);
			} else {
				CALL(name, 5, 7, cmds[i], at);
				CALL(name, -EINVAL, (uint64_t)-1, cmds[i], at);
				CALL(name, 0, 7, cmds[i], BAD);
				CALL(name, 0, 7, cmds[i], 0);
			}
		}
	}
}

static void gets(void)
{
	static const uint64_t flags[] = { 0, 0644, 01000, 01666, 03600, 02000, 04000, 011600, 07777, 0xffffffff, 0x1ff,
					  0x5400003b0, 0x78000800 | 0600, 0x800 };
	static const uint64_t unknown[] = { 010600, 0x5400001b0, 0x4000, 0x8000, 0x10000 };
	size_t i;

	for (i = 0; i < NR(flags); i++) {
		CALL("semget", 5, 0, 3, flags[i]);
		CALL("msgget", 5, 0x1234, flags[i]);
		CALL("shmget", 5, 0xffffffff, 4096, flags[i]);
	}
	for (i = 0; i < NR(unknown); i++)
		CALL("shmget", 5, 0xffffffff, 4096, unknown[i]);
	CALL("semget", -ENOENT, 0x80000000, 0xffffffff, 0);
	CALL("msgget", 0x7fffffff, 0x100000000, 0);
	CALL("shmget", -EINVAL, 1, 0xffffffff, 0);
	for (i = 0; i < 32; i++)
		CALL("shmget", 5, 1, 4096, 1ULL << i | 0200);
	for (i = 0; i < 64; i += 7)
		CALL("shmget", 5, 1, 4096, i << 26 | 04600);
}

static void shared_memory(void)
{
	static const uint64_t flags[] = { 0, 010000, 020000, 040000, 0100000, 0170000, 0200000, 07777, 0xffffffff };
	size_t i;

	for (i = 0; i < NR(flags); i++)
		CALL("shmat", 0x70001000, 3, i * 0x1000, flags[i]);
	CALL("shmat", -EINVAL, (uint64_t)-1, BAD, 0);
	CALL("shmdt", 0, 0x7f001000);
	CALL("shmdt", -EINVAL, 0);
}

static void messages(void)
{
	static const uint64_t flags[] = { 0, 04000, 010000, 020000, 040000, 074000, 0xffffffff, 1 };
	static struct { int64_t type; char text[60]; } message = { -5, "text\n\1 that is a bit longer than the thirty-two" };
	static struct { int32_t type; char text[60]; } message32 = { -5, "text\n\1 that is a bit longer than the thirty-two" };
	uint64_t at = now.abi == SCT_ABI_I386 ? A(&message32) : A(&message);
	size_t word = now.abi == SCT_ABI_I386 ? 4 : 8, i;
	const void *object = (const void *)at;

	for (i = 0; i < NR(flags); i++) {
		CALL("msgsnd", 0, 3, at, i * 8, flags[i]);
		CALL("msgrcv", (int64_t)i, 3, at, 50, i - 3, flags[i]);
	}
	CALL("msgsnd", -EFAULT, (uint64_t)-1, 0, 5, 0);
	CALL("msgsnd", -EFAULT, 3, BAD, 5, 0);
	CALL("msgsnd", 0, 3, edge(object, word + 10), 10, 0);
	CALL("msgsnd", -EFAULT, 3, edge(object, word + 9), 10, 0);
	CALL("msgsnd", -EFAULT, 3, edge(object, word + 40), 100, 0);
	CALL("msgsnd", -EFAULT, 3, edge(object, word + 31), 100, 0);
	CALL("msgsnd", 0, 3, edge(object, word), 0, 0);
	CALL("msgsnd", -EFAULT, 3, edge(object, word - 1), 0, 0);
	CALL("msgsnd", -EINVAL, 3, at, 0xffffffff, 0);
	CALL("msgrcv", 5, 3, at, 5, 0, 0);
	CALL("msgrcv", 0, 3, at, 0, 0, 0);
	CALL("msgrcv", -ENOMSG, 3, at, 5, 7, 04000);
	CALL("msgrcv", 5, 3, edge(object, word + 5), 100, 0x7fffffff, 0);
	CALL("msgrcv", 5, 3, edge(object, word + 5), 5, 0x80000000, 0);
	CALL("msgrcv", 5, 3, 0, 5, ~0ULL, 0);
	CALL("msgrcv", 5, 3, BAD, 5, 0, 0);
}

static void semaphores(void)
{
	static struct { uint16_t num; int16_t op; uint16_t flags; } ops[40] = {
		{ 0, 1, 0 }, { 65535, -1, 010000 }, { 1, -32768, 04000 }, { 2, 0, 014000 }, { 3, 3, 1 }, { 4, 4, 0xffff } };
	static struct { int64_t s, ns; } time = { 1, 500 }, odd = { -1, -1 };
	size_t i;

	for (i = 0; i < 8 && now.abi != SCT_ABI_I386; i++)
		CALL("semop", 0, 5, A(ops), i);
	if (now.abi != SCT_ABI_I386) {
		CALL("semop", -EAGAIN, (uint64_t)-1, A(ops), 0x100000002);
		CALL("semop", -EFAULT, 5, 0, 1);
		CALL("semop", -EFAULT, 5, BAD, 1);
		CALL("semop", -EFAULT, 5, BAD, 0);
		CALL("semop", -EFAULT, 5, edge(ops, 12), 3);
		CALL("semop", -EFAULT, 5, edge(ops, 5), 1);
		CALL("semop", -E2BIG, 5, A(ops), 33);
		CALL("semop", -E2BIG, 5, A(ops), 32);
		CALL("semop", -E2BIG, 5, edge(ops, 12), 0xffffffff);
		CALL("semtimedop", 0, 5, A(ops), 2, A(&time));
		CALL("semtimedop", -EAGAIN, 5, A(ops), 1, EDGE(odd));
		CALL("semtimedop", -EFAULT, 5, BAD, 1, BAD);
		CALL("semtimedop", 0, 5, A(ops), 1, 0);
		return;
	}
	CALL("semtimedop_time64", 0, 5, A(ops), 2, A(&time));
	CALL("semtimedop_time64", -EAGAIN, 5, A(ops), 1, EDGE(odd));
	CALL("semtimedop_time64", -EAGAIN, 5, edge(ops, 3), 1, 0);
}

static void queues(void)
{
	static struct { int64_t flags, maxmsg, msgsize, curmsgs, more[4]; } attrs[] = {
		{ 04000, 10, 8192, 3, { 0 } }, { 0, -1, INT64_MAX, INT64_MIN, { 1 } }, { 0x7fffffffffffffff, 1, 2, 3, { 0 } } };
	static struct { int32_t flags, maxmsg, msgsize, curmsgs, more[4]; } attrs32[] = {
		{ 04000, 10, 8192, 3, { 0 } }, { 0, -1, INT32_MAX, INT32_MIN, { 1 } }, { -1, 1, 2, 3, { 0 } } };
	static struct { int64_t s, ns; } time = { 1700000000, 500 };
	static struct { int32_t s, ns; } time32 = { 1700000000, 500 };
	static struct { uint64_t value; int32_t signo, notify, tid; uint32_t more[11]; } events[] = {
		{ 5, SIGUSR1, 0, 0, { 0 } }, { 0x123456789, 1, 2, 3, { 4, 5, 6 } }, { 0, 0, 1, 0, { 0 } }, { 0, 3, 4, 5, { 0 } } };
	static struct { uint32_t value; int32_t signo, notify, tid; uint32_t more[12]; } events32[] = {
		{ 5, SIGUSR1, 0, 0, { 0 } }, { 0x23456789, 1, 2, 3, { 4, 5, 6 } }, { 0, 0, 1, 0, { 0 } }, { 0, 3, 4, 5, { 0 } } };
	static char text[] = "a message\n that is a bit longer than the thirty-two";
	static uint32_t priority = 0xfffffff0;
	bool compat = now.abi == SCT_ABI_I386;
	size_t i;

	for (i = 0; i < 3; i++) {
		uint64_t attr = compat ? A(&attrs32[i]) : A(&attrs[i]);

		CALL("mq_open", 3, A("/queue"), 0100 | i, 0640, attr);
		CALL("mq_open", -ENOENT, A("/queue"), 04000 | i, 0640, attr);
		CALL("mq_getsetattr", 0, 3, attr, compat ? EDGE(attrs32[i]) : EDGE(attrs[i]));
		CALL("mq_getsetattr", -EBADF, (uint64_t)-1, attr, attr);
	}
	CALL("mq_open", -EACCES, A("/queue"), 02000302, 0170640, 0);
	CALL("mq_open", -EFAULT, BAD, 0100, (uint64_t)-1, BAD);
	CALL("mq_open", -EFAULT, 0, 0100, 0, compat ? edge(attrs32, 31) : edge(attrs, 63));
	CALL("mq_open", -EFAULT, 0, 0100, 0, compat ? edge(attrs32, 16) : edge(attrs, 32));
	CALL("mq_getsetattr", -EFAULT, 3, compat ? edge(attrs32, 16) : edge(attrs, 32), 0);
	CALL("mq_getsetattr", 0, 3, 0, BAD);
	CALL("mq_getsetattr", -EFAULT, 3, BAD, 0);
	CALL("mq_unlink", -ENOENT, A("/queue"));
	CALL("mq_unlink", -ENOENT, A("queue"));
	CALL("mq_unlink", -EFAULT, BAD);
	for (i = 0; i < 4; i++)
		CALL("mq_notify", 0, 3, compat ? A(&events32[i]) : A(&events[i]));
	CALL("mq_notify", 0, 3, 0);
	CALL("mq_notify", -EFAULT, (uint64_t)-1, BAD);
	CALL("mq_timedsend", 0, 3, A(text), 20, 5, compat ? A(&time32) : A(&time));
	CALL("mq_timedsend", 0, 3, A(text), 50, (uint64_t)-1, 0);
	CALL("mq_timedsend", -EFAULT, 3, BAD, 5, 5, BAD);
	CALL("mq_timedsend", -EFAULT, 3, 0, 5, 5, 0);
	CALL("mq_timedsend", -EMSGSIZE, 3, edge(text, 10), 11, 5, 0);
	CALL("mq_timedreceive", 8, 3, A(text), 20, A(&priority), compat ? A(&time32) : A(&time));
	CALL("mq_timedreceive", 40, 3, A(text), 40, EDGE(priority), 0);
	CALL("mq_timedreceive", -ETIMEDOUT, 3, A(text), 20, A(&priority), compat ? EDGE(time32) : EDGE(time));
	CALL("mq_timedreceive", 0, 3, A(text), 20, 0, BAD);
	CALL("mq_timedreceive", 8, 3, BAD, 20, BAD, 0);
	if (compat) {
		CALL("mq_timedsend_time64", 0, 3, A(text), 20, 5, A(&time));
		CALL("mq_timedreceive_time64", 8, 3, A(text), 20, A(&priority), A(&time));
		CALL("mq_timedreceive_time64", -ETIMEDOUT, 3, A(text), 20, A(&priority), A(&time));
	}
}

/* i386 had one call for all of it, with what it is to do in the first argument. */
static void multiplexed(void)
{
	static struct { int32_t type; char text[60]; } message = { 5, "text of a message" };
	static struct { uint16_t num; int16_t op; uint16_t flags; } ops[] = { { 0, 1, 0 }, { 1, -1, 010000 } };
	static struct { int32_t s, ns; } time = { 1, 500 };
	static uint32_t result = 0x70001000, value = 5, kludge[2], pointer;
	uint64_t version;
	uint64_t op;

	kludge[0] = (uint32_t)A(&message);
	kludge[1] = 7;
	pointer = (uint32_t)A(numbers32);
	for (op = 0; op < 20; op++) {
		static uint32_t nothing, unreadable = BAD;
		uint64_t values[] = { A(&value), A(&pointer), A(&nothing), A(&unreadable), EDGE(pointer), BAD, 0,
				      edge(&pointer, 3) };
		size_t i;

		for (i = 0; i < NR(values); i++) {
			CALL("ipc", 0, 3, 5, 2, op, values[i], 0);
			CALL("ipc", 0, 3, 5, 2, op | 0x100, values[i], 0);
			CALL("ipc", -EINVAL, 3, 5, 2, op | 0x100, values[i], 0);
		}
	}
	for (version = 0; version < 0x20000; version += 0x10000) {
		for (op = 0; op <= 26; op++) {
			if (op == 3)
				continue;
			CALL("ipc", 0, version | op, 1, 2, 0, A(numbers32), 5);
			CALL("ipc", -EINVAL, version | op, 1, 2, 0x102, A(numbers32), 5);
			CALL("ipc", 3, version | op, 1, 2, 01600, A(&message), A(&time));
			CALL("ipc", -EFAULT, version | op, 0xffffffff, 0xffffffff, 0xffffffff, BAD, BAD);
			CALL("ipc", 0, version | op, 0, 0, 0, 0, 0);
		}
		CALL("ipc", 0, version | 1, 5, 2, 0, A(ops), 0);
		CALL("ipc", 0, version | 4, 5, 2, 0, A(ops), A(&time));
		CALL("ipc", 0, version | 11, 5, 10, 04000, A(&message), 0);
		CALL("ipc", 5, version | 12, 5, 10, 0, A(&message), 7);
		CALL("ipc", 5, version | 12, 5, 10, 0, A(kludge), 7);
		CALL("ipc", -ENOMSG, version | 12, 5, 10, 0, A(kludge), 7);
		CALL("ipc", 0, version | 21, 5, 0, A(&result), 0, 0);
		CALL("ipc", -EINVAL, version | 21, 5, 0, A(&result), 0x5000, 0);
		for (op = 0; op < 20; op++) {
			CALL("ipc", 0, version | 14, 5, op, 0, A(numbers32), 0);
			CALL("ipc", 0, version | 14, 5, op | 0x100, 0, A(numbers32), 0);
			CALL("ipc", 0, version | 24, 5, op, 0, A(numbers16), 0);
			CALL("ipc", 0, version | 24, 5, op | 0x100, 0, A(numbers32), 0);
		}
	}
}

static void cases(void)
{
	fill();
	CASE("semget, msgget, shmget");
	gets();
	CASE("semget, msgget: unknown flags only");
	TOLERATE("strace puts nothing between unknown flags and the mode: 0x10000600 is 0x1000 and 0600");
	CALL("semget", 5, 0, 3, 010600);
	CALL("msgget", 5, 0, 0x8000);
	CASE("shmat, shmdt");
	shared_memory();
	CASE("shmctl");
	controls("shmctl", 18, false);
	CASE("msgctl");
	controls("msgctl", 16, false);
	CASE("semctl");
	controls("semctl", 22, true);
	CASE("structures at a page's edge");
	CALL("shmctl", 0, 1, 2, edge(numbers, 112));
	CALL("shmctl", 0, 1, 2, edge(numbers, 111));
	CALL("msgctl", 0, 1, 2, edge(numbers, 120));
	CALL("msgctl", 0, 1, 2, edge(numbers, 119));
	CALL("semctl", 0, 1, 1, 2, edge(numbers, 104));
	CALL("semctl", 0, 1, 1, 2, edge(numbers, 103));
	CASE("messages");
	messages();
	CASE("semaphores");
	semaphores();
	CASE("POSIX queues");
	queues();

	I386();
	CASE("semget, msgget, shmget, i386");
	gets();
	CASE("shmat, shmdt, i386");
	shared_memory();
	CASE("shmctl, i386");
	controls("shmctl", 18, false);
	CASE("msgctl, i386");
	controls("msgctl", 16, false);
	CASE("semctl, i386");
	controls("semctl", 22, true);
	CASE("messages, i386");
	messages();
	CASE("semaphores, i386");
	semaphores();
	CASE("POSIX queues, i386");
	queues();
	CASE("ipc, i386");
	multiplexed();
}
