// SPDX-License-Identifier: GPL-2.0
/* File handles, and watching files: name_to_handle_at, open_by_handle_at, inotify, fanotify. */
#include "cases.h"

#include <fcntl.h>

static char path[] = "/path";

struct handle { uint32_t bytes; int32_t type; uint8_t data[130]; };
static struct handle handles[] = {
	{ 0, 0, { 0 } }, { 4, 1, { 1, 2, 3, 255 } }, { 8, -1, "abcdefgh" }, { 128, 77, { 1, 2, 3 } },
	{ 129, 77, { 1, 2, 3 } }, { 0xffffffff, 1, { 0 } }, { 64, 0x4d, { 5 } },
};
static struct { uint32_t bytes; int32_t type; } bare[] = { { 0, 5 }, { 8, 5 } };
static int32_t mount_id = 77, negative = -5;
static uint64_t wide_id = 0x123456789abcULL;

static const uint64_t handle_flags[] = { 0, 0x400, 0x1000, 0x1400, 0x100, 0x8000, 0xfffffdfc };
static const uint64_t new_handle_flags[] = { 1, 2, 0x200, 0x203, 0x1601, 0x401 };

static void file_handles(void)
{
	size_t i;

	CASE("name_to_handle_at");
	FOR_EACH(i, handles)
		CALL("name_to_handle_at", 0, 0xffffff9c, A(path), A(&handles[i]), A(&mount_id), 0);
	FOR_EACH(i, handle_flags)
		CALL("name_to_handle_at", 0, 3, A(path), A(&handles[1]), EDGE(negative), handle_flags[i]);
	CALL("name_to_handle_at", 0, 3, A(path), EDGE(bare[0]), EDGE(negative), 0);
	CALL("name_to_handle_at", 0, 3, A(path), EDGE(bare[1]), BAD, 0);
	CALL("name_to_handle_at", 0, 3, A(path), EDGE(bare[1].bytes), 0, 0);
	CALL("name_to_handle_at", 0, 3, A(path), BAD, 0, 0);
	CALL("name_to_handle_at", 0, 3, A(path), 0, 0, 0);
	CASE("name_to_handle_at: failures");
	CALL("name_to_handle_at", -EOVERFLOW, 3, A(path), A(&handles[0]), A(&mount_id), 0);
	CALL("name_to_handle_at", -EOVERFLOW, 3, A(path), A(&handles[2]), A(&mount_id), 0);
	CALL("name_to_handle_at", -EOVERFLOW, 3, A(path), EDGE(bare[1].bytes), 0, 0);
	CALL("name_to_handle_at", -EINVAL, 3, A(path), A(&handles[4]), A(&mount_id), 0);
	CALL("name_to_handle_at", -ENOENT, 3, A(path), A(&handles[2]), A(&mount_id), 0);
	CALL("name_to_handle_at", -EFAULT, 3, BAD, BAD, BAD, 0);
	CASE_SINCE("7.2", "name_to_handle_at: newer flags");
	FOR_EACH(i, new_handle_flags)
		CALL("name_to_handle_at", 0, 3, A(path), A(&handles[1]), EDGE(wide_id),
		     new_handle_flags[i]);
	CASE("open_by_handle_at");
	FOR_EACH(i, handles)
		CALL("open_by_handle_at", 5, 3, A(&handles[i]), O_RDONLY);
	CALL("open_by_handle_at", -ESTALE, 0xffffff9c, A(&handles[1]), O_RDWR | O_CLOEXEC);
	CALL("open_by_handle_at", -EFAULT, 3, EDGE(bare[0]), O_CREAT);
	CALL("open_by_handle_at", -EFAULT, 3, EDGE(bare[1]), O_PATH);
	CALL("open_by_handle_at", -EFAULT, 3, EDGE(bare[1].bytes), 0);
	CALL("open_by_handle_at", -EFAULT, 3, BAD, 3);
	CALL("open_by_handle_at", -EFAULT, 0xffffffff, 0, 0xffffffff);
}

static void inotify(void)
{
	size_t i;

	CASE("inotify");
	CALL("inotify_init", 3);
	CALL("inotify_init1", 3, 0);
	CALL("inotify_init1", 3, O_CLOEXEC);
	CALL("inotify_init1", 3, O_CLOEXEC | O_NONBLOCK);
	CALL("inotify_init1", -EINVAL, 1);
	CALL("inotify_init1", -EINVAL, 0xffffffff);
	CALL("inotify_add_watch", 1, 3, A(path), 0);
	for (i = 0; i < 32; i++)
		CALL("inotify_add_watch", (int64_t)i, 3, A(path), 1ULL << i);
	CALL("inotify_add_watch", 1, 3, A(path), 0xfff);
	CALL("inotify_add_watch", 1, 3, A(path), 0x18 | 0xc0 | 0x80000000);
	CALL("inotify_add_watch", -ENOENT, 3, A(path), 0xffffffff);
	CALL("inotify_add_watch", -EFAULT, 0xffffffff, BAD, 0x10000);
	CALL("inotify_rm_watch", 0, 3, 1);
	CALL("inotify_rm_watch", -EINVAL, 3, 0xffffffff);
}

static void fanotify(void)
{
	static const unsigned int newer_init[] = { 0x2000, 0x4000, 0x6e00 };
	static const uint64_t newer_events[] = { 0x100000, 0x1000000, 0x2000000, 0x3100000 };
	size_t i;

	CASE("fanotify_init");
	CALL("fanotify_init", 3, 0, 0);
	for (i = 0; i < 13; i++)
		CALL("fanotify_init", 3, 1U << i, O_RDONLY);
	CALL("fanotify_init", 3, 4 | 1 | 2, O_RDWR | O_LARGEFILE);
	CALL("fanotify_init", 3, 8 | 0x10 | 0x20, O_WRONLY | O_CLOEXEC | O_APPEND);
	CALL("fanotify_init", -EINVAL, 0xc, 3);
	CALL("fanotify_init", -EINVAL, 0xc | 0x80000000, 0x80000000);
	CALL("fanotify_init", -EINVAL, 0xffff9fff, 0xffffffff);
	CALL("fanotify_init", -EINVAL, 0x80000000, 0);
	CASE("fanotify_mark");
	CALL("fanotify_mark", 0, 3, 0, 0, 0xffffff9c, A(path));
	for (i = 0; i < 12; i++)
		CALL("fanotify_mark", 0, 3, 1U << i, 1ULL << i, 4, A(path));
	CALL("fanotify_mark", 0, 3, 1, 0x18, 4, A(path));
	for (i = 12; i < 20; i++)
		CALL("fanotify_mark", 0, 3, 1, 1ULL << i, 4, A(path));
	for (i = 26; i < 64; i++)
		CALL("fanotify_mark", -EINVAL, 3, 1, 1ULL << i, 4, A(path));
	CALL("fanotify_mark", -EINVAL, 3, 0xfffffe00, 0xfffffffff0e00000, 0xffffffff, A(path));
	CALL("fanotify_mark", -EINVAL, 3, 0x80000001, 0x40000001, 0xffffffff, 0);
	CALL("fanotify_mark", -EFAULT, 3, 0x8c, 0x8000000000000000, 0xffffffff, BAD);
	CASE_SINCE("7.2", "fanotify: newer flags");
	FOR_EACH(i, newer_init)
		CALL("fanotify_init", 3, newer_init[i], 0);
	FOR_EACH(i, newer_events)
		CALL("fanotify_mark", 0, 3, 0x110, newer_events[i], 4, A(path));
	CALL("fanotify_mark", 0, 3, 0x111, 2, 4, A(path));
}

static void cases(void)
{
	file_handles();
	inotify();
	fanotify();

	I386();
	CASE("handles, i386");
	CALL("name_to_handle_at", 0, 3, A(path), A(&handles[2]), EDGE(negative), 0x400);
	CALL("open_by_handle_at", 5, 3, A(&handles[2]), 0);
	CALL("inotify_add_watch", 1, 3, A(path), 0x80000002);
	CALL("fanotify_init", 3, 5, 0x8000);
	CALL("fanotify_mark", 0, 3, 1, 0x20, 0, 0xffffff9c, A(path));
	CALL("fanotify_mark", -EINVAL, 3, 1, 0x40000020, 0x80000000, 5, BAD);
}
