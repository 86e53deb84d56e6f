# SPDX-License-Identifier: GPL-2.0
# -Y and --decode-pids: names of processes, and their ids in other pid namespaces.

load helpers

@test "-Y, --decode-pids=comm: names behind process ids" {

	compared=yes
	sctrace -f -Y -e trace=kill,wait4,exit_group -o out bash -c 'busybox sleep 0.1; kill -0 $$'
	has out '^[0-9]+<bash> +wait4\(-1, ' '^[0-9]+<busybox> +exit_group' '^[0-9]+<bash> kill\([0-9]+<bash>, 0\) += 0'
	sctrace -f -Y -e trace=nanosleep,clock_nanosleep,wait4 2> out bash -c 'busybox sleep 0.1; :'
	has out '^\[pid +[0-9]+<busybox>\] (clock_)?nanosleep'
}

@test "-Y: a name that the program gives itself" {
	compared=yes
	sctrace -Y -e trace=prctl,getpid -o out python3 -c '
import ctypes, os
ctypes.CDLL(None).prctl(15, b"a>b", 0, 0, 0)
os.getpid()'
	has out 'prctl\(PR_SET_NAME, "a>b"' '^getpid\(\) += [0-9]+<a\\76b>'
}

@test "--pidns-translation: ids in our namespace" {
	compared=yes
	sctrace -f --pidns-translation -e trace=getpid,kill -o out unshare -pf busybox sh -c 'kill -0 $$; kill -0 1; busybox sleep 0.5'
	has out '^([0-9]+) +kill\(1 /\* [0-9]+ in strace.s PID NS \*/, 0\)'
	[ "$(sed -En "s/^([0-9]+) +kill\(1 \/\* \1 in strace's PID NS.*/yes/p" out | sort -u)" = yes ]
	sctrace -f --decode-pids=comm,pidns -e trace=kill -o out busybox sh -c 'kill -0 $$'
	has out 'kill\([0-9]+<busybox>, 0\)'
}

@test "--strings-in-hex=non-ascii-chars: hex where there must be an escape" {
	same_with '"a\\x01\\xc3"' --strings-in-hex=non-ascii-chars -e trace=write busybox printf 'a\001\303'
	agree
}
