/* What the panes share: the state of the screen and how each pane is drawn.
 * Private to src/ui.  A pane is a function of (view, ui state, rect); it
 * writes cells, and notes in ui where things were drawn (for the mouse and
 * for paging).  It may clamp a scroll position, and changes nothing else. */
#ifndef UI_PANE_H
#define UI_PANE_H

#include "ui/lines.h"
#include "ui/render.h"
#include "ui/ui.h"

enum focus {
	FOCUS_TEXT, FOCUS_BUTTON, FOCUS_STAGE, FOCUS_MACHINES, FOCUS_TIMELINE, FOCUS_CONSOLE,
	FOCUS_CONTENTS, FOCUS_HELP, FOCUS_COUNT
};

enum hit_kind {
	HIT_TEXT, HIT_BUTTON, HIT_STAGE, HIT_MACHINE, HIT_TIMELINE, HIT_MOMENT, HIT_CONSOLE,
	HIT_CONTENTS, HIT_ENTRY, HIT_HELP, HIT_COMMAND, HIT_YES, HIT_NO
};

struct hit {
	struct rect rect;
	enum hit_kind kind;
	int index;
};

struct scroll {
	size_t top;
	size_t rows, n; /* as last drawn */
};

/* The text of a place, wrapped; kept until the place or the width changes. */
struct page {
	struct lines lines;
	bool valid, cover, finished, ascii;
	size_t lesson, step;
	int width;
};

struct search_hit {
	size_t line;
	int col, cols;
	size_t match; /* which one: a match may go over several lines */
};

struct search {
	bool typing;
	struct str query;
	struct search_hit *hits;
	size_t n, matches, at;
	bool on; /* hits are shown */
};

struct ui {
	enum focus focus;
	size_t button; /* FOCUS_BUTTON: index */
	bool zoom;
	struct page page;
	struct scroll text, bar, timeline, contents, help;
	size_t console_back; /* lines scrolled back */
	size_t hints;        /* shown */
	bool show_hint;      /* the bar should scroll to the last one */
	size_t entry;        /* contents: selected row */
	char *machine;       /* chosen; NULL: the lesson's */
	char *moment;        /* chosen in the timeline */
	struct search search;
	char *question;
	struct command asked;
	char *note; /* the screen's own word, until the next key */
	struct hit *hits;
	size_t n_hits;
	bool wide, lesson_seen, tiny; /* as last drawn */
};

struct paint {
	struct ui *ui;
	const struct view *view;
	struct canvas *canvas;
};

/* paint.c */
void paint_hit(const struct paint *p, struct rect rect, enum hit_kind kind, int index);
void paint_cursor(const struct paint *p, int row, int col);
enum style paint_title(const struct paint *p, bool focused);
const char *paint_glyph(const struct paint *p, enum glyph glyph);
/* Keeps the scroll within its text and the line `keep` (or SIZE_MAX) in sight. */
void scroll_fit(struct scroll *scroll, size_t n, size_t rows, size_t keep);

/* page.c */
void page_make(struct lines *lines, const struct view *view, const struct render_options *options);
void page_update(struct ui *ui, const struct view *view, int width, bool ascii);
char *page_title(const struct view *view); /* of the frame; caller frees */

/* machine.c: which machine the panes tell of */
const struct vm_machine *chosen_machine(const struct ui *ui, const struct view *view);

/* One pane each. */
void pane_title(const struct paint *p, struct rect rect);
void pane_lesson(const struct paint *p, struct rect rect);
size_t pane_machines_rows(const struct paint *p, int cols);
void pane_machines(const struct paint *p, struct rect rect);
void pane_machine_strip(const struct paint *p, struct rect rect);
size_t pane_timeline_rows(const struct paint *p);
void pane_timeline(const struct paint *p, struct rect rect);
char *timeline_title(const struct paint *p);
void pane_console(const struct paint *p, struct rect rect);
char *console_title(const struct paint *p);
void pane_contents(const struct paint *p, struct rect rect);
void pane_help(const struct paint *p, struct rect rect);
size_t pane_message_rows(const struct paint *p, int cols);
void pane_message(const struct paint *p, struct rect rect);
void pane_status(const struct paint *p, struct rect rect);
void pane_question(const struct paint *p, struct rect rect);

/* timeline.c and contents.c, for the keys */
size_t timeline_count(const struct vm_machine *machine);
size_t timeline_selected(const struct ui *ui, const struct vm_machine *machine);
const struct vm_moment *timeline_moment(const struct vm_machine *machine, size_t row);
size_t contents_count(const struct view *view);
bool contents_entry(const struct view *view, size_t row, size_t *lesson, size_t *step);
size_t contents_here(const struct view *view);

/* search.c */
void search_run(struct ui *ui); /* over the page as it is */
void search_go(struct ui *ui, bool next);
void search_close(struct ui *ui);
void search_paint(const struct paint *p, struct rect text);

/* mouse.c */
struct command ui_mouse(struct ui *ui, const struct view *view, struct key key);
/* keys.c */
struct command ui_command(struct ui *ui, const struct view *view, enum command_id id, int code);
struct command ui_restore(struct ui *ui, const struct view *view); /* asks about the chosen moment */
struct command ui_goto(struct ui *ui, const struct view *view);    /* to the chosen entry */
struct command ui_answer(struct ui *ui, bool yes);
struct command command_only(enum command_id id);
void ui_note(struct ui *ui, const char *text);

#endif
