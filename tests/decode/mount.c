// SPDX-License-Identifier: GPL-2.0
/* Mounting, in the old and the new way. */
#include "cases.h"

#include <fcntl.h>

static char source[] = "/dev/sda1";
static char target[] = "/mnt/point";
static char type[] = "ext4";
static char data[] = "noacl,errors=remount-ro,and=something else that is longer";
static char key[] = "a_key_that_is_longer_than_thirty_two_bytes";
static char odd[] = { 'o', 'd', 'd' };

static struct mount_attr { uint64_t attr_set, attr_clr, propagation, userns_fd; } attrs[] = {
	{ 0, 0, 0, 0 }, { 1, 2, 1 << 20, 5 }, { 0x10009f, 0x70, 1 << 18, ~0ULL },
	{ 0x200000, 0x20, 1 << 17, 0xffffffff }, { 0x8000000000000000, 0x100, 1 << 19, 1ULL << 32 },
	{ 0x30, 0x20, 5, 0x80000000 }, { ~0ULL, ~0ULL, ~0ULL, 0 },
};
static struct { struct mount_attr attr; uint64_t more; } longer[] = {
	{ { 1, 2, 1 << 20, 5 }, 0 }, { { 1, 2, 1 << 20, 5 }, 7 },
};

static void mounts(void)
{
	size_t i;

	CASE("mount: flags");
	CALL("mount", 0, A(source), A(target), A(type), 0, A(data));
	for (i = 0; i < 32; i++)
		CALL("mount", 0, A(source), A(target), A(type), 1ULL << i, A(data));
	CALL("mount", 0, A(source), A(target), A(type), 0x1000 | 0x4000, A(data));
	CALL("mount", 0, A(source), A(target), A(type), 0x20 | 0x1000, A(data));
	CALL("mount", 0, A(source), A(target), A(type), 0xc0ed0000, A(data));
	CALL("mount", 0, A(source), A(target), A(type), 0xc0ed0001, A(data));
	CALL("mount", 0, A(source), A(target), A(type), 0xc0ed1020, A(data));
	CALL("mount", -EINVAL, A(source), A(target), A(type), 0xffffffff, A(data));
	CALL("mount", -EINVAL, A(source), A(target), A(type), 0xffffffff00000001, A(data));
	CALL("mount", -EINVAL, A(source), A(target), A(type), 0x44000000, A(data));
	CASE("mount: addresses");
	CALL("mount", 0, A("none"), A(target), 0, 0x1000, 0);
	CALL("mount", 0, 0, A(target), 0, 0x20, A(data));
	CALL("mount", -EFAULT, BAD, BAD, BAD, 0, BAD);
	CALL("mount", -EFAULT, BAD, BAD, BAD, 0x20, BAD);
	CALL("mount", -EFAULT, 0, 0, 0, 0, 0);
	CALL("mount", -EFAULT, EDGE(odd), EDGE(odd), EDGE(odd), 0, EDGE(odd));
	CALL("mount", 0, A(source), A(target), A(key), 0, A("\1\2\3"));
	CASE("umount2, pivot_root");
	for (i = 0; i < 20; i++)
		CALL("umount2", 0, A(target), i);
	CALL("umount2", -EINVAL, A(target), 0x80000000);
	CALL("umount2", -EFAULT, BAD, 0xffffffff);
	CALL("nfsservctl", -ENOSYS, 5, A(data), BAD);
	CALL("nfsservctl", -ENOSYS, 0xffffffff, 0, 0);
}

static void configs(void)
{
	CASE("fsopen");
	CALL("fsopen", 3, A(type), 0);
	CALL("fsopen", 3, A(type), 1);
	CALL("fsopen", -EINVAL, A(key), 3);
	CALL("fsopen", -EINVAL, BAD, 0x80000000);
	CALL("fsopen", -EINVAL, 0, 2);
	CASE("fsconfig: flags and strings");
	CALL("fsconfig", 0, 3, 0, A(key), 0, 0);
	CALL("fsconfig", -EINVAL, 3, 0, A(type), A(data), 5);
	CALL("fsconfig", -EFAULT, 3, 0, 0, BAD, 0xffffffff);
	CALL("fsconfig", 0, 3, 1, A("source"), A(source), 0);
	CALL("fsconfig", 0, 3, 1, A(key), A(data), 77);
	CALL("fsconfig", -EFAULT, 3, 1, BAD, BAD, 0x80000000);
	CALL("fsconfig", -EINVAL, 3, 1, 0, 0, 0);
	CASE("fsconfig: bytes");
	CALL("fsconfig", 0, 3, 2, A(key), A(data), 5);
	CALL("fsconfig", 0, 3, 2, A(key), A(data), 33);
	CALL("fsconfig", 0, 3, 2, A(key), EDGE(data), sizeof(data));
	CALL("fsconfig", -EINVAL, 3, 2, A(key), EDGE(data), 1000);
	CALL("fsconfig", -EFAULT, 3, 2, A(key), EDGE(odd), 4);
	CALL("fsconfig", 0, 3, 2, A(key), A(data), 0);
	CALL("fsconfig", 0, 3, 2, A(key), 0, 0);
	CALL("fsconfig", -EINVAL, 3, 2, A(key), A(data), 0xffffffff);
	CALL("fsconfig", -EFAULT, 3, 2, BAD, BAD, 5);
	CALL("fsconfig", -EINVAL, 3, 2, A(key), A(data), 1 << 20);
	CALL("fsconfig", -EINVAL, 3, 2, A(key), A(data), (1 << 20) + 1);
	CASE("fsconfig: paths and descriptors");
	CALL("fsconfig", 0, 3, 3, A(key), A(target), 0xffffff9c);
	CALL("fsconfig", 0, 3, 3, A(key), A(target), 5);
	CALL("fsconfig", -EFAULT, 3, 3, BAD, BAD, 0xffffffff);
	CALL("fsconfig", 0, 3, 4, A(key), A(""), 5);
	CALL("fsconfig", 0, 3, 4, A(key), A(target), 0xffffff9c);
	CALL("fsconfig", 0, 3, 4, 0, 0, 5);
	CALL("fsconfig", 0, 3, 5, A(key), 0, 5);
	CALL("fsconfig", -EBADF, 3, 5, A(key), A(data), 0xffffffff);
	CALL("fsconfig", -EINVAL, 3, 5, BAD, BAD, 0xffffff9c);
	CASE("fsconfig: commands");
	CALL("fsconfig", 0, 3, 6, 0, 0, 0);
	CALL("fsconfig", -EINVAL, 3, 6, A(key), A(data), 5);
	CALL("fsconfig", 0, 3, 7, 0, 0, 0);
	CALL("fsconfig", -EINVAL, 3, 7, BAD, A(data), 0xffffffff);
	CALL("fsconfig", -EINVAL, 3, 9, A(key), A(data), 0x80000000);
	CALL("fsconfig", -EINVAL, 0xffffffff, 0xffffffff, A(key), A(data), 5);
	CASE_SINCE("7.2", "fsconfig: newer commands");
	CALL("fsconfig", 0, 3, 8, 0, 0, 0);
	CALL("fsconfig", -EINVAL, 3, 8, A(key), A(data), 5);
}

static void trees(void)
{
	static const uint64_t at_flags[] = {
		0, 1, 0x80000, 0x80001, 0x100, 0x800, 0x1000, 0x8000, 0x9901, 0x400, 0x200, 0xffffff7d,
		0x80000000,
	};
	size_t i;

	CASE("open_tree, fspick");
	FOR_EACH(i, at_flags)
		CALL("open_tree", 5, 0xffffff9c, A(target), at_flags[i]);
	for (i = 0; i < 17; i++)
		CALL("fspick", 5, 3, A(target), i);
	CALL("fspick", -EINVAL, 0xffffff9c, A(target), 0x80000001);
	CALL("fspick", -EFAULT, 0xffffffff, BAD, 0xffffffff);
	CASE("fsmount");
	CALL("fsmount", 5, 3, 0, 0);
	CALL("fsmount", 5, 3, 1, 1);
	for (i = 1; i < 32; i++)
		CALL("fsmount", 5, 3, 0, 1ULL << i);
	CALL("fsmount", 5, 3, 1, 0xbf);
	CALL("fsmount", 5, 3, 1, 0x7f);
	CALL("fsmount", -EINVAL, 3, 0xfffffffd, 0xffdfff00);
	CALL("fsmount", -EINVAL, 0xffffffff, 0x80000000, 0x80000001);
	CASE("move_mount");
	CALL("move_mount", 0, 3, A(""), 0xffffff9c, A(target), 4);
	CALL("move_mount", 0, 0xffffff9c, A(source), 4, A(target), 0);
	for (i = 0; i < 9; i++)
		CALL("move_mount", 0, 3, A(source), 4, A(target), 1U << i);
	CALL("move_mount", 0, 3, A(source), 4, A(target), 0x177);
	CALL("move_mount", -EINVAL, 3, A(source), 4, A(target), 0xfffffc88);
	CALL("move_mount", -EINVAL, 3, BAD, 4, 0, 0x80000001);
	CASE("mount_setattr");
	FOR_EACH(i, attrs)
		CALL("mount_setattr", 0, 0xffffff9c, A(target), 0x8000, EDGE(attrs[i]), 32);
	FOR_EACH(i, at_flags)
		CALL("mount_setattr", -EINVAL, 3, A(target), at_flags[i], A(&attrs[1]), 32);
	for (i = 0; i < 44; i += 4)
		CALL("mount_setattr", -EINVAL, 3, A(target), 0, A(&attrs[1]), i);
	CALL("mount_setattr", 0, 3, A(target), 0, EDGE(longer[0]), 40);
	CALL("mount_setattr", -E2BIG, 3, A(target), 0, EDGE(longer[1]), 40);
	CALL("mount_setattr", -EFAULT, 3, A(target), 0, EDGE(attrs[1]), 40);
	CALL("mount_setattr", -EFAULT, 3, BAD, 0, EDGE(attrs[1].attr_set), 32);
	CALL("mount_setattr", -EFAULT, 3, 0, 0, BAD, 32);
	CALL("mount_setattr", -EFAULT, 3, 0, 0, 0, 32);
	CASE_SINCE("7.2", "open_tree_attr");
	FOR_EACH(i, at_flags)
		CALL("open_tree_attr", 5, 3, A(target), at_flags[i], EDGE(attrs[1]), 32);
	for (i = 0; i < 6; i += i == 1 ? 2 : 1)
		CALL("open_tree_attr", 5, 0xffffff9c, A(target), 1, EDGE(attrs[i]), 32);
	CALL("open_tree_attr", 5, 3, A(target), 1, 0, 0);
	CALL("open_tree_attr", -E2BIG, 3, A(target), 1, EDGE(longer[1]), 40);
	CALL("open_tree_attr", -EFAULT, 3, BAD, 0, BAD, 32);
	CASE_SINCE("7.2", "mounts: newer flags");
	CALL("move_mount", 0, 3, A(source), 4, A(target), 0x200);
	CALL("open_tree", 5, 3, A(target), 2);
	CALL("fsmount", 5, 3, 2, 0x80);
}

static void cases(void)
{
	mounts();
	configs();
	trees();

	I386();
	CASE("mounts, i386");
	CALL("mount", 0, A(source), A(target), A(type), 0xc0ed0021, A(data));
	CALL("mount", 0, A(source), A(target), A(type), 0x80000000, A(data));
	CALL("umount", 0, A(target));
	CALL("umount", -EFAULT, BAD);
	CALL("umount2", 0, A(target), 9);
	CALL("fsconfig", 0, 3, 2, A(key), EDGE(data), sizeof(data));
	CALL("mount_setattr", 0, 3, A(target), 0x8000, EDGE(attrs[2]), 32);
	CALL("nfsservctl", -ENOSYS, 5, A(data), BAD);
}
