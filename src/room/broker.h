// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What mosquitto is told about a class: its configuration, who may come in, and what they may
 * read and write (mosquitto.conf(5), of 2.0).  Pure: texts of files. */
#ifndef ROOM_BROKER_H
#define ROOM_BROKER_H

#include <stdbool.h>
#include <stddef.h>

struct room_seat {
	const char *name; /* ticket_is_name() */
	const char *password;
	bool instructor;
};

struct room_tls {
	const char *address; /* to listen at, or NULL for all */
	int port;
	const char *cert, *key; /* files */
};

/* Each text is the caller's to free.  folder: where its files are, and its socket, "bus".  owner:
 * the account that runs it, because mosquitto takes another one if root starts it.  tls NULL:
 * this host only. */
char *broker_configuration(const char *folder, const char *owner, const struct room_tls *tls);
char *broker_rules(const char *class, const struct room_seat *seats, size_t n);
/* Lines NAME:PASSWORD, which `mosquitto_passwd -U` then hashes. */
char *broker_passwords(const struct room_seat *seats, size_t n);

#endif
