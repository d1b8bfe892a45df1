// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A page as plain text, for a screen reader or a pipe.  Pure. */
#include "ui/text/plain-text.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "ui/text/bar.h"
#include "ui/text/place-text.h"
#include "ui/text/render.h"

#define COLUMNS_LEAST 20

static void add_line(struct str *out, const struct line *line)
{
	size_t start = out->len;

	for (size_t i = 0; i < line->n; i++)
		str_add(out, line->runs[i].text);
	while (out->len > start && out->text[out->len - 1] == ' ')
		str_cut(out, out->len - 1);
	str_addc(out, '\n');
}

static char *take_text(struct lines *lines)
{
	struct str out = { 0 };

	for (size_t i = 0; i < lines->n; i++)
		add_line(&out, &lines->list[i]);
	lines_free(lines);
	return str_take(&out);
}

static struct render_options plain_options(int columns)
{
	return (struct render_options){
		.width = columns < COLUMNS_LEAST ? COLUMNS_LEAST :
			 columns > PROSE_COLUMNS ? PROSE_COLUMNS : columns,
		.marks = true,
	};
}

/* Adds the title of the step, below that of the lesson if this is its first step. */
static void add_titles(struct lines *lines, const struct view *view,
		       const struct render_options *options)
{
	const struct lesson *lesson;
	char *title;

	if (view->cover || view->finished || view->workshop->n_lessons == 0)
		return;
	lesson = &view->workshop->lessons[view->lesson];
	/* The page of a workshop that is a single file begins with this title anyway. */
	if (is_own_cover(view) && str_eq(lesson->steps[0].title, view->workshop->title))
		return;
	if (view->step == 0 && !is_own_cover(view)) {
		title = lesson_title(view->workshop, lesson);
		render_text(lines, "", STYLE_PLAIN, title, STYLE_HEADING, options);
		lines_gap(lines);
		free(title);
	}
	if (view->step == 0 && (lesson->intro.root.n_kids > 0 || lesson->n_objectives > 0))
		return; /* the page puts the title of the step after the introduction */
	title = page_title(view);
	render_text(lines, "", STYLE_PLAIN, title, STYLE_HEADING, options);
	lines_gap(lines);
	free(title);
}

char *ui_plain_step(const struct view *view, int columns)
{
	struct bar_options options = { .render = plain_options(columns), .roomy = true };
	struct lines page = { 0 }, bar = { 0 };
	char *text, *buttons, *all;

	add_titles(&page, view, &options.render);
	page_make(&page, view, &options.render);
	bar_make(&bar, view, &options);
	text = take_text(&page);
	buttons = take_text(&bar);
	all = mem_printf("%s%s%s", text, text[0] && buttons[0] ? "\n" : "", buttons);
	free(text);
	free(buttons);
	return all;
}

char *ui_plain_doc(const struct doc *doc, int columns)
{
	struct render_options options = plain_options(columns);
	struct lines lines = { 0 };

	render_doc(&lines, doc, &options);
	render_addresses(&lines, &options);
	return take_text(&lines);
}
