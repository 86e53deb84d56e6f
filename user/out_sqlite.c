// SPDX-License-Identifier: GPL-2.0
/*
 * --sqlite: a database to ask.  docs/sqlite.md describes the tables.
 *
 * All of it is one transaction: a file that is there is whole.
 */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "events.h"
#include "json.h"

/* Of calls with two descriptors, the first decides. */
#define READS	"('read', 'pread64', 'readv', 'preadv', 'preadv2', 'recvfrom', 'recvmsg', " \
		"'copy_file_range', 'splice')"
#define WRITES	"('write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'sendto', 'sendmsg', " \
		"'sendfile', 'sendfile64')"

static const char tables[] =
	"CREATE TABLE threads (id INTEGER PRIMARY KEY, tid INTEGER, tgid INTEGER, "
	"parent INTEGER REFERENCES threads, comm TEXT, first_ns INTEGER, end_ns INTEGER, "
	"status INTEGER, signal TEXT, host TEXT);"
	"CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT UNIQUE);"
	"CREATE TABLE calls (id INTEGER PRIMARY KEY, thread INTEGER REFERENCES threads, "
	"monotonic_ns INTEGER, realtime_ns INTEGER, duration_ns INTEGER, abi TEXT, name TEXT, "
	"return INTEGER, result TEXT, error TEXT, file INTEGER REFERENCES files, state TEXT);"
	"CREATE TABLE args (call INTEGER REFERENCES calls, position INTEGER, name TEXT, "
	"value INTEGER, text TEXT, data BLOB, PRIMARY KEY (call, position)) WITHOUT ROWID;"
	"CREATE TABLE signals (id INTEGER PRIMARY KEY, thread INTEGER REFERENCES threads, "
	"monotonic_ns INTEGER, realtime_ns INTEGER, name TEXT, signo INTEGER, siginfo TEXT);"
	"CREATE TABLE lost (monotonic_ns INTEGER, cpu INTEGER, records INTEGER);"

	"CREATE VIEW slowest_calls AS SELECT duration_ns, tid, comm, calls.name AS name, path, "
	"result, calls.id AS call FROM calls JOIN threads ON threads.id = thread "
	"LEFT JOIN files ON files.id = file WHERE duration_ns NOT NULL ORDER BY duration_ns DESC;"
	"CREATE VIEW errors_by_path AS SELECT path, name, error, count(*) AS calls FROM calls "
	"LEFT JOIN files ON files.id = file WHERE error NOT NULL GROUP BY path, name, error "
	"ORDER BY calls DESC;"
	"CREATE VIEW bytes_by_file AS SELECT path, "
	"sum(CASE WHEN name IN " READS " THEN return ELSE 0 END) AS bytes_read, "
	"sum(CASE WHEN name IN " WRITES " THEN return ELSE 0 END) AS bytes_written, "
	"count(*) AS calls FROM calls JOIN files ON files.id = file WHERE return >= 0 AND "
	"(name IN " READS " OR name IN " WRITES ") GROUP BY path "
	"ORDER BY bytes_read + bytes_written DESC;"
	"CREATE VIEW time_by_thread AS SELECT tid, comm, name, count(*) AS calls, "
	"count(error) AS errors, sum(duration_ns) AS total_ns, max(duration_ns) AS longest_ns "
	"FROM calls JOIN threads ON threads.id = thread GROUP BY thread, name "
	"ORDER BY total_ns DESC;"
	"CREATE VIEW lines AS SELECT calls.id AS call, monotonic_ns, tid, calls.name || '(' || "
	"coalesce((SELECT group_concat(text, ', ') FROM (SELECT text FROM args "
	"WHERE call = calls.id ORDER BY position)), '') || ') = ' || result AS line "
	"FROM calls JOIN threads ON threads.id = thread;"
	"PRAGMA user_version = 1;";

/* Made when all is there: that is faster. */
static const char indices[] =
	"CREATE INDEX calls_by_name ON calls (name);"
	"CREATE INDEX calls_by_duration ON calls (duration_ns);"
	"CREATE INDEX calls_by_thread ON calls (thread, monotonic_ns);"
	"CREATE INDEX calls_by_file ON calls (file);"
	"CREATE INDEX calls_by_error ON calls (error) WHERE error NOT NULL;"
	"COMMIT;";

enum statement {
	ADD_THREAD,
	UPDATE_THREAD,
	END_THREAD,
	ADD_FILE,
	FIND_FILE,
	ADD_CALL,
	ADD_ARG,
	ADD_SIGNAL,
	ADD_LOST,
	NR_STATEMENTS,
};

static const char *const texts[] = {
	[ADD_THREAD] = "INSERT INTO threads (id, first_ns, parent, tid, tgid, comm, "
		       "host) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[UPDATE_THREAD] = "UPDATE threads SET tid = ?2, tgid = ?3, comm = ?4 WHERE id = ?1",
	[END_THREAD] = "UPDATE threads SET end_ns = ?2, status = ?3, signal = ?4 WHERE id = ?1",
	[ADD_FILE] = "INSERT OR IGNORE INTO files (path) VALUES (?1)",
	[FIND_FILE] = "SELECT id FROM files WHERE path = ?1",
	[ADD_CALL] = "INSERT INTO calls (id, thread, monotonic_ns, realtime_ns, duration_ns, abi, "
		     "name, return, result, error, file, state) "
		     "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
	[ADD_ARG] = "INSERT INTO args (call, position, name, value, text, data) "
		    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[ADD_SIGNAL] = "INSERT INTO signals (thread, monotonic_ns, realtime_ns, name, signo, "
		       "siginfo) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[ADD_LOST] = "INSERT INTO lost (monotonic_ns, cpu, records) VALUES (?1, ?2, ?3)",
};

/**
 * struct sqlite - the database
 * @db: it
 * @statements: prepared
 * @sink: for its fail
 * @name: of the file
 * @calls: so far; the id of the last one
 * @position: of the argument at hand
 * @directory: what the descriptor stood for that came last among the arguments
 * @file: path of the file that the call at hand is about; empty: none known
 * @is_name: it was named, not a descriptor
 */
struct sqlite {
	sqlite3 *db;
	sqlite3_stmt *statements[NR_STATEMENTS];
	struct sct_sink *sink;
	const char *name;
	uint64_t calls;
	int position;
	struct strbuf directory;
	struct strbuf file;
	bool is_name;
};

/* The first error stays, and ends it. */
static bool failed(const struct sqlite *sqlite)
{
	return sqlite->sink->fail.text.len;
}

static void fail(struct sqlite *sqlite)
{
	if (!failed(sqlite))
		sct_fail(&sqlite->sink->fail, -EIO, "%s: %s", sqlite->name,
			 sqlite->db ? sqlite3_errmsg(sqlite->db) : "out of memory");
}

static void execute(struct sqlite *sqlite, const char *text)
{
	if (!failed(sqlite) && sqlite3_exec(sqlite->db, text, NULL, NULL, NULL) != SQLITE_OK)
		fail(sqlite);
}

/* --- binding -------------------------------------------------------------- */

static void bind_number(struct sqlite *sqlite, enum statement which, int at, uint64_t value)
{
	sqlite3_bind_int64(sqlite->statements[which], at, (sqlite3_int64)value);
}

/* NULL: an SQL NULL.  The text must stay until run(). */
static void bind_text(struct sqlite *sqlite, enum statement which, int at, const char *text)
{
	sqlite3_bind_text(sqlite->statements[which], at, text, -1, SQLITE_STATIC);
}

/* Text if that is what it is, else a blob. */
static void bind_bytes(struct sqlite *sqlite, enum statement which, int at, const void *bytes,
		       size_t len)
{
	/* of a string, some of SQLite's functions see no more than is before a NUL */
	if (sct_is_utf8(bytes, len) && !memchr(bytes, 0, len))
		sqlite3_bind_text64(sqlite->statements[which], at, bytes, len, SQLITE_STATIC,
				    SQLITE_UTF8);
	else
		sqlite3_bind_blob64(sqlite->statements[which], at, bytes, len, SQLITE_STATIC);
}

static void bind_buffer(struct sqlite *sqlite, enum statement which, int at,
			const struct strbuf *text)
{
	bind_bytes(sqlite, which, at, text->len ? text->buf : "", text->len);
}

/* Runs it; the first column of its first row, or 0. */
static uint64_t run(struct sqlite *sqlite, enum statement which)
{
	sqlite3_stmt *statement = sqlite->statements[which];
	uint64_t result = 0;
	int ret;

	if (failed(sqlite))
		return 0;
	ret = sqlite3_step(statement);
	if (ret == SQLITE_ROW)
		result = (uint64_t)sqlite3_column_int64(statement, 0);
	else if (ret != SQLITE_DONE)
		fail(sqlite);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return result;
}

/* --- threads -------------------------------------------------------------- */

/* Escaped as in a line, without the brackets. */
static void put_comm(struct sct_events *events, const struct sct_thread *thread)
{
	struct strbuf *name = &events->scratch;

	sb_reset(name);
	sct_decode_comm(name, thread->comm, &events->opt->decode);
	memmove(name->buf, name->buf + 1, name->len - 2);
	sb_cut(name, name->len - 2);
}

static void add_thread(struct sct_events *events, const struct sct_event *event)
{
	const struct sct_thread *parent = sct_threads_find(events->sink.threads,
							   event->thread->parent);
	struct sqlite *sqlite = events->own;

	bind_number(sqlite, ADD_THREAD, 1, event->to->serial);
	bind_number(sqlite, ADD_THREAD, 2, event->time);
	if (parent && parent->out)
		bind_number(sqlite, ADD_THREAD, 3,
			    ((const struct sct_event_thread *)parent->out)->serial);
	put_comm(events, event->thread);
	bind_number(sqlite, ADD_THREAD, 4, event->thread->tid);
	bind_number(sqlite, ADD_THREAD, 5, sct_process_of(event->thread));
	bind_buffer(sqlite, ADD_THREAD, 6, &events->scratch);
	bind_text(sqlite, ADD_THREAD, 7, events->sink.threads->host);
	run(sqlite, ADD_THREAD);
}

/* The thread's row, as it is now. */
static void keep_thread(struct sct_events *events, const struct sct_event *event)
{
	const struct sct_thread *thread = event->thread;
	struct sct_event_thread *to = event->to;
	struct sqlite *sqlite = events->own;

	if (!to->own.tid) {
		add_thread(events, event);
	} else if (to->own.tid != thread->tid || to->own.pid != sct_process_of(thread) ||
		   memcmp(to->own.comm, thread->comm, sizeof(thread->comm))) {
		put_comm(events, thread);
		bind_number(sqlite, UPDATE_THREAD, 1, to->serial);
		bind_number(sqlite, UPDATE_THREAD, 2, thread->tid);
		bind_number(sqlite, UPDATE_THREAD, 3, sct_process_of(thread));
		bind_buffer(sqlite, UPDATE_THREAD, 4, &events->scratch);
		run(sqlite, UPDATE_THREAD);
	}
	to->own.tid = thread->tid;
	to->own.pid = sct_process_of(thread);
	memcpy(to->own.comm, thread->comm, sizeof(thread->comm));
}

static void end_thread(struct sqlite *sqlite, const struct sct_event *event)
{
	bind_number(sqlite, END_THREAD, 1, event->to->serial);
	bind_number(sqlite, END_THREAD, 2, event->time);
	if (WIFSIGNALED(event->status))
		bind_text(sqlite, END_THREAD, 4, sct_signal_name(WTERMSIG(event->status)));
	else
		bind_number(sqlite, END_THREAD, 3, WEXITSTATUS(event->status));
	run(sqlite, END_THREAD);
}

/* --- calls ---------------------------------------------------------------- */

static void set_text(struct strbuf *sb, const void *bytes, size_t len)
{
	sb_reset(sb);
	sb_mem(sb, bytes, len);
}

/* What the call is about: the first file that it names, or else the first of its descriptors. */
static void note_file(struct sqlite *sqlite, const struct sct_arg_view *view)
{
	if (view->path)
		set_text(&sqlite->directory, view->path, view->path_len);
	if (view->path && !sqlite->file.len)
		set_text(&sqlite->file, view->path, view->path_len);
	if (!view->is_file_name || !view->bytes || !view->nr_bytes || sqlite->is_name)
		return;
	sqlite->is_name = true;
	sb_reset(&sqlite->file);
	/* relative to the descriptor before it */
	if (view->bytes[0] != '/' && sqlite->directory.len) {
		sb_mem(&sqlite->file, sqlite->directory.buf, sqlite->directory.len);
		sb_char(&sqlite->file, '/');
	}
	sb_mem(&sqlite->file, view->bytes, view->nr_bytes);
}

static void add_argument(void *arg, const struct sct_arg_view *view)
{
	struct sqlite *sqlite = arg;

	bind_number(sqlite, ADD_ARG, 1, sqlite->calls);
	bind_number(sqlite, ADD_ARG, 2, (uint64_t)++sqlite->position);
	bind_text(sqlite, ADD_ARG, 3, view->name);
	bind_number(sqlite, ADD_ARG, 4, view->value);
	bind_bytes(sqlite, ADD_ARG, 5, view->text, view->text_len);
	if (view->bytes)
		bind_bytes(sqlite, ADD_ARG, 6, view->bytes, view->nr_bytes);
	run(sqlite, ADD_ARG);
	note_file(sqlite, view);
}

static uint64_t file_id(struct sqlite *sqlite)
{
	bind_buffer(sqlite, ADD_FILE, 1, &sqlite->file);
	run(sqlite, ADD_FILE);
	bind_buffer(sqlite, FIND_FILE, 1, &sqlite->file);
	return run(sqlite, FIND_FILE);
}

static const char *state_of(const struct sct_event *event)
{
	static const char *const ends[] = {
		[SCT_CALL_UNFINISHED] = "unfinished", [SCT_CALL_UNAVAILABLE] = "return lost",
		[SCT_CALL_DETACHED] = "detached",
	};

	return event->call->entered ? ends[event->end] : "entry lost";
}

static void add_call(struct sct_events *events, const struct sct_event *event)
{
	const struct sct_time *time = &events->sink.threads->time;
	const struct sct_call *call = event->call;
	struct sqlite *sqlite = events->own;
	struct strbuf name = STRBUF_INIT;
	struct sct_arg_view view;

	sqlite->calls++;
	sqlite->position = 0;
	sqlite->is_name = false;
	sb_reset(&sqlite->directory);
	sb_reset(&sqlite->file);
	sct_decode_args(&events->scratch, call, &events->opt->decode, add_argument, sqlite);
	sct_decode_return(&events->scratch, call, &events->opt->decode, &view);
	note_file(sqlite, &view);

	if (sqlite->file.len)
		bind_number(sqlite, ADD_CALL, 11, file_id(sqlite));
	bind_number(sqlite, ADD_CALL, 1, sqlite->calls);
	bind_number(sqlite, ADD_CALL, 2, event->to->serial);
	bind_number(sqlite, ADD_CALL, 3, event->time);
	bind_number(sqlite, ADD_CALL, 4, sct_time_realtime(time, event->time));
	if (event->has_duration)
		bind_number(sqlite, ADD_CALL, 5, event->duration);
	bind_text(sqlite, ADD_CALL, 6, sct_abi_name(call->abi));
	sct_decode_name(&name, call);
	bind_buffer(sqlite, ADD_CALL, 7, &name);
	if (call->returned)
		bind_number(sqlite, ADD_CALL, 8, view.value);
	bind_bytes(sqlite, ADD_CALL, 9, view.text, view.text_len);
	if (call->returned && call->ret < 0 && call->ret >= -4095)
		bind_text(sqlite, ADD_CALL, 10, sct_errno_name((int)-call->ret));
	bind_text(sqlite, ADD_CALL, 12, state_of(event));
	run(sqlite, ADD_CALL);
	sb_free(&name);
}

/* --- the rest ------------------------------------------------------------- */

static void add_signal(struct sct_events *events, const struct sct_event *event)
{
	const struct sct_time *time = &events->sink.threads->time;
	const struct sct_signal *signal = event->signal;
	struct sqlite *sqlite = events->own;

	sb_reset(&events->scratch);
	sct_decode_siginfo(&events->scratch, event->thread->tid, signal->info,
			   &events->opt->decode);
	bind_number(sqlite, ADD_SIGNAL, 1, event->to->serial);
	bind_number(sqlite, ADD_SIGNAL, 2, event->time);
	bind_number(sqlite, ADD_SIGNAL, 3, sct_time_realtime(time, event->time));
	bind_text(sqlite, ADD_SIGNAL, 4, sct_signal_name(signal->signo));
	bind_number(sqlite, ADD_SIGNAL, 5, (uint64_t)signal->signo);
	bind_buffer(sqlite, ADD_SIGNAL, 6, &events->scratch);
	run(sqlite, ADD_SIGNAL);
}

static void add_lost(struct sqlite *sqlite, const struct sct_event *event)
{
	bind_number(sqlite, ADD_LOST, 1, event->time);
	bind_number(sqlite, ADD_LOST, 2, event->lost->hdr.cpu);
	bind_number(sqlite, ADD_LOST, 3, event->lost->count);
	run(sqlite, ADD_LOST);
}

static void sqlite_event(struct sct_events *events, struct strbuf *sb,
			 const struct sct_event *event)
{
	(void)sb;
	if (failed(events->own))
		return;
	if (event->thread)
		keep_thread(events, event);
	if (event->type == SCT_EVENT_CALL)
		add_call(events, event);
	else if (event->type == SCT_EVENT_SIGNAL)
		add_signal(events, event);
	else if (event->type == SCT_EVENT_EXITED)
		end_thread(events->own, event);
	else if (event->type == SCT_EVENT_LOST)
		add_lost(events->own, event);
}

static void sqlite_end(struct sct_events *events, struct strbuf *sb)
{
	(void)sb;
	execute(events->own, indices);
}

/* Somebody's file is not written over: there must be none, or an empty one. */
static int check_file(struct sqlite *sqlite)
{
	int fd = open(sqlite->name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	struct stat st;

	if (fd < 0 || fstat(fd, &st)) {
		sct_fail(&sqlite->sink->fail, -errno, "%s: %s", sqlite->name, strerror(errno));
		if (fd >= 0)
			close(fd);
		return -EIO;
	}
	close(fd);
	if (st.st_size || !S_ISREG(st.st_mode))
		return sct_fail(&sqlite->sink->fail, -EEXIST, "%s: exists already: remove it, or "
				"give another name", sqlite->name);
	return 0;
}

static int sqlite_open(struct sct_events *events)
{
	struct sqlite *sqlite = calloc(1, sizeof(*sqlite));
	unsigned int i;

	events->own = sqlite;
	if (!sqlite)
		return sct_fail(&events->sink.fail, -ENOMEM, "out of memory");
	sqlite->sink = &events->sink;
	sqlite->name = events->opt->sqlite;
	if (check_file(sqlite))
		return -EIO;
	if (sqlite3_open_v2(sqlite->name, &sqlite->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		fail(sqlite);
	/* what a crash of the machine leaves of it need not be good */
	execute(sqlite, "PRAGMA synchronous = OFF; BEGIN EXCLUSIVE;");
	execute(sqlite, tables);
	for (i = 0; i < NR_STATEMENTS && !failed(sqlite); i++)
		if (sqlite3_prepare_v2(sqlite->db, texts[i], -1, &sqlite->statements[i], NULL) !=
		    SQLITE_OK)
			fail(sqlite);
	return failed(sqlite) ? -EIO : 0;
}

static void sqlite_close(struct sct_events *events)
{
	struct sqlite *sqlite = events->own;
	unsigned int i;

	if (!sqlite)
		return;
	for (i = 0; i < NR_STATEMENTS; i++)
		sqlite3_finalize(sqlite->statements[i]);
	sqlite3_close(sqlite->db);
	sb_free(&sqlite->directory);
	sb_free(&sqlite->file);
	free(sqlite);
}

const struct sct_format sct_format_sqlite = {
	.document = true,
	.open = sqlite_open,
	.event = sqlite_event,
	.end = sqlite_end,
	.close = sqlite_close,
};
