// SPDX-License-Identifier: GPL-2.0
/*
 * The least that a reader of /dev/sctrace needs: traces a process, prints number, arguments and result of its calls.
 *
 *	cc -o reader reader.c $(pkg-config --cflags sctrace)
 *	sudo ./reader PID
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <sctrace_abi.h>

static void print(const struct sct_record *record)
{
	const struct sct_enter *enter = (const void *)record;
	const struct sct_exit *leave = (const void *)record;
	const struct sct_lost *lost = (const void *)record;

	switch (record->type) {
	case SCT_REC_ENTER:
		printf("%u: call %d (%#llx, %#llx, %#llx, ...)\n", record->tid, enter->nr,
		       enter->args[0], enter->args[1], enter->args[2]);
		break;
	case SCT_REC_EXIT:
		printf("%u: call %d = %lld\n", record->tid, leave->nr, leave->ret);
		break;
	case SCT_REC_LOST:
		printf("%llu records lost\n", lost->count);
		break;
	}
}

static void check(int ret, const char *what)
{
	if (ret < 0) {
		fprintf(stderr, "reader: %s: %s\n", what, strerror(errno));
		exit(1);
	}
}

int main(int argc, char **argv)
{
	struct sct_info info = { .size = sizeof(info) };
	struct sct_target_req target = { .size = sizeof(target), .op = SCT_TARGET_ADD };
	static __u64 buffer[1 << 17];	/* aligned, and larger than any record */
	ssize_t len, at;
	int fd = open(SCT_DEVICE, O_RDWR | O_CLOEXEC);

	target.pid = argc == 2 ? atoi(argv[1]) : 0;
	check(fd, SCT_DEVICE);
	check(ioctl(fd, SCT_IOC_INFO, &info), "asking the module for its version");
	if (info.abi_version != SCT_ABI_VERSION) {
		fprintf(stderr, "reader: the module is of version %u, not %u\n", info.abi_version, SCT_ABI_VERSION);
		return 1;
	}
	check(ioctl(fd, SCT_IOC_TARGET, &target), "tracing the process");
	check(ioctl(fd, SCT_IOC_START, 0), "starting");
	/* whole records; 0 when every target is gone */
	while ((len = read(fd, buffer, sizeof(buffer))) > 0)
		for (at = 0; at < len; at += ((struct sct_record *)((char *)buffer + at))->len)
			print((struct sct_record *)((char *)buffer + at));
	check((int)len, "reading");
	return 0;
}
