// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The notes for who presents, line by line; see notes-lines.h. */
#include "cli/notes-lines.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/out.h"
#include "cli/command-line.h"
#include "session/notes.h"
#include "ui/text/notes-text.h"

enum { COLUMNS = 76 };

struct notes_lines {
	struct notes *notes;
	bool begun;               /* something was printed */
	const struct step *shown; /* that step's notes */
	bool input_ended, line_began;
};

/* Prints the notes if another step is open than before. */
static void show(struct notes_lines *lines)
{
	struct view_notes view;
	char *text;

	notes_view(lines->notes, &view);
	if (lines->begun && lines->shown == notes_step(&view))
		return;
	text = notes_plain(&view, COLUMNS);
	out_printf("%s%s", lines->begun ? "\n" : "", text);
	out_flush();
	free(text);
	lines->shown = notes_step(&view);
	lines->begun = true;
}

/* Reads what was typed.  False: it was a line that begins with q.  The end of the input ends
 * nothing, as a program that is started without one goes on. */
static bool read_input(struct notes_lines *lines)
{
	char buffer[256];
	ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer), i;

	lines->input_ended = n <= 0;
	for (i = 0; i < n; i++) {
		if (!lines->line_began && (buffer[i] == 'q' || buffer[i] == 'Q'))
			return false;
		lines->line_began = buffer[i] != '\n';
	}
	return true;
}

static void loop(struct notes_lines *lines)
{
	struct pollfd fds[3] = { 0 };

	do {
		notes_turn(lines->notes);
		show(lines);
		fds[0] = (struct pollfd){ .fd = lines->input_ended ? -1 : STDIN_FILENO, .events = POLLIN };
		fds[1] = (struct pollfd){ .fd = notes_fd(lines->notes), .events = POLLIN };
		/* Without an event: is its reader gone? */
		fds[2] = (struct pollfd){ .fd = STDOUT_FILENO };
		if (poll(fds, 3, -1) < 0)
			fds[0].revents = fds[2].revents = 0;
	} while (!(fds[2].revents & (POLLERR | POLLHUP | POLLNVAL)) &&
		 (!fds[0].revents || read_input(lines)));
}

int notes_lines_run(const struct session_options *open)
{
	struct notes_lines lines = { 0 };
	struct error err = { 0 };

	lines.notes = notes_open(open, &err);
	if (!lines.notes)
		return complain(&err);
	loop(&lines);
	notes_close(lines.notes);
	return EXIT_GOOD;
}
