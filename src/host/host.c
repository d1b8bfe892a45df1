// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Facts about this host, findings, and requirements that are not met; see host.h. */
#include "host/host.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/units.h"
#include "base/utf8.h"
#include "lesson/workshop.h"
#include "vm/backend.h"
#include "vm/files/boot-source.h"
#include "vm/files/faults.h"
#include "vm/files/guests.h"

/* ---- facts ------------------------------------------------------------------------- */

/* Bytes available without swapping; -1 if unknown. */
static int64_t free_memory_now(void)
{
	FILE *file = fopen("/proc/meminfo", "re");
	long long kib = -1;
	char line[128];

	while (file && kib < 0 && fgets(line, sizeof line, file))
		if (sscanf(line, "MemAvailable: %lld kB", &kib) != 1)
			kib = -1;
	if (file)
		fclose(file);
	return kib < 0 ? -1 : (int64_t)kib * 1024;
}

bool host_process_lives(pid_t pid)
{
	return kill(pid, 0) == 0 || errno != ESRCH;
}

/* ---- findings ---------------------------------------------------------------------- */

/* Cleans the text: paths and a hypervisor's messages may hold control characters. */
static char *clean(char *text)
{
	char *cleaned = utf8_clean(text, strlen(text));

	free(text);
	return cleaned;
}

void findings_add(struct findings *findings, const char *id, enum verdict verdict, char *text,
		  char *remedy)
{
	struct finding *finding = MEM_PUSH(findings->list, findings->n);

	finding->id = id;
	finding->verdict = verdict;
	finding->text = clean(text);
	finding->remedy = clean(remedy ? remedy : mem_dup(""));
}

void findings_add_error(struct findings *findings, const char *id, const struct error *err)
{
	size_t i;

	for (i = 0; i < findings->n; i++)
		if (str_eq(findings->list[i].text, err->message))
			return;
	findings_add(findings, id, VERDICT_OBSTACLE, mem_dup(err->message), mem_dup(err->remedy));
}

bool findings_good(const struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->n; i++)
		if (findings->list[i].verdict == VERDICT_OBSTACLE)
			return false;
	return true;
}

void findings_free(struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		free(findings->list[i].text);
		free(findings->list[i].remedy);
	}
	free(findings->list);
	*findings = (struct findings){ 0 };
}

/* ---- requirements of a lesson -------------------------------------------------- */

static bool step_uses(const struct step *step, const char *name)
{
	size_t i;

	for (i = 0; i < step->n_actions; i++)
		if (str_eq(step->actions[i].machine, name))
			return true;
	for (i = 0; i < step->n_checks; i++)
		if (str_eq(step->checks[i].machine, name))
			return true;
	return false;
}

static bool lesson_uses(const struct lesson *lesson, const char *name)
{
	size_t i;

	if (lesson_names_machine(lesson, name) || lesson_need(lesson, name))
		return true;
	for (i = 0; i < lesson->n_steps; i++)
		if (step_uses(&lesson->steps[i], name))
			return true;
	return false;
}

static void look_emulator(const struct machine_spec *spec, struct findings *findings)
{
	struct error err = { 0 };

	if (fault_of_emulator(spec->name, spec->arch, &err))
		findings_add_error(findings, "emulator", &err);
}

/* A guest that is made when first needed is not missing. */
static void look_file(const struct machine_spec *spec, const char *file, struct findings *findings)
{
	struct boot_source source;
	struct error err = { 0 };

	if (!file || (access(file, F_OK) != 0 && guest_of_file(file)))
		return;
	if (boot_source_open(spec, file, &source, &err))
		boot_source_close(&source);
	else
		findings_add_error(findings, "file", &err);
}

static bool any_uses(const struct workshop *workshop, const struct lesson *lesson, const char *name)
{
	return !lesson || lesson_uses(lesson, name) || workshop->n_lessons == 0;
}

static bool is_there(const struct vm_picture *picture, const char *name)
{
	const struct vm_machine *machine = picture ? vm_picture_machine(picture, name) : NULL;

	return machine && machine->state != STATE_ABSENT &&
	       (machine->state != STATE_UNKNOWN || machine->unread);
}

bool requirements_want(const struct workshop *workshop, const struct lesson *lesson,
		       const struct vm_picture *picture, const char *machine)
{
	return any_uses(workshop, lesson, machine) && !is_there(picture, machine);
}

bool requirements_guests(const struct workshop *workshop, const struct lesson *lesson,
		  const struct vm_picture *picture, bool lacking[GUEST_COUNT])
{
	bool any = false;
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++)
		lacking[i] = false;
	for (i = 0; i < workshop->n_machines; i++)
		if (requirements_want(workshop, lesson, picture, workshop->machines[i].name))
			guests_lacking(&workshop->machines[i], lacking);
	for (i = 0; i < GUEST_COUNT; i++)
		any = any || lacking[i];
	return any;
}

void requirements_find_guests(const struct workshop *workshop, const struct lesson *lesson,
		       const struct vm_picture *picture, struct findings *findings)
{
	bool lacking[GUEST_COUNT];
	struct str names = { 0 };

	if (picture->simulated || uri_is_remote(picture->uri) ||
	    !requirements_guests(workshop, lesson, picture, lacking))
		return;
	guests_names(&names, lacking);
	findings_add(findings, "guest", VERDICT_NOTE,
		     mem_printf(_("Some machines boot from guests that are not made yet: %s."),
				str_text(&names)),
		     mem_printf(_("Make them with the key G, or by: %1$s guests %2$s"),
				shell_self(), str_text(&names)));
	str_free(&names);
}

static void look_memory(const struct lesson *lesson, uint64_t wanted, struct findings *findings)
{
	int64_t have = free_memory_now();
	char *need, *free_memory;

	if (have < 0 || wanted <= (uint64_t)have)
		return;
	need = words_memory(wanted);
	free_memory = words_memory((uint64_t)have);
	findings_add(findings, "memory", VERDICT_OBSTACLE,
		     mem_printf(_("The machines of lesson %1$d have %2$s of memory together, and this "
				  "host has %3$s free."), lesson->number, need, free_memory),
		     mem_dup(_("Close other programs, or keep only some of the machines running.")));
	free(need);
	free(free_memory);
}

static const struct step *step_that_listens(const struct lesson *lesson)
{
	size_t i, k;

	for (i = 0; i < lesson->n_steps; i++)
		for (k = 0; k < lesson->steps[i].n_checks; k++)
			if (lesson->steps[i].checks[k].console)
				return &lesson->steps[i];
	return NULL;
}

static void look_simulation(const struct lesson *lesson, struct findings *findings)
{
	const struct step *step = step_that_listens(lesson);

	if (step)
		findings_add(findings, "simulated-console", VERDICT_NOTE,
			     mem_printf(_("Step %s reads what a machine writes on its console, and a "
					  "simulated machine writes nothing: its check cannot pass."),
					step->id),
			     mem_printf(_("To have real machines, run: %s doctor"),
					shell_self()));
}

static void look_lesson(const struct workshop *workshop, const struct lesson *lesson,
			struct findings *findings)
{
	uint64_t memory = 0;
	size_t i;

	for (i = 0; i < workshop->n_machines; i++)
		if (lesson_uses(lesson, workshop->machines[i].name))
			memory += workshop->machines[i].memory;
	look_memory(lesson, memory, findings);
}

void requirements_find(const struct workshop *workshop, const struct lesson *lesson, const char *uri,
		struct findings *findings)
{
	bool simulated = uri_is_simulated(uri), remote = uri_is_remote(uri);
	size_t i;

	for (i = 0; !simulated && !remote && i < workshop->n_machines; i++) {
		const struct machine_spec *spec = &workshop->machines[i];

		if (!any_uses(workshop, lesson, spec->name))
			continue;
		look_emulator(spec, findings);
		look_file(spec, spec->image, findings);
		look_file(spec, spec->kernel, findings);
		look_file(spec, spec->initrd, findings);
	}
	for (i = 0; i < workshop->n_lessons; i++) {
		if (lesson && lesson != &workshop->lessons[i])
			continue;
		if (simulated)
			look_simulation(&workshop->lessons[i], findings);
		else if (!remote)
			look_lesson(workshop, &workshop->lessons[i], findings);
	}
}
