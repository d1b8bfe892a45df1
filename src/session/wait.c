// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Waiting, for commands that have no screen to keep alive.  One thread; see
 * walk.h. */
#include "session/session.h"

#include <poll.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "session/session-private.h"
#include "vm/rules.h"

void session_wait_a_turn(struct session *session, int64_t until)
{
	struct pollfd fd = { .fd = session_fd(session), .events = POLLIN };
	int64_t left = until - clock_mono_ms();

	if (left > 0)
		poll(&fd, 1, left > 200 ? 200 : (int)left);
	session_turn(session);
}

bool session_wait_ready(struct session *session, int timeout_ms, struct error *err)
{
	int64_t until = clock_mono_ms() + timeout_ms;
	size_t i;

	if (!session->vm)
		return true;
	while (clock_mono_ms() < until) {
		bool known = true;

		session_wait_a_turn(session, until);
		if (session->picture->link == VM_FAILED) {
			if (err)
				*err = session->picture->problem;
			return false;
		}
		for (i = 0; i < session->picture->n_machines; i++)
			known = known && (session->picture->machines[i].state != STATE_UNKNOWN ||
					  session->picture->machines[i].not_ours);
		if (session->picture->link == VM_ALIVE && known)
			return true;
	}
	return error_set(err, ERROR_CONNECTION, _("The hypervisor at %s does not answer."),
			 session->picture ? session->picture->uri : "");
}

bool session_wait_result(struct session *session, uint64_t ticket, int timeout_ms, struct vm_result *result)
{
	int64_t until = clock_mono_ms() + timeout_ms;

	while (session->last.ticket != ticket && clock_mono_ms() < until)
		session_wait_a_turn(session, until);
	if (session->last.ticket != ticket)
		return false;
	if (result)
		*result = session->last;
	return true;
}

bool session_wait_check(struct session *session, size_t i, int timeout_ms)
{
	int64_t until = clock_mono_ms() + timeout_ms;

	while (i < session->n_checks && !session->checks[i].passed && clock_mono_ms() < until)
		session_wait_a_turn(session, until);
	return i < session->n_checks && session->checks[i].passed;
}
