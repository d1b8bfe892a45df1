// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole screen, for the application; see ui.h.  It is divided among the panes: wide,
 * narrow, zoomed, or too small for any.  Who a key is for is decided in input/keys.c.  One
 * thread. */
#include "ui/ui.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/input/keys.h"
#include "ui/input/move.h"
#include "ui/panes/pane-console.h"
#include "ui/panes/pane-lesson.h"
#include "ui/panes/pane-lists.h"
#include "ui/panes/pane-machines.h"
#include "ui/panes/pane-overlay.h"
#include "ui/panes/pane-status.h"
#include "ui/state/ui-state.h"
#include "ui/text/render-options.h"

/* ---- dividing the screen ------------------------------------------------------- */

#define WIDE 100          /* columns from which there are panes beside the lesson */
#define LEAST_COLS 40     /* of a screen that is not too small */
#define LEAST_ROWS 12
#define SIDE_LEAST 38     /* columns of the panes on the right */
#define CONSOLE_LEAST 3   /* rows of a console */
#define SCREEN_COLUMNS 80 /* of a machine's text screen, and of its console */

static bool has_machines(const struct paint *p)
{
	return p->view->workshop->n_machines > 0;
}

static void draw_tiny(const struct paint *p)
{
	struct rect all = { 0, 0, p->canvas->rows, p->canvas->cols };
	char *text;

	text = mem_printf(_("This window is too small. It takes %1$d columns and %2$d lines."),
			  LEAST_COLS, LEAST_ROWS);
	paint_text(p, all, "", text, STYLE_PLAIN);
	paint_cursor(p, 0, 0);
	free(text);
}

typedef void draw_pane(const struct paint *p, struct rect rect);
typedef char *title_pane(const struct paint *p); /* caller frees */

static char *machines_title(const struct paint *p)
{
	(void)p;
	return mem_dup(_("Machines"));
}

/* The panes that leave their frame and title to this file. */
static const struct {
	draw_pane *draw;
	title_pane *title;
} framed[FOCUS_COUNT] = {
	[FOCUS_MACHINES] = { pane_machines, machines_title },
	[FOCUS_TIMELINE] = { pane_timeline, timeline_title },
	[FOCUS_CONSOLE] = { pane_console, console_title },
	[FOCUS_SCREEN] = { pane_screen, screen_title },
};

/* Draws only a line above, because a frame would hide two of the 80 columns that a machine
 * shows on a terminal of 80. */
static void draw_edge_to_edge(const struct paint *p, struct rect rect, enum focus focus)
{
	struct rect frame = { rect.row, rect.col - 1, rect.rows, rect.cols + 2 };
	char *title = framed[focus].title(p);

	canvas_divider(p->canvas, rect.row, frame, STYLE_FRAME, title, paint_title(true));
	rect.row++;
	rect.rows--;
	framed[focus].draw(p, rect);
	free(title);
}

static void draw_framed(const struct paint *p, struct rect rect, enum focus focus)
{
	char *title;

	if ((focus == FOCUS_SCREEN || focus == FOCUS_CONSOLE) && rect.cols < SCREEN_COLUMNS + 4) {
		draw_edge_to_edge(p, rect, focus);
		return;
	}
	title = framed[focus].title(p);
	canvas_frame(p->canvas, rect, STYLE_FRAME, title, paint_title(true));
	framed[focus].draw(p, paint_inner(rect));
	free(title);
}

/* --- the panes on the right, in one frame --- */

static int at_least(int a, int b)
{
	return a > b ? a : b;
}

static int at_most(int a, int b)
{
	return a < b ? a : b;
}

static void share_rows(const struct paint *p, struct rect rect, int rows[3])
{
	int room = at_least(rect.rows - 4, 0); /* without the four border lines */
	int machines = at_least((int)pane_machines_rows(p, rect.cols - 4), 1);
	int timeline = (int)pane_timeline_rows(p);

	rows[0] = at_most(machines, at_least(room / 3, 1));
	rows[1] = at_most(timeline, at_least(room - rows[0] - CONSOLE_LEAST, room / 3));
	/* A long timeline leaves the console a third of the rows. */
	rows[1] = at_most(rows[1], at_least(room - rows[0] - room / 3, 1));
	rows[2] = room - rows[0] - rows[1];
}

static void draw_side(const struct paint *p, struct rect rect)
{
	const enum focus order[] = { FOCUS_MACHINES, FOCUS_TIMELINE,
				     p->ui->screen ? FOCUS_SCREEN : FOCUS_CONSOLE };
	int rows[3], row = rect.row;

	share_rows(p, rect, rows);
	canvas_frame(p->canvas, rect, STYLE_FRAME, NULL, STYLE_PLAIN);
	for (int i = 0; i < 3; i++) {
		struct rect pane = { row + 1, rect.col + 2, rows[i], rect.cols - 4 };
		char *title = framed[order[i]].title(p);
		enum style style = paint_title(p->ui->focus == order[i]);

		if (rows[i] > 0 && i == 0)
			canvas_frame(p->canvas, rect, STYLE_FRAME, title, style);
		else if (rows[i] > 0)
			canvas_divider(p->canvas, row, rect, STYLE_FRAME, title, style);
		if (rows[i] > 0)
			framed[order[i]].draw(p, pane);
		row += rows[i] + 1;
		free(title);
	}
}

/* --- the whole screen --- */

/* Draws what covers the lesson while it has the focus. */
static bool draw_over(const struct paint *p, struct rect rect)
{
	enum focus focus = p->ui->focus;

	if (focus == FOCUS_CONTENTS)
		pane_contents(p, rect);
	else if (focus == FOCUS_HELP)
		pane_help(p, rect);
	else
		return false;
	return true;
}

static void draw_wide(const struct paint *p, struct rect body)
{
	int lesson = at_most(PROSE_COLUMNS + 4, body.cols * 3 / 5);
	struct rect left = body, right = body;

	left.cols = at_most(lesson, body.cols - SIDE_LEAST);
	right.col += left.cols;
	right.cols -= left.cols;
	if (!draw_over(p, left))
		pane_lesson(p, left);
	draw_side(p, right);
}

static void draw_narrow(const struct paint *p, struct rect body)
{
	if (draw_over(p, body))
		return;
	if (p->ui->focus == FOCUS_TIMELINE || p->ui->focus == FOCUS_CONSOLE ||
	    p->ui->focus == FOCUS_SCREEN)
		draw_framed(p, body, p->ui->focus);
	else
		pane_lesson(p, body);
}

static void draw_zoomed(const struct paint *p, struct rect body)
{
	if (framed[p->ui->focus].draw)
		draw_framed(p, body, p->ui->focus);
	else if (!draw_over(p, body))
		pane_lesson(p, body);
}

static void draw_body(const struct paint *p, struct rect body)
{
	int strip = 0;

	if (p->ui->zoom) {
		draw_zoomed(p, body);
		return;
	}
	if (p->ui->wide) {
		draw_wide(p, body);
		return;
	}
	if (has_machines(p)) {
		struct rect top = body;

		strip = at_most((int)pane_strip_rows(p), body.rows / 5);
		top.rows = strip;
		pane_strip(p, top);
	}
	body.row += strip;
	body.rows -= strip;
	draw_narrow(p, body);
}

/* Moves the focus to the text if what had it is gone. */
static void settle_focus(struct ui *ui, const struct view *view)
{
	bool in_step = !view->cover && !view->finished && view->workshop->n_lessons > 0;

	if ((ui->focus == FOCUS_BUTTON && (!in_step || ui->button >= view->n_buttons)) ||
	    (ui->focus == FOCUS_STAGE && (!in_step || !view->stage_needed)) ||
	    (framed[ui->focus].draw && view->workshop->n_machines == 0))
		ui->focus = FOCUS_TEXT;
	if (ui->selection.on && ui->focus != FOCUS_CONSOLE)
		select_close(ui);
}

/* Draws all panes into a canvas that is blank.  Moves the focus where what had it is
 * gone. */
static void layout_draw(struct ui *ui, const struct view *view, struct canvas *canvas)
{
	struct paint paint = { ui, view, canvas }, *p = &paint;
	struct rect all = { 0, 0, canvas->rows, canvas->cols }, body;
	struct rect line = { 0, 0, 1, canvas->cols };
	int message;

	ui->tiny = canvas->cols < LEAST_COLS || canvas->rows < LEAST_ROWS;
	if (ui->tiny) {
		draw_tiny(p);
		return;
	}
	settle_focus(ui, view);
	ui->wide = canvas->cols >= WIDE && has_machines(p);
	message = (int)pane_message_rows(p, canvas->cols);
	body = (struct rect){ 1, 0, canvas->rows - 2 - message, canvas->cols };
	pane_title(p, line);
	draw_body(p, body);
	pane_message(p, (struct rect){ body.row + body.rows, 0, message, canvas->cols });
	line.row = canvas->rows - 1;
	pane_status(p, line);
	if (ui->question)
		pane_question(p, all);
	if (canvas->cursor_row < 0)
		paint_cursor(p, body.row, 0);
}

/* ---- for the application ------------------------------------------------------- */

struct ui *ui_new(void)
{
	struct ui *ui = mem_alloc(sizeof *ui);

	ui->lesson_seen = true;
	return ui;
}

static void forget_hits(struct ui *ui)
{
	free(ui->hits);
	ui->hits = NULL;
	ui->n_hits = 0;
}

void ui_free(struct ui *ui)
{
	if (!ui)
		return;
	ui_forget_question(ui);
	ui_forget_note(ui);
	forget_hits(ui);
	lines_free(&ui->page.lines);
	blocks_forget(&ui->blocks);
	search_close(&ui->search);
	free(ui->machine);
	free(ui->snapshot);
	free(ui->console.list);
	free(ui);
}

void ui_draw(struct ui *ui, const struct view *view, struct canvas *canvas)
{
	canvas_clear(canvas);
	forget_hits(ui);
	ui->lesson_seen = false;
	ui->due_ms = CLOCK_NEVER;
	ui->screen_of[0] = '\0';
	layout_draw(ui, view, canvas);
}

struct command ui_key(struct ui *ui, const struct view *view, struct key key)
{
	struct command command;
	bool had_note;

	if (key.code == KEY_RESIZE_)
		return command_only(COMMAND_REDRAW);
	if (!key_is_press(key))
		return mouse_key(ui, view, key);
	had_note = ui_forget_note(ui);
	command = key_pressed(ui, view, key);
	if (command.id == COMMAND_NONE && had_note)
		command.id = COMMAND_REDRAW;
	return command;
}

void ui_place_changed(struct ui *ui)
{
	lines_free(&ui->page.lines);
	ui->page.valid = false;
	ui->focus = FOCUS_TEXT;
	ui->button = 0;
	ui->text.top = ui->bar.top = 0;
	ui->console_at = 0;
	ui->screen_back = 0;
	ui->typing = false;
	ui->hints = 0;
	ui->show_hint = false;
	free(ui->machine);
	free(ui->snapshot);
	ui->machine = ui->snapshot = NULL;
	search_close(&ui->search);
	select_close(ui);
}

void ui_reloaded(struct ui *ui, size_t lesson, size_t step)
{
	ui->page.workshop = NULL;
	ui->page.width = 0;
	ui->page.lesson = lesson;
	ui->page.step = step;
	/* The buttons may be others now, and the question may be about one of them. */
	if (ui->focus == FOCUS_BUTTON || ui->focus == FOCUS_STAGE)
		ui->focus = FOCUS_TEXT;
	ui_forget_question(ui);
}

static size_t hidden(const struct scroll *scroll)
{
	return scroll->n > scroll->rows ? scroll->n - scroll->rows : 0;
}

size_t ui_hidden_lines(const struct ui *ui)
{
	return hidden(&ui->text) + hidden(&ui->bar);
}

int64_t ui_due_ms(const struct ui *ui)
{
	return ui->due_ms;
}

const char *ui_screen_wanted(const struct ui *ui)
{
	return ui->screen_of[0] ? ui->screen_of : NULL;
}

const char *ui_console(const struct ui *ui, const struct view *view, uint64_t *bottom)
{
	const struct vm_machine *machine = chosen_machine(ui, view);

	*bottom = ui->console_at;
	return machine ? machine->name : NULL;
}

const char *ui_query(const struct ui *ui)
{
	return str_text(&ui->search.query);
}

void ui_found(struct ui *ui, uint64_t line)
{
	size_t half = ui->console.rows / 2;

	ui->search.on = true;
	ui->search.matches = line > 0;
	if (line == 0)
		return;
	ui->search.line = line;
	/* Put it in the middle of the console, unless it is near the end. */
	ui->console_at = line + half < ui->console.last ? line + half : 0;
	select_found(ui, line);
}
