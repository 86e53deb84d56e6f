// SPDX-License-Identifier: GPL-2.0
/*
 * quotactl and quotactl_fd.
 */
#include <linux/types.h>
#include <linux/dqblk_xfs.h>
#include <linux/quota.h>

#include "decode/common.h"
#include "decode/compat.h"

static void print_quota_cmd(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_decode_options names = *p->opt;
	struct sct_printer q = *p;

	(void)t;
	if (!sct_begin_text(p, v->v, 'u'))
		return;
	names.const_style = SCT_CONST_ABBREV;
	q.opt = &names;
	sb_str(p->sb, "QCMD(");
	sct_put_enum(&q, &sct_set_quota_cmds, v->v >> SUBCMDSHIFT);
	sb_str(p->sb, ", ");
	sct_put_enum(&q, &sct_set_quota_types, v->v & SUBCMDMASK);
	sb_char(p->sb, ')');
	sct_end_text(p);
}

#define T_QUOTA_CMD	TYPE(.print = print_quota_cmd, .size = { 4, 4 })

/* --- Of all file systems ----------------------------------------------------- */

struct compat_if_dqblk {
	compat_u64 dqb_bhardlimit, dqb_bsoftlimit, dqb_curspace, dqb_ihardlimit, dqb_isoftlimit;
	compat_u64 dqb_curinodes, dqb_btime, dqb_itime;
	uint32_t dqb_valid;
};

#define DQ(m, t, ...)	FIELD2(struct if_dqblk, struct compat_if_dqblk, m, t, ##__VA_ARGS__)
#define DQ_FIELDS \
	DQ(dqb_bhardlimit, T_U64), DQ(dqb_bsoftlimit, T_U64), DQ(dqb_curspace, T_U64), \
	DQ(dqb_ihardlimit, T_U64), DQ(dqb_isoftlimit, T_U64), DQ(dqb_curinodes, T_U64), \
	DQ(dqb_btime, T_U64, .verbose = true), DQ(dqb_itime, T_U64, .verbose = true), \
	DQ(dqb_valid, FLAGS(quota_valid), .verbose = true)

static const struct sct_type t_dqblk = STRUCT2(struct if_dqblk, struct compat_if_dqblk, DQ_FIELDS);

/* The one field more is where the other's padding is. */
static const struct sct_type t_next_dqblk = STRUCT(struct if_nextdqblk,
	DQ_FIELDS, FIELD(struct if_nextdqblk, dqb_id, T_UINT));

static const struct sct_type t_dqinfo = STRUCT(struct if_dqinfo,
	FIELD(struct if_dqinfo, dqi_bgrace, T_U64), FIELD(struct if_dqinfo, dqi_igrace, T_U64),
	FIELD(struct if_dqinfo, dqi_flags, FLAGS(quota_info_flags)),
	FIELD(struct if_dqinfo, dqi_valid, FLAGS(quota_info_valid)));

/* --- Of XFS ------------------------------------------------------------------- */

#define D(m, t, ...)	FIELD(struct fs_disk_quota, d_##m, t, ##__VA_ARGS__)
#define D_V(m, t)	D(m, t, .verbose = true)

static const struct sct_type t_disk_quota = STRUCT(struct fs_disk_quota,
	D(version, T_INT), D(flags, FLAGS_U8(xfs_quota_types)), D(fieldmask, T_HEX16),
	D(id, T_UINT), D(blk_hardlimit, T_U64), D(blk_softlimit, T_U64), D(ino_hardlimit, T_U64),
	D(ino_softlimit, T_U64), D(bcount, T_U64), D(icount, T_U64),
	D_V(itimer, T_INT), D_V(btimer, T_INT), D_V(iwarns, T_U16), D_V(bwarns, T_U16),
	D_V(rtb_hardlimit, T_U64), D_V(rtb_softlimit, T_U64), D_V(rtbcount, T_U64),
	D_V(rtbtimer, T_INT), D_V(rtbwarns, T_U16));

struct compat_qfilestat {
	compat_u64 qfs_ino, qfs_nblks;
	uint32_t qfs_nextents;
};

struct compat_quota_stat {
	int8_t qs_version;
	uint16_t qs_flags;
	int8_t qs_pad;
	struct compat_qfilestat qs_uquota, qs_gquota;
	uint32_t qs_incoredqs;
	int32_t qs_btimelimit, qs_itimelimit, qs_rtbtimelimit;
	uint16_t qs_bwarnlimit, qs_iwarnlimit;
};

#define QFS(m, t)	FIELD2(struct fs_qfilestat, struct compat_qfilestat, qfs_##m, t)
static const struct sct_type t_qfilestat = STRUCT2(struct fs_qfilestat, struct compat_qfilestat,
	QFS(ino, T_U64), QFS(nblks, T_U64), QFS(nextents, T_UINT));

#define QS(m, t)	FIELD2(struct fs_quota_stat, struct compat_quota_stat, qs_##m, t, \
			       .verbose = true)
static const struct sct_type t_quota_stat = STRUCT2(struct fs_quota_stat, struct compat_quota_stat,
	FIELD(struct fs_quota_stat, qs_version, T_INT), QS(flags, FLAGS_U16(xfs_quota_flags)),
	QS(uquota, &t_qfilestat), QS(gquota, &t_qfilestat), QS(incoredqs, T_UINT),
	QS(btimelimit, T_INT), QS(itimelimit, T_INT), QS(rtbtimelimit, T_INT),
	QS(bwarnlimit, T_U16), QS(iwarnlimit, T_U16));

#define QFSV(m, t)	FIELD(struct fs_qfilestatv, qfs_##m, t)
static const struct sct_type t_qfilestatv = STRUCT(struct fs_qfilestatv,
	QFSV(ino, T_U64), QFSV(nblks, T_U64), QFSV(nextents, T_UINT));

#define QSV(m, t)	FIELD(struct fs_quota_statv, qs_##m, t, .verbose = true)
static const struct sct_type t_quota_statv = STRUCT(struct fs_quota_statv,
	FIELD(struct fs_quota_statv, qs_version, T_INT), QSV(flags, FLAGS_U16(xfs_quota_flags)),
	QSV(incoredqs, T_UINT), QSV(uquota, &t_qfilestatv), QSV(gquota, &t_qfilestatv),
	QSV(pquota, &t_qfilestatv), QSV(btimelimit, T_INT), QSV(itimelimit, T_INT),
	QSV(rtbtimelimit, T_INT), QSV(bwarnlimit, T_U16), QSV(iwarnlimit, T_U16));

/* --- Calls -------------------------------------------------------------------- */

/* A file, but none that -P looks at. */
#define QUOTA_FILE	TYPE(.print = sct_print_path, .dir = SCT_DIR_IN, .size = { 8, 4 }, \
			     .capture = SCT_CAP_PATH)

/* The id and the address are in the same registers of both calls, the device is not. */
#define DEVICE(...)	ARGS(T_PATH, ##__VA_ARGS__)
#define NO_DEVICE(...)	ARGS(__VA_ARGS__)
#define ID		AT(2, T_UID)
#define QUOTA(cmd, a)	CASE((uint32_t)(cmd) << SUBCMDSHIFT, a)

#define QUOTA_CASES(WITH) \
	QUOTA(Q_SYNC, WITH()), QUOTA(Q_QUOTAOFF, WITH()), QUOTA(Q_XQUOTASYNC, WITH()), \
	QUOTA(Q_QUOTAON, WITH(AT(2, ENUM(quota_formats)), AT(3, QUOTA_FILE))), \
	QUOTA(Q_GETFMT, WITH(AT(3, OUT(ENUM(quota_formats))))), \
	QUOTA(Q_GETINFO, WITH(AT(3, OUT(&t_dqinfo)))), \
	QUOTA(Q_SETINFO, WITH(AT(3, IN(&t_dqinfo)))), \
	QUOTA(Q_GETQUOTA, WITH(ID, AT(3, OUT(&t_dqblk)))), \
	QUOTA(Q_GETNEXTQUOTA, WITH(ID, AT(3, OUT(&t_next_dqblk)))), \
	QUOTA(Q_SETQUOTA, WITH(ID, AT(3, IN(&t_dqblk)))), \
	QUOTA(Q_XGETQUOTA, WITH(ID, AT(3, OUT(&t_disk_quota)))), \
	QUOTA(Q_XGETNEXTQUOTA, WITH(ID, AT(3, OUT(&t_disk_quota)))), \
	QUOTA(Q_XSETQLIM, WITH(ID, AT(3, IN(&t_disk_quota)))), \
	QUOTA(Q_XGETQSTAT, WITH(AT(3, OUT(&t_quota_stat)))), \
	QUOTA(Q_XGETQSTATV, WITH(AT(3, OUT(&t_quota_statv)))), \
	QUOTA(Q_XQUOTAON, WITH(AT(3, IN(FLAGS(xfs_quota_flags))))), \
	QUOTA(Q_XQUOTAOFF, WITH(AT(3, IN(FLAGS(xfs_quota_flags))))), \
	QUOTA(Q_XQUOTARM, WITH(AT(3, IN(FLAGS(xfs_quota_types)))))

static const struct sct_case quota_cases[] = { QUOTA_CASES(DEVICE) };
static const struct sct_case quota_fd_cases[] = { QUOTA_CASES(NO_DEVICE) };

/* Whose quota it is does not decide. */
#define QUOTA_TYPES	3

const struct sct_annotation sct_calls_quota[] = {
	SYSCALL(quotactl, ARGS(T_QUOTA_CMD, SWITCH_ON(0, QUOTA_TYPES, quota_cases,
						      ARGS(T_PATH, ID, AT(3, T_ADDR))))),
	SYSCALL(quotactl_fd, ARGS(T_FD, T_QUOTA_CMD, SWITCH_ON(1, QUOTA_TYPES, quota_fd_cases,
							       ARGS(ID, AT(3, T_ADDR))))),
	{ .name = NULL }
};
