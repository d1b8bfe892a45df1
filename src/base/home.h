// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Where the program's own files are, and opening its modules.  Any thread. */
#ifndef BASE_HOME_H
#define BASE_HOME_H

#include <pthread.h>
#include <stddef.h>

#include "base/error.h"

/* ---- files ------------------------------------------------------------------------- */

/* The folder of the program's own workshop, a clean absolute path; NULL if it was not
 * found.  Caller frees. */
char *home_lessons(void);

/* The folder of the catalogues of translations, for language_start().  Caller frees. */
char *home_catalogues(void);

/* The file of a module, a clean absolute path: beside the program in the build tree,
 * else where it was installed.  NULL: it is nowhere.  Caller frees. */
char *home_module(const char *name);

/* ---- modules ---------------------------------------------------------------------
 *
 * A module is a file beside the program that holds a part of its code and is linked to
 * libraries that the program itself is not linked to.  So the program starts without
 * these libraries, and runs where they are missing. */

/* What a module exports, and nothing else; the program has none of this name. */
struct module {
	const char *version;   /* of the program that it was built with */
	size_t size;           /* bytes of its table of functions */
	const void *functions; /* the type is up to who opens it */
};
extern const struct module imitation_module __attribute__((visibility("default")));

struct module_file {
	const char *name;     /* of what it brings, for people: "libvirt" */
	const char *file;     /* "backend-libvirt.so" */
	const char *library;  /* that it is linked to: "libvirt.so.0" */
	const char *packages; /* that bring the library, names as in base/packages.h */
	size_t size;          /* bytes of the table that is expected */
};

/* A module that is opened once, by whoever uses it first. */
struct module_use {
	struct module_file file;
	pthread_mutex_t lock;  /* held while it is opened */
	const void *functions; /* under the lock, as what follows */
	struct error why;      /* it could not be opened */
	bool begun;            /* a thread opens it, or did */
};
#define MODULE_USE(...) { .file = { __VA_ARGS__ }, .lock = PTHREAD_MUTEX_INITIALIZER }

/* Returns the module's table of functions, which stays until the program ends.  NULL with
 * err if it cannot be had, which is tried once; the remedy says what to install.  Takes up
 * to some tens of milliseconds.  Any thread. */
const void *module_use(struct module_use *use, struct error *err);
/* The same, without waiting: NULL if it is not open yet.  Then a thread opens it, if nobody
 * has tried. */
const void *module_ready(struct module_use *use);
bool module_is_lost(struct module_use *use); /* it was tried, and cannot be had */
void module_try_again(struct module_use *use); /* the next use tries again what failed */

#endif
