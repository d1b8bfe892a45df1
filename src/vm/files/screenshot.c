// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures of screens, as files; see screenshot.h. */
#include "vm/files/screenshot.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "pixel/image.h"

#define MOST 10000 /* of one name */

static char *file_name(const char *folder, const char *name, int number)
{
	char *file = number == 1 ? mem_printf("%s.png", name) : mem_printf("%s-%d.png", name, number);
	char *path = file_join(folder, file);

	free(file);
	return path;
}

/* Gives the complete file the first name that is free.  Unlike rename(), link() never
 * replaces a file. */
static char *give_name(const char *whole, const char *folder, const char *name, struct error *err)
{
	int number;

	for (number = 1; number < MOST; number++) {
		char *path = file_name(folder, name, number);

		if (link(whole, path) == 0)
			return path;
		if (errno != EEXIST) {
			error_errno(err, path);
			free(path);
			return NULL;
		}
		free(path);
	}
	error_set(err, ERROR_FAILED, _("There are too many pictures of this name in %s."), folder);
	return NULL;
}

char *screenshot_save(const char *folder, const char *name, const struct image *image,
		      struct error *err)
{
	char *whole = mem_printf("%s/.%s.%ld.new", folder, name, (long)getpid()), *path = NULL;
	struct str png = { 0 };

	if (file_mkdirs(folder, 0700, err) && image_to_png(image, &png, err) &&
	    file_write_atomic(whole, png.text, png.len, err)) {
		path = give_name(whole, folder, name, err);
		unlink(whole);
	}
	str_free(&png);
	free(whole);
	return path;
}
