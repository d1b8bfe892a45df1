// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation doctor: what prevents this host from running the workshop, each obstacle
 * with its remedy.  The findings come from src/doctor and host/host.c. */
#include "cli/cmd-doctor.h"

#include <stdio.h>

#include "base/error.h"
#include "base/i18n.h"
#include "doctor/doctor-host.h"
#include "doctor/doctor-machines.h"
#include "doctor/output.h"
#include "host/host.h"
#include "json/json.h"
#include "session/session.h"
#include "vm/backend.h"

static void look_all(const struct session_options *open, struct session *session,
		     struct findings *findings)
{
	const struct workshop *workshop = session_workshop(session);
	struct error err = { 0 };
	bool ready;

	doctor_terminal(open, findings);
	doctor_programs(findings);
	ready = session_wait_ready(session, 20000, &err);
	doctor_connection(session, open->uri, ready ? NULL : &err, findings);
	if (session_picture(session)) {
		doctor_room(open, workshop, session_picture(session)->uri, findings);
		if (!uri_is_simulated(session_picture(session)->uri) && !uri_is_remote(session_picture(session)->uri))
			doctor_guests(workshop, findings);
		requirements_find(workshop, NULL, session_picture(session)->uri, findings);
		requirements_find_guests(workshop, NULL, session_picture(session), findings);
	} else {
		doctor_room(open, workshop, NULL, findings);
	}
	if (ready)
		doctor_machines(open, session, findings);
}

int cmd_doctor(const struct options *options)
{
	struct session_options open = { .uri = options->uri, .look_only = true };
	struct findings findings = { 0 };
	struct error err = { 0 };
	struct session *session;
	bool good;

	if (options->argc > 1)
		return complain_usage(_("doctor takes one workshop."));
	if (options->json && !json_open(&err))
		return complain(&err);
	open.path = options_workshop(options, 0);
	open.built_in = options->argc < 1;
	session = open.path ? session_open(&open, &err) : NULL;
	if (!session)
		return open.path ? complain(&err) : EXIT_FAILED;
	look_all(&open, session, &findings);
	session_close(session);
	if (options->json)
		findings_print_json(&findings);
	else
		findings_print(&findings);
	good = findings_good(&findings);
	findings_free(&findings);
	return good ? EXIT_GOOD : EXIT_FAILED;
}
