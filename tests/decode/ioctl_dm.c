// SPDX-License-Identifier: GPL-2.0
/* The ioctls of the device mapper: a header, and behind it what the command has. */
#include "cases.h"

#include <linux/dm-ioctl.h>
#include <stddef.h>

#define DM(nr)				_IOWR(DM_IOCTL, nr, struct dm_ioctl)
#define IOCTL(result, request, arg)	CALL("ioctl", result, 3, request, arg)

#define NR_COMMANDS	20
#define DATA		offsetof(struct dm_ioctl, data)

/* The block, and what the kernel makes of it. */
static union block {
	struct dm_ioctl head;
	char bytes[2048];
} __attribute__((aligned(8))) block, answer_block, start;

static void give_answer(void *to)
{
	memcpy(to, &answer_block, sizeof(answer_block));
}

static void prepare(uint32_t size, uint32_t data_start)
{
	memset(&block, 0, sizeof(block));
	block.head.version[0] = 4;
	block.head.version[1] = 47;
	block.head.data_size = size;
	block.head.data_start = data_start;
	block.head.dev = 0xfd03;
	strcpy(block.head.name, "vg-root");
	strcpy(block.head.uuid, "LVM-0123");
}

/* The call with this block, which the kernel answers with that in answer_block. */
static void ask(int64_t result, uint32_t nr)
{
	start = block;
	WRITES(give_answer, &block);
	IOCTL(result, DM(nr), A(&block));
	WRITES(NULL, NULL);
	block = start;
}

static void headers(void)
{
	static const uint32_t sizes[] = {
		0, 1, 304, 305, 311, 312, 313, 400, 2048, 65536, 0x7fffffff
	};
	unsigned int i, nr;

	FOR_EACH(i, sizes) {
		for (nr = 0; nr < NR_COMMANDS; nr++) {
			prepare(sizes[i], 312);
			answer_block = block;
			IOCTL(nr & 1 ? 0 : -ENXIO, DM(nr), A(&block));
			IOCTL(nr & 1 ? -ENXIO : 0, DM(nr), A(&block));
		}
	}
}

static void fields(void)
{
	unsigned int nr;

	for (nr = 0; nr < NR_COMMANDS; nr++) {
		prepare(312, 0);
		block.head.target_count = 2;
		block.head.open_count = -3;
		block.head.event_nr = 0xd4d1234;
		block.head.flags = 0xffffffff;
		block.head.padding = 1;
		answer_block = block;
		answer_block.head.dev = 0xfd07;
		answer_block.head.flags = DM_READONLY_FLAG;
		answer_block.head.name[0] = '\0';
		answer_block.head.version[2] = 1;
		ask(0, nr);
		ask(-EINVAL, nr);
		memset(block.head.name, 'n', sizeof(block.head.name));
		memset(block.head.uuid, '\n', sizeof(block.head.uuid));
		block.head.dev = 0;
		block.head.flags = 0;
		answer_block = block;
		ask(0, nr);
		block.head.name[0] = block.head.uuid[0] = '\0';
		answer_block = block;
		ask(0, nr);
		block.head.version[0] = 5;
		ask(0, nr);
		answer_block = block;
		ask(0, nr);
	}
}

static void pointers(void)
{
	unsigned int nr;

	for (nr = 0; nr < NR_COMMANDS; nr++) {
		prepare(312, 312);
		IOCTL(0, DM(nr), 0);
		IOCTL(0, DM(nr), BAD);
		IOCTL(0, DM(nr), EDGE(block.head));
		IOCTL(0, DM(nr), EDGE(block.head.uuid));
		prepare(400, 320);
		IOCTL(0, DM(nr), EDGE(block.head));
		IOCTL(0, _IOC(_IOC_NONE, DM_IOCTL, nr, 0), A(&block));
	}
}

static void put_target(size_t at, uint32_t next, const char *type, const char *params)
{
	struct dm_target_spec spec = {
		.sector_start = at, .length = 2 * at, .status = -5, .next = next
	};

	memcpy(spec.target_type, type, strnlen(type, sizeof(spec.target_type)));
	memcpy(block.bytes + at, &spec, sizeof(spec));
	strcpy(block.bytes + at + sizeof(spec), params);
}

static void tables(void)
{
	static const uint32_t nexts[] = { 0, 1, 39, 40, 48, 56, 100, 1000, 0x7fffffff, 0xffffffff };
	static const uint32_t starts[] = { 0, 300, 305, 311, 312, 320, 328, 500, 2040, 0xffffffff };
	static const uint32_t counts[] = { 0, 1, 2, 3, 100 };
	static const uint32_t commands[] = { DM_TABLE_LOAD_CMD, DM_TABLE_STATUS_CMD };
	unsigned int i, k, n;

	FOR_EACH(n, commands) {
		FOR_EACH(i, nexts) {
			prepare(600, 312);
			block.head.target_count = 2;
			put_target(312, nexts[i], "linear", "8:1 0");
			put_target(312 + 56, 0, "striped", "a rather long list of parameters, more than 32");
			answer_block = block;
			ask(0, commands[n]);
			ask(-EINVAL, commands[n]);
		}
		FOR_EACH(i, starts) {
			FOR_EACH(k, counts) {
				prepare(600, starts[i]);
				block.head.target_count = counts[k];
				if (starts[i] < 600)
					put_target(starts[i] < 312 ? 312 : starts[i], 56, "zero", "");
				answer_block = block;
				ask(0, commands[n]);
			}
		}
		for (i = 0; i < 60; i += 5) {
			prepare(312 + i, 312);
			block.head.target_count = 1;
			put_target(312, 0, "0123456789abcdef", "01234567890123456789");
			answer_block = block;
			ask(0, commands[n]);
		}
		prepare(2048, 312);
		block.head.target_count = 40;
		for (i = 0; i < 40; i++)
			put_target(312 + 40 * i, commands[n] == DM_TABLE_LOAD_CMD ? 40 : 40 * (i + 1),
				   "error", "");
		answer_block = block;
		ask(0, commands[n]);
	}
}

static void put_name(size_t at, uint32_t next, const char *name, uint32_t event)
{
	uint64_t dev = 0xfd00 + at;

	memcpy(block.bytes + at, &dev, sizeof(dev));
	memcpy(block.bytes + at + sizeof(dev), &next, sizeof(next));
	strcpy(block.bytes + at + 12, name);
	memcpy(block.bytes + ((at + 12 + strlen(name) + 8) & ~(size_t)7), &event, 4);
}

static void lists(void)
{
	static const uint32_t nexts[] = { 0, 1, 11, 12, 16, 32, 40, 200, 0xffffffff };
	static const uint32_t starts[] = { 0, 305, 312, 320, 395, 400, 0xffffffff };
	static const uint32_t versions[] = { 0, 10, 25, 37, 47 };
	unsigned int i, k;

	FOR_EACH(i, nexts) {
		FOR_EACH(k, versions) {
			prepare(400, 312);
			block.head.version[1] = versions[k];
			put_name(312, nexts[i], "first", 7);
			if (nexts[i] >= 32 && nexts[i] < 60)
				put_name(312 + nexts[i], 0, "the second", 8);
			answer_block = block;
			ask(0, DM_LIST_DEVICES_CMD);
		}
		ask(-EINVAL, DM_LIST_DEVICES_CMD);
	}
	FOR_EACH(i, starts) {
		prepare(400, starts[i]);
		put_name(starts[i] < 312 || starts[i] > 400 ? 312 : starts[i], 0, "x", 7);
		answer_block = block;
		ask(0, DM_LIST_DEVICES_CMD);
		ask(0, DM_LIST_VERSIONS_CMD);
		ask(0, DM_GET_TARGET_VERSION_CMD);
	}
	prepare(312 + 40 * 40, 312);
	for (i = 0; i < 40; i++)
		put_name(312 + 40 * i, 40, "same", i);
	answer_block = block;
	ask(0, DM_LIST_DEVICES_CMD);
	ask(0, DM_LIST_VERSIONS_CMD);
	FOR_EACH(i, nexts) {
		struct dm_target_versions *v = (void *)(block.bytes + 312);

		prepare(400, 312);
		v->next = nexts[i];
		v->version[0] = 1;
		v->version[1] = 0x80000000;
		strcpy(block.bytes + 312 + 16, "linear and more");
		answer_block = block;
		ask(0, DM_LIST_VERSIONS_CMD);
		ask(-EINVAL, DM_LIST_VERSIONS_CMD);
		ask(0, DM_GET_TARGET_VERSION_CMD);
	}
}

static void dependencies(void)
{
	static const uint32_t counts[] = { 0, 1, 3, 9, 10, 11, 100, 0xffffffff };
	static const uint32_t starts[] = { 0, 305, 312, 384, 392, 400, 0xffffffff };
	unsigned int i, k;

	FOR_EACH(i, counts) {
		FOR_EACH(k, starts) {
			size_t at = starts[k] < 312 || starts[k] > 400 ? 312 : starts[k];

			prepare(400, starts[k]);
			memset(block.bytes + 312, 0x11, 200);
			memcpy(block.bytes + at, &counts[i], 4);
			answer_block = block;
			ask(0, DM_TABLE_DEPS_CMD);
		}
	}
	prepare(2048, 312);
	block.bytes[312] = 50;
	answer_block = block;
	ask(0, DM_TABLE_DEPS_CMD);
	ask(-ENXIO, DM_TABLE_DEPS_CMD);
}

static void messages(void)
{
	static const uint32_t starts[] = { 0, 305, 311, 312, 320, 392, 393, 399, 400, 0xffffffff };
	static const uint32_t commands[] = {
		DM_TARGET_MSG_CMD, DM_DEV_RENAME_CMD, DM_DEV_SET_GEOMETRY_CMD, DM_GET_TARGET_VERSION_CMD
	};
	unsigned int i, k, flag;

	FOR_EACH(k, commands) {
		FOR_EACH(i, starts) {
			for (flag = 0; flag < 3; flag++) {
				size_t at = starts[i] < 305 || starts[i] > 400 ? 312 : starts[i];

				prepare(400, starts[i]);
				block.head.flags = flag == 1 ? DM_UUID_FLAG :
						   flag == 2 ? DM_DATA_OUT_FLAG : 0;
				strcpy(block.bytes + at, "12345678the message, with more than 32 bytes");
				answer_block = block;
				memset(answer_block.bytes + 312, 0, 600);
				strcpy(answer_block.bytes + at, "the answer");
				ask(0, commands[k]);
				ask(-EINVAL, commands[k]);
			}
		}
	}
	/* nothing ends the string */
	prepare(340, 312);
	memset(block.bytes + 312, 'x', 200);
	answer_block = block;
	FOR_EACH(k, commands)
		ask(0, commands[k]);
}

static void cases(void)
{
	CASE("dm: headers and sizes");
	headers();
	CASE("dm: fields");
	fields();
	CASE("dm: pointers");
	pointers();
	CASE("dm: tables");
	tables();
	CASE("dm: lists");
	lists();
	CASE("dm: dependencies");
	dependencies();
	CASE("dm: messages, names, geometry");
	messages();

	I386();
	CASE("dm: i386");
	fields();
	tables();
	lists();
	dependencies();
	messages();
}
