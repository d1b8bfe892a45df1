// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Translation without the C library: catalogues, rules of plurals, choosing a
 * language and changing it while others translate; all in the locale C. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/str.h"

struct entry {
	const char *text, *translation;
	size_t text_len, translation_len;
};
#define ENTRY(text, translation) { text, translation, sizeof text - 1, sizeof translation - 1 }
#define HEADER(plurals) "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=3; plural=" plurals ";\n"
#define SLAVIC "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"

/* Sorted, as msgfmt writes them. */
static const struct entry polish[] = {
	ENTRY("", HEADER(SLAVIC)),
	ENTRY("%lu file\0%lu files", "%lu plik\0%lu pliki\0%lu plików"),
	ENTRY("Nothing", ""),
	ENTRY("Quit", "Zakończ"),
	ENTRY("y", "t"),
};
static const struct entry spanish[] = {
	ENTRY("", HEADER("n != 1")),
	ENTRY("%lu file\0%lu files", "%lu fichero\0%lu ficheros"),
	ENTRY("Quit", "Salir"),
};

static void number(struct str *file, uint32_t value, bool swapped)
{
	value = swapped ? __builtin_bswap32(value) : value;
	str_addn(file, (const char *)&value, sizeof value);
}

/* The bytes of a catalogue, in this host's byte order or in the other. */
static struct str catalogue_bytes(const struct entry *entries, size_t n, bool swapped)
{
	size_t at = 28 + n * 16, i;
	struct str file = { 0 };

	number(&file, 0x950412de, swapped);
	number(&file, 0, swapped);
	number(&file, (uint32_t)n, swapped);
	number(&file, 28, swapped);
	number(&file, 28 + (uint32_t)n * 8, swapped);
	number(&file, 0, swapped);
	number(&file, 0, swapped);
	for (i = 0; i < n; at += entries[i++].text_len + 1) {
		number(&file, (uint32_t)entries[i].text_len, swapped);
		number(&file, (uint32_t)at, swapped);
	}
	for (i = 0; i < n; at += entries[i++].translation_len + 1) {
		number(&file, (uint32_t)entries[i].translation_len, swapped);
		number(&file, (uint32_t)at, swapped);
	}
	for (i = 0; i < n; i++)
		str_addn(&file, entries[i].text, entries[i].text_len + 1);
	for (i = 0; i < n; i++)
		str_addn(&file, entries[i].translation, entries[i].translation_len + 1);
	return file;
}

static char folder[] = "/tmp/imi-i18n.XXXXXX";

static void put(const char *language, const struct entry *entries, size_t n, bool swapped)
{
	char *dir = mem_printf("%s/%s/LC_MESSAGES", folder, language);
	char *path = mem_printf("%s/imitation.mo", dir);
	struct str bytes = catalogue_bytes(entries, n, swapped);

	assert_true(file_mkdirs(dir, 0700, NULL));
	assert_true(file_write_atomic(path, bytes.text, bytes.len, NULL));
	str_free(&bytes);
	free(path);
	free(dir);
}

static int make_folder(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(folder));
	put("pl", polish, ARRAY_LEN(polish), true);
	put("es", spanish, ARRAY_LEN(spanish), false);
	return 0;
}

static int remove_folder(void **state)
{
	char *command = mem_printf("rm -r '%s'", folder);
	int status = system(command);

	(void)state;
	free(command);
	return status;
}

static void says(const char *quit)
{
	assert_string_equal(_("Quit"), quit);
}

/* ---- plurals ------------------------------------------------------------------- */

static void form_is(const char *rule, unsigned long n, unsigned long wanted)
{
	unsigned long form = 99;

	assert_true(plural_form(rule, n, &form));
	assert_int_equal(form, wanted);
}

static void plural_rules(void **state)
{
	static const unsigned long slavic[][2] = { { 0, 2 }, { 1, 0 }, { 2, 1 }, { 4, 1 }, { 5, 2 },
						   { 12, 2 }, { 22, 1 }, { 112, 2 }, { 101, 2 } };
	static const char *const arabic =
		"n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;\n";
	size_t i;

	(void)state;
	form_is("0", 7, 0);
	form_is("n != 1", 1, 0);
	form_is("(n > 1);", 2, 1);
	for (i = 0; i < ARRAY_LEN(slavic); i++)
		form_is(SLAVIC, slavic[i][0], slavic[i][1]);
	form_is(arabic, 2, 2);
	form_is(arabic, 103, 3);
	form_is(arabic, 111, 4);
	form_is(arabic, 100, 5);
	form_is("!n", 0, 1);
	form_is("7 - 2 - 1", 0, 4);
	form_is("1 + 2 * 3", 0, 7);
	form_is("n % 0", 5, 0);
}

static void plural_nonsense(void **state)
{
	static const char *const bad[] = { "", "n ==", "(n", "n)", "m", "n ? 1", "n = 1", "1 2" };
	struct str deep = { 0 };
	unsigned long form;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(bad); i++)
		assert_false(plural_form(bad[i], 1, &form));
	str_fill(&deep, '(', 100000);
	assert_false(plural_form(str_text(&deep), 1, &form));
	str_cut(&deep, 0);
	str_fill(&deep, '!', 100000);
	assert_false(plural_form(str_text(&deep), 1, &form));
	str_free(&deep);
}

/* ---- languages ------------------------------------------------------------------- */

static int times_looked;

static char *look(void)
{
	times_looked++;
	return mem_dup(folder);
}

/* Before any other names a folder. */
static void english_looks_for_no_catalogues(void **state)
{
	(void)state;
	language_find_by(look);
	language_start(NULL, "en_GB.UTF-8");
	says("Quit");
	assert_int_equal(times_looked, 0);
	assert_true(language_use("es"));
	says("Salir");
	assert_true(language_use("pl"));
	says("Zakończ");
	assert_int_equal(times_looked, 1);
}

static void languages(void **state)
{
	(void)state;
	language_start(folder, "");
	says("Quit");
	assert_true(language_use("es"));
	says("Salir");
	assert_string_equal(_("no such sentence"), "no such sentence");
	assert_true(language_use("pl_PL.UTF-8"));
	says("Zakończ");
	/* An untranslated text has an empty translation. */
	assert_string_equal(_("Nothing"), "Nothing");
	assert_true(language_use("es-MX"));
	says("Salir");
	assert_true(language_use("xx:es@valencia:pl"));
	says("Salir");
	/* English needs no catalogue, and is chosen without one. */
	assert_true(language_use("en_GB:es"));
	says("Quit");
	assert_false(language_use("xx"));
	says("Quit");
	assert_false(language_use("../es"));
	assert_false(language_use("C"));
	language_use(NULL);
	says("Quit");
	language_start(NULL, "es");
	assert_true(language_use("pl"));
	language_use(NULL);
	says("Salir");
}

static void one_text_in_another_language(void **state)
{
	(void)state;
	language_start(folder, "es");
	assert_string_equal(language_text("pl", "Quit"), "Zakończ");
	assert_string_equal(language_text("en", "Quit"), "Quit");
	assert_string_equal(language_text("xx", "Quit"), "Quit");
	assert_string_equal(language_text("pl", "Nothing"), "Nothing");
	says("Salir");
}

static void counted(unsigned long n, const char *wanted)
{
	char *text = mem_printf(ngettext("%lu file", "%lu files", n), n);

	assert_string_equal(text, wanted);
	free(text);
}

static void counts(void **state)
{
	(void)state;
	language_start(folder, "pl");
	counted(1, "1 plik");
	counted(3, "3 pliki");
	counted(5, "5 plików");
	language_use("es");
	counted(1, "1 fichero");
	counted(0, "0 ficheros");
	language_use("en");
	counted(1, "1 file");
	counted(0, "0 files");
}

/* A separate copy, so that a sanitizer sees reads beyond its end. */
static struct catalogue *catalogue_of(const char *text, size_t n)
{
	struct str bytes = { 0 };

	str_addn(&bytes, text, n);
	return catalogue_new(&bytes);
}

/* Whatever is in the file, nothing is read beyond its end (sanitizers would see it). */
static void broken_files(void **state)
{
	struct str whole = catalogue_bytes(polish, ARRAY_LEN(polish), false);
	struct catalogue *catalogue;
	size_t i;

	(void)state;
	for (i = 0; i < whole.len; i++)
		assert_null(catalogue_of(whole.text, i));
	for (i = 0; i < whole.len; i++) {
		char was = whole.text[i];

		whole.text[i] = (char)~was;
		catalogue = catalogue_of(whole.text, whole.len);
		if (catalogue) {
			catalogue_text(catalogue, "Quit");
			catalogue_plural(catalogue, "%lu file", 5);
		}
		catalogue_free(catalogue);
		whole.text[i] = was;
	}
	str_free(&whole);
}

/* ---- threads --------------------------------------------------------------------- */

static atomic_bool enough;
static atomic_ulong looked;

static void *translate(void *wrong)
{
	while (!atomic_load(&enough)) {
		const char *text = _("Quit");

		if (strcmp(text, "Quit") != 0 && strcmp(text, "Salir") != 0 && strcmp(text, "Zakończ") != 0)
			*(bool *)wrong = true;
		atomic_fetch_add(&looked, 1);
	}
	return NULL;
}

static void while_others_translate(void **state)
{
	static const char *const names[] = { "es", "pl", "en" };
	bool wrong[2] = { false, false };
	pthread_t threads[2];
	size_t i;

	(void)state;
	language_start(folder, "");
	for (i = 0; i < ARRAY_LEN(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, translate, &wrong[i]), 0);
	for (i = 0; i < 3000 || atomic_load(&looked) < 3000; i++)
		language_use(names[i % ARRAY_LEN(names)]);
	atomic_store(&enough, true);
	for (i = 0; i < ARRAY_LEN(threads); i++)
		pthread_join(threads[i], NULL);
	assert_false(wrong[0] || wrong[1]);
}

/* y says yes in every language, another letter only in its own. */
static void yes(void **state)
{
	(void)state;
	assert_true(says_yes('y'));
	assert_true(says_yes('Y'));
	assert_false(says_yes('t'));
	assert_false(says_yes('n'));
	assert_false(says_yes(0));
	assert_false(says_yes(0x110001)); /* no character but a key */
	assert_true(line_says_yes("y"));
	assert_true(line_says_yes("yes"));
	assert_false(line_says_yes("you"));
	assert_false(line_says_yes(""));
	language_use("pl");
	assert_true(says_yes('y'));
	assert_true(says_yes('t'));
	assert_true(says_yes('T'));
	assert_false(says_yes('n'));
	language_use("en");
}

/* ---- locales ------------------------------------------------------------------------ */

static void characters(const char *all, const char *ctype, const char *lang, const char *codeset)
{
	const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *const values[] = { all, ctype, lang };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (values[i])
			setenv(names[i], values[i], 1);
		else
			unsetenv(names[i]);
	setlocale(LC_ALL, "C");
	locale_start();
	assert_string_equal(nl_langinfo(CODESET), codeset);
	assert_string_equal(nl_langinfo(RADIXCHAR), ".");
}

static void locales_of_elsewhere(void **state)
{
	const char *ascii = "ANSI_X3.4-1968";

	(void)state;
	characters(NULL, "UTF-8", NULL, "UTF-8"); /* what a Mac passes along */
	characters(NULL, "UTF-8", "C", "UTF-8");
	characters("", "UTF-8", "xx_XX.UTF-8", "UTF-8");
	characters(NULL, NULL, "xx_XX.utf8", "UTF-8");
	characters("xx_XX.UTF-8", "C", "C", "UTF-8");
	characters(NULL, "C.UTF-8", "xx_XX", "UTF-8");
	characters("C", "UTF-8", "C.UTF-8", ascii);
	characters(NULL, "xx_XX", "C.UTF-8", ascii);
	characters(NULL, NULL, NULL, ascii);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plural_rules),
		cmocka_unit_test(plural_nonsense),
		cmocka_unit_test(english_looks_for_no_catalogues),
		cmocka_unit_test(languages),
		cmocka_unit_test(one_text_in_another_language),
		cmocka_unit_test(counts),
		cmocka_unit_test(yes),
		cmocka_unit_test(broken_files),
		cmocka_unit_test(while_others_translate),
		cmocka_unit_test(locales_of_elsewhere),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
