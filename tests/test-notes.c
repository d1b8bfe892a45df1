// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a second terminal tells who presents: the question of a text, the time against what the
 * lessons plan, its screen and keys, and that it goes where another session goes and writes
 * nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <poll.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson-support.h"
#include "lesson/question.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/notes.h"
#include "session/pace.h"
#include "ui/notes-screen.h"
#include "ui/text/notes-text.h"

#define MINUTE_MS 60000
#define WAIT_MS 60000 /* never waited for when all is well */
#define PART_MS 100

static const char cover[] = "---\ntitle: Talk\n---\nA talk.\n\n<!-- presenter: come early -->\n";
static const char first[] =
	"---\ntitle: One\nduration: 6\n---\nText.\n\n<!-- presenter: of the lesson -->\n\n"
	"## Begin\n\nText.\n\n<!-- presenter: say hello -->\n\n"
	"## Go on\n\nIt stands here. Where does it go, and why? Nobody knows.\n\n"
	"<!-- presenter: breathe -->\n\n"
	"## Rest\n\nText.\n";
static const char second[] =
	"---\ntitle: Two\nduration: 4\n---\nText.\n\n## Last\n\nThe end.\n";
static const char first_es[] =
	"---\ntitle: Uno\nduration: 6\n---\nTexto.\n\n"
	"## Empieza\n\nTexto.\n\n<!-- presenter: di hola -->\n\n"
	"## Sigue\n\n¿Y ahora?\n\n## Descansa\n\nTexto.\n";

static char *folder;

static int setup(void **unused)
{
	char *es;

	(void)unused;
	folder = support_folder();
	es = file_join(folder, "es");
	setenv("XDG_DATA_HOME", folder, 1);
	setenv("XDG_STATE_HOME", folder, 1);
	support_text(folder, "workshop.md", cover);
	support_text(folder, "01-one.md", first);
	support_text(folder, "02-two.md", second);
	assert_true(file_mkdirs(es, 0700, NULL));
	support_text(es, "01-one.md", first_es);
	free(es);
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	clock_freeze(-1, -1);
	support_remove(folder);
	free(folder);
	return 0;
}

/* ---- questions --------------------------------------------------------------------------- */

static void assert_question(const char *text, const char *style, const char *question)
{
	struct span spans[] = {
		{ .text = (char *)text }, { .text = (char *)style, .style = SPAN_CODE }, { .text = (char *)"" },
	};
	struct block paragraph = { .kind = BLOCK_PARAGRAPH, .spans = spans, .n_spans = 3 };
	struct doc doc = { .root = { .kind = BLOCK_ROOT, .kids = &paragraph, .n_kids = 1 } };
	char *found = doc_question(&doc);

	if (question)
		assert_string_equal(found, question);
	else
		assert_null(found);
	free(found);
}

static void first_question(void **state)
{
	(void)state;
	assert_question("One. Two? Three?", "", "Two?");
	assert_question("Is it?", "", "Is it?");
	assert_question("It is. It is!", "", NULL);
	assert_question("", "", NULL);
	assert_question("Look, e.g. here: is it one? Yes.", "", "Look, e.g. here: is it one?");
	assert_question("He asks \"why?\" and goes. Is that polite?", "", "Is that polite?");
	assert_question("He asks: \"Why?\" Nobody answers.", "", "He asks: \"Why?\"");
	assert_question("Version 3.2 runs. Does 3.3?", "", "Does 3.3?");
	assert_question("¡Hola! ¿Cuántos hay? Dos.", "", "¿Cuántos hay?");
	assert_question("What is it\uff1f Go on.", "", "What is it\uff1f");
	assert_question("Type ", "ls ?", NULL);
	assert_question("https://example.org/?a=b is an address.", "", NULL);
}

/* ---- the pace ----------------------------------------------------------------------------- */

/* Lessons of 10, 20 and 30 minutes, each in four steps. */
static struct lesson lessons[3];
static struct workshop talk = { .lessons = lessons, .n_lessons = 3 };

static void make_talk(void)
{
	for (size_t i = 0; i < 3; i++) {
		lessons[i].number = (int)i + 1;
		lessons[i].duration = 10 * ((int)i + 1);
		lessons[i].n_steps = 4;
	}
	talk.duration = 0;
}

static struct view_pace pace(size_t lesson, size_t step, int minutes, int entered)
{
	return pace_at(&talk, lesson, step, (int64_t)minutes * MINUTE_MS,
		       entered < 0 ? -1 : (int64_t)entered * MINUTE_MS);
}

static void lessons_start_one_after_the_other(void **state)
{
	(void)state;
	make_talk();
	assert_int_equal(pace_start(&talk, 0), 0);
	assert_int_equal(pace_start(&talk, 1), 10);
	assert_int_equal(pace_start(&talk, 2), 30);
	assert_int_equal(pace_start(&talk, 3), 60);
	assert_int_equal(pace(1, 0, 12, -1).total, 60);
	talk.duration = 90;
	assert_int_equal(pace(1, 0, 12, -1).total, 90);
	assert_int_equal(pace(1, 0, 12, -1).next, 3);
	assert_int_equal(pace(1, 0, 12, -1).next_at, 30);
	assert_int_equal(pace(2, 0, 31, -1).next, -1);
	assert_int_equal(pace(2, 0, 31, -1).next_at, 60);
}

static void late_and_early(void **state)
{
	(void)state;
	make_talk();
	/* Step 2 of lesson 2 is planned from 15 to 20 minutes. */
	assert_int_equal(pace(1, 1, 15, -1).late, 0);
	assert_int_equal(pace(1, 1, 20, -1).late, 0);
	assert_int_equal(pace(1, 1, 24, -1).late, 4);
	assert_int_equal(pace(1, 1, 24, -1).planned, 20);
	assert_int_equal(pace(1, 1, 12, -1).late, -3);
	assert_int_equal(pace(1, 1, 12, -1).planned, 15);
	/* Who opened it late stays so, until the step takes longer than that. */
	assert_int_equal(pace(1, 1, 18, 18).late, 3);
	assert_int_equal(pace(1, 1, 22, 18).late, 3);
	assert_int_equal(pace(1, 1, 25, 18).late, 5);
	/* Who opened it early has the rest in hand. */
	assert_int_equal(pace(1, 1, 16, 11).late, -4);
	assert_int_equal(pace(1, 1, 18, 11).late, -2);
	assert_int_equal(pace(1, 1, 20, 11).late, 0);
}

static void minutes_left(void **state)
{
	struct view_pace now;

	(void)state;
	make_talk();
	assert_int_equal(pace(0, 1, 3, -1).left, 7);
	assert_false(pace(0, 1, 3, -1).over);
	now = pace(0, 3, 12, -1);
	assert_true(now.over);
	assert_int_equal(now.left, 2);
	now = pace_at(&talk, 0, 3, 10 * MINUTE_MS - 1, -1);
	assert_false(now.over);
	assert_int_equal(now.left, 1);
}

static void lessons_without_a_duration(void **state)
{
	(void)state;
	make_talk();
	for (size_t i = 0; i < 3; i++)
		lessons[i].duration = 0;
	assert_false(pace(1, 0, 12, -1).timed);
	assert_int_equal(pace(1, 0, 12, -1).spent, 12);
	assert_int_equal(pace(1, 0, 12, -1).total, 0);
	lessons[0].duration = 5;
	assert_true(pace(1, 0, 12, -1).timed);
	assert_false(pace(1, 0, 12, -1).lesson_timed);
	assert_int_equal(pace(1, 0, 12, -1).late, 7);
}

/* ---- what is said --------------------------------------------------------------------------- */

static void assert_said(char *text, const char *expected)
{
	assert_string_equal(text, expected);
	free(text);
}

static void sentences(void **state)
{
	struct view_notes view = { .workshop = &talk, .counted = true };

	(void)state;
	make_talk();
	view.pace = pace(1, 3, 34, -1);
	assert_said(notes_start(&view), "Lesson 3 should start at 30 min, you are 4 minutes late.");
	assert_said(notes_pace(&view), "4 min behind: 34 of 60, planned 30");
	assert_said(notes_left(&view), "This lesson is 4 minutes over time.");
	view.pace = pace(1, 3, 31, -1);
	assert_said(notes_start(&view), "Lesson 3 should start at 30 min, you are 1 minute late.");
	view.pace = pace(1, 0, 12, -1);
	assert_said(notes_start(&view), "Lesson 3 should start at 30 min, you are on time.");
	assert_said(notes_pace(&view), "on time: 12 of 60 min");
	assert_said(notes_left(&view), "18 minutes are left in this lesson.");
	view.pace = pace(2, 0, 28, -1);
	assert_said(notes_start(&view), "The workshop should end at 60 min, you are 2 minutes early.");
	assert_said(notes_pace(&view), "2 min ahead: 28 of 60, planned 30");
	assert_said(notes_still(&view), "");
	assert_said(notes_break_text(&view), "");
	view.on_break = true;
	view.break_left_ms = 299999;
	assert_said(notes_break_text(&view), "Break: 5:00 left.");
	view.break_left_ms = -59999;
	assert_said(notes_break_text(&view), "The break is over.");
	view.break_left_ms = -60000;
	assert_said(notes_break_text(&view), "The break has been over for 1 minute.");
}

/* ---- the screen --------------------------------------------------------------------------------- */

static void keys(void **state)
{
	struct notes_desk desk = { .text = { .rows = 5, .n = 20 } };

	(void)state;
	assert_int_equal(notes_screen_key(&desk, (struct key){ .code = 'q' }), WISH_QUIT);
	assert_int_equal(notes_screen_key(&desk, (struct key){ .code = 'b' }), WISH_BREAK);
	assert_int_equal(notes_screen_key(&desk, (struct key){ .code = '7' }), WISH_DIGIT);
	assert_int_equal(notes_screen_key(&desk, (struct key){ .code = 't' }), WISH_BEGIN);
	/* The keys of the other terminal do nothing in this one. */
	assert_int_equal(notes_screen_key(&desk, (struct key){ .code = 'n' }), WISH_NOTHING);
	assert_int_equal(notes_screen_key(&desk, (struct key){ .code = 'p' }), WISH_NOTHING);
	assert_int_equal(desk.text.top, 0);
	assert_int_equal(notes_screen_key(&desk, (struct key){ .code = ' ' }), WISH_NOTHING);
	assert_int_equal(desk.text.top, 4);
	notes_screen_key(&desk, (struct key){ .code = 'k' });
	assert_int_equal(desk.text.top, 3);
	notes_screen_key(&desk, (struct key){ .code = KEY_HOME_ });
	notes_screen_key(&desk, (struct key){ .code = KEY_PGUP_ });
	assert_int_equal(desk.text.top, 0);
}

static bool shows(const struct canvas *canvas, const char *text)
{
	char *drawn = canvas_dump(canvas, false);
	bool found = strstr(drawn, text) != NULL;

	free(drawn);
	return found;
}

/* Whatever the size, each pane is there, and nothing is written outside of its frame. */
static void every_size(void **state)
{
	static char words[] = "A note that is much longer than the pane is high. ";
	struct str text = { 0 };
	struct step steps[4] = { 0 };
	char *notes[1];
	struct view_notes view = { .workshop = &talk, .lesson = 1, .next = &steps[1], .on_break = true,
				   .question = "Is this a question that takes more than one line, and why?" };

	(void)state;
	make_talk();
	for (int i = 0; i < 200; i++)
		str_add(&text, words);
	notes[0] = text.text;
	steps[0] = (struct step){ .id = (char *)"2.1", .title = (char *)"Now", .notes = notes, .n_notes = 1 };
	steps[1] = (struct step){ .id = (char *)"2.2", .title = (char *)"Then" };
	lessons[1].steps = steps;
	lessons[1].title = (char *)"Two";
	view.pace = pace(1, 0, 34, -1);
	view.break_left_ms = 90000;
	for (int rows = 12; rows < 40; rows++)
		for (int cols = 40; cols < 170; cols += 3) {
			struct canvas *canvas = canvas_new(rows, cols);
			struct notes_desk desk = { .step = NULL };

			notes_screen_draw(&desk, &view, canvas);
			assert_true(shows(canvas, "2.1 Now"));
			assert_true(shows(canvas, "Next: 2.2 Then"));
			assert_true(shows(canvas, "Break: 1:30 left."));
			assert_true(shows(canvas, "A note"));
			assert_true(shows(canvas, "q quit"));
			assert_int_equal(canvas->cursor_row, 2);
			canvas_free(canvas);
		}
	str_free(&text);
	lessons[1].steps = NULL;
	lessons[1].title = NULL;
}

/* ---- following ------------------------------------------------------------------------------------- */

static struct session *lead(void)
{
	struct session_options options = { .path = folder, .no_machines = true };
	struct error err = { 0 };
	struct session *session = session_open(&options, &err);

	assert_non_null(session);
	session_turn(session);
	return session;
}

static struct notes *follow(const char *language)
{
	struct session_options options = { .path = folder, .language = language };
	struct error err = { 0 };
	struct notes *notes = notes_open(&options, &err);

	assert_non_null(notes);
	notes_turn(notes);
	return notes;
}

/* Until it has heard of something. */
static void hear(struct notes *notes)
{
	struct pollfd fd = { .fd = notes_fd(notes), .events = POLLIN };

	assert_int_equal(poll(&fd, 1, WAIT_MS), 1);
	notes_turn(notes);
}

static bool is_plain(const char *text, const char *begins, const char *has)
{
	return str_starts(text, begins) && strstr(text, has);
}

/* What is heard first may be of a file that is not whole yet: it comes to be so. */
static void assert_plain(struct notes *notes, const char *begins, const char *has)
{
	struct pollfd fd = { .events = POLLIN };
	struct view_notes view;
	char *text = NULL;

	for (int tries = 0; tries < WAIT_MS / PART_MS && (!text || !is_plain(text, begins, has)); tries++) {
		if (text) {
			fd.fd = notes_fd(notes);
			poll(&fd, 1, PART_MS);
			notes_turn(notes);
		}
		free(text);
		notes_view(notes, &view);
		text = notes_plain(&view, 76);
	}
	if (!is_plain(text, begins, has))
		fail_msg("\"%s\" and \"%s\" are not in:\n%s", begins, has, text);
	free(text);
}

static void goes_where_the_other_goes(void **state)
{
	struct session *session = lead();
	struct notes *notes;

	(void)state;
	assert_true(session_flush(session, NULL));
	notes = follow(NULL);
	assert_plain(notes, "1.1 Begin\n\nof the lesson\n\nsay hello\n\nNext: 1.2 Go on\n"
			    "Where does it go, and why?\n", "Lesson 2 should start at 6 min, you are on time.");
	session_next(session);
	hear(notes);
	assert_plain(notes, "1.2 Go on\n\nbreathe\n\nNext: 1.3 Rest\n\n", "left in this lesson");
	session_go(session, 1, 0);
	hear(notes);
	assert_plain(notes, "2.1 Last\n\nThere are no notes for this step.\n\nNext: the end\n",
		     "The workshop should end at 10 min");
	session_previous(session);
	hear(notes);
	assert_plain(notes, "1.3 Rest\n", "Next: 2.1 Last");
	notes_close(notes);
	session_close(session);
}

/* They are no steps, and no place to come back to. */
static void goes_to_the_cover_and_to_the_end(void **state)
{
	struct session *session = lead();
	struct notes *notes, *late;

	(void)state;
	assert_true(session_flush(session, NULL));
	notes = follow(NULL);
	session_go_cover(session);
	hear(notes);
	assert_plain(notes, "Talk\n\ncome early\n\nNext: lesson 1, One\n", "");
	/* Who comes later sees it, too. */
	assert_true(session_flush(session, NULL));
	late = follow(NULL);
	assert_plain(late, "Talk\n\ncome early\n", "");
	notes_close(late);
	session_next(session);
	hear(notes);
	assert_plain(notes, "1.1 Begin\n", "Next: 1.2 Go on");
	session_go(session, 1, 0);
	session_next(session);
	hear(notes);
	assert_plain(notes, "The end\n\nThere are no notes for this page.\n\nNothing comes after this.\n", "");
	session_previous(session);
	hear(notes);
	assert_plain(notes, "2.1 Last\n", "Next: the end");
	/* The workshop is opened at the step. */
	session_go_cover(session);
	assert_true(session_flush(session, NULL));
	session_close(session);
	session = lead();
	assert_string_equal(session_step(session)->id, "2.1");
	assert_false(session_on_cover(session));
	notes_close(notes);
	session_close(session);
}

static void speaks_as_the_other_speaks(void **state)
{
	struct session *session = lead();
	struct notes *notes, *own;

	(void)state;
	assert_true(session_flush(session, NULL));
	notes = follow(NULL);
	own = follow("es");
	assert_plain(own, "1.1 Empieza\n\ndi hola\n", "¿Y ahora?");
	assert_plain(notes, "1.1 Begin\n", "say hello");
	assert_true(session_use_language(session, "es", NULL));
	hear(notes);
	assert_plain(notes, "1.1 Empieza\n", "di hola");
	assert_true(session_use_language(session, NULL, NULL));
	hear(notes);
	hear(own);
	assert_plain(notes, "1.1 Begin\n", "say hello");
	assert_plain(own, "1.1 Empieza\n", "di hola");
	notes_close(own);
	notes_close(notes);
	session_close(session);
}

static char *progress_path(void)
{
	return mem_printf("%s/imitation/talk.progress", folder);
}

/* Also if nobody has opened the workshop yet, or the file is damaged. */
static void writes_nothing(void **state)
{
	char *path = progress_path(), *aside = mem_printf("%s.damaged", path), *state_folder;
	static const char damaged[] = "imitation-progress 1\nepoch 0\nplace 1.2\nnonsense\n";
	struct notes *notes = follow(NULL);
	struct str text = { 0 };

	(void)state;
	state_folder = mem_printf("%s/imitation", folder);
	assert_plain(notes, "1.1 Begin\n", "The time stands still");
	notes_close(notes);
	assert_false(file_exists(state_folder));
	assert_true(file_mkdirs(state_folder, 0700, NULL));
	assert_true(file_write_atomic(path, damaged, strlen(damaged), NULL));
	notes = follow("es");
	assert_plain(notes, "1.2 Sigue\n", "");
	notes_begin_here(notes);
	notes_break(notes);
	notes_close(notes);
	assert_true(file_read(path, 1 << 20, &text, NULL));
	assert_string_equal(str_text(&text), damaged);
	assert_false(file_exists(aside));
	str_free(&text);
	free(state_folder);
	free(aside);
	free(path);
}

/* The folder of the progress files is made when the workshop is first opened. */
static void waits_for_the_first(void **state)
{
	struct notes *notes = follow(NULL);
	struct session *session = lead();

	(void)state;
	session_go(session, 1, 0);
	do
		hear(notes);
	while (session_flush(session, NULL) && notes_due_ms(notes) == CLOCK_NEVER);
	assert_plain(notes, "2.1 Last\n", "Next: the end");
	notes_close(notes);
	session_close(session);
}

/* ---- its own time ---------------------------------------------------------------------------------------- */

static int spent(struct notes *notes)
{
	struct view_notes view;

	notes_view(notes, &view);
	return view.pace.spent;
}

static void the_time_goes_on(void **state)
{
	struct session *session = lead();
	struct notes *notes;
	struct view_notes view;
	int64_t mono = clock_mono_ms(), wall = clock_wall_ms();

	(void)state;
	session_spend(session, 4 * MINUTE_MS);
	assert_true(session_flush(session, NULL));
	notes = follow(NULL);
	clock_freeze(mono + 1000, wall + 1000);
	assert_int_equal(spent(notes), 4);
	assert_in_range(notes_due_ms(notes), mono + 1000, mono + 1000 + MINUTE_MS);
	/* A minute later the other one has to say so; if it does not, it has ended. */
	clock_freeze(mono + 65000, wall + 65000);
	assert_int_equal(spent(notes), 5);
	clock_freeze(mono + 3600000, wall + 3600000);
	assert_int_equal(spent(notes), 4);
	notes_view(notes, &view);
	assert_false(view.counted);
	assert_int_equal(notes_due_ms(notes), CLOCK_NEVER);
	/* It goes on. */
	clock_freeze(-1, -1);
	session_spend(session, MINUTE_MS);
	hear(notes);
	assert_int_equal(spent(notes), 5);
	/* Lesson 1 begins now. */
	notes_begin_here(notes);
	assert_int_equal(spent(notes), 0);
	notes_close(notes);
	session_close(session);
}

/* What --present shows at the top. */
static void the_first_terminal_knows_the_pace(void **state)
{
	struct session *session = lead();
	struct notes *notes = follow(NULL);
	struct view_notes other;
	struct view view;

	(void)state;
	session_spend(session, 4 * MINUTE_MS);
	session_go(session, 0, 1);
	session_view(session, &view);
	assert_true(view.pace.timed);
	do {
		hear(notes);
		notes_view(notes, &other);
	} while (other.step != 1);
	assert_int_equal(view.pace.spent, 4);
	assert_int_equal(view.pace.late, other.pace.late);
	assert_true(view.pace.late != 0);
	session_go_cover(session);
	session_view(session, &view);
	assert_false(view.pace.timed);
	notes_close(notes);
	session_close(session);
}

static int64_t break_left(struct notes *notes)
{
	struct view_notes view;

	notes_view(notes, &view);
	return view.on_break ? view.break_left_ms : -1;
}

static void breaks(void **state)
{
	struct notes *notes = follow(NULL);

	(void)state;
	clock_freeze(1000000, 1000000);
	assert_int_equal(break_left(notes), -1);
	assert_false(notes_break_digit(notes, 3));
	notes_break(notes);
	assert_int_equal(break_left(notes), 5 * MINUTE_MS);
	assert_int_equal(notes_due_ms(notes), 1001000);
	assert_true(notes_break_digit(notes, 1));
	assert_int_equal(break_left(notes), MINUTE_MS);
	assert_true(notes_break_digit(notes, 5));
	clock_freeze(1000000 + 10400, 0);
	assert_int_equal(break_left(notes), 15 * MINUTE_MS - 10400);
	assert_int_equal(notes_due_ms(notes), 1000000 + 11000);
	notes_other_key(notes);
	assert_true(notes_break_digit(notes, 2));
	assert_int_equal(break_left(notes), 2 * MINUTE_MS - 10400);
	/* It is over: only the minutes are counted. */
	clock_freeze(1000000 + 2 * MINUTE_MS, 0);
	assert_int_equal(notes_due_ms(notes), 1000000 + 3 * MINUTE_MS);
	notes_break(notes);
	assert_int_equal(break_left(notes), -1);
	assert_int_equal(notes_due_ms(notes), CLOCK_NEVER);
	notes_close(notes);
}

#define IN_FOLDER(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_question),
		cmocka_unit_test(lessons_start_one_after_the_other),
		cmocka_unit_test(late_and_early),
		cmocka_unit_test(minutes_left),
		cmocka_unit_test(lessons_without_a_duration),
		cmocka_unit_test(sentences),
		cmocka_unit_test(keys),
		cmocka_unit_test(every_size),
		IN_FOLDER(goes_where_the_other_goes),
		IN_FOLDER(goes_to_the_cover_and_to_the_end),
		IN_FOLDER(speaks_as_the_other_speaks),
		IN_FOLDER(writes_nothing),
		IN_FOLDER(waits_for_the_first),
		IN_FOLDER(the_time_goes_on),
		IN_FOLDER(the_first_terminal_knows_the_pace),
		IN_FOLDER(breaks),
	};

	return cmocka_run_group_tests_name("notes for who presents", tests, NULL, NULL);
}
