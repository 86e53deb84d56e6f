// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on sockets, other than options and the insides of messages.
 */
#include <sys/socket.h>

#include "decode/common.h"
#include "decode/net.h"

/* --- socket -------------------------------------------------------------------------- */

#define TYPE_MASK	0xfU

/* A number and flags in one word. */
static void print_socket_type(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t type = v->v & TYPE_MASK, flags = v->v & ~(uint64_t)TYPE_MASK;
	(void)t;
	if (!sct_name_of(&sct_set_socket_types, type)) {
		sct_put_flags(p, &sct_set_socket_flags, v->v);
		return;
	}
	sct_put_enum(p, &sct_set_socket_types, type);
	if (!flags)
		return;
	sb_char(p->sb, '|');
	sct_put_flags(p, &sct_set_socket_flags, flags);
}

static const struct sct_names *protocols_of(uint64_t family)
{
	static const struct {
		unsigned int family;
		const struct sct_names *names;
	} known[] = {
		{ AF_INET, &sct_set_inet_protocols }, { AF_INET6, &sct_set_inet_protocols },
		{ AF_NETLINK, &sct_set_netlink_protocols }, { AF_CAN, &sct_set_can_protocols },
		{ AF_BLUETOOTH, &sct_set_bluetooth_protocols },
		{ AF_RXRPC, &sct_set_address_families }, { AF_ISDN, &sct_set_isdn_protocols },
		{ AF_PHONET, &sct_set_phonet_protocols }, { AF_CAIF, &sct_set_caif_protocols },
		{ AF_NFC, &sct_set_nfc_protocols }, { AF_KCM, &sct_set_kcm_protocols },
		{ 43 /* AF_SMC */, &sct_set_smc_protocols },
		{ AF_IRDA, &sct_set_irda_protocols },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].family == family)
			return known[i].names;
	return NULL;
}

/* The name stands in a comment, even with -X raw. */
static void put_ax25_protocol(struct sct_printer *p, uint32_t protocol)
{
	struct sct_decode_options verbose = *p->opt;
	struct sct_printer with_comment = *p;

	verbose.const_style = SCT_CONST_VERBOSE;
	with_comment.opt = &verbose;
	sct_put_enum(&with_comment, &sct_set_ax25_protocols, protocol);
}

static void print_protocol(struct sct_printer *p, const struct sct_type *t,
			   const struct sct_value *v)
{
	/* All bits of it, as strace has it. */
	uint64_t family = p->compat ? (uint32_t)p->call->args[0] : p->call->args[0];
	const struct sct_names *names = protocols_of(family);

	(void)t;
	if (family == AF_PACKET) {
		sb_str(p->sb, "htons(");
		sct_put_enum(p, &sct_set_ethernet_protocols, __builtin_bswap16((uint16_t)v->v));
		sb_char(p->sb, ')');
	} else if (family == AF_AX25) {
		put_ax25_protocol(p, (uint32_t)v->v);
	} else if (names) {
		sct_put_enum(p, names, (uint32_t)v->v);
	} else {
		sb_u64(p->sb, v->v);
	}
}

static const struct sct_type t_socket_type = { .print = print_socket_type, .size = { 4, 4 } };
static const struct sct_type t_protocol = { .print = print_protocol, .size = { 8, 4 } };

#define T_SOCKET_TYPE	(&t_socket_type)
#define T_PROTOCOL	(&t_protocol)
#define T_FAMILY	ENUM(address_families)

/* --- Addresses that the kernel writes -------------------------------------------------- */

/* Without an address, its length is no more than a pointer. */
static void print_address_len(struct sct_printer *p, const struct sct_type *t,
			      const struct sct_value *v)
{
	uint64_t address = p->call->args[p->reg - 1];

	if (p->compat ? (uint32_t)address : address)
		sct_print_inout(p, t, v);
	else
		sct_put_addr(p, v->v);
}

#define INOUT_ADDRESS_LEN	SCT_POINTER(print_address_len, SCT_DIR_INOUT, T_INT, LEN_N(1))

/* --- Calls ------------------------------------------------------------------------------ */

static bool never(const struct sct_printer *p)
{
	(void)p;
	return false;
}

/* Takes part in the capture plan, but is not printed. */
#define CAPTURED(reg, t)	WHEN(never, AT(reg, t))

/* Data that may be netlink messages. */
static void print_data(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	int protocol = sct_netlink_protocol(p);
	uint64_t len = sct_length(p, &t->len), room = (uint32_t)p->call->args[2];
	struct sct_type cut = *t;

	/* With MSG_TRUNC, the result is more than there is room for. */
	if (p->phase == SCT_PHASE_OUT && len > room)
		cut.len = (struct sct_len)LEN_N((uint32_t)room);
	if (protocol < 0 || !v->v || (p->phase == SCT_PHASE_OUT && !sct_succeeded(p)) ||
	    !sct_put_netlink(p, protocol, v->v, len < room ? len : room))
		sct_print_buffer(p, &cut, v);
}

/* strace shows all of them, whatever -s says. */
#define DATA(d, l)	TYPE(.print = print_data, .dir = (d), .capture = SCT_CAP_BYTES, \
			     .size = { 8, 4 }, .len = l, .param = SCT_MAX_NETLINK)
#define IN_DATA		DATA(SCT_DIR_IN, LEN_SIZE(2))
#define OUT_DATA	DATA(SCT_DIR_OUT, LEN_RET)

/* Messages look different when it is a netlink socket. */
static const struct sct_type t_socket = {
	.print = sct_print_fd, .size = { 4, 4 }, .capture = SCT_CAP_FD,
	.flags = SCT_T_SCALAR | SCT_T_SIGNED | SCT_T_ALWAYS,
};

#define T_SOCKET	(&t_socket)

static void print_left(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t addr = p->call->args[4];

	(void)t;
	sb_s64(p->sb, (int64_t)v->v);
	if (p->compat)
		addr = (uint32_t)addr;
	if (!v->v) {
		sb_str(p->sb, " (Timeout)");
	} else if (addr && p->verbose) {
		const struct sct_type *ts = t->elem;
		size_t size = ts->size[p->compat];
		const uint8_t *mem = sct_mem_exact(p, addr, size);

		sb_str(p->sb, " (left ");
		if (mem)
			sct_put_mem(p, ts, addr, mem, size, NULL);
		else
			sct_put_addr(p, addr);
		sb_char(p->sb, ')');
	}
}

static const struct sct_type t_left = {
	.print = print_left, .size = { 8, 4 }, .flags = SCT_T_SIGNED, .elem = &sct_t_timespec,
};
static const struct sct_type t_left64 = {
	.print = print_left, .size = { 8, 4 }, .flags = SCT_T_SIGNED, .elem = &sct_t_timespec64,
};

/* One that it does not know is a number like any other. */
static void print_socketcall(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	const char *name = sct_name_of(t->names, v->v);

	if (!name) {
		sb_s64(p->sb, (int64_t)v->v);
	} else if (sct_begin_text(p, v->v, 'd')) {
		sb_str(p->sb, name);
		sct_end_text(p);
	}
}

static const struct sct_type t_socketcall = {
	.print = print_socketcall, .names = &sct_set_socketcalls, .size = { 4, 4 },
	.flags = SCT_T_SIGNED,
};

#define T_MSG_FLAGS	FLAGS(msg_flags)
#define RECVMMSG(ts)	ARGS(T_SOCKET, &sct_t_recvmmsg, T_UINT, T_MSG_FLAGS, IN(&(ts)), \
			     CAPTURED(4, OUT(&(ts))))

const struct sct_inner_call sct_socketcalls[] = {
	INNER_CALL(1, 3, socket), INNER_CALL(2, 3, bind), INNER_CALL(3, 3, connect),
	INNER_CALL(4, 2, listen), INNER_CALL(5, 3, accept), INNER_CALL(6, 3, getsockname),
	INNER_CALL(7, 3, getpeername), INNER_CALL(8, 4, socketpair), INNER_CALL(9, 4, send),
	INNER_CALL(10, 4, recv), INNER_CALL(11, 6, sendto), INNER_CALL(12, 6, recvfrom),
	INNER_CALL(13, 2, shutdown), INNER_CALL(14, 5, setsockopt),
	INNER_CALL(15, 5, getsockopt), INNER_CALL(16, 3, sendmsg), INNER_CALL(17, 3, recvmsg),
	INNER_CALL(18, 4, accept4), INNER_CALL(19, 5, recvmmsg), INNER_CALL(20, 4, sendmmsg),
	{ .op = 0 }
};

const struct sct_annotation sct_calls_net[] = {
	SYSCALL_32(socketcall, ARGS(&t_socketcall, T_ADDR)),
	SYSCALL(socket, ARGS(T_FAMILY, T_SOCKET_TYPE, T_PROTOCOL), RET(T_FD)),
	SYSCALL(socketpair, ARGS(T_FAMILY, T_SOCKET_TYPE, T_PROTOCOL, OUT_ARRAY(T_FD, LEN_N(2)))),
	SYSCALL(bind, ARGS(T_FD, IN_SOCKADDR(2), T_INT)),
	SYSCALL(connect, ARGS(T_FD, IN_SOCKADDR(2), T_INT)),
	SYSCALL(listen, ARGS(T_FD, T_INT)),
	SYSCALL(accept, ARGS(T_FD, OUT_SOCKADDR(2), INOUT_ADDRESS_LEN), RET(T_FD)),
	SYSCALL(accept4, ARGS(T_FD, OUT_SOCKADDR(2), INOUT_ADDRESS_LEN, FLAGS(socket_flags)),
		RET(T_FD)),
	SYSCALL(getsockname, ARGS(T_FD, OUT_SOCKADDR(2), INOUT_ADDRESS_LEN)),
	SYSCALL(getpeername, ARGS(T_FD, OUT_SOCKADDR(2), INOUT_ADDRESS_LEN)),
	SYSCALL(shutdown, ARGS(T_FD, ENUM(shutdown_how))),
	SYSCALL(send, ARGS(T_SOCKET, IN_DATA, T_SIZE, T_MSG_FLAGS)),
	SYSCALL(sendto, ARGS(T_SOCKET, IN_DATA, T_SIZE, T_MSG_FLAGS, IN_SOCKADDR(5), T_INT)),
	SYSCALL(recv, ARGS(T_SOCKET, OUT_DATA, T_SIZE, T_MSG_FLAGS)),
	SYSCALL(recvfrom, ARGS(T_SOCKET, OUT_DATA, T_SIZE, T_MSG_FLAGS, OUT_SOCKADDR(5),
			       INOUT_ADDRESS_LEN)),
	SYSCALL(sendmsg, ARGS(T_SOCKET, &sct_t_sendmsg, T_MSG_FLAGS)),
	SYSCALL(recvmsg, ARGS(T_SOCKET, &sct_t_recvmsg, T_MSG_FLAGS,
			      CAPTURED(1, &sct_t_msghdr_before))),
	SYSCALL(sendmmsg, ARGS(T_SOCKET, &sct_t_sendmmsg, T_UINT, T_MSG_FLAGS,
			       CAPTURED(1, &sct_t_mmsghdr_before), CAPTURED(1, &sct_t_mmsghdr_after))),
	SYSCALL(recvmmsg, RECVMMSG(sct_t_timespec), RET(&t_left)),
	SYSCALL(recvmmsg_time64, RECVMMSG(sct_t_timespec64), RET(&t_left64)),
	SYSCALL(setsockopt, ARGS(T_FD, &sct_t_option_level, &sct_t_set_option,
				 SWITCH(2, sct_set_filter_cases, ARGS(&sct_t_set_value, T_INT)))),
	SYSCALL(getsockopt, ARGS(T_FD, &sct_t_option_level, &sct_t_get_option,
				 SWITCH(2, sct_get_filter_cases,
					ARGS(&sct_t_get_value, INOUT(T_INT))))),
	{ .name = NULL }
};
