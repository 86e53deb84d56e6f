// SPDX-License-Identifier: GPL-2.0
/* usage: execs [thread]: execve that fails and that succeeds, or that of a second thread. */
#include "program.h"

#include <pthread.h>

static char *const argv_true[] = { "true", "with", "three \"quoted\"", "arguments\n", NULL };
static char *const envp_two[] = { "ONE=1", "TWO=2", NULL };

static void failing(void)
{
	char *const bad_argv[] = { "bad", (char *)8, NULL };
	char *const empty[] = { NULL };

	must_fail(execve("/no/such/program", argv_true, envp_two), ENOENT);
	must_fail(execve("/etc/passwd", argv_true, envp_two), EACCES);
	must_fail(execve("/", argv_true, empty), EACCES);
	must_fail(execve(address(0), argv_true, envp_two), EFAULT);
	must_fail(execve("/bin/true", bad_argv, envp_two), EFAULT);
	must_fail(syscall(SYS_execveat, -1, "relative", argv_true, envp_two, 0), EBADF);
}

static void in_child(void)
{
	int status;
	pid_t pid = fork();

	must(pid >= 0);
	if (!pid) {
		execve("/bin/true", argv_true, envp_two);
		_exit(1);
	}
	must(waitpid(pid, &status, 0) == pid && !status);
}

/* The shell reads the script; the kernel puts its name in front. */
static void script(void)
{
	char *const argv[] = { "./script", NULL };
	char name[64];
	int fd, status;
	pid_t pid;

	enter_temp(name, sizeof(name));
	fd = open("script", O_WRONLY | O_CREAT | O_CLOEXEC, 0700);
	must(fd >= 0);
	must(write(fd, "#!/bin/sh\nexit 3\n", 17) == 17);
	must(!close(fd));
	pid = vfork();
	must(pid >= 0);
	if (!pid) {
		execve("./script", argv, envp_two);
		_exit(1);
	}
	must(waitpid(pid, &status, 0) == pid && status == 3 << 8);
	must(!unlink("script"));
	leave_temp(name);
}

static void *exec_thread(void *unused)
{
	execve("/bin/true", argv_true, envp_two);
	return unused;
}

int main(int argc, char **argv)
{
	pthread_t thread;

	if (argc > 1 && !strcmp(argv[1], "thread")) {
		must(!pthread_create(&thread, NULL, exec_thread, NULL));
		for (;;)
			pause();
	}
	failing();
	in_child();
	script();
	execve("/bin/true", argv_true, envp_two);
	return 1;
}
