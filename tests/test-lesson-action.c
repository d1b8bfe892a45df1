// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The model of a workshop as data: a copy of an action, a check or a machine shares nothing,
 * whatever is in it; ids and lookups; faults in their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/diag.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"

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

/* ---- names ------------------------------------------------------------------------- */

static void names_are_those_of_lessons(void **state)
{
	(void)state;
	for (int verb = VERB_NONE; verb < VERB_COUNT; verb++) {
		const char *name = verb_name((enum verb)verb);

		assert_int_equal(name == NULL, verb == VERB_NONE || verb == VERB_STAGE || verb == VERB_UNDO);
		assert_int_equal(verb_named(name), name ? verb : VERB_NONE);
	}
	assert_int_equal(verb_named("paus"), VERB_NONE);
	assert_int_equal(verb_named(""), VERB_NONE);
	for (int is = STATE_UNKNOWN; is < STATE_COUNT; is++) {
		const char *name = state_name((enum machine_state)is);

		assert_int_equal(name == NULL, is == STATE_UNKNOWN);
		assert_int_equal(state_named(name), is);
	}
	assert_null(state_name(STATE_COUNT));
	assert_int_equal(state_named("off"), STATE_UNKNOWN);
}

/* The keys of each verb beside machine, label and confirm: ! it must have, | it must have one
 * of these.  Those that are not here have no others. */
static void each_verb_takes_its_keys(void **state)
{
	static const char *const keys[VERB_COUNT] = {
		[VERB_SNAPSHOT] = "name! description ", [VERB_RESTORE] = "name! description to ",
		[VERB_DELETE] = "name! description ", [VERB_CLONE] = "as! ",
		[VERB_ATTACH] = "disk! size format ", [VERB_DETACH] = "disk! size format ",
		[VERB_TYPE] = "text! after ", [VERB_SET] = "memory| cpus| screens| ", [VERB_SCREENSHOT] = "name ",
	};

	(void)state;
	for (int verb = VERB_NONE; verb < VERB_COUNT; verb++) {
		const struct verb_rule *rule = verb_rule((enum verb)verb);
		struct str out = { 0 };
		size_t every = 0;

		for (size_t i = 0; rule && i < n_action_keys; i++) {
			unsigned bit = action_keys[i].bit;

			if (bit & (KEY_MACHINE | KEY_LABEL | KEY_CONFIRM))
				every += (rule->takes & bit) != 0 && !((rule->needs | rule->needs_one) & bit);
			else if ((rule->takes | rule->needs | rule->needs_one) & bit)
				str_addf(&out, "%s%s%s%s ", rule->takes & bit ? "" : "?", action_keys[i].name,
					 rule->needs & bit ? "!" : "", rule->needs_one & bit ? "|" : "");
		}
		assert_int_equal(every, rule ? 3 : 0);
		assert_string_equal(str_text(&out), keys[verb] ? keys[verb] : "");
		str_free(&out);
	}
}

static bool is_snapshot_name(const char *name)
{
	char *fault = snapshot_name_fault(name);
	bool good = fault == NULL;

	free(fault);
	return good;
}

static void snapshots_have_names(void **state)
{
	static const char *const bad[] = {
		"", ".a", "a/b", "/", "a\nb", "\xff", "a\xe2\x80\xae", "12", "0", "a\"b", "a\\b", "-a",
		"undo-", "undo-a",
	};
	static const char *const good[] = { "a", "a b", "é", "漢", "a.", "12a", "1 2", "a-", "it's", "a:b" };
	char name[130];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_false(is_snapshot_name(bad[i]));
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		assert_true(is_snapshot_name(good[i]));
		assert_true(snapshot_name_is_found(good[i]));
	}
	memset(name, 'x', sizeof name);
	name[128] = '\0';
	assert_true(is_snapshot_name(name));
	name[128] = 'x';
	name[129] = '\0';
	assert_false(is_snapshot_name(name));
	/* What somebody gave such a name is there, but virsh does not find it. */
	assert_false(snapshot_name_is_found("12"));
	assert_false(snapshot_name_is_found("a\"b"));
	assert_true(snapshot_name_is_found("a/b"));
}

/* Words may differ in a translation, and nothing else. */
static void actions_differ_in_any_key(void **state)
{
	const struct action action = { .verb = VERB_TYPE, .machine = (char *)"m" };
	const struct check check = { .machine = (char *)"m", .state = STATE_RUNNING };
	struct action a = action;
	struct check c = check;

	(void)state;
	a.label = a.confirm = a.description = (char *)"x";
	assert_null(actions_differ(&action, &a));
	a.to = STATE_PAUSED;
	assert_string_equal(actions_differ(&action, &a)->name, "to");
	a = action;
	a.cpus = 1;
	assert_string_equal(actions_differ(&action, &a)->name, "cpus");
	a = action;
	a.memory = 1;
	assert_string_equal(actions_differ(&action, &a)->name, "memory");
	a = action;
	a.machine = (char *)"n";
	assert_string_equal(actions_differ(&action, &a)->name, "machine");
	c.label = c.hint = (char *)"x";
	assert_null(checks_differ(&check, &c));
	c.cable = CABLE_IN;
	assert_string_equal(checks_differ(&check, &c)->name, "cable");
	c = check;
	c.already = true;
	assert_string_equal(checks_differ(&check, &c)->name, "already");
	c = check;
	c.screens = 1;
	assert_string_equal(checks_differ(&check, &c)->name, "screens");
	for (size_t i = 0; i < n_check_keys; i++)
		assert_int_equal(check_says(&check, &check_keys[i]), str_eq(check_keys[i].name, "machine") ||
									     str_eq(check_keys[i].name, "state"));
}

/* ---- ids ---------------------------------------------------------------------------- */

static void assert_id(const char *title, const char *id, const char *old_id)
{
	struct workshop ws = { 0 };

	workshop_set_id(&ws, "what was before", '-'); /* has an old id */
	assert_non_null(ws.old_id);
	workshop_set_id(&ws, title, ' ');
	assert_string_equal(ws.id, id);
	if (old_id)
		assert_string_equal(ws.old_id, old_id);
	else
		assert_null(ws.old_id);
	free(ws.id);
	free(ws.old_id);
}

#define TEN "abcdefghij"

static void a_title_makes_an_id(void **state)
{
	(void)state;
	assert_id("my shop 2", "my-shop-2", NULL);
	assert_id("a", "a", NULL);
	/* Capital letters are as good as small ones, and what is lost makes a hash. */
	assert_id("My Shop", "my-shop", NULL);
	assert_id("my-shop", "my-shop-93238e36", "my-shop");
	assert_id("my  shop", "my-shop-1000b8f7", "my-shop");
	assert_id("my shop ", "my-shop-2c5c6d2f", "my-shop");
	assert_id("漢", "workshop-a40d74a7", NULL);
	/* 64 letters, and one more. */
	assert_id(TEN TEN TEN TEN TEN TEN "abcd", TEN TEN TEN TEN TEN TEN "abcd", NULL);
	assert_id(TEN TEN TEN TEN TEN TEN "abcde", TEN TEN TEN TEN TEN "abcde-7298f224",
		  TEN TEN TEN TEN TEN TEN "abcd");
	/* No dash stands at the cut. */
	assert_id(TEN TEN TEN TEN TEN TEN "abc de", TEN TEN TEN TEN TEN "abcde-25a26c12",
		  TEN TEN TEN TEN TEN TEN "abc");
}

static void an_old_id_takes_the_place_of_the_own(void **state)
{
	struct workshop ws = { 0 };

	(void)state;
	workshop_set_id(&ws, "my-shop", ' ');
	workshop_use_old_id(&ws);
	assert_string_equal(ws.id, "my-shop");
	assert_string_equal(ws.own_id, "my-shop-93238e36");
	free(ws.id);
	free(ws.own_id);
	free(ws.old_id);
}

static void a_path_makes_an_id(void **state)
{
	char *id = id_of_path("Shop", "/a"), *other = id_of_path("Shop", "/b"), *none = id_of_path("漢", "/a");

	(void)state;
	assert_string_equal(id, "shop-70d2182d");
	assert_string_not_equal(id, other);
	assert_string_equal(none, "workshop-70d2182d");
	free(id);
	free(other);
	free(none);
}

static void all_of_a_text_is_in_its_id(void **state)
{
	(void)state;
	assert_true(id_has_all("a-b", "A b", ' '));
	assert_true(id_has_all("", "", ' '));
	assert_false(id_has_all("a-b", "A-b", ' '));
	assert_true(id_has_all("a-b", "a-b", '-'));
	assert_false(id_has_all("a-b", "a b c", ' '));
	assert_false(id_has_all("a-b-c", "a b", ' '));
	assert_false(id_has_all("a-b", "a c", ' '));
	assert_false(id_has_all("aab", "a b", ' '));
}

/* ---- looking up --------------------------------------------------------------------- */

static void what_is_not_there_is_not_found(void **state)
{
	struct step steps[] = { { .id = (char *)"a" }, { .id = (char *)"b" } };
	struct need need = { .machine = (char *)"m", .state = STATE_PAUSED };
	char *machine = (char *)"m";
	struct lesson lessons[] = {
		{ .number = 1 },
		{ .number = 3, .steps = steps, .n_steps = 2, .needs = &need, .n_needs = 1,
		  .machines = &machine, .n_machines = 1 },
	};
	struct machine_spec spec = { .name = (char *)"m", .title = (char *)"the m" };
	struct workshop ws = { .lessons = lessons, .n_lessons = 2, .machines = &spec, .n_machines = 1 };
	size_t lesson = 9, step = 9;

	(void)state;
	assert_ptr_equal(workshop_step(&ws, "b", &lesson, &step), &steps[1]);
	assert_true(lesson == 1 && step == 1);
	assert_ptr_equal(workshop_step(&ws, "a", NULL, NULL), &steps[0]);
	assert_null(workshop_step(&ws, "c", NULL, NULL));
	assert_null(workshop_step(&ws, NULL, NULL, NULL));
	assert_ptr_equal(workshop_lesson(&ws, 3, &lesson), &lessons[1]);
	assert_int_equal(lesson, 1);
	assert_ptr_equal(workshop_lesson(&ws, 1, NULL), &lessons[0]);
	assert_null(workshop_lesson(&ws, 2, NULL));
	assert_ptr_equal(workshop_machine(&ws, "m"), &spec);
	assert_null(workshop_machine(&ws, NULL));
	assert_string_equal(workshop_title_of(&ws, "m"), "the m");
	assert_string_equal(workshop_title_of(&ws, "n"), "n");
	assert_string_equal(workshop_title_of(&ws, NULL), "");
	assert_ptr_equal(lesson_need(&lessons[1], "m"), &need);
	assert_null(lesson_need(&lessons[1], "n"));
	assert_null(lesson_need(&lessons[0], "m"));
	assert_true(lesson_names_machine(&lessons[1], "m"));
	assert_false(lesson_names_machine(&lessons[1], "n"));
}

/* ---- faults ------------------------------------------------------------------------- */

static void assert_diag(const struct diags *diags, size_t i, const char *text)
{
	char *got = diag_text(&diags->list[i]);

	assert_string_equal(got, text);
	free(got);
}

static void faults_are_sorted_and_said_once(void **state)
{
	static const char *const sorted[] = {
		"b.md: warning: whole", "b.md:1:1: warning: x", "b.md:2:1: error: z", "b.md:2:1: error: a",
		"b.md:2:1: warning: w", "b.md:2:3: warning: x", "b.md:10: warning: x", "a.md:1:1: error: x",
	};
	struct diags diags = { 0 };

	(void)state;
	diag_sort(&diags);
	assert_int_equal(diags.n, 0);
	diag_add(&diags, DIAG_WARNING, "b.md", 10, 0, "%s", "x");
	diag_sort(&diags);
	assert_int_equal(diags.n, 1);
	diag_add(&diags, DIAG_ERROR, "a.md", 1, 1, "x");
	diag_sort(&diags);
	assert_int_equal(diags.n, 2); /* the same words at another place */
	diag_add(&diags, DIAG_WARNING, "b.md", 2, 3, "x");
	diag_add(&diags, DIAG_WARNING, "b.md", 2, 1, "w");
	diag_add(&diags, DIAG_ERROR, "b.md", 2, 1, "z"); /* of one place, in the order found */
	diag_add(&diags, DIAG_ERROR, "b.md", 2, 1, "a");
	diag_add(&diags, DIAG_WARNING, "b.md", 1, 1, "x");
	diag_add(&diags, DIAG_ERROR, "b.md", 2, 1, "z");
	diag_add(&diags, DIAG_WARNING, "b.md", 0, 5, "whole");
	diag_add(&diags, DIAG_WARNING, "b.md", 10, 0, "x");
	diag_sort(&diags);
	assert_int_equal(diags.n, ARRAY_LEN(sorted));
	for (size_t i = 0; i < diags.n; i++)
		assert_diag(&diags, i, sorted[i]);
	assert_int_equal(diag_errors(&diags), 3);
	diag_free(&diags);
	assert_int_equal(diags.n, 0);
}

static void faults_have_a_length_and_a_number(void **state)
{
	struct diags diags = { 0 };
	char text[2002];

	(void)state;
	memset(text, 'x', sizeof text);
	text[2000] = '\0';
	diag_add(&diags, DIAG_ERROR, "a\n.md", 1, 1, "%s", text);
	assert_string_equal(diags.list[0].message, text);
	assert_string_equal(diags.list[0].file, "a .md");
	text[2000] = 'y';
	text[2001] = '\0';
	diag_add(&diags, DIAG_ERROR, "a.md", 1, 1, "%s", text);
	assert_int_equal(strlen(diags.list[1].message), 2000 + strlen("…"));
	assert_string_equal(diags.list[1].message + 1999, "x…");
	while (diags.n < 20000)
		diag_add(&diags, DIAG_ERROR, "a.md", 1, 1, "x");
	diag_add(&diags, DIAG_ERROR, "a.md", 1, 1, "x");
	assert_int_equal(diags.n, 20000);
	diag_free(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_action),
		cmocka_unit_test(a_machine),
		cmocka_unit_test(a_check),
		cmocka_unit_test(names_are_those_of_lessons),
		cmocka_unit_test(each_verb_takes_its_keys),
		cmocka_unit_test(snapshots_have_names),
		cmocka_unit_test(actions_differ_in_any_key),
		cmocka_unit_test(a_title_makes_an_id),
		cmocka_unit_test(an_old_id_takes_the_place_of_the_own),
		cmocka_unit_test(a_path_makes_an_id),
		cmocka_unit_test(all_of_a_text_is_in_its_id),
		cmocka_unit_test(what_is_not_there_is_not_found),
		cmocka_unit_test(faults_are_sorted_and_said_once),
		cmocka_unit_test(faults_have_a_length_and_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
