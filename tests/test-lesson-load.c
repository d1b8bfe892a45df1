// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Opening workshops: folders, single files, translations, and every value
 * that a machine, an action and a check may have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson-support.h"
#include "lesson/load/load.h"
#include "lesson/load/scan.h"
#include "lesson/load/values.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"

static char *folder;
static struct diags diags;
static struct workshop *ws;

static int setup(void **state)
{
	(void)state;
	folder = support_folder();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	workshop_free(ws);
	ws = NULL;
	diag_free(&diags);
	support_remove(folder);
	free(folder);
	return 0;
}

static void open_path(const char *path, const char *language)
{
	struct error err = { 0 };

	workshop_free(ws);
	diag_free(&diags);
	ws = workshop_load(path, language, &diags, &err);
	if (!ws)
		fail_msg("%s: %s", path, err.message);
	diag_sort(&diags);
	support_clean(ws, &diags);
}

static void open_name(const char *name)
{
	char *path = name[0] ? file_join(folder, name) : mem_dup(folder);

	open_path(path, NULL);
	free(path);
}

static void said(const char *expected)
{
	char *got = support_diags(&diags);

	assert_string_equal(got, expected);
	free(got);
}

/* A lesson in a workshop with the machines box and other. */
#define FRONT "---\nduration: 1\n---\n"

static void open_lesson(const char *text)
{
	support_text(folder, "workshop.md", "---\ntitle: W\nmachines: {box: {}, other: {}}\n---\n");
	support_text(folder, "01-a.md", text);
	open_name("");
	assert_int_equal(ws->n_lessons, 1);
}

static const struct step *step(size_t i)
{
	assert_true(i < ws->lessons[0].n_steps);
	return &ws->lessons[0].steps[i];
}

/* --- folders and files --- */

static void the_fixture(void **state)
{
	char *path = support_fixture("small");
	const struct lesson *l;
	char *doc;

	(void)state;
	open_path(path, NULL);
	said("");
	assert_string_equal(ws->id, "a-small-workshop");
	assert_string_equal(ws->title, "A small workshop");
	assert_string_equal(ws->date, "2031-02-03 18:30");
	assert_string_equal(ws->location, "Here & there");
	assert_int_equal(ws->duration, 13);
	doc = support_doc(&ws->cover);
	assert_string_equal(doc, "p[What it’s about.] p[Bring *tea*.]");
	free(doc);
	assert_int_equal(ws->n_machines, 2);
	assert_string_equal(ws->machines[0].name, "clock");
	assert_string_equal(ws->machines[0].title, "The clock");
	assert_true(str_ends(ws->machines[0].image, "/fixtures/lesson/small/guests/clock.img"));
	assert_int_equal(ws->machines[0].image[0], '/');
	assert_int_equal(ws->machines[0].memory, 2 << 20);
	assert_string_equal(ws->machines[1].title, "radio");
	assert_int_equal(ws->machines[1].memory, 4 << 20);
	assert_string_equal(ws->machines[1].network, "link:air");
	assert_string_equal(ws->machines[1].arch, "x86_64");
	assert_int_equal(ws->n_lessons, 3);
	assert_int_equal(ws->lessons[0].number, 1);
	assert_int_equal(ws->lessons[1].number, 2);
	assert_int_equal(ws->lessons[2].number, 10);
	assert_string_equal(ws->lessons[2].steps[0].id, "10.1");
	l = &ws->lessons[1];
	assert_string_equal(l->title, "Second");
	assert_int_equal(l->duration, 4);
	assert_int_equal(l->n_objectives, 2);
	assert_string_equal(l->objectives[1], "Don’t hurry");
	assert_string_equal(l->machines[0], "radio");
	assert_int_equal(l->n_needs, 2);
	assert_string_equal(l->needs[1].machine, "clock");
	assert_int_equal(l->needs[1].state, STATE_ABSENT);
	doc = support_doc(&l->intro);
	assert_string_equal(doc, "p[Before the first step.]");
	free(doc);
	assert_int_equal(l->n_notes, 1);
	assert_string_equal(l->notes[0], "breathe");
	assert_int_equal(l->n_steps, 2);
	assert_int_equal(l->steps[0].n_hints, 1);
	assert_int_equal(l->steps[0].n_notes, 1);
	assert_int_equal(l->steps[0].n_actions, 2);
	assert_string_equal(l->steps[0].actions[0].machine, "radio");
	assert_string_equal(l->steps[0].actions[1].machine, "clock");
	assert_int_equal(l->steps[0].actions[1].button, 2);
	assert_int_equal(l->steps[0].checks[0].after, 1);
	assert_true(str_ends(l->steps[0].actions[0].at.file, "small/02-second.md"));
	free(path);
}

static void language(void **state)
{
	static const char *const names[] = { "es", "es_MX", "es_MX.UTF-8", "es@euro" };
	char *path = support_fixture("small");
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(names); i++) {
		open_path(path, names[i]);
		assert_string_equal(ws->title, "Un taller");
		assert_string_equal(ws->id, "a-small-workshop");
		assert_int_equal(ws->n_machines, 2);
		assert_string_equal(ws->lessons[1].title, "Segunda");
		assert_string_equal(ws->lessons[1].language, "es");
		assert_null(ws->lessons[0].language);
		assert_string_equal(ws->language, "es");
		assert_int_equal(ws->n_languages, 1);
		assert_string_equal(ws->languages[0], "es");
	}
	/* The keys that identify checks in progress files. */
	{
		char *key = mem_dup(ws->lessons[1].steps[0].checks[0].key);

		open_path(path, NULL);
		assert_string_equal(ws->lessons[1].steps[0].checks[0].key, key);
		free(key);
	}
	for (i = 0; i < 3; i++) {
		static const char *const none[] = { "fr", "../es", "" };

		open_path(path, none[i]);
		assert_string_equal(ws->lessons[1].title, "Second");
		assert_null(ws->language);
		assert_int_equal(ws->n_languages, 1);
	}
	free(path);
}

/* A list as in LANGUAGE: the first that the workshop has or was written in. */
static void several_languages(void **state)
{
	char *dir = support_folder();

	(void)state;
	support_text(dir, "workshop.md", "---\ntitle: T\nlang: en\n---\n");
	support_text(dir, "1-a.md", "---\ntitle: A\n---\n");
	support_text(dir, "es/1-a.md", "---\ntitle: Es\n---\n");
	support_text(dir, "fr/1-a.md", "---\ntitle: Fr\n---\n");
	open_path(dir, "de:fr_CA.UTF-8:es");
	assert_string_equal(ws->lang, "en");
	assert_string_equal(ws->lessons[0].title, "Fr");
	assert_string_equal(ws->language, "fr");
	assert_int_equal(ws->n_languages, 2);
	assert_string_equal(ws->languages[0], "es");
	open_path(dir, "en_GB:es");
	assert_string_equal(ws->lessons[0].title, "A");
	assert_null(ws->language);
	open_path(dir, "eng:es");
	assert_string_equal(ws->lessons[0].title, "Es");
	open_path(dir, "C.UTF-8");
	assert_null(ws->language);
	support_remove(dir);
	free(dir);
}

static void lookups(void **state)
{
	char *path = support_fixture("small");
	size_t lesson = 9, k = 9;

	(void)state;
	open_path(path, NULL);
	assert_ptr_equal(workshop_step(ws, "2.2", &lesson, &k), &ws->lessons[1].steps[1]);
	assert_int_equal(lesson, 1);
	assert_int_equal(k, 1);
	assert_null(workshop_step(ws, "2.3", NULL, NULL));
	assert_null(workshop_step(ws, NULL, NULL, NULL));
	assert_ptr_equal(workshop_machine(ws, "radio"), &ws->machines[1]);
	assert_null(workshop_machine(ws, "tv"));
	assert_null(workshop_machine(ws, NULL));
	free(path);
}

static void single_file(void **state)
{
	(void)state;
	support_text(folder, "7-alone.md",
		     "---\ntitle: \"Alone &amp; well\"\nstartDate: 2031-02-03T10:00:00Z\n"
		     "location: {name: Home}\nmachines: {box: {memory: 1 MiB}}\nduration: 3\n---\n"
		     "intro\n\n## Go\n\n```vm:start\n```\n");
	open_name("7-alone.md");
	said("");
	assert_string_equal(ws->title, "Alone & well");
	assert_string_equal(ws->date, "2031-02-03 10:00");
	assert_string_equal(ws->location, "Home");
	assert_int_equal(ws->duration, 3);
	assert_int_equal(ws->n_lessons, 1);
	assert_int_equal(ws->lessons[0].number, 7);
	assert_string_equal(step(0)->id, "7.1");
	assert_string_equal(step(0)->actions[0].machine, "box");
	assert_true(str_starts(ws->id, "7-alone-md-"));
	support_text(
		folder, "notes.txt",
		"# Heading one\n\njust text\n\n<details><summary>S</summary>\n\nT\n\n</details>\n");
	open_name("notes.txt");
	assert_string_equal(ws->title, "Heading one");
	assert_string_equal(step(0)->title, "Heading one");
	assert_int_equal(ws->lessons[0].n_steps, 1);
	assert_int_equal(step(0)->n_hints, 0);
	assert_string_equal(step(0)->id, "1.1");
	support_text(folder, "my_notes-2.md", "text");
	open_name("my_notes-2.md");
	assert_string_equal(ws->title, "my notes 2");
	support_text(folder, "empty.md", "");
	open_name("empty.md");
	assert_int_equal(ws->lessons[0].n_steps, 1);
}

static void lesson_of_a_workshop(void **state)
{
	char *small = support_fixture("small");
	char *path = file_join(small, "02-second.md"), *id;

	(void)state;
	open_path(small, NULL);
	id = mem_dup(ws->id);
	open_path(path, NULL);
	said("");
	assert_string_equal(ws->id, id);
	assert_int_equal(ws->n_machines, 2);
	free(path);
	path = file_join(small, "es");
	open_path(path, NULL);
	assert_int_equal(ws->n_machines, 2);
	assert_int_equal(diag_errors(&diags), 0);
	free(path);
	path = file_join(small, "workshop.md");
	open_path(path, NULL);
	assert_int_equal(ws->n_lessons, 3);
	free(path);
	free(id);
	free(small);
}

/* A date in a name is no number of a lesson. */
static void dates_are_no_numbers(void **state)
{
	static const struct {
		const char *name;
		int number;
		size_t prefix;
	} names[] = {
		{ "2024-05-01-foo.md", -1, 11 },	{ "2024-05-01.md", -1, 0 },
		{ "2024-12-31-", -1, 11 },		{ "2024-13-01-foo.md", 2024, 5 },
		{ "2024-05-32-foo.md", 2024, 5 },	{ "2024-5-01-foo.md", 2024, 5 },
		{ "2024-05.md", 2024, 5 },		{ "02024-05-01-a.md", 2024, 6 },
		{ "2024-05-011.md", 2024, 5 },		{ "03-2024-05-01.md", 3, 3 },
		{ "3.md", -1, 0 },			{ "-3.md", -1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		assert_int_equal(scan_lesson_number(names[i].name), names[i].number);
		if (scan_prefix(names[i].name) != names[i].prefix)
			fail_msg("%s: %zu", names[i].name, scan_prefix(names[i].name));
	}
	support_text(folder, "2024-05-02-second-post.md", "two");
	support_text(folder, "2024-05-01-first_post.md", "one");
	open_name("");
	assert_int_equal(ws->n_lessons, 2);
	assert_string_equal(ws->lessons[0].title, "first post");
	assert_int_equal(ws->lessons[1].number, 2);
	open_name("2024-05-02-second-post.md");
	assert_string_equal(ws->title, "second post");
	assert_int_equal(ws->lessons[0].number, 1);
}

static void plain_folder(void **state)
{
	(void)state;
	support_text(folder, "README.md", "# All of it\n\ncover\n");
	support_text(folder, "step2.md", "two");
	support_text(folder, "step10.md", "ten");
	support_text(folder, "step1.txt", "one");
	support_text(folder, "other.html", "no");
	open_name("");
	assert_string_equal(ws->title, "All of it");
	assert_int_equal(ws->n_lessons, 3);
	assert_string_equal(ws->lessons[0].title, "step1");
	assert_string_equal(ws->lessons[1].title, "step2");
	assert_string_equal(ws->lessons[2].title, "step10");
	assert_int_equal(ws->lessons[2].number, 3);
	/* If there are numbered lessons, other files are not lessons. */
	support_text(folder, "05-real.md", "real");
	open_name("");
	assert_int_equal(ws->n_lessons, 1);
	assert_int_equal(ws->lessons[0].number, 5);
}

static void cover_alone(void **state)
{
	(void)state;
	support_text(folder, "workshop.md", "---\ntitle: 漢字\n---\ntext\n");
	support_text(folder, "notes.md", "not a lesson");
	open_name("");
	assert_int_equal(ws->n_lessons, 0);
	assert_true(str_starts(ws->id, "workshop-"));
	assert_int_equal(strlen(ws->id), strlen("workshop-") + 8);
}

static void nothing_to_show(void **state)
{
	struct error err = { 0 };
	char *path = file_join(folder, "none.md");

	(void)state;
	assert_null(workshop_load(path, NULL, &diags, &err));
	assert_true(err.message[0]);
	error_clear(&err);
	assert_null(workshop_load(folder, NULL, &diags, &err));
	assert_true(err.message[0]);
	free(path);
	support_text(folder, "workshop.md", "---\ntitle: T\n---\n");
	path = file_join(folder, "03-gone.md");
	assert_int_equal(symlink("/nowhere/at/all", path), 0);
	open_name("");
	assert_int_equal(ws->n_lessons, 0);
	assert_true(support_has(&diags, DIAG_ERROR, "03-gone.md", 1));
	free(path);
}

static void dates(void **state)
{
	static const char *const cases[][2] = {
		{ "2020-04-19 18:00:00 -0400", "2020-04-19 18:00" },
		{ "2020-04-19T18:00:00Z", "2020-04-19 18:00" },
		{ "2020-04-19 18:00", "2020-04-19 18:00" },
		{ "2020-04-19", "2020-04-19" },
		{ "next Tuesday", "next Tuesday" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = mem_printf("---\ndate: %s\n---\n", cases[i][0]);

		support_text(folder, "workshop.md", text);
		open_name("");
		assert_string_equal(ws->date, cases[i][1]);
		free(text);
	}
}

/* --- values --- */

static void sizes(void **state)
{
	static const struct {
		const char *text;
		uint64_t bytes; /* 0: not valid */
	} cases[] = {
		{ "4 MiB", 4 << 20 },  { "4MiB", 4 << 20 },   { "8 MB", 8000000 },
		{ "512K", 512 << 10 }, { "1 TiB", 1ull << 40 }, { "1024", 1024 },
		{ "1.5 GiB", 3ull << 29 }, { "2 GB", 2000000000 }, { "10M", 10 << 20 },
		{ "lots", 0 },	       { "", 0 },	      { "0", 0 },
		{ "-1", 0 },	       { "4 XB", 0 },	      { "MiB", 0 },
		{ "4 MiB more", 0 },   { "99999999 TiB", 0 }, { "1e3", 0 },
		{ "0x10", 0 },	       { "1..5 K", 0 },
		{ "99999999999999999999999999999999999999999999999999999999999999999999999999", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		uint64_t bytes = 0;
		bool ok = size_parse(cases[i].text, &bytes);

		if (ok != (cases[i].bytes != 0) || (ok && bytes != cases[i].bytes))
			fail_msg("\"%s\" is %llu", cases[i].text, (unsigned long long)bytes);
	}
}

static void names(void **state)
{
	char long_name[140];

	(void)state;
	assert_true(machine_name_ok("a"));
	assert_true(machine_name_ok("9-lives"));
	assert_false(machine_name_ok(""));
	assert_false(machine_name_ok("-a"));
	assert_false(machine_name_ok("a b"));
	assert_false(machine_name_ok("a/b"));
	assert_false(machine_name_ok("ä"));
	memset(long_name, 'a', sizeof long_name);
	long_name[64] = '\0';
	assert_true(machine_name_ok(long_name));
	long_name[64] = 'a';
	long_name[65] = '\0';
	assert_false(machine_name_ok(long_name));
	assert_false(machine_name_ok("undo-2"));
	assert_true(machine_name_ok("undo"));
	assert_true(snapshot_name_ok("before the mess, 漢字"));
	assert_true(snapshot_name_ok("1st"));
	assert_true(snapshot_name_ok("it's $(date) <&> -- café"));
	assert_true(snapshot_name_ok("calm ❤️"));
	assert_false(snapshot_name_ok("1"));
	assert_false(snapshot_name_ok("0042"));
	assert_false(snapshot_name_ok("say \"x\""));
	assert_false(snapshot_name_ok("a\\b"));
	assert_false(snapshot_name_ok("-f"));
	assert_false(snapshot_name_ok("undo-mine"));
	assert_true(snapshot_name_is_found("undo-20260412-183105"));
	assert_false(snapshot_name_is_found("7"));
	assert_false(snapshot_name_is_found("\\"));
	assert_false(snapshot_name_ok(""));
	assert_false(snapshot_name_ok(".hidden"));
	assert_false(snapshot_name_ok("a/b"));
	assert_false(snapshot_name_ok("a\nb"));
	assert_false(snapshot_name_ok("a\x1b[0m"));
	assert_false(snapshot_name_ok("a\xe2\x80\xae" "b"));
	long_name[65] = 'a';
	long_name[128] = '\0';
	assert_true(snapshot_name_ok(long_name));
	long_name[128] = 'a';
	long_name[129] = '\0';
	assert_false(snapshot_name_ok(long_name));
}

static void words(void **state)
{
	int i;

	(void)state;
	for (i = VERB_DEFINE; i < VERB_STAGE; i++) {
		assert_non_null(verb_name((enum verb)i));
		assert_int_equal(verb_named(verb_name((enum verb)i)), i);
		assert_non_null(verb_rule((enum verb)i)->help);
	}
	assert_null(verb_name(VERB_NONE));
	assert_null(verb_name(VERB_STAGE));
	assert_int_equal(verb_named("undo"), VERB_NONE);
	assert_int_equal(verb_named(NULL), VERB_NONE);
	for (i = STATE_ABSENT; i < STATE_COUNT; i++)
		assert_int_equal(state_named(state_name((enum machine_state)i)), i);
	assert_null(state_name(STATE_UNKNOWN));
	assert_int_equal(state_named("off"), STATE_UNKNOWN);
}

static void clones(void **state)
{
	(void)state;
	open_lesson("---\ntitle: T\nduration: 1\n---\n## S\n"
		    "```vm:clone\nas: twin\n```\n"
		    "```vm:start\nmachine: twin\n```\n"
		    "```vm:clone\nas: twin\n```\n"
		    "```vm:attach\ndisk: a\n```\n```vm:attach\ndisk: b\nmachine: twin\n```\n"
		    "```vm:detach\ndisk: b\n```\n"
		    "```check\nmachine: twin\nstate: running\n```\n");
	said("");
	assert_int_equal(step(0)->n_actions, 6);
	assert_string_equal(step(0)->actions[1].machine, "twin");
	assert_int_equal(step(0)->actions[3].nth, 0);
	assert_int_equal(step(0)->actions[4].nth, 1);
	assert_int_equal(step(0)->actions[5].nth, 1);
	/* Before it is made there is no such machine, and no other may have its name. */
	open_lesson("---\ntitle: T\nduration: 1\n---\n## S\n"
		    "```vm:start\nmachine: twin\n```\n```vm:clone\nas: twin\n```\n"
		    "```vm:clone\nas: other\n```\n```vm:clone\nas: twin\nmachine: other\n```\n");
	said("01-a.md:7:10: error: The workshop has no machine \"twin\".\n"
	     "01-a.md:12:1: error: There is a machine \"other\" already: a clone needs a new name.\n"
	     "01-a.md:15:1: error: There is a machine \"twin\" already: a clone needs a new name.\n");
}

static void actions(void **state)
{
	const struct action *a;

	(void)state;
	open_lesson("---\ntitle: T\nduration: 1\n---\n## S\n"
		    "```vm:restore\nmachine: other\nname: it's me\nto: paused\nconfirm: Really?\n"
		    "description: d\nlabel: \"L \\e[1m\"\n```\n"
		    "```vm:clone\nas: twin\n```\n"
		    "```vm:attach\ndisk: big\nsize: 1 TiB\nformat: raw\n```\n"
		    "```vm:type\ntext: \"ls\\n\"\n```\n"
		    "```vm:set\nmemory: 8 MiB\ncpus: 2\n```\n");
	said("");
	assert_int_equal(step(0)->n_actions, 5);
	a = &step(0)->actions[0];
	assert_int_equal(a->verb, VERB_RESTORE);
	assert_string_equal(a->machine, "other");
	assert_string_equal(a->name, "it's me");
	assert_int_equal(a->to, STATE_PAUSED);
	assert_string_equal(a->confirm, "Really?");
	assert_string_equal(a->label, "L \xef\xbf\xbd[1m");
	assert_int_equal(a->name_at.line, 8);
	assert_string_equal(step(0)->actions[1].as, "twin");
	assert_string_equal(step(0)->actions[1].machine, "box");
	assert_string_equal(step(0)->actions[2].size, "1T");
	assert_string_equal(step(0)->actions[3].text, "ls\n");
	assert_int_equal(step(0)->actions[4].memory, 8 << 20);
	assert_int_equal(step(0)->actions[4].cpus, 2);
}

static void wrong_actions(void **state)
{
	static const struct {
		const char *fence;
		int line; /* of the fault; the fence is line 2 */
	} cases[] = {
		{ "```vm:explode\n```", 2 },
		{ "```vm:\n```", 2 },
		{ "```vm:Pause\n```", 2 },
		{ "```vm:undo\n```", 2 },
		{ "```vm:snapshot\n```", 2 },
		{ "```vm:snapshot\nname:\n```", 3 },
		{ "```vm:snapshot\nname: a/b\n```", 3 },
		{ "```vm:snapshot\nname: [a]\n```", 3 },
		{ "```vm:pause\nname: x\n```", 3 },
		{ "```vm:pause\nlabel: a\nlabel: b\n```", 4 },
		{ "```vm:pause\nconfirm: true\n```", 3 },
		{ "```vm:pause\nmachine: nobody\n```", 3 },
		{ "```vm:restore\nname: x\nto: off\n```", 4 },
		{ "```vm:set\n```", 2 },
		{ "```vm:set\ncpus: 0\n```", 3 },
		{ "```vm:set\nmemory: lots\n```", 3 },
		{ "```vm:clone\nas: a b\n```", 3 },
		{ "```vm:attach\ndisk: d\nformat: vhd\n```", 4 },
		{ "```vm:type\n```", 2 },
		{ "```vm:pause\n- a\n```", 3 },
		{ "```vm:pause\nlabel: [\n```", 4 },
		{ "```check\n```", 2 },
		{ "```check\nlabel: only words\n```", 2 },
		{ "```check\nstate: purple\n```", 3 },
		{ "```check\nstate: unknown\n```", 3 },
		{ "```check\nconsole: \"(\"\n```", 3 },
		{ "```check\nconsole: \"((a{200}){200}){200}\"\n```", 3 },
		{ "```check\nconsole: '(a*)\\1'\n```", 3 },
		{ "```check\nparent: p\n```", 3 },
		{ "```vm:snapshot\nname: \"1\"\n```", 3 },
		{ "```vm:snapshot\nname: 'say \"x\"'\n```", 3 },
		{ "```vm:snapshot\nname: 'a\\b'\n```", 3 },
		{ "```vm:restore\nname: \"2\"\n```", 3 },
		{ "```vm:snapshot\nname: \"-f\"\n```", 3 },
		{ "```vm:snapshot\nname: undo-mine\n```", 3 },
		{ "```vm:clone\nas: undo-box\n```", 3 },
		{ "```check\nsnapshot: 7\nhint: h\n```", 3 },
		{ "```check\nconfirm: x\nstate: paused\n```", 3 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = mem_printf("---\nduration: 1\n---\n## S\n%s\n", cases[i].fence);

		open_lesson(text);
		if (diags.n != 1 || diags.list[0].severity != DIAG_ERROR ||
		    diags.list[0].line != cases[i].line + 3) {
			char *got = support_diags(&diags);

			fail_msg("%s\nsaid \"%s\", not one error at line %d", cases[i].fence, got,
				 cases[i].line);
		}
		free(text);
	}
}

/* The file may end in the middle of a line, and has none after that. */
static void places_at_the_end(void **state)
{
	(void)state;
	open_lesson(FRONT "## S\n\n```check\nstate");
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.list[0].line, 7);
	open_lesson(FRONT "## S\n\n```check\nstate: off\nx");
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.list[0].line, 8);
	open_lesson(FRONT "## S\n\n```vm:type\ntext: |\n  ls");
	assert_string_equal(step(0)->actions[0].text, "ls\n");
	open_lesson(FRONT "## S\n\n```check\nstate: [\n```");
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.list[0].line, 8);
}

/* A Liquid tag that was removed took the end of a line with it. */
static void places_behind_tags(void **state)
{
	(void)state;
	open_lesson(FRONT "## S\n\n```check\nlabel: a{% raw\n%}{% endraw %}\nstate: `x`\n```\n");
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.list[0].line, 9);
}

static void places_in_lists(void **state)
{
	(void)state;
	open_lesson(FRONT "## S\n\n1. do\n\n   ```vm:pause\n   label: ok\n   color: red\n   ```\n");
	assert_int_equal(diags.n, 1);
	assert_int_equal(diags.list[0].line, 10);
	assert_int_equal(diags.list[0].column, 4);
	assert_int_equal(step(0)->n_actions, 1); /* it still works */
}

static void checks(void **state)
{
	const struct check *c;
	char *key;

	(void)state;
	open_lesson(FRONT "## S\n```check\nstate: paused\nhint: h\n```\n```vm:resume\n```\n"
			  "```check\nlabel: l\nstate: paused\n```\n"
			  "```check\nsnapshot: a\nparent: b\nno-snapshot: c\ncurrent: d\nconsole: "
			  "^tick [0-9]+$\n"
			  "machine: other\n```\n");
	said("");
	assert_int_equal(step(0)->n_checks, 3);
	c = step(0)->checks;
	assert_int_equal(c[0].after, 0);
	assert_int_equal(c[1].after, 1);
	assert_string_equal(c[0].hint, "h");
	/* Equal checks in one step get different keys. */
	assert_string_not_equal(c[0].key, c[1].key);
	assert_string_equal(c[2].no_snapshot, "c");
	assert_string_equal(c[2].console, "^tick [0-9]+$");
	assert_int_equal(c[2].parent_at.line, 17);
	key = mem_dup(c[0].key);
	/* Texts for people do not change the key; conditions do. */
	open_lesson(FRONT "## S\n```check\nstate: paused\nlabel: otherwise\n```\n");
	assert_string_equal(step(0)->checks[0].key, key);
	open_lesson(FRONT "## S\n```check\nstate: running\n```\n");
	assert_string_not_equal(step(0)->checks[0].key, key);
	free(key);
}

static void machines(void **state)
{
	const struct machine_spec *m;

	(void)state;
	support_text(folder, "workshop.md",
		     "---\ntitle: T\nmachines:\n  a: &a\n    image: sub/../x.img\n    kernel: k\n  "
		     "  initrd: i\n"
		     "    cmdline: console=ttyS0\n    cpus: 2\n    arch: aarch64\n    network: "
		     "user\n  b:\n"
		     "  c:\n    <<: *a\n    memory: 1 GiB\n---\n");
	open_name("");
	said("");
	assert_int_equal(ws->n_machines, 3);
	m = &ws->machines[0];
	assert_true(str_ends(m->image, "/sub/../x.img"));
	assert_string_equal(m->cmdline, "console=ttyS0");
	assert_int_equal(m->cpus, 2);
	assert_string_equal(m->arch, "aarch64");
	assert_string_equal(m->network, "user");
	assert_int_equal(m->at.line, 4);
	assert_null(ws->machines[1].image);
	assert_string_equal(ws->machines[1].network, "none");
	assert_int_equal(ws->machines[2].memory, 1 << 30);
	assert_int_equal(ws->machines[2].cpus, 2);
}

static void machines_that_can_grow(void **state)
{
	(void)state;
	support_text(folder, "workshop.md",
		     "---\ntitle: T\nmachines:\n"
		     "  a: {memory: 96 MiB, max-memory: 160 MiB, max-cpus: 2}\n"
		     "  b: {memory: 8 MiB, cpus: 3}\n---\n");
	open_name("");
	said("");
	assert_int_equal(ws->machines[0].max_memory, 160 << 20);
	assert_int_equal(ws->machines[0].max_cpus, 2);
	assert_int_equal(ws->machines[0].cpus, 1);
	assert_int_equal(ws->machines[1].max_memory, 8 << 20);
	assert_int_equal(ws->machines[1].max_cpus, 3);
	support_text(folder, "workshop.md",
		     "---\ntitle: T\nmachines:\n  a:\n    max-memory: 2 MiB\n"
		     "  b:\n    cpus: 3\n    max-cpus: 2\n---\n");
	open_name("");
	said("workshop.md:5:17: error: \"max-memory\" is less than the machine's memory.\n"
	     "workshop.md:8:15: error: \"max-cpus\" is less than the machine's processors.\n");
}

static void misspelt_fences(void **state)
{
	static const struct {
		const char *info, *meant; /* NULL: it is code */
	} cases[] = {
		{ "chek", "check" },          { "cehck", "check" },      { "Check", "check" },
		{ "check:", "check" },        { "CHECK x", "check" },    { "heck", "check" },
		{ "chack", "check" },         { "checck", "check" },     { "VM:start", "vm:start" },
		{ "vm-start", "vm:start" },   { "vm.pause", "vm:pause" }, { "vmstart", "vm:start" },
		{ "wm:start", "vm:start" },   { "vm start", "vm:start" }, { "Vm;fly", "vm:fly" },
		{ "vm", NULL },               { "vm args", NULL },       { "checked", NULL },
		{ "console", NULL },          { "sh", NULL },            { "", NULL },
		{ "c", NULL },                { "vmware", NULL },        { "text check", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = mem_printf(FRONT "## S\n\n```%s\nstate: paused\n```\n", cases[i].info);
		char *wanted = cases[i].meant ?
			mem_printf("01-a.md:6:1: warning: \"%.*s\" is shown to readers as code. "
				   "Did you mean \"%s\"?\n", (int)strcspn(cases[i].info, " "),
				   cases[i].info, cases[i].meant) : mem_dup("");

		open_lesson(text);
		said(wanted);
		assert_int_equal(step(0)->n_checks + step(0)->n_actions, 0);
		free(wanted);
		free(text);
	}
	open_lesson(FRONT "## S\n\n> ```vm:start\n> ```\n\n"
			  "> - ```check\n>   state: paused\n>   ```\n");
	said("01-a.md:6:3: warning: \"vm:start\" is in a quote, where it is shown as code: "
	     "move it out of the quote.\n"
	     "01-a.md:9:5: warning: \"check\" is in a quote, where it is shown as code: "
	     "move it out of the quote.\n");
	open_lesson(FRONT "## S\n\n```vm: start\n```\n");
	said("01-a.md:6:1: error: There must be no blank after \"vm:\": write for instance "
	     "vm:start.\n");
}

static void sizes_need_a_unit(void **state)
{
	(void)state;
	open_lesson(FRONT "## S\n```vm:set\nmemory: 8\n```\n```check\nmemory: 1.5\n```\n"
			  "```vm:set\nmemory: 8 B\n```\n");
	said("01-a.md:6:9: error: \"8\" has no unit: write 8 MiB.\n"
	     "01-a.md:9:9: error: \"1.5\" has no unit: write 1.5 MiB.\n");
	assert_int_equal(step(0)->n_actions, 1);
	assert_int_equal(step(0)->actions[0].memory, 8);
	/* The size of a disk that is plugged in is read as qemu-img does. */
	open_lesson(FRONT "## S\n```vm:attach\ndisk: big\nsize: 4194304\n```\n");
	said("");
	assert_string_equal(step(0)->actions[0].size, "4M");
	support_text(folder, "workshop.md",
		     "---\ntitle: T\nmachines:\n  a:\n    memory: 8\n    disk: 16\n---\n");
	open_name("");
	assert_true(support_has(&diags, DIAG_ERROR, "workshop.md", 5));
	assert_true(support_has(&diags, DIAG_ERROR, "workshop.md", 6));
}

static void wrong_machines(void **state)
{
	static const char *const cases[] = {
		"image: ../../etc/passwd", "image: /etc/passwd", "kernel: a/../../b", "image: ..",
		"memory: lots", "cpus: many", "cpus: 0", "network: wifi", "network: 'link:'",
		"network: 'link:a/b'", "arch: 'x86 64'", "arch: x86-64", "arch: zx81", "colour: red",
		"max-memory: 1", "max-cpus: 0", "memory: [1]", "title:",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = mem_printf("---\ntitle: T\nmachines:\n  m:\n    %s\n---\n", cases[i]);

		support_text(folder, "workshop.md", text);
		open_name("");
		if (diags.n != 1 || diags.list[0].severity != DIAG_ERROR || diags.list[0].line != 5)
			fail_msg("\"%s\" gave %zu messages", cases[i], diags.n);
		assert_int_equal(ws->n_machines, 1);
		assert_null(ws->machines[0].image);
		assert_null(ws->machines[0].kernel);
		free(text);
	}
	support_text(folder, "workshop.md", "---\ntitle: T\nmachines: [a]\n---\n");
	open_name("");
	assert_int_equal(diag_errors(&diags), 1);
	support_text(folder, "workshop.md", "---\ntitle: T\nmachines:\n  a b: {}\n  c: 3\n---\n");
	open_name("");
	assert_true(support_has(&diags, DIAG_ERROR, "workshop.md", 4));
	assert_true(support_has(&diags, DIAG_ERROR, "workshop.md", 5));
}

/* Returns the first part, and so many times the next two with a number in between. */
static char *many(const char *first, const char *before, const char *after, int n)
{
	struct str text = { 0 };

	str_add(&text, first);
	for (int i = 0; i < n; i++)
		str_addf(&text, "%s%d%s", before, i, after);
	return str_take(&text);
}

/* What is too much is refused once, at its place, in a message that can be read. */
static void is_too_much(char *lesson, int line, const char *message)
{
	open_lesson(lesson);
	assert_int_equal(diag_errors(&diags), 1);
	assert_true(support_has(&diags, DIAG_ERROR, "01-a.md", line));
	for (size_t i = 0; i < diags.n; i++)
		if (diags.list[i].severity == DIAG_ERROR)
			assert_non_null(strstr(diags.list[i].message, message));
	free(lesson);
}

static void counts_are_bounded(void **state)
{
	char *name = mem_alloc(1000001), *text, *first, *second;

	(void)state;
	is_too_much(many("", "## S", "\n", 1001), 1001, "1000 steps");
	is_too_much(many("## S\n", "```check\nstate: running\n```\n<!-- ", " -->\n", 201), 802,
		    "200 actions");
	/* With those of the cover. */
	first = many("## S\n", "```vm:clone\nas: a", "\n```\n", 150);
	second = many("## T\n", "```vm:clone\nas: b", "\n```\n", 150);
	text = mem_printf("%s%s", first, second);
	open_lesson(text);
	assert_int_equal(ws->n_machines, 256);
	assert_true(diag_errors(&diags) > 0);
	free(text);
	free(first);
	free(second);
	memset(name, 'n', 1000000);
	is_too_much(mem_printf("## S\n```vm:type\ntext: %s\n```\n", name), 3, "16384 bytes");
	text = mem_printf("## S\n```vm:%s\n```\n", name);
	open_lesson(text);
	assert_true(diags.n > 0);
	for (size_t i = 0; i < diags.n; i++)
		assert_true(strlen(diags.list[i].message) < 2100);
	free(text);
	free(name);
}

static void lesson_front(void **state)
{
	(void)state;
	open_lesson("---\ntitle: T\nduration: 1.5\nobjectives: one alone\nmachines: box\n"
		    "needs: {box: asleep, ghost: running, other: saved}\nlayout: page\nfoo: 1\n"
		    "duration: 3\n---\n## S\n");
	said("01-a.md:3:11: error: \"1.5\" is not a number of minutes.\n"
	     "01-a.md:6:14: error: There is no state \"asleep\"; the states are running, paused, "
	     "shutoff, saved and absent.\n"
	     "01-a.md:6:22: error: The workshop has no machine \"ghost\".\n"
	     "01-a.md:8:1: warning: A lesson has no key \"foo\".\n"
	     "01-a.md:9:1: error: \"duration\" is here a second time.\n");
	assert_int_equal(ws->lessons[0].n_objectives, 1);
	assert_int_equal(ws->lessons[0].n_machines, 1);
	assert_int_equal(ws->lessons[0].n_needs, 1);
	open_lesson("---\ntitle: T\nduration: 2\nmachines: [box, other, box]\n---\n## S\n");
	said("01-a.md:4:24: error: The list names \"box\" twice.\n");
	assert_int_equal(ws->lessons[0].n_machines, 2);
	open_lesson("---\ntitle: T\nduration: 2\nmachines:\n  - other\n  - other\n---\n## S\n");
	said("01-a.md:6:5: error: The list names \"other\" twice.\n");
	open_lesson("---\ntitle: T\nduration: 2\nobjectives: {a: b}\nmachines: [[box]]\nneeds: "
		    "box\n---\n");
	assert_int_equal(diag_errors(&diags), 3);
}

static void checks_of_hardware(void **state)
{
	static const char *const wrong[] = { "memory: much", "cpus: 0", "screens: 3", "disk: a b",
					     "no-disk: -", "cable: loose", "cable: " };
	const struct check *c;
	size_t i;
	char *key;

	(void)state;
	open_lesson(FRONT "## S\n```check\nmemory: 64 MiB\ncpus: 2\nscreens: 2\n```\n"
			  "```check\ndisk: attic\nno-disk: cellar\ncable: out\n```\n"
			  "```vm:set\nscreens: 2\n```\n");
	said("");
	c = step(0)->checks;
	assert_int_equal(step(0)->n_checks, 2);
	assert_int_equal(c[0].memory, 64 << 20);
	assert_int_equal(c[0].cpus, 2);
	assert_int_equal(c[0].screens, 2);
	assert_string_equal(c[1].disk, "attic");
	assert_string_equal(c[1].no_disk, "cellar");
	assert_int_equal(c[1].cable, CABLE_OUT);
	assert_int_equal(step(0)->actions[0].screens, 2);
	key = mem_dup(c[0].key);
	open_lesson(FRONT "## S\n```check\nmemory: 64 MiB\ncpus: 3\nscreens: 2\n```\n");
	assert_string_not_equal(step(0)->checks[0].key, key);
	free(key);
	for (i = 0; i < ARRAY_LEN(wrong); i++) {
		char *text = mem_printf(FRONT "## S\n```check\n%s\n```\n", wrong[i]);

		open_lesson(text);
		if (diags.n != 1 || diags.list[0].severity != DIAG_ERROR)
			fail_msg("\"%s\" gave %zu messages", wrong[i], diags.n);
		assert_int_equal(step(0)->n_checks, 0);
		free(text);
	}
}

/* Progress files contain these: they must not change. */
static void keys_of_checks_last(void **state)
{
	(void)state;
	open_lesson(FRONT "## S\n```check\nstate: paused\n```\n");
	assert_string_equal(step(0)->checks[0].key, "82f254d6d41a3b13");
}

static void strange_places(void **state)
{
	(void)state;
	open_lesson(FRONT "intro\n\n```vm:pause\n```\n\n## \n\ntext\n\n<!-- no end\n");
	said("01-a.md:6:1: error: \"vm:pause\" is not in a step: a step begins with a \"##\" "
	     "heading.\n"
	     "01-a.md:9:1: warning: This step has no title.\n"
	     "01-a.md:13:1: error: The comment that begins here has no end.\n");
	support_text(folder, "workshop.md", "---\ntitle: T\n---\n```check\nstate: paused\n```\n");
	open_name("");
	assert_true(support_has(&diags, DIAG_ERROR, "workshop.md", 4));
	open_lesson(FRONT "## S\n\n:::note\nx\n\n## T\n");
	said("01-a.md:6:1: warning: This is shown as text: no line of \":::\" ends it before the "
	     "next step.\n");
	/* No machine anywhere. */
	support_text(folder, "01-a.md", "## S\n```vm:pause\n```\n");
	support_text(folder, "workshop.md", "---\ntitle: T\n---\n");
	open_name("");
	assert_true(support_has(&diags, DIAG_ERROR, "01-a.md", 2));
	assert_int_equal(step(0)->n_actions, 0);
}

static void links(void **state)
{
	(void)state;
	support_text(folder, "there.md", "x");
	support_text(folder, "with blank.md", "x");
	open_lesson(FRONT "## S\n\n[a](there.md#part) [b](gone.md) ![c](gone.png) [d](https://x/) "
			  "[e](#part)\n"
			  "[f](/site/page) [g](mailto:a@b.c) [h](with%20blank.md) [i](there.html)\n");
	said("01-a.md:6:1: warning: There is no file \"gone.md\" for this link.\n"
	     "01-a.md:6:1: warning: There is no picture \"gone.png\".\n");
	open_lesson(FRONT "Text.\n\n## [S](gone.md)\n");
	said("01-a.md:6:1: warning: There is no file \"gone.md\" for this link.\n");
}

static void same_number(void **state)
{
	(void)state;
	support_text(folder, "3-a.md", "## A\n");
	support_text(folder, "03-b.md", "## B\n```vm:nope\n```\n");
	open_name("");
	assert_int_equal(ws->n_lessons, 1);
	assert_string_equal(ws->lessons[0].steps[0].title, "B");
	assert_true(support_has(&diags, DIAG_ERROR, "3-a.md", 1));
	assert_true(support_has(&diags, DIAG_ERROR, "03-b.md", 2));
}

static void ids(void **state)
{
	char *first;

	(void)state;
	support_text(folder, "a.md", "x");
	support_text(folder, "sub/a.md", "x");
	open_name("a.md");
	first = mem_dup(ws->id);
	open_name("a.md");
	assert_string_equal(ws->id, first);
	open_name("sub/../a.md");
	assert_string_equal(ws->id, first);
	open_name("sub/a.md");
	assert_string_not_equal(ws->id, first);
	free(first);
	support_text(folder, "workshop.md",
		     "---\ntitle: \"A -- very LONG title, with &amp; and 漢字, that goes on and on "
		     "and on, farther than ids do\"\n---\n");
	open_name("");
	assert_true(strlen(ws->id) <= 64);
	assert_true(str_starts(ws->id, "a-very-long-title-with-and-that-goes-on"));
	assert_int_equal(strspn(ws->id, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(ws->id));
}

static char *id_of_cover(const char *front)
{
	char *text = mem_printf("---\n%s\n---\n", front);

	support_text(folder, "workshop.md", text);
	free(text);
	open_name("");
	return mem_dup(ws->id);
}

/* Both titles leave the same letters. */
static void assert_other_ids(const char *one, const char *other)
{
	char *a = id_of_cover(one), *b = id_of_cover(other);

	assert_string_not_equal(a, b);
	assert_true(strlen(a) <= 64 && strlen(b) <= 64);
	free(a);
	free(b);
}

static void titles_that_share_letters_have_other_ids(void **state)
{
	static const char long_title[] = "title: Administering virtual machine systems with QEMU and "
					 "libvirt for beginners";
	char *part1 = mem_printf("%s 1", long_title), *part2 = mem_printf("%s 2", long_title), *id;

	(void)state;
	assert_other_ids("title: Виртуальные машины в QEMU", "title: Сети в QEMU");
	assert_other_ids("title: C", "title: C++");
	assert_other_ids("title: Hands-on", "title: Hands on");
	assert_other_ids("title: Über QEMU", "title: ber QEMU");
	assert_other_ids("title: 仮想", "title: 機械");
	assert_other_ids("title: \"Start: now\"", "title: \"Start now?\"");
	assert_other_ids("id: a_b", "id: a-b");
	assert_other_ids(part1, part2);
	/* The old id, for what is there under it. */
	assert_true(str_starts(ws->id, "administering-virtual-machine-systems-with-qemu-and-"));
	assert_string_equal(ws->old_id, "administering-virtual-machine-systems-with-qemu-and-libvirt-for");
	id = id_of_cover("title: A Small workshop 2");
	assert_string_equal(id, "a-small-workshop-2");
	assert_null(ws->old_id);
	free(id);
	free(part1);
	free(part2);
}

static void an_id_that_is_changed_is_told(void **state)
{
	char *id = id_of_cover("title: A\nid: case-Inserted2");

	(void)state;
	assert_string_equal(id, "case-inserted2");
	said("");
	free(id);
	id = id_of_cover("title: A\nid: my workshop");
	assert_true(str_starts(id, "my-workshop-"));
	assert_string_equal(ws->old_id, "my-workshop");
	assert_true(support_has(&diags, DIAG_WARNING, "workshop.md", 3));
	free(id);
}

static void diag_order(void **state)
{
	struct diags d = { 0 };
	char *text;

	(void)state;
	diag_add(&d, DIAG_WARNING, "x/b.md", 2, 1, "second");
	diag_add(&d, DIAG_ERROR, "x/a.md", 9, 1, "other file");
	diag_add(&d, DIAG_ERROR, "x/b.md", 1, 5, "first \x1b[31m");
	diag_add(&d, DIAG_WARNING, "x/b.md", 2, 1, "second");
	diag_sort(&d);
	text = support_diags(&d);
	assert_string_equal(text,
			    "b.md:1:5: error: first \xef\xbf\xbd[31m\nb.md:2:1: warning: second\n"
			    "a.md:9:1: error: other file\n");
	assert_int_equal(diag_errors(&d), 2);
	free(text);
	text = diag_text(&d.list[1]);
	assert_string_equal(text, "x/b.md:2:1: warning: second");
	free(text);
	diag_free(&d);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_fixture),
		TEST(language), TEST(several_languages),
		TEST(lookups),
		TEST(single_file),
		TEST(lesson_of_a_workshop),
		TEST(dates_are_no_numbers),
		TEST(plain_folder),
		TEST(cover_alone),
		TEST(nothing_to_show),
		TEST(dates),
		TEST(sizes),
		TEST(names),
		TEST(words),
		TEST(clones), TEST(actions),
		TEST(wrong_actions),
		TEST(places_at_the_end),
		TEST(places_behind_tags),
		TEST(places_in_lists),
		TEST(checks),
		TEST(machines),
		TEST(machines_that_can_grow),
		TEST(misspelt_fences),
		TEST(sizes_need_a_unit),
		TEST(wrong_machines),
		TEST(counts_are_bounded),
		TEST(lesson_front),
		TEST(checks_of_hardware),
		TEST(keys_of_checks_last),
		TEST(strange_places),
		TEST(links),
		TEST(same_number),
		TEST(ids),
		TEST(titles_that_share_letters_have_other_ids), TEST(an_id_that_is_changed_is_told),
		TEST(diag_order),
	};

	return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
