// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See sshd.h.  Tried with OpenSSH 9.2p1 and 10.0p2. */
#include "classhost/sshd.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/shell-quote.h"
#include "base/str.h"

#define SSHD_MAIN "/etc/ssh/sshd_config"

/* For everybody: the usual 10:30:100 throws logins out where thirty come at once. */
#define MAX_STARTUPS "200:30:400"

/* For seats.  DisableForwarding should be enough, and each is said by itself for sshds in which it
 * was not (CVE-2025-32728).  A silent line ends after 10 s and what TCP takes. */
static const struct {
	const char *keyword, *value;
} settings[] = {
	{ "DisableForwarding", "yes" },
	{ "AllowTcpForwarding", "no" },
	{ "AllowStreamLocalForwarding", "no" },
	{ "AllowAgentForwarding", "no" },
	{ "X11Forwarding", "no" },
	{ "PermitTunnel", "no" },
	{ "PermitUserRC", "no" },
	{ "PermitListen", "none" },
	{ "PermitOpen", "none" },
	{ "PasswordAuthentication", "yes" },
	{ "MaxSessions", "1" },
	{ "ClientAliveInterval", "5" },
	{ "ClientAliveCountMax", "2" },
};

static char *force_command(const char *program)
{
	struct str text = { 0 };

	shell_quote_word(&text, program);
	str_add(&text, " seat");
	return str_take(&text);
}

char *sshd_text(const char *program)
{
	struct str text = { 0 };
	char *command = force_command(program);
	size_t i;

	str_add(&text, "# Made by imitation for classes; \"imitation class host\" tells more.\n"
		       "MaxStartups " MAX_STARTUPS "\n"
		       "Match Group " GROUP_SEAT "\n");
	str_addf(&text, "\tForceCommand %s\n", command);
	for (i = 0; i < ARRAY_LEN(settings); i++)
		str_addf(&text, "\t%s %s\n", settings[i].keyword, settings[i].value);
	str_add(&text, "Match all\n");
	free(command);
	return str_take(&text);
}

/* ---- what sshd says of its configuration ------------------------------------------------- */

/* The lines "KEYWORD VALUE" of a text: *line is what is left, NULL at first the whole.  Returns the
 * next one's value of this keyword, as a copy, or NULL. */
static char *next_value(const char **rest, const char *keyword)
{
	size_t n = strlen(keyword);

	while (**rest) {
		const char *line = *rest;
		size_t length = strcspn(line, "\n");

		*rest += length + (line[length] == '\n');
		if (length > n && strncasecmp(line, keyword, n) == 0 && line[n] == ' ')
			return mem_ndup(line + n + 1, length - n - 1);
	}
	return NULL;
}

static bool is_set(const char *text, const char *keyword, const char *wanted)
{
	char *value = next_value(&text, keyword);
	bool same = value && str_eq(value, wanted);

	free(value);
	return same;
}

/* Language and colours hurt nobody; LD_PRELOAD, HOME or LIBVIRT_DEFAULT_URI would. */
static bool is_harmless(const char *variable)
{
	return str_eq(variable, "LANG") || str_starts(variable, "LC_") ||
	       str_eq(variable, "COLORTERM") || str_eq(variable, "NO_COLOR");
}

char *sshd_open_variable(const char *text)
{
	char *value;

	while ((value = next_value(&text, "acceptenv"))) {
		if (!is_harmless(value))
			return value;
		free(value);
	}
	return NULL;
}

char *sshd_unmet(const char *text, const char *program)
{
	char *command = force_command(program);
	bool forced = is_set(text, "ForceCommand", command);
	size_t i;

	free(command);
	if (!forced)
		return mem_dup("ForceCommand");
	if (!is_set(text, "MaxStartups", MAX_STARTUPS))
		return mem_dup("MaxStartups " MAX_STARTUPS);
	for (i = 0; i < ARRAY_LEN(settings); i++)
		if (!is_set(text, settings[i].keyword, settings[i].value))
			return mem_printf("%s %s", settings[i].keyword, settings[i].value);
	return NULL;
}

bool sshd_includes(const char *config)
{
	while (*config) {
		const char *word = config + strspn(config, " \t");
		size_t n = strcspn(word, " \t=\n"), length = strcspn(word, "\n");
		char *line = mem_ndup(word, length);
		bool include = n == 7 && strncasecmp(word, "Include", n) == 0 &&
			       strstr(line, "sshd_config.d/*");
		bool match = n == 5 && strncasecmp(word, "Match", n) == 0;

		free(line);
		if (include || match)
			return include;
		config = word + length;
		config += *config == '\n';
	}
	return false;
}

/* ---- the plan --------------------------------------------------------------------------- */

static void look_include(const struct look *look, struct plan *plan)
{
	char *config = look->file(look->context, SSHD_MAIN);

	if (config && !sshd_includes(config))
		plan_add(plan, "sshd-include", PLAN_OBSTACLE,
			 mem_printf(_("sshd does not read the files in %1$s: %2$s does not include "
				      "them"),
				    "/etc/ssh/sshd_config.d", SSHD_MAIN),
			 mem_printf(_("Write this as the first line of %1$s: %2$s"), SSHD_MAIN,
				    "Include /etc/ssh/sshd_config.d/*.conf"));
	free(config);
}

/* Returns whether the file is as it should be. */
static bool look_file(const struct wish *wish, const struct look *look, struct plan *plan)
{
	char *there = look->file(look->context, SSHD_FILE), *wanted = sshd_text(wish->program);
	bool same = there && str_eq(there, wanted);

	if (same)
		plan_add(plan, "sshd", PLAN_OK,
			 mem_printf(_("sshd lets seats into this program and nowhere else, by %s"),
				    SSHD_FILE),
			 NULL);
	else
		plan_add(plan, "sshd", PLAN_DO,
			 mem_printf(there ? _("write %s anew, and have sshd read it: seats come "
					      "into this program and nowhere else")
					  : _("write %s, and have sshd read it: seats come into "
					      "this program and nowhere else"),
				    SSHD_FILE),
			 NULL);
	free(there);
	free(wanted);
	return same;
}

static void look_environment(const char *text, struct plan *plan)
{
	char *variable = sshd_open_variable(text),
	     *value = next_value(&(const char *){ text }, "permituserenvironment");

	if (variable)
		plan_add(plan, "sshd-acceptenv", PLAN_OBSTACLE,
			 mem_printf(_("sshd lets people set the variable %s, which could change "
				      "what runs as them"),
				    variable),
			 mem_printf(_("Take it out of the lines AcceptEnv that this finds: %s"),
				    "grep -ri acceptenv /etc/ssh"));
	if (value && !str_eq(value, "no"))
		plan_add(plan, "sshd-environment", PLAN_OBSTACLE,
			 mem_printf(_("sshd reads variables from a file of each person's: %s"),
				    "PermitUserEnvironment"),
			 mem_printf(_("Take away the lines that this finds: %s"),
				    "grep -ri permituserenvironment /etc/ssh"));
	free(variable);
	free(value);
}

/* Where some are named who may log in, are seats among them? */
static void look_allowed(const char *text, struct plan *plan)
{
	const char *users = text, *groups = text;
	char *user = next_value(&users, "allowusers"), *group = next_value(&groups, "allowgroups");
	bool seats = !group;

	while (group) {
		seats = seats || str_eq(group, GROUP_SEAT) || str_eq(group, GROUP_CLASS);
		free(group);
		group = next_value(&groups, "allowgroups");
	}
	if (user || !seats)
		plan_add(plan, "sshd-allowed", PLAN_OBSTACLE,
			 mem_printf(_("sshd lets only some people in, by %s, and seats are not "
				      "among them"),
				    user ? "AllowUsers" : "AllowGroups"),
			 user ? mem_printf(_("Write AllowGroups for them instead, with %1$s among "
					     "the groups; this finds the lines: %2$s"),
					   GROUP_SEAT, "grep -ri allowusers /etc/ssh")
			      : mem_printf(_("Add %1$s to the lines that this finds: %2$s"),
					   GROUP_SEAT, "grep -ri allowgroups /etc/ssh"));
	free(user);
}

static const struct class_person *seat_that_is_there(const struct wish *wish,
						     const struct look *look)
{
	unsigned uid, gid, seat;
	size_t i;

	if (!look->group(look->context, GROUP_SEAT, &seat))
		return NULL;
	for (i = 0; i < wish->list->n; i++) {
		const struct class_person *person = &wish->list->people[i];

		if (!person->instructor && wish_is_here(wish, person) &&
		    look->user(look->context, person->name, &uid, &gid) && gid == seat)
			return person;
	}
	return NULL;
}

/* Reads back what holds for a seat. */
static void look_seat(const struct wish *wish, const struct look *look, struct plan *plan)
{
	const struct class_person *person = seat_that_is_there(wish, look);
	char *connection, *text, *unmet;

	if (!person)
		return;
	connection = mem_printf("user=%s,host=localhost,addr=127.0.0.1", person->name);
	text = look->output(look->context,
			    (const char *const[]){ "sshd", "-T", "-C", connection, NULL });
	unmet = text ? sshd_unmet(text, wish->program) : NULL;
	if (unmet)
		plan_add(plan, "sshd-seat", PLAN_OBSTACLE,
			 mem_printf(_("what %1$s says does not hold for the seat %2$s: %3$s"),
				    SSHD_FILE, person->name, unmet),
			 mem_printf(_("Something in sshd's configuration stands before it; this "
				      "shows where: %s"),
				    "grep -rniE '^ *(match|include|maxstartups)' /etc/ssh"));
	free(unmet);
	free(text);
	free(connection);
}

void sshd_plan(const struct wish *wish, const struct look *look, struct plan *plan)
{
	bool same;
	char *text;

	if (!look->has_program(look->context, "sshd")) {
		plan_add(plan, "sshd", PLAN_OBSTACLE,
			 mem_dup(_("there is no sshd that people could log in by")),
			 packages_sentence(_("Install it: %s"), PACKAGES("sshd")));
		return;
	}
	look_include(look, plan);
	same = look_file(wish, look, plan);
	if (!look->root)
		return;
	text = look->output(look->context, (const char *const[]){ "sshd", "-T", NULL });
	if (text) {
		look_environment(text, plan);
		look_allowed(text, plan);
		if (same)
			look_seat(wish, look, plan);
	} else {
		plan_add(plan, "sshd-settings", PLAN_OBSTACLE,
			 mem_dup(_("sshd does not tell how it is configured")),
			 mem_printf(_("This says what is wrong: %s"), "sudo /usr/sbin/sshd -t"));
	}
	free(text);
}
