// SPDX-License-Identifier: GPL-2.0
/*
 * Formats other than strace's lines, and the arguments by name that they are made
 * from.  What comes out is also checked as a whole: tests/check-format.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>

#include "records.h"

#include "decode/decode.h"
#include "json.h"

#include "kselftest_harness.h"

#define BUF	0x7000UL

/* A record with blobs behind it, as it is being made. */
struct built {
	union {
		struct sct_record hdr;
		struct sct_enter enter;
		struct sct_exit exit;
	};
	char blobs[4096];
	size_t len;
};

static void blob(struct built *b, uint64_t addr, unsigned int arg, unsigned int flags,
		 const void *bytes, size_t len)
{
	struct sct_blob head = { .addr = addr, .len = len, .arg = arg, .flags = flags };
	char *at = (char *)b + b->len;

	memcpy(at, &head, sizeof(head));
	memcpy(at + sizeof(head), bytes, len);
	b->len += sizeof(head) + ((len + 7) & ~7UL);
}

static void file_blob(struct built *b, int fd, unsigned int arg, const char *path)
{
	struct sct_fd_info info = { .mode = 0100644, .path_len = strlen(path) };
	char bytes[256];

	memcpy(bytes, &info, sizeof(info));
	memcpy(bytes + sizeof(info), path, info.path_len);
	blob(b, fd, arg, SCT_BLOB_FD, bytes, sizeof(info) + info.path_len);
}

/* write(1</dev/tty>, @text) = @len, whose first @known bytes were recorded */
static void call_write(uint32_t tid, const void *bytes, size_t len, size_t known)
{
	struct built b = { .enter = { .nr = SYS_write, .nr_blobs = 2, .ip = 0x1234,
				      .args = { 1, BUF, len } }, .len = sizeof(b.enter) };

	/* blobs begin where the head of the record ends */
	file_blob(&b, 1, 0, "/dev/tty");
	blob(&b, BUF, 1, 0, bytes, known);
	give(&b.hdr, tid, SCT_REC_ENTER, b.len);
	leave(tid, SYS_write, len);
}

static void call_openat(uint32_t tid, const char *path, int64_t ret)
{
	struct built b = { .enter = { .nr = SYS_openat, .nr_blobs = 2,
				      .args = { (uint32_t)AT_FDCWD, BUF, O_RDONLY } },
			   .len = sizeof(b.enter) };
	struct built e = { .exit = { .nr = SYS_openat, .nr_blobs = ret >= 0, .ret = ret },
			   .len = sizeof(e.exit) };

	file_blob(&b, AT_FDCWD, 0, "/home");
	blob(&b, BUF, 1, SCT_BLOB_STRING, path, strlen(path) + 1);
	give(&b.hdr, tid, SCT_REC_ENTER, b.len);
	if (ret >= 0)
		file_blob(&e, ret, SCT_ARG_RET, "/home/x");
	give(&e.hdr, tid, SCT_REC_EXIT, e.len);
}

/* Whether tests/check-format has nothing to say of what was written. */
static bool is_valid(const char *format)
{
	char command[128];

	text();
	snprintf(command, sizeof(command), "/usr/bin/python3 tests/check-format %s /proc/%d/fd/%d",
		 format, getpid(), output->fd);
	return !system(command);
}

static void comm(uint32_t tid, const char *name)
{
	struct sct_task r = { .event = SCT_TASK_EXEC, .tgid = tid, .other = tid };

	memcpy(r.comm, name, strnlen(name, sizeof(r.comm)));
	give(&r.hdr, tid, SCT_REC_TASK, sizeof(r));
}

static void lost(uint64_t count)
{
	struct sct_lost r = { .count = count, .first = now, .last = now + 10 };

	give(&r.hdr, 0, SCT_REC_LOST, sizeof(r));
}

TEST(json_strings)
{
	struct strbuf sb = STRBUF_INIT;

	sct_json_bytes(&sb, "a", "\"\\\n\t\001\177\302\205\303\244\360\237\230\200", 14);
	EXPECT_STREQ("\"a\": \"\\\"\\\\\\n\\t\\u0001\\u007f\\u0085\303\244\360\237\230\200\"",
		     sb_cstr(&sb));
	sb_reset(&sb);
	sct_json_bytes(&sb, "a", "\377\376", 2);
	EXPECT_STREQ("\"a_base64\": \"//4=\"", sb_cstr(&sb));
	sb_reset(&sb);
	sct_json_bytes(&sb, "a", "\200abc", 4);
	EXPECT_STREQ("\"a_base64\": \"gGFiYw==\"", sb_cstr(&sb));
	/* a slash in two bytes, a surrogate, past the last character, cut off */
	EXPECT_FALSE(sct_is_utf8("\300\257", 2));
	EXPECT_FALSE(sct_is_utf8("\355\240\200", 3));
	EXPECT_FALSE(sct_is_utf8("\364\220\200\200", 4));
	EXPECT_FALSE(sct_is_utf8("\303", 1));
	EXPECT_TRUE(sct_is_utf8("", 0));
	sb_free(&sb);
}

TEST(json_call)
{
	begin("--format=json");
	comm(10, "cat");
	call_write(10, "hello", 5, 5);
	EXPECT_STREQ("{\"type\": \"exec\", \"monotonic_ns\": 2000, "
		     "\"realtime_ns\": 1000000000000002000, \"tid\": 10, \"comm\": \"cat\"}\n"
		     "{\"type\": \"call\", \"monotonic_ns\": 3000, "
		     "\"realtime_ns\": 1000000000000003000, \"tid\": 10, \"comm\": \"cat\", "
		     "\"abi\": \"x86-64\", \"nr\": 1, \"name\": \"write\", \"ip\": \"0x1234\", "
		     "\"args\": {\"fd\": {\"value\": 1, \"text\": \"1\", \"path\": \"/dev/tty\"}, "
		     "\"buf\": {\"value\": 28672, \"text\": \"\\\"hello\\\"\", "
		     "\"string\": \"hello\", \"size\": 5}, "
		     "\"count\": {\"value\": 5, \"text\": \"5\"}}, "
		     "\"raw\": [\"0x1\", \"0x7000\", \"0x5\"], "
		     "\"return\": {\"value\": 5, \"text\": \"5\"}, \"duration_ns\": 1000}\n",
		     end());
	EXPECT_TRUE(is_valid("json"));
}

static bool has(const char *all, const char *part)
{
	return strstr(all, part);
}

TEST(json_host)
{
	begin("--format=json");
	threads.host = "lab";
	call_openat(10, "/no", -2);
	EXPECT_TRUE(strstr(end(), ", \"host\": \"lab\", \"tid\": 10, ") != NULL);
	EXPECT_TRUE(is_valid("json"));
}

TEST(json_values)
{
	begin("--format=json|-y|-s|4");
	comm(10, "\377");
	call_write(10, "\377\376ab\001rest", 9, 4);
	EXPECT_TRUE(has(text(), "\"comm_base64\": \"/w==\""));
	EXPECT_TRUE(has(text(), "\"text\": \"1</dev/tty>\", \"path\": \"/dev/tty\""));
	EXPECT_TRUE(has(text(), "\"text\": \"\\\"\\\\377\\\\376ab\\\"...\", "
			"\"string_base64\": \"//5hYg==\", \"truncated\": true, \"size\": 9"));
	call_openat(10, "/no/file", -2);
	EXPECT_TRUE(has(text(), "{\"value\": -100, \"text\": \"AT_FDCWD</home>\", "
			"\"path\": \"/home\"}"));
	EXPECT_TRUE(has(text(), "\"string\": \"/no/file\", \"size\": 8}"));
	EXPECT_TRUE(has(text(), "\"return\": {\"value\": -2, "
			"\"text\": \"-1 ENOENT (No such file or directory)\"}, "
			"\"error\": \"ENOENT\", \"errno\": 2"));
	call_openat(10, "x", 3);
	EXPECT_TRUE(has(text(), "\"return\": {\"value\": 3, \"text\": \"3</home/x>\", "
			"\"path\": \"/home/x\"}"));
	/* no call has this number, none of its arguments has a name */
	enter(10, 999, 1, 2, UINT64_MAX);
	leave(10, 999, -38);
	EXPECT_TRUE(has(text(), "\"name\": \"syscall_0x3e7\""));
	EXPECT_TRUE(has(text(), "\"arg3\": {\"value\": 18446744073709551615, "
			"\"text\": \"0xffffffffffffffff\"}"));
	end();
	EXPECT_TRUE(is_valid("json"));
}

TEST(json_events)
{
	begin("--format=json|-f");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	enter(10, SYS_clone, 0, 0, 0);
	task(10, SCT_TASK_FORK, 11, 11, 0);
	leave(10, SYS_clone, 11);
	leave(11, SYS_clone, 0);
	sig(11, SIGUSR1, SCT_SIG_HANDLED);
	enter(11, SYS_pause, 0, 0, 0);
	lost(7);
	task(11, SCT_TASK_EXIT, 11, 0, SIGKILL);
	enter(10, SYS_close, 3, 0, 0);
	enter(10, SYS_pause, 3, 0, 0);
	sct_threads_detach_all(&threads);
	end();
	EXPECT_TRUE(has(text(), "\"type\": \"born\", \"monotonic_ns\": 4000, \"realtime_ns\": "
			"1000000000000004000, \"tid\": 11, \"tgid\": 11, \"comm\": \"\", "
			"\"parent\": 10}"));
	EXPECT_TRUE(has(text(), "\"flags\": [\"entry_lost\"]}"));
	EXPECT_TRUE(has(text(), "\"signal\": \"SIGUSR1\", \"signo\": 10, \"code\": 128, "
			"\"siginfo\": \"{si_signo=SIGUSR1, si_code=SI_KERNEL}\", \"handled\": true"));
	EXPECT_TRUE(has(text(), "\"type\": \"lost\""));
	EXPECT_TRUE(has(text(), "\"count\": 7"));
	EXPECT_TRUE(has(text(), "\"name\": \"pause\", \"ip\": \"0x1234\", \"args\": {}, "
			"\"raw\": [], \"flags\": [\"unfinished\"]}"));
	EXPECT_TRUE(has(text(), "\"signal\": \"SIGKILL\", \"signo\": 9, \"core_dumped\": false}"));
	EXPECT_TRUE(has(text(), "\"flags\": [\"return_lost\"]"));
	EXPECT_TRUE(has(text(), "\"flags\": [\"detached\"]"));
	EXPECT_TRUE(is_valid("json"));
}

TEST(filters)
{
	begin("--format=json|-e|status=failed|-e|signal=none");
	call_openat(10, "/a", 3);
	call_openat(10, "/b", -2);
	sig(10, SIGUSR1, 0);
	end();
	EXPECT_FALSE(has(text(), "/a"));
	EXPECT_TRUE(has(text(), "/b"));
	EXPECT_FALSE(has(text(), "SIGUSR1"));
	EXPECT_EQ(1, lines->calls);

	begin("--format=json|-P|/b");
	call_openat(10, "/a", -2);
	call_openat(10, "/b", -2);
	end();
	EXPECT_FALSE(has(text(), "/a"));
	EXPECT_TRUE(has(text(), "/b"));

	begin("--format=json|-e|duration>2us");
	call_openat(10, "/a", -2);
	enter(10, SYS_pause, 0, 0, 0);
	now += 5000;
	leave(10, SYS_pause, -4);
	end();
	EXPECT_FALSE(has(text(), "/a"));
	EXPECT_TRUE(has(text(), "pause"));
}

TEST(csv)
{
	begin("--format=csv");
	comm(10, "a,\"b\n");
	call_write(10, "x,y", 3, 3);
	call_openat(10, "/no", -2);
	task(10, SCT_TASK_EXIT, 10, 0, 3 << 8);
	EXPECT_STREQ("event,monotonic_ns,realtime_ns,duration_ns,tid,tgid,comm,abi,name,args,"
		     "return,error,text\r\n"
		     "exec,2000,1000000000000002000,,10,10,\"a,\\\"\"b\",,,,,,\r\n"
		     "call,3000,1000000000000003000,1000,10,10,\"a,\\\"\"b\",x86-64,write,"
		     "\"fd=1, buf=\"\"x,y\"\", count=3\",3,,\r\n"
		     "call,5000,1000000000000005000,1000,10,10,\"a,\\\"\"b\",x86-64,openat,"
		     "\"dfd=AT_FDCWD, filename=\"\"/no\"\", flags=O_RDONLY\",-1,ENOENT,\r\n"
		     "exited,7000,1000000000000007000,,10,10,\"a,\\\"\"b\",,,,3,,\r\n", end());
	EXPECT_TRUE(is_valid("csv"));
}

TEST(perf)
{
	begin("--format=perf");
	comm(10, "cat");
	now += 5921600;
	call_write(10, "hello", 5, 5);
	enter(10, SYS_pause, 0, 0, 0);
	task(10, SCT_TASK_EXIT, 10, 0, 3 << 8);
	EXPECT_STREQ("     5.922 ( 0.001 ms): cat/10 write(fd: 1</dev/tty>, buf: \"hello\", "
		     "count: 5) = 5\n"
		     "     5.924 (         ): cat/10 pause() = ?\n"
		     "     5.925 (         ): cat/10 +++ exited with 3 +++\n", end());
}

TEST(chrome)
{
	begin("--format=chrome|-f");
	comm(10, "sh\"");
	enter(10, SYS_vfork, 0, 0, 0);
	task(10, SCT_TASK_FORK, 11, 11, 0);
	call_write(11, "hello", 5, 5);
	leave(10, SYS_vfork, 11);
	call_openat(10, "/no", -2);
	sig(10, SIGUSR1, 0);
	now += 300000000;
	task(11, SCT_TASK_EXIT, 11, 0, 3 << 8);
	/* as after ^C */
	sct_threads_detach_all(&threads);
	end();
	EXPECT_TRUE(has(text(), "{\"ph\": \"X\", \"pid\": 11, \"tid\": 11, \"name\": \"write\", "
			"\"cat\": \"syscall\", \"ts\": 5.000, \"dur\": 1.000, "
			"\"args\": {\"fd\": \"1\", \"buf\": \"\\\"hello\\\"\", \"count\": \"5\", "
			"\"return\": \"5\"}}"));
	EXPECT_TRUE(has(text(), "{\"ph\": \"s\", \"pid\": 10, \"tid\": 10, \"name\": \"fork\", "
			"\"cat\": \"fork\", \"id\": 1, \"ts\": 4.000}"));
	EXPECT_TRUE(has(text(), "{\"ph\": \"f\", \"pid\": 11, \"tid\": 11, \"name\": \"fork\", "
			"\"cat\": \"fork\", \"bp\": \"e\", \"id\": 1, \"ts\": 5.000}"));
	EXPECT_TRUE(has(text(), "\"name\": \"calls per second\", \"ts\": 0.000, "
			"\"args\": {\"calls\": 30}}"));
	EXPECT_TRUE(has(text(), "\"name\": \"exited with 3\""));
	EXPECT_TRUE(is_valid("chrome"));
}

/* Nothing happens: still a whole document. */
TEST(nothing)
{
	begin("--format=chrome");
	EXPECT_STREQ("", text());
	end();
	EXPECT_TRUE(is_valid("chrome"));
	begin("--format=csv");
	end();
	EXPECT_TRUE(is_valid("csv"));
	begin("--format=json");
	EXPECT_STREQ("", end());
}

/* The call of a thread that becomes the leader is in both tracks, and overlaps with none. */
TEST(execve_of_a_thread)
{
	begin("--format=chrome|-f");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	enter(10, SYS_pause, 0, 0, 0);
	task(10, SCT_TASK_FORK, 10, 11, 0);
	enter(11, SYS_execve, 0, 0, 0);
	now += 1000000;
	task(10, SCT_TASK_EXEC, 10, 11, 0);
	leave(10, SYS_execve, 0);
	end();
	EXPECT_TRUE(is_valid("chrome"));
	EXPECT_TRUE(has(text(), "\"pid\": 10, \"tid\": 11, \"name\": \"execve\", "
			"\"cat\": \"syscall\", \"ts\": 5.000, \"dur\": 1001.000, "
			"\"args\": {\"new_tid\": 10}}"));
	EXPECT_TRUE(has(text(), "\"pid\": 10, \"tid\": 10, \"name\": \"execve\", "
			"\"cat\": \"syscall\", \"ts\": 1006.000, \"dur\": 1.000"));

	begin("--format=json|-f");
	task(10, SCT_TASK_ATTACH, 10, 0, 0);
	task(10, SCT_TASK_FORK, 10, 11, 0);
	enter(11, SYS_execve, 0, 0, 0);
	task(10, SCT_TASK_EXEC, 10, 11, 0);
	leave(10, SYS_execve, 0);
	end();
	EXPECT_TRUE(has(text(), "\"type\": \"superseded\", \"monotonic_ns\": 5000, "
			"\"realtime_ns\": 1000000000000005000, \"tid\": 11, \"tgid\": 10, "
			"\"comm\": \"\", \"new_tid\": 10}"));
	EXPECT_TRUE(is_valid("json"));
}

TEST(seccomp)
{
	struct sct_enter r = { .nr = 0 };

	begin("--seccomp=docker|-f");
	call_openat(10, "/a", -2);
	call_close(10, 3, 0);
	call_openat(11, "/a", -2);
	enter(10, SYS_exit_group, 0, 0, 0);
	task(10, SCT_TASK_EXIT, 10, 0, 0);
	EXPECT_STREQ("{\n\t\"defaultAction\": \"SCMP_ACT_ERRNO\",\n\t\"defaultErrnoRet\": 1,\n"
		     "\t\"architectures\": [\n\t\t\"SCMP_ARCH_X86_64\"\n\t],\n"
		     "\t\"syscalls\": [\n\t\t{\n\t\t\t\"names\": [\n\t\t\t\t\"close\",\n"
		     "\t\t\t\t\"exit_group\",\n\t\t\t\t\"openat\"\n\t\t\t],\n"
		     "\t\t\t\"action\": \"SCMP_ACT_ALLOW\"\n\t\t}\n\t]\n}\n", end());
	EXPECT_TRUE(is_valid("seccomp"));

	/* every call of every ABI */
	begin("--seccomp=docker|-f");
	for (r.hdr.abi = 0; r.hdr.abi < SCT_NR_ABIS; r.hdr.abi++)
		for (r.nr = 0; r.nr < 600; r.nr++)
			give(&r.hdr, 10, SCT_REC_ENTER, sizeof(r));
	end();
	EXPECT_TRUE(has(text(), "\"SCMP_ARCH_X86_64\",\n\t\t\"SCMP_ARCH_X86\",\n"
			"\t\t\"SCMP_ARCH_X32\"\n"));
	EXPECT_TRUE(has(text(), "\"socketcall\""));
	EXPECT_TRUE(is_valid("seccomp"));
}

/* A new name for a database; the file is there, and empty. */
static const char *database(void)
{
	static char option[64];

	strcpy(option, "--sqlite=/tmp/test_formats.XXXXXX");
	close(mkstemp(strchr(option, '/')));
	return option;
}

static bool is_valid_database(const char *option)
{
	char command[160];

	snprintf(command, sizeof(command), "/usr/bin/python3 tests/check-format sqlite %s",
		 strchr(option, '/'));
	return !system(command);
}

/* What a query finds, as sqlite3 prints it. */
static const char *query(const char *option, const char *sql)
{
	static char found[2048];
	char command[512];
	FILE *file;

	snprintf(command, sizeof(command), "sqlite3 %s \"%s\"", strchr(option, '/'), sql);
	file = popen(command, "r");
	found[fread(found, 1, sizeof(found) - 1, file)] = '\0';
	pclose(file);
	return found;
}

TEST(sqlite)
{
	const char *option = database();
	struct sct_fail fail = SCT_FAIL_INIT;

	begin(option);
	comm(10, "cat");
	enter(10, SYS_fork, 0, 0, 0);
	task(10, SCT_TASK_FORK, 11, 11, 0);
	leave(10, SYS_fork, 11);
	call_openat(11, "no", -2);
	call_openat(11, "/no", -2);
	call_write(11, "hello", 5, 5);
	call_write(11, "\377\376", 2, 2);
	sig(11, SIGUSR1, 0);
	lost(7);
	task(11, SCT_TASK_EXIT, 11, 0, 3 << 8);
	enter(10, SYS_pause, 0, 0, 0);
	task(10, SCT_TASK_EXIT, 10, 0, SIGKILL);
	EXPECT_STREQ("", end());
	/* closes it */
	sct_threads_free(&threads);
	lines->ops->free(lines);
	EXPECT_TRUE(is_valid_database(option));
	EXPECT_STREQ("1|10||SIGKILL\n2|11|3|\n",
		     query(option, "SELECT id, tid, status, signal FROM threads"));
	EXPECT_STREQ("1\n", query(option, "SELECT parent FROM threads WHERE tid = 11"));
	EXPECT_STREQ("/home/no|openat|ENOENT|1\n/no|openat|ENOENT|1\n",
		     query(option, "SELECT * FROM errors_by_path ORDER BY path"));
	EXPECT_STREQ("/dev/tty|0|7|2\n", query(option, "SELECT * FROM bytes_by_file"));
	EXPECT_STREQ("fork() = 11\nopenat(AT_FDCWD, \"no\", O_RDONLY) = -1 ENOENT "
		     "(No such file or directory)\nopenat(AT_FDCWD, \"/no\", O_RDONLY) = -1 ENOENT "
		     "(No such file or directory)\nwrite(1, \"hello\", 5) = 5\n"
		     "write(1, \"\\377\\376\", 2) = 2\npause() = ?\n",
		     query(option, "SELECT line FROM lines"));
	EXPECT_STREQ("hello\nFFFE\n", query(option, "SELECT CASE typeof(data) WHEN 'blob' THEN "
					    "hex(data) ELSE data END FROM args WHERE "
					    "name = 'buf'"));
	EXPECT_STREQ("unfinished\n", query(option, "SELECT state FROM calls WHERE name = 'pause'"));
	EXPECT_STREQ("7\n", query(option, "SELECT records FROM lost"));
	EXPECT_STREQ("SIGUSR1|2\n", query(option, "SELECT name, thread FROM signals"));
	/* not written over */
	EXPECT_EQ(NULL, sct_out_events(&opt, output, "sctrace", &fail));
	EXPECT_TRUE(has(sb_cstr(&fail.text), "exists already"));
	sb_free(&fail.text);
	unlink(strchr(option, '/'));
}

/* Whatever comes, as it does when records are lost. */
static void give_any(unsigned int rounds)
{
	static const int rets[] = { 0, -9, -512, -516, 100 };
	static const int calls[] = { SYS_close, SYS_pause, 999, SYS_write };
	unsigned int i;

	int to = dup(STDERR_FILENO);

	/* the messages of those that have no place for them */
	freopen("/dev/null", "w", stderr);
	srandom(17);
	for (i = 0; i < rounds; i++) {
		uint32_t tid = 1 + random() % 6;
		int nr = calls[random() % 4];
		char bytes[40];

		memset(bytes, (int)random(), sizeof(bytes));
		switch (random() % 9) {
		case 0: case 1: case 2:
			enter(tid, nr, 1, 2, 3);
			break;
		case 3: case 4:
			leave(tid, nr, rets[random() % 5]);
			break;
		case 5:
			sig(tid, 1 + random() % 64, random() % 3);
			break;
		case 6:
			task(tid, 1 + random() % 8, random() % 7, random() % 7, random() % 512);
			break;
		case 7:
			call_write(tid, bytes, sizeof(bytes), random() % sizeof(bytes));
			break;
		case 8:
			bytes[15] = '\0';
			comm(tid, bytes);
			lost(random() % 3);
			break;
		}
	}
	end();
	sct_threads_free(&threads);
	fflush(stderr);
	dup2(to, STDERR_FILENO);
	close(to);
}

TEST(anything)
{
	const char *option = database();

	begin("-f|--format=json");
	give_any(1500);
	EXPECT_TRUE(is_valid("json"));
	begin("-f|--format=csv");
	give_any(4000);
	EXPECT_TRUE(is_valid("csv"));
	begin("-f|--format=perf");
	give_any(4000);
	begin("-f|--seccomp=docker");
	give_any(4000);
	EXPECT_TRUE(is_valid("seccomp"));
	begin(option);
	give_any(4000);
	lines->ops->free(lines);
	EXPECT_TRUE(is_valid_database(option));
	unlink(strchr(option, '/'));
	begin("-f|--format=chrome");
	give_any(4000);
	EXPECT_TRUE(is_valid("chrome"));
}

struct seen {
	const char *names[16];
	char copies[16][64];
	unsigned int nr;
	bool twice;
};

static void see(void *arg, const struct sct_arg_view *view)
{
	struct seen *seen = arg;
	unsigned int i;

	for (i = 0; i < seen->nr; i++)
		seen->twice |= !strcmp(seen->copies[i], view->name);
	/* beside them, chrome has these */
	seen->twice |= !strcmp(view->name, "return") || !strcmp(view->name, "end");
	if (!view->name[0] || seen->nr == 16)
		seen->twice = true;
	else
		snprintf(seen->copies[seen->nr++], 64, "%s", view->name);
}

/* Every call of every ABI, with the first values of whatever decides on its arguments. */
TEST(names_of_arguments)
{
	struct strbuf scratch = STRBUF_INIT;
	unsigned int abi, nr, value;

	begin("--format=json");
	for (abi = 0; abi < SCT_NR_ABIS; abi++) {
		for (nr = 0; nr < 600; nr++) {
			for (value = 0; value < 70; value++) {
				struct sct_call call = {
					.desc = sct_syscall_by_number(abi, nr), .abi = abi,
					.nr = nr, .entered = true,
					.args = { value, value, value, value, value, value },
				};
				struct seen seen = { .nr = 0 };

				sct_decode_args(&scratch, &call, &opt.decode, see, &seen);
				EXPECT_FALSE(seen.twice)
					TH_LOG("%s", call.desc ? call.desc->name : "?");
			}
		}
	}
	sb_free(&scratch);
}

TEST(mutually_exclusive)
{
	static const char *const refused[][4] = {
		{ "sctrace", "--format=json", "-c" }, { "sctrace", "--format=json", "-C" },
		{ "sctrace", "--format=csv", "-k" }, { "sctrace", "--format=perf", "-eread=1" },
		{ "sctrace", "--format=chrome", "-A" }, { "sctrace", "--format=xml", "-f" },
		{ "sctrace", "--sqlite=X", "-f" }, { "sctrace", "--sqlite=X", "--seccomp=docker" },
		{ "sctrace", "--seccomp=podman", "-f" },
	};
	struct sct_fail fail = SCT_FAIL_INIT;
	unsigned int i;

	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		char *argv[] = { (char *)refused[i][0], (char *)refused[i][1],
				 (char *)refused[i][2], (char *)"-oX", (char *)"cmd", NULL };

		EXPECT_NE(0, sct_options_parse(&opt, 5, argv, NULL, &fail));
		sct_options_free(&opt);
	}
	sb_free(&fail.text);
}

TEST_HARNESS_MAIN
