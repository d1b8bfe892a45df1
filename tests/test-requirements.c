// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Requirements of a lesson that this host does not meet, and lists of findings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "host/host.h"
#include "vm/files/emulator.h"
#include "vm/files/guests.h"

#define TEXT(s) ((char *)(uintptr_t)(s))

static struct check listens = { .machine = TEXT("lamp"), .console = TEXT("tick") };
static struct step steps[] = {
	{ .id = TEXT("1.1"), .title = TEXT("one") },
	{ .id = TEXT("1.2"), .title = TEXT("two"), .checks = &listens, .n_checks = 1 },
};
static struct step quiet[] = { { .id = TEXT("2.1"), .title = TEXT("three") } };
static struct lesson lessons[] = {
	{ .number = 1, .title = TEXT("a"), .steps = steps, .n_steps = 2 },
	{ .number = 2, .title = TEXT("b"), .steps = quiet, .n_steps = 1 },
};

static struct workshop workshop(struct machine_spec *machine)
{
	return (struct workshop){ .id = TEXT("w"), .title = TEXT("w"), .machines = machine,
				  .n_machines = 1, .lessons = lessons, .n_lessons = 2 };
}

static bool has(const struct findings *findings, const char *id)
{
	size_t i;

	for (i = 0; i < findings->n; i++)
		if (str_eq(findings->list[i].id, id))
			return true;
	return false;
}

static struct findings lacks(struct machine_spec machine, size_t lesson, const char *uri)
{
	struct workshop w;
	struct findings findings = { 0 };

	machine.name = machine.title = TEXT("lamp");
	if (!machine.arch)
		machine.arch = TEXT("none");
	w = workshop(&machine);
	requirements_find(&w, &lessons[lesson], uri, &findings);
	return findings;
}

static void an_emulator_that_is_missing(void **state)
{
	struct findings f = lacks((struct machine_spec){ .arch = TEXT("pdp11") }, 0, "qemu:///session");

	(void)state;
	assert_true(has(&f, "emulator"));
	assert_false(findings_good(&f));
	assert_non_null(strstr(f.list[0].text, "qemu-system-pdp11"));
	assert_non_null(strstr(f.list[0].remedy, "Install it: "));
	findings_free(&f);
}

/* libvirt's names of architectures are not always those of QEMU's programs. */
static void emulators_by_their_programs(void **state)
{
	static const char *const programs[][2] = {
		{ "x86_64", "qemu-system-x86_64" }, { "i686", "qemu-system-i386" },
		{ "armv7l", "qemu-system-arm" },    { "ppc64le", "qemu-system-ppc64" },
		{ "m68k", "qemu-system-m68k" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(programs); i++) {
		char *program = emulator_program(programs[i][0]);

		assert_string_equal(program, programs[i][1]);
		free(program);
	}
	assert_string_equal(emulator_package("ppc64le"), emulator_package("ppc64"));
	assert_false(emulator_is_here("pdp11"));
}

/* ppc64le has the program of ppc64. */
static void an_emulator_in_the_path(void **state)
{
	char folder[] = "/tmp/imitation-test-XXXXXX", *file, *path = strdup(getenv("PATH"));
	FILE *out;

	(void)state;
	assert_non_null(mkdtemp(folder));
	file = file_join(folder, "qemu-system-ppc64");
	out = fopen(file, "w");
	assert_non_null(out);
	fclose(out);
	assert_int_equal(chmod(file, 0755), 0);
	setenv("PATH", folder, 1);
	assert_true(emulator_is_here("ppc64le"));
	assert_true(emulator_is_any_here());
	setenv("PATH", path, 1);
	unlink(file);
	rmdir(folder);
	free(file);
	free(path);
}

static void files_that_are_missing(void **state)
{
	struct machine_spec machine = { .image = TEXT("/no/such/image"), .kernel = TEXT("/no/such/kernel"),
					.initrd = TEXT("/etc/passwd") };
	struct findings f = lacks(machine, 0, "qemu:///session");
	size_t i, n = 0;

	(void)state;
	for (i = 0; i < f.n; i++)
		n += str_eq(f.list[i].id, "file");
	assert_int_equal(n, 2);
	findings_free(&f);
}

/* In a folder without guests, and without a cache. */
static void a_guest_that_is_not_made(void **state)
{
	struct machine_spec machine = { .name = TEXT("lamp"), .title = TEXT("lamp"), .arch = TEXT("x86_64"),
					.kernel = TEXT("/no/such/linux.kernel"),
					.initrd = TEXT("/no/such/no-such.initrd") };
	struct vm_machine known = { .name = TEXT("lamp"), .state = STATE_ABSENT };
	struct vm_picture picture = { .uri = TEXT("qemu:///session"), .machines = &known, .n_machines = 1 };
	struct workshop w = workshop(&machine);
	struct findings f = { 0 };
	char *found = guest_find(machine.kernel);
	bool missing = !found;

	(void)state;
	free(found);
	requirements_find(&w, &lessons[0], picture.uri, &f);
	assert_true(has(&f, "file")); /* the other file is not a guest's */
	findings_free(&f);
	requirements_find_guests(&w, &lessons[0], &picture, &f);
	assert_int_equal(has(&f, "guest"), missing);
	assert_true(findings_good(&f));
	findings_free(&f);
	known.state = STATE_RUNNING;
	requirements_find_guests(&w, &lessons[0], &picture, &f);
	known.state = STATE_ABSENT;
	requirements_find_guests(&w, &lessons[1], &picture, &f);
	picture.simulated = true;
	requirements_find_guests(&w, &lessons[0], &picture, &f);
	assert_int_equal(f.n, 0);
	findings_free(&f);
}

static void memory_that_nobody_has(void **state)
{
	struct machine_spec machine = { .memory = 1ull << 60 };
	struct findings f = lacks(machine, 0, "qemu:///session");

	(void)state;
	assert_true(has(&f, "memory"));
	findings_free(&f);
}

static void a_machine_of_another_lesson(void **state)
{
	struct machine_spec machine = { .image = TEXT("/no/such/image"), .memory = 1ull << 60 };
	struct findings f = lacks(machine, 1, "qemu:///session");

	(void)state;
	assert_int_equal(f.n, 0);
	findings_free(&f);
}

static void a_console_of_a_simulation(void **state)
{
	struct machine_spec machine = { .image = TEXT("/no/such/image") };
	struct findings f = lacks(machine, 0, "test:///default");

	(void)state;
	assert_int_equal(f.n, 1);
	assert_true(has(&f, "simulated-console"));
	assert_non_null(strstr(f.list[0].text, "1.2"));
	assert_true(findings_good(&f));
	findings_free(&f);
}

static void another_host_is_not_looked_at(void **state)
{
	struct machine_spec machine = { .image = TEXT("/no/such/image"), .memory = 1ull << 60 };
	struct findings f = lacks(machine, 0, "qemu+ssh://host/system");

	(void)state;
	assert_int_equal(f.n, 0);
	findings_free(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_emulator_that_is_missing),
		cmocka_unit_test(emulators_by_their_programs),
		cmocka_unit_test(an_emulator_in_the_path),
		cmocka_unit_test(files_that_are_missing),
		cmocka_unit_test(a_guest_that_is_not_made),
		cmocka_unit_test(memory_that_nobody_has),
		cmocka_unit_test(a_machine_of_another_lesson),
		cmocka_unit_test(a_console_of_a_simulation),
		cmocka_unit_test(another_host_is_not_looked_at),
	};

	return cmocka_run_group_tests_name("lacks", tests, NULL, NULL);
}
