// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The files of a machine; see machine-files.h. */
#include "vm/files/machine-files.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/files/disk.h"

enum { LIST_MOST = 1 << 20 }; /* bytes; a larger list is not ours */

/* disk is FOLDER/MACHINE.qcow2. */
struct file_names {
	char *folder, *machine;
};

static struct file_names file_names_of(const char *disk)
{
	const char *slash = strrchr(disk, '/'), *name = slash ? slash + 1 : disk;

	return (struct file_names){
		.folder = mem_ndup(disk, (size_t)(name - disk)),
		.machine = mem_printf("%.*s", (int)(strlen(name) - strlen(".qcow2")), name),
	};
}

static void file_names_free(struct file_names *names)
{
	free(names->folder);
	free(names->machine);
}

/* Returns the path of a file of the machine: folder, something before its name, something
 * behind it.  Caller frees. */
static char *path_of(const struct file_names *names, const char *before, const char *behind)
{
	return mem_printf("%s%s%s%s", names->folder, before, names->machine, behind);
}

static void sweep(const struct file_names *names)
{
	static const char *const written[] = { ".qcow2", ".xml" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(written); i++) {
		char *path = path_of(names, "", written[i]);

		file_sweep_temps(path);
		free(path);
	}
}

void machine_files_sweep(const char *disk)
{
	struct file_names names = file_names_of(disk);

	sweep(&names);
	file_names_free(&names);
}

/* ---- disks to be plugged in ------------------------------------------------------- */

/* Adds a line to the list. */
static bool note(const struct file_names *names, const char *path, struct error *err)
{
	char *list = path_of(names, ".", ".disks");
	char *line = mem_printf("%s\n", path + strlen(names->folder));
	int fd = open(list, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool ok = fd >= 0 && file_write_fd(fd, line, strlen(line));

	if (!ok)
		error_errno(err, list);
	if (fd >= 0)
		close(fd);
	free(line);
	free(list);
	return ok;
}

bool machine_files_add(const char *disk, const char *path, const char *format, const char *size,
		       bool *made, struct error *err)
{
	struct file_names names = file_names_of(disk);
	bool is_there = file_exists(path);
	/* Noted first: a program killed in between leaves no disk that is not noted. */
	bool ok = is_there || (note(&names, path, err) && disk_make_empty(path, format, size, err));

	*made = ok && !is_there;
	file_names_free(&names);
	return ok;
}

/* ---- a disk that is put aside ------------------------------------------------------ */

enum { ASIDE_MOST = 100 }; /* disks of a machine that are kept so */

static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0; /* a link that leads nowhere is, too */
}

static char *name_aside(const char *disk)
{
	char *path = mem_printf("%s.damaged", disk);
	int i;

	for (i = 2; is_there(path) && i < ASIDE_MOST; i++) {
		free(path);
		path = mem_printf("%s.damaged-%d", disk, i);
	}
	return path;
}

bool machine_files_put_aside(const char *disk, char **aside, struct error *err)
{
	struct file_names names = file_names_of(disk);
	char *path = is_there(disk) ? name_aside(disk) : NULL;
	bool ok = !path || (note(&names, path, err) &&
			    (rename(disk, path) == 0 || error_errno(err, disk)));

	*aside = ok ? path : NULL;
	if (!ok)
		free(path);
	file_names_free(&names);
	return ok;
}

/* ---- disks that were made and are not needed ---------------------------------------- */

/* Returns the list without one of its lines.  Caller frees. */
static char *without_line(char *list, const char *name)
{
	struct str rest = { 0 };
	char *line;

	while ((line = strsep(&list, "\n")) != NULL)
		if (line[0] && !str_eq(line, name))
			str_addf(&rest, "%s\n", line);
	return str_take(&rest);
}

void machine_files_take_back(const char *disk, const char *path)
{
	struct file_names names = file_names_of(disk);
	char *list = path_of(&names, ".", ".disks"), *all, *rest;
	struct str text = { 0 };

	unlink(path);
	/* A file of that name that a person puts there later is not ours. */
	if (file_read(list, LIST_MOST, &text, NULL)) {
		all = str_take(&text);
		rest = without_line(all, path + strlen(names.folder));
		if (rest[0])
			file_write_atomic(list, rest, strlen(rest), NULL);
		else
			unlink(list);
		free(all);
		free(rest);
	}
	str_free(&text);
	free(list);
	file_names_free(&names);
}

/* A line of the list must name a disk of this machine in this folder. */
static void remove_noted(const struct file_names *names, const char *name)
{
	size_t n = strlen(names->machine);
	char *path = mem_printf("%s%s", names->folder, name);

	if (str_starts(name, names->machine) && name[n] == '.' && !strchr(name, '/')) {
		file_sweep_temps(path);
		unlink(path);
	}
	free(path);
}

static void remove_added(const struct file_names *names)
{
	char *list = path_of(names, ".", ".disks"), *all, *rest, *line;
	struct str text = { 0 };

	file_read(list, LIST_MOST, &text, NULL);
	all = rest = str_take(&text);
	while ((line = strsep(&rest, "\n")) != NULL)
		remove_noted(names, line);
	free(all);
	unlink(list);
	str_free(&text);
	free(list);
}

void machine_files_remove(const char *disk)
{
	struct file_names names = file_names_of(disk);
	char *definition = path_of(&names, "", ".xml");

	sweep(&names);
	remove_added(&names);
	unlink(definition);
	disk_remove(disk);
	free(definition);
	file_names_free(&names);
}
