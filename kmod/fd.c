// SPDX-License-Identifier: GPL-2.0
/*
 * What is behind a descriptor, at the time of the call: path, device, socket
 * addresses.  Nothing here may sleep, so getsockname() is called only where the
 * family's implementation does not, and IP sockets are read field by field.
 */
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/kdev_t.h>
#include <linux/net.h>
#include <linux/path.h>
#include <linux/percpu.h>
#include <linux/sched/task.h>
#include <linux/uaccess.h>
#include <net/af_unix.h>
#include <net/inet_sock.h>
#include <net/ipv6.h>
#include <net/tcp_states.h>

#include "compat.h"
#include "sctrace.h"

/* d_path() writes from the end of its buffer: a page per CPU to write into. */
static DEFINE_PER_CPU(char *, sct_path_page);

int sct_fd_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		char *page = (char *)__get_free_page(GFP_KERNEL);

		per_cpu(sct_path_page, cpu) = page;
		if (!page) {
			sct_fd_exit();
			return -ENOMEM;
		}
	}
	return 0;
}

void sct_fd_exit(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		free_page((unsigned long)per_cpu(sct_path_page, cpu));
}

/* The output so far: what does not fit is left out. */
struct sct_fd_out {
	struct sct_fd_info *info;
	u8 *at;
	u8 *end;
};

static u16 sct_fd_append(struct sct_fd_out *out, const void *from, size_t len)
{
	if (len > out->end - out->at)
		return 0;
	memcpy(out->at, from, len);
	out->at += len;
	return len;
}

static void sct_fd_path(struct sct_fd_out *out, const struct path *path)
{
	const struct inode *inode = d_backing_inode(path->dentry);
	char *page = this_cpu_read(sct_path_page);
	char *name = d_path(path, page, PAGE_SIZE);

	if (inode) {
		out->info->ino = inode->i_ino;
		out->info->mode = inode->i_mode;
		out->info->rdev_major = MAJOR(inode->i_rdev);
		out->info->rdev_minor = MINOR(inode->i_rdev);
	}
	if (!IS_ERR(name))
		out->info->path_len = sct_fd_append(out, name, strlen(name));
}

static void sct_fd_inet(struct sct_fd_out *out, const struct sock *sk)
{
	const struct inet_sock *inet = inet_sk(sk);
	struct sockaddr_in local = {
		.sin_family = AF_INET,
		.sin_port = READ_ONCE(inet->inet_sport),
		.sin_addr.s_addr = READ_ONCE(inet->inet_rcv_saddr),
	};
	struct sockaddr_in peer = {
		.sin_family = AF_INET,
		.sin_port = READ_ONCE(inet->inet_dport),
		.sin_addr.s_addr = READ_ONCE(inet->inet_daddr),
	};

	if (!local.sin_addr.s_addr)
		local.sin_addr.s_addr = READ_ONCE(inet->inet_saddr);
	out->info->local_len = sct_fd_append(out, &local, sizeof(local));
	if (peer.sin_port)
		out->info->peer_len = sct_fd_append(out, &peer, sizeof(peer));
}

#if IS_ENABLED(CONFIG_IPV6)
static void sct_fd_inet6(struct sct_fd_out *out, const struct sock *sk)
{
	const struct inet_sock *inet = inet_sk(sk);
	struct sockaddr_in6 local = {
		.sin6_family = AF_INET6,
		.sin6_port = READ_ONCE(inet->inet_sport),
		.sin6_addr = sk->sk_v6_rcv_saddr,
	};
	struct sockaddr_in6 peer = {
		.sin6_family = AF_INET6,
		.sin6_port = READ_ONCE(inet->inet_dport),
		.sin6_addr = sk->sk_v6_daddr,
	};

	out->info->local_len = sct_fd_append(out, &local, sizeof(local));
	if (peer.sin6_port)
		out->info->peer_len = sct_fd_append(out, &peer, sizeof(peer));
}
#endif

#if IS_BUILTIN(CONFIG_UNIX)
static u16 sct_fd_unix_name(struct sct_fd_out *out, struct sock *sk)
{
	/* Set once, lives as long as the socket; pairs with unix_bind(). */
	const struct unix_address *addr = smp_load_acquire(&unix_sk(sk)->addr);

	return addr ? sct_fd_append(out, addr->name, addr->len) : 0;
}

static void sct_fd_unix(struct sct_fd_out *out, struct sock *sk)
{
	struct sock *peer;

	out->info->local_len = sct_fd_unix_name(out, sk);
	peer = unix_peer_get(sk);
	if (!peer)
		return;
	out->info->peer_ino = sock_i_ino(peer);
	out->info->peer_len = sct_fd_unix_name(out, peer);
	sock_put(peer);
}
#endif

/* Their getname only copies fields (netlink: under a read lock that spins). */
static void sct_fd_named(struct sct_fd_out *out, struct socket *sock)
{
	struct sockaddr_storage local = {};
	int len = kernel_getsockname(sock, (struct sockaddr *)&local);

	if (len > 0)
		out->info->local_len = sct_fd_append(out, &local, len);
}

static void sct_fd_socket(struct sct_fd_out *out, struct socket *sock)
{
	struct sock *sk = READ_ONCE(sock->sk);

	/* A socket that is being released has none. */
	if (!sk)
		return;
	out->info->family = sk->sk_family;
	out->info->sock_type = sock->type;
	out->info->protocol = sk->sk_protocol;
	/* Bound or refused, but nothing that others could know by its address. */
	if (sk->sk_protocol == IPPROTO_TCP && READ_ONCE(sk->sk_state) == TCP_CLOSE &&
	    !READ_ONCE(inet_sk(sk)->inet_dport))
		return;
	switch (sk->sk_family) {
	case AF_INET:
		sct_fd_inet(out, sk);
		break;
#if IS_ENABLED(CONFIG_IPV6)
	case AF_INET6:
		sct_fd_inet6(out, sk);
		break;
#endif
#if IS_BUILTIN(CONFIG_UNIX)
	case AF_UNIX:
		sct_fd_unix(out, sk);
		break;
#endif
	case AF_NETLINK:
		sct_fd_named(out, sock);
		break;
	}
}

/* The working directory: held by the lock, since path_put() may sleep. */
static void sct_fd_cwd(struct sct_fd_out *out, struct task_struct *task)
{
	struct fs_struct *fs;

	/* alloc_lock keeps task->fs; what nests in it is fs->lock, as in fork. */
	task_lock(task);
	fs = task->fs;
	if (fs) {
		sct_lock_fs(fs);
		sct_fd_path(out, &fs->pwd);
		sct_unlock_fs(fs);
	}
	task_unlock(task);
}

/* A reference to a file of another thread: fget_task() is not exported. */
static struct file *sct_fget_task(struct task_struct *task, int fd)
{
	struct file *file = NULL;
	struct files_struct *files;

	task_lock(task);
	files = task->files;
	if (files) {
		/* Under the table's own lock an entry's file has a reference. */
		spin_lock(&files->file_lock);
		file = files_lookup_fd_locked(files, fd);
		if (file)
			get_file(file);
		spin_unlock(&files->file_lock);
	}
	task_unlock(task);
	return file;
}

u32 sct_fd_describe(struct task_struct *task, int fd, void *to, u32 room, int *err)
{
	struct sct_fd_info *info = to;
	struct sct_fd_out out = {
		.info = info,
		.at = (u8 *)(info + 1),
		.end = (u8 *)to + room,
	};
	struct socket *sock;
	struct file *file;

	*err = 0;
	if (room < sizeof(*info)) {
		*err = -EMSGSIZE;
		return 0;
	}
	memset(info, 0, sizeof(*info));
	if (fd == AT_FDCWD) {
		sct_fd_cwd(&out, task);
		return out.at - (u8 *)to;
	}
	file = task == current ? fget_raw(fd) : sct_fget_task(task, fd);
	if (!file) {
		*err = -EBADF;
		return 0;
	}
	sct_fd_path(&out, &file->f_path);
	sock = sct_sock_from_file(file);
	if (sock)
		sct_fd_socket(&out, sock);
	/* The last reference, if it should be, is dropped by a task work. */
	fput(file);
	return out.at - (u8 *)to;
}
