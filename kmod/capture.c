// SPDX-License-Identifier: GPL-2.0
/*
 * What a record holds: registers, and the user memory that the capture plan of
 * the session names.
 *
 * Runs in probes: preemption off, no page is faulted in, and every loop is
 * bounded by a limit that sct_plan_load() has checked.
 */
#include <linux/bitmap.h>
#include <linux/binfmts.h>
#include <linux/hash.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/socket.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <net/compat.h>

#include <asm/syscall.h>
#include <asm/unistd.h>
#include <asm/word-at-a-time.h>

#include "sctrace.h"

/* --- The plan, as probes use it --------------------------------------------- */

/**
 * struct sct_plan_table - the checked plan
 * @ops: as uploaded
 * @calls: as uploaded
 * @cases: as uploaded
 * @index: 1 + index into @calls, or 0 for a call that has nothing to capture
 */
struct sct_plan_table {
	struct sct_op *ops;
	struct sct_plan_call *calls;
	struct sct_plan_case *cases;
	u16 index[SCT_NR_ABIS][SCT_NR_SYSCALLS];
};

void sct_plan_free(struct sct_plan_table *table)
{
	if (!table)
		return;
	kvfree(table->ops);
	kvfree(table->calls);
	kvfree(table->cases);
	kvfree(table);
}

static bool sct_op_is_vector(const struct sct_op *op)
{
	return op->kind == SCT_OP_IOVEC || op->kind == SCT_OP_MSGHDR ||
	       op->kind == SCT_OP_MMSGHDR || op->kind == SCT_OP_FDS || op->kind == SCT_OP_FDSET;
}

static bool sct_op_valid(const struct sct_op *op, bool at_exit)
{
	return op->kind && op->kind < SCT_OP_KIND_END && op->length < SCT_LEN_END &&
	       op->arg <= SCT_ARG_SP && (op->arg != SCT_ARG_RET || at_exit) &&
	       op->length_arg < SCT_NR_ARGS && (op->length != SCT_LEN_RET || at_exit) &&
	       !(op->flags & ~SCT_OP_ALL_FLAGS) && !op->reserved && !op->reserved2 &&
	       op->limit <= SCT_MAX_OP_BYTES && op->count2 <= SCT_MAX_OP_COUNT2 &&
	       (!sct_op_is_vector(op) || op->count <= SCT_MAX_OP_VECTOR);
}

static bool sct_run_valid(const struct sct_op_run *run, const struct sct_plan *plan,
			  const struct sct_op *ops)
{
	unsigned int i;

	if (run->enter > SCT_MAX_RUN_OPS || run->exit > SCT_MAX_RUN_OPS ||
	    (u32)run->first + run->enter + run->exit > plan->nr_ops)
		return false;
	for (i = 0; i < run->enter + run->exit; i++)
		if (!sct_op_valid(&ops[run->first + i], i >= run->enter))
			return false;
	return true;
}

static bool sct_cases_valid(const struct sct_plan_call *call, const struct sct_plan *plan,
			    const struct sct_plan_table *table)
{
	const struct sct_plan_case *cases = table->cases + call->first_case;
	unsigned int i;

	if (call->switch_arg != SCT_NO_SWITCH && call->switch_arg >= SCT_NR_ARGS)
		return false;
	if (call->switch_arg == SCT_NO_SWITCH && call->nr_cases)
		return false;
	if ((u32)call->first_case + call->nr_cases > plan->nr_cases)
		return false;
	for (i = 0; i < call->nr_cases; i++) {
		if (i && cases[i].value <= cases[i - 1].value)
			return false;
		if (!sct_run_valid(&cases[i].ops, plan, table->ops))
			return false;
	}
	return true;
}

static int sct_plan_check(const struct sct_plan *plan, struct sct_plan_table *table)
{
	unsigned int i;

	for (i = 0; i < plan->nr_calls; i++) {
		const struct sct_plan_call *call = &table->calls[i];

		if (call->abi >= SCT_NR_ABIS || call->nr >= SCT_NR_SYSCALLS - 1 ||
		    table->index[call->abi][call->nr] ||
		    !sct_run_valid(&call->ops, plan, table->ops) ||
		    !sct_run_valid(&call->otherwise, plan, table->ops) ||
		    !sct_cases_valid(call, plan, table))
			return -EINVAL;
		table->index[call->abi][call->nr] = i + 1;
	}
	return 0;
}

/* A kernel copy of @nr elements of user space, or an error pointer. */
static void *sct_plan_array(u64 user, u32 nr, u32 max, size_t size)
{
	void *array;

	if (nr > max)
		return ERR_PTR(-EINVAL);
	if (!nr)
		return NULL;
	array = kvmalloc_array(nr, size, GFP_KERNEL_ACCOUNT);
	if (!array)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(array, u64_to_user_ptr(user), nr * size)) {
		kvfree(array);
		return ERR_PTR(-EFAULT);
	}
	return array;
}

int sct_plan_load(const struct sct_plan *plan, struct sct_plan_table **result)
{
	struct sct_plan_table *table;
	void *array;
	int err;

	table = kvzalloc(sizeof(*table), GFP_KERNEL_ACCOUNT);
	if (!table)
		return -ENOMEM;
	array = sct_plan_array(plan->ops, plan->nr_ops, SCT_MAX_PLAN_OPS, sizeof(*table->ops));
	if (IS_ERR(array))
		goto err_array;
	table->ops = array;
	array = sct_plan_array(plan->calls, plan->nr_calls, SCT_MAX_PLAN_CALLS,
			       sizeof(*table->calls));
	if (IS_ERR(array))
		goto err_array;
	table->calls = array;
	array = sct_plan_array(plan->cases, plan->nr_cases, SCT_MAX_PLAN_CASES,
			       sizeof(*table->cases));
	if (IS_ERR(array))
		goto err_array;
	table->cases = array;
	err = sct_plan_check(plan, table);
	if (err)
		goto err_free;
	*result = table;
	return 0;

err_array:
	err = PTR_ERR(array);
err_free:
	sct_plan_free(table);
	return err;
}

/* --- Reading user memory ----------------------------------------------------- */

/* Bytes that can be asked for at @addr without leaving user space. */
static u32 sct_user_span(u64 addr, u32 len)
{
	if (addr >= TASK_SIZE_MAX)
		return 0;
	return min_t(u64, len, TASK_SIZE_MAX - addr);
}

/* Returns how many bytes could be read: less than @len where a page is missing. */
static u32 sct_copy(void *to, u64 addr, u32 len)
{
	u32 span = sct_user_span(addr, len);
	u32 left;

	if (!span || !access_ok((void __user *)addr, span))
		return 0;
	pagefault_disable();
	left = __copy_from_user_inatomic(to, (void __user *)addr, span);
	pagefault_enable();
	return span - left;
}

/*
 * Copies up to and including a NUL, a word at a time: a word never crosses a
 * page, so that a string may end at the end of the readable memory.  @to has
 * room for @limit bytes, rounded up to 8.  Sets *fault when a byte was missing.
 */
static u32 sct_copy_string(u8 *to, u64 addr, u32 limit, bool *fault)
{
	const struct word_at_a_time constants = WORD_AT_A_TIME_CONSTANTS;
	const u8 __user *from = (const u8 __user *)addr;
	u32 span = sct_user_span(addr, limit);
	u32 len = 0;

	*fault = false;
	if (!span || !user_read_access_begin(from, span)) {
		*fault = limit;
		return 0;
	}
	/* The exception table ends a read of a missing page at the label. */
	while (len < span) {
		unsigned long word, bits;
		u8 byte;

		if (span - len < sizeof(word) ||
		    offset_in_page(addr + len) > PAGE_SIZE - sizeof(word)) {
			unsafe_get_user(byte, from + len, missing);
			to[len++] = byte;
			if (!byte)
				goto done;
			continue;
		}
		unsafe_get_user(word, (const unsigned long __user *)(from + len), missing);
		*(unsigned long *)(to + len) = word;
		if (has_zero(word, &bits, &constants)) {
			bits = prep_zero_mask(word, bits, &constants);
			bits = create_zero_mask(bits);
			len += find_zero(bits) + 1;
			goto done;
		}
		len += sizeof(word);
	}
	*fault = span < limit;
done:
	user_read_access_end();
	return len;
missing:
	user_read_access_end();
	*fault = true;
	return len;
}

/* --- Blobs ------------------------------------------------------------------- */

/**
 * struct sct_capture - ops at work on one record
 * @slot: the record
 * @task: whose call it is: current, or pinned and with its mm borrowed
 * @regs: its registers
 * @args: its arguments
 * @ret: its return value, at exit
 * @abi: enum sct_abi
 * @exit: exit ops run: @ret is valid
 * @flags: for all blobs: enum sct_blob_flags
 * @faulted: some memory of the op at work could not be read
 * @tight: the blob at work has less than it asked for, for want of room in the
 *	ring
 */
struct sct_capture {
	struct sct_slot *slot;
	struct task_struct *task;
	struct pt_regs *regs;
	u64 args[SCT_NR_ARGS];
	long ret;
	u8 abi;
	bool exit;
	u8 flags;
	bool faulted;
	bool tight;
};

static u8 *sct_align8(u8 *at)
{
	return PTR_ALIGN(at, 8);
}

/*
 * Room for @want bytes behind a new blob's header, cut to what a record may
 * hold and to what the ring has left (cap->tight).  NULL: no more blobs.  A
 * record is complete or lost: who cannot do with less sets slot->full.
 */
static struct sct_blob *sct_blob_begin(struct sct_capture *cap, u64 addr, u8 arg, u32 *want)
{
	struct sct_slot *slot = cap->slot;
	struct sct_blob *blob = (void *)slot->at;
	u8 *bytes = (u8 *)(blob + 1);
	u32 most;

	if (slot->full || slot->nr_blobs >= SCT_MAX_BLOBS || bytes + 8 > slot->cap)
		return NULL;
	if (bytes + 8 > slot->room) {
		slot->full = true;
		return NULL;
	}
	blob->addr = addr;
	blob->arg = arg;
	blob->flags = cap->flags;
	blob->err = 0;
	/* One word less than the end: strings are stored by the word. */
	most = slot->cap - bytes - 8;
	if (*want > most) {
		*want = most;
		blob->err = -EMSGSIZE;
	}
	most = slot->room - bytes - 8;
	cap->tight = *want > most;
	*want = min(*want, most);
	return blob;
}

/* @len bytes are there; @fault: the next one could not be read. */
static void sct_blob_end(struct sct_capture *cap, struct sct_blob *blob, u32 len, bool fault)
{
	u8 *end = (u8 *)(blob + 1) + len;
	u8 *next = sct_align8(end);

	if (fault) {
		blob->err = -EFAULT;
		cap->faulted = true;
	}
	blob->len = len;
	memset(end, 0, next - end);
	cap->slot->at = next;
	cap->slot->nr_blobs++;
}

/* Returns the blob's bytes and their number, or NULL. */
static const void *sct_put_bytes(struct sct_capture *cap, u64 addr, u8 arg, u32 len, u32 *got)
{
	u32 want = len;
	struct sct_blob *blob = sct_blob_begin(cap, addr, arg, &want);
	u32 copied;

	*got = 0;
	if (!blob)
		return NULL;
	if (cap->tight) {
		cap->slot->full = true;
		return NULL;
	}
	copied = sct_copy(blob + 1, addr, want);
	sct_blob_end(cap, blob, copied, copied < want);
	*got = copied;
	return blob + 1;
}

static void sct_put_string(struct sct_capture *cap, u64 addr, u8 arg, u32 limit)
{
	u32 want = limit;
	struct sct_blob *blob = sct_blob_begin(cap, addr, arg, &want);
	bool fault;
	u32 len;

	if (!blob)
		return;
	len = sct_copy_string((u8 *)(blob + 1), addr, want, &fault);
	if (len < want || (len && !((u8 *)(blob + 1))[len - 1])) {
		blob->err = 0;	/* it needed no more than there was */
	} else if (cap->tight) {
		cap->slot->full = true;
		return;
	}
	blob->flags |= SCT_BLOB_STRING;
	sct_blob_end(cap, blob, len, fault);
}

static void sct_put_fd(struct sct_capture *cap, int fd, u8 arg)
{
	u32 want = sizeof(struct sct_fd_info) + PATH_MAX + 2 * sizeof(struct sockaddr_storage);
	struct sct_blob *blob = sct_blob_begin(cap, (s64)fd, arg, &want);
	int err;
	u32 len;

	if (!blob)
		return;
	if (cap->tight) {
		cap->slot->full = true;
		return;
	}
	blob->flags |= SCT_BLOB_FD;
	len = sct_fd_describe(cap->task, fd, blob + 1, want, &err);
	blob->err = err;
	sct_blob_end(cap, blob, len, false);
}

/* --- Ops --------------------------------------------------------------------- */

static u32 sct_long_bytes(const struct sct_capture *cap)
{
	return cap->abi == SCT_ABI_X86_64 ? 8 : 4;
}

/* A number of @bytes bytes in user memory; false when it cannot be read. */
static bool sct_get_number(struct sct_capture *cap, u64 addr, u32 bytes, u64 *value)
{
	*value = 0;
	if (sct_copy(value, addr, bytes) == bytes)
		return true;
	cap->faulted = true;
	return false;
}

static u64 sct_op_arg(const struct sct_capture *cap, u8 arg)
{
	switch (arg) {
	case SCT_ARG_RET:
		return cap->ret;
	case SCT_ARG_SP:
		return cap->regs->sp;
	default:
		return cap->args[arg];
	}
}

/* The address that the op is about; 0 when it cannot be read. */
static u64 sct_op_addr(struct sct_capture *cap, const struct sct_op *op)
{
	u64 base = sct_op_arg(cap, op->arg);
	u64 addr;

	if (!base)
		return 0;
	if (!(op->flags & SCT_OP_INDIRECT))
		return base + (op->kind == SCT_OP_BYTES ? op->offset : 0);
	sct_get_number(cap, base + op->offset, sct_long_bytes(cap), &addr);
	return addr;
}

/* A signed number as wide as the ABI's longs: negative counts as zero. */
static u64 sct_not_negative(const struct sct_capture *cap, u64 value)
{
	if (cap->abi == SCT_ABI_I386 ? (s32)value < 0 : (s64)value < 0)
		return 0;
	return value;
}

static u64 sct_op_number(struct sct_capture *cap, const struct sct_op *op)
{
	u64 base = cap->args[op->length_arg];
	u64 addr = base + op->length_offset;
	u64 value = 0;

	switch (op->length) {
	case SCT_LEN_ARG:
	case SCT_LEN_BITS:
		return sct_not_negative(cap, base);
	case SCT_LEN_RET:
		return sct_not_negative(cap, cap->ret);
	case SCT_LEN_PTR16:
		sct_get_number(cap, addr, 2, &value);
		return value;
	case SCT_LEN_PTR32:
		sct_get_number(cap, addr, 4, &value);
		return (s32)value < 0 ? 0 : value;
	case SCT_LEN_PTR64:
		sct_get_number(cap, addr, 8, &value);
		return (s64)value < 0 ? 0 : value;
	case SCT_LEN_PTRLONG:
		sct_get_number(cap, addr, sct_long_bytes(cap), &value);
		return sct_not_negative(cap, value);
	case SCT_LEN_IOC:
		return _IOC_SIZE((u32)base);
	default:
		return U64_MAX;	/* cut to the limit */
	}
}

static u32 sct_op_bytes(struct sct_capture *cap, const struct sct_op *op)
{
	u64 number = sct_op_number(cap, op);
	u64 bytes;

	if (op->length == SCT_LEN_BITS) {
		u32 bits = sct_long_bytes(cap) * 8;

		/* Descriptor sets are no larger than this; the sum cannot wrap. */
		number = min_t(u64, number, SCT_MAX_OP_BYTES * 8ULL);
		return min_t(u64, DIV_ROUND_UP(number, bits) * (bits / 8), op->limit);
	}
	if (check_mul_overflow(number, (u64)max_t(u16, op->unit, 1), &bytes))
		bytes = U64_MAX;
	return min_t(u64, bytes, op->limit);
}

static u32 sct_op_count(struct sct_capture *cap, const struct sct_op *op)
{
	return min_t(u64, sct_op_number(cap, op), op->count);
}

static u64 sct_pointer_at(const struct sct_capture *cap, const void *array, u32 i)
{
	return sct_long_bytes(cap) == 8 ? ((const u64 *)array)[i] : ((const u32 *)array)[i];
}

/* How many pointers, the NULL included, and whether to read on. */
static u32 sct_pointers_until_null(const struct sct_capture *cap, const void *array, u32 nr,
				   bool *ended)
{
	u32 i;

	for (i = 0; i < nr; i++) {
		if (!sct_pointer_at(cap, array, i)) {
			*ended = true;
			return i + 1;
		}
	}
	return nr;
}

/*
 * The pointers of argv, some at a time since nobody says how many there are.
 * Returns how many are in the blob, whose bytes are at *array.
 */
static u32 sct_put_pointers(struct sct_capture *cap, u64 addr, u8 arg, u32 count,
			    const void **array)
{
	const u32 bytes = sct_long_bytes(cap), chunk = 64;
	u32 want = count * bytes, nr = 0;
	struct sct_blob *blob = sct_blob_begin(cap, addr, arg, &want);
	bool ended = false, fault = false;
	u8 *at;

	if (!blob)
		return 0;
	*array = at = (u8 *)(blob + 1);
	while (!ended && !fault && nr < want / bytes) {
		u32 more = min(chunk, want / bytes - nr);
		u32 got = sct_copy(at + nr * bytes, addr + nr * bytes, more * bytes) / bytes;

		fault = got < more;
		nr += sct_pointers_until_null(cap, at + nr * bytes, got, &ended);
	}
	if (ended || fault) {
		blob->err = 0;
	} else if (cap->tight) {
		cap->slot->full = true;
		return 0;
	}
	sct_blob_end(cap, blob, nr * bytes, fault && !ended);
	return nr;
}

static void sct_op_strings(struct sct_capture *cap, const struct sct_op *op, u64 addr)
{
	const void *array;
	u32 nr = sct_put_pointers(cap, addr, op->arg, op->count, &array);
	u32 i;

	for (i = 0; i < nr && i < op->count2 && sct_pointer_at(cap, array, i); i++)
		sct_put_string(cap, sct_pointer_at(cap, array, i), op->arg, op->limit);
}

static void sct_op_pointees(struct sct_capture *cap, const struct sct_op *op, u64 addr)
{
	const u32 bytes = sct_long_bytes(cap);
	const void *array;
	u32 got, i;

	array = sct_put_bytes(cap, addr, op->arg, sct_op_count(cap, op) * bytes, &got);
	for (i = 0; i < got / bytes && i < op->count2; i++) {
		u64 pointer = sct_pointer_at(cap, array, i);
		u32 ignored;

		if (pointer)
			sct_put_bytes(cap, pointer, op->arg, op->limit, &ignored);
	}
}

/* @total: bytes that the call moved, all elements together. */
static void sct_put_iovec(struct sct_capture *cap, u64 addr, u8 arg, u32 count, u32 limit,
			  u64 total)
{
	const u32 bytes = 2 * sct_long_bytes(cap);
	const void *array;
	u32 got, i;

	if (!addr)
		return;
	array = sct_put_bytes(cap, addr, arg, count * bytes, &got);
	if (!limit)
		return;
	for (i = 0; i < got / bytes && total; i++) {
		u64 base = sct_pointer_at(cap, array, 2 * i);
		u64 len = min(sct_pointer_at(cap, array, 2 * i + 1), total);
		u32 ignored;

		total -= len;
		if (len)
			sct_put_bytes(cap, base, arg, min_t(u64, len, limit), &ignored);
	}
}

static u64 sct_op_total(const struct sct_capture *cap)
{
	return cap->exit ? sct_not_negative(cap, cap->ret) : U64_MAX;
}

/* The parts of a msghdr that both ABIs have, as 64-bit numbers. */
struct sct_msg_parts {
	u64 name, iov, control;
	u32 namelen, iovlen, controllen;
};

static void sct_msg_split(const struct sct_capture *cap, const void *from,
			  struct sct_msg_parts *msg)
{
	if (sct_long_bytes(cap) == 8) {
		const struct user_msghdr *hdr = from;

		msg->name = (__force u64)hdr->msg_name;
		msg->namelen = hdr->msg_namelen;
		msg->iov = (__force u64)hdr->msg_iov;
		msg->iovlen = min_t(u64, hdr->msg_iovlen, U32_MAX);
		msg->control = (__force u64)hdr->msg_control;
		msg->controllen = min_t(u64, hdr->msg_controllen, U32_MAX);
	} else {
		const struct compat_msghdr *hdr = from;

		msg->name = hdr->msg_name;
		msg->namelen = hdr->msg_namelen;
		msg->iov = hdr->msg_iov;
		msg->iovlen = hdr->msg_iovlen;
		msg->control = hdr->msg_control;
		msg->controllen = hdr->msg_controllen;
	}
}

static u32 sct_msg_bytes(const struct sct_capture *cap)
{
	return sct_long_bytes(cap) == 8 ? sizeof(struct user_msghdr) :
					  sizeof(struct compat_msghdr);
}

/* What a msghdr, which is in a blob at @hdr already, points to. */
static void sct_put_msg(struct sct_capture *cap, const struct sct_op *op, const void *hdr,
			u64 total)
{
	const u32 max_control = 4096;
	struct sct_msg_parts msg;
	u32 ignored;

	sct_msg_split(cap, hdr, &msg);
	if (msg.name && msg.namelen)
		sct_put_bytes(cap, msg.name, op->arg,
			      min_t(u32, msg.namelen, sizeof(struct sockaddr_storage)), &ignored);
	if (msg.control && msg.controllen)
		sct_put_bytes(cap, msg.control, op->arg, min(msg.controllen, max_control),
			      &ignored);
	sct_put_iovec(cap, msg.iov, op->arg, min_t(u32, msg.iovlen, op->count), op->limit, total);
}

static void sct_op_msghdr(struct sct_capture *cap, const struct sct_op *op, u64 addr)
{
	const u32 bytes = sct_msg_bytes(cap);
	const void *hdr;
	u32 got;

	hdr = sct_put_bytes(cap, addr, op->arg, bytes, &got);
	if (got == bytes)
		sct_put_msg(cap, op, hdr, sct_op_total(cap));
}

static void sct_op_mmsghdr(struct sct_capture *cap, const struct sct_op *op, u64 addr)
{
	/* struct mmsghdr: the msghdr, a 32-bit msg_len, and padding to a long. */
	const u32 msg = sct_msg_bytes(cap), bytes = msg + sct_long_bytes(cap);
	const u8 *array;
	u32 got, i;

	array = sct_put_bytes(cap, addr, op->arg, sct_op_count(cap, op) * bytes, &got);
	for (i = 0; i < got / bytes; i++) {
		const u8 *hdr = array + i * bytes;

		sct_put_msg(cap, op, hdr, cap->exit ? *(const u32 *)(hdr + msg) : U64_MAX);
	}
}

static void sct_op_fds(struct sct_capture *cap, const struct sct_op *op, u64 addr)
{
	u32 count = sct_op_count(cap, op), i;

	for (i = 0; i < count; i++) {
		u64 fd;

		if (!sct_get_number(cap, addr + (u64)i * op->unit + op->offset, 4, &fd))
			return;
		if ((s32)fd >= 0)
			sct_put_fd(cap, (s32)fd, op->arg);
	}
}

static void sct_op_fdset(struct sct_capture *cap, const struct sct_op *op, u64 addr)
{
	/* 1024 is the largest set that libc makes; larger ones are cut. */
	u32 bits = min_t(u64, sct_op_number(cap, op), 1024), left = op->count, i;
	u64 word = 0;

	for (i = 0; i < bits && left; i++) {
		if (i % 32 == 0 && !sct_get_number(cap, addr + i / 8, 4, &word))
			return;
		if (word >> (i % 32) & 1) {
			sct_put_fd(cap, i, op->arg);
			left--;
		}
	}
}

static void sct_op_run_one(struct sct_capture *cap, const struct sct_op *op)
{
	u32 ignored, bytes;
	u64 addr;

	if (op->kind == SCT_OP_FD) {
		sct_put_fd(cap, (s32)sct_op_arg(cap, op->arg), op->arg);
		return;
	}
	addr = sct_op_addr(cap, op);
	if (!addr)
		return;
	switch (op->kind) {
	case SCT_OP_BYTES:
		bytes = sct_op_bytes(cap, op);
		if (bytes)
			sct_put_bytes(cap, addr, op->arg, bytes, &ignored);
		break;
	case SCT_OP_STRING:
		sct_put_string(cap, addr, op->arg, op->limit);
		break;
	case SCT_OP_STRINGS:
		sct_op_strings(cap, op, addr);
		break;
	case SCT_OP_POINTEES:
		sct_op_pointees(cap, op, addr);
		break;
	case SCT_OP_IOVEC:
		sct_put_iovec(cap, addr, op->arg, sct_op_count(cap, op), op->limit,
			      sct_op_total(cap));
		break;
	case SCT_OP_MSGHDR:
		sct_op_msghdr(cap, op, addr);
		break;
	case SCT_OP_MMSGHDR:
		sct_op_mmsghdr(cap, op, addr);
		break;
	case SCT_OP_FDS:
		sct_op_fds(cap, op, addr);
		break;
	case SCT_OP_FDSET:
		sct_op_fdset(cap, op, addr);
		break;
	}
}

/* The second run of a call: its matching case, or what stands for the others. */
static const struct sct_op_run *sct_plan_second(const struct sct_plan_table *table,
						const struct sct_plan_call *call, const u64 *args)
{
	const struct sct_plan_case *cases = table->cases + call->first_case;
	u32 low = 0, high = call->nr_cases, value;

	if (call->switch_arg == SCT_NO_SWITCH)
		return &call->otherwise;
	value = args[call->switch_arg];
	while (low < high) {
		u32 middle = (low + high) / 2;

		if (cases[middle].value == value)
			return &cases[middle].ops;
		if (cases[middle].value < value)
			low = middle + 1;
		else
			high = middle;
	}
	return &call->otherwise;
}

/* Runs the entry ops whose bits are set in @which; returns those that faulted. */
static u32 sct_run_enter(struct sct_capture *cap, const struct sct_op *ops, unsigned int nr,
			 u32 which)
{
	u32 faulted = 0;
	unsigned int i;

	for (i = 0; i < nr; i++) {
		if (!(which >> i & 1))
			continue;
		cap->faulted = false;
		sct_op_run_one(cap, &ops[i]);
		if (cap->faulted && !(ops[i].flags & SCT_OP_NO_RETRY))
			faulted |= 1U << i;
	}
	return faulted;
}

static void sct_run_exit(struct sct_capture *cap, const struct sct_op *ops, unsigned int nr,
			 bool failed)
{
	unsigned int i;

	for (i = 0; i < nr; i++)
		if (!failed || ops[i].flags & SCT_OP_ON_ERROR)
			sct_op_run_one(cap, &ops[i]);
}

static const struct sct_plan_call *sct_plan_find(const struct sct_plan_table *table, u8 abi,
						 s32 nr)
{
	u16 index;

	if (!table || (u32)nr >= SCT_NR_SYSCALLS)
		return NULL;
	index = table->index[abi][nr];
	return index ? &table->calls[index - 1] : NULL;
}

/* Bits of sct_target.faulted: the first run's entry ops, then the second's. */
#define SCT_SECOND_RUN	16

static u32 sct_plan_enter(struct sct_capture *cap, const struct sct_plan_table *table, s32 nr,
			  u32 which)
{
	const struct sct_plan_call *call = sct_plan_find(table, cap->abi, nr);
	const struct sct_op_run *second;
	u32 faulted;

	if (!call)
		return 0;
	second = sct_plan_second(table, call, cap->args);
	faulted = sct_run_enter(cap, table->ops + call->ops.first, call->ops.enter, which);
	return faulted | sct_run_enter(cap, table->ops + second->first, second->enter,
				       which >> SCT_SECOND_RUN) << SCT_SECOND_RUN;
}

static void sct_plan_exit(struct sct_capture *cap, const struct sct_plan_table *table, s32 nr)
{
	const struct sct_plan_call *call = sct_plan_find(table, cap->abi, nr);
	bool failed = IS_ERR_VALUE(cap->ret);
	const struct sct_op_run *second;

	if (!call)
		return;
	second = sct_plan_second(table, call, cap->args);
	sct_run_exit(cap, table->ops + call->ops.first + call->ops.enter, call->ops.exit, failed);
	sct_run_exit(cap, table->ops + second->first + second->enter, second->exit, failed);
}

/* --- ENTER and EXIT ----------------------------------------------------------- */

/* Reserves a record, or counts why there is none. */
static bool sct_begin(struct sct_session *session, struct sct_slot *slot, u8 type, u32 len)
{
	struct sct_ring *ring = sct_session_ring(session);

	if (unlikely(!ring)) {
		atomic64_inc(&session->no_ring);
		return false;
	}
	return sct_slot_begin(slot, ring, type, len);
}

static void sct_commit(struct sct_session *session, struct sct_slot *slot)
{
	sct_slot_commit(slot);
	if (READ_ONCE(session->waiting) != SCT_AWAKE)
		sct_session_wake(session, sct_ring_used(slot->ring), false);
}

static u8 sct_task_abi(const struct task_struct *task)
{
#ifdef CONFIG_IA32_EMULATION
	if (task->thread_info.status & TS_COMPAT)
		return SCT_ABI_I386;
#endif
	return SCT_ABI_X86_64;
}

/* Splits what the entry code calls the number. */
static s32 sct_split_nr(const struct task_struct *task, long id, u8 *abi)
{
	*abi = sct_task_abi(task);
	if (*abi == SCT_ABI_X86_64 && id > 0 && (id & __X32_SYSCALL_BIT)) {
		*abi = SCT_ABI_X32;
		return id & ~__X32_SYSCALL_BIT;
	}
	return id;
}

static bool sct_is_recorded(const struct sct_session *session, u8 abi, s32 nr)
{
	u32 bit = min_t(u32, nr, SCT_NR_SYSCALLS - 1);

	return session->bits[abi][bit / 64] >> (bit % 64) & 1;
}

static bool sct_is_exec(u8 abi, s32 nr)
{
	switch (abi) {
	case SCT_ABI_X86_64:
		return nr == __NR_execve || nr == __NR_execveat;
	case SCT_ABI_I386:
		return nr == 11 || nr == 358;	/* asm/unistd_32.h: execve, execveat */
	default:
		return nr == 520 || nr == 545;	/* asm/unistd_x32.h */
	}
}

static void sct_get_args(struct task_struct *task, struct pt_regs *regs, u8 abi, u64 *args)
{
	unsigned int i;

	syscall_get_arguments(task, regs, (unsigned long *)args);
	if (abi != SCT_ABI_I386)
		return;
	for (i = 0; i < SCT_NR_ARGS; i++)
		args[i] = (u32)args[i];
}

/* Returns the entry ops that could not read everything. */
static u32 sct_fill_enter(struct sct_target *target, struct sct_slot *slot, struct pt_regs *regs,
			  u8 abi, s32 nr, u16 flags)
{
	struct sct_enter *enter = (void *)slot->rec;
	struct sct_capture cap;
	u32 faulted;

	enter->hdr.tid = target->tid;
	enter->hdr.abi = abi;
	enter->nr = nr;
	enter->flags = flags;
	enter->ip = regs->ip;
	sct_get_args(target->task, regs, abi, enter->args);

	cap.slot = slot;
	cap.task = target->task;
	cap.regs = regs;
	memcpy(cap.args, enter->args, sizeof(cap.args));
	cap.abi = abi;
	cap.exit = false;
	cap.flags = 0;
	cap.ret = 0;
	faulted = sct_plan_enter(&cap, target->session->plan, nr, ~0U);
	enter->nr_blobs = slot->nr_blobs;
	return faulted;
}

/* ENTER of a call of current; keeps what EXIT needs of it. */
static void sct_put_enter(struct sct_target *target, struct pt_regs *regs, u16 flags)
{
	struct sct_session *session = target->session;
	struct sct_slot slot;
	bool fits = sct_begin(session, &slot, SCT_REC_ENTER, sizeof(struct sct_enter));

	if (session->cpu_time) {
		target->enter_time = sct_clock_now();
		target->switches = current->nvcsw + current->nivcsw;
		target->runtime = current->se.sum_exec_runtime;
	}
	target->faulted = 0;
	if (!fits)
		return;
	target->faulted = sct_fill_enter(target, &slot, regs, target->abi, target->nr, flags);
	sct_commit(session, &slot);
}

/* Sets what the call under way is, and whether it is recorded. */
static void sct_target_call(struct sct_target *target, long id)
{
	struct sct_session *session = target->session;
	struct sct_ring *ring;

	target->nr = sct_split_nr(current, id, &target->abi);
	target->execed = false;
	target->recorded = sct_is_recorded(session, target->abi, target->nr);
	if (!target->recorded) {
		ring = sct_session_ring(session);
		if (ring)
			WRITE_ONCE(ring->filtered, ring->filtered + 1);
	}
}

void sct_capture_enter(struct sct_target *target, struct pt_regs *regs, long id)
{
	u8 abi;

	if (!READ_ONCE(target->session->armed))
		return;
	if (target->state == SCT_STATE_WAIT_EXEC) {
		s32 nr = sct_split_nr(current, id, &abi);

		if (!sct_is_exec(abi, nr))
			return;
	}
	/* From UNKNOWN on, a thread that attaches must see that it is too late. */
	WRITE_ONCE(target->state, SCT_STATE_IN);
	sct_target_call(target, id);
	if (target->recorded)
		sct_put_enter(target, regs, 0);
}

/*
 * Nanoseconds on a CPU since the entry.  A thread that was not switched out
 * used all of the time; the runtime of one that was is as old as its last
 * switch or tick, so cut it to the time that went by.
 */
static u64 sct_cpu_ns(const struct sct_target *target)
{
	u64 ticks = sct_clock_now() - target->enter_time;
	u64 ns = sct_clock_kind() == SCT_CLOCK_TSC ?
		 mul_u64_u64_div_u64(ticks, 1000000, sct_clock_khz()) : ticks;

	if (current->nvcsw + current->nivcsw == target->switches)
		return ns;
	return min_t(u64, ns, current->se.sum_exec_runtime - target->runtime);
}

static long sct_normal_ret(u8 abi, long ret)
{
	if (abi == SCT_ABI_I386)
		return IS_ERR_VALUE((long)(s32)ret) ? (s32)ret : (u32)ret;
	return ret;
}

static void sct_put_exit(struct sct_target *target, struct pt_regs *regs, long ret)
{
	struct sct_session *session = target->session;
	struct sct_capture cap;
	struct sct_exit *exit;
	struct sct_slot slot;

	if (!sct_begin(session, &slot, SCT_REC_EXIT, sizeof(*exit)))
		return;
	exit = (void *)slot.rec;
	exit->hdr.tid = target->tid;
	exit->hdr.abi = target->abi;
	exit->nr = target->nr;
	exit->flags = target->execed ? SCT_REC_EXECED : 0;
	exit->ret = sct_normal_ret(target->abi, ret);
	exit->cpu_ns = session->cpu_time ? sct_cpu_ns(target) : 0;

	if (!target->execed) {
		cap.slot = &slot;
		cap.task = current;
		cap.regs = regs;
		sct_get_args(current, regs, target->abi, cap.args);
		cap.ret = exit->ret;
		cap.abi = target->abi;
		cap.exit = false;
		if (unlikely(target->faulted)) {
			cap.flags = SCT_BLOB_LATE;
			sct_plan_enter(&cap, session->plan, target->nr, target->faulted);
		}
		cap.exit = true;
		cap.flags = 0;
		sct_plan_exit(&cap, session->plan, target->nr);
	}
	exit->nr_blobs = slot.nr_blobs;
	sct_commit(session, &slot);
}

/*
 * Leaves the call; returns the state in it.  Only UNKNOWN is contended: with
 * sct_capture_attached(), which makes it ATTACHED before it writes its ENTER.
 */
static int sct_target_leave(struct sct_target *target)
{
	int state = READ_ONCE(target->state);

	if (state == SCT_STATE_UNKNOWN)
		return xchg(&target->state, SCT_STATE_OUT);
	if (state != SCT_STATE_WAIT_EXEC)
		WRITE_ONCE(target->state, SCT_STATE_OUT);
	return state;
}

void sct_capture_exit(struct sct_target *target, struct pt_regs *regs, long ret)
{
	long id = syscall_get_nr(current, regs);

	if (!READ_ONCE(target->session->armed))
		return;
	switch (sct_target_leave(target)) {
	case SCT_STATE_WAIT_EXEC:
	case SCT_STATE_BORN:	/* its parent's call, seen from the child */
		return;
	case SCT_STATE_IN:
		break;
	case SCT_STATE_OUT:	/* seccomp denied it before the entry probe */
		sct_target_call(target, id);
		if (target->recorded)
			sct_put_enter(target, regs, SCT_REC_REBUILT);
		break;
	case SCT_STATE_UNKNOWN:
		sct_target_call(target, id);
		if (target->recorded)
			sct_put_enter(target, regs, SCT_REC_ATTACHED);
		break;
	case SCT_STATE_ATTACHED:
		sct_target_call(target, id);
		target->enter_time = sct_clock_now();
		target->switches = current->nvcsw + current->nivcsw;
		target->runtime = current->se.sum_exec_runtime;
		target->faulted = ~0U;	/* what its ENTER could read is not known here */
		break;
	}
	if (target->recorded)
		sct_put_exit(target, regs, ret);
	target->execed = false;
}

void sct_capture_attached(struct sct_target *target, struct pt_regs *regs)
{
	struct sct_session *session = target->session;
	struct sct_slot slot;
	u8 abi;
	s32 nr = sct_split_nr(target->task, regs->orig_ax, &abi);

	if (!sct_is_recorded(session, abi, nr) ||
	    !sct_begin(session, &slot, SCT_REC_ENTER, sizeof(struct sct_enter)))
		return;
	/*
	 * The time of the record was taken before this exchange, which the
	 * thread's exit sees before it takes its own time: the ENTER is older
	 * than the EXIT.  If the exchange fails, the thread left the call.
	 */
	sct_fill_enter(target, &slot, regs, abi, nr, SCT_REC_ATTACHED);
	if (cmpxchg(&target->state, SCT_STATE_UNKNOWN, SCT_STATE_ATTACHED) != SCT_STATE_UNKNOWN)
		sct_slot_cancel(&slot);
	else
		sct_commit(session, &slot);
}

/* --- The other records -------------------------------------------------------- */

void sct_capture_signal(struct sct_target *target, int signo,
			const struct kernel_siginfo *info, u32 flags)
{
	struct sct_session *session = target->session;
	struct sct_signal *rec;
	struct sct_slot slot;

	BUILD_BUG_ON(sizeof(*info) != SCT_SIGINFO_BYTES);
	if (!READ_ONCE(session->armed) || READ_ONCE(target->state) == SCT_STATE_WAIT_EXEC ||
	    !sct_begin(session, &slot, SCT_REC_SIGNAL, sizeof(*rec)))
		return;
	rec = (void *)slot.rec;
	rec->hdr.tid = target->tid;
	rec->signo = signo;
	rec->flags = flags;
	memcpy(rec->info, info, sizeof(rec->info));
	sct_commit(session, &slot);
}

static void sct_fill_task(struct sct_task *rec, const struct sct_target *target, u32 event)
{
	const struct sct_record hdr = rec->hdr;

	*rec = (struct sct_task){
		.hdr = hdr,
		.event = event,
		.tgid = target->tgid,
	};
	rec->hdr.tid = target->tid;
	/* A name that changes meanwhile may be torn, never unterminated. */
	strscpy_pad(rec->comm, target->task->comm, sizeof(rec->comm));
}

void sct_capture_task(struct sct_target *target, u32 event, struct task_struct *other, int status)
{
	struct sct_session *session = target->session;
	struct sct_task *rec;
	struct sct_slot slot;

	if (!READ_ONCE(session->armed) || READ_ONCE(target->state) == SCT_STATE_WAIT_EXEC ||
	    !sct_begin(session, &slot, SCT_REC_TASK, sizeof(*rec)))
		return;
	rec = (void *)slot.rec;
	sct_fill_task(rec, target, event);
	rec->status = status;
	if (event == SCT_TASK_FORK || event == SCT_TASK_FORK_MISSED) {
		rec->other = __task_pid_nr_ns(other, PIDTYPE_PID, session->pid_ns);
		rec->tgid = __task_pid_nr_ns(other, PIDTYPE_TGID, session->pid_ns);
	}
	sct_commit(session, &slot);
}

/* The arguments of a call whose entry could not read them: they are here now. */
static void sct_put_exec_strings(struct sct_slot *slot, const struct linux_binprm *bprm)
{
	const u32 max_args = 8192;
	struct sct_capture cap = { .slot = slot, .task = current, .flags = SCT_BLOB_LATE };
	u32 len = strnlen(bprm->filename, PATH_MAX - 1) + 1, want = len;
	struct sct_blob *blob = sct_blob_begin(&cap, 0, 0, &want);
	struct mm_struct *mm = current->mm;

	if (!blob)
		return;
	blob->flags |= SCT_BLOB_STRING;
	slot->full |= cap.tight;
	memcpy(blob + 1, bprm->filename, want);
	sct_blob_end(&cap, blob, want, false);
	len = min_t(u64, mm->arg_end - mm->arg_start, max_args);
	want = len;
	blob = sct_blob_begin(&cap, 0, 1, &want);
	if (!blob)
		return;
	slot->full |= cap.tight;
	len = sct_copy(blob + 1, mm->arg_start, want);
	sct_blob_end(&cap, blob, len, len < want);
}

void sct_capture_exec(struct sct_target *target, u32 old_tid, const struct linux_binprm *bprm)
{
	struct sct_session *session = target->session;
	struct sct_task *rec;
	struct sct_slot slot;

	target->execed = true;
	if (!READ_ONCE(session->armed) || READ_ONCE(target->state) == SCT_STATE_WAIT_EXEC ||
	    !sct_begin(session, &slot, SCT_REC_TASK, sizeof(*rec)))
		return;
	rec = (void *)slot.rec;
	sct_fill_task(rec, target, SCT_TASK_EXEC);
	rec->other = old_tid;
	rec->argc = bprm->argc;
	rec->envc = bprm->envc;
	if (target->faulted)
		sct_put_exec_strings(&slot, bprm);
	rec->nr_blobs = slot.nr_blobs;
	sct_commit(session, &slot);
}
