// SPDX-License-Identifier: GPL-2.0
/* The ioctls of Btrfs. */
#include "ioctl.h"

#include <linux/btrfs.h>
#include <linux/btrfs_tree.h>

static const unsigned int plain[] = {
	BTRFS_IOC_TRANS_START, BTRFS_IOC_TRANS_END, BTRFS_IOC_SYNC, BTRFS_IOC_SCRUB_CANCEL,
	BTRFS_IOC_QUOTA_RESCAN_WAIT, BTRFS_IOC_DEFRAG, BTRFS_IOC_BALANCE,
};
static const unsigned int volumes[] = {
	BTRFS_IOC_SNAP_CREATE, BTRFS_IOC_RESIZE, BTRFS_IOC_SCAN_DEV, BTRFS_IOC_FORGET_DEV,
	BTRFS_IOC_ADD_DEV, BTRFS_IOC_RM_DEV, BTRFS_IOC_SUBVOL_CREATE, BTRFS_IOC_SNAP_DESTROY,
	BTRFS_IOC_DEVICES_READY, BTRFS_IOC_SNAP_CREATE_V2, BTRFS_IOC_SUBVOL_CREATE_V2,
};
static const unsigned int numbers[] = {
	BTRFS_IOC_SUBVOL_GETFLAGS, BTRFS_IOC_SUBVOL_SETFLAGS, BTRFS_IOC_DEFAULT_SUBVOL,
	BTRFS_IOC_WAIT_SYNC, BTRFS_IOC_START_SYNC, BTRFS_IOC_BALANCE_CTL, BTRFS_IOC_QUOTA_CTL,
	BTRFS_IOC_QGROUP_ASSIGN, BTRFS_IOC_QGROUP_CREATE, BTRFS_IOC_QGROUP_LIMIT,
	BTRFS_IOC_QUOTA_RESCAN, BTRFS_IOC_QUOTA_RESCAN_STATUS, BTRFS_IOC_DEFRAG_RANGE,
	BTRFS_IOC_FS_INFO, BTRFS_IOC_GET_FEATURES, BTRFS_IOC_SET_FEATURES,
	BTRFS_IOC_GET_SUPPORTED_FEATURES, BTRFS_IOC_SET_RECEIVED_SUBVOL,
	0xc0c09425, BTRFS_IOC_DEV_INFO, BTRFS_IOC_SCRUB, BTRFS_IOC_SCRUB_PROGRESS,
	BTRFS_IOC_GET_DEV_STATS, BTRFS_IOC_DEV_REPLACE, BTRFS_IOC_BALANCE_V2,
	BTRFS_IOC_BALANCE_PROGRESS, BTRFS_IOC_TREE_SEARCH,
	BTRFS_IOC_INO_LOOKUP,
};
static const unsigned int followed[] = {
	BTRFS_IOC_SPACE_INFO, BTRFS_IOC_TREE_SEARCH_V2, BTRFS_IOC_SEND, 0x40449426,
	BTRFS_IOC_INO_PATHS, BTRFS_IOC_LOGICAL_INO, 0xca249435,
};

/* Every field of a structure has the same number. */
static void same_numbers(void)
{
	static uint64_t words[1024];
	unsigned int i, k, n;

	for (k = 0; k < 90; k++) {
		for (i = 0; i < 1024; i++)
			words[i] = k < 12 ? k : k < 76 ? 1ULL << (k - 12) :
				   k < 89 ? -(k - 75ULL) : -256ULL;
		FOR_EACH(n, numbers) {
			IOCTL(0, numbers[n], A(words));
			IOCTL(0, numbers[n], words[0]);
		}
	}
	for (k = 12; k < 256; k++) {
		for (i = 0; i < 1024; i++)
			words[i] = k | (uint64_t)k << 32;
		IOCTL(-ENOENT, BTRFS_IOC_TREE_SEARCH, A(words));
	}
}

/* What is behind pointers in a structure. */
static struct {
	struct btrfs_qgroup_inherit head;
	uint64_t groups[40];
} inherit = { { 1, 2, 3, 4, { 1, 2, 3, 4, 5 } }, { 10, 11, 12 } };

static struct {
	struct btrfs_data_container head;
	uint64_t values[44];
} container = { { .bytes_left = 1, .bytes_missing = 2, .elem_missed = 4 }, { 16, 24, 5000, 5, 7 } };

static void pointers(void)
{
	static struct btrfs_ioctl_vol_args_v2 volume = { .fd = 3, .transid = 9, .name = "snapshot" };
	static struct btrfs_ioctl_send_args send = { .send_fd = 4, .parent_root = 5 };
	unsigned int i;

	volume.flags = BTRFS_SUBVOL_QGROUP_INHERIT | BTRFS_SUBVOL_RDONLY;
	volume.size = sizeof(inherit);
	volume.qgroup_inherit = &inherit.head;
	for (i = 0; i <= 40; i += 4) {
		inherit.head.num_qgroups = i;
		inherit.head.flags = i;
		IOCTL(0, BTRFS_IOC_SNAP_CREATE_V2, A(&volume));
		IOCTL(-EINVAL, BTRFS_IOC_SUBVOL_CREATE_V2, A(&volume));
	}
	volume.qgroup_inherit = NULL;
	IOCTL(0, BTRFS_IOC_SNAP_CREATE_V2, A(&volume));
	volume.qgroup_inherit = (void *)BAD;
	IOCTL(0, BTRFS_IOC_SNAP_CREATE_V2, A(&volume));
	inherit.head.num_qgroups = 3;
	volume.qgroup_inherit = (void *)edge(&inherit, sizeof(inherit.head) + 8);
	IOCTL(0, BTRFS_IOC_SNAP_CREATE_V2, A(&volume));
	volume.qgroup_inherit = (void *)edge(&inherit, sizeof(inherit.head) - 1);
	IOCTL(0, BTRFS_IOC_SNAP_CREATE_V2, A(&volume));

	send.clone_sources = (__u64 *)inherit.groups;
	for (i = 0; i < 5; i++) {
		send.clone_sources_count = i < 4 ? i : 40;
		IOCTL(0, BTRFS_IOC_SEND, A(&send));
	}
	send.clone_sources_count = 3;
	send.clone_sources = (void *)edge(inherit.groups, 16);
	IOCTL(0, BTRFS_IOC_SEND, A(&send));
	send.clone_sources = (void *)BAD;
	IOCTL(0, BTRFS_IOC_SEND, A(&send));
	send.clone_sources = NULL;
	IOCTL(0, BTRFS_IOC_SEND, A(&send));
}

static void containers(void)
{
	static struct btrfs_ioctl_ino_path_args paths = { .inum = 257, .size = sizeof(container) };
	static struct btrfs_ioctl_logical_ino_args inodes = {
		.logical = 4096, .size = sizeof(container), .reserved = { 1, 2, 3 }
	};
	unsigned int i;

	strcpy((char *)&container.values[2], "etc");
	strcpy((char *)&container.values[3], "a path of more than thirty-two bytes, which has them all");
	paths.fspath = A(&container);
	inodes.inodes = A(&container);
	for (i = 0; i < 10; i++) {
		container.head.elem_cnt = i < 9 ? i : 41;
		if (i < 3)
			IOCTL(0, BTRFS_IOC_INO_PATHS, A(&paths));
		IOCTL(0, BTRFS_IOC_LOGICAL_INO, A(&inodes));
		IOCTL(-ENOENT, BTRFS_IOC_LOGICAL_INO, A(&inodes));
		inodes.reserved[i % 3] = 0;
	}
	container.head.elem_cnt = 6;
	inodes.inodes = edge(&container, sizeof(container.head) + 32);
	IOCTL(0, BTRFS_IOC_LOGICAL_INO, A(&inodes));
	paths.fspath = edge(&container, sizeof(container.head) + 8);
	IOCTL(0, BTRFS_IOC_INO_PATHS, A(&paths));
	paths.fspath = edge(&container, sizeof(container.head) - 1);
	IOCTL(0, BTRFS_IOC_INO_PATHS, A(&paths));
	IOCTL(-ENOENT, BTRFS_IOC_INO_PATHS, A(&paths));
	paths.fspath = 0;
	IOCTL(0, BTRFS_IOC_INO_PATHS, A(&paths));
	paths.fspath = BAD;
	IOCTL(0, BTRFS_IOC_INO_PATHS, A(&paths));
}

static void answer_tree(void *lookup)
{
	((struct btrfs_ioctl_ino_lookup_args *)lookup)->treeid = 5;
	strcpy(((struct btrfs_ioctl_ino_lookup_args *)lookup)->name, "usr/share/");
}

static void searches(void)
{
	static struct btrfs_ioctl_search_args search = {
		.key = { .tree_id = 5, .min_objectid = 256, .max_objectid = -256, .max_offset = -1,
			 .max_transid = -1, .max_type = -1 }
	};
	static struct {
		struct btrfs_ioctl_search_args_v2 head;
		char buffer[512];
	} search2;
	static struct btrfs_ioctl_ino_lookup_args lookup = { .objectid = 256 };
	unsigned int i, at = 0;

	for (i = 0; i < 40; i++) {
		struct btrfs_ioctl_search_header item = {
			.objectid = 256 + i, .type = 12 * i, .offset = i, .transid = 7, .len = 8 * i
		};

		if (at + sizeof(item) > sizeof(search.buf))
			break;
		memcpy(search.buf + at, &item, sizeof(item));
		if (at + sizeof(item) <= sizeof(search2.buffer))
			memcpy(search2.buffer + at, &item, sizeof(item));
		at += sizeof(item) + item.len;
	}
	search2.head.key = search.key;
	for (i = 0; i < 50; i += 7) {
		search.key.nr_items = i;
		IOCTL(0, BTRFS_IOC_TREE_SEARCH, A(&search));
		IOCTL(-ENOENT, BTRFS_IOC_TREE_SEARCH, A(&search));
		search2.head.key.nr_items = i;
		search2.head.buf_size = 40 * i;
		if (40 * i > sizeof(search2.buffer))
			search2.head.buf_size = sizeof(search2.buffer);
		IOCTL(0, BTRFS_IOC_TREE_SEARCH_V2, A(&search2));
		IOCTL(-EOVERFLOW, BTRFS_IOC_TREE_SEARCH_V2, A(&search2));
	}
	search2.head.buf_size = 4096;
	search2.head.key.nr_items = 3;
	IOCTL(0, BTRFS_IOC_TREE_SEARCH_V2, edge(&search2, sizeof(search2.head) + 100));
	IOCTL(0, BTRFS_IOC_TREE_SEARCH_V2, edge(&search2, sizeof(search2.head)));
	IOCTL(0, BTRFS_IOC_TREE_SEARCH_V2, edge(&search2, sizeof(search2.head) - 1));
	WRITES(answer_tree, &lookup);
	IOCTL(0, BTRFS_IOC_INO_LOOKUP, A(&lookup));
	IOCTL(0, BTRFS_IOC_INO_LOOKUP, A(&lookup));
	WRITES(NULL, NULL);
}

static void spaces(void)
{
	static struct {
		struct btrfs_ioctl_space_args head;
		struct btrfs_ioctl_space_info info[40];
	} args = { .info = { { 1, 2, 3 }, { 0x12, 2, 3 }, { 1ULL << 49 | 4, 2, 3 } } };
	unsigned int i;

	for (i = 0; i <= 40; i += 8) {
		args.head.space_slots = i;
		args.head.total_spaces = 40 - i;
		IOCTL(0, BTRFS_IOC_SPACE_INFO, A(&args));
		IOCTL(-EINVAL, BTRFS_IOC_SPACE_INFO, A(&args));
	}
	args.head.total_spaces = 3;
	IOCTL(0, BTRFS_IOC_SPACE_INFO, edge(&args, sizeof(args.head) + sizeof(args.info[0])));
	IOCTL(0, BTRFS_IOC_SPACE_INFO, edge(&args, sizeof(args.head)));
}

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i + 1);
	CASE("without an argument");
	WITH(plain);
	CASE("volumes");
	WITH(volumes);
	CASE("structures");
	WITH(numbers);
	WITH(followed);
	CASE("the same number in all fields");
	same_numbers();
	CASE("quota groups to inherit, snapshots to send");
	pointers();
	CASE("paths and inodes");
	containers();
	CASE("searches");
	searches();
	CASE("space");
	spaces();
	I386();
	CASE("without an argument, i386");
	WITH(plain);
	CASE("structures, i386");
	WITH(volumes);
	WITH(numbers);
	WITH(followed);
	containers();
	searches();
	spaces();
}
