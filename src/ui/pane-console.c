/* The console of the chosen machine: the end of what its terminal shows, in the
 * machine's own colours.  A line that is wider than the pane goes on in the next
 * row; a program that takes the whole screen is cut instead.  Pure. */
#include "ui/pane.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "vm/command.h"

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
	if (machine->state == STATE_PAUSED)
		return mem_printf(_("Console of %1$s: %2$s"), machine->name,
				  state_word(STATE_PAUSED));
	return mem_printf(_("Console of %s"), machine->name);
}

/* ---- rows of the pane ------------------------------------------------------ */

/* A part of a line that fits into one row. */
struct part {
	size_t line;
	int from, to;
};

struct parts {
	struct part *list;
	size_t n;
	size_t cursor; /* which one holds it; n: none */
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
	return line == page->cursor_line && used <= page->cursor_col ? page->cursor_col + 1 : used;
}

static void add_part(struct parts *parts, const struct vm_page *page, size_t line, int from, int to)
{
	if (line == page->cursor_line && page->cursor_col >= from && page->cursor_col < to)
		parts->cursor = parts->n;
	*MEM_PUSH(parts->list, parts->n) = (struct part){ line, from, to };
}

static void wrap_line(struct parts *parts, const struct vm_page *page, size_t line, int width)
{
	const struct vm_cell *cells = cells_of(page, line);
	int used = used_of(page, line), from = 0;

	do {
		int to = from + width < page->cols ? from + width : page->cols;

		/* Not through a wide character. */
		if (to < page->cols && to - from > 1 && cells[to].width == 0)
			to--;
		add_part(parts, page, line, from, to);
		from = to;
	} while (from < used);
}

/* An empty line at the end is for the cursor alone. */
static size_t lines_of(const struct vm_page *page, bool with_cursor)
{
	bool empty = page->n > 1 && page->cursor_line == page->n - 1 && page->cursor_col == 0 &&
		     used_of(page, page->n - 1) <= 1 &&
		     strcmp(cells_of(page, page->n - 1)[0].text, " ") == 0;

	return page->n - (empty && !with_cursor);
}

static struct parts make_parts(const struct vm_page *page, int width, bool with_cursor)
{
	struct parts parts = { .cursor = SIZE_MAX };
	int from = 0;

	/* What takes the whole screen is not wrapped: the cursor is kept in sight. */
	if (page->alternate && page->cursor_line < page->n && page->cursor_col >= width)
		from = page->cursor_col - width + 1;
	for (size_t line = 0; line < lines_of(page, with_cursor); line++) {
		if (page->alternate)
			add_part(&parts, page, line, from,
				 from + width < page->cols ? from + width : page->cols);
		else
			wrap_line(&parts, page, line, width);
	}
	return parts;
}

/* The first row shown: the end, but the cursor is kept in sight. */
static size_t first_part(const struct parts *parts, size_t rows)
{
	size_t first = parts->n > rows ? parts->n - rows : 0;

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

/* What is searched for, where it stands in the line that was found. */
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

static void draw_page(const struct paint *p, struct rect rect)
{
	const struct vm_page *page = p->view->console;
	const struct search *search = &p->ui->search;
	struct parts parts = make_parts(page, rect.cols, p->ui->focus == FOCUS_CONSOLE);
	size_t first = first_part(&parts, (size_t)rect.rows);

	for (size_t i = first; i < parts.n && i < first + (size_t)rect.rows; i++) {
		const struct part *part = &parts.list[i];
		int row = rect.row + (int)(i - first);

		draw_part(p, page, part, row, rect.col);
		if (search->console && search->on)
			draw_found(p, page, part, row, rect.col);
		if (p->ui->focus == FOCUS_CONSOLE && i == parts.cursor)
			paint_cursor(p, row, rect.col + page->cursor_col - part->from);
	}
	free(parts.list);
}

/* What there is to say beside what the machine writes. */
static struct lines said(const struct paint *p, const struct vm_machine *machine, int width)
{
	struct render_options options = { .width = width, .ascii = p->canvas->ascii };
	struct lines lines = { 0 };

	if (machine && machine->console_problem)
		render_text(&lines, "", STYLE_PLAIN, machine->console_problem, STYLE_WARN, &options);
	else if (machine && (!p->view->console || !p->view->console->heard))
		render_text(&lines, "", STYLE_PLAIN,
			    machine->state == STATE_RUNNING ? _("Nothing was written yet.") :
			    _("A machine writes here while it runs."), STYLE_DIM, &options);
	return lines;
}

static void note_shown(struct ui *ui, const struct view *view, size_t rows)
{
	const struct vm_page *page = view->console;

	ui->console.rows = rows;
	ui->console.first = page ? page->first : 1;
	ui->console.last = page ? page->last : 1;
	ui->console.bottom = page ? page->bottom : 1;
	ui->console.alternate = page && page->alternate;
	if (page && ui->console_at >= page->last)
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
	note_shown(p->ui, p->view, (size_t)rect.rows);
	if (page && page->heard && rect.rows > 0)
		draw_page(p, rect);
	if (page && page->bottom < page->last && rect.rows > 0)
		canvas_text(p->canvas, rect.row + rect.rows - 1, rect.col + rect.cols, 1, STYLE_KEY,
			    paint_glyph(p, GLYPH_MORE_DOWN));
	lines_free(&lines);
}
