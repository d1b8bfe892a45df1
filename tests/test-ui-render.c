// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Prose to lines: every kind of block at a width, what must never break, and searching them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui-fixture.h"
#include "ui/text/render.h"
#include "ui/text/text-search.h"

static void check_doc(const char *text, const struct render_options *options, const char *expected)
{
	struct doc *doc = fixture_doc(text);
	struct lines lines = { 0 };
	char *drawn;

	render_doc(&lines, doc, options);
	render_addresses(&lines, options);
	drawn = fixture_joined(&lines);
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
	drawn = fixture_joined(&lines);
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

/* Whether a line may end between the two around the mark: four columns are too few for both. */
static void wide_text_keeps_its_brackets(void **state)
{
	static const char *const closers[] = { "。", "、", "，", "．", "」", "』", "）", "！", "？", "：",
					       "；", "】", "》", "ー", ".", ",", ")", "!", "?", ":",
					       ";" };
	static const char *const openers[] = { "「", "『", "（", "【", "《", "(" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(closers); i++) {
		char *text = mem_printf("漢字%s漢", closers[i]);
		char *lines = mem_printf("漢\n字%s\n漢\n", closers[i]);

		check_at(4, text, lines);
		free(text);
		free(lines);
	}
	for (size_t i = 0; i < ARRAY_LEN(openers); i++) {
		char *text = mem_printf("漢%s字", openers[i]), *lines = mem_printf("漢\n%s字\n", openers[i]);

		check_at(4, text, lines);
		free(text);
		free(lines);
	}
	check_at(4, "a漢b漢", "a漢b\n漢\n");
}

static void lines_end_where_a_word_may(void **state)
{
	(void)state;
	check_at(4, "abcd efgh", "abcd\nefgh\n");
	check_at(3, "abcd efgh", "abc\nd\nefg\nh\n");
	check_at(5, "one—two", "one—\ntwo\n");
	check_at(6, "ab ab-cd", "ab ab-\ncd\n");
	check_at(6, "ab é-é x", "ab é-é\nx\n");
	check_at(5, "ab é-é x", "ab é-\né x\n");
	/* numbers, options and hyphens in a row stay whole */
	check_at(6, "ab 12-34", "ab\n12-34\n");
	check_at(6, "ab a-12", "ab\na-12\n");
	check_at(6, "ab 1-ab", "ab\n1-ab\n");
	check_at(5, "ab -cd", "ab\n-cd\n");
	check_at(5, "ab a--b", "ab\na--b\n");
	check_at(6, "ab `ab-cd`", "ab\nab-cd\n");
	check_at(2, "ab-cd", "ab\n-c\nd\n"); /* a hyphen that begins a line ends no word */
}

static struct pieces pieces_of(const char *text)
{
	struct pieces pieces = { 0 };

	pieces_add(&pieces, text, STYLE_PLAIN, 0, false, false);
	return pieces;
}

static void pieces_have_a_width(void **state)
{
	struct pieces pieces = pieces_of("a three 漢字x");
	int longest;

	(void)state;
	assert_int_equal(pieces_width(&pieces, &longest), 13);
	assert_int_equal(longest, 5);
	pieces_break(&pieces);
	pieces_add(&pieces, "four", STYLE_PLAIN, 0, false, false);
	assert_int_equal(pieces_width(&pieces, &longest), 13); /* of the wider line */
	assert_int_equal(longest, 5);
	pieces_break(&pieces);
	pieces_add(&pieces, "abc de\xcc\x81" "fghijkl", STYLE_PLAIN, 0, false, false);
	assert_int_equal(pieces_width(&pieces, &longest), 13);
	assert_int_equal(longest, 9);
	pieces_clear(&pieces);
	pieces_add(&pieces, "first a", STYLE_PLAIN, 0, false, false);
	assert_int_equal(pieces_width(&pieces, &longest), 7);
	assert_int_equal(longest, 5);
	pieces_clear(&pieces);
	pieces_add(&pieces, "漢字", STYLE_PLAIN, 0, false, false);
	assert_int_equal(pieces_width(&pieces, &longest), 4);
	assert_int_equal(longest, 2);
	pieces_clear(&pieces);
	assert_int_equal(pieces_width(&pieces, &longest), 0);
	assert_int_equal(longest, 0);
	pieces_free(&pieces);
}

/* Each line between bars; + before one that goes on without a blank. */
static void assert_wrapped(struct pieces *pieces, int width, const char *expected)
{
	struct lines lines = { 0 };
	struct str out = { 0 };
	size_t at = 0, first, last;
	bool joined;

	while (wrap_next(pieces, width, &at, &first, &last, &joined)) {
		struct line *line = lines_add(&lines);
		int columns = wrap_put(&lines, line, pieces, first, last);

		assert_int_equal(columns, line->width);
		str_addf(&out, "%s|", joined ? "+" : "");
		for (size_t i = 0; i < line->n; i++)
			str_add(&out, line->runs[i].text);
	}
	assert_int_equal(at, pieces->n);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
	lines_free(&lines);
}

static void lines_that_go_on_are_known(void **state)
{
	struct pieces pieces = pieces_of("abcdef gh  ");

	(void)state;
	assert_wrapped(&pieces, 3, "|abc+|def|gh");
	assert_wrapped(&pieces, 6, "|abcdef|gh");
	assert_wrapped(&pieces, 20, "|abcdef gh");
	pieces_break(&pieces);
	pieces_break(&pieces);
	pieces_add(&pieces, " ij", STYLE_PLAIN, 0, false, false);
	assert_wrapped(&pieces, 6, "|abcdef|gh||ij");
	assert_wrapped(&pieces, 20, "|abcdef gh||ij");
	pieces_clear(&pieces);
	pieces_add(&pieces, "ab", STYLE_PLAIN, 0, false, false);
	pieces_break(&pieces);
	pieces_add(&pieces, "cd", STYLE_PLAIN, 0, false, false);
	assert_wrapped(&pieces, 2, "|ab|cd");
	assert_wrapped(&pieces, 1, "|a+|b|c+|d");
	pieces_clear(&pieces);
	assert_wrapped(&pieces, 5, "");
	pieces_add(&pieces, "   ", STYLE_PLAIN, 0, false, false);
	assert_wrapped(&pieces, 2, "");
	pieces_clear(&pieces);
	pieces_add(&pieces, "漢字", STYLE_PLAIN, 0, false, false);
	assert_wrapped(&pieces, 1, "|漢+|字"); /* too narrow for any of them */
	pieces_free(&pieces);
}

static void looks_divide_a_line(void **state)
{
	struct pieces pieces = pieces_of("ab");
	struct lines lines = { 0 };
	struct line *line;

	(void)state;
	pieces_add(&pieces, "cd", STYLE_PLAIN, 0, true, false); /* code alone is no other look */
	pieces_add(&pieces, "ef", STYLE_DIM, 0, false, false);
	pieces_add(&pieces, "gh", STYLE_DIM, lines_link(&lines, "https://a.org/"), false, false);
	line = lines_add(&lines);
	assert_int_equal(wrap_put(&lines, line, &pieces, 0, pieces.n), 8);
	assert_int_equal(line->n, 3);
	assert_string_equal(line->runs[0].text, "abcd");
	assert_int_equal(line->runs[0].width, 4);
	assert_string_equal(line->runs[1].text, "ef");
	assert_int_equal(line->runs[1].style, STYLE_DIM);
	assert_int_equal(line->runs[1].link, 0);
	assert_string_equal(line->runs[2].text, "gh");
	assert_int_equal(line->runs[2].link, 1);
	line = lines_add(&lines);
	line_pad(&lines, line, STYLE_PLAIN, 2);
	assert_int_equal(wrap_put(&lines, line, &pieces, 0, pieces.n), 8); /* without the blanks */
	assert_int_equal(line->width, 10);
	lines_free(&lines);
	pieces_free(&pieces);
}

static void lines_are_added(void **state)
{
	struct lines lines = { 0 };
	struct line *line;

	(void)state;
	lines_gap(&lines);
	assert_int_equal(lines.n, 0);
	line = lines_add(&lines);
	line_add(&lines, line, STYLE_PLAIN, "", 0);
	line_pad(&lines, line, STYLE_PLAIN, 0);
	line_pad(&lines, line, STYLE_PLAIN, -1);
	assert_int_equal(line->n, 0);
	line_pad(&lines, line, STYLE_PLAIN, 1);
	line_add(&lines, line, STYLE_PLAIN, "漢", 0);
	assert_int_equal(line->n, 2);
	assert_int_equal(line->width, 3);
	assert_int_equal(lines.content, 4); /* bytes */
	lines_gap(&lines);
	lines_gap(&lines);
	assert_int_equal(lines.n, 2);
	line_add(&lines, lines_add(&lines), STYLE_PLAIN, "abc", 0);
	line_add(&lines, lines_add(&lines), STYLE_PLAIN, "d", 0);
	/* 0: a blank and the wide one; 1: nothing; 2: from 4 on; 3: from 7 on */
	assert_int_equal(lines_at_offset(&lines, 0), 0);
	assert_int_equal(lines_at_offset(&lines, 3), 0);
	assert_int_equal(lines_at_offset(&lines, 4), 2);
	assert_int_equal(lines_at_offset(&lines, 6), 2);
	assert_int_equal(lines_at_offset(&lines, 7), 3);
	assert_int_equal(lines_at_offset(&lines, 1000), 3);
	lines_free(&lines);
	assert_int_equal(lines_at_offset(&lines, 0), 0);
}

static void only_web_and_mail_become_hyperlinks(void **state)
{
	static const char *const addresses[] = { "https://a.org/", "http://a.org/", "mailto:a@b.org",
						 "file:///etc/passwd", "2-next.md", "javascript:x" };
	struct canvas *canvas = canvas_new(ARRAY_LEN(addresses) + 1, 4);
	struct lines lines = { 0 };
	char *drawn;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
		struct line *line = lines_add(&lines);

		line_add(&lines, line, STYLE_PLAIN, "x", 0);
		line_add(&lines, line, STYLE_PLAIN, "abcdef", lines_link(&lines, addresses[i]));
	}
	lines_draw(&lines, 1, canvas, (struct rect){ 0, 1, 2, 2 });
	drawn = canvas_dump(canvas, false);
	assert_true(str_starts(drawn, " xa\n xa\n\n"));
	free(drawn);
	canvas_clear(canvas);
	lines_draw(&lines, 0, canvas, (struct rect){ 0, 0, canvas->rows, 4 });
	for (size_t i = 0; i < ARRAY_LEN(addresses); i++) {
		assert_int_equal(canvas_at(canvas, (int)i, 0)->link, 0);
		assert_int_equal(canvas_at(canvas, (int)i, 1)->link != 0, i < 3);
	}
	lines_free(&lines);
	canvas_free(canvas);
}

/* ---- searching ---------------------------------------------------------------------- */

/* The hits as LINE:COLUMN+COLUMNS, those of a match that is on several lines joined by "&". */
static void assert_found(const struct lines *lines, const char *query, const char *expected)
{
	struct search search = { 0 };
	struct str out = { 0 };

	str_add(&search.query, query);
	search_run(&search, SEARCH_TEXT, lines);
	for (size_t i = 0; i < search.n; i++)
		str_addf(&out, "%s%zu:%d+%d", i == 0 ? "" : search.hits[i].match ==
			 search.hits[i - 1].match ? "&" : " ", search.hits[i].line, search.hits[i].col,
			 search.hits[i].cols);
	assert_string_equal(str_text(&out), expected);
	assert_int_equal(search.on, query[0] != '\0');
	str_free(&out);
	search_close(&search);
	assert_true(!search.on && search.n == 0 && !search.hits);
}

/* Four lines, the last of which goes on with the word of the third; "* " is no content. */
static struct lines searched(void)
{
	static const char *const texts[] = { "Zoo ÉÀ aaa", "* zoo", "漢字 a", "bc" };
	struct lines lines = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct line *line = lines_add(&lines);

		if (i == 1) {
			line_add(&lines, line, STYLE_PLAIN, "* ", 0);
			line->prefix = 1;
		}
		line_add(&lines, line, STYLE_PLAIN, texts[i] + (i == 1 ? 2 : 0), 0);
	}
	lines.list[3].joined = true;
	return lines;
}

static void text_is_found(void **state)
{
	struct lines lines = searched();

	(void)state;
	assert_found(&lines, "", "");
	assert_found(&lines, "zoo", "0:0+3 1:2+3");
	assert_found(&lines, "Z", "0:0+1 1:2+1");
	assert_found(&lines, "[oo", "");
	assert_found(&lines, "éà", "0:4+2");
	assert_found(&lines, "aa", "0:7+2"); /* no letter is in two matches */
	assert_found(&lines, "*", "");
	assert_found(&lines, "字 a", "2:2+4");
	assert_found(&lines, "abc", "2:5+1&3:0+2");
	assert_found(&lines, "aaa zoo 漢", "0:7+3&1:2+3&2:0+2");
	assert_found(&lines, "a bc", "");
	assert_found(&lines, "bc", "3:0+2"); /* the very end */
	assert_found(&lines, "bcd", "");
	lines_free(&lines);
}

static void a_search_goes_on(void **state)
{
	struct lines lines = { 0 };
	struct search search = { 0 };
	size_t top = 3;

	(void)state;
	for (int i = 0; i < 30; i++)
		line_add(&lines, lines_add(&lines), STYLE_PLAIN, i == 4 || i == 12 || i == 20 ? "x" : "y", 0);
	search_go(&search, true, &top, 6); /* nothing was searched for */
	assert_int_equal(top, 3);
	str_add(&search.query, "x");
	search_run(&search, SEARCH_TEXT, &lines);
	search_go(&search, false, &top, 6);
	assert_int_equal(search.at, 0);
	assert_int_equal(top, 3); /* it is shown */
	search_go(&search, true, &top, 6);
	assert_int_equal(search.at, 1);
	assert_int_equal(top, 10); /* a third of the rows above it */
	search_go(&search, true, &top, 10);
	assert_int_equal(search.at, 2);
	assert_int_equal(top, 17); /* it stood just below the last row */
	search_go(&search, true, &top, 21);
	assert_int_equal(search.at, 0);
	assert_int_equal(top, 0);
	/* the first from the top line on, and if there is none, the first of all */
	top = 12;
	search_go(&search, false, &top, 6);
	assert_int_equal(search.at, 1);
	assert_int_equal(top, 12);
	top = 13;
	search_go(&search, false, &top, 6);
	assert_int_equal(search.at, 2);
	top = 21;
	search_go(&search, false, &top, 6);
	assert_int_equal(search.at, 0);
	assert_int_equal(top, 2);
	/* the last row is a row, and the one below is not */
	top = 7;
	search.at = 0;
	search_go(&search, true, &top, 6);
	assert_int_equal(top, 7);
	top = 6;
	search.at = 0;
	search_go(&search, true, &top, 6);
	assert_int_equal(top, 10);
	/* With fewer matches, the first is the current one. */
	search.at = 1;
	line_add(&lines, lines_add(&lines), STYLE_PLAIN, "zz z z\xe2\x80\x8bz", 0);
	str_cut(&search.query, 0);
	str_add(&search.query, "z");
	search_run(&search, SEARCH_TEXT, &lines);
	assert_int_equal(search.matches, 5);
	assert_int_equal(search.at, 1);
	str_add(&search.query, "z"); /* also around what takes no column */
	search_run(&search, SEARCH_TEXT, &lines);
	assert_int_equal(search.matches, 2);
	assert_int_equal(search.at, 1);
	search.at = 2;
	search_run(&search, SEARCH_TEXT, &lines);
	assert_int_equal(search_current(&search)->match, 0);
	search_close(&search);
	lines_free(&lines);
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

static void check_block_as(struct block *block, bool ascii, const char *expected)
{
	const struct doc doc = { .root = { .kids = block, .n_kids = 1 } };
	const struct render_options options = { .width = 30, .ascii = ascii };
	struct lines lines = { 0 };
	char *drawn;

	render_doc(&lines, &doc, &options);
	drawn = fixture_joined(&lines);
	assert_string_equal(drawn, expected);
	free(drawn);
	lines_free(&lines);
}

static void check_block(struct block *block, const char *expected)
{
	check_block_as(block, false, expected);
}

/* Code goes on behind a blank, with a sign; a word that is too long is broken anywhere. */
static void code_breaks_at_blanks(void **state)
{
	(void)state;
	check_at(26, "    cp one.qcow2 two.qcow2 three", "  cp one.qcow2 two.qcow2\n  ↳ three\n");
	check_at(16, "    abcd efghi jkl", "  abcd efghi jkl\n"); /* it fits */
	check_at(15, "    abcd efghi jkl", "  abcd efghi\n  ↳ jkl\n");
	/* the blank itself does not fit */
	check_at(14, "    abcdefghijkl mnop", "  abcdefghijkl\n  ↳ mnop\n");
	check_at(14, "    abcdefghijkl   mnop", "  abcdefghijkl\n  ↳ mnop\n");
	/* an indent is no place to break */
	check_at(14, "        abcdefghijkl", "      abcdefgh\n  ↳ ijkl\n");
	check_at(14, "    a 0123456789abcdef x", "  a 0123456789\n  ↳ abcdef x\n");
	check_at(14, "    ab                          ", "  ab\n");
	check_at(5, "    a b", "  a b\n");
	check_at(5, "    ab c", "  ab\n  ↳ c\n");
}

/* Lines know the block of code that they show, and it is as it was written. */
static void code_is_kept_as_written(void **state)
{
	char text[] = "a\tb\nlonger than one row of the screen é\n";
	struct block code = { .kind = BLOCK_CODE, .text = text }, empty = { .kind = BLOCK_CODE };
	struct block both[] = { empty, code };
	const struct doc doc = { .root = { .kids = both, .n_kids = 2 } };
	const struct render_options options = { .width = 20, .ascii = true };
	struct lines lines = { 0 };

	(void)state;
	render_text(&lines, "", STYLE_PLAIN, "first", STYLE_PLAIN, &options);
	render_doc(&lines, &doc, &options);
	assert_int_equal(lines.n_codes, 1);
	assert_ptr_equal(lines.codes[0].text, text);
	assert_int_equal(lines.codes[0].first, 2);
	assert_int_equal(lines.codes[0].last, lines.n - 1);
	lines_free(&lines);
	assert_true(!lines.codes && lines.n_codes == 0);
}

/* Tabs go to the next of the columns 8, 16, …, and what has no width is left out. */
static void code_has_tabs(void **state)
{
	char text[] = "all:\n\tcc\n1234567\tx\n12345678\tx\né\u200d漢\tx";
	struct block code = { .kind = BLOCK_CODE, .text = text };

	(void)state;
	check_block(&code, "  all:\n          cc\n  1234567 x\n  12345678        x\n"
			   "  é漢     x\n");
	/* The columns are those of what is shown. */
	strcpy(text, "…\tx\n");
	check_block_as(&code, true, "  ...     x\n");
}

static void terms_and_tables_without_a_head(void **state)
{
	char term[] = "Term", what[] = "What it is";
	struct span spans[] = { { .text = term }, { .text = what } };
	struct block texts[] = { { .kind = BLOCK_PARAGRAPH, .spans = spans, .n_spans = 1 },
				 { .kind = BLOCK_PARAGRAPH, .spans = spans + 1, .n_spans = 1 } };
	struct block item = { .kind = BLOCK_ITEM, .kids = texts + 1, .n_kids = 1 };
	struct block both[] = { texts[0], { .kind = BLOCK_LIST, .plain = true, .tight = true,
					    .kids = &item, .n_kids = 1 } };
	struct block root = { .kind = BLOCK_ROOT, .kids = both, .n_kids = 2 };
	struct block cells[] = { { .kind = BLOCK_CELL },
				 { .kind = BLOCK_CELL, .spans = spans, .n_spans = 1 } };
	struct block rows[] = { { .kind = BLOCK_ROW, .kids = cells, .n_kids = 1 },
				{ .kind = BLOCK_ROW, .kids = cells + 1, .n_kids = 1 } };
	struct block table = { .kind = BLOCK_TABLE, .kids = rows, .n_kids = 2 };

	(void)state;
	check_block(&root, "Term\n    What it is\n");
	check_block(&table, "Term\n");
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

static void tables_have_columns(void **state)
{
	struct str wide = { 0 }, grid = { 0 }, rule = { 0 };

	(void)state;
	check_at(30, "|", "");
	check_at(30, "| ^name | x |\n| ^a | y |\n| ^ab | z |", "name  x\n───────\n a    y\n ab   z\n");
	/* Rows of fewer cells, and of more. */
	check_at(30, "| a | b |\n| c |\n| d | e | f |", "a  b\n───────\nc\nd  e  f\n");
	check_at(7, "| a | b |\n| c | d |", "a  b\n────\nc  d\n");
	/* It fits exactly; a column less, and the widest one shrinks; no longer at all. */
	check_at(12, "| abcdefg | hi |\n| j k | l |", "abcdefg  hi\n───────────\nj k      l\n");
	check_at(11, "| abcdefg | hi |\n| j k | l |", "abcdefg  hi\n───────────\nj k      l\n");
	check_at(10, "| abc efg | hi |\n| j k | l |", "abc     hi\nefg\n──────────\nj k     l\n");
	check_at(7, "| abcdefgh | hi |\n| | l |", "hi: l\n");
	check_at(7, "| | hi |\n| abcdefghijkl | |\n| x | y |", "abcdefg\nhijkl\n\nx\nhi: y\n");
	/* As many columns as there may be, in just enough room; less room, and one column more. */
	for (int i = 0; i < 64; i++) {
		str_add(&wide, "| a ");
		str_add(&grid, i ? "  a" : "a");
		str_add(&rule, i ? "───" : "─");
	}
	str_addf(&grid, "\n%s\nb\n", str_text(&rule));
	str_add(&wide, "|\n| b |");
	check_at(190, str_text(&wide), str_text(&grid));
	check_at(189, str_text(&wide), "a: b\n");
	check_at(300, str_text(&wide), str_text(&grid));
	str_cut(&wide, wide.len - strlen("\n| b |"));
	str_add(&wide, " a |\n| b |");
	check_at(300, str_text(&wide), "a: b\n");
	str_free(&wide);
	str_free(&grid);
	str_free(&rule);
}

static void blocks_in_blocks(void **state)
{
	(void)state;
	check_at(24, ">! - one\n>! - two", "│ Tip:\n│ • one\n│ • two\n");
	check_at(24, "- \n- b", "•\n• b\n");
	check_at(24, "![](x.png)", "[picture]\n");
	check_at(24, "[a@b.org](mailto:a@b.org) [c](mailto:d)", "a@b.org c[1]\n\n[1] mailto:d\n");
	check_at(24, "[a](b.md)[c](b.md)d", "ac[1]d\n\n[1] b.md\n");
	check_at(14, "    0123456789ab\n    \n    x", "  0123456789ab\n\n  x\n");
	check_at(14, "    a\n    \nb", "  a\n\nb\n"); /* one blank line is enough */
	check_at(14, "    0123456789a漢b", "  0123456789a\n  ↳ 漢b\n");
	check_at(14, "    0123456789abcdefghijklmn", "  0123456789ab\n  ↳ cdefghijkl\n  ↳ mn\n");
	/* Levels are not drawn where the text needs their columns. */
	check_at(18, "> > > abcdefghijkl", "│ │ │ abcdefghijkl\n");
	check_at(17, "> > > abcdefghijklm", "│ │ abcdefghijklm\n");
	check_at(4, "> > ab", "│ ab\n");
}

/* Wherever lines end, the text has as many bytes, and each place is found. */
static void places_are_the_same_at_every_width(void **state)
{
	struct doc *doc = fixture_doc("# A title of words\nsome text that is long enough to be broken\n"
				      "- an item of a list\n- another\n> quoted text of many words\n"
				      "    code that is longer than a line\n---\n| a table | b |\n| c | d |\nend");
	size_t content = 0;

	(void)state;
	for (int width = 16; width < 80; width++) {
		struct lines lines = { 0 };

		render_doc(&lines, doc, &(struct render_options){ .width = width });
		if (width >= 24) { /* the table is a grid */
			assert_int_equal(content ? lines.content : 0, content);
			content = lines.content;
		}
		for (size_t i = 1; i < lines.n; i++)
			assert_true(lines.list[i].offset >= lines.list[i - 1].offset);
		assert_int_equal(lines_at_offset(&lines, lines.content), lines.n - 1);
		lines_free(&lines);
	}
	fixture_doc_free(doc);
}

/* A line's place is that of its first byte, with the blanks between lines. */
static void a_place_counts_bytes(void **state)
{
	static const size_t offsets[] = { 0, 3, 6, 8, 14 };
	struct doc *doc = fixture_doc("ab cd efgé   i");
	struct lines lines = { 0 };

	(void)state;
	render_doc(&lines, doc, &(struct render_options){ .width = 2 });
	assert_int_equal(lines.n, ARRAY_LEN(offsets));
	for (size_t i = 0; i < lines.n; i++)
		assert_int_equal(lines.list[i].offset, offsets[i]);
	assert_int_equal(lines.content, 15);
	assert_true(lines.list[3].joined);
	assert_false(lines.list[1].joined || lines.list[2].joined || lines.list[4].joined);
	lines_free(&lines);
	fixture_doc_free(doc);
}

static void each_kind_of_text_has_its_style(void **state)
{
	struct doc *doc = fixture_doc("# H\np*e***s**`c`[l](a.md)![i](x)\n- b");
	struct lines lines = { 0 };

	(void)state;
	render_doc(&lines, doc, &(struct render_options){ .width = 60, .tag = 7 });
	fixture_run(&lines.list[0], 0, "H", STYLE_HEADING, 0);
	assert_int_equal(lines.list[0].prefix, 0);
	fixture_run(&lines.list[2], 0, "p", STYLE_PLAIN, 0);
	fixture_run(&lines.list[2], 1, "e", STYLE_EMPH, 0);
	fixture_run(&lines.list[2], 2, "s", STYLE_STRONG, 0);
	fixture_run(&lines.list[2], 3, "c", STYLE_CODE, 0);
	fixture_run(&lines.list[2], 4, "l", STYLE_LINK, 1);
	fixture_run(&lines.list[2], 5, "[1]", STYLE_DIM, 1);
	fixture_run(&lines.list[2], 6, "[picture: i]", STYLE_DIM, 0);
	fixture_run(&lines.list[4], 0, "• ", STYLE_PLAIN, 0);
	assert_int_equal(lines.list[4].prefix, 1);
	for (size_t i = 0; i < lines.n; i++)
		assert_int_equal(lines.list[i].tag, lines.list[i].n ? 7 : lines.list[i].tag);
	lines_free(&lines);
	fixture_doc_free(doc);
}

static void a_document_keeps_its_distance(void **state)
{
	struct doc *doc = fixture_doc("one\ntwo"), *list = fixture_doc("- one");
	struct lines lines = { 0 };
	char *drawn;

	(void)state;
	render_doc(&lines, doc, &(struct render_options){ .width = 20 });
	render_doc(&lines, doc, &(struct render_options){ .width = 20 });
	render_doc(&lines, doc, &(struct render_options){ .width = 20, .tight = true });
	render_doc(&lines, doc, &(struct render_options){ .width = 20, .airy = true });
	render_doc(&lines, doc, &(struct render_options){ .width = 20, .word = "Word:" });
	render_doc(&lines, list, &(struct render_options){ .width = 20, .word = "Word:" });
	drawn = fixture_joined(&lines);
	assert_string_equal(drawn, "one\n\ntwo\n\none\n\ntwo\none\n\ntwo\n\none\n\n\ntwo\n\nWord: one\n\ntwo\n"
				   "\nWord:\n• one\n");
	free(drawn);
	lines_free(&lines);
	fixture_doc_free(doc);
	fixture_doc_free(list);
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
		blocks[i].kind = i % 3 == 0 ? BLOCK_LIST : i % 3 == 1 ? BLOCK_ITEM : BLOCK_QUOTE;
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prose_wraps),
		cmocka_unit_test(commands_break_at_blanks),
		cmocka_unit_test(wide_text_breaks_anywhere),
		cmocka_unit_test(wide_text_keeps_its_brackets),
		cmocka_unit_test(lines_end_where_a_word_may),
		cmocka_unit_test(pieces_have_a_width),
		cmocka_unit_test(lines_that_go_on_are_known),
		cmocka_unit_test(looks_divide_a_line),
		cmocka_unit_test(lines_are_added),
		cmocka_unit_test(only_web_and_mail_become_hyperlinks),
		cmocka_unit_test(text_is_found),
		cmocka_unit_test(a_search_goes_on),
		cmocka_unit_test(blocks_are_set),
		cmocka_unit_test(code_breaks_at_blanks),
		cmocka_unit_test(code_is_kept_as_written),
		cmocka_unit_test(code_has_tabs),
		cmocka_unit_test(terms_and_tables_without_a_head),
		cmocka_unit_test(links_are_numbered),
		cmocka_unit_test(many_links_are_numbered),
		cmocka_unit_test(long_lines_are_kept),
		cmocka_unit_test(tables_fit),
		cmocka_unit_test(tables_have_columns),
		cmocka_unit_test(blocks_in_blocks),
		cmocka_unit_test(places_are_the_same_at_every_width),
		cmocka_unit_test(a_place_counts_bytes),
		cmocka_unit_test(each_kind_of_text_has_its_style),
		cmocka_unit_test(a_document_keeps_its_distance),
		cmocka_unit_test(ascii_measures_what_it_draws),
		cmocka_unit_test(marks_for_the_blind),
		cmocka_unit_test(nothing_is_wider_than_asked),
		cmocka_unit_test(deep_nesting_ends),
		cmocka_unit_test(the_place_is_found_at_another_width),
	};

	return cmocka_run_group_tests_name("render", tests, NULL, NULL);
}
