// SPDX-License-Identifier: GPL-2.0
/* The ioctls of video devices. */
#include "ioctl.h"

#include <time.h>

#include <linux/videodev2.h>

/* What both the call and the answer print with. */
static const unsigned int plain[] = {
	VIDIOC_QUERYCAP, VIDIOC_ENUM_FMT, VIDIOC_REQBUFS, VIDIOC_STREAMON, VIDIOC_STREAMOFF,
	VIDIOC_G_PARM, VIDIOC_S_PARM, VIDIOC_G_STD, VIDIOC_S_STD, VIDIOC_G_CTRL, VIDIOC_S_CTRL,
	VIDIOC_G_TUNER, VIDIOC_S_TUNER, VIDIOC_QUERYCTRL, VIDIOC_G_INPUT, VIDIOC_S_INPUT,
	VIDIOC_CROPCAP, VIDIOC_G_CROP, VIDIOC_S_CROP, VIDIOC_ENUM_FRAMESIZES,
	VIDIOC_ENUM_FRAMEINTERVALS, VIDIOC_QUERY_EXT_CTRL, VIDIOC_G_PRIORITY, VIDIOC_EXPBUF,
};
/* Another number, and another structure, in 32-bit calls. */
static const unsigned int two[][2] = {
	{ VIDIOC_G_FMT, _IOWR('V', 4, char[204]) }, { VIDIOC_S_FMT, _IOWR('V', 5, char[204]) },
	{ VIDIOC_TRY_FMT, _IOWR('V', 64, char[204]) },
	{ VIDIOC_QUERYBUF, _IOWR('V', 9, char[76]) }, { VIDIOC_QBUF, _IOWR('V', 15, char[76]) },
	{ VIDIOC_DQBUF, _IOWR('V', 17, char[76]) }, { VIDIOC_G_FBUF, _IOR('V', 10, char[44]) },
	{ VIDIOC_S_FBUF, _IOW('V', 11, char[44]) }, { VIDIOC_ENUMSTD, _IOWR('V', 25, char[64]) },
	{ VIDIOC_ENUMINPUT, _IOWR('V', 26, char[76]) },
	{ VIDIOC_G_EXT_CTRLS, _IOWR('V', 71, char[24]) },
	{ VIDIOC_S_EXT_CTRLS, _IOWR('V', 72, char[24]) },
	{ VIDIOC_TRY_EXT_CTRLS, _IOWR('V', 73, char[24]) },
	{ VIDIOC_CREATE_BUFS, _IOWR('V', 92, char[248]) },
};

static unsigned int words[1024];

/* With this word in each of a structure's fields. */
static void fill(unsigned int word)
{
	unsigned int i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		words[i] = word;
}

static void ask(unsigned int request)
{
	IOCTL(0, request, A(words));
	IOCTL(-EINVAL, request, A(words));
}

static void each_word(void)
{
	unsigned int i, n;

	for (i = 0; i < 48; i++) {
		/* no addresses of this program */
		if (i >= 36 && i < 40)
			continue;
		fill(i < 15 ? i : i < 47 ? 1U << (i - 15) : 0xffffffff);
		FOR_EACH(n, plain)
			ask(plain[n]);
		FOR_EACH(n, two)
			ask(two[n][now.abi == SCT_ABI_I386]);
	}
}

static void sixth(unsigned int type)
{
	words[1] = type;
	words[4] = type;
}

/* A type, and in every other field a number of its own. */
static void types(void)
{
	unsigned int i, type, n;

	for (type = 0; type < 16; type++) {
		for (i = 0; i < 1024; i++)
			words[i] = 0x41000001 * (i + 1);
		words[0] = type;
		/* no addresses: i386 has them where x86-64 has numbers */
		for (n = 0; n < 3; n++)
			ask(two[n][now.abi == SCT_ABI_I386]);
		ask(VIDIOC_G_PARM);
		ask(VIDIOC_S_PARM);
		sixth(type);
		ask(two[13][now.abi == SCT_ABI_I386]);
		ask(VIDIOC_ENUM_FMT);
		for (n = 3; n < 6; n++)
			ask(two[n][now.abi == SCT_ABI_I386]);
	}
}

static const unsigned int codes[] = {
	V4L2_PIX_FMT_YUYV, V4L2_PIX_FMT_MJPEG, V4L2_PIX_FMT_RGB555X, V4L2_PIX_FMT_NV12,
	V4L2_PIX_FMT_H264, V4L2_PIX_FMT_HM12, V4L2_PIX_FMT_GREY, V4L2_SDR_FMT_CU8, V4L2_META_FMT_UVC,
	V4L2_PIX_FMT_XRGB32, 0x27, 0x5c0a0d09, 0x20202020, 0x7f7f7f7f,
};

static void fourccs(void)
{
	static struct v4l2_format format;
	static const unsigned int with[] = {
		V4L2_BUF_TYPE_VIDEO_CAPTURE, V4L2_BUF_TYPE_SDR_OUTPUT, V4L2_BUF_TYPE_META_CAPTURE
	};
	unsigned int i, k;

	FOR_EACH(i, codes) {
		FOR_EACH(k, with) {
			format.type = with[k];
			format.fmt.pix.pixelformat = k ? 0 : codes[i];
			if (k)
				memcpy(&format.fmt, &codes[i], 4);
			IOCTL(0, VIDIOC_S_FMT, A(&format));
		}
	}
}

static void windows(void)
{
	static struct v4l2_clip clips[40] = { { .c = { 1, 2, 3, 4 } }, { .c = { -5, -6, 7, 8 } } };
	static struct v4l2_format format = { .type = V4L2_BUF_TYPE_VIDEO_OVERLAY };
	static struct v4l2_create_buffers create = { .count = 4, .memory = V4L2_MEMORY_MMAP };
	struct v4l2_window *window = &format.fmt.win;
	unsigned int i;

	window->clips = clips;
	window->bitmap = clips;
	for (i = 0; i <= 40; i += 5) {
		window->clipcount = i;
		format.type = i & 1 ? V4L2_BUF_TYPE_VIDEO_OVERLAY : V4L2_BUF_TYPE_VIDEO_OUTPUT_OVERLAY;
		IOCTL(0, VIDIOC_G_FMT, A(&format));
		IOCTL(0, VIDIOC_S_FMT, A(&format));
		IOCTL(-EBUSY, VIDIOC_TRY_FMT, A(&format));
		create.format = format;
		IOCTL(3, VIDIOC_CREATE_BUFS, A(&create));
	}
	window->clipcount = 3;
	window->clips = (void *)edge(clips, sizeof(clips[0]));
	IOCTL(0, VIDIOC_S_FMT, A(&format));
	window->clips = (void *)BAD;
	IOCTL(0, VIDIOC_S_FMT, A(&format));
	window->clips = NULL;
	IOCTL(0, VIDIOC_S_FMT, A(&format));
}

static void planes(void)
{
	static struct v4l2_format format = { .type = V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE };
	unsigned int i;

	for (i = 0; i < 12; i++) {
		format.fmt.pix_mp.num_planes = (uint8_t)i;
		format.fmt.pix_mp.plane_fmt[i % 8].sizeimage = 4096 * i;
		IOCTL(0, VIDIOC_G_FMT, A(&format));
		IOCTL(0, VIDIOC_S_FMT, A(&format));
	}
}

static void answer_buffers(void *buffers)
{
	((struct v4l2_create_buffers *)buffers)->index = 7;
	((struct v4l2_create_buffers *)buffers)->count = 3;
}

static void answer_control(void *control)
{
	((struct v4l2_control *)control)->id = V4L2_CID_CONTRAST;
	((struct v4l2_control *)control)->value = 3;
}

static void answers(void)
{
	static struct v4l2_create_buffers create = { .count = 4, .memory = V4L2_MEMORY_MMAP };
	static struct v4l2_control control = { V4L2_CID_BRIGHTNESS, 1 };
	static struct v4l2_queryctrl query = { .id = V4L2_CID_BRIGHTNESS | V4L2_CTRL_FLAG_NEXT_CTRL };

	WRITES(answer_buffers, &create);
	IOCTL(0, VIDIOC_CREATE_BUFS, A(&create));
	IOCTL(-EINVAL, VIDIOC_CREATE_BUFS, A(&create));
	WRITES(answer_control, &control);
	IOCTL(0, VIDIOC_S_CTRL, A(&control));
	IOCTL(0, VIDIOC_S_CTRL, A(&control));
	WRITES(answer_control, &query);
	IOCTL(0, VIDIOC_QUERYCTRL, A(&query));
	WRITES(NULL, NULL);
}

static void controls(void)
{
	static struct v4l2_ext_control list[40] = {
		{ .id = V4L2_CID_BRIGHTNESS, .value64 = 0x100000002 },
		{ .id = V4L2_CID_CONTRAST, .value = -1, .reserved2 = { 1 } },
	};
	static struct v4l2_ext_controls all = {
		.ctrl_class = V4L2_CTRL_CLASS_USER, .error_idx = 1, .controls = list
	};
	static const unsigned int requests[] = {
		VIDIOC_G_EXT_CTRLS, VIDIOC_S_EXT_CTRLS, VIDIOC_TRY_EXT_CTRLS
	};
	unsigned int i, n;

	FOR_EACH(n, requests) {
		for (i = 0; i <= 40; i++) {
			if (i > 3 && i % 10)
				continue;
			all.count = i;
			IOCTL(0, requests[n], A(&all));
			IOCTL(-EINVAL, requests[n], A(&all));
		}
		all.count = 2;
		all.controls = (void *)edge(list, 30);
		IOCTL(0, requests[n], A(&all));
		IOCTL(-EINVAL, requests[n], A(&all));
		all.controls = (void *)BAD;
		IOCTL(0, requests[n], A(&all));
		IOCTL(-EINVAL, requests[n], A(&all));
		all.controls = NULL;
		IOCTL(0, requests[n], A(&all));
		IOCTL(-EINVAL, requests[n], A(&all));
		all.controls = list;
	}
	for (i = 0; i < 0x20; i++) {
		all.ctrl_class = 0x980000 + (i << 16);
		all.count = 0;
		IOCTL(0, VIDIOC_G_EXT_CTRLS, A(&all));
	}
}

static void strings(void)
{
	static struct v4l2_ext_control list = {
		.id = V4L2_CID_RDS_TX_PS_NAME, .size = 5, .string = (char *)"hello, world"
	};
	static struct v4l2_ext_controls all = { .ctrl_class = V4L2_CTRL_CLASS_FM_TX, .count = 1,
						.controls = &list };

	IOCTL(0, VIDIOC_G_EXT_CTRLS, A(&all));
	IOCTL(0, VIDIOC_S_EXT_CTRLS, A(&all));
}

/* Every number that could be a control's. */
static void ids(void)
{
	static struct v4l2_control control;
	unsigned int class, i;

	for (class = 0x97; class < 0xa7; class++) {
		unsigned int nr = class == 0x99 ? 0x280 : class == 0x98 || class == 0x9b ? 0x80 : 0x40;

		for (i = 0; i < nr; i++) {
			control.id = class << 16 | (0x8fc + i);
			IOCTL(-EINVAL, VIDIOC_G_CTRL, A(&control));
		}
		for (i = 0; i < 0x200; i++) {
			control.id = class << 16 | (0x1000 + i);
			if (class == 0x99 ? i % 256 < 64 : class == 0x98 && i % 16 < 3)
				IOCTL(-EINVAL, VIDIOC_G_CTRL, A(&control));
		}
	}
}

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i + 1);
	CASE("structures");
	WITH(plain);
	FOR_EACH(i, two)
		with(&two[i][0], 1);
	CASE("the same word in all fields");
	each_word();
	CASE("formats, parameters and buffers of each type");
	types();
	CASE("four-character codes");
	fourccs();
	CASE("windows");
	windows();
	CASE("planes");
	planes();
	CASE("answers");
	answers();
	CASE("controls");
	controls();
	CASE("controls: strings");
	TOLERATE("a control's string is behind a pointer in an array, which is not followed");
	strings();
	CASE("controls: numbers");
	ids();
	I386();
	CASE("structures, i386");
	WITH(plain);
	FOR_EACH(i, two)
		with(&two[i][1], 1);
	CASE("the same word in all fields, i386");
	each_word();
	CASE("formats, parameters and buffers of each type, i386");
	types();
}
