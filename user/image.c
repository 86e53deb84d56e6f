// SPDX-License-Identifier: GPL-2.0
/* Puts the strings of a new image back to where its execve had them. */
#include "image.h"
#include "tables/syscalls.h"

/*
 * Where strings are said to be whose pointers were not read: nobody sees it.  Those
 * of argv and of the environment must not meet, also cut to 32 bits.
 */
#define NOWHERE(arg)	(0xfffffe00f0000000ULL + ((uint64_t)(arg) << 20))

struct image {
	struct strbuf *blobs;
	unsigned int nr;
	const struct sct_call *call;
	size_t pointer;		/* bytes of one */
};

static void put(struct image *image, uint64_t addr, unsigned int flags, const void *bytes,
		size_t len)
{
	struct sct_blob blob = {
		.addr = addr,
		.len = (uint32_t)len,
		.flags = (uint8_t)(SCT_BLOB_LATE | flags),
	};

	sb_mem(image->blobs, &blob, sizeof(blob));
	sb_mem(image->blobs, bytes, len);
	sb_pad(image->blobs, 0, -len & 7);
	image->nr++;
}

static const struct sct_blob *of_arg(const struct sct_task *task, unsigned int arg)
{
	const struct sct_blob *blob = (const void *)(task + 1);
	unsigned int i;

	for (i = 0; i < task->nr_blobs; i++, blob = sct_blob_next(blob))
		if (blob->arg == arg)
			return blob;
	return NULL;
}

/* The array of pointers at @addr as it was read at entry, or NULL. */
static const struct sct_blob *array_at(const struct image *image, uint64_t addr)
{
	const struct sct_blob *blob = image->call->enter_blobs.first;
	unsigned int i;

	for (i = 0; i < image->call->enter_blobs.nr; i++, blob = sct_blob_next(blob))
		if (blob->addr == addr && !(blob->flags & (SCT_BLOB_STRING | SCT_BLOB_FD)) &&
		    blob->len >= image->pointer)
			return blob;
	return NULL;
}

static uint64_t pointer_in(const struct image *image, const struct sct_blob *array, unsigned int i)
{
	uint64_t pointer = 0;

	memcpy(&pointer, (const char *)sct_blob_bytes(array) + i * image->pointer, image->pointer);
	return pointer;
}

static unsigned int pointers_in(const struct image *image, const struct sct_blob *array)
{
	unsigned int nr = array->len / (unsigned int)image->pointer;

	if (nr && !pointer_in(image, array, nr - 1))
		nr--;
	return nr;
}

/* An array for @nr strings that begin at these offsets from @nowhere. */
static void put_array(struct image *image, uint64_t addr, uint64_t nowhere, const char *strings,
		      size_t len, unsigned int nr)
{
	struct strbuf array = STRBUF_INIT;
	uint64_t pointer;
	size_t at = 0;

	for (; nr && at < len; nr--) {
		pointer = nowhere + at;
		sb_mem(&array, &pointer, image->pointer);
		at += strnlen(strings + at, len - at) + 1;
	}
	pointer = 0;
	sb_mem(&array, &pointer, image->pointer);
	put(image, addr, 0, array.buf, array.len);
	sb_free(&array);
}

/*
 * The @total strings of the image's argv or environment.  A script's has more
 * than the call gave: the interpreter and its own name in place of argv[0].
 */
static void put_strings(struct image *image, uint64_t addr, const struct sct_blob *from,
			unsigned int total)
{
	const struct sct_blob *array = array_at(image, addr);
	const char *strings = sct_blob_bytes(from);
	unsigned int given = array ? pointers_in(image, array) : total;
	unsigned int added = total > given ? total - given : 0;
	unsigned int i, first = added ? added + 1 : 0;
	size_t at = 0, len;

	if (!array)
		put_array(image, addr, NOWHERE(from->arg), strings, from->len, total);
	for (i = 0; i < total && at < from->len; i++, at += len) {
		uint64_t pointer = NOWHERE(from->arg) + at;

		len = strnlen(strings + at, from->len - at) + 1;
		if (at + len > from->len)
			break;
		if (i < first || i - added >= given)
			continue;
		if (array)
			pointer = pointer_in(image, array, i - added);
		/* of 32 bits, if the array's are */
		if (image->pointer < sizeof(pointer))
			pointer = (uint32_t)pointer;
		put(image, pointer, SCT_BLOB_STRING, strings + at, len);
	}
}

unsigned int sct_image_blobs(struct strbuf *blobs, const struct sct_call *call,
			     const struct sct_task *task)
{
	struct image image = {
		.blobs = blobs,
		.call = call,
		.pointer = call->abi == SCT_ABI_X86_64 ? 8 : 4,
	};
	bool at = call->desc && !strcmp(call->desc->name, "execveat");
	const uint64_t *args = call->args + at;
	const struct sct_blob *blob;

	sb_reset(blobs);
	blob = of_arg(task, 0);
	if (blob && args[0])
		put(&image, args[0], SCT_BLOB_STRING, sct_blob_bytes(blob), blob->len);
	blob = of_arg(task, 1);
	if (blob && args[1])
		put_strings(&image, args[1], blob, task->argc);
	blob = of_arg(task, 2);
	if (blob && args[2])
		put_strings(&image, args[2], blob, task->envc);
	return image.nr;
}
