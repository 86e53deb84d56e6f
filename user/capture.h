/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From the command line to a session that records: the device, set up as the
 * options say, its targets, and the command that is started.
 *
 * Order of calls: user, command, open, start; free at any time.  Each returns 0 or
 * a negative errno with the text in run->fail.
 */
#ifndef SCT_CAPTURE_H
#define SCT_CAPTURE_H

#include "device.h"
#include "launch.h"
#include "run.h"

struct sct_capture;

/**
 * struct sct_capture_ops - what is told while targets are added, before their first
 *	records are read; any of them can be NULL
 * @attached: to a process; @threads: how many of it are targets now
 * @selected: --all and the like: how many threads fit
 * @launched: the command is going to run as @pid
 */
struct sct_capture_ops {
	void (*attached)(struct sct_capture *capture, pid_t pid, unsigned int threads);
	void (*selected)(struct sct_capture *capture, unsigned int threads);
	void (*launched)(struct sct_capture *capture, pid_t pid);
};

/**
 * struct sct_capture - a session
 * @run: for its options and errors
 * @ops: who is told
 * @device: the session with the module
 * @command: what to start
 * @launch: what was started
 * @config: how the rings are; flags, min_ns and max_ns to be set before open
 * @plain: no arguments are wanted, only that there were calls
 */
struct sct_capture {
	struct sct_run *run;
	const struct sct_capture_ops *ops;
	struct sct_device *device;
	struct sct_command command;
	struct sct_launch launch;
	struct sct_config config;
	bool plain;
};

/* Looks up -u's user, then finds the command; nothing without them. */
int sct_capture_user(struct sct_capture *capture);
int sct_capture_command(struct sct_capture *capture);

/* Opens and starts the session; it has no targets yet. */
int sct_capture_open(struct sct_capture *capture);

/* Adds the targets, and starts the command. */
int sct_capture_start(struct sct_capture *capture);

/* The command ends as we do, when a signal made us. */
void sct_capture_end_command(const struct sct_capture *capture, int signo);

/* Waits for the command's end: its exit status; or we die of the signal that it died of. */
int sct_capture_status(const struct sct_capture *capture);

void sct_capture_free(struct sct_capture *capture);

#endif
