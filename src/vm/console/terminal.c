// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A machine's terminal, by libvterm; see terminal.h.
 *
 * Lines that scroll off the top are kept in a ring, without trailing blanks.  A cell is
 * cleaned when it is copied, so a page contains only characters that are safe to show. */
#include "vm/console/terminal.h"

#include <stdlib.h>
#include <string.h>

#include "base/home.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/utf8.h"
#include "vm/console/cells.h"
#include "vm/console/filter.h"
#include "vm/console/vterm-library.h"

#define OUTPUT_MAX 4096 /* answers that nobody fetches */

struct old_line {
	struct vm_cell *cells;
	int n;
};

struct terminal {
	const struct library *lib; /* NULL: nothing was written yet, or it cannot be had */
	char *lost;                /* why it cannot be had, or NULL */
	VTerm *vt;
	VTermScreen *screen;
	VTermState *state;
	struct console_filter filter;
	struct str passed; /* filtered bytes, on their way to libvterm */
	int rows, cols;
	VTermPos cursor;
	bool cursor_shown, alternate, heard;
	bool painted;  /* the lines are addressed by number, and do not scroll */
	bool switched; /* from one screen to the other, by what is being taken in */
	struct old_line *ring; /* TERMINAL_HISTORY of them */
	uint64_t pushed;       /* lines that went over the top, ever */
	size_t kept;           /* of these */
	struct str output;
};

/* ---- rows ----------------------------------------------------------------- */

/* Without libvterm a terminal shows why it is missing, once something was written. */
static int plain_row(const struct terminal *t, int row, struct vm_cell *cells)
{
	const char *at = t->lost ? t->lost : "";
	int place, used = 0;

	for (place = 0; place < t->cols; place++)
		cells[place] = cell_blank();
	for (place = 0; *at && place < (row + 1) * t->cols; place++) {
		uint32_t cp;
		size_t n = utf8_decode(at, strlen(at), &cp);

		if (place >= row * t->cols && utf8_cp_width(cp) == 1) {
			used = place - row * t->cols + 1;
			memcpy(cells[used - 1].text, at, n);
			cells[used - 1].text[n] = '\0';
		}
		at += n;
	}
	return used;
}

/* A row of the screen; returns how many cells are not blank at its end. */
static int row_of_screen(const struct terminal *t, int row, struct vm_cell *cells)
{
	int col, used = 0;

	if (!t->lib)
		return plain_row(t, row, cells);
	for (col = 0; col < t->cols; col++) {
		VTermPos at = { .row = row, .col = col };
		VTermScreenCell from;

		cells[col] = t->lib->vterm_screen_get_cell(t->screen, at, &from) ? cell_from(&from) : cell_blank();
	}
	cells_mend_halves(cells, t->cols);
	for (col = 0; col < t->cols; col++)
		if (!cell_is_blank(&cells[col]))
			used = col + 1;
	return used;
}

/* The last row that has anything on it, the cursor included. */
static int last_row(const struct terminal *t)
{
	struct vm_cell *cells = mem_array((size_t)t->cols, sizeof *cells);
	int row = t->rows - 1;

	while (row > 0 && row > t->cursor.row && row_of_screen(t, row, cells) == 0)
		row--;
	free(cells);
	return row;
}

/* ---- what libvterm tells ------------------------------------------------------ */

static int on_push(int cols, const VTermScreenCell *cells, void *user)
{
	struct terminal *t = user;
	struct old_line *line = &t->ring[t->pushed % TERMINAL_HISTORY];
	struct vm_cell *copy = mem_array((size_t)cols, sizeof *copy);
	int i, used = 0;

	for (i = 0; i < cols; i++)
		copy[i] = cell_from(&cells[i]);
	cells_mend_halves(copy, cols);
	for (i = 0; i < cols; i++)
		used = cell_is_blank(&copy[i]) ? used : i + 1;
	free(line->cells);
	line->n = used;
	line->cells = mem_array((size_t)used, sizeof *copy);
	if (used > 0)
		memcpy(line->cells, copy, (size_t)used * sizeof *copy);
	free(copy);
	t->pushed++;
	t->kept += t->kept < TERMINAL_HISTORY;
	return 1;
}

static int on_cursor(VTermPos at, VTermPos before, int shown, void *user)
{
	struct terminal *t = user;

	(void)before;
	(void)shown;
	t->cursor = at;
	return 1;
}

static int on_property(VTermProp property, VTermValue *value, void *user)
{
	struct terminal *t = user;

	if (property == VTERM_PROP_CURSORVISIBLE)
		t->cursor_shown = value->boolean;
	else if (property == VTERM_PROP_ALTSCREEN) {
		t->alternate = value->boolean;
		t->switched = true;
	}
	return 1;
}

static void on_output(const char *bytes, size_t n, void *user)
{
	struct terminal *t = user;

	if (t->output.len + n <= OUTPUT_MAX)
		str_addn(&t->output, bytes, n);
}

static const VTermScreenCallbacks callbacks = {
	.movecursor = on_cursor,
	.settermprop = on_property,
	.sb_pushline = on_push,
};

/* ---- the terminal ---------------------------------------------------------------- */

struct terminal *terminal_new(int rows, int cols)
{
	struct terminal *t = mem_alloc(sizeof *t);

	t->rows = rows;
	t->cols = cols;
	t->cursor_shown = true;
	return t;
}

static const struct library *libvterm(struct error *err)
{
	static struct module_use use = MODULE_USE("libvterm", "console-vterm.so", "libvterm.so.0",
						  PACKAGES("vterm"), sizeof(struct library));

	return module_use(&use, err);
}

void terminal_prepare(void)
{
	libvterm(NULL);
}

static void make(struct terminal *t)
{
	const struct library *lib = t->lib;

	t->ring = mem_array(TERMINAL_HISTORY, sizeof *t->ring);
	t->vt = lib->vterm_new(t->rows, t->cols);
	lib->vterm_set_utf8(t->vt, 1);
	lib->vterm_output_set_callback(t->vt, on_output, t);
	t->state = lib->vterm_obtain_state(t->vt);
	lib->vterm_state_set_bold_highbright(t->state, 0);
	t->screen = lib->vterm_obtain_screen(t->vt);
	lib->vterm_screen_enable_altscreen(t->screen, 1);
	lib->vterm_screen_set_callbacks(t->screen, &callbacks, t);
	lib->vterm_screen_reset(t->screen, 1);
}

/* A terminal is made when it is first written to: most never are.  False: it cannot be. */
static bool begin(struct terminal *t)
{
	struct error err = { 0 };

	if (t->lib || t->lost)
		return t->lib;
	t->lib = libvterm(&err);
	if (t->lib)
		make(t);
	else
		t->lost = utf8_clean(err.message, strlen(err.message));
	return t->lib;
}

void terminal_free(struct terminal *t)
{
	size_t i;

	if (!t)
		return;
	if (t->lib)
		t->lib->vterm_free(t->vt);
	for (i = 0; t->ring && i < TERMINAL_HISTORY; i++)
		free(t->ring[i].cells);
	free(t->ring);
	str_free(&t->output);
	str_free(&t->passed);
	free(t->lost);
	free(t);
}

/* By the first byte of a run of characters libvterm decides for all of it whether they are
 * UTF-8 or letters of the set for drawing lines. */
static void write_passed(struct terminal *t)
{
	const char *at = str_text(&t->passed), *end = at + t->passed.len, *stop;

	for (; at < end; at = stop) {
		for (stop = at + 1; stop < end && (*stop & 0x80) == (*at & 0x80); stop++)
			;
		t->lib->vterm_input_write(t->vt, at, (size_t)(stop - at));
	}
}

void terminal_feed(struct terminal *t, const char *bytes, size_t n)
{
	uint64_t pushed = t->pushed;

	t->heard |= n > 0;
	if (n == 0 || !begin(t))
		return;
	str_cut(&t->passed, 0);
	t->filter.row = 0;
	t->switched = false;
	console_filter_feed(&t->filter, bytes, n, &t->passed);
	write_passed(t);
	if (t->filter.row > 1 && t->filter.row <= t->rows)
		t->painted = true;
	if (t->pushed != pushed || t->switched || t->alternate)
		t->painted = false;
}

static void write_text(struct terminal *t, const char *text)
{
	terminal_feed(t, text, strlen(text));
}

void terminal_mark(struct terminal *t, const char *text)
{
	struct str move = { 0 };
	bool below = t->heard;

	/* Leave an incomplete sequence and the alternate screen. */
	write_text(t, "\x18\033[?1049l");
	if (!t->lib)
		return;
	t->lib->vterm_state_reset(t->state, 0);
	if (below) {
		str_addf(&move, "\033[%d;1H\r\n", last_row(t) + 1);
		write_text(t, str_text(&move));
	}
	str_free(&move);
	write_text(t, "\033[0;3m");
	write_text(t, text);
	write_text(t, "\033[0m\r\n");
	t->painted = false; /* answers to our own sequences */
	str_cut(&t->output, 0);
}

/* ---- keys --------------------------------------------------------------------------- */

static const VTermKey keys[] = {
	[VM_KEY_ENTER - VM_KEY_BASE] = VTERM_KEY_ENTER,
	[VM_KEY_TAB - VM_KEY_BASE] = VTERM_KEY_TAB,
	[VM_KEY_BTAB - VM_KEY_BASE] = VTERM_KEY_TAB,
	[VM_KEY_BACKSPACE - VM_KEY_BASE] = VTERM_KEY_BACKSPACE,
	[VM_KEY_UP - VM_KEY_BASE] = VTERM_KEY_UP,
	[VM_KEY_DOWN - VM_KEY_BASE] = VTERM_KEY_DOWN,
	[VM_KEY_LEFT - VM_KEY_BASE] = VTERM_KEY_LEFT,
	[VM_KEY_RIGHT - VM_KEY_BASE] = VTERM_KEY_RIGHT,
	[VM_KEY_PGUP - VM_KEY_BASE] = VTERM_KEY_PAGEUP,
	[VM_KEY_PGDN - VM_KEY_BASE] = VTERM_KEY_PAGEDOWN,
	[VM_KEY_HOME - VM_KEY_BASE] = VTERM_KEY_HOME,
	[VM_KEY_END - VM_KEY_BASE] = VTERM_KEY_END,
	[VM_KEY_INSERT - VM_KEY_BASE] = VTERM_KEY_INS,
	[VM_KEY_DELETE - VM_KEY_BASE] = VTERM_KEY_DEL,
};

void terminal_key(struct terminal *t, uint32_t key)
{
	if (!begin(t))
		return;
	if (key < VM_KEY_BASE)
		t->lib->vterm_keyboard_unichar(t->vt, key, VTERM_MOD_NONE);
	else if (key == VM_KEY_PASTE)
		t->lib->vterm_keyboard_start_paste(t->vt);
	else if (key == VM_KEY_PASTE_END)
		t->lib->vterm_keyboard_end_paste(t->vt);
	else if (key >= VM_KEY_F1 && key < VM_KEY_LAST)
		t->lib->vterm_keyboard_key(t->vt, VTERM_KEY_FUNCTION(key - VM_KEY_F1 + 1), VTERM_MOD_NONE);
	else if (key > VM_KEY_BASE && key < VM_KEY_PASTE)
		t->lib->vterm_keyboard_key(t->vt, keys[key - VM_KEY_BASE],
				   key == VM_KEY_BTAB ? VTERM_MOD_SHIFT : VTERM_MOD_NONE);
}

struct str *terminal_output(struct terminal *t)
{
	return &t->output;
}

/* ---- pages ---------------------------------------------------------------------------- */

/* Line number `number` as cells; those beyond its end are blank. */
static void line_cells(const struct terminal *t, uint64_t number, struct vm_cell *cells)
{
	const struct old_line *line;
	int i;

	if (number > t->pushed) {
		row_of_screen(t, (int)(number - t->pushed - 1), cells);
		return;
	}
	line = &t->ring[(number - 1) % TERMINAL_HISTORY];
	for (i = 0; i < t->cols; i++)
		cells[i] = i < line->n ? line->cells[i] : cell_blank();
	cells_mend_halves(cells, t->cols);
}

static void put_cursor(const struct terminal *t, struct vm_page *page)
{
	uint64_t number = t->pushed + (uint64_t)t->cursor.row + 1;

	page->cursor_line = page->n;
	page->cursor_col = t->cursor.col < t->cols ? t->cursor.col : t->cols - 1;
	if (t->cursor_shown && number <= page->bottom && number + page->n > page->bottom)
		page->cursor_line = page->n - 1 - (size_t)(page->bottom - number);
}

struct vm_page *terminal_page(const struct terminal *t, uint64_t bottom, size_t lines)
{
	struct vm_page *page = mem_alloc(sizeof *page);
	size_t i;

	if ((t->alternate || t->painted) && lines < (size_t)t->rows)
		lines = (size_t)t->rows;
	page->cols = t->cols;
	page->alternate = t->alternate || t->painted;
	page->heard = t->heard;
	page->top = t->pushed + 1;
	page->first = t->pushed - t->kept + 1;
	page->last = t->pushed + (uint64_t)last_row(t) + 1;
	page->bottom = bottom == 0 || bottom > page->last ? page->last :
		       bottom < page->first ? page->first : bottom;
	page->n = page->bottom - page->first + 1 < lines ? (size_t)(page->bottom - page->first + 1)
							 : lines;
	page->cells = mem_array(page->n * (size_t)page->cols, sizeof *page->cells);
	for (i = 0; i < page->n; i++)
		line_cells(t, page->bottom - page->n + 1 + i, page->cells + i * (size_t)page->cols);
	put_cursor(t, page);
	return page;
}

void vm_page_free(struct vm_page *page)
{
	if (!page)
		return;
	free(page->cells);
	free(page);
}

uint64_t terminal_find(const struct terminal *t, const char *text, uint64_t before)
{
	struct vm_cell *cells = mem_array((size_t)t->cols, sizeof *cells);
	uint64_t first = t->pushed - t->kept + 1, last = t->pushed + (uint64_t)last_row(t) + 1;
	uint64_t number = before == 0 || before > last ? last + 1 : before, found = 0;
	struct str line = { 0 };

	while (!found && text[0] && --number >= first) {
		int i;

		str_cut(&line, 0);
		line_cells(t, number, cells);
		for (i = 0; i < t->cols; i++)
			str_add(&line, cells[i].text);
		if (strcasestr(str_text(&line), text))
			found = number;
	}
	str_free(&line);
	free(cells);
	return found;
}

static bool is_before(struct vm_spot a, struct vm_spot b)
{
	return a.line < b.line || (a.line == b.line && a.col < b.col);
}

/* Include a character if its right half is included. */
static void add_cells(struct str *text, const struct vm_cell *cells, int from, int to)
{
	size_t start = text->len;

	if (from > 0 && cells[from].width == 0)
		from--;
	for (int i = from; i <= to; i++)
		str_add(text, cells[i].text);
	while (text->len > start && text->text[text->len - 1] == ' ')
		str_cut(text, text->len - 1);
}

static int column(const struct terminal *t, int col)
{
	return col < 0 ? 0 : col < t->cols ? col : t->cols - 1;
}

char *terminal_text(const struct terminal *t, struct vm_spot from, struct vm_spot to)
{
	struct vm_cell *cells = mem_array((size_t)t->cols, sizeof *cells);
	uint64_t first = t->pushed - t->kept + 1, last = t->pushed + (uint64_t)last_row(t) + 1;
	struct vm_spot start = is_before(to, from) ? to : from, end = is_before(to, from) ? from : to;
	uint64_t number = start.line > first ? start.line : first;
	struct str text = { 0 };

	for (; number <= end.line && number <= last; number++) {
		line_cells(t, number, cells);
		if (number > start.line && number > first)
			str_addc(&text, '\n');
		add_cells(&text, cells, number == start.line ? column(t, start.col) : 0,
			  number == end.line ? column(t, end.col) : t->cols - 1);
	}
	free(cells);
	return str_take(&text);
}
