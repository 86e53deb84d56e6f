# SPDX-License-Identifier: GPL-2.0
# What the tests of the command line share: both tracers at the same work, processes to attach to, and waiting.
# shellcheck shell=bash

export LC_ALL=C
programs=$BATS_TEST_DIRNAME/../../build/tests/programs
# the same environment for both tracers: it has its place on the stack
# shellcheck disable=SC2034 # for the tests
small=(env -i "PATH=$PATH" TZ=UTC0)

# Without it, the same program has the same addresses every time, and they can be compared.
setup_file() {
	echo 0 > /proc/sys/kernel/randomize_va_space
}

setup() {
	started=()
	expected=()
	compared=yes
	cd "$BATS_TEST_TMPDIR" || return
}

teardown() {
	[ ${#started[@]} = 0 ] || kill -9 "${started[@]}" 2> /dev/null || true
	wait
	[ -n "$compared" ] || [ -z "$BATS_TEST_COMPLETED" ] || { echo "the test forgot to call agree"; return 1; }
}

# Starts a process and leaves its id in $pid.  bats keeps descriptors 3 and 4 open, and waits for all that hold 3.
start() { # COMMAND...
	"$@" 3>&- 4>&- &
	pid=$!
	started+=("$pid")
}

wait_for() { # COMMAND...: until it succeeds
	local tries

	for ((tries = 0; tries < 100; tries++)); do
		! "$@" || return 0
		sleep 0.1
	done
	echo "waited in vain for: $*"
	return 1
}

blocked_in() { # PID CALL-NUMBER
	local number rest

	read -r number rest < "/proc/$1/syscall" && [ "$number" = "$2" ]
}

# The exit status of a command that may fail, in $status.
try() { # COMMAND...
	status=0
	"$@" || status=$?
}

# The lines that must be in a file, in this order, with anything between them.
has() { # FILE REGEX...
	busybox awk '
		BEGIN { for (i = 2; i < ARGC; i++) { want[i] = ARGV[i]; ARGV[i] = "" }; at = 2 }
		at < ARGC && $0 ~ want[at] { at++; after = NR }
		END { if (at < ARGC) { print "not in the file, after line " after + 0 ": " want[at]; exit 1 } }
	' "$@" || { grep -n '' "$1" | head -n 60; return 1; }
}

has_not() { # FILE REGEX
	! grep -nE -e "$2" "$1"
}

has_only() { # FILE REGEX: that is in every line
	! grep -nvE -e "$2" "$1"
}

# What differs between any two runs: process ids, times, random bytes, ports and inodes, the stack, and what execve says
# of the tracer's own memory.  strace complains aloud, in mid-line, of memory that cannot be read.
mask() { # FILE...
	sed -Ezi 's/strace: umove[^\n]*\n//g' "$@"
	sed -Ei '
		s/^sctrace: /strace: /; s/sctrace -h/strace -h/g
		s/\[pid +[0-9]+\]/[pid N]/
		s/(\<pid=|_pid=|Process |PID=|attach: |sctrace-sockets-)[0-9]+/\1N/g
		s/((set_tid_address|getpid|gettid|getppid|getpgrp|wait4|clone|vfork)\(.*= )[0-9]+$/\1N/
		s/((tg)?kill|rt_sigqueueinfo)\([0-9]+(, [0-9]+, SIG)?/\1(N\3/; s/(tgkill\(N, )[0-9]+/\1N/
		s/(si_[us]time)=[0-9]+( \/\*[^*]*\*\/)?/\1=T/g
		s/(getrandom\(")[^"]*/\1RANDOM/
		s/(127\.0\.0\.1:|0\.0\.0\.0:|\[::1?\]:|htons\()[0-9]+/\1PORT/g
		s/([A-Za-z0-9]:\[)[0-9]+(->[0-9]+)?([],])/\1INODE\3/g
		/INODE|PORT|STACK|\/(by|out)>|kill\(N|execve/s/\) += /) = /
		s/0x7fffffff[0-9a-f]{4}\>/STACK/g; s/\/(by|out)-sc?trace>/\/\1>/g
		/execve\(/s/0x[0-9a-f]{6,}/ADDRESS/g; s/^\[0{4}7f[0-9a-f]+(\] execve)/[IP\1/
		/: line [0-9]+: +[0-9]+ /d
	' "$@"
}

# Gives both tracers the same command line.  stderr, the files trace* and the exit status go to by-TRACER, stdout to
# out-TRACER, one run after another, until agree() compares them.
same() { # ARGUMENT...
	local tracer status file

	[ -z "$compared" ] || rm -f by-* out-*
	compared=''
	for tracer in strace sctrace; do
		echo "*** $*" >> by-$tracer
		status=0
		"$tracer" "$@" 2>> by-$tracer >> out-$tracer 3>&- 4>&- || status=$?
		for file in trace*; do
			[ -e "$file" ] || continue
			echo "*** a file:" >> by-$tracer
			cat "$file" >> by-$tracer
			rm "$file"
		done
		echo "*** status $status" >> by-$tracer
	done
}

# As same(), and a line must be in what strace says.
same_with() { # REGEX ARGUMENT...
	expected+=("$1")
	shift
	same "$@"
}

agree() {
	compared=yes
	mask by-strace by-sctrace
	diff -u by-strace by-sctrace
	diff -u out-strace out-sctrace
	has by-strace '' "${expected[@]}"
	expected=()
}

# A process that is blocked in read of a TCP connection, for some seconds or for ever: its id in $pid.
# An error of that read, such as EINTR, makes it fail.
start_blocked_read() { # [SECONDS]
	start "$programs/blocked_read" "$@" > blocked_read.pid
	wait_for blocked_in "$pid" 0
}

# Traces in the background, with stderr in the file "trace"; $tracer is its id.
start_tracer() { # COMMAND...
	"$@" 2> trace 3>&- 4>&- &
	tracer=$!
	started+=("$tracer")
}

# Sends it a signal, and leaves its exit status in $status.
end_tracer() { # SIGNAL
	kill -"$1" "$tracer"
	try wait "$tracer"
}
