// SPDX-License-Identifier: GPL-2.0
/* The clock of the records: the TSC where the kernel itself trusts it. */
#include <linux/irqflags.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/timekeeping.h>

#include <asm/tsc.h>

#include "ring.h"

DEFINE_STATIC_KEY_FALSE(sct_clock_is_tsc);

void sct_clock_init(void)
{
	if (boot_cpu_has(X86_FEATURE_CONSTANT_TSC) &&
	    boot_cpu_has(X86_FEATURE_NONSTOP_TSC) && tsc_khz && !check_tsc_unstable())
		static_branch_enable(&sct_clock_is_tsc);
}

u32 sct_clock_kind(void)
{
	return static_branch_likely(&sct_clock_is_tsc) ? SCT_CLOCK_TSC : SCT_CLOCK_MONOTONIC;
}

u32 sct_clock_khz(void)
{
	return static_branch_likely(&sct_clock_is_tsc) ? tsc_khz : 1000000;
}

u64 sct_clock_ticks(u64 ns)
{
	/* Two years: so that the quotient fits 64 bits, or the division would trap. */
	return mul_u64_u64_div_u64(min(ns, 1ULL << 56), sct_clock_khz(), 1000000);
}

void sct_clock_pair(u64 *now, u64 *monotonic, u64 *realtime)
{
	unsigned long flags;

	local_irq_save(flags);
	*monotonic = ktime_get_mono_fast_ns();
	*now = static_branch_likely(&sct_clock_is_tsc) ? rdtsc_ordered() : *monotonic;
	*realtime = ktime_get_real_fast_ns();
	local_irq_restore(flags);
}
