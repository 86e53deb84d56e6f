/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * The whole contract between sctrace.ko and whoever reads /dev/sctrace:
 * ioctls, the mapped rings, and the records in them.
 *
 * One open(2) of /dev/sctrace is one session.  A session has targets (the
 * threads it records), a system call filter, a capture plan (which user memory
 * and which descriptors to copy for which call) and one ring per CPU.  Closing
 * the last reference to the file, by exit or by SIGKILL as well, ends it.
 *
 * Life of a session:
 *
 *	open -> INFO -> CONFIG -> SYSCALLS* -> PLAN -> TARGET* | SELECT -> START
 *	     -> (mmap + poll | read) ... -> STOP -> close
 *
 * STOP is for good: START after it, or after START, is EBUSY.
 *
 * open(2) fails with EPERM where the kernel is locked down for confidentiality, and
 * with EDQUOT where the user, without CAP_IPC_LOCK, has all the memory that a user
 * may have for sessions (RLIMIT_MEMLOCK and the module's user_kb).
 *
 * All numbers are in host byte order; the module runs on x86-64 only.  All
 * structures have the same layout for 32-bit and 64-bit programs.  Nothing is
 * packed: holes are named, must be zero on the way in, and are zero on the way
 * out.
 */
#ifndef SCTRACE_ABI_H
#define SCTRACE_ABI_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* Changes when an older reader could misread what a newer module writes. */
#define SCT_ABI_VERSION		1

#define SCT_DEVICE		"/dev/sctrace"

/* --- System call ABIs and numbers --------------------------------------- */

/**
 * enum sct_abi - how a system call entered the kernel
 * @SCT_ABI_X86_64: the syscall instruction of a 64-bit program
 * @SCT_ABI_I386: int $0x80, or sysenter/syscall of a 32-bit program
 * @SCT_ABI_X32: the syscall instruction with __X32_SYSCALL_BIT in the number;
 *	the number in records and filters is without that bit
 */
enum sct_abi {
	SCT_ABI_X86_64	= 0,
	SCT_ABI_I386	= 1,
	SCT_ABI_X32	= 2,
	SCT_NR_ABIS	= 3,
};

/*
 * Filters and plans know the numbers 0 .. SCT_NR_SYSCALLS - 1.  All larger and
 * all negative numbers (no such call exists) are filtered as the last one.
 */
#define SCT_NR_SYSCALLS		1024
#define SCT_NR_ARGS		6

/* --- ioctls ---------------------------------------------------------------
 *
 * Every argument structure begins with its own size, as the caller knows it.
 * A module that knows a longer structure takes the missing fields as zero; one
 * that knows a shorter structure answers E2BIG unless the unknown tail is all
 * zero.  Output fields beyond the caller's size are not written.
 *
 * Errors common to all of them: EINVAL (unknown flag, nonzero reserved field,
 * size below the first published one), E2BIG (see above), EFAULT (argument not
 * accessible), ENOTTY (no such ioctl), EINTR (killed while waiting for another
 * ioctl of the same session).
 */
#define SCT_IOC_MAGIC		0xde

#define SCT_IOC_INFO		_IO(SCT_IOC_MAGIC, 0x00) /* struct sct_info, out */
#define SCT_IOC_CONFIG		_IO(SCT_IOC_MAGIC, 0x01) /* struct sct_config, in */
#define SCT_IOC_SYSCALLS	_IO(SCT_IOC_MAGIC, 0x02) /* struct sct_syscalls, in */
#define SCT_IOC_PLAN		_IO(SCT_IOC_MAGIC, 0x03) /* struct sct_plan, in */
#define SCT_IOC_TARGET		_IO(SCT_IOC_MAGIC, 0x04) /* struct sct_target_req, in/out */
#define SCT_IOC_START		_IO(SCT_IOC_MAGIC, 0x05) /* no argument (must be 0) */
#define SCT_IOC_STOP		_IO(SCT_IOC_MAGIC, 0x06) /* no argument (must be 0) */
#define SCT_IOC_STATS		_IO(SCT_IOC_MAGIC, 0x07) /* struct sct_stats, in/out */
#define SCT_IOC_SELECT		_IO(SCT_IOC_MAGIC, 0x08) /* struct sct_select, in/out */
#define SCT_IOC_COUNTS		_IO(SCT_IOC_MAGIC, 0x09) /* struct sct_counts, in */

/**
 * enum sct_clock - what the time of a record counts
 * @SCT_CLOCK_MONOTONIC: nanoseconds of CLOCK_MONOTONIC
 * @SCT_CLOCK_TSC: ticks of the time stamp counter; convert with the CLOCK
 *	records (or &struct sct_info at the two ends of a span)
 */
enum sct_clock {
	SCT_CLOCK_MONOTONIC	= 0,
	SCT_CLOCK_TSC		= 1,
};

/**
 * struct sct_info - what this module is, and what time it is
 * @size: sizeof(struct sct_info)
 * @abi_version: SCT_ABI_VERSION of the module
 * @nr_rings: rings are numbered by CPU, 0 .. nr_rings - 1; a CPU that is not
 *	present has no ring (mmap answers ENODEV)
 * @clock: enum sct_clock
 * @clock_khz: ticks of the clock per millisecond, as the kernel knows them:
 *	1000000 for SCT_CLOCK_MONOTONIC
 * @page_size: bytes
 * @ring_bytes: data bytes of each ring, as configured or as they will be by
 *	default
 * @max_ring_bytes: largest that CONFIG accepts
 * @clock_now: the record clock, now
 * @monotonic_now: CLOCK_MONOTONIC at the same moment, nanoseconds
 * @realtime_now: CLOCK_REALTIME at the same moment, nanoseconds
 *
 * The three times are read with interrupts off, one right after the other.
 */
struct sct_info {
	__u32 size;
	__u32 abi_version;
	__u32 nr_rings;
	__u32 clock;
	__u32 clock_khz;
	__u32 page_size;
	__u32 ring_bytes;
	__u32 max_ring_bytes;
	__u64 clock_now;
	__u64 monotonic_now;
	__u64 realtime_now;
};

#define SCT_MIN_RING_BYTES	65536U

/**
 * enum sct_config_flags
 * @SCT_CONFIG_CPU_TIME: fill in &sct_exit.cpu_ns
 * @SCT_CONFIG_COUNT: count calls, see SCT_IOC_COUNTS, and make no ENTER and EXIT
 *	records; with SCT_CONFIG_CPU_TIME, the times are those on a CPU.  Not with
 *	a bound of &struct sct_config.
 */
enum sct_config_flags {
	SCT_CONFIG_CPU_TIME	= 1U << 0,
	SCT_CONFIG_COUNT	= 1U << 1,
	SCT_CONFIG_ALL_FLAGS	= SCT_CONFIG_CPU_TIME | SCT_CONFIG_COUNT,
};

/**
 * struct sct_config - set up the rings, at most once, before mmap and START
 * @size: sizeof(struct sct_config)
 * @flags: enum sct_config_flags
 * @ring_bytes: data bytes of each CPU's ring: a power of two, at least
 *	SCT_MIN_RING_BYTES and at most &sct_info.max_ring_bytes; 0 for the default
 * @wake_bytes: wake a waiting reader at once when a ring holds this much;
 *	0 for half of the ring.  (Less than that wakes it within some
 *	milliseconds.)
 *
 * @min_ns: record only calls that take at least so long, nanoseconds
 * @max_ns: record only calls that take no longer than this; 0 for no bound
 * @wait_ms: how long a target waits on its way back to user mode, at most, for the
 *	reader to make room; 0: not at all.  Only SIGKILL ends it before.  A reader
 *	that has read nothing meanwhile is not waited for again until it has.
 * @wait_bytes: a ring that holds this much makes targets wait; 0 for three
 *	quarters of the ring
 *
 * With a bound, the ENTER of a call is held back until the call returns
 * (SCT_REC_HELD), and calls that do not return leave no record.  Bounds hold to
 * the precision of &sct_info.clock_khz.  execve and execveat are recorded
 * whatever they take.
 *
 * mmap, read and START without CONFIG set up default rings.
 * Errors: EBUSY (there are rings already; with a bound: or targets), ENOMEM,
 * EDQUOT (more memory than the user may have for sessions).
 */
struct sct_config {
	__u32 size;
	__u32 flags;
	__u32 ring_bytes;
	__u32 wake_bytes;
	__u64 min_ns;
	__u64 max_ns;
	__u32 wait_ms;
	__u32 wait_bytes;
};

/**
 * struct sct_syscalls - which calls of one ABI to record
 * @size: sizeof(struct sct_syscalls)
 * @abi: enum sct_abi
 * @bits: one bit per system call number, number 0 is bit 0 of bits[0]
 *
 * A new session records every call.  Calls of a clear bit leave no record and
 * are counted in &sct_stats.filtered.
 * Errors: EBUSY (the session is started).
 */
struct sct_syscalls {
	__u32 size;
	__u32 abi;
	__u64 bits[SCT_NR_SYSCALLS / 64];
};

/* --- The capture plan -----------------------------------------------------
 *
 * The module knows no system call.  The plan says, call by call, what to copy:
 * a list of ops to run at entry and a list to run at exit.  It is checked once
 * and then run blindly, so every bound is in the op.  Up to Linux 6.12, reading user
 * memory at entry never faults a page in: what is not resident is reported as err =
 * -EFAULT in its blob, and an entry op of that fate is tried again at exit
 * (SCT_BLOB_LATE), unless it says SCT_OP_NO_RETRY.
 */

/**
 * enum sct_op_kind - what to copy
 * @SCT_OP_BYTES: bytes at the address; one blob
 * @SCT_OP_STRING: bytes at the address up to and including a NUL, at most
 *	@limit bytes; one blob
 * @SCT_OP_STRINGS: an array of pointers to strings that a NULL ends: one blob
 *	for the pointers read (at most @count of them, the NULL included when it
 *	was reached), then one STRING blob of at most @limit bytes for each of
 *	the first @count2 pointers
 * @SCT_OP_POINTEES: an array of pointers, number of elements from @length: one
 *	blob for the pointers (at most @count), then one blob of @limit bytes for
 *	what each of the first @count2 points to
 * @SCT_OP_IOVEC: an array of struct iovec, number of elements from @length, at
 *	most @count: one blob for the array, then one blob of at most @limit
 *	bytes for the memory of each.  An exit op takes no more from all of them
 *	together than the return value says.
 * @SCT_OP_MSGHDR: a struct msghdr: a blob for itself, then for its name, its
 *	control data, its iovec array and its memory, as for SCT_OP_IOVEC
 * @SCT_OP_MMSGHDR: an array of struct mmsghdr, number of elements from @length,
 *	at most @count: one blob for the array, then as SCT_OP_MSGHDR without the
 *	header for each, where msg_len bounds the memory at exit
 * @SCT_OP_FD: the value of the argument is a descriptor of the target: one
 *	blob with SCT_BLOB_FD that holds a &struct sct_fd_info.  AT_FDCWD gives
 *	the working directory.
 * @SCT_OP_FDS: an array of structures, number from @length, at most @count,
 *	@unit bytes each, with a 32-bit descriptor at @offset: a blob as for
 *	SCT_OP_FD for each descriptor
 * @SCT_OP_FDSET: an fd_set, @length bits long: a blob as for SCT_OP_FD for each
 *	set bit, at most @count
 * @SCT_OP_ARGS: the arguments of the call lie in memory (socketcall of i386): @count
 *	of them (at most SCT_NR_ARGS), longs of the ABI: one blob.  They are what the
 *	ops behind this one take for arguments 0, 1, ...; without all of them,
 *	those ops are left out.  Only as the first of the entry ops, or of the exit
 *	ops, of &sct_plan_call.otherwise or of a case.
 */
enum sct_op_kind {
	SCT_OP_BYTES	= 1,
	SCT_OP_STRING	= 2,
	SCT_OP_STRINGS	= 3,
	SCT_OP_POINTEES	= 4,
	SCT_OP_IOVEC	= 5,
	SCT_OP_MSGHDR	= 6,
	SCT_OP_MMSGHDR	= 7,
	SCT_OP_FD	= 8,
	SCT_OP_FDS	= 9,
	SCT_OP_FDSET	= 10,
	SCT_OP_ARGS	= 11,
	SCT_OP_KIND_END
};

/**
 * enum sct_length - where a number of bytes or elements comes from
 * @SCT_LEN_CONST: @limit (bytes) or @count (elements) itself
 * @SCT_LEN_ARG: argument @length_arg, a signed long of the call's ABI
 * @SCT_LEN_RET: the return value (exit ops only)
 * @SCT_LEN_PTR16: the 16-bit number at argument @length_arg + @length_offset
 * @SCT_LEN_PTR32: the 32-bit number there
 * @SCT_LEN_PTR64: the 64-bit number there
 * @SCT_LEN_PTRLONG: the number there, as wide as a long of the call's ABI
 * @SCT_LEN_BITS: argument @length_arg counts bits: bytes, rounded up to whole
 *	longs of the call's ABI (SCT_OP_BYTES), or bits (SCT_OP_FDSET)
 * @SCT_LEN_IOC: _IOC_SIZE() of argument @length_arg
 * @SCT_LEN_INT: argument @length_arg, its lower 32 bits, signed
 * @SCT_LEN_UINT: argument @length_arg, its lower 32 bits, unsigned
 * @SCT_LEN_ULONG: argument @length_arg, an unsigned long of the call's ABI
 *
 * The number is multiplied by @unit (SCT_OP_BYTES only; 0 counts as 1) and cut
 * to @limit bytes or @count elements.  A negative number counts as zero.
 */
enum sct_length {
	SCT_LEN_CONST	= 0,
	SCT_LEN_ARG	= 1,
	SCT_LEN_RET	= 2,
	SCT_LEN_PTR16	= 3,
	SCT_LEN_PTR32	= 4,
	SCT_LEN_PTR64	= 5,
	SCT_LEN_PTRLONG	= 6,
	SCT_LEN_BITS	= 7,
	SCT_LEN_IOC	= 8,
	SCT_LEN_INT	= 9,
	SCT_LEN_UINT	= 10,
	SCT_LEN_ULONG	= 11,
	SCT_LEN_END
};

/**
 * enum sct_op_flags
 * @SCT_OP_INDIRECT: the address is not the argument but the pointer (as wide as
 *	the ABI's) stored at argument + @offset
 * @SCT_OP_ON_ERROR: run the exit op when the call failed, too
 * @SCT_OP_NO_RETRY: an entry op whose memory the call overwrites: do not read
 *	it at exit when it could not be read at entry
 * @SCT_OP_RIGHTS: (SCT_OP_MSGHDR, SCT_OP_MMSGHDR) a blob as for SCT_OP_FD for
 *	each descriptor that the control data pass (SCM_RIGHTS)
 */
enum sct_op_flags {
	SCT_OP_INDIRECT	= 1U << 0,
	SCT_OP_ON_ERROR	= 1U << 1,
	SCT_OP_NO_RETRY	= 1U << 2,
	SCT_OP_RIGHTS	= 1U << 3,
	SCT_OP_ALL_FLAGS = SCT_OP_INDIRECT | SCT_OP_ON_ERROR | SCT_OP_NO_RETRY |
			   SCT_OP_RIGHTS,
};

#define SCT_ARG_RET		6	/* &sct_op.arg: the return value (exit ops only) */
#define SCT_ARG_SP		7	/* &sct_op.arg: the user stack pointer */
#define SCT_ARG_BP		8	/* &sct_op.arg: ebp or rbp, where frames may be */
#define SCT_MAX_OP_BYTES	(1U << 20)	/* largest &sct_op.limit */
#define SCT_MAX_OP_COUNT	65535U		/* largest &sct_op.count */
#define SCT_MAX_OP_COUNT2	1024U		/* largest &sct_op.count2 */
#define SCT_MAX_OP_VECTOR	1024U		/* see &sct_op.count */
#define SCT_MAX_BLOBS		4096U		/* a record's; what is beyond is not captured */

/**
 * struct sct_op - one thing to copy
 * @kind: enum sct_op_kind
 * @arg: argument number 0 .. 5, SCT_ARG_RET, SCT_ARG_SP or SCT_ARG_BP
 * @flags: enum sct_op_flags
 * @length: enum sct_length
 * @length_arg: argument number 0 .. 5 for @length
 * @reserved: zero
 * @unit: bytes of an element
 * @limit: bytes at most
 * @count: elements at most; at most SCT_MAX_OP_VECTOR for IOVEC, MMSGHDR, FDS
 *	and FDSET
 * @count2: elements to follow at most (STRINGS, POINTEES)
 * @offset: of the pointer (SCT_OP_INDIRECT) or of the descriptor (SCT_OP_FDS)
 *	in its structure, or else added to the address, bytes
 * @length_offset: of the length in its structure, bytes (SCT_LEN_PTR*)
 * @reserved2: zero
 */
struct sct_op {
	__u8  kind;
	__u8  arg;
	__u8  flags;
	__u8  length;
	__u8  length_arg;
	__u8  reserved;
	__u16 unit;
	__u32 limit;
	__u16 count;
	__u16 count2;
	__u16 offset;
	__u16 length_offset;
	__u32 reserved2;
};

/* A run of ops: @enter entry ops from index @first on, then @exit exit ops. */
struct sct_op_run {
	__u16 first;
	__u8  enter;
	__u8  exit;
};

#define SCT_NO_SWITCH		0xff
#define SCT_MAX_RUN_OPS		16	/* @enter and @exit of a run, each */

/**
 * struct sct_plan_call - what to do for one system call
 * @abi: enum sct_abi
 * @switch_arg: argument that selects a case, or SCT_NO_SWITCH
 * @nr: system call number, below SCT_NR_SYSCALLS - 1
 * @ops: always run
 * @otherwise: run as well when no case matches, or there is no switch
 * @first_case: index of the call's first case
 * @nr_cases: the call's cases, in ascending order of their values
 * @any: when no case has the switch argument's value, the case of that value
 *	with these bits set is taken, if there is one: for cases in which some bits
 *	can be anything, as the size in an ioctl's number
 */
struct sct_plan_call {
	__u8  abi;
	__u8  switch_arg;
	__u16 nr;
	struct sct_op_run ops;
	struct sct_op_run otherwise;
	__u16 first_case;
	__u16 nr_cases;
	__u32 any;
};

/**
 * struct sct_plan_case - what else to do when the switch argument has a value
 * @value: of the lower 32 bits of the argument
 * @ops: run after those of the call
 */
struct sct_plan_case {
	__u32 value;
	struct sct_op_run ops;
};

#define SCT_MAX_PLAN_OPS	8192U
#define SCT_MAX_PLAN_CALLS	(SCT_NR_ABIS * SCT_NR_SYSCALLS)
#define SCT_MAX_PLAN_CASES	8192U

/**
 * struct sct_plan - the capture plan, replaces the earlier one
 * @size: sizeof(struct sct_plan)
 * @flags: zero
 * @nr_ops: elements of @ops
 * @nr_calls: elements of @calls, each (abi, nr) at most once
 * @nr_cases: elements of @cases
 * @reserved: zero
 * @ops: address of an array of struct sct_op
 * @calls: address of an array of struct sct_plan_call
 * @cases: address of an array of struct sct_plan_case
 *
 * Errors: EBUSY (the session is started), EINVAL (an index or a limit is out of
 * bounds, cases out of order), ENOMEM, EDQUOT (as for SCT_IOC_CONFIG).
 */
struct sct_plan {
	__u32 size;
	__u32 flags;
	__u32 nr_ops;
	__u32 nr_calls;
	__u32 nr_cases;
	__u32 reserved;
	__u64 ops;
	__u64 calls;
	__u64 cases;
};

/* --- Targets -------------------------------------------------------------- */

enum sct_target_op {
	SCT_TARGET_ADD		= 1,
	SCT_TARGET_REMOVE	= 2,
};

/**
 * enum sct_target_flags
 * @SCT_TARGET_FOLLOW: whatever it creates, threads and processes, becomes a
 *	target with the same flags before it runs for the first time
 * @SCT_TARGET_THREADS: all threads of the process that @pid belongs to
 * @SCT_TARGET_ON_EXEC: record nothing before its next execve or execveat, whose
 *	ENTER is the first record
 */
enum sct_target_flags {
	SCT_TARGET_FOLLOW	= 1U << 0,
	SCT_TARGET_THREADS	= 1U << 1,
	SCT_TARGET_ON_EXEC	= 1U << 2,
	SCT_TARGET_ALL_FLAGS	= SCT_TARGET_FOLLOW | SCT_TARGET_THREADS |
				  SCT_TARGET_ON_EXEC,
};

/**
 * struct sct_target_req - add or remove threads
 * @size: sizeof(struct sct_target_req)
 * @op: enum sct_target_op
 * @flags: enum sct_target_flags; only SCT_TARGET_THREADS for SCT_TARGET_REMOVE
 * @pid: thread id in the pid namespace of whoever opened the session
 * @threads: out: how many threads were added or removed
 * @depth: with SCT_TARGET_FOLLOW: 0, or how many generations of processes are
 *	targets, the first being that of @pid; new threads are of their
 *	process's generation
 *
 * Targets may be added before START; what they create is followed from then on.
 * A thread that sits in a system call at START, or when it is added to a started
 * session, gets its ENTER record at once, with SCT_REC_ATTACHED.
 * Errors: ESRCH (no such thread, or it is exiting; REMOVE: not a target),
 * EPERM (not allowed to trace it: see docs/security.md), EEXIST (already a target
 * of this session), EINVAL (a kernel thread), ENOMEM, EDQUOT (as for SCT_IOC_CONFIG,
 * or the user's targets make the calls of others slow).
 */
struct sct_target_req {
	__u32 size;
	__u32 op;
	__u32 flags;
	__s32 pid;
	__u32 threads;
	__u32 depth;
};

/**
 * enum sct_select_flags - which threads a session selects: those that all of
 *	the first three let through
 * @SCT_SELECT_UID: whose real user is &sct_select.uid
 * @SCT_SELECT_COMM: whose name fits &sct_select.comm
 * @SCT_SELECT_CGROUP: in the control group &sct_select.cgroup_fd or below it
 * @SCT_SELECT_FOLLOW: and whatever those create, whether it fits or not
 */
enum sct_select_flags {
	SCT_SELECT_UID		= 1U << 0,
	SCT_SELECT_COMM		= 1U << 1,
	SCT_SELECT_CGROUP	= 1U << 2,
	SCT_SELECT_FOLLOW	= 1U << 3,
	SCT_SELECT_ALL_FLAGS	= SCT_SELECT_UID | SCT_SELECT_COMM | SCT_SELECT_CGROUP |
				  SCT_SELECT_FOLLOW,
};

#define SCT_SELECT_COMM_BYTES	64

/**
 * struct sct_select - make targets of all threads that fit, now and later
 * @size: sizeof(struct sct_select)
 * @flags: enum sct_select_flags; 0 selects every thread
 * @uid: a user id in the user namespace of the caller, else 0
 * @cgroup_fd: an open directory of the cgroup2 file system, else 0
 * @threads: out: how many threads became targets
 * @reserved: zero
 * @comm: a pattern with *, ? and [], that a NUL ends, else zero
 *
 * Threads that exist are added at once.  Later, a thread is added when a fork or
 * an execve makes it fit, and without SCT_SELECT_FOLLOW it ceases to be a target
 * with an execve after which it does not fit.  Kernel threads, threads outside the
 * pid namespace of the session, and the process of the caller with its
 * descendants are never selected.  The session does not end for want of targets.
 * Errors: EBUSY (was called before), EPERM (needs CAP_SYS_PTRACE in the initial
 * user namespace, the opener as well as the caller), EBADF (@cgroup_fd is none),
 * ENOMEM, EINTR (killed while adding).
 */
struct sct_select {
	__u32 size;
	__u32 flags;
	__u32 uid;
	__s32 cgroup_fd;
	__u32 threads;
	__u32 reserved;
	char  comm[SCT_SELECT_COMM_BYTES];
};

/* --- Counters ------------------------------------------------------------- */

#define SCT_STATS_TOTAL		(-1)

/**
 * struct sct_stats - cumulative counters, never reset
 * @size: sizeof(struct sct_stats)
 * @cpu: in: a CPU number, or SCT_STATS_TOTAL
 * @produced: records made; always delivered + lost
 * @delivered: records committed to a ring
 * @lost: records that found no room, and are in the count of a LOST record
 * @filtered: system calls of targets that SYSCALLS keeps out, counted at entry
 * @targets: live targets of the session (whatever @cpu is)
 * @fork_missed: children not followed because memory ran out (the same)
 * @waits: how often a target waited for the reader (the same)
 *
 * Errors: ENODEV (no such CPU).
 */
struct sct_stats {
	__u32 size;
	__s32 cpu;
	__u64 produced;
	__u64 delivered;
	__u64 lost;
	__u64 filtered;
	__u64 targets;
	__u64 fork_missed;
	__u64 waits;
};

#define SCT_NR_COUNTED	576	/* numbers that are counted apart; all larger ones as the last */
#define SCT_NR_BUCKETS	40

/**
 * struct sct_count - what one system call came to, with SCT_CONFIG_COUNT
 * @calls: those that returned
 * @errors: those that returned -1 .. -4095
 * @total: of the times they took, ticks of the record clock, as the following
 * @min: shortest, or all bits set when there is none
 * @max: longest
 * @buckets: calls by the logarithm of their time: number 0 is less than two
 *	ticks, i is less than 2^(i + 1), the last one is all that are longer
 */
struct sct_count {
	__u64 calls;
	__u64 errors;
	__u64 total;
	__u64 min;
	__u64 max;
	__u64 buckets[SCT_NR_BUCKETS];
};

/**
 * struct sct_counts - get the counts of some calls, all CPUs together
 * @size: sizeof(struct sct_counts)
 * @abi: enum sct_abi
 * @first: first number
 * @nr: how many numbers, up to SCT_NR_COUNTED
 * @counts: address of an array of struct sct_count, out
 *
 * They never go back to zero; while calls are counted, the numbers of a call may
 * be out of step by those that are just being added.
 * Errors: ENODATA (the session does not count).
 */
struct sct_counts {
	__u32 size;
	__u32 abi;
	__u32 first;
	__u32 nr;
	__u64 counts;
};

/* --- read, poll, mmap -----------------------------------------------------
 *
 * read(2) gives as many whole records as fit, ring after ring; within a ring
 * they are in the order of their times.  EMSGSIZE: not even the first one fits.
 * EAGAIN: none there (O_NONBLOCK).  EBUSY: the rings are mapped.  0: every
 * target is gone and the rings are empty (or the session was stopped and they
 * are).
 *
 * poll(2): POLLIN when there are records; POLLIN | POLLHUP when every target is
 * gone or the session is stopped.
 *
 * mmap(2): MAP_SHARED; EBUSY after a read.  For the ring of a CPU, at offset
 * SCT_MMAP_OFFSET(cpu):
 *
 *	page 0		struct sct_ring_consumer, PROT_READ | PROT_WRITE
 *	page 1		struct sct_ring_producer, PROT_READ
 *	page 2 ...	the data, PROT_READ
 *	then		the data again, so that no record wraps
 *
 * Page 0 is mapped alone; pages 1 and up in one piece from page 1, of any
 * length up to the end.
 *
 * Positions count bytes from the start of the session and never wrap; a
 * position modulo the size of the ring is an offset into the data.
 *
 *	kernel					reader
 *	reserved = position + 1
 *	time = clock()				pos = load_acquire(committed)  (A)
 *	(load_acquire(consumed))  (B)		read the records before pos
 *	write the record			store_release(consumed, pos)   (B)
 *	store_release(committed, end)  (A)
 *	reserved = end
 *
 * (A) makes a record visible before its position; (B) makes sure that the
 * reader is done with the bytes that the kernel overwrites.
 *
 * Order across rings: read the clock first, wait SCT_SETTLE_NS, then load
 * reserved and committed of each ring.  Where they are equal, every record of
 * that ring with a time before the clock's is committed.  (The wait is for the
 * store of reserved to leave the CPU's store buffer: it saves the kernel a full
 * barrier per record.)
 *
 * The kernel believes nothing in page 0: a position there that cannot be makes
 * records lost, and nothing else.
 */
#define SCT_MMAP_OFFSET(cpu)	((__u64)(cpu) << 32)
#define SCT_SETTLE_NS		20000

/**
 * struct sct_ring_consumer - written by the reader
 * @consumed: position up to which records were read
 */
struct sct_ring_consumer {
	__u64 consumed;
};

/**
 * struct sct_ring_producer - written by the kernel
 * @committed: position up to which records are complete
 * @reserved: anything but @committed while a record is being written
 */
struct sct_ring_producer {
	__u64 committed;
	__u64 reserved;
};

/* --- Records -------------------------------------------------------------- */

enum sct_record_type {
	SCT_REC_ENTER	= 1,	/* struct sct_enter, blobs */
	SCT_REC_EXIT	= 2,	/* struct sct_exit, blobs */
	SCT_REC_SIGNAL	= 3,	/* struct sct_signal */
	SCT_REC_TASK	= 4,	/* struct sct_task, blobs */
	SCT_REC_LOST	= 5,	/* struct sct_lost */
	SCT_REC_CLOCK	= 6,	/* struct sct_clock_pair */
};

/**
 * struct sct_record - every record begins with this
 * @len: bytes of the whole record, header and blobs included, a multiple of 8
 * @type: enum sct_record_type
 * @abi: enum sct_abi for ENTER and EXIT, else 0
 * @cpu: whose ring this is
 * @seq: number of the record in its ring, lost ones counted, modulo 2^32
 * @tid: thread id in the session's pid namespace; 0 for LOST and CLOCK
 * @time: record clock, see &sct_info.clock; never decreases within a ring when
 *	the clock is the TSC
 */
struct sct_record {
	__u32 len;
	__u8  type;
	__u8  abi;
	__u16 cpu;
	__u32 seq;
	__u32 tid;
	__u64 time;
};

/**
 * enum sct_record_flags - for ENTER and EXIT
 * @SCT_REC_ATTACHED: (ENTER) the call was under way when the thread became a
 *	target; its time is that of the attachment, or of its exit when the
 *	thread was running just then.  The arguments of an execve that made the
 *	thread fit SCT_IOC_SELECT are where the new image has them.
 * @SCT_REC_REBUILT: (ENTER) the call never reached the entry tracepoint, since
 *	seccomp denied it: made at its exit, from the registers
 * @SCT_REC_EXECED: (EXIT) a successful execve or execveat; the memory that its
 *	arguments pointed to is gone
 * @SCT_REC_HELD: (ENTER) made at the call's exit, since the session is for calls
 *	of some duration: its first blob is empty and its address is the time at
 *	which the call began
 */
enum sct_record_flags {
	SCT_REC_ATTACHED	= 1U << 0,
	SCT_REC_REBUILT		= 1U << 1,
	SCT_REC_EXECED		= 1U << 2,
	SCT_REC_HELD		= 1U << 3,
};

/**
 * struct sct_enter - a thread entered a system call
 * @hdr: header
 * @nr: system call number (without __X32_SYSCALL_BIT)
 * @flags: enum sct_record_flags
 * @nr_blobs: blobs that follow
 * @ip: user instruction pointer, after the system call instruction
 * @args: the six argument registers as they are; those of i386 zero-extended
 *
 * A following ENTER of the same thread without an EXIT between them means that
 * the call did not return (rt_sigreturn does, exit does not).
 */
struct sct_enter {
	struct sct_record hdr;
	__s32 nr;
	__u16 flags;
	__u16 nr_blobs;
	__u64 ip;
	__u64 args[SCT_NR_ARGS];
};

/**
 * struct sct_exit - the call returned
 * @hdr: header
 * @nr: number at entry
 * @flags: enum sct_record_flags
 * @nr_blobs: blobs that follow: late ones of the entry, then those of the exit
 * @ret: return value; -1 .. -4095 is -errno, kernel-internal ones (-ERESTARTSYS)
 *	included; other values of i386 calls are zero-extended
 * @cpu_ns: nanoseconds of CPU time spent in the call, with
 *	SCT_CONFIG_CPU_TIME, else 0; exact when the thread was not switched out,
 *	else to the scheduler's accounting
 */
struct sct_exit {
	struct sct_record hdr;
	__s32 nr;
	__u16 flags;
	__u16 nr_blobs;
	__s64 ret;
	__u64 cpu_ns;
};

/**
 * enum sct_signal_flags
 * @SCT_SIG_IGNORED: the kernel dropped it as it was sent, since the target
 *	ignores it (SIG_IGN, or a default of doing nothing); the record has the
 *	time of the sending
 * @SCT_SIG_HANDLED: a handler will run
 */
enum sct_signal_flags {
	SCT_SIG_IGNORED	= 1U << 0,
	SCT_SIG_HANDLED	= 1U << 1,
};

#define SCT_SIGINFO_BYTES	48

/**
 * struct sct_signal - a signal was delivered
 * @hdr: header
 * @signo: number
 * @flags: enum sct_signal_flags
 * @info: the kernel's siginfo, whole: the head of a siginfo_t, whose rest is 0
 */
struct sct_signal {
	struct sct_record hdr;
	__s32 signo;
	__u32 flags;
	__u8  info[SCT_SIGINFO_BYTES];
};

/**
 * enum sct_task_event
 * @SCT_TASK_ATTACH: became a target by SCT_IOC_TARGET or SCT_IOC_SELECT; @comm,
 *	@tgid
 * @SCT_TASK_FORK: created a thread or process that became a target: @other is
 *	its tid, @tgid its tgid, @comm its name
 * @SCT_TASK_FORK_MISSED: the same, but memory ran out and it is not a target
 * @SCT_TASK_EXEC: executes another program since now: @comm, @tgid, @argc,
 *	@envc; @other is the tid that the thread had before (another one when a
 *	thread other than the leader called execve: tid is the leader's, which it
 *	takes over).  Where the entry ops of the call could not read everything,
 *	three blobs with address 0 and SCT_BLOB_LATE: the file name (arg 0,
 *	STRING), and the new image's argument strings (arg 1) and environment
 *	(arg 2), one string after the other with their NULs.
 * @SCT_TASK_EXIT: ends; @status as wait(2) gives it, @tgid
 * @SCT_TASK_DETACH: is no longer a target, by SCT_IOC_TARGET, or since it no
 *	longer fits SCT_IOC_SELECT
 * @SCT_TASK_DENIED: is no longer a target, since it executed a program that the
 *	opener of the session may not trace
 */
enum sct_task_event {
	SCT_TASK_ATTACH		= 1,
	SCT_TASK_FORK		= 2,
	SCT_TASK_FORK_MISSED	= 3,
	SCT_TASK_EXEC		= 4,
	SCT_TASK_EXIT		= 5,
	SCT_TASK_DETACH		= 6,
	SCT_TASK_DENIED		= 7,
};

#define SCT_COMM_BYTES		16

struct sct_task {
	struct sct_record hdr;
	__u32 event;
	__u32 tgid;
	__u32 other;
	__s32 status;
	__u32 argc;
	__u32 envc;
	__u16 reserved[3];
	__u16 nr_blobs;
	char  comm[SCT_COMM_BYTES];
};

/**
 * struct sct_lost - records were lost here
 * @hdr: header; its seq is that of the first lost record, the next record's seq
 *	is that plus @count; its time is that of the record which follows it
 * @count: how many
 * @first: time of the first
 * @last: time of the last
 */
struct sct_lost {
	struct sct_record hdr;
	__u64 count;
	__u64 first;
	__u64 last;
};

/**
 * struct sct_clock_pair - the record clock against the system's
 * @hdr: header; its time and the two below are of the same moment
 * @monotonic: CLOCK_MONOTONIC, nanoseconds
 * @realtime: CLOCK_REALTIME, nanoseconds
 *
 * The first record of each ring, and again before the first record of every
 * second in which the ring gets any.  Not counted in seq.
 */
struct sct_clock_pair {
	struct sct_record hdr;
	__u64 monotonic;
	__u64 realtime;
};

/**
 * enum sct_blob_flags
 * @SCT_BLOB_LATE: asked for at entry, read at exit
 * @SCT_BLOB_STRING: read as a string: complete when its last byte is NUL
 * @SCT_BLOB_FD: a &struct sct_fd_info; @addr is the descriptor, sign-extended
 */
enum sct_blob_flags {
	SCT_BLOB_LATE	= 1U << 0,
	SCT_BLOB_STRING	= 1U << 1,
	SCT_BLOB_FD	= 1U << 2,
};

/**
 * struct sct_blob - bytes of the target, after an ENTER, EXIT or TASK record
 * @addr: where they were in the target
 * @len: how many follow; the next blob begins at the next multiple of 8
 * @err: 0, or a negative errno: -EFAULT when reading stopped after @len bytes
 *	because the next one could not be read, -EBADF for a descriptor that is
 *	not open, -EMSGSIZE when the record would be longer than half of its ring
 * @arg: which argument asked for it, SCT_ARG_RET for the return value,
 *	SCT_ARG_SP for the stack pointer, SCT_ARG_BP for the frame pointer
 * @flags: enum sct_blob_flags
 *
 * A blob is found by its address, not by its order: several may cover the same
 * bytes.
 */
struct sct_blob {
	__u64 addr;
	__u32 len;
	__s16 err;
	__u8  arg;
	__u8  flags;
};

/**
 * struct sct_fd_info - the file behind a descriptor, at the time of the call
 * @ino: inode number
 * @peer_ino: inode number of the socket at the other end (AF_UNIX), or 0
 * @mode: type and permissions, as st_mode
 * @rdev_major: of a device
 * @rdev_minor: of a device
 * @family: of a socket, else 0
 * @sock_type: of a socket (SOCK_STREAM ...), else 0
 * @protocol: of a socket, else 0
 * @path_len: bytes of the path, without a NUL
 * @local_len: bytes of the socket's own address
 * @peer_len: bytes of the address of the other end; 0 when not connected, or when
 *	the other end (AF_UNIX) has no name
 *
 * Behind it: the path (as /proc/PID/fd shows it: also "socket:[1234]",
 * "/x (deleted)"), the own address, the peer's address; none of them padded.
 */
struct sct_fd_info {
	__u64 ino;
	__u64 peer_ino;
	__u32 mode;
	__u32 rdev_major;
	__u32 rdev_minor;
	__u16 family;
	__u16 sock_type;
	__u16 protocol;
	__u16 path_len;
	__u16 local_len;
	__u16 peer_len;
};

/* --- Layout, checked by every compiler that sees it ------------------------ */

#ifdef __cplusplus
#define SCT_ASSERT(cond)	static_assert(cond, #cond)
#else
#define SCT_ASSERT(cond)	_Static_assert(cond, #cond)
#endif
#define SCT_SIZE(type, bytes)	SCT_ASSERT(sizeof(struct type) == (bytes))
#define SCT_OFFSET(type, field, bytes)	\
	SCT_ASSERT(__builtin_offsetof(struct type, field) == (bytes))

SCT_SIZE(sct_info, 56);
SCT_OFFSET(sct_info, clock_now, 32);
SCT_SIZE(sct_config, 40);
SCT_SIZE(sct_syscalls, 136);
SCT_OFFSET(sct_syscalls, bits, 8);
SCT_SIZE(sct_op, 24);
SCT_OFFSET(sct_op, limit, 8);
SCT_OFFSET(sct_op, offset, 16);
SCT_SIZE(sct_op_run, 4);
SCT_SIZE(sct_plan_call, 20);
SCT_OFFSET(sct_plan_call, ops, 4);
SCT_SIZE(sct_plan_case, 8);
SCT_SIZE(sct_plan, 48);
SCT_OFFSET(sct_plan, ops, 24);
SCT_SIZE(sct_target_req, 24);
SCT_SIZE(sct_select, 88);
SCT_OFFSET(sct_select, comm, 24);
SCT_SIZE(sct_count, 360);
SCT_SIZE(sct_counts, 24);
SCT_SIZE(sct_stats, 64);
SCT_OFFSET(sct_stats, produced, 8);
SCT_SIZE(sct_record, 24);
SCT_OFFSET(sct_record, seq, 8);
SCT_OFFSET(sct_record, time, 16);
SCT_SIZE(sct_enter, 88);
SCT_OFFSET(sct_enter, ip, 32);
SCT_OFFSET(sct_enter, args, 40);
SCT_SIZE(sct_exit, 48);
SCT_OFFSET(sct_exit, ret, 32);
SCT_SIZE(sct_signal, 80);
SCT_OFFSET(sct_signal, info, 32);
SCT_SIZE(sct_task, 72);
SCT_OFFSET(sct_task, nr_blobs, 54);
SCT_OFFSET(sct_task, comm, 56);
SCT_SIZE(sct_lost, 48);
SCT_SIZE(sct_clock_pair, 40);
SCT_SIZE(sct_blob, 16);
SCT_SIZE(sct_fd_info, 40);
SCT_OFFSET(sct_fd_info, family, 28);

#undef SCT_ASSERT
#undef SCT_SIZE
#undef SCT_OFFSET

#endif /* SCTRACE_ABI_H */
