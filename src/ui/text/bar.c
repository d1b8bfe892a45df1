// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Makes the button bar: the stage, then buttons and checks in the order of the lesson's
 * file, then the hints that were asked for.  Pure. */
#include "ui/text/bar.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/text/render.h"

#define GAP 3           /* blanks between a label and its command */
#define ASIDE_COLUMN 32
#define COMMAND_LEAST 16 /* columns of a command beside its label */

/* A row with a main text and a lesser one, which stands to the right if both fit, else
 * below. */
struct entry {
	const char *sign;
	enum style sign_style;
	const char *text;
	enum style text_style;
	const char *after; /* a sign after the text, or "" */
	const char *aside;
	enum style aside_style;
	bool code; /* the aside is a command */
	int tag;
};

static int shown_width(const char *text, bool ascii)
{
	char *plain = ascii ? utf8_ascii(text) : NULL;
	int width = utf8_width(plain ? plain : text);

	free(plain);
	return width;
}

/* The column of the asides: the same on every step, or where a command does not fit there,
 * after the longest label that leaves room for one. */
static int aside_column(const struct view *view, const struct bar_options *options)
{
	int column = 0, widest = 0, width = options->render.width;

	for (size_t i = 0; i < view->n_buttons; i++) {
		const struct view_button *button = &view->buttons[i];
		int label = 4 + shown_width(button->label, options->render.ascii) +
			    (button->doing || button->done ? 2 : 0) + GAP;
		int command = shown_width(button->command, options->render.ascii);

		if (label + COMMAND_LEAST <= width)
			column = label > column ? label : column;
		widest = command > widest ? command : widest;
	}
	if (column < ASIDE_COLUMN && ASIDE_COLUMN + widest <= width)
		column = ASIDE_COLUMN;
	return column;
}

/* Cut in the middle, because a command's end says what it is about.  Caller frees. */
static char *cut_middle(const char *text, int columns, bool ascii)
{
	const char *dots = theme_glyph(GLYPH_ELLIPSIS, ascii);
	char *plain = ascii ? utf8_ascii(text) : mem_dup(text), *cut;
	int room = columns - utf8_width(dots), head = room - room / 2, width = utf8_width(plain);
	const char *end = plain, *stop = plain + strlen(plain);

	if (width <= columns)
		return plain;
	while (end < stop && width > room / 2) {
		uint32_t cp;
		size_t took = utf8_decode(end, (size_t)(stop - end), &cp);

		width -= utf8_nwidth(end, took);
		end += took;
	}
	cut = room < 2 ? mem_dup(dots) :
			 mem_printf("%.*s%s%s", (int)utf8_fit(plain, head), plain, dots, end);
	free(plain);
	return cut;
}

/* Puts a command into the row of its label, or below, and never takes more than one row. */
static void put_command(struct lines *lines, const struct entry *entry, int column,
			const struct bar_options *options)
{
	struct line *line = &lines->list[lines->n - 1];
	int at = line->width + GAP, width = options->render.width;
	char *text, *blanks;

	at = column > at ? column : at;
	if (at + COMMAND_LEAST > width && at + shown_width(entry->aside, options->render.ascii) > width) {
		line = lines_add(lines);
		line->tag = entry->tag;
		at = utf8_width(entry->sign);
	}
	text = cut_middle(entry->aside, width - at, options->render.ascii);
	blanks = mem_printf("%*s", at - line->width, "");
	line_add(lines, line, STYLE_PLAIN, blanks, 0);
	line_add(lines, line, entry->aside_style, text, 0);
	free(blanks);
	free(text);
}

static void put_aside(struct lines *lines, const struct entry *entry, size_t first, int column,
		      const struct bar_options *options)
{
	struct render_options render = options->render;
	struct line *line = &lines->list[lines->n - 1];
	int width = shown_width(entry->aside, render.ascii), at = line->width + GAP;
	char *indent;

	if (column > at && column + width <= render.width)
		at = column;
	render.tag = entry->tag;
	render.code = entry->code;
	if (lines->n == first + 1 && at + width <= render.width) {
		char *blanks = mem_printf("%*s", at - line->width, "");

		line_add(lines, line, STYLE_PLAIN, blanks, 0);
		line_add(lines, line, entry->aside_style, entry->aside, 0);
		free(blanks);
		return;
	}
	indent = mem_printf("%*s", shown_width(entry->sign, render.ascii), "");
	render_text(lines, indent, STYLE_PLAIN, entry->aside, entry->aside_style, &render);
	free(indent);
}

static void put_entry(struct lines *lines, const struct entry *entry, int column,
		      const struct bar_options *options)
{
	struct render_options render = options->render;
	size_t first = lines->n;

	render.tag = entry->tag;
	render_text(lines, entry->sign, entry->sign_style, entry->text, entry->text_style, &render);
	if (lines->n == first)
		return;
	if (entry->after[0]) {
		struct line *line = &lines->list[lines->n - 1];

		line_add(lines, line, STYLE_PLAIN, " ", 0);
		line_add(lines, line, entry->sign_style, entry->after, 0);
	}
	if (entry->aside && entry->aside[0] && entry->code && !options->whole)
		put_command(lines, entry, column, options);
	else if (entry->aside && entry->aside[0])
		put_aside(lines, entry, first, column, options);
}

static void put_button(struct lines *lines, const struct view_button *button, size_t index,
		       int column, const struct bar_options *options)
{
	bool focused = options->focused == (int)index + 1;
	bool off = button->refused != NULL, ascii = options->render.ascii;
	bool marked = options->marked == (int)index + 1;
	enum style style = marked ? STYLE_SPOT : focused ? STYLE_BUTTON_FOCUS :
			   off ? STYLE_BUTTON_OFF : STYLE_BUTTON;
	char *sign = mem_printf("[%d] ", button->number);
	bool told = off && !button->done && !button->doing;
	struct entry entry = {
		.sign = sign, .sign_style = style, .text = button->label,
		.text_style = marked || focused || off ? style : STYLE_PLAIN,
		.after = button->doing ? theme_glyph(GLYPH_BUSY, ascii) :
			 button->done ? theme_glyph(GLYPH_DONE, ascii) : "",
		.aside = told ? button->refused : button->command, .aside_style = STYLE_DIM, .code = !told,
		.tag = (int)index + 1,
	};

	put_entry(lines, &entry, column, options);
	free(sign);
}

static void put_check(struct lines *lines, const struct view_check *check, size_t index,
		      int column, const struct bar_options *options)
{
	bool ascii = options->render.ascii, marked = options->marked_check == index + 1;
	enum glyph glyph = check->passed ? GLYPH_DONE :
			   check->certain ? GLYPH_WAITING : GLYPH_UNKNOWN;
	char *sign = mem_printf("%s ", theme_glyph(glyph, ascii));
	struct entry entry = {
		.sign = sign,
		.sign_style = marked ? STYLE_SPOT : check->passed ? STYLE_GOOD : STYLE_WARN,
		.text = check->text, .text_style = marked ? STYLE_SPOT : STYLE_PLAIN, .after = "",
		.aside = check->passed ? NULL : check->found, .aside_style = STYLE_DIM,
		.tag = marked ? BAR_MARKED : check->passed ? BAR_NONE : BAR_WAITING,
	};

	put_entry(lines, &entry, column, options);
	free(sign);
}

static void put_stage(struct lines *lines, const struct view *view, int column,
		      const struct bar_options *options)
{
	bool focused = options->focused == BAR_STAGE, marked = options->marked == BAR_STAGE;
	enum style style = marked ? STYLE_SPOT : focused ? STYLE_BUTTON_FOCUS : STYLE_BUTTON;
	struct entry entry = {
		.sign = "[0] ", .sign_style = style,
		.text = view->stage_text && view->stage_text[0] ? view->stage_text :
			_("Set the stage"),
		.text_style = focused || marked ? style : STYLE_PLAIN, .after = "", .tag = BAR_STAGE,
	};

	put_entry(lines, &entry, column, options);
}

struct hint {
	const char *text;
	const struct doc *doc; /* instead of text; both NULL: the hint's check passed */
};

/* Finds hint number `at`: first come those of the checks, then those of the step, then
 * what to press.  A hint keeps its number when its check passes, else the next one would
 * be shown without being asked for.  False: there are not so many. */
static bool hint_at(const struct view *view, size_t at, struct hint *hint)
{
	const struct step *step = view_step(view);

	*hint = (struct hint){ 0 };
	for (size_t i = 0; i < view->n_checks; i++) {
		const struct view_check *check = &view->checks[i];

		if (!check->hint || at-- > 0)
			continue;
		hint->text = check->passed ? NULL : check->hint;
		return true;
	}
	if (step && at < step->n_hints)
		hint->doc = &step->hints[at];
	else if (step && at == step->n_hints && !view->advice_first)
		hint->text = view->advice;
	return hint->doc || hint->text;
}

bool bar_advice_is_next(const struct view *view, bool shown)
{
	return !view->present && !shown && view->advice_first && view->advice;
}

size_t bar_next_hint(const struct view *view, size_t shown)
{
	struct hint hint;

	/* An audience is to find out for itself. */
	for (; !view->present && hint_at(view, shown, &hint); shown++)
		if (hint.text || hint.doc)
			return shown + 1;
	return 0;
}

static void put_hint(struct lines *lines, const char *text, const struct doc *doc,
		     const struct bar_options *options)
{
	struct render_options render = options->render;

	render.tag = BAR_HINT;
	if (options->roomy)
		lines_gap(lines);
	if (text) {
		char *word = mem_printf("%s ", _("Hint:"));

		render_text(lines, word, STYLE_STRONG, text, STYLE_PLAIN, &render);
		free(word);
		return;
	}
	render.word = _("Hint:");
	render.tight = !options->roomy;
	render_doc(lines, doc, &render);
}

static void put_hints(struct lines *lines, const struct view *view,
		      const struct bar_options *options)
{
	struct hint hint;

	if (options->advice && view->advice_first && view->advice)
		put_hint(lines, view->advice, NULL, options);
	for (size_t i = 0; i < options->hints && hint_at(view, i, &hint); i++)
		if (hint.text || hint.doc)
			put_hint(lines, hint.text, hint.doc, options);
}

void bar_make(struct lines *lines, const struct view *view, const struct bar_options *options)
{
	int column = aside_column(view, options);
	size_t button = 0, check = 0;
	bool was_check = false;

	if (view->cover || view->finished)
		return;
	if (view->stage_needed) {
		put_stage(lines, view, column, options);
		if (options->roomy && view->n_buttons + view->n_checks > 0)
			lines_gap(lines);
	}
	while (button < view->n_buttons || check < view->n_checks) {
		bool is_check = check < view->n_checks &&
				(view->checks[check].after <= button || button >= view->n_buttons);

		if (options->roomy && button + check > 0 && is_check != was_check)
			lines_gap(lines);
		if (is_check) {
			put_check(lines, &view->checks[check], check, column, options);
			check++;
		} else {
			put_button(lines, &view->buttons[button], button, column, options);
			button++;
		}
		was_check = is_check;
	}
	put_hints(lines, view, options);
}
