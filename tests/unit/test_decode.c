// SPDX-License-Identifier: GPL-2.0
/*
 * Calls as strace prints them: the capture plan runs over the test's own memory
 * (fake_call.h), so that plan and printers are tested together.
 */
#include "fake_call.h"

#include <sys/mman.h>

#include "kselftest_harness.h"

/* The same with printf arguments in the text. */
#define CALLF(expected, n, r, ...) do { \
	struct strbuf want = STRBUF_INIT; \
	f.ret = (r); \
	sb_printf expected; \
	EXPECT_STREQ(sb_cstr(&want), \
		     print(&f, (n), (const uint64_t[SCT_NR_ARGS]){ __VA_ARGS__ })); \
	sb_free(&want); \
} while (0)

/* A page that has none behind it. */
static char *page_edge(void)
{
	static char *page;

	if (!page) {
		page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		munmap(page + 4096, 4096);
	}
	return page + 4096;
}

TEST(strings)
{
	struct fake f = fake_defaults();
	char *edge = page_edge();

	CALL("write(1, \"abc\\n\\t\\v\\f\\r\\\"\\\\\\1\\0012\\18\\1a\\0\\177\\200\", 20) = 20",
	     "write", 20,
	     1, A("abc\n\t\v\f\r\"\\\1\0012\0018\001a\0\177\200"), 20);
	CALL("write(1, \"01234567890123456789012345678901\", 32) = 32", "write", 32,
	     1, A("0123456789012345678901234567890123456789"), 32);
	CALL("write(1, \"01234567890123456789012345678901\"..., 33) = 33", "write", 33,
	     1, A("0123456789012345678901234567890123456789"), 33);
	CALL("write(1, \"\", 0) = 0", "write", 0, 1, A("x"), 0);
	CALL("write(1, NULL, 1) = -1 EFAULT (Bad address)", "write", -14, 1, 0, 1);
	CALLF((&want, "write(1, %p, 10) = 10", edge - 5), "write", 10, 1, A(edge - 5), 10);
	CALLF((&want, "open(%p, O_RDONLY) = -1 EFAULT (Bad address)", edge), "open", -14, A(edge));
	memset(edge - 4, 'a', 4);
	CALLF((&want, "open(%p, O_RDONLY) = -1 EFAULT (Bad address)", edge - 4), "open", -14,
	      A(edge - 4));
	edge[-1] = 0;
	CALL("open(\"aaa\", O_RDONLY) = -1 ENOENT (No such file or directory)", "open", -2,
	     A(edge - 4));
	f.opt.string_limit = 2;
	CALL("write(1, \"ab\"..., 3) = 3", "write", 3, 1, A("abc"), 3);
	CALL("open(\"abc\", O_RDONLY) = 3", "open", 3, A("abc"));
	f.opt.string_limit = 0;
	CALL("write(1, \"\"..., 3) = 3", "write", 3, 1, A("abc"), 3);
}

TEST(hex_strings)
{
	struct fake f = fake_defaults();

	f.opt.hex_strings = SCT_HEX_NON_ASCII;
	CALL("write(1, \"ab\\n\", 3) = 3", "write", 3, 1, A("ab\n"), 3);
	CALL("write(1, \"\\x61\\xff\", 2) = 2", "write", 2, 1, A("a\377"), 2);
	f.opt.hex_strings = SCT_HEX_ALL;
	CALL("open(\"\\x61\\x62\", O_RDONLY) = 3", "open", 3, A("ab"));
}

TEST(results)
{
	struct fake f = fake_defaults();

	CALL("lseek(1, 2, SEEK_CUR) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)",
	     "lseek", -512, 1, 2, 1);
	CALL("lseek(1, 2, SEEK_CUR) = ? ERESTARTNOINTR (To be restarted)", "lseek", -513, 1, 2, 1);
	CALL("pause() = ? ERESTARTNOHAND (To be restarted if no handler)", "pause", -514);
	CALL("lseek(1, 2, SEEK_CUR) = ? ERESTART_RESTARTBLOCK (Interrupted by signal)",
	     "lseek", -516, 1, 2, 1);
	CALL("lseek(1, 2, SEEK_CUR) = -1 (errno 4000)", "lseek", -4000, 1, 2, 1);
	CALL("lseek(1, 2, 0x4d /* SEEK_??? */) = -1 EINVAL (Invalid argument)",
	     "lseek", -22, 1, 2, 77);
	CALL("mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7f0000000000",
	     "mmap", 0x7f0000000000, 0, 4096, 3, 0x22, (uint64_t)-1, 0);
	CALL("umask(000) = 022", "umask", 022);
	CALL("getppid() = 0", "getppid", 0);
	CALL("personality(0xffffffff) = 0 (PER_LINUX)", "personality", 0, 0xffffffff);
	CALL("syscall_0x3e7(0x1, 0x2, 0, 0, 0, 0) = -1 ENOSYS (Function not implemented)",
	     "999", -38, 1, 2);
	f.no_return = true;
	CALL("exit_group(0) = ?", "exit_group", 0);
	CALLF((&want, "read(3, %#x, 1) = ?", 0x1000), "read", 0, 3, 0x1000, 1);
}

TEST(argument_names)
{
	struct fake f = fake_defaults();

	f.opt.arg_names = true;
	CALL("read(fd=3, buf=\"abc\", count=832) = 3", "read", 3, 3, A("abc"), 832);
	CALL("openat(dfd=AT_FDCWD, filename=\"x\", flags=O_RDONLY) = 3", "openat", 3,
	     (uint64_t)-100, A("x"));
	CALL("openat(dfd=AT_FDCWD, filename=\"x\", flags=O_RDONLY|O_CREAT, mode=0644) = 3",
	     "openat", 3, (uint64_t)-100, A("x"), 0100, 0644);
	CALL("pread64(fd=3, buf=\"abc\", count=9, pos=7) = 3", "pread64", 3, 3, A("abc"), 9, 7);
	CALL("socket(family=AF_INET, type=SOCK_STREAM, protocol=IPPROTO_IP) = 3", "socket", 3, 2, 1);
	CALL("clone(child_stack=NULL, flags=SIGCHLD) = 5", "clone", 5, 17);
	CALL("prctl(option=PR_SET_NAME, arg2=\"x\") = 0", "prctl", 0, 15, A("x"));
	CALL("fanotify_mark(fanotify_fd=3, flags=FAN_MARK_ADD, mask=FAN_ACCESS, "
	     "fd=AT_FDCWD, pathname=\"x\") = 0", "fanotify_mark", 0, 3, 1, 1, (uint64_t)-100, A("x"));
	CALL("mseal(0x1000, 4096, 0) = 0", "mseal", 0, 0x1000, 4096, 0);
	CALL("syscall_0x3e7(arg1=0x1, arg2=0x2, arg3=0, arg4=0, arg5=0, arg6=0) = "
	     "-1 ENOSYS (Function not implemented)", "999", -38, 1, 2);
	f.abi = SCT_ABI_I386;
	CALL("readahead(fd=3, offset=4294967298, count=5) = 0", "readahead", 0, 3, 2, 1, 5);
	CALL("fallocate(fd=3, mode=0, offset=4294967298, len=3) = 0", "fallocate", 0, 3, 0, 2, 1, 3);
	CALL("mmap(NULL) = -1 EFAULT (Bad address)", "mmap", -14, 0);
}

TEST(open_and_flags)
{
	struct fake f = fake_defaults();

	CALL("openat(AT_FDCWD, \"/etc/issue\", O_RDONLY|O_CLOEXEC) = 3", "openat", 3,
	     (uint64_t)-100, A("/etc/issue"), 02000000);
	CALL("openat(AT_FDCWD, \"x\", O_RDWR|O_CREAT|O_TRUNC, 0644) = 3", "openat", 3,
	     0xffffff9c, A("x"), 01102, 0644);
	CALL("open(\"x\", O_ACCMODE|0x80000000) = -1 EINVAL (Invalid argument)", "open", -22,
	     A("x"), 0x80000003);
	CALL("open(\"x\", O_RDWR|O_TMPFILE, 000) = 3", "open", 3, A("x"), 020200002);
	CALL("chmod(\"x\", 007) = 0", "chmod", 0, A("x"), 7);
	CALL("chmod(\"x\", 000) = 0", "chmod", 0, A("x"), 0);
	CALL("mknod(\"x\", S_IFCHR|0644, makedev(0x1, 0x3)) = 0",
	     "mknod", 0, A("x"), 020644, 0x103);
	CALL("mknod(\"x\", S_IFREG|0644) = 0", "mknod", 0, A("x"), 0100644, 0x103);
	CALL("access(\"x\", F_OK) = 0", "access", 0, A("x"), 0);
	CALL("access(\"x\", R_OK|0x8) = 0", "access", 0, A("x"), 12);
	CALL("chown(\"x\", -1, 4294967294) = 0", "chown", 0, A("x"), 0xffffffff, 0xfffffffe);
	CALL("mprotect(0x1000, 4096, 0x80 /* PROT_??? */) = 0", "mprotect", 0, 0x1000, 4096, 0x80);
	f.opt.const_style = SCT_CONST_RAW;
	CALL("openat(-100, \"x\", 0x80000) = 3", "openat", 3, (uint64_t)-100, A("x"), 02000000);
	f.opt.const_style = SCT_CONST_VERBOSE;
	CALL("openat(-100 /* AT_FDCWD */, \"x\", 0x80001 /* O_WRONLY|O_CLOEXEC */) = 3",
	     "openat", 3,
	     (uint64_t)-100, A("x"), 02000001);
	CALL("mprotect(0x1000, 4096, 0 /* PROT_NONE */) = 0", "mprotect", 0, 0x1000, 4096, 0);
}

TEST(arguments_are_cut_to_their_types)
{
	struct fake f = fake_defaults();

	CALL("close(3) = 0", "close", 0, 0xffffffff00000003);
	CALL("dup2(-1, 7) = -1 EBADF (Bad file descriptor)", "dup2", -9, 0xffffffff, 0x100000007);
	f.abi = SCT_ABI_I386;
	CALL("lseek(3, -1, SEEK_SET) = -1 EINVAL (Invalid argument)",
	     "lseek", -22, 3, 0xffffffff, 0);
	CALL("ftruncate64(3, 4294967298) = 0", "ftruncate64", 0, 3, 2, 1);
	CALL("pread64(3, NULL, 0, 8589934593) = 0", "pread64", 0, 3, 0, 0, 1, 2);
}

TEST(raw_and_verbose)
{
	struct fake f = fake_defaults();
	struct { uint64_t cur, max; } limit = { 1024, 4096 };

	CALL("getrlimit(RLIMIT_STACK, {rlim_cur=1024, rlim_max=4*1024}) = 0", "getrlimit", 0, 3,
	     A(&limit));
	memset(&f.opt.verbose, 0, sizeof(f.opt.verbose));
	CALLF((&want, "getrlimit(RLIMIT_STACK, %p) = 0", (void *)&limit), "getrlimit", 0, 3,
	      A(&limit));
	CALL("open(\"x\", O_RDONLY) = 3", "open", 3, A("x"));
	memset(&f.opt.raw, 0xff, sizeof(f.opt.raw));
	CALL("openat(0xffffff9c, 0x10, 0x2, 0) = 0x3", "openat", 3, 0xffffff9c, 0x10, 2, 0);
}

TEST(iovecs)
{
	struct fake f = fake_defaults();
	struct iovec v[] = { { "ab", 2 }, { "cd", 2 } };

	CALL("writev(1, [{iov_base=\"ab\", iov_len=2}, {iov_base=\"cd\", iov_len=2}], 2) = 4",
	     "writev", 4, 1, A(v), 2);
	CALL("readv(1, [{iov_base=\"ab\", iov_len=2}, {iov_base=\"c\", iov_len=2}], 2) = 3",
	     "readv", 3, 1, A(v), 2);
	CALLF((&want, "readv(1, [{iov_base=%p, iov_len=2}], 1) = -1 EIO (Input/output error)",
	       v[0].iov_base), "readv", -5, 1, A(v), 1);
	CALL("readv(1, [], 0) = 0", "readv", 0, 1, A(v), 0);
	CALL("writev(1, NULL, 2) = -1 EFAULT (Bad address)", "writev", -14, 1, 0, 2);
	CALLF((&want, "writev(1, %p, 18446744073709551615) = -1 EINVAL (Invalid argument)",
	       (void *)v), "writev", -22, 1, A(v), (uint64_t)-1);
}

TEST(arrays_stop_where_reading_does)
{
	struct fake f = fake_defaults();
	uint32_t *ids = (uint32_t *)(page_edge() - 8), many[40] = { 7 };

	ids[0] = 1;
	ids[1] = (uint32_t)-1;
	CALL("setgroups(2, [1, -1]) = 0", "setgroups", 0, 2, A(ids));
	CALLF((&want, "setgroups(3, [1, -1, ... /* %p */]) = -1 EFAULT (Bad address)",
	       (void *)(ids + 2)), "setgroups", -14, 3, A(ids));
	CALL("setgroups(0, NULL) = 0", "setgroups", 0, 0, 0);
	f.opt.string_limit = 2;
	CALL("setgroups(40, [7, 0, ...]) = 0", "setgroups", 0, 40, A(many));
	memset(&f.opt.abbrev, 0, sizeof(f.opt.abbrev));
	CALL("setgroups(3, [7, 0, 0]) = 0", "setgroups", 0, 3, A(many));
}

TEST(exec)
{
	struct fake f = fake_defaults();
	char *argv[] = { "ls", "-l", NULL }, *env[] = { "A=1", NULL };
	char *bad[] = { "x", (char *)8, NULL };

	CALLF((&want, "execve(\"/bin/ls\", [\"ls\", \"-l\"], %p /* 1 var */) = 0", (void *)env),
	      "execve", 0, A("/bin/ls"), A(argv), A(env));
	CALLF((&want, "execve(\"/bin/ls\", [], %p /* 0 vars */) = 0", (void *)(env + 1)),
	      "execve", 0, A("/bin/ls"), A(argv + 2), A(env + 1));
	CALL("execve(\"x\", [\"x\", 0x8], NULL) = -1 EFAULT (Bad address)", "execve", -14,
	     A("x"), A(bad), 0);
	CALL("execve(\"x\", 0x8, 0x8) = -1 EFAULT (Bad address)", "execve", -14, A("x"), 8, 8);
	memset(&f.opt.abbrev, 0, sizeof(f.opt.abbrev));
	CALL("execve(\"x\", [\"ls\", \"-l\"], [\"A=1\"]) = 0",
	     "execve", 0, A("x"), A(argv), A(env));
}

TEST(clone_and_wait)
{
	struct fake f = fake_defaults();
	int tid = 77, status = 0x100;

	CALLF((&want, "clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, "
	       "child_tidptr=%p) = 99", (void *)&tid), "clone", 99, 0x1200011, 0, 0, A(&tid));
	CALL("clone(child_stack=0x1000, flags=CLONE_VM|CLONE_PARENT_SETTID, parent_tid=[77]) = 99",
	     "clone", 99, 0x100100, 0x1000, A(&tid));
	CALL("wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 1}], 0, NULL) = 55", "wait4", 55,
	     (uint64_t)-1, A(&status), 0, 0);
	status = 0x8b;
	CALL("wait4(-1, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGSEGV && WCOREDUMP(s)}], WNOHANG, NULL) = 55",
	     "wait4", 55, (uint64_t)-1, A(&status), 1, 0);
	CALLF((&want, "wait4(-1, %p, WNOHANG, NULL) = 0", (void *)&status), "wait4", 0,
	      (uint64_t)-1, A(&status), 1, 0);
}

TEST(clone3_in_two_halves)
{
	struct fake f = fake_defaults();
	uint64_t args[11] = { 0x100000, 0, 0, 0, 17 };
	int tid = 77;

	args[3] = A(&tid);
	CALLF((&want, "clone3({flags=CLONE_PARENT_SETTID, parent_tid=%p, exit_signal=SIGCHLD, "
	       "stack=NULL, stack_size=0} => {parent_tid=[77]}, 88) = 99", (void *)&tid),
	      "clone3", 99, A(args), 88);
	CALL("clone3(0x8, 63) = -1 EINVAL (Invalid argument)", "clone3", -22, 8, 63);
}

TEST(switches)
{
	struct fake f = fake_defaults();
	struct { short type, whence; int64_t start, len; int pid; } lock = { 1, 0, 5, -1, 77 };
	struct { uint64_t sec, nsec; } timeout = { 5, 6 };
	int word = 1;

	CALL("fcntl(3, F_GETFD) = 0", "fcntl", 0, 3, 1);
	CALL("fcntl(3, F_GETFD) = 0x1 (flags FD_CLOEXEC)", "fcntl", 1, 3, 1);
	CALL("fcntl(3, F_SETFD, FD_CLOEXEC) = 0", "fcntl", 0, 3, 2, 1);
	CALL("fcntl(3, F_GETFL) = 0x401 (flags O_WRONLY|O_APPEND)", "fcntl", 0x401, 3, 3);
	CALL("fcntl(3, F_SETLK, {l_type=F_WRLCK, l_whence=SEEK_SET, l_start=5, l_len=-1}) = 0",
	     "fcntl", 0, 3, 6, A(&lock));
	CALL("fcntl(3, F_GETLK, {l_type=F_WRLCK, l_whence=SEEK_SET, l_start=5, l_len=-1, l_pid=77}) = 0",
	     "fcntl", 0, 3, 5, A(&lock));
	CALL("fcntl(3, 0x63 /* F_??? */, 0x5) = -1 EINVAL (Invalid argument)",
	     "fcntl", -22, 3, 99, 5);
	CALL("prctl(PR_SET_NAME, \"thread\") = 0", "prctl", 0, 15, A("thread"));
	CALL("prctl(PR_SET_NAME, \"0123456789abcde\"...) = 0",
	     "prctl", 0, 15, A("0123456789abcdef0"));
	CALL("prctl(PR_GET_DUMPABLE) = 1 (SUID_DUMP_USER)", "prctl", 1, 3);
	CALLF((&want, "futex(%p, FUTEX_WAIT_PRIVATE, 1, {tv_sec=5, tv_nsec=6}) = 0", (void *)&word),
	      "futex", 0, A(&word), 0x80, 1, A(&timeout));
	CALLF((&want, "futex(%p, FUTEX_WAKE_PRIVATE, 2147483647) = 1", (void *)&word),
	      "futex", 1, A(&word), 0x81, 0x7fffffff);
	CALLF((&want, "futex(%p, FUTEX_WAIT_BITSET_PRIVATE|FUTEX_CLOCK_REALTIME, 1, NULL, "
	       "FUTEX_BITSET_MATCH_ANY) = -1 EAGAIN (Resource temporarily unavailable)",
	       (void *)&word), "futex", -11, A(&word), 0x189, 1, 0, 0, 0xffffffff);
}

/* What the entry alone shows, and the rest of it later. */
TEST(enter_shows_what_it_can)
{
	struct fake f = fake_defaults();
	struct sct_call call = { .entered = true, .nr = 0, .args = { 3, 0x1000, 4 } };

	call.desc = sct_syscall_by_name(SCT_ABI_X86_64, "read");
	sb_reset(&sb);
	sct_decode_enter(&sb, &call, &f.opt);
	EXPECT_STREQ("read(3, ", sb_cstr(&sb));
	call.desc = sct_syscall_by_name(SCT_ABI_X86_64, "stat");
	sb_reset(&sb);
	call.args[0] = 0;
	sct_decode_enter(&sb, &call, &f.opt);
	EXPECT_STREQ("stat(NULL, ", sb_cstr(&sb));
	call.desc = sct_syscall_by_name(SCT_ABI_X86_64, "exit_group");
	sb_reset(&sb);
	sct_decode_enter(&sb, &call, &f.opt);
	EXPECT_STREQ("exit_group(0", sb_cstr(&sb));
}

/* A string that faulted at entry waits for the late blob of the exit. */
TEST(late_blobs)
{
	struct fake f = fake_defaults();
	struct { struct sct_blob blob; char text[8]; }
		missing = { { .addr = 0x1000, .err = -EFAULT, .flags = SCT_BLOB_STRING } },
		late = { { .addr = 0x1000, .len = 3, .arg = 0,
			   .flags = SCT_BLOB_STRING | SCT_BLOB_LATE }, "ab" };
	struct sct_call same, call = {
		.entered = true, .args = { 0x1000, 0 }, .enter_blobs = { &missing.blob, 1 },
		.desc = sct_syscall_by_name(SCT_ABI_X86_64, "open"),
	};

	sb_reset(&sb);
	sct_decode_enter(&sb, &call, &f.opt);
	EXPECT_STREQ("open(", sb_cstr(&sb));
	call.returned = true;
	call.exit_blobs = (struct sct_blobs){ &late.blob, 1 };
	same = call;
	sct_decode_exit(&sb, &call, &f.opt);
	EXPECT_STREQ("open(\"ab\", O_RDONLY", sb_cstr(&sb));
	late.blob.flags = SCT_BLOB_STRING;	/* of the exit: not what went in */
	sb_reset(&sb);
	sct_decode_exit(&sb, &same, &f.opt);
	EXPECT_STREQ("0x1000, O_RDONLY", sb_cstr(&sb));
}

static int fake_pidfd(uint32_t tid, int fd)
{
	(void)tid;
	return fd == 3 ? 123 : 0;
}

TEST(process_descriptors)
{
	static const struct sct_pids pids = { .pidfd = fake_pidfd };
	struct fake f = fake_defaults();

	f.opt.pids = &pids;
	f.fd_path = "anon_inode:[pidfd]";
	f.opt.decode_fds = SCT_FDS_PATH;
	CALL("close(3<anon_inode:[pidfd]>) = 0", "close", 0, 3);
	f.opt.decode_fds = SCT_FDS_ALL;
	CALL("close(3<pid:123>) = 0", "close", 0, 3);
	CALL("close(4<anon_inode:[pidfd]>) = 0", "close", 0, 4);
	f.fd_path = "pidfd:[77]";
	CALL("close(3<pid:123>) = 0", "close", 0, 3);
	f.fd_path = "anon_inode:[eventfd]";
	CALL("close(3<anon_inode:[eventfd]>) = 0", "close", 0, 3);
}

TEST(descriptors)
{
	struct fake f = fake_defaults();
	struct sct_fd_info dev = { .mode = 020666, .rdev_major = 1, .rdev_minor = 3 };
	struct sct_fd_info tcp = { .ino = 123, .mode = 0140777, .family = 2, .sock_type = 1,
				   .protocol = 6, .local_len = 16 };
	struct sct_fd_info local = { .ino = 5, .peer_ino = 6, .mode = 0140777, .family = 1,
				     .sock_type = 1, .local_len = 7 };
	uint8_t addr[16] = { 2, 0, 0x1f, 0x90, 127, 0, 0, 1 }, none[16] = { 2 };
	uint8_t name[7] = { 1, 0, '/', 'a', '"', 'b', 0 };

	f.fd_path = "/etc/<iss>ue";
	CALL("close(3) = 0", "close", 0, 3);
	f.opt.decode_fds = SCT_FDS_PATH;
	CALL("close(3</etc/\\74iss\\76ue>) = 0", "close", 0, 3);
	CALL("openat(AT_FDCWD</etc/\\74iss\\76ue>, \"x\", O_RDONLY) = 3</etc/\\74iss\\76ue>",
	     "openat", 3,
	     (uint64_t)-100, A("x"), 0);
	f.fd_path = "/tmp/x (deleted)";
	CALL("close(3</tmp/x>(deleted)) = 0", "close", 0, 3);
	f.fd_path = "/dev/null";
	f.fd = &dev;
	CALL("close(3</dev/null>) = 0", "close", 0, 3);
	f.opt.decode_fds = SCT_FDS_ALL;
	CALL("close(3</dev/null<char 1:3>>) = 0", "close", 0, 3);
	f.fd_path = "socket:[123]";
	f.fd = &tcp;
	f.local = none;
	CALL("close(3<TCP:[123]>) = 0", "close", 0, 3);
	f.local = addr;
	CALL("close(3<TCP:[127.0.0.1:8080]>) = 0", "close", 0, 3);
	tcp.peer_len = 16;
	f.peer = addr;
	CALL("close(3<TCP:[127.0.0.1:8080->127.0.0.1:8080]>) = 0", "close", 0, 3);
	f.fd = &local;
	f.local = name;
	CALL("close(3<UNIX-STREAM:[5->6,\"/a\\\"b\"]>) = 0", "close", 0, 3);
	f.fd_path = NULL;
	CALL("close(3) = -1 EBADF (Bad file descriptor)", "close", -9, 3);
}

/* Lengths in a blob that do not fit it, structures that are cut short. */
TEST(hostile_blobs)
{
	struct fake f = fake_defaults();
	struct { struct sct_blob blob; struct sct_fd_info info; char path[8]; }
		fd = { { .addr = 3, .len = sizeof(struct sct_fd_info) + 4, .flags = SCT_BLOB_FD },
		       { .path_len = 60000, .local_len = 60000 }, "/x/y" };
	struct { struct sct_blob blob; uint8_t bytes[16]; }
		dirents = { { .addr = 0x1000, .len = 16 }, { 1 } };
	struct sct_call call = {
		.entered = true, .returned = true, .ret = 16, .args = { 3, 0x1000, 4096 },
		.enter_blobs = { &fd.blob, 1 }, .exit_blobs = { &dirents.blob, 1 },
	};

	f.opt.decode_fds = SCT_FDS_ALL;
	call.desc = sct_syscall_by_name(SCT_ABI_X86_64, "getdents64");
	sb_reset(&sb);
	sct_decode_enter(&sb, &call, &f.opt);
	sct_decode_exit(&sb, &call, &f.opt);
	EXPECT_STREQ("getdents64(3, 0x1000 /* 0+ entries */, 4096", sb_cstr(&sb));
	fd.info.path_len = 4;
	fd.info.local_len = 1;
	sb_reset(&sb);
	sct_decode_enter(&sb, &call, &f.opt);
	EXPECT_STREQ("getdents64(3, ", sb_cstr(&sb));
	fd.info.local_len = 0;
	sb_reset(&sb);
	sct_decode_enter(&sb, &call, &f.opt);
	EXPECT_STREQ("getdents64(3</x/y>, ", sb_cstr(&sb));
	call.desc = sct_syscall_by_name(SCT_ABI_X86_64, "fstat");
	call.ret = 0;
	sb_reset(&sb);
	sct_decode_enter(&sb, &call, &f.opt);
	sct_decode_exit(&sb, &call, &f.opt);
	EXPECT_STREQ("fstat(3</x/y>, 0x1000", sb_cstr(&sb));
}

/* Every call with every kind of nonsense: nothing may crash (run under sanitizers). */
static void try_all_calls(unsigned int abi, bool verbose)
{
	static const uint64_t values[] = { 0, 1, 3, (uint64_t)-1, 0xffffffff, 0x7fffffff, 4096 };
	static char memory[65536];
	struct fake f = fake_defaults();
	unsigned int v;
	int nr;

	memset(memory, 0xa5, sizeof(memory));
	f.fd_path = "/x";
	f.opt.decode_fds = SCT_FDS_ALL;
	f.abi = abi;
	if (verbose)
		memset(&f.opt.abbrev, 0, sizeof(f.opt.abbrev));
	for (nr = 0; nr < 500; nr++) {
		const struct sct_syscall *call = sct_syscall_by_number(f.abi, nr);

		for (v = 0; call && v < sizeof(values) / sizeof(values[0]) + 3; v++) {
			uint64_t x = v < 7 ? values[v] : v == 7 ? A(memory) :
				     v == 8 ? A(page_edge() - 3) : 16;
			uint64_t args[SCT_NR_ARGS] = { x, x, x, x, x, x };

			if (v == 9)
				args[1] = A(memory);
			f.ret = v & 1 ? 0 : v == 2 ? 7 : 100000;
			print(&f, call->name, args);
			f.ret = -14;
			print(&f, call->name, args);
		}
	}
}

/* Each on its own: the harness gives a test half a minute. */
TEST(no_call_trips)
{
	try_all_calls(SCT_ABI_X86_64, false);
}

TEST(no_verbose_call_trips)
{
	try_all_calls(SCT_ABI_X86_64, true);
}

TEST(no_i386_call_trips)
{
	try_all_calls(SCT_ABI_I386, false);
}

TEST(no_verbose_i386_call_trips)
{
	try_all_calls(SCT_ABI_I386, true);
}

TEST(plan_is_within_the_abi)
{
	struct fake f = fake_defaults();
	struct sct_plan_tables plan;
	unsigned int i, k;

	f.opt.decode_fds = SCT_FDS_ALL;
	ASSERT_EQ(0, sct_plan_build(&plan, NULL, &f.opt));
	EXPECT_LE(plan.nr_ops, SCT_MAX_PLAN_OPS);
	EXPECT_LE(plan.nr_cases, SCT_MAX_PLAN_CASES);
	for (i = 0; i < plan.nr_ops; i++) {
		const struct sct_op *op = &plan.ops[i];

		EXPECT_LT(0, op->kind);
		EXPECT_LT(op->kind, SCT_OP_KIND_END);
		EXPECT_LE(op->arg, SCT_ARG_SP);
		EXPECT_LT(op->length, SCT_LEN_END);
		EXPECT_LT(op->length_arg, SCT_NR_ARGS);
		EXPECT_LE(op->limit, SCT_MAX_OP_BYTES);
		EXPECT_LE(op->count2, SCT_MAX_OP_COUNT2);
		EXPECT_EQ(0, op->flags & ~SCT_OP_ALL_FLAGS);
	}
	for (i = 0; i < plan.nr_calls; i++) {
		const struct sct_plan_call *c = &plan.calls[i];

		EXPECT_LE(c->ops.first + c->ops.enter + c->ops.exit, (int)plan.nr_ops);
		EXPECT_LE(c->first_case + c->nr_cases, (int)plan.nr_cases);
		for (k = 1; k < c->nr_cases; k++)
			EXPECT_LT(plan.cases[c->first_case + k - 1].value,
				  plan.cases[c->first_case + k].value);
	}
	sct_plan_free(&plan);
}

static bool first_path(void *arg, const char *path, size_t len)
{
	sb_mem(arg, path, len);
	sb_char(arg, ';');
	return false;
}

TEST(paths)
{
	struct { struct sct_blob blob; char text[8]; }
		path = { { .addr = 0x1000, .len = 5, .arg = 0, .flags = SCT_BLOB_STRING }, "/a/b" };
	struct { struct sct_blob blob; struct sct_fd_info info; char path[8]; }
		fd = { { .addr = 3, .len = sizeof(struct sct_fd_info) + 4, .arg = SCT_ARG_RET,
			 .flags = SCT_BLOB_FD }, { .path_len = 4 }, "/x/y" };
	struct sct_call call = {
		.entered = true, .returned = true, .ret = 3, .args = { 0x1000, 0 },
		.enter_blobs = { &path.blob, 1 }, .exit_blobs = { &fd.blob, 1 },
		.desc = sct_syscall_by_name(SCT_ABI_X86_64, "open"),
	};

	sb_reset(&sb);
	EXPECT_FALSE(sct_call_paths(&call, first_path, &sb));
	EXPECT_STREQ("/x/y;/a/b;", sb_cstr(&sb));
}

TEST_HARNESS_MAIN
