// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Keys, pastes and the mouse, by curses; see input.h.  What curses does not take for a
 * key goes through sequence.h: it may be an answer of the terminal, which talk.h gets. */
#include "term/input.h"

#include <wchar.h>

#include "base/clock.h"
#include "term/osc.h"
#include "term/sequence.h"
#include "term/talk.h"

/* Last, because <term.h> makes macros of words like "columns". */
#include <curses.h>
#include <term.h>

#define DOUBLE_CLICK_MS 400
#define MOUSE_EVENTS 16 /* curses keeps fewer */
#define PASTE_BEGINS (KEY_MAX + 1)
#define PASTE_ENDS (KEY_MAX + 2)
/* An arrow key is several bytes; on a slow line they may come apart. */
#define ESCAPE_DELAY_MS 100
/* The same while an answer is awaited, whose first byte would be taken for Esc. */
#define ANSWER_DELAY_MS 500

/* Keys are read from a pad.  A window that has changed, as all do when the terminal is
 * resized, would first be drawn by curses, outside of a frame. */
static WINDOW *pad;
static struct sequence sequence;
static void (*tell_reset_changed)(void);
static const char *paste_off; /* NULL: this terminal does not tell pastes from keys */

const char *input_capability(const char *name)
{
	char *bytes = tigetstr(name);

	return bytes == (char *)-1 ? NULL : bytes;
}

/* ---- what the terminal is asked to report -------------------------------- */

void input_mark_pastes(bool on)
{
	const char *enable = input_capability("BE"), *disable = input_capability("BD");
	const char *begin = input_capability("PS"), *end = input_capability("PE");

	paste_off = enable && disable && begin && end ? disable : NULL;
	if (!paste_off)
		return;
	define_key(begin, PASTE_BEGINS);
	define_key(end, PASTE_ENDS);
	putp(on ? enable : disable);
}

void input_report_drags(bool on)
{
	if (!input_capability("kmous"))
		return;
	putp(on ? "\033[?1002h" : "\033[?1002l");
}

void input_begin(void (*reset_changed)(void))
{
	tell_reset_changed = reset_changed;
	pad = newpad(1, 1);
	keypad(pad, TRUE);
	nodelay(pad, TRUE);
	mouseinterval(0);
	mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED |
		  REPORT_MOUSE_POSITION, NULL);
	input_report_drags(true);
}

void input_end(void)
{
	delwin(pad);
	pad = NULL;
}

void input_reset_bytes(struct str *out)
{
	str_add(out, paste_off);
	if (input_capability("kmous"))
		str_add(out, "\033[?1000l\033[?1002l\033[?1006l");
}

/* ---- keys ----------------------------------------------------------------- */

static const struct {
	int curses, ours;
} key_names[] = {
	{ KEY_UP, KEY_UP_ },       { KEY_DOWN, KEY_DOWN_ },     { KEY_LEFT, KEY_LEFT_ },
	{ KEY_RIGHT, KEY_RIGHT_ }, { KEY_PPAGE, KEY_PGUP_ },    { KEY_NPAGE, KEY_PGDN_ },
	{ KEY_HOME, KEY_HOME_ },   { KEY_END, KEY_END_ },       { KEY_BTAB, KEY_BTAB_ },
	{ KEY_RESIZE, KEY_RESIZE_ }, { KEY_ENTER, KEY_ENTER_ },
	{ KEY_BACKSPACE, KEY_BACKSPACE_ }, { KEY_IC, KEY_INSERT_ }, { KEY_DC, KEY_DELETE_ },
	{ KEY_SPREVIOUS, KEY_SHIFT_PGUP_ }, { KEY_SNEXT, KEY_SHIFT_PGDN_ },
	{ PASTE_BEGINS, KEY_PASTE_ }, { PASTE_ENDS, KEY_PASTE_END_ },
};

/* Where several mouse events came at once, curses reports one, and keeps the
 * others, the newest first. */
static struct {
	MEVENT list[MOUSE_EVENTS];
	int n;
} mouse_events;

static bool mouse_event(MEVENT event, struct key *key)
{
	static int64_t last_ms;
	static int last_row = -1, last_col;
	int64_t now = clock_mono_ms();

	key->code = KEY_MOUSE_;
	key->row = event.y;
	key->col = event.x;
	if (event.bstate & BUTTON4_PRESSED) {
		key->mouse = MOUSE_WHEEL_UP;
	} else if (event.bstate & BUTTON5_PRESSED) {
		key->mouse = MOUSE_WHEEL_DOWN;
	} else if (event.bstate & BUTTON1_PRESSED) {
		bool twice = now - last_ms < DOUBLE_CLICK_MS && last_row == event.y &&
			     last_col == event.x;

		key->mouse = twice ? MOUSE_DOUBLE : MOUSE_CLICK;
		last_ms = twice ? 0 : now;
		last_row = event.y;
		last_col = event.x;
	} else if (event.bstate & BUTTON1_RELEASED) {
		key->mouse = MOUSE_RELEASE;
	} else if (event.bstate & REPORT_MOUSE_POSITION) {
		key->mouse = MOUSE_DRAG;
	} else {
		return false;
	}
	return true;
}

static bool mouse_key(struct key *key)
{
	while (mouse_events.n > 0)
		if (mouse_event(mouse_events.list[--mouse_events.n], key))
			return true;
	return false;
}

static void take_mouse_events(void)
{
	while (mouse_events.n < MOUSE_EVENTS && getmouse(&mouse_events.list[mouse_events.n]) == OK)
		mouse_events.n++;
}

static void resized(void)
{
	links_forget();
	if (talk_resized())
		clearok(stdscr, TRUE);
}

static bool special_key(int code, struct key *key)
{
	size_t i;

	if (code == KEY_MOUSE) {
		take_mouse_events();
		return mouse_key(key);
	}
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		key->code = KEY_F1_ + code - KEY_F(1);
		return true;
	}
	for (i = 0; i < sizeof key_names / sizeof *key_names; i++)
		if (key_names[i].curses == code) {
			key->code = key_names[i].ours;
			if (key->code == KEY_RESIZE_)
				resized();
			return true;
		}
	return false;
}

/* Takes a character that may belong to a sequence; an answer goes to talk.h. */
static bool in_sequence(int code, int *key)
{
	bool taken = sequence_take(&sequence, code, talk_waits(), clock_mono_ms(), key);

	if (taken && talk_heard(&sequence))
		tell_reset_changed();
	return taken;
}

/* An escape that curses did not take for a key: either a person pressed Esc, or it
 * begins a sequence that curses does not know, whose rest follows.  Returns true for a
 * person. */
static bool lone_escape(void)
{
	wint_t next;
	int kind, key;

	sequence_escape(&sequence, clock_mono_ms());
	kind = wget_wch(pad, &next);
	if (kind == KEY_CODE_YES)
		ungetch((int)next);
	if (kind != OK)
		return true;
	if (in_sequence((int)next, &key))
		return false;
	unget_wch((wchar_t)next);
	return true;
}

bool term_key(struct key *key)
{
	*key = (struct key){ 0 };
	if (mouse_key(key))
		return true;
	for (;;) {
		int known;
		wint_t code;
		int kind;

		set_escdelay(talk_waits() ? ANSWER_DELAY_MS : ESCAPE_DELAY_MS);
		kind = wget_wch(pad, &code);

		*key = (struct key){ 0 };
		if (kind == ERR)
			return false;
		if (kind == KEY_CODE_YES) {
			if (special_key((int)code, key))
				return true;
			continue;
		}
		if ((code != KEY_ESCAPE_ || sequence_in_string(&sequence)) &&
		    in_sequence((int)code, &known)) {
			key->code = known;
			if (known)
				return true;
			continue;
		}
		if (code == KEY_ESCAPE_ && !lone_escape())
			continue;
		key->code = code == '\r' ? KEY_ENTER_ : code == 0x08 ? KEY_BACKSPACE_ : (int)code;
		return true;
	}
}
