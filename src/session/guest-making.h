// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Guests that are made when they are first needed: what would need one, and making
 * them beside everything else.  One thread. */
#ifndef SESSION_GUEST_MAKING_H
#define SESSION_GUEST_MAKING_H

#include "guests/maker.h"
#include "vm/files/guests.h"
#include "vm/request.h"

struct guest_making {
	struct maker *maker; /* NULL: none are being made */
	int percent;         /* as last seen */
};

bool guest_making_start(struct guest_making *making, const bool wanted[GUEST_COUNT],
			struct error *err);
void guest_making_stop(struct guest_making *making); /* fine where none are being made */
/* Takes in what came of it; true where something changed.  With MAKER_GOOD or
 * MAKER_FAILED in *state it is over: say so, then stop it. */
bool guest_making_turn(struct guest_making *making, enum maker_state *state);

/* ---- what is needed; guests_lacking_for() reads the disk */
/* Are machines made of files of this host here? */
bool guests_are_local(const struct vm_picture *picture);
/* The machine that would have to be made for the request; NULL: none. */
const struct machine_spec *guests_spec_to_make(const struct workshop *workshop,
					       const struct vm_picture *picture,
					       const struct vm_request *request);
/* Marks the guests that these requests lack; true: there are some. */
bool guests_lacking_for(const struct workshop *workshop, const struct vm_picture *picture,
			const struct vm_request *requests, size_t n, bool lacking[GUEST_COUNT]);

#endif
