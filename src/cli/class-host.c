// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See class-host.h. */
#include "cli/class-host.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "base/utf8.h"
#include "classhost/accounts.h"
#include "classhost/plan.h"
#include "lesson/diag.h"
#include "room/ticket.h"

#define LIST_MOST (2 << 20) /* bytes: 200 lines with comments */

/* ---- the list -------------------------------------------------------------------------- */

/* The class is called as its list is, without what is behind the last dot.  Caller frees; NULL
 * with err. */
static char *class_of(const char *path, struct error *err)
{
	char *name = mem_dup(file_last_part(path)), *dot = strrchr(name, '.');

	if (dot && dot != name)
		*dot = '\0';
	if (ticket_is_name(name))
		return name;
	error_set(
		err, ERROR_INPUT,
		_("A class has the name of its list, and \"%s\" cannot be the name of one: it has "
		  "the letters a to z, digits and \"-\", a letter first, 31 of them at most."),
		name);
	error_remedy(err, _("Give the file another name, for instance tlc.txt."));
	free(name);
	return NULL;
}

static bool read_list(const char *path, struct look *look, struct class_list *list)
{
	struct diags diags = { 0 };
	struct error err = { 0 };
	struct str text = { 0 };
	size_t i;
	bool ok = file_read(path, LIST_MOST, &text, &err);

	if (!ok) {
		complain(&err);
	} else {
		ok = class_list_read(path, str_text(&text), text.len, accounts_is_system, look,
				     list, &diags);
		for (i = 0; i < diags.n; i++) {
			char *line = diag_text(&diags.list[i]);

			err_printf("%s\n", line);
			free(line);
		}
	}
	diag_free(&diags);
	str_free(&text);
	return ok;
}

/* ---- the plan --------------------------------------------------------------------------- */

static void print_item(const struct plan_item *item)
{
	static const char *const words[] = { [PLAN_OK] = N_("ok"), [PLAN_DO] = N_("do") };
	int column = utf8_width(_("obstacle:"));

	if (item->state == PLAN_OBSTACLE)
		out_printf(_("obstacle: %1$s; remedy: %2$s\n"), item->text, item->remedy);
	else
		out_printf("%s%*s %s\n", _(words[item->state]),
			   column - utf8_width(_(words[item->state])), "", item->text);
}

static void print_sum(const struct wish *wish, const struct plan *plan)
{
	int laptops = 0, elsewhere = 0;
	size_t i;

	for (i = 0; i < wish->list->n; i++) {
		const struct class_person *person = &wish->list->people[i];

		laptops += person->laptop;
		elsewhere += !person->laptop && !wish_is_here(wish, person);
	}
	out_printf(_("Class %1$s: seats on this host %2$d, people on other hosts %3$d, laptops "
		     "%4$d.\n"),
		   wish->class, wish_seats(wish), elsewhere, laptops);
	out_printf(_("To do: %1$zu; in the way: %2$zu.  Nothing was changed.\n"),
		   plan_count(plan, PLAN_DO), plan_count(plan, PLAN_OBSTACLE));
}

static int print_plan(struct wish *wish, const struct look *look)
{
	struct plan plan = { 0 };
	bool free_way;
	size_t i;

	plan_make(wish, look, &plan);
	for (i = 0; i < plan.n; i++)
		print_item(&plan.items[i]);
	print_sum(wish, &plan);
	free_way = plan_count(&plan, PLAN_OBSTACLE) == 0;
	plan_free(&plan);
	return free_way ? EXIT_GOOD : EXIT_FAILED;
}

/* This program, as sshd is to find it. */
static char *this_program(void)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path);

	return n > 0 && n < (ssize_t)sizeof path ? mem_ndup(path, (size_t)n)
						 : mem_dup(BINDIR "/imitation");
}

/* The folder beside the installed lessons, which seats look in too.  Caller frees; NULL: none. */
static char *common_guests(void)
{
	char *lessons = home_lessons(), *folder = lessons ? file_join(lessons, "guests") : NULL;

	free(lessons);
	return folder;
}

static int plan_list(const char *path, bool all)
{
	char host[HOST_NAME_MAX + 1] = "", *program = this_program(), *guests = common_guests();
	struct wish wish = {
		.file = path, .host = host, .program = program, .guests = guests, .all = all,
	};
	struct look look = look_here();
	struct class_list list = { 0 };
	struct error err = { 0 };
	char *class = class_of(path, &err);
	int status;

	gethostname(host, sizeof host - 1);
	wish.class = class;
	wish.list = &list;
	if (!class)
		status = complain(&err);
	else
		status = read_list(path, &look, &list) ? print_plan(&wish, &look) : EXIT_FAILED;
	class_list_free(&list);
	free(class);
	free(guests);
	free(program);
	return status;
}

int class_host(const struct options *options)
{
	const char *reach = options->reach ? options->reach : "all";
	bool all = str_eq(reach, "all");

	if (options->argc != 1)
		return complain_usage(
			_("class host needs the list of the class, and nothing else."));
	if (!all && !str_eq(reach, "1-7"))
		return complain_usage(
			_("--for is \"1-7\" or \"all\": the lessons that the class goes through."));
	return plan_list(options->argv[0], all);
}
