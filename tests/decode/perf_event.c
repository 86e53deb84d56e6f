// SPDX-License-Identifier: GPL-2.0
/* perf_event_open(). */
#include "cases.h"

#include <linux/hw_breakpoint.h>
#include <linux/perf_event.h>

static const char *const call = "perf_event_open";
static uint64_t words[20];
static struct perf_event_attr a;

static void event(uint32_t type, uint64_t config)
{
	memset(&a, 0, sizeof(a));
	a.type = type;
	a.config = config;
	a.size = PERF_ATTR_SIZE_VER7;
}

static void cases(void)
{
	unsigned int i;

	CASE("perf_event_open: kinds of events");
	for (i = 0; i < 11; i++) {
		event(PERF_TYPE_HARDWARE, i);
		CALL(call, 3, A(&a), 0, -1, -1, 0);
		event(PERF_TYPE_HARDWARE, i | (uint64_t)i << 32);
		CALL(call, 3, A(&a), 0, -1, -1, 0);
		event(PERF_TYPE_SOFTWARE, i);
		CALL(call, 3, A(&a), 0, -1, -1, 0);
		event(PERF_TYPE_TRACEPOINT, i * 0x1000000001);
		CALL(call, 3, A(&a), 0, -1, -1, 0);
		event(PERF_TYPE_HW_CACHE, i | i << 8 | i << 16 | i << 26);
		CALL(call, 3, A(&a), 0, -1, -1, 0);
		event(PERF_TYPE_RAW, i * 0x101);
		CALL(call, 3, A(&a), 0, -1, -1, 0);
		event(PERF_TYPE_BREAKPOINT, 0);
		a.bp_type = i;
		a.bp_addr = i * 0x1000;
		a.bp_len = i;
		CALL(call, 3, A(&a), 0, -1, -1, 0);
		event(6 + i, i);
		CALL(call, 3, A(&a), 0, -1, -1, 0);
	}
	event(PERF_TYPE_SOFTWARE, UINT64_MAX);
	CALL(call, -ENOENT, A(&a), 0, -1, -1, 0);

	CASE("perf_event_open: bit fields");
	event(PERF_TYPE_SOFTWARE, 0);
	for (i = 0; i < 64; i++) {
		words[0] = 1ULL << i;
		memcpy((char *)&a + 40, words, 8);
		a.sample_freq = 100 + i;
		a.wakeup_events = i;
		a.clockid = (int)i % 13 - 1;
		CALL(call, 3, A(&a), 0, -1, -1, 0);
	}
	words[0] = UINT64_MAX;
	memcpy((char *)&a + 40, words, 8);
	CALL(call, 3, A(&a), 0, -1, -1, 0);

	CASE("perf_event_open: samples");
	event(PERF_TYPE_HARDWARE, 0);
	for (i = 0; i < 40; i++) {
		a.sample_type = i < 25 ? 1ULL << i : 1ULL << 63;
		a.read_format = i < 5 ? 1U << i : i * 5;
		a.branch_sample_type = i < 19 ? 1ULL << i : 1ULL << 40;
		a.sample_regs_user = i;
		a.sample_stack_user = i * 4096;
		a.sample_regs_intr = i * i;
		a.aux_watermark = i;
		a.sample_max_stack = (uint16_t)i;
		a.__reserved_2 = i % 5 == 4 ? (uint16_t)i : 0;
		a.aux_sample_size = i;
		a.__reserved_3 = i % 7 == 6 ? i : 0;
		a.sig_data = i;
		CALL(call, 3, A(&a), 0, -1, -1, 0);
		a.sample_type |= PERF_SAMPLE_BRANCH_STACK | PERF_SAMPLE_STACK_USER;
		CALL(call, 3, A(&a), 0, -1, -1, 0);
	}

	CASE("perf_event_open: sizes");
	for (i = 0; i < 160; i += 2) {
		memset(words, i % 3 ? 0 : 255, sizeof(words));
		memcpy(&a, words, sizeof(a));
		a.sample_type = PERF_SAMPLE_BRANCH_STACK | PERF_SAMPLE_STACK_USER;
		a.branch_sample_type = 1;
		memcpy(words, &a, sizeof(a));
		((uint32_t *)words)[1] = i;
		if (i != 136)	/* named by later kernels */
			CALL(call, i % 4 ? -E2BIG : 3, A(words), 0, -1, -1, 0);
	}
	memset(words, 0, sizeof(words));
	((uint32_t *)words)[1] = 0xffffffff;
	CALL(call, -E2BIG, A(words), 0, -1, -1, 0);

	CASE("perf_event_open: what cannot be read");
	event(PERF_TYPE_HARDWARE, 1);
	CALL(call, -EFAULT, BAD, 0, -1, -1, 0);
	CALL(call, -EFAULT, 0, 0, -1, -1, 0);
	CALL(call, -EFAULT, EDGE(a), 0, -1, -1, 0);
	CALL(call, -EFAULT, EDGE(a) + 1, 0, -1, -1, 0);
	a.size = 64;
	CALL(call, 3, EDGE(a) + sizeof(a) - 64, 0, -1, -1, 0);
	CALL(call, 3, EDGE(a.type), 0, -1, -1, 0);

	CASE("perf_event_open: the other arguments");
	event(PERF_TYPE_HARDWARE, 1);
	for (i = 0; i < 17; i++)
		CALL(call, i, A(&a), i - 1, i, i - 1, i);
	CALL(call, -EINVAL, A(&a), -1, -1, -1, -1);
	CALL(call, -EINVAL, A(&a), 0x100000001, 0x100000002, 0x100000003, 0x100000000);

	I386();
	CASE("perf_event_open: i386");
	event(PERF_TYPE_HW_CACHE, 0x10203);
	CALL(call, 3, A(&a), 0, -1, -1, 8);
	CALL(call, 3, EDGE(a), 0, -1, -1, -1);
	CALL(call, -EFAULT, EDGE(a) + 1, 0, -1, -1, 0);
}
