// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the person is looking at: focus, scroll, search, question.  Private to
 * src/ui; one thread. */
#ifndef UI_STATE_H
#define UI_STATE_H

#include "ui/blocks.h"
#include "ui/text/lines.h"
#include "ui/ui.h"

enum focus {
	FOCUS_TEXT, FOCUS_BUTTON, FOCUS_STAGE, FOCUS_MACHINES, FOCUS_TIMELINE, FOCUS_CONSOLE,
	FOCUS_SCREEN, FOCUS_CONTENTS, FOCUS_HELP, FOCUS_COUNT
};

enum hit_kind {
	HIT_TEXT, HIT_BUTTON, HIT_STAGE, HIT_MACHINE, HIT_TIMELINE, HIT_SNAPSHOT, HIT_CONSOLE,
	HIT_SCREEN, HIT_CONTENTS, HIT_ENTRY, HIT_HELP, HIT_COMMAND, HIT_YES, HIT_NO
};

struct hit {
	struct rect rect;
	enum hit_kind kind;
	int index;
};

struct scroll {
	size_t top;
	size_t rows, n; /* as last drawn */
};

/* The text of a place, wrapped; kept until the place or the width changes. */
struct page {
	struct lines lines;
	bool valid, cover, finished, ascii;
	const struct workshop *workshop; /* changes with the language */
	size_t lesson, step;
	int width;
};

struct search_hit {
	size_t line;
	int col, cols;
	size_t match; /* which one: a match may go over several lines */
};

struct search {
	bool typing;
	struct str query;
	struct search_hit *hits;
	size_t n, matches, at;
	bool on; /* hits are shown */
	bool console;  /* in the console, and there: */
	uint64_t line; /* the number of the line that was found, 0 for none */
};

/* A part of a console's line that takes one row of the pane. */
struct console_row {
	uint64_t line;
	int from, to;
};

/* What is being marked in a console. */
struct selection {
	bool on;
	bool marked;         /* it begins at `mark`; else it is the line of `at` */
	bool by_mouse;       /* the button is held */
	bool followed, typed; /* before: the newest line was shown; keys went to the machine */
	bool to_end, back;   /* where `at` goes when it is drawn: the line's end; to the left */
	struct vm_spot mark, at;
	struct vm_spot pressed; /* where the mouse button went down; line 0: it did not */
};

struct ui {
	enum focus focus;
	size_t button; /* FOCUS_BUTTON: index */
	bool zoom;
	struct page page;
	struct scroll text, bar, timeline, contents, help;
	bool screen;         /* the screen pane is open */
	size_t screen_back;  /* lines scrolled back */
	char screen_of[128]; /* whose screen was last drawn, "" for none */
	struct blocks blocks; /* its picture, as last drawn */
	bool typing;         /* into the machine, while the console has the focus */
	bool pasting;        /* between the two ends of a paste */
	uint64_t console_at; /* the line at the console's bottom; 0: the newest */
	struct {
		uint64_t first, last, bottom; /* as last drawn */
		size_t rows;
		int cols;
		bool alternate, cut; /* cut: the pane is too narrow for it */
		struct rect rect;
		struct console_row *list; /* of each row from the top, n of them */
		size_t n;
		struct vm_spot cursor; /* the machine's, or its last line */
	} console;
	struct selection selection;
	size_t hints;        /* as far as they are shown */
	bool show_hint;      /* the bar should scroll to the last one */
	size_t entry;        /* contents: selected row */
	int typed;           /* contents: the lesson's number so far */
	int64_t typed_ms;    /* and when its last digit came, of view.now_mono_ms */
	char *machine;       /* chosen; NULL: the lesson's */
	char *snapshot;        /* chosen in the timeline */
	struct search search;
	char *question;
	struct command asked;
	char *note; /* the screen's own word, until the next key */
	struct hit *hits;
	size_t n_hits;
	int64_t due_ms; /* of view.now_mono_ms: when what was drawn changes by itself */
	bool wide, lesson_seen, tiny; /* as last drawn */
};

/* type.c */
bool ui_types(const struct ui *ui);   /* keys go to the machine */
void console_type(struct ui *ui);     /* from now on */
struct command type_key(struct ui *ui, const struct view *view, int code);
struct command console_search(struct ui *ui, const struct view *view, bool next);
/* A key while something is typed to be searched for. */
struct command search_key(struct ui *ui, const struct view *view, int code);

/* select.c */
void select_close(struct ui *ui);
bool select_has(const struct selection *selection, uint64_t line, int col);
struct command select_key(struct ui *ui, const struct view *view, int code);
struct command select_begin(struct ui *ui);
struct command select_mouse(struct ui *ui, const struct view *view, struct key key);
void select_found(struct ui *ui, uint64_t line);

/* search.c */
void search_run(struct ui *ui); /* over the page as it is */
void search_go(struct ui *ui, bool next);
void search_close(struct ui *ui);

#endif
