// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Markdown to documents: what each construct becomes, how a lesson is split into
 * parts, and hostile text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson-support.h"
#include "lesson/load/html.h"
#include "lesson/load/markdown.h"
#include "lesson/load/mdtext.h"
#include "lesson/load/table.h"

static struct markdown_file read_n(const char *text, size_t n, unsigned flags)
{
	struct markdown_file file;
	struct markdown_text in = { .text = text, .length = n };
	size_t lines = 1, i;
	int *map;

	for (i = 0; i < n; i++)
		lines += text[i] == '\n';
	map = mem_array(lines, sizeof *map);
	for (i = 0; i < lines; i++)
		map[i] = (int)i + 1;
	in.lines = map;
	in.n_lines = lines;
	markdown_read(&in, flags, &file);
	free(map);
	return file;
}

static struct markdown_file read_text(const char *text, unsigned flags)
{
	return read_n(text, strlen(text), flags);
}

static void becomes(const char *text, const char *expected)
{
	struct markdown_file file = read_text(text, 0);
	char *got = support_doc(&file.parts[0].doc);

	if (strcmp(got, expected) != 0)
		fail_msg("%s\nbecame   %s\nand not  %s", text, got, expected);
	free(got);
	markdown_free(&file);
}

static void commonmark(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{ "plain *em* **strong** ***both***", "p[plain /em/ *strong* /*both*/]" },
		{ "a\nb", "p[a b]" },
		{ "a  \nb\\\nc", "p[a\\b\\c]" },
		{ "`a  b` and ``x`y``", "p[`a  b` and `x`y`]" },
		{ "# One\n\n### Three", "h1[One] h3[Three]" },
		{ "Under\n=====\n", "h1[Under]" },
		{ "---\n", "hr" },
		{ "- a\n- b\n  - c\n", "ul(li(p[a]) li(p[b] ul(li(p[c]))))" },
		{ "- a\n\n- b\n", "ul~(li(p[a]) li(p[b]))" },
		{ "3. a\n4. b\n", "ol(li3(p[a]) li4(p[b]))" },
		{ "> quoted\n> > twice\n", "q(p[quoted] q(p[twice]))" },
		{ "```sh x\nls | wc\n\tdone\n```\n", "code{sh x}\"ls | wc\n\tdone\n\"" },
		{ "`a\u200d\tb` c\ufe0f\u200b", "p[`a\u200d b` c\ufe0f\u200b]" },
		{ "    indented\n", "code{}\"indented\n\"" },
		{ "[a](http://x/) [b](http://y/) [c](http://x/)",
		  "p[<a|1> <b|2> <c|1>] #1=http://x/ #2=http://y/" },
		{ "<https://x.org/>", "p[<https://x.org/|1>] #1=https://x.org/" },
		{ "[r]\n\n[r]: /u \"title\"\n", "p[<r|1>] #1=/u" },
		{ "![a *picture*](p.png)", "p[!a !/!picture!/]" },
		{ "![](p.png)", "p[!!]" },
		{ "[![shot](a.png)](http://x/) tail", "p[<!shot!|1> tail] #1=http://x/" },
		{ "&rsquo; &amp; &#x263A; &nope;", "p[’ & ☺ &nope;]" },
		{ "\\*not em\\* a\\|b", "p[*not em* a|b]" },
		{ "`a\\|b`", "p[`a\\|b`]" },
		{ "    a\\|b\n", "code{}\"a\\|b\n\"" },
		{ "", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++)
		becomes(cases[i].text, cases[i].expected);
}

/* The columns by their alignments, or "-" for a line that is no delimiter. */
static void assert_delimiter(const char *line, const char *expected)
{
	enum align *aligns;
	size_t n;
	bool is = table_delimiter(line, &aligns, &n);
	char got[200];

	strcpy(got, is ? "" : "-");
	for (size_t i = 0; is && i < n; i++) {
		got[i] = aligns[i] == ALIGN_LEFT ? 'l' : aligns[i] == ALIGN_RIGHT ? 'r' : 'c';
		got[i + 1] = '\0';
	}
	if (!is)
		assert_true(!aligns && n == 0);
	assert_string_equal(got, expected);
	free(aligns);
}

static void delimiters_of_tables(void **state)
{
	struct str wide = { 0 }, columns = { 0 };

	(void)state;
	assert_delimiter("|---|", "l");
	assert_delimiter("---|---", "ll");
	assert_delimiter("|:-:|-:|:-|-|", "crll");
	assert_delimiter(" \t| --- |\t:--: | ", "lc");
	assert_delimiter("|-", "l");
	assert_delimiter("-|", "l");
	assert_delimiter("---", "-"); /* a rule, or a heading above it */
	assert_delimiter("", "-");
	assert_delimiter("|", "-");
	assert_delimiter("||", "-");
	assert_delimiter("|-||", "-");
	assert_delimiter("|:|", "-");
	assert_delimiter("|-:-|", "-");
	assert_delimiter("|---|x", "-");
	assert_delimiter("|---x|", "-");
	assert_delimiter("|- -|", "-");
	for (int i = 0; i < 100; i++) {
		str_add(&wide, "|-");
		str_add(&columns, "l");
	}
	assert_delimiter(str_text(&wide), str_text(&columns));
	str_add(&wide, "|-");
	assert_delimiter(str_text(&wide), "-");
	str_free(&wide);
	str_free(&columns);
}

/* ---- HTML by itself ------------------------------------------------------------------ */

/* Each token in brackets: its kind as t, o, c or !, its role as a number if it is a tag. */
static void assert_html(const char *text, const char *expected)
{
	struct html_scan scan = { .at = text, .end = text + strlen(text) };
	struct html_token token;
	struct str out = { 0 };

	while (html_next(&scan, &token)) {
		bool tag = token.kind == HTML_OPEN || token.kind == HTML_CLOSE;

		assert_true(token.text >= text && token.length <= (size_t)(scan.end - token.text));
		str_addf(&out, "[%c", "toc!"[token.kind]);
		if (tag)
			str_addf(&out, "%d", token.role);
		str_addf(&out, "%s %.*s]", token.unended ? "…" : "", (int)token.length, token.text);
	}
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

static void html_has_tokens(void **state)
{
	(void)state;
	assert_html("", "");
	assert_html("a<b>c</b>", "[t a][o19 <b>][t c][c19 </b>]");
	assert_html("<BR><hr/><td x><pre><h6><h7>",
		    "[o2 <BR>][o3 <hr/>][o4 <td x>][o6 <pre>][o10 <h6>][o0 <h7>]");
	assert_html("<img alt='a>b'>c", "[o7 <img alt='a>b'>][t c]");
	assert_html("<a title= \"x>y\">z", "[o18 <a title= \"x>y\">][t z]");
	assert_html("<p don't>x", "[o1 <p don't>][t x]"); /* an apostrophe */
	assert_html("<my-tag1>x", "[o0 <my-tag1>][t x]");
	/* What is no tag is text. */
	assert_html("1 < 2", "[t 1 ][t < 2]");
	assert_html("<", "[t <]");
	assert_html("<1>", "[t <1>]");
	assert_html("</>", "[t </>]");
	assert_html("<p", "[t <p]");
	assert_html("<-a>", "[t <-a>]");
	/* Comments and declarations. */
	assert_html("<!-- a --b-->c", "[!  a --b][t c]");
	assert_html("<!---->c", "[! ][t c]");
	assert_html("<!-- a", "[!…  a]");
	assert_html("<!--", "[!… ]");
	assert_html("<!DOCTYPE html>a", "[! ][t a]");
	assert_html("<?xml a?>b", "[! ][t b]");
	assert_html("<![CDATA[a>b]]>c", "[! ][t c]");
	assert_html("<![CDATA[a>b", "[t <![CDATA[a>b]");
	assert_html("<!", "[t <!]");
}

static void assert_attribute(const char *tag, const char *name, const char *value)
{
	struct html_token token = { .text = tag, .length = strlen(tag) };
	char *got = html_attribute(&token, name);

	if (value)
		assert_string_equal(got, value);
	else
		assert_null(got);
	free(got);
}

static void html_has_attributes(void **state)
{
	(void)state;
	assert_attribute("<img alt=\"a b\" src=x>", "alt", "a b");
	assert_attribute("<img alt='it''s'>", "alt", "it");
	assert_attribute("<img alt=\"a>b 'c'\">", "alt", "a>b 'c'");
	assert_attribute("<img src=x alt=y>", "alt", "y");
	assert_attribute("<img src=x alt=y z>", "alt", "y");
	assert_attribute("<img\nalt=y>", "alt", "y");
	assert_attribute("<img alt=\"\">", "alt", "");
	assert_attribute("<img alt=\"a", "alt", "a");
	assert_attribute("<img data-alt=x alt=y>", "alt", "y");
	assert_attribute("<img altx=x alt=y>", "alt", "y");
	assert_attribute("<img alt>", "alt", NULL);
	assert_attribute("<img alt", "alt", NULL);
	assert_attribute("<img>", "alt", NULL);
	assert_attribute("<img alt=", "alt", "");
}

static void assert_presenter(const char *comment, const char *note)
{
	struct html_token token = { .kind = HTML_COMMENT, .text = comment, .length = strlen(comment) };
	char *got = html_presenter(&token);

	if (note)
		assert_string_equal(got, note);
	else
		assert_null(got);
	free(got);
}

static void notes_for_the_presenter(void **state)
{
	(void)state;
	assert_presenter(" presenter: say it ", "say it");
	assert_presenter("\n\tPresenter:\n  one  \n\n\ttwo\n", "\none\n\ntwo");
	assert_presenter("presenter:", "");
	assert_presenter("presenter", NULL);
	assert_presenter(" a presenter: no", NULL);
	assert_presenter("", NULL);
}

static void assert_prepared(const char *text, const char *expected)
{
	size_t n;
	int limited;
	char *got = mdtext_prepare(text, strlen(text), &n, &limited);

	assert_string_equal(got ? got : "", expected);
	assert_int_equal(limited, 0);
	assert_int_equal(n, strlen(expected));
	free(got);
}

/* So many markers at the start of a line, and x. */
static void assert_markers(const char *marker, size_t n, size_t kept)
{
	struct str text = { 0 }, expected = { 0 };

	for (size_t i = 0; i < n; i++)
		str_add(&text, marker);
	for (size_t i = 0; i < kept; i++)
		str_add(&expected, marker);
	str_add(&text, "x");
	str_add(&expected, "x");
	assert_prepared(str_text(&text), str_text(&expected));
	str_free(&text);
	str_free(&expected);
}

static void lines_begin_with_a_few_markers(void **state)
{
	static const char *const markers[] = { ">", "- ", "+\t", "* ", "1. ", "123456789) " };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(markers); i++) {
		assert_markers(markers[i], 100, 100);
		assert_markers(markers[i], 5000, 100);
	}
	assert_markers(" ", 600, 600);
	assert_markers(" ", 601, 600);
	assert_markers("\t", 5000, 600);
	/* What looks like one, but is none, is not counted. */
	assert_markers("-", 5000, 5000);
	assert_markers("1.", 5000, 5000);
	assert_markers("1 ", 5000, 5000);
	assert_markers("1234567890. ", 5000, 5000);
	assert_prepared("a - b\n- c\n\n-", "a - b\n- c\n\n-");
	/* A pipe behind a backslash is no end of a cell. */
	assert_prepared("a\\|b\\\\|c\\", "a\xef\xb7\x90" "b\\\\|c\\");
	assert_prepared("", "");
}

static void assert_callout(const char *text, const char *name, size_t length)
{
	size_t n = 0;
	char *got = mdtext_callout(text, &n);

	if (name)
		assert_string_equal(got, name);
	else
		assert_null(got);
	assert_int_equal(n, length);
	free(got);
}

static void assert_words(const char *text, const char *expected)
{
	char *words = mdtext_words(text, strlen(text));

	assert_string_equal(words, expected);
	free(words);
}

static void callouts_and_emoji_have_names(void **state)
{
	(void)state;
	assert_callout(":bulb: x", "bulb", 7);
	assert_callout(":bulb:", "bulb", 6);
	assert_callout(":+1:  x", "+1", 6);
	assert_callout("::", NULL, 0);
	assert_callout(":a b:", NULL, 0);
	assert_callout("[!NOTE]", "note", 7);
	assert_callout("[!Tip]  x", "tip", 8);
	assert_callout("[!a]", "a", 4);
	assert_callout("[!]", NULL, 0);
	assert_callout("[!NOTE", NULL, 0);
	assert_callout("[!a1]", NULL, 0);
	assert_callout("[!abcdefghijklmnopqr]", "abcdefghijklmnopqr", 21); /* of eighteen letters */
	assert_callout("[!abcdefghijklmnopqrs]", NULL, 0);
	assert_callout("x", NULL, 0);
	assert_words("a :bulb: b:x:", "a Tip bNo");
	assert_words("at 10:30: now", "at 10:30: now");
	assert_words(":unknown: :tada:", ":unknown: Well done");
	assert_words("a: b", "a: b");
	assert_words("no", "no");
	assert_words(":bulb:bulb:", "Tipbulb:");
}

static void tables(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{ "| a | b |\n|---|:-:|\n| 1 | 2 |\n",
		  "table(row(cell[a] cellc[b]) row(cell[1] cellc[2]))" },
		{ "a | b\n--: | ---\n`x|y` | *z*\n",
		  "table(row(cellr[a] cell[b]) row(cellr[`x|y`] cell[/z/]))" },
		{ "| a | b |\n|---|---|\n| x\\|y | `p\\|q` |\n",
		  "table(row(cell[a] cell[b]) row(cell[x|y] cell[`p|q`]))" },
		{ "| a |\n|---|\n| one | two |\n|\n",
		  "table(row(cell[a]) row(cell[one]) row(cell[]))" },
		{ "| a | b |\n|---|---|\n| [l](http://x) | |\n",
		  "table(row(cell[a] cell[b]) row(cell[<l|1>] cell[])) #1=http://x" },
		{ "a\n---\n", "h2[a]" },
		{ "> | a | b |\n> |---|---|\n> | 1 | 2 |\n",
		  "q(table(row(cell[a] cell[b]) row(cell[1] cell[2])))" },
		{ "- | a |\n  |---|\n  | 1 |\n", "ul(li(table(row(cell[a]) row(cell[1]))))" },
		{ "| a | b |\n|---|---|\n", "table(row(cell[a] cell[b]))" },
		{ "a | b\n--|--\n1 | 2\n", "table(row(cell[a] cell[b]) row(cell[1] cell[2]))" },
		{ "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n",
		  "table(row(cell[a] cell[b]) row(cell[1] cell[]) row(cell[1] cell[2]))" },
		{ "||a|\n|-|-|\n| | |\n|x||\n",
		  "table(row(cell[] cell[a]) row(cell[] cell[]) row(cell[x] cell[]))" },
		{ "| a  b | **c** |\n|-|-|\n", "table(row(cell[a  b] cell[*c*]))" },
		{ "| a | b |\n|---|\n", "p[| a | b | |---|]" },
		{ "| a |\n|---|---|\n", "p[| a | |---|---|]" },
		/* each cell by itself */
		{ "| *a | b* |\n|---|---|\n", "table(row(cell[*a] cell[b*]))" },
		{ "|K|N|\n|-|-|\n| ` | tick |\n| x | a ` b |\n| _a | b_ |\n| [x | y](z) |\n",
		  "table(row(cell[K] cell[N]) row(cell[`] cell[tick]) row(cell[x] cell[a ` b]) "
		  "row(cell[_a] cell[b_]) row(cell[[x] cell[y](z)]))" },
		{ "| ` | ` |\n|-|-|\n| `a|b` | c |\n| **\"d\"** | # e |\n",
		  "table(row(cell[`] cell[`]) row(cell[`a|b`] cell[c]) row(cell[*\"d\"*] cell[# e]))" },
		{ "|a|\n|-|\n|[x] ![y][x]|\n\n[x]: http://u\n",
		  "table(row(cell[a]) row(cell[<x|1> <!y!|1>])) #1=http://u" },
		{ "|a|\n|-|\n|- b|\n|    c|\n|<br>|\n|<b>d|\n|e|\n",
		  "table(row(cell[a]) row(cell[- b]) row(cell[c]) row(cell[]) row(cell[*d*]) "
		  "row(cell[e]))" },
		{ "|a|b|\n|-|-|\n|` x|``c|d``|\n|```|`c|d`|\n",
		  "table(row(cell[a] cell[b]) row(cell[` x] cell[`c|d`]) row(cell[```] cell[`c|d`]))" },
		/* behind text */
		{ "The *options*\nare:\n| a | b |\n|---|---|\n| 1 | 2 |\n",
		  "p[The /options/ are:] table(row(cell[a] cell[b]) row(cell[1] cell[2]))" },
		{ "> - x\n>   |a|\n>   |-|\n>   |>b|\n", "q(ul(li(p[x] table(row(cell[a]) row(cell[>b])))))" },
		{ "> x\n|a|\n|-|\n>|b|\n", "q(p[x] table(row(cell[a]) row(cell[b])))" },
		{ "[r]: /u\n|a|\n|-|\n|[r]|\n", "table(row(cell[a]) row(cell[<r|1>])) #1=/u" },
		{ "[r]: /u\n[s]: /v\nx  \n    # y\n[t] : z\n|a|\n|-|\n|[s]|\n",
		  "p[x\\# y [t] : z] table(row(cell[a]) row(cell[<s|1>])) #1=/v" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++)
		becomes(cases[i].text, cases[i].expected);
}

static void callouts(void **state)
{
	(void)state;
	becomes("> :bulb: Look *here*.\n", "q{bulb}(p[Look /here/.])");
	becomes("> :warning:\n> Careful.\n", "q{warning}(p[Careful.])");
	becomes("> [!NOTE]\n> Said.\n", "q{note}(p[Said.])");
	becomes("> [!N\x01O]\n", "q(p[[!N\xef\xbf\xbdO]])");
	becomes("> 12:30: no\n", "q(p[12:30: no])");
	becomes("See :memo: and :unheard_of: at 10:20:30.",
		"p[See Note and :unheard_of: at 10:20:30.]");
	becomes("`:memo:`", "p[`:memo:`]");
}

static void html(void **state)
{
	(void)state;
	becomes("a <b>bold</b><br>c <!-- gone --> d", "p[a *bold*\\c d]");
	becomes("<div>\n  <p>One &amp; two</p>\n  <p>Three</p>\n</div>\n", "p[One & two] p[Three]");
	becomes("<!-- a\n\ncomment -->\n\ntext", "p[text]");
	becomes("<script>\nalert(1)\n</script>\n\ntext", "p[text]");
	becomes("<img src=\"x.png\" alt=\"A cat\"> sat", "p[!A cat! sat]");
	becomes("<pre>\n a &lt; b\n</pre>\n", "code{}\" a < b\n\"");
	becomes("<details><summary>More of it</summary>\n\n*inside*\n\n</details>\n",
		"p[*More of it*] p[/inside/]");
	becomes("<<b>script>alert(1)</script>\n", "p[<*script>alert(1)*]");
}

/* Text in a block of HTML is text, and its tags mean what they mean in a browser. */
static void html_is_no_markdown(void **state)
{
	(void)state;
	becomes("<div>\n# no head\n<p>__init__ with *args and **kw</p>\n<code>a_*b*_c</code>\n"
		"<p>- no list</p>\n<p>1. no list</p>\n</div>\n\nText.",
		"p[# no head] p[__init__ with *args and **kw] p[`a_*b*_c`] p[- no list] "
		"p[1. no list] p[Text.]");
	becomes("<p>a\\|b [c](d) `e` &lt;b&gt; &amp;amp; &copy;\n  f</p>\n",
		"p[a\\|b [c](d) `e` <b> &amp; © f]");
	becomes("<div markdown=\"1\">\n*a* <b>c</b>\n- d\n</div>\n", "p[/a/ *c*] ul(li(p[d]))");
	becomes("<h1>A <i>b</i></h1>\n<h3>c</h3>\n", "h1[A /b/] h3[c]");
	becomes("<blockquote>\na\n<p>b\n</blockquote>\nc\n", "q(p[a] p[b]) p[c]");
	becomes("<p><b>a<p>b</b> c\n", "p[*a*] p[*b* c]");
	becomes("<p>a</p>b<hr>c</div></ul></td>\n", "p[a] p[b] hr p[c]");
}

static void html_breaks(void **state)
{
	(void)state;
	becomes("Before\n\n<br>\n\nAfter\n", "p[Before] p[After]");
	becomes("<p align=\"center\">\n  <img src=\"x.png\">\n  <br/>\n</p>\n", "p[!!]");
	becomes("<p>a<br>b<br></p>\n<p><br></p>\n", "p[a\\b]");
	becomes("a<br>\n", "p[a]");
	becomes("<br> <br/>a", "p[a]");
}

static void html_links(void **state)
{
	(void)state;
	becomes("See <a href=\"http://x/?a>b\">y</a>.", "p[See <y|1>.] #1=http://x/?a>b");
	becomes("<p>The <a href='http://x/?a=1&amp;b'>one <b>and</b></a> other</p>\n",
		"p[The <one |1><*and*|1> other] #1=http://x/?a=1&b");
	becomes("<a href=\"http://x/\"><img src=\"b.png\" alt=\"Badge\"></a> z",
		"p[<!Badge!|1> z] #1=http://x/");
	becomes("<a name=\"here\">a</a> <a href=\"\">b</a> </a>c", "p[a b c]");
	becomes("[a <a href=\"http://y/\">b](http://x/) c</a> d", "p[<a b|1> c d] #1=http://x/");
	becomes("<a href=\"http://x/\">a *b* [c](http://y/) d", "p[<a |1></b/|1>< c d|1>] #1=http://x/");
}

static void html_powers(void **state)
{
	(void)state;
	becomes("2<sup>10</sup>, 10<sup>-3</sup>, x<sub>n-1</sub>, H<sub>2</sub>O<sup></sup>.",
		"p[2^10, 10^-3, x_n-1, H_2O.]");
	becomes("<p>2<sup>10</sup> and TM<sup>*</sup></p>\n", "p[2^10 and TM^*]");
	becomes("<sup>a</sup><sup>b</sup> <sub>c</sub><sup>d</sup>\n", "p[^ab _c^d]");
	becomes("<del>a <b>b</b></del>~ <s>c\n`d`</s>e <strike></strike> <del>![f](g)h\n",
		"p[~~a *b~~*~ ~~c `d~~`e !f!~~h~~]");
	becomes("<p><del>a<p>b</del>c</p>\n", "p[~~a~~] p[~~b~~c]");
	becomes("# O(n<sup>2</sup>)\n", "h1[O(n^2)]");
}

static void html_lists(void **state)
{
	(void)state;
	becomes("<ul>\n<li>a</li>\n<li>b <em>c</em>\n<ol start=\"3\"><li>d<li>e</ol></li>\n</ul>\n",
		"ul(li(p[a]) li(p[b /c/] ol(li3(p[d]) li4(p[e]))))");
	becomes("<ul><li><p>a</p><p>b</p></li></ul>\n", "ul~(li(p[a] p[b]))");
	becomes("<ol>\n<li>a</li>\n\n<li>b</li>\n\n</ol>\n\n<li>c</li>\n",
		"ol(li1(p[a])) ol(li2(p[b])) ul(li(p[c]))");
	becomes("<ul>a<ul><li>b</ul>c</ul>d\n", "ul~(li(p[a] ul(li(p[b])) p[c])) p[d]");
	becomes("<dl><dt>A</dt><dd>a</dd><dd>b</dd><dt>B<dd>c</dl>x\n",
		"p[A] dl(li(p[a]) li(p[b])) p[B] dl(li(p[c])) p[x]");
}

static void html_tables(void **state)
{
	(void)state;
	becomes("<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td></tr>\n</table>\n",
		"table(row(cell[] cell[]) row(cell[a] cell[b]) row(cell[c] cell[]))");
	becomes("<table><caption>T</caption><thead><tr><th>a<th align=\"right\">b</thead>\n"
		"<tr><td>1<br>2<td>3<p>4<ul><li>5</ul></table>x\n",
		"p[T] table(row(cell[a] cellr[b]) row(cell[1\\2] cell[3\\4\\- 5])) p[x]");
	becomes("<table><tr><th>a</th><td>b</td></tr></table>\n",
		"table(row(cell[] cell[]) row(cell[a] cell[b]))");
	becomes("<table><tr><td>\n\n```\ncode\n```\n\n</td></tr></table>\n\nx", "code{}\"code\n\" p[x]");
	becomes("<td>a<pre>d\n e\n</pre>b</td>\n", "table(row(cell[]) row(cell[a\\`d`\\` e`\\b]))");
	becomes("<td>a<table><tr><td>b</table>c\n", "table(row(cell[]) row(cell[a]) row(cell[b])) p[c]");
	becomes("<tr><li>x\n", "p[x]");
}

/* ---- other dialects ------------------------------------------------------------------- */

static void admonitions_in_colons(void **state)
{
	(void)state;
	becomes(":::warning\nTake care.\n:::\nAfter\n", "q{warning}(p[Take care.]) p[After]");
	becomes("Text\n::: tip My *own* title\nThe [text](http://x).\n\n- a\n\n:::\n",
		"p[Text] q{tip}(p[My /own/ title\\The <text|1>.] ul(li(p[a]))) #1=http://x");
	becomes(":::note[Title]\na\n:::\n", "q{note}(p[*Title*\\a])");
	becomes(":::::: challenge\n\n## Do it\n\n::: solution\n\n```\n:::\n```\n\n:::\n\nb\n::::::\n",
		"q(p[*Challenge*] h2[Do it] q(p[*Solution*] code{}\":::\n\") p[b])");
	becomes("::: {.callout-tip}\na\n:::\n\n:::: {.columns}\n::: {.column width=\"50%\"}\nb\n:::\n"
		"::::\n", "q{tip}(p[a]) p[b]");
	becomes(":::{note} T\n:class: x\na\n:::\n", "q{note}(p[*T*] p[a])");
	becomes("- x\n\n  :::note\n  a\n    b\n  :::\n  c\n", "ul~(li(p[x] q{note}(p[a b]) p[c]))");
	/* an item that ends before */
	becomes("- x\n  :::note\n  a\n\nb\n:::\n", "ul(li(p[x] q{note}(p[a]))) p[b :::]");
	/* no containers */
	becomes(":::note\nwithout an end\n", "p[:::note without an end]");
	becomes(":::image source=\"x\" alt=\"y\":::\n\n:::\n", "p[:::image source=\"x\" alt=\"y\":::] p[:::]");
	becomes("```\n:::note\n:::\n```\n", "code{}\":::note\n:::\n\"");
	becomes(":: note\n::\n\n    :::note\n    :::\n", "p[:: note ::] code{}\":::note\n:::\n\"");
}

/* One that has no end of its own stays text: no step is lost in it. */
static void admonitions_without_an_end(void **state)
{
	static const struct {
		const char *text;
		size_t n;
		int line;
	} cases[] = {
		{ "## One\n\n:::note\nx\n\n## Two\n\n:::tip\ny\n:::\n\n## Three\n", 4, 3 },
		{ "## One\n\n:::note\nx\n\n## Two\n\n```\n:::\n```\n\n## Three\n", 4, 3 },
		{ ":::note\nx\n\n## Two\n\n:::\n", 2, 1 },
		{ ":::note\n\n## Its title\n\nx\n\n:::\n\n## One\n", 2, 0 },
		{ "- a\n\n  :::note\n  x\n\n## Two\n", 2, 0 },
		{ ":::zone\nx\n", 1, 0 },
		{ ":::{code-block} sh\nx\n\n## Two\n", 2, 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct markdown_file file = read_text(cases[i].text, MARKDOWN_STEPS);

		if (file.n_parts != cases[i].n || file.unended != cases[i].line)
			fail_msg("%s\nhas %zu parts, line %d", cases[i].text, file.n_parts,
				 file.unended);
		markdown_free(&file);
	}
	becomes(":::note\na\n\n:::tip\nb\n:::\n\nc\n", "p[:::note a] q{tip}(p[b]) p[c]");
	becomes(":::note\na\n:::\n\n:::note\nb\n:::\n", "q{note}(p[a]) q{note}(p[b])");
	becomes(":::a\n::::note\nx\n:::\n", "q(p[*A*\\::::note x])");
	becomes("::::a\n:::note\nx\n::::\n", "q(p[*A*\\:::note x])");
	/* bytes that are no marks */
	{
		static const char nul[] = "\0\0\0note\na\n\nterm\n\0 a\n: \0\n";
		struct markdown_file file = read_n(nul, sizeof nul - 1, 0);
		char *doc = support_doc(&file.parts[0].doc);

		assert_string_equal(doc, "p[\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdnote a] "
					 "p[term \xef\xbf\xbd a : \xef\xbf\xbd]");
		free(doc);
		markdown_free(&file);
	}
}

static void admonitions_end_by_indentation(void **state)
{
	(void)state;
	becomes("!!! note\n    First.\n\n!!! warning\n    Second.\n",
		"q{note}(p[First.]) q{warning}(p[Second.])");
	becomes("!!! note\n    First.\n!!! warning\n    Second.\nThird\n",
		"q{note}(p[First.]) q{warning}(p[Second.]) p[Third]");
	becomes("!!! note\n    a\n\n\n> quote\n", "q{note}(p[a]) q(p[quote])");
	becomes("!!! note\n    a\n> [!TIP]\n> b\n", "q{note}(p[a]) q{tip}(p[b])");
	becomes("!!! note\n    a\n\n    ```\n    b\n\n    c\n    ```\n\n        d\n\n    e\n\n",
		"q{note}(p[a] code{}\"b\n\nc\n\" code{}\"d\n\" p[e])");
	becomes("1. one\n\n    !!! note\n        a\n\n    !!! tip\n        b\n",
		"ol~(li1(p[one] q{note}(p[a]) q{tip}(p[b])))");
}

/* What looks like an option is one only behind a name in braces. */
static void first_lines_are_kept(void **state)
{
	(void)state;
	becomes(":::note\n:bulb: Use sudo.\nSecond.\n:::\n", "q{note}(p[Tip Use sudo. Second.])");
	becomes(":::note\n:name: x\n:::\n", "q{note}(p[:name: x])");
	becomes(":::{note}\n:memo: Text\n:::\n", "q{note}(p[Note Text])");
	becomes(":::note\n---\nText two\n:::\n", "q{note}(hr p[Text two])");
	becomes(":::{note}\n---\nText two\n:::\n", "q{note}(hr p[Text two])");
	becomes(":::{note}\n---\nText two\n\n---\n:::\n", "q{note}(hr p[Text two] hr)");
	becomes("```{note}\n---\n    # b\n        ---\n```\n", "q{note}(hr code{}\"# b\n    ---\n\")");
	becomes(":::{note}\n---\nname: x\n\nclass:\n  - y\n---\na\n:::\n", "q{note}(p[a])");
}

/* In code nothing is translated, however it is written. */
static void code_stays_as_it_is(void **state)
{
	(void)state;
	becomes("<pre>\nfor x\n\ndo\n: nothing\n\n!!! note\n    a\n\n[^1]: a\n</pre>\n\n[^1]: b\n",
		"code{}\"for x\n\ndo\n: nothing\n\n!!! note\n    a\n\n[^1]: a\n\" ul(li(p[[^1]: b]))");
	becomes("<script>\n\n:::note\n\n</script>\n\n:::note\nb\n:::\n", "q{note}(p[b])");
	becomes("<!-- one line -->\n:::note\nb\n:::\n", "q{note}(p[b])");
	becomes("Term\n: ```bash\n  x\n  ```\n\n:::warning\ny\n:::\n",
		"p[Term] ul(li(code{bash}\"x\n\")) q{warning}(p[y])");
	becomes("- > ```\n  > x\n  > ```\n\n:::tip\ny\n:::\n",
		"ul(li(q(code{}\"x\n\"))) q{tip}(p[y])");
	becomes("a\n\n    ```\n\n:::tip\ny\n:::\n", "p[a] code{}\"```\n\" q{tip}(p[y])");
	becomes("- ```\n  x\n\n:::tip\ny\n:::\n", "ul(li(code{}\"x\n\n\")) q{tip}(p[y])");
	becomes("1. a\n\n   ```\n   :::note\n   :::\n   ```\nb\n",
		"ol~(li1(p[a] code{}\":::note\n:::\n\")) p[b]");
}

static void notes_of_comments_are_kept(void **state)
{
	struct markdown_file file =
		read_text("<!-- presenter:\na\n\n!!! note\n    b\n\n[^1]: c\n-->\n", 0);

	(void)state;
	assert_int_equal(file.parts[0].n_notes, 1);
	assert_string_equal(file.parts[0].notes[0], "\na\n\n!!! note\nb\n\n[^1]: c");
	markdown_free(&file);
}

/* They are lists of their own between others. */
static void our_items_join_no_list(void **state)
{
	(void)state;
	becomes("Term\n: def\n\n- x\n- y\n", "p[Term] dl(li(p[def])) ul(li(p[x]) li(p[y]))");
	becomes("- a\n- b\n\n[^1]: note\n", "ul(li(p[a]) li(p[b])) ul(li(p[[^1]: note]))");
	becomes("+ a\n\n[^1]: note\n[^2]: other\n\nTerm\n: def\n\n[^3]: c\n",
		"ul(li(p[a])) ul(li(p[[^1]: note]) li(p[[^2]: other])) p[Term] dl(li(p[def])) "
		"ul(li(p[[^3]: c]))");
}

static void admonitions_by_indentation(void **state)
{
	(void)state;
	becomes("!!! note \"Title\"\n\n    A *note*.\n\n        code\n\nAfter\n",
		"q{note}(p[*Title*] p[A /note/.] code{}\"code\n\") p[After]");
	becomes("!!! danger inline end\n    a\n\n    !!! tip \"\"\n        b\n\n    c\n",
		"q{caution}(p[a] q{tip}(p[b]) p[c])");
	becomes("??? \"x\"\n    a\n\n???+ example \"E\"\n\ta\n\t```\n\tb\n\t```\n",
		"p[??? \"x\" a] q(p[*E*\\a] code{}\"b\n\")");
	becomes("1. x\n\n    !!! note\n        a\n\n    b\n", "ol~(li1(p[x] q{note}(p[a]) p[b]))");
	becomes("!!! wow\nno\n\n!!! note\n", "p[!!! wow no] p[!!! note]");
}

static void directives(void **state)
{
	(void)state;
	becomes("```{note}\n:class: x\nText *of* it.\n```\nb\n", "q{note}(p[Text /of/ it.]) p[b]");
	becomes("```{admonition} For *Us* users\n:class: note\nText of it.\n```\n",
		"q(p[For /Us/ users] p[Text of it.])");
	becomes("````{tip}\n---\nclass: x\n---\n```sh\nls\n```\n```{warning} W\nw\n```\n````\n",
		"q{tip}(code{sh}\"ls\n\" q{warning}(p[*W*\\w]))");
	becomes("```{code-block} bash\n:linenos:\n\nls\n```\nb\n", "code{bash}\"\nls\n\" p[b]");
	becomes(":::{code-block} c\n:::note\n:::\nb\n", "code{}\":::note\n\" p[b]");
	becomes("```{toctree}\n:maxdepth: 2\na\n```\n", "code{{toctree}}\":maxdepth: 2\na\n\"");
	becomes("::::{tab-set}\n:::{tab-item} One\na\n:::\n::::\n", "q(p[*One*\\a])");
}

static void footnotes_and_definitions(void **state)
{
	(void)state;
	becomes("a[^1] b[^x]\n\n[^1]: First *note*.\n[^x]: http://x\n\n    More.\n",
		"p[a[^1] b[^x]] ul~(li(p[[^1]: First /note/.]) li(p[[^x]: http://x] p[More.]))");
	becomes("Term\n: Definition _one_\n: Two\n  and more\n\nOther\n\n:   `c`\n\nEnd: it\n",
		"p[Term] dl(li(p[Definition /one/]) li(p[Two and more])) p[Other] dl(li(p[`c`])) "
		"p[End: it]");
	becomes("<div markdown=\"1\">\n[^1]: b\n</div>\n\n[c[^1]](d) ![^3](e)\n",
		"ul(li(p[[^1]: b])) p[<c[^1]|1> !^3!] #1=d");
	becomes("    [^1]: c\n\n<p title=\"[^1]\">[^1]\n", "code{}\"[^1]: c\n\" p[[^1]]");
	becomes("# T\n: no\n", "h1[T] p[: no]");
	becomes("- [ ] open\n- [x] done ~~not~~\n", "ul(li(p[[ ] open]) li(p[[x] done ~~not~~]))");
}

/* Lines stay where they are, so that faults are reported in the right one. */
static void dialects_keep_lines(void **state)
{
	struct markdown_file file = read_text(":::note\na\n:::\n\n!!! tip\n    b\n\n"
					      "[^1]: c\n\n```{code} x\n:a: b\nd\n```\ne\n", 0);
	const struct block *root = &file.parts[0].doc.root;

	(void)state;
	assert_int_equal(root->n_kids, 5);
	assert_int_equal(root->kids[0].line, 1);
	assert_int_equal(root->kids[1].line, 5);
	assert_int_equal(root->kids[2].line, 8);
	assert_int_equal(root->kids[3].line, 11);
	assert_int_equal(root->kids[4].line, 14);
	markdown_free(&file);
	/* A line is added behind the note. */
	file = read_text("!!! note\n    a\nb\n\n```check\nx\n```\n", 0);
	root = &file.parts[0].doc.root;
	assert_int_equal(root->kids[1].line, 3);
	assert_int_equal(file.parts[0].fences[0].line, 5);
	assert_int_equal(file.parts[0].fences[0].body_line, 6);
	assert_int_equal(file.parts[0].fences[0].lines[0], 6);
	markdown_free(&file);
}

static void parts(void **state)
{
	static const char text[] = "# Top\n\nintro\n\n## One *two*\n\na\n\n> ## not this\n\n"
				   "Second\n------\n\n- ## nor this\n\n### nor that\n";
	struct markdown_file file = read_text(text, MARKDOWN_STEPS);
	char *doc;

	(void)state;
	assert_int_equal(file.n_parts, 3);
	assert_string_equal(file.heading, "Top");
	assert_null(file.parts[0].title);
	assert_string_equal(file.parts[1].title, "One two");
	assert_int_equal(file.parts[1].line, 5);
	assert_string_equal(file.parts[2].title, "Second");
	assert_int_equal(file.parts[2].line, 11);
	doc = support_doc(&file.parts[2].doc);
	assert_string_equal(doc, "ul(li(h2[nor this])) h3[nor that]");
	free(doc);
	markdown_free(&file);
}

static void hints_and_notes(void **state)
{
	static const char text[] =
		"## S\n\nsee <!-- presenter: one --> this\n\n"
		"<details><summary>Hint</summary>\n\nLook [there](http://h/).\n\n</details>\n"
		"<!-- presenter: two\n     lines -->\n\n"
		"<details><summary>The whole answer</summary>Press `1`.</details>\n\n"
		"1. item\n\n   <details>\n\n   deep\n\n   </details>\n\n<details>\n\nnever "
		"closed\n\n"
		"## T\n\nafter [one](http://o/)\n";
	struct markdown_file file = read_text(text, MARKDOWN_STEPS | MARKDOWN_HINTS);
	const struct markdown_part *part = &file.parts[1];
	char *doc;

	(void)state;
	assert_int_equal(file.n_parts, 3);
	assert_int_equal(part->n_notes, 2);
	assert_string_equal(part->notes[0], "one");
	assert_string_equal(part->notes[1], "two\nlines");
	assert_int_equal(part->n_hints, 4);
	doc = support_doc(&part->hints[0]);
	assert_string_equal(doc, "p[Look <there|1>.] #1=http://h/");
	free(doc);
	doc = support_doc(&part->hints[1]);
	assert_string_equal(doc, "p[*The whole answer*] p[Press `1`.]");
	free(doc);
	doc = support_doc(&part->hints[2]);
	assert_string_equal(doc, "p[deep]");
	free(doc);
	doc = support_doc(&part->doc);
	assert_string_equal(doc, "p[see this] ol~(li1(p[item]))");
	free(doc);
	doc = support_doc(&file.parts[2].doc);
	assert_string_equal(doc, "p[after <one|1>] #1=http://o/");
	free(doc);
	markdown_free(&file);
}

static void fences(void **state)
{
	static const char text[] = "## S\n\n```vm:pause now\nlabel: \"a\\|b\"\n```\n\n1. first\n\n "
				   "  ~~~check\n   state: paused\n   ~~~\n\n"
				   "```` vm:start\n````\n\n> ```vm:reset\n> ```\n\n```vmx\n```\n\n "
				   "   vm:save\n\n```checks\n```\n";
	struct markdown_file file = read_text(text, MARKDOWN_STEPS);
	const struct markdown_part *part = &file.parts[1];

	(void)state;
	assert_int_equal(part->n_fences, 3);
	assert_string_equal(part->fences[0].name, "vm:pause");
	assert_string_equal(part->fences[0].body, "label: \"a\\|b\"\n");
	assert_int_equal(part->fences[0].line, 3);
	assert_int_equal(part->fences[0].body_line, 4);
	assert_int_equal(part->fences[0].column, 1);
	assert_string_equal(part->fences[1].name, "check");
	assert_string_equal(part->fences[1].body, "state: paused\n");
	assert_int_equal(part->fences[1].line, 9);
	assert_int_equal(part->fences[1].column, 4);
	assert_string_equal(part->fences[2].name, "vm:start");
	markdown_free(&file);
}

static void lines(void **state)
{
	struct markdown_file file = read_text("p\n\n- a\n- b\n\n> q\n\n| t |\n|---|\n| u |\n", 0);
	const struct block *root = &file.parts[0].doc.root;

	(void)state;
	assert_int_equal(root->n_kids, 4);
	assert_int_equal(root->kids[0].line, 1);
	assert_int_equal(root->kids[1].line, 3);
	assert_int_equal(root->kids[1].kids[1].line, 4);
	assert_int_equal(root->kids[2].line, 6);
	assert_int_equal(root->kids[3].line, 8);
	assert_int_equal(root->kids[3].kids[1].line, 10);
	markdown_free(&file);
}

static void targets_are_as_written(void **state)
{
	struct markdown_file file = read_text("[x](a\\|b.txt) ![y](c%7Cd.png)\n", 0);

	(void)state;
	assert_int_equal(file.n_targets, 2);
	assert_string_equal(file.targets[0].url, "a|b.txt");
	markdown_free(&file);
}

static void open_comment(void **state)
{
	struct markdown_file file = read_text("a\n\n<!-- presenter: for ever\n\nb\n", 0);

	(void)state;
	assert_int_equal(file.open_comment, 3);
	markdown_free(&file);
	file = read_text("a <!-- fine --> b\n\n<!-- so is this -->\n", 0);
	assert_int_equal(file.open_comment, 0);
	markdown_free(&file);
}

static void entities(void **state)
{
	static const char *const cases[][2] = {
		{ "it&rsquo;s *not* markdown", "it’s *not* markdown" },
		{ "1. a &amp; b", "1. a & b" },
		{ "# x & y", "# x & y" },
		{ "&lt;b&gt; `&amp;` [a](b) \\ &", "<b> `&` [a](b) \\ &" },
		{ "|&amp;|", "|&|" },
		{ "\x1b[31m&amp;", "\xef\xbf\xbd[31m&" },
		{ "", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *got = markdown_entities(cases[i][0]);

		assert_string_equal(got, cases[i][1]);
		free(got);
	}
}

static int depth_of(const struct block *block)
{
	int most = 0;
	size_t i;

	for (i = 0; i < block->n_kids; i++) {
		int depth = depth_of(&block->kids[i]);

		most = depth > most ? depth : most;
	}
	return most + 1;
}

static void repeat(struct str *out, const char *text, size_t times)
{
	while (times-- > 0)
		str_add(out, text);
}

/* Finds anything that grows faster than the text, or recurses too deeply. */
static void hostile(void **state)
{
	static const struct {
		const char *start, *again, *end;
	} cases[] = {
		{"", "> ", "x"},
		{"", ">", "x"},
		{"", "- ", "x"},
		{"", "1. ", "x"},
		{"", "*a ", ""},
		{"", "**a_ ", ""},
		{"", "[", ""},
		{"", "![", "](x)"},
		{"", "[a](", ""},
		{"", "`", "a"},
		{"", "``a`", ""},
		{"", "<", ""},
		{"", "<a ", ""},
		{"", "<!-- ", ""},
		{"", "<details>\n\n", ""},
		{"<div>\n", "<!", ""},
		{"<div>\n", "<a \"", ""},
		{"", "</details>\n\n", ""},
		{"a\n|", "-|", "\n"},
		{"", "a | ", "\n|-|"},
		{"", "\\|", ""},
		{"", ":a:", ""},
		{"", "&amp;", ""},
		{"", "# a\n", ""},
		{"", "## a\n", ""},
		{"", "```check\n", ""},
		{"", "***", ""},
		{"", "\xf0\x9f", ""},
		{"", "\x1b[2J", ""},
		{"", "<img alt=\"x", ""},
		{"|a|\n|-|\n", "|\n", ""},
		{"", "a\r", ""},
		{"", ":::note\n", ""},
		{"", ":::{note}\n---\n", ""},
		{"", "!!! note\n    a\n", ""},
		{"!!! note\n    a\n", "\n", "b"},
		{"", "a\n: b\n", ""},
		{"", "<ul markdown=\"1\">\n", "hi"},
		{"", "<div markdown=\"1\">\n\n", "hi"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		struct markdown_file file;
		struct str text = { 0 };
		size_t k;

		str_add(&text, cases[i].start);
		repeat(&text, cases[i].again, 30000);
		str_add(&text, cases[i].end);
		file = read_n(text.text, text.len, MARKDOWN_STEPS | MARKDOWN_HINTS);
		for (k = 0; k < file.n_parts; k++)
			if (depth_of(&file.parts[k].doc.root) > 2 * MARKDOWN_DEPTH)
				fail_msg("\"%s\" is too deep", cases[i].again);
		markdown_free(&file);
		str_free(&text);
	}
}

static clock_t spent_on(const struct str *row)
{
	struct piece_of_text cells[TABLE_COLUMNS];
	clock_t begin = clock();

	assert_int_equal(table_cut((struct piece_of_text){ row->text, row->len }, 100, cells), 100);
	return clock() - begin;
}

/* A row is read once, however many backticks without a partner its cells hold: it takes a few
 * times as long as one of as many letters, not a hundred times. */
static void long_rows(void **state)
{
	struct str row = { 0 };
	clock_t marks, letters;
	size_t n;

	(void)state;
	for (n = 4000; n > 0; n--) {
		str_fill(&row, '`', n);
		str_add(&row, "|");
	}
	marks = spent_on(&row);
	for (n = 0; n < row.len; n++)
		row.text[n] = row.text[n] == '`' ? 'x' : row.text[n];
	letters = spent_on(&row);
	print_message("%ld us, as many letters %ld us\n", (long)marks, (long)letters);
	assert_true(marks < 60 * letters + CLOCKS_PER_SEC / 10);
	str_free(&row);
}

/* For each link cmark goes through the pictures that are open in the same paragraph.
 * Returns how often it would in this text, which has no empty line. */
static size_t steps_of_cmark(const char *text)
{
	char *open = mem_alloc(strlen(text) + 1); /* what the open brackets are of: '!' or not */
	size_t n = 0, pictures = 0, steps = 0, i;

	for (i = 0; text[i]; i++) {
		if (text[i] == '[') {
			open[n] = i > 0 && text[i - 1] == '!' ? '!' : ' ';
			pictures += open[n++] == '!';
		} else if (text[i] == ']' && n > 0 && open[--n] == '!') {
			pictures--;
		} else if (text[i] == ']') {
			steps += pictures;
		}
	}
	free(open);
	return steps;
}

static void pictures_have_a_limit(void **state)
{
	struct markdown_file file;
	struct str text = { 0 };
	size_t n;
	int limited;
	char *got, *doc;

	(void)state;
	repeat(&text, "![[]()", 32000);
	assert_true(steps_of_cmark(text.text) > 500000000);
	got = mdtext_prepare(text.text, text.len, &n, &limited);
	assert_int_equal(limited, 1);
	assert_true(steps_of_cmark(got) < 21000000);
	free(got);
	str_cut(&text, 0);
	/* The text is all there, and in other paragraphs as well. */
	repeat(&text, "![a [b](c)\n", 8000);
	str_add(&text, "\n![d](e) `![` \\![f\n\n![g](h) [i](j)\n");
	file = read_n(text.text, text.len, 0);
	doc = support_doc(&file.parts[0].doc);
	assert_in_range(file.too_many_pictures, 6000, 7000);
	assert_non_null(strstr(doc, "![a <b|1> ![a [b](c) "));
	assert_non_null(strstr(doc, "![a [b](c)] p[![d](e) `![` ![f] p[![g](h) <i|2>]"));
	free(doc);
	markdown_free(&file);
	/* What people write is far from it. */
	str_cut(&text, 0);
	repeat(&text, "[![a](b)](c) [d](e)\n", 2000);
	got = mdtext_prepare(text.text, text.len, &n, &limited);
	assert_int_equal(limited, 0);
	assert_string_equal(got, text.text);
	free(got);
	str_free(&text);
}

/* Links and pictures inside of each other, without end. */
static void nested_pictures(void **state)
{
	struct markdown_file file;
	struct str text = { 0 };

	(void)state;
	repeat(&text, "![a", 4000);
	repeat(&text, "](http://x/)", 4000);
	str_add(&text, " [b ![c](http://y/) d](http://z/) e");
	file = read_n(text.text, text.len, 0);
	assert_true(file.parts[0].doc.n_links >= 2);
	markdown_free(&file);
	str_free(&text);
	becomes("[b ![c](http://y/) d](http://z/) e", "p[<b |1><!c!|1>< d|1> e] #1=http://z/");
	becomes("![a ![b](http://y/) c](http://z/) e", "p[<!a b c!|1> e] #1=http://z/");
	becomes("![a ![b](http://y/) c](z) e", "p[!a !<!b!|1>! c! e] #1=http://y/");
}

static void flattened_text_is_there(void **state)
{
	struct markdown_file file;
	struct str text = { 0 };
	char *doc;

	(void)state;
	repeat(&text, "> ", 90);
	str_add(&text, "deep *words*");
	file = read_n(text.text, text.len, 0);
	doc = support_doc(&file.parts[0].doc);
	assert_non_null(strstr(doc, "p[deep /words/]"));
	assert_true(depth_of(&file.parts[0].doc.root) <= MARKDOWN_DEPTH + 2);
	free(doc);
	markdown_free(&file);
	str_free(&text);
}

static bool has_paragraph_in_list(const struct block *block)
{
	size_t i;

	for (i = 0; i < block->n_kids; i++)
		if ((block->kind == BLOCK_LIST && block->kids[i].kind != BLOCK_ITEM) ||
		    has_paragraph_in_list(&block->kids[i]))
			return true;
	return false;
}

static void deep_html_is_there(void **state)
{
	static const char *const tags[] = { "<ul>", "<ul><li>", "<ol><li><ul>", "<dl><dd><ul>" };
	size_t i, n;

	(void)state;
	for (i = 0; i < ARRAY_LEN(tags); i++)
		for (n = 10; n < 80; n++) {
			struct markdown_file file;
			struct str text = { 0 };
			char *doc;

			repeat(&text, tags[i], n);
			str_add(&text, "<p>lost text</p>");
			file = read_n(text.text, text.len, 0);
			doc = support_doc(&file.parts[0].doc);
			assert_non_null(strstr(doc, "p[lost text]"));
			assert_false(has_paragraph_in_list(&file.parts[0].doc.root));
			free(doc);
			markdown_free(&file);
			str_free(&text);
		}
}

static void nul_and_bad_bytes(void **state)
{
	static const char text[] = "a\0b \xc3\x28 \x1b]0;x\a \xe2\x80\xae z";
	struct markdown_file file = read_n(text, sizeof text - 1, 0);
	char *doc = support_doc(&file.parts[0].doc);

	(void)state;
	assert_string_equal(doc, "p[a\xef\xbf\xbd" "b \xef\xbf\xbd( \xef\xbf\xbd]0;x\xef\xbf\xbd "
				 "\xef\xbf\xbd z]");
	free(doc);
	markdown_free(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commonmark),
		cmocka_unit_test(html_has_tokens),
		cmocka_unit_test(html_has_attributes),
		cmocka_unit_test(notes_for_the_presenter),
		cmocka_unit_test(lines_begin_with_a_few_markers),
		cmocka_unit_test(callouts_and_emoji_have_names),
		cmocka_unit_test(tables),
		cmocka_unit_test(delimiters_of_tables),
		cmocka_unit_test(callouts),
		cmocka_unit_test(html),
		cmocka_unit_test(html_is_no_markdown),
		cmocka_unit_test(html_breaks),
		cmocka_unit_test(html_links),
		cmocka_unit_test(html_powers),
		cmocka_unit_test(html_lists),
		cmocka_unit_test(html_tables),
		cmocka_unit_test(admonitions_in_colons),
		cmocka_unit_test(admonitions_without_an_end),
		cmocka_unit_test(admonitions_by_indentation),
		cmocka_unit_test(admonitions_end_by_indentation),
		cmocka_unit_test(first_lines_are_kept),
		cmocka_unit_test(code_stays_as_it_is),
		cmocka_unit_test(notes_of_comments_are_kept),
		cmocka_unit_test(our_items_join_no_list),
		cmocka_unit_test(directives),
		cmocka_unit_test(footnotes_and_definitions),
		cmocka_unit_test(dialects_keep_lines),
		cmocka_unit_test(parts),
		cmocka_unit_test(hints_and_notes),
		cmocka_unit_test(fences),
		cmocka_unit_test(lines),
		cmocka_unit_test(targets_are_as_written),
		cmocka_unit_test(open_comment),
		cmocka_unit_test(entities),
		cmocka_unit_test(hostile),
		cmocka_unit_test(long_rows),
		cmocka_unit_test(pictures_have_a_limit),
		cmocka_unit_test(nested_pictures),
		cmocka_unit_test(flattened_text_is_there),
		cmocka_unit_test(deep_html_is_there),
		cmocka_unit_test(nul_and_bad_bytes),
	};

	return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
