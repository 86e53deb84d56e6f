# SPDX-License-Identifier: GPL-2.0
# What "make install" installs, and that others can build a reader with it.

load helpers

@test "make install-reader: everything is there, and the example reader builds and works with it" {
	make -s -C "$BATS_TEST_DIRNAME/../.." install-reader DESTDIR="$PWD/root" > log 2>&1 || { cat log; return 1; }
	share=root/usr/local/share
	for file in root/usr/local/bin/sctrace $share/man/man1/sctrace.1 $share/man/man4/sctrace.4 \
		$share/bash-completion/completions/sctrace $share/zsh/site-functions/_sctrace \
		$share/fish/vendor_completions.d/sctrace.fish root/usr/local/lib/udev/rules.d/60-sctrace.rules \
		root/usr/local/include/sctrace_abi.h $share/doc/sctrace/examples/modprobe.conf; do
		[ -s "$file" ] || { echo "no $file"; return 1; }
	done
	export PKG_CONFIG_PATH=$share/pkgconfig PKG_CONFIG_SYSROOT_DIR=$PWD/root
	# shellcheck disable=SC2046 # options, not one word
	gcc -Wall -Wextra -Werror -o reader "$share/doc/sctrace/examples/reader.c" $(pkg-config --cflags sctrace)
	start busybox sleep 2
	timeout 60 ./reader "$pid" > out
	has out "^$pid: call 230 \\(" "^$pid: call 230 = 0" "^$pid: call 231 \\("
	try ./reader 99999999 2> err
	[ "$status" = 1 ]
	has err '^reader: tracing the process: No such process'
}
