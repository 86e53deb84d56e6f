// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on mounts: mount, the calls that made it many, and what they are
 * asked about.
 */
#include <linux/fcntl.h>
#include <linux/mount.h>

#include "decode/common.h"

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
	SYSCALL(ustat, ARGS(T_DEV, T_ADDR)),
	SYSCALL(nfsservctl, ARGS(T_HEXLONG, T_HEXLONG, T_HEXLONG)),
	{ .name = NULL }
};
