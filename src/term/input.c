// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Keys, pastes and the mouse, by curses; see input.h.  What curses does not take for a
 * key goes through input-filter.h: it may be an answer of the terminal, which talk.h gets. */
#include "term/input.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "base/clock.h"
#include "term/input-filter.h"
#include "term/line.h"
#include "term/size.h"
#include "term/talk.h"

/* Last, because <term.h> makes macros of words like "columns". */
#include <curses.h>
#include <term.h>

#define DOUBLE_CLICK_MS 400
#define MOUSE_EVENTS 16 /* curses keeps fewer */
/* Curses itself gives the numbers from KEY_MAX on to keys that it has no name for. */
#define PASTE_BEGINS (KEY_MAX + 4096)
#define PASTE_ENDS (KEY_MAX + 4097)
#define KEYPAD (KEY_MAX + 4098) /* and the character that a key of the keypad sends */
/* An arrow key is several bytes; on a slow line they may come apart. */
#define ESCAPE_DELAY_MS 100
/* The same while an answer is awaited, whose first byte would be taken for Esc. */
#define ANSWER_DELAY_MS 500

/* Keys are read from a pad.  A window that has changed, as all do when the terminal is
 * resized, would first be drawn by curses, outside of a frame. */
static WINDOW *pad;
static struct sequence sequence;
static void (*tell_reset_changed)(void);
static struct paste paste;
static bool escape_given; /* the last key was Esc, which no sequence has followed yet */

const char *input_capability(const char *name)
{
	char *bytes = tigetstr(name);

	return bytes == (char *)-1 ? NULL : bytes;
}

/* ---- what the terminal is asked to report -------------------------------- */

static void say_with_next(const char *bytes)
{
	line_send_with_next(bytes, strlen(bytes));
}

/* Writes to the line at once.  Curses' putp() would leave it in the buffer of standard
 * output, which nothing empties before the program ends. */
static void say(const char *bytes)
{
	struct str out = { 0 };

	str_add(&out, bytes);
	line_send(&out);
}

/* Many a description of a terminal that marks pastes does not say so: screen's, rxvt's. */
static const char *capability_or(const char *name, const char *usual)
{
	const char *bytes = input_capability(name);

	return bytes ? bytes : usual;
}

static const char *paste_off(void)
{
	return capability_or("BD", "\033[?2004l");
}

void input_mark_pastes(bool on)
{
	define_key(capability_or("PS", "\033[200~"), PASTE_BEGINS);
	define_key(capability_or("PE", "\033[201~"), PASTE_ENDS);
	if (on)
		say_with_next(capability_or("BE", "\033[?2004h"));
	else
		say(paste_off());
}

/* Curses switches the keypad to application mode; few descriptions of terminals have its
 * keys, and some call them F5 to F10. */
static void know_keypad(void)
{
	for (int final = 'A'; final <= 'z'; final++) {
		char bytes[] = { '\033', 'O', (char)final, '\0' };

		if (sequence_keypad(final))
			define_key(bytes, KEYPAD + final);
	}
}

static bool with_mouse = true;

void term_no_mouse(void)
{
	with_mouse = false;
}

void input_report_drags(bool on)
{
	if (!with_mouse || !input_capability("kmous"))
		return;
	if (on)
		say_with_next("\033[?1002h");
	else
		say("\033[?1002l");
}

void input_begin(void (*reset_changed)(void))
{
	tell_reset_changed = reset_changed;
	pad = newpad(1, 1);
	keypad(pad, TRUE);
	nodelay(pad, TRUE);
	know_keypad();
	mouseinterval(0);
	if (with_mouse)
		mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED |
			  REPORT_MOUSE_POSITION, NULL);
}

void input_end(void)
{
	delwin(pad);
	pad = NULL;
}

void input_reset_bytes(struct str *out)
{
	str_add(out, paste_off());
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
	{ KEY_A1, '7' }, { KEY_A3, '9' }, { KEY_B2, '5' }, { KEY_C1, '1' }, { KEY_C3, '3' },
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
	if (code > KEYPAD) {
		key->code = sequence_keypad(code - KEYPAD);
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

/* What wget_wch() gave is the next that it gives. */
static void put_back(int kind, wint_t code)
{
	if (kind == KEY_CODE_YES)
		ungetch((int)code);
	if (kind == OK)
		unget_wch((wchar_t)code);
}

/* Whether a character waits; it is not taken. */
static bool character_waits(void)
{
	wint_t next;
	int kind = wget_wch(pad, &next);

	put_back(kind, next);
	return kind == OK;
}

/* Whether what came right behind an escape is a key as well: Alt and a letter that would
 * begin a string, which has no content. */
static bool is_bare(int code)
{
	bool opens_string = code > 0 && code < 0x80 && strchr("P]^_X", code);

	return code == KEY_ESCAPE_ || (opens_string && !talk_waits() && !character_waits());
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
	escape_given = kind != OK || is_bare((int)next);
	if (!escape_given && in_sequence((int)next, &key))
		return false;
	put_back(kind, next);
	return true;
}

/* Esc was given out as a key, and this character comes later.  It begins no sequence with
 * it: a person has pressed both.  Only where the line is slow, and the rest of a sequence
 * comes at once, does it go on. */
static bool goes_on(int code)
{
	if (talk_waits())
		return code == '[' || code == '_';
	return (code == '[' || code == 'O') && character_waits();
}

/* Makes a key of a character; false: it is a part of a sequence. */
static bool character_key(int code, struct key *key)
{
	if (escape_given && !goes_on(code))
		sequence_forget(&sequence);
	escape_given = false;
	sequence_expire(&sequence, code, talk_waits(), clock_mono_ms());
	if ((code != KEY_ESCAPE_ || sequence_in_string(&sequence)) && in_sequence(code, &key->code))
		return key->code != 0;
	if (code == KEY_ESCAPE_ && !lone_escape())
		return false;
	key->code = code == '\r' ? KEY_ENTER_ : code == 0x08 ? KEY_BACKSPACE_ : code;
	return true;
}

/* Takes what curses has next; false: nothing waits. */
static bool read_next(void)
{
	struct key key = { 0 };
	wint_t code;
	int kind;

	if (mouse_key(&key)) {
		paste_add(&paste, key);
		return true;
	}
	set_escdelay(talk_waits() ? ANSWER_DELAY_MS : ESCAPE_DELAY_MS);
	kind = wget_wch(pad, &code);
	if (kind == ERR)
		return false;
	if (kind == KEY_CODE_YES && escape_given)
		sequence_forget(&sequence);
	key = (struct key){ 0 };
	if (kind == KEY_CODE_YES ? special_key((int)code, &key) : character_key((int)code, &key))
		paste_add(&paste, key);
	return true;
}

/* Curses makes a key of it, which comes in its turn. */
static void take_size(void)
{
	int rows, cols;

	if (!size_changed())
		return;
	size_now(&rows, &cols);
	resizeterm(rows, cols);
}

bool term_key(struct key *key)
{
	take_size();
	if (paste_next(&paste, key))
		return true;
	while (paste_has_room(&paste) && read_next())
		;
	paste_read(&paste, clock_mono_ms());
	return paste_next(&paste, key);
}

bool term_key_waits(void)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

	return paste.at < paste.n || mouse_events.n > 0 || poll(&in, 1, 0) == 1;
}

int64_t input_due_ms(void)
{
	return paste_due_ms(&paste);
}

void input_forget(void)
{
	paste.n = paste.at = 0;
}
