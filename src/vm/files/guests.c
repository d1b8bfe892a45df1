// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Guests and their files; see guests.h. */
#include "vm/files/guests.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

/* A file that several guests share is made with the first of them. */
const struct guest guest_table[GUEST_COUNT] = {
	{ "linux", N_("a small Linux"), { "linux.kernel", "linux.initrd" } },
	{ "arm64", N_("the same for an ARM processor"), { "arm64.kernel", "arm64.initrd" } },
	{ "adventure", N_("Colossal Cave, the adventure"), { "linux.kernel", "adventure.initrd" } },
	{ "nested", N_("a machine that can run a machine"), { "linux.kernel", "nested.initrd" } },
	{ "inetsim", N_("INetSim, which pretends to be the Internet"), { "linux.kernel", "inetsim.initrd" } },
};

const struct guest *guest_named(const char *name)
{
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++)
		if (str_eq(guest_table[i].name, name))
			return &guest_table[i];
	return NULL;
}

static bool has_file(const struct guest *guest, const char *name)
{
	size_t i;

	for (i = 0; guest->files[i]; i++)
		if (str_eq(guest->files[i], name))
			return true;
	return false;
}

const struct guest *guest_of_file(const char *path)
{
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++)
		if (has_file(&guest_table[i], file_last_part(path)))
			return &guest_table[i];
	return NULL;
}

char *guest_cache(void)
{
	char *cache = file_cache_dir(), *folder = file_join(cache, "guests");

	free(cache);
	return folder;
}

/* The folder beside the installed lessons, or in the build tree; NULL if there is none. */
static char *common_folder(void)
{
	char *lessons = home_lessons(), *folder = lessons ? file_join(lessons, "guests") : NULL;

	free(lessons);
	return folder;
}

/* Takes ownership of folder.  Returns the file's path if it can be read, else NULL. */
static char *readable_in(char *folder, const char *name)
{
	char *path = folder ? file_join(folder, name) : NULL;

	free(folder);
	if (path && access(path, R_OK) != 0) {
		free(path);
		path = NULL;
	}
	return path;
}

/* Returns where a made file is, or NULL. */
static char *made(const char *name)
{
	char *found = readable_in(guest_cache(), name);

	return found ? found : readable_in(common_folder(), name);
}

char *guest_find(const char *path)
{
	if (access(path, R_OK) == 0)
		return mem_dup(path);
	return guest_of_file(path) ? made(file_last_part(path)) : NULL;
}

/* Returns the image that the user provided for this machine, or NULL. */
static char *slot_of(const char *machine)
{
	char *data = file_data_dir(), *file = mem_printf("%s.img", machine), *path;

	path = readable_in(file_join(data, "guests"), file);
	free(data);
	free(file);
	return path;
}

char *guest_image(const struct machine_spec *spec)
{
	char *slot = spec->image ? slot_of(spec->name) : NULL;

	return slot || !spec->image ? slot : guest_find(spec->image);
}

char *guest_made(const struct guest *guest)
{
	char *path = NULL;
	size_t i;

	for (i = 0; guest->files[i] && (i == 0 || path); i++) {
		free(path);
		path = made(guest->files[i]);
	}
	return path;
}

static void look_file(const char *path, bool lacking[GUEST_COUNT])
{
	const struct guest *guest = path ? guest_of_file(path) : NULL;
	char *found = guest ? guest_find(path) : NULL;
	size_t i;

	for (i = 0; guest && !found && i < GUEST_COUNT; i++)
		if (lacking[i] && has_file(&guest_table[i], file_last_part(path)))
			guest = NULL; /* it is made with another guest */
	if (guest && !found)
		lacking[guest - guest_table] = true;
	free(found);
}

void guests_lacking(const struct machine_spec *spec, bool lacking[GUEST_COUNT])
{
	/* The ramdisk tells guests apart; the kernel may be shared. */
	look_file(spec->initrd, lacking);
	look_file(spec->kernel, lacking);
	look_file(spec->image, lacking);
}

void guests_names(struct str *out, const bool marked[GUEST_COUNT])
{
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++)
		if (marked[i])
			str_addf(out, "%s%s", out->len ? " " : "", guest_table[i].name);
}
