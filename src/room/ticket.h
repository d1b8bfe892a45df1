// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A ticket: the file that lets a person into a room.  After json_open().  Any thread. */
#ifndef ROOM_TICKET_H
#define ROOM_TICKET_H

#include <stdbool.h>

#include "base/error.h"

struct room_ticket {
	char *bus;      /* the broker's socket on this host, a path; or NULL: */
	char *host;     /* where it listens, by TLS */
	int port;
	char *class;    /* the name of the class */
	char *name;     /* of the seat */
	char *shown;    /* of the person */
	char *password;
	char *ca;       /* certificates that its own is signed by, a path; NULL with bus */
	bool instructor;
};

/* Where a person's ticket is looked for, the first that is there; NULL: they have none.
 * Caller frees. */
char *ticket_path(void);
/* Reads the file.  False with err: it cannot be read, or is no ticket; *out is empty then. */
bool ticket_read(const char *path, struct room_ticket *out, struct error *err);
char *ticket_text(const struct room_ticket *ticket); /* as a file has it; caller frees */
void ticket_free(struct room_ticket *ticket);

/* Is it a name that a seat or a class may have: small letters, digits and hyphens, a letter
 * first, 31 at most?  (useradd's rule; nothing of it means anything to MQTT.) */
bool ticket_is_name(const char *name);

#endif
