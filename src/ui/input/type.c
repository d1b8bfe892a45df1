// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Keys that are typed into a machine; see type.h.  One thread. */
#include "ui/input/type.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/state/ui-state.h"

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

/* The key as the machine gets it; 0: it gets none. */
static uint32_t key_for_machine(int code)
{
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (keys[i].ours == code)
			return keys[i].machines;
	if (code >= KEY_F1_ && code <= KEY_F12_)
		return (uint32_t)(VM_KEY_F1 + code - KEY_F1_);
	return code > 0 && code < KEY_BASE_ ? (uint32_t)code : 0;
}

struct command type_key(struct ui *ui, const struct view *view, int code)
{
	struct command command = { .id = COMMAND_TYPE, .key = key_for_machine(code) };
	const struct vm_machine *machine = chosen_machine(ui, view);
	const struct command_row *row = command_for_key(code);

	bool twice = ui->escaped && code == KEY_ESCAPE_;

	/* During a paste every key is text. */
	ui->escaped = !ui->pasting && code == KEY_ESCAPE_ && !twice;
	if (code == KEY_PASTE_ || code == KEY_PASTE_END_)
		ui->pasting = code == KEY_PASTE_;
	else if (!ui->pasting && (twice || (row && row->id == COMMAND_LEAVE)))
		return command_only(COMMAND_LEAVE);
	else if (!ui->pasting && (code == KEY_SHIFT_PGUP_ || code == KEY_SHIFT_PGDN_ ||
				  (code == KEY_PGUP_ && !ui->console.alternate))) {
		ui->typing = false;
		return command_only(COMMAND_PAGE_UP);
	}
	if (!machine || command.key == 0)
		return command_only(COMMAND_NONE);
	ui->console_at = 0;
	utf8_copy(command.machine, sizeof command.machine, machine->name);
	return command;
}
