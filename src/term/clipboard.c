/* OSC 52; see clipboard.h.  The text goes in base64, so nothing in it can end the
 * sequence. */
#include "term/clipboard.h"

#include <stddef.h>
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

static void add_base64(struct str *out, const unsigned char *bytes, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t i;

	for (i = 0; i < n; i += 3) {
		unsigned long group = (unsigned long)bytes[i] << 16 |
				      (i + 1 < n ? (unsigned long)bytes[i + 1] << 8 : 0) |
				      (i + 2 < n ? bytes[i + 2] : 0);

		str_addc(out, digits[group >> 18 & 63]);
		str_addc(out, digits[group >> 12 & 63]);
		str_addc(out, i + 1 < n ? digits[group >> 6 & 63] : '=');
		str_addc(out, i + 2 < n ? digits[group & 63] : '=');
	}
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
		add_base64(out, (const unsigned char *)str_text(&clean), clean.len);
		str_addc(out, '\a');
	}
	str_free(&clean);
	return fits;
}
