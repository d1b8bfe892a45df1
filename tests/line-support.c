// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The program on a line of the test's own; see line-support.h. */
#include "line-support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"

enum { CALM_MS = 400, MOST_ARGUMENTS = 16, ROWS = 80 };

static char *home, *program;

/* ---- the home -------------------------------------------------------------------------- */

char *line_in_home(const char *name)
{
	return file_join(home, name);
}

static void put(const char *name, const char *text)
{
	char *path = line_in_home(name);
	struct error err = { 0 };

	if (!file_write_atomic(path, text, strlen(text), &err))
		fail_msg("%s", err.message);
	free(path);
}

static void make_folder(const char *name)
{
	char *path = line_in_home(name);

	assert_int_equal(mkdir(path, 0755), 0);
	free(path);
}

int line_home(void **state)
{
	char template[] = "/tmp/line.XXXXXX", *lesson;
	struct str rows = { 0 };

	(void)state;
	home = mem_dup(mkdtemp(template));
	make_folder("shop");
	make_folder("shop/guests");
	put("shop/guests/disk.img", "Not a disk.");
	put("shop/workshop.md", "---\ntitle: Lines\nduration: 1\nmachines:\n"
	    "  ann: {image: guests/disk.img, memory: 4 MiB}\n---\n");
	for (int i = 1; i <= ROWS; i++)
		str_addf(&rows, "Row %02d.\n\n", i);
	lesson = mem_printf("---\ntitle: One\nduration: 1\nmachines: [ann]\n---\n"
			    "## First words\nText.\n\n```vm:define\n```\n\n"
			    "## Second words\nText.\n\n```vm:start\n```\n\n## Many words\n%s"
			    "```check\nstate: paused\nlabel: it rests\nhint: Seek and find.\n```\n",
			    str_text(&rows));
	put("shop/01-one.md", lesson);
	free(lesson);
	str_free(&rows);
	return 0;
}

int line_forget_home(void **state)
{
	char *command = mem_printf("rm -rf '%s'", home);
	int status = home ? system(command) : 0;

	(void)state;
	free(command);
	free(home);
	free(program);
	home = program = NULL;
	return status;
}

bool line_has_program(void)
{
	const char *build = getenv("top_builddir");
	char *here = realpath(build ? build : ".", NULL);

	program = file_join(here, "src/imitation");
	free(here);
	if (access(program, X_OK) == 0)
		return true;
	printf("Bail out! there is no %s\n", program);
	return false;
}

/* ---- the program ------------------------------------------------------------------------ */

static void set_variables(const struct line_way *way)
{
	static const char *const usual[] = {
		"XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMUX", "STY",
		"COLORTERM", "IMITATION_PIXELS", "LINES", "COLUMNS", "LC_ALL", "LC_MESSAGES", "TERM",
	};

	for (size_t i = 0; i < ARRAY_LEN(usual); i++)
		unsetenv(usual[i]);
	setenv("HOME", home, 1);
	setenv("XDG_RUNTIME_DIR", home, 1);
	setenv("LANG", "C.UTF-8", 1);
	setenv("LANGUAGE", "", 1);
	setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
	if (way->term)
		setenv("TERM", way->term, 1);
	for (const char *const *at = way->variables; at && *at; at++)
		if (strchr(*at, '='))
			putenv((char *)*at);
		else
			unsetenv(*at);
}

static void become(const struct line_way *way)
{
	const char *argv[MOST_ARGUMENTS + 2] = { "imitation" };

	for (size_t i = 0; way->arguments && way->arguments[i] && i < MOST_ARGUMENTS; i++)
		argv[i + 1] = way->arguments[i];
	set_variables(way);
	if (chdir(home) == 0)
		execv(program, (char **)argv);
	_exit(127);
}

void line_start(struct line *line, const struct line_way *way)
{
	struct winsize size = { .ws_row = way->rows, .ws_col = way->cols };

	*line = (struct line){ 0 };
	assert_int_equal(openpty(&line->terminal, &line->end, NULL, NULL, &size), 0);
	line->pid = fork();
	assert_true(line->pid >= 0);
	if (line->pid == 0) {
		close(line->terminal);
		login_tty(line->end);
		become(way);
	}
	fcntl(line->end, F_SETFD, FD_CLOEXEC);
	fcntl(line->terminal, F_SETFD, FD_CLOEXEC);
}

void line_size(struct line *line, unsigned short rows, unsigned short cols)
{
	struct winsize size = { .ws_row = rows, .ws_col = cols };

	assert_int_equal(ioctl(line->terminal, TIOCSWINSZ, &size), 0);
}

void line_press(struct line *line, const char *keys)
{
	assert_int_equal(write(line->terminal, keys, strlen(keys)), (ssize_t)strlen(keys));
}

void line_hang_up(struct line *line)
{
	close(line->end); /* else the program's own end is not the last one */
	close(line->terminal);
	line->terminal = line->end = -1;
}

bool line_hear(struct line *line, int ms)
{
	struct pollfd in = { .fd = line->terminal, .events = POLLIN };
	char bytes[4096];
	ssize_t n;

	if (line->terminal < 0) {
		clock_nap(ms);
		return false;
	}
	if (poll(&in, 1, ms) != 1 || (n = read(line->terminal, bytes, sizeof bytes)) <= 0)
		return false;
	str_addn(&line->said, bytes, (size_t)n);
	if (!line->mute && memmem(bytes, (size_t)n, "\033[c", 3))
		line_press(line, "\033[?1;2c");
	return true;
}

void line_until_calm(struct line *line)
{
	while (line_hear(line, CALM_MS))
		;
}

void line_until(struct line *line, const char *text)
{
	int64_t until = clock_mono_ms() + LINE_PATIENCE_MS;

	while (!strstr(str_text(&line->said), text) && clock_mono_ms() < until)
		line_hear(line, 20);
	if (!strstr(str_text(&line->said), text))
		fail_msg("\"%s\" was not shown, but: %s", text, str_text(&line->said));
}

int line_wait(struct line *line, int *took)
{
	int64_t begin = clock_mono_ms();
	int status = -1;

	while (waitpid(line->pid, &status, WNOHANG) == 0) {
		if (clock_mono_ms() - begin > LINE_PATIENCE_MS)
			kill(line->pid, SIGKILL);
		line_hear(line, 10);
	}
	if (took)
		*took = (int)(clock_mono_ms() - begin);
	while (line_hear(line, 0))
		;
	return status;
}

long line_peak_kib(const struct line *line)
{
	char *path = mem_printf("/proc/%d/status", (int)line->pid), text[4096];
	FILE *file = fopen(path, "r");
	size_t n = file ? fread(text, 1, sizeof text - 1, file) : 0;
	const char *at;

	if (file)
		fclose(file);
	free(path);
	text[n] = '\0';
	at = strstr(text, "VmHWM:");
	return at ? strtol(at + strlen("VmHWM:"), NULL, 10) : 0;
}

void line_end(struct line *line)
{
	if (line->terminal >= 0)
		close(line->terminal);
	if (line->end >= 0)
		close(line->end);
	str_free(&line->said);
}
