// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Whose a domain is: by every mark it may have, and by every way in which asking libvirt may
 * fail.  The functions of libvirt that are asked are these here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/owner.h"

#define S(text) ((char *)(uintptr_t)(text))

/* ---- a libvirt with one domain, or none ------------------------------------------- */

static struct {
	bool there;
	const char *name, *uuid, *metadata;
	int code; /* of the last error */
	int held; /* how many handles are not freed yet */
} domain;

static char handle;

virDomainPtr virDomainLookupByName(virConnectPtr conn, const char *name)
{
	(void)conn;
	assert_string_equal(name, "r-box");
	domain.held += domain.there;
	return domain.there ? (virDomainPtr)(void *)&handle : NULL;
}

int virDomainFree(virDomainPtr which)
{
	assert_ptr_equal(which, &handle);
	domain.held--;
	return 0;
}

char *virDomainGetMetadata(virDomainPtr which, int type, const char *uri, unsigned int flags)
{
	assert_ptr_equal(which, &handle);
	assert_int_equal(type, VIR_DOMAIN_METADATA_ELEMENT);
	assert_string_equal(uri, MARK_NAMESPACE);
	assert_int_equal(flags, 0);
	return mem_dup(domain.metadata);
}

int virDomainGetUUIDString(virDomainPtr which, char *buf)
{
	assert_ptr_equal(which, &handle);
	strcpy(buf, domain.uuid);
	return 0;
}

const char *virDomainGetName(virDomainPtr which)
{
	assert_ptr_equal(which, &handle);
	return domain.name;
}

int virGetLastErrorCode(void)
{
	return domain.code;
}

virErrorPtr virGetLastError(void)
{
	static virError last;

	last = (virError){ .code = domain.code, .message = S("it went wrong") };
	return &last;
}

/* ---- the machine "box" of the workshop "w" ---------------------------------------- */

static struct vm_conn conn = { .uri = S("qemu:///system"), .prefix = S("r-"), .workshop_id = S("w") };
static struct machine_spec spec = { .name = S("box") };
static const struct lv_machine box = { .spec = &spec, .domain = S("r-box") };

static char mark_text[300];

/* The mark's values; owner: added to the user who runs this. */
static const char *mark_of(const char *workshop, const char *name, const char *prefix, unsigned owner,
			   const char *uuid)
{
	snprintf(mark_text, sizeof mark_text,
		 "<machine workshop='%s' name='%s' prefix='%s' owner='%lu'%s%s%s/>", workshop, name,
		 prefix, (unsigned long)geteuid() + owner, uuid ? " uuid='" : "", uuid ? uuid : "",
		 uuid ? "'" : "");
	return mark_text;
}

static const char *our_mark(void)
{
	return mark_of("w", "box", "r-", 0, "u-1");
}

static int set_up(void **state)
{
	(void)state;
	domain.there = true;
	domain.name = "r-box";
	domain.uuid = "u-1";
	domain.metadata = our_mark();
	domain.code = VIR_ERR_OK;
	domain.held = 0;
	return 0;
}

static void assert_owner(enum lv_owner expected, const char *expected_why)
{
	virDomainPtr found;
	struct error err = { 0 };
	char *why;

	assert_int_equal(lv_look_up(&conn, &box, &found, &why, &err), expected);
	assert_int_equal(domain.held, expected == LV_OURS);
	if (expected == LV_OURS) {
		assert_ptr_equal(found, &handle);
		domain.held--;
	} else {
		assert_null(found);
	}
	if (expected_why)
		assert_string_equal(why, expected_why);
	else
		assert_null(why);
	assert_int_equal(err.kind != ERROR_NONE, expected == LV_UNREAD);
	free(why);
}

/* ---- tests ------------------------------------------------------------------------ */

static void a_mark_tells_whose_it_is(void **state)
{
	(void)state;
	assert_owner(LV_OURS, NULL);
	domain.metadata = mark_of("w", "box", "r-", 0, NULL); /* of an earlier version */
	assert_owner(LV_OURS, NULL);
	domain.metadata = mark_of("w", "box", "r-", 0, "u-2");
	assert_owner(LV_NOT_OURS, "The machine r-box is a copy of one that this program made: its UUID is "
				  "another one.");
	domain.metadata = mark_of("w", "box", "r-", 1, "u-1");
	assert_owner(LV_NOT_OURS, "The machine r-box belongs to another user of this host.");
	domain.metadata = mark_of("v", "box", "r-", 0, "u-1");
	assert_owner(LV_NOT_OURS, "The machine r-box belongs to the workshop \"v\"; give it back with "
				  "\"imitation reset\" there.");
	domain.metadata = mark_of("w", "bag", "r-", 0, "u-1");
	assert_owner(LV_NOT_OURS, "The machine r-box is this workshop's \"bag\" under another name.");
	domain.metadata = mark_of("w", "box", "", 0, "u-1");
	assert_owner(LV_NOT_OURS, "The machine r-box is this workshop's \"box\" under another name.");
	domain.metadata = "<machine/>";
	assert_owner(LV_NOT_OURS, "A machine named r-box is there that this program did not make.");
}

/* Only libvirt's word that there is no mark says that a domain has none. */
static void an_error_is_told_from_an_answer(void **state)
{
	(void)state;
	domain.metadata = NULL;
	domain.code = VIR_ERR_NO_DOMAIN_METADATA;
	assert_owner(LV_NOT_OURS, "A machine named r-box is there that this program did not make.");
	domain.code = VIR_ERR_OPERATION_TIMEOUT;
	assert_owner(LV_UNREAD, NULL);
	domain.code = VIR_ERR_NO_DOMAIN; /* it went away in between */
	assert_owner(LV_ABSENT, NULL);
	domain.there = false;
	assert_owner(LV_ABSENT, NULL);
	domain.code = VIR_ERR_NO_CONNECT;
	assert_owner(LV_UNREAD, NULL);
	domain.code = VIR_ERR_NO_DOMAIN_METADATA;
	assert_owner(LV_UNREAD, NULL);
	/* An error of before counts for nothing. */
	domain.there = true;
	domain.metadata = our_mark();
	domain.code = VIR_ERR_NO_DOMAIN;
	assert_owner(LV_OURS, NULL);
}

static void ours_is_found(void **state)
{
	struct error err = { 0 };
	bool absent = true;

	(void)state;
	assert_ptr_equal(lv_find(&conn, &box, &absent, &err), &handle);
	assert_false(absent);
	assert_int_equal(err.kind, ERROR_NONE);
	domain.metadata = mark_of("v", "box", "r-", 0, "u-1");
	absent = true;
	assert_null(lv_find(&conn, &box, &absent, &err));
	assert_false(absent);
	assert_int_equal(err.kind, ERROR_NOT_OURS);
	assert_non_null(strstr(err.message, "belongs to the workshop \"v\""));
	assert_non_null(strstr(err.remedy, "domrename r-box"));
	error_clear(&err);
	domain.there = false;
	domain.code = VIR_ERR_NO_DOMAIN;
	assert_null(lv_find(&conn, &box, &absent, &err));
	assert_true(absent);
	assert_int_equal(err.kind, ERROR_NONE);
	domain.code = VIR_ERR_NO_CONNECT;
	assert_null(lv_find(&conn, &box, &absent, &err));
	assert_false(absent);
	assert_int_not_equal(err.kind, ERROR_NONE);
}

static bool has_mark(void)
{
	struct mark mark;
	bool has = lv_mark((virDomainPtr)(void *)&handle, &mark);

	if (has) {
		assert_string_equal(mark.machine, "box");
		mark_free(&mark);
	}
	return has;
}

static void a_mark_belongs_to_its_domain(void **state)
{
	(void)state;
	assert_true(has_mark());
	domain.name = "another";
	assert_true(has_mark()); /* the UUID tells */
	domain.metadata = mark_of("w", "box", "r-", 0, NULL);
	assert_false(has_mark());
	domain.name = "r-box";
	assert_true(has_mark());
	domain.metadata = mark_of("w", "box", "r-", 0, "u-2");
	assert_false(has_mark());
	domain.metadata = "<other/>";
	assert_false(has_mark());
	domain.metadata = NULL;
	assert_false(has_mark());
}

#define TEST(function) cmocka_unit_test_setup(function, set_up)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_mark_tells_whose_it_is),
		TEST(an_error_is_told_from_an_answer),
		TEST(ours_is_found),
		TEST(a_mark_belongs_to_its_domain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
