/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixed part of an ENTER and an EXIT as the plain and the straight way write it:
 * of a 64-bit call, by the word (see struct sct_record and so on for the fields), and
 * inline, since each instruction counts.
 */
#ifndef SCT_PLAIN_H
#define SCT_PLAIN_H

#include <asm/ptrace.h>

#include "ring.h"
#include "sctrace.h"

static __always_inline void sct_fill_plain_enter(struct sct_enter *enter,
						 const struct sct_ring *ring,
						 const struct sct_target *target,
						 const struct pt_regs *regs, long id, u64 time)
{
	*(u64 *)&enter->hdr.len = ring->enter_head;
	*(u64 *)&enter->hdr.seq = target->tid_word | (u32)ring->seq;
	enter->hdr.time = time;
	*(u64 *)&enter->nr = id;	/* not negative: it was looked up */
	enter->ip = regs->ip;
	enter->args[0] = regs->di;
	enter->args[1] = regs->si;
	enter->args[2] = regs->dx;
	enter->args[3] = regs->r10;
	enter->args[4] = regs->r8;
	enter->args[5] = regs->r9;
}

static __always_inline void sct_fill_plain_exit(struct sct_exit *exit, const struct sct_ring *ring,
						const struct sct_target *target, long ret,
						u64 time)
{
	*(u64 *)&exit->hdr.len = ring->exit_head;
	*(u64 *)&exit->hdr.seq = target->tid_word | (u32)ring->seq;
	exit->hdr.time = time;
	*(u64 *)&exit->nr = (u32)target->nr;
	exit->ret = ret;
	exit->cpu_ns = 0;
}

/* The record that was filled in at @head is @len bytes long, and complete. */
static __always_inline void sct_commit_plain(struct sct_ring *ring, u64 head, u32 len)
{
	sct_ring_count(&ring->seq);
	sct_ring_publish(ring, head + len);
}

#endif
