// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Makes the text of a page; see place-text.h.  One thread. */
#include "ui/text/place-text.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "ui/text/bar.h"
#include "ui/text/end-text.h"
#include "ui/text/render.h"

/* ---- lines ------------------------------------------------------------------------- */

static void say(struct lines *lines, enum style style, const char *text,
		const struct render_options *options)
{
	render_text(lines, "", STYLE_PLAIN, text, style, options);
}

static int64_t planned_minutes(const struct workshop *workshop)
{
	int64_t minutes = workshop->duration;

	for (size_t i = 0; workshop->duration == 0 && i < workshop->n_lessons; i++)
		minutes += workshop->lessons[i].duration;
	return minutes;
}

static void add_part(struct str *text, const char *part)
{
	if (!part || !part[0])
		return;
	if (text->len > 0)
		str_add(text, "   ");
	str_add(text, part);
}

/* Adds the full title, when and where the workshop is, and how long it takes. */
static void make_head(struct lines *lines, const struct view *view,
		      const struct render_options *options)
{
	const struct workshop *workshop = view->workshop;
	int64_t minutes = planned_minutes(workshop);
	char *length = minutes > 0 ? words_minutes(minutes) : NULL;
	struct str facts = { 0 };

	say(lines, STYLE_HEADING, workshop->title, options);
	add_part(&facts, workshop->date);
	add_part(&facts, workshop->location);
	add_part(&facts, length);
	if (facts.len > 0)
		say(lines, STYLE_DIM, facts.text, options);
	str_free(&facts);
	free(length);
}

static void make_cover(struct lines *lines, const struct view *view,
		       const struct render_options *options)
{
	make_head(lines, view, options);
	render_doc(lines, &view->workshop->cover, options);
}

bool is_own_cover(const struct view *view)
{
	return view->step == 0 && view->workshop->n_lessons == 1 &&
	       view->workshop->cover.root.n_kids == 0;
}

/* The document without a first "#" heading that only repeats the title. */
static struct doc without_title(const struct doc *doc, const char *title)
{
	struct doc rest = *doc;
	const struct block *first = rest.root.kids;
	struct str text = { 0 };

	if (rest.root.n_kids == 0 || first->kind != BLOCK_HEADING || first->level != 1)
		return rest;
	for (size_t i = 0; i < first->n_spans; i++)
		str_add(&text, first->spans[i].text ? first->spans[i].text : " ");
	if (str_eq(str_text(&text), title)) {
		rest.root.kids++;
		rest.root.n_kids--;
	}
	str_free(&text);
	return rest;
}

static void make_objectives(struct lines *lines, const struct lesson *lesson,
			    const struct render_options *options)
{
	char *bullet;

	if (lesson->n_objectives == 0)
		return;
	bullet = mem_printf("%s ", theme_glyph(GLYPH_BULLET, options->ascii));
	lines_gap(lines);
	say(lines, STYLE_PLAIN, _("In this lesson you will:"), options);
	for (size_t i = 0; i < lesson->n_objectives; i++)
		render_text(lines, bullet, STYLE_PLAIN, lesson->objectives[i], STYLE_PLAIN,
			    options);
	free(bullet);
}

static void make_step(struct lines *lines, const struct view *view,
		      const struct render_options *options)
{
	const struct lesson *lesson = &view->workshop->lessons[view->lesson];
	const struct step *step = &lesson->steps[view->step];
	struct doc intro = lesson->intro, doc = step->doc;

	if (is_own_cover(view)) {
		make_head(lines, view, options);
		lines_gap(lines);
		if (intro.root.n_kids > 0)
			intro = without_title(&intro, view->workshop->title);
		else
			doc = without_title(&doc, view->workshop->title);
	}
	if (view->step == 0 && (lesson->intro.root.n_kids > 0 || lesson->n_objectives > 0)) {
		char *title = page_title(view);

		render_doc(lines, &intro, options);
		make_objectives(lines, lesson, options);
		lines_gap(lines);
		if (options->titles && (lesson->n_steps > 1 || !str_eq(step->title, lesson->title))) {
			say(lines, STYLE_HEADING, title, options);
			lines_add(lines);
		}
		free(title);
	}
	render_doc(lines, &doc, options);
}

void page_make(struct lines *lines, const struct view *view, const struct render_options *options)
{
	if (view->finished)
		end_text(lines, view, options);
	else if (view->cover || view->workshop->n_lessons == 0)
		make_cover(lines, view, options);
	else
		make_step(lines, view, options);
	render_addresses(lines, options);
}

char *page_title(const struct view *view)
{
	const struct step *step;

	if (view->finished)
		return mem_dup(_("The end"));
	if (view->cover || view->workshop->n_lessons == 0)
		return mem_dup(_("Welcome"));
	step = &view->workshop->lessons[view->lesson].steps[view->step];
	return mem_printf("%s %s", step->id, step->title);
}

bool is_untranslated(const struct workshop *workshop, const struct lesson *lesson)
{
	return workshop->language && !lesson->language;
}

char *lesson_title(const struct workshop *workshop, const struct lesson *lesson)
{
	if (is_untranslated(workshop, lesson))
		/* TRANSLATORS: number and title of a lesson that is shown as it was written */
		return mem_printf(_("%1$d %2$s (not translated)"), lesson->number, lesson->title);
	return mem_printf("%d %s", lesson->number, lesson->title);
}

static bool same_place(const struct page *page, const struct view *view)
{
	return page->cover == view->cover && page->finished == view->finished &&
	       page->lesson == view->lesson && page->step == view->step;
}

static bool same_options(const struct page *page, const struct render_options *options)
{
	return page->width == options->width && page->ascii == options->ascii &&
	       page->airy == options->airy;
}

bool page_update(struct page *page, const struct view *view, const struct render_options *options,
		 size_t *top)
{
	bool known = page->valid && same_place(page, view);
	bool same = known && page->workshop == view->workshop;
	size_t offset = 0;

	/* The last page counts what was done, which may change at any time. */
	if (same && same_options(page, options) && !view->finished)
		return false;
	if (same && *top > 0 && *top < page->lines.n)
		offset = page->lines.list[*top].offset;
	else if (!page->valid)
		offset = page->begins_at;
	page->begins_at = 0;
	lines_free(&page->lines);
	page_make(&page->lines, view, options);
	/* After a change of language, the same line number is about the same text. */
	if (same || !known)
		*top = offset > 0 ? lines_at_offset(&page->lines, offset) : 0;
	page->workshop = view->workshop;
	page->valid = true;
	page->cover = view->cover;
	page->finished = view->finished;
	page->lesson = view->lesson;
	page->step = view->step;
	page->width = options->width;
	page->ascii = options->ascii;
	page->airy = options->airy;
	return true;
}

/* ---- plain text -------------------------------------------------------------------- */

#define COLUMNS_LEAST 20

static struct render_options plain_options(int columns)
{
	return (struct render_options){
		.width = columns < COLUMNS_LEAST ? COLUMNS_LEAST :
			 columns > PROSE_COLUMNS ? PROSE_COLUMNS : columns,
		.marks = true, .titles = true,
	};
}

/* Adds the title of the step, below that of the lesson if this is its first step. */
static void add_titles(struct lines *lines, const struct view *view,
		       const struct render_options *options)
{
	const struct lesson *lesson;
	char *title;

	if (!view_step(view))
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
	struct bar_options options = { .render = plain_options(columns), .roomy = true,
				       .whole = true };
	struct lines page = { 0 }, bar = { 0 };
	char *text, *buttons, *all;

	add_titles(&page, view, &options.render);
	page_make(&page, view, &options.render);
	bar_make(&bar, view, &options);
	text = lines_take_text(&page);
	buttons = lines_take_text(&bar);
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
	return lines_take_text(&lines);
}
