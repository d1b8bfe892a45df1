// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation export: writes a workshop as static pages, in each of its languages.
 *
 * Nothing personal goes into them: neither progress nor machines are looked at. */
#include "cli/cmd-export.h"

#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "base/utf8.h"
#include "export/export-page.h"
#include "export/export-sweep.h"
#include "export/export.h"
#include "lesson/load/load.h"
#include "lesson/load/values.h"
#include "lesson/workshop.h"

/* Makes the pages of each edition in its own language, not in the user's. */
static void make_pages(struct export *export)
{
	size_t i;

	for (i = 0; i < export->n_editions; i++) {
		language_use(export->editions[i].language);
		export_pages(export, &export->editions[i]);
	}
	language_use(NULL);
}

/* ---- the editions ------------------------------------------------------------------- */

static struct export_edition *add_edition(struct export *export, struct workshop *workshop,
					  const char *language, const char *folder)
{
	struct export_edition *edition = MEM_PUSH(export->editions, export->n_editions);

	edition->workshop = workshop;
	edition->language = language;
	edition->folder = folder;
	export_name_pages(edition);
	return edition;
}

static void add_translations(struct export *export, const char *path, struct diags *diags)
{
	const struct workshop *source = export->editions[0].workshop;
	size_t i;

	for (i = 0; i < source->n_languages; i++) {
		struct workshop *workshop = workshop_load(path, source->languages[i], diags, NULL);

		if (workshop && str_eq(workshop->language, source->languages[i]))
			add_edition(export, workshop, workshop->language, workshop->language);
		else
			workshop_free(workshop);
	}
}

static char *folder_of(const char *path)
{
	char *copy = mem_dup(path), *root = realpath(file_is_dir(path) ? copy : dirname(copy), NULL);

	free(copy);
	return root ? root : mem_dup("/");
}

static void drop(struct export *export)
{
	size_t i, k;

	for (i = 0; i < export->n_editions; i++) {
		struct export_edition *edition = &export->editions[i];

		for (k = 0; k < edition->workshop->n_lessons; k++)
			free(edition->pages[k]);
		free(edition->pages);
		workshop_free(edition->workshop);
	}
	for (i = 0; i < export->n_files; i++) {
		free(export->files[i].path);
		str_free(&export->files[i].data);
	}
	export_free_links(export);
	free(export->editions);
	free(export->files);
	free(export->root);
}

/* ---- the command -------------------------------------------------------------------- */

/* Returns the first language that the user's locale names, or English. */
static char *language_of(const char *locale)
{
	char *language = mem_ndup(locale ? locale : "", strcspn(locale ? locale : "", ":.@"));

	if (language_name_ok(language))
		return language;
	free(language);
	return mem_dup("en");
}

/* locale: the user's language; without a lang key, the lessons are assumed to be in it.
 * Faults in the files are added to diags. */
static bool export_workshop(struct export *export, const char *path, const char *locale,
			    struct diags *diags, struct error *err)
{
	struct workshop *source = workshop_load(path, NULL, diags, err);
	bool ok = source != NULL;

	if (!ok)
		return false;
	export->root = folder_of(path);
	if (!source->lang)
		source->lang = language_of(locale);
	add_edition(export, source, source->lang, "");
	add_translations(export, path, diags);
	make_pages(export);
	if (export->problem.kind) {
		*err = export->problem;
		ok = false;
	}
	ok = ok && export_write(export, err);
	return ok;
}

/* Only pages of lessons that are gone go: a file whose lesson cannot be read now is not gone, and
 * one lesson's export does not know the others. */
static bool sweep(const struct export *export, const char *path, size_t errors, size_t *removed,
		  struct error *err)
{
	return errors > 0 || !file_is_dir(path) || export_sweep(export, removed, err);
}

int cmd_export(const struct options *options)
{
	struct export export = { .to = options->html, .notes = options->notes };
	struct error err = { 0 };
	const char *path;
	struct diags diags = { 0 };
	size_t i, pages = 0, removed = 0, errors;
	char *to;
	bool ok;

	if (!options->html || !options->html[0])
		return complain_usage(_("export needs the folder for the pages: --html FOLDER."));
	if (options->argc > 1)
		return complain_usage(_("export takes one workshop."));
	path = options_workshop(options, 0);
	if (!path)
		return EXIT_FAILED;
	ok = export_workshop(&export, path,
			     options->language ? options->language : options->locale, &diags, &err);
	diag_sort(&diags);
	errors = complain_files(&diags, path);
	diag_free(&diags);
	ok = ok && sweep(&export, path, errors, &removed, &err);
	for (i = 0; i < export.n_files; i++)
		pages += export.files[i].page;
	drop(&export);
	if (!ok)
		return complain(&err);
	to = utf8_clean(options->html, strlen(options->html));
	out_printf(_("%1$zu pages are in %2$s: begin with index.html.\n"), pages, to);
	free(to);
	if (removed > 0)
		out_printf(ngettext("%zu page was removed: no lesson makes it any more.\n",
				    "%zu pages were removed: no lesson makes them any more.\n",
				    (unsigned long)removed), removed);
	return errors ? EXIT_FAILED : EXIT_GOOD;
}
