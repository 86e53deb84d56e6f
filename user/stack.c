// SPDX-License-Identifier: GPL-2.0
/* Finds and names the frames of a traced thread's stack. */
#include <elf.h>
#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "stack.h"
#include "tables/syscalls.h"

#define BUCKETS		256

/* The numbers of registers in unwinding tables. */
enum { X86_64_BP = 6, X86_64_SP = 7, X86_64_IP = 16, I386_SP = 4, I386_BP = 5, I386_IP = 8 };

/**
 * struct file - an ELF file in a process's memory
 * @path: its name
 * @base: where its first byte is
 * @end: behind its last mapping
 * @module: what libdwfl has of it
 */
struct file {
	char *path;
	uint64_t base, end;
	Dwfl_Module *module;
};

/**
 * struct space - the memory of one process
 * @next: of the same bucket
 * @tgid: the process
 * @files: in it; @nr_files of them
 * @program: what it executes, when it is not known yet where that is; or NULL
 * @is32: a 32-bit program
 * @dwfl: its files opened; NULL: not yet, or they have changed
 * @call: whose stack is read
 */
struct space {
	struct space *next;
	uint32_t tgid;
	struct file *files;
	size_t nr_files;
	char *program;
	bool is32;
	Dwfl *dwfl;
	const struct sct_call *call;
};

struct sct_stacks {
	size_t limit;
	bool offline;		/* /proc is not that of the processes */
	struct space *buckets[BUCKETS];
};

/* --- what is where ---------------------------------------------------------- */

static struct space **bucket_of(struct sct_stacks *stacks, uint32_t tgid)
{
	return &stacks->buckets[tgid % BUCKETS];
}

static struct space *find_space(struct sct_stacks *stacks, uint32_t tgid)
{
	struct space *space;

	for (space = *bucket_of(stacks, tgid); space; space = space->next)
		if (space->tgid == tgid)
			return space;
	return NULL;
}

static struct space *get_space(struct sct_stacks *stacks, uint32_t tgid)
{
	struct space *space = find_space(stacks, tgid);

	if (space)
		return space;
	space = calloc(1, sizeof(*space));
	if (!space)
		return NULL;
	space->tgid = tgid;
	space->next = *bucket_of(stacks, tgid);
	*bucket_of(stacks, tgid) = space;
	return space;
}

/* The files are to be opened anew. */
static void forget_files(struct space *space)
{
	if (space->dwfl)
		dwfl_end(space->dwfl);
	space->dwfl = NULL;
}

static void clear_space(struct space *space)
{
	size_t i;

	forget_files(space);
	for (i = 0; i < space->nr_files; i++)
		free(space->files[i].path);
	free(space->files);
	free(space->program);
	space->files = NULL;
	space->nr_files = 0;
	space->program = NULL;
}

static void add_file(struct space *space, const char *path, uint64_t base, uint64_t end)
{
	struct file *more = reallocarray(space->files, space->nr_files + 1, sizeof(*more));
	char *copy = strdup(path);

	if (more)
		space->files = more;
	if (!more || !copy) {
		free(copy);
		return;
	}
	space->files[space->nr_files++] = (struct file){ .path = copy, .base = base, .end = end };
	forget_files(space);
}

static void remove_range(struct space *space, uint64_t start, uint64_t end)
{
	size_t i;

	for (i = 0; i < space->nr_files; ) {
		if (space->files[i].base < start || space->files[i].base >= end) {
			i++;
			continue;
		}
		free(space->files[i].path);
		space->files[i] = space->files[--space->nr_files];
		forget_files(space);
	}
}

static struct file *file_at(struct space *space, uint64_t addr)
{
	size_t i;

	for (i = 0; i < space->nr_files; i++)
		if (addr >= space->files[i].base && addr < space->files[i].end)
			return &space->files[i];
	return NULL;
}

/* How much memory the file takes from its first byte on, and the name of its loader. */
static uint64_t extent_of(const char *path, char loader[PATH_MAX], bool *is32)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	uint64_t low = UINT64_MAX, high = 0;
	size_t i, nr = 0;
	GElf_Phdr ph;
	Elf *elf;

	loader[0] = '\0';
	elf_version(EV_CURRENT);
	elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ, NULL);
	*is32 = elf && gelf_getclass(elf) == ELFCLASS32;
	if (elf)
		elf_getphdrnum(elf, &nr);
	for (i = 0; i < nr && gelf_getphdr(elf, (int)i, &ph); i++) {
		if (ph.p_type == PT_LOAD && ph.p_vaddr + ph.p_memsz > high)
			high = ph.p_vaddr + ph.p_memsz;
		if (ph.p_type == PT_LOAD && ph.p_vaddr < low)
			low = ph.p_vaddr;
		if (ph.p_type == PT_INTERP && ph.p_filesz < PATH_MAX &&
		    pread(fd, loader, ph.p_filesz, (off_t)ph.p_offset) != (ssize_t)ph.p_filesz)
			loader[0] = '\0';
	}
	if (elf)
		elf_end(elf);
	if (fd >= 0)
		close(fd);
	return high > low ? (high - low + 4095) & ~4095ULL : 0;
}

static void read_maps(struct sct_stacks *stacks, uint32_t tgid, FILE *maps)
{
	struct space *space = get_space(stacks, tgid);
	unsigned long long start, end, offset;
	char real[PATH_MAX], *line = NULL, *path;
	size_t size = 0;

	while (space && getline(&line, &size, maps) > 0) {
		path = strchr(line, '/');
		if (!path || sscanf(line, "%llx-%llx %*s %llx", &start, &end, &offset) != 3)
			continue;
		path[strcspn(path, "\n")] = '\0';
		if (!offset)
			add_file(space, path, start, end);
		else if (space->nr_files && !strcmp(space->files[space->nr_files - 1].path, path))
			space->files[space->nr_files - 1].end = end;
	}
	free(line);
	if (space && space->nr_files)
		extent_of(space->files[0].path, real, &space->is32);
}

void sct_stacks_attach(struct sct_stacks *stacks, uint32_t tgid)
{
	char name[64];
	FILE *maps;

	if (stacks->offline || find_space(stacks, tgid))
		return;
	snprintf(name, sizeof(name), "/proc/%u/maps", tgid);
	maps = fopen(name, "re");
	if (!maps)
		return;
	read_maps(stacks, tgid, maps);
	fclose(maps);
}

void sct_stacks_offline(struct sct_stacks *stacks)
{
	stacks->offline = true;
}

void sct_stacks_maps(struct sct_stacks *stacks, uint32_t tgid, const char *text, size_t len)
{
	FILE *maps = len && !find_space(stacks, tgid) ? fmemopen((char *)text, len, "r") : NULL;

	if (!maps)
		return;
	read_maps(stacks, tgid, maps);
	fclose(maps);
}

void sct_stacks_fork(struct sct_stacks *stacks, uint32_t parent, uint32_t child)
{
	const struct space *from = find_space(stacks, parent);
	struct space *to = from && parent != child ? get_space(stacks, child) : NULL;
	size_t i;

	if (!to)
		return;
	clear_space(to);
	for (i = 0; i < from->nr_files; i++)
		add_file(to, from->files[i].path, from->files[i].base, from->files[i].end);
	to->is32 = from->is32;
	to->program = from->program ? strdup(from->program) : NULL;
}

void sct_stacks_exit(struct sct_stacks *stacks, uint32_t tgid)
{
	struct space *space = find_space(stacks, tgid), **at;

	if (!space)
		return;
	for (at = bucket_of(stacks, tgid); *at != space; at = &(*at)->next)
		;
	*at = space->next;
	clear_space(space);
	free(space);
}

/* --- what calls do ---------------------------------------------------------- */

struct name {
	char text[PATH_MAX];
};

static bool keep_name(void *arg, const char *path, size_t len)
{
	struct name *name = arg;

	if (len >= sizeof(name->text))
		return false;
	memcpy(name->text, path, len);
	name->text[len] = '\0';
	return true;
}

/* The file that is mapped in the end: no symbolic link, and no script but what runs it. */
static void find_program(struct name *name)
{
	char real[PATH_MAX];
	char head[256] = "";
	int fd = open(name->text, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, head, sizeof(head) - 1);
	char *at = head + 2;

	if (fd >= 0)
		close(fd);
	if (got >= 3 && !memcmp(head, "#!", 2)) {
		at += strspn(at, " \t");
		at[strcspn(at, " \t\n")] = '\0';
		strcpy(name->text, at);
	}
	if (realpath(name->text, real))
		strcpy(name->text, real);
}

void sct_stacks_exec(struct sct_stacks *stacks, uint32_t tgid, const struct sct_call *call)
{
	struct space *space = get_space(stacks, tgid);
	struct name name;

	if (!space)
		return;
	clear_space(space);
	if (!sct_call_paths(call, keep_name, &name))
		return;
	find_program(&name);
	space->program = strdup(name.text);
	space->is32 = false;
}

static bool is_call(const struct sct_call *call, const char *name)
{
	return call->desc && !strcmp(call->desc->name, name);
}

void sct_stacks_calls(struct sct_syscall_set *set)
{
	static const char *const names[] = { "execve", "execveat", "mmap", "mmap2", "munmap" };
	const struct sct_syscall *desc;
	unsigned int abi, i;

	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
			desc = sct_syscall_by_name(abi, names[i]);
			if (desc)
				set->bits[abi][desc->nr / 64] |= 1ULL << (desc->nr % 64);
		}
	}
}

void sct_stacks_call(struct sct_stacks *stacks, uint32_t tgid, const struct sct_call *call)
{
	bool maps = is_call(call, "mmap") || is_call(call, "mmap2");
	struct space *space;
	struct name name;
	uint64_t start;

	if (!call->entered || (call->ret < 0 && call->ret >= -4095) ||
	    !(maps || is_call(call, "munmap")))
		return;
	space = get_space(stacks, tgid);
	if (!space)
		return;
	if (!maps) {
		remove_range(space, call->args[0], call->args[0] + call->args[1]);
		return;
	}
	/* the loader maps the whole of a library first, and its parts over that */
	start = call->abi == SCT_ABI_I386 ? (uint32_t)call->ret : (uint64_t)call->ret;
	if (call->args[5] || (int)call->args[4] < 0 || !sct_call_paths(call, keep_name, &name) ||
	    name.text[0] != '/')
		return;
	remove_range(space, start, start + call->args[1]);
	add_file(space, name.text, start, start + call->args[1]);
}

/* --- the stack --------------------------------------------------------------- */

static const struct sct_blob *blob_of(const struct sct_call *call, unsigned int arg)
{
	const struct sct_blob *blob = call->enter_blobs.first;
	unsigned int i;

	for (i = 0; i < call->enter_blobs.nr; i++, blob = sct_blob_next(blob))
		if (blob->arg == arg)
			return blob;
	return NULL;
}

static bool read_stack(const struct sct_call *call, uint64_t addr, void *to, size_t len)
{
	const struct sct_blob *blob = blob_of(call, SCT_ARG_SP);

	if (!blob || addr < blob->addr || addr - blob->addr > blob->len ||
	    len > blob->len - (addr - blob->addr))
		return false;
	memcpy(to, (const char *)sct_blob_bytes(blob) + (addr - blob->addr), len);
	return true;
}

/* --- where a new program is ---------------------------------------------------- */

static void add_loader(struct space *space, const char *path, uint64_t base)
{
	char real[PATH_MAX], none[PATH_MAX];
	uint64_t extent;
	bool is32;

	if (!base || !*path || !realpath(path, real))
		return;
	extent = extent_of(real, none, &is32);
	if (extent)
		add_file(space, real, base, base + extent);
}

/*
 * The kernel told the new program where it and its loader are, in the auxiliary
 * vector above the environment, and the first calls are made close below that.
 */
static void locate_program(struct space *space, const struct sct_call *call)
{
	const struct sct_blob *blob = blob_of(call, SCT_ARG_SP);
	uint64_t at[8], addr, end, extent;
	char loader[PATH_MAX];
	unsigned int i;
	size_t word;

	if (!space->program || !blob)
		return;
	extent = extent_of(space->program, loader, &space->is32);
	word = space->is32 ? 4 : 8;
	end = blob->addr + blob->len;
	for (addr = (blob->addr + word - 1) & ~(word - 1); addr + 10 * word <= end; addr += word) {
		memset(at, 0, sizeof(at));
		for (i = 0; i < 8; i++)
			read_stack(call, addr + i * word, &at[i], word);
		if (at[0] != AT_PHDR || at[2] != AT_PHENT || at[4] != AT_PHNUM || at[6] != AT_BASE)
			continue;
		/* the headers are on the first page of what is mapped */
		at[1] &= ~4095ULL;
		if (extent)
			add_file(space, space->program, at[1], at[1] + extent);
		add_loader(space, loader, at[7]);
		free(space->program);
		space->program = NULL;
		return;
	}
}

/* --- unwinding ------------------------------------------------------------------ */

static pid_t next_thread(Dwfl *dwfl, void *arg, void **thread_arg)
{
	struct space *space = arg;

	(void)dwfl;
	if (*thread_arg)
		return 0;
	*thread_arg = space;
	return (pid_t)space->tgid;
}

static bool read_memory(Dwfl *dwfl, Dwarf_Addr addr, Dwarf_Word *result, void *arg)
{
	const struct space *space = arg;

	(void)dwfl;
	*result = 0;
	return read_stack(space->call, addr, result, space->is32 ? 4 : 8);
}

static bool set_registers(Dwfl_Thread *thread, void *arg)
{
	const struct space *space = arg;
	const struct sct_call *call = space->call;
	const struct sct_blob *sp = blob_of(call, SCT_ARG_SP), *bp = blob_of(call, SCT_ARG_BP);
	bool i386 = space->is32;
	Dwarf_Word ip = call->ip, registers[2];

	if (!sp)
		return false;
	registers[!i386] = sp->addr;
	registers[i386] = bp ? bp->addr : 0;
	dwfl_thread_state_register_pc(thread, ip);
	return dwfl_thread_state_registers(thread, i386 ? I386_SP : X86_64_BP, 2, registers) &&
	       dwfl_thread_state_registers(thread, i386 ? I386_IP : X86_64_IP, 1, &ip);
}

static int no_debuginfo(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
			const char *file, const char *link, GElf_Word crc, char **found)
{
	/* names are in the file itself; nothing is looked for elsewhere, nor downloaded */
	(void)module, (void)data, (void)name, (void)base, (void)file, (void)link, (void)crc;
	(void)found;
	return -1;
}

static int no_elf(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
		  char **file, Elf **elf)
{
	(void)module, (void)data, (void)name, (void)base, (void)file, (void)elf;
	return -1;
}

static bool open_files(struct space *space)
{
	static const Dwfl_Callbacks callbacks = {
		.find_elf = no_elf, .find_debuginfo = no_debuginfo,
	};
	static const Dwfl_Thread_Callbacks threads = {
		.next_thread = next_thread, .memory_read = read_memory,
		.set_initial_registers = set_registers,
	};
	size_t i;

	if (space->dwfl)
		return true;
	space->dwfl = dwfl_begin(&callbacks);
	if (!space->dwfl)
		return false;
	dwfl_report_begin(space->dwfl);
	for (i = 0; i < space->nr_files; i++)
		space->files[i].module = dwfl_report_elf(space->dwfl, space->files[i].path,
							 space->files[i].path, -1,
							 space->files[i].base, false);
	dwfl_report_end(space->dwfl, NULL, NULL);
	return dwfl_attach_state(space->dwfl, NULL, (pid_t)space->tgid, &threads, space);
}

/* Where in the file the instruction at @addr is. */
static uint64_t file_offset(const struct file *file, uint64_t addr)
{
	GElf_Addr bias = 0;
	Elf *elf = file->module ? dwfl_module_getelf(file->module, &bias) : NULL;
	size_t i, nr = 0;
	GElf_Phdr ph;

	if (elf)
		elf_getphdrnum(elf, &nr);
	for (i = 0; i < nr && gelf_getphdr(elf, (int)i, &ph); i++)
		if (ph.p_type == PT_LOAD && addr - bias - ph.p_vaddr < ph.p_memsz)
			return addr - bias - ph.p_vaddr + ph.p_offset;
	return addr - file->base;
}

struct frames {
	struct space *space;
	struct strbuf *sb;
	size_t left;
};

static int put_frame(Dwfl_Frame *frame, void *arg)
{
	struct frames *frames = arg;
	struct file *file;
	const char *name = NULL;
	Dwarf_Addr pc;
	bool exact;
	GElf_Off offset = 0;
	GElf_Sym sym;

	if (!frames->left || !dwfl_frame_pc(frame, &pc, &exact) || !pc)
		return DWARF_CB_ABORT;
	frames->left--;
	file = file_at(frames->space, pc);
	if (!file) {
		sb_printf(frames->sb, " > [0x%llx]\n", (unsigned long long)pc);
		return DWARF_CB_OK;
	}
	/* a return address can be that of the next function */
	if (file->module)
		name = dwfl_module_addrinfo(file->module, pc - !exact, &offset, &sym, NULL, NULL,
					    NULL);
	sb_printf(frames->sb, " > %s(", file->path);
	if (name)
		sb_printf(frames->sb, "%s+0x%llx", name, (unsigned long long)offset + !exact);
	sb_printf(frames->sb, ") [0x%llx]\n", (unsigned long long)file_offset(file, pc));
	return DWARF_CB_OK;
}

void sct_stacks_print(struct sct_stacks *stacks, struct strbuf *sb, uint32_t tgid,
		      const struct sct_call *call)
{
	struct space *space = call->entered ? find_space(stacks, tgid) : NULL;
	struct frames frames = { .space = space, .sb = sb, .left = stacks->limit };

	if (!space)
		return;
	locate_program(space, call);
	space->call = call;
	if (open_files(space))
		dwfl_getthread_frames(space->dwfl, (pid_t)tgid, put_frame, &frames);
	/* not even the files of the first frame: where the call was made is known */
	if (frames.left == stacks->limit)
		sb_printf(sb, " > [0x%llx]\n", (unsigned long long)call->ip);
	space->call = NULL;
}

struct sct_stacks *sct_stacks_new(size_t limit)
{
	struct sct_stacks *stacks = calloc(1, sizeof(*stacks));

	if (stacks)
		stacks->limit = limit;
	return stacks;
}

void sct_stacks_free(struct sct_stacks *stacks)
{
	size_t i;

	if (!stacks)
		return;
	for (i = 0; i < BUCKETS; i++)
		while (stacks->buckets[i])
			sct_stacks_exit(stacks, stacks->buckets[i]->tgid);
	free(stacks);
}
