// SPDX-License-Identifier: GPL-2.0
/* --doctor, with systems made of a few files. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doctor.h"

#include "kselftest_harness.h"

static char root[] = "/tmp/sctrace-doctor-XXXXXX";
static struct strbuf report;

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

FIXTURE(system) {
	struct sct_patient patient;
};

FIXTURE_SETUP(system)
{
	strcpy(root + strlen(root) - 6, "XXXXXX");
	ASSERT_NE(NULL, mkdtemp(root));
	self->patient = (struct sct_patient){
		.root = root, .device = "/nowhere/sctrace", .release = "6.1.0-1-amd64", .trace_any = true,
	};
	sb_reset(&report);
}

FIXTURE_TEARDOWN(system)
{
	nftw(root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* A file of the system, with the directories above it. */
static void put(const char *path, const void *text, size_t len)
{
	char name[512], *slash;
	FILE *file;

	snprintf(name, sizeof(name), "%s%s", root, path);
	for (slash = name + strlen(root) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(name, 0700);
		*slash = '/';
	}
	file = fopen(name, "w");
	fwrite(text, 1, len, file);
	fclose(file);
}

#define PUT(path, text)	put(path, text, strlen(text))

#define SAYS(want)	EXPECT_NE(NULL, strstr(sb_cstr(&report), want)) TH_LOG("%s", sb_cstr(&report))
#define SAYS_NOT(want)	EXPECT_EQ(NULL, strstr(sb_cstr(&report), want)) TH_LOG("%s", sb_cstr(&report))

TEST_F(system, nothing_is_installed)
{
	EXPECT_FALSE(sct_doctor(&report, &self->patient));
	SAYS("ok    kernel: 6.1.0-1-amd64");
	SAYS("not   module: not loaded\n");
	SAYS("sudo apt-get install linux-headers-6.1.0-1-amd64");
	SAYS_NOT("device:");
}

TEST_F(system, the_module_is_installed)
{
	PUT("/lib/modules/6.1.0-1-amd64/modules.dep", "kernel/a.ko: kernel/b.ko\nupdates/dkms/sctrace.ko:\n");
	EXPECT_FALSE(sct_doctor(&report, &self->patient));
	SAYS("not   module: not loaded\n        sudo modprobe sctrace\n");
}

TEST_F(system, it_is_loaded_and_its_device_is_not_there)
{
	PUT("/sys/module/sctrace/refcnt", "2\n");
	PUT("/boot/config-6.1.0-1-amd64", "CONFIG_X=y\nCONFIG_FTRACE_SYSCALLS=y\n");
	EXPECT_FALSE(sct_doctor(&report, &self->patient));
	SAYS("ok    module: loaded");
	SAYS("ok    tracepoints:");
	SAYS("note  sessions:");
	SAYS("not   device: /nowhere/sctrace: No such file");
}

TEST_F(system, another_device_in_its_place)
{
	PUT("/sys/module/sctrace/refcnt", "0\n");
	self->patient.device = "/dev/null";
	EXPECT_FALSE(sct_doctor(&report, &self->patient));
	SAYS("ok    permission:");
	SAYS("not   version: /dev/null is not the device of the sctrace module");
	SAYS_NOT("sessions:");
}

TEST_F(system, no_device_at_all)
{
	PUT("/sys/module/sctrace/refcnt", "0\n");
	self->patient.device = "/etc/passwd";
	EXPECT_FALSE(sct_doctor(&report, &self->patient));
	SAYS("not   device: /etc/passwd is no character device");
}

TEST_F(system, secure_boot)
{
	PUT("/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	put("/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c",
	    "\x06\0\0\0\1", 5);
	EXPECT_FALSE(sct_doctor(&report, &self->patient));
	SAYS("not   signatures: Secure Boot is on");
	SAYS("mokutil --import");
	sb_reset(&report);
	PUT("/sys/module/sctrace/refcnt", "0\n");
	sct_doctor(&report, &self->patient);
	SAYS("ok    signatures: Secure Boot is on");
}

TEST_F(system, secure_boot_is_off)
{
	PUT("/sys/kernel/security/lockdown", "[none] integrity confidentiality\n");
	put("/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c",
	    "\x06\0\0\0\0", 5);
	sct_doctor(&report, &self->patient);
	SAYS("ok    signatures: Secure Boot is off");
}

TEST_F(system, kernels)
{
	PUT("/boot/config-4.19.0", "# CONFIG_FTRACE_SYSCALLS is not set\n");
	self->patient.release = "4.19.0";
	sct_doctor(&report, &self->patient);
	SAYS("not   kernel: 4.19.0: older than 5.10");
	SAYS("not   tracepoints:");
	sb_reset(&report);
	self->patient.release = "6.6.13";
	sct_doctor(&report, &self->patient);
	SAYS("note  kernel: 6.6.13: sctrace was not tested with Linux 6.6");
	SAYS_NOT("tracepoints:");
	sb_reset(&report);
	self->patient.release = "7.2.1-amd64";
	sct_doctor(&report, &self->patient);
	SAYS("ok    kernel: 7.2.1-amd64");
}

TEST_F(system, rights)
{
	PUT("/proc/sys/kernel/yama/ptrace_scope", "1\n");
	self->patient.trace_any = false;
	sct_doctor(&report, &self->patient);
	SAYS("note  rights: only your own processes");
	SAYS("note  yama: ptrace_scope is 1: without CAP_SYS_PTRACE, only what sctrace starts");
}

TEST_HARNESS_MAIN
