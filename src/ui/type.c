/* The keys while the console has the focus: typed into the machine, or, after a
 * look back, for scrolling and searching what it wrote.  One thread. */
#include "ui/keys.h"
#include "ui/pane.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

static const struct {
	int ours;
	uint32_t machines;
} keys[] = {
	{ KEY_ENTER_, VM_KEY_ENTER },   { '\r', VM_KEY_ENTER },
	{ KEY_TAB_, VM_KEY_TAB },       { KEY_BTAB_, VM_KEY_BTAB },
	{ KEY_BACKSPACE_, VM_KEY_BACKSPACE }, { KEY_UP_, VM_KEY_UP },
	{ KEY_DOWN_, VM_KEY_DOWN },     { KEY_LEFT_, VM_KEY_LEFT },
	{ KEY_RIGHT_, VM_KEY_RIGHT },   { KEY_PGUP_, VM_KEY_PGUP },
	{ KEY_PGDN_, VM_KEY_PGDN },     { KEY_HOME_, VM_KEY_HOME },
	{ KEY_END_, VM_KEY_END },       { KEY_INSERT_, VM_KEY_INSERT },
	{ KEY_DELETE_, VM_KEY_DELETE }, { KEY_PASTE_, VM_KEY_PASTE },
	{ KEY_PASTE_END_, VM_KEY_PASTE_END },
};

/* What the machine gets for it; 0: nothing. */
static uint32_t key_for_machine(int code)
{
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (keys[i].ours == code)
			return keys[i].machines;
	if (code >= KEY_F1_ && code <= KEY_F12_)
		return (uint32_t)(VM_KEY_F1 + code - KEY_F1_);
	return code > 0 && code < KEY_BASE_ ? (uint32_t)code : 0;
}

bool ui_types(const struct ui *ui)
{
	return ui->typing && ui->focus == FOCUS_CONSOLE && !ui->tiny;
}

void console_type(struct ui *ui)
{
	ui->focus = FOCUS_CONSOLE;
	ui->screen = false; /* they have one place */
	ui->typing = true;
	ui->console_at = 0;
	search_close(ui);
	select_close(ui);
}

struct command type_key(struct ui *ui, const struct view *view, int code)
{
	struct command command = { .id = COMMAND_TYPE, .key = key_for_machine(code) };
	const struct vm_machine *machine = chosen_machine(ui, view);
	const struct command_row *row = command_for_key(code);

	/* While a paste goes on, everything is text. */
	if (code == KEY_PASTE_ || code == KEY_PASTE_END_)
		ui->pasting = code == KEY_PASTE_;
	else if (!ui->pasting && row && row->id == COMMAND_LEAVE)
		return ui_command(ui, view, COMMAND_LEAVE, code);
	else if (!ui->pasting && (code == KEY_SHIFT_PGUP_ || code == KEY_SHIFT_PGDN_ ||
				  (code == KEY_PGUP_ && !ui->console.alternate))) {
		ui->typing = false;
		return ui_command(ui, view, COMMAND_PAGE_UP, code);
	}
	if (!machine || command.key == 0)
		return command_only(COMMAND_NONE);
	ui->console_at = 0;
	snprintf(command.machine, sizeof command.machine, "%s", machine->name);
	return command;
}

/* A search in what the machine wrote is done by the hub, under its lock. */
struct command console_search(struct ui *ui, const struct view *view, bool next)
{
	struct command command = { .id = COMMAND_FIND };
	const struct vm_machine *machine = chosen_machine(ui, view);

	if (!machine)
		return command_only(COMMAND_REDRAW);
	snprintf(command.machine, sizeof command.machine, "%s", machine->name);
	command.before = next ? ui->search.line : 0;
	return command;
}

const char *ui_query(const struct ui *ui)
{
	return str_text(&ui->search.query);
}

void ui_found(struct ui *ui, uint64_t line)
{
	size_t half = ui->console.rows / 2;

	ui->search.on = true;
	ui->search.matches = line > 0;
	if (line == 0)
		return;
	ui->search.line = line;
	/* Not at the very edge, where there is more around it. */
	ui->console_at = line + half < ui->console.last ? line + half : 0;
	select_found(ui, line);
}

const char *ui_console(const struct ui *ui, const struct view *view, uint64_t *bottom)
{
	const struct vm_machine *machine = chosen_machine(ui, view);

	*bottom = ui->console_at;
	return machine ? machine->name : NULL;
}
