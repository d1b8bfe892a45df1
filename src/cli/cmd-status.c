// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation status: prints place, steps, machines and snapshots, for people or as JSON
 * for programs.  The names in the JSON are part of the interface. */
#include "cli/cmd-status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "base/utf8.h"
#include "json/json.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/session.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

static struct json *actions_json(const struct session *session, const struct step *step)
{
	struct json *list = json_list();
	size_t i;

	for (i = 0; i < step->n_actions; i++) {
		const struct action *action = &step->actions[i];
		struct json *one = json_map();
		char *label = action_label(action, workshop_title_of(session_workshop(session),
								action->machine));
		char *command = command_text(action, session_picture(session));

		json_put(one, "button", json_number(action->button));
		json_put(one, "verb", json_text(verb_name(action->verb)));
		json_put(one, "machine", json_text(action->machine));
		json_put(one, "label", json_text(label));
		json_put(one, "command", json_text(command));
		json_push(list, one);
		free(label);
		free(command);
	}
	return list;
}

static struct json *check_json(const struct session *session, const struct session_check *check, bool done)
{
	struct json *one = json_map();

	json_put(one, "text", json_text(check->text));
	json_put(one, "done", json_truth(done));
	json_put(one, "found", done || !session_picture(session) ? NULL
					: json_text(check->answer.found));
	return one;
}

/* The checks of a step, judged against the machines as they are now. */
static struct json *checks_json(const struct session *session, const struct step *step, bool current)
{
	struct json *list = json_list();
	size_t i, n;
	const struct session_check *now = session_checks(session, &n);

	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];
		struct session_check one = { .check = check };

		if (current) {
			json_push(list, check_json(session, &now[i], now[i].passed));
			continue;
		}
		one.text = check_text(check, workshop_title_of(session_workshop(session), check->machine));
		if (session_picture(session))
			one.answer = check_evaluate(check, session_picture(session), 0);
		json_push(list, check_json(session, &one, session_check_passed(session, step, check)));
		free(one.text);
	}
	return list;
}

static struct json *steps_json(const struct session *session)
{
	const struct workshop *workshop = session_workshop(session);
	struct json *list = json_list();
	size_t i, k;

	for (i = 0; i < workshop->n_lessons; i++)
		for (k = 0; k < workshop->lessons[i].n_steps; k++) {
			const struct step *step = &workshop->lessons[i].steps[k];
			struct json *one = json_map();

			json_put(one, "id", json_text(step->id));
			json_put(one, "title", json_text(step->title));
			json_put(one, "done", json_truth(session_step_done(session, i, k)));
			json_put(one, "skipped", json_truth(session_step_skipped(session, i, k)));
			json_put(one, "actions", actions_json(session, step));
			json_put(one, "checks",
					       checks_json(session, step, step == session_step(session)));
			json_push(list, one);
		}
	return list;
}

static char *iso_time(int64_t wall_ms)
{
	time_t seconds = (time_t)(wall_ms / 1000);
	struct tm utc;
	char text[32];

	gmtime_r(&seconds, &utc);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
	return mem_dup(text);
}

static struct json *snapshots_json(const struct vm_machine *machine)
{
	struct json *list = json_list();
	size_t i;

	for (i = 0; i < machine->n_snapshots; i++) {
		const struct vm_snapshot *snapshot = &machine->snapshots[i];
		struct json *one = json_map();
		char *created = iso_time(snapshot->created_ms);

		json_put(one, "name", json_text(snapshot->name));
		json_put(one, "parent", json_text(snapshot->parent));
		json_put(one, "current", json_truth(snapshot->current));
		json_put(one, "created", json_text(created));
		json_push(list, one);
		free(created);
	}
	return list;
}

static struct json *machines_json(const struct vm_picture *picture)
{
	struct json *list = json_list();
	size_t i;

	for (i = 0; picture && i < picture->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];
		const char *state = state_name(machine->state);
		struct json *one;

		if (machine->not_created)
			continue;
		one = json_map();
		json_put(one, "name", json_text(machine->name));
		json_put(one, "state", json_text(
			machine->not_ours ? "foreign" : state ? state : "unknown"));
		json_put(one, "trouble", json_text(trouble_name(machine->trouble)));
		json_put(one, "snapshots", snapshots_json(machine));
		json_push(list, one);
	}
	return list;
}

static struct json *connection_json(const struct vm_picture *picture)
{
	struct json *one = json_map();

	json_put(one, "uri", json_text(picture ? picture->uri : NULL));
	json_put(one, "simulated", json_truth(picture && picture->simulated));
	json_put(one, "alive", json_truth(picture && picture->link == VM_ALIVE));
	return one;
}

static void print_json(const struct session *session)
{
	const struct workshop *workshop = session_workshop(session);
	struct json *root = json_map();

	json_put(root, "workshop", json_text(workshop->title));
	json_put(root, "language", json_text(workshop->language ? workshop->language
								: workshop->lang));
	json_put(root, "connection", connection_json(session_picture(session)));
	json_put(root, "step", session_step(session) ? json_text(session_step(session)->id)
							     : NULL);
	json_put(root, "steps", steps_json(session));
	json_put(root, "machines", machines_json(session_picture(session)));
	json_print(root);
}

static void print_machine(const struct vm_machine *machine)
{
	size_t i;
	char *name;

	/* TRANSLATORS: a machine and its state. */
	out_printf(_("%1$s: %2$s\n"), machine->name,
		   machine->not_ours ? _("not made by this program") : machine_condition(machine));
	if (!machine->not_ours && machine_remedy(machine))
		out_printf("  %s\n", machine_remedy(machine));
	for (i = 0; i < machine->n_snapshots; i++) {
		name = utf8_clean(machine->snapshots[i].name, strlen(machine->snapshots[i].name));
		if (machine->snapshots[i].current)
			out_printf(_("  snapshot %s (you are here)\n"), name);
		else
			out_printf(_("  snapshot %s\n"), name);
		free(name);
	}
}

static void print_text(const struct session *session, const struct error *trouble)
{
	const struct workshop *workshop = session_workshop(session);
	const struct vm_picture *picture = session_picture(session);
	size_t i, k;

	out_line(workshop->title);
	for (i = 0; i < workshop->n_lessons; i++) {
		out_printf("%d %s\n", workshop->lessons[i].number, workshop->lessons[i].title);
		for (k = 0; k < workshop->lessons[i].n_steps; k++) {
			const struct step *step = &workshop->lessons[i].steps[k];
			bool skipped = session_step_skipped(session, i, k);

			out_printf("  %s %-5s %s%s%s\n",
				   session_step_done(session, i, k) ? "x" : skipped ? "~" : "-", step->id,
				   step->title, skipped ? _("   (skipped)") : "",
				   step == session_step(session) ? _("   (you are here)") : "");
		}
	}
	if (!picture)
		return;
	if (picture->simulated)
		out_printf(_("machines at %s (SIMULATED)\n"), picture->uri);
	else
		out_printf(_("machines at %s\n"), picture->uri);
	if (trouble->kind)
		out_printf("%s\n%s\n", trouble->message, trouble->remedy);
	for (i = 0; i < picture->n_machines; i++)
		if (!picture->machines[i].not_created)
			print_machine(&picture->machines[i]);
}

int cmd_status(const struct options *options)
{
	struct session_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale,
				     .step = options->step, .built_in = options->argc == 0,
				     .look_only = true };
	struct error err = { 0 };
	struct session *session;
	bool ready;

	if (options->argc > 1)
		return complain_usage(_("status takes one workshop."));
	if (options->json && !json_open(&err))
		return complain(&err);
	open.path = options_workshop(options, 0);
	session = open.path ? session_open(&open, &err) : NULL;
	if (!session)
		return open.path ? complain(&err) : EXIT_FAILED;
	complain_files(session_errors(session), open.path);
	ready = session_wait_ready(session, 20000, &err);
	if (options->json)
		print_json(session);
	else
		print_text(session, &err);
	session_close(session);
	return ready ? EXIT_GOOD : EXIT_FAILED;
}
