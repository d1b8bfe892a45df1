// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Where the links and pictures of exported pages lead.  One thread. */
#ifndef EXPORT_EXPORT_LINKS_H
#define EXPORT_EXPORT_LINKS_H

#include "export/export.h"

/* Sets the names of an edition's pages. */
void export_name_pages(struct export_edition *edition);
/* A file name as part of an address: blanks and the like become %20.  Caller frees. */
char *export_encoded(const char *name);

/* Where an address is: the context of export_resolve(). */
struct export_place {
	struct export *export;
	const struct export_edition *edition;
	const char *file; /* of the workshop */
};

/* The resolve function for html-out.h: returns the address to write, or NULL; the caller
 * frees it.  Adds files of the workshop that are linked to export->files. */
char *export_resolve(void *place, const char *address, bool picture);

#endif
