// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of Btrfs.
 */
#include <errno.h>
#include <linux/btrfs.h>
#include <linux/btrfs_tree.h>

#include "decode/common.h"
#include "decode/compat.h"
#include "decode/ioctl.h"

/* Bytes of a search's result, of paths and of inodes that are captured. */
#define MAX_RESULT	65536
#define MAX_INHERIT	4096	/* the kernel takes no more */

#define T_OBJECT	ENUM_U64(btrfs_objects)
#define T_MAX		ENUM_U64(btrfs_max)

/* As strace has them, though they number the devices of one file system. */
static void print_device(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	sct_put_dev(p, v->v);
}

static const struct sct_type t_device = { .print = print_device, .size = { 8, 8 } };

/* A pointer to flags, which is printed without brackets. */
static const struct sct_type t_subvol_flags = {
	.print = sct_print_flags, .names = &sct_set_btrfs_subvol_flags, .size = { 8, 8 },
};

static void print_uuid(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	unsigned int i;

	(void)t;
	for (i = 0; i < 16; i++)
		sb_printf(p->sb, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x",
			  v->mem[i]);
}

static const struct sct_type t_uuid = { .print = print_uuid, .size = { 16, 16 } };

static bool is_abbrev(const struct sct_printer *p, const struct sct_value *s)
{
	(void)s;
	return p->abbrev;
}

static bool is_full(const struct sct_printer *p, const struct sct_value *s)
{
	(void)s;
	return !p->abbrev;
}

/* --- Volumes ------------------------------------------------------------------------ */

#define VA(m, t)	FIELD(struct btrfs_ioctl_vol_args, m, t)
static const struct sct_type t_volume = STRUCT(struct btrfs_ioctl_vol_args,
	VA(fd, T_FD), VA(name, T_CSTR));

#define QL(m, t)	FIELD(struct btrfs_qgroup_limit, m, t)
static const struct sct_type t_qgroup_limit = STRUCT(struct btrfs_qgroup_limit,
	QL(flags, FLAGS_U64(btrfs_qgroup_limits)), QL(max_rfer, T_U64), QL(max_excl, T_U64),
	QL(rsv_rfer, T_U64), QL(rsv_excl, T_U64));

static void print_qgroups(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	static const struct sct_type groups = { .elem = T_U64 };

	(void)t;
	sct_put_array(p, &groups, v->addr,
		      SCT_LOAD(v->outer, struct btrfs_qgroup_inherit, num_qgroups));
}

#define QI(m, t, ...)	FIELD(struct btrfs_qgroup_inherit, m, t, ##__VA_ARGS__)
static const struct sct_type t_qgroup_inherit = STRUCT(struct btrfs_qgroup_inherit,
	QI(flags, FLAGS_U64(btrfs_qgroup_inherit)), QI(num_qgroups, T_U64),
	QI(num_ref_copies, T_U64), QI(num_excl_copies, T_U64), QI(lim, &t_qgroup_limit),
	TAIL_FIELD(struct btrfs_qgroup_inherit, qgroups, TYPE(.print = print_qgroups),
		   .verbose = true));

/* With what is behind it, of which field size says how much that is. */
static void print_inherit(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	size_t size = sizeof(struct btrfs_qgroup_inherit);
	struct sct_value s = { .addr = v->v, .size = size };

	(void)t;
	s.mem = p->verbose ? sct_mem_exact(p, v->v, size) : NULL;
	if (s.mem)
		sct_print_struct(p, &t_qgroup_inherit, &s);
	else
		sct_put_addr(p, v->v);
}

static const struct sct_type t_inherit = {
	.print = print_inherit, .dir = SCT_DIR_IN, .capture = SCT_CAP_BLOCK, .size = { 8, 8 },
	.len = { .from = SCT_LEN_PTR64, .arg = 2, .n = MAX_INHERIT,
		 .offset = { offsetof(struct btrfs_ioctl_vol_args_v2, size),
			     offsetof(struct btrfs_ioctl_vol_args_v2, size) } },
};

static bool inherits(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct btrfs_ioctl_vol_args_v2, flags) & BTRFS_SUBVOL_QGROUP_INHERIT;
}

#define V2(m, t, ...)	FIELD(struct btrfs_ioctl_vol_args_v2, m, t, ##__VA_ARGS__)
static const struct sct_type t_volume_v2 =
	DIALOGUE(struct btrfs_ioctl_vol_args_v2, 5, SCT_ANSWER_APART, V2(fd, T_FD),
		 V2(flags, FLAGS_U64(btrfs_subvol_flags)), V2(size, T_U64, .when = inherits),
		 V2(qgroup_inherit, &t_inherit, .when = inherits), V2(name, T_CSTR),
		 V2(transid, T_U64));

#define TS(m, t)	{ .name = #m, .type = (t), \
			  .off = { offsetof(struct btrfs_ioctl_timespec, m), \
				   offsetof(struct compat_btrfs_timespec, m) }, \
			  .size = { sizeof(((struct btrfs_ioctl_timespec *)0)->m), \
				    sizeof(((struct btrfs_ioctl_timespec *)0)->m) } }
struct compat_btrfs_timespec {
	compat_u64 sec;
	uint32_t nsec;
};

static const struct sct_field time_fields[] = { TS(sec, T_U64), TS(nsec, T_UINT) };

static void print_time(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	bool sep = false;

	(void)t;
	sb_char(p->sb, '{');
	sct_put_fields(p, time_fields, 2, v, &sep);
	sb_char(p->sb, '}');
	sct_put_date(p, (int64_t)sct_load_field(v, 0, 8), sct_load_field(v, 8, 4), 9);
}

static const struct sct_type t_time = {
	.print = print_time,
	.size = { sizeof(struct btrfs_ioctl_timespec), sizeof(struct compat_btrfs_timespec) },
};

struct compat_received {
	char uuid[BTRFS_UUID_SIZE];
	compat_u64 stransid, rtransid;
	struct compat_btrfs_timespec stime, rtime;
	compat_u64 flags, reserved[16];
};

#define RS(m, t) \
	FIELD2(struct btrfs_ioctl_received_subvol_args, struct compat_received, m, t)
static const struct sct_type t_received =
	DIALOGUE2(struct btrfs_ioctl_received_subvol_args, struct compat_received, 4,
		  SCT_ANSWER_APART, RS(uuid, &t_uuid), RS(stransid, T_U64), RS(stime, &t_time),
		  RS(flags, T_U64), RS(rtransid, T_U64), RS(rtime, &t_time));

struct compat_send {
	int64_t send_fd;
	uint64_t clone_sources_count;
	uint32_t clone_sources;
	uint64_t parent_root, flags;
	uint32_t version;
	uint8_t reserved[28];
} __attribute__((packed));

#define SE(m, t, ...) \
	FIELD2(struct btrfs_ioctl_send_args, struct compat_send, m, t, ##__VA_ARGS__)
static const struct sct_type t_send = STRUCT2(struct btrfs_ioctl_send_args, struct compat_send,
	SE(send_fd, T_FD), SE(clone_sources_count, T_U64),
	SE(clone_sources, T_ADDR, .when = is_abbrev),
	SE(clone_sources, IN_ARRAY(T_OBJECT, LEN_FIELD64(2, struct btrfs_ioctl_send_args,
							 clone_sources_count)), .when = is_full),
	SE(parent_root, T_OBJECT), SE(flags, FLAGS_U64(btrfs_send_flags)));

/* --- Devices ------------------------------------------------------------------------ */

#define DI(m, t, ...)	FIELD(struct btrfs_ioctl_dev_info_args, m, t, ##__VA_ARGS__)
static const struct sct_type t_dev_info =
	DIALOGUE(struct btrfs_ioctl_dev_info_args, 2, SCT_ANSWER_APART, DI(devid, &t_device),
		 DI(uuid, &t_uuid, .nonzero = true), DI(uuid, &t_uuid, .nonzero = true),
		 DI(bytes_used, T_U64), DI(total_bytes, T_U64), DI(path, T_CSTR));

#define SP(m)		FIELD(struct btrfs_scrub_progress, m, T_U64)
static const struct sct_type t_progress = STRUCT(struct btrfs_scrub_progress,
	SP(data_extents_scrubbed), SP(tree_extents_scrubbed), SP(data_bytes_scrubbed),
	SP(tree_bytes_scrubbed), SP(read_errors), SP(csum_errors), SP(verify_errors), SP(no_csum),
	SP(csum_discards), SP(super_errors), SP(malloc_errors), SP(uncorrectable_errors),
	SP(corrected_errors), SP(last_physical), SP(unverified_errors));
#define SC(m, t)	FIELD(struct btrfs_ioctl_scrub_args, m, t)
static const struct sct_type t_scrub =
	DIALOGUE(struct btrfs_ioctl_scrub_args, 4, SCT_ANSWER_APART, SC(devid, &t_device),
		 SC(start, T_U64), SC(end, T_MAX), SC(flags, FLAGS_U64(btrfs_scrub_flags)),
		 SC(progress, &t_progress));
static const struct sct_type t_scrub_progress =
	DIALOGUE(struct btrfs_ioctl_scrub_args, 1, SCT_ANSWER_APART, SC(devid, &t_device),
		 SC(progress, &t_progress));

/* "[BTRFS_DEV_STAT_WRITE_ERRS]=5" for each; "..." for those that have no name. */
static void print_statistics(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	uint64_t nr = SCT_LOAD(v->outer, struct btrfs_ioctl_get_dev_stats, nr_items), i;

	(void)t;
	sb_char(p->sb, '[');
	for (i = 0; i < nr && i < BTRFS_DEV_STAT_VALUES_MAX; i++) {
		sb_str(p->sb, i ? ", [" : "[");
		sct_put_enum(p, &sct_set_btrfs_dev_stats, i);
		sb_str(p->sb, "]=");
		sb_u64(p->sb, sct_load(v->mem + 8 * i, 8));
	}
	sb_str(p->sb, i < nr ? ", ...]" : "]");
}

static const struct sct_type t_statistics = { .print = print_statistics };

#define DS(m, t)	FIELD(struct btrfs_ioctl_get_dev_stats, m, t)
#define DS_HEAD		DS(nr_items, T_U64), DS(flags, FLAGS_U64(btrfs_dev_stats_flags))
static const struct sct_type t_dev_stats =
	DIALOGUE(struct btrfs_ioctl_get_dev_stats, 3, SCT_ANSWER_APART, DS(devid, &t_device),
		 DS_HEAD, DS_HEAD,
		 FIELD_AS("", struct btrfs_ioctl_get_dev_stats, values, &t_statistics));

#define REPLACES(fn, c) \
	static bool fn(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		(void)p; \
		return SCT_LOAD(s, struct btrfs_ioctl_dev_replace_args, cmd) == (c); \
	}
REPLACES(is_start, BTRFS_IOCTL_DEV_REPLACE_CMD_START)
REPLACES(is_status, BTRFS_IOCTL_DEV_REPLACE_CMD_STATUS)

#define ST(m, t)	FIELD(struct btrfs_ioctl_dev_replace_start_params, m, t)
static const struct sct_type t_replace_start = STRUCT(struct btrfs_ioctl_dev_replace_start_params,
	ST(srcdevid, &t_device), ST(cont_reading_from_srcdev_mode, ENUM_U64(btrfs_replace_modes)),
	ST(srcdev_name, T_CSTR), ST(tgtdev_name, T_CSTR));

static void print_thousandths(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "%llu /* %llu.%llu%% */", (unsigned long long)v->v,
		  (unsigned long long)v->v / 10, (unsigned long long)v->v % 10);
}

static void print_date(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v);
	sct_put_date(p, (int64_t)v->v, 0, 0);
}

static const struct sct_type t_thousandths = { .print = print_thousandths };
static const struct sct_type t_date = { .print = print_date };

#define SU(m, t)	FIELD(struct btrfs_ioctl_dev_replace_status_params, m, t)
static const struct sct_type t_replace_status = STRUCT(struct btrfs_ioctl_dev_replace_status_params,
	SU(replace_state, ENUM_U64(btrfs_replace_states)), SU(progress_1000, &t_thousandths),
	SU(time_started, &t_date), SU(time_stopped, &t_date), SU(num_write_errors, T_U64),
	SU(num_uncorrectable_read_errors, T_U64));

/* Less padding is all the difference. */
struct compat_replace {
	uint32_t words[649];
};

#define RE(m, t)	FIELD(struct btrfs_ioctl_dev_replace_args, m, t)
static const struct sct_type t_replace =
	DIALOGUE2(struct btrfs_ioctl_dev_replace_args, struct compat_replace, 2, SCT_ANSWER_APART,
		  RE(cmd, ENUM_U64(btrfs_replace_commands)),
		 FIELD(struct btrfs_ioctl_dev_replace_args, start, &t_replace_start,
		       .when = is_start),
		 RE(result, ENUM_U64(btrfs_replace_results)),
		 FIELD(struct btrfs_ioctl_dev_replace_args, status, &t_replace_status,
		       .when = is_status));

/* --- The file system ------------------------------------------------------------------ */

#define INFO_HAS(fn, flag) \
	static bool fn(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		(void)p; \
		return SCT_LOAD(s, struct btrfs_ioctl_fs_info_args, flags) & (flag); \
	}
INFO_HAS(has_csum, BTRFS_FS_INFO_FLAG_CSUM_INFO)
INFO_HAS(has_generation, BTRFS_FS_INFO_FLAG_GENERATION)
INFO_HAS(has_metadata_uuid, BTRFS_FS_INFO_FLAG_METADATA_UUID)

#define FI(m, t, ...)	FIELD(struct btrfs_ioctl_fs_info_args, m, t, ##__VA_ARGS__)
static const struct sct_type t_fs_info = STRUCT(struct btrfs_ioctl_fs_info_args,
	FI(max_id, T_U64), FI(num_devices, T_U64), FI(fsid, &t_uuid), FI(nodesize, T_UINT),
	FI(sectorsize, T_UINT), FI(clone_alignment, T_UINT),
	FI(csum_type, ENUM_U16(btrfs_csum_types), .when = has_csum),
	FI(csum_size, T_U16, .when = has_csum), FI(flags, FLAGS_U64(btrfs_fs_info_flags)),
	FI(generation, T_U64, .when = has_generation),
	FI(metadata_uuid, &t_uuid, .when = has_metadata_uuid));

#define FF(m, s)	FIELD(struct btrfs_ioctl_feature_flags, m, FLAGS_U64(s))
static const struct sct_type t_features = STRUCT(struct btrfs_ioctl_feature_flags,
	FF(compat_flags, btrfs_compat), FF(compat_ro_flags, btrfs_compat_ro),
	FF(incompat_flags, btrfs_incompat));

#define NR_SUPPORTED	3

static void print_supported(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	static const char *const what[NR_SUPPORTED] = {
		"supported", "safe to set", "safe to clear"
	};
	size_t size = t_features.size[0];
	unsigned int i;

	(void)t;
	sb_char(p->sb, '[');
	for (i = 0; i < NR_SUPPORTED; i++) {
		sb_str(p->sb, i ? ", " : "");
		sct_put_mem(p, &t_features, v->addr + i * size, v->mem + i * size, size, NULL);
		sb_printf(p->sb, " /* %s */", what[i]);
	}
	sb_char(p->sb, ']');
}

static const struct sct_type t_supported = {
	.print = print_supported,
	.size = { NR_SUPPORTED * sizeof(struct btrfs_ioctl_feature_flags),
		  NR_SUPPORTED * sizeof(struct btrfs_ioctl_feature_flags) },
};

#define DR(m, t)	FIELD(struct btrfs_ioctl_defrag_range_args, m, t)
static const struct sct_type t_defrag_range = STRUCT(struct btrfs_ioctl_defrag_range_args,
	DR(start, T_U64), DR(len, T_MAX), DR(flags, FLAGS_U64(btrfs_defrag_flags)),
	DR(extent_thresh, T_UINT), DR(compress_type, ENUM(btrfs_compressions)));

#define SS(m, t)	FIELD(struct btrfs_ioctl_space_info, m, t)
static const struct sct_type t_space = STRUCT(struct btrfs_ioctl_space_info,
	SS(flags, FLAGS_U64(btrfs_spaces)), SS(total_bytes, T_U64), SS(used_bytes, T_U64));
/* Without room for any, only their number was asked for. */
static bool has_slots(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, struct btrfs_ioctl_space_args, space_slots) ||
	       !SCT_LOAD(s, struct btrfs_ioctl_space_args, total_spaces);
}

#define SA(m, t)	FIELD(struct btrfs_ioctl_space_args, m, t)
static const struct sct_type t_spaces =
	DIALOGUE(struct btrfs_ioctl_space_args, 1, SCT_ANSWER_APART, SA(space_slots, T_U64),
		 SA(total_spaces, T_U64),
		 TAIL_FIELD(struct btrfs_ioctl_space_args, spaces,
			    OUT_TAIL(&t_space, LEN_FIELD64(2, struct btrfs_ioctl_space_args,
							   total_spaces)),
			    .when = has_slots, .verbose = true));

/* --- Balancing ------------------------------------------------------------------------ */

#define BA(m, t)	FIELD(struct btrfs_balance_args, m, t)
static const struct sct_type t_balance_args = STRUCT(struct btrfs_balance_args,
	BA(profiles, FLAGS_U64(btrfs_block_groups)), BA(usage, T_MAX), BA(devid, &t_device),
	BA(pstart, T_MAX), BA(pend, T_MAX), BA(vstart, T_MAX), BA(vend, T_MAX), BA(target, T_MAX),
	BA(flags, FLAGS_U64(btrfs_balance_args)));

#define BALANCES(fn, flag) \
	static bool fn(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		(void)p; \
		return SCT_LOAD(s, struct btrfs_ioctl_balance_args, flags) & (flag); \
	}
BALANCES(of_data, BTRFS_BALANCE_DATA)
BALANCES(of_metadata, BTRFS_BALANCE_METADATA)
BALANCES(of_system, BTRFS_BALANCE_SYSTEM)

#define BL(m, t, ...)	FIELD(struct btrfs_ioctl_balance_args, m, t, ##__VA_ARGS__)
#define BL_FLAGS	BL(flags, FLAGS_U64(btrfs_balance_flags))
#define BL_ARGS		BL(data, &t_balance_args, .when = of_data), \
			BL(meta, &t_balance_args, .when = of_metadata), \
			BL(sys, &t_balance_args, .when = of_system)
#define BL_ALL		BL_FLAGS, BL(state, FLAGS_U64(btrfs_balance_states)), BL_ARGS
static const struct sct_type t_balance = DIALOGUE(struct btrfs_ioctl_balance_args, 4,
	SCT_ANSWER_REPEATED, BL_FLAGS, BL_ARGS, BL_ALL);
static const struct sct_type t_balance_progress = STRUCT(struct btrfs_ioctl_balance_args, BL_ALL);

/* --- Quotas --------------------------------------------------------------------------- */

#define QA(m)		FIELD(struct btrfs_ioctl_qgroup_assign_args, m, T_U64)
static const struct sct_type t_qgroup_assign = STRUCT(struct btrfs_ioctl_qgroup_assign_args,
	QA(assign), QA(src), QA(dst));
#define QC(m)		FIELD(struct btrfs_ioctl_qgroup_create_args, m, T_U64)
static const struct sct_type t_qgroup_create = STRUCT(struct btrfs_ioctl_qgroup_create_args,
	QC(create), QC(qgroupid));
#define QM(m, t)	FIELD(struct btrfs_ioctl_qgroup_limit_args, m, t)
static const struct sct_type t_qgroup_set = STRUCT(struct btrfs_ioctl_qgroup_limit_args,
	QM(qgroupid, T_U64), QM(lim, &t_qgroup_limit));
static const struct sct_type t_quota_ctl = STRUCT(struct btrfs_ioctl_quota_ctl_args,
	FIELD(struct btrfs_ioctl_quota_ctl_args, cmd, ENUM_U64(btrfs_quota_ctl)));
#define QR(m, t)	FIELD(struct btrfs_ioctl_quota_rescan_args, m, t)
static const struct sct_type t_quota_rescan = STRUCT(struct btrfs_ioctl_quota_rescan_args,
	QR(flags, T_U64));
static const struct sct_type t_quota_status = STRUCT(struct btrfs_ioctl_quota_rescan_args,
	QR(flags, T_U64), QR(progress, T_OBJECT));

/* --- Searching ------------------------------------------------------------------------ */

/* Bounds that bound nothing are not worth a word. */
#define BOUNDS(fn, m, all) \
	static bool fn(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		return !p->abbrev || SCT_LOAD(s, struct btrfs_ioctl_search_key, m) != (all); \
	}
BOUNDS(from_object, min_objectid, BTRFS_FIRST_FREE_OBJECTID)
BOUNDS(to_object, max_objectid, BTRFS_LAST_FREE_OBJECTID)

#define SK(m, t, ...)	FIELD(struct btrfs_ioctl_search_key, m, t, ##__VA_ARGS__)
static const struct sct_type t_key = STRUCT(struct btrfs_ioctl_search_key,
	SK(tree_id, T_OBJECT), SK(min_objectid, T_OBJECT, .when = from_object),
	SK(max_objectid, T_OBJECT, .when = to_object), SK(min_offset, T_MAX),
	SK(max_offset, T_MAX), SK(min_transid, T_MAX),
	SK(max_transid, T_MAX), SK(min_type, ENUM(btrfs_keys)),
	SK(max_type, ENUM(btrfs_keys)), SK(nr_items, T_UINT));
static const struct sct_type t_found = STRUCT(struct btrfs_ioctl_search_key, SK(nr_items, T_UINT));

#define SH(m, t)	FIELD(struct btrfs_ioctl_search_header, m, t)
static const struct sct_type t_item = STRUCT(struct btrfs_ioctl_search_header,
	SH(transid, T_U64), SH(objectid, T_OBJECT), SH(offset, T_U64), SH(type, ENUM(btrfs_keys)),
	SH(len, T_UINT));

/* Headers, each with its item behind it.  As strace has it, -v shows no more than -s. */
static void put_items(struct sct_printer *p, const struct sct_value *v, uint32_t nr, uint64_t room)
{
	size_t size = sizeof(struct btrfs_ioctl_search_header);
	uint64_t off = 0;
	uint32_t i;

	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++) {
		const uint8_t *mem;

		sb_str(p->sb, i ? ", " : "");
		if (i > p->opt->string_limit || off > room || size > room - off) {
			sb_str(p->sb, "...");
			break;
		}
		mem = sct_mem_exact(p, v->addr + off, size);
		if (!mem) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)(v->addr + off));
			break;
		}
		sct_put_mem(p, &t_item, v->addr + off, mem, size, NULL);
		off += size + sct_load(mem + offsetof(struct btrfs_ioctl_search_header, len), 4);
	}
	sb_char(p->sb, ']');
}

static void print_items(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	put_items(p, v, (uint32_t)SCT_LOAD(v->outer, struct btrfs_ioctl_search_args, key.nr_items),
		  v->size);
}

static void print_items_v2(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	const struct sct_value *s = v->outer;

	(void)t;
	put_items(p, v, (uint32_t)SCT_LOAD(s, struct btrfs_ioctl_search_args_v2, key.nr_items),
		  SCT_LOAD(s, struct btrfs_ioctl_search_args_v2, buf_size));
}

static const struct sct_type t_items = { .print = print_items };
static const struct sct_type t_items_v2 = {
	.print = print_items_v2, .dir = SCT_DIR_OUT, .capture = SCT_CAP_BLOCK, .flags = SCT_T_TAIL,
	.len = { .from = SCT_LEN_PTR64, .arg = 2, .n = MAX_RESULT,
		 .offset = { offsetof(struct btrfs_ioctl_search_args_v2, buf_size),
			     offsetof(struct btrfs_ioctl_search_args_v2, buf_size) } },
};

#define S1(m, t, ...)	FIELD(struct btrfs_ioctl_search_args, m, t, ##__VA_ARGS__)
static const struct sct_type t_search = DIALOGUE(struct btrfs_ioctl_search_args, 1,
	SCT_ANSWER_APART, S1(key, &t_key), S1(key, &t_found), S1(buf, &t_items, .verbose = true));
#define S2(m, t)	FIELD(struct btrfs_ioctl_search_args_v2, m, t)
static const struct sct_type t_search_v2_fields = STRUCT(struct btrfs_ioctl_search_args_v2,
	S2(key, &t_key), S2(buf_size, T_U64), S2(key, &t_found), S2(buf_size, T_U64),
	TAIL_FIELD(struct btrfs_ioctl_search_args_v2, buf, &t_items_v2, .verbose = true));

/* One that failed for want of room says how much it needs. */
static void print_search_v2(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_value s;

	if (!p->second_half || p->call->ret != -EOVERFLOW) {
		sct_print_dialogue(p, t, v);
	} else if (sct_struct_at(p, t, SCT_PHASE_IN, v->v, t->elem->size[0], &s) &&
		   sct_struct_at(p, t, SCT_PHASE_OUT, v->v, t->elem->size[0], &s)) {
		sb_str(p->sb, " => {buf_size=");
		sb_u64(p->sb, SCT_LOAD(&s, struct btrfs_ioctl_search_args_v2, buf_size));
		sb_char(p->sb, '}');
	}
}

static const struct sct_type t_search_v2 = {
	.print = print_search_v2, .elem = &t_search_v2_fields, .dir = SCT_DIR_INOUT,
	.size = { 8, 4 }, .capture = SCT_CAP_ARRAY, .len = LEN_N(1),
	.flags = SCT_T_SPLIT | SCT_T_ON_ERROR,
	.param = 2 | SCT_ANSWER_APART,
};

#define IL(m, t, ...)	FIELD(struct btrfs_ioctl_ino_lookup_args, m, t, ##__VA_ARGS__)

/* Asked for no tree, the kernel says which one it is. */
static bool asked_no_tree(const struct sct_printer *p, const struct sct_value *s)
{
	struct sct_printer in = *p;
	const uint8_t *mem;

	in.phase = SCT_PHASE_IN;
	mem = sct_mem_exact(&in, s->addr, 8);
	return mem && !sct_load(mem, 8);
}

static const struct sct_type t_ino_lookup = DIALOGUE(struct btrfs_ioctl_ino_lookup_args, 2,
	SCT_ANSWER_APART, IL(treeid, T_OBJECT), IL(objectid, T_OBJECT),
	IL(treeid, T_OBJECT, .when = asked_no_tree), IL(name, T_CSTR));

/* --- Paths and inodes ------------------------------------------------------------------ */

#define DC(m, t)	FIELD(struct btrfs_data_container, m, t)
static const struct sct_field container_fields[] = {
	DC(bytes_left, T_UINT), DC(bytes_missing, T_UINT), DC(elem_cnt, T_UINT),
	DC(elem_missed, T_UINT),
};

#define NR_NUMBERS	3	/* that an inode has */

static void put_inode(struct sct_printer *p, const uint8_t *mem)
{
	sb_str(p->sb, "{inum=");
	sb_u64(p->sb, sct_load(mem, 8));
	sb_str(p->sb, ", offset=");
	sb_u64(p->sb, sct_load(mem + 8, 8));
	sb_str(p->sb, ", root=");
	sb_u64(p->sb, sct_load(mem + 16, 8));
	sb_char(p->sb, '}');
}

/* Paths are numbers that say where they are; inodes are three numbers each. */
static void put_values(struct sct_printer *p, uint64_t addr, uint32_t nr, bool inodes)
{
	unsigned int step = inodes ? NR_NUMBERS : 1;
	uint64_t i;

	sb_str(p->sb, ", val=[");
	for (i = 0; i + step <= nr; i += step) {
		const uint8_t *mem = sct_mem_exact(p, addr + 8 * i, 8 * step);
		struct sct_value path = { 0 };

		sb_str(p->sb, i ? ", " : "");
		if (!mem) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)(addr + 8 * i));
			break;
		}
		path.v = addr + sct_load(mem, 8);
		if (inodes)
			put_inode(p, mem);
		else
			sct_print_path(p, T_PATH, &path);
	}
	sb_char(p->sb, ']');
}

static void print_container(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_value s = { .addr = v->v, .size = sizeof(struct btrfs_data_container) };
	bool sep = false;

	s.mem = p->verbose ? sct_mem_exact(p, v->v, s.size) : NULL;
	if (!s.mem) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '{');
	sct_put_fields(p, container_fields, 4, &s, &sep);
	if (p->abbrev)
		sb_str(p->sb, ", ...");
	else
		put_values(p, v->v + s.size, (uint32_t)SCT_LOAD(&s, struct btrfs_data_container,
								elem_cnt), t->param);
	sb_char(p->sb, '}');
}

#define CONTAINER(S, m, inodes) \
	CUSTOM(print_container, SCT_DIR_OUT, .capture = SCT_CAP_BLOCK, .param = (inodes), \
	       .len = { .from = SCT_LEN_PTR64, .arg = 2, .n = MAX_RESULT, \
			.offset = { offsetof(S, m), offsetof(S, m) } })

#define IP(m, t)	FIELD(struct btrfs_ioctl_ino_path_args, m, t)
static const struct sct_type t_ino_paths = DIALOGUE(struct btrfs_ioctl_ino_path_args, 3,
	SCT_ANSWER_APART, IP(inum, T_U64), IP(size, T_U64), IP(fspath, T_ADDR),
	IP(fspath, CONTAINER(struct btrfs_ioctl_ino_path_args, size, 0)));

#define LI(m, t, ...)	FIELD(struct btrfs_ioctl_logical_ino_args, m, t, ##__VA_ARGS__)
static const struct sct_type t_logical_ino = DIALOGUE(struct btrfs_ioctl_logical_ino_args, 5,
	SCT_ANSWER_APART, LI(logical, T_U64), LI(size, T_U64),
	LI(reserved, ARRAY_OF(T_HEX64), .nonzero = true),
	LI(flags, FLAGS_U64(btrfs_logical_ino_flags)), LI(inodes, T_ADDR),
	LI(inodes, CONTAINER(struct btrfs_ioctl_logical_ino_args, size, 1)));

/* --- Requests ------------------------------------------------------------------------ */

static const struct sct_case cases[] = {
	CASE(BTRFS_IOC_TRANS_START, NOTHING), CASE(BTRFS_IOC_TRANS_END, NOTHING),
	CASE(BTRFS_IOC_SYNC, NOTHING), CASE(BTRFS_IOC_SCRUB_CANCEL, NOTHING),
	CASE(BTRFS_IOC_QUOTA_RESCAN_WAIT, NOTHING), CASE(BTRFS_IOC_DEFRAG, NOTHING),
	CASE(BTRFS_IOC_BALANCE, NOTHING),

	CASE(BTRFS_IOC_SNAP_CREATE, SET(t_volume)), CASE(BTRFS_IOC_RESIZE, SET(t_volume)),
	CASE(BTRFS_IOC_SCAN_DEV, SET(t_volume)), CASE(BTRFS_IOC_FORGET_DEV, SET(t_volume)),
	CASE(BTRFS_IOC_ADD_DEV, SET(t_volume)), CASE(BTRFS_IOC_RM_DEV, SET(t_volume)),
	CASE(BTRFS_IOC_SUBVOL_CREATE, SET(t_volume)), CASE(BTRFS_IOC_SNAP_DESTROY, SET(t_volume)),
	CASE(BTRFS_IOC_DEVICES_READY, SET(t_volume)),
	CASE(BTRFS_IOC_SNAP_CREATE_V2, BOTH(t_volume_v2)),
	CASE(BTRFS_IOC_SUBVOL_CREATE_V2, BOTH(t_volume_v2)),
	CASE(BTRFS_IOC_SUBVOL_GETFLAGS, GET(t_subvol_flags)),
	CASE(BTRFS_IOC_SUBVOL_SETFLAGS, SET(t_subvol_flags)),
	CASE(BTRFS_IOC_DEFAULT_SUBVOL, SET_U64), CASE(BTRFS_IOC_WAIT_SYNC, SET_U64),
	CASE(BTRFS_IOC_START_SYNC, GET_U64), CASE64(BTRFS_IOC_SEND, SET(t_send)),
	CASE_OF(WRITES, BTRFS_IOCTL_MAGIC, 38, struct compat_send, SET(t_send)),
	CASE64(BTRFS_IOC_SET_RECEIVED_SUBVOL, BOTH(t_received)),
	CASE_OF(READS_WRITES, BTRFS_IOCTL_MAGIC, 37, struct compat_received, BOTH(t_received)),

	CASE(BTRFS_IOC_DEV_INFO, BOTH(t_dev_info)), CASE(BTRFS_IOC_SCRUB, BOTH(t_scrub)),
	CASE(BTRFS_IOC_SCRUB_PROGRESS, BOTH(t_scrub_progress)),
	CASE(BTRFS_IOC_GET_DEV_STATS, BOTH(t_dev_stats)),
	CASE64(BTRFS_IOC_DEV_REPLACE, BOTH(t_replace)),
	CASE_OF(READS_WRITES, BTRFS_IOCTL_MAGIC, 53, struct compat_replace, BOTH(t_replace)),

	CASE(BTRFS_IOC_FS_INFO, GET(t_fs_info)), CASE(BTRFS_IOC_GET_FEATURES, GET(t_features)),
	CASE(BTRFS_IOC_SET_FEATURES, ARGS(IN_ARRAY(&t_features, LEN_N(2)))),
	CASE(BTRFS_IOC_GET_SUPPORTED_FEATURES, GET(t_supported)),
	CASE(BTRFS_IOC_DEFRAG_RANGE, SET(t_defrag_range)),
	CASE(BTRFS_IOC_SPACE_INFO, BOTH(t_spaces)),

	CASE(BTRFS_IOC_BALANCE_CTL, ARGS(ENUM(btrfs_balance_ctl))),
	CASE(BTRFS_IOC_BALANCE_V2, BOTH(t_balance)),
	CASE(BTRFS_IOC_BALANCE_PROGRESS, GET(t_balance_progress)),

	CASE(BTRFS_IOC_QUOTA_CTL, SET(t_quota_ctl)),
	CASE(BTRFS_IOC_QGROUP_ASSIGN, SET(t_qgroup_assign)),
	CASE(BTRFS_IOC_QGROUP_CREATE, SET(t_qgroup_create)),
	CASE(BTRFS_IOC_QGROUP_LIMIT, GET(t_qgroup_set)),
	CASE(BTRFS_IOC_QUOTA_RESCAN, SET(t_quota_rescan)),
	CASE(BTRFS_IOC_QUOTA_RESCAN_STATUS, GET(t_quota_status)),

	CASE(BTRFS_IOC_TREE_SEARCH, BOTH(t_search)),
	CASE(BTRFS_IOC_TREE_SEARCH_V2, BOTH(t_search_v2)),
	CASE(BTRFS_IOC_INO_LOOKUP, BOTH(t_ino_lookup)),
	CASE(BTRFS_IOC_INO_PATHS, BOTH(t_ino_paths)),
	CASE(BTRFS_IOC_LOGICAL_INO, BOTH(t_logical_ino)),
};

IOCTLS(btrfs);
