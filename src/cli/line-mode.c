// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* --plain: the workshop line by line, for a screen reader, a pipe, or a
 * terminal that can do nothing.  It prints a step, reads a line, does what
 * it says, and reports by itself when a check passes or an action ends. */
#include "cli/line-mode.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "session/session.h"
#include "ui/text/plain-text.h"
#include "vm/core/jobs.h"
#include "vm/rules.h"

#define COLUMNS 76

enum { ASKED_STAGE = -1, ASKED_OVER = -2, ASKED_SKIP = -3, ASKED_STOP = -4, ASKED_QUIT = -5 };

struct plain {
	struct session *session;
	struct str input;     /* bytes read, not yet a line */
	char *said;           /* the message that was printed last */
	char *making;         /* what was last printed of the guests being made */
	unsigned char *told;  /* a check of the step each: its passing was printed */
	int asked;            /* the button that waits for a yes, or one of these; 0: none */
	size_t hint;
	const struct step *shown; /* the one that was printed last */
	bool end_of_input;
};

static void tell(const char *text)
{
	out_line(text);
	out_flush();
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
	plain->hint = 0;
	plain->shown = session_step(plain->session);
}

/* What is being done to make guests, a line for each thing. */
static void show_making(struct plain *plain, const struct view *view)
{
	if (str_eq(plain->making, view->making))
		return;
	free(plain->making);
	plain->making = mem_dup(view->making);
	if (view->making)
		out_printf("%3d %% %s\n", view->making_percent, view->making);
	out_flush();
}

static void next_language(struct plain *plain)
{
	session_next_language(plain->session);
	show_step(plain);
}

static void show_said(struct plain *plain)
{
	const char *said = session_said(plain->session);
	struct view view;

	session_view(plain->session, &view);
	show_making(plain, &view);
	if (!said[0] || str_eq(said, plain->said))
		return;
	tell(said);
	if (view.remedy[0])
		tell(view.remedy);
	free(plain->said);
	plain->said = mem_dup(said);
}

/* The place may have changed by itself: a step was skipped. */
static void show_changes(struct plain *plain)
{
	bool moved = plain->shown && plain->shown != session_step(plain->session);
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
			   machine->not_ours ? _("not made by this program") : state_word(machine->state));
		for (k = 0; k < machine->n_snapshots; k++)
			out_printf("  %s%s\n", machine->snapshots[k].name,
				   machine->snapshots[k].current ? _(" (you are here)") : "");
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

	for (i = 0; i < n; i++)
		if (!checks[i].passed && checks[i].check->hint && seen++ == plain->hint) {
			tell(checks[i].check->hint);
			plain->hint++;
			return;
		}
	session_view(plain->session, &view);
	if (step && plain->hint - seen == step->n_hints && view.advice) {
		tell(view.advice);
		plain->hint++;
		return;
	}
	if (!step || plain->hint - seen >= step->n_hints) {
		tell(_("There is no further hint."));
		plain->hint = 0;
		return;
	}
	text = ui_plain_doc(&step->hints[plain->hint - seen], COLUMNS);
	tell(text);
	free(text);
	plain->hint++;
}

static void show_help(void)
{
	tell(_("n next step, p step back, 1-9 press a button, 0 set the stage, m machines,\n"
	       "h hint, u undo the last restore, s skip the step, o start the lesson over,\n"
	       "G make the guests that the lesson lacks, r read the step again,\n"
	       "L the next language, q quit."));
}

static void ask(struct plain *plain, int about, const char *question)
{
	plain->asked = about;
	out_printf("%s [y/n]\n", question);
	out_flush();
}

static void make_guests(struct plain *plain)
{
	struct error err = { 0 };

	if (session_is_making(plain->session))
		ask(plain, ASKED_STOP, _("Stop making the guests? What is finished stays."));
	else if (!session_make_guests(plain->session, &err))
		session_say(plain->session, TONE_BAD, err.message, err.remedy);
}

static void stop_making(struct plain *plain)
{
	if (!session_is_making(plain->session))
		return;
	session_stop_making(plain->session);
	session_say(plain->session, TONE_INFO, _("No guests are being made any more."), "");
}

static void act(struct plain *plain, int button, bool sure)
{
	struct error err = { 0 };
	const struct action *action = button > 0 ? session_action(plain->session, button) : NULL;
	char *question = sure ? NULL
			      : button == ASKED_STAGE ? session_stage_question(plain->session)
			      : button == ASKED_OVER ? session_over_question(plain->session)
			      : button == ASKED_SKIP ? session_skip_question(plain->session)
			      : action ? session_question(plain->session, action) : NULL;
	bool fine;

	plain->asked = 0;
	if (question) {
		ask(plain, button, question);
		free(question);
		return;
	}
	if (button == ASKED_STAGE) {
		bool holds = !session_set_stage(plain->session, &err) && !err.kind;

		fine = !err.kind;
		if (holds)
			tell(_("The stage is set: the machines are as this lesson wants them."));
	}
	else if (button == ASKED_OVER)
		fine = session_start_over(plain->session, &err);
	else if (button == ASKED_SKIP)
		fine = session_skip(plain->session, &err);
	else
		fine = session_press(plain->session, button, sure, &err) != 0;
	if (!fine)
		session_say(plain->session, TONE_BAD, err.message, err.remedy);
}

static void undo(struct plain *plain)
{
	struct error err = { 0 };

	if (!session_undo(plain->session, NULL, &err))
		session_say(plain->session, TONE_BAD, err.message, err.remedy);
}

static void move(struct plain *plain, bool forward)
{
	if (!(forward ? session_next(plain->session) : session_previous(plain->session))) {
		tell(_("There is nothing further that way."));
		return;
	}
	session_turn(plain->session);
	show_step(plain);
}

static void jump(struct plain *plain, const char *to)
{
	size_t lesson, step;

	while (*to == ' ')
		to++;
	if (!workshop_step(session_workshop(plain->session), to, &lesson, &step)) {
		tell(_("Say where to go, for instance: g 3.2"));
		return;
	}
	session_go(plain->session, lesson, step);
	session_turn(plain->session);
	show_step(plain);
}

/* False: the person quits. */
static bool obey(struct plain *plain, const char *line)
{
	int asked = plain->asked;

	while (*line == ' ')
		line++;
	if (asked) {
		plain->asked = 0;
		if (!says_yes(line[0]))
			tell(_("Nothing was done."));
		else if (asked == ASKED_QUIT)
			return false;
		else if (asked == ASKED_STOP)
			stop_making(plain);
		else
			act(plain, asked, true);
		return true;
	}
	if (line[0] >= '1' && line[0] <= '9')
		act(plain, atoi(line), false);
	else if (line[0] == '0')
		act(plain, ASKED_STAGE, false);
	else if (line[0] == 'o')
		act(plain, ASKED_OVER, false);
	else if (line[0] == 's')
		act(plain, ASKED_SKIP, false);
	else if (line[0] == 'n' || line[0] == '\0')
		move(plain, true);
	else if (line[0] == 'p')
		move(plain, false);
	else if (line[0] == 'm' || line[0] == 't')
		show_machines(plain);
	else if (line[0] == 'h')
		show_hint(plain);
	else if (line[0] == 'u')
		undo(plain);
	else if (line[0] == 'r')
		show_step(plain);
	else if (line[0] == 'L')
		next_language(plain);
	else if (line[0] == 'G')
		make_guests(plain);
	else if (line[0] == 'q' && session_is_making(plain->session))
		ask(plain, ASKED_QUIT, _("Guests are being made. Stop that, and quit?"));
	else if (line[0] == 'q')
		return false;
	else if (line[0] == 'g')
		jump(plain, line + 1);
	else {
		if (line[0] != '?')
			out_printf(_("\"%s\" is not understood.\n"), line);
		show_help();
	}
	return true;
}

static bool is_busy(struct session *session)
{
	struct vm *vm = session_vm(session);

	return session_is_making(session) || (vm && (vm_busy(vm, NULL) || session_is_at_it(session)));
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
		while (!isatty(STDIN_FILENO) && is_busy(plain->session)) {
			struct pollfd fds[2] = {
				{ .fd = session_fd(plain->session), .events = POLLIN },
				{ .fd = session_making_fd(plain->session), .events = POLLIN },
			};

			poll(fds, 2, 200);
			session_turn(plain->session);
			show_changes(plain);
		}
	}
	return plain->input.len < 65536;
}

static void loop(struct plain *plain)
{
	for (;;) {
		struct pollfd fds[3] = {
			{ .fd = STDIN_FILENO, .events = POLLIN },
			{ .fd = session_fd(plain->session), .events = POLLIN },
			{ .fd = session_making_fd(plain->session), .events = POLLIN },
		};

		if (poll(fds, 3, 1000) < 0)
			continue;
		if (session_turn(plain->session))
			show_changes(plain);
		if (fds[0].revents && !read_input(plain))
			break;
		show_changes(plain);
	}
}

int line_mode_run(const struct options *options)
{
	struct session_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale,
				     .step = options->step, .built_in = options->argc == 0, .by_line = true };
	struct plain plain = { 0 };
	struct error err = { 0 };

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
	show_help();
	loop(&plain);
	str_free(&plain.input);
	free(plain.said);
	free(plain.making);
	free(plain.told);
	session_close(plain.session);
	return EXIT_GOOD;
}
