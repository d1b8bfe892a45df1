// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Front matter and Liquid: what is split off, what is inserted, and that each
 * remaining line still knows its line in the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson-support.h"
#include "lesson/load/page.h"

static struct diags diags;
static struct front front;
static char *folder;

static void read_n(const char *text, size_t n)
{
	const char *includes[] = { folder, NULL };

	diag_free(&diags);
	front_free(&front);
	front_read("f.md", text, n, includes, &diags, &front);
}

static void read_text(const char *text)
{
	read_n(text, strlen(text));
}

/* With front matter, of three lines. */
static void read_page(const char *text)
{
	char *page = mem_printf("---\na: b\n---\n%s", text);

	read_text(page);
	free(page);
}

static const char *body(void)
{
	return str_text(&front.body);
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

static void split(void **state)
{
	static const struct {
		const char *text, *title, *body;
		int line; /* of the first line of the body */
	} cases[] = {
		{ "---\ntitle: T\n---\nbody\n", "T", "body\n", 4 },
		{ "---\ntitle: T\n...\nbody\n", "T", "body\n", 4 },
		{ "\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nbody\r\n", "T", "body\n", 4 },
		{ "--- \ntitle: T\n---\t\nbody", "T", "body", 4 },
		{ "---\n---\nbody\n", NULL, "body\n", 3 },
		{ "---\n# nothing\n---\n", NULL, "", 4 },
		{ "body\n---\n", NULL, "body\n---\n", 1 },
		{ "----\nbody\n", NULL, "----\nbody\n", 1 },
		{ " ---\nbody\n", NULL, " ---\nbody\n", 1 },
		{ "", NULL, "", 1 },
		{ "old\rmac\r", NULL, "old\nmac\n", 1 },
		{ "---\n\n# Head\n", NULL, "---\n\n# Head\n", 1 }, /* a rule */
		/* TOML: of what YAML writes in the same way */
		{ "+++\ntitle = \"T\" \n+++\nbody\n", "T", "body\n", 4 },
		{ "+++\ntitle = \"My # \\\" T\" # draft\n+++\nb\n", "My # \" T", "b\n", 4 },
		{ "+++\nlist = ['#', 'x'] # two\ntitle = T1 # a \" in it\n+++\nb\n", "T1", "b\n", 5 },
		{ "+++\ndate = 2024-05-01\nlist = [\n'x',\n]\n'a' = \"\"\"\n title= 'T'\n"
		  "[params]\ntitle = \"Z\"\n+++\n\n", NULL, "\n", 11 },
		{ "+++\ntitle='T'\n[params]\ntitle = \"Z\"\n+++\na\n", "T", "a\n", 6 },
		{ "+++\nbody\n", NULL, "+++\nbody\n", 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		const char *title;

		read_text(cases[i].text);
		title = ytree_text(ytree_get(front.map, "title"));
		if (!str_eq(title, cases[i].title) || strcmp(body(), cases[i].body) != 0 ||
		    front.lines[0] != cases[i].line || diags.n > 0)
			fail_msg("\"%s\" gave \"%s\", \"%s\", line %d", cases[i].text, title,
				 body(), front.lines[0]);
	}
}

static void unended(void **state)
{
	(void)state;
	read_text("---\ntitle: \"open\nduration: 3\n\n## A step\n");
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.list[0].line, 1);
	assert_string_equal(body(), "\n## A step\n");
	assert_int_equal(front.lines[1], 5);
	assert_null(front.map);
	/* what is left of a file without a newline at its end is in its last line */
	read_text("---\ntitle: open\nduration: 3");
	assert_string_equal(body(), "");
	assert_int_equal(front.lines[0], 3);
	read_text("---\ntitle: T\n---");
	assert_int_equal(front.lines[0], 3);
}

/* Two rules with text between them are no front matter: nothing is lost. */
static void assert_shown(const char *text)
{
	read_text(text);
	assert_string_equal(body(), text);
	assert_int_equal(front.lines[0], 1);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.list[0].severity, DIAG_WARNING);
	assert_int_equal(diags.list[0].line, 1);
	assert_false(front.there);
	assert_null(front.map);
}

static void no_map(void **state)
{
	(void)state;
	assert_shown("---\n- a\n---\nb\n");
	assert_shown("---\n\n__Words__\n\n- a list\n- and more: of it\n\n---\n\n# Heading\n");
	assert_shown("---\n\n# A heading, and no comment\n\n---\n");
	assert_shown("---\nwords\n...\n");
	read_text("---\ntitle: T\nbad: [\n---\nb\n");
	assert_int_equal(diags.n, 1);
	assert_string_equal(ytree_text(ytree_get(front.map, "title")), "T");
	assert_string_equal(body(), "b\n");
}

static void values(void **state)
{
	static const char *const cases[][2] = {
		{ "{{ page.a }}", "one" },
		{ "x{{page.a}}y{{- page.b -}}z", "xoneytwoz" },
		{ "{{ page.when }}", "2020-04-19 18:00:00 -0400" },
		{ "{{ page.list }}", "p, q" },
		{ "{{ page.map.deep }}", "in" },
		{ "{{ page.empty }}|", "|" },
		{ "{% raw %}{{ page.a }}{% endraw %}", "{{ page.a }}" },
		{ "a{% comment %} {{ x }}\n {% endcomment %}b", "ab" },
		{ "{ { page.a }} {{ unfinished", "{ { page.a }} {{ unfinished" },
		{ "`{{ site.x }}` and `{% if %}`", "`{{ site.x }}` and `{% if %}`" },
		{ "```\n{{ site.x }} {{ page.a }} {% if x %}\n```\n",
		  "```\n{{ site.x }} one {% if x %}\n```\n" },
		{ "{{ page.ä }}", "umlaut" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = mem_printf("---\na: one\nb: two\nwhen: 2020-04-19 18:00:00 -0400\n"
					"list: [p, q]\nmap: {deep: in}\nempty:\nä: umlaut\n---\n%s",
					cases[i][0]);

		read_text(text);
		assert_string_equal(body(), cases[i][1]);
		assert_int_equal(diags.n, 0);
		free(text);
	}
}

static void dropped_and_said(void **state)
{
	static const char *const cases[][2] = {
		{ "a {{ site.title }} b", "a  b" },
		{ "a {{ page.nothing }} b", "a  b" },
		{ "a {% if x %}b{% endif %} c", "a b c" },
		{ "{% include %}x", "x" },
		{ "{% include ../secret.md %}x", "x" },
		{ "{% include /etc/passwd %}x", "x" },
		{ "{% include none.md %}x", "x" },
		{ "{{ page.a | upcase }}", "one" },
	};
	size_t i;

	(void)state;
	support_text(folder, "secret.md", "SECRET");
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = mem_printf("---\na: one\n---\n%s", cases[i][0]);

		read_text(text);
		assert_string_equal(body(), cases[i][1]);
		assert_true(diags.n >= 1);
		assert_int_equal(diags.list[0].severity, DIAG_WARNING);
		assert_int_equal(diags.list[0].line, 4);
		free(text);
	}
	/* Prose behind code. */
	read_text("---\na: b\n---\n> ```\n> x\n\n{{ y }}1``` a ` b\n{{ y }}\n```\nx\n```\n{{ y }}2");
	assert_string_equal(body(), "> ```\n> x\n\n1``` a ` b\n\n```\nx\n```\n2");
	read_page("one\ntwo {% if x %}\n");
	assert_int_equal(diags.list[0].line, 5);
	assert_int_equal(diags.list[0].column, 5);
	/* Sixty bytes of it are shown, here 59, and no half of a character. */
	read_page("{% a😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 %}\n");
	assert_non_null(strstr(diags.list[0].message, "😀😀\""));
	assert_null(strstr(diags.list[0].message, "\xef\xbf\xbd"));
}

/* Braces in code are code, wherever the fence stands. */
static void code_keeps_its_braces(void **state)
{
	static const char *const cases[] = {
		"- ```sh\n  echo\n  ```\n\n- next\n\n```sh\n{{ json .Mounts }}\n```\n",
		"1. ```\n   {{ a }} {% b %}\n   ```\n",
		"```\n```name\n{{ a }}\n```\n",
		"> ```\n> {{ a }}\n> ```\n",
		"- x\n  > 2) ~~~~\n  >    {{ a }}\n",
		"```\n- ```\n{{ a }}\n```\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = mem_printf("---\na: one\n---\n%s", cases[i]);

		read_text(text);
		assert_string_equal(body(), cases[i]);
		assert_int_equal(diags.n, 0);
		free(text);
	}
	/* Without front matter Jekyll does nothing. */
	support_text(folder, "_includes/a.md", "A");
	read_text("{% if x %} {% include a.md %} {% raw %}{{ y }}{% endraw %}\n");
	assert_string_equal(body(), "{% if x %} {% include a.md %} {% raw %}{{ y }}{% endraw %}\n");
	assert_int_equal(diags.n, 0);
	read_text("a {{ site.title }} {{ page.a }} b");
	assert_string_equal(body(), "a {{ site.title }} {{ page.a }} b");
	assert_int_equal(diags.n, 0);
}

static void highlighted_is_code(void **state)
{
	static const char *const cases[][2] = {
		{ "{% highlight bash %}\n# a\nrm *\n{% endhighlight %}\n\nText.\n",
		  "```bash\n# a\nrm *\n```\n\nText.\n" },
		{ "{%- highlight c++ linenos -%}\nx\n{%- endhighlight -%}", "```c++\nx\n```" },
		{ "{% highlight %}x{% endhighlight %}", "```\nx\n```" },
		{ "a {% highlight sh %}x{% endhighlight %} b", "a \n\n```sh\nx\n```\n b" },
		{ "- a\n\n  {% highlight sh %}\n  x\n  {% endhighlight %}\n",
		  "- a\n\n  ```sh\n  x\n  ```\n" },
		{ "{% highlight sh %}\n````\n{{ y }} {% z %}\n{% endhighlight %}\n",
		  "`````sh\n````\n{{ y }} {% z %}\n`````\n" },
		{ "{% highlight a`b %}x{% endhighlight %}", "```a\nx\n```" },
		{ "{% highlight x %}{% endhighlight %}", "```x\n```" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		read_page(cases[i][0]);
		assert_string_equal(body(), cases[i][1]);
		assert_int_equal(diags.n, 0);
	}
	read_page(cases[0][0]);
	assert_int_equal(front.lines[0], 4);
	assert_int_equal(front.lines[3], 7);
	assert_int_equal(front.lines[5], 9);
	read_page("{% highlight x %} open\n");
	assert_string_equal(body(), " open\n");
	assert_int_equal(diags.n, 1);
}

static void includes_keep_lines(void **state)
{
	(void)state;
	support_text(folder, "_includes/a.md", "A1\nA2 {{ page.t }}\n{% include b.md %}\nA4");
	support_text(folder, "_includes/b.md", "B1\nB2");
	read_text("---\nt: T\n---\nfour\n{% include a.md x=\"1\" %} five\n{%\n if\n%}nine\nten\n");
	assert_string_equal(body(), "four\nA1\nA2 T\nB1\nB2\nA4 five\nnine\nten\n");
	assert_int_equal(front.lines[0], 4);
	assert_int_equal(front.lines[1], 5);
	assert_int_equal(front.lines[2], 5);
	assert_int_equal(front.lines[4], 5);
	assert_int_equal(front.lines[5], 5);
	assert_int_equal(front.lines[6], 6); /* where its tag began */
	assert_int_equal(front.lines[7], 9);
}

static void includes_do_not_run_away(void **state)
{
	char *link;

	(void)state;
	support_text(folder, "_includes/self.md", "x{% include self.md %}{% include self.md %}");
	read_page("{% include self.md %}\n");
	assert_true(front.body.len < 1000);
	assert_true(diags.n > 0);
	support_text(folder, "outside.md", "SECRET");
	link = file_join(folder, "_includes/link.md");
	assert_int_equal(symlink("../outside.md", link), 0);
	read_page("{% include link.md %}\n");
	assert_string_equal(body(), "\n");
	free(link);
}

static void growth_has_an_end(void **state)
{
	struct str text = { 0 };
	int i;

	(void)state;
	str_add(&text, "---\nbig: ");
	str_fill(&text, 'x', 400000);
	str_add(&text, "\n---\n");
	for (i = 0; i < 1000; i++)
		str_add(&text, "{{ page.big }}\n");
	read_n(text.text, text.len);
	assert_true(front.body.len < 30000000);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.list[0].severity, DIAG_ERROR);
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(split),
		cmocka_unit_test(unended),
		cmocka_unit_test(no_map),
		cmocka_unit_test(values),
		cmocka_unit_test(dropped_and_said),
		cmocka_unit_test(code_keeps_its_braces),
		cmocka_unit_test(highlighted_is_code),
		cmocka_unit_test(includes_keep_lines),
		cmocka_unit_test(includes_do_not_run_away),
		cmocka_unit_test(growth_has_an_end),
	};

	return cmocka_run_group_tests_name("front", tests, setup, teardown);
}
