// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The screen of the chosen machine.  Text is drawn as text, in its colours; a picture in
 * pixels if the terminal has them, else in blocks. */
#include "ui/panes/pane-screen.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/blocks.h"
#include "ui/state/chosen-machine.h"
#include "vm/rules.h"
#include "vm/screen.h"

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

/* Draws blocks while a question is open: pixels would cover its box. */
static void draw_picture(const struct paint *p, struct rect rect, const struct vm_screen *screen)
{
	if (p->canvas->pixels && !p->ui->question)
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
