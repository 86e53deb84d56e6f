// SPDX-License-Identifier: GPL-2.0
/*
 * System calls that watch files: inotify and fanotify.
 */
#include <linux/fanotify.h>
#include <linux/fcntl.h>

#include "decode/common.h"

#define FANOTIFY_CLASS_MASK	(FAN_CLASS_CONTENT | FAN_CLASS_PRE_CONTENT)

/* The class is a number, the rest are flags. */
static void print_fanotify_init(struct sct_printer *p, const struct sct_type *t,
				const struct sct_value *v)
{
	uint64_t flags = v->v & ~(uint64_t)FANOTIFY_CLASS_MASK;

	(void)t;
	sct_put_enum(p, &sct_set_fanotify_classes, v->v & FANOTIFY_CLASS_MASK);
	if (!flags)
		return;
	sb_char(p->sb, '|');
	sct_put_flags(p, &sct_set_fanotify_init_flags, flags);
}

/* A directory, or none. */
static void print_folder(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	if ((int)v->v == FAN_NOFD)
		sct_put_enum(p, &sct_set_fanotify_folders, (uint32_t)v->v);
	else
		T_DIRFD->print(p, T_DIRFD, v);
}

static const struct sct_type t_folder = {
	.print = print_folder, .size = { 4, 4 }, .capture = SCT_CAP_FD,
	.flags = SCT_T_SCALAR | SCT_T_SIGNED,
};

#define T_FANOTIFY_INIT	TYPE(.print = print_fanotify_init, .size = { 4, 4 })
#define MASK_PAIR	TYPE(.print = sct_print_flags, .names = &sct_set_fanotify_events, \
			     .size = { 8, 8 }, .flags = SCT_T_PAIR)

const struct sct_annotation sct_calls_notify[] = {
	SYSCALL(inotify_init, NO_ARGS, RET(T_FD)),
	SYSCALL(inotify_init1, ARGS(FLAGS(inotify_init_flags)), RET(T_FD)),
	SYSCALL(inotify_add_watch, ARGS(T_FD, T_PATH, FLAGS(inotify_mask))),
	SYSCALL(fanotify_init, ARGS(T_FANOTIFY_INIT, T_OPEN_FLAGS), RET(T_FD)),
	SYSCALL(fanotify_mark, ARGS(T_FD, FLAGS(fanotify_mark_flags), FLAGS_U64(fanotify_events),
				    &t_folder, T_PATH)),
	SYSCALL_32(fanotify_mark, ARGS(T_FD, FLAGS(fanotify_mark_flags), MASK_PAIR,
				       AT(4, &t_folder), AT(5, T_PATH))),
	{ .name = NULL }
};
