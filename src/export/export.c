// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Writes exported files, and resolves their links and pictures; see export.h.
 *
 * Everything is checked before anything is written: a page that this program did not
 * make, or a file with other contents, is never replaced.
 *
 * Lessons are not trusted: a file that they name is copied only if it is in the
 * workshop's folder after all symbolic links are resolved. */
#include "export/export.h"

#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/doc.h"
#include "lesson/workshop.h"

/* ---- writing ------------------------------------------------------------------- */

enum { MAX_THERE = 128 << 20 };

static bool is_ours(const struct export_file *file, const struct str *there)
{
	if (file->page)
		return there->len > 0 &&
		       memmem(there->text, there->len, EXPORT_MARK, strlen(EXPORT_MARK)) != NULL;
	return there->len == file->data.len &&
	       memcmp(str_text(there), str_text(&file->data), there->len) == 0;
}

static bool may_write(const struct export_file *file, const char *path, struct error *err)
{
	struct str there = { 0 };
	struct stat st;
	bool ok;

	if (lstat(path, &st) != 0)
		return errno == ENOENT || errno == ENOTDIR || error_errno(err, path);
	ok = file_read(path, MAX_THERE, &there, err);
	if (ok && !is_ours(file, &there)) {
		ok = error_set(err, ERROR_INPUT, _("%s is there, and was not made by this command."),
			       path);
		error_remedy(err, _("Name another folder, or move that file away."));
	}
	str_free(&there);
	return ok;
}

static bool write_one(const struct export_file *file, const char *path, struct error *err)
{
	char *copy = mem_dup(path);
	bool ok = file_mkdirs(dirname(copy), 0777, err) &&
		  (file->page || !file_exists(path) ? file_write_shared(path, str_text(&file->data),
									file->data.len, err) : true);

	free(copy);
	return ok;
}

bool export_write(const struct export *export, struct error *err)
{
	bool ok = true, write;
	size_t i;

	for (write = false;; write = true) {
		for (i = 0; i < export->n_files && ok; i++) {
			char *path = file_join(export->to, export->files[i].path);

			ok = write ? write_one(&export->files[i], path, err) :
				     may_write(&export->files[i], path, err);
			free(path);
		}
		if (write || !ok)
			return ok;
	}
}

/* ---- links --------------------------------------------------------------------- */

enum { MAX_COPY = 64 << 20 };

/* ---- names ----------------------------------------------------------------------- */

static bool is_page(const struct export_edition *edition, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(edition->pages[i], name))
			return true;
	return str_eq(name, "index.html") || str_eq(name, "whole.html") || str_eq(name, "card.html");
}

/* "03-pause.md" becomes "03-pause.html". */
void export_name_pages(struct export_edition *edition)
{
	const struct workshop *workshop = edition->workshop;
	size_t i;

	edition->pages = mem_array(workshop->n_lessons, sizeof *edition->pages);
	for (i = 0; i < workshop->n_lessons; i++) {
		char *copy = mem_dup(workshop->lessons[i].file), *name = basename(copy);
		char *dot = strrchr(name, '.');

		if (dot && dot > name)
			*dot = '\0';
		edition->pages[i] = mem_printf("%s.html", name);
		if (is_page(edition, i, edition->pages[i])) {
			free(edition->pages[i]);
			edition->pages[i] = mem_printf("%d-%s.html", workshop->lessons[i].number, name);
		}
		free(copy);
	}
}

char *export_encoded(const char *name)
{
	struct str out = { 0 };

	for (; *name; name++)
		if (ascii_alnum(*name) || strchr("/._-~", *name))
			str_addc(&out, *name);
		else
			str_addf(&out, "%%%02X", (unsigned char)*name);
	return str_take(&out);
}

/* ---- a lesson -------------------------------------------------------------------- */

/* Notes where the lessons of all editions are. */
static void note_lessons(struct export *export)
{
	size_t i, k;

	for (i = 0; i < export->n_editions; i++) {
		const struct workshop *workshop = export->editions[i].workshop;

		for (k = 0; k < workshop->n_lessons; k++) {
			char *real = realpath(workshop->lessons[k].file, NULL);

			if (real && names_add(&export->lessons, real) > export->n_numbers)
				*MEM_PUSH(export->numbers, export->n_numbers) =
					workshop->lessons[k].number;
			free(real);
		}
	}
}

/* A link to a lesson in any language leads to that lesson in the page's language. */
static char *page_of_file(const struct export_place *place, const char *real)
{
	const struct workshop *here = place->edition->workshop;
	size_t found, i;

	if (place->export->lessons.n == 0)
		note_lessons(place->export);
	found = names_find(&place->export->lessons, real);
	if (!found || !workshop_lesson(here, place->export->numbers[found - 1], &i))
		return NULL;
	return export_encoded(place->edition->pages[i]);
}

/* ---- other files ------------------------------------------------------------------- */

/* The name contains a hash of the content.  So a newer file never replaces an older
 * one, and a file that has this name already is known to be the same. */
static char *copy_name(const char *real, const struct str *data)
{
	char *copy = mem_dup(real), *name = basename(copy), *dot = strrchr(name, '.'), *made;

	if (dot && dot > name)
		*dot++ = '\0';
	else
		dot = NULL;
	made = mem_printf("files/%s-%08x%s%s", name, (unsigned)hash32(HASH32, data->text, data->len), dot ? "." : "",
			  dot ? dot : "");
	free(copy);
	return made;
}

/* Two files with the same name and content are one copy. */
static void add_copy(struct export *export, const char *name, struct str *data)
{
	struct export_file *file;
	size_t before = export->copied.n;

	if (names_add(&export->copied, name) <= before)
		return;
	file = MEM_PUSH(export->files, export->n_files);
	file->path = mem_dup(name);
	file->data = *data;
	*data = (struct str){ 0 };
}

/* Returns the name of the file's copy, which it keeps; NULL if it cannot be read. */
static const char *copy_of(struct export *export, const char *real)
{
	size_t found = names_find(&export->linked, real);
	struct str data = { 0 };
	char *name;

	if (found)
		return export->copies[found - 1];
	if (!file_read(real, MAX_COPY, &data, export->problem.kind ? NULL : &export->problem)) {
		str_free(&data);
		return NULL;
	}
	name = copy_name(real, &data);
	add_copy(export, name, &data);
	names_add(&export->linked, real);
	*MEM_PUSH(export->copies, export->n_copies) = name;
	str_free(&data);
	return name;
}

static char *copied(const struct export_place *place, const char *real)
{
	const char *name = copy_of(place->export, real);
	char *encoded, *address;

	if (!name)
		return NULL;
	encoded = export_encoded(name);
	address = mem_printf("%s%s", place->edition->folder[0] ? "../" : "", encoded);
	free(encoded);
	return address;
}

void export_free_links(struct export *export)
{
	size_t i;

	for (i = 0; i < export->n_copies; i++)
		free(export->copies[i]);
	free(export->copies);
	free(export->numbers);
	names_free(&export->lessons);
	names_free(&export->linked);
	names_free(&export->copied);
}

/* Returns the absolute path of the file; NULL if it is not one of the workshop's. */
static char *real_file(const struct export_place *place, const char *name)
{
	char *copy = mem_dup(place->file), *path = file_join(dirname(copy), name);
	char *real = realpath(path, NULL), *source;
	size_t n = strlen(place->export->root);

	if (!real && str_ends(path, ".html")) { /* as a site shows "x.md" */
		source = mem_printf("%.*s.md", (int)strlen(path) - 5, path);
		real = realpath(source, NULL);
		free(source);
	}
	if (real && (strncmp(real, place->export->root, n) != 0 || real[n] != '/' ||
		     file_is_dir(real))) {
		free(real);
		real = NULL;
	}
	free(path);
	free(copy);
	return real;
}

/* The address of a heading, whose id is in lower case (html-out.h), as forges find it. */
static char *lower_part(const char *part)
{
	struct str lower = { 0 };
	char bytes[4];
	uint32_t cp;

	while (*part) {
		part += utf8_decode(part, strnlen(part, 4), &cp);
		str_addn(&lower, bytes, utf8_encode(utf8_cp_lower(cp), bytes));
	}
	str_add(&lower, "");
	return str_take(&lower);
}

static char *with_part(char *page, const char *address)
{
	const char *hash = strchr(address, '#');
	char *part = lower_part(hash ? hash : ""), *whole = mem_printf("%s%s", page, part);

	free(part);
	free(page);
	return whole;
}

char *export_resolve(void *context, const char *address, bool picture)
{
	const struct export_place *place = context;
	char *name, *real, *to = NULL;

	/* A picture from another site would tell that site who reads the page. */
	if (address_has_scheme(address))
		return picture ? NULL : mem_dup(address);
	name = address_file(address);
	if (!name[0] || name[0] == '/') {
		free(name);
		return picture ? NULL : address[0] == '#' ? lower_part(address) : mem_dup(address);
	}
	real = real_file(place, name);
	if (real && !picture)
		to = page_of_file(place, real);
	if (to)
		to = with_part(to, address);
	else if (real)
		to = copied(place, real);
	free(real);
	free(name);
	return to;
}
