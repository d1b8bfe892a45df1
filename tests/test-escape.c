// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Text, controls and escape sequences told apart: by the grammar, within bounds,
 * and the same in whatever pieces the bytes come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/escape.h"
#include "base/mem.h"
#include "base/str.h"

/* Each token as a word: text as it is, <0d> a control, {(B} a sequence,
 * {[?25:h} a CSI with its marker, parameters, intermediates and final byte,
 * {]0;title} a string. */
static void spell(const struct escape *escape, enum escape_token token, unsigned char byte,
		  struct str *out)
{
	switch (token) {
	case ESCAPE_NONE:
		break;
	case ESCAPE_TEXT:
		str_addc(out, (char)byte);
		break;
	case ESCAPE_CONTROL:
		str_addf(out, "<%02x>", byte);
		break;
	case ESCAPE_SEQUENCE:
		str_addf(out, "{%s%c}", escape->intermediates, escape->final);
		break;
	case ESCAPE_CSI:
		assert_int_equal(escape->kind, '[');
		str_addc(out, '{');
		str_addc(out, '[');
		if (escape->marker)
			str_addc(out, escape->marker);
		str_addf(out, "%s:%s%c}", escape->text, escape->intermediates, escape->final);
		break;
	case ESCAPE_STRING:
		assert_int_equal(escape->final, '\0');
		str_addf(out, "{%c%s}", escape->kind, escape->text);
	}
}

static void feed(struct escape *escape, const char *bytes, size_t n, struct str *out)
{
	for (size_t i = 0; i < n; i++)
		spell(escape, escape_take(escape, (unsigned char)bytes[i]), (unsigned char)bytes[i],
		      out);
}

static void assert_tokens(const char *bytes, const char *expected)
{
	size_t n = strlen(bytes);

	for (size_t cut = 0; cut <= n; cut++) {
		struct escape first = { 0 }, second;
		struct str out = { 0 };

		feed(&first, bytes, cut, &out);
		second = first; /* nothing but the struct remembers */
		memset(&first, 0xff, sizeof first);
		feed(&second, bytes + cut, n - cut, &out);
		assert_string_equal(str_text(&out), expected);
		str_free(&out);
	}
}

static void text_and_controls(void **state)
{
	(void)state;
	assert_tokens("plain ~", "plain ~");
	assert_tokens("\xc3\xa9\xe6\xbc\xa2\xf0\x9f\x98\x80",
		      "\xc3\xa9\xe6\xbc\xa2\xf0\x9f\x98\x80");
	assert_tokens("a\r\n\a\x7f\x01", "a<0d><0a><07><7f><01>");
	/* 8-bit controls are no controls in UTF-8 */
	assert_tokens("\x9b" "31m\xc2\x9d", "\x9b" "31m\xc2\x9d");
}

static void sequences(void **state)
{
	(void)state;
	assert_tokens("\0337\033c\033M\033=", "{7}{c}{M}{=}");
	assert_tokens("\033(B\033#8\033%G", "{(B}{#8}{%G}");
	assert_tokens("\0330x\033(0x", "{0}x{(0}x"); /* the first byte that may end one */
	assert_tokens("\033O" "A", "{O}A"); /* a single shift is for the caller to know */
	assert_tokens("\033\\x", "{\\}x");
	assert_tokens("\033 !F\033 !\"Fx", "{ !F}x"); /* two intermediates at most */
	assert_tokens("\033\033\0337", "{7}");
}

static void csis(void **state)
{
	(void)state;
	assert_tokens("\033[m\033[H\033[1;31mred", "{[:m}{[:H}{[1;31:m}red");
	assert_tokens("\033[?25l\033[H\033[J", "{[?25:l}{[:H}{[:J}");
	assert_tokens("\033[>c\033[=1c\033[<0;1;2M", "{[>:c}{[=1:c}{[<0;1;2:M}");
	assert_tokens("\033[!p\033[5 q\033[?2026$p", "{[:!p}{[5: q}{[?2026:$p}");
	assert_tokens("\033[38:2::1:2:3m\033[;;@", "{[38:2::1:2:3:m}{[;;:@}");
	assert_tokens("\033[[A\033[~", "{[:[}A{[:~}");
	/* malformed: skipped up to the final byte */
	assert_tokens("\033[1?2hx\033[1<2mx\033[1$2px\033[??25lx\033[1$%&px", "xxxxx");
}

static void strings(void **state)
{
	(void)state;
	assert_tokens("\033]0;title\ax\033]0;title\033\\x", "{]0;title}x{]0;title}x");
	assert_tokens("\033P1$r0m\033\\\033_Gi=1;AA\033\\\033^pm\033\\\033Xsos\033\\x",
		      "{P1$r0m}{_Gi=1;AA}{^pm}{Xsos}x");
	assert_tokens("\033]2;\xe2\x80\x9c\x9c\r\n\x7f\ax", "{]2;\xe2\x80\x9c\x9c}x");
	assert_tokens("\033]0;two words\a\033]\a\033P\033\\", "{]0;two words}{]}{P}");
	/* what is not ended is none, and takes nothing along that comes after it */
	assert_tokens("\033]0;title\033[31mx", "{[31:m}x");
	assert_tokens("\033]0;title\033\033\\x\033_a\0337x", "{\\}x{7}x");
}

static void what_breaks_a_sequence_off(void **state)
{
	(void)state;
	assert_tokens("\033[12\x18m\033[1\x1am\033\x18" "7", "<18>m<1a>m<18>7");
	assert_tokens("\033]0;a\x18" "b\033P\x1a" "c\033]0;\033\x18" "d", "<18>b<1a>c<18>d");
	assert_tokens("\033[1\033[2m\033(\033[3m", "{[2:m}{[3:m}");
	/* controls within one are done at once, and it goes on */
	assert_tokens("\033[3\r1m\033\n7\033(\bB\033[\x7f" "1m",
		      "<0d>{[31:m}<0a>{7}<08>{(B}<7f>{[1:m}");
	/* a character is no part of one, and stays whole */
	assert_tokens("\033[1\xc3\xa9m\033\xc3\xa9(\033(\xc3\xa9", "\xc3\xa9m\xc3\xa9(\xc3\xa9");
}

/* BEFORE, n times x, AFTER. */
static void assert_long(const char *before, char x, size_t n, const char *after, bool is_token)
{
	struct escape escape = { 0 };
	struct str bytes = { 0 }, out = { 0 };

	str_add(&bytes, before);
	str_fill(&bytes, x, n);
	str_add(&bytes, after);
	str_add(&bytes, "end\033[1m");
	feed(&escape, bytes.text, bytes.len, &out);
	if (is_token)
		assert_true(out.len > n);
	else
		assert_string_equal(str_text(&out), "end{[1:m}");
	str_free(&bytes);
	str_free(&out);
}

static void long_ones_are_dropped(void **state)
{
	(void)state;
	assert_long("\033[", '1', ESCAPE_BYTES, "m", true);
	assert_long("\033[", '1', ESCAPE_BYTES + 1, "m", false);
	assert_long("\033[?", ';', 1000000, "h", false);
	assert_long("\033]", 'x', ESCAPE_BYTES, "\a", true);
	assert_long("\033]", 'x', ESCAPE_BYTES + 1, "\a", false);
	assert_long("\033_", 'x', 1000000, "\033\\", false);
	assert_long("\033", ' ', 1000000, "F", false);
	assert_long("\033[", '$', 1000000, "p", false);
}

static void where_it_is(void **state)
{
	static const struct {
		const char *bytes;
		int within;
		bool in_string;
	} places[] = {
		{ "", 0, false },         { "x", 0, false },        { "\033", 033, false },
		{ "\033(", '(', false },  { "\033[", '[', false },  { "\033[1$", '[', false },
		{ "\033[m", 0, false },   { "\033]0;", ']', true }, { "\033_G\033", '_', true },
		{ "\033_G\033\\", 0, false }, { "\033]0;\a", 0, false },
		{ "\033P\033[", '[', false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		struct escape escape = { 0 };
		struct str out = { 0 };

		feed(&escape, places[i].bytes, strlen(places[i].bytes), &out);
		assert_int_equal(escape_within(&escape), places[i].within);
		assert_int_equal(escape_within_string(&escape), places[i].in_string);
		escape_reset(&escape);
		assert_int_equal(escape_within(&escape), 0);
		feed(&escape, "x", 1, &out);
		assert_int_equal(out.text[out.len - 1], 'x');
		str_free(&out);
	}
}

static uint32_t any_seed = 2026;

static unsigned any(unsigned n)
{
	any_seed = any_seed * 1103515245u + 12345u;
	return (any_seed >> 16) % n;
}

/* What must hold after any byte at all. */
static void check(const struct escape *escape, enum escape_token token, unsigned char byte)
{
	assert_true(escape->length <= ESCAPE_BYTES);
	assert_int_equal(strlen(escape->text), escape->length);
	assert_true(strlen(escape->intermediates) <= ESCAPE_INTERMEDIATES);
	for (size_t i = 0; i < escape->length; i++)
		assert_true((unsigned char)escape->text[i] >= 0x20 && escape->text[i] != 0x7f);
	if (token == ESCAPE_TEXT)
		assert_true(byte >= 0x20 && byte != 0x7f);
	if (token == ESCAPE_CONTROL)
		assert_true((byte < 0x20 || byte == 0x7f) && byte != 033);
	if (token == ESCAPE_CSI || token == ESCAPE_SEQUENCE)
		assert_int_equal((unsigned char)escape->final, byte);
	if (token != ESCAPE_NONE && token != ESCAPE_CONTROL)
		assert_int_equal(escape_within(escape), 0);
}

static void anything(void **state)
{
	static const char alphabet[] = "\033\033\033[[]P_^X(#\\\a\x18\n?>;:0123$! mhHJ\xc3\xa9\x7f";
	struct escape escape = { 0 };
	size_t tokens[ESCAPE_STRING + 1] = { 0 };

	(void)state;
	for (int i = 0; i < 2000000; i++) {
		unsigned from = any(8) ? (unsigned char)alphabet[any(sizeof alphabet - 1)] : any(256);
		unsigned char byte = (unsigned char)from;
		enum escape_token token = escape_take(&escape, byte);

		check(&escape, token, byte);
		tokens[token]++;
	}
	for (size_t i = 0; i < ARRAY_LEN(tokens); i++)
		assert_true(tokens[i] > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_and_controls),
		cmocka_unit_test(sequences),
		cmocka_unit_test(csis),
		cmocka_unit_test(strings),
		cmocka_unit_test(what_breaks_a_sequence_off),
		cmocka_unit_test(long_ones_are_dropped),
		cmocka_unit_test(where_it_is),
		cmocka_unit_test(anything),
	};

	return cmocka_run_group_tests_name("escape sequences", tests, NULL, NULL);
}
