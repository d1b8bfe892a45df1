// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation status: place, steps, machines and snapshots, for people or as
 * JSON for programs.  The JSON's names are part of the interface. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "json-out.h"
#include "lesson/load.h"
#include "lesson/progress.h"
#include "options.h"
#include "out.h"
#include "vm/command.h"
#include "walk.h"

static struct json *actions_json(const struct walk *walk, const struct step *step)
{
	struct json *list = json_list();
	size_t i;

	for (i = 0; i < step->n_actions; i++) {
		const struct action *action = &step->actions[i];
		struct json *one = json_map();
		char *label = action_label(action, workshop_title_of(walk_workshop(walk),
								action->machine));
		char *command = command_text(action, walk_picture(walk));

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

static struct json *check_json(const struct walk *walk, const struct walk_check *check, bool done)
{
	struct json *one = json_map();

	json_put(one, "text", json_text(check->text));
	json_put(one, "done", json_truth(done));
	json_put(one, "found", done || !walk_picture(walk) ? NULL
					: json_text(check->answer.found));
	return one;
}

/* The checks of any step, judged against the machines as they are now. */
static struct json *checks_json(const struct walk *walk, const struct step *step, bool current)
{
	struct json *list = json_list();
	size_t i, n;
	const struct walk_check *now = walk_checks(walk, &n);

	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];
		struct walk_check one = { .check = check };

		if (current) {
			json_push(list, check_json(walk, &now[i], now[i].passed));
			continue;
		}
		one.text = check_text(check, workshop_title_of(walk_workshop(walk), check->machine));
		if (walk_picture(walk))
			one.answer = check_evaluate(check, walk_picture(walk), 0);
		json_push(list, check_json(walk, &one, walk_check_passed(walk, step, check)));
		free(one.text);
	}
	return list;
}

static struct json *steps_json(const struct walk *walk)
{
	const struct workshop *workshop = walk_workshop(walk);
	struct json *list = json_list();
	size_t i, k;

	for (i = 0; i < workshop->n_lessons; i++)
		for (k = 0; k < workshop->lessons[i].n_steps; k++) {
			const struct step *step = &workshop->lessons[i].steps[k];
			struct json *one = json_map();

			json_put(one, "id", json_text(step->id));
			json_put(one, "title", json_text(step->title));
			json_put(one, "done", json_truth(walk_step_done(walk, i, k)));
			json_put(one, "skipped", json_truth(walk_step_skipped(walk, i, k)));
			json_put(one, "actions", actions_json(walk, step));
			json_put(one, "checks",
					       checks_json(walk, step, step == walk_step(walk)));
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

	for (i = 0; i < machine->n_moments; i++) {
		const struct vm_moment *moment = &machine->moments[i];
		struct json *one = json_map();
		char *created = iso_time(moment->created_ms);

		json_put(one, "name", json_text(moment->name));
		json_put(one, "parent", json_text(moment->parent));
		json_put(one, "current", json_truth(moment->current));
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

		if (machine->unborn)
			continue;
		one = json_map();
		json_put(one, "name", json_text(machine->name));
		json_put(one, "state", json_text(
			machine->foreign ? "foreign" : state ? state : "unknown"));
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

static void print_json(const struct walk *walk)
{
	const struct workshop *workshop = walk_workshop(walk);
	struct json *root = json_map();

	json_put(root, "workshop", json_text(workshop->title));
	json_put(root, "language", json_text(workshop->language ? workshop->language
								: workshop->lang));
	json_put(root, "connection", connection_json(walk_picture(walk)));
	json_put(root, "step", walk_step(walk) ? json_text(walk_step(walk)->id)
							     : NULL);
	json_put(root, "steps", steps_json(walk));
	json_put(root, "machines", machines_json(walk_picture(walk)));
	json_print(root);
}

static void print_machine(const struct vm_machine *machine)
{
	size_t i;

	/* TRANSLATORS: a machine and its state. */
	out_printf(_("%1$s: %2$s\n"), machine->name,
		   machine->foreign ? _("not made by this program") : state_word(machine->state));
	for (i = 0; i < machine->n_moments; i++)
		if (machine->moments[i].current)
			out_printf(_("  snapshot %s (you are here)\n"), machine->moments[i].name);
		else
			out_printf(_("  snapshot %s\n"), machine->moments[i].name);
}

static void print_text(const struct walk *walk, const struct error *trouble)
{
	const struct workshop *workshop = walk_workshop(walk);
	const struct vm_picture *picture = walk_picture(walk);
	size_t i, k;

	out_line(workshop->title);
	for (i = 0; i < workshop->n_lessons; i++) {
		out_printf("%d %s\n", workshop->lessons[i].number, workshop->lessons[i].title);
		for (k = 0; k < workshop->lessons[i].n_steps; k++) {
			const struct step *step = &workshop->lessons[i].steps[k];
			bool skipped = walk_step_skipped(walk, i, k);

			out_printf("  %s %-5s %s%s%s\n",
				   walk_step_done(walk, i, k) ? "x" : skipped ? "~" : "-", step->id,
				   step->title, skipped ? _("   (skipped)") : "",
				   step == walk_step(walk) ? _("   (you are here)") : "");
		}
	}
	if (!picture)
		return;
	if (picture->simulated)
		out_printf(_("machines at %s (SIMULATED)\n"), picture->uri);
	else
		out_printf(_("machines at %s\n"), picture->uri);
	if (trouble->kind)
		out_printf("%s\n%s\n", trouble->message, trouble->mend);
	for (i = 0; i < picture->n_machines; i++)
		if (!picture->machines[i].unborn)
			print_machine(&picture->machines[i]);
}

int cmd_status(const struct options *options)
{
	struct walk_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale,
				     .step = options->step, .built_in = options->argc == 0,
				     .look_only = true };
	struct error err = { 0 };
	struct walk *walk;
	bool ready;

	if (options->argc > 1)
		return complain_usage(_("status takes one workshop."));
	open.path = options_workshop(options, 0);
	walk = open.path ? walk_open(&open, &err) : NULL;
	if (!walk)
		return open.path ? complain(&err) : EXIT_FAILED;
	complain_files(walk_errors(walk), open.path);
	ready = walk_wait_ready(walk, 20000, &err);
	if (options->json)
		print_json(walk);
	else
		print_text(walk, &err);
	walk_close(walk);
	return ready ? EXIT_GOOD : EXIT_FAILED;
}
