// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Checks the files that machines boot from; see boot-files.h. */
#include "vm/files/boot-files.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/files/guests.h"

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
	if (!file)
		return;
	if (file_is_dir(file))
		diag_add(diags, DIAG_ERROR, at->file, at->line, at->column,
			 _("The machine %1$s cannot boot from %2$s: it is a folder."), spec->name,
			 file);
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
