// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The workshop in the languages that were shown; see editions.h. */
#include "session/editions.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"

static void take_errors(struct editions *editions, const struct diags *diags)
{
	size_t i;

	for (i = 0; i < diags->n; i++)
		if (diags->list[i].severity == DIAG_ERROR)
			diag_add(&editions->errors, DIAG_ERROR, diags->list[i].file, diags->list[i].line,
				 diags->list[i].column, "%s", diags->list[i].message);
	/* Lessons without a translation are read once for each language. */
	diag_sort(&editions->errors);
}

static struct workshop *load(struct editions *editions, const char *language, struct error *err)
{
	struct diags diags = { 0 };
	struct workshop *workshop = workshop_load(editions->path, language, &diags, err);

	if (workshop) {
		take_errors(editions, &diags);
		*MEM_PUSH(editions->list, editions->n) = workshop;
	}
	diag_free(&diags);
	return workshop;
}

void editions_use_old_id(struct editions *editions)
{
	workshop_use_old_id(editions->list[0]);
}

/* It stays the same one as long as it is open, whatever it is called. */
static void keep_id(struct workshop *workshop, const struct workshop *shown)
{
	free(workshop->id);
	free(workshop->own_id);
	workshop->id = mem_dup(shown->id);
	workshop->own_id = mem_dup(shown->own_id);
}

const struct workshop *editions_open(struct editions *editions, const char *path,
				     const char *languages, struct error *err)
{
	editions->path = mem_dup(path);
	return load(editions, languages, err);
}

static struct workshop *edition(struct editions *editions, const char *language, struct error *err)
{
	struct workshop *found;
	size_t i;

	for (i = 0; i < editions->n; i++)
		if (str_eq(editions->list[i]->language, language))
			return editions->list[i];
	found = load(editions, language, err);
	if (found && editions->n > 1)
		keep_id(found, editions->list[0]);
	return found;
}

static bool same_machines(const struct workshop *a, const struct workshop *b)
{
	size_t i;

	for (i = 0; a->n_machines == b->n_machines && i < a->n_machines; i++)
		if (!str_eq(a->machines[i].name, b->machines[i].name))
			return false;
	return a->n_machines == b->n_machines;
}

const struct workshop *editions_find(struct editions *editions, const char *language,
				     const struct workshop *shown, struct error *err)
{
	const struct workshop *found = edition(editions, language, err);

	if (!found || same_machines(found, shown))
		return found;
	error_set(err, ERROR_INPUT, language ?
		  _("These lessons have other machines in the language %s: they cannot be "
		    "shown.") :
		  _("The lessons as they were written have other machines: they cannot be "
		    "shown."), language);
	return NULL;
}

struct workshop *editions_read_anew(const struct editions *editions, const struct workshop *shown,
				    char **problem)
{
	struct diags diags = { 0 };
	struct error err = { 0 };
	struct workshop *workshop = workshop_load(editions->path, shown->language, &diags, &err);
	size_t i;

	*problem = workshop ? NULL : mem_dup(err.message);
	diag_sort(&diags);
	for (i = 0; !*problem && i < diags.n; i++)
		if (diags.list[i].severity == DIAG_ERROR)
			*problem = editions_error_text(editions, &diags.list[i]);
	diag_free(&diags);
	if (*problem) {
		workshop_free(workshop);
		return NULL;
	}
	keep_id(workshop, shown);
	return workshop;
}

static void forget_all(struct editions *editions)
{
	size_t i;

	for (i = 0; i < editions->n; i++)
		workshop_free(editions->list[i]);
	editions->n = 0;
	diag_free(&editions->errors);
}

void editions_replace(struct editions *editions, struct workshop *workshop)
{
	forget_all(editions);
	*MEM_PUSH(editions->list, editions->n) = workshop;
}

char *editions_error_text(const struct editions *editions, const struct diag *diag)
{
	char *text = diag_text(diag), *short_text;
	size_t folder = strlen(editions->path);

	if (!str_starts(text, editions->path) || text[folder] != '/')
		return text;
	short_text = mem_dup(text + folder + 1);
	free(text);
	return short_text;
}

void editions_clear(struct editions *editions)
{
	forget_all(editions);
	free(editions->list);
	free(editions->path);
	*editions = (struct editions){ 0 };
}
