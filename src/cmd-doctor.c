// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation doctor: what stands in the way on this host, each with its mend.
 * What is looked at is in doctor-*.c; what single lessons lack, in lacks.c. */
#include <stdio.h>

#include "base/error.h"
#include "base/i18n.h"
#include "doctor.h"
#include "lacks.h"
#include "options.h"
#include "vm/choose.h"
#include "walk.h"

static void look_all(const struct options *options, struct walk *walk, struct findings *findings)
{
	const struct workshop *workshop = walk_workshop(walk);
	struct error err = { 0 };
	bool ready;

	doctor_terminal(findings);
	doctor_programs(findings);
	ready = walk_wait_ready(walk, 20000, &err);
	doctor_connection(walk, options->uri, ready ? NULL : &err, findings);
	if (walk_picture(walk)) {
		doctor_room(workshop, walk_picture(walk)->uri, findings);
		if (!uri_is_simulated(walk_picture(walk)->uri) && !uri_is_remote(walk_picture(walk)->uri))
			doctor_guests(workshop, findings);
		lacks_find(workshop, NULL, walk_picture(walk)->uri, findings);
		lacks_find_guests(workshop, NULL, walk_picture(walk), findings);
	} else {
		doctor_room(workshop, NULL, findings);
	}
	if (ready)
		doctor_machines(walk, findings);
}

int cmd_doctor(const struct options *options)
{
	struct walk_options open = { .uri = options->uri, .look_only = true };
	struct findings findings = { 0 };
	struct error err = { 0 };
	struct walk *walk;
	bool good;

	if (options->argc > 1)
		return complain_usage(_("doctor takes one workshop."));
	open.path = options_workshop(options, 0);
	walk = open.path ? walk_open(&open, &err) : NULL;
	if (!walk)
		return open.path ? complain(&err) : EXIT_FAILED;
	look_all(options, walk, &findings);
	walk_close(walk);
	if (options->json)
		findings_print_json(&findings);
	else
		findings_print(&findings);
	good = findings_good(&findings);
	findings_free(&findings);
	return good ? EXIT_GOOD : EXIT_FAILED;
}
