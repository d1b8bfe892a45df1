// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What goes to the terminal's clipboard: only text, and nothing that could end
 * the sequence it goes in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "term/talk.h"

static void assert_sends(const char *text, const char *base64)
{
	struct str out = { 0 }, expected = { 0 };

	str_addf(&expected, "\033]52;c;%s\a", base64);
	assert_true(clipboard_sequence(text, &out));
	assert_string_equal(str_text(&out), str_text(&expected));
	str_free(&out);
	str_free(&expected);
}

static void base64(void **state)
{
	(void)state;
	assert_sends("", "");
	assert_sends("f", "Zg==");
	assert_sends("fo", "Zm8=");
	assert_sends("foo", "Zm9v");
	assert_sends("foob", "Zm9vYg==");
	assert_sends("two\nlines", "dHdvCmxpbmVz");
	assert_sends("\xe6\xbc\xa2\xc3\xbf\xf0\x9f\x98\x80", "5ryiw7/wn5iA");
	assert_sends("f\033]0;\a\x7f\roo\x01", "Zl0wO29v"); /* "f]0;oo" */
}

static void not_too_much(void **state)
{
	char *text = calloc(CLIPBOARD_MAX + 2, 1);
	struct str out = { 0 };

	(void)state;
	assert_non_null(text);
	memset(text, 'x', CLIPBOARD_MAX);
	assert_true(clipboard_sequence(text, &out));
	assert_int_equal(out.len, 8 + CLIPBOARD_MAX / 3 * 4);
	str_cut(&out, 0);
	text[CLIPBOARD_MAX] = 'x';
	assert_false(clipboard_sequence(text, &out));
	assert_int_equal(out.len, 0);
	str_free(&out);
	free(text);
}

static void terminals(void **state)
{
	(void)state;
	assert_true(clipboard_safe("xterm-256color"));
	assert_true(clipboard_safe("tmux-256color"));
	assert_false(clipboard_safe("linux"));
	assert_false(clipboard_safe("vt100"));
	assert_false(clipboard_safe(NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(base64),
		cmocka_unit_test(not_too_much),
		cmocka_unit_test(terminals),
	};

	return cmocka_run_group_tests_name("the clipboard", tests, NULL, NULL);
}
