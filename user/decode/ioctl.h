/* SPDX-License-Identifier: GPL-2.0 */
/* The structures behind ioctls, which ioctl.c chooses from. */
#ifndef SCT_DECODE_IOCTL_H
#define SCT_DECODE_IOCTL_H

#include "decode/types.h"

/* ioctl_tty.c */
extern const struct sct_type sct_t_termios, sct_t_termios2, sct_t_termio, sct_t_winsize;

/* ioctl_fs.c: files, block devices, loop devices */
extern const struct sct_type sct_t_clone_range, sct_t_trim_range, sct_t_get_fsxattr;
extern const struct sct_type sct_t_set_fsxattr, sct_t_fiemap_arg, sct_t_blkpg, sct_t_hd_geometry;
extern const struct sct_type sct_t_loop_info, sct_t_loop_info64, sct_t_loop_config;

/* ioctl_net.c: arguments, not what they point to */
extern const struct sct_type sct_t_get_if_name, sct_t_get_if_flags, sct_t_set_if_flags;
extern const struct sct_type sct_t_get_if_addr, sct_t_set_if_addr, sct_t_get_if_dstaddr;
extern const struct sct_type sct_t_set_if_dstaddr, sct_t_get_if_broadaddr, sct_t_set_if_broadaddr;
extern const struct sct_type sct_t_get_if_netmask, sct_t_set_if_netmask, sct_t_get_if_metric;
extern const struct sct_type sct_t_set_if_metric, sct_t_get_if_mtu, sct_t_set_if_mtu;
extern const struct sct_type sct_t_set_if_newname, sct_t_get_if_hwaddr, sct_t_set_if_hwaddr;
extern const struct sct_type sct_t_get_if_slave, sct_t_set_if_slave, sct_t_get_if_index;
extern const struct sct_type sct_t_get_if_qlen, sct_t_set_if_qlen, sct_t_get_if_map;
extern const struct sct_type sct_t_set_if_map, sct_t_bridge_if;

/* ioctl_misc.c */
extern const struct sct_type sct_t_rtc_time, sct_t_rtc_wkalrm, sct_t_rtc_pll;
extern const struct sct_type sct_t_rand_pool;
extern const struct sct_type sct_t_uffd_range, sct_t_notif_resp, sct_t_notif_addfd;
extern const struct sct_type sct_t_kvm_memory;
/* Arguments, not what they point to. */
extern const struct sct_type sct_t_uffd_api, sct_t_uffd_register, sct_t_uffd_copy;
extern const struct sct_type sct_t_uffd_zeropage;

#endif
