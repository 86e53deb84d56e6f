# SPDX-License-Identifier: GPL-2.0
# Where the trace goes: -o FILE, -o '|COMMAND', -A, -C and -c there, and what a full disk or a dead reader does to it.

load helpers

@test "-o FILE, --output: the trace there, nothing on stderr" {
	same_with '^openat' -o trace -e trace=openat,close cat /etc/issue
	same --output=trace -e trace=openat,close cat /etc/issue
	agree
	sctrace -o trace -e trace=openat,close cat /etc/issue > out 2> err
	[ ! -s err ]
}

@test "-A, --output-append-mode: what is in the file stays; without it, it goes" {
	echo first > log
	sctrace -A -o log -e trace=none true
	sctrace --output-append-mode -o log -e trace=none true
	has log '^first$' '^\+\+\+ exited with 0' '^\+\+\+ exited with 0'
	sctrace -o log -e trace=none true
	[ "$(wc -l < log)" = 1 ]
}

@test "-o '|COMMAND' and '!COMMAND': the trace into a command, which is waited for" {
	same_with '^OPENAT' -o '|tr a-z A-Z > trace' -e trace=openat cat /etc/issue
	same_with '^OPENAT' -o '!tr a-z A-Z > trace' -e trace=openat cat /etc/issue
	sctrace -o '|sleep 1; cat > late' -e trace=none true
	has late 'exited with 0'
	agree
}

@test "-c -o FILE: the table goes there" {
	sctrace -c -o table cat /etc/issue 2> err
	[ ! -s err ]
	has table '^% time ' ' total$'
}

@test "-p -o FILE: messages on stderr, the trace in the file" {
	start sleep 60
	start_tracer sctrace -o file -p "$pid"
	wait_for grep -q attached trace
	wait_for grep -q nanosleep file
	end_tracer INT
	has trace "^sctrace: Process $pid attached" "^sctrace: Process $pid detached"
	has file 'clock_nanosleep\(CLOCK_REALTIME, 0, \{tv_sec=60, tv_nsec=0\}, .*<detached \.\.\.>$'
}

@test "unwritable -o: one line, status 1, the command isn't run" {
	same_with "^strace: Can't fopen '/no/such/folder/file': No such file or directory" -o /no/such/folder/file touch run
	same_with "/tmp': Is a directory" -o /tmp touch run
	[ ! -e run ]
	agree
}

@test "full disk: said once, nonzero status, the command runs on" {
	try sctrace -o /dev/full sh -c 'echo done > ran' 2> err
	[ "$status" != 0 ]
	[ "$(wc -l < err)" = 1 ]
	has err '^sctrace: /dev/full: No space left on device'
	has ran done
	mkdir small
	mount -t tmpfs -o size=16k none small
	try sctrace -o small/trace "$programs/getpid_loop" 2000 2> err
	umount small
	[ "$status" != 0 ]
	[ "$(wc -l < err)" = 1 ]
	has err '^sctrace: small/trace: No space left on device'
}

@test "-o '|COMMAND' that dies: said, nonzero status, the command of the trace is not hurt" {
	try timeout 60 sctrace -o '|exit 3' "$programs/getpid_loop" 20000 2> err
	[ "$status" != 0 ]
	[ "$status" -lt 124 ]
	[ "$(wc -l < err)" = 1 ]
	has err '^sctrace: .*Broken pipe'
}

@test "stderr closed or full: the command's status nonetheless, no hang" {
	try timeout 60 sctrace sh -c 'exit 5' 2>&-
	[ "$status" = 5 ]
	try timeout 60 sctrace sh -c 'exit 0' 2> /dev/full
	[ "$status" -lt 124 ]
}
