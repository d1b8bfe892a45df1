// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What prevents snapshots of a machine, read from its definition. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "vm/libvirt/backend-libvirt.h"

#define DISK(kind, format) \
	"<disk type='file' device='" kind "'><driver name='qemu' type='" format "'/>" \
	"<source file='/d'/><target dev='hda' bus='ide'/></disk>"
#define DOMAIN(os, devices) \
	"<domain type='qemu'><name>d</name>" os "<devices>" devices "</devices></domain>"

static void qcow2_can(void **state)
{
	(void)state;
	assert_int_equal(snapshot_bar(DOMAIN("<os><type>hvm</type></os>", DISK("disk", "qcow2"))),
			 SNAPSHOT_CAN);
}

static void raw_cannot(void **state)
{
	(void)state;
	assert_int_equal(snapshot_bar(DOMAIN("", DISK("disk", "qcow2") DISK("disk", "raw"))),
			 SNAPSHOT_RAW);
}

static void discs_do_not_count(void **state)
{
	(void)state;
	assert_int_equal(snapshot_bar(DOMAIN("", DISK("cdrom", "raw") DISK("disk", "qcow2"))),
			 SNAPSHOT_CAN);
	assert_int_equal(snapshot_bar(DOMAIN("", DISK("cdrom", "raw"))), SNAPSHOT_NO_DISK);
}

static void flash_cannot(void **state)
{
	(void)state;
	assert_int_equal(snapshot_bar(DOMAIN("<os><type>hvm</type><loader readonly='yes' type='pflash'>"
					     "/OVMF.fd</loader></os>", DISK("disk", "qcow2"))),
			 SNAPSHOT_PFLASH);
	assert_int_equal(snapshot_bar(DOMAIN("<os firmware='efi'><type>hvm</type></os>",
					     DISK("disk", "qcow2"))), SNAPSHOT_PFLASH);
}

static void nothing_is_no_disk(void **state)
{
	(void)state;
	assert_int_equal(snapshot_bar(DOMAIN("", "")), SNAPSHOT_NO_DISK);
	assert_int_equal(snapshot_bar(""), SNAPSHOT_NO_DISK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(qcow2_can),	      cmocka_unit_test(raw_cannot),
		cmocka_unit_test(discs_do_not_count), cmocka_unit_test(flash_cannot),
		cmocka_unit_test(nothing_is_no_disk),
	};

	return cmocka_run_group_tests_name("survey", tests, NULL, NULL);
}
