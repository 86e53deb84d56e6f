# SPDX-License-Identifier: GPL-2.0
# -k: the frames that strace finds, too, by their places in the files; names of functions are the reader's own choice.

load helpers

# strace names functions that it knows nothing of after those before them.
places() { # FILE
	sed -Ei 's/^( > [^(]*)\(.*\)/\1/' "$@"
}

# One line of a small program, with all frames.
both() { # CALL PROGRAM...
	local call=$1 tracer

	shift
	compared=yes
	for tracer in strace sctrace; do
		"$tracer" -k -qq -e trace="$call" -o by-$tracer "$@" > /dev/null
	done
	has by-sctrace '^ > /.*\(.+\+0x[0-9a-f]+\) \[0x[0-9a-f]+\]$'
	mask by-strace by-sctrace
	places by-strace by-sctrace
	diff -u by-strace by-sctrace
}

@test "-k, --stack-trace: where calls were made" {
	both write /bin/echo text
	both clock_nanosleep sleep 0.1
	both exit_group true
	both openat -P /etc/issue cat /etc/issue
}

@test "-k: functions of the program itself" {
	compared=yes
	sctrace -k -e trace=write -o out "$programs/int80" || true
	has out '^ > .*/int80\(main\+0x[0-9a-f]+\)'
}

@test "-k: an execve has the frames of the program that made it" {
	compared=yes
	sctrace -k -e trace=execve -o out busybox sh -c 'exec /usr/bin/true'
	has out '^execve.*busybox' '^execve.*true' '^ > .*/busybox\('
	has_not out '^ > .*/true\('
}

@test "-k: a process that was there before" {
	compared=yes
	start sleep 2
	sctrace --stack-traces -p "$pid" -e trace=clock_nanosleep,exit_group 2> out
	has out '^clock_nanosleep' '^ > .*libc.so.6\(clock_nanosleep\+0x' '^ > .*/sleep\(' '^\+\+\+ exited' '^ > .*libc.so.6\(_exit'
}

@test "-k: children, and calls that are not shown but map files" {
	compared=yes
	sctrace -f -k -e trace=clock_nanosleep -o out sh -c 'sleep 0.1; :'
	has out 'clock_nanosleep' '^ > .*libc.so.6\(clock_nanosleep' '^ > .*/sleep\(' '^ > .*libc.so.6\(__libc_start_main'
	has_not out 'mmap|execve\('
}

@test "--stack-trace-frame-limit" {
	compared=yes
	sctrace --stack-trace=symbol --stack-trace-frame-limit=2 -e trace=write -o out echo text
	[ "$(grep -c '^ > ' out)" = 2 ]
	sctrace -k -c -o out echo text 2> err
	has_not out '^ > '
	has err 'has no effect'
}
