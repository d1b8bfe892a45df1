// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Names of packages for each package manager; see packages.h.  The table is made
 * from packaging/packages while the program is built. */
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
	const char *ids; /* what os-release calls the systems that have it */
} managers[MANAGERS] = {
	[APT] = { "apt-get", "apt install", "debian ubuntu" },
	[DNF] = { "dnf", "dnf install", "fedora rhel centos" },
	[PACMAN] = { "pacman", "pacman -S --needed", "arch archlinux" },
	[ZYPPER] = { "zypper", "zypper install", "suse opensuse" },
	[APK] = { "apk", "apk add", "alpine" },
};

/* Commas are blanks already; "-" where a system needs none. */
static const struct {
	const char *name, *packages[MANAGERS];
} table[] = {
#include "base/packages-table.h"
};

/* ---- words with blanks between them ---------------------------------------------- */

/* The next word from *at on, which moves behind it; false: there is none. */
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

/* Two names can stand for the same package. */
static void add_new_words(struct str *out, const char *words)
{
	const char *word;
	size_t n;

	while (next_word(&words, &word, &n))
		if (!has_word(str_text(out), word, n))
			add_word(out, " ", word, n);
}

/* ---- which package manager ------------------------------------------------------- */

/* Adds the words of the line "KEY=…", which may be quoted. */
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

/* "ubuntu debian": what the system is, and then what it is like. */
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

/* Of those that are there, the one that belongs to the system: Fedora has apt as
 * well, for other purposes. */
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

	/* Where managers are, whatever the person's own path. */
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
	/* The system names no package for it: then the name must do. */
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
	/* The sentence is one of ours, and has one %s. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	char *text = mem_printf(sentence, install);
#pragma GCC diagnostic pop

	free(install);
	return text;
}
