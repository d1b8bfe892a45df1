// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Output in plain ASCII; see ascii-out.h.  A stream of our own (glibc's
 * fopencookie) stands before the real one, so that nobody who prints has to
 * think of it. */
#include "ascii-out.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

struct way {
	FILE *to;
	struct str rest; /* the beginning of a character whose end is to come */
};

/* For standard output and standard error, as long as the program runs. */
static struct way ways[2];
static size_t n_ways;

/* How many bytes at the end are an unfinished character: 0 to 3. */
static size_t unfinished(const struct str *text)
{
	size_t back;

	for (back = 1; back <= 3 && back <= text->len; back++) {
		unsigned char c = (unsigned char)text->text[text->len - back];

		if (c >= 0xc0)
			return back < (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u) ? back : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}

static ssize_t pass_on(void *cookie, const char *bytes, size_t n)
{
	struct way *way = cookie;
	struct str text = { 0 };
	size_t keep;
	char *plain;

	str_addn(&text, str_text(&way->rest), way->rest.len);
	str_addn(&text, bytes, n);
	keep = unfinished(&text);
	str_cut(&way->rest, 0);
	str_addn(&way->rest, text.text + text.len - keep, keep);
	str_cut(&text, text.len - keep);
	plain = utf8_ascii(str_text(&text));
	fputs(plain, way->to);
	free(plain);
	str_free(&text);
	return fflush(way->to) == 0 ? (ssize_t)n : -1;
}

static int end(void *cookie)
{
	struct way *way = cookie;

	str_free(&way->rest);
	return 0;
}

FILE *ascii_out(FILE *stream)
{
	const cookie_io_functions_t functions = { .write = pass_on, .close = end };
	struct way *way;
	FILE *filter;

	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0 || n_ways == ARRAY_LEN(ways))
		return stream;
	way = &ways[n_ways++];
	way->to = stream;
	filter = fopencookie(way, "w", functions);
	if (!filter) {
		end(way);
		return stream;
	}
	setvbuf(filter, NULL, _IOLBF, 0);
	return filter;
}
