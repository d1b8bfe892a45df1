// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Makes a view of a page from the workshop alone; see still-step.h. */
#include "ui/text/still-step.h"

#include <stdlib.h>

#include "base/mem.h"
#include "lesson/workshop.h"
#include "vm/check.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

static void fill_buttons(struct still_step *still, const struct step *step,
			 const struct vm_picture *picture)
{
	const struct workshop *workshop = still->view.workshop;
	size_t i, k;

	still->buttons = mem_array(step->n_actions, sizeof *still->buttons);
	for (i = 0; i < step->n_actions; i++) {
		const struct action *action = &step->actions[i];
		struct view_button *button = &still->buttons[i];

		button->number = action->button;
		button->label = action_label(action, workshop_title_of(workshop, action->machine));
		button->command = command_text(action, picture);
		for (k = 0; k < step->n_checks; k++)
			button->order += step->checks[k].after <= i;
	}
	still->view.buttons = still->buttons;
	still->view.n_buttons = step->n_actions;
}

static void fill_checks(struct still_step *still, const struct step *step)
{
	size_t i;

	still->checks = mem_array(step->n_checks, sizeof *still->checks);
	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];

		still->checks[i] = (struct view_check){
			.text = check_text(check, workshop_title_of(still->view.workshop,
								    check->machine)),
			.found = "", .hint = check->hint, .after = check->after,
		};
	}
	still->view.checks = still->checks;
	still->view.n_checks = step->n_checks;
}

void still_open(struct still_step *still, const struct workshop *workshop, size_t lesson, size_t step,
		const struct vm_picture *picture)
{
	bool cover = lesson >= workshop->n_lessons;

	*still = (struct still_step){
		.view = { .workshop = workshop, .cover = cover, .lesson = cover ? 0 : lesson,
			  .step = cover ? 0 : step, .message = "", .remedy = "" },
	};
	if (cover)
		return;
	fill_buttons(still, &workshop->lessons[lesson].steps[step], picture);
	fill_checks(still, &workshop->lessons[lesson].steps[step]);
}

void still_close(struct still_step *still)
{
	size_t i;

	for (i = 0; i < still->view.n_buttons; i++) {
		free((char *)still->buttons[i].label);
		free((char *)still->buttons[i].command);
	}
	for (i = 0; i < still->view.n_checks; i++)
		free((char *)still->checks[i].text);
	free(still->buttons);
	free(still->checks);
	*still = (struct still_step){ 0 };
}
