// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A small part of Liquid; see liquid.h. */
#include "lesson/load/liquid.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lesson/load/mdtext.h"

enum {
	MAX_DEPTH = 5,
	MAX_INCLUDES = 200,      /* in one file, including those in included files */
	MAX_BODY = 24 << 20,     /* bytes: limit of a file's size after replacement */
	MAX_INCLUDE = 1 << 20,
	MAX_TAG = 4096, /* bytes from {{ to }} */
};

/* What a file and all that it includes have in common. */
struct run {
	struct front *front;
	const char *const *includes;
	struct diags *diags;
	int included;
	bool full; /* MAX_BODY was reached and reported */
	bool no_endraw, no_endcomment, no_endhighlight; /* searched without success */
};

/* Up to where the text was searched for the end of a tag without success. */
struct vain {
	const char *output, *tag; /* }}, %} */
};

/* A text that is being read. */
struct reading {
	struct run *run;
	const char *file;
	const char *at, *end;
	int line;  /* line in its own file */
	int still; /* if not 0: all of it counts as this line of the outermost file */
	int depth;
	char fence; /* '`' or '~' in a fenced block, else 0 */
	size_t fence_length;
	bool fence_quoted; /* it is in a quote, and ends with that */
	const char *line_start;
	struct vain vain;
};

static void warn(const struct reading *r, const char *at, const char *format, const char *what,
		 size_t n)
{
	char *text = mem_ndup(what, n > 60 ? utf8_whole(what, 60) : n);

	/* The format is one of our own, with one %s. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	diag_add(r->run->diags, DIAG_WARNING, r->file, r->line, (int)(at - r->line_start) + 1,
		 format, text);
#pragma GCC diagnostic pop
	free(text);
}

static void new_line(struct reading *r)
{
	*MEM_PUSH(r->run->front->lines, r->run->front->n_lines) = r->still ? r->still : r->line;
}

/* Copies text of the file up to TO; its lines are counted. */
static void copy(struct reading *r, const char *to)
{
	while (r->at < to) {
		const char *stop = memchr(r->at, '\n', (size_t)(to - r->at));

		stop = stop ? stop + 1 : to;
		str_addn(&r->run->front->body, r->at, (size_t)(stop - r->at));
		if (stop[-1] == '\n') {
			r->line++;
			new_line(r);
			r->line_start = stop;
		}
		r->at = stop;
	}
}

/* Adds inserted text: all of it counts as the current line. */
static void put(struct reading *r, const char *text)
{
	struct front *front = r->run->front;
	const char *stop;

	while (*text) {
		stop = text + strcspn(text, "\n");
		stop += *stop == '\n';
		str_addn(&front->body, text, (size_t)(stop - text));
		if (stop[-1] == '\n')
			new_line(r);
		text = stop;
	}
}

/* Moves past a tag without copying it. */
static void skip(struct reading *r, const char *to)
{
	for (; r->at < to; r->at++)
		if (*r->at == '\n') {
			r->line++;
			r->line_start = r->at + 1;
		}
}

/* Returns the node that {{ page.a.b }} names, or NULL. */
static const struct ynode *page_value(const struct front *front, const char *path, size_t n)
{
	const struct ynode *node = front->map;
	const char *end = path + n;

	while (path < end && node) {
		const char *dot = memchr(path, '.', (size_t)(end - path));
		char *key = mem_ndup(path, (size_t)((dot ? dot : end) - path));

		node = ytree_get(node, key);
		free(key);
		path = dot ? dot + 1 : end;
	}
	return node;
}

static void put_value(struct reading *r, const struct ynode *node)
{
	size_t i, n = 0;

	if (ytree_text(node))
		put(r, node->text);
	for (i = 0; node->kind == Y_SEQUENCE && i < node->n_items; i++) {
		if (!ytree_text(node->items[i]))
			continue;
		put(r, n++ ? ", " : "");
		put(r, node->items[i]->text);
	}
}

/* Returns the content of a tag, without blanks and "-". */
static const char *inside(const char *from, const char *to, size_t *n)
{
	if (from < to && *from == '-')
		from++;
	if (to > from && to[-1] == '-')
		to--;
	while (from < to && ascii_space(*from))
		from++;
	while (to > from && ascii_space(to[-1]))
		to--;
	*n = (size_t)(to - from);
	return from;
}

static bool is_word(const char *at, size_t n, const char *word)
{
	size_t k = strlen(word);

	return n >= k && strncmp(at, word, k) == 0 && (n == k || ascii_space(at[k]));
}

static size_t path_length(const char *at, size_t n)
{
	size_t i = 0;

	while (i < n && (ascii_alnum(at[i]) || strchr("_.-", at[i]) ||
			 (unsigned char)at[i] >= 0x80))
		i++;
	return i;
}

/* Handles {{ … }} from r->at to STOP.  Returns false if it is to stay as it is. */
static bool output(struct reading *r, const char *stop, bool in_code)
{
	size_t n, path;
	const char *text = inside(r->at + 2, stop - 2, &n);
	const struct ynode *node;

	if (!r->run->front->there)
		return false; /* Jekyll does not touch a file without front matter */
	if (n < 6 || strncmp(text, "page.", 5) != 0) {
		if (in_code)
			return false;
		warn(r, r->at, _("Only the page's own keys can be put in; \"%s\" is left out."),
		     text, n);
		return true;
	}
	path = path_length(text + 5, n - 5);
	if (path < n - 5)
		warn(r, r->at, _("Only the value is put in; the rest of \"%s\" does nothing."),
		     text, n);
	node = page_value(r->run->front, text + 5, path);
	if (!node)
		warn(r, r->at, _("The front matter has no \"%s\" to put in."), text, n);
	else
		put_value(r, node);
	return true;
}

static void read_text(struct reading *r);

/* Returns the path of the file if it is in one of our _includes folders, else NULL. */
static char *find_include(const struct run *run, const char *name)
{
	char real[PATH_MAX], real_dir[PATH_MAX];
	size_t i, n;

	if (name[0] == '/' || strstr(name, ".."))
		return NULL;
	for (i = 0; run->includes[i]; i++) {
		char *dir = file_join(run->includes[i], "_includes");
		char *path = file_join(dir, name);
		bool ok = realpath(dir, real_dir) && realpath(path, real);

		free(dir);
		n = ok ? strlen(real_dir) : 0;
		/* A symbolic link must not lead out of it either. */
		if (ok && strncmp(real, real_dir, n) == 0 && real[n] == '/')
			return path;
		free(path);
	}
	return NULL;
}

static void include_file(struct reading *r, const char *path, const char *name, size_t n)
{
	struct str text = { 0 };
	struct error err = { 0 };

	if (r->depth >= MAX_DEPTH || r->run->included >= MAX_INCLUDES) {
		warn(r, r->at, _("Too many files include each other; \"%s\" is left out."), name,
		     n);
		return;
	}
	r->run->included++;
	if (!file_read(path, MAX_INCLUDE, &text, &err)) {
		warn(r, r->at, "%s", err.message, strlen(err.message));
	} else {
		size_t length;
		char *lines = mdtext_one_ending(str_text(&text), text.len, &length);
		struct reading inner = { .run = r->run, .file = path, .at = lines,
					 .end = lines + length, .line = 1, .line_start = lines,
					 .still = r->still ? r->still : r->line,
					 .depth = r->depth + 1 };

		read_text(&inner);
		free(lines);
	}
	str_free(&text);
}

static void include(struct reading *r, const char *text, size_t n)
{
	size_t from = strlen("include"), to;
	char *name, *path;

	while (from < n && ascii_space(text[from]))
		from++;
	for (to = from; to < n && !ascii_space(text[to]); to++)
		;
	name = mem_ndup(text + from, to - from);
	path = name[0] ? find_include(r->run, name) : NULL;
	if (path)
		include_file(r, path, name, strlen(name));
	else
		warn(r, r->at, _("There is no \"%s\" in _includes; it is left out."), name,
		     strlen(name));
	free(path);
	free(name);
}

/* Returns where the tag that begins at AT ends, or NULL.  What was searched once
 * without success is not searched again. */
static const char *tag_end(const char *at, const char *end, struct vain *vain)
{
	const char *limit = end - at > MAX_TAG ? at + MAX_TAG : end, *stop;
	const char **seen = at[1] == '{' ? &vain->output : &vain->tag;
	const char *from = *seen && *seen > at + 2 ? *seen : at + 2;

	stop = from < limit ? memmem(from, (size_t)(limit - from), at[1] == '{' ? "}}" : "%}", 2) :
			      NULL;
	if (!stop && limit - 1 > from)
		*seen = limit - 1; /* the first half of an end may be there */
	return stop ? stop + 2 : NULL;
}

/* Searches from AT for the tag "{% WORD %}" and returns the position behind it, or
 * NULL.  START is set to its beginning. */
static const char *find_tag(const char *at, const char *end, const char *word, const char **start)
{
	struct vain vain = { 0 };

	while ((at = memmem(at, (size_t)(end - at), "{%", 2)) != NULL) {
		const char *stop = tag_end(at, end, &vain), *text;
		size_t n;

		text = stop ? inside(at + 2, stop - 2, &n) : NULL;
		if (text && is_word(text, n, word)) {
			*start = at;
			return stop;
		}
		at += 2;
	}
	return NULL;
}

/* ---- {% highlight bash %} … {% endhighlight %} ----------------------------------------- */

/* Is there nothing but blanks between FROM and AT? */
static bool only_blanks(const char *from, const char *at)
{
	while (from < at && (*from == ' ' || *from == '\t'))
		from++;
	return from == at;
}

static size_t longest_backticks(const char *at, const char *end)
{
	size_t longest = 0, n = 0;

	for (; at < end; at++) {
		n = *at == '`' ? n + 1 : 0;
		longest = n > longest ? n : longest;
	}
	return longest;
}

/* Makes a fenced block of what stands between the tags: from STOP to START, and END is
 * behind the second tag. */
static void highlight(struct reading *r, const char *name, size_t n, const char *stop,
		      const char *start, const char *end)
{
	size_t ticks = longest_backticks(stop, start) + 1, word = 0;
	struct str fence = { 0 };
	const char *last = start;
	char *opening;

	str_fill(&fence, '`', ticks < 3 ? 3 : ticks);
	while (word < n && (ascii_alnum(name[word]) || strchr("+-_#.", name[word])))
		word++;
	opening = mem_printf("%s%.*s", str_text(&fence), (int)word, name);
	put(r, only_blanks(r->line_start, r->at) ? "" : "\n\n");
	put(r, opening);
	skip(r, stop);
	put(r, r->at < start && *r->at == '\n' ? "" : "\n");
	copy(r, start);
	while (last > stop && (last[-1] == ' ' || last[-1] == '\t'))
		last--;
	put(r, last == stop || last[-1] == '\n' ? "" : "\n");
	put(r, str_text(&fence));
	skip(r, end);
	put(r, r->at == r->end || *r->at == '\n' ? "" : "\n");
	free(opening);
	str_free(&fence);
}

static bool take_highlight(struct reading *r, const char *text, size_t n, const char *stop)
{
	const char *start, *end = find_tag(stop, r->end, "endhighlight", &start);
	size_t word = strlen("highlight");

	r->run->no_endhighlight = !end;
	if (!end)
		return false;
	while (word < n && ascii_space(text[word]))
		word++;
	highlight(r, text + word, n - word, stop, start, end);
	return true;
}

/* ---- any tag --------------------------------------------------------------------------- */

/* Handles {% … %} from r->at to STOP and moves on.  Returns false if it is to stay. */
static bool tag(struct reading *r, const char *stop, bool in_code)
{
	size_t n;
	const char *text = inside(r->at + 2, stop - 2, &n), *end, *start;

	if (!r->run->front->there)
		return false; /* as above */
	if (is_word(text, n, "raw") && !r->run->no_endraw) {
		end = find_tag(stop, r->end, "endraw", &start);
		r->run->no_endraw = !end;
		if (end) {
			skip(r, stop);
			copy(r, start);
			skip(r, end);
			return true;
		}
	}
	if (in_code)
		return false;
	if (is_word(text, n, "comment") && !r->run->no_endcomment) {
		end = find_tag(stop, r->end, "endcomment", &start);
		r->run->no_endcomment = !end;
		if (end) {
			skip(r, end);
			return true;
		}
	}
	if (is_word(text, n, "highlight") && !r->run->no_endhighlight &&
	    take_highlight(r, text, n, stop))
		return true;
	if (is_word(text, n, "include"))
		include(r, text, n);
	else
		warn(r, r->at, _("The Liquid tag \"%s\" does nothing here and is left out."), text,
		     n);
	skip(r, stop);
	return true;
}

/* Moves past the markers of quotes and, if these can be there, of list items. */
static const char *past_markers(const char *line, const char *stop, bool items, bool *quoted)
{
	size_t n;

	*quoted = false;
	for (; line < stop; line += n) {
		n = *line == ' ' || *line == '\t' || *line == '>' ? 1 :
		    items				     ? mdtext_marker(line, stop) : 0;
		if (n == 0)
			break;
		*quoted = *quoted || *line == '>';
	}
	return line;
}

/* Keeps track of ``` and ~~~ at the beginning of lines. */
static void watch_fence(struct reading *r, const char *line, const char *stop)
{
	size_t n = 0;
	bool quoted;
	char c;

	line = past_markers(line, stop, !r->fence, &quoted);
	if (r->fence && r->fence_quoted && !quoted)
		r->fence = '\0';
	c = line < stop ? *line : '\0';
	while (line + n < stop && line[n] == c)
		n++;
	if ((c != '`' && c != '~') || n < 3)
		return;
	if (!r->fence) {
		if (c == '`' && memchr(line + n, '`', (size_t)(stop - line) - n))
			return; /* a code span */
		r->fence = c;
		r->fence_length = n;
		r->fence_quoted = quoted;
	} else if (r->fence == c && n >= r->fence_length && only_blanks(line + n, stop - (stop[-1] == '\n'))) {
		r->fence = '\0';
	}
}

/* Is AT between backticks on its line? */
static bool in_code_span(const struct reading *r, const char *at, const char *stop)
{
	size_t before = 0;
	const char *p;

	if (at - r->line_start > 1024)
		return false;
	for (p = r->line_start; p < at; p++)
		before += *p == '`' && (p == r->line_start || p[-1] != '`');
	return before % 2 == 1 && memchr(at, '`', (size_t)(stop - at)) != NULL;
}

static const char *next_brace(const char *at, const char *stop)
{
	while ((at = memchr(at, '{', (size_t)(stop - at))) != NULL) {
		if (at + 1 < stop && (at[1] == '{' || at[1] == '%'))
			return at;
		at++;
	}
	return NULL;
}

static bool is_full(struct reading *r)
{
	if (r->run->front->body.len < MAX_BODY)
		return false;
	if (!r->run->full)
		diag_add(r->run->diags, DIAG_ERROR, r->file, r->line, 1,
			 _("With all that is put in, the page grows too large; the rest is left "
			   "out."));
	r->run->full = true;
	return true;
}

/* Reads one line, or more if a tag spans several. */
static void read_line(struct reading *r)
{
	const char *stop = memchr(r->at, '\n', (size_t)(r->end - r->at)), *brace, *after;

	stop = stop ? stop + 1 : r->end;
	watch_fence(r, r->at, stop);
	while (r->at < stop && (brace = next_brace(r->at, stop)) != NULL && !is_full(r)) {
		bool in_code = r->fence || in_code_span(r, brace, stop);

		copy(r, brace);
		after = tag_end(brace, r->end, &r->vain);
		if (!after) {
			copy(r, brace + 2);
		} else if (brace[1] == '{') {
			if (output(r, after, in_code))
				skip(r, after);
			else
				copy(r, brace + 2);
		} else if (!tag(r, after, in_code)) {
			copy(r, brace + 2);
		}
		if (r->at > stop)
			return; /* a tag ended in the middle of another line */
	}
	if (r->at < stop)
		copy(r, stop);
}

static void read_text(struct reading *r)
{
	while (r->at < r->end && !is_full(r))
		read_line(r);
}

void liquid_run(struct front *front, const char *file, const char *text, size_t n, int line,
		const char *const *includes, struct diags *diags)
{
	struct run run = { .front = front, .includes = includes, .diags = diags };
	struct reading r = { .run = &run, .file = file, .at = text, .end = text + n, .line = line,
			     .line_start = text };

	new_line(&r);
	read_text(&r);
}
