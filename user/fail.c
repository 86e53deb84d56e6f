// SPDX-License-Identifier: GPL-2.0
/* The text of an error on its way to the command. */
#include <errno.h>
#include <stdio.h>

#include "fail.h"

__attribute__((format(printf, 2, 0)))
static void set_text(struct sct_fail *fail, const char *fmt, va_list args)
{
	char text[512];

	vsnprintf(text, sizeof(text), fmt, args);
	sb_reset(&fail->text);
	sb_str(&fail->text, text);
}

int sct_fail(struct sct_fail *fail, int err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	set_text(fail, fmt, args);
	va_end(args);
	fail->hint = false;
	return err;
}

int sct_fail_usage(struct sct_fail *fail, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	set_text(fail, fmt, args);
	va_end(args);
	fail->hint = true;
	return -EINVAL;
}
