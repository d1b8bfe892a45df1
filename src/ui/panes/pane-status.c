// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The status line at the bottom: the keys that make sense now, and the connection; or the query
 * while it is typed.  Pure. */
#include "ui/panes/pane-status.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "ui/state/ui-state.h"
#include "ui/text/bar.h"
#include "ui/text/page-search.h"
#include "vm/machine.h"

#define KEYS_GAP 2 /* blanks between two keys */

enum { IN_TEXT = 1, IN_COVER = 2, IN_END = 4, IN_TIMELINE = 8, IN_CONSOLE = 16, IN_CONTENTS = 32,
       IN_HELP = 64, IN_MACHINES = 128, IN_SCREEN = 256,
       IN_TYPING = 512, IN_MARKING = 1024 };

static bool has_buttons(const struct paint *p)
{
	return p->view->n_buttons > 0;
}

static bool has_stage(const struct paint *p)
{
	return p->view->stage_needed;
}

static bool lacks_guests(const struct paint *p)
{
	return p->view->guests_lacking && !p->view->making;
}

static bool is_making(const struct paint *p)
{
	return p->view->making != NULL;
}

static bool has_undo(const struct paint *p)
{
	return undo_machine(p->ui, p->view) != NULL;
}

static bool has_more(const struct paint *p)
{
	return p->ui->text.top + p->ui->text.rows < p->ui->text.n;
}

static bool has_more_help(const struct paint *p)
{
	return p->ui->help.top + p->ui->help.rows < p->ui->help.n;
}

static bool has_hint(const struct paint *p)
{
	return bar_next_hint(p->view, p->ui->hints) > 0;
}

static bool has_hand(const struct paint *p)
{
	return p->view->class_seat;
}

static bool is_elsewhere(const struct paint *p)
{
	return p->view->class_line != NULL;
}

static bool has_lessons(const struct paint *p)
{
	return p->view->workshop->n_lessons > 0;
}

/* In the order shown.  Where there is no room for all, those of low rank stay. */
static const struct item {
	enum command_id id;
	unsigned where;
	int rank;
	const char *name; /* NULL: the command's own */
	bool (*when)(const struct paint *p);
} items[] = {
	{ COMMAND_NEXT, IN_COVER, 0, N_("start"), has_lessons },
	{ COMMAND_NEXT, IN_TEXT, 0, NULL, NULL },
	{ COMMAND_PREVIOUS, IN_TEXT, 9, NULL, NULL },
	{ COMMAND_PREVIOUS, IN_END, 0, NULL, NULL },
	{ COMMAND_PAGE_DOWN, IN_TEXT | IN_COVER, 3, NULL, has_more },
	{ COMMAND_PAGE_DOWN, IN_HELP, 3, NULL, has_more_help },
	{ COMMAND_ACTIVATE, IN_TIMELINE, 0, N_("go back to it"), NULL },
	{ COMMAND_ACTIVATE, IN_CONTENTS, 0, N_("go there"), NULL },
	{ COMMAND_PRESS, IN_CONTENTS, 2, N_("lesson"), has_lessons },
	{ COMMAND_ACTIVATE, IN_MACHINES, 2, N_("its timeline"), NULL },
	{ COMMAND_STAGE, IN_TEXT, 2, NULL, has_stage },
	{ COMMAND_PRESS, IN_TEXT, 2, NULL, has_buttons },
	{ COMMAND_GUESTS, IN_TEXT, 2, NULL, lacks_guests },
	{ COMMAND_GUESTS, IN_TEXT, 2, N_("stop making"), is_making },
	{ COMMAND_UNDO, IN_TEXT | IN_TIMELINE, 4, NULL, has_undo },
	{ COMMAND_TIMELINE, IN_TEXT, 6, NULL, paint_has_machines },
	{ COMMAND_CONSOLE, IN_TEXT, 8, NULL, paint_has_machines },
	{ COMMAND_FOLLOW, IN_TEXT | IN_COVER | IN_END, 4, NULL, is_elsewhere },
	{ COMMAND_HAND, IN_TEXT, 4, NULL, has_hand },
	{ COMMAND_HINT, IN_TEXT, 1, NULL, has_hint },
	{ COMMAND_CONTENTS, IN_COVER | IN_END, 3, NULL, has_lessons },
	{ COMMAND_LEAVE, IN_TYPING, 0, NULL, NULL },
	{ COMMAND_ACTIVATE, IN_CONSOLE, 0, N_("type"), NULL },
	{ COMMAND_SELECT, IN_MARKING, 0, N_("set the mark"), NULL },
	{ COMMAND_ACTIVATE, IN_MARKING, 0, N_("copy"), NULL },
	{ COMMAND_CLOSE, IN_MARKING, 1, N_("stop marking"), NULL },
	{ COMMAND_PAGE_UP, IN_CONSOLE, 3, N_("look back"), NULL },
	{ COMMAND_SEARCH, IN_CONSOLE | IN_MARKING, 4, NULL, NULL },
	{ COMMAND_SELECT, IN_CONSOLE, 4, NULL, NULL },
	{ COMMAND_CLOSE, IN_TIMELINE | IN_CONSOLE | IN_SCREEN | IN_CONTENTS | IN_HELP |
	  IN_MACHINES, 1, NULL, NULL },
	{ COMMAND_ZOOM, IN_TIMELINE | IN_CONSOLE | IN_SCREEN, 4, NULL, NULL },
	{ COMMAND_HELP, IN_TEXT | IN_COVER | IN_END | IN_TIMELINE | IN_CONSOLE | IN_CONTENTS |
	  IN_SCREEN, 1, NULL, NULL },
	{ COMMAND_QUIT, IN_COVER | IN_END, 2, NULL, NULL },
};

#define URI_RANK 5
#define CLASS_RANK 1 /* how it is with the class */
#define RANKS 9
#define RANKS_PRESENT 4 /* on a shared screen show only the most important */
#define PRESSED_MS 2000 /* so long it shows the key that was pressed last */
#define PRESSED_COLUMNS 13 /* for that, with the gap before it */

static unsigned where_now(const struct paint *p)
{
	static const unsigned by_focus[FOCUS_COUNT] = {
		[FOCUS_MACHINES] = IN_MACHINES, [FOCUS_TIMELINE] = IN_TIMELINE,
		[FOCUS_CONSOLE] = IN_CONSOLE,	[FOCUS_CONTENTS] = IN_CONTENTS,
		[FOCUS_HELP] = IN_HELP,		[FOCUS_SCREEN] = IN_SCREEN,
	};

	if (console_takes_keys(p->ui))
		return IN_TYPING;
	if (p->ui->selection.on)
		return IN_MARKING;
	if (by_focus[p->ui->focus])
		return by_focus[p->ui->focus];
	return p->view->finished ? IN_END :
	       p->view->cover || p->view->workshop->n_lessons == 0 ? IN_COVER : IN_TEXT;
}

/* "1-14"; caller frees. */
static char *numbers(int first, int last)
{
	return first == last ? mem_printf("%d", first) : mem_printf("%d-%d", first, last);
}

static char *first_key(const struct paint *p, const struct command_row *row)
{
	const struct workshop *workshop = p->view->workshop;
	char *keys;

	if (row->id == COMMAND_PRESS && p->ui->focus == FOCUS_CONTENTS)
		return numbers(workshop->lessons[0].number,
			       workshop->lessons[workshop->n_lessons - 1].number);
	if (row->id == COMMAND_PRESS)
		return numbers(1, p->view->n_buttons < 9 ? (int)p->view->n_buttons : 9);
	keys = command_keys(row);
	keys[strcspn(keys, " ")] = '\0';
	return keys;
}

static const struct {
	const char *word;
	enum style style;
} links[] = {
	[VM_CONNECTING] = { N_("connecting"), STYLE_WARN }, [VM_ALIVE] = { N_("live"), STYLE_GOOD },
	[VM_STALLED] = { N_("no answer"), STYLE_WARN }, [VM_LOST] = { N_("lost"), STYLE_BAD },
	[VM_FAILED] = { N_("no connection"), STYLE_BAD },
};

/* The address of the hypervisor without its parameters, which would take the room of the
 * keys; in a class how it is with that.  Caller frees. */
static char *short_uri(const struct paint *p)
{
	const char *uri = p->view->picture->uri;

	return p->view->class_word ? mem_dup(p->view->class_word) : mem_ndup(uri, strcspn(uri, "?"));
}

/* Draws the connection at the right. */
static void put_link(const struct paint *p, struct rect rect, bool with_uri)
{
	const struct vm_picture *picture = p->view->picture;
	enum vm_link link = picture ? picture->link : VM_CONNECTING;
	bool simulated = picture && picture->simulated && link == VM_ALIVE;
	const char *word = simulated ? _("SIMULATED") : _(links[link].word);
	int col = rect.col + rect.cols - canvas_width(p->canvas, word);
	char *uri;

	canvas_text(p->canvas, rect.row, col, rect.cols, simulated ? STYLE_WARN : links[link].style,
		    word);
	if (!with_uri)
		return;
	uri = short_uri(p);
	col -= canvas_width(p->canvas, uri) + 3;
	canvas_text(p->canvas, rect.row, col, rect.cols, STYLE_DIM, uri);
	free(uri);
}

static int link_width(const struct paint *p)
{
	const struct vm_picture *picture = p->view->picture;
	enum vm_link link = picture ? picture->link : VM_CONNECTING;

	if (!paint_has_machines(p))
		return 0;
	return canvas_width(p->canvas, picture && picture->simulated && link == VM_ALIVE ?
			    _("SIMULATED") : _(links[link].word)) + KEYS_GAP;
}

struct chosen {
	bool item[ARRAY_LEN(items)];
	bool uri;
};

static int item_width(const struct paint *p, const struct item *item)
{
	const struct command_row *row = command_row(item->id);
	char *key = first_key(p, row);
	int width = canvas_width(p->canvas, key) + 1 +
		    canvas_width(p->canvas, _(item->name ? item->name : row->name)) + KEYS_GAP;

	free(key);
	return width;
}

/* Chooses what fits, by rank. */
static struct chosen choose(const struct paint *p, int room)
{
	struct chosen chosen = { 0 };
	unsigned where = where_now(p);

	/* What is shown now and then moves no other key. */
	room -= link_width(p) + (p->view->present ? PRESSED_COLUMNS : 0);
	for (int rank = 0; rank <= (p->view->present ? RANKS_PRESENT : RANKS); rank++) {
		if (rank == (p->view->class_word ? CLASS_RANK : URI_RANK) && paint_has_machines(p) && p->view->picture) {
			char *uri = short_uri(p);
			int width = canvas_width(p->canvas, uri) + 3;

			free(uri);
			chosen.uri = width <= room;
			room -= chosen.uri ? width : 0;
		}
		for (size_t i = 0; i < ARRAY_LEN(items); i++) {
			const struct item *item = &items[i];

			if (item->rank != rank || !(item->where & where) ||
			    (item->when && !item->when(p)))
				continue;
			chosen.item[i] = item_width(p, item) <= room + KEYS_GAP;
			room -= chosen.item[i] ? item_width(p, item) : 0;
		}
	}
	return chosen;
}

/* Whether all checks of the step have passed and all of its text was shown: then "next"
 * stands out. */
static bool step_is_over(const struct paint *p)
{
	for (size_t i = 0; i < p->view->n_checks; i++)
		if (!p->view->checks[i].passed)
			return false;
	return p->view->n_checks > 0 && !has_more(p) && where_now(p) == IN_TEXT;
}

static void put_items(const struct paint *p, struct rect rect, const struct chosen *chosen)
{
	int col = rect.col;

	for (size_t i = 0; i < ARRAY_LEN(items); i++) {
		const struct command_row *row = command_row(items[i].id);
		int width = item_width(p, &items[i]) - KEYS_GAP, used;
		char *key;

		if (!chosen->item[i])
			continue;
		key = first_key(p, row);
		used = canvas_text(p->canvas, rect.row, col, width, STYLE_KEY, key) + 1;
		canvas_text(p->canvas, rect.row, col + used, width - used,
			    row->id == COMMAND_NEXT && step_is_over(p) ? STYLE_GOOD : STYLE_STATUS,
			    _(items[i].name ? items[i].name : row->name));
		paint_hit(p, (struct rect){ rect.row, col, 1, width }, HIT_COMMAND, (int)row->id);
		col += width + KEYS_GAP;
		free(key);
	}
}

/* The name of the key that was pressed last; NULL: it is long ago.  Caller frees. */
static char *pressed_key(const struct paint *p)
{
	int64_t left = p->ui->pressed_ms + PRESSED_MS - p->view->now_mono_ms;
	char *name = p->ui->pressed != KEY_NONE_ && left > 0 ? key_words(p->ui->pressed) : NULL;

	if (name)
		paint_due(p, left);
	return name;
}

/* Shows an audience, left of column end, which key was pressed; of what is typed into a
 * machine only that it is. */
static void put_pressed(const struct paint *p, int row, int end)
{
	char *name = pressed_key(p), *text;
	/* TRANSLATORS: keys go to the machine now; at most 11 columns. */
	const char *typing = console_takes_keys(p->ui) ? _("typing") : "";
	int most = PRESSED_COLUMNS - KEYS_GAP, width;

	text = name ? mem_printf(" %s ", name) : mem_dup(typing);
	width = at_most(canvas_width(p->canvas, text), most);
	canvas_text_cut(p->canvas, row, end - width, width, name ? STYLE_BUTTON_FOCUS : STYLE_STRONG,
			text);
	free(text);
	free(name);
}

/* How many places were found so far.  Caller frees. */
static char *count_text(const struct search *search)
{
	size_t here = search->matches, elsewhere = search->others.places;

	if (search->query.len == 0 || search->console)
		return mem_dup("");
	if (search->others.n > 1)
		return mem_printf(ngettext("%1$zu place here, %2$zu elsewhere",
					   "%1$zu places here, %2$zu elsewhere", here), here, elsewhere);
	return mem_printf(ngettext("%zu place", "%zu places", here), here);
}

static void put_search(const struct paint *p, struct rect rect)
{
	const char *query = str_text(&p->ui->search.query);
	int room = rect.cols - 2, width = canvas_width(p->canvas, query), used;
	char *count = count_text(&p->ui->search);
	int note = canvas_width(p->canvas, count) + 2;

	/* Show the end of a long query, where the next letter goes. */
	while (*query && width > room - 1) {
		struct cluster cluster;

		query += cluster_next(query, &cluster);
		width -= cluster.width;
	}
	used = canvas_text(p->canvas, rect.row, rect.col, 1, STYLE_KEY, "/");
	used += canvas_text(p->canvas, rect.row, rect.col + used, room, STYLE_PLAIN, query);
	paint_cursor(p, rect.row, rect.col + used);
	if (used + note <= rect.cols)
		canvas_text(p->canvas, rect.row, rect.col + rect.cols - note + 2, note, STYLE_DIM,
			    count);
	free(count);
}

void pane_status(const struct paint *p, struct rect rect)
{
	struct chosen chosen;

	rect.col++;
	rect.cols -= 2;
	if (p->ui->search.typing) {
		put_search(p, rect);
		return;
	}
	chosen = choose(p, rect.cols);
	if (!p->ui->question && !p->view->leaving)
		put_items(p, rect, &chosen);
	if (paint_has_machines(p))
		put_link(p, rect, chosen.uri);
	if (p->view->present)
		put_pressed(p, rect.row, rect.col + rect.cols - link_width(p));
}
