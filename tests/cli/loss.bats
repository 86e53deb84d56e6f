# SPDX-License-Identifier: GPL-2.0
# A reader that cannot keep up: what is lost is counted and said where it happened, and the traced program isn't held up.

load helpers

calls=50000

# The flood begins when the reader has been stopped.
flood() { # OPTION...
	mkfifo go
	start_tracer sctrace --buffer-size=64k "$@" sh -c "read x < go; exec $programs/getpid_loop $calls"
	reached() { command=$(pgrep -P "$tracer") && blocked_in "$command" 257; }
	wait_for reached
	kill -STOP "$tracer"
	echo > go
	SECONDS=0
	ended() { grep -q '^State:[[:space:]]*Z' "/proc/$command/status"; }
	wait_for ended
	took=$SECONDS
	kill -CONT "$tracer"
	try wait "$tracer"
}

@test "records lost are counted and printed in place, the program isn't held up" {
	flood -o log
	[ "$status" = 0 ]
	[ "$took" -le 5 ]
	has log '^execve\(' '^sctrace: [0-9]+ records? lost between [0-9:.]+ and [0-9:.]+ \(CPU [0-9]+\)$'
	lost=$(awk '/ lost between / { sum += $2 } END { print sum + 0 }' log)
	shown=$(grep -c '^getppid() *= [0-9]' log) || true
	[ "$lost" -gt "$calls" ]
	has trace "^sctrace: $lost records lost: trace less, or use a larger --buffer-size \(it was 65536 bytes\)$"
	# two records a call; some dozens of others
	awk -v sum=$((lost + 2 * shown)) -v all=$((2 * calls)) 'BEGIN { exit !(sum > all - 50 && sum < all + 300) }' ||
		{ echo "$lost records lost, $shown calls shown, $calls made"; false; }
}

@test "losses with -c are said, too" {
	flood -c
	has trace '[0-9]+ records? lost between' 'getppid|syscall'
	grep -qE '^sctrace: [0-9]+ records lost: trace less' trace
}

@test "a larger --buffer-size: nothing is lost" {
	calls=2000
	mkfifo go
	start_tracer sctrace --buffer-size=4M -o log sh -c "read x < go; exec $programs/getpid_loop $calls"
	reached() { command=$(pgrep -P "$tracer") && blocked_in "$command" 257; }
	wait_for reached
	kill -STOP "$tracer"
	echo > go
	ended() { grep -q '^State:[[:space:]]*Z' "/proc/$command/status"; }
	wait_for ended
	kill -CONT "$tracer"
	wait "$tracer"
	[ ! -s trace ]
	has_not log lost
	[ "$(grep -c '^getppid()' log)" = 2000 ]
}

@test "a reader that runs loses nothing of a quick program" {
	sctrace -f -o log "$programs/threads" parallel 2> err
	[ ! -s err ]
	[ "$(grep -c 'getppid' log)" -ge 20 ]
	has_not log lost
}
