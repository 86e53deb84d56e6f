// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of the device mapper: a header, and in the same block of memory what
 * the command has, which only -v shows.
 */
#include <linux/dm-ioctl.h>
#include <string.h>

#include "decode/ioctl.h"

/* More than most blocks have; larger ones are cut. */
#define MAX_BLOCK	65536
#define NOWHERE		UINT32_MAX	/* no block is that long */
#define HEAD		offsetof(struct dm_ioctl, data)

/* What of the header a command has; struct sct_type.param. */
enum {
	HAS_DATA	= 1 << 0,
	HAS_DEVICE	= 1 << 1,
	ASKS_TARGETS	= 1 << 2,
	ASKS_EVENT	= 1 << 3,
	ASKS_COOKIE	= 1 << 4,	/* unless it is to suspend */
	TELLS_COUNTS	= 1 << 5,
};

#define DM(s, m)	SCT_LOAD(s, struct dm_ioctl, m)

/* The @len bytes at @at, or NULL: then it says why. */
static const uint8_t *part_at(struct sct_printer *p, const struct sct_value *s, uint64_t at,
			      uint64_t len, const char *what)
{
	const uint8_t *mem = NULL;

	sb_str(p->sb, ", ");
	if (p->abbrev)
		sb_str(p->sb, "...");
	else if (at + len > DM(s, data_size))
		sb_printf(p->sb, "??? /* misplaced %s */", what);
	else
		mem = len ? sct_mem_exact(p, s->addr + at, len) : (const uint8_t *)"";
	if (!mem && !p->abbrev && at + len <= DM(s, data_size))
		sct_put_addr(p, s->addr + at);
	return mem;
}

/* A string, which ends with the block at the latest. */
static size_t put_text(struct sct_printer *p, const struct sct_value *s, uint64_t at)
{
	uint64_t room = DM(s, data_size) - at;
	uint64_t limit = room < p->opt->string_limit ? room : p->opt->string_limit;
	size_t known = 0, len;
	const uint8_t *mem = room ? sct_mem(p, s->addr + at, &known) : (const uint8_t *)"";

	len = mem ? strnlen((const char *)mem, known < limit ? known : limit) : 0;
	if (!mem || (len == known && known < limit))
		sct_put_addr(p, s->addr + at);
	else
		sct_put_string(p, mem, len, len == limit && room);
	return mem ? strnlen((const char *)mem, known) : 0;
}

static void put_number(struct sct_printer *p, const char *name, uint64_t value)
{
	sb_printf(p->sb, "%s=%llu", name, (unsigned long long)value);
}

static void put_targets(struct sct_printer *p, const struct sct_value *s, bool answer)
{
	uint64_t first = DM(s, data_start), at = first;
	uint32_t nr = DM(s, target_count), i;

	for (i = 0; i < nr; i++) {
		struct dm_target_spec spec;
		uint64_t end;
		const uint8_t *mem = part_at(p, s, at, sizeof(spec), "struct dm_target_spec");

		if (!mem)
			return;
		if (i >= p->opt->string_limit && p->abbrev)
			return;
		memcpy(&spec, mem, sizeof(spec));
		put_number(p, "{sector_start", spec.sector_start);
		put_number(p, ", length", spec.length);
		if (answer)
			sb_printf(p->sb, ", status=%d", spec.status);
		sb_str(p->sb, ", target_type=");
		sct_put_mem(p, T_CSTR, s->addr + at + offsetof(struct dm_target_spec, target_type),
			    mem + offsetof(struct dm_target_spec, target_type),
			    sizeof(spec.target_type), NULL);
		sb_str(p->sb, ", string=");
		end = at + sizeof(spec) + put_text(p, s, at + sizeof(spec)) + 1;
		sb_char(p->sb, '}');
		at = (answer ? first : at) + spec.next;
		if (at < end)
			at = NOWHERE;
	}
}

/* As strace has it, -v shows no more of them than -s. */
static void put_names(struct sct_printer *p, const struct sct_value *s)
{
	uint64_t at = DM(s, data_start), nr = 0;
	uint32_t next;

	do {
		const uint8_t *mem = part_at(p, s, at, offsetof(struct dm_name_list, name),
					     "struct dm_name_list");
		uint64_t event;

		if (!mem)
			return;
		next = (uint32_t)sct_load(mem + 8, 4);
		sb_str(p->sb, "{dev=");
		sct_put_dev(p, sct_load(mem, 8));
		sb_str(p->sb, ", name=");
		event = at + 12 + put_text(p, s, at + 12) + 1;
		event = (event + 7) & ~(uint64_t)7;
		if (DM(s, version[1]) >= 37 && at + next >= event + 4) {
			mem = sct_mem_exact(p, s->addr + event, 4);
			if (mem)
				put_number(p, ", event_nr", sct_load(mem, 4));
		}
		sb_char(p->sb, '}');
		at = next < sizeof(struct dm_name_list) ? NOWHERE : at + next;
		if (next && ++nr >= p->opt->string_limit) {
			sb_str(p->sb, ", ...");
			return;
		}
	} while (next);
}

static void put_versions(struct sct_printer *p, const struct sct_value *s)
{
	uint64_t at = DM(s, data_start);
	uint32_t next;

	do {
		const uint8_t *mem = part_at(p, s, at, sizeof(struct dm_target_versions),
					     "struct dm_target_versions");
		uint64_t text_end;

		if (!mem)
			return;
		next = (uint32_t)sct_load(mem, 4);
		sb_str(p->sb, "{name=");
		text_end = sizeof(struct dm_target_versions) + 1 +
			   put_text(p, s, at + sizeof(struct dm_target_versions));
		sb_printf(p->sb, ", version=[%u, %u, %u]}", (unsigned int)sct_load(mem + 4, 4),
			  (unsigned int)sct_load(mem + 8, 4), (unsigned int)sct_load(mem + 12, 4));
		at = next < text_end ? NOWHERE : at + next;
	} while (next);
}

static void print_device(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	sct_put_dev(p, v->v);
}

static const struct sct_type t_device = { .print = print_device, .size = { 8, 8 } };

static void put_deps(struct sct_printer *p, const struct sct_value *s)
{
	static const struct sct_type t_devs = {
		.print = sct_print_array, .elem = &t_device, .flags = SCT_T_RAW_PTR,
		.len = { .from = SCT_LEN_PTR32 },
	};
	uint64_t at = DM(s, data_start);
	const uint8_t *mem;
	uint64_t nr;

	if (at == DM(s, data_size))
		return;
	mem = part_at(p, s, at, sizeof(struct dm_target_deps), "struct dm_target_deps");
	if (!mem)
		return;
	nr = sct_load(mem, 4);
	if (at + sizeof(struct dm_target_deps) + nr * 8 > DM(s, data_size)) {
		sb_str(p->sb, "??? /* misplaced struct dm_target_deps */");
		return;
	}
	put_number(p, "{count", nr);
	sb_str(p->sb, ", deps=");
	sct_put_array(p, &t_devs, s->addr + at + sizeof(struct dm_target_deps), nr);
	sb_char(p->sb, '}');
}

static void put_message(struct sct_printer *p, const struct sct_value *s)
{
	uint64_t at = DM(s, data_start);
	const uint8_t *mem;

	if (at == DM(s, data_size))
		return;
	mem = part_at(p, s, at, sizeof(struct dm_target_msg), "struct dm_target_msg");
	if (!mem)
		return;
	put_number(p, "{sector", sct_load(mem, 8));
	sb_str(p->sb, ", message=");
	put_text(p, s, at + sizeof(struct dm_target_msg));
	sb_char(p->sb, '}');
}

static void put_string(struct sct_printer *p, const struct sct_value *s)
{
	uint64_t at = DM(s, data_start);

	if (!part_at(p, s, at, 0, "string"))
		return;
	sb_str(p->sb, "{string=");
	put_text(p, s, at);
	sb_char(p->sb, '}');
}

static void put_data(struct sct_printer *p, const struct sct_value *s, unsigned int nr)
{
	bool answer = p->second_half;

	if (answer && !sct_succeeded(p))
		return;
	if (nr == DM_TABLE_LOAD_CMD && !answer)
		put_targets(p, s, false);
	else if ((nr == DM_TABLE_STATUS_CMD || nr == DM_DEV_WAIT_CMD) && answer)
		put_targets(p, s, true);
	else if (nr == DM_LIST_DEVICES_CMD && answer && DM(s, data_start) != DM(s, data_size))
		put_names(p, s);
	else if (nr == DM_LIST_VERSIONS_CMD && answer && DM(s, data_start) != DM(s, data_size))
		put_versions(p, s);
	else if (nr == DM_TABLE_DEPS_CMD && answer)
		put_deps(p, s);
	else if (nr == DM_TARGET_MSG_CMD && answer && DM(s, flags) & DM_DATA_OUT_FLAG)
		put_string(p, s);
	else if (nr == DM_TARGET_MSG_CMD && !answer)
		put_message(p, s);
	else if ((nr == DM_DEV_RENAME_CMD || nr == DM_DEV_SET_GEOMETRY_CMD) && !answer)
		put_string(p, s);
}

#define DMF(m, t, ...)	FIELD(struct dm_ioctl, m, t, ##__VA_ARGS__)
static const struct sct_field device[] = {
	DMF(dev, T_DEV, .nonzero = true), DMF(name, T_CSTR), DMF(uuid, T_CSTR),
};

static void put_head(struct sct_printer *p, const struct sct_type *t, const struct sct_value *s)
{
	unsigned int has = t->param, i;
	bool answer = p->second_half, sep = true;
	bool counts = answer && has & TELLS_COUNTS && sct_succeeded(p);

	sb_printf(p->sb, "{version=[%u, %u, %u]", (unsigned int)DM(s, version[0]),
		  (unsigned int)DM(s, version[1]), (unsigned int)DM(s, version[2]));
	if (DM(s, version[0]) != DM_VERSION_MAJOR) {
		sb_str(p->sb, " /* unsupported device mapper ABI version */}");
		return;
	}
	put_number(p, ", data_size", DM(s, data_size));
	if (DM(s, data_size) < HEAD) {
		sb_str(p->sb, " /* data_size too small */}");
		return;
	}
	if (has & HAS_DATA)
		put_number(p, ", data_start", DM(s, data_start));
	for (i = 0; i < 3 && (has & HAS_DEVICE); i++)
		if (s->mem[device[i].off[0]] || !i)
			sct_put_fields(p, &device[i], 1, s, &sep);
	if (answer ? counts : has & ASKS_TARGETS)
		put_number(p, ", target_count", DM(s, target_count));
	if (counts)
		put_number(p, ", open_count", DM(s, open_count));
	if (answer ? counts : has & ASKS_EVENT ||
	    (has & ASKS_COOKIE && !(DM(s, flags) & DM_SUSPEND_FLAG)))
		put_number(p, ", event_nr", DM(s, event_nr));
	sb_str(p->sb, ", flags=");
	sct_put_flags(p, &sct_set_dm_flags, DM(s, flags));
	sb_char(p->sb, '}');
	put_data(p, s, _IOC_NR((uint32_t)p->call->args[1]));
}

/* Of a block that ends before it says how long it is, only the address is shown. */
static bool has_size(const struct sct_value *s)
{
	return DM(s, data_size) >= offsetof(struct dm_ioctl, data_size);
}

static void print_block(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct sct_value in, out;

	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, HEAD, &in) || !has_size(&in)) {
		if (!p->second_half)
			sb_hex(p->sb, v->v);
		return;
	}
	if (p->second_half) {
		if (!sct_struct_at(p, t, SCT_PHASE_OUT, v->v, HEAD, &out) || !has_size(&out) ||
		    (!sct_succeeded(p) && !memcmp(in.mem, out.mem, HEAD)))
			return;
		sb_str(p->sb, " => ");
	}
	sb_char(p->sb, '[');
	put_head(p, t, p->second_half ? &out : &in);
	sb_char(p->sb, ']');
}

/* The header, and with -v all that it says there is. */
static const struct sct_type t_whole = {
	.print = print_block, .dir = SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK, .size = { 8, 4 },
	.flags = SCT_T_TAIL | SCT_T_ON_ERROR | SCT_T_RAW_PTR,
	.len = { .from = SCT_LEN_PTR32, .arg = 2, .n = MAX_BLOCK,
		 .offset = { offsetof(struct dm_ioctl, data_size),
			     offsetof(struct dm_ioctl, data_size) } },
};
static const struct sct_type t_block = STRUCT(struct dm_ioctl,
	TAIL_FIELD(struct dm_ioctl, version, &t_whole, .verbose = true));

#define COMMAND(nr, has) \
	CASE(_IOC(READS_WRITES, DM_IOCTL, nr, sizeof(struct dm_ioctl)), \
	     ARGS(CUSTOM(print_block, SCT_DIR_INOUT, .elem = &t_block, .param = (has), \
			 .capture = SCT_CAP_ARRAY, .len = LEN_N(1), \
			 .flags = SCT_T_SPLIT | SCT_T_ON_ERROR | SCT_T_RAW_PTR)))

static const struct sct_case cases[] = {
	COMMAND(DM_VERSION_CMD, HAS_DEVICE), COMMAND(DM_REMOVE_ALL_CMD, 0),
	COMMAND(DM_LIST_DEVICES_CMD, HAS_DATA), COMMAND(DM_LIST_VERSIONS_CMD, HAS_DATA),
	COMMAND(DM_DEV_CREATE_CMD, HAS_DEVICE | TELLS_COUNTS),
	COMMAND(DM_DEV_REMOVE_CMD, HAS_DEVICE | ASKS_EVENT),
	COMMAND(DM_DEV_RENAME_CMD, HAS_DATA | HAS_DEVICE | ASKS_EVENT | TELLS_COUNTS),
	COMMAND(DM_DEV_SUSPEND_CMD, HAS_DEVICE | ASKS_COOKIE | TELLS_COUNTS),
	COMMAND(DM_DEV_STATUS_CMD, HAS_DEVICE | TELLS_COUNTS),
	COMMAND(DM_DEV_WAIT_CMD, HAS_DATA | HAS_DEVICE | ASKS_EVENT | TELLS_COUNTS),
	COMMAND(DM_TABLE_LOAD_CMD, HAS_DATA | HAS_DEVICE | ASKS_TARGETS | TELLS_COUNTS),
	COMMAND(DM_TABLE_CLEAR_CMD, HAS_DEVICE | TELLS_COUNTS),
	COMMAND(DM_TABLE_DEPS_CMD, HAS_DATA | HAS_DEVICE | TELLS_COUNTS),
	COMMAND(DM_TABLE_STATUS_CMD, HAS_DATA | HAS_DEVICE | TELLS_COUNTS),
	COMMAND(DM_TARGET_MSG_CMD, HAS_DATA | HAS_DEVICE | TELLS_COUNTS),
	COMMAND(DM_DEV_SET_GEOMETRY_CMD, HAS_DATA | HAS_DEVICE),
	COMMAND(DM_DEV_ARM_POLL_CMD, HAS_DEVICE),
};

IOCTLS(dm);
