// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the record of progress knows of a workshop: its id and its steps.  One thread. */
#ifndef SESSION_KNOWN_STEPS_H
#define SESSION_KNOWN_STEPS_H

struct session;

/* Earlier versions gave the same id to workshops whose titles differ.  Progress and machines
 * under it are used further if they are this workshop's, until they are given back: so
 * nothing is lost, and nothing has to be moved.  To be called before progress is opened. */
void session_choose_id(struct session *session);
/* Tells the record of progress the steps of the edition that is open. */
void session_follow_steps(struct session *session);
/* What stands for the steps, their buttons and checks, the same in all languages: 16 hex digits.
 * Two people whose workshops have the same see the same steps. */
enum { STEPS_HASH_SIZE = 17 };
void session_steps_hash(const struct session *session, char hash[STEPS_HASH_SIZE]);

#endif
