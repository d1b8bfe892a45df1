// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads and parses one file of a workshop; see page.h. */
#include "lesson/load/page.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/doc.h"
#include "lesson/load/markdown.h"
#include "lesson/load/values.h"

static struct markdown_text front_text(const struct front *front)
{
	return (struct markdown_text){ .text = str_text(&front->body), .length = front->body.len,
				       .lines = front->lines, .n_lines = front->n_lines };
}

/* ---- reading ------------------------------------------------------------------- */

#define BOM "\xef\xbb\xbf"

enum { MAX_FILE = 16 << 20, MAX_MINUTES = 10000 };

static size_t without_blanks(const char *line, size_t n)
{
	while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t' || line[n - 1] == '\r'))
		n--;
	return n;
}

char *source_hash_of(const char *text, size_t n)
{
	uint64_t hash = HASH64;
	const char *end = text + n;
	size_t empty = 0;

	if (n >= strlen(BOM) && memcmp(text, BOM, strlen(BOM)) == 0)
		text += strlen(BOM);
	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		size_t length = (size_t)((stop ? stop : end) - text);
		size_t kept = without_blanks(text, length);

		if (kept == 0) {
			empty++;
		} else {
			for (; empty > 0; empty--)
				hash = hash64(hash, "\n", 1);
			hash = hash64(hash, text, kept);
			hash = hash64(hash, "\n", 1);
		}
		text += length + (stop != NULL);
	}
	return mem_printf("%0*llx", SOURCE_HASH_DIGITS,
			  (unsigned long long)(hash >> (64 - 4 * SOURCE_HASH_DIGITS)));
}

/* Does it have hints, but no action and no check? */
static bool has_only_hints(const struct markdown_file *file)
{
	size_t hints = 0, fences = 0, i;

	for (i = 0; i < file->n_parts; i++) {
		hints += file->parts[i].n_hints;
		fences += file->parts[i].n_fences;
	}
	return hints > 0 && fences == 0;
}

/* A site shows "x.md" as "x.html". */
static bool target_there(const char *dir, const char *name)
{
	char *path = file_join(dir, name), *source;
	bool there = file_exists(path);

	if (!there && str_ends(path, ".html")) {
		source = mem_printf("%.*s.md", (int)strlen(path) - 5, path);
		there = file_exists(source);
		free(source);
	}
	free(path);
	return there;
}

/* Relative addresses are files beside this one.  Addresses of a site ("/wiki") and
 * templates cannot be checked. */
static void check_targets(const struct page *page, const char *path)
{
	char *copy = mem_dup(path), *dir = dirname(copy);
	size_t i;

	for (i = 0; i < page->markdown.n_targets; i++) {
		const struct markdown_target *t = &page->markdown.targets[i];
		char *name = address_file(t->url);

		if (name[0] && name[0] != '/' && !strchr(name, '{') && !target_there(dir, name))
			diag_add(page->context.diags, DIAG_WARNING, page->file, t->line, 1,
				 t->image ? _("There is no picture \"%s\".") :
					    _("There is no file \"%s\" for this link."),
				 name);
		free(name);
	}
	free(copy);
}

static void check_strays(const struct page *page)
{
	size_t i;

	for (i = 0; i < page->markdown.n_strays; i++) {
		const struct markdown_stray *s = &page->markdown.strays[i];

		if (s->meant)
			diag_add(page->context.diags, DIAG_WARNING, page->file, s->line, s->column,
				 _("\"%1$s\" is shown to readers as code. Did you mean \"%2$s\"?"),
				 s->name, s->meant);
		else
			diag_add(page->context.diags, DIAG_WARNING, page->file, s->line, s->column,
				 _("\"%s\" is in a quote, where it is shown as code: move it "
				   "out of the quote."), s->name);
	}
}

static void parse(struct page *page, unsigned flags, bool hints_if_lesson)
{
	const struct markdown_text text = front_text(&page->front);

	markdown_read(&text, flags | (hints_if_lesson ? MARKDOWN_HINTS : 0), &page->markdown);
	/* Without a hint, a second reading would find the same. */
	if (hints_if_lesson && has_only_hints(&page->markdown)) {
		markdown_free(&page->markdown);
		markdown_read(&text, flags, &page->markdown);
	}
}

static int line_of(const char *text, size_t at)
{
	int line = 1;

	while (at-- > 0)
		line += *text++ == '\n';
	return line;
}

bool page_read(struct loading *loading, const char *path, unsigned flags, bool hints_if_lesson,
	       struct page *page, struct error *err)
{
	struct workshop *ws = loading->workshop;
	char *copy = mem_dup(path);
	const char *includes[] = { dirname(copy), loading->folder, NULL };
	struct str raw = { 0 };
	size_t bad_at;

	*page = (struct page){ 0 };
	if (!file_read(path, MAX_FILE, &raw, err)) {
		str_free(&raw);
		free(copy);
		return false;
	}
	page->hash = source_hash_of(str_text(&raw), raw.len);
	page->file = *MEM_PUSH(ws->names, ws->n_names) = utf8_clean(path, strlen(path));
	page->context = (struct value_context){ .file = page->file, .folder = loading->folder,
						.workshop = ws, .diags = loading->diags };
	if (!utf8_valid(str_text(&raw), raw.len, &bad_at))
		diag_add(loading->diags, DIAG_WARNING, page->file, line_of(str_text(&raw), bad_at), 1,
			 _("This is not UTF-8: what cannot be read is shown as \xef\xbf\xbd."));
	front_read(page->file, str_text(&raw), raw.len, includes, loading->diags, &page->front);
	str_free(&raw);
	free(copy);
	parse(page, flags, hints_if_lesson);
	if (page->markdown.open_comment)
		diag_add(loading->diags, DIAG_ERROR, page->file, page->markdown.open_comment, 1,
			 _("The comment that begins here has no end."));
	if (page->markdown.too_many_pictures)
		diag_add(loading->diags, DIAG_WARNING, page->file,
			 page->markdown.too_many_pictures, 1,
			 _("There are too many pictures and links in one paragraph; from here on "
			   "pictures are shown as text."));
	if (page->markdown.unended)
		diag_add(loading->diags, DIAG_WARNING, page->file, page->markdown.unended, 1,
			 _("This is shown as text: no line of \":::\" ends it before the next step."));
	check_targets(page, path);
	check_strays(page);
	return true;
}

void page_free(struct page *page)
{
	front_free(&page->front);
	markdown_free(&page->markdown);
	free(page->hash);
}

struct place page_place(const struct page *page, const char *key)
{
	const struct ynode *node = ytree_get(page->front.map, key);

	return (struct place){ page->file, node ? node->line : 0, node ? node->column : 0 };
}

struct source_hash page_source_hash(const struct page *page)
{
	const char *text = ytree_text(ytree_get(page->front.map, "translates"));
	struct source_hash source = { .hash = mem_dup(page->hash), .translates = mem_dup(text),
			       .at = page_place(page, "translates") };

	if (source.at.line == 0)
		source.at.line = source.at.column = 1;
	return source;
}

char *page_heading(const struct page *page)
{
	const struct ynode *title = ytree_get(page->front.map, "title");
	char *text = NULL;

	if (title && title->kind != Y_SCALAR)
		value_error(&page->context, title,
			    _("\"%s\" must be a single value, not a list or a map."), "title");
	else if (ytree_text(title))
		text = markdown_entities(title->text);
	if (text && text[strspn(text, " ")] == '\0') {
		free(text);
		text = NULL;
	}
	return text ? text : mem_dup(page->markdown.heading);
}

int page_minutes(const struct page *page)
{
	const struct ynode *node = ytree_get(page->front.map, "duration");
	int minutes = 0;

	if (node && (!ytree_text(node) || !number_parse(node->text, 1, MAX_MINUTES, &minutes)))
		value_error(&page->context, node, _("\"%s\" is not a number of minutes."), node->text);
	return minutes;
}
