// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A workshop as static pages: the data that the files of this folder share, where links and
 * pictures lead, and writing the pages to the disk.  One thread; no machine is asked. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include <stdbool.h>

#include "base/error.h"
#include "base/names.h"
#include "base/str.h"
#include "lesson/lesson.h"

/* Each page contains this, which tells our pages from others. */
#define EXPORT_MARK "<meta name=\"generator\" content=\"imitation "

/* A file to be written.  All files are made before any is written, so that a fault in
 * the last page leaves nothing half done. */
struct export_file {
	char *path; /* relative to the folder */
	struct str data;
	bool page; /* ours may be replaced; any other file must be the same already */
};

/* The workshop in one language. */
struct export_edition {
	struct workshop *workshop;
	const char *language; /* of its text, never NULL: "en", "es" */
	const char *folder;   /* of its pages: "" or "es" */
	char **pages;         /* the file name of each lesson's page */
};

struct export {
	const char *to;   /* the folder */
	bool notes;       /* with the presenter's notes */
	char *root;       /* the workshop's folder, absolute: nothing outside of it is copied */
	struct export_edition *editions; /* the first is the original */
	size_t n_editions;
	struct export_file *files;
	size_t n_files;
	struct error problem; /* the first problem with a linked file */
	/* What links lead to, by real paths, so that each file is looked at once. */
	struct names lessons; /* of all editions */
	int *numbers;         /* of these lessons */
	struct names linked;  /* other files */
	char **copies;        /* and their names on the pages */
	struct names copied;  /* these names, each once */
	size_t n_numbers, n_copies;
};

void export_free_links(struct export *export); /* frees these */

/* ---- writing: blocks on the disk --------------------------------------------------- */

/* Writes all files.  Returns false with err if a file is in the way; then nothing was written.
 * Each page is replaced completely or not at all. */
bool export_write(const struct export *export, struct error *err);

/* What a page says of itself: whose it is, and its path below the folder.  Caller frees. */
char *export_page_mark(const struct export *export, const char *path);

/* Sets the names of an edition's pages. */
void export_name_pages(struct export_edition *edition);
/* A file name as part of an address: blanks and the like become %20.  Caller frees. */
char *export_encoded(const char *name);

/* Where an address is: the context of export_resolve(). */
struct export_place {
	struct export *export;
	const struct export_edition *edition;
	const char *file; /* of the workshop */
	bool whole;       /* on the page with all lessons: links between them stay on it */
	int number;       /* of the lesson there; else 0 */
};

/* The id of a lesson on the page with all lessons: "lesson-3".  The ids of its headings begin
 * with it, so that equal headings of two lessons can be told apart.  Caller frees. */
char *export_lesson_id(int number);

/* The resolve function for html-out.h: returns the address to write, or NULL; the caller
 * frees it.  Adds files of the workshop that are linked to export->files. */
char *export_resolve(void *place, const char *address, bool picture);

#endif
