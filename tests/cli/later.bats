# SPDX-License-Identifier: GPL-2.0
# Options that strace has only since 6.2, which is newer than the one here: against the text that the later ones print.

load helpers

# What a tracer prints and returns, in the files "trace" and "out" and in $status.
run_it() { # ARGUMENT...
	try sctrace "$@" 2> trace > out 3>&- 4>&-
	compared=yes
}

@test "--argv0: the command's argument 0" {
	run_it --argv0=name -e trace=execve busybox true
	has trace '^execve\("/.*/busybox", \["name", "true"\], '
	run_it --argv0 echo busybox only this
	[ "$(cat out)" = 'only this' ]
	[ "$status" = 0 ]
}

@test "-u UID:GID: ids without names, and no other groups" {
	run_it -u 7:8 -e trace=execve busybox sh -c 'id -u; id -g; id -G'
	[ "$(cat out)" = $'7\n8\n8' ]
	for bad in 7: :8 7:x 99999999999:1 -1:1; do
		run_it -u "$bad" true
		has trace "^sctrace: Invalid UID:GID pair '$bad'\$"
	done
}

@test "--syscall-limit: the trace ends, the command goes on" {
	run_it --syscall-limit=2 -e trace=close busybox sh -c 'sleep 1; exec 5< /; exec 5<&-; exec 6< /; exec 6<&-
		exec 7< /; exec 7<&-; echo on > file'
	[ "$status" = 0 ]
	[ "$(grep -c '^close' trace)" = 2 ]
	has trace '^sctrace: System call limit has been reached, detaching tracees$' '^sctrace: Process [0-9]+ detached'
	wait_for test -s file
	run_it -q --syscall-limit=3 busybox true
	[ "$(wc -l < trace)" = 3 ]
	run_it -c --syscall-limit=3 busybox true
	has trace '^100.00 .* 3 .*total'
}

@test "--kill-on-exit: the command and its children end with the trace" {
	run_it -f --kill-on-exit --syscall-limit=20 busybox sh -c 'sleep 3; echo on > file'
	sleep 4
	[ ! -e file ]
	start_tracer sctrace --kill-on-exit -o out -I 2 busybox sleep 77
	wait_for grep -q nanosleep out
	child=$(pgrep -f 'sleep 77' | tail -n 1)
	kill -9 "$tracer"
	wait_for test ! -e "/proc/$child"
}

@test "--always-show-pid: also with one thread" {
	run_it --always-show-pid -e trace=exit_group busybox true
	has trace '^[0-9]+ +exit_group\(0\) +=' '^[0-9]+ +\+\+\+ exited with 0'
}

@test "-e trace-fds: calls that work on a descriptor" {
	run_it -e trace-fds=3 busybox cat /etc/issue
	has trace '^(sendfile\(1, 3|read\(3,)' '^close\(3\)'
	has_not trace '^(open|openat|write|brk)\('
	run_it -e fd=1 -e '!brk' -P /etc/issue busybox cat /etc/issue
	has trace '/etc/issue' '^(sendfile\(1, 3|read\(3,)'
	run_it -c -e fds=1,2 busybox echo x
	has trace ' 1 +write$'
	has_not trace ' (open|openat|brk)$'
}

@test "-P PATTERN: every file that it fits" {
	run_it -P '/etc/i*' -P '/dev/nul[l]' busybox cat /etc/issue /dev/null
	has trace '"/etc/issue"' '^close' '"/dev/null"' '^close'
	has_not trace '^write'
}

@test "-N: the names of arguments" {
	run_it -N -P /etc/issue -e trace=openat,open,read,close busybox cat /etc/issue
	has trace '^open(at)?\((dfd=AT_FDCWD, )?filename="/etc/issue", flags=O_RDONLY'
	run_it --arg-names -e trace=write,exit_group -e raw=exit_group busybox echo x
	has trace '^write\(fd=1, buf="x\\n", count=2\) +=' '^exit_group\(arg1=0\) +='
}

@test "--color: never where it is not asked for, and not in a file by itself" {
	for when in --color=never --color=auto -q; do
		run_it "$when" -e trace=exit_group busybox true
		has_not trace $'\033'
	done
	run_it --color=always -e trace=exit_group busybox true
	has trace $'^\033.33mexit_group\033.0m[(]0[)] {27}= [?]' $'^\033.36m[+]{3} exited with 0'
	run_it --color=blue busybox true
	has trace "^sctrace: invalid --color argument: 'blue'\$"
	# on a terminal
	script -q -c 'sctrace --color=auto -e trace=exit_group busybox true' tty > /dev/null 3>&- 4>&-
	has tty $'^\033.33mexit_group'
	NO_COLOR=1 script -q -c 'sctrace --color=auto -e trace=exit_group busybox true' tty > /dev/null 3>&- 4>&-
	has tty '^exit_group'
}
