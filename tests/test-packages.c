// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The commands that install what is missing, on systems described by two files. */
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

#include "base/error.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/str.h"

static char folder[] = "/tmp/imitation-packages-XXXXXX";
static char *os_release;

static void write_file(const char *path, const char *text, mode_t mode)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	os_release = mem_printf("%s/os-release", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(os_release);
	free(os_release);
	return rmdir(folder);
}

static const char *const programs[] = { "apt-get", "dnf", "pacman", "zypper", "apk" };

/* The command on a system that has these package managers (separated by blanks) and this
 * os-release; NULL: it has none. */
static void expect(const char *line, const char *names, const char *there, const char *release, bool root)
{
	const struct packages_system system = { .path = folder, .os_release = os_release, .root = root };
	char *found;
	size_t i;

	for (i = 0; i < ARRAY_LEN(programs); i++) {
		char *path = mem_printf("%s/%s", folder, programs[i]);

		if (strstr(there, programs[i]))
			write_file(path, "#!/bin/sh\n", 0755);
		else
			unlink(path);
		free(path);
	}
	unlink(os_release);
	if (release)
		write_file(os_release, release, 0644);
	found = packages_install(names, &system);
	assert_string_equal(found, line);
	free(found);
	for (i = 0; i < ARRAY_LEN(programs); i++) {
		char *path = mem_printf("%s/%s", folder, programs[i]);

		unlink(path);
		free(path);
	}
}

static void each_manager(void **state)
{
	(void)state;
	expect("sudo apt install qemu-system-x86 qemu-utils", "qemu-x86 qemu-img", "apt-get", NULL, false);
	expect("sudo dnf install qemu-system-x86-core qemu-img", "qemu-x86 qemu-img", "dnf", NULL, false);
	expect("sudo pacman -S --needed qemu-system-x86 qemu-img", "qemu-x86 qemu-img", "pacman", NULL, false);
	expect("sudo zypper install qemu-x86 qemu-tools", "qemu-x86 qemu-img", "zypper", NULL, false);
	expect("sudo apk add qemu-system-x86_64 qemu-img", "qemu-x86 qemu-img", "apk", NULL, false);
}

static void root_needs_no_sudo(void **state)
{
	(void)state;
	expect("apt install cpio", "cpio", "apt-get", NULL, true);
	expect("apk add cpio", "cpio", "apk", NULL, true);
}

static void without_a_manager_the_names(void **state)
{
	(void)state;
	expect("qemu-x86, qemu-img", "qemu-x86 qemu-img", "", NULL, false);
	expect("cpio", "cpio", "", "ID=debian\n", true);
}

static void the_system_says_which(void **state)
{
	const char *all = "apt-get dnf pacman zypper apk";

	(void)state;
	expect("apt install cpio", "cpio", all, NULL, true);
	expect("apt install cpio", "cpio", all, "NAME=\"Debian\"\nID=debian\n", true);
	expect("apt install cpio", "cpio", all, "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", true);
	expect("dnf install cpio", "cpio", all, "ID=fedora\n", true);
	expect("dnf install cpio", "cpio", all, "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", true);
	expect("pacman -S --needed cpio", "cpio", all, "ID_LIKE=arch\nID=manjaro\n", true);
	expect("zypper install cpio", "cpio", all, "ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", true);
	expect("apk add cpio", "cpio", all, "VERSION_ID=3\nID='alpine'", true);
	/* A manager that is not installed is not chosen. */
	expect("apk add cpio", "cpio", "apk", "ID=debian\n", true);
}

static void several_packages_for_a_name(void **state)
{
	(void)state;
	expect("apt install libvirt-daemon libvirt-daemon-driver-qemu libvirt-daemon-system",
	       "libvirt-daemon libvirt-daemon-system", "apt-get", NULL, true);
	/* The second needs no package. */
	expect("dnf install libvirt-daemon libvirt-daemon-driver-qemu",
	       "libvirt-daemon libvirt-daemon-system", "dnf", NULL, true);
	/* Both are in the same package. */
	expect("pacman -S --needed libvirt", "libvirt-daemon virsh", "pacman", NULL, true);
}

static void a_name_that_is_not_in_the_table(void **state)
{
	(void)state;
	expect("sudo apt install no-such-row cpio", "no-such-row cpio", "apt-get", NULL, false);
}

static void this_system_and_an_error(void **state)
{
	struct error err = { 0 };
	char *line = packages_install("cpio", NULL);

	(void)state;
	assert_non_null(strstr(line, "cpio"));
	error_set(&err, ERROR_FAILED, "It failed.");
	packages_remedy(&err, "cpio");
	assert_true(str_starts(err.remedy, "Install it: "));
	assert_true(str_ends(err.remedy, line));
	free(line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_manager),
		cmocka_unit_test(root_needs_no_sudo),
		cmocka_unit_test(without_a_manager_the_names),
		cmocka_unit_test(the_system_says_which),
		cmocka_unit_test(several_packages_for_a_name),
		cmocka_unit_test(a_name_that_is_not_in_the_table),
		cmocka_unit_test(this_system_and_an_error),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
