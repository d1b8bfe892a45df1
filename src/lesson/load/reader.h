// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Between the rooms of the loader: one file read, and what is read from it.
 * Not for other layers: they use load.h. */
#ifndef LESSON_LOAD_READER_H
#define LESSON_LOAD_READER_H

#include <stdbool.h>

#include "base/error.h"
#include "lesson/diag.h"
#include "lesson/lesson.h"
#include "lesson/load/fences.h"
#include "lesson/load/front-matter.h"
#include "lesson/load/parts.h"
#include "lesson/load/values.h"

/* A workshop while it is being loaded. */
struct loading {
	struct workshop *workshop;
	struct diags *diags;
	const char *shown;    /* the folder as the person gave it */
	const char *folder;   /* its absolute path */
	bool single;          /* one file is the whole workshop */
};

/* A file of it, split and parsed. */
struct page {
	struct front front;
	struct markdown_file markdown;
	const char *file; /* owned by the workshop */
	char *hash;       /* of its text */
	struct value_context context;
};

/* Reads DIR/NAME; FLAGS are markdown_flags.  HINTS_IF_LESSON: <details> are
 * hints only if there is an action or a check in the file.  False with err
 * where it cannot be read. */
bool page_read(struct loading *loading, const char *path, unsigned flags, bool hints_if_lesson,
	       struct page *page, struct error *err);
void page_free(struct page *page);

char *page_heading(const struct page *page); /* front matter, "#" heading, or NULL */
/* Minutes; 0 where there are none or they are wrong (reported). */
int page_minutes(const struct page *page);

/* Where a key's value stands; line 0: nowhere. */
struct place page_place(const struct page *page, const char *key);
/* The page's own hash, and the one of its source that it names. */
struct source_hash page_source_hash(const struct page *page);

enum lesson_kind {
	LESSON_NUMBERED, /* NUMBER-name.md: lint may be strict */
	LESSON_PLAIN,    /* any text */
};

/* Adds the lesson to the workshop; false with err where it cannot be read. */
bool lesson_read(struct loading *loading, const char *path, int number, enum lesson_kind kind,
		 struct lesson *lesson, struct error *err);

/* Takes title, date, machines and text of the cover; with WORDS_ONLY (a
 * translation) title and text. */
bool cover_read(struct loading *loading, const char *path, bool words_only, struct error *err);
/* The same keys out of a page that is a workshop by itself. */
void cover_from_page(struct loading *loading, const struct page *page);
/* Reads only the machines and the id of a cover in another folder. */
void cover_borrow(struct loading *loading, const char *path, const char *folder);

#endif
