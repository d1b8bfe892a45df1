// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Starting the whole workshop over: every machine, snapshot and disk that was made for it is
 * given back, and the person's progress is forgotten.  One thread; nothing here waits. */
#ifndef SESSION_RESET_H
#define SESSION_RESET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "vm/machine.h"

struct session;

/* Asks first, and says what goes.  Never NULL; caller frees. */
char *session_reset_question(const struct session *session);
/* Begins to give it all back; once it is, the progress is forgotten, and who has the keys is at
 * the beginning.  Returns a ticket; 0 with err if it is refused, 0 without if there are no
 * machines and all is done. */
uint64_t session_reset(struct session *session, struct error *err);

/* ---- for this folder */
/* True: this is the result of that. */
bool reset_takes(struct session *session, const struct vm_result *result);

#endif
