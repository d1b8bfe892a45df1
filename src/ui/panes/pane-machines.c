// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines on the screen; see pane-machines.h.  Pure. */
#include "ui/panes/pane-machines.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "ui/panes/pane-console.h"
#include "ui/state/ui-state.h"
#include "vm/rules.h"

/* ---- a line ------------------------------------------------------------------------
 *
 * A sign, a name, the state, since when, and what it uses; less of it where there is
 * less room. */

#define NAME_MOST 20  /* columns of a name; more are cut */
#define SPARK_LEAST 3 /* columns; a shorter graph is left out */
#define SPARK_MOST 12

static char *link_text(const struct paint *p)
{
	const struct vm_picture *picture = p->view->picture;
	char *span, *text;

	if (!picture || (picture->link == VM_CONNECTING && !picture->problem.message[0]))
		return mem_dup(_("Connecting to the machines…"));
	if (picture->link == VM_STALLED) {
		span = paint_span(p, picture->stalled_since_ms);
		text = mem_printf(_("No answer for %s. What is shown may be old."), span);
		free(span);
		return text;
	}
	return mem_printf("%s %s", picture->problem.message, picture->problem.remedy);
}

struct link_word link_word(const struct paint *p)
{
	const struct vm_picture *picture = p->view->picture;
	bool bad = picture && (picture->link == VM_LOST || picture->link == VM_FAILED);
	struct link_word word = { .style = bad ? STYLE_BAD : STYLE_WARN };

	if (picture && picture->link == VM_ALIVE)
		return word;
	word.sign = mem_printf("%s ", paint_glyph(p, bad ? GLYPH_FAILED : GLYPH_BUSY));
	word.text = link_text(p);
	return word;
}

void link_word_free(struct link_word *word)
{
	free(word->sign);
	free(word->text);
}

static char *doing_text(const struct paint *p, const struct vm_machine *machine)
{
	char *spent = paint_span(p, machine->doing_since_ms), *before, *text;

	if (machine->took_before_ms <= 0)
		return spent;
	before = words_seconds(machine->took_before_ms);
	text = mem_printf(_("%1$s (last time %2$s)"), spent, before);
	free(spent);
	free(before);
	return text;
}

static char *spark_text(const struct vm_machine *machine, bool ascii)
{
	struct str text = { 0 };

	for (size_t i = VM_SPARK - SPARK_MOST; i < VM_SPARK; i++)
		if (machine->spark[i] != 255)
			str_add(&text, theme_spark(machine->spark[i], ascii));
	return str_take(&text);
}

/* The parts of a machine's line, in the order shown. */
struct facts {
	const char *sign, *name, *word;
	char *time, *short_time, *cpu, *spark, *memory;
	enum style style;
};

static struct facts facts_of(const struct paint *p, const struct vm_machine *machine)
{
	struct facts f = {
		.sign = paint_glyph(p, theme_machine_glyph(machine)), .name = machine->name,
		.word = machine_word(machine), .style = theme_machine_style(machine),
	};

	if (machine->not_ours) {
		f.sign = paint_glyph(p, GLYPH_FAILED);
		f.word = _("not ours");
		f.style = STYLE_BAD;
		return f;
	}
	if (machine->doing != VERB_NONE) {
		f.sign = paint_glyph(p, GLYPH_BUSY);
		/* TRANSLATORS: a machine was started and does not listen yet; an action waits
		 * for it. */
		f.word = machine->waking ? _("waking up") : verb_doing(machine->doing);
		f.style = STYLE_BUSY;
		f.time = doing_text(p, machine);
		f.short_time = paint_span(p, machine->doing_since_ms);
		return f;
	}
	if (machine->since_ms > 0 && machine->state != STATE_ABSENT &&
	    machine->state != STATE_UNKNOWN)
		f.time = paint_span(p, machine->since_ms);
	if (machine_at_risk(machine)) {
		f.sign = paint_glyph(p, GLYPH_FAILED);
		f.style = STYLE_BAD;
	}
	if (machine->state != STATE_RUNNING && machine->state != STATE_PAUSED)
		return f;
	if (machine->cpu_percent >= 0 && machine->state == STATE_RUNNING) {
		f.cpu = mem_printf(_("cpu %d%%"), machine->cpu_percent);
		f.spark = spark_text(machine, p->canvas->ascii);
	}
	if (machine->memory > 0)
		f.memory = words_memory(machine->memory);
	return f;
}

static void facts_free(struct facts *f)
{
	free(f->time);
	free(f->short_time);
	free(f->cpu);
	free(f->spark);
	free(f->memory);
}

/* Draws one part if all of it fits; returns the column after it. */
static int put_part(const struct paint *p, int row, int col, int end, int gap, enum style style,
		    const char *text)
{
	int width = text ? canvas_width(p->canvas, text) : 0;

	if (width == 0 || col + gap + width > end)
		return col;
	return col + gap + canvas_text(p->canvas, row, col + gap, width, style, text);
}

static int widest_name(const struct paint *p)
{
	const struct vm_picture *picture = p->view->picture;
	int widest = 0;

	for (size_t i = 0; i < picture->n_machines; i++) {
		int width = canvas_width(p->canvas, picture->machines[i].name);

		widest = width > widest ? width : widest;
	}
	return widest > NAME_MOST ? NAME_MOST : widest;
}

/* The widest word of a state.  The words for what is being done are not counted: they
 * come and go, and the columns would move each time. */
static int widest_word(const struct paint *p)
{
	const struct vm_picture *picture = p->view->picture;
	int widest = 0;

	for (size_t i = 0; i < picture->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];
		int width = canvas_width(p->canvas, machine->not_ours ? _("not ours") :
					 machine_word(machine));

		if (machine->doing == VERB_NONE && width > widest)
			widest = width;
	}
	return widest;
}

static int put_time(const struct paint *p, int row, int col, int end, const struct facts *f)
{
	int after = put_part(p, row, col, end, MACHINE_GAP, STYLE_PLAIN, f->time);

	if (after > col)
		return after;
	return put_part(p, row, col, end, MACHINE_GAP, STYLE_PLAIN, f->short_time);
}

static int put_cpu(const struct paint *p, int row, int col, int end, const struct facts *f)
{
	int after = put_part(p, row, col, end, MACHINE_GAP, STYLE_PLAIN, f->cpu);
	const char *spark = f->spark ? f->spark : "";
	int room = end - after - 1;

	if (after == col || room < SPARK_LEAST)
		return after;
	/* Leave out the oldest samples, which come first. */
	while (canvas_width(p->canvas, spark) > room) {
		struct cluster cluster;

		spark += cluster_next(spark, &cluster);
	}
	return put_part(p, row, after, end, 1, STYLE_DIM, spark);
}

int machine_line(const struct paint *p, struct rect row, const struct vm_machine *machine)
{
	struct facts f = facts_of(p, machine);
	int end = row.col + row.cols, col = row.col, name = widest_name(p), word;

	col += canvas_text(p->canvas, row.row, col, 1, f.style, f.sign) + 1;
	name = name < end - col ? name : end - col;
	canvas_text_cut(p->canvas, row.row, col, name, STYLE_STRONG, machine->name);
	word = col + name + MACHINE_GAP + widest_word(p);
	col = put_part(p, row.row, col + name, end, MACHINE_GAP, f.style, f.word);
	col = f.time && col < word ? word : col;
	col = put_time(p, row.row, col, end, &f);
	col = put_cpu(p, row.row, col, end, &f);
	col = put_part(p, row.row, col, end, MACHINE_GAP, STYLE_DIM, f.memory);
	facts_free(&f);
	return col;
}

/* Whether a line is only a prompt: "keeper# ", "> " */
static bool is_prompt(const char *tail)
{
	size_t n = strlen(tail);

	while (n > 0 && tail[n - 1] == ' ')
		n--;
	return n > 0 && strchr("#$>", tail[n - 1]);
}

const char *machine_last_words(const struct vm_machine *machine)
{
	const char *tail = machine->console_tail ? machine->console_tail : "";

	if (tail[0] && !is_prompt(tail))
		return tail;
	for (size_t i = machine->n_console; i-- > 0;) {
		if (machine->console[i].seq <= machine->console_jump)
			break;
		if (machine->console[i].text[0])
			return machine->console[i].text;
	}
	return tail[0] ? tail : NULL;
}

/* ---- the list: each with what is wrong with it and what its console says last -------- */

/* Draws all rows into rect from the top, or only counts them. */
struct pen {
	const struct paint *p;
	struct rect rect;
	int row;         /* the next one, from the top of rect */
	bool draw;
	size_t from, to; /* machines [from, to) of the picture */
};

static void pen_text(struct pen *pen, const char *sign, const char *text, enum style style)
{
	struct rect rest = pen->rect;

	rest.row += pen->row;
	rest.rows = pen->draw ? rest.rows - pen->row : 0;
	pen->row += paint_text(pen->p, rest, sign, text, style);
}

static void pen_machine(struct pen *pen, const struct vm_machine *machine, int index)
{
	const struct ui *ui = pen->p->ui;
	const struct vm_machine *chosen = chosen_machine(ui, pen->p->view);
	struct rect row = { pen->rect.row + pen->row, pen->rect.col, 1, pen->rect.cols };
	const char *console = machine_last_words(machine);
	char *trouble = machine_trouble(machine);

	pen->row++;
	if (pen->draw && pen->row <= pen->rect.rows) {
		machine_line(pen->p, row, machine);
		paint_hit(pen->p, row, HIT_MACHINE, index);
		if (ui->focus == FOCUS_MACHINES && machine == chosen)
			paint_focus(pen->p, row);
	}
	if (machine->not_ours_why && machine->not_ours)
		pen_text(pen, "  ", machine->not_ours_why, STYLE_DIM);
	if (machine_at_risk(machine))
		pen_text(pen, "  ", machine_at_risk(machine), STYLE_BAD);
	if (trouble && !machine->not_ours && machine->doing == VERB_NONE)
		pen_text(pen, "  ", trouble, theme_machine_style(machine));
	free(trouble);
	/* The console of the chosen machine has a pane of its own. */
	if (console && machine != chosen && machine->state == STATE_RUNNING) {
		row.row = pen->rect.row + pen->row++;
		if (pen->draw && pen->row <= pen->rect.rows)
			canvas_text_cut(pen->p->canvas, row.row, row.col + 2, row.cols - 2,
					STYLE_DIM, console);
	}
}

static void pen_all(struct pen *pen)
{
	const struct vm_picture *picture = pen->p->view->picture;
	struct link_word link = link_word(pen->p);

	if (link.text)
		pen_text(pen, link.sign, link.text, link.style);
	link_word_free(&link);
	for (size_t i = pen->from; picture && i < picture->n_machines && i < pen->to; i++)
		pen_machine(pen, &picture->machines[i], (int)i);
}

/* The first machine that is shown if there is not room for all: from the chosen one to
 * the last one of the lesson they are in sight, or at least the chosen one. */
static size_t first_shown(const struct paint *p, struct rect rect)
{
	const struct vm_picture *picture = p->view->picture;
	const struct vm_machine *chosen = chosen_machine(p->ui, p->view);
	size_t at = chosen ? (size_t)(chosen - picture->machines) : 0, last = at, from;

	for (size_t i = at; chosen && i < picture->n_machines; i++)
		if (machine_of_lesson(p->view, &picture->machines[i]))
			last = i;
	for (from = 0; from < at; from++) {
		struct pen pen = { .p = p, .rect = rect, .from = from, .to = last + 1 };

		pen_all(&pen);
		if (pen.row <= rect.rows)
			break;
	}
	return from;
}

size_t pane_machines_rows(const struct paint *p, int cols)
{
	struct pen pen = { .p = p, .rect = { 0, 0, 0, cols }, .to = SIZE_MAX };

	pen_all(&pen);
	return (size_t)pen.row;
}

void pane_machines(const struct paint *p, struct rect rect)
{
	struct pen pen = { .p = p, .rect = rect, .draw = true, .to = SIZE_MAX };

	pen.from = first_shown(p, rect);
	pen_all(&pen);
	paint_more(p, rect, pen.from > 0 && rect.rows > 1, pen.row > rect.rows && rect.rows > 0);
}

/* ---- the strip: a line each, first those of the lesson ------------------------------- */

#define FACTS_LEAST 34  /* columns of a line that are not for the console */
#define CONSOLE_LEAST 8 /* columns; a shorter part of a console line is left out */

/* Draws one line; more: how many machines have no line. */
static void put_strip_line(const struct paint *p, struct rect line, size_t index, size_t more)
{
	const struct vm_machine *machine = &p->view->picture->machines[index];
	const char *remedy = machine->doing == VERB_NONE ? machine_remedy(machine) : NULL;
	const char *console = machine->state == STATE_ABSENT || machine->not_ours ? NULL :
			      remedy ? remedy : machine_last_words(machine);
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
	/* What the machine says, or what helps it, is more important than what it uses. */
	facts = line;
	if (console)
		facts.cols -= MACHINE_GAP + canvas_width(p->canvas, console);
	if (facts.cols < FACTS_LEAST)
		facts.cols = line.cols < FACTS_LEAST ? line.cols : FACTS_LEAST;
	col = machine_line(p, facts, machine) + MACHINE_GAP;
	if (console && (end - col >= CONSOLE_LEAST || end - col >= canvas_width(p->canvas, console)))
		canvas_text_cut(p->canvas, line.row, col, end - col, remedy ? STYLE_WARN : STYLE_DIM,
				console);
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

/* Whether a border line says all that there is to say of the machine. */
static bool is_plain(const struct vm_machine *machine)
{
	return !machine->not_ours && !machine_at_risk(machine) &&
	       (machine->doing != VERB_NONE || !machine_remedy(machine));
}

/* The machine that stands on the border above the console, or NULL: it has lines of the
 * strip. */
static const struct vm_machine *on_border(const struct paint *p)
{
	const struct vm_picture *picture = p->view->picture;
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);
	size_t *order, rows = strip_order(p->view, &order);

	free(order);
	return picture && picture->link == VM_ALIVE && rows == 1 && machine && is_plain(machine) &&
	       machine_of_lesson(p->view, machine) ? machine : NULL;
}

size_t pane_strip_rows(const struct paint *p)
{
	size_t *order, rows = strip_order(p->view, &order);

	free(order);
	return on_border(p) ? 0 : rows;
}

/* What is wrong with the connection, else the title of the console. */
static void put_border_title(const struct paint *p, struct rect frame)
{
	struct link_word link = link_word(p);
	char *title = link.text ? mem_printf("%s%s", link.sign, link.text) : console_title(p);

	canvas_border_title(p->canvas, frame.row, frame, title, link.text ? link.style : STYLE_PLAIN);
	free(title);
	link_word_free(&link);
}

void pane_machine_border(const struct paint *p, struct rect frame)
{
	const struct vm_machine *machine = on_border(p);
	struct rect line = { frame.row, frame.col + 2, 1, 0 };
	int room, used = 0;

	/* Where there is no row below for more, it says the most important. */
	if (!machine && frame.rows <= 2 && p->view->picture && p->view->picture->link == VM_ALIVE)
		machine = chosen_machine(p->ui, p->view);
	if (!machine) {
		put_border_title(p, frame);
		return;
	}
	room = canvas_border_open(p->canvas, frame.row, frame);
	line.cols = room - 2;
	if (room > 2)
		used = machine_line(p, line, machine) + 1 - (frame.col + 1);
	canvas_border_close(p->canvas, frame.row, frame, room, used, STYLE_FRAME);
	line.cols = used - 2;
	paint_hit(p, line, HIT_MACHINE, (int)(machine - p->view->picture->machines));
	if (p->ui->focus == FOCUS_MACHINES)
		paint_focus(p, line);
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
	struct rect line = { rect.row, rect.col, 1, rect.cols };

	rows = (size_t)(rect.row + rect.rows - line.row);
	strip_order(p->view, &order);
	from = strip_from(p, order, n, rows);
	for (size_t i = from; i < n && i < from + rows; i++, line.row++)
		put_strip_line(p, line, order[i], i + 1 == from + rows ? n - rows : 0);
	free(order);
}
