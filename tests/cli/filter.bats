# SPDX-License-Identifier: GPL-2.0
# Which lines are shown: -e trace, signal and status, -z, -Z and -P, against strace's choice.

load helpers

# Every call there is but those that end, stop or fork, with arguments that are no good.
sweep='for my $nr (0 .. 334, 424 .. 450) {
	next if grep { $_ == $nr } 15, 34, 56 .. 60, 153, 231, 435, 61, 162, 112, 109, 95, 37, 130, 219, 323;
	syscall($nr, -1, -1, -1, -1, -1, -1);
}'

names() { # TRACER SET
	"$1" -o "$1.names" -e "trace=$2" -e signal=none perl -e "$sweep"
	sed -Ei 's/\(.*//; /^\+/d' "$1.names"
	sort -u -o "$1.names" "$1.names"
}

same_names() { # SET...: the same calls are shown
	local set

	for set; do
		names strace "$set"
		names sctrace "$set"
		[ -s strace.names ] || { echo "nothing in $set"; return 1; }
		diff -u strace.names sctrace.names || { echo "of the set $set"; return 1; }
	done
}

@test "-e trace=all: every call is known by strace's name" {
	same_names all
}

@test "-e trace=%file, %process, %net, %network" {
	same_names %file %process %net
	names sctrace %network
	diff strace.names sctrace.names
}

@test "-e trace=%signal, %ipc, %desc, %memory" {
	same_names %signal %ipc %desc %memory
}

@test "-e trace=%creds, %clock, %pure" {
	same_names %creds %clock %pure
}

@test "-e trace=%stat, %lstat, %fstat, %%stat, %statfs, %fstatfs, %%statfs" {
	same_names %stat %lstat %fstat %%stat %statfs %fstatfs %%statfs
}

@test "-e trace: names, lists, and classes without %" {
	same_with '^close' -e trace=close cat /etc/issue
	same_with '^close' -e trace=close,openat,write cat /etc/issue
	same_with '^close' -e close,read cat /etc/issue
	same_with '^close' -e t=close,%file cat /etc/issue
	same_with '^openat' --trace=file cat /etc/issue
	agree
}

@test "-e trace=!: all but these" {
	same_with '^read' -e 'trace=!mmap,close,%file' cat /etc/issue
	agree
	has_not by-sctrace '^(mmap|close|openat)'
	same_with '^mmap' -e '!read' cat /etc/issue
	agree
}

@test "-e trace=none, a later -e trace wins" {
	same -e trace=none cat /etc/issue
	same_with '^close' -e trace=none -e trace=close cat /etc/issue
	same_with '^read' -e trace=all -e trace=read cat /etc/issue
	agree
}

@test "-e trace=/REGEX and ?NAME" {
	same_with '^openat' -e 'trace=/^open|stat' cat /etc/issue
	same_with '^write' -e 'trace=?no_such_call,write' cat /etc/issue
	same -e 'trace=?no_such_call' cat /etc/issue
	same_with '^write' -e 'trace=!/^[a-v]' cat /etc/issue
	agree
}

@test "-e trace=NAME@64, NAME@32" {
	same_with '^close' -e trace=close@64,openat@32 cat /etc/issue
	same -e trace=close@32 cat /etc/issue
	same_with '^access\("/etc/passwd"|^open\("/etc/passwd"' -q -e trace=access@32,open@32,close@32 "$programs/int80"
	agree
}

@test "-e signal: these, all but these, none" {
	raise='kill -USR1 $$; kill -USR2 $$; kill -CHLD $$'
	same_with '^--- SIGUSR1' -e trace=none -e signal=USR1,SIGUSR2 bash -c "trap : USR1 USR2; $raise"
	agree
	same_with '^--- SIGCHLD' -e trace=none -e 'signal=!SIGUSR1' bash -c "trap : USR1 USR2; $raise"
	agree
	has_not by-sctrace '^--- SIGUSR1'
	agree
	same -e trace=none --signal=none bash -c "trap : USR1 USR2; $raise"
	agree
	has_not by-sctrace '^--- SIG'
	same_with '^--- SIGUSR1' -e trace=none -e s=10 bash -c "trap : USR1 USR2; $raise"
	agree
}

@test "-z, -Z, -e status=successful, failed" {
	same_with '= 3$' -z -e trace=access,openat,close cat /etc/issue
	agree
	has_not by-sctrace 'E[A-Z]+ \('
	same_with '= -1 ENOENT' -Z -e trace=access,openat,close cat /etc/issue
	agree
	has_not by-sctrace '= [0-9]$'
	same --successful-only -e trace=access,openat cat /etc/issue
	same --failed-only -e trace=access,openat cat /etc/issue
	same -e status=failed -e trace=access,openat cat /etc/issue
	same --status=successful -e trace=access,openat cat /etc/issue
	agree
}

@test "-e status=unfinished, none, all, !failed, unavailable" {
	same_with '^exit_group\(0\) += \?$' -e status=unfinished cat /etc/issue
	same -e status=none cat /etc/issue
	same_with '^close' -e status=all -e trace=close cat /etc/issue
	same_with '^close' -e 'status=!failed' cat /etc/issue
	same -e status=unavailable cat /etc/issue
	agree
}

@test "-P, --trace-path: calls about a path and its descriptors" {
	same_with '^read\(3' -P /etc/issue cat /etc/issue
	agree
	[ "$(grep -c '^read(' by-sctrace)" -ge 2 ]
	has_not by-sctrace 'ld\.so|libc'
	same_with '/etc/passwd' -P /etc/issue --trace-path=/etc/passwd cat /etc/issue /etc/passwd /etc/hosts
	same_with 'resolved into' -P /proc/self/../../etc/issue cat /etc/issue
	same_with '^openat.*"/etc/issue"' -P /etc/issue -e trace=openat cat /etc/issue
	agree
}
