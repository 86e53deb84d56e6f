// SPDX-License-Identifier: GPL-2.0
/*
 * --redact=: what is printed instead, and that nothing gets by it, whatever the call.
 */
#include "fake_call.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "kselftest_harness.h"

TEST(data)
{
	struct fake f = fake_defaults();
	struct iovec iov[] = { { (void *)(uintptr_t)"abc", 3 }, { NULL, 0 } };
	const char *argv[] = { "ls", "-l", NULL }, *envp[] = { "A=1", NULL };
	struct strbuf want = STRBUF_INIT;

	f.opt.redact = SCT_REDACT_DATA;
	CALL("read(3, \"<redacted>\", 100) = 3", "read", 3, 3, A("abc"), 100);
	CALL("read(3, \"\", 100) = 0", "read", 0, 3, A("abc"), 100);
	CALL("write(1, \"<redacted>\", 3) = 3", "write", 3, 1, A("abc"), 3);
	CALL("write(1, NULL, 3) = -1 EFAULT (Bad address)", "write", -14, 1, 0, 3);
	CALL("writev(1, [{iov_base=\"<redacted>\", iov_len=3}, {iov_base=NULL, iov_len=0}], 2) = 3",
	     "writev", 3, 1, A(iov), 2);
	CALL("open(\"/etc/issue\", O_RDONLY) = 3", "open", 3, A("/etc/issue"));
	CALL("readlink(\"a\", \"bc\", 10) = 2", "readlink", 2, A("a"), A("bcd"), 10);
	sb_printf(&want, "execve(\"/bin/ls\", [\"<redacted>\", \"<redacted>\"], %p /* 1 var */) = 0",
		  (void *)envp);
	f.ret = 0;
	EXPECT_STREQ(sb_cstr(&want), print(&f, "execve", (const uint64_t[SCT_NR_ARGS]){
		     A("/bin/ls"), A(argv), A(envp) }));
	memset(&f.opt.abbrev, 0, sizeof(f.opt.abbrev));
	CALL("execve(\"/bin/ls\", [\"<redacted>\", \"<redacted>\"], [\"<redacted>\"]) = 0", "execve", 0,
	     A("/bin/ls"), A(argv), A(envp));
	f.opt.redact = SCT_REDACT_ENV;
	CALL("execve(\"/bin/ls\", [\"ls\", \"-l\"], [\"<redacted>\"]) = 0", "execve", 0,
	     A("/bin/ls"), A(argv), A(envp));
	sb_free(&want);
}

TEST(paths)
{
	struct fake f = fake_defaults();

	f.opt.redact = SCT_REDACT_PATHS;
	f.fd_path = "/home/x";
	CALL("open(\"<redacted>\", O_RDONLY) = 3", "open", 3, A("/etc/issue"));
	CALL("readlink(\"<redacted>\", \"<redacted>\", 10) = 2", "readlink", 2, A("a"), A("bcd"), 10);
	CALL("getcwd(\"<redacted>\", 10) = 4", "getcwd", 4, A("/ab"), 10);
	CALL("write(1, \"abc\", 3) = 3", "write", 3, 1, A("abc"), 3);
	f.opt.decode_fds = SCT_FDS_PATH;
	CALL("write(1<redacted>, \"abc\", 3) = 3", "write", 3, 1, A("abc"), 3);
}

TEST(addresses)
{
	struct sockaddr_in sin = { .sin_family = AF_INET, .sin_port = htons(80),
				   .sin_addr.s_addr = htonl(0x01020304) };
	struct sct_fd_info info = { .family = AF_INET, .sock_type = SOCK_STREAM,
				    .protocol = IPPROTO_TCP,
				    .local_len = sizeof(sin), .peer_len = sizeof(sin) };
	struct fake f = fake_defaults();

	f.opt.redact = SCT_REDACT_ADDRS;
	CALL("connect(3, {sa_family=AF_INET, sa_data=\"<redacted>\"}, 16) = 0", "connect", 0,
	     3, A(&sin), 16);
	f.fd_path = "socket:[1]";
	f.fd = &info;
	f.local = &sin;
	f.peer = &sin;
	f.opt.decode_fds = SCT_FDS_ALL;
	CALL("close(3<TCP:[redacted:80->redacted:80]>) = 0", "close", 0, 3);
}

/* What is dumped is data. */
TEST(dumps)
{
	struct fake f = fake_defaults();

	f.opt.redact = SCT_REDACT_DATA;
	f.opt.dump_write.others = true;
	CALL("write(1, \"<redacted>\", 3) = 3", "write", 3, 1, A("abc"), 3);
}

/* --- all calls ------------------------------------------------------------------ */

#define SECRET	"SeCrEt"

static bool shows_secret(const char *text)
{
	return strstr(text, SECRET) || strstr(text, "\\x53\\x65\\x43\\x72") ||
	       strstr(text, "eCrE");
}

static void find_secrets(struct __test_metadata *_metadata, unsigned int abi, bool verbose,
			 enum sct_hex_strings hex)
{
	/* which of the arguments are pointers; the others are small numbers */
	static const uint8_t pointers[] = { 63, 2, 6, 30, 1, 4, 8, 10 };
	const unsigned int nr_tries = verbose ? 3 : sizeof(pointers);
	static char memory[8192];
	struct fake f = fake_defaults();
	unsigned int v, i, nr;

	/* text that ends somewhere, at every offset and behind every pointer */
	for (i = 0; i < sizeof(memory); i++)
		memory[i] = i % 512 == 511 ? 0 : (SECRET)[i % (sizeof(SECRET) - 1)];
	f.fd_path = "/" SECRET;
	f.opt.decode_fds = SCT_FDS_ALL;
	f.opt.redact = SCT_REDACT_ALL;
	f.opt.hex_strings = hex;
	f.abi = abi;
	if (verbose)
		memset(&f.opt.abbrev, 0, sizeof(f.opt.abbrev));
	for (nr = 0; nr < 500; nr++) {
		const struct sct_syscall *call = sct_syscall_by_number(f.abi, (int)nr);

		for (v = 0; call && v < nr_tries; v++) {
			uint64_t args[SCT_NR_ARGS];

			for (i = 0; i < SCT_NR_ARGS; i++)
				args[i] = pointers[v] >> i & 1 ? A(memory) : 64;
			f.ret = 16;
			EXPECT_FALSE(shows_secret(print(&f, call->name, args)))
				TH_LOG("%s", sb_cstr(&sb));
		}
	}
}

TEST(no_call_shows_any)
{
	find_secrets(_metadata, SCT_ABI_X86_64, false, SCT_HEX_NONE);
}

TEST(no_verbose_call_shows_any)
{
	find_secrets(_metadata, SCT_ABI_X86_64, true, SCT_HEX_NONE);
}

TEST(no_call_shows_any_in_hex)
{
	find_secrets(_metadata, SCT_ABI_X86_64, true, SCT_HEX_ALL);
}

/* --- the plan --------------------------------------------------------------------- */

static unsigned int count_ops(const struct sct_decode_options *opt, uint8_t kind)
{
	struct sct_plan_tables plan;
	unsigned int i, n = 0;

	if (sct_plan_build(&plan, NULL, opt))
		return ~0U;
	for (i = 0; i < plan.nr_ops; i++)
		n += plan.ops[i].kind == kind &&
		     (kind != SCT_OP_STRINGS || plan.ops[i].count2) &&
		     (kind != SCT_OP_IOVEC || plan.ops[i].limit);
	sct_plan_free(&plan);
	return n;
}

/* What is not to be seen is not taken out of the target. */
TEST(captures_less)
{
	struct fake f = fake_defaults();

	EXPECT_LT(0, count_ops(&f.opt, SCT_OP_STRING));
	EXPECT_LT(0, count_ops(&f.opt, SCT_OP_STRINGS));
	EXPECT_LT(0, count_ops(&f.opt, SCT_OP_IOVEC));
	f.opt.redact = SCT_REDACT_DATA;
	EXPECT_EQ(0, count_ops(&f.opt, SCT_OP_STRINGS));
	EXPECT_EQ(0, count_ops(&f.opt, SCT_OP_IOVEC));
	f.opt.redact = SCT_REDACT_ALL;
	/* those of fixed length are names of kernel objects, in few ioctls and prctls */
	EXPECT_GT(8, count_ops(&f.opt, SCT_OP_STRING));
}

TEST_HARNESS_MAIN
