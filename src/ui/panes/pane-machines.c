// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines: a sign, a name, a word, since when, what it uses; each line
 * says less where there is less room.  Pure. */
#include "ui/panes/machine-line.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "lesson/workshop.h"
#include "vm/rules.h"

#define NAME_MOST 20
#define SPARK_LEAST 3

/* The machine to look at in a step: the one whose console it waits for, else
 * the one that its first button is for. */
static const char *machine_of_step(const struct step *step)
{
	for (size_t i = 0; i < step->n_checks; i++)
		if (step->checks[i].console)
			return step->checks[i].machine;
	return step->n_actions ? step->actions[0].machine : NULL;
}

const struct vm_machine *chosen_machine(const struct ui *ui, const struct view *view)
{
	const struct vm_picture *picture = view->picture;
	const struct vm_machine *found;
	const struct lesson *lesson;

	if (!picture || picture->n_machines == 0)
		return NULL;
	found = vm_picture_machine(picture, ui->machine);
	if (!found && view->lesson < view->workshop->n_lessons) {
		lesson = &view->workshop->lessons[view->lesson];
		if (view->step < lesson->n_steps)
			found = vm_picture_machine(picture,
						   machine_of_step(&lesson->steps[view->step]));
		if (!found && lesson->n_machines)
			found = vm_picture_machine(picture, lesson->machines[0]);
	}
	return found ? found : &picture->machines[0];
}

bool machine_of_lesson(const struct view *view, const struct vm_machine *machine)
{
	const struct workshop *workshop = view->workshop;
	const struct lesson *lesson;

	if (view->cover || view->finished || view->lesson >= workshop->n_lessons)
		return false;
	lesson = &workshop->lessons[view->lesson];
	for (size_t i = 0; i < workshop->n_machines; i++)
		if (str_eq(workshop->machines[i].name, machine->name) &&
		    workshop->machines[i].clone_of &&
		    lesson_names_machine(lesson, workshop->machines[i].clone_of))
			return true;
	return lesson_names_machine(lesson, machine->name);
}

const struct vm_machine *undo_machine(const struct ui *ui, const struct view *view)
{
	const struct vm_picture *picture = view->picture;
	const struct vm_machine *chosen = chosen_machine(ui, view);

	if (chosen && chosen->can_undo)
		return chosen;
	for (size_t i = 0; picture && i < picture->n_machines; i++)
		if (picture->machines[i].can_undo && machine_of_lesson(view, &picture->machines[i]))
			return &picture->machines[i];
	return NULL;
}

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

	for (size_t i = 0; i < VM_SPARK; i++)
		if (machine->spark[i] != 255)
			str_add(&text, theme_spark(machine->spark[i], ascii));
	return str_take(&text);
}

/* What a machine's line says, in the order in which it is shown. */
struct facts {
	const char *sign, *name, *word;
	char *time, *short_time, *cpu, *spark, *memory;
	enum style style;
};

static struct facts facts_of(const struct paint *p, const struct vm_machine *machine)
{
	struct facts f = {
		.sign = paint_glyph(p, theme_state_glyph(machine->state)), .name = machine->name,
		.word = state_word(machine->state), .style = theme_state_style(machine->state),
	};

	if (machine->not_ours) {
		f.sign = paint_glyph(p, GLYPH_FAILED);
		f.word = _("not ours");
		f.style = STYLE_BAD;
		return f;
	}
	if (machine->doing != VERB_NONE) {
		f.sign = paint_glyph(p, GLYPH_BUSY);
		/* TRANSLATORS: a machine was started and does not listen yet; an action waits for it. */
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

/* Draws one part if it fits whole; returns the new column. */
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

/* Of the words for states: what is being done may be longer and is not counted. */
static int widest_word(const struct paint *p)
{
	const struct vm_picture *picture = p->view->picture;
	int widest = 0;

	for (size_t i = 0; i < picture->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];
		int width = canvas_width(p->canvas, machine->not_ours ? _("not ours") :
					 state_word(machine->state));

		if (machine->doing == VERB_NONE && width > widest)
			widest = width;
	}
	return widest;
}

static int put_time(const struct paint *p, int row, int col, int end, const struct facts *f)
{
	int after = put_part(p, row, col, end, GAP, STYLE_PLAIN, f->time);

	return after > col ? after : put_part(p, row, col, end, GAP, STYLE_PLAIN, f->short_time);
}

static int put_cpu(const struct paint *p, int row, int col, int end, const struct facts *f)
{
	int after = put_part(p, row, col, end, GAP, STYLE_PLAIN, f->cpu);

	const char *spark = f->spark ? f->spark : "";
	int room = end - after - 1;

	if (after == col || room < SPARK_LEAST)
		return after;
	/* The newest samples are at the end. */
	while (canvas_width(p->canvas, spark) > room) {
		struct cluster cluster;

		spark += cluster_next(spark, &cluster);
	}
	return put_part(p, row, after, end, 1, STYLE_DIM, spark);
}

/* Returns the column after the last thing drawn. */
int machine_line(const struct paint *p, struct rect row, const struct vm_machine *machine)
{
	struct facts f = facts_of(p, machine);
	int end = row.col + row.cols, col = row.col, name = widest_name(p), word;

	col += canvas_text(p->canvas, row.row, col, 1, f.style, f.sign) + 1;
	name = name < end - col ? name : end - col;
	canvas_text_cut(p->canvas, row.row, col, name, STYLE_STRONG, machine->name);
	word = col + name + GAP + widest_word(p);
	col = put_part(p, row.row, col + name, end, GAP, f.style, f.word);
	col = f.time && col < word ? word : col;
	col = put_time(p, row.row, col, end, &f);
	col = put_cpu(p, row.row, col, end, &f);
	col = put_part(p, row.row, col, end, GAP, STYLE_DIM, f.memory);
	facts_free(&f);
	return col;
}

/* Does a shell or a game wait for words here?  "keeper# ", "> " */
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
	for (size_t i = machine->n_console; i-- > 0 && machine->console[i].seq > machine->console_jump;)
		if (machine->console[i].text[0])
			return machine->console[i].text;
	return tail[0] ? tail : NULL;
}

/* All of the pane as rows: drawn into rect from the top, or only counted. */
struct pen {
	const struct paint *p;
	struct rect rect;
	int row;
	bool draw;
	size_t from, to; /* the machines, as they stand in the picture */
};

static void pen_text(struct pen *pen, const char *sign, const char *text, enum style style)
{
	struct render_options options = { .width = pen->rect.cols, .ascii = pen->p->canvas->ascii };
	struct lines lines = { 0 };
	struct rect rest = pen->rect;

	render_text(&lines, sign, style, text, style, &options);
	rest.row += pen->row;
	rest.rows -= pen->row;
	if (pen->draw)
		lines_draw(&lines, 0, pen->p->canvas, rest);
	pen->row += (int)lines.n;
	lines_free(&lines);
}

static void pen_machine(struct pen *pen, const struct vm_machine *machine, int index)
{
	const struct ui *ui = pen->p->ui;
	const struct vm_machine *chosen = chosen_machine(ui, pen->p->view);
	struct rect row = { pen->rect.row + pen->row, pen->rect.col, 1, pen->rect.cols };
	const char *console = machine_last_words(machine);

	pen->row++;
	if (pen->draw && pen->row <= pen->rect.rows) {
		machine_line(pen->p, row, machine);
		paint_hit(pen->p, row, HIT_MACHINE, index);
		if (ui->focus == FOCUS_MACHINES && machine == chosen) {
			canvas_style(pen->p->canvas, row, STYLE_BUTTON_FOCUS);
			paint_cursor(pen->p, row.row, row.col);
		}
	}
	if (machine->not_ours_why && machine->not_ours)
		pen_text(pen, "  ", machine->not_ours_why, STYLE_DIM);
	if (machine_at_risk(machine))
		pen_text(pen, "  ", machine_at_risk(machine), STYLE_BAD);
	/* The chosen one has a pane for its console. */
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

/* Where to begin: where not all have room, the lesson's are in sight, and the
 * chosen one before them. */
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
	if (pen.from > 0 && rect.rows > 1)
		canvas_text(p->canvas, rect.row, rect.col + rect.cols, 1, STYLE_KEY,
			    paint_glyph(p, GLYPH_MORE_UP));
	if (pen.row > rect.rows && rect.rows > 0)
		canvas_text(p->canvas, rect.row + rect.rows - 1, rect.col + rect.cols, 1, STYLE_KEY,
			    paint_glyph(p, GLYPH_MORE_DOWN));
}
