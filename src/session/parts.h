// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a session consists of.  Each part belongs to the functions of its own file; this
 * struct only holds them together.  Only for files of this folder that work on a whole
 * session; all others use session/session.h. */
#ifndef SESSION_PARTS_H
#define SESSION_PARTS_H

#include "guests/maker.h"
#include "session/away.h"
#include "session/chain.h"
#include "session/checks.h"
#include "session/editions.h"
#include "session/host-look.h"
#include "session/tickets.h"
#include "session/machines.h"
#include "session/message.h"
#include "session/place.h"
#include "session/stage.h"
#include "session/trail.h"

struct lay_aside;
struct leaving;
struct seat;
struct typed;
struct view_store;

struct guest_making {
	struct maker *maker; /* NULL: no guests are being made */
	int percent;         /* as last seen */
};

struct session {
	struct editions editions;
	struct session_place place;
	struct anchor anchor; /* where a new version of the files is to be opened */
	struct progress *progress;
	struct machines machines;
	struct checks checks; /* of the step */
	struct trail trail;   /* of steps of the lesson that were left */
	struct away away;     /* what waits while another page is only looked at */
	struct jobs jobs;
	struct typed *typed; /* typed.c: what waits for an answer; NULL: nothing */
	struct chain chain;
	struct leaving *leaving; /* leaving.c; NULL: nobody leaves */
	struct seat *seat;       /* seat.c; NULL: it is none */
	struct lay_aside *aside; /* lay-aside.c: machines of other lessons, in a seat; or NULL */
	uint64_t reset_ticket; /* of the job that starts the workshop over; 0: none */
	struct message message;
	struct guest_making making;
	struct host_look *look;  /* NULL without machines */
	struct view_store *store; /* build-view.c: what the last struct view points to; or NULL */

	int64_t entered_ms; /* the time spent in the workshop when the step was opened; -1: not known */
	bool remember;  /* progress is written */
	bool look_only; /* but the person's place is not moved */
	bool by_line;
	bool on_screen; /* no function may wait for a disk, except commands that read files */
	int64_t end_by_ms; /* 0: usual times are waited for what stands still */
	char *give_back; /* the command that resets this workshop; NULL: no machines, or no shell */
	char *run_on;    /* session_run_on() as it was when the machines were closed, or NULL */
	char *broken;    /* NULL, or why the newest version of the files is not shown */
	bool whole;      /* what is shown was read anew without an error */

	bool passed_unsaid; /* guide.c: the step is done, which is to be said once */
	/* say.c: what is said once each time */
	size_t looked_for; /* the lesson + 1 whose missing requirements were looked for */
	unsigned message_then; /* the message's number at that time */
	size_t risks_said;    /* machines at risk when that was said */
	char *risk, *risk_remedy; /* that one is, and what to do; or NULL */
	char *unsaved;            /* why progress is not written, or NULL */
	bool cut_off;           /* comeback.c: nobody sees any more what comes of actions */
	int64_t comeback_by_ms; /* comeback.c: when it is said at the latest what came of actions; 0 */
	bool comeback_looked, comeback_wanted; /* what was there when the session began is to be told */
	char *notes; /* what came of parts of an action that is not over, to be told then; or NULL */
};

/* Is there somebody who has the keys of the screen, or their words? */
static inline bool session_has_keys(const struct session *session)
{
	return session->on_screen || session->by_line;
}

/* The stage of the lesson that is open, for the functions of stage.h. */
static inline struct stage session_stage(const struct session *session)
{
	return (struct stage){ session->place.workshop, place_lesson(&session->place),
			       session->machines.picture };
}

#endif
