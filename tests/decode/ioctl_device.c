// SPDX-License-Identifier: GPL-2.0
/* The ioctls of clocks, pins, counters, receivers, flash memory, SCSI devices, KVM, seccomp, perf. */
#include "cases.h"

#include <linux/counter.h>
#include <linux/gpio.h>
#include <linux/kvm.h>
#include <linux/lirc.h>
#include <linux/nsfs.h>
#include <linux/perf_event.h>
#include <linux/ptp_clock.h>
#include <linux/random.h>
#include <linux/rtc.h>
#include <linux/tee.h>
#include <linux/userfaultfd.h>
#include <linux/watchdog.h>
#include <mtd/mtd-user.h>
#include <mtd/ubi-user.h>
#include <scsi/sg.h>

#define IOCTL(result, request, arg)	CALL("ioctl", result, 3, request, arg)
#define EACH(list, result, arg)		each(list, sizeof(list) / sizeof((list)[0]), result, arg)

static unsigned char bytes[16384], zeros[16384];

static const unsigned int clocks[] = {
	PTP_CLOCK_GETCAPS, PTP_CLOCK_GETCAPS2, PTP_EXTTS_REQUEST, PTP_EXTTS_REQUEST2,
	PTP_PEROUT_REQUEST, PTP_PEROUT_REQUEST2, PTP_ENABLE_PPS, PTP_ENABLE_PPS2, PTP_SYS_OFFSET,
	PTP_SYS_OFFSET2, PTP_SYS_OFFSET_EXTENDED, PTP_SYS_OFFSET_EXTENDED2,
	PTP_SYS_OFFSET_PRECISE, PTP_SYS_OFFSET_PRECISE2, PTP_PIN_GETFUNC, PTP_PIN_GETFUNC2,
	PTP_PIN_SETFUNC, PTP_PIN_SETFUNC2, RTC_RD_TIME, RTC_SET_TIME, RTC_ALM_READ, RTC_ALM_SET,
	RTC_WKALM_RD, RTC_WKALM_SET, RTC_PARAM_GET, RTC_PARAM_SET, RTC_VL_READ, RTC_VL_CLR,
	RTC_AIE_ON, RTC_PIE_OFF,
};
static const unsigned int pins[] = {
	GPIO_GET_CHIPINFO_IOCTL, GPIO_GET_LINEINFO_UNWATCH_IOCTL, GPIO_GET_LINEINFO_IOCTL,
	GPIO_GET_LINEINFO_WATCH_IOCTL, GPIO_GET_LINEHANDLE_IOCTL, GPIO_GET_LINEEVENT_IOCTL,
	GPIOHANDLE_GET_LINE_VALUES_IOCTL, GPIOHANDLE_SET_LINE_VALUES_IOCTL,
	GPIOHANDLE_SET_CONFIG_IOCTL, GPIO_V2_GET_LINEINFO_IOCTL, GPIO_V2_GET_LINEINFO_WATCH_IOCTL,
	GPIO_V2_GET_LINE_IOCTL, GPIO_V2_LINE_SET_CONFIG_IOCTL, GPIO_V2_LINE_GET_VALUES_IOCTL,
	GPIO_V2_LINE_SET_VALUES_IOCTL, COUNTER_ADD_WATCH_IOCTL, COUNTER_ENABLE_EVENTS_IOCTL,
	COUNTER_DISABLE_EVENTS_IOCTL,
};
static const unsigned int receivers[] = {
	LIRC_GET_FEATURES, LIRC_GET_SEND_MODE, LIRC_SET_REC_MODE, LIRC_GET_REC_RESOLUTION,
	LIRC_SET_SEND_CARRIER, LIRC_SET_TRANSMITTER_MASK, LIRC_SET_WIDEBAND_RECEIVER,
	WDIOC_GETSTATUS, WDIOC_GETTIMEOUT, WDIOC_SETTIMEOUT, WDIOC_SETPRETIMEOUT, WDIOC_KEEPALIVE,
	TEE_IOC_VERSION, TEE_IOC_SHM_ALLOC, TEE_IOC_CLOSE_SESSION, TEE_IOC_CANCEL,
};
static const unsigned int machines[] = {
	KVM_GET_REGS, KVM_SET_REGS, KVM_GET_SREGS, KVM_SET_SREGS, KVM_SET_USER_MEMORY_REGION,
	RNDGETENTCNT, RNDADDTOENTCNT, RNDZAPENTCNT, UFFDIO_UNREGISTER, UFFDIO_WAKE, UFFDIO_API,
	UFFDIO_REGISTER, UFFDIO_COPY, UFFDIO_ZEROPAGE, SECCOMP_IOCTL_NOTIF_RECV,
	SECCOMP_IOCTL_NOTIF_SEND, SECCOMP_IOCTL_NOTIF_ID_VALID, SECCOMP_IOCTL_NOTIF_ADDFD,
	PERF_EVENT_IOC_ENABLE, PERF_EVENT_IOC_PERIOD, NS_GET_OWNER_UID,
};
static const unsigned int storage[] = {
	MEMGETINFO, MEMERASE, MEMLOCK, MEMUNLOCK, MEMISLOCKED, MEMERASE64, MEMGETBADBLOCK,
	MEMSETBADBLOCK, MEMGETREGIONCOUNT, OTPGETREGIONCOUNT, OTPGETREGIONINFO, OTPLOCK, OTPSELECT,
	ECCGETSTATS, MEMGETREGIONINFO, MTDFILEMODE, UBI_IOCVOLRMBLK, UBI_IOCVOLCRBLK, UBI_IOCEBER,
	UBI_IOCEBUNMAP, UBI_IOCEBISMAP, UBI_IOCRMVOL, UBI_IOCDET, UBI_IOCVOLUP, UBI_IOCEBCH,
	UBI_IOCEBMAP, UBI_IOCRSVOL, UBI_IOCSETVOLPROP, SG_GET_TIMEOUT, SG_SET_TIMEOUT,
	SG_EMULATED_HOST, SG_SET_RESERVED_SIZE, SG_GET_SCSI_ID, SG_SCSI_RESET, SG_NEXT_CMD_LEN,
};

static void each(const unsigned int *list, size_t nr, int64_t result, uint64_t arg)
{
	size_t i;

	for (i = 0; i < nr; i++)
		IOCTL(result, list[i], arg);
}

#define WITH(list) do { \
	EACH(list, 0, A(bytes)); \
	EACH(list, 0, A(zeros)); \
	EACH(list, -EINVAL, A(bytes)); \
	EACH(list, 0, BAD); \
} while (0)

/* The first word of a structure decides. */
static void small(const unsigned int *list, size_t nr)
{
	static unsigned int words[2048];
	unsigned int i;

	for (i = 0; i < 40; i++) {
		words[0] = i < 8 ? i : 1U << (i - 8);
		words[1] = words[0] * 3;
		each(list, nr, 0, A(words));
	}
}

static void cpuids(void)
{
	static struct { struct kvm_cpuid2 head; struct kvm_cpuid_entry2 entries[3]; } cpuid = {
		{ .nent = 3 }, { { .function = 1, .flags = 1 }, { .flags = 6 }, { .flags = 8 } }
	};
	unsigned int i;

	for (i = 0; i < 5; i++) {
		cpuid.head.nent = i;
		IOCTL(0, KVM_SET_CPUID2, EDGE(cpuid));
		IOCTL(0, KVM_GET_SUPPORTED_CPUID, EDGE(cpuid));
		IOCTL(-E2BIG, KVM_GET_EMULATED_CPUID, A(&cpuid));
	}
}

static void notifications(void)
{
	static const unsigned int archs[] = { 0xc000003e, 0x40000003, 0xc00000b7, 5 };
	static struct seccomp_notif notif;
	unsigned int i;

	for (i = 0; i < 40; i++) {
		IOCTL(0, SECCOMP_IOCTL_NOTIF_RECV, A(&notif));
		notif.data.arch = archs[i % 4];
		notif.data.nr = (int)i * 11;
		notif.data.instruction_pointer = i;
		notif.id = notif.pid = i;
	}
	IOCTL(-ENOENT, SECCOMP_IOCTL_NOTIF_RECV, A(&notif));
	IOCTL(0, SECCOMP_IOCTL_NOTIF_RECV, EDGE(notif));
	memset(&notif, 0, sizeof(notif));
	IOCTL(-EINTR, SECCOMP_IOCTL_NOTIF_RECV, A(&notif));
}

static void returns(void)
{
	static const unsigned int results[] = { 0x80, 0x20000, 0x2000000, 0x10000000, 0x40000000, 3 };
	static struct { struct perf_event_query_bpf head; unsigned int ids[4]; } query = {
		{ 4, 2 }, { 1, 2, 3, 4 } };
	unsigned int i;

	for (i = 0; i < sizeof(results) / sizeof(results[0]); i++)
		IOCTL(results[i], NS_GET_NSTYPE, 0);
	IOCTL(0, PERF_EVENT_IOC_QUERY_BPF, EDGE(query));
	IOCTL(-ENOSPC, PERF_EVENT_IOC_QUERY_BPF, EDGE(query));
	query.head.prog_cnt = 9;
	IOCTL(0, PERF_EVENT_IOC_QUERY_BPF, EDGE(query));
}

static void cases(void)
{
	unsigned int i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i + 1);
	CASE("clocks");
	WITH(clocks);
	CASE("pins and counters");
	WITH(pins);
	CASE("receivers, watchdogs, trusted environments");
	WITH(receivers);
	CASE("machines, random numbers, faults, filters");
	WITH(machines);
	CASE("flash memory and SCSI devices");
	WITH(storage);
	CASE("clocks: small numbers");
	small(clocks, 18);
	CASE("pins: small numbers");
	small(pins, sizeof(pins) / sizeof(pins[0]));
	CASE("receivers: small numbers");
	small(receivers, sizeof(receivers) / sizeof(receivers[0]));
	CASE("flash memory: small numbers");
	small(storage, sizeof(storage) / sizeof(storage[0]));
	CASE("receivers, flash memory, KVM: NULL");
	EACH(receivers, 0, 0);
	EACH(storage, 0, 0);
	EACH(machines, 0, 0);
	CASE("KVM: features of the processor");
	cpuids();
	CASE("seccomp: notifications");
	notifications();
	CASE("namespaces, programs of perf events");
	returns();

	I386();
	CASE("clocks and pins, i386");
	WITH(clocks);
	WITH(pins);
	CASE("machines and storage, i386");
	WITH(machines);
	WITH(storage);
	notifications();
}
