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

/* Flags, and a mode behind them; param: the page size of SHM_HUGETLB as well. */
static void print_get_flags(struct sct_printer *p, const struct sct_type *t,
			    const struct sct_value *v)
{
	uint64_t flags = v->v & ~(uint64_t)MODE_MASK, pages = 0;
	bool split = t->param && (flags & SHM_HUGETLB);

	if (split) {
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
	if (addr && p->verbose)
		mem = sct_mem_exact(p, addr, word + shown);
	if (!mem) {
		sct_put_addr(p, addr);
		return;
	}
	type = word == 4 ? (int32_t)sct_load(mem, 4) : (int64_t)sct_load(mem, 8);
	sb_printf(p->sb, "{mtype=%lld, mtext=", (long long)type);
	sct_put_string(p, mem + word, shown, len > shown);
	sb_char(p->sb, '}');
}

static void print_sent(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	put_msgbuf(p, v->v, p->compat ? (uint32_t)p->call->args[2] : p->call->args[2]);
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

/* The lengths are without the type's: take what may be there. */
#define IN_MESSAGE	CUSTOM(print_sent, SCT_DIR_IN, .capture = SCT_CAP_BLOCK, \
			       .len = LEN_N(8 + MAX_MTEXT))
#define OUT_MESSAGE	CUSTOM(print_received, SCT_DIR_OUT, .capture = SCT_CAP_BLOCK, \
			       .len = LEN_N(8 + MAX_MTEXT))

/* --- POSIX message queues ----------------------------------------------------------------- */

struct compat_mq_attr { int32_t mq_flags, mq_maxmsg, mq_msgsize, mq_curmsgs, __reserved[4]; };
#define ATTR(m, t)	FIELD2(struct mq_attr, struct compat_mq_attr, m, t)

static const struct sct_type t_mq_attr = STRUCT2(struct mq_attr, struct compat_mq_attr,
	ATTR(mq_flags, FLAGS_LONG(open_flags)), ATTR(mq_maxmsg, T_LONG),
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
#define SEMOPS		IN_ARRAY(&t_sembuf, LEN_ARG(2))

const struct sct_annotation sct_calls_ipc[] = {
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
	SYSCALL(mq_timedsend, ARGS(T_FD, IN_BUF(LEN_ARG(2)), T_SIZE, T_UINT,
				   IN(&sct_t_timespec))),
	SYSCALL(mq_timedsend_time64, ARGS(T_FD, IN_BUF(LEN_ARG(2)), T_SIZE, T_UINT,
					  IN(&sct_t_timespec64))),
	SYSCALL(mq_timedreceive, ARGS(T_FD, OUT_BUF(LEN_RET), T_SIZE, OUT(T_UINT),
				      IN(&sct_t_timespec))),
	SYSCALL(mq_timedreceive_time64, ARGS(T_FD, OUT_BUF(LEN_RET), T_SIZE, OUT(T_UINT),
					     IN(&sct_t_timespec64))),
	SYSCALL(mq_notify, ARGS(T_FD, IN(&sct_t_sigevent))),
	SYSCALL(mq_getsetattr, ARGS(T_FD, IN(&t_mq_attr), OUT(&t_mq_attr))),
	{ .name = NULL }
};
