/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From a call to text: the only door into decode/.
 *
 * Printers append to a string buffer; nothing here touches a FILE, the device
 * or the traced process.
 */
#ifndef SCT_DECODE_H
#define SCT_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "call.h"
#include "strbuf.h"
#include "tables/syscalls.h"

struct sct_threads;

enum sct_hex_strings {
	SCT_HEX_NONE,		/* octal escapes */
	SCT_HEX_CHARS,		/* hex escapes, where there must be one */
	SCT_HEX_NON_ASCII,	/* -x */
	SCT_HEX_ALL,		/* -xx */
};

enum sct_const_style {
	SCT_CONST_ABBREV,	/* -X abbrev: O_RDONLY */
	SCT_CONST_RAW,		/* -X raw: 0 */
	SCT_CONST_VERBOSE,	/* -X verbose: 0 (O_RDONLY) */
};

/* Bits of sct_decode_options.decode_fds: -y is PATH, -yy all of them. */
enum sct_decode_fds {
	SCT_FDS_PATH	= 1U << 0,
	SCT_FDS_SOCKET	= 1U << 1,
	SCT_FDS_DEV	= 1U << 2,
	SCT_FDS_PIDFD	= 1U << 3,
	SCT_FDS_ALL	= 15,
};

/*
 * Bits of sct_decode_options.redact: what is printed as "<redacted>".  What is of no
 * other kind is data.
 */
enum sct_redact {
	SCT_REDACT_DATA		= 1U << 0,	/* what strings and buffers hold */
	SCT_REDACT_PATHS	= 1U << 1,	/* names of files, those of descriptors as well */
	SCT_REDACT_ADDRS	= 1U << 2,	/* addresses of sockets and interfaces */
	SCT_REDACT_ENV		= 1U << 3,	/* the environment of execve */
	SCT_REDACT_ALL		= 15,
};

/* Bits of sct_decode_options.decode_pids. */
enum sct_decode_pids {
	SCT_PIDS_COMM	= 1U << 0,	/* -Y */
	SCT_PIDS_NS	= 1U << 1,	/* --pidns-translation */
	SCT_PIDS_ALL	= 3,
};

enum sct_pid_kind {
	SCT_PID_TASK,		/* a process or a thread */
	SCT_PID_GROUP,
	SCT_PID_SESSION,
};

/**
 * struct sct_pid - a process that the target knows by another id
 * @here: its id for us
 * @comm: its name; "" if that is not known
 */
struct sct_pid {
	int here;
	char comm[SCT_COMM_BYTES];
};

#define SCT_INTERFACE_BYTES	16	/* of a network interface's name, with its NUL */

/**
 * struct sct_pids - who knows
 * @find: looks for what is @pid for the thread @tid (0: for us); false: nobody is
 * @pidfd: the process that a descriptor of the thread @tid stands for; 0: not known
 * @interface: the name of a network interface; NULL: it is one of this machine's
 * @threads: of @find
 */
struct sct_pids {
	int (*pidfd)(uint32_t tid, int fd);
	bool (*find)(const struct sct_pids *pids, uint32_t tid, enum sct_pid_kind kind, int pid,
		     struct sct_pid *found);
	bool (*interface)(const struct sct_pids *pids, uint32_t index, char name[SCT_INTERFACE_BYTES]);
	const struct sct_threads *threads;
};

/* A set of system calls, by table and number: -e trace=, raw=, abbrev=, verbose= */
struct sct_syscall_set {
	uint64_t bits[SCT_NR_TABLES][SCT_NR_SYSCALLS / 64];
};

static inline unsigned int sct_set_index(int nr)
{
	return (unsigned int)nr < SCT_NR_SYSCALLS ? (unsigned int)nr : SCT_NR_SYSCALLS - 1;
}

static inline bool sct_set_has(const struct sct_syscall_set *set, unsigned int abi, int nr)
{
	unsigned int i = sct_set_index(nr);

	return set->bits[abi][i / 64] >> (i % 64) & 1;
}

/* The table and the number there by which a call is known. */
static inline unsigned int sct_call_table(const struct sct_call *call)
{
	return call->inner ? SCT_INNER_CALLS : call->abi;
}

static inline int sct_call_number(const struct sct_call *call)
{
	return call->inner ? call->inner : call->nr;
}

static inline bool sct_set_has_call(const struct sct_syscall_set *set, const struct sct_call *call)
{
	return sct_set_has(set, sct_call_table(call), sct_call_number(call));
}

/* A set of descriptors: those in the list, or (@others) all but those. */
struct sct_fd_set {
	bool others;
	size_t nr;
	int *fds;
};

static inline bool sct_fd_set_has(const struct sct_fd_set *set, int fd)
{
	size_t i;

	for (i = 0; i < set->nr; i++)
		if (set->fds[i] == fd)
			return !set->others;
	return set->others;
}

static inline bool sct_fd_set_is_empty(const struct sct_fd_set *set)
{
	return !set->others && !set->nr;
}

/**
 * struct sct_decode_options - how to print
 * @string_limit: -s, bytes (default 32)
 * @hex_strings: -x, -xx
 * @const_style: -X
 * @decode_fds: -y, -yy: enum sct_decode_fds
 * @decode_pids: -Y: enum sct_decode_pids
 * @redact: enum sct_redact: what not to print, nor to capture where only that needs it
 * @pids: who is asked for that; NULL: nobody
 * @want_fds: have descriptors' paths in the records although not printed: for -P, and
 *	for formats that are not lines
 * @stack_bytes: -k: how much of the stack is in the records; 0: nothing
 * @abbrev: -e abbrev=: calls whose structures are shortened (default all, -v none)
 * @dump_read: -e read=: descriptors whose input is dumped
 * @dump_write: -e write=: the same for output
 * @arg_names: -N: print the names of arguments
 * @raw: -e raw=: calls whose arguments are printed in hex (default none)
 * @verbose: -e verbose=: calls whose structures are dereferenced (default all)
 */
struct sct_decode_options {
	size_t string_limit;
	enum sct_hex_strings hex_strings;
	enum sct_const_style const_style;
	unsigned int decode_fds;
	unsigned int decode_pids;
	unsigned int redact;
	const struct sct_pids *pids;
	bool want_fds;
	struct sct_fd_set dump_read;
	struct sct_fd_set dump_write;
	uint32_t stack_bytes;
	bool arg_names;
	struct sct_syscall_set abbrev;
	struct sct_syscall_set raw;
	struct sct_syscall_set verbose;
};

/*
 * Makes of an i386 socketcall() or ipc() the call that it makes: its description, its
 * number in SCT_INNER_CALLS, its arguments.  False: the exit may bring what is missing
 * for that; then, this is to be called again.
 */
bool sct_look_inside(struct sct_call *call);

/*
 * Appends "name(" and the arguments up to, not including, the first that only
 * the exit can show (an output argument, or input that must be read late); in
 * strace's way, the separator before that one is printed already: "read(3, ".
 * Remembers in the call how far it got.
 */
void sct_decode_enter(struct strbuf *sb, struct sct_call *call,
		      const struct sct_decode_options *opt);

/*
 * Appends the rest of the arguments, without the closing parenthesis.  Works
 * for a call that did not return, too (arguments as they were at entry).
 */
void sct_decode_exit(struct strbuf *sb, struct sct_call *call,
		     const struct sct_decode_options *opt);

/*
 * Appends what stands behind "= ": "3</etc/issue>", "-1 ENOENT (No such file or
 * directory)", "? ERESTARTSYS (To be restarted if SA_RESTART is set)",
 * "0 (Timeout)", "1 ([{fd=3, revents=POLLIN}])", and "?" for a call that did
 * not return.
 */
void sct_decode_result(struct strbuf *sb, const struct sct_call *call,
		       const struct sct_decode_options *opt);

/**
 * struct sct_arg_view - an argument by name, for formats that are not lines
 * @name: the decoder's own, else the kernel prototype's (as -N prints it), else
 *	"arg1" and so on; no two arguments of a call have the same
 * @reg: its register, 0 .. 5; SCT_ARG_RET for the result
 * @nr_regs: how many registers its value takes: 2 for 64 bits in a 32-bit call
 * @value: cut to its type, and sign-extended if @is_signed
 * @is_signed: @value is to be read as int64_t
 * @text: as it stands in the line, without the name
 * @text_len: bytes of it
 * @is_file_name: it points to a file name
 * @is_fd: the value is a descriptor, or AT_FDCWD
 * @path: what the descriptor stood for, as /proc/PID/fd shows it; NULL: not known
 * @path_len: bytes of it
 * @bytes: the string or buffer that it points to, without a NUL that ends it; NULL:
 *	it doesn't point to one, or that could not be read
 * @nr_bytes: how many there are; no more than -s, unless it is a file name
 * @size: bytes that the whole has; 0 if that is not known
 * @cut: @nr_bytes are not all of them
 *
 * Everything is valid until the visitor returns.
 */
struct sct_arg_view {
	const char *name;
	unsigned int reg;
	unsigned int nr_regs;
	uint64_t value;
	bool is_signed;
	const char *text;
	size_t text_len;
	bool is_file_name;
	bool is_fd;
	const uint8_t *path;
	size_t path_len;
	const uint8_t *bytes;
	size_t nr_bytes;
	uint64_t size;
	bool cut;
};

typedef void sct_arg_fn(void *arg, const struct sct_arg_view *view);

/*
 * Calls @visit for every argument of a call in the order of its line: when it has
 * returned, or when it is known that it won't.  @scratch: its content is lost.
 */
void sct_decode_args(struct strbuf *scratch, const struct sct_call *call,
		     const struct sct_decode_options *opt, sct_arg_fn *visit, void *arg);

/* The same for what stands behind "= ": @view->name is "return"; valid as long as @scratch. */
void sct_decode_return(struct strbuf *scratch, const struct sct_call *call,
		       const struct sct_decode_options *opt, struct sct_arg_view *view);

/*
 * Appends what -e read= and -e write= want to see of the call's data: lines, each
 * with a newline, to stand behind the call's line.
 */
void sct_decode_dump(struct strbuf *sb, const struct sct_call *call,
		     const struct sct_decode_options *opt);

/* Appends "name", or "syscall_0x14d" for a number without a name. */
void sct_decode_name(struct strbuf *sb, const struct sct_call *call);

/* Appends "<bash>", up to the end of the line that the name is. */
void sct_decode_comm(struct strbuf *sb, const char comm[SCT_COMM_BYTES],
		     const struct sct_decode_options *opt);

/* Appends "{si_signo=SIGCHLD, si_code=CLD_EXITED, ...}": a signal to the thread @tid. */
void sct_decode_siginfo(struct strbuf *sb, uint32_t tid, const uint8_t info[SCT_SIGINFO_BYTES],
			const struct sct_decode_options *opt);

/*
 * Calls @seen with every file name that the call names: its path arguments and
 * the paths of its descriptors (those it returns as well), until one returns
 * true; returns whether one did.  For -P.
 */
bool sct_call_paths(const struct sct_call *call,
		    bool (*seen)(void *arg, const char *path, size_t len), void *arg);

/* A capture plan as SCT_IOC_PLAN takes it; the arrays belong to it. */
struct sct_plan_tables {
	struct sct_op *ops;
	struct sct_plan_call *calls;
	struct sct_plan_case *cases;
	unsigned int nr_ops;
	unsigned int nr_calls;
	unsigned int nr_cases;
};

/*
 * Makes the plan that gives the printers above what they need for the calls in
 * @set (NULL: all of them).  -ENOMEM, or -E2BIG when it would not fit the ABI.
 */
int sct_plan_build(struct sct_plan_tables *plan, const struct sct_syscall_set *set,
		   const struct sct_decode_options *opt);
void sct_plan_free(struct sct_plan_tables *plan);

#endif
