# SPDX-License-Identifier: GPL-2.0
# --doctor: on a system where tracing works, and on some where it does not.

load helpers

@test "--doctor: all is well" {
	try sctrace --doctor > report
	cat report
	[ "$status" = 0 ]
	has report '^ok +kernel: ' '^ok +module: loaded' '^ok +device: /dev/sctrace: mode 0600, user 0' '^ok +permission' \
		'^ok +version: ' '^ok +rights: every process'
	has_not report '^not'
}

@test "--doctor: another session, an unprivileged user" {
	start_tracer sctrace -o /dev/null sleep 100
	wait_for grep -qv '^0' /sys/module/sctrace/refcnt
	try setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all sctrace --doctor > report
	cat report
	[ "$status" = 1 ]
	has report '^note +sessions: ' '^not +permission: /dev/sctrace: Permission denied' 'run sctrace as root' '^note +rights'
	end_tracer TERM
}

@test "--doctor: the module is not loaded, which has an effect on nothing" {
	rmmod sctrace
	try sctrace --doctor > report
	insmod "$SCTRACE_MODULE"
	cat report
	[ "$status" = 1 ]
	has report '^not +module: not loaded'
	has_not report '^ok +device'
	sctrace -o trace true
}
