# SPDX-License-Identifier: GPL-2.0
# Builds everything, all of it into build/: the module, the reader, the tests; "make help" lists the targets.

MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.PHONY: all module module-locked reader tests unit-tests decode-tests device-tests stress-tests programs
.PHONY: demo check check-oracle check-kernels check-debug-kernel stress fuzz bench vm shell clean help FORCE
.PHONY: install install-module install-reader install-dkms deb

Q := $(if $(V),,@)
comma := ,
# V=1 shows the commands instead, make -s shows nothing
quiet := $(V)$(findstring s,$(filter -%,$(firstword $(filter-out --%,-$(MAKEFLAGS)))))
say = @$(if $(quiet),:,printf '  %-7s %s\n' $(1) $(2))

all: module reader

# --- the module, for one kernel

# A release or a short version, as tests/vm/kernel takes it. Without one: the running kernel if its headers are here,
# otherwise the newest that has them. The lab VM cannot run just any kernel: it takes KVER only if it was given.
VM_KVER := $(KVER)
KVER ?= $(if $(wildcard /lib/modules/$(shell uname -r)/build/Makefile),$(shell uname -r))

# RELEASE IMAGE MODULES BUILD; looked up (and fetched) once, and only by targets that need it
find_kernel = $(shell tests/vm/kernel $(1) || { [ -n "$(1)" ] && tests/vm/fetch-kernel $(1) && tests/vm/kernel $(1); })
KERNEL = $(eval KERNEL := $$(call find_kernel,$(KVER)))$(KERNEL)
KREL = $(firstword $(KERNEL))
KDIR = $(word 4,$(KERNEL))
VM_KREL = $(eval VM_KREL := $$(firstword $$(call find_kernel,$(VM_KVER))))$(VM_KREL)

# kbuild writes beside the sources, so it gets its own copy of them for each kernel
KMOD ?= build/kmod-$(KREL)
# The compiler that Debian built the kernel with, unless it isn't there
KCC = $(shell sed -n 's/^CC =.*\(gcc-[0-9]*\).*/\1/p' $(KDIR)/.kernelvariables 2> /dev/null)

module:
	$(if $(KREL),,$(error no headers for kernel "$(KVER)"; run tests/install-packages, or give KVER=))
	$(Q)mkdir -p $(KMOD)/kmod $(KMOD)/include
	$(Q)flock $(KMOD) $(MAKE) --no-print-directory module-locked KVER=$(KVER)

# A kernel may have been built by a compiler that knows more than ours.
compiler_lacks = $(shell $(if $(shell command -v $(KCC)),$(KCC),gcc) $(1) -c -x c /dev/null -o /dev/null 2> /dev/null || echo y)
UNKNOWN_TO_COMPILER = $(if $(call compiler_lacks,-fmin-function-alignment=16),CONFIG_CC_HAS_MIN_FUNCTION_ALIGNMENT=)

module-locked:
	$(Q)for f in Kbuild kmod/*.[ch] include/*.h; do \
		cmp -s $$f $(KMOD)/$$f || cp $$f $(KMOD)/$$f; \
	done
	$(Q)cd $(KMOD) && for f in kmod/*.[ch] include/*.h; do \
		[ -e $(CURDIR)/$$f ] || rm -f $$f $${f%.c}.o; \
	done
	$(Q)$(MAKE) --no-print-directory -C $(KDIR) M=$(CURDIR)/$(KMOD) CONFIG_DEBUG_INFO_BTF_MODULES= \
		$(UNKNOWN_TO_COMPILER) \
		$(if $(shell command -v $(KCC)),,CC=gcc) $(KFLAGS) $(if $(V),V=1) modules

# --- the reader

# where the reader's objects go: SAN=1 makes a second build with the address and undefined-behaviour sanitizers
O := build$(if $(SAN),/san)

CC := gcc
CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wmissing-prototypes -Wstrict-prototypes -Wshadow -Wformat=2
SANITIZE := $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
INCLUDES := -Iinclude -Iuser -Ibuild/gen
compile = $(CC) -std=gnu11 $(CPPFLAGS) $(CFLAGS) $(WARNINGS) $(SANITIZE) $(INCLUDES) -MMD -MP

-include user/tables/Makefile.inc	# GEN_SRCS, GEN_HDRS and how to make them

READER_SRCS := $(wildcard user/*.c user/decode/*.c user/tables/*.c)
READER_OBJS := $(READER_SRCS:%.c=$(O)/%.o) $(GEN_SRCS:build/%.c=$(O)/%.o)
# stack traces (-k)
LDLIBS += -ldw -lelf
# files of records
LDLIBS += -lzstd -lxxhash
# --sqlite
LDLIBS += -lsqlite3
LIB_OBJS := $(filter-out $(O)/user/main.o,$(READER_OBJS))

reader: $(O)/sctrace

$(O)/sctrace: $(READER_OBJS) $(O)/objects
	$(call say,LD,$@)
	$(Q)$(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS) -o $@ $(READER_OBJS) $(LDLIBS)

$(O)/libsctrace.a: $(LIB_OBJS) $(O)/objects
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $(LIB_OBJS)

$(O)/user/%.o: user/%.c | $(GEN_HDRS)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(compile) -c -o $@ $<

$(O)/gen/%.o: build/gen/%.c | $(GEN_HDRS)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(compile) -c -o $@ $<

# a source file that is gone must go from the program, too
$(O)/objects: FORCE
	$(Q)mkdir -p $(O)
	$(Q)echo '$(READER_OBJS)' | cmp -s - $@ || echo '$(READER_OBJS)' > $@

# --- the tests' programs

SELFTESTS := $(if $(SCTRACE_CACHE),$(SCTRACE_CACHE),$(HOME)/.cache/sctrace)/linux-source
UNIT_TESTS := $(patsubst %.c,$(O)/%,$(wildcard tests/unit/*.c))
DEVICE_TESTS := $(patsubst %.c,build/%,$(wildcard tests/device/*.c))
DECODE_TESTS := $(patsubst %.c,build/%,$(wildcard tests/decode/*.c))
PRELOADS := $(patsubst %.c,build/%.so,$(wildcard tests/decode/preload/*.c tests/unit/preload/*.c))
STRESS_TESTS := $(patsubst %.c,build/%,$(wildcard tests/stress/*.c))
PROGRAMS := $(patsubst %.c,build/%,$(wildcard tests/programs/*.c tests/bench/*.c))
# what the reader alone costs: made of its parts
build/tests/bench/format: build/libsctrace.a
build/tests/bench/format: PROGRAM_LIBS := build/libsctrace.a $(LDLIBS)
test_deps = build/deps/$(subst /,-,$(1)).d
test_compile = $(CC) -std=gnu11 -O2 -g -Wall -pthread -MMD -MP -MF $(call test_deps,$@) $(INCLUDES) -I$(SELFTESTS)

tests: unit-tests decode-tests device-tests stress-tests programs
unit-tests: $(UNIT_TESTS) $(PRELOADS) reader
decode-tests: $(DECODE_TESTS) $(PRELOADS)
device-tests: $(DEVICE_TESTS)
stress-tests: $(STRESS_TESTS)
programs: $(PROGRAMS)

$(SELFTESTS)/kselftest_harness.h:
	$(Q)tests/vm/fetch-source

$(UNIT_TESTS): $(O)/%: %.c $(O)/libsctrace.a | $(SELFTESTS)/kselftest_harness.h
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) build/deps
	$(Q)$(test_compile) $(SANITIZE) -o $@ $< $(O)/libsctrace.a $(LDLIBS)

# at fixed addresses: their two runs must print the same pointers
$(DECODE_TESTS): build/%: %.c build/libsctrace.a
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) build/deps
	$(Q)$(test_compile) -Wextra -static -no-pie -o $@ $< build/libsctrace.a

# into the strace that they are compared with, and into the reader
$(PRELOADS): build/%.so: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) build/deps
	$(Q)$(test_compile) -Wextra -shared -fPIC -o $@ $<

$(DEVICE_TESTS) $(STRESS_TESTS): build/%: %.c | $(SELFTESTS)/kselftest_harness.h
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) build/deps
	$(Q)$(test_compile) -o $@ $<

$(PROGRAMS): build/%: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) build/deps
	$(Q)$(test_compile) $(if $(filter %32,$@),-m32) -o $@ $< $(PROGRAM_LIBS)

# by clang, which brings libFuzzer, in a build of their own
FUZZERS := $(patsubst tests/%.c,build/%,$(wildcard tests/fuzz/*.c))
FUZZ_SANITIZE := address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# what is generated is made before, by gcc: clang takes minutes for it
fuzzers: $(GEN_SRCS) $(GEN_HDRS)
	$(Q)$(MAKE) --no-print-directory O=build/fuzz CC=clang CFLAGS='-O1 -g' \
		SANITIZE='-fsanitize=fuzzer-no-link,$(FUZZ_SANITIZE)' $(FUZZERS)

$(FUZZERS): build/fuzz/%: tests/fuzz/%.c build/fuzz/libsctrace.a
	$(call say,CC,$<)
	$(Q)mkdir -p build/deps
	$(Q)$(test_compile) -Wextra -fsanitize=fuzzer,$(FUZZ_SANITIZE) -o $@ $< build/fuzz/libsctrace.a $(LDLIBS)

-include $(READER_OBJS:.o=.d) $(foreach test,$(UNIT_TESTS) $(DECODE_TESTS) $(DEVICE_TESTS) \
	$(STRESS_TESTS) $(PROGRAMS) $(FUZZERS),$(call test_deps,$(test)))

# --- the lab VM, the tests

demo:
	@tests/demo

check:
	@tests/check

check-%:
	@tests/check $*

check-kernels:
	@tests/check-kernels

check-debug-kernel:
	@tests/check-kernels debug

check-oracle:
	@rm -f build/check/*.json
	@tests/check decode live oracle programs; status=$$?; tests/parity && exit $$status

vm shell: reader
	$(if $(VM_KREL),,$(error no kernel "$(VM_KVER)" for the lab VM; run tests/install-packages))
	@$(MAKE) --no-print-directory module KVER=$(VM_KREL)
	@tests/vm/run --kernel $(VM_KREL) $(VMFLAGS) $(if $(filter shell,$@),--tty -- bash,-- sh -c "$$CMD")

vm: export CMD := $(CMD)

bench_vm = $(MAKE) --no-print-directory vm VMFLAGS='--icount --out build/bench --timeout 2400 $(VMFLAGS)'

# a page without its end is not taken; one with something above its bound is
bench: programs
	$(Q)mkdir -p build/bench
	$(Q)rm -f build/bench/benchmarks.md
	@$(bench_vm) CMD='tests/bench/run all > /out/benchmarks.md'; status=$$?; \
		! tail -n 1 build/bench/benchmarks.md | grep -q 'The end' || cp build/bench/benchmarks.md docs/; \
		exit $$status

bench-smoke: programs
	$(Q)mkdir -p build/bench
	@$(bench_vm) CMD='tests/bench/run smoke'

FUZZ_SECONDS ?= 600

fuzz:
	@tests/fuzz/run $(FUZZ_SECONDS)

# the full sizes of what "make check" does with smaller ones
lossless: programs
	@for n in 1 2 4; do \
		$(MAKE) --no-print-directory vm CMD=tests/bench/lossless VMFLAGS="--cpus $$n --timeout 3000 $(VMFLAGS)" || exit; \
	done

# ten minutes of what "make check" does for one
stress: stress-tests
	@$(MAKE) --no-print-directory vm CMD='tests/stress/run 600' VMFLAGS="--timeout 3000 $(VMFLAGS)"

# --- the rest

PREFIX ?= /usr/local
UDEVDIR ?= $(PREFIX)/lib/udev
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
VERSION := $(shell sed -n 's/^\#define SCT_VERSION_TEXT[^"]*"\(.*\)"/\1/p' user/version.h)
SHARE = $(DESTDIR)$(PREFIX)/share
DKMS_SOURCE = $(DESTDIR)/usr/src/sctrace-$(VERSION)

install: install-module install-reader

install-module: module
	install -D -m 644 $(KMOD)/sctrace.ko $(DESTDIR)/lib/modules/$(KREL)/updates/sctrace.ko
	$(if $(DESTDIR),,depmod $(KREL))

# the program and all that goes with it but the module
install-reader: reader
	install -D -m 755 $(O)/sctrace $(DESTDIR)$(PREFIX)/bin/sctrace
	$(Q)for page in docs/*.[1-8]; do \
		install -v -D -m 644 $$page $(SHARE)/man/man$${page##*.}/$${page##*/} || exit; \
	done
	$(Q)mkdir -p $(SHARE)/bash-completion/completions $(DESTDIR)$(ZSHDIR) $(SHARE)/fish/vendor_completions.d
	$(O)/sctrace --completion=bash > $(SHARE)/bash-completion/completions/sctrace
	$(O)/sctrace --completion=zsh > $(DESTDIR)$(ZSHDIR)/_sctrace
	$(O)/sctrace --completion=fish > $(SHARE)/fish/vendor_completions.d/sctrace.fish
	install -D -m 644 packaging/60-sctrace.rules $(DESTDIR)$(UDEVDIR)/rules.d/60-sctrace.rules
	install -D -m 644 include/sctrace_abi.h $(DESTDIR)$(PREFIX)/include/sctrace_abi.h
	$(Q)mkdir -p $(SHARE)/pkgconfig
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' packaging/sctrace.pc.in > $(SHARE)/pkgconfig/sctrace.pc
	install -D -m 644 docs/examples/reader.c $(SHARE)/doc/sctrace/examples/reader.c
	install -D -m 644 packaging/modprobe.conf $(SHARE)/doc/sctrace/examples/modprobe.conf

# the module's sources, for DKMS
install-dkms:
	$(Q)mkdir -p $(DKMS_SOURCE)/kmod $(DKMS_SOURCE)/include
	install -m 644 kmod/*.[ch] $(DKMS_SOURCE)/kmod
	install -m 644 include/*.h $(DKMS_SOURCE)/include
	install -m 644 Kbuild $(DKMS_SOURCE)
	sed 's|#MODULE_VERSION#|$(VERSION)|' packaging/dkms.conf > $(DKMS_SOURCE)/dkms.conf

# Debian packages, in build/deb; from a copy of the sources, since debian/ has to be beside them
DEB_TREE := build/deb/sctrace-$(VERSION)

deb:
	$(Q)rm -rf build/deb
	$(Q)mkdir -p $(DEB_TREE)
	$(Q)tar -c --exclude=./build --exclude='./.?*' . | tar -x -C $(DEB_TREE)
	$(Q)mv $(DEB_TREE)/packaging/debian $(DEB_TREE)/debian
	$(Q)sed -i '1s/([^)]*)/($(VERSION))/' $(DEB_TREE)/debian/changelog
	$(Q)cd $(DEB_TREE) && dpkg-buildpackage --unsigned-source --unsigned-changes --build=binary
	@ls build/deb/*.deb

clean:
	rm -rf build

help:
	@sed -n 's/^# *| \{0,1\}//p' $(firstword $(MAKEFILE_LIST))

# | make             the module for KVER and the reader, into build/
# | make module      the module: build/kmod-RELEASE/sctrace.ko
# | make reader      the reader: build/sctrace (SAN=1: with sanitizers, build/san/sctrace)
# | make demo        install what is missing, build, and show some traces made in the lab VM
# | make check       install what is missing, build, and run every test
# | make check-X     one of its suites: lint, fuzz, unit, decode, bench, device, stress, cli, oracle
# | make check-asan  the reader's unit tests with sanitizers and under valgrind
# | make check-kernels     the suites that depend on the kernel under five kernels, 5.10 to 7.x; hours
# | make check-debug-kernel     the device and stress tests under kernels with sanitizers, built for that; hours
# | make check-oracle    everything that compares with strace, with larger programs; writes docs/parity.md
# | make check-programs  only those larger programs (fetched into the cache folder)
# | make bench       what tracing costs, in instructions, into docs/benchmarks.md; fails above a bound
# | make bench-smoke the first rows of it (part of make check)
# | make lossless    that long and fast runs lose nothing, with 1, 2 and 4 CPUs (takes its time)
# | make stress      hostile readers and targets against the module, for ten minutes
# | make vm CMD=...  run a shell command in the lab VM, with the module loaded
# | make shell       an interactive shell in the lab VM
# | make install     the module into /lib/modules, the reader and all that goes with it below PREFIX (DESTDIR works)
# | make install-dkms    the module's sources into /usr/src, for DKMS
# | make deb         Debian packages: build/deb/sctrace_*.deb, sctrace-dkms_*.deb
# | make check-packages  install them on bare Debian systems, and load what DKMS built there (as root)
# | make fuzz        ten minutes of fuzzing of decoders, records and options (FUZZ_SECONDS=600)
# | make clean       remove build/
# |
# | KVER=...         a kernel: a release with headers on this machine, or 5.10, 6.1, 6.1-rt, 6.12 (fetched into
# |                  ~/.cache/sctrace, or $SCTRACE_CACHE). Default: the running one, or the newest with headers.
# | VMFLAGS=...      more options for tests/vm/run, e.g. --cpus 1
# | V=1              show the commands
