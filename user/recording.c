// SPDX-License-Identifier: GPL-2.0
/* Writes looks to files, or keeps them in memory. */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pids.h"
#include "recording.h"

/**
 * struct sct_kept - something in memory
 * @next: newer
 * @look: it is a look; its pack is not used
 * @is_look: or else another block
 * @len: of @bytes
 * @bytes: as they will be in the file
 */
struct sct_kept {
	struct sct_kept *next;
	struct sct_look look;
	bool is_look;
	size_t len;
	char bytes[];
};

static bool in_memory(const struct sct_recording *recording)
{
	return recording->run->opt.flight_bytes;
}

/* Its files are numbered. */
static bool has_parts(const struct sct_recording *recording)
{
	const struct sct_options *opt = &recording->run->opt;

	return opt->flight_bytes || opt->max_bytes || opt->max_s;
}

static const char *path_of(const struct sct_recording *recording)
{
	const char *output = recording->run->opt.output;

	return output ? output : SCT_FILE_DEFAULT;
}

static void part_name(const struct sct_recording *recording, uint32_t part, struct strbuf *name)
{
	sb_str(name, path_of(recording));
	if (has_parts(recording))
		sb_printf(name, ".%06u", part);
}

static int failed(struct sct_recording *recording, const char *name, int err)
{
	return sct_fail(&recording->run->fail, err, "%s: %s", name, strerror(-err));
}

/* --- opening -------------------------------------------------------------- */

static int open_stdout(struct sct_recording *recording, int *fd)
{
	if (isatty(STDOUT_FILENO))
		return sct_fail(&recording->run->fail, -EINVAL, "-o -: standard output is a "
				"terminal: give it to a pipe or to a file");
	*fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	return *fd < 0 ? failed(recording, "standard output", -errno) : 0;
}

/* What was recorded before is kept once more: nobody records the same thing twice. */
static void keep_old(const char *name)
{
	struct strbuf old = STRBUF_INIT;
	struct stat st;

	if (!lstat(name, &st) && S_ISREG(st.st_mode) && st.st_size) {
		sb_printf(&old, "%s.old", name);
		rename(name, sb_cstr(&old));
	}
	sb_free(&old);
}

/* It holds what the targets read and wrote: nobody else's business. */
static int open_file(struct sct_recording *recording, const char *name, int *fd)
{
	if (!strcmp(path_of(recording), "-"))
		return open_stdout(recording, fd);
	keep_old(name);
	*fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0600);
	return *fd < 0 ? failed(recording, name, -errno) : 0;
}

static void pack_intro(struct sct_recording *recording, struct sct_pack *pack,
		       struct strbuf *attrs)
{
	const struct sct_options *opt = &recording->run->opt;
	const struct sct_roster *roster = &recording->roster;

	sct_attr_all(attrs, &recording->info, opt, recording->argv);
	sct_pack_block(pack, SCT_FILE_INFO, 0, 0, attrs->buf, attrs->len);
	pack->level = (int)opt->compress;
	sct_pack_block(pack, SCT_FILE_NAMES, 0, 0, recording->names.buf, recording->names.len);
	sct_pack_block(pack, SCT_FILE_INTERFACES, 0, 0, recording->interfaces.buf,
		       recording->interfaces.len);
	if (roster->nr)
		sct_pack_block(pack, SCT_FILE_THREADS, 0, 0, roster->threads,
			       roster->nr * sizeof(*roster->threads));
}

/* A file with all that is known before its first look. */
static int begin_part(struct sct_recording *recording)
{
	struct strbuf name = STRBUF_INIT, attrs = STRBUF_INIT;
	struct sct_pack pack;
	int fd = -1, ret;

	recording->part++;
	part_name(recording, recording->part, &name);
	ret = open_file(recording, sb_cstr(&name), &fd);
	if (ret)
		goto out;
	clock_gettime(CLOCK_MONOTONIC, &recording->opened);
	ret = sct_pack_init(&pack, (int)recording->run->opt.compress);
	pack.level = 0;
	if (!ret)
		ret = sct_writer_begin(&recording->writer, fd, recording->session,
				       has_parts(recording) ? recording->part : 0);
	if (!ret) {
		pack_intro(recording, &pack, &attrs);
		ret = sct_writer_put(&recording->writer, &pack);
	}
	sct_pack_free(&pack);
	if (ret)
		failed(recording, sb_cstr(&name), ret);
out:
	sb_free(&attrs);
	sb_free(&name);
	return ret;
}

static void remove_old_part(struct sct_recording *recording)
{
	size_t keep = recording->run->opt.max_files;
	struct strbuf name = STRBUF_INIT;

	if (!keep || recording->part <= keep)
		return;
	part_name(recording, recording->part - (uint32_t)keep, &name);
	unlink(sb_cstr(&name));
	sb_free(&name);
}

static int end_part(struct sct_recording *recording, enum sct_file_how how)
{
	struct strbuf name = STRBUF_INIT;
	int ret;

	recording->writer.end.how = how;
	recording->writer.end.value = recording->end.value;
	recording->writer.end.lost = recording->end.lost;
	recording->writer.end.waits = recording->end.waits;
	ret = sct_writer_finish(&recording->writer);
	recording->total_bytes += recording->writer.offset;
	if (ret) {
		part_name(recording, recording->part, &name);
		failed(recording, sb_cstr(&name), ret);
		sb_free(&name);
	}
	return ret;
}

/* --- time goes on ----------------------------------------------------------- */

/* The next file begins behind @look. */
static int pass(struct sct_recording *recording, const struct sct_look *look)
{
	struct sct_info *info = &recording->info;
	size_t at;

	if (look->clock.hdr.len) {
		info->clock_now = look->clock.hdr.time;
		info->monotonic_now = look->clock.monotonic;
		info->realtime_now = look->clock.realtime;
	}
	for (at = 0; at + sizeof(struct sct_task) <= look->tasks.len; at += sizeof(struct sct_task))
		if (sct_roster_task(&recording->roster, (const void *)(look->tasks.buf + at)))
			return sct_fail(&recording->run->fail, -ENOMEM, "out of memory");
	return 0;
}

static bool part_is_full(const struct sct_recording *recording)
{
	const struct sct_options *opt = &recording->run->opt;
	struct timespec now;

	if (opt->max_bytes && recording->writer.offset >= opt->max_bytes)
		return true;
	if (!opt->max_s)
		return false;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (size_t)(now.tv_sec - recording->opened.tv_sec) >= opt->max_s;
}

static int next_part(struct sct_recording *recording)
{
	int ret = end_part(recording, SCT_END_PART);

	if (!ret)
		ret = begin_part(recording);
	if (!ret)
		remove_old_part(recording);
	return ret;
}

/* --- memory --------------------------------------------------------------- */

static void free_kept(struct sct_kept *kept)
{
	sb_free(&kept->look.tasks);
	free(kept);
}

static int drop_oldest(struct sct_recording *recording)
{
	struct sct_kept *kept = recording->kept;
	int ret = kept->is_look ? pass(recording, &kept->look) : 0;

	recording->kept = kept->next;
	if (!kept->next)
		recording->last = &recording->kept;
	recording->bytes -= kept->len;
	free_kept(kept);
	return ret;
}

/* @look: NULL for another block. */
static int keep(struct sct_recording *recording, const struct sct_pack *pack,
		const struct sct_look *look)
{
	struct sct_kept *kept = malloc(sizeof(*kept) + pack->bytes);
	int ret = 0;

	if (!kept)
		return sct_fail(&recording->run->fail, -ENOMEM, "out of memory");
	memset(kept, 0, sizeof(*kept));
	kept->len = pack->bytes;
	kept->is_look = look;
	sct_pack_copy(pack, kept->bytes);
	if (look) {
		kept->look = *look;
		kept->look.tasks = (struct strbuf)STRBUF_INIT;
		sb_mem(&kept->look.tasks, look->tasks.buf, look->tasks.len);
	}
	*recording->last = kept;
	recording->last = &kept->next;
	recording->bytes += kept->len;
	while (!ret && recording->bytes > recording->run->opt.flight_bytes &&
	       recording->kept->next) {
		recording->dropped = true;
		ret = drop_oldest(recording);
	}
	return ret;
}

static int write_kept(struct sct_recording *recording, const struct sct_kept *kept)
{
	struct sct_piece piece = { kept->bytes, 0, kept->len };
	struct sct_pack pack = { .pieces = &piece, .nr = 1, .bytes = kept->len };

	if (!kept->is_look)
		return sct_writer_put(&recording->writer, &pack);
	return sct_writer_look(&recording->writer, &pack, kept->look.horizon, kept->look.calls,
			       kept->look.records);
}

int sct_recording_dump(struct sct_recording *recording, const char *why)
{
	struct sct_file_event event = { .kind = SCT_FILE_DROPPED };
	struct strbuf name = STRBUF_INIT;
	const struct sct_kept *kept;
	struct sct_pack pack;
	int ret = begin_part(recording);

	if (ret)
		return ret;
	remove_old_part(recording);
	part_name(recording, recording->part, &name);
	if (recording->dropped) {
		sct_pack_init(&pack, 0);
		sct_pack_block(&pack, SCT_FILE_EVENT, 0, 0, &event, sizeof(event));
		ret = sct_writer_put(&recording->writer, &pack);
		sct_pack_free(&pack);
	}
	for (kept = recording->kept; kept && !ret; kept = kept->next)
		ret = write_kept(recording, kept);
	if (ret)
		failed(recording, sb_cstr(&name), ret);
	else
		ret = end_part(recording, SCT_END_DUMP);
	if (!ret)
		sct_note(recording->run, "%s: %llu calls written (%s)", sb_cstr(&name),
			 (unsigned long long)recording->writer.end.calls, why);
	while (!ret && recording->kept)
		ret = drop_oldest(recording);
	sb_free(&name);
	return ret;
}

/* --- the door ------------------------------------------------------------- */

static void collect_interfaces(struct strbuf *sb)
{
	struct if_nameindex *all = if_nameindex(), *at;
	struct sct_file_interface interface;

	for (at = all; at && at->if_index; at++) {
		memset(&interface, 0, sizeof(interface));
		interface.index = at->if_index;
		snprintf(interface.name, sizeof(interface.name), "%s", at->if_name);
		sb_mem(sb, &interface, sizeof(interface));
	}
	if (all)
		if_freenameindex(all);
}

int sct_recording_begin(struct sct_recording *recording, struct sct_run *run,
			const struct sct_info *info, char **argv)
{
	recording->run = run;
	recording->info = *info;
	recording->argv = argv;
	recording->writer.fd = -1;
	recording->last = &recording->kept;
	if (getrandom(recording->session, sizeof(recording->session), 0) < 0)
		return sct_fail(&run->fail, -errno, "getrandom: %s", strerror(errno));
	sct_pids_collect(&recording->names);
	collect_interfaces(&recording->interfaces);
	return in_memory(recording) ? 0 : begin_part(recording);
}

int sct_recording_block(struct sct_recording *recording, enum sct_file_type type,
			uint32_t stream, const void *payload, size_t len)
{
	struct sct_pack pack;
	int ret;

	sct_pack_init(&pack, 0);
	sct_pack_block(&pack, type, stream, 0, payload, len);
	if (in_memory(recording)) {
		ret = keep(recording, &pack, NULL);
	} else {
		ret = sct_writer_put(&recording->writer, &pack);
		if (ret)
			failed(recording, path_of(recording), ret);
	}
	sct_pack_free(&pack);
	return ret;
}

int sct_recording_look(struct sct_recording *recording, const struct sct_look *look)
{
	int ret;

	recording->end.calls += look->calls;
	recording->end.records += look->records;
	if (in_memory(recording))
		return keep(recording, &look->pack, look);
	ret = sct_writer_look(&recording->writer, &look->pack, look->horizon, look->calls,
			      look->records);
	if (ret)
		return failed(recording, path_of(recording), ret);
	ret = pass(recording, look);
	return ret || !part_is_full(recording) ? ret : next_part(recording);
}

int sct_recording_finish(struct sct_recording *recording)
{
	return recording->writer.fd < 0 ? 0 : end_part(recording, recording->end.how);
}

void sct_recording_free(struct sct_recording *recording)
{
	struct sct_kept *kept, *next;

	for (kept = recording->kept; kept; kept = next) {
		next = kept->next;
		free_kept(kept);
	}
	if (recording->writer.fd >= 0)
		close(recording->writer.fd);
	sb_free(&recording->writer.index);
	sb_free(&recording->names);
	sb_free(&recording->interfaces);
	sct_roster_free(&recording->roster);
}
