// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Golden screens; see golden-support.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "golden-support.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/str.h"
#include "skip-why.h"

static const char *folder(const char *variable)
{
	const char *set = getenv(variable);

	return set ? set : ".";
}

static bool regenerate(void)
{
	return getenv("IMITATION_REGENERATE") != NULL;
}

void golden_compare(const char *name, const char *drawn)
{
	char *path = mem_printf("%s/tests/golden/%s.txt", folder("top_srcdir"), name);
	struct str expected = { 0 };
	struct error err = { 0 };
	bool read = true;

	if (regenerate())
		assert_true(file_write_atomic(path, drawn, strlen(drawn), &err));
	read = file_read(path, 1 << 20, &expected, &err);
	if (!read)
		print_error("%s: IMITATION_REGENERATE=1 makes it\n", err.message);
	else if (!str_eq(str_text(&expected), drawn))
		print_error("%s differs; drawn was:\n%s", path, drawn);
	read = read && str_eq(str_text(&expected), drawn);
	str_free(&expected);
	free(path);
	assert_true(read);
}

/* The catalogues are built into po-test/LANGUAGE. */
static bool use_language(const char *language)
{
	char *catalogues = mem_printf("%s/po-test", folder("top_builddir"));
	char *file = mem_printf("%s/%s/LC_MESSAGES/imitation.mo", catalogues, language);
	bool there = file_exists(file);

	language_start(catalogues, "");
	free(file);
	free(catalogues);
	return there;
}

void golden_language(const char *language, const char *name)
{
	char *first = mem_printf("%s/tests/golden/%s.%s.txt", folder("top_srcdir"), name, language);
	bool there = use_language(language), wanted = regenerate() || file_exists(first);

	free(first);
	if (!there || !wanted) {
		print_message("no %s of %s here: its screens were NOT looked at\n",
			      there ? "golden screens" : "catalogue", language);
		skip_why(there ? "there are no golden screens of this language" :
				 "there is no catalogue of this language");
	}
	if (!language_use(language))
		fail_msg("the catalogue of %s is there and not used", language);
}

int golden_english(void **state)
{
	(void)state;
	language_use("en");
	return 0;
}
