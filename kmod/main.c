// SPDX-License-Identifier: GPL-2.0
/* sctrace.ko: module parameters, and what starts and ends in which order. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/log2.h>
#include <linux/module.h>

#include "sctrace.h"

unsigned int sct_ring_kb = 4096;
module_param_named(ring_kb, sct_ring_kb, uint, 0444);
MODULE_PARM_DESC(ring_kb,
		 "Default size of the ring of each CPU of a session in KiB, a power of two from 64 to max_ring_mb * 1024 (default 4096)");

unsigned int sct_max_ring_mb = 256;
module_param_named(max_ring_mb, sct_max_ring_mb, uint, 0444);
MODULE_PARM_DESC(max_ring_mb,
		 "Largest ring that a session may ask for in MiB, a power of two from 1 to 1024 (default 256)");

unsigned int sct_user_kb = 1024;
module_param_named(user_kb, sct_user_kb, uint, 0444);
MODULE_PARM_DESC(user_kb,
		 "What each user without CAP_IPC_LOCK may have for sessions beside RLIMIT_MEMLOCK, in KiB for each CPU (default 1024)");

static int __init sct_check_parameters(void)
{
	if (!is_power_of_2(sct_max_ring_mb) || sct_max_ring_mb > 1024) {
		pr_err("max_ring_mb=%u: must be a power of two from 1 to 1024\n",
		       sct_max_ring_mb);
		return -EINVAL;
	}
	if (!is_power_of_2(sct_ring_kb) || sct_ring_kb < SCT_MIN_RING_BYTES / 1024 ||
	    sct_ring_kb > sct_max_ring_mb * 1024) {
		pr_err("ring_kb=%u: must be a power of two from 64 to %u\n", sct_ring_kb,
		       sct_max_ring_mb * 1024);
		return -EINVAL;
	}
	return 0;
}

static int __init sct_init(void)
{
	int err = sct_check_parameters();

	if (err)
		return err;
	sct_clock_init();
	err = sct_hook_init();
	if (err)
		return err;
	err = sct_access_init();
	if (err)
		return err;
	err = sct_fd_init();
	if (err)
		goto err_access;
	/* Last: from here on there are sessions. */
	err = sct_chardev_init();
	if (err)
		goto err_fd;
	return 0;

err_fd:
	sct_fd_exit();
err_access:
	sct_access_exit();
	return err;
}

/* No session is open: each holds the module. */
static void __exit sct_exit(void)
{
	sct_chardev_exit();
	sct_target_exit();
	sct_fd_exit();
	sct_access_exit();
	sct_account_exit();
}

module_init(sct_init);
module_exit(sct_exit);

MODULE_DESCRIPTION("System call tracer: records of chosen threads through /dev/sctrace");
MODULE_AUTHOR("The sctrace authors");
MODULE_LICENSE("GPL");
