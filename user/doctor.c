// SPDX-License-Identifier: GPL-2.0
/* Looks at everything that tracing needs, one after another. */
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "doctor.h"
#include "sctrace_abi.h"

/* Of the variable SecureBoot, behind four bytes of attributes. */
#define SECURE_BOOT \
	"/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
#define MAX_FILE	(16U << 20)

/**
 * struct doctor - one visit
 * @sb: the report
 * @patient: what is looked at
 * @loaded: the module is
 * @sound: nothing was found so far
 */
struct doctor {
	struct strbuf *sb;
	const struct sct_patient *patient;
	bool loaded;
	bool sound;
};

/* --- lines ------------------------------------------------------------------ */

__attribute__((format(printf, 3, 4)))
static void line(struct doctor *d, const char *verdict, const char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	sb_printf(d->sb, "%-5s %s\n", verdict, text);
}

#define ok(d, ...)	line(d, "ok", __VA_ARGS__)
#define note(d, ...)	line(d, "note", __VA_ARGS__)
#define to_do(d, ...)	line(d, "", "  " __VA_ARGS__)
#define bad(d, ...)	((d)->sound = false, line(d, "not", __VA_ARGS__))

/* --- files ------------------------------------------------------------------ */

/* What is in a file of the patient's; false: nothing can be read there. */
static bool read_file(const struct doctor *d, const char *path, struct strbuf *text)
{
	struct strbuf name = STRBUF_INIT;
	ssize_t got = -1;
	int fd;

	sb_reset(text);
	sb_printf(&name, "%s%s", d->patient->root, path);
	fd = open(sb_cstr(&name), O_RDONLY | O_CLOEXEC);
	sb_free(&name);
	if (fd < 0)
		return false;
	while (text->len < MAX_FILE) {
		sb_grow(text, 65536);
		got = read(fd, text->buf + text->len, 65536);
		if (got <= 0)
			break;
		text->len += (size_t)got;
	}
	close(fd);
	return got >= 0;
}

static bool exists(const struct doctor *d, const char *path)
{
	struct strbuf name = STRBUF_INIT;
	bool found;

	sb_printf(&name, "%s%s", d->patient->root, path);
	found = !access(sb_cstr(&name), F_OK);
	sb_free(&name);
	return found;
}

/* Whether it begins with @word. */
static bool says(const struct doctor *d, const char *path, const char *word)
{
	struct strbuf text = STRBUF_INIT;
	bool found = read_file(d, path, &text) && strstr(sb_cstr(&text), word) == text.buf;

	sb_free(&text);
	return found;
}

static long number_in(const struct doctor *d, const char *path)
{
	struct strbuf text = STRBUF_INIT;
	long number = -1;

	if (read_file(d, path, &text) && text.len)
		number = strtol(sb_cstr(&text), NULL, 10);
	sb_free(&text);
	return number;
}

/* --- what is looked at -------------------------------------------------------- */

static void look_at_kernel(struct doctor *d)
{
	static const unsigned int tested[][2] = { { 5, 10 }, { 6, 1 }, { 6, 12 }, { 7, 0 } };
	const char *release = d->patient->release;
	unsigned int major = 0, minor = 0, i;
	struct strbuf path = STRBUF_INIT, config = STRBUF_INIT;

	sscanf(release, "%u.%u", &major, &minor);
	for (i = 0; i < sizeof(tested) / sizeof(tested[0]); i++)
		if (major == tested[i][0] && (minor == tested[i][1] || major == 7))
			break;
	if (i < sizeof(tested) / sizeof(tested[0]))
		ok(d, "kernel: %s: sctrace was tested with Linux %u.%u", release, major, minor);
	else if (major < 5 || (major == 5 && minor < 10))
		bad(d, "kernel: %s: older than 5.10, which the module needs", release);
	else
		note(d, "kernel: %s: sctrace was not tested with Linux %u.%u; it was with 5.10, 6.1, "
		     "6.12 and 7", release, major, minor);

	sb_printf(&path, "/boot/config-%s", release);
	if (read_file(d, sb_cstr(&path), &config)) {
		if (strstr(sb_cstr(&config), "CONFIG_FTRACE_SYSCALLS=y")) {
			ok(d, "tracepoints: the kernel has those of system calls");
		} else {
			bad(d, "tracepoints: this kernel was built without CONFIG_FTRACE_SYSCALLS");
			to_do(d, "use a kernel with it: those of Debian have it");
		}
	}
	sb_free(&path);
	sb_free(&config);
}

static bool signatures_are_enforced(const struct doctor *d)
{
	struct strbuf text = STRBUF_INIT;
	bool locked = read_file(d, "/sys/kernel/security/lockdown", &text) &&
		      !strstr(sb_cstr(&text), "[none]");

	sb_free(&text);
	return locked || says(d, "/sys/module/module/parameters/sig_enforce", "Y");
}

static bool secure_boot(const struct doctor *d)
{
	struct strbuf text = STRBUF_INIT;
	bool on = read_file(d, SECURE_BOOT, &text) && text.len == 5 && text.buf[4] == 1;

	sb_free(&text);
	return on;
}

/* A kernel that takes signed modules only. */
static void look_at_signatures(struct doctor *d)
{
	const char *boot = secure_boot(d) ? "Secure Boot is on" : "Secure Boot is off";

	if (!signatures_are_enforced(d)) {
		ok(d, "signatures: %s, and the kernel takes modules without one", boot);
		return;
	}
	if (d->loaded) {
		ok(d, "signatures: %s; the kernel wants them, and took the module's", boot);
		return;
	}
	bad(d, "signatures: %s, and the kernel (lockdown) takes only signed modules", boot);
	to_do(d, "DKMS signs the module with a key of this machine; tell the firmware of it, once:");
	to_do(d, "  sudo mokutil --import /var/lib/dkms/mok.pub   (it asks for a new password)");
	to_do(d, "  reboot; in the blue screen choose \"Enroll MOK\" and give that password");
	to_do(d, "without DKMS, sign it with a key that is enrolled so:");
	to_do(d, "  sudo /usr/lib/linux-kbuild-*/scripts/sign-file sha256 KEY CERT "
	      "$(modinfo -n sctrace)");
}

/* Whether modprobe would find one for this kernel. */
static bool is_installed(const struct doctor *d)
{
	struct strbuf path = STRBUF_INIT, text = STRBUF_INIT;
	bool found;

	sb_printf(&path, "/lib/modules/%s/modules.dep", d->patient->release);
	found = read_file(d, sb_cstr(&path), &text) && strstr(sb_cstr(&text), "/sctrace.ko");
	sb_free(&path);
	sb_free(&text);
	return found;
}

static void look_at_module(struct doctor *d)
{
	const char *release = d->patient->release;

	if (d->loaded) {
		ok(d, "module: loaded");
		return;
	}
	bad(d, "module: not loaded");
	if (is_installed(d)) {
		to_do(d, "sudo modprobe sctrace");
		return;
	}
	to_do(d, "there is none for this kernel in /lib/modules/%s;", release);
	to_do(d, "with the package sctrace-dkms: sudo apt-get install linux-headers-%s", release);
	to_do(d, "  (dkms status says how building it went)");
	to_do(d, "from the sources: make && sudo make install; then: sudo modprobe sctrace");
}

static void look_at_sessions(struct doctor *d)
{
	long users = d->loaded ? number_in(d, "/sys/module/sctrace/refcnt") : 0;

	if (users > 0)
		note(d, "sessions: the module is in use by others; that is no obstacle, but it "
		     "cannot be unloaded now");
}

/* The versions of the contract between the module and us. */
static void look_at_abi(struct doctor *d, int fd)
{
	struct sct_info info = { .size = sizeof(info) };

	if (ioctl(fd, SCT_IOC_INFO, &info)) {
		if (errno == E2BIG)
			bad(d, "version: the module is older than this sctrace");
		else
			bad(d, "version: %s is not the device of the sctrace module: %s",
			    d->patient->device, strerror(errno));
		to_do(d, "install module and program from the same release; then:");
		to_do(d, "  sudo modprobe -r sctrace && sudo modprobe sctrace");
		return;
	}
	if (info.abi_version == SCT_ABI_VERSION) {
		ok(d, "version: module and program both speak version %u", SCT_ABI_VERSION);
		return;
	}
	bad(d, "version: the module speaks version %u, this program version %u: the %s is older",
	    info.abi_version, SCT_ABI_VERSION,
	    info.abi_version < SCT_ABI_VERSION ? "module" : "program");
	to_do(d, "install both from the same release; then:");
	to_do(d, "  sudo modprobe -r sctrace && sudo modprobe sctrace");
}

static void look_at_device(struct doctor *d)
{
	const char *device = d->patient->device;
	struct stat st;
	int fd;

	if (stat(device, &st)) {
		if (!d->loaded)
			return;	/* with the module, it will come */
		bad(d, "device: %s: %s", device, strerror(errno));
		to_do(d, "sudo modprobe -r sctrace && sudo modprobe sctrace   (devtmpfs makes it)");
		to_do(d, "in a container: hand it in, as with --device %s", device);
		return;
	}
	if (!S_ISCHR(st.st_mode)) {
		bad(d, "device: %s is no character device", device);
		to_do(d, "remove it, and load the module again");
		return;
	}
	ok(d, "device: %s: mode %04o, user %u, group %u", device, st.st_mode & 07777, st.st_uid,
	   st.st_gid);
	fd = open(device, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0) {
		bad(d, "permission: %s: %s", device, strerror(errno));
		to_do(d, "run sctrace as root, or have an administrator open the device to a "
		      "group: see the udev rule in sctrace(4)");
		return;
	}
	ok(d, "permission: %s can be opened", device);
	look_at_abi(d, fd);
	close(fd);
}

static void look_at_rights(struct doctor *d)
{
	long yama = number_in(d, "/proc/sys/kernel/yama/ptrace_scope");

	if (d->patient->trace_any)
		ok(d, "rights: every process can be traced (CAP_SYS_PTRACE)");
	else
		note(d, "rights: only your own processes can be traced; as root, all of them");
	if (yama >= 3) {
		bad(d, "yama: ptrace_scope is %ld: nobody may trace, not even root", yama);
		to_do(d, "restart the machine without kernel.yama.ptrace_scope = 3");
	} else if (yama > 0 && !d->patient->trace_any) {
		note(d, "yama: ptrace_scope is %ld: without CAP_SYS_PTRACE, %s", yama,
		     yama == 1 ? "only what sctrace starts can be traced" : "nothing can be traced");
	}
}

bool sct_doctor(struct strbuf *sb, const struct sct_patient *patient)
{
	struct doctor d = { .sb = sb, .patient = patient, .sound = true };

	d.loaded = exists(&d, "/sys/module/sctrace");
	look_at_kernel(&d);
	look_at_module(&d);
	look_at_signatures(&d);
	look_at_sessions(&d);
	look_at_device(&d);
	look_at_rights(&d);
	return d.sound;
}

static bool may_trace_any(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];

	return !syscall(SYS_capget, &header, data) && data[0].effective >> CAP_SYS_PTRACE & 1;
}

bool sct_doctor_here(struct strbuf *sb)
{
	struct utsname uts;
	struct sct_patient here = {
		.root = "", .device = SCT_DEVICE, .trace_any = may_trace_any(),
	};

	here.release = uname(&uts) ? "" : uts.release;
	return sct_doctor(sb, &here);
}
