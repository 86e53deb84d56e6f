// SPDX-License-Identifier: GPL-2.0
/*
 * Random requests to /dev/sctrace: structures that are nearly right, in memory that is
 * not there, cannot be written or changes meanwhile; random mappings, reads and
 * descriptors that are closed, passed on and inherited under the feet of other threads.
 *
 * usage: fuzz [SECONDS [SEED]]
 *
 * It fails when a request answers what the header does not say, when memory behind a
 * structure was written, or when a ring could be mapped for writing.
 */
#include "stress.h"

#include <sys/epoll.h>
#include <sys/stat.h>

#define NR_WORKERS	4
#define NR_THREADS	4
#define NR_FDS		6
#define NR_MAPS		8
#define NR_PREY		3

#define PAGE		4096UL
/* Pages of a thread's arena as the kernel is given it; one more mapping can always be written. */
enum arena { ARENA_OK, ARENA_OK2, ARENA_NONE, ARENA_READ_ONLY, ARENA_RACE, ARENA_END, NR_ARENA };

struct shared {
	unsigned long results[16][256];	/* by request and errno */
	unsigned long problems;
};

static struct shared *shared;

/* For half of the workers, which are nobody: the device for everybody. */
#define NODE	"/dev/sctrace-fuzz"
#define NOBODY	65534

static const char *device = SCT_DEVICE;

struct map {
	void *at;
	size_t len;
};

/* Of a worker process. */
static int fds[NR_FDS];
static pid_t prey[NR_PREY];

struct fuzzer {
	struct rng r;
	char *arena;	/* to be given to the kernel */
	char *hand;	/* the same memory */
	struct map maps[NR_MAPS];
	struct random_plan plan;
};

static void problem(const char *what, long a, long b)
{
	__atomic_add_fetch(&shared->problems, 1, __ATOMIC_RELAXED);
	fprintf(stderr, "fuzz: %s: %ld %ld\n", what, a, b);
}

/* --- requests --------------------------------------------------------------------- */

union request {
	uint32_t size;
	uint32_t words[64];
	struct sct_info info;
	struct sct_config config;
	struct sct_syscalls syscalls;
	struct sct_plan plan;
	struct sct_target_req target;
	struct sct_select select;
	struct sct_stats stats;
	struct sct_counts counts;
};

static pid_t random_pid(struct rng *r)
{
	switch (rng_below(r, 8)) {
	case 0:
		return getpid();
	case 1:
		return gettid();
	case 2:
		return rng_odd(r);
	case 3:
		return rng_below(r, 400);
	default:
		return prey[rng_below(r, NR_PREY)];
	}
}

static uint32_t fill_config(struct fuzzer *f, union request *req)
{
	struct rng *r = &f->r;

	req->config = (struct sct_config){
		.flags = rng_below(r, SCT_CONFIG_ALL_FLAGS + 1),
		.ring_bytes = SCT_MIN_RING_BYTES << rng_below(r, 4),
		.wake_bytes = rng_percent(r, 70) ? 0 : rng_below(r, SCT_MIN_RING_BYTES),
		.min_ns = rng_percent(r, 80) ? 0 : rng_below(r, 1000000),
		.max_ns = rng_percent(r, 90) ? 0 : rng_next(r),
		.wait_ms = rng_percent(r, 70) ? 0 : rng_below(r, 50),
		.wait_bytes = rng_percent(r, 70) ? 0 : rng_below(r, SCT_MIN_RING_BYTES),
	};
	return sizeof(req->config);
}

static uint32_t fill_syscalls(struct fuzzer *f, union request *req)
{
	unsigned int i;

	req->syscalls.abi = rng_below(&f->r, SCT_NR_ABIS);
	for (i = 0; i < ARRAY_SIZE(req->syscalls.bits); i++)
		req->syscalls.bits[i] = rng_percent(&f->r, 50) ? ~0ULL : rng_next(&f->r);
	return sizeof(req->syscalls);
}

/* The arrays of a plan are as hostile as the structure. */
static uint32_t fill_plan(struct fuzzer *f, union request *req)
{
	struct rng *r = &f->r;
	uint64_t *arrays[3];
	unsigned int i, nr;

	random_plan(r, &f->plan);
	if (rng_percent(r, 50)) {
		nr = 1 + rng_below(r, 4);
		for (i = 0; i < nr; i++)
			((uint8_t *)&f->plan)[rng_below(r, offsetof(struct random_plan, plan))] =
				rng_odd(r);
	}
	req->plan = f->plan.plan;
	arrays[0] = (uint64_t *)&req->plan.ops;
	arrays[1] = (uint64_t *)&req->plan.calls;
	arrays[2] = (uint64_t *)&req->plan.cases;
	if (rng_percent(r, 20))
		*arrays[rng_below(r, 3)] = (uintptr_t)f->arena + rng_below(r, NR_ARENA * PAGE);
	return sizeof(req->plan);
}

static uint32_t fill_target(struct fuzzer *f, union request *req)
{
	req->target = (struct sct_target_req){
		.op = rng_percent(&f->r, 80) ? SCT_TARGET_ADD : SCT_TARGET_REMOVE,
		.flags = rng_below(&f->r, SCT_TARGET_ALL_FLAGS + 1),
		.pid = random_pid(&f->r),
		.depth = rng_percent(&f->r, 90) ? 0 : rng_below(&f->r, 4),
	};
	if (req->target.op == SCT_TARGET_REMOVE)
		req->target.flags &= SCT_TARGET_THREADS;
	return sizeof(req->target);
}

static uint32_t fill_select(struct fuzzer *f, union request *req)
{
	req->select = (struct sct_select){ .flags = rng_below(&f->r, SCT_SELECT_ALL_FLAGS + 1) };
	if (req->select.flags & SCT_SELECT_UID)
		req->select.uid = rng_percent(&f->r, 50) ? 12345 : 0;
	if (req->select.flags & SCT_SELECT_COMM)
		strcpy(req->select.comm, rng_percent(&f->r, 50) ? "tr[a-u]e" : "*[");
	if (req->select.flags & SCT_SELECT_CGROUP)
		req->select.cgroup_fd = rng_below(&f->r, 16);
	return sizeof(req->select);
}

static uint32_t fill_stats(struct fuzzer *f, union request *req)
{
	req->stats.cpu = (int)rng_below(&f->r, 6) - 1;
	return sizeof(req->stats);
}

static uint32_t fill_counts(struct fuzzer *f, union request *req)
{
	req->counts.abi = rng_below(&f->r, SCT_NR_ABIS);
	req->counts.first = rng_below(&f->r, SCT_NR_COUNTED + 1);
	req->counts.nr = rng_below(&f->r, 4);
	req->counts.counts = (uintptr_t)f->arena + rng_below(&f->r, NR_ARENA * PAGE);
	return sizeof(req->counts);
}

static uint32_t fill_info(struct fuzzer *f, union request *req)
{
	(void)f;
	(void)req;
	return sizeof(struct sct_info);
}

static const struct request_kind {
	const char *name;
	unsigned long request;
	uint32_t (*fill)(struct fuzzer *f, union request *req);
	int errors[12];	/* beside those that any may have */
} kinds[] = {
	{ "INFO", SCT_IOC_INFO, fill_info, { 0 } },
	{ "CONFIG", SCT_IOC_CONFIG, fill_config, { EBUSY, ENOMEM, EDQUOT } },
	{ "SYSCALLS", SCT_IOC_SYSCALLS, fill_syscalls, { EBUSY } },
	{ "PLAN", SCT_IOC_PLAN, fill_plan, { EBUSY, ENOMEM, EDQUOT } },
	{ "TARGET", SCT_IOC_TARGET, fill_target, { ESRCH, EPERM, EEXIST, ENOMEM, EDQUOT } },
	{ "START", SCT_IOC_START, NULL, { EBUSY, ENOMEM, EDQUOT } },
	{ "STOP", SCT_IOC_STOP, NULL, { 0 } },
	{ "STATS", SCT_IOC_STATS, fill_stats, { ENODEV } },
	{ "SELECT", SCT_IOC_SELECT, fill_select, { EBUSY, EPERM, EBADF, ENOMEM } },
	{ "COUNTS", SCT_IOC_COUNTS, fill_counts, { ENODATA } },
};

static bool documented(const struct request_kind *kind, int err)
{
	/* the last two: another thread closed the descriptor, or has one of its own there by now */
	static const int any[] = { 0, EINVAL, E2BIG, EFAULT, EINTR, EBADF, ENOTTY };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(any); i++)
		if (err == any[i])
			return true;
	for (i = 0; i < ARRAY_SIZE(kind->errors); i++)
		if (err && err == kind->errors[i])
			return true;
	return false;
}

/* Puts @len bytes where the kernel will have its difficulties, or not. */
static void *place(struct fuzzer *f, const void *bytes, uint32_t len, bool *fair)
{
	uint32_t at;

	*fair = false;
	switch (rng_below(&f->r, 16)) {
	case 0:
		return (void *)rng_odd(&f->r);
	case 1:		/* to the end of what is there, or beyond it */
		at = ARENA_NONE * PAGE - len + (rng_percent(&f->r, 50) ? 0 : rng_below(&f->r, len));
		break;
	case 2:
		at = ARENA_READ_ONLY * PAGE + rng_below(&f->r, PAGE - len);
		break;
	case 3:
		at = ARENA_RACE * PAGE + rng_below(&f->r, PAGE - len);
		break;
	case 4:
		at = ARENA_NONE * PAGE + rng_below(&f->r, PAGE);
		break;
	default:
		at = rng_below(&f->r, PAGE);
		*fair = true;
		break;
	}
	memcpy(f->hand + at, bytes, len);
	if (*fair)
		memset(f->hand + at + len, 0xa5, 64);
	return f->arena + at;
}

static bool untouched(const struct fuzzer *f, const void *at, uint32_t len)
{
	const char *byte = f->hand + ((const char *)at - f->arena) + len, *end = byte + 64;

	for (; byte < end; byte++)
		if ((unsigned char)*byte != 0xa5)
			return false;
	return true;
}

/* Through the entry of 32-bit programs. */
static int ioctl_compat(int fd, unsigned long request, const void *arg)
{
	int ret;

	__asm__ volatile("int $0x80"
			 : "=a"(ret)
			 : "a"(54), "b"(fd), "c"((uint32_t)request), "d"((uint32_t)(uintptr_t)arg)
			 : "memory", "r8", "r9", "r10", "r11");
	return ret < 0 ? -ret : 0;
}

static int do_ioctl(struct fuzzer *f, int fd, unsigned long request, const void *arg)
{
	if (rng_percent(&f->r, 20))
		return ioctl_compat(fd, request, arg);
	return ioctl(fd, request, arg) < 0 ? errno : 0;
}

static void fuzz_request(struct fuzzer *f, int fd)
{
	const struct request_kind *kind = &kinds[rng_below(&f->r, ARRAY_SIZE(kinds))];
	uint32_t size = 0, nr, i;
	union request req;
	void *arg = NULL;
	bool fair = false;
	int err;

	/* nothing much happens after it */
	if (kind->request == SCT_IOC_STOP && rng_percent(&f->r, 80))
		return;
	memset(&req, 0, sizeof(req));
	if (kind->fill) {
		size = kind->fill(f, &req);
		req.size = size;
		if (rng_percent(&f->r, 30)) {
			nr = 1 + rng_below(&f->r, 3);
			for (i = 0; i < nr; i++)
				req.words[rng_below(&f->r, size / 4)] = rng_odd(&f->r);
		}
		arg = place(f, &req, sizeof(req), &fair);
		/* an array may lie there as well */
		fair &= kind->request != SCT_IOC_COUNTS;
	} else if (rng_percent(&f->r, 10)) {
		arg = (void *)rng_odd(&f->r);
	}
	err = do_ioctl(f, fd, kind->request, arg);
	__atomic_add_fetch(&shared->results[kind - kinds][err & 255], 1, __ATOMIC_RELAXED);
	if (!documented(kind, err))
		problem(kind->name, err, size);
	if (fair && !untouched(f, arg, sizeof(req)))
		problem("written behind it", kind - kinds, size);
}

static void fuzz_unknown_request(struct fuzzer *f, int fd)
{
	unsigned long request = rng_percent(&f->r, 50) ? rng_odd(&f->r) :
				_IO(SCT_IOC_MAGIC, rng_below(&f->r, 256));
	unsigned int i;

	/* those of the file layer, and ours, have arguments to be careful with */
	if (_IOC_TYPE(request) == 'T' || _IOC_TYPE(request) == 'f' || _IOC_TYPE(request) == 'X' ||
	    _IOC_TYPE(request) == 0)
		return;
	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		if ((uint32_t)kinds[i].request == (uint32_t)request)
			return;
	if (do_ioctl(f, fd, request, f->arena + rng_below(&f->r, NR_ARENA * PAGE)) != ENOTTY &&
	    fcntl(fd, F_GETFD) >= 0 && errno != EBADF)
		problem("unknown request", request, errno);
}

/* --- memory ------------------------------------------------------------------------- */

static void fuzz_map(struct fuzzer *f, int fd)
{
	static const int flags[] = { MAP_SHARED, MAP_SHARED, MAP_SHARED, MAP_PRIVATE,
				     MAP_SHARED | MAP_POPULATE, MAP_SHARED | MAP_LOCKED };
	struct map *map = &f->maps[rng_below(&f->r, NR_MAPS)];
	uint64_t page = rng_percent(&f->r, 80) ? rng_below(&f->r, 3) : rng_odd(&f->r) % (1 << 20);
	uint64_t len = rng_percent(&f->r, 60) ? 1 + rng_below(&f->r, 40) : rng_odd(&f->r) % 70000 + 1;
	int prot = rng_below(&f->r, 8);
	uint64_t cpu = rng_percent(&f->r, 80) ? rng_below(&f->r, 3) : rng_odd(&f->r) & 0xffff;

	if (map->at) {
		munmap(map->at, map->len);
		map->at = NULL;
	}
	map->len = len * PAGE;
	map->at = mmap(NULL, map->len, prot, flags[rng_below(&f->r, ARRAY_SIZE(flags))], fd,
		       SCT_MMAP_OFFSET(cpu) + page * PAGE);
	if (map->at == MAP_FAILED) {
		map->at = NULL;
		return;
	}
	if (page && prot & PROT_WRITE)
		problem("mapped for writing", page, len);
	if (page && !mprotect(map->at, map->len, PROT_READ | PROT_WRITE))
		problem("made writable", page, len);
	if (!mprotect(map->at, map->len, PROT_READ | PROT_EXEC))
		problem("made executable", page, len);
}

/* Reads or writes a mapping without dying of it. */
static void fuzz_touch(struct fuzzer *f, bool write)
{
	struct map *map = &f->maps[rng_below(&f->r, NR_MAPS)];
	uint64_t words[16];
	struct iovec local = { words, sizeof(words) }, remote;
	unsigned int i;

	if (!map->at)
		return;
	for (i = 0; i < ARRAY_SIZE(words); i++)
		words[i] = rng_odd(&f->r);
	remote.iov_base = (char *)map->at + (write ? 0 : rng_odd(&f->r) % map->len);
	remote.iov_len = write ? 8 : sizeof(words);
	local.iov_len = remote.iov_len;
	if (write)
		process_vm_writev(getpid(), &local, 1, &remote, 1, 0);
	else
		process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
}

static void fuzz_remap(struct fuzzer *f)
{
	struct map *map = &f->maps[rng_below(&f->r, NR_MAPS)];
	static const int advice[] = { MADV_DONTNEED, MADV_DONTFORK, MADV_DOFORK, MADV_MERGEABLE,
				      MADV_HUGEPAGE, MADV_FREE, MADV_REMOVE, MADV_COLD, MADV_PAGEOUT };
	size_t half, grown;
	void *at;

	if (!map->at)
		return;
	half = (map->len / PAGE + 1) / 2 * PAGE;
	switch (rng_below(&f->r, 5)) {
	case 0:
		grown = map->len * (1 + rng_below(&f->r, 3));
		at = mremap(map->at, map->len, grown, MREMAP_MAYMOVE);
		if (at != MAP_FAILED) {
			munmap(at, grown);
			map->at = NULL;
		}
		break;
	case 1:		/* the rest stays until the end of the process */
		munmap(map->at, half);
		map->at = NULL;
		break;
	case 2:
		madvise(map->at, map->len, advice[rng_below(&f->r, ARRAY_SIZE(advice))]);
		break;
	case 3:
		at = mremap(map->at, map->len, half, 0);
		if (at != MAP_FAILED)
			map->len = half;
		break;
	default:
		munmap(map->at, map->len);
		map->at = NULL;
		break;
	}
}

/* --- the rest ------------------------------------------------------------------------ */

static void fuzz_fork(struct fuzzer *f, int fd)
{
	pid_t child = fork();
	char byte;

	if (!child) {
		ssize_t ignored;

		fcntl(fd, F_SETFL, O_NONBLOCK);
		ignored = read(fd, &byte, 1);
		(void)ignored;
		fuzz_touch(f, false);
		fuzz_touch(f, true);
		_exit(0);
	}
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

static void fuzz_pass_on(int fd)
{
	char space[CMSG_SPACE(sizeof(int))] = "";
	struct iovec iov = { space, 1 };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1, .msg_control = space,
			      .msg_controllen = sizeof(space) };
	struct cmsghdr *cmsg = CMSG_FIRSTHDR(&msg);
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		return;
	cmsg->cmsg_level = SOL_SOCKET;
	cmsg->cmsg_type = SCM_RIGHTS;
	cmsg->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(cmsg), &fd, sizeof(fd));
	/* It goes with the socket that nobody reads. */
	sendmsg(pair[0], &msg, 0);
	close(pair[0]);
	close(pair[1]);
}

static void fuzz_poll(struct fuzzer *f, int fd)
{
	struct pollfd p = { .fd = fd, .events = rng_below(&f->r, 128) };
	struct epoll_event event = { .events = EPOLLIN | (rng_percent(&f->r, 50) ? EPOLLET : 0) };
	int epoll;

	if (rng_percent(&f->r, 50)) {
		poll(&p, 1, rng_below(&f->r, 3));
		return;
	}
	epoll = epoll_create1(0);
	epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
	epoll_wait(epoll, &event, 1, rng_below(&f->r, 3));
	close(epoll);
}

static void fuzz_read(struct fuzzer *f, int fd)
{
	void *to = rng_percent(&f->r, 20) ? (void *)rng_odd(&f->r) :
					    f->arena + rng_below(&f->r, NR_ARENA * PAGE);
	size_t len = rng_percent(&f->r, 70) ? rng_below(&f->r, 2 * PAGE) : rng_odd(&f->r);

	raw3(SYS_read, fd, to, len);
}

static void fuzz_other(struct fuzzer *f, int fd)
{
	char bytes[16] = "";
	ssize_t ignored = 0;

	switch (rng_below(&f->r, 5)) {
	case 0:
		ignored = write(fd, bytes, sizeof(bytes));
		break;
	case 1:
		ignored = pread(fd, bytes, sizeof(bytes), rng_odd(&f->r));
		break;
	case 2:
		ignored = lseek(fd, rng_odd(&f->r), SEEK_SET);
		break;
	case 3:
		ignored = fcntl(fd, F_SETFL, O_NONBLOCK | (rng_percent(&f->r, 50) ? O_ASYNC : 0));
		break;
	default:
		ignored = fsync(fd);
		break;
	}
	(void)ignored;
}

static int open_device(int flags)
{
	return open(device, O_RDWR | O_CLOEXEC | flags);
}

static void fuzz_reopen(struct fuzzer *f, unsigned int which)
{
	int fd = rng_percent(&f->r, 90) ? open_device(rng_percent(&f->r, 98) ? O_NONBLOCK : 0) : -1;

	fd = __atomic_exchange_n(&fds[which], fd, __ATOMIC_ACQ_REL);
	if (fd >= 0)
		close(fd);
}

static void fuzz_once(struct fuzzer *f)
{
	unsigned int which = rng_below(&f->r, NR_FDS);
	int fd = __atomic_load_n(&fds[which], __ATOMIC_ACQUIRE);

	switch (rng_below(&f->r, 40)) {
	case 0:
		fuzz_reopen(f, which);
		break;
	case 1:
		fuzz_unknown_request(f, fd);
		break;
	case 2:
	case 3:
	case 4:
		fuzz_map(f, fd);
		break;
	case 5:
	case 6:
		fuzz_touch(f, rng_percent(&f->r, 50));
		break;
	case 7:
		fuzz_remap(f);
		break;
	case 8:
		if (rng_percent(&f->r, 20))
			fuzz_fork(f, fd);
		break;
	case 9:
		fuzz_pass_on(fd);
		break;
	case 10:
	case 11:
		fuzz_poll(f, fd);
		break;
	case 12:
	case 13:
		fuzz_read(f, fd);
		break;
	case 14:
		fuzz_other(f, fd);
		break;
	default:
		fuzz_request(f, fd);
		break;
	}
}

static bool arena_make(struct fuzzer *f)
{
	int memory = memfd_create("arena", MFD_CLOEXEC);
	bool ok = memory >= 0 && !ftruncate(memory, NR_ARENA * PAGE);

	if (ok) {
		f->hand = mmap(NULL, NR_ARENA * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
		/* where a 32-bit pointer reaches */
		f->arena = mmap(NULL, NR_ARENA * PAGE, PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_32BIT, memory, 0);
		ok = f->hand != MAP_FAILED && f->arena != MAP_FAILED;
	}
	if (memory >= 0)
		close(memory);
	return ok && !mprotect(f->arena + ARENA_NONE * PAGE, PAGE, PROT_NONE) &&
	       !mprotect(f->arena + ARENA_READ_ONLY * PAGE, PAGE, PROT_READ);
}

/* Changes the racing page while the kernel looks at it. */
static void *racer(void *arg)
{
	struct fuzzer *f = arg;
	struct rng r = rng_of(f->r.state, 99);
	unsigned int i;

	for (;;) {
		for (i = 0; i < 100; i++)
			((uint32_t *)(f->hand + ARENA_RACE * PAGE))[rng_below(&r, PAGE / 4)] =
				rng_odd(&r);
		mprotect(f->arena + ARENA_RACE * PAGE, PAGE, rng_below(&r, 4));
		usleep(rng_below(&r, 200));
	}
	return NULL;
}

static void *fuzz_thread(void *arg)
{
	struct fuzzer *f = arg;

	for (;;)
		fuzz_once(f);
	return NULL;
}

/* Lives until it is killed, at the latest after some seconds. */
static void worker(uint64_t seed, uint64_t stream)
{
	static struct fuzzer fuzzers[NR_THREADS];
	pthread_t thread;
	unsigned int i;

	if (stream % 2) {
		if (setresgid(NOBODY, NOBODY, NOBODY) || setresuid(NOBODY, NOBODY, NOBODY) ||
		    prctl(PR_SET_DUMPABLE, 1))
			_exit(3);
		device = NODE;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (i = 0; i < NR_FDS; i++)
		fds[i] = open_device(O_NONBLOCK);
	for (i = 0; i < NR_PREY; i++)
		prey[i] = work_start(seed, stream * 100 + i);
	for (i = 0; i < NR_THREADS; i++) {
		fuzzers[i].r = rng_of(seed, stream * 100 + 50 + i);
		if (!arena_make(&fuzzers[i]))
			_exit(3);
	}
	alarm(6);
	pthread_create(&thread, NULL, racer, &fuzzers[0]);
	for (i = 1; i < NR_THREADS; i++)
		pthread_create(&thread, NULL, fuzz_thread, &fuzzers[i]);
	fuzz_thread(&fuzzers[0]);
}

static void print_results(void)
{
	unsigned int i, err;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		printf("# %s:", kinds[i].name);
		for (err = 0; err < 256; err++)
			if (shared->results[i][err])
				printf(" %s %lu", err ? strerrorname_np(err) : "ok",
				       shared->results[i][err]);
		printf("\n");
	}
}

int main(int argc, char **argv)
{
	uint64_t seconds = argc > 1 ? strtoull(argv[1], NULL, 0) : 10;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 0) : (uint64_t)time(NULL);
	uint64_t end = now_ms() + seconds * 1000, stream = 0;
	pid_t workers[NR_WORKERS] = { 0 };
	struct rng r = rng_of(seed, 0);
	struct stat st;
	unsigned int i;

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		      -1, 0);
	if (shared == MAP_FAILED) {
		perror("fuzz: mmap");
		return 1;
	}
	printf("# fuzz: %lu s, seed %lu\n", seconds, seed);
	fflush(stdout);
	unlink(NODE);
	if (stat(SCT_DEVICE, &st) || mknod(NODE, S_IFCHR | 0600, st.st_rdev) || chmod(NODE, 0666)) {
		perror("fuzz: " NODE);
		return 1;
	}
	while (now_ms() < end) {
		i = rng_below(&r, NR_WORKERS);
		if (workers[i])
			work_end(workers[i]);
		workers[i] = fork();
		if (!workers[i])
			worker(seed, ++stream * NR_WORKERS + i);
		stream++;
		sleep_ms(200 + rng_below(&r, 800));
	}
	for (i = 0; i < NR_WORKERS; i++)
		if (workers[i])
			work_end(workers[i]);
	unlink(NODE);
	print_results();
	return shared->problems ? 1 : 0;
}
