# SPDX-License-Identifier: GPL-2.0
# Running processes: -p, what a blocked call looks like, threads, detaching, and that the process doesn't notice any of it.

load helpers

untraced() { # PID
	grep -q '^TracerPid:[[:space:]]*0$' "/proc/$1/status"
}

@test "-p: the call that a process is blocked in is shown at once, and completed when data come" {
	start_blocked_read 4
	start_tracer sctrace -e signal=none -p "$pid"
	wait_for grep -q '^read([0-9], ' trace
	has_not trace hello
	try wait "$tracer"
	[ "$status" = 0 ]
	has trace "^sctrace: Process $pid attached$" '^read\([0-9], "hello", 64\) += 5$' \
		'^exit_group\(0\) += \?$' '^\+\+\+ exited with 0 \+\+\+$'
	[ "$(wc -l < trace)" = 4 ]
	wait "$pid"
}

@test "-p of a blocked read: the same lines as strace's" {
	for tracer in strace sctrace; do
		start_blocked_read 3
		try "$tracer" -p "$pid" 2> by-$tracer
		echo "status $status" >> by-$tracer
		# the other end of the connection may be gone before or after
		sed -i 's/^sctrace: /strace: /; /^--- SIGCHLD/d' by-$tracer
		mask by-$tracer
	done
	diff -u by-strace by-sctrace
}

@test "-p, --attach: one, several, lists" {
	start busybox sleep 2
	one=$pid
	start busybox sleep 2
	two=$pid
	start busybox sleep 2
	three=$pid
	sctrace -p "$one" --attach="$two,$three" 2> trace
	for pid in $one $two $three; do
		has trace "Process $pid attached"
		grep -qE "^\[pid +$pid\] \+\+\+ exited with 0" trace || has trace '^\+\+\+ exited with 0 \+\+\+$'
	done
	[ "$(grep -c 'exited with 0' trace)" = 3 ]
	start busybox sleep 1
	sctrace -p " $pid " 2> trace
	has trace 'exited with 0'
}

@test "-p with a command: both are traced" {
	start busybox sleep 2
	sctrace -p "$pid" -e trace=write,exit_group busybox echo x > out 2> trace
	has trace "Process $pid attached" 'write\(1, "x\\n", 2\) += 2' 'exited with 0' 'exited with 0'
}

@test "-f -p: all threads of a process, each with its blocked call; without -f only one" {
	start python3 -c 'import threading, time
for i in range(3): threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
time.sleep(100)'
	threads() { [ "$(ls "/proc/$pid/task" | wc -l)" = 4 ]; }
	wait_for threads
	wait_for blocked_in "$pid" 230
	sleep 0.5
	for tracer_name in strace sctrace; do
		start_tracer $tracer_name -f -p "$pid"
		all_shown() { [ "$(grep -cE '^\[pid +[0-9]+\] (clock_nanosleep|restart_syscall)\(' trace)" = 4 ]; }
		wait_for all_shown
		end_tracer INT
		echo "status $status" >> trace
		sed 's/^sctrace: /strace: /' trace > by-$tracer_name
		mask by-$tracer_name
		# strace's coming and going restarts the sleeps
		sed -Ei 's/(clock_nanosleep|restart_syscall).*/SLEEP/; /^ <detached/d; s/SLEEP.*/SLEEP/' by-$tracer_name
		grep -oE '^strace: Process N attached with 4 threads|SLEEP|strace: Process N detached|status .*' \
			by-$tracer_name | sort | uniq -c > counts-$tracer_name
	done
	diff -u counts-strace counts-sctrace
	has trace "^sctrace: Process $pid attached with 4 threads$"
	start_tracer sctrace -p "$pid"
	wait_for grep -qE '^(clock_nanosleep|restart_syscall)\(' trace
	end_tracer INT
	[ "$(grep -c detached trace)" -le 2 ]
	has_not trace '\[pid'
}

@test "-p of one thread by its own id" {
	start python3 -c 'import threading, time
threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
time.sleep(100)'
	threads() { [ "$(ls "/proc/$pid/task" | wc -l)" = 2 ]; }
	wait_for threads
	tid=$(ls "/proc/$pid/task" | tail -n 1)
	wait_for grep -q '^230 ' "/proc/$tid/syscall"
	start_tracer sctrace -p "$tid"
	wait_for grep -q '^clock_nanosleep(' trace
	end_tracer INT
	has trace "^sctrace: Process $tid attached$"
}

@test "detach by SIGINT, SIGTERM: text and status as strace's, the process lives on and saw no EINTR" {
	for signal in INT TERM HUP; do
		start_blocked_read 20
		for tracer_name in strace sctrace; do
			start_tracer $tracer_name -p "$pid"
			wait_for grep -q '^read([0-9], ' trace
			end_tracer $signal
			echo "status $status" >> trace
			sed 's/sctrace: /strace: /' trace > by-$tracer_name
			mask by-$tracer_name
		done
		diff -u by-strace by-sctrace
		has by-sctrace '<detached \.\.\.>'
		untraced "$pid"
		blocked_in "$pid" 0
		kill -9 "$pid"
	done
	start_blocked_read 3
	start_tracer sctrace -p "$pid"
	wait_for grep -q '^read([0-9], ' trace
	end_tracer INT
	wait "$pid"
}

@test "detach from a busy process, and again" {
	start "$programs/getpid_loop" 1000000000
	for round in 1 2 3; do
		start_tracer sctrace -p "$pid"
		wait_for grep -q '^getppid()' trace
		end_tracer INT
		[ "$status" = 130 ]
		tail -n 1 trace | grep -qE 'detached' || tail -n 2 trace | grep -qE 'detached'
		kill -0 "$pid"
	done
}

@test "a signal that ends the trace of a command ends the command" {
	start_tracer sctrace sleep 100
	wait_for grep -q nanosleep trace
	command=$(pgrep -P "$tracer" sleep)
	end_tracer TERM
	[ "$status" = 143 ]
	gone() { ! kill -0 "$command" 2> /dev/null; }
	wait_for gone
}

@test "kill -9 of the reader: the process lives on untraced, the module can be unloaded" {
	start_blocked_read 10
	start_tracer sctrace -f -p "$pid"
	wait_for grep -q '^read([0-9], ' trace
	kill -9 "$tracer"
	try wait "$tracer"
	[ "$status" = 137 ]
	blocked_in "$pid" 0
	wait_for rmmod sctrace
	[ ! -e /dev/sctrace ]
	insmod "$SCTRACE_MODULE"
	sctrace -p "$pid" 2> trace
	has trace '"hello", 64\) += 5'
	wait "$pid"
}

@test "kill -9 of a reader with a busy command and children: they run on" {
	start_tracer sctrace -f -o log busybox sh -c 'while :; do /bin/busybox true; done'
	wait_for test -s log
	command=$(pgrep -P "$tracer" busybox)
	kill -9 "$tracer"
	try wait "$tracer"
	sleep 0.3
	kill -0 "$command"
	started+=("$command")
	wait_for rmmod sctrace
	insmod "$SCTRACE_MODULE"
}

@test "TracerPid stays 0, and a debugger can attach to what is traced" {
	start_blocked_read 6
	start_tracer sctrace -p "$pid"
	wait_for grep -q '^read([0-9], ' trace
	untraced "$pid"
	strace -o strace.out -p "$pid" 2> strace.err &
	tracing() { ! untraced "$pid"; }
	wait_for tracing
	wait "$pid"
	wait
	has trace '"hello", 64\) += 5' 'exited with 0'
	has strace.out '"hello", 64\) += 5' 'exited with 0'
}

@test "two readers of one process" {
	start_blocked_read 3
	sctrace -o one -p "$pid" 2> err &
	sctrace -o two -p "$pid" 2>> err
	wait
	has one '^read\([0-9], "hello", 64\) += 5$'
	cmp one two
}

@test "a reader of the reader's process: sctrace sctrace" {
	sctrace -f -o outer sctrace -o inner true
	has inner '^execve\(' '^exit_group'
	has outer 'openat\(AT_FDCWD, "/dev/sctrace"' 'execve\(' 'exit_group'
}
