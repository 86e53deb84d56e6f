# SPDX-License-Identifier: GPL-2.0
# What happens around a target: CPUs that come and go, a debugger, a stop, containers.

load helpers

# A few calls now and then, until it is told to end.
start_loop() {
	start busybox sh -c 'while :; do busybox usleep 20000; done'
}

@test "a CPU that goes away and comes back takes no record with it" {
	cpu=/sys/devices/system/cpu/cpu1/online
	[ -w $cpu ] || skip "one CPU"
	sctrace -f --lossless=30 -o out -e trace=getppid sh -c "
		taskset -c 1 $programs/getpid_loop 20000 & $programs/getpid_loop 20000 &
		sleep 0.3; echo 0 > $cpu; sleep 0.3; echo 1 > $cpu; wait" 2> err
	[ ! -s err ]
	[ "$(grep -cE 'getppid(\(| resumed).* = [0-9]+$' out)" = 40001 ]		# sh makes one
	[ "$(cat $cpu)" = 1 ]
}

@test "a CPU that is away from the start joins a trace that runs" {
	cpu=/sys/devices/system/cpu/cpu1/online
	[ -w $cpu ] || skip "one CPU"
	echo 0 > $cpu
	start_loop
	start_tracer sctrace -p "$pid" -o out
	wait_for test -s out
	echo 1 > $cpu
	taskset -p 2 "$pid"
	sleep 0.5
	kill "$tracer"
	try wait "$tracer"
	[ ! -s trace ] || has_not trace lost
	has out '(clone|fork|wait4)\('
}

@test "gdb attaches to a process that is being traced, and the other way round" {
	start_loop
	start_tracer sctrace -f -p "$pid" -o out
	wait_for grep -q 'wait4' out
	gdb -nx -batch -p "$pid" -ex 'info registers rip' -ex detach > gdb 2>&1
	has gdb '^rip '
	lines=$(wc -l < out)
	# shellcheck disable=SC2016 # evaluated each time
	wait_for eval '[ "$(wc -l < out)" -gt $((lines + 20)) ]'
	kill -INT "$tracer"
	try wait "$tracer"
	mkfifo go
	gdb -nx -batch -p "$pid" -ex 'shell echo > go; sleep 1.5' -ex detach > gdb2 2>&1 &
	read -r _ < go
	start_tracer sctrace -p "$pid" -o out2
	sleep 1
	wait_for grep -q 'wait4\|clone\|fork' out2
	kill "$tracer"
	try wait "$tracer"
	has_not gdb2 'ptrace|not permitted'
	kill -0 "$pid"
}

@test "a target that is stopped and continued" {
	start_loop
	start_tracer sctrace -p "$pid" -o out
	wait_for test -s out
	kill -STOP "$pid"
	sleep 0.5
	kill "$tracer"
	try wait "$tracer"
	[ "$(cut -d' ' -f3 "/proc/$pid/stat")" = T ]
	has out '^--- SIGSTOP \{si_signo=SIGSTOP, si_code=SI_USER, si_pid='
	start_tracer sctrace -p "$pid" -o out2
	sleep 0.3
	kill -CONT "$pid"
	wait_for test -s out2
	has out2 '(clone|fork|wait4)\('
	kill "$tracer"
	try wait "$tracer"
}

@test "a container as the target: other user, process, mount and network namespaces" {
	sctrace -f -o out -e trace=getppid,openat unshare -Urpfmn --mount-proc sh -c \
		"$programs/getpid_loop 3; busybox cat /proc/self/stat > stat; exit 7" || status=$?
	[ "$status" = 7 ]
	# the namespace's second or third process is that for itself, and its real id for us
	inner=$(sed -E 's/^([0-9]+) .*/\1/' stat)
	[ "$inner" -lt 10 ]
	has out '^[0-9]{2,} +getppid\(\) += [0-9]$' 'openat\(AT_FDCWD, "/proc/self/stat", O_RDONLY\) += [0-9]' 'exited with 7'
	has_not out 'lost'
}

@test "in a container: the tracer's own view of the processes" {
	try unshare -pfm --mount-proc sctrace -f -o out -e trace=getpid sh -c \
		'python3 -c "import os; os.getpid(); os._exit(3)"; exit $?'
	[ "$status" = 3 ]
	# the ids are those of the container
	has_only out '^[0-9]{1,2} '
	pids=$(sed -nE 's/^([0-9]+) +getpid\(\) += ([0-9]+)$/\1 \2/p' out | tail -n 1)
	[ -n "$pids" ]
	[ "${pids% *}" = "${pids#* }" ]
}

@test "in a container: a process outside cannot be named" {
	start busybox sleep 5
	try unshare -pfm --mount-proc sctrace -p "$pid" 2> err
	[ "$status" = 1 ]
	has err "^sctrace: attach: $pid: No such process$"
}
