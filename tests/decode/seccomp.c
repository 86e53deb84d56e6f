// SPDX-License-Identifier: GPL-2.0
/* seccomp(), and the filters of classic BPF. */
#include "cases.h"

#define JUMP(op, k, t, f)	BPF_JUMP(BPF_JMP | (op), k, t, f)

struct fprog32 { uint16_t len; uint32_t filter; };

static struct sock_filter usual[] = {
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 4),
	JUMP(BPF_JEQ | BPF_K, 0xc000003e, 0, 3),
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
	JUMP(BPF_JGE | BPF_K, 0x40000000, 1, 0),
	JUMP(BPF_JGT | BPF_X, 5, 255, 1),
	JUMP(BPF_JSET | BPF_K, 0, 1, 2),
	BPF_STMT(BPF_JMP | BPF_JA, 7),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_THREAD),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 22),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP | 0xffff),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE | 1),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_LOG | 7),
	BPF_STMT(BPF_RET | BPF_K, 0x12345678),
	BPF_STMT(BPF_RET | BPF_K, 0x1234),
	BPF_STMT(BPF_RET | BPF_K, 0x80001234),
	BPF_STMT(BPF_RET | BPF_A, 0),
	BPF_STMT(BPF_RET | BPF_X, 1),
	BPF_STMT(BPF_RET | BPF_A, 0xdead),
};

/* Every class with every size, mode and source that its bits can say. */
static struct sock_filter loads[256], stores[256], rest[256], high[16], many[4097];

static struct sock_fprog usual_prog = { sizeof(usual) / sizeof(usual[0]), usual };
static struct sock_fprog two = { 2, usual };
static struct sock_fprog none = { 0, usual };
static struct sock_fprog null_filter = { 3, NULL };
static struct sock_fprog bad_filter = { 3, (struct sock_filter *)BAD };
static struct sock_fprog loads_prog = { 256, loads };
static struct sock_fprog stores_prog = { 256, stores };
static struct sock_fprog rest_prog = { 256, rest };
static struct sock_fprog high_prog = { 16, high };
static struct sock_fprog edge_prog = { 3, NULL };
static struct sock_fprog huge_prog = { 4097, many };
static struct fprog32 usual32 = { sizeof(usual) / sizeof(usual[0]), 0 };
static struct fprog32 bad32 = { 7, BAD };
static uint32_t action_allow = SECCOMP_RET_ALLOW, action_unknown = 0x123;
static uint32_t actions[] = {
	SECCOMP_RET_KILL_PROCESS, SECCOMP_RET_KILL_THREAD, SECCOMP_RET_TRAP, SECCOMP_RET_ERRNO,
	SECCOMP_RET_USER_NOTIF, SECCOMP_RET_TRACE, SECCOMP_RET_LOG,
};
static struct seccomp_notif_sizes sizes = { 80, 24, 64 };
static struct sock_fprog most_prog = { 4096, many };
static uint64_t garbage = 0xdeadbeef00000000;

static void fill(void)
{
	unsigned int i;

	for (i = 0; i < 256; i++) {
		/* LD and LDX: size, mode; ST and STX; then all that is left */
		loads[i] = (struct sock_filter){ (uint16_t)((i & 1) | (i >> 1 & 31) << 3), 1, 2, i };
		stores[i] = (struct sock_filter){ (uint16_t)(2 | (i & 1) | (i >> 1 & 31) << 3),
						  (uint8_t)(i & 1), 0, i };
		rest[i] = (struct sock_filter){ (uint16_t)(4 | (i & 3) | (i >> 2 & 31) << 3),
						(uint8_t)(i >> 7), (uint8_t)(i >> 7), i << 3 };
	}
	for (i = 0; i < 16; i++)
		high[i] = (struct sock_filter){ (uint16_t)(0x1000 * i | 0x100 | i), 0, 0, 0xfffffff0 + i };
}

static void cases(void)
{
	size_t i;

	fill();
	CASE("seccomp: set modes");
	CALL("seccomp", 0, SECCOMP_SET_MODE_STRICT, 0, 0);
	CALL("seccomp", -EINVAL, SECCOMP_SET_MODE_STRICT, 5, A(&usual_prog));
	CALL("seccomp", -EINVAL, SECCOMP_SET_MODE_STRICT, garbage, garbage);
	CALL("seccomp", 0, SECCOMP_SET_MODE_FILTER, 0, A(&two));
	CALL("seccomp", 0, SECCOMP_SET_MODE_FILTER, 1, A(&usual_prog));
	CALL("seccomp", 3, SECCOMP_SET_MODE_FILTER, 0x1f, A(&usual_prog));
	CALL("seccomp", -EINVAL, SECCOMP_SET_MODE_FILTER, 0x80000020, A(&usual_prog));
	CALL("seccomp", -EINVAL, SECCOMP_SET_MODE_FILTER | garbage, garbage | 0xffffffc0, A(&two));
	CALL("seccomp", -EINVAL, SECCOMP_SET_MODE_FILTER, 0, A(&none));
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 0, A(&null_filter));
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 0, A(&bad_filter));
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 0, 0);
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 0, BAD);

	CASE("seccomp: the program ends at the end of memory");
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 0, EDGE(usual_prog));
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 0, EDGE(usual_prog) + 1);
	edge_prog.filter = (void *)EDGE(usual[0]);
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 0, A(&edge_prog));
	edge_prog.filter = (void *)(EDGE(usual[0]) + 1);
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 0, A(&edge_prog));

	CASE("seccomp: instructions of all kinds");
	CALL("seccomp", 0, SECCOMP_SET_MODE_FILTER, 0, A(&loads_prog));
	CALL("seccomp", 0, SECCOMP_SET_MODE_FILTER, 0, A(&stores_prog));
	CALL("seccomp", 0, SECCOMP_SET_MODE_FILTER, 0, A(&rest_prog));
	CALL("seccomp", 0, SECCOMP_SET_MODE_FILTER, 0, A(&high_prog));

	CASE("seccomp: more instructions than there can be");
	CALL("seccomp", -EINVAL, SECCOMP_SET_MODE_FILTER, 0, A(&huge_prog));
	CALL("seccomp", 0, SECCOMP_SET_MODE_FILTER, 0, A(&most_prog));

	CASE("seccomp: available actions");
	for (i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		CALL("seccomp", 0, SECCOMP_GET_ACTION_AVAIL, 0, A(&actions[i]));
	CALL("seccomp", 0, SECCOMP_GET_ACTION_AVAIL, 0, EDGE(action_allow));
	CALL("seccomp", -EOPNOTSUPP, SECCOMP_GET_ACTION_AVAIL, 7, A(&action_unknown));
	CALL("seccomp", -EFAULT, SECCOMP_GET_ACTION_AVAIL, garbage, BAD);
	CALL("seccomp", -EFAULT, SECCOMP_GET_ACTION_AVAIL, 0, EDGE(action_allow) + 1);
	CALL("seccomp", -EFAULT, SECCOMP_GET_ACTION_AVAIL, 0, 0);

	CASE("seccomp: sizes of the notifications");
	CALL("seccomp", 0, SECCOMP_GET_NOTIF_SIZES, 0, A(&sizes));
	CALL("seccomp", 0, SECCOMP_GET_NOTIF_SIZES, 1, EDGE(sizes));
	CALL("seccomp", 0, SECCOMP_GET_NOTIF_SIZES, 1, EDGE(sizes) + 1);
	CALL("seccomp", -EFAULT, SECCOMP_GET_NOTIF_SIZES, 0, BAD);
	CALL("seccomp", -EINVAL, SECCOMP_GET_NOTIF_SIZES, 0xffffffff, A(&sizes));
	CALL("seccomp", -EFAULT, SECCOMP_GET_NOTIF_SIZES, 0, 0);

	CASE("seccomp: unknown operations");
	CALL("seccomp", -EINVAL, 4, 1, A(&sizes));
	CALL("seccomp", -EINVAL, 0xffffffff, 0xffffffff, garbage);

	CASE("prctl: PR_SET_SECCOMP");
	CALL("prctl", 0, PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 1, 2, 3);
	CALL("prctl", 0, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, A(&usual_prog), 2, 3);
	CALL("prctl", 0, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, A(&null_filter));
	CALL("prctl", -EFAULT, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, BAD);
	CALL("prctl", -EINVAL, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, 0);
	CALL("prctl", -EINVAL, PR_SET_SECCOMP, SECCOMP_MODE_DISABLED, 1, 2, 3);
	CALL("prctl", -EINVAL, PR_SET_SECCOMP, 3, A(&two), 2, 3);

	I386();
	CASE("seccomp: i386");
	usual32.filter = (uint32_t)A(usual);
	CALL("seccomp", 0, SECCOMP_SET_MODE_STRICT, 0, 0);
	CALL("seccomp", 0, SECCOMP_SET_MODE_FILTER, 3, A(&usual32));
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 3, EDGE(usual32));
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 3, EDGE(usual32) + 1);
	CALL("seccomp", -EFAULT, SECCOMP_SET_MODE_FILTER, 3, A(&bad32));
	CALL("seccomp", 0, SECCOMP_GET_NOTIF_SIZES, 0, A(&sizes));
	CALL("seccomp", 0, SECCOMP_GET_ACTION_AVAIL, 0, A(&action_allow));
	CALL("prctl", 0, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, A(&usual32));
	CALL("prctl", -EFAULT, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, A(&bad32));
}
