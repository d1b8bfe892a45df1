// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* HTML to tokens, which together are the whole text; attributes and notes in them. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "lesson/load/html.h"
#include "lesson/load/markdown.h"

static void look_at_value(char *value, size_t length)
{
	if (value && strlen(value) > length)
		fail_msg("\"%.60s\" is longer than the token of %zu bytes", value, length);
	free(value);
}

/* begin: where the scan stood before the token. */
static void look_at_token(const struct html_token *token, const char *begin,
			  const struct html_scan *scan)
{
	const char *end = token->text + token->length;

	if (token->text < begin || end > scan->at)
		fail_msg("a token lies outside of what was read");
	if (token->kind == HTML_TEXT && (token->text != begin || end != scan->at))
		fail_msg("text is lost");
	if (token->unended && (token->kind != HTML_COMMENT || scan->at != scan->end))
		fail_msg("only a comment at the end has no end");
	if (token->kind == HTML_OPEN || token->kind == HTML_CLOSE) {
		assert_true(token->text[0] == '<' && end[-1] == '>');
		look_at_value(html_attribute(token, "alt"), token->length);
		look_at_value(html_attribute(token, "href"), token->length);
	}
	if (token->kind == HTML_COMMENT)
		look_at_value(html_presenter(token), token->length);
}

/* The copy ends where the text does, so that reading past it is seen. */
static char *exactly(const uint8_t *data, size_t size)
{
	char *copy = malloc(size ? size : 1);

	assert_non_null(copy);
	if (size > 0)
		memcpy(copy, data, size);
	return copy;
}

FUZZ(html)
{
	char *copy = exactly(data, size), *text = fuzz_text(data, size);
	char *shown = markdown_entities(text);
	struct html_scan scan = { .at = copy, .end = copy + size };
	const char *begin = copy;
	struct html_token token;

	for (; html_next(&scan, &token); begin = scan.at) {
		if (scan.at <= begin || scan.at > scan.end)
			fail_msg("the next token is %td bytes on", scan.at - begin);
		look_at_token(&token, begin, &scan);
	}
	assert_true(scan.at == scan.end);
	fuzz_clean(shown, false);
	free(shown);
	free(text);
	free(copy);
	return 0;
}
