// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* --plain: the workshop line by line, for a screen reader, a pipe, or a
 * terminal that can only print.  It prints a step, reads a line, does what
 * it says, and reports by itself when a check passes or an action ends. */
#include "cli/line-mode.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/session-command.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/line-command.h"
#include "session/session.h"
#include "ui/text/bar.h"
#include "ui/text/copy-text.h"
#include "ui/text/place-text.h"
#include "ui/text/plain-search.h"
#include "vm/core/exchange.h"
#include "vm/rules.h"

enum {
	COLUMNS = 76,
	END_MS = 2500, /* for what was begun, after "q" */
};

struct plain {
	struct session *session;
	struct str input;     /* bytes read, not yet a line */
	char *said;           /* the message that was printed last, with its remedy */
	char *making;         /* what was last printed of the guests being made */
	unsigned char *told;  /* for each check of the step: that it passed was printed */
	bool asks;            /* a question was asked and not answered */
	struct command asked; /* the command to do after a yes */
	const struct answer *choices; /* other answers than yes and no, or NULL */
	size_t hint;
	bool advised;         /* the advice was the first hint */
	size_t copied;        /* how much of the step was printed by "y" */
	const struct step *shown; /* the one that was printed last; NULL: the cover was */
	bool end_of_input;
};

static void tell(const char *text)
{
	out_line(text);
	out_flush();
}

/* NULL: the cover. */
static const struct step *here(const struct session *session)
{
	return session_on_cover(session) ? NULL : session_step(session);
}

static void show_step(struct plain *plain)
{
	struct view view;
	char *text;
	size_t i, n;
	const struct session_check *checks = session_checks(plain->session, &n);

	session_view(plain->session, &view);
	text = ui_plain_step(&view, COLUMNS);
	tell(text);
	free(text);
	free(plain->told);
	plain->told = mem_alloc(n + 1);
	for (i = 0; i < n; i++)
		plain->told[i] = checks[i].passed;
	plain->hint = plain->copied = 0;
	plain->advised = false;
	plain->shown = here(plain->session);
}

/* Prints a line for each thing that is done to make guests. */
static void show_making(struct plain *plain, const struct view *view)
{
	if (str_eq(plain->making, view->making))
		return;
	free(plain->making);
	plain->making = mem_dup(view->making);
	if (view->making)
		/* TRANSLATORS: how much of it is done, and what is being done. */
		out_printf(_("%1$3d %% %2$s\n"), view->making_percent, view->making);
	out_flush();
}

static void show_said(struct plain *plain)
{
	char *news = session_said_since(plain->session, &plain->said);
	struct view view;

	/* A view looks at the disk here: only while there may be something to print. */
	if (plain->making || session_is_making(plain->session)) {
		session_view(plain->session, &view);
		show_making(plain, &view);
	}
	if (news)
		tell(news);
	free(news);
}

/* The place may have changed by itself: a step was skipped. */
static void show_changes(struct plain *plain)
{
	bool moved = plain->shown != here(plain->session);
	size_t i, n;
	const struct session_check *checks = session_checks(plain->session, &n);

	show_said(plain);
	if (moved) {
		show_step(plain);
		return;
	}
	for (i = 0; i < n; i++)
		if (checks[i].passed && !plain->told[i]) {
			out_printf(_("passed: %s\n"), checks[i].text);
			plain->told[i] = 1;
		}
	out_flush();
}

static void print_snapshot(const struct vm_snapshot *snapshot)
{
	char *name = utf8_clean(snapshot->name, strlen(snapshot->name));

	/* TRANSLATORS: %s is a snapshot. */
	out_printf(snapshot->current ? _("  %s (you are here)\n") : "  %s\n", name);
	free(name);
}

static void show_machines(struct plain *plain)
{
	const struct vm_picture *picture = session_picture(plain->session);
	size_t i, k;

	if (!picture) {
		tell(_("This workshop has no machines."));
		return;
	}
	tell(picture->uri);
	if (picture->simulated)
		tell(_("SIMULATED: no real machine takes part."));
	for (i = 0; i < picture->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];

		if (machine->not_created)
			continue;
		out_printf(_("%1$s: %2$s\n"), machine->name,
			   machine->not_ours ? _("not made by this program") : machine_condition(machine));
		if (!machine->not_ours && machine_remedy(machine))
			out_printf("  %s\n", machine_remedy(machine));
		for (k = 0; k < machine->n_snapshots; k++)
			print_snapshot(&machine->snapshots[k]);
		if (machine->n_console > 0)
			out_printf(_("  console: %s\n"), machine->console[machine->n_console - 1].text);
	}
	out_flush();
}

static void show_hint(struct plain *plain)
{
	const struct step *step = session_step(plain->session);
	size_t i, n, seen = 0;
	const struct session_check *checks = session_checks(plain->session, &n);
	struct view view;
	char *text;

	session_view(plain->session, &view);
	if (bar_advice_is_next(&view, plain->advised)) {
		plain->advised = true;
		tell(view.advice);
		return;
	}
	for (i = 0; i < n; i++)
		if (!checks[i].passed && checks[i].check->hint && seen++ == plain->hint) {
			tell(checks[i].check->hint);
			plain->hint++;
			return;
		}
	if (step && plain->hint - seen == step->n_hints && view.advice && !view.advice_first) {
		tell(view.advice);
		plain->hint++;
		return;
	}
	if (!step || plain->hint - seen >= step->n_hints) {
		tell(_("There is no further hint."));
		plain->hint = 0;
		plain->advised = false;
		return;
	}
	text = ui_plain_doc(&step->hints[plain->hint - seen], COLUMNS);
	tell(text);
	free(text);
	plain->hint++;
}

/* Prints code of the step or the command of a button as it was written, without indent and
 * unbroken: each time the next one. */
static void show_copy(struct plain *plain)
{
	struct view view;
	char *text;

	session_view(plain->session, &view);
	text = ui_plain_copy(&view, plain->copied++);
	tell(text ? text : _("There is no code here, and no button with a command."));
	free(text);
}

/* Lists where the words stand in all lessons. */
static void show_found(struct plain *plain, const char *words)
{
	char *text;

	if (!words[0]) {
		tell(_("Say what to look for, for instance: /snapshot"));
		return;
	}
	text = ui_plain_search(session_workshop(plain->session), session_picture(plain->session), words,
			       COLUMNS);
	tell(text);
	free(text);
}

static void show_help(struct plain *plain)
{
	(void)plain;
	tell(_("n next step, p step back, 1-9 press a button, 0 set the stage, m machines,\n"
	       "h hint, u undo the last restore, s skip the step, o start the lesson over,\n"
	       "O start the whole workshop over, G make the guests that the lesson lacks,\n"
	       "y its code and the commands of its buttons, one by one and unbroken,\n"
	       "/ and words finds them in all lessons, g and a step's number goes there,\n"
	       "r read the step again, L the next language, q quit."));
}

/* ---- what is typed ----------------------------------------------------------- */

/* Commands that only print something here. */
static void (*const shows[COMMAND_COUNT])(struct plain *) = {
	[COMMAND_HINT] = show_hint,	    [COMMAND_HELP] = show_help,
	[COMMAND_COPY_TEXT] = show_copy,
	[COMMAND_TIMELINE] = show_machines, [COMMAND_REPAINT] = show_step,
};

static bool is_here(enum command_id id)
{
	return session_has_command(id) || shows[id] || id == COMMAND_SEARCH;
}

static void no_such_step(const char *step)
{
	char *text = step[0] ? mem_printf(_("This workshop has no step %s."), step) :
			       mem_dup(_("Say where to go, for instance: g 3.2"));

	tell(text);
	free(text);
}

static void not_understood(struct plain *plain, const char *line)
{
	const char *meant = line_nearest(line, is_here), *step = line_goes_to(line);

	if (step) {
		no_such_step(step);
		return;
	}
	out_printf(_("\"%s\" is not understood.\n"), line);
	if (meant)
		out_printf(_("Perhaps you meant: %s\n"), meant);
	show_help(plain);
}

/* ---- doing it ---------------------------------------------------------------- */

/* "s save, d shut down, q let run, n stay".  Caller frees. */
static char *choices_text(const struct answer *choices)
{
	struct str text = { 0 };

	for (; choices->key; choices++)
		str_addf(&text, "%c %s, ", choices->key, _(choices->name));
	str_addf(&text, "n %s", _("stay"));
	return str_take(&text);
}

static void ask(struct plain *plain, const struct outcome *outcome, const struct command *command)
{
	const char *question = outcome->question;
	char *choices = outcome->choices ? choices_text(outcome->choices) : NULL;

	plain->asks = true;
	plain->asked = *command;
	plain->choices = outcome->choices;
	if (choices) {
		out_printf("%s [%s]\n", question, choices);
		out_flush();
		free(choices);
		return;
	}
	/* TRANSLATORS: %s is a question.  y is understood always, and so is the letter that
	 * says yes in your language. */
	out_printf(_("%s [y/n]\n"), question);
	out_flush();
}

static void show_place(struct plain *plain, const struct command *command,
		       const struct outcome *outcome)
{
	if (outcome->moved)
		session_turn(plain->session);
	if (outcome->moved || command->id == COMMAND_LANGUAGE)
		show_step(plain);
	else if (command->id == COMMAND_NEXT || command->id == COMMAND_PREVIOUS)
		tell(_("There is nothing further that way."));
}

/* False: the person quits. */
static bool take(struct plain *plain, const struct command *command, struct outcome *outcome)
{
	if (outcome->question) {
		ask(plain, outcome, command);
		free(outcome->question);
		return true;
	}
	if (outcome->err.kind)
		session_say_error(plain->session, &outcome->err);
	/* The message is printed even if it is the same as before. */
	if (outcome->err.kind || outcome->said) {
		free(plain->said);
		plain->said = NULL;
	}
	show_place(plain, command, outcome);
	return !outcome->quit;
}

static bool do_command(struct plain *plain, const struct command *command)
{
	struct outcome outcome;

	if (session_command(plain->session, command, &outcome))
		return take(plain, command, &outcome);
	shows[command->id](plain);
	return true;
}

/* The key of the choice that the line names, by its letter or its name; 0: none. */
static int chosen(const struct answer *choices, const char *line)
{
	for (; choices->key; choices++)
		if ((line[0] == choices->key && !line[1]) || str_eq(line, choices->name) ||
		    str_eq(line, _(choices->name)))
			return choices->key;
	return 0;
}

/* Anything but a yes, or one of the choices, is a no.  q leaves all the same: who was asked
 * whether to leave has said so twice then. */
static bool answer(struct plain *plain, const char *line)
{
	bool leaves = line_command(session_workshop(plain->session), line).id == COMMAND_QUIT;
	struct command command = plain->asked;

	plain->asks = false;
	command.confirmed = true;
	if (plain->choices)
		command.choice = chosen(plain->choices, line);
	if (plain->choices ? command.choice != 0 :
	    line_says_yes(line) || (leaves && command.id == COMMAND_QUIT))
		return do_command(plain, &command);
	if (leaves)
		return do_command(plain, &(struct command){ .id = COMMAND_QUIT });
	tell(_("Nothing was done."));
	return true;
}

/* False: the person quits. */
static bool obey(struct plain *plain, const char *typed)
{
	size_t blank = strspn(typed, " \t"), n = strlen(typed);
	struct command command;
	bool go_on = true;
	char *line;

	while (n > blank && (typed[n - 1] == ' ' || typed[n - 1] == '\t'))
		n--;
	line = mem_ndup(typed + blank, n - blank);
	command = line_command(session_workshop(plain->session), line);
	if (plain->asks)
		go_on = answer(plain, line);
	else if (session_is_leaving(plain->session) && command.id != COMMAND_QUIT)
		tell(_("q leaves without waiting for it."));
	else if (line_searches(line))
		show_found(plain, line_searches(line));
	else if (is_here(command.id))
		go_on = do_command(plain, &command);
	else
		not_understood(plain, line);
	free(line);
	return go_on;
}

static bool is_busy(struct session *session)
{
	struct vm *vm = session_vm(session);

	return session_is_making(session) || session_is_doing(session) || session_is_leaving(session) ||
	       (vm && (vm_busy(vm, NULL) || session_is_at_it(session)));
}

static bool read_input(struct plain *plain)
{
	char buffer[1024];
	ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
	char *end;

	if (n <= 0) {
		plain->end_of_input = true;
		/* A last line without its newline still counts. */
		if (plain->input.len > 0)
			obey(plain, str_text(&plain->input));
		return false;
	}
	str_addn(&plain->input, buffer, (size_t)n);
	while (plain->input.len > 0 && (end = memchr(plain->input.text, '\n', plain->input.len))) {
		size_t length = (size_t)(end - plain->input.text);
		char *line = mem_ndup(plain->input.text, length);
		bool go_on;

		memmove(plain->input.text, end + 1, plain->input.len - length - 1);
		str_cut(&plain->input, plain->input.len - length - 1);
		if (str_ends(line, "\r"))
			line[strlen(line) - 1] = '\0';
		/* From a pipe, the next line waits until the last is done. */
		go_on = obey(plain, line);
		free(line);
		if (!go_on)
			return false;
		show_changes(plain);
		while (!isatty(STDIN_FILENO) && is_busy(plain->session) &&
		       !session_has_left(plain->session)) {
			struct pollfd fds[2] = {
				{ .fd = session_fd(plain->session), .events = POLLIN },
				{ .fd = session_making_fd(plain->session), .events = POLLIN },
			};

			poll(fds, 2, 200);
			session_turn(plain->session);
			show_changes(plain);
		}
		if (session_has_left(plain->session))
			return false;
	}
	return plain->input.len < 65536;
}

static void loop(struct plain *plain)
{
	for (;;) {
		struct pollfd fds[] = {
			{ .fd = STDIN_FILENO, .events = POLLIN },
			{ .fd = session_fd(plain->session), .events = POLLIN },
			{ .fd = session_making_fd(plain->session), .events = POLLIN },
			{ .fd = session_progress_fd(plain->session), .events = POLLIN },
		};

		if (poll(fds, ARRAY_LEN(fds), clock_left_ms(session_due_ms(plain->session))) < 0)
			continue;
		session_turn(plain->session);
		show_changes(plain);
		if (session_seat_is_lost(plain->session)) {
			tell(_("You went on in another window."));
			break;
		}
		if (session_has_left(plain->session))
			break;
		if (!fds[0].revents)
			continue;
		if (!read_input(plain))
			break;
		show_changes(plain);
	}
}

int line_mode_run(const struct options *options)
{
	struct session_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale,
				     .step = options->step, .built_in = options->argc == 0, .by_line = true,
				     .seat = options->seat };
	struct plain plain = { 0 };
	struct error err = { 0 };
	char *report;
	bool saved;

	open.path = options_workshop(options, 0);
	plain.session = open.path ? session_open(&open, &err) : NULL;
	if (!plain.session)
		return open.path ? complain(&err) : EXIT_FAILED;
	if (session_say_errors(plain.session)) {
		show_said(&plain);
		session_say(plain.session, TONE_INFO, "", "");
	}
	if (!session_wait_ready(plain.session, 10000, &err))
		session_say(plain.session, TONE_BAD, err.message, err.remedy);
	/* A file opened by itself begins with its title. */
	if (session_workshop(plain.session)->n_lessons != 1)
		out_printf("%s\n\n", session_workshop(plain.session)->title);
	if (session_picture(plain.session) && session_picture(plain.session)->simulated)
		tell(_("SIMULATED: no real machine takes part."));
	show_step(&plain);
	show_help(&plain);
	session_turn(plain.session);
	show_changes(&plain);
	loop(&plain);
	/* A person waits, but a script does not mind a slow disk. */
	if (isatty(STDIN_FILENO))
		session_end_by(plain.session, clock_mono_ms() + END_MS);
	saved = session_end(plain.session, &err);
	if (!saved)
		complain(&err);
	report = session_left_report(plain.session);
	if (report)
		tell(report);
	free(report);
	str_free(&plain.input);
	free(plain.said);
	free(plain.making);
	free(plain.told);
	session_close(plain.session);
	return saved ? EXIT_GOOD : EXIT_FAILED;
}
