// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The line at the top: the workshop, lesson, step and time.  Pure. */
#include "ui/panes/pane-title.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "ui/state/ui-state.h"
#include "ui/text/page-search.h"

#define GAP 3          /* columns between two parts */
#define MINUTE_MS 60000
#define TITLE_LEAST 12 /* columns for the title of the lesson; else leave out the step */

static char *minutes_text(const struct view *view)
{
	int planned = view->workshop->duration, spent = (int)(view->spent_ms / MINUTE_MS);

	for (size_t i = 0; view->workshop->duration == 0 && i < view->workshop->n_lessons; i++)
		planned += view->workshop->lessons[i].duration;
	if (planned > 0)
		return mem_printf(_("%1$d of %2$d min"), spent, planned);
	return spent > 0 ? words_span(view->spent_ms) : mem_dup("");
}

static char *step_text(const struct paint *p)
{
	const struct view *view = p->view;
	size_t n;

	if (!view_step(view))
		return mem_dup("");
	n = view->workshop->lessons[view->lesson].n_steps;
	if (!p->ui->wide)
		return mem_printf("%zu/%zu", view->step + 1, n);
	return mem_printf(_("step %1$zu of %2$zu"), view->step + 1, n);
}

/* Columns of the dots, with a gap. */
static int dots_width(const struct paint *p)
{
	const struct view *view = p->view;

	return view_step(view) ? 2 * (int)view->workshop->lessons[view->lesson].n_steps - 1 + GAP : 0;
}

/* How long it took, and in front of an audience the time of day too, unless the dots have room
 * only without it; room: for the time and the dots.  Caller frees. */
static char *time_text(const struct paint *p, int room)
{
	const struct view *view = p->view;
	char *minutes = minutes_text(view), *clock, *text;
	int dots = dots_width(p);

	paint_due(p, MINUTE_MS - view->spent_ms % MINUTE_MS);
	if (!view->present)
		return minutes;
	clock = words_clock(view->now_wall_ms, view->now_wall_ms, view->utc_offset_s);
	text = mem_printf("%s%s%s", minutes, minutes[0] ? "   " : "", clock);
	free(clock);
	if (canvas_width(p->canvas, text) + dots > room &&
	    canvas_width(p->canvas, minutes) + dots <= room) {
		free(text);
		return minutes;
	}
	paint_due(p, MINUTE_MS - view->now_wall_ms % MINUTE_MS);
	free(minutes);
	return text;
}

/* In front of an audience, how late or early the lesson is; "" where it is neither.  Caller
 * frees. */
static char *pace_text(const struct view *view)
{
	const struct view_pace *pace = &view->pace;

	if (!view->present || !pace->timed || pace->late == 0)
		return mem_dup("");
	/* TRANSLATORS: so many minutes later than the lessons plan. */
	return pace->late > 0 ? mem_printf(_("+%d min"), pace->late) :
	/* TRANSLATORS: so many minutes earlier than the lessons plan. */
				mem_printf(_("-%d min"), -pace->late);
}

/* Draws a dot for each step of the lesson, which end before column end. */
static void put_dots(const struct paint *p, int row, int end)
{
	static const enum glyph glyphs[] = {
		[STEP_UNSEEN] = GLYPH_DOT_TO_DO, [STEP_SEEN] = GLYPH_DOT_TO_DO,
		[STEP_DONE] = GLYPH_DOT_DONE, [STEP_SKIPPED] = GLYPH_DOT_SKIPPED,
	};
	const struct view *view = p->view;
	size_t n = view->workshop->lessons[view->lesson].n_steps;
	int col = end - dots_width(p) + GAP;

	for (size_t i = 0; i < n; i++, col += 2) {
		int done = view->done ? view->done[view->lesson][i] : STEP_UNSEEN;
		bool here = i == view->step;

		canvas_text(p->canvas, row, col, 1,
			    here ? STYLE_KEY : done == STEP_DONE ? STYLE_GOOD : STYLE_DIM,
			    paint_glyph(p, here ? GLYPH_DOT_HERE : glyphs[done]));
	}
}

static char *lesson_text(const struct view *view)
{
	const struct lesson *lesson;

	if (!view_step(view))
		return mem_dup("");
	lesson = &view->workshop->lessons[view->lesson];
	/* A workshop that is a single file has the same title as its lesson. */
	if (str_eq(lesson->title, view->workshop->title))
		return mem_dup("");
	return lesson_title(view->workshop, lesson);
}

/* Draws text so that it ends before column end; returns where the part to its left must
 * end. */
static int put_right(const struct paint *p, int row, int end, const char *text, enum style style)
{
	int width = canvas_width(p->canvas, text);

	canvas_text(p->canvas, row, end - width, width, style, text);
	return end - width - GAP;
}

void pane_title(const struct paint *p, struct rect rect)
{
	char *name = words_short_title(p->view->workshop->title);
	char *lesson = lesson_text(p->view), *step = step_text(p), *time, *pace = pace_text(p->view);
	int col = rect.col + 1, end = rect.col + rect.cols - 1, room = rect.cols - 2;
	int step_cols = step[0] ? canvas_width(p->canvas, step) + GAP : 0, time_cols;
	int lesson_cols = canvas_width(p->canvas, lesson[0] ? lesson : name);
	bool with_step, with_time, with_dots, with_name, with_pace;
	int all_cols, name_cols;

	time = time_text(p, room - lesson_cols - step_cols - GAP);
	time_cols = canvas_width(p->canvas, time) + GAP;
	all_cols = lesson_cols + step_cols + time_cols + dots_width(p);
	/* Where there is no room for all, leave out the pace, the name of the workshop, then the
	 * dots, the time, and the step. */
	with_step = step[0] && step_cols + TITLE_LEAST <= room;
	with_time = lesson_cols + step_cols + time_cols <= room;
	with_dots = step[0] && all_cols <= room;
	name_cols = lesson[0] ? GAP + canvas_width(p->canvas, name) : 0;
	with_name = !lesson[0] || (with_time && all_cols + name_cols <= room);
	with_pace = pace[0] && with_dots && with_time &&
		    all_cols + (with_name ? name_cols : 0) + GAP + canvas_width(p->canvas, pace) <= room;
	if (with_time)
		end = put_right(p, rect.row, end, time, STYLE_DIM);
	if (with_step)
		end = put_right(p, rect.row, end, step, STYLE_PLAIN);
	if (with_dots) {
		put_dots(p, rect.row, end);
		end -= dots_width(p);
	}
	if (with_pace)
		end = put_right(p, rect.row, end, pace, STYLE_DIM);
	if (with_name)
		col += canvas_text_cut(p->canvas, rect.row, col, end - col,
				       lesson[0] ? STYLE_PLAIN : STYLE_TITLE, name) + GAP;
	if (col < end) {
		canvas_text_cut(p->canvas, rect.row, col, end - col, STYLE_TITLE, lesson);
		paint_found(p, SEARCH_TITLE, TITLE_LESSON, rect.row, col, end - col);
	}
	free(name);
	free(lesson);
	free(step);
	free(time);
	free(pace);
}
