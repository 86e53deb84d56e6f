# SPDX-License-Identifier: GPL-2.0
# Bad input: one clear line, strace's text and status where strace has the same situation, nothing in the kernel's log.

load helpers

# shellcheck disable=SC2317 # bats calls it
teardown() {
	[ ${#started[@]} = 0 ] || kill -9 "${started[@]}" 2> /dev/null || true
	wait
	dmesg > after
	cmp /run/sctrace-dmesg after
}

setup_file() {
	dmesg > /run/sctrace-dmesg
}

# The error is one line, with or without the hint at -h.
fails() { # REGEX ARGUMENT...
	local regex=$1

	shift
	try sctrace "$@" > out 2> err
	[ "$status" = 1 ] || { echo "status $status"; cat err; return 1; }
	[ ! -s out ] && [ "$(grep -c . err)" = 1 ] || { cat out err; return 1; }
	has err "$regex"
}

@test "no command, unknown and incomplete options" {
	same
	same -@ true
	same --no-such-option true
	same --summary-only=1 true
	same --output
	same -o
	same -p
	same --summary-s true
	agree
}

@test "unknown calls, signals, statuses and other words" {
	same -e trace=no_such_call true
	same -e trace=open,no_such_call true
	same -e trace=%no_such_class true
	same -e 'trace=/(' true
	same -e trace= true
	same -e signal=SIGNONE true
	same -e status=bad true
	same -e quiet=bad true
	same -e decode-fds=bad true
	agree
}

@test "bad numbers and words" {
	same -s -1 true
	same -s x true
	same -a x true
	same -I 9 true
	same -I x true
	same -S bad -c true
	same -U bad -c true
	same -U name,name -c true
	same -X bad true
	same -O x -c true
	same -b open true
	same --timestamps=bad true
	same --relative-timestamps=bad true
	same --syscall-times=bad true
	agree
}

@test "options that exclude one another" {
	same -c -C true
	same -c -ff -o x true
	same -ff -o '|cat' true
	same -w true
	same -U calls true
	same -t --timestamps true
	same -x --strings-in-hex true
	same -y --decode-fds=all true
	same -f --follow-forks true
	same -q --quiet=exit true
	agree
}

@test "options without an effect are named" {
	same -S calls -e trace=none true
	same -c -o /dev/null -r true
	same -c -o /dev/null -T -t -i -n -y true
	same -A -e trace=none true
	same --output-separately -e trace=none true
	same -z -Z -e trace=none true
	agree
}

@test "no such command, one that cannot be executed, no such user" {
	same_with "^strace: Can't stat 'no-such-command': No such file or directory" no-such-command
	same /no/such/command
	same ./no-such-command
	same -e trace=none /etc/passwd
	same -e trace=none /etc
	same_with "Cannot find user 'no-such-user'" -u no-such-user true
	agree
}

@test "no such process, not a number, a kernel thread, twice, ourselves" {
	fails 'attach: 99999999: No such process' -p 99999999
	same -p 0
	same -p -1
	same -p x
	same -p ,
	same -p ''
	fails 'attach: 2: .*kernel thread' -p 2
	try strace -p 2
	[ "$status" = 1 ]
	start sleep 100
	start_tracer sctrace -p "$pid" -p "$pid"
	wait_for grep -q nanosleep trace
	has trace "attach: $pid: is traced already"
	end_tracer INT
	agree
}

@test "some of the processes are there: those are traced" {
	start busybox sleep 2
	try sctrace -p 99999999 -p "$pid" 2> trace
	[ "$status" = 0 ]
	has trace 'attach: 99999999: No such process' "Process $pid attached" 'exited with 0'
}

@test "an unprivileged user: what to do is said" {
	cd /
	try setpriv --reuid=65534 --regid=65534 --clear-groups sctrace true > "$BATS_TEST_TMPDIR/out" \
		2> "$BATS_TEST_TMPDIR/err"
	cd "$BATS_TEST_TMPDIR"
	[ "$status" = 1 ]
	[ "$(wc -l < err)" = 1 ]
	has err '^sctrace: /dev/sctrace: permission denied: .*root'
}

@test "the module isn't loaded: how to load it is said" {
	rmmod sctrace
	try sctrace touch ran 2> err
	insmod "$SCTRACE_MODULE"
	[ "$status" = 1 ]
	[ "$(wc -l < err)" = 1 ]
	has err '^sctrace: /dev/sctrace: no such device: .*modprobe sctrace'
	[ ! -e ran ]
	sctrace -o trace true
}

@test "another device in its place" {
	mount --bind /dev/null /dev/sctrace
	try sctrace true 2> err
	umount /dev/sctrace
	[ "$status" = 1 ]
	[ "$(wc -l < err)" = 1 ]
	has err '^sctrace: /dev/sctrace: not the device of the sctrace module'
}

@test "--buffer-size: what it may be is said" {
	for size in 0 1 100k 63k 2G 1T x 64kk -1 ''; do
		try sctrace --buffer-size="$size" true 2> err
		[ "$status" = 1 ] || { echo "'$size': status $status"; return 1; }
		has err '^sctrace: .*buffer-size'
	done
	sctrace --buffer-size=64k -o trace true
	sctrace --buffer-size=131072 -o trace true
}

@test "what a tracer that only looks cannot do is refused" {
	for option in -einject=open:error=EIO -efault=open -ekvm=vcpu; do
		fails 'use strace' $option true || { echo "$option"; return 1; }
	done
}
