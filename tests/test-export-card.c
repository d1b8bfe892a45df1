// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The card of commands: which commands a workshop teaches, and that those of the program's own
 * workshop fit on one sheet, in each language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "export/card-commands.h"
#include "lesson-support.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"

static struct workshop *load(const char *path, const char *language)
{
	struct diags diags = { 0 };
	struct workshop *workshop = workshop_load(path, language, &diags, NULL);

	diag_free(&diags);
	assert_non_null(workshop);
	return workshop;
}

/* ---- which commands -------------------------------------------------------------------- */

/* Each command as "STEP GROUP COMMAND: WORDS", a line each. */
static char *card_as_text(const struct workshop *workshop)
{
	struct card card = { 0 };
	struct str out = { 0 };
	size_t i;

	card_collect(&card, workshop);
	for (i = 0; i < card.n; i++)
		str_addf(&out, "%s %d %s: %s\n", card.list[i].step ? card.list[i].step->id : "-",
			 (int)card.list[i].group, card.list[i].command, card.list[i].words);
	card_free(&card);
	str_add(&out, "");
	return str_take(&out);
}

static void gives(const char *lesson, const char *expected)
{
	char *folder = support_folder(), *text;
	struct workshop *workshop;

	support_text(folder, "workshop.md", "---\ntitle: T\nmachines:\n  box: {memory: 4 MiB, max-cpus: 4}\n"
		     "  line: {kernel: k, cmdline: console=ttyS0}\n---\n");
	support_text(folder, "01-a.md", lesson);
	workshop = load(folder, NULL);
	text = card_as_text(workshop);
	assert_string_equal(text, expected);
	assert_int_equal(card_has_commands(workshop), expected[0] != '\0');
	free(text);
	workshop_free(workshop);
	support_remove(folder);
	free(folder);
}

#define LESSON "---\ntitle: A\nduration: 1\nmachines: [box]\n---\n"

static void each_once(void **state)
{
	(void)state;
	gives(LESSON "## A\n\n```vm:start\n```\n\n```vm:pause\nlabel: Hold\n```\n\n"
	      "## B\n\n```vm:start\nlabel: Again\n```\n\n```vm:snapshot\nname: x\n```\n",
	      "1.1 2 virsh start box: Power it on; a saved one goes on where it was.\n"
	      "1.1 2 virsh suspend box: Freeze it, with all that it has in memory.\n"
	      "1.2 4 virsh snapshot-create-as box x: Take a snapshot.\n");
}

static void what_a_verb_does_in_two_ways(void **state)
{
	(void)state;
	gives(LESSON "## A\n\n```vm:type\ntext: a\n```\n\n```vm:type\nmachine: line\ntext: b\n```\n\n"
	      "```vm:type\ntext: c\n```\n\n```vm:set\ncpus: 2\nlabel: Two of them\n```\n\n"
	      "```vm:set\nmemory: 8 MiB\n```\n",
	      "1.1 3 virsh send-key box KEY_A: Press keys on its keyboard.\n"
	      "1.1 3 printf %s b >\"$(virsh ttyconsole line)\": Write a line to its serial console.\n"
	      "1.1 7 virsh setvcpus box 2 --config --maximum && virsh setvcpus box 2 --config: Two of them\n"
	      "1.1 7 virsh setmaxmem box 8MiB --config && virsh setmem box 8MiB --config: "
	      "Change the hardware of box\n");
}

static void what_the_text_names(void **state)
{
	(void)state;
	gives(LESSON "Type `virsh list --all`.\n\n## A\n\n- **`virsh dominfo box`** `virsh list`\n\n"
	      "`virsh destroy` `virsh listen` `xvirsh console` virsh domstate\n\n"
	      "```sh\n$ qemu-img info a.qcow2  \nvirsh snapshot-list box\n```\n\n"
	      "<details><summary>Hint</summary>\n\n`virsh console box`\n\n</details>\n",
	      "- 0 virsh list --all: List the machines, with their states.\n"
	      "1.1 0 virsh dominfo box: Tell its state, its memory and its processors.\n"
	      "1.1 0 qemu-img info a.qcow2: Tell what kind of disk a file is, and how large.\n"
	      "1.1 0 virsh snapshot-list box: List its snapshots.\n"
	      "1.1 0 virsh console box: Open its console; Ctrl-] leaves it.\n");
	gives(LESSON "## A\n\nNothing to type.\n", "");
}

static void every_verb_has_a_group(void **state)
{
	size_t counts[GROUPS] = { 0 };
	int i;

	(void)state;
	for (i = VERB_NONE + 1; i < VERB_STAGE; i++) {
		assert_true(verb_rule((enum verb)i)->group < GROUPS);
		counts[verb_rule((enum verb)i)->group]++;
	}
	for (i = 0; i < GROUPS; i++)
		assert_true(counts[i] > 0);
}

/* ---- the sheet ------------------------------------------------------------------------- */

/* What the style of the card gives, with fonts as wide as DejaVu's: two columns of 68 lines
 * below the title, of which the gaps between commands take 5, and what does not divide
 * evenly 2; each 52 characters wide. */
enum { COLUMNS = 52, LINES = 2 * 61 };

/* Lines that are full end in a word, so they are shorter. */
static int lines_of(const char *text)
{
	const int width = utf8_width(text);

	return width <= COLUMNS ? 1 : 1 + (width - 1) / (COLUMNS - 5);
}

static void fits(const char *folder, const char *language)
{
	struct workshop *workshop = load(folder, language);
	bool any[GROUPS] = { false };
	struct card card = { 0 };
	int lines = 0;
	size_t i;

	language_use(language);
	card_collect(&card, workshop);
	language_use(NULL);
	for (i = 0; i < card.n; i++) {
		const struct step *step = card.list[i].step;
		char *words = mem_printf("%s %s %s", card.list[i].words, step ? step->id : "",
					 step ? step->title : "");

		lines += lines_of(card.list[i].command) + lines_of(words);
		lines += any[card.list[i].group] ? 0 : 2;
		any[card.list[i].group] = true;
		free(words);
	}
	print_message("%s: %zu commands in %d lines of %d\n", language ? language : "en", card.n, lines,
		      (int)LINES);
	assert_true(card.n > 20);
	assert_true(lines <= LINES);
	card_free(&card);
	workshop_free(workshop);
}

static void our_own_fits_on_a_sheet(void **state)
{
	const char *top = getenv("top_srcdir");
	char *folder = file_join(top ? top : ".", "lessons");
	struct workshop *workshop = load(folder, NULL);
	size_t i;

	(void)state;
	fits(folder, NULL);
	for (i = 0; i < workshop->n_languages; i++)
		fits(folder, workshop->languages[i]);
	workshop_free(workshop);
	free(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_once),
		cmocka_unit_test(what_a_verb_does_in_two_ways),
		cmocka_unit_test(what_the_text_names),
		cmocka_unit_test(every_verb_has_a_group),
		cmocka_unit_test(our_own_fits_on_a_sheet),
	};

	const char *build = getenv("top_builddir");
	char *catalogues = file_join(build ? build : ".", "po-local");

	setenv("LC_ALL", "C", 1);
	language_start(catalogues, "");
	free(catalogues);
	return cmocka_run_group_tests_name("export-card", tests, NULL, NULL);
}
