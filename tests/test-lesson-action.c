// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Actions, checks and machines as data: a copy shares nothing, whatever is in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "lesson/verbs.h"

/* Each text of a struct, by the type that its list says. */
#define FILL(key, kind, type, field, bit) \
	_Generic(object.field, char *: fill, default: leave)(&object.field, key);
#define LOOK(key, kind, type, field, bit) \
	_Generic(object.field, char *: look, default: leave)(&copy.field, key);
#define SPOIL(key, kind, type, field, bit) \
	_Generic(object.field, char *: spoil, default: leave)(&object.field, key);

static int texts;

static void fill(void *field, const char *key)
{
	*(char **)field = mem_dup(key);
	texts++;
}

static void look(void *field, const char *key)
{
	assert_string_equal(*(char **)field, key);
}

static void spoil(void *field, const char *key)
{
	(void)key;
	memset(*(char **)field, 'x', strlen(*(char **)field));
}

static void leave(void *field, const char *key)
{
	(void)field;
	(void)key;
}

static void an_action(void **state)
{
	struct action object = { .verb = VERB_TYPE, .cpus = 3 }, copy;

	(void)state;
	texts = 0;
	ACTION_FIELDS(FILL)
	assert_int_equal(texts, 11);
	action_copy(&copy, &object);
	assert_null(actions_differ(&object, &copy));
	ACTION_FIELDS(SPOIL)
	ACTION_FIELDS(LOOK)
	assert_int_equal(copy.cpus, 3);
	assert_non_null(actions_differ(&object, &copy));
	action_free(&object);
	action_free(&copy);
}

static void a_machine(void **state)
{
	struct machine_spec object = { .name = mem_dup("ann"), .clone_of = mem_dup("bob") }, copy;

	(void)state;
	texts = 0;
	MACHINE_FIELDS(FILL)
	assert_int_equal(texts, 7);
	machine_spec_copy(&copy, &object);
	MACHINE_FIELDS(SPOIL)
	MACHINE_FIELDS(LOOK)
	assert_string_equal(copy.name, "ann");
	assert_string_equal(copy.clone_of, "bob");
	machine_spec_free(&object);
	machine_spec_free(&copy);
}

/* A sanitizer sees what check_free() forgets. */
static void a_check(void **state)
{
	struct check object = { .key = mem_dup("key") };
	const struct check copy = object;

	(void)state;
	texts = 0;
	CHECK_FIELDS(FILL)
	assert_int_equal(texts, 10);
	assert_non_null(checks_differ(&object, &copy));
	check_free(&object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_action),
		cmocka_unit_test(a_machine),
		cmocka_unit_test(a_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
