// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Hardware from a definition, and plans to change it; see hardware.h. */
#include "vm/hardware.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "vm/request.h"
#include "vm/xml.h"

#define MIB ((uint64_t)1 << 20)

static uint64_t number_at(const char *xml, const char *path, const char *attribute)
{
	char *text = xml_find(xml, path, attribute);
	uint64_t number = text ? strtoull(text, NULL, 10) : 0;

	free(text);
	return number;
}

static bool text_is(const char *xml, const char *path, const char *attribute, const char *wanted)
{
	char *text = xml_find(xml, path, attribute);
	bool same = str_eq(text, wanted);

	free(text);
	return same;
}

/* Where processors can be plugged into a machine that runs. */
static bool takes_cpus(const char *xml)
{
	static const char *const kinds[] = { "x86_64", "i686", "ppc64le", "s390x" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(kinds); i++)
		if (text_is(xml, "domain/os/type", "arch", kinds[i]))
			return true;
	return false;
}

static int count(const char *xml, const char *text)
{
	int n = 0;

	while ((xml = strstr(xml, text)) != NULL) {
		xml += strlen(text);
		n++;
	}
	return n;
}

/* The name of the disk in this file, or NULL: it is none that was plugged in. */
static char *disk_name(const char *file, const char *stem)
{
	const char *name = file && str_starts(file, stem) ? file + strlen(stem) : NULL;
	const char *end = name ? strrchr(name, '.') : NULL;

	return end && end > name ? mem_ndup(name, (size_t)(end - name)) : NULL;
}

/* Each name between spaces: none has one in it. */
static char *disks_of(const char *xml, const char *stem)
{
	struct str out = { 0 };
	char *disk;

	while ((disk = xml_next(&xml, "disk")) != NULL) {
		char *file = xml_find(disk, "disk/source", "file"), *name = disk_name(file, stem);

		if (name)
			str_addf(&out, "%s%s ", out.len ? "" : " ", name);
		free(name);
		free(file);
		free(disk);
	}
	return str_take(&out);
}

bool hardware_parse(struct vm_hardware *hw, const char *xml, const char *stem)
{
	*hw = (struct vm_hardware){ 0 };
	hw->max_memory = number_at(xml, "domain/memory", NULL) * 1024;
	if (!hw->max_memory)
		return false;
	hw->memory = number_at(xml, "domain/currentMemory", NULL) * 1024;
	if (!hw->memory)
		hw->memory = hw->max_memory;
	hw->max_cpus = (int)number_at(xml, "domain/vcpu", NULL);
	hw->cpus = (int)number_at(xml, "domain/vcpu", "current");
	if (!hw->cpus)
		hw->cpus = hw->max_cpus;
	hw->screens = count(xml, "<video>");
	hw->balloon = text_is(xml, "domain/devices/memballoon", "model", "virtio");
	hw->takes_cpus = takes_cpus(xml);
	if (strstr(xml, "<interface "))
		hw->cable = text_is(xml, "domain/devices/interface/link", "state", "down") ?
				    CABLE_OUT : CABLE_IN;
	hw->disks = disks_of(xml, stem);
	hw->known = true;
	return true;
}

bool hardware_has_disk(const struct vm_hardware *hw, const char *name)
{
	char *word = mem_printf(" %s ", name);
	bool has = hw->disks && strstr(hw->disks, word);

	free(word);
	return has;
}

bool hardware_same_size(uint64_t a, uint64_t b)
{
	return a > b ? a - b < MIB : b - a < MIB;
}

char *hardware_size(uint64_t bytes)
{
	static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB" };
	size_t unit = 0;

	while (bytes >= 1024 && unit + 1 < ARRAY_LEN(units) &&
	       (bytes % 1024 == 0 || bytes >= 10240)) {
		bytes /= 1024;
		unit++;
	}
	return mem_printf("%llu %s", (unsigned long long)bytes, units[unit]);
}

/* ---- changing it ----------------------------------------------------------------- */

/* Without a balloon a machine has at once all that it can have at most. */
static enum set_way memory_way(uint64_t wanted, bool runs, const struct vm_hardware *now,
			       const struct vm_hardware *next)
{
	if (!next->known || !next->balloon || wanted > next->max_memory)
		return SET_MORE;
	return runs && now->known && now->balloon && wanted <= now->max_memory ? SET_LIVE : SET_LATER;
}

/* Only more of them at once: QEMU without acceleration does not survive it when
 * one is pulled out of it, its next snapshot never ends. */
static enum set_way cpus_way(int wanted, bool runs, const struct vm_hardware *now,
			     const struct vm_hardware *next)
{
	if (!next->known || wanted > next->max_cpus)
		return SET_MORE;
	return runs && now->known && now->takes_cpus && wanted >= now->cpus &&
		       wanted <= now->max_cpus ? SET_LIVE : SET_LATER;
}

struct set_plan hardware_plan(const struct action *action, enum machine_state state,
			      const struct vm_hardware *now, const struct vm_hardware *next)
{
	bool runs = state == STATE_RUNNING;
	struct set_plan plan = { SET_NOT, SET_NOT, SET_NOT };

	if (action->memory)
		plan.memory = memory_way(action->memory, runs, now, next);
	if (action->cpus > 0)
		plan.cpus = cpus_way(action->cpus, runs, now, next);
	if (action->screens > 0)
		plan.screens = SET_LATER;
	return plan;
}

void hardware_outcome(const struct action *action, const struct vm_machine *after,
		      struct vm_result *result)
{
	const struct vm_hardware *now = &after->now, *next = &after->next;
	bool memory = action->memory && !hardware_same_size(now->memory, action->memory);
	bool cpus = action->cpus > 0 && now->cpus != action->cpus;
	bool screens = action->screens > 0 && now->screens != action->screens;
	int asked = !!action->memory + (action->cpus > 0) + (action->screens > 0);

	if (!now->known || !next->known)
		return;
	/* It could have it by now, and has more. */
	result->held = memory && now->balloon && now->memory > action->memory &&
		       hardware_same_size(next->memory, action->memory);
	result->later = memory + cpus + screens - result->held;
	result->changed = (action->memory && next->memory != result->before.memory) ||
			  (action->cpus > 0 && next->cpus != result->before.cpus) ||
			  (action->screens > 0 && next->screens != result->before.screens);
	result->at_once = asked - result->later - result->held;
}

char *hardware_with_screens(const char *xml, int screens)
{
	const char *last = strstr(xml, "</devices>"), *at = xml, *from, *end;
	struct str out = { 0 };
	int have = 0;

	while ((from = strstr(at, "<video>")) && (end = strstr(from, "</video>"))) {
		end += strlen("</video>");
		have++;
		str_addn(&out, at, (size_t)((have > screens ? from : end) - at));
		at = end;
	}
	if (last) {
		str_addn(&out, at, (size_t)(last - at));
		for (; have < screens; have++)
			str_add(&out, SECOND_SCREEN);
		at = last;
	}
	str_add(&out, at);
	return str_take(&out);
}
