// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Documents as HTML: what each construct becomes, that it is well-formed whatever
 * the lesson contains, and that nothing from a lesson can run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "export/html-notes.h"
#include "export/html-out.h"
#include "lesson-support.h"
#include "lesson/load/load.h"
#include "lesson/load/markdown.h"
#include "lesson/workshop.h"

/* ---- a strict little reader of HTML -------------------------------------------------- */

/* All elements that we write, with the attributes that each may have. */
static const struct {
	const char *name, *attributes;
	bool empty;
} elements[] = {
	{ "p", "class", false },	{ "h1", "id", false },	 { "h2", "id", false },
	{ "h3", "id", false },		{ "h4", "id", false },	 { "h5", "id", false },
	{ "h6", "id", false },		{ "strong", "", false }, { "em", "", false },
	{ "code", "", false },		{ "a", "href", false },	 { "img", "src alt", true },
	{ "br", "", true },		{ "hr", "", true },	 { "ul", "class", false },
	{ "ol", "start", false },	{ "li", "id", false },	 { "pre", "", false },
	{ "blockquote", "", false },	{ "table", "", false },	 { "thead", "", false },
	{ "tbody", "", false },		{ "tr", "", false },	 { "th", "class", false },
	{ "dl", "", false }, { "dt", "", false }, { "dd", "", false }, { "sup", "", false },		{ "sub", "", false }, { "del", "", false },
	{ "td", "class", false },	{ "div", "class role", false }, { "span", "class", false },
};

enum { MAX_OPEN = 600 };

struct reading {
	const char *all, *at;
	const char *open[MAX_OPEN];
	size_t n_open;
};

static void wrong(const struct reading *r, const char *what)
{
	fail_msg("%s at %zu: %.60s\n%s", what, (size_t)(r->at - r->all), r->at, r->all);
}

static void entity(struct reading *r)
{
	static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(known); i++)
		if (str_starts(r->at, known[i])) {
			r->at += strlen(known[i]);
			return;
		}
	wrong(r, "a bare &");
}

static void value(struct reading *r, bool address)
{
	const char *from = r->at;

	if (address && (strncasecmp(from, "javascript:", 11) == 0 ||
			strncasecmp(from, "data:", 5) == 0 || strncasecmp(from, "vbscript:", 9) == 0))
		wrong(r, "an address that runs");
	while (*r->at != '"') {
		if (!*r->at || *r->at == '<' || *r->at == '>')
			wrong(r, "a value without an end");
		if (*r->at == '&')
			entity(r);
		else
			r->at++;
	}
	r->at++;
}

static void attribute(struct reading *r, const char *allowed)
{
	size_t n = strcspn(r->at, "=\" >");
	char *name = mem_ndup(r->at, n), *found = strstr((char *)allowed, name);

	if (n == 0 || !found || r->at[n] != '=' || r->at[n + 1] != '"')
		wrong(r, "an attribute that may not be");
	r->at += n + 2;
	value(r, str_eq(name, "href") || str_eq(name, "src"));
	free(name);
}

static void begin_tag(struct reading *r)
{
	size_t n = strcspn(++r->at, " >"), i;

	for (i = 0; i < ARRAY_LEN(elements); i++)
		if (strlen(elements[i].name) == n && strncmp(elements[i].name, r->at, n) == 0)
			break;
	if (i == ARRAY_LEN(elements))
		wrong(r, "an element that may not be");
	r->at += n;
	while (*r->at == ' ') {
		r->at++;
		attribute(r, elements[i].attributes);
	}
	if (*r->at++ != '>')
		wrong(r, "a tag without an end");
	if (!elements[i].empty) {
		assert_true(r->n_open < MAX_OPEN);
		r->open[r->n_open++] = elements[i].name;
	}
}

static void end_tag(struct reading *r)
{
	size_t n = strcspn(r->at += 2, ">");

	if (r->n_open == 0 || strlen(r->open[r->n_open - 1]) != n ||
	    strncmp(r->open[r->n_open - 1], r->at, n) != 0)
		wrong(r, "an end of what is not open");
	r->n_open--;
	r->at += n + 1;
}

static void well_formed(const char *html)
{
	struct reading r = { .all = html, .at = html };

	while (*r.at) {
		if (*r.at == '<' && r.at[1] == '/')
			end_tag(&r);
		else if (*r.at == '<')
			begin_tag(&r);
		else if (*r.at == '&')
			entity(&r);
		else if (*r.at == '>')
			wrong(&r, "a bare >");
		else
			r.at++;
	}
	assert_int_equal(r.n_open, 0);
}

/* ---- writing ------------------------------------------------------------------------ */

/* Every link has an address, except "none". */
static char *anywhere(void *context, const char *address, bool picture)
{
	(void)context;
	(void)picture;
	return str_eq(address, "none") ? NULL : mem_dup(address);
}

static char *html_of(const struct doc *doc, const char *title)
{
	struct html_out out = { .resolve = anywhere, .heading = 1 };
	char *html;

	html_out_find_notes(&out, doc);
	html_out_doc(&out, doc, title);
	str_add(&out.text, "");
	html = str_take(&out.text);
	html_out_free(&out);
	well_formed(html);
	return html;
}

static char *html_of_markdown(const char *markdown)
{
	int lines[64] = { 1 };
	struct markdown_text in = { .text = markdown, .length = strlen(markdown), .lines = lines,
				    .n_lines = 1 };
	struct markdown_file file;
	char *html;

	markdown_read(&in, 0, &file);
	html = html_of(&file.parts[0].doc, "The title");
	markdown_free(&file);
	return html;
}

static void becomes(void **state)
{
	static const char *const pairs[][2] = {
		{ "a < b & \"c\"", "<p>a &lt; b &amp; &quot;c&quot;</p>\n" },
		{ "*a* **b** `c<`", "<p><em>a</em> <strong>b</strong> <code>c&lt;</code></p>\n" },
		{ "***a***", "<p><strong><em>a</em></strong></p>\n" },
		{ "[a *b*](x.md)", "<p><a href=\"x.md\">a <em>b</em></a></p>\n" },
		{ "[a](none)", "<p>a</p>\n" },
		{ "[a](javascript:alert(1))", "<p>a</p>\n" },
		{ "[a](JavaScript&colon;alert(1))", "<p>a</p>\n" },
		{ "[a](data:text/html,x) <vbscript:x>", "<p>a vbscript:x</p>\n" },
		{ "[a](//far/x)", "<p>a</p>\n" },
		{ "[a](b/c:d)", "<p><a href=\"b/c:d\">a</a></p>\n" },
		{ "[a](x&quot;y)", "<p><a href=\"x%22y\">a</a></p>\n" },
		{ "![a *b* c](p.png)", "<p><img src=\"p.png\" alt=\"a b c\"></p>\n" },
		{ "![](p.png)", "<p><img src=\"p.png\" alt=\"\"></p>\n" },
		{ "![a](none) ![](none)", "<p>a [picture]</p>\n" },
		{ "[![a](p.png) b](x)", "<p><a href=\"x\"><img src=\"p.png\" alt=\"a\"> b</a></p>\n" },
		{ "a  \nb\nc", "<p>a<br>\nb c</p>\n" },
		{ "- a\n- b", "<ul>\n<li>a\n</li>\n<li>b\n</li>\n</ul>\n" },
		{ "3. a\n\n4. b", "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n" },
		{ "> a", "<blockquote>\n<p>a</p>\n</blockquote>\n" },
		{ "> :bulb: a", "<div class=\"callout\" role=\"note\">\n<p class=\"word\">Tip:</p>\n"
				"<p>a</p>\n</div>\n" },
		{ "```sh\na <b>\n```", "<pre><code>a &lt;b&gt;\n</code></pre>\n" },
		{ "a | b\n--|-:\n1 | 2", "<div class=\"table\"><table>\n<thead>\n<tr><th>a</th>"
			"<th class=\"right\">b</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td>"
			"<td class=\"right\">2</td></tr>\n</tbody>\n</table></div>\n" },
		{ "---", "<hr>\n" },
		{ "<script>alert(1)</script>\n\n<b onclick=x>a</b>", "<p><strong>a</strong></p>\n" },
		{ "<img src=x onerror=alert(1)>", "<p><img src=\"x\" alt=\"\"></p>\n" },
		{ "<a href=\"javascript:x\" onclick=y>a</a>", "<p>a</p>\n" },
		{ "2<sup>*1*0</sup> x<sub>i</sub>",
		  "<p>2<em><sup>1</sup></em><sup>0</sup> x<sub>i</sub></p>\n" },
		{ "<dl><dt>a<dd>b</dl>", "<dl>\n<dt>a</dt>\n<dd>b\n</dd>\n</dl>\n" },
		{ "A *b*\n: c\n: d\n\nE\n: f\n\n    g\n\nh", "<dl>\n<dt>A <em>b</em></dt>\n<dd>c\n</dd>\n"
			"<dd>d\n</dd>\n<dt>E</dt>\n<dd><p>f</p>\n<p>g</p>\n</dd>\n</dl>\n<p>h</p>\n" },
		{ "> a\n\n<dl><dd>b</dd></dl>", "<blockquote>\n<p>a</p>\n</blockquote>\n"
			"<ul class=\"plain\">\n<li>b\n</li>\n</ul>\n" },
		{ "a\n\n```\n```\n\n```\n\n```", "<p>a</p>\n<pre><code>\n</code></pre>\n" },
		{ "<table><tr><td>a</table>", "<div class=\"table\"><table>\n<tbody>\n"
			"<tr><td>a</td></tr>\n</tbody>\n</table></div>\n" },
		/* Headings: below the title, none left out, each with an id of its own. */
		{ "# The title\n\na", "<p>a</p>\n" },
		{ "# Other", "<h2 id=\"other\">Other</h2>\n" },
		{ "###### *A* b!", "<h2 id=\"a-b\"><em>A</em> b!</h2>\n" },
		{ "## A\n\n#### A\n\n## \"", "<h2 id=\"a\">A</h2>\n<h3 id=\"a-1\">A</h3>\n"
			"<h2 id=\"section\">&quot;</h2>\n" },
		{ "## ÉTÉ «Где»—НЕ 1.2", "<h2 id=\"été-гдене-12\">ÉTÉ «Где»—НЕ 1.2</h2>\n" },
		{ "## हिन्दी a\u200db", "<h2 id=\"हिन्दी-ab\">हिन्दी a\u200db</h2>\n" },
		{ "[a](#где) [b](x.md#%D0%B3)", "<p><a href=\"#%D0%B3%D0%B4%D0%B5\">a</a> "
			"<a href=\"x.md#%D0%B3\">b</a></p>\n" },
		{ "[a](<https://e.org/x y?q=1&r=[2]#é>) ![b](<c d\\>.png>)", "<p><a href=\"https://e.org/x%20y?q=1"
			"&amp;r=[2]#%C3%A9\">a</a> <img src=\"c%20d%3E.png\" alt=\"b\"></p>\n" },
		{ "x<sup>14</sup><sub>6</sub>C <sup>a</sup><sup>b</sup> <sup>c<sub>d</sub>e</sup>",
		  "<p>x<sup>14</sup><sub>6</sub>C <sup>ab</sup> <sup>c</sup><sup><sub>d</sub></sup>"
		  "<sup>e</sup></p>\n" },
		{ "<del>a *b*</del> <s>c</s><strike>d</strike> <del>e<br>f</del>g <del></del>",
		  "<p><del>a </del><em><del>b</del></em> <del>cd</del> <del>e</del><br>\n<del>f</del>g"
		  "</p>\n" },
		{ "a ~~b *c*~~ ~~d~~ ~~ e ~~~f~~~ `~~`~~", "<p>a <del>b </del><em><del>c</del></em> "
			"<del>d</del> ~~ e ~~~f~~~ <code>~~</code>~~</p>\n" },
		{ "- [ ] a\n- [x] *b*\n- [y] c", "<ul>\n<li><span class=\"box\">☐</span>a\n</li>\n"
			"<li><span class=\"box\">☑</span><em>b</em>\n</li>\n<li>[y] c\n</li>\n</ul>\n" },
		/* Footnotes: a link, if there is such a note, and it is no code or link already. */
		{ "a[^1] *b[^é]* `[^1]` [^2] [[^1]](x)\n\n[^1]: c *d*\n[^é]: e[^1]", "<p>a<sup>"
			"<a href=\"#footnote-1\">1</a></sup> <em>b<sup><a href=\"#footnote-%C3%A9\">é</a></sup>"
			"</em> <code>[^1]</code> [^2] <a href=\"x\">[^1]</a></p>\n<ul>\n<li id=\"footnote-1\">"
			"<sup>1</sup> c <em>d</em>\n</li>\n<li id=\"footnote-é\"><sup>é</sup> e<sup>"
			"<a href=\"#footnote-1\">1</a></sup>\n</li>\n</ul>\n" },
		{ "## Footnote 1\n\n[^1]: a\n[^1]: b", "<h2 id=\"footnote-1-1\">Footnote 1</h2>\n<ul>\n"
			"<li id=\"footnote-1\"><sup>1</sup> a\n</li>\n<li><sup>1</sup> b\n</li>\n</ul>\n" },
		{ "👩\u200d🚀 ❤\ufe0f", "<p>👩\u200d🚀 ❤\ufe0f</p>\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(pairs); i++) {
		char *html = html_of_markdown(pairs[i][0]);

		assert_string_equal(html, pairs[i][1]);
		free(html);
	}
}

/* ---- ids ------------------------------------------------------------------------------ */

/* The name of the last heading's id. */
static const char *id_for(struct html_out *out, const char *heading)
{
	html_out_heading(out, 1, NULL, heading);
	str_cut(&out->text, 0);
	return out->ids.list[out->ids.n - 1];
}

static void each_heading_has_its_own_id(void **state)
{
	struct html_out out = { .resolve = anywhere };
	char last[40];
	int i;

	(void)state;
	html_out_reserve(&out, "contents");
	assert_string_equal(id_for(&out, "Contents"), "contents-1");
	assert_string_equal(id_for(&out, "a"), "a");
	assert_string_equal(id_for(&out, "a 1"), "a-1");
	assert_string_equal(id_for(&out, "A"), "a-2");
	assert_string_equal(id_for(&out, "a-1"), "a-1-1");
	/* As many as a long log of changes has: each is tried twice. */
	for (i = 0; i < 30000; i++)
		snprintf(last, sizeof last, "%s", id_for(&out, "Fixed"));
	assert_string_equal(last, "fixed-29999");
	assert_int_equal(out.repeats[names_find(&out.ids, "fixed") - 1], 29999);
	html_out_free(&out);
}

static void long_ids_are_whole(void **state)
{
	struct html_out out = { .resolve = anywhere };
	struct str heading = { 0 };
	const char *id;

	(void)state;
	str_add(&heading, "1");
	for (int i = 0; i < 500; i++)
		str_add(&heading, "Я");
	id = id_for(&out, str_text(&heading));
	assert_true(utf8_valid(id, strlen(id), NULL));
	assert_int_equal(strlen(id), 1001);
	str_free(&heading);
	html_out_free(&out);
}

static void ids_below_another(void **state)
{
	struct html_out out = { .resolve = anywhere, .prefix = "lesson-2" };

	(void)state;
	html_out_reserve(&out, "lesson-2-a");
	assert_string_equal(id_for(&out, "A"), "lesson-2-a-1");
	assert_string_equal(id_for(&out, "!"), "lesson-2-section");
	html_out_free(&out);
}

/* ---- plain text ------------------------------------------------------------------------ */

static void paragraphs_of_plain_text(void **state)
{
	static const char *const pairs[][2] = {
		{ "", "" },
		{ "\n\n", "" },
		{ "a", "<p>a</p>\n" },
		{ "a\nb <i> & \"c\"\n", "<p>a\nb &lt;i&gt; &amp; &quot;c&quot;</p>\n" },
		{ "a\n\n\nb", "<p>a</p>\n<p>b</p>\n" },
		{ "a:\n- b\nc\n* d\n10. e\n-f\n3 g", "<p>a:<br>\n- b\nc<br>\n* d<br>\n10. e\n-f\n3 g</p>\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(pairs); i++) {
		struct html_out out = { .resolve = anywhere };

		html_out_paragraphs(&out, pairs[i][0]);
		well_formed(str_text(&out.text));
		assert_string_equal(str_text(&out.text), pairs[i][1]);
		html_out_free(&out);
	}
}

/* ---- whatever a lesson holds ---------------------------------------------------------- */

static void write_workshop(const char *path)
{
	struct diags diags = { 0 };
	struct workshop *workshop = workshop_load(path, NULL, &diags, NULL);
	size_t i, k, h;

	diag_free(&diags);
	assert_non_null(workshop);
	free(html_of(&workshop->cover, NULL));
	for (i = 0; i < workshop->n_lessons; i++) {
		const struct lesson *lesson = &workshop->lessons[i];

		free(html_of(&lesson->intro, lesson->title));
		for (k = 0; k < lesson->n_steps; k++) {
			free(html_of(&lesson->steps[k].doc, NULL));
			for (h = 0; h < lesson->steps[k].n_hints; h++)
				free(html_of(&lesson->steps[k].hints[h], NULL));
		}
	}
	workshop_free(workshop);
}

static size_t write_files(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t n = 0;

	while (dir && (entry = readdir(dir)) != NULL) {
		char *path = file_join(folder, entry->d_name);

		if (str_ends(path, ".md") || str_ends(path, ".txt")) {
			write_workshop(path);
			n++;
		}
		free(path);
	}
	if (dir)
		closedir(dir);
	return n;
}

static void hostile(void **state)
{
	static const char *const fixtures[] = { "hostile", "small", "faulty" };
	static const char *const shared[] = { "seeds", "corpus" };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(fixtures); i++) {
		char *folder = support_fixture(fixtures[i]);

		assert_true(write_files(folder) > 0);
		free(folder);
	}
	for (i = 0; i < ARRAY_LEN(shared); i++) {
		char *folder = support_shared(shared[i]);

		if (folder)
			write_files(folder);
		free(folder);
	}
}

/* Pieces of markup in any order, the same each time. */
static void mixed(void **state)
{
	static const char *const pieces[] = {
		"*", "**", "`", "[", "](", ")", "![", "<", ">", "<b>", "</b>", "<!--", "-->", "\n",
		"\n\n", "> ", "- ", "1. ", "    ", "|", "\n-|-\n", "#", "## ", "\"", "&", "&lt;", "a",
		" ", "javascript:", "<script>", "</script>", "<details>", "</details>", "x:y", "\\",
		"```", ":bulb: ", "<img src='", "'>", "\xc3", "é",
	};
	unsigned seed = 1;
	int round, i;

	(void)state;
	for (round = 0; round < 3000; round++) {
		struct str markdown = { 0 };

		for (i = 0; i < 40; i++) {
			seed = seed * 1103515245u + 12345u;
			str_add(&markdown, pieces[(seed >> 16) % ARRAY_LEN(pieces)]);
		}
		free(html_of_markdown(str_text(&markdown)));
		str_free(&markdown);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(becomes),
		cmocka_unit_test(each_heading_has_its_own_id),
		cmocka_unit_test(long_ids_are_whole),
		cmocka_unit_test(ids_below_another),
		cmocka_unit_test(paragraphs_of_plain_text),
		cmocka_unit_test(hostile),
		cmocka_unit_test(mixed),
	};

	setenv("LC_ALL", "C", 1);
	return cmocka_run_group_tests_name("html-out", tests, NULL, NULL);
}
