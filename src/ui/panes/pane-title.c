// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The line at the top: the workshop, lesson, step and time.  Pure. */
#include "ui/panes/pane-title.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "ui/text/place-text.h"

#define GAP 3          /* columns between two parts */
#define MINUTE_MS 60000
#define TITLE_LEAST 12 /* columns for the title of the lesson; else leave out the step */

static bool in_lesson(const struct view *view)
{
	return !view->cover && !view->finished && view->workshop->n_lessons > 0;
}

static char *minutes_text(const struct view *view)
{
	int planned = view->workshop->duration, spent = (int)(view->spent_ms / MINUTE_MS);

	for (size_t i = 0; view->workshop->duration == 0 && i < view->workshop->n_lessons; i++)
		planned += view->workshop->lessons[i].duration;
	if (planned > 0)
		return mem_printf(_("%1$d of %2$d min"), spent, planned);
	return spent > 0 ? words_span(view->spent_ms) : mem_dup("");
}

/* How long it took, and in front of an audience the time of day too.  Caller frees. */
static char *time_text(const struct paint *p)
{
	const struct view *view = p->view;
	char *minutes = minutes_text(view), *clock, *text;

	paint_due(p, MINUTE_MS - view->spent_ms % MINUTE_MS);
	if (!view->present)
		return minutes;
	paint_due(p, MINUTE_MS - view->now_wall_ms % MINUTE_MS);
	clock = words_clock(view->now_wall_ms, view->now_wall_ms, view->utc_offset_s);
	text = mem_printf("%s%s%s", minutes, minutes[0] ? "   " : "", clock);
	free(minutes);
	free(clock);
	return text;
}

static char *step_text(const struct view *view)
{
	if (!in_lesson(view))
		return mem_dup("");
	return mem_printf(_("step %1$zu of %2$zu"), view->step + 1,
			  view->workshop->lessons[view->lesson].n_steps);
}

static char *lesson_text(const struct view *view)
{
	const struct lesson *lesson;

	if (!in_lesson(view))
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
	char *lesson = lesson_text(p->view), *step = step_text(p->view), *time = time_text(p);
	int col = rect.col + 1, end = rect.col + rect.cols - 1, room = rect.cols - 2;
	int step_cols = step[0] ? canvas_width(p->canvas, step) + GAP : 0;
	int time_cols = canvas_width(p->canvas, time) + GAP;
	int lesson_cols = canvas_width(p->canvas, lesson[0] ? lesson : name);
	/* Where there is no room for all, leave out the name of the workshop, then the time,
	 * then the step. */
	bool with_step = step[0] && step_cols + TITLE_LEAST <= room;
	bool with_time = lesson_cols + step_cols + time_cols <= room;
	bool with_name = !lesson[0] || (with_time && lesson_cols + step_cols + time_cols + GAP +
					canvas_width(p->canvas, name) <= room);

	if (with_time)
		end = put_right(p, rect.row, end, time, STYLE_DIM);
	if (with_step)
		end = put_right(p, rect.row, end, step, STYLE_PLAIN);
	if (with_name)
		col += canvas_text_cut(p->canvas, rect.row, col, end - col,
				       lesson[0] ? STYLE_PLAIN : STYLE_TITLE, name) + GAP;
	if (col < end)
		canvas_text_cut(p->canvas, rect.row, col, end - col, STYLE_TITLE, lesson);
	free(name);
	free(lesson);
	free(step);
	free(time);
}
