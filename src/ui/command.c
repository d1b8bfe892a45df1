/* The one table of keys; see command.h.  Constant; any thread. */
#include "ui/command.h"

#include "base/i18n.h"

#define CTRL(letter) ((letter) & 0x1f)

const struct command_row command_table[] = {
	{ COMMAND_NEXT, N_("n Right"), { 'n', KEY_RIGHT_ }, N_("next"),
	  N_("the next step") },
	{ COMMAND_PREVIOUS, N_("p Left"), { 'p', KEY_LEFT_ }, N_("back"),
	  N_("the step before") },
	{ COMMAND_PRESS, "1-9", { 0 }, N_("press"),
	  N_("press the button with this number") },
	{ COMMAND_STAGE, "0", { '0' }, N_("set the stage"),
	  N_("bring the machines to where this lesson starts") },
	{ COMMAND_UNDO, "u", { 'u' }, N_("undo"),
	  N_("undo the last restore") },
	{ COMMAND_HINT, "h", { 'h' }, N_("hint"),
	  N_("show a hint, and the next one") },
	{ COMMAND_PAGE_DOWN, N_("Space PgDn"), { ' ', KEY_PGDN_ }, N_("more"),
	  N_("the next page of the text") },
	{ COMMAND_PAGE_UP, N_("b PgUp"), { 'b', KEY_PGUP_ }, NULL,
	  N_("the page before") },
	{ COMMAND_LINE_DOWN, N_("j Down"), { 'j', KEY_DOWN_ }, NULL,
	  N_("one line down") },
	{ COMMAND_LINE_UP, N_("k Up"), { 'k', KEY_UP_ }, NULL,
	  N_("one line up") },
	{ COMMAND_TOP, N_("Home"), { KEY_HOME_ }, NULL,
	  N_("the start of the text") },
	{ COMMAND_BOTTOM, N_("End"), { KEY_END_ }, NULL,
	  N_("the end of the text") },
	{ COMMAND_CONTENTS, "g", { 'g' }, N_("contents"),
	  N_("all lessons and steps: go to any of them") },
	{ COMMAND_SEARCH, "/", { '/' }, N_("search"),
	  N_("search in this text") },
	{ COMMAND_SEARCH_NEXT, "N", { 'N' }, NULL,
	  N_("the next place that was found") },
	{ COMMAND_TIMELINE, "t", { 't' }, N_("timeline"),
	  N_("the moments that were kept: Enter goes back to one") },
	{ COMMAND_CONSOLE, "c", { 'c' }, N_("console"),
	  N_("what the machine writes") },
	{ COMMAND_FOCUS_NEXT, N_("Tab"), { KEY_TAB_ }, NULL,
	  N_("to the next button or pane") },
	{ COMMAND_FOCUS_PREVIOUS, N_("Shift-Tab"), { KEY_BTAB_ }, NULL,
	  N_("to the one before") },
	{ COMMAND_ACTIVATE, N_("Enter"), { KEY_ENTER_, '\r' }, NULL,
	  N_("press what has the focus") },
	{ COMMAND_ZOOM, "z", { 'z' }, N_("zoom"),
	  N_("one pane over the whole screen, and back") },
	{ COMMAND_CLOSE, N_("Esc"), { KEY_ESCAPE_, CTRL(']') }, N_("close"),
	  N_("close what is open, back to the text (Ctrl-] too)") },
	{ COMMAND_HELP, "?", { '?', KEY_F1_ }, N_("help"),
	  N_("this help") },
	{ COMMAND_REPAINT, "Ctrl-L", { CTRL('L') }, NULL,
	  N_("draw the screen again") },
	{ COMMAND_SUSPEND, "Ctrl-Z", { CTRL('Z') }, NULL,
	  N_("to the shell; fg comes back") },
	{ COMMAND_QUIT, "q", { 'q' }, N_("quit"),
	  N_("quit; your place is kept") },
	{ COMMAND_NONE, NULL, { 0 }, NULL, NULL },
};

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

const struct command_row *command_row(enum command_id id)
{
	const struct command_row *row = command_table;

	while (row->id != COMMAND_NONE && row->id != id)
		row++;
	return row->id == id ? row : NULL;
}
