// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A log for developers; see log.h.  Each line is one write() to a file opened for
 * appending, so lines of several threads and processes do not mix. */
#include "base/log.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

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
