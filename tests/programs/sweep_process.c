// SPDX-License-Identifier: GPL-2.0
/* Calls on processes, signals, clocks, memory and System V objects with one thing wrong at a time. */
#include "sweep.h"

#include <linux/capability.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <mqueue.h>
#include <poll.h>
#include <sched.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <sys/utsname.h>
#include <time.h>

static uint64_t set = 0x7fffffffUL << 20 | 5;
static struct { void *handler; unsigned long flags; void *restorer; uint64_t mask; } action = {
	SIG_IGN, SA_RESTART | SA_SIGINFO, NULL, 0x12345
};
static char old_action[128];
static siginfo_t info = { .si_signo = SIGUSR1, .si_code = SI_QUEUE };
static stack_t stack = { .ss_sp = (void *)0x1000, .ss_flags = SS_DISABLE, .ss_size = 8192 };
static struct timespec soon = { 0, 1000 }, invalid = { -1, 1000000000 };
static struct timeval soon_us = { 0, 1 };
static struct itimerval timer = { { 100, 5 }, { 100, 6 } };
static struct itimerspec timer_spec = { { 100, 5 }, { 100, 6 } };
static struct sigevent event = { .sigev_notify = SIGEV_NONE, .sigev_signo = SIGUSR2 };
static struct timex timex = { .modes = 0x8000 };
static struct rlimit limit = { 0, RLIM_INFINITY };
static struct { uint32_t size, policy; uint64_t flags; int32_t nice; uint32_t priority; uint64_t times[3]; } attr = {
	.size = 48, .policy = SCHED_BATCH, .nice = 1	/* struct sched_attr: its header does not go with <sched.h> */
};
static struct sched_param param = { 0 };
static unsigned long cpus[2] = { 1, 0 };
static unsigned int groups[3] = { 1, 2, 3 };
static struct __user_cap_header_struct cap_header = { _LINUX_CAPABILITY_VERSION_3, 0 };
static struct __user_cap_data_struct cap_data[2] = { { 0xffffffff, 0xffffffff, 0 }, { 0x1ff, 0x1ff, 0 } };
static char *arguments[] = { "program", "with", "arguments", NULL };
static struct clone_args no_clone = { .flags = ~0ULL, .exit_signal = 17 };
static struct pollfd polled[2] = { { 77, POLLIN, 0 }, { 0, POLLOUT | POLLPRI, 0 } };
static fd_set descriptors = { { 5 } };
static int number = 7;
static struct { long type; char text[8]; } message = { 3, "message" };
static struct sembuf operations[2] = { { 0, 1, IPC_NOWAIT }, { 1, -1, IPC_NOWAIT | SEM_UNDO } };
static struct mq_attr queue = { 0, 4, 32, 0, { 0 } };

static void signals(void)
{
	/* not at an edge: strace reads more of it than the kernel does */
	SWEEP(rt_sigaction, VAL(SIGUSR1), VAL(&action), VAL(&old_action), VAL(8));
	SWEEP(rt_sigaction, VAL(SIGKILL), VAL(&action), VAL(0), VAL(8));
	SWEEP(rt_sigaction, VAL(99), VAL(16), VAL(&old_action), VAL(16));
	SWEEP(rt_sigprocmask, VAL(SIG_BLOCK), IN(set), OUT(8), VAL(8));
	SWEEP(rt_sigprocmask, VAL(9), IN(set), OUT(8), VAL(8));
	SWEEP(rt_sigpending, OUT(8), VAL(8));
	SWEEP(rt_sigtimedwait, IN(set), OUT(128), VAL(&soon), VAL(8));
	SWEEP(rt_sigqueueinfo, VAL(-5), VAL(SIGUSR1), IN(info));
	SWEEP(rt_tgsigqueueinfo, VAL(-5), VAL(1), VAL(SIGUSR1), IN(info));
	SWEEP(sigaltstack, IN(stack), OUT(24));
	SWEEP(kill, VAL(getpid()), VAL(0));
	SWEEP(kill, VAL(getpid()), VAL(200));
	SWEEP(tgkill, VAL(getpid()), VAL(getpid()), VAL(0));
	SWEEP_OPEN(signalfd4, VAL(-1), IN(set), VAL(8), BITS(02000000));
	SWEEP(rt_sigprocmask, VAL(SIG_SETMASK), OUT(8), VAL(0), VAL(8));
}

static void clocks(void)
{
	timer_t id;

	SWEEP(nanosleep, IN(soon), OUT(16));
	SWEEP(nanosleep, IN(invalid), OUT(16));
	SWEEP(clock_nanosleep, VAL(CLOCK_MONOTONIC), BITS(0), IN(soon), OUT(16));
	SWEEP(clock_getres, VAL(CLOCK_BOOTTIME), OUT(16));
	SWEEP(clock_getres, VAL(99), OUT(16));
	SWEEP(clock_settime, VAL(99), IN(soon));
	SWEEP(clock_adjtime, VAL(99), IN(timex));
	SWEEP(setitimer, VAL(ITIMER_VIRTUAL), IN(timer), OUT(32));
	SWEEP(getitimer, VAL(ITIMER_PROF), OUT(32));
	SWEEP(getitimer, VAL(9), OUT(32));
	SWEEP(timer_create, VAL(99), IN(event), OUT(4));
	must(!timer_create(CLOCK_MONOTONIC, &event, &id));
	SWEEP(timer_settime, VAL(id), BITS(1), IN(timer_spec), OUT(32));
	SWEEP(timer_getoverrun, VAL(id));
	SWEEP(timer_delete, VAL(id));
	SWEEP_OPEN(timerfd_create, VAL(CLOCK_MONOTONIC), BITS(02000000));
	SWEEP(timerfd_settime, FD(77), BITS(1), IN(timer_spec), OUT(32));
	SWEEP(alarm, VAL(0));
}

static void processes(void)
{
	SWEEP(execve, STR("./no-such-program"), IN(arguments), IN(arguments));
	SWEEP(execveat, FD(AT_FDCWD), STR("no-such-program"), IN(arguments), VAL(0), BITS(AT_EMPTY_PATH));
	SWEEP(clone3, IN(no_clone), VAL(sizeof(no_clone)));
	SWEEP(clone3, IN(no_clone), VAL(7));
	SWEEP(unshare, VAL(0x40000001));
	SWEEP(wait4, VAL(-1), OUT(4), BITS(WNOHANG), OUT(sizeof(struct rusage)));
	SWEEP(waitid, VAL(P_ALL), VAL(0), OUT(128), VAL(WNOHANG | WEXITED), OUT(sizeof(struct rusage)));
	SWEEP(waitid, VAL(9), VAL(0), OUT(128), BITS(WNOHANG), VAL(0));
	SWEEP(prlimit64, VAL(0), VAL(RLIMIT_CORE), IN(limit), OUT(16));
	SWEEP(getrlimit, VAL(RLIMIT_MEMLOCK), OUT(16));
	SWEEP(setrlimit, VAL(99), IN(limit));
	SWEEP(getrusage, VAL(9), OUT(sizeof(struct rusage)));
	SWEEP(getpriority, VAL(PRIO_PROCESS), VAL(0));
	SWEEP(setpriority, VAL(9), VAL(0), VAL(5));
	SWEEP(sched_setattr, VAL(0), IN(attr), BITS(0));
	SWEEP(sched_getattr, VAL(0), OUT(48), VAL(48), BITS(0));
	SWEEP(sched_setscheduler, VAL(0), VAL(SCHED_OTHER | 0x40000000), IN(param));
	SWEEP(sched_getparam, VAL(0), OUT(4));
	SWEEP(sched_rr_get_interval, VAL(0), OUT(16));
	SWEEP(sched_setaffinity, VAL(0), VAL(16), IN(cpus));
	SWEEP(sched_getaffinity, VAL(0), VAL(16), OUT(16));
	SWEEP(getgroups, VAL(32), OUT(128));
	SWEEP(setgroups, VAL(3), IN(groups));
	SWEEP(setresuid, VAL(-1), VAL(-1), VAL(-1));
	SWEEP(getresuid, OUT(4), OUT(4), OUT(4));
	SWEEP(capget, IN(cap_header), OUT(24));
	SWEEP(capset, IN(cap_header), IN(cap_data));
	SWEEP(prctl, VAL(PR_SET_NAME), STR("a name"));
	SWEEP(prctl, VAL(PR_GET_NAME), OUT(16));
	SWEEP(prctl, VAL(PR_GET_PDEATHSIG), OUT(4));
	SWEEP(prctl, VAL(PR_CAP_AMBIENT), VAL(1), VAL(99), VAL(0), VAL(0));
	SWEEP(prctl, VAL(0x12345678), VAL(1), VAL(2), VAL(3), VAL(4));
	SWEEP(arch_prctl, VAL(0x1003), OUT(8));
	SWEEP(uname, OUT(sizeof(struct utsname)));
	SWEEP(sethostname, STR("a name"), VAL(-1));
	SWEEP(personality, VAL(0xffffffff));
	SWEEP(seccomp, VAL(9), BITS(1), IN(cap_header));
	SWEEP(getrandom, OUT(4), VAL(-1), VAL(0x40000000));
	SWEEP_OPEN(pidfd_open, VAL(getpid()), BITS(0));
	SWEEP(kcmp, VAL(getpid()), VAL(getpid()), VAL(1), VAL(0), VAL(0));
}

static void memory(void)
{
	char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	must(page != MAP_FAILED);
	SWEEP(mmap, VAL(page), VAL(4096), BITS(PROT_READ), VAL(MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS), FD(-1), VAL(0));
	SWEEP(mmap, VAL(0), VAL(0), VAL(PROT_READ), VAL(0x7fffffff), FD(99), VAL(1));
	SWEEP(mprotect, VAL(page), VAL(4096), VAL(PROT_READ | PROT_WRITE));
	SWEEP(mprotect, VAL(page + 1), VAL(4096), VAL(0x40000000));
	SWEEP(madvise, VAL(page), VAL(4096), VAL(4));
	SWEEP(madvise, VAL(page), VAL(4096), VAL(999));
	SWEEP(msync, VAL(page), VAL(4096), BITS(4));
	SWEEP(mlock2, VAL(page), VAL(4096), BITS(1));
	SWEEP(mincore, VAL(page), VAL(8192), OUT(2));
	SWEEP(mremap, VAL(page), VAL(8192), VAL(4096), BITS(1), VAL(0));
	SWEEP(munmap, VAL(page + 4096), VAL(4096));
	SWEEP(brk, VAL(1));
	SWEEP(get_mempolicy, OUT(4), OUT(8), VAL(64), VAL(0), BITS(0));
	SWEEP(process_vm_readv, VAL(getpid()), IN(cpus), VAL(1), IN(cpus), VAL(1), BITS(0));
	SWEEP(futex, IN(number), VAL(FUTEX_WAKE | FUTEX_PRIVATE_FLAG), VAL(1));
	SWEEP(futex, IN(number), VAL(FUTEX_WAIT), VAL(8), IN(soon));
	SWEEP(futex, IN(number), VAL(FUTEX_CMP_REQUEUE), VAL(1), VAL(2), IN(number), VAL(7));
	SWEEP(futex, IN(number), VAL(0x7e), VAL(1), IN(soon), IN(number), VAL(3));
	SWEEP(set_robust_list, VAL(page), VAL(23));
}

static void waiting(void)
{
	SWEEP(poll, IN(polled), VAL(1), VAL(0));
	SWEEP(poll, IN(polled), VAL(2), VAL(0));
	SWEEP(ppoll, IN(polled), VAL(1), IN(soon), IN(set), VAL(8));
	SWEEP(select, VAL(3), IN(descriptors), VAL(0), VAL(0), IN(soon_us));
	SWEEP(select, VAL(-1), IN(descriptors), OUT(128), OUT(128), IN(soon_us));
	SWEEP(pselect6, VAL(1), IN(descriptors), OUT(128), VAL(0), IN(soon), VAL(0));
}

static void objects(void)
{
	int shm = shmget(IPC_PRIVATE, 4096, 0600), sem = semget(IPC_PRIVATE, 2, 0600), msg = msgget(IPC_PRIVATE, 0600);

	must(shm >= 0 && sem >= 0 && msg >= 0);
	SWEEP(shmget, VAL(0x1234), VAL(4096), VAL(0x40000000));
	SWEEP(shmat, VAL(-1), VAL(0), BITS(SHM_RDONLY));
	SWEEP(shmctl, VAL(-1), VAL(IPC_STAT), OUT(112));
	SWEEP(shmctl, VAL(shm), VAL(99), OUT(112));
	SWEEP(semop, VAL(sem), IN(operations), VAL(2));
	SWEEP(semtimedop, VAL(sem), IN(operations), VAL(1), IN(soon));
	SWEEP(semctl, VAL(sem), VAL(0), VAL(SETVAL), VAL(5));
	SWEEP(semctl, VAL(-1), VAL(0), VAL(GETALL), OUT(4));
	SWEEP(msgsnd, VAL(msg), IN(message), VAL(8), BITS(IPC_NOWAIT));
	SWEEP(msgrcv, VAL(msg), OUT(24), VAL(8), VAL(3), VAL(IPC_NOWAIT | 0x40000000));
	SWEEP(msgrcv, VAL(msg), OUT(24), VAL(8), VAL(-5), VAL(IPC_NOWAIT));
	SWEEP(mq_open, STR("no slash/at all"), VAL(O_RDWR | O_CREAT), VAL(0600), IN(queue));
	SWEEP(mq_timedsend, FD(77), IN(message), VAL(8), VAL(1), IN(soon));
	SWEEP(mq_getsetattr, FD(77), IN(queue), OUT(64));
	SWEEP(mq_unlink, STR("nothing"));
	must(!shmctl(shm, IPC_RMID, NULL) && !semctl(sem, 0, IPC_RMID) && !msgctl(msg, IPC_RMID, NULL));
}

int main(void)
{
	signals();
	clocks();
	processes();
	memory();
	waiting();
	objects();
	return 0;
}
