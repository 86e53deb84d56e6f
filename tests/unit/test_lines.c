// SPDX-License-Identifier: GPL-2.0
/*
 * From records to strace's lines and table: threads, prefixes, broken lines,
 * signals, ends, filters.  The records are made here, the text is read back.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>

#include "records.h"

#include "kselftest_harness.h"

#define BAD_FD	9, -9	/* close(9) = -1 EBADF */

TEST(one_thread)
{
	begin("");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	call_close(10, 3, 0);
	call_close(10, BAD_FD);
	enter(10, SYS_exit_group, 7, 0, 0);
	task(10, SCT_TASK_EXIT, 10, 0, 7 << 8);
	EXPECT_STREQ("close(3)                                = 0\n"
		     "close(9)                                = -1 EBADF (Bad file descriptor)\n"
		     "exit_group(7)                           = ?\n"
		     "+++ exited with 7 +++\n", end());
}

#define NAME(s)	"\033[33m" s "\033[0m"

TEST(colors)
{
	begin("--color=always");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	call_close(10, 3, 0);
	call_close(10, BAD_FD);
	sig(10, SIGINT, 0);
	task(10, SCT_TASK_EXIT, 10, 0, 7 << 8);
	EXPECT_STREQ(NAME("close") "(3)                                = 0\n"
		     NAME("close") "(9)                                = "
		     "\033[31m-1 EBADF (Bad file descriptor)\033[0m\n"
		     "\033[35m--- SIGINT {si_signo=SIGINT, si_code=SI_KERNEL} ---\033[0m\n"
		     "\033[36m+++ exited with 7 +++\033[0m\n", end());
	begin("-f|-q|--color=always");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	enter(10, SYS_pause, 0, 0, 0);
	EXPECT_STREQ(NAME("pause") "(", text());
	task(10, SCT_TASK_FORK, 11, 11, 0);
	call_close(11, 3, 0);
	leave(10, SYS_pause, 0);
	EXPECT_STREQ(NAME("pause") "( <unfinished ...>\n"
		     "[pid    11] " NAME("close") "(3)                    = 0\n"
		     "[pid    10] <... " NAME("pause") " resumed>)        = 0\n", text());
	begin("-z|--color=always");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	call_close(10, 3, 0);
	EXPECT_STREQ(NAME("close") "(3)                                = 0\n", text());
	/* not a terminal */
	begin("--color=auto");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	call_close(10, 3, 0);
	EXPECT_STREQ("close(3)                                = 0\n", text());
}

TEST(two_threads_break_each_others_lines)
{
	begin("-f");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	enter(10, SYS_pause, 0, 0, 0);
	task(10, SCT_TASK_FORK, 11, 11, 0);
	call_close(11, 3, 0);
	leave(10, SYS_pause, -4);
	call_close(10, 4, 0);
	task(11, SCT_TASK_EXIT, 11, 0, 0);
	call_close(10, 5, 0);
	EXPECT_STREQ("pause(sctrace: Process 11 attached\n"
		     " <unfinished ...>\n"
		     "[pid    11] close(3)                    = 0\n"
		     "[pid    10] <... pause resumed>)        = -1 EINTR (Interrupted system call)\n"
		     "[pid    10] close(4)                    = 0\n"
		     "[pid    11] +++ exited with 0 +++\n"
		     "close(5)                                = 0\n", end());
}

TEST(a_message_does_not_move_the_column)
{
	begin("-f");
	enter(10, SYS_vfork, 0, 0, 0);
	task(10, SCT_TASK_FORK, 11, 11, 0);
	leave(10, SYS_vfork, 11);
	EXPECT_STREQ("vfork(sctrace: Process 11 attached\n"
		     ")                                 = 11\n", end());
}

TEST(a_blocked_call_can_be_seen)
{
	begin("");
	enter(10, SYS_read, 3, 0x7000, 10);
	lines->ops->idle(lines, true);
	EXPECT_EQ(0, lseek(output->fd, 0, SEEK_END)) TH_LOG("may be finished soon");
	EXPECT_STREQ("read(3, ", text());
	leave(10, SYS_read, -9);
	EXPECT_STREQ("read(3, 0x7000, 10)                     = -1 EBADF (Bad file descriptor)\n",
		     end());
}

TEST(killed_in_a_call)
{
	begin("");
	enter(10, SYS_read, 3, 0x7000, 10);
	leave(10, SYS_read, -512);
	sig(10, SIGKILL, 0);
	task(10, SCT_TASK_EXIT, 10, 0, SIGKILL);
	EXPECT_STREQ("read(3,  <unfinished ...>)              = ?\n"
		     "+++ killed by SIGKILL +++\n", end());
	/* of two arguments, only the first is known */
	begin("");
	enter(10, SYS_nanosleep, 0x7000, 0x7100, 0);
	task(10, SCT_TASK_EXIT, 10, 0, SIGKILL);
	EXPECT_STREQ("nanosleep(0x7000,  <unfinished ...>)    = ?\n"
		     "+++ killed by SIGKILL +++\n", end());
}

TEST(interrupted_by_a_signal)
{
	begin("");
	enter(10, SYS_pause, 0, 0, 0);
	leave(10, SYS_pause, -514);
	sig(10, SIGALRM, SCT_SIG_HANDLED);
	sig(10, SIGSTOP, 0);
	task(10, SCT_TASK_EXIT, 10, 0, SIGSEGV | 0x80);
	EXPECT_STREQ("pause()                                 = ? ERESTARTNOHAND "
		     "(To be restarted if no handler)\n"
		     "--- SIGALRM {si_signo=SIGALRM, si_code=SI_KERNEL} ---\n"
		     "--- SIGSTOP {si_signo=SIGSTOP, si_code=SI_KERNEL} ---\n"
		     "--- stopped by SIGSTOP ---\n"
		     "+++ killed by SIGSEGV (core dumped) +++\n", end());
}

TEST(ignored_signals_come_after_the_call)
{
	begin("");
	enter(10, SYS_close, 3, 0, 0);
	sig(10, SIGWINCH, SCT_SIG_IGNORED);
	sig(10, SIGCONT, SCT_SIG_IGNORED);
	leave(10, SYS_close, 0);
	sig(10, SIGURG, SCT_SIG_IGNORED);
	EXPECT_STREQ("close(3)                                = 0\n"
		     "--- SIGCONT {si_signo=SIGCONT, si_code=SI_KERNEL} ---\n"
		     "--- SIGWINCH {si_signo=SIGWINCH, si_code=SI_KERNEL} ---\n"
		     "--- SIGURG {si_signo=SIGURG, si_code=SI_KERNEL} ---\n", end());
}

TEST(times)
{
	begin("-ttt|-r|-T|-i|-n");
	call_close(10, 3, 0);
	now += 1500000000;
	call_close(10, 4, 0);
	EXPECT_STREQ("1000000000.000002 (+     0.000000) [   3] [0000000000001234] close(3) = 0 "
		     "<0.000001>\n"
		     "1000000001.500004 (+     1.500002) [   3] [0000000000001234] close(4) = 0 "
		     "<0.000001>\n", end());
	begin("-tt");
	call_close(10, 3, 0);
	EXPECT_STREQ("01:46:40.000002 close(3)                = 0\n", end());
	begin("--relative-timestamps=ns|--syscall-times=ns");
	call_close(10, 3, 0);
	EXPECT_STREQ("     0.000000000 close(3)               = 0 <0.000001000>\n", end());
}

TEST(status_filter_shows_whole_lines)
{
	begin("-f|-z");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	task(11, SCT_TASK_ATTACH, 11, 0, 0);
	enter(10, SYS_close, 1, 0, 0);
	call_close(11, 2, 0);
	call_close(11, BAD_FD);
	leave(10, SYS_close, 0);
	enter(11, SYS_exit_group, 0, 0, 0);
	task(11, SCT_TASK_EXIT, 11, 0, 0);
	EXPECT_STREQ("[pid    11] close(2)                    = 0\n"
		     "[pid    10] close(1)                    = 0\n"
		     "[pid    11] +++ exited with 0 +++\n", end());
}

TEST(detaching)
{
	begin("-f");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	task(11, SCT_TASK_ATTACH, 11, 0, 0);
	enter(10, SYS_pause, 0, 0, 0);
	enter(11, SYS_read, 3, 0, 0);
	sct_threads_detach_all(&threads);
	EXPECT_STREQ("[pid    10] pause( <unfinished ...>\n"
		     "[pid    11] read(3, sctrace: Process 10 detached\n"
		     "sctrace: Process 11 detached\n"
		     " <detached ...>\n", end());
}

TEST(execve_of_a_thread)
{
	begin("-f");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	task(10, SCT_TASK_FORK, 10, 11, 0);
	enter(10, SYS_pause, 0, 0, 0);
	enter(11, SYS_close, 1, 0, 0);	/* stands for execve */
	leave(10, SYS_pause, -514);
	task(10, SCT_TASK_EXIT, 10, 0, 0);
	task(10, SCT_TASK_EXEC, 10, 11, 0);
	leave(10, SYS_close, 0);
	EXPECT_STREQ("sctrace: Process 11 attached\n"
		     "[pid    10] pause( <unfinished ...>\n"
		     "[pid    11] close(1 <unfinished ...>\n"
		     "[pid    10] <... pause resumed>)        = ?\n"
		     "+++ superseded by execve in pid 11 +++\n"
		     "<... close resumed>)                    = 0\n", end());
}

TEST(a_leader_ends_with_its_process)
{
	begin("-f|-q");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	task(10, SCT_TASK_FORK, 10, 11, 0);
	enter(10, SYS_exit, 0, 0, 0);
	task(10, SCT_TASK_EXIT, 10, 0, 0);
	call_close(11, 1, 0);
	task(11, SCT_TASK_EXIT, 10, 0, 3 << 8);
	EXPECT_STREQ("[pid    10] exit(0)                     = ?\n"
		     "[pid    11] close(1)                    = 0\n"
		     "[pid    11] +++ exited with 3 +++\n"
		     "+++ exited with 3 +++\n", end());
}

TEST(lost_records)
{
	struct sct_lost lost = { .hdr.cpu = 1, .count = 12, .first = 5000, .last = 6000 };

	begin("");
	enter(10, SYS_read, 3, 0, 0);
	give(&lost.hdr, 0, SCT_REC_LOST, sizeof(lost));
	enter(10, SYS_close, 1, 0, 0);
	leave(10, SYS_pause, -4);
	leave(10, SYS_close, 0);
	EXPECT_EQ(12, threads.lost);
	EXPECT_STREQ("read(3,  <unfinished ...>\n"
		     "sctrace: 12 records lost between 01:46:40.000005 and 01:46:40.000006 (CPU 1)\n"
		     "<... read resumed> <unfinished ...>)    = ? <unavailable>\n"
		     "close(1)                                = ? <unavailable>\n"
		     "<... pause resumed>)                    = -1 EINTR (Interrupted system call)\n"
		     "<... close resumed>)                    = 0\n", end());
}

static int error_of_execve(void *arg)
{
	(void)arg;
	return ENOEXEC;
}

TEST(a_command_that_cannot_be_executed)
{
	begin("");
	sct_threads_launch(&threads, 10);
	threads.launch_error = error_of_execve;
	call_close(10, 1, 0);
	enter(10, SYS_execve, 0, 0, 0);
	leave(10, SYS_execve, -ENOEXEC);
	call_close(10, 2, 0);
	task(10, SCT_TASK_EXIT, 10, 0, 1 << 8);
	EXPECT_STREQ("execve(NULL, NULL, NULL)                = -1 ENOEXEC (Exec format error)\n"
		     "sctrace: exec: Exec format error\n"
		     "+++ exited with 1 +++\n", end());
}

TEST(other_abi)
{
	struct sct_enter r = { .nr = 6, .args = { 3 }, .hdr.abi = SCT_ABI_I386 };

	begin("");
	give(&r.hdr, 10, SCT_REC_ENTER, sizeof(r));
	EXPECT_STREQ("[ Process PID=10 runs in 32 bit mode. ]\nclose(3", text());
}

TEST(quiet)
{
	begin("-qq|-e|signal=int");
	task(10, SCT_TASK_FORK, 11, 11, 0);
	sig(10, SIGUSR1, 0);
	sig(10, SIGINT, 0);
	task(10, SCT_TASK_EXIT, 10, 0, 0);
	task(11, SCT_TASK_EXIT, 11, 0, SIGTERM);
	EXPECT_STREQ("[pid    10] --- SIGINT {si_signo=SIGINT, si_code=SI_KERNEL} ---\n"
		     "+++ killed by SIGTERM +++\n", end());
}

TEST(summary)
{
	unsigned int i;

	begin("-c");
	for (i = 0; i < 3; i++)
		call_close(10, 3, i ? 0 : -9);
	enter(10, SYS_getpid, 0, 0, 0);
	leave(10, SYS_getpid, 10);
	EXPECT_STREQ("% time     seconds  usecs/call     calls    errors syscall\n"
		     "------ ----------- ----------- --------- --------- ----------------\n"
		     " 75.00    0.000006           2         3         1 close\n"
		     " 25.00    0.000002           2         1           getpid\n"
		     "------ ----------- ----------- --------- --------- ----------------\n"
		     "100.00    0.000008           2         4         1 total\n", end());
	begin("-c|-w|-S|name|-U|name,min-time,max-time,calls");
	enter(10, SYS_sched_get_priority_max, 0, 0, 0);
	leave(10, SYS_sched_get_priority_max, 0);
	call_close(10, 3, 0);
	EXPECT_STREQ("syscall                 shortest  longest     calls\n"
		     "----------------------- -------- -------- ---------\n"
		     "close                   0.000001 0.000001         1\n"
		     "sched_get_priority_max  0.000001 0.000001         1\n"
		     "----------------------- -------- -------- ---------\n"
		     "total                   0.000001 0.000001         2\n", end());
	begin("-c");
	EXPECT_STREQ("", end()) TH_LOG("no calls, no table");
}

/* Any order of records, however senseless, gives text and no crash. */
TEST(records_in_no_order)
{
	static const int rets[] = { 0, -9, -512, -516, 100 };
	unsigned int i;
	int nr;

	srandom(11);
	begin("-f|-tt|-T");
	for (i = 0; i < 20000; i++) {
		uint32_t tid = 1 + random() % 6;

		nr = random() % 2 ? SYS_close : SYS_pause;
		switch (random() % 8) {
		case 0: case 1: case 2:
			enter(tid, nr, 1, 2, 3);
			break;
		case 3: case 4:
			leave(tid, nr, rets[random() % 5]);
			break;
		case 5:
			sig(tid, 1 + random() % 64, random() % 3);
			break;
		case 6:
			task(tid, 1 + random() % 8, random() % 7, random() % 7, random() % 512);
			break;
		case 7:
			text();
			break;
		}
	}
	end();
	sct_threads_free(&threads);
	EXPECT_EQ(0, threads.live);
}

TEST_HARNESS_MAIN
