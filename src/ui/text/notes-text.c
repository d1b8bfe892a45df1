// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What --notes says to who presents; see notes-text.h. */
#include "ui/text/notes-text.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "ui/text/render.h"

const struct step *notes_step(const struct view_notes *view)
{
	if (view->cover || view->finished || view->lesson >= view->workshop->n_lessons)
		return NULL;
	return &view->workshop->lessons[view->lesson].steps[view->step];
}

/* ---- the notes ----------------------------------------------------------------------- */

/* The bytes of the sign that begins an item of a list, with its blank; 0: there is none. */
static size_t item_sign(const char *line)
{
	size_t n = strspn(line, "0123456789");

	if (n > 0 ? line[n] != '.' && line[n] != ')' : line[0] != '-' && line[0] != '*')
		return 0;
	return line[n + 1] == ' ' ? n + 2 : 0;
}

/* Adds what was gathered as a paragraph, or as an item of a list. */
static void end_paragraph(struct lines *lines, struct str *text, const struct render_options *options)
{
	size_t sign = item_sign(str_text(text));
	char *first = mem_ndup(str_text(text), sign);

	if (text->len > 0)
		render_text(lines, first, STYLE_PLAIN, str_text(text) + sign, STYLE_PLAIN, options);
	str_cut(text, 0);
	free(first);
}

/* A note is lines as they are in the file: blank ones separate paragraphs. */
static void add_note(struct lines *lines, const char *note, const struct render_options *options)
{
	struct str text = { 0 };

	lines_gap(lines);
	while (*note) {
		size_t n = strcspn(note, "\n");

		if (n == 0 || item_sign(note) > 0)
			end_paragraph(lines, &text, options);
		if (n == 0)
			lines_gap(lines);
		if (text.len > 0)
			str_addc(&text, ' ');
		str_addn(&text, note, n);
		note += n + (note[n] == '\n');
	}
	end_paragraph(lines, &text, options);
	str_free(&text);
}

static void add_notes(struct lines *lines, char *const *notes, size_t n,
		      const struct render_options *options)
{
	for (size_t i = 0; i < n; i++)
		if (notes[i][0])
			add_note(lines, notes[i], options);
}

void notes_make(struct lines *lines, const struct view_notes *view,
		const struct render_options *options)
{
	const struct step *step = notes_step(view);
	const struct lesson *lesson = step ? &view->workshop->lessons[view->lesson] : NULL;
	size_t start = lines->n;

	if (lesson && view->step == 0)
		add_notes(lines, lesson->notes, lesson->n_notes, options);
	if (step)
		add_notes(lines, step->notes, step->n_notes, options);
	if (view->cover)
		add_notes(lines, view->workshop->notes, view->workshop->n_notes, options);
	if (lines->n == start)
		render_text(lines, "", STYLE_PLAIN,
			    view->cover || view->finished ? _("There are no notes for this page.") :
							    _("There are no notes for this step."),
			    STYLE_DIM, options);
}

/* ---- sentences ------------------------------------------------------------------------ */

char *notes_title(const struct view_notes *view)
{
	const struct step *step = notes_step(view);

	if (view->finished)
		return mem_dup(_("The end"));
	return step ? mem_printf("%s %s", step->id, step->title) : mem_dup(view->workshop->title);
}

char *notes_next(const struct view_notes *view)
{
	const struct lesson *first = view->workshop->lessons;

	if (view->finished)
		return mem_dup(_("Nothing comes after this."));
	if (view->cover && view->next)
		/* TRANSLATORS: number and title of the first lesson. */
		return mem_printf(_("Next: lesson %1$d, %2$s"), first->number, first->title);
	if (!view->next)
		return mem_dup(_("Next: the end"));
	/* TRANSLATORS: number and title of the step after the one that is open. */
	return mem_printf(_("Next: %1$s %2$s"), view->next->id, view->next->title);
}

char *notes_minutes(const struct view_notes *view)
{
	const struct view_pace *pace = &view->pace;

	if (pace->total > 0)
		return mem_printf(_("%1$d of %2$d min"), pace->spent, pace->total);
	return words_span((int64_t)pace->spent * 60000);
}

char *notes_pace(const struct view_notes *view)
{
	const struct view_pace *pace = &view->pace;

	if (!pace->timed)
		return notes_minutes(view);
	if (pace->late > 0)
		/* TRANSLATORS: 31 of 90 minutes are over, and only 27 should be. */
		return mem_printf(_("%1$d min behind: %2$d of %3$d, planned %4$d"), pace->late,
				  pace->spent, pace->total, pace->planned);
	if (pace->late < 0)
		return mem_printf(_("%1$d min ahead: %2$d of %3$d, planned %4$d"), -pace->late,
				  pace->spent, pace->total, pace->planned);
	return mem_printf(_("on time: %1$d of %2$d min"), pace->spent, pace->total);
}

static char *end_start(const struct view_pace *pace)
{
	unsigned long n = (unsigned long)abs(pace->late);

	if (pace->late > 0)
		return mem_printf(ngettext("The workshop should end at %1$d min, you are %2$d minute late.",
					   "The workshop should end at %1$d min, you are %2$d minutes late.",
					   n), pace->next_at, pace->late);
	if (pace->late < 0)
		return mem_printf(ngettext("The workshop should end at %1$d min, you are %2$d minute early.",
					   "The workshop should end at %1$d min, you are %2$d minutes early.",
					   n), pace->next_at, -pace->late);
	return mem_printf(_("The workshop should end at %d min, you are on time."), pace->next_at);
}

static char *lesson_start(const struct view_pace *pace)
{
	unsigned long n = (unsigned long)abs(pace->late);

	if (pace->late > 0)
		return mem_printf(ngettext("Lesson %1$d should start at %2$d min, you are %3$d minute late.",
					   "Lesson %1$d should start at %2$d min, you are %3$d minutes late.",
					   n), pace->next, pace->next_at, pace->late);
	if (pace->late < 0)
		return mem_printf(ngettext("Lesson %1$d should start at %2$d min, you are %3$d minute early.",
					   "Lesson %1$d should start at %2$d min, you are %3$d minutes early.",
					   n), pace->next, pace->next_at, -pace->late);
	return mem_printf(_("Lesson %1$d should start at %2$d min, you are on time."), pace->next,
			  pace->next_at);
}

char *notes_start(const struct view_notes *view)
{
	if (!view->pace.timed)
		return mem_dup("");
	return view->pace.next < 0 ? end_start(&view->pace) : lesson_start(&view->pace);
}

char *notes_left(const struct view_notes *view)
{
	const struct view_pace *pace = &view->pace;

	if (!pace->timed || !pace->lesson_timed)
		return mem_dup("");
	if (!pace->over)
		return mem_printf(ngettext("%d minute is left in this lesson.",
					   "%d minutes are left in this lesson.",
					   (unsigned long)pace->left), pace->left);
	if (pace->left == 0)
		return mem_dup(_("The time of this lesson is over."));
	return mem_printf(ngettext("This lesson is %d minute over time.",
				   "This lesson is %d minutes over time.",
				   (unsigned long)pace->left), pace->left);
}

char *notes_still(const struct view_notes *view)
{
	return mem_dup(view->counted ? "" :
		       _("The time stands still: the workshop is open in no other terminal."));
}

char *notes_break_text(const struct view_notes *view)
{
	int64_t left = view->break_left_ms;
	int seconds = (int)((left + 999) / 1000);

	if (!view->on_break)
		return mem_dup("");
	if (left > 0)
		/* TRANSLATORS: minutes and seconds, as in 4:59. */
		return mem_printf(_("Break: %1$d:%2$02d left."), seconds / 60, seconds % 60);
	if (left > -60000)
		return mem_dup(_("The break is over."));
	return mem_printf(ngettext("The break has been over for %d minute.",
				   "The break has been over for %d minutes.",
				   (unsigned long)(-left / 60000)), (int)(-left / 60000));
}

/* ---- plain text -------------------------------------------------------------------------- */

static void add_text(struct lines *lines, char *text, const struct render_options *options)
{
	if (text[0])
		render_text(lines, "", STYLE_PLAIN, text, STYLE_PLAIN, options);
	free(text);
}

char *notes_plain(const struct view_notes *view, int columns)
{
	struct render_options options = { .width = columns, .marks = true };
	struct lines lines = { 0 };

	add_text(&lines, notes_title(view), &options);
	lines_gap(&lines);
	notes_make(&lines, view, &options);
	lines_gap(&lines);
	add_text(&lines, notes_next(view), &options);
	if (view->question)
		add_text(&lines, mem_dup(view->question), &options);
	lines_gap(&lines);
	add_text(&lines, notes_start(view), &options);
	add_text(&lines, notes_left(view), &options);
	add_text(&lines, notes_still(view), &options);
	return lines_take_text(&lines);
}
