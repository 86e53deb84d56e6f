// SPDX-License-Identifier: GPL-2.0
/* bpf(). */
#include "cases.h"

#include <linux/bpf.h>

#define COMMANDS	32	/* that Debian 12's strace knows */

static const char *const bpf = "bpf";
static uint32_t words[1024];
static union bpf_attr a;
static struct bpf_insn insns[] = {
	{ 0xb7, 0, 0, 0, 0 }, { 0x85, 1, 2, -3, 5 }, { 0x95, 0, 0, 0, 0 }, { 0x18, 1, 1, 0, 7 },
	{ 0, 0, 0, 1, 0 }, { 0x63, 10, 0, -4, 0 }, { 0x55, 1, 0, 2, -1 }, { 0x6e, 1, 2, 3, 4 },
	{ 0xdb, 1, 2, 3, 4 }, { 0xff, 15, 15, 0x7fff, -2 }, { 0x17, 1, 2, 3, 4 },
	{ 0xd4, 0, 0, 0, 0 }, { 6, 0, 0, 0, 0 }, { 0x16, 0, 0, 0, 0 }, { 0xc3, 0, 0, 0, 0 },
	{ 0x62, 0, 0, -32768, INT32_MIN },
};
static struct bpf_insn every[256], many[4097];
static char license[] = "GPL", text[] = "a text of more characters than are shown of one\n", brief[] = "log\n";
static char path[] = "/sys/fs/bpf/a name that is longer than thirty-two characters";
static uint32_t ids[40] = { 1, 2, 3, 4, 5, 0xffffffff };
static uint64_t addresses[40] = { 1, 0xffffffff81000000, UINT64_MAX };
static const char *symbols[40] = { "vfs_read", text, NULL, "vfs_write", NULL };

static void fill_words(unsigned int step)
{
	unsigned int i;

	for (i = 0; i < 1024; i++)
		words[i] = 0x10 + i * step;
}

/* Leaves only flags that Debian 12's strace knows by name, and one that nobody does. */
static void keep_old(unsigned int command)
{
	static const struct {
		unsigned int command, word, known;
	} flags[] = {
		{ BPF_MAP_CREATE, 4, 0x1fff }, { BPF_PROG_LOAD, 11, 0x1f }, { BPF_OBJ_PIN, 3, 0x18 },
		{ BPF_OBJ_GET, 3, 0x18 }, { BPF_PROG_ATTACH, 3, 7 }, { BPF_PROG_QUERY, 3, 7 },
		{ BPF_PROG_GET_NEXT_ID, 2, 0x18 }, { BPF_MAP_GET_NEXT_ID, 2, 0x18 },
		{ BPF_BTF_GET_NEXT_ID, 2, 0x18 }, { BPF_LINK_GET_NEXT_ID, 2, 0x18 },
		{ BPF_MAP_GET_FD_BY_ID, 2, 0x18 }, { BPF_PROG_GET_FD_BY_ID, 2, 0x18 },
		{ BPF_LINK_UPDATE, 2, 7 }, { BPF_PROG_LOAD, 17, 0x1f },
	};
	unsigned int i;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (flags[i].command == command)
			words[flags[i].word] = (words[flags[i].word] & flags[i].known) | 0x40000000;
}

static void increment(void *mem)
{
	uint32_t *w = mem;
	int i;

	for (i = 0; i < 40; i++)
		w[i]++;
}

static void clear(void)
{
	memset(&a, 0, sizeof(a));
}

static void load(void)
{
	clear();
	a.prog_type = BPF_PROG_TYPE_XDP;
	a.insn_cnt = sizeof(insns) / sizeof(insns[0]);
	a.insns = A(insns);
	a.license = A(license);
	a.log_level = 1;
	a.log_size = sizeof(text);
	a.log_buf = A(text);
	a.kern_version = 0x060102;
	a.prog_flags = BPF_F_STRICT_ALIGNMENT | BPF_F_SLEEPABLE;
	strcpy(a.prog_name, "a\"name\1");
	a.prog_ifindex = 1;
	a.expected_attach_type = BPF_XDP;
	a.func_info = A(ids);
	a.line_info = A(ids);
	a.fd_array = A(ids);
}

static void programs(void)
{
	unsigned int i;

	CASE("bpf: BPF_PROG_LOAD");
	load();
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), sizeof(a));
	CALL(bpf, -EINVAL, BPF_PROG_LOAD, A(&a), sizeof(a));
	a.log_size = 3;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.log_size = 0;
	a.insn_cnt = 0;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.log_size = sizeof(brief);
	a.log_buf = A(brief);
	a.insn_cnt = 3;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.log_size = sizeof(brief) - 1;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.log_size = 1000;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);

	CASE("bpf: BPF_PROG_LOAD, what cannot be read");
	load();
	a.license = EDGE(license);
	a.insns = EDGE(insns[2]);
	a.log_buf = EDGE(brief);
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), sizeof(a));
	a.license += 1;
	a.log_buf += sizeof(brief) - 1;
	a.log_size = 8;
	a.insns += 1;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.log_size = 4;
	a.log_buf -= 4;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.license = a.insns = a.log_buf = BAD;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.log_size = 0;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.license = a.insns = a.log_buf = 0;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.insn_cnt = 0;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);

	CASE("bpf: instructions of all kinds");
	for (i = 0; i < 256; i++)
		every[i] = (struct bpf_insn){ (uint8_t)i, i & 15, (i >> 4) & 15, (int16_t)(-i), (int32_t)i };
	load();
	a.insns = A(every);
	a.insn_cnt = 256;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.insns = A(many);
	a.insn_cnt = 4096;
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), 48);
	a.insn_cnt = 4097;
	CALL(bpf, -E2BIG, BPF_PROG_LOAD, A(&a), 48);

	CASE("bpf: kinds of programs and of their places");
	clear();
	for (i = 0; i < 32; i++) {
		a.prog_type = i;
		CALL(bpf, -EINVAL, BPF_PROG_LOAD, A(&a), 4);
	}
	clear();
	for (i = 0; i < 44; i++) {
		a.attach_type = i;
		CALL(bpf, 0, BPF_PROG_DETACH, A(&a), 12);
	}

	CASE("bpf: attached programs");
	clear();
	for (i = 0; i < 8; i++) {
		a.attach_flags = i;
		a.replace_bpf_fd = i;
		CALL(bpf, 0, BPF_PROG_ATTACH, A(&a), 20);
	}
	a.attach_flags = 0xff000000;
	CALL(bpf, 0, BPF_PROG_ATTACH, A(&a), 20);
	CALL(bpf, 0, BPF_PROG_DETACH, A(&a), 20);

	CASE("bpf: BPF_PROG_TEST_RUN");
	clear();
	for (i = 0; i < 5; i++) {
		a.test.flags = i;
		a.test.data_in = A(text);
		a.test.data_size_in = 5;
		CALL(bpf, 0, BPF_PROG_TEST_RUN, A(&a), sizeof(a.test));
	}

	CASE("bpf: BPF_PROG_QUERY");
	clear();
	a.query.prog_ids = A(ids);
	for (i = 0; i < 5; i++) {
		a.query.prog_cnt = i;
		a.query.query_flags = i;
		CALL(bpf, 0, BPF_PROG_QUERY, A(&a), sizeof(a.query));
	}
	CALL(bpf, -ENOSPC, BPF_PROG_QUERY, A(&a), sizeof(a.query));
	a.query.prog_cnt = 40;
	CALL(bpf, 0, BPF_PROG_QUERY, A(&a), sizeof(a.query));
	a.query.prog_ids = EDGE(ids[0]);
	CALL(bpf, 0, BPF_PROG_QUERY, A(&a), sizeof(a.query));
	a.query.prog_ids = BAD;
	CALL(bpf, 0, BPF_PROG_QUERY, A(&a), sizeof(a.query));

	CASE("bpf: BPF_RAW_TRACEPOINT_OPEN");
	clear();
	a.raw_tracepoint.name = A(text);
	CALL(bpf, 4, BPF_RAW_TRACEPOINT_OPEN, A(&a), 12);
	a.raw_tracepoint.name = A(license);
	CALL(bpf, 4, BPF_RAW_TRACEPOINT_OPEN, A(&a), 12);
	a.raw_tracepoint.name = BAD;
	CALL(bpf, -EFAULT, BPF_RAW_TRACEPOINT_OPEN, A(&a), 12);

	CASE("bpf: BPF_TASK_FD_QUERY");
	clear();
	a.task_fd_query.pid = 77;
	a.task_fd_query.buf = A(text);
	for (i = 0; i < 7; i++) {
		a.task_fd_query.buf_len = 1 << i;
		a.task_fd_query.fd_type = i;
		CALL(bpf, 0, BPF_TASK_FD_QUERY, A(&a), sizeof(a.task_fd_query));
	}
	CALL(bpf, -ENOSPC, BPF_TASK_FD_QUERY, A(&a), sizeof(a.task_fd_query));
	a.task_fd_query.buf_len = 0;
	CALL(bpf, -ENOSPC, BPF_TASK_FD_QUERY, A(&a), sizeof(a.task_fd_query));
	a.task_fd_query.buf = A(brief);
	a.task_fd_query.buf_len = 20;
	CALL(bpf, 0, BPF_TASK_FD_QUERY, A(&a), sizeof(a.task_fd_query));
	a.task_fd_query.buf = BAD;
	CALL(bpf, 0, BPF_TASK_FD_QUERY, A(&a), sizeof(a.task_fd_query));
}

static void maps(void)
{
	unsigned int i;

	CASE("bpf: BPF_MAP_CREATE");
	clear();
	for (i = 0; i < 33; i++) {
		a.map_type = i < 32 ? i : 0xfffffffe;
		a.key_size = i * i;
		a.max_entries = -i;
		a.map_flags = 1U << (i & 15 % 13);
		a.numa_node = i ? i : 0xffffffff;
		a.map_ifindex = i == 1 ? 1 : i * 1000000;
		memset(a.map_name, 0, sizeof(a.map_name));
		memset(a.map_name, 'a' + (int)i, i < 16 ? i : 15);
		CALL(bpf, 3, BPF_MAP_CREATE, A(&a), 72);
	}
	CASE("bpf: BPF_MAP_CREATE, the name");
	clear();
	memset(a.map_name, 'x', sizeof(a.map_name));
	for (i = 28; i < 46; i++)
		CALL(bpf, 3, BPF_MAP_CREATE, A(&a), i);
	memset(a.map_name + 5, 0, 1);
	for (i = 28; i < 46; i++)
		CALL(bpf, 3, BPF_MAP_CREATE, A(&a), i);
	a.map_extra = UINT64_MAX;
	a.map_flags = BPF_F_NUMA_NODE;
	a.numa_node = UINT32_MAX;
	CALL(bpf, 3, BPF_MAP_CREATE, A(&a), 72);

	CASE("bpf: elements of maps");
	clear();
	a.map_fd = 3;
	a.key = A(ids);
	a.value = A(ids);
	for (i = 0; i < 9; i++) {
		a.flags = i;
		CALL(bpf, 0, BPF_MAP_LOOKUP_ELEM, A(&a), sizeof(a));
		CALL(bpf, 0, BPF_MAP_UPDATE_ELEM, A(&a), 32);
		CALL(bpf, -ENOENT, BPF_MAP_LOOKUP_AND_DELETE_ELEM, A(&a), 32);
	}
	CALL(bpf, 0, BPF_MAP_DELETE_ELEM, A(&a), 32);
	CALL(bpf, 0, BPF_MAP_DELETE_ELEM, A(&a), 16);
	CALL(bpf, 0, BPF_MAP_GET_NEXT_KEY, A(&a), 32);
	CALL(bpf, 0, BPF_MAP_FREEZE, A(&a), 4);

	CASE("bpf: many elements at once");
	clear();
	a.batch.keys = A(ids);
	a.batch.count = 7;
	a.batch.elem_flags = 4;
	WRITES(increment, &a);
	for (i = BPF_MAP_LOOKUP_BATCH; i <= BPF_MAP_DELETE_BATCH; i++) {
		CALL(bpf, 0, i, A(&a), 56);
		CALL(bpf, -EFAULT, i, A(&a), 56);
		CALL(bpf, 0, i, A(&a), 36);
		CALL(bpf, 0, i, A(&a), 8);
		CALL(bpf, 0, i, BAD, 8);
	}
	WRITES(NULL, NULL);
	CALL(bpf, 0, BPF_MAP_LOOKUP_BATCH, A(&a), 56);
	CALL(bpf, -ENOSPC, BPF_MAP_LOOKUP_BATCH, A(&a), 56);

	CASE("bpf: names in the file system");
	clear();
	a.pathname = A(path);
	a.bpf_fd = 3;
	for (i = 0; i < 40; i += 8) {
		a.file_flags = i;
		CALL(bpf, 0, BPF_OBJ_PIN, A(&a), 16);
		CALL(bpf, 5, BPF_OBJ_GET, A(&a), 16);
	}
	a.pathname = EDGE(path) + 1;
	CALL(bpf, 5, BPF_OBJ_GET, A(&a), 16);
	a.pathname = BAD;
	CALL(bpf, -EFAULT, BPF_OBJ_GET, A(&a), 16);

	CASE("bpf: BPF_BTF_LOAD");
	clear();
	a.btf = A(text);
	a.btf_log_buf = A(text);
	for (i = 0; i < 64; i += 7) {
		a.btf_size = i;
		a.btf_log_size = i;
		CALL(bpf, 3, BPF_BTF_LOAD, A(&a), 28);
	}
	a.btf = EDGE(brief);
	CALL(bpf, -EFAULT, BPF_BTF_LOAD, A(&a), 28);
	a.btf_size = 5;
	CALL(bpf, -EFAULT, BPF_BTF_LOAD, A(&a), 28);
}

static void links(void)
{
	unsigned int i;

	CASE("bpf: BPF_LINK_CREATE");
	for (i = 0; i < 44; i++) {
		fill_words(1);
		words[2] = i;
		CALL(bpf, 5, BPF_LINK_CREATE, A(words), 16);
		CALL(bpf, 5, BPF_LINK_CREATE, A(words), 20);
		CALL(bpf, 5, BPF_LINK_CREATE, A(words), 60);
	}

	CASE("bpf: BPF_LINK_CREATE, iterators");
	clear();
	a.link_create.attach_type = BPF_TRACE_ITER;
	a.link_create.iter_info = A(ids);
	for (i = 0; i < 40; i += 13) {
		a.link_create.iter_info_len = i;
		CALL(bpf, 5, BPF_LINK_CREATE, A(&a), 28);
		CALL(bpf, 5, BPF_LINK_CREATE, A(&a), 24);
		CALL(bpf, 5, BPF_LINK_CREATE, A(&a), 17);
		CALL(bpf, 5, BPF_LINK_CREATE, A(&a), 16);
	}
	a.link_create.iter_info = EDGE(ids[5]);
	CALL(bpf, -EFAULT, BPF_LINK_CREATE, A(&a), 28);
	a.link_create.iter_info = BAD;
	CALL(bpf, -EFAULT, BPF_LINK_CREATE, A(&a), 28);
	a.link_create.iter_info = 0;
	CALL(bpf, -EFAULT, BPF_LINK_CREATE, A(&a), 28);

	CASE("bpf: BPF_LINK_CREATE, many probes");
	clear();
	a.link_create.attach_type = BPF_TRACE_KPROBE_MULTI;
	for (i = 0; i < 6; i++) {
		a.link_create.kprobe_multi.flags = i;
		a.link_create.kprobe_multi.cnt = i;
		a.link_create.kprobe_multi.syms = A(symbols);
		a.link_create.kprobe_multi.addrs = A(addresses);
		a.link_create.kprobe_multi.cookies = A(addresses);
		CALL(bpf, 5, BPF_LINK_CREATE, A(&a), 48);
		CALL(bpf, -EINVAL, BPF_LINK_CREATE, A(&a), 40);
		CALL(bpf, -EINVAL, BPF_LINK_CREATE, A(&a), 21);
	}
	a.link_create.kprobe_multi.cnt = 40;
	CALL(bpf, 5, BPF_LINK_CREATE, A(&a), 48);
	a.link_create.kprobe_multi.syms = EDGE(symbols[0]);
	a.link_create.kprobe_multi.addrs = EDGE(addresses[1]);
	a.link_create.kprobe_multi.cookies = EDGE(addresses[2]) + 1;
	CALL(bpf, -EFAULT, BPF_LINK_CREATE, A(&a), 48);
	a.link_create.kprobe_multi.syms = BAD;
	a.link_create.kprobe_multi.addrs = BAD;
	a.link_create.kprobe_multi.cookies = 0;
	CALL(bpf, -EFAULT, BPF_LINK_CREATE, A(&a), 48);

	CASE("bpf: BPF_LINK_UPDATE");
	fill_words(1);
	for (i = 0; i < 9; i++) {
		words[2] = i & 7;
		CALL(bpf, 0, BPF_LINK_UPDATE, A(words), 12);
		CALL(bpf, 0, BPF_LINK_UPDATE, A(words), 16);
		CALL(bpf, 0, BPF_LINK_UPDATE, A(words), 20);
	}
}

/* --- What is told of a map and of a program; both are real, for strace looks at their files. */

#define MAP_FD	50
#define PROG_FD	51

static union { struct bpf_map_info map; struct bpf_prog_info prog; uint32_t words[64]; } info;

static void write_info(void *unused)
{
	unsigned int i;

	(void)unused;
	for (i = 0; i < 64; i++)
		info.words[i] += 1;
	info.words[4] &= ~0U;
	a.info.info_len -= a.info.info_len > 200 ? 4 : 0;
}

static bool make_objects(void)
{
	struct bpf_insn zero[] = { { 0xb7, 0, 0, 0, 0 }, { 0x95, 0, 0, 0, 0 } };
	int fd;

	clear();
	a.map_type = BPF_MAP_TYPE_ARRAY;
	a.key_size = 4;
	a.value_size = 4;
	a.max_entries = 1;
	fd = (int)syscall(SYS_bpf, BPF_MAP_CREATE, &a, sizeof(a));
	if (fd < 0 || dup2(fd, MAP_FD) < 0)
		return false;
	clear();
	a.prog_type = BPF_PROG_TYPE_SOCKET_FILTER;
	a.insn_cnt = 2;
	a.insns = A(zero);
	a.license = A(license);
	fd = (int)syscall(SYS_bpf, BPF_PROG_LOAD, &a, sizeof(a));
	return fd >= 0 && dup2(fd, PROG_FD) >= 0;
}

static void tell(int fd, unsigned int len, int64_t result)
{
	unsigned int i;

	clear();
	for (i = 0; i < 64; i++)
		info.words[i] = 0;
	strcpy(info.map.name, "name");
	strcpy(info.prog.name, "a name of 15 ch");
	info.prog.load_time = 0;
	info.prog.jited_prog_len = 8;
	a.info.bpf_fd = (uint32_t)fd;
	a.info.info_len = len;
	a.info.info = A(&info);
	CALL(bpf, result, BPF_OBJ_GET_INFO_BY_FD, A(&a), 16);
}

static void objects(bool real)
{
	static const unsigned int sizes[] = { 0, 1, 4, 8, 20, 24, 25, 40, 41, 44, 45, 48, 49, 52, 56, 57, 64, 65, 68, 72, 73,
		76, 77, 80, 81, 84, 85, 88, 89, 96, 97, 104, 105, 108, 109, 112, 120, 128, 129, 132, 133, 136, 137,
		144, 145, 152, 153, 160, 168, 172, 176, 180, 184, 192, 193, 200, 208, 209, 216, 217, 220, 221, 224, 232 };
	unsigned int i;

	CASE("bpf: what a map is");
	now.fd_path = real ? "anon_inode:bpf-map" : NULL;
	WRITES(write_info, NULL);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		tell(MAP_FD, sizes[i], 0);
	tell(MAP_FD, 80, -EFAULT);
	CASE("bpf: what a program is");
	now.fd_path = real ? "anon_inode:bpf-prog" : NULL;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		tell(PROG_FD, sizes[i], 0);
	tell(PROG_FD, 80, -EFAULT);
	CASE("bpf: what another file is");
	now.fd_path = NULL;
	tell(52, 80, 0);
	tell(-1, 80, -EBADF);
	WRITES(NULL, NULL);
}

static void cases(void)
{
	unsigned int i, k;
	static const unsigned int sizes[] = {
		0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29, 32, 33, 36, 40, 41, 44, 45,
		48, 49, 52, 53, 56, 57, 60, 61, 64, 65, 68, 69, 72, 73, 76, 77, 80, 81, 84, 88, 89, 96,
		97, 100, 104, 105, 108, 109, 112, 113, 116, 117, 120, 121, 128, 129, 136, 144, 160,
	};
	/* Before the first case: nobody answers these calls but the kernel. */
	bool real = make_objects();

	CASE("bpf: all sizes of all commands");
	for (k = 0; k < COMMANDS; k++) {
		fill_words(1);
		words[4] = 4;
		keep_old(k);
		for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
			if (k != BPF_LINK_CREATE)
				CALL(bpf, 0, k, A(words), sizes[i]);
	}
	CASE("bpf: all zero");
	memset(words, 0, sizeof(words));
	for (k = 0; k < COMMANDS; k++)
		CALL(bpf, 0, k, A(words), 160);
	CASE("bpf: all ones");
	for (k = 0; k < COMMANDS; k++) {
		memset(words, 255, sizeof(words));
		keep_old(k);
		CALL(bpf, -EINVAL, k, A(words), 200);
		CALL(bpf, 0, k, A(words), 56);
	}
	CASE("bpf: sizes that are too large");
	for (k = 0; k < COMMANDS; k++) {
		fill_words(1);
		keep_old(k);
		CALL(bpf, -E2BIG, k, A(words), 4096);
		CALL(bpf, -E2BIG, k, A(words), 4097);
		CALL(bpf, -E2BIG, k, A(words), 0xffffffff);
		CALL(bpf, -E2BIG, k, A(words), 0x100000010);
	}
	CASE("bpf: no structure");
	clear();
	for (k = 0; k < COMMANDS; k++) {
		CALL(bpf, -EFAULT, k, BAD, 16);
		CALL(bpf, -EFAULT, k, 0, 16);
		CALL(bpf, -EFAULT, k, EDGE(a) + 1, sizeof(a));
		CALL(bpf, -EFAULT, k, EDGE(a), sizeof(a));
	}
	CASE("bpf: what the kernel writes");
	for (k = 0; k < COMMANDS; k++) {
		fill_words(2);
		keep_old(k);
		WRITES(increment, words);
		CALL(bpf, 0, k, A(words), 160);
		CALL(bpf, -ENOENT, k, A(words), 160);
		CALL(bpf, 0, k, A(words), 12);
		CALL(bpf, 0, k, A(words), 4);
		WRITES(NULL, NULL);
	}
	programs();
	maps();
	links();
	objects(real);

	CASE_SINCE("6.13", "bpf: commands of later kernels");
	for (k = BPF_ENABLE_STATS; k < 37; k++) {
		fill_words(1);
		for (i = 1; i < 17; i += 5)
			CALL(bpf, 7, k, A(words), i);
		memset(words, 0, sizeof(words));
		CALL(bpf, 0, k, A(words), 16);
		CALL(bpf, -EFAULT, k, BAD, 16);
	}
	fill_words(1);

	CASE("bpf: unknown commands");
	for (k = 38; k < 41; k++)
		CALL(bpf, -EINVAL, k, A(words), 16);
	CALL(bpf, -EINVAL, 0xffffffff, A(words), 16);
	CALL(bpf, -EINVAL, 0xffffffff00000003, A(words), 16);

	I386();
	CASE("bpf: i386");
	for (k = 0; k < COMMANDS; k++) {
		fill_words(1);
		keep_old(k);
		CALL(bpf, 0, k, A(words), 80);
		CALL(bpf, 0, k, A(words), 14);
	}
	load();
	CALL(bpf, 3, BPF_PROG_LOAD, A(&a), sizeof(a));
	clear();
	a.pathname = A(path);
	CALL(bpf, 0, BPF_OBJ_PIN, A(&a), 16);
	a.query.prog_ids = A(ids);
	a.query.prog_cnt = 2;
	CALL(bpf, 0, BPF_PROG_QUERY, A(&a), 32);
}
