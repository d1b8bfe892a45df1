// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Where the mark for those who watch goes next; see spot.h.  One thread. */
#include "ui/input/spot.h"

/* In the order in which they are marked. */
static const int panes[] = {
	FOCUS_TEXT, FOCUS_MACHINES, FOCUS_TIMELINE, FOCUS_CONSOLE, FOCUS_SCREEN, PANE_DETAILS,
};

struct target {
	enum spot spot;
	size_t at;
};

/* The marks are counted: 0 is none, 1 the stage, then come buttons, checks and panes. */
static struct target target_at(const struct view *view, size_t number)
{
	if (number <= 1)
		return (struct target){ number == 0 ? SPOT_NONE : SPOT_STAGE, 0 };
	number -= 2;
	if (number < view->n_buttons)
		return (struct target){ SPOT_BUTTON, number };
	number -= view->n_buttons;
	if (number < view->n_checks)
		return (struct target){ SPOT_CHECK, number };
	number -= view->n_checks;
	if (number < sizeof panes / sizeof panes[0])
		return (struct target){ SPOT_PANE, (size_t)panes[number] };
	return (struct target){ SPOT_NONE, 0 };
}

static bool is_there(const struct ui *ui, const struct view *view, struct target target)
{
	bool in_step = view_step(view) && ui->lesson_seen;

	if (target.spot == SPOT_PANE)
		return ui->frames[target.at].rows > 0;
	if (target.spot == SPOT_STAGE)
		return in_step && view->stage_needed;
	return in_step || target.spot == SPOT_NONE;
}

void spot_next(struct ui *ui, const struct view *view)
{
	size_t n = 2 + view->n_buttons + view->n_checks + sizeof panes / sizeof panes[0], number;
	struct target target;

	/* Find where it is; if what it was on is gone, it begins again. */
	for (number = n - 1; number > 0; number--) {
		target = target_at(view, number);
		if (target.spot == ui->spot && target.at == ui->spot_at)
			break;
	}
	do
		target = target_at(view, ++number);
	while (!is_there(ui, view, target));
	ui->spot = target.spot;
	ui->spot_at = target.at;
}
