// SPDX-License-Identifier: GPL-2.0
/* Mappings, protections, advice, locks, the break, shared memory. */
#include "program.h"

#include <sys/ipc.h>
#include <sys/shm.h>

#define PAGE	4096

static void mappings(void)
{
	int fd = open("/etc/passwd", O_RDONLY);
	unsigned char vec[4];
	char *p, *q;

	p = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(p != MAP_FAILED);
	*p = 1;
	must(!mprotect(p + PAGE, PAGE, PROT_NONE));
	must(!mprotect(p + PAGE, PAGE, PROT_READ | PROT_EXEC));
	must(!madvise(p, 4 * PAGE, MADV_DONTNEED));
	must(!madvise(p, PAGE, MADV_RANDOM));
	must(!mincore(p, 4 * PAGE, vec));
	must(!msync(p, PAGE, MS_SYNC));
	q = mremap(p, 4 * PAGE, 2 * PAGE, 0);
	must(q == p);
	q = mremap(p, PAGE, 3 * PAGE, MREMAP_MAYMOVE);
	must(q != MAP_FAILED);
	must(!munmap(q, 3 * PAGE));
	q = mmap(NULL, PAGE, PROT_READ, MAP_SHARED | MAP_POPULATE, fd, 0);
	must(q != MAP_FAILED);
	must(!munmap(q, PAGE));
	must(mmap(NULL, PAGE, PROT_READ, MAP_SHARED, -1, 0) == MAP_FAILED && errno == EBADF);
	must(mmap(NULL, 0, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED && errno == EINVAL);
	must_fail(munmap((void *)1, PAGE), EINVAL);
	must_fail(mprotect((void *)PAGE, PAGE, PROT_READ), ENOMEM);
	must(!close(fd));
}

static void locks(void)
{
	char *p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	must(p != MAP_FAILED);
	must(!mlock(p, PAGE));
	must(!munlock(p, PAGE));
	must(!munmap(p, PAGE));
}

static void breaks(void)
{
	long now = syscall(SYS_brk, NULL);

	must(now > 0);
	must(syscall(SYS_brk, now + PAGE) == now + PAGE);
	must(syscall(SYS_brk, now) == now);
}

static void memory_file(void)
{
	int fd = memfd_create("a name", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	must(fd >= 0);
	must(!ftruncate(fd, PAGE));
	must(!fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW));
	must(fcntl(fd, F_GET_SEALS) == (F_SEAL_SHRINK | F_SEAL_GROW));
	must(!close(fd));
}

static void shared_segment(void)
{
	int id = shmget(IPC_PRIVATE, PAGE, IPC_CREAT | 0600);
	struct shmid_ds ds;
	char *p;

	must(id >= 0);
	p = shmat(id, NULL, 0);
	must(p != (void *)-1);
	must(!shmctl(id, IPC_STAT, &ds) && ds.shm_segsz == PAGE);
	must(!shmdt(p));
	must(!shmctl(id, IPC_RMID, NULL));
}

int main(void)
{
	mappings();
	locks();
	breaks();
	memory_file();
	shared_segment();
	return 0;
}
