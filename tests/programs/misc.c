// SPDX-License-Identifier: GPL-2.0
/* What fits nowhere else: information, limits, prctl, futexes, scheduling, IPC, watches. */
#include "program.h"

#include <linux/futex.h>
#include <sched.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

static void information(void)
{
	struct utsname uts;
	struct sysinfo info;
	struct rusage usage;
	unsigned int cpu, node;
	char buf[16];

	must(!uname(&uts));
	must_fail(syscall(SYS_uname, 8), EFAULT);
	must(!sysinfo(&info));
	must(!getrusage(RUSAGE_SELF, &usage));
	must(!getrusage(RUSAGE_CHILDREN, &usage));
	must(!syscall(SYS_getcpu, &cpu, &node, NULL));
	must(syscall(SYS_getrandom, buf, sizeof(buf), 0) == sizeof(buf));
	must(syscall(SYS_getrandom, buf, 4, GRND_NONBLOCK) == 4);
}

static void limits(void)
{
	struct rlimit rlim;
	mode_t mask;

	must(!getrlimit(RLIMIT_NOFILE, &rlim));
	must(!setrlimit(RLIMIT_NOFILE, &rlim));
	must(!prlimit(0, RLIMIT_STACK, NULL, &rlim));
	must(!prlimit(0, RLIMIT_CORE, &rlim, NULL) || errno == EPERM);
	must_fail(getrlimit(99, &rlim), EINVAL);
	mask = umask(027);
	must(umask(mask) == 027);
	must(getpriority(PRIO_PROCESS, 0) >= -20);
	must(!setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0)));
}

static void prctls(void)
{
	char name[16];

	must(!prctl(PR_SET_NAME, "a new name"));
	must(!prctl(PR_GET_NAME, name) && !strcmp(name, "a new name"));
	must(prctl(PR_GET_DUMPABLE) == 1);
	must(!prctl(PR_SET_PDEATHSIG, SIGTERM));
	must(!prctl(PR_SET_PDEATHSIG, 0));
	must(prctl(PR_CAPBSET_READ, 1) >= 0);
	must(!prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
	must_fail(prctl(99999, 1, 2, 3, 4), EINVAL);
}

static void futexes(void)
{
	struct timespec ts = { 0, 2000000 };
	uint32_t word = 1;

	must(syscall(SYS_futex, &word, FUTEX_WAKE, 1, NULL, NULL, 0) == 0);
	must(syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, INT32_MAX, NULL, NULL, 0) == 0);
	must_fail(syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 2, NULL, NULL, 0), EAGAIN);
	must_fail(syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 1, &ts, NULL, 0), ETIMEDOUT);
	must_fail(syscall(SYS_futex, &word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, 1, &ts, NULL,
			  FUTEX_BITSET_MATCH_ANY), ETIMEDOUT);
}

static void scheduling(void)
{
	struct sched_param param;
	struct timespec ts;
	cpu_set_t set;

	must(!sched_yield());
	must(syscall(SYS_sched_getaffinity, 0, sizeof(set), &set) > 0);
	must(!sched_getaffinity(0, sizeof(set), &set));
	must(!sched_setaffinity(0, sizeof(set), &set));
	must(sched_getscheduler(0) >= 0);
	must(!sched_getparam(0, &param));
	must(sched_get_priority_max(SCHED_FIFO) == 99);
	must(!sched_rr_get_interval(0, &ts));
}

static void ipc(void)
{
	struct { long type; char text[8]; } msg = { 5, "message" };
	struct sembuf op = { 0, 1, IPC_NOWAIT };
	int id;

	id = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
	must(id >= 0);
	must(!msgsnd(id, &msg, sizeof(msg.text), 0));
	must(msgrcv(id, &msg, sizeof(msg.text), 5, 0) == sizeof(msg.text));
	must_fail(msgrcv(id, &msg, sizeof(msg.text), 0, IPC_NOWAIT), ENOMSG);
	must(!msgctl(id, IPC_RMID, NULL));
	id = semget(IPC_PRIVATE, 1, IPC_CREAT | 0600);
	must(id >= 0);
	must(!semop(id, &op, 1));
	must(!semctl(id, 0, IPC_RMID));
}

static void watches(void)
{
	int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK), wd;
	char buf[128];

	must(fd >= 0);
	wd = inotify_add_watch(fd, "/etc", IN_CREATE | IN_DELETE | IN_ONLYDIR);
	must(wd >= 0);
	must_fail(read(fd, buf, sizeof(buf)), EAGAIN);
	must(!inotify_rm_watch(fd, wd));
	must(!close(fd));
}

int main(void)
{
	information();
	limits();
	prctls();
	futexes();
	scheduling();
	ipc();
	watches();
	return 0;
}
