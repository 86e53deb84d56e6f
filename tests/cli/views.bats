# SPDX-License-Identifier: GPL-2.0
# Formats other than strace's lines, of real programs.

load helpers

check() { # FORMAT FILE...
	"$BATS_TEST_DIRNAME/../check-format" "$@"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	started=() compared=yes
}

@test "--format=json: every line is an object of the schema, and tells what happened" {
	printf 'one\n' > file
	sctrace --format=json -f -o trace sh -c 'busybox wc -l < file | busybox cat; busybox ls /no/file; kill -9 $$' || true
	check json trace
	has trace '"type": "born"' '"comm": "busybox"'
	has trace '"name": "read", .*"path": "'"$PWD"'/file".*"string": "one\\n", "size": 4.*"return": \{"value": 4,'
	has trace '"string": "/no/file".*"error": "ENOENT", "errno": 2'
	has trace '"type": "exited", .*"signal": "SIGKILL", "signo": 9, "core_dumped": false'
}

@test "--format=json -ff: a file for each thread" {
	sctrace --format=json -ff -o trace sh -c 'busybox true; :'
	[ "$(find . -name 'trace.*' | wc -l)" = 2 ]
	check json trace.*
	for file in trace.*; do
		[ "$(grep -c "\"tid\": ${file#trace.}," "$file")" = "$(wc -l < "$file")" ]
	done
}

@test "--format=json on stderr: messages are objects, too" {
	try sctrace --format=json -f -e trace=none "$programs/forks" 2> trace > out 3>&- 4>&-
	check json trace
	has trace '"type": "exited"'
}

@test "--format=chrome: a whole document, also when interrupted; an execve by another thread" {
	sctrace --format=chrome -f -o trace sh -c 'busybox true | busybox cat; kill -USR1 $$' || true
	check chrome trace
	has trace '"ph": "s", .*"name": "fork"' '"ph": "f", .*"name": "fork"' '"name": "SIGUSR1", "s": "t"'
	start busybox sleep 100
	start_tracer sctrace --format=chrome -o interrupted -p "$pid"
	wait_for grep -q attached trace
	sleep 0.2
	end_tracer INT
	check chrome interrupted
	has interrupted 'nanosleep'
	sctrace --format=chrome -f -o threads "$programs/execs" thread
	check chrome threads
}

@test "--format=csv and --format=perf" {
	printf 'one\n' > file
	sctrace --format=csv -o trace busybox cat file
	check csv trace
	has trace '^call,[0-9]+,[0-9]+,[0-9]+,[0-9]+,[0-9]+,busybox,x86-64,read,"fd=[0-9]+, buf=""one\\n"", count=[0-9]+",4,,'
	sctrace --format=perf -o trace busybox cat file
	has trace "^ *[0-9]+\.[0-9]{3} \( *[0-9]+\.[0-9]{3} ms\): busybox/[0-9]+ read\(fd: [0-9]+<$PWD/file>, buf: \"one\\\\n\", count: [0-9]+\) = 4\$"
}

@test "--format: what it cannot hold is refused" {
	for option in -c -C -k -eread=1; do
		try sctrace --format=json "$option" true 2> trace
		[ "$status" = 1 ]
		has trace '^sctrace: .* and --format=json are mutually exclusive$'
	done
	try sctrace --format=json -t -e trace=none true 2> trace
	[ "$status" = 0 ]
	has trace '^sctrace: -t/--absolute-timestamps has no effect without --format=strace$'
}

@test "--sqlite: a database that the examples of its documentation can ask" {
	printf 'one\n' > file
	sctrace -f --sqlite=db sh -c 'busybox wc -l < file | busybox cat; busybox ls /no/file; sleep 0.1' || true
	check sqlite db
	[ "$(sqlite3 db "SELECT bytes_read FROM bytes_by_file WHERE path = '$PWD/file'")" = 4 ]
	[ "$(sqlite3 db "SELECT error FROM errors_by_path WHERE path = '/no/file' LIMIT 1")" = ENOENT ]
	[ "$(sqlite3 db "SELECT count(*) FROM threads WHERE status NOT NULL")" = 5 ]
	try sctrace --sqlite=db true 2> trace
	[ "$status" = 1 ]
	has trace '^sctrace: db: exists already: remove it, or give another name$'
	try sctrace --sqlite=/no/folder/db true 2> trace
	[ "$status" = 1 ]
	has trace '^sctrace: /no/folder/db: No such file or directory$'
}

@test "--seccomp=docker: the calls that were seen" {
	sctrace -f --seccomp=docker -o trace "$programs/int80" 2> warning
	check seccomp trace
	has trace '"SCMP_ARCH_X86_64",' '"SCMP_ARCH_X86"' '"execve",' '"exit_group"'
	has warning '^sctrace: --seccomp: these calls were seen; a program may need others'
}

@test "sctrace report: the same formats from a file" {
	printf 'one\n' > file
	sctrace record -f -y -o rec sh -c 'busybox wc -l < file | busybox cat'
	for format in json csv chrome; do
		sctrace report --format=$format rec > trace
		check $format trace
	done
	sctrace report --format=json -e trace=read rec > trace
	has trace '"path": "'"$PWD"'/file".*"string": "one\\n"'
	sctrace report --sqlite=db rec
	check sqlite db
	sctrace report --seccomp=docker rec > trace 2> warning
	check seccomp trace
	has warning '^sctrace: --seccomp: '
}

@test "sctrace diff: nothing between two runs of the same, one line between two that differ" {
	printf 'one\n' > file
	for name in a b; do
		sctrace record -f -o "$name" sh -c 'busybox wc -l < file; busybox sleep 0; exit 3' || [ "$?" = 3 ]
	done
	sctrace record -f -o c sh -c 'busybox wc -l < /dev/null; busybox sleep 0; exit 3' || [ "$?" = 3 ]
	try sctrace diff a b > out
	cat out
	[ "$status" = 0 ] && [ ! -s out ]
	try sctrace diff -e trace=openat a c > out
	cat out
	[ "$status" = 1 ]
	has out '^--- a$' '^\+\+\+ c$' '^@@ -[0-9]+,[0-9]+ \+[0-9]+,[0-9]+ @@ thread [0-9]+ <(sh|busybox)>$' \
		'^-openat\(AT_FDCWD, "file", O_RDONLY\) = ' '^\+openat\(AT_FDCWD, "/dev/null", O_RDONLY\) = '
	try sctrace diff a /no/file 2> out
	[ "$status" = 2 ]
	has out '^sctrace: /no/file: No such file or directory'
}
