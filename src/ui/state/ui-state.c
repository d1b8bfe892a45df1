// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Changes to the state that panes and keys both make, the rows of the contents and of
 * timelines, and what is chosen; see ui-state.h.  One thread. */
#include "ui/state/ui-state.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "ui/canvas.h"
#include "vm/rules.h"

void scroll_fit(struct scroll *scroll, size_t n, size_t rows, size_t keep)
{
	size_t most = n > rows ? n - rows : 0;

	scroll->n = n;
	scroll->rows = rows;
	if (keep < n && keep < scroll->top)
		scroll->top = keep;
	if (keep < n && rows > 0 && keep >= scroll->top + rows)
		scroll->top = keep - rows + 1;
	if (scroll->top > most)
		scroll->top = most;
}

void ui_lay_out(struct ui *ui, const struct view *view)
{
	const struct render_options as_before = { .width = ui->page.width, .ascii = ui->page.ascii,
						  .airy = ui->page.airy };

	if (as_before.width > 0)
		page_update(&ui->page, view, &as_before, &ui->text.top);
}

bool console_takes_keys(const struct ui *ui)
{
	return ui->typing && ui->focus == FOCUS_CONSOLE && !ui->tiny;
}

void console_type(struct ui *ui)
{
	ui->escaped = false;
	ui->focus = FOCUS_CONSOLE;
	ui->screen = false; /* it takes the same place */
	ui->typing = true;
	ui->console_at = 0;
	search_close(&ui->search);
	select_close(ui);
}

void select_close(struct ui *ui)
{
	if (ui->selection.on && ui->selection.followed)
		ui->console_at = 0;
	ui->selection = (struct selection){ 0 };
}

static bool is_before(struct vm_spot a, struct vm_spot b)
{
	return a.line < b.line || (a.line == b.line && a.col < b.col);
}

bool select_has(const struct selection *selection, uint64_t line, int col)
{
	struct vm_spot spot = { line, col }, from = selection->mark, to = selection->at;

	if (is_before(to, from)) {
		from = selection->at;
		to = selection->mark;
	}
	return selection->on && selection->marked && !is_before(spot, from) && !is_before(to, spot);
}

/* ---- questions and notes ----------------------------------------------------------- */

void ui_ask(struct ui *ui, const char *question, const struct command *command)
{
	ui_forget_question(ui);
	ui->question = mem_dup(question);
	ui->asked = *command;
	ui->question_seen = false;
}

void ui_ask_choice(struct ui *ui, const char *question, const struct answer *choices,
		   const struct command *command)
{
	ui_ask(ui, question, command);
	ui->choices = choices;
}

bool ui_asks(const struct ui *ui)
{
	return ui->question != NULL;
}

void ui_seen(struct ui *ui)
{
	ui->question_seen = ui->question != NULL;
}

struct command ui_answer(struct ui *ui, bool yes)
{
	struct command command = ui->asked;

	if (!ui->question_seen)
		return command_only(COMMAND_NONE);
	ui_forget_question(ui);
	command.confirmed = true;
	return yes ? command : command_only(COMMAND_REDRAW);
}

struct command ui_choose(struct ui *ui, const struct answer *choice)
{
	struct command command = ui_answer(ui, true);

	if (command.confirmed)
		command.choice = choice->key;
	return command;
}

const struct answer *ui_choice(const struct ui *ui, int key)
{
	const struct answer *choice = ui->choices;

	while (choice && choice->key && choice->key != key)
		choice++;
	return choice && choice->key ? choice : NULL;
}

void ui_forget_question(struct ui *ui)
{
	free(ui->question);
	ui->question = NULL;
	ui->choices = NULL;
}

void ui_note(struct ui *ui, const char *text)
{
	ui_forget_note(ui);
	ui->note = mem_dup(text);
}

bool ui_forget_note(struct ui *ui)
{
	bool had = ui->note != NULL;

	free(ui->note);
	ui->note = NULL;
	return had;
}

bool ui_takes_text(const struct ui *ui)
{
	return ui->question || ui->search.typing || console_takes_keys(ui);
}

/* ---- contents ---------------------------------------------------------------------- */

size_t contents_count(const struct view *view)
{
	size_t n = 1;

	for (size_t i = 0; i < view->workshop->n_lessons; i++)
		n += 1 + view->workshop->lessons[i].n_steps;
	return n;
}

bool contents_entry(const struct view *view, size_t row, size_t *lesson, size_t *step)
{
	*lesson = *step = NO_INDEX;
	if (row == 0)
		return true;
	row--;
	for (size_t i = 0; i < view->workshop->n_lessons; i++) {
		size_t rows = 1 + view->workshop->lessons[i].n_steps;

		if (row < rows) {
			*lesson = i;
			*step = row == 0 ? NO_INDEX : row - 1;
			return true;
		}
		row -= rows;
	}
	return false;
}

/* The row of the lesson with this index: below the cover and the lessons before it. */
static size_t lesson_row(const struct view *view, size_t lesson)
{
	size_t row = 1;

	for (size_t i = 0; i < lesson; i++)
		row += 1 + view->workshop->lessons[i].n_steps;
	return row;
}

size_t contents_lesson(const struct view *view, int number)
{
	size_t index;

	return workshop_lesson(view->workshop, number, &index) ? lesson_row(view, index) : 0;
}

size_t contents_here(const struct view *view)
{
	if (view->cover || view->workshop->n_lessons == 0)
		return 0;
	if (view->finished)
		return contents_count(view) - 1;
	return lesson_row(view, view->lesson) + 1 + view->step;
}

/* ---- timeline ---------------------------------------------------------------------- */

#define DEPTH_MAX 4000 /* deeper snapshots are left out */

static bool knows(const struct vm_machine *machine, const char *name)
{
	for (size_t i = 0; name && i < machine->n_snapshots; i++)
		if (str_eq(machine->snapshots[i].name, name))
			return true;
	return false;
}

static bool is_child(const struct branches *all, size_t i, const struct vm_snapshot *parent)
{
	const struct vm_snapshot *snapshot = &all->machine->snapshots[i];

	if (all->drawn[i])
		return false;
	if (!parent)
		return !knows(all->machine, snapshot->parent);
	return str_eq(snapshot->parent, parent->name);
}

static bool is_here(const struct branches *all, const struct vm_snapshot *parent)
{
	if (parent)
		return parent->current;
	for (size_t i = 0; i < all->machine->n_snapshots; i++)
		if (all->machine->snapshots[i].current)
			return false;
	return all->machine->state != STATE_ABSENT && all->machine->state != STATE_UNKNOWN;
}

static void add_branch(struct branches *all, const struct vm_snapshot *snapshot, char *tree)
{
	struct branch *branch = MEM_PUSH(all->list, all->n);

	branch->snapshot = snapshot;
	branch->tree = tree;
}

static size_t count_children(const struct branches *all, const struct vm_snapshot *parent)
{
	size_t n = is_here(all, parent);

	for (size_t i = 0; i < all->machine->n_snapshots; i++)
		n += is_child(all, i, parent);
	return n;
}

/* What is drawn before a child: "│ └─" at a fork.  An only child stands below its parent, so
 * that a chain is straight. */
static char *branch_text(const struct branches *all, bool forks, const char *indent, bool more)
{
	return mem_printf("%s%s", indent, !forks ? "" : more ? all->between : all->last);
}

static void grow(struct branches *all, const struct vm_snapshot *parent, const char *indent,
		 int depth)
{
	size_t left = count_children(all, parent);
	const struct vm_machine *machine = all->machine;
	bool forks = parent && left > 1;

	if (depth > DEPTH_MAX)
		return;
	if (is_here(all, parent)) {
		left--;
		add_branch(all, NULL, branch_text(all, forks, indent, left > 0));
	}
	for (size_t i = 0; i < machine->n_snapshots; i++) {
		char *deeper;

		if (!is_child(all, i, parent))
			continue;
		left = left > 0 ? left - 1 : 0;
		all->drawn[i] = true;
		add_branch(all, &machine->snapshots[i], branch_text(all, forks, indent, left > 0));
		deeper = mem_printf("%s%s", indent, !forks ? "" : left ? all->trunk : "  ");
		grow(all, &machine->snapshots[i], deeper, depth + 1);
		free(deeper);
	}
}

struct branches timeline_branches(const struct vm_machine *machine, bool ascii)
{
	struct branches all = {
		.machine = machine, .trunk = theme_glyph(GLYPH_TRUNK, ascii),
		.between = theme_glyph(GLYPH_BRANCH, ascii), .last = theme_glyph(GLYPH_LAST, ascii),
	};

	if (machine) {
		all.drawn = mem_array(machine->n_snapshots, sizeof *all.drawn);
		grow(&all, NULL, "", 0);
	}
	return all;
}

void branches_free(struct branches *all)
{
	for (size_t i = 0; i < all->n; i++)
		free(all->list[i].tree);
	free(all->list);
	free(all->drawn);
}

size_t timeline_count(const struct vm_machine *machine)
{
	struct branches all = timeline_branches(machine, false);
	size_t n = all.n;

	branches_free(&all);
	return n;
}

const struct vm_snapshot *timeline_snapshot(const struct vm_machine *machine, size_t row)
{
	struct branches all = timeline_branches(machine, false);
	const struct vm_snapshot *snapshot = row < all.n ? all.list[row].snapshot : NULL;

	branches_free(&all);
	return snapshot;
}

size_t branches_selected(const struct ui *ui, const struct branches *all)
{
	size_t here = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct vm_snapshot *snapshot = all->list[i].snapshot;

		if (snapshot && ui->snapshot && str_eq(snapshot->name, ui->snapshot))
			return i;
		if (snapshot && snapshot->current)
			here = i;
	}
	return here;
}

size_t timeline_selected(const struct ui *ui, const struct vm_machine *machine)
{
	struct branches all = timeline_branches(machine, false);
	size_t row = branches_selected(ui, &all);

	branches_free(&all);
	return row;
}

/* ---- what is chosen ------------------------------------------------------------ */

/* The machine that a step is about: the one whose console it waits for, else the one of
 * its first button. */
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

	if (!view_step(view))
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

void choose_machine(struct ui *ui, const char *name)
{
	ui->escaped = false;
	free(ui->machine);
	ui->machine = mem_dup(name);
	free(ui->snapshot);
	ui->snapshot = NULL;
	ui->console_at = 0;
	select_close(ui);
}

void choose_snapshot(struct ui *ui, const struct vm_machine *machine, size_t row)
{
	const struct vm_snapshot *snapshot = timeline_snapshot(machine, row);

	free(ui->snapshot);
	ui->snapshot = snapshot ? mem_dup(snapshot->name) : NULL;
}
