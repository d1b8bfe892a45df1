// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Opens a workshop and reads its files; see load.h.
 *
 * scan.c finds its files, page.c reads a file, cover.c the cover and the machines, lesson-file.c a lesson. */
#include "lesson/load/load.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/load/cover.h"
#include "lesson/load/lesson-file.h"
#include "lesson/load/scan.h"
#include "lesson/load/values.h"
#include "lesson/workshop.h"

/* --- translations --- */

/* Returns the folder for one language ("es_MX.UTF-8": es_MX, es-MX, es), or NULL. */
static char *language_folder(const char *folder, const char *language, size_t n)
{
	char *name = mem_ndup(language, n), *path, *mark;
	size_t i;

	name[strcspn(name, ".@")] = '\0';
	for (i = 0; name[i]; i++)
		if (!ascii_alnum(name[i]) && name[i] != '_' && name[i] != '-')
			name[i] = '\0';
	path = file_join(folder, name);
	mark = strpbrk(name, "_-");
	if (!file_is_dir(path) && mark) {
		*mark = '-';
		free(path);
		path = file_join(folder, name);
	}
	if (!file_is_dir(path) && mark) {
		*mark = '\0';
		free(path);
		path = file_join(folder, name);
	}
	free(name);
	if (file_is_dir(path))
		return path;
	free(path);
	return NULL;
}

/* Is LANG that language, or the same without its country ("es" for "es_MX")? */
static bool is_written_in(const char *lang, const char *language, size_t n)
{
	size_t k = lang ? strlen(lang) : 0;

	return k > 0 && k <= n && strncmp(language, lang, k) == 0 &&
	       (k == n || !ascii_alnum(language[k]));
}

/* Returns the folder for the first of these languages ("fr:es") that the workshop has;
 * NULL: use the original. */
static char *translation_folder(const char *folder, const char *languages, const char *lang)
{
	char *path = NULL;
	size_t n;

	for (; languages && *languages && !path; languages += n + (languages[n] == ':')) {
		n = strcspn(languages, ":");
		if (is_written_in(lang, languages, n))
			return NULL;
		if (n >= 2 && ascii_alpha(languages[0]))
			path = language_folder(folder, languages, n);
	}
	return path;
}

/* --- a folder --- */

static void report(struct loading *loading, const char *path, const struct error *err)
{
	diag_add(loading->diags, DIAG_ERROR, path, 1, 1, "%s", err->message);
}

static void add_lesson(struct loading *loading, const char *path, int number, enum lesson_kind kind,
		       const char *language)
{
	struct workshop *ws = loading->workshop;
	struct error err = { 0 };
	struct lesson lesson;

	if (!lesson_read(loading, path, number, kind, &lesson, &err)) {
		report(loading, path, &err);
		return;
	}
	lesson.language = mem_dup(language);
	*MEM_PUSH(ws->lessons, ws->n_lessons) = lesson;
}

/* A second lesson with the same number is checked for faults, but not shown. */
static void refuse_double(struct loading *loading, const char *path, const struct scan_file *f,
			  const struct scan_file *first)
{
	struct lesson lesson;

	diag_add(loading->diags, DIAG_ERROR, path, 1, 1,
		 _("Two lessons have the number %1$d: the other is %2$s."), f->number, first->name);
	if (lesson_read(loading, path, f->number, LESSON_NUMBERED, &lesson, NULL))
		lesson_free(&lesson);
}

static void load_numbered(struct loading *loading, const struct scan *scan,
			  const struct scan *translated, const char *translated_dir)
{
	size_t i;

	for (i = 0; i < scan->n_lessons; i++) {
		const struct scan_file *f = &scan->lessons[i];
		const struct scan_file *t = scan_number(translated, f->number);
		char *path = file_join(t ? translated_dir : loading->shown, t ? t->name : f->name);

		if (i > 0 && scan->lessons[i - 1].number == f->number)
			refuse_double(loading, path, f, &scan->lessons[i - 1]);
		else
			add_lesson(loading, path, f->number, LESSON_NUMBERED,
				   t ? loading->workshop->language : NULL);
		free(path);
	}
}

static void load_plain(struct loading *loading, const struct scan *scan)
{
	size_t i;

	for (i = 0; i < scan->n_plain; i++) {
		char *path = file_join(loading->shown, scan->plain[i].name);

		add_lesson(loading, path, (int)i + 1, LESSON_PLAIN, NULL);
		free(path);
	}
}

/* If the folder of a translation is opened by itself, its machines and its id are those
 * of the cover in the folder above, so that they stay the same machines. */
static bool borrow_above(struct loading *loading)
{
	char *copy = mem_dup(loading->folder), *up = file_join(loading->folder, "..");
	char *above = file_join(up, COVER);
	bool there = language_name_ok(basename(copy)) && file_exists(above);

	if (there)
		cover_borrow(loading, above, up);
	free(above);
	free(up);
	free(copy);
	return there;
}

/* The same for a single lesson, with the cover beside it. */
static void borrow_beside(struct loading *loading)
{
	char *beside = file_join(loading->folder, COVER);

	if (!borrow_above(loading) && file_exists(beside))
		cover_borrow(loading, beside, loading->folder);
	free(beside);
}

static void settle_words(struct workshop *ws, const char *folder, bool has_cover)
{
	char *copy = mem_dup(folder), *base = basename(copy);

	if (!ws->id && has_cover && ws->title)
		workshop_set_id(ws, ws->title, ' ');
	else if (!ws->id)
		ws->id = id_of_path(base, folder);
	if (!ws->title)
		ws->title = utf8_clean(base, strlen(base));
	free(copy);
}

static void load_cover(struct loading *loading, const char *dir, const char *name, bool words_only)
{
	char *path = file_join(dir, name);
	struct error err = { 0 };

	if (!cover_read(loading, path, words_only, &err))
		report(loading, path, &err);
	free(path);
}

/* Lists the languages and returns the folder of the one to read, or NULL. */
static char *choose_language(struct loading *loading, const struct scan *scan,
			     const char *language)
{
	struct workshop *ws = loading->workshop;
	char *dir, *copy;
	size_t i;

	for (i = 0; i < scan->n_languages; i++)
		*MEM_PUSH(ws->languages, ws->n_languages) = mem_dup(scan->languages[i]);
	if (scan->n_lessons == 0 && !scan->cover)
		return NULL;
	dir = translation_folder(loading->shown, language, ws->lang);
	if (dir) {
		copy = mem_dup(dir);
		ws->language = mem_dup(basename(copy));
		free(copy);
	}
	return dir;
}

static void load_folder(struct loading *loading, const struct scan *scan, const char *language)
{
	struct scan translated = { 0 };
	bool has_cover = str_eq(scan->cover, COVER);
	char *dir;

	borrow_above(loading);
	if (scan->cover)
		load_cover(loading, loading->shown, scan->cover, false);
	settle_words(loading->workshop, loading->folder, has_cover);
	dir = choose_language(loading, scan, language);
	if (dir && scan_folder(dir, &translated, NULL) && str_eq(translated.cover, COVER))
		load_cover(loading, dir, translated.cover, true);
	if (scan->n_lessons > 0)
		load_numbered(loading, scan, &translated, dir);
	else if (!has_cover)
		load_plain(loading, scan);
	scan_free(&translated);
	free(dir);
}

/* --- a file --- */

static bool load_file(struct loading *loading, const char *path, struct error *err)
{
	struct workshop *ws = loading->workshop;
	char *copy = mem_dup(path), *base = basename(copy), *real = realpath(path, NULL);
	int number = scan_lesson_number(base);
	struct lesson *lesson;
	bool ok;

	loading->single = true;
	if (number >= 0)
		borrow_beside(loading);
	lesson = MEM_PUSH(ws->lessons, ws->n_lessons);
	ok = lesson_read(loading, path, number >= 0 ? number : 1,
			 number >= 0 ? LESSON_NUMBERED : LESSON_PLAIN, lesson, err);
	if (ok) {
		ws->title = mem_dup(lesson->title);
		ws->duration = lesson->duration;
		if (!ws->id)
			ws->id = id_of_path(base, real ? real : path);
	}
	free(real);
	free(copy);
	return ok;
}

/* --- folder or file --- */

static char *absolute_folder(const char *path, bool is_dir)
{
	char *copy = mem_dup(path), *real = realpath(is_dir ? copy : dirname(copy), NULL);

	if (!real)
		real = mem_dup(path);
	free(copy);
	return real;
}

static bool load_any(struct loading *loading, const char *path, const char *language,
		     struct error *err)
{
	struct scan scan;
	bool ok = true;

	if (!file_is_dir(path))
		return load_file(loading, path, err);
	if (!scan_folder(path, &scan, err))
		return false;
	if (!scan.cover && scan.n_lessons + scan.n_plain == 0)
		ok = error_set(err, ERROR_INPUT, _("%s is not a workshop: it has no .md file."),
			       path);
	else
		load_folder(loading, &scan, language);
	scan_free(&scan);
	return ok;
}

/* Numbers the names of disks: the same name has the same number in every step. */
static void number_disks(struct workshop *ws)
{
	const char **names = NULL;
	size_t n = 0, i, k, a, known;

	for (i = 0; i < ws->n_lessons; i++)
		for (k = 0; k < ws->lessons[i].n_steps; k++)
			for (a = 0; a < ws->lessons[i].steps[k].n_actions; a++) {
				struct action *action = &ws->lessons[i].steps[k].actions[a];

				if (!action->disk)
					continue;
				for (known = 0; known < n && !str_eq(names[known], action->disk);)
					known++;
				if (known == n)
					*MEM_PUSH(names, n) = action->disk;
				action->nth = (int)known;
			}
	free(names);
}

struct workshop *workshop_load(const char *path, const char *language, struct diags *diags,
			       struct error *err)
{
	struct workshop *ws = mem_alloc(sizeof *ws);
	struct loading loading = { .workshop = ws, .diags = diags };
	char *copy = mem_dup(path), *dir = mem_dup(path), *shown = dir, *folder;

	/* The path of the cover means its folder. */
	if (str_eq(basename(copy), COVER) && file_exists(path) && !file_is_dir(path))
		shown = dirname(dir);
	loading.shown = shown;
	loading.folder = folder = absolute_folder(shown, file_is_dir(shown));
	ws->path = mem_dup(path);
	if (!load_any(&loading, shown, language, err)) {
		workshop_free(ws);
		ws = NULL;
	} else {
		number_disks(ws);
	}
	free(folder);
	free(copy);
	free(dir);
	return ws;
}
