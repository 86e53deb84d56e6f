// SPDX-License-Identifier: GPL-2.0
/* sctrace report: prints what was recorded as it would have been printed then. */
#define _GNU_SOURCE	/* asprintf, basename */
#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "feed.h"
#include "file_read.h"
#include "file_write.h"
#include "names.h"
#include "sides.h"
#include "stack.h"

/**
 * struct recording - one recording, of one file or several parts
 * @file: its files
 * @feed: of its records
 * @names: what it knows of its machine
 * @host: of several hosts, or NULL
 * @exec_error: errno with which its command could not be executed, or 0
 * @ended: all of its records were read
 * @done: and given away, or what follows cannot be read
 * @report: whose
 */
struct recording {
	struct sct_file *file;
	struct sct_feed feed;
	struct sct_names names;
	char *host;
	int exec_error;
	bool ended;
	bool done;
	struct report *report;
};

/**
 * struct report - a run
 * @run: options and errors
 * @view: what is printed
 * @recordings: @nr of them
 * @failed: something is missing
 */
struct report {
	struct sct_run *run;
	struct sct_view view;
	struct recording *recordings;
	size_t nr;
	bool failed;
};

/* --- files ---------------------------------------------------------------- */

/* Its parts belong together, and come in the order of their numbers. */
static int by_session(const void *a, const void *b)
{
	const struct sct_recorded *one = sct_file_recorded(*(struct sct_file *const *)a);
	const struct sct_recorded *other = sct_file_recorded(*(struct sct_file *const *)b);
	int order = memcmp(one->session, other->session, sizeof(one->session));

	return order ? order : (one->part > other->part) - (one->part < other->part);
}

static bool is_next_part(const struct sct_file *file, const struct sct_file *next)
{
	const struct sct_recorded *one = sct_file_recorded(file), *other = sct_file_recorded(next);

	return one->part && other->part > one->part &&
	       !memcmp(one->session, other->session, sizeof(one->session));
}

static int take_file(struct report *report, struct sct_file *file)
{
	struct recording *more = reallocarray(report->recordings, report->nr + 1, sizeof(*more));

	if (!more)
		return sct_fail(&report->run->fail, -ENOMEM, "out of memory");
	report->recordings = more;
	memset(&more[report->nr], 0, sizeof(*more));
	more[report->nr++].file = file;
	return 0;
}

/* Chains parts, and makes a recording of each chain. */
static int group(struct report *report, struct sct_file **files, size_t nr)
{
	size_t i;
	int ret = 0;

	qsort(files, nr, sizeof(*files), by_session);
	for (i = 0; i < nr && !ret; i++) {
		if (i && is_next_part(files[i - 1], files[i]))
			sct_file_chain(report->recordings[report->nr - 1].file, files[i]);
		else
			ret = take_file(report, files[i]);
	}
	for (; i < nr; i++)
		sct_file_source(files[i])->ops->close(sct_file_source(files[i]));
	return ret;
}

static int is_part(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot && strlen(dot) == 7 && strspn(dot + 1, "0123456789") == 6;
}

/* NAME.000001 and so on, when there is no NAME. */
static int add_parts(struct sct_strings *names, const char *name)
{
	char *dir_copy = strdup(name), *base_copy = strdup(name), *path;
	const char *dir = dir_copy ? dirname(dir_copy) : "";
	const char *base = base_copy ? basename(base_copy) : "";
	struct dirent **entries = NULL;
	int i, nr = scandir(dir, &entries, is_part, alphasort), ret = 0;
	size_t len = strlen(base);

	for (i = 0; i < nr; i++) {
		if (!ret && strlen(entries[i]->d_name) == len + 7 &&
		    !strncmp(entries[i]->d_name, base, len)) {
			path = NULL;
			if (asprintf(&path, "%s/%s", dir, entries[i]->d_name) < 0 ||
			    sct_strings_add(names, path))
				ret = -ENOMEM;
		}
		free(entries[i]);
	}
	free(entries);
	free(dir_copy);
	free(base_copy);
	return ret;
}

static int add_name(struct sct_strings *names, const char *name)
{
	size_t before = names->nr;
	char *copy;
	int ret = 0;

	if (strcmp(name, "-") && access(name, F_OK) && errno == ENOENT)
		ret = add_parts(names, name);
	if (ret || names->nr > before)
		return ret;
	copy = strdup(name);
	return copy ? sct_strings_add(names, copy) : -ENOMEM;
}

static int open_files(struct report *report)
{
	static char *const none[] = { SCT_FILE_DEFAULT, NULL };
	char *const *given = report->run->opt.files ? report->run->opt.files : none;
	struct sct_strings names = { 0 };
	struct sct_file **files;
	size_t i, nr = 0;
	int ret = 0;

	for (; *given && !ret; given++)
		ret = add_name(&names, *given);
	files = calloc(names.nr + 1, sizeof(*files));
	if (ret || !files)
		ret = sct_fail(&report->run->fail, -ENOMEM, "out of memory");
	for (i = 0; i < names.nr; i++) {
		if (!ret)
			ret = sct_file_open(&files[nr], names.s[i], &report->run->fail);
		nr += !ret;
		free((char *)names.s[i]);
	}
	free(names.s);
	if (!ret)
		ret = group(report, files, nr);
	else
		for (i = 0; i < nr; i++)
			sct_file_source(files[i])->ops->close(sct_file_source(files[i]));
	free(files);
	return ret;
}

/* --- what can be shown -------------------------------------------------------- */

static bool has_less(const struct sct_syscall_set *set, const struct sct_syscall_set *wanted)
{
	size_t i;

	for (i = 0; i < sizeof(set->bits) / sizeof(uint64_t); i++)
		if ((&wanted->bits[0][0])[i] & ~(&set->bits[0][0])[i])
			return true;
	return false;
}

static bool dumps_less(const struct sct_fd_set *set, const struct sct_fd_set *wanted)
{
	size_t i;

	if (wanted->others)
		return !set->others;
	for (i = 0; i < wanted->nr; i++)
		if (!sct_fd_set_has(set, wanted->fds[i]))
			return true;
	return false;
}

/* What was not captured cannot be shown. */
static int check_options(struct report *report, const struct sct_recorded *recorded)
{
	const struct sct_options *opt = &report->run->opt, *had = &recorded->opt;
	const struct {
		bool missing;
		const char *option;
		const char *what;
	} checks[] = {
		{ opt->decode.string_limit > had->decode.string_limit, "-s", "longer strings" },
		{ (opt->decode.decode_fds || opt->decode.want_fds) && !recorded->fds,
			"-y, -P and --trace-fds", "the files of descriptors" },
		{ opt->stack && !had->stack, "-k", "stacks" },
		{ has_less(&opt->decode.abbrev, &had->decode.abbrev), "-v and -e abbrev",
			"the whole of structures" },
		{ has_less(&had->decode.verbose, &opt->decode.verbose), "-e verbose",
			"these structures" },
		{ has_less(&opt->decode.raw, &had->decode.raw), "-e raw",
			"the arguments of these calls" },
		{ dumps_less(&had->decode.dump_read, &opt->decode.dump_read), "-e read",
			"all that was read" },
		{ dumps_less(&had->decode.dump_write, &opt->decode.dump_write), "-e write",
			"all that was written" },
		{ opt->min_ns < had->min_ns || opt->max_ns > had->max_ns, "-e duration",
			"calls of other durations" },
	};
	size_t i;

	for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (checks[i].missing)
			return sct_fail(&report->run->fail, -EINVAL, "%s: not recorded: %s; give "
					"the option to \"sctrace record\"", checks[i].option,
					checks[i].what);
	return 0;
}

static void unite(struct sct_syscall_set *set, const struct sct_syscall_set *more)
{
	size_t i;

	for (i = 0; i < sizeof(set->bits) / sizeof(uint64_t); i++)
		(&set->bits[0][0])[i] |= (&more->bits[0][0])[i];
}

static void intersect(struct sct_syscall_set *set, const struct sct_syscall_set *less)
{
	size_t i;

	for (i = 0; i < sizeof(set->bits) / sizeof(uint64_t); i++)
		(&set->bits[0][0])[i] &= (&less->bits[0][0])[i];
}

/* What all recordings can show, of all calls that one of them has. */
static struct sct_options common_options(const struct report *report)
{
	struct sct_options all = sct_file_recorded(report->recordings[0].file)->opt;
	const struct sct_options *opt;
	size_t i;

	for (i = 1; i < report->nr; i++) {
		opt = &sct_file_recorded(report->recordings[i].file)->opt;
		unite(&all.trace, &opt->trace);
		unite(&all.decode.abbrev, &opt->decode.abbrev);
		unite(&all.decode.raw, &opt->decode.raw);
		intersect(&all.decode.verbose, &opt->decode.verbose);
		all.signals |= opt->signals;
		all.status |= opt->status;
		all.stack &= opt->stack;
		all.decode.decode_fds &= opt->decode.decode_fds;
		if (opt->decode.string_limit < all.decode.string_limit)
			all.decode.string_limit = opt->decode.string_limit;
	}
	/* lines of several recordings need to say whose they are */
	all.select.any |= report->nr > 1;
	return all;
}

/* Without what the user asks for now, options are those of the recording. */
static int take_options(struct report *report, int argc, char **argv)
{
	struct sct_options common = common_options(report);
	struct sct_run *run = report->run;
	const struct sct_recorded *recorded;
	size_t i;
	int ret;

	sct_options_free(&run->opt);
	ret = sct_options_parse(&run->opt, argc, argv, &common, &run->fail);
	if (!ret && report->nr > 1 && run->opt.separately)
		ret = sct_fail(&run->fail, -EINVAL, "-ff is for one recording, and these are %zu",
			       report->nr);
	for (i = 0; i < report->nr && !ret; i++) {
		recorded = sct_file_recorded(report->recordings[i].file);
		ret = check_options(report, recorded);
		if (!ret && has_less(&recorded->opt.trace, &run->opt.trace) && report->nr == 1)
			sct_note(run, "some of the calls that -e trace names were not recorded");
		if (!ret && run->opt.summary && !run->opt.wall_clock && !recorded->cpu_time) {
			sct_note(run, "CPU times were not recorded (record --cpu-time): the table "
				 "has those of the clock, as with -w");
			run->opt.wall_clock = true;
		}
		if (!ret && recorded->tables != sct_tables_hash())
			sct_note(run, "recorded by another sctrace, %s: of calls that only one of "
				 "them knows, there are only numbers", recorded->version);
	}
	return ret;
}

/* Their names, when the recordings are of several machines. */
static int name_hosts(struct report *report)
{
	const char *first = sct_file_recorded(report->recordings[0].file)->host, *host;
	bool differ = false;
	size_t i, k;

	for (i = 1; i < report->nr; i++)
		differ |= strcmp(first, sct_file_recorded(report->recordings[i].file)->host) != 0;
	for (i = 0; differ && i < report->nr; i++) {
		host = sct_file_recorded(report->recordings[i].file)->host;
		report->recordings[i].host = strdup(*host ? host : "?");
		if (!report->recordings[i].host)
			return sct_fail(&report->run->fail, -ENOMEM, "out of memory");
		/* whatever the file says, it goes to a terminal */
		for (k = 0; report->recordings[i].host[k]; k++)
			if (report->recordings[i].host[k] <= ' ' ||
			    report->recordings[i].host[k] > '~')
				report->recordings[i].host[k] = '?';
	}
	return 0;
}

/* --- what a file tells ----------------------------------------------------- */

static void on_event(void *arg, const struct sct_file_event *event)
{
	struct recording *recording = arg;
	struct sct_threads *threads = &recording->feed.threads;
	struct sct_view *view = &recording->report->view;

	switch (event->kind) {
	case SCT_FILE_ATTACHED:
		threads->expected += (unsigned int)event->value;
		sct_view_attached(view, (pid_t)event->pid, (unsigned int)event->value);
		break;
	case SCT_FILE_SELECTED:
		sct_view_selected(view, (unsigned int)event->value);
		break;
	case SCT_FILE_LAUNCHED:
		sct_threads_launch(threads, event->pid);
		if (event->value)
			sct_view_attached(view, (pid_t)event->pid, 1);
		break;
	case SCT_FILE_EXEC_FAILED:
		recording->exec_error = event->value;
		break;
	case SCT_FILE_DROPPED:
		sct_view_say(view, "The flight recorder's memory begins here");
		break;
	}
}

static void on_threads(void *arg, const struct sct_file_thread *threads, size_t nr)
{
	struct recording *recording = arg;

	sct_threads_known(&recording->feed.threads, threads, nr);
}

static void on_names(void *arg, const struct sct_file_name *names, size_t nr)
{
	struct recording *recording = arg;

	sct_names_add(&recording->names, names, nr);
}

static void on_interfaces(void *arg, const struct sct_file_interface *interfaces, size_t nr)
{
	struct recording *recording = arg;

	sct_names_interfaces(&recording->names, interfaces, nr);
}

static void on_maps(void *arg, uint32_t tgid, const char *text, size_t len)
{
	struct recording *recording = arg;

	if (recording->feed.threads.stacks)
		sct_stacks_maps(recording->feed.threads.stacks, tgid, text, len);
}

static int exec_error(void *arg)
{
	const struct recording *recording = arg;

	return recording->exec_error;
}

/* --- the report ------------------------------------------------------------- */

static int set_up(struct report *report, struct recording *recording)
{
	static const struct sct_file_ops ops = {
		.event = on_event, .names = on_names, .threads = on_threads, .maps = on_maps,
		.interfaces = on_interfaces,
	};
	struct sct_threads *threads = &recording->feed.threads;
	int ret;

	recording->report = report;
	ret = sct_feed_init(&recording->feed, &report->view, sct_file_source(recording->file));
	if (ret)
		return ret;
	sct_names_init(&recording->names, threads);
	recording->feed.asked = &recording->names.pids;
	sct_feed_use(&recording->feed);
	threads->host = recording->host;
	if (threads->stacks)
		sct_stacks_offline(threads->stacks);
	threads->shown = &report->run->opt.trace;
	threads->launch_error = exec_error;
	threads->arg = recording;
	sct_file_listen(recording->file, &ops, recording);
	return 0;
}

static int print_one(struct recording *recording)
{
	struct sct_source *source = recording->feed.source;
	bool ended = false;
	long given;

	for (;;) {
		given = sct_feed_batch(&recording->feed, ended);
		if (sct_view_full(&recording->report->view) || given == -EBADMSG)
			return 0;
		if (given < 0)
			return (int)given;
		if (ended && !given)
			return 0;
		ended = source->ops->ended(source);
	}
}

/* The recording's next record, or NULL: there is none. */
static const struct sct_record *next_of(struct recording *recording)
{
	struct sct_source *source = recording->feed.source;
	const struct sct_record *record;

	while (!recording->done) {
		record = sct_merge_first(recording->feed.merge, recording->ended);
		if (record)
			return record;
		if (recording->ended)
			break;
		recording->done = sct_merge_look(recording->feed.merge) < 0;
		recording->ended = source->ops->ended(source);
	}
	return NULL;
}

static uint64_t wall_time(const struct recording *recording, const struct sct_record *record)
{
	const struct sct_time *time = &recording->feed.threads.time;

	return sct_time_realtime(time, sct_time_at(time, record->time));
}

/* Of all recordings, the record that is the oldest by the clock on the wall. */
static int print_several(struct report *report)
{
	const struct sct_record *record, *first;
	struct recording *oldest, *recording;
	uint64_t time, least = 0;
	int ret = 0;

	while (!ret && !sct_view_full(&report->view)) {
		oldest = NULL;
		first = NULL;
		for (recording = report->recordings; recording < report->recordings + report->nr;
		     recording++) {
			sct_feed_use(&recording->feed);
			record = next_of(recording);
			time = record ? wall_time(recording, record) : 0;
			if (!record || (oldest && time >= least))
				continue;
			oldest = recording;
			first = record;
			least = time;
		}
		if (!oldest)
			break;
		sct_feed_use(&oldest->feed);
		ret = sct_threads_record(&oldest->feed.threads, first);
		oldest->done = sct_merge_next(oldest->feed.merge) < 0;
	}
	return ret;
}

/* As the trace would have ended. */
static void end(struct recording *recording)
{
	const struct sct_file_end *file_end = sct_file_end(recording->file);
	struct sct_view *view = &recording->report->view;
	const char *trouble = sct_file_trouble(recording->file);
	bool limited = sct_view_full(view);

	sct_feed_use(&recording->feed);
	if (limited)
		sct_view_limited(view);
	sct_feed_end(&recording->feed, limited || (file_end && file_end->how != SCT_END_TARGETS));
	if (trouble) {
		sct_note(view->run, "%s", trouble);
		recording->report->failed = true;
	}
}

static void clean_up(struct report *report)
{
	struct sct_source *source;
	size_t i;

	for (i = 0; i < report->nr; i++)
		sct_feed_free(&report->recordings[i].feed);
	sct_view_close(&report->view);
	for (i = 0; i < report->nr; i++) {
		sct_names_free(&report->recordings[i].names);
		free(report->recordings[i].host);
		source = sct_file_source(report->recordings[i].file);
		source->ops->close(source);
	}
	free(report->recordings);
}

static int print_report(struct report *report)
{
	const struct sct_file_end *file_end;
	size_t i;
	int ret = sct_view_open(&report->view);

	if (!ret)
		ret = sct_view_make(&report->view);
	if (!ret)
		ret = name_hosts(report);
	for (i = 0; i < report->nr && !ret; i++)
		ret = set_up(report, &report->recordings[i]);
	if (!ret)
		ret = report->nr == 1 ? print_one(report->recordings) : print_several(report);
	if (ret)
		return ret;
	for (i = 0; i < report->nr; i++)
		end(&report->recordings[i]);
	sct_view_finish(&report->view);
	for (i = 0; i < report->nr; i++) {
		file_end = sct_file_end(report->recordings[i].file);
		sct_feed_report_lost(&report->recordings[i].feed, file_end ? file_end->lost : 0,
				     "when recording, trace less, or use --lossless or a "
				     "--buffer-size above");
	}
	return 0;
}

int sct_report(struct sct_run *run, int argc, char **argv)
{
	struct report report = { .run = run, .view = { .run = run } };
	int ret = open_files(&report);

	if (!ret)
		ret = take_options(&report, argc, argv);
	if (!ret) {
		sct_note_lines(run, &run->opt.warnings);
		ret = print_report(&report);
	}
	if (ret)
		sct_complain(run);
	clean_up(&report);
	return ret || report.failed || report.view.write_failed;
}

/* --- the difference --------------------------------------------------------- */

/* One of the two, with its own options: they are those of its recording. */
static int read_side(struct report *report, char *name, int argc, char **argv)
{
	struct sct_run *run = report->run;
	char *files[] = { name, NULL };
	int ret = sct_options_parse(&run->opt, argc, argv, NULL, &run->fail);

	run->opt.files = files;
	if (!ret)
		ret = open_files(report);
	if (!ret)
		ret = take_options(report, argc, argv);
	if (!ret)
		ret = print_report(report);
	run->opt.files = NULL;
	if (!ret && report->view.lines->fail.text.len)
		ret = sct_fail(&run->fail, -EIO, "%s", sb_cstr(&report->view.lines->fail.text));
	return ret;
}

/* What is shown otherwise is different otherwise. */
static void compare_options(struct sct_run *run, const struct sct_options *a,
			    const struct sct_options *b)
{
	if (a->decode.string_limit != b->decode.string_limit ||
	    a->decode.decode_fds != b->decode.decode_fds || a->follow != b->follow ||
	    memcmp(&a->decode.abbrev, &b->decode.abbrev, sizeof(a->decode.abbrev)) ||
	    memcmp(&a->trace, &b->trace, sizeof(a->trace)))
		sct_note(run, "the two were recorded with different options: give those that both "
			 "can be shown with");
}

static int compare(struct report reports[2], bool *same)
{
	struct sct_run *run = reports[1].run;
	char *const *files = reports[0].run->opt.files;
	struct sct_output *output;
	int ret = sct_output_stdout(&output, NULL, &run->fail), err;

	if (ret)
		return ret;
	ret = sct_sides_compare(output, sct_side_of(reports[0].view.lines), files[0],
				sct_side_of(reports[1].view.lines), files[1], same, &run->fail);
	err = sct_output_close(output);
	if (err && !ret)
		ret = sct_fail(&run->fail, err, "standard output: %s", strerror(-err));
	return ret;
}

int sct_diff(struct sct_run *run, int argc, char **argv)
{
	struct sct_run runs[2] = { { .program = run->program }, { .program = run->program } };
	struct report reports[2] = { { .run = &runs[0], .view = { .run = &runs[0] } },
				     { .run = &runs[1], .view = { .run = &runs[1] } } };
	bool same = true, failed = false;
	unsigned int i;
	int ret = 0;

	for (i = 0; i < 2 && !ret; i++) {
		ret = read_side(&reports[i], run->opt.files[i], argc, argv);
		if (ret)
			sct_complain(&runs[i]);
	}
	if (!ret) {
		compare_options(run, &runs[0].opt, &runs[1].opt);
		runs[0].opt.files = run->opt.files;
		ret = compare(reports, &same);
		if (ret)
			sct_complain(&runs[1]);
	}
	for (i = 0; i < 2; i++) {
		clean_up(&reports[i]);
		failed |= reports[i].failed;
		sct_options_free(&runs[i].opt);
		sb_free(&runs[i].fail.text);
	}
	return ret || failed ? 2 : !same;
}
