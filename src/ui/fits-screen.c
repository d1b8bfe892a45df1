// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Draws each step into a canvas of 80 by 24, and counts the lines that are out of sight;
 * see fits-screen.h. */
#include "ui/fits-screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/scan.h"
#include "lesson/workshop.h"
#include "ui/ui.h"
#include "vm/check.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

enum { ROWS = 24, COLUMNS = 80 };

/* The view of a step, and what it points to. */
struct scene {
	const struct workshop *workshop;
	struct vm_picture picture;
	struct view_button *buttons;
	struct view_check *checks;
	struct check_answer *answers;
	struct view view;
};

static enum machine_state state_of(const struct lesson *lesson, const char *machine)
{
	const struct need *need = lesson_need(lesson, machine);

	return need ? need->state : STATE_ABSENT;
}

static void set_stage(struct scene *scene, const struct lesson *lesson)
{
	const struct workshop *workshop = scene->workshop;
	struct vm_picture *picture = &scene->picture;
	size_t i;

	picture->link = VM_ALIVE;
	picture->uri = (char *)"qemu:///session";
	picture->machines = mem_array(workshop->n_machines, sizeof *picture->machines);
	for (i = 0; i < workshop->n_machines; i++) {
		const struct machine_spec *spec = &workshop->machines[i];

		if (!spec->clone_of) /* clones are made later and have no line yet */
			picture->machines[picture->n_machines++] = (struct vm_machine){
				.name = spec->name, .state = state_of(lesson, spec->name),
				.cpu_percent = -1, .memory = spec->memory, .console_ready = true,
				.console_tail = (char *)"",
			};
	}
}

static void fill_buttons(struct scene *scene, const struct step *step)
{
	size_t i, k;

	scene->buttons = mem_array(step->n_actions, sizeof *scene->buttons);
	for (i = 0; i < step->n_actions; i++) {
		const struct action *action = &step->actions[i];
		struct view_button *button = &scene->buttons[i];

		button->number = action->button;
		button->label = action_label(action, workshop_title_of(scene->workshop,
								   action->machine));
		button->command = command_text(action, NULL);
		for (k = 0; k < step->n_checks; k++)
			button->order += step->checks[k].after <= i;
	}
	scene->view.buttons = scene->buttons;
	scene->view.n_buttons = step->n_actions;
}

static void fill_checks(struct scene *scene, const struct step *step)
{
	size_t i;

	scene->checks = mem_array(step->n_checks, sizeof *scene->checks);
	scene->answers = mem_array(step->n_checks, sizeof *scene->answers);
	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];

		scene->answers[i] = check_evaluate(check, &scene->picture, 0);
		scene->checks[i] = (struct view_check){
			.text = check_text(check, workshop_title_of(scene->workshop,
								       check->machine)),
			.found = scene->answers[i].found, .hint = check->hint, .certain = true,
			.after = check->after,
		};
	}
	scene->view.checks = scene->checks;
	scene->view.n_checks = step->n_checks;
}

static void clear(struct scene *scene)
{
	size_t i;

	for (i = 0; i < scene->view.n_buttons; i++) {
		free((char *)scene->buttons[i].label);
		free((char *)scene->buttons[i].command);
	}
	for (i = 0; i < scene->view.n_checks; i++)
		free((char *)scene->checks[i].text);
	free(scene->buttons);
	free(scene->checks);
	free(scene->answers);
	free(scene->picture.machines);
}

/* How many lines of a step are out of sight. */
static size_t lines_too_many(const struct workshop *workshop, size_t lesson, size_t step)
{
	const struct step *shown = &workshop->lessons[lesson].steps[step];
	struct scene scene = {
		.workshop = workshop,
		.view = { .workshop = workshop, .lesson = lesson, .step = step, .message = "",
			  .remedy = "" },
	};
	struct canvas *canvas = canvas_new(ROWS, COLUMNS);
	struct ui *ui = ui_new();
	size_t hidden;

	scene.view.picture = &scene.picture;
	set_stage(&scene, &workshop->lessons[lesson]);
	fill_buttons(&scene, shown);
	fill_checks(&scene, shown);
	ui_draw(ui, &scene.view, canvas);
	hidden = ui_hidden_lines(ui);
	ui_free(ui);
	canvas_free(canvas);
	clear(&scene);
	return hidden;
}

static void fit_step(const struct workshop *workshop, size_t lesson, size_t index,
		     struct diags *diags)
{
	const struct step *step = &workshop->lessons[lesson].steps[index];
	size_t hidden;

	/* Draw in the language of the lesson, but report in that of the person. */
	if (workshop->language)
		language_use(workshop->language);
	hidden = lines_too_many(workshop, lesson, index);
	if (workshop->language)
		language_use(NULL);
	if (hidden > 0)
		diag_add(diags, DIAG_WARNING, step->at.file, step->at.line, step->at.column,
			 ngettext("This step does not fit %1$d columns by %2$d lines without "
				  "paging: %3$zu line is too many.",
				  "This step does not fit %1$d columns by %2$d lines without "
				  "paging: %3$zu lines are too many.", hidden),
			 COLUMNS, ROWS, hidden);
}

void fits_screen_lint(const struct workshop *workshop, struct diags *diags)
{
	size_t i, k;

	for (i = 0; i < workshop->n_lessons; i++) {
		const struct lesson *lesson = &workshop->lessons[i];
		const char *slash = strrchr(lesson->file, '/');

		if (scan_lesson_number(slash ? slash + 1 : lesson->file) < 0 ||
		    (workshop->language && !lesson->language))
			continue;
		for (k = 0; k < lesson->n_steps; k++)
			fit_step(workshop, i, k, diags);
	}
}
