/* The last console lines of the chosen machine, as many as fit.  Pure. */
#include "ui/pane.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "vm/command.h"

char *console_title(const struct paint *p)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);

	if (!machine)
		return mem_dup(_("Console"));
	if (machine->state == STATE_PAUSED)
		return mem_printf(_("Console of %1$s: %2$s"), machine->name,
				  state_word(STATE_PAUSED));
	return mem_printf(_("Console of %s"), machine->name);
}

static void make_lines(struct lines *lines, const struct vm_machine *machine, int width, bool ascii,
		       size_t most)
{
	struct render_options options = { .width = width, .ascii = ascii };
	size_t from = machine->n_console > most ? machine->n_console - most : 0;

	for (size_t i = from; i < machine->n_console; i++) {
		if (machine->console[i].text[0])
			render_text(lines, "", STYLE_PLAIN, machine->console[i].text, STYLE_PLAIN,
				    &options);
		else
			lines_add(lines);
	}
	if (machine->console_tail && machine->console_tail[0])
		render_text(lines, "", STYLE_PLAIN, machine->console_tail, STYLE_PLAIN, &options);
	if (machine->console_problem)
		render_text(lines, "", STYLE_PLAIN, machine->console_problem, STYLE_WARN, &options);
	else if (lines->n == 0)
		render_text(lines, "", STYLE_PLAIN,
			    machine->state == STATE_RUNNING ? _("Nothing was written yet.") :
			    _("A machine writes here while it runs."), STYLE_DIM, &options);
}

void pane_console(const struct paint *p, struct rect rect)
{
	const struct vm_machine *machine = chosen_machine(p->ui, p->view);
	struct ui *ui = p->ui;
	struct lines lines = { 0 };
	size_t rows, back, from;

	if (rect.rows < 1 || rect.cols < 1)
		return;
	paint_hit(p, rect, HIT_CONSOLE, 0);
	rows = (size_t)rect.rows;
	if (machine)
		make_lines(&lines, machine, rect.cols, p->canvas->ascii, rows + ui->console_back);
	back = lines.n > rows ? lines.n - rows : 0;
	if (ui->console_back > back)
		ui->console_back = back;
	from = back - ui->console_back;
	lines_draw(&lines, from, p->canvas, rect);
	if (ui->focus == FOCUS_CONSOLE)
		paint_cursor(p, rect.row + (int)(lines.n - from < rows ? lines.n - from : rows) - 1,
			     rect.col);
	if (ui->console_back > 0)
		canvas_text(p->canvas, rect.row + rect.rows - 1, rect.col + rect.cols, 1, STYLE_KEY,
			    paint_glyph(p, GLYPH_MORE_DOWN));
	lines_free(&lines);
}
