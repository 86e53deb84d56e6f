// SPDX-License-Identifier: GPL-2.0
/* The ioctls of input devices: requests with a size, an axis or an event type in their number. */
#include "cases.h"

#include <linux/input.h>

#define IOCTL(result, request, arg)	CALL("ioctl", result, 3, request, arg)

static unsigned char bits[4096] = { 0xff, 0, 0xff, 1 };
static unsigned char zeros[4096];
static char name[32] = "my keyboard";

static void strings(void)
{
	IOCTL(12, EVIOCGNAME(32), A(name));
	IOCTL(32, EVIOCGNAME(32), A(name));
	IOCTL(3, EVIOCGPHYS(256), A(name));
	IOCTL(0, EVIOCGUNIQ(256), A(name));
	IOCTL(-ENOENT, EVIOCGUNIQ(256), A(name));
	IOCTL(7, EVIOCGNAME(0), A(name));
	IOCTL(32, EVIOCGNAME(8191), EDGE(name));
	IOCTL(7, EVIOCGNAME(32), BAD);
	IOCTL(7, EVIOCGNAME(32), 0);
}

static void bit_sets(void)
{
	static const int results[] = { 0, 8, 96, 1000, -EINVAL };
	static unsigned char all[128];
	unsigned int i, k;

	memset(all, 0xff, sizeof(all));
	/* not the keys that are newer than Linux 6.1 */
	all[0x1bf / 8] = all[0x232 / 8] = 0;
	for (i = 0; i < sizeof(results) / sizeof(results[0]); i++) {
		IOCTL(results[i], EVIOCGPROP(8), A(bits));
		IOCTL(results[i], EVIOCGKEY(96), A(bits));
		IOCTL(results[i], EVIOCGLED(8), A(bits));
		IOCTL(results[i], EVIOCGSND(8), A(zeros));
		IOCTL(results[i], EVIOCGSW(7), A(bits));
		for (k = 0; k < 0x20; k++)
			IOCTL(results[i], EVIOCGBIT(k, 8 * k), A(bits));
	}
	for (k = 0; k < 0x20; k++) {
		IOCTL(128, EVIOCGBIT(k, 128), A(all));
		IOCTL(8, EVIOCGBIT(k, 8), EDGE(name));
		IOCTL(8, EVIOCGBIT(k, 8), BAD);
		IOCTL(8, EVIOCGBIT(k, 8), 0);
	}
}

static void axes(void)
{
	static struct input_absinfo info = { 1, -2, 3, 4, 5, 6 };
	unsigned int i;

	for (i = 0; i < 0x40; i++) {
		IOCTL(0, EVIOCGABS(i), A(&info));
		IOCTL(i & 1 ? 0 : -EINVAL, EVIOCSABS(i), A(&info));
	}
	IOCTL(-EINVAL, EVIOCGABS(1), A(&info));
	IOCTL(0, EVIOCGABS(1), EDGE(info));
	IOCTL(0, EVIOCGABS(1), EDGE(info.flat));
	IOCTL(0, EVIOCSABS(1), BAD);
}

static void slots(void)
{
	static int values[40] = { ABS_MT_TRACKING_ID, 1, -2, 3 };
	unsigned int i;

	for (i = 0; i <= 160; i += i < 24 ? 3 : 17)
		IOCTL(i & 1 ? 0 : i, EVIOCGMTSLOTS(i), A(values));
	values[0] = 1000;
	IOCTL(0, EVIOCGMTSLOTS(12), A(values));
	IOCTL(-EINVAL, EVIOCGMTSLOTS(12), A(values));
	IOCTL(0, EVIOCGMTSLOTS(64), EDGE(name));
	IOCTL(0, EVIOCGMTSLOTS(64), BAD);
	values[0] = ABS_MT_TRACKING_ID;
}

static void key_codes(void)
{
	static struct input_keymap_entry entry = { 1, 2, 3, KEY_A, { 1, 2, 3, 4 } };
	static unsigned int pair[2];
	unsigned int i;

	IOCTL(0, EVIOCGKEYCODE_V2, A(&entry));
	IOCTL(-EINVAL, EVIOCGKEYCODE_V2, A(&entry));
	IOCTL(0, EVIOCSKEYCODE_V2, EDGE(entry));
	entry.len = 40;
	IOCTL(-EINVAL, EVIOCSKEYCODE_V2, A(&entry));
	for (i = 0; i <= KEY_MAX + 1; i++) {
		if (i == 0x1bf || i == 0x232)
			continue;
		pair[0] = i;
		pair[1] = i;
		IOCTL(0, i & 1 ? EVIOCGKEYCODE : EVIOCSKEYCODE, A(pair));
	}
	IOCTL(0, EVIOCGREP, A(pair));
	IOCTL(0, EVIOCSREP, EDGE(pair));
	IOCTL(0, EVIOCSREP, EDGE(pair[0]));
	IOCTL(-EINVAL, EVIOCGREP, A(pair));
}

static void effects(void)
{
	static struct ff_effect effect;
	uint64_t request = now.abi == SCT_ABI_I386 ? _IOC(_IOC_WRITE, 'E', 0x80, 44) : EVIOCSFF;
	unsigned int i;

	for (i = 0x4f; i < 0x63; i++) {
		memset(&effect, (int)i * 3, sizeof(effect));
		effect.type = (unsigned short)i;
		effect.id = -1;
		IOCTL(i & 1 ? 0 : -EINVAL, request, A(&effect));
	}
	IOCTL(0, request, EDGE(effect));
	IOCTL(0, request, BAD);
}

static void numbers(void)
{
	static int value;

	for (value = -1; value < 3; value++) {
		IOCTL(0, EVIOCSCLOCKID, A(&value));
		IOCTL(0, EVIOCGEFFECTS, A(&value));
		IOCTL(0, EVIOCGVERSION, EDGE(value));
		IOCTL(0, EVIOCRMFF, (uint32_t)value);
		IOCTL(0, EVIOCGRAB, (uint32_t)value);
		IOCTL(0, EVIOCREVOKE, (uint32_t)value);
	}
	IOCTL(0, EVIOCGID, A(bits));
	IOCTL(-ENODEV, EVIOCGID, A(bits));
}

static void other_requests(void)
{
	unsigned int i;

	for (i = 0; i < 0x100; i++) {
		IOCTL(0, _IOC(_IOC_READ, 'E', i, 5), A(bits));
		IOCTL(0, _IOC(_IOC_WRITE, 'E', i, 12), A(bits));
		IOCTL(0, _IOC(_IOC_READ | _IOC_WRITE, 'E', i, 12), A(bits));
		IOCTL(0, _IOC(_IOC_NONE, 'E', i, 0), 0);
	}
}

static void cases(void)
{
	CASE("input: strings");
	strings();
	CASE("input: sets of bits");
	bit_sets();
	CASE("input: axes");
	axes();
	CASE("input: slots");
	slots();
	CASE("input: key codes");
	key_codes();
	CASE("input: effects");
	effects();
	CASE("input: numbers");
	numbers();
	CASE("input: other requests");
	other_requests();

	I386();
	CASE("input: strings, bits, slots, i386");
	strings();
	bit_sets();
	slots();
	CASE("input: structures, i386");
	axes();
	key_codes();
	effects();
	numbers();
}
