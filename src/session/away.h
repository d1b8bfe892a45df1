// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The place where the person is, while another page is only looked at: put aside with all that
 * belongs to the visit there.  Only data; one thread. */
#ifndef SESSION_AWAY_H
#define SESSION_AWAY_H

#include "session/checks.h"
#include "session/trail.h"

struct away {
	bool on; /* another page is looked at */
	struct session_place from;
	struct trail trail;
	struct checks checks;
};

/* Puts them aside; the place stays the same, without what happened there.  Not while it is on. */
void away_begin(struct away *away, struct session_place *place, struct trail *trail,
		struct checks *checks);
/* Puts them back, in place of what they are now.  False: nothing was put aside. */
bool away_end(struct away *away, struct session_place *place, struct trail *trail,
	      struct checks *checks);
/* Is this the page where the person is?  lesson: SIZE_MAX for the cover. */
bool away_is_at(const struct session_place *from, size_t lesson, size_t step);
/* A button of the step of this id has worked: notes it if that is where the person is. */
void away_mark_done(struct away *away, const char *step, int button);
void away_clear(struct away *away); /* frees what is in it */

#endif
