# SPDX-License-Identifier: GPL-2.0
# --all, --uid, --comm, --cgroup and --follow-depth.

load helpers

setup() {
	compared=yes started=()
	cd "$BATS_TEST_TMPDIR" || return
	mkfifo go
}

# A process that is no child of the tracer's, and that waits for a line in the file go.
outsider() { # SHELL-COMMANDS
	setsid sh -c "(read x < go; $1; : > ended) &" 3>&- 4>&-
}

attached() { # PATTERN
	grep -qE 'threads? attached' trace
}

run_outsider() {
	wait_for attached
	echo > go
	wait_for test -e ended
	sleep 0.3
}

stop_tracer() {
	kill -INT "$tracer"
	try wait "$tracer"
}

@test "--comm: threads of this name, when an execve gives it to them" {
	ln -s /bin/true sel-true
	outsider './sel-true one; /bin/true two; ./sel-true three'
	start_tracer sctrace --comm='sel-*' -e trace=execve,exit_group
	run_outsider
	stop_tracer
	has trace '^sctrace: 0 threads attached$' \
		'^\[pid +[0-9]+\] execve\("\./sel-true", \["\./sel-true", "one"\], 0x[0-9a-f]+ /\* [0-9]+ vars \*/\) = 0$' \
		'^\[pid +[0-9]+\] exit_group\(0\) += \?$' '^\[pid +[0-9]+\] \+\+\+ exited with 0 \+\+\+$' \
		'"three"\]' '\+\+\+ exited with 0'
	has_not trace two
}

@test "--all: every process, until the command ends" {
	outsider '/bin/true of others'
	try timeout 30 sctrace -f --all -e trace=execve -o log sh -c 'sleep 0.5; echo > go; sleep 1; exit 3'
	[ "$status" = 3 ]
	has log 'execve\("[^"]*/sh", \["sh"' '^[0-9]+ +execve\("/bin/true", \["/bin/true", "of", "others"\]'
	has log '"sleep", "1"'
}

@test "--uid: processes of a user, by name and by number" {
	for user in nobody 65534; do
		rm -f ended
		outsider "setpriv --reuid=65534 --clear-groups /bin/true $user; /bin/true root"
		start_tracer sctrace --uid=$user -e trace=execve
		run_outsider
		stop_tracer
		has trace "execve\\(\"/bin/true\", \\[\"/bin/true\", \"$user\"\\]"
		has_not trace '"root"\]'
	done
}

@test "--cgroup: processes below a control group" {
	mkdir groups
	mount -t cgroup2 none groups
	mkdir -p groups/mine/inner
	outsider "sh -c 'echo 0 > groups/mine/inner/cgroup.procs; /bin/true inside'; /bin/true outside"
	start_tracer sctrace --cgroup=groups/mine -e trace=execve
	run_outsider
	stop_tracer
	umount groups
	has trace 'execve\("/bin/true", \["/bin/true", "inside"\]'
	has_not trace outside
}

@test "--follow-depth: so many generations" {
	for depth in 0 1 2; do
		try sctrace --follow-depth=$depth -e trace=execve -o log sh -c \
			'/bin/true child; sh -c "/bin/true grandchild; exit 0"; exit 0'
		[ "$status" = 0 ]
		[ "$(grep -c '"child"' log)" = $((depth > 0)) ]
		[ "$(grep -c '"grandchild"\]' log)" = $((depth > 1)) ]
	done
}

@test "a selection that cannot be" {
	try sctrace --uid=no-such-user 2> trace
	[ "$status" = 1 ]
	has trace "^sctrace: --uid: there is no user 'no-such-user'$"
	try sctrace --cgroup=/no/such/group 2> trace
	[ "$status" = 1 ]
	has trace '^sctrace: --cgroup: /no/such/group: No such file or directory; '
	try sctrace --comm= 2> trace
	[ "$status" = 1 ]
	has trace "^sctrace: --comm: '': a pattern has 1 to 63 bytes$"
	try sctrace --follow-depth=x true 2> trace
	[ "$status" = 1 ]
	has trace "^sctrace: invalid --follow-depth argument: 'x'$"
}
