// SPDX-License-Identifier: GPL-2.0
/*
 * The straight way through the probes: for calls of which strings and bytes are
 * captured, from where registers point to, as is the case for most.  It knows of
 * nothing that can go wrong: where memory is missing, or the ring needs attention, the
 * record starts anew by the long way.
 *
 * Its reads are by the word.  A word that reaches into a missing page counts as
 * missing.
 */
#include <linux/err.h>
#include <linux/uaccess.h>

#include <asm/word-at-a-time.h>

#include "compat.h"
#include "plain.h"
#include "sctrace.h"

/* --- Making steps of ops ------------------------------------------------------- */

/* Which word of struct pt_regs has what an op can name. */
#define SCT_REG(name)	(offsetof(struct pt_regs, name) / sizeof(unsigned long))

static u8 sct_step_reg(u8 arg)
{
	static const u8 regs[] = {
		SCT_REG(di), SCT_REG(si), SCT_REG(dx), SCT_REG(r10), SCT_REG(r8), SCT_REG(r9),
		[SCT_ARG_RET] = SCT_REG(ax),
		[SCT_ARG_SP] = SCT_REG(sp),
		[SCT_ARG_BP] = SCT_REG(bp),
	};

	return regs[arg];
}

bool sct_step_make(struct sct_step *step, const struct sct_op *op)
{
	bool string = op->kind == SCT_OP_STRING;
	u32 unit = op->unit ?: 1;

	if (op->flags & SCT_OP_INDIRECT || (!string && op->kind != SCT_OP_BYTES) ||
	    op->limit % unit)
		return false;
	*step = (struct sct_step){
		.on_error = op->flags & SCT_OP_ON_ERROR,
		.addr_reg = sct_step_reg(op->arg),
		.len_reg = SCT_NO_REG,
		.unit = unit,
		.count = op->limit / unit,
		.offset = string ? 0 : op->offset,
		.limit = op->limit,
		.word = sct_blob_word(0, op->arg, string ? SCT_BLOB_STRING : 0),
	};
	if (!string && op->length == SCT_LEN_ARG)
		step->len_reg = sct_step_reg(op->length_arg);
	else if (!string && op->length == SCT_LEN_RET)
		step->len_reg = SCT_REG(ax);
	else if (!string && op->length != SCT_LEN_CONST)
		return false;
	step->kind = op->kind;
	return true;
}

/* The most that some steps add to a record; U32_MAX: one of them is none. */
static u32 sct_steps_room(const struct sct_step *step, unsigned int nr)
{
	u32 room = 0;

	for (; nr; nr--, step++) {
		if (!step->kind)
			return U32_MAX;
		/* Both are stored by the word. */
		room += sizeof(struct sct_blob) + ALIGN(step->limit, 8);
	}
	return room;
}

bool sct_straight_make(struct sct_straight *straight, const struct sct_plan_table *table,
		       const struct sct_plan_call *call, u32 max_record)
{
	const struct sct_step *steps = table->steps + call->ops.first;
	u32 enter = sct_steps_room(steps, call->ops.enter);
	u32 exit = sct_steps_room(steps + call->ops.enter, call->ops.exit);

	if (call->switch_arg != SCT_NO_SWITCH || call->otherwise.enter || call->otherwise.exit ||
	    max(enter, exit) > max_record - sizeof(struct sct_enter))
		return false;
	*straight = (struct sct_straight){
		.enter = steps,
		.exit = steps + call->ops.enter,
		.end = steps + call->ops.enter + call->ops.exit,
		.enter_len = sizeof(struct sct_enter) + enter,
		.exit_len = sizeof(struct sct_exit) + exit,
		.state = call->ops.exit ? SCT_STATE_STRAIGHT : SCT_STATE_PLAIN,
	};
	return true;
}

/* --- Running them -------------------------------------------------------------- */

static __always_inline u64 sct_reg(const struct pt_regs *regs, u8 reg)
{
	return ((const unsigned long *)regs)[reg];
}

/* Returns the length of the string, NUL included; 0: it could not be read, or is longer. */
static __always_inline u32 sct_step_string(u8 *to, u64 addr, u32 limit)
{
	const struct word_at_a_time constants = WORD_AT_A_TIME_CONSTANTS;
	const u8 __user *from = (const u8 __user *)addr;
	unsigned long word, bits;
	u64 len = 0;

	if (!user_read_access_begin(from, (u64)limit + sizeof(word)))
		return 0;
	for (; len < limit; len += sizeof(word)) {
		unsafe_get_user(word, (const unsigned long __user *)(from + len), missing);
		/* First whether there is a zero or a byte above 0x80: nearly never. */
		if (unlikely((word - constants.one_bits) & constants.high_bits) &&
		    has_zero(word, &bits, &constants)) {
			user_read_access_end();
			bits = prep_zero_mask(word, bits, &constants);
			bits = create_zero_mask(bits);
			*(unsigned long *)(to + len) = word & zero_bytemask(bits);
			len += find_zero(bits) + 1;
			return len <= limit ? len : 0;
		}
		*(unsigned long *)(to + len) = word;
	}
missing:
	user_read_access_end();
	return 0;
}

/* @len is not 0; what fills up the last word is zero. */
static __always_inline bool sct_step_bytes(u8 *to, u64 addr, u64 len)
{
	const unsigned long __user *from = (const unsigned long __user *)addr;
	const unsigned long last = (len - 1) / sizeof(*from);
	unsigned long *at = (unsigned long *)to;
	unsigned long word, i = 0;

	if (!user_read_access_begin(from, len + sizeof(word)))
		return false;
	for (; i + 4 <= last; i += 4) {
		unsafe_get_user(at[i], from + i, missing);
		unsafe_get_user(at[i + 1], from + i + 1, missing);
		unsafe_get_user(at[i + 2], from + i + 2, missing);
		unsafe_get_user(at[i + 3], from + i + 3, missing);
	}
	for (; i < last; i++)
		unsafe_get_user(at[i], from + i, missing);
	unsafe_get_user(word, from + last, missing);
	user_read_access_end();
	at[last] = word & (~0UL >> (-len * 8 & 63));
	return true;
missing:
	user_read_access_end();
	return false;
}

static __always_inline u64 sct_step_len(const struct sct_step *step, const struct pt_regs *regs)
{
	s64 number;

	if (step->len_reg == SCT_NO_REG)
		return step->limit;
	number = sct_reg(regs, step->len_reg);
	return number <= 0 ? 0 : min_t(u64, number, step->count) * step->unit;
}

/*
 * Writes the blobs and counts them; returns where they end, or NULL when something
 * could not be read.
 */
static __always_inline u8 *sct_steps_run(const struct sct_step *step, const struct sct_step *end,
					 const struct pt_regs *regs, bool failed, u8 *at,
					 u16 *nr_blobs)
{
	for (; step != end; step++) {
		struct sct_blob *blob = (void *)at;
		u64 addr = sct_reg(regs, step->addr_reg);
		u8 *bytes = (u8 *)(blob + 1);
		u64 len;

		if (!addr || (failed && !step->on_error))
			continue;
		addr += step->offset;
		if (step->kind == SCT_OP_STRING) {
			len = sct_step_string(bytes, addr, step->limit);
			if (unlikely(!len))
				return NULL;
		} else {
			len = sct_step_len(step, regs);
			if (!len)
				continue;
			if (unlikely(!sct_step_bytes(bytes, addr, len)))
				return NULL;
		}
		blob->addr = addr;
		*(u64 *)&blob->len = step->word | len;
		at = bytes + ALIGN(len, 8);
		(*nr_blobs)++;
	}
	return at;
}

/* --- The ends of the probes ----------------------------------------------------- */

noinline __noclone notrace void sct_enter_straight(struct sct_target *target,
						   struct pt_regs *regs, long id)
{
	const struct sct_straight *call = &target->session->straight[id];
	struct sct_ring *ring = this_cpu_read(target->cpus->ring);
	u64 head = ring->head, time;
	struct sct_enter *enter;
	u8 *end;

	sct_ring_open(ring, head);
	time = sct_clock_now();
	if (unlikely(!sct_ring_plain(ring, head, call->enter_len, time)))
		goto long_way;
	/*
	 * From UNKNOWN on, a thread that attaches must see that it is too late.  (The
	 * long way sets it anew.)
	 */
	WRITE_ONCE(target->state, call->state);
	target->nr = id;
	enter = sct_ring_at(ring, head);
	sct_fill_plain_enter(enter, ring, target, regs, id, time);
	sct_faults_off();
	end = sct_steps_run(call->enter, call->exit, regs, false, (u8 *)(enter + 1),
			    &enter->nr_blobs);
	sct_faults_on();
	if (unlikely(!end))
		goto shut;
	enter->hdr.len = end - (u8 *)enter;
	sct_commit_plain(ring, head, end - (u8 *)enter);
	sct_probe_unlock();
	return;

shut:
	sct_ring_shut(ring, head);
long_way:
	sct_enter_long(target, regs, id);
}

noinline __noclone notrace void sct_exit_straight(struct sct_target *target,
						  struct pt_regs *regs, long ret)
{
	const struct sct_straight *call = &target->session->straight[target->nr];
	struct sct_ring *ring = this_cpu_read(target->cpus->ring);
	u64 head = ring->head, time;
	struct sct_exit *exit;
	u8 *end;

	sct_ring_open(ring, head);
	time = sct_clock_now();
	if (unlikely(!sct_ring_plain(ring, head, call->exit_len, time)))
		goto long_way;
	exit = sct_ring_at(ring, head);
	sct_fill_plain_exit(exit, ring, target, ret, time);
	sct_faults_off();
	end = sct_steps_run(call->exit, call->end, regs, IS_ERR_VALUE(ret), (u8 *)(exit + 1),
			    &exit->nr_blobs);
	sct_faults_on();
	if (unlikely(!end))
		goto shut;
	WRITE_ONCE(target->state, SCT_STATE_OUT);
	exit->hdr.len = end - (u8 *)exit;
	sct_commit_plain(ring, head, end - (u8 *)exit);
	sct_probe_unlock();
	return;

shut:
	sct_ring_shut(ring, head);
long_way:
	sct_exit_long(target, regs, ret);
}
