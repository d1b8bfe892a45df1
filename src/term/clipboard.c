// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* OSC 52; see clipboard.h.  The text goes in base64, so nothing in it can end the
 * sequence. */
#include "term/clipboard.h"

#include <string.h>

bool clipboard_safe(const char *term)
{
	static const char *const families[] = {
		"xterm", "tmux", "screen", "rxvt", "foot", "alacritty", "kitty", "st-", "wezterm",
		"vte", "gnome", "konsole", "mintty", "iterm", "ghostty", "contour",
	};
	size_t i;

	for (i = 0; term && i < sizeof families / sizeof *families; i++)
		if (str_starts(term, families[i]))
			return true;
	return false;
}

bool clipboard_sequence(const char *text, struct str *out)
{
	struct str clean = { 0 };
	bool fits;

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if ((c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t')
			str_addc(&clean, *text);
	}
	fits = clean.len <= CLIPBOARD_MAX;
	if (fits) {
		str_add(out, "\033]52;c;");
		str_add_base64(out, str_text(&clean), clean.len);
		str_addc(out, '\a');
	}
	str_free(&clean);
	return fits;
}
