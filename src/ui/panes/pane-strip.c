// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines of a narrow screen: a line each, first those of the lesson.  Pure. */
#include "ui/panes/pane-strip.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/panes/machine-line.h"
#include "ui/state/chosen-machine.h"

#define FACTS_LEAST 34  /* columns of a line that are not for the console */
#define CONSOLE_LEAST 8 /* columns; a shorter part of a console line is left out */

/* Draws one line; more: how many machines have no line. */
static void put_strip_line(const struct paint *p, struct rect line, size_t index, size_t more)
{
	const struct vm_machine *machine = &p->view->picture->machines[index];
	const char *console = machine->state == STATE_ABSENT || machine->not_ours ? NULL :
									machine_last_words(machine);
	struct rect facts;
	int end = line.col + line.cols, col;

	if (more > 0) {
		char *text = mem_printf(_("+%zu more"), more);

		end -= canvas_width(p->canvas, text);
		canvas_text(p->canvas, line.row, end, line.cols, STYLE_DIM, text);
		free(text);
		line.cols = end - MACHINE_GAP - line.col;
		end -= MACHINE_GAP;
	}
	/* What the machine says is more important than what it uses. */
	facts = line;
	if (console)
		facts.cols -= MACHINE_GAP + canvas_width(p->canvas, console);
	if (facts.cols < FACTS_LEAST)
		facts.cols = line.cols < FACTS_LEAST ? line.cols : FACTS_LEAST;
	col = machine_line(p, facts, machine) + MACHINE_GAP;
	if (console && (end - col >= CONSOLE_LEAST || end - col >= canvas_width(p->canvas, console)))
		canvas_text_cut(p->canvas, line.row, col, end - col, STYLE_DIM, console);
	paint_hit(p, line, HIT_MACHINE, (int)index);
	if (p->ui->focus == FOCUS_MACHINES && machine == chosen_machine(p->ui, p->view))
		paint_focus(p, line);
}

/* Sets *order to the indexes of all machines, those of the lesson first.  Returns how many
 * are the lesson's, or if it names none, how many there are.  Caller frees. */
static size_t strip_order(const struct view *view, size_t **order)
{
	size_t total = view->picture ? view->picture->n_machines : 0, n = 0, own = 0;

	*order = mem_array(total, sizeof **order);
	for (int others = 0; others < 2; others++) {
		for (size_t i = 0; i < total; i++)
			if (machine_of_lesson(view, &view->picture->machines[i]) == !others)
				(*order)[n++] = i;
		own = others ? own : n;
	}
	return own > 0 ? own : total;
}

size_t pane_strip_rows(const struct paint *p)
{
	const struct vm_picture *picture = p->view->picture;
	size_t *order, rows = strip_order(p->view, &order);

	free(order);
	return rows + !(picture && picture->link == VM_ALIVE);
}

/* The first place of the order that is shown, so that the chosen machine is in sight. */
static size_t strip_from(const struct paint *p, const size_t *order, size_t n, size_t rows)
{
	size_t chosen, at = 0;

	if (rows == 0 || n <= rows)
		return 0;
	chosen = (size_t)(chosen_machine(p->ui, p->view) - p->view->picture->machines);
	while (at + 1 < n && order[at] != chosen)
		at++;
	return at >= rows ? at - rows + 1 : 0;
}

void pane_strip(const struct paint *p, struct rect rect)
{
	const struct vm_picture *picture = p->view->picture;
	size_t n = picture ? picture->n_machines : 0, *order, rows, from;
	struct link_word link = link_word(p);
	struct rect line = { rect.row, rect.col + 1, 1, rect.cols - 2 };

	if (link.text && (rect.rows > 1 || n == 0)) {
		int used = canvas_text(p->canvas, line.row, line.col, line.cols, link.style,
				       link.sign);

		canvas_text_cut(p->canvas, line.row, line.col + used, line.cols - used, link.style,
				link.text);
		line.row++;
	}
	link_word_free(&link);
	rows = (size_t)(rect.row + rect.rows - line.row);
	strip_order(p->view, &order);
	from = strip_from(p, order, n, rows);
	for (size_t i = from; i < n && i < from + rows; i++, line.row++)
		put_strip_line(p, line, order[i], i + 1 == from + rows ? n - rows : 0);
	free(order);
}
