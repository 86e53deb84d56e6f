// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on mounts: mount, the calls that made it many, and what they are
 * asked about.
 */
#include <linux/fcntl.h>
#include <linux/mount.h>

#include "decode/common.h"
#include "decode/newer.h"

/* --- mount ----------------------------------------------------------------- */

#define NEEDS_NO_TYPE	(MS_REMOUNT | MS_BIND | MS_MOVE | MS_UNBINDABLE | MS_PRIVATE | MS_SLAVE | \
			 MS_SHARED)

static uint64_t mount_flags(const struct sct_printer *p)
{
	uint64_t flags = p->call->args[3];

	return (flags & MS_MGC_MSK) == MS_MGC_VAL ? flags & ~(uint64_t)MS_MGC_MSK : flags;
}

/* The type and the data are strings only where the flags have a use for them. */
static void print_mount_type(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	if (mount_flags(p) & NEEDS_NO_TYPE)
		sct_put_addr(p, v->v);
	else
		sct_print_str(p, t, v);
}

static void print_mount_data(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	if (!(mount_flags(p) & MS_REMOUNT) && (mount_flags(p) & NEEDS_NO_TYPE))
		sct_put_addr(p, v->v);
	else
		sct_print_str(p, t, v);
}

/* A magic number in the upper half, as old programs have it. */
static void print_mount_flags(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t flags = v->v;

	(void)t;
	if ((flags & MS_MGC_MSK) == MS_MGC_VAL) {
		if (sct_begin_text(p, MS_MGC_VAL, 'x'))
			sb_str(p->sb, "MS_MGC_VAL");
		sct_end_text(p);
		flags &= ~(uint64_t)MS_MGC_MSK;
		if (!flags)
			return;
		sb_char(p->sb, '|');
	}
	sct_put_flags(p, &sct_set_mount_flags, flags);
}

#define MOUNT_TYPE	CUSTOM(print_mount_type, SCT_DIR_IN, .capture = SCT_CAP_STRING)
#define MOUNT_DATA	CUSTOM(print_mount_data, SCT_DIR_IN, .capture = SCT_CAP_STRING)
#define T_MOUNT_FLAGS	TYPE(.print = print_mount_flags, .size = { 8, 4 })

/* --- fsconfig -------------------------------------------------------------- */

#define MAX_BINARY	(1 << 20)	/* the kernel takes no more */

static void print_binary(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	int32_t len = (int32_t)p->call->args[4];

	if (len < 0 || len > MAX_BINARY)
		sct_put_addr(p, v->v);
	else
		sct_print_hex_buffer(p, t, v);
}

#define BINARY		CUSTOM(print_binary, SCT_DIR_IN, .capture = SCT_CAP_BYTES, .len = LEN_ARG(4))

static const struct sct_case fsconfig_cases[] = {
	CASE(0 /* SET_FLAG */, ARGS(T_STR, T_ADDR, T_INT)),
	CASE(1 /* SET_STRING */, ARGS(T_STR, T_STR, T_INT)),
	CASE(2 /* SET_BINARY */, ARGS(T_STR, BINARY, T_INT)),
	CASE(3 /* SET_PATH */, ARGS(T_STR, T_PATH, T_DIRFD)),
	CASE(4 /* SET_PATH_EMPTY */, ARGS(T_STR, T_PATH, T_DIRFD)),
	CASE(5 /* SET_FD */, ARGS(T_STR, T_ADDR, T_FD)),
};

/* --- Attributes ------------------------------------------------------------ */

static const struct sct_type t_mount_attr = STRUCT(struct mount_attr,
	FIELD(struct mount_attr, attr_set, FLAGS_U64(mount_attrs_idmap)),
	FIELD(struct mount_attr, attr_clr, FLAGS_U64(mount_attrs_idmap)),
	FIELD(struct mount_attr, propagation, ENUM_U64(mount_propagation)),
	FIELD(struct mount_attr, userns_fd, T_U64));

/* --- statmount, listmount, listns ------------------------------------------ */

#define MAX_REQUEST	256

/* A structure whose first field is its size; shorter than t->param it has no other. */
static void print_request(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	const struct sct_type *s = t->elem;
	struct sct_value head = { .addr = v->v, .size = s->size[p->compat] };
	bool sep = true;
	uint32_t size;

	head.mem = v->v && p->verbose ? sct_mem_exact(p, v->v, 4) : NULL;
	size = head.mem ? (uint32_t)sct_load(head.mem, 4) : 0;
	if (size < head.size)
		head.size = size;
	if (size >= t->param && head.mem)
		head.mem = sct_mem_exact(p, v->v, head.size);
	if (!head.mem) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_printf(p->sb, "{size=%u", size);
	if (size >= t->param) {
		sct_put_fields(p, s->fields, s->nr_fields, &head, &sep);
		sct_put_tail(p, v->v, head.size, size);
	}
	sb_char(p->sb, '}');
}

#define REQUEST(t, min)	CUSTOM(print_request, SCT_DIR_IN, .elem = (t), .param = (min), \
			       .capture = SCT_CAP_BLOCK, .len = LEN_N(MAX_REQUEST))

#define MNT_ID_REQ(id, param_type) STRUCT(struct now_mnt_id_req, \
	FIELD(struct now_mnt_id_req, mnt_ns_fd, T_FD, .nonzero = true), \
	FIELD(struct now_mnt_id_req, mnt_id, id), \
	FIELD(struct now_mnt_id_req, param, param_type), \
	FIELD(struct now_mnt_id_req, mnt_ns_id, T_HEX64))

static const struct sct_type t_statmount_req = MNT_ID_REQ(T_HEX64, FLAGS_U64(statmount_mask));
static const struct sct_type t_listmount_req = MNT_ID_REQ(ENUM_U64(listmount_ids), T_HEX64);

#define NS_ID(m, t, ...)	FIELD(struct now_ns_id_req, m, t, ##__VA_ARGS__)
static const struct sct_type t_listns_req = STRUCT(struct now_ns_id_req,
	NS_ID(spare, T_HEX32, .nonzero = true), NS_ID(ns_id, T_HEX64),
	NS_ID(ns_type, FLAGS(listns_types)), NS_ID(spare2, T_HEX32, .nonzero = true),
	NS_ID(user_ns_id, ENUM_U64(listns_users)));

/* Bytes of the whole answer; 0 when it did not fit. */
static size_t answer_size(const struct sct_printer *p, const struct sct_value *s)
{
	uint64_t room = sct_arg(p, 2, T_SIZE), size = SCT_LOAD(s, struct now_statmount, size);

	return size <= room ? size : 0;
}

/* The string at @offset behind the structure; *next is what is behind it. */
static const uint8_t *find_string(const struct sct_printer *p, const struct sct_value *s,
				  uint64_t offset, size_t *len, uint64_t *next)
{
	uint64_t at = sizeof(struct now_statmount) + offset, size = answer_size(p, s);
	const uint8_t *mem = at < size ? sct_mem_exact(p, s->addr + at, size - at) : NULL;
	const uint8_t *end = mem ? memchr(mem, 0, size - at) : NULL;

	if (!end)
		return NULL;
	*len = (size_t)(end - mem);
	*next = offset + *len + 1;
	return mem;
}

/* One string, or where it should have been. */
static void print_offset_string(struct sct_printer *p, const struct sct_type *t,
				const struct sct_value *v)
{
	size_t len;
	uint64_t next;
	const uint8_t *mem = find_string(p, v->outer, v->v, &len, &next);

	(void)t;
	if (mem)
		sct_put_limited(p, mem, len);
	else
		sb_hex(p->sb, v->v);
}

/* Several, as many as the field before says. */
static void print_offset_strings(struct sct_printer *p, const struct sct_type *t,
				 const struct sct_value *v)
{
	uint64_t nr = sct_load_field(v->outer, v->addr - v->outer->addr - 4, 4);
	uint64_t next = v->v, i;
	const uint8_t *mem;
	size_t len;

	(void)t;
	if (!find_string(p, v->outer, v->v, &len, &next)) {
		sb_hex(p->sb, v->v);
		return;
	}
	next = v->v;
	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++) {
		if (i)
			sb_str(p->sb, ", ");
		mem = find_string(p, v->outer, next, &len, &next);
		if (!mem || (p->abbrev && i >= p->opt->string_limit)) {
			sb_str(p->sb, "...");
			break;
		}
		sct_put_limited(p, mem, len);
	}
	sb_char(p->sb, ']');
}

static const struct sct_type t_offset_string = { .print = print_offset_string, .size = { 4, 4 } };
static const struct sct_type t_offset_strings = { .print = print_offset_strings, .size = { 4, 4 } };

#define STATMOUNT_HAS(id, bit) \
	static bool has_##id(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		(void)p; \
		return SCT_LOAD(s, struct now_statmount, mask) & (bit); \
	}

STATMOUNT_HAS(sb, 1)
STATMOUNT_HAS(mnt, 2)
STATMOUNT_HAS(from, 4)
STATMOUNT_HAS(root, 8)
STATMOUNT_HAS(point, 0x10)
STATMOUNT_HAS(type, 0x20)
STATMOUNT_HAS(ns, 0x40)
STATMOUNT_HAS(opts, 0x80)
STATMOUNT_HAS(subtype, 0x100)
STATMOUNT_HAS(source, 0x200)
STATMOUNT_HAS(opt_array, 0x400)
STATMOUNT_HAS(opt_sec, 0x800)
STATMOUNT_HAS(supported, 0x1000)
STATMOUNT_HAS(uidmap, 0x2000)
STATMOUNT_HAS(gidmap, 0x4000)

#define SM(m, t, has)	FIELD(struct now_statmount, m, t, .when = has_##has)

static const struct sct_type t_statmount = STRUCT(struct now_statmount,
	FIELD(struct now_statmount, size, T_UINT), SM(mnt_opts, &t_offset_string, opts),
	FIELD(struct now_statmount, mask, FLAGS_U64(statmount_mask)),
	SM(sb_dev_major, T_UINT, sb), SM(sb_dev_minor, T_UINT, sb),
	SM(sb_magic, ENUM_U64(fs_magic), sb), SM(sb_flags, FLAGS(mount_flags), sb),
	SM(fs_type, &t_offset_string, type), SM(mnt_id, T_HEX64, mnt),
	SM(mnt_parent_id, T_HEX64, mnt), SM(mnt_id_old, T_HEX32, mnt),
	SM(mnt_parent_id_old, T_HEX32, mnt), SM(mnt_attr, FLAGS_U64(mount_attrs_idmap), mnt),
	SM(mnt_propagation, FLAGS_U64(mount_flags), mnt), SM(mnt_peer_group, T_HEX64, mnt),
	SM(mnt_master, T_HEX64, mnt), SM(propagate_from, T_HEX64, from),
	SM(mnt_root, &t_offset_string, root), SM(mnt_point, &t_offset_string, point),
	SM(mnt_ns_id, T_HEX64, ns), SM(fs_subtype, &t_offset_string, subtype),
	SM(sb_source, &t_offset_string, source), SM(opt_num, T_UINT, opt_array),
	SM(opt_array, &t_offset_strings, opt_array), SM(opt_sec_num, T_UINT, opt_sec),
	SM(opt_sec_array, &t_offset_strings, opt_sec),
	SM(supported_mask, FLAGS_U64(statmount_mask), supported),
	SM(mnt_uidmap_num, T_UINT, uidmap), SM(mnt_uidmap, &t_offset_strings, uidmap),
	SM(mnt_gidmap_num, T_UINT, gidmap), SM(mnt_gidmap, &t_offset_strings, gidmap));

/* What did not fit into the caller's buffer is shown as 0. */
static void print_statmount(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	uint8_t bytes[sizeof(struct now_statmount)] = { 0 };
	struct sct_value s = { .addr = v->v, .mem = bytes, .size = sizeof(bytes) };
	uint64_t room = sct_arg(p, 2, T_SIZE);
	size_t known = room < sizeof(bytes) ? room : sizeof(bytes);
	const uint8_t *mem = NULL;

	(void)t;
	if (p->verbose && known && sct_succeeded(p))
		mem = sct_mem_exact(p, v->v, known);
	if (!mem) {
		sct_put_addr(p, v->v);
		return;
	}
	memcpy(bytes, mem, known);
	sct_print_struct(p, &t_statmount, &s);
}

#define STATMOUNT	CUSTOM(print_statmount, SCT_DIR_OUT, .capture = SCT_CAP_BLOCK, \
			       .len = { .from = SCT_LEN_ARG, .arg = 2, .n = 16384 })
#define IDS		OUT_ARRAY(T_HEX64, LEN_RET)

const struct sct_annotation sct_calls_mount[] = {
	SYSCALL(mount, ARGS(T_PATH, T_PATH, MOUNT_TYPE, T_MOUNT_FLAGS, MOUNT_DATA)),
	SYSCALL_32(umount, ARGS(T_PATH)),
	SYSCALL(umount2, ARGS(T_PATH, FLAGS(umount_flags))),
	SYSCALL(fsopen, ARGS(T_STR, FLAGS(fsopen_flags)), RET(T_FD)),
	SYSCALL(fsconfig, ARGS(T_FD, ENUM(fsconfig_cmds),
			       SWITCH(1, fsconfig_cases, ARGS(T_ADDR, T_ADDR, T_INT)))),
	SYSCALL(fsmount, ARGS(T_FD, FLAGS(fsmount_flags), FLAGS(mount_attrs)), RET(T_FD)),
	SYSCALL(fspick, ARGS(T_DIRFD, T_PATH, FLAGS(fspick_flags)), RET(T_FD)),
	SYSCALL(move_mount, ARGS(T_DIRFD, T_PATH, T_DIRFD, T_PATH, FLAGS(move_mount_flags))),
	SYSCALL(open_tree, ARGS(T_DIRFD, T_PATH, FLAGS(open_tree_flags)), RET(T_FD)),
	SYSCALL(open_tree_attr, ARGS(T_DIRFD, T_PATH, FLAGS(open_tree_attr_flags),
				     IN_SIZED(&t_mount_attr, 4, 32), T_SIZE), RET(T_FD)),
	SYSCALL(mount_setattr, ARGS(T_DIRFD, T_PATH, FLAGS(mount_setattr_flags),
				    IN_SIZED(&t_mount_attr, 4, 32), T_SIZE)),
	SYSCALL(statmount, ARGS(REQUEST(&t_statmount_req, 24), STATMOUNT, T_SIZE,
				FLAGS(statmount_flags))),
	SYSCALL(listmount, ARGS(REQUEST(&t_listmount_req, 24), IDS, T_SIZE,
				FLAGS(listmount_flags))),
	SYSCALL(listns, ARGS(REQUEST(&t_listns_req, 32), IDS, T_SIZE, T_HEX32)),
	SYSCALL(fchroot, ARGS(T_FD, T_HEX32)),
	SYSCALL(ustat, ARGS(T_DEV, T_ADDR)),
	SYSCALL(nfsservctl, ARGS(T_HEXLONG, T_HEXLONG, T_HEXLONG)),
	{ .name = NULL }
};
