// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Files that machines name and that do not exist are reported, and no others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "lesson-support.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"
#include "vm/files/boot-files.h"

static char *folder;

static int setup(void **state)
{
	char *data;

	(void)state;
	folder = support_folder();
	data = file_join(folder, "data");
	setenv("XDG_DATA_HOME", data, 1);
	free(data);
	support_text(folder, "guests/there.img", "x");
	support_text(folder, "guests/sector.S", "x");
	support_text(folder, "data/imitation/guests/slot.img", "x");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	support_remove(folder);
	free(folder);
	return 0;
}

/* The faults of a machine of this name that has this line, which is the sixth. */
static void said(const char *name, const char *line, const char *expected)
{
	struct diags diags = { 0 };
	char *text = mem_printf("---\ntitle: T\nmachines:\n  %s:\n    cpus: 1\n    %s\n---\n",
				name, line);
	struct workshop *ws;
	char *got;

	support_text(folder, "workshop.md", text);
	ws = workshop_load(folder, NULL, &diags, NULL);
	assert_non_null(ws);
	boot_files_lint(ws, &diags);
	got = support_diags(&diags);
	if (strncmp(got, expected, strlen(expected)) != 0 || (!*expected && *got))
		fail_msg("%s: \"%s\", not \"%s\"", line, got, expected);
	free(got);
	free(text);
	diag_free(&diags);
	workshop_free(ws);
}

static void files(void **state)
{
	(void)state;
	said("m", "image: guests/there.img", "");
	said("m", "image: guests/not.img",
	     "workshop.md:6:12: warning: m boots from a file that is not there");
	said("m", "kernel: guests/vmlinuz", "workshop.md:6:13: warning: m boots from a file");
	said("m", "disk: 1 MiB", "");
}

static void what_is_made(void **state)
{
	(void)state;
	said("m", "kernel: guests/linux.kernel", "");
	said("m", "image: guests/sector.img", "");
	said("m", "kernel: guests/sector", "workshop.md:6:13: warning: ");
	said("slot", "image: guests/mine.img", "");
	said("other", "image: guests/mine.img", "workshop.md:6:12: warning: ");
}

static void what_never_boots(void **state)
{
	(void)state;
	said("m", "image: guests", "workshop.md:6:12: error: The machine m cannot boot from ");
	said("m", "initrd: guests/linux.initrd",
	     "workshop.md:6:13: error: \"initrd\" needs \"kernel\": which kernel is to use it?\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files),
		cmocka_unit_test(what_is_made),
		cmocka_unit_test(what_never_boots),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
