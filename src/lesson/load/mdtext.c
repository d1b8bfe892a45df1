// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Text before and after cmark; see mdtext.h. */
#include "lesson/load/mdtext.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* Noncharacters, which stand for a piece of text that cmark must not see. */
#define HIDDEN "\xef\xb7"     /* how all of them begin */
#define PIPE HIDDEN "\x90"    /* U+FDD0: "\|" */
#define BRACKET HIDDEN "\x92" /* U+FDD2: "[" */
#define ENDING HIDDEN "\x93"  /* U+FDD3: "]" */

enum {
	MAX_MARKERS = 100,
	MAX_INDENT = 600,
	/* For each link cmark 0.30.2 goes through the pictures that were begun before it in
	 * the same paragraph: so many steps take a tenth of a second. */
	MAX_STEPS = 20000000,
};

/* Emoji that are common in lessons, as words. */
static const struct {
	const char *code, *word;
} shortcodes[] = {
	{ "bulb", N_("Tip") },
	{ "warning", N_("Warning") },
	{ "information_source", N_("Note") },
	{ "memo", N_("Note") },
	{ "pencil", N_("Note") },
	{ "book", N_("Read more") },
	{ "books", N_("Read more") },
	{ "question", N_("Question") },
	{ "exclamation", N_("Important") },
	{ "white_check_mark", N_("Done") },
	{ "heavy_check_mark", N_("Done") },
	{ "x", N_("No") },
	{ "construction", N_("Unfinished") },
	{ "beginner", N_("For beginners") },
	{ "computer", N_("Computer") },
	{ "lock", N_("Locked") },
	{ "key", N_("Key") },
	{ "rocket", N_("Go") },
	{ "tada", N_("Well done") },
	{ "stopwatch", N_("Time") },
};

char *mdtext_one_ending(const char *raw, size_t n, size_t *length)
{
	char *copy = mem_alloc(n + 1), *to = copy;
	size_t i = n >= 3 && memcmp(raw, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	for (; i < n; i++) {
		if (raw[i] == '\r' && i + 1 < n && raw[i + 1] == '\n')
			continue;
		*to++ = raw[i] == '\r' ? '\n' : raw[i];
	}
	*length = (size_t)(to - copy);
	return copy;
}

size_t mdtext_marker(const char *at, const char *end)
{
	size_t n = 0;

	if (*at == '>')
		return 1;
	if (*at == '-' || *at == '+' || *at == '*')
		n = 1;
	else
		while (n < 9 && at + n < end && ascii_digit(at[n]))
			n++;
	if (n == 0 || at + n >= end)
		return 0;
	if (ascii_digit(*at)) {
		if (at[n] != '.' && at[n] != ')')
			return 0;
		n++;
	}
	return at + n < end && (at[n] == ' ' || at[n] == '\t') ? n : 0;
}

/* Copies the start of a line with a limited number of markers and blanks: each marker
 * nests, and cmark looks at each level for each line. */
static const char *copy_start(struct str *out, const char *at, const char *end)
{
	size_t markers = 0, blanks = 0, n;

	while (at < end) {
		if (*at == ' ' || *at == '\t') {
			if (++blanks <= MAX_INDENT && markers <= MAX_MARKERS)
				str_addc(out, *at);
			at++;
		} else if ((n = mdtext_marker(at, end)) > 0) {
			if (++markers <= MAX_MARKERS)
				str_addn(out, at, n);
			at += n;
		} else {
			break;
		}
	}
	return at;
}

/* A text while it is prepared. */
struct preparing {
	struct str out;
	size_t pictures, steps; /* "![" of this paragraph, and what cmark will do for them */
	int line, limited;      /* the line in which there were too many, or 0 */
};

static void copy_bracket(struct preparing *p, char bracket, bool picture)
{
	if (picture && p->steps > MAX_STEPS && !p->limited)
		p->limited = p->line;
	if (p->limited && (picture || p->pictures > 0)) {
		str_add(&p->out, bracket == '[' ? BRACKET : ENDING);
		return;
	}
	p->pictures += picture;
	p->steps += bracket == ']' ? p->pictures : 0;
	str_addc(&p->out, bracket);
}

/* "[^1]: word", which cmark would take for the address of a link, and show nothing. */
static bool is_footnote(const char *at, const char *stop)
{
	const char *end = stop - at > 4 && strncmp(at, "[^", 2) == 0 ?
				  memchr(at, ']', (size_t)(stop - at)) : NULL;

	return end && end + 1 < stop && end[1] == ':';
}

/* Copies the rest of a line.  Text that is not special to us goes through in one piece. */
static void copy_rest(struct preparing *p, const char *at, const char *stop)
{
	const char *from;

	if (is_footnote(at, stop)) {
		str_add(&p->out, BRACKET);
		at++;
	}
	while (at < stop) {
		for (from = at; at < stop && *at != '\\' && *at != '[' && *at != ']';)
			at++;
		str_addn(&p->out, from, (size_t)(at - from));
		if (at == stop)
			return;
		if (*at != '\\') {
			copy_bracket(p, *at, *at == '[' && at > from && at[-1] == '!');
			at++;
		} else if (at + 1 < stop && at[1] == '|') {
			str_add(&p->out, PIPE);
			at += 2;
		} else {
			str_addn(&p->out, at, at + 1 < stop ? 2 : 1);
			at += 2;
		}
	}
}

char *mdtext_prepare(const char *text, size_t n, size_t *length, int *limited)
{
	const char *at = text, *end = text + n;
	struct preparing p = { .line = 1 };

	for (; at < end; p.line++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at)), *words;

		stop = stop ? stop + 1 : end;
		words = copy_start(&p.out, at, stop);
		if (words == stop || *words == '\n')
			p.pictures = 0; /* an empty line: a paragraph ends */
		copy_rest(&p, words, stop);
		at = stop;
	}
	*limited = p.limited;
	*length = p.out.len;
	return str_take(&p.out);
}

static char *put_back(const char *text, size_t n, const char *pipe, size_t *length)
{
	const char *at = text, *end = text + n, *hit;
	struct str out = { 0 };

	while ((hit = memmem(at, (size_t)(end - at), HIDDEN, strlen(HIDDEN))) != NULL) {
		const char *hidden = hit + strlen(HIDDEN) < end ? hit + strlen(HIDDEN) : "";

		str_addn(&out, at, (size_t)(hit - at));
		at = hidden + 1;
		switch (*hidden) {
		case '\x90': str_add(&out, pipe); break;
		case '\x92': str_addc(&out, '['); break;
		case '\x93': str_addc(&out, ']'); break;
		case '\x94': break; /* MDTEXT_DEFINITION */
		default:
			at = hit + strlen(HIDDEN);
			str_add(&out, HIDDEN);
		}
	}
	str_addn(&out, at, (size_t)(end - at));
	*length = out.len;
	return str_take(&out);
}

static char *cleaned(const char *text, size_t n, const char *pipe,
		     char *(*clean)(const char *, size_t))
{
	size_t length;
	char *raw, *fit;

	if (!memmem(text, n, HIDDEN, strlen(HIDDEN)))
		return clean(text, n);
	raw = put_back(text, n, pipe, &length);
	fit = clean(raw, length);
	free(raw);
	return fit;
}

char *mdtext_plain(const char *text, size_t n)
{
	return cleaned(text, n, "|", utf8_clean);
}

char *mdtext_code(const char *text)
{
	return cleaned(text, strlen(text), "\\|", utf8_clean_prose);
}

char *mdtext_code_lines(const char *text)
{
	return cleaned(text, strlen(text), "\\|", utf8_clean_code);
}

char *mdtext_raw(const char *text, size_t *n)
{
	return put_back(text, strlen(text), "\\|", n);
}

/* Returns the length of ":name:" here, or 0. */
static size_t shortcode(const char *at)
{
	size_t n = 1;

	if (*at != ':')
		return 0;
	while (n < 40 && (ascii_alnum(at[n]) || at[n] == '_' || at[n] == '+' ||
			  at[n] == '-'))
		n++;
	return n > 1 && at[n] == ':' ? n + 1 : 0;
}

static const char *shortcode_word(const char *at, size_t n)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(shortcodes); i++)
		if (strlen(shortcodes[i].code) == n - 2 &&
		    strncmp(shortcodes[i].code, at + 1, n - 2) == 0)
			return _(shortcodes[i].word);
	return NULL;
}

bool mdtext_is_emoji(const char *at, size_t n)
{
	return n > 2 && shortcode_word(at, n) != NULL;
}

char *mdtext_words(const char *text, size_t n)
{
	char *plain = cleaned(text, n, "|", utf8_clean_prose), *at = plain, *colon;
	struct str out = { 0 };

	if (!strchr(plain, ':'))
		return plain;
	while ((colon = strchr(at, ':')) != NULL) {
		size_t took = shortcode(colon);
		const char *word = took ? shortcode_word(colon, took) : NULL;

		if (word) {
			str_addn(&out, at, (size_t)(colon - at));
			str_add(&out, word);
		} else {
			took = 1;
			str_addn(&out, at, (size_t)(colon - at) + 1);
		}
		at = colon + took;
	}
	str_add(&out, at);
	free(plain);
	return str_take(&out);
}

char *mdtext_callout(const char *text, size_t *length)
{
	size_t n = shortcode(text), i = 0;
	char *name;

	if (n > 0) {
		name = mem_ndup(text + 1, n - 2);
	} else if (str_starts(text, "[!")) {
		for (n = 2; ascii_alpha(text[n]); n++)
			;
		if (n < 3 || n > 20 || text[n] != ']')
			return NULL;
		name = mem_ndup(text + 2, n - 2);
		for (i = 0; name[i]; i++)
			name[i] = ascii_lower(name[i]);
		n++;
	} else {
		return NULL;
	}
	while (text[n] == ' ')
		n++;
	*length = n;
	return name;
}
