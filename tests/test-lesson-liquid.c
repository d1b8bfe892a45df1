// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The part of Liquid that is carried out: what is put in, what stays because it is code, what
 * each tag says, and where its limits are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson-support.h"
#include "lesson/load/page.h"

/* The text that follows begins in line 7. */
#define FRONT "---\na: one\nĀ: key\nlist: [{o: 0}, p, {q: 1}, r]\nlines: \"x1\\ny2\"\n---\n"

enum { FIRST_LINE = 7 };

static struct diags diags;
static struct front front;
static char *folder;

static void read_text(const char *text)
{
	const char *includes[] = { folder, NULL };
	char *all = mem_printf("%s%s", FRONT, text);

	diag_free(&diags);
	front_free(&front);
	front_read("f.md", all, strlen(all), includes, &diags, &front);
	free(all);
}

/* What does the text become, and what is said?  Messages: a line each. */
static void gives(const char *text, const char *body, const char *said)
{
	struct str messages = { 0 };
	size_t i;

	read_text(text);
	for (i = 0; i < diags.n; i++)
		str_addf(&messages, "%d:%d %s\n", diags.list[i].line - FIRST_LINE + 1,
			 diags.list[i].column, diags.list[i].message);
	assert_string_equal(str_text(&front.body), body);
	assert_string_equal(str_text(&messages), said);
	str_free(&messages);
}

static int setup(void **state)
{
	(void)state;
	folder = support_folder();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	diag_free(&diags);
	front_free(&front);
	support_remove(folder);
	free(folder);
	return 0;
}

#define DROPPED(place, what) \
	place " Only the page's own keys can be put in; \"" what "\" is left out.\n"
#define NO_TAG(place, what) place " The Liquid tag \"" what "\" does nothing here and is left out.\n"

/* ---- {{ … }} ---------------------------------------------------------------------- */

static void values_are_put_in(void **state)
{
	(void)state;
	gives("{{page.a}}{{page.a-}}{{-page.a}}", "oneoneone", "");
	gives("{{ page.Ā }}{{ page.list }}", "keyp, r", "");
	gives("{{ page.a | upcase }}.", "one.",
	      "1:1 Only the value is put in; the rest of \"page.a | upcase\" does nothing.\n");
	gives("{{ page.a| }}.", "one.",
	      "1:1 Only the value is put in; the rest of \"page.a|\" does nothing.\n");
	gives("{{ page.| }}.", ".",
	      "1:1 Only the value is put in; the rest of \"page.|\" does nothing.\n");
	gives("{{ page.a.b }}", "", "1:1 The front matter has no \"page.a.b\" to put in.\n");
	gives("{{-}}{{ - }}{{--}}{%-%}", "", DROPPED("1:1", "") DROPPED("1:6", "-") DROPPED("1:13", "")
	      NO_TAG("1:19", ""));
	gives("a {{ page. }}{{ }}{{ pages.a }}", "a ",
	      DROPPED("1:3", "page.") DROPPED("1:14", "") DROPPED("1:19", "pages.a"));
}

static void lines_put_in_count_as_one(void **state)
{
	(void)state;
	gives("{{ page.lines }}\nnext {{ b }}", "x1\ny2\nnext ", DROPPED("2:6", "b"));
	assert_int_equal(front.lines[0], FIRST_LINE);
	assert_int_equal(front.lines[1], FIRST_LINE);
	assert_int_equal(front.lines[2], FIRST_LINE + 1);
}

/* ---- code keeps its braces -------------------------------------------------------- */

static void spans_of_code_stay(void **state)
{
	struct str text = { 0 };

	(void)state;
	gives("`{{ b }}` ``{{ b }}`` `{% b %}`", "`{{ b }}` ``{{ b }}`` `{% b %}`", "");
	gives("`{{{{ page.a }}` `{%{{ page.a }} %}`", "`{{one` `{%one %}`", "");
	gives("`a` {{ b }} `c`", "`a`  `c`", DROPPED("1:5", "b"));
	gives("` {{ b }}", "` ", DROPPED("1:3", "b"));
	gives("`\n{{ b }}`", "`\n`", DROPPED("2:1", "b"));
	/* Only so far into a line are backquotes counted. */
	str_fill(&text, 'x', 1023);
	str_add(&text, "`{{ b }}`");
	gives(str_text(&text), str_text(&text), "");
	str_cut(&text, 0);
	str_fill(&text, 'x', 1024);
	str_add(&text, "`{{ b }}`");
	read_text(str_text(&text));
	assert_int_equal(front.body.len, 1026);
	assert_int_equal(diags.n, 1);
	str_free(&text);
}

static void fences_stay(void **state)
{
	static const char *const cases[] = {
		"~~~\n{{ b }}\n~~~\n", "  ```\n  {{ b }}\n  ```\n", "\t```\n{{ b }}\n\t```\n",
		"> ```\n> {{ b }}\n> ```\n", "````\n```\n{{ b }}\n````\n", "```\n~~~\n{{ b }}\n```\n",
		"``` sh\n{% b %}\n````\n", "```\n``\n{{ b }}\n```\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = mem_printf("%s{{ c }}\n", cases[i]);
		char *body = mem_printf("%s\n", cases[i]);

		read_text(text);
		assert_string_equal(str_text(&front.body), body); /* behind it is prose */
		assert_int_equal(diags.n, 1);
		free(body);
		free(text);
	}
	gives("``\n{{ b }}", "``\n", DROPPED("2:1", "b"));
	gives("`x` y\n{{ b }}", "`x` y\n", DROPPED("2:1", "b"));
	gives("===\n{{ b }}", "===\n", DROPPED("2:1", "b"));
}

/* ---- {% … %} ---------------------------------------------------------------------- */

static void raw_text_stays(void **state)
{
	(void)state;
	gives("{%raw%}{{ b }}{%endraw%}", "{{ b }}", "");
	gives("{% raw %}{{ b }}{% endraw %}, {% raw %}{{ c }}{% endraw %}", "{{ b }}, {{ c }}", "");
	gives("{% raw %}{% b %}{% endraws %}{%- endraw -%}.", "{% b %}{% endraws %}.", "");
	gives("{% raw %}{%{% endraw %}.", "{%.", "");
	gives("{% b %}c{% endraw %}d", "cd", NO_TAG("1:1", "b") NO_TAG("1:9", "endraw"));
	gives("{% raw %} b\n{% raws %}", " b\n", NO_TAG("1:1", "raw") NO_TAG("2:1", "raws"));
	gives("`{% raw %}{{ b }}{% endraw %}`", "`{{ b }}`", "");
	gives("{% raw %}a\n{{ b }}\n{% endraw %} {{ c }}", "a\n{{ b }}\n ", DROPPED("3:14", "c"));
	for (int i = 0; i < 3; i++)
		assert_int_equal(front.lines[i], FIRST_LINE + i);
}

static void comments_go(void **state)
{
	(void)state;
	gives("{%comment%}a{%endcomment%}b{% comment %}c{% endcomment %}d", "bd", "");
	gives("{% b %}c{% endcomment %}d", "cd", NO_TAG("1:1", "b") NO_TAG("1:9", "endcomment"));
	gives("{% comment %} b\n{% comment %}", " b\n",
	      NO_TAG("1:1", "comment") NO_TAG("2:1", "comment"));
	/* What follows in the last line of a tag is at its own place. */
	gives("{% comment %}\nx {% endcomment %} `{{ b }}` {{ c }}\n{{ d }}", " `{{ b }}` \n",
	      DROPPED("2:30", "c") DROPPED("3:1", "d"));
}

static void other_tags_are_told(void **state)
{
	char a[64], *text, *said;

	(void)state;
	gives("{%b%}{%   %}", "", NO_TAG("1:1", "b") NO_TAG("1:6", ""));
	/* 60 bytes of it. */
	memset(a, 'a', sizeof a);
	for (int n = 60; n < 63; n++) {
		text = mem_printf("{%% %.*s %%}", n, a);
		said = mem_printf(NO_TAG("1:1", "%.60s"), a);
		gives(text, "", said);
		free(said);
		free(text);
	}
}

static void what_has_no_end_stays(void **state)
{
	(void)state;
	gives("{{ b", "{{ b", "");
	gives("{", "{", "");
	gives("{{", "{{", "");
	gives("{{}}", "", DROPPED("1:1", ""));
	gives("b {%} c", "b {%} c", "");
	gives("{{} {{ page.a }}", "", DROPPED("1:1", "} {{ page.a"));
	/* One that has no end hides none of the other kind. */
	gives("{{ b {% c %} d", "{{ b  d", NO_TAG("1:6", "c"));
	gives("{% b {{ page.a }} d", "{% b one d", "");
	gives("{%{{ page.a }} d", "{%one d", "");
}

/* A tag of LENGTH bytes that names a value. */
static char *long_tag(size_t length)
{
	struct str text = { 0 };

	str_add(&text, "{{ page.a");
	str_fill(&text, ' ', length - strlen("{{ page.a}}"));
	str_add(&text, "}}");
	return str_take(&text);
}

static void tags_are_bounded(void **state)
{
	struct str text = { 0 };
	char *tag = long_tag(4096);

	(void)state;
	gives(tag, "one", "");
	free(tag);
	tag = long_tag(4097);
	gives(tag, tag, "");
	/* The end that is half beyond the limit of the first is the end of the second. */
	str_add(&text, "{{");
	str_fill(&text, '.', 4093 - 9);
	str_add(&text, "{{ page.a}}");
	read_text(str_text(&text));
	assert_int_equal(front.body.len, 2 + 4093 - 9 + 3);
	assert_int_equal(diags.n, 0);
	/* An end beyond the limit of the first is not the end of the next one. */
	str_cut(&text, 0);
	str_add(&text, "{{");
	str_fill(&text, '.', 4096);
	str_add(&text, "}} {{ page.a }}");
	read_text(str_text(&text));
	assert_true(str_ends(str_text(&front.body), "..}} one"));
	assert_int_equal(diags.n, 0);
	str_free(&text);
	free(tag);
}

/* ---- {% include %} ---------------------------------------------------------------- */

static void files_are_put_in(void **state)
{
	(void)state;
	support_text(folder, "_includes/a.md", "A");
	support_text(folder, "_includes/x/b.md", "B");
	gives("{%include a.md%}{% include  x/b.md c=1 %}", "AB", "");
	support_text(folder, "_includes/crlf.md", "\xef\xbb\xbf" "A\r\n\r\nB\rC");
	gives("{% include crlf.md %}", "A\n\nB\nC", "");
	gives("{% include x/../a.md %}", "",
	      "1:1 There is no \"x/../a.md\" in _includes; it is left out.\n");
	gives("{% include /a.md %}", "", "1:1 There is no \"/a.md\" in _includes; it is left out.\n");
	gives("{% include %}", "", "1:1 There is no \"\" in _includes; it is left out.\n");
	gives("{% includes a.md %}", "", NO_TAG("1:1", "includes a.md"));
	support_text(folder, "_includes/c", "C");
	gives("{% include c %}", "C", "");
}

/* A link to a file of the folder WHERE, from within _includes. */
static void assert_not_followed(const char *where)
{
	char *file = mem_printf("%s/f.md", where), *to = mem_printf("../%s", file);
	char *link = mem_printf("%s/_includes/far.md", folder);

	support_text(folder, file, "SECRET");
	assert_int_equal(symlink(to, link), 0);
	gives("{% include far.md %}", "", "1:1 There is no \"far.md\" in _includes; it is left out.\n");
	assert_int_equal(unlink(link), 0);
	free(link);
	free(to);
	free(file);
}

static void links_do_not_lead_out(void **state)
{
	(void)state;
	support_text(folder, "_includes/a.md", "A");
	assert_not_followed("elsewhere");
	assert_not_followed("somewhere"); /* as long as the name that is allowed */
	assert_not_followed("_includesx"); /* begins like it */
}

static void faults_of_files_put_in_are_at_their_places(void **state)
{
	(void)state;
	support_text(folder, "_includes/e.md", "b {{ c }}\nd {{ e }}");
	read_text("\n{% include e.md %}");
	assert_int_equal(diags.n, 2);
	for (int i = 0; i < 2; i++) {
		assert_true(str_ends(diags.list[i].file, "/_includes/e.md"));
		assert_int_equal(diags.list[i].line, 1 + i);
		assert_int_equal(diags.list[i].column, 3);
	}
}

static void files_put_in_are_bounded(void **state)
{
	struct str text = { 0 };

	(void)state;
	for (int i = 1; i <= 7; i++) {
		char *name = mem_printf("_includes/d%d.md", i), *inside;

		inside = mem_printf("%d{%% include d%d.md %%}", i, i + 1);
		support_text(folder, name, inside);
		free(inside);
		free(name);
	}
	read_text("{% include d1.md %}");
	assert_string_equal(str_text(&front.body), "12345");
	assert_int_equal(diags.n, 1);
	assert_string_equal(diags.list[0].message,
			    "Too many files include each other; \"d6.md\" is left out.");
	support_text(folder, "_includes/a.md", "A");
	for (int i = 0; i < 202; i++)
		str_add(&text, "{% include a.md %}");
	read_text(str_text(&text));
	assert_int_equal(front.body.len, 200);
	assert_int_equal(diags.n, 2);
	str_cut(&text, 0);
	str_fill(&text, 'x', 1 << 20);
	support_text(folder, "_includes/large.md", str_text(&text));
	read_text("{% include large.md %}");
	assert_int_equal(front.body.len, 1 << 20);
	assert_int_equal(diags.n, 0);
	str_addc(&text, 'x');
	support_text(folder, "_includes/large.md", str_text(&text));
	read_text("{% include large.md %}.");
	assert_string_equal(str_text(&front.body), ".");
	assert_int_equal(diags.n, 1);
	str_free(&text);
}

static void the_page_is_bounded(void **state)
{
	const char *includes[] = { folder, NULL };
	struct str text = { 0 };

	(void)state;
	diag_free(&diags);
	front_free(&front);
	str_add(&text, "---\nbig: ");
	str_fill(&text, 'x', 1 << 19);
	str_add(&text, "\n---\n");
	for (int i = 0; i < 100; i++)
		str_add(&text, "{{ page.big }}");
	str_add(&text, "\nmore\n");
	front_read("f.md", text.text, text.len, includes, &diags, &front);
	assert_true(front.body.len >= 24 << 20 && front.body.len < 25 << 20);
	assert_false(str_ends(str_text(&front.body), "more\n"));
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.list[0].column, 1);
	assert_string_equal(diags.list[0].message, "With all that is put in, the page grows too large; "
						   "the rest is left out.");
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_put_in),
		cmocka_unit_test(lines_put_in_count_as_one),
		cmocka_unit_test(spans_of_code_stay),
		cmocka_unit_test(fences_stay),
		cmocka_unit_test(raw_text_stays),
		cmocka_unit_test(comments_go),
		cmocka_unit_test(other_tags_are_told),
		cmocka_unit_test(what_has_no_end_stays),
		cmocka_unit_test(tags_are_bounded),
		cmocka_unit_test(files_are_put_in),
		cmocka_unit_test(links_do_not_lead_out),
		cmocka_unit_test(faults_of_files_put_in_are_at_their_places),
		cmocka_unit_test(files_put_in_are_bounded),
		cmocka_unit_test(the_page_is_bounded),
	};

	return cmocka_run_group_tests_name("liquid", tests, setup, teardown);
}
