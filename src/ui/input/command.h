// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Keys, the commands that they stand for, and the table that says which.  The help, the
 * status line and the manual page are made from that table.  Plain data. */
#ifndef UI_INPUT_COMMAND_H
#define UI_INPUT_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/console/console-page.h"

/* The code of a key: a Unicode character, or one of these. */
enum {
	KEY_NONE_ = 0,
	KEY_BACKSPACE_ = 0x7f,
	KEY_ESCAPE_ = 0x1b,
	KEY_ENTER_ = '\n',
	KEY_TAB_ = '\t',
	KEY_BASE_ = 0x110000,
	KEY_UP_, KEY_DOWN_, KEY_LEFT_, KEY_RIGHT_, KEY_PGUP_, KEY_PGDN_, KEY_HOME_, KEY_END_,
	KEY_BTAB_, KEY_INSERT_, KEY_DELETE_, KEY_SHIFT_PGUP_, KEY_SHIFT_PGDN_, KEY_RESIZE_,
	KEY_MOUSE_,
	KEY_PASTE_, KEY_PASTE_END_, /* before and after pasted text */
	KEY_MANY_, KEY_MANY_END_,   /* before and after what came too fast to be typed */
	KEY_F1_, KEY_F12_ = KEY_F1_ + 11
};

enum mouse_kind {
	MOUSE_CLICK, MOUSE_DOUBLE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN,
	MOUSE_DRAG, /* moved while the button is held */
	MOUSE_RELEASE
};

struct key {
	int code;
	int row, col;          /* KEY_MOUSE_: on the screen, from 0 */
	enum mouse_kind mouse; /* KEY_MOUSE_ */
};

/* Whether this begins something: not a resize, nor the rest of a click or a drag. */
bool key_is_press(struct key key);

enum command_id {
	COMMAND_NONE,     /* nothing for the application to do */
	COMMAND_REDRAW,   /* only the screen changed */
	COMMAND_NEXT,
	COMMAND_PREVIOUS,
	COMMAND_GOTO,     /* lesson, step */
	COMMAND_LOOK,     /* lesson, step: look at it only; lesson SIZE_MAX: at the cover */
	COMMAND_LOOK_BACK, /* from what was looked at */
	COMMAND_PRESS,    /* button */
	COMMAND_STAGE,    /* set it */
	COMMAND_OVER,     /* start the lesson over */
	COMMAND_ALL_OVER, /* start the whole workshop over */
	COMMAND_SKIP,     /* the step */
	COMMAND_GUESTS,   /* make the guests that are missing, or stop making them */
	COMMAND_UNDO,     /* machine */
	COMMAND_RESTORE,  /* machine, snapshot */
	COMMAND_SUSPEND,  /* Ctrl-Z */
	COMMAND_QUIT,
	COMMAND_REPAINT,  /* Ctrl-L: draw everything again */
	COMMAND_COVER,    /* show the cover, which was chosen in the contents */
	COMMAND_LANGUAGE, /* change to the next one */
	COMMAND_TYPE,     /* machine, key: type it into its console */
	COMMAND_FIND,     /* machine, before: search its console for ui_query(), then ui_found() */
	COMMAND_COPY,     /* machine, from, to: copy this part of its console */
	COMMAND_COPY_TEXT, /* text, button, more: copy code of the page, or a button's command */
	COMMAND_PASTE,    /* machine: type what was copied into it */
	COMMAND_FOLLOW,   /* in a class: go where it is, and follow */
	COMMAND_HAND,     /* raise it, or lower it */
	COMMAND_PRIVATE,  /* tell the class nothing more, or tell it again */
	/* What follows the screen does by itself; ui_key() never returns it. */
	COMMAND_PAGE_DOWN, COMMAND_PAGE_UP, COMMAND_LINE_DOWN, COMMAND_LINE_UP, COMMAND_TOP,
	COMMAND_BOTTOM, COMMAND_CONTENTS, COMMAND_SEARCH, COMMAND_SEARCH_NEXT, COMMAND_FOCUS_NEXT,
	COMMAND_FOCUS_PREVIOUS, COMMAND_ACTIVATE, COMMAND_TIMELINE, COMMAND_CONSOLE, COMMAND_SCREEN,
	COMMAND_SELECT, COMMAND_SHOW_COMMAND, COMMAND_SPOT, COMMAND_ZOOM, COMMAND_HINT, COMMAND_HELP,
	COMMAND_CLOSE, COMMAND_LEAVE,
	COMMAND_COUNT
};

/* One answer to a question that is not answered by yes or no. */
struct answer {
	int key;          /* a letter that presses it; 0 ends a list */
	const char *name; /* what it does, N_(): "save" */
};

/* What ui_key() returns: what the application is to do. */
struct command {
	enum command_id id;
	int button;         /* COMMAND_PRESS, COMMAND_COPY_TEXT: 1 to 9 and more; 0: code */
	size_t lesson, step; /* COMMAND_GOTO, COMMAND_LOOK: indexes */
	const char *text;   /* COMMAND_COPY_TEXT: the workshop's or the view's */
	bool more;          /* COMMAND_COPY_TEXT: the same key again copies something else */
	char machine[128], snapshot[256]; /* COMMAND_RESTORE, COMMAND_UNDO */
	uint32_t key;       /* COMMAND_TYPE: a character, or one of VM_KEY_… */
	uint64_t before;    /* COMMAND_FIND: the line that was found last, 0: none */
	struct vm_spot from, to; /* COMMAND_COPY */
	bool confirmed;     /* the question was answered with yes, or by a choice: */
	int choice;         /* its key; 0: there was none to choose from */
};

struct command command_only(enum command_id id); /* with nothing but its id */
/* Whether the screen does it by itself. */
bool command_is_inner(enum command_id id);

struct command_row {
	enum command_id id;
	const char *keys;  /* as shown: "n", "1-9", "Ctrl-L" */
	int codes[4];      /* the key codes, 0-ended */
	const char *name;  /* for the status line, N_(): "next"; NULL: never shown there */
	const char *help;  /* for the help screen and the manual, N_() */
};

/* The last row is COMMAND_NONE. */
extern const struct command_row command_table[];
const struct command_row *command_for_key(int code); /* NULL: none */
/* By a whole word: a key that is one sign ("n"), or the name, in English or as it is
 * shown ("set the stage").  NULL: none. */
const struct command_row *command_for_word(const char *word);
/* The name of one key as the help has it, translated: "n", "PgDn"; NULL: it has none.  Caller
 * frees. */
char *key_words(int code);
/* The names of its keys, translated: "Space PgDn".  Caller frees. */
char *command_keys(const struct command_row *row);
const struct command_row *command_row(enum command_id id);    /* NULL: none */

#endif
