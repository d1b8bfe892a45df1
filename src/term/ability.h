// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the terminal can show, asked of the terminal itself.
 *
 * The first question is "what are you?" (DA1), put only to terminals that are
 * known to take it; the second, put only to one whose answer promises something,
 * is for kitty's pictures, for synchronized updates and for the size of a cell.
 * Nothing waits for an answer, except in ask_terminal(): it comes in between the keys,
 * when it comes.  One thread. */
#ifndef TERM_ABILITY_H
#define TERM_ABILITY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/escape.h"
#include "base/str.h"

enum pixels { PIXELS_NONE, PIXELS_SIXEL, PIXELS_KITTY };

#define ABILITY_ASK "\033[c" /* DA1: every terminal answers it, after all that was asked before */

struct ability {
	enum { MAY_NOTHING, MAY_ATTRIBUTES, MAY_ALL } may; /* be asked */
	enum { WISH_ANY, WISH_NONE, WISH_SIXEL, WISH_KITTY } wish;
	bool answered;        /* it has told what it is */
	bool further;         /* the second question was put */
	bool sixel, kitty;    /* it can */
	bool updates;         /* it shows what is between two marks at once: mode 2026 */
	int open;             /* DA1s that are not answered yet */
	int64_t asked_ms;     /* the last one */
	int width, height;    /* of a cell, in pixels, as the terminal says; 0: not known */
};

/* Looks at the environment: $IMITATION_PIXELS, $TERM, $TMUX, $STY, $NO_COLOR.  find is
 * getenv(), or a test's. */
void ability_begin(struct ability *ability, char *(*find)(const char *name));
/* Adds the first question to out, if this terminal may be asked. */
void ability_ask(struct ability *ability, int64_t now_ms, struct str *out);
/* Takes a CSI or a string that came in (sequence_whole()), and adds the next question
 * to out.  Returns true if what the terminal can show, or the size of a cell, may have
 * changed. */
bool ability_take(struct ability *ability, const struct escape *answer, int64_t now_ms,
		  struct str *out);
/* Notes that a DA1 was added to the bytes for the terminal. */
void ability_asked(struct ability *ability, int64_t now_ms);
/* Whether an answer is still expected.  Some terminals never answer, so this ends after
 * some seconds. */
bool ability_waits(const struct ability *ability, int64_t now_ms);
/* Asks for the size of a cell again, because the window has got another size. */
void ability_resized(struct ability *ability, struct str *out);

/* Returns how pictures are shown.  The size of a cell is what the terminal said, else
 * what the line says (0: nothing), else a guess. */
enum pixels ability_pixels(const struct ability *ability, int line_width, int line_height,
			   int *width, int *height);

/* ---- asking at once, for `imitation doctor` ---------------------------------------- */

struct asked {
	enum pixels pixels;
	bool sixel_lost; /* it could show sixels, if this program could make them */
};

/* Asks the terminal and waits for a second at most; what is typed meanwhile is lost.
 * Call it from the first thread, before the screen is opened and before threads start
 * that take signals.  Ctrl-C works again at its end.  Returns false if input or output
 * is not a terminal, or another program uses it. */
bool ask_terminal(struct asked *out);

#endif
