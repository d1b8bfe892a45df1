// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation new: makes a folder with a small workshop that works at once.
 *
 * It writes the files of lessons/template/LANGUAGE, with names made from the folder's,
 * and the boot sector that its machine runs.  If anything fails, all of it is removed. */
#include "cli/cmd-new.h"

#include <ctype.h>
#include <dirent.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/utf8.h"

#define GUEST "guests/tick.img"

enum { MAX_TEMPLATE = 1 << 20, MAX_NAME = 40 };

struct making {
	const char *folder;
	char *lessons;         /* the folder of the program's own workshop */
	char *title, *id;      /* replace @TITLE@ and @ID@ */
	char **made;           /* files and folders, in the order they were made */
	size_t n_made;
};

/* ---- names ----------------------------------------------------------------------- */

/* "tea-time" becomes "Tea time", escaped for YAML's double quotes. */
static char *title_of(const char *name)
{
	char *clean = utf8_clean(name, strlen(name)), *at = clean + strspn(clean, "-_ ");
	struct str title = { 0 };

	*at = (char)toupper((unsigned char)*at);
	if (!*at)
		str_add(&title, "Workshop");
	for (; *at; at++) {
		if (*at == '"' || *at == '\\')
			str_addc(&title, '\\');
		str_addc(&title, *at == '-' || *at == '_' ? ' ' : *at);
	}
	free(clean);
	return str_take(&title);
}

/* Two workshops must not have machines of the same name.  So their names begin with the
 * folder's, reduced to letters, digits and dashes. */
static char *id_of(const char *name)
{
	struct str id = { 0 };

	for (; *name && id.len < MAX_NAME; name++) {
		if (isascii(*name) && isalnum((unsigned char)*name))
			str_addc(&id, (char)tolower((unsigned char)*name));
		else if (id.len > 0 && id.text[id.len - 1] != '-')
			str_addc(&id, '-');
	}
	if (id.len > 0 && id.text[id.len - 1] == '-')
		str_cut(&id, id.len - 1);
	if (id.len == 0)
		str_add(&id, "workshop");
	return str_take(&id);
}

/* ---- the template ---------------------------------------------------------------- */

/* Returns the template's folder for the first of the languages ("es_MX:fr") that has
 * one, else the English one. */
static char *template_folder(const struct making *m, const char *languages)
{
	while (languages && *languages) {
		size_t n = strcspn(languages, ":"), k = 0;
		char *path;

		while (k < n && isascii(languages[k]) && isalpha((unsigned char)languages[k]))
			k++;
		path = mem_printf("%s/template/%.*s", m->lessons, (int)k, languages);
		if (k > 0 && file_is_dir(path))
			return path;
		free(path);
		languages += n + (languages[n] == ':');
	}
	return mem_printf("%s/template/en", m->lessons);
}

static void fill_in(const struct making *m, const char *text, struct str *out)
{
	while (*text) {
		if (str_starts(text, "@TITLE@"))
			str_add(out, m->title);
		else if (str_starts(text, "@ID@"))
			str_add(out, m->id);
		else if (str_starts(text, "@MACHINE@"))
			str_addf(out, "%s-box", m->id);
		else {
			str_addc(out, *text++);
			continue;
		}
		text = strchr(text + 1, '@') + 1;
	}
}

/* ---- writing --------------------------------------------------------------------- */

static bool make_folder(struct making *m, const char *path, struct error *err)
{
	if (mkdir(path, 0777) != 0)
		return error_errno(err, path);
	*MEM_PUSH(m->made, m->n_made) = mem_dup(path);
	return true;
}

static bool make_file(struct making *m, const char *name, const char *data, size_t n,
		      struct error *err)
{
	char *path = file_join(m->folder, name);

	if (!file_write_shared(path, data, n, err)) {
		free(path);
		return false;
	}
	*MEM_PUSH(m->made, m->n_made) = path;
	return true;
}

static bool make_text(struct making *m, const char *template, const char *name, struct error *err)
{
	char *path = file_join(template, name);
	struct str text = { 0 }, filled = { 0 };
	bool ok = file_read(path, MAX_TEMPLATE, &text, err);

	if (ok) {
		fill_in(m, str_text(&text), &filled);
		ok = make_file(m, name, str_text(&filled), filled.len, err);
	}
	str_free(&filled);
	str_free(&text);
	free(path);
	return ok;
}

static bool make_texts(struct making *m, const char *template, struct error *err)
{
	DIR *dir = opendir(template);
	struct dirent *entry;
	bool ok = true;

	if (!dir)
		return error_errno(err, template);
	while (ok && (entry = readdir(dir)) != NULL)
		if (str_ends(entry->d_name, ".md"))
			ok = make_text(m, template, entry->d_name, err);
	closedir(dir);
	return ok;
}

static bool make_guest(struct making *m, struct error *err)
{
	char *from = file_join(m->lessons, GUEST), *copy = mem_dup(GUEST);
	char *folder = file_join(m->folder, dirname(copy));
	struct str image = { 0 };
	bool ok = file_read(from, MAX_TEMPLATE, &image, err) && make_folder(m, folder, err) &&
		  make_file(m, GUEST, str_text(&image), image.len, err);

	str_free(&image);
	free(folder);
	free(copy);
	free(from);
	return ok;
}

/* ---- the folder ------------------------------------------------------------------ */

static bool is_empty(const char *path, struct error *err)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	bool empty = true;

	if (!dir)
		return error_errno(err, path);
	while (empty && (entry = readdir(dir)) != NULL)
		empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
	closedir(dir);
	if (!empty) {
		error_set(err, ERROR_INPUT, _("%s is not empty."), path);
		error_remedy(err, _("Name a folder that is empty, or not there yet."));
	}
	return empty;
}

static bool take_folder(struct making *m, struct error *err)
{
	char *real, *name;

	if (file_is_dir(m->folder) ? !is_empty(m->folder, err) : !make_folder(m, m->folder, err))
		return false;
	real = realpath(m->folder, NULL);
	name = basename(real ? real : (char *)m->folder);
	m->title = title_of(name);
	m->id = id_of(name);
	free(real);
	return true;
}

static void take_back(struct making *m)
{
	while (m->n_made > 0) {
		remove(m->made[--m->n_made]);
		free(m->made[m->n_made]);
	}
}

static bool make(struct making *m, const char *languages, struct error *err)
{
	char *template = template_folder(m, languages);
	bool ok = take_folder(m, err) && make_guest(m, err) && make_texts(m, template, err);

	if (!ok)
		take_back(m);
	free(template);
	return ok;
}

/* ---- the command ----------------------------------------------------------------- */

static void say_what_next(const char *path)
{
	const char *self = shell_self(), *folder;
	struct str quoted = { 0 };

	shell_quote_file(&quoted, path);
	folder = str_text(&quoted);
	out_printf(_("%s holds a small workshop that works. What to do with it:\n"), folder);
	out_printf("\n    %s --watch %s\n        %s\n", self, folder,
		   _("open it, and see each change as soon as you save it"));
	out_printf("    %s lint %s\n        %s\n", self, folder, _("look for mistakes"));
	out_printf("    %s rehearse %s\n        %s\n", self, folder,
		   _("press every button and wait for every check, on real machines"));
	str_free(&quoted);
}

int cmd_new(const struct options *options)
{
	struct making m = { 0 };
	struct error err = { 0 };
	const char *lessons = options_built_in();
	bool ok;

	if (options->argc != 1 || !options->argv[0][0])
		return complain_usage(_("new needs the folder to make."));
	if (!lessons)
		return EXIT_FAILED;
	m.folder = options->argv[0];
	m.lessons = mem_dup(lessons);
	ok = make(&m, options->language ? options->language : options->locale, &err);
	if (ok)
		say_what_next(m.folder);
	while (m.n_made > 0)
		free(m.made[--m.n_made]);
	free(m.made);
	free(m.title);
	free(m.id);
	free(m.lessons);
	return ok ? EXIT_GOOD : complain(&err);
}
