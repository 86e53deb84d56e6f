// SPDX-License-Identifier: GPL-2.0
/*
 * What is behind addresses: objects, arrays, structures, strings, iovecs.
 */
#include <linux/limits.h>
#include <linux/uio.h>

#include "decode/compat.h"
#include "decode/types.h"

void sct_put_mem(struct sct_printer *p, const struct sct_type *t, uint64_t addr,
		 const uint8_t *mem, size_t size, const struct sct_value *outer)
{
	struct sct_value v = { .addr = addr, .mem = mem, .size = size, .outer = outer };

	if (!t->fields && size && size <= 8) {
		unsigned int shift = 64 - 8 * (unsigned int)size;

		v.v = sct_load(mem, size);
		if (t->flags & SCT_T_SIGNED)
			v.v = (uint64_t)((int64_t)(v.v << shift) >> shift);
	}
	if (t->flags & SCT_T_TAIL)
		v.v = addr;
	t->print(p, t, &v);
}

/* Whether to print what @addr points to; else the address was printed. */
static bool follow(struct sct_printer *p, const struct sct_type *t, uint64_t addr)
{
	if (!addr || (!p->verbose && !(t->flags & SCT_T_RAW_PTR)) ||
	    (p->phase == SCT_PHASE_OUT && !(t->flags & SCT_T_ON_ERROR) && !sct_succeeded(p))) {
		sct_put_addr(p, addr);
		return false;
	}
	return true;
}

static void put_pointee(struct sct_printer *p, const struct sct_type *t, uint64_t addr,
			const uint8_t *mem)
{
	size_t size = t->size[p->compat];
	bool brackets = t->flags & SCT_T_SCALAR;

	if (brackets)
		sb_char(p->sb, '[');
	sct_put_mem(p, t, addr, mem, size, NULL);
	if (brackets)
		sb_char(p->sb, ']');
}

void sct_print_pointer(struct sct_printer *p, const struct sct_type *t,
		       const struct sct_value *v)
{
	const uint8_t *mem;

	if (!follow(p, t, v->v))
		return;
	mem = sct_mem_exact(p, v->v, t->elem->size[p->compat]);
	if (mem)
		put_pointee(p, t->elem, v->v, mem);
	else
		sct_put_addr(p, v->v);
}

/* "[16 => 28]", or "{in} => {out}"; only one where nothing changed or nothing came back. */
void sct_print_inout(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	size_t size = t->elem->size[p->compat];
	struct sct_printer in = *p, out = *p;
	const uint8_t *before, *after;

	in.phase = SCT_PHASE_IN;
	out.phase = SCT_PHASE_OUT;
	if (!follow(&in, t, v->v))
		return;
	before = sct_mem_exact(&in, v->v, size);
	after = sct_succeeded(p) ? sct_mem_exact(&out, v->v, size) : NULL;
	if (!before) {
		sct_put_addr(p, v->v);
	} else if (!after || !memcmp(before, after, size)) {
		put_pointee(&in, t->elem, v->v, before);
	} else if (t->elem->flags & SCT_T_SCALAR) {
		sb_char(p->sb, '[');
		sct_put_mem(&in, t->elem, v->v, before, size, NULL);
		sb_str(p->sb, " => ");
		sct_put_mem(&out, t->elem, v->v, after, size, NULL);
		sb_char(p->sb, ']');
	} else {
		put_pointee(&in, t->elem, v->v, before);
		sb_str(p->sb, " => ");
		put_pointee(&out, t->elem, v->v, after);
	}
}

/* How many elements of an array are shown. */
static uint64_t shown(const struct sct_printer *p, uint64_t nr)
{
	return p->abbrev && nr > p->opt->string_limit ? p->opt->string_limit : nr;
}

static void put_elements(struct sct_printer *p, const struct sct_type *t, uint64_t addr,
			 uint64_t nr)
{
	size_t size = t->elem->size[p->compat];
	uint64_t i;

	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++, addr += size) {
		const uint8_t *mem = sct_mem_exact(p, addr, size);

		if (i)
			sb_str(p->sb, ", ");
		if (!mem) {
			sb_str(p->sb, "... /* ");
			sct_put_addr(p, addr);
			sb_str(p->sb, " */");
			break;
		}
		if (i >= shown(p, nr)) {
			sb_str(p->sb, "...");
			break;
		}
		sct_put_mem(p, t->elem, addr, mem, size, NULL);
	}
	sb_char(p->sb, ']');
}

void sct_put_array(struct sct_printer *p, const struct sct_type *t, uint64_t addr, uint64_t nr)
{
	size_t size = t->elem->size[p->compat];
	/* A pair of structures is there, or it is not; of others the first is enough. */
	bool pair = t->len.from == SCT_LEN_CONST && !(t->elem->flags & SCT_T_SCALAR);
	size_t least = pair ? nr * size : size;

	/* An array of nothing needs no looking, not even with -e verbose=none. */
	if (addr && !nr && (p->phase == SCT_PHASE_IN || sct_succeeded(p))) {
		sb_str(p->sb, "[]");
		return;
	}
	if (!follow(p, t, addr))
		return;
	if (!size || nr > (UINT64_MAX - addr) / size || !sct_mem_exact(p, addr, least))
		sct_put_addr(p, addr);
	else
		put_elements(p, t, addr, nr);
}

void sct_print_array(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	if (sct_length_is_negative(p, &t->len))
		sct_put_addr(p, v->v);
	else
		sct_put_array(p, t, v->v, sct_length(p, &t->len));
}

void sct_print_inner_array(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	size_t size = t->elem->size[p->compat];
	size_t off;

	sb_char(p->sb, '[');
	for (off = 0; size && v->size - off >= size; off += size) {
		if (off)
			sb_str(p->sb, ", ");
		sct_put_mem(p, t->elem, v->addr + off, v->mem + off, size, v->outer);
	}
	sb_char(p->sb, ']');
}

/* --- Structures ------------------------------------------------------------ */

static bool all_zero(const uint8_t *mem, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++)
		if (mem[i])
			return false;
	return true;
}

static bool has_field(const struct sct_printer *p, const struct sct_field *f,
		      const struct sct_value *s)
{
	size_t off = f->off[p->compat], size = f->size[p->compat];

	if (off > s->size || size > s->size - off)
		return false;
	if (f->nonzero && all_zero(s->mem + off, size))
		return false;
	return !f->when || f->when(p, s);
}

void sct_put_field(struct sct_printer *p, const struct sct_field *f, const struct sct_value *s)
{
	size_t off = f->off[p->compat];

	if (f->name[0]) {
		sb_str(p->sb, f->name);
		sb_char(p->sb, '=');
	}
	sct_put_mem(p, f->type, s->addr + off, s->mem + off, f->size[p->compat], s);
}

bool sct_put_fields(struct sct_printer *p, const struct sct_field *fields, unsigned int nr,
		    const struct sct_value *s, bool *sep)
{
	bool left_out = false;
	unsigned int i;

	for (i = 0; i < nr; i++) {
		const struct sct_field *f = &fields[i];

		if (!has_field(p, f, s))
			continue;
		if (f->verbose && p->abbrev) {
			left_out = true;
			continue;
		}
		if (*sep)
			sb_str(p->sb, ", ");
		*sep = true;
		sct_put_field(p, f, s);
	}
	return left_out;
}

void sct_print_struct(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	bool sep = false;

	sb_char(p->sb, '{');
	if (sct_put_fields(p, t->fields, t->nr_fields, v, &sep))
		sb_str(p->sb, sep ? ", ..." : "...");
	sb_char(p->sb, '}');
}

void sct_put_tail(struct sct_printer *p, uint64_t addr, size_t from, size_t to)
{
	const uint8_t *mem;

	if (from >= to)
		return;
	mem = sct_mem_exact(p, addr + from, to - from);
	if (!mem) {
		sb_str(p->sb, ", ???");
		return;
	}
	if (all_zero(mem, to - from))
		return;
	sb_printf(p->sb, ", /* bytes %zu..%zu */ ", from, to - 1);
	sct_put_limited_hex(p, mem, to - from);
}

void sct_print_sized(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	const struct sct_type *s = t->elem;
	uint64_t size = sct_length(p, &t->len);
	struct sct_value head = { .addr = v->v, .size = s->size[p->compat] };
	bool sep = false;

	if (!follow(p, t, v->v))
		return;
	if (head.size > size)
		head.size = size;
	head.mem = size >= t->param ? sct_mem_exact(p, v->v, head.size) : NULL;
	if (!head.mem) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '{');
	if (sct_put_fields(p, s->fields, s->nr_fields, &head, &sep))
		sb_str(p->sb, ", ...");
	sct_put_tail(p, v->v, head.size, size);
	sb_char(p->sb, '}');
}

/* --- Strings --------------------------------------------------------------- */

/* Like follow(), but -e verbose= has no say about strings. */
static bool follow_string(struct sct_printer *p, const struct sct_type *t, uint64_t addr)
{
	if (!addr || (p->phase == SCT_PHASE_OUT && !(t->flags & SCT_T_ON_ERROR) &&
		      !sct_succeeded(p))) {
		sct_put_addr(p, addr);
		return false;
	}
	return true;
}

/* @size: of all of it; 0: not known, but more than @len. */
static void view_bytes(const struct sct_printer *p, const struct sct_value *v, const uint8_t *mem,
		       size_t len, uint64_t size)
{
	if (!sct_is_viewed(p, v) || !mem || sct_is_redacted(p))
		return;
	p->view->bytes = mem;
	p->view->nr_bytes = len;
	p->view->size = size;
	p->view->cut = size != len;
}

/* All that -s shows must be there. */
void sct_print_buffer(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t len = sct_length(p, &t->len);
	size_t wanted = len < p->opt->string_limit ? len : p->opt->string_limit;
	struct sct_printer name = sct_printer_of(p, SCT_REDACT_PATHS);
	const uint8_t *mem;

	if (t->flags & SCT_T_NAME)
		p = &name;
	if (!follow_string(p, t, v->v))
		return;
	if (sct_length_is_negative(p, &t->len)) {
		sct_put_addr(p, v->v);
		return;
	}
	/* It was not even captured. */
	if (len && sct_is_redacted(p)) {
		sct_put_redacted(p);
		return;
	}
	mem = wanted ? sct_mem_exact(p, v->v, wanted) : (const uint8_t *)"";
	view_bytes(p, v, mem, wanted, len);
	if (mem)
		sct_put_string(p, mem, wanted, len > wanted);
	else
		sct_put_addr(p, v->v);
}

/* The same in hex, as binary data is. */
void sct_print_hex_buffer(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	struct sct_decode_options hex = *p->opt;
	struct sct_printer q = *p;

	hex.hex_strings = SCT_HEX_ALL;
	q.opt = &hex;
	sct_print_buffer(&q, t, v);
}

/* Up to @limit bytes, and a NUL there or before; else "...", or the address. */
static void put_terminated(struct sct_printer *p, const struct sct_value *v, size_t limit)
{
	uint64_t addr = v->v;
	size_t known, len;
	const uint8_t *mem = sct_mem(p, addr, &known);

	if (sct_is_redacted(p)) {
		sct_put_redacted(p);
		return;
	}
	if (!mem) {
		sct_put_addr(p, addr);
		return;
	}
	len = strnlen((const char *)mem, known);
	if (len == known && known <= limit) {
		sct_put_addr(p, addr);
		return;
	}
	view_bytes(p, v, mem, len < limit ? len : limit, len > limit ? 0 : len);
	sct_put_string(p, mem, len < limit ? len : limit, len > limit);
}

void sct_print_path(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct sct_printer name = sct_printer_of(p, SCT_REDACT_PATHS);

	if (follow_string(p, t, v->v))
		put_terminated(&name, v, PATH_MAX - 1);
}

/* A string that the call wrote, its NUL counted in the result. */
void sct_print_written_path(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	struct sct_printer name = sct_printer_of(p, SCT_REDACT_PATHS);
	uint64_t len = sct_length(p, &t->len);
	const uint8_t *mem;

	if (!follow_string(p, t, v->v))
		return;
	mem = sct_mem_exact(p, v->v, len);
	if (mem && len) {
		view_bytes(&name, v, mem, strnlen((const char *)mem, len - 1),
			   strnlen((const char *)mem, len));
		sct_put_string(&name, mem, strnlen((const char *)mem, len - 1),
			       !memchr(mem, 0, len));
	} else {
		sct_put_addr(p, v->v);
	}
}

void sct_print_str(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	if (follow_string(p, t, v->v))
		put_terminated(p, v, p->opt->string_limit);
}

static void print_cstr(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	size_t len = v->mem ? strnlen((const char *)v->mem, v->size) : 0;

	/* Without a NUL, the last byte is not part of it. */
	bool cut = v->mem && len == v->size && len;

	(void)t;
	sct_put_string(p, v->mem ? v->mem : (const uint8_t *)"", len - cut, cut);
}

static void print_hexbytes(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	(void)t;
	sct_put_hexbytes(p, v->mem, v->mem ? v->size : 0);
}

/* --- argv, envp ------------------------------------------------------------ */

static uint64_t load_pointer(const struct sct_printer *p, uint64_t addr, bool *known)
{
	size_t word = p->compat ? 4 : 8;
	const uint8_t *mem = sct_mem_exact(p, addr, word);

	*known = mem;
	return mem ? sct_load(mem, word) : 0;
}

/* The pointers before the NULL, as far as we know them. */
static uint64_t count_pointers(const struct sct_printer *p, uint64_t addr, bool *ended)
{
	size_t word = p->compat ? 4 : 8;
	uint64_t nr = 0;
	bool known;

	while (load_pointer(p, addr + nr * word, &known))
		nr++;
	*ended = known;
	return nr;
}

static void put_string_array(struct sct_printer *p, uint64_t addr)
{
	size_t word = p->compat ? 4 : 8;
	uint64_t limit = p->abbrev ? p->opt->string_limit : UINT64_MAX;
	uint64_t i, pointer;
	bool known;

	sb_char(p->sb, '[');
	for (i = 0; ; i++) {
		pointer = load_pointer(p, addr + i * word, &known);
		if (known && !pointer)
			break;
		if (i)
			sb_str(p->sb, ", ");
		if (!known) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)(addr + i * word));
			break;
		}
		if (i >= limit) {
			sb_str(p->sb, "...");
			break;
		}
		put_terminated(p, &(struct sct_value){ .v = pointer, .mem = (void *)&pointer },
			       p->opt->string_limit);
	}
	sb_char(p->sb, ']');
}

static void print_str_array(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	bool known;

	if (!follow(p, t, v->v))
		return;
	load_pointer(p, v->v, &known);
	if (known)
		put_string_array(p, v->v);
	else
		sct_put_addr(p, v->v);
}

static void print_envp(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	struct sct_printer env = sct_printer_of(p, SCT_REDACT_ENV | SCT_REDACT_DATA);
	uint64_t nr;
	bool ended, known;

	if (!p->abbrev) {
		print_str_array(&env, t, v);
		return;
	}
	sct_put_addr(p, v->v);
	if (!v->v || !p->verbose)
		return;
	load_pointer(p, v->v, &known);
	if (!known)
		return;
	nr = count_pointers(p, v->v, &ended);
	sb_printf(p->sb, " /* %llu var%s%s */", (unsigned long long)nr, nr == 1 ? "" : "s",
		  ended ? "" : ", unterminated");
}

/* --- iovec ----------------------------------------------------------------- */

/* One struct iovec; *left: bytes of the transfer that are in this and the later ones. */
static void put_iovec(struct sct_printer *p, const struct sct_type *t, const uint8_t *mem,
		      uint64_t *left)
{
	size_t word = p->compat ? 4 : 8;
	uint64_t base = sct_load(mem, word);
	uint64_t len = sct_load(mem + word, word);
	uint64_t used = len < *left ? len : *left;
	struct sct_type buffer = { .flags = t->flags, .len = { .from = SCT_LEN_CONST } };
	struct sct_value v = { .v = base };

	sb_str(p->sb, "{iov_base=");
	if (p->phase == SCT_PHASE_OUT && !sct_succeeded(p)) {
		sct_put_addr(p, base);
	} else {
		buffer.len.n = used < UINT32_MAX ? (uint32_t)used : UINT32_MAX;
		sct_print_buffer(p, &buffer, &v);
	}
	if (*left != UINT64_MAX)
		*left -= used;
	sb_str(p->sb, ", iov_len=");
	sb_u64(p->sb, len);
	sb_char(p->sb, '}');
}

void sct_put_iovecs(struct sct_printer *p, const struct sct_type *t, uint64_t addr, uint64_t nr,
		    uint64_t left)
{
	size_t size = p->compat ? 8 : 16;
	struct sct_printer in = *p;
	const uint8_t *mem;
	uint64_t i;

	if (nr > (UINT64_MAX - addr) / size) {
		sct_put_addr(p, addr);
		return;
	}
	in.phase = SCT_PHASE_IN;
	for (i = 0; i < nr; i++, addr += size) {
		mem = sct_mem_exact(p, addr, size);
		if (!mem)
			mem = sct_mem_exact(&in, addr, size);
		if (!mem && !i) {
			sct_put_addr(p, addr);
			return;
		}
		sb_str(p->sb, i ? ", " : "[");
		if (i >= shown(p, nr)) {
			sb_str(p->sb, "...");
			break;
		}
		if (!mem) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)addr);
			break;
		}
		put_iovec(p, t, mem, &left);
	}
	sb_str(p->sb, nr ? "]" : "[]");
}

void sct_print_iovec(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t left = UINT64_MAX;

	if (v->v && !sct_length(p, &t->len) && !sct_length_is_negative(p, &t->len)) {
		sb_str(p->sb, "[]");
		return;
	}
	if (!v->v || !p->verbose || sct_length_is_negative(p, &t->len)) {
		sct_put_addr(p, v->v);
		return;
	}
	if (p->phase == SCT_PHASE_OUT && sct_succeeded(p))
		left = (uint64_t)p->call->ret;
	sct_put_iovecs(p, t, v->v, sct_length(p, &t->len), left);
}

const struct sct_type sct_t_path = {
	.print = sct_print_path, .dir = SCT_DIR_IN, .capture = SCT_CAP_PATH, .size = { 8, 4 },
	.flags = SCT_T_PATH,
};

const struct sct_type sct_t_str = {
	.print = sct_print_str, .dir = SCT_DIR_IN, .capture = SCT_CAP_STRING, .size = { 8, 4 },
};

const struct sct_type sct_t_cstr = { .print = print_cstr };
const struct sct_type sct_t_hexbytes = { .print = print_hexbytes };

const struct sct_type sct_t_str_array = {
	.print = print_str_array, .dir = SCT_DIR_IN, .capture = SCT_CAP_STRINGS, .size = { 8, 4 },
};

const struct sct_type sct_t_envp = {
	.print = print_envp, .dir = SCT_DIR_IN, .capture = SCT_CAP_STRINGS, .size = { 8, 4 },
	.param = SCT_STRINGS_COUNT,
};
