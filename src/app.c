/* The application: the one loop that ties keys, machines and screen together.
 *
 * A key goes from term to ui, which gives back a command; the command is done
 * here by the walk; what comes of it arrives on the walk's descriptor; one
 * ui_draw() into the canvas and one blit follow.  Nothing here waits for a
 * hypervisor.  Signals are blocked except while the loop sleeps. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "options.h"
#include "term/term.h"
#include "ui/ui.h"
#include "vm/page.h"
#include "walk.h"
#include "watch.h"

#define TICK_MS 1000
#define DOING_TICK_MS 200 /* while the message line counts */
#define SPEND_MS 60000
#define CALM_MS 33 /* between two looks at machines that are talkative */

struct app {
	struct walk *walk;
	struct ui *ui;
	struct canvas *canvas;
	struct watch *watch; /* of the workshop's files, or NULL */
	bool present, quit;
	int64_t spent_from_ms;
	int64_t calm_until_ms; /* until then the machines are not looked at */
	char *copied;          /* from a console, for P; NULL: nothing */
	struct command waiting; /* for the first look at the machines; COMMAND_NONE: nothing */
};

static volatile sig_atomic_t must_quit, must_stop;

static void on_signal(int number)
{
	if (number == SIGTSTP)
		must_stop = 1;
	else
		must_quit = 1;
}

/* Blocks what the loop wants to hear, before any thread starts (threads
 * inherit it), and returns the mask to sleep with. */
static void take_signals(sigset_t *asleep)
{
	static const int numbers[] = { SIGHUP, SIGTERM, SIGINT, SIGTSTP };
	struct sigaction action = { .sa_handler = on_signal };
	sigset_t block;
	size_t i;

	sigemptyset(&action.sa_mask);
	sigemptyset(&block);
	for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		sigaction(numbers[i], &action, NULL);
		sigaddset(&block, numbers[i]);
	}
	sigaddset(&block, SIGWINCH);
	pthread_sigmask(SIG_BLOCK, &block, asleep);
	for (i = 0; i < sizeof numbers / sizeof *numbers; i++)
		sigdelset(asleep, numbers[i]);
	sigdelset(asleep, SIGWINCH);
}

/* As much of the console as can be seen. */
static struct vm_page *console_page(const struct app *app, const struct view *view, size_t rows)
{
	uint64_t bottom;
	const char *machine = ui_console(app->ui, view, &bottom);

	return machine ? vm_console_page(walk_vm(app->walk), machine, bottom, rows) : NULL;
}

static void draw(struct app *app)
{
	struct vm_page *page;
	struct view view;
	int rows, cols;

	term_size(&rows, &cols);
	if (rows != app->canvas->rows || cols != app->canvas->cols)
		canvas_resize(app->canvas, rows, cols);
	canvas_clear(app->canvas);
	walk_view(app->walk, &view);
	view.present = app->present;
	view.spent_ms += clock_mono_ms() - app->spent_from_ms;
	view.console = page = console_page(app, &view, (size_t)rows);
	app->canvas->pixels = term_pixels();
	ui_draw(app->ui, &view, app->canvas);
	walk_watch_screen(app->walk, ui_screen_wanted(app->ui));
	term_show(app->canvas);
	vm_page_free(page);
}

/* ---- commands ------------------------------------------------------------- */

static void report(struct app *app, const struct error *err)
{
	if (err->kind)
		walk_say_error(app->walk, err);
}

static void next(struct app *app, const struct command *command)
{
	(void)command;
	walk_next(app->walk);
	ui_place_changed(app->ui);
}

static void previous(struct app *app, const struct command *command)
{
	(void)command;
	walk_previous(app->walk);
	ui_place_changed(app->ui);
}

static void go(struct app *app, const struct command *command)
{
	walk_go(app->walk, command->lesson, command->step);
	ui_place_changed(app->ui);
}

static void cover(struct app *app, const struct command *command)
{
	(void)command;
	walk_go_cover(app->walk);
	ui_place_changed(app->ui);
}

/* Asks where there is something to ask; true: go on. */
static bool sure(struct app *app, const struct command *command, char *question)
{
	if (question && !command->confirmed) {
		ui_ask(app->ui, question, command);
		free(question);
		return false;
	}
	free(question);
	return true;
}

/* True while nothing is known of the machines: then it is done when that is so. */
static bool wait_for_machines(struct app *app, const struct command *command)
{
	if (!walk_is_connecting(app->walk))
		return false;
	app->waiting = *command;
	walk_say(app->walk, TONE_BUSY, _("This is done as soon as the machines have been looked at. "
					 "Any other key cancels it."), NULL);
	return true;
}

static void press(struct app *app, const struct command *command)
{
	const struct action *action = walk_action(app->walk, command->button);
	struct error err = { 0 };

	if (wait_for_machines(app, command))
		return;
	if (action && !sure(app, command, walk_question(app->walk, action)))
		return;
	walk_press(app->walk, command->button, command->confirmed, &err);
	report(app, &err);
}

static void stage(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	if (wait_for_machines(app, command))
		return;
	if (!sure(app, command, walk_stage_question(app->walk)))
		return;
	if (!walk_set_stage(app->walk, &err) && !err.kind)
		walk_say(app->walk, TONE_GOOD, _("The stage is set: the machines are as this lesson wants them."), "");
	report(app, &err);
}

static void over(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	if (!sure(app, command, walk_over_question(app->walk)))
		return;
	walk_start_over(app->walk, &err);
	report(app, &err);
}

static void skip(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	if (!sure(app, command, walk_skip_question(app->walk)))
		return;
	walk_skip(app->walk, &err);
	report(app, &err);
}

static void undo(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	walk_undo(app->walk, command->machine, &err);
	report(app, &err);
}

static void restore(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	walk_restore(app->walk, command->machine, command->snapshot, &err);
	report(app, &err);
}

static bool type_key(struct app *app, const char *machine, uint32_t key)
{
	struct error err = { 0 };
	bool ok = vm_console_key(walk_vm(app->walk), machine, key, &err);

	if (!ok)
		ui_note(app->ui, err.message);
	return ok;
}

static void type(struct app *app, const struct command *command)
{
	type_key(app, command->machine, command->key);
}

static void find(struct app *app, const struct command *command)
{
	ui_found(app->ui, vm_console_find(walk_vm(app->walk), command->machine,
					  ui_query(app->ui), command->before));
}

static void guests(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	if (walk_is_making(app->walk)) {
		if (!sure(app, command, mem_dup(_("Stop making the guests? What is finished stays."))))
			return;
		walk_stop_making(app->walk);
		walk_say(app->walk, TONE_INFO, _("No guests are being made any more."), "");
	} else if (!command->confirmed && !walk_make_guests(app->walk, &err)) {
		report(app, &err);
	}
}

static void language(struct app *app, const struct command *command)
{
	(void)command;
	walk_next_language(app->walk);
}

/* It is offered to the terminal; what that does with it nobody can know. */
static void copy(struct app *app, const struct command *command)
{
	char *text = vm_console_text(walk_vm(app->walk), command->machine, command->from, command->to);
	size_t lines = 1;
	char *said;

	if (!text || !text[strspn(text, "\n")]) {
		free(text);
		ui_note(app->ui, _("There is nothing there to copy."));
		return;
	}
	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	free(app->copied);
	app->copied = text;
	said = term_copy(text) ?
		mem_printf(ngettext("%zu line copied. Your terminal was given it for its clipboard, and "
				    "may take it or not. P types it into the machine.",
				    "%zu lines copied. Your terminal was given them for its clipboard, "
				    "and may take them or not. P types them into the machine.", lines),
			   lines) :
		mem_printf(ngettext("%zu line copied, for P, which types it into the machine. This "
				    "terminal's clipboard does not get it.",
				    "%zu lines copied, for P, which types them into the machine. This "
				    "terminal's clipboard does not get them.", lines), lines);
	ui_note(app->ui, said);
	free(said);
}

static void paste(struct app *app, const struct command *command)
{
	const char *at = app->copied;
	uint32_t character;

	if (!at) {
		ui_note(app->ui, _("Nothing is copied yet: m marks text in a console."));
		return;
	}
	if (!type_key(app, command->machine, VM_KEY_PASTE))
		return;
	while (*at) {
		at += utf8_decode(at, strlen(at), &character);
		if (!type_key(app, command->machine, character == '\n' ? VM_KEY_ENTER : character))
			return;
	}
	type_key(app, command->machine, VM_KEY_PASTE_END);
}

static void stop(struct app *app, const struct command *command)
{
	(void)app;
	(void)command;
	term_stop();
}

static void repaint(struct app *app, const struct command *command)
{
	(void)app;
	(void)command;
	term_repaint();
}

static void quit(struct app *app, const struct command *command)
{
	if (walk_is_making(app->walk) &&
	    !sure(app, command, mem_dup(_("Guests are being made. Stop that, and quit?"))))
		return;
	app->quit = true;
}

static void (*const doers[COMMAND_COUNT])(struct app *, const struct command *) = {
	[COMMAND_NEXT] = next,       [COMMAND_PREVIOUS] = previous, [COMMAND_GOTO] = go,
	[COMMAND_COVER] = cover,     [COMMAND_PRESS] = press,       [COMMAND_STAGE] = stage,
	[COMMAND_OVER] = over,       [COMMAND_SKIP] = skip,         [COMMAND_GUESTS] = guests,
	[COMMAND_UNDO] = undo,       [COMMAND_RESTORE] = restore,   [COMMAND_SUSPEND] = stop,
	[COMMAND_REPAINT] = repaint, [COMMAND_QUIT] = quit,
	[COMMAND_TYPE] = type,       [COMMAND_FIND] = find,         [COMMAND_LANGUAGE] = language,
	[COMMAND_COPY] = copy,       [COMMAND_PASTE] = paste,
};

static void forget_waiting(struct app *app)
{
	if (app->waiting.id == COMMAND_NONE)
		return;
	app->waiting.id = COMMAND_NONE;
	walk_say(app->walk, TONE_INFO, "", NULL);
}

static void do_waiting(struct app *app)
{
	struct command command = app->waiting;

	if (command.id == COMMAND_NONE || walk_is_connecting(app->walk))
		return;
	forget_waiting(app);
	doers[command.id](app, &command);
}

/* Does the view stay true after it?  A long paste need not make it for each key. */
static bool keeps_view(const struct command *command)
{
	return command->id == COMMAND_TYPE || command->id == COMMAND_NONE ||
	       command->id == COMMAND_REDRAW;
}

static void keys(struct app *app)
{
	bool known = false;
	struct view view;
	struct key key;

	while (!app->quit && term_key(&key)) {
		struct command command;

		if (key.code == KEY_RESIZE_)
			continue; /* draw() asks for the size */
		if (key_is_press(key))
			forget_waiting(app);
		if (!known)
			walk_view(app->walk, &view);
		view.present = app->present;
		command = ui_key(app->ui, &view, key);
		known = keeps_view(&command);
		if (command.id < COMMAND_COUNT && doers[command.id])
			doers[command.id](app, &command);
	}
}

/* ---- the loop -------------------------------------------------------------- */

static void spend(struct app *app, bool all)
{
	int64_t passed = clock_mono_ms() - app->spent_from_ms;

	if (passed < (all ? 1000 : SPEND_MS))
		return;
	walk_spend(app->walk, passed);
	app->spent_from_ms += passed;
}

/* A step that was skipped, or a lesson started over, moves the place. */
static bool turn(struct app *app)
{
	const struct step *before = walk_step(app->walk);
	bool finished = walk_finished(app->walk), changed;

	changed = walk_turn(app->walk);
	if (walk_step(app->walk) != before || walk_finished(app->walk) != finished)
		ui_place_changed(app->ui);
	return changed;
}

/* Sleeps until there is a key, or news of the machines; these not more often
 * than can be seen.  False: the terminal is gone. */
static bool wait_for_news(const struct app *app, const sigset_t *asleep)
{
	int64_t calm = app->calm_until_ms - clock_mono_ms();
	int64_t ms = calm > 0 ? calm : walk_is_doing(app->walk) ? DOING_TICK_MS : TICK_MS;
	int64_t due = app->watch ? watch_patience_ms(app->watch) : -1;
	struct timespec tick;
	struct pollfd fds[4] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = calm > 0 ? -1 : walk_fd(app->walk), .events = POLLIN },
		{ .fd = calm > 0 ? -1 : walk_making_fd(app->walk), .events = POLLIN },
		{ .fd = app->watch ? watch_fd(app->watch) : -1, .events = POLLIN },
	};

	ms = due >= 0 && due < ms ? due : ms;
	tick = (struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };
	if (ppoll(fds, 4, &tick, asleep) < 0)
		return errno == EINTR;
	return !(fds[0].revents & (POLLHUP | POLLERR | POLLNVAL));
}

static void look(struct app *app)
{
	int64_t now = clock_mono_ms();

	if (now >= app->calm_until_ms && turn(app))
		app->calm_until_ms = now + CALM_MS;
}

static void reload(struct app *app)
{
	if (!walk_reload(app->walk)) {
		watch_again(app->watch);
		return;
	}
	ui_reloaded(app->ui, walk_lesson(app->walk), walk_step_index(app->walk));
}

static void loop(struct app *app, const sigset_t *asleep)
{
	draw(app);
	while (!app->quit && !must_quit) {
		bool there = wait_for_news(app, asleep);

		if (must_stop) {
			must_stop = 0;
			term_stop();
		}
		keys(app);
		if (!there)
			break;
		look(app);
		do_waiting(app);
		if (app->watch && watch_due(app->watch))
			reload(app);
		spend(app, false);
		if (!app->quit && !must_quit)
			draw(app);
	}
	spend(app, true);
}

int app_run(const struct options *options)
{
	struct walk_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale,
				     .step = options->step, .built_in = options->argc == 0 };
	struct app app = { .present = options->present };
	struct error err = { 0 };
	sigset_t asleep;

	take_signals(&asleep);
	open.path = options_workshop(options, 0);
	app.walk = open.path ? walk_open(&open, &err) : NULL;
	if (!app.walk)
		return open.path ? complain(&err) : EXIT_FAILED;
	app.watch = options->watch ? watch_open(open.path, &err) : NULL;
	if ((options->watch && !app.watch) || !term_open(&err)) {
		watch_close(app.watch);
		walk_close(app.walk);
		return complain(&err);
	}
	app.ui = ui_new();
	app.canvas = canvas_new(24, 80);
	app.canvas->ascii = term_ascii();
	app.canvas->mono = term_mono();
	app.canvas->colors = term_colors();
	app.spent_from_ms = clock_mono_ms();
	if (app.watch)
		reload(&app); /* says what is wrong at once */
	loop(&app, &asleep);
	log_line("leaving: %s", must_quit ? "by a signal" : "by the person or the terminal");
	term_close();
	if (!must_quit && walk_vm(app.walk) && vm_busy(walk_vm(app.walk), NULL)) {
		puts(_("Finishing what was begun…"));
		fflush(stdout);
	}
	watch_close(app.watch);
	walk_close(app.walk);
	canvas_free(app.canvas);
	ui_free(app.ui);
	free(app.copied);
	return EXIT_GOOD;
}
