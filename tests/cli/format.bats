# SPDX-License-Identifier: GPL-2.0
# How lines look: the options that change arguments, columns and prefixes, against strace's output.

load helpers

# a static program: few calls
smallest=(busybox head -n 1 /etc/issue)

@test "no option: every line of a small program" {
	same_with '^read\(3, "Debian GNU/Linux' "${smallest[@]}"
	same_with '^openat\(AT_FDCWD, "/etc/issue", O_RDONLY\) = 3$' cat /etc/issue
	agree
}

@test "-a, --columns: where the results begin" {
	same_with '^close\(3\) = 0' -a 0 -e trace=openat,close,getuid "${smallest[@]}"
	same_with '^close\(3\)            = 0' -a 20 -e trace=openat,close cat /etc/issue
	same --columns=70 -e trace=close cat /etc/issue
	agree
}

@test "-s, --string-limit: how much of a string is shown" {
	same_with '"01234"\.\.\., 11\)' -s 5 -e trace=write busybox echo 0123456789
	same_with '""\.\.\., 11\)' -s 0 -e trace=write busybox echo 0123456789
	same_with '"0123456789\\n", 11\)' --string-limit=11 -e trace=write busybox echo 0123456789
	same_with 'x{9000}\\n"' -s 100000 -e trace=write busybox echo "$(printf '%09000d' 0 | tr 0 x)"
	agree
}

@test "-v, --no-abbrev: structures and the environment in full" {
	same_with 'st_blksize=' -v -e trace=newfstatat -P /etc/issue busybox stat -c %n /etc/issue
	same_with 'domainname=' --no-abbrev -e trace=uname busybox uname -s
	same_with '\["/bin/busybox", "true"\], \["NAME=value"\]\)' -v -P /bin/busybox env -i NAME=value /bin/busybox true
	agree
}

@test "-x, --strings-in-hex=non-ascii: strings that aren't ASCII" {
	same_with '"\\x61\\xc3' -x -e trace=write busybox printf 'a\303\244\1'
	same_with '"plain"' --strings-in-hex=non-ascii -e trace=write busybox printf plain
	agree
}

@test "-xx, --strings-in-hex: all strings" {
	same_with '"\\x70\\x6c' -xx -e trace=write,execve busybox printf plain
	same --strings-in-hex -e trace=write busybox printf plain
	same --strings-in-hex=all -e trace=read,open,openat "${smallest[@]}"
	agree
}

@test "-X, --const-print-style: constants as numbers, names, or both" {
	same_with '^openat\(-100, "/etc/issue", 0\)|^open\("/etc/issue", 0\)' -X raw "${smallest[@]}"
	same_with '0x[0-9a-f]+ /\* ' -X verbose cat /etc/issue
	same --const-print-style=abbrev -e trace=mmap,openat cat /etc/issue
	agree
}

@test "-e raw, -e verbose, -e abbrev: arguments undecoded" {
	same_with '^openat\(0xffffff9c' -e raw=openat -e trace=openat,read cat /etc/issue
	same --raw=all -e trace=read,write,mmap,close cat /etc/issue
	same_with '^newfstatat\(.*STACK' -e verbose=none -e trace=newfstatat,execve cat /etc/issue
	same_with 'st_blksize' -e abbrev=none -e trace=newfstatat -P /etc/issue cat /etc/issue
	same --abbrev='!newfstatat' --verbose=all -e trace=newfstatat -P /etc/issue cat /etc/issue
	agree
}

@test "-i, --instruction-pointer" {
	same_with '^\[[0-9a-f]{16}\] read\(' -i "${smallest[@]}"
	same_with '^\[\?{16}\] \+\+\+ exited' --instruction-pointer -e trace=read cat /etc/issue
	agree
}

@test "-n, --syscall-number" {
	same_with '^\[   0\] read\(' -n "${smallest[@]}"
	same_with '^\[ 257\] openat' --syscall-number -e trace=openat,exit_group cat /etc/issue
	agree
}

@test "-y, --decode-fds: paths of descriptors" {
	same_with '^read\(3</etc/issue>' -y "${smallest[@]}"
	same_with '^openat\(AT_FDCWD</.*> ?, "/etc/issue", O_RDONLY\) = 3</etc/issue>' \
		--decode-fds=path -e trace=openat,read,close cat /etc/issue
	same_with '^dup2\(3<.*/file>, 1<' -y -e trace=dup2,write busybox sh -c 'echo x > file'
	agree
}

@test "-yy, --decode-fds=all: sockets and devices" {
	same_with '<TCP:\[127\.0\.0\.1:PORT->127\.0\.0\.1:PORT\]>' -yy \
		-e trace=accept,accept4,getpeername,recvfrom,sendmsg,recvmsg,shutdown,socketpair,recvmmsg "$programs/sockets"
	same_with '3</dev/null<char 1:3>>' -yy -e trace=read,openat,open busybox cat /dev/null
	same --decode-fds=all -e trace=read,openat cat /dev/null
	same -e decode-fds=socket -e trace=connect,bind "$programs/sockets"
	agree
}

@test "-e read, -e write: dumps of the data" {
	same_with '^ \| 00000  44 65 62 69 61 6e' -e read=3 -e trace=read,close "${smallest[@]}"
	same_with '^ \| 00010  67 68 .* gh' --write=1 -e trace=write busybox echo 0123456789abcdefgh
	same_with '^ \* [0-9]+ bytes in buffer 0$' -e r=all -e w=all -e trace=readv,writev,sendmsg,recvmsg,sendmmsg,recvmmsg,recvfrom "$programs/sockets"
	same_with 'x{9000}\\n"' -s 100000 -e writes='!2' -e trace=write busybox echo "$(printf '%09000d' 0 | tr 0 x)"
	same -e write=1 -e read='!3' -o trace sh -c 'echo one'
	agree
}

@test "-e write: what does not fit in a record is missed aloud" {
	compared=yes
	sctrace --buffer-size=64k -e write=1 -e trace=write -o trace busybox dd if=/dev/zero bs=60000 count=1 > out 2> err
	has trace '^ \| 00000 ' '^ \| \.\.\. [0-9]+ more bytes do not fit in a record$'
}

@test "-h, --help and -V, --version go to stdout, status 0" {
	for option in -h --help; do
		sctrace $option > out 2> err
		[ ! -s err ]
		has out '^Usage: sctrace ' '-p PID, --attach=PID' '-f, --follow-forks' '--version'
	done
	for option in -V --version; do
		sctrace $option > out 2> err
		[ ! -s err ]
		has out '^sctrace -- version [0-9]'
	done
	[ "$(wc -l < out)" -lt 5 ]
}

@test "-h names every option that the reader takes" {
	sctrace -h > help
	for letter in a A b c C D e E f h i I n o O p P q r s S t T u U v V w x X y z Z; do
		has help "^ +-$letter[ ,]"
	done
	for name in attach follow-forks output trace signal status summary-only summary trace-path string-limit \
		columns user env const-print-style decode-fds quiet relative-timestamps absolute-timestamps \
		syscall-times summary-sort-by summary-columns summary-wall-clock successful-only failed-only \
		strings-in-hex no-abbrev read write argv0 syscall-limit kill-on-exit trace-fds always-show-pid instruction-pointer syscall-number output-append-mode interruptible \
		detach-on output-separately buffer-size; do
		grep -q -e "--$name" help || { echo "no --$name"; return 1; }
	done
}

@test "--redact: what is not printed, nor captured" {
	sctrace --redact=data -o "$BATS_TEST_TMPDIR/data" -e trace=write,openat,open busybox cat /etc/issue
	has "$BATS_TEST_TMPDIR/data" '"/etc/issue"' '^write\(1, "<redacted>", [0-9]+\) += [0-9]+$'
	sctrace --redact -v -y -o "$BATS_TEST_TMPDIR/all" busybox cat /etc/issue
	has "$BATS_TEST_TMPDIR/all" '^execve\("<redacted>", \["<redacted>", "<redacted>", "<redacted>"\], \["<redacted>"' '<redacted>'
	try grep -E 'issue|Debian|busybox' "$BATS_TEST_TMPDIR/all"
	[ "$status" = 1 ]
	try sctrace --redact=bogus true
	[ "$status" = 1 ]
}
