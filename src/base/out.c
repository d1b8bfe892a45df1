// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Output of commands and the log; see out.h. */
#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* ---- commands: texts come here whole, so no character is cut in two --------------- */

/* Why standard output took no more, the first time; 0: it took all. */
static int refused;

static void note_refusal(int result)
{
	if (result == EOF && !refused)
		refused = errno;
}

static void print(FILE *to, const char *format, va_list args)
{
	char *text = mem_vprintf(format, args);

	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
		char *plain = utf8_ascii(text);

		free(text);
		text = plain;
	}
	note_refusal(fputs(text, to) == EOF && to == stdout ? EOF : 0);
	free(text);
}

void out_printf(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(stdout, format, args);
	va_end(args);
}

void err_printf(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(stderr, format, args);
	va_end(args);
}

void out_line(const char *text)
{
	out_printf("%s\n", text);
}

void out_flush(void)
{
	note_refusal(fflush(stdout));
}

bool out_end(struct error *err)
{
	out_flush();
	fflush(NULL);
	/* Whoever read it has what they wanted, as "head" does. */
	if (refused == EPIPE || (!refused && !ferror(stdout)))
		return true;
	if (!refused) /* data, which does not come through here: the reason is forgotten */
		error_set(err, ERROR_SYSTEM, _("Not all of the output could be written."));
	else
		error_set(err, ERROR_SYSTEM, _("Not all of the output could be written: %s"), strerror(refused));
	return false;
}

/* ---- the log -----------------------------------------------------------------------
 *
 * Each line is one write() to a file opened for appending, so lines of several threads
 * and processes do not mix. */

static int log_fd = -1;

static void open_log(void)
{
	const char *path = getenv("IMITATION_LOG");

	if (path && path[0])
		log_fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

void log_line(const char *format, ...)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct str line = { 0 };
	va_list args;
	char *text;

	pthread_once(&once, open_log);
	if (log_fd < 0)
		return;
	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	str_addf(&line, "%lld %d %s\n", (long long)clock_wall_ms(), (int)getpid(), text);
	if (write(log_fd, line.text, line.len) < 0)
		log_fd = -1;
	str_free(&line);
	free(text);
}
