# SPDX-License-Identifier: GPL-2.0
# What the tests of the command line share: both tracers at the same work, processes to attach to, and waiting.
# shellcheck shell=bash

export LC_ALL=C
programs=$BATS_TEST_DIRNAME/../../build/tests/programs

# Without it, the same program has the same addresses every time, and they can be compared.
setup_file() {
	echo 0 > /proc/sys/kernel/randomize_va_space
}

setup() {
	started=()
	cd "$BATS_TEST_TMPDIR" || return
}

teardown() {
	[ ${#started[@]} = 0 ] || kill -9 "${started[@]}" 2> /dev/null || true
	wait
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
	[ "$(cut -d ' ' -f 1 "/proc/$1/syscall")" = "$2" ]
}

# The exit status of a command that may fail, in $status.
try() { # COMMAND...
	status=0
	"$@" || status=$?
}

# The lines that must be in a file, in this order, with anything between them.
has() { # FILE REGEX...
	local file=$1 regex at=1 line

	shift
	for regex; do
		line=$(tail -n "+$at" "$file" | grep -nE -m 1 -e "$regex" | cut -d : -f 1)
		if [ -z "$line" ]; then
			echo "not in $file (after line $((at - 1))): $regex"
			head -n 60 "$file"
			return 1
		fi
		at=$((at + line))
	done
}

has_not() { # FILE REGEX
	! grep -nE -e "$2" "$1"
}

# What differs between any two runs: process ids, random bytes, the ports and inodes of sockets and pipes, and what
# execve says of the tracer's own memory.
mask() { # FILE
	sed -Ei '
		s/\[pid +[0-9]+\]/[pid N]/
		s/(\<pid=|_pid=|Process |PID=|attach: |sctrace-sockets-)[0-9]+/\1N/g
		s/((set_tid_address|getpid|gettid|getppid|getpgrp|wait4|clone|vfork)\(.*= )[0-9]+$/\1N/
		s/((tg)?kill|rt_sigqueueinfo)\([0-9]+(, [0-9]+, SIG)?/\1(N\3/; s/(tgkill\(N, )[0-9]+/\1N/
		s/(getrandom\(")[^"]*/\1RANDOM/
		s/(127\.0\.0\.1:|0\.0\.0\.0:|\[::1?\]:|htons\()[0-9]+/\1PORT/g
		s/([A-Za-z0-9]:\[)[0-9]+(->[0-9]+)?([],])/\1INODE\3/g
		/INODE|PORT|kill\(N|execve/s/\) += /) = /
		/execve\(/s/0x[0-9a-f]{6,}/ADDRESS/g; s/^\[0{4}7f[0-9a-f]+(\] execve)/[IP\1/
		/: line [0-9]+: +[0-9]+ /d
	' "$1"
}

# A small environment, the same for both tracers: it has its place on the stack.
small=(env -i "PATH=$PATH" TZ=UTC0)

# One tracer's run: the file by-TRACER gets its stderr, its stdout, the files trace* and its exit status.
by() { # TRACER ARGUMENT...
	local name=by-$1 status file

	rm -f trace*
	try "${small[@]}" "$@" > stdout 2> stderr 3>&- 4>&-
	{
		cat stderr
		echo "--- stdout"
		cat stdout
		for file in trace*; do
			[ ! -e "$file" ] || { echo "--- a file"; cat "$file"; }
		done
		echo "--- status $status"
	} > "$name"
	rm -f trace*
	# strace complains aloud, in mid-line, of memory that cannot be read
	sed -Ezi 's/strace: umove[^\n]*\n//g; s/(^|\n)sctrace: /\1strace: /g; s/sctrace -h/strace -h/g' "$name"
	mask "$name"
}

# Gives both tracers the same command line: all that by() collects must be the same.
same() { # ARGUMENT...
	by strace "$@"
	by sctrace "$@"
	diff -u by-strace by-sctrace || { echo "with: $*"; return 1; }
}

# As same(), and what strace says in its output must fit, lest both say nothing.
same_with() { # REGEX ARGUMENT...
	local regex=$1

	shift
	same "$@" && has by-strace "$regex"
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
