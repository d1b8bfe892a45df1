// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The echo of what is typed; see echo.h. */
#include "vm/console/echo.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum {
	LINE_MAX_BYTES = 4096, /* of a line that is typed; the rest is not looked for */
	SOON_MS = 5000,        /* for a terminal to echo without a shell */
	LEAST_WIDTH = 40,      /* columns of a terminal on which a shell breaks its lines */
	WIDTH = 80,            /* of the terminal that the console is */
	DEL = 0x7f,
	CTRL_C = 0x03,
	CTRL_Z = 0x1a,
	CTRL_BACKSLASH = 0x1c,
};

/* ---- what is typed ------------------------------------------------------------------ */

static void remove_lines(struct echo *echo, size_t from, size_t n)
{
	size_t i;

	for (i = from; i < from + n; i++) {
		str_free(&echo->lines[i].text);
		free(echo->lines[i].before);
	}
	memmove(echo->lines + from, echo->lines + from + n,
		(echo->n - from - n) * sizeof *echo->lines);
	echo->n -= n;
	echo->part = 0;
}

/* The line that is being typed, or NULL. */
static struct echo_line *open_line(struct echo *echo)
{
	return echo->n > 0 && !echo->lines[echo->n - 1].ended ? &echo->lines[echo->n - 1] : NULL;
}

/* The machine's console is in the line of this number; 0: not known. */
static void end_line(struct echo *echo, uint64_t number)
{
	struct echo_line *line = open_line(echo);

	echo->spoilt = false;
	if (!line)
		return;
	if (line->edited && number > 0)
		line->at = number;
	if (line->text.len > 0 || line->edited)
		line->ended = true;
	else
		remove_lines(echo, echo->n - 1, 1);
}

/* Does a prompt end there? */
static bool is_prompt(const char *text, size_t end)
{
	if (end > 1 && text[end - 1] == ' ')
		end--;
	return end > 0 && strchr("#$>%", text[end - 1]) != NULL;
}

/* Was it begun at a prompt?  Then it is known where it is shown. */
static bool is_at_prompt(const struct echo_line *line)
{
	return line->at > 0 && is_prompt(line->before, strlen(line->before));
}

static void erase(struct echo_line *line)
{
	size_t n = line ? line->text.len : 0;

	while (n > 0 && (line->text.text[n - 1] & 0xc0) == 0x80)
		n--;
	if (n == 0)
		return;
	str_cut(&line->text, n - 1);
	/* A blank may be left in its place. */
	line->edited |= is_at_prompt(line);
}

/* Returns how long a mark around a paste is that begins there (bracketed paste, mode 2004 of
 * xterm); 0: there is none.  A shell takes the text as if it was typed. */
static size_t paste_mark(const char *bytes, size_t n)
{
	static const char begin[] = "\033[200~", end[] = "\033[201~";
	size_t length = sizeof begin - 1;

	return n >= length && (memcmp(bytes, begin, length) == 0 || memcmp(bytes, end, length) == 0) ?
	       length : 0;
}

static struct echo_line *begin_line(struct echo *echo, const char *before, uint64_t number,
				    int64_t now_ms)
{
	struct echo_line *line;

	if (echo->n == ECHO_LINES)
		remove_lines(echo, 0, 1);
	line = &echo->lines[echo->n++];
	*line = (struct echo_line){ .before = mem_dup(before), .at = number, .typed_ms = now_ms };
	return line;
}

/* The line that is being typed, or a new one. */
static struct echo_line *line_at(struct echo *echo, const char *tail, uint64_t number, int64_t now_ms)
{
	struct echo_line *line = open_line(echo);

	return line ? line : begin_line(echo, number > 0 ? tail : "", number, now_ms);
}

/* Keys that edit the line: what the machine shows then is not known. */
static void spoil(struct echo *echo, struct echo_line *line)
{
	echo->spoilt = true;
	str_cut(&line->text, 0);
	line->edited = is_at_prompt(line);
	if (!line->edited)
		remove_lines(echo, echo->n - 1, 1);
}

/* The line is given up: a shell shows "^C" behind it, and another prompt. */
static void interrupt(struct echo *echo, uint64_t number)
{
	struct echo_line *line = open_line(echo);

	if (line) {
		str_cut(&line->text, 0);
		line->edited = is_at_prompt(line);
	}
	end_line(echo, number);
}

void echo_typed(struct echo *echo, const char *bytes, size_t n, const char *tail, uint64_t number,
		int64_t now_ms)
{
	struct echo_line *line;
	size_t i;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)bytes[i];
		size_t mark = paste_mark(bytes + i, n - i);

		if (mark > 0) {
			i += mark - 1;
			continue;
		}
		if (c == '\r' || c == '\n') {
			end_line(echo, number);
			number = 0; /* where the next line is shown is known when this one was */
		} else if (c == '\b' || c == DEL) {
			erase(open_line(echo));
		} else if (c == CTRL_C || c == CTRL_Z || c == CTRL_BACKSLASH) {
			interrupt(echo, number);
		} else if (c < ' ') {
			spoil(echo, line_at(echo, tail, number, now_ms));
		} else if (!echo->spoilt) {
			line = line_at(echo, tail, number, now_ms);
			if (line->text.len < LINE_MAX_BYTES)
				str_addc(&line->text, (char)c);
		}
	}
}

/* ---- what is shown ------------------------------------------------------------------ */

/* A line of output. */
struct shown {
	const char *text;
	uint64_t number;
	bool ended;
	int64_t now_ms;
};

struct found {
	size_t whose; /* index of what was typed */
	size_t from;  /* where in the line its echo begins */
	bool partly;  /* the end of what was typed is not in it */
};

/* Is the line, from there on, what was typed, or the beginning of it?  Only a shell that
 * breaks its lines ends one in the middle. */
static bool shows(const struct shown *shown, size_t from, const char *typed, struct found *found)
{
	const char *rest = shown->text + from;

	if (!rest[0] || !str_starts(typed, rest))
		return false;
	found->from = from;
	found->partly = !str_eq(typed, rest);
	return !found->partly || !shown->ended || utf8_width(shown->text) >= LEAST_WIDTH;
}

static bool goes_on(const struct echo *echo, size_t whose, const struct shown *shown,
		    struct found *found)
{
	return echo->part > 0 && echo->whose == whose && echo->next == shown->number &&
	       shows(shown, 0, str_text(&echo->lines[whose].text) + echo->part, found);
}

static bool is_where_typed(const struct echo_line *line, const struct shown *shown,
			   struct found *found)
{
	return line->at == shown->number && str_starts(shown->text, line->before) &&
	       shows(shown, strlen(line->before), str_text(&line->text), found);
}

/* Is it the line of a prompt at which the person edits a command, or where such a line goes on? */
static bool is_edited(const struct echo_line *line, const struct shown *shown, struct found *found)
{
	bool goes_on = line->wraps == shown->number;

	if (!line->edited || (line->ended ? line->at != shown->number : line->at > shown->number) ||
	    (!goes_on && !str_starts(shown->text, line->before)))
		return false;
	found->from = goes_on ? 0 : strlen(line->before);
	found->partly = false;
	return shown->text[found->from] != '\0';
}

static bool is_after_prompt(const struct echo_line *line, const struct shown *shown,
			    struct found *found)
{
	size_t at;

	for (at = 1; line->ended && shown->text[0] && shown->text[at]; at++)
		if (is_prompt(shown->text, at) && shows(shown, at, str_text(&line->text), found))
			return true;
	return false;
}

static bool is_whole_line(const struct echo *echo, const struct echo_line *line,
			  const struct shown *shown, struct found *found)
{
	return echo->echoes && line->ended && !line->seen && shown->now_ms - line->typed_ms < SOON_MS &&
	       shows(shown, 0, str_text(&line->text), found) && (!shown->ended || !found->partly);
}

static bool find(const struct echo *echo, const struct shown *shown, struct found *found)
{
	size_t i;

	for (i = 0; i < echo->n; i++) {
		const struct echo_line *line = &echo->lines[i];

		found->whose = i;
		if (is_edited(line, shown, found) || goes_on(echo, i, shown, found) || is_where_typed(line, shown, found) ||
		    is_after_prompt(line, shown, found) || is_whole_line(echo, line, shown, found))
			return true;
	}
	return false;
}

size_t echo_tail(const struct echo *echo, const char *tail, uint64_t number, int64_t now_ms)
{
	const struct shown shown = { tail, number, false, now_ms };
	struct found found;

	return find(echo, &shown, &found) ? found.from : strlen(tail);
}

/* All of the echo was seen.  Behind a prompt it comes last, and echoes come in the order
 * in which was typed. */
static void was_seen(struct echo *echo, size_t whose, bool prompted, uint64_t number)
{
	struct echo_line *line = &echo->lines[whose];

	echo->echoes = true;
	line->seen = true;
	if (whose + 1 < echo->n && echo->lines[whose + 1].at <= number) {
		struct echo_line *next = &echo->lines[whose + 1];

		next->at = number + 1;
		free(next->before);
		next->before = mem_dup("");
	}
	if (prompted)
		remove_lines(echo, 0, whose + 1);
	else if (!line->ended)
		remove_lines(echo, whose, 1);
	echo->part = 0;
}

static void was_seen_partly(struct echo *echo, const struct found *found, bool more,
			    const struct shown *shown)
{
	echo->part = (more ? echo->part : 0) + strlen(shown->text + found->from);
	echo->prompted = more ? echo->prompted : found->from > 0;
	echo->whose = found->whose;
	echo->next = shown->number + 1;
}

/* An edited line goes on where a shell breaks it.  Until Enter it may be shown again: behind
 * names that complete a word, for instance. */
static void was_seen_edited(struct echo *echo, struct echo_line *line, const struct shown *shown)
{
	bool wraps = utf8_width(shown->text) >= WIDTH;

	line->wraps = wraps ? shown->number + 1 : 0;
	if (wraps && line->ended)
		line->at = line->wraps;
	else if (line->ended)
		was_seen(echo, (size_t)(line - echo->lines), true, shown->number);
}

size_t echo_ended(struct echo *echo, const char *line, uint64_t number, int64_t now_ms)
{
	const struct shown shown = { line, number, true, now_ms };
	struct found found;
	bool more;

	if (!find(echo, &shown, &found)) {
		echo->part = 0;
		return strlen(line);
	}
	more = goes_on(echo, found.whose, &shown, &found);
	if (is_edited(&echo->lines[found.whose], &shown, &found))
		was_seen_edited(echo, &echo->lines[found.whose], &shown);
	else if (found.partly)
		was_seen_partly(echo, &found, more, &shown);
	else
		was_seen(echo, found.whose, found.from > 0 || (more && echo->prompted), number);
	return found.from;
}

void echo_clear(struct echo *echo)
{
	remove_lines(echo, 0, echo->n);
	*echo = (struct echo){ 0 };
}
