// SPDX-License-Identifier: GPL-2.0
/*
 * perf_event_open(): the attributes of an event, of any size.
 */
#include <errno.h>
#include <linux/hw_breakpoint.h>
#include <linux/perf_event.h>

#include "decode/common.h"

/* The structure as Linux 6.1 has it; a size of 0 is the first one. */
#define KNOWN_SIZE	PERF_ATTR_SIZE_VER7
#define FIRST_SIZE	PERF_ATTR_SIZE_VER0
#define SHOWN_SIZE	48	/* abbreviated */

#define LOAD(s, m)	SCT_LOAD(s, struct perf_event_attr, m)

/* --- config: what it is depends on the type ---------------------------------------- */

/* Bits that mean nothing, above those that do. */
static void put_above(struct sct_printer *p, uint64_t config, unsigned int shift)
{
	if (config >> shift)
		sb_printf(p->sb, "%#llx<<%u|", (unsigned long long)(config >> shift), shift);
}

static void print_config(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	uint64_t config = v->v;

	(void)t;
	switch (LOAD(v->outer, type)) {
	case PERF_TYPE_HARDWARE:
		put_above(p, config, 32);
		sct_put_enum(p, &sct_set_perf_hardware, config & UINT32_MAX);
		break;
	case PERF_TYPE_SOFTWARE:
		sct_put_enum(p, &sct_set_perf_software, config);
		break;
	case PERF_TYPE_TRACEPOINT:
		sb_u64(p->sb, config);
		break;
	case PERF_TYPE_HW_CACHE:
		put_above(p, config, 24);
		sct_put_enum(p, &sct_set_perf_cache_result, config >> 16 & 0xff);
		sb_str(p->sb, "<<16|");
		sct_put_enum(p, &sct_set_perf_cache_op, config >> 8 & 0xff);
		sb_str(p->sb, "<<8|");
		sct_put_enum(p, &sct_set_perf_cache, config & 0xff);
		break;
	default:
		sb_hex(p->sb, config);
	}
}

/* --- The bit fields -------------------------------------------------------------------- */

#define BIT_FIELDS_AT	40
#define PRECISE_IP	15	/* two bits wide */
#define FIRST_RESERVED	38

static const char *const bit_names[FIRST_RESERVED] = {
	"disabled", "inherit", "pinned", "exclusive", "exclude_user", "exclude_kernel",
	"exclude_hv", "exclude_idle", "mmap", "comm", "freq", "inherit_stat", "enable_on_exec",
	"task", "watermark", "precise_ip", NULL, "mmap_data", "sample_id_all", "exclude_host",
	"exclude_guest", "exclude_callchain_kernel", "exclude_callchain_user", "mmap2",
	"comm_exec", "use_clockid", "context_switch", "write_backward", "namespaces", "ksymbol",
	"bpf_event", "aux_output", "cgroup", "text_poke", "build_id", "inherit_thread",
	"remove_on_exec", "sigtrap",
};

enum { BIT_FREQ = 10, BIT_WATERMARK = 14, BIT_USE_CLOCKID = 25 };

static bool has_bit(const struct sct_value *s, unsigned int bit)
{
	return sct_load_field(s, BIT_FIELDS_AT, 8) >> bit & 1;
}

static void put_precise_ip(struct sct_printer *p, unsigned int value)
{
	static const char *const meanings[] = {
		"arbitrary skid", "constant skid", "requested to have 0 skid", "must have 0 skid",
	};

	sb_printf(p->sb, "precise_ip=%u /* %s */", value, meanings[value]);
}

/* Abbreviated: only those that are set, and precise_ip. */
static void print_bits(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	const char *sep = "";
	unsigned int i;

	(void)t;
	for (i = 0; i < FIRST_RESERVED; i++) {
		unsigned int bit = v->v >> i & 1;

		if (!bit_names[i] || (p->abbrev && !bit && i != PRECISE_IP))
			continue;
		sb_str(p->sb, sep);
		sep = ", ";
		if (i == PRECISE_IP)
			put_precise_ip(p, v->v >> i & 3);
		else
			sb_printf(p->sb, "%s=%u", bit_names[i], bit);
	}
	if (v->v >> FIRST_RESERVED)
		sb_printf(p->sb, ", __reserved_1=%#llx /* Bits 63..%u */",
			  (unsigned long long)(v->v >> FIRST_RESERVED), FIRST_RESERVED);
}

/* Of three bits, only some combinations mean something. */
static void print_breakpoint(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	struct sct_names names = sct_set_perf_breakpoints;

	(void)t;
	if (v->v <= HW_BREAKPOINT_INVALID)
		names.unknown = "HW_BREAKPOINT_INVALID";
	sct_put_enum(p, &names, v->v);
}

static const struct sct_type t_breakpoint = { .print = print_breakpoint, .size = { 4, 4 } };
static const struct sct_type t_config = { .print = print_config, .size = { 8, 8 } };
static const struct sct_type t_bits = { .print = print_bits, .size = { 8, 8 } };

/* --- Which fields there are ------------------------------------------------------------ */

static bool has_frequency(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return has_bit(s, BIT_FREQ);
}

static bool has_period(const struct sct_printer *p, const struct sct_value *s)
{
	return !has_frequency(p, s);
}

static bool has_watermark(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return has_bit(s, BIT_WATERMARK);
}

static bool counts_events(const struct sct_printer *p, const struct sct_value *s)
{
	return !has_watermark(p, s);
}

static bool is_breakpoint(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return LOAD(s, type) == PERF_TYPE_BREAKPOINT;
}

static bool is_no_breakpoint(const struct sct_printer *p, const struct sct_value *s)
{
	return !is_breakpoint(p, s);
}

static bool samples_branches(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return LOAD(s, sample_type) & PERF_SAMPLE_BRANCH_STACK;
}

static bool samples_stack(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return LOAD(s, sample_type) & PERF_SAMPLE_STACK_USER;
}

static bool uses_clock(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return has_bit(s, BIT_USE_CLOCKID);
}

/* Bytes @from .. @to of which the structure says nothing. */
static void put_hole(struct sct_printer *p, const struct sct_value *s, size_t from, size_t size)
{
	uint64_t hole = sct_load(s->mem + from, size);	/* zero where there is none */

	if (hole)
		sb_printf(p->sb, " /* bytes %zu..%zu: %#llx */", from, from + size - 1,
			  (unsigned long long)hole);
}

static void print_max_stack(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v);
	put_hole(p, v->outer, offsetof(struct perf_event_attr, __reserved_2), 2);
}

static void print_aux_sample(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v);
	put_hole(p, v->outer, offsetof(struct perf_event_attr, __reserved_3), 4);
}

static const struct sct_type t_max_stack = { .print = print_max_stack, .size = { 2, 2 } };
static const struct sct_type t_aux_sample = { .print = print_aux_sample, .size = { 4, 4 } };

static sct_print_fn print_size;
static const struct sct_type t_size = {
	.print = print_size, .names = &sct_set_perf_sizes, .size = { 4, 4 },
};

#define PERF(m, t, ...)	FIELD(struct perf_event_attr, m, t, ##__VA_ARGS__)
#define DETAIL(m, t, ...) PERF(m, t, .verbose = true, ##__VA_ARGS__)

static const struct sct_field fields[] = {
	PERF(type, ENUM(perf_types)), PERF(size, &t_size), PERF(config, &t_config),
	PERF(sample_freq, T_U64, .when = has_frequency),
	PERF(sample_period, T_U64, .when = has_period),
	PERF(sample_type, FLAGS_U64(perf_samples)), PERF(read_format, FLAGS_U64(perf_formats)),
	{ .name = "", .type = &t_bits, .off = { BIT_FIELDS_AT, BIT_FIELDS_AT }, .size = { 8, 8 } },
	DETAIL(wakeup_watermark, T_UINT, .when = has_watermark),
	DETAIL(wakeup_events, T_UINT, .when = counts_events),
	DETAIL(bp_type, &t_breakpoint, .when = is_breakpoint),
	DETAIL(bp_addr, T_HEX64, .when = is_breakpoint),
	DETAIL(config1, T_HEX64, .when = is_no_breakpoint),
	DETAIL(bp_len, T_U64, .when = is_breakpoint),
	DETAIL(config2, T_HEX64, .when = is_no_breakpoint),
	DETAIL(branch_sample_type, FLAGS_U64(perf_branches), .when = samples_branches),
	DETAIL(sample_regs_user, T_HEX64),
	DETAIL(sample_stack_user, T_HEX32, .when = samples_stack),
	DETAIL(clockid, ENUM(clocks), .when = uses_clock),
	DETAIL(sample_regs_intr, T_HEX64), DETAIL(aux_watermark, T_UINT),
	DETAIL(sample_max_stack, &t_max_stack), DETAIL(aux_sample_size, &t_aux_sample),
	DETAIL(sig_data, T_HEX64),
};

#define NR_FIELDS	(sizeof(fields) / sizeof(fields[0]))

/* Fields that begin before the end of the program's structure are shown whole. */
static size_t reach(size_t size)
{
	size_t end = 0;
	unsigned int i;

	for (i = 0; i < NR_FIELDS; i++)
		if (fields[i].off[0] < size && fields[i].off[0] + (size_t)fields[i].size[0] > end)
			end = fields[i].off[0] + (size_t)fields[i].size[0];
	return end;
}

/* Too large a structure is refused, with the size that would do in place of its own. */
static void print_size(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct sct_printer leaving = *p;
	const uint8_t *mem;

	sct_put_enum(p, t->names, v->v);
	if (!p->call->returned || p->call->ret != -E2BIG)
		return;
	leaving.phase = SCT_PHASE_OUT;
	mem = sct_mem_exact(&leaving, v->addr, 4);
	if (!mem)
		return;
	sb_str(p->sb, " => ");
	sct_put_enum(p, t->names, sct_load(mem, 4));
}

static void print_attr(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint8_t whole[KNOWN_SIZE] = { 0 };
	struct sct_value s = { .addr = v->v, .mem = whole };
	const uint8_t *mem = NULL;
	uint32_t size = 0;
	size_t wanted;
	bool sep = false, left_out;

	(void)t;
	if (v->v && p->verbose)
		mem = sct_mem_exact(p, v->v, offsetof(struct perf_event_attr, config));
	if (mem)
		size = (uint32_t)sct_load(mem + offsetof(struct perf_event_attr, size), 4);
	if (!size)
		size = FIRST_SIZE;
	wanted = p->abbrev ? SHOWN_SIZE : KNOWN_SIZE;
	if (size < wanted)
		wanted = size;
	if (mem && size >= FIRST_SIZE)
		mem = sct_mem_exact(p, v->v, wanted);
	if (!mem || size < FIRST_SIZE) {
		sct_put_addr(p, v->v);
		return;
	}
	memcpy(whole, mem, wanted);
	s.size = reach(size < KNOWN_SIZE ? size : KNOWN_SIZE);
	sb_char(p->sb, '{');
	left_out = sct_put_fields(p, fields, NR_FIELDS, &s, &sep);
	if (left_out || size > KNOWN_SIZE)
		sb_str(p->sb, ", ...");
	sb_char(p->sb, '}');
}

/* The size comes back when it was wrong, so all of it is printed at the end. */
#define ATTR	CUSTOM(print_attr, SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK, \
		       .len = LEN_N(KNOWN_SIZE), .flags = SCT_T_ON_ERROR)

const struct sct_type sct_t_perf_attr = {
	.print = print_attr, .dir = SCT_DIR_IN, .capture = SCT_CAP_BLOCK, .size = { 8, 4 },
	.len = LEN_N(KNOWN_SIZE),
};

const struct sct_annotation sct_calls_perf_event[] = {
	SYSCALL(perf_event_open, ARGS(ATTR, T_PID, T_INT, T_FD, FLAGS_LONG(perf_flags)),
		RET(T_FD)),
	{ .name = NULL }
};
