// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Lookups in a loaded workshop, and freeing it; see workshop.h. */
#include "lesson/workshop.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/verbs.h"

static void free_texts(char **list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		free(list[i]);
	free(list);
}

static void free_step(struct step *step)
{
	size_t i;

	free(step->id);
	free(step->title);
	doc_free(&step->doc);
	for (i = 0; i < step->n_actions; i++)
		action_free(&step->actions[i]);
	for (i = 0; i < step->n_checks; i++)
		check_free(&step->checks[i]);
	for (i = 0; i < step->n_hints; i++)
		doc_free(&step->hints[i]);
	free(step->actions);
	free(step->checks);
	free(step->hints);
	free_texts(step->notes, step->n_notes);
}

void source_hash_free(struct source_hash *source)
{
	free(source->hash);
	free(source->translates);
	*source = (struct source_hash){ 0 };
}

void lesson_free(struct lesson *lesson)
{
	size_t i;

	free(lesson->file);
	free(lesson->title);
	free(lesson->language);
	source_hash_free(&lesson->source_hash);
	free_texts(lesson->objectives, lesson->n_objectives);
	free_texts(lesson->machines, lesson->n_machines);
	free_texts(lesson->notes, lesson->n_notes);
	for (i = 0; i < lesson->n_needs; i++)
		free(lesson->needs[i].machine);
	free(lesson->needs);
	doc_free(&lesson->intro);
	for (i = 0; i < lesson->n_steps; i++)
		free_step(&lesson->steps[i]);
	free(lesson->steps);
}

void workshop_free(struct workshop *ws)
{
	size_t i;

	if (!ws)
		return;
	free(ws->path);
	free(ws->id);
	free(ws->old_id);
	free(ws->own_id);
	free(ws->title);
	free(ws->date);
	free(ws->location);
	doc_free(&ws->cover);
	free_texts(ws->notes, ws->n_notes);
	source_hash_free(&ws->cover_hash);
	for (i = 0; i < ws->n_machines; i++)
		machine_spec_free(&ws->machines[i]);
	for (i = 0; i < ws->n_lessons; i++)
		lesson_free(&ws->lessons[i]);
	free(ws->machines);
	free(ws->lessons);
	free(ws->lang);
	free_texts(ws->languages, ws->n_languages);
	free(ws->language);
	free_texts(ws->names, ws->n_names);
	free(ws);
}

const struct step *workshop_step(const struct workshop *ws, const char *id, size_t *lesson_index,
				 size_t *step_index)
{
	size_t i, k;

	for (i = 0; id && i < ws->n_lessons; i++)
		for (k = 0; k < ws->lessons[i].n_steps; k++)
			if (str_eq(ws->lessons[i].steps[k].id, id)) {
				if (lesson_index)
					*lesson_index = i;
				if (step_index)
					*step_index = k;
				return &ws->lessons[i].steps[k];
			}
	return NULL;
}

const struct lesson *workshop_lesson(const struct workshop *ws, int number, size_t *index)
{
	size_t i;

	for (i = 0; i < ws->n_lessons; i++)
		if (ws->lessons[i].number == number) {
			if (index)
				*index = i;
			return &ws->lessons[i];
		}
	return NULL;
}

const struct machine_spec *workshop_machine(const struct workshop *ws, const char *name)
{
	size_t i;

	for (i = 0; name && i < ws->n_machines; i++)
		if (strcmp(ws->machines[i].name, name) == 0)
			return &ws->machines[i];
	return NULL;
}

const char *workshop_title_of(const struct workshop *ws, const char *name)
{
	const struct machine_spec *spec = workshop_machine(ws, name);

	return spec ? spec->title : name ? name : "";
}

bool lesson_names_machine(const struct lesson *lesson, const char *machine)
{
	for (size_t i = 0; i < lesson->n_machines; i++)
		if (str_eq(lesson->machines[i], machine))
			return true;
	return false;
}

const struct need *lesson_need(const struct lesson *lesson, const char *machine)
{
	for (size_t i = 0; i < lesson->n_needs; i++)
		if (str_eq(lesson->needs[i].machine, machine))
			return &lesson->needs[i];
	return NULL;
}

/* ---- its id ---- */

enum { MAX_ID = 64, MAX_CUT = 55, MAX_BASE = 48 }; /* a dash and eight digits may follow */

static unsigned hash_of(const char *text)
{
	return hash32(HASH32, text, strlen(text));
}

/* Lower-case ASCII letters and digits; anything else becomes one dash.  Not by iconv,
 * whose result depends on the locale. */
static char *slug(const char *text, size_t most)
{
	struct str out = { 0 };
	bool gap = false;

	for (; *text && out.len < most; text++) {
		if (ascii_alnum(*text)) {
			if (gap && out.len > 0)
				str_addc(&out, '-');
			str_addc(&out, ascii_lower(*text));
			gap = false;
		} else {
			gap = true;
		}
	}
	str_cut(&out, most);
	if (out.len > 0 && out.text[out.len - 1] == '-')
		str_cut(&out, out.len - 1);
	return str_take(&out);
}

bool id_has_all(const char *id, const char *text, char between)
{
	size_t i;

	for (i = 0; text[i] && id[i]; i++)
		if (ascii_alnum(text[i]) ? id[i] != ascii_lower(text[i]) :
					   text[i] != between || id[i] != '-')
			return false;
	return !text[i] && !id[i];
}

static char *with_hash(const char *title)
{
	char *base = slug(title, MAX_CUT);
	char *id = mem_printf("%s-%08x", base[0] ? base : "workshop", hash_of(title));

	free(base);
	return id;
}

void workshop_set_id(struct workshop *ws, const char *title, char between)
{
	char *id = slug(title, MAX_ID);

	free(ws->id);
	free(ws->old_id);
	ws->old_id = NULL;
	ws->id = id;
	if (id[0] && id_has_all(id, title, between))
		return;
	ws->id = with_hash(title);
	if (id[0])
		ws->old_id = id;
	else
		free(id); /* the title is in another script: it had a hash before, too */
}

void workshop_use_old_id(struct workshop *ws)
{
	ws->own_id = ws->id;
	ws->id = mem_dup(ws->old_id);
}

char *id_of_path(const char *name, const char *path)
{
	char *base = slug(name, MAX_BASE);
	char *id = mem_printf("%s%s%08x", base, base[0] ? "-" : "workshop-", hash_of(path));

	free(base);
	return id;
}
