/* imitation status: place, steps, machines and snapshots, for people or as
 * JSON for programs.  The JSON's names are part of the interface. */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load.h"
#include "lesson/progress.h"
#include "options.h"
#include "vm/command.h"
#include "walk.h"

static json_object *text_or_null(const char *text)
{
	return text ? json_object_new_string(text) : NULL;
}

static const char *machine_title(const struct walk *walk, const char *name)
{
	const struct machine_spec *spec = name ? workshop_machine(walk_workshop(walk), name) : NULL;

	return spec ? spec->title : name ? name : "";
}

static json_object *actions_json(const struct walk *walk, const struct step *step)
{
	json_object *list = json_object_new_array();
	size_t i;

	for (i = 0; i < step->n_actions; i++) {
		const struct action *action = &step->actions[i];
		json_object *one = json_object_new_object();
		char *label = action_label(action, machine_title(walk, action->machine));
		char *command = command_text(action);

		json_object_object_add(one, "button", json_object_new_int(action->button));
		json_object_object_add(one, "verb", text_or_null(verb_name(action->verb)));
		json_object_object_add(one, "machine", text_or_null(action->machine));
		json_object_object_add(one, "label", json_object_new_string(label));
		json_object_object_add(one, "command", json_object_new_string(command));
		json_object_array_add(list, one);
		free(label);
		free(command);
	}
	return list;
}

static json_object *check_json(const struct walk *walk, const struct walk_check *check, bool done)
{
	json_object *one = json_object_new_object();

	json_object_object_add(one, "text", json_object_new_string(check->text));
	json_object_object_add(one, "done", json_object_new_boolean(done));
	json_object_object_add(one, "found", done || !walk_picture(walk) ? NULL
					: text_or_null(check->answer.found));
	return one;
}

/* The checks of any step, judged against the machines as they are now. */
static json_object *checks_json(const struct walk *walk, const struct step *step, bool current)
{
	json_object *list = json_object_new_array();
	size_t i, n;
	const struct walk_check *now = walk_checks(walk, &n);

	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];
		struct walk_check one = { .check = check };

		if (current) {
			json_object_array_add(list, check_json(walk, &now[i], now[i].passed));
			continue;
		}
		one.text = check_text(check, machine_title(walk, check->machine));
		if (walk_picture(walk))
			one.answer = check_evaluate(check, walk_picture(walk), 0);
		json_object_array_add(list, check_json(walk, &one, walk_check_passed(walk, step, check)));
		free(one.text);
	}
	return list;
}

static json_object *steps_json(const struct walk *walk)
{
	const struct workshop *workshop = walk_workshop(walk);
	json_object *list = json_object_new_array();
	size_t i, k;

	for (i = 0; i < workshop->n_lessons; i++)
		for (k = 0; k < workshop->lessons[i].n_steps; k++) {
			const struct step *step = &workshop->lessons[i].steps[k];
			json_object *one = json_object_new_object();

			json_object_object_add(one, "id", json_object_new_string(step->id));
			json_object_object_add(one, "title", json_object_new_string(step->title));
			json_object_object_add(one, "done",
					       json_object_new_boolean(walk_step_done(walk, i, k)));
			json_object_object_add(one, "skipped",
					       json_object_new_boolean(walk_step_skipped(walk, i, k)));
			json_object_object_add(one, "actions", actions_json(walk, step));
			json_object_object_add(one, "checks",
					       checks_json(walk, step, step == walk_step(walk)));
			json_object_array_add(list, one);
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

static json_object *snapshots_json(const struct vm_machine *machine)
{
	json_object *list = json_object_new_array();
	size_t i;

	for (i = 0; i < machine->n_moments; i++) {
		const struct vm_moment *moment = &machine->moments[i];
		json_object *one = json_object_new_object();
		char *created = iso_time(moment->created_ms);

		json_object_object_add(one, "name", json_object_new_string(moment->name));
		json_object_object_add(one, "parent", text_or_null(moment->parent));
		json_object_object_add(one, "current", json_object_new_boolean(moment->current));
		json_object_object_add(one, "created", json_object_new_string(created));
		json_object_array_add(list, one);
		free(created);
	}
	return list;
}

static json_object *machines_json(const struct vm_picture *picture)
{
	json_object *list = json_object_new_array();
	size_t i;

	for (i = 0; picture && i < picture->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];
		const char *state = state_name(machine->state);
		json_object *one;

		if (machine->unborn)
			continue;
		one = json_object_new_object();
		json_object_object_add(one, "name", json_object_new_string(machine->name));
		json_object_object_add(one, "state", json_object_new_string(
			machine->foreign ? "foreign" : state ? state : "unknown"));
		json_object_object_add(one, "snapshots", snapshots_json(machine));
		json_object_array_add(list, one);
	}
	return list;
}

static json_object *connection_json(const struct vm_picture *picture)
{
	json_object *one = json_object_new_object();

	json_object_object_add(one, "uri", text_or_null(picture ? picture->uri : NULL));
	json_object_object_add(one, "simulated", json_object_new_boolean(picture && picture->simulated));
	json_object_object_add(one, "alive", json_object_new_boolean(picture && picture->link == VM_ALIVE));
	return one;
}

static void print_json(const struct walk *walk)
{
	const struct workshop *workshop = walk_workshop(walk);
	json_object *root = json_object_new_object();

	json_object_object_add(root, "workshop", json_object_new_string(workshop->title));
	json_object_object_add(root, "connection", connection_json(walk_picture(walk)));
	json_object_object_add(root, "step", walk_step(walk) ? json_object_new_string(walk_step(walk)->id)
							     : NULL);
	json_object_object_add(root, "steps", steps_json(walk));
	json_object_object_add(root, "machines", machines_json(walk_picture(walk)));
	puts(json_object_to_json_string_ext(root, JSON_C_TO_STRING_PRETTY |
					    JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(root);
}

static void print_machine(const struct vm_machine *machine)
{
	size_t i;

	/* TRANSLATORS: a machine and its state. */
	printf(_("%1$s: %2$s\n"), machine->name,
	       machine->foreign ? _("not made by this program") : state_word(machine->state));
	for (i = 0; i < machine->n_moments; i++)
		if (machine->moments[i].current)
			printf(_("  snapshot %s (you are here)\n"), machine->moments[i].name);
		else
			printf(_("  snapshot %s\n"), machine->moments[i].name);
}

static void print_text(const struct walk *walk, const struct error *trouble)
{
	const struct workshop *workshop = walk_workshop(walk);
	const struct vm_picture *picture = walk_picture(walk);
	size_t i, k;

	puts(workshop->title);
	for (i = 0; i < workshop->n_lessons; i++) {
		printf("%d %s\n", workshop->lessons[i].number, workshop->lessons[i].title);
		for (k = 0; k < workshop->lessons[i].n_steps; k++) {
			const struct step *step = &workshop->lessons[i].steps[k];

			printf("  %s %-5s %s%s%s\n", walk_step_done(walk, i, k) ? "x" :
			       walk_step_skipped(walk, i, k) ? "~" : "-", step->id, step->title,
			       walk_step_skipped(walk, i, k) ? _("   (skipped)") : "", step == walk_step(walk) ? _("   (you are here)") : "");
		}
	}
	if (!picture)
		return;
	if (picture->simulated)
		printf(_("machines at %s (SIMULATED)\n"), picture->uri);
	else
		printf(_("machines at %s\n"), picture->uri);
	if (trouble->kind)
		printf("%s\n%s\n", trouble->message, trouble->mend);
	for (i = 0; i < picture->n_machines; i++)
		if (!picture->machines[i].unborn)
			print_machine(&picture->machines[i]);
}

int cmd_status(const struct options *options)
{
	struct walk_options open = { .uri = options->uri, .language = options->language,
				     .step = options->step, .look_only = true };
	struct error err = { 0 };
	struct walk *walk;

	if (options->argc > 1)
		return complain_usage(_("status takes one workshop."));
	open.path = options_workshop(options, 0);
	walk = open.path ? walk_open(&open, &err) : NULL;
	if (!walk)
		return open.path ? complain(&err) : EXIT_FAILED;
	walk_wait_ready(walk, 20000, &err);
	if (options->json)
		print_json(walk);
	else
		print_text(walk, &err);
	walk_close(walk);
	return EXIT_GOOD;
}
