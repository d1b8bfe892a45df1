// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Errors are values: what went wrong, and what the person can do about it.
 *
 * A function that can fail returns bool (or a pointer) and fills in the error that its
 * caller passed; NULL may be passed by callers that do not need it.  The struct holds
 * no pointers, so it can be copied, also to another thread. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>

enum error_kind {
	ERROR_NONE,
	ERROR_SYSTEM,      /* a system call failed */
	ERROR_INPUT,       /* the input of a person or a file is wrong */
	ERROR_NOT_OURS,    /* the machine was not made by this program */
	ERROR_STATE,       /* the machine's state does not allow it */
	ERROR_CONNECTION,  /* no hypervisor, or the connection was lost */
	ERROR_UNSUPPORTED, /* this hypervisor cannot do it */
	ERROR_FAILED,      /* it was tried and failed */
	ERROR_DAMAGED,     /* the machine's saved memory cannot be used any more */
	ERROR_NOTE,        /* no error: it worked, and this is to be known besides */
};

struct error {
	enum error_kind kind;
	char message[400]; /* one sentence, translated, no control characters */
	char remedy[400];    /* what to do about it, translated; may be empty */
};

/* These always return false, so that a caller can write `return error_set(…)`. */
bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool error_errno(struct error *err, const char *what); /* "WHAT: strerror" */
/* Gives another message to an error that is set already, whose own may be quoted in it: kind and
 * remedy stay.  Returns false. */
bool error_reword(struct error *err, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Sets the remedy of an error that was set before. */
void error_remedy(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
void error_clear(struct error *err);

#endif
