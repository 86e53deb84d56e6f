// SPDX-License-Identifier: GPL-2.0
/*
 * Signals, waiting, time and ioctl as strace prints them; see test_decode.c.
 */
#include "fake_call.h"

#include <asm/termbits.h>
#include <linux/loop.h>
#include <linux/sockios.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/time.h>
#include <sys/timex.h>

#include "kselftest_harness.h"

/* A copy that a 32-bit program could have. */
static uint64_t low(const void *bytes, size_t len)
{
	static char *room;

	if (!room)
		room = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	if (room == MAP_FAILED)
		abort();
	memcpy(room, bytes, len);
	return A(room);
}

/* --- Signals ---------------------------------------------------------------- */

/* A siginfo as 32-bit words; word 3 is a hole. */
static const char *siginfo(const uint32_t words[12])
{
	static uint8_t info[SCT_SIGINFO_BYTES];
	struct fake f = fake_defaults();

	memcpy(info, words, sizeof(info));
	sb_reset(&sb);
	sct_decode_siginfo(&sb, 0, info, &f.opt);
	return sb_cstr(&sb);
}

#define SIGINFO(text, ...) \
	EXPECT_STREQ((text), siginfo((const uint32_t[12]){ __VA_ARGS__ }))

TEST(siginfo_layouts)
{
	SIGINFO("{si_signo=SIGINT, si_code=SI_KERNEL}", 2, 0, 0x80);
	SIGINFO("{si_signo=SIGTERM, si_code=SI_USER, si_pid=5, si_uid=1000}", 15, 0, 0, 0, 5, 1000);
	SIGINFO("{si_signo=SIGUSR1, si_code=SI_TKILL, si_pid=5, si_uid=0}", 10, 0, -6, 0, 5);
	SIGINFO("{si_signo=SIGRT_2, si_code=SI_QUEUE, si_pid=5, si_uid=0, si_int=7, "
		"si_ptr=0x100000007}",
		34, 0, -1, 0, 5, 0, 7, 1);
	SIGINFO("{si_signo=SIGALRM, si_code=SI_TIMER, si_timerid=0x3, si_overrun=1, si_int=0, "
		"si_ptr=NULL}", 14, 0, -2, 0, 3, 1);
	SIGINFO("{si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=9, si_uid=0, si_status=3, "
		"si_utime=1 /* 0.01 s */, si_stime=0}", 17, 0, 1, 0, 9, 0, 3, 0, 1);
	SIGINFO("{si_signo=SIGCHLD, si_code=CLD_KILLED, si_pid=9, si_uid=0, si_status=SIGKILL, "
		"si_utime=0, si_stime=250 /* 2.50 s */}", 17, 0, 2, 0, 9, 0, 9, 0, 0, 0, 250);
	SIGINFO("{si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=NULL}", 11, 0, 1);
	SIGINFO("{si_signo=SIGSEGV, si_code=SEGV_PKUERR, si_addr=0x1000, si_pkey=2}", 11, 0, 4, 0,
		0x1000, 0, 0, 0, 2);
	SIGINFO("{si_signo=SIGBUS, si_code=BUS_MCEERR_AR, si_addr=0x1000, si_addr_lsb=0xc}", 7, 0,
		4, 0, 0x1000, 0, 12);
	SIGINFO("{si_signo=SIGIO, si_code=POLL_IN, si_band=65, si_fd=4}", 29, 0, 1, 0, 65, 0, 4);
	SIGINFO("{si_signo=SIGSYS, si_code=SYS_SECCOMP, si_errno=ENOENT, si_call_addr=0x1234, "
		"si_syscall=__NR_getpid, si_arch=AUDIT_ARCH_X86_64}", 31, 2, 1, 0, 0x1234, 0, 39,
		0xc000003e);
	SIGINFO("{si_signo=SIGSYS, si_code=SYS_SECCOMP, si_call_addr=0x1234, "
		"si_syscall=5 /* open */, si_arch=AUDIT_ARCH_I386}", 31, 0, 1, 0, 0x1234, 0, 5,
		0x40000003);
	SIGINFO("{}", 0);
}

TEST(signal_calls)
{
	static uint64_t action[4] = { 0x401000, 0x14000004, 0x402000, 0x10000 };
	static uint64_t ignore[4] = { 1, 0, 0x402000, 0 };
	static uint32_t action32[5] = { 0x401000, 0x14000004, 0x402000, 0x10000, 0 };
	static uint64_t set = 0x4100, most = ~0x40100ULL;
	struct fake f = fake_defaults();

	CALL("rt_sigaction(SIGCHLD, {sa_handler=0x401000, sa_mask=[CHLD], "
	     "sa_flags=SA_RESTORER|SA_RESTART|SA_SIGINFO, sa_restorer=0x402000}, "
	     "{sa_handler=SIG_IGN, sa_mask=[], sa_flags=0}, 8) = 0", "rt_sigaction", 0, 17,
	     A(action), A(ignore), 8);
	CALL("rt_sigprocmask(SIG_SETMASK, ~[KILL STOP], [KILL TERM], 8) = 0", "rt_sigprocmask", 0,
	     2, A(&most), A(&set), 8);
	CALL("rt_sigprocmask(SIG_BLOCK, NULL, 0x10, 8) = -1 EFAULT (Bad address)", "rt_sigprocmask",
	     -EFAULT, 0, 0, 16, 8);
	CALL("rt_sigsuspend([KILL TERM], 8) = ? ERESTARTNOHAND (To be restarted if no handler)",
	     "rt_sigsuspend", -514, A(&set), 8);
	CALL("rt_sigtimedwait([KILL TERM], NULL, NULL, 8) = 15 (SIGTERM)", "rt_sigtimedwait", 15,
	     A(&set), 0, 0, 8);
	CALL("signalfd4(-1, [KILL TERM], 8, SFD_CLOEXEC|SFD_NONBLOCK) = 4", "signalfd4", 4,
	     (uint64_t)-1, A(&set), 8, 02004000);
	CALL("tgkill(5, 6, SIGRT_1) = 0", "tgkill", 0, 5, 6, 33);
	f.abi = SCT_ABI_I386;
	CALL("rt_sigaction(SIGCHLD, {sa_handler=0x401000, sa_mask=[CHLD], "
	     "sa_flags=SA_RESTORER|SA_RESTART|SA_SIGINFO, sa_restorer=0x402000}, NULL, 8) = 0",
	     "rt_sigaction", 0, 17, low(action32, sizeof(action32)), 0, 8);
	CALL("ssetmask([INT CHLD]) = 0x5 (old mask [HUP QUIT])", "ssetmask", 5, 0x10002);
	CALL("signal(SIGCHLD, SIG_IGN) = 0 (SIG_DFL)", "signal", 0, 17, 1);
}

TEST(signal_frames)
{
	static uint8_t frame[1024] __attribute__((aligned(16)));
	struct fake f = fake_defaults();

	f.sp = A(frame);
	frame[296] = 2;
	frame[248] = 1;
	frame[80] = 4;
	frame[712] = 1;
	CALL("rt_sigreturn({mask=[INT]}) = 42", "rt_sigreturn", 42, 0);
	f.abi = SCT_ABI_I386;
	CALL("rt_sigreturn({mask=[HUP]}) = 0", "rt_sigreturn", 0, 0);
	CALL("sigreturn({mask=[QUIT RT_1]}) = 0", "sigreturn", 0, 0);
	f.sp = 16;
	CALL("sigreturn(0x10) = 0", "sigreturn", 0, 0);
}

/* --- Waiting ----------------------------------------------------------------- */

static struct pollfd polled[3];

static void answer_poll(void *arg)
{
	(void)arg;
	polled[1].revents = POLLIN | POLLHUP;
}

TEST(poll_calls)
{
	struct timespec ts = { 1, 5 };
	uint64_t set = 0x4000;
	struct fake f = fake_defaults();

	polled[0] = (struct pollfd){ 3, POLLIN, 0 };
	polled[1] = (struct pollfd){ 4, POLLIN | POLLOUT | 0x800, 0 };
	polled[2] = (struct pollfd){ -1, POLLIN, 0 };
	CALL("poll([{fd=3, events=POLLIN}], 1, 100) = 0 (Timeout)", "poll", 0, A(polled), 1, 100);
	CALL("poll([], 0, 100) = -1 EINTR (Interrupted system call)", "poll", -EINTR, A(polled), 0,
	     100);
	f.kernel = answer_poll;
	CALL("poll([{fd=3, events=POLLIN}, {fd=4, events=POLLIN|POLLOUT|0x800}, {fd=-1}], 3, -1) = "
	     "1 ([{fd=4, revents=POLLIN|POLLHUP}])", "poll", 1, A(polled), 3, (uint64_t)-1);
	CALL("ppoll([{fd=3, events=POLLIN}, {fd=4, events=POLLIN|POLLOUT|0x800}], 2, "
	     "{tv_sec=1, tv_nsec=5}, [TERM], 8) = 1 ([{fd=4, revents=POLLIN|POLLHUP}], "
	     "left {tv_sec=1, tv_nsec=5})", "ppoll", 1, A(polled), 2, A(&ts), A(&set), 8);
}

static fd_set in, out;
static struct timeval timeout;

static void answer_select(void *arg)
{
	(void)arg;
	FD_CLR(3, &in);
	timeout = (struct timeval){ 1, 5 };
}

TEST(select_calls)
{
	uint64_t set = 0x4000;
	uint64_t sigset[2] = { A(&set), 8 };
	struct fake f = fake_defaults();

	FD_SET(3, &in);
	FD_SET(70, &in);
	timeout = (struct timeval){ 2, 0 };
	f.kernel = answer_select;
	CALL("select(71, [3 70], NULL, [], {tv_sec=2, tv_usec=0}) = 1 (in [70], "
	     "left {tv_sec=1, tv_usec=5})", "select", 1, 71, A(&in), 0, A(&out), A(&timeout));
	f.kernel = NULL;
	CALL("pselect6(71, [70], NULL, NULL, NULL, {sigmask=[TERM], sigsetsize=8}) = 0 (Timeout)",
	     "pselect6", 0, 71, A(&in), 0, 0, 0, A(sigset));
}

TEST(epoll_calls)
{
	struct epoll_event e[2] = { { EPOLLIN | EPOLLET, { .u64 = 5 } }, { 0x4000, { .fd = 3 } } };
	struct fake f = fake_defaults();

	CALL("epoll_create1(EPOLL_CLOEXEC) = 4", "epoll_create1", 4, 02000000);
	CALL("epoll_ctl(4, EPOLL_CTL_ADD, 3, {events=EPOLLIN|EPOLLET, data={u32=5, u64=5}}) = 0",
	     "epoll_ctl", 0, 4, EPOLL_CTL_ADD, 3, A(e));
	CALL("epoll_ctl(4, EPOLL_CTL_DEL, 3, NULL) = 0", "epoll_ctl", 0, 4, EPOLL_CTL_DEL, 3, 0);
	CALL("epoll_wait(4, [{events=EPOLLIN|EPOLLET, data={u32=5, u64=5}}, "
	     "{events=0x4000 /* EPOLL??? */, data={u32=3, u64=3}}], 8, -1) = 2",
	     "epoll_wait", 2, 4, A(e), 8, (uint64_t)-1);
	CALL("epoll_pwait(4, [], 8, 5, NULL, 8) = 0", "epoll_pwait", 0, 4, A(e), 8, 5, 0, 8);
}

/* --- Time -------------------------------------------------------------------- */

TEST(time_calls)
{
	struct timespec ts = { 1, 5 }, left = { 0, 7 };
	struct itimerval it = { { 1, 2 }, { 3, 4 } };
	uint32_t sigevent[16] = { 5, 0, 14, 4, 55 };
	int timer = 7;
	struct fake f = fake_defaults();

	CALL("nanosleep({tv_sec=1, tv_nsec=5}, {tv_sec=0, tv_nsec=7}) = "
	     "? ERESTART_RESTARTBLOCK (Interrupted by signal)", "nanosleep", -516, A(&ts),
	     A(&left));
	CALL("nanosleep({tv_sec=1, tv_nsec=5}, NULL) = 0", "nanosleep", 0, A(&ts), 0);
	CALL("clock_gettime(CLOCK_MONOTONIC, {tv_sec=1, tv_nsec=5}) = 0", "clock_gettime", 0, 1,
	     A(&ts));
	CALL("clock_gettime(0xd /* CLOCK_??? */, NULL) = -1 EINVAL (Invalid argument)",
	     "clock_gettime", -EINVAL, 13, 0);
	CALL("setitimer(ITIMER_REAL, {it_interval={tv_sec=1, tv_usec=2}, "
	     "it_value={tv_sec=3, tv_usec=4}}, NULL) = 0", "setitimer", 0, 0, A(&it), 0);
	CALL("timer_create(CLOCK_REALTIME, {sigev_value={sival_int=5, sival_ptr=0x5}, "
	     "sigev_signo=SIGALRM, sigev_notify=SIGEV_THREAD_ID, sigev_notify_thread_id=55}, "
	     "[7]) = 0",
	     "timer_create", 0, 0, A(sigevent), A(&timer));
	f.abi = SCT_ABI_I386;
	sigevent[1] = 14;
	sigevent[2] = 1;
	CALL("timer_create(CLOCK_REALTIME, {sigev_value={sival_int=5, sival_ptr=0x5}, "
	     "sigev_signo=14, sigev_notify=SIGEV_NONE}, NULL) = 0", "timer_create", 0, 0,
	     low(sigevent, sizeof(sigevent)), 0);
}

TEST(adjtimex_call)
{
	struct timex tx = { .modes = ADJ_OFFSET_SINGLESHOT, .status = STA_UNSYNC, .tai = 37 };
	struct fake f = fake_defaults();

	CALL("adjtimex({modes=ADJ_OFFSET_SINGLESHOT, offset=0, freq=0, maxerror=0, esterror=0, "
	     "status=STA_UNSYNC, constant=0, precision=0, tolerance=0, time={tv_sec=0, tv_usec=0}, "
	     "tick=0, ppsfreq=0, jitter=0, shift=0, stabil=0, jitcnt=0, calcnt=0, errcnt=0, "
	     "stbcnt=0, tai=37}) = 5 (TIME_ERROR)", "adjtimex", 5, A(&tx));
}

/* --- ioctl --------------------------------------------------------------------- */

TEST(ioctl_names)
{
	struct fake f = fake_defaults();

	CALL("ioctl(3, _IOC(_IOC_READ, 0xde, 0, 0), 0x1000) = -1 ENOTTY "
	     "(Inappropriate ioctl for device)", "ioctl", -ENOTTY, 3, 0x8000de00, 0x1000);
	CALL("ioctl(3, BTRFS_IOC_CLONE or FICLONE, 4) = 0", "ioctl", 0, 3, 0x40049409, 4);
	CALL("ioctl(3, EVIOCGNAME(256), 0x1000) = 5", "ioctl", 5, 3, 0x81004506, 0x1000);
	CALL("ioctl(3, EVIOCGBIT(EV_KEY, 96), 0x1000) = 0", "ioctl", 0, 3, 0x80604521, 0x1000);
	CALL("ioctl(3, MIXER_READ(4), 0x1000) = 0", "ioctl", 0, 3, 0x80044d04, 0x1000);
	f.opt.const_style = SCT_CONST_VERBOSE;
	CALL("ioctl(3, 0x5451 /* FIOCLEX */) = 0", "ioctl", 0, 3, 0x5451);
	f.opt.const_style = SCT_CONST_RAW;
	CALL("ioctl(3, 0x5451) = 0", "ioctl", 0, 3, 0x5451);
	f.opt.const_style = SCT_CONST_ABBREV;
	f.abi = SCT_ABI_I386;
	CALL("ioctl(3, FS_IOC32_GETFLAGS, 0x1000) = -1 ENOTTY (Inappropriate ioctl for device)",
	     "ioctl", -ENOTTY, 3, 0x80046601, 0x1000);
}

TEST(ioctl_tty)
{
	struct termios t = { .c_iflag = ICRNL | IXON, .c_oflag = OPOST | ONLCR,
			     .c_cflag = B38400 | CS8 | CREAD, .c_lflag = ISIG | ICANON | ECHO };
	uint16_t size[4] = { 24, 80 };
	int n = 5;
	struct fake f = fake_defaults();

	CALL("ioctl(3, TCGETS, {c_iflag=ICRNL|IXON, c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OPOST|ONLCR, "
	     "c_cflag=B38400|CS8|CREAD, c_lflag=ISIG|ICANON|ECHO, ...}) = 0", "ioctl", 0, 3, 0x5401,
	     A(&t));
	CALL("ioctl(3, TCGETS, 0x10) = -1 ENOTTY (Inappropriate ioctl for device)", "ioctl",
	     -ENOTTY, 3, 0x5401, 16);
	CALL("ioctl(3, TIOCGWINSZ, {ws_row=24, ws_col=80, ws_xpixel=0, ws_ypixel=0}) = 0", "ioctl",
	     0, 3, 0x5413, A(size));
	CALL("ioctl(3, FIONREAD, [5]) = 0", "ioctl", 0, 3, 0x541b, A(&n));
}

/* struct ifreq of the kernel. */
struct request {
	char name[16];
	uint8_t value[24];
};

TEST(ioctl_structures)
{
	struct request r = { "eth0", { 0x43, 0x10 } };
	struct uffdio_api api = { 0xaa, 0, 0x8000000000000003ULL };
	struct loop_info64 li = { .lo_number = 2, .lo_flags = 4, .lo_file_name = "/x" };
	struct fake f = fake_defaults();

	CALL("ioctl(3, SIOCGIFFLAGS, {ifr_name=\"eth0\", "
	     "ifr_flags=IFF_UP|IFF_BROADCAST|IFF_RUNNING|IFF_MULTICAST}) = 0", "ioctl", 0, 3,
	     SIOCGIFFLAGS, A(&r));
	CALL("ioctl(3, SIOCGIFFLAGS, {ifr_name=\"eth0\"}) = -1 ENODEV (No such device)", "ioctl",
	     -ENODEV, 3, SIOCGIFFLAGS, A(&r));
	CALL("ioctl(3, SIOCGIFNAME, {ifr_ifindex=4163, ifr_name=\"eth0\"}) = 0", "ioctl", 0, 3,
	     SIOCGIFNAME, A(&r));
	CALL("ioctl(3, SIOCSIFMTU, {ifr_name=\"eth0\", ifr_mtu=4163}) = 0", "ioctl", 0, 3,
	     SIOCSIFMTU, A(&r));
	CALL("ioctl(3, UFFDIO_API, {api=0xaa, features=0, "
	     "ioctls=1<<_UFFDIO_REGISTER|1<<_UFFDIO_UNREGISTER|1<<_UFFDIO_API}) = 0", "ioctl", 0, 3,
	     UFFDIO_API, A(&api));
	CALL("ioctl(3, LOOP_GET_STATUS64, {lo_offset=0, lo_number=2, lo_flags=LO_FLAGS_AUTOCLEAR, "
	     "lo_file_name=\"/x\", ...}) = 0", "ioctl", 0, 3, LOOP_GET_STATUS64, A(&li));
}

TEST_HARNESS_MAIN
