// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Actions and checks from fences; see fences.h.  Any thread. */
#include "lesson/load/fences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"

enum { MAX_FENCES = 200 /* per step */, MAX_WITH_CLONES = 256 };

/* The fence that is being read. */
struct fence_reading {
	const struct value_context *context;
	const struct markdown_fence *fence;
	const char *default_machine;
	const struct ynode *map; /* NULL for an empty body */
	struct step *step;
};

static void fence_error(const struct fence_reading *r, const char *format, const char *word)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	diag_add(r->context->diags, DIAG_ERROR, r->context->file, r->fence->line, r->fence->column,
		 format, word);
#pragma GCC diagnostic pop
}

static struct place place_of(const struct fence_reading *r, const struct ynode *node)
{
	if (!node)
		return (struct place){ r->context->file, r->fence->line, r->fence->column };
	return (struct place){ r->context->file, node->line, node->column };
}

static bool default_machine(const struct fence_reading *r, char **machine)
{
	if (*machine)
		return true;
	*machine = mem_dup(r->default_machine);
	if (!*machine)
		fence_error(r, _("\"%s\" is for a machine, but the workshop has none."),
			    r->fence->name);
	return *machine != NULL;
}

/* Reports a required key that is missing. */
static bool has_needed(const struct fence_reading *r, const struct verb_rule *rule, unsigned seen)
{
	size_t i;

	for (i = 0; i < n_action_keys; i++) {
		if (!(rule->needs & ~seen & action_keys[i].bit))
			continue;
		diag_add(r->context->diags, DIAG_ERROR, r->context->file, r->fence->line,
			 r->fence->column, _("\"%1$s\" needs the key \"%2$s\"."), rule->name,
			 action_keys[i].name);
		return false;
	}
	if (rule->needs_one && !(rule->needs_one & seen)) {
		fence_error(r, _("\"%s\" needs one of its own keys: there is nothing to do."),
			    rule->name);
		return false;
	}
	return true;
}

/* From its button on, a clone is a machine of the workshop. */
static bool add_clone(const struct fence_reading *r, const struct action *action)
{
	struct workshop *workshop = r->context->workshop;
	const struct machine_spec *there = workshop_machine(workshop, action->as), *from;
	struct machine_spec clone;

	if (there && str_eq(there->clone_of, action->machine))
		return true; /* the same clone, made again */
	if (there) {
		fence_error(r, _("There is a machine \"%s\" already: a clone needs a new name."),
			    action->as);
		return false;
	}
	from = workshop_machine(workshop, action->machine);
	if (!from)
		return true; /* already reported */
	if (workshop->n_machines >= MAX_WITH_CLONES) {
		diag_add(r->context->diags, DIAG_ERROR, r->context->file, r->fence->line,
			 r->fence->column, _("There are more than %d machines, with their clones."),
			 (int)MAX_WITH_CLONES);
		return false;
	}
	machine_spec_copy(&clone, from);
	free(clone.clone_of);
	clone.clone_of = clone.name;
	clone.name = mem_dup(action->as);
	free(clone.title);
	clone.title = mem_dup(action->as);
	clone.at = place_of(r, NULL);
	*MEM_PUSH(workshop->machines, workshop->n_machines) = clone;
	return true;
}

/* A system that boots from its kernel is told there to use the serial console; one that
 * boots from a disk uses a PC's keyboard and screen. */
static bool has_serial_console(const struct fence_reading *r, const char *machine)
{
	const struct machine_spec *spec = workshop_machine(r->context->workshop, machine);

	return spec && spec->kernel;
}

static void read_action(const struct fence_reading *r)
{
	const char *name = r->fence->name + strlen("vm:");
	const struct verb_rule *rule = verb_rule(verb_named(name));
	struct action action = { 0 };
	unsigned seen;
	bool ok;

	if (!*name) {
		fence_error(r, _("There must be no blank after \"vm:\": write for instance "
				 "vm:start."), "");
		return;
	}
	if (!rule) {
		fence_error(r, _("There is no verb \"%s\"."), name);
		return;
	}
	ok = values_read(r->context, r->map, action_keys, n_action_keys, rule->name, rule->takes,
			 &action, &seen);
	ok = has_needed(r, rule, seen) && ok;
	ok = ok && default_machine(r, &action.machine);
	ok = ok && (rule->verb != VERB_CLONE || add_clone(r, &action));
	if (!ok) {
		action_free(&action);
		return;
	}
	action.verb = rule->verb;
	action.serial = has_serial_console(r, action.machine);
	action.button = (int)r->step->n_actions + 1;
	action.at = place_of(r, NULL);
	action.name_at = place_of(r, ytree_get(r->map, "name"));
	*MEM_PUSH(r->step->actions, r->step->n_actions) = action;
}

static uint64_t mix(uint64_t hash, const char *text)
{
	/* Includes the NUL, so that neighbouring fields do not run together. */
	return text ? hash64(hash, text, strlen(text) + 1) : hash64(hash, "\1", 1);
}

/* Only hardware that is checked goes into the hash: so checks without it keep the keys
 * that they had before hardware could be checked. */
static uint64_t mix_hardware(uint64_t hash, const struct check *c)
{
	const struct {
		const char *name, *text;
		uint64_t number;
	} parts[] = {
		{ "memory", NULL, c->memory },
		{ "cpus", NULL, (uint64_t)c->cpus },
		{ "screens", NULL, (uint64_t)c->screens },
		{ "disk", c->disk, c->disk != NULL },
		{ "no-disk", c->no_disk, c->no_disk != NULL },
		{ "cable", NULL, (uint64_t)c->cable },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(parts); i++) {
		char *value = parts[i].number ? mem_printf("%s %llu %s", parts[i].name,
							   (unsigned long long)parts[i].number,
							   parts[i].text ? parts[i].text : "") : NULL;

		if (value)
			hash = mix(hash, value);
		free(value);
	}
	return hash;
}

/* The key is the same in every language, and differs between checks of one step. */
static char *check_key(const struct check *c, const struct step *step)
{
	const char *const parts[] = { c->machine, state_name(c->state), c->snapshot, c->no_snapshot,
				      c->current, c->parent, c->console };
	uint64_t hash = HASH64;
	size_t i, k = 0;
	char *key;

	for (i = 0; i < ARRAY_LEN(parts); i++)
		hash = mix(hash, parts[i]);
	hash = mix_hardware(hash, c);
	key = mem_printf("%016llx", (unsigned long long)hash);
	while (k < step->n_checks) {
		if (strcmp(step->checks[k].key, key) != 0) {
			k++;
			continue;
		}
		hash = mix(hash, "again");
		free(key);
		key = mem_printf("%016llx", (unsigned long long)hash);
		k = 0;
	}
	return key;
}

static void read_check(const struct fence_reading *r)
{
	struct check check = { 0 };
	unsigned seen;
	bool ok = values_read(r->context, r->map, check_keys, n_check_keys, NULL, 0, &check,
			      &seen);

	if (ok && !(seen & KEY_FACT)) {
		fence_error(r, _("This check has nothing to look at: state, snapshot, no-snapshot, "
				 "current, parent, console, memory, cpus, screens, disk, no-disk or "
				 "cable."), "");
		ok = false;
	}
	if (ok && check.parent && !check.snapshot) {
		diag_add(r->context->diags, DIAG_ERROR, r->context->file,
			 ytree_get(r->map, "parent")->line, ytree_get(r->map, "parent")->column,
			 _("\"parent\" needs \"snapshot\": whose parent is it?"));
		ok = false;
	}
	ok = ok && default_machine(r, &check.machine);
	if (!ok) {
		check_free(&check);
		return;
	}
	check.key = check_key(&check, r->step);
	check.after = r->step->n_actions;
	check.at = place_of(r, NULL);
	check.snapshot_at = place_of(r, ytree_get(r->map, "snapshot"));
	check.current_at = place_of(r, ytree_get(r->map, "current"));
	check.parent_at = place_of(r, ytree_get(r->map, "parent"));
	*MEM_PUSH(r->step->checks, r->step->n_checks) = check;
}

static void read_fence(struct fence_reading *r)
{
	const struct markdown_fence *f = r->fence;
	const struct ytree_place at = { .file = r->context->file, .line = f->body_line,
				       .lines = f->lines, .n_lines = f->n_lines,
				       .column = f->column - 1, .fence = f->line };
	struct ytree *yaml = ytree_parse(f->body, f->length, &at, r->context->diags);

	r->map = ytree_root(yaml);
	if (ytree_is_null(r->map))
		r->map = NULL;
	if (r->map && r->map->kind != Y_MAP)
		value_error(r->context, r->map, _("This must be a map: lines of KEY: VALUE."));
	else if (ytree_broken(yaml))
		; /* already reported */
	else if (strcmp(f->name, "check") == 0)
		read_check(r);
	else
		read_action(r);
	ytree_free(yaml);
}

void fences_read(const struct value_context *context, const struct markdown_part *part,
		 const char *machine, struct step *step)
{
	size_t i;

	for (i = 0; i < part->n_fences; i++) {
		if (i == MAX_FENCES) {
			diag_add(context->diags, DIAG_ERROR, context->file, part->fences[i].line,
				 part->fences[i].column,
				 _("This step has more than %d actions and checks."),
				 (int)MAX_FENCES);
			return;
		}
		read_fence(&(struct fence_reading){ .context = context, .fence = &part->fences[i],
						    .default_machine = machine, .step = step });
	}
}

void fences_refuse(const struct value_context *context, const struct markdown_part *part)
{
	size_t i;

	for (i = 0; i < part->n_fences; i++)
		diag_add(context->diags, DIAG_ERROR, context->file, part->fences[i].line,
			 part->fences[i].column,
			 _("\"%s\" is not in a step: a step begins with a \"##\" heading."),
			 part->fences[i].name);
}

/* --- misspelt fences --- */

static char *near_verb(const char *word)
{
	int verb;

	for (verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
		const char *known = verb_name((enum verb)verb);
		char *name = mem_printf("vm:%s", known ? known : "");

		if (known && edit_distance(word, name) <= 1)
			return name;
		free(name);
	}
	return NULL;
}

/* "vm start": "vm" is followed by a blank instead of a colon. */
static char *spaced_verb(const char *word, const char *rest)
{
	enum verb verb;
	char *name;

	if (strcmp(word, "vm") != 0)
		return NULL;
	rest += strspn(rest, " \t");
	name = mem_ndup(rest, strcspn(rest, " \t"));
	verb = verb_named(name);
	free(name);
	return verb == VERB_NONE ? NULL : mem_printf("vm:%s", verb_name(verb));
}

char *misspelt_fence(const char *info)
{
	size_t n = strcspn(info, " \t"), i;
	char *word, *meant;

	if (n == 0)
		return NULL; /* most code has no name, and a long file has much of it */
	word = mem_ndup(info, n);
	for (i = 0; i < n; i++)
		word[i] = ascii_lower(word[i]);
	meant = edit_distance(word, "check") <= 1 ? mem_dup("check") : near_verb(word);
	if (!meant)
		meant = spaced_verb(word, info + n);
	if (!meant && strncmp(word, "vm", 2) == 0 && ascii_punct(word[2]))
		meant = mem_printf("vm:%s", word + 3);
	free(word);
	return meant;
}
