// SPDX-License-Identifier: GPL-2.0
/* Files, names, folders, locks and extended attributes in a folder of its own under /tmp. */
#include "program.h"

#include <dirent.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/xattr.h>

static void contents(void)
{
	int fd = open("file", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640), copy;
	char buf[64];

	must(fd >= 0);
	must_fail(open("file", O_WRONLY | O_CREAT | O_EXCL, 0600), EEXIST);
	must_fail(open("missing", O_RDONLY | O_DIRECTORY), ENOENT);
	must_fail(open("file", O_RDONLY | O_DIRECTORY), ENOTDIR);
	must(write(fd, "some contents\nof a file\n", 24) == 24);
	must(lseek(fd, -7, SEEK_CUR) == 17);
	must(read(fd, buf, sizeof(buf)) == 7);
	must(read(fd, buf, sizeof(buf)) == 0);
	must(pread(fd, buf, 4, 5) == 4 && !memcmp(buf, "cont", 4));
	must(pwrite(fd, "CONT", 4, 5) == 4);
	must(!ftruncate(fd, 10));
	must(!fallocate(fd, 0, 0, 100));
	must(!fsync(fd) && !fdatasync(fd));
	copy = openat(AT_FDCWD, "copy", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	must(copy >= 0);
	must(!lseek(fd, 0, SEEK_SET));
	must(sendfile(copy, fd, NULL, 50) == 50);
	must(!close(copy));
	must(!close(fd));
	must(!truncate("file", 3));
}

static void status(void)
{
	struct statx stx;
	struct statfs sfs;
	struct stat st;

	must(!stat("file", &st) && st.st_size == 3);
	must(!lstat("file", &st));
	must(!fstatat(AT_FDCWD, "file", &st, AT_SYMLINK_NOFOLLOW));
	must(!statx(AT_FDCWD, "file", 0, STATX_BASIC_STATS | STATX_BTIME, &stx));
	must(!statfs(".", &sfs));
	must_fail(stat("missing", &st), ENOENT);
	must_fail(stat("file/below", &st), ENOTDIR);
	must(!chmod("file", 0644));
	must(!fchmodat(AT_FDCWD, "file", 0600, 0));
	must(!chown("file", getuid(), getgid()));
	must(!access("file", R_OK | W_OK));
	must(!faccessat(AT_FDCWD, "file", F_OK, 0));
}

static void times(void)
{
	struct timespec ts[2] = { { 1000000000, 123456789 }, { 0, UTIME_OMIT } };
	struct timeval tv[2] = { { 1000000000, 5 }, { 1000000001, 6 } };

	must(!utimensat(AT_FDCWD, "file", ts, 0));
	must(!utimensat(AT_FDCWD, "file", NULL, 0));
	must(!syscall(SYS_utimes, "file", tv));
}

static void names(void)
{
	char buf[64];

	must(!link("file", "hard"));
	must(!symlink("file", "soft"));
	must(readlink("soft", buf, sizeof(buf)) == 4);
	must(readlink("soft", buf, 2) == 2);
	must_fail(readlink("file", buf, sizeof(buf)), EINVAL);
	must(!rename("hard", "harder"));
	must(!renameat2(AT_FDCWD, "harder", AT_FDCWD, "hardest", RENAME_NOREPLACE));
	must_fail(renameat2(AT_FDCWD, "hardest", AT_FDCWD, "soft", RENAME_NOREPLACE), EEXIST);
	must(!mkdir("folder", 0755));
	must_fail(rmdir("missing"), ENOENT);
	must(!mknod("fifo", S_IFIFO | 0600, 0));
	must(!unlink("fifo"));
	must(!unlinkat(AT_FDCWD, "hardest", 0));
	must(!unlinkat(AT_FDCWD, "folder", AT_REMOVEDIR));
}

static void folders(void)
{
	int fd = open(".", O_RDONLY | O_DIRECTORY), below;
	char buf[1024], cwd[256];

	must(fd >= 0);
	must(syscall(SYS_getdents64, fd, buf, sizeof(buf)) > 0);
	must(syscall(SYS_getdents64, fd, buf, sizeof(buf)) == 0);
	must(!mkdirat(fd, "deeper", 0700));
	below = openat(fd, "deeper", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	must(below >= 0);
	must(!fchdir(below));
	must(syscall(SYS_getcwd, cwd, sizeof(cwd)) > 0);
	must_fail(syscall(SYS_getcwd, cwd, 2), ERANGE);
	must(!fchdir(fd));
	must(!close(below));
	must(!rmdir("deeper"));
	must(!close(fd));
}

static void locks(void)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 10 };
	int fd = open("file", O_RDWR), dup_fd;

	must(fd >= 0);
	must(!fcntl(fd, F_SETLK, &lock));
	must(!fcntl(fd, F_GETLK, &lock) && lock.l_type == F_UNLCK);
	must(!fcntl(fd, F_SETLKW, &lock));
	must(!flock(fd, LOCK_EX | LOCK_NB));
	must(!flock(fd, LOCK_UN));
	must(!fcntl(fd, F_SETFD, FD_CLOEXEC));
	must(fcntl(fd, F_GETFD) == FD_CLOEXEC);
	must(!fcntl(fd, F_SETFL, O_APPEND | O_NONBLOCK));
	must(fcntl(fd, F_GETFL) & O_APPEND);
	dup_fd = fcntl(fd, F_DUPFD_CLOEXEC, 50);
	must(dup_fd == 50);
	must(dup2(fd, 51) == 51);
	must(!close(51));
	must(!close(50));
	must(!close(fd));
}

/* A file system without them says so. */
static void attributes(void)
{
	char buf[64];

	if (setxattr("file", "user.test", "value", 5, XATTR_CREATE)) {
		must(errno == EOPNOTSUPP || errno == EPERM);
		return;
	}
	must(getxattr("file", "user.test", buf, sizeof(buf)) == 5);
	must_fail(getxattr("file", "user.none", buf, sizeof(buf)), ENODATA);
	must(listxattr("file", buf, sizeof(buf)) >= 10);
	must(!removexattr("file", "user.test"));
}

int main(void)
{
	char name[64];

	enter_temp(name, sizeof(name));
	contents();
	status();
	times();
	names();
	folders();
	locks();
	attributes();
	must(!unlink("file") && !unlink("copy") && !unlink("soft"));
	leave_temp(name);
	return 0;
}
