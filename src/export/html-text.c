// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Plain text and addresses as HTML; see html-out.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "export/html-out.h"

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
