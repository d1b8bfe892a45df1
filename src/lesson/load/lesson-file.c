// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A lesson: its front matter and its steps; see lesson-file.h. */
#include "lesson/load/lesson-file.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/load/cover.h"
#include "lesson/load/fences.h"
#include "lesson/load/markdown.h"
#include "lesson/load/scan.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"

/* Keys of a lesson's front matter that lint accepts: ours, and those of Jekyll and its
 * themes. */
static const char *const known_keys[] = {
	"title", "duration", "objectives", "machines", "needs", "layout", "date", "permalink",
	"published", "categories", "category", "tags", "tag", "author", "authors", "lang",
	"language", "description", "image", "teaser", "excerpt", "nav_order", "nav_exclude",
	"translates", "parent", "has_children", "has_toc", "redirect_from", "redirect_to", "slug", "weight",
	"order", "sidebar", "toc", "comments", "draft", "subtitle", "license", "keywords", "<<",
};

/* The front matter could not be parsed, so its content is not known. */
static bool is_broken(const struct front *front)
{
	return front->there && (!front->yaml || ytree_broken(front->yaml));
}

static void check_front(const struct page *page)
{
	const struct ynode *map = page->front.map;
	size_t i, k;

	for (i = 0; map && i < map->n_pairs; i++) {
		for (k = 0; k < ARRAY_LEN(known_keys); k++)
			if (strcmp(known_keys[k], map->pairs[i].key) == 0)
				break;
		if (k == ARRAY_LEN(known_keys) && !map->pairs[i].again && !map->pairs[i].merged)
			diag_add(page->context.diags, DIAG_WARNING, page->file, map->pairs[i].line,
				 map->pairs[i].column, _("A lesson has no key \"%s\"."),
				 map->pairs[i].key);
	}
	if (map)
		values_repeated(&page->context, map);
	if (!ytree_get(map, "duration") && !is_broken(&page->front))
		diag_add(page->context.diags, DIAG_WARNING, page->file, 1, 1,
			 _("The lesson does not say how many minutes it takes (duration)."));
}

/* Calls take() for each text of a list, or for a single one. */
static void each_text(const struct page *page, const char *key,
		      void (*take)(const struct page *, const struct ynode *, struct lesson *),
		      struct lesson *lesson)
{
	const struct ynode *node = ytree_get(page->front.map, key);
	size_t i;

	if (ytree_is_null(node))
		return;
	if (node->kind == Y_SCALAR) {
		take(page, node, lesson);
		return;
	}
	if (node->kind == Y_MAP) {
		value_error(&page->context, node, _("\"%s\" must be a list."), key);
		return;
	}
	for (i = 0; i < node->n_items; i++) {
		if (ytree_text(node->items[i]))
			take(page, node->items[i], lesson);
		else
			value_error(&page->context, node->items[i],
				    _("\"%s\" must be a list of single values."), key);
	}
}

static void take_objective(const struct page *page, const struct ynode *node, struct lesson *lesson)
{
	(void)page;
	*MEM_PUSH(lesson->objectives, lesson->n_objectives) = markdown_entities(node->text);
}

static void take_machine(const struct page *page, const struct ynode *node, struct lesson *lesson)
{
	if (!workshop_machine(page->context.workshop, node->text))
		value_error(&page->context, node, _("The workshop has no machine \"%s\"."),
			    node->text);
	else if (lesson_names_machine(lesson, node->text))
		value_error(&page->context, node, _("The list names \"%s\" twice."), node->text);
	else
		*MEM_PUSH(lesson->machines, lesson->n_machines) = mem_dup(node->text);
}

static void take_need(const struct page *page, const struct ypair *pair, struct lesson *lesson)
{
	enum machine_state state = state_named(ytree_text(pair->value));
	struct need *need;
	bool known = workshop_machine(page->context.workshop, pair->key) != NULL;

	if (!known)
		diag_add(page->context.diags, DIAG_ERROR, page->file, pair->line, pair->column,
			 _("The workshop has no machine \"%s\"."), pair->key);
	if (state == STATE_UNKNOWN)
		value_error(&page->context, pair->value,
			    _("There is no state \"%s\"; the states are running, paused, shutoff, "
			      "saved and absent."), pair->value->text);
	if (!known || state == STATE_UNKNOWN)
		return;
	need = MEM_PUSH(lesson->needs, lesson->n_needs);
	need->machine = mem_dup(pair->key);
	need->state = state;
	need->at = (struct place){ page->file, pair->line, pair->column };
}

static void read_needs(const struct page *page, struct lesson *lesson)
{
	const struct ynode *node = ytree_get(page->front.map, "needs");
	size_t i;

	if (ytree_is_null(node))
		return;
	if (node->kind != Y_MAP) {
		value_error(&page->context, node,
			    _("\"needs\" must be a map of machines and their states."));
		return;
	}
	values_repeated(&page->context, node);
	for (i = 0; i < node->n_pairs; i++)
		if (!node->pairs[i].again && strcmp(node->pairs[i].key, "<<") != 0)
			take_need(page, &node->pairs[i], lesson);
}

static const char *default_machine(const struct workshop *ws, const struct lesson *lesson)
{
	if (lesson->n_machines > 0)
		return lesson->machines[0];
	return ws->n_machines > 0 ? ws->machines[0].name : NULL;
}

enum { MAX_STEPS = 1000 };

/* Adds a step and moves the part's document, hints, notes and fences into it. */
static struct step *add_step(struct page *page, struct markdown_part *part,
			     struct lesson *lesson)
{
	struct step *step = MEM_PUSH(lesson->steps, lesson->n_steps);

	step->number = (int)lesson->n_steps;
	step->id = mem_printf("%d.%d", lesson->number, step->number);
	step->at = (struct place){ page->file, part->line, 1 };
	step->title = part->title;
	if (!step->title || step->title[strspn(step->title, " ")] == '\0') {
		if (step->title)
			diag_add(page->context.diags, DIAG_WARNING, page->file, part->line, 1,
				 _("This step has no title."));
		free(step->title);
		step->title = mem_dup(lesson->title);
	}
	step->doc = part->doc;
	step->hints = part->hints;
	step->n_hints = part->n_hints;
	step->notes = part->notes;
	step->n_notes = part->n_notes;
	part->title = NULL;
	part->doc = (struct doc){ 0 };
	part->hints = NULL;
	part->notes = NULL;
	part->n_hints = part->n_notes = 0;
	fences_read(&page->context, part, default_machine(page->context.workshop, lesson), step);
	return step;
}

static void read_steps(struct page *page, struct lesson *lesson)
{
	struct markdown_file *file = &page->markdown;
	size_t i;

	if (file->n_parts == 1) {
		add_step(page, &file->parts[0], lesson)->at.line = 1;
		return;
	}
	fences_refuse(&page->context, &file->parts[0]);
	lesson->intro = file->parts[0].doc;
	file->parts[0].doc = (struct doc){ 0 };
	lesson->notes = file->parts[0].notes;
	lesson->n_notes = file->parts[0].n_notes;
	file->parts[0].notes = NULL;
	file->parts[0].n_notes = 0;
	for (i = 1; i < file->n_parts && i <= MAX_STEPS; i++)
		add_step(page, &file->parts[i], lesson);
	if (i < file->n_parts)
		diag_add(page->context.diags, DIAG_ERROR, page->file, file->parts[i].line, 1,
			 _("This lesson has more than %d steps."), (int)MAX_STEPS);
}

/* "03-what-is-it.md" becomes "what is it". */
static char *title_of_path(const char *path)
{
	char *copy = mem_dup(path), *name = basename(copy), *dot = strrchr(name, '.'), *title, *at;

	if (dot && dot > name)
		*dot = '\0';
	name += scan_prefix(name);
	title = utf8_clean(name, strlen(name));
	for (at = title; *at; at++)
		if (*at == '-' || *at == '_')
			*at = ' ';
	free(copy);
	return title;
}

static void read_page(struct loading *loading, struct page *page, const char *path, int number,
		      enum lesson_kind kind, struct lesson *lesson)
{
	const struct ynode *machines = ytree_get(page->front.map, "machines");

	lesson->number = number;
	lesson->file = mem_dup(path);
	lesson->title = page_heading(page);
	if (!lesson->title)
		lesson->title = title_of_path(path);
	if (kind == LESSON_NUMBERED && !loading->single)
		check_front(page);
	lesson->duration = page_minutes(page);
	lesson->duration_at = page_place(page, "duration");
	lesson->machines_at = page_place(page, "machines");
	lesson->front_broken = is_broken(&page->front);
	lesson->source_hash = page_source_hash(page);
	each_text(page, "objectives", take_objective, lesson);
	if (!loading->single || !machines || machines->kind != Y_MAP)
		each_text(page, "machines", take_machine, lesson);
	read_needs(page, lesson);
	read_steps(page, lesson);
}

bool lesson_read(struct loading *loading, const char *path, int number, enum lesson_kind kind,
		 struct lesson *lesson, struct error *err)
{
	unsigned flags = MARKDOWN_STEPS | (kind == LESSON_NUMBERED ? MARKDOWN_HINTS : 0u);
	struct page page;

	*lesson = (struct lesson){ 0 };
	if (!page_read(loading, path, flags, kind == LESSON_PLAIN, &page, err))
		return false;
	if (loading->single)
		cover_from_page(loading, &page);
	read_page(loading, &page, path, number, kind, lesson);
	page_free(&page);
	return true;
}
