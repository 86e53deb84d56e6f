# SPDX-License-Identifier: GPL-2.0
# record and report: what was recorded is printed as it would have been printed live, whatever happens to the recorder.

load helpers

# A process that waits for a line in the file "go", and then executes a command; its id in $pid.
start_waiting() { # COMMAND...
	[ -p go ] || mkfifo go
	start sh -c 'read x < go; exec "$@"' sh "$@"
	wait_for blocked_in "$pid" 257
}

# A recorder in the background, once it is attached: its id in $tracer.
start_recorder() { # OPTION...
	start_tracer sctrace record "$@"
	wait_for grep -q 'attached$\|attached with' trace
}

@test "what is recorded is reported as it would have been printed" {
	for options in '-f' '-f -y -v -s 100' '-f -k' '-e trace=%file,write'; do
		# shellcheck disable=SC2086
		start_waiting sh -c 'cat /etc/issue > out; ls /nowhere; kill -USR1 $$' 2> /dev/null
		start_recorder $options -o data -p "$pid"
		sctrace $options -o live -p "$pid" 2> err 3>&- 4>&- &
		reader=$!
		wait_for grep -q attached err
		echo > go
		try wait "$reader"
		end=$status
		try wait "$tracer"
		[ "$status" = "$end" ]
		sctrace report -o report data 2> report.err
		diff -u live report
		diff <(grep attached err) <(grep attached report.err)
		[ "$(wc -l < report)" -gt 5 ]
		[ "$options" != -f ] || has report 'execve\(' '--- SIGCHLD' '\+\+\+ killed by SIGUSR1'
	done
}

@test "a pipe, a file, compressed or not: the same text" {
	sctrace record -q -f -o - sh -c 'ls /etc; true' 2> out | tee data | sctrace report -tt -T - > by-pipe
	grep -qx passwd out
	sctrace report -tt -T data > by-file
	diff by-pipe by-file
	[ "$(wc -l < by-file)" -gt 50 ]
	sctrace record -q --compress -o packed ls > /dev/null
	sctrace record -q --no-compress -o plain ls > /dev/null
	diff <(sctrace report packed | cut -d'(' -f1) <(sctrace report plain | cut -d'(' -f1)
	[ "$(stat -c %s packed)" -lt "$(stat -c %s plain)" ]
	[ "$(stat -c %a plain)" = 600 ]
}

@test "display options work on a file; what was not captured is refused" {
	sctrace record -q cat /etc/issue /nowhere > /dev/null 2> err || true
	[ -s sctrace.data ]
	sctrace report -e trace=openat > opens
	has_only opens '^(openat|\+\+\+|---)'
	sctrace report -Z | grep -q 'nowhere.*ENOENT'
	sctrace report -c > table 2> err
	has table '^% time' ' openat$' ' total$'
	has err 'CPU times were not recorded'
	sctrace report -ff -o trace > /dev/null
	ls trace.[0-9]*
	for option in '-s 1000' -y -k -v '-P /etc/issue' '-e read=3'; do
		# shellcheck disable=SC2086
		try sctrace report $option > out 2> err
		[ "$status" = 1 ]
		has err '^sctrace: -.*: not recorded: .*"sctrace record"$'
		[ "$(wc -l < err)" = 1 ]
		[ ! -s out ]
	done
	try sctrace record -t true 2> err
	[ "$status" = 1 ]
	has err 'not an option of sctrace record'
	try sctrace report nothing 2> err
	[ "$status" = 1 ]
	has err '^sctrace: nothing: No such file or directory$'
}

@test "exit status, and programs with a command's name" {
	try sctrace record -q sh -c 'exit 3'
	[ "$status" = 3 ]
	try sctrace record -q sh -c 'kill -TERM $$'
	[ "$status" = 143 ]
	sctrace report | tail -n 1 | grep -q 'killed by SIGTERM'
	sctrace record -q true
	[ -s sctrace.data.old ]
	printf '#!/bin/sh\necho it runs\n' > record
	chmod +x record
	[ "$(PATH=$PWD:$PATH sctrace -- record 2> err)" = 'it runs' ]
	[ "$(sctrace ./record 2> err)" = 'it runs' ]
	sctrace help record | grep -q -- --flight-recorder
	try sctrace record -q nothing-of-this-name 2> err
	[ "$status" = 1 ]
}

@test "^C ends a recording, and the file says so" {
	start_blocked_read
	start_recorder -o data -p "$pid"
	end_tracer INT
	[ "$status" = 130 ]
	sctrace report data > out 2> err
	has out 'attached$' 'read\([0-9]+, .*Process [0-9]+ detached' '<detached \.\.\.>'
	[ ! -s err ]
}

@test "kill -9 of the recorder: what was written is there, and it is said that the rest is missing" {
	start "$programs/getpid_loop" 100000000
	start_tracer sctrace record -q -o data -p "$pid"
	wait_for test -s data
	bigger() { [ "$(stat -c %s data)" -gt 100000 ]; }
	wait_for bigger
	kill -9 "$tracer"
	wait "$tracer" || true
	kill -9 "$pid"
	try sctrace report data > out 2> err
	[ "$status" = 1 ]
	[ "$(grep -c 'getppid()' out)" -gt 500 ]
	has err 'sctrace: data: byte [0-9]+: the file ends here'
}

@test "a full disk: the command runs on, the status says so, the file can be read" {
	mkdir small
	mount -t tmpfs -o size=3m none small
	try sctrace record -o small/data "$programs/getpid_loop" 60000 2> err
	sctrace report small/data > out 2> err2 || true
	umount small
	[ "$status" = 1 ]
	has err 'small/data: No space left on device'
	[ "$(grep -c 'getppid()' out)" -gt 500 ]
}

@test "a pipe whose reader goes away" {
	sctrace record -q -o - "$programs/getpid_loop" 20000 2> err | head -c 100000 > /dev/null || true
	[ "${PIPESTATUS[0]}" != 0 ] || has err 'Broken pipe'
}

@test "--max-size and --max-files: parts, read in order" {
	sctrace record -q --max-size=100k -o data "$programs/getpid_loop" 40000
	[ ! -e data ]
	[ "$(find . -name 'data.0*' | wc -l)" -ge 3 ]
	sctrace report data > all
	[ "$(grep -c 'getppid()' all)" = 40000 ]
	has all '^execve' 'exited with'
	sctrace report data.000003 data.000001 data.000002 | diff - <(sctrace report data.00000[123])
	rm data.*
	sctrace record -q --max-size=100k --max-files=2 -o data "$programs/getpid_loop" 40000
	[ "$(find . -name 'data.0*' | wc -l)" = 2 ]
	sctrace report data > last
	has_not last execve
	has last 'getppid' 'exited with'
	sctrace report -Y -f data | grep -q getppid
}

@test "--flight-recorder: at SIGUSR2, at a process's death by a signal, and at --dump-on" {
	start "$programs/getpid_loop" 100000000
	start_tracer sctrace record -f --flight-recorder=256k -o data -p "$pid"
	wait_for grep -q attached trace
	sleep 1
	[ ! -e data.000001 ]
	kill -USR2 "$tracer"
	wait_for grep -q 'calls written (SIGUSR2)' trace
	size=$(stat -c %s data.000001)
	[ "$size" -gt 100000 ] && [ "$size" -lt 700000 ]
	sctrace report data.000001 > out
	has out "The flight recorder's memory begins here" 'getppid\(\)'
	has_not out lost
	kill -SEGV "$pid"
	wait_for grep -q 'was killed by SIGSEGV' trace
	wait "$tracer"
	sctrace report data.000002 | tail -n 1 | grep -q 'killed by SIGSEGV'
	sctrace record --flight-recorder --dump-on=errno:ENOENT,signal:SIGUSR1 -o other cat /nowhere 2> err || true
	has err 'other.000001: [0-9]+ calls written \(ENOENT in [0-9]+\)'
	sctrace report other | grep -q nowhere
	sctrace record --flight-recorder '--dump-on=duration>200ms' -o slow sleep 0.5 2> err
	has err 'slow.000001: [0-9]+ calls written \(a long call of [0-9]+\)'
}

@test "several recordings are merged by the clock" {
	sctrace record -q -f -o one sh -c 'sleep 0.5; echo one' > /dev/null &
	sleep 0.2
	sctrace record -q -f -o two sh -c 'sleep 0.1; echo two' > /dev/null
	wait
	sctrace report -e trace=write one two > out
	has out '\[pid +[0-9]+\] write\(1, "two' '\[pid +[0-9]+\] write\(1, "one'
	diff out <(sctrace report -e trace=write two one)
}
