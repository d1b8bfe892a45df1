// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The console of the chosen machine: the end of what its terminal shows, in the machine's
 * own colours.  A line that is wider than the pane continues in the next row, but the
 * lines of a program that takes the whole screen are cut.  Its screen: text is drawn as text,
 * in its colours; a picture in pixels if the terminal has them, else in blocks. */
#include "ui/panes/pane-console.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/blocks.h"
#include "ui/state/ui-state.h"
#include "ui/text/render.h"
#include "vm/rules.h"
#include "vm/screen.h"

/* ---- the screen ---------------------------------------------------------------- */

static bool is_live(const struct vm_machine *machine)
{
	return machine->state == STATE_RUNNING || machine->state == STATE_PAUSED;
}

/* The screen of this machine as it was last seen, or NULL. */
static const struct vm_screen *seen_of(const struct paint *p, const struct vm_machine *machine)
{
	const struct vm_screen *screen = p->view->screen;

	return screen && is_live(machine) && str_eq(screen->machine, machine->name) ? screen : NULL;
}

char *screen_title(const struct paint *p)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);

	if (!machine)
		return mem_dup(_("Screen"));
	if (p->view->picture->link != VM_ALIVE && seen_of(p, machine))
		return mem_printf(_("Screen of %s, as it was last seen"), machine->name);
	if (machine->state == STATE_PAUSED || machine->trouble != TROUBLE_NONE)
		return mem_printf(_("Screen of %1$s: %2$s"), machine->name, machine_word(machine));
	return mem_printf(_("Screen of %s"), machine->name);
}

/* The character of a code, or in ASCII one that looks like it. */
static const char *sign_of(const struct canvas *canvas, unsigned char code)
{
	if (!canvas->ascii || code < 0xb0 || code > 0xdf)
		return vga_utf8(code);
	if (code == 0xb3 || code == 0xba)
		return "|";
	if (code == 0xc4 || code == 0xcd)
		return "-";
	return code <= 0xb2 || code >= 0xdb ? "#" : "+";
}

/* Draws black on a colour as reverse, so that it is seen as such without colours too. */
static void draw_cell(struct canvas *canvas, int row, int col, const struct vga_cell *cell)
{
	int fg = vga_color(cell->attr & 15), bg = vga_color(cell->attr >> 4);
	bool reverse = fg == 0 && bg != 0;

	canvas_guest(canvas, row, col, 1, sign_of(canvas, cell->code), reverse ? LOOK_REVERSE : 0,
		     reverse ? bg : fg, reverse ? fg : bg);
}

static void draw_row(const struct paint *p, struct rect rect, int row, const struct vga_cell *cells,
		     int cols)
{
	int last = cols;

	for (int col = 0; col < cols && col < rect.cols; col++)
		draw_cell(p->canvas, row, rect.col + col, &cells[col]);
	while (last > 0 && strcmp(vga_utf8(cells[last - 1].code), " ") == 0)
		last--;
	if (last > rect.cols)
		canvas_text(p->canvas, row, rect.col + rect.cols - 1, 1, STYLE_KEY,
			    p->canvas->ascii ? ">" : "…");
}

/* Draws the last rows if not all fit, because a machine writes at the end. */
static void draw_text(const struct paint *p, struct rect rect, const struct vga_text *text)
{
	struct ui *ui = p->ui;
	int used, wide, most, top, shown;

	vga_used(text, &used, &wide);
	most = used > rect.rows ? used - rect.rows : 0;
	if (ui->screen_back > (size_t)most)
		ui->screen_back = (size_t)most;
	top = most - (int)ui->screen_back;
	shown = text->rows - top < rect.rows ? text->rows - top : rect.rows;
	for (int row = 0; row < shown; row++)
		draw_row(p, rect, rect.row + row, &text->cells[(top + row) * text->cols],
			 text->cols);
	if (ui->focus == FOCUS_SCREEN)
		paint_cursor(p, rect.row + (used - top < shown ? used - top : shown) - 1, rect.col);
}

static const char *words_for(const struct paint *p, const struct vm_machine *machine,
			     const struct vm_screen *screen)
{
	if (!machine || machine->state == STATE_UNKNOWN || machine->state == STATE_ABSENT)
		return _("A machine shows its screen here while it runs.");
	if (!is_live(machine))
		return _("The machine is off, and its screen is dark.");
	if (screen && screen->problem)
		return screen->problem;
	return p->view->picture->link == VM_ALIVE ? _("Looking at the screen.") :
						    _("There is no connection to the hypervisor.");
}

/* Draws blocks while what is asked or shown may cover the pane: pixels would lie over it. */
static void draw_picture(const struct paint *p, struct rect rect, const struct vm_screen *screen)
{
	if (p->canvas->pixels && !p->ui->note && !p->ui->question)
		p->canvas->picture = (struct canvas_picture){ rect, &screen->image, screen->version };
	else
		blocks_show(&p->ui->blocks, p->canvas, rect, &screen->image, screen->version);
}

void pane_screen(const struct paint *p, struct rect rect)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);
	const struct vm_screen *screen = machine ? seen_of(p, machine) : NULL;

	if (rect.rows < 1 || rect.cols < 1)
		return;
	paint_hit(p, rect, HIT_SCREEN, 0);
	if (machine)
		utf8_copy(p->ui->screen_of, sizeof p->ui->screen_of, machine->name);
	if (p->ui->focus == FOCUS_SCREEN)
		paint_cursor(p, rect.row, rect.col);
	if (screen && screen->kind == SCREEN_TEXT)
		draw_text(p, rect, &screen->text);
	else if (screen && screen->kind == SCREEN_PIXELS)
		draw_picture(p, rect, screen);
	else
		paint_text(p, rect, "", words_for(p, machine, screen),
			   screen && screen->problem ? STYLE_WARN : STYLE_DIM);
}

/* ---- the console --------------------------------------------------------------- */

_Static_assert((int)VM_BOLD == LOOK_BOLD && (int)VM_DIM == LOOK_DIM &&
	       (int)VM_UNDERLINE == LOOK_UNDERLINE && (int)VM_REVERSE == LOOK_REVERSE &&
	       (int)VM_ITALIC == LOOK_ITALIC && (int)VM_DEFAULT == GUEST_DEFAULT &&
	       (int)VM_RGB == GUEST_RGB, "a guest's looks are those of the canvas");

char *console_title(const struct paint *p)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);
	const struct vm_page *page = p->view->console;

	if (!machine)
		return mem_dup(_("Console"));
	if (page && page->bottom < page->last)
		return mem_printf(ngettext("Console of %1$s: %2$llu line back",
					   "Console of %1$s: %2$llu lines back",
					   (unsigned long)(page->last - page->bottom)),
				  machine->name, (unsigned long long)(page->last - page->bottom));
	if (console_takes_keys(p->ui) && p->ui->console.cut && !p->ui->zoom)
		return mem_printf(_("Console of %s: Ctrl-] c shows all of it"), machine->name);
	if (machine->state == STATE_PAUSED || machine->trouble != TROUBLE_NONE)
		return mem_printf(_("Console of %1$s: %2$s"), machine->name,
				  machine_word(machine));
	return mem_printf(_("Console of %s"), machine->name);
}

/* ---- rows of the pane ------------------------------------------------------ */

/* The part of a line that one row shows. */
struct part {
	size_t line;
	int from, to;
};

struct parts {
	struct part *list;
	size_t n;
	size_t line; /* of the cursor: the end of the selection, else the machine's cursor */
	int col;
	size_t cursor; /* which part holds it; SIZE_MAX: none */
};

static const struct vm_cell *cells_of(const struct vm_page *page, size_t line)
{
	return page->cells + line * (size_t)page->cols;
}

static int used_of(const struct vm_page *page, size_t line)
{
	const struct vm_cell *cells = cells_of(page, line);
	int used = page->cols;

	while (used > 0 && strcmp(cells[used - 1].text, " ") == 0 &&
	       cells[used - 1].bg == VM_DEFAULT && !(cells[used - 1].attrs & VM_REVERSE))
		used--;
	return used;
}

static void add_part(struct parts *parts, size_t line, int from, int to)
{
	if (line == parts->line && parts->col >= from && parts->col < to)
		parts->cursor = parts->n;
	*MEM_PUSH(parts->list, parts->n) = (struct part){ line, from, to };
}

static void wrap_line(struct parts *parts, const struct vm_page *page, size_t line, int width)
{
	const struct vm_cell *cells = cells_of(page, line);
	int used = used_of(page, line), from = 0;

	used = line == parts->line && used <= parts->col ? parts->col + 1 : used;
	do {
		int to = from + width < page->cols ? from + width : page->cols;

		/* Do not split a wide character. */
		if (to < page->cols && to - from > 1 && cells[to].width == 0)
			to--;
		add_part(parts, line, from, to);
		from = to;
	} while (from < used);
}

/* How many lines are shown: an empty last line only with the cursor. */
static size_t lines_of(const struct vm_page *page, bool with_cursor)
{
	bool empty = page->n > 1 && page->cursor_line == page->n - 1 && page->cursor_col == 0 &&
		     used_of(page, page->n - 1) <= 1 &&
		     strcmp(cells_of(page, page->n - 1)[0].text, " ") == 0;

	return page->n - (empty && !with_cursor);
}

static uint64_t number_of(const struct vm_page *page, size_t line)
{
	return page->bottom - page->n + 1 + line;
}

/* The first line that is shown: a program that takes the whole screen hides what was
 * written before it. */
static size_t first_line(const struct vm_page *page, const struct parts *parts)
{
	size_t first = page->top > number_of(page, 0) ? (size_t)(page->top - number_of(page, 0)) : 0;

	return page->alternate && page->bottom == page->last && parts->line >= first ? first : 0;
}

static struct parts make_parts(const struct ui *ui, const struct vm_page *page, int width)
{
	const struct selection *selection = &ui->selection;
	struct parts parts = {
		.line = page->cursor_line, .col = page->cursor_col, .cursor = SIZE_MAX,
	};
	int from = 0;

	if (selection->on) {
		parts.line = (size_t)(selection->at.line - number_of(page, 0));
		parts.col = selection->at.col;
	}
	/* A program that takes the whole screen is cut at the left to show the cursor. */
	if (page->alternate && parts.line < page->n && parts.col >= width)
		from = parts.col - width + 1;
	for (size_t line = first_line(page, &parts);
	     line < lines_of(page, ui->focus == FOCUS_CONSOLE); line++) {
		if (page->alternate)
			add_part(&parts, line, from,
				 from + width < page->cols ? from + width : page->cols);
		else
			wrap_line(&parts, page, line, width);
	}
	return parts;
}

/* The first part that is shown: the last ones are, but the cursor is kept in sight.  A
 * program that takes the whole screen and hides the cursor is shown from its top, unless
 * the person has scrolled back. */
static size_t first_part(const struct ui *ui, const struct vm_page *page, const struct parts *parts,
			 size_t rows)
{
	size_t first = parts->n > rows ? parts->n - rows : 0;

	if (page->alternate && page->bottom == page->last && parts->cursor == SIZE_MAX &&
	    (ui->focus != FOCUS_CONSOLE || ui->typing))
		return 0;
	return parts->cursor < first ? parts->cursor : first;
}

/* ---- drawing ---------------------------------------------------------------- */

static void draw_part(const struct paint *p, const struct vm_page *page, const struct part *part,
		      int row, int col)
{
	const struct vm_cell *cells = cells_of(page, part->line);

	for (int i = part->from; i < part->to; i++)
		if (cells[i].width > 0)
			canvas_guest(p->canvas, row, col + i - part->from, part->to - i,
				     cells[i].text, cells[i].attrs, cells[i].fg, cells[i].bg);
}

/* Marks the query wherever it is in this part of a line. */
static void draw_found(const struct paint *p, const struct vm_page *page, const struct part *part,
		       int row, int col)
{
	const char *query = str_text(&p->ui->search.query), *at;
	const struct vm_cell *cells = cells_of(page, part->line);
	struct str text = { 0 };
	int *columns = mem_array((size_t)page->cols * CELL_BYTES + 1, sizeof *columns);

	for (int i = 0; i < page->cols; i++)
		for (size_t n = strlen(cells[i].text), k = 0; k < n; k++) {
			columns[text.len] = i;
			str_addc(&text, cells[i].text[k]);
		}
	for (at = str_text(&text); query[0] && (at = strcasestr(at, query)); at += strlen(query)) {
		size_t from = (size_t)(at - str_text(&text)), to = from + strlen(query) - 1;

		for (int i = columns[from]; i <= columns[to]; i++)
			if (i >= part->from && i < part->to)
				canvas_style(p->canvas,
					     (struct rect){ row, col + i - part->from, 1, 1 },
					     STYLE_FOUND);
	}
	free(columns);
	str_free(&text);
}

/* Draws the selection; it takes a wide character as a whole. */
static void draw_marked(const struct paint *p, const struct vm_page *page, const struct part *part,
			int row, int col)
{
	const struct vm_cell *cells = cells_of(page, part->line);
	uint64_t number = number_of(page, part->line);

	for (int i = part->from; i < part->to; i++)
		if (select_has(&p->ui->selection, number, i) ||
		    (cells[i].width == 2 && select_has(&p->ui->selection, number, i + 1)))
			canvas_style(p->canvas, (struct rect){ row, col + i - part->from, 1,
							       cells[i].width == 2 ? 2 : 1 },
				     STYLE_MARKED);
}

/* Moves the end of the selection to a line that exists, and off the right half of a wide
 * character. */
static void settle_selection(struct ui *ui, const struct vm_page *page)
{
	struct selection *selection = &ui->selection;
	struct vm_spot *at = &selection->at;
	uint64_t top = number_of(page, 0);
	const struct vm_cell *cells;

	if (at->line == 0) {
		at->line = ui->console.cursor.line;
		ui->console_at = page->bottom;
	}
	at->line = at->line < top ? top : at->line > page->bottom ? page->bottom : at->line;
	cells = cells_of(page, (size_t)(at->line - top));
	if (selection->to_end)
		at->col = used_of(page, (size_t)(at->line - top)) - 1;
	at->col = at->col < 0 ? 0 : at->col < page->cols ? at->col : page->cols - 1;
	if (cells[at->col].width == 0)
		at->col += selection->back || selection->to_end || at->col + 1 == page->cols ? -1 : 1;
}

static void note_row(struct ui *ui, const struct vm_page *page, const struct part *part)
{
	*MEM_PUSH(ui->console.list, ui->console.n) =
		(struct console_row){ number_of(page, part->line), part->from, part->to };
}

static void draw_page(const struct paint *p, struct rect rect)
{
	const struct vm_page *page = p->view->console;
	const struct search *search = &p->ui->search;
	struct parts parts;
	size_t first;

	if (p->ui->selection.on)
		settle_selection(p->ui, page);
	parts = make_parts(p->ui, page, rect.cols);
	first = first_part(p->ui, page, &parts, (size_t)rect.rows);
	for (size_t i = first; i < parts.n && i < first + (size_t)rect.rows; i++) {
		const struct part *part = &parts.list[i];
		int row = rect.row + (int)(i - first);

		draw_part(p, page, part, row, rect.col);
		note_row(p->ui, page, part);
		if (search->console && search->on)
			draw_found(p, page, part, row, rect.col);
		draw_marked(p, page, part, row, rect.col);
		if (p->ui->focus == FOCUS_CONSOLE && i == parts.cursor)
			paint_cursor(p, row, rect.col + parts.col - part->from);
	}
	free(parts.list);
}

/* What the pane says besides what the machine writes. */
static struct lines said(const struct paint *p, const struct vm_machine *machine, int width)
{
	struct render_options options = { .width = width, .ascii = p->canvas->ascii };
	const struct vm_picture *picture = p->view->picture;
	struct lines lines = { 0 };

	if (machine && (picture->link == VM_LOST || picture->link == VM_FAILED))
		render_text(&lines, "", STYLE_PLAIN,
			    _("The connection is lost: what the machine writes now is not seen."),
			    STYLE_WARN, &options);
	else if (machine && machine->console_problem)
		render_text(&lines, "", STYLE_PLAIN, machine->console_problem, STYLE_WARN, &options);
	else if (machine && (!p->view->console || !p->view->console->heard))
		render_text(&lines, "", STYLE_PLAIN,
			    machine->state == STATE_RUNNING ? _("Nothing was written yet.") :
			    _("A machine writes here while it runs."), STYLE_DIM, &options);
	return lines;
}

static void note_shown(struct ui *ui, const struct view *view, struct rect rect)
{
	const struct vm_page *page = view->console;

	free(ui->console.list);
	ui->console.list = NULL;
	ui->console.n = 0;
	ui->console.rect = rect;
	ui->console.rows = (size_t)rect.rows;
	ui->console.cols = page ? page->cols : 1;
	ui->console.cut = page && page->alternate && rect.cols < page->cols;
	ui->console.cursor.line = !page ? 0 : page->cursor_line < page->n ?
		number_of(page, page->cursor_line) : page->bottom;
	ui->console.cursor.col = page && page->cursor_line < page->n ? page->cursor_col : 0;
	ui->console.first = page ? page->first : 1;
	ui->console.last = page ? page->last : 1;
	ui->console.bottom = page ? page->bottom : 1;
	ui->console.alternate = page && page->alternate;
	if (page && ui->console_at >= page->last && !ui->selection.on)
		ui->console_at = 0;
}

void pane_console(const struct paint *p, struct rect rect)
{
	const struct vm_page *page = p->view->console;
	struct lines lines;

	if (rect.rows < 1 || rect.cols < 1)
		return;
	paint_hit(p, rect, HIT_CONSOLE, 0);
	if (p->ui->focus == FOCUS_CONSOLE)
		paint_cursor(p, rect.row, rect.col);
	lines = said(p, chosen_machine(p->ui, p->view), rect.cols);
	if (lines.n > 0 && page && page->heard && lines.n < (size_t)rect.rows) {
		struct rect below = rect;

		rect.rows -= (int)lines.n;
		below.row += rect.rows;
		below.rows = (int)lines.n;
		lines_draw(&lines, 0, p->canvas, below);
	} else if (lines.n > 0) {
		lines_draw(&lines, 0, p->canvas, rect);
		rect.rows = 0;
	}
	note_shown(p->ui, p->view, rect);
	if (page && page->heard && rect.rows > 0)
		draw_page(p, rect);
	if (page && page->bottom < page->last && rect.rows > 0)
		canvas_text(p->canvas, rect.row + rect.rows - 1, rect.col + rect.cols, 1, STYLE_KEY,
			    paint_glyph(p, GLYPH_MORE_DOWN));
	lines_free(&lines);
}
