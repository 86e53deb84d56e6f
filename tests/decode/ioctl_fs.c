// SPDX-License-Identifier: GPL-2.0
/* The ioctls of files, of file systems, and of terminals. */
#include "ioctl.h"

#include <asm/termbits.h>
#include <linux/fiemap.h>
#include <linux/fs.h>

static unsigned int words[2048];

static const unsigned int files[] = {
	FS_IOC_GETFLAGS, FS_IOC_SETFLAGS, FS_IOC32_GETFLAGS, FS_IOC32_SETFLAGS, FS_IOC_FSGETXATTR,
	FS_IOC_FSSETXATTR, FICLONE, FICLONERANGE, FITRIM, FIFREEZE, FITHAW, FIBMAP, FIGETBSZ,
	FS_IOC_GETVERSION, FS_IOC_SETVERSION,
};
static const unsigned int terminals[] = {
	TCGETS, TCSETS, TCSETSW, TCSETSF, TIOCGLCKTRMIOS, TIOCSLCKTRMIOS, TCGETS2, TCSETS2,
	TCSETSW2, TCSETSF2, TCGETA, TCSETA, TCSETAW, TCSETAF, TIOCGWINSZ, TIOCSWINSZ, TCXONC,
	TCFLSH, TCSBRK, TCSBRKP, TIOCSCTTY, TIOCGETD, TIOCSETD, TIOCMGET, TIOCMSET, TIOCMBIS,
	TIOCMBIC, TIOCOUTQ, TIOCGPTN, TIOCSPTLCK, TIOCPKT, TIOCGEXCL, TIOCGSOFTCAR, TIOCSSOFTCAR,
	TIOCGDEV, TIOCSTI, TIOCEXCL, TIOCNXCL, TIOCNOTTY, TIOCCONS, TIOCVHANGUP, TIOCSBRK,
	TIOCCBRK, TIOCSSERIAL, TIOCGSERIAL, TIOCGPKT, TIOCGPTLCK, TIOCGPTPEER, TIOCMIWAIT,
	TIOCGICOUNT, TIOCGRS485, TIOCSRS485, TIOCSERGETLSR, TIOCLINUX, FIONREAD, FIONBIO, FIOASYNC,
	FIOCLEX, FIONCLEX, FIOQSIZE, 0x8901, 0x8903,
};
/* Processes: of numbers that are none. */
static const unsigned int groups[] = { TIOCGPGRP, TIOCSPGRP, TIOCGSID };

#define SMALL(list)	small(list, sizeof(list) / sizeof((list)[0]))

/* The first words of a structure are flags. */
static void small(const unsigned int *list, size_t nr)
{
	unsigned int i;
	size_t n;

	for (n = 0; n < nr; n++) {
		for (i = 0; i < 40; i++) {
			words[0] = i < 8 ? i : 1U << (i - 8);
			words[1] = words[0];
			words[2] = words[0] | 0x30;
			words[3] = words[0];
			words[4] = words[0];
			IOCTL(0, list[n], A(words));
			IOCTL(0, list[n], words[0]);
		}
	}
}

static void labels(void)
{
	static char label[FSLABEL_MAX] = "a rather long label of a file system, of more than 32 bytes";
	static char full[FSLABEL_MAX];

	memset(full, 'x', sizeof(full));
	IOCTL(0, FS_IOC_GETFSLABEL, A(label));
	IOCTL(-ENOTTY, FS_IOC_GETFSLABEL, A(label));
	IOCTL(0, FS_IOC_SETFSLABEL, A(label));
	IOCTL(-ENOTTY, FS_IOC_SETFSLABEL, A(label));
	IOCTL(0, FS_IOC_GETFSLABEL, A(full));
	IOCTL(0, FS_IOC_SETFSLABEL, A(full));
	IOCTL(0, FS_IOC_GETFSLABEL, A(""));
	IOCTL(0, FS_IOC_SETFSLABEL, A(""));
	IOCTL(0, FS_IOC_GETFSLABEL, EDGE("short"));
	IOCTL(0, FS_IOC_SETFSLABEL, EDGE("short"));
	IOCTL(0, FS_IOC_SETFSLABEL, edge("cut", 3));
	IOCTL(0, FS_IOC_GETFSLABEL, edge("cut", 3));
	IOCTL(0, FS_IOC_GETFSLABEL, edge(full, sizeof(full)));
	IOCTL(0, FS_IOC_SETFSLABEL, edge(full, sizeof(full)));
	IOCTL(0, FS_IOC_GETFSLABEL, BAD);
	IOCTL(0, FS_IOC_SETFSLABEL, BAD);
	IOCTL(0, FS_IOC_GETFSLABEL, 0);
	IOCTL(0, FS_IOC_SETFSLABEL, 0);
}

static void maps(void)
{
	static struct { struct fiemap head; struct fiemap_extent extents[4]; } map = {
		{ .fm_start = 1, .fm_length = ~0ULL, .fm_flags = 1, .fm_extent_count = 4 },
		{ { 0, 0x1000, 4096, .fe_flags = 1 }, { 4096, 0x8000, 8192, .fe_flags = 0x3000 },
		  { 1, 2, 3, .fe_flags = 0xffffffff }, { 5, 6, 7, .fe_flags = 0 } }
	};
	unsigned int i;

	for (i = 0; i < 5; i++) {
		map.head.fm_mapped_extents = i;
		map.head.fm_flags = i * 3;
		IOCTL(0, FS_IOC_FIEMAP, EDGE(map));
		IOCTL(-EINVAL, FS_IOC_FIEMAP, A(&map));
	}
	map.head.fm_mapped_extents = 4;
	for (i = 0; i < 4; i++) {
		IOCTL(0, FS_IOC_FIEMAP, edge(&map, sizeof(map.head) + i * sizeof(map.extents[0])));
		IOCTL(0, FS_IOC_FIEMAP, edge(&map, sizeof(map.head) + i * sizeof(map.extents[0]) + 9));
	}
	map.head.fm_mapped_extents = 0;
	IOCTL(0, FS_IOC_FIEMAP, EDGE(map.head));
	map.head.fm_extent_count = 0;
	map.head.fm_mapped_extents = 7;
	IOCTL(0, FS_IOC_FIEMAP, EDGE(map.head));
	IOCTL(0, FS_IOC_FIEMAP, edge(&map, sizeof(map.head) - 1));
	IOCTL(0, FS_IOC_FIEMAP, BAD);
	IOCTL(0, FS_IOC_FIEMAP, 0);
}

static void dedupes(void)
{
	static struct { struct file_dedupe_range head; struct file_dedupe_range_info info[3]; } range = {
		{ .src_offset = 4096, .src_length = 8192 },
		{ { .dest_fd = 1, .dest_offset = 1, .bytes_deduped = 8192 },
		  { .dest_fd = 9, .dest_offset = 4096, .bytes_deduped = 5, .status = 1 },
		  { .dest_fd = -1, .status = -22 } }
	};
	unsigned int i;

	for (i = 0; i < 4; i++) {
		range.head.dest_count = (uint16_t)i;
		IOCTL(0, FIDEDUPERANGE, EDGE(range));
		IOCTL(1, FIDEDUPERANGE, A(&range));
		IOCTL(-EINVAL, FIDEDUPERANGE, A(&range));
	}
	for (i = 0; i < 4; i++)
		IOCTL(0, FIDEDUPERANGE, edge(&range, sizeof(range.head) + i * sizeof(range.info[0])));
	range.head.dest_count = 1;
	IOCTL(0, FIDEDUPERANGE, edge(&range, sizeof(range.head)));
	IOCTL(0, FIDEDUPERANGE, edge(&range, sizeof(range.head) - 1));
	IOCTL(0, FIDEDUPERANGE, BAD);
	IOCTL(0, FIDEDUPERANGE, 0);
	IOCTL(-EINVAL, FIDEDUPERANGE, 0);
}

static void clones(void)
{
	static struct file_clone_range range = { 1, 2, 3, 4 };

	IOCTL(0, FICLONERANGE, EDGE(range));
	range.src_fd = -1;
	IOCTL(-EBADF, FICLONERANGE, A(&range));
	range.src_fd = 1LL << 32;
	IOCTL(0, FICLONERANGE, A(&range));
	IOCTL(0, FICLONERANGE, edge(&range, sizeof(range) - 1));
	IOCTL(0, FICLONE, 1);
	IOCTL(0, FICLONE, 0xffffffff);
	IOCTL(0, FICLONE, 0x100000002);
}

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i + 1);
	CASE("files");
	WITH(files);
	CASE("files: flags");
	SMALL(files);
	CASE("labels");
	labels();
	CASE("FIEMAP");
	maps();
	CASE("FIDEDUPERANGE");
	dedupes();
	CASE("FICLONE, FICLONERANGE");
	clones();
	CASE("terminals");
	WITH(terminals);
	CASE("terminals: flags");
	SMALL(terminals);
	CASE("terminals: process groups");
	WITH(groups);

	I386();
	CASE("files, i386");
	WITH(files);
	labels();
	maps();
	dedupes();
	clones();
	CASE("terminals, i386");
	WITH(terminals);
	SMALL(terminals);
	WITH(groups);
}
