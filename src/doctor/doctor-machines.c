// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Doctor: the connection and its machines: versions, names that are taken, what
 * prevents snapshots, what an earlier run left behind. */
#include "doctor/doctor-machines.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "host/host.h"
#include "lesson/lesson.h"
#include "session/session.h"
#include "vm/backend.h"
#include "vm/files/disk.h"
#include "vm/files/faults.h"
#include "vm/rules.h"
#include "vm/virsh.h"

#define VERSION(major, minor) ((major) * 1000000ul + (minor) * 1000ul)
#define LOCKS "/var/lock"
#define LOCK_MOST 4096 /* bytes */

/* ---- the connection ------------------------------------------------------------ */

static void say_failed(const char *uri, const struct error *failed, struct findings *findings)
{
	struct error barred = { 0 };

	if (uri && fault_of_access(uri, &barred))
		findings_add_error(findings, "rights", &barred);
	else
		findings_add_error(findings, "connection", failed);
}

void doctor_connection(const struct session *session, const char *uri, const struct error *failed,
		       struct findings *findings)
{
	const struct vm_picture *picture = session_picture(session);

	if (session_workshop(session)->n_machines == 0)
		findings_add(findings, "connection", VERDICT_NOTE,
			     mem_dup(_("this workshop has no machines")), NULL);
	else if (failed)
		say_failed(uri, failed, findings);
	else if (picture && picture->simulated)
		findings_add(findings, "connection", VERDICT_OBSTACLE,
			     picture->problem.message[0]
				? mem_printf(_("only the SIMULATED hypervisor is available: %s"),
					     picture->problem.message)
				: mem_dup(_("only the SIMULATED hypervisor is available: its "
					    "machines are not real")),
			     picture->problem.remedy[0] ? mem_dup(picture->problem.remedy)
				: packages_sentence(_("Install the real one: %s"),
						 PACKAGES("libvirt-daemon qemu-x86")));
	else if (picture)
		findings_add(findings, "connection", VERDICT_GOOD,
			     mem_printf(_("the hypervisor answers at %s"), picture->uri), NULL);
}

/* ---- versions ------------------------------------------------------------------ */

static char *version_text(unsigned long version)
{
	return mem_printf("%lu.%lu.%lu", version / 1000000, version / 1000 % 1000, version % 1000);
}

static void look_version(const struct survey *survey, struct findings *findings)
{
	char *version;

	if (!survey->libvirt)
		return;
	version = version_text(survey->libvirt);
	if (survey->libvirt < VERSION(7, 10))
		findings_add(findings, "libvirt", VERDICT_OBSTACLE,
			     mem_printf(_("libvirt %s is too old: going back to a snapshot "
					  "needs 7.10"),
					version),
			     mem_dup(_("Bring this system up to date: Debian 12 has libvirt 9.0.")));
	else if (survey->libvirt < VERSION(9, 9))
		findings_add(findings, "libvirt", VERDICT_NOTE,
			     mem_printf(_("libvirt %s is good for every lesson; snapshots with memory in a "
					  "file of its own (--memspec) cannot be restored before 9.9"),
					version), NULL);
	else
		findings_add(findings, "libvirt", VERDICT_GOOD, mem_printf(_("libvirt is %s"), version),
			     NULL);
	free(version);
}

/* ---- machines ------------------------------------------------------------------ */

static char *rename_remedy(const char *uri, const char *machine)
{
	struct shell_argv argv = { 0 };

	virsh_rename(&argv, uri, machine, NULL);
	return shell_sentence(_("Give it another name: %s; it is not touched"), &argv);
}

static void look_not_ours(const struct session *session, struct findings *findings)
{
	const struct vm_picture *picture = session_picture(session);
	size_t i;

	for (i = 0; i < picture->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];

		if (machine->not_ours)
			findings_add(findings, "foreign", VERDICT_OBSTACLE,
				     machine->not_ours_why ? mem_dup(machine->not_ours_why)
				     : mem_printf(_("a machine named %s exists that this program did not "
						    "make"), machine->name),
				     rename_remedy(picture->uri, machine->name));
	}
}

/* A machine that is stopped by a fault, as the screen shows it. */
static void look_trouble(const struct session *session, struct findings *findings)
{
	const struct vm_picture *picture = session_picture(session);
	size_t i;

	for (i = 0; i < picture->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];

		if (!machine->not_ours && machine_in_trouble(machine))
			findings_add(findings, "machine", VERDICT_OBSTACLE,
				     /* TRANSLATORS: a machine and how it is. */
				     mem_printf(_("%1$s is %2$s"), machine->name,
						machine_condition(machine)),
				     mem_dup(machine_remedy(machine)));
	}
}

static bool is_mine(const struct survey_domain *domain)
{
	return domain->marked && domain->mark.owner == geteuid();
}

/* What a button says of it. */
static void look_faults(const struct survey_domain *domain, const char *uri, struct findings *findings)
{
	const char *disk = domain->mark.disk;
	/* Another user's QEMU may read what this one may not. */
	bool own = !uri_is_for_daemon(uri);
	struct error err = { 0 };

	if (!is_mine(domain))
		return;
	if (domain->silent) {
		error_silent(&err, domain->name);
		findings_add_error(findings, "machine", &err);
	}
	if (own && disk && fault_of_disk(disk, domain->name, &err))
		findings_add_error(findings, "disk", &err);
}

static void look_snapshots(const struct session_options *open, const struct survey_domain *domain,
			   struct findings *findings)
{
	static const char *const why[] = {
		[SNAPSHOT_PFLASH] = N_("%s cannot have snapshots: it boots by UEFI from a flash memory"),
		[SNAPSHOT_RAW] = N_("%s cannot have snapshots: one of its disks is not a qcow2 file"),
		[SNAPSHOT_NO_DISK] = N_("%s cannot have snapshots: it has no disk to keep them on"),
	};
	char *text, *reset;

	if (!is_mine(domain) || domain->bar == SNAPSHOT_CAN)
		return;
	text = i18n_fill(_(why[domain->bar]), domain->name);
	reset = session_shell_command(open, "reset");
	findings_add(findings, "snapshots", VERDICT_OBSTACLE, text,
		     mem_printf(_("Somebody changed it. Give it back and make it again: %s"), reset));
	free(reset);
}

/* Has the user opened a workshop with this id? */
static bool workshop_is_known(const char *id)
{
	char *state = file_state_dir(), *name = mem_printf("%s.progress", id);
	char *path = file_join(state, name);
	bool known = file_exists(path);

	free(path);
	free(name);
	free(state);
	return known;
}

static char *undefine_remedy(const char *uri, const char *machine)
{
	struct shell_argv argv = { 0 };

	virsh_command(&argv, uri, "undefine", machine);
	shell_args(&argv, "--managed-save", "--snapshots-metadata", NULL);
	return shell_sentence(_("Remove it: %s"), &argv);
}

static void look_leftover(const struct session *session, const struct survey_domain *domain,
			  const char *uri, struct findings *findings)
{
	const struct mark *mark = &domain->mark;
	bool here = str_eq(mark->workshop, session_workshop(session)->id), rehearsal;
	char *text;

	if (!is_mine(domain))
		return;
	rehearsal = mark->prefix[0] != '\0';
	if (!rehearsal && (here || workshop_is_known(mark->workshop)))
		return;
	text = rehearsal ? mem_printf(_("%1$s is left over from a rehearsal of the workshop "
					"\"%2$s\""),
				      domain->name, mark->workshop)
			 : mem_printf(_("%1$s is left over from the workshop \"%2$s\", which "
					"you never opened or have given back"), domain->name, mark->workshop);
	findings_add(findings, "leftover-machine", VERDICT_NOTE, text,
		     rehearsal && here
			? mem_dup(_("The next \"imitation rehearse\" of this workshop removes it."))
			: undefine_remedy(uri, domain->name));
}

/* ---- files --------------------------------------------------------------------- */

/* Is disk the same as file, or is file one of its backing files? */
static bool builds_on(const char *disk, const char *file)
{
	char *at = mem_dup(disk);
	bool found = false;
	int depth;

	for (depth = 0; at && !found && depth < 16; depth++) {
		char *below = NULL, *backing;

		found = str_eq(at, file);
		backing = found ? NULL : disk_backing(at);
		if (backing) {
			char *copy = mem_dup(at);

			below = file_join(dirname(copy), backing);
			free(copy);
		}
		free(backing);
		free(at);
		at = below;
	}
	free(at);
	return found;
}

static bool is_named(const struct survey *survey, const char *file)
{
	size_t i, k;

	for (i = 0; i < survey->n_domains; i++) {
		if (builds_on(survey->domains[i].mark.disk, file))
			return true;
		for (k = 0; k < survey->domains[i].n_files; k++)
			if (builds_on(survey->domains[i].files[k], file))
				return true;
	}
	return false;
}

/* Counts the disks in a workshop's folder that no machine uses or builds on. */
static size_t count_orphans(const char *folder, const struct survey *survey, char **first)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t n = 0;

	while (dir && (entry = readdir(dir)) != NULL) {
		char *path = file_join(folder, entry->d_name);

		if ((str_ends(path, ".qcow2") || str_ends(path, ".new")) && !is_named(survey, path)) {
			if (n++ == 0)
				*first = mem_dup(path);
		}
		free(path);
	}
	if (dir)
		closedir(dir);
	return n;
}

static bool all_read(const struct survey *survey)
{
	size_t i;

	for (i = 0; i < survey->n_domains; i++)
		if (survey->domains[i].unread)
			return false;
	return true;
}

/* A machine that could not be read may name any of the files: then nothing is said. */
static void look_files(const char *home, const struct survey *survey, struct findings *findings)
{
	DIR *dir = all_read(survey) ? opendir(home) : NULL;
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) != NULL) {
		char *folder = file_join(home, entry->d_name), *first = NULL;
		size_t n = entry->d_name[0] == '.' || str_eq(entry->d_name, "embed") ||
			   !file_is_dir(folder) ? 0 : count_orphans(folder, survey, &first);

		if (n > 0)
			findings_add(findings, "leftover-file", VERDICT_NOTE,
				     mem_printf(ngettext("%1$zu disk is left in %2$s that no machine names: "
							 "%3$s",
							 "%1$zu disks are left in %2$s that no machine "
							 "names, the first is %3$s", n), n, folder, first),
				     mem_dup(_("If you don't need them, delete them.")));
		free(first);
		free(folder);
	}
	if (dir)
		closedir(dir);
}

/* Only a name that libvirt gives to the lock of a terminal: /dev/pts/N or pts/N.  The
 * folder is everybody's. */
static bool is_console_lock(const char *lock)
{
	static const char *const begins[] = { LOCKS "/LCK..pts_", LOCKS "/LCK.._pts_" };
	size_t i, n;

	for (i = 0; i < ARRAY_LEN(begins); i++) {
		n = strlen(begins[i]);
		if (str_starts(lock, begins[i]) && lock[n] &&
		    lock[n + strspn(lock + n, "0123456789")] == '\0')
			return true;
	}
	return false;
}

static bool is_stale(const char *lock)
{
	struct str text = { 0 };
	long pid = file_read(lock, LOCK_MOST, &text, NULL) ? strtol(str_text(&text), NULL, 10) : 0;
	bool stale = pid > 0 && pid <= INT_MAX && !host_process_lives((pid_t)pid);

	str_free(&text);
	return stale;
}

/* libvirt's lock files for consoles are in a folder that all users share.  One left by
 * a killed daemon blocks the console of a later machine that gets the same terminal.
 * Their names stand in no command: another user may have made them, and root would paste
 * it. */
static void look_locks(struct findings *findings)
{
	glob_t found;
	size_t i, n = 0;

	if (glob(LOCKS "/LCK..*pts_*", 0, NULL, &found) != 0)
		return;
	for (i = 0; i < found.gl_pathc; i++)
		n += is_console_lock(found.gl_pathv[i]) && is_stale(found.gl_pathv[i]);
	if (n > 0)
		findings_add(findings, "console-lock", VERDICT_NOTE,
			     mem_printf(ngettext("%zu lock of a console is left by a process that is gone; "
						 "it can bar the console from virsh",
						 "%zu locks of consoles are left by processes that are "
						 "gone; they can bar the consoles from virsh", n), n),
			     mem_dup(_("This program opens such consoles all the same. Where virsh is "
				       "barred, whoever looks after this computer can delete old "
				       "files named LCK..pts_ and a number in /var/lock.")));
	globfree(&found);
}

void doctor_machines(const struct session_options *open, const struct session *session,
		     struct findings *findings)
{
	const struct vm_picture *picture = session_picture(session);
	struct survey survey;
	struct error err = { 0 };
	char *home;
	size_t i;

	look_locks(findings);
	if (!picture)
		return;
	look_not_ours(session, findings);
	look_trouble(session, findings);
	if (picture->simulated)
		return;
	if (!vm_survey(picture->uri, &survey, &err)) {
		findings_add_error(findings, "survey", &err);
		survey_free(&survey);
		return;
	}
	look_version(&survey, findings);
	for (i = 0; i < survey.n_domains; i++) {
		look_faults(&survey.domains[i], picture->uri, findings);
		look_snapshots(open, &survey.domains[i], findings);
		look_leftover(session, &survey.domains[i], picture->uri, findings);
	}
	home = disk_home(picture->uri);
	if (!uri_is_remote(picture->uri))
		look_files(home, &survey, findings);
	free(home);
	survey_free(&survey);
}
