// SPDX-License-Identifier: GPL-2.0
/*
 * -e read= and -e write=: all the data that a call moved, in hex and as text.
 */
#include "decode/dump.h"

#define ROW_BYTES	16

static const struct sct_dump dumps[] = {
	{ "read", SCT_DUMP_BUFFER, false },
	{ "pread64", SCT_DUMP_BUFFER, false },
	{ "recvfrom", SCT_DUMP_BUFFER, false },
	{ "mq_timedreceive", SCT_DUMP_BUFFER, false },
	{ "mq_timedreceive_time64", SCT_DUMP_BUFFER, false },
	{ "readv", SCT_DUMP_IOVEC, false },
	{ "preadv", SCT_DUMP_IOVEC, false },
	{ "preadv2", SCT_DUMP_IOVEC, false },
	{ "recvmsg", SCT_DUMP_MSGHDR, false },
	{ "recvmmsg", SCT_DUMP_MMSGHDR, false },
	{ "recvmmsg_time64", SCT_DUMP_MMSGHDR, false },
	{ "write", SCT_DUMP_BUFFER, true },
	{ "pwrite64", SCT_DUMP_BUFFER, true },
	{ "sendto", SCT_DUMP_BUFFER, true },
	{ "mq_timedsend", SCT_DUMP_BUFFER, true },
	{ "mq_timedsend_time64", SCT_DUMP_BUFFER, true },
	{ "writev", SCT_DUMP_IOVEC, true },
	{ "pwritev", SCT_DUMP_IOVEC, true },
	{ "pwritev2", SCT_DUMP_IOVEC, true },
	{ "vmsplice", SCT_DUMP_IOVEC, true },
	{ "sendmsg", SCT_DUMP_MSGHDR, true },
	{ "sendmmsg", SCT_DUMP_MMSGHDR, true },
};

const struct sct_dump *sct_dump_of(const struct sct_syscall *desc,
				   const struct sct_decode_options *opt)
{
	size_t i;

	if (!desc || opt->redact & SCT_REDACT_DATA || (sct_fd_set_is_empty(&opt->dump_read) &&
		      sct_fd_set_is_empty(&opt->dump_write)))
		return NULL;
	for (i = 0; i < sizeof(dumps) / sizeof(dumps[0]); i++)
		if (!strcmp(dumps[i].name, desc->name))
			return sct_fd_set_is_empty(sct_dump_fds(&dumps[i], opt)) ? NULL : &dumps[i];
	return NULL;
}

/* " | 00010  6f 72 73 65 ...  6c 20 74 68  orses and all th |" */
static void put_row(struct strbuf *sb, size_t at, const uint8_t *bytes, size_t nr)
{
	size_t i;

	sb_printf(sb, " | %05zx ", at);
	for (i = 0; i < ROW_BYTES; i++) {
		if (i % 8 == 0)
			sb_char(sb, ' ');
		if (i < nr)
			sb_printf(sb, "%02x ", bytes[i]);
		else
			sb_str(sb, "   ");
	}
	sb_char(sb, ' ');
	for (i = 0; i < ROW_BYTES; i++)
		sb_char(sb, i >= nr ? ' ' : bytes[i] >= ' ' && bytes[i] < 0x7f ? (char)bytes[i] : '.');
	sb_str(sb, " |\n");
}

/*
 * What was captured at @addr at the end of the call, or where that is none of the
 * plan's business, at its beginning; *known is how much.
 */
static const uint8_t *find_memory(struct sct_printer *p, uint64_t addr, size_t *known)
{
	struct sct_printer in = *p;
	const uint8_t *mem = sct_mem(p, addr, known);

	in.phase = SCT_PHASE_IN;
	return mem ? mem : sct_mem(&in, addr, known);
}

/* Nothing when not all of it could be read; what is there when it was too much for a record. */
static void put_bytes(struct sct_printer *p, uint64_t addr, uint64_t len)
{
	const uint8_t *mem;
	size_t known, at;

	mem = find_memory(p, addr, &known);
	if (!mem || (known < len && known < SCT_MAX_OP_BYTES && !sct_mem_is_cut(p, addr)))
		return;
	if (known > len)
		known = len;
	for (at = 0; at < known; at += ROW_BYTES)
		put_row(p->sb, at, mem + at, known - at < ROW_BYTES ? known - at : ROW_BYTES);
	if (known < len)
		sb_printf(p->sb, " | ... %llu more bytes do not fit in a record\n",
			  (unsigned long long)(len - known));
}

static const uint8_t *memory_of(struct sct_printer *p, uint64_t addr, uint64_t len)
{
	size_t known;
	const uint8_t *mem = find_memory(p, addr, &known);

	return mem && known >= len ? mem : NULL;
}

/* @left: bytes that were moved, from or to all of them together. */
static void put_buffers(struct sct_printer *p, uint64_t addr, uint64_t nr, uint64_t left)
{
	size_t word = p->compat ? 4 : 8;
	const uint8_t *mem = nr > SCT_MAX_OP_VECTOR ? NULL : memory_of(p, addr, nr * 2 * word);
	uint64_t i, len;

	for (i = 0; mem && i < nr && left; i++, mem += 2 * word) {
		len = sct_load(mem + word, word);
		if (len > left)
			len = left;
		if (!len)
			continue;
		left -= len;
		sb_printf(p->sb, " * %llu bytes in buffer %llu\n", (unsigned long long)len,
			  (unsigned long long)i);
		put_bytes(p, sct_load(mem, word), len);
	}
}

/* Returns whether the header is there. */
static bool put_message(struct sct_printer *p, uint64_t addr, uint64_t left, bool several,
			unsigned int which)
{
	size_t word = p->compat ? 4 : 8;
	const uint8_t *mem = memory_of(p, addr, 7 * word);
	uint64_t nr;

	if (!mem)
		return false;
	nr = sct_load(mem + 3 * word, word);
	if (several)
		sb_printf(p->sb, " = %llu buffers in vector %u\n", (unsigned long long)nr, which);
	put_buffers(p, sct_load(mem + 2 * word, word), nr, left);
	return true;
}

static void put_messages(struct sct_printer *p, uint64_t addr, uint64_t nr)
{
	size_t word = p->compat ? 4 : 8, size = 8 * word;
	const uint8_t *mem;
	unsigned int i;

	for (i = 0; i < nr; i++, addr += size) {
		mem = memory_of(p, addr, size);
		if (!mem || !put_message(p, addr, sct_load(mem + 7 * word, 4), true, i))
			break;
	}
}

void sct_decode_dump(struct strbuf *sb, const struct sct_call *call,
		     const struct sct_decode_options *opt)
{
	const struct sct_dump *dump = sct_dump_of(call->desc, opt);
	struct sct_printer p;
	bool done;
	uint64_t addr, moved;

	if (!dump || !call->entered || !call->returned ||
	    !sct_fd_set_has(sct_dump_fds(dump, opt), (int)call->args[0]))
		return;
	p = (struct sct_printer){
		.sb = sb, .call = call, .opt = opt, .compat = call->abi == SCT_ABI_I386,
	};
	done = sct_succeeded(&p);
	/* what a program wants to write is data even if nobody takes them */
	if (!done && (!dump->writes || dump->kind == SCT_DUMP_MMSGHDR))
		return;
	addr = sct_arg(&p, 1, T_ADDR);
	moved = dump->writes ? UINT64_MAX : (uint64_t)call->ret;
	p.phase = dump->writes ? SCT_PHASE_IN : SCT_PHASE_OUT;
	switch (dump->kind) {
	case SCT_DUMP_BUFFER:
		put_bytes(&p, addr, dump->writes ? sct_arg(&p, 2, T_SIZE) : moved);
		break;
	case SCT_DUMP_IOVEC:
		put_buffers(&p, addr, sct_arg(&p, 2, T_ULONG), moved);
		break;
	case SCT_DUMP_MSGHDR:
		put_message(&p, addr, moved, false, 0);
		break;
	case SCT_DUMP_MMSGHDR:
		p.phase = SCT_PHASE_OUT;
		put_messages(&p, addr, (uint64_t)call->ret);
		break;
	}
}
