// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See accounts.h. */
#include "classhost/accounts.h"

#include <stddef.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

enum {
	FIRST_PERSON = 1000, /* UID_MIN of login.defs(5): those below are the system's */
	NOBODY = 65534,
	NAMES_SHOWN = 12, /* in one item */
};

bool accounts_is_system(void *context, const char *name)
{
	const struct look *look = context;
	unsigned uid, gid;

	return look->user(look->context, name, &uid, &gid) && (uid < FIRST_PERSON || uid == NOBODY);
}

/* ---- names in one item -------------------------------------------------------------- */

struct crowd {
	struct str names;
	int n;
};

static void crowd_add(struct crowd *crowd, const char *name)
{
	if (crowd->n++ < NAMES_SHOWN)
		str_addf(&crowd->names, "%s%s", crowd->n > 1 ? ", " : "", name);
	else if (crowd->n == NAMES_SHOWN + 1)
		str_add(&crowd->names, ", …");
}

/* The accounts of a list, by what is to be done with them. */
struct crowds {
	struct crowd seats, new_seats, seats_outside;
	struct crowd instructors, new_instructors, instructors_outside;
};

static void say_seats(struct crowds *c, struct plan *plan)
{
	unsigned long there = (unsigned long)c->seats.n, new = (unsigned long)c->new_seats.n;

	if (there)
		plan_add(plan, "accounts", PLAN_OK,
			 mem_printf(ngettext("%1$d seat has its account: %2$s",
					     "%1$d seats have their accounts: %2$s", there),
				    c->seats.n, str_text(&c->seats.names)),
			 NULL);
	if (new)
		plan_add(plan, "accounts", PLAN_DO,
			 mem_printf(ngettext("make %1$d account for a seat: %2$s",
					     "make %1$d accounts for seats: %2$s", new),
				    c->new_seats.n, str_text(&c->new_seats.names)),
			 NULL);
	if (c->seats_outside.n)
		plan_add(plan, "accounts", PLAN_DO,
			 mem_printf(_("put these seats into the group %1$s too: %2$s"), GROUP_CLASS,
				    str_text(&c->seats_outside.names)),
			 NULL);
}

static void say_instructors(struct crowds *c, struct plan *plan)
{
	if (c->instructors.n)
		plan_add(plan, "accounts", PLAN_OK,
			 mem_printf(_("instructors, with accounts of their own: %s"),
				    str_text(&c->instructors.names)),
			 NULL);
	if (c->new_instructors.n)
		plan_add(
			plan, "accounts", PLAN_DO,
			mem_printf(_("make accounts with a shell of their own for instructors: %s"),
				   str_text(&c->new_instructors.names)),
			NULL);
	if (c->instructors_outside.n)
		plan_add(plan, "accounts", PLAN_DO,
			 mem_printf(_("put these instructors into the group %1$s: %2$s"),
				    GROUP_CLASS, str_text(&c->instructors_outside.names)),
			 NULL);
}

static void crowds_free(struct crowds *c)
{
	str_free(&c->seats.names);
	str_free(&c->new_seats.names);
	str_free(&c->seats_outside.names);
	str_free(&c->instructors.names);
	str_free(&c->new_instructors.names);
	str_free(&c->instructors_outside.names);
}

/* ---- accounts ------------------------------------------------------------------------ */

struct looking {
	const struct wish *wish;
	const struct look *look;
	struct plan *plan;
	bool has_seat; /* is there the group of seats, */
	unsigned seat; /* and its number */
	struct crowds crowds;
};

static void look_instructor(struct looking *l, const struct class_person *person)
{
	unsigned uid, gid;

	if (!l->look->user(l->look->context, person->name, &uid, &gid))
		crowd_add(&l->crowds.new_instructors, person->name);
	else if (l->has_seat && gid == l->seat)
		plan_add(l->plan, "accounts", PLAN_OBSTACLE,
			 mem_printf(_("%1$s is to be an instructor, and has the account of a seat, "
				      "which runs nothing but this program"),
				    person->name),
			 mem_printf(_("Take away the * in line %1$d of %2$s, or choose another "
				      "name there."),
				    person->line, l->wish->file));
	else if (!l->look->is_member(l->look->context, GROUP_CLASS, person->name))
		crowd_add(&l->crowds.instructors_outside, person->name);
	else
		crowd_add(&l->crowds.instructors, person->name);
}

static void look_seat(struct looking *l, const struct class_person *person)
{
	unsigned uid, gid;

	if (!l->look->user(l->look->context, person->name, &uid, &gid))
		crowd_add(&l->crowds.new_seats, person->name);
	else if (!l->has_seat || gid != l->seat)
		plan_add(l->plan, "accounts", PLAN_OBSTACLE,
			 mem_printf(_("the account %s was on this host before, and is no seat: it "
				      "is left as it is"),
				    person->name),
			 mem_printf(_("Choose another name in line %1$d of %2$s."), person->line,
				    l->wish->file));
	else if (!l->look->is_member(l->look->context, GROUP_CLASS, person->name))
		crowd_add(&l->crowds.seats_outside, person->name);
	else
		crowd_add(&l->crowds.seats, person->name);
}

static void look_group(struct looking *l, const char *name, const char *text_ok,
		       const char *text_do)
{
	unsigned gid;
	bool there = l->look->group(l->look->context, name, &gid);

	plan_add(l->plan, "groups", there ? PLAN_OK : PLAN_DO, mem_dup(there ? text_ok : text_do),
		 NULL);
}

static bool has_instructor(const struct class_list *list)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (list->people[i].instructor)
			return true;
	return false;
}

void accounts_plan(const struct wish *wish, const struct look *look, struct plan *plan)
{
	struct looking l = { .wish = wish, .look = look, .plan = plan };
	size_t i;

	l.has_seat = look->group(look->context, GROUP_SEAT, &l.seat);
	look_group(&l, GROUP_SEAT, _("the group imitation-seat is there"),
		   _("make the group imitation-seat, which all seats have"));
	look_group(&l, GROUP_CLASS, _("the group imitation-class is there"),
		   _("make the group imitation-class, of seats and instructors"));
	if (!has_instructor(wish->list))
		plan_add(plan, "instructor", PLAN_OBSTACLE,
			 mem_dup(_("the list names no instructor, who opens the room")),
			 mem_printf(_("Write a * before the name of who teaches, in %s."),
				    wish->file));
	for (i = 0; i < wish->list->n; i++) {
		const struct class_person *person = &wish->list->people[i];

		if (!wish_is_here(wish, person))
			continue;
		if (person->instructor)
			look_instructor(&l, person);
		else
			look_seat(&l, person);
	}
	say_seats(&l.crowds, plan);
	say_instructors(&l.crowds, plan);
	crowds_free(&l.crowds);
}
