// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The terminal, by curses; see term.h.
 *
 * The line is raw: Ctrl-C, Ctrl-Z and Ctrl-S arrive as keys, so nothing can
 * stop the program half-way through a line.  Curses compares the cells with those
 * that the terminal has, and writes only what changed; line.h makes one write of
 * it and of what is written past curses. */
#include "term/term.h"

#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/utf8.h"
#include "term/colors.h"
#include "term/input.h"
#include "term/line.h"
#include "term/size.h"
#include "term/talk.h"
#include "ui/canvas.h"

/* Last, because <term.h> makes macros of words like "columns". */
#include <curses.h>
#include <term.h>

/* ---- the terminal -------------------------------------------------------------- */

#define LAST_ANSWER_MS 2000 /* to wait for an answer, which the shell would read otherwise */

static SCREEN *screen;
static bool in_color, with_links;
static bool is_fresh; /* nothing was shown yet, so the screen that curses has is blank */
static bool is_away;  /* the shell has the terminal, and the program is about to end */
static int own_stderr = -1;

bool term_ascii(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

bool term_square(void)
{
	const char *name = getenv("TERM");

	return name && str_starts(name, "linux");
}

bool term_mono(void)
{
	return !in_color;
}

int term_colors(void)
{
	return in_color ? COLORS : 0;
}

static void hide_stderr(void)
{
	const char *path = getenv("IMITATION_LOG");
	int fd = open(path && path[0] ? path : "/dev/null", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	if (fd < 0)
		return;
	own_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	dup2(fd, STDERR_FILENO);
	close(fd);
}

static void show_stderr(void)
{
	if (own_stderr < 0)
		return;
	dup2(own_stderr, STDERR_FILENO);
	close(own_stderr);
	own_stderr = -1;
}

/* Prepares what resets the terminal after a crash, when curses cannot do it. */
static void arm_guard(void)
{
	static const char *const names[] = { "sgr0", "rmkx", "cnorm", "rmcup" };
	struct str reset = { 0 };
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		str_add(&reset, input_capability(names[i]));
	input_reset_bytes(&reset);
	talk_reset_bytes(&reset);
	guard_on(str_text(&reset));
	str_free(&reset);
}

static void guard_again(void)
{
	guard_off();
	arm_guard();
}

static void set_colors(void)
{
	const char *no_color = getenv("NO_COLOR");
	short i;

	in_color = has_colors() && !(no_color && no_color[0]);
	if (!in_color)
		return;
	start_color();
	use_default_colors();
	for (i = 0; i < 8; i++)
		init_pair((short)(i + 1), i, -1);
}

static void set_modes(void)
{
	raw();
	noecho();
	nonl();
	leaveok(stdscr, FALSE);
	typeahead(-1); /* a frame is drawn whole, though a key may be waiting */
}

/* What curses writes at once goes out as frames do, without waiting for the line: with the
 * first of them, so that nobody sees a blank screen before it. */
static void begin(void)
{
	struct str bytes = { 0 };

	line_catch(&bytes);
	set_colors();
	input_begin(guard_again);
	line_caught(&bytes);
	line_send_with_next(str_text(&bytes), bytes.len);
	str_free(&bytes);
	input_mark_pastes(true);
	input_report_drags(true);
}

/* Most terminals understand what is meant for xterm, whatever their name is. */
#define STAND_IN "xterm-256color"

static bool stands_in; /* for $TERM, which is not known here */

/* Opens the terminal by this name, with all colours where it says that it has them. */
static SCREEN *open_as(const char *name, FILE *out)
{
	char *direct = colors_direct_name(name, getenv("COLORTERM"));
	SCREEN *opened = direct && term_known(direct) ? newterm(direct, out, stdin) : NULL;

	free(direct);
	return opened ? opened : newterm(name, out, stdin);
}

static SCREEN *open_screen(FILE *out)
{
	const char *name = getenv("TERM");
	SCREEN *opened = name && name[0] ? open_as(name, out) : NULL;

	if (!opened) {
		opened = open_as(STAND_IN, out);
		stands_in = opened != NULL;
	}
	return opened;
}

const char *term_taken_as(void)
{
	return stands_in ? STAND_IN : NULL;
}

/* From now on the screen gets its size from us: curses would take whatever the line says. */
static void set_size(void)
{
	int rows, cols;

	size_usual(LINES, COLS);
	size_now(&rows, &cols);
	resize_term(rows, cols);
}

bool term_open(struct error *err)
{
	const char *name = getenv("TERM");
	FILE *out;

	if (screen)
		return true;
	guard_remember();
	out = line_open();
	if (!out) {
		guard_off();
		return error_errno(err, "/dev/stdout");
	}
	size_begin();
	screen = open_screen(out);
	if (!screen) {
		line_close();
		guard_off();
		error_set(err, ERROR_SYSTEM, _("The terminal \"%s\" is not known on this machine."),
			  name ? name : "");
		error_remedy(err, _("Try: %1$s --plain, or TERM=xterm %1$s"), shell_self());
		return false;
	}
	set_term(screen);
	set_size();
	is_fresh = true;
	arm_guard();
	set_modes();
	begin();
	with_links = !term_ascii() && links_supported();
	hide_stderr();
	talk_begin();
	return true;
}

static const char *move_bytes(int row, int col)
{
	const char *bytes = cursor_address ? tiparm(cursor_address, row, col) : NULL;

	return bytes ? bytes : "";
}

#define GONE (POLLHUP | POLLERR | POLLNVAL)

/* Did the line hang up?  What is asked then is never answered. */
static bool is_gone(void)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&in, 1, 0) == 1 && (in.revents & GONE);
}

/* Before the terminal is given back, pictures are erased and answers waited for.  False:
 * the line takes no more bytes. */
static bool fall_silent(int64_t until_ms)
{
	int64_t until = clock_sooner(clock_mono_ms() + LAST_ANSWER_MS, until_ms);
	struct key key;

	if (is_gone()) {
		line_drop();
		return false;
	}
	talk_erase(move_bytes);
	input_mark_pastes(false);
	input_report_drags(false);
	if (!line_drain(until))
		return false;
	while (talk_waits() && clock_mono_ms() < until) {
		struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

		if (poll(&in, 1, clock_left_ms(until)) != 1 || (in.revents & GONE))
			break;
		while (term_key(&key))
			; /* what is pressed now is too late */
	}
	return line_drain(until);
}

int64_t term_due_ms(void)
{
	return clock_sooner(talk_due_ms(), input_due_ms());
}

/* Curses waits for the line, so it writes only to one that takes bytes. */
static bool leave(int64_t until_ms)
{
	bool takes = fall_silent(until_ms);

	/* A terminal without an alternate screen would leave ours under the prompt. */
	if (takes && !input_capability("rmcup")) {
		erase();
		refresh();
	}
	if (takes)
		endwin();
	else
		guard_give_back();
	return takes;
}

bool term_close(int64_t until_ms)
{
	bool told;

	if (!screen)
		return true;
	told = is_away || leave(until_ms);
	guard_off();
	input_end();
	delscreen(screen);
	line_close();
	screen = NULL;
	is_away = false;
	show_stderr();
	return told;
}

/* Reads the description of a terminal, and forgets it; places_cursor may be NULL. */
static bool look_up(const char *name, bool *places_cursor)
{
	TERMINAL *before = cur_term;
	int found = 0;

	if (!name)
		name = getenv("TERM");
	if (!name || !name[0] || setupterm(name, STDOUT_FILENO, &found) != OK)
		return false;
	if (places_cursor)
		*places_cursor = cursor_address != NULL;
	del_curterm(set_curterm(before));
	return found == 1;
}

bool term_known(const char *name)
{
	return look_up(name, NULL);
}

static bool begins_with_any(const char *name, const char *const *begins)
{
	for (; *begins; begins++)
		if (str_starts(name, *begins))
			return true;
	return false;
}

/* Those of most people: their descriptions need not be read twice at the start. */
static bool is_well_known(const char *name)
{
	static const char *const names[] = { "xterm", "tmux", "screen", "linux", "rxvt", NULL };

	return begins_with_any(name, names);
}

/* What is set where nothing is known of the terminal; curses knows some of these as names
 * that describe nothing. */
static bool tells_nothing(const char *name)
{
	static const char *const names[] = { "dumb", "unknown", "network", "dialup", NULL };

	return !name || !name[0] || begins_with_any(name, names);
}

bool term_is_dumb(void)
{
	const char *name = getenv("TERM");
	bool places_cursor;

	if (tells_nothing(name))
		return true;
	return !is_well_known(name) && look_up(NULL, &places_cursor) && !places_cursor;
}

void term_size(int *rows, int *cols)
{
	*rows = LINES;
	*cols = COLS;
}

/* ---- the blit ----------------------------------------------------------- */

static attr_t attributes(struct look look, short *pair)
{
	attr_t attrs = A_NORMAL;

	if (look.attrs & LOOK_BOLD)
		attrs |= A_BOLD;
	if (look.attrs & LOOK_DIM)
		attrs |= A_DIM;
	if (look.attrs & LOOK_UNDERLINE)
		attrs |= A_UNDERLINE;
	if (look.attrs & LOOK_REVERSE)
		attrs |= A_REVERSE;
	if (look.attrs & LOOK_ITALIC)
		attrs |= A_ITALIC;
	*pair = in_color && look.color >= 0 ? (short)(look.color % 8 + 1) : 0;
	return attrs;
}

/* Returns the colour pair of these two, which curses makes once; 0 if it has no more. */
static int guest_pair(int fg, int bg)
{
	int here_fg = colors_here(fg, COLORS), here_bg = colors_here(bg, COLORS), pair;

	if (here_fg < 0 && here_bg < 0)
		return 0;
	pair = alloc_pair(here_fg, here_bg);
	return pair > 0 ? pair : 0;
}

/* A cell's bytes as wide characters: the character and its combining marks. */
static void wide_of(const char *text, wchar_t wide[CCHARW_MAX + 1])
{
	size_t n = strlen(text), i = 0;
	int count = 0;

	while (i < n && count < CCHARW_MAX) {
		uint32_t cp;

		i += utf8_decode(text + i, n - i, &cp);
		if (count > 0 && utf8_cp_width(cp) != 0)
			break;
		wide[count++] = (wchar_t)cp;
	}
	wide[count] = L'\0';
}

static bool is_blank(const struct cell *cell)
{
	return cell->style == STYLE_PLAIN && str_eq(cell->text, " ");
}

static void show_cell(int row, int col, const struct cell *cell)
{
	bool guest = cell->style == STYLE_GUEST;
	struct look look = guest ? (struct look){ cell->attrs, GUEST_DEFAULT }
				 : theme_look(cell->style, in_color);
	wchar_t wide[CCHARW_MAX + 1];
	short pair;
	attr_t attrs = attributes(look, &pair);
	int any_pair = guest && in_color ? guest_pair(cell->fg, cell->bg) : pair;
	cchar_t out;

	wide_of(cell->text[0] ? cell->text : " ", wide);
	/* The last argument takes numbers of pairs that do not fit in a short. */
	if (setcchar(&out, wide, attrs, (short)any_pair, &any_pair) == OK)
		mvadd_wch(row, col, &out);
}

bool term_pixels(void)
{
	return talk_pixels();
}

static void show_frame(const struct canvas *canvas)
{
	struct str frame = { 0 };

	talk_before(&canvas->picture, move_bytes, &frame);
	line_catch(&frame);
	curs_set(canvas->cursor_row >= 0);
	if (canvas->cursor_row >= 0)
		move(canvas->cursor_row, canvas->cursor_col);
	refresh();
	line_caught(&frame);
	if (with_links)
		links_show(canvas, in_color, move_bytes, &frame);
	talk_after(&canvas->picture, move_bytes, &frame);
	line_send(&frame);
}

void term_show(const struct canvas *canvas)
{
	int rows = canvas->rows < LINES ? canvas->rows : LINES;
	int cols = canvas->cols < COLS ? canvas->cols : COLS;
	int row, col;

	for (row = 0; row < rows; row++)
		for (col = 0; col < cols; col++) {
			const struct cell *cell = &canvas->cells[row * canvas->cols + col];

			if (cell->width > 0 && !(is_fresh && is_blank(cell)))
				show_cell(row, col, cell);
		}
	is_fresh = false;
	show_frame(canvas);
}

bool term_copy(const char *text)
{
	struct str bytes = { 0 };
	bool sent = (input_capability("Ms") || clipboard_safe(getenv("TERM"))) &&
		    clipboard_sequence(text, &bytes);

	if (sent)
		line_send(&bytes);
	str_free(&bytes);
	return sent;
}

void term_repaint(void)
{
	links_forget();
	talk_forget();
	clearok(stdscr, TRUE);
}

void term_stop(int end_fd)
{
	bool told = fall_silent(clock_mono_ms() + LAST_ANSWER_MS);

	input_forget(); /* what came with Ctrl-Z was not meant for when we are back */
	if (told) {
		endwin();
	} else {
		line_drop(); /* the rest of a frame would be garbage on the one drawn then */
		guard_give_back();
	}
	guard_off();
	show_stderr();
	is_away = !line_stop(end_fd);
	if (is_away)
		return;
	hide_stderr();
	input_mark_pastes(true);
	arm_guard();
	term_repaint();
	reset_prog_mode();
	size_outdate(); /* SIGWINCH goes only to the foreground */
	refresh();
	input_report_drags(true);
}
