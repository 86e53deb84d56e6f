// SPDX-License-Identifier: GPL-2.0
/*
 * System calls of System V and POSIX interprocess communication.
 */
#include <linux/fcntl.h>
#include <linux/ipc.h>
#include <linux/mqueue.h>
#include <linux/msg.h>
#include <linux/sem.h>
#include <linux/shm.h>

#include "decode/common.h"
#include "decode/compat.h"
#include "decode/sigevent.h"

#define NEW_VERSION	0x100U	/* IPC_64: asks old calls for the structures all others give */
#define MODE_MASK	0777U
#define HUGE_SHIFT	26
#define MAX_MTEXT	1024	/* bytes of a message that are captured */

/* --- Keys, flags, commands --------------------------------------------------------- */

/* Flags, and a mode behind them; param: the size of huge pages as well. */
static void print_get_flags(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	uint64_t flags = v->v & ~(uint64_t)MODE_MASK, pages = 0;

	if (t->param) {
		pages = flags >> HUGE_SHIFT;
		flags &= (1U << HUGE_SHIFT) - 1;
	}
	if (flags) {
		sct_put_flags(p, t->names, flags);
		sb_char(p->sb, '|');
	}
	if (pages) {
		sb_printf(p->sb, "%u<<", (unsigned int)pages);
		sct_put_enum(p, &sct_set_shm_huge_shift, HUGE_SHIFT);
		sb_char(p->sb, '|');
	}
	sct_put_mode(p, v->v & MODE_MASK);
}

static const struct sct_type t_get_flags = {
	.print = print_get_flags, .names = &sct_set_ipc_get_flags, .size = { 4, 4 },
};

static const struct sct_type t_shm_get_flags = {
	.print = print_get_flags, .names = &sct_set_shm_get_flags, .size = { 4, 4 }, .param = 1,
};

static void print_cmd(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	if (v->v & NEW_VERSION) {
		sct_put_flags(p, &sct_set_ipc_version, NEW_VERSION);
		sb_char(p->sb, '|');
	}
	sct_put_enum(p, t->names, v->v & ~(uint64_t)NEW_VERSION);
}

#define CMD(set)	TYPE(.print = print_cmd, .names = &sct_set_##set, .size = { 4, 4 })
#define T_KEY		ENUM(ipc_keys)

/* --- Structures ------------------------------------------------------------------------ */

struct compat_ipc_perm {
	int32_t key;
	uint32_t uid, gid, cuid, cgid;
	uint16_t mode, __pad1, seq, __pad2;
	uint32_t __unused1, __unused2;
};

struct compat_shmid {
	struct compat_ipc_perm shm_perm;
	uint32_t shm_segsz;
	uint32_t shm_atime, shm_atime_high, shm_dtime, shm_dtime_high, shm_ctime, shm_ctime_high;
	int32_t shm_cpid, shm_lpid;
	uint32_t shm_nattch, __unused4, __unused5;
};

struct compat_msqid {
	struct compat_ipc_perm msg_perm;
	uint32_t msg_stime, msg_stime_high, msg_rtime, msg_rtime_high, msg_ctime, msg_ctime_high;
	uint32_t msg_cbytes, msg_qnum, msg_qbytes;
	int32_t msg_lspid, msg_lrpid;
	uint32_t __unused4, __unused5;
};

struct compat_semid {
	struct compat_ipc_perm sem_perm;
	uint32_t sem_otime, sem_otime_high, sem_ctime, sem_ctime_high, sem_nsems;
	uint32_t __unused3, __unused4;
};

#define PERM(m, t)	FIELD2(struct ipc64_perm, struct compat_ipc_perm, m, t)

static const struct sct_type t_perm = STRUCT2(struct ipc64_perm, struct compat_ipc_perm,
	PERM(uid, T_UID), PERM(gid, T_UID), PERM(mode, T_MODE), PERM(key, T_INT),
	PERM(cuid, T_UID), PERM(cgid, T_UID));

/* What *_SET takes of it. */
static const struct sct_type t_perm_set = STRUCT2(struct ipc64_perm, struct compat_ipc_perm,
	PERM(uid, T_UID), PERM(gid, T_UID), PERM(mode, T_MODE));

#define SHM(m, t)	FIELD2(struct shmid64_ds, struct compat_shmid, m, t)
#define MSG(m, t)	FIELD2(struct msqid64_ds, struct compat_msqid, m, t)
#define SEM(m, t)	FIELD2(struct semid64_ds, struct compat_semid, m, t)

static const struct sct_type t_shmid = STRUCT2(struct shmid64_ds, struct compat_shmid,
	SHM(shm_perm, &t_perm), SHM(shm_segsz, T_SIZE), SHM(shm_cpid, T_PID),
	SHM(shm_lpid, T_PID), SHM(shm_nattch, T_ULONG), SHM(shm_atime, T_ULONG),
	SHM(shm_dtime, T_ULONG), SHM(shm_ctime, T_ULONG));

static const struct sct_type t_shmid_set = STRUCT2(struct shmid64_ds, struct compat_shmid,
	SHM(shm_perm, &t_perm_set));

static const struct sct_type t_msqid = STRUCT2(struct msqid64_ds, struct compat_msqid,
	MSG(msg_perm, &t_perm), MSG(msg_stime, T_ULONG), MSG(msg_rtime, T_ULONG),
	MSG(msg_ctime, T_ULONG), MSG(msg_qnum, T_ULONG), MSG(msg_qbytes, T_ULONG),
	MSG(msg_lspid, T_PID), MSG(msg_lrpid, T_PID));

static const struct sct_type t_msqid_set = STRUCT2(struct msqid64_ds, struct compat_msqid,
	MSG(msg_perm, &t_perm_set), MSG(msg_qbytes, T_ULONG));

static const struct sct_type t_semid = STRUCT2(struct semid64_ds, struct compat_semid,
	SEM(sem_perm, &t_perm), SEM(sem_otime, T_ULONG), SEM(sem_ctime, T_ULONG),
	SEM(sem_nsems, T_ULONG));

static const struct sct_type t_semid_set = STRUCT2(struct semid64_ds, struct compat_semid,
	SEM(sem_perm, &t_perm_set));

struct shm_limits { uint64_t shmmax, shmmin, shmmni, shmseg, shmall, reserved[4]; };
struct compat_shm_limits { uint32_t shmmax, shmmin, shmmni, shmseg, shmall, reserved[4]; };
#define LIMIT(m)	FIELD2(struct shm_limits, struct compat_shm_limits, m, T_ULONG)

static const struct sct_type t_shm_limits = STRUCT2(struct shm_limits, struct compat_shm_limits,
	LIMIT(shmmax), LIMIT(shmmin), LIMIT(shmmni), LIMIT(shmseg), LIMIT(shmall));

struct shm_usage { int32_t used_ids; uint64_t shm_tot, shm_rss, shm_swp, swap_attempts,
		   swap_successes; };
struct compat_shm_usage { int32_t used_ids; uint32_t shm_tot, shm_rss, shm_swp, swap_attempts,
			  swap_successes; };
#define USAGE(m, t)	FIELD2(struct shm_usage, struct compat_shm_usage, m, t)

static const struct sct_type t_shm_usage = STRUCT2(struct shm_usage, struct compat_shm_usage,
	USAGE(used_ids, T_INT), USAGE(shm_tot, T_ULONG), USAGE(shm_rss, T_ULONG),
	USAGE(shm_swp, T_ULONG), USAGE(swap_attempts, T_ULONG), USAGE(swap_successes, T_ULONG));

#define MSG_LIMIT(m, t)	FIELD(struct msginfo, m, t)
static const struct sct_type t_msginfo = STRUCT(struct msginfo,
	MSG_LIMIT(msgpool, T_INT), MSG_LIMIT(msgmap, T_INT), MSG_LIMIT(msgmax, T_INT),
	MSG_LIMIT(msgmnb, T_INT), MSG_LIMIT(msgmni, T_INT), MSG_LIMIT(msgssz, T_INT),
	MSG_LIMIT(msgtql, T_INT), MSG_LIMIT(msgseg, T_U16));

#define SEM_LIMIT(m)	FIELD(struct seminfo, m, T_INT)
static const struct sct_type t_seminfo = STRUCT(struct seminfo,
	SEM_LIMIT(semmap), SEM_LIMIT(semmni), SEM_LIMIT(semmns), SEM_LIMIT(semmnu),
	SEM_LIMIT(semmsl), SEM_LIMIT(semopm), SEM_LIMIT(semume), SEM_LIMIT(semusz),
	SEM_LIMIT(semvmx), SEM_LIMIT(semaem));

static const struct sct_type t_sembuf = STRUCT(struct sembuf,
	FIELD(struct sembuf, sem_num, T_U16), FIELD(struct sembuf, sem_op, T_S16),
	FIELD(struct sembuf, sem_flg, FLAGS_U16(sem_flags)));

/* The number is an unsigned int. */
static void print_semops(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	sct_put_array(p, t, v->v, (uint32_t)p->call->args[t->len.arg]);
}

/* --- Messages ---------------------------------------------------------------------------- */

/* A type and @len bytes of text. */
static void put_msgbuf(struct sct_printer *p, uint64_t addr, uint64_t len)
{
	size_t word = p->compat ? 4 : 8;
	size_t shown = len < p->opt->string_limit ? (size_t)len : p->opt->string_limit;
	const uint8_t *mem = NULL;
	int64_t type;

	if (shown > MAX_MTEXT)
		shown = MAX_MTEXT;
	/* struct msgbuf has room for one byte, and padding. */
	if (addr && p->verbose)
		mem = sct_mem_exact(p, addr, 2 * word);
	if (!mem) {
		sct_put_addr(p, addr);
		return;
	}
	type = word == 4 ? (int32_t)sct_load(mem, 4) : (int64_t)sct_load(mem, 8);
	sb_printf(p->sb, "{mtype=%lld, mtext=", (long long)type);
	if (sct_mem_exact(p, addr, word + shown))
		sct_put_string(p, mem + word, shown, len > shown);
	else
		sct_put_addr(p, addr + word);
	sb_char(p->sb, '}');
}

static uint64_t text_length(const struct sct_printer *p, unsigned int arg)
{
	return p->compat ? (uint32_t)p->call->args[arg] : p->call->args[arg];
}

static void print_sent(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	put_msgbuf(p, v->v, text_length(p, t->param));
}

/* strace shows the room that there was, not the length of what came. */
static void print_received(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	if (sct_succeeded(p))
		print_sent(p, t, v);
	else
		sct_put_addr(p, v->v);
}

/* Argument @n has the length, without the type's: take what may be there. */
#define MESSAGE(fn, d, n) CUSTOM(fn, d, .capture = SCT_CAP_BLOCK, .param = (n), \
				 .len = LEN_N(8 + MAX_MTEXT))
#define IN_MESSAGE	MESSAGE(print_sent, SCT_DIR_IN, 2)
#define OUT_MESSAGE	MESSAGE(print_received, SCT_DIR_OUT, 2)

/* --- POSIX message queues ----------------------------------------------------------------- */

struct compat_mq_attr { int32_t mq_flags, mq_maxmsg, mq_msgsize, mq_curmsgs, __reserved[4]; };
#define ATTR(m, t)	FIELD2(struct mq_attr, struct compat_mq_attr, m, t)

static const struct sct_type t_mq_attr = STRUCT2(struct mq_attr, struct compat_mq_attr,
	ATTR(mq_flags, FLAGS_LONG(mq_attr_flags)), ATTR(mq_maxmsg, T_LONG),
	ATTR(mq_msgsize, T_LONG), ATTR(mq_curmsgs, T_LONG));

/* mq_open() does not look at the flags. */
static const struct sct_type t_mq_attr_open = STRUCT2(struct mq_attr, struct compat_mq_attr,
	ATTR(mq_flags, T_HEXLONG), ATTR(mq_maxmsg, T_LONG), ATTR(mq_msgsize, T_LONG),
	ATTR(mq_curmsgs, T_LONG));

static bool creates(const struct sct_printer *p)
{
	return p->call->args[1] & O_CREAT;
}

/* --- Calls --------------------------------------------------------------------------------- */

static const struct sct_case shm_cases[] = {
	CASE(IPC_SET, ARGS(IN(&t_shmid_set))), CASE(IPC_STAT, ARGS(OUT(&t_shmid))),
	CASE(SHM_STAT, ARGS(OUT(&t_shmid))), CASE(SHM_STAT_ANY, ARGS(OUT(&t_shmid))),
	CASE(IPC_INFO, ARGS(OUT(&t_shm_limits))), CASE(SHM_INFO, ARGS(OUT(&t_shm_usage))),
};

static const struct sct_case msg_cases[] = {
	CASE(IPC_SET, ARGS(IN(&t_msqid_set))), CASE(IPC_STAT, ARGS(OUT(&t_msqid))),
	CASE(MSG_STAT, ARGS(OUT(&t_msqid))), CASE(MSG_STAT_ANY, ARGS(OUT(&t_msqid))),
	CASE(IPC_INFO, ARGS(OUT(&t_msginfo))), CASE(MSG_INFO, ARGS(OUT(&t_msginfo))),
};

static const struct sct_case sem_cases[] = {
	CASE(IPC_SET, ARGS(IN(&t_semid_set))), CASE(IPC_STAT, ARGS(OUT(&t_semid))),
	CASE(SEM_STAT, ARGS(OUT(&t_semid))), CASE(SEM_STAT_ANY, ARGS(OUT(&t_semid))),
	CASE(IPC_INFO, ARGS(OUT(&t_seminfo))), CASE(SEM_INFO, ARGS(OUT(&t_seminfo))),
};

#define CTL(n, cases)	SWITCH_ON(n, NEW_VERSION, cases, ARGS(T_ADDR))
#define SEMOPS		SCT_POINTER(print_semops, SCT_DIR_IN, &t_sembuf, LEN_UINT(2))

/* --- ipc() --------------------------------------------------------------------------------- */

/*
 * i386's one call for all of System V's: what to do, then up to five arguments in
 * an order of their own.  Printed as the call that it stands for.
 */
enum { IPC_OP = 0, IPC_FIRST, IPC_SECOND, IPC_THIRD, IPC_PTR, IPC_FIFTH };

#define OLD_VERSION(p)	(!((p)->call->args[IPC_OP] >> 16 & 0xffff))

/* What the first version's msgrcv points to. */
struct kludge {
	uint32_t msgp;
	int32_t msgtyp;
};

static const struct sct_type t_kludge = STRUCT(struct kludge,
	FIELD(struct kludge, msgp, MESSAGE(sct_print_addr, SCT_DIR_OUT, IPC_SECOND)),
	FIELD(struct kludge, msgtyp, T_INT));

/* The message, the room for it, and its type. */
static void print_ipc_received(struct sct_printer *p, const struct sct_type *t,
			       const struct sct_value *v)
{
	uint64_t room = text_length(p, t->param);
	struct sct_printer in = *p;
	const uint8_t *kludge;
	int32_t type = (int32_t)p->call->args[IPC_FIFTH];

	if (OLD_VERSION(p)) {
		in.phase = SCT_PHASE_IN;
		kludge = v->v && p->verbose && sct_succeeded(p) ?
			 sct_mem_exact(&in, v->v, sizeof(struct kludge)) : NULL;
		if (!kludge) {
			sct_put_addr(p, v->v);
			sb_printf(p->sb, ", %llu", (unsigned long long)room);
			return;
		}
		put_msgbuf(p, sct_load(kludge, 4), room);
		type = (int32_t)sct_load(kludge + 4, 4);
	} else {
		print_received(p, t, v);
	}
	sb_printf(p->sb, ", %llu, %d", (unsigned long long)room, type);
}

/* What a command takes, where no switch can decide on it: those are on the first argument. */
static const struct sct_type *control_type(struct sct_printer *p, const struct sct_type *t,
					   unsigned int arg)
{
	const struct sct_case_list *list = t->sw->lists[0];
	uint32_t cmd = (uint32_t)p->call->args[arg] & ~NEW_VERSION;
	unsigned int i;

	for (i = 0; i < list->nr; i++) {
		const struct sct_type *pointer = list->cases[i].args[0];

		if (list->cases[i].value != cmd)
			continue;
		p->phase = pointer->dir == SCT_DIR_IN ? SCT_PHASE_IN : SCT_PHASE_OUT;
		return pointer;
	}
	return NULL;
}

static void print_ipc_ctl(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	struct sct_printer to = *p;
	const struct sct_type *pointer = control_type(&to, t, IPC_SECOND);

	if (pointer)
		sct_print_pointer(&to, pointer, v);
	else
		sct_put_addr(p, v->v);
}

/* semctl's last argument is a union by value: here, it is in memory. */
static void print_ipc_semctl(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	struct sct_printer in = *p, to = *p;
	const struct sct_type *pointer = control_type(&to, t, IPC_THIRD);
	const uint8_t *mem;
	bool readable;

	in.phase = SCT_PHASE_IN;
	mem = v->v && p->verbose ? sct_mem_exact(&in, v->v, 4) : NULL;
	if (!mem) {
		sct_put_addr(p, v->v);
		return;
	}
	readable = pointer && (to.phase == SCT_PHASE_IN || sct_succeeded(p)) &&
		   sct_mem_exact(&to, sct_load(mem, 4), pointer->elem->size[1]);
	if (readable || (pointer && pointer->elem == &t_seminfo)) {
		sct_print_pointer(&to, pointer, &(struct sct_value){ .v = sct_load(mem, 4) });
		return;
	}
	sb_char(p->sb, '[');
	sct_put_addr(p, sct_load(mem, 4));
	sb_char(p->sb, ']');
}

/* Room for each of the structures. */
struct ipc_semun { uint32_t buf; };

static const struct sct_type t_semun = STRUCT(struct ipc_semun,
	FIELD(struct ipc_semun, buf, CUSTOM(sct_print_addr, SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK,
					.len = LEN_N(sizeof(struct compat_semid)))));

/* The address is in memory, and not what the call returns. */
static void print_ret_shmat(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	uint64_t at = (uint32_t)p->call->args[IPC_THIRD];
	const uint8_t *mem = sct_mem_exact(p, at, 4);

	(void)t;
	(void)v;
	if (mem)
		sb_hex(p->sb, sct_load(mem, 4));
	else
		sb_char(p->sb, '?');
}

static void print_ipc_op(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	(void)t;
	if (v->v >> 16)
		sb_printf(p->sb, "%u<<16|", (unsigned int)(v->v >> 16));
	sb_u64(p->sb, v->v & 0xffff);
}

static const struct sct_type t_ipc_op = { .print = print_ipc_op, .size = { 4, 4 } };

static bool never(const struct sct_printer *p)
{
	(void)p;
	return false;
}

/* Captured only: something else prints it. */
#define CAPTURED(t)	WHEN(never, t)
#define ADDRESS_RESULT	CAPTURED(AT(IPC_THIRD, SCT_POINTER(sct_print_pointer, SCT_DIR_OUT, T_ADDR, \
						   LEN_N(1), .flags = SCT_T_RAW_PTR)))

#define IPC_CTL(table) \
	AT(IPC_PTR, CUSTOM(print_ipc_ctl, SCT_DIR_INOUT, .capture = SCT_CAP_BLOCK, \
			   .len = LEN_N(112), .sw = &(const struct sct_switch){ \
				   .lists = CASE_LISTS(table) }))
#define IPC_SEMCTL \
	AT(IPC_PTR, SCT_POINTER(print_ipc_semctl, SCT_DIR_INOUT, &t_semun, LEN_N(1), \
				.sw = &(const struct sct_switch){ \
					.lists = CASE_LISTS(sem_cases) }))
#define IPC_SEMOPS \
	AT(IPC_FIRST, T_INT), \
	AT(IPC_PTR, SCT_POINTER(print_semops, SCT_DIR_IN, &t_sembuf, LEN_UINT(IPC_SECOND))), \
	AT(IPC_SECOND, T_UINT)
#define IPC(op, nr, n, a, ...)	INNER_CALL(op, nr, n, .args = a, ##__VA_ARGS__)

static const struct sct_type t_shmat_result = {
	.print = print_ret_shmat, .size = { 8, 4 },
};

const struct sct_inner_call sct_ipc_calls[] = {
	IPC(1, 4, semop, ARGS(IPC_SEMOPS)),
	IPC(2, 3, semget, ARGS(AT(IPC_FIRST, T_KEY), AT(IPC_SECOND, T_INT),
			    AT(IPC_THIRD, &t_get_flags))),
	IPC(3, 4, semctl, ARGS(AT(IPC_FIRST, T_INT), AT(IPC_SECOND, T_INT),
			    AT(IPC_THIRD, CMD(sem_cmds)), IPC_SEMCTL)),
	IPC(4, 5, semtimedop, ARGS(IPC_SEMOPS, AT(IPC_FIFTH, IN(&sct_t_timespec)))),
	IPC(11, 4, msgsnd, ARGS(AT(IPC_FIRST, T_INT),
			     AT(IPC_PTR, MESSAGE(print_sent, SCT_DIR_IN, IPC_SECOND)),
			     AT(IPC_SECOND, T_SIZE), AT(IPC_THIRD, FLAGS(ipc_msg_flags)))),
	IPC(12, 4, msgrcv, ARGS(AT(IPC_FIRST, T_INT),
			     AT(IPC_PTR, MESSAGE(print_ipc_received, SCT_DIR_OUT, IPC_SECOND)),
			     AT(IPC_THIRD, FLAGS(ipc_msg_flags)),
			     CAPTURED(AT(IPC_PTR, IN(&t_kludge))))),
	IPC(13, 2, msgget, ARGS(AT(IPC_FIRST, T_KEY), AT(IPC_SECOND, &t_get_flags))),
	IPC(14, 3, msgctl, ARGS(AT(IPC_FIRST, T_INT), AT(IPC_SECOND, CMD(msg_cmds)),
			     IPC_CTL(msg_cases))),
	IPC(21, 4, shmat, ARGS(AT(IPC_FIRST, T_INT), AT(IPC_PTR, T_ADDR),
			    AT(IPC_SECOND, FLAGS(shm_flags)), ADDRESS_RESULT),
	    RET(&t_shmat_result)),
	IPC(22, 1, shmdt, ARGS(AT(IPC_PTR, T_ADDR))),
	IPC(23, 3, shmget, ARGS(AT(IPC_FIRST, T_KEY), AT(IPC_SECOND, T_SIZE),
			     AT(IPC_THIRD, &t_shm_get_flags))),
	IPC(24, 3, shmctl, ARGS(AT(IPC_FIRST, T_INT), AT(IPC_SECOND, CMD(shm_cmds)),
			     IPC_CTL(shm_cases))),
	{ .op = 0 }
};

const struct sct_annotation sct_calls_ipc[] = {
	SYSCALL_32(ipc, ARGS(&t_ipc_op, T_HEXLONG, T_HEXLONG, T_HEXLONG, T_HEXLONG, T_HEXLONG)),
	SYSCALL(shmget, ARGS(T_KEY, T_SIZE, &t_shm_get_flags)),
	SYSCALL(shmat, ARGS(T_INT, T_ADDR, FLAGS(shm_flags)), RET(T_HEXLONG)),
	SYSCALL(shmdt, ARGS(T_ADDR)),
	SYSCALL(shmctl, ARGS(T_INT, CMD(shm_cmds), CTL(1, shm_cases))),
	SYSCALL(msgget, ARGS(T_KEY, &t_get_flags)),
	SYSCALL(msgsnd, ARGS(T_INT, IN_MESSAGE, T_SIZE, FLAGS(ipc_msg_flags))),
	SYSCALL(msgrcv, ARGS(T_INT, OUT_MESSAGE, T_SIZE, T_LONG, FLAGS(ipc_msg_flags))),
	SYSCALL(msgctl, ARGS(T_INT, CMD(msg_cmds), CTL(1, msg_cases))),
	SYSCALL(semget, ARGS(T_KEY, T_INT, &t_get_flags)),
	SYSCALL(semop, ARGS(T_INT, SEMOPS, T_UINT)),
	SYSCALL(semtimedop, ARGS(T_INT, SEMOPS, T_UINT, IN(&sct_t_timespec))),
	SYSCALL(semtimedop_time64, ARGS(T_INT, SEMOPS, T_UINT, IN(&sct_t_timespec64))),
	SYSCALL(semctl, ARGS(T_INT, T_INT, CMD(sem_cmds), CTL(2, sem_cases))),
	SYSCALL(mq_open, ARGS(T_PATH, T_OPEN_FLAGS, WHEN(creates, T_MODE),
			      WHEN(creates, IN(&t_mq_attr_open))), RET(T_FD)),
	SYSCALL(mq_unlink, ARGS(T_PATH)),
	SYSCALL(mq_timedsend, ARGS(T_FD, IN_BUF(LEN_SIZE(2)), T_SIZE, T_UINT,
				   IN(&sct_t_timespec))),
	SYSCALL(mq_timedsend_time64, ARGS(T_FD, IN_BUF(LEN_SIZE(2)), T_SIZE, T_UINT,
					  IN(&sct_t_timespec64))),
	SYSCALL(mq_timedreceive, ARGS(T_FD, OUT_BUF(LEN_RET), T_SIZE, OUT(T_UINT),
				      IN(&sct_t_timespec))),
	SYSCALL(mq_timedreceive_time64, ARGS(T_FD, OUT_BUF(LEN_RET), T_SIZE, OUT(T_UINT),
					     IN(&sct_t_timespec64))),
	SYSCALL(mq_notify, ARGS(T_FD, IN(&sct_t_sigevent))),
	SYSCALL(mq_getsetattr, ARGS(T_FD, IN(&t_mq_attr), OUT(&t_mq_attr))),
	{ .name = NULL }
};
