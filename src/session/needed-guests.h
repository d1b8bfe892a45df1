// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The guests that the open step, its stage or the lesson need, and making them beside
 * everything else.  One thread. */
#ifndef SESSION_NEEDED_GUESTS_H
#define SESSION_NEEDED_GUESTS_H

#include <stdbool.h>

#include "base/error.h"
#include "vm/files/guests.h"
#include "vm/machine.h"

struct session;

/* Marks those that pressing the button (0: any of the step's) would need, or
 * setting the stage; true: there are some. */
bool session_button_lacks(const struct session *session, int button, bool lacking[GUEST_COUNT]);
bool session_stage_lacks(const struct session *session, bool lacking[GUEST_COUNT]);
/* Begins to make what the lesson lacks, else what any lesson does. */
bool session_make_guests(struct session *session, struct error *err);
bool session_is_making(const struct session *session);
void session_stop_making(struct session *session);
int session_making_fd(const struct session *session); /* readable: call session_turn; -1: none */

/* ---- for this folder */
/* Do machines boot from files of this host here? */
bool guests_are_local(const struct vm_picture *picture);
/* The machine that has to be made for the request; NULL: none. */
const struct machine_spec *guests_spec_to_make(const struct workshop *workshop,
					       const struct vm_picture *picture,
					       const struct vm_request *request);
bool session_making_turn(struct session *session); /* true where something changed */

#endif
