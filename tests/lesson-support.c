// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See lesson-support.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "lesson-support.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

char *support_folder(void)
{
	const char *tmp = getenv("TMPDIR");
	char *path = mem_printf("%s/imitation-test.XXXXXX", tmp ? tmp : "/tmp");

	if (!mkdtemp(path))
		fail_msg("no folder %s", path);
	return path;
}

void support_write(const char *folder, const char *name, const char *text, size_t n)
{
	char *path = file_join(folder, name), *slash = strrchr(path, '/');
	FILE *file;

	*slash = '\0';
	file_mkdirs(path, 0700, NULL);
	*slash = '/';
	file = fopen(path, "wb");
	if (!file || fwrite(text, 1, n, file) != n || fclose(file) != 0)
		fail_msg("cannot write %s", path);
	free(path);
}

void support_text(const char *folder, const char *name, const char *text)
{
	support_write(folder, name, text, strlen(text));
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

void support_remove(const char *folder)
{
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static char *kept;

static void remove_kept(void)
{
	support_remove(kept);
	free(kept);
}

const char *support_kept_folder(void)
{
	if (!kept) {
		kept = support_folder();
		atexit(remove_kept);
	}
	return kept;
}

static const char *source(void)
{
	const char *top = getenv("top_srcdir");

	return top ? top : ".";
}

char *support_fixture(const char *name)
{
	return mem_printf("%s/tests/fixtures/lesson/%s", source(), name);
}

char *support_shared(const char *name)
{
	char *path = mem_printf("%s/../shared/%s", source(), name);

	if (file_exists(path))
		return path;
	free(path);
	return NULL;
}

/* --- documents --- */

static void add_span(struct str *out, const struct span *span)
{
	static const struct {
		unsigned style;
		char mark;
	} marks[] = {
		{ SPAN_EMPH, '/' }, { SPAN_STRONG, '*' }, { SPAN_CODE, '`' }, { SPAN_IMAGE, '!' },
	};
	size_t i;

	if (span->style & SPAN_BREAK) {
		str_add(out, "\\");
		return;
	}
	if (span->style & SPAN_LINK)
		str_addc(out, '<');
	for (i = 0; i < ARRAY_LEN(marks); i++)
		if (span->style & marks[i].style)
			str_addc(out, marks[i].mark);
	str_add(out, span->text);
	for (i = ARRAY_LEN(marks); i > 0; i--)
		if (span->style & marks[i - 1].style)
			str_addc(out, marks[i - 1].mark);
	if (span->style & SPAN_LINK)
		str_addf(out, "|%d>", span->link);
}

static void add_block(struct str *out, const struct block *block)
{
	static const char *const names[] = {
		[BLOCK_ROOT] = "", [BLOCK_PARAGRAPH] = "p", [BLOCK_HEADING] = "h",
		[BLOCK_QUOTE] = "q", [BLOCK_LIST] = "", [BLOCK_ITEM] = "li", [BLOCK_CODE] = "code",
		[BLOCK_RULE] = "hr", [BLOCK_TABLE] = "table", [BLOCK_ROW] = "row",
		[BLOCK_CELL] = "cell",
	};
	size_t i;

	str_add(out, names[block->kind]);
	if (block->kind == BLOCK_HEADING)
		str_addf(out, "%d", block->level);
	if (block->kind == BLOCK_LIST)
		str_addf(out, "%s%s", block->ordered ? "ol" : block->plain ? "dl" : "ul",
			 block->tight ? "" : "~");
	if (block->kind == BLOCK_ITEM && block->number)
		str_addf(out, "%d", block->number);
	if (block->kind == BLOCK_CELL && block->align != ALIGN_LEFT)
		str_add(out, block->align == ALIGN_RIGHT ? "r" : "c");
	if (block->kind == BLOCK_QUOTE && block->text)
		str_addf(out, "{%s}", block->text);
	if (block->kind == BLOCK_CODE) {
		str_addf(out, "{%s}\"%s\"", block->info, block->text);
		return;
	}
	if (block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING ||
	    block->kind == BLOCK_CELL) {
		str_addc(out, '[');
		for (i = 0; i < block->n_spans; i++)
			add_span(out, &block->spans[i]);
		str_addc(out, ']');
		return;
	}
	if (block->kind == BLOCK_RULE)
		return;
	str_add(out, block->kind == BLOCK_ROOT ? "" : "(");
	for (i = 0; i < block->n_kids; i++) {
		str_add(out, i ? " " : "");
		add_block(out, &block->kids[i]);
	}
	str_add(out, block->kind == BLOCK_ROOT ? "" : ")");
}

char *support_doc(const struct doc *doc)
{
	struct str out = { 0 };
	size_t i;

	add_block(&out, &doc->root);
	for (i = 0; i < doc->n_links; i++)
		str_addf(&out, " #%zu=%s", i + 1, doc->links[i]);
	return str_take(&out);
}

/* --- clean --- */

static void clean_text(const char *text, bool lines)
{
	size_t i = 0, n;

	if (!text)
		return;
	n = strlen(text);
	while (i < n) {
		uint32_t cp;

		i += utf8_decode(text + i, n - i, &cp);
		if (utf8_cp_width(cp) < 0 && !(lines && (cp == '\n' || cp == '\t')))
			fail_msg("U+%04X in \"%.60s\"", (unsigned)cp, text);
	}
}

static void clean_block(const struct block *block, int depth)
{
	size_t i;

	if (depth > 140)
		fail_msg("a block is %d deep", depth);
	for (i = 0; i < block->n_spans; i++)
		clean_text(block->spans[i].text, false);
	clean_text(block->text, block->kind == BLOCK_CODE);
	clean_text(block->info, false);
	for (i = 0; i < block->n_kids; i++)
		clean_block(&block->kids[i], depth + 1);
}

static void clean_doc(const struct doc *doc)
{
	size_t i;

	clean_block(&doc->root, 0);
	for (i = 0; i < doc->n_links; i++)
		clean_text(doc->links[i], false);
}

static void clean_step(const struct step *step)
{
	size_t i;

	clean_text(step->title, false);
	clean_doc(&step->doc);
	for (i = 0; i < step->n_hints; i++)
		clean_doc(&step->hints[i]);
	for (i = 0; i < step->n_notes; i++)
		clean_text(step->notes[i], true);
	for (i = 0; i < step->n_actions; i++) {
		clean_text(step->actions[i].label, false);
		clean_text(step->actions[i].confirm, false);
		clean_text(step->actions[i].name, false);
		clean_text(step->actions[i].description, false);
	}
	for (i = 0; i < step->n_checks; i++) {
		clean_text(step->checks[i].label, false);
		clean_text(step->checks[i].hint, false);
	}
}

void support_clean(const struct workshop *ws, const struct diags *diags)
{
	size_t i, k;

	clean_text(ws->title, false);
	clean_text(ws->date, false);
	clean_text(ws->location, false);
	clean_text(ws->id, false);
	clean_doc(&ws->cover);
	for (i = 0; i < ws->n_lessons; i++) {
		const struct lesson *l = &ws->lessons[i];

		assert_true(l->n_steps >= 1);
		clean_text(l->title, false);
		clean_doc(&l->intro);
		for (k = 0; k < l->n_objectives; k++)
			clean_text(l->objectives[k], false);
		for (k = 0; k < l->n_notes; k++)
			clean_text(l->notes[k], true);
		for (k = 0; k < l->n_steps; k++)
			clean_step(&l->steps[k]);
	}
	for (i = 0; i < diags->n; i++) {
		char *text = diag_text(&diags->list[i]);

		clean_text(text, false);
		free(text);
	}
}

bool support_has(const struct diags *diags, enum severity severity, const char *file, int line)
{
	size_t i;

	for (i = 0; i < diags->n; i++) {
		const struct diag *d = &diags->list[i];
		size_t n = strlen(d->file), k = strlen(file);

		if (d->severity == severity && d->line == line && n > k &&
		    d->file[n - k - 1] == '/' && str_ends(d->file, file))
			return true;
	}
	return false;
}

char *support_diags(const struct diags *diags)
{
	struct str out = { 0 };
	size_t i;

	for (i = 0; i < diags->n; i++) {
		const struct diag *d = &diags->list[i];
		const char *slash = strrchr(d->file, '/');

		str_addf(&out, "%s:%d:%d: %s: %s\n", slash ? slash + 1 : d->file, d->line,
			 d->column, d->severity == DIAG_ERROR ? "error" : "warning", d->message);
	}
	return str_take(&out);
}
