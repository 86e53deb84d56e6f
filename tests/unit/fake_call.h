/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calls that never happened: the test's own memory is the target's.
 *
 * Runs the capture plan as the module would, on this process, so that a test
 * compares with what strace prints and covers the plan as well as the printers.
 *
 *	FAKE("read(0, \"abc\", 3)", "read", RETURNS(3), 0, ADDR("abc"), 3);
 */
#ifndef FAKE_CALL_H
#define FAKE_CALL_H

#define _GNU_SOURCE
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "decode/decode.h"

#define FAKE_ROOM	(1U << 20)

/* What a test wants other than the defaults. */
struct fake {
	unsigned int abi;
	int64_t ret;
	uint64_t sp;
	bool no_return;
	void (*kernel)(void *arg);	/* what the call does to memory */
	void *arg;
	const struct sct_fd_info *fd;	/* what is behind every descriptor ... */
	const char *fd_path;		/* ... and its path; NULL: nothing */
	const void *local, *peer;	/* its addresses */
	struct sct_decode_options opt;
};

static inline struct fake fake_defaults(void)
{
	struct fake f = { .opt = { .string_limit = 32 } };

	memset(&f.opt.abbrev, 0xff, sizeof(f.opt.abbrev));
	memset(&f.opt.verbose, 0xff, sizeof(f.opt.verbose));
	return f;
}

struct fake_blobs {
	char *mem;
	size_t len;
	unsigned int nr;
};

static inline size_t fake_read(uint64_t addr, void *to, size_t len)
{
	size_t done = 0;

	/* Page by page: what can be read before the first byte that can not. */
	while (done < len) {
		size_t part = 4096 - (addr + done) % 4096;
		struct iovec local = { (char *)to + done, part < len - done ? part : len - done };
		struct iovec remote = { (void *)(uintptr_t)(addr + done), local.iov_len };

		if (process_vm_readv(getpid(), &local, 1, &remote, 1, 0) != (ssize_t)local.iov_len)
			break;
		done += local.iov_len;
	}
	return done;
}

static inline void fake_blob(struct fake_blobs *to, const struct sct_op *op, uint64_t addr,
			     const void *bytes, size_t len, int err, uint8_t flags)
{
	struct sct_blob blob = { .addr = addr, .len = (uint32_t)len, .err = (int16_t)err,
				 .arg = op->arg, .flags = flags };

	if (to->len + sizeof(blob) + len + 8 > FAKE_ROOM)
		return;
	memcpy(to->mem + to->len, &blob, sizeof(blob));
	memcpy(to->mem + to->len + sizeof(blob), bytes, len);
	to->len += sizeof(blob) + ((len + 7) & ~(size_t)7);
	to->nr++;
}

/* Copies @len bytes, or a string; returns whether all of it could be read. */
static inline bool fake_copy(struct fake_blobs *to, const struct sct_op *op, uint64_t addr,
			     size_t len, bool string, uint8_t flags)
{
	char *bytes = malloc(len + 1);
	size_t got = fake_read(addr, bytes, len);
	bool ok = got == len;

	if (string && memchr(bytes, 0, got)) {
		got = strlen(bytes) + 1;
		ok = true;
	}
	fake_blob(to, op, addr, bytes, got, ok ? 0 : -EFAULT,
		  (uint8_t)(flags | (string ? SCT_BLOB_STRING : 0)));
	free(bytes);
	return ok;
}

static inline uint64_t fake_number(uint64_t addr, size_t size)
{
	uint64_t value = 0;

	fake_read(addr, &value, size);
	return value;
}

static inline int64_t fake_length(const struct sct_op *op, const struct sct_call *call)
{
	size_t word = call->abi == SCT_ABI_I386 ? 4 : 8;
	uint64_t arg = call->args[op->length_arg];
	uint64_t at = arg + op->length_offset;

	switch (op->length) {
	case SCT_LEN_CONST:
		return op->kind == SCT_OP_BYTES ? op->limit : op->count;
	case SCT_LEN_ARG:
		return word == 4 ? (int32_t)arg : (int64_t)arg;
	case SCT_LEN_RET:
		return call->ret;
	case SCT_LEN_PTR16:
		return (int64_t)fake_number(at, 2);
	case SCT_LEN_PTR32:
		return (int32_t)fake_number(at, 4);
	case SCT_LEN_PTR64:
		return (int64_t)fake_number(at, 8);
	case SCT_LEN_PTRLONG:
		return word == 4 ? (int32_t)fake_number(at, 4) : (int64_t)fake_number(at, 8);
	case SCT_LEN_BITS:
		if ((int32_t)arg < 0)
			return 0;
		return op->kind == SCT_OP_BYTES ?
		       (int64_t)(((uint32_t)arg + 8 * word - 1) / (8 * word) * word) :
		       (int32_t)arg;
	case SCT_LEN_IOC:
		return arg >> 16 & 0x3fff;
	case SCT_LEN_INT:
		return (int32_t)arg;
	case SCT_LEN_UINT:
		return (uint32_t)arg;
	case SCT_LEN_ULONG:
		return arg > INT64_MAX ? INT64_MAX : (int64_t)arg;
	}
	return 0;
}

static inline void fake_fd(struct fake_blobs *to, const struct sct_op *op, int fd,
			   const struct fake *f)
{
	char bytes[4096];
	struct sct_fd_info info = f->fd ? *f->fd : (struct sct_fd_info){ 0 };
	size_t len = sizeof(info);

	if (!f->fd_path) {
		fake_blob(to, op, (uint64_t)fd, "", 0, -EBADF, SCT_BLOB_FD);
		return;
	}
	info.path_len = (uint16_t)strlen(f->fd_path);
	memcpy(bytes, &info, len);
	memcpy(bytes + len, f->fd_path, info.path_len);
	len += info.path_len;
	if (info.local_len)
		memcpy(bytes + len, f->local, info.local_len);
	len += info.local_len;
	if (info.peer_len)
		memcpy(bytes + len, f->peer, info.peer_len);
	len += info.peer_len;
	fake_blob(to, op, (uint64_t)fd, bytes, len, 0, SCT_BLOB_FD);
}

/* The memory of @nr iovecs at @addr, no more than *left bytes of it. */
static inline void fake_iovec(struct fake_blobs *to, const struct sct_op *op,
			      const struct sct_call *call, uint64_t addr, int64_t nr,
			      int64_t *left, uint8_t flags)
{
	size_t word = call->abi == SCT_ABI_I386 ? 4 : 8;
	int64_t i;

	if (nr > op->count)
		nr = op->count;
	if (nr <= 0)
		return;
	fake_copy(to, op, addr, (size_t)nr * 2 * word, false, flags);
	for (i = 0; i < nr && *left > 0; i++, addr += 2 * word) {
		uint64_t base = fake_number(addr, word);
		int64_t len = (int64_t)fake_number(addr + word, word);

		if (len < 0)
			len = 0;
		if (len > *left)
			len = *left;
		*left -= len;
		fake_copy(to, op, base, len < op->limit ? (size_t)len : op->limit, false, flags);
	}
}

static inline void fake_msghdr(struct fake_blobs *to, const struct sct_op *op,
			       const struct sct_call *call, uint64_t addr, bool header,
			       int64_t left, uint8_t flags)
{
	size_t w = call->abi == SCT_ABI_I386 ? 4 : 8;
	uint64_t name = fake_number(addr, w), control = fake_number(addr + 4 * w, w);
	uint64_t name_len = fake_number(addr + w, 4), control_len = fake_number(addr + 5 * w, w);

	if (header)
		fake_copy(to, op, addr, 7 * w, false, flags);
	if (name)
		fake_copy(to, op, name, name_len < 128 ? name_len : 128, false, flags);
	fake_iovec(to, op, call, fake_number(addr + 2 * w, w),
		   (int64_t)fake_number(addr + 3 * w, w), &left, flags);
	if (control)
		fake_copy(to, op, control, control_len < 4096 ? control_len : 4096, false, flags);
}

static inline void fake_pointers(struct fake_blobs *to, const struct sct_op *op,
				 const struct sct_call *call, uint64_t addr, int64_t nr,
				 uint8_t flags)
{
	size_t word = call->abi == SCT_ABI_I386 ? 4 : 8;
	bool strings = op->kind == SCT_OP_STRINGS;
	int64_t i, found;

	if (nr > op->count)
		nr = op->count;
	for (found = 0; found < nr; found++) {
		uint64_t pointer;

		if (fake_read(addr + (uint64_t)found * word, &pointer, word) != word)
			break;
		if (word == 4)
			pointer = (uint32_t)pointer;
		if (strings && !pointer) {
			found++;
			break;
		}
	}
	fake_copy(to, op, addr, (size_t)(found ? found : 1) * word, false, flags);
	for (i = 0; i < found && i < op->count2; i++) {
		uint64_t pointer = fake_number(addr + (uint64_t)i * word, word);

		if (pointer)
			fake_copy(to, op, pointer, op->limit, strings, flags);
	}
}

static inline void fake_op(struct fake_blobs *to, const struct sct_op *op,
			   const struct sct_call *call, const struct fake *f, bool at_exit,
			   uint8_t flags)
{
	size_t word = call->abi == SCT_ABI_I386 ? 4 : 8;
	uint64_t addr = op->arg == SCT_ARG_RET ? (uint64_t)call->ret :
			op->arg == SCT_ARG_SP ? f->sp : op->arg == SCT_ARG_BP ? 0 : call->args[op->arg];
	int64_t len, left = at_exit && !flags ? call->ret : INT64_MAX, i;

	if (op->flags & SCT_OP_INDIRECT) {
		if (!addr)
			return;
		addr = fake_number(addr + op->offset, word);
	}
	if (!addr && op->kind != SCT_OP_FD)
		return;
	if (op->kind == SCT_OP_BYTES && !(op->flags & SCT_OP_INDIRECT))
		addr += op->offset;
	len = fake_length(op, call);
	if (len < 0)
		len = 0;
	switch (op->kind) {
	case SCT_OP_BYTES:
		if (op->length != SCT_LEN_CONST && op->unit)
			len = len > op->limit ? op->limit : len * op->unit;
		if (len)
			fake_copy(to, op, addr, len < op->limit ? (size_t)len : op->limit, false,
				  flags);
		break;
	case SCT_OP_STRING:
		fake_copy(to, op, addr, op->limit, true, flags);
		break;
	case SCT_OP_STRINGS:
		fake_pointers(to, op, call, addr, op->count, flags);
		break;
	case SCT_OP_POINTEES:
		fake_pointers(to, op, call, addr, len, flags);
		break;
	case SCT_OP_IOVEC:
		fake_iovec(to, op, call, addr, len, &left, flags);
		break;
	case SCT_OP_MSGHDR:
		fake_msghdr(to, op, call, addr, true, left, flags);
		break;
	case SCT_OP_MMSGHDR:
		if (len > op->count)
			len = op->count;
		fake_copy(to, op, addr, (size_t)len * 8 * word, false, flags);
		for (i = 0; i < len; i++, addr += 8 * word)
			fake_msghdr(to, op, call, addr, false,
				    at_exit ? (int64_t)fake_number(addr + 7 * word, 4) : INT64_MAX,
				    flags);
		break;
	case SCT_OP_FD:
		fake_fd(to, op, (int)addr, f);
		break;
	case SCT_OP_FDS:
		for (i = 0; i < len && i < op->count; i++)
			fake_fd(to, op, (int)fake_number(addr + (uint64_t)i * op->unit + op->offset,
							 4), f);
		break;
	case SCT_OP_FDSET:
		for (i = 0; i < len && i < op->count; i++)
			if (fake_number(addr + (uint64_t)i / 8, 1) >> (i % 8) & 1)
				fake_fd(to, op, (int)i, f);
		break;
	}
}

/* The case of @value, or NULL. */
static inline const struct sct_op_run *fake_case(const struct sct_plan_tables *plan,
						 const struct sct_plan_call *c, uint32_t value)
{
	unsigned int i;

	for (i = 0; i < c->nr_cases; i++)
		if (plan->cases[c->first_case + i].value == value)
			return &plan->cases[c->first_case + i].ops;
	return NULL;
}

/* What the plan has for a call: up to two runs. */
static inline unsigned int fake_runs(const struct sct_plan_tables *plan,
				     const struct sct_call *call, struct sct_op_run runs[2])
{
	const struct sct_plan_call *c = NULL;
	const struct sct_op_run *run;
	unsigned int i;

	for (i = 0; i < plan->nr_calls && !c; i++)
		if (plan->calls[i].abi == call->abi && plan->calls[i].nr == call->nr)
			c = &plan->calls[i];
	if (!c)
		return 0;
	runs[0] = c->ops;
	runs[1] = c->otherwise;
	if (c->switch_arg == SCT_NO_SWITCH)
		return 2;
	run = fake_case(plan, c, (uint32_t)call->args[c->switch_arg]);
	if (!run && c->any)
		run = fake_case(plan, c, (uint32_t)call->args[c->switch_arg] | c->any);
	if (run)
		runs[1] = *run;
	return 2;
}

/* SCT_OP_ARGS: *call gets the arguments that are in memory; false: they are not. */
static inline bool fake_args(struct fake_blobs *to, const struct sct_op *op, struct sct_call *call)
{
	size_t word = call->abi == SCT_ABI_I386 ? 4 : 8;
	uint64_t addr = call->args[op->arg];
	unsigned int i;

	if (!addr || !fake_copy(to, op, addr, op->count * word, false, 0))
		return false;
	memset(call->args, 0, sizeof(call->args));
	for (i = 0; i < op->count; i++)
		call->args[i] = fake_number(addr + i * word, word);
	return true;
}

static inline void fake_enter(struct fake_blobs *to, const struct sct_plan_tables *plan,
			      const struct sct_call *call, const struct fake *f)
{
	struct sct_call inner = *call;
	struct sct_op_run runs[2];
	unsigned int i, nr = fake_runs(plan, call, runs), k;

	for (i = 0; i < nr; i++) {
		for (k = 0; k < runs[i].enter; k++) {
			const struct sct_op *op = &plan->ops[runs[i].first + k];

			if (op->kind != SCT_OP_ARGS)
				fake_op(to, op, &inner, f, false, 0);
			else if (!fake_args(to, op, &inner))
				break;
		}
	}
}

static inline void fake_exit(struct fake_blobs *to, const struct sct_plan_tables *plan,
			     const struct sct_call *call, const struct fake *f)
{
	bool failed = call->ret < 0 && call->ret >= -4095;
	struct sct_call inner = *call;
	struct sct_op_run runs[2];
	unsigned int i, nr = fake_runs(plan, call, runs), k;

	for (i = 0; i < nr; i++) {
		for (k = 0; k < runs[i].exit; k++) {
			const struct sct_op *op = &plan->ops[runs[i].first + runs[i].enter + k];

			if (op->kind == SCT_OP_ARGS && !fake_args(to, op, &inner))
				break;
			if (op->kind != SCT_OP_ARGS && (!failed || (op->flags & SCT_OP_ON_ERROR)))
				fake_op(to, op, &inner, f, true, 0);
		}
	}
}

/* "name(args) = result", into @sb. */
static inline void fake_print(struct strbuf *sb, const struct fake *f, const char *name,
			      const uint64_t args[SCT_NR_ARGS])
{
	static struct sct_plan_tables plan;
	static struct sct_decode_options planned;
	static char enter_mem[FAKE_ROOM] __attribute__((aligned(8)));
	static char exit_mem[FAKE_ROOM] __attribute__((aligned(8)));
	struct fake_blobs in = { .mem = enter_mem }, out = { .mem = exit_mem };
	struct sct_call call = { .abi = (uint8_t)f->abi, .entered = true, .ret = f->ret }, made;

	if (!plan.calls || memcmp(&planned, &f->opt, sizeof(planned))) {
		sct_plan_free(&plan);
		planned = f->opt;
		if (sct_plan_build(&plan, NULL, &f->opt))
			abort();
	}
	call.desc = sct_syscall_by_name(f->abi, name);
	call.nr = call.desc ? call.desc->nr : atoi(name);
	memcpy(call.args, args, sizeof(call.args));
	made = call;
	fake_enter(&in, &plan, &call, f);
	call.enter_blobs = (struct sct_blobs){ (const void *)in.mem, in.nr };
	sct_look_inside(&call);
	sct_decode_enter(sb, &call, &f->opt);
	if (f->kernel)
		f->kernel(f->arg);
	if (!f->no_return) {
		fake_exit(&out, &plan, &made, f);
		call.returned = true;
	}
	call.exit_blobs = (struct sct_blobs){ (const void *)out.mem, out.nr };
	sct_decode_exit(sb, &call, &f->opt);
	sb_str(sb, ") = ");
	sct_decode_result(sb, &call, &f->opt);
	sb_char(sb, '\n');
	sct_decode_dump(sb, &call, &f->opt);
	sb_cut(sb, sb->len - 1);
}

#define A(p)	((uint64_t)(uintptr_t)(p))

static struct strbuf sb = STRBUF_INIT;

static inline const char *print(const struct fake *f, const char *name,
				const uint64_t args[SCT_NR_ARGS])
{
	sb_reset(&sb);
	fake_print(&sb, f, name, args);
	return sb_cstr(&sb);
}

/* What the call @n with the arguments behind @r, returning @r, must look like. */
#define CALL(text, n, r, ...) do { \
	f.ret = (r); \
	EXPECT_STREQ((text), print(&f, (n), (const uint64_t[SCT_NR_ARGS]){ __VA_ARGS__ })); \
} while (0)

#endif
