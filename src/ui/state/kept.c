// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is kept of what a person looks at; see kept.h. */
#include "ui/state/kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/state/ui-state.h"

/* Panes by the words that stand for them in a file: they must not change.  All others are
 * open for a moment only. */
static const struct {
	const char *word;
	enum focus focus;
} panes[] = {
	{ "machines", FOCUS_MACHINES }, { "timeline", FOCUS_TIMELINE }, { "console", FOCUS_CONSOLE },
	{ "screen", FOCUS_SCREEN },
};

#define OPEN_SCREEN "+open-screen" /* the screen is shown in place of the console */
#define ZOOM "+zoom"
#define ADVICE "+advice" /* the advice is shown as the first hint */

static const char *word_of(enum focus focus)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(panes); i++)
		if (panes[i].focus == focus)
			return panes[i].word;
	return "text";
}

void ui_keep(const struct ui *ui, struct view_kept *kept)
{
	const struct page *page = &ui->page;
	bool plain = str_eq(word_of(ui->focus), "text") && !ui->screen && !ui->zoom &&
		     !ui->advised;

	memset(kept, 0, sizeof *kept); /* also what lies between its parts: it is compared */
	kept->hints = ui->hints;
	if (!page->valid)
		kept->offset = page->begins_at;
	else if (ui->text.top > 0 && ui->text.top < page->lines.n)
		kept->offset = page->lines.list[ui->text.top].offset;
	if (!plain)
		snprintf(kept->pane, sizeof kept->pane, "%s%s%s%s", word_of(ui->focus),
			 ui->screen ? OPEN_SCREEN : "", ui->zoom ? ZOOM : "",
			 ui->advised ? ADVICE : "");
	snprintf(kept->machine, sizeof kept->machine, "%s", ui->machine ? ui->machine : "");
}

void ui_recall(struct ui *ui, const struct view_kept *kept)
{
	size_t i;

	ui->page.begins_at = kept->offset;
	ui->hints = kept->hints;
	for (i = 0; i < ARRAY_LEN(panes); i++)
		if (str_starts(kept->pane, panes[i].word))
			ui->focus = panes[i].focus;
	ui->screen = strstr(kept->pane, OPEN_SCREEN) != NULL;
	ui->zoom = strstr(kept->pane, ZOOM) != NULL;
	ui->advised = strstr(kept->pane, ADVICE) != NULL;
	if (kept->machine[0])
		choose_machine(ui, kept->machine);
}
