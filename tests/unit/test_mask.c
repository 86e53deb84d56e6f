// SPDX-License-Identifier: GPL-2.0
/* What sctrace diff does not look at. */
#include <string.h>

#include "mask.h"

#include "kselftest_harness.h"

static bool is_pid(void *arg, uint64_t number)
{
	(void)arg;
	return number == 4242;
}

static const char *mask(const char *line)
{
	static struct strbuf sb = STRBUF_INIT;

	sb_reset(&sb);
	sct_mask(&sb, line, strlen(line), is_pid, NULL);
	return sb_cstr(&sb);
}

#define SAME(line)	EXPECT_STREQ(line, mask(line))

TEST(stays)
{
	SAME("");
	SAME("openat(AT_FDCWD, \"/etc/issue\", O_RDONLY|O_CLOEXEC) = 3");
	SAME("mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, 3, 0x2000) = -1 EPERM (Operation not permitted)");
	SAME("write(1, \"0x7ffff7fd0000 4242 \\\"\", 12) = 12");
	SAME("nanosleep({tv_sec=0, tv_nsec=100000000}, NULL) = 0");
	SAME("ioctl(0, TCGETS2, 0x10) = 64");
	SAME("write(1, \"unterminated");
	SAME("x(1, \"ends in \\");
	SAME("clock_gettime(CLOCK_REALTIME");
}

TEST(goes)
{
	EXPECT_STREQ("brk(<address>) = <address>", mask("brk(0x55d093b7c000) = 0x55d093b7d000"));
	EXPECT_STREQ("kill(<pid>, SIGTERM) = 0", mask("kill(4242, SIGTERM) = 0"));
	EXPECT_STREQ("open(\"/proc/<pid>/fd/3\") = 3", mask("open(\"/proc/1234/fd/3\") = 3"));
	EXPECT_STREQ("--- SIGCHLD {si_signo=SIGCHLD, si_pid=<pid>, si_utime=<time>, si_stime=<time>} ---",
		     mask("--- SIGCHLD {si_signo=SIGCHLD, si_pid=4242, si_utime=6 /* 0.06 s */, "
			  "si_stime=8} ---"));
	EXPECT_STREQ("fstat(3, {st_mode=S_IFREG|0644, st_size=27, st_mtime=<time>, "
		     "st_mtime_nsec=<time>}) = 0",
		     mask("fstat(3, {st_mode=S_IFREG|0644, st_size=27, st_mtime=1795285039 "
			  "/* 2026-11-21T18:17:19.643826406+0000 */, st_mtime_nsec=643826406}) = 0"));
	EXPECT_STREQ("f({tv_sec=<time>, tv_nsec=<time>}) = 0",
		     mask("f({tv_sec=1795285039, tv_nsec=6438} /* 2026-11-21T18:17:19+0000 */) = 0"));
	EXPECT_STREQ("read(3<pipe:[<inode>]>, \"\", 5) = 0", mask("read(3<pipe:[11008]>, \"\", 5) = 0"));
	EXPECT_STREQ("close(3<TCP:[127.0.0.1:<port>->127.0.0.1:80]>) = 0",
		     mask("close(3<TCP:[127.0.0.1:40000->127.0.0.1:80]>) = 0"));
	EXPECT_STREQ("bind(3, {sin_port=htons(<port>)}) = 0",
		     mask("bind(3, {sin_port=htons(54321)}) = 0"));
	EXPECT_STREQ("wait4(-1, NULL, 0, <usage>) = <pid>",
		     mask("wait4(-1, NULL, 0, {ru_utime={tv_sec=0, tv_usec=1}, ...}) = 4242"));
}

TEST(volatile_calls)
{
	EXPECT_STREQ("clock_gettime(CLOCK_MONOTONIC, <volatile>) = 0",
		     mask("clock_gettime(CLOCK_MONOTONIC, {tv_sec=12, tv_nsec=34}) = 0"));
	EXPECT_STREQ("getrandom(<volatile>) = 8",
		     mask("getrandom(\"\\x01) = 1\\\"\"..., 8, GRND_NONBLOCK) = 8"));
	EXPECT_STREQ("time(NULL) = <volatile>", mask("time(NULL) = 12"));
	EXPECT_STREQ("times(<volatile>) = <volatile>",
		     mask("times({tms_utime=1, tms_stime=2}) = 4294"));
}

TEST_HARNESS_MAIN
