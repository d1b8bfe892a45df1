// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The full screen of --notes; see notes-loop.h.
 *
 * It sleeps until there is a key, the other session has written its progress, or something that
 * is shown changes by itself: a minute, a second of a break. */
#include "app/notes-loop.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "app/asleep.h"
#include "app/ending.h"
#include "base/clock.h"
#include "base/out.h"
#include "session/notes.h"
#include "term/input.h"
#include "term/line.h"
#include "term/size.h"
#include "term/term.h"
#include "ui/notes-screen.h"

#define STUCK_MS 200 /* between two looks while the terminal takes no frame */

enum { FD_KEYS, FD_END, FD_LINE, FD_PROGRESS, FD_COUNT };

struct notes_loop {
	struct notes *notes;
	struct notes_desk desk;
	struct canvas *canvas;
	bool pasting; /* what comes was not typed */
	bool quit;
};

static void draw(struct notes_loop *loop)
{
	struct view_notes view;
	int rows, cols;

	/* The last frame is still on its way. */
	if (line_fd() >= 0)
		return;
	term_size(&rows, &cols);
	if (rows != loop->canvas->rows || cols != loop->canvas->cols)
		canvas_resize(loop->canvas, rows, cols);
	notes_view(loop->notes, &view);
	notes_screen_draw(&loop->desk, &view, loop->canvas);
	term_show(loop->canvas);
}

static void grant(struct notes_loop *loop, enum notes_wish wish, struct key key)
{
	if (wish != WISH_DIGIT)
		notes_other_key(loop->notes);
	if (wish == WISH_BREAK)
		notes_break(loop->notes);
	else if (wish == WISH_DIGIT)
		notes_break_digit(loop->notes, key.code - '0');
	else if (wish == WISH_BEGIN)
		notes_begin_here(loop->notes);
	else if (wish == WISH_REPAINT)
		term_repaint();
	else if (wish == WISH_SUSPEND)
		term_stop(ending_fd());
	loop->quit = loop->quit || wish == WISH_QUIT;
}

static void keys(struct notes_loop *loop)
{
	struct key key;

	while (!loop->quit && term_key(&key)) {
		if (key.code == KEY_PASTE_ || key.code == KEY_MANY_)
			loop->pasting = true;
		else if (key.code == KEY_PASTE_END_ || key.code == KEY_MANY_END_)
			loop->pasting = false;
		else if (!loop->pasting)
			grant(loop, notes_screen_key(&loop->desk, key), key);
	}
}

static int64_t due_ms(const struct notes_loop *loop)
{
	int64_t due = clock_sooner(notes_due_ms(loop->notes), term_due_ms());

	/* What is due cannot be shown: the terminal wakes the loop when it takes more. */
	if (line_fd() >= 0 && due < clock_mono_ms() + STUCK_MS)
		due = clock_mono_ms() + STUCK_MS;
	return due;
}

/* False: the terminal is gone. */
static bool wait_for_news(const struct notes_loop *loop, const sigset_t *asleep)
{
	struct pollfd fds[FD_COUNT] = {
		[FD_KEYS] = { .fd = STDIN_FILENO, .events = POLLIN },
		[FD_END] = { .fd = ending_fd(), .events = POLLIN },
		[FD_LINE] = { .fd = line_fd(), .events = POLLOUT },
		[FD_PROGRESS] = { .fd = notes_fd(loop->notes), .events = POLLIN },
	};

	asleep_until(fds, FD_COUNT, due_ms(loop), asleep);
	if (fds[FD_LINE].revents)
		line_go();
	return !(fds[FD_KEYS].revents & (POLLHUP | POLLERR | POLLNVAL));
}

/* False with err: it cannot begin. */
static bool run(struct notes_loop *loop, struct error *err)
{
	bool there = true;
	sigset_t asleep;

	draw(loop);
	if (!asleep_begin(&asleep, err))
		return false;
	while (there && !loop->quit && !ending_by_signal()) {
		notes_turn(loop->notes);
		draw(loop);
		there = wait_for_news(loop, &asleep);
		asleep_stop();
		keys(loop);
	}
	return true;
}

bool notes_loop_run(const struct session_options *open, struct error *err)
{
	struct notes_loop loop = { 0 };
	bool ok;

	size_begin();
	asleep_prepare();
	loop.notes = notes_open(open, err);
	/* The notes can be marked by the terminal: nothing here is clicked. */
	term_no_mouse();
	if (!loop.notes || !term_open(err)) {
		notes_close(loop.notes);
		return false;
	}
	loop.canvas = canvas_new(24, 80);
	loop.canvas->ascii = term_ascii();
	loop.canvas->square = term_square();
	loop.canvas->mono = term_mono();
	loop.canvas->colors = term_colors();
	ok = run(&loop, err);
	log_line("leaving the notes: %s", loop.quit ? "by the person" : "by a signal or the terminal");
	term_close(ending_begin());
	notes_close(loop.notes);
	canvas_free(loop.canvas);
	return ok;
}
