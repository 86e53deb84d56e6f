// SPDX-License-Identifier: GPL-2.0
/*
 * System calls that wait for descriptors: poll, select, epoll, and the
 * descriptors made for it (eventfd, timerfd).
 */
#include <linux/eventpoll.h>
#include <linux/poll.h>

#include "decode/common.h"

/* Read at entry, and what the call leaves there is part of its result. */
#define IN_AFTER(t) \
	SCT_POINTER(sct_print_pointer, SCT_DIR_IN, t, LEN_N(1), .flags = SCT_T_AFTER)

/* ", left {tv_sec=1, tv_nsec=0}", or without the comma. */
static void put_left(struct sct_printer *p, unsigned int arg, const struct sct_type *time,
		     bool comma)
{
	uint64_t addr = sct_arg(p, arg, T_ADDR);
	struct sct_type pointer = { .elem = time };
	struct sct_value v = { .v = addr, .size = 8 };

	if (!addr)
		return;
	sb_str(p->sb, comma ? ", left " : "left ");
	sct_print_pointer(p, &pointer, &v);
}

/* --- poll ---------------------------------------------------------------------- */

static bool has_fd(const struct sct_printer *p, const struct sct_value *s)
{
	(void)p;
	return (int32_t)SCT_LOAD(s, struct pollfd, fd) >= 0;
}

static const struct sct_type t_pollfd = STRUCT(struct pollfd,
	FIELD(struct pollfd, fd, T_FD),
	FIELD(struct pollfd, events, FLAGS_U16(poll_events), .when = has_fd));

/* In the result strace says no more than the number. */
static const struct sct_type t_ready_pollfd = STRUCT(struct pollfd,
	FIELD(struct pollfd, fd, T_INT),
	FIELD(struct pollfd, revents, FLAGS_U16(poll_revents)));

#define POLLFDS \
	SCT_POINTER(sct_print_array, SCT_DIR_IN, &t_pollfd, LEN_UINT(1), .flags = SCT_T_AFTER)

/* The elements where something happened; whether anything was printed. */
static bool put_ready(struct sct_printer *p, uint64_t addr, uint32_t nr)
{
	size_t size = sizeof(struct pollfd);
	uint64_t most = p->abbrev ? p->opt->string_limit : UINT64_MAX, found = 0;
	uint32_t i;

	for (i = 0; i < nr; i++, addr += size) {
		const uint8_t *mem = sct_mem_exact(p, addr, size);

		if (mem && !sct_load(mem + offsetof(struct pollfd, revents), 2))
			continue;
		sb_str(p->sb, found ? ", " : "([");
		if (!mem)
			sct_put_addr(p, addr);
		else if (found >= most)
			sb_str(p->sb, "...");
		else
			sct_put_mem(p, &t_ready_pollfd, addr, mem, size, NULL);
		if (!mem || found++ >= most) {
			found++;
			break;
		}
	}
	if (found)
		sb_char(p->sb, ']');
	return found;
}

/* elem: type of the time that is left, if the call says. */
static void print_poll_result(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t addr = sct_arg(p, 0, T_ADDR);
	uint32_t nr = (uint32_t)sct_arg(p, 1, T_UINT);
	uint64_t timeout = t->elem ? sct_arg(p, 2, T_ADDR) : 0;
	bool ready;

	sb_s64(p->sb, (int64_t)v->v);
	if (!v->v)
		sb_str(p->sb, " (Timeout)");
	if (!v->v || !addr || !nr || !p->verbose)
		return;
	sb_char(p->sb, ' ');
	ready = put_ready(p, addr, nr);
	if (timeout) {
		if (!ready)
			sb_char(p->sb, '(');
		put_left(p, 2, t->elem, ready);
	}
	if (ready || timeout)
		sb_char(p->sb, ')');
	else
		sb_cut(p->sb, p->sb->len - 1);
}

#define POLL_RESULT(left) \
	{ .print = print_poll_result, .size = { 8, 4 }, .flags = SCT_T_SIGNED, .elem = (left) }

static const struct sct_type t_poll_result = POLL_RESULT(NULL);
static const struct sct_type t_ppoll_result = POLL_RESULT(&sct_t_timespec);
static const struct sct_type t_ppoll64_result = POLL_RESULT(&sct_t_timespec64);

/* --- select -------------------------------------------------------------------- */

static const struct sct_len set_len = {
	.from = SCT_LEN_BITS, .arg = 0, .n = SCT_MAX_FD_SET,
};

/* The captured bytes of a set; *nr: its bits. */
static const uint8_t *fd_set_at(const struct sct_printer *p, uint64_t addr, int *nr)
{
	size_t size = sct_length(p, &set_len);
	int nfds = (int)sct_arg(p, 0, T_INT);

	*nr = nfds < (int)(8 * size) ? nfds : (int)(8 * size);
	return addr && *nr > 0 ? sct_mem_exact(p, addr, size) : NULL;
}

static bool in_set(const uint8_t *set, int fd)
{
	return set[fd / 8] >> (fd % 8) & 1;
}

static void print_fd_set(struct sct_printer *p, const struct sct_type *t,
			 const struct sct_value *v)
{
	const uint8_t *set = NULL;
	const char *sep = "";
	int fd, nr;

	(void)t;
	if (p->verbose)
		set = fd_set_at(p, v->v, &nr);
	if (!set) {
		sct_put_addr(p, v->v);
		return;
	}
	sb_char(p->sb, '[');
	for (fd = 0; fd < nr; fd++) {
		if (!in_set(set, fd))
			continue;
		sb_str(p->sb, sep);
		sep = " ";
		sct_put_fd(p, fd);
	}
	sb_char(p->sb, ']');
}

/* One set of the result; *left counts the descriptors that it tells of. */
static void put_result_set(struct sct_printer *p, uint64_t addr, const char *name, bool *any,
			   uint64_t *left)
{
	bool first = true;
	int fd, nr;
	const uint8_t *set = fd_set_at(p, addr, &nr);

	if (!set)
		return;
	for (fd = 0; fd < nr && *left; fd++) {
		if (!in_set(set, fd))
			continue;
		if (first)
			sb_printf(p->sb, "%s%s [", *any ? ", " : "", name);
		else
			sb_char(p->sb, ' ');
		first = false;
		*any = true;
		sb_u64(p->sb, (unsigned int)fd);
		--*left;
	}
	/* strace closes the bracket of the set before once more: "in [3]], except [5]". */
	if (*any)
		sb_char(p->sb, ']');
}

static void print_select_result(struct sct_printer *p, const struct sct_type *t,
				const struct sct_value *v)
{
	static const char *const names[] = { "in", "out", "except" };
	uint64_t left = v->v;
	bool any = false;
	unsigned int i;

	sb_s64(p->sb, (int64_t)v->v);
	if (!v->v) {
		sb_str(p->sb, " (Timeout)");
		return;
	}
	sb_str(p->sb, " (");
	for (i = 0; i < 3 && left; i++)
		put_result_set(p, sct_arg(p, 1 + i, T_ADDR), names[i], &any, &left);
	put_left(p, 4, t->elem, any);
	sb_char(p->sb, ')');
}

#define FD_SET_ARG \
	TYPE(.print = print_fd_set, .dir = SCT_DIR_IN, .capture = SCT_CAP_FDSET, .size = { 8, 4 }, \
	     .len = LEN_BITS(0), .flags = SCT_T_AFTER | SCT_T_RAW_PTR)
#define SELECT_RESULT(t) \
	TYPE(.print = print_select_result, .elem = (t), .size = { 8, 4 }, .flags = SCT_T_SIGNED)

/* The last argument of pselect6: a pointer to this. */
struct sigset_argument {
	uint64_t sigmask, sigsetsize;
};

struct compat_sigset_argument {
	uint32_t sigmask, sigsetsize;
};

static void print_sigmask(struct sct_printer *p, const struct sct_type *t,
			  const struct sct_value *v)
{
	size_t word = p->compat ? 4 : 8;
	uint64_t size = v->outer ? sct_load_field(v->outer, word, word) : 0;
	const uint8_t *mem = NULL;

	(void)t;
	if (size >= word && size <= 8)
		mem = sct_mem_exact(p, v->v, size);
	if (mem)
		sct_put_sigset(p, mem, size);
	else
		sct_put_addr(p, v->v);
}

#define SIGSET_ARG(m, t) FIELD2(struct sigset_argument, struct compat_sigset_argument, m, t)

const struct sct_type sct_t_sigset_argument = STRUCT2(
	struct sigset_argument, struct compat_sigset_argument,
	SIGSET_ARG(sigmask, SCT_POINTER(print_sigmask, SCT_DIR_IN, &sct_t_sigset, LEN_N(1))),
	SIGSET_ARG(sigsetsize, T_ULONG));

/* The select of old 32-bit programs: its arguments are in memory. */
struct old_select_args {
	uint32_t n, inp, outp, exp, tvp;
};

/* *@call becomes the call with those arguments; false when they are not there. */
static bool old_select(const struct sct_printer *p, struct sct_call *call)
{
	uint64_t addr = sct_arg(p, 0, T_ADDR);
	struct sct_printer in = *p;
	const uint8_t *mem;
	unsigned int i;

	in.phase = SCT_PHASE_IN;
	mem = sct_mem_exact(&in, addr, sizeof(struct old_select_args));
	if (!mem)
		return false;
	*call = *p->call;
	for (i = 0; i < sizeof(struct old_select_args) / 4; i++)
		call->args[i] = sct_load(mem + 4 * i, 4);
	return true;
}

static void print_old_select(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	struct sct_printer q = *p;
	struct sct_call call;
	unsigned int i;

	if (!old_select(p, &call)) {
		sct_put_addr(p, v->v);
		return;
	}
	q.call = &call;
	sb_s64(p->sb, (int32_t)call.args[0]);
	for (i = 1; i < t->elem->nr_fields; i++) {
		const struct sct_type *type = t->elem->fields[i].type;
		struct sct_value arg = { .v = call.args[i], .size = 4 };

		sb_str(p->sb, ", ");
		type->print(&q, type, &arg);
	}
}

static void print_old_select_result(struct sct_printer *p, const struct sct_type *t,
				    const struct sct_value *v)
{
	struct sct_printer q = *p;
	struct sct_call call;

	if (old_select(p, &call)) {
		q.call = &call;
		print_select_result(&q, t, v);
	} else {
		sb_s64(p->sb, (int64_t)v->v);
	}
}

#define OLD_SET \
	CUSTOM(print_fd_set, SCT_DIR_IN, .capture = SCT_CAP_BLOCK, .len = LEN_N(128), \
	       .flags = SCT_T_AFTER | SCT_T_RAW_PTR)

static const struct sct_type t_old_select_args = STRUCT(struct old_select_args,
	FIELD(struct old_select_args, n, T_INT), FIELD(struct old_select_args, inp, OLD_SET),
	FIELD(struct old_select_args, outp, OLD_SET), FIELD(struct old_select_args, exp, OLD_SET),
	FIELD(struct old_select_args, tvp, IN_AFTER(&sct_t_timeval)));

#define OLD_SELECT_ARGS \
	SCT_POINTER(print_old_select, SCT_DIR_IN, &t_old_select_args, LEN_N(1), \
		    .flags = SCT_T_RAW_PTR)
#define OLD_SELECT_RESULT \
	TYPE(.print = print_old_select_result, .elem = &sct_t_timeval, .size = { 8, 4 }, \
	     .flags = SCT_T_SIGNED)

#define SELECT_ARGS(time, ...) \
	ARGS(T_INT, FD_SET_ARG, FD_SET_ARG, FD_SET_ARG, IN_AFTER(time), ##__VA_ARGS__)

/* --- epoll --------------------------------------------------------------------- */

static void print_epoll_data(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	(void)t;
	sb_printf(p->sb, "{u32=%u, u64=%llu}", (uint32_t)v->v, (unsigned long long)v->v);
}

static const struct sct_type t_epoll_data = { .print = print_epoll_data, .size = { 8, 8 } };

static const struct sct_type t_epoll_event = STRUCT(struct epoll_event,
	FIELD(struct epoll_event, events, FLAGS(epoll_events)),
	FIELD(struct epoll_event, data, &t_epoll_data));

/* EPOLL_CTL_DEL ignores it. */
static const struct sct_case epoll_ctl_cases[] = {
	CASE(EPOLL_CTL_DEL, ARGS(T_FD, T_ADDR)),
};

#define EPOLL_EVENTS	OUT_ARRAY(&t_epoll_event, LEN_RET)

/* --- Calls --------------------------------------------------------------------- */

#define TIMERFD_SETTIME(t) \
	ARGS(T_FD, FLAGS(timerfd_flags), IN(&sct_t_##t), OUT(&sct_t_##t))

const struct sct_annotation sct_calls_poll[] = {
	SYSCALL(poll, ARGS(POLLFDS, T_UINT, T_INT), RET(&t_poll_result)),
	SYSCALL(ppoll, ARGS(POLLFDS, T_UINT, IN_AFTER(&sct_t_timespec), IN_SIGSET(4), T_SIZE),
		RET(&t_ppoll_result)),
	SYSCALL(ppoll_time64, ARGS(POLLFDS, T_UINT, IN_AFTER(&sct_t_timespec64), IN_SIGSET(4),
				   T_SIZE), RET(&t_ppoll64_result)),
	SYSCALL_64(select, SELECT_ARGS(&sct_t_timeval), RET(SELECT_RESULT(&sct_t_timeval))),
	SYSCALL_32(select, ARGS(NAMED("", OLD_SELECT_ARGS)), RET(OLD_SELECT_RESULT)),
	SYSCALL(_newselect, SELECT_ARGS(&sct_t_timeval), RET(SELECT_RESULT(&sct_t_timeval))),
	SYSCALL(pselect6, SELECT_ARGS(&sct_t_timespec, IN(&sct_t_sigset_argument)),
		RET(SELECT_RESULT(&sct_t_timespec))),
	SYSCALL(pselect6_time64, SELECT_ARGS(&sct_t_timespec64, IN(&sct_t_sigset_argument)),
		RET(SELECT_RESULT(&sct_t_timespec64))),
	SYSCALL(epoll_create, ARGS(T_INT), RET(T_FD)),
	SYSCALL(epoll_create1, ARGS(FLAGS(epoll_create_flags)), RET(T_FD)),
	SYSCALL(epoll_ctl, ARGS(T_FD, ENUM(epoll_ctls),
				SWITCH(1, epoll_ctl_cases, ARGS(T_FD, IN(&t_epoll_event))))),
	SYSCALL(epoll_wait, ARGS(T_FD, EPOLL_EVENTS, T_INT, T_INT)),
	SYSCALL(epoll_pwait, ARGS(T_FD, EPOLL_EVENTS, T_INT, T_INT, IN_SIGSET(5), T_SIZE)),
	SYSCALL(epoll_pwait2, ARGS(T_FD, EPOLL_EVENTS, T_INT, IN(&sct_t_timespec64), IN_SIGSET(5),
				   T_SIZE)),
	SYSCALL(eventfd, ARGS(T_UINT), RET(T_FD)),
	SYSCALL(eventfd2, ARGS(T_UINT, FLAGS(eventfd_flags)), RET(T_FD)),
	SYSCALL(timerfd_create, ARGS(T_CLOCKID, FLAGS(timerfd_flags)), RET(T_FD)),
	SYSCALL(timerfd_settime, TIMERFD_SETTIME(itimerspec)),
	SYSCALL(timerfd_settime64, TIMERFD_SETTIME(itimerspec64)),
	SYSCALL(timerfd_gettime, ARGS(T_FD, OUT(&sct_t_itimerspec))),
	SYSCALL(timerfd_gettime64, ARGS(T_FD, OUT(&sct_t_itimerspec64))),
	{ .name = NULL }
};
