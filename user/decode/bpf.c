// SPDX-License-Identifier: GPL-2.0
/*
 * bpf(): what its second argument points to depends on the first.
 */
#include <linux/bpf.h>
#include <time.h>

#include "decode/bpf_filter.h"
#include "decode/common.h"
#include "decode/fd.h"
#include "decode/net.h"

/* The kernel refuses larger ones. */
#define MAX_ATTR	4096

#define KNOWN_ATTR	sizeof(union bpf_attr)
#define KNOWN_INFO	sizeof(struct bpf_prog_info)	/* the largest */

/* --- Fields ------------------------------------------------------------------------------ */

/* Cut where the program says that the structure ends; the last byte is never shown. */
static void print_name(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	size_t size = p->call->args[2] - t->param, len;

	if (size > v->size)
		size = v->size;
	len = strnlen((const char *)v->mem, size);
	if (len == size)
		sct_put_string(p, v->mem, len - 1, true);
	else
		sct_put_string(p, v->mem, len, false);
}

#define T_NAME(m)	TYPE(.print = print_name, .param = offsetof(union bpf_attr, m))

static void print_numa_node(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v);
	if (v->v == UINT32_MAX && p->opt->const_style != SCT_CONST_RAW)
		sb_str(p->sb, " /* NUMA_NO_NODE */");
}

static void print_kernel_version(struct sct_printer *p, const struct sct_type *t,
				 const struct sct_value *v)
{
	unsigned int version = (unsigned int)v->v;

	(void)t;
	if (!sct_begin_text(p, version, 'x'))
		return;
	sb_printf(p->sb, "KERNEL_VERSION(%u, %u, %u)", version >> 16, version >> 8 & 0xff,
		  version & 0xff);
	sct_end_text(p);
}

static void print_map_extra(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	(void)t;
	if (v->v != UINT64_MAX) {
		sb_u64(p->sb, v->v);
	} else if (sct_begin_text(p, v->v, 'u')) {
		sb_str(p->sb, "UINT64_MAX");
		sct_end_text(p);
	}
}

static const struct sct_type t_numa_node = { .print = print_numa_node, .size = { 4, 4 } };
static const struct sct_type t_kernel_version = { .print = print_kernel_version, .size = { 4, 4 } };
static const struct sct_type t_map_extra = { .print = print_map_extra, .size = { 8, 8 } };

/*
 * What a pointer in the structure leads to, as many of it as the number at
 * offset param says: the structure's own, not what is in memory behind its end.
 */
static uint64_t count_of(const struct sct_type *t, const struct sct_value *v)
{
	return sct_load_field(v->outer, t->param, 4);
}

static void print_counted(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	uint64_t nr = count_of(t, v);
	struct sct_type copy = *t;

	copy.len = (struct sct_len){ .from = SCT_LEN_CONST, .n = (uint32_t)nr };
	if (!t->elem && !(p->compat && v->v > UINT32_MAX))
		sct_print_buffer(p, &copy, v);
	else if (!v->v || !t->elem)
		sct_put_addr(p, v->v);
	else if (t->elem == &sct_t_ebpf_insn)
		sct_print_insns(p, &copy, v);
	else
		sct_put_array(p, t, v->v, nr);
}

/* Text that a NUL may end before the number of bytes is reached. */
static void print_text(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t size = count_of(t, v), limit = p->opt->string_limit;
	const uint8_t *mem;
	size_t known, len;

	mem = sct_mem(p, v->v, &known);
	if (size > limit)
		size = limit + 1;
	if (known > size)
		known = size;
	len = mem ? strnlen((const char *)mem, known) : 0;
	if (!v->v || (size && len == known && known < size)) {
		sct_put_addr(p, v->v);
		return;
	}
	sct_put_string(p, mem, len < limit ? len : limit, size && len == size);
}

#define COUNT(m)	.param = offsetof(union bpf_attr, m)
#define COUNTED(t, m) \
	TYPE(.print = print_counted, .elem = (t), .dir = SCT_DIR_IN, .capture = SCT_CAP_ARRAY, \
	     .size = { 8, 8 }, .len = LEN_FIELD32(1, union bpf_attr, m), COUNT(m))
#define OUT_COUNTED(t, m) \
	TYPE(.print = print_counted, .elem = (t), .dir = SCT_DIR_OUT, .capture = SCT_CAP_ARRAY, \
	     .size = { 8, 8 }, .len = LEN_FIELD32(1, union bpf_attr, m), COUNT(m))
#define DATA(m) \
	TYPE(.print = print_counted, .dir = SCT_DIR_IN, .capture = SCT_CAP_BYTES, \
	     .size = { 8, 8 }, .len = LEN_FIELD32(1, union bpf_attr, m), COUNT(m))
#define TEXT(d, m, ...) \
	TYPE(.print = print_text, .dir = (d), .capture = SCT_CAP_STRING, .size = { 8, 8 }, \
	     COUNT(m), ##__VA_ARGS__)

/* Pointers are 64 bits wide, in 32-bit programs as well. */
#define T_POINTER	TYPE(.print = sct_print_addr, .size = { 8, 8 })

/* A number that the kernel may change: the outer structure's outer one is what it was. */
static void put_change(struct sct_printer *p, const struct sct_value *now, size_t off)
{
	uint64_t before = sct_load_field(now->outer, off, 4), after = sct_load_field(now, off, 4);

	if (before == after)
		return;
	sb_str(p->sb, " => ");
	sb_u64(p->sb, after);
}

static void print_changing(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	const struct sct_value *now = v->outer;

	if (!p->second_half) {
		sb_u64(p->sb, v->v);
		return;
	}
	sb_u64(p->sb, sct_load_field(now->outer, t->param, 4));
	put_change(p, now, t->param);
}

#define CHANGING(m)	TYPE(.print = print_changing, .size = { 4, 4 }, COUNT(m))

/* --- The structure of a command ------------------------------------------------------- */

/**
 * struct attr - the structure as a program gives it: zero behind its end
 * @mem: its bytes
 * @value: the fields that are shown
 * @fields: of its type, or of the one structure in that
 * @nr_fields: number of them
 * @known: bytes that the fields of this command take
 */
struct attr {
	uint8_t mem[KNOWN_INFO];
	struct sct_value value;
	const struct sct_field *fields;
	unsigned int nr_fields;
	size_t known;
};

/* "test={...}" around all the fields. */
static const struct sct_type *nested(const struct sct_type *s)
{
	return s->nr_fields == 1 && s->fields[0].type->fields && s->fields[0].name[0] ?
	       s->fields[0].type : NULL;
}

/*
 * Fields come in groups, as the structure grew: bit i of @groups says that field i
 * begins one.  A group is shown when it begins before the end of the program's
 * structure; the first one always is.
 */
static void measure(const struct sct_printer *p, struct attr *a, uint64_t groups, uint64_t len)
{
	size_t shown = 0;
	unsigned int i;
	bool reached = true;

	a->value.size = sizeof(a->mem);
	for (i = 0; i < a->nr_fields; i++) {
		const struct sct_field *f = &a->fields[i];
		size_t end = (size_t)f->off[0] + f->size[0];

		if (groups >> i & 1) {
			if (f->when && !f->when(p, &a->value))
				continue;
			reached = f->off[0] < len;
		}
		if (end > a->known)
			a->known = end;
		if (reached && end > shown)
			shown = end;
	}
	a->value.size = shown;
}

static bool load_attr(const struct sct_printer *p, struct attr *a, const struct sct_type *t,
		      uint64_t addr)
{
	const struct sct_type *inner = nested(t->elem);
	const struct sct_type *s = inner ? inner : t->elem;
	uint64_t len = (uint32_t)p->call->args[2];
	const uint8_t *mem = NULL;

	memset(a, 0, sizeof(*a));
	if (addr && len && len <= MAX_ATTR && p->verbose)
		mem = sct_mem_exact(p, addr, len);
	if (!mem)
		return false;
	memcpy(a->mem, mem, len < sizeof(a->mem) ? len : sizeof(a->mem));
	a->fields = s->fields;
	a->nr_fields = s->nr_fields;
	a->value.mem = a->mem;
	a->value.addr = addr;
	measure(p, a, t->param, len);
	return true;
}

static void put_extra(struct sct_printer *p, const struct attr *a, uint64_t len)
{
	uint64_t i;
	const uint8_t *mem = sct_mem_exact(p, a->value.addr, len);

	for (i = a->known; mem && i < len && !mem[i]; i++)
		;
	if (!mem || i >= len)
		return;
	if (p->abbrev) {
		sb_str(p->sb, ", ...");
		return;
	}
	sb_str(p->sb, ", extra_data=");
	sct_put_hexbytes(p, mem + a->known, len - a->known);
	sb_printf(p->sb, " /* bytes %zu..%llu */", a->known, (unsigned long long)len - 1);
}

static void put_open(struct sct_printer *p, const struct sct_type *s)
{
	sb_char(p->sb, '{');
	if (nested(s))
		sb_printf(p->sb, "%s={", s->fields[0].name);
}

static void put_close(struct sct_printer *p, const struct sct_type *s, const struct attr *a)
{
	if (nested(s))
		sb_char(p->sb, '}');
	put_extra(p, a, (uint32_t)p->call->args[2]);
	sb_char(p->sb, '}');
}

static void print_attr(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct attr a;
	bool sep = false;

	if (!load_attr(p, &a, t, v->v)) {
		sct_put_addr(p, v->v);
		return;
	}
	put_open(p, t->elem);
	sct_put_fields(p, a.fields, a.nr_fields, &a.value, &sep);
	put_close(p, t->elem, &a);
}

/*
 * The first half is t->nr_fields fields as the program set them; if the last one
 * is the kernel's to change the second half begins with what it became.
 */
static void print_split_attr(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	unsigned int first = t->nr_fields;
	struct sct_printer entry = *p;
	struct attr in, out;
	bool sep = false;

	entry.phase = SCT_PHASE_IN;
	if (!load_attr(&entry, &in, t, v->v)) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	if (!p->second_half) {
		put_open(p, t->elem);
		sct_put_fields(p, in.fields, first, &in.value, &sep);
		return;
	}
	if (!load_attr(p, &out, t, v->v))
		load_attr(&entry, &out, t, v->v);
	out.value.outer = &in.value;
	if (out.fields[first - 1].type->print == print_changing)
		put_change(p, &out.value, out.fields[first - 1].off[0]);
	sep = true;
	sct_put_fields(p, out.fields + first, out.nr_fields - first, &out.value, &sep);
	put_close(p, t->elem, &out);
}

/* Batches come back with another count. */
static void print_batch(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	const size_t off = offsetof(union bpf_attr, batch.count);
	struct sct_printer entry = *p;
	const uint8_t *before, *after;

	entry.phase = SCT_PHASE_IN;
	if (!p->second_half) {
		print_attr(p, t, v);
		return;
	}
	before = sct_mem_exact(&entry, v->v + off, 4);
	after = sct_mem_exact(p, v->v + off, 4);
	if (!before || !after || !memcmp(before, after, 4) || !p->verbose)
		return;
	sb_str(p->sb, " => {batch={count=");
	sb_u64(p->sb, sct_load(after, 4));
	sb_str(p->sb, "}}");
}

#define ATTR_LEN	{ .from = SCT_LEN_ARG, .arg = 2, .n = MAX_ATTR }
#define ATTR(t, groups) \
	ARGS(TYPE(.print = print_attr, .elem = &(t), .dir = SCT_DIR_IN, .size = { 8, 4 }, \
		  .capture = SCT_CAP_BLOCK, .len = ATTR_LEN, .param = (unsigned int)(groups)), T_UINT)
#define SPLIT_ATTR(fn, t, first, groups) \
	ARGS(TYPE(.print = (fn), .elem = &(t), .dir = SCT_DIR_INOUT, .size = { 8, 4 }, \
		  .capture = SCT_CAP_BLOCK, .len = ATTR_LEN, .param = (unsigned int)(groups), \
		  .nr_fields = (first), .flags = SCT_T_SPLIT | SCT_T_ON_ERROR), T_UINT)
#define G(field)	1ULL << (field)	/* begins a group */
#define END(m)	(offsetof(union bpf_attr, m) + sizeof(((union bpf_attr *)0)->m))

/* --- Maps ------------------------------------------------------------------------------ */

#define A(m, t, ...)	FIELD(union bpf_attr, m, t, ##__VA_ARGS__)
#define A_AS(n, m, t, ...) FIELD_AS(n, union bpf_attr, m, t, ##__VA_ARGS__)
/* A part of the structure without a name of its own. */
#define PART(n, m, end, t, ...) \
	{ .name = (n), .type = &(t), .off = { offsetof(union bpf_attr, m), \
					      offsetof(union bpf_attr, m) }, \
	  .size = { END(end) - offsetof(union bpf_attr, m), \
		    END(end) - offsetof(union bpf_attr, m) }, ##__VA_ARGS__ }

static void print_bare(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	bool sep = false;

	sct_put_fields(p, t->fields, t->nr_fields, v, &sep);
}

static bool has_numa_node(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, union bpf_attr, map_flags) & BPF_F_NUMA_NODE;
}

static const struct sct_type t_map_create = STRUCT(union bpf_attr,
	A(map_type, ENUM(bpf_map_types)), A(key_size, T_UINT), A(value_size, T_UINT),
	A(max_entries, T_UINT), A(map_flags, FLAGS(bpf_map_flags)), A(inner_map_fd, T_FD),
	A(numa_node, &t_numa_node, .when = has_numa_node), A(map_name, T_NAME(map_name)),
	A(map_ifindex, &sct_t_ifindex),
	A(btf_fd, T_FD), A(btf_key_type_id, T_UINT), A(btf_value_type_id, T_UINT),
	A(btf_vmlinux_value_type_id, T_UINT), A(map_extra, &t_map_extra));

static const struct sct_type t_map_lookup = STRUCT(union bpf_attr,
	A(map_fd, T_FD), A(key, T_POINTER), A(value, T_POINTER),
	A(flags, FLAGS_U64(bpf_element_flags)));

static const struct sct_type t_map_update = STRUCT(union bpf_attr,
	A(map_fd, T_FD), A(key, T_POINTER), A(value, T_POINTER),
	A(flags, ENUM_U64(bpf_update_flags)));

static const struct sct_type t_map_delete = STRUCT(union bpf_attr,
	A(map_fd, T_FD), A(key, T_POINTER));

static const struct sct_type t_map_next_key = STRUCT(union bpf_attr,
	A(map_fd, T_FD), A(key, T_POINTER), A(next_key, T_POINTER));

static const struct sct_type t_map_freeze = STRUCT(union bpf_attr, A(map_fd, T_FD));

#define INNER(part, m, t)	A_AS(#m, part.m, t)

static const struct sct_type t_batch = STRUCT(union bpf_attr,
	INNER(batch, in_batch, T_POINTER), INNER(batch, out_batch, T_POINTER),
	INNER(batch, keys, T_POINTER), INNER(batch, values, T_POINTER),
	INNER(batch, count, T_UINT), INNER(batch, map_fd, T_FD),
	INNER(batch, elem_flags, FLAGS_U64(bpf_element_flags)), INNER(batch, flags, T_HEX64));

static const struct sct_type t_update_batch = STRUCT(union bpf_attr,
	INNER(batch, keys, T_POINTER), INNER(batch, values, T_POINTER),
	INNER(batch, count, T_UINT), INNER(batch, map_fd, T_FD),
	INNER(batch, elem_flags, FLAGS_U64(bpf_element_flags)), INNER(batch, flags, T_HEX64));

static const struct sct_type t_delete_batch = STRUCT(union bpf_attr,
	INNER(batch, keys, T_POINTER), INNER(batch, count, T_UINT), INNER(batch, map_fd, T_FD),
	INNER(batch, elem_flags, FLAGS_U64(bpf_element_flags)), INNER(batch, flags, T_HEX64));

#define NESTED(n, t)	STRUCT(union bpf_attr, \
	{ .name = (n), .type = &(t), .size = { KNOWN_ATTR, KNOWN_ATTR } })

static const struct sct_type t_map_batch = NESTED("batch", t_batch);
static const struct sct_type t_map_update_batch = NESTED("batch", t_update_batch);
static const struct sct_type t_map_delete_batch = NESTED("batch", t_delete_batch);

/* --- Programs ------------------------------------------------------------------------------ */

static const struct sct_type t_prog_load = STRUCT(union bpf_attr,
	A(prog_type, ENUM(bpf_prog_types)), A(insn_cnt, T_UINT),
	A(insns, T_POINTER, .when = sct_is_abbreviated),
	A(insns, COUNTED(&sct_t_ebpf_insn, insn_cnt), .when = sct_is_verbose, .verbose = true),
	A(license, T_STR), A(log_level, T_UINT), A(log_size, T_UINT),
	A(log_buf, TEXT(SCT_DIR_IN, log_size)), A(kern_version, &t_kernel_version),
	A(prog_flags, FLAGS(bpf_prog_flags)), A(prog_name, T_NAME(prog_name)),
	A(prog_ifindex, &sct_t_ifindex), A(expected_attach_type, ENUM(bpf_attach_types)),
	A(prog_btf_fd, T_FD), A(func_info_rec_size, T_UINT), A(func_info, T_POINTER),
	A(func_info_cnt, T_UINT), A(line_info_rec_size, T_UINT), A(line_info, T_POINTER),
	A(line_info_cnt, T_UINT), A(attach_btf_id, T_UINT), A(attach_prog_fd, T_FD),
	A(fd_array, T_POINTER));

static const struct sct_type t_obj = STRUCT(union bpf_attr,
	A(pathname, T_PATH), A(bpf_fd, T_FD), A(file_flags, FLAGS(bpf_file_flags)));

static const struct sct_type t_attach = STRUCT(union bpf_attr,
	A(target_fd, T_FD), A(attach_bpf_fd, T_FD), A(attach_type, ENUM(bpf_attach_types)),
	A(attach_flags, FLAGS(bpf_attach_flags)), A(replace_bpf_fd, T_FD));

static const struct sct_type t_detach = STRUCT(union bpf_attr,
	A(target_fd, T_FD), A(attach_type, ENUM(bpf_attach_types)));

static const struct sct_type t_test_part = STRUCT(union bpf_attr,
	INNER(test, prog_fd, T_FD), INNER(test, retval, T_UINT),
	INNER(test, data_size_in, T_UINT), INNER(test, data_size_out, T_UINT),
	INNER(test, data_in, T_POINTER), INNER(test, data_out, T_POINTER),
	INNER(test, repeat, T_UINT), INNER(test, duration, T_UINT),
	INNER(test, ctx_size_in, T_UINT), INNER(test, ctx_size_out, T_UINT),
	INNER(test, ctx_in, T_POINTER), INNER(test, ctx_out, T_POINTER),
	INNER(test, flags, FLAGS(bpf_test_run_flags)), INNER(test, cpu, T_UINT),
	INNER(test, batch_size, T_UINT));

static const struct sct_type t_query_part = STRUCT(union bpf_attr,
	INNER(query, target_fd, T_FD), INNER(query, attach_type, ENUM(bpf_attach_types)),
	INNER(query, query_flags, FLAGS(bpf_query_flags)),
	INNER(query, attach_flags, FLAGS(bpf_attach_flags)),
	INNER(query, prog_ids, OUT_COUNTED(T_UINT, query.prog_cnt)),
	INNER(query, prog_cnt, CHANGING(query.prog_cnt)));

static const struct sct_type t_raw_tracepoint_part = STRUCT(union bpf_attr,
	INNER(raw_tracepoint, name, T_STR), INNER(raw_tracepoint, prog_fd, T_FD));

static const struct sct_type t_task_part = STRUCT(union bpf_attr,
	INNER(task_fd_query, pid, T_PID), INNER(task_fd_query, fd, T_FD),
	INNER(task_fd_query, flags, T_UINT),
	INNER(task_fd_query, buf_len, CHANGING(task_fd_query.buf_len)),
	INNER(task_fd_query, buf, TEXT(SCT_DIR_OUT, task_fd_query.buf_len,
				       .flags = SCT_T_ON_ERROR)),
	INNER(task_fd_query, prog_id, T_UINT),
	INNER(task_fd_query, fd_type, ENUM(bpf_fd_types)),
	INNER(task_fd_query, probe_offset, T_HEX64), INNER(task_fd_query, probe_addr, T_HEX64));

static const struct sct_type t_test = NESTED("test", t_test_part);
static const struct sct_type t_query = NESTED("query", t_query_part);
static const struct sct_type t_raw_tracepoint = NESTED("raw_tracepoint", t_raw_tracepoint_part);
static const struct sct_type t_task = NESTED("task_fd_query", t_task_part);

static const struct sct_type t_btf_load = STRUCT(union bpf_attr,
	A(btf, DATA(btf_size)), A(btf_log_buf, T_POINTER),
	A(btf_size, T_UINT), A(btf_log_size, T_UINT), A(btf_log_level, T_UINT));

/* --- Numbers of objects ------------------------------------------------------------------- */

static const struct sct_type t_next_id = STRUCT(union bpf_attr,
	A(start_id, T_UINT), A(next_id, CHANGING(next_id)),
	A(open_flags, FLAGS(bpf_file_flags)));

static const struct sct_type t_prog_by_id = STRUCT(union bpf_attr,
	A(prog_id, T_UINT), A(next_id, T_UINT), A(open_flags, FLAGS(bpf_file_flags)));

static const struct sct_type t_map_by_id = STRUCT(union bpf_attr,
	A(map_id, T_UINT), A(next_id, T_UINT), A(open_flags, FLAGS(bpf_file_flags)));

static const struct sct_type t_btf_by_id = STRUCT(union bpf_attr, A(btf_id, T_UINT));
static const struct sct_type t_link_by_id = STRUCT(union bpf_attr, A(link_id, T_UINT));

/* --- What objects are -------------------------------------------------------------------- */

/* A time since the boot, with the date. */
static void print_load_time(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct timespec now, up;
	int64_t since;

	(void)t;
	sb_u64(p->sb, v->v);
	if (p->opt->const_style == SCT_CONST_RAW)
		return;
	if (clock_gettime(CLOCK_REALTIME, &now) || clock_gettime(CLOCK_BOOTTIME, &up))
		return;
	since = (now.tv_sec - up.tv_sec) * 1000000000LL + (now.tv_nsec - up.tv_nsec);
	sct_put_date(p, (since + (int64_t)v->v) / 1000000000, 0, 0);
}

static void print_gpl_compatible(struct sct_printer *p, const struct sct_type *t,
				 const struct sct_value *v)
{
	(void)t;
	sb_u64(p->sb, v->v & 1);
}

static void print_moving(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t before = sct_load_field(v->outer->outer, t->param, 8);

	sct_put_addr(p, before);
	if (before == v->v)
		return;
	sb_str(p->sb, " => ");
	sct_put_addr(p, v->v);
}

/* Memory that the information points to is two pointers away: its address. */
static void print_distant(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	if (v->v && !sct_load_field(v->outer->outer, t->param, 4))
		sb_str(p->sb, "[]");
	else
		sct_put_addr(p, v->v);
}

#define INFO(m, t)	FIELD(struct bpf_prog_info, m, t)
#define GROWS(m)	TYPE(.print = print_changing, .size = { 4, 4 }, \
			     .param = offsetof(struct bpf_prog_info, m))
#define MOVES(m)	TYPE(.print = print_moving, .size = { 8, 8 }, \
			     .param = offsetof(struct bpf_prog_info, m))
#define DISTANT(m)	TYPE(.print = print_distant, .size = { 8, 8 }, \
			     .param = offsetof(struct bpf_prog_info, m))

static const struct sct_type t_load_time = { .print = print_load_time, .size = { 8, 8 } };
static const struct sct_type t_gpl = { .print = print_gpl_compatible, .size = { 4, 4 } };

static const struct sct_type t_prog_info = STRUCT(struct bpf_prog_info,
	INFO(type, ENUM(bpf_prog_types)), INFO(id, T_UINT), INFO(tag, T_HEXBYTES),
	INFO(jited_prog_len, GROWS(jited_prog_len)), INFO(jited_prog_insns, T_POINTER),
	INFO(xlated_prog_len, GROWS(xlated_prog_len)),
	INFO(xlated_prog_insns, DISTANT(xlated_prog_len)), INFO(load_time, &t_load_time),
	INFO(created_by_uid, T_UINT), INFO(nr_map_ids, GROWS(nr_map_ids)),
	INFO(map_ids, DISTANT(nr_map_ids)), INFO(name, T_CSTR), INFO(ifindex, &sct_t_ifindex),
	{ .name = "gpl_compatible", .type = &t_gpl, .off = { 84, 84 }, .size = { 4, 4 } },
	INFO(netns_dev, T_DEV), INFO(netns_ino, T_U64),
	INFO(nr_jited_ksyms, GROWS(nr_jited_ksyms)),
	INFO(nr_jited_func_lens, GROWS(nr_jited_func_lens)), INFO(jited_ksyms, MOVES(jited_ksyms)),
	INFO(jited_func_lens, MOVES(jited_func_lens)), INFO(btf_id, T_UINT),
	INFO(func_info_rec_size, GROWS(func_info_rec_size)), INFO(func_info, T_POINTER),
	INFO(nr_func_info, GROWS(nr_func_info)), INFO(nr_line_info, GROWS(nr_line_info)),
	INFO(line_info, T_POINTER), INFO(jited_line_info, MOVES(jited_line_info)),
	INFO(nr_jited_line_info, GROWS(nr_jited_line_info)),
	INFO(line_info_rec_size, GROWS(line_info_rec_size)),
	INFO(jited_line_info_rec_size, GROWS(jited_line_info_rec_size)),
	INFO(nr_prog_tags, GROWS(nr_prog_tags)), INFO(prog_tags, T_POINTER),
	INFO(run_time_ns, T_U64), INFO(run_cnt, T_U64), INFO(recursion_misses, T_U64),
	INFO(verified_insns, T_UINT));
_Static_assert(offsetof(struct bpf_prog_info, ifindex) == 80, "gpl_compatible is behind it");

#define MAP_INFO(m, t)	FIELD(struct bpf_map_info, m, t)

static const struct sct_type t_map_info = STRUCT(struct bpf_map_info,
	MAP_INFO(type, ENUM(bpf_map_types)), MAP_INFO(id, T_UINT), MAP_INFO(key_size, T_UINT),
	MAP_INFO(value_size, T_UINT), MAP_INFO(max_entries, T_UINT),
	MAP_INFO(map_flags, FLAGS(bpf_map_flags)), MAP_INFO(name, T_CSTR),
	MAP_INFO(ifindex, &sct_t_ifindex), MAP_INFO(btf_vmlinux_value_type_id, T_UINT),
	MAP_INFO(netns_dev, T_DEV), MAP_INFO(netns_ino, T_U64), MAP_INFO(btf_id, T_UINT),
	MAP_INFO(btf_key_type_id, T_UINT), MAP_INFO(btf_value_type_id, T_UINT));

/**
 * struct object - a kind of objects
 * @path: of their descriptors
 * @type: what the kernel tells of them
 * @groups: see measure()
 * @known: bytes that are not extra
 */
static const struct object {
	const char *path;
	const struct sct_type *type;
	uint64_t groups;
	size_t known;
} objects[] = {
	{ "anon_inode:bpf-map", &t_map_info, G(6) | G(7) | G(11),
	  sizeof(struct bpf_map_info) },
	{ "anon_inode:bpf-prog", &t_prog_info,
	  G(7) | G(12) | G(16) | G(20) | G(32) | G(34) | G(35),
	  offsetof(struct bpf_prog_info, verified_insns) + 4 },
};

static const struct object *object_of(const struct sct_printer *p, int fd)
{
	size_t i;

	for (i = 0; i < sizeof(objects) / sizeof(objects[0]); i++)
		if (sct_fd_is(p, fd, objects[i].path))
			return &objects[i];
	return NULL;
}

static void load_info(struct attr *a, const struct sct_printer *p, const struct object *o,
		      uint64_t addr, size_t len)
{
	const uint8_t *mem = sct_mem_exact(p, addr, len);

	memset(a, 0, sizeof(*a));
	if (mem)
		memcpy(a->mem, mem, len < sizeof(a->mem) ? len : sizeof(a->mem));
	a->fields = o->type->fields;
	a->nr_fields = o->type->nr_fields;
	a->value.mem = a->mem;
	a->value.addr = addr;
	measure(p, a, o->groups, len);
}

static void print_info(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	const struct sct_value *now = v->outer;
	const struct object *o = object_of(p, (int)SCT_LOAD(now, union bpf_attr, info.bpf_fd));
	size_t len = SCT_LOAD(now, union bpf_attr, info.info_len);
	size_t before = SCT_LOAD(now->outer, union bpf_attr, info.info_len);
	struct sct_printer entry = *p;
	struct attr in, out;
	bool sep = false;

	(void)t;
	if (len > before)
		len = before;
	if (!o || !v->v || !len || !sct_mem_exact(p, v->v, len)) {
		sct_put_addr(p, v->v);
		return;
	}
	entry.phase = SCT_PHASE_IN;
	load_info(&in, &entry, o, v->v, before);
	load_info(&out, p, o, v->v, len);
	out.value.outer = &in.value;
	sb_char(p->sb, '{');
	sct_put_fields(p, out.fields, out.nr_fields, &out.value, &sep);
	out.known = o->known;
	put_extra(p, &out, len);
	sb_char(p->sb, '}');
}

#define T_INFO	TYPE(.print = print_info, .dir = SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK, \
		     .size = { 8, 8 }, .len = { .from = SCT_LEN_PTR32, .arg = 1, .n = KNOWN_INFO, \
						.offset = { 4, 4 } }, \
		     .flags = SCT_T_ON_ERROR)

/* Its file decides, whether it is printed or not. */
static const struct sct_type t_any_fd = {
	.print = sct_print_fd, .size = { 4, 4 }, .capture = SCT_CAP_FD,
	.flags = SCT_T_SCALAR | SCT_T_SIGNED | SCT_T_ALWAYS,
};

static const struct sct_type t_info_part = STRUCT(union bpf_attr,
	INNER(info, bpf_fd, &t_any_fd), INNER(info, info_len, CHANGING(info.info_len)),
	A_AS("info", info.info, T_POINTER, .when = sct_is_abbreviated),
	A_AS("info", info.info, T_INFO, .when = sct_is_verbose, .verbose = true));

static const struct sct_type t_info = NESTED("info", t_info_part);

/* --- Links --------------------------------------------------------------------------------- */

#define ATTACHES(name, type) \
	static bool name(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		(void)p; \
		return SCT_LOAD(s, union bpf_attr, link_create.attach_type) == (type); \
	}
ATTACHES(targets_btf, BPF_CGROUP_INET_INGRESS)
ATTACHES(is_iterator, BPF_TRACE_ITER)
ATTACHES(is_perf_event, BPF_PERF_EVENT)
ATTACHES(is_kprobe_multi, BPF_TRACE_KPROBE_MULTI)

static bool replaces(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return SCT_LOAD(s, union bpf_attr, link_update.flags) & BPF_F_REPLACE;
}

struct iterator_map { uint32_t map_fd; };

static const struct sct_type t_iterator_map = STRUCT(struct iterator_map,
	FIELD(struct iterator_map, map_fd, T_FD));
static const struct sct_type t_iterator = STRUCT(struct iterator_map,
	FIELD_AS("map", struct iterator_map, map_fd, &t_iterator_map));

/* The parts of link_create's union; their counts are in the same part. */
struct iterator_part { uint64_t iter_info; uint32_t iter_info_len; };
struct perf_part { uint64_t bpf_cookie; };
struct kprobe_part { uint32_t flags, cnt; uint64_t syms, addrs, cookies; };

#define PART_COUNTED(t, cap, S, m, whole) \
	TYPE(.print = print_counted, .elem = (t), .dir = SCT_DIR_IN, .capture = (cap), \
	     .size = { 8, 8 }, .len = LEN_FIELD32(1, union bpf_attr, whole), \
	     .param = offsetof(S, m))
#define IN_KPROBES(t, cap) \
	PART_COUNTED(t, cap, struct kprobe_part, cnt, link_create.kprobe_multi.cnt)

static const struct sct_type t_iterator_part = {
	.print = print_bare, .size = { 12, 12 }, .nr_fields = 2,
	.fields = (const struct sct_field[]){
		FIELD(struct iterator_part, iter_info,
		      PART_COUNTED(&t_iterator, SCT_CAP_ARRAY, struct iterator_part, iter_info_len,
				   link_create.iter_info_len)),
		FIELD(struct iterator_part, iter_info_len, T_UINT),
	},
};

static const struct sct_type t_perf_part = STRUCT(struct perf_part,
	FIELD(struct perf_part, bpf_cookie, T_HEX64));

/* The address of a symbol's name in an array of them. */
static const struct sct_type t_symbol = {
	.print = sct_print_str, .capture = SCT_CAP_STRING, .size = { 8, 8 },
};

static const struct sct_type t_kprobe_part = STRUCT(struct kprobe_part,
	FIELD(struct kprobe_part, flags, FLAGS(bpf_kprobe_multi_flags)),
	FIELD(struct kprobe_part, cnt, T_UINT),
	FIELD(struct kprobe_part, syms, IN_KPROBES(&t_symbol, SCT_CAP_POINTEES)),
	FIELD(struct kprobe_part, addrs, IN_KPROBES(T_HEX64, SCT_CAP_ARRAY)),
	FIELD(struct kprobe_part, cookies, IN_KPROBES(T_HEX64, SCT_CAP_ARRAY)));

#define LINK(m, t)	INNER(link_create, m, t)

static const struct sct_type t_link_part = STRUCT(union bpf_attr,
	LINK(prog_fd, T_FD), LINK(target_fd, T_FD), LINK(attach_type, ENUM(bpf_attach_types)),
	LINK(flags, T_HEX32),
	A_AS("target_btf_id", link_create.target_btf_id, T_UINT, .when = targets_btf,
	     .nonzero = true),
	PART("", link_create.iter_info, link_create.iter_info_len, t_iterator_part,
	     .when = is_iterator),
	PART("perf_event", link_create.perf_event, link_create.perf_event, t_perf_part,
	     .when = is_perf_event),
	PART("kprobe_multi", link_create.kprobe_multi, link_create.kprobe_multi, t_kprobe_part,
	     .when = is_kprobe_multi));

static const struct sct_type t_link_create = NESTED("link_create", t_link_part);

static const struct sct_type t_update_part = STRUCT(union bpf_attr,
	INNER(link_update, link_fd, T_FD), INNER(link_update, new_prog_fd, T_FD),
	INNER(link_update, flags, FLAGS(bpf_attach_flags)),
	A_AS("old_prog_fd", link_update.old_prog_fd, T_FD, .when = replaces));

static const struct sct_type t_link_update = NESTED("link_update", t_update_part);

/* --- The rest ------------------------------------------------------------------------------- */

static const struct sct_type t_stats_part = STRUCT(union bpf_attr,
	INNER(enable_stats, type, ENUM(bpf_stats_types)));
static const struct sct_type t_iter_part = STRUCT(union bpf_attr,
	INNER(iter_create, link_fd, T_FD), INNER(iter_create, flags, T_HEX32));
static const struct sct_type t_link_detach_part = STRUCT(union bpf_attr,
	INNER(link_detach, link_fd, T_FD));
static const struct sct_type t_bind_part = STRUCT(union bpf_attr,
	INNER(prog_bind_map, prog_fd, T_FD), INNER(prog_bind_map, map_fd, T_FD),
	INNER(prog_bind_map, flags, T_HEX32));

/* Linux 6.9 */
struct token_create { uint32_t flags, bpffs_fd; };
enum { TOKEN_CREATE = 36 };

static const struct sct_type t_token_part = STRUCT(struct token_create,
	FIELD(struct token_create, flags, T_HEX32), FIELD(struct token_create, bpffs_fd, T_FD));

static const struct sct_type t_enable_stats = NESTED("enable_stats", t_stats_part);
static const struct sct_type t_iter_create = NESTED("iter_create", t_iter_part);
static const struct sct_type t_link_detach = NESTED("link_detach", t_link_detach_part);
static const struct sct_type t_bind_map = NESTED("prog_bind_map", t_bind_part);
static const struct sct_type t_token_create = NESTED("token_create", t_token_part);

/* --- All of them ----------------------------------------------------------------------------- */

static const struct sct_case bpf_cases[] = {
	CASE(BPF_MAP_CREATE,
	     ATTR(t_map_create, G(4) | G(5) | G(6) | G(7) | G(8) | G(9) | G(12) | G(13)), RET(T_FD)),
	CASE(BPF_MAP_LOOKUP_ELEM, ATTR(t_map_lookup, G(3))),
	CASE(BPF_MAP_UPDATE_ELEM, ATTR(t_map_update, 0)),
	CASE(BPF_MAP_DELETE_ELEM, ATTR(t_map_delete, 0)),
	CASE(BPF_MAP_GET_NEXT_KEY, ATTR(t_map_next_key, 0)),
	CASE(BPF_PROG_LOAD,
	     ATTR(t_prog_load, G(5) | G(8) | G(9) | G(10) | G(11) | G(12) | G(13) | G(20) | G(21) |
		  G(22)), RET(T_FD)),
	CASE(BPF_OBJ_PIN, ATTR(t_obj, G(2))),
	CASE(BPF_OBJ_GET, ATTR(t_obj, G(2)), RET(T_FD)),
	CASE(BPF_PROG_ATTACH, ATTR(t_attach, G(4))),
	CASE(BPF_PROG_DETACH, ATTR(t_detach, 0)),
	CASE(BPF_PROG_TEST_RUN, ATTR(t_test, G(8) | G(12) | G(14))),
	CASE(BPF_PROG_GET_NEXT_ID, SPLIT_ATTR(print_split_attr, t_next_id, 2, G(2))),
	CASE(BPF_MAP_GET_NEXT_ID, SPLIT_ATTR(print_split_attr, t_next_id, 2, G(2))),
	CASE(BPF_PROG_GET_FD_BY_ID, ATTR(t_prog_by_id, G(2)), RET(T_FD)),
	CASE(BPF_MAP_GET_FD_BY_ID, ATTR(t_map_by_id, G(2)), RET(T_FD)),
	CASE(BPF_OBJ_GET_INFO_BY_FD, SPLIT_ATTR(print_split_attr, t_info, 2, 0)),
	CASE(BPF_PROG_QUERY, SPLIT_ATTR(print_split_attr, t_query, 4, 0)),
	CASE(BPF_RAW_TRACEPOINT_OPEN, ATTR(t_raw_tracepoint, 0), RET(T_FD)),
	CASE(BPF_BTF_LOAD, ATTR(t_btf_load, 0), RET(T_FD)),
	CASE(BPF_BTF_GET_FD_BY_ID, ATTR(t_btf_by_id, 0), RET(T_FD)),
	CASE(BPF_TASK_FD_QUERY, SPLIT_ATTR(print_split_attr, t_task, 4, 0)),
	CASE(BPF_MAP_LOOKUP_AND_DELETE_ELEM, ATTR(t_map_lookup, G(3))),
	CASE(BPF_MAP_FREEZE, ATTR(t_map_freeze, 0)),
	CASE(BPF_BTF_GET_NEXT_ID, SPLIT_ATTR(print_split_attr, t_next_id, 2, G(2))),
	CASE(BPF_MAP_LOOKUP_BATCH, SPLIT_ATTR(print_batch, t_map_batch, 0, 0)),
	CASE(BPF_MAP_LOOKUP_AND_DELETE_BATCH, SPLIT_ATTR(print_batch, t_map_batch, 0, 0)),
	CASE(BPF_MAP_UPDATE_BATCH, SPLIT_ATTR(print_batch, t_map_update_batch, 0, 0)),
	CASE(BPF_MAP_DELETE_BATCH, SPLIT_ATTR(print_batch, t_map_delete_batch, 0, 0)),
	CASE(BPF_LINK_CREATE, ATTR(t_link_create, G(4) | G(5) | G(6) | G(7)), RET(T_FD)),
	CASE(BPF_LINK_UPDATE, ATTR(t_link_update, 0)),
	CASE(BPF_LINK_GET_FD_BY_ID, ATTR(t_link_by_id, 0), RET(T_FD)),
	CASE(BPF_LINK_GET_NEXT_ID, SPLIT_ATTR(print_split_attr, t_next_id, 2, G(2))),
	CASE(BPF_ENABLE_STATS, ATTR(t_enable_stats, 0), RET(T_FD)),
	CASE(BPF_ITER_CREATE, ATTR(t_iter_create, 0), RET(T_FD)),
	CASE(BPF_LINK_DETACH, ATTR(t_link_detach, 0)),
	CASE(BPF_PROG_BIND_MAP, ATTR(t_bind_map, 0)),
	CASE(TOKEN_CREATE, ATTR(t_token_create, 0), RET(T_FD)),
};

const struct sct_annotation sct_calls_bpf[] = {
	SYSCALL(bpf, ARGS(ENUM(bpf_cmds), SWITCH(0, bpf_cases, ARGS(T_ADDR, T_UINT)))),
	{ .name = NULL }
};
