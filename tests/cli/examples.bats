# SPDX-License-Identifier: GPL-2.0
# The examples that sctrace was made for, each as a user types it.

load helpers

@test "sctrace cat /etc/issue" {
	same_with '^read\(3, "Debian GNU/Linux' cat /etc/issue
	agree
}

@test "sctrace -c cat /etc/passwd" {
	sctrace -c cat /etc/passwd > out 2> table
	cmp out /etc/passwd
	has table '^% time     seconds  usecs/call     calls    errors syscall$' ' openat$' '^100\.00 .* total$'
}

@test "sctrace -e trace=openat,read,write,close cp file1 file2" {
	seq 1000 > file1
	# what is called trace* is gone before each run, and compared after it
	same_with '^openat\(AT_FDCWD, "file1", O_RDONLY\) += 3$' -e trace=openat,read,write,close cp file1 trace-file2
	sctrace -e trace=openat,read,write,close cp file1 file2 2> trace
	cmp file1 file2
	has trace '^openat\(AT_FDCWD, "file2", O_WRONLY\|O_CREAT\|O_EXCL, 0644\) = [0-9]$'
	agree
}

@test "sctrace -f -yy -p PID of a process blocked in read of a socket" {
	start_blocked_read 4
	read -r here there < <(ss -tnpH | grep "pid=$pid," | awk '{ print $4, $5 }')
	start_tracer sctrace -f -yy -p "$pid"
	wait_for grep -qF "<TCP:[$here->$there]>, " trace
	has_not trace hello
	wait "$tracer"
	grep -qE "^read\([0-9]<TCP:\[$here->$there\]>, \"hello\", 64\) += 5$" trace || { cat trace; return 1; }
}

@test "sctrace -p PID -e trace=network" {
	start nc -l 127.0.0.1 5432
	listening() { ss -tlnH | grep -q 127.0.0.1:5432; }
	wait_for listening
	start_tracer sctrace -p "$pid" -e trace=network
	wait_for grep -q '^accept4([0-9], ' trace
	nc -N 127.0.0.1 5432 < /etc/issue > /dev/null
	wait "$tracer"
	has trace '^accept4\([0-9], \{sa_family=AF_INET, sin_port=htons\([0-9]+\), sin_addr=inet_addr\("127\.0\.0\.1"\)\}' \
		'^\+\+\+ exited with 0'
	has_not trace '^(read|write|poll|close)'
}

@test "sctrace -T -c PROGRAM" {
	same -T -c -e trace=none true
	sctrace -T -c ls / > out 2> table
	has table '^% time' ' total$'
	agree
}

@test "sctrace -e trace=file PROGRAM" {
	same_with '^statx\(|^newfstatat\(' -e trace=file ls /etc/issue
	agree
}

@test "sctrace -e trace=openat PROGRAM 2>&1 | grep ENOENT" {
	for tracer in strace sctrace; do
		"${small[@]}" LC_ALL=C.UTF-8 $tracer -e trace=openat cat /etc/issue 2>&1 | grep ENOENT > by-$tracer
	done
	diff by-strace by-sctrace
	has by-sctrace '= -1 ENOENT \(No such file or directory\)$'
}
