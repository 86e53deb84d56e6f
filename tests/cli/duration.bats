# SPDX-License-Identifier: GPL-2.0
# -e duration: only calls that take so long, or so short.

load helpers

setup() {
	compared=yes started=()
	cd "$BATS_TEST_TMPDIR" || return
}

sleeps=(sh -c 'sleep 0.01; sleep 2; sleep 0.02; exit 5')

@test "-e duration>: the long calls, with the times at which they began" {
	try sctrace -f -ttt -T -e 'duration>1s' -o log "${sleeps[@]}"
	[ "$status" = 5 ]
	# the sleep and the wait for it, in the order of their ends
	[ "$(grep -c '<[2-9]\.[0-9]*>$' log)" = 2 ]
	has log 'nanosleep\(.*tv_sec=2, tv_nsec=0' 'wait4\(-1, .*<[2-9]\.'
	has_not log 'execve|tv_nsec=10000000'
	# each is printed when it has ended, 2 s after the time in front of it
	awk '/nanosleep/ { began = $2 } /exited with 5/ { ended = $2 } END { exit !(ended - began > 2) }' log
}

@test "-e duration: a range, and the other way round" {
	try sctrace -f -e 'duration>=9ms' -e 'duration<1s' -e trace=clock_nanosleep -o log "${sleeps[@]}"
	has log 'tv_nsec=10000000' 'tv_nsec=20000000'
	has_not log 'tv_sec=2, tv_nsec=0'
	try sctrace -f -e 'duration<=1s' -e trace=clock_nanosleep,execve -o log "${sleeps[@]}"
	has log 'execve' 'tv_nsec=10000000' 'tv_nsec=20000000'
	has_not log 'tv_sec=2, tv_nsec=0'
}

@test "-e duration with -c counts only those" {
	try sctrace -f -c -w -S calls -e 'duration>1s' -o log "${sleeps[@]}"
	has log ' 1 +(clock_)?nanosleep$|wait4$' ' 2 .*total'
}

@test "-e duration: mistakes" {
	for bad in 'duration>' 'duration>x' 'duration<0' 'duration>1h'; do
		try sctrace -e "$bad" true 2> trace
		[ "$status" = 1 ]
		has trace "invalid -e duration argument: '"
	done
}
