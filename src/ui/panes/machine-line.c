// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A machine on one line: a sign, a name, the state, since when, and what it uses; less of
 * it where there is less room.  Pure. */
#include "ui/panes/machine-line.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "vm/rules.h"

#define NAME_MOST 20  /* columns of a name; more are cut */
#define SPARK_LEAST 3 /* columns; a shorter graph is left out */

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

/* The parts of a machine's line, in the order shown. */
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

/* The widest word of a state.  What is being done may take longer words; to count them
 * would move the columns back and forth. */
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
