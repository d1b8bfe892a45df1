// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Writes exported files; see export.h.
 *
 * Everything is checked before anything is written: a page that this program did not
 * make, or a file with other contents, is never replaced. */
#include "export/export.h"

#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { MAX_THERE = 128 << 20 };

static bool is_ours(const struct export_file *file, const struct str *there)
{
	if (file->page)
		return there->len > 0 &&
		       memmem(there->text, there->len, EXPORT_MARK, strlen(EXPORT_MARK)) != NULL;
	return there->len == file->data.len &&
	       memcmp(str_text(there), str_text(&file->data), there->len) == 0;
}

static bool may_write(const struct export_file *file, const char *path, struct error *err)
{
	struct str there = { 0 };
	struct stat st;
	bool ok;

	if (lstat(path, &st) != 0)
		return errno == ENOENT || errno == ENOTDIR || error_errno(err, path);
	ok = file_read(path, MAX_THERE, &there, err);
	if (ok && !is_ours(file, &there)) {
		ok = error_set(err, ERROR_INPUT, _("%s is there, and was not made by this command."),
			       path);
		error_remedy(err, _("Name another folder, or move that file away."));
	}
	str_free(&there);
	return ok;
}

static bool write_one(const struct export_file *file, const char *path, struct error *err)
{
	char *copy = mem_dup(path);
	bool ok = file_mkdirs(dirname(copy), 0777, err) &&
		  (file->page || !file_exists(path) ? file_write_shared(path, str_text(&file->data),
									file->data.len, err) : true);

	free(copy);
	return ok;
}

bool export_write(const struct export *export, struct error *err)
{
	bool ok = true, write;
	size_t i;

	for (write = false;; write = true) {
		for (i = 0; i < export->n_files && ok; i++) {
			char *path = file_join(export->to, export->files[i].path);

			ok = write ? write_one(&export->files[i], path, err) :
				     may_write(&export->files[i], path, err);
			free(path);
		}
		if (write || !ok)
			return ok;
	}
}
