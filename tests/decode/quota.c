// SPDX-License-Identifier: GPL-2.0
/* Quotas: every command of quotactl and quotactl_fd. */
#include "cases.h"

#include <linux/dqblk_xfs.h>
#include <linux/quota.h>

#define CMD(cmd, type)	((uint32_t)(cmd) << 8 | (type))

static char device[] = "/dev/sda1";
static char file[] = "/quota.user";

static struct if_dqblk blocks[] = {
	{ 1, 2, 3, 4, 5, 6, 7, 8, 0x3f }, { ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0ULL, ~0U },
	{ 0, 0, 0, 0, 0, 0, 0, 0, 0 }, { 1, 0, 0, 0, 0, 0, 0, 0, 0x40 }, { 0, 0, 0, 0, 0, 0, 0, 0, 5 },
};
static struct if_nextdqblk next[] = {
	{ 1, 2, 3, 4, 5, 6, 7, 8, 0x3f, 1000 }, { 0, 0, 0, 0, 0, 0, 0, 0, 0, ~0U },
};
static struct if_dqinfo infos[] = { { 1, 2, 1, 7 }, { ~0ULL, ~0ULL, ~0U, ~0U }, { 0, 0, 0x10000, 8 } };
static uint32_t formats[] = { 1, 2, 3, 4, 6, 0, 0xffffffff };
static struct fs_disk_quota disk[] = {
	{ .d_version = 1, .d_flags = 1, .d_fieldmask = 0x1ff, .d_id = 1000, .d_blk_hardlimit = 1,
	  .d_blk_softlimit = 2, .d_ino_hardlimit = 3, .d_ino_softlimit = 4, .d_bcount = 5, .d_icount = 6,
	  .d_itimer = 7, .d_btimer = 8, .d_iwarns = 9, .d_bwarns = 10, .d_rtb_hardlimit = 11,
	  .d_rtb_softlimit = 12, .d_rtbcount = 13, .d_rtbtimer = 14, .d_rtbwarns = 15 },
	{ .d_version = -1, .d_flags = -1, .d_fieldmask = 0xffff, .d_id = ~0U, .d_blk_hardlimit = ~0ULL,
	  .d_itimer = -1, .d_btimer = INT32_MIN, .d_rtbtimer = -5, .d_iwarns = 0xffff, .d_bwarns = 0xffff,
	  .d_rtbwarns = 0xffff },
	{ .d_flags = 2 }, { .d_flags = 4 }, { .d_flags = 0x18 }, { .d_flags = 7, .d_version = 2 },
};
static struct fs_quota_stat stat1[] = {
	{ .qs_version = 1, .qs_flags = 0x3f, .qs_uquota = { 1, 2, 3 }, .qs_gquota = { 4, 5, 6 },
	  .qs_incoredqs = 7, .qs_btimelimit = 8, .qs_itimelimit = 9, .qs_rtbtimelimit = 10,
	  .qs_bwarnlimit = 11, .qs_iwarnlimit = 12 },
	{ .qs_version = -1, .qs_flags = 0xffff, .qs_uquota = { ~0ULL, ~0ULL, ~0U }, .qs_btimelimit = -1,
	  .qs_itimelimit = INT32_MIN, .qs_rtbtimelimit = -5, .qs_bwarnlimit = 0xffff },
};
static struct fs_quota_statv statv[] = {
	{ .qs_version = 1, .qs_flags = 0x3f, .qs_incoredqs = 7, .qs_uquota = { 1, 2, 3, 0 },
	  .qs_gquota = { 4, 5, 6, 0 }, .qs_pquota = { 7, 8, 9, 0 }, .qs_btimelimit = 8,
	  .qs_itimelimit = 9, .qs_rtbtimelimit = 10, .qs_bwarnlimit = 11, .qs_iwarnlimit = 12,
	  .qs_rtbwarnlimit = 13 },
	{ .qs_version = -1, .qs_flags = 0xffff, .qs_btimelimit = -1, .qs_pad1 = 1, .qs_pad2 = { 1 } },
};
static uint32_t switches[] = { 0, 1, 0x3f, 0x40, 0xffffffff };

static void call(uint32_t cmd, uint64_t id, uint64_t addr, int64_t result)
{
	CALL("quotactl", result, cmd, A(device), id, addr);
	CALL("quotactl_fd", result, 3, cmd, id, addr);
}

static void vfs(void)
{
	size_t i;

	CASE("quotactl: commands and types");
	for (i = 0; i < 3; i++)
		call(CMD(Q_SYNC, i), 5, A(blocks), 0);
	call(CMD(Q_SYNC, 3), 5, 0, -EINVAL);
	CALL("quotactl", 0, CMD(Q_SYNC, 0), 0, 0, 0);
	CALL("quotactl", -EFAULT, CMD(Q_SYNC, 1), BAD, 0, BAD);
	call(CMD(Q_QUOTAOFF, 0), 5, 0, 0);
	call(CMD(Q_QUOTAOFF, 2), 0xffffffff, A(file), -ESRCH);
	for (i = 0; i < 5; i++)
		call(CMD(Q_QUOTAON, 0), i, A(file), 0);
	call(CMD(Q_QUOTAON, 1), 0xffffffff, BAD, -EFAULT);
	call(CMD(Q_QUOTAON, 2), 1, 0, -EFAULT);
	call(0, 5, A(file), -EINVAL);
	call(0xffffff03, 5, A(file), -EINVAL);
	call(CMD(0x800010, 0), 0xffffffff, 0, -EINVAL);
	call(CMD(0x5888, 1), 0xffffffff, BAD, -EINVAL);
	CASE("quotactl: Q_GETFMT");
	FOR_EACH(i, formats)
		call(CMD(Q_GETFMT, i % 3), 5, EDGE(formats[i]), 0);
	call(CMD(Q_GETFMT, 0), 5, A(formats), -ESRCH);
	call(CMD(Q_GETFMT, 0), 5, BAD, 0);
	CASE("quotactl: Q_GETQUOTA, Q_SETQUOTA");
	FOR_EACH(i, blocks) {
		call(CMD(Q_GETQUOTA, i % 3), 1000, EDGE(blocks[i]), 0);
		call(CMD(Q_SETQUOTA, i % 3), 0xffffffff, EDGE(blocks[i]), 0);
	}
	call(CMD(Q_GETQUOTA, 0), 0x80000000, A(blocks), -ESRCH);
	call(CMD(Q_SETQUOTA, 0), 5, A(blocks), -EPERM);
	call(CMD(Q_SETQUOTA, 0), 5, EDGE(blocks[0].dqb_bhardlimit), -EFAULT);
	call(CMD(Q_GETQUOTA, 0), 5, BAD, 0);
	CASE("quotactl: Q_GETNEXTQUOTA");
	FOR_EACH(i, next)
		call(CMD(Q_GETNEXTQUOTA, i % 3), 1000, EDGE(next[i]), 0);
	call(CMD(Q_GETNEXTQUOTA, 0), 0, A(next), -ENOENT);
	call(CMD(Q_GETNEXTQUOTA, 0), 0, EDGE(blocks[0]), 0);
	CASE("quotactl: Q_GETINFO, Q_SETINFO");
	FOR_EACH(i, infos) {
		call(CMD(Q_GETINFO, i % 3), 1000, EDGE(infos[i]), 0);
		call(CMD(Q_SETINFO, i % 3), 1000, EDGE(infos[i]), 0);
	}
	call(CMD(Q_GETINFO, 0), 5, A(infos), -ESRCH);
	call(CMD(Q_SETINFO, 0), 5, BAD, -EFAULT);
}

static void xfs(void)
{
	size_t i;

	CASE("quotactl: Q_XGETQUOTA, Q_XSETQLIM, Q_XGETNEXTQUOTA");
	FOR_EACH(i, disk) {
		call(CMD(Q_XGETQUOTA, i % 3), 1000, EDGE(disk[i]), 0);
		call(CMD(Q_XGETNEXTQUOTA, i % 3), 0xffffffff, EDGE(disk[i]), 0);
		call(CMD(Q_XSETQLIM, i % 3), 0x80000000, EDGE(disk[i]), 0);
	}
	call(CMD(Q_XGETQUOTA, 0), 5, A(disk), -ESRCH);
	call(CMD(Q_XGETNEXTQUOTA, 0), 5, BAD, 0);
	call(CMD(Q_XSETQLIM, 0), 5, A(disk), -EPERM);
	call(CMD(Q_XSETQLIM, 0), 5, EDGE(disk[0].d_version), -EFAULT);
	CASE("quotactl: Q_XGETQSTAT, Q_XGETQSTATV");
	FOR_EACH(i, stat1)
		call(CMD(Q_XGETQSTAT, i % 3), 1000, EDGE(stat1[i]), 0);
	FOR_EACH(i, statv)
		call(CMD(Q_XGETQSTATV, i % 3), 1000, EDGE(statv[i]), 0);
	call(CMD(Q_XGETQSTAT, 0), 5, A(stat1), -ENOSYS);
	call(CMD(Q_XGETQSTAT, 0), 5, BAD, 0);
	call(CMD(Q_XGETQSTATV, 0), 5, A(statv), -EINVAL);
	call(CMD(Q_XGETQSTATV, 0), 5, EDGE(statv[0].qs_version), 0);
	CASE("quotactl: Q_XQUOTAON, Q_XQUOTAOFF, Q_XQUOTARM, Q_XQUOTASYNC");
	FOR_EACH(i, switches) {
		call(CMD(Q_XQUOTAON, i % 3), 5, EDGE(switches[i]), 0);
		call(CMD(Q_XQUOTAOFF, i % 3), 5, EDGE(switches[i]), 0);
		call(CMD(Q_XQUOTARM, i % 3), 5, EDGE(switches[i]), 0);
	}
	call(CMD(Q_XQUOTAON, 0), 5, BAD, -EFAULT);
	call(CMD(Q_XQUOTAOFF, 0), 5, 0, -EFAULT);
	call(CMD(Q_XQUOTARM, 0), 5, A(switches), -EPERM);
	call(CMD(Q_XQUOTASYNC, 0), 5, A(switches), 0);
	call(CMD(Q_XQUOTASYNC, 0), 5, 0, -EINVAL);
}

static void cases(void)
{
	vfs();
	xfs();

	I386();
	CASE("quotactl, i386");
	call(CMD(Q_GETQUOTA, 0), 1000, A(&blocks[0]), 0);
	call(CMD(Q_GETINFO, 0), 1000, EDGE(infos[0]), 0);
	call(CMD(Q_XGETQUOTA, 0), 1000, EDGE(disk[0]), 0);
	call(CMD(Q_XGETQSTATV, 0), 1000, EDGE(statv[0]), 0);
	call(CMD(Q_GETFMT, 0), 1000, EDGE(formats[0]), 0);
	call(CMD(Q_QUOTAON, 0), 1, A(file), 0);
}
