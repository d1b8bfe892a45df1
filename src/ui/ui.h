// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole screen as a function of what is shown and where the person looks.
 *
 * struct view is what is true (the application fills it each turn from the
 * workshop, the progress and a copy of the machines); struct ui is what the
 * person is looking at (scroll, focus, open pane, question).  ui_draw() puts both into a
 * canvas; ui_key() takes a key and says what the application should do.
 * Neither blocks, calls a hypervisor, or knows a terminal.  One thread. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lesson/lesson.h"
#include "ui/canvas.h"
#include "ui/command.h"
#include "vm/page.h"
#include "vm/vm.h"

struct view_button {
	int number;          /* as pressed: 1 is the step's first */
	const char *label;   /* translated */
	const char *command; /* "virsh suspend dreamer" */
	const char *refused; /* NULL: may be pressed now; else why not */
	bool doing;          /* it was pressed and is not done */
	bool done;           /* it was pressed on this visit, and worked */
	bool destroys;       /* STYLE hint: asks before */
	size_t order;        /* how many checks of the step stand before it */
};

struct view_check {
	const char *text;
	const char *found; /* what was found instead, "" for nothing to say */
	const char *hint;  /* or NULL */
	bool passed;
	bool certain;      /* false: cannot be known now */
	size_t after;      /* how many buttons stand before it */
};

enum view_done { STEP_UNSEEN, STEP_SEEN, STEP_DONE, STEP_SKIPPED };

enum view_tone { TONE_INFO, TONE_GOOD, TONE_BAD, TONE_BUSY };

struct view {
	const struct workshop *workshop;
	bool cover;          /* the cover is shown, not a step */
	bool finished;       /* past the last step: the end screen */
	size_t lesson, step; /* indexes */
	const struct view_button *buttons;
	size_t n_buttons;
	const struct view_check *checks;
	size_t n_checks;
	const unsigned char *const *done; /* done[lesson][step], enum view_done */
	bool stage_needed;       /* `needs` does not hold: offer 0 */
	const char *stage_text;  /* what 0 is called: "Set the stage (dreamer: running)" */
	const struct vm_picture *picture; /* NULL until the first one */
	const struct vm_screen *screen;   /* what was seen of a machine's screen, or NULL */
	const struct vm_page *console;    /* of the machine that ui_console() names; or NULL */
	/* where a moment was taken: step id, or NULL */
	const char *(*moment_step)(void *context, const char *machine, const char *snapshot);
	void *context;
	/* What came of the last thing done, "" for none: shown as long as it is here. */
	const char *message;
	const char *mend;        /* and what to do about it; "" */
	enum view_tone tone;
	const char *making;      /* NULL, or what is being done to make guests */
	int making_percent;
	bool guests_lacking;     /* the lesson's machines boot from some that are not made */
	bool guest_needed;       /* by a button that is next, or by the stage */
	int64_t spent_ms;        /* in this workshop */
	int64_t now_mono_ms, now_wall_ms;
	const char *advice;      /* the last hint: the exact key, made from what is seen; or NULL */
	const char *give_back;   /* the command that gives everything back; NULL: nothing was made */
	const char *unsaved;     /* NULL, or why progress cannot be written */
	const char *broken;      /* NULL, or what keeps the newest version of the files from being shown */
	bool whole;              /* what is shown instead is without error */
	bool present;            /* --present: for a shared screen */
	long utc_offset_s;       /* for times shown; tests pass 0 */
};

struct ui;

struct ui *ui_new(void);
void ui_free(struct ui *ui);

void ui_draw(struct ui *ui, const struct view *view, struct canvas *canvas);
struct command ui_key(struct ui *ui, const struct view *view, struct key key);

/* Asks a question; yes gives the command back, with confirmed set. */
void ui_ask(struct ui *ui, const char *question, const struct command *command);
/* The place changed: scroll to the top, close what belongs to the old one. */
void ui_place_changed(struct ui *ui);
/* The workshop was read anew, and this is the place by now: scrolled as it was. */
void ui_reloaded(struct ui *ui, size_t lesson, size_t step);
/* Does the lesson's list of machines have this one? */
bool lesson_names_machine(const struct lesson *lesson, const char *machine);
/* y, or the letter of the person's language. */
bool says_yes(int code);
/* The machine whose screen was shown by the last ui_draw(), or NULL: only that
 * one needs looking at. */
const char *ui_screen_wanted(const struct ui *ui);
/* How many lines of the step's text, and of the buttons and checks under it,
 * were out of sight at the last ui_draw(). */
size_t ui_hidden_lines(const struct ui *ui);
/* True while a question, the search line or a machine takes the letters. */
bool ui_takes_text(const struct ui *ui);

bool ui_asks(const struct ui *ui); /* a question is open */

/* The screen's own word, until the next key. */
void ui_note(struct ui *ui, const char *text);

/* Whose console is shown, and which line at its bottom (0: the newest); NULL: none's. */
const char *ui_console(const struct ui *ui, const struct view *view, uint64_t *bottom);
const char *ui_query(const struct ui *ui);       /* what is searched for */
void ui_found(struct ui *ui, uint64_t line);     /* what came of COMMAND_FIND; 0: nothing */

/* The text of a step as plain lines (for --plain), wrapped; caller frees. */
char *ui_plain_step(const struct view *view, int columns);
/* The same for a hint; caller frees. */
char *ui_plain_doc(const struct doc *doc, int columns);

#endif
