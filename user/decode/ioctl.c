// SPDX-License-Identifier: GPL-2.0
/*
 * ioctl: the names of the requests, and which argument each has.
 */
#include <asm/ioctls.h>
#include <linux/blkpg.h>
#include <linux/blktrace_api.h>
#include <linux/btrfs.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <linux/hdreg.h>
#include <linux/inotify.h>
#include <linux/input.h>
#include <linux/kd.h>
#include <linux/kvm.h>
#include <linux/loop.h>
#include <linux/nbd.h>
#include <linux/nsfs.h>
#include <linux/perf_event.h>
#include <linux/random.h>
#include <linux/rtc.h>
#include <linux/seccomp.h>
#include <linux/sockios.h>
#include <linux/userfaultfd.h>
#include <linux/watchdog.h>

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
			sct_put_enum(p, &sct_set_input_events, nr - 0x20);
		sb_printf(p->sb, ", %u)", (unsigned int)_IOC_SIZE(request));
		return true;
	}
	if (nr < (reads ? 0x40 : 0xc0) || nr >= (reads ? 0x80 : 0x100))
		return false;
	sb_str(p->sb, reads ? "EVIOCGABS(" : "EVIOCSABS(");
	sct_put_enum(p, &sct_set_input_axes, nr & 0x3f);
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
	bool mixer = put_mixer(p, request);

	if (name && mixer)
		sb_str(p->sb, " or ");
	if (name)
		sb_str(p->sb, name);
	else if (!mixer && !put_sized(p, request) && !put_input(p, request))
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

/* --- Small arguments --------------------------------------------------------------- */

/* "[start, length]" */
static const struct sct_type t_ulonglong = {
	.print = sct_print_unsigned, .size = { 8, 8 },
};
#define IN_RANGE	IN_ARRAY(&t_ulonglong, LEN_N(2))

#define GET_INT		ARGS(OUT(T_INT))
#define SET_INT		ARGS(IN(T_INT))
#define GET_LONG	ARGS(OUT(T_ULONG))
#define VALUE		ARGS(T_ULONG)
#define NOTHING		NO_ARGS
#define PERF_FLAGS	ARGS(FLAGS(perf_ioctl_flags))

#define IFR_GET(c, id)	CASE(SIOCGIF##c, ARGS(&sct_t_get_if_##id))
#define IFR_SET(c, id)	CASE(SIOCSIF##c, ARGS(&sct_t_set_if_##id))
#define IFR_BOTH(c, id)	IFR_GET(c, id), IFR_SET(c, id)

static const struct sct_case cases[] = {
	/* Terminals */
	CASE(TCGETS, ARGS(OUT(&sct_t_termios))), CASE(TCSETS, ARGS(IN(&sct_t_termios))),
	CASE(TCSETSW, ARGS(IN(&sct_t_termios))), CASE(TCSETSF, ARGS(IN(&sct_t_termios))),
	CASE(TIOCGLCKTRMIOS, ARGS(OUT(&sct_t_termios))),
	CASE(TIOCSLCKTRMIOS, ARGS(IN(&sct_t_termios))),
	/* TCGETS2 and its kin, by number: their structure needs another header */
	CASE(0x802c542a, ARGS(OUT(&sct_t_termios2))), CASE(0x402c542b, ARGS(IN(&sct_t_termios2))),
	CASE(0x402c542c, ARGS(IN(&sct_t_termios2))), CASE(0x402c542d, ARGS(IN(&sct_t_termios2))),
	CASE(TCGETA, ARGS(OUT(&sct_t_termio))), CASE(TCSETA, ARGS(IN(&sct_t_termio))),
	CASE(TCSETAW, ARGS(IN(&sct_t_termio))), CASE(TCSETAF, ARGS(IN(&sct_t_termio))),
	CASE(TIOCGWINSZ, ARGS(OUT(&sct_t_winsize))), CASE(TIOCSWINSZ, ARGS(IN(&sct_t_winsize))),
	CASE(TCXONC, ARGS(ENUM_LONG(tty_xonc))), CASE(TCFLSH, ARGS(ENUM_LONG(tty_flush))),
	CASE(TCSBRK, ARGS(T_INT)), CASE(TCSBRKP, ARGS(T_INT)), CASE(TIOCSCTTY, ARGS(T_INT)),
	CASE(TIOCGPGRP, ARGS(OUT(T_PID))), CASE(TIOCSPGRP, ARGS(IN(T_PID))),
	CASE(TIOCGSID, ARGS(OUT(T_PID))), CASE(TIOCGETD, GET_INT), CASE(TIOCSETD, SET_INT),
	CASE(TIOCMGET, ARGS(OUT(FLAGS(tty_modem)))), CASE(TIOCMSET, ARGS(IN(FLAGS(tty_modem)))),
	CASE(TIOCMBIS, ARGS(IN(FLAGS(tty_modem)))), CASE(TIOCMBIC, ARGS(IN(FLAGS(tty_modem)))),
	CASE(TIOCOUTQ, GET_INT), CASE(TIOCGPTN, GET_INT), CASE(TIOCSPTLCK, SET_INT),
	CASE(TIOCPKT, SET_INT), CASE(TIOCGEXCL, GET_INT), CASE(TIOCGSOFTCAR, GET_INT),
	CASE(TIOCSSOFTCAR, SET_INT), CASE(TIOCGDEV, GET_INT),
	CASE(TIOCSTI, ARGS(IN_BUF(LEN_N(1)))),
	CASE(TIOCEXCL, NOTHING), CASE(TIOCNXCL, NOTHING), CASE(TIOCNOTTY, NOTHING),
	CASE(TIOCCONS, NOTHING), CASE(TIOCVHANGUP, NOTHING), CASE(TIOCSBRK, NOTHING),
	CASE(TIOCCBRK, NOTHING), CASE(TIOCSSERIAL, NOTHING),
	CASE(KDSETMODE, ARGS(ENUM_LONG(kd_modes))), CASE(KDSKBMODE, ARGS(ENUM_LONG(kd_keyboards))),

	/* Any descriptor */
	CASE(FIONREAD, GET_INT), CASE(FIONBIO, SET_INT), CASE(FIOASYNC, SET_INT),
	CASE(FIOCLEX, NOTHING), CASE(FIONCLEX, NOTHING), CASE(FIOSETOWN, SET_INT),
	CASE(FIOGETOWN, GET_INT),

	/* Files */
	CASE(FS_IOC_GETFLAGS, ARGS(OUT(FLAGS(inode_flags)))),
	CASE(FS_IOC_SETFLAGS, ARGS(IN(FLAGS(inode_flags)))),
	CASE(FS_IOC32_GETFLAGS, ARGS(OUT(FLAGS(inode_flags)))),
	CASE(FS_IOC32_SETFLAGS, ARGS(IN(FLAGS(inode_flags)))),
	CASE(FS_IOC_FSGETXATTR, ARGS(OUT(&sct_t_get_fsxattr))),
	CASE(FS_IOC_FSSETXATTR, ARGS(IN(&sct_t_set_fsxattr))),
	CASE(FS_IOC_GETFSLABEL, ARGS(OUT_STR)), CASE(FS_IOC_SETFSLABEL, ARGS(T_STR)),
	CASE(FS_IOC_FIEMAP, ARGS(&sct_t_fiemap_arg)), CASE(FICLONE, ARGS(T_INT)),
	CASE(FICLONERANGE, ARGS(IN(&sct_t_clone_range))),
	CASE(FITRIM, ARGS(IN(&sct_t_trim_range))), CASE(FIFREEZE, NOTHING), CASE(FITHAW, NOTHING),

	/* Block devices */
	CASE(BLKGETSIZE, GET_LONG), CASE(BLKGETSIZE64, ARGS(OUT(T_U64))), CASE(BLKROSET, SET_INT),
	CASE(BLKROGET, GET_INT), CASE(BLKRRPART, NOTHING), CASE(BLKFLSBUF, NOTHING),
	CASE(BLKRASET, VALUE), CASE(BLKFRASET, VALUE), CASE(BLKRAGET, GET_LONG),
	CASE(BLKFRAGET, GET_LONG), CASE(BLKSECTGET, ARGS(OUT(T_U16))), CASE(BLKSSZGET, GET_INT),
	CASE(BLKBSZGET, GET_INT), CASE(BLKBSZSET, SET_INT), CASE(BLKIOMIN, ARGS(OUT(T_UINT))),
	CASE(BLKIOOPT, ARGS(OUT(T_UINT))), CASE(BLKALIGNOFF, GET_INT),
	CASE(BLKPBSZGET, ARGS(OUT(T_UINT))), CASE(BLKDISCARDZEROES, ARGS(OUT(T_UINT))),
	CASE(BLKROTATIONAL, ARGS(OUT(T_U16))), CASE(BLKDISCARD, ARGS(IN_RANGE)),
	CASE(BLKSECDISCARD, ARGS(IN_RANGE)), CASE(BLKZEROOUT, ARGS(IN_RANGE)),
	CASE(BLKPG, ARGS(IN(&sct_t_blkpg))), CASE(HDIO_GETGEO, ARGS(OUT(&sct_t_hd_geometry))),
	CASE(LOOP_SET_FD, ARGS(T_FD)), CASE(LOOP_CHANGE_FD, ARGS(T_FD)),
	CASE(LOOP_CLR_FD, NOTHING), CASE(LOOP_SET_CAPACITY, NOTHING),
	CASE(LOOP_CTL_GET_FREE, NOTHING), CASE(LOOP_SET_DIRECT_IO, VALUE),
	CASE(LOOP_SET_BLOCK_SIZE, VALUE), CASE(LOOP_CTL_ADD, ARGS(T_INT)),
	CASE(LOOP_CTL_REMOVE, ARGS(T_INT)), CASE(LOOP_SET_STATUS, ARGS(IN(&sct_t_loop_info))),
	CASE(LOOP_GET_STATUS, ARGS(OUT(&sct_t_loop_info))),
	CASE(LOOP_SET_STATUS64, ARGS(IN(&sct_t_loop_info64))),
	CASE(LOOP_GET_STATUS64, ARGS(OUT(&sct_t_loop_info64))),
	CASE(LOOP_CONFIGURE, ARGS(IN(&sct_t_loop_config))),

	/* Sockets and network interfaces */
	CASE(SIOCSPGRP, SET_INT), CASE(SIOCGPGRP, GET_INT), CASE(SIOCATMARK, GET_INT),
	CASE(SIOCOUTQNSD, GET_INT), CASE(SIOCGIFENCAP, GET_INT), CASE(SIOCSIFENCAP, SET_INT),
	IFR_GET(NAME, name), IFR_SET(NAME, newname), IFR_BOTH(FLAGS, flags), IFR_BOTH(ADDR, addr),
	IFR_BOTH(DSTADDR, dstaddr), IFR_BOTH(BRDADDR, broadaddr), IFR_BOTH(NETMASK, netmask),
	IFR_BOTH(METRIC, metric), IFR_BOTH(MTU, mtu), IFR_BOTH(HWADDR, hwaddr),
	IFR_BOTH(SLAVE, slave), IFR_BOTH(TXQLEN, qlen), IFR_BOTH(MAP, map), IFR_GET(INDEX, index),
	IFR_SET(HWBROADCAST, hwaddr), CASE(SIOCADDMULTI, ARGS(&sct_t_set_if_hwaddr)),
	CASE(SIOCDELMULTI, ARGS(&sct_t_set_if_hwaddr)), CASE(SIOCBRADDBR, ARGS(T_STR)),
	CASE(SIOCBRDELBR, ARGS(T_STR)), CASE(SIOCBRADDIF, ARGS(&sct_t_bridge_if)),
	CASE(SIOCBRDELIF, ARGS(&sct_t_bridge_if)),

	/* Clocks, random numbers */
	CASE(RTC_RD_TIME, ARGS(OUT(&sct_t_rtc_time))),
	CASE(RTC_SET_TIME, ARGS(IN(&sct_t_rtc_time))),
	CASE(RTC_ALM_READ, ARGS(OUT(&sct_t_rtc_time))),
	CASE(RTC_ALM_SET, ARGS(IN(&sct_t_rtc_time))),
	CASE(RTC_WKALM_RD, ARGS(OUT(&sct_t_rtc_wkalrm))),
	CASE(RTC_WKALM_SET, ARGS(IN(&sct_t_rtc_wkalrm))),
	CASE(RTC_PLL_GET, ARGS(OUT(&sct_t_rtc_pll))), CASE(RTC_PLL_SET, ARGS(IN(&sct_t_rtc_pll))),
	CASE(RTC_IRQP_READ, GET_LONG), CASE(RTC_EPOCH_READ, GET_LONG), CASE(RTC_IRQP_SET, VALUE),
	CASE(RTC_EPOCH_SET, VALUE), CASE(RTC_VL_CLR, NOTHING), CASE(RTC_AIE_ON, NOTHING),
	CASE(RTC_AIE_OFF, NOTHING), CASE(RTC_UIE_ON, NOTHING), CASE(RTC_UIE_OFF, NOTHING),
	CASE(RTC_PIE_ON, NOTHING), CASE(RTC_PIE_OFF, NOTHING), CASE(RTC_WIE_ON, NOTHING),
	CASE(RTC_WIE_OFF, NOTHING),
	CASE(RNDGETENTCNT, GET_INT), CASE(RNDADDTOENTCNT, SET_INT),
	CASE(RNDADDENTROPY, ARGS(&sct_t_rand_pool)), CASE(RNDZAPENTCNT, NOTHING),
	CASE(RNDCLEARPOOL, NOTHING), CASE(RNDRESEEDCRNG, NOTHING),

	/* The same of 32-bit programs, where the size of a long is in the number */
	CASE(0x80041272, ARGS(OUT(T_U64))), CASE(0x80041270, GET_INT), CASE(0x40041271, SET_INT),
	CASE(0x8004700b, GET_LONG), CASE(0x4004700c, VALUE), CASE(0x8004700d, GET_LONG),
	CASE(0x4004700e, VALUE), CASE(0x801c7011, ARGS(OUT(&sct_t_rtc_pll))),
	CASE(0x401c7012, ARGS(IN(&sct_t_rtc_pll))),

	/* userfaultfd, seccomp, perf */
	CASE(UFFDIO_UNREGISTER, ARGS(IN(&sct_t_uffd_range))),
	CASE(UFFDIO_WAKE, ARGS(IN(&sct_t_uffd_range))),
	CASE(UFFDIO_API, ARGS(&sct_t_uffd_api)), CASE(UFFDIO_REGISTER, ARGS(&sct_t_uffd_register)),
	CASE(UFFDIO_COPY, ARGS(&sct_t_uffd_copy)),
	CASE(UFFDIO_ZEROPAGE, ARGS(&sct_t_uffd_zeropage)),
	CASE(SECCOMP_IOCTL_NOTIF_ID_VALID, ARGS(IN(T_HEX64))),
	CASE(SECCOMP_IOCTL_NOTIF_SEND, ARGS(IN(&sct_t_notif_resp))),
	CASE(SECCOMP_IOCTL_NOTIF_ADDFD, ARGS(IN(&sct_t_notif_addfd))),
	CASE(PERF_EVENT_IOC_ENABLE, PERF_FLAGS), CASE(PERF_EVENT_IOC_DISABLE, PERF_FLAGS),
	CASE(PERF_EVENT_IOC_RESET, PERF_FLAGS), CASE(PERF_EVENT_IOC_REFRESH, ARGS(T_INT)),
	CASE(PERF_EVENT_IOC_SET_OUTPUT, ARGS(T_FD)), CASE(PERF_EVENT_IOC_SET_BPF, ARGS(T_FD)),
	CASE(PERF_EVENT_IOC_PAUSE_OUTPUT, VALUE), CASE(PERF_EVENT_IOC_PERIOD, ARGS(IN(T_U64))),
	CASE(PERF_EVENT_IOC_ID, ARGS(OUT(T_U64))), CASE(PERF_EVENT_IOC_SET_FILTER, ARGS(T_STR)),

	/* Virtual machines, input, others whose argument is a number or nothing */
	CASE(KVM_CHECK_EXTENSION, ARGS(ENUM_LONG(kvm_capabilities))),
	CASE(KVM_CREATE_VM, ARGS(T_HEXLONG), RET(T_FD)),
	CASE(KVM_CREATE_VCPU, ARGS(T_INT), RET(T_FD)),
	CASE(KVM_RUN, ARGS(T_HEXLONG)), CASE(KVM_GET_API_VERSION, ARGS(T_HEXLONG)),
	CASE(KVM_GET_VCPU_MMAP_SIZE, ARGS(T_HEXLONG)),
	CASE(KVM_SET_USER_MEMORY_REGION, ARGS(IN(&sct_t_kvm_memory))),
	CASE(EVIOCRMFF, ARGS(T_INT)), CASE(EVIOCGRAB, VALUE), CASE(EVIOCREVOKE, VALUE),
	CASE(INOTIFY_IOC_SETNEXTWD, ARGS(T_INT)), CASE(KDSETLED, ARGS(FLAGS_LONG(kd_leds))),
	CASE(HDIO_SET_MULTCOUNT, VALUE), CASE(HDIO_SET_UNMASKINTR, VALUE),
	CASE(HDIO_SET_KEEPSETTINGS, VALUE), CASE(HDIO_SET_32BIT, VALUE),
	CASE(HDIO_SET_NOWERR, VALUE), CASE(HDIO_SET_DMA, VALUE), CASE(HDIO_SET_PIO_MODE, VALUE),
	CASE(HDIO_SET_WCACHE, VALUE), CASE(HDIO_SET_ACOUSTIC, VALUE), CASE(HDIO_SET_ADDRESS, VALUE),
	CASE(HDIO_UNREGISTER_HWIF, VALUE), CASE(NBD_SET_SOCK, ARGS(T_FD)),
	CASE(NBD_SET_BLKSIZE, VALUE), CASE(NBD_SET_SIZE, VALUE), CASE(NBD_SET_SIZE_BLOCKS, VALUE),
	CASE(NBD_SET_TIMEOUT, VALUE), CASE(NBD_DO_IT, NOTHING), CASE(NBD_CLEAR_SOCK, NOTHING),
	CASE(NBD_CLEAR_QUE, NOTHING), CASE(NBD_PRINT_DEBUG, NOTHING), CASE(NBD_DISCONNECT, NOTHING),
	CASE(BLKTRACESTART, NOTHING), CASE(BLKTRACESTOP, NOTHING), CASE(BLKTRACETEARDOWN, NOTHING),
	CASE(NS_GET_USERNS, NOTHING, RET(T_FD)), CASE(NS_GET_PARENT, NOTHING, RET(T_FD)),
	CASE(NS_GET_NSTYPE, NOTHING), CASE(WDIOC_KEEPALIVE, NOTHING), CASE(KDENABIO, NOTHING),
	CASE(KDDISABIO, NOTHING), CASE(KDMAPDISP, NOTHING), CASE(KDUNMAPDISP, NOTHING),
	CASE(PIO_FONTRESET, NOTHING), CASE(BTRFS_IOC_SYNC, NOTHING),
	CASE(BTRFS_IOC_SCRUB_CANCEL, NOTHING), CASE(BTRFS_IOC_QUOTA_RESCAN_WAIT, NOTHING),
	CASE(BTRFS_IOC_TRANS_START, NOTHING), CASE(BTRFS_IOC_TRANS_END, NOTHING),
};

const struct sct_annotation sct_calls_ioctl[] = {
	SYSCALL(ioctl, ARGS(T_FD, &t_request, SWITCH(1, cases, ARGS(T_HEXLONG)))),
	{ .name = NULL }
};
