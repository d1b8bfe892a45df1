// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Files that machines name and that do not exist are reported, and no others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "lesson-support.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"
#include "skip-why.h"
#include "vm/files/boot-files.h"
#include "vm/files/qcow2.h"

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

/* ---- what a hostile workshop names (case fault-02) ---------------------------------- */

static void put_link(const char *to, const char *name)
{
	char *path = file_join(folder, name);

	unlink(path);
	assert_int_equal(symlink(to, path), 0);
	free(path);
}

/* A qcow2 header of version 3, with one byte set. */
static void put_qcow2(const char *name, size_t at, char byte)
{
	char head[112] = "QFI\xfb\0\0\0\3";

	head[at] = byte;
	support_write(folder, name, head, sizeof head);
}

static void put_holes(const char *name, off_t bytes)
{
	char *path = file_join(folder, name);

	support_text(folder, name, "x");
	assert_int_equal(truncate(path, bytes), 0);
	free(path);
}

/* lint refuses the image with these words, and so does who wants to make the machine. */
static void is_refused(const char *line, const char *why)
{
	struct diags diags = { 0 };
	char *text = mem_printf("---\ntitle: T\nmachines:\n  m:\n    %s\n---\n", line), *got;
	struct error err = { 0 };
	struct workshop *ws;

	support_text(folder, "workshop.md", text);
	ws = workshop_load(folder, NULL, &diags, NULL);
	assert_non_null(ws);
	boot_files_lint(ws, &diags);
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.list[0].severity, DIAG_ERROR);
	assert_int_equal(diags.list[0].line, 5);
	assert_false(boot_there(&ws->machines[0], &err));
	got = mem_printf("%s %s", err.message, err.remedy);
	assert_string_equal(diags.list[0].message, got);
	if (!strstr(err.message, why) || !err.remedy[0])
		fail_msg("%s: \"%s\", not \"%s\"", line, err.message, why);
	free(got);
	free(text);
	diag_free(&diags);
	workshop_free(ws);
}

static void what_leads_out_of_the_folder(void **state)
{
	char *outside = support_folder(), *secret = file_join(outside, "secret");

	(void)state;
	support_text(outside, "secret", "private");
	put_link(secret, "guests/c.img");
	put_link(outside, "link");
	put_link("c.img", "guests/twice.img");
	put_link("there.img", "guests/inside.img");
	is_refused("image: guests/c.img", "it leads out of the workshop's folder");
	is_refused("image: guests/twice.img", "it leads out of the workshop's folder");
	is_refused("image: link/secret", "it leads out of the workshop's folder");
	is_refused("kernel: guests/c.img", "it leads out of the workshop's folder");
	said("m", "image: guests/inside.img", "");
	support_remove(outside);
	free(secret);
	free(outside);
}

static void what_names_another_file(void **state)
{
	(void)state;
	put_qcow2("guests/backing.img", 15, 1);
	put_qcow2("guests/data.img", 79, 1 << 2);
	put_qcow2("guests/alone.img", 79, 1 << 3);
	support_text(folder, "guests/a.vmdk", "# Disk DescriptorFile\nversion=1\n"
					      "RW 2048 FLAT \"/etc/shadow\" 0\n");
	support_text(folder, "guests/flat.img", "# Disk DescriptorFile\nversion=1\n");
	support_text(folder, "guests/g.img", "vhdxfile");
	support_text(folder, "guests/h.vdi", "x");
	is_refused("image: guests/backing.img", "it builds on another disk image");
	is_refused("image: guests/data.img", "its data is in another file");
	is_refused("image: guests/a.vmdk", "of the kind vmdk");
	is_refused("image: guests/flat.img", "of the kind vmdk");
	is_refused("image: guests/g.img", "of the kind vhdx");
	is_refused("image: guests/h.vdi", "of the kind vdi");
	said("m", "image: guests/alone.img", "");
}

static void what_has_no_end(void **state)
{
	char *fifo = file_join(folder, "guests/d.img");

	(void)state;
	assert_int_equal(mkfifo(fifo, 0600), 0);
	put_holes("guests/giant.img", (off_t)1 << 42);
	put_holes("guests/large.kernel", ((off_t)1 << 30) + 1);
	put_holes("guests/holes.img", (off_t)1 << 32);
	put_qcow2("guests/wide.img", 24, 1);
	is_refused("image: guests/d.img", "it is not a regular file");
	is_refused("kernel: guests/d.img", "it is not a regular file");
	is_refused("kernel: guests", "it is a folder");
	is_refused("image: guests/giant.img", "it is larger than 64 GiB");
	is_refused("image: guests/wide.img", "it is larger than 64 GiB");
	is_refused("kernel: guests/large.kernel", "it is larger than 1 GiB");
	said("m", "image: guests/holes.img", "");
	free(fifo);
}

/* What the person put in comes from wherever they like, but lint looks at the workshop. */
static void the_persons_own_image(void **state)
{
	char *outside = support_folder(), *own = file_join(outside, "own.img");
	struct machine_spec spec = { .name = (char *)(uintptr_t)"linked", .folder = folder };
	struct error err = { 0 };

	(void)state;
	support_text(outside, "own.img", "x");
	put_link(own, "data/imitation/guests/linked.img");
	put_link(own, "guests/escape.img");
	spec.image = file_join(folder, "guests/escape.img");
	assert_true(boot_there(&spec, &err));
	said("linked", "image: guests/escape.img", "workshop.md:6:12: error: The machine linked ");
	support_remove(outside);
	free(spec.image);
	free(own);
	free(outside);
}

static void run(const char *command, const char *path)
{
	char *line = mem_printf("%s '%s' 2>/dev/null", command, path);

	assert_int_equal(system(line), 0);
	free(line);
}

static void the_snapshots_of_an_image(void **state)
{
	char *path = file_join(folder, "some.qcow2");
	int fd;

	(void)state;
	if (!file_has_program("qemu-img"))
		skip_why("qemu-img is not installed");
	run("qemu-img create -q -f qcow2 -o size=1M", path);
	run("qemu-img snapshot -c first", path);
	run("qemu-img snapshot -c 'with a blank'", path);
	run("qemu-img snapshot -c third", path);
	run("qemu-img snapshot -d first", path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_true(qcow2_has_snapshot(fd, "with a blank"));
	assert_true(qcow2_has_snapshot(fd, "third"));
	assert_false(qcow2_has_snapshot(fd, "first"));
	assert_false(qcow2_has_snapshot(fd, "thir"));
	assert_false(qcow2_has_snapshot(fd, ""));
	close(fd);
	/* A table that is cut short is read no further. */
	assert_int_equal(truncate(path, 0x10000), 0);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_false(qcow2_has_snapshot(fd, "third"));
	close(fd);
	free(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files),
		cmocka_unit_test(what_is_made),
		cmocka_unit_test(what_never_boots),
		cmocka_unit_test(what_leads_out_of_the_folder),
		cmocka_unit_test(what_names_another_file),
		cmocka_unit_test(what_has_no_end),
		cmocka_unit_test(the_persons_own_image),
		cmocka_unit_test(the_snapshots_of_an_image),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
