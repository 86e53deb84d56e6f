// SPDX-License-Identifier: GPL-2.0
/*
 * The ioctls of video devices (v4l2).
 */
#include <time.h>

#include <linux/videodev2.h>

#include "decode/common.h"
#include "decode/compat.h"
#include "decode/ioctl.h"

/* --- Structures of 32-bit calls --------------------------------------------------------- */

struct compat_v4l2_clip {
	struct v4l2_rect c;
	uint32_t next;
};

struct compat_v4l2_window {
	struct v4l2_rect w;
	uint32_t field, chromakey, clips, clipcount, bitmap;
	uint8_t global_alpha;
};

struct compat_v4l2_format {
	uint32_t type;
	union {
		struct compat_v4l2_window win;
		uint8_t raw_data[200];
	} fmt;
};

struct compat_v4l2_create_buffers {
	uint32_t index, count, memory;
	struct compat_v4l2_format format;
	uint32_t capabilities, reserved[7];
};

/* With 64-bit times. */
struct v4l2_time {
	compat_s64 tv_sec, tv_usec;
};

struct compat_v4l2_buffer {
	uint32_t index, type, bytesused, flags, field;
	struct v4l2_time timestamp;
	struct v4l2_timecode timecode;
	uint32_t sequence, memory;
	union {
		uint32_t offset, userptr;
		int32_t fd;
	} m;
	uint32_t length, reserved2, request_fd;
};

struct compat_v4l2_framebuffer {
	uint32_t capability, flags, base, fmt[8];
};

struct compat_v4l2_standard {
	uint32_t index;
	compat_u64 id;
	uint8_t name[24];
	struct v4l2_fract frameperiod;
	uint32_t framelines, reserved[4];
};

struct compat_v4l2_input {
	uint32_t index;
	uint8_t name[32];
	uint32_t type, audioset, tuner;
	compat_u64 std;
	uint32_t status, capabilities, reserved[3];
};

struct compat_v4l2_ext_controls {
	uint32_t ctrl_class, count, error_idx;
	int32_t request_fd;
	uint32_t reserved, controls;
};

/* --- Numbers ---------------------------------------------------------------------------- */

#define T_BUF_TYPE	ENUM(v4l2_buf_types)
#define T_MEMORY	ENUM(v4l2_memories)

static void print_fourcc(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	const char *name = sct_name_of(t->names, v->v);
	unsigned int i;

	if (p->opt->const_style == SCT_CONST_RAW) {
		sb_hex(p->sb, v->v);
		return;
	}
	sb_str(p->sb, "v4l2_fourcc(");
	for (i = 0; i < 4; i++) {
		uint8_t c = (uint8_t)(v->v >> 8 * i);

		sb_str(p->sb, i ? ", " : "");
		if (c >= ' ')
			sct_put_char(p, c);
		else
			sb_printf(p->sb, "'\\x%02x'", c);
	}
	sb_char(p->sb, ')');
	if (name)
		sb_printf(p->sb, " /* %s */", name);
}

#define FOURCC(set)	SCT_NAMED(print_fourcc, set, 4, 4)
#define T_PIXELS	FOURCC(v4l2_pixels)

static void print_fraction(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "%u/%u", (unsigned int)sct_load_field(v, 0, 4),
		  (unsigned int)sct_load_field(v, 4, 4));
}

static const struct sct_type t_fraction = { .print = print_fraction, .size = { 8, 8 } };

static void print_version(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	if (!sct_begin_text(p, v->v, 'x'))
		return;
	sb_printf(p->sb, "KERNEL_VERSION(%u, %u, %u)", (unsigned int)(v->v >> 16),
		  (unsigned int)(v->v >> 8 & 0xff), (unsigned int)(v->v & 0xff));
	sct_end_text(p);
}

static const struct sct_type t_version = { .print = print_version, .size = { 4, 4 } };

/* The number of a control, or that of its class and how far it is from there. */
static void put_control(struct sct_printer *p, uint64_t id)
{
	const char *class = sct_name_of(&sct_set_v4l2_ctrl_classes, id & 0xfff0000);

	if (sct_name_of(&sct_set_v4l2_controls, id) || !class) {
		sct_put_enum(p, &sct_set_v4l2_controls, id);
		return;
	}
	if (!sct_begin_text(p, id, 'x'))
		return;
	sb_printf(p->sb, "%s+%#llx", class, (unsigned long long)id & 0xffff);
	sct_end_text(p);
}

static void print_control_id(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	uint64_t next = v->v & (V4L2_CTRL_FLAG_NEXT_CTRL | V4L2_CTRL_FLAG_NEXT_COMPOUND);

	(void)t;
	if (p->opt->const_style == SCT_CONST_RAW) {
		sb_hex(p->sb, v->v);
		return;
	}
	if (next) {
		sct_put_flags(p, &sct_set_v4l2_next_flags, next);
		sb_char(p->sb, '|');
	}
	put_control(p, v->v & ~next);
}

static void print_control(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	(void)t;
	put_control(p, v->v);
}

static const struct sct_type t_control_id = { .print = print_control_id, .size = { 4, 4 } };
static const struct sct_type t_control = { .print = print_control, .size = { 4, 4 } };

/* strace ends structures so that it does not show whole. */
static void print_dots(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t, (void)v;
	sb_str(p->sb, "...");
}

static const struct sct_type t_dots = { .print = print_dots };

/* --- Devices ------------------------------------------------------------------------------ */

#define CP(m, t, ...)	FIELD(struct v4l2_capability, m, t, ##__VA_ARGS__)
static const struct sct_type t_capability = STRUCT(struct v4l2_capability,
	CP(driver, T_CSTR), CP(card, T_CSTR), CP(bus_info, T_CSTR), CP(version, &t_version),
	CP(capabilities, FLAGS(v4l2_capabilities)),
	CP(device_caps, FLAGS(v4l2_capabilities), .nonzero = true));

#define FB(m, t)	FIELD2(struct v4l2_framebuffer, struct compat_v4l2_framebuffer, m, t)
static const struct sct_type t_framebuffer =
	STRUCT2(struct v4l2_framebuffer, struct compat_v4l2_framebuffer,
		FB(capability, T_HEX32), FB(flags, T_HEX32), FB(base, T_ADDR));

#define RT(m, t)	FIELD(struct v4l2_rect, m, t)
static const struct sct_type t_rect = STRUCT(struct v4l2_rect,
	RT(left, T_INT), RT(top, T_INT), RT(width, T_UINT), RT(height, T_UINT));

#define CC(m, t)	FIELD(struct v4l2_cropcap, m, t)
static const struct sct_type t_cropcap = DIALOGUE(struct v4l2_cropcap, 1, SCT_ANSWER_MORE,
	CC(type, T_BUF_TYPE), CC(bounds, &t_rect), CC(defrect, &t_rect),
	CC(pixelaspect, &t_fraction));
#define CR(m, t)	FIELD(struct v4l2_crop, m, t)
#define CR_ALL		CR(type, T_BUF_TYPE), CR(c, &t_rect)
static const struct sct_type t_get_crop = DIALOGUE(struct v4l2_crop, 1, SCT_ANSWER_MORE, CR_ALL);
static const struct sct_type t_set_crop = STRUCT(struct v4l2_crop, CR_ALL);

#define SD(m, t)	FIELD2(struct v4l2_standard, struct compat_v4l2_standard, m, t)
static const struct sct_type t_standard = DIALOGUE2(struct v4l2_standard,
	struct compat_v4l2_standard, 1, SCT_ANSWER_MORE, SD(index, T_UINT), SD(name, T_CSTR),
	SD(frameperiod, &t_fraction), SD(framelines, T_UINT));
#define IP(m, t)	FIELD2(struct v4l2_input, struct compat_v4l2_input, m, t)
static const struct sct_type t_input = DIALOGUE2(struct v4l2_input, struct compat_v4l2_input, 1,
	SCT_ANSWER_MORE, IP(index, T_UINT), IP(name, T_CSTR), IP(type, ENUM(v4l2_input_types)));

#define TN(m, t)	FIELD(struct v4l2_tuner, m, t)
#define TN_INDEX	TN(index, T_UINT)
#define TN_ALL \
	TN(name, T_CSTR), TN(type, ENUM(v4l2_tuner_types)), \
	TN(capability, FLAGS(v4l2_tuner_capabilities)), TN(rangelow, T_UINT), \
	TN(rangehigh, T_UINT), TN(rxsubchans, FLAGS(v4l2_tuner_channels)), \
	TN(audmode, ENUM(v4l2_tuner_modes)), TN(signal, T_INT), TN(afc, T_INT)
static const struct sct_type t_get_tuner = DIALOGUE(struct v4l2_tuner, 1, SCT_ANSWER_MORE,
	TN_INDEX, TN_ALL);
static const struct sct_type t_set_tuner = DIALOGUE(struct v4l2_tuner, 10, SCT_ANSWER_APART,
	TN_INDEX, TN_ALL, TN_ALL);

/* --- Formats ------------------------------------------------------------------------------ */

#define FD(m, t)	FIELD(struct v4l2_fmtdesc, m, t)
static const struct sct_type t_fmtdesc = DIALOGUE(struct v4l2_fmtdesc, 2, SCT_ANSWER_MORE,
	FD(index, T_UINT), FD(type, T_BUF_TYPE), FD(flags, FLAGS(v4l2_fmt_flags)),
	FD(description, T_CSTR), FD(pixelformat, T_PIXELS));

#define PX(m, t)	FIELD(struct v4l2_pix_format, m, t)
static const struct sct_type t_pix = STRUCT(struct v4l2_pix_format,
	PX(width, T_UINT), PX(height, T_UINT), PX(pixelformat, T_PIXELS),
	PX(field, ENUM(v4l2_fields)), PX(bytesperline, T_UINT), PX(sizeimage, T_UINT),
	PX(colorspace, ENUM(v4l2_colorspaces)));

#define PF(m, t)	FIELD(struct v4l2_plane_pix_format, m, t)
static const struct sct_type t_plane_pix = STRUCT(struct v4l2_plane_pix_format,
	PF(sizeimage, T_UINT), PF(bytesperline, T_UINT));
#define PM(m, t)	FIELD(struct v4l2_pix_format_mplane, m, t)
static const struct sct_type t_pix_mp = STRUCT(struct v4l2_pix_format_mplane,
	PM(width, T_UINT), PM(height, T_UINT), PM(pixelformat, T_PIXELS),
	PM(field, ENUM(v4l2_fields)), PM(colorspace, ENUM(v4l2_colorspaces)),
	PM(plane_fmt, COUNTED(&t_plane_pix, struct v4l2_pix_format_mplane, num_planes)),
	PM(num_planes, T_U8));

#define CL(m, t)	FIELD2(struct v4l2_clip, struct compat_v4l2_clip, m, t)
static const struct sct_type t_clip = STRUCT2(struct v4l2_clip, struct compat_v4l2_clip,
	CL(c, &t_rect));

/* In a format that begins at these offsets. */
#define CLIPS(at64, at32) \
	TYPE(.print = sct_print_array, .elem = &t_clip, .dir = SCT_DIR_INOUT, \
	     .capture = SCT_CAP_ARRAY, .size = { 8, 4 }, \
	     .len = { .from = SCT_LEN_PTR32, .arg = 2, \
		      .offset = { (at64) + offsetof(struct v4l2_format, fmt.win.clipcount), \
				  (at32) + offsetof(struct compat_v4l2_format, \
						    fmt.win.clipcount) } })
#define WN(m, t, ...) \
	FIELD2(struct v4l2_window, struct compat_v4l2_window, m, t, ##__VA_ARGS__)
#define WINDOW(...)	STRUCT2(struct v4l2_window, struct compat_v4l2_window, \
	WN(w, &t_rect), WN(field, ENUM(v4l2_fields)), WN(chromakey, T_HEX32), \
	WN(clips, CLIPS(__VA_ARGS__)), WN(clipcount, T_UINT), WN(bitmap, T_ADDR), \
	WN(global_alpha, T_HEX8, .nonzero = true))
static const struct sct_type t_window = WINDOW(0, 0);
static const struct sct_type t_window_inside =
	WINDOW(offsetof(struct v4l2_create_buffers, format),
	       offsetof(struct compat_v4l2_create_buffers, format));

#define VB(m, t)	FIELD(struct v4l2_vbi_format, m, t)
static const struct sct_type t_vbi = STRUCT(struct v4l2_vbi_format,
	VB(sampling_rate, T_UINT), VB(offset, T_UINT), VB(samples_per_line, T_UINT),
	VB(sample_format, T_PIXELS), VB(start, ARRAY_OF(T_INT)), VB(count, ARRAY_OF(T_UINT)),
	VB(flags, FLAGS(v4l2_vbi_flags)));

static const struct sct_type t_service_lines = {
	.print = sct_print_inner_array, .elem = T_HEX16, .size = { 48, 48 },
};
#define SL(m, t)	FIELD(struct v4l2_sliced_vbi_format, m, t)
static const struct sct_type t_sliced = STRUCT(struct v4l2_sliced_vbi_format,
	SL(service_set, FLAGS_U16(v4l2_sliced)), SL(service_lines, ARRAY_OF(&t_service_lines)),
	SL(io_size, T_UINT));

#define SR(m, t, ...)	FIELD(struct v4l2_sdr_format, m, t, ##__VA_ARGS__)
static const struct sct_type t_sdr = STRUCT(struct v4l2_sdr_format,
	SR(pixelformat, FOURCC(v4l2_sdr_formats)), SR(buffersize, T_UINT, .nonzero = true));
#define MT(m, t)	FIELD(struct v4l2_meta_format, m, t)
static const struct sct_type t_meta = STRUCT(struct v4l2_meta_format,
	MT(dataformat, FOURCC(v4l2_meta_formats)), MT(buffersize, T_UINT));

/* A field that is there for some types of buffers; the type stands first. */
#define OF_TYPES(fn, ...) \
	static bool fn(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		static const uint32_t types[] = { __VA_ARGS__ }; \
		(void)p; \
		return is_one_of(sct_load_field(s, 0, 4), types, \
				 sizeof(types) / sizeof(types[0])); \
	}

static bool is_one_of(uint64_t type, const uint32_t *types, size_t nr)
{
	size_t i;

	for (i = 0; i < nr; i++)
		if (type == types[i])
			return true;
	return false;
}

OF_TYPES(has_pix, V4L2_BUF_TYPE_VIDEO_CAPTURE, V4L2_BUF_TYPE_VIDEO_OUTPUT)
OF_TYPES(has_pix_mp, V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE, V4L2_BUF_TYPE_VIDEO_OUTPUT_MPLANE)
OF_TYPES(has_window, V4L2_BUF_TYPE_VIDEO_OVERLAY, V4L2_BUF_TYPE_VIDEO_OUTPUT_OVERLAY)
OF_TYPES(has_vbi, V4L2_BUF_TYPE_VBI_CAPTURE, V4L2_BUF_TYPE_VBI_OUTPUT)
OF_TYPES(has_sliced, V4L2_BUF_TYPE_SLICED_VBI_CAPTURE, V4L2_BUF_TYPE_SLICED_VBI_OUTPUT)
OF_TYPES(has_sdr, V4L2_BUF_TYPE_SDR_CAPTURE, V4L2_BUF_TYPE_SDR_OUTPUT)
OF_TYPES(has_meta, V4L2_BUF_TYPE_META_CAPTURE, V4L2_BUF_TYPE_META_OUTPUT)
OF_TYPES(has_capture, V4L2_BUF_TYPE_VIDEO_CAPTURE)
OF_TYPES(has_output, V4L2_BUF_TYPE_VIDEO_OUTPUT)

/* A member of the union, of the size it has in itself. */
#define FMT(m, t, fn) \
	{ .name = "fmt." #m, .type = (t), .when = (fn), \
	  .off = { offsetof(struct v4l2_format, fmt), offsetof(struct compat_v4l2_format, fmt) }, \
	  .size = { sizeof(((struct v4l2_format *)0)->fmt), \
		    sizeof(((struct compat_v4l2_format *)0)->fmt) } }
#define FMT_TYPE	FIELD2(struct v4l2_format, struct compat_v4l2_format, type, T_BUF_TYPE)
#define FMT_UNION(window) \
	FMT(pix, &t_pix, has_pix), FMT(pix_mp, &t_pix_mp, has_pix_mp), \
	FMT(win, &(window), has_window), FMT(vbi, &t_vbi, has_vbi), \
	FMT(sliced, &t_sliced, has_sliced), FMT(sdr, &t_sdr, has_sdr), \
	FMT(meta, &t_meta, has_meta)
#define NR_FMTS		7

static const struct sct_type t_get_format = DIALOGUE2(struct v4l2_format,
	struct compat_v4l2_format, 1, SCT_ANSWER_MORE, FMT_TYPE, FMT_UNION(t_window));

/*
 * Whether all of the array that field @f of @in points to could be read before the
 * call: else it is not looked at after it.
 */
static bool was_readable(const struct sct_printer *p, const struct sct_value *in,
			 const struct sct_field *f, uint64_t count)
{
	uint64_t addr = sct_load_field(in, f->off[p->compat], p->compat ? 4 : 8);
	struct sct_printer at = *p;

	at.phase = SCT_PHASE_IN;
	if (p->abbrev && count > p->opt->string_limit)
		count = p->opt->string_limit + 1;
	return count && sct_mem_exact(&at, addr, count * f->type->elem->size[p->compat]);
}

static bool has_clips(const struct sct_printer *p, const struct sct_value *format)
{
	const struct sct_field *f = &t_window.fields[3];
	size_t off = p->compat ? offsetof(struct compat_v4l2_format, fmt) :
		     offsetof(struct v4l2_format, fmt);
	struct sct_value window = { .addr = format->addr + off, .mem = format->mem + off,
				    .size = format->size - off };

	return was_readable(p, &window, f,
			    sct_load_field(format, f->type->len.offset[p->compat], 4));
}

static const struct sct_type t_format = STRUCT2(struct v4l2_format, struct compat_v4l2_format,
	FMT_TYPE, FMT_UNION(t_window), FMT_UNION(t_window));

/* Where the type has nothing to set, there is no answer. */
static void print_setting(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	const struct sct_type *s = t->elem;
	unsigned int i = t->param & SCT_ASKED;
	struct sct_value out;

	if (p->second_half &&
	    sct_struct_at(p, t, SCT_PHASE_OUT, v->v, s->size[p->compat], &out)) {
		while (i < s->nr_fields && !s->fields[i].when(p, &out))
			i++;
		if (i == s->nr_fields || (s == &t_format && has_window(p, &out) &&
					  !has_clips(p, &out)))
			return;
	}
	sct_print_dialogue(p, t, v);
}

#define SETTING(s, asked) { \
	.print = print_setting, .elem = &(s), .dir = SCT_DIR_INOUT, .size = { 8, 4 }, \
	.capture = SCT_CAP_ARRAY, .len = LEN_N(1), .flags = SCT_T_SPLIT, \
	.param = (asked) | SCT_ANSWER_APART }

static const struct sct_type t_set_format = SETTING(t_format, 1 + NR_FMTS);

static const struct sct_type t_format_inside = STRUCT2(struct v4l2_format,
	struct compat_v4l2_format, FMT_TYPE, FMT_UNION(t_window_inside));

/* --- Frames ------------------------------------------------------------------------------- */

#define CPM(m, t)	FIELD(struct v4l2_captureparm, m, t)
static const struct sct_type t_captureparm = STRUCT(struct v4l2_captureparm,
	CPM(capability, FLAGS(v4l2_parm_capabilities)), CPM(capturemode, FLAGS(v4l2_parm_modes)),
	CPM(timeperframe, &t_fraction), CPM(extendedmode, T_HEX32), CPM(readbuffers, T_UINT));
#define OPM(m, t)	FIELD(struct v4l2_outputparm, m, t)
static const struct sct_type t_outputparm = STRUCT(struct v4l2_outputparm,
	OPM(capability, FLAGS(v4l2_parm_capabilities)), OPM(outputmode, FLAGS(v4l2_parm_modes)),
	OPM(timeperframe, &t_fraction), OPM(extendedmode, T_HEX32), OPM(writebuffers, T_UINT));

#define SP(m, t, ...)	FIELD(struct v4l2_streamparm, m, t, ##__VA_ARGS__)
#define SP_UNION \
	SP(parm.capture, &t_captureparm, .when = has_capture), \
	SP(parm.output, &t_outputparm, .when = has_output)
static const struct sct_type t_get_parm = DIALOGUE(struct v4l2_streamparm, 1, SCT_ANSWER_MORE,
	SP(type, T_BUF_TYPE), SP_UNION);
static const struct sct_type t_parm = STRUCT(struct v4l2_streamparm,
	SP(type, T_BUF_TYPE), SP_UNION, SP_UNION);
static const struct sct_type t_set_parm = SETTING(t_parm, 3);

#define TYPE_IS(fn, S, ...) \
	static bool fn(const struct sct_printer *p, const struct sct_value *s) \
	{ \
		static const uint32_t types[] = { __VA_ARGS__ }; \
		(void)p; \
		return is_one_of(SCT_LOAD(s, S, type), types, sizeof(types) / sizeof(types[0])); \
	}
TYPE_IS(is_discrete_size, struct v4l2_frmsizeenum, V4L2_FRMSIZE_TYPE_DISCRETE)
TYPE_IS(is_stepwise_size, struct v4l2_frmsizeenum, V4L2_FRMSIZE_TYPE_STEPWISE)
TYPE_IS(is_discrete_interval, struct v4l2_frmivalenum, V4L2_FRMIVAL_TYPE_DISCRETE)
TYPE_IS(is_stepwise_interval, struct v4l2_frmivalenum, V4L2_FRMIVAL_TYPE_STEPWISE,
	V4L2_FRMIVAL_TYPE_CONTINUOUS)

#define DS(m)		FIELD(struct v4l2_frmsize_discrete, m, T_UINT)
static const struct sct_type t_discrete = STRUCT(struct v4l2_frmsize_discrete,
	DS(width), DS(height));
#define SW(m)		FIELD(struct v4l2_frmsize_stepwise, m, T_UINT)
static const struct sct_type t_stepwise = STRUCT(struct v4l2_frmsize_stepwise,
	SW(min_width), SW(max_width), SW(step_width), SW(min_height), SW(max_height),
	SW(step_height));
#define FS(m, t, ...)	FIELD(struct v4l2_frmsizeenum, m, t, ##__VA_ARGS__)
static const struct sct_type t_frame_size = DIALOGUE(struct v4l2_frmsizeenum, 2, SCT_ANSWER_MORE,
	FS(index, T_UINT), FS(pixel_format, T_PIXELS), FS(type, ENUM(v4l2_frame_sizes)),
	FS(discrete, &t_discrete, .when = is_discrete_size),
	FS(stepwise, &t_stepwise, .when = is_stepwise_size));

#define SI(m)		FIELD(struct v4l2_frmival_stepwise, m, &t_fraction)
static const struct sct_type t_intervals = STRUCT(struct v4l2_frmival_stepwise,
	SI(min), SI(max), SI(step));
#define FI(m, t, ...)	FIELD(struct v4l2_frmivalenum, m, t, ##__VA_ARGS__)
static const struct sct_type t_frame_interval =
	DIALOGUE(struct v4l2_frmivalenum, 4, SCT_ANSWER_MORE, FI(index, T_UINT),
		 FI(pixel_format, T_PIXELS), FI(width, T_UINT), FI(height, T_UINT),
		 FI(type, ENUM(v4l2_frame_intervals)),
		 FI(discrete, &t_fraction, .when = is_discrete_interval),
		 FI(stepwise, &t_intervals, .when = is_stepwise_interval));

/* --- Buffers ------------------------------------------------------------------------------ */

#define RB(m, t)	FIELD(struct v4l2_requestbuffers, m, t)
static const struct sct_type t_requestbuffers =
	DIALOGUE(struct v4l2_requestbuffers, 3, SCT_ANSWER_INSIDE, RB(type, T_BUF_TYPE),
		 RB(memory, T_MEMORY), RB(count, T_UINT),
		 FIELD_AS("", struct v4l2_requestbuffers, count, T_UINT));

#define CB(m, t) \
	FIELD2(struct v4l2_create_buffers, struct compat_v4l2_create_buffers, m, t)
static const struct sct_type t_create_buffers = STRUCT2(struct v4l2_create_buffers,
	struct compat_v4l2_create_buffers, CB(count, T_UINT), CB(memory, T_MEMORY),
	CB(format, &t_format_inside));

/* The kernel's answer stands behind the result: "3 ({index=0, count=4})". */
static void print_created(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	size_t size = t_create_buffers.size[p->compat];
	const uint8_t *mem = p->verbose ? sct_mem_exact(p, p->call->args[2], size) : NULL;

	(void)t;
	sb_s64(p->sb, (int64_t)v->v);
	if (mem)
		sb_printf(p->sb, " ({index=%u, count=%u})", (unsigned int)sct_load(mem, 4),
			  (unsigned int)sct_load(mem + 4, 4));
}

static const struct sct_type t_created = {
	.print = print_created, .size = { 8, 4 }, .flags = SCT_T_SIGNED,
};

static void print_buf_flags(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	uint64_t timestamp = v->v & V4L2_BUF_FLAG_TIMESTAMP_MASK;
	uint64_t source = v->v & V4L2_BUF_FLAG_TSTAMP_SRC_MASK;
	uint64_t flags = v->v & ~(timestamp | source);

	(void)t;
	if (p->opt->const_style == SCT_CONST_RAW) {
		sb_hex(p->sb, v->v);
		return;
	}
	if (flags) {
		sct_put_flags(p, &sct_set_v4l2_buf_flags, flags);
		sb_char(p->sb, '|');
	}
	sct_put_enum(p, &sct_set_v4l2_buf_timestamps, timestamp);
	sb_char(p->sb, '|');
	sct_put_enum(p, &sct_set_v4l2_buf_sources, source);
}

static const struct sct_type t_buf_flags = { .print = print_buf_flags, .size = { 4, 4 } };

static bool is_memory(const struct sct_printer *p, const struct sct_value *s, uint32_t memory)
{
	return sct_load_field(s, p->compat ? offsetof(struct compat_v4l2_buffer, memory) :
			      offsetof(struct v4l2_buffer, memory), 4) == memory;
}

static bool is_mapped(const struct sct_printer *p, const struct sct_value *s)
{
	return is_memory(p, s, V4L2_MEMORY_MMAP);
}

static bool is_pointer(const struct sct_printer *p, const struct sct_value *s)
{
	return is_memory(p, s, V4L2_MEMORY_USERPTR);
}

static const struct sct_type t_time = STRUCT(struct v4l2_time,
	FIELD(struct v4l2_time, tv_sec, T_S64), FIELD(struct v4l2_time, tv_usec, T_U64));

#define BF(m, t, ...) \
	FIELD2(struct v4l2_buffer, struct compat_v4l2_buffer, m, t, ##__VA_ARGS__)
#define BF_TYPE		BF(type, T_BUF_TYPE)
#define BF_INDEX	BF(index, T_UINT)
#define BF_MEMORY \
	BF(memory, T_MEMORY), BF(m.offset, T_HEX32, .when = is_mapped), \
	BF(m.userptr, T_HEXLONG, .when = is_pointer), BF(length, T_UINT), BF(bytesused, T_UINT), \
	BF(flags, &t_buf_flags)
#define BF_DOTS		FIELD2_AS("", struct v4l2_buffer, struct compat_v4l2_buffer, index, &t_dots)
#define BUFFER(asked, ...) \
	DIALOGUE2(struct v4l2_buffer, struct compat_v4l2_buffer, asked, SCT_ANSWER_MORE, \
		  BF_TYPE, BF_INDEX, BF_MEMORY, __VA_ARGS__)
static const struct sct_type t_buffer = BUFFER(2, BF_DOTS);
static const struct sct_type t_dequeued = BUFFER(1, BF(timestamp, &t_time), BF_DOTS);

/* --- Controls ------------------------------------------------------------------------------ */

#define CT(m, t)	FIELD(struct v4l2_control, m, t)
static const struct sct_type t_get_control = DIALOGUE(struct v4l2_control, 1, SCT_ANSWER_MORE,
	CT(id, &t_control), CT(value, T_INT));
static const struct sct_type t_set_control = DIALOGUE(struct v4l2_control, 2, SCT_ANSWER_INSIDE,
	CT(id, &t_control), CT(value, T_INT), FIELD_AS("", struct v4l2_control, value, T_INT));

#define QC(m, t, ...)	FIELD(struct v4l2_queryctrl, m, t, ##__VA_ARGS__)
static const struct sct_type t_queryctrl_fields = STRUCT(struct v4l2_queryctrl,
	QC(id, &t_control_id), QC(type, ENUM(v4l2_ctrl_types)), QC(name, T_CSTR),
	QC(minimum, T_INT, .verbose = true), QC(maximum, T_INT, .verbose = true),
	QC(step, T_INT, .verbose = true), QC(default_value, T_INT, .verbose = true),
	QC(flags, FLAGS(v4l2_ctrl_flags), .verbose = true),
	QC(reserved, ARRAY_OF(T_HEX32), .verbose = true, .nonzero = true));

#define QX(m, t, ...) \
	FIELD(struct v4l2_query_ext_ctrl, m, t, .verbose = true, ##__VA_ARGS__)
static const struct sct_type t_query_ext_ctrl_fields =
	STRUCT(struct v4l2_query_ext_ctrl,
		 FIELD(struct v4l2_query_ext_ctrl, id, &t_control_id),
		 FIELD(struct v4l2_query_ext_ctrl, type, ENUM(v4l2_ctrl_types)),
		 FIELD(struct v4l2_query_ext_ctrl, name, T_CSTR), QX(minimum, T_S64),
		 QX(maximum, T_S64), QX(step, T_U64), QX(default_value, T_S64),
		 QX(flags, FLAGS(v4l2_ctrl_flags)), QX(elem_size, T_UINT), QX(elems, T_UINT),
		 QX(nr_of_dims, T_UINT),
		 QX(dims, COUNTED(T_UINT, struct v4l2_query_ext_ctrl, nr_of_dims)),
		 QX(reserved, ARRAY_OF(T_HEX32), .nonzero = true));

/* Asked for the next control, the kernel says which one that is. */
static void print_query(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	size_t size = t->elem->size[0];
	struct sct_value in, out;

	if (p->second_half && sct_succeeded(p) &&
	    sct_struct_at(p, t, SCT_PHASE_IN, v->v, size, &in) &&
	    sct_struct_at(p, t, SCT_PHASE_OUT, v->v, size, &out) && memcmp(in.mem, out.mem, 4)) {
		sb_str(p->sb, " => ");
		sct_put_mem(p, &t_control_id, v->v, out.mem, 4, NULL);
	}
	sct_print_dialogue(p, t, v);
}

#define QUERY(s) { \
	.print = print_query, .elem = &(s), .dir = SCT_DIR_INOUT, .size = { 8, 4 }, \
	.capture = SCT_CAP_ARRAY, .len = LEN_N(1), .flags = SCT_T_SPLIT, \
	.param = 1 | SCT_ANSWER_MORE }
static const struct sct_type t_queryctrl = QUERY(t_queryctrl_fields);
static const struct sct_type t_query_ext_ctrl = QUERY(t_query_ext_ctrl_fields);

static bool has_value(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return !SCT_LOAD(s, struct v4l2_ext_control, size);
}

static bool has_string(const struct sct_printer *p, const struct sct_value *s)
{
	return !has_value(p, s);
}

#define EC(m, t, ...)	FIELD(struct v4l2_ext_control, m, t, ##__VA_ARGS__)
static const struct sct_type t_ext_control = STRUCT(struct v4l2_ext_control,
	EC(id, &t_control), EC(size, T_UINT),
	{ .name = "string", .type = T_ADDR, .when = has_string, .size = { 8, 4 },
	  .off = { offsetof(struct v4l2_ext_control, string),
		   offsetof(struct v4l2_ext_control, string) } },
	EC(value, T_INT, .when = has_value),
	EC(value64, T_S64, .when = has_value));

#define ECS(m, t) \
	FIELD2(struct v4l2_ext_controls, struct compat_v4l2_ext_controls, m, t)
static const struct sct_type t_controls = {
	.print = sct_print_array, .elem = &t_ext_control, .dir = SCT_DIR_INOUT,
	.capture = SCT_CAP_ARRAY, .size = { 8, 4 }, .flags = SCT_T_ON_ERROR,
	.len = { .from = SCT_LEN_PTR32, .arg = 2,
		 .offset = { offsetof(struct v4l2_ext_controls, count),
			     offsetof(struct compat_v4l2_ext_controls, count) } },
};

static const struct sct_type t_ext_controls_fields = STRUCT2(struct v4l2_ext_controls,
	struct compat_v4l2_ext_controls, ECS(ctrl_class, ENUM(v4l2_ctrl_classes)),
	ECS(count, T_UINT), ECS(controls, &t_controls), ECS(error_idx, T_UINT));

/* With param, the controls have values before the call, too.  One that fails says where. */
static void print_ext_controls(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	const struct sct_field *fields = t->elem->fields;
	size_t size = t->elem->size[p->compat];
	struct sct_value in, out;
	bool sep = false;
	uint64_t count;

	if (!sct_struct_at(p, t, SCT_PHASE_IN, v->v, size, &in)) {
		if (!p->second_half)
			sct_put_addr(p, v->v);
		return;
	}
	count = sct_load_field(&in, offsetof(struct v4l2_ext_controls, count), 4);
	if (!p->second_half) {
		sb_char(p->sb, '{');
		sct_put_fields(p, fields, t->param && count ? 3 : 2, &in, &sep);
		return;
	}
	sep = true;
	if (t->param && !was_readable(p, &in, &t_ext_controls_fields.fields[2], count))
		count = 0;
	if (count && sct_struct_at(p, t, SCT_PHASE_OUT, v->v, size, &out)) {
		sb_str(p->sb, t->param ? "} => {" : ", ");
		sep = false;
		sct_put_fields(p, fields + 2, sct_succeeded(p) ? 1 : 2, &out, &sep);
	}
	sb_char(p->sb, '}');
}

#define EXT_CONTROLS(values) { \
	.print = print_ext_controls, .elem = &t_ext_controls_fields, .dir = SCT_DIR_INOUT, \
	.size = { 8, 4 }, .capture = SCT_CAP_ARRAY, .len = LEN_N(1), .param = (values), \
	.flags = SCT_T_SPLIT | SCT_T_ON_ERROR }
static const struct sct_type t_get_ext_controls = EXT_CONTROLS(0);
static const struct sct_type t_set_ext_controls = EXT_CONTROLS(1);

/* --- Requests ------------------------------------------------------------------------------ */

/* The number has the size of the structure, which is another one in 32-bit calls. */
#define BOTH_SIZES(dir, nr, S, C, ...) \
	CASE64(_IOC(dir, 'V', nr, sizeof(S)), __VA_ARGS__), CASE_OF(dir, 'V', nr, C, __VA_ARGS__)
#define FORMAT		struct v4l2_format, struct compat_v4l2_format
#define BUFFERS		struct v4l2_buffer, struct compat_v4l2_buffer
#define CONTROLS	struct v4l2_ext_controls, struct compat_v4l2_ext_controls
#define SIZES(dir, nr, pair, ...)	BOTH_SIZES(dir, nr, pair, __VA_ARGS__)

static const struct sct_case cases[] = {
	CASE(VIDIOC_QUERYCAP, ARGS(BARE(OUT(&t_capability)))),
	CASE(VIDIOC_ENUM_FMT, ARGS(BARE(&t_fmtdesc))),
	SIZES(READS_WRITES, 4, FORMAT, ARGS(BARE(&t_get_format))),
	SIZES(READS_WRITES, 5, FORMAT, ARGS(BARE(&t_set_format))),
	SIZES(READS_WRITES, 64, FORMAT, ARGS(BARE(&t_set_format))),
	CASE(VIDIOC_REQBUFS, ARGS(BARE(&t_requestbuffers))),
	SIZES(READS_WRITES, 9, BUFFERS, ARGS(BARE(&t_buffer))),
	SIZES(READS, 10, struct v4l2_framebuffer, struct compat_v4l2_framebuffer,
	      ARGS(BARE(OUT(&t_framebuffer)))),
	SIZES(WRITES, 11, struct v4l2_framebuffer, struct compat_v4l2_framebuffer,
	      ARGS(BARE(IN(&t_framebuffer)))),
	SIZES(READS_WRITES, 15, BUFFERS, ARGS(BARE(&t_buffer))),
	SIZES(READS_WRITES, 17, BUFFERS, ARGS(BARE(&t_dequeued))),
	CASE(VIDIOC_STREAMON, ARGS(BARE(IN(T_BUF_TYPE)))),
	CASE(VIDIOC_STREAMOFF, ARGS(BARE(IN(T_BUF_TYPE)))),
	CASE(VIDIOC_G_PARM, ARGS(BARE(&t_get_parm))),
	CASE(VIDIOC_S_PARM, ARGS(BARE(&t_set_parm))),
	CASE(VIDIOC_G_STD, ARGS(BARE(OUT(T_HEX64)))),
	CASE(VIDIOC_S_STD, ARGS(BARE(IN(T_HEX64)))),
	SIZES(READS_WRITES, 25, struct v4l2_standard, struct compat_v4l2_standard,
	      ARGS(BARE(&t_standard))),
	SIZES(READS_WRITES, 26, struct v4l2_input, struct compat_v4l2_input, ARGS(BARE(&t_input))),
	CASE(VIDIOC_G_CTRL, ARGS(BARE(&t_get_control))),
	CASE(VIDIOC_S_CTRL, ARGS(BARE(&t_set_control))),
	CASE(VIDIOC_G_TUNER, ARGS(BARE(&t_get_tuner))),
	CASE(VIDIOC_S_TUNER, ARGS(BARE(&t_set_tuner))),
	CASE(VIDIOC_QUERYCTRL, ARGS(BARE(&t_queryctrl))),
	CASE(VIDIOC_G_INPUT, ARGS(BARE(OUT(T_UINT)))),
	CASE(VIDIOC_S_INPUT, ARGS(BARE(IN(T_UINT)))),
	CASE(VIDIOC_CROPCAP, ARGS(BARE(&t_cropcap))),
	CASE(VIDIOC_G_CROP, ARGS(BARE(&t_get_crop))),
	CASE(VIDIOC_S_CROP, ARGS(BARE(IN(&t_set_crop)))),
	SIZES(READS_WRITES, 71, CONTROLS, ARGS(BARE(&t_get_ext_controls))),
	SIZES(READS_WRITES, 72, CONTROLS, ARGS(BARE(&t_set_ext_controls))),
	SIZES(READS_WRITES, 73, CONTROLS, ARGS(BARE(&t_set_ext_controls))),
	CASE(VIDIOC_ENUM_FRAMESIZES, ARGS(BARE(&t_frame_size))),
	CASE(VIDIOC_ENUM_FRAMEINTERVALS, ARGS(BARE(&t_frame_interval))),
	SIZES(READS_WRITES, 92, struct v4l2_create_buffers, struct compat_v4l2_create_buffers,
	      ARGS(BARE(SCT_POINTER(sct_print_pointer, SCT_DIR_IN, &t_create_buffers,
				    LEN_N(1), .flags = SCT_T_AFTER))), RET(&t_created)),
	CASE(VIDIOC_QUERY_EXT_CTRL, ARGS(BARE(&t_query_ext_ctrl))),
};

IOCTLS(video);
