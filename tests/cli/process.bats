# SPDX-License-Identifier: GPL-2.0
# Processes of a command: -f, -ff, prefixes, broken lines, signals and ends, exit status, -b, -q, -E, -u.

load helpers

# The files of -ff, in the order of process ids, with the ids replaced by their rank.
ranked() { # TRACER
	local files=(trace.*) script="" i

	for i in "${!files[@]}"; do
		script+="s/\\b${files[i]#trace.}\\b/P$i/g;"
	done
	sed -E "$script s/(_utime|_stime)=[0-9]+( \/\*[^*]*\*\/)?/\1=T/g; s/0x[0-9a-f]{6,}/ADDRESS/g; s/ += / = /" \
		"${files[@]}" > "by-$1"
	rm "${files[@]}"
	echo "${#files[@]} files" >> "by-$1"
	mask "by-$1"
}

@test "-f: every process, with its id in front and who is attached" {
	sctrace -f busybox sh -c '/bin/busybox true; /bin/busybox echo x; :' > out 2> trace
	has trace '^execve\("/usr/bin/busybox"' \
		'sctrace: Process [0-9]+ attached$' \
		'^\[pid +[0-9]+\] execve\("/bin/busybox", \["/bin/busybox", "true"\]' \
		'^\[pid +[0-9]+\] \+\+\+ exited with 0 \+\+\+$' \
		'^--- SIGCHLD \{si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=[0-9]+, si_uid=0, si_status=0, ' \
		'^\[pid +[0-9]+\] write\(1, "x\\n", 2\) += 2' \
		'^\+\+\+ exited with 0 \+\+\+$'
	[ "$(grep -c ' attached$' trace)" = 2 ]
}

@test "without -f only the first process" {
	same_with '^wait4|^exit_group' -e trace=execve,wait4,write,exit_group busybox sh -c '/bin/busybox echo x; exit 3'
	agree
	[ "$(grep -c ^execve by-sctrace)" = 1 ]
}

@test "a call that another process interrupts is unfinished, then resumed" {
	sctrace -f -e trace=wait4,write busybox sh -c '/bin/busybox echo x; :' > out 2> trace
	has trace '^(\[pid +[0-9]+\] )?wait4\(-1,  <unfinished \.\.\.>$' \
		'^\[pid +[0-9]+\] write\(1, "x\\n", 2\) += 2$' \
		'^<\.\.\. wait4 resumed>\[\{WIFEXITED\(s\) && WEXITSTATUS\(s\) == 0\}\], 0, NULL\) = [0-9]+$'
}

@test "-ff -o: a file for each process, the same as strace's" {
	for tracer in strace sctrace; do
		"${small[@]}" $tracer -ff -o trace -e trace=%process -e signal=none "$programs/forks" || [ $? = 5 ]
		ranked $tracer
	done
	# strace may come too late to see the child that is killed at once
	sed -i '/killed by SIGKILL/d' by-*
	diff -u by-strace by-sctrace
	has by-sctrace 'exited with 5' '^1[0-9] files'
}

@test "--follow-forks --output-separately is -ff" {
	for tracer in strace sctrace; do
		"${small[@]}" $tracer --follow-forks --output-separately --output=trace busybox sh -c '/bin/busybox true; :'
		ranked $tracer
	done
	diff -u by-strace by-sctrace
	has by-sctrace '^2 files'
}

@test "-f -o: the id in front of every line of the file" {
	sctrace -f -o trace busybox sh -c '/bin/busybox true; :' 2> err
	[ ! -s err ]
	has trace '^[0-9]+ +execve\(' '^[0-9]+ +\+\+\+ exited with 0 \+\+\+$'
	has_not trace '^[^0-9]|\[pid'
	[ "$(cut -d ' ' -f 1 trace | sort -u | wc -l)" = 2 ]
}

@test "threads: one file each with -ff, calls in the order of time with -f" {
	for tracer in strace sctrace; do
		"${small[@]}" $tracer -ff -o trace -e trace=openat,write,close,getppid,clone3,exit "$programs/threads"
		ranked $tracer
	done
	diff -u by-strace by-sctrace
	has by-sctrace '^5 files'
	sctrace -f -ttt -o trace "$programs/threads" parallel
	[ "$(grep -c '"thread [0-3] call [0-4]"' trace)" = 20 ]
	sed -E 's/^[0-9]+ +([0-9.]+).*/\1/' trace > times
	sort -c -n times
}

@test "-b execve, --detach-on=execve: a process that executes another program is left" {
	sctrace -f -b execve busybox sh -c '/bin/busybox echo x; exit 3' > out 2> trace || [ $? = 3 ]
	has out '^x$'
	has trace 'sctrace: Process [0-9]+ attached' 'sctrace: Process [0-9]+ detached' 'exited with 3'
	has_not trace 'write\(1, "x'
	sctrace -f --detach-on=execve true 2> trace
	has trace '^exit_group\(0\)'
}

@test "execve by a second thread" {
	for tracer in strace sctrace; do
		"${small[@]}" $tracer -f -o trace -e trace=execve,exit_group "$programs/execs" thread
		# how far down the stack the environment lies depends on the length of the tracer's path
		sed -Ei 's/^[0-9]+ //; s/(pid |to )[0-9]+/\1N/; s/0x7fffffff[0-9a-f]{4}\>/STACK/' trace
		mv trace by-$tracer
	done
	diff -u by-strace by-sctrace
	has by-sctrace 'superseded by execve in pid N'
}

@test "signals, and an end by each of them: lines and exit status as strace's" {
	same_with '^\+\+\+ killed by SIGTERM \+\+\+$' -e trace=none sh -c 'kill -TERM $$'
	expected+=('^\*\*\* status 143')
	same_with '^\+\+\+ killed by SIGKILL \+\+\+$' sh -c 'kill -KILL $$'
	expected+=('^\*\*\* status 137')
	same_with '^--- SIGSEGV \{si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=0x1234\} ---' \
		-e trace=exit_group "$programs/signals" segv
	same_with '^--- SIGFPE' -e trace=exit_group "$programs/signals" fpe
	agree
}

@test "signals that are handled, ignored, awaited; calls that are interrupted" {
	same_with '= \? ERESTARTNOHAND \(To be restarted if no handler\)' -e 'trace=!read' "$programs/signals"
	expected+=('^rt_sigreturn\(\{mask=\[' 'EINTR')
	agree
}

@test "the exit status of the command" {
	for code in 0 1 7 255; do
		try sctrace -o log busybox sh -c "exit $code"
		[ "$status" = $code ]
		has log "exited with $code"
	done
	same -e trace=exit_group sh -c 'exit 7'
	same -c -o /dev/null sh -c 'exit 9'
	agree
}

@test "-q, -qq, -qqq, --quiet: messages left out" {
	for option in -q -qq -qqq --quiet --quiet=exit --silent=all -equiet=attach; do
		sctrace $option -f -e trace=none busybox sh -c '/bin/busybox true; :' 2> trace
		attached=$(grep -c attached trace) || true
		exited=$(grep -c exited trace) || true
		case $option in
		-q | --quiet | -equiet=attach) [ "$attached $exited" = "0 2" ] ;;
		--quiet=exit) [ "$attached $exited" = "1 0" ] ;;
		*) [ "$attached $exited" = "0 0" ] ;;
		esac || { echo "$option: $attached attached, $exited exited"; return 1; }
	done
}

@test "-E, --env: set and remove variables of the command" {
	same -E NAME=value --env=TERM -e trace=none sh -c 'echo "${NAME-unset} ${TERM-unset} $HOME"'
	agree
	has out-sctrace '^value unset /root$'
}

@test "-u, --user: the command runs as somebody else" {
	same_with '^getuid\(\) += 65534' -u nobody -e trace=%creds busybox id -u
	same --user=nobody -e trace=none busybox sh -c 'echo $(busybox id -g) $(busybox id -G)'
	agree
	has out-sctrace '^65534$' '^65534 65534$'
}

@test "-- ends the options, and so does the command" {
	same_with '"-e", "x"' -e trace=execve -- busybox echo -e x
	same_with '"-f"' -e trace=execve busybox echo -f
	agree
}

@test "-I, --interruptible: which signals end the trace" {
	for when in 1 anywhere 2 waiting; do
		start_tracer sctrace -I $when sleep 60
		wait_for grep -q sleep trace
		end_tracer TERM
		[ "$status" = 143 ] || { echo "-I $when: $status"; return 1; }
	done
	start_tracer sctrace --interruptible=never sleep 2
	wait_for grep -q sleep trace
	kill -TERM "$tracer"
	try wait "$tracer"
	[ "$status" = 0 ]
	has trace 'exited with 0'
}

@test "seccomp-denied calls are shown with their arguments" {
	same_with '^openat\(AT_FDCWD, "/etc/shadow", O_RDWR\|O_CREAT, 0600\) = -1 EACCES' \
		-e trace=openat,getppid,getuid "$programs/seccomp_deny"
	agree
	try sctrace -e trace=getuid "$programs/seccomp_deny" kill 2> trace
	[ "$status" = 159 ]
	has trace '^\+\+\+ killed by SIGSYS'
}

@test "32-bit calls are named and numbered as such" {
	same_with 'runs in 32 bit mode' "$programs/int80"
	same_with '^\[   5\] open\("/etc/passwd"' -q -n -e trace=open,exit_group "$programs/int80"
	agree
}
