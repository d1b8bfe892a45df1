// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The words of the roster; see roster-text.h. */
#include "ui/roster-text.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "vm/rules.h"

/* ---- the class ------------------------------------------------------------------------ */

/* "you drive: 3.2 Freeze it". */
static char *full_place(const struct roster_view *view)
{
	const struct roster_step *place = view->place;

	if (!view->driver)
		return mem_dup(_("no one drives"));
	if (!place)
		return view->is_driver ? mem_dup(_("you drive")) : mem_printf(_("%s drives"), view->driver);
	if (view->is_driver)
		/* TRANSLATORS: the number and the title of the step where the class is. */
		return mem_printf(_("you drive: %1$s %2$s"), place->number, place->title);
	/* TRANSLATORS: who leads the class, and the number and the title of its step. */
	return mem_printf(_("%1$s drives: %2$s %3$s"), view->driver, place->number, place->title);
}

static char *short_place(const struct roster_view *view)
{
	if (!view->driver || !view->place)
		return full_place(view);
	if (view->is_driver)
		/* TRANSLATORS: the number of the step where the class is. */
		return mem_printf(_("you drive %s"), view->place->number);
	/* TRANSLATORS: who leads the class, and the number of its step. */
	return mem_printf(_("%1$s drives %2$s"), view->driver, view->place->number);
}

char *roster_where(const struct roster_view *view, enum roster_words words)
{
	char *place, *class, *text;

	if (words == ROSTER_FEW)
		return mem_printf("%s  %s", view->class, view->place ? view->place->number : "");
	place = words == ROSTER_FULL ? full_place(view) : short_place(view);
	/* TRANSLATORS: the name of a class. */
	class = words == ROSTER_FULL ? mem_printf(_("class %s"), view->class) : mem_dup(view->class);
	text = mem_printf("%s%s%s", class, words == ROSTER_FULL ? "   " : "  ", place);
	free(class);
	free(place);
	return text;
}

static void note_due(struct roster_desk *desk, int64_t in_ms)
{
	if (in_ms < desk->due_in_ms)
		desk->due_in_ms = in_ms;
}

static char *break_text(struct roster_desk *desk, int64_t left_ms)
{
	int seconds = (int)((left_ms + 999) / 1000);

	if (left_ms <= 0)
		return mem_dup(_("The break is over."));
	note_due(desk, left_ms - (int64_t)(seconds - 1) * 1000);
	/* TRANSLATORS: minutes and seconds, as in 4:59. */
	return mem_printf(_("Break: %1$d:%2$02d left."), seconds / 60, seconds % 60);
}

char *roster_time(struct roster_desk *desk, const struct roster_view *view, enum roster_words words)
{
	const struct view_pace *pace = &view->pace;

	if (view->on_break)
		return break_text(desk, view->break_left_ms);
	if (pace->total <= 0)
		return mem_printf(ngettext("%d min", "%d min", (unsigned long)pace->spent), pace->spent);
	if (!pace->timed || words == ROSTER_FEW)
		return mem_printf(_("%1$d of %2$d min"), pace->spent, pace->total);
	if (words == ROSTER_FULL)
		/* TRANSLATORS: 31 of 90 minutes are over, and only 27 should be. */
		return mem_printf(_("%1$d of %2$d min, planned %3$d"), pace->spent, pace->total, pace->planned);
	/* TRANSLATORS: the same in fewer words: minutes. */
	return mem_printf(_("%1$d of %2$d, planned %3$d"), pace->spent, pace->total, pace->planned);
}

/* Takes the text. */
static void add_count(struct str *counts, int n, char *text, const char *between)
{
	if (n > 0) {
		str_add(counts, counts->len > 0 ? between : "");
		str_add(counts, text);
	}
	free(text);
}

char *roster_counts(const struct roster_view *view, enum roster_words words)
{
	const struct roster_count *count = &view->count;
	const char *between = words == ROSTER_FULL ? "  " : " ";
	struct str counts = { 0 };

	str_addf(&counts, ngettext("%d here", "%d here", (unsigned long)count->here), count->here);
	if (words == ROSTER_FEW)
		return str_take(&counts);
	/* TRANSLATORS: so many people whose line was lost. */
	add_count(&counts, count->lost, mem_printf(ngettext("%d lost", "%d lost", (unsigned long)count->lost),
						   count->lost), between);
	/* TRANSLATORS: so many people whose program has stopped. */
	add_count(&counts, count->stopped, mem_printf(ngettext("%d stopped", "%d stopped",
							       (unsigned long)count->stopped),
						      count->stopped), between);
	/* TRANSLATORS: so many people who have quit the program. */
	add_count(&counts, count->quit, mem_printf(ngettext("%d quit", "%d quit", (unsigned long)count->quit),
						   count->quit), between);
	return str_take(&counts);
}

char *roster_line_text(struct roster_desk *desk, const struct roster_view *view)
{
	static const char *const words[] = {
		[ROSTER_LINE_CONNECTING] = N_("room: connecting"), [ROSTER_LINE_UP] = N_("room open"),
		[ROSTER_LINE_REFUSED] = N_("room: refused"), [ROSTER_LINE_CLOSED] = N_("room closed"),
	};
	char *span, *text;

	if (view->line != ROSTER_LINE_LOST)
		return mem_dup(_(words[view->line]));
	span = roster_span(desk, view->line_ms);
	/* TRANSLATORS: the class has not been heard for so long: "4 s". */
	text = mem_printf(_("room lost %s ago"), span);
	free(span);
	return text;
}

enum style roster_line_style(enum roster_line line)
{
	return line == ROSTER_LINE_UP ? STYLE_GOOD : line == ROSTER_LINE_CONNECTING ? STYLE_WARN : STYLE_BAD;
}

const char *roster_line_trouble(enum roster_line line)
{
	if (line == ROSTER_LINE_CLOSED)
		return _("The room is closed: imitation class open");
	return line == ROSTER_LINE_REFUSED ? _("The room does not take this ticket. It is tried again.") : NULL;
}

/* ---- a person ---------------------------------------------------------------------------- */

char *roster_span(struct roster_desk *desk, int64_t ms)
{
	note_due(desk, words_span_ms(ms));
	return words_span(ms);
}

static bool is_done(const struct roster_row *row)
{
	return row->state && row->state->passed >= row->state->checks;
}

enum glyph roster_sign(const struct roster_row *row)
{
	static const enum glyph signs[] = {
		[NEED_HAND] = GLYPH_HAND, [NEED_STUCK] = GLYPH_STUCK, [NEED_STOPPED] = GLYPH_LOST,
		[NEED_LOST] = GLYPH_LOST, [NEED_AWAY] = GLYPH_ABSENT,
	};

	if (row->need == NEED_NOTHING)
		return is_done(row) ? GLYPH_DONE : GLYPH_WAITING;
	return signs[row->need];
}

enum style roster_sign_style(const struct roster_row *row)
{
	static const enum style styles[] = {
		[NEED_HAND] = STYLE_QUESTION, [NEED_STUCK] = STYLE_WARN, [NEED_STOPPED] = STYLE_BAD,
		[NEED_LOST] = STYLE_BAD, [NEED_AWAY] = STYLE_DIM,
	};

	if (row->need == NEED_NOTHING)
		return is_done(row) ? STYLE_GOOD : STYLE_DIM;
	return styles[row->need];
}

static char *stuck_text(const struct roster_row *row)
{
	char *planned, *text;

	if (!row->step || row->step->planned_ms <= 0)
		return mem_dup(_("stuck"));
	planned = words_span(row->step->planned_ms);
	/* TRANSLATORS: somebody is long at a step, for which so much time was planned: "2 min". */
	text = mem_printf(_("stuck, planned %s"), planned);
	free(planned);
	return text;
}

/* Since when somebody is not here. */
static char *away_text(struct roster_desk *desk, const struct roster_row *row)
{
	char *span, *text;

	if (!row->is_known)
		return mem_dup(_("not here yet"));
	if (row->presence == ROOM_PRIVATE)
		/* TRANSLATORS: somebody wants to show nothing. */
		return mem_dup(_("private"));
	span = roster_span(desk, row->need_ms);
	text = row->presence == ROOM_LOST ? mem_printf(_("line lost %s ago"), span) :
	/* TRANSLATORS: somebody's program ended by itself so long ago. */
	       row->presence == ROOM_STOPPED ? mem_printf(_("stopped %s ago"), span) :
	/* TRANSLATORS: somebody quit the program so long ago. */
					       mem_printf(_("quit %s ago"), span);
	free(span);
	return text;
}

/* What puts the row where it is. */
static char *need_text(struct roster_desk *desk, const struct roster_row *row)
{
	char *span, *text;

	if (row->need == NEED_NOTHING)
		return mem_dup("");
	if (row->need == NEED_STUCK)
		return stuck_text(row);
	if (row->need != NEED_HAND)
		return away_text(desk, row);
	span = roster_span(desk, row->need_ms);
	/* TRANSLATORS: somebody has raised a hand for so long. */
	text = mem_printf(_("hand up for %s"), span);
	free(span);
	return text;
}

static void add_need(struct str *needs, bool is_so, const char *text)
{
	if (!is_so)
		return;
	str_add(needs, needs->len > 0 ? ", " : "");
	str_add(needs, text);
}

char *roster_needs(struct roster_desk *desk, const struct roster_row *row)
{
	bool is_here = row->is_known && row->presence == ROOM_HERE && row->state;
	char *need = need_text(desk, row);
	struct str needs = { 0 };

	add_need(&needs, need[0] != '\0', need);
	free(need);
	/* TRANSLATORS: what the roster says of somebody's account. */
	add_need(&needs, is_here && row->state->full, _("disk full"));
	/* TRANSLATORS: somebody has other lessons than the class. */
	add_need(&needs, is_here && row->other_files, _("other lessons"));
	/* TRANSLATORS: somebody does not follow the class now. */
	add_need(&needs, is_here && !row->state->follow, _("looks around"));
	return needs.len > 0 ? str_take(&needs) : mem_dup("");
}

char *roster_number(const struct roster_row *row)
{
	return mem_dup(row->step ? row->step->number : row->state ? "?" : "");
}

char *roster_checks(const struct roster_row *row)
{
	if (!row->state || row->state->checks <= 0)
		return mem_dup("");
	/* TRANSLATORS: so many of a step's checks have passed. */
	return mem_printf(_("%1$d of %2$d"), row->state->passed, row->state->checks);
}

char *roster_age(struct roster_desk *desk, const struct roster_row *row)
{
	return row->state && row->need != NEED_AWAY ? roster_span(desk, row->on_step_ms) : mem_dup("");
}

/* ---- a machine ---------------------------------------------------------------------------- */

/* TROUBLE_COUNT: it is none. */
static enum trouble trouble_named(const char *name)
{
	int trouble = TROUBLE_NONE + 1;

	while (trouble < TROUBLE_COUNT && !str_eq(trouble_name((enum trouble)trouble), name))
		trouble++;
	return (enum trouble)trouble;
}

struct roster_machine roster_machine(const struct room_machine *machine)
{
	struct vm_machine seen = { .state = state_named(machine->state) };
	enum trouble trouble = trouble_named(machine->state);
	bool is_known = seen.state != STATE_UNKNOWN || str_eq(machine->state, "unknown");

	seen.trouble = trouble < TROUBLE_COUNT ? trouble : TROUBLE_NONE;
	return (struct roster_machine){
		.glyph = theme_machine_glyph(&seen), .style = theme_machine_style(&seen),
		.word = is_known || seen.trouble != TROUBLE_NONE ? machine_word(&seen) : machine->state,
	};
}
