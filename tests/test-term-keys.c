// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What bytes of the terminal are which keys, with the real curses.  A child reads them on
 * a terminal of its own, as the application's loop does, and says what it got. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "term/input.h"
#include "term/term.h"

enum { PATIENCE_MS = 20000, END = 0x04 };

/* ---- the child ---------------------------------------------------------------- */

static const struct {
	int code;
	const char *name;
} names[] = {
	{ KEY_PASTE_, "(" },   { KEY_PASTE_END_, ")" }, { KEY_MANY_, "<" }, { KEY_MANY_END_, ">" },
	{ KEY_ENTER_, "ENTER" }, { KEY_ESCAPE_, "ESC" }, { KEY_UP_, "UP" }, { KEY_PGUP_, "PGUP" },
	{ KEY_MOUSE_, "MOUSE" }, { KEY_F1_ + 4, "F5" },
};

static void tell(FILE *report, int code)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].code == code) {
			fputs(names[i].name, report);
			return;
		}
	if (code > ' ' && code < 0x7f)
		fputc(code, report);
	else
		fprintf(report, "{%x}", (unsigned)code);
}

static void hear_keys(FILE *report)
{
	for (;;) {
		int64_t left = term_due_ms() - clock_mono_ms();
		struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
		struct key key;

		poll(&in, 1, left < 0 ? 0 : left > PATIENCE_MS ? PATIENCE_MS : (int)left);
		while (term_key(&key)) {
			if (key.code == END)
				return;
			tell(report, key.code);
		}
	}
}

static int child(const char *terminal, int to)
{
	FILE *report = fdopen(to, "w");
	struct error err = { 0 };

	setlocale(LC_ALL, "C.UTF-8");
	setenv("TERM", terminal, 1);
	unsetenv("COLORTERM");
	if (!report || !term_open(&err))
		return 1;
	fputc('\n', report); /* the line is raw now */
	fflush(report);
	hear_keys(report);
	term_close(INT64_MAX);
	fclose(report);
	return 0;
}

/* ---- the terminal ------------------------------------------------------------- */

struct child {
	int terminal, report;
	pid_t pid;
	struct str said; /* what it wrote to the terminal */
};

static void start(struct child *c, const char *terminal)
{
	struct winsize size = { 24, 80, 0, 0 };
	int pipes[2];
	char ready;

	*c = (struct child){ 0 };
	assert_int_equal(pipe(pipes), 0);
	c->pid = forkpty(&c->terminal, NULL, NULL, &size);
	assert_true(c->pid >= 0);
	if (c->pid == 0)
		_exit(child(terminal, pipes[1]));
	close(pipes[1]);
	c->report = pipes[0];
	assert_int_equal(read(c->report, &ready, 1), 1);
}

static void send_bytes(const struct child *c, const char *bytes)
{
	assert_int_equal(write(c->terminal, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
}

static void pause_ms(int ms)
{
	usleep((useconds_t)ms * 1000);
}

static void finish(struct child *c, const char *expected)
{
	char bytes[4096], got[1024];
	size_t n = 0;
	ssize_t part;
	int status;

	send_bytes(c, (char[]){ END, '\0' });
	while ((part = read(c->terminal, bytes, sizeof bytes)) > 0)
		str_addn(&c->said, bytes, (size_t)part);
	while ((part = read(c->report, got + n, sizeof got - 1 - n)) > 0)
		n += (size_t)part;
	got[n] = '\0';
	assert_int_equal(waitpid(c->pid, &status, 0), c->pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_string_equal(got, expected);
	close(c->terminal);
	close(c->report);
}

/* The bytes come to the keys.  A "\1" in them is a pause of 0.3 s, a "\2" one of 1.2 s. */
static void comes_to(const char *terminal, const char *bytes, const char *expected)
{
	struct child c;

	start(&c, terminal);
	while (*bytes) {
		char *part = mem_ndup(bytes, strcspn(bytes, "\1\2"));

		send_bytes(&c, part);
		bytes += strlen(part);
		free(part);
		if (*bytes)
			pause_ms(*bytes++ == '\1' ? 300 : 1200);
	}
	finish(&c, expected);
	str_free(&c.said);
}

/* Terminals whose description says nothing of pastes, and some that do. */
static const char *const terminals[] = { "screen-256color", "linux", "vt100", "xterm", "tmux" };

static void pastes_are_asked_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(terminals); i++) {
		struct child c;
		const char *on, *off;

		start(&c, terminals[i]);
		send_bytes(&c, "n\033[200~systemctl\033[201~n");
		finish(&c, "n(systemctl)n");
		on = strstr(str_text(&c.said), "\033[?2004h");
		off = strstr(str_text(&c.said), "\033[?2004l");
		assert_non_null(on);
		assert_non_null(off);
		assert_true(off > on);
		str_free(&c.said);
	}
}

/* Each of the two modes of the mouse ends the other; the one for drags comes last. */
static void drags_are_asked_for(void **state)
{
	struct child c;
	const char *clicks;

	(void)state;
	start(&c, "xterm");
	send_bytes(&c, "\033[<0;3;4M");
	finish(&c, "MOUSE");
	clicks = strstr(str_text(&c.said), "1000h");
	assert_non_null(clicks);
	assert_non_null(strstr(clicks, "\033[?1002h"));
	str_free(&c.said);
}

static void marks_in_pieces(void **state)
{
	(void)state;
	/* The end, cut at each place; the pauses are longer than curses waits. */
	comes_to("xterm", "\033[200~text\1\033\1[201~q", "(textESC)q");
	comes_to("xterm", "\033[200~text\033[\1" "201~q", "(text)q");
	comes_to("xterm", "\033[200~text\033[2\1" "01~q", "(text)q");
	comes_to("xterm", "\033[200~text\033[201\1~q", "(text)q");
	/* So long that the paste was given up; its digits press no buttons. */
	comes_to("xterm", "\033[200~text\033[2\2" "01~q", "(text)q");
	/* The begin. */
	comes_to("xterm", "\033[20\1" "0~text\033[201~q", "(text)q");
	comes_to("screen", "\033\1[200~text\033[201~q", "ESC(text)q");
}

static void one_without_an_end(void **state)
{
	(void)state;
	comes_to("xterm", "\033[200~text\2q\014\032", "(text)q{c}{1a}");
	comes_to("xterm", "\033[200~text\033[20\2q", "(text)q");
}

static void many_at_once(void **state)
{
	(void)state;
	comes_to("xterm", "systemctl\1y", "<systemctl>y");
	comes_to("xterm", "n\1n\1s\1y", "nnsy");
	comes_to("xterm", "\033[A\033[A\033[5~\033[5~\033[A", "UPUPPGUPPGUPUP");
}

static void the_keypad(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(terminals); i++) {
		comes_to(terminals[i], "\033Op\033Oq\033Or\1\033Os\033Ot\033Ou\1\033Ov\033Ow\033Ox\1\033Oy",
			 "0123456789");
		comes_to(terminals[i], "\033OM\033Oo\033Om", "ENTER/-");
	}
	comes_to("putty", "\033Oq\033Oy\033On", "19.");
	comes_to("xterm", "\033\1Oq", "ESC1"); /* on a slow line */
}

static void escape_is_a_key(void **state)
{
	(void)state;
	comes_to("xterm", "\033\1P\1n\1q", "ESCPnq");
	comes_to("xterm", "\033\1]\1n\1_\1q", "ESC]n_q");
	comes_to("xterm", "\033\1[\1n", "ESC[n");
	comes_to("xterm", "\033\1O\1q", "ESCOq");
	comes_to("xterm", "\033\033\1n", "ESCESCn");
	comes_to("xterm", "\033P\1n\1q", "ESCPnq"); /* Alt and P */
	comes_to("xterm", "\033Pn\1n\1q", "nq"); /* the beginning of a string */
	comes_to("xterm", "\033Pn\1\033\1q", "ESCq");
	comes_to("xterm", "\033P1+r544e\033\\n", "n"); /* and a whole one */
	comes_to("xterm", "\033\1\033[A\1P\1n", "ESCUPPn");
	/* The rest of a key, on a slow line: its digit presses no button. */
	comes_to("vt100", "\033\1[5~n", "ESCPGUPn");
}

/* Which terminals get no full screen; others that are not known are taken for usual ones. */
static void terminals_without_a_cursor(void **state)
{
	static const struct {
		const char *name;
		bool dumb;
	} list[] = {
		{ "dumb", true }, { "xterm", false }, { "linux", false }, { "vt100", false },
		{ "nobody-knows-it", false }, { "", true }, { "unknown", true }, { "network", true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(list); i++) {
		setenv("TERM", list[i].name, 1);
		assert_int_equal(term_is_dumb(), list[i].dumb);
	}
	unsetenv("TERM");
	assert_true(term_is_dumb());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pastes_are_asked_for),
		cmocka_unit_test(drags_are_asked_for),
		cmocka_unit_test(marks_in_pieces),
		cmocka_unit_test(one_without_an_end),
		cmocka_unit_test(many_at_once),
		cmocka_unit_test(the_keypad),
		cmocka_unit_test(escape_is_a_key),
		cmocka_unit_test(terminals_without_a_cursor),
	};

	return cmocka_run_group_tests_name("keys of terminals", tests, NULL, NULL);
}
