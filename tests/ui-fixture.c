// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fixed data for the tests of the screen; see ui-fixture.h. */
#include "ui-fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/console/terminal.h"
#include "vm/files/guests.h"
#include "vm/machine.h"
#include "vm/screen.h"

/* --- documents --- */

static void add_span(struct block *block, const char *text, size_t n, unsigned style, int link)
{
	struct span *span = MEM_PUSH(block->spans, block->n_spans);

	span->text = mem_ndup(text, n);
	span->style = style;
	span->link = link;
}

static int add_link(struct doc *doc, const char *address, size_t n)
{
	for (size_t i = 0; i < doc->n_links; i++)
		if (strlen(doc->links[i]) == n && memcmp(doc->links[i], address, n) == 0)
			return (int)i + 1;
	*MEM_PUSH(doc->links, doc->n_links) = mem_ndup(address, n);
	return (int)doc->n_links;
}

/* [text](address) or ![alt](address) at `at`; returns its length or 0. */
static size_t parse_link(struct doc *doc, struct block *block, const char *at)
{
	bool image = at[0] == '!';
	const char *text = at + image + 1, *middle, *end;

	if (at[image] != '[' || !(middle = strstr(text, "](")) || !(end = strchr(middle, ')')))
		return 0;
	add_span(block, text, (size_t)(middle - text), image ? SPAN_IMAGE : SPAN_LINK,
		 image ? 0 : add_link(doc, middle + 2, (size_t)(end - middle - 2)));
	return (size_t)(end + 1 - at);
}

static void parse_inline(struct doc *doc, struct block *block, const char *at)
{
	static const struct {
		const char *mark;
		unsigned style;
	} marks[] = { { "**", SPAN_STRONG }, { "*", SPAN_EMPH }, { "`", SPAN_CODE } };
	size_t plain = 0;

	while (at[plain]) {
		size_t took = 0, i;

		if (at[plain] == '[' || (at[plain] == '!' && at[plain + 1] == '[')) {
			struct block found = { 0 };

			took = parse_link(doc, &found, at + plain);
			if (took) {
				if (plain)
					add_span(block, at, plain, 0, 0);
				*MEM_PUSH(block->spans, block->n_spans) = found.spans[0];
			}
			free(found.spans);
		} else if (at[plain] == '\\') {
			if (plain)
				add_span(block, at, plain, 0, 0);
			add_span(block, "", 0, SPAN_BREAK, 0);
			took = 1;
		}
		for (i = 0; i < ARRAY_LEN(marks) && !took; i++) {
			size_t n = strlen(marks[i].mark);
			const char *end = str_starts(at + plain, marks[i].mark) ?
					  strstr(at + plain + n, marks[i].mark) : NULL;

			if (!end)
				continue;
			if (plain)
				add_span(block, at, plain, 0, 0);
			add_span(block, at + plain + n, (size_t)(end - at - plain) - n,
				 marks[i].style, 0);
			took = (size_t)(end - at - plain) + n;
		}
		if (took) {
			at += plain + took;
			plain = 0;
		} else {
			plain++;
		}
	}
	if (plain)
		add_span(block, at, plain, 0, 0);
}

static struct block *add_block(struct block *parent, enum block_kind kind)
{
	struct block *block = MEM_PUSH(parent->kids, parent->n_kids);

	block->kind = kind;
	return block;
}

/* The block at the end of parent, if it is of this kind, else a new one. */
static struct block *last_or_new(struct block *parent, enum block_kind kind)
{
	struct block *last = parent->n_kids ? &parent->kids[parent->n_kids - 1] : NULL;

	return last && last->kind == kind ? last : add_block(parent, kind);
}

static void add_item(struct doc *doc, struct block *parent, const char *text, int number)
{
	struct block *list = last_or_new(parent, BLOCK_LIST), *item;

	list->tight = true;
	list->ordered = number > 0;
	item = add_block(list, BLOCK_ITEM);
	item->number = number;
	parse_inline(doc, add_block(item, BLOCK_PARAGRAPH), text);
}

static void add_row(struct doc *doc, struct block *parent, const char *text)
{
	struct block *row = add_block(last_or_new(parent, BLOCK_TABLE), BLOCK_ROW);
	char *copy = mem_dup(text + 1), *at = copy, *cell;

	while ((cell = strsep(&at, "|")) && at) {
		struct block *made = add_block(row, BLOCK_CELL);

		while (*cell == ' ')
			cell++;
		while (str_ends(cell, " "))
			cell[strlen(cell) - 1] = '\0';
		made->align = cell[0] == '>' ? ALIGN_RIGHT : cell[0] == '^' ? ALIGN_CENTER : ALIGN_LEFT;
		parse_inline(doc, made, cell + (made->align != ALIGN_LEFT));
	}
	free(copy);
}

static void add_code(struct block *parent, const char *text)
{
	struct block *code = last_or_new(parent, BLOCK_CODE);
	char *more = mem_printf("%s%s\n", code->text ? code->text : "", text);

	free(code->text);
	code->text = more;
}

static void parse_line(struct doc *doc, struct block *root, char *line)
{
	struct block *block;
	int level;

	if (!line[0])
		return;
	if (line[0] == '#') {
		level = (int)strspn(line, "#");
		block = add_block(root, BLOCK_HEADING);
		block->level = level;
		parse_inline(doc, block, line + level + 1);
	} else if (str_starts(line, "- ")) {
		add_item(doc, root, line + 2, 0);
	} else if (str_starts(line, "  - ")) {
		block = last_or_new(root, BLOCK_LIST);
		add_item(doc, last_or_new(block, BLOCK_ITEM), line + 4, 0);
	} else if (line[0] >= '0' && line[0] <= '9' && strstr(line, ". ")) {
		add_item(doc, root, strstr(line, ". ") + 2, atoi(line));
	} else if (line[0] == '>') {
		block = last_or_new(root, BLOCK_QUOTE);
		if (line[1] == '!' && !block->text)
			block->text = mem_dup("bulb");
		parse_line(doc, block, line + (line[1] == '!' ? 3 : 2));
	} else if (str_starts(line, "    ")) {
		add_code(root, line + 4);
	} else if (str_eq(line, "---")) {
		add_block(root, BLOCK_RULE);
	} else if (line[0] == '|') {
		add_row(doc, root, line);
	} else {
		parse_inline(doc, add_block(root, BLOCK_PARAGRAPH), line);
	}
}

static void parse_doc(struct doc *doc, const char *text)
{
	char *copy = mem_dup(text), *at = copy, *line;

	while ((line = strsep(&at, "\n")))
		parse_line(doc, &doc->root, line);
	free(copy);
}

struct doc *fixture_doc(const char *text)
{
	struct doc *doc = mem_alloc(sizeof *doc);

	parse_doc(doc, text);
	return doc;
}

static void block_clear(struct block *block)
{
	for (size_t i = 0; i < block->n_spans; i++)
		free(block->spans[i].text);
	for (size_t i = 0; i < block->n_kids; i++)
		block_clear(&block->kids[i]);
	free(block->spans);
	free(block->kids);
	free(block->text);
	free(block->info);
}

static void doc_clear(struct doc *doc)
{
	block_clear(&doc->root);
	for (size_t i = 0; i < doc->n_links; i++)
		free(doc->links[i]);
	free(doc->links);
	*doc = (struct doc){ 0 };
}

void fixture_doc_free(struct doc *doc)
{
	doc_clear(doc);
	free(doc);
}

/* --- lines --- */

char *fixture_joined(const struct lines *lines)
{
	struct str out = { 0 };

	for (size_t i = 0; i < lines->n; i++) {
		for (size_t j = 0; j < lines->list[i].n; j++)
			str_add(&out, lines->list[i].runs[j].text);
		while (out.len > 0 && out.text[out.len - 1] == ' ')
			str_cut(&out, out.len - 1);
		str_addc(&out, '\n');
	}
	return str_take(&out);
}

void fixture_run(const struct line *line, size_t run, const char *text, enum style style, int link)
{
	assert_true(run < line->n);
	assert_string_equal(line->runs[run].text, text);
	assert_int_equal(line->runs[run].style, style);
	assert_int_equal(line->runs[run].link, link);
}

/* --- the workshop --- */

static const struct {
	const char *title;
	int minutes;
	const char *steps[6];
} outline[] = {
	{ "A computer inside a computer", 5, { "What is a host?", "Meet the dreamer" } },
	{ "Power on", 6, { "Watch it boot", "Look at the clock", "And again" } },
	{ "Pause without shutting down", 5,
	  { "Look before you leap", "Freeze the machine", "Thaw it again", "What was that?" } },
	{ "Three ways to stop", 7, { "Ask it to shut down", "Pull the plug", "Save its state" } },
	{ "Take a save point, then break it", 7, { "Keep a moment", "Make a mess", "Go back" } },
	{ "Backwards and forwards in time", 8, { "A line of moments", "Jump around" } },
};

static const char freeze_text[] =
	"A paused machine keeps all that it had in memory. Nothing is saved to disk, nothing shuts "
	"down: its clock simply stops.\n"
	"Watch the console on the right while you press the button.";

static void add_step(struct lesson *lesson, const char *title)
{
	struct step *step = MEM_PUSH(lesson->steps, lesson->n_steps);

	step->number = (int)lesson->n_steps;
	step->id = mem_printf("%d.%zu", lesson->number, lesson->n_steps);
	step->title = mem_dup(title);
	parse_doc(&step->doc, lesson->number == 3 && lesson->n_steps == 2 ? freeze_text :
		  "Some text that stands in this step. It says what to do and what to look at.");
}

static void add_machine_spec(struct workshop *workshop, const char *name)
{
	struct machine_spec *spec = MEM_PUSH(workshop->machines, workshop->n_machines);

	spec->name = mem_dup(name);
	spec->title = mem_dup(name);
}

static struct workshop *make_workshop(void)
{
	struct workshop *workshop = mem_alloc(sizeof *workshop);

	workshop->title =
		mem_dup("The Imitation Game: Introduction to Administering Virtual Machine "
				  "Systems");
	workshop->date = mem_dup("2020-04-19 18:00");
	workshop->location = mem_dup("Remote");
	workshop->duration = 90;
	parse_doc(&workshop->cover,
		  "This workshop is a practical introduction to creating, using, and administering "
		  "virtual machine (VM) systems. Even if you’ve never heard of a virtual machine "
			  "before, "
		  "you probably already use the underlying technology.\n"
		  "## Workshop Description\n"
		  "> Virtualization makes it possible for a single file on your computer to "
			  "appear to be "
		  "an entire hard disk drive (such as provided by "
			  "[VeraCrypt](https://www.veracrypt.fr/)).\n"
		  "As with all events of ours: be kind. Please refer to "
		  "[our social rules](https://example.org/rules).");
	add_machine_spec(workshop, "dreamer");
	for (size_t i = 0; i < ARRAY_LEN(outline); i++) {
		struct lesson *lesson = MEM_PUSH(workshop->lessons, workshop->n_lessons);

		lesson->number = (int)i + 1;
		lesson->title = mem_dup(outline[i].title);
		lesson->duration = outline[i].minutes;
		*MEM_PUSH(lesson->machines, lesson->n_machines) = mem_dup("dreamer");
		for (size_t j = 0; j < ARRAY_LEN(outline[i].steps) && outline[i].steps[j]; j++)
			add_step(lesson, outline[i].steps[j]);
	}
	*MEM_PUSH(workshop->lessons[2].objectives, workshop->lessons[2].n_objectives) =
		mem_dup("Freeze a running machine and thaw it again");
	*MEM_PUSH(workshop->lessons[2].objectives, workshop->lessons[2].n_objectives) =
		mem_dup("Tell a pause from a shutdown");
	parse_doc(&workshop->lessons[2].intro,
		  "What happens to a dream when the dreamer is stopped in the middle of it?");
	parse_doc(MEM_PUSH(workshop->lessons[2].steps[1].hints,
			   workshop->lessons[2].steps[1].n_hints),
		  "Look at the word beside its name. The button is pressed with `1`.");
	return workshop;
}

static void step_clear(struct step *step)
{
	free(step->id);
	free(step->title);
	doc_clear(&step->doc);
	for (size_t i = 0; i < step->n_hints; i++)
		doc_clear(&step->hints[i]);
	free(step->hints);
}

static void lesson_clear(struct lesson *lesson)
{
	free(lesson->title);
	free(lesson->language);
	for (size_t i = 0; i < lesson->n_machines; i++)
		free(lesson->machines[i]);
	for (size_t i = 0; i < lesson->n_objectives; i++)
		free(lesson->objectives[i]);
	for (size_t i = 0; i < lesson->n_steps; i++)
		step_clear(&lesson->steps[i]);
	free(lesson->machines);
	free(lesson->objectives);
	free(lesson->steps);
	doc_clear(&lesson->intro);
}

static void workshop_clear(struct workshop *workshop)
{
	for (size_t i = 0; i < workshop->n_lessons; i++)
		lesson_clear(&workshop->lessons[i]);
	for (size_t i = 0; i < workshop->n_machines; i++) {
		free(workshop->machines[i].name);
		free(workshop->machines[i].title);
	}
	free(workshop->machines);
	free(workshop->lessons);
	free(workshop->title);
	free(workshop->language);
	free(workshop->date);
	free(workshop->location);
	doc_clear(&workshop->cover);
	free(workshop);
}

/* --- what the machine's own screen shows --- */

static void write_on(struct vga_text *text, int row, int col, int attr, const char *codes)
{
	for (; *codes; codes++, col++)
		text->cells[row * text->cols + col] =
			(struct vga_cell){ (unsigned char)*codes, (unsigned char)attr };
}

/* A firmware's menu: a box, bars in reverse and in colours, and to the last column. */
static void make_screen(struct vm_screen *screen)
{
	struct vga_text *text = &screen->text;
	char line[81];

	screen->version = 1;
	strcpy(screen->machine, "dreamer");
	screen->kind = SCREEN_TEXT;
	text->rows = 25;
	text->cols = 80;
	for (int i = 0; i < 25 * 80; i++)
		text->cells[i] = (struct vga_cell){ ' ', 0x07 };
	for (int i = 1; i <= 12; i++) {
		snprintf(line, sizeof line, "tick %d", i);
		write_on(text, i - 1, 0, 0x07, line);
	}
	write_on(text, 13, 2, 0x1f, "\xc9\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xbb");
	write_on(text, 14, 2, 0x1f, "\xba caf\x82 \xe3 \xba");
	write_on(text, 15, 2, 0x1f, "\xc8\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xcd\xbc");
	write_on(text, 17, 0, 0x70, "chosen");
	write_on(text, 18, 0, 0x4e, "\x01\x1b danger");
	write_on(text, 19, 60, 0x0a, "far out to the right");
	write_on(text, 23, 0, 0x07, "memory: hello");
}

/* --- the machines --- */

#define NOW_MONO 10000000LL
#define NOW_WALL 1587320400000LL /* 2020-04-19 18:20:00 */
#define MINUTE 60000LL

static void add_snapshot(struct vm_machine *machine, const char *name, const char *parent, int64_t at,
		       bool current, bool safety)
{
	struct vm_snapshot *snapshot = MEM_PUSH(machine->snapshots, machine->n_snapshots);

	snapshot->name = mem_dup(name);
	snapshot->parent = mem_dup(parent);
	snapshot->created_ms = at;
	snapshot->current = current;
	snapshot->safety = safety;
	snapshot->state = STATE_RUNNING;
}

static void add_console(struct vm_machine *machine, const char *text)
{
	struct vm_console_line *line = MEM_PUSH(machine->console, machine->n_console);

	line->seq = ++machine->console_seq;
	line->text = mem_dup(text);
}

/* The last samples of its cpu use. */
static void set_spark(struct vm_machine *machine, const unsigned char *samples, size_t n)
{
	memset(machine->spark, 255, sizeof machine->spark);
	memcpy(machine->spark + VM_SPARK - n, samples, n);
}

static struct vm_machine *add_machine(struct vm_picture *picture, const char *name,
				      enum machine_state state)
{
	static const unsigned char spark[] = { 2, 3, 20, 3, 2, 3 };
	struct vm_machine *machine = MEM_PUSH(picture->machines, picture->n_machines);

	machine->name = mem_dup(name);
	machine->state = state;
	machine->since_ms = NOW_MONO - 4 * MINUTE;
	machine->cpu_percent = 3;
	machine->memory = 4 << 20;
	set_spark(machine, spark, sizeof spark);
	machine->console_tail = mem_dup("");
	return machine;
}

static struct vm_picture *make_picture(void)
{
	struct vm_picture *picture = mem_alloc(sizeof *picture);
	struct vm_machine *dreamer;

	picture->link = VM_ALIVE;
	picture->uri = mem_dup("qemu:///session");
	dreamer = add_machine(picture, "dreamer", STATE_RUNNING);
	add_snapshot(dreamer, "fresh", NULL, NOW_WALL - 8 * MINUTE, false, false);
	add_snapshot(dreamer, "before-mess", "fresh", NOW_WALL - 6 * MINUTE, true, false);
	add_snapshot(dreamer, "branch", "fresh", NOW_WALL - 3 * MINUTE, false, false);
	add_console(dreamer, "I am the dreamer. I count the seconds.");
	for (int i = 1; i <= 42; i++) {
		char text[32];

		snprintf(text, sizeof text, "tick %d", i);
		add_console(dreamer, text);
	}
	return picture;
}

static void machine_clear(struct vm_machine *machine)
{
	for (size_t i = 0; i < machine->n_snapshots; i++) {
		free(machine->snapshots[i].name);
		free(machine->snapshots[i].parent);
		free(machine->snapshots[i].description);
	}
	hardware_clear(&machine->now);
	for (size_t i = 0; i < machine->n_console; i++)
		free(machine->console[i].text);
	free(machine->snapshots);
	free(machine->console);
	free(machine->console_tail);
	free(machine->console_problem);
	free(machine->not_ours_why);
	free(machine->name);
}

static void picture_clear(struct vm_picture *picture)
{
	for (size_t i = 0; picture && i < picture->n_machines; i++)
		machine_clear(&picture->machines[i]);
	if (picture) {
		free(picture->machines);
		free(picture->uri);
	}
	free(picture);
}

/* --- the view --- */

static const char *snapshot_step(void *context, const char *machine, const char *snapshot)
{
	(void)context;
	(void)machine;
	return str_eq(snapshot, "fresh") ? "3.1" : str_eq(snapshot, "before-mess") ? "5.2" :
	       str_eq(snapshot, "branch") ? "6.1" : NULL;
}

struct fixture *fixture_new(void)
{
	struct fixture *f = mem_alloc(sizeof *f);
	static const unsigned char until[] = { 2, 2, 3, 2, 2, 2, 1, 0 };

	f->workshop = make_workshop();
	f->picture = make_picture();
	for (size_t i = 0; i < f->workshop->n_lessons; i++) {
		f->done[i] = mem_alloc(8);
		if (i < 3)
			memcpy(f->done[i], until + (i < 2 ? 0 : 5), 3);
	}
	f->buttons[0] =
		(struct view_button){ 1, "Pause the dreamer", "virsh suspend dreamer", NULL, false,
					      false, false, 0 };
	f->checks[0] =
		(struct view_check){ "the dreamer is paused", "expected paused, found running",
					    "The word beside the dreamer must say paused.", false,
						    true, 1 };
	f->checks[1] =
		(struct view_check){ "the console has gone quiet", "", NULL, false, true, 1 };
	f->view = (struct view){
		.workshop = f->workshop, .lesson = 2, .step = 1, .buttons = f->buttons, .n_buttons =
			1,
		.checks = f->checks, .n_checks = 2, .done = (const unsigned char *const *)f->done,
		.stage_text = "", .picture = f->picture, .snapshot_step = snapshot_step, .message = "",
		.remedy = "", .give_back = "imitation reset", .spent_ms = 31 * MINUTE, .now_mono_ms = NOW_MONO, .now_wall_ms =
			NOW_WALL,
	};
	make_screen(&f->screen);
	f->view.screen = &f->screen;
	return f;
}

void fixture_free(struct fixture *f)
{
	for (size_t i = 0; i < ARRAY_LEN(f->done); i++)
		free(f->done[i]);
	workshop_clear(f->workshop);
	picture_clear(f->picture);
	image_free(&f->screen.image);
	free(f->screen.problem);
	terminal_free(f->terminal);
	free(f);
}

static struct terminal *terminal_of(const struct vm_machine *machine)
{
	struct terminal *terminal = terminal_new(TERMINAL_ROWS, TERMINAL_COLS);

	for (size_t i = 0; i < machine->n_console; i++) {
		terminal_feed(terminal, machine->console[i].text,
			      strlen(machine->console[i].text));
		terminal_feed(terminal, "\r\n", 2);
	}
	terminal_feed(terminal, machine->console_tail, strlen(machine->console_tail));
	return terminal;
}

static const struct vm_machine *machine_of(const struct fixture *f, const char *name)
{
	for (size_t i = 0; name && f->picture && i < f->picture->n_machines; i++)
		if (str_eq(f->picture->machines[i].name, name))
			return &f->picture->machines[i];
	return NULL;
}

void fixture_draw(struct fixture *f, struct ui *ui, struct canvas *canvas)
{
	uint64_t bottom;
	const struct vm_machine *machine =
		machine_of(f, ui_console(ui, &f->view, &bottom));
	struct terminal *made = machine && !f->terminal ? terminal_of(machine) : NULL;
	struct vm_page *page = machine ?
		terminal_page(made ? made : f->terminal, bottom, (size_t)canvas->rows) : NULL;

	f->view.console = page;
	ui_draw(ui, &f->view, canvas);
	ui_seen(ui);
	f->view.console = NULL;
	vm_page_free(page);
	terminal_free(made);
}

void fixture_text(struct fixture *f, const char *text)
{
	struct step *step = &f->workshop->lessons[f->view.lesson].steps[f->view.step];

	doc_clear(&step->doc);
	parse_doc(&step->doc, text);
}

/* --- the scenes --- */

static void set_passed(struct fixture *f)
{
	f->buttons[0].done = true;
	f->buttons[0].refused = "It is paused already.";
	f->checks[0].passed = f->checks[1].passed = true;
	f->picture->machines[0].state = STATE_PAUSED;
	f->picture->machines[0].since_ms = NOW_MONO - 12000;
	f->view.message = "dreamer stands still. It took 2 ms.";
	f->view.tone = TONE_GOOD;
}

static void set_disk_full(struct fixture *f)
{
	struct vm_machine *machine = &f->picture->machines[0];

	machine->state = STATE_PAUSED;
	machine->trouble = TROUBLE_DISK_FULL;
	machine->since_ms = NOW_MONO - 12000;
	f->buttons[0].done = true;
	f->checks[0].found = "expected paused, found stopped: this computer's disk is full";
}

static void set_unread(struct fixture *f)
{
	struct vm_machine *machine = &f->picture->machines[0];

	machine->state = STATE_UNKNOWN;
	machine->trouble = TROUBLE_UNREAD;
	machine->unread = (char *)"The hypervisor is still busy with dreamer.";
	f->checks[0].certain = false;
	f->checks[0].found = "not known now: it could not be read";
}

static void set_asleep(struct fixture *f)
{
	f->picture->machines[0].state = STATE_PAUSED;
	f->picture->machines[0].trouble = TROUBLE_ASLEEP;
}

static const char long_text[] =
	"A machine can be stopped in *many* ways, and each of them keeps **something** and loses "
	"something. This page is longer than the screen, so that it must be paged.\n"
	"## What is kept\n"
	"| what you do | memory | disk | how long |\n"
	"| pause | kept in memory | kept | >2 ms |\n"
	"| save state | written to a file on the host’s disk | kept | >0.2 s |\n"
	"| power off | lost | kept, as after a power cut | >at once |\n"
	"1. Press the first button and look at the word beside the machine’s name on the right.\n"
	"2. Then look at the console.\n"
	"  - it says *paused* on its frame\n"
	"  - the count stands still, and nothing that you type reaches the machine any more until "
		"it "
	"goes on\n"
	"10. Press the second one.\n"
	">! The button shows the command that it stands for. What it does is what `virsh suspend "
	"dreamer` does, and you may type that in another window.\n"
	"> A quote of somebody who said something that takes more than one line to say, as people "
	"do.\n"
	"    $ virsh list --all\n"
	"     Id   Name      State\n"
	"    ---------------------------------------------------------------------------------------\n"
	"     3    dreamer   paused\n"
	"---\n"
	"Read more in the [manual of virsh](https://www.libvirt.org/manpages/virsh.html) and about "
	"[suspend](https://www.libvirt.org/manpages/virsh.html), or see https://example.org/a/very/"
	"long/address/that/has/no/blank/in/it/and/must/be/broken/somewhere/all/the/same.html\n"
	"![a cat asleep on a warm computer](cat.png)\n"
	"One line,\\another line after a hard break.\n"
	"一台虚拟机就是一台计算机里面的另一台计算机。它以为自己是真的。";

static void set_long(struct fixture *f)
{
	fixture_text(f, long_text);
	f->buttons[1] = (struct view_button){ 2, "Let it go on", "virsh resume dreamer",
					      "It is running already.", false, false, false, 1 };
	f->view.n_buttons = 2;
	f->checks[1] =
		(struct view_check){ "the dreamer is running again", "", NULL, false, true, 2 };
}

/* Tabs, and lines that are too long, with and without blanks to break at. */
static void set_code(struct fixture *f)
{
	fixture_text(f, "Copy this, and that:\n"
			"    all: prog\n    \tcc -o prog prog.c\n"
			"Words between.\n"
			"    virt-install --name guest1 --memory 2048 --vcpus 2 --disk size=8,format=qcow2 "
			"--cdrom /srv/iso/debian-12.iso --os-variant debian12 --network user\n"
			"    curl https://example.org/a/path/that/is/so/long/that/it/does/not/fit/in/one/row/"
			"of/this/screen.qcow2");
	f->view.n_checks = 0;
}

static void set_first(struct fixture *f)
{
	f->view.step = 0;
	f->view.stage_needed = true;
	f->view.stage_text = "Set the stage (dreamer: running)";
	f->picture->machines[0].state = STATE_SHUTOFF;
	f->buttons[0].refused = "It is off: start it first.";
}

static void set_advice(struct fixture *f)
{
	f->view.advice = "Press 1: Pause the dreamer.";
}

static void set_present(struct fixture *f)
{
	set_advice(f);
	f->view.present = true;
	f->view.utc_offset_s = 0;
}

static void set_present_long(struct fixture *f)
{
	set_long(f);
	set_present(f);
}

static void set_busy(struct fixture *f)
{
	struct vm_machine *dreamer = &f->picture->machines[0];

	f->buttons[0].doing = true;
	dreamer->doing = VERB_RESTORE;
	dreamer->doing_since_ms = NOW_MONO - 3000;
	dreamer->took_before_ms = 460;
	add_snapshot(dreamer, "undo-20200419-181900", "before-mess", NOW_WALL - MINUTE, false, true);
	dreamer->can_undo = true;
	f->view.message = "Bringing dreamer back to fresh…";
	f->view.tone = TONE_BUSY;
}

static void set_lacking(struct fixture *f)
{
	f->view.guests_lacking = true;
	f->buttons[0].refused = "Its guest is not made yet.";
	f->view.message = "Some machines boot from guests that are not made yet: linux.";
	f->view.remedy = "Make them with the key G, or by: imitation guests linux";
	f->view.tone = TONE_INFO;
}

static void set_making(struct fixture *f)
{
	f->view.guests_lacking = true;
	f->view.making = "The packages of the guest linux are being downloaded.";
	f->view.making_percent = 45;
	f->view.message = "dreamer is paused: it stands still. (0.1 s)";
	f->view.tone = TONE_GOOD;
}

/* Its author saved a mistake. */
static void set_broken(struct fixture *f)
{
	f->view.broken = "03-pause-without-shutting-down.md:22:1: error: There is no verb \"pase\".";
	f->view.whole = true;
}

static void set_lost(struct fixture *f)
{
	struct vm_machine *other;

	f->picture->link = VM_LOST;
	snprintf(f->picture->problem.message, sizeof f->picture->problem.message,
		 "The connection to qemu:///session was lost.");
	snprintf(f->picture->problem.remedy, sizeof f->picture->problem.remedy,
		 "It is tried again by itself.");
	add_machine_spec(f->workshop, "other");
	other = add_machine(f->picture, "other", STATE_RUNNING);
	other->not_ours = true;
	other->not_ours_why =
		mem_dup("A machine of this name is here already, and it was not made by this "
				     "workshop. It stays untouched.");
	f->buttons[0].refused = "There is no connection to the hypervisor.";
	f->view.message =
		"The machine dreamer was not paused: the connection went away in the middle of it.";
	f->view.remedy =
		"Wait until the status line says live, look at the machine, and press the button "
		       "again.";
	f->view.tone = TONE_BAD;
	f->checks[0].certain = f->checks[1].certain = false;
	f->checks[0].found = "";
}

void fixture_chain(struct fixture *f, int n)
{
	struct vm_machine *machine = &f->picture->machines[0];
	char parent[32] = "", name[32];

	for (size_t i = 0; i < machine->n_snapshots; i++)
		machine->snapshots[i].current = false;
	for (int i = 1; i <= n; i++) {
		snprintf(name, sizeof name, "before-step-%d", i);
		add_snapshot(machine, name, parent, NOW_WALL - MINUTE, i == n, false);
		memcpy(parent, name, sizeof parent);
	}
}

/* Snapshots that were taken one after the other, and a fork. */
static void set_chain(struct fixture *f)
{
	fixture_chain(f, 40);
}

static void set_many(struct fixture *f)
{
	static const unsigned char busy[] = { 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 3 };
	static const enum machine_state states[] = { STATE_PAUSED, STATE_SAVED, STATE_ABSENT,
						     STATE_SHUTOFF, STATE_RUNNING };
	static const char *const names[] =
		{ "red", "green", "blue", "router", "web-server-of-the-lab" };
	char parent[32] = "fresh", name[32];

	for (size_t i = 0; i < ARRAY_LEN(states); i++) {
		add_machine_spec(f->workshop, names[i]);
		add_console(add_machine(f->picture, names[i], states[i]), "login: ");
	}
	/* A template that somebody started. */
	f->picture->machines[f->picture->n_machines - 1].is_base = true;
	for (int i = 0; i < 12; i++) {
		snprintf(name, sizeof name, "moment-%d", i);
		add_snapshot(&f->picture->machines[0], name, parent, NOW_WALL - MINUTE, false,
			   i % 5 == 3);
		memcpy(parent, name, sizeof parent);
	}
	set_spark(&f->picture->machines[0], busy, sizeof busy);
	f->picture->simulated = true;
	free(f->picture->uri);
	f->picture->uri = mem_dup("test:///default");
	for (int i = 1; i < 12; i++)
		f->buttons[i] = (struct view_button){ i + 1, "Do something else with the machine",
						     "virsh do",
						      NULL, false, i < 3, false, 0 };
	f->view.n_buttons = 12;
}

/* All that can be told of a machine. */
static void set_details(struct fixture *f)
{
	static const char *const words[] = { "It has just been made, and knows nothing.", "",
					     "It went another way: it remembers the picnic, and nothing of what "
					     "came before. This is said at such length that it takes several rows." };
	struct vm_machine *machine = &f->picture->machines[0];
	unsigned char busy[VM_SPARK];

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		machine->snapshots[i].description = mem_dup(words[i]);
	for (size_t i = 0; i < VM_SPARK; i++)
		busy[i] = (unsigned char)(i % 20 < 10 ? i % 20 * 9 : 3 + i / 6);
	set_spark(machine, busy, sizeof busy);
	machine->now.n_drives = 2;
	machine->now.drives = mem_array(2, sizeof *machine->now.drives);
	machine->now.drives[0] = (struct vm_disk){ mem_dup("vda"), mem_dup("/w/dreamer.qcow2"), 8 << 20,
						   640 << 10 };
	machine->now.drives[1] = (struct vm_disk){ mem_dup("sdb"), mem_dup("/w/dreamer.usb-stick.qcow2"),
						   0, 196 << 10 };
}

/* A program that takes the whole screen, on a machine that was brought back. */
static void set_colors(struct fixture *f)
{
	static const char text[] =
		"booting \033[32mok\033[0m\r\n\033]0;a title\a\033]52;c;aGk=\a"
		"\033[1;31mbold red\033[0m \033[44;33myellow on blue\033[0m \033[7mreversed\033[m "
		"\033[4munderlined\033[m \033[38;5;208morange\033[m \033[38;2;1;200;3mrgb\033[m\r\n"
		"\xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81 \xf0\x9f\x98\x80 and a line that is a "
		"good deal wider than a pane\r\n\033(0lqqk\033(B ~ # ";
	const size_t n = sizeof text - 1;

	f->terminal = terminal_new(TERMINAL_ROWS, TERMINAL_COLS);
	terminal_feed(f->terminal, "tick 1\r\nti", 10);
	terminal_mark(f->terminal, "\xe2\x80\x94 back to before-mess \xe2\x80\x94");
	terminal_feed(f->terminal, text, n);
	f->picture->machines[0].state = STATE_PAUSED;
}

/* A program that draws on all of its 80 columns and 25 lines. */
static void set_memtest(struct fixture *f)
{
	const char *folder = getenv("top_srcdir") ? getenv("top_srcdir") : ".";
	char *path = mem_printf("%s/tests/fixtures/memtest86.bytes", folder);
	struct str bytes = { 0 };
	struct error err = { 0 };

	f->terminal = terminal_new(TERMINAL_ROWS, TERMINAL_COLS);
	terminal_mark(f->terminal, "\xe2\x80\x94 started \xe2\x80\x94");
	if (file_read(path, 1 << 20, &bytes, &err))
		terminal_feed(f->terminal, bytes.text, bytes.len);
	str_free(&bytes);
	free(path);
}

static void set_elsewhere(struct fixture *f)
{
	f->picture->machines[0].console_problem =
		mem_dup("The console of dreamer is open in another window.");
}

static void say_instead(char **where, const char *text)
{
	free(*where);
	*where = mem_dup(text);
}

/* The third lesson is there in Spanish, the others are not. */
static void set_translated(struct fixture *f)
{
	struct lesson *lesson = &f->workshop->lessons[2];

	say_instead(&f->workshop->language, "es");
	say_instead(&lesson->language, "es");
	say_instead(&lesson->title, "En pausa sin apagar");
	say_instead(&lesson->steps[1].title, "Congela la máquina");
	fixture_text(f, "Una máquina en pausa conserva todo lo que tenía en memoria. Nada se "
			"guarda en el disco, nada se apaga: su reloj simplemente se detiene.");
}

static void set_untranslated(struct fixture *f)
{
	set_translated(f);
	f->view.lesson = 3;
	f->view.step = 0;
	f->view.n_buttons = f->view.n_checks = 0;
}

static void set_cover(struct fixture *f)
{
	f->view.cover = true;
	f->view.n_buttons = f->view.n_checks = 0;
	f->view.lesson = f->view.step = 0;
	f->view.spent_ms = 0;
}

static void set_end(struct fixture *f)
{
	f->view.finished = true;
	f->view.n_buttons = f->view.n_checks = 0;
}

static void set_connecting(struct fixture *f)
{
	picture_clear(f->picture);
	f->picture = NULL;
	f->view.picture = NULL;
	f->buttons[0].refused = "Still connecting.";
	f->checks[0].certain = f->checks[1].certain = false;
	f->checks[0].found = "";
}

static void set_empty(struct fixture *f)
{
	struct vm_machine *dreamer = &f->picture->machines[0];

	machine_clear(dreamer);
	*dreamer = (struct vm_machine){ .state = STATE_ABSENT, .cpu_percent = -1 };
	dreamer->name = mem_dup("dreamer");
	dreamer->console_tail = mem_dup("");
}

static void set_screen_paused(struct fixture *f)
{
	f->picture->machines[0].state = STATE_PAUSED;
}

static void set_screen_off(struct fixture *f)
{
	f->picture->machines[0].state = STATE_SHUTOFF;
}

static void set_screen_problem(struct fixture *f)
{
	f->screen.kind = SCREEN_NONE;
	f->screen.problem = mem_dup("This hypervisor shows no pictures of screens.");
}

static void set_screen_picture(struct fixture *f)
{
	f->screen.kind = SCREEN_PIXELS;
	image_new(&f->screen.image, 64, 48, NULL);
	for (int i = 0; i < 64 * 48; i++)
		memset(f->screen.image.rgb + (size_t)i * 3, i / 64 * 5, 3);
}

static void set_hostile(struct fixture *f)
{
	struct str text = { 0 };

	for (size_t i = 0; i < n_hostile; i++) {
		str_add(&text, hostile[i]);
		str_add(&text, "\n");
	}
	fixture_text(f, str_text(&text));
	str_free(&text);
}

static void ask_poweroff(struct ui *ui)
{
	struct command command = { .id = COMMAND_PRESS, .button = 1 };

	ui_ask(ui, "Cut the power of dreamer? What it has not written to its disk is lost.",
	       &command);
}

const char *const hostile[] = {
	"قراءة النص العربي في نافذة صغيرة مع كلمات English في الوسط",
	"漢字かな交じり文は、どこでも改行できます。（括弧も）「引用」、句読点。",
	"한국어 텍스트도 있습니다: 가상 머신은 컴퓨터 안의 컴퓨터입니다.",
	"e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88\xcc\x89\xcc\x8a\xcc\x8b\xcc\x8c zalgo",
	"👩‍💻 👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇪🇸 ☺️ ❤️ 1️⃣",
	"- \xcc\x81 a mark at the start of an item",
	"> \xe2\x80\xae override \xe2\x80\xac and isolate \xe2\x81\xa6 x \xe2\x81\xa9",
	"| 漢字 | \xcc\x81 | 👩‍💻 |",
	"| ｆｕｌｌｗｉｄｔｈ | قراءة | a\tb |",
	"averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongwordwithoutanend",
	"    \ttab\x01\x1b[31mred\x7f\xc2\x9b and 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
	"bad \xff\xfe\xc3 bytes \xed\xa0\x80 here",
};
const size_t n_hostile = ARRAY_LEN(hostile);

const struct scene scenes[] = {
	{ "step", NULL, "", NULL },
	{ "passed", set_passed, "", NULL },
	{ "disk-full", set_disk_full, "", NULL },
	{ "asleep", set_asleep, "", NULL },
	{ "unread", set_unread, "", NULL },
	{ "button", NULL, "\t", NULL },
	{ "hint", NULL, "hh", NULL },
	{ "advice", set_advice, "hhh", NULL },
	{ "present", set_present, "h", NULL },
	{ "present-long", set_present_long, "", NULL },
	{ "long", set_long, "", NULL },
	{ "long-more", set_long, " ", NULL },
	{ "code", set_code, "yy", NULL },
	{ "first", set_first, "", NULL },
	{ "busy", set_busy, "", NULL },
	{ "lacking", set_lacking, "", NULL },
	{ "making", set_making, "", NULL },
	{ "lost", set_lost, "", NULL },
	{ "broken", set_broken, "", NULL },
	{ "many", set_many, "t", NULL },
	{ "chain", set_chain, "", NULL },
	{ "details", set_details, "", NULL },
	{ "connecting", set_connecting, "", NULL },
	{ "empty", set_empty, "", NULL },
	{ "cover", set_cover, "", NULL },
	{ "end", set_end, "", NULL },
	{ "contents", NULL, "g", NULL },
	{ "translated", set_translated, "", NULL },
	{ "untranslated", set_untranslated, "", NULL },
	{ "contents-translated", set_translated, "g", NULL },
	{ "help", NULL, "?", NULL },
	{ "timeline", NULL, "tk", NULL },
	{ "console", NULL, "c", NULL },
	{ "zoomed", NULL, "tz", NULL },
	{ "colors", set_colors, "c", NULL },
	{ "elsewhere", set_elsewhere, "c", NULL },
	{ "looking-back", NULL, "c\002b", NULL },
	{ "marking", NULL, "mkk\003\003 kk", NULL },
	{ "marking-wide", set_colors, "mkk \003\003\003j\003\003\003", NULL },
	{ "whole-screen", set_memtest, "", NULL },
	{ "whole-screen-typing", set_memtest, "c", NULL },
	{ "search", set_long, "/MACHINE", NULL },
	{ "restore", NULL, "tk\n", NULL },
	{ "question", NULL, "", ask_poweroff },
	{ "hostile", set_hostile, "", NULL },
	{ "screen", NULL, "v", NULL },
	{ "screen-beside", NULL, "v\t", NULL },
	{ "screen-zoomed", NULL, "vz", NULL },
	{ "screen-back", NULL, "vkkkk", NULL },
	{ "screen-paused", set_screen_paused, "v", NULL },
	{ "screen-off", set_screen_off, "v", NULL },
	{ "screen-problem", set_screen_problem, "v", NULL },
	{ "screen-picture", set_screen_picture, "v", NULL },
};
const size_t n_scenes = ARRAY_LEN(scenes);

struct canvas *scene_draw(const struct scene *scene, int rows, int cols, bool ascii)
{
	struct fixture *f = fixture_new();
	struct canvas *canvas = canvas_new(rows, cols);
	struct ui *ui = ui_new();

	canvas->ascii = ascii;
	if (scene->set)
		scene->set(f);
	fixture_draw(f, ui, canvas);
	for (const char *key = scene->keys; *key; key++) {
		int code = *key == '\002' ? KEY_SHIFT_PGUP_ :
			   *key == '\003' ? KEY_RIGHT_ : *key;

		ui_key(ui, &f->view, (struct key){ .code = code });
		fixture_draw(f, ui, canvas);
	}
	if (scene->ask) {
		scene->ask(ui);
		fixture_draw(f, ui, canvas);
	}
	ui_free(ui);
	fixture_free(f);
	return canvas;
}
