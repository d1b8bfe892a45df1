// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See limits.h.  The figures were measured with Debian 12 on two processors. */
#include "classhost/limits.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/str.h"
#include "base/units.h"

#define LIMITS_FILE "/etc/security/limits.d/imitation-class.conf"
#define MIB (UINT64_C(1) << 20)

enum {
	SEAT_MIB_FIRST = 47,     /* a seat with a running dreamer, in lessons 1 to 7 */
	SEAT_MIB_ALL = 650,      /* lesson 10's three guests */
	HOST_MIB = 1024,         /* for the host itself */
	SEAT_CORE_IN_10000 = 93, /* of a processor, idle, with a running dreamer */
};

/* ---- texts ---------------------------------------------------------------------------- */

char *slice_text(bool all)
{
	return mem_printf("# Made by imitation for a class.\n"
			  "[Slice]\n"
			  "MemoryMax=%s\n"
			  "MemorySwapMax=0\n"
			  "TasksMax=200\n"
			  "CPUWeight=100\n",
			  all ? "2G" : "512M");
}

/* One machine needs 60 processes, nine had 75 threads.  No limit of addresses ("as"): QEMU maps
 * 1.8 GB. */
char *limits_text(void)
{
	return mem_dup("# Made by imitation for classes.\n"
		       "@" GROUP_SEAT " hard nproc 200\n"
		       "@" GROUP_SEAT " hard nofile 1024\n"
		       "@" GROUP_SEAT " hard core 0\n"
		       "@" GROUP_SEAT " hard maxlogins 3\n");
}

static bool is_true(const char *value)
{
	static const char *const words[] = { "1", "yes", "y", "true", "t", "on" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(words); i++)
		if (strcasecmp(value, words[i]) == 0)
			return true;
	return false;
}

bool logind_kills(const char *config)
{
	static const char key[] = "KillUserProcesses=";
	bool kills = false;

	while (*config) {
		size_t n = strcspn(config, "\n");
		char *line = mem_ndup(config, n);

		if (str_starts(line, key)) {
			line[strcspn(line, " \t\r")] = '\0';
			kills = is_true(line + strlen(key));
		}
		free(line);
		config += n + (config[n] == '\n');
	}
	return kills;
}

/* ---- systemd ---------------------------------------------------------------------------- */

/* How many seats have no slice with this text yet. */
static int seats_without_slice(const struct wish *wish, const struct look *look)
{
	char *wanted = slice_text(wish->all);
	unsigned uid, gid;
	int lacking = 0;
	size_t i;

	for (i = 0; i < wish->list->n; i++) {
		const struct class_person *person = &wish->list->people[i];
		char *path, *there = NULL;

		if (person->instructor || !wish_is_here(wish, person))
			continue;
		if (look->user(look->context, person->name, &uid, &gid)) {
			path = mem_printf("/etc/systemd/system/user-%u.slice.d/imitation.conf",
					  uid);
			there = look->file(look->context, path);
			free(path);
		}
		lacking += !there || !str_eq(there, wanted);
		free(there);
	}
	free(wanted);
	return lacking;
}

static void look_slices(const struct wish *wish, const struct look *look, struct plan *plan)
{
	int lacking = seats_without_slice(wish, look);
	const char *memory = wish->all ? "2 GiB" : "512 MiB";

	if (lacking > 0)
		plan_add(plan, "limits", PLAN_DO,
			 mem_printf(ngettext("limit %1$d seat to %2$s of memory and 200 tasks, by "
					     "systemd's slices",
					     "limit %1$d seats to %2$s of memory and 200 tasks "
					     "each, by systemd's slices",
					     (unsigned long)lacking),
				    lacking, memory),
			 NULL);
	else
		plan_add(plan, "limits", PLAN_OK,
			 mem_printf(_("each seat is limited to %s of memory and 200 tasks, by "
				      "systemd's slices"),
				    memory),
			 NULL);
}

/* systemd ignores limits for which the kernel has no controller: some boards start without
 * memory's. */
static void look_controllers(const struct look *look, struct plan *plan)
{
	char *text = look->file(look->context, "/sys/fs/cgroup/cgroup.controllers");

	if (!text || !strstr(text, "memory") || !strstr(text, "pids"))
		plan_add(plan, "cgroup", PLAN_OBSTACLE,
			 mem_dup(_("the kernel does not limit the memory of users (cgroup v2 with "
				   "memory and pids)")),
			 mem_printf(_("Add this to the kernel's command line, and start the host "
				      "again: %s"),
				    "systemd.unified_cgroup_hierarchy=1 cgroup_enable=memory"));
	free(text);
}

/* A line that drops must not take the machines with it. */
static void look_logind(const struct look *look, struct plan *plan)
{
	char *text =
		look->output(look->context, (const char *const[]){ "systemd-analyze", "cat-config",
								   "systemd/logind.conf", NULL });

	if (!text)
		text = look->file(look->context, "/etc/systemd/logind.conf");
	if (text && logind_kills(text))
		plan_add(plan, "logind", PLAN_OBSTACLE,
			 mem_printf(
				 _("machines would end with the line to their seat: logind has %s"),
				 "KillUserProcesses=yes"),
			 mem_printf(_("Write %1$s in %2$s, and start the host again."),
				    "KillUserProcesses=no", "/etc/systemd/logind.conf"));
	free(text);
}

/* ---- PAM -------------------------------------------------------------------------------- */

static bool pam_limits(const struct look *look)
{
	char *text = look->file(look->context, "/etc/pam.d/sshd"), *line = text;
	bool found = !text; /* what cannot be read is not judged */

	while (line && *line && !found) {
		size_t n = strcspn(line, "\n");
		char *found_at = strstr(line, "pam_limits.so");

		found = line[0] != '#' && found_at && found_at < line + n;
		line += n + (line[n] == '\n');
	}
	free(text);
	return found;
}

static void look_limits(const struct look *look, struct plan *plan)
{
	char *there = look->file(look->context, LIMITS_FILE), *wanted = limits_text();

	if (there && str_eq(there, wanted))
		plan_add(plan, "limits", PLAN_OK,
			 mem_printf(_("each seat is limited to 200 processes, by %s"), LIMITS_FILE),
			 NULL);
	else
		plan_add(plan, "limits", PLAN_DO,
			 mem_printf(_("write %s, which limits each seat to 200 processes"),
				    LIMITS_FILE),
			 NULL);
	if (!pam_limits(look))
		plan_add(plan, "pam", PLAN_OBSTACLE,
			 mem_printf(_("%1$s does not read the limits in %2$s"), "/etc/pam.d/sshd",
				    "/etc/security/limits.d"),
			 mem_printf(_("Add this line to %1$s: %2$s"), "/etc/pam.d/sshd",
				    "session required pam_limits.so"));
	free(there);
	free(wanted);
}

void limits_plan(const struct wish *wish, const struct look *look, struct plan *plan)
{
	if (!look->exists(look->context, "/run/systemd/system")) {
		look_limits(look, plan);
		return;
	}
	look_slices(wish, look, plan);
	look_controllers(look, plan);
	look_logind(look, plan);
}

/* ---- the sum ---------------------------------------------------------------------------- */

/* Bytes; 0: unknown. */
static uint64_t memory_available(const struct look *look)
{
	char *text = look->file(look->context, "/proc/meminfo");
	const char *at = text ? strstr(text, "MemAvailable:") : NULL;
	uint64_t kib = 0;

	if (!at || sscanf(at, "MemAvailable: %" SCNu64 " kB", &kib) != 1)
		kib = 0;
	free(text);
	return kib * 1024;
}

static void sum_memory(const struct wish *wish, const struct look *look, int seats,
		       struct plan *plan)
{
	uint64_t have = memory_available(look),
		 each = (wish->all ? SEAT_MIB_ALL : SEAT_MIB_FIRST) * MIB;
	uint64_t want = (uint64_t)seats * each + HOST_MIB * MIB;
	char *one = words_memory(each), *all = words_memory(want),
	     *free_memory = words_memory(have);

	if (have == 0)
		plan_add(plan, "memory", PLAN_OBSTACLE,
			 mem_dup(_("how much memory is free cannot be told")),
			 mem_printf(_("Make sure that there are %s."), all));
	else if (want > have)
		plan_add(plan, "memory", PLAN_OBSTACLE,
			 mem_printf(_("memory: %1$d times %2$s for seats and 1 GiB for the host "
				      "are %3$s, and %4$s are free"),
				    seats, one, all, free_memory),
			 mem_dup(wish->all ? _("Take fewer seats or a larger host; lessons 1 to 7 "
					       "need less: --for 1-7")
					   : _("Take fewer seats or a larger host.")));
	else
		plan_add(plan, "memory", PLAN_OK,
			 mem_printf(_("memory: %1$d times %2$s for seats and 1 GiB for the host "
				      "are %3$s, of %4$s free"),
				    seats, one, all, free_memory),
			 NULL);
	free(one);
	free(all);
	free(free_memory);
}

void limits_plan_sum(const struct wish *wish, const struct look *look, struct plan *plan)
{
	int seats = wish_seats(wish), percent = (seats * SEAT_CORE_IN_10000 + 99) / 100,
	    have = 100 * look->processors;

	sum_memory(wish, look, seats, plan);
	if (percent > have)
		plan_add(plan, "processors", PLAN_OBSTACLE,
			 mem_printf(_("processors: the seats take %1$d %% of one, and there are "
				      "%2$d %%"),
				    percent, have),
			 mem_dup(_("Take fewer seats or a larger host.")));
	else
		plan_add(plan, "processors", PLAN_OK,
			 mem_printf(_("processors: the seats take %1$d %% of one, of %2$d %%"),
				    percent, have),
			 NULL);
}
