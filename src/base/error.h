// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Errors are values: what went wrong, and what the person can do about it.
 *
 * A function that can fail returns bool (or NULL) and fills the error that
 * its caller passed; NULL may be passed by those who don't care.  The struct
 * holds no pointers, so it is copied freely, between threads too. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>

enum error_kind {
	ERROR_NONE,
	ERROR_SYSTEM,      /* a system call failed */
	ERROR_INPUT,       /* what the person or a file gave is wrong */
	ERROR_NOT_OURS,    /* the machine is not one that we made */
	ERROR_STATE,       /* the machine is not in a state for this */
	ERROR_CONNECTION,  /* no hypervisor, or it went away */
	ERROR_UNSUPPORTED, /* this hypervisor cannot do it */
	ERROR_FAILED,      /* it was tried and did not work */
};

struct error {
	enum error_kind kind;
	char message[400]; /* one sentence, translated, no control characters */
	char remedy[400];    /* what to do about it, translated; may be empty */
};

/* Both always return false, so that `return error_set(…)` reads well. */
bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool error_errno(struct error *err, const char *what); /* "WHAT: strerror" */
/* Adds the advice to an error that was set. */
void error_remedy(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
void error_clear(struct error *err);

#endif
