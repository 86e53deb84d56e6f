# SPDX-License-Identifier: GPL-2.0
# A reader that cannot keep up: what is lost is counted and said where it happened, and the traced program isn't held up,
# or not for long. With --lossless it is held up, and nothing is lost.

load helpers

# The reader is stopped during so many calls of a command.  A loss is told to it by the next record of the same CPU.
flood() { # CALLS OPTION...
	local calls=$1

	shift
	mkfifo go
	start_tracer sctrace -f "$@" taskset -c 0 sh -c "read x < go; $programs/getpid_loop $calls; : > ended; read x < go; exit 3"
	waiting() { command=$(pgrep -P "$tracer") && blocked_in "$command" 257; }
	wait_for waiting
	kill -STOP "$tracer"
	SECONDS=0
	echo > go
	wait_for test -e ended
	took=$SECONDS
	wait_for waiting
	kill -CONT "$tracer"
	sleep 0.5	# it makes room again
	echo > go
	try wait "$tracer"
}

@test "records lost are counted and printed in place, the program isn't held up" {
	calls=50000
	flood $calls --buffer-size=64k -o log
	[ "$status" = 3 ]
	[ "$took" -le 5 ]
	has log 'execve\(' 'sctrace: [0-9]+ records? lost between [0-9:.]+ and [0-9:.]+ \(CPU [0-9]+\)$' \
		'exit_group\(3\)' 'exited with 3'
	lost=$(sed -nE 's/.*sctrace: ([0-9]+) records? lost between.*/\1/p' log | awk '{ sum += $1 } END { print sum + 0 }')
	shown=$(grep -c 'getppid() *= [0-9]' log) || true
	has trace "^sctrace: $lost records lost.*: trace less, or use .*--buffer-size"
	# two records a call; some dozens of others
	awk -v sum=$((lost + 2 * shown)) -v all=$((2 * calls)) 'BEGIN { exit !(sum > all - 50 && sum < all + 300) }' ||
		{ echo "$lost records lost, $shown calls shown, $calls made"; false; }
}

@test "losses with -C are said, too" {
	flood 50000 --buffer-size=64k -C -o log
	[ "$status" = 3 ]
	has log '^% time' ' getppid$' ' total$'
	grep -qE '^sctrace: [0-9]+ records lost.*: trace less, or use .*--buffer-size' trace
}

@test "-c counts every call, also while its reader is stopped" {
	flood 50000 --buffer-size=64k -c
	[ "$status" = 3 ]
	[ "$(awk '$NF == "getppid" { print $4 }' trace)" -ge 50000 ]
	has_not trace lost
}

@test "a larger --buffer-size: nothing is lost" {
	flood 2000 --buffer-size=4M -o log
	has_not log 'lost'
	has_not trace 'lost'
	[ "$(grep -c 'getppid() *= [0-9]' log)" -ge 2000 ]
}

@test "a reader that runs loses nothing of a quick program" {
	sctrace -f -o log "$programs/threads" parallel 2> err
	[ ! -s err ]
	[ "$(grep -c 'getppid' log)" -ge 20 ]
	has_not log lost
}

@test "--lossless: nothing is lost from the smallest buffers" {
	sctrace -f --lossless --buffer-size=64k -e trace=getppid -o log "$programs/../bench/threads" 8 2500
	[ "$(grep -c 'getppid() *= [0-9]\|getppid resumed' log)" = 20000 ]
	has_not log lost
}

@test "a program that is faster than the reader loses nothing by default" {
	sctrace -o log dd if=/dev/zero of=/dev/null bs=1 count=40000 2> err
	[ "$(grep -c '^write(1, "\\0", 1) *= 1$' log)" = 40000 ]
	has_not log lost
	has_not err lost
}

# A reader that is stopped has a program write more than its buffer holds.
stuck() { # OPTION...
	start_tracer sctrace -f --buffer-size=64k -o log "$@" sh -c "kill -STOP \$PPID; $programs/getpid_loop 5000; : > ended; exit 3"
}

@test "--lossless=SECONDS: a program waits no longer for a reader that is stuck" {
	SECONDS=0
	stuck --lossless=2
	wait_for test -e ended
	[ "$SECONDS" -ge 2 ]
	kill -CONT "$tracer"
	try wait "$tracer"
	[ "$status" = 3 ]
	has trace '^sctrace: [0-9]+ records lost.*: trace less, or use --lossless'
}

@test "--lossless: a program that waits can be killed" {
	stuck --lossless=600
	asleep() { pid=$(pgrep -x getpid_loop) && grep -q '^State:.D' "/proc/$pid/status"; }
	wait_for asleep
	sleep 1
	asleep
	kill -9 "$pid"
	gone() { ! asleep; }
	wait_for gone
	kill -CONT "$tracer"
	try wait "$tracer"
	has log '\+\+\+ killed by SIGKILL \+\+\+'
}
