// SPDX-License-Identifier: GPL-2.0
/*
 * ioctl: the names of the requests, and which argument each has.
 */
#include <linux/ioctl.h>

#include "decode/ioctl.h"
#include "tables/ioctls.h"

/* --- The request ------------------------------------------------------------------ */

static const char *request_name(const struct sct_ioctl_names *names, uint32_t request)
{
	unsigned int low = 0, high = names->nr;

	while (low < high) {
		unsigned int middle = (low + high) / 2;

		if (names->v[middle].value == request)
			return names->v[middle].name;
		if (names->v[middle].value < request)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Requests that stand for any size: "EVIOCGNAME(256)". */
struct sized_request {
	uint8_t type;
	uint8_t nr;
	uint8_t dir;
	const char *name;
};

static const struct sized_request sized_requests[] = {
	{ 'E', 0x06, _IOC_READ, "EVIOCGNAME" }, { 'E', 0x07, _IOC_READ, "EVIOCGPHYS" },
	{ 'E', 0x08, _IOC_READ, "EVIOCGUNIQ" }, { 'E', 0x09, _IOC_READ, "EVIOCGPROP" },
	{ 'E', 0x0a, _IOC_READ, "EVIOCGMTSLOTS" }, { 'E', 0x18, _IOC_READ, "EVIOCGKEY" },
	{ 'E', 0x19, _IOC_READ, "EVIOCGLED" }, { 'E', 0x1a, _IOC_READ, "EVIOCGSND" },
	{ 'E', 0x1b, _IOC_READ, "EVIOCGSW" }, { 'j', 0x13, _IOC_READ, "JSIOCGNAME" },
	{ 'H', 0x04, _IOC_READ, "HIDIOCGRAWNAME" }, { 'H', 0x05, _IOC_READ, "HIDIOCGRAWPHYS" },
	{ 'H', 0x06, _IOC_READ | _IOC_WRITE, "HIDIOCSFEATURE" },
	{ 'H', 0x07, _IOC_READ | _IOC_WRITE, "HIDIOCGFEATURE" },
	{ 'H', 0x08, _IOC_READ, "HIDIOCGRAWUNIQ" }, { 'H', 0x12, _IOC_READ, "HIDIOCGPHYS" },
	{ 'U', 0x2c, _IOC_READ, "UI_GET_SYSNAME" }, { 'k', 0x00, _IOC_WRITE, "SPI_IOC_MESSAGE" },
};

static bool put_sized(struct sct_printer *p, uint32_t request)
{
	unsigned int i;

	for (i = 0; i < sizeof(sized_requests) / sizeof(sized_requests[0]); i++) {
		const struct sized_request *s = &sized_requests[i];

		if (s->type != _IOC_TYPE(request) || s->nr != _IOC_NR(request) ||
		    s->dir != _IOC_DIR(request))
			continue;
		sb_printf(p->sb, "%s(%u)", s->name, (unsigned int)_IOC_SIZE(request));
		return true;
	}
	return false;
}

/* A constant in a request's name. */
static void put_constant(struct sct_printer *p, const struct sct_names *set, uint32_t value)
{
	const char *name = sct_name_of(set, value);

	if (name)
		sb_str(p->sb, name);
	else if (p->opt->const_style == SCT_CONST_VERBOSE)
		sb_hex(p->sb, value);	/* there is a comment around it already */
	else
		sct_put_enum(p, set, value);
}

/* Requests of input devices with an event type or an axis in their number. */
static bool put_input(struct sct_printer *p, uint32_t request)
{
	uint32_t nr = _IOC_NR(request);
	bool reads = _IOC_DIR(request) == _IOC_READ;

	if (_IOC_TYPE(request) != 'E' || (!reads && _IOC_DIR(request) != _IOC_WRITE))
		return false;
	if (reads && nr >= 0x20 && nr < 0x40) {
		sb_str(p->sb, "EVIOCGBIT(");
		if (nr == 0x20)
			sb_char(p->sb, '0');
		else
			put_constant(p, &sct_set_input_events, nr - 0x20);
		sb_printf(p->sb, ", %u)", (unsigned int)_IOC_SIZE(request));
		return true;
	}
	if (nr < (reads ? 0x40 : 0xc0) || nr >= (reads ? 0x80 : 0x100))
		return false;
	sb_str(p->sb, reads ? "EVIOCGABS(" : "EVIOCSABS(");
	put_constant(p, &sct_set_input_axes, nr & 0x3f);
	sb_char(p->sb, ')');
	return true;
}

/* The old mixer's requests have the channel in their number. */
static bool put_mixer(struct sct_printer *p, uint32_t request)
{
	if (_IOC_TYPE(request) != 'M' ||
	    (_IOC_DIR(request) != _IOC_READ && _IOC_DIR(request) != _IOC_WRITE))
		return false;
	sb_printf(p->sb, "MIXER_%s(%u)", _IOC_DIR(request) == _IOC_READ ? "READ" : "WRITE",
		  (unsigned int)_IOC_NR(request));
	return true;
}

static void put_unknown(struct sct_printer *p, uint32_t request)
{
	static const char *const directions[] = {
		[_IOC_NONE] = "_IOC_NONE",
		[_IOC_WRITE] = "_IOC_WRITE",
		[_IOC_READ] = "_IOC_READ",
		[_IOC_READ | _IOC_WRITE] = "_IOC_READ|_IOC_WRITE",
	};

	sb_printf(p->sb, "_IOC(%s, %#x, %#x, %#x)", directions[_IOC_DIR(request)],
		  (unsigned int)_IOC_TYPE(request), (unsigned int)_IOC_NR(request),
		  (unsigned int)_IOC_SIZE(request));
}

static void put_request(struct sct_printer *p, uint32_t request)
{
	const char *name = request_name(&sct_ioctl_names[p->compat], request);
	bool sized = put_mixer(p, request) || put_sized(p, request);

	if (name && sized)
		sb_str(p->sb, " or ");
	if (name)
		sb_str(p->sb, name);
	else if (!sized && !put_input(p, request))
		put_unknown(p, request);
}

static void print_request(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	enum sct_const_style style = p->opt->const_style;

	(void)t;
	if (style != SCT_CONST_ABBREV)
		sb_hex(p->sb, v->v);
	if (style == SCT_CONST_RAW)
		return;
	if (style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " /* ");
	put_request(p, (uint32_t)v->v);
	if (style == SCT_CONST_VERBOSE)
		sb_str(p->sb, " */");
}

static const struct sct_type t_request = { .print = print_request, .size = { 4, 4 } };

/* --- Structures that are asked with, and answered in -------------------------------- */

bool sct_struct_at(const struct sct_printer *p, const struct sct_type *t, enum sct_phase phase,
		   uint64_t addr, size_t size, struct sct_value *s)
{
	struct sct_printer at = *p;

	at.phase = phase;
	*s = (struct sct_value){ .addr = addr, .size = size };
	if (addr && (p->verbose || (t->flags & SCT_T_RAW_PTR)))
		s->mem = sct_mem_exact(&at, addr, size);
	return s->mem;
}

static void put_answer(struct sct_printer *p, const struct sct_type *t, uint64_t addr)
{
	const struct sct_type *elem = t->elem;
	unsigned int asked = t->param & SCT_ASKED, style = t->param & ~SCT_ASKED;
	struct sct_value s;
	bool sep = style == SCT_ANSWER_MORE;

	if (!sct_succeeded(p) || !sct_struct_at(p, t, SCT_PHASE_OUT, addr, elem->size[p->compat], &s)) {
		if (style == SCT_ANSWER_ALWAYS) {
			sb_str(p->sb, " => ");
			sct_put_addr(p, addr);
		} else if (!(style & SCT_ANSWER_APART) && style != SCT_ANSWER_REPEATED) {
			sb_char(p->sb, '}');
		}
		return;
	}
	if (style & SCT_ANSWER_APART)
		sb_str(p->sb, " => {");
	else if (style == SCT_ANSWER_INSIDE)
		sb_str(p->sb, " => ");
	if (sct_put_fields(p, elem->fields + asked, elem->nr_fields - asked, &s, &sep))
		sb_str(p->sb, sep ? ", ..." : "...");
	sb_char(p->sb, '}');
}

void sct_print_dialogue(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	const struct sct_type *elem = t->elem;
	struct sct_value s;
	bool sep = false;

	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, elem->size[p->compat], &s)) {
		bool again = (t->param & ~SCT_ASKED) == SCT_ANSWER_REPEATED && sct_succeeded(p);

		if (p->second_half && again)
			sb_str(p->sb, " => ");
		if (!p->second_half || again)
			sct_put_addr(p, v->v);
		return;
	}
	if (p->second_half) {
		put_answer(p, t, v->v);
		return;
	}
	sb_char(p->sb, '{');
	if (sct_put_fields(p, elem->fields, t->param & SCT_ASKED, &s, &sep))
		sb_str(p->sb, sep ? ", ..." : "...");
	if (t->param & SCT_ANSWER_APART)
		sb_char(p->sb, '}');
}

/* --- Arrays in structures ----------------------------------------------------------- */

/* With param, more than there is room for are shown as such. */
void sct_print_counted(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t nr = sct_load_field(v->outer, t->len.offset[p->compat], t->len.n);
	uint64_t room = v->size / t->elem->size[p->compat];

	sct_put_array(p, t, v->addr, nr < room ? nr : room);
	if (t->param && nr > room && (!p->abbrev || room <= p->opt->string_limit)) {
		sb_cut(p->sb, p->sb->len - 1);
		sb_str(p->sb, ", ...]");
	}
}

void sct_print_whole(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	sct_put_array(p, t, v->addr, v->size / t->elem->size[p->compat]);
}

/* --- Characters and bytes ------------------------------------------------------------ */

void sct_put_char(struct sct_printer *p, uint8_t c)
{
	static const char plain[] = "\t\n\v\f\r\'\\", escaped[] = "tnvfr'\\";
	const char *known = c ? strchr(plain, c) : NULL;

	sb_char(p->sb, '\'');
	if (known)
		sb_printf(p->sb, "\\%c", escaped[known - plain]);
	else if (c >= ' ' && c < 0x7f)
		sb_char(p->sb, (char)c);
	else
		sb_printf(p->sb, "\\x%02x", c);
	sb_char(p->sb, '\'');
}

void sct_put_hex_limited(struct sct_printer *p, uint64_t addr, uint64_t len)
{
	uint64_t shown = len < p->opt->string_limit ? len : p->opt->string_limit;
	const uint8_t *mem = shown ? sct_mem_exact(p, addr, shown) : (const uint8_t *)"";

	if (!mem) {
		sct_put_addr(p, addr);
		return;
	}
	sct_put_hexbytes(p, mem, shown);
	if (len > shown)
		sb_str(p->sb, "...");
}

void sct_print_name(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	size_t limit = p->opt->string_limit < t->len.n ? p->opt->string_limit : t->len.n;
	size_t known, len;
	const uint8_t *mem = sct_mem(p, v->v, &known);

	len = mem ? strnlen((const char *)mem, known) : 0;
	if (!mem || (len == known && known < limit))
		sct_put_addr(p, v->v);
	else
		sct_put_string(p, mem, len < limit ? len : limit, len >= limit);
}

/* An argument that is only a number, to us; those of sockets and input devices are addresses. */
static void print_unknown(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	uint32_t request = (uint32_t)p->call->args[1];
	bool input = _IOC_TYPE(request) == 'E' && _IOC_DIR(request) != _IOC_NONE;
	bool socket = _IOC_TYPE(request) == 0x89 && _IOC_NR(request) < 0xe0;

	(void)t;
	if ((input || socket) && request_name(&sct_ioctl_names[p->compat], request))
		sct_put_addr(p, v->v);
	else
		sb_hex(p->sb, v->v);
}

static const struct sct_type t_unknown = { .print = print_unknown, .size = { 8, 4 } };

/* --- The call ---------------------------------------------------------------------- */

static const struct sct_case_list *const lists[] = {
	&sct_ioctls_tty, &sct_ioctls_console, &sct_ioctls_fs, &sct_ioctls_btrfs, &sct_ioctls_block,
	&sct_ioctls_net, &sct_ioctls_device, &sct_ioctls_dm, &sct_ioctls_input, &sct_ioctls_storage,
	&sct_ioctls_misc, &sct_ioctls_scsi, &sct_ioctls_video, NULL
};

static const struct sct_type t_argument = {
	.sw = &(const struct sct_switch){
		.arg = 1, .any = SCT_IOC_ANY_SIZE, .lists = lists,
		.otherwise = { .args = { &t_unknown } },
	},
};

const struct sct_annotation sct_calls_ioctl[] = {
	SYSCALL(ioctl, ARGS(T_FD, &t_request, &t_argument)),
	{ .name = NULL }
};
