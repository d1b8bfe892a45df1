// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines, each on a line of its own, with what is wrong with it and what its console
 * says last.  Pure. */
#include "ui/panes/pane-machines.h"

#include "ui/panes/machine-line.h"
#include "ui/state/chosen-machine.h"
#include "vm/rules.h"

/* Draws all rows into rect from the top, or only counts them. */
struct pen {
	const struct paint *p;
	struct rect rect;
	int row;         /* the next one, from the top of rect */
	bool draw;
	size_t from, to; /* machines [from, to) of the picture */
};

static void pen_text(struct pen *pen, const char *sign, const char *text, enum style style)
{
	struct rect rest = pen->rect;

	rest.row += pen->row;
	rest.rows = pen->draw ? rest.rows - pen->row : 0;
	pen->row += paint_text(pen->p, rest, sign, text, style);
}

static void pen_machine(struct pen *pen, const struct vm_machine *machine, int index)
{
	const struct ui *ui = pen->p->ui;
	const struct vm_machine *chosen = chosen_machine(ui, pen->p->view);
	struct rect row = { pen->rect.row + pen->row, pen->rect.col, 1, pen->rect.cols };
	const char *console = machine_last_words(machine);

	pen->row++;
	if (pen->draw && pen->row <= pen->rect.rows) {
		machine_line(pen->p, row, machine);
		paint_hit(pen->p, row, HIT_MACHINE, index);
		if (ui->focus == FOCUS_MACHINES && machine == chosen)
			paint_focus(pen->p, row);
	}
	if (machine->not_ours_why && machine->not_ours)
		pen_text(pen, "  ", machine->not_ours_why, STYLE_DIM);
	if (machine_at_risk(machine))
		pen_text(pen, "  ", machine_at_risk(machine), STYLE_BAD);
	/* The console of the chosen machine has a pane of its own. */
	if (console && machine != chosen && machine->state == STATE_RUNNING) {
		row.row = pen->rect.row + pen->row++;
		if (pen->draw && pen->row <= pen->rect.rows)
			canvas_text_cut(pen->p->canvas, row.row, row.col + 2, row.cols - 2,
					STYLE_DIM, console);
	}
}

static void pen_all(struct pen *pen)
{
	const struct vm_picture *picture = pen->p->view->picture;
	struct link_word link = link_word(pen->p);

	if (link.text)
		pen_text(pen, link.sign, link.text, link.style);
	link_word_free(&link);
	for (size_t i = pen->from; picture && i < picture->n_machines && i < pen->to; i++)
		pen_machine(pen, &picture->machines[i], (int)i);
}

/* The first machine that is shown, where not all have room: from the chosen one to the
 * last one of the lesson they are in sight, or at least the chosen one. */
static size_t first_shown(const struct paint *p, struct rect rect)
{
	const struct vm_picture *picture = p->view->picture;
	const struct vm_machine *chosen = chosen_machine(p->ui, p->view);
	size_t at = chosen ? (size_t)(chosen - picture->machines) : 0, last = at, from;

	for (size_t i = at; chosen && i < picture->n_machines; i++)
		if (machine_of_lesson(p->view, &picture->machines[i]))
			last = i;
	for (from = 0; from < at; from++) {
		struct pen pen = { .p = p, .rect = rect, .from = from, .to = last + 1 };

		pen_all(&pen);
		if (pen.row <= rect.rows)
			break;
	}
	return from;
}

size_t pane_machines_rows(const struct paint *p, int cols)
{
	struct pen pen = { .p = p, .rect = { 0, 0, 0, cols }, .to = SIZE_MAX };

	pen_all(&pen);
	return (size_t)pen.row;
}

void pane_machines(const struct paint *p, struct rect rect)
{
	struct pen pen = { .p = p, .rect = rect, .draw = true, .to = SIZE_MAX };

	pen.from = first_shown(p, rect);
	pen_all(&pen);
	paint_more(p, rect, pen.from > 0 && rect.rows > 1, pen.row > rect.rows && rect.rows > 0);
}
