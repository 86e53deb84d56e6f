// SPDX-License-Identifier: GPL-2.0
/*
 * sctrace: prints the system calls that the module records.
 *
 * From the command line to a command, and its exit status.
 */
#include <stdio.h>

#include "doctor.h"
#include "run.h"
#include "version.h"

static int print_text(struct strbuf *text)
{
	int ret = fwrite(text->buf, 1, text->len, stdout) != text->len || fflush(stdout);

	sb_free(text);
	return ret;
}

static int act(struct sct_run *run, int argc, char **argv)
{
	struct strbuf text = STRBUF_INIT;
	bool sound;

	switch (run->opt.action) {
	case SCT_HELP:
		sct_options_help(&text, run->program, run->opt.command_action);
		return print_text(&text);
	case SCT_COMPLETION:
		sct_options_completion(&text, run->opt.shell);
		return print_text(&text);
	case SCT_DOCTOR:
		sound = sct_doctor_here(&text);
		return print_text(&text) || !sound;
	case SCT_VERSION:
		sb_str(&text, "sctrace -- version " SCT_VERSION_TEXT "\n");
		return print_text(&text);
	case SCT_REPORT:
		return sct_report(run, argc, argv);
	case SCT_DIFF:
		return sct_diff(run, argc, argv);
	case SCT_TRACE:
	case SCT_RECORD:
		break;
	}
	sct_note_lines(run, &run->opt.warnings);
	return run->opt.action == SCT_RECORD ? sct_record(run, argv) : sct_trace(run);
}

int main(int argc, char **argv)
{
	struct sct_run run = { .program = argc ? argv[0] : "sctrace" };
	int status = 1;

	if (!sct_options_parse(&run.opt, argc, argv, NULL, &run.fail)) {
		status = act(&run, argc, argv);
	} else {
		sct_note_lines(&run, &run.opt.warnings);
		sct_complain(&run);
		/* as diff(1) has it: 1 is for differences */
		if (run.opt.command_action == SCT_DIFF)
			status = 2;
	}
	sct_options_free(&run.opt);
	sb_free(&run.fail.text);
	return status;
}
