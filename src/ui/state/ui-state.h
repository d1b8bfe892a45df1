// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the person looks at: focus, scroll positions, selection, question; and what they choose
 * from: the rows of the contents and of a machine's timeline, and which machine and which
 * snapshot are chosen.  Private to src/ui, though others hold a pointer to it; one thread. */
#ifndef UI_STATE_UI_STATE_H
#define UI_STATE_UI_STATE_H

#include <stdbool.h>

#include "session/view.h"
#include "ui/blocks.h"
#include "ui/input/command.h"
#include "ui/text/place-text.h"
#include "ui/text/text-search.h"
#include "vm/console/console-page.h"
#include "vm/machine.h"

enum focus {
	FOCUS_TEXT, FOCUS_BUTTON, FOCUS_STAGE, FOCUS_MACHINES, FOCUS_TIMELINE, FOCUS_CONSOLE,
	FOCUS_SCREEN, FOCUS_CONTENTS, FOCUS_HELP, FOCUS_COUNT
};

/* The panes: those that can have the focus, and one that cannot. */
enum { PANE_DETAILS = FOCUS_COUNT, PANE_COUNT };

/* What is marked for those who watch. */
enum spot { SPOT_NONE, SPOT_STAGE, SPOT_BUTTON, SPOT_CHECK, SPOT_PANE };

/* What a click can hit. */
enum hit_kind {
	HIT_TEXT, HIT_BUTTON, HIT_STAGE, HIT_MACHINE, HIT_TIMELINE, HIT_SNAPSHOT, HIT_CONSOLE,
	HIT_SCREEN, HIT_CONTENTS, HIT_ENTRY, HIT_HELP, HIT_COMMAND, HIT_MESSAGE, HIT_YES, HIT_NO,
	HIT_CHOICE
};

struct hit {
	struct rect rect;
	enum hit_kind kind;
	int index; /* of the button, machine, row; HIT_COMMAND: enum command_id; HIT_CHOICE:
		    * its key */
};

struct scroll {
	size_t top;
	size_t rows, n; /* rows that show it and lines in all, as last drawn */
};

/* The part of a console line that one row of the pane shows. */
struct console_row {
	uint64_t line;
	int from, to; /* columns [from, to) of the line */
};

/* The console pane as it was last drawn. */
struct console_drawn {
	uint64_t first, last, bottom; /* numbers of lines: the oldest, newest, lowest shown */
	size_t rows;
	int cols;             /* of the machine's terminal */
	bool alternate;       /* a program has taken the whole screen */
	bool cut;             /* and the pane is too narrow for it */
	struct rect rect;
	struct console_row *list; /* what each row shows, from the top; n of them */
	size_t n;
	struct vm_spot cursor; /* the machine's, or its last line */
};

/* Text that is being marked in a console. */
struct selection {
	bool on;
	bool marked;   /* it begins at `mark`; else it is the whole line of `at` */
	bool by_mouse; /* the mouse button is held */
	bool followed; /* before it began, the newest line was shown, */
	bool typed;    /* and keys went to the machine */
	bool down;     /* the mouse button went down in a console that has not the focus */
	enum focus was; /* what had it then */
	bool to_end;   /* move `at` to the end of its line when drawn */
	bool back;     /* `at` moved left: leave a wide character to the left */
	struct vm_spot mark, at;
	struct vm_spot pressed; /* where the mouse button went down; line 0: it did not */
};

struct ui {
	enum focus focus;
	size_t button; /* FOCUS_BUTTON: its index */
	bool zoom;
	struct page page;
	struct scroll text, bar, timeline, contents, help;
	bool screen;         /* the screen pane is open, in place of the console */
	size_t screen_back;  /* how many lines it is scrolled back */
	char screen_of[128]; /* the machine whose screen was last drawn, or "" */
	struct blocks blocks; /* its picture as last drawn */
	bool typing;         /* keys go to the machine while the console has the focus */
	bool escaped;        /* the last key that went to the machine was Esc */
	bool pasting;        /* in the middle of a paste */
	bool ignored;        /* keys of it were ignored, which is said at its end */
	bool many;           /* in the middle of KEY_MANY_ */
	uint64_t console_at; /* the line at the console's bottom; 0: the newest */
	struct console_drawn console;
	struct selection selection;
	size_t hints;        /* how many are shown */
	bool advised;        /* the advice was asked for while it was the first hint */
	bool show_hint;      /* scroll the bar to the last one */
	size_t entry;        /* contents: the selected row */
	int typed;           /* contents: the digits of a lesson's number so far */
	int64_t typed_ms;    /* when the last digit came; as view.now_mono_ms */
	char *machine;       /* the chosen machine; NULL: the lesson's */
	char *snapshot;      /* the one chosen in the timeline, or NULL */
	struct search search;
	char *question;      /* asked now, or NULL */
	const struct answer *choices; /* of the question; NULL: yes or no */
	struct command asked; /* what yes does, or a choice */
	bool question_seen;   /* it was on the screen before the next key was pressed */
	char *note;          /* shown until the next key, or NULL */
	enum spot spot;
	size_t spot_at;      /* which one: its index; SPOT_PANE: enum focus or PANE_DETAILS */
	int pressed;         /* --present: the last key, if it may be shown, or KEY_NONE_ */
	int64_t pressed_ms;  /* when; as view.now_mono_ms */
	bool dense;          /* --present: the page is too long for air around it */
	struct rect frames[PANE_COUNT]; /* of the panes as last drawn; rows 0: out of sight */
	size_t copied;       /* what the last key copied, see copy-text.h: index + 1; 0: nothing */
	size_t copied_before; /* the same of the key before it */
	struct hit *hits;    /* as last drawn; a later one covers those before */
	size_t n_hits;
	int64_t due_ms; /* as view.now_mono_ms: when what was drawn changes by itself */
	bool wide, lesson_seen, tiny; /* as last drawn */
	int rows, cols; /* of the screen as last drawn */
	int covered;    /* rows at the bottom of the panes that a message takes */
};

/* Keeps the scroll position within n lines, and the line `keep` (SIZE_MAX: none) among
 * the rows that are shown. */
void scroll_fit(struct scroll *scroll, size_t n, size_t rows, size_t keep);

/* Lays out the page if it was opened since the last ui_draw(): keys may come faster. */
void ui_lay_out(struct ui *ui, const struct view *view);

/* Whether keys go to the machine. */
bool console_takes_keys(const struct ui *ui);
/* Opens the console: keys go to the machine from now on. */
void console_type(struct ui *ui);

/* Ends the selection, and follows the newest line again if it was followed before. */
void select_close(struct ui *ui);
/* Whether the selection includes this cell. */
bool select_has(const struct selection *selection, uint64_t line, int col);

/* ---- what the program asks and says by itself --------------------------------------
 *
 * A question that yes or no answers, and a note that the next key removes. */

struct ui;

/* Asks a question, in place of one that is open.  Both arguments are copied.  When the
 * answer is yes, ui_key() returns the command with confirmed set.  It takes no answer
 * before ui_seen(): a key that was pressed before was meant for something else. */
void ui_ask(struct ui *ui, const char *question, const struct command *command);
/* The same with other answers than yes and no, of which Esc takes none.  The list is the
 * caller's, and must live as long as the question. */
void ui_ask_choice(struct ui *ui, const char *question, const struct answer *choices,
		   const struct command *command);
/* Closes the question with this choice; returns what is to be done, as ui_answer() does. */
struct command ui_choose(struct ui *ui, const struct answer *choice);
/* The choice with this key, in the question that is open; NULL: none. */
const struct answer *ui_choice(const struct ui *ui, int key);
/* Whether a question is open. */
bool ui_asks(const struct ui *ui);
/* The last ui_draw() is on the screen, and every key from now on is pressed after that. */
void ui_seen(struct ui *ui);
/* Closes the question; returns what is to be done.  If it was not seen yet, it stays open,
 * and nothing is to be done. */
struct command ui_answer(struct ui *ui, bool yes);
/* Closes the question without an answer. */
void ui_forget_question(struct ui *ui);

/* Shows a copy of the text until the next key. */
void ui_note(struct ui *ui, const char *text);
/* Removes the note; false: there was none. */
bool ui_forget_note(struct ui *ui);

/* Whether letters are text now, not commands: for a question, the search line or a
 * machine. */
bool ui_takes_text(const struct ui *ui);

/* ---- contents: the cover, then each lesson and its steps --------------------------- */

#define NO_INDEX SIZE_MAX

size_t contents_count(const struct view *view);
/* What a row is: the cover has neither a lesson nor a step, a lesson no step (NO_INDEX).
 * False: there is no such row. */
bool contents_entry(const struct view *view, size_t row, size_t *lesson, size_t *step);
/* The row of the page that is shown. */
size_t contents_here(const struct view *view);
/* The row of the lesson with this number; 0: there is none. */
size_t contents_lesson(const struct view *view, int number);

/* ---- timeline: the tree of a machine's snapshots, and where you are in it -----------
 *
 * Rows are in depth-first order, the children of a snapshot in order of creation, and
 * "you are here" is the first child of the current snapshot. */

struct branch {
	const struct vm_snapshot *snapshot; /* NULL: you are here */
	char *tree;                         /* "│ └─" */
};

struct branches {
	struct branch *list;
	size_t n;
	const struct vm_machine *machine;
	const char *trunk, *between, *last;
	bool *drawn; /* by snapshot: one that is its own ancestor must not loop */
};

/* All rows of a machine, which may be NULL and must live as long; free with
 * branches_free. */
struct branches timeline_branches(const struct vm_machine *machine, bool ascii);
void branches_free(struct branches *all);
/* The row of the chosen snapshot; else that of the current one, so that Enter goes back
 * to it; else the first. */
size_t branches_selected(const struct ui *ui, const struct branches *all);

/* The same without the rows: how many, which one is selected, and the snapshot of a row
 * (NULL: you are here, or no such row). */
size_t timeline_count(const struct vm_machine *machine);
size_t timeline_selected(const struct ui *ui, const struct vm_machine *machine);
const struct vm_snapshot *timeline_snapshot(const struct vm_machine *machine, size_t row);

/* The machine that the panes show: the one that was chosen, else the one that the step or
 * the lesson is about, else the first; NULL: there is none. */
const struct vm_machine *chosen_machine(const struct ui *ui, const struct view *view);
/* The machine whose restore is undone by u: the chosen one, else one that the lesson is
 * about, because a machine of another lesson may be out of sight; or NULL. */
const struct vm_machine *undo_machine(const struct ui *ui, const struct view *view);
/* Whether the lesson that is shown is about this machine, or about the one that it is a
 * clone of. */
bool machine_of_lesson(const struct view *view, const struct vm_machine *machine);

void choose_machine(struct ui *ui, const char *name);
/* Chooses the snapshot in a row of the machine's timeline. */
void choose_snapshot(struct ui *ui, const struct vm_machine *machine, size_t row);

#endif
