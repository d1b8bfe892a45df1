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

static bool in_the_way(const char *path, struct error *err)
{
	error_set(err, ERROR_INPUT, _("%s is there, and was not made by this command."), path);
	error_remedy(err, _("Name another folder, or move that file away."));
	return false;
}

/* Looks at the nearest folder that is there, above the path. */
static bool may_make_folder(const char *path, struct error *err)
{
	char *copy = mem_dup(path), *at = dirname(copy);
	struct stat st;
	bool ok;

	while ((ok = lstat(at, &st) == 0) == false && (errno == ENOENT || errno == ENOTDIR))
		at = dirname(at);
	ok = ok ? file_is_dir(at) || in_the_way(at, err) : error_errno(err, at);
	free(copy);
	return ok;
}

static bool may_write(const struct export_file *file, const char *path, struct error *err)
{
	struct str there = { 0 };
	struct stat st;
	bool ok;

	if (!may_make_folder(path, err))
		return false;
	if (lstat(path, &st) != 0)
		return errno == ENOENT || error_errno(err, path);
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return in_the_way(path, err);
	ok = file_read(path, MAX_THERE, &there, err) && (is_ours(file, &there) || in_the_way(path, err));
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

char *export_page_mark(const struct export *export, const char *path)
{
	char *encoded = export_encoded(path), *mark;

	mark = mem_printf("<meta name=\"imitation:page\" content=\"%s/%s\">",
			  export->editions[0].workshop->id, encoded);
	free(encoded);
	return mark;
}

/* ---- links --------------------------------------------------------------------- */

enum {
	MAX_COPY = 64 << 20,
	MAX_ENDING = 16, /* bytes behind the dot of a name */
};

/* ---- names ----------------------------------------------------------------------- */

enum { MAX_NAME = 200 }; /* bytes of a name; systems take 255, with all that is added */

/* Compares as systems do that take "Index.html" for "index.html". */
static bool is_page(const struct export_edition *edition, size_t n, const char *name)
{
	static const char *const ours[] = { "index.html", "whole.html", "card.html" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(ours); i++)
		if (strcasecmp(ours[i], name) == 0)
			return true;
	for (i = 0; i < n; i++)
		if (strcasecmp(edition->pages[i], name) == 0)
			return true;
	return false;
}

/* Returns how many bytes of a name are kept, so that there is room for what is added. */
static int kept_bytes(const char *name)
{
	size_t n = strnlen(name, MAX_NAME);

	while (name[n] && n > 0 && ((unsigned char)name[n] & 0xc0) == 0x80)
		n--;
	return (int)n;
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
		name[kept_bytes(name)] = '\0';
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

/* Finds the lesson of this file, in any language, in the edition of the page. */
static bool is_lesson(const struct export_place *place, const char *real, size_t *index)
{
	size_t found;

	if (place->export->lessons.n == 0)
		note_lessons(place->export);
	found = names_find(&place->export->lessons, real);
	return found && workshop_lesson(place->edition->workshop, place->export->numbers[found - 1], index);
}

/* ---- parts of pages ---------------------------------------------------------------- */

/* Returns the id that a heading has (html-out.h), encoded for an address.  It is in lower
 * case, as forges find it, too. */
static char *part_of(const char *address)
{
	char *part = address_part(address), *at = part, bytes[4], *encoded;
	struct str lower = { 0 };
	uint32_t cp;

	while (*at) {
		at += utf8_decode(at, strnlen(at, 4), &cp);
		str_addn(&lower, bytes, utf8_encode(utf8_cp_lower(cp), bytes));
	}
	encoded = export_encoded(str_text(&lower));
	str_free(&lower);
	free(part);
	return encoded;
}

char *export_lesson_id(int number)
{
	return mem_printf("lesson-%d", number);
}

/* number: of a lesson on the page with all of them. */
static char *part_on_whole(int number, const char *part)
{
	char *id = export_lesson_id(number), *address;

	address = mem_printf("#%s%s%s", id, part[0] ? "-" : "", part);
	free(id);
	return address;
}

static char *part_here(const struct export_place *place, const char *address)
{
	char *part = part_of(address), *to = place->number > 0 ? part_on_whole(place->number, part) :
								  mem_printf("#%s", part);

	free(part);
	return to;
}

static char *part_of_lesson(const struct export_place *place, size_t lesson, const char *address)
{
	char *part = part_of(address), *page = export_encoded(place->edition->pages[lesson]);
	char *to = place->whole ?
			   part_on_whole(place->edition->workshop->lessons[lesson].number, part) :
			   mem_printf("%s%s%s", page, part[0] ? "#" : "", part);

	free(page);
	free(part);
	return to;
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
	if (dot && strlen(dot) > MAX_ENDING) /* no ending, but words behind a dot */
		dot = NULL;
	made = mem_printf("files/%.*s-%08x%s%s", kept_bytes(name), name,
			  (unsigned)hash32(HASH32, data->text, data->len), dot ? "." : "", dot ? dot : "");
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

/* part: what the address says behind the file's name, such as "#page=2". */
static char *copied(const struct export_place *place, const char *real, const char *part)
{
	const char *name = copy_of(place->export, real);
	char *encoded, *address;

	if (!name)
		return NULL;
	encoded = export_encoded(name);
	address = mem_printf("%s%s%s", place->edition->folder[0] ? "../" : "", encoded, part);
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

/* Would a browser run what such a file says to run?  In a picture it does not. */
static bool may_run(const char *name)
{
	static const char *const endings[] = {
		"html", "htm", "shtml", "xhtml", "xht", "xml", "xsl", "xslt", "svg", "svgz", "mhtml", "mht",
	};
	const char *dot = strrchr(name, '.');
	size_t i;

	for (i = 0; dot && i < ARRAY_LEN(endings); i++)
		if (strcasecmp(dot + 1, endings[i]) == 0)
			return true;
	return false;
}

/* Returns the real path; first that of "x.md" for "x.html", as a site shows it. */
static char *real_path(const char *path)
{
	char *source = str_ends(path, ".html") ? mem_printf("%.*s.md", (int)strlen(path) - 5, path) : NULL;
	char *real = source ? realpath(source, NULL) : NULL;

	free(source);
	return real ? real : realpath(path, NULL);
}

/* Returns the absolute path of the file; NULL if it is not one of the workshop's. */
static char *real_file(const struct export_place *place, const char *name)
{
	char *copy = mem_dup(place->file), *path = file_join(dirname(copy), name);
	char *real = real_path(path);
	size_t n = strlen(place->export->root);

	if (real && (strncmp(real, place->export->root, n) != 0 || real[n] != '/' ||
		     file_is_dir(real))) {
		free(real);
		real = NULL;
	}
	free(path);
	free(copy);
	return real;
}

char *export_resolve(void *context, const char *address, bool picture)
{
	const struct export_place *place = context;
	char *name, *real, *to = NULL;
	size_t lesson;

	/* A picture from another site would tell that site who reads the page. */
	if (address_has_scheme(address))
		return picture ? NULL : mem_dup(address);
	name = address_file(address);
	if (!name[0] || name[0] == '/') {
		free(name);
		return picture ? NULL : address[0] == '#' ? part_here(place, address) : mem_dup(address);
	}
	real = real_file(place, name);
	if (real && !picture && is_lesson(place, real, &lesson))
		to = part_of_lesson(place, lesson, address);
	else if (real && (picture || !may_run(real)))
		to = copied(place, real, address + strcspn(address, "#"));
	free(real);
	free(name);
	return to;
}
