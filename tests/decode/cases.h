/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calls that the kernel never runs: what do strace and the reader print for them?
 *
 * A family of calls is one file that includes this one and defines cases(): a
 * list of CASE() and CALL() lines, in static memory. Its program runs twice:
 *
 *	ANSWERED='-v' strace -v ... build/tests/decode/FAMILY
 *		makes each call; a seccomp listener in another thread answers it with
 *		the wanted result, so that anything can be called, with any result.
 *	build/tests/decode/FAMILY [sctrace's display options]
 *		runs the capture plan and the printers on the same memory (fake_call.h).
 *
 * With LIVE=1 as well, calls write nothing to memory: the module sees a call that
 * seccomp takes only when it has been answered, others when they begin.
 *
 * ANSWERED=probe makes one call only, to see whether this works on this machine.
 *
 * Program and addresses are the same in both (static, no address randomisation).
 * tests/decode/run compares the lines.
 */
#ifndef DECODE_CASES_H
#define DECODE_CASES_H

#include "../unit/fake_call.h"
#undef CALL

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "options.h"

static void cases(void);

/* Marks where a case begins, in both outputs: a call that strace always has shown alike. */
#define CASE(name)		mark("# " name)
/* Compared with a strace of this version (6.13) or newer: older ones don't know the calls. */
#define CASE_SINCE(ver, name)	mark("#" ver " " name)
/* The lines of this case may differ, for this reason; docs/parity.md shows it. */
#define TOLERATE(reason)	mark("#! " reason)

/* The call @name (or its number) with the arguments behind @result, which it returns (-errno: it fails). */
#define CALL(name, result, ...) \
	make_call((name), (result), (const uint64_t[SCT_NR_ARGS]){ __VA_ARGS__ })

/* From here on, calls write to memory before they return: fn(arg); NULL: no longer. */
#define WRITES(fn, pointer)	(now.kernel = (fn), now.arg = (pointer))

/* From here on, calls are i386's by int 0x80, or x86-64's again. */
#define I386()			(now.abi = SCT_ABI_I386)
#define X86_64()		(now.abi = SCT_ABI_X86_64)
/* Calls of x32: those of x86-64, with another bit in the number. */
#define X32()			(now.abi = SCT_ABI_X32)

/* The address of a copy of @object that ends where readable memory ends. */
#define EDGE(object)		edge(&(object), sizeof(object))
/* An address that cannot be read; below 4 GiB. */
#define BAD			(ARENA + 4096)

#define FOR_EACH(i, array)	for (i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

#define ARENA			0x60000000UL
#define ARENA_PAGES		4096

static struct fake now;
static bool answered, live;
/* Whether -X verbose is among the options. */
static bool verbose_constants;
static volatile int listener = -1;
static volatile int64_t wanted;
static size_t arena_used;

static inline uint64_t edge(const void *object, size_t size)
{
	size_t pages = (size + 4095) / 4096;
	char *end = (char *)ARENA + (arena_used + pages) * 4096;

	/* Every object has a page of no access behind it; all of them were laid out at the start. */
	if (pages != 1 || arena_used + 2 > ARENA_PAGES)
		abort();
	arena_used += 2;
	memcpy(end - size, object, size);
	return A(end - size);
}

static inline void lay_out_arena(void)
{
	size_t i;

	if (mmap((void *)ARENA, ARENA_PAGES * 4096, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != (void *)ARENA)
		abort();
	for (i = 1; i < ARENA_PAGES; i += 2)
		mprotect((void *)(ARENA + i * 4096), 4096, PROT_NONE);
}

/* Answers every call that comes from between decode_calls and decode_calls_end. */
static inline void *answer(void *unused)
{
	struct seccomp_notif request;
	struct seccomp_notif_resp reply;

	for (;;) {
		memset(&request, 0, sizeof(request));
		memset(&reply, 0, sizeof(reply));
		if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &request))
			continue;
		reply.id = request.id;
		if (now.kernel && !live)
			now.kernel(now.arg);
		if (wanted < 0 && wanted >= -4095)
			reply.error = (int)wanted;
		else
			reply.val = wanted;
		ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
	}
	return unused;
}

extern char decode_calls[], decode_calls_end[];
int64_t decode_call(uint64_t nr, const uint64_t args[SCT_NR_ARGS]);
int64_t decode_call32(uint64_t nr, const uint64_t args[SCT_NR_ARGS]);

__asm__(".text\n"
	".globl decode_calls, decode_calls_end, decode_call, decode_call32\n"
	"decode_calls:\n"
	"decode_call:\n"
	"	mov %rdi, %rax; mov %rsi, %r11\n"
	"	mov (%r11), %rdi; mov 8(%r11), %rsi; mov 16(%r11), %rdx\n"
	"	mov 24(%r11), %r10; mov 32(%r11), %r8; mov 40(%r11), %r9\n"
	"	syscall; nop; ret\n"
	"decode_call32:\n"
	"	push %rbx; push %rbp; mov %rdi, %rax; mov %rsi, %r11\n"
	"	mov (%r11), %rbx; mov 8(%r11), %rcx; mov 16(%r11), %rdx\n"
	"	mov 24(%r11), %rsi; mov 32(%r11), %rdi; mov 40(%r11), %rbp\n"
	"	int $0x80; nop; pop %rbp; pop %rbx; ret\n"
	"decode_calls_end:\n");

static inline void start_answering(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, instruction_pointer)),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)A(decode_calls), 0, 2),
		BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (uint32_t)A(decode_calls_end), 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(filter) / sizeof(filter[0]), filter };
	pthread_t thread;

	if (pthread_create(&thread, NULL, answer, NULL))
		abort();
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
				SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
	if (listener < 0) {
		perror("seccomp");
		exit(1);
	}
}

static inline void make_call(const char *name, int64_t result, const uint64_t args[SCT_NR_ARGS])
{
	const struct sct_syscall *call = sct_syscall_by_name(now.abi, name);
	uint64_t cut[SCT_NR_ARGS];
	unsigned int i;
	unsigned int nr = call ? (unsigned int)call->nr : (unsigned int)atoi(name);

	if (answered && now.abi == SCT_ABI_X32)
		nr |= 0x40000000;
	/* i386 has no upper halves. */
	for (i = 0; i < SCT_NR_ARGS; i++)
		cut[i] = now.abi == SCT_ABI_I386 ? (uint32_t)args[i] : args[i];
	args = cut;
	if (answered) {
		wanted = result;
		if (now.abi == SCT_ABI_I386)
			decode_call32(nr, args);
		else
			decode_call(nr, args);
		return;
	}
	now.ret = result;
	puts(print(&now, name, args));
}

static inline void mark(const char *text)
{
	unsigned int abi = now.abi;

	now.abi = SCT_ABI_X86_64;
	make_call("chdir", -ENOENT, (const uint64_t[SCT_NR_ARGS]){ A(text) });
	now.abi = abi;
}

/* -Y: all that these programs know of other processes. */
static inline bool find_pid(const struct sct_pids *pids, uint32_t tid, enum sct_pid_kind kind,
			    int pid, struct sct_pid *found)
{
	char path[32];
	FILE *file;

	(void)pids, (void)tid;
	memset(found, 0, sizeof(*found));
	found->here = pid;
	snprintf(path, sizeof(path), "/proc/%d/comm", pid);
	file = kind == SCT_PID_TASK ? fopen(path, "r") : NULL;
	if (file) {
		if (!fgets(found->comm, sizeof(found->comm), file))
			found->comm[0] = '\0';
		fclose(file);
	}
	return true;
}

int main(int argc, char **argv)
{
	static const struct sct_pids pids = { .find = find_pid };
	static char buffer[1 << 16];
	struct sct_options options;
	struct sct_fail fail = { 0 };
	char *args[argc + 2];
	bool probe;

	answered = getenv("ANSWERED");
	live = getenv("LIVE");
	probe = answered && !strcmp(getenv("ANSWERED"), "probe");
	verbose_constants = answered && strstr(getenv("ANSWERED"), "-X verbose");
	now = fake_defaults();
	if (fake_read(A(argv), args, sizeof(*argv)) != sizeof(*argv)) {
		perror("process_vm_readv");
		return 1;
	}
	memcpy(args, argv, (size_t)argc * sizeof(*argv));
	args[argc] = (char *)"true";
	args[argc + 1] = NULL;
	if (sct_options_parse(&options, argc + 1, args, NULL, &fail))
		return 1;
	now.opt = options.decode;
	now.opt.pids = &pids;
	verbose_constants |= now.opt.const_style == SCT_CONST_VERBOSE;
	sct_syscall_by_number(SCT_ABI_X86_64, 0);
	setvbuf(stdout, buffer, _IOFBF, sizeof(buffer));
	lay_out_arena();
	if (answered)
		start_answering();
	if (probe)
		mark("# probe");
	else
		cases();
	X86_64();
	mark("# end");
	fflush(stdout);
	_exit(0);
}

#endif
