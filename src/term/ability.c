// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the terminal can; see ability.h.
 *
 * What each terminal can be asked without harm was looked up one by one.  GNU screen hands
 * kitty's question on to a terminal that knows nothing of screen's windows, tmux takes
 * it for a title, and an old PuTTY writes it out.  tmux answers DA1 for itself, and
 * since 3.4 says that it has sixels, whether the terminal around it has them or not;
 * sixels that it cannot pass on leave a blank pane.  The terminal around it is not
 * asked about either, because another client may be attached at any moment; a person
 * who knows better sets IMITATION_PIXELS. */
#include "term/ability.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "pixel/formats.h"
#include "term/input-filter.h"
#include "term/line.h"

#define ASK_CELL "\033[16t"
#define ASK_UPDATES "\033[?2026$p" /* DECRQM: does it know synchronized updates? */

enum {
	PATIENCE_MS = 10000,
	LEVEL = 60,      /* DA1 of a VT220 and later begins with 61, 62 … */
	ATTRIBUTE_SIXEL = 4,
	CELL_MAX = 512,  /* pixels */
};

static bool names_any(const char *term, const char *const *names)
{
	for (; *names; names++)
		if (str_starts(term, *names))
			return true;
	return false;
}

/* Asks only terminals with one of these names in terminfo, and no unknown ones. */
static int may_be_asked(char *(*find)(const char *name), int wish)
{
	static const char *const multiplexers[] = { "tmux", "screen", NULL };
	static const char *const all[] = { "xterm",   "kitty",   "ghostty",  "foot",  "mlterm",
					   "contour", "wezterm", "konsole",  "vte",   "gnome",
					   "iterm2",  "mintty",  "alacritty", "yaft", NULL };
	const char *term = find("TERM"), *tmux = find("TMUX"), *screen = find("STY");

	if (wish == WISH_NONE || !term || (screen && screen[0]))
		return MAY_NOTHING;
	if ((tmux && tmux[0]) || names_any(term, multiplexers))
		return wish == WISH_ANY ? MAY_NOTHING : MAY_ATTRIBUTES;
	return names_any(term, all) ? MAY_ALL : MAY_NOTHING;
}

static int wish_of(const char *value, bool colors)
{
	static const struct {
		const char *word;
		int wish;
	} words[] = { { "none", WISH_NONE }, { "sixel", WISH_SIXEL }, { "kitty", WISH_KITTY } };

	for (size_t i = 0; value && i < ARRAY_LEN(words); i++)
		if (strcmp(words[i].word, value) == 0)
			return words[i].wish;
	return colors ? WISH_ANY : WISH_NONE;
}

void ability_begin(struct ability *ability, char *(*find)(const char *name))
{
	const char *no_color = find("NO_COLOR");

	*ability = (struct ability){ 0 };
	ability->wish = wish_of(find("IMITATION_PIXELS"), !no_color || !no_color[0]);
	ability->may = may_be_asked(find, ability->wish);
}

void ability_asked(struct ability *ability, int64_t now_ms)
{
	ability->open++;
	ability->asked_ms = now_ms;
}

void ability_ask(struct ability *ability, int64_t now_ms, struct str *out)
{
	if (ability->may == MAY_NOTHING)
		return;
	str_add(out, ABILITY_ASK);
	ability_asked(ability, now_ms);
}

bool ability_waits(const struct ability *ability, int64_t now_ms)
{
	return ability->open > 0 && now_ms - ability->asked_ms < PATIENCE_MS;
}

/* ---- answers ---------------------------------------------------------------- */

static void ask_further(struct ability *ability, int level, int64_t now_ms, struct str *out)
{
	bool kitty = ability->may == MAY_ALL && level >= LEVEL;

	if (ability->further || !(ability->sixel || kitty || ability->wish != WISH_ANY))
		return;
	ability->further = true;
	str_add(out, ASK_CELL);
	if (kitty)
		str_add(out, KITTY_ASK ASK_UPDATES);
	str_add(out, ABILITY_ASK);
	ability_asked(ability, now_ms);
}

/* "62;4;22" */
static bool take_attributes(struct ability *ability, const char *text, int64_t now_ms,
			    struct str *out)
{
	bool sixel = false;
	int level = (int)strtol(text, NULL, 10);

	if (strchr(text, ':'))
		return false;
	for (const char *at = strchr(text, ';'); at; at = strchr(at + 1, ';'))
		sixel |= strtol(at + 1, NULL, 10) == ATTRIBUTE_SIXEL;
	if (ability->open > 0)
		ability->open--;
	ability->answered = true;
	ability->sixel = sixel;
	ask_further(ability, level, now_ms, out);
	return true;
}

/* "6;16;8": height and width of a cell */
static bool take_cell(struct ability *ability, const char *text)
{
	int height, width, end = 0;

	if (sscanf(text, "6;%4d;%4d%n", &height, &width, &end) != 2 || end == 0 || text[end])
		return false;
	if (height < 1 || width < 1 || height > CELL_MAX || width > CELL_MAX)
		return false;
	ability->height = height;
	ability->width = width;
	return true;
}

/* "2026;2": whether the mode is set now does not matter, only that it is known and can
 * be changed. */
static bool take_mode(struct ability *ability, const char *text)
{
	ability->updates = strcmp(text, "2026;1") == 0 || strcmp(text, "2026;2") == 0;
	return ability->updates;
}

bool ability_take(struct ability *ability, const struct escape *answer, int64_t now_ms,
		  struct str *out)
{
	const char *between = answer->intermediates, *text = answer->text;

	if (ability->may == MAY_NOTHING)
		return false;
	if (answer->kind == '_') {
		if (strcmp(text, KITTY_CAN) != 0)
			return false;
		ability->kitty = true;
		return true;
	}
	if (answer->kind != '[')
		return false;
	if (answer->marker == '?' && answer->final == 'c' && !between[0])
		return take_attributes(ability, text, now_ms, out);
	if (answer->marker == '?' && answer->final == 'y' && strcmp(between, "$") == 0)
		return str_starts(text, "2026;") && take_mode(ability, text);
	if (!answer->marker && answer->final == 't' && !between[0])
		return take_cell(ability, text);
	return false;
}

void ability_resized(struct ability *ability, struct str *out)
{
	if (!ability->further)
		return;
	ability->width = ability->height = 0;
	str_add(out, ASK_CELL);
}

/* ---- what comes of them ------------------------------------------------------ */

enum pixels ability_pixels(const struct ability *ability, int line_width, int line_height,
			   int *width, int *height)
{
	bool asked = ability->width > 0, line = line_width > 0 && line_height > 0;

	*width = asked ? ability->width : line ? line_width : 10; /* a VT340's */
	*height = asked ? ability->height : line ? line_height : 20;
	if (ability->wish == WISH_NONE)
		return PIXELS_NONE;
	if (ability->wish == WISH_KITTY || (ability->wish == WISH_ANY && ability->kitty))
		return PIXELS_KITTY;
	if (!sixel_can())
		return PIXELS_NONE;
	/* Sixels have a size of their own: a wrong guess would cover the text. */
	if (ability->wish == WISH_SIXEL || (ability->sixel && (asked || line)))
		return PIXELS_SIXEL;
	return PIXELS_NONE;
}

/* ---- asking and waiting ------------------------------------------------------------ */

enum { LONGEST_MS = 1000 };

static void hear(struct ability *ability, struct sequence *sequence, unsigned char byte,
		 struct str *out)
{
	int64_t now = clock_mono_ms();
	const struct escape *answer;
	int key;

	if (byte == 0x1b && !sequence_in_string(sequence)) {
		sequence_escape(sequence, now);
		return;
	}
	sequence_take(sequence, byte, true, now, &key);
	answer = sequence_whole(sequence);
	if (answer)
		ability_take(ability, answer, now, out);
}

static void converse(struct ability *ability)
{
	int64_t until = clock_mono_ms() + LONGEST_MS;
	struct sequence sequence = { 0 };
	struct str out = { 0 };
	unsigned char byte;

	ability_ask(ability, clock_mono_ms(), &out);
	while (line_send(&out) && ability->open > 0 && clock_mono_ms() < until) {
		struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

		if (poll(&in, 1, clock_left_ms(until)) != 1 || read(STDIN_FILENO, &byte, 1) != 1)
			break;
		hear(ability, &sequence, byte, &out);
	}
	str_free(&out);
}

/* Signals that end or stop a program wait until the line has its settings back. */
static void hold_signals(sigset_t *before)
{
	static const int numbers[] = { SIGINT, SIGQUIT, SIGTSTP, SIGTERM, SIGHUP };
	sigset_t held;
	size_t i;

	sigemptyset(&held);
	for (i = 0; i < ARRAY_LEN(numbers); i++)
		sigaddset(&held, numbers[i]);
	pthread_sigmask(SIG_BLOCK, &held, before);
}

bool ask_terminal(struct asked *out)
{
	struct termios before, raw;
	sigset_t signals;
	struct ability ability;
	int width, height;
	bool ok;

	if (!isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &before) != 0 ||
	    tcgetpgrp(STDIN_FILENO) != getpgrp())
		return false;
	ability_begin(&ability, getenv);
	raw = before;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	hold_signals(&signals);
	ok = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
	if (ok) {
		converse(&ability);
		line_drop(); /* of a question, where the line took no more */
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	}
	pthread_sigmask(SIG_SETMASK, &signals, NULL);
	if (!ok)
		return false;
	line_cell(&width, &height);
	out->pixels = ability_pixels(&ability, width, height, &width, &height);
	out->sixel_lost = ability.sixel && !ability.kitty && !sixel_can();
	return true;
}
