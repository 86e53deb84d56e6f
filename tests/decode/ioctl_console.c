// SPDX-License-Identifier: GPL-2.0
/* The ioctls of the Linux console. */
#include "cases.h"

#include <linux/kd.h>

#define IOCTL(result, request, arg)	CALL("ioctl", result, 3, request, arg)

static unsigned char bytes[8192];
static const char *const letters = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
	"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";

static const unsigned int requests[] = {
	KIOCSOUND, KDMKTONE, KDGETLED, KDSETLED, KDGKBLED, KDSKBLED, KDGKBTYPE, KDSIGACCEPT,
	KDGETMODE, KDSETMODE, KDGKBMODE, KDSKBMODE, KDGKBMETA, KDSKBMETA, KDGKBENT, KDSKBENT,
	KDGKBSENT, KDSKBSENT, KDGKBDIACR, KDSKBDIACR, KDGKBDIACRUC, KDSKBDIACRUC, KDGETKEYCODE,
	KDSETKEYCODE, KDKBDREP, KDENABIO, KDDISABIO, KDMAPDISP, KDUNMAPDISP, PIO_FONTRESET,
	GIO_SCRNMAP, PIO_SCRNMAP, GIO_UNISCRNMAP, PIO_UNISCRNMAP, GIO_FONT, PIO_FONT, GIO_CMAP,
	PIO_CMAP, GIO_UNIMAP, PIO_UNIMAP, PIO_UNIMAPCLR, GIO_FONTX, PIO_FONTX, KDFONTOP, KDADDIO,
	KDDELIO,
};

static void each_request(int64_t result, uint64_t arg)
{
	unsigned int i;

	for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
		IOCTL(result, requests[i], arg);
}

static void numbers(void)
{
	static const unsigned long values[] = { 0, 1, 2, 3, 4, 5, 7, 8, 9, 0x10, 0x11, 0x1f, 0x34, 0x64,
		0x65, 0x80, 0xff, 0x100, 0x1234, 0x10000, 0x10001, 0x12345678, 0x123477, 1193180,
		1193181, 0x7fffffff, 0xffffffff, 0x100000001, 0x1234567890, -1UL };
	static const unsigned int of[] = { KIOCSOUND, KDMKTONE, KDSETLED, KDSKBLED, KDSIGACCEPT,
					   KDSETMODE, KDSKBMODE, KDSKBMETA };
	unsigned int i, k;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		for (k = 0; k < sizeof(of) / sizeof(of[0]); k++)
			IOCTL(0, of[k], now.abi == SCT_ABI_I386 ? (uint32_t)values[i] : values[i]);
}

static void small_results(void)
{
	static const unsigned int of[] = { KDGETLED, KDGKBLED, KDGKBTYPE, KDGETMODE, KDGKBMODE, KDGKBMETA };
	unsigned int i, k;

	memset(bytes, 0, sizeof(bytes));
	for (i = 0; i < 256; i += i < 16 ? 1 : 7) {
		bytes[0] = (unsigned char)i;
		for (k = 0; k < sizeof(of) / sizeof(of[0]); k++)
			IOCTL(0, of[k], A(bytes));
	}
	bytes[1] = 1;
	for (k = 0; k < sizeof(of) / sizeof(of[0]); k++)
		IOCTL(0, of[k], A(bytes));
}

static void key_entries(void)
{
	static struct kbentry entry;
	unsigned int i, k;

	for (i = 0; i < 0x10; i++) {
		entry.kb_table = (unsigned char)(i << 4 | i);
		for (k = 0; k < 256; k += k < 0x30 ? 1 : 9) {
			entry.kb_index = (unsigned char)k;
			entry.kb_value = (unsigned short)(i << 8 | k);
			IOCTL(0, k & 1 ? KDGKBENT : KDSKBENT, A(&entry));
		}
	}
	for (i = 0; i < 256; i++) {
		entry.kb_table = (unsigned char)i;
		entry.kb_value = (unsigned short)(i * 257);
		IOCTL(-EPERM, i & 1 ? KDGKBENT : KDSKBENT, A(&entry));
	}
}

static void key_strings(void)
{
	static struct kbsentry entry;
	unsigned int i;

	for (i = 0; i < 256; i++) {
		entry.kb_func = (unsigned char)i;
		IOCTL(0, KDGKBSENT, A(&entry));
	}
	strcpy((char *)entry.kb_string, "abc");
	IOCTL(0, KDSKBSENT, EDGE(entry));
	IOCTL(0, KDGKBSENT, A(&entry));
	strcpy((char *)entry.kb_string, "ab\3c\"");
	IOCTL(0, KDSKBSENT, A(&entry));
	memset(entry.kb_string, 'x', sizeof(entry.kb_string));
	IOCTL(0, KDSKBSENT, A(&entry));
	IOCTL(0, KDGKBSENT, A(&entry));
	IOCTL(-EINVAL, KDGKBSENT, A(&entry));
}

static void accents(void)
{
	static struct kbdiacrs old;
	static struct kbdiacrsuc uc;
	static const unsigned int counts[] = { 0, 1, 2, 31, 32, 33, 255, 256, 257, -1U };
	unsigned int i;

	for (i = 0; i < 256; i++) {
		old.kbdiacr[i].diacr = (unsigned char)i;
		old.kbdiacr[i].base = (unsigned char)(255 - i);
		uc.kbdiacruc[i].result = i << 8;
	}
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		old.kb_cnt = uc.kb_cnt = counts[i];
		IOCTL(0, KDGKBDIACR, A(&old));
		IOCTL(0, KDSKBDIACR, A(&old));
		IOCTL(-EINVAL, KDGKBDIACRUC, A(&uc));
		IOCTL(0, KDSKBDIACRUC, A(&uc));
	}
}

static void unicode_map(unsigned short nr, uint64_t entries)
{
	static struct unimapdesc desc;
	static struct { unsigned short nr; unsigned int entries; } desc32;
	uint64_t arg = now.abi == SCT_ABI_I386 ? A(&desc32) : A(&desc);

	desc.entry_ct = desc32.nr = nr;
	desc.entries = (struct unipair *)entries;
	desc32.entries = (unsigned int)entries;
	IOCTL(0, GIO_UNIMAP, arg);
	IOCTL(-ENOMEM, GIO_UNIMAP, arg);
	IOCTL(0, PIO_UNIMAP, arg);
	IOCTL(-EPERM, PIO_UNIMAP, arg);
}

static void maps(void)
{
	static struct unipair pairs[40] = { { 1, 2 }, { 0xffff, 0x1ff } };
	static struct unimapinit init = { 1, 2, 3 };

	unicode_map(2, A(pairs));
	unicode_map(0, A(pairs));
	unicode_map(40, A(pairs));
	unicode_map(2, BAD);
	unicode_map(2, 0);
	unicode_map(3, EDGE(pairs[0]));
	IOCTL(0, PIO_UNIMAPCLR, EDGE(init));
	IOCTL(0, PIO_SCRNMAP, EDGE(pairs));
}

static void font(unsigned int op, unsigned int width, unsigned int nr, uint64_t data)
{
	static struct console_font_op desc;
	static struct { unsigned int op, flags, width, height, nr, data; } desc32;
	static struct consolefontdesc fontx;
	static struct { unsigned short nr, height; unsigned int data; } fontx32;
	bool i386 = now.abi == SCT_ABI_I386;
	uint64_t arg = i386 ? A(&desc32) : A(&desc), argx = i386 ? A(&fontx32) : A(&fontx);

	desc = (struct console_font_op){ op, op & 3, width, 16, nr, (unsigned char *)data };
	desc32.op = op;
	desc32.flags = op & 3;
	desc32.width = width;
	desc32.height = 16;
	desc32.nr = nr;
	desc32.data = (unsigned int)data;
	fontx = (struct consolefontdesc){ (unsigned short)nr, 3, (char *)data };
	fontx32.nr = (unsigned short)nr;
	fontx32.height = 3;
	fontx32.data = (unsigned int)data;
	IOCTL(0, KDFONTOP, arg);
	IOCTL(-EINVAL, KDFONTOP, arg);
	IOCTL(0, PIO_FONTX, argx);
	IOCTL(0, GIO_FONTX, argx);
	IOCTL(-EPERM, GIO_FONTX, argx);
}

static void fonts(void)
{
	unsigned int op;

	for (op = 0; op < 7; op++) {
		font(op, 8, 1, A(letters));
		font(op, 9, 1, A(letters));
		font(op, 8, 0, A(letters));
		font(op, 32, 512, A(letters));
		font(op, 8, 2, BAD);
		font(op, 8, 2, 0);
	}
	font(0, 8, 1, EDGE(bytes[0]));
}

static void all(void)
{
	numbers();
	small_results();
}

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i + 1);
	CASE("console: every request");
	each_request(0, A(bytes));
	CASE("console: every request fails");
	each_request(-EINVAL, A(bytes));
	CASE("console: unreadable");
	each_request(0, BAD);
	CASE("console: NULL");
	each_request(0, 0);
	CASE("console: numbers");
	all();
	CASE("console: keys");
	key_entries();
	CASE("console: strings of keys");
	key_strings();
	CASE("console: accents");
	accents();
	CASE("console: maps");
	maps();
	CASE("console: fonts");
	fonts();

	I386();
	CASE("console: every request, i386");
	each_request(0, A(bytes));
	each_request(-EINVAL, BAD);
	CASE("console: numbers, i386");
	all();
	CASE("console: maps and fonts, i386");
	maps();
	fonts();
}
