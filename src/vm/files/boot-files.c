// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Kernels and ramdisks beside the disks; see boot-files.h. */
#include "vm/files/boot-files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "vm/files/boot-source.h"
#include "vm/files/disk.h"
#include "vm/files/guests.h"

/* No workshop's folder can have this name. */
#define STORE "boot_files"
#define NEW STORE "/new" /* a copy under construction is a temporary file of this */
#define SUM_DIGITS 16 /* of the checksum in a copy's name */

enum { NOTE_MOST = 1 << 20 }; /* bytes; a larger definition is not one of ours */

/* ---- do the files exist? --------------------------------------------------------- */

static bool guest_is_missing(const struct machine_spec *spec, struct error *err)
{
	bool lacking[GUEST_COUNT] = { false }, any;
	struct str names = { 0 };

	guests_lacking(spec, lacking);
	guests_names(&names, lacking);
	any = names.len > 0;
	if (any) {
		error_set(err, ERROR_INPUT, _("%1$s boots from a guest that is not made yet: %2$s."),
			  spec->name, str_text(&names));
		error_remedy(err, _("Make it with the key G, or by: %1$s guests %2$s"), shell_self(),
			   str_text(&names));
	}
	str_free(&names);
	return any;
}

/* Checks a file; NULL is fine: the machine needs none. */
static bool can_be_read(const struct machine_spec *spec, const char *file, struct error *err)
{
	struct boot_source source = { .fd = -1 };
	bool ok = !file || boot_source_open(spec, file, &source, err);

	boot_source_close(&source);
	return ok;
}

bool boot_there(const struct machine_spec *spec, struct error *err)
{
	return !guest_is_missing(spec, err) && can_be_read(spec, spec->kernel, err) &&
	       can_be_read(spec, spec->initrd, err) && can_be_read(spec, spec->image, err);
}

/* ---- for imitation lint -------------------------------------------------------- */

/* A boot sector that is not built yet has its source beside it. */
static bool has_source(const char *file)
{
	char *source = str_ends(file, ".img") ?
		mem_printf("%.*s.S", (int)strlen(file) - 4, file) : NULL;
	bool there = source && file_exists(source);

	free(source);
	return there;
}

static bool is_found(const struct machine_spec *spec, const char *file)
{
	char *found = file == spec->image ? guest_image(spec) : guest_find(file);
	bool there = found || guest_of_file(file) || has_source(file);

	free(found);
	return there;
}

static void look(const struct machine_spec *spec, const char *file, const struct place *at,
		 struct diags *diags)
{
	struct error err = { 0 };
	bool own = file && access(file, R_OK) == 0;

	if (!file || (own && boot_source_ok(spec, file, &err)))
		return;
	if (own)
		diag_add(diags, DIAG_ERROR, at->file, at->line, at->column, "%s %s", err.message,
			 err.remedy);
	else if (!is_found(spec, file))
		diag_add(diags, DIAG_WARNING, at->file, at->line, at->column,
			 _("%1$s boots from a file that is not there or cannot be read: %2$s"),
			 spec->name, file);
}

void boot_files_lint(const struct workshop *workshop, struct diags *diags)
{
	size_t i;

	for (i = 0; i < workshop->n_machines; i++) {
		const struct machine_spec *spec = &workshop->machines[i];

		if (spec->clone_of)
			continue;
		look(spec, spec->image, &spec->image_at, diags);
		look(spec, spec->kernel, &spec->kernel_at, diags);
		look(spec, spec->initrd, &spec->initrd_at, diags);
	}
}

/* ---- keeping ------------------------------------------------------------------- */

static char *store_of(const char *home)
{
	return file_join(home, STORE);
}

bool boot_is_there(const char *home)
{
	char *store = store_of(home);
	bool there = file_is_dir(store);

	free(store);
	return there;
}

bool boot_hold(const char *home, bool for_daemon, int *lock, struct error *err)
{
	char *store = store_of(home);
	bool ok = disk_hold(store, for_daemon, lock, err);

	free(store);
	return ok;
}

/* Computes a checksum of a file, and copies it to another one (-1: only the checksum).
 * It tells versions apart. */
static bool sum_and_copy(int from, int to, uint64_t *sum)
{
	unsigned char buffer[65536];
	uint64_t most = (uint64_t)BOOT_KERNEL_GIB << 30;
	ssize_t n;

	*sum = HASH64;
	for (;;) {
		n = read(from, buffer, sizeof buffer);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		/* Somebody writes to it without end. */
		if ((uint64_t)n > most) {
			errno = EFBIG;
			return false;
		}
		most -= (uint64_t)n;
		*sum = hash64(*sum, buffer, (size_t)n);
		if (to >= 0 && !file_write_fd(to, buffer, (size_t)n))
			return false;
	}
}

/* The checksum comes first.  So the name of a copy never begins with the name of a
 * machine, and renaming a machine in its definition leaves it alone. */
static char *copy_name(const char *home, uint64_t sum, const char *file)
{
	const char *slash = strrchr(file, '/');
	char *name = mem_printf("%s/" STORE "/%016llx-%s", home, (unsigned long long)sum,
				slash ? slash + 1 : file), *at;

	for (at = name + strlen(home) + strlen("/" STORE "/"); *at; at++)
		if (strchr("<>&'\" \\", *at) || (unsigned char)*at < ' ' || (unsigned char)*at >= 0x7f)
			*at = '_';
	return name;
}

static char *copy_into(const char *home, const char *file, int from, bool for_daemon,
		       struct error *err)
{
	char *new = mem_printf("%s/" NEW, home), *temp = file_temp(new), *kept = NULL;
	int to = mkostemp(temp, O_CLOEXEC);
	uint64_t sum;
	bool ok = to >= 0 && lseek(from, 0, SEEK_SET) == 0 && sum_and_copy(from, to, &sum) &&
		  fchmod(to, for_daemon ? 0644 : 0600) == 0 && fsync(to) == 0;

	if (!ok)
		error_errno(err, to < 0 ? temp : file);
	if (to >= 0 && close(to) != 0 && ok)
		ok = error_errno(err, temp);
	if (ok) {
		kept = copy_name(home, sum, file);
		ok = rename(temp, kept) == 0 || error_errno(err, kept);
	}
	if (!ok) {
		if (to >= 0)
			unlink(temp);
		error_remedy(err, _("Check that there is room on the disk, and that you may "
				    "write there."));
		free(kept);
		kept = NULL;
	}
	free(temp);
	free(new);
	return kept;
}

/* A copy that has its final name is complete, because it is renamed last. */
static bool is_kept(const char *kept, int from)
{
	struct stat there, source;

	return stat(kept, &there) == 0 && S_ISREG(there.st_mode) && fstat(from, &source) == 0 &&
	       there.st_size == source.st_size;
}

char *boot_keep(const char *home, const struct machine_spec *spec, const char *file,
		bool for_daemon, struct error *err)
{
	struct boot_source source;
	char *kept = NULL;
	uint64_t sum;

	if (!boot_source_open(spec, file, &source, err))
		return NULL;
	if (!sum_and_copy(source.fd, -1, &sum)) {
		error_errno(err, file);
		error_remedy(err, _("The workshop's machine boots from this file; it must be there."));
	} else {
		kept = copy_name(home, sum, file);
		if (!is_kept(kept, source.fd)) {
			free(kept);
			kept = copy_into(home, file, source.fd, for_daemon, err);
		}
	}
	boot_source_close(&source);
	return kept;
}

/* ---- sweeping ------------------------------------------------------------------ */

/* Does a definition in this folder name the path? */
static bool is_noted_in(const char *folder, const char *path)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	bool noted = false;

	while (dir && !noted && (entry = readdir(dir)) != NULL) {
		struct str xml = { 0 };
		char *note = file_join(folder, entry->d_name);

		if (str_ends(note, ".xml") && file_read(note, NOTE_MOST, &xml, NULL))
			noted = strstr(str_text(&xml), path) != NULL;
		str_free(&xml);
		free(note);
	}
	if (dir)
		closedir(dir);
	return noted;
}

static bool is_noted(const char *home, const char *name)
{
	char *path = mem_printf("/" STORE "/%s<", name);
	DIR *dir = opendir(home);
	struct dirent *entry;
	bool noted = false;

	while (dir && !noted && (entry = readdir(dir)) != NULL) {
		char *folder = file_join(home, entry->d_name);

		noted = entry->d_name[0] != '.' && is_noted_in(folder, path);
		free(folder);
	}
	if (dir)
		closedir(dir);
	free(path);
	return noted;
}

/* Only what copy_name() makes. */
static bool is_copy(const char *name)
{
	return strspn(name, "0123456789abcdef") == SUM_DIGITS && name[SUM_DIGITS] == '-';
}

void boot_sweep(const char *home, bool (*in_use)(void *context, const char *path), void *context)
{
	char *store = store_of(home), *new = file_join(home, NEW);
	DIR *dir = opendir(store);
	struct dirent *entry;

	file_sweep_temps(new);
	free(new);
	while (dir && (entry = readdir(dir)) != NULL) {
		char *path = file_join(store, entry->d_name);

		if (is_copy(entry->d_name) && !is_noted(home, entry->d_name) &&
		    !in_use(context, path) && unlink(path) == 0)
			log_line("no machine boots from %s any more", path);
		free(path);
	}
	if (dir)
		closedir(dir);
	/* Fails, as intended, while the folder is not empty. */
	rmdir(store);
	free(store);
}
