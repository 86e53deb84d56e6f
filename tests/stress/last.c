// SPDX-License-Identifier: GPL-2.0
/*
 * What cannot be taken back before the next boot: Yama's last level and the kernel's
 * lockdown.  The last program of its machine.
 */
#include "../device/device.h"

#include <sys/mount.h>

static int write_string(const char *path, const char *string)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int err = fd < 0 || write(fd, string, strlen(string)) < 0 ? -errno : 0;

	if (fd >= 0)
		close(fd);
	return err;
}

static void sleep_forever(void *unused)
{
	(void)unused;
	for (;;)
		pause();
}

#define LOCKDOWN	"/sys/kernel/security/lockdown"

TEST(yama_and_lockdown)
{
	struct sct_select select = { .size = sizeof(select), .flags = SCT_SELECT_COMM,
				     .comm = "no such name" };
	struct child c;
	int fd = dev_open(0), fd2;

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, child_start(&c, sleep_forever, NULL));

	mount("securityfs", "/sys/kernel/security", "securityfs", 0, NULL);
	if (!access(LOCKDOWN, W_OK)) {
		/* as for kprobes: it is about reading */
		EXPECT_EQ(0, write_string(LOCKDOWN, "integrity"));
		fd2 = dev_open(0);
		EXPECT_LE(0, fd2);
		EXPECT_EQ(1, dev_add(fd2, c.pid, 0));
		close(fd2);
	} else {
		TH_LOG("no lockdown in this kernel");
	}

	if (!access("/proc/sys/kernel/yama/ptrace_scope", W_OK)) {
		ASSERT_EQ(0, write_string("/proc/sys/kernel/yama/ptrace_scope", "3"));
		EXPECT_EQ(-EPERM, dev_add(fd, c.pid, 0));
		EXPECT_EQ(-EPERM, dev_add(fd, c.pid, SCT_TARGET_THREADS));
		EXPECT_EQ(-EPERM, dev_ioctl(fd, SCT_IOC_SELECT, &select));
	} else {
		TH_LOG("no Yama in this kernel");
	}

	if (!access(LOCKDOWN, W_OK)) {
		ASSERT_EQ(0, write_string(LOCKDOWN, "confidentiality"));
		EXPECT_EQ(-EPERM, dev_open(0));
		/* one that was open before */
		EXPECT_EQ(-EPERM, dev_add(fd, c.pid, 0));
		EXPECT_EQ(-EPERM, dev_ioctl(fd, SCT_IOC_SELECT, &select));
		EXPECT_EQ(SCT_ABI_VERSION, dev_info(fd).abi_version);
	}
	child_kill(&c);
	close(fd);
}

TEST_HARNESS_MAIN
