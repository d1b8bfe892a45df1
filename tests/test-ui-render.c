// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Prose to lines: every kind of block at a width, and what must never break. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "base/utf8.h"
#include "ui-fixture.h"
#include "ui/text/render.h"

static char *joined(const struct lines *lines)
{
	struct str out = { 0 };

	for (size_t i = 0; i < lines->n; i++) {
		for (size_t j = 0; j < lines->list[i].n; j++)
			str_add(&out, lines->list[i].runs[j].text);
		while (out.len > 0 && out.text[out.len - 1] == ' ')
			str_cut(&out, out.len - 1);
		str_addc(&out, '\n');
	}
	return str_take(&out);
}

static void check_doc(const char *text, const struct render_options *options, const char *expected)
{
	struct doc *doc = fixture_doc(text);
	struct lines lines = { 0 };
	char *drawn;

	render_doc(&lines, doc, options);
	render_addresses(&lines, options);
	drawn = joined(&lines);
	if (expected)
		assert_string_equal(drawn, expected);
	for (size_t i = 0; i < lines.n; i++)
		if (lines.list[i].width > options->width)
			fail_msg("line %zu is %d columns wide, %d are there:\n%s", i,
				 lines.list[i].width, options->width, drawn);
	free(drawn);
	lines_free(&lines);
	fixture_doc_free(doc);
}

static void check_at(int width, const char *text, const char *expected)
{
	check_doc(text, &(struct render_options){ .width = width }, expected);
}

static void check_text(const char *text, bool code, const char *expected)
{
	const struct render_options options = { .width = 28, .code = code };
	struct lines lines = { 0 };
	char *drawn;

	render_text(&lines, "", STYLE_PLAIN, text, STYLE_DIM, &options);
	drawn = joined(&lines);
	assert_string_equal(drawn, expected);
	free(drawn);
	lines_free(&lines);
}

/* A hyphen at the end of a line would leave open whether a blank follows. */
static void commands_break_at_blanks(void **state)
{
	static const char command[] = "virsh undefine --snapshots-metadata box";

	(void)state;
	check_text(command, false, "virsh undefine --snapshots-\nmetadata box\n");
	check_text(command, true, "virsh undefine\n--snapshots-metadata box\n");
}

static void prose_wraps(void **state)
{
	(void)state;
	check_at(20, "one two three four five six", "one two three four\nfive six\n");
	check_at(20, "a\nb", "a\n\nb\n");
	check_at(20, "first\\second", "first\nsecond\n");
	check_at(20, "abcdefghijklmnopqrstuvwxyz end", "abcdefghijklmnopqrst\nuvwxyz end\n");
	check_at(20, "a well-considered-hyphen there", "a well-considered-\nhyphen there\n");
	check_at(20, "run `virsh snapshot-create-as`", "run virsh\nsnapshot-create-as\n");
	check_at(3, "ab cd", "ab\ncd\n");
	check_at(1, "ab", "a\nb\n");
}

static void wide_text_breaks_anywhere(void **state)
{
	(void)state;
	check_at(8, "漢字漢字漢字", "漢字漢字\n漢字\n");
	check_at(8, "漢字漢字。漢", "漢字漢\n字。漢\n"); /* no line begins with 。 */
	check_at(7, "漢字漢字", "漢字漢\n字\n");
	check_at(12, "ab 漢字漢字漢", "ab 漢字漢字\n漢\n");
}

static void blocks_are_set(void **state)
{
	(void)state;
	check_at(24, "# Title\ntext", "Title\n\ntext\n");
	check_at(24, "- one two three four five\n- b\n  - nested item here now", /* hanging */
		 "• one two three four\n  five\n• b\n  • nested item here now\n");
	check_at(24, "9. nine\n10. ten", " 9. nine\n10. ten\n");
	check_at(24, "> quoted text that is long\n> more",
		 "│ quoted text that is\n│ long\n│\n│ more\n");
	check_at(24, ">! press it", "│ Tip: press it\n");
	check_at(24, "    code\n    more", "  code\n  more\n");
	check_at(14, "    0123456789abcdefgh", "  0123456789ab\n  ↳ cdefgh\n");
	check_at(5, "---", "─────\n");
	check_at(30, "![a cat](x.png)", "[picture: a cat]\n");
	check_at(30, "", "");
}

static void links_are_numbered(void **state)
{
	(void)state;
	check_at(60,
		 "see [here](https://a.org/) and [there](https://b.org/), [again](https://a.org/)",
		 "see here[1] and there[2], again[1]\n\n[1] https://a.org/\n[2] https://b.org/\n");
	check_at(60, "see [https://a.org/](https://a.org/)", "see https://a.org/\n");
	/* an address shown first as itself gets its number later, and the list stays in order */
	check_at(60, "[https://a.org/](https://a.org/) [b](https://b.org/) [a](https://a.org/)",
		 "https://a.org/ b[1] a[2]\n\n[1] https://b.org/\n[2] https://a.org/\n");
}

static void tables_fit(void **state)
{
	static const char table[] =
		"| verb | what it does |\n| start | power on |\n| pause | freeze it, keep "
				    "all in memory |";

	(void)state;
	check_at(60, table,
		 "verb   what it does\n────────────────────────────────────\n"
		 "start  power on\npause  freeze it, keep all in memory\n");
	check_at(20, table,
		 "verb   what it does\n────────────────────\nstart  power on\npause  freeze it,\n"
		 "       keep all in\n       memory\n");
	check_at(10, table,
		 "verb:\nstart\nwhat it\ndoes:\npower on\n\nverb:\npause\nwhat it\ndoes:\nfreeze "
			 "it,\nkeep all\n"
		 "in memory\n");
	check_at(30, "| n |\n| >7 |\n| >100 |", "n\n───\n  7\n100\n");
	check_at(30, "| 漢字 | b |\n| x | y |", "漢字  b\n───────\nx     y\n");
}

static void ascii_measures_what_it_draws(void **state)
{
	struct render_options options = { .width = 10, .ascii = true };

	(void)state;
	check_doc("1234567… x", &options, "1234567...\nx\n");
	check_doc("- one", &options, "* one\n");
	check_doc("> one", &options, "| one\n");
}

static void marks_for_the_blind(void **state)
{
	struct render_options options = { .width = 40, .marks = true };

	(void)state;
	check_doc("press `1` now", &options, "press `1` now\n");
}

static void nothing_is_wider_than_asked(void **state)
{
	struct str text = { 0 };

	(void)state;
	for (size_t i = 0; i < n_hostile; i++)
		str_addf(&text, "%s\n> - %s\n- %s\n  - %s\n| %s | x |\n| y | %s |\n", hostile[i],
			 hostile[i],
			 hostile[i], hostile[i], hostile[i], hostile[i]);
	for (int width = 8; width <= 90; width++)
		for (int ascii = 0; ascii < 2; ascii++)
			check_doc(str_text(&text),
				  &(struct render_options){ .width = width, .ascii = ascii }, NULL);
	str_free(&text);
}

static void deep_nesting_ends(void **state)
{
	struct doc doc = { 0 };
	struct block *block = &doc.root;
	struct lines lines = { 0 };
	struct render_options options = { .width = 40 };
	enum { DEPTH = 5000 };
	static struct block blocks[DEPTH];
	static struct span span = { .text = NULL };

	(void)state;
	span.text = mem_dup("bottom");
	for (int i = 0; i < DEPTH; i++) {
		block->kids = &blocks[i];
		block->n_kids = 1;
		blocks[i].kind = i % 2 ? BLOCK_ITEM : BLOCK_LIST;
		block = &blocks[i];
	}
	render_doc(&lines, &doc, &options);
	for (size_t i = 0; i < lines.n; i++)
		assert_true(lines.list[i].width <= 40);
	lines_free(&lines);
	free(span.text);
}

static void the_place_is_found_at_another_width(void **state)
{
	struct doc *doc = fixture_doc("one two three four five six seven eight nine ten");
	struct lines narrow = { 0 }, wide = { 0 };
	size_t line;

	(void)state;
	render_doc(&narrow, doc, &(struct render_options){ .width = 10 });
	render_doc(&wide, doc, &(struct render_options){ .width = 24 });
	line = lines_at_offset(&wide, narrow.list[narrow.n - 1].offset);
	assert_int_equal(line, wide.n - 1);
	assert_int_equal(lines_at_offset(&wide, 0), 0);
	lines_free(&narrow);
	lines_free(&wide);
	fixture_doc_free(doc);
}

/* Hundreds of links, each twice: both have the same number, and its address is listed
 * once. */
static void many_links_are_numbered(void **state)
{
	enum { LINKS = 300 };
	struct str text = { 0 }, expected = { 0 };

	(void)state;
	for (int i = 1; i <= 2 * LINKS; i++) {
		int n = (i - 1) % LINKS + 1;

		str_addf(&text, "[a](https://example.org/%d)\n", n);
		str_addf(&expected, "a[%d]\n\n", n);
	}
	for (int i = 1; i <= LINKS; i++)
		str_addf(&expected, "[%d] https://example.org/%d\n", i, i);
	check_at(60, str_text(&text), str_text(&expected));
	str_free(&text);
	str_free(&expected);
}

/* One line of very many styles, and one that is longer than most texts. */
static void long_lines_are_kept(void **state)
{
	enum { WORDS = 5000, LETTERS = 200000 };
	struct str text = { 0 }, expected = { 0 };

	(void)state;
	for (int i = 0; i < WORDS; i++) {
		str_add(&text, i % 2 ? "**b**" : "a");
		str_add(&expected, i % 2 ? "b" : "a");
	}
	str_add(&expected, "\n");
	check_at(WORDS, str_text(&text), str_text(&expected));
	str_cut(&text, 0);
	str_cut(&expected, 0);
	str_fill(&text, 'w', LETTERS);
	str_fill(&expected, 'w', LETTERS);
	str_add(&expected, "\n");
	check_at(LETTERS, str_text(&text), str_text(&expected));
	str_free(&text);
	str_free(&expected);
}

static void check_word(char *made, const char *expected)
{
	assert_string_equal(made, expected);
	free(made);
}

static void words_are_short(void **state)
{
	const int64_t noon = 1587297600000LL;

	(void)state;
	check_word(words_span(3000), "3 s");
	check_word(words_span(-5), "0 s");
	check_word(words_span(240000), "4 min");
	check_word(words_span(3 * 3600000LL), "3 h");
	check_word(words_span(80 * 3600000LL), "3 days");
	check_word(words_seconds(460), "0.5 s");
	check_word(words_seconds(12000), "12 s");
	check_word(words_memory(4 << 20), "4 MiB");
	check_word(words_memory(1536ULL << 20), "1536 MiB");
	check_word(words_memory(2ULL << 30), "2 GiB");
	check_word(words_clock(noon, noon + 60000, 0), "12:00");
	check_word(words_clock(noon, noon + 60000, 7200), "14:00");
	check_word(words_clock(noon, noon + 86400000, 0), "2020-04-19");
	check_word(words_short_title("The Game: a tale"), "The Game");
	check_word(words_short_title("No colon"), "No colon");
	check_word(words_short_title(": x"), ": x");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prose_wraps),
		cmocka_unit_test(commands_break_at_blanks),
		cmocka_unit_test(wide_text_breaks_anywhere),
		cmocka_unit_test(blocks_are_set),
		cmocka_unit_test(links_are_numbered),
		cmocka_unit_test(many_links_are_numbered),
		cmocka_unit_test(long_lines_are_kept),
		cmocka_unit_test(tables_fit),
		cmocka_unit_test(ascii_measures_what_it_draws),
		cmocka_unit_test(marks_for_the_blind),
		cmocka_unit_test(nothing_is_wider_than_asked),
		cmocka_unit_test(deep_nesting_ends),
		cmocka_unit_test(the_place_is_found_at_another_width),
		cmocka_unit_test(words_are_short),
	};

	return cmocka_run_group_tests_name("render", tests, NULL, NULL);
}
