// SPDX-License-Identifier: GPL-2.0
/* The option parser: what strace 6.1's options mean, and how it words mistakes. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/syscall.h>

#include "options.h"
#include "spec.h"

#include "kselftest_harness.h"

#define MAX_WORDS	24

static struct sct_options opt;
static struct sct_fail fail = SCT_FAIL_INIT;
static char *words[MAX_WORDS + 1];

/* Parses a command line, words of which are separated by '|'; they stay around. */
static int parse(const char *line)
{
	char *copy = strdup(line), *rest = copy, *word;
	int argc = 0, ret;

	words[argc++] = "sctrace";
	while (argc < MAX_WORDS && (word = strsep(&rest, "|")))
		words[argc++] = word;
	words[argc] = NULL;
	sb_reset(&fail.text);
	fail.hint = false;
	ret = sct_options_parse(&opt, argc, words, NULL, &fail);
	return ret;
}

static bool traces(const char *name)
{
	const struct sct_syscall *desc = sct_syscall_by_name(SCT_ABI_X86_64, name);

	return desc && sct_set_has(&opt.trace, SCT_ABI_X86_64, desc->nr);
}

#define OK(line) do {								\
	int ok_ = parse(line);							\
	EXPECT_EQ(0, ok_) TH_LOG("%s: %s", line, sb_cstr(&fail.text));		\
} while (0)

#define BAD(line, want, usage) do {						\
	EXPECT_GT(0, parse(line)) TH_LOG("accepted: %s", line);			\
	EXPECT_STREQ(want, sb_cstr(&fail.text));				\
	EXPECT_EQ(usage, fail.hint) TH_LOG("%s", line);				\
} while (0)

TEST(defaults)
{
	OK("true|-x|arg");
	EXPECT_EQ(SCT_TRACE, opt.action);
	EXPECT_STREQ("true", opt.command[0]);
	EXPECT_STREQ("-x", opt.command[1]);
	EXPECT_STREQ("arg", opt.command[2]);
	EXPECT_EQ(NULL, opt.command[3]);
	EXPECT_EQ(40, opt.column);
	EXPECT_EQ(32, opt.decode.string_limit);
	EXPECT_FALSE(opt.follow);
	EXPECT_TRUE(sct_is_all_syscalls(&opt.trace));
	EXPECT_TRUE(sct_is_all_syscalls(&opt.decode.abbrev));
	EXPECT_TRUE(sct_is_all_syscalls(&opt.decode.verbose));
	EXPECT_FALSE(sct_set_has(&opt.decode.raw, SCT_ABI_X86_64, SYS_read));
	EXPECT_EQ(SCT_STATUS_ALL, opt.status);
	EXPECT_EQ(0, opt.quiet);
	EXPECT_EQ(SCT_INTR_WAITING, opt.interruptible);
	EXPECT_EQ(NULL, opt.output);
	OK("--|-x");
	EXPECT_STREQ("-x", opt.command[0]);
}

TEST(pids)
{
	OK("-p|1");
	EXPECT_EQ(1, opt.nr_pids);
	EXPECT_EQ(1, opt.pids[0]);
	EXPECT_EQ(NULL, opt.command);
	OK("-p|1,2|-p|3 4\t5\n6|--attach=+7|cmd");
	EXPECT_EQ(7, opt.nr_pids);
	EXPECT_EQ(4, opt.pids[3]);
	EXPECT_EQ(7, opt.pids[6]);
	EXPECT_STREQ("cmd", opt.command[0]);
	BAD("-p|x", "Invalid process id: 'x'", false);
	BAD("-p|0", "Invalid process id: '0'", false);
	BAD("-p|-1", "Invalid process id: '-1'", false);
	BAD("-p|1,2x", "Invalid process id: '2x'", false);
	BAD("-p|,", "Invalid process id: ''", false);
	BAD("-p|99999999999", "Invalid process id: '99999999999'", false);
	BAD("-p|", "must have PROG [ARGS] or -p PID", true);
}

TEST(getopt_errors)
{
	BAD("-f", "must have PROG [ARGS] or -p PID", true);
	BAD("-j", "invalid option -- 'j'", true);
	BAD("-fj|true", "invalid option -- 'j'", true);
	BAD("--foo", "unrecognized option '--foo'", true);
	BAD("-a", "option requires an argument -- 'a'", true);
	BAD("--e", "option '--env' requires an argument", true);
	BAD("--help=foo|true", "option '--help' doesn't allow an argument", true);
	BAD("--tra=none|true",
	    "option '--tra=none' is ambiguous; possibilities: '--trace-path' '--trace' "
	    "'--trace-fds'", true);
}

TEST(bad_arguments)
{
	BAD("-a|x|true", "invalid -a argument: 'x'", true);
	BAD("-a|-1|true", "invalid -a argument: '-1'", true);
	BAD("--columns=x|true", "invalid --columns argument: 'x'", true);
	BAD("-s|0x10|true", "invalid -s argument: '0x10'", true);
	BAD("-s|1073741824|true", "invalid -s argument: '1073741824'", true);
	BAD("-I|5|true", "invalid -I argument: '5'", true);
	BAD("-O|-1|true", "invalid -O argument: '-1'", true);
	BAD("-S|foo|true", "invalid sortby: 'foo'", true);
	BAD("-U|foo|true", "unknown column name: 'foo'", true);
	BAD("-U|calls,count|true", "call summary column has been provided more than once: "
	    "'count' (-U option residual: 'count')", true);
	BAD("-X|foo|true", "invalid -X argument: 'foo'", true);
	BAD("-b|foo|true", "Syscall 'foo' for -b isn't supported", false);
	BAD("--timestamps=unix,foo|true", "invalid --timestamps argument: 'unix,foo'", true);
	BAD("--timestamps=precision:unix|true",
	    "invalid --timestamps argument: 'precision:unix'", true);
	BAD("--timestamps=format:ms|true", "invalid --timestamps argument: 'format:ms'", true);
	BAD("--syscall-times=foo|true", "invalid --syscall-times argument: 'foo'", true);
	BAD("--strings-in-hex=foo|true", "invalid --strings-in-hex argument: 'foo'", true);
}

TEST(conflicts)
{
	BAD("-c|-C|true", "-c/--summary-only and -C/--summary are mutually exclusive", true);
	BAD("-w|true", "-w/--summary-wall-clock must be given with "
	    "(-c/--summary-only or -C/--summary)", true);
	BAD("-U|calls|true", "-U/--summary-columns must be given with "
	    "(-c/--summary-only or -C/--summary)", true);
	BAD("-ff|-c|-o|x|true", "(-c/--summary-only or -C/--summary) and "
	    "-ff/--output-separately are mutually exclusive", true);
	parse("-ff|-o|x|true");
	BAD("-t|--timestamps|true",
	    "-t and --absolute-timestamps cannot be provided simultaneously", false);
	BAD("-q|--quiet=all|true", "-q and -e quiet/--quiet cannot be provided simultaneously",
	    false);
	BAD("-y|--decode-fds=dev|true", "-y and --decode-fds cannot be provided simultaneously",
	    false);
	BAD("-DDDD|true", "Too many -D's (4), maximum supported -D count is 3", true);
	BAD("-D|-p|1", "PROG [ARGS] must be specified with -D/--daemonize", true);
}

TEST(refused)
{
	BAD("-e|inject=read:error=EIO|true",
	    "-e inject: sctrace cannot change what a program does: use strace", false);
	BAD("--fault=read|true",
	    "-e fault: sctrace cannot change what a program does: use strace", false);
	EXPECT_GT(0, parse("-e|kvm=vcpu|true"));
}

TEST(trace_sets)
{
	OK("-e|trace=read,write|true");
	EXPECT_TRUE(traces("read"));
	EXPECT_TRUE(traces("write"));
	EXPECT_FALSE(traces("openat"));
	EXPECT_TRUE(sct_set_has(&opt.trace, SCT_ABI_I386, 3));
	OK("-e|openat|true");
	EXPECT_TRUE(traces("openat"));
	EXPECT_FALSE(traces("read"));
	OK("-e|t=!read|true");
	EXPECT_FALSE(traces("read"));
	EXPECT_TRUE(traces("write"));
	EXPECT_TRUE(sct_set_has(&opt.trace, SCT_ABI_X86_64, 999));
	OK("-e|!read|true");
	EXPECT_FALSE(traces("read"));
	OK("-e|trace=none|true");
	EXPECT_FALSE(traces("read"));
	OK("-e|trace=!none|true");
	EXPECT_TRUE(sct_is_all_syscalls(&opt.trace));
	OK("-e|trace=read,all|true");
	EXPECT_TRUE(sct_is_all_syscalls(&opt.trace));
	OK("-e|trace=read|-e|trace=write|true");
	EXPECT_FALSE(traces("read"));
	EXPECT_TRUE(traces("write"));
	OK("-e|trace=read,,write,|true");
	EXPECT_TRUE(traces("write"));
	OK("--trace=0,1|true");
	EXPECT_TRUE(traces("read"));
	EXPECT_TRUE(traces("write"));
}

TEST(trace_groups)
{
	OK("-e|trace=%file|true");
	EXPECT_TRUE(traces("openat"));
	EXPECT_TRUE(traces("execve"));
	EXPECT_FALSE(traces("read"));
	OK("-e|trace=file,%network|true");
	EXPECT_TRUE(traces("openat"));
	EXPECT_TRUE(traces("connect"));
	EXPECT_FALSE(traces("getpid"));
	OK("-e|trace=%%stat,%pure|true");
	EXPECT_TRUE(traces("newfstatat"));
	EXPECT_TRUE(traces("getpid"));
	EXPECT_FALSE(traces("openat"));
	OK("-e|trace=/^get.*id$|true");
	EXPECT_TRUE(traces("getpid"));
	EXPECT_TRUE(traces("getppid"));
	EXPECT_FALSE(traces("getrandom"));
	OK("-e|trace=?nosuch,read|true");
	EXPECT_TRUE(traces("read"));
	OK("-e|trace=read@64|true");
	EXPECT_TRUE(traces("read"));
	EXPECT_FALSE(sct_set_has(&opt.trace, SCT_ABI_I386, 3));
	OK("-e|trace=%file@32|true");
	EXPECT_FALSE(traces("openat"));
	EXPECT_TRUE(sct_set_has(&opt.trace, SCT_ABI_I386, 295));
}

TEST(bad_sets)
{
	BAD("-e|trace=foo|true", "invalid system call 'foo'", false);
	BAD("-e|foo|true", "invalid system call 'foo'", false);
	BAD("-e|foo=bar|true", "invalid system call 'foo=bar'", false);
	BAD("-e|trace=|true", "invalid system call ''", false);
	BAD("-e|trace=!|true", "invalid system call '!'", false);
	BAD("-e|trace=read,none|true", "invalid system call 'none'", false);
	BAD("-e|trace=read,!write|true", "invalid system call '!write'", false);
	BAD("-e|trace=%foo|true", "invalid system call '%foo'", false);
	BAD("-e|trace=5000|true", "invalid system call '5000'", false);
	BAD("-e|trace=/nothing|true", "invalid system call '/nothing'", false);
	BAD("-e|trace=nosuch@64|true", "invalid system call 'nosuch@64'", false);
	BAD("-e|trace=mmap2@64|true", "invalid system call 'mmap2@64'", false);
	BAD("-e|trace=open@99|true",
	    "incorrect personality designator '99' in qualification 'open@99'", true);
	BAD("-e|trace=/[|true", "regcomp: [: Invalid regular expression", false);
	BAD("-e|signal=foo|true", "invalid signal 'foo'", false);
	BAD("-e|signal=chld,none|true", "invalid signal 'none'", false);
	BAD("-e|status=foo|true", "invalid status 'foo'", false);
	BAD("-e|status=|true", "invalid status ''", false);
	BAD("-e|quiet=foo|true", "invalid quiet 'foo'", false);
	BAD("-e|decode-fds=foo|true", "invalid decode-fds 'foo'", false);
	BAD("-e|raw=foo|true", "invalid system call 'foo'", false);
}

TEST(signal_and_status_sets)
{
	OK("-e|signal=chld,SIGINT,9|true");
	EXPECT_EQ(1ULL << (SIGCHLD - 1) | 1ULL << (SIGINT - 1) | 1ULL << 8, opt.signals);
	OK("-e|s=!chld|true");
	EXPECT_EQ(~(1ULL << (SIGCHLD - 1)), opt.signals);
	OK("--signal=none|true");
	EXPECT_EQ(0, opt.signals);
	OK("-e|status=successful,detached|true");
	EXPECT_EQ(SCT_STATUS_SUCCESSFUL | SCT_STATUS_DETACHED, opt.status);
	OK("-e|status=!failed|true");
	EXPECT_EQ(SCT_STATUS_ALL & ~SCT_STATUS_FAILED, opt.status);
	OK("-z|true");
	EXPECT_EQ(SCT_STATUS_SUCCESSFUL, opt.status);
	OK("-z|-Z|true");
	EXPECT_EQ(SCT_STATUS_FAILED, opt.status);
	EXPECT_NE(0, opt.warnings.len);
}

TEST(quiet_levels)
{
	OK("-q|true");
	EXPECT_EQ(SCT_QUIET_ATTACH | SCT_QUIET_PERSONALITY, opt.quiet);
	OK("-qq|true");
	EXPECT_EQ(SCT_QUIET_ATTACH | SCT_QUIET_PERSONALITY | SCT_QUIET_EXIT, opt.quiet);
	OK("-qqqq|true");
	EXPECT_EQ(SCT_QUIET_ALL, opt.quiet);
	OK("--quiet|true");
	EXPECT_EQ(SCT_QUIET_ATTACH | SCT_QUIET_PERSONALITY, opt.quiet);
	OK("-e|q=exits,superseded|true");
	EXPECT_EQ(SCT_QUIET_EXIT | SCT_QUIET_THREAD_EXECVE, opt.quiet);
	OK("-o|f|true");
	EXPECT_EQ(SCT_QUIET_ATTACH | SCT_QUIET_PERSONALITY, opt.quiet);
	EXPECT_EQ(SCT_INTR_NEVER, opt.interruptible);
	OK("-o|f|-p|1");
	EXPECT_EQ(0, opt.quiet);
	EXPECT_EQ(SCT_INTR_WAITING, opt.interruptible);
}

TEST(times)
{
	OK("-t|true");
	EXPECT_EQ(SCT_TIME_DAY, opt.time);
	EXPECT_EQ(SCT_PREC_S, opt.time_precision);
	OK("-tt|true");
	EXPECT_EQ(SCT_PREC_US, opt.time_precision);
	OK("-ttt|true");
	EXPECT_EQ(SCT_TIME_UNIX, opt.time);
	OK("--absolute-timestamps=precision:ms,format:unix|true");
	EXPECT_EQ(SCT_TIME_UNIX, opt.time);
	EXPECT_EQ(SCT_PREC_MS, opt.time_precision);
	OK("--timestamps=ns|true");
	EXPECT_EQ(SCT_TIME_DAY, opt.time);
	EXPECT_EQ(SCT_PREC_NS, opt.time_precision);
	OK("-r|-T|true");
	EXPECT_TRUE(opt.relative);
	EXPECT_TRUE(opt.duration);
	EXPECT_EQ(SCT_PREC_US, opt.relative_precision);
	EXPECT_EQ(SCT_PREC_US, opt.duration_precision);
	OK("--relative-timestamps=ns|--syscall-times=s|true");
	EXPECT_EQ(SCT_PREC_NS, opt.relative_precision);
	EXPECT_EQ(SCT_PREC_S, opt.duration_precision);
}

TEST(output_options)
{
	OK("-f|-o|file|-A|-a|7|-s|9|-xx|-yy|-X|raw|-v|-i|-n|true");
	EXPECT_TRUE(opt.follow);
	EXPECT_STREQ("file", opt.output);
	EXPECT_TRUE(opt.append);
	EXPECT_FALSE(opt.separately);
	EXPECT_EQ(7, opt.column);
	EXPECT_EQ(9, opt.decode.string_limit);
	EXPECT_EQ(SCT_HEX_ALL, opt.decode.hex_strings);
	EXPECT_EQ(SCT_FDS_ALL, opt.decode.decode_fds);
	EXPECT_EQ(SCT_CONST_RAW, opt.decode.const_style);
	EXPECT_FALSE(sct_set_has(&opt.decode.abbrev, SCT_ABI_X86_64, SYS_stat));
	OK("-x|-y|-e|raw=read|-e|abbrev=none|-e|verbose=!stat|true");
	EXPECT_EQ(SCT_HEX_NON_ASCII, opt.decode.hex_strings);
	EXPECT_EQ(SCT_FDS_PATH, opt.decode.decode_fds);
	EXPECT_TRUE(sct_set_has(&opt.decode.raw, SCT_ABI_X86_64, SYS_read));
	EXPECT_FALSE(sct_set_has(&opt.decode.verbose, SCT_ABI_X86_64, SYS_stat));
	OK("--strings-in-hex=non-ascii-chars|-Y|--pidns-translation|true");
	EXPECT_EQ(SCT_HEX_CHARS, opt.decode.hex_strings);
	EXPECT_EQ(SCT_PIDS_ALL, opt.decode.decode_pids);
	OK("-Y|-e|decode-pid=pidns|true");
	EXPECT_EQ(SCT_PIDS_NS, opt.decode.decode_pids);
	BAD("--decode-pids=x|true", "invalid decode-pids 'x'", false);
	OK("-ff|-o|file|true");
	EXPECT_TRUE(opt.separately);
	OK("-ff|true");
	EXPECT_FALSE(opt.separately);
	EXPECT_TRUE(opt.follow);
	OK("-P|/a|-P|b|true");
	EXPECT_EQ(2, opt.paths.nr);
	EXPECT_TRUE(opt.decode.want_fds);
	OK("-E|A=B|-E|C|-u|nobody|true");
	EXPECT_EQ(2, opt.env.nr);
	EXPECT_STREQ("nobody", opt.user);
	OK("--buffer-size=1M|true");
	EXPECT_EQ(1 << 20, opt.buffer_bytes);
	EXPECT_GT(0, parse("--buffer-size=1000|true"));
	EXPECT_GT(0, parse("--buffer-size=3M|true"));
	EXPECT_GT(0, parse("--buffer-size=4G|true"));
	EXPECT_GT(0, parse("--buffer-size=-65536|true"));
}

TEST(color)
{
	OK("true");
	EXPECT_EQ(SCT_COLOR_NEVER, opt.color);
	OK("--color=always|true");
	EXPECT_EQ(SCT_COLOR_ALWAYS, opt.color);
	OK("--color=auto|true");
	EXPECT_EQ(SCT_COLOR_AUTO, opt.color);
}

TEST(summary_options)
{
	OK("-c|-S|calls|-U|name,time,count|-O|2ms|true");
	EXPECT_EQ(SCT_SUMMARY_ONLY, opt.summary);
	EXPECT_EQ(SCT_COL_CALLS, opt.sort);
	EXPECT_EQ(SCT_COL_NAME, opt.columns[0]);
	EXPECT_EQ(SCT_COL_PERCENT, opt.columns[1]);
	EXPECT_EQ(SCT_COL_CALLS, opt.columns[2]);
	EXPECT_EQ(SCT_COL_NONE, opt.columns[3]);
	EXPECT_EQ(2000000, opt.overhead_ns);
	OK("-C|-w|-U|calls|-O|1.5|true");
	EXPECT_EQ(SCT_SUMMARY_TOO, opt.summary);
	EXPECT_EQ(SCT_COL_NAME, opt.columns[1]);
	EXPECT_EQ(1500, opt.overhead_ns);
	EXPECT_TRUE(opt.wall_clock);
	OK("-c|-U|time,total-time,min-time,max-time,avg-time,calls,errors,name|true");
	EXPECT_EQ(SCT_COL_NAME, opt.columns[7]);
	EXPECT_EQ(SCT_COL_NONE, opt.columns[8]);
	OK("-c|-S|nothing|-i|true");
	EXPECT_EQ(SCT_COL_NONE, opt.sort);
	EXPECT_STREQ("-i/--instruction-pointer has no effect with -c/--summary-only\n",
		     sb_cstr(&opt.warnings));
}

TEST(later_options)
{
	OK("--argv0=name|--kill-on-exit|--syscall-limit=7|--always-show-pid|true");
	EXPECT_STREQ("name", opt.argv0);
	EXPECT_TRUE(opt.kill_on_exit);
	EXPECT_EQ(7, opt.call_limit);
	EXPECT_TRUE(opt.always_pid);
	EXPECT_FALSE(opt.stack);
	OK("-k|true");
	EXPECT_TRUE(opt.stack);
	EXPECT_EQ(256, opt.frame_limit);
	OK("--stack-trace=symbol|--stack-trace-frame-limit=2|true");
	EXPECT_TRUE(opt.stack);
	EXPECT_EQ(2, opt.frame_limit);
	OK("-k|-c|true");
	EXPECT_FALSE(opt.stack);
	EXPECT_STREQ("-k/--stack-traces has no effect with -c/--summary-only\n",
		     sb_cstr(&opt.warnings));
	BAD("--stack-trace=source|true", "invalid --stack-trace argument: 'source'", true);
	BAD("--stack-trace-frame-limit=0|true", "invalid --stack-trace-frame-limit argument: '0'",
	    true);
	BAD("--syscall-limit=0|true", "invalid --syscall-limit argument: '0'", true);
	BAD("--syscall-limit=-1|true", "invalid --syscall-limit argument: '-1'", true);
	BAD("--kill-on-exit|-p|1", "--kill-on-exit and -p/--attach are mutually exclusive options",
	    false);
	BAD("--argv0=x|-p|1", "PROG [ARGS] must be specified with --argv0", true);
}

TEST(descriptor_sets)
{
	OK("-e|fd=3,5|true");
	EXPECT_TRUE(sct_fd_set_has(&opt.fds, 3));
	EXPECT_TRUE(sct_fd_set_has(&opt.fds, 5));
	EXPECT_FALSE(sct_fd_set_has(&opt.fds, 4));
	EXPECT_TRUE(opt.decode.want_fds);
	OK("--trace-fds=!3|true");
	EXPECT_FALSE(sct_fd_set_has(&opt.fds, 3));
	EXPECT_TRUE(sct_fd_set_has(&opt.fds, 4));
	OK("-e|trace-fds=all|true");
	EXPECT_TRUE(sct_fd_set_has(&opt.fds, 4));
	OK("-e|trace-fd=none|true");
	EXPECT_TRUE(sct_fd_set_is_empty(&opt.fds));
	EXPECT_FALSE(opt.decode.want_fds);
	OK("-e|read=3|-e|write=!4|true");
	EXPECT_TRUE(sct_fd_set_has(&opt.decode.dump_read, 3));
	EXPECT_FALSE(sct_fd_set_has(&opt.decode.dump_read, 4));
	EXPECT_TRUE(sct_fd_set_has(&opt.decode.dump_write, 3));
	OK("--read=none|-e|r=5|-e|reads=7|--write=6|true");
	EXPECT_FALSE(sct_fd_set_has(&opt.decode.dump_read, 5));
	EXPECT_TRUE(sct_fd_set_has(&opt.decode.dump_read, 7));
	BAD("--read=x|true", "invalid descriptor 'x'", false);
	BAD("-e|fds=x|true", "invalid descriptor 'x'", false);
	BAD("-e|fds=-1|true", "invalid descriptor '-1'", false);
	BAD("-e|fds=|true", "invalid descriptor ''", false);
	BAD("-e|fds=99999999999|true", "invalid descriptor '99999999999'", false);
}

TEST(help_and_version)
{
	struct strbuf text = STRBUF_INIT;

	OK("-V");
	EXPECT_EQ(SCT_VERSION, opt.action);
	OK("-V|-h|-j");
	EXPECT_EQ(SCT_HELP, opt.action);
	sct_options_help(&text, "sctrace", SCT_TRACE);
	EXPECT_EQ(0, strncmp(sb_cstr(&text), "Usage: sctrace ", 15));
	EXPECT_EQ(NULL, strstr(sb_cstr(&text), "%%clock"));
}

TEST(help_names_every_option)
{
	struct strbuf text = STRBUF_INIT, name = STRBUF_INIT;
	const struct spec *spec;
	const char *line;

	sct_options_help(&text, "sctrace", SCT_TRACE);
	sct_options_help(&text, "sctrace", SCT_RECORD);
	sct_options_help(&text, "sctrace", SCT_REPORT);
	for (spec = sct_specs; spec < sct_specs + sct_nr_specs; spec++) {
		/* those without a text are refused, or deprecated, and say so when they are used */
		EXPECT_TRUE(spec->help || spec->text || spec->id == 'F');
		if (!spec->help || !spec->names[0] || !strcmp(spec->names[0], "seccomp-bpf"))
			continue;
		sb_reset(&name);
		sb_printf(&name, "--%s", spec->names[0]);
		if (!strcmp(spec->names[0], "signals"))
			sb_cut(&name, name.len - 1);	/* -h has strace's spelling */
		EXPECT_NE(NULL, strstr(sb_cstr(&text), sb_cstr(&name))) TH_LOG("%s", name.buf);
	}
	for (line = sb_cstr(&text); *line; line += strcspn(line, "\n") + 1)
		EXPECT_GE(80, strcspn(line, "\n")) TH_LOG("%.80s", line);
}

TEST_HARNESS_MAIN
