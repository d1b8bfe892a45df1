// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Removes the pages of lessons that are gone; see export-sweep.h.
 *
 * A page says whose it is and where it was written (export_page_mark()).  So neither a page of
 * another workshop is removed, nor one that lies in a folder of its own for another reason. */
#include "export/export-sweep.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

enum { MAX_PAGE = 128 << 20, HEAD = 4096 /* bytes in which the mark stands */ };

static bool is_written(const struct export *export, const char *path)
{
	size_t i;

	for (i = 0; i < export->n_files; i++)
		if (str_eq(export->files[i].path, path))
			return true;
	return false;
}

static bool is_file(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* Does the page say that this workshop's export wrote it as this path? */
static bool is_ours(const struct export *export, const char *file, const char *path)
{
	char *mark = export_page_mark(export, path);
	struct str page = { 0 };
	bool ours = file_read(file, MAX_PAGE, &page, NULL);
	size_t n = page.len < HEAD ? page.len : HEAD;

	ours = ours && memmem(page.text, n, EXPORT_MARK, strlen(EXPORT_MARK)) &&
	       memmem(page.text, n, mark, strlen(mark));
	str_free(&page);
	free(mark);
	return ours;
}

/* below: the path of a page below the export's folder. */
static bool sweep_page(const struct export *export, const char *below, size_t *removed,
		       struct error *err)
{
	char *file = file_join(export->to, below);
	bool stale = str_ends(below, ".html") && !is_written(export, below) && is_file(file) &&
		     is_ours(export, file, below);
	bool ok = !stale || unlink(file) == 0 || error_errno(err, file);

	*removed += stale && ok;
	free(file);
	return ok;
}

static char *path_below(const char *folder, const char *name)
{
	return folder[0] ? file_join(folder, name) : mem_dup(name);
}

/* The names in a folder, read before any of them is removed. */
static struct names names_in(const char *path)
{
	struct names names = { 0 };
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.')
			names_add(&names, entry->d_name);
	if (dir)
		closedir(dir);
	return names;
}

/* folder: "" or that of a language. */
static bool sweep_folder(const struct export *export, const char *folder, size_t *removed,
			 struct error *err)
{
	char *path = folder[0] ? file_join(export->to, folder) : mem_dup(export->to);
	struct names names = names_in(path);
	bool ok = true;
	size_t i;

	for (i = 0; i < names.n && ok; i++) {
		char *below = path_below(folder, names.list[i]);

		ok = sweep_page(export, below, removed, err);
		free(below);
	}
	names_free(&names);
	free(path);
	return ok;
}

bool export_sweep(const struct export *export, size_t *removed, struct error *err)
{
	bool ok = true;
	size_t i;

	*removed = 0;
	for (i = 0; i < export->n_editions && ok; i++)
		ok = sweep_folder(export, export->editions[i].folder, removed, err);
	return ok;
}
