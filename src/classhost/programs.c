// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See programs.h. */
#include "classhost/programs.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/str.h"
#include "vm/files/guests.h"

/* What sshd runs as every seat must not be anybody's to change. */
static void look_program(const struct wish *wish, const struct look *look, struct plan *plan)
{
	if (look->is_for_all(look->context, wish->program))
		plan_add(plan, "program", PLAN_OK, mem_printf(_("seats can run %s"), wish->program),
			 NULL);
	else
		plan_add(plan, "program", PLAN_OBSTACLE,
			 mem_printf(_("this program, %s, is not where everybody can run it and "
				      "only root can change it"),
				    wish->program),
			 mem_dup(_("Install it for all, for instance by: sudo make install")));
}

static const struct {
	const char *program, *other; /* one of them is enough; other may be NULL */
	const char *package;
	bool for_all; /* only some of the later lessons want it */
} programs[] = {
	{ "qemu-system-x86_64", NULL, PACKAGES("qemu-x86"), false },
	{ "qemu-img", NULL, PACKAGES("qemu-img"), false },
	{ "libvirtd", "virtqemud", PACKAGES("libvirt-daemon"), false },
	{ "mosquitto", NULL, PACKAGES("mosquitto-broker"), false },
	{ "qemu-system-aarch64", NULL, PACKAGES("qemu-arm"), true },
};

static void look_programs(const struct wish *wish, const struct look *look, struct plan *plan)
{
	struct str names = { 0 }, packages = { 0 };
	size_t i;

	for (i = 0; i < ARRAY_LEN(programs); i++) {
		const char *other = programs[i].other;

		if ((programs[i].for_all && !wish->all) ||
		    look->has_program(look->context, programs[i].program) ||
		    (other && look->has_program(look->context, other)))
			continue;
		str_addf(&names, "%s%s", names.len ? ", " : "", programs[i].program);
		str_addf(&packages, "%s%s", packages.len ? " " : "", programs[i].package);
	}
	if (names.len)
		plan_add(plan, "programs", PLAN_OBSTACLE,
			 mem_printf(_("these programs are not installed, which machines and the "
				      "room need: %s"),
				    str_text(&names)),
			 packages_sentence(_("Install what is missing: %s"), str_text(&packages)));
	else
		plan_add(plan, "programs", PLAN_OK,
			 mem_dup(_("what machines and the room need is installed")), NULL);
	str_free(&names);
	str_free(&packages);
}

static bool is_made(const struct wish *wish, const struct look *look, const struct guest *guest)
{
	bool there = true;
	size_t i;

	for (i = 0; guest->files[i] && there; i++) {
		char *path = mem_printf("%s/%s", wish->guests, guest->files[i]);

		there = look->exists(look->context, path);
		free(path);
	}
	return there;
}

/* Seats cannot make guests themselves: the fence keeps them from Debian's servers.  The first seven
 * lessons need none. */
static void look_guests(const struct wish *wish, const struct look *look, struct plan *plan)
{
	bool lacking[GUEST_COUNT] = { false };
	struct str names = { 0 };
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++)
		lacking[i] = !is_made(wish, look, &guest_table[i]);
	guests_names(&names, lacking);
	if (names.len)
		plan_add(plan, "guests", PLAN_DO,
			 mem_printf(_("make these guests once for all seats, in %1$s: %2$s"),
				    wish->guests, str_text(&names)),
			 NULL);
	else
		plan_add(plan, "guests", PLAN_OK,
			 mem_printf(_("the guests are made for all seats, in %s"), wish->guests),
			 NULL);
	str_free(&names);
}

void programs_plan(const struct wish *wish, const struct look *look, struct plan *plan)
{
	look_program(wish, look, plan);
	look_programs(wish, look, plan);
	if (wish->all && wish->guests)
		look_guests(wish, look, plan);
}
