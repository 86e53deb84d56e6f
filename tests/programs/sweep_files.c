// SPDX-License-Identifier: GPL-2.0
/* Calls on files and names with one thing wrong at a time; in the working directory. */
#include "sweep.h"

#include <linux/openat2.h>
#include <sys/epoll.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <sys/xattr.h>

static char data[] = "some data\n\001\377";
static struct iovec vec[2] = { { data, 4 }, { data + 4, 8 } };
static struct iovec bad_vec[2] = { { data, 4 }, { (void *)16, 8 } };
static struct open_how how = { O_RDWR | O_CREAT, 0600, RESOLVE_BENEATH };
static struct timespec times[2] = { { 1000000000, 5 }, { 0, UTIME_OMIT } };
static struct timeval old_times[2] = { { 1000000000, 5 }, { 1000000001, 6 } };
static int64_t offset = 3;
static struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 10 };
static struct epoll_event event = { EPOLLIN | EPOLLET, { .u64 = 0x123456789abcdef0 } };

static void names(void)
{
	SWEEP_OPEN(openat, FD(AT_FDCWD), STR("made"), BITS(O_RDWR | O_CREAT | O_CLOEXEC), VAL(0640));
	SWEEP_OPEN(open, STR("made"), BITS(O_RDONLY | O_NOFOLLOW), VAL(0));
	SWEEP_OPEN(openat2, FD(AT_FDCWD), STR("made"), IN(how), VAL(sizeof(how)));
	SWEEP_OPEN(openat2, VAL(AT_FDCWD), STR("made"), IN(how), VAL(sizeof(how) - 8));
	SWEEP_OPEN(creat, STR("created"), VAL(0600));
	SWEEP(mkdirat, FD(AT_FDCWD), STR("folder"), VAL(0755));
	SWEEP(mknodat, FD(AT_FDCWD), STR("fifo"), VAL(S_IFIFO | 0600), VAL(0));
	SWEEP(mknod, STR("device"), VAL(S_IFCHR | 0600), VAL(0x103));
	SWEEP(symlinkat, STR("made"), FD(AT_FDCWD), STR("link"));
	SWEEP(linkat, FD(AT_FDCWD), STR("made"), FD(AT_FDCWD), STR("hard"), BITS(AT_SYMLINK_FOLLOW));
	SWEEP(readlink, STR("link"), OUT(64), VAL(64));
	SWEEP(readlinkat, FD(AT_FDCWD), STR("link"), OUT(2), VAL(2));
	SWEEP(renameat2, FD(AT_FDCWD), STR("hard"), FD(AT_FDCWD), STR("harder"), BITS(RENAME_NOREPLACE));
	SWEEP(rename, STR("harder"), STR("hard"));
	SWEEP(unlinkat, FD(AT_FDCWD), STR("folder"), BITS(AT_REMOVEDIR));
	SWEEP(getcwd, OUT(256), VAL(256));
	SWEEP(chdir, STR("."));
	SWEEP(access, STR("made"), BITS(R_OK | W_OK));
	SWEEP(faccessat, FD(AT_FDCWD), STR("made"), BITS(X_OK));
	SWEEP(faccessat2, FD(AT_FDCWD), STR("made"), BITS(R_OK), BITS(AT_EACCESS));
	SWEEP(chmod, STR("made"), VAL(04711));
	SWEEP(fchmodat, FD(AT_FDCWD), STR("made"), VAL(0600));
	SWEEP(fchownat, FD(AT_FDCWD), STR("made"), VAL(0), VAL(-1), BITS(AT_SYMLINK_NOFOLLOW));
	SWEEP(utimensat, FD(AT_FDCWD), STR("made"), IN(times), BITS(AT_SYMLINK_NOFOLLOW));
	SWEEP(utimes, STR("made"), IN(old_times));
	SWEEP(futimesat, FD(AT_FDCWD), STR("made"), IN(old_times));
	SWEEP(truncate, STR("made"), VAL(-1));
}

static void status(int fd)
{
	SWEEP(stat, STR("device"), OUT(sizeof(struct stat)));
	SWEEP(lstat, STR("link"), OUT(sizeof(struct stat)));
	SWEEP(fstat, FD(fd), OUT(sizeof(struct stat)));
	SWEEP(newfstatat, FD(AT_FDCWD), STR("made"), OUT(sizeof(struct stat)), BITS(AT_SYMLINK_NOFOLLOW));
	SWEEP(statx, FD(AT_FDCWD), STR("made"), BITS(AT_STATX_SYNC_AS_STAT), BITS(STATX_BASIC_STATS),
	      OUT(sizeof(struct statx)));
	SWEEP(statfs, STR("."), OUT(sizeof(struct statfs)));
	SWEEP(fstatfs, FD(fd), OUT(sizeof(struct statfs)));
}

static void contents(int fd)
{
	SWEEP(write, FD(fd), IN(data), VAL(sizeof(data)));
	SWEEP(pwrite64, FD(fd), IN(data), VAL(sizeof(data)), VAL(2));
	SWEEP(writev, FD(fd), IN(vec), VAL(2));
	SWEEP(writev, VAL(fd), IN(bad_vec), VAL(2));
	SWEEP(writev, VAL(fd), IN(vec), VAL(2000));
	SWEEP(pwritev2, FD(fd), IN(vec), VAL(2), VAL(1), VAL(0), BITS(1));
	SWEEP(lseek, FD(fd), VAL(-3), VAL(SEEK_END));
	SWEEP(lseek, VAL(fd), VAL(0), VAL(99));
	SWEEP(read, FD(fd), OUT(16), VAL(16));
	SWEEP(pread64, FD(fd), OUT(16), VAL(16), VAL(0));
	SWEEP(preadv, FD(fd), IN(vec), VAL(2), VAL(0), VAL(0));
	SWEEP(preadv2, FD(fd), IN(vec), VAL(1), VAL(0), VAL(0), BITS(0x8));
	SWEEP(ftruncate, FD(fd), VAL(100));
	SWEEP(fallocate, FD(fd), BITS(1), VAL(0), VAL(200));
	SWEEP(fadvise64, FD(fd), VAL(0), VAL(0), VAL(3));
	SWEEP(sync_file_range, FD(fd), VAL(0), VAL(10), BITS(7));
	SWEEP(sendfile, FD(fd), FD(fd), IN(offset), VAL(4));
	SWEEP(copy_file_range, FD(fd), IN(offset), FD(fd), IN(offset), VAL(4), BITS(0));
	SWEEP(getdents64, FD(fd), OUT(256), VAL(256));
	SWEEP(flock, FD(fd), BITS(LOCK_EX | LOCK_NB));
	SWEEP(fcntl, FD(fd), VAL(F_SETLK), IN(lock));
	SWEEP(fcntl, FD(fd), VAL(F_GETLK), IN(lock));
	SWEEP(fcntl, FD(fd), VAL(F_OFD_GETLK), IN(lock));
	SWEEP(fcntl, FD(fd), VAL(F_SETFL), BITS(O_APPEND | O_NONBLOCK));
	SWEEP(fcntl, FD(fd), VAL(999), VAL(5));
	SWEEP(ioctl, FD(fd), VAL(0x5401), OUT(64));
	SWEEP(setxattr, STR("made"), STR("user.name"), STR("value"), VAL(6), BITS(XATTR_CREATE));
	SWEEP(getxattr, STR("made"), STR("user.name"), OUT(16), VAL(16));
	SWEEP(fgetxattr, FD(fd), STR("user.name"), OUT(16), VAL(16));
	SWEEP(listxattr, STR("made"), OUT(64), VAL(64));
	SWEEP(removexattr, STR("made"), STR("user.name"));
}

static void descriptors(int fd)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC), pipe_ends[2];

	must(epoll >= 0 && !pipe(pipe_ends));
	SWEEP_OPEN(dup, FD(fd));
	SWEEP(dup3, FD(fd), FD(60), BITS(O_CLOEXEC));
	SWEEP(close, FD(60));
	SWEEP(pipe2, OUT(8), VAL(0x40000000));
	SWEEP_OPEN(epoll_create1, BITS(EPOLL_CLOEXEC));
	SWEEP(epoll_ctl, FD(epoll), VAL(EPOLL_CTL_ADD), FD(pipe_ends[0]), IN(event));
	SWEEP(epoll_ctl, FD(epoll), VAL(EPOLL_CTL_DEL), FD(pipe_ends[0]), IN(event));
	SWEEP(epoll_ctl, VAL(epoll), VAL(9), VAL(pipe_ends[0]), IN(event));
	SWEEP(epoll_wait, FD(epoll), OUT(24), VAL(2), VAL(0));
	SWEEP_OPEN(eventfd2, VAL(5), BITS(02000000));
	SWEEP_OPEN(inotify_init1, BITS(02000000));
	SWEEP_OPEN(memfd_create, STR("name"), BITS(3));
	SWEEP(splice, FD(pipe_ends[0]), VAL(0), FD(fd), IN(offset), VAL(1), BITS(2));
	SWEEP(tee, FD(pipe_ends[0]), FD(pipe_ends[1]), VAL(10), BITS(2));
	SWEEP(vmsplice, FD(pipe_ends[1]), IN(vec), VAL(1), BITS(2));
}

int main(void)
{
	int fd;

	names();
	fd = open("made", O_RDWR | O_CREAT, 0600);
	must(fd >= 0);
	status(fd);
	contents(fd);
	descriptors(fd);
	return 0;
}
