// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* UTF-8 and widths in columns; see utf8.h.  The widths are those of libc's wcwidth() in
 * the locale C.UTF-8, whatever the locale of the process is. */
#include "base/utf8.h"

#include <iconv.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"

size_t utf8_decode(const char *text, size_t n, uint32_t *cp)
{
	const unsigned char *s = (const unsigned char *)text;
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t want, i;
	uint32_t c;

	if (s[0] < 0x80) {
		*cp = s[0];
		return 1;
	}
	want = s[0] >= 0xf0 && s[0] < 0xf8 ? 4 : s[0] >= 0xe0 && s[0] < 0xf0 ? 3 :
	       s[0] >= 0xc0 && s[0] < 0xe0 ? 2 : 0;
	*cp = UTF8_REPLACEMENT;
	if (want == 0 || want > n)
		return 1;
	c = s[0] & (0x7fu >> want);
	for (i = 1; i < want; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 1;
		c = c << 6 | (s[i] & 0x3fu);
	}
	if (c < least[want] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 1;
	*cp = c;
	return want;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

size_t utf8_printable(const char *text, size_t n)
{
	size_t i = 0;

	while (i < n && text[i] >= ' ' && text[i] < 0x7f)
		i++;
	return i;
}

bool utf8_valid(const char *text, size_t n, size_t *bad_at)
{
	size_t i = 0;

	while (i < n) {
		uint32_t cp;
		size_t took = utf8_decode(text + i, n - i, &cp);

		if (cp == UTF8_REPLACEMENT && took == 1) {
			if (bad_at)
				*bad_at = i;
			return false;
		}
		i += took;
		i += utf8_printable(text + i, n - i);
	}
	return true;
}

/* Zero-width characters that terminals treat differently: soft hyphen, zero-width
 * spaces and joiners, direction marks, variation selectors, tags. */
static bool is_unsteady(uint32_t cp)
{
	return cp == 0xad || (cp >= 0x200b && cp <= 0x200f) || cp == 0x2060 || cp == 0xfeff ||
	       cp == 0x61c || (cp >= 0xfe00 && cp <= 0xfe0f) || (cp >= 0xe0000 && cp <= 0xe0fff);
}

static locale_t utf8_locale;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_locale(void)
{
	utf8_locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

int utf8_cp_width(uint32_t cp)
{
	locale_t before;
	int width;

	if (cp >= 0x20 && cp < 0x7f)
		return 1;
	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 || cp == 0x2029 ||
	    (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069))
		return -1;
	if (cp == 0xad || (cp >= 0x200b && cp <= 0x200f) || cp == 0x2060 || cp == 0xfeff ||
	    cp == 0x61c)
		return 0;
	pthread_once(&once, make_locale);
	if (!utf8_locale)
		return 1;
	before = uselocale(utf8_locale);
	width = wcwidth((wchar_t)cp);
	uselocale(before);
	return width < 0 ? (cp >= 0xe000 && cp <= 0xf8ff ? 1 : -1) : width;
}

uint32_t utf8_cp_lower(uint32_t cp)
{
	pthread_once(&once, make_locale);
	return utf8_locale ? (uint32_t)towlower_l((wint_t)cp, utf8_locale) : cp;
}

bool utf8_cp_in_word(uint32_t cp)
{
	if (cp < 0x80)
		return ascii_alnum((char)cp);
	pthread_once(&once, make_locale);
	if (!utf8_locale || iswalnum_l((wint_t)cp, utf8_locale))
		return true;
	return utf8_cp_width(cp) == 0 && !is_unsteady(cp); /* an accent, a vowel sign */
}

int utf8_nwidth(const char *text, size_t n)
{
	size_t i = utf8_printable(text, n);
	int columns = (int)i;

	while (i < n) {
		uint32_t cp;
		int w;

		i += utf8_decode(text + i, n - i, &cp);
		w = utf8_cp_width(cp);
		columns += w < 0 ? 1 : w;
	}
	return columns;
}

int utf8_width(const char *text)
{
	return utf8_nwidth(text, strlen(text));
}

/* Of these, the ones that a browser needs to show a text as it was written. */
static bool is_joiner(uint32_t cp)
{
	return is_unsteady(cp) && cp != 0xfeff && cp < 0xe0000;
}

enum { KEEP_LINES = 1, KEEP_TABS = 2, KEEP_JOINERS = 4 };

static char *clean(const char *text, size_t n, unsigned keep)
{
	struct str out = { 0 };
	size_t i = utf8_printable(text, n);

	str_addn(&out, text, i);
	while (i < n) {
		uint32_t cp;
		size_t took = utf8_decode(text + i, n - i, &cp), more;

		if ((cp == '\n' && keep & KEEP_LINES) || (cp == '\t' && keep & KEEP_TABS))
			str_addc(&out, text[i]);
		else if (cp == '\t' || cp == '\n')
			str_addc(&out, ' ');
		else if (cp == '\r' && i + 1 < n && text[i + 1] == '\n')
			; /* a newline follows: drop the carriage return */
		else if (is_unsteady(cp) && !(keep & KEEP_JOINERS && is_joiner(cp)))
			;
		else if (utf8_cp_width(cp) < 0 || (cp == UTF8_REPLACEMENT && took == 1))
			str_add(&out, "\xef\xbf\xbd");
		else
			str_addn(&out, text + i, took);
		i += took;
		more = utf8_printable(text + i, n - i);
		str_addn(&out, text + i, more);
		i += more;
	}
	return str_take(&out);
}

char *utf8_clean(const char *text, size_t n)
{
	return clean(text, n, 0);
}

char *utf8_clean_lines(const char *text, size_t n)
{
	return clean(text, n, KEEP_LINES);
}

char *utf8_clean_prose(const char *text, size_t n)
{
	return clean(text, n, KEEP_JOINERS);
}

char *utf8_clean_code(const char *text, size_t n)
{
	return clean(text, n, KEEP_LINES | KEEP_TABS | KEEP_JOINERS);
}

bool utf8_has_joiners(const char *text)
{
	uint32_t cp;

	for (; (text += strcspn(text, "\xc2\xd8\xe2\xef\xf3"))[0]; text++) {
		utf8_decode(text, strnlen(text, 4), &cp);
		if (is_unsteady(cp))
			return true;
	}
	return false;
}

size_t utf8_fit(const char *text, int columns)
{
	size_t n = strlen(text), i = 0;
	int used = 0;

	while (i < n) {
		uint32_t cp;
		size_t took = utf8_decode(text + i, n - i, &cp);
		int w = utf8_cp_width(cp);

		used += w < 0 ? 1 : w;
		if (used > columns)
			break;
		i += took;
	}
	return i;
}

size_t utf8_whole(const char *text, size_t n)
{
	size_t back = 1, length;
	unsigned char first;

	if (n == 0)
		return 0;
	while (back < 4 && back < n && ((unsigned char)text[n - back] & 0xc0) == 0x80)
		back++;
	first = (unsigned char)text[n - back];
	length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
	return length > back ? n - back : n;
}

void utf8_copy(char *to, size_t size, const char *text)
{
	size_t n = strlen(text);

	if (n >= size)
		n = utf8_whole(text, size - 1);
	memcpy(to, text, n);
	to[n] = '\0';
}

/* From U+00C0 on, letters without their accents.  iconv knows them only in some
 * locales, and musl's never does. */
static const char bare_letters[] = "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";

char *utf8_ascii(const char *text)
{
	iconv_t cd = iconv_open("ASCII//TRANSLIT", "UTF-8");
	size_t n = strlen(text), i = 0;
	struct str out = { 0 };

	while (i < n) {
		uint32_t cp;
		size_t took = utf8_decode(text + i, n - i, &cp);
		char buffer[16], *in = (char *)(text + i), *to = buffer;
		size_t in_left = took, to_left = sizeof buffer;
		int w = utf8_cp_width(cp);

		if (cp < 0x80) {
			str_addc(&out, (char)cp);
		} else if (cp >= 0xc0 && cp < 0xc0 + sizeof bare_letters - 1) {
			str_addc(&out, bare_letters[cp - 0xc0]);
		} else if (cd != (iconv_t)-1 && cp != UTF8_REPLACEMENT &&
			   iconv(cd, &in, &in_left, &to, &to_left) != (size_t)-1 && to > buffer &&
			   buffer[0] != '?') {
			str_addn(&out, buffer, (size_t)(to - buffer));
		} else {
			str_fill(&out, '?', w > 0 ? (size_t)w : 0);
		}
		i += took;
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	return str_take(&out);
}
