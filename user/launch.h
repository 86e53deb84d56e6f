/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Starts the command that is to be traced: a process that waits for leave, and
 * then executes it.
 */
#ifndef SCT_LAUNCH_H
#define SCT_LAUNCH_H

#include <sys/types.h>

#include "options.h"

/**
 * struct sct_command - what is to be executed
 * @path: the program's file
 * @argv: its arguments
 * @user: -u: its name, or NULL
 * @only_ids: -u UID:GID: no name, and no other groups
 * @die_with_us: --kill-on-exit
 * @keep_stdout: standard output is ours: the command's goes to standard error
 * @uid: of that user
 * @gid: of that user
 * @env: -E
 */
struct sct_command {
	struct strbuf path;
	char **argv;
	const char *user;
	bool only_ids;
	bool die_with_us;
	bool keep_stdout;
	uid_t uid;
	gid_t gid;
	const struct sct_strings *env;
};

/**
 * struct sct_launch - the process
 * @pid: its id; 0: none
 * @is_child: it is ours to wait for (not with -D)
 * @go: pipe that tells it to go on
 * @errors: pipe that tells why the command could not be executed
 */
struct sct_launch {
	pid_t pid;
	bool is_child;
	int go;
	int errors;
};

/* Looks up -u's user and finds the program, as execvp would. */
int sct_command_user(struct sct_command *command, const char *user, struct sct_fail *fail);
int sct_command_find(struct sct_command *command, const char *name, struct sct_fail *fail);

/*
 * Makes the process.  With @daemonize (-D ...) it is the one that we were so
 * far, and the caller goes on as its grandchild.
 */
int sct_launch_prepare(struct sct_launch *launch, const struct sct_command *command,
		       unsigned int daemonize, struct sct_fail *fail);

/* Lets it go; or, when it could not be traced after all, end. */
void sct_launch_go(struct sct_launch *launch);
void sct_launch_cancel(struct sct_launch *launch);

/* The errno with which the command could not be executed, or 0. */
int sct_launch_error(const struct sct_launch *launch);

#endif
