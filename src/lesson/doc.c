// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Freeing documents; see doc.h.  markdown.c keeps trees shallow, so walking
 * them by recursion is safe. */
#include "lesson/doc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/str.h"

static void free_block(struct block *block)
{
	size_t i;

	for (i = 0; i < block->n_spans; i++)
		free(block->spans[i].text);
	free(block->spans);
	for (i = 0; i < block->n_kids; i++)
		free_block(&block->kids[i]);
	free(block->kids);
	free(block->text);
	free(block->info);
}

void doc_free(struct doc *doc)
{
	size_t i;

	free_block(&doc->root);
	for (i = 0; i < doc->n_links; i++)
		free(doc->links[i]);
	free(doc->links);
	for (i = 0; i < doc->n_pictures; i++)
		free(doc->pictures[i]);
	free(doc->pictures);
	*doc = (struct doc){ 0 };
}

bool address_has_scheme(const char *address)
{
	size_t n = 0;

	while (ascii_alnum(address[n]) || address[n] == '+' || address[n] == '.' ||
	       address[n] == '-')
		n++;
	return (n > 1 && address[n] == ':') || str_starts(address, "//");
}

/* With "%20" and the like as what they stand for. */
static char *decoded(const char *text, size_t n)
{
	struct str out = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		unsigned byte;

		if (text[i] == '%' && i + 2 < n && ascii_xdigit(text[i + 1]) &&
		    ascii_xdigit(text[i + 2]) && sscanf(text + i + 1, "%2x", &byte) == 1 && byte != 0) {
			str_addc(&out, (char)byte);
			i += 2;
		} else {
			str_addc(&out, text[i]);
		}
	}
	str_add(&out, "");
	return str_take(&out);
}

char *address_file(const char *address)
{
	return decoded(address, strcspn(address, "?#"));
}

char *address_part(const char *address)
{
	const char *hash = strchr(address, '#');

	return decoded(hash ? hash + 1 : "", hash ? strlen(hash + 1) : 0);
}
