// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The table of keys; see command.h.  Constant; any thread. */
#include "ui/input/command.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#define CTRL(letter) ((letter) & 0x1f)

const struct command_row command_table[] = {
	{ COMMAND_NEXT, "n Right", { 'n', KEY_RIGHT_ }, N_("next"),
	  N_("the next step") },
	{ COMMAND_PREVIOUS, "p Left", { 'p', KEY_LEFT_ }, N_("back"),
	  N_("the step before") },
	{ COMMAND_PRESS, "1-9", { 0 }, N_("press"),
	  N_("press the button with this number") },
	{ COMMAND_STAGE, "0", { '0' }, N_("set the stage"),
	  N_("bring the machines to where this lesson starts") },
	{ COMMAND_OVER, "o", { 'o' }, N_("start over"),
	  N_("start this lesson over, from its stage on") },
	{ COMMAND_ALL_OVER, "O", { 'O' }, N_("start all over"),
	  N_("start the whole workshop over, from nothing") },
	{ COMMAND_SKIP, "s", { 's' }, N_("skip"),
	  N_("skip this step: its buttons are pressed for you") },
	{ COMMAND_GUESTS, "G", { 'G' }, N_("make guests"),
	  N_("make the guests that this lesson lacks, or stop that") },
	{ COMMAND_UNDO, "u", { 'u' }, N_("undo"),
	  N_("undo the last restore") },
	{ COMMAND_HINT, "h", { 'h' }, N_("hint"),
	  N_("show a hint, and the next one") },
	{ COMMAND_PAGE_DOWN, "Space PgDn", { ' ', KEY_PGDN_, KEY_SHIFT_PGDN_ }, N_("more"),
	  N_("the next page of the text") },
	{ COMMAND_PAGE_UP, "b PgUp", { 'b', KEY_PGUP_, KEY_SHIFT_PGUP_ }, NULL,
	  N_("the page before") },
	{ COMMAND_LINE_DOWN, "j Down", { 'j', KEY_DOWN_ }, NULL,
	  N_("one line down") },
	{ COMMAND_LINE_UP, "k Up", { 'k', KEY_UP_ }, NULL,
	  N_("one line up") },
	{ COMMAND_TOP, "Home", { KEY_HOME_ }, NULL,
	  N_("the start of the text") },
	{ COMMAND_BOTTOM, "End", { KEY_END_ }, NULL,
	  N_("the end of the text") },
	{ COMMAND_CONTENTS, "g", { 'g' }, N_("contents"),
	  N_("all lessons and steps: go to any; digits find a lesson") },
	{ COMMAND_SEARCH, "/", { '/' }, N_("search"),
	  N_("search all lessons, or the console") },
	{ COMMAND_SEARCH_NEXT, "N", { 'N' }, NULL,
	  N_("the next place that was found") },
	{ COMMAND_COPY_TEXT, "y", { 'y' }, N_("copy"),
	  N_("copy code, or the command of a button") },
	{ COMMAND_SHOW_COMMAND, "Y", { 'Y' }, NULL,
	  N_("show the next button's whole command") },
	{ COMMAND_TIMELINE, "t", { 't' }, N_("timeline"),
	  N_("the snapshots that were kept: Enter goes back to one") },
	{ COMMAND_CONSOLE, "c", { 'c' }, N_("console"),
	  N_("type into the machine, and see what it writes") },
	{ COMMAND_LEAVE, "Ctrl-]", { CTRL(']') }, N_("leave"),
	  N_("leave the console; Esc Esc does so, too") },
	{ COMMAND_SELECT, "m", { 'm' }, N_("mark"),
	  N_("mark text in the console and copy it") },
	{ COMMAND_PASTE, "P", { 'P' }, N_("paste"),
	  N_("type what was copied into the console") },
	{ COMMAND_SCREEN, "v", { 'v' }, N_("screen"),
	  N_("open or close the machine's own screen") },
	{ COMMAND_FOCUS_NEXT, "Tab", { KEY_TAB_ }, NULL,
	  N_("to the next button or pane") },
	{ COMMAND_FOCUS_PREVIOUS, "Shift-Tab", { KEY_BTAB_ }, NULL,
	  N_("to the one before") },
	{ COMMAND_ACTIVATE, "Enter", { KEY_ENTER_, '\r' }, NULL,
	  N_("press what has the focus") },
	{ COMMAND_LANGUAGE, "L", { 'L' }, NULL,
	  N_("the next language that this workshop has") },
	{ COMMAND_FOLLOW, "f", { 'f' }, N_("follow"),
	  N_("in a class: go where it is, and follow") },
	{ COMMAND_HAND, "r", { 'r' }, N_("hand"),
	  N_("in a class: raise a hand, or lower it") },
	{ COMMAND_PRIVATE, "X", { 'X' }, NULL,
	  N_("in a class: tell nothing of you, or tell it again") },
	{ COMMAND_SPOT, "w", { 'w' }, NULL,
	  N_("point at the next button, check or pane for those who watch") },
	{ COMMAND_ZOOM, "z", { 'z' }, N_("zoom"),
	  N_("one pane over the whole screen, and back") },
	{ COMMAND_CLOSE, "Esc", { KEY_ESCAPE_ }, N_("close"),
	  N_("close what is open, back to the text") },
	{ COMMAND_HELP, "? F1", { '?', KEY_F1_ }, N_("help"),
	  N_("this help") },
	{ COMMAND_REPAINT, "Ctrl-L", { CTRL('L') }, NULL,
	  N_("draw the screen again") },
	{ COMMAND_SUSPEND, "Ctrl-Z", { CTRL('Z') }, NULL,
	  N_("to the shell; fg comes back") },
	{ COMMAND_QUIT, "q", { 'q' }, N_("quit"),
	  N_("quit; your place is kept") },
	{ COMMAND_NONE, NULL, { 0 }, NULL, NULL },
};

struct command command_only(enum command_id id)
{
	return (struct command){ .id = id };
}

bool command_is_inner(enum command_id id)
{
	return id >= COMMAND_PAGE_DOWN;
}

bool key_is_press(struct key key)
{
	return key.code != KEY_RESIZE_ &&
	       (key.code != KEY_MOUSE_ || (key.mouse != MOUSE_DRAG && key.mouse != MOUSE_RELEASE));
}

const struct command_row *command_for_key(int code)
{
	const int n_codes = sizeof command_table[0].codes / sizeof command_table[0].codes[0];

	for (const struct command_row *row = command_table; row->id != COMMAND_NONE; row++) {
		if (row->id == COMMAND_PRESS && code >= '1' && code <= '9')
			return row;
		for (int i = 0; i < n_codes && row->codes[i]; i++)
			if (row->codes[i] == code)
				return row;
	}
	return NULL;
}

const struct command_row *command_for_word(const char *word)
{
	if (word[0] > ' ' && word[0] < 0x7f && !word[1])
		return command_for_key(word[0]);
	for (const struct command_row *row = command_table; row->id != COMMAND_NONE; row++)
		if (row->name && (str_eq(word, row->name) || str_eq(word, _(row->name))))
			return row;
	return NULL;
}

const struct command_row *command_row(enum command_id id)
{
	const struct command_row *row = command_table;

	while (row->id != COMMAND_NONE && row->id != id)
		row++;
	return row->id == id ? row : NULL;
}

/* The keys whose names are words.  Letters and signs are the same in every language. */
static const char *const key_names[] = {
	N_("Right"), N_("Left"), N_("Down"), N_("Up"), N_("Space"), N_("PgDn"), N_("PgUp"),
	N_("Home"), N_("End"), N_("Tab"), N_("Shift-Tab"), N_("Enter"), N_("Esc"),
};

static const char *key_name(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(key_names); i++)
		if (str_eq(key_names[i], name))
			return _(name);
	return name;
}

/* The name of a key in a list such as "n Right", counted from 0; else the last one. */
static char *nth_name(const char *keys, int n)
{
	const char *next;

	for (; n > 0 && (next = strchr(keys, ' ')); n--)
		keys = next + 1;
	return mem_ndup(keys, strcspn(keys, " "));
}

char *key_words(int code)
{
	const int n_codes = sizeof command_table[0].codes / sizeof command_table[0].codes[0];
	const struct command_row *row = command_for_key(code);
	char bytes[5] = "", *name, *words;
	int at = 0;

	if (code > ' ' && code < KEY_BASE_ && utf8_cp_width((uint32_t)code) > 0) {
		utf8_encode((uint32_t)code, bytes);
		return mem_dup(bytes);
	}
	if (!row)
		return NULL;
	while (at < n_codes && row->codes[at] != code)
		at++;
	name = nth_name(row->keys, at);
	words = mem_dup(key_name(name));
	free(name);
	return words;
}

char *command_keys(const struct command_row *row)
{
	char *copy = mem_dup(row->keys), *at = copy, *name;
	struct str keys = { 0 };

	while ((name = strsep(&at, " "))) {
		if (keys.len > 0)
			str_addc(&keys, ' ');
		str_add(&keys, key_name(name));
	}
	free(copy);
	return str_take(&keys);
}
