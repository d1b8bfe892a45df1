// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* One frame is one write(2) to the terminal, and no change is none.
 *
 * The screen is drawn by a child on a terminal of its own, with the real curses.
 * write() here stands before the C library's, for curses as well, and counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "pixel/image.h"
#include "term/input.h"
#include "term/line.h"
#include "term/talk.h"
#include "term/term.h"

enum { ROWS = 50, COLS = 160, PATIENCE_MS = 20000 };

static struct {
	int writes;
	int pieces;     /* of these, those that the full line did not take, or that go on with the rest */
	size_t left;    /* of the last write */
	size_t bytes;
	size_t total;   /* bytes, of all frames and between them */
	size_t at_most; /* so many of a write are taken, as by a line that is full; 0: all */
	int busy;       /* so many writes find no room at all */
	struct str text;
} line;

/* Does it go to the terminal, by whatever descriptor? */
static bool is_line(int fd)
{
	return isatty(fd);
}

/* Waits until the terminal has taken all of it. */
static ssize_t write_all(int fd, const char *bytes, size_t n)
{
	struct pollfd room = { .fd = fd, .events = POLLOUT };
	size_t done = 0;

	while (done < n) {
		ssize_t took = syscall(SYS_write, fd, bytes + done, n - done);

		if (took > 0)
			done += (size_t)took;
		else if (errno != EAGAIN || poll(&room, 1, PATIENCE_MS) != 1)
			return -1;
	}
	return (ssize_t)n;
}

ssize_t write(int fd, const void *bytes, size_t n)
{
	size_t whole = n;
	bool goes_on;
	ssize_t done;

	if (!is_line(fd))
		return syscall(SYS_write, fd, bytes, n);
	line.writes++;
	goes_on = line.left > 0 && n == line.left;
	if (line.busy > 0) {
		line.busy--;
		errno = EAGAIN;
		return -1;
	}
	if (line.at_most > 0 && n > line.at_most)
		n = line.at_most;
	done = line.at_most > 0 ? write_all(fd, bytes, n) : syscall(SYS_write, fd, bytes, n);
	line.pieces += goes_on || done < 0;
	if (done > 0) {
		line.left = whole - (size_t)done;
		line.bytes += (size_t)done;
		line.total += (size_t)done;
		str_addn(&line.text, bytes, (size_t)done);
	}
	return done;
}

/* ---- the child: its report is what it says of each point, one a line --------- */

static FILE *report;
static struct canvas *canvas;

static void point(bool ok, const char *name)
{
	fprintf(report, "%s %s: %d writes, %zu bytes\n", ok ? "yes" : "NO", name, line.writes,
		line.bytes);
}

static void show(void)
{
	struct pollfd room = { .events = POLLOUT };

	line.writes = line.pieces = 0;
	line.bytes = 0;
	str_cut(&line.text, 0);
	term_show(canvas);
	while ((room.fd = line_fd()) >= 0 && poll(&room, 1, PATIENCE_MS) == 1)
		line_go();
}

/* All that there is to write is in one write; the line may be full, and take it in
 * pieces. */
static bool in_one_write(void)
{
	return line.writes - line.pieces == 1;
}

static bool is_in_frame(const char *text)
{
	return strstr(str_text(&line.text), text) != NULL;
}

/* Every cell another character, in changing dress: far more than curses' buffer holds. */
static void fill(char first)
{
	for (int i = 0; i < canvas->rows * canvas->cols; i++) {
		struct cell *cell = &canvas->cells[i];

		*cell = (struct cell){ .width = 1, .style = STYLE_GUEST, .fg = i % 7, .bg = i % 5 };
		cell->text[0] = (char)('a' + (first + i) % 26);
	}
}

static void link_a_line(void)
{
	canvas->n_links = 1;
	canvas->links = mem_array(1, sizeof *canvas->links);
	canvas->links[0] = mem_dup("https://example.org/");
	for (int i = 0; i < 20; i++)
		canvas->cells[canvas->cols + i].link = 1;
}

static void picture(struct image *image)
{
	*image = (struct image){ .width = 64, .height = 48 };
	image->rgb = mem_array(64 * 48, 3);
	for (int i = 0; i < 64 * 48 * 3; i++)
		image->rgb[i] = (unsigned char)(i * 7919 >> 3);
	canvas->picture.image = image;
	canvas->picture.version++;
	canvas->picture.rect = (struct rect){ .row = 5, .col = 5, .rows = 10, .cols = 20 };
	for (int row = 5; row < 15; row++)
		for (int col = 5; col < 25; col++)
			*canvas_at(canvas, row, col) = (struct cell){ .text = " ", .width = 1 };
}

/* Reads what the terminal says until nothing is awaited any more. */
static void hear_answers(void)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	struct key key;

	while (talk_waits() && poll(&in, 1, PATIENCE_MS) == 1)
		while (term_key(&key))
			;
}

static void frames_without_answers(void)
{
	fill(0);
	show();
	point(in_one_write() && line.bytes > ROWS * COLS && is_in_frame("\033[c"),
	      "the first frame");
	show();
	point(line.writes == 0, "the same again");
	fill(1);
	show();
	point(in_one_write() && line.bytes > ROWS * COLS, "another one");
	point(!is_in_frame("2026"), "without marks, which the terminal may not know");
	canvas->cells[0].text[0] = '!';
	show();
	point(in_one_write() && line.bytes < 100, "a cell");
	canvas->cursor_row = 3;
	canvas->cursor_col = 4;
	show();
	point(in_one_write() && line.bytes < 100, "the cursor");
	show();
	point(line.writes == 0, "the cursor where it was");
	canvas->cursor_row = -1;
	link_a_line();
	show();
	point(in_one_write() && is_in_frame("\033]8;;https://example.org/\033\\"), "a link");
	show();
	point(line.writes == 0, "the same link");
}

static void frames_with_answers(void)
{
	struct image image;

	hear_answers();
	picture(&image);
	show();
	point(in_one_write() && is_in_frame("\033_G") && is_in_frame("\033[?2026h"),
	      "a picture in an update");
	hear_answers();
	show();
	point(line.writes == 0, "the same picture");
	fill(2);
	picture(&image);
	show();
	point(in_one_write() && str_starts(str_text(&line.text), "\033[?2026h") &&
	      strstr(strstr(str_text(&line.text), "\033[?2026h") + 1, "\033[?2026l"),
	      "all between two marks");
	canvas->picture.image = NULL;
	show();
	point(in_one_write() && is_in_frame("a=d"), "the picture goes");
}

static void slow_lines(void)
{
	size_t whole;

	fill(3);
	show();
	whole = line.bytes;
	fill(2);
	show();
	fill(3);
	line.at_most = 1000;
	line.busy = 3;
	show();
	point(line.bytes == whole && line.writes == 3 + (int)((whole + 999) / 1000),
	      "a line that is full");
	line.at_most = 0;
	show();
	point(line.writes == 0, "and nothing of it is lost");
}

static void other_sizes(void)
{
	struct winsize smaller = { ROWS - 5, COLS - 20, 0, 0 };
	struct key key;
	int rows, cols;

	ioctl(STDOUT_FILENO, TIOCSWINSZ, &smaller);
	raise(SIGWINCH);
	line.writes = 0;
	while (term_key(&key))
		;
	term_size(&rows, &cols);
	point(line.writes == 0 && rows == ROWS - 5 && cols == COLS - 20,
	      "nothing is drawn while keys are read");
	canvas_resize(canvas, rows, cols);
	fill(4);
	show();
	point(in_one_write(), "another size");
	term_repaint();
	show();
	point(in_one_write() && line.bytes > (size_t)(rows * cols), "all of it anew");
}

/* Where no file may be written there is none in memory either: the frame comes in
 * pieces, but whole. */
static void frames_without_files(void)
{
	fill(0);
	link_a_line();
	show();
	point(line.writes > 1 && line.bytes > ROWS * COLS && is_in_frame("\033]8;;https"),
	      "a frame in pieces");
	point(strstr(str_text(&line.text), "\033]8;;") > strstr(str_text(&line.text), "abcdef"),
	      "in their order");
	show();
	point(line.writes == 0, "the same again");
}

static void all_frames(void)
{
	frames_without_answers();
	frames_with_answers();
	slow_lines();
	other_sizes();
}

static int child(int to, void (*draw)(void))
{
	struct error err = { 0 };

	if (draw == frames_without_files) {
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 0, 0 });
	}
	setlocale(LC_ALL, "C.UTF-8");
	report = fdopen(to, "w");
	setenv("TERM", "xterm-256color", 1);
	setenv("FORCE_HYPERLINK", "1", 1);
	unsetenv("COLORTERM");
	unsetenv("TMUX");
	unsetenv("STY");
	unsetenv("NO_COLOR");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	unsetenv("IMITATION_PIXELS");
	if (!term_open(&err)) {
		fprintf(report, "NO %s\n", err.message);
		return 1;
	}
	canvas = canvas_new(ROWS, COLS);
	canvas->cursor_row = -1;
	draw();
	term_close(INT64_MAX);
	fprintf(report, "total %zu\n", line.total);
	fclose(report);
	canvas_free(canvas);
	return 0;
}

/* ---- the terminal ------------------------------------------------------------- */

static void say(int fd, const char *bytes)
{
	assert_int_equal(syscall(SYS_write, fd, bytes, strlen(bytes)), (long)strlen(bytes));
}

/* Answers a question once for each time that it is in what was heard. */
static void answer(int fd, struct str *heard, const char *question, const char *bytes)
{
	char *at;

	while (heard->len > 0 && (at = strstr(heard->text, question)) != NULL) {
		at[0] = '-'; /* is answered */
		say(fd, bytes);
	}
}

static void be_terminal(int fd, struct str *heard)
{
	struct pollfd in = { .fd = fd, .events = POLLIN };
	char bytes[4096];

	for (;;) {
		ssize_t n;

		assert_int_equal(poll(&in, 1, PATIENCE_MS), 1);
		n = read(fd, bytes, sizeof bytes);
		if (n <= 0)
			return;
		str_addn(heard, bytes, (size_t)n);
		answer(fd, heard, "\033[16t", "\033[6;16;8t");
		answer(fd, heard, "\033_Gi=31,s=1", "\033_Gi=31;OK\033\\");
		answer(fd, heard, "\033[?2026$p", "\033[?2026;2$y");
		answer(fd, heard, "\033[c", "\033[?62;c");
	}
}

static void run(void (*draw)(void), size_t expected)
{
	struct winsize size = { ROWS, COLS, 0, 0 };
	int master, pipes[2], status;
	char text[512];
	size_t points = 0, wrong = 0, total = 0;
	struct str heard = { 0 };
	FILE *in;
	pid_t pid;

	assert_int_equal(pipe(pipes), 0);
	pid = forkpty(&master, NULL, NULL, &size);
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(child(pipes[1], draw));
	close(pipes[1]);
	be_terminal(master, &heard);
	in = fdopen(pipes[0], "r");
	while (fgets(text, sizeof text, in)) {
		print_message("%s", text);
		if (sscanf(text, "total %zu", &total) == 1)
			break;
		points++;
		wrong += !str_starts(text, "yes");
	}
	fclose(in);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_int_equal(wrong, 0);
	assert_int_equal(points, expected);
	assert_int_equal(total, heard.len); /* nothing got by the count */
	str_free(&heard);
	close(master);
}

static void one_frame_is_one_write(void **state)
{
	(void)state;
	run(all_frames, 18);
}

static void without_files_it_is_several(void **state)
{
	(void)state;
	run(frames_without_files, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_frame_is_one_write),
		cmocka_unit_test(without_files_it_is_several),
	};

	return cmocka_run_group_tests_name("frames", tests, NULL, NULL);
}
