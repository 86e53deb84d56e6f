// SPDX-License-Identifier: GPL-2.0
/* ptrace(), request by request. */
#include "cases.h"

#include <signal.h>

#define NR(array)	(sizeof(array) / sizeof((array)[0]))

static uint64_t block[130];
static uint32_t number = 0x80000009;
static uint64_t wide = 0x7f0012344678;

static void requests(uint64_t first, uint64_t last)
{
	uint64_t request;

	for (request = first; request <= last; request++) {
		CALL("ptrace", 0, request, 5, 0x1234, 9);
		CALL("ptrace", 0, request, 0xffffffff, 0, A(block));
		CALL("ptrace", -ESRCH, request, 5, 16, A(block));
		CALL("ptrace", 1, request, 5, 0, 0);
		CALL("ptrace", 0, request, 5, 8, BAD);
		CALL("ptrace", 5, request, 0xffffffff00000005, 1, EDGE(wide));
		CALL("ptrace", -EIO, request, 5, BAD, 0xffffffff);
		CALL("ptrace", 0, request, 5, A(block), 0x100);
	}
}

static void user_area(void)
{
	uint64_t offset;

	for (offset = 0; offset < 920; offset += offset > 300 && offset < 720 ? 52 : 4) {
		CALL("ptrace", 0, 3, 5, offset, A(&wide));
		CALL("ptrace", 0, 6, 5, offset, 0x123456789);
	}
	CALL("ptrace", -EIO, 3, 5, 5, A(&wide));
	CALL("ptrace", 0, 3, 5, 0, BAD);
	CALL("ptrace", 0, 3, 5, ~0ULL, 0);
	CALL("ptrace", -EIO, 6, 5, 0x12345678, 0);
	CALL("ptrace", 0, 1, 5, 0x400000, A(&wide));
	CALL("ptrace", 0, 2, 5, 0x400000, EDGE(wide));
	CALL("ptrace", -EIO, 2, 5, 0, A(&wide));
	CALL("ptrace", 0, 4, 5, 0x400000, 0x123456789abcdef);
	CALL("ptrace", 0, 5, 5, 0x400000, ~0ULL);
}

static struct { uint64_t base, len; } vectors[40];
static struct { uint32_t base, len; } vectors32[40];

static uint64_t vector(size_t i, uint64_t base, uint64_t len)
{
	vectors[i].base = base;
	vectors[i].len = len;
	vectors32[i].base = (uint32_t)base;
	vectors32[i].len = (uint32_t)len;
	return now.abi == SCT_ABI_I386 ? A(&vectors32[i]) : A(&vectors[i]);
}

static void register_sets(void)
{
	static const uint64_t types[] = { 1, 2, 3, 4, 6, 0x202, 0x46e62b7f, 0x12345, 0xffffffff };
	static const uint64_t sizes[] = { 0, 4, 8, 12, 20, 60, 68, 72, 100, 208, 216, 220, 512, 1000 };
	size_t i, k;

	for (i = 0; i < NR(types); i++) {
		CALL("ptrace", 0, 0x4204, 5, types[i], vector(0, A(block), 48));
		CALL("ptrace", 0, 0x4205, 5, types[i], vector(0, A(block), 48));
		CALL("ptrace", -EINVAL, 0x4204, 5, types[i], vector(0, A(block), 48));
		CALL("ptrace", -EINVAL, 0x4205, 5, types[i], vector(0, A(block), 48));
		CALL("ptrace", 0, 0x4204, 5, types[i], vector(0, BAD, 48));
		CALL("ptrace", 0, 0x4205, 5, types[i], vector(0, 0, 48));
		CALL("ptrace", 0, 0x4204, 5, types[i], BAD);
		CALL("ptrace", 0, 0x4205, 5, types[i], 0);
		CALL("ptrace", 0, 0x4204, 5, types[i], edge(&vectors[0], 15));
		CALL("ptrace", 0, 0x4204, 5, types[i], edge(&vectors32[0], 7));
	}
	for (i = 0; i < 0x840; i += i % 0x100 == 0x20 ? 0xe0 : 1)
		CALL("ptrace", 0, 0x4204, 5, i, vector(0, A(block), 2000));
	for (k = 0; k < NR(sizes); k++) {
		CALL("ptrace", 0, 0x4204, 5, 1, vector(k, A(block), sizes[k]));
		CALL("ptrace", 0, 0x4205, 5, 1, vector(k, A(block), sizes[k]));
		CALL("ptrace", 0, 0x4204, 5, 2, vector(k, A(block), sizes[k]));
		CALL("ptrace", 0, 0x4205, 5, 2, vector(k, A(block), sizes[k]));
		CALL("ptrace", 0, 0x4204, 5, 0x202, vector(k, A(block), sizes[k]));
	}
	CALL("ptrace", 0, 0x4204, 5, 1, vector(20, edge(block, 100), 216));
	CALL("ptrace", 0, 0x4205, 5, 1, vector(20, edge(block, 100), 216));
	CALL("ptrace", 0, 0x4204, 5, 2, vector(20, edge(block, 100), 216));
}

static void signals(void)
{
	static siginfo_t infos[40];
	static struct { uint64_t off; uint32_t flags; int32_t nr; } args[] = {
		{ 0, 0, 3 }, { 5, 1, 1 }, { ~0ULL, 3, -1 }, { 1, 2, 0 }, { 0, 0, 40 } };
	static uint64_t sets[] = { 0, ~0ULL, 0x10003, 0x8000000000000000 };
	static uint64_t options[] = { 0, 1, 0x7f, 0x100000, 0x200001, 0x80, 0xffffffff, ~0ULL, 0x300000 };
	size_t i;

	for (i = 0; i < 40; i++) {
		infos[i].si_signo = (int)i % 4 ? SIGUSR1 : SIGCHLD;
		infos[i].si_code = i % 3 ? SI_USER : CLD_EXITED;
		infos[i].si_pid = (int)i;
	}
	CALL("ptrace", 0, 0x4202, 5, 0, A(infos));
	CALL("ptrace", -EINVAL, 0x4202, 5, 1, A(infos));
	CALL("ptrace", 0, 0x4202, 5, 1, EDGE(infos[1]));
	CALL("ptrace", 0, 0x4202, 5, 1, edge(infos, 127));
	CALL("ptrace", 0, 0x4203, 5, 0, A(&infos[1]));
	CALL("ptrace", 0, 0x4203, 5, 7, edge(infos, 127));
	CALL("ptrace", 0, 0x4203, 5, 7, 0);
	CALL("ptrace", 0, 0x4201, 5, 7, A(&wide));
	CALL("ptrace", 0, 0x4201, 5, 7, EDGE(number));
	CALL("ptrace", -ESRCH, 0x4201, 5, 0, A(&wide));
	for (i = 0; i < NR(options); i++) {
		CALL("ptrace", 0, 0x4200, 5, i, options[i]);
		CALL("ptrace", 0, 0x4206, 5, i, options[i]);
		CALL("ptrace", 0, 21, 5, i, options[i]);
		CALL("ptrace", 0, 7, 5, i, i * 9);
		CALL("ptrace", 0, 17, 5, i, options[i]);
	}
	for (i = 0; i < NR(args); i++) {
		CALL("ptrace", args[i].nr > 0 ? args[i].nr : 0, 0x4209, 5, A(&args[i]), A(infos));
		CALL("ptrace", 1, 0x4209, 5, EDGE(args[i]), A(infos));
		CALL("ptrace", -EINVAL, 0x4209, 5, A(&args[i]), A(infos));
	}
	CALL("ptrace", 3, 0x4209, 5, A(args), edge(infos, 256));
	CALL("ptrace", 3, 0x4209, 5, A(args), BAD);
	CALL("ptrace", 3, 0x4209, 5, BAD, A(infos));
	CALL("ptrace", 3, 0x4209, 5, 0, 0);
	CALL("ptrace", 0, 0x4209, 5, edge(args, 15), A(infos));
	for (i = 0; i < NR(sets); i++) {
		CALL("ptrace", 0, 0x420a, 5, 8, A(&sets[verbose_constants ? 2 : i]));
		CALL("ptrace", 0, 0x420b, 5, 8, A(&sets[verbose_constants ? 2 : i]));
	}
	for (i = 0; i < 17; i++) {
		CALL("ptrace", 0, 0x420a, 5, i, A(&sets[2]));
		CALL("ptrace", 0, 0x420b, 5, i, A(&sets[2]));
	}
	CALL("ptrace", -EFAULT, 0x420a, 5, 8, A(sets));
	CALL("ptrace", 0, 0x420a, 5, 8, BAD);
	CALL("ptrace", 0, 0x420b, 5, 8, edge(sets, 7));
}

static void filters(void)
{
	static struct { uint16_t code; uint8_t jt, jf; uint32_t k; } program[] = {
		{ 0x20, 0, 0, 4 }, { 0x15, 1, 0, 0xc000003e }, { 6, 0, 0, 0 }, { 6, 0, 0, 0x7fff0000 } };
	static struct { uint64_t off, flags; } metadata[] = { { 3, 1 }, { ~0ULL, 2 }, { 0, 0 } };
	static struct { uint64_t pointer; uint32_t size, signature, flags, pad; } rseq = {
		0x7f0000001000, 32, 0x53053053, 1, 0 };
	size_t i;

	CALL("ptrace", 4, 0x420c, 5, 0, A(program));
	CALL("ptrace", 4, 0x420c, 5, 1, 0);
	CALL("ptrace", 4, 0x420c, 5, ~0ULL, EDGE(program));
	CALL("ptrace", -ENOENT, 0x420c, 5, 7, A(program));
	CALL("ptrace", 4, 0x420c, 5, 0, edge(program, 20));
	CALL("ptrace", 0, 0x420c, 5, 0, A(program));
	for (i = 0; i < 3; i++) {
		CALL("ptrace", 16, 0x420d, 5, 16, EDGE(metadata[i]));
		CALL("ptrace", 8, 0x420d, 5, 16, A(&metadata[i]));
		CALL("ptrace", 16, 0x420d, 5, 8, A(&metadata[i]));
		CALL("ptrace", 24, 0x420d, 5, 24, A(&metadata[i]));
		CALL("ptrace", -ENOENT, 0x420d, 5, 16, A(&metadata[i]));
	}
	for (i = 0; i < 20; i += 4)
		CALL("ptrace", 0, 0x420d, 5, i, A(metadata));
	CALL("ptrace", 16, 0x420d, 5, 16, edge(metadata, 15));
	CALL("ptrace", 16, 0x420d, 5, 16, edge(metadata, 7));
	for (i = 0; i < 40; i += 4) {
		CALL("ptrace", 24, 0x420f, 5, i, A(&rseq));
		CALL("ptrace", (int64_t)i, 0x420f, 5, 24, A(&rseq));
	}
	CALL("ptrace", 24, 0x420f, 5, 24, edge(&rseq, 23));
	CALL("ptrace", 24, 0x420f, 5, 24, edge(&rseq, 24));
	CALL("ptrace", -EIO, 0x420f, 5, 24, A(&rseq));
	CALL("ptrace", 24, 0x420f, 5, 24, 0);
}

struct call_info {
	uint8_t op, pad[3];
	uint32_t arch;
	uint64_t ip, sp;
	union {
		struct { uint64_t nr, args[6]; uint32_t ret_data; } entry;
		struct { int64_t rval; uint8_t is_error; } exit;
	};
};

static void calls(void)
{
	static struct call_info infos[10];
	size_t i, k;

	for (i = 0; i < NR(infos); i++) {
		infos[i].arch = i % 3 == 0 ? 0xc000003e : i % 3 == 1 ? 0x40000003 : 0x12345;
		infos[i].ip = 0x401000 + i;
		infos[i].sp = i == 3 ? 0 : 0x7fff00001000;
	}
	for (i = 1; i <= 2; i++) {
		infos[i].op = (uint8_t)(i == 1 ? 1 : 3);
		infos[i].entry.nr = i == 1 ? 1 : 257;
		for (k = 0; k < 6; k++)
			infos[i].entry.args[k] = k * 0x1234567;
		infos[i].entry.ret_data = 7;
	}
	infos[3].op = 2;
	infos[3].exit.rval = -2;
	infos[3].exit.is_error = 1;
	infos[4].op = 2;
	infos[4].exit.rval = 77;
	infos[5].op = 2;
	infos[5].exit.rval = -5;
	infos[6].op = 1;
	infos[6].entry.nr = 0;
	infos[7].op = 3;
	infos[7].arch = 0xc000003e;
	infos[7].entry.nr = 9999;
	infos[8].op = 4;
	infos[9].op = 2;
	infos[9].exit.rval = -9999;
	infos[9].exit.is_error = 1;
	for (i = 0; i < NR(infos); i++) {
		CALL("ptrace", 88, 0x420e, 5, 88, A(&infos[i]));
		CALL("ptrace", 80, 0x420e, 5, 88, EDGE(infos[i]));
		CALL("ptrace", 33, 0x420e, 5, 88, A(&infos[i]));
		CALL("ptrace", 24, 0x420e, 5, 24, A(&infos[i]));
		for (k = 0; k <= 88; k += 4) {
			CALL("ptrace", (int64_t)k, 0x420e, 5, 88, A(&infos[i]));
			CALL("ptrace", 88, 0x420e, 5, k, A(&infos[i]));
		}
		CALL("ptrace", 88, 0x420e, 5, 100, A(&infos[i]));
		CALL("ptrace", 100, 0x420e, 5, 100, A(&infos[i]));
	}
	CALL("ptrace", 88, 0x420e, 5, 88, edge(&infos[1], 80));
	CALL("ptrace", 88, 0x420e, 5, 88, edge(&infos[1], 20));
	CALL("ptrace", 24, 0x420e, 5, 88, edge(&infos[0], 24));
	CALL("ptrace", -ESRCH, 0x420e, 5, 88, A(&infos[1]));
	CALL("ptrace", 88, 0x420e, 5, 88, 0);
	CALL("ptrace", 88, 0x420e, 5, 88, BAD);
}

static void registers(void)
{
	static const uint64_t requests[] = { 12, 13, 14, 15, 18, 19, 22, 23, 24, 25, 26 };
	static uint32_t segment[4] = { 12, 0x1000, 0xfffff, 0x51 };
	size_t i;

	for (i = 0; i < NR(requests); i++) {
		CALL("ptrace", 0, requests[i], 5, 0, A(block));
		CALL("ptrace", 0, requests[i], 5, 7, EDGE(block));
		CALL("ptrace", -ESRCH, requests[i], 5, 7, A(block));
		CALL("ptrace", 0, requests[i], 5, 7, edge(block, 60));
		CALL("ptrace", 0, requests[i], 5, 7, BAD);
		CALL("ptrace", 0, requests[i], 5, 7, EDGE(segment));
	}
	CALL("ptrace", 0, 30, 5, A(&wide), 0x1003);
	CALL("ptrace", 0, 30, 5, 0x1234, 0x1002);
}

static void all(void)
{
	requests(0, 40);
	requests(0x41fe, 0x420f);
	CALL("ptrace", -EIO, 0xffffffff, 5, 0, 0);
	CALL("ptrace", -EIO, ~0ULL, 5, 0, 0);
}

static void cases(void)
{
	size_t i;

	for (i = 0; i < NR(block); i++)
		block[i] = i * 0x1122334455;
	CASE("ptrace: every request");
	all();
	CASE("user area, memory");
	user_area();
	CASE("register sets");
	register_sets();
	CASE("registers");
	registers();
	CASE("signals, options");
	signals();
	CASE("seccomp filters, rseq");
	filters();
	CASE("PTRACE_GET_SYSCALL_INFO");
	calls();

	I386();
	CASE("ptrace, i386: every request");
	all();
	CASE("user area, memory, i386");
	user_area();
	CASE("register sets, i386");
	register_sets();
	CASE("registers, i386");
	registers();
	CASE("signals, options, i386");
	signals();
	CASE("seccomp filters, rseq, i386");
	filters();
	CASE("PTRACE_GET_SYSCALL_INFO, i386");
	calls();
}
