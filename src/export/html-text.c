// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* HTML under construction; see html-text.h. */
#include "export/html-text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/utf8.h"

void html_out_add(struct html_out *out, const char *markup)
{
	str_add(&out->text, markup);
}

void html_out_text(struct html_out *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&': html_out_add(out, "&amp;"); break;
		case '<': html_out_add(out, "&lt;"); break;
		case '>': html_out_add(out, "&gt;"); break;
		case '"': html_out_add(out, "&quot;"); break;
		default: str_addc(&out->text, *text);
		}
	}
}

static void write_line(struct html_out *out, const char *line, size_t n)
{
	char *text = mem_ndup(line, n);

	html_out_text(out, text);
	free(text);
}

/* "- ", "* " or "1. " */
static bool begins_item(const char *line)
{
	size_t digits = strspn(line, "0123456789");

	return digits ? str_starts(line + digits, ". ") : str_starts(line, "- ") || str_starts(line, "* ");
}

void html_out_paragraphs(struct html_out *out, const char *text)
{
	bool open = false;

	while (*text) {
		size_t n = strcspn(text, "\n");

		if (n > 0) {
			html_out_add(out, !open ? "<p>" : begins_item(text) ? "<br>\n" : "\n");
			write_line(out, text, n);
		} else if (open) {
			html_out_add(out, "</p>\n");
		}
		open = n > 0;
		text += n + (text[n] == '\n');
	}
	html_out_add(out, open ? "</p>\n" : "");
}

void html_out_address(struct html_out *out, const char *address)
{
	char encoded[4];

	for (; *address; address++)
		if (*address == '&')
			html_out_add(out, "&amp;");
		else if (ascii_alnum(*address) || strchr("-_.~!*'();:@=+$,/?%#[]", *address))
			str_addc(&out->text, *address);
		else {
			snprintf(encoded, sizeof encoded, "%%%02X", (unsigned)(unsigned char)*address);
			html_out_add(out, encoded);
		}
}

/* ---- ids ------------------------------------------------------------------------------- */

/* As forges do it: "Freeze it!" becomes "freeze-it", and "Что это?" "что-это". */
static char *id_of(const char *prefix, const char *text)
{
	struct str id = { 0 };
	size_t begin;
	char bytes[4];
	uint32_t cp;

	str_addf(&id, "%s%s", prefix ? prefix : "", prefix ? "-" : "");
	begin = id.len;
	while (*text) {
		text += utf8_decode(text, strnlen(text, 4), &cp);
		if (cp == '_' || cp == '-' || utf8_cp_in_word(cp))
			str_addn(&id, bytes, utf8_encode(utf8_cp_lower(cp), bytes));
		else if (cp == ' ')
			str_addc(&id, '-');
	}
	if (id.len == begin)
		str_add(&id, "section");
	return str_take(&id);
}

void html_out_reserve(struct html_out *out, const char *id)
{
	if (names_add(&out->ids, id) > out->n_repeats)
		*MEM_PUSH(out->repeats, out->n_repeats) = 0;
}

/* Each id remembers the number that it was given last, so a thousand equal headings do not
 * try a thousand numbers each. */
const char *html_out_new_id(struct html_out *out, const char *text)
{
	char *base = id_of(out->prefix, text), *id = mem_dup(base);
	size_t first = names_find(&out->ids, base);

	while (names_find(&out->ids, id)) {
		free(id);
		id = mem_printf("%s-%d", base, ++out->repeats[first - 1]);
	}
	html_out_reserve(out, id);
	free(base);
	free(id);
	return out->ids.list[out->ids.n - 1];
}
