// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A workshop, machines and views made by hand, for the tests of the screen:
 * fixed data, fixed clocks, no file and no hypervisor. */
#ifndef TESTS_UI_FIXTURE_H
#define TESTS_UI_FIXTURE_H

#include <stddef.h>

#include "ui/text/lines.h"
#include "ui/ui.h"

/* Everything a view points to.  One thread. */
struct terminal;

struct fixture {
	struct workshop *workshop;
	struct vm_picture *picture;
	struct vm_screen screen; /* text; set_… of a scene may make it a picture */
	struct terminal *terminal; /* of the dreamer; NULL: made of its lines */
	struct view view;
	unsigned char *done[8];
	struct view_button buttons[12];
	struct view_check checks[8];
};

struct fixture *fixture_new(void); /* step 3.2, the dreamer running: the picture of the design */
void fixture_free(struct fixture *fixture);

/* Makes markdown-like text into a doc: one block a line,
 *   "# heading", "- item", "1. item", "  - nested", "> quote", ">! tip",
 *   "    code", "---", "| cell | cell |" (the first such line is the head),
 * and in a line *emph*, **strong**, `code`, [text](address), ![alt](address),
	 and \ for a hard break. */
struct doc *fixture_doc(const char *text);
void fixture_doc_free(struct doc *doc);
/* Lines as text, without the blanks at their ends; caller frees. */
char *fixture_joined(const struct lines *lines);
/* Fails the test if the line's run is not this text, of this style and link. */
void fixture_run(const struct line *line, size_t run, const char *text, enum style style, int link);
/* Draws, with the page of the console that is wanted, and shows it to the person. */
void fixture_draw(struct fixture *fixture, struct ui *ui, struct canvas *canvas);
/* Puts another text into the step that the view shows. */
void fixture_text(struct fixture *fixture, const char *text);

/* Adds so many snapshots to the dreamer, each taken after the one before. */
void fixture_chain(struct fixture *fixture, int n);

/* The scenes that are drawn; each sets up a fixture and says which keys to press. */
struct scene {
	const char *name;
	void (*set)(struct fixture *fixture);
	const char *keys; /* "" for none; \t, \n and \033 as themselves, \002 for Shift-PgUp,
			     \003 for Right */
	void (*ask)(struct ui *ui);
};
extern const struct scene scenes[];
extern const size_t n_scenes;

/* Draws a scene.  Caller frees with canvas_free. */
struct canvas *scene_draw(const struct scene *scene, int rows, int cols, bool ascii);

/* Text that tries to break frames. */
extern const char *const hostile[];
extern const size_t n_hostile;

#endif
