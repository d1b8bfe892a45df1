// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What libvirt's errors become: by their codes, as libvirt 9 gives them, and in
 * whatever language it speaks. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "vm/libvirt/conn.h"
#include "vm/libvirt/libvirt-error.h"

/* Text that no English libvirt says. */
static char foreign[] = "algo que nadie entiende aquí";

static struct error translate_as(int code, int from, int number, enum lv_doing doing, char *message)
{
	virError said = { .code = code, .domain = from, .int1 = number, .message = message };
	struct error err = { 0 };

	assert_false(lv_translate(&err, &said, doing, "dreamer"));
	return err;
}

static const struct row {
	int code, from, number;
	enum lv_doing doing;
	enum error_kind kind;
	const char *message; /* a part of it */
	const char *remedy;  /* the same, or NULL: there is none */
} rows[] = {
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ENOENT, LV_CONNECTION, ERROR_CONNECTION,
	  "No libvirt daemon answers", "systemctl start libvirtd" },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ECONNREFUSED, LV_CONNECTION, ERROR_CONNECTION,
	  "No libvirt daemon answers", "systemctl start libvirtd" },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, EACCES, LV_CONNECTION, ERROR_CONNECTION,
	  "You may not use this", "in the group libvirt" },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ECONNRESET, LV_CONNECTION, ERROR_CONNECTION,
	  "no connection to the hypervisor: algo", NULL },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, -1, LV_CONNECTION, ERROR_CONNECTION,
	  "no connection to the hypervisor: algo", NULL },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, EIO, LV_MACHINE, ERROR_CONNECTION,
	  "no connection to the hypervisor: algo", NULL },
	{ VIR_ERR_INTERNAL_ERROR, VIR_FROM_RPC, -1, LV_MACHINE, ERROR_CONNECTION,
	  "no connection to the hypervisor: algo", NULL },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ENOENT, LV_MACHINE, ERROR_FAILED,
	  "Another daemon of libvirt", "virtlogd -d" },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ENOENT, LV_SNAPSHOT, ERROR_FAILED,
	  "Another daemon of libvirt", "virtlogd -d" },
	{ VIR_ERR_INTERNAL_ERROR, VIR_FROM_NONE, -1, LV_EMBED, ERROR_UNSUPPORTED,
	  "not set up for root here: algo", "libvirt" },
	{ VIR_ERR_NO_CONNECT, VIR_FROM_NONE, -1, LV_CONNECTION, ERROR_UNSUPPORTED,
	  "has no driver for this", "libvirt" },
	{ VIR_ERR_AUTH_CANCELLED, VIR_FROM_RPC, -1, LV_CONNECTION, ERROR_CONNECTION,
	  "did not accept who you are", "in the group libvirt" },
	{ VIR_ERR_NO_DOMAIN, VIR_FROM_QEMU, -1, LV_MACHINE, ERROR_STATE, "dreamer is gone", NULL },
	{ VIR_ERR_NO_DOMAIN_SNAPSHOT, VIR_FROM_QEMU, -1, LV_MACHINE, ERROR_STATE,
	  "dreamer has no snapshot", NULL },
	{ VIR_ERR_OPERATION_FAILED, VIR_FROM_QEMU, -1, LV_CONSOLE, ERROR_STATE,
	  "console of dreamer is open in another window", "Close it there" },
	{ VIR_ERR_OPERATION_FAILED, VIR_FROM_NONE, -1, LV_CONSOLE, ERROR_STATE,
	  "console of dreamer is open in another window", "Close it there" },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_NONE, EEXIST, LV_CONSOLE, ERROR_STATE,
	  "dreamer is locked by a program that is gone: algo", "remove that lock file" },
	{ VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU, -1, LV_SNAPSHOT, ERROR_UNSUPPORTED,
	  "all of its disks must be qcow2", NULL },
	{ VIR_ERR_CONFIG_UNSUPPORTED, VIR_FROM_QEMU, -1, LV_MACHINE, ERROR_UNSUPPORTED,
	  "cannot do that: algo", NULL },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_STORAGE, ENOENT, LV_MACHINE, ERROR_FAILED,
	  "disk of dreamer cannot be read: algo", "made anew" },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_STORAGE, ENOSPC, LV_MACHINE, ERROR_FAILED,
	  "no room left", "make room" },
	{ VIR_ERR_OPERATION_TIMEOUT, VIR_FROM_QEMU, -1, LV_MACHINE, ERROR_STATE,
	  "still busy with dreamer", "Wait" },
	{ VIR_ERR_NO_SUPPORT, VIR_FROM_TEST, -1, LV_MACHINE, ERROR_UNSUPPORTED, "cannot do that", NULL },
	{ VIR_ERR_OPERATION_INVALID, VIR_FROM_QEMU, -1, LV_MACHINE, ERROR_STATE,
	  "The hypervisor says: algo", NULL },
	{ VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU, -1, LV_MACHINE, ERROR_FAILED,
	  "The hypervisor says: algo", NULL },
	{ 12345, 0, 0, LV_MACHINE, ERROR_FAILED, "The hypervisor says: algo", NULL },
};

static void codes_tell(void **unused)
{
	size_t i;

	(void)unused;
	for (i = 0; i < ARRAY_LEN(rows); i++) {
		const struct row *row = &rows[i];
		struct error err = translate_as(row->code, row->from, row->number, row->doing, foreign);

		if (!strstr(err.message, row->message) || err.kind != row->kind ||
		    (row->remedy ? !strstr(err.remedy, row->remedy) : err.remedy[0] != '\0'))
			fail_msg("%d of %d, %d: kind %d, \"%s\" \"%s\"", row->code, row->from,
				 row->number, (int)err.kind, err.message, err.remedy);
	}
}

/* Words that this program once looked for, in errors that mean something else. */
static void words_do_not(void **unused)
{
	static char words[] = "Permission denied: driver.pid virtlogd virtqemud lock file for device, "
			      "Active console session exists, No space left on device";
	struct error err = translate_as(VIR_ERR_INTERNAL_ERROR, VIR_FROM_QEMU, -1, LV_MACHINE, words);

	(void)unused;
	assert_int_equal(err.kind, ERROR_FAILED);
	assert_non_null(strstr(err.message, "The hypervisor says: Permission denied"));
	assert_string_equal(err.remedy, "");
}

static void they_are_fit_to_be_shown(void **unused)
{
	static char odd[] = "odd \033[31m thing";
	struct error err = translate_as(VIR_ERR_INTERNAL_ERROR, 0, 0, LV_MACHINE, odd);

	(void)unused;
	assert_non_null(strstr(err.message, "odd"));
	assert_null(strchr(err.message, '\033'));
}

static void nothing_said_is_an_error(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	assert_false(lv_translate(&err, NULL, LV_MACHINE, NULL));
	assert_true(strlen(err.message) > 0);
	err = translate_as(VIR_ERR_NO_DOMAIN, 0, 0, LV_MACHINE, NULL);
	assert_non_null(strstr(err.message, "dreamer"));
}

/* From a real connection, in another language where that is installed. */
static void libvirt_gives_such_codes(void **unused)
{
	struct error err = { 0 };
	virConnectPtr virt;

	(void)unused;
	assert_true(lv_events_start(&err));
	virt = virConnectOpen("qemu+unix:///session?socket=/no/such/socket");
	assert_null(virt);
	lv_error(&err, "");
	assert_non_null(strstr(err.message, "No libvirt daemon answers"));
	virt = virConnectOpen("test:///default");
	assert_non_null(virt);
	assert_null(virDomainLookupByName(virt, "dreamer"));
	lv_error(&err, "dreamer");
	assert_non_null(strstr(err.message, "dreamer is gone"));
	virConnectClose(virt);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_tell),
		cmocka_unit_test(words_do_not),
		cmocka_unit_test(they_are_fit_to_be_shown),
		cmocka_unit_test(nothing_said_is_an_error),
		cmocka_unit_test(libvirt_gives_such_codes),
	};

	return cmocka_run_group_tests_name("errors of libvirt", tests, NULL, NULL);
}
