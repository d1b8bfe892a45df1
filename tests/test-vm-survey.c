// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What prevents snapshots of a machine, and its files, read from its definition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "vm/libvirt/backend-libvirt.h"

#define DISK(kind, format) \
	"<disk type='file' device='" kind "'><driver name='qemu' type='" format "'/>" \
	"<source file='/d'/><target dev='hda' bus='ide'/></disk>"
#define DOMAIN(os, devices) \
	"<domain type='qemu'><name>d</name>" os "<devices>" devices "</devices></domain>"

static enum snapshot_bar bar_of(const char *xml)
{
	struct survey survey = { .domains = mem_alloc(sizeof *survey.domains), .n_domains = 1 };
	enum snapshot_bar bar;

	survey_definition(survey.domains, xml);
	bar = survey.domains->bar;
	survey_free(&survey);
	return bar;
}

static void the_files_are_known(void **state)
{
	struct survey survey = { .domains = mem_alloc(sizeof *survey.domains), .n_domains = 1 };

	(void)state;
	survey_definition(survey.domains, DOMAIN("", DISK("cdrom", "raw") DISK("disk", "qcow2")));
	assert_int_equal(survey.domains->n_files, 2);
	assert_string_equal(survey.domains->files[1], "/d");
	survey_free(&survey);
}

static void qcow2_can(void **state)
{
	(void)state;
	assert_int_equal(bar_of(DOMAIN("<os><type>hvm</type></os>", DISK("disk", "qcow2"))),
			 SNAPSHOT_CAN);
}

static void raw_cannot(void **state)
{
	(void)state;
	assert_int_equal(bar_of(DOMAIN("", DISK("disk", "qcow2") DISK("disk", "raw"))),
			 SNAPSHOT_RAW);
}

static void discs_do_not_count(void **state)
{
	(void)state;
	assert_int_equal(bar_of(DOMAIN("", DISK("cdrom", "raw") DISK("disk", "qcow2"))),
			 SNAPSHOT_CAN);
	assert_int_equal(bar_of(DOMAIN("", DISK("cdrom", "raw"))), SNAPSHOT_NO_DISK);
}

static void flash_cannot(void **state)
{
	(void)state;
	assert_int_equal(bar_of(DOMAIN("<os><type>hvm</type><loader readonly='yes' type='pflash'>"
					"/OVMF.fd</loader></os>", DISK("disk", "qcow2"))),
			 SNAPSHOT_PFLASH);
	assert_int_equal(bar_of(DOMAIN("<os firmware='efi'><type>hvm</type></os>",
					     DISK("disk", "qcow2"))), SNAPSHOT_PFLASH);
}

static void nothing_is_no_disk(void **state)
{
	(void)state;
	assert_int_equal(bar_of(DOMAIN("", "")), SNAPSHOT_NO_DISK);
	assert_int_equal(bar_of(""), SNAPSHOT_NO_DISK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(qcow2_can),	      cmocka_unit_test(raw_cannot),
		cmocka_unit_test(discs_do_not_count), cmocka_unit_test(flash_cannot),
		cmocka_unit_test(nothing_is_no_disk), cmocka_unit_test(the_files_are_known),
	};

	return cmocka_run_group_tests_name("survey", tests, NULL, NULL);
}
