// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Buttons, restores, undos and setting the stage: each becomes a job of the machines, with
 * a ticket.  Nothing here waits for a job.  One thread. */
#ifndef SESSION_PRESS_H
#define SESSION_PRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/machine.h"

struct session;

/* ---- each function that returns a ticket returns 0 with err if it is refused */
const struct action *session_action(const struct session *session, int button); /* NULL: none */
/* A question to ask before, or NULL; the caller frees it. */
char *session_question(const struct session *session, const struct action *action);
/* sure: the question was answered with yes, so a snapshot may be replaced. */
uint64_t session_press(struct session *session, int button, bool sure, struct error *err);
/* Is something else being done to what this button of the step is for?  Then it may be
 * pressed when that is over; but cutting the power of a machine that does not answer
 * need not wait. */
bool session_button_waits(const struct session *session, int button);
/* Does it cut the power of a machine that does not answer an action?  What waits for that
 * machine must not keep it from being pressed. */
bool session_button_is_urgent(const struct session *session, int button);
/* The machine of the job with this ticket; NULL: it is over, or the ticket is 0. */
const char *session_in_hand(const struct session *session, uint64_t ticket);
bool session_is_doing(const struct session *session); /* is any job under way? */
size_t session_failed(const struct session *session); /* how many jobs have failed so far */
uint64_t session_restore(struct session *session, const char *machine, const char *snapshot,
		      struct error *err);
uint64_t session_undo(struct session *session, const char *machine, struct error *err);

/* Sets the stage of the current lesson: a job for each machine whose need does not hold,
 * and one ticket for all of them.  Its result is good only if all are; else it names the
 * machines that failed, and why.  0 without an error: the stage holds already. */
uint64_t session_set_stage(struct session *session, struct error *err);
char *session_stage_question(const struct session *session); /* NULL: nothing would be lost */
bool session_stage_holds(const struct session *session);

/* ---- for this folder */
/* Are the files there that the machines of all of these boot from?  To be called before
 * any is submitted.  On a screen it goes by the last look (host-look.h). */
bool press_can_boot(const struct session *session, const struct vm_request *requests, size_t n,
		    struct error *err);
/* Submits one request and returns its ticket.  button: of the step, 0: none.  whole: the
 * ticket of what it is a part of, or 0. */
uint64_t press_submit(struct session *session, const struct vm_request *request, int button,
		      uint64_t whole, struct error *err);
/* The same without a word, for what the person did not ask for. */
uint64_t press_submit_quietly(struct session *session, const struct vm_request *request,
			      struct error *err);

#endif
