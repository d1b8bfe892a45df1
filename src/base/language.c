// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Takes a locale that may be installed elsewhere only; selects the catalogue for the languages
 * asked for, and reads its file. */
#include "base/language.h"

#include <libintl.h>
#undef ngettext
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"

/* ---- the locale ---------------------------------------------------------------- */

/* The locale that counts for characters, in the order of setlocale(). */
static const char *wanted_characters(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return value;
	}
	return "C";
}

/* The first is in every glibc since 2.35, and in Debian's before. */
static void take_utf8(void)
{
	static const char *const names[] = { "C.UTF-8", "C.utf8", "POSIX.UTF-8", "en_US.UTF-8" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (setlocale(LC_CTYPE, names[i]))
			return;
}

/* Not all at once: then a locale that is not installed here for one of them counts for
 * none (a Mac passes LC_CTYPE=UTF-8, which only it has), and the C library reads a dozen
 * files, of which we need two.  All else stays as in C: JSON and sizes need a decimal point,
 * times are written the same everywhere, and nothing is sorted by a language's rules. */
void locale_start(void)
{
	setlocale(LC_MESSAGES, "");
	if (!setlocale(LC_CTYPE, "") && strcasestr(wanted_characters(), "utf"))
		take_utf8();
}

/* ---- the language -------------------------------------------------------------- */

#define SIZE_LIMIT (16u * 1024 * 1024)

/* A language that was asked for; its catalogue is NULL if there is none. */
struct language {
	char *name;
	struct catalogue *catalogue;
};

static char *folder, *at_start;
static char *(*find_folder)(void);
static struct language *known;
static size_t n_known;

static struct catalogue *read_catalogue(const char *path)
{
	struct str bytes = { 0 };

	return file_read(path, SIZE_LIMIT, &bytes, NULL) ? catalogue_new(&bytes) : NULL;
}

static struct catalogue *catalogue_of(const char *name)
{
	struct language *one;
	char *path;
	size_t i;

	for (i = 0; i < n_known; i++)
		if (strcmp(known[i].name, name) == 0)
			return known[i].catalogue;
	path = mem_printf("%s/%s/LC_MESSAGES/imitation.mo", folder, name);
	one = MEM_PUSH(known, n_known);
	one->name = mem_dup(name);
	one->catalogue = read_catalogue(path);
	free(path);
	return one->catalogue;
}

/* The catalogue for "es_MX.UTF-8" or "es-MX": that of es_MX, else of es. */
static struct catalogue *catalogue_for(const char *language, size_t n)
{
	char *name = mem_ndup(language, n), *at;
	struct catalogue *found = NULL;

	name[strcspn(name, ".@")] = '\0';
	while ((at = strchr(name, '-')) != NULL)
		*at = '_';
	/* The name becomes part of a path. */
	if (strlen(name) >= 2 && !strchr(name, '/'))
		found = catalogue_of(name);
	at = strchr(name, '_');
	if (!found && at && at - name >= 2 && !strchr(name, '/')) {
		*at = '\0';
		found = catalogue_of(name);
	}
	free(name);
	return found;
}

static bool is_english(const char *language, size_t n)
{
	return n >= 2 && strncmp(language, "en", 2) == 0 && (n == 2 || strchr("_-.@", language[2]));
}

/* Libraries use the C library's gettext(), which looks at LANGUAGE for every sentence
 * and caches the result until textdomain() is called.  Other threads do so while the
 * language changes.  So LANGUAGE is set from the start, and only its value changes,
 * which the C library swaps without moving the environment. */
static void tell_libraries(const char *languages)
{
#ifdef __GLIBC__
	setenv("LANGUAGE", languages, 1);
	textdomain(textdomain(NULL));
#else
	/* musl ignores LANGUAGE, and its setenv() frees the old value. */
	(void)languages;
#endif
}

void language_find_by(char *(*find)(void))
{
	find_folder = find;
}

static bool has_folder(void)
{
	if (!folder && find_folder)
		folder = find_folder();
	return folder;
}

void language_start(const char *catalogues, const char *languages)
{
	if (catalogues) {
		free(folder);
		folder = mem_dup(catalogues);
	}
	free(at_start);
	at_start = mem_dup(languages ? languages : "");
	language_use(NULL);
}

/* The catalogue of the first that has one; NULL: none, or English comes first, which needs none. */
static struct catalogue *first_catalogue(const char *languages, bool *english)
{
	struct catalogue *found = NULL;
	size_t n;

	*english = false;
	for (; *languages && !found && !*english; languages += n + (languages[n] == ':')) {
		n = strcspn(languages, ":");
		*english = is_english(languages, n);
		if (!*english && has_folder())
			found = catalogue_for(languages, n);
	}
	return found;
}

bool language_use(const char *languages)
{
	struct catalogue *found;
	bool english;

	if (!languages)
		languages = at_start ? at_start : "";
	tell_libraries(languages);
	found = first_catalogue(languages, &english);
	i18n_set(found);
	return found || english;
}

const char *language_text(const char *languages, const char *text)
{
	bool english;
	const struct catalogue *found = first_catalogue(languages, &english);
	const char *translated = found ? catalogue_text(found, text) : NULL;

	return translated ? translated : text;
}
