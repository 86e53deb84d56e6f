// SPDX-License-Identifier: GPL-2.0
/*
 * Runs the ops of a capture plan: copies user memory into the blobs of a record.
 *
 * Preemption is off, no page is faulted in, and every loop is bounded by a limit
 * that sct_plan_load() has checked.
 */
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/overflow.h>
#include <linux/socket.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <net/compat.h>

#include <asm/word-at-a-time.h>

#include "sctrace.h"

/* --- Reading user memory ----------------------------------------------------- */

/* Bytes that can be asked for at @addr without leaving user space. */
static u32 sct_user_span(u64 addr, u32 len)
{
	if (addr >= TASK_SIZE_MAX)
		return 0;
	return min_t(u64, len, TASK_SIZE_MAX - addr);
}

/*
 * Raw: @to is in a ring or on the stack, and the checks of hardened usercopy would
 * look up the ring's mapping, under a lock that sleeps on PREEMPT_RT.  Returns the
 * bytes that are missing.
 */
static __always_inline u32 sct_copy_raw(void *to, u64 addr, u32 len)
{
	u32 left;

	sct_faults_off();
	left = raw_copy_from_user(to, (void __user *)addr, len);
	sct_faults_on();
	return left;
}

u32 sct_copy(void *to, u64 addr, u32 len)
{
	u32 span = sct_user_span(addr, len);

	if (!span || !access_ok((void __user *)addr, span))
		return 0;
	return span - sct_copy_raw(to, addr, span);
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
	sct_faults_off();
	if (!span || !user_read_access_begin(from, span)) {
		sct_faults_on();
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
	sct_faults_on();
	return len;
missing:
	user_read_access_end();
	sct_faults_on();
	*fault = true;
	return len;
}

/* --- Blobs ------------------------------------------------------------------- */

static u8 *sct_align8(u8 *at)
{
	return PTR_ALIGN(at, 8);
}

struct sct_blob *sct_blob_begin(struct sct_capture *cap, u64 addr, u8 arg, u32 *want)
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

static void sct_note_fault(struct sct_capture *cap, u64 addr)
{
	cap->faulted = true;
	if (!cap->missing)
		cap->missing = addr;
}

void sct_blob_end(struct sct_capture *cap, struct sct_blob *blob, u32 len, bool fault)
{
	u8 *end = (u8 *)(blob + 1) + len;
	u8 *next = sct_align8(end);

	if (fault) {
		blob->err = -EFAULT;
		sct_note_fault(cap, blob->addr + len);
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
	*value = 0;	/* half a number is none */
	sct_note_fault(cap, addr);
	return false;
}

static u64 sct_op_arg(const struct sct_capture *cap, u8 arg)
{
	switch (arg) {
	case SCT_ARG_RET:
		return cap->ret;
	case SCT_ARG_SP:
		return cap->regs->sp;
	case SCT_ARG_BP:
		return cap->regs->bp;
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
	case SCT_LEN_INT:
		return (s32)base < 0 ? 0 : (u32)base;
	case SCT_LEN_UINT:
		return (u32)base;
	case SCT_LEN_ULONG:
		return base;
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

/* @total: bytes that the call moved, all elements together; U64_MAX: not known. */
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

		if (total != U64_MAX)
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

/*
 * FD blobs for the descriptors that a message passes (SCM_RIGHTS): @control is
 * @len bytes of struct cmsghdr, whose length is a long of the ABI.
 */
static void sct_put_rights(struct sct_capture *cap, u8 arg, const u8 *control, u32 len)
{
	const u32 word = sct_long_bytes(cap), head = word + 8;
	u32 at, fd;
	u64 size;

	for (at = 0; at < len && len - at >= head; at += ALIGN(size, word)) {
		const s32 *kind = (const s32 *)(control + at + word);

		size = sct_pointer_at(cap, control + at, 0);
		if (size < head || size > len - at)
			return;
		if (kind[0] != SOL_SOCKET || kind[1] != SCM_RIGHTS)
			continue;
		for (fd = head; fd + 4 <= size; fd += 4)
			sct_put_fd(cap, *(const s32 *)(control + at + fd), arg);
	}
}

/* What a msghdr, which is in a blob at @hdr already, points to. */
static void sct_put_msg(struct sct_capture *cap, const struct sct_op *op, const void *hdr,
			u64 total)
{
	const u32 max_control = 4096;
	struct sct_msg_parts msg;
	const void *control;
	u32 got;

	sct_msg_split(cap, hdr, &msg);
	if (msg.name && msg.namelen)
		sct_put_bytes(cap, msg.name, op->arg,
			      min_t(u32, msg.namelen, sizeof(struct sockaddr_storage)), &got);
	if (msg.control && msg.controllen) {
		control = sct_put_bytes(cap, msg.control, op->arg,
					min(msg.controllen, max_control), &got);
		if (control && op->flags & SCT_OP_RIGHTS)
			sct_put_rights(cap, op->arg, control, got);
	}
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

/* Not all of them: cap->faulted, and they stay as they are. */
static void sct_op_args(struct sct_capture *cap, const struct sct_op *op, u64 addr)
{
	u32 nr = min_t(u32, sct_op_count(cap, op), SCT_NR_ARGS), got, i;
	const void *words = sct_put_bytes(cap, addr, op->arg, nr * sct_long_bytes(cap), &got);

	if (got < nr * sct_long_bytes(cap)) {
		cap->faulted = true;
		return;
	}
	memset(cap->args, 0, sizeof(cap->args));
	for (i = 0; i < nr; i++)
		cap->args[i] = sct_pointer_at(cap, words, i);
}

void sct_op_run(struct sct_capture *cap, const struct sct_op *op)
{
	u32 ignored, bytes;
	u64 addr;

	if (op->kind == SCT_OP_FD) {
		sct_put_fd(cap, (s32)sct_op_arg(cap, op->arg), op->arg);
		return;
	}
	addr = sct_op_addr(cap, op);
	if (!addr) {
		cap->faulted |= op->kind == SCT_OP_ARGS;
		return;
	}
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
	case SCT_OP_ARGS:
		sct_op_args(cap, op, addr);
		break;
	}
}
