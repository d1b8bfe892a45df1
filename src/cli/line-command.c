// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a line means that is typed in --plain; see line-command.h. */
#include "cli/line-command.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/workshop.h"

/* Words beside those of the table of commands. */
static const struct {
	const char *word;
	enum command_id id;
} own_words[] = {
	{ "", COMMAND_NEXT }, { "m", COMMAND_TIMELINE }, { "r", COMMAND_REPAINT },
};

static enum command_id id_of(const char *word)
{
	const struct command_row *row = command_for_word(word);
	size_t i;

	for (i = 0; i < ARRAY_LEN(own_words); i++)
		if (strcmp(own_words[i].word, word) == 0)
			return own_words[i].id;
	return row ? row->id : COMMAND_NONE;
}

static bool number(const char *text, int *value)
{
	size_t n = strspn(text, "0123456789");

	*value = n > 0 && n < 6 && !text[n] ? atoi(text) : -1;
	return *value >= 0;
}

/* A command with an argument: "press 3", "g 3.2". */
static struct command command_about(const struct workshop *workshop, const char *line)
{
	size_t n = strcspn(line, " ");
	char *word = mem_ndup(line, n);
	const char *about = line + n + strspn(line + n, " ");
	enum command_id id = id_of(word);
	struct command command = { .id = COMMAND_NONE };

	free(word);
	if (id == COMMAND_PRESS && number(about, &command.button) && command.button > 0)
		command.id = id;
	else if (id == COMMAND_CONTENTS && workshop_step(workshop, about, &command.lesson, &command.step))
		command.id = COMMAND_GOTO;
	return command;
}

struct command line_command(const struct workshop *workshop, const char *line)
{
	struct command command = { .id = id_of(line) };

	if (number(line, &command.button))
		command.id = command.button > 0 ? COMMAND_PRESS : COMMAND_STAGE;
	else if (command.id == COMMAND_NONE || command.id == COMMAND_PRESS)
		command = command_about(workshop, line);
	return command;
}

/* What stands behind the word, if it is that of the command; else NULL. */
static const char *behind(const char *line, enum command_id id)
{
	size_t n = strcspn(line, " ");
	char *word = mem_ndup(line, n);
	bool is = id_of(word) == id;

	free(word);
	return is ? line + n + strspn(line + n, " ") : NULL;
}

const char *line_goes_to(const char *line)
{
	return behind(line, COMMAND_CONTENTS);
}

const char *line_searches(const char *line)
{
	if (line[0] == '/')
		return line + 1 + strspn(line + 1, " ");
	return behind(line, COMMAND_SEARCH);
}

const char *line_nearest(const char *line, bool (*is_here)(enum command_id id))
{
	const char *words[2 * COMMAND_COUNT] = { 0 };
	const struct command_row *row;
	size_t n = 0, found;

	for (row = command_table; row->id != COMMAND_NONE; row++)
		if (row->name && is_here(row->id)) {
			words[n++] = _(row->name);
			words[n++] = row->name;
		}
	found = edit_nearest(line, words, n);
	return found < n && !str_eq(words[found], line) ? words[found] : NULL;
}
