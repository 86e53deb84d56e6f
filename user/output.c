// SPDX-License-Identifier: GPL-2.0
/* Writes text to files and to commands. */
#define _GNU_SOURCE	/* pipe2 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "output.h"
#include "signals.h"

#define BATCH_BYTES	65536
#define TERMINAL_BYTES	2048	/* someone is watching */

static int open_command(struct sct_output *output, const char *command)
{
	int pipefd[2];

	if (pipe2(pipefd, O_CLOEXEC))
		return -errno;
	output->command = fork();
	if (output->command < 0) {
		close(pipefd[0]);
		close(pipefd[1]);
		output->command = 0;
		return -errno;
	}
	if (!output->command) {
		sct_signals_restore();
		if (dup2(pipefd[0], STDIN_FILENO) >= 0)
			execl("/bin/sh", "sh", "-c", command, NULL);
		_exit(127);
	}
	close(pipefd[0]);
	output->fd = pipefd[1];
	/* a command that ends early is an error to report, not our death */
	signal(SIGPIPE, SIG_IGN);
	return 0;
}

static int open_any(struct sct_output *output, const char *path, bool append)
{
	int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (append ? O_APPEND : O_TRUNC);

	if (!path)
		output->fd = STDERR_FILENO;
	else if (*path == '|' || *path == '!')
		return open_command(output, path + 1);
	else
		output->fd = open(path, flags, 0666);
	return output->fd < 0 ? -errno : 0;
}

int sct_output_open(struct sct_output **new_output, const char *path, bool append,
		    struct sct_fail *fail)
{
	struct sct_output *output = calloc(1, sizeof(*output));
	int ret;

	if (!output)
		return sct_fail(fail, -ENOMEM, "out of memory");
	output->name = strdup(path ? path : "stderr");
	ret = output->name ? open_any(output, path, append) : -ENOMEM;
	if (ret) {
		sct_fail(fail, ret, "Can't fopen '%s': %s", path ? path : "stderr",
			 strerror(-ret));
		free(output->name);
		free(output);
		return ret;
	}
	output->limit = isatty(output->fd) ? TERMINAL_BYTES : BATCH_BYTES;
	*new_output = output;
	return 0;
}

int sct_output_stdout(struct sct_output **new_output, const char *pager, struct sct_fail *fail)
{
	struct sct_output *output = calloc(1, sizeof(*output));
	int ret = 0;

	if (!output)
		return sct_fail(fail, -ENOMEM, "out of memory");
	output->fd = STDOUT_FILENO;
	output->name = strdup(pager ? pager : "standard output");
	if (pager) {
		/* as git does: short texts stay on the screen */
		setenv("LESS", "FRX", 0);
		ret = open_command(output, pager);
		/* who quits the pager has seen enough; ^C is for the pager */
		signal(SIGPIPE, SIG_DFL);
		signal(SIGINT, SIG_IGN);
		signal(SIGQUIT, SIG_IGN);
	}
	if (ret || !output->name) {
		sct_fail(fail, ret ? ret : -ENOMEM, "%s: %s", pager ? pager : "standard output",
			 strerror(ret ? -ret : ENOMEM));
		free(output->name);
		free(output);
		return ret ? ret : -ENOMEM;
	}
	output->limit = isatty(output->fd) ? TERMINAL_BYTES : BATCH_BYTES;
	*new_output = output;
	return 0;
}

static void write_out(struct sct_output *output, size_t len)
{
	const char *at = output->text.buf;
	size_t left = len;
	ssize_t done;

	while (left && !output->err) {
		done = write(output->fd, at, left);
		if (done < 0 && errno != EINTR)
			output->err = -errno;
		if (done > 0) {
			at += done;
			left -= done;
		}
	}
	if (len < output->text.len)
		memmove(output->text.buf, output->text.buf + len, output->text.len - len);
	sb_cut(&output->text, output->text.len - len);
	output->line -= len;
}

void sct_output_flush(struct sct_output *output)
{
	write_out(output, output->text.len);
}

void sct_output_flush_lines(struct sct_output *output)
{
	if (output->line > 0)
		write_out(output, output->line);
}

int sct_output_close(struct sct_output *output)
{
	int ret;

	sct_output_flush(output);
	if (output->fd != STDERR_FILENO && close(output->fd) && !output->err)
		output->err = -errno;
	if (output->command)
		while (waitpid(output->command, NULL, 0) < 0 && errno == EINTR)
			;
	ret = output->err;
	sb_free(&output->text);
	free(output->name);
	free(output);
	return ret;
}
