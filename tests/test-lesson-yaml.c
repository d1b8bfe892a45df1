// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* YAML to a tree: places, aliases, and hostile text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/yaml.h"

static struct diags diags;

static struct ytree *parse_n(const char *text, size_t n)
{
	const struct ytree_place at = { .file = "f.md", .line = 10, .column = 2 };

	diag_free(&diags);
	return ytree_parse(text, n, &at, &diags);
}

static struct ytree *parse(const char *text)
{
	return parse_n(text, strlen(text));
}

static const char *text_of(const struct ytree *tree, const char *key)
{
	return ytree_text(ytree_get(ytree_root(tree), key));
}

static int teardown(void **state)
{
	(void)state;
	diag_free(&diags);
	return 0;
}

static void places(void **state)
{
	struct ytree *tree = parse("a: 1\nlist:\n  - x\n  - {k: v}\n");
	const struct ynode *root = ytree_root(tree), *list = ytree_get(root, "list");

	(void)state;
	assert_int_equal(diags.n, 0);
	assert_int_equal(root->kind, Y_MAP);
	assert_int_equal(root->pairs[1].line, 11);
	assert_int_equal(root->pairs[1].column, 3);
	assert_int_equal(list->items[0]->line, 12);
	assert_int_equal(list->items[0]->column, 7);
	assert_string_equal(ytree_get(list->items[1], "k")->text, "v");
	assert_int_equal(ytree_get(list->items[1], "k")->column, 11);
	ytree_free(tree);
}

static void aliases(void **state)
{
	struct ytree *tree = parse("start: &s 2020-04-19 18:00:00 -0400\ndate: *s\n"
				   "base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\n");
	const struct ynode *more = ytree_get(ytree_root(tree), "more");

	(void)state;
	assert_int_equal(diags.n, 0);
	assert_string_equal(text_of(tree, "date"), "2020-04-19 18:00:00 -0400");
	assert_int_equal(ytree_get(ytree_root(tree), "date")->line, 11);
	assert_string_equal(ytree_get(more, "x")->text, "1");
	assert_string_equal(ytree_get(more, "y")->text, "3");
	assert_int_equal(more->n_pairs, 3);
	assert_false(more->pairs[0].merged || more->pairs[1].merged);
	assert_true(more->pairs[2].merged);
	ytree_free(tree);
	tree = parse("four: &f [1, 2, 3, 4]\nmore: *f\n");
	more = ytree_get(ytree_root(tree), "more");
	assert_int_equal(more->n_items, 4);
	assert_string_equal(more->items[3]->text, "4");
	ytree_free(tree);
}

static void nothing(void **state)
{
	static const char *const empty[] = { "", "# only this\n", "\n\n" };
	struct ytree *tree;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(empty); i++) {
		tree = parse(empty[i]);
		assert_null(ytree_root(tree));
		assert_int_equal(diags.n, 0);
		ytree_free(tree);
	}
	tree = parse("a:\nb: ~\nc: 'null'\nd: ''\n");
	assert_true(ytree_is_null(ytree_get(ytree_root(tree), "a")));
	assert_true(ytree_is_null(ytree_get(ytree_root(tree), "b")));
	assert_string_equal(text_of(tree, "c"), "null");
	assert_string_equal(text_of(tree, "d"), "");
	assert_null(ytree_get(ytree_root(tree), "e"));
	assert_null(ytree_get(NULL, "e"));
	ytree_free(tree);
	tree = parse("a: &x ~\nb: *x\nc: &y '~'\nd: *y\n");
	assert_true(ytree_is_null(ytree_get(ytree_root(tree), "b")));
	assert_string_equal(text_of(tree, "d"), "~");
	ytree_free(tree);
}

static void errors(void **state)
{
	static const struct {
		const char *text;
		int line;
	} wrong[] = {
		{"a: 1\nb: [1, 2\nc: 3\n", 12},
		{"a: \"open\n", 11},
		{"a: *nobody\n", 10},
		{"a: b: c\n", 10},
		{"\ta: 1\n", 10},
		{"a: &x [*x]\n", 10},
		{"a: 1\n  b: 2\n", 11},
		{"@nothing\n", 10},
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(wrong); i++) {
		struct ytree *tree = parse(wrong[i].text);

		assert_true(ytree_broken(tree));
		assert_int_equal(diags.n, 1);
		assert_int_equal(diags.list[0].severity, DIAG_ERROR);
		if (diags.list[0].line != wrong[i].line)
			fail_msg("\"%s\" is wrong at %d, not %d", wrong[i].text, diags.list[0].line,
				 wrong[i].line);
		ytree_free(tree);
	}
}

static void an_error_says_what_to_write(void **state)
{
	static const struct {
		const char *text;
		int fence, line, column;
		const char *said;
	} wrong[] = {
		{ "a:\n\tb: 1\n", 0, 11, 3, "There is a tab here; YAML is indented with blanks." },
		{ "\xe2\x82\xac: \xc3\xa9\r\nb:\r\n\tc: 1\r\n", 0, 12, 3, "There is a tab here" },
		{ "a: \"^\\d+\"\n", 0, 10, 8, "Between double quotes a backslash is" },
		{ "a: '^\\d+'\n", 0, 0, 0, NULL },
		{ "a: 1\n\nWords.\n\n```check\nb: 2\n", 9, 0, 0,
		  "The block that begins at line 9 has no end: a line of three backquotes is" },
		{ "a: 1\n```check\nb: 2\n", 9, 0, 0, "The block that begins at line 9 has no end" },
		{ "a: 1\n```\n", 0, 11, 3, "This is not YAML: " },
		{ "a: `x`\n", 9, 10, 6, "This is not YAML: " },
		/* without a newline, in a block that was begun with four backquotes */
		{ "a: \"open", 9, 0, 0, "This is not YAML: " },
		/* columns are characters, here as in all other places */
		{ "a: 1\n\xc3\xa9\xff\xc3\xa9: \x01\n", 0, 11, 4, "A character that YAML does not allow." },
		{ "a: \xc3\xa9\x01\n", 0, 10, 7, "A character that YAML does not allow." },
		/* editors do not begin another line after U+0085, U+2028 and U+2029 */
		{ "a: x\xc2\x85y\xe2\x80\xa8z\xe2\x80\xa9\nb: `x`\n", 0, 11, 6, "This is not YAML: " },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(wrong); i++) {
		const struct ytree_place at = { .file = "f.md", .line = 10, .column = 2,
						.fence = wrong[i].fence };
		struct ytree *tree;

		diag_free(&diags);
		tree = ytree_parse(wrong[i].text, strlen(wrong[i].text), &at, &diags);
		if (diags.n != (wrong[i].said != NULL))
			fail_msg("case %zu: %zu are said", i, diags.n);
		if (diags.n && (!str_starts(diags.list[0].message, wrong[i].said) ||
				(wrong[i].line && diags.list[0].line != wrong[i].line) ||
				(wrong[i].column && diags.list[0].column != wrong[i].column)))
			fail_msg("case %zu: %d:%d: %s", i, diags.list[0].line, diags.list[0].column,
				 diags.list[0].message);
		ytree_free(tree);
	}
}

static void keeps_what_stood_before(void **state)
{
	struct ytree *tree = parse("title: Good\nduration: 5\nbad: [\n");

	(void)state;
	assert_true(ytree_broken(tree));
	assert_string_equal(text_of(tree, "title"), "Good");
	assert_string_equal(text_of(tree, "duration"), "5");
	ytree_free(tree);
	tree = parse("title: Good\nbad: \"open\n");
	assert_true(ytree_broken(tree));
	assert_string_equal(text_of(tree, "title"), "Good");
	ytree_free(tree);
}

static void repeated(void **state)
{
	struct ytree *tree = parse("a: 1\nb: 2\na: 3\n");
	const struct ynode *root = ytree_root(tree);

	(void)state;
	assert_false(root->pairs[0].again);
	assert_false(root->pairs[1].again);
	assert_true(root->pairs[2].again);
	assert_string_equal(text_of(tree, "a"), "1");
	ytree_free(tree);
}

static void scripts_and_tags(void **state)
{
	struct ytree *tree = parse("鍵: 値\n? [complex]\n: 1\nbin: !binary |\n  R0lGODlh\n"
				   "zero: \"a\\0b\"\nfirst: \"\\0b\"\n...\nmore: 1\n");

	(void)state;
	assert_int_equal(diags.n, 0);
	assert_string_equal(text_of(tree, "鍵"), "値");
	assert_string_equal(text_of(tree, "bin"), "R0lGODlh\n");
	assert_string_equal(text_of(tree, "zero"), "a\xef\xbf\xbd" "b");
	assert_string_equal(text_of(tree, "first"), "\xef\xbf\xbd" "b");
	assert_null(text_of(tree, "more"));
	ytree_free(tree);
}

static void forbidden_bytes(void **state)
{
	static const char text[] = "a: x\nb: p\0q\x1b[0m\nc: \xff\xfe\n";
	struct ytree *tree = parse_n(text, sizeof text - 1);

	(void)state;
	assert_int_equal(diags.n, 1); /* the first only */
	assert_int_equal(diags.list[0].line, 11);
	assert_int_equal(diags.list[0].column, 7);
	assert_string_equal(text_of(tree, "a"), "x");
	assert_non_null(strstr(text_of(tree, "b"), "\xef\xbf\xbd"));
	assert_null(strchr(text_of(tree, "b"), '\x1b'));
	ytree_free(tree);
}

/* The first and the last character of each row that YAML 1.1 allows, and their neighbours. */
static void characters(void **state)
{
	static const struct {
		const char *text;
		bool allowed;
	} rows[] = {
		{ "\x08", false }, { "\t", true }, { "\x0b", false }, { "\x1f", false },
		{ "!", true }, { "~", true }, { "\x7f", false }, { "\xc2\x84", false },
		{ "\xc2\x9f", false }, { "\xc2\xa0", true }, { "\xee\x80\x80", true },
		{ "\xef\xbb\xbe", true }, { "\xef\xbb\xbf", false }, { "\xef\xbc\x80", true },
		{ "\xef\xbf\xbc", true }, { "\xef\xbf\xbd", true }, { "\xef\xbf\xbe", false },
		{ "\xef\xbf\xbf", false }, { "\xf0\x90\x80\x80", true },
		{ "\xf4\x8f\xbf\xbf", true },
	};
	struct ytree *tree;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		char *text = mem_printf("a: x%sy\n", rows[i].text);
		char *kept = mem_printf("x%sy", rows[i].allowed ? rows[i].text : "\xef\xbf\xbd");

		tree = parse(text);
		assert_string_equal(text_of(tree, "a"), kept);
		if (ytree_broken(tree) == rows[i].allowed)
			fail_msg("row %zu is %s", i, rows[i].allowed ? "refused" : "taken");
		ytree_free(tree);
		free(kept);
		free(text);
	}
	tree = parse("a: x\xc2\x85y\xe2\x80\xa8z\n"); /* what begins a line for libyaml alone */
	assert_string_equal(text_of(tree, "a"), "x y z");
	ytree_free(tree);
}

static void laughs(void **state)
{
	struct str text = { 0 };
	struct ytree *tree;
	int i, k;

	(void)state;
	str_add(&text, "a0: &a0 [lol]\n");
	for (i = 1; i < 40; i++) {
		str_addf(&text, "a%d: &a%d [", i, i);
		for (k = 0; k < 10; k++)
			str_addf(&text, "%s*a%d", k ? "," : "", i - 1);
		str_add(&text, "]\n");
	}
	tree = parse(text.text);
	assert_int_equal(diags.n, 0);
	assert_int_equal(ytree_get(ytree_root(tree), "a39")->n_items, 10);
	ytree_free(tree);
	str_free(&text);
}

static void depth_and_size(void **state)
{
	static const char *const opens[] = { "[", "{a: ", "- ", "? " };
	struct str text = { 0 };
	struct ytree *tree;
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_LEN(opens); i++) {
		for (k = 0; k < 20000; k++)
			str_add(&text, opens[i]);
		tree = parse(text.text);
		assert_true(ytree_broken(tree));
		assert_int_equal(diags.n, 1);
		ytree_free(tree);
		str_free(&text);
	}
	str_add(&text, "long: ");
	str_fill(&text, 'x', 400000);
	str_add(&text, "\nnext: 1\n");
	tree = parse(text.text);
	assert_int_equal(strlen(text_of(tree, "long")), 400000);
	assert_string_equal(text_of(tree, "next"), "1");
	ytree_free(tree);
	str_cut(&text, 0);
	for (k = 0; k < 299999; k++) /* and the list itself */
		str_add(&text, "- a\n");
	tree = parse(text.text);
	assert_false(ytree_broken(tree));
	ytree_free(tree);
	str_add(&text, "- a\n");
	tree = parse(text.text);
	assert_true(ytree_broken(tree));
	ytree_free(tree);
	str_free(&text);
}

static void anchors_have_an_end(void **state)
{
	struct str text = { 0 };
	struct ytree *tree;
	int i;

	(void)state;
	for (i = 1; i <= 501; i++)
		str_addf(&text, "- &a%d x\n", i);
	str_add(&text, "- *a500\n");
	tree = parse(text.text);
	assert_int_equal(diags.n, 0);
	ytree_free(tree);
	str_add(&text, "- *a501\n");
	tree = parse(text.text);
	assert_int_equal(diags.n, 1);
	assert_string_equal(diags.list[0].message, "There is no anchor of this name before it.");
	ytree_free(tree);
	str_free(&text);
}

/* One text puts in at most 500 keys by "<<", so that a small one stays small. */
static void merging_has_an_end(void **state)
{
	struct str text = { 0 };
	struct ytree *tree;
	int i;

	(void)state;
	str_add(&text, "many: &m\n");
	for (i = 1; i <= 300; i++)
		str_addf(&text, "  k%d: v\n", i);
	str_add(&text, "a: {<<: *m}\nb: {<<: *m}\nc: {<<: *m}\n");
	tree = parse(text.text);
	assert_int_equal(diags.n, 0);
	assert_int_equal(ytree_get(ytree_root(tree), "a")->n_pairs, 1 + 300);
	assert_int_equal(ytree_get(ytree_root(tree), "b")->n_pairs, 1 + 200);
	assert_int_equal(ytree_get(ytree_root(tree), "c")->n_pairs, 1);
	ytree_free(tree);
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places),
		cmocka_unit_test(aliases),
		cmocka_unit_test(nothing),
		cmocka_unit_test(errors),
		cmocka_unit_test(an_error_says_what_to_write),
		cmocka_unit_test(keeps_what_stood_before),
		cmocka_unit_test(repeated),
		cmocka_unit_test(scripts_and_tags),
		cmocka_unit_test(forbidden_bytes),
		cmocka_unit_test(characters),
		cmocka_unit_test(laughs),
		cmocka_unit_test(depth_and_size),
		cmocka_unit_test(anchors_have_an_end),
		cmocka_unit_test(merging_has_an_end),
	};

	return cmocka_run_group_tests_name("yaml", tests, NULL, teardown);
}
