// SPDX-License-Identifier: GPL-2.0
/*
 * What was captured of the target's memory, and what its registers hold.
 */
#include <errno.h>

#include "decode/types.h"

bool sct_succeeded(const struct sct_printer *p)
{
	return p->call->returned && !(p->call->ret < 0 && p->call->ret >= -4095);
}

uint64_t sct_load(const uint8_t *mem, size_t size)
{
	uint64_t value = 0;

	if (size > sizeof(value))
		size = sizeof(value);
	memcpy(&value, mem, size);	/* the target is little-endian, as we are */
	return value;
}

uint64_t sct_load_field(const struct sct_value *s, size_t off, size_t size)
{
	if (!s->mem || off > s->size || size > s->size - off)
		return 0;
	return sct_load(s->mem + off, size);
}

/* The blob that knows the most of what is at @addr and behind it. */
static const struct sct_blob *find(const struct sct_blobs *blobs, bool late, uint64_t addr,
				   const struct sct_blob *best, uint64_t *known)
{
	const struct sct_blob *blob = blobs->first;
	unsigned int i;

	for (i = 0; i < blobs->nr; i++, blob = sct_blob_next(blob)) {
		if ((blob->flags & SCT_BLOB_FD) || !(blob->flags & SCT_BLOB_LATE) == late)
			continue;
		if (addr - blob->addr >= blob->len)
			continue;
		if (best && *known >= blob->len - (addr - blob->addr))
			continue;
		best = blob;
		*known = blob->len - (addr - blob->addr);
	}
	return best;
}

const uint8_t *sct_mem(const struct sct_printer *p, uint64_t addr, size_t *len)
{
	const struct sct_call *call = p->call;
	const struct sct_blob *blob = NULL;
	uint64_t known = 0;

	*len = 0;
	if (p->phase == SCT_PHASE_IN) {
		if (call->entered)
			blob = find(&call->enter_blobs, false, addr, blob, &known);
		if (call->returned)
			blob = find(&call->exit_blobs, true, addr, blob, &known);
	} else if (call->returned) {
		blob = find(&call->exit_blobs, false, addr, blob, &known);
	}
	if (!blob)
		return NULL;
	*len = known;
	return (const uint8_t *)sct_blob_bytes(blob) + (addr - blob->addr);
}

static bool cut_at(const struct sct_blobs *blobs, uint64_t addr)
{
	const struct sct_blob *blob = blobs->first;
	unsigned int i;

	for (i = 0; i < blobs->nr; i++, blob = sct_blob_next(blob))
		if (!(blob->flags & SCT_BLOB_FD) && blob->addr == addr && blob->err == -EMSGSIZE)
			return true;
	return false;
}

bool sct_mem_is_cut(const struct sct_printer *p, uint64_t addr)
{
	const struct sct_call *call = p->call;

	return (call->entered && cut_at(&call->enter_blobs, addr)) ||
	       (call->returned && cut_at(&call->exit_blobs, addr));
}

const uint8_t *sct_mem_exact(const struct sct_printer *p, uint64_t addr, size_t len)
{
	size_t known;
	const uint8_t *mem = sct_mem(p, addr, &known);

	return mem && known >= len ? mem : NULL;
}

/* A number in what argument len->arg points to: as it is now, else as it was. */
static uint64_t length_in_memory(const struct sct_printer *p, const struct sct_len *len,
				 size_t size)
{
	struct sct_printer other = *p;
	uint64_t addr = p->call->args[len->arg] + len->offset[p->compat];
	const uint8_t *mem = sct_mem_exact(p, addr, size);

	if (!mem) {
		other.phase = p->phase == SCT_PHASE_IN ? SCT_PHASE_OUT : SCT_PHASE_IN;
		mem = sct_mem_exact(&other, addr, size);
	}
	return mem ? sct_load(mem, size) : 0;
}

static uint64_t length_uncut(const struct sct_printer *p, const struct sct_len *len)
{
	size_t word = p->compat ? 4 : 8;
	uint64_t value;

	switch (len->from) {
	case SCT_LEN_CONST:
		return len->n;
	case SCT_LEN_ARG:
		return sct_cut(p->call->args[len->arg], word, true);
	case SCT_LEN_INT:
		return sct_cut(p->call->args[len->arg], 4, true);
	case SCT_LEN_UINT:
		return sct_cut(p->call->args[len->arg], 4, false);
	case SCT_LEN_ULONG:
		return sct_cut(p->call->args[len->arg], word, false);
	case SCT_LEN_RET:
		return p->call->returned ? (uint64_t)p->call->ret : 0;
	case SCT_LEN_PTR16:
		return length_in_memory(p, len, 2);
	case SCT_LEN_PTR32:
		return sct_cut(length_in_memory(p, len, 4), 4, true);
	case SCT_LEN_PTR64:
		return length_in_memory(p, len, 8);
	case SCT_LEN_PTRLONG:
		return sct_cut(length_in_memory(p, len, word), word, true);
	case SCT_LEN_BITS:
		value = sct_cut(p->call->args[len->arg], 4, true);
		if ((int64_t)value < 0)
			return 0;
		return (value + 8 * word - 1) / (8 * word) * word;
	case SCT_LEN_IOC:
		return p->call->args[len->arg] >> 16 & 0x3fff;
	}
	return 0;
}

uint64_t sct_length(const struct sct_printer *p, const struct sct_len *len)
{
	uint64_t value = length_uncut(p, len);

	if ((int64_t)value < 0)
		return 0;
	if (len->n && value > len->n)
		return len->n;
	return value;
}

bool sct_length_is_negative(const struct sct_printer *p, const struct sct_len *len)
{
	return (int64_t)length_uncut(p, len) < 0;
}
