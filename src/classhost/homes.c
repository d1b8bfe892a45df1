// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See homes.h. */
#include "classhost/homes.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/str.h"
#include "base/units.h"

/* A seat has this much: 529 MiB were seen at the end of lesson 14. */
#define SEAT_BYTES (UINT64_C(1) << 30)

#define STATE_DIR "/var/lib/imitation"

/* ---- the kernel ------------------------------------------------------------------------ */

static bool file_names(const struct look *look, const char *path, const char *what)
{
	char *text = look->file(look->context, path);
	bool named = text && strstr(text, what);

	free(text);
	return named;
}

/* Can the kernel keep quotas in ext4?  That needs CONFIG_QUOTA and the format v2, which may be a
 * module. */
static bool kernel_has_quota(const struct look *look)
{
	char *release = look->file(look->context, "/proc/sys/kernel/osrelease"), *built_in,
	     *modules;
	bool has;

	if (!release || !look->exists(look->context, "/proc/sys/fs/quota")) {
		free(release);
		return false;
	}
	release[strcspn(release, "\n")] = '\0';
	built_in = mem_printf("/lib/modules/%s/modules.builtin", release);
	modules = mem_printf("/lib/modules/%s/modules.dep", release);
	has = file_names(look, built_in, "quota_v2.ko") ||
	      file_names(look, modules, "quota_v2.ko") ||
	      file_names(look, "/proc/modules", "quota_v2 ");
	free(release);
	free(built_in);
	free(modules);
	return has;
}

/* ---- the plan --------------------------------------------------------------------------- */

/* Is something mounted at this folder? */
static bool is_mounted(const struct look *look, const char *folder)
{
	char *text = look->file(look->context, "/proc/self/mounts"),
	     *wanted = mem_printf(" %s ", folder);
	bool mounted = text && strstr(text, wanted);

	free(text);
	free(wanted);
	return mounted;
}

static void look_limit(const struct look *look, struct plan *plan)
{
	if (!kernel_has_quota(look))
		plan_add(plan, "quota", PLAN_DO,
			 mem_dup(_("one limit for the homes of all seats together: this kernel has "
				   "no quotas (quota_v2)")),
			 NULL);
	else if (!look->has_program(look->context, "setquota"))
		plan_add(plan, "quota", PLAN_DO,
			 packages_sentence(_("one limit for the homes of all seats together; this "
					     "gives each its own: %s"),
					   PACKAGES("quota")),
			 NULL);
	else
		plan_add(plan, "quota", PLAN_OK,
			 mem_dup(_("each seat can have a limit of its own, 1 GiB")), NULL);
}

/* All limits together have to fit: a full disk would stop the host. */
static void look_room(const struct look *look, int seats, struct plan *plan)
{
	int64_t have = look->free_bytes(look->context, STATE_DIR);
	uint64_t want = (uint64_t)seats * SEAT_BYTES;
	char *need = words_memory(want), *room = words_memory(have < 0 ? 0 : (uint64_t)have);

	if (have >= 0 && (uint64_t)have < want)
		plan_add(
			plan, "room", PLAN_OBSTACLE,
			mem_printf(_("the homes may grow to %1$s, and %2$s has %3$s free"), need,
				   STATE_DIR, room),
			mem_printf(_("Make room there, or mount a larger disk at %s."), STATE_DIR));
	free(need);
	free(room);
}

void homes_plan(const struct wish *wish, const struct look *look, struct plan *plan)
{
	char *image = mem_printf(STATE_DIR "/%s/homes.img", wish->class);
	char *folder = mem_printf("/srv/imitation/%s", wish->class);
	bool there = look->exists(look->context, image);
	int seats = wish_seats(wish);

	if (is_mounted(look, folder))
		plan_add(plan, "homes", PLAN_OK,
			 mem_printf(_("the homes are mounted at %s"), folder), NULL);
	else if (!there && !look->has_program(look->context, "mkfs.ext4"))
		plan_add(plan, "homes", PLAN_OBSTACLE,
			 mem_dup(_("there is no mkfs.ext4 to make a file system for the homes")),
			 packages_sentence(_("Install it: %s"), PACKAGES("e2fsprogs")));
	else
		plan_add(plan, "homes", PLAN_DO,
			 mem_printf(there ? _("mount the homes, %1$s, at %2$s")
					  : _("make a file system for the homes, %1$s, and mount "
					      "it at %2$s"),
				    image, folder),
			 NULL);
	look_limit(look, plan);
	if (!there)
		look_room(look, seats, plan);
	free(image);
	free(folder);
}
