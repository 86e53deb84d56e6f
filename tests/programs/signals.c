// SPDX-License-Identifier: GPL-2.0
/*
 * usage: signals [term|kill|segv|abort|ill|fpe]: handlers, ignored signals, masks and waits for
 * signals; then an end by the signal named.
 */
#include "program.h"

#include <sys/signalfd.h>
#include <sys/time.h>

static volatile int handled;

static void on_signal(int signo)
{
	handled += signo;
}

static void on_siginfo(int signo, siginfo_t *info, void *context)
{
	(void)context;
	handled += signo + info->si_value.sival_int;
}

static void handlers(void)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
	union sigval value = { .sival_int = 1000 };

	sigaddset(&action.sa_mask, SIGUSR2);
	must(!sigaction(SIGUSR1, &action, NULL));
	must(!raise(SIGUSR1) && handled == SIGUSR1);
	must(!kill(getpid(), SIGUSR1) && handled == 2 * SIGUSR1);
	action.sa_sigaction = on_siginfo;
	action.sa_flags = SA_SIGINFO | SA_NODEFER;
	must(!sigaction(SIGRTMIN + 1, &action, NULL));
	handled = 0;
	must(!sigqueue(getpid(), SIGRTMIN + 1, value) && handled == SIGRTMIN + 1 + 1000);
	must_fail(kill(getpid(), 99), EINVAL);
	must(!kill(getpid(), 0));
}

static void ignored(void)
{
	must(signal(SIGUSR2, SIG_IGN) != SIG_ERR);
	must(!raise(SIGUSR2));
	must(!raise(SIGCHLD));
	must(!raise(SIGWINCH));
	must(!raise(SIGCONT));
}

static void masks(void)
{
	sigset_t set, empty, pending;
	struct timespec now = { 0, 0 };
	siginfo_t info;

	sigemptyset(&empty);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGRTMIN + 2);
	must(!sigprocmask(SIG_BLOCK, &set, NULL));
	must(!raise(SIGUSR1));
	must(!sigpending(&pending) && sigismember(&pending, SIGUSR1));
	handled = 0;
	must_fail(sigsuspend(&empty), EINTR);
	must(handled == SIGUSR1);
	must(!raise(SIGRTMIN + 2));
	must(sigtimedwait(&set, &info, &now) == SIGRTMIN + 2);
	must_fail(sigtimedwait(&set, &info, &now), EAGAIN);
	must(!sigprocmask(SIG_UNBLOCK, &set, NULL));
}

static void descriptor(void)
{
	struct signalfd_siginfo info;
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	must(!sigprocmask(SIG_BLOCK, &set, NULL));
	fd = signalfd(-1, &set, SFD_CLOEXEC);
	must(fd >= 0);
	must(!raise(SIGUSR1));
	must(read(fd, &info, sizeof(info)) == sizeof(info) && info.ssi_signo == SIGUSR1);
	must(!close(fd));
	must(!sigprocmask(SIG_UNBLOCK, &set, NULL));
}

static void alternate_stack(void)
{
	static char stack[16384];
	stack_t ss = { .ss_sp = stack, .ss_size = sizeof(stack) }, old;
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_ONSTACK };

	must(!sigaltstack(&ss, &old));
	must(!sigaction(SIGUSR1, &action, NULL));
	must(!raise(SIGUSR1));
}

/* pause() is interrupted, and says so with a number that no program ever sees. */
static void interrupted(void)
{
	struct itimerval soon = { .it_value = { 0, 20000 } };

	must(signal(SIGALRM, on_signal) != SIG_ERR);
	must(!setitimer(ITIMER_REAL, &soon, NULL));
	must_fail(pause(), EINTR);
}

static void end_by(const char *how)
{
	if (!strcmp(how, "term"))
		raise(SIGTERM);
	else if (!strcmp(how, "kill"))
		raise(SIGKILL);
	else if (!strcmp(how, "segv"))
		*(volatile int *)0x1234 = 1;
	else if (!strcmp(how, "abort"))
		abort();
	else if (!strcmp(how, "ill"))
		__builtin_trap();
	else if (!strcmp(how, "fpe"))
		__asm__ volatile("xor %%ecx, %%ecx\n\tdivl %%ecx" : : : "eax", "ecx", "edx", "cc");
}

int main(int argc, char **argv)
{
	handlers();
	ignored();
	masks();
	descriptor();
	alternate_stack();
	interrupted();
	if (argc > 1)
		end_by(argv[1]);
	return argc > 1 ? 99 : 0;
}
