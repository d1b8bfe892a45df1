// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Footnotes in HTML; see html-notes.h. */
#include "export/html-notes.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Returns the bytes of "[^NAME]" at the beginning of the text, 0 if it is not there; and the
 * name, which the caller frees. */
static size_t take_mark(const char *text, char **name)
{
	size_t n;

	*name = NULL;
	if (text[0] != '[' || text[1] != '^')
		return 0;
	n = strcspn(text + 2, "[] ");
	if (n == 0 || text[2 + n] != ']')
		return 0;
	*name = mem_ndup(text + 2, n);
	return n + 3;
}

const char *html_first_words(const struct block *item)
{
	const struct block *first = item->n_kids > 0 ? &item->kids[0] : NULL;

	return first && first->kind == BLOCK_PARAGRAPH && first->n_spans > 0 && !first->spans[0].style ?
		       first->spans[0].text : "";
}

/* The same for "[^NAME]: ", which begins an item. */
static size_t take_item(const struct block *item, char **name)
{
	const char *text = html_first_words(item);
	size_t n = take_mark(text, name);

	if (n > 0 && str_starts(text + n, ": "))
		return n + 2;
	free(*name);
	*name = NULL;
	return 0;
}

/* ---- which there are ------------------------------------------------------------------- */

/* Each footnote keeps the id that is free now. */
static void find_item(struct html_out *out, const struct block *item)
{
	char *name, *id;

	if (take_item(item, &name) > 0 && !names_find(&out->notes, name)) {
		id = mem_printf("footnote %s", name);
		*MEM_PUSH(out->note_ids, out->n_notes) = html_out_new_id(out, id);
		names_add(&out->notes, name);
		free(id);
	}
	free(name);
}

/* markdown.c limits the depth of trees, so recursion is safe. */
static void find_below(struct html_out *out, const struct block *block)
{
	size_t i;

	for (i = 0; i < block->n_kids; i++) {
		if (block->kind == BLOCK_LIST && !block->ordered)
			find_item(out, &block->kids[i]);
		find_below(out, &block->kids[i]);
	}
}

void html_out_find_notes(struct html_out *out, const struct doc *doc)
{
	find_below(out, &doc->root);
}

void html_out_forget_notes(struct html_out *out)
{
	names_free(&out->notes);
	names_free(&out->notes_written);
	free(out->note_ids);
	out->note_ids = NULL;
	out->n_notes = 0;
}

/* ---- writing --------------------------------------------------------------------------- */

static const char *id_of_note(const struct html_out *out, const char *name)
{
	size_t found = name ? names_find(&out->notes, name) : 0;

	return found ? out->note_ids[found - 1] : NULL;
}

static void write_reference(struct html_out *out, const char *id, const char *name)
{
	html_out_add(out, "<sup><a href=\"#");
	html_out_address(out, id);
	html_out_add(out, "\">");
	html_out_text(out, name);
	html_out_add(out, "</a></sup>");
}

void html_notes_text(struct html_out *out, const char *text, bool linked)
{
	const char *mark = linked || out->n_notes == 0 ? NULL : strstr(text, "[^");

	for (; mark; mark = strstr(text, "[^")) {
		char *name, *before = mem_ndup(text, (size_t)(mark - text));
		size_t n = take_mark(mark, &name);
		const char *id = id_of_note(out, name);

		html_out_text(out, before);
		if (id)
			write_reference(out, id, name);
		else
			html_out_add(out, "[^");
		text = mark + (id ? n : 2);
		free(name);
		free(before);
	}
	html_out_text(out, text);
}

size_t html_notes_item(struct html_out *out, const struct block *item)
{
	char *name;
	size_t n = take_item(item, &name);
	const char *id = id_of_note(out, name);

	html_out_add(out, "<li");
	if (id && !names_find(&out->notes_written, name)) {
		html_out_add(out, " id=\"");
		html_out_text(out, id);
		html_out_add(out, "\"");
		names_add(&out->notes_written, name);
	}
	html_out_add(out, ">");
	if (id) {
		html_out_add(out, "<sup>");
		html_out_text(out, name);
		html_out_add(out, "</sup> ");
	}
	free(name);
	return id ? n : 0;
}
