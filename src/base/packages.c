// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Names of packages for each package manager; see packages.h.  The table is generated
 * from packaging/packages during the build. */
#include "base/packages.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

/* In the order of the table's columns. */
enum { APT, DNF, PACMAN, ZYPPER, APK, MANAGERS, NO_MANAGER = MANAGERS };

static const struct {
	const char *program, *install;
	const char *ids; /* the systems that use it, as os-release names them */
} managers[MANAGERS] = {
	[APT] = { "apt-get", "apt install", "debian ubuntu" },
	[DNF] = { "dnf", "dnf install", "fedora rhel centos" },
	[PACMAN] = { "pacman", "pacman -S --needed", "arch archlinux" },
	[ZYPPER] = { "zypper", "zypper install", "suse opensuse" },
	[APK] = { "apk", "apk add", "alpine" },
};

/* Commas have become blanks; "-" means that the system needs no package. */
static const struct {
	const char *name, *packages[MANAGERS];
} table[] = {
#include "base/packages-table.h"
};

/* ---- words separated by blanks -------------------------------------------------- */

/* Finds the next word from *at on and moves *at behind it.  Returns false at the end. */
static bool next_word(const char **at, const char **word, size_t *length)
{
	*at += strspn(*at, " ");
	*word = *at;
	*length = strcspn(*at, " ");
	*at += *length;
	return *length > 0;
}

static bool has_word(const char *words, const char *word, size_t length)
{
	const char *other;
	size_t n;

	while (next_word(&words, &other, &n))
		if (n == length && strncmp(other, word, n) == 0)
			return true;
	return false;
}

static void add_word(struct str *out, const char *separator, const char *word, size_t length)
{
	if (out->len > 0)
		str_add(out, separator);
	str_addn(out, word, length);
}

/* Adds the words that are not there yet: two names can need the same package. */
static void add_new_words(struct str *out, const char *words)
{
	const char *word;
	size_t n;

	while (next_word(&words, &word, &n))
		if (!has_word(str_text(out), word, n))
			add_word(out, " ", word, n);
}

/* ---- which package manager ------------------------------------------------------- */

/* Adds the words of the line "KEY=…"; the value may be quoted. */
static void add_value(struct str *ids, const char *text, const char *key)
{
	const char *line = text;

	while (line && !str_starts(line, key))
		line = (line = strchr(line, '\n')) ? line + 1 : NULL;
	if (!line)
		return;
	line += strlen(key);
	line += strspn(line, "\"'");
	if (ids->len > 0)
		str_addc(ids, ' ');
	str_addn(ids, line, strcspn(line, "\"'\n"));
}

/* The values of ID and ID_LIKE, for instance "ubuntu debian". */
static char *system_ids(const char *os_release)
{
	struct str text = { 0 }, ids = { 0 };

	if (file_read(os_release, 65536, &text, NULL)) {
		add_value(&ids, str_text(&text), "ID=");
		add_value(&ids, str_text(&text), "ID_LIKE=");
	}
	str_free(&text);
	return str_take(&ids);
}

/* Prefers the manager that belongs to the system, as Fedora also has apt, for other
 * purposes. */
static int find_manager(const struct packages_system *system)
{
	char *ids = system_ids(system->os_release);
	const char *at = ids ? ids : "", *id;
	int manager, found = NO_MANAGER;
	size_t n;

	while (found == NO_MANAGER && next_word(&at, &id, &n))
		for (manager = 0; manager < MANAGERS; manager++)
			if (has_word(managers[manager].ids, id, n) &&
			    file_in_path(system->path, managers[manager].program))
				found = manager;
	for (manager = 0; found == NO_MANAGER && manager < MANAGERS; manager++)
		if (file_in_path(system->path, managers[manager].program))
			found = manager;
	free(ids);
	return found;
}

/* ---- the line -------------------------------------------------------------------- */

static void add_packages(struct str *out, int manager, const char *name, size_t length)
{
	char *itself = mem_ndup(name, length);
	const char *packages = itself;
	size_t i;

	for (i = 0; i < ARRAY_LEN(table) && !str_eq(table[i].name, itself);)
		i++;
	if (i < ARRAY_LEN(table))
		packages = table[i].packages[manager];
	if (!str_eq(packages, "-"))
		add_new_words(out, packages);
	free(itself);
}

static void this_system(struct packages_system *system, char **path)
{
	const char *own = getenv("PATH");

	/* Also look where managers are usually installed: the user's PATH may lack it. */
	*path = mem_printf("%s:/usr/bin:/bin:/usr/sbin:/sbin", own ? own : "");
	*system = (struct packages_system){
		.path = *path,
		.os_release = file_exists("/etc/os-release") ? "/etc/os-release" : "/usr/lib/os-release",
		.root = geteuid() == 0,
	};
}

char *packages_install(const char *names, const struct packages_system *system)
{
	struct str packages = { 0 };
	struct packages_system own;
	char *path = NULL, *line;
	const char *at = names, *name;
	size_t n;
	int manager;

	if (!system) {
		this_system(&own, &path);
		system = &own;
	}
	manager = find_manager(system);
	while (next_word(&at, &name, &n))
		if (manager == NO_MANAGER)
			add_word(&packages, ", ", name, n);
		else
			add_packages(&packages, manager, name, n);
	/* The system names no package for it: show the names themselves. */
	if (packages.len == 0)
		add_new_words(&packages, names);
	line = manager == NO_MANAGER ? mem_dup(str_text(&packages)) :
	       mem_printf("%s%s %s", system->root ? "" : "sudo ", managers[manager].install,
			  str_text(&packages));
	str_free(&packages);
	free(path);
	return line;
}

void packages_remedy(struct error *err, const char *names)
{
	char *line = packages_install(names, NULL);

	error_remedy(err, _("Install it: %s"), line);
	free(line);
}

char *packages_sentence(const char *sentence, const char *names)
{
	char *install = packages_install(names, NULL);
	char *text = i18n_fill(sentence, install);

	free(install);
	return text;
}
