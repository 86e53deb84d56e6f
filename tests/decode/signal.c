// SPDX-License-Identifier: GPL-2.0
/* Signals: actions, sets, masks, siginfo. */
#include "cases.h"

#include <signal.h>

struct action { uint64_t handler, flags, restorer, mask; };
struct action32 { uint32_t handler, flags, restorer, mask[2]; };
struct old_action32 { uint32_t handler, mask, flags, restorer; };

static struct action handler = { 0x12345678, 0x04000000, 0x87654321, 0x10001 };
static struct action ignore = { 1, 0xd0000007, 0, ~0ULL };
static struct action bare = { 0, 0, 0x1234, 0 };
static struct action error = { ~0ULL, 0x3fe, 3, 0xfffffffe7ffbfeffULL };
static struct action mostly = { 0x12345678, 0x1c000002, 3, 0x00000000ffffffffULL };

static uint64_t sets[] = { 0, ~0ULL, 0x3, ~0x40100ULL, 0x8000000000000000, 0x0f0f0f0f0f0f0f0f,
			   0x80000000, 0x100000000, 0xfffffc0000000000, 0x3ffffffffff, 0x7ffffffffff };

static void actions(void)
{
	CASE("rt_sigaction");
	CALL("rt_sigaction", 0, SIGUSR1, A(&handler), A(&ignore), 8);
	CALL("rt_sigaction", 0, SIGUSR1, A(&handler), 0, 8);
	CALL("rt_sigaction", 0, SIGSYS, 0, A(&bare), 8);
	CALL("rt_sigaction", 0, SIGSYS, 0, A(&error), 8);
	CALL("rt_sigaction", 0, 34, A(&mostly), A(&handler), 8);
	CALL("rt_sigaction", 0, 64, A(&bare), BAD, 8);
	CALL("rt_sigaction", -EINVAL, SIGKILL, A(&bare), A(&bare), 8);
	CALL("rt_sigaction", -EINVAL, 0, A(&ignore), 0, 16);
	CALL("rt_sigaction", -EINVAL, 65, A(&ignore), 0, 4);
	CALL("rt_sigaction", -EINVAL, (uint64_t)-1, A(&ignore), 0, 0);
	CALL("rt_sigaction", -EFAULT, 32, BAD, 0, 8);
	CALL("rt_sigaction", -EFAULT, 33, edge(&handler, 31), 0, 8);
	CALL("rt_sigaction", 0, 33, edge(&handler, 24), 0, 8);
	CALL("rt_sigaction", 0, 31, 0, 0, 0xffffffffffffffff);

	CASE("rt_sigaction: the structure at a page's edge");
	TOLERATE("strace reads 88 bytes of a structure of which the kernel reads 32, and gives up");
	CALL("rt_sigaction", 0, 34, A(&mostly), EDGE(handler), 8);
}

static void masks(void)
{
	size_t i;

	CASE("rt_sigprocmask");
	for (i = 0; i < sizeof(sets) / sizeof(sets[0]); i++)
		CALL("rt_sigprocmask", 0, i % 4, A(&sets[i]), A(&sets[i]), 8);
	CALL("rt_sigprocmask", 0, SIG_BLOCK, 0, EDGE(sets[1]), 8);
	CALL("rt_sigprocmask", -EFAULT, SIG_UNBLOCK, BAD, A(sets), 8);
	CALL("rt_sigprocmask", 0, SIG_SETMASK, A(sets), BAD, 8);
	CALL("rt_sigprocmask", -EINVAL, 77, A(sets), A(sets), 8);

	CASE("rt_sigprocmask: odd sizes");
	for (i = 0; i <= 20; i++)
		CALL("rt_sigprocmask", 0, SIG_BLOCK, A(&sets[2]), A(&sets[3]), i);
	CALL("rt_sigprocmask", -EINVAL, SIG_BLOCK, A(&sets[2]), A(&sets[3]), 128);
	CALL("rt_sigprocmask", -EINVAL, SIG_BLOCK, A(&sets[2]), A(&sets[3]), 0x100000008);
	CALL("rt_sigprocmask", -EINVAL, SIG_BLOCK, edge(&sets[2], 7), A(&sets[3]), 8);

	CASE("rt_sigpending, rt_sigsuspend");
	for (i = 0; i <= 16; i++) {
		CALL("rt_sigpending", 0, A(&sets[2]), i);
		CALL("rt_sigpending", 0, A(&sets[3]), i);
		CALL("rt_sigsuspend", -EINTR, A(&sets[2]), i);
	}
	CALL("rt_sigpending", -EFAULT, A(&sets[2]), 8);
	CALL("rt_sigpending", 0, 0, 8);
	CALL("rt_sigpending", 0, BAD, 8);
	CALL("rt_sigpending", 0, edge(&sets[2], 4), 8);
	CALL("rt_sigpending", 0, edge(&sets[2], 4), 4);
	CALL("rt_sigsuspend", -EFAULT, 0, 8);
	CALL("rt_sigsuspend", -EFAULT, BAD, 8);
	CALL("rt_sigsuspend", -514, A(&sets[6]), 8);
	CALL("pause", -514, 0);
	CALL("pause", -EINTR, 0);

	CASE("signalfd");
	for (i = 0; i <= 9; i++)
		CALL("signalfd", 3, (uint64_t)-1, A(&sets[2]), i);
	CALL("signalfd4", 3, (uint64_t)-1, A(&sets[2]), 8, 02004000);
	CALL("signalfd4", -EINVAL, 3, A(&sets[0]), 8, 4);
	CALL("signalfd4", -EINVAL, 3, A(&sets[1]), 8, 02000001);
	CALL("signalfd4", -EFAULT, 3, BAD, 8, 0);
	CALL("signalfd4", -EFAULT, 3, 0, 8, 04000);
}

static const int senders[] = { SI_USER, SI_KERNEL, SI_QUEUE, SI_TIMER, SI_MESGQ, SI_ASYNCIO, SI_SIGIO,
			       SI_TKILL, SI_DETHREAD, SI_ASYNCNL, -8, 7, 1, 2, 0x81, 0x8000 };
static const int causes[] = { SIGCHLD, SIGILL, SIGFPE, SIGTRAP, SIGBUS, SIGSEGV, SIGIO, SIGSYS, SIGURG,
			      SIGUSR1, SIGPROF, 34, 64, 77, -1, 0 };

static siginfo_t infos[16 * 34 + 64];
static size_t nr_infos;

static siginfo_t *info(int signo, int error, int code)
{
	siginfo_t *si = &infos[nr_infos++];
	size_t i;

	for (i = 16; i < sizeof(*si); i++)
		((unsigned char *)si)[i] = (unsigned char)(i % 3 ? 0 : i);
	si->si_signo = signo;
	si->si_errno = error;
	si->si_code = code;
	return si;
}

static void queue(const siginfo_t *si, size_t size)
{
	if (now.abi == SCT_ABI_I386 || size != sizeof(*si))
		CALL("rt_sigqueueinfo", 0, 123, SIGUSR1, edge(si, size));
	else
		CALL("rt_sigqueueinfo", 0, 123, SIGUSR1, A(si));
}

static void all_infos(void)
{
	size_t i, k;
	int code;

	nr_infos = 0;
	for (i = 0; i < sizeof(causes) / sizeof(causes[0]); i++) {
		for (k = 0; k < sizeof(senders) / sizeof(senders[0]); k++)
			queue(info(causes[i], k % 3 ? 0 : (int)k, senders[k]), sizeof(siginfo_t));
		for (code = 3; code <= 9 && i < 8; code++)
			queue(info(causes[i], code == 5 ? -1 : 0, code), sizeof(siginfo_t));
	}
}

static void siginfos(void)
{
	siginfo_t *si;

	CASE("siginfo: every signal and code");
	all_infos();

	CASE("siginfo: errors");
	queue(info(SIGUSR1, ENOENT, SI_QUEUE), sizeof(*si));
	queue(info(SIGUSR1, 133, SI_QUEUE), sizeof(*si));
	queue(info(SIGUSR1, 134, SI_USER), sizeof(*si));
	queue(info(SIGUSR1, 512, SI_USER), sizeof(*si));
	queue(info(SIGUSR1, -EINVAL, SI_USER), sizeof(*si));
	queue(info(SIGUSR1, 0x7fffffff, SI_USER), sizeof(*si));

	CASE("siginfo: children");
	si = info(SIGCHLD, 0, CLD_EXITED);
	si->si_pid = 5;
	si->si_uid = (uid_t)-1;
	si->si_status = 255;
	si->si_utime = 0;
	si->si_stime = 1;
	queue(si, sizeof(*si));
	si->si_status = -3;
	si->si_utime = -5;
	si->si_stime = 12345678901;
	queue(si, sizeof(*si));
	si->si_code = CLD_KILLED;
	si->si_status = SIGSEGV;
	queue(si, sizeof(*si));
	si->si_code = CLD_TRAPPED;
	si->si_status = SIGTRAP | 0x80;
	queue(si, sizeof(*si));
	si->si_status = SIGTRAP | 4 << 8;
	queue(si, sizeof(*si));
	si->si_code = CLD_STOPPED;
	si->si_status = 34;
	queue(si, sizeof(*si));
	si->si_code = 99;
	queue(si, sizeof(*si));

	CASE("siginfo: faults");
	si = info(SIGSEGV, 0, SEGV_BNDERR);
	si->si_addr = (void *)0x1234;
	si->si_lower = NULL;
	si->si_upper = (void *)0x7fff00001000;
	queue(si, sizeof(*si));
	si->si_code = SEGV_PKUERR;
	si->si_pkey = 15;
	queue(si, sizeof(*si));
	si->si_pkey = (unsigned int)-1;
	si->si_addr = NULL;
	queue(si, sizeof(*si));
	si = info(SIGBUS, 0, BUS_MCEERR_AR);
	si->si_addr_lsb = 12;
	queue(si, sizeof(*si));
	si->si_addr_lsb = 0;
	queue(si, sizeof(*si));
	si->si_code = BUS_MCEERR_AO;
	si->si_addr_lsb = -1;
	queue(si, sizeof(*si));
	si = info(SIGTRAP, 0, 6);
	memset(&si->si_addr, 0x11, 32);
	queue(si, sizeof(*si));
	si->si_code = TRAP_HWBKPT;
	queue(si, sizeof(*si));

	CASE("siginfo: timers, polling, calls");
	si = info(SIGALRM, 0, SI_TIMER);
	si->si_timerid = 3;
	si->si_overrun = -1;
	si->si_int = -2;
	queue(si, sizeof(*si));
	memset(&si->si_timerid, 0, 24);
	queue(si, sizeof(*si));
	si = info(SIGIO, 0, POLL_IN);
	si->si_band = 0x41;
	si->si_fd = 0;
	queue(si, sizeof(*si));
	si->si_band = -1;
	si->si_fd = -1;
	queue(si, sizeof(*si));
	si->si_code = SI_SIGIO;
	queue(si, sizeof(*si));
	si = info(SIGSYS, 38, 1);
	si->si_call_addr = (void *)0x400123;
	si->si_syscall = 2;
	si->si_arch = 0xc000003e;
	queue(si, sizeof(*si));
	si->si_arch = 0x40000003;
	queue(si, sizeof(*si));
	si->si_arch = 0xc00000b7;
	queue(si, sizeof(*si));
	si->si_arch = 0x123;
	si->si_syscall = -1;
	queue(si, sizeof(*si));
	si->si_arch = 0xc000003e;
	si->si_code = 2;
	si->si_syscall = 9999;
	queue(si, sizeof(*si));

	CASE("siginfo: values");
	si = info(SIGUSR2, 0, SI_QUEUE);
	memset(&si->si_pid, 0, 24);
	queue(si, sizeof(*si));
	si->si_value.sival_ptr = (void *)0x123456789abc;
	queue(si, sizeof(*si));
	si->si_code = SI_KERNEL;
	queue(si, sizeof(*si));
	si->si_pid = 1;
	queue(si, sizeof(*si));
	si->si_pid = 0;
	si->si_uid = 1;
	si->si_value.sival_ptr = NULL;
	queue(si, sizeof(*si));
	si->si_uid = 0;
	queue(si, sizeof(*si));
	si->si_code = SI_MESGQ;
	queue(si, sizeof(*si));
	queue(si, sizeof(*si) - 1);
	queue(si, 12);
}

static void others(void)
{
	static siginfo_t zero;
	siginfo_t *si = info(SIGUSR1, 0, SI_QUEUE);

	CASE("sending");
	CALL("rt_sigqueueinfo", -ESRCH, (uint64_t)-1, 77, BAD);
	CALL("rt_sigqueueinfo", -EFAULT, 1, 0, 0);
	CALL("rt_sigqueueinfo", -EPERM, 1, 64, A(si));
	CALL("rt_tgsigqueueinfo", 0, 1, 2, SIGUSR1, A(si));
	CALL("rt_tgsigqueueinfo", -EFAULT, (uint64_t)-1, (uint64_t)-2, 0, BAD);
	CALL("rt_tgsigqueueinfo", -EINVAL, 1, 2, 35, A(&zero));
	CALL("pidfd_send_signal", 0, 3, SIGTERM, 0, 0);
	CALL("pidfd_send_signal", 0, 3, SIGTERM, A(si), 0);
	CALL("pidfd_send_signal", -EBADF, (uint64_t)-1, SIGKILL, BAD, 0x80000000);
	CALL("kill", 0, 0, 0);
	CALL("kill", -ESRCH, (uint64_t)-1, SIGKILL);
	CALL("kill", -EINVAL, 0xffffffff00000005, 0xffffffff00000009);
	CALL("kill", -EINVAL, 1, 65);
	CALL("tkill", 0, 5, SIGHUP);
	CALL("tkill", -EINVAL, 5, (uint64_t)-1);
	CALL("tgkill", 0, 4, 5, 64);
	CALL("tgkill", -ESRCH, 4, 5, 32);

	CASE("rt_sigtimedwait");
	{
		static struct { int64_t s, ns; } t = { 1, 500 }, odd = { -1, -5 }, big = { 1LL << 60, 1LL << 62 };

		CALL("rt_sigtimedwait", SIGUSR1, A(&sets[2]), A(si), A(&t), 8);
		CALL("rt_sigtimedwait", 34, A(&sets[2]), 0, 0, 8);
		CALL("rt_sigtimedwait", 64, A(&sets[2]), BAD, A(&odd), 8);
		CALL("rt_sigtimedwait", 65, A(&sets[2]), EDGE(*si), A(&big), 8);
		CALL("rt_sigtimedwait", 0, A(&sets[2]), A(&zero), EDGE(t), 8);
		CALL("rt_sigtimedwait", -EAGAIN, A(&sets[2]), A(si), A(&t), 8);
		CALL("rt_sigtimedwait", -EINTR, BAD, A(si), BAD, 8);
		CALL("rt_sigtimedwait", -EINVAL, A(sets), A(si), A(&t), 4);
		CALL("rt_sigtimedwait", -EINVAL, A(sets), A(si), A(&t), 16);
	}

	CASE("sigaltstack");
	{
		static struct { uint64_t sp; int32_t flags; uint64_t size; }
			on = { 0x7fff0000, 1, 8192 }, off = { 0, 2, 0 }, odd = { 1, -1, ~0ULL }, zero_flags = { 5, 0, 1 };
		static struct { uint64_t sp; uint32_t flags; uint64_t size; } disarm = { 0x123, 0x80000000, 2048 },
			both = { 0x123, 0x80000001, 2048 }, unknown = { 0x123, 0x40, 2048 };

		CALL("sigaltstack", 0, A(&on), A(&off));
		CALL("sigaltstack", 0, A(&disarm), A(&odd));
		CALL("sigaltstack", 0, A(&both), A(&unknown));
		CALL("sigaltstack", 0, 0, EDGE(zero_flags));
		CALL("sigaltstack", 0, 0, 0);
		CALL("sigaltstack", -EFAULT, BAD, BAD);
		CALL("sigaltstack", -EPERM, A(&on), A(&off));
		CALL("sigaltstack", -EFAULT, edge(&on, 23), 0);
	}
}

static struct action32 actions32[] = {
	{ 0x12345678, 0x04000000, 0x87654321, { 0x10001, 0 } },
	{ 1, 0xd0000007, 5, { 0xffffffff, 0xffffffff } },
	{ 0xffffffff, 0, 5, { 0, 0x80000000 } }, { 0, 0x200, 5, { 0xffffffff, 0 } },
};

static struct old_action32 old_actions[] = {
	{ 0x12345678, 0x10001, 0x04000000, 0x87654321 }, { 1, 0xffffffff, 0xd0000007, 5 },
	{ 0xffffffff, 0x80000000, 0x200, 3 }, { 0, 0, 0, 0 }, { 3, 0x00ffffff, 0x40000000, 0 },
};

static uint32_t old_sets[] = { 0, 0xffffffff, 3, 0x7fffffff, 0x80000000, 0x1fffff, 0xfffff, 0x3fffff };

static void i386(void)
{
	size_t i;
	I386();
	CASE("rt_sigaction, i386");
	for (i = 0; i < 4; i++)
		CALL("rt_sigaction", 0, SIGINT, A(&actions32[i]), A(&actions32[3 - i]), 8);
	CALL("rt_sigaction", -EFAULT, SIGINT, edge(actions32, 19), BAD, 8);
	CALL("rt_sigaction", -EFAULT, SIGINT, BAD, 0, 4);

	CASE("sigaction, i386");
	for (i = 0; i < 5; i++)
		CALL("sigaction", 0, SIGINT, A(&old_actions[i]), A(&old_actions[4 - i]));
	CALL("sigaction", -EINVAL, 0, A(old_actions), A(old_actions));
	CALL("sigaction", 0, 64, EDGE(old_actions[1]), BAD);
	CALL("sigaction", -EFAULT, 65, edge(old_actions, 15), 0);
	CALL("sigaction", 0, (uint64_t)-SIGINT, 0, A(&old_actions[1]));

	CASE("signal, i386");
	CALL("signal", 0, SIGINT, 0);
	CALL("signal", 1, SIGINT, 1);
	CALL("signal", 0x12345678, SIGUSR1, 0x1234);
	CALL("signal", -EINVAL, SIGKILL, 0xffffffff);
	CALL("signal", 2, 77, 2);

	CASE("old sets, i386");
	for (i = 0; i < sizeof(old_sets) / sizeof(old_sets[0]); i++) {
		CALL("sigprocmask", 0, i % 4, A(&old_sets[i]), A(&old_sets[7 - i]));
		CALL("sigpending", 0, A(&old_sets[i]));
		CALL("sigsuspend", -EINTR, 1, 2, old_sets[i]);
		CALL("ssetmask", old_sets[i] & 0x7fffffff, old_sets[i]);
		CALL("sgetmask", old_sets[i] & 0x7fffffff, 0);
	}
	CALL("sigprocmask", 0, 0, EDGE(old_sets[2]), EDGE(old_sets[1]));
	CALL("sigprocmask", -EFAULT, 0, BAD, A(old_sets));
	CALL("sigprocmask", 0, 1, 0, 0);
	CALL("sigprocmask", 0, 1, edge(old_sets, 3), 0);
	CALL("sigpending", -EFAULT, BAD);
	CALL("sigpending", 0, BAD);

	CASE("masks, i386");
	for (i = 0; i <= 10; i++) {
		CALL("rt_sigprocmask", 0, SIG_BLOCK, A(&sets[2]), A(&sets[3]), i);
		CALL("rt_sigpending", 0, A(&sets[2]), i);
		CALL("rt_sigpending", 0, A(&sets[3]), i);
		CALL("rt_sigsuspend", -EINTR, A(&sets[2]), i);
		CALL("signalfd4", 5, 4, A(&sets[2]), i, 0);
	}
	CALL("rt_sigprocmask", 0, SIG_BLOCK, A(&sets[9]), A(&sets[10]), 8);

	CASE("rt_sigtimedwait, i386");
	{
		static struct { int32_t s, ns; } t32 = { -1, 500 };
		static struct { int64_t s, ns; } t64 = { 1, 500 };

		CALL("rt_sigtimedwait", SIGUSR1, A(&sets[2]), 0, A(&t32), 8);
		CALL("rt_sigtimedwait_time64", SIGUSR1, A(&sets[2]), 0, A(&t64), 8);
		CALL("rt_sigtimedwait_time64", -EAGAIN, A(&sets[2]), 0, EDGE(t64), 8);
		CALL("rt_sigtimedwait_time64", -EAGAIN, A(&sets[2]), BAD, BAD, 8);
	}

	CASE("sigaltstack, i386");
	{
		static struct { uint32_t sp, flags, size; } stack = { 0xfff00000, 0x80000002, 0xffffffff };

		CALL("sigaltstack", 0, A(&stack), EDGE(stack));
		CALL("sigaltstack", 0, edge(&stack, 11), 0);
	}

	CASE("siginfo, i386: every signal and code");
	all_infos();
}

/* With the numbers beside the names, strace 6.1 ends itself on the larger sets. */
static void spare_strace(void)
{
	size_t i;

	for (i = 3; i < sizeof(sets) / sizeof(sets[0]); i++)
		sets[i] = 1ULL << 6 * i;
	error.mask = mostly.mask = 3;
	actions32[3].mask[0] = old_actions[4].mask = 5;
	for (i = 3; i < 8; i++)
		old_sets[i] = 1U << 4 * i;
}

static void cases(void)
{
	if (verbose_constants)
		spare_strace();
	actions();
	masks();
	siginfos();
	others();
	i386();
}
