// SPDX-License-Identifier: GPL-2.0
/* The clock of the records: the TSC where the kernel itself trusts it. */
#include <linux/irqflags.h>
#include <linux/jump_label.h>
#include <linux/ktime.h>
#include <linux/timekeeping.h>

#include <asm/msr.h>
#include <asm/tsc.h>

#include "sctrace.h"

static DEFINE_STATIC_KEY_FALSE(sct_clock_tsc);

void sct_clock_init(void)
{
	if (boot_cpu_has(X86_FEATURE_CONSTANT_TSC) &&
	    boot_cpu_has(X86_FEATURE_NONSTOP_TSC) && tsc_khz && !check_tsc_unstable())
		static_branch_enable(&sct_clock_tsc);
}

u32 sct_clock_kind(void)
{
	return static_branch_likely(&sct_clock_tsc) ? SCT_CLOCK_TSC : SCT_CLOCK_MONOTONIC;
}

u32 sct_clock_khz(void)
{
	return static_branch_likely(&sct_clock_tsc) ? tsc_khz : 1000000;
}

u64 sct_clock_now(void)
{
	/*
	 * Ordered: a thread that another one woke must not get the earlier
	 * time because its CPU read the counter ahead.
	 */
	if (static_branch_likely(&sct_clock_tsc))
		return rdtsc_ordered();
	return ktime_get_mono_fast_ns();
}

void sct_clock_pair(u64 *now, u64 *monotonic, u64 *realtime)
{
	unsigned long flags;

	local_irq_save(flags);
	*monotonic = ktime_get_mono_fast_ns();
	*now = static_branch_likely(&sct_clock_tsc) ? rdtsc_ordered() : *monotonic;
	*realtime = ktime_get_real_fast_ns();
	local_irq_restore(flags);
}
