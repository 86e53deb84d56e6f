// SPDX-License-Identifier: GPL-2.0
/* /dev/sctrace: sets up a session, maps its rings, and is a source of records. */
#define _GNU_SOURCE	/* ppoll */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <x86intrin.h>

#include "device.h"
#include "ring.h"

/* All rings together, and each of them, when nobody asked for something else. */
#define DEFAULT_TOTAL_BYTES	(64U << 20)
#define DEFAULT_RING_BYTES	(8U << 20)

/* Enough for the reader to get a CPU; too little to hold up a target for one that is stuck. */
#define DEFAULT_WAIT_MS		100

/*
 * The kernel's fast monotonic clock and the one of clock_gettime() may differ
 * by as much while the kernel adjusts them.
 */
#define MONOTONIC_SLACK_NS	2000

#define NSEC_PER_SEC		1000000000ULL

struct mapped_ring {
	struct sct_ring ring;
	void *control;
	void *data;
	size_t data_len;
	bool busy;
};

/**
 * struct sct_device - a session
 * @source: what others see
 * @fd: of /dev/sctrace
 * @rings: one per stream; without memory for a CPU that is not there
 * @hup: poll said that nothing more will come
 * @settled: time of the last look
 */
struct sct_device {
	struct sct_source source;
	int fd;
	struct mapped_ring *rings;
	bool hup;
	uint64_t settled;
};

static struct sct_device *to_device(const struct sct_source *source)
{
	return (struct sct_device *)((char *)source - offsetof(struct sct_device, source));
}

/* --- time ----------------------------------------------------------------- */

static uint64_t clock_now(const struct sct_device *device)
{
	struct timespec now;
	uint64_t ns;

	if (device->source.info.clock == SCT_CLOCK_TSC)
		return __rdtsc();
	clock_gettime(CLOCK_MONOTONIC, &now);
	ns = now.tv_sec * NSEC_PER_SEC + now.tv_nsec;
	return ns > MONOTONIC_SLACK_NS ? ns - MONOTONIC_SLACK_NS : 0;
}

static uint64_t settle_ticks(const struct sct_device *device)
{
	return (uint64_t)SCT_SETTLE_NS * device->source.info.clock_khz / 1000000 + 1;
}

/*
 * A time for which SCT_SETTLE_NS have passed: that of the last look, mostly.
 * It may be old, and then what is newer comes with the next look.
 */
static uint64_t settled_time(struct sct_device *device)
{
	uint64_t ticks = settle_ticks(device), horizon = device->settled;

	while (clock_now(device) - horizon < ticks)
		_mm_pause();
	device->settled = clock_now(device);
	return horizon;
}

/* --- the source ----------------------------------------------------------- */

static int device_look(struct sct_source *source, uint64_t *horizon)
{
	struct sct_device *device = to_device(source);
	struct mapped_ring *mapped;
	unsigned int i;
	int ret;

	*horizon = settled_time(device);
	for (i = 0; i < source->nr_streams; i++) {
		mapped = &device->rings[i];
		if (!mapped->data)
			continue;
		ret = sct_ring_look(&mapped->ring);
		if (ret < 0)
			return ret;
		mapped->busy = ret;
	}
	return 0;
}

static bool device_busy(const struct sct_source *source, unsigned int stream)
{
	return to_device(source)->rings[stream].busy;
}

static int device_peek(struct sct_source *source, unsigned int stream,
		       const struct sct_record **record)
{
	struct mapped_ring *mapped = &to_device(source)->rings[stream];

	return mapped->data ? sct_ring_peek(&mapped->ring, record) : 0;
}

static void device_pop(struct sct_source *source, unsigned int stream,
		       const struct sct_record *record)
{
	sct_ring_pop(&to_device(source)->rings[stream].ring, record);
}

static void device_release(struct sct_source *source)
{
	struct sct_device *device = to_device(source);
	unsigned int i;

	for (i = 0; i < source->nr_streams; i++)
		if (device->rings[i].data)
			sct_ring_release(&device->rings[i].ring);
}

const void *sct_device_bytes(struct sct_device *device, unsigned int stream, size_t *len)
{
	const struct mapped_ring *mapped = &device->rings[stream];

	*len = 0;
	return mapped->data ? sct_ring_bytes(&mapped->ring, len) : NULL;
}

void sct_device_skip(struct sct_device *device, unsigned int stream, size_t len)
{
	sct_ring_skip(&device->rings[stream].ring, len);
}

static int device_wait(struct sct_source *source, int timeout_ms, const sigset_t *mask)
{
	struct sct_device *device = to_device(source);
	struct pollfd pollfd = { .fd = device->fd, .events = POLLIN };
	struct timespec timeout = {
		.tv_sec = timeout_ms / 1000,
		.tv_nsec = timeout_ms % 1000 * 1000000L,
	};
	int ret;

	ret = ppoll(&pollfd, 1, timeout_ms < 0 ? NULL : &timeout, mask);
	if (ret < 0)
		return errno == EINTR ? 0 : -errno;
	if (pollfd.revents & (POLLERR | POLLNVAL))
		return -EIO;
	if (pollfd.revents & POLLHUP)
		device->hup = true;
	return ret;
}

/* What was committed before poll said POLLHUP is in what the look after it saw. */
static bool device_ended(const struct sct_source *source)
{
	return to_device(source)->hup;
}

static void unmap_ring(struct mapped_ring *mapped, size_t page_size)
{
	if (mapped->data)
		munmap(mapped->data, mapped->data_len);
	if (mapped->control)
		munmap(mapped->control, page_size);
}

static void device_close(struct sct_source *source)
{
	struct sct_device *device = to_device(source);
	unsigned int i;

	for (i = 0; device->rings && i < source->nr_streams; i++)
		unmap_ring(&device->rings[i], source->info.page_size);
	free(device->rings);
	if (device->fd >= 0)
		close(device->fd);
	free(device);
}

static const struct sct_source_ops device_ops = {
	.look = device_look,
	.busy = device_busy,
	.peek = device_peek,
	.pop = device_pop,
	.release = device_release,
	.wait = device_wait,
	.ended = device_ended,
	.close = device_close,
};

struct sct_source *sct_device_source(struct sct_device *device)
{
	return &device->source;
}

/* --- setting it up -------------------------------------------------------- */

static int open_failed(const char *path, struct sct_fail *fail)
{
	int err = errno;

	if (err == ENOENT || err == ENODEV || err == ENXIO)
		return sct_fail(fail, -err, "%s: no such device: load the module with "
				"\"sudo modprobe sctrace\"", path);
	if (err == EACCES || err == EPERM)
		return sct_fail(fail, -err, "%s: permission denied: run sctrace as root, or let "
				"an administrator give you access to the device", path);
	if (err == EDQUOT)
		return sct_fail(fail, -err, "%s: your sessions have all the memory that you may "
				"have: end one, or raise \"ulimit -l\"", path);
	return sct_fail(fail, -err, "%s: %s", path, strerror(err));
}

/* The module has no such ioctl, or knows less of its argument than we ask for. */
static bool module_is_older(int err)
{
	return err == E2BIG || err == ENOTTY;
}

static int older_module(struct sct_fail *fail)
{
	return sct_fail(fail, -EPROTO, "the module is older than this sctrace and cannot do all "
			"that it asks for: load the one that was built with it");
}

static int check_info(const char *path, const struct sct_info *info, struct sct_fail *fail)
{
	if (info->abi_version != SCT_ABI_VERSION)
		return sct_fail(fail, -EPROTO, "%s: the module speaks version %u, this sctrace "
				"version %u: the %s is older; install both from the same release",
				path, info->abi_version, SCT_ABI_VERSION,
				info->abi_version < SCT_ABI_VERSION ? "module" : "program");
	if (!info->nr_rings || info->nr_rings > UINT16_MAX + 1U || !info->clock_khz ||
	    info->clock > SCT_CLOCK_TSC || info->page_size != (uint32_t)sysconf(_SC_PAGESIZE))
		return sct_fail(fail, -EPROTO, "%s: the module describes itself in a way that "
				"this reader doesn't understand", path);
	return 0;
}

int sct_device_open(struct sct_device **new_device, const char *path, struct sct_fail *fail)
{
	struct sct_device *device = calloc(1, sizeof(*device));
	struct sct_info *info;
	int ret;

	if (!device)
		return sct_fail(fail, -ENOMEM, "out of memory");
	device->source.ops = &device_ops;
	info = &device->source.info;
	info->size = sizeof(*info);
	device->fd = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	if (device->fd < 0) {
		ret = open_failed(path, fail);
		goto err;
	}
	if (ioctl(device->fd, SCT_IOC_INFO, info)) {
		ret = -errno;
		if (ret == -E2BIG)
			older_module(fail);
		else if (ret == -ENOTTY || ret == -EINVAL)
			sct_fail(fail, ret, "%s: not the device of the sctrace module", path);
		else
			sct_fail(fail, ret, "%s: %s", path, strerror(-ret));
		goto err;
	}
	ret = check_info(path, info, fail);
	if (ret)
		goto err;
	*new_device = device;
	return 0;
err:
	device_close(&device->source);
	return ret;
}

static size_t choose_ring_bytes(const struct sct_info *info)
{
	size_t bytes = DEFAULT_RING_BYTES;

	while (bytes > SCT_MIN_RING_BYTES &&
	       (bytes * info->nr_rings > DEFAULT_TOTAL_BYTES || bytes > info->max_ring_bytes))
		bytes /= 2;
	return bytes;
}

/*
 * Targets that are faster than the reader wait for it when their ring is nearly full.
 * To lose nothing, they wait early: each may have one more call's records to write.
 */
static void configure_waiting(struct sct_config *config, unsigned int wait_ms)
{
	config->wait_ms = wait_ms ? wait_ms : DEFAULT_WAIT_MS;
	config->wait_bytes = wait_ms ? config->ring_bytes / 4 : 0;
	config->wake_bytes = config->wait_bytes;
}

int sct_device_configure(struct sct_device *device, struct sct_config *config,
			 struct sct_fail *fail)
{
	const struct sct_info *info = &device->source.info;
	unsigned int wait_ms = config->wait_ms;
	bool chosen = config->ring_bytes;

	config->size = sizeof(*config);
	if (!chosen)
		config->ring_bytes = choose_ring_bytes(info);
	if (config->ring_bytes > info->max_ring_bytes)
		return sct_fail(fail, -EINVAL, "--buffer-size: the module takes no more than %u "
				"bytes", info->max_ring_bytes);
	configure_waiting(config, wait_ms);
	while (ioctl(device->fd, SCT_IOC_CONFIG, config)) {
		if ((errno == ENOMEM || errno == EDQUOT) && !chosen &&
		    config->ring_bytes > SCT_MIN_RING_BYTES) {
			config->ring_bytes /= 2;
			configure_waiting(config, wait_ms);
			continue;
		}
		if (module_is_older(errno))
			return older_module(fail);
		if (errno == EDQUOT)
			return sct_fail(fail, -errno, "buffers of %u bytes are more than you may "
					"have: give a smaller --buffer-size, or raise "
					"\"ulimit -l\"", config->ring_bytes);
		return sct_fail(fail, -errno, "cannot set up buffers of %u bytes: %s",
				config->ring_bytes, strerror(errno));
	}
	device->source.info.ring_bytes = config->ring_bytes;
	return 0;
}

int sct_device_filter(struct sct_device *device, const struct sct_syscall_set *set,
		      struct sct_fail *fail)
{
	struct sct_syscalls syscalls = { .size = sizeof(syscalls) };
	unsigned int abi;

	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		syscalls.abi = abi;
		memcpy(syscalls.bits, set->bits[abi], sizeof(syscalls.bits));
		if (!ioctl(device->fd, SCT_IOC_SYSCALLS, &syscalls))
			continue;
		if (module_is_older(errno))
			return older_module(fail);
		return sct_fail(fail, -errno, "cannot set the system call filter: %s",
				strerror(errno));
	}
	return 0;
}

int sct_device_plan(struct sct_device *device, const struct sct_plan_tables *tables,
		    struct sct_fail *fail)
{
	struct sct_plan plan = {
		.size = sizeof(plan),
		.nr_ops = tables->nr_ops,
		.nr_calls = tables->nr_calls,
		.nr_cases = tables->nr_cases,
		.ops = (uintptr_t)tables->ops,
		.calls = (uintptr_t)tables->calls,
		.cases = (uintptr_t)tables->cases,
	};

	if (!ioctl(device->fd, SCT_IOC_PLAN, &plan))
		return 0;
	if (module_is_older(errno))
		return older_module(fail);
	return sct_fail(fail, -errno, "the module does not accept the capture plan "
			"(%u operations for %u calls): %s", plan.nr_ops, plan.nr_calls,
			strerror(errno));
}

/* 0, also for a CPU that is not there, or a negative errno. */
static int map_ring(struct sct_device *device, unsigned int cpu)
{
	const struct sct_info *info = &device->source.info;
	struct mapped_ring *mapped = &device->rings[cpu];
	off_t offset = SCT_MMAP_OFFSET(cpu);
	void *map;

	map = mmap(NULL, info->page_size, PROT_READ | PROT_WRITE, MAP_SHARED, device->fd, offset);
	if (map == MAP_FAILED)
		return errno == ENODEV ? 0 : -errno;
	mapped->control = map;
	mapped->data_len = info->page_size + 2 * (size_t)info->ring_bytes;
	map = mmap(NULL, mapped->data_len, PROT_READ, MAP_SHARED, device->fd,
		   offset + info->page_size);
	if (map == MAP_FAILED)
		return -errno;
	mapped->data = map;
	mapped->ring = (struct sct_ring){
		.producer = map,
		.consumer = mapped->control,
		.data = (unsigned char *)map + info->page_size,
		.size = info->ring_bytes,
	};
	return 0;
}

int sct_device_map(struct sct_device *device, struct sct_fail *fail)
{
	unsigned int cpu, nr = device->source.info.nr_rings;
	int ret;

	device->rings = calloc(nr, sizeof(*device->rings));
	if (!device->rings)
		return sct_fail(fail, -ENOMEM, "out of memory");
	device->source.nr_streams = nr;
	for (cpu = 0; cpu < nr; cpu++) {
		ret = map_ring(device, cpu);
		if (ret)
			return sct_fail(fail, ret, "cannot map the buffer of CPU %u: %s", cpu,
					strerror(-ret));
	}
	return 0;
}

int sct_device_start(struct sct_device *device, struct sct_fail *fail)
{
	if (ioctl(device->fd, SCT_IOC_START, 0))
		return sct_fail(fail, -errno, "cannot start the trace: %s", strerror(errno));
	return 0;
}

int sct_device_counts(struct sct_device *device, unsigned int abi, struct sct_count *counts,
		      struct sct_fail *fail)
{
	struct sct_counts request = {
		.size = sizeof(request), .abi = abi, .nr = SCT_NR_COUNTED,
		.counts = (uintptr_t)counts,
	};

	if (!ioctl(device->fd, SCT_IOC_COUNTS, &request))
		return 0;
	if (module_is_older(errno))
		return older_module(fail);
	return sct_fail(fail, -errno, "cannot read the counts: %s", strerror(errno));
}

void sct_device_stop(struct sct_device *device)
{
	ioctl(device->fd, SCT_IOC_STOP, 0);
}

void sct_device_stats(struct sct_device *device, struct sct_stats *stats)
{
	*stats = (struct sct_stats){ .size = sizeof(*stats), .cpu = SCT_STATS_TOTAL };
	if (ioctl(device->fd, SCT_IOC_STATS, stats))
		memset(stats, 0, sizeof(*stats));
}

uint64_t sct_device_lost(struct sct_device *device)
{
	struct sct_stats stats;

	sct_device_stats(device, &stats);
	return stats.lost;
}

/* --- targets -------------------------------------------------------------- */

static int target(struct sct_device *device, struct sct_target_req *req)
{
	int ret;

	req->size = sizeof(*req);
	do {
		ret = ioctl(device->fd, SCT_IOC_TARGET, req);
	} while (ret && errno == EINTR);
	return ret ? -errno : 0;
}

int sct_device_add(struct sct_device *device, pid_t pid, unsigned int flags, unsigned int depth,
		   unsigned int *threads)
{
	struct sct_target_req req = { .op = SCT_TARGET_ADD, .flags = flags, .pid = pid,
				      .depth = flags & SCT_TARGET_FOLLOW ? depth : 0 };
	int ret = target(device, &req);

	if (!ret && threads)
		*threads = req.threads;
	return ret;
}

int sct_device_select(struct sct_device *device, struct sct_select *select, struct sct_fail *fail)
{
	if (!ioctl(device->fd, SCT_IOC_SELECT, select))
		return 0;
	if (module_is_older(errno))
		return older_module(fail);
	if (errno == EPERM)
		return sct_fail(fail, -EPERM, "selecting threads: not permitted: this needs "
				"CAP_SYS_PTRACE over the whole system; run sctrace as root");
	if (errno == EBADF && select->cgroup_fd)
		return sct_fail(fail, -EBADF, "--cgroup: not a control group of version 2");
	return sct_fail(fail, -errno, "selecting threads: %s", strerror(errno));
}

int sct_device_remove(struct sct_device *device, pid_t pid)
{
	struct sct_target_req req = { .op = SCT_TARGET_REMOVE, .pid = pid };

	return target(device, &req);
}
