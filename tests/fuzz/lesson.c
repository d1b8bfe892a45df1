// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A markdown file, from the disk to the model: as a lesson of a workshop, as a workshop by
 * itself, and as a cover. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "lesson-support.h"
#include "lesson/lint/lint.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"

#define LESSON "05-lesson.md"

static void open_path(const char *path, const char *file, const uint8_t *data, size_t size)
{
	struct diags diags = { 0 };
	struct error err = { 0 };
	struct workshop *workshop = workshop_load(path, NULL, &diags, &err);

	if (!workshop)
		fail_msg("%s", err.message);
	workshop_lint(workshop, &diags);
	diag_sort(&diags);
	support_clean(workshop, &diags);
	fuzz_places(&diags, file, data, size);
	workshop_free(workshop);
	diag_free(&diags);
}

/* What the fuzzed file finds beside itself. */
static const char *folder_with_workshop(void)
{
	static const char *folder;

	if (!folder) {
		folder = support_kept_folder();
		support_text(folder, "w/workshop.md",
			     "---\ntitle: W\nmachines: {box: {}, clock: {}}\n---\n");
		support_text(folder, "w/_includes/bring.md", "Bring a **pen**.\n");
	}
	return folder;
}

FUZZ(lesson)
{
	const char *folder = folder_with_workshop();
	char *workshop = file_join(folder, "w"), *lesson = file_join(workshop, LESSON);
	char *covered = file_join(folder, "cover"), *cover = file_join(covered, "workshop.md");

	support_write(workshop, LESSON, (const char *)data, size);
	support_write(covered, "workshop.md", (const char *)data, size);
	open_path(workshop, lesson, data, size);
	open_path(lesson, lesson, data, size);
	open_path(covered, cover, data, size);
	free(workshop);
	free(lesson);
	free(covered);
	free(cover);
	return 0;
}
