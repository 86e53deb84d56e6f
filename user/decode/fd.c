// SPDX-License-Identifier: GPL-2.0
/*
 * Descriptors, and for -y and -yy what is behind them: "3</etc/issue>",
 * "3<TCP:[127.0.0.1:1->127.0.0.1:2]>".
 */
#include <arpa/inet.h>
#include <linux/fcntl.h>
#include <sys/stat.h>

#include "decode/fd.h"

/* Not from <sys/socket.h> and <linux/socket.h>, which do not go together. */
enum { FAMILY_UNIX = 1, FAMILY_INET = 2, FAMILY_INET6 = 10, FAMILY_NETLINK = 16 };
enum { TYPE_STREAM = 1, TYPE_DGRAM = 2, TYPE_RAW = 3 };

static const struct sct_blob *find_fd(const struct sct_blobs *blobs, int fd)
{
	const struct sct_blob *blob = blobs->first;
	unsigned int i;

	for (i = 0; i < blobs->nr; i++, blob = sct_blob_next(blob))
		if ((blob->flags & SCT_BLOB_FD) && (int)blob->addr == fd && !blob->err)
			return blob;
	return NULL;
}

bool sct_fd_details(const struct sct_blob *blob, struct sct_fd_details *d)
{
	const uint8_t *bytes = sct_blob_bytes(blob);
	size_t left = blob->len;

	if (left < sizeof(d->info))
		return false;
	memcpy(&d->info, bytes, sizeof(d->info));
	left -= sizeof(d->info);
	d->path = bytes + sizeof(d->info);
	if (d->info.path_len > left)
		return false;
	left -= d->info.path_len;
	d->local = d->path + d->info.path_len;
	if (d->info.local_len > left)
		return false;
	left -= d->info.local_len;
	d->peer = d->local + d->info.local_len;
	return d->info.peer_len <= left;
}

/* At the phase of the print, or at the other one. */
static bool lookup(const struct sct_printer *p, int fd, struct sct_fd_details *d)
{
	const struct sct_call *call = p->call;
	const struct sct_blob *at_enter = NULL, *at_exit = NULL, *blob;

	if (call->entered)
		at_enter = find_fd(&call->enter_blobs, fd);
	if (call->returned)
		at_exit = find_fd(&call->exit_blobs, fd);
	if (p->phase == SCT_PHASE_OUT)
		blob = at_exit ? at_exit : at_enter;
	else
		blob = at_enter ? at_enter : at_exit;
	return blob && sct_fd_details(blob, d);
}

bool sct_fd_is(const struct sct_printer *p, int fd, const char *path)
{
	struct sct_fd_details d;

	return lookup(p, fd, &d) && d.info.path_len == strlen(path) &&
	       !memcmp(d.path, path, d.info.path_len);
}

/* A path between < and >: no quotes, but nothing that could end it early. */
static void put_path(struct sct_printer *p, const uint8_t *path, size_t path_len)
{
	bool hex = p->opt->hex_strings != SCT_HEX_NONE;
	const char *const escapes[2] = { hex ? "\\x3c" : "\\74", hex ? "\\x3e" : "\\76" };
	size_t len = strlen(escapes[0]);
	struct strbuf *sb = p->sb;
	size_t start = sb->len;
	size_t i, out;

	if (sct_is_redacted(p)) {
		sb_str(sb, "redacted");
		return;
	}
	sct_put_string(p, path, path_len, false);
	/* Take the quotes off, then escape < and >. */
	memmove(sb->buf + start, sb->buf + start + 1, sb->len - start - 2);
	sb_cut(sb, sb->len - 2);
	for (i = start; i < sb->len; i++) {
		if (sb->buf[i] != '<' && sb->buf[i] != '>')
			continue;
		out = sb->len - i - 1;
		sb_pad(sb, ' ', len - 1);
		memmove(sb->buf + i + len, sb->buf + i + 1, out);
		memcpy(sb->buf + i, sb->buf[i] == '<' ? escapes[0] : escapes[1], len);
		i += len - 1;
	}
}

static void put_inet(struct sct_printer *p, const uint8_t *addr, size_t len)
{
	char text[INET6_ADDRSTRLEN];
	struct strbuf *sb = p->sb;
	uint16_t port;

	if (len < 8)
		return;
	memcpy(&port, addr + 2, sizeof(port));
	if (p->opt->redact & SCT_REDACT_ADDRS) {
		sb_printf(sb, "redacted:%u", ntohs(port));
		return;
	}
	if (sct_load(addr, 2) == FAMILY_INET6) {
		if (len < 24 || !inet_ntop(FAMILY_INET6, addr + 8, text, sizeof(text)))
			return;
		sb_printf(sb, "[%s]:%u", text, ntohs(port));
	} else {
		if (!inet_ntop(FAMILY_INET, addr + 4, text, sizeof(text)))
			return;
		sb_printf(sb, "%s:%u", text, ntohs(port));
	}
}

static bool has_port(const uint8_t *addr, size_t len)
{
	return len >= 8 && (addr[2] || addr[3]);
}

static const char *inet_protocol(const struct sct_fd_info *info, char *text, size_t size)
{
	static const struct { uint16_t protocol; const char *name; } known[] = {
		{ IPPROTO_TCP, "TCP" }, { IPPROTO_UDP, "UDP" }, { IPPROTO_UDPLITE, "UDPLITE" },
		{ IPPROTO_DCCP, "DCCP" }, { IPPROTO_SCTP, "SCTP" }, { IPPROTO_ICMP, "PING" },
		{ 58, "PING" },	/* ICMPv6 */ { 115, "L2TP/IP" }, { 262, "MPTCP" },
	};
	const char *six = info->family == FAMILY_INET6 ? "v6" : "";
	const char *name = NULL;
	size_t i;

	if (info->sock_type == TYPE_RAW)
		name = "RAW";
	for (i = 0; !name && i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].protocol == info->protocol)
			name = known[i].name;
	if (!name)
		name = info->sock_type == TYPE_STREAM ? "TCP" :
		       info->sock_type == TYPE_DGRAM ? "UDP" : NULL;
	if (!name)
		return NULL;
	snprintf(text, size, "%s%s", name, six);
	return text;
}

static bool put_inet_socket(struct sct_printer *p, const struct sct_fd_details *d)
{
	struct strbuf *sb = p->sb;
	char text[16];
	const char *name = inet_protocol(&d->info, text, sizeof(text));

	if (!name)
		return false;
	sb_printf(sb, "%s:[", name);
	if (!has_port(d->local, d->info.local_len) && !has_port(d->peer, d->info.peer_len)) {
		sb_u64(sb, d->info.ino);
	} else {
		put_inet(p, d->local, d->info.local_len);
		if (d->info.peer_len) {
			sb_str(sb, "->");
			put_inet(p, d->peer, d->info.peer_len);
		}
	}
	sb_char(sb, ']');
	return true;
}

static void put_unix_path(struct sct_printer *p, const uint8_t *addr, size_t len)
{
	struct sct_printer name = sct_printer_of(p, SCT_REDACT_ADDRS | SCT_REDACT_PATHS);
	const uint8_t *path = addr + 2;

	if (len <= 2)
		return;
	len -= 2;
	sb_char(p->sb, ',');
	if (!path[0]) {
		/* As a name goes: up to a NUL, which a padded one has many of. */
		sb_char(p->sb, '@');
		sct_put_string(&name, path + 1, strnlen((const char *)path + 1, len - 1), false);
	} else {
		sct_put_string(&name, path, strnlen((const char *)path, len), false);
	}
}

static bool put_unix_socket(struct sct_printer *p, const struct sct_fd_details *d)
{
	/* The kernel's names of the two protocols. */
	sb_str(p->sb, d->info.sock_type == TYPE_STREAM ? "UNIX-STREAM:[" : "UNIX:[");
	sb_u64(p->sb, d->info.ino);
	if (d->info.peer_ino) {
		sb_str(p->sb, "->");
		sb_u64(p->sb, d->info.peer_ino);
	}
	put_unix_path(p, d->local, d->info.local_len);
	sb_char(p->sb, ']');
	return true;
}

static bool put_netlink_socket(struct strbuf *sb, const struct sct_fd_details *d)
{
	const char *name = sct_name_of(&sct_set_netlink_protocols, d->info.protocol);
	uint32_t portid;

	sb_str(sb, "NETLINK:[");
	portid = d->info.local_len >= 8 ? (uint32_t)sct_load(d->local + 4, 4) : 0;
	if (!portid) {
		sb_u64(sb, d->info.ino);
	} else {
		if (name)
			sb_str(sb, name + sizeof("NETLINK_") - 1);
		else
			sb_u64(sb, d->info.protocol);
		sb_char(sb, ':');
		sb_u64(sb, portid);
	}
	sb_char(sb, ']');
	return true;
}

static bool put_socket(struct sct_printer *p, const struct sct_fd_details *d)
{
	switch (d->info.family) {
	case FAMILY_INET:
	case FAMILY_INET6:
		return put_inet_socket(p, d);
	case FAMILY_UNIX:
		return put_unix_socket(p, d);
	case FAMILY_NETLINK:
		return put_netlink_socket(p->sb, d);
	}
	return false;
}

static void put_file(struct sct_printer *p, const struct sct_fd_details *d)
{
	static const char deleted[] = " (deleted)";
	size_t len = d->info.path_len;
	bool gone = len > sizeof(deleted) - 1 && d->path[0] == '/' &&
		    !memcmp(d->path + len - (sizeof(deleted) - 1), deleted, sizeof(deleted) - 1);
	struct sct_printer name = sct_printer_of(p, SCT_REDACT_PATHS);
	unsigned int type = d->info.mode & S_IFMT;

	sb_char(p->sb, '<');
	put_path(&name, d->path, gone ? len - (sizeof(deleted) - 1) : len);
	if ((p->opt->decode_fds & SCT_FDS_DEV) && (type == S_IFCHR || type == S_IFBLK))
		sb_printf(p->sb, "<%s %u:%u>", type == S_IFCHR ? "char" : "block",
			  d->info.rdev_major, d->info.rdev_minor);
	sb_char(p->sb, '>');
	if (gone)
		sb_str(p->sb, "(deleted)");
}

static bool put_pidfd(struct sct_printer *p, int fd, const struct sct_fd_details *d)
{
	static const char anonymous[] = "anon_inode:[pidfd]", pidfs[] = "pidfd:[";
	const struct sct_pids *pids = p->opt->pids;
	int pid;

	if (!pids || !pids->pidfd ||
	    !((d->info.path_len == strlen(anonymous) &&
	       !memcmp(d->path, anonymous, strlen(anonymous))) ||
	      (d->info.path_len > strlen(pidfs) && !memcmp(d->path, pidfs, strlen(pidfs)))))
		return false;
	pid = pids->pidfd(p->call->tid, fd);
	if (pid <= 0)
		return false;
	sb_str(p->sb, "<pid:");
	sb_s64(p->sb, pid);
	sb_char(p->sb, '>');
	return true;
}

void sct_put_fd_info(struct sct_printer *p, int fd)
{
	struct sct_fd_details d;
	size_t start = p->sb->len;

	if (!p->opt->decode_fds || !lookup(p, fd, &d))
		return;
	if ((p->opt->decode_fds & SCT_FDS_SOCKET) && d.info.family) {
		sb_char(p->sb, '<');
		if (put_socket(p, &d)) {
			sb_char(p->sb, '>');
			return;
		}
		sb_cut(p->sb, start);
	}
	if (p->opt->decode_fds & SCT_FDS_PIDFD && put_pidfd(p, fd, &d))
		return;
	if (p->opt->decode_fds & (SCT_FDS_PATH | SCT_FDS_DEV))
		put_file(p, &d);
}

void sct_decode_comm(struct strbuf *sb, const char comm[SCT_COMM_BYTES],
		     const struct sct_decode_options *opt)
{
	struct sct_printer p = { .sb = sb, .opt = opt };
	char name[SCT_COMM_BYTES + 1] = "";

	p.content = SCT_NOT_REDACTED;	/* as /proc shows it to everybody */
	memcpy(name, comm, SCT_COMM_BYTES);
	sb_char(sb, '<');
	put_path(&p, (const uint8_t *)name, strcspn(name, "\n"));
	sb_char(sb, '>');
}

/* With its name, or its id for us. */
__attribute__((noinline))
static void put_known_pid(struct sct_printer *p, enum sct_pid_kind kind, int pid)
{
	const struct sct_decode_options *opt = p->opt;
	struct sct_pid found;

	sb_s64(p->sb, pid);
	if (pid <= 0 || !opt->pids ||
	    !opt->pids->find(opt->pids, p->call->tid, kind, pid, &found))
		return;
	if (opt->decode_pids & SCT_PIDS_COMM && found.comm[0])
		sct_decode_comm(p->sb, found.comm, opt);
	if (opt->decode_pids & SCT_PIDS_NS && found.here != pid)
		sb_printf(p->sb, " /* %d in strace's PID NS */", found.here);
}

void sct_put_pid(struct sct_printer *p, enum sct_pid_kind kind, int pid)
{
	if (p->opt->decode_pids)
		put_known_pid(p, kind, pid);
	else
		sb_s64(p->sb, pid);
}

void sct_put_fd(struct sct_printer *p, int fd)
{
	sb_s64(p->sb, fd);
	if (p->opt->decode_fds && fd >= 0)
		sct_put_fd_info(p, fd);
}

static void view_fd(const struct sct_printer *p, const struct sct_value *v)
{
	struct sct_arg_view *view = p->view;
	struct sct_fd_details d;

	if (!sct_is_viewed(p, v))
		return;
	view->is_fd = true;
	if (lookup(p, (int)v->v, &d) && !(p->opt->redact & SCT_REDACT_PATHS)) {
		view->path = d.path;
		view->path_len = d.info.path_len;
	}
}

void sct_print_fd(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	(void)t;
	view_fd(p, v);
	sct_put_fd(p, (int)v->v);
}

static void print_dirfd(struct sct_printer *p, const struct sct_type *t,
			const struct sct_value *v)
{
	enum sct_const_style style = p->opt->const_style;
	int fd = (int)v->v;

	(void)t;
	view_fd(p, v);
	if (fd != AT_FDCWD) {
		sct_put_fd(p, fd);
		return;
	}
	if (style != SCT_CONST_ABBREV)
		sb_s64(p->sb, fd);
	if (style != SCT_CONST_RAW)
		sb_str(p->sb, style == SCT_CONST_VERBOSE ? " /* AT_FDCWD */" : "AT_FDCWD");
	sct_put_fd_info(p, fd);
}

const struct sct_type sct_t_fd = {
	.print = sct_print_fd, .size = { 4, 4 }, .capture = SCT_CAP_FD,
	.flags = SCT_T_SCALAR | SCT_T_SIGNED,
};

const struct sct_type sct_t_dirfd = {
	.print = print_dirfd, .size = { 4, 4 }, .capture = SCT_CAP_FD,
	.flags = SCT_T_SCALAR | SCT_T_SIGNED,
};
