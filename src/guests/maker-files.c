// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The files that the script makes; see maker-files.h. */
#include "guests/maker-files.h"

#include <dirent.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/home.h"
#include "base/mem.h"
#include "base/str.h"

char *maker_folder(void)
{
	char *cache = file_cache_dir(), *folder = file_join(cache, "guests.new");

	free(cache);
	return folder;
}

char *maker_script(const char *name)
{
	char *lessons = home_lessons(), *guests = lessons ? file_join(lessons, "guests") : NULL;
	char *script = guests ? file_join(guests, name) : NULL;

	free(lessons);
	free(guests);
	if (script && access(script, R_OK) != 0) {
		free(script);
		script = NULL;
	}
	return script;
}

/* ---- old ones ------------------------------------------------------------------- */

/* When the file was last changed; 0 if it does not exist. */
static time_t changed_at(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_mtime : 0;
}

static void each_file(const char *folder, void (*take)(const char *path, void *context),
		      void *context)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) != NULL) {
		char *path = file_join(folder, entry->d_name);

		if (!str_eq(entry->d_name, ".") && !str_eq(entry->d_name, ".."))
			take(path, context);
		free(path);
	}
	if (dir)
		closedir(dir);
}

static void take_newer(const char *path, void *context)
{
	time_t *newest = context, at = changed_at(path);

	if (at > *newest)
		*newest = at;
}

/* When the script, or a file that it puts into the guests, was last changed. */
static time_t script_changed_at(void)
{
	char *script = maker_script("make-guests"), *parts;
	time_t newest = script ? changed_at(script) : 0;

	if (!script)
		return 0;
	parts = file_join(dirname(script), "linux");
	each_file(parts, take_newer, &newest);
	free(parts);
	free(script);
	return newest;
}

bool guest_is_old(const struct guest *guest)
{
	char *made = guest_made(guest), *cache = guest_cache();
	bool old = made && str_starts(made, cache) && changed_at(made) < script_changed_at();

	free(made);
	free(cache);
	return old;
}

/* ---- new ones ------------------------------------------------------------------- */

static void forget_older(const char *path, void *context)
{
	const time_t *than = context;
	const char *name = strrchr(path, '/') + 1;

	if (name[0] == '.' || changed_at(path) < *than)
		unlink(path);
}

void maker_forget_old(void)
{
	char *folder = maker_folder();
	time_t than = script_changed_at();

	each_file(folder, forget_older, &than);
	free(folder);
}

static bool is_whole(const struct guest *guest, const char *folder)
{
	bool whole = true;
	size_t i;

	for (i = 0; guest->files[i]; i++) {
		char *path = file_join(folder, guest->files[i]);

		whole = whole && file_exists(path);
		free(path);
	}
	return whole;
}

void maker_take_over(const bool wanted[GUEST_COUNT])
{
	char *folder = maker_folder(), *cache = guest_cache();
	bool whole[GUEST_COUNT];
	size_t i, k;

	/* Check all files before moving any, because guests share files. */
	for (i = 0; i < GUEST_COUNT; i++)
		whole[i] = wanted[i] && is_whole(&guest_table[i], folder);
	for (i = 0; i < GUEST_COUNT; i++)
		for (k = 0; whole[i] && guest_table[i].files[k]; k++) {
			char *from = file_join(folder, guest_table[i].files[k]);
			char *to = file_join(cache, guest_table[i].files[k]);

			rename(from, to); /* a shared file was moved with the first guest */
			free(from);
			free(to);
		}
	free(folder);
	free(cache);
}
