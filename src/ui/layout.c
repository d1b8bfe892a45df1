// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How the screen is divided among the panes: a line at the top, one frame whose panes share
 * their borders, the strip of messages at its bottom, and a line of keys.  On a narrow screen
 * the machine speaks below the lesson; on a wide one machines and timeline stand on the right,
 * and on a very wide one details beside those; one pane may be zoomed; too small a screen has no
 * panes.
 *
 * Panes are joined because their frames overlap by one row or column (canvas_frame()). */
#include "ui/layout.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/panes/pane-console.h"
#include "ui/panes/pane-details.h"
#include "ui/panes/pane-lesson.h"
#include "ui/panes/pane-lists.h"
#include "ui/panes/pane-machines.h"
#include "ui/panes/pane-overlay.h"
#include "ui/panes/pane-status.h"
#include "ui/panes/pane-title.h"
#include "ui/text/page-search.h"
#include "ui/text/render-options.h"

#define WIDE 100          /* columns from which there are panes beside the lesson, */
#define VERY_WIDE 160     /* and details beside those */
#define LEAST_COLS 40     /* of a screen that is not too small */
#define LEAST_ROWS 12
#define PANES_LEAST 5     /* rows of the panes above a high strip; with fewer it covers them */
#define SIDE_LEAST 40     /* columns of the frame on the right */
#define BELOW_LEAST 3     /* rows of a console below the lesson, if there is room */
#define BELOW_ROOM 10     /* rows of a body with a row for the console where the text is paged anyway */
#define BESIDE_COLS 33    /* columns of a timeline's frame beside the console, */
#define BESIDE_LEAST 76   /* on a screen of so many */
#define NOTE_LEAST 56     /* columns of a frame that says how to leave it; so does the last line */
#define SCREEN_COLUMNS 80 /* of a machine's text screen, and of its console */

bool layout_too_small(struct canvas *canvas)
{
	struct paint p = { .canvas = canvas };
	struct rect all = { 0, 0, canvas->rows, canvas->cols };
	char *text;

	if (canvas->cols >= LEAST_COLS && canvas->rows >= LEAST_ROWS)
		return false;
	text = mem_printf(_("This window is too small. It takes %1$d columns and %2$d lines."),
			  LEAST_COLS, LEAST_ROWS);
	paint_text(&p, all, "", text, STYLE_PLAIN);
	paint_cursor(&p, 0, 0);
	free(text);
	return true;
}

/* ---- panes that leave their frame and title to this file ------------------------- */

typedef void draw_pane(const struct paint *p, struct rect rect);
typedef char *title_pane(const struct paint *p); /* caller frees */

static char *machines_title(const struct paint *p)
{
	(void)p;
	return mem_dup(_("Machines"));
}

static const struct {
	draw_pane *draw;
	title_pane *title;
} framed[FOCUS_COUNT] = {
	[FOCUS_MACHINES] = { pane_machines, machines_title },
	[FOCUS_TIMELINE] = { pane_timeline, timeline_title },
	[FOCUS_CONSOLE] = { pane_console, console_title },
	[FOCUS_SCREEN] = { pane_screen, screen_title },
};

/* Says on the console's frame how to type into it and how to leave it, unless more of the
 * text is announced there. */
static void note_console(const struct paint *p, struct rect frame)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);
	bool more = p->ui->lesson_seen && p->ui->text.n > p->ui->text.rows;

	if (console_takes_keys(p->ui) && frame.cols >= NOTE_LEAST)
		canvas_border_note(p->canvas, frame.row, frame, STYLE_KEY, _("Ctrl-] or Esc Esc leaves"));
	else if (machine && machine->console_ready && !more && !console_takes_keys(p->ui))
		/* TRANSLATORS: the key c types into the machine's console. */
		canvas_border_note(p->canvas, frame.row, frame, STYLE_DIM, _("c type into it"));
}

static void draw_framed(const struct paint *p, struct rect rect, enum focus focus)
{
	char *title = framed[focus].title(p);

	canvas_frame(p->canvas, rect, STYLE_FRAME, NULL, STYLE_PLAIN);
	paint_frame(p, focus, rect);
	if (focus == FOCUS_CONSOLE)
		note_console(p, rect);
	canvas_border_title(p->canvas, rect.row, rect, title, paint_title(p->ui->focus == focus));
	framed[focus].draw(p, paint_inner(rect));
	free(title);
}

/* Draws only a line above, because a frame would hide two of the 80 columns that a machine
 * shows on a terminal of 80. */
static void draw_edge_to_edge(const struct paint *p, struct rect rect, enum focus focus)
{
	struct rect frame = { rect.row, rect.col - 1, rect.rows, rect.cols + 2 };
	char *title = framed[focus].title(p);

	canvas_divider(p->canvas, rect.row, frame, STYLE_FRAME, NULL, STYLE_PLAIN);
	paint_frame(p, focus, frame);
	if (focus == FOCUS_CONSOLE)
		note_console(p, frame);
	canvas_border_title(p->canvas, rect.row, frame, title, paint_title(true));
	rect.row++;
	rect.rows -= 2;
	framed[focus].draw(p, rect);
	free(title);
}

/* The only pane of the body. */
static void draw_alone(const struct paint *p, struct rect rect, enum focus focus)
{
	if ((focus == FOCUS_SCREEN || focus == FOCUS_CONSOLE) && rect.cols < SCREEN_COLUMNS + 4)
		draw_edge_to_edge(p, rect, focus);
	else
		draw_framed(p, rect, focus);
}

/* ---- the lesson, and the machine that speaks below it ------------------------------ */

/* Whether the pane below the lesson has the focus. */
static bool is_below_used(const struct paint *p)
{
	return p->ui->focus == FOCUS_CONSOLE || p->ui->focus == FOCUS_SCREEN ||
	       (p->ui->focus == FOCUS_TIMELINE && !p->ui->wide);
}

/* Without the rows that a message takes. */
static struct rect above_message(const struct paint *p, struct rect rect)
{
	rect.rows -= p->ui->covered;
	return rect;
}

/* Rows inside of the pane below the lesson, at least.  An audience is to see the state of
 * each machine as well as the console. */
static int below_least(const struct paint *p, int room)
{
	int least = is_below_used(p) ? at_least(room / 3, BELOW_LEAST) : BELOW_LEAST;

	if (!p->ui->wide)
		least += (int)pane_strip_rows(p);
	return at_most(least, at_least(room / 2, BELOW_LEAST));
}

/* In front of an audience a page that is too long has no air around it, and stays so: its
 * lines do not break elsewhere when a check passes. */
static void settle_air(const struct paint *p, int cols, int rows)
{
	if (pane_lesson_form(p) == LESSON_AIRY && pane_lesson_rows(p, cols, LESSON_AIRY) > rows)
		p->ui->dense = true;
}

/* The frame of the lesson: the text takes what it needs, the console below takes the rest,
 * but a few rows at least, and gives way where the text needs the room. */
static struct rect lesson_rect(const struct paint *p, struct rect rect)
{
	bool used = is_below_used(p);
	int room = rect.rows - 2, most = at_least(room - 1 - below_least(p, room), 1), needed;
	enum lesson_form form;

	if (!used)
		settle_air(p, rect.cols, most - 1);
	form = pane_lesson_form(p);
	needed = pane_lesson_rows(p, rect.cols, form) + 1;
	while (needed > most && form != LESSON_AIRY && form < LESSON_TIGHT) {
		form++;
		needed = pane_lesson_rows(p, rect.cols, form) + (form < LESSON_TIGHT);
	}
	if (needed > most || form == LESSON_TIGHT) {
		if (needed <= most || used || (p->view->present && room > BELOW_ROOM))
			needed = most;
		else if (needed > room - 1)
			needed = room - (room > BELOW_ROOM ? 2 : 1);
	}
	rect.rows = needed + 2;
	return rect;
}

/* Divides rect between the two; the last rows of rect may be those of a message.  They come
 * from the console, so that the text does not move, but not while it is typed into. */
static void divide(const struct paint *p, struct rect rect, struct rect *lesson, struct rect *below)
{
	struct rect above = above_message(p, rect);
	int end = above.row + above.rows;

	*lesson = lesson_rect(p, is_below_used(p) ? above : rect);
	/* The line with the machine stays. */
	lesson->rows = at_most(lesson->rows, end - 1 - lesson->row);
	*below = rect;
	below->row = lesson->row + lesson->rows - 1;
	below->rows = end - below->row;
}

/* Whether the timeline stands beside the console: there is something in it, or it is used.
 * What more is to be said of machines takes the whole width, but not from an audience's
 * timeline. */
static bool has_beside(const struct paint *p, struct rect rect)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);
	bool wanted = p->view->present && p->ui->focus == FOCUS_TIMELINE;

	return machine && (machine->n_snapshots > 0 || wanted) &&
	       (p->view->present || pane_strip_rows(p) == 0) &&
	       rect.cols >= BESIDE_LEAST && rect.rows - 2 >= BELOW_LEAST;
}

/* Below the lesson on a narrow screen: the machine and what it writes, and the timeline. */
static void draw_below(const struct paint *p, struct rect rect)
{
	struct rect console = rect, timeline = rect, inner;
	int strip;

	if (has_beside(p, rect)) {
		console.cols -= BESIDE_COLS - 1;
		timeline.col += console.cols - 1;
		timeline.cols = BESIDE_COLS;
	}
	canvas_frame(p->canvas, console, STYLE_FRAME, NULL, STYLE_PLAIN);
	paint_frame(p, FOCUS_CONSOLE, console);
	if (timeline.cols < rect.cols)
		draw_framed(p, timeline, FOCUS_TIMELINE);
	note_console(p, console);
	pane_machine_border(p, console);
	inner = paint_inner(console);
	strip = at_most((int)pane_strip_rows(p), at_least(inner.rows - 2, inner.rows > 0));
	pane_strip(p, (struct rect){ inner.row, inner.col, strip, inner.cols });
	inner.row += strip;
	inner.rows -= strip;
	pane_console(p, inner);
}

/* ---- the whole screen ------------------------------------------------------------ */

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

static void draw_right(const struct paint *p, struct rect rect)
{
	struct rect machines = rect, timeline = rect;
	int room = rect.rows - 3, wanted = at_least((int)pane_machines_rows(p, rect.cols - 4), 1);
	int tree = at_most((int)pane_timeline_rows(p), room / 2);

	machines.rows = at_most(wanted, at_least(room - tree, 1)) + 2;
	timeline.row += machines.rows - 1;
	timeline.rows -= machines.rows - 1;
	draw_framed(p, machines, FOCUS_MACHINES);
	draw_framed(p, timeline, FOCUS_TIMELINE);
}

static void draw_wide(const struct paint *p, struct rect body)
{
	struct rect left = body, right = above_message(p, body), details, lesson, below;

	left.cols = at_most(at_most(PROSE_COLUMNS + 4, body.cols * 5 / 8), body.cols - SIDE_LEAST + 1);
	right.col += left.cols - 1;
	right.cols -= left.cols - 1;
	details = right;
	if (body.cols >= VERY_WIDE && has_details(p)) {
		right.cols = (right.cols + 1) / 2;
		details.col += right.cols - 1;
		details.cols -= right.cols - 1;
		pane_details(p, details);
	}
	if (!draw_over(p, above_message(p, left))) {
		divide(p, left, &lesson, &below);
		pane_lesson(p, lesson);
		draw_framed(p, below, p->ui->screen ? FOCUS_SCREEN : FOCUS_CONSOLE);
	}
	draw_right(p, right);
}

/* Whether what has the focus takes the whole body of a narrow screen.  An audience keeps the
 * lesson, the console and the timeline in sight, where they fit and no program needs all
 * columns. */
static bool takes_all(const struct paint *p, struct rect below)
{
	bool present = p->view->present && below.rows - 2 >= BELOW_LEAST;

	if (p->ui->focus == FOCUS_TIMELINE)
		return !present || !has_beside(p, below);
	/* Text is marked by the mouse where it stands. */
	if (p->ui->focus == FOCUS_CONSOLE && !p->ui->selection.down)
		return !present || (p->view->console && p->view->console->alternate);
	return p->ui->focus == FOCUS_SCREEN;
}

/* The cover is about no machine yet: it has all the room there is, if it is seen whole then. */
static bool is_whole_cover(const struct paint *p, struct rect rect)
{
	return p->view->cover && !framed[p->ui->focus].draw &&
	       pane_lesson_rows(p, rect.cols, LESSON_TIGHT) <= rect.rows - 2;
}

static void draw_narrow(const struct paint *p, struct rect body)
{
	struct rect alone = above_message(p, body), lesson, below;

	if (draw_over(p, alone))
		return;
	if (!paint_has_machines(p) || is_whole_cover(p, alone)) {
		settle_air(p, body.cols, body.rows - 2);
		pane_lesson(p, alone);
		return;
	}
	divide(p, body, &lesson, &below);
	if (takes_all(p, below)) {
		draw_alone(p, alone, p->ui->focus);
		return;
	}
	pane_lesson(p, lesson);
	draw_below(p, below);
}

static void draw_body(const struct paint *p, struct rect body)
{
	struct rect alone = above_message(p, body);

	if (p->ui->zoom && framed[p->ui->focus].draw)
		draw_alone(p, alone, p->ui->focus);
	else if (p->ui->zoom && !draw_over(p, alone))
		pane_lesson(p, alone);
	else if (!p->ui->zoom && p->ui->wide)
		draw_wide(p, body);
	else if (!p->ui->zoom)
		draw_narrow(p, body);
}

/* Moves the focus to the text if what had it is gone. */
static void settle_focus(struct ui *ui, const struct view *view)
{
	bool in_step = view_step(view) != NULL;

	if ((ui->focus == FOCUS_BUTTON && (!in_step || ui->button >= view->n_buttons)) ||
	    (ui->focus == FOCUS_STAGE && (!in_step || !view->stage_needed)) ||
	    (framed[ui->focus].draw && view->workshop->n_machines == 0))
		ui->focus = FOCUS_TEXT;
	if (ui->selection.on && ui->focus != FOCUS_CONSOLE)
		select_close(ui);
	if ((ui->spot == SPOT_STAGE && !view->stage_needed) ||
	    (ui->spot == SPOT_BUTTON && ui->spot_at >= view->n_buttons) ||
	    (ui->spot == SPOT_CHECK && ui->spot_at >= view->n_checks))
		ui->spot = SPOT_NONE;
}

/* Marks the frame of a pane for those who watch. */
static void draw_spot(const struct paint *p)
{
	struct rect frame = p->ui->frames[p->ui->spot_at], edge = frame;

	if (frame.rows < 1)
		return;
	edge.rows = 1;
	canvas_style(p->canvas, edge, STYLE_SPOT);
	edge.row = frame.row + frame.rows - 1;
	canvas_style(p->canvas, edge, STYLE_SPOT);
	edge = frame;
	edge.cols = 1;
	canvas_style(p->canvas, edge, STYLE_SPOT);
	edge.col = frame.col + frame.cols - 1;
	canvas_style(p->canvas, edge, STYLE_SPOT);
}

/* Another size has room for other things. */
static void note_size(struct ui *ui, const struct canvas *canvas)
{
	ui->dense = ui->dense && ui->rows == canvas->rows && ui->cols == canvas->cols;
	ui->rows = canvas->rows;
	ui->cols = canvas->cols;
}

void layout_draw(struct ui *ui, const struct view *view, struct canvas *canvas)
{
	struct paint paint = { ui, view, canvas }, *p = &paint;
	struct rect line = { 0, 0, 1, canvas->cols }, body, strip;
	int more;

	ui->tiny = layout_too_small(canvas);
	if (ui->tiny)
		return;
	settle_focus(ui, view);
	note_size(ui, canvas);
	if (ui->search.arrives) {
		ui_lay_out(ui, view);
		page_search(&ui->search, &ui->page, view, ui->hints);
	}
	ui->wide = canvas->cols >= WIDE && paint_has_machines(p);
	strip = (struct rect){ 0, 0, pane_message_rows(p, canvas->cols) + 2, canvas->cols };
	strip.row = canvas->rows - 1 - strip.rows;
	body = (struct rect){ 1, 0, strip.row, canvas->cols };
	more = pane_message_more(p, canvas->cols);
	ui->covered = body.rows - more >= PANES_LEAST ? more : 0;
	strip.row -= more;
	strip.rows += more;
	pane_title(p, line);
	draw_body(p, body);
	pane_message(p, strip);
	if (ui->spot == SPOT_PANE)
		draw_spot(p);
	line.row = canvas->rows - 1;
	pane_status(p, line);
	if (canvas->cursor_row < 0)
		paint_cursor(p, body.row, 0);
}
