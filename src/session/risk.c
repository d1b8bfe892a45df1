// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What somebody did to the machines outside of this program and what must not
 * stay so is said, once each time.  One thread; see walk.h. */
#include "session/session.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "session/session-private.h"
#include "vm/rules.h"

void session_say_risks(struct session *session)
{
	const struct vm_machine *last = NULL;
	size_t i, n = 0;
	char *text, *remedy;

	for (i = 0; session->picture && i < session->picture->n_machines; i++)
		if (machine_at_risk(&session->picture->machines[i])) {
			last = &session->picture->machines[i];
			n++;
		}
	if (last && n > session->risks_said) {
		text = mem_printf("%s: %s", last->name, machine_at_risk(last));
		remedy = mem_printf(_("Cut its power: virsh destroy %s"), last->name);
		session_say(session, TONE_BAD, text, remedy);
		free(text);
		free(remedy);
	}
	session->risks_said = n;
}
