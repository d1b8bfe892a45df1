// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The tables of styles and signs; see theme.h.  Constant; any thread. */
#include "ui/theme.h"

enum color { DEFAULT = -1, BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };

static const struct {
	struct look color, mono;
	char letter;
} looks[STYLE_COUNT] = {
	[STYLE_PLAIN]        = { { 0, DEFAULT }, { 0, DEFAULT }, '.' },
	[STYLE_DIM]          = { { LOOK_DIM, DEFAULT }, { LOOK_DIM, DEFAULT }, 'd' },
	[STYLE_STRONG]       = { { LOOK_BOLD, DEFAULT }, { LOOK_BOLD, DEFAULT }, 's' },
	[STYLE_EMPH]         = { { LOOK_ITALIC, DEFAULT }, { LOOK_ITALIC, DEFAULT }, 'e' },
	[STYLE_TITLE]        = { { LOOK_BOLD, DEFAULT }, { LOOK_BOLD, DEFAULT }, 'T' },
	[STYLE_HEADING]      = { { LOOK_BOLD, DEFAULT }, { LOOK_BOLD, DEFAULT }, 'H' },
	[STYLE_FRAME]        = { { LOOK_DIM, DEFAULT }, { LOOK_DIM, DEFAULT }, '-' },
	[STYLE_FRAME_FOCUS]  = { { LOOK_BOLD, CYAN }, { LOOK_BOLD, DEFAULT }, '=' },
	[STYLE_CODE]         = { { 0, CYAN }, { LOOK_BOLD, DEFAULT }, 'c' },
	[STYLE_LINK]         = { { LOOK_UNDERLINE, DEFAULT }, { LOOK_UNDERLINE, DEFAULT }, 'l' },
	[STYLE_QUOTE]        = { { LOOK_DIM, DEFAULT }, { LOOK_DIM, DEFAULT }, 'q' },
	[STYLE_BUTTON]       = { { LOOK_BOLD, DEFAULT }, { LOOK_BOLD, DEFAULT }, 'B' },
	[STYLE_BUTTON_FOCUS] = { { LOOK_REVERSE, DEFAULT }, { LOOK_REVERSE, DEFAULT }, 'F' },
	[STYLE_BUTTON_OFF]   = { { LOOK_DIM, DEFAULT }, { LOOK_DIM, DEFAULT }, 'b' },
	[STYLE_GOOD]         = { { 0, GREEN }, { 0, DEFAULT }, 'g' },
	[STYLE_WARN]         = { { 0, YELLOW }, { 0, DEFAULT }, 'w' },
	[STYLE_BAD]          = { { LOOK_BOLD, RED }, { LOOK_BOLD, DEFAULT }, 'x' },
	[STYLE_BUSY]         = { { 0, YELLOW }, { LOOK_BOLD, DEFAULT }, 'y' },
	[STYLE_STATUS]       = { { LOOK_DIM, DEFAULT }, { LOOK_DIM, DEFAULT }, 't' },
	[STYLE_KEY]          = { { LOOK_BOLD, DEFAULT }, { LOOK_BOLD, DEFAULT }, 'k' },
	[STYLE_FOUND]        = { { LOOK_REVERSE, YELLOW }, { LOOK_REVERSE, DEFAULT }, 'f' },
	[STYLE_MARKED]       = { { LOOK_REVERSE, DEFAULT }, { LOOK_REVERSE, DEFAULT }, 'm' },
	[STYLE_QUESTION]     = { { LOOK_BOLD, DEFAULT }, { LOOK_BOLD, DEFAULT }, '?' },
	[STYLE_SPOT]         = { { LOOK_BOLD | LOOK_REVERSE, YELLOW }, { LOOK_BOLD | LOOK_REVERSE, DEFAULT }, 'S' },
	[STYLE_GUEST]        = { { 0, DEFAULT }, { 0, DEFAULT }, 'G' },
};

struct look theme_look(enum style style, bool color)
{
	return color ? looks[style].color : looks[style].mono;
}

char theme_style_letter(enum style style)
{
	return looks[style].letter;
}

static const char *const glyphs[GLYPH_COUNT][2] = {
	[GLYPH_RUNNING] = { "▶", ">" },   [GLYPH_PAUSED] = { "‖", "=" },
	[GLYPH_OFF] = { "■", "#" },       [GLYPH_SAVED] = { "▣", "$" },
	[GLYPH_ABSENT] = { "□", "-" },    [GLYPH_UNKNOWN] = { "?", "?" },
	[GLYPH_BUSY] = { "◐", "*" },      [GLYPH_DONE] = { "✓", "+" },
	[GLYPH_SKIPPED] = { "»", "~" },
	[GLYPH_WAITING] = { "·", "." },   [GLYPH_FAILED] = { "✗", "!" },
	[GLYPH_BULLET] = { "•", "*" },    [GLYPH_SNAPSHOT] = { "○", "o" },
	[GLYPH_LEFT] = { "◌", "~" },
	[GLYPH_HERE] = { "●", "@" },      [GLYPH_BRANCH] = { "├─", "|-" },
	[GLYPH_LAST] = { "└─", "`-" },    [GLYPH_TRUNK] = { "│ ", "| " },
	[GLYPH_MORE_DOWN] = { "▼", "v" }, [GLYPH_MORE_UP] = { "▲", "^" },
	[GLYPH_QUOTE] = { "│", "|" },     [GLYPH_RULE] = { "─", "-" },
	[GLYPH_ELLIPSIS] = { "…", "..." }, [GLYPH_WRAP] = { "↳", "\\" },
	[GLYPH_STOPPED] = { "◆", "!" },   [GLYPH_ASLEEP] = { "z", "z" },
	[GLYPH_DOT_DONE] = { "●", "*" },  [GLYPH_DOT_HERE] = { "◉", "@" },
	[GLYPH_DOT_TO_DO] = { "○", "." }, [GLYPH_DOT_SKIPPED] = { "◌", "~" },
	[GLYPH_HAND] = { "!", "!" },      [GLYPH_STUCK] = { "?", "?" },
	[GLYPH_LOST] = { "×", "x" },
};

const char *theme_glyph(enum glyph glyph, bool ascii)
{
	return glyphs[glyph][ascii];
}

static const struct {
	enum glyph glyph;
	enum style style;
} states[STATE_COUNT] = {
	[STATE_UNKNOWN] = { GLYPH_UNKNOWN, STYLE_DIM },
	[STATE_ABSENT] = { GLYPH_ABSENT, STYLE_DIM },
	[STATE_SHUTOFF] = { GLYPH_OFF, STYLE_PLAIN },
	[STATE_RUNNING] = { GLYPH_RUNNING, STYLE_GOOD },
	[STATE_PAUSED] = { GLYPH_PAUSED, STYLE_WARN },
	[STATE_SAVED] = { GLYPH_SAVED, STYLE_PLAIN },
};

enum glyph theme_state_glyph(enum machine_state state)
{
	return states[state].glyph;
}

enum style theme_state_style(enum machine_state state)
{
	return states[state].style;
}

/* What passes by itself looks like an action of ours, which does so too. */
static bool is_busy(enum trouble trouble)
{
	return trouble == TROUBLE_SAVING || trouble == TROUBLE_MOVING;
}

enum glyph theme_machine_glyph(const struct vm_machine *machine)
{
	if (machine->trouble == TROUBLE_NONE)
		return theme_state_glyph(machine->state);
	if (is_busy(machine->trouble))
		return GLYPH_BUSY;
	if (machine->trouble == TROUBLE_UNREAD)
		return GLYPH_UNKNOWN;
	return machine->trouble == TROUBLE_ASLEEP ? GLYPH_ASLEEP : GLYPH_STOPPED;
}

enum style theme_machine_style(const struct vm_machine *machine)
{
	if (machine->trouble == TROUBLE_NONE)
		return theme_state_style(machine->state);
	if (is_busy(machine->trouble))
		return STYLE_BUSY;
	return machine->trouble == TROUBLE_ASLEEP || machine->trouble == TROUBLE_UNREAD ? STYLE_WARN :
											  STYLE_BAD;
}

const char *theme_spark(int percent, bool ascii)
{
	static const char *const ramp[8][2] = {
		{ "▁", "_" }, { "▂", "." }, { "▃", "." }, { "▄", "-" },
		{ "▅", "-" }, { "▆", "=" }, { "▇", "=" }, { "█", "#" },
	};
	int height = percent <= 0 ? 0 : percent >= 100 ? 7 : (percent * 8 - 1) / 100;

	return ramp[height][ascii];
}
