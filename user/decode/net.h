/* SPDX-License-Identifier: GPL-2.0 */
/* Socket addresses and messages: what the files of the network calls share. */
#ifndef SCT_DECODE_NET_H
#define SCT_DECODE_NET_H

#include "decode/types.h"

/* Longest socket address that the kernel takes. */
#define SCT_MAX_SOCKADDR	128

/* "{sa_family=AF_INET, ...}" from @len bytes, at least 2. */
void sct_put_sockaddr(struct sct_printer *p, const uint8_t *mem, size_t len);
/* The same from the target's memory: the address when it cannot be one. */
void sct_put_sockaddr_at(struct sct_printer *p, uint64_t addr, int64_t len);
/*
 * What is not a number to the program, -X raw shows as bytes, and -X verbose as
 * well; returns whether to show it the usual way, too.
 */
bool sct_begin_usual(struct sct_printer *p, const uint8_t *mem, size_t len);
void sct_end_usual(struct sct_printer *p);
/* inet_addr("1.2.3.4") */
void sct_put_inet_addr(struct sct_printer *p, const uint8_t *addr);
/* The same in a field that has room for more. */
void sct_put_inet_field(struct sct_printer *p, const uint8_t *addr, size_t size);
/* inet_pton(AF_INET6, "::1", &name) */
void sct_put_inet6_addr(struct sct_printer *p, const uint8_t *addr, const char *name);
/* if_nametoindex("lo"), or the number. */
void sct_put_ifindex(struct sct_printer *p, uint32_t index);

/* A whole socket address inside of a structure. */
extern const struct sct_type sct_t_sockaddr;
/* char[] that should end in a NUL: its last byte is not shown if it does not. */
extern const struct sct_type sct_t_name;
/* A number whose name stands in a comment, whatever -X says. */
void sct_put_commented(struct sct_printer *p, const struct sct_names *set, uint64_t value);
/* u16 in network byte order. */
extern const struct sct_type sct_t_htons;
/* in_addr, as inet_addr("..."); an interface's number. */
extern const struct sct_type sct_t_inet_addr, sct_t_ifindex;

/* Argument @argno is its length. */
#define IN_SOCKADDR(argno) \
	CUSTOM(sct_print_sockaddr_in, SCT_DIR_IN, .capture = SCT_CAP_BLOCK, \
	       .len = { .from = SCT_LEN_ARG, .arg = (argno), .n = SCT_MAX_SOCKADDR })
/* Argument @argno points to its length. */
#define OUT_SOCKADDR(argno) \
	CUSTOM(sct_print_sockaddr_out, SCT_DIR_OUT, .capture = SCT_CAP_BLOCK, \
	       .len = { .from = SCT_LEN_PTR32, .arg = (argno), .n = SCT_MAX_SOCKADDR })

sct_print_fn sct_print_sockaddr_in, sct_print_sockaddr_out;

/* Pointers to struct msghdr and struct mmsghdr[] (length: argument 2). */
extern const struct sct_type sct_t_sendmsg, sct_t_recvmsg, sct_t_sendmmsg, sct_t_recvmmsg;
/* For the capture plan alone: what the ones above need from the other side of the call. */
extern const struct sct_type sct_t_msghdr_before, sct_t_mmsghdr_before, sct_t_mmsghdr_after;

/* Arguments of setsockopt() and getsockopt(). */
extern const struct sct_type sct_t_option_level, sct_t_set_option, sct_t_get_option;
extern const struct sct_type sct_t_set_value, sct_t_get_value;
/* By argument 2, the last two arguments of setsockopt() and getsockopt(): programs. */
extern const struct sct_case sct_set_filter_cases[2], sct_get_filter_cases[1];

/*
 * Bytes that are captured of data although -s shows fewer: strace shows all of a
 * netlink message, and the C library makes no larger ones.
 */
#define SCT_MAX_NETLINK		4096

/* The protocol of argument 0 if that is a netlink socket, or -1. */
int sct_netlink_protocol(const struct sct_printer *p);
/* Messages in @len bytes at @addr; false when they cannot be read. */
bool sct_put_netlink(struct sct_printer *p, int protocol, uint64_t addr, uint64_t len);

#endif
