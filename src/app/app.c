// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The application: the one loop that ties keys, machines and screen together.
 *
 * A key goes from term to ui, which returns a command; do-command.c has the session do
 * it.  When something comes of it, the session's descriptor is readable.  Then one
 * ui_draw() fills the canvas, and one term_show() writes it.  Nothing here waits for a
 * hypervisor, or for a terminal that takes no bytes. */
#include "app/app.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app-private.h"
#include "app/asleep.h"
#include "app/classroom.h"
#include "app/do-command.h"
#include "app/ending.h"
#include "app/watch.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/utf8.h"
#include "session/session.h"
#include "term/input.h"
#include "term/line.h"
#include "term/size.h"
#include "term/term.h"
#include "ui/blocks.h"
#include "vm/console/console-page.h"
#include "vm/core/exchange.h"
#include "vm/core/serial.h"

#define SPEND_LEAST_MS 1000 /* less than this of the time spent is not noted at all */
#define CALM_MS 33 /* between two looks at machines that are talkative */
#define KEEP_MS 1000 /* until what the person looks at is noted */
#define STUCK_MS 200 /* between two looks while the terminal takes no frame */
/* Of the time in which the program ends after a signal, for the terminal. */
#define TERMINAL_MS 700

enum { FD_KEYS, FD_END, FD_FILES, FD_LINE, FD_MACHINES, FD_MAKER, FD_PROGRESS, FD_CLASS, FD_COUNT };

/* The part of the console that can be seen. */
static struct vm_page *console_page(const struct app *app, const struct view *view, size_t rows)
{
	uint64_t bottom;
	const char *machine = ui_console(app->ui, view, &bottom);

	return machine ? vm_console_page(session_vm(app->session), machine, bottom, rows) : NULL;
}

/* The view, filled again only if something has happened since. */
static struct view *view_of(struct app *app)
{
	if (!app->view_is_true) {
		session_view(app->session, &app->view);
		classroom_view(app->classroom, app->session, &app->view);
	}
	app->view_is_true = true;
	app->view.present = app->present;
	app->view.now_mono_ms = clock_mono_ms();
	return &app->view;
}

static void draw(struct app *app)
{
	struct vm_page *page;
	struct view *view;
	int rows, cols;

	/* Also if nothing is drawn now: a key must not be understood by what has been freed. */
	app->view_is_true = false;
	/* The last frame is still on its way: the next one is drawn when it has arrived. */
	if (line_fd() >= 0)
		return;
	term_size(&rows, &cols);
	if (rows != app->canvas->rows || cols != app->canvas->cols)
		canvas_resize(app->canvas, rows, cols);
	canvas_clear(app->canvas);
	view = view_of(app);
	view->spent_ms += clock_mono_ms() - app->spent_from_ms;
	view->console = page = console_page(app, view, (size_t)rows);
	app->canvas->pixels = term_pixels();
	ui_draw(app->ui, view, app->canvas);
	session_watch_screen(app->session, ui_screen_wanted(app->ui));
	term_show(app->canvas);
	/* What waits now was pressed while the screen still showed something else. */
	if (!term_key_waits() && line_fd() < 0)
		ui_seen(app->ui);
	vm_page_free(page);
	/* Freed, or freed soon.  The next key needs neither. */
	view->console = NULL;
	view->screen = NULL;
}

/* ---- keys ------------------------------------------------------------------ */

/* Any key cancels the buttons that wait, except another button, or yes to a button's
 * question. */
static void take(struct app *app, const struct command *command, bool is_press)
{
	bool dropped;

	if (app_lines_up(app, command))
		return;
	dropped = is_press && !command->confirmed && app_forget_waiting(app);
	app_do(app, command);
	if (dropped && !session_said(app->session)[0])
		session_say(app->session, TONE_INFO, _("What waited is not done: another key was pressed."),
			 NULL);
}

/* Does the view stay true after this command?  A long paste would else fill it again for
 * each key. */
static bool keeps_view(const struct command *command)
{
	return command->id == COMMAND_TYPE || command->id == COMMAND_NONE ||
	       command->id == COMMAND_REDRAW;
}

static void keys(struct app *app)
{
	struct key key;

	while (!app->quit && term_key(&key)) {
		struct command command;

		if (key.code == KEY_RESIZE_)
			continue; /* draw() asks for the size */
		command = ui_key(app->ui, view_of(app), key);
		app->view_is_true = keeps_view(&command) && app->n_waiting == 0;
		take(app, &command, key_is_press(key));
	}
}

/* ---- what is kept ---------------------------------------------------------- */

/* Notes what the person looks at, once they have looked for a while. */
static void keep(struct app *app, bool now)
{
	struct view_kept kept;

	ui_keep(app->ui, &kept);
	if (memcmp(&kept, &app->kept, sizeof kept) != 0) {
		app->kept = kept;
		app->kept_ms = clock_mono_ms();
	}
	if (!app->kept_ms || (!now && clock_mono_ms() < app->kept_ms + KEEP_MS))
		return;
	app->kept_ms = 0;
	session_keep_view(app->session, &kept);
}

/* Who comes back sees what they saw. */
static void recall(struct app *app)
{
	struct view_kept kept;

	if (!session_kept_view(app->session, &kept))
		return;
	if (app->present)
		kept.hints = 0; /* they are kept back */
	ui_recall(app->ui, &kept);
}

/* ---- the loop -------------------------------------------------------------- */

static void spend(struct app *app, bool all)
{
	int64_t passed = clock_mono_ms() - app->spent_from_ms;

	if (passed < (all ? SPEND_LEAST_MS : SESSION_SPEND_MS))
		return;
	session_spend(app->session, passed);
	app->spent_from_ms += passed;
}

/* A step that was skipped, or a lesson or the workshop started over, moves the place. */
static bool turn(struct app *app)
{
	const struct step *before = session_step(app->session);
	bool finished = session_finished(app->session), cover = session_on_cover(app->session), changed;

	changed = session_turn(app->session);
	if (session_step(app->session) != before || session_finished(app->session) != finished ||
	    session_on_cover(app->session) != cover) {
		ui_place_changed(app->ui);
		classroom_looks_around(app->classroom);
	}
	return changed;
}

static void turn_class(struct app *app)
{
	struct vm *vm = session_vm(app->session);
	struct follow_busy busy = { .typing = ui_is_occupied(app->ui) || app->view.looking,
				    .waiting = app->n_waiting > 0 || (vm && vm_busy(vm, NULL)) ||
					       session_is_at_work(app->session) };
	bool moved;

	classroom_turn(app->classroom, app->session, &busy, ui_hints(app->ui), &moved);
	if (moved)
		ui_place_changed(app->ui);
}

/* When something that is shown changes by itself, or something is to be done. */
static int64_t due_ms(const struct app *app)
{
	int64_t due = clock_sooner(ui_due_ms(app->ui), session_due_ms(app->session));

	due = clock_sooner(due, classroom_due_ms(app->classroom));

	if (app->watch)
		due = clock_sooner(due, watch_due_ms(app->watch));
	if (app->kept_ms)
		due = clock_sooner(due, app->kept_ms + KEEP_MS);
	due = clock_sooner(clock_sooner(due, term_due_ms()), app->spent_from_ms + SESSION_SPEND_MS);
	/* What is due cannot be shown: the terminal wakes the loop when it takes more. */
	if (line_fd() >= 0 && due < clock_mono_ms() + STUCK_MS)
		due = clock_mono_ms() + STUCK_MS;
	return due;
}

/* Sleeps until there is a key, or news of the machines; these not more often
 * than can be seen.  False: the terminal is gone. */
static bool wait_for_news(const struct app *app, const sigset_t *asleep)
{
	struct pollfd fds[FD_COUNT] = {
		[FD_KEYS] = { .fd = STDIN_FILENO },
		[FD_END] = { .fd = ending_fd() },
		[FD_LINE] = { .fd = line_fd() },
		[FD_FILES] = { .fd = app->watch ? watch_fd(app->watch) : -1 },
		[FD_MACHINES] = { .fd = session_fd(app->session) },
		[FD_MAKER] = { .fd = session_making_fd(app->session) },
		[FD_PROGRESS] = { .fd = session_progress_fd(app->session) },
		[FD_CLASS] = { .fd = classroom_fd(app->classroom) },
	};

	for (int i = 0; i < FD_COUNT; i++)
		fds[i].events = i == FD_LINE ? POLLOUT : POLLIN;
	asleep_until(fds, FD_COUNT, due_ms(app), asleep);
	if (fds[FD_LINE].revents)
		line_go();
	if (!fds[FD_KEYS].revents && !fds[FD_FILES].revents && !fds[FD_LINE].revents &&
	    !ending_by_signal() && !asleep_must_stop() && clock_mono_ms() < app->calm_until_ms)
		asleep_until(fds, FD_MACHINES, app->calm_until_ms, asleep);
	return !(fds[FD_KEYS].revents & (POLLHUP | POLLERR | POLLNVAL));
}

static void look(struct app *app)
{
	int64_t now = clock_mono_ms();

	if (now >= app->calm_until_ms && turn(app))
		app->calm_until_ms = now + CALM_MS;
	turn_class(app);
}

static void reload(struct app *app)
{
	if (!session_reload(app->session)) {
		watch_again(app->watch);
		return;
	}
	/* They are known by their numbers, which may belong to other buttons now. */
	app_forget_waiting(app);
	ui_reloaded(app->ui, session_lesson(app->session), session_step_index(app->session));
}

static void do_waiting(struct app *app)
{
	struct command command;

	while (!app->quit && app_next_waiting(app, &command))
		app_do(app, &command);
}

static bool goes_on(const struct app *app)
{
	return !app->quit && !ending_by_signal();
}

/* What is told of the person is on the screen before anything is. */
static void enter_classroom(struct app *app)
{
	char *notice = classroom_notice(app->classroom);

	if (notice) {
		ui_note(app->ui, notice);
		draw(app);
	}
	classroom_enter(app->classroom, app->session);
	free(notice);
}

/* False with err: it cannot begin. */
static bool loop(struct app *app, struct error *err)
{
	sigset_t asleep;

	draw(app);
	if (!asleep_begin(&asleep, err))
		return false;
	/* Begins what the first frame need not wait for: writing the progress. */
	if (turn(app))
		draw(app);
	blocks_prepare(app->canvas);
	enter_classroom(app);
	while (goes_on(app)) {
		bool there = wait_for_news(app, &asleep);

		asleep_stop();
		keys(app);
		app->hung_up = !there;
		if (!there)
			break;
		look(app);
		app->moved = session_seat_is_lost(app->session);
		app->quit = app->quit || app->moved || session_has_left(app->session);
		do_waiting(app);
		if (app->watch && watch_due(app->watch))
			reload(app);
		spend(app, false);
		if (goes_on(app))
			draw(app);
		keep(app, false);
	}
	/* The newest window tells how long, and what is looked at. */
	if (app->moved)
		return true;
	keep(app, true);
	spend(app, true);
	return true;
}

/* Gives the terminal back while the progress is written, waits for what was begun, and says
 * what could not be written and what became of the machines. */
static void leave(struct app *app)
{
	int64_t until = ending_begin();
	struct error unsaved = { 0 };
	char *report, *run_on;
	bool told;

	log_line("leaving: %s", ending_by_signal() ? "by a signal" : "by the person or the terminal");
	if (!app->quit || app->moved)
		session_keep_unfinished(app->session);
	session_end_by(app->session, until);
	told = term_close(ending_by_signal() ? clock_sooner(until, clock_mono_ms() + TERMINAL_MS) : until);
	classroom_close(app->classroom, app->moved ? CLASSROOM_MOVED :
			app->hung_up || ending_by_signal() ? CLASSROOM_LOST : CLASSROOM_LEFT);
	if (app->moved && told)
		out_line(_("You went on in another window."));
	if (told && !app->moved && !ending_by_signal() && session_vm(app->session) &&
	    vm_busy(session_vm(app->session), NULL)) {
		out_line(_("Finishing what was begun…"));
		out_flush();
	}
	if (!session_end(app->session, &unsaved) && told)
		err_printf("imitation: %s\n", unsaved.message);
	report = session_left_report(app->session);
	if (report && told)
		out_line(report);
	free(report);
	run_on = ending_by_signal() || app->moved ? NULL : session_run_on(app->session);
	if (run_on && told)
		out_line(run_on);
	free(run_on);
}

static bool open_all(struct app *app, const struct session_options *open, bool watch,
		     struct error *err)
{
	app->session = session_open(open, err);
	if (!app->session)
		return false;
	app->watch = watch ? watch_open(open->path, err) : NULL;
	if ((!watch || app->watch) && term_open(err))
		return true;
	watch_close(app->watch);
	session_close(app->session);
	return false;
}

/* The terminal goes by another name here. */
static void say_terminal(struct session *session)
{
	const char *name = getenv("TERM"), *as = term_taken_as();
	char *clean, *text;

	if (!as || !name)
		return;
	clean = utf8_clean(name, strlen(name));
	text = mem_printf(_("The terminal %1$s is not known on this host, and is taken as %2$s."), clean, as);
	if (session_said(session)[0])
		session_say_more(session, text);
	else
		session_say(session, TONE_INFO, text, NULL);
	free(text);
	free(clean);
}

static struct classroom *open_classroom(const struct app *app)
{
	struct error err = { 0 };
	struct classroom *classroom = classroom_open(app->present, &err);

	if (!classroom && err.kind)
		session_say_error(app->session, &err);
	return classroom;
}

bool app_run(const struct session_options *open, bool watch, bool present, struct error *err)
{
	struct app app = { .present = present };
	bool ok;

	size_begin();
	asleep_prepare();
	if (!open_all(&app, open, watch, err))
		return false;
	app.ui = ui_new();
	if (!open->step)
		recall(&app);
	app.canvas = canvas_new(24, 80);
	app.canvas->ascii = term_ascii();
	app.canvas->square = term_square();
	app.canvas->mono = term_mono();
	app.canvas->colors = term_colors();
	app.spent_from_ms = clock_mono_ms();
	if (app.watch)
		reload(&app); /* says what is wrong at once, and as long as it is so */
	else
		session_say_errors(app.session);
	say_terminal(app.session);
	app.classroom = open_classroom(&app);
	ok = loop(&app, err);
	leave(&app);
	watch_close(app.watch);
	session_close(app.session);
	canvas_free(app.canvas);
	ui_free(app.ui);
	free(app.copied);
	return ok;
}
