// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A machine's terminal: bytes to cells, keys to bytes.  Nothing that a machine writes may
 * pass except as cells. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "between.h"
#include "skip-why.h"
#include "vm/console/filter.h"
#include "vm/console/terminal.h"

static struct terminal *terminal;

static int start(void **state)
{
	(void)state;
	terminal = terminal_new(TERMINAL_ROWS, TERMINAL_COLS);
	return 0;
}

static int finish(void **state)
{
	(void)state;
	terminal_free(terminal);
	terminal = NULL;
	return 0;
}

static void feed(const char *text)
{
	terminal_feed(terminal, text, strlen(text));
}

static char *line_text(const struct vm_page *page, size_t line)
{
	struct str text = { 0 };

	for (int i = 0; i < page->cols; i++)
		str_add(&text, page->cells[line * (size_t)page->cols + (size_t)i].text);
	while (text.len > 0 && text.text[text.len - 1] == ' ')
		str_cut(&text, text.len - 1);
	return str_take(&text);
}

#define MOST_ROWS 60 /* of the terminals here */

/* What must hold for any page, whatever was written. */
static void check_page(uint64_t bottom, size_t lines)
{
	struct vm_page *page = terminal_page(terminal, bottom, lines);
	size_t n = page->n * (size_t)page->cols;

	/* A program that takes the whole screen is shown whole. */
	if (page->alternate && lines < MOST_ROWS)
		lines = MOST_ROWS;
	assert_between(page->n, 1, lines);
	assert_true(page->first <= page->bottom && page->bottom <= page->last);
	assert_true(page->last - page->first < TERMINAL_HISTORY + 1000);
	assert_true(page->cursor_line <= page->n);
	assert_between(page->cursor_col, 0, page->cols - 1);
	for (size_t i = 0; i < n; i++) {
		const struct vm_cell *cell = &page->cells[i];
		bool after_wide = i % (size_t)page->cols > 0 && cell[-1].width == 2;

		assert_true(strlen(cell->text) < sizeof cell->text);
		assert_true(utf8_valid(cell->text, strlen(cell->text), NULL));
		assert_true((cell->width == 0) == after_wide);
		assert_int_equal(cell->text[0] == '\0', cell->width == 0);
		for (const char *at = cell->text; *at;) {
			uint32_t cp;

			at += utf8_decode(at, strlen(at), &cp);
			assert_true(utf8_cp_width(cp) >= 0); /* no control character */
		}
		assert_true(cell->width == 0 || utf8_width(cell->text) == cell->width);
		assert_true(cell->fg >= -1 && cell->bg >= -1 && cell->fg <= 0x1ffffff);
	}
	vm_page_free(page);
}

static void assert_lines(const char *expected)
{
	struct vm_page *page = terminal_page(terminal, 0, TERMINAL_ROWS);
	struct str all = { 0 };

	for (size_t i = 0; i < page->n; i++) {
		char *text = line_text(page, i);

		str_add(&all, text);
		str_addc(&all, '\n');
		free(text);
	}
	assert_string_equal(str_text(&all), expected);
	str_free(&all);
	vm_page_free(page);
}

static void lines_and_cursor(void **state)
{
	struct vm_page *page;

	(void)state;
	page = terminal_page(terminal, 0, 10);
	assert_int_equal(page->n, 1);
	assert_false(page->heard);
	vm_page_free(page);
	feed("tick 1\r\ntick 2\r\nla");
	assert_lines("tick 1\ntick 2\nla\n");
	page = terminal_page(terminal, 0, 2);
	assert_int_equal(page->n, 2);
	assert_int_equal(page->cursor_line, 1);
	assert_int_equal(page->cursor_col, 2);
	assert_int_equal(page->first, 1);
	assert_int_equal(page->last, 3);
	vm_page_free(page);
	feed("\033[1;1Hupper");
	assert_lines("upper1\ntick 2\nla\n");
	feed("\033[?25l");
	page = terminal_page(terminal, 0, 10);
	assert_int_equal(page->cursor_line, page->n);
	vm_page_free(page);
	feed("\033[?25l\033[H\033[JHello");
	assert_lines("Hello\n");
}

static struct vm_cell cell_at(int row, int col)
{
	struct vm_page *page = terminal_page(terminal, 0, TERMINAL_ROWS);
	struct vm_cell cell = page->cells[row * page->cols + col];

	vm_page_free(page);
	return cell;
}

static void looks(void **state)
{
	(void)state;
	feed("\033[1;31mA\033[0;44mB\033[0;38;5;208mC\033[38;2;1;2;3mD\033[0;4;3;7mE\033[m F\xe6\xbc\xa2");
	assert_int_equal(cell_at(0, 0).fg, 1);
	assert_int_equal(cell_at(0, 0).attrs, VM_BOLD);
	assert_int_equal(cell_at(0, 1).fg, VM_DEFAULT);
	assert_int_equal(cell_at(0, 1).bg, 4);
	assert_int_equal(cell_at(0, 2).fg, 208);
	assert_int_equal(cell_at(0, 3).fg, VM_RGB | 0x010203);
	assert_int_equal(cell_at(0, 4).attrs, VM_UNDERLINE | VM_ITALIC | VM_REVERSE);
	assert_int_equal(cell_at(0, 6).fg, VM_DEFAULT);
	assert_int_equal(cell_at(0, 6).attrs, 0);
	assert_int_equal(cell_at(0, 7).width, 2);
	assert_int_equal(cell_at(0, 8).width, 0);
	/* letters that are lines, also behind another character */
	feed("\033[2J\033[H\033(0l\xc3\xa9q\033(B\xc3\xa9q");
	assert_lines("\xe2\x94\x8c\xc3\xa9\xe2\x94\x80\xc3\xa9q\n");
}

static void history_is_bounded(void **state)
{
	char text[64];
	struct vm_page *page;
	char *line;

	(void)state;
	for (int i = 1; i <= 3 * TERMINAL_HISTORY; i++) {
		snprintf(text, sizeof text, "line %d\r\n", i);
		feed(text);
	}
	page = terminal_page(terminal, 1, 5); /* what is gone: the oldest there is */
	assert_int_equal(page->last - page->first, TERMINAL_HISTORY + TERMINAL_ROWS - 1);
	assert_int_equal(page->bottom, page->first);
	line = line_text(page, page->n - 1);
	snprintf(text, sizeof text, "line %d", (int)page->first);
	assert_string_equal(line, text);
	free(line);
	vm_page_free(page);
	/* a page of old lines stays there */
	page = terminal_page(terminal, 10000, 3);
	line = line_text(page, 2);
	assert_string_equal(line, "line 10000");
	assert_int_equal(page->cursor_line, page->n);
	free(line);
	vm_page_free(page);
	assert_int_equal(terminal_find(terminal, "LINE 9999", 0), 9999);
	assert_int_equal(terminal_find(terminal, "line 99", 9999), 9998);
	assert_int_equal(terminal_find(terminal, "line 10\xe2\x80\xa6", 0), 0);
	assert_int_equal(terminal_find(terminal, "", 0), 0);
	assert_int_equal(terminal_find(terminal, "line 12000", 12000), 0);
}

static void a_mark_tells_of_a_jump(void **state)
{
	struct vm_page *page;

	(void)state;
	terminal_mark(terminal, "started");
	feed("tick 1\r\ntick 2\r\nty");
	terminal_mark(terminal, "back");
	feed("tick 1\r\n");
	assert_lines("started\ntick 1\ntick 2\nty\nback\ntick 1\n\n");
	/* out of a sequence, of another screen, of colours and of a scroll region */
	feed("\033[5;6r\033[?2004h\033[?1049h\033[31mvi\033]0;tit");
	terminal_mark(terminal, "again");
	feed("plain");
	page = terminal_page(terminal, 0, 3);
	assert_false(page->alternate);
	vm_page_free(page);
	assert_lines("started\ntick 1\ntick 2\nty\nback\ntick 1\nagain\nplain\n");
	assert_int_equal(cell_at(7, 0).fg, VM_DEFAULT);
	assert_int_equal(terminal_output(terminal)->len, 0);
}

static void assert_sends(uint32_t key, const char *bytes)
{
	struct str *output = terminal_output(terminal);

	str_cut(output, 0);
	terminal_key(terminal, key);
	assert_string_equal(str_text(output), bytes);
	str_cut(output, 0);
}

static void keys_become_bytes(void **state)
{
	(void)state;
	assert_sends('a', "a");
	assert_sends(0xf1, "\xc3\xb1");
	assert_sends(0x6f22, "\xe6\xbc\xa2");
	assert_sends(3, "\x03");
	assert_sends(0x1b, "\033");
	assert_sends(VM_KEY_ENTER, "\r");
	assert_sends(VM_KEY_TAB, "\t");
	assert_sends(VM_KEY_BACKSPACE, "\x7f");
	assert_sends(VM_KEY_UP, "\033[A");
	assert_sends(VM_KEY_DELETE, "\033[3~");
	assert_sends(VM_KEY_PGUP, "\033[5~");
	assert_sends(VM_KEY_F1, "\033OP");
	assert_sends(VM_KEY_F1 + 4, "\033[15~");
	assert_sends(VM_KEY_F1 + 11, "\033[24~");
	assert_sends(VM_KEY_LAST, "");
	assert_sends(0xffffffff, "");
	feed("\033[?1h"); /* arrows as an application wants them */
	assert_sends(VM_KEY_UP, "\033OA");
	assert_sends(VM_KEY_PASTE, "");
	feed("\033[?2004h");
	assert_sends(VM_KEY_PASTE, "\033[200~");
	assert_sends(VM_KEY_PASTE_END, "\033[201~");
}

static void answers_are_few(void **state)
{
	(void)state;
	feed("ab\033[6n");
	assert_string_equal(str_text(terminal_output(terminal)), "\033[1;3R");
	for (int i = 0; i < 10000; i++)
		feed("\033[6n\033[c");
	assert_true(terminal_output(terminal)->len <= 4096);
}

/* ---- what takes the whole screen -------------------------------------------- */

static bool is_whole(void)
{
	struct vm_page *page = terminal_page(terminal, 0, 5);
	bool whole = page->alternate;

	vm_page_free(page);
	return whole;
}

static void a_program_may_take_the_screen(void **state)
{
	(void)state;
	feed("login: \033[6n\033[Hhome\033[999;999H\0337\0338\r\n");
	assert_false(is_whole()); /* it was asked how large it is */
	feed("\033[2J\033[1;1Htitle\033[12;1Hmenu");
	assert_true(is_whole());
	feed("\033[25;1H\r\n");
	assert_false(is_whole()); /* lines go over the top again */
	feed("\033[?1049h\033[2;2Hvi");
	assert_true(is_whole());
	feed("\033[24;1H\033[K\033[?1049l$ ");
	assert_false(is_whole());
	feed("\033[3;3Hmenu");
	terminal_mark(terminal, "started");
	assert_false(is_whole());
}

/* What a real program wrote, and what another emulator (tmux, 80 columns and 25
 * lines) showed of it.  Fed whole, and in pieces. */
static void assert_shows(const char *name, size_t piece)
{
	const char *folder = getenv("top_srcdir") ? getenv("top_srcdir") : ".";
	char *from = mem_printf("%s/tests/fixtures/%s.bytes", folder, name);
	char *to = mem_printf("%s/tests/fixtures/%s.screen", folder, name);
	struct str bytes = { 0 }, expected = { 0 };
	struct error err = { 0 };

	assert_true(file_read(from, 1 << 20, &bytes, &err));
	assert_true(file_read(to, 1 << 20, &expected, &err));
	for (size_t at = 0; at < bytes.len; at += piece)
		terminal_feed(terminal, bytes.text + at,
			      piece < bytes.len - at ? piece : bytes.len - at);
	assert_lines(str_text(&expected));
	assert_true(is_whole());
	str_free(&bytes);
	str_free(&expected);
	free(from);
	free(to);
}

static void as_another_emulator(void **state)
{
	static const char *const programs[] = { "memtest86", "busybox-vi" };
	static const size_t pieces[] = { SIZE_MAX, 4096, 7, 1 };

	for (size_t i = 0; i < ARRAY_LEN(programs); i++)
		for (size_t j = 0; j < ARRAY_LEN(pieces); j++) {
			assert_shows(programs[i], pieces[j]);
			finish(state);
			start(state);
		}
	assert_shows("memtest86", SIZE_MAX);
	assert_int_equal(cell_at(0, 8).attrs, VM_REVERSE);
	assert_int_equal(cell_at(1, 8).attrs, 0);
}

/* ---- a part of the text -------------------------------------------------------- */

static void assert_text(uint64_t line, int col, uint64_t to_line, int to_col, const char *expected)
{
	struct vm_spot from = { line, col }, to = { to_line, to_col };
	char *text = terminal_text(terminal, from, to);

	assert_string_equal(text, expected);
	free(text);
	text = terminal_text(terminal, to, from);
	assert_string_equal(text, expected);
	free(text);
}

static void a_part_of_the_text(void **state)
{
	struct vm_page *oldest;
	char line[48];

	(void)state;
	feed("one  \r\n\033[31mtwo\033[0m three\033]0;owned\a\r\n\r\n"
	     "\xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81!\r\nend");
	assert_text(1, 0, 1, 79, "one");
	assert_text(1, 1, 2, 2, "ne\ntwo");
	assert_text(1, 0, 4, 0, "one\ntwo three\n\n\xe6\xbc\xa2");
	assert_text(4, 1, 4, 5, "\xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81"); /* half of a wide character selects all of it */
	assert_text(4, 3, 4, 3, "\xe5\xad\x97");
	assert_text(2, 4, 2, 4, "t");
	assert_text(2, -5, 9999, 9999, "two three\n\n\xe6\xbc\xa2\xe5\xad\x97 e\xcc\x81!\nend");
	assert_text(3, 0, 3, 79, "");
	for (int i = 6; i <= TERMINAL_HISTORY + 200; i++) {
		snprintf(line, sizeof line, "\r\nline %d", i);
		feed(line);
	}
	snprintf(line, sizeof line, "line %d\nline %d", TERMINAL_HISTORY + 100, TERMINAL_HISTORY + 101);
	assert_text(TERMINAL_HISTORY + 100, 0, TERMINAL_HISTORY + 101, 79, line);
	/* lines that are gone are not found, and those left are */
	assert_text(1, 0, 2, 9, "");
	oldest = terminal_page(terminal, 1, 1);
	snprintf(line, sizeof line, "line %d", (int)oldest->first);
	assert_text(1, 5, oldest->first, 79, line);
	vm_page_free(oldest);
}

/* Every kind of sequence that there is, each with little and with much inside. */
static const char *const sequences[] = {
	"\033]0;title\a", "\033]2;title\033\\", "\033]52;c;aGVsbG8=\a", "\033]8;;http://x/\a",
	"\033]4;1;rgb:ff/00/00\a", "\033]1337;File=:AAAA\a", "\033]777;notify;a;b\a",
	"\033P1$r0m\033\\", "\033P+q544e\033\\", "\033Pq#0;2;0;0;0~\033\\", "\033_Gi=1;AAAA\033\\",
	"\033^pm\033\\", "\033Xsos\033\\", "\x90q\x9c", "\x9d" "0;x\x9c", "\x9b" "31m",
	"\033[?1049h", "\033[?1049l", "\033[?47h", "\033[?1047h", "\033[?1000h", "\033[?1002h",
	"\033[?1003h", "\033[?1006h", "\033[?2004h", "\033[?25l", "\033[?3h", "\033[?5h", "\033[?6h",
	"\033[?7l", "\033[?69h", "\033[2;3s", "\033[4h", "\033[20h", "\033[c", "\033[>c", "\033[=c",
	"\033[5n", "\033[6n", "\033[?6n", "\033[18t", "\033[21t", "\033[8;50;132t", "\033[!p",
	"\033c", "\033#8", "\033#3", "\033#6", "\033D", "\033E", "\033M", "\033H", "\0337", "\0338",
	"\033=", "\033>", "\033N", "\033O", "\033Z", "\033(0", "\033)0", "\033*A", "\033%G", "\033%@",
	"\x0e", "\x0f", "\a", "\b", "\t", "\v", "\f", "\177", "\x18", "\x1a", "\x05", "\033[5;10r",
	"\033[999;999H", "\033[99999999999A", "\033[0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0m",
	"\033[999@", "\033[999P", "\033[999L", "\033[999M", "\033[999S", "\033[999T", "\033[999X",
	"\033[999Z", "\033[999I", "\033[999b", "\033[0g", "\033[3g", "\033[1\"q", "\033[?1K", "\033[?2J",
	"\033[3J", "\033[2J", "\033[1J", "\033[2K", "\033[4:3m", "\033[58:2::1:2:3m", "\033[38;2m",
	"\033[38;5;999m", "\033[48:5:3m", "\033[ q", "\033[5 q", "\033[99'}", "\033[99'~", "\033[",
	"\033]", "\033P", "\033", "\xe6\xbc", "\xff\xfe", "\xed\xa0\x80", "\xf4\x90\x80\x80",
	"\xc2\x9b" "31m", "\xc2\x9d" "52;c;AA\a", "\xe2\x80\xae", "\xe2\x80\x8b", "\xcc\x81\xcc\x81\xcc\x81",
	"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", "\r\n", "text",
};

/* In two pieces, the first of this many bytes, and each in pieces of so many. */
static void pass(const char *bytes, size_t n, size_t cut, size_t piece, struct str *out)
{
	struct console_filter filter = { 0 };

	str_cut(out, 0);
	for (size_t at = 0; at < n;) {
		size_t left = (at < cut ? cut : n) - at, now = left < piece ? left : piece;

		console_filter_feed(&filter, bytes + at, now, out);
		at += now;
	}
}

static void assert_passes(const char *bytes, const char *expected)
{
	size_t n = strlen(bytes);
	struct str out = { 0 };

	for (size_t cut = 0; cut <= n; cut++) {
		pass(bytes, n, cut, SIZE_MAX, &out);
		assert_string_equal(str_text(&out), expected);
		pass(bytes, n, 0, cut + 1, &out);
		assert_string_equal(str_text(&out), expected);
	}
	str_free(&out);
}

static void the_filter(void **state)
{
	(void)state;
	assert_passes("text\r\n\t\b", "text\r\n\t\b");
	assert_passes("\xc3\xb1\xe6\xbc\xa2\xf0\x9f\x98\x80", "\xc3\xb1\xe6\xbc\xa2\xf0\x9f\x98\x80");
	/* the first and the last of each length */
	assert_passes("\xc2\xa2\xdf\x80\xe0\xa4\x85\xef\xbd\xb1\xf0\x90\x8c\x80",
		      "\xc2\xa2\xdf\x80\xe0\xa4\x85\xef\xbd\xb1\xf0\x90\x8c\x80");
	assert_passes("\xf4\x80\x80\x80", "\xf4\x80\x80\x80");
	assert_passes("\xc1\xf5x", "\xef\xbf\xbd\xef\xbf\xbdx");
	assert_passes("\033[1;31mred\033[m", "\033[1;31mred\033[m");
	assert_passes("\033[2J\033[H\033[5;9r\0337\033(0q\033(B", "\033[2J\033[H\033[5;9r\0337\033(0q\033(B");
	assert_passes("\033[?1049h\033[?25l\033[?2004h", "\033[?1049h\033[?25l\033[?2004h");
	assert_passes("\033[99999999999999B", "\033[999B");
	assert_passes("\033[1;;2H\033[;H\033[38:2::1m", "\033[1;;2H\033[;H\033[38:2::1m");
	assert_passes("\033#8\033)A\033#3\033(C\033*A", "\033#8\033)A");
	assert_passes("\033[?1h\033[?5h\033[?7h\033[?25h\033[?47h\033[?1047h\033[?1048h",
		      "\033[?1h\033[?5h\033[?7h\033[?25h\033[?47h\033[?1047h\033[?1048h");
	assert_passes("\033[s\033[u", "\0337\0338");
	/* a sequence without numbers does not use those of the one before */
	assert_passes("\033[?25l\033[H\033[JHello", "\033[?25l\033[H\033[JHello");
	assert_passes("\033[!p\033[p\033[?2004l\033[s", "\033[!p\033[?2004l\0337");
	assert_passes("\033[p\033[$p\033[!q", "");
	/* what no terminal shows, and what harms some */
	assert_passes("a\033]0;title\ab\033]52;c;AAAA\033\\c", "abc");
	assert_passes("a\033P1$r0m\033\\b\033_x\033\\c\033^x\033\\d\033Xx\033\\e", "abcde");
	assert_passes("\033[?1000h\033[?1003h\033[?1006hx\033[?69h\033[2;3s", "x");
	assert_passes("\033[?1;1000h\033[?0h\033[?1K\033[?1n\033[>1h\033[=7l", "");
	assert_passes("\033[1 @\033[5 A\033[1!p\033[?!p\033[1s\033[!s", "");
	assert_passes("\033[8;50;132tx\033#6\033N\033[>c\033[1\"q\033[5 qy", "xy");
	assert_passes("\a\x05\x7f\x01x", "x");
	/* what is broken */
	assert_passes("\xff", "\xef\xbf\xbd"); /* at once: no other byte makes it whole */
	assert_passes("\xff\xc3", "\xef\xbf\xbd");
	assert_passes("\xe6\xbcx\xed\xa0\x80", "\xef\xbf\xbdx\xef\xbf\xbd");
	assert_passes("\xc2\x9b" "31m", "\xef\xbf\xbd" "31m");
	assert_passes("\xcc\x81x\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
		      "x\xcc\x81\xcc\x81\xcc\x81\xcc\x81");
	assert_passes("x\033[1m\xcc\x81\n\xcc\x81y", "x\033[1m\ny"); /* marks on nothing */
	assert_passes("\033[12\x18x\033]52;\ny", "x\ny");
	assert_passes("\033[3\r1mx\033[1\xc3\xa9m", "\r\033[31mx\xc3\xa9m");
}

/* libvterm would write more of them over other memory. */
static void as_many_numbers_as_libvterm_holds(void **state)
{
	(void)state;
	assert_passes("\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m", "\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m");
	assert_passes("\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m", "");
	assert_passes("\033[;;;;;;;;;;;;;;;;m", "");
	assert_passes("\033[::::::::::::::::3P", "");
}

static void assert_row(const char *bytes, int row)
{
	struct console_filter filter = { 0 };
	struct str out = { 0 };

	console_filter_feed(&filter, bytes, strlen(bytes), &out);
	assert_int_equal(filter.row, row);
	str_free(&out);
}

static void the_lowest_row_is_noted(void **state)
{
	(void)state;
	assert_row("text\r\n", 0);
	assert_row("\033[5;1H", 5);
	assert_row("\033[9;70f\033[3;1H", 9);
	assert_row("\033[7d\033[12A\033[12G\033[12m", 7);
	assert_row("\033[200;1H\033[201;1H\033[999;999H", 200);
	assert_row("\033[H\033[;5H", 0);
}

static void every_sequence(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sequences); i++)
		for (size_t j = 0; j < ARRAY_LEN(sequences); j++) {
			feed(sequences[i]);
			feed("x");
			feed(sequences[j]);
			if ((i + j) % 7 == 0)
				check_page(0, 1 + (i * 31 + j) % 40);
		}
	terminal_mark(terminal, "here");
	check_page(0, 40);
}

static uint32_t any_seed = 2020;

static unsigned any(unsigned n)
{
	any_seed = any_seed * 1103515245u + 12345u;
	return (any_seed >> 16) % n;
}

static void a_megabyte_of_anything(void **state)
{
	char bytes[1024];

	(void)state;
	for (int i = 0; i < 1024; i++) {
		for (size_t j = 0; j < sizeof bytes; j++)
			bytes[j] = (char)(any(4) ? any(256) : (unsigned char)"\033[];?0123mhHJ"[any(13)]);
		terminal_feed(terminal, bytes, sizeof bytes);
		if (i % 16 == 0)
			check_page(any(2) ? 0 : any(5000), 1 + any(60));
		if (i % 64 == 0)
			terminal_mark(terminal, "jump");
		str_cut(terminal_output(terminal), 0);
	}
	check_page(0, 100000);
}

static void any_size(void **state)
{
	(void)state;
	for (int i = 0; i < 60; i++) {
		terminal_free(terminal);
		terminal = terminal_new((int)(1 + any(MOST_ROWS)), (int)(1 + any(200)));
		for (int j = 0; j < 60; j++) {
			feed(sequences[any(ARRAY_LEN(sequences))]);
			feed("a line of some length, so that there is something to be cut\r\n");
		}
		terminal_mark(terminal, "jump");
		check_page(any(2) ? 0 : any(400), 1 + any(80));
	}
}

/* How the bytes are divided must make no difference. */
static void pieces_make_no_difference(void **state)
{
	static const char alphabet[] = "\033\033[[]P_(\\\a\x18\n?;0123$!mhHJsu\xc3\xa9\xcc\x81\xe6\xbc\xa2";
	struct str whole = { 0 }, pieces = { 0 };
	char bytes[200];

	(void)state;
	any_seed = 33;
	for (int round = 0; round < 3000; round++) {
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)(any(16) ? (unsigned char)alphabet[any(sizeof alphabet - 1)]
						  : any(256));
		pass(bytes, sizeof bytes, 0, SIZE_MAX, &whole);
		pass(bytes, sizeof bytes, any(sizeof bytes), 1 + any(12), &pieces);
		assert_int_equal(whole.len, pieces.len);
		assert_memory_equal(str_text(&whole), str_text(&pieces), whole.len);
	}
	str_free(&whole);
	str_free(&pieces);
}

/* --- without libvterm --- */

#define ALONE "alone" /* the argument of a copy of this program, in a folder without modules */

static int show_alone(void)
{
	struct vm_page *page;
	char *first;

	start(NULL);
	terminal_key(terminal, 'x');
	terminal_mark(terminal, "of our own");
	feed("hello\r\n\033[2J");
	page = terminal_page(terminal, 0, 3);
	first = line_text(page, 0);
	printf("%s\n", first);
	free(first);
	vm_page_free(page);
	check_page(0, 10);
	finish(NULL);
	return 0;
}

/* The pane says why the console is not shown, and nothing crashes. */
static void without_its_module(void **state)
{
	char folder[] = "/tmp/imitation-XXXXXX", self[4096], said[400] = "";
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	char *command;
	FILE *out;

	(void)state;
	assert_true(n > 0);
	self[n] = '\0';
	assert_non_null(mkdtemp(folder));
	command = mem_printf("cp '%1$s' %2$s/copy && LC_ALL=C %2$s/copy " ALONE "; rm -r %2$s", self, folder);
	out = popen(command, "r");
	assert_non_null(out);
	assert_non_null(fgets(said, sizeof said, out));
	assert_int_equal(pclose(out), 0);
	free(command);
	if (strstr(said, "hello") || strstr(said, "of our own"))
		skip_why("another libvterm is installed here");
	if (!strstr(said, "libvterm cannot be loaded"))
		fail_msg("it says: %s", said);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines_and_cursor, start, finish),
		cmocka_unit_test_setup_teardown(looks, start, finish),
		cmocka_unit_test_setup_teardown(history_is_bounded, start, finish),
		cmocka_unit_test_setup_teardown(a_mark_tells_of_a_jump, start, finish),
		cmocka_unit_test_setup_teardown(keys_become_bytes, start, finish),
		cmocka_unit_test_setup_teardown(answers_are_few, start, finish),
		cmocka_unit_test_setup_teardown(a_program_may_take_the_screen, start, finish),
		cmocka_unit_test_setup_teardown(as_another_emulator, start, finish),
		cmocka_unit_test_setup_teardown(a_part_of_the_text, start, finish),
		cmocka_unit_test(the_filter),
		cmocka_unit_test(as_many_numbers_as_libvterm_holds),
		cmocka_unit_test(the_lowest_row_is_noted),
		cmocka_unit_test(pieces_make_no_difference),
		cmocka_unit_test_setup_teardown(every_sequence, start, finish),
		cmocka_unit_test_setup_teardown(a_megabyte_of_anything, start, finish),
		cmocka_unit_test_setup_teardown(any_size, start, finish),
		cmocka_unit_test(without_its_module),
	};

	if (argc == 2 && str_eq(argv[1], ALONE))
		return show_alone();
	return cmocka_run_group_tests_name("terminals of machines", tests, NULL, NULL);
}
