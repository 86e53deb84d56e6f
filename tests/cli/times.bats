# SPDX-License-Identifier: GPL-2.0
# Times: -r, -t, -tt, -ttt and -T and their long forms print times that fit a clock beside them.

load helpers

# Is the number in the range?
within() { # NUMBER LOW HIGH
	awk -v n="$1" -v low="$2" -v high="$3" 'BEGIN { exit !(n != "" && n + 0 >= low && n + 0 <= high) }' ||
		{ echo "$1 is not within $2 and $3"; return 1; }
}

time_of_nanosleep() {
	sed -nE 's/.*nanosleep\(.*<([0-9.]+)>$/\1/p' trace
}

@test "-T, --syscall-times: a sleep of 0.2 s takes a little more than that" {
	sctrace -T sleep 0.2 2> trace
	[[ $(time_of_nanosleep) =~ ^0\.[0-9]{6}$ ]]
	within "$(time_of_nanosleep)" 0.2 0.8
	# every call that returned has one
	[ "$(grep -c '>$' trace)" = "$(grep -c ' = [^?]' trace)" ]
	for precision in s:0 ms:3 us:6 ns:9; do
		sctrace --syscall-times=${precision%:*} -e trace=/nanosleep sleep 0.2 2> trace
		[[ $(time_of_nanosleep) =~ ^0(\.[0-9]{${precision#*:}})?$ ]] || { cat trace; return 1; }
	done
	within "$(time_of_nanosleep)" 0.2 0.8
}

@test "-r, --relative-timestamps: since the line before" {
	sctrace -r -e trace=/nanosleep,exit_group sleep 0.2 2> trace
	has trace '^     0\.000000 clock_nanosleep' '^     0\.[0-9]{6} exit_group'
	within "$(awk '/exit_group/ { print $1 }' trace)" 0.2 0.8
	sctrace --relative-timestamps=ns -e trace=/nanosleep,exit_group sleep 0.1 2> trace
	has trace '^     0\.000000000 clock_nanosleep' '^     0\.[0-9]{9} exit_group'
}

@test "-t: the time of day" {
	before=$(date +%s)
	sctrace -t -e trace=exit_group true 2> trace
	after=$(date +%s)
	has trace '^[0-9]{2}:[0-9]{2}:[0-9]{2} exit_group\(0\) += \?$' '^[0-9:]{8} \+\+\+'
	within "$(date -d "$(cut -c 1-8 trace | head -n 1)" +%s)" "$before" "$after"
}

@test "-tt: with microseconds, in order, from before the start to after the end" {
	before=$(date +%H:%M:%S.%N)
	sctrace -tt cat /etc/issue 2> trace
	after=$(date +%H:%M:%S.%N)
	has_only trace '^[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6} '
	{ echo "$before"; cut -c 1-15 trace; echo "$after"; } | sort -c
}

@test "-ttt: seconds since 1970" {
	before=$(date +%s.%N)
	sctrace -ttt cat /etc/issue 2> trace
	after=$(date +%s.%N)
	has_only trace '^[0-9]{10}\.[0-9]{6} '
	{ echo "$before"; cut -d ' ' -f 1 trace; echo "$after"; } | sort -c -n
}

@test "--absolute-timestamps, --timestamps: formats and precisions" {
	sctrace --absolute-timestamps=unix,ns -e trace=none true 2> trace
	has trace '^[0-9]{10}\.[0-9]{9} \+'
	sctrace --timestamps=format:time,precision:ms -e trace=none true 2> trace
	has trace '^[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3} \+'
	sctrace --timestamps -e trace=none true 2> trace
	has trace '^[0-9]{2}:[0-9]{2}:[0-9]{2} \+'
	sctrace --timestamps=none -e trace=none true 2> trace
	has trace '^\+'
	sctrace -r -t -e trace=none true 2> trace
	has trace '^[0-9:]{8} \(\+     0\.000000\) \+\+\+'
}

@test "times and -T agree: the clock of the calls is the clock of the system" {
	sctrace -ttt -T -e trace=/nanosleep,exit_group sleep 0.5 2> trace
	begin=$(awk '/nanosleep/ { print $1 }' trace)
	end=$(awk '/exit_group/ { print $1 }' trace)
	took=$(time_of_nanosleep)
	within "$(echo "$end $begin $took" | awk '{ print $1 - $2 - $3 }')" -0.00001 0.5
}
