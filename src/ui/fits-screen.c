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
#include "ui/text/still-step.h"
#include "ui/ui.h"
#include "vm/check.h"

enum { ROWS = 24, COLUMNS = 80 };

/* The view of a step, and the machines as its lesson finds them. */
struct scene {
	struct still_step still;
	struct vm_picture picture;
	struct check_answer *answers;
};

static enum machine_state state_of(const struct lesson *lesson, const char *machine)
{
	const struct need *need = lesson_need(lesson, machine);

	return need ? need->state : STATE_ABSENT;
}

static void set_stage(struct scene *scene, const struct workshop *workshop,
		      const struct lesson *lesson)
{
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

static void judge_checks(struct scene *scene, const struct step *step)
{
	size_t i;

	scene->answers = mem_array(step->n_checks, sizeof *scene->answers);
	for (i = 0; i < step->n_checks; i++) {
		scene->answers[i] = check_evaluate(&step->checks[i], &scene->picture, 0);
		scene->still.checks[i].found = scene->answers[i].found;
		scene->still.checks[i].certain = true;
	}
}

static void clear(struct scene *scene)
{
	still_close(&scene->still);
	free(scene->answers);
	free(scene->picture.machines);
}

/* How many lines of a step are out of sight. */
static size_t lines_too_many(const struct workshop *workshop, size_t lesson, size_t step)
{
	struct scene scene = { 0 };
	struct canvas *canvas = canvas_new(ROWS, COLUMNS);
	struct ui *ui = ui_new();
	size_t hidden;

	still_open(&scene.still, workshop, lesson, step, NULL);
	scene.still.view.picture = &scene.picture;
	set_stage(&scene, workshop, &workshop->lessons[lesson]);
	judge_checks(&scene, &workshop->lessons[lesson].steps[step]);
	ui_draw(ui, &scene.still.view, canvas);
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
