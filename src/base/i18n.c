// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Looks up sentences in the catalogue of the current language.
 *
 * The C library's gettext() is not used: it translates nothing in the locales C and
 * POSIX, newer ones nothing in C.UTF-8 (glibc's bug 16621), musl's ignores LANGUAGE,
 * and often no other locale is installed.
 *
 * Other threads translate while the language changes.  So one atomic pointer says which
 * catalogue is used, and catalogues are never freed. */
#include "base/i18n.h"

#include <ctype.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

#include "base/catalogue.h"

static _Atomic(struct catalogue *) current; /* NULL: English, as in the source */

const char *i18n_text(const char *text)
{
	struct catalogue *catalogue = atomic_load(&current);
	const char *found = catalogue ? catalogue_text(catalogue, text) : NULL;

	return found ? found : text;
}

const char *i18n_plural(const char *one, const char *many, unsigned long n)
{
	struct catalogue *catalogue = atomic_load(&current);
	const char *found = catalogue ? catalogue_plural(catalogue, one, n) : NULL;

	return found ? found : n == 1 ? one : many;
}

bool line_says_yes(const char *line)
{
	return (line[0] && !line[1] && says_yes(line[0])) || strcmp(line, "yes") == 0 ||
	       strcmp(line, _("yes")) == 0;
}

void i18n_set(struct catalogue *catalogue)
{
	atomic_store(&current, catalogue);
}

bool says_yes(int code)
{
	/* TRANSLATORS: the letter that says yes in your language; y does always. */
	const char *letter = _("y");

	return code == 'y' || code == 'Y' || code == letter[0] ||
	       code == toupper((unsigned char)letter[0]);
}
