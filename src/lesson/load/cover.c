// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The cover of a workshop and its machines; see cover.h. */
#include "lesson/load/cover.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/load/fences.h"
#include "lesson/load/markdown.h"
#include "lesson/load/values.h"
#include "lesson/workshop.h"

#define DEFAULT_MEMORY ((uint64_t)4 << 20)

enum { MAX_MACHINES = 64, MAX_DATE = 40 };

/* --- machines --- */

static void settle_machine(struct machine_spec *m)
{
	if (!m->title)
		m->title = mem_dup(m->name);
	if (!m->arch)
		m->arch = mem_dup("x86_64");
	if (!m->network)
		m->network = mem_dup("none");
	if (m->memory == 0)
		m->memory = DEFAULT_MEMORY;
	if (m->cpus == 0)
		m->cpus = 1;
	if (m->max_memory < m->memory)
		m->max_memory = m->memory;
	if (m->max_cpus < m->cpus)
		m->max_cpus = m->cpus;
}

/* The maximum of memory and processors must not be less than what the machine has. */
static void compare_most(const struct value_context *c, const struct ynode *map,
			 const struct machine_spec *m)
{
	const struct ynode *memory = ytree_get(map, "max-memory"), *cpus = ytree_get(map, "max-cpus");

	if (memory && m->max_memory && m->max_memory < (m->memory ? m->memory : DEFAULT_MEMORY))
		value_error(c, memory, _("\"max-memory\" is less than the machine's memory."));
	if (cpus && m->max_cpus && m->max_cpus < m->cpus)
		value_error(c, cpus, _("\"max-cpus\" is less than the machine's processors."));
}

static struct place place_of(const struct value_context *c, const struct ynode *map,
			     const char *key)
{
	const struct ynode *node = ytree_get(map, key);

	return (struct place){ c->file, node ? node->line : 0, node ? node->column : 0 };
}

/* Reads what the machine boots from. */
static void look_boot(const struct value_context *c, const struct ynode *map,
		      struct machine_spec *m)
{
	m->image_at = place_of(c, map, "image");
	m->kernel_at = place_of(c, map, "kernel");
	m->initrd_at = place_of(c, map, "initrd");
	if (m->initrd_at.line && !m->kernel_at.line)
		value_error(c, ytree_get(map, "initrd"),
			    _("\"initrd\" needs \"kernel\": which kernel is to use it?"));
}

static void read_machine(struct loading *loading, const struct value_context *c,
			 const struct ypair *pair)
{
	const struct ynode *map = pair->value->kind == Y_MAP ? pair->value : NULL;
	struct workshop *ws = loading->workshop;
	struct machine_spec *m;
	unsigned seen;

	if (!machine_name_ok(pair->key)) {
		diag_add(c->diags, DIAG_ERROR, c->file, pair->line, pair->column,
			 _("\"%s\" is not a valid name: use up to 64 letters, digits and "
			   "dashes, and neither a dash nor \"undo-\" first."), pair->key);
		return;
	}
	if (!ytree_is_null(pair->value) && pair->value->kind != Y_MAP) {
		value_error(c, pair->value, _("The machine \"%s\" must be a map of its parts."),
			    pair->key);
		return;
	}
	m = MEM_PUSH(ws->machines, ws->n_machines);
	m->name = mem_dup(pair->key);
	m->folder = mem_dup(c->folder);
	m->at = (struct place){ c->file, pair->line, pair->column };
	/* Faults were reported; the machine is added with the keys that are valid. */
	values_read(c, map, machine_keys, n_machine_keys, NULL, 0, m, &seen);
	compare_most(c, map, m);
	look_boot(c, map, m);
	settle_machine(m);
}

static void read_machines(struct loading *loading, const struct page *page)
{
	const struct ynode *map = ytree_get(page->front.map, "machines");
	const struct value_context *c = &page->context;
	size_t i;

	if (ytree_is_null(map) || (loading->single && map->kind != Y_MAP))
		return;
	if (map->kind != Y_MAP) {
		value_error(c, map, _("\"machines\" must be a map of names and machines."));
		return;
	}
	values_repeated(c, map);
	for (i = 0; i < map->n_pairs; i++) {
		if (loading->workshop->n_machines == MAX_MACHINES) {
			value_error(c, map, _("There are more than %d machines."),
				    (int)MAX_MACHINES);
			return;
		}
		if (!map->pairs[i].again && strcmp(map->pairs[i].key, "<<") != 0)
			read_machine(loading, c, &map->pairs[i]);
	}
}

/* --- the texts on the cover --- */

static bool digits(const char *at, size_t n)
{
	while (n > 0 && ascii_digit(*at)) {
		at++;
		n--;
	}
	return n == 0;
}

/* "2020-04-19 18:00:00 -0400" becomes "2020-04-19 18:00". */
static char *shown_date(const char *text)
{
	char *date = utf8_clean(text, strlen(text));
	bool day = strlen(date) >= 10 && digits(date, 4) && date[4] == '-' &&
		   digits(date + 5, 2) && date[7] == '-' && digits(date + 8, 2);

	if (!day)
		date[utf8_fit(date, MAX_DATE)] = '\0';
	else if (strlen(date) >= 16 && (date[10] == ' ' || date[10] == 'T' || date[10] == 't') &&
		 digits(date + 11, 2) && date[13] == ':' && digits(date + 14, 2))
		date[10] = ' ', date[16] = '\0';
	else
		date[10] = '\0';
	return date;
}

static void read_event(struct workshop *ws, const struct page *page)
{
	const struct ynode *map = page->front.map;
	const char *text = ytree_text(ytree_get(map, "startDate"));

	if (!text)
		text = ytree_text(ytree_get(map, "date"));
	if (text)
		ws->date = shown_date(text);
	text = ytree_text(ytree_get(map, "location"));
	if (!text)
		text = ytree_text(ytree_get(ytree_get(map, "location"), "name"));
	if (text)
		ws->location = markdown_entities(text);
}

void cover_from_page(struct loading *loading, const struct page *page)
{
	if (!page->front.map)
		return;
	read_event(loading->workshop, page);
	if (loading->workshop->n_machines == 0)
		read_machines(loading, page);
}

/* The page frees what a translation replaces. */
static void swap_notes(struct workshop *ws, struct markdown_part *part)
{
	char **notes = ws->notes;
	size_t n = ws->n_notes;

	ws->notes = part->notes;
	ws->n_notes = part->n_notes;
	part->notes = notes;
	part->n_notes = n;
}

static void take_words(struct workshop *ws, struct page *page)
{
	char *title = page_heading(page);

	if (title) {
		free(ws->title);
		ws->title = title;
	}
	doc_free(&ws->cover);
	ws->cover = page->markdown.parts[0].doc;
	page->markdown.parts[0].doc = (struct doc){ 0 };
	swap_notes(ws, &page->markdown.parts[0]);
}

/* Most Jekyll sites say "lang", some "language". */
static char *written_in(const struct page *page)
{
	const char *lang = ytree_text(ytree_get(page->front.map, "lang"));

	if (!lang)
		lang = ytree_text(ytree_get(page->front.map, "language"));
	return lang && language_name_ok(lang) ? mem_dup(lang) : NULL;
}

/* The author may set the id, so that changing the title does not make it another
 * workshop. */
static void read_id(struct workshop *ws, const struct page *page)
{
	const struct ynode *node = ytree_get(page->front.map, "id");
	const char *text = ytree_text(node);

	if (!text || ws->id)
		return;
	workshop_set_id(ws, text, '-');
	if (!id_has_all(ws->id, text, '-'))
		diag_add(page->context.diags, DIAG_WARNING, page->file, node->line, node->column,
			 _("An id has up to 64 letters, digits and single dashes; as this one is "
			   "not so, it becomes \"%s\"."), ws->id);
}

bool cover_read(struct loading *loading, const char *path, bool words_only, struct error *err)
{
	struct workshop *ws = loading->workshop;
	struct page page;

	if (!page_read(loading, path, 0, false, &page, err))
		return false;
	take_words(ws, &page);
	source_hash_free(&ws->cover_hash);
	ws->cover_hash = page_source_hash(&page);
	fences_refuse(&page.context, &page.markdown.parts[0]);
	if (!words_only) {
		read_id(ws, &page);
		if (page.front.map)
			values_repeated(&page.context, page.front.map);
		ws->lang = written_in(&page);
		ws->duration = page_minutes(&page);
		ws->duration_at = page_place(&page, "duration");
		cover_from_page(loading, &page);
	}
	page_free(&page);
	return true;
}

void cover_borrow(struct loading *loading, const char *path, const char *folder)
{
	/* Faults of that cover are reported where that workshop is opened. */
	struct diags aside = { 0 };
	struct loading other = { .workshop = loading->workshop, .diags = &aside,
				 .shown = folder, .folder = folder };
	struct page page;
	char *title;

	if (page_read(&other, path, 0, false, &page, NULL)) {
		read_machines(&other, &page);
		read_id(loading->workshop, &page);
		title = page_heading(&page);
		if (title && !loading->workshop->id)
			workshop_set_id(loading->workshop, title, ' ');
		free(title);
		page_free(&page);
	}
	diag_free(&aside);
}
