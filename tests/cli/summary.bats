# SPDX-License-Identifier: GPL-2.0
# The table of -c and what shapes it: -C, -S, -U, -O, -w.

load helpers

# "NAME CALLS ERRORS" of each row
rows() { # FILE
	awk '/^ *[0-9]+\.[0-9]+ / && $NF != "total" { print $NF, $4, (NF > 5 ? $5 : 0) }' "$1" | sort
}

@test "-c, --summary-only: strace's table, counts and errors; the total is the sum" {
	for option in -c --summary-only; do
		"${small[@]}" strace $option cat /etc/passwd > out 2> by-strace
		"${small[@]}" sctrace $option cat /etc/passwd > out 2> by-sctrace
		rows by-strace > expected
		rows by-sctrace > observed
		[ "$(wc -l < expected)" -gt 10 ]
		diff expected observed
	done
	diff <(grep -E '^(%|-)' by-strace) <(grep -E '^(%|-)' by-sctrace)
	cmp out /etc/passwd
	awk '/^---/ { next } $NF == "total" { total = $4 } /^ *[0-9]/ && $NF != "total" { calls += $4 }
		END { exit !(total && total == calls) }' by-sctrace
	has_not by-sctrace '\(|exited'
}

@test "-c: the time is the CPU's, with -w the clock's" {
	sctrace -c sleep 0.3 2> table
	awk '$NF == "clock_nanosleep" { exit !($2 < 0.1) }' table
	sctrace -c -w sleep 0.3 2> table
	awk '$NF == "clock_nanosleep" { found = $2 >= 0.3 && $2 < 1 } END { exit !found }' table
	sctrace -c --summary-wall-clock sleep 0.3 2> table
	has table ' clock_nanosleep$'
}

@test "-C, --summary: the trace, then the table" {
	sctrace -C -e trace=openat,close cat /etc/issue 2> trace
	has trace '^openat\(' '^\+\+\+ exited' '^% time' ' openat$' ' total$'
	sctrace --summary -e trace=close cat /etc/issue 2> trace
	has trace '^close\([0-9]\)' ' close$'
}

@test "-S, --summary-sort-by: rows in that order" {
	sctrace -c -S calls cat /etc/issue 2> table
	rows_in_order() { awk '/^ *[0-9]+\.[0-9]+ / && $NF != "total" { print $'"$1"' }' table; }
	rows_in_order 4 | sort -c -n -r
	sctrace -c -S name cat /etc/issue 2> table
	rows_in_order NF | sort -c
	sctrace -c -S time cat /etc/issue 2> table
	rows_in_order 2 | sort -c -n -r
	sctrace -c --summary-sort-by=avg-time cat /etc/issue 2> table
	rows_in_order 3 | sort -c -n -r
	sctrace -c -S errors cat /etc/issue 2> table
	awk '/^ *[0-9]+\.[0-9]+ / { exit !($5 > 0 && NF == 6) }' table
	for name in none nothing time-total min-time max-time count error syscall; do
		sctrace -c -S $name true 2> table
		has table ' total$'
	done
}

@test "-U, --summary-columns: these columns" {
	sctrace -c -U calls,name cat /etc/issue 2> table
	has table '^ +calls syscall' '^ +[0-9]+ openat$'
	for columns in name,calls min-time,max-time,avg-time errors,calls,name,time-percent,total-time shortest; do
		"${small[@]}" strace -c --summary-columns=$columns true 2> by-strace
		"${small[@]}" sctrace -c --summary-columns=$columns true 2> by-sctrace
		diff <(head -n 1 by-strace) <(head -n 1 by-sctrace)
	done
}

@test "-O, --summary-syscall-overhead: subtracted from each call" {
	for overhead in -O1s --summary-syscall-overhead=100000 -O1000ms; do
		sctrace -c -w $overhead cat /etc/issue 2> table
		awk '/^ *[0-9]+\.[0-9]+ / && $2 > 0 { exit 1 }' table
		has table ' openat$'
	done
	sctrace -c -w -O 100ms sleep 0.3 2> table
	awk '$NF == "clock_nanosleep" { found = $2 >= 0.2 && $2 < 0.9 } END { exit !found }' table
}

@test "-c with -f counts all processes, with -Z and -e only what is asked for" {
	sctrace -c -f -e trace=exit_group,execve busybox sh -c '/bin/busybox true; /bin/busybox true; :' 2> table
	[ "$(rows table | grep execve)" = "execve 3 0" ]
	same_counts() {
		"${small[@]}" strace -c "$@" 2> by-strace
		"${small[@]}" sctrace -c "$@" 2> by-sctrace
		diff <(rows by-strace) <(rows by-sctrace)
	}
	same_counts -Z cat /etc/issue
	same_counts -z cat /etc/issue
	same_counts -P /etc/issue cat /etc/issue
	same_counts -e trace=none true
}

@test "--summary-latency: p50, p90, p99 and longest, in order" {
	for option in -c -C "-c -w"; do
		# shellcheck disable=SC2086 # two words
		sctrace $option --summary-latency -o table "$programs/getpid_loop" 1000
		has table '^% time .*  calls +errors +p50 +p90 +p99 +longest syscall$'
		awk '$NF == "getppid" { found = 1; exit !($4 == 1000 && $5 <= $6 && $6 <= $7 && $7 <= $8 && $8 > 0) }
			END { exit !found }' table
	done
}

@test "--histogram: as many calls as the table has" {
	sctrace -c --histogram -e trace=getppid -o table "$programs/getpid_loop" 1000
	has table '^getppid:$' '@'
	[ "$(sed -nE 's/^ *[0-9.]+[a-z]+ - *[0-9.]+[a-z]+ +([0-9]+) \|.*/\1/p' table | awk '{ sum += $1 } END { print sum }')" = 1000 ]
}

@test "--interval: the table again and again" {
	start_tracer sctrace -c --interval=1s -o table sh -c "$programs/getpid_loop 10; sleep 2.5"
	two() { [ "$(grep -c '^% time' table)" -ge 2 ]; }
	wait_for two
	kill -0 "$tracer"
	try wait "$tracer"
	[ "$(grep -c '^% time' table)" -ge 3 ]
}

@test "--summary-latency, --histogram and --interval need a table" {
	for option in --summary-latency --histogram --interval=1; do
		try sctrace $option true 2> err
		[ "$status" != 0 ]
		has err "^sctrace: ${option%=*} must be given with \\(-c"
	done
	try sctrace -c --interval=0 true 2> err
	has err "^sctrace: invalid --interval argument: '0'"
}
