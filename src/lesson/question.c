// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The question that a text asks its readers; see question.h. */
#include "lesson/question.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"

/* What may stand between the end of a sentence and the blank after it. */
static const char *const closers[] = { "\"", "'", ")", "]", "\u201d", "\u2019", "\u00bb" };
static const char *const marks[] = { "?", "\u061f", "\uff1f" };

/* The bytes of the one of these that text begins with; 0: of none. */
static size_t begins_with(const char *text, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_starts(text, list[i]))
			return strlen(list[i]);
	return 0;
}

static const char *after_closers(const char *text)
{
	size_t n;

	while ((n = begins_with(text, closers, ARRAY_LEN(closers))) > 0)
		text += n;
	return text;
}

/* Where the sentence ends whose last mark stands before text; NULL: it goes on, as after the
 * full stop of "e.g. this". */
static const char *end_of_sentence(const char *text)
{
	const char *end = after_closers(text), *next = end + strspn(end, " ");

	return !*end || (next > end && !ascii_lowercase(*next)) ? end : NULL;
}

/* The paragraph's text, and the same with its code made unreadable, byte by byte. */
static void read_spans(const struct block *block, struct str *text, struct str *prose)
{
	size_t i;

	for (i = 0; i < block->n_spans; i++) {
		const struct span *span = &block->spans[i];
		const char *words = span->style & SPAN_BREAK || !span->text ? " " : span->text;

		str_add(text, words);
		if (span->style & SPAN_CODE)
			str_fill(prose, 'x', strlen(words));
		else
			str_add(prose, words);
	}
}

static char *question_in(const char *text, const char *prose)
{
	const char *start = prose, *at = prose, *end;

	while (*at) {
		size_t n = begins_with(at, marks, ARRAY_LEN(marks));
		bool asks = n > 0;

		at += asks ? n : 1;
		if (!asks && at[-1] != '.' && at[-1] != '!')
			continue;
		end = end_of_sentence(at);
		if (end && asks)
			return mem_ndup(text + (start - prose), (size_t)(end - start));
		if (end)
			start = at = end + strspn(end, " ");
	}
	return NULL;
}

static char *question_of(const struct block *block)
{
	struct str text = { 0 }, prose = { 0 };
	char *found = NULL;
	size_t i;

	if (block->kind == BLOCK_PARAGRAPH) {
		read_spans(block, &text, &prose);
		found = question_in(str_text(&text), str_text(&prose));
	}
	str_free(&text);
	str_free(&prose);
	for (i = 0; !found && block->kind != BLOCK_TABLE && i < block->n_kids; i++)
		found = question_of(&block->kids[i]);
	return found;
}

char *doc_question(const struct doc *doc)
{
	return question_of(&doc->root);
}
